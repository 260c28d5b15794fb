use egui::Theme;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use super::*;
use crate::gui::testing::{builder, picture};
use crate::model::{Codebook, Status};

struct State {
    palette: Option<Palette<&'static str>>,
    last: PaletteOutcome<&'static str>,
}

fn facts() -> Facts {
    Facts {
        project: true, writable: true, columns: 3, undo: Some("tag “Person”".into()), ..Facts::default()
    }
}

fn harness(theme: Theme, entries: Vec<PaletteEntry<&'static str>>) -> Harness<'static, State> {
    let mut entries = Some(entries);
    let mut harness = builder(theme, [1280.0, 800.0]).build_ui_state(
        move |ui, state: &mut State| {
            egui::CentralPanel::default().show(ui, |_| {});
            if let Some(entries) = entries.take() {
                state.palette =
                    Some(Palette::new(ui.ctx(), &facts(), &[Command::Save, Command::SetSpeaker], entries));
            }
            if let Some(palette) = &mut state.palette {
                state.last = palette.show(ui.ctx());
                if state.last != PaletteOutcome::Open {
                    state.palette = None;
                }
            }
        },
        State { palette: None, last: PaletteOutcome::Open },
    );
    harness.run();
    harness
}

fn entries() -> Vec<PaletteEntry<&'static str>> {
    let entry = |title: &str, detail: &str, lead, action| PaletteEntry {
        title: title.into(),
        detail: detail.into(),
        lead,
        key: String::new(),
        action,
    };
    let tokens = look::tokens_of(&Context::default());
    let person = Codebook::default().labels.swap_remove(0);
    vec![
        entry("Morning Herald", "Article", Lead::Status(Status::InProgress), "herald"),
        entry(
            "Norrström Marine",
            "Organization · Gazette ¶3",
            Lead::Swatch(person.kind, tokens.mark(person.color)),
            "norrström",
        ),
    ]
}

#[test]
fn typing_a_few_letters_and_enter_does_it() {
    let mut harness = harness(Theme::Light, entries());
    picture(&mut harness, "palette-light");
    harness.get_by_label("Search or command").type_text("opr");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().last, PaletteOutcome::Chosen(Choice::Command(Command::OpenProject)));
}

#[test]
fn what_the_caller_gives_is_found_without_accents_and_by_its_detail() {
    let mut harness = harness(Theme::Dark, entries());
    harness.get_by_label("Search or command").type_text("gazette norrstrom");
    harness.run();
    picture(&mut harness, "palette-dark");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().last, PaletteOutcome::Chosen(Choice::Entry("norrström")));
}

#[test]
fn arrows_move_the_choice_and_wrap_around() {
    let mut harness = harness(Theme::Light, vec![]);
    let chosen =
        |harness: &Harness<'_, State>| harness.state().palette.as_ref().map(|palette| palette.chosen);
    harness.key_press(Key::ArrowUp);
    harness.run();
    let last = chosen(&harness).unwrap();
    assert!(last > 10);
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert_eq!(chosen(&harness), Some(0));
    harness.key_press(Key::PageDown);
    harness.run();
    assert_eq!(chosen(&harness), Some(8));
    harness.key_press(Key::PageUp);
    harness.key_press(Key::PageUp);
    harness.run();
    assert_eq!(chosen(&harness), Some(0));
}

#[test]
fn what_was_used_last_comes_first_and_what_does_not_apply_is_not_offered() {
    let mut harness = harness(Theme::Light, vec![]);
    assert!(harness.query_by_label_contains("Set speaker…").is_none());
    let save = harness.get_by_label("Save, File");
    assert!(save.accesskit_node().toggled().is_some(), "a screen reader hears which is chosen");
    assert!(harness.query_by_label_contains("Undo: tag “Person”").is_some());
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().last, PaletteOutcome::Chosen(Choice::Command(Command::Save)));
}

#[test]
fn a_click_chooses_and_escape_or_the_same_key_leaves() {
    let mut harness = harness(Theme::Light, entries());
    harness.get_by_label("Search or command").type_text("herald");
    harness.run();
    harness.get_by_label("Morning Herald, Article").click();
    harness.run();
    assert_eq!(harness.state().last, PaletteOutcome::Chosen(Choice::Entry("herald")));

    let ctrl = Modifiers { ctrl: true, ..Modifiers::COMMAND };
    for (key, modifiers) in [(Key::Escape, Modifiers::NONE), (Key::K, ctrl)] {
        let mut harness = self::harness(Theme::Light, vec![]);
        harness.key_press_modifiers(modifiers, key);
        harness.run();
        assert_eq!(harness.state().last, PaletteOutcome::Closed, "{key:?}");
    }
}

#[test]
fn ten_thousand_annotations_are_searched_and_the_rest_counted() {
    let many = (0..10_000)
        .map(|n| PaletteEntry {
            title: format!("annotation {n}"),
            detail: String::new(),
            lead: Lead::Icon(icons::TAG),
            key: String::new(),
            action: "one",
        })
        .collect();
    let mut harness = harness(Theme::Light, many);
    harness.get_by_label("Search or command").type_text("annotation");
    harness.run();
    assert!(harness.query_by_label_contains("more: type on").is_some());
    harness.get_by_label("Search or command").type_text(" 9999");
    harness.run();
    assert!(harness.query_by_label("annotation 9999").is_some());
    assert!(harness.query_by_label_contains("more: type on").is_none());
}
