//! Which quotes of two articles print the same words.

use std::collections::HashMap;
use std::ops::Range;

use super::StoryQuote;
use super::chain::chain;
use crate::insight::lexicon::is_gender_pair;
use crate::insight::passages::local::Step;
use crate::insight::passages::words::{Form, Pair, Words};
use crate::insight::quotes::{Attribution, QuoteKind, SpeakerKind};
use crate::text::Span;
use crate::text::normal::normal_words;

/// Points that an alignment of two quotes needs, in tenths.
const LEAST: i32 = 20;
/// Shared words from which on the speakers need not agree.
const TELLING: usize = 8;

/// Pairs of quotes (by index into `quotes`) that print the same words.
pub(super) fn same_quotes(
    pair: &Pair,
    quotes: &[StoryQuote],
    texts: (&str, &str),
    a: &[usize],
    b: &[usize],
) -> Vec<(usize, usize)> {
    let range = |words: &Words, number: &usize| -> Option<(usize, Range<usize>)> {
        let quote =
            quotes.get(*number).filter(|q| q.quote.kind == QuoteKind::Direct && q.quote.parent.is_none())?;
        Some((*number, words_of(words, quote.quote.span)))
    };
    let a: Vec<_> = a.iter().filter_map(|number| range(&pair.a, number)).collect();
    let b: Vec<_> = b.iter().filter_map(|number| range(&pair.b, number)).collect();
    let mut holders: HashMap<Form, Vec<usize>> = HashMap::new();
    for (at, (_, range)) in b.iter().enumerate() {
        for word in pair.b.words.get(range.clone()).unwrap_or_default() {
            let list = holders.entry(word.form).or_default();
            if pair.is_content(word.form) && list.last() != Some(&at) {
                list.push(at);
            }
        }
    }
    let mut out = Vec::new();
    for (first, range_a) in &a {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for word in pair.a.words.get(range_a.clone()).unwrap_or_default() {
            for at in holders.get(&word.form).into_iter().flatten() {
                *shared.entry(*at).or_default() += 1;
            }
        }
        for (at, (second, range_b)) in b.iter().enumerate() {
            let likely = shared.contains_key(&at);
            if likely
                && is_same(pair, range_a, range_b)
                    .is_some_and(|words| words >= TELLING || agree(quotes, texts, *first, *second))
            {
                out.push((*first, *second));
            }
        }
    }
    out
}

/// The words of an article inside a span.
pub(super) fn words_of(words: &Words, span: Span) -> Range<usize> {
    let from = words.words.partition_point(|word| word.span.start() < span.start());
    let to = words.words.partition_point(|word| word.span.end() <= span.end());
    from..to.max(from)
}

/// How many words two quotes share, where that is enough to be the same words.
fn is_same(pair: &Pair, a: &Range<usize>, b: &Range<usize>) -> Option<usize> {
    let steps = chain(pair, a.clone(), b.clone(), LEAST)?;
    let form = |words: &Words, at: usize| words.words.get(at).map(|word| word.form);
    let likes = |step: &&Step| -> bool {
        let forms = step.a.and_then(|at| form(&pair.a, at)).zip(step.b.and_then(|at| form(&pair.b, at)));
        forms.is_some_and(|(a, b)| pair.points(a, b).is_some())
    };
    let shared = steps.iter().filter(likes).count();
    let telling = steps
        .iter()
        .filter(likes)
        .filter_map(|step| form(&pair.a, step.a?))
        .filter(|form| pair.is_content(*form))
        .count();
    let shorter = a.len().min(b.len());
    let whole = shared == shorter && steps.len() == shared;
    let equal = whole && a.len() == b.len();
    let much = shared >= 5 && telling >= 3 && shared * 5 >= shorter * 3;
    let contained = whole && telling >= 2 && shared >= 2;
    (much || contained || (equal && shared >= 2 && telling >= 1)).then_some(shared)
}

/// Whether nothing says that two quotes have different speakers.
fn agree(quotes: &[StoryQuote], (a_text, b_text): (&str, &str), a: usize, b: usize) -> bool {
    let known = |number: usize| quotes.get(number).and_then(|quote| quote.quote.attribution.as_ref());
    match (known(a), known(b)) {
        (Some(a), Some(b)) => !differ(a_text, a, b_text, b),
        _ => true,
    }
}

/// Whether two attributions name different persons.
pub(super) fn differ(a_text: &str, a: &Attribution, b_text: &str, b: &Attribution) -> bool {
    let surname = |text: &str, known: &Attribution| -> Option<Box<str>> {
        let named = matches!(known.speaker_kind, SpeakerKind::Person | SpeakerKind::Pronoun);
        let name = known
            .name
            .or((known.speaker_kind == SpeakerKind::Person).then_some(known.speaker))
            .filter(|_| named)?;
        normal_words(name.slice(text)?).pop().map(|word| word.form)
    };
    match (surname(a_text, a), surname(b_text, b)) {
        (Some(a), Some(b)) => a != b && !is_near(&a, &b) && !is_gender_pair(&a, &b),
        _ => false,
    }
}

/// `Thorley` and `Thornley`: one name printed in two ways.
fn is_near(a: &str, b: &str) -> bool {
    let shorter = a.chars().count().min(b.chars().count());
    shorter >= 5 && strsim::damerau_levenshtein(a, b) <= 1
}
