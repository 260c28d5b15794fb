//! What a command must know to say whether it applies.

use crate::gui::found::Page;

/// Which of the views is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum View {
    /// Articles side by side.
    #[default]
    Read,
    /// Reviewers against each other.
    Compare,
    /// What is claimed, said and named, article by article.
    Matrix,
    /// Who has done what.
    Overview,
    /// What reviewers differ about, decided: a room behind *Compare*.
    Settle,
    /// The labels and what they are. Not in the switch: one goes there and comes back.
    Codebook,
}

impl View {
    /// The views of the switch, in its order. *Settle* is behind *Compare*.
    pub const ALL: [Self; 4] = [Self::Read, Self::Compare, Self::Matrix, Self::Overview];

    /// What people read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "Read",
            Self::Compare => "Compare",
            Self::Settle => "Settle",
            Self::Matrix => "Matrix",
            Self::Overview => "Overview",
            Self::Codebook => "Codebook",
        }
    }
}

/// The state of the window as commands see it. Filled by the caller once a frame.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// A dialog has the keyboard: no shortcut counts. Known exactly by the caller; egui would say
    /// so a frame late, and take what is typed meanwhile for commands.
    pub dialog: bool,
    /// A project is open.
    pub project: bool,
    /// Its review may be changed: not read-only, a reviewer is known.
    pub writable: bool,
    /// Something is not saved yet.
    pub dirty: bool,
    /// The view.
    pub view: View,
    /// How many articles the story has.
    pub articles: usize,
    /// How many of them stand side by side.
    pub columns: usize,
    /// A column was closed and can be brought back.
    pub closed_column: bool,
    /// An article's text has the keyboard (and with it its caret).
    pub text_focus: bool,
    /// Words are selected.
    pub selection: bool,
    /// An annotation is selected.
    pub annotation: bool,
    /// How many annotations are chosen together; 0 where fewer than two.
    pub chosen: usize,
    /// The table is shown.
    pub table: bool,
    /// The notes are shown.
    pub notes: bool,
    /// The selected annotation is a quote or a claim.
    pub sayable: bool,
    /// The selected annotation is tied to a cluster.
    pub clustered: bool,
    /// The selected annotation or its cluster has links.
    pub linked: bool,
    /// One of its links is selected.
    pub link: bool,
    /// The selected annotation has more than one piece.
    pub pieces: bool,
    /// A cluster is offered for what was tagged last.
    pub offer: bool,
    /// The article of the caret has annotations.
    pub annotations: bool,
    /// Annotations are under the caret.
    pub under_caret: usize,
    /// A label was used before.
    pub last_label: bool,
    /// The find bar is open and has found something in the articles.
    pub found: bool,
    /// The articles share passages, as far as is known.
    pub shared: bool,
    /// Ribbons are shown.
    pub ribbons: bool,
    /// The columns scroll together.
    pub together: bool,
    /// What other articles have too is faded.
    pub only_here: bool,
    /// Every selection is tagged at once.
    pub sticky: bool,
    /// What the panel of findings shows; `None` while it is closed.
    pub found_page: Option<Page>,
    /// It has a current item.
    pub found_item: bool,
    /// There are suggestions as sure as asked for.
    pub sure: bool,
    /// The matrix has a current cell.
    pub cell: bool,
    /// Two reviewers are compared and differ.
    pub differences: bool,
    /// A group of the queue is shown, and its decision keys count.
    pub group: bool,
    /// How many candidates it has.
    pub candidates: usize,
    /// Whether something was decided about it.
    pub decided: bool,
    /// How many reviewers are settled.
    pub reviewers: usize,
    /// How many groups are open on which everyone says the same.
    pub identical: usize,
    /// Names are hidden.
    pub blind: bool,
    /// A label is chosen on the codebook's screen.
    pub label: bool,
    /// What *Undo* would take back.
    pub undo: Option<String>,
    /// What *Redo* would do again.
    pub redo: Option<String>,
    /// The sidebar is shown.
    pub sidebar: bool,
    /// The inspector is shown.
    pub inspector: bool,
}

/// Something that must be so for a command to apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Need {
    /// A project is open.
    Project,
    /// The review may be changed.
    Writable,
    /// The *Read* view is shown.
    Reading,
    /// The *Compare* view is shown.
    Comparing,
    /// A label is chosen on the codebook's screen.
    Label,
    /// Words are selected.
    Selection,
    /// An annotation is selected.
    Annotation,
    /// Words or an annotation are selected.
    SelectionOrAnnotation,
    /// The selected annotation is a quote or a claim.
    Sayable,
    /// The selected annotation is tied to others, or has a name.
    Clustered,
    /// The selected annotation has links.
    Linked,
    /// A link is selected.
    Link,
    /// The selected annotation has several pieces.
    Pieces,
    /// Something is offered as the same.
    Offer,
    /// There are annotations to go to.
    Annotations,
    /// An annotation is under the caret.
    UnderCaret,
    /// More than one annotation is under the caret.
    Overlapping,
    /// A label was used before.
    LastLabel,
    /// Something was found.
    Found,
    /// The articles share passages.
    Shared,
    /// The panel of findings lists something.
    Findings,
    /// A suggestion is chosen in it.
    Suggested,
    /// A discrepancy is chosen in it.
    Discrepancy,
    /// There are suggestions as sure as asked for.
    Sure,
    /// The matrix is shown, with a current cell.
    Cell,
    /// Reviewers differ.
    Differences,
    /// The room is shown in which differences are settled.
    Settling,
    /// A group of the queue is shown, and nothing is being typed or made of it.
    GroupShown,
    /// It has more than one candidate.
    Several,
    /// Something was decided about it.
    DecidedGroup,
    /// At least this many reviewers are settled.
    Reviewer(usize),
    /// There are groups on which everyone says the same.
    IdenticalGroups,
    /// There is something to undo.
    Undo,
    /// There is something to redo.
    Redo,
    /// At least this many columns are open.
    Columns(usize),
    /// A column was closed.
    ClosedColumn,
}

impl Facts {
    /// Whether `need` is met.
    pub fn meets(&self, need: Need) -> bool {
        match need {
            Need::Project => self.project,
            Need::Writable => self.writable,
            Need::Reading => self.view == View::Read,
            Need::Comparing => matches!(self.view, View::Compare | View::Settle),
            Need::Settling => self.view == View::Settle,
            Need::GroupShown => self.view == View::Settle && self.group,
            Need::Several => self.candidates > 1,
            Need::DecidedGroup => self.decided,
            Need::Reviewer(number) => self.reviewers >= number,
            Need::IdenticalGroups => self.identical > 0,
            Need::Label => self.view == View::Codebook && self.label,
            Need::Selection => self.selection,
            Need::Annotation => self.annotation,
            Need::SelectionOrAnnotation => self.selection || self.annotation,
            Need::Sayable => self.annotation && self.sayable,
            Need::Clustered => self.annotation && self.clustered,
            Need::Linked => self.annotation && self.linked,
            Need::Link => self.annotation && self.link,
            Need::Pieces => self.annotation && self.pieces,
            Need::Offer => self.offer,
            Need::Annotations => self.annotations,
            Need::UnderCaret => self.under_caret > 0,
            Need::Overlapping => self.under_caret > 1,
            Need::LastLabel => self.last_label,
            Need::Found => self.found,
            Need::Shared => self.shared,
            Need::Findings => self.found_page.is_some(),
            Need::Suggested => self.found_item && self.found_page.is_some_and(Page::suggests),
            Need::Discrepancy => self.found_item && self.found_page == Some(Page::Discrepancies),
            Need::Sure => self.sure,
            Need::Cell => self.cell,
            Need::Differences => self.differences,
            Need::Undo => self.undo.is_some(),
            Need::Redo => self.redo.is_some(),
            Need::Columns(least) => self.columns >= least,
            Need::ClosedColumn => self.closed_column,
        }
    }
}

impl Need {
    /// What to do first, as people read it.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Project => "Open a project or articles first.",
            Self::Writable => "This review is read-only.",
            Self::Reading => "Switch to Read first.",
            Self::Comparing => "Switch to Compare first.",
            Self::Settling => "Go to Settle first.",
            Self::GroupShown => "Choose a group to settle first.",
            Self::Several => "There is only one here.",
            Self::DecidedGroup => "Nothing was decided here.",
            Self::Reviewer(_) => "Not so many reviewers are settled.",
            Self::IdenticalGroups => "Nothing is left on which all agree.",
            Self::Label => "Choose a label in the codebook first.",
            Self::Selection => "Select words first.",
            Self::Annotation => "Select an annotation first.",
            Self::SelectionOrAnnotation => "Select words or an annotation first.",
            Self::Sayable => "Select a quote or a claim first.",
            Self::Clustered => "Select an annotation that is tied to others first.",
            Self::Linked => "Select an annotation with links first.",
            Self::Link => "Select a link first.",
            Self::Pieces => "Select an annotation of several pieces first.",
            Self::Offer => "Nothing is offered as the same.",
            Self::Annotations => "Nothing is tagged here yet.",
            Self::UnderCaret => "Put the caret into an annotation first.",
            Self::Overlapping => "Only one annotation is here.",
            Self::LastLabel => "Tag something first.",
            Self::Found => "Find something first.",
            Self::Shared => "No passage that these articles share is known.",
            Self::Findings => "Look for quotes or discrepancies first.",
            Self::Suggested => "Choose a suggestion first.",
            Self::Discrepancy => "Choose a discrepancy first.",
            Self::Sure => "Look for quotes first.",
            Self::Cell => "Choose a cell of the matrix first.",
            Self::Differences => "The reviewers do not differ.",
            Self::Undo => "Nothing to undo.",
            Self::Redo => "Nothing to redo.",
            Self::Columns(_) => "Not so many columns are open.",
            Self::ClosedColumn => "No column was closed.",
        }
    }
}
