//! The columns: what each reviewer marked, and the consensus as it grows, on one line grid.

use egui::{
    Align, Color32, CornerRadius, Event, Id, Key, Layout, Rect, StrokeKind, Ui, UiBuilder, pos2, vec2,
};

use super::action::SettleAction;
use super::draft::DraftAction;
use super::state::SettleState;
use crate::agreement::settle::State;
use crate::gui::action::Action;
use crate::gui::look::{self, Tokens, icons, metrics, paint, widgets};
use crate::gui::pane::{self, Mark, Outcome, PaneEvent, PaneInput, Stroked, strip};
use crate::gui::read::{begins_with_title, date_for_people, pane_style};
use crate::gui::settings::Settings;
use crate::model::{Annotation, AnnotationId, Article, Codebook, Review, SpanIndex};
use crate::session::Session;
use crate::text::{Span, TextSize};

/// Between two sheets.
const BETWEEN: f32 = 10.0;
/// Height of a sheet's head.
const HEAD: f32 = 38.0;
/// The least width at which text reads well.
const NARROWEST: f32 = 264.0;
/// How much louder the tint of the group that is shown is.
const LOUDER: f32 = 1.9;

/// What a column shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    /// What one reviewer marked: a place in the sources' list.
    Reviewer(usize),
    /// What all of them marked.
    Everyone,
    /// The consensus.
    Consensus,
}

/// A column for each reviewer where they fit, else one for all; and one for the consensus.
fn columns(width: f32, reviewers: &[usize]) -> Vec<Column> {
    let count = reviewers.len() as f32 + 1.0;
    let room = (width - BETWEEN * (count - 1.0)) / count;
    let mut out: Vec<Column> = if room >= NARROWEST {
        reviewers.iter().map(|reviewer| Column::Reviewer(*reviewer)).collect()
    } else {
        vec![Column::Everyone]
    };
    out.push(Column::Consensus);
    out
}

/// The column that shows the consensus, as the pane's id says it.
fn pane_id(column: Column) -> Id {
    let number = match column {
        Column::Reviewer(reviewer) => reviewer as i64,
        Column::Everyone => -2,
        Column::Consensus => -1,
    };
    Id::unique("text to settle").with(number)
}

/// Shows the texts in `rect`.
pub fn show(
    ui: &mut Ui,
    rect: Rect,
    session: &Session,
    state: &mut SettleState,
    settings: &Settings,
    out: &mut Vec<Action>,
) {
    let tokens = look::tokens(ui);
    let Some(article) = state.article.as_ref().and_then(|id| session.story().article(id)).cloned() else {
        return;
    };
    let columns = columns(rect.width(), &state.done_with(&article.id));
    state.have_panes(columns.len());
    let count = columns.len() as f32;
    // Equal to the point, or lines would not break alike.
    let width = ((rect.width() - BETWEEN * (count - 1.0)) / count).floor();
    let style = pane_style(tokens, settings, 18.0);
    let mut panes = std::mem::take(&mut state.panes);
    let mut ticks = std::mem::take(&mut state.ticks);
    let nobody = AnnotationId::from("being made");
    let mut top = None;
    for (at, column) in columns.iter().enumerate() {
        let left = rect.left() + at as f32 * (width + BETWEEN);
        let sheet = Rect::from_min_max(pos2(left, rect.top()), pos2(left + width, rect.bottom()));
        let name = head(ui, sheet, *column, &article, state, tokens);
        let text = Rect::from_min_max(pos2(left + 1.0, sheet.top() + HEAD), sheet.max - vec2(14.0, 0.0));
        let scene = Scene {
            state,
            session,
            codebook: session.codebook(),
            article: &article,
            tokens,
            column: *column,
            nobody: &nobody,
        };
        let name = format!("{} as {name}", article.short_name());
        let marks = |span: Span| scene.marks(span);
        let input = PaneInput {
            hits: &[],
            id: pane_id(*column),
            article: &article,
            header: None,
            headline: begins_with_title(&article),
            style: &style,
            marks: &marks,
            shades: &|_| Vec::new(),
            anchors: &|_| Vec::new(),
            name: &name,
            editable: false,
        };
        let Some(pane) = panes.get_mut(at) else { continue };
        if let Some(top) = top {
            // The first has just settled where all stand.
            pane.set_top(top);
        }
        let output = pane::show(ui, text, &input, pane);
        top = top.or(Some(pane.top()));
        if output.response.has_focus() && ui.input(tab_pressed) {
            out.push(Action::Do(crate::gui::command::Command::NextPart));
        }
        let of = |column: Column| if let Column::Reviewer(reviewer) = column { Some(reviewer) } else { None };
        out.extend(output.pressed.map(|id| Action::Consensus(SettleAction::Press(of(*column), id))));
        let length = TextSize::of(&article.text);
        let strip_rect = Rect::from_min_max(
            pos2(sheet.right() - 6.0 - strip::WIDTH, text.top() + 4.0),
            pos2(sheet.right() - 6.0, sheet.bottom() - 8.0),
        );
        let rank = session.story().articles.iter().position(|other| other.id == article.id).unwrap_or(0);
        let key = state.revision ^ (rank as u64) << 40 ^ (at as u64) << 52 ^ u64::from(tokens.dark) << 63;
        if let Some(ticks) = ticks.get_mut(at) {
            let of_column = scene.reviews();
            let marks = of_column
                .iter()
                .flat_map(|(_, review)| review.index(&article.id))
                .flat_map(SpanIndex::by_start);
            ticks.update(key, strip_rect, length, marks, |annotation| scene.tick(annotation));
            let visible = output.visible.or(Span::whole(&article.text));
            let colors = (tokens.sunk, tokens.edge);
            let to = visible.and_then(|visible| {
                strip::show(ui, pane_id(*column).with("strip"), strip_rect, visible, length, ticks, colors)
            });
            out.extend(to.map(|to| Action::Consensus(SettleAction::Pane(at, PaneEvent::Jump(to)))));
        }
        out.extend(output.events.into_iter().map(|event| Action::Consensus(SettleAction::Pane(at, event))));
    }
    state.panes = panes;
    state.ticks = ticks;
}

/// Tab is not for the text, which cannot be changed here: it goes on to the next part.
fn tab_pressed(input: &egui::InputState) -> bool {
    input.events.iter().any(|event| matches!(event, Event::Key { key: Key::Tab, pressed: true, .. }))
}

/// The head of a sheet; gives what the column is called.
fn head(
    ui: &mut Ui,
    sheet: Rect,
    column: Column,
    article: &Article,
    state: &SettleState,
    tokens: &'static Tokens,
) -> String {
    let radius = CornerRadius { nw: metrics::RADIUS, ne: metrics::RADIUS, sw: 0, se: 0 };
    let painter = ui.painter().with_clip_rect(sheet.expand2(vec2(2.0, 2.0)).with_max_y(sheet.bottom()));
    let line =
        if column == Column::Consensus { egui::Stroke::new(1.0, tokens.accent) } else { tokens.hairline() };
    painter.rect(sheet.with_max_y(sheet.bottom() + 4.0), radius, tokens.sheet, line, StrokeKind::Inside);
    let name = match column {
        Column::Reviewer(reviewer) => state
            .sources
            .as_ref()
            .and_then(|sources| sources.reviewers.get(reviewer))
            .map_or_else(String::new, |reviewer| state.names.name(reviewer)),
        Column::Everyone => "Everyone".to_owned(),
        Column::Consensus => "Consensus".to_owned(),
    };
    let place =
        Rect::from_min_max(sheet.min + vec2(14.0, 4.0), pos2(sheet.right() - 20.0, sheet.top() + HEAD - 2.0));
    let layout = Layout::left_to_right(Align::Center);
    let id = pane_id(column).with("head");
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(layout).id_salt(id), |ui| {
        let (dot, _) = ui.allocate_exact_size(vec2(14.0, 20.0), egui::Sense::hover());
        match column {
            Column::Consensus => {
                paint::icon(ui.painter(), dot.center(), icons::SEAL_CHECK, 15.0, tokens.accent)
            }
            Column::Everyone => paint::icon(ui.painter(), dot.center(), icons::USERS, 15.0, tokens.weak),
            Column::Reviewer(reviewer) => {
                let place = state.names.order().iter().position(|at| *at == reviewer).unwrap_or(0);
                let key = (place < 9).then(|| (place + 1).to_string());
                match key {
                    Some(key) => {
                        let center = dot.center() + vec2(8.0, 0.0);
                        paint::key_cap(ui.painter(), center, &key, tokens);
                    }
                    None => paint::icon(ui.painter(), dot.center(), icons::USER, 15.0, tokens.weak),
                }
            }
        }
        ui.add_space(4.0);
        widgets::elided(ui, &name, look::semibold(metrics::SANS), tokens.ink);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let (name, date) = (article.short_name(), date_for_people(&article.info.published));
            let words = if date.is_empty() { name.to_owned() } else { format!("{name} · {date}") };
            widgets::elided(ui, &words, look::sans(metrics::SMALL), tokens.weak);
        });
    });
    match column {
        Column::Consensus => name,
        _ => format!("{name} marked it"),
    }
}

/// What is needed to say how the marks of one column look.
struct Scene<'a> {
    state: &'a SettleState,
    session: &'a Session,
    codebook: &'a Codebook,
    article: &'a Article,
    tokens: &'static Tokens,
    column: Column,
    nobody: &'a AnnotationId,
}

impl<'a> Scene<'a> {
    /// The reviews of the column, with whose they are; `None` for the consensus.
    fn reviews(&self) -> Vec<(Option<usize>, &'a Review)> {
        let state: &'a SettleState = self.state;
        let of = |reviewer: usize| state.review(reviewer).map(|review| (Some(reviewer), &**review));
        match self.column {
            Column::Reviewer(reviewer) => of(reviewer).into_iter().collect(),
            Column::Everyone => state.names.order().iter().filter_map(|reviewer| of(*reviewer)).collect(),
            Column::Consensus => vec![(None, self.session.review())],
        }
    }

    fn group_of(&self, whose: Option<usize>, annotation: &Annotation) -> Option<usize> {
        match whose {
            Some(reviewer) => self.state.group_of(reviewer, &annotation.id),
            None => self.state.group_behind(&annotation.id),
        }
    }

    fn marks(&self, span: Span) -> Vec<Mark<'a>> {
        let tokens = self.tokens;
        let current = self.state.item().map(|(at, _)| at);
        let mut out = Vec::new();
        for (whose, review) in self.reviews() {
            for annotation in review.overlapping(&self.article.id, span) {
                let group = self.group_of(whose, annotation);
                let item = group.and_then(|at| self.state.queue.items.get(at));
                let label = self.codebook.label(&annotation.label);
                let shades = label.map(|label| tokens.mark(label.color));
                let chosen = group.is_some() && group == current;
                let mut mark = Mark {
                    id: &annotation.id,
                    spans: &annotation.spans,
                    stroked: label.map_or(Stroked::Dotted, |label| label.kind.into()),
                    color: shades.map_or(tokens.weak, |shades| shades.line),
                    tint: None,
                    differs: &[],
                    label: self.codebook.label_name(&annotation.label),
                    handles: false,
                };
                match whose {
                    None => {
                        if chosen && self.state.draft.is_some() {
                            continue;
                        }
                        mark.tint = shades.filter(|_| chosen).map(|shades| shades.tint);
                    }
                    Some(_) => {
                        let quiet = item.is_none_or(|item| {
                            !chosen && (item.state == State::Decided || item.group.kind.is_identical())
                        });
                        if quiet {
                            mark.stroked = Stroked::Quiet;
                            mark.color = look::over(tokens.weak, 0.36, tokens.sheet);
                        } else if chosen {
                            mark.differs = &self.state.differs;
                            let ground =
                                look::over(tokens.difference, tokens.difference_tint * LOUDER, tokens.sheet);
                            mark.tint = Some(ground);
                        } else if item.is_some_and(|item| !item.group.kind.is_identical()) {
                            mark.tint = Some(tokens.difference_ground());
                        }
                    }
                }
                out.push(mark);
            }
        }
        let draft = self.state.draft.as_ref().and_then(|draft| draft.as_mark());
        if let Some(draft) =
            draft.filter(|d| self.column == Column::Consensus && d.article == self.article.id)
        {
            let label = self.codebook.label(&draft.label);
            out.push(Mark {
                id: self.nobody,
                spans: &draft.spans,
                stroked: label.map_or(Stroked::Dotted, |label| label.kind.into()),
                color: label.map_or(tokens.weak, |label| tokens.mark(label.color).line),
                tint: label.map(|label| tokens.mark(label.color).tint),
                differs: &[],
                label: self.codebook.label_name(&draft.label),
                handles: false,
            });
        }
        out
    }

    /// The colour of an annotation's tick on the strip.
    fn tick(&self, annotation: &Annotation) -> Option<Color32> {
        if self.column == Column::Consensus {
            return Some(self.tokens.mark_color(self.codebook.label(&annotation.label)?.color));
        }
        let of = |(whose, _): &(Option<usize>, &Review)| self.group_of(*whose, annotation);
        let item = self.state.queue.items.get(self.reviews().iter().find_map(of)?)?;
        let open = item.state != State::Decided && !item.group.kind.is_identical();
        open.then_some(self.tokens.difference)
    }
}

impl SettleState {
    /// Those who are done with an article, in the order in which they stand.
    fn done_with(&self, article: &crate::model::ArticleId) -> Vec<usize> {
        let done = |at: &usize| self.sources.as_ref().is_some_and(|sources| sources.is_done(*at, article));
        self.names.order().iter().copied().filter(done).collect()
    }

    /// Takes what a person did in the text of a column. All texts stand at the same line. Words that
    /// are selected while something is being made become its words.
    pub fn pane_event(&mut self, column: usize, event: PaneEvent, session: &Session) {
        let Some(article) = self.article.as_ref().and_then(|id| session.story().article(id)).cloned() else {
            return;
        };
        match event {
            PaneEvent::Scroll(_) | PaneEvent::Jump(_) => {
                if let Some(first) = self.panes.first_mut() {
                    first.take(&article, event);
                }
            }
            event => {
                let caret = if let PaneEvent::Caret { to, .. } = event { Some(to) } else { None };
                let Some(pane) = self.panes.get_mut(column) else { return };
                match pane.take(&article, event) {
                    Outcome::Clicked { under: Some(at), .. } => self.clicked(column, at, &article, session),
                    Outcome::Selected { span, .. } if self.draft.is_some() => {
                        self.draft_action(DraftAction::Span(span), session);
                    }
                    _ => {}
                }
                if let (Some(to), Some(first)) = (caret, self.panes.first_mut()) {
                    first.reveal(to, pane::Aim::Nearest);
                }
            }
        }
    }

    /// A click on a mark shows its group; again: the next one there.
    fn clicked(&mut self, column: usize, at: TextSize, article: &Article, session: &Session) {
        let Some(span) = Span::new(at, crate::text::grapheme_after(&article.text, at)) else { return };
        let reviewers = self.done_with(&article.id);
        let whose: Vec<Option<usize>> = if column + 1 == self.panes.len() {
            vec![None]
        } else if self.panes.len() == reviewers.len() + 1 {
            vec![reviewers.get(column).copied()]
        } else {
            reviewers.into_iter().map(Some).collect()
        };
        let mut here: Vec<usize> = Vec::new();
        for whose in whose {
            let found: Vec<usize> = match whose {
                None => {
                    let marks = session.review().overlapping(&article.id, span);
                    marks.iter().filter_map(|mark| self.group_behind(&mark.id)).collect()
                }
                Some(reviewer) => self.review(reviewer).map_or_else(Vec::new, |review| {
                    let marks = review.overlapping(&article.id, span);
                    marks.iter().filter_map(|mark| self.group_of(reviewer, &mark.id)).collect()
                }),
            };
            here.extend(found);
        }
        here.sort_unstable();
        here.dedup();
        let current = self.item().map(|(at, _)| at);
        let now = current.and_then(|current| here.iter().position(|at| *at == current));
        let next = now.map_or(0, |now| (now + 1) % here.len().max(1));
        if let Some(key) = here.get(next).and_then(|at| self.queue.items.get(*at)).map(|item| item.key()) {
            self.show(key, session);
        }
    }

    /// A mark was pressed by a screen reader.
    pub fn press(&mut self, whose: Option<usize>, id: &AnnotationId, session: &Session) {
        let places = self.names.order().to_vec();
        let group = match whose {
            Some(reviewer) => self.group_of(reviewer, id),
            None => self
                .group_behind(id)
                .or_else(|| places.into_iter().find_map(|reviewer| self.group_of(reviewer, id))),
        };
        if let Some(key) = group.and_then(|at| self.queue.items.get(at)).map(|item| item.key()) {
            self.show(key, session);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reviewer_has_a_column_where_they_fit() {
        let two = [Column::Reviewer(1), Column::Reviewer(0), Column::Consensus];
        assert_eq!(columns(900.0, &[1, 0]), two);
        assert_eq!(columns(700.0, &[1, 0]), [Column::Everyone, Column::Consensus]);
        assert_eq!(columns(1200.0, &[0, 1, 2, 3, 4]), [Column::Everyone, Column::Consensus]);
    }
}
