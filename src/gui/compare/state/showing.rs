//! Which rows are listed and loud, and which one is shown.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::{CompareState, Work};
use crate::agreement::Row;
use crate::gui::compare::choice::{Filter, Page};
use crate::gui::compare::compared::{Compared, Side};
use crate::gui::pane::{Aim, Outcome, PaneEvent};
use crate::model::AnnotationId;
use crate::text::{self, Span, TextSize};

impl CompareState {
    /// Lists other rows; the current one stays if it is among them.
    pub fn set_filter(&mut self, filter: Filter) {
        self.filter = filter;
        self.revision += 1;
        self.listed = match &self.work {
            Work::Done(compared) => {
                let differing: Option<HashSet<_>> = filter.attribute.map(|attribute| {
                    let line = compared.attributes.get(attribute);
                    line.into_iter().flat_map(|line| &line.differing).map(|row| (row.a, row.b)).collect()
                });
                let differs = |row: &Row| differing.as_ref().is_none_or(|set| set.contains(&(row.a, row.b)));
                let takes =
                    |at: &usize| compared.row(*at).is_some_and(|row| filter.takes(row) && differs(row));
                compared.order().iter().copied().filter(takes).collect()
            }
            _ => Vec::new(),
        };
        self.current = self.current.filter(|at| self.listed.contains(at));
        self.list_to = self.current.or(self.listed.first().copied());
        self.light();
    }

    /// Shows a row: its article, its place in both texts, its entry in the list.
    pub fn show_row(&mut self, at: usize) {
        let Work::Done(compared) = &self.work else { return };
        let Some(row) = compared.row(at) else { return };
        if let Some(article) = compared.article_of(row)
            && article != self.article
        {
            self.article = article;
            self.panes = Default::default();
        }
        if let Some(hull) = compared.hull(row) {
            self.panes[0].reveal(hull.start(), Aim::Eye);
        }
        self.current = Some(at);
        self.list_to = Some(at);
        self.page = Page::Text;
        self.light();
    }

    /// Turns to another article.
    pub fn show_article(&mut self, article: usize) {
        if self.article != article {
            self.article = article;
            self.panes = Default::default();
            self.current = None;
        }
        self.page = Page::Text;
        self.light();
    }

    /// Frames the current row in both texts and makes it the loudest.
    fn light(&mut self) {
        let Work::Done(compared) = &self.work else { return };
        let row = self.current.and_then(|at| compared.row(at));
        let spans: Vec<Span> = match row {
            Some(row) if compared.article_of(row) == Some(self.article) => {
                let spans = Side::BOTH.into_iter().flat_map(|side| compared.spans(row, side)).collect();
                crate::model::Annotation::normal_spans(spans)
            }
            _ => Vec::new(),
        };
        for pane in &mut self.panes {
            pane.spotlight.clone_from(&spans);
        }
    }

    /// Goes to the next listed row, or the one before; round at the ends. From nowhere: to the
    /// first in the article that is shown, or after it.
    pub fn step(&mut self, onward: bool) {
        let count = self.listed.len();
        if count == 0 {
            return;
        }
        let next = match self.current.and_then(|at| self.listed.iter().position(|listed| *listed == at)) {
            Some(at) if onward => (at + 1) % count,
            Some(at) => (at + count - 1) % count,
            None => {
                let here = |at: &usize| {
                    let row = self.compared().and_then(|compared| compared.article_of(compared.row(*at)?));
                    row.is_some_and(|article| article >= self.article)
                };
                self.listed.iter().position(here).unwrap_or(0)
            }
        };
        if let Some(at) = self.listed.get(next) {
            self.show_row(*at);
        }
    }

    /// Takes what a person did in the text of a side. Both texts stand at the same line.
    pub fn pane_event(&mut self, side: Side, event: PaneEvent) {
        let Work::Done(compared) = &self.work else { return };
        let Some(article) = compared.articles.get(self.article).map(|shown| Arc::clone(&shown.article))
        else {
            return;
        };
        let pane = &mut self.panes[side.index()];
        match event {
            PaneEvent::Scroll(_) | PaneEvent::Jump(_) => {
                self.panes[0].take(&article, event);
            }
            PaneEvent::Caret { to, .. } => {
                pane.take(&article, event);
                self.panes[0].reveal(to, Aim::Nearest);
            }
            _ => {
                if let Outcome::Clicked { under: Some(at), .. } = pane.take(&article, event) {
                    self.clicked(side, at);
                }
            }
        }
    }

    /// A click on a mark shows its row; again: the next one there. Listed rows come first.
    fn clicked(&mut self, side: Side, at: TextSize) {
        let Work::Done(compared) = &self.work else { return };
        let Some(article) = compared.articles.get(self.article).map(|shown| &shown.article) else { return };
        let Some(span) = Span::new(at, text::grapheme_after(&article.text, at)) else { return };
        let here = compared.review(side).overlapping(&article.id, span);
        let mut rows: Vec<usize> = here.iter().filter_map(|mark| compared.row_of(side, &mark.id)).collect();
        rows.sort_by_key(|row| !self.listed.contains(row));
        let now = self.current.and_then(|current| rows.iter().position(|row| *row == current));
        let next = now.map_or(0, |now| (now + 1) % rows.len().max(1));
        if let Some(row) = rows.get(next) {
            self.show_row(*row);
        }
    }

    /// A mark was pressed by a screen reader.
    pub fn press(&mut self, side: Side, id: &AnnotationId) {
        if let Some(row) = self.compared().and_then(|compared| compared.row_of(side, id)) {
            self.show_any(row);
        }
    }

    /// How many listed rows there are in each article, by place in the comparison's articles.
    pub fn listed_in(&self, compared: &Compared) -> BTreeMap<usize, usize> {
        let mut out = BTreeMap::new();
        for row in self.listed.iter().filter_map(|at| compared.row(*at)) {
            *out.entry(row.article).or_default() += 1;
        }
        out
    }
}
