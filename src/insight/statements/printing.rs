//! How each article prints a statement.

use std::collections::BTreeMap;

use super::{Printing, Statement, StoryQuote};
use crate::insight::ArticleText;
use crate::insight::passages::local::{Region, hits};
use crate::insight::passages::words::Pair;
use crate::insight::passages::{Likeness, StoryPassage, carry};
use crate::insight::quotes::{QuoteKind, Reading};
use crate::text::{Span, word_count};

/// Words of a quote that another article must print without marks to count as a printing.
const LEAST: usize = 5;

/// The printings in marks, from the quotes of one statement: one for each utterance.
pub(super) fn printings(
    articles: &[ArticleText<'_>],
    quotes: &[StoryQuote],
    members: &[usize],
) -> Vec<Printing> {
    let mut parts: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for number in members {
        if let Some(quote) = quotes.get(*number) {
            parts.entry((quote.article, quote.quote.utterance)).or_default().push(*number);
        }
    }
    parts
        .into_iter()
        .map(|((article, _), numbers)| {
            let own: Vec<&StoryQuote> = numbers.iter().filter_map(|number| quotes.get(*number)).collect();
            let pieces: Vec<Span> = own.iter().map(|quote| quote.quote.span).collect();
            let text = articles.get(article).map_or("", |article| article.text);
            Printing {
                article,
                split: is_split(text, &own),
                pieces,
                trimmed: false,
                reworded: false,
                attribution: own.iter().find_map(|quote| quote.quote.attribution.clone()),
                quotes: numbers,
            }
        })
        .collect()
}

/// Whether words that are not quoted stand between the pieces.
fn is_split(text: &str, pieces: &[&StoryQuote]) -> bool {
    pieces.iter().zip(pieces.iter().skip(1)).any(|(one, next)| {
        let between = text.get(one.quote.outer.end().to_usize()..next.quote.outer.start().to_usize());
        between.is_some_and(|words| words.chars().any(char::is_alphanumeric))
    })
}

/// Printings without marks: words of another article that a passage sets against the quote.
pub(super) fn unmarked(
    articles: &[ArticleText<'_>],
    readings: &[Reading<'_>],
    quotes: &[StoryQuote],
    members: &[usize],
    passages: &[StoryPassage],
) -> Vec<Printing> {
    let mut out: Vec<Printing> = Vec::new();
    for quote in members.iter().filter_map(|number| quotes.get(*number)) {
        if quote.quote.kind != QuoteKind::Direct {
            continue;
        }
        for found in passages.iter().filter(|found| found.a == quote.article || found.b == quote.article) {
            let turned;
            let (passage, other) = if found.a == quote.article {
                (&found.passage, found.b)
            } else {
                turned = found.passage.flipped();
                (&turned, found.a)
            };
            if !passage.a.overlaps(quote.quote.span) {
                continue;
            }
            let Some(carried) = carry(passage, quote.quote.span) else { continue };
            let shared = passage
                .columns
                .iter()
                .filter(|c| {
                    c.likeness != Likeness::Different
                        && c.a.is_some_and(|word| quote.quote.span.overlaps(word))
                })
                .count();
            let own = articles.get(quote.article).map_or("", |article| article.text);
            let words = quote.quote.span.slice(own).map_or(0, word_count);
            let enough = shared >= LEAST && shared * 5 >= words * 3;
            let quoted = quotes.iter().any(|q| q.article == other && q.quote.outer.overlaps(carried.span));
            let known = out
                .iter()
                .any(|p| p.article == other && p.pieces.iter().any(|piece| piece.overlaps(carried.span)));
            if enough && !quoted && !known {
                out.push(Printing {
                    article: other,
                    pieces: vec![carried.span],
                    quotes: Vec::new(),
                    trimmed: false,
                    split: false,
                    reworded: false,
                    attribution: readings.get(other).and_then(|reading| reading.attribution_at(carried.span)),
                });
            }
        }
    }
    out
}

/// Holds every printing against the longest.
pub(super) fn judged(articles: &[ArticleText<'_>], mut printings: Vec<Printing>) -> Statement {
    let words = |printing: &Printing| -> String {
        let text = articles.get(printing.article).map_or("", |article| article.text);
        let pieces: Vec<&str> = printing.pieces.iter().filter_map(|piece| piece.slice(text)).collect();
        pieces.join(" ")
    };
    let all: Vec<String> = printings.iter().map(words).collect();
    let longest = (0..all.len())
        .max_by_key(|i| (all.get(*i).map_or(0, |w| word_count(w)), std::cmp::Reverse(*i)))
        .unwrap_or(0);
    if let Some(whole) = all.get(longest) {
        for (at, printing) in printings.iter_mut().enumerate() {
            if let Some(own) = all.get(at).filter(|_| at != longest) {
                (printing.trimmed, printing.reworded) = against(whole, own);
            }
        }
    }
    Statement { printings, longest, conflicts: Vec::new() }
}

/// Whether words of `whole` are missing from `own`, and whether `own` has other words.
fn against(whole: &str, own: &str) -> (bool, bool) {
    let pair = Pair::new(whole, own);
    let (all, mine) = (pair.a.words.len(), pair.b.words.len());
    let region = Region::whole(0..all, 0..mine);
    let mut covered = 0;
    let mut equal = 0;
    for hit in hits(&pair, &region, 20, 8) {
        for step in &hit.steps {
            let forms = step
                .a
                .zip(step.b)
                .and_then(|(a, b)| Some((pair.a.words.get(a)?.form, pair.b.words.get(b)?.form)));
            covered += usize::from(forms.is_some_and(|(a, b)| pair.points(a, b).is_some()));
            equal += usize::from(forms.is_some_and(|(a, b)| a == b));
        }
    }
    (covered < all, equal < mine)
}
