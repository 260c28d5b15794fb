//! In what the printings of a statement contradict each other.

use super::chain::chain;
use super::same::differ;
use super::{Printing, Statement};
use crate::insight::ArticleText;
use crate::insight::discrepancies::{Discrepancy, DiscrepancyKind, Finding, Source, Texts, classify};
use crate::insight::passages::local::Step;
use crate::insight::passages::words::Pair;
use crate::text::{Span, TextSize};

/// Every pair of printings in different articles, held against each other.
pub(super) fn conflicts(articles: &[ArticleText<'_>], statement: &Statement) -> Vec<Discrepancy> {
    let mut out = Vec::new();
    for (at, a) in statement.printings.iter().enumerate() {
        for b in statement.printings.iter().skip(at + 1).filter(|b| b.article != a.article) {
            let (Some(first), Some(second)) = (articles.get(a.article), articles.get(b.article)) else {
                continue;
            };
            let texts = Texts { a: (a.article, first.text), b: (b.article, second.text) };
            out.extend(speakers(&texts, a, b));
            words(&texts, a, b, &mut out);
        }
    }
    out
}

/// Who says it: another person, another gender, nobody.
fn speakers(texts: &Texts<'_>, a: &Printing, b: &Printing) -> Option<Discrepancy> {
    let (a_text, b_text) = (texts.a.1, texts.b.1);
    let start =
        |printing: &Printing| printing.pieces.first().map(|piece| piece.start()).unwrap_or(TextSize::ZERO);
    let places = (start(a), start(b));
    let finding = match (&a.attribution, &b.attribution) {
        (Some(known_a), Some(known_b)) => {
            let found = classify(a_text, b_text, Some(known_a.speaker), Some(known_b.speaker), true);
            let gender =
                found.into_iter().find(|f| f.kind == DiscrepancyKind::Gender && is_role(a_text, f.a));
            let other = differ(a_text, known_a, b_text, known_b).then_some(Finding {
                kind: DiscrepancyKind::Attribution,
                a: Some(known_a.speaker),
                b: Some(known_b.speaker),
            });
            gender.or(other)
        }
        (Some(known), None) if b.in_marks() => {
            Some(Finding { kind: DiscrepancyKind::Attribution, a: Some(known.speaker), b: None })
        }
        (None, Some(known)) if a.in_marks() => {
            Some(Finding { kind: DiscrepancyKind::Attribution, a: None, b: Some(known.speaker) })
        }
        (Some(known), None) => {
            Some(Finding { kind: DiscrepancyKind::Attribution, a: Some(known.speaker), b: None })
        }
        (None, Some(known)) => {
            Some(Finding { kind: DiscrepancyKind::Attribution, a: None, b: Some(known.speaker) })
        }
        (None, None) => None,
    }?;
    texts.discrepancy(&finding, places, Source::Statement)
}

/// A pronoun that stands for a name tells nothing about the role.
fn is_role(text: &str, words: Option<Span>) -> bool {
    words.and_then(|words| words.slice(text)).is_some_and(|word| word.chars().count() > 3)
}

/// What is said: the changes between the pieces.
fn words(texts: &Texts<'_>, a: &Printing, b: &Printing, out: &mut Vec<Discrepancy>) {
    for piece_a in &a.pieces {
        for piece_b in &b.pieces {
            let (Some(own_a), Some(own_b)) = (piece_a.slice(texts.a.1), piece_b.slice(texts.b.1)) else {
                continue;
            };
            let pair = Pair::new(own_a, own_b);
            let (all_a, all_b) = (0..pair.a.words.len(), 0..pair.b.words.len());
            let Some(steps) = chain(&pair, all_a, all_b, 40) else { continue };
            for (change_a, change_b, places) in changes(&pair, &steps) {
                let moved = |span: Option<Span>, by: Span| span.map(|span| span.shifted(by.start()));
                let places = (piece_a.start() + places.0, piece_b.start() + places.1);
                let (change_a, change_b) = (moved(change_a, *piece_a), moved(change_b, *piece_b));
                for finding in classify(texts.a.1, texts.b.1, change_a, change_b, false) {
                    out.extend(texts.discrepancy(&finding, places, Source::Statement));
                }
            }
        }
    }
}

type Change = (Option<Span>, Option<Span>, (TextSize, TextSize));

/// Runs of steps without an equal word, with the places after the words before them.
fn changes(pair: &Pair, steps: &[Step]) -> Vec<Change> {
    let word = |words: &[crate::insight::passages::words::Word], at: Option<usize>| {
        at.and_then(|at| words.get(at)).copied()
    };
    let mut out: Vec<Change> = Vec::new();
    let mut open = false;
    let mut places = (TextSize::ZERO, TextSize::ZERO);
    for step in steps {
        let (a, b) = (word(&pair.a.words, step.a), word(&pair.b.words, step.b));
        if let (Some(a), Some(b)) = (a, b)
            && a.form == b.form
        {
            open = false;
            places = (a.span.end(), b.span.end());
            continue;
        }
        let join = |old: Option<Span>, new: Option<Span>| match (old, new) {
            (Some(old), Some(new)) => Some(old.hull(new)),
            (old, new) => old.or(new),
        };
        let (a, b) = (a.map(|word| word.span), b.map(|word| word.span));
        match out.last_mut() {
            Some(last) if open => (last.0, last.1) = (join(last.0, a), join(last.1, b)),
            _ => out.push((a, b, places)),
        }
        open = true;
    }
    out
}
