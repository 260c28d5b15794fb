//! Finding, tagging what was found, and marking all the same.

use super::{App, Dialog};
use crate::gui::pane::{Aim, Selection};
use crate::gui::read::{self, FindAction, PaletteFor, Spot};
use crate::gui::repeats::{RepeatsDialog, Wanted};
use crate::model::{ArticleId, LabelId, Origin};
use crate::text::Span;
use crate::text::find::{Hit, Likeness, Rules};

/// A selection of more letters is not taken for something to look for.
const LONGEST: usize = 200;

impl App {
    /// Opens the find bar on the selected words, with the keyboard in it and its text selected.
    pub(super) fn open_find(&mut self) {
        let Some(session) = &self.session else { return };
        let selected = self.read.selection(session.story()).and_then(|(article, span)| {
            let words = span.slice(&session.story().article(&article)?.text)?;
            let shown = Some(Spot::Text(article, Hit { span, likeness: Likeness::Exact }));
            let fits = words.len() <= LONGEST && !words.contains('\n');
            (fits && shown != self.read.find.current).then(|| words.to_owned())
        });
        let find = &mut self.read.find;
        find.open = true;
        if let Some(words) = selected {
            find.query = words;
            find.rules.regex = false;
            self.find_action(FindAction::Changed);
        }
        let find = &mut self.read.find;
        find.select = true;
        self.keyboard = Some(read::find_id());
        self.read.palette = None;
    }

    /// The next hit or the one before; opens the bar where there is nothing to look for.
    pub(super) fn find_step(&mut self, onward: bool) {
        if self.read.find.query.is_empty() {
            self.open_find();
        } else {
            self.read.find.open = true;
            self.find_action(FindAction::Step(onward));
        }
    }

    pub(super) fn find_action(&mut self, action: FindAction) {
        let Some(session) = &self.session else { return };
        let find = &mut self.read.find;
        find.update(session);
        match action {
            FindAction::Close => {
                find.open = false;
                find.current = None;
                self.keyboard = Some(read::text_id(self.read.focus));
                return;
            }
            FindAction::Changed => {
                find.current = None;
                self.step_find(true);
            }
            FindAction::Step(onward) => self.step_find(onward),
            FindAction::Article(article) => {
                let first = find.hits(&article).first().copied();
                find.current = first.map(|hit| Spot::Text(article.clone(), hit));
                self.read.open_column(&article);
            }
            FindAction::Note(at) => find.current = (at < find.notes.len()).then_some(Spot::Note(at)),
        }
        self.show_spot();
    }

    fn step_find(&mut self, onward: bool) {
        let shown: Vec<ArticleId> = self.read.columns.iter().map(|column| column.article.clone()).collect();
        // From the start of the selection, so that what is typed on stays where it was found.
        let from = self.read.focused().map(|column| {
            let at = column.pane.selection.and_then(Selection::span).map(Span::start);
            (column.article.clone(), at.unwrap_or_else(|| column.pane.caret()))
        });
        self.read.find.step(&shown, from.as_ref().map(|(article, at)| (article, *at)), onward);
    }

    /// Brings the current hit into view, and selects it.
    fn show_spot(&mut self) {
        match self.read.find.current.clone() {
            Some(Spot::Text(article, hit)) => {
                let Some(at) = self.read.column_of(&article) else { return };
                if let Some(old) =
                    self.read.columns.get_mut(self.read.focus).filter(|_| at != self.read.focus)
                {
                    old.pane.deselect();
                }
                self.read.focus = at;
                if let Some(column) = self.read.columns.get_mut(at) {
                    column.pane.selection = Some(Selection::of(hit.span));
                    column.pane.reveal(hit.span.start(), Aim::Eye);
                }
            }
            Some(Spot::Note(at)) => {
                let id = self.read.find.notes.get(at).map(|note| note.annotation.clone());
                if let (Some(session), Some(id)) = (&self.session, id) {
                    self.read.show_annotation(session.review(), &id);
                }
            }
            None => {}
        }
    }

    /// Asks with which label all that was found is to be tagged.
    pub(super) fn ask_tag_results(&mut self) {
        self.open_palette(PaletteFor::Results, true);
    }

    /// Tags all that was found, in one step. What has the label already stays as it is.
    pub(super) fn tag_results(&mut self, label: &LabelId) {
        let Some(session) = &self.session else { return };
        self.read.find.update(session);
        let places: Vec<(ArticleId, Span)> = self
            .read
            .find
            .articles
            .iter()
            .flat_map(|found| found.hits.iter().map(|hit| (found.article.clone(), hit.span)))
            .collect();
        self.read.palette = None;
        self.tag_places(places, label);
        self.keyboard = Some(read::find_id());
    }

    /// Asks where else the selected words, or those of the selected annotation, are to be marked.
    pub(super) fn ask_mark_all(&mut self) {
        let Some(session) = &self.session else { return };
        let review = session.review();
        let selection = self.read.selection(session.story());
        let annotation = self.read.selected.as_ref().and_then(|id| review.annotation(id));
        let wanted = match (selection, annotation) {
            (Some((article, span)), _) => Some((article, span, self.read.last_label.clone())),
            (None, Some(annotation)) => {
                let longest = annotation.spans.iter().copied().max_by_key(|span| span.len());
                longest.map(|span| (annotation.article.clone(), span, Some(annotation.label.clone())))
            }
            (None, None) => None,
        };
        let Some((article, span, label)) = wanted else { return };
        let words = session.story().article(&article).and_then(|article| span.slice(&article.text));
        let Some(words) = words.map(str::to_owned) else { return };
        let rules = Rules { case: true, words: true, regex: false, near: true };
        match RepeatsDialog::new(session, article, words, label, rules) {
            Ok(dialog) => self.dialog = Some(Dialog::Repeats(dialog)),
            Err(error) => self.toasts.error("That cannot be looked for", error.to_string()),
        }
        self.read.palette = None;
    }

    /// Marks what was chosen in the dialog.
    pub(super) fn mark_all(&mut self, wanted: Wanted) {
        self.read.last_label = Some(wanted.label.clone());
        self.tag_places(wanted.places, &wanted.label);
        if let Some(column) = self.read.columns.get_mut(self.read.focus) {
            column.pane.deselect();
        }
        self.keyboard = Some(read::text_id(self.read.focus));
    }

    fn tag_places(&mut self, places: Vec<(ArticleId, Span)>, label: &LabelId) {
        let Some(session) = &self.session else { return };
        let all = places.len();
        let places: Vec<(ArticleId, Vec<Span>)> = places
            .into_iter()
            .filter(|(article, span)| !read::has_mark(session.review(), article, *span, label))
            .map(|(article, span)| (article, vec![span]))
            .collect();
        let (new, old) = (places.len(), all - places.len());
        if new == 0 {
            self.toasts.info("Nothing was tagged: all of it has this label already.");
            return;
        }
        let name = session.project().codebook.label_name(label).to_owned();
        match session.verbs().tag_all(places, label, &Origin::Repeated) {
            Ok((_, deed)) => {
                if self.deed(deed) {
                    if let Some(session) = &self.session {
                        self.read.visibility.unveil(session.codebook(), label);
                    }
                    let had = if old == 0 { String::new() } else { format!(" {old} had it already.") };
                    let noun = if new == 1 { "place" } else { "places" };
                    self.toasts.good(format!("{new} {noun} tagged as {name}.{had}"));
                }
            }
            Err(error) => self.toasts.error("That could not be tagged", error.to_string()),
        }
    }
}
