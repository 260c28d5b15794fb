//! Going along what the articles share.

use super::App;
use crate::gui::pane::{Aim, Selection};
use crate::gui::read::Printings;
use crate::model::Proposal;

impl App {
    /// Brings a tie level in all columns and its printings into the drawer, compared with that of
    /// `base`, or else of the focused column.
    pub(super) fn show_printings(&mut self, tie: usize, base: Option<usize>) {
        let Some(session) = &self.session else { return };
        let findings = session.findings();
        let Some(shared) = findings.passages() else { return };
        let focused = self.read.focused().and_then(|column| findings.index_of(&column.article));
        let Some(printings) = Printings::new(findings, shared, tie, base.or(focused)) else { return };
        for column in &mut self.read.columns {
            let index = findings.index_of(&column.article);
            let caret = column.pane.caret();
            let members = printings.rows.iter().filter(|row| Some(row.article) == index);
            // An article that prints it twice stays at the printing where its caret is.
            let nearest = members.min_by_key(|row| {
                let from = row.span.start();
                (!row.span.touches(caret), from)
            });
            if let Some(row) = nearest {
                column.pane.reveal(row.span.start(), Aim::Level);
            }
        }
        if let Some(focused) = self.read.focused().map(|column| column.article.clone()) {
            self.read.together.settle(&focused);
        }
        self.read.shared.open = Some(printings);
    }

    /// Goes to a printing in the drawer and compares the others with it.
    pub(super) fn go_to_printing(&mut self, number: usize) {
        let Some(session) = &self.session else { return };
        let Some(open) = &self.read.shared.open else { return };
        let Some(row) = open.rows.get(number).cloned() else { return };
        let Some(article) = session.findings().articles().get(row.article).map(|article| article.id.clone())
        else {
            return;
        };
        let tie = open.tie;
        self.read.open_column(&article);
        if let Some(column) = self.read.columns.get_mut(self.read.focus) {
            column.pane.selection = Some(Selection::caret(row.span.start()));
        }
        self.focus_column(self.read.focus);
        self.show_printings(tie, Some(row.article));
    }

    /// The printings of the passage at the caret.
    pub(super) fn printings_here(&mut self) {
        let found = self.session.as_ref().and_then(|session| {
            let column = self.read.focused()?;
            let findings = session.findings();
            let index = findings.index_of(&column.article)?;
            findings.passages()?.at(index, column.pane.caret()).map(|stretch| stretch.tie)
        });
        match found {
            Some(tie) => self.show_printings(tie, None),
            None => self.toasts.info("No matching wording in another article here."),
        }
    }

    /// To the next shared stretch of the focused article, or the one before.
    pub(super) fn step_passage(&mut self, onward: bool) {
        let Some(session) = &self.session else { return };
        let findings = session.findings();
        let Some(column) = self.read.columns.get_mut(self.read.focus) else { return };
        let (Some(shared), Some(index)) = (findings.passages(), findings.index_of(&column.article)) else {
            return;
        };
        let caret = column.pane.caret();
        let found = if onward {
            shared.stretches(index).find(|stretch| stretch.span.start() > caret)
        } else {
            shared.stretches(index).take_while(|stretch| stretch.span.start() < caret).last()
        };
        let around = || {
            if onward { shared.stretches(index).next() } else { shared.stretches(index).last() }
        };
        let Some(stretch) = found.or_else(around) else {
            self.toasts.info("This article shares no passage with the others.");
            return;
        };
        column.pane.selection = Some(Selection::caret(stretch.span.start()));
        self.show_printings(stretch.tie, None);
    }

    /// How many words of the article in a column count as its report: for tests.
    pub fn words_counted(&self, column: usize) -> Option<usize> {
        let session = self.session.as_ref()?;
        let article = session.article(&self.read.columns.get(column)?.article)?;
        let index = session.findings().index_of(&article.id)?;
        Some(article.word_count() - self.read.shared.aside.words_left_out(index))
    }

    /// Counts a piece of furniture as part of the report, or leaves it out again.
    pub(super) fn count_furniture(&mut self, of: &Proposal, counts: bool) {
        let Some(session) = &self.session else { return };
        let deed = if counts {
            session.verbs().reject(std::slice::from_ref(of))
        } else {
            session.verbs().leave_out(of)
        };
        self.deed(deed);
    }

    /// The same with the furniture at the caret.
    pub(super) fn furniture_here(&mut self) {
        let found = self.session.as_ref().and_then(|session| {
            let column = self.read.focused()?;
            let index = session.findings().index_of(&column.article)?;
            let piece = self.read.shared.aside.at(index, column.pane.caret())?;
            Some((piece.of.clone(), !piece.counts))
        });
        match found {
            Some((of, counts)) => self.count_furniture(&of, counts),
            None => self.toasts.info("No caption, byline or bio was found at the caret."),
        }
    }

    pub(super) fn toggle_together(&mut self) {
        self.settings.together = !self.settings.together;
        if let Some(focused) = self.read.focused().map(|column| column.article.clone()) {
            self.read.together.begin(&focused);
        }
    }
}
