//! Entering the comparison, and what is done in it.

use super::App;
use crate::gui::command::View;
use crate::gui::compare::{self, CompareAction};

impl App {
    /// Looks again who has a review, and compares.
    pub(super) fn enter_compare(&mut self) {
        if let Some(session) = &mut self.session {
            self.compare.refresh(session, &self.ctx);
        }
    }

    /// Compares anew where what is compared has changed. To be called in every turn.
    pub(super) fn tend_compare(&mut self) {
        if self.view == View::Compare
            && let Some(session) = &mut self.session
        {
            self.compare.tend(session, &self.ctx);
        }
    }

    pub(super) fn compare_action(&mut self, action: CompareAction) {
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
