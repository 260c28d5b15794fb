//! The Overview: who has done what on which story, and how much.

mod counts;
mod grid;
mod state;

use egui::{Rect, ScrollArea, Ui, UiBuilder, vec2};

pub use state::{OverviewAction, OverviewState};

use super::action::Action;
use super::look::{self, icons, metrics, widgets};
use crate::session::Session;
use crate::session::work::Progress;

/// Shows the view in all of `ui`.
pub fn show(ui: &mut Ui, session: &Session, state: &OverviewState, out: &mut Vec<Action>) {
    let whole = ui.available_rect_before_wrap();
    let width = (whole.width() - 2.0 * metrics::PADDING).min(1240.0);
    let page = Rect::from_center_size(whole.center(), vec2(width, whole.height() - metrics::PADDING));
    ui.scope_builder(UiBuilder::new().max_rect(page).id_salt("overview"), |ui| {
        ScrollArea::vertical().auto_shrink(false).id_salt("overview page").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.add_space(metrics::PADDING);
            ui.horizontal(|ui| {
                widgets::heading(ui, &session.project().name);
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let again = widgets::IconButton::new(icons::ARROWS_CLOCKWISE, "Read all reviews again");
                    if ui.add(again).clicked() {
                        out.push(Action::Overview(OverviewAction::Refresh));
                    }
                    widgets::weak(ui, &summary(session, state));
                });
            });
            ui.add_space(metrics::GAP);
            match (state.stories(), state.failed()) {
                (Some(stories), _) => {
                    grid::show(ui, session, state, stories, out);
                    ui.add_space(24.0);
                    counts::show(ui, session, state);
                    ui.add_space(24.0);
                }
                (None, Some(why)) => {
                    let empty =
                        widgets::EmptyState::new(icons::WARNING, "The reviews could not be read", why);
                    if empty.show(ui, |ui| ui.add(widgets::quiet("Try again")).clicked()) {
                        out.push(Action::Overview(OverviewAction::Refresh));
                    }
                }
                (None, None) => {
                    ui.set_max_width(360.0);
                    widgets::ProgressBar::new("Reading all reviews", state.reading()).show(ui);
                }
            }
        });
    });
    ui.advance_cursor_after_rect(whole);
}

fn summary(session: &Session, state: &OverviewState) -> String {
    let stories = session.project().stories.len();
    let articles: usize = session.project().stories.iter().map(|story| story.articles.len()).sum();
    let reviewers = state.reviewers().len();
    let count =
        |number: usize, one: &str, many: &str| format!("{number} {}", if number == 1 { one } else { many });
    let what = [
        count(stories, "story", "stories"),
        count(articles, "article", "articles"),
        count(reviewers, "reviewer", "reviewers"),
    ];
    what.join(" · ")
}

/// A line that says how far a review is: done, begun, and what is left.
pub fn progress_line(ui: &Ui, rect: Rect, progress: Progress) {
    let tokens = look::tokens(ui);
    let painter = ui.painter();
    painter.rect_filled(rect, 2, tokens.sunk);
    let share = |count: usize| rect.width() * count as f32 / progress.articles.max(1) as f32;
    let done = rect.with_max_x(rect.left() + share(progress.done));
    let begun = Rect::from_min_max(
        egui::pos2(done.right(), rect.top()),
        egui::pos2(done.right() + share(progress.begun), rect.bottom()),
    );
    if begun.width() > 0.0 {
        painter.rect_filled(begun, 2, tokens.warn.gamma_multiply(0.7));
    }
    if done.width() > 0.0 {
        painter.rect_filled(done, 2, tokens.good);
    }
}

/// The same in words: “2 of 3 done, 1 begun”.
pub fn progress_words(progress: Progress) -> String {
    let mut words = format!("{} of {} done", progress.done, progress.articles);
    if progress.begun > 0 {
        words.push_str(&format!(", {} begun", progress.begun));
    }
    words
}
