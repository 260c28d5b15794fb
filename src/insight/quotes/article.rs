//! The quotes of one article.

use super::attribution::{Found, Seeker};
use super::clause::Clause;
use super::inherit::{Memory, inherit};
use super::kind::kind_of;
use super::marks::{End, Marked, Style, quotes_of as marked_quotes};
use super::speaker::People;
use super::{Attribution, Confidence, Quote, QuoteKind, Rule, place, speaker};
use crate::insight::blocks;
use crate::insight::token::{Token, TokenKind, tokens};
use crate::text::Span;

/// A paragraph with its quotes.
pub(super) struct Paragraph {
    pub tokens: Vec<Token>,
    /// The quotes, outer ones and those inside them.
    pub marked: Vec<Marked>,
}

/// An attribution with what inheriting it needs.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub attribution: Attribution,
    /// Where the sentence that says so ends, in tokens of its paragraph.
    pub sentence_end: usize,
}

/// An article taken apart, from which its quotes are read.
pub(crate) struct Reading<'a> {
    text: &'a str,
    paragraphs: Vec<Paragraph>,
    people: People,
}

/// All quotes of an article in order of their start, outer before inner.
pub fn quotes_of(text: &str) -> Vec<Quote> {
    Reading::new(text).quotes()
}

impl<'a> Reading<'a> {
    /// Takes an article apart.
    pub fn new(text: &'a str) -> Self {
        let paragraphs = paragraphs(text);
        let people = People::new(text, &paragraphs);
        Self { text, paragraphs, people }
    }

    /// All quotes in order of their start, outer before inner.
    pub fn quotes(&self) -> Vec<Quote> {
        let mut out: Vec<Quote> = Vec::new();
        let mut memory = Memory::default();
        for (number, paragraph) in self.paragraphs.iter().enumerate() {
            let before = number.checked_sub(1).and_then(|before| self.paragraphs.get(before));
            push_quotes(self.text, paragraph, before, &self.people, &mut memory, &mut out);
        }
        spread(&mut out);
        out
    }

    /// Who says the words at `span`, which stand in no quote marks, by the verb of speech of their
    /// sentence.
    pub fn attribution_at(&self, span: Span) -> Option<Attribution> {
        let starts = |p: &Paragraph| p.tokens.first().is_some_and(|token| token.span.start() <= span.start());
        let paragraph = self.paragraphs.get(self.paragraphs.partition_point(starts).checked_sub(1)?)?;
        let clause = Clause { tokens: &paragraph.tokens };
        let at = paragraph.tokens.iter().position(|token| token.span.end() > span.start())?;
        let found = Seeker { text: self.text, clause }.reports(&clause.sentence(at))?;
        know(self.text, &clause, &self.people, &found)
            .map(|known| Attribution { rule: Rule::HeadClause, ..known.attribution })
    }
}

fn paragraphs(text: &str) -> Vec<Paragraph> {
    let blocks = blocks(text);
    let style = Style::of(text);
    let mut open = false;
    let mut out = Vec::with_capacity(blocks.len());
    for (number, block) in blocks.iter().enumerate() {
        let marked = marked_quotes(text, *block, blocks.get(number + 1).copied(), open, style);
        open = marked.iter().any(|quote| quote.end == End::GoesOn);
        let mut end = block.start();
        let mut outer = Vec::new();
        for (number, quote) in marked.iter().enumerate() {
            if quote.outer.start() >= end {
                outer.push((number, quote.outer));
                end = quote.outer.end();
            }
        }
        out.push(Paragraph { tokens: tokens(text, *block, &outer), marked });
    }
    out
}

fn push_quotes(
    text: &str,
    paragraph: &Paragraph,
    before: Option<&Paragraph>,
    people: &People,
    memory: &mut Memory,
    out: &mut Vec<Quote>,
) {
    let clause = Clause { tokens: &paragraph.tokens };
    let seeker = Seeker { text, clause };
    let base = out.len();
    let goes_on = out.last().is_some_and(|_| memory.open);
    memory.enter_paragraph();
    let mut tops: Vec<Option<usize>> = vec![None; paragraph.marked.len()];
    for (at, token) in paragraph.tokens.iter().enumerate() {
        if let TokenKind::Quote(number) = token.kind
            && let Some(slot) = tops.get_mut(number)
        {
            *slot = Some(at);
        }
    }
    let mut parent = None;
    for (number, (marked, top)) in paragraph.marked.iter().zip(&tops).enumerate() {
        let broken = marked.headless && !goes_on || marked.end == End::Unclosed;
        let Some(at) = *top else {
            let utterance = out.last().map_or(0, |quote| quote.utterance);
            let kind = kind_of(text, &clause, None, marked.inner, None);
            out.push(Quote {
                span: marked.inner,
                outer: marked.outer,
                kind,
                attribution: None,
                parent,
                broken,
                utterance,
            });
            continue;
        };
        parent = Some(base + number);
        let continues = goes_on && number == 0 && at == 0;
        let found = seeker.find(at);
        let mut known = found.and_then(|found| know(text, &clause, people, &found));
        let first_known = known.is_some();
        if known.is_none() && !continues {
            known = inherit(&seeker, before, memory, at, people);
        }
        if broken && let Some(known) = &mut known {
            known.attribution.confidence = Confidence::Low;
        }
        let kind =
            kind_of(text, &clause, Some(at), marked.inner, known.as_ref().map(|known| &known.attribution));
        let known = known.filter(|_| kind == QuoteKind::Direct);
        let joins = continues || joins_before(&clause, memory, at, known.as_ref(), first_known);
        let utterance = match out.last().map(|last| last.utterance) {
            Some(last) if joins => last,
            last => last.map_or(0, |last| last + 1),
        };
        if kind == QuoteKind::Direct && !continues {
            memory.note(at, known.clone());
        } else if continues {
            memory.note_continued(at);
        }
        memory.open = marked.end == End::GoesOn;
        let attribution = known.map(|known| known.attribution);
        out.push(Quote {
            span: marked.inner,
            outer: marked.outer,
            kind,
            attribution,
            parent: None,
            broken,
            utterance,
        });
    }
    memory.leave_paragraph(&clause);
}

/// Turns tokens into spans and looks up who is meant.
pub(super) fn know(text: &str, clause: &Clause<'_>, people: &People, found: &Found) -> Option<Known> {
    let span = |range: &std::ops::Range<usize>| -> Option<Span> {
        let first = clause.token(range.start)?.span;
        let last = clause.token(range.end.checked_sub(1)?)?.span;
        Some(first.hull(last))
    };
    let speaker = span(&found.speaker)?;
    let speaker_kind = speaker::kind(clause, &found.speaker);
    let place = found.cue.as_ref().and_then(|cue| place::place(clause, cue, &found.speaker));
    let attribution = Attribution {
        speaker,
        speaker_kind,
        name: people.meant(text, speaker, speaker_kind),
        cue: found.cue.as_ref().and_then(span),
        place: place.and_then(|range| span(&range)),
        rule: found.rule,
        confidence: found.confidence,
    };
    Some(Known { attribution, sentence_end: found.sentence.end })
}

/// Whether a quote is another part of the utterance before it in its paragraph.
fn joins_before(clause: &Clause<'_>, memory: &Memory, at: usize, known: Option<&Known>, own: bool) -> bool {
    let Some(before) = memory.last_token else { return false };
    let Some(known) = known else { return false };
    if !own {
        return known.attribution.rule == Rule::SameParagraph;
    }
    let same_speaker =
        memory.last.as_ref().is_some_and(|last| last.attribution.speaker == known.attribution.speaker);
    let same_sentence = clause.sentence(before) == clause.sentence(at);
    let opens = clause.sentence(before).start == before;
    same_speaker && same_sentence && opens
}

/// Gives all parts of an utterance the speaker that one of them names.
fn spread(quotes: &mut [Quote]) {
    let borrowed = |quote: &Quote| {
        quote
            .attribution
            .as_ref()
            .is_none_or(|known| matches!(known.rule, Rule::SentenceBefore | Rule::NextParagraph))
    };
    let mut from = 0;
    while from < quotes.len() {
        let utterance = quotes.get(from).map(|quote| quote.utterance);
        let to = (from..quotes.len())
            .find(|at| quotes.get(*at).map(|quote| quote.utterance) != utterance)
            .unwrap_or(quotes.len());
        let parts = quotes.get_mut(from..to).unwrap_or_default();
        let own = parts
            .iter()
            .find(|quote| !borrowed(quote))
            .or_else(|| parts.iter().find(|q| q.attribution.is_some()));
        if let Some(known) = own.and_then(|quote| quote.attribution.clone()) {
            for quote in parts.iter_mut().filter(|quote| quote.parent.is_none() && borrowed(quote)) {
                if quote.attribution.as_ref() != Some(&known) {
                    quote.kind = QuoteKind::Direct;
                    quote.attribution = Some(Attribution { rule: Rule::GoesOn, ..known.clone() });
                }
            }
        }
        from = to;
    }
}
