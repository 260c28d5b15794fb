//! The inspector's card on the links of the selected annotation and of what it is tied to.

use egui::{Id, Margin, TextEdit, Ui, vec2};

use super::words::end_of;
use super::{PickFor, ReadState, TieAction, links_of};
use crate::gui::action::Action;
use crate::gui::command::Command;
use crate::gui::look::{self, icons, metrics, widgets};
use crate::gui::read::inspector::field;
use crate::model::{Annotation, Link, LinkEnd};
use crate::session::Session;

/// The note of the selected link, for giving it the keyboard.
pub fn note_id() -> Id {
    Id::unique("link note")
}

/// Shows the card.
pub(super) fn show(
    ui: &mut Ui,
    annotation: &Annotation,
    session: &Session,
    state: &mut ReadState,
    out: &mut Vec<Action>,
) {
    let links = links_of(session.review(), &annotation.id);
    let writable = session.read_only().is_none();
    if links.is_empty() && !writable {
        return;
    }
    ui.add_space(metrics::GAP);
    widgets::card(ui, |ui| {
        let count = if links.is_empty() { String::new() } else { format!(" · {}", links.len()) };
        widgets::section_head(ui, &format!("Links{count}"));
        for link in links {
            ui.push_id(link.id.as_str(), |ui| one(ui, annotation, link, session, state, out));
        }
        if writable {
            let hint = Command::LinkTo.shortcut_text(ui.ctx());
            let add = widgets::plain("Link to…").icon(icons::LINK).height(22.0);
            let hint = format!(
                "Point at the other end, search for it, or draw the knob beside the mark there  ({hint})"
            );
            if ui.add(add).on_hover_text(hint).clicked() {
                out.push(TieAction::Pick(annotation.id.clone(), PickFor::Link).into());
            }
        }
    });
}

/// Whether a link starts at an annotation, or at what it is tied to.
pub(super) fn starts_at(session: &Session, annotation: &Annotation, end: &LinkEnd) -> bool {
    match end {
        LinkEnd::Annotation(id) => *id == annotation.id,
        LinkEnd::Cluster(id) => session.review().cluster_of(&annotation.id).is_some_and(|c| c.id == *id),
    }
}

fn one(
    ui: &mut Ui,
    annotation: &Annotation,
    link: &Link,
    session: &Session,
    state: &mut ReadState,
    out: &mut Vec<Action>,
) {
    let tokens = look::tokens(ui);
    let codebook = session.codebook();
    let name = codebook.link(&link.kind).map_or(link.kind.as_str(), |kind| kind.name.as_str());
    let forwards = starts_at(session, annotation, &link.from);
    let (own, other) = if forwards { (&link.from, &link.to) } else { (&link.to, &link.from) };
    let Some(other) = end_of(session, other, Some(&annotation.article)) else { return };
    let chosen = state.ties.link.as_ref() == Some(&link.id);
    let verb = if forwards { name.to_owned() } else { format!("← {name}") };
    // A link of all that is the same is not this annotation's alone.
    let whole = matches!(own, LinkEnd::Cluster(_)) && !matches!(own, LinkEnd::Annotation(_));
    let second = format!(
        "{verb} · {}{}{}",
        other.place,
        if whole { " · of all" } else { "" },
        if link.note.is_empty() { "" } else { " · note" },
    );
    let kind = other.kind;
    let row = widgets::Row::new(other.name.as_str())
        .second(second.as_str())
        .font(look::serif(13.0))
        .lead(widgets::Lead::Swatch(kind, tokens.mark(other.color)))
        .name(format!("Link: {verb} “{}”", other.name))
        .selected(chosen)
        .keep(22.0);
    let response = ui.add(row);
    let place = egui::Rect::from_center_size(
        egui::pos2(response.rect.right() - 12.0, response.rect.center().y),
        vec2(20.0, 20.0),
    );
    let go = widgets::IconButton::new(icons::ARROW_SQUARE_OUT, format!("Go to “{}”", other.name)).size(20.0);
    if ui.put(place, go).clicked() {
        out.extend(other.shown.map(Action::Show));
    } else if response.clicked() {
        out.push(TieAction::SelectLink((!chosen).then(|| link.id.clone())).into());
    }
    if !chosen {
        return;
    }
    let fresh = std::mem::take(&mut state.ties.fresh_link);
    let writable = session.read_only().is_none();
    let whole = ui.indent("link", |ui| {
        let verbs = session.verbs();
        if writable {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
                for kind in verbs.link_kinds(&link.from, &link.to) {
                    let button =
                        widgets::plain(kind.name.as_str()).selected(kind.id == link.kind).height(22.0);
                    if ui.add(button).clicked() && kind.id != link.kind {
                        out.push(TieAction::LinkKind(link.id.clone(), kind.id.clone()).into());
                    }
                }
            });
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
                let turned = verbs.reverse_link(&link.id);
                let turn = widgets::plain("Turn round").icon(icons::ARROWS_LEFT_RIGHT).height(22.0);
                let turn = ui.add_enabled(turned.is_ok(), turn);
                let turn = match &turned {
                    Err(why) => turn.on_disabled_hover_text(why.to_string()),
                    Ok(_) => turn,
                };
                if turn.clicked() {
                    out.push(TieAction::ReverseLink(link.id.clone()).into());
                }
                let remove = widgets::plain("Remove link").icon(icons::TRASH).height(22.0);
                if ui.add(remove).clicked() {
                    out.push(TieAction::Unlink(link.id.clone()).into());
                }
            });
        }
        let key = format!("note {}", link.id);
        let mut text = state.ties.draft(&key, &link.note);
        field(ui, "Note", |ui| {
            let edit = TextEdit::multiline(&mut text)
                .id(note_id())
                .hint_text("On this link")
                .desired_rows(1)
                .desired_width(f32::INFINITY)
                .margin(Margin::symmetric(8, 5))
                .interactive(writable);
            let response = ui.add(edit).accessible_name("Note on the link");
            if response.gained_focus() {
                response.scroll_to_me(None);
            }
            if let Some(note) = state.ties.written(&key, &link.note, text, &response) {
                out.push(TieAction::LinkNote(link.id.clone(), note).into());
            }
        });
    });
    if fresh {
        // The whole of it, from its row down.
        ui.scroll_to_rect(response.rect.union(whole.response.rect), None);
    }
}
