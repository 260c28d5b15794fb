//! Saying what an annotation is tied to: by pointing at it in any column, or by searching for it.

use std::collections::{BTreeSet, HashSet};

use egui::{Align2, Area, Id, Key, Order, Rect, ScrollArea, Ui, vec2};

use super::words::{end_of, kind_word};
use super::{ReadState, TieAction};
use crate::gui::action::Action;
use crate::gui::fuzzy::{Hay, Needle};
use crate::gui::look::{self, metrics, widgets};
use crate::gui::read::{first_words, shortened, text_id};
use crate::insight::lexicon::is_function;
use crate::model::{Annotation, AnnotationId, Kind, LabelId, LinkEnd};
use crate::session::Session;
use crate::text::normal::normal_words;

/// How many rows are seen at once.
const ROWS: f32 = 6.0;

/// The search, for giving it the keyboard.
pub fn pick_id() -> Id {
    Id::unique("tie search")
}

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PickFor {
    /// Who says it.
    Speaker,
    /// What is the same.
    Same,
    /// What it is linked with.
    Link,
}

/// Looking for what an annotation is to be tied to.
pub struct Pick {
    /// The annotation.
    pub from: AnnotationId,
    /// What for.
    pub purpose: PickFor,
    /// What has been typed.
    pub query: String,
    /// The row that Enter takes.
    pub cursor: usize,
    candidates: Vec<Candidate>,
    /// Those that the search leaves, and for which review and search they were worked out.
    found: Vec<usize>,
    gathered: Option<u64>,
    searched: Option<String>,
}

/// Something that can be chosen.
struct Candidate {
    end: LinkEnd,
    label: LabelId,
    name: String,
    place: String,
    hay: Hay,
    more: Hay,
}

impl Pick {
    /// Looks for what `from` is to be tied to.
    pub fn new(from: AnnotationId, purpose: PickFor) -> Self {
        Self {
            from,
            purpose,
            query: String::new(),
            cursor: 0,
            candidates: Vec::new(),
            found: Vec::new(),
            gathered: None,
            searched: None,
        }
    }

    /// Whether an annotation can be chosen.
    pub fn fits(&self, session: &Session, other: &Annotation) -> bool {
        let codebook = session.codebook();
        let Some(from) = session.review().annotation(&self.from) else { return false };
        let (kind, others) = (codebook.kind(&from.label), codebook.kind(&other.label));
        other.id != from.id
            && match self.purpose {
                PickFor::Speaker => others == Kind::Entity,
                PickFor::Same => others == kind,
                PickFor::Link => true,
            }
    }

    fn update(&mut self, session: &Session) {
        let revision = session.review().revision();
        if self.gathered != Some(revision) {
            self.candidates = gather(session, self);
            self.gathered = Some(revision);
            self.searched = None;
        }
        if self.searched.as_ref() != Some(&self.query) {
            let needle = Needle::new(&self.query);
            let mut found: Vec<(u32, usize)> = self
                .candidates
                .iter()
                .enumerate()
                .filter_map(|(at, candidate)| Some((needle.find(&candidate.hay, &candidate.more)?.score, at)))
                .collect();
            if !needle.is_empty() {
                found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
            }
            self.found = found.into_iter().map(|(_, at)| at).collect();
            self.searched = Some(self.query.clone());
            self.cursor = 0;
        }
        self.cursor = self.cursor.min(self.found.len().saturating_sub(1));
    }

    fn under_cursor(&self) -> Option<LinkEnd> {
        let at = *self.found.get(self.cursor)?;
        self.candidates.get(at).map(|candidate| candidate.end.clone())
    }
}

/// The words of a stretch that say something, in normal form.
fn content(words: &str) -> BTreeSet<Box<str>> {
    let words = normal_words(words).into_iter().map(|word| word.form);
    words.filter(|form| !is_function(form)).collect()
}

/// Clusters, and annotations that are in none, the likeliest first: those that share most words,
/// then those of the same label, then in the order of the story.
fn gather(session: &Session, pick: &Pick) -> Vec<Candidate> {
    let (review, codebook) = (session.review(), session.codebook());
    let Some(from) = review.annotation(&pick.from) else { return Vec::new() };
    let text_of = |annotation: &Annotation| {
        session.story().article(&annotation.article).map(|article| annotation.words(&article.text))
    };
    let own = review.cluster_of(&from.id);
    let mut wanted = content(&text_of(from).unwrap_or_default());
    wanted.extend(own.map(|own| content(&own.name)).unwrap_or_default());
    let mut seen = HashSet::new();
    let mut out = Vec::new();
    for article in &session.story().articles {
        for annotation in review.annotations_of(&article.id).filter(|a| pick.fits(session, a)) {
            let cluster = review.cluster_of(&annotation.id);
            if cluster.is_some_and(|cluster| own.is_some_and(|own| own.id == cluster.id)) {
                continue;
            }
            let end = match cluster {
                Some(cluster) if !seen.insert(cluster.id.clone()) => continue,
                Some(cluster) => LinkEnd::Cluster(cluster.id.clone()),
                None => LinkEnd::Annotation(annotation.id.clone()),
            };
            let Some(shown) = end_of(session, &end, Some(&from.article)) else { continue };
            let words = annotation.words(&article.text);
            let mut has = content(&words);
            let mut more = shown.place.clone();
            if let Some(cluster) = cluster {
                has.extend(content(&cluster.name));
                for member in cluster.members.iter().filter_map(|id| review.annotation(id)).take(24) {
                    more.push(' ');
                    more.extend(
                        session.story().article(&member.article).map(|a| first_words(member, &a.text, 60)),
                    );
                }
            } else {
                more.push(' ');
                more.push_str(codebook.label_name(&annotation.label));
            }
            let shared = has.intersection(&wanted).count() * 100 / has.len().max(wanted.len()).max(1);
            let elsewhere = annotation.article != from.article;
            let rank = match pick.purpose {
                // Who speaks is a person as a rule, and near.
                PickFor::Speaker => {
                    (usize::from(annotation.label.as_str() != "person"), usize::from(elsewhere))
                }
                PickFor::Same => (100 - shared, usize::from(annotation.label != from.label)),
                PickFor::Link => (100 - shared, usize::from(elsewhere)),
            };
            let (hay, more) = (Hay::new(&shown.name), Hay::new(&more));
            let (label, place) = (annotation.label.clone(), shown.place);
            out.push((rank, Candidate { end, label, name: shown.name, place, hay, more }));
        }
    }
    out.sort_by_key(|(rank, _)| *rank);
    out.into_iter().map(|(_, candidate)| candidate).collect()
}

/// Up and down move the choice, Enter takes it; with the keyboard in the text, Enter takes the
/// annotation under the caret.
pub(super) fn take_keys(ui: &Ui, session: &Session, state: &mut ReadState, out: &mut Vec<Action>) {
    let in_text = ui.memory(|memory| memory.has_focus(text_id(state.focus)));
    let in_search = ui.memory(|memory| memory.has_focus(pick_id()));
    let Some(pick) = &mut state.ties.pick else { return };
    pick.update(session);
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let egui::Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
            if modifiers.any() || !(in_text || in_search) {
                return true;
            }
            let last = pick.found.len().saturating_sub(1);
            match key {
                Key::ArrowDown if in_search => pick.cursor = (pick.cursor + 1).min(last),
                Key::ArrowUp if in_search => pick.cursor = pick.cursor.saturating_sub(1),
                Key::Enter if in_search => {
                    out.extend(pick.under_cursor().map(|end| Action::from(TieAction::Picked(end))));
                }
                Key::Enter => out.push(TieAction::PickHere.into()),
                _ => return true,
            }
            false
        });
    });
    let slash = in_text && ui.input(|input| input.key_pressed(Key::Slash));
    if slash {
        ui.memory_mut(|memory| memory.request_focus(pick_id()));
    }
}

/// Shows what can be chosen, over the columns' lower end: the text stays free for pointing.
pub(super) fn show(ui: &Ui, desk: Rect, session: &Session, state: &mut ReadState, out: &mut Vec<Action>) {
    let Some(pick) = &mut state.ties.pick else { return };
    let Some(from) = session.review().annotation(&pick.from) else { return };
    let codebook = session.codebook();
    let text = session.story().article(&from.article).map_or("", |article| &article.text);
    let words = shortened(&first_words(from, text, 40), 40);
    pick.update(session);
    let kind = kind_word(codebook, &from.label);
    let (title, search, says) = match pick.purpose {
        PickFor::Speaker => ("Who says it?".to_owned(), "Search names", "Speaker"),
        PickFor::Same => {
            (format!("“{words}” is the same {kind} as …"), "Search what is tagged", "The same as")
        }
        PickFor::Link => (format!("Link “{words}” with …"), "Search what is tagged", "Link with"),
    };
    let hint = match pick.purpose {
        PickFor::Speaker => "Point at a name in any column, or choose one here.",
        _ => "Point at a mark in any column, or choose one here.",
    };
    let none = match (pick.purpose, pick.query.is_empty()) {
        (PickFor::Speaker, _) => "No entity of that name is tagged yet.",
        (_, true) => "Nothing else of that kind is tagged yet.",
        (_, false) => "Nothing that is tagged fits the search.",
    };
    let tokens = look::tokens(ui);
    let area = Area::new(Id::unique("tie")).order(Order::Foreground).pivot(Align2::CENTER_BOTTOM);
    let width = desk.width().min(460.0);
    area.fixed_pos(desk.center_bottom() - vec2(0.0, 12.0)).show(ui.ctx(), |ui| {
        widgets::float_frame(tokens).show(ui, |ui| {
            ui.set_width(width - 16.0);
            widgets::strong(ui, &title);
            widgets::weak(ui, hint);
            ui.add_space(4.0);
            let field = widgets::SearchField::new(&mut pick.query, search).id(pick_id());
            if ui.add(field).changed() {
                ui.ctx().request_repaint();
            }
            ui.add_space(4.0);
            ui.scope(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let list = ScrollArea::vertical().max_height(ROWS * metrics::ROW).id_salt("ties");
                // As many rows as the cursor needs to be seen.
                let offset = ((pick.cursor as f32 + 1.0 - ROWS).max(0.0)) * metrics::ROW;
                let list =
                    if pick.cursor as f32 >= ROWS { list.vertical_scroll_offset(offset) } else { list };
                list.show_rows(ui, metrics::ROW, pick.found.len(), |ui, range| {
                    let first = range.start;
                    for (at, found) in pick.found.get(range).unwrap_or_default().iter().enumerate() {
                        let Some(candidate) = pick.candidates.get(*found) else { continue };
                        let lead = codebook
                            .label(&candidate.label)
                            .map_or(widgets::Lead::Icon(look::icons::QUESTION), |label| {
                                widgets::Lead::Swatch(label.kind, tokens.mark(label.color))
                            });
                        let row = widgets::Row::new(candidate.name.as_str())
                            .lead(lead)
                            .detail(candidate.place.as_str())
                            .selected(first + at == pick.cursor)
                            .name(format!("{says}: {}, {}", candidate.name, candidate.place))
                            .driven_from_elsewhere();
                        if ui.push_id(*found, |ui| ui.add(row)).inner.clicked() {
                            out.push(TieAction::Picked(candidate.end.clone()).into());
                        }
                    }
                });
            });
            if pick.found.is_empty() {
                widgets::weak(ui, none);
            }
            ui.add_space(4.0);
            if ui.add(widgets::quiet("Cancel").key("Esc")).clicked() {
                out.push(TieAction::LeavePick.into());
            }
        });
    });
}
