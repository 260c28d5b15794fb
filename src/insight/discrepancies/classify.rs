//! What a change of words means.

use super::DiscrepancyKind;
use crate::insight::lexicon::{
    gender_partner, is_demonym, is_function, is_gender_pair, is_hedge, is_negation, is_time,
};
use crate::text::normal::normal_words;
use crate::text::{Span, TextSize};

/// A difference and the words on each side that make it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub kind: DiscrepancyKind,
    pub a: Option<Span>,
    pub b: Option<Span>,
}

/// A word of one side.
struct Piece {
    span: Span,
    form: Box<str>,
    capital: bool,
}

fn pieces(text: &str, span: Option<Span>) -> Vec<Piece> {
    let Some((span, words)) = span.and_then(|span| Some((span, span.slice(text)?))) else {
        return Vec::new();
    };
    normal_words(words)
        .into_iter()
        .map(|word| {
            let place = word.span.shifted(span.start());
            let capital = place.slice(text).is_some_and(|w| w.starts_with(char::is_uppercase))
                && !starts_sentence(text, place.start());
            Piece { span: place, form: word.form, capital }
        })
        .collect()
}

/// Whether nothing but marks stands between a place and the sentence end before it.
fn starts_sentence(text: &str, at: TextSize) -> bool {
    let before = text.get(..at.to_usize()).unwrap_or_default();
    let before = before
        .trim_end_matches(|c: char| c == ' ' || c == '\u{a0}' || crate::insight::token::is_quote_mark(c));
    before.is_empty() || before.ends_with(['.', '!', '?', '\n', '…', ':'])
}

/// All that a change means, the gravest first; nothing where only small words or forms of the same
/// word differ. `loose` asks for what stands out even in a passage that is reworded throughout.
pub(crate) fn classify(
    a_text: &str,
    b_text: &str,
    a: Option<Span>,
    b: Option<Span>,
    loose: bool,
) -> Vec<Finding> {
    let (words_a, words_b) = (pieces(a_text, a), pieces(b_text, b));
    let mut out = Vec::new();
    out.extend(gender(&words_a, &words_b));
    let whole = |kind| Finding { kind, a, b };
    if words_a.iter().any(|w| is_negation(&w.form)) != words_b.iter().any(|w| is_negation(&w.form)) {
        out.push(whole(DiscrepancyKind::Negation));
    }
    out.extend(both_sides(&words_a, &words_b, is_number, DiscrepancyKind::Number));
    out.extend(both_sides(&words_a, &words_b, is_date, DiscrepancyKind::Date));
    out.extend(both_sides(&words_a, &words_b, is_name, DiscrepancyKind::Name));
    if !out.is_empty() || loose {
        return out;
    }
    let reports =
        |words: &[Piece]| words.iter().enumerate().any(|(at, word)| is_report(word, words.get(at + 1)));
    let says = |words: &[Piece]| words.iter().any(|word| !is_function(&word.form));
    let silent = |own: &[Piece], other: &[Piece]| reports(own) && !reports(other) && !says(other);
    if silent(&words_a, &words_b) || silent(&words_b, &words_a) {
        return vec![whole(DiscrepancyKind::Attribution)];
    }
    let hedged = |words: &[Piece]| words.iter().any(|word| is_hedge(&word.form));
    if hedged(&words_a) != hedged(&words_b) {
        return vec![whole(DiscrepancyKind::Hedge)];
    }
    let joins = |words: &[Piece]| words.iter().all(|word| JOINTS.contains(&&*word.form));
    if !says(&words_a) && !says(&words_b) || same_stems(&words_a, &words_b) {
        return Vec::new();
    }
    let pronoun = |words: &[Piece]| !words.is_empty() && words.iter().all(|word| is_pronoun(&word.form));
    let named = |words: &[Piece]| words.iter().all(|word| word.capital || is_function(&word.form));
    if (pronoun(&words_a) && named(&words_b)) || (pronoun(&words_b) && named(&words_a)) {
        return Vec::new();
    }
    let added = joins(&words_a) || joins(&words_b);
    vec![whole(if added { DiscrepancyKind::Insertion } else { DiscrepancyKind::Wording })]
}

/// Verbs that say that someone said it, and little else.
const REPORTS: &[&str] = &[
    "added",
    "adds",
    "adding",
    "admitted",
    "announced",
    "argued",
    "asserted",
    "claimed",
    "claims",
    "confirmed",
    "contended",
    "declared",
    "denied",
    "explained",
    "insisted",
    "maintained",
    "replied",
    "said",
    "says",
    "saying",
    "stated",
    "tells",
    "told",
    "tweeted",
    "warned",
    "warns",
    "wrote",
    "writes",
];

/// Words that only hold a sentence together: against them other words are an insertion.
const JOINTS: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "for", "had", "has", "have", "in", "is", "of", "on", "that", "the",
    "to", "was", "were", "with",
];

fn gender(a: &[Piece], b: &[Piece]) -> Option<Finding> {
    a.iter().filter(|word| gender_partner(&word.form).is_some()).find_map(|word| {
        let other = b.iter().find(|other| is_gender_pair(&word.form, &other.form))?;
        let kept =
            b.iter().any(|other| other.form == word.form) && a.iter().any(|word| word.form == other.form);
        (!kept).then_some(Finding { kind: DiscrepancyKind::Gender, a: Some(word.span), b: Some(other.span) })
    })
}

/// The first words of a class on each side that the other side lacks.
fn both_sides(
    a: &[Piece],
    b: &[Piece],
    class: fn(&[Piece], usize) -> bool,
    kind: DiscrepancyKind,
) -> Option<Finding> {
    let of = |words: &[Piece], others: &[Piece]| -> Option<Span> {
        (0..words.len())
            .filter(|at| class(words, *at))
            .filter_map(|at| words.get(at))
            .filter(|word| !others.iter().any(|other| other.form == word.form))
            .map(|word| word.span)
            .reduce(Span::hull)
    };
    Some(Finding { kind, a: Some(of(a, b)?), b: Some(of(b, a)?) })
}

fn form_at(words: &[Piece], at: usize) -> &str {
    words.get(at).map_or("", |word| &word.form)
}

fn is_number(words: &[Piece], at: usize) -> bool {
    let form = form_at(words, at);
    let counted = form.starts_with(|c: char| c.is_ascii_digit())
        || matches!(
            form,
            "one"
                | "dozen"
                | "dozens"
                | "hundred"
                | "hundreds"
                | "thousand"
                | "thousands"
                | "million"
                | "millions"
                | "billion"
                | "half"
                | "third"
                | "quarter"
                | "couple"
                | "several"
                | "twice"
                | "once"
                | "double"
                | "triple"
                | "first"
                | "second"
        );
    counted && !is_date(words, at)
}

fn is_date(words: &[Piece], at: usize) -> bool {
    let form = form_at(words, at);
    let capital = words.get(at).is_some_and(|word| word.capital);
    let relative = matches!(form, "today" | "yesterday" | "tomorrow" | "tonight");
    let year = form.len() == 4 && form.parse::<u16>().is_ok_and(|n| (1500..2200).contains(&n));
    let near_month = form.len() <= 2
        && form.parse::<u8>().is_ok_and(|n| (1..=31).contains(&n))
        && [at.checked_sub(1), Some(at + 1)]
            .into_iter()
            .flatten()
            .any(|i| is_month(form_at(words, i)) && words.get(i).is_some_and(|w| w.capital));
    relative || year || near_month || (is_time(form) && (capital || form.ends_with("day")))
}

fn is_month(form: &str) -> bool {
    matches!(
        form,
        "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
    )
}

fn is_name(words: &[Piece], at: usize) -> bool {
    words.get(at).is_some_and(|word| word.capital && !is_function(&word.form) && !is_demonym(&word.form))
        && !is_date(words, at)
}

/// Whether a word says that someone said it.
fn is_report(word: &Piece, next: Option<&Piece>) -> bool {
    match &*word.form {
        "according" => next.is_some_and(|next| &*next.form == "to"),
        form => REPORTS.contains(&form),
    }
}

/// Whether all telling words of the sides are forms of the same words.
fn same_stems(a: &[Piece], b: &[Piece]) -> bool {
    let stems = |words: &[Piece]| -> Vec<String> {
        words.iter().filter(|word| !is_function(&word.form)).map(|word| stem(&word.form).to_owned()).collect()
    };
    let (a, b) = (stems(a), stems(b));
    !a.is_empty() && a == b
}

fn stem(form: &str) -> &str {
    let short = ["ing", "ed", "es", "s", "e"].iter().find_map(|end| form.strip_suffix(end));
    short.filter(|short| short.chars().count() >= 3).unwrap_or(form)
}

fn is_pronoun(form: &str) -> bool {
    matches!(form, "he" | "she" | "it" | "they" | "him" | "her" | "them" | "his" | "their" | "its")
}
