//! The speaker of a quote whose own sentence names none.

use super::article::{Known, Paragraph, know};
use super::attribution::{Found, Seeker};
use super::clause::{Class, Clause};
use super::speaker::People;
use super::{Attribution, Confidence, Rule, SpeakerKind};
use crate::insight::lexicon::Role;

/// What is remembered of the quotes before.
#[derive(Default)]
pub(super) struct Memory {
    /// The last direct quote of this paragraph: its token, and who said it.
    pub last_token: Option<usize>,
    pub last: Option<Known>,
    /// Who spoke last in the paragraph before, if that paragraph ends with it.
    pub paragraph_before: Option<Known>,
    /// Whether the last quote goes on in the next paragraph.
    pub open: bool,
}

impl Memory {
    pub fn enter_paragraph(&mut self) {
        self.last_token = None;
        self.last = None;
        self.open = false;
    }

    pub fn note(&mut self, token: usize, known: Option<Known>) {
        self.last_token = Some(token);
        self.last = known;
    }

    /// A quote that goes on from the paragraph before has that one's speaker.
    pub fn note_continued(&mut self, token: usize) {
        self.last_token = Some(token);
        self.last = self.paragraph_before.take().map(|known| Known { sentence_end: token + 1, ..known });
    }

    /// Keeps the speaker for the next paragraph where this one ends with their words.
    pub fn leave_paragraph(&mut self, clause: &Clause<'_>) {
        let end = clause.tokens.len();
        let last_sentence = clause.sentence(end.saturating_sub(1));
        let ends_here = self.last.as_ref().is_some_and(|known| known.sentence_end >= end)
            || self.last_token.is_some_and(|token| token >= last_sentence.start);
        self.paragraph_before = self.last.clone().filter(|_| ends_here);
    }
}

/// Whether a stretch of tokens is nothing but quotes and signs.
fn only_quotes(clause: &Clause<'_>, mut range: std::ops::Range<usize>) -> bool {
    range.all(|at| matches!(clause.class(at), Class::Quote | Class::Sign(_)))
}

fn inherited(known: &Known, rule: Rule, confidence: Confidence, sentence_end: usize) -> Known {
    let confidence = known.attribution.confidence.min(confidence);
    Known { attribution: Attribution { rule, confidence, ..known.attribution.clone() }, sentence_end }
}

/// The speaker of the quote at token `at` by what stands before its sentence.
pub(super) fn inherit(
    seeker: &Seeker<'_>,
    before: Option<&Paragraph>,
    memory: &Memory,
    at: usize,
    people: &People,
) -> Option<Known> {
    let clause = &seeker.clause;
    let sentence = clause.sentence(at);
    if !only_quotes(clause, sentence.start..at) {
        return None;
    }
    let alone = only_quotes(clause, sentence.clone());
    if let (Some(token), Some(last)) = (memory.last_token, &memory.last) {
        let adjacent = clause.sentence(token).end >= sentence.start || last.sentence_end >= sentence.start;
        if adjacent && alone {
            return Some(inherited(last, Rule::SameParagraph, Confidence::High, sentence.end));
        }
        if adjacent {
            return Some(inherited(last, Rule::SameParagraph, Confidence::Medium, sentence.end));
        }
    }
    if sentence.start > 0 {
        return sentence_before(seeker, sentence.start, sentence.end, people);
    }
    let whole = only_quotes(clause, 0..clause.tokens.len());
    if !whole {
        return None;
    }
    if let Some(known) = &memory.paragraph_before {
        return Some(inherited(known, Rule::NextParagraph, Confidence::Medium, sentence.end));
    }
    let before = before?;
    let earlier = Seeker { text: seeker.text, clause: Clause { tokens: &before.tokens } };
    let end = before.tokens.len();
    let last = earlier.clause.sentence(end.checked_sub(1)?);
    let mut found = earlier.reports(&last);
    if earlier.clause.is_sign(end - 1, ':') {
        found = found.or_else(|| {
            let speaker = earlier.subject_of_sentence(last.start, end - 1)?;
            Some(Found {
                speaker,
                cue: None,
                rule: Rule::Colon,
                confidence: Confidence::Medium,
                sentence: last.clone(),
            })
        });
    }
    let Some(found) = found else {
        return sentence_before(&earlier, end, sentence.end, people);
    };
    let mut known = know(seeker.text, &earlier.clause, people, &found)?;
    if earlier.clause.is_sign(end - 1, ':') {
        known.attribution.rule = Rule::Colon;
        known.attribution.confidence = Confidence::Medium;
    }
    Some(Known { sentence_end: sentence.end, ..known })
}

/// The one whom the sentence before is about, when it reports or is about a person.
fn sentence_before(seeker: &Seeker<'_>, start: usize, end: usize, people: &People) -> Option<Known> {
    let clause = &seeker.clause;
    let earlier = clause.sentence(start - 1);
    if let Some(found) = seeker.reports(&earlier) {
        let mut known = know(seeker.text, clause, people, &found)?;
        known.attribution.confidence = Confidence::Medium;
        return Some(Known { sentence_end: end, ..known });
    }
    let speaker = seeker.subject_of_sentence(earlier.start, earlier.end)?;
    let speaker = seeker.with_name(speaker, earlier.end);
    let person = match clause.class(speaker.start) {
        Class::Role(Role::Pronoun) => matches!(clause.low(speaker.start), "he" | "she"),
        _ => matches!(super::speaker::kind(clause, &speaker), SpeakerKind::Person | SpeakerKind::Unnamed),
    };
    let found = Found {
        speaker,
        cue: None,
        rule: Rule::SentenceBefore,
        confidence: Confidence::Low,
        sentence: earlier,
    };
    person
        .then(|| know(seeker.text, clause, people, &found))
        .flatten()
        .map(|known| Known { sentence_end: end, ..known })
}
