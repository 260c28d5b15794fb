//! A passage and its inner differences.

use super::refine::Refined;
use super::words::{Pair, Word, is_double_mark};
use crate::text::Span;
use crate::text::normal::{is_invisible, normal_line};

/// How close the two printings of a passage are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PassageKind {
    /// All words are equal in their normal form.
    Verbatim,
    /// Four fifths of the words are.
    NearVerbatim,
    /// Fewer are.
    Reworded,
}

impl PassageKind {
    /// Its name in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::NearVerbatim => "near-verbatim",
            Self::Reworded => "reworded",
        }
    }
}

/// How the words of one column of an alignment relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Likeness {
    /// The same characters.
    Same,
    /// The same word; case, spelling, accents, hyphens or figures differ.
    Style,
    /// Another form of the word, or nearly the same letters.
    Near,
    /// Another word, or a word that the other side lacks.
    Different,
}

/// One word against one word, or against nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The word of the first article.
    pub a: Option<Span>,
    /// The word of the second article.
    pub b: Option<Span>,
    /// How they relate.
    pub likeness: Likeness,
}

/// A difference inside a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The words of the first article; `None` where it has none.
    pub a: Option<Span>,
    /// The words of the second article; `None` where it has none.
    pub b: Option<Span>,
    /// Spelling, case, punctuation or figures only.
    pub style: bool,
}

/// A stretch of text that two articles share, word for word or nearly.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// Where it stands in the first article.
    pub a: Span,
    /// Where it stands in the second article.
    pub b: Span,
    /// How close the two are.
    pub kind: PassageKind,
    /// Points of the alignment: 1.6 for a word that says something, 0.6 for any other, less 1.2 for
    /// each word without a partner. At least 6.
    pub score: f32,
    /// Share of the words that have an equal partner, from 0 to 1 (Dice).
    pub similarity: f32,
    /// Whether one of its sides belongs to a better passage already, as when an article prints a
    /// sentence twice. Shown as “same words also here”, never as a ribbon.
    pub echo: bool,
    /// The words of both sides, each in exactly one column, in order.
    pub columns: Vec<Column>,
    /// What differs, in order. Neighbouring words that differ in meaning are one change.
    pub changes: Vec<Change>,
}

impl Passage {
    pub(super) fn new(a_text: &str, b_text: &str, pair: &Pair, refined: &Refined) -> Option<Self> {
        let columns: Vec<Column> = refined
            .steps
            .iter()
            .map(|step| {
                let a = step.a.and_then(|at| pair.a.words.get(at));
                let b = step.b.and_then(|at| pair.b.words.get(at));
                Column {
                    a: a.map(|word| word.span),
                    b: b.map(|word| word.span),
                    likeness: likeness(a_text, b_text, pair, a, b),
                }
            })
            .collect();
        let hull = |side: fn(&Column) -> Option<Span>| columns.iter().filter_map(side).reduce(Span::hull);
        let (a, b) = (hull(|c| c.a)?, hull(|c| c.b)?);
        let equal = columns.iter().filter(|c| matches!(c.likeness, Likeness::Same | Likeness::Style)).count();
        let words = |side: fn(&Column) -> Option<Span>| columns.iter().filter_map(side).count();
        let similarity = 2.0 * equal as f32 / (words(|c| c.a) + words(|c| c.b)).max(1) as f32;
        let kind = if equal == columns.len() {
            PassageKind::Verbatim
        } else if similarity >= 0.8 {
            PassageKind::NearVerbatim
        } else {
            PassageKind::Reworded
        };
        let mut changes = changes(a_text, b_text, &columns);
        moved(a_text, b_text, &mut changes);
        let score = refined.points as f32 / 10.0;
        Some(Self { a, b, kind, score, similarity, echo: refined.echo, columns, changes })
    }

    /// The same passage with the sides exchanged.
    pub fn flipped(&self) -> Self {
        Self {
            a: self.b,
            b: self.a,
            columns: self.columns.iter().map(|c| Column { a: c.b, b: c.a, likeness: c.likeness }).collect(),
            changes: self.changes.iter().map(|c| Change { a: c.b, b: c.a, style: c.style }).collect(),
            ..*self
        }
    }
}

fn likeness(a_text: &str, b_text: &str, pair: &Pair, a: Option<&Word>, b: Option<&Word>) -> Likeness {
    let (Some(a), Some(b)) = (a, b) else { return Likeness::Different };
    if a.form == b.form {
        let same = a.span.slice(a_text) == b.span.slice(b_text);
        return if same { Likeness::Same } else { Likeness::Style };
    }
    if pair.points(a.form, b.form).is_some() { Likeness::Near } else { Likeness::Different }
}

/// Changes of words, joined where they touch, and of what stands between words that are equal.
fn changes(a_text: &str, b_text: &str, columns: &[Column]) -> Vec<Change> {
    let mut out: Vec<Change> = Vec::new();
    let mut before: Option<&Column> = None;
    for column in columns {
        if let Some(change) = before.and_then(|before| punctuation(a_text, b_text, before, column)) {
            out.push(change);
        }
        let meaning = matches!(column.likeness, Likeness::Near | Likeness::Different);
        let joins = meaning
            && before.is_some_and(|before| matches!(before.likeness, Likeness::Near | Likeness::Different));
        match out.last_mut() {
            Some(last) if joins => {
                last.a = hull(last.a, column.a);
                last.b = hull(last.b, column.b);
            }
            _ if column.likeness != Likeness::Same => {
                out.push(Change { a: column.a, b: column.b, style: !meaning });
            }
            _ => {}
        }
        before = Some(column);
    }
    out
}

/// `March 24` and `24 March`: a word that one side has a little earlier than the other is no
/// difference in meaning.
fn moved(a_text: &str, b_text: &str, changes: &mut [Change]) {
    const FAR: usize = 12;
    for at in 1..changes.len() {
        let Some([one, other]) = changes.get_mut(at - 1..=at) else { continue };
        let (word, same) = match (*one, *other) {
            (Change { a: Some(a), b: None, .. }, Change { a: None, b: Some(b), .. })
            | (Change { a: None, b: Some(b), .. }, Change { a: Some(a), b: None, .. }) => {
                (a.slice(a_text), b.slice(b_text))
            }
            _ => continue,
        };
        let gap = |x: Option<Span>, y: Option<Span>| {
            x.zip(y).map(|(x, y)| y.start().saturating_sub(x.end()).to_usize())
        };
        let near = gap(one.a.or(one.b), other.a.or(other.b)).is_some();
        let short = word.is_some_and(|word| word.len() <= FAR);
        if near && short && word.map(normal_line) == same.map(normal_line) {
            one.style = true;
            other.style = true;
        }
    }
}

fn hull(a: Option<Span>, b: Option<Span>) -> Option<Span> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.hull(b)),
        (a, b) => a.or(b),
    }
}

/// What stands between two columns that match, where that differs.
fn punctuation(a_text: &str, b_text: &str, before: &Column, after: &Column) -> Option<Change> {
    let matched = |column: &Column| matches!(column.likeness, Likeness::Same | Likeness::Style);
    if !matched(before) || !matched(after) {
        return None;
    }
    let a = marks_between(a_text, before.a?, after.a?);
    let b = marks_between(b_text, before.b?, after.b?);
    let text = |text: &str, span: Option<Span>| -> String {
        span.and_then(|span| span.slice(text)).unwrap_or_default().chars().filter_map(plain_mark).collect()
    };
    (text(a_text, a) != text(b_text, b)).then_some(Change { a, b, style: true })
}

/// The stretch between two words without blanks at its ends.
fn marks_between(text: &str, before: Span, after: Span) -> Option<Span> {
    let gap = Span::new(before.end(), after.start())?;
    let words = gap.slice(text)?;
    let lead = words.len() - words.trim_start().len();
    let start = gap.start().to_usize() + lead;
    Span::of(start, start + words.trim().len())
}

/// Marks that stand for each other are one; blanks and what takes no room are none.
fn plain_mark(c: char) -> Option<char> {
    if c.is_whitespace() || is_invisible(c) {
        return None;
    }
    Some(match c {
        c if is_double_mark(c) => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' => '\'',
        '–' | '—' | '‐' | '‑' => '-',
        other => other,
    })
}
