//! Asking for what can be found in the articles, and taking it over.

use super::App;
use crate::gui::command::{Command, View};
use crate::gui::found::{Alike, FoundAction, Page, note_id, row_id};
use crate::gui::look;
use crate::gui::pane::{Aim, Selection};
use crate::model::{ArticleId, LabelId, Proposal, Verdict};
use crate::session::suggest::{Ghost, NameGroup, QuoteSuggestion};
use crate::text::Span;

impl App {
    /// Brings the lists up to date. To be called in every turn.
    pub(super) fn tend_found(&mut self) {
        if let Some(session) = &self.session {
            let dark = look::tokens_of(&self.ctx).dark;
            let read = &mut self.read;
            let news = read.found.tend(session, read.selected.as_ref(), dark);
            let columns: Vec<ArticleId> = read.columns.iter().map(|column| column.article.clone()).collect();
            if news || read.found.outlined != columns {
                for column in &mut read.columns {
                    column.pane.outlines = read.found.outlines(&column.article, session, dark);
                }
                read.found.outlined = columns;
            }
        }
    }

    pub(super) fn found_command(&mut self, command: Command) {
        match command {
            Command::FindQuotes => self.found_action(FoundAction::Open(Page::Quotes)),
            Command::ShowStatements => self.found_action(FoundAction::Open(Page::Statements)),
            Command::FindNames => self.found_action(FoundAction::Open(Page::Names)),
            Command::CarryOver => self.found_action(FoundAction::Open(Page::Alike)),
            Command::FindElsewhere => self.find_elsewhere(),
            Command::ShowDiscrepancies => self.found_action(FoundAction::Open(Page::Discrepancies)),
            Command::NextFound => self.step_found(true),
            Command::PreviousFound => self.step_found(false),
            Command::AcceptFound => self.found_action(FoundAction::Accept),
            Command::RejectFound => self.found_action(FoundAction::Reject),
            Command::EditFound => self.found_action(FoundAction::Edit),
            Command::AcceptSure => self.found_action(FoundAction::AcceptSure),
            Command::RuleError => self.found_action(FoundAction::Rule(Verdict::Error)),
            Command::RuleUpdate => self.found_action(FoundAction::Rule(Verdict::Update)),
            Command::RuleStyle => self.found_action(FoundAction::Rule(Verdict::Style)),
            Command::RuleHarmless => self.found_action(FoundAction::Rule(Verdict::Harmless)),
            Command::RuleOpen => self.found_action(FoundAction::Rule(Verdict::Open)),
            Command::NoteOnRuling => self.keyboard = Some(note_id()),
            _ => {}
        }
    }

    pub(super) fn found_action(&mut self, action: FoundAction) {
        let Some(session) = &mut self.session else { return };
        let found = &mut self.read.found;
        match action {
            FoundAction::Open(page) => {
                session.look_for(page.needs());
                found.page = Some(page);
                found.editing = false;
                self.view = View::Read;
                self.settings.inspector = true;
                self.tend_found();
                self.spotlight_found();
                if let Some(at) = self.read.found.current() {
                    self.keyboard = Some(row_id(at));
                }
            }
            FoundAction::Close => {
                found.page = None;
                found.editing = false;
                self.spotlight(&[]);
                self.keyboard = Some(crate::gui::read::text_id(self.read.focus));
            }
            FoundAction::Stop(sought) => session.stop_looking(sought),
            FoundAction::Go(at, keyboard) => self.go_found(at, keyboard),
            FoundAction::Jump(places) => self.show_places(&places),
            FoundAction::Kind(kind) => {
                found.kind = kind;
                self.tend_found();
            }
            FoundAction::Standing(standing) => {
                found.standing = standing;
                self.tend_found();
            }
            FoundAction::Rule(verdict) => self.rule(verdict),
            FoundAction::Unrule => {
                if let Some(row) = found.difference() {
                    let deed = session.verbs().unrule(&row.of);
                    self.try_deed(Some(deed));
                }
            }
            FoundAction::Note(of, note) => {
                let deed = session.verbs().set_ruling_note(&of, &note);
                self.deed(deed);
            }
            FoundAction::Accept => self.accept(),
            FoundAction::Reject => self.reject(),
            FoundAction::Edit => self.edit_found(),
            FoundAction::AcceptSure => self.accept_sure(),
            FoundAction::Sure(level) => found.sure.0 = level,
            FoundAction::NameLabel(name, label) => {
                found.labels.insert(name, label);
            }
            FoundAction::OfferAgain(what) => {
                let deed = session.verbs().offer_again(what);
                self.try_deed(Some(deed));
                self.tend_found();
            }
        }
    }

    /// The next item of the list or the one before; from the last to the first.
    fn step_found(&mut self, onward: bool) {
        let found = &self.read.found;
        let count = found.page.map_or(0, |page| found.count(page));
        if count == 0 {
            return;
        }
        let to = match (found.current(), onward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        };
        self.go_found(to, false);
    }

    fn go_found(&mut self, at: usize, keyboard: bool) {
        self.read.found.go(at);
        // What is suggested has the keys now.
        if self.read.found.page != Some(Page::Alike) {
            self.read.selected = None;
        }
        let places = self.found_places();
        self.show_places(&places);
        if keyboard {
            self.keyboard = Some(row_id(at));
        }
    }

    /// Brings places into view, each in its column, and frames them.
    pub(super) fn show_places(&mut self, places: &[(ArticleId, Span)]) {
        self.view = View::Read;
        let focus = self.read.focus;
        for (number, (article, span)) in places.iter().enumerate() {
            let first_of_article = places.iter().take(number).all(|(other, _)| other != article);
            self.read.open_column(article);
            let at = self.read.focus;
            if let Some(column) = self.read.columns.get_mut(at).filter(|_| first_of_article) {
                column.pane.reveal(span.start(), Aim::Eye);
            }
        }
        let first = places.first().and_then(|(article, _)| self.read.column_of(article));
        self.read.focus = first.unwrap_or(focus);
        self.spotlight(places);
    }

    /// Frames places, and nothing else.
    pub(super) fn spotlight(&mut self, places: &[(ArticleId, Span)]) {
        for column in &mut self.read.columns {
            let own = places.iter().filter(|(article, _)| *article == column.article);
            column.pane.spotlight = own.map(|(_, span)| *span).collect();
        }
    }

    fn found_places(&self) -> Vec<(ArticleId, Span)> {
        self.session.as_ref().map(|session| self.read.found.places(session)).unwrap_or_default()
    }

    /// Looks for sentences like the selected annotation.
    fn find_elsewhere(&mut self) {
        self.found_action(FoundAction::Open(Page::Alike));
        let (Some(session), Some(of)) = (&self.session, self.read.selected.clone()) else { return };
        let ctx = self.ctx.clone();
        self.read.found.search(session, &of, move || ctx.request_repaint());
    }

    fn spotlight_found(&mut self) {
        let places = self.found_places();
        self.spotlight(&places);
    }

    /// Rules the current discrepancy, and goes on to the next one that is not ruled.
    fn rule(&mut self, verdict: Verdict) {
        let (Some(session), Some(row)) = (&self.session, self.read.found.difference()) else { return };
        let (deed, of) = (session.verbs().rule(&row.of, verdict), row.of.clone());
        let keyboard = self.found_has_keyboard();
        if !self.deed(deed) {
            return;
        }
        self.tend_found();
        let found = &self.read.found;
        // Where the list is narrowed to open ones, another stands in its place by now.
        let at = found.current();
        let same = found.difference().is_some_and(|row| row.of == of);
        if let Some(at) = at {
            let next = if same && at + 1 < found.shown().len() { at + 1 } else { at };
            self.go_found(next, keyboard);
        } else {
            self.spotlight(&[]);
        }
    }

    fn found_has_keyboard(&self) -> bool {
        crate::gui::found::has_keyboard(&self.ctx, &self.read.found)
    }

    /// Takes the current suggestion over; with the selected words in the place of its own, where
    /// these are being changed.
    fn accept(&mut self) {
        let keyboard = self.found_has_keyboard();
        match self.read.found.page {
            Some(Page::Names) => {
                let found = &self.read.found;
                let wanted = found.group().map(|group| (group.clone(), found.label_of(group).cloned()));
                match wanted {
                    Some((group, Some(label))) => self.take_names(&[(group, label)]),
                    Some(_) => self.toasts.info("Choose a label for this name first."),
                    None => {}
                }
                self.after_answer(keyboard);
                return;
            }
            Some(Page::Alike) => {
                self.take_alike();
                self.after_answer(keyboard);
                return;
            }
            _ => {}
        }
        let Some(quote) = self.read.found.quote().cloned() else { return };
        let changed = self.read.found.editing.then(|| self.edited(&quote)).flatten();
        let wanted = changed.map_or((quote, false), |quote| (quote, true));
        self.take_quotes(&[wanted]);
        self.after_answer(keyboard);
    }

    /// The suggestion with the selected words in the place of those of its pieces that they meet;
    /// `None` where they are the same, or none are selected.
    fn edited(&self, quote: &QuoteSuggestion) -> Option<QuoteSuggestion> {
        let session = self.session.as_ref()?;
        let (article, span) = self.read.selection(session.story())?;
        let same = article == quote.article && !quote.spans.contains(&span);
        let kept = quote.spans.iter().copied().filter(|piece| !piece.overlaps(span));
        let spans = crate::model::Annotation::normal_spans(kept.chain([span]).collect());
        same.then(|| QuoteSuggestion { spans, ..quote.clone() })
    }

    fn take_quotes(&mut self, wanted: &[(QuoteSuggestion, bool)]) {
        let Some(session) = &self.session else { return };
        match session.verbs().accept_quotes(wanted) {
            Ok((_, deed)) => {
                if self.deed(deed)
                    && let Some(column) = self.read.columns.get_mut(self.read.focus)
                {
                    column.pane.deselect();
                }
            }
            Err(error) => self.toasts.error("That could not be taken over", error.to_string()),
        }
    }

    /// Marks suggested names.
    fn take_names(&mut self, wanted: &[(NameGroup, LabelId)]) {
        let deed = self.session.as_ref().map(|session| session.verbs().accept_names(wanted));
        self.try_deed(deed.map(|deed| deed.map(|(_, deed)| deed)));
    }

    /// Carries the selected annotation over to the current place, or tags the sentence there.
    fn take_alike(&mut self) {
        let Some(session) = &self.session else { return };
        let deed = match (self.read.found.alike_now(), self.read.found.of()) {
            (Some(Alike::Ghost(ghost)), _) => session.verbs().carry_over(std::slice::from_ref(ghost)),
            (Some(Alike::Similar { article, span, .. }), Some(of)) => {
                session.verbs().tag_alike(of, article, *span).map(|(id, deed)| (vec![id], deed))
            }
            _ => return,
        };
        self.try_deed(Some(deed.map(|(_, deed)| deed)));
    }

    fn reject(&mut self) {
        let keyboard = self.found_has_keyboard();
        let found = &self.read.found;
        let all: Vec<Proposal> = match found.page {
            Some(Page::Names) => found
                .group()
                .into_iter()
                .flat_map(|g| &g.mentions)
                .map(|mention| mention.of.clone())
                .collect(),
            Some(Page::Alike) => match found.alike_now() {
                Some(Alike::Ghost(ghost)) => vec![ghost.of.clone()],
                _ => Vec::new(),
            },
            _ => found.quote().map(|quote| quote.of.clone()).into_iter().collect(),
        };
        let Some(session) = self.session.as_ref().filter(|_| !all.is_empty()) else { return };
        let deed = session.verbs().reject(&all);
        if self.deed(deed) {
            self.after_answer(keyboard);
        }
    }

    /// The item that has taken the place of the one that was answered becomes the current one.
    fn after_answer(&mut self, keyboard: bool) {
        self.read.found.editing = false;
        self.tend_found();
        match self.read.found.current() {
            Some(at) => self.go_found(at, keyboard),
            None => self.spotlight(&[]),
        }
    }

    /// Selects the words of the current suggestion, so that they can be changed first.
    fn edit_found(&mut self) {
        let Some(quote) = self.read.found.quote().cloned() else { return };
        let Some(first) = quote.spans.first().copied() else { return };
        self.show_places(&[(quote.article.clone(), first)]);
        let at = self.read.focus;
        if let Some(column) = self.read.columns.get_mut(at) {
            column.pane.selection = Some(Selection::of(first));
        }
        self.read.palette = None;
        self.read.found.editing = true;
        self.keyboard = Some(crate::gui::read::text_id(at));
    }

    fn accept_sure(&mut self) {
        match self.read.found.page {
            Some(Page::Names) => {
                let found = &self.read.found;
                let sure = found
                    .groups()
                    .iter()
                    .filter_map(|group| Some((group.clone(), found.label_of(group)?.clone())));
                let sure: Vec<(NameGroup, LabelId)> = sure.collect();
                self.take_names(&sure);
                self.tend_found();
                self.spotlight(&[]);
                return;
            }
            Some(Page::Alike) => {
                let same = self.read.found.alike().iter().filter_map(|one| match one {
                    Alike::Ghost(ghost) if ghost.same_words => Some(ghost.clone()),
                    _ => None,
                });
                let same: Vec<Ghost> = same.collect();
                let deed = self.session.as_ref().filter(|_| !same.is_empty());
                let deed = deed.map(|session| session.verbs().carry_over(&same));
                self.try_deed(deed.map(|deed| deed.map(|(_, deed)| deed)));
                self.tend_found();
                self.spotlight_found();
                return;
            }
            _ => {}
        }
        let wanted: Vec<(QuoteSuggestion, bool)> =
            self.read.found.sure_quotes().map(|quote| (quote.clone(), false)).collect();
        if !wanted.is_empty() {
            self.take_quotes(&wanted);
            self.tend_found();
            self.spotlight(&[]);
        }
    }

    /// A click in the text: goes to the suggestion there. Whether there was one.
    pub(super) fn click_found(&mut self, article: &ArticleId, under: Span) -> bool {
        if self.read.found.editing {
            return false;
        }
        let column = self.read.column_of(article).and_then(|at| self.read.columns.get(at));
        let outlines = column.map(|column| column.pane.outlines.as_slice()).unwrap_or_default();
        let hit =
            |outline: &&crate::gui::pane::Outline| outline.spans.iter().any(|span| span.overlaps(under));
        let at = outlines.iter().find(hit).map(|outline| outline.item);
        if let Some(at) = at {
            self.go_found(at, true);
        }
        at.is_some()
    }
}
