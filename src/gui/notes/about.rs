//! What the inspector shows while nothing is selected: the notes on the article and on the story.

use egui::Ui;

use super::{article_id, editor, story_id};
use crate::gui::action::Action;
use crate::gui::look::{metrics, widgets};
use crate::gui::read::ReadState;
use crate::model::NoteOn;
use crate::session::Session;

/// Shows both.
pub fn show(ui: &mut Ui, session: &Session, state: &mut ReadState, out: &mut Vec<Action>) {
    widgets::section_head(ui, "Selected");
    widgets::weak(ui, "Click a mark in the text to see it here, or press Tab.");
    ui.add_space(metrics::GAP);
    let writable = session.read_only().is_none();
    let article = state.focused().and_then(|column| session.article(&column.article)).cloned();
    let draft = &mut state.note;
    if let Some(article) = article {
        widgets::section_head(ui, &format!("Article · {}", article.short_name()));
        let on = NoteOn::Article(article.id.clone());
        let note = session.review().article_note(&article.id);
        editor(ui, article_id(), "Note on the article", &on, note, draft, writable, out);
    }
    widgets::section_head(ui, "Story");
    let note = session.review().note();
    editor(ui, story_id(), "Note on the story", &NoteOn::Story, note, draft, writable, out);
    ui.add_space(metrics::PADDING);
}
