//! From the quotes of the articles to statements.

use std::collections::HashMap;

use super::printing::{judged, printings, unmarked};
use super::same::same_quotes;
use super::{Statement, StoryQuote, StoryQuotes, conflicts};
use crate::insight::passages::StoryPassage;
use crate::insight::passages::words::Pair;
use crate::insight::quotes::Reading;
use crate::insight::watch::report;
use crate::insight::{ArticleText, Cancelled, Watch};

/// The quotes of all articles, which of them are the same, and the statements. `passages` are those
/// of the same articles: they show where a statement is printed without marks.
pub fn story_quotes(
    articles: &[ArticleText<'_>],
    passages: &[StoryPassage],
    watch: &mut Watch<'_>,
) -> Result<StoryQuotes, Cancelled> {
    let all = articles.len() + articles.len() * articles.len().saturating_sub(1) / 2;
    let mut done = 0;
    let mut out = StoryQuotes::default();
    let mut utterances = 0;
    let mut readings = Vec::with_capacity(articles.len());
    for (article, text) in articles.iter().enumerate() {
        report(watch, done, all)?;
        done += 1;
        let base = out.quotes.len();
        let reading = Reading::new(text.text);
        let found = reading.quotes();
        readings.push(reading);
        let next = utterances + found.last().map_or(0, |quote| quote.utterance + 1);
        out.quotes.extend(found.into_iter().map(|mut quote| {
            quote.parent = quote.parent.map(|parent| parent + base);
            quote.utterance += utterances;
            StoryQuote { article, quote, statement: 0 }
        }));
        utterances = next;
    }
    let of_article: Vec<Vec<usize>> = (0..articles.len())
        .map(|article| {
            (0..out.quotes.len())
                .filter(|i| out.quotes.get(*i).is_some_and(|q| q.article == article))
                .collect()
        })
        .collect();
    for (a, first) in articles.iter().enumerate() {
        for (b, second) in articles.iter().enumerate().skip(a + 1) {
            report(watch, done, all)?;
            done += 1;
            let (Some(in_a), Some(in_b)) = (of_article.get(a), of_article.get(b)) else { continue };
            if in_a.is_empty() || in_b.is_empty() {
                continue;
            }
            let pair = Pair::new(first.text, second.text);
            let found = same_quotes(&pair, &out.quotes, (first.text, second.text), in_a, in_b);
            out.same.extend(found);
        }
    }
    out.same.sort_unstable();
    number_statements(&mut out, utterances);
    fill_statements(articles, &readings, passages, &mut out);
    report(watch, 1, 1)?;
    Ok(out)
}

/// Utterances that share the same words are one statement.
fn number_statements(story: &mut StoryQuotes, utterances: usize) {
    let mut up: Vec<usize> = (0..utterances).collect();
    let root = |up: &[usize], mut at: usize| {
        while let Some(next) = up.get(at).copied().filter(|next| *next != at) {
            at = next;
        }
        at
    };
    for (a, b) in &story.same {
        let utterance = |i: &usize| story.quotes.get(*i).map(|quote| quote.quote.utterance);
        if let (Some(a), Some(b)) = (utterance(a), utterance(b)) {
            let (a, b) = (root(&up, a), root(&up, b));
            if let Some(slot) = up.get_mut(a.max(b)) {
                *slot = a.min(b);
            }
        }
    }
    let mut numbers: HashMap<usize, usize> = HashMap::new();
    for quote in &mut story.quotes {
        let next = numbers.len();
        quote.statement = *numbers.entry(root(&up, quote.quote.utterance)).or_insert(next);
    }
    story.statements = vec![Statement::default(); numbers.len()];
}

fn fill_statements(
    articles: &[ArticleText<'_>],
    readings: &[Reading<'_>],
    passages: &[StoryPassage],
    story: &mut StoryQuotes,
) {
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); story.statements.len()];
    for (number, quote) in story.quotes.iter().enumerate().filter(|(_, quote)| quote.quote.parent.is_none()) {
        if let Some(list) = members.get_mut(quote.statement) {
            list.push(number);
        }
    }
    let filled: Vec<Statement> = members
        .iter()
        .map(|members| {
            let mut found = printings(articles, &story.quotes, members);
            found.extend(unmarked(articles, readings, &story.quotes, members, passages));
            found.sort_by_key(|printing| (printing.article, printing.pieces.first().copied()));
            let mut statement = judged(articles, found);
            statement.conflicts = conflicts::conflicts(articles, &statement);
            statement
        })
        .collect();
    story.statements = filled;
}
