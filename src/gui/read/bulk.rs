//! What can be done to several annotations at once.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Margin, TextEdit, Ui, vec2};

use super::inspector::{fields_id, parse};
use super::state::ReadState;
use super::{shortened, with_thousands};
use crate::gui::action::Action;
use crate::gui::command::Command;
use crate::gui::look::{icons, widgets};
use crate::model::{AnnotationId, Attribute, AttributeKind, ClusterId, LabelId, Review, Value};
use crate::session::Session;

/// Clusters that are offered at once.
const OFFERED: usize = 6;

/// Something done to all chosen annotations, in one step.
#[derive(Clone, Debug, PartialEq)]
pub enum BulkAction {
    /// Sets an attribute; `None` takes it away.
    Attribute(String, Option<Value>),
    /// Sets the note.
    Note(String),
    /// Says that they are the same thing.
    Tie,
    /// Takes them out of their clusters.
    Untie,
    /// Puts them into a cluster.
    Join(ClusterId),
}

/// What the chosen ones have in common.
#[derive(Clone, Debug, PartialEq)]
enum Common {
    Nothing,
    All(Value),
    Mixed,
}

/// What is known about the chosen annotations, and what is typed for them.
#[derive(Default)]
pub(super) struct BulkState {
    key: Option<(u64, u64, usize)>,
    articles: usize,
    labels: Vec<(LabelId, usize)>,
    attributes: Vec<(Attribute, Common)>,
    clusters: usize,
    tied: usize,
    noted: usize,
    field: Option<(String, String)>,
    note: Option<String>,
    query: String,
}

impl BulkState {
    fn update(&mut self, session: &Session, state: &super::Chosen) {
        let codebook = session.codebook();
        let review = session.review();
        let key = Some((review.revision(), state.revision(), codebook.labels.len()));
        if self.key == key {
            return;
        }
        if self.key.is_none_or(|(_, chosen, _)| chosen != state.revision()) {
            (self.field, self.note) = (None, None);
            self.query.clear();
        }
        self.key = key;
        let mut labels: BTreeMap<&LabelId, usize> = BTreeMap::new();
        let (mut articles, mut clusters) = (BTreeSet::new(), BTreeSet::new());
        (self.tied, self.noted) = (0, 0);
        let chosen = || review.annotations().filter(|annotation| state.contains(&annotation.id));
        for annotation in chosen() {
            *labels.entry(&annotation.label).or_default() += 1;
            articles.insert(&annotation.article);
            self.noted += usize::from(!annotation.note.is_empty());
            if let Some(cluster) = review.cluster_of(&annotation.id) {
                self.tied += 1;
                clusters.insert(&cluster.id);
            }
        }
        self.articles = articles.len();
        self.clusters = clusters.len();
        self.labels = labels.iter().map(|(label, count)| ((*label).clone(), *count)).collect();
        self.labels.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        // What all of their labels offer.
        let mut offered = labels.keys().map(|label| codebook.label(label).map(|label| &label.attributes));
        let mut shared: Vec<Attribute> = offered.next().flatten().cloned().unwrap_or_default();
        for other in offered {
            let has = |attribute: &Attribute| {
                other.is_some_and(|all| all.iter().any(|o| o.id == attribute.id && o.kind == attribute.kind))
            };
            shared.retain(has);
        }
        self.attributes = shared
            .into_iter()
            .map(|attribute| {
                let mut values = chosen().map(|annotation| annotation.attributes.get(&attribute.id));
                let first = values.next().flatten();
                let common = match (values.all(|value| value == first), first) {
                    (false, _) => Common::Mixed,
                    (true, None) => Common::Nothing,
                    (true, Some(value)) => Common::All(value.clone()),
                };
                (attribute, common)
            })
            .collect();
    }
}

/// Shows what can be done to all that are chosen.
pub(super) fn card(ui: &mut Ui, session: &Session, state: &mut ReadState, out: &mut Vec<Action>) {
    state.bulk.update(session, &state.chosen);
    let count = state.chosen.len();
    let writable = session.read_only().is_none();
    widgets::card(ui, |ui| {
        ui.horizontal(|ui| {
            widgets::strong(ui, &format!("{} annotations", with_thousands(count)));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if writable {
                    let words = format!("Delete {} annotations", with_thousands(count));
                    if ui.add(widgets::IconButton::new(icons::TRASH, words).size(22.0).key("Del")).clicked() {
                        out.push(Action::Do(Command::DeleteAnnotation));
                    }
                }
                let csv = widgets::IconButton::new(icons::TABLE, "Copy as CSV").size(22.0);
                if ui.add(csv).clicked() {
                    out.push(Action::Do(Command::CopyAsCsv));
                }
                let text = widgets::IconButton::new(icons::COPY, "Copy as text").size(22.0);
                if ui.add(text).clicked() {
                    out.push(Action::Do(Command::CopyAsText));
                }
            });
        });
        labels(ui, session, state, writable, out);
        ui.add_space(2.0);
        if writable {
            attributes(ui, state, out);
            cluster(ui, session, state, out);
            note(ui, state, out);
        }
    });
}

fn labels(ui: &mut Ui, session: &Session, state: &ReadState, writable: bool, out: &mut Vec<Action>) {
    let codebook = session.codebook();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for (id, count) in state.bulk.labels.iter().take(8) {
            let words = format!("{} {}", codebook.label_name(id), with_thousands(*count));
            match codebook.label(id) {
                Some(label) => drop(ui.add(widgets::Chip::new(words, label.color))),
                None => drop(widgets::weak(ui, &words)),
            }
        }
        if writable && ui.add(widgets::plain("Change label…").icon(icons::SWAP).height(22.0)).clicked() {
            out.push(Action::Do(Command::Relabel));
        }
    });
    let articles = match state.bulk.articles {
        1 => "in one article".to_owned(),
        many => format!("in {many} articles"),
    };
    widgets::weak(ui, &articles);
}

fn attributes(ui: &mut Ui, state: &mut ReadState, out: &mut Vec<Action>) {
    let bulk = &mut state.bulk;
    for (attribute, common) in &bulk.attributes {
        super::inspector::field(ui, &attribute.name, |ui| {
            let mut set = |value: Option<Value>| {
                out.push(Action::Bulk(BulkAction::Attribute(attribute.id.clone(), value)));
            };
            let all = |value: &Value| matches!(common, Common::All(now) if now == value);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
                let mut button = |words: &str, value: Value| {
                    let chosen = all(&value);
                    if ui.add(widgets::plain(words).selected(chosen).height(22.0)).clicked() {
                        set((!chosen).then_some(value));
                    }
                };
                match &attribute.kind {
                    AttributeKind::Choice(options) => {
                        options.iter().for_each(|option| button(option, Value::Choice(option.clone())));
                    }
                    AttributeKind::YesNo => {
                        button("yes", Value::YesNo(true));
                        button("no", Value::YesNo(false));
                    }
                    AttributeKind::Several(options) => {
                        let now = match common {
                            Common::All(Value::Several(now)) => now.clone(),
                            _ => Vec::new(),
                        };
                        for option in options {
                            let chosen = now.contains(option);
                            if ui.add(widgets::plain(option.as_str()).selected(chosen).height(22.0)).clicked()
                            {
                                let has = |o: &&String| {
                                    (now.contains(o) || *o == option) && (!chosen || *o != option)
                                };
                                let new: Vec<String> = options.iter().filter(has).cloned().collect();
                                set((!new.is_empty()).then_some(Value::Several(new)));
                            }
                        }
                    }
                    AttributeKind::Text | AttributeKind::Number | AttributeKind::Date => {
                        let mine = bulk.field.as_ref().filter(|(id, _)| *id == attribute.id);
                        let now = match common {
                            Common::All(value) => value.to_string(),
                            _ => String::new(),
                        };
                        let mut text = mine.map_or_else(|| now.clone(), |(_, text)| text.clone());
                        let hint = if *common == Common::Mixed { "different" } else { "" };
                        let response = ui.add(widgets::TextField::new(&mut text, &attribute.name).hint(hint));
                        if response.has_focus() {
                            bulk.field = Some((attribute.id.clone(), text));
                        } else if response.lost_focus() {
                            bulk.field = None;
                            if text != now {
                                match parse(&attribute.kind, text.trim()) {
                                    Ok(value) => set(value),
                                    Err(_) => bulk.field = Some((attribute.id.clone(), text)),
                                }
                            }
                        } else if let Some(Err(why)) =
                            mine.map(|(_, text)| parse(&attribute.kind, text.trim()))
                        {
                            ui.colored_label(crate::gui::look::tokens(ui).bad, why);
                        }
                    }
                }
                if *common == Common::Mixed {
                    widgets::weak(ui, "different").on_hover_text("They do not all have the same value.");
                }
            });
        });
    }
}

/// The clusters that a search leaves, those that begin with it first.
fn offered<'a>(review: &'a Review, query: &str) -> Vec<(&'a ClusterId, &'a str, usize)> {
    let query = query.trim().to_lowercase();
    let mut found: Vec<_> = review
        .clusters()
        .filter_map(|cluster| {
            let name = cluster.name.to_lowercase();
            let at = name.find(&query)?;
            Some((at > 0, cluster))
        })
        .collect();
    found.sort_by_key(|(later, cluster)| (*later, std::cmp::Reverse(cluster.members.len())));
    let found = found.into_iter().take(OFFERED);
    found.map(|(_, cluster)| (&cluster.id, cluster.name.as_str(), cluster.members.len())).collect()
}

fn cluster(ui: &mut Ui, session: &Session, state: &mut ReadState, out: &mut Vec<Action>) {
    let count = state.chosen.len();
    let bulk = &mut state.bulk;
    super::inspector::field(ui, "The same", |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            let together = bulk.tied == count && bulk.clusters == 1;
            if !together && ui.add(widgets::plain("Tie together").icon(icons::LINK).height(22.0)).clicked() {
                out.push(Action::Bulk(BulkAction::Tie));
            }
            if bulk.tied > 0 && ui.add(widgets::plain("Untie").height(22.0)).clicked() {
                out.push(Action::Bulk(BulkAction::Untie));
            }
        });
        if session.review().clusters().next().is_some() {
            ui.add(widgets::SearchField::new(&mut bulk.query, "Add to a cluster"));
        }
        if !bulk.query.trim().is_empty() {
            let found = offered(session.review(), &bulk.query);
            if found.is_empty() {
                widgets::weak(ui, "No cluster of that name.");
            }
            for (id, name, members) in found {
                let words = shortened(name, 60);
                let row = widgets::Row::new(words.as_str())
                    .detail(members.to_string())
                    .name(format!("Add to {words}"));
                if ui.push_id(id.as_str(), |ui| ui.add(row)).inner.clicked() {
                    out.push(Action::Bulk(BulkAction::Join(id.clone())));
                }
            }
        }
    });
}

fn note(ui: &mut Ui, state: &mut ReadState, out: &mut Vec<Action>) {
    let count = state.chosen.len();
    let bulk = &mut state.bulk;
    super::inspector::field(ui, "Note", |ui| {
        let mut text = bulk.note.clone().unwrap_or_default();
        let hint = match bulk.noted {
            0 => "A note for all of them".to_owned(),
            some => format!("{} have a note: this one replaces it", with_thousands(some)),
        };
        let edit = TextEdit::multiline(&mut text)
            .id(fields_id())
            .hint_text(hint)
            .desired_rows(2)
            .desired_width(f32::INFINITY)
            .margin(Margin::symmetric(8, 5));
        if ui.add(edit).accessible_name("Note for all").changed() {
            bulk.note = Some(text.clone());
        }
        if !text.trim().is_empty() {
            let words = format!("Set it on {}", with_thousands(count));
            if ui.add(widgets::quiet(words)).clicked() {
                out.push(Action::Bulk(BulkAction::Note(text.trim_end().to_owned())));
                bulk.note = None;
            }
        }
    });
}

/// The ids of the rows, for what is copied where nothing is chosen.
pub fn lines(session: &Session, ids: &[AnnotationId]) -> String {
    let mut out = String::new();
    for annotation in ids.iter().filter_map(|id| session.review().annotation(id)) {
        let Some(article) = session.story().article(&annotation.article) else { continue };
        let words = annotation.words(&article.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let label = session.codebook().label_name(&annotation.label);
        let place = article.paragraph_number(annotation.start());
        out.push_str(&format!("{label}\t“{words}”\t{} ¶{place}", article.short_name()));
        if !annotation.note.is_empty() {
            out.push('\t');
            out.push_str(&annotation.note.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        out.push('\n');
    }
    out
}
