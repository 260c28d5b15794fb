//! How close two wordings are, and what of the second is not in the first.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::text::Span;
use crate::text::normal::normal_words;

/// How close one wording is to another. The bounds are those of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Closeness {
    /// All words are equal in their normal form.
    WordForWord,
    /// Four fifths of them are.
    Nearly,
    /// Fewer are.
    Reworded,
}

/// Two wordings against each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// How close they are.
    pub closeness: Closeness,
    /// Words of the second that the first does not have there, in bytes of the second.
    pub other: Vec<Span>,
    /// Words of the first that the second does not have there, in bytes of the first.
    pub missing: Vec<Span>,
}

/// Holds the second wording against the first. Case, spelling, accents and marks do not count.
///
/// ```
/// use parallax::insight::wording::{Closeness, wording};
/// let against = wording("It will cost 412 million crowns", "It will now cost 412 million crowns");
/// assert_eq!(against.closeness, Closeness::Nearly);
/// assert_eq!(wording("the organisation’s centre", "The organization's center").closeness, Closeness::WordForWord);
/// ```
pub fn wording(first: &str, second: &str) -> Wording {
    let (a, b) = (normal_words(first), normal_words(second));
    let forms = |words: &[crate::text::normal::NormalWord]| -> Vec<Box<str>> {
        words.iter().map(|word| word.form.clone()).collect()
    };
    let ops = capture_diff_slices(Algorithm::Myers, &forms(&a), &forms(&b));
    let hull = |words: &[crate::text::normal::NormalWord], from: usize, len: usize| -> Option<Span> {
        words.get(from..from + len)?.iter().map(|word| word.span).reduce(Span::hull)
    };
    let mut equal = 0;
    let (mut other, mut missing) = (Vec::new(), Vec::new());
    for op in ops {
        match op {
            DiffOp::Equal { len, .. } => equal += len,
            DiffOp::Delete { old_index, old_len, .. } => missing.extend(hull(&a, old_index, old_len)),
            DiffOp::Insert { new_index, new_len, .. } => other.extend(hull(&b, new_index, new_len)),
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                missing.extend(hull(&a, old_index, old_len));
                other.extend(hull(&b, new_index, new_len));
            }
        }
    }
    let closeness = if equal == a.len() && equal == b.len() {
        Closeness::WordForWord
    } else if 5 * 2 * equal >= 4 * (a.len() + b.len()) {
        Closeness::Nearly
    } else {
        Closeness::Reworded
    };
    Wording { closeness, other, missing }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_other_and_what_is_missing_are_told() {
        let (a, b) = ("Nobody in this room can say that", "nobody can now say that");
        let against = wording(a, b);
        let words = |text: &'static str, spans: &[Span]| -> Vec<&str> {
            spans.iter().map(|span| span.slice(text).unwrap()).collect()
        };
        assert_eq!(words(a, &against.missing), ["in this room"]);
        assert_eq!(words(b, &against.other), ["now"]);
        assert_eq!(against.closeness, Closeness::Reworded);
        assert_eq!(wording("on Thursday", "at noon").closeness, Closeness::Reworded);
    }

    proptest! {
        #[test]
        fn a_wording_is_word_for_word_itself_and_spans_fit(a in "\\PC{0,40}", b in "[a-d \u{e9}’]{0,40}") {
            prop_assert_eq!(wording(&a, &a).closeness, Closeness::WordForWord);
            let against = wording(&a, &b);
            prop_assert!(against.other.iter().all(|span| span.slice(&b).is_some()));
            prop_assert!(against.missing.iter().all(|span| span.slice(&a).is_some()));
            let turned = wording(&b, &a);
            prop_assert_eq!(turned.closeness, against.closeness);
        }
    }
}
