//! What the Read view remembers. Nothing here is in a review.

use super::bulk::BulkState;
use super::chosen::Chosen;
use super::finding::FindState;
use super::overlays::Overlays;
use super::shared::SharedState;
use super::ties::TieState;
use super::together::Together;
use super::visibility::Visibility;
use crate::gui::found::FoundState;
use crate::gui::notes::{Draft, NotesState};
use crate::gui::pane::{Aim, PaneState, strip::Ticks};
use crate::gui::table::TableState;
use crate::model::{AnnotationId, ArticleId, LabelId, Review, Story};
use crate::text::Span;

/// How many columns stand side by side at most.
pub const MOST_COLUMNS: usize = 6;

/// An article in its column.
pub struct Column {
    /// The article.
    pub article: ArticleId,
    /// Its share of the width, relative to the others.
    pub weight: f32,
    /// Where its text stands and what is selected in it.
    pub pane: PaneState,
    /// The ticks of its strip.
    pub ticks: Ticks,
}

impl Column {
    /// A column at the top of an article.
    pub fn new(article: ArticleId) -> Self {
        Self { article, weight: 1.0, pane: PaneState::default(), ticks: Ticks::default() }
    }
}

/// What the palette of labels is open for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaletteFor {
    /// The selection of the focused column.
    Selection,
    /// This annotation.
    Relabel(AnnotationId),
    /// All that was found.
    Results,
}

/// The palette of labels.
#[derive(Clone, Debug)]
pub struct TagPalette {
    /// What for.
    pub purpose: PaletteFor,
    /// What has been typed into its search.
    pub query: String,
    /// The row that Enter takes.
    pub cursor: usize,
    /// Whether the keyboard is to go into its search, so that letters search and do not tag.
    pub search: bool,
    /// Whether a key has just moved the cursor: its row is then brought into view.
    pub stepped: bool,
}

/// Filter of the annotation list.
#[derive(Clone, Debug, Default)]
pub struct ListState {
    /// Words looked for in text, note and attributes.
    pub query: String,
    /// Only this label.
    pub label: Option<LabelId>,
    /// What is shown, and for which review, query and label it was worked out.
    pub(super) rows: Vec<AnnotationId>,
    pub(super) key: Option<(u64, String, Option<LabelId>)>,
}

impl ListState {
    /// What is shown, in order, as of the last frame.
    pub fn rows(&self) -> &[AnnotationId] {
        &self.rows
    }
}

/// What the Read view remembers from frame to frame.
#[derive(Default)]
pub struct ReadState {
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// The column that has, or had last, the keyboard.
    pub focus: usize,
    /// Articles whose column was closed, the last one last.
    pub closed: Vec<ArticleId>,
    /// The selected annotation.
    pub selected: Option<AnnotationId>,
    /// The annotations that are chosen together with it, where these are several.
    pub chosen: Chosen,
    /// What is typed for all of them.
    pub(super) bulk: BulkState,
    /// The table under the columns.
    pub table: TableState,
    /// The list of notes.
    pub notes: NotesState,
    /// The palette of labels, while it is open.
    pub palette: Option<TagPalette>,
    /// The label used last.
    pub last_label: Option<LabelId>,
    /// Whether every selection is tagged at once with the label used last.
    pub sticky: bool,
    /// How far who is at work is with the stories, as far as that is known.
    pub progress: std::collections::BTreeMap<crate::model::StoryId, crate::session::work::Progress>,
    /// Which marks are seen.
    pub visibility: Visibility,
    /// Other reviewers' marks.
    pub overlays: Overlays,
    /// The annotation list.
    pub list: ListState,
    /// The find bar and what was found.
    pub find: FindState,
    /// What the articles share.
    pub shared: SharedState,
    /// What keeps the columns together while they scroll.
    pub together: Together,
    /// What was found in the articles, and what of it is shown.
    pub found: FoundState,
    /// Tying: what is the same, links, pieces.
    pub ties: TieState,
    /// What a jump says about where it led, for the status line.
    pub said: Option<String>,
    /// What the last jump selected, and by which rule it was found.
    pub cue: Option<(ArticleId, Span, String)>,
    /// The note being written, and on what.
    pub note: Option<Draft>,
    /// A text attribute being written.
    pub field: Option<(AnnotationId, String, String)>,
}

impl ReadState {
    /// The state with which a story opens: its first articles side by side, no more than fit.
    pub fn new(story: &Story, fitting: usize) -> Self {
        let most = fitting.clamp(1, MOST_COLUMNS);
        let columns =
            story.articles.iter().take(most).map(|article| Column::new(article.id.clone())).collect();
        Self { columns, ..Self::default() }
    }

    /// The focused column.
    pub fn focused(&self) -> Option<&Column> {
        self.columns.get(self.focus)
    }

    /// The column of an article.
    pub fn column_of(&self, article: &ArticleId) -> Option<usize> {
        self.columns.iter().position(|column| column.article == *article)
    }

    /// What is selected in the focused column, and in which article.
    pub fn selection(&self, story: &Story) -> Option<(ArticleId, Span)> {
        let column = self.focused()?;
        let span = column.pane.selected(story.article(&column.article)?)?;
        Some((column.article.clone(), span))
    }

    /// Opens a column on an article, at the right or in place of the last one, and focuses it.
    pub fn open_column(&mut self, article: &ArticleId) {
        if let Some(at) = self.column_of(article) {
            self.focus = at;
            return;
        }
        if self.columns.len() >= MOST_COLUMNS
            && let Some(last) = self.columns.pop()
        {
            self.closed.push(last.article);
        }
        self.closed.retain(|closed| closed != article);
        self.columns.push(Column::new(article.clone()));
        self.focus = self.columns.len() - 1;
    }

    /// Closes a column; the last one stays.
    pub fn close_column(&mut self, at: usize) {
        if self.columns.len() > 1 && at < self.columns.len() {
            self.closed.push(self.columns.remove(at).article);
            if self.focus > at || self.focus >= self.columns.len() {
                self.focus = self.focus.saturating_sub(1);
            }
        }
    }

    /// Selects an annotation, opens its column and brings it into view.
    pub fn show_annotation(&mut self, review: &Review, id: &AnnotationId) {
        let Some(annotation) = review.annotation(id) else { return };
        self.open_column(&annotation.article);
        if let Some(column) = self.columns.get_mut(self.focus) {
            column.pane.reveal(annotation.start(), Aim::Eye);
            column.pane.selection = Some(crate::gui::pane::Selection::caret(annotation.start()));
        }
        self.selected = Some(id.clone());
    }

    /// Forgets what is no longer in the review.
    pub fn forget_missing(&mut self, review: &Review) {
        let missing = |id: &AnnotationId| review.annotation(id).is_none();
        if self.selected.as_ref().is_some_and(missing) {
            self.selected = None;
        }
        self.ties.forget_missing(review, self.selected.as_ref());
        if let Some(TagPalette { purpose: PaletteFor::Relabel(id), .. }) = &self.palette
            && missing(id)
        {
            self.palette = None;
        }
        self.chosen.tend(review, self.selected.as_ref());
    }
}
