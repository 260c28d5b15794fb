//! What a person does in the room, as data.

use crate::agreement::settle::{Fate, Item, Kind};
use crate::gui::pane::PaneEvent;
use crate::model::{AnnotationId, ArticleId, Choice, LabelId, ReviewerId};

use super::draft::DraftAction;

/// What is shown beside the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// The texts with what each reviewer marked, and the consensus as it grows.
    #[default]
    Text,
    /// What more than half would decide, before it is taken.
    Majority,
    /// What became of one reviewer's marks, and what is to be mended in the guideline.
    Mine,
}

impl Page {
    /// All pages in the order of their switch.
    pub const ALL: [Self; 3] = [Self::Text, Self::Majority, Self::Mine];

    /// What people read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "Text",
            Self::Majority => "Majority",
            Self::Mine => "Outcome",
        }
    }
}

/// Which groups are listed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only those with a candidate of this label.
    pub label: Option<LabelId>,
    /// Only those that are still to be decided.
    pub open: bool,
}

impl Filter {
    /// Whether a group is one of them.
    pub fn takes(&self, item: &Item) -> bool {
        let has = |label: &LabelId| {
            item.group.candidates.iter().any(|candidate| candidate.what.label() == label.as_str())
        };
        self.kind.is_none_or(|kind| item.group.kind == kind)
            && self.label.as_ref().is_none_or(has)
            && (!self.open || item.state.is_open())
    }
}

/// What a person does.
#[derive(Clone, Debug, PartialEq)]
pub enum SettleAction {
    /// Shows a group; with `true` the keyboard goes to it in the list.
    Show(u64, bool),
    /// Turns to a page.
    Page(Page),
    /// Turns to an article.
    Article(ArticleId),
    /// Lists other groups.
    Filter(Filter),
    /// Hides and shuffles names, or no longer.
    Blind(bool),
    /// Takes what the reviewer has who stands at this place.
    TakeReviewer(usize),
    /// Takes a candidate.
    Take(usize),
    /// Decides.
    Decide(Choice),
    /// Takes the decision back.
    TakeBack,
    /// Gives a reason; empty for none.
    Reason(String),
    /// Opens or closes the list of reasons.
    Reasons(bool),
    /// Says more about why.
    Note(String),
    /// Takes all on which everyone agrees.
    AcceptIdentical,
    /// Takes what more than half say.
    AcceptMajority,
    /// Changes what is being made.
    Draft(DraftAction),
    /// Looks at the decisions as this reviewer.
    MineOf(ReviewerId),
    /// Lists only decisions with this outcome.
    Fate(Option<Fate>),
    /// Lists only decisions with this reason and label.
    Mending(Option<(String, String)>),
    /// Something in the text of a column.
    Pane(usize, PaneEvent),
    /// A mark was pressed: of a reviewer, or, without one, of the consensus.
    Press(Option<usize>, AnnotationId),
    /// Reads the reviewers' files again.
    LookAgain,
}
