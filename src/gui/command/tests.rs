use std::collections::{HashMap, HashSet};

use egui::{Event, Key, KeyboardShortcut, Modifiers, RawInput};

use super::keys::is_sign;
use super::*;

fn everything() -> Facts {
    Facts {
        project: true,
        writable: true,
        articles: 6,
        columns: 6,
        closed_column: true,
        text_focus: true,
        selection: true,
        annotation: true,
        sayable: true,
        clustered: true,
        linked: true,
        link: true,
        pieces: true,
        offer: true,
        annotations: true,
        under_caret: 2,
        last_label: true,
        found: true,
        shared: true,
        group: true,
        candidates: 2,
        decided: true,
        reviewers: 9,
        identical: 1,
        found_item: true,
        found_page: Some(crate::gui::found::Page::Quotes),
        sure: true,
        cell: true,
        undo: Some("tag “Person”".into()),
        redo: Some("delete".into()),
        ..Facts::default()
    }
}

fn press(key: Key, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

/// What the keyboard sends for Ctrl on Linux and Windows.
const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };

/// The commands that the events give, and the events that are left.
fn after(ctx: &egui::Context, facts: &Facts, events: Vec<Event>) -> (Vec<Command>, Vec<Event>) {
    let mut result = (Vec::new(), Vec::new());
    let input = RawInput { events, ..RawInput::default() };
    ctx.run_ui(input, |ui| {
        result.0.extend(pressed(ui.ctx(), facts));
        result.1 = ui.input(|input| input.events.clone());
    })
    .drop_without_applying_deltas();
    result
}

#[test]
fn no_two_commands_share_a_shortcut() {
    let mut seen: HashMap<KeyboardShortcut, Command> = HashMap::new();
    for command in Command::ALL {
        for shortcut in command.spec().shortcuts {
            let mut shortcut = *shortcut;
            if is_sign(shortcut.logical_key) {
                shortcut.modifiers.shift = false;
            }
            if let Some(other) = seen.insert(shortcut, *command) {
                // Two views may use one key for different things, but no two commands do so yet.
                panic!("{command:?} and {other:?} share {shortcut:?}");
            }
        }
    }
    assert!(seen.len() > 60);
}

#[test]
fn letters_and_digits_alone_belong_to_labels() {
    for command in Command::ALL {
        for shortcut in command.spec().shortcuts {
            let name = shortcut.logical_key.name();
            let plain = shortcut.modifiers.is_none() || shortcut.modifiers.shift_only();
            // Where differences are settled nothing is tagged: labels have no keys there.
            let settles =
                command.spec().needs.iter().any(|need| matches!(need, Need::GroupShown | Need::Settling));
            assert!(settles || !plain || name.chars().count() > 1, "{command:?} takes {name}");
        }
    }
}

#[test]
fn no_shortcut_is_one_that_never_arrives() {
    let system = [
        // Sent as Event::Copy, Cut and Paste.
        KeyboardShortcut::new(Modifiers::COMMAND, Key::C),
        KeyboardShortcut::new(Modifiers::COMMAND, Key::X),
        KeyboardShortcut::new(Modifiers::COMMAND, Key::V),
        KeyboardShortcut::new(Modifiers::SHIFT, Key::Delete),
        KeyboardShortcut::new(Modifiers::SHIFT, Key::Insert),
        KeyboardShortcut::new(Modifiers::COMMAND, Key::Insert),
        // Taken by desktops.
        KeyboardShortcut::new(Modifiers::ALT, Key::F4),
        KeyboardShortcut::new(Modifiers::ALT, Key::Tab),
        KeyboardShortcut::new(Modifiers::ALT, Key::Space),
        KeyboardShortcut::new(Modifiers::NONE, Key::F10),
    ];
    for command in Command::ALL {
        for shortcut in command.spec().shortcuts {
            assert!(!system.contains(shortcut), "{command:?}: {shortcut:?}");
            let both = shortcut.modifiers.alt && shortcut.modifiers.command;
            assert!(!both, "{command:?}: Ctrl+Alt switches workspaces and is AltGr on Windows");
        }
    }
}

#[test]
fn what_edits_text_is_left_to_text_fields() {
    for command in Command::ALL {
        let spec = command.spec();
        for shortcut in spec.shortcuts {
            let function_key =
                shortcut.logical_key.name().starts_with('F') && shortcut.logical_key.name().len() > 1;
            if shortcut.conflicts_with_text_editing() && !function_key {
                assert_ne!(spec.reach, Reach::Anywhere, "{command:?}: {shortcut:?}");
            }
        }
    }
}

#[test]
fn names_and_explanations_are_fit_to_read() {
    let mut names = HashSet::new();
    for command in Command::ALL {
        let spec = command.spec();
        assert!(names.insert((spec.group, spec.name)), "{command:?} has the name of another");
        assert!(spec.name.starts_with(char::is_uppercase), "{command:?}");
        assert!(spec.name.chars().count() <= 28, "{command:?} is too long for a menu");
        assert!(!spec.about.is_empty() && !spec.about.ends_with('.'), "{command:?}");
        assert!(!spec.name.contains("..."), "{command:?}: one ellipsis, not three points");
    }
}

#[test]
fn every_shortcut_gives_its_command_and_is_taken_out_of_the_input() {
    let ctx = egui::Context::default();
    for command in Command::ALL {
        let mut facts = everything();
        if command.spec().needs.contains(&Need::Label) {
            facts.view = View::Codebook;
            facts.label = true;
        }
        if command.spec().needs.contains(&Need::Comparing) {
            facts.view = View::Compare;
            facts.differences = true;
        }
        if command.spec().needs.iter().any(|need| matches!(need, Need::GroupShown | Need::Settling)) {
            facts.view = View::Settle;
        }
        if command.spec().needs.contains(&Need::Discrepancy) {
            facts.found_page = Some(crate::gui::found::Page::Discrepancies);
        }
        for shortcut in command.spec().shortcuts {
            let mut modifiers = shortcut.modifiers;
            modifiers.ctrl = modifiers.command;
            let (commands, left) = after(&ctx, &facts, vec![press(shortcut.logical_key, modifiers)]);
            assert_eq!(commands, [*command], "{shortcut:?}");
            assert!(left.is_empty(), "{shortcut:?}");
        }
    }
}

#[test]
fn a_longer_shortcut_is_not_taken_for_a_shorter_one() {
    let ctx = egui::Context::default();
    let (commands, _) = after(&ctx, &everything(), vec![press(Key::S, CTRL | Modifiers::SHIFT)]);
    assert_eq!(commands, [Command::SaveProjectAs]);
    let (commands, left) = after(&ctx, &everything(), vec![press(Key::S, CTRL | Modifiers::ALT)]);
    assert!(commands.is_empty() && left.len() == 1, "nobody asked for Ctrl+Alt+S");
}

#[test]
fn zoom_works_on_keyboards_where_plus_needs_shift() {
    let ctx = egui::Context::default();
    let (commands, _) = after(&ctx, &everything(), vec![press(Key::Plus, CTRL | Modifiers::SHIFT)]);
    assert_eq!(commands, [Command::ZoomIn]);
}

#[test]
fn what_does_not_apply_is_left_for_others() {
    let ctx = egui::Context::default();
    let (commands, left) = after(&ctx, &Facts::default(), vec![press(Key::S, CTRL), press(Key::O, CTRL)]);
    assert_eq!(commands, [Command::OpenProject]);
    assert_eq!(left.len(), 1);
    assert_eq!(Command::Save.missing(&Facts::default()), Some(Need::Project));
    assert!(Command::Save.tooltip(&ctx, &Facts::default()).contains("Open a project"));
}

#[test]
fn presses_keep_their_order_and_repeats_count() {
    let ctx = egui::Context::default();
    let (commands, _) =
        after(&ctx, &everything(), vec![press(Key::Z, CTRL), press(Key::Y, CTRL), press(Key::Z, CTRL)]);
    assert_eq!(commands, [Command::Undo, Command::Redo, Command::Undo]);
}

#[test]
fn tab_walks_annotations_only_from_the_text() {
    let ctx = egui::Context::default();
    let facts = Facts { text_focus: false, ..everything() };
    let (commands, left) = after(&ctx, &facts, vec![press(Key::Tab, Modifiers::NONE)]);
    assert!(commands.is_empty() && left.len() == 1);
}

#[test]
fn a_text_field_keeps_its_own_keys_and_gives_the_rest() {
    let ctx = egui::Context::default();
    let mut text = String::from("a note");
    let mut field = |events: Vec<Event>| {
        let mut commands = Vec::new();
        ctx.run_ui(RawInput { events, ..RawInput::default() }, |ui| {
            commands.extend(pressed(ui.ctx(), &everything()));
            let response = ui.text_edit_singleline(&mut text);
            response.request_focus();
        })
        .drop_without_applying_deltas();
        (commands, text.clone())
    };
    field(vec![]);
    field(vec![]);
    let (commands, text) = field(vec![press(Key::Backspace, Modifiers::NONE)]);
    assert!(commands.is_empty());
    assert_eq!(text, "a not");
    let (commands, _) = field(vec![press(Key::Z, CTRL)]);
    assert!(commands.is_empty(), "the field undoes its own typing");
    let (commands, _) = field(vec![press(Key::K, CTRL)]);
    assert_eq!(commands, [Command::CommandPalette]);
}

#[test]
fn an_open_dialog_has_the_keyboard() {
    let ctx = egui::Context::default();
    let facts = Facts { dialog: true, ..everything() };
    let (commands, left) = after(&ctx, &facts, vec![press(Key::S, CTRL)]);
    assert!(commands.is_empty() && left.len() == 1);
}

#[test]
fn undo_says_what_it_takes_back() {
    let facts = everything();
    assert_eq!(Command::Undo.label(&facts), "Undo: tag “Person”");
    assert_eq!(Command::Undo.label(&Facts::default()), "Undo");
    assert_eq!(Command::ToggleSidebar.label(&Facts { sidebar: true, ..facts }), "Hide sidebar");
}

#[test]
fn a_command_survives_being_remembered() {
    for command in Command::ALL {
        let text = ron::to_string(command).unwrap();
        assert_eq!(ron::from_str::<Command>(&text).unwrap(), *command);
    }
}
