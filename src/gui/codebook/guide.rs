//! The guideline of what is chosen: written in Markdown, and as people will read it.

use egui::Ui;

use super::field::FieldKey;
use super::state::{Chosen, CodebookState};
use super::widgets::{draft, lines};
use crate::gui::action::Action;
use crate::gui::look::{icons, widgets};
use crate::session::Session;

/// Shows the guideline.
pub fn show(
    ui: &mut Ui,
    session: &Session,
    state: &mut CodebookState,
    writable: bool,
    out: &mut Vec<Action>,
) {
    let codebook = session.codebook();
    let (key, about) = match &state.chosen {
        Chosen::Label(id) => match codebook.label(id) {
            Some(label) => (FieldKey::About(id.clone()), label.about.clone()),
            None => return,
        },
        Chosen::Link(id) => match codebook.link(id) {
            Some(link) => (FieldKey::LinkAbout(id.clone()), link.about.clone()),
            None => return,
        },
        Chosen::Nothing => return,
    };
    egui::ScrollArea::vertical().auto_shrink(false).id_salt("guideline").show(ui, |ui| {
        if writable {
            widgets::section_head(ui, "Guideline");
            let rows = ((ui.clip_rect().height() * 0.42) / 18.0).clamp(6.0, 24.0) as usize;
            lines(ui, state, &key, "Guideline, in Markdown", &about, rows, out);
            ui.add_space(12.0);
        }
        widgets::section_head(ui, if writable { "As reviewers read it" } else { "Guideline" });
        let written = draft(state, &key).map_or(about.clone(), str::to_owned);
        if written.trim().is_empty() {
            let hint = "What reviewers read beside the palette when they choose a label: when to use it, where \
                        it begins and ends, and what is not meant.";
            widgets::EmptyState::new(icons::BOOK_OPEN_TEXT, "No guideline yet", hint).show(ui, |_| {});
        } else {
            widgets::markdown(ui, &written);
        }
    });
}
