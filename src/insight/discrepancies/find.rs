//! Discrepancies of a story, from its passages and its statements.

use super::classify::{Finding, classify};
use super::{Discrepancy, DiscrepancyKind, Side, Source};
use crate::insight::ArticleText;
use crate::insight::lexicon::is_hedge;
use crate::insight::passages::words::is_double_mark;
use crate::insight::passages::{Likeness, Passage, StoryPassage};
use crate::insight::statements::StoryQuotes;
use crate::text::normal::normal_words;
use crate::text::{Span, TextSize, sentence_at};

/// Passages with less in common are told apart only by what stands out.
const LOOSE: f32 = 0.6;
/// Words outside a passage up to the end of its sentence that are looked at.
const MARGIN: usize = 14;

/// All discrepancies by pair of articles, then by place in the first. Each is told once.
pub fn discrepancies(
    articles: &[ArticleText<'_>],
    passages: &[StoryPassage],
    quotes: &StoryQuotes,
) -> Vec<Discrepancy> {
    let mut out: Vec<Discrepancy> = Vec::new();
    for found in passages.iter().filter(|found| !found.passage.echo) {
        let (Some(a), Some(b)) = (articles.get(found.a), articles.get(found.b)) else { continue };
        let pair = Texts { a: (found.a, a.text), b: (found.b, b.text) };
        pair.inside(&found.passage, quotes, &mut out);
        if !quotes.is_quoted(found.a, found.passage.a) && !quotes.is_quoted(found.b, found.passage.b) {
            pair.around(&found.passage, quotes, &mut out);
        }
    }
    for conflict in quotes.statements.iter().flat_map(|statement| &statement.conflicts) {
        let known = out.iter().any(|other| same(other, conflict));
        if !known {
            out.push(*conflict);
        }
    }
    out.sort_by_key(|d| (d.a.article, d.b.article, d.a.at, d.b.at, d.kind));
    out
}

fn same(one: &Discrepancy, other: &Discrepancy) -> bool {
    let meets = |a: &Side, b: &Side| match (a.words, b.words) {
        (Some(a), Some(b)) => a.overlaps(b),
        _ => a.at == b.at,
    };
    one.kind == other.kind
        && (one.a.article, one.b.article) == (other.a.article, other.b.article)
        && meets(&one.a, &other.a)
        && meets(&one.b, &other.b)
}

/// Two articles with their indexes.
pub(crate) struct Texts<'a> {
    pub a: (usize, &'a str),
    pub b: (usize, &'a str),
}

impl Texts<'_> {
    /// The differences inside a passage.
    fn inside(&self, passage: &Passage, quotes: &StoryQuotes, out: &mut Vec<Discrepancy>) {
        let loose = passage.similarity < LOOSE;
        for change in passage.changes.iter().filter(|change| !change.style) {
            let places = self.places(passage, change.a, change.b);
            for finding in classify(self.a.1, self.b.1, change.a, change.b, loose) {
                let told = finding.kind == DiscrepancyKind::Attribution
                    && (quotes.tells_who(self.a.0, change.a, self.b.0)
                        || quotes.tells_who(self.b.0, change.b, self.a.0));
                if told {
                    continue;
                }
                out.extend(self.discrepancy(&finding, places, Source::Passage));
            }
        }
    }

    /// Where both sides of a change are, also the one that has no words: after the word before.
    fn places(&self, passage: &Passage, a: Option<Span>, b: Option<Span>) -> (TextSize, TextSize) {
        let mut before = (passage.a.start(), passage.b.start());
        for column in &passage.columns {
            let reached = match (a, b) {
                (Some(a), _) => column.a.is_some_and(|word| word.start() >= a.start()),
                (_, Some(b)) => column.b.is_some_and(|word| word.start() >= b.start()),
                _ => false,
            };
            if reached {
                break;
            }
            if column.likeness != Likeness::Different {
                before = (
                    column.a.map_or(before.0, |word| word.end()),
                    column.b.map_or(before.1, |word| word.end()),
                );
            }
        }
        (a.map_or(before.0, |words| words.start()), b.map_or(before.1, |words| words.start()))
    }

    /// Who said it, or how surely, where one article says so just outside the passage and the
    /// other's sentence ends with it.
    fn around(&self, passage: &Passage, quotes: &StoryQuotes, out: &mut Vec<Discrepancy>) {
        let rest = |text: &str, span: Span, after: bool| -> Option<Option<Span>> {
            let at = if after { span.end() } else { span.start() };
            let inside = if after {
                TextSize::from_usize(text.floor_char_boundary(at.to_usize().saturating_sub(1)))
            } else {
                at
            };
            let sentence = sentence_at(text, inside)?;
            let rest = if after { Span::new(at, sentence.end()) } else { Span::new(sentence.start(), at) };
            let Some(rest) = rest else { return Some(None) };
            let words = normal_words(rest.slice(text)?);
            let (first, last) = (words.first(), words.last());
            let trimmed =
                first.zip(last).map(|(first, last)| first.span.hull(last.span).shifted(rest.start()));
            (words.len() <= MARGIN).then_some(trimmed)
        };
        for after in [false, true] {
            let (Some(a), Some(b)) = (rest(self.a.1, passage.a, after), rest(self.b.1, passage.b, after))
            else {
                continue;
            };
            let (Some(words), text) = (match (a, b) {
                (Some(a), None) => (Some(a), self.a.1),
                (None, Some(b)) => (Some(b), self.b.1),
                _ => (None, ""),
            }) else {
                continue;
            };
            let told = quotes.tells_who(self.a.0, a, self.b.0) || quotes.tells_who(self.b.0, b, self.a.0);
            if told || words.slice(text).is_none_or(|words| words.contains(is_double_mark)) {
                continue;
            }
            let kind = classify(text, text, Some(words), None, false).first().map(|finding| finding.kind);
            let hedges =
                normal_words(words.slice(text).unwrap_or_default()).iter().any(|word| is_hedge(&word.form));
            let kind = match kind {
                Some(DiscrepancyKind::Attribution) => DiscrepancyKind::Attribution,
                Some(DiscrepancyKind::Hedge) if hedges && !after => DiscrepancyKind::Hedge,
                _ => continue,
            };
            let edge = |span: Span| if after { span.end() } else { span.start() };
            let places = (
                a.map_or(edge(passage.a), |words| words.start()),
                b.map_or(edge(passage.b), |words| words.start()),
            );
            out.extend(self.discrepancy(&Finding { kind, a, b }, places, Source::Passage));
        }
    }

    /// A finding with its places and sentences.
    pub fn discrepancy(
        &self,
        finding: &Finding,
        places: (TextSize, TextSize),
        source: Source,
    ) -> Option<Discrepancy> {
        let side = |(article, text): (usize, &str), words: Option<Span>, at: TextSize| -> Option<Side> {
            let at = words.map_or(at, |words| words.start());
            let context = sentence_at(text, at).or_else(|| Span::whole(text))?;
            Some(Side { article, words, at, context: words.map_or(context, |words| context.hull(words)) })
        };
        Some(Discrepancy {
            kind: finding.kind,
            a: side(self.a, finding.a, places.0)?,
            b: side(self.b, finding.b, places.1)?,
            source,
        })
    }
}
