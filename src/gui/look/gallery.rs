//! All widgets on one page, in both themes: what to look at after a change of the look.

use egui::{Theme, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use super::widgets::*;
use super::{Tokens, icons, metrics, tokens};
use crate::gui::command::{Command, Facts, icon_button, menu_item};
use crate::gui::testing::{builder, picture, shows};
use crate::model::{Codebook, Kind, Status};

#[derive(Default)]
struct State {
    search: String,
    path: String,
    view: usize,
    clicks: Vec<&'static str>,
    commands: Vec<Command>,
    cancelled: bool,
}

fn facts() -> Facts {
    Facts {
        project: true,
        writable: true,
        columns: 3,
        undo: Some("tag “Person”".into()),
        sidebar: true,
        ..Facts::default()
    }
}

fn bar(ui: &mut Ui, state: &mut State) {
    ui.horizontal_centered(|ui| {
        strong(ui, "Parallax");
        weak(ui, "Coastal news /");
        body(ui, "Harbour barrier");
        ui.add_space(40.0);
        if let Some(view) = segmented(ui, "View", &["Read", "Compare", "Matrix"], state.view) {
            state.view = view;
        }
        ui.add_space(40.0);
        ui.add(quiet("Ana").icon(icons::USER));
        ui.add(quiet("Search or command").key("Ctrl+K").width(210.0));
    });
}

fn buttons(ui: &mut Ui, state: &mut State) {
    section_head(ui, "Buttons");
    ui.horizontal(|ui| {
        for button in [
            primary("Open the sample").icon(icons::BOOK_OPEN_TEXT),
            quiet("Open a folder…").icon(icons::FOLDER_OPEN),
            plain("Not now"),
            danger("Discard"),
            quiet("Chosen").selected(true),
        ] {
            if ui.add(button).clicked() {
                state.clicks.push("button");
            }
        }
        ui.add_enabled(false, quiet("Off"));
        ui.add(primary("Take Ana").key("1").width(110.0));
        ui.add(quiet("A text that is much too long for its button").width(140.0));
    });
    ui.horizontal(|ui| {
        if ui.add(IconButton::new(icons::TRASH, "Delete annotation").key("Delete")).clicked() {
            state.clicks.push("trash");
        }
        ui.add(IconButton::new(icons::SIDEBAR_SIMPLE, "Sidebar").selected(true));
        for command in [Command::Undo, Command::Redo, Command::ZoomIn] {
            icon_button(ui, command, &facts(), &mut state.commands);
        }
        for key in ["P", "Ctrl+K", "Shift+F8", "Space"] {
            key_cap(ui, key);
        }
        for label in Codebook::default().labels {
            ui.add(Chip::new(label.name, label.color));
        }
    });
    ui.horizontal(|ui| {
        let color = Codebook::default().labels[0].color;
        ui.add(Chip::new("Ilse Brandt", color).clickable("Go to Ilse Brandt"));
        ui.add(Chip::new("Status: open", color).removable().clickable("Remove filter: status open"));
        ui.add(SearchField::new(&mut state.search, "Filter annotations").width(200.0));
        ui.add(TextField::new(&mut state.path, "Path").mono().hint("/home/ana/project").width(260.0));
        let mut on = true;
        checkbox(ui, &mut on, "Passages in step");
        on = false;
        checkbox(ui, &mut on, "Blind mode");
        radio(ui, true, "Light");
        radio(ui, false, "Dark");
    });
}

fn lists(ui: &mut Ui, t: &Tokens) {
    section_head_with(ui, "Articles", |ui| {
        ui.add(IconButton::new(icons::PLUS, "Add articles").size(20.0));
    });
    ui.add(Row::new("Gazette").lead(Lead::Status(Status::Done)).detail("21").selected(true));
    ui.add(Row::new("Morning Herald").lead(Lead::Status(Status::InProgress)).detail("14"));
    ui.add(
        Row::new("Coastal Wire, its long name cut off").lead(Lead::Status(Status::NotStarted)).detail("9"),
    );
    ui.add_space(12.0);
    section_head(ui, "Labels");
    for label in Codebook::default().labels {
        let lead = Lead::Swatch(label.kind, t.mark(label.color));
        ui.add(Row::new(label.name).lead(lead).key(label.key.to_uppercase()));
    }
    ui.add(
        Row::new("Something else")
            .lead(Lead::Swatch(Kind::Other, t.mark(crate::model::Color([90, 90, 200])))),
    );
}

fn cards(ui: &mut Ui, state: &mut State, t: &Tokens) {
    card(ui, |ui| {
        ui.horizontal(|ui| {
            let quote = &Codebook::default().labels[7];
            ui.add(Chip::new(quote.name.as_str(), quote.color));
            weak(ui, "1 of 3 printings");
        });
        words(
            ui,
            "Nobody in this room can say that we were not warned about the ground under the north pier",
        );
        field_row(ui, "Form", |ui| ui.add(plain("Direct").icon(icons::CARET_DOWN)));
        field_row(ui, "Note", |ui| {
            weak(ui, "Ask for the recording, and for the minutes of the meeting in 2019.")
        });
    });
    ui.add_space(12.0);
    card(ui, |ui| {
        section_head(ui, "Working");
        state.cancelled |= ProgressBar::new("Reading articles", Some(0.62)).cancellable().show(ui);
        hairline(ui, 6.0);
        let row = Row::new("said the price reflected steel and labour costs that have risen since 2024");
        ui.add(
            row.lead(Lead::Dot(t.bad)).second("label: Claim / Quote · Gazette ¶3").font(super::serif(15.0)),
        );
        ui.add(
            Row::new("Norrström Marine")
                .lead(Lead::Icon(icons::CHECK))
                .second("both · decided 09:12")
                .font(super::serif(15.0)),
        );
    });
}

fn floats(ui: &mut Ui, state: &mut State, t: &Tokens) {
    float_frame(t).show(ui, |ui| {
        ui.set_width(270.0);
        list(ui, |ui| {
            use Command::{OpenProject, Save, SetSpeaker, ToggleSidebar, Undo};
            for command in [OpenProject, Save, Undo, SetSpeaker, ToggleSidebar] {
                menu_item(ui, command, &facts(), &mut state.commands);
            }
        });
    });
    ui.add_space(12.0);
    card(ui, |ui| {
        EmptyState::new(
            icons::HIGHLIGHTER,
            "Nothing tagged yet",
            "Drag over words in an article, then choose a label.",
        )
        .show(ui, |ui| ui.add(quiet("Show the keys").key("F1")));
    });
}

fn gallery(ui: &mut Ui, state: &mut State) {
    let t = tokens(ui);
    egui::Panel::top("bar").exact_size(metrics::TOP_BAR).show(ui, |ui| bar(ui, state));
    egui::Panel::bottom("status").exact_size(metrics::STATUS_BAR).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            told(ui, icons::CHECK_CIRCLE, "Saved 09:14", t.good, true);
            told(ui, icons::WARNING_CIRCLE, "Cannot save: the disk is full", t.bad, true);
        })
    });
    egui::CentralPanel::default().show(ui, |ui| {
        buttons(ui, state);
        ui.add_space(12.0);
        ui.columns(3, |columns| {
            let [left, middle, right] = columns else { unreachable!() };
            list(left, |ui| lists(ui, t));
            cards(middle, state, t);
            floats(right, state, t);
        });
    });
}

fn harness(theme: Theme) -> Harness<'static, State> {
    let mut harness = builder(theme, [1180.0, 760.0]).build_ui_state(gallery, State::default());
    harness.run();
    harness
}

#[test]
fn every_widget_is_drawn_in_both_themes() {
    for (theme, name) in [(Theme::Light, "gallery-light"), (Theme::Dark, "gallery-dark")] {
        let mut harness = harness(theme);
        let Some(picture) = picture(&mut harness, name) else { return };
        let t = super::of_theme(theme == Theme::Dark);
        for (what, color) in [
            ("panel", t.panel),
            ("sheet", t.sheet),
            ("accent", t.accent),
            ("line", t.line),
            ("chosen row", t.accent_ground),
        ] {
            assert!(shows(&picture, color), "{name} has no {what}");
        }
        assert!(!shows(&picture, super::of_theme(theme != Theme::Dark).panel), "{name} mixes themes");
    }
}

#[test]
fn buttons_say_their_names_and_answer_to_mouse_and_keys() {
    let mut harness = harness(Theme::Light);
    harness.get_by_label("Delete annotation").click();
    harness.run();
    harness.get_by_label("Open a folder…").focus();
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    assert_eq!(harness.state().clicks, ["trash", "button"]);
    assert!(harness.get_by_label("Off").accesskit_node().is_disabled());
}

#[test]
fn the_switch_says_what_is_chosen_and_moves_by_arrows() {
    let mut harness = harness(Theme::Dark);
    harness.get_by_label("Compare").click();
    harness.run();
    assert_eq!(harness.state().view, 1);
    harness.key_press(egui::Key::ArrowRight);
    harness.run();
    assert_eq!(harness.state().view, 2);
    harness.key_press(egui::Key::ArrowRight);
    harness.run();
    assert_eq!(harness.state().view, 2, "there is nothing to the right");
    assert_eq!(
        harness.get_by_label("Matrix").accesskit_node().toggled(),
        Some(egui::accesskit::Toggled::True)
    );
}

#[test]
fn a_menu_row_gives_its_command_only_when_it_applies() {
    let mut harness = harness(Theme::Light);
    harness.get_by_label("Save").click();
    harness.run();
    harness.get_by_label("Set speaker…").click();
    harness.run();
    assert_eq!(harness.state().commands, [Command::Save]);
    let undo = harness.get_by_role_and_label(egui::accesskit::Role::MenuItem, "Undo: tag “Person”");
    assert!(!undo.accesskit_node().is_disabled());
}

#[test]
fn the_search_is_emptied_by_its_cross() {
    let mut harness = harness(Theme::Light);
    harness.get_by_label("Filter annotations").focus();
    harness.run();
    harness.get_by_label("Filter annotations").type_text("brandt");
    harness.run();
    assert_eq!(harness.state().search, "brandt");
    harness.get_by_label("Empty the search").click();
    harness.run();
    assert_eq!(harness.state().search, "");
}

#[test]
fn a_long_job_can_be_given_up() {
    let mut harness = harness(Theme::Light);
    harness.get_by_label("Cancel").click();
    harness.run();
    assert!(harness.state().cancelled);
}

#[test]
fn what_is_cut_off_is_still_said_in_full() {
    let harness = harness(Theme::Light);
    assert!(harness.query_by_label("A text that is much too long for its button").is_some());
    assert!(harness.query_by_label_contains("Coastal Wire, its long name cut off").is_some());
}
