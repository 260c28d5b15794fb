//! Stories and articles down, reviewers across.

use egui::{Align2, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::state::{OverviewAction, OverviewState};
use super::{progress_line, progress_words};
use crate::gui::action::Action;
use crate::gui::look::{self, icons, metrics, paint, widgets};
use crate::gui::read::with_thousands;
use crate::model::{Article, ReviewerId, Status, Story};
use crate::session::Session;
use crate::session::work::{ArticleWork, StoryOverview, StoryWork};

/// Height of a story's row, with the line that says how far it is.
const STORY: f32 = 44.0;
/// The narrowest column of a reviewer, in points.
const NARROW: f32 = 120.0;
/// The share of the width that names take.
const NAMES: f32 = 0.32;

/// Shows the grid.
pub fn show(
    ui: &mut Ui,
    session: &Session,
    state: &OverviewState,
    stories: &[StoryOverview],
    out: &mut Vec<Action>,
) {
    let reviewers = state.reviewers();
    widgets::card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let width = ui.available_width();
        let names = (width * NAMES).round();
        let column = ((width - names) / reviewers.len().max(1) as f32).max(NARROW);
        let scroll = egui::ScrollArea::horizontal().id_salt("overview grid").auto_shrink([false, true]);
        scroll.show(ui, |ui| {
            ui.set_width(names + column * reviewers.len() as f32);
            heads(ui, session, &reviewers, names, column);
            for story in &session.project().stories {
                let Some(overview) = stories.iter().find(|of| of.story == story.id) else { continue };
                let line = Line { session, reviewers: &reviewers, names, column };
                story_row(ui, &line, state, story, overview, out);
                if state.unfolded.contains(&story.id) {
                    for article in &story.articles {
                        article_row(ui, &line, story, article, overview, out);
                    }
                }
            }
        });
    });
}

struct Line<'a> {
    session: &'a Session,
    reviewers: &'a [ReviewerId],
    names: f32,
    column: f32,
}

impl Line<'_> {
    /// The cell of each reviewer with what they did, in a row.
    fn cells<'s>(
        &'s self,
        row: Rect,
        overview: &'s StoryOverview,
    ) -> impl Iterator<Item = (&'s ReviewerId, Rect, Option<&'s StoryWork>)> {
        self.reviewers.iter().enumerate().map(move |(at, reviewer)| {
            let left = row.left() + self.names + at as f32 * self.column;
            let cell = Rect::from_min_size(pos2(left, row.top()), vec2(self.column, row.height()));
            (reviewer, cell, overview.work.iter().find(|work| work.reviewer == *reviewer))
        })
    }
}

fn heads(ui: &mut Ui, session: &Session, reviewers: &[ReviewerId], names: f32, column: f32) {
    let tokens = look::tokens(ui);
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    for (at, reviewer) in reviewers.iter().enumerate() {
        let own = reviewer == session.reviewer();
        let words = if own { format!("{reviewer} (you)") } else { reviewer.to_string() };
        let color = if own { tokens.accent } else { tokens.ink };
        let font = look::semibold(metrics::SANS);
        let galley = paint::line(ui.painter(), &words, font, color, column - 16.0);
        let at = pos2(row.left() + names + at as f32 * column + 8.0, row.center().y);
        paint::put(ui.painter(), at, Align2::LEFT_CENTER, galley);
    }
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, tokens.hairline());
}

fn story_row(
    ui: &mut Ui,
    line: &Line<'_>,
    state: &OverviewState,
    story: &Story,
    overview: &StoryOverview,
    out: &mut Vec<Action>,
) {
    let tokens = look::tokens(ui);
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), STORY), Sense::hover());
    let name = row.with_max_x(row.left() + line.names);
    let open = state.unfolded.contains(&story.id);
    let fold = Rect::from_center_size(pos2(name.left() + 11.0, name.center().y), vec2(22.0, 22.0));
    let (icon, verb) = if open { (icons::CARET_DOWN, "Close") } else { (icons::CARET_RIGHT, "Open") };
    let button = widgets::IconButton::new(icon, format!("{verb} the articles of {}", story.title)).size(22.0);
    if ui.put(fold, button).clicked() {
        out.push(Action::Overview(OverviewAction::Unfold(story.id.clone())));
    }
    let mut left = name.left() + 28.0;
    if line.session.project().stories.len() > 1 {
        let counted = !state.left_out.contains(&story.id);
        let place = Rect::from_center_size(pos2(left + 10.0, name.center().y), vec2(22.0, 22.0));
        let icon = if counted { icons::CHECK_SQUARE } else { icons::SQUARE };
        let tick =
            widgets::IconButton::new(icon, format!("Count {}", story.title)).size(22.0).selected(counted);
        if ui.put(place, tick).clicked() {
            out.push(Action::Overview(OverviewAction::Count(story.id.clone(), !counted)));
        }
        left += 28.0;
    }
    let here = story.id == line.session.story().id;
    let color = if here { tokens.accent } else { tokens.ink };
    let font = look::semibold(metrics::SANS);
    let galley = paint::line(ui.painter(), &story.title, font, color, name.right() - left - 8.0);
    paint::put(ui.painter(), pos2(left, name.center().y), Align2::LEFT_CENTER, galley);
    for (reviewer, cell, work) in line.cells(row, overview) {
        let at = cell.left() + 8.0;
        let Some(work) = work else {
            put(ui, pos2(at, cell.center().y), "not begun", cell.width() - 16.0);
            continue;
        };
        if let Some(problem) = &work.problem {
            paint::icon(ui.painter(), pos2(at + 7.0, cell.center().y), icons::WARNING, 14.0, tokens.bad);
            put(ui, pos2(at + 20.0, cell.center().y), "cannot be read", cell.width() - 36.0);
            let response = ui.interact(cell, ui.scope_id().with((&story.id, reviewer)), Sense::hover());
            response.on_hover_text(problem);
            continue;
        }
        let progress = work.progress();
        let bar =
            Rect::from_min_size(pos2(at, cell.center().y + 9.0), vec2((cell.width() - 24.0).min(180.0), 4.0));
        progress_line(ui, bar, progress);
        let words = format!("{} · {}", progress_words(progress), with_thousands(work.annotations()));
        put(ui, pos2(at, cell.center().y - 4.0), &words, cell.width() - 16.0);
        let response =
            ui.interact(cell.shrink(2.0), ui.scope_id().with((&story.id, reviewer)), Sense::click());
        let about = about(story, reviewer, work);
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Button, true, format!("{reviewer} on {}: {words}", story.title))
        });
        if response.has_focus() {
            paint::focus_ring(ui.painter(), cell.shrink(2.0), metrics::RADIUS_SMALL, tokens);
        }
        if response.on_hover_text(about).clicked() {
            out.push(Action::Overview(OverviewAction::Go(story.id.clone(), None, reviewer.clone())));
        }
    }
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, tokens.hairline());
}

fn about(story: &Story, reviewer: &ReviewerId, work: &StoryWork) -> String {
    let changed = work.changed().map_or_else(String::new, |at| format!("\nLast change {}", day(at)));
    format!(
        "{reviewer} on {}\n{} annotations, {} clusters, {} links, {} open questions{changed}",
        story.title,
        with_thousands(work.annotations()),
        work.clusters,
        work.links,
        work.open_questions.len(),
    )
}

fn day(at: jiff::Timestamp) -> String {
    at.to_zoned(jiff::tz::TimeZone::system()).strftime("%-d %b %Y, %H:%M").to_string()
}

fn put(ui: &Ui, at: egui::Pos2, words: &str, width: f32) {
    let tokens = look::tokens(ui);
    let galley = paint::line(ui.painter(), words, look::sans(metrics::SMALL), tokens.weak, width);
    paint::put(ui.painter(), at, Align2::LEFT_CENTER, galley);
}

fn article_row(
    ui: &mut Ui,
    line: &Line<'_>,
    story: &Story,
    article: &Article,
    overview: &StoryOverview,
    out: &mut Vec<Action>,
) {
    let tokens = look::tokens(ui);
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), metrics::ROW + 2.0), Sense::hover());
    let name = row.with_max_x(row.left() + line.names);
    let title = if article.info.title.is_empty() { "" } else { &article.info.title };
    let galley = paint::line(
        ui.painter(),
        article.short_name(),
        look::sans(metrics::SANS),
        tokens.ink,
        name.width() * 0.45,
    );
    let words =
        paint::put(ui.painter(), pos2(name.left() + 28.0, name.center().y), Align2::LEFT_CENTER, galley);
    put(ui, pos2(words.right() + 10.0, name.center().y), title, name.right() - words.right() - 18.0);
    for (reviewer, cell, work) in line.cells(row, overview) {
        let Some(work) = work.filter(|work| work.problem.is_none()) else { continue };
        let none = ArticleWork::default();
        let work = work.articles.get(&article.id).unwrap_or(&none);
        let response = ui.interact(
            cell.shrink2(vec2(2.0, 1.0)),
            ui.scope_id().with((&story.id, &article.id, reviewer)),
            Sense::click(),
        );
        if response.hovered() {
            ui.painter().rect_filled(cell.shrink2(vec2(2.0, 1.0)), metrics::RADIUS_SMALL, tokens.hover);
        }
        let at = cell.left() + 8.0;
        paint::status_dot(ui.painter(), pos2(at + 6.0, cell.center().y), work.status, tokens);
        let mut words = match work.status {
            Status::NotStarted if work.annotations == 0 => work.status.name().to_owned(),
            _ => with_thousands(work.annotations),
        };
        if let Some(at) = work.changed
            && cell.width() > 150.0
        {
            let zoned = at.to_zoned(jiff::tz::TimeZone::system());
            words.push_str(&format!("  ·  {}", zoned.strftime("%-d %b")));
        }
        put(ui, pos2(at + 20.0, cell.center().y), &words, cell.width() - 36.0);
        response.widget_info(|| {
            let name = format!(
                "{reviewer} on {}: {}, {} annotations",
                article.short_name(),
                work.status.name(),
                work.annotations
            );
            WidgetInfo::labeled(Role::Button, true, name)
        });
        if response.has_focus() {
            paint::focus_ring(ui.painter(), cell.shrink(2.0), metrics::RADIUS_SMALL, tokens);
        }
        let hint = match work.changed {
            Some(at) => format!("{}, last change {}", work.status.name(), day(at)),
            None => work.status.name().to_owned(),
        };
        if response.on_hover_text(hint).clicked() {
            let go = OverviewAction::Go(story.id.clone(), Some(article.id.clone()), reviewer.clone());
            out.push(Action::Overview(go));
        }
    }
}
