//! What commands need to know of the window.

use super::App;
use crate::gui::command::{Facts, View};
use crate::gui::found::Page;
use crate::gui::read;
use crate::gui::table::Drawer;
use crate::model::Kind;
use crate::text::Span;

impl App {
    /// The state of the window as commands see it.
    pub(super) fn facts(&self) -> Facts {
        let mut facts = Facts {
            dialog: self.dialog_is_open(),
            view: self.view,
            sidebar: self.settings.sidebar,
            inspector: self.settings.inspector,
            sticky: self.read.sticky,
            ribbons: self.settings.ribbons,
            together: self.settings.together,
            only_here: self.settings.only_here,
            last_label: self.read.last_label.is_some(),
            closed_column: !self.read.closed.is_empty(),
            columns: self.read.columns.len(),
            chosen: self.read.chosen.len(),
            table: self.settings.drawer == Some(Drawer::Table),
            notes: self.settings.drawer == Some(Drawer::Notes),
            found: self.read.find.open && self.read.find.total() > 0,
            ..Facts::default()
        };
        facts.label = self.codebook.label().is_some();
        let Some(session) = &self.session else { return facts };
        let review = session.review();
        facts.project = true;
        facts.writable = session.read_only().is_none();
        facts.dirty = !matches!(session.save_state(), crate::session::SaveState::Saved { .. });
        facts.articles = session.story().articles.len();
        facts.undo = session.undo_name().map(str::to_owned);
        facts.redo = session.redo_name().map(str::to_owned);
        facts.shared = session.findings().passages().is_some_and(|shared| !shared.ties().is_empty());
        facts.differences = self.view == View::Compare && self.compare.has_differences();
        self.settle_facts(&mut facts);
        facts.selection = self.view == View::Read && self.read.selection(session.story()).is_some();
        if let Some(annotation) = self.read.selected.as_ref().and_then(|id| review.annotation(id)) {
            facts.annotation = self.view == View::Read;
            let kind = session.project().codebook.kind(&annotation.label);
            facts.clustered = review.cluster_of(&annotation.id).is_some();
            facts.linked = !read::ties::links_of(review, &annotation.id).is_empty();
            facts.link = self.read.ties.link.is_some();
            facts.pieces = annotation.spans.len() > 1;
            facts.sayable = facts.annotation && matches!(kind, Kind::Quote | Kind::Claim);
        }
        facts.cell = self.view == View::Matrix && self.matrix.cell().is_some();
        facts.found_item = self.view == View::Read && self.read.found.current().is_some();
        facts.found_page = self.read.found.page.filter(|_| self.view == View::Read);
        facts.sure = match facts.found_page {
            Some(Page::Quotes) => self.read.found.sure_quotes().next().is_some(),
            Some(Page::Names | Page::Alike) => true,
            _ => false,
        };
        facts.offer = self.read.ties.offer.is_some();
        let focus = self.ctx.memory(|memory| memory.focused());
        facts.text_focus =
            self.view == View::Read && focus.is_some() && focus == Some(read::text_id(self.read.focus));
        if let Some(column) = self.read.focused() {
            facts.annotations = review.index(&column.article).is_some_and(|index| !index.is_empty());
            facts.under_caret = self.under_caret().len();
        }
        facts
    }

    /// Whether something over the window has the keyboard.
    pub(super) fn dialog_is_open(&self) -> bool {
        self.dialog.is_some()
            || self.codebook.dialog.is_some()
            || self.recoding.is_some()
            || self.palette.is_some()
            || self.help.is_some()
            || self.files.prompt_is_open()
    }

    /// The annotations under the caret of the focused column, in order.
    pub(super) fn under_caret(&self) -> Vec<crate::model::AnnotationId> {
        let (Some(session), Some(column)) = (&self.session, self.read.focused()) else { return Vec::new() };
        let Some(article) = session.story().article(&column.article) else { return Vec::new() };
        let at = column.pane.caret();
        let after = Span::new(at, crate::text::grapheme_after(&article.text, at));
        let before = Span::new(crate::text::grapheme_before(&article.text, at), at);
        let found = |span: Option<Span>| span.map(|span| session.review().overlapping(&article.id, span));
        let here = found(after).filter(|here| !here.is_empty()).or_else(|| found(before)).unwrap_or_default();
        here.into_iter().map(|annotation| annotation.id.clone()).collect()
    }
}
