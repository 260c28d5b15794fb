//! *Mark all the same*: every place where some words stand, and those where they stand a little
//! differently, to be ticked and marked in one step.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Context, Event, Id, Key, Modal, Modifiers, ScrollArea, Ui};

use super::look::{self, icons, metrics, widgets};
use super::read::{Indexes, shortened, with_thousands};
use crate::model::{ArticleId, Label, LabelId};
use crate::session::Session;
use crate::text::Span;
use crate::text::find::{Hit, Likeness, Near, Query, QueryError, Rules};

/// Letters of context before and after the words.
const BEFORE: usize = 28;
const AFTER: usize = 48;
/// Rows that are in sight at once.
const ROWS: f32 = 12.0;

/// What is to be marked.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// Where.
    pub places: Vec<(ArticleId, Span)>,
    /// With which label.
    pub label: LabelId,
}

/// What a frame of the dialog gave.
pub enum RepeatsAnswer {
    /// Not answered yet.
    Open,
    /// Mark these.
    Chosen(Wanted),
    /// Nothing is to happen.
    Cancelled,
}

/// An article that was searched.
struct Searched {
    id: ArticleId,
    name: String,
    text: Arc<str>,
}

/// A place that can be ticked.
struct Place {
    /// Which of the articles.
    article: usize,
    hit: Hit,
    /// Where it is, for people.
    at: String,
    /// The labels of the annotations that overlap it, and whether they mark just this.
    marks: Vec<(LabelId, bool)>,
    ticked: bool,
}

impl Place {
    fn has(&self, label: &LabelId) -> bool {
        self.marks.iter().any(|(other, just)| other == label && *just)
    }

    fn overlaps(&self, label: &LabelId) -> bool {
        self.marks.iter().any(|(other, _)| other == label)
    }
}

/// A line of the list.
#[derive(Clone, Copy)]
enum Line {
    Head(Likeness),
    Place(usize),
}

/// The dialog that asks what is to be marked.
pub struct RepeatsDialog {
    words: String,
    labels: Vec<Label>,
    label: LabelId,
    /// The article that it was opened from.
    here: ArticleId,
    everywhere: bool,
    articles: Vec<Searched>,
    places: Vec<Place>,
    lines: Vec<Line>,
    fresh: bool,
}

impl RepeatsDialog {
    /// For words of an article. Exact places that do not have `label` yet are ticked.
    pub fn new(
        session: &Session,
        here: ArticleId,
        words: String,
        label: Option<LabelId>,
        rules: Rules,
    ) -> Result<Self, QueryError> {
        let query = Query::new(&words, rules)?;
        let codebook = &session.project().codebook;
        let label = label.filter(|label| codebook.label(label).is_some());
        let label = label.or_else(|| codebook.labels.first().map(|label| label.id.clone()));
        let (mut articles, mut places) = (Vec::new(), Vec::new());
        let mut indexes = Indexes::default();
        for article in &session.story().articles {
            for hit in query.hits(&article.text, || indexes.of(article)) {
                let over = session.review().overlapping(&article.id, hit.span);
                places.push(Place {
                    article: articles.len(),
                    hit,
                    at: format!("{} ¶{}", article.short_name(), article.paragraph_number(hit.span.start())),
                    marks: over.iter().map(|a| (a.label.clone(), a.spans == [hit.span])).collect(),
                    ticked: false,
                });
            }
            articles.push(Searched {
                id: article.id.clone(),
                name: article.short_name().to_owned(),
                text: Arc::clone(&article.text),
            });
        }
        let mut dialog = Self {
            words,
            labels: codebook.labels.clone(),
            label: label.unwrap_or_else(|| LabelId::from("")),
            here,
            everywhere: true,
            articles,
            places,
            lines: Vec::new(),
            fresh: true,
        };
        dialog.choose(dialog.label.clone());
        Ok(dialog)
    }

    /// Another label: what has it already is not ticked.
    fn choose(&mut self, label: LabelId) {
        for place in &mut self.places {
            place.ticked = place.hit.likeness == Likeness::Exact && !place.overlaps(&label);
        }
        self.label = label;
        self.arrange();
    }

    /// Groups what is in the chosen articles by likeness.
    fn arrange(&mut self) {
        let kinds = std::iter::once(Likeness::Exact).chain(Near::ALL.map(Likeness::Near));
        let mut lines = Vec::new();
        for kind in kinds {
            let mut places = self.in_scope().filter(|(_, place)| place.hit.likeness == kind).peekable();
            if places.peek().is_some() {
                lines.push(Line::Head(kind));
                lines.extend(places.map(|(at, _)| Line::Place(at)));
            }
        }
        self.lines = lines;
    }

    fn in_scope(&self) -> impl Iterator<Item = (usize, &Place)> {
        self.places.iter().enumerate().filter(|(_, place)| self.covers(place))
    }

    fn covers(&self, place: &Place) -> bool {
        self.everywhere || self.articles.get(place.article).is_some_and(|article| article.id == self.here)
    }

    fn wanted(&self) -> Wanted {
        let ticked = self.in_scope().filter(|(_, place)| place.ticked && !place.has(&self.label));
        let place = |place: &Place| {
            let article = self.articles.get(place.article)?;
            Some((article.id.clone(), place.hit.span))
        };
        Wanted { places: ticked.filter_map(|(_, p)| place(p)).collect(), label: self.label.clone() }
    }

    /// Draws it.
    pub fn show(&mut self, ctx: &Context) -> RepeatsAnswer {
        let tokens = look::tokens_of(ctx);
        let mut answer = RepeatsAnswer::Open;
        self.take_keys(ctx);
        let sure = ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        let modal = Modal::new(Id::unique("mark all the same")).frame(widgets::dialog_frame(tokens));
        let response = modal.show(ctx, |ui| {
            ui.set_width(660.0_f32.min(ctx.content_rect().width() - 80.0));
            widgets::heading(ui, &format!("Mark all the same: “{}”", shortened(&self.words, 48)));
            ui.add_space(metrics::GAP);
            self.show_label(ui);
            ui.add_space(metrics::GAP);
            self.show_scope(ui);
            ui.add_space(metrics::GAP);
            self.show_places(ui);
            ui.add_space(metrics::PADDING);
            let wanted = self.wanted();
            let count = wanted.places.len();
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let noun = if count == 1 { "place" } else { "places" };
                let mark = widgets::primary(format!("Mark {} {noun}", with_thousands(count)));
                let mark = ui.add_enabled(count > 0, mark);
                if std::mem::take(&mut self.fresh) {
                    mark.request_focus();
                }
                if (mark.clicked() || sure) && count > 0 {
                    answer = RepeatsAnswer::Chosen(wanted);
                }
                if ui.add(widgets::quiet("Cancel").key("Esc")).clicked() {
                    answer = RepeatsAnswer::Cancelled;
                }
            });
        });
        if matches!(answer, RepeatsAnswer::Open) && response.should_close() {
            RepeatsAnswer::Cancelled
        } else {
            answer
        }
    }

    /// A label's key chooses it.
    fn take_keys(&mut self, ctx: &Context) {
        let typed = ctx.input(|input| {
            let text = |event: &Event| match event {
                Event::Text(text) => Some(text.to_lowercase()),
                _ => None,
            };
            input.events.iter().find_map(text)
        });
        let label = typed.and_then(|typed| {
            let has = |label: &&Label| !label.key.is_empty() && label.key.to_lowercase() == typed;
            self.labels.iter().find(has).map(|label| label.id.clone())
        });
        if let Some(label) = label {
            self.choose(label);
        }
    }

    fn show_label(&mut self, ui: &mut Ui) {
        widgets::section_head(ui, "Label");
        let mut chosen = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
            for label in &self.labels {
                let button = widgets::quiet(label.name.as_str())
                    .selected(label.id == self.label)
                    .key(label.key.to_uppercase());
                if ui.add(button).clicked() {
                    chosen = Some(label.id.clone());
                }
            }
        });
        if let Some(label) = chosen {
            self.choose(label);
        }
    }

    fn show_scope(&mut self, ui: &mut Ui) {
        let here = self.articles.iter().find(|article| article.id == self.here);
        let only = format!("Only {}", here.map_or("this article", |article| &article.name));
        let options = ["All articles", only.as_str()];
        if let Some(chosen) = widgets::segmented(ui, "Where", &options, usize::from(!self.everywhere)) {
            self.everywhere = chosen == 0;
            self.arrange();
        }
    }

    fn show_places(&mut self, ui: &mut Ui) {
        let tokens = look::tokens(ui);
        let lines = std::mem::take(&mut self.lines);
        let room = (ui.ctx().content_rect().height() - 380.0).max(4.0 * metrics::ROW);
        let height = (lines.len() as f32).min(ROWS) * metrics::ROW;
        let height = height.min(room);
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let scroll = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
            scroll.auto_shrink([false, true]).id_salt("places").show_rows(
                ui,
                metrics::ROW,
                lines.len(),
                |ui, range| {
                    for line in lines.get(range).unwrap_or_default() {
                        match *line {
                            Line::Head(kind) => self.show_head(ui, kind),
                            Line::Place(at) => self.show_place(ui, at),
                        }
                    }
                },
            );
        });
        if lines.is_empty() {
            widgets::told(ui, icons::INFO, "These words are nowhere as whole words.", tokens.weak, false);
        }
        self.lines = lines;
    }

    /// The name of a group, how many of it are ticked, and two buttons for all of it.
    fn show_head(&mut self, ui: &mut Ui, kind: Likeness) {
        let name = group_name(kind);
        let of_kind = |place: &Place| place.hit.likeness == kind;
        let all = self.in_scope().filter(|(_, place)| of_kind(place)).count();
        let ticked = self.in_scope().filter(|(_, place)| of_kind(place) && place.ticked).count();
        let mut set = None;
        ui.push_id(name, |ui| {
            ui.allocate_ui_with_layout(
                egui::vec2(ui.available_width(), metrics::ROW),
                egui::Layout::left_to_right(egui::Align::Center),
                |ui| {
                    widgets::strong(ui, name);
                    widgets::weak(ui, &format!("{} of {}", with_thousands(ticked), with_thousands(all)));
                    for (icon, does, on) in [(icons::CHECK, "Tick", true), (icons::MINUS, "Untick", false)] {
                        let button = widgets::IconButton::new(icon, format!("{does} all: {name}")).size(22.0);
                        if ui.add(button).clicked() {
                            set = Some(on);
                        }
                    }
                    ui.allocate_space(egui::vec2(ui.available_width(), metrics::ROW));
                },
            );
        });
        if let Some(on) = set {
            let (everywhere, here, label) = (self.everywhere, &self.here, &self.label);
            for place in &mut self.places {
                let inside = everywhere || self.articles.get(place.article).is_some_and(|a| a.id == *here);
                if inside && place.hit.likeness == kind && !place.has(label) {
                    place.ticked = on;
                }
            }
        }
    }

    fn show_place(&mut self, ui: &mut Ui, at: usize) {
        let Some(place) = self.places.get(at) else { return };
        let text = self.articles.get(place.article).map_or("", |article| &article.text);
        let (context, found) = context(text, place.hit.span);
        let mut detail = place.at.clone();
        let done = place.has(&self.label);
        if let Some((label, _)) =
            place.marks.iter().find(|(label, _)| *label == self.label).or(place.marks.first())
        {
            let name = self.labels.iter().find(|other| other.id == *label);
            detail.push_str(&format!(" · already {}", name.map_or(label.as_str(), |label| &label.name)));
        }
        let words = place.hit.span.slice(text).unwrap_or_default();
        let row = widgets::Row::new(context)
            .found(&found)
            .font(look::serif(14.0))
            .lead(widgets::Lead::Icon(if place.ticked { icons::CHECK_CIRCLE } else { icons::CIRCLE }))
            .name(format!("“{}”, {detail}", shortened(words, 60)))
            .detail(detail)
            .role(Role::CheckBox)
            .selected(place.ticked)
            .faded(done);
        let clicked = ui.push_id(at, |ui| ui.add_enabled(!done, row)).inner.clicked();
        if clicked && let Some(place) = self.places.get_mut(at) {
            place.ticked = !place.ticked;
        }
    }
}

fn group_name(kind: Likeness) -> &'static str {
    match kind {
        Likeness::Exact => "The same words",
        Likeness::Near(near) => near.name(),
    }
}

/// The words with what stands around them, on one line, and which letters are theirs.
fn context(text: &str, span: Span) -> (String, Vec<u32>) {
    let line = |part: &str| {
        let mut out = String::new();
        for c in part.chars().map(|c| if c.is_whitespace() { ' ' } else { c }) {
            if c != ' ' || !out.ends_with(' ') {
                out.push(c);
            }
        }
        out
    };
    let before = text.get(..span.start().to_usize()).unwrap_or_default();
    let after = text.get(span.end().to_usize()..).unwrap_or_default();
    let from = before.char_indices().rev().nth(BEFORE).map_or(0, |(at, c)| at + c.len_utf8());
    // At a word, where one begins soon.
    let cut = before.get(from..).unwrap_or_default();
    let word = cut.find(char::is_whitespace).filter(|_| from > 0).map_or(0, |at| at + 1);
    let from = if cut.is_char_boundary(word) { from + word } else { from };
    let lead = format!("{}{}", if from > 0 { "…" } else { "" }, line(before.get(from..).unwrap_or_default()));
    let words = shortened(span.slice(text).unwrap_or_default(), 2 * AFTER);
    let tail: String = line(&after.chars().take(AFTER).collect::<String>());
    let count = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let start = count(&lead);
    let found = (start..start + count(&words)).collect();
    (format!("{lead}{words}{tail}"), found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_context_says_which_letters_are_the_words() {
        let text = "Ünder the sea\nwall, they said.";
        let at = text.find("wall").unwrap();
        let (line, found) = context(text, Span::of(at, at + 4).unwrap());
        assert_eq!(line, "Ünder the sea wall, they said.");
        let letters: Vec<char> = line.chars().collect();
        let words: String = found.iter().map(|at| letters[*at as usize]).collect();
        assert_eq!(words, "wall");
    }
}
