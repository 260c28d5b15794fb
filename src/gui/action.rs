//! What a person did, as data. Views push actions; [`super::app`] performs them in `logic()`, so
//! that drawing twice does nothing twice.

use std::path::PathBuf;

use super::codebook::CodebookAction;
use super::command::{Command, View};
use super::compare::CompareAction;
use super::found::FoundAction;
use super::matrix::MatrixAction;
use super::overview::OverviewAction;
use super::pane::PaneEvent;
use super::read::ties::TieAction;
use super::read::{BulkAction, Choose, FindAction, PaletteFor, VisibleAction};
use super::settle::SettleAction;
use super::table::TableAction;
use super::welcome::WelcomeAction;
use crate::model::{AnnotationId, ArticleId, LabelId, NoteOn, Proposal, ReviewerId, Status, StoryId, Value};
use crate::session::findings::Sought;

impl From<WelcomeAction> for Action {
    fn from(wish: WelcomeAction) -> Self {
        match wish {
            WelcomeAction::Do(command) => Self::Do(command),
            WelcomeAction::Open(root) => Self::Open(vec![root]),
            WelcomeAction::Forget(root) => Self::ForgetRecent(root),
        }
    }
}

/// Something to be done, with all that is needed to do it.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A command without more to say.
    Do(Command),
    /// Opens a project folder, articles or reviews.
    Open(Vec<PathBuf>),
    /// Forgets a recent project.
    ForgetRecent(PathBuf),
    /// Goes to another view.
    View(View),
    /// Asks which version of a review that was changed elsewhere goes on.
    AskConflict,
    /// Leaves the innermost thing.
    Escape,
    /// Which reviewers are compared, or what of the comparison is shown.
    Compare(CompareAction),
    /// Something in the room where differences are settled.
    Consensus(SettleAction),
    /// Something on the codebook's screen.
    Codebook(CodebookAction),
    /// Makes a label of this name, and does with it what the palette of labels is open for.
    MakeLabel(String),
    /// Something in the overview.
    Overview(OverviewAction),
    /// Another story of the project.
    Story(StoryId),
    /// Somebody else reviews.
    Reviewer(ReviewerId),

    /// Something in the text of a column.
    Pane(usize, PaneEvent),
    /// The keyboard goes into a column.
    FocusColumn(usize),
    /// Opens a column on an article, or closes it.
    ToggleColumn(ArticleId),
    /// Brings an article's column into focus, opening it where it is closed.
    ShowArticle(ArticleId),
    /// Closes a column.
    CloseColumn(usize),
    /// Puts a column in another's place.
    MoveColumn {
        /// From where.
        from: usize,
        /// To where.
        to: usize,
    },
    /// The sidebar's width in points.
    SidebarWidth(f32),
    /// The inspector's width in points.
    InspectorWidth(f32),
    /// Shares of the width, one a column.
    Widths(Vec<f32>),

    /// Brings a passage level in all columns, and its printings into the drawer. The tie is named by
    /// its index.
    Printings(usize),
    /// Goes to a printing in the drawer, and compares the others with it.
    Printing(usize),
    /// Closes the drawer.
    ClosePrintings,
    /// Counts a piece of furniture as part of the report, or leaves it out again.
    Furniture(Proposal, bool),
    /// Starts or goes on looking for something in the articles.
    LookFor(Sought),
    /// Stops looking.
    StopLooking(Sought),

    /// Tags the selection.
    Tag(LabelId),
    /// Tags all that was found.
    TagResults(LabelId),
    /// Something in the matrix.
    Matrix(MatrixAction),
    /// Something in the panel of what was found.
    Found(FoundAction),
    /// Something in the find bar.
    Find(FindAction),
    /// Gives the selected annotation another label.
    Relabel(LabelId),
    /// A label's key was typed.
    LabelKey(LabelId),
    /// Opens the palette of labels.
    OpenPalette(PaletteFor),
    /// Opens it with the keyboard in its search.
    SearchPalette(PaletteFor),
    /// Closes it.
    ClosePalette,
    /// Selects an annotation, or none.
    Select(Option<AnnotationId>),
    /// Selects an annotation and brings it into view.
    Show(AnnotationId),
    /// Chooses one or several annotations in the list or the table.
    Choose(Choose),
    /// Does something to all chosen annotations.
    Bulk(BulkAction),
    /// Something in the table, or the drawer that it is in.
    Table(TableAction),
    /// Removes an annotation.
    Delete(AnnotationId),
    /// Sets an attribute; `None` takes it away.
    Attribute(AnnotationId, String, Option<Value>),
    /// Sets a note.
    Note(NoteOn, String),
    /// Settles the question on a line of a note, or asks it again.
    Settle(NoteOn, usize, bool),
    /// Shows what a note is on.
    ShowNote(NoteOn),
    /// Something about ties: what is the same, links, pieces.
    Tie(TieAction),
    /// A quote's speaker is this entity; `None`: nobody.
    Speaker(AnnotationId, Option<AnnotationId>),
    /// How far the reviewer is with an article.
    Status(ArticleId, Status),
    /// Which marks are seen.
    Visible(VisibleAction),
    /// Shows only this label's marks, or all again.
    OnlyLabel(LabelId),
}

impl Action {
    /// Whether it keeps what was written in a field, which may be told only when the field is left.
    pub fn is_writing(&self) -> bool {
        matches!(
            self,
            Self::Note(..)
                | Self::Attribute(..)
                | Self::Tie(
                    TieAction::Rename(..)
                        | TieAction::ClusterNote(..)
                        | TieAction::LinkNote(..)
                        | TieAction::ClusterAttribute(..)
                )
        )
    }
}
