//! Actions that change the review or move through it.

use super::App;
use crate::gui::command::Command;
use crate::gui::pane::{Aim, Outcome, PaneEvent, PointerEvent, Selection};
use crate::gui::read::{PaletteFor, TagPalette, text_id};
use crate::model::{Annotation, AnnotationId, ArticleId, LabelId, Status};
use crate::session::verbs::Deed;
use crate::text::{self, Span, TextSize};

impl App {
    /// Does something to the review and says so where it cannot be done.
    pub(super) fn deed(&mut self, deed: Deed) -> bool {
        let Some(session) = &mut self.session else { return false };
        match session.perform(deed) {
            Ok(()) => true,
            Err(error) => {
                self.toasts.error("That could not be done", error.to_string());
                false
            }
        }
    }

    /// Something happened in the text of a column.
    pub(super) fn pane_event(&mut self, at: usize, event: PaneEvent) {
        let Some(session) = &self.session else { return };
        let Some(column) = self.read.columns.get_mut(at) else { return };
        let Some(article) = session.story().article(&column.article).cloned() else { return };
        if matches!(event, PaneEvent::Pointer(PointerEvent::Press { .. })) {
            self.read.focus = at;
            self.keyboard = Some(text_id(at));
            self.read.palette = None;
        }
        if matches!(event, PaneEvent::Caret { .. }) {
            self.read.palette = None;
        }
        if let PaneEvent::ScrollAlone(by) = event {
            let all: Vec<ArticleId> =
                session.story().articles.iter().map(|article| article.id.clone()).collect();
            self.read.together.slip(&article.id, by, &all);
        }
        let outcome = column.pane.take(&article, event);
        match outcome {
            Outcome::Nothing => {}
            Outcome::Preview(_) => self.read.palette = None,
            Outcome::Clicked { under, .. } => self.clicked(&article.id, under),
            Outcome::Reshaped { id, piece, to } => {
                let deed = self.session.as_ref().map(|session| session.verbs().reshape(&id, piece, to));
                if let Some(Ok(deed)) = deed {
                    self.deed(deed);
                }
            }
            Outcome::Selected { add, .. } => self.words_selected(&article.id, add),
        }
    }

    /// A click selects the mark under it, and again the next one there; while it is asked what to tie
    /// to, it chooses one.
    fn clicked(&mut self, article: &ArticleId, under: Option<TextSize>) {
        let Some(session) = &self.session else { return };
        let Some(text) = session.story().article(article).map(|article| article.text.clone()) else { return };
        let here: Vec<AnnotationId> = under
            .and_then(|at| Span::new(at, text::grapheme_after(&text, at)))
            .map(|span| session.review().overlapping(article, span))
            .unwrap_or_default()
            .into_iter()
            .filter(|annotation| !self.read.visibility.hides(session.codebook(), annotation))
            .map(|annotation| annotation.id.clone())
            .collect();
        if self.read.ties.pick.is_some() {
            self.pointed_at(&here);
            return;
        }
        self.read.chosen.clear();
        let place = under.and_then(|at| Span::new(at, text::grapheme_after(&text, at)));
        if here.is_empty() && place.is_some_and(|place| self.click_found(article, place)) {
            return;
        }
        self.read.selected = self.next_of(&here);
    }

    /// The smallest of some annotations first; after the selected one, the next larger.
    fn next_of(&self, here: &[AnnotationId]) -> Option<AnnotationId> {
        let review = self.session.as_ref()?.review();
        let size = |id: &AnnotationId| -> u32 {
            let spans = review.annotation(id).map(|a| a.spans.as_slice()).unwrap_or_default();
            spans.iter().map(|span| span.len().to_u32()).sum()
        };
        let mut order: Vec<&AnnotationId> = here.iter().collect();
        order.sort_by_key(|id| (size(id), (*id).clone()));
        let now = self.read.selected.as_ref().and_then(|id| order.iter().position(|other| *other == id));
        let next = now.map_or(0, |at| (at + 1) % order.len().max(1));
        order.get(next).map(|id| (*id).clone())
    }

    /// Words were selected with the pointer.
    fn words_selected(&mut self, article: &ArticleId, add: bool) {
        let Some(session) = &self.session else { return };
        if session.read_only().is_some() || self.read.found.editing {
            return;
        }
        if add
            && let Some(id) = &self.read.selected
            && session.review().annotation(id).is_some_and(|annotation| annotation.article == *article)
        {
            self.add_piece();
            return;
        }
        match (&self.read.last_label, self.read.sticky) {
            (Some(label), true) => self.tag(&label.clone()),
            _ => self.open_palette(PaletteFor::Selection, false),
        }
    }

    /// Opens the palette of labels; `search` puts the keyboard into its search.
    pub(super) fn open_palette(&mut self, purpose: PaletteFor, search: bool) {
        let Some(session) = &self.session else { return };
        let labels = &session.project().codebook.labels;
        let now = match &purpose {
            PaletteFor::Selection | PaletteFor::Results => self.read.last_label.clone(),
            PaletteFor::Relabel(id) => session.review().annotation(id).map(|a| a.label.clone()),
        };
        let cursor = now.and_then(|id| labels.iter().position(|label| label.id == id)).unwrap_or(0);
        self.read.palette =
            Some(TagPalette { purpose, query: String::new(), cursor, search, stepped: false });
    }

    /// Tags the selection of the focused column.
    pub(super) fn tag(&mut self, label: &LabelId) {
        let Some(session) = &self.session else { return };
        let Some((article, span)) = self.read.selection(session.story()) else { return };
        let same = session
            .review()
            .overlapping(&article, span)
            .into_iter()
            .find(|annotation| annotation.label == *label && annotation.spans == [span]);
        if let Some(same) = same {
            // Marking the same words with the same label twice is one mark.
            self.read.selected = Some(same.id.clone());
            self.after_tagging(label);
            return;
        }
        match session.verbs().tag(&article, vec![span], label, self.origin_of(&article, span, label)) {
            Ok((id, deed)) => {
                if self.deed(deed) {
                    self.tagged(&id);
                    self.read.selected = Some(id);
                    self.after_tagging(label);
                }
            }
            Err(error) => self.toasts.error("That could not be tagged", error.to_string()),
        }
    }

    fn after_tagging(&mut self, label: &LabelId) {
        self.read.last_label = Some(label.clone());
        self.read.palette = None;
        if let Some(session) = &self.session {
            self.read.visibility.unveil(session.codebook(), label);
        }
        if let Some(column) = self.read.columns.get_mut(self.read.focus) {
            column.pane.deselect();
        }
        self.keyboard = Some(text_id(self.read.focus));
    }

    /// Gives the selected annotation another label.
    pub(super) fn relabel(&mut self, label: &LabelId) {
        let targets = self.targets();
        let Some(session) = self.session.as_ref().filter(|_| !targets.is_empty()) else { return };
        if let Ok(deed) = session.verbs().relabel(&targets, label) {
            self.deed(deed);
        }
        self.read.palette = None;
        self.read.last_label = Some(label.clone());
        self.keyboard = Some(text_id(self.read.focus));
    }

    /// A label's key: tags the selection; without one, relabels the selected annotation.
    pub(super) fn label_key(&mut self, label: &LabelId) {
        let Some(session) = &self.session else { return };
        if matches!(&self.read.palette, Some(TagPalette { purpose: PaletteFor::Results, .. })) {
            self.tag_results(label);
            return;
        }
        let relabel = matches!(&self.read.palette, Some(TagPalette { purpose: PaletteFor::Relabel(_), .. }));
        if !relabel && self.read.selection(session.story()).is_some() {
            self.tag(label);
        } else if self.read.selected.is_some() {
            self.relabel(label);
        }
    }

    pub(super) fn set_speaker(&mut self, quote: &AnnotationId, entity: Option<&AnnotationId>) {
        let deed = self.session.as_ref().map(|session| match entity {
            Some(entity) => session.verbs().set_speaker(quote, entity),
            None => session.verbs().clear_speaker(quote),
        });
        match deed {
            Some(Ok(deed)) => {
                self.deed(deed);
            }
            Some(Err(error)) => self.toasts.error("The speaker could not be set", error.to_string()),
            None => {}
        }
        self.read.selected = Some(quote.clone());
    }

    pub(super) fn delete(&mut self, id: &AnnotationId) {
        let deed = self.session.as_ref().map(|session| session.verbs().delete(std::slice::from_ref(id)));
        if let Some(Ok(deed)) = deed {
            self.deed(deed);
        }
    }

    pub(super) fn set_status(&mut self, article: &ArticleId, status: Status) {
        let deed = self.session.as_ref().map(|session| session.verbs().set_status(article, status));
        if let Some(Ok(deed)) = deed {
            self.deed(deed);
        }
    }

    /// Adds the selected words to the selected annotation as another piece.
    pub(super) fn add_piece(&mut self) {
        let (Some(session), Some(id)) = (&self.session, self.read.selected.clone()) else { return };
        let Some((article, span)) = self.read.selection(session.story()) else { return };
        let there = session.review().annotation(&id).is_some_and(|annotation| annotation.article == article);
        if there && let Ok(deed) = session.verbs().add_piece(&id, span) {
            self.deed(deed);
            if let Some(column) = self.read.columns.get_mut(self.read.focus) {
                column.pane.deselect();
            }
        }
    }

    /// Moves an end of the selected annotation; of one with several pieces, that of the chosen piece, or
    /// else the outer end.
    pub(super) fn move_end(&mut self, command: Command) {
        let (Some(session), Some(id)) = (&self.session, self.read.selected.clone()) else { return };
        let Some(annotation) = session.review().annotation(&id) else { return };
        let Some(article) = session.story().article(&annotation.article) else { return };
        let words = &article.text;
        let start = matches!(
            command,
            Command::StartLeftByChar
                | Command::StartRightByChar
                | Command::StartLeftByWord
                | Command::StartRightByWord
        );
        let outer = if start { 0 } else { annotation.spans.len().saturating_sub(1) };
        let piece = self.read.ties.piece.unwrap_or(outer);
        let Some(span) = annotation.spans.get(piece).copied() else { return };
        let at = if start { span.start() } else { span.end() };
        let to = match command {
            Command::StartLeftByChar | Command::EndLeftByChar => text::grapheme_before(words, at),
            Command::StartRightByChar | Command::EndRightByChar => text::grapheme_after(words, at),
            Command::StartLeftByWord => text::word_before(words, at),
            Command::EndRightByWord => text::word_after(words, at),
            // Inwards by a word: to the next word's start, or the last word's end.
            Command::StartRightByWord => {
                let after = text::word_after(words, at);
                text::word_at(words, text::word_after(words, after)).map_or(after, Span::start)
            }
            _ => {
                let before = text::word_before(words, at);
                text::word_at(words, text::word_before(words, before)).map_or(before, Span::end)
            }
        };
        let new = if start { Span::new(to, span.end()) } else { Span::new(span.start(), to) };
        if let Some(new) = new
            && let Ok(deed) = session.verbs().reshape(&id, piece, new)
        {
            self.deed(deed);
        }
    }

    /// Selects the next or previous annotation of the focused article.
    pub(super) fn step(&mut self, onward: bool) {
        let (Some(session), Some(column)) = (&self.session, self.read.focused()) else { return };
        let review = session.review();
        let codebook = session.codebook();
        let visible = |annotation: &&Annotation| !self.read.visibility.hides(codebook, annotation);
        let all: Vec<&Annotation> = review.annotations_of(&column.article).filter(visible).collect();
        let selected =
            self.read.selected.as_ref().and_then(|id| all.iter().position(|other| other.id == *id));
        let caret = column.pane.caret();
        let starts_before = |annotation: &&Annotation| annotation.start() < caret;
        let next = match (selected, onward) {
            (Some(at), true) => at + 1,
            (Some(at), false) => at.wrapping_sub(1),
            (None, true) => all.iter().position(|other| !starts_before(other)).unwrap_or(0),
            (None, false) => all.iter().rposition(starts_before).unwrap_or(all.len().wrapping_sub(1)),
        };
        // Past the last comes the first.
        let next = if next < all.len() {
            next
        } else if onward {
            0
        } else {
            all.len().wrapping_sub(1)
        };
        let Some(annotation) = all.get(next) else { return };
        let (start, id) = (annotation.start(), annotation.id.clone());
        if let Some(column) = self.read.columns.get_mut(self.read.focus) {
            column.pane.selection = Some(Selection::caret(start));
            column.pane.reveal(start, Aim::Eye);
        }
        self.read.palette = None;
        self.read.selected = Some(id);
    }

    /// From nothing to the word, the sentence, the paragraph under the caret, and back.
    pub(super) fn grow_selection(&mut self, grow: bool) {
        let Some(session) = &self.session else { return };
        let Some(column) = self.read.columns.get_mut(self.read.focus) else { return };
        let Some(article) = session.story().article(&column.article) else { return };
        let words = &article.text;
        let now = column.pane.selection.and_then(Selection::span);
        let at = now.map_or(column.pane.caret(), Span::start);
        let units: Vec<Span> =
            [text::word_at(words, at), text::sentence_at(words, at), crate::gui::pane::line_at(words, at)]
                .into_iter()
                .flatten()
                .filter_map(|unit| text::trim(words, unit))
                .collect();
        let new = match (now, grow) {
            (None, true) => units.first(),
            (None, false) => None,
            (Some(now), true) => units.iter().find(|unit| unit.covers(now) && **unit != now),
            (Some(now), false) => units.iter().rev().find(|unit| now.covers(**unit) && **unit != now),
        };
        match new {
            Some(span) => column.pane.selection = Some(Selection::of(*span)),
            None if !grow => column.pane.selection = Some(Selection::caret(at)),
            None => {}
        }
    }

    /// The article of the focused column gets its next status.
    pub(super) fn cycle_status(&mut self) {
        let (Some(session), Some(column)) = (&self.session, self.read.focused()) else { return };
        let article = column.article.clone();
        let next = match session.review().status(&article) {
            Status::NotStarted => Status::InProgress,
            Status::InProgress => Status::Done,
            Status::Done => Status::NotStarted,
        };
        self.set_status(&article, next);
    }

    /// Goes to the next annotation that shares the caret's place.
    pub(super) fn cycle_here(&mut self) {
        let here = self.under_caret();
        if let Some(next) = self.next_of(&here) {
            self.read.selected = Some(next);
        }
    }
}
