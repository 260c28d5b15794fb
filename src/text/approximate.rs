//! Finding words that were changed a little.

use std::collections::HashMap;

use super::anchor::{self, alike};
use super::{Span, TextSize, snap_to_words, trim_blanks, words};

/// Fewer characters than this are too little to be recognised when one of them has changed.
const SHORTEST: usize = 5;
/// Longer stretches are found by how they begin and end.
const LONGEST: usize = 160;
/// How much of the beginning and end of a long stretch is looked for.
const END: usize = 64;
/// A word that stands more often than this says little about the place.
const COMMON: usize = 24;
/// How many places are looked at closely.
const CANDIDATES: usize = 6;
/// How far from where the words must have gone they are looked for without any other hint, in bytes.
const NEAR: usize = 240;

/// A text prepared for approximate searches.
pub(super) struct Approximate<'t> {
    text: &'t str,
    places: HashMap<&'t str, Vec<TextSize>>,
}

impl<'t> Approximate<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut places: HashMap<&str, Vec<TextSize>> = HashMap::new();
        for word in words(text) {
            places.entry(word.slice(text).unwrap_or_default()).or_default().push(word.start());
        }
        Self { text, places }
    }

    /// The stretch nearest in its characters to `pattern`, or `None` where nothing is near enough.
    pub(super) fn find(
        &self,
        pattern: &str,
        around: Option<(&str, &str)>,
        expected: TextSize,
    ) -> Option<Span> {
        let length = pattern.chars().count();
        if length > LONGEST {
            return self.find_long(pattern, length, around, expected);
        }
        if length < SHORTEST && around.is_none() {
            return None;
        }
        let pattern_chars: Vec<char> = pattern.chars().collect();
        let mut best: Option<(f64, Span)> = None;
        for (start, slack) in self.candidates(pattern, around, expected) {
            let window = self.window(start, pattern.len(), slack);
            let Some(span) = nearest(&pattern_chars, window.0, window.1) else { continue };
            let Some(span) = self.whole_words(pattern, span) else { continue };
            let words = span.slice(self.text).unwrap_or_default();
            let unlike = strsim::levenshtein(words, pattern) as f64 / length as f64;
            let alike = around.map(|around| alike(self.text, span, around));
            // Words that are told apart by their surroundings need these; and with these, they may
            // have changed more.
            let fits = match alike {
                Some(alike) => alike >= 0.6 && unlike <= 0.45 || unlike <= 0.3 && alike >= 0.4,
                None => unlike <= if length < 12 { 0.2 } else { 0.25 },
            };
            let score = unlike - 0.3 * alike.unwrap_or(0.0);
            if fits && best.is_none_or(|(least, _)| score < least) {
                best = Some((score, span));
            }
        }
        best.map(|(_, span)| span)
    }

    fn find_long(
        &self,
        pattern: &str,
        length: usize,
        around: Option<(&str, &str)>,
        expected: TextSize,
    ) -> Option<Span> {
        let head_end = pattern.char_indices().nth(END)?.0;
        let tail_start = pattern.char_indices().nth(length - END)?.0;
        let (head, tail) = (pattern.get(..head_end)?, pattern.get(tail_start..)?);
        let start = self.find(head, around.map(|(before, _)| (before, "")), expected)?.start();
        let end = self
            .find(tail, around.map(|(_, after)| ("", after)), start + TextSize::from_usize(tail_start))?
            .end();
        let span = Span::new(start, end)?;
        let now = span.slice(self.text)?.chars().count();
        (now * 2 >= length && now <= length * 2).then_some(span)
    }

    /// Where the pattern may start, best first: each rare word that pattern and text share votes
    /// for the start that it implies.
    fn candidates(
        &self,
        pattern: &str,
        around: Option<(&str, &str)>,
        expected: TextSize,
    ) -> Vec<(i64, usize)> {
        const BIN: i64 = 16;
        let (before, after) = around.unwrap_or_default();
        let joined = [before, pattern, after].concat();
        let mut votes: HashMap<i64, (f64, i64)> = HashMap::new();
        for word in words(&joined) {
            let places =
                word.slice(&joined).and_then(|w| self.places.get(w)).map(Vec::as_slice).unwrap_or_default();
            let near = anchor::nearest(places, expected, COMMON);
            for at in near {
                let start = i64::from(at.to_u32()) + before.len() as i64 - i64::from(word.start().to_u32());
                let vote = votes.entry(start.div_euclid(BIN)).or_insert((0.0, start));
                vote.0 += 1.0 / near.len() as f64;
            }
        }
        let far = |start: i64| start.abs_diff(i64::from(expected.to_u32()));
        let mut voted: Vec<(f64, i64)> = votes.into_values().collect();
        voted.sort_by(|a, b| b.0.total_cmp(&a.0).then(far(a.1).cmp(&far(b.1))).then(a.1.cmp(&b.1)));
        let slack = (pattern.len() / 3).max(24);
        let mut out: Vec<(i64, usize)> =
            voted.into_iter().take(CANDIDATES).map(|(_, start)| (start, slack)).collect();
        out.push((i64::from(expected.to_u32()), NEAR));
        out
    }

    /// The text around a possible start, and where it begins.
    fn window(&self, start: i64, length: usize, slack: usize) -> (&'t str, usize) {
        let start = usize::try_from(start).unwrap_or(0).min(self.text.len());
        let from = self.text.floor_char_boundary(start.saturating_sub(slack));
        let to = self.text.ceil_char_boundary((start + length + slack).min(self.text.len()));
        (self.text.get(from..to).unwrap_or_default(), from)
    }

    /// An approximate end may lie inside a word: words that were whole are whole again.
    fn whole_words(&self, pattern: &str, span: Span) -> Option<Span> {
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let snapped = snap_to_words(self.text, span.start(), span.end()).unwrap_or(span);
        let start = if is_word(pattern.chars().next()) { snapped.start() } else { span.start() };
        let end = if is_word(pattern.chars().next_back()) { snapped.end() } else { span.end() };
        let whole = Span::new(start, end)?;
        if pattern.trim() == pattern { trim_blanks(self.text, whole) } else { Some(whole) }
    }
}

/// The stretch of `window`, which starts at byte `offset` of the text, with the least edit distance
/// from the pattern (Sellers 1980); the first of equals.
fn nearest(pattern: &[char], window: &str, offset: usize) -> Option<Span> {
    // For each prefix of the pattern: the least distance of a stretch that ends here, and where
    // that stretch starts.
    let mut column: Vec<(u32, usize)> = (0..=pattern.len()).map(|i| (i as u32, 0)).collect();
    let mut best: Option<(u32, usize, usize)> = None;
    for (at, c) in window.char_indices() {
        let next = at + c.len_utf8();
        let mut diagonal = column[0];
        column[0] = (0, next);
        for (i, p) in pattern.iter().enumerate() {
            let replaced = (diagonal.0 + u32::from(*p != c), diagonal.1);
            let inserted = (column[i + 1].0 + 1, column[i + 1].1);
            let deleted = (column[i].0 + 1, column[i].1);
            diagonal = column[i + 1];
            column[i + 1] = replaced.min(inserted).min(deleted);
        }
        let (distance, start) = column[pattern.len()];
        if best.is_none_or(|(least, ..)| distance < least) {
            best = Some((distance, start, next));
        }
    }
    let (_, start, end) = best?;
    Span::of(offset + start, offset + end)
}
