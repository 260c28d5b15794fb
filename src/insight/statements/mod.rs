//! Statements: what someone said once and several articles print, whole, trimmed, split or
//! reworded, in marks or without.

mod chain;
mod conflicts;
mod gather;
mod printing;
mod same;

pub use gather::story_quotes;

use crate::insight::discrepancies::Discrepancy;
use crate::insight::quotes::{Attribution, Quote};
use crate::text::Span;

/// A quote of a story.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryQuote {
    /// Index of the article.
    pub article: usize,
    /// The quote; its `parent` is an index into [`StoryQuotes::quotes`], its `utterance` a number
    /// within the story.
    pub quote: Quote,
    /// The number of its statement: an index into [`StoryQuotes::statements`].
    pub statement: usize,
}

/// How an article prints a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Printing {
    /// Index of the article.
    pub article: usize,
    /// The words, piece by piece.
    pub pieces: Vec<Span>,
    /// The quotes that print it, by index; none where it is printed without marks.
    pub quotes: Vec<usize>,
    /// Words of the longest printing are missing.
    pub trimmed: bool,
    /// It is in more than one piece, parted by its attribution.
    pub split: bool,
    /// Words differ from those of the longest printing.
    pub reworded: bool,
    /// Speaker, verb and place as printed.
    pub attribution: Option<Attribution>,
}

impl Printing {
    /// Whether the words stand in quote marks.
    pub fn in_marks(&self) -> bool {
        !self.quotes.is_empty()
    }
}

/// What someone said once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statement {
    /// Every printing, by article, then by place.
    pub printings: Vec<Printing>,
    /// The printing with the most words, by index.
    pub longest: usize,
    /// In what the printings contradict each other.
    pub conflicts: Vec<Discrepancy>,
}

/// The quotes and statements of a story.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoryQuotes {
    /// By article, then by place; outer quotes before inner ones.
    pub quotes: Vec<StoryQuote>,
    /// Quotes of different articles that print the same words, by index, the lower first, in order.
    pub same: Vec<(usize, usize)>,
    /// By number, in the order of their first quote.
    pub statements: Vec<Statement>,
}

impl StoryQuotes {
    /// Whether a quote of the article holds all of the stretch.
    pub fn is_quoted(&self, article: usize, span: Span) -> bool {
        self.quotes.iter().any(|found| found.article == article && found.quote.outer.covers(span))
    }

    /// Whether words of one article say who speaks in a quote whose statement has a speaker in the
    /// other article too: `“…,” he said, “…”` against a quote that was not split.
    pub(crate) fn tells_who(&self, article: usize, words: Option<Span>, other: usize) -> bool {
        let Some(words) = words else { return false };
        let says = |known: &Attribution| {
            words.overlaps(known.speaker) || known.cue.is_some_and(|cue| words.overlaps(cue))
        };
        let mut own = self
            .quotes
            .iter()
            .filter(|q| q.article == article && q.quote.attribution.as_ref().is_some_and(says));
        own.any(|quote| {
            self.statements.get(quote.statement).is_some_and(|statement| {
                statement
                    .printings
                    .iter()
                    .any(|p| p.article == other && p.in_marks() && p.attribution.is_some())
            })
        })
    }
}
