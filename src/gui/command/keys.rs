//! From key presses to commands.

use egui::{Context, Event, Key, KeyboardShortcut, ModifierNames, Modifiers};

use super::{Command, Facts, Reach};

/// The shortcut as people read it on this system, as in `Ctrl+Shift+S`.
pub fn format_shortcut(ctx: &Context, shortcut: KeyboardShortcut) -> String {
    let mac = ctx.os() == egui::os::OperatingSystem::Mac;
    let modifiers = ModifierNames::NAMES.format(&shortcut.modifiers, mac);
    let key = key_name(shortcut.logical_key);
    if modifiers.is_empty() { key.to_owned() } else { format!("{modifiers}+{key}") }
}

fn key_name(key: Key) -> &'static str {
    match key {
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        Key::Plus => "+",
        Key::Minus => "−",
        Key::Equals => "=",
        Key::PageUp => "Page up",
        Key::PageDown => "Page down",
        other => other.name(),
    }
}

/// The commands whose shortcuts were pressed since the last frame and that apply now, in the order
/// of the presses. Their key events are taken out of the input; all others stay.
///
/// Call it before any widget is drawn. While a dialog is open ([`Facts::dialog`]) it gives nothing:
/// the dialog has the keyboard.
///
/// Modifiers are matched exactly, so the order of the table does not matter. Ctrl+C, X and V are no
/// shortcuts: they arrive as [`Event::Copy`] and its like, never as keys.
pub fn pressed(ctx: &Context, facts: &Facts) -> Vec<Command> {
    if facts.dialog {
        return Vec::new();
    }
    let in_field = ctx.text_edit_focused();
    let mut commands = Vec::new();
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
            let Some(command) = command_of(*key, *modifiers, facts, in_field) else { return true };
            commands.push(command);
            false
        });
    });
    commands
}

/// Whether a shortcut of this command was pressed; taken out of the input. For dialogs, which close
/// by the key that opened them while [`pressed`] is silent.
pub fn consume(ctx: &Context, command: Command) -> bool {
    let mut found = false;
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
            let ours = command.spec().shortcuts.iter().any(|shortcut| matches(*shortcut, *key, *modifiers));
            found |= ours;
            !ours
        });
    });
    found
}

fn command_of(key: Key, modifiers: Modifiers, facts: &Facts, in_field: bool) -> Option<Command> {
    Command::ALL.iter().copied().find(|command| {
        let spec = command.spec();
        let reachable = match spec.reach {
            Reach::Anywhere => true,
            Reach::OutsideFields => !in_field,
            Reach::Text => !in_field && facts.text_focus,
        };
        reachable
            && spec.shortcuts.iter().any(|shortcut| matches(*shortcut, key, modifiers))
            && command.applies(facts)
    })
}

/// Whether a chord with Ctrl or Alt, or a function key, is the shortcut of any command.
pub fn is_shortcut(key: Key, modifiers: Modifiers) -> bool {
    let chord = modifiers.command || modifiers.alt || key.name().starts_with('F') && key.name().len() > 1;
    chord
        && Command::ALL
            .iter()
            .any(|command| command.spec().shortcuts.iter().any(|shortcut| matches(*shortcut, key, modifiers)))
}

fn matches(shortcut: KeyboardShortcut, key: Key, mut modifiers: Modifiers) -> bool {
    if shortcut.logical_key != key {
        return false;
    }
    // Which keyboards need Shift for a sign differs from country to country.
    if is_sign(key) {
        modifiers.shift = shortcut.modifiers.shift;
    }
    modifiers.matches_exact(shortcut.modifiers)
}

pub(super) fn is_sign(key: Key) -> bool {
    matches!(key, Key::Plus | Key::Minus | Key::Equals | Key::Questionmark)
}
