//! From words of one article to the words that stand against them in another.

use super::{Change, Column, Likeness, Passage};
use crate::text::Span;

/// The words of the second article that stand against words of the first.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    /// Where they stand.
    pub span: Span,
    /// Whether nothing but style differs, and no word of the first article is without a partner.
    pub same_words: bool,
    /// What differs, in order.
    pub changes: Vec<Change>,
}

/// Maps a span of a passage's first article to the second; `None` where none of its words has a
/// partner. Turn the passage around with [`Passage::flipped`] for the other direction.
///
/// A word counts where the span covers any of it. Words that only the second article has are taken
/// in between two partners, not at the ends.
pub fn carry(passage: &Passage, span: Span) -> Option<Carried> {
    let inside = |column: &Column| column.a.is_some_and(|word| word.overlaps(span));
    let first = passage.columns.iter().position(inside)?;
    let last = passage.columns.iter().rposition(inside)?;
    let columns = passage.columns.get(first..=last)?;
    let to = columns.iter().filter_map(|column| column.b).reduce(Span::hull)?;
    let partner = |column: &Column| column.likeness != Likeness::Different && column.b.is_some();
    if !columns.iter().any(partner) {
        return None;
    }
    let from = columns.iter().filter_map(|column| column.a).reduce(Span::hull)?;
    let touched = |change: &Change| {
        change.a.is_some_and(|words| words.overlaps(from))
            || (change.a.is_none() && change.b.is_some_and(|words| words.overlaps(to)))
    };
    let changes: Vec<Change> = passage.changes.iter().copied().filter(touched).collect();
    let whole = passage.a.start() <= span.start() && span.end() <= passage.a.end();
    let same_words = whole && columns.iter().all(|c| matches!(c.likeness, Likeness::Same | Likeness::Style));
    Some(Carried { span: to, same_words, changes })
}
