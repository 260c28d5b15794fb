//! From the runs of all articles to mentions.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::runs::{Run, Usage, is_headline, runs};
use super::{Mention, NameKind, NameRule, Names, cluster, dates, kind};
use crate::insight::lexicon::{is_demonym, is_place};
use crate::insight::token::{Token, TokenKind, tokens};
use crate::insight::watch::report;
use crate::insight::{ArticleText, Cancelled, Watch, blocks};
use crate::text::Span;
use crate::text::normal::normal_line;

/// A mention with its words.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub article: usize,
    pub span: Span,
    pub kind: Option<NameKind>,
    pub rule: NameRule,
    /// In lower case, without stops.
    pub words: Vec<Box<str>>,
    /// Whether it is printed in capitals throughout, and short.
    pub acronym: bool,
    /// The letters in brackets right after it: `Department of Homeland Security (DHS)`.
    pub short: Option<Box<str>>,
}

type Paragraphs = Vec<Vec<Token>>;

/// The names of some articles, taken together: a surname in one meets the full name in another.
pub fn names(articles: &[ArticleText<'_>], watch: &mut Watch<'_>) -> Result<Names, Cancelled> {
    let mut usage = Usage::default();
    let mut texts: Vec<Paragraphs> = Vec::with_capacity(articles.len());
    for (done, article) in articles.iter().enumerate() {
        report(watch, done, articles.len() * 2)?;
        let paragraphs: Paragraphs =
            blocks(article.text).iter().map(|b| tokens(article.text, *b, &[])).collect();
        for paragraph in &paragraphs {
            usage.add(paragraph);
        }
        texts.push(paragraphs);
    }
    let mut drafts = Vec::new();
    for (number, paragraphs) in texts.iter().enumerate() {
        report(watch, articles.len() + number, articles.len() * 2)?;
        for paragraph in paragraphs {
            drafts.extend(drafts_of(number, paragraph, &usage));
        }
    }
    let drafts = widen(&texts, drafts);
    let names = cluster::cluster(articles, drafts);
    report(watch, 1, 1)?;
    Ok(names)
}

/// The persons named in one article, in order, with the numbers of their clusters.
pub(crate) fn people(text: &str) -> Vec<Mention> {
    let article = ArticleText { id: "", text };
    let found = names(&[article], &mut crate::insight::unwatched()).unwrap_or_default();
    found.mentions.into_iter().filter(|mention| mention.kind == Some(NameKind::Person)).collect()
}

fn drafts_of(article: usize, tokens: &[Token], usage: &Usage) -> Vec<Draft> {
    let dates = dates::dates(tokens);
    let mut out: Vec<Draft> = dates
        .iter()
        .filter_map(|words| draft(article, tokens, words.clone(), Some(NameKind::Date), NameRule::Date))
        .collect();
    for run in runs(tokens, usage) {
        if dates.iter().any(|date| date.start < run.words.end && run.words.start < date.end) {
            continue;
        }
        let (kind, rule) = kind::kind_of(tokens, &run);
        if let Some(mut draft) = draft(article, tokens, run.words.clone(), kind, rule) {
            draft.short = bracketed(tokens, &run);
            out.push(draft);
        }
    }
    out.sort_by_key(|draft| draft.span);
    out
}

fn draft(
    article: usize,
    tokens: &[Token],
    words: Range<usize>,
    kind: Option<NameKind>,
    rule: NameRule,
) -> Option<Draft> {
    let inside = tokens.get(words)?;
    if let [one] = inside
        && let Some(first) = place_before_hyphen(one)
    {
        let start = one.span.start().to_usize();
        let span = Span::of(start, start + first.len())?;
        let place = is_place(first).then_some(NameKind::Place);
        let rule = if place.is_some() { NameRule::Listed } else { rule };
        let words = vec![first.into()];
        return Some(Draft { article, span, kind: place.or(kind), rule, words, acronym: false, short: None });
    }
    let span = inside.first()?.span.hull(inside.last()?.span);
    let acronym = matches!(inside, [one] if one.upper >= 2 && usize::from(one.upper) == one.low.chars().filter(|c| c.is_alphabetic()).count());
    let words = inside.iter().map(|token| plain(&token.low)).collect();
    Some(Draft { article, span, kind, rule, words, acronym, short: None })
}

/// `Russian` in `Russian-backed`.
fn place_before_hyphen(token: &Token) -> Option<&str> {
    let (first, _) = token.low.split_once('-').filter(|_| token.upper == 1)?;
    (first.is_ascii() && (is_demonym(first) || is_place(first))).then_some(first)
}

/// A word as names are compared: without stops and accents.
fn plain(low: &str) -> Box<str> {
    let undotted = low.replace('.', "");
    if undotted.is_ascii() { undotted.into() } else { normal_line(&undotted).into() }
}

/// The short form in brackets after a run.
fn bracketed(tokens: &[Token], run: &Run) -> Option<Box<str>> {
    let at = run.words.end;
    let open = tokens.get(at)?.is_sign('(');
    let short = tokens.get(at + 1)?;
    let close = tokens.get(at + 2)?.is_sign(')');
    (open && close && short.kind == TokenKind::Word && short.upper >= 2)
        .then(|| short.low.replace('.', "").into())
}

/// Finds longer names again where they are printed with other capitals, and lets the longer
/// mention stand for the shorter ones inside it.
fn widen(texts: &[Paragraphs], drafts: Vec<Draft>) -> Vec<Draft> {
    let mut known: HashMap<Box<str>, Vec<Vec<Box<str>>>> = HashMap::new();
    let mut seen: HashSet<Vec<Box<str>>> = HashSet::new();
    for draft in drafts.iter().filter(|draft| draft.words.len() >= 3 && draft.kind != Some(NameKind::Date)) {
        if let (true, Some(first)) = (seen.insert(draft.words.clone()), draft.words.first()) {
            known.entry(first.clone()).or_default().push(draft.words.clone());
        }
    }
    for list in known.values_mut() {
        list.sort_by_key(|words| (std::cmp::Reverse(words.len()), words.clone()));
    }
    let mut extra: Vec<Draft> = Vec::new();
    for (article, paragraphs) in texts.iter().enumerate() {
        for paragraph in paragraphs.iter().filter(|paragraph| !is_headline(paragraph)) {
            for at in 0..paragraph.len() {
                let low = |i: usize| paragraph.get(i).map(|t| plain(&t.low));
                let Some(lists) = low(at).and_then(|first| known.get(&first)) else { continue };
                let fits = |words: &&Vec<Box<str>>| {
                    words.iter().enumerate().all(|(i, word)| low(at + i).as_ref() == Some(word))
                        && (at..at + words.len()).any(|i| paragraph.get(i).is_some_and(|t| t.capital))
                };
                if let Some(words) = lists.iter().find(fits) {
                    extra.extend(draft(article, paragraph, at..at + words.len(), None, NameRule::OtherCase));
                }
            }
        }
    }
    let same = |a: &Draft, b: &Draft| a.article == b.article && a.span == b.span;
    extra.retain(|new| !drafts.iter().any(|old| same(old, new)));
    let mut out: Vec<Draft> = drafts
        .into_iter()
        .filter(|old| !extra.iter().any(|new| new.article == old.article && new.span.covers(old.span)))
        .collect();
    extra.retain(|new| !out.iter().any(|old| old.article == new.article && old.span.overlaps(new.span)));
    out.extend(extra);
    out.sort_by_key(|draft| (draft.article, draft.span));
    out
}
