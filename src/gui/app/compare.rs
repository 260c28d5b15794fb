//! Entering the comparison, and what is done in it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::App;
use crate::gui::command::View;
use crate::gui::compare::{self, CompareAction, Filter, Saved, Table};
use crate::model::ReviewerId;
use crate::session::jobs::{Job, Outcome};
use crate::store::{self, Placed, StoreError};

/// A review on its way from a file.
pub(super) struct Bringing {
    path: PathBuf,
    job: Job<Result<(ReviewerId, Placed), StoreError>>,
}

impl App {
    /// Looks again who has a review, and compares.
    pub(super) fn enter_compare(&mut self) {
        if let Some(session) = &mut self.session {
            self.compare.refresh(session, &self.ctx);
        }
    }

    /// Reads a review from a file, on a worker, to compare with.
    pub(super) fn import_review(&mut self, path: &Path) {
        let Some(session) = &self.session else { return };
        let (story, ctx) = (session.story().clone(), self.ctx.clone());
        let file = path.to_owned();
        let read = move |_: &crate::session::jobs::JobContext| {
            let review = store::read_review_file(&file)?;
            let reviewer = review.reviewer.clone();
            Ok((reviewer, review.into_review(&story, &file)))
        };
        match Job::start("review", move || ctx.request_repaint(), read) {
            Ok(job) => self.bringing = Some(Bringing { path: path.to_owned(), job }),
            Err(error) => self.toasts.error("The review could not be read", error.to_string()),
        }
    }

    /// Takes a review that has been read from a file.
    fn take_brought(&mut self) {
        let Some(outcome) = self.bringing.as_mut().and_then(|bringing| bringing.job.poll()) else { return };
        let Some(Bringing { path, .. }) = self.bringing.take() else { return };
        match outcome {
            Outcome::Done(Ok((name, placed))) => {
                let lost = placed.review.orphans().count();
                if lost > 0 {
                    self.toasts
                        .warn(format!("{lost} of the file’s annotations were not found in these articles."));
                }
                let source =
                    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                self.compare.bring_in(name, source, Arc::new(placed.review));
                self.set_view(View::Compare);
            }
            Outcome::Done(Err(error)) => self.toasts.error("The review could not be read", error.to_string()),
            Outcome::Died => {
                self.toasts.error("The review could not be read", "Reading it has died.".to_owned())
            }
        }
    }

    /// Asks where to save something of the comparison.
    fn ask_where(&mut self, saved: Option<Saved>) {
        let (Some(session), Some(saved)) = (&self.session, saved) else {
            self.toasts.warn("There is no comparison yet.");
            return;
        };
        self.files.ask(saved.request(session));
        self.saving = Some(saved);
    }

    /// Saves something of the comparison as it is shown.
    pub(super) fn save_table(&mut self, table: Table) {
        let saved = self.session.as_ref().and_then(|session| self.compare.table(table, session));
        self.ask_where(saved);
    }

    pub(super) fn save_comparison(&mut self, out: &Path) {
        let (Some(session), Some(saved)) = (&self.session, self.saving.take()) else { return };
        match saved.write(session, out) {
            Ok(said) => self.toasts.good(said),
            Err(error) => self.toasts.error("Nothing was saved", format!("{error:#}")),
        }
    }

    /// Compares anew where what is compared has changed. To be called in every turn.
    pub(super) fn tend_compare(&mut self) {
        self.take_brought();
        if self.view == View::Compare
            && let Some(session) = &mut self.session
        {
            self.compare.tend(session, &self.ctx);
        }
    }

    pub(super) fn compare_action(&mut self, action: CompareAction) {
        // What follows from it is computed at the next turn.
        self.ctx.request_repaint();
        let state = &mut self.compare;
        match action {
            CompareAction::Choose(side, who) => state.choose(side, who),
            CompareAction::Page(page) => state.page = page,
            CompareAction::Article(article) => state.show_article(article),
            CompareAction::Filter(filter) => state.set_filter(filter),
            CompareAction::Show(row, keyboard) => {
                state.show_row(row);
                if keyboard {
                    self.keyboard = Some(compare::row_id(row));
                }
            }
            CompareAction::Unfinished(on) => state.unfinished = on,
            CompareAction::WithoutSuggested(on) => state.without_suggested = on,
            CompareAction::Pane(side, event) => state.pane_event(side, event),
            CompareAction::Press(side, id) => state.press(side, &id),
            CompareAction::ShowRow(row) => state.show_any(row),
            CompareAction::Pair(a, b) => state.choose_pair(&a, &b),
            CompareAction::Scope(scope) => {
                state.scope = scope;
                state.votes = None;
            }
            CompareAction::ChartsOf(whose) => state.charts_of = whose,
            CompareAction::MeasuresOf(whose) => state.measures_of = whose,
            CompareAction::Votes(votes) => state.votes = votes,
            CompareAction::ShowMark(mark) => state.show_mark(mark),
            CompareAction::ShowAnnotation(side, id) => state.press(side, &id),
            CompareAction::Attribute(at) => {
                state.set_filter(Filter { attribute: Some(at), ..Filter::default() });
            }
            CompareAction::SaveChart(chart, format) => {
                let saved = state.picture(chart, format);
                self.ask_where(saved);
            }
            CompareAction::Save(table) => self.save_table(table),
            CompareAction::Drawer(action) => state.drawer.act(action, &self.ctx),
            CompareAction::Cancel => state.cancel(),
            CompareAction::Again => state.again(),
        }
    }

    /// The parts of the comparison in turn: texts, list.
    pub(super) fn next_compare_part(&mut self, onward: bool) {
        let parts = compare::parts(&self.compare);
        let focus = self.ctx.memory(|memory| memory.focused());
        let now = focus.and_then(|focus| parts.iter().position(|part| *part == focus));
        let count = parts.len().max(1);
        let next = match (now, onward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        };
        self.keyboard = parts.get(next).copied();
    }
}
