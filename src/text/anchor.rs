//! Finding marked words again in a text that has changed.
//!
//! In order: at the old place; by the words alone; by the words and what stood around them; by an
//! approximate search. What was found for some marks tells where to look for the others: text put
//! in at the top moves everything by the same amount.

use std::collections::HashMap;

use aho_corasick::AhoCorasick;

use super::approximate::Approximate;
use super::{Chars, OffsetMap, Span, TextSize};

/// How many characters before and after marked words are kept to tell them from the same words
/// elsewhere.
pub const CONTEXT: usize = 32;

/// The most places at which words are looked up in one call. Articles stay far below; a file made
/// to exhaust the program does not.
const MOST_PLACES: usize = 4_000_000;
/// Of words that stand very often, so many places are looked at for one mark: those nearest to where
/// it must have gone.
const MOST_NEAR: usize = 1_000;
/// The most approximate searches in one call. What is not searched for counts as lost, and is kept.
const MOST_SEARCHES: usize = 20_000;

/// Marked words as they were.
#[derive(Clone, Copy, Debug)]
pub struct Anchor<'a> {
    /// The words.
    pub words: &'a str,
    /// Where they started in the old text.
    pub was: Chars,
    /// Up to [`CONTEXT`] characters before and after them, where these were kept: the words stood
    /// more than once in the old text.
    pub around: Option<(&'a str, &'a str)>,
}

/// How marked words were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// They stand where they stood.
    Same,
    /// The same words elsewhere; where there are several, those nearest to where they must have
    /// gone.
    Words,
    /// The same words with the same surroundings, or nearly.
    Context,
    /// Nearly the same words.
    Approximate,
}

/// Where marked words are now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Their place.
    pub span: Span,
    /// How it was found.
    pub how: How,
}

/// Finds each anchor in `text`, whose offsets are `offsets`. `None` for what is not to be found.
pub fn find_all(text: &str, offsets: &OffsetMap, anchors: &[Anchor]) -> Vec<Option<Found>> {
    let places = Places::new(text, anchors);
    let mut found: Vec<Option<Found>> = vec![None; anchors.len()];
    for (slot, anchor) in found.iter_mut().zip(anchors) {
        *slot = at_old_place(text, offsets, anchor).or_else(|| match places.of(anchor) {
            [only] if anchor.around.is_none() => words_at(text, anchor, *only, How::Words),
            _ => None,
        });
    }
    let mut drift = Drift::new(offsets, text, anchors, &found);
    for (slot, anchor) in found.iter_mut().zip(anchors).filter(|(slot, _)| slot.is_none()) {
        let expected = drift.expected(anchor);
        let near = nearest(places.of(anchor), byte_at(text, offsets, expected), MOST_NEAR);
        *slot = best_of(text, offsets, anchor, near, expected);
    }
    drift = Drift::new(offsets, text, anchors, &found);
    let mut approximate = None;
    let lost = found.iter_mut().zip(anchors).filter(|(slot, _)| slot.is_none());
    for (slot, anchor) in lost.take(MOST_SEARCHES) {
        let search = approximate.get_or_insert_with(|| Approximate::new(text));
        *slot = search
            .find(anchor.words, anchor.around, byte_at(text, offsets, drift.expected(anchor)))
            .map(|span| Found { span, how: How::Approximate });
    }
    found
}

fn words_at(text: &str, anchor: &Anchor, at: TextSize, how: How) -> Option<Found> {
    let span = Span::new(at, at + TextSize::of(anchor.words))?;
    (span.slice(text)? == anchor.words).then_some(Found { span, how })
}

/// The words at their old place, unless what stands around them there is something else.
fn at_old_place(text: &str, offsets: &OffsetMap, anchor: &Anchor) -> Option<Found> {
    let found = words_at(text, anchor, offsets.from_chars(text, anchor.was)?, How::Same)?;
    let fits = anchor.around.is_none_or(|around| Likeness::of(text, found.span, around).is_enough());
    fits.then_some(found)
}

fn best_of(
    text: &str,
    offsets: &OffsetMap,
    anchor: &Anchor,
    places: &[TextSize],
    expected: u32,
) -> Option<Found> {
    let distance =
        |at: TextSize| offsets.to_chars(text, at).map_or(u32::MAX, |chars| chars.0.abs_diff(expected));
    let Some(around) = anchor.around else {
        let nearest = places.iter().copied().min_by_key(|at| distance(*at))?;
        return words_at(text, anchor, nearest, How::Words);
    };
    let likeness = |at: &TextSize| {
        let span = Span::new(*at, *at + TextSize::of(anchor.words))?;
        Some((Likeness::of(text, span, around), *at))
    };
    let (likeness, at) = places
        .iter()
        .filter_map(likeness)
        .max_by_key(|(like, at)| (like.same, std::cmp::Reverse(distance(*at))))?;
    if likeness.is_enough() {
        return words_at(text, anchor, at, How::Context);
    }
    // The surroundings changed too: the nearest places whose surroundings are at least alike.
    let mut near: Vec<TextSize> = places.to_vec();
    near.sort_by_key(|at| distance(*at));
    let alike = near.into_iter().take(8).find(|at| {
        Span::new(*at, *at + TextSize::of(anchor.words)).is_some_and(|span| alike(text, span, around) >= 0.6)
    })?;
    words_at(text, anchor, alike, How::Context)
}

/// How much of the text around a place is, character by character from the place outwards, what
/// stood around the words before.
struct Likeness {
    same: usize,
    of: usize,
}

impl Likeness {
    fn of(text: &str, span: Span, (before, after): (&str, &str)) -> Self {
        let (left, right) = sides(text, span);
        let common = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| {
            a.zip(b).take_while(|(a, b)| a == b).count()
        };
        let same = common(&mut left.chars().rev(), &mut before.chars().rev())
            + common(&mut right.chars(), &mut after.chars());
        Self { same, of: before.chars().count() + after.chars().count() }
    }

    /// A blank or an article in common proves nothing; a few words on one side do.
    fn is_enough(&self) -> bool {
        self.same >= self.of.div_ceil(2).min(10)
    }
}

fn sides(text: &str, span: Span) -> (&str, &str) {
    let left = text.get(..span.start().to_usize()).unwrap_or_default();
    (left, text.get(span.end().to_usize()..).unwrap_or_default())
}

/// From 0 to 1: how near, by edit distance, the text around a place is to what stood around the
/// words before.
pub(super) fn alike(text: &str, span: Span, (before, after): (&str, &str)) -> f64 {
    let (left, right) = sides(text, span);
    let chars = before.chars().count();
    let start = left.char_indices().rev().nth(chars.saturating_sub(1)).map_or(0, |(at, _)| at);
    let left = if chars == 0 { "" } else { left.get(start..).unwrap_or_default() };
    let end = right.char_indices().nth(after.chars().count()).map_or(right.len(), |(at, _)| at);
    let right = right.get(..end).unwrap_or_default();
    strsim::normalized_levenshtein(left, before).max(strsim::normalized_levenshtein(right, after))
}

/// Where the words of all anchors stand in the text.
struct Places<'a> {
    of: HashMap<&'a str, [Vec<TextSize>; 2]>,
}

impl<'a> Places<'a> {
    fn new(text: &str, anchors: &[Anchor<'a>]) -> Self {
        let mut words: Vec<&str> =
            anchors.iter().map(|anchor| anchor.words).filter(|w| !w.is_empty()).collect();
        words.sort_unstable();
        words.dedup();
        let mut places = vec![Vec::new(); words.len()];
        if let Ok(searcher) = AhoCorasick::new(&words) {
            for found in searcher.find_overlapping_iter(text).take(MOST_PLACES) {
                if let Some(list) = places.get_mut(found.pattern().as_usize()) {
                    list.push(TextSize::from_usize(found.start()));
                }
            }
        }
        let both = words.into_iter().zip(places).map(|(words, all)| {
            let whole = all.iter().copied().filter(|at| is_whole(text, words, *at)).collect();
            (words, [all, whole])
        });
        Self { of: both.collect() }
    }

    /// Where the words may be: “Ana” in “Banana” only where “Ana” does not stand on its own, unless
    /// what stood around it tells more.
    fn of(&self, anchor: &Anchor) -> &[TextSize] {
        match self.of.get(anchor.words) {
            Some([_, whole]) if anchor.around.is_none() && !whole.is_empty() => whole,
            Some([all, _]) => all,
            None => &[],
        }
    }
}

/// Whether the words begin and end here where words of the text do.
fn is_whole(text: &str, words: &str, at: TextSize) -> bool {
    let joins = |a: Option<char>, b: Option<char>| {
        a.is_some_and(char::is_alphanumeric) && b.is_some_and(char::is_alphanumeric)
    };
    let before = text.get(..at.to_usize()).and_then(|left| left.chars().next_back());
    let after = text.get(at.to_usize() + words.len()..).and_then(|right| right.chars().next());
    !joins(before, words.chars().next()) && !joins(words.chars().next_back(), after)
}

/// By how much the text near a place has moved, judged by the marks that are found.
struct Drift {
    /// Old place and new place in code points, by old place.
    known: Vec<(u32, u32)>,
}

impl Drift {
    fn new(offsets: &OffsetMap, text: &str, anchors: &[Anchor], found: &[Option<Found>]) -> Self {
        let mut known: Vec<(u32, u32)> = anchors
            .iter()
            .zip(found)
            .filter_map(|(anchor, found)| {
                Some((anchor.was.0, offsets.to_chars(text, found.as_ref()?.span.start())?.0))
            })
            .collect();
        known.sort_unstable();
        Self { known }
    }

    /// Where the words must have gone: moved as the nearest mark that is found.
    fn expected(&self, anchor: &Anchor) -> u32 {
        let was = anchor.was.0;
        let after = self.known.partition_point(|(old, _)| *old < was);
        let near =
            [after.checked_sub(1), Some(after)].into_iter().flatten().filter_map(|i| self.known.get(i));
        near.min_by_key(|(old, _)| old.abs_diff(was)).map_or(was, |(old, new)| {
            u32::try_from(i64::from(was) + i64::from(*new) - i64::from(*old)).unwrap_or(0)
        })
    }
}

/// At most `count` of the places, the nearest ones.
pub(super) fn nearest(places: &[TextSize], expected: TextSize, count: usize) -> &[TextSize] {
    let after = places.partition_point(|at| *at < expected);
    let from = after.saturating_sub(count / 2).min(places.len().saturating_sub(count));
    places.get(from..places.len().min(from + count)).unwrap_or_default()
}

fn byte_at(text: &str, offsets: &OffsetMap, chars: u32) -> TextSize {
    offsets.from_chars(text, Chars(chars)).unwrap_or(TextSize::of(text))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What a file would hold of this stretch.
    fn kept(text: &str, span: Span) -> (String, Chars, Option<(String, String)>) {
        let words = span.slice(text).unwrap();
        let before: Vec<char> = text[..span.start().to_usize()].chars().collect();
        let start = before.len().saturating_sub(CONTEXT);
        let after: String = text[span.end().to_usize()..].chars().take(CONTEXT).collect();
        let around =
            (text.find(words) != text.rfind(words)).then(|| (before[start..].iter().collect(), after));
        (words.to_owned(), Chars(before.len() as u32), around)
    }

    fn find(old: &str, spans: &[Span], new: &str) -> Vec<Option<Found>> {
        let kept: Vec<_> = spans.iter().map(|span| kept(old, *span)).collect();
        let anchors: Vec<_> = kept
            .iter()
            .map(|(words, was, around)| Anchor {
                words,
                was: *was,
                around: around.as_ref().map(|(before, after)| (before.as_str(), after.as_str())),
            })
            .collect();
        find_all(new, &OffsetMap::new(new), &anchors)
    }

    fn spans(text: &str, places: &[(usize, usize)]) -> Vec<Span> {
        let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let place =
            |(a, b): &(usize, usize)| Span::of(bounds[a % bounds.len()], bounds[(a + 1 + b) % bounds.len()]);
        places.iter().filter_map(place).collect()
    }

    proptest! {
        #[test]
        fn in_the_same_text_all_stay_where_they_are(
            text in "[ab é\\n]{1,80}",
            places in prop::collection::vec((0usize..99, 0usize..9), 1..12),
        ) {
            let spans = spans(&text, &places);
            for (found, span) in find(&text, &spans, &text).into_iter().zip(&spans) {
                prop_assert_eq!(found, Some(Found { span: *span, how: How::Same }));
            }
        }

        #[test]
        fn under_a_new_line_all_move_by_its_length(
            seed in prop::collection::vec(0u16..400, 20..120),
            line in "[a-z ]{1,60}\\n",
            places in prop::collection::vec((0usize..900, 0usize..40), 1..30),
        ) {
            // Some words again and again, none twice in the same surroundings.
            let old: String = seed.iter().zip(0..).map(|(word, n)| format!("word{} of {n}, ", word % 20)).collect();
            let new = format!("{line}{old}");
            let spans = spans(&old, &places);
            for (found, span) in find(&old, &spans, &new).into_iter().zip(&spans) {
                let moved = span.shifted(TextSize::of(&line));
                // A single letter or so may stand in the new line too, and be as good as the old one.
                if span.len().to_u32() >= 6 {
                    prop_assert_eq!(found.map(|found| found.span), Some(moved), "{:?}", span.slice(&old));
                }
            }
        }

        #[test]
        fn whatever_is_found_fits_the_text(
            old in "[a-d é\\n]{1,120}",
            new in "[a-d é\\n]{0,120}",
            places in prop::collection::vec((0usize..120, 0usize..60), 1..12),
        ) {
            let spans = spans(&old, &places);
            for (found, span) in find(&old, &spans, &new).into_iter().zip(&spans) {
                let Some(found) = found else { continue };
                let words = found.span.slice(&new).expect("on character bounds");
                if found.how != How::Approximate {
                    prop_assert_eq!(words, span.slice(&old).unwrap());
                }
            }
        }
    }
}
