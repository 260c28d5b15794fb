//! Someone's words, a word held at a distance, or the name of a work.

use super::clause::{Class, Clause};
use super::{Attribution, Confidence, QuoteKind, Rule};
use crate::insight::lexicon::{Role, is_function};
use crate::text::{Span, word_count, words};

/// Quotes with fewer words need a speaker to count as someone's words.
const SHORT: usize = 5;

/// Nouns before a quote that is a word as a word, or the name of a work.
const NAMED: &[&str] = &[
    "album",
    "band",
    "bill",
    "book",
    "cartoon",
    "character",
    "column",
    "comedy",
    "drama",
    "episode",
    "essay",
    "film",
    "game",
    "hashtag",
    "headline",
    "hit",
    "label",
    "magazine",
    "moniker",
    "motto",
    "movie",
    "musical",
    "nickname",
    "novel",
    "opera",
    "painting",
    "phrase",
    "play",
    "podcast",
    "program",
    "programme",
    "series",
    "show",
    "sitcom",
    "single",
    "slogan",
    "song",
    "term",
    "title",
    "track",
    "word",
    "words",
    "entitled",
    "titled",
    "nicknamed",
    "so-called",
    "called",
    "dubbed",
    "named",
];

/// What the marks around `inner` are for. `at` is the token of an outer quote.
pub(super) fn kind_of(
    text: &str,
    clause: &Clause<'_>,
    at: Option<usize>,
    inner: Span,
    attribution: Option<&Attribution>,
) -> QuoteKind {
    let inside = inner.slice(text).unwrap_or_default();
    let count = word_count(inside);
    let titled = is_title_case(inside);
    let ends_speech = inside.ends_with([',', '.', '!', '?', '…', '—']);
    let adjacent = attribution.is_some_and(|known| {
        (known.confidence == Confidence::High
            || known.confidence == Confidence::Medium && inside.ends_with(','))
            && matches!(
                known.rule,
                Rule::TailVerbSpeaker | Rule::TailSpeakerVerb | Rule::Head | Rule::SameParagraph
            )
    });
    let other = if titled || (count == 1 && inside.starts_with(char::is_uppercase)) {
        QuoteKind::Title
    } else {
        QuoteKind::Scare
    };
    if count < 2 {
        let speech = adjacent && ends_speech;
        return if speech { QuoteKind::Direct } else { other };
    }
    if titled && !(adjacent && ends_speech) {
        return QuoteKind::Title;
    }
    let Some(at) = at else {
        return if count >= SHORT || ends_speech { QuoteKind::Direct } else { other };
    };
    if count <= SHORT && !ends_speech && is_word_as_word(clause, at, attribution) {
        return other;
    }
    if count < SHORT && attribution.is_none() && !ends_speech {
        return other;
    }
    if count <= 2 && attribution.is_none_or(|known| known.rule != Rule::Head) && is_attributive(clause, at) {
        return other;
    }
    QuoteKind::Direct
}

/// `the term “…”`, `a song called “…”`.
fn is_word_as_word(clause: &Clause<'_>, at: usize, attribution: Option<&Attribution>) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let low = clause.low(before);
    let known_as = low == "as" && before.checked_sub(1).is_some_and(|i| clause.low(i) == "known");
    let said_by_cue = attribution
        .and_then(|known| known.cue)
        .is_some_and(|cue| clause.token(before).is_some_and(|t| t.span == cue));
    known_as || (NAMED.contains(&low) && !said_by_cue)
}

/// `the “…” plan`: the quote stands between an article and its noun.
fn is_attributive(clause: &Clause<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| clause.class(before));
    let opens =
        matches!(before, Some(Class::Role(Role::Determiner | Role::Possessive) | Class::Owner | Class::Noun));
    opens && matches!(clause.class(at + 1), Class::Noun | Class::Name)
}

/// Whether all words but the small ones have capitals, and there are two or more.
fn is_title_case(inside: &str) -> bool {
    let mut count = 0;
    for span in words(inside) {
        let word = span.slice(inside).unwrap_or_default();
        if word.starts_with(char::is_uppercase) || word.starts_with(|c: char| c.is_ascii_digit()) {
            count += 1;
        } else if !is_function(&word.to_lowercase()) || count == 0 {
            return false;
        }
    }
    let small = inside.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count();
    count >= 2 && small <= count
}
