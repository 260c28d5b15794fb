//! Saying who is quoted: by pointing at a name in any column, or by searching for one.

use egui::{Align2, Area, Id, Order, Rect, ScrollArea, Ui, vec2};

use super::state::ReadState;
use crate::gui::action::Action;
use crate::gui::look::{self, metrics, widgets};
use crate::model::{Annotation, Kind};
use crate::session::Session;

/// The search for a speaker, for giving it the keyboard.
pub fn speaker_id() -> Id {
    Id::unique("speaker search")
}

/// A speaker that can be chosen: one annotation for each thing that has a name.
struct Candidate<'a> {
    annotation: &'a Annotation,
    name: String,
    place: String,
}

/// Entities of the story, one row a cluster, and each entity that is in none; those of the quote's
/// article first.
fn candidates<'a>(session: &'a Session, quote: &Annotation, query: &str) -> Vec<Candidate<'a>> {
    let review = session.review();
    let codebook = &session.project().codebook;
    let query = query.trim().to_lowercase();
    let mut seen = std::collections::HashSet::new();
    let mut out: Vec<(bool, Candidate<'a>)> = Vec::new();
    for article in &session.story().articles {
        for annotation in review.annotations_of(&article.id) {
            if codebook.kind(&annotation.label) != Kind::Entity {
                continue;
            }
            let words = annotation.words(&article.text);
            let name = match review.cluster_of(&annotation.id) {
                Some(cluster) if !cluster.name.is_empty() => cluster.name.clone(),
                _ => words,
            };
            let fits = name.to_lowercase().contains(&query);
            if fits && seen.insert((name.clone(), annotation.label.clone())) {
                let place = format!("{} · {}", codebook.label_name(&annotation.label), article.short_name());
                out.push((annotation.article != quote.article, Candidate { annotation, name, place }));
            }
        }
    }
    out.sort_by_key(|(elsewhere, candidate)| {
        let person = candidate.annotation.label.as_str() != "person";
        (person, *elsewhere)
    });
    out.into_iter().map(|(_, candidate)| candidate).collect()
}

/// Shows what can be chosen, over the columns' lower end: the text stays free for pointing.
pub fn show(ui: &mut Ui, desk: Rect, session: &Session, state: &mut ReadState, out: &mut Vec<Action>) {
    let Some(quote) = state.picking.as_ref().and_then(|id| session.review().annotation(id)) else { return };
    let tokens = look::tokens(ui);
    let candidates = candidates(session, quote, &state.speaker_query);
    let area = Area::new(Id::unique("speaker")).order(Order::Foreground).pivot(Align2::CENTER_BOTTOM);
    let width = desk.width().min(420.0);
    area.fixed_pos(desk.center_bottom() - vec2(0.0, 12.0)).show(ui.ctx(), |ui| {
        widgets::float_frame(tokens).show(ui, |ui| {
            ui.set_width(width - 16.0);
            widgets::strong(ui, "Who says it?");
            widgets::weak(ui, "Point at a name in any column, or choose one here.");
            ui.add_space(4.0);
            let id = speaker_id();
            let field = ui.add(widgets::SearchField::new(&mut state.speaker_query, "Search names").id(id));
            if ui.memory(|memory| memory.focused().is_none_or(|focus| focus != id))
                && ui.input(|i| i.key_pressed(egui::Key::Slash))
            {
                field.request_focus();
            }
            let entered = field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
            if entered && let Some(first) = candidates.first() {
                out.push(Action::Speaker(quote.id.clone(), Some(first.annotation.id.clone())));
            }
            ui.add_space(4.0);
            ScrollArea::vertical().max_height(5.0 * metrics::ROW).id_salt("speakers").show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for candidate in &candidates {
                    let Some(label) = session.project().codebook.label(&candidate.annotation.label) else {
                        continue;
                    };
                    let row = widgets::Row::new(candidate.name.as_str())
                        .lead(widgets::Lead::Swatch(label.kind, tokens.mark(label.color)))
                        .detail(candidate.place.as_str())
                        .name(format!("Speaker: {}", candidate.name));
                    if ui.push_id(candidate.annotation.id.as_str(), |ui| ui.add(row)).inner.clicked() {
                        out.push(Action::Speaker(quote.id.clone(), Some(candidate.annotation.id.clone())));
                    }
                }
                if candidates.is_empty() {
                    widgets::weak(ui, "No entity of that name is tagged yet.");
                }
            });
            ui.add_space(4.0);
            ui.horizontal(|ui| {
                if ui.add(widgets::quiet("Cancel").key("Esc")).clicked()
                    || ui.input(|i| i.key_pressed(egui::Key::Escape))
                {
                    out.push(Action::PickSpeaker(None));
                }
            });
        });
    });
}
