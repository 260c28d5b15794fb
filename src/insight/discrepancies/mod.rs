//! Differences in meaning between articles that share a passage or print the same statement.

mod classify;
mod find;

pub(crate) use classify::{Finding, classify};
pub(crate) use find::Texts;
pub use find::discrepancies;

use crate::text::{Span, TextSize};

/// What differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DiscrepancyKind {
    /// A man in one, a woman in the other.
    Gender,
    /// Different numbers.
    Number,
    /// Different days, months or years.
    Date,
    /// Different names.
    Name,
    /// One denies what the other says.
    Negation,
    /// One makes it weaker.
    Hedge,
    /// One says who said it and the other does not, or they name different speakers.
    Attribution,
    /// One has words that the other lacks.
    Insertion,
    /// Other words.
    Wording,
}

impl DiscrepancyKind {
    /// All kinds, the gravest first.
    pub const ALL: [Self; 9] = [
        Self::Gender,
        Self::Number,
        Self::Date,
        Self::Name,
        Self::Negation,
        Self::Hedge,
        Self::Attribution,
        Self::Insertion,
        Self::Wording,
    ];

    /// Its name in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gender => "gender",
            Self::Number => "number",
            Self::Date => "date",
            Self::Name => "name",
            Self::Negation => "negation",
            Self::Hedge => "hedge",
            Self::Attribution => "attribution",
            Self::Insertion => "insertion",
            Self::Wording => "wording",
        }
    }

    /// Why, in one sentence for people.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Gender => "The same role is a man in one article and a woman in the other.",
            Self::Number => "The numbers differ.",
            Self::Date => "The days, months or years differ.",
            Self::Name => "The names differ.",
            Self::Negation => "One article denies what the other says.",
            Self::Hedge => "One article puts it more carefully.",
            Self::Attribution => {
                "Only one article says who said it, or the articles name different speakers."
            }
            Self::Insertion => "Only one article has these words.",
            Self::Wording => "The words differ.",
        }
    }
}

/// One side of a discrepancy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side {
    /// Index of the article.
    pub article: usize,
    /// The words; `None` where this article has none.
    pub words: Option<Span>,
    /// Where the words start, or where they are missing.
    pub at: TextSize,
    /// The sentence around it.
    pub context: Span,
}

/// Where a discrepancy was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// Inside or at the end of a passage that both articles share.
    Passage,
    /// In two printings of a statement.
    Statement,
}

/// A difference in meaning between two articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Discrepancy {
    /// What differs.
    pub kind: DiscrepancyKind,
    /// The article with the lower index.
    pub a: Side,
    /// The other article.
    pub b: Side,
    /// Where it was found.
    pub source: Source,
}

impl Discrepancy {
    /// The name of its rule in files.
    pub fn rule(&self) -> String {
        let source = match self.source {
            Source::Passage => "passage",
            Source::Statement => "statement",
        };
        format!("discrepancy-{source}-{}", self.kind.name())
    }
}
