//! All that a person can do, as data. Menus, toolbar, palette, the list of keys and the test for
//! clashing shortcuts derive from the one table in [`table`](self).
//!
//! A command carries no payload: what it acts on is the selection, the caret or the focus. What
//! takes a payload (go to this article, tag with this label) is an entry that the caller gives to
//! the palette.

mod facts;
mod keys;
mod menu;
mod pane_keys;
mod table;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use egui::KeyboardShortcut;

pub use facts::{Facts, Need, View};
pub use keys::{consume, format_shortcut, is_shortcut, pressed};
pub use menu::{icon_button, main_menu, menu_item};
pub use pane_keys::{KeyRow, PANE_KEYS};
pub use table::Command;

use crate::model::Shift;

/// What a command is about: its menu, and its section in the list of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Projects, articles, saving, exporting.
    File,
    /// Undo, the annotation's own fields.
    Edit,
    /// Labels on words.
    Tag,
    /// What is the same, and links.
    Tie,
    /// What reviewers differ about.
    Settle,
    /// The labels themselves.
    Codebook,
    /// What the program finds in the articles.
    Found,
    /// From one annotation, difference or part of the window to another.
    Go,
    /// Which articles stand side by side.
    Columns,
    /// How the window looks.
    View,
    /// Finding one's way.
    Help,
}

impl Group {
    /// All groups, in the order of menus.
    pub const ALL: [Self; 11] = [
        Self::File,
        Self::Edit,
        Self::Tag,
        Self::Codebook,
        Self::Tie,
        Self::Settle,
        Self::Found,
        Self::Go,
        Self::Columns,
        Self::View,
        Self::Help,
    ];

    /// What people read.
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Tag => "Tag",
            Self::Codebook => "Codebook",
            Self::Tie => "Tie",
            Self::Settle => "Settle",
            Self::Found => "Found",
            Self::Go => "Go",
            Self::Columns => "Columns",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

/// Where the keyboard must be for a shortcut to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    /// Anywhere, also while a text field has the keyboard.
    Anywhere,
    /// Anywhere but in a text field.
    OutsideFields,
    /// Only while an article's text has the keyboard.
    Text,
}

/// What is known about a command.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// What people read in menus: an ellipsis where a question follows.
    pub name: &'static str,
    /// One line that says what it does.
    pub about: &'static str,
    /// From [`super::look::icons`].
    pub icon: char,
    /// Its menu.
    pub group: Group,
    /// Where its shortcuts count.
    pub reach: Reach,
    /// The first is the one that is shown.
    pub shortcuts: &'static [KeyboardShortcut],
    /// What must be so for it to apply.
    pub needs: &'static [Need],
}

impl Command {
    /// How it moves the label that is chosen on the codebook's screen, if it does.
    pub fn label_shift(self) -> Option<Shift> {
        match self {
            Self::LabelUp => Some(Shift::Up),
            Self::LabelDown => Some(Shift::Down),
            Self::LabelIn => Some(Shift::In),
            Self::LabelOut => Some(Shift::Out),
            _ => None,
        }
    }

    /// What people read in menus.
    pub fn name(self) -> &'static str {
        self.spec().name
    }

    /// The name with what it would do now, as in “Undo: tag “Person””.
    pub fn label(self, facts: &Facts) -> Cow<'static, str> {
        let step = match self {
            Self::Undo => facts.undo.as_deref(),
            Self::Redo => facts.redo.as_deref(),
            _ => None,
        };
        match (self, step) {
            (_, Some(step)) => format!("{}: {step}", self.name()).into(),
            (Self::SettleBlind, _) if facts.blind => "Show names".into(),
            (Self::ToggleSidebar, _) if facts.sidebar => "Hide sidebar".into(),
            (Self::ToggleInspector, _) if facts.inspector => "Hide inspector".into(),
            (Self::ToggleTable, _) if facts.table => "Hide table".into(),
            (Self::ToggleNotes, _) if facts.notes => "Hide notes".into(),
            (Self::DeleteAnnotation, _) if facts.chosen > 1 => {
                format!("Delete {} annotations", facts.chosen).into()
            }
            (Self::ToggleSticky, _) if facts.sticky => "Stop tagging every selection".into(),
            (Self::ToggleRibbons, _) if facts.ribbons => "Hide ribbons".into(),
            (Self::ToggleTogether, _) if facts.together => "Scroll apart".into(),
            (Self::ToggleOnlyHere, _) if facts.only_here => "Show all alike".into(),
            _ => self.name().into(),
        }
    }

    /// The shortcut that is shown; none where it has none.
    pub fn shortcut(self) -> Option<KeyboardShortcut> {
        self.spec().shortcuts.first().copied()
    }

    /// The shown shortcut as people read it, as in `Ctrl+Shift+S`; empty where it has none.
    pub fn shortcut_text(self, ctx: &egui::Context) -> String {
        self.shortcut().map(|shortcut| format_shortcut(ctx, shortcut)).unwrap_or_default()
    }

    /// Whether it would do something now.
    pub fn applies(self, facts: &Facts) -> bool {
        self.missing(facts).is_none()
    }

    /// The first thing that is missing for it to apply.
    pub fn missing(self, facts: &Facts) -> Option<Need> {
        self.spec().needs.iter().copied().find(|need| !facts.meets(*need))
    }

    /// The tooltip: what it does, its shortcut, and why it does not apply now.
    pub fn tooltip(self, ctx: &egui::Context, facts: &Facts) -> String {
        let mut text = self.spec().about.to_owned();
        let shortcut = self.shortcut_text(ctx);
        if !shortcut.is_empty() {
            text.push_str(&format!("  ({shortcut})"));
        }
        if let Some(need) = self.missing(facts) {
            text.push_str(&format!("\n{}", need.hint()));
        }
        text
    }

    /// The commands of a menu, in order.
    pub fn of(group: Group) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |command| command.spec().group == group)
    }
}
