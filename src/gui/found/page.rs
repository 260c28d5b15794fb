//! What the panel can show, and what a person does in it.

use super::rows::Difference;
use crate::gui::command::Command;
use crate::insight::discrepancies::DiscrepancyKind;
use crate::insight::quotes::Confidence;
use crate::model::{ArticleId, LabelId, Suggestion, Verdict};
use crate::session::findings::Sought;
use crate::text::Span;

/// What the panel shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Page {
    /// Quotes that may be marked.
    Quotes,
    /// What someone said and several articles print.
    Statements,
    /// Differences in meaning.
    Discrepancies,
    /// Names that may be tagged.
    Names,
    /// The selected annotation in the other articles.
    Alike,
}

impl Page {
    /// All pages, in the order of the sidebar.
    pub const ALL: [Self; 5] =
        [Self::Quotes, Self::Statements, Self::Discrepancies, Self::Names, Self::Alike];

    /// What people read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quotes => "Quotes",
            Self::Statements => "Statements",
            Self::Names => "Names",
            Self::Alike => "Elsewhere",
            Self::Discrepancies => "Discrepancies",
        }
    }

    /// What it needs.
    pub fn needs(self) -> Sought {
        match self {
            Self::Quotes | Self::Statements => Sought::Quotes,
            Self::Names => Sought::Names,
            Self::Alike => Sought::Passages,
            Self::Discrepancies => Sought::Discrepancies,
        }
    }

    /// The command that opens it.
    pub fn command(self) -> Command {
        match self {
            Self::Quotes => Command::FindQuotes,
            Self::Statements => Command::ShowStatements,
            Self::Names => Command::FindNames,
            Self::Alike => Command::CarryOver,
            Self::Discrepancies => Command::ShowDiscrepancies,
        }
    }

    /// Whether it lists what may be marked.
    pub fn suggests(self) -> bool {
        matches!(self, Self::Quotes | Self::Names | Self::Alike)
    }

    pub(super) fn index(self) -> usize {
        self as usize
    }
}

/// Which discrepancies are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// All of them.
    #[default]
    All,
    /// Those without a ruling, and those that are ruled open.
    ToRule,
    /// Those with a ruling that settles them.
    Ruled,
}

impl Standing {
    /// In the order of the switch.
    pub const ALL: [Self; 3] = [Self::All, Self::ToRule, Self::Ruled];

    /// What people read.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::ToRule => "To rule",
            Self::Ruled => "Ruled",
        }
    }
}

/// What a person did in the panel.
#[derive(Clone, Debug, PartialEq)]
pub enum FoundAction {
    /// Opens the panel on a page, and looks for what that needs.
    Open(Page),
    /// Closes it.
    Close,
    /// Stops looking.
    Stop(Sought),
    /// Goes to an item of the list; with the keyboard, where asked for.
    Go(usize, bool),
    /// Brings places into view, each in its column.
    Jump(Vec<(ArticleId, Span)>),
    /// Which kind of discrepancy is listed.
    Kind(Option<DiscrepancyKind>),
    /// Which discrepancies are listed.
    Standing(Standing),
    /// Rules the current discrepancy.
    Rule(Verdict),
    /// Takes its ruling back.
    Unrule,
    /// Sets the note on a discrepancy.
    Note(Difference, String),
    /// Takes the current suggestion over.
    Accept,
    /// Rejects it.
    Reject,
    /// Selects its words, to be changed before it is taken over.
    Edit,
    /// Takes over all that are as sure as this.
    AcceptSure,
    /// How sure a suggestion must be for that.
    Sure(Confidence),
    /// The label that a suggested name is to have.
    NameLabel(String, LabelId),
    /// Offers what was rejected again.
    OfferAgain(Suggestion),
}
