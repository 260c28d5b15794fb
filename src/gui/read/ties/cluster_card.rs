//! The inspector's card on what the selected annotation is the same as.

use egui::{Id, Margin, TextEdit, Ui, vec2};

use super::words::{kind_word, name_word, times};
use super::{PickFor, ReadState, TieAction};
use crate::gui::action::Action;
use crate::gui::command::Command;
use crate::gui::look::{self, icons, metrics, widgets};
use crate::gui::read::first_words;
use crate::gui::read::inspector::{Attributed, edit_attribute, field};
use crate::model::{Annotation, AnnotationId, Cluster};
use crate::session::Session;

/// The name of a cluster, for giving it the keyboard.
pub fn name_id() -> Id {
    Id::unique("cluster name")
}

/// The note of a cluster, for giving it the keyboard.
pub fn note_id() -> Id {
    Id::unique("cluster note")
}

/// Shows the card: what is offered, the cluster with its members, or how to tie.
pub(super) fn show(
    ui: &mut Ui,
    annotation: &Annotation,
    session: &Session,
    state: &mut ReadState,
    out: &mut Vec<Action>,
) {
    let review = session.review();
    let writable = session.read_only().is_none();
    let cluster = review.cluster_of(&annotation.id);
    if cluster.is_none() && !writable {
        return;
    }
    ui.add_space(metrics::GAP);
    widgets::card(ui, |ui| {
        let word = kind_word(session.codebook(), &annotation.label);
        match cluster {
            None => {
                widgets::section_head(ui, &format!("The same {word} elsewhere"));
                buttons(ui, annotation, None, state, out);
            }
            Some(cluster) => {
                let kind = session.codebook().kind(&cluster.label);
                let count = times(kind, cluster.members.len());
                let head = format!("The same {word} · {count}");
                widgets::section_head_with(ui, &head, |ui| {
                    if writable {
                        let delete = widgets::IconButton::new(icons::TRASH, "Untie all").size(22.0);
                        let delete = delete.hint("Nothing of it is the same any more; the annotations stay");
                        if ui.add(delete).clicked() {
                            out.push(TieAction::DeleteCluster(cluster.id.clone()).into());
                        }
                    }
                });
                named(ui, cluster, session, state, out);
                members(ui, annotation, cluster, session, state, out);
                if writable {
                    buttons(ui, annotation, Some(cluster), state, out);
                }
                said_of_all(ui, cluster, session, state, writable, out);
            }
        }
    });
}

fn named(ui: &mut Ui, cluster: &Cluster, session: &Session, state: &mut ReadState, out: &mut Vec<Action>) {
    let writable = session.read_only().is_none();
    let word = name_word(session.codebook().kind(&cluster.label));
    let key = format!("name {}", cluster.id);
    let mut text = state.ties.draft(&key, &cluster.name);
    let long = text.chars().count() > 28;
    let edit = TextEdit::multiline(&mut text)
        .id(name_id())
        .hint_text(word)
        .desired_rows(if long { 2 } else { 1 })
        .desired_width(f32::INFINITY)
        .return_key(None)
        .margin(Margin::symmetric(8, 4))
        .interactive(writable);
    let response = ui.add(edit).accessible_name(word);
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.has_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
        ui.memory_mut(|memory| memory.request_focus(crate::gui::read::text_id(state.focus)));
    }
    if let Some(name) = state.ties.written(&key, &cluster.name, text, &response) {
        out.push(TieAction::Rename(cluster.id.clone(), name).into());
    }
}

/// The members, article by article.
fn members(
    ui: &mut Ui,
    annotation: &Annotation,
    cluster: &Cluster,
    session: &Session,
    state: &ReadState,
    out: &mut Vec<Action>,
) {
    let review = session.review();
    let splitting = state.ties.split.as_ref().filter(|(id, _)| *id == cluster.id).map(|(_, ticked)| ticked);
    let writable = session.read_only().is_none();
    for article in &session.story().articles {
        let mut here: Vec<&Annotation> = cluster
            .members
            .iter()
            .filter_map(|id| review.annotation(id))
            .filter(|member| member.article == article.id)
            .collect();
        if here.is_empty() {
            continue;
        }
        here.sort_by_key(|member| member.start());
        let tokens = look::tokens(ui);
        ui.add_space(2.0);
        widgets::elided(ui, article.short_name(), look::semibold(metrics::SMALL), tokens.weak);
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            widgets::visible_rows(ui, metrics::ROW, &here, |ui, member| {
                let words = first_words(member, &article.text, 60);
                let place = format!("¶{}", article.paragraph_number(member.start()));
                let own = member.id == annotation.id;
                let mut row =
                    widgets::Row::new(words.as_str()).detail(place.as_str()).font(look::serif(13.0));
                if let Some(ticked) = splitting {
                    let on = ticked.contains(&member.id);
                    row = row
                        .lead(widgets::Lead::Icon(if on { icons::CHECK_CIRCLE } else { icons::CIRCLE }))
                        .role(egui::accesskit::Role::CheckBox)
                        .name(format!("Split off “{words}”, {} {place}", article.short_name()))
                        .selected(on);
                    if ui.push_id(member.id.as_str(), |ui| ui.add(row)).inner.clicked() {
                        out.push(TieAction::Tick(member.id.clone()).into());
                    }
                    return;
                }
                row = row
                    .selected(own)
                    .name(format!("Go to “{words}”, {} {place}", article.short_name()))
                    .keep(if writable { 22.0 } else { 0.0 });
                let response = ui.push_id(member.id.as_str(), |ui| ui.add(row)).inner;
                let cross = egui::Rect::from_center_size(
                    egui::pos2(response.rect.right() - 12.0, response.rect.center().y),
                    vec2(20.0, 20.0),
                );
                let button = widgets::IconButton::new(icons::X, format!("Untie “{words}”")).size(20.0);
                if writable && ui.put(cross, button).clicked() {
                    out.push(TieAction::Untie(member.id.clone()).into());
                } else if response.clicked() {
                    out.push(Action::Show(member.id.clone()));
                }
            });
        });
    }
}

fn buttons(
    ui: &mut Ui,
    annotation: &Annotation,
    cluster: Option<&Cluster>,
    state: &mut ReadState,
    out: &mut Vec<Action>,
) {
    let key = |command: Command| command.shortcut_text(ui.ctx());
    let (same, name) = (key(Command::SameAs), key(Command::NameCluster));
    if let Some(offer) = state.ties.offer.as_ref().filter(|offer| offer.of == annotation.id) {
        let words = format!("The same as “{}”", offer.name);
        let take = widgets::Row::new(words.as_str())
            .lead(widgets::Lead::Icon(icons::EQUALS))
            .key(key(Command::TakeOffer))
            .name(words.clone());
        if ui.add(take).clicked() {
            out.push(TieAction::TakeOffer.into());
        }
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        let ours = |cluster: &&Cluster| state.ties.split.as_ref().is_some_and(|(id, _)| cluster.id == *id);
        if let Some(cluster) = cluster.filter(ours) {
            let ticked = state.ties.split.as_ref().map_or(0, |(_, ticked)| ticked.len());
            let fits = ticked > 0 && ticked < cluster.members.len();
            let split = widgets::primary(format!("Split off {ticked}")).height(22.0);
            let split = ui.add_enabled(fits, split);
            if std::mem::take(&mut state.ties.fresh_split) {
                split.request_focus();
                split.scroll_to_me(None);
            }
            if split.clicked() {
                out.push(TieAction::SplitDone(true).into());
            }
            if ui.add(widgets::plain("Cancel").key("Esc").height(22.0)).clicked() {
                out.push(TieAction::SplitDone(false).into());
            }
            return;
        }
        let pick = widgets::plain("The same as…").icon(icons::EQUALS).height(22.0);
        if ui.add(pick).on_hover_text(format!("Point at it, or search for it  ({same})")).clicked() {
            out.push(TieAction::Pick(annotation.id.clone(), PickFor::Same).into());
        }
        match cluster {
            None => {
                let alone = widgets::plain("Name it").icon(icons::TAG).height(22.0);
                let hint =
                    format!("A name, a note and links of its own, also where it stands only once  ({name})");
                if ui.add(alone).on_hover_text(hint).clicked() {
                    out.push(TieAction::NameOne(annotation.id.clone()).into());
                }
            }
            Some(cluster) if cluster.members.len() > 1 => {
                let split = widgets::plain("Split…").icon(icons::SWAP).height(22.0);
                if ui.add(split).on_hover_text("Tick those that are something else").clicked() {
                    out.push(TieAction::Split(cluster.id.clone(), annotation.id.clone()).into());
                }
            }
            Some(_) => {}
        }
    });
}

/// A note on the cluster, and what its label lets people say, as far as anything is said.
fn said_of_all(
    ui: &mut Ui,
    cluster: &Cluster,
    session: &Session,
    state: &mut ReadState,
    writable: bool,
    out: &mut Vec<Action>,
) {
    let key = format!("note {}", cluster.id);
    let mut text = state.ties.draft(&key, &cluster.note);
    if writable || !text.is_empty() {
        field(ui, "Note", |ui| {
            let edit = TextEdit::multiline(&mut text)
                .id(note_id())
                .hint_text("On all of it")
                .desired_rows(1)
                .desired_width(f32::INFINITY)
                .margin(Margin::symmetric(8, 5))
                .interactive(writable);
            let response = ui.add(edit).accessible_name("Note on all that is the same");
            if response.gained_focus() {
                response.scroll_to_me(None);
            }
            if let Some(note) = state.ties.written(&key, &cluster.note, text, &response) {
                out.push(TieAction::ClusterNote(cluster.id.clone(), note).into());
            }
        });
    }
    let label = session.codebook().label(&cluster.label);
    let offered = label.map(|label| label.attributes.as_slice()).unwrap_or_default();
    if offered.is_empty() {
        return;
    }
    let said = offered.iter().any(|attribute| cluster.attributes.contains_key(&attribute.id));
    let head = egui::RichText::new("Said of all of it").font(look::sans(metrics::SMALL));
    egui::CollapsingHeader::new(head).id_salt(cluster.id.as_str()).default_open(said).show(ui, |ui| {
        for attribute in offered {
            field(ui, &attribute.name, |ui| {
                let of =
                    Attributed { id: &AnnotationId::from(cluster.id.as_str()), values: &cluster.attributes };
                let mut set = |value| {
                    let action = TieAction::ClusterAttribute(cluster.id.clone(), attribute.id.clone(), value);
                    out.push(action.into());
                };
                edit_attribute(ui, &of, attribute, &mut state.field, writable, &mut set);
            });
        }
    });
}
