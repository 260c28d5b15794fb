use egui::Theme;
use egui_kittest::kittest::Queryable;

use super::*;
use crate::gui::testing::{builder, picture};

fn labels() -> Vec<(String, String)> {
    crate::model::Codebook::default().labels.into_iter().map(|label| (label.key, label.name)).collect()
}

#[test]
fn every_command_with_a_shortcut_is_listed() {
    let ctx = Context::default();
    let sections = sections(&ctx, &labels());
    let rows: Vec<&HelpRow> = sections.iter().flat_map(|section| &section.rows).collect();
    for command in Command::ALL {
        for shortcut in command.spec().shortcuts {
            let key = format_shortcut(&ctx, *shortcut);
            assert!(
                rows.iter().any(|row| row.text == command.name() && row.keys.contains(&key)),
                "{command:?} {key}"
            );
        }
    }
    assert!(rows.iter().any(|row| row.keys == ["P"] && row.text == "Person"));
    assert!(rows.iter().any(|row| row.text.starts_with("Move the caret by a word")));
}

#[test]
fn the_markdown_has_a_line_for_every_row() {
    let sections = sections(&Context::default(), &labels());
    let markdown = markdown(&sections);
    let rows: usize = sections.iter().map(|section| section.rows.len()).sum();
    assert_eq!(markdown.matches("\n| `").count(), rows);
    assert!(markdown.contains("| `Ctrl+S` | Save: Write the review"));
}

#[test]
fn keys_are_found_by_what_they_do_and_by_their_names() {
    for theme in [Theme::Light, Theme::Dark] {
        let mut harness = builder(theme, [1280.0, 800.0]).build_ui_state(
            |ui, (help, open): &mut (Option<Help>, bool)| {
                egui::CentralPanel::default().show(ui, |_| {});
                let help = help.get_or_insert_with(|| Help::new(ui.ctx(), &labels()));
                if *open {
                    *open = help.show(ui.ctx());
                }
            },
            (None, true),
        );
        harness.run();
        picture(&mut harness, &format!("help-{theme:?}").to_lowercase());
        assert!(harness.query_by_label("Save: Ctrl+S").is_some());
        harness.get_by_label("Search keys").type_text("undo");
        harness.run();
        assert!(harness.query_by_label("Undo: Ctrl+Z").is_some());
        assert!(harness.query_by_label("Save: Ctrl+S").is_none());
        harness.key_press(egui::Key::F1);
        harness.run();
        assert!(!harness.state().1, "the key that opened it closes it");
    }
}

#[test]
fn columns_are_balanced_and_keep_the_order() {
    let row = HelpRow { keys: vec![], text: String::new(), about: String::new() };
    let shown: Vec<Shown<'_>> =
        [("a", 10), ("b", 2), ("c", 3), ("d", 4)].map(|(title, n)| (title, vec![&row; n])).into();
    let (left, right) = balance(&shown);
    assert_eq!((left.len(), right.len()), (1, 3));
}
