//! Notes: written in Markdown, shown as it reads, and listed with their open questions.

mod about;
mod editor;
pub mod list;

use egui::{Id, Ui};

pub use about::show as about;
pub use editor::editor;
pub use list::NotesState;

use super::action::Action;
use crate::model::NoteOn;

/// A note that is being written.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What it is on.
    pub on: NoteOn,
    /// What has been written.
    pub text: String,
    /// The pass in which its field was shown last: a draft without a field is kept as a note.
    pass: u64,
}

/// Keeps a draft whose field is no longer shown, or has lost the keyboard to another one.
pub fn keep_left_draft(ui: &Ui, draft: &mut Option<Draft>, out: &mut Vec<Action>) {
    let pass = ui.ctx().cumulative_pass_nr();
    if let Some(left) = draft.take_if(|draft| draft.pass != pass) {
        out.push(Action::Note(left.on, left.text));
    }
}

/// The note on the article of the focused column, for giving it the keyboard.
pub fn article_id() -> Id {
    Id::unique("note on the article")
}

/// The note on the story, for giving it the keyboard.
pub fn story_id() -> Id {
    Id::unique("note on the story")
}
