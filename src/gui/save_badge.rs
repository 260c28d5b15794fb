//! Whether the work is on disk: always visible, in words.

use egui::{Color32, Response, Ui};

use super::look::widgets::told;
use super::look::{self, Tokens, icons};

/// The state of saving.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SaveBadge {
    /// Everything is in the file; since when, as in “09:14”, where it was saved since it was opened.
    Saved(Option<String>),
    /// The file is being written.
    Saving,
    /// Not in the file yet, but safe in the journal.
    #[default]
    Journaled,
    /// Nowhere but in memory yet.
    Unsaved,
    /// The file cannot be written.
    CannotSave {
        /// What happened, as in “the disk is full”.
        why: String,
        /// What to do about it, in a sentence.
        remedy: String,
        /// The journal still keeps every change.
        journaled: bool,
    },
    /// Nothing may be changed.
    ReadOnly {
        /// Why, as in “open in another window of ana’s, on this computer”.
        why: String,
        /// What to do about it, in a sentence.
        remedy: String,
    },
}

impl SaveBadge {
    /// What people read, in a few words.
    pub fn text(&self) -> String {
        match self {
            Self::Saved(Some(time)) => format!("Saved {time}"),
            Self::Saved(None) => "Saved".into(),
            Self::Saving => "Saving…".into(),
            Self::Journaled | Self::Unsaved => "Not saved yet".into(),
            Self::CannotSave { why, .. } => format!("Cannot save: {why}"),
            Self::ReadOnly { why, .. } => format!("Read-only: {why}"),
        }
    }

    /// What it means and what to do, in sentences.
    pub fn details(&self) -> String {
        match self {
            Self::Saved(_) => "Everything is in the file.".into(),
            Self::Saving => "The file is being written.".into(),
            Self::Journaled => "Every change is in the journal already; the file follows by itself.".into(),
            Self::Unsaved => "The last changes are only in memory so far.".into(),
            Self::CannotSave { remedy, journaled, .. } => {
                let kept = if *journaled {
                    "Nothing is lost: every change is in the journal."
                } else {
                    "Your changes are only in memory: do not close the window."
                };
                format!("{remedy}\n{kept}")
            }
            Self::ReadOnly { remedy, .. } => remedy.clone(),
        }
    }

    fn sign(&self, tokens: &Tokens) -> (char, Color32) {
        match self {
            Self::Saved(_) => (icons::CHECK_CIRCLE, tokens.good),
            Self::Saving => (icons::ARROWS_CLOCKWISE, tokens.weak),
            Self::Journaled => (icons::CIRCLE_DASHED, tokens.weak),
            Self::Unsaved => (icons::CIRCLE_DASHED, tokens.warn),
            Self::CannotSave { .. } => (icons::WARNING_CIRCLE, tokens.bad),
            Self::ReadOnly { .. } => (icons::LOCK_SIMPLE, tokens.warn),
        }
    }
}

/// Draws it. A click is for the caller: save now, save elsewhere, say more.
pub fn show(ui: &mut Ui, badge: &SaveBadge) -> Response {
    let (icon, color) = badge.sign(look::tokens(ui));
    let text = badge.text();
    told(ui, icon, &text, color, true).on_hover_text(format!("{text}\n{}", badge.details()))
}

#[cfg(test)]
mod tests {
    use egui::Theme;
    use egui_kittest::kittest::Queryable;

    use super::*;
    use crate::gui::testing::builder;

    #[test]
    fn every_state_says_what_it_is_and_what_to_do() {
        let states = [
            SaveBadge::Saved(Some("09:14".into())),
            SaveBadge::Saving,
            SaveBadge::Journaled,
            SaveBadge::Unsaved,
            SaveBadge::CannotSave {
                why: "the disk is full".into(),
                remedy: "Make room, or save the project elsewhere.".into(),
                journaled: false,
            },
            SaveBadge::ReadOnly {
                why: "open in another window".into(),
                remedy: "Close it there to go on here.".into(),
            },
        ];
        let shown = states.clone();
        let mut harness = builder(Theme::Dark, [700.0, 300.0]).build_ui_state(
            move |ui, clicked: &mut Option<usize>| {
                for (at, state) in shown.iter().enumerate() {
                    if show(ui, state).clicked() {
                        *clicked = Some(at);
                    }
                }
            },
            None,
        );
        harness.run();
        for label in ["Saved 09:14", "Saving…", "Read-only: open in another window"] {
            assert!(harness.query_by_label(label).is_some(), "{label}");
        }
        harness.get_by_label("Cannot save: the disk is full").click();
        harness.run();
        assert_eq!(*harness.state(), Some(4));
        assert!(states.iter().all(|state| !state.details().is_empty()));
        assert!(states[4].details().contains("do not close the window"));
    }
}
