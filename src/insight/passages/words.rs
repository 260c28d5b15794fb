//! The words of two articles, numbered together so that equal words have equal numbers.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::insight::blocks;
use crate::insight::lexicon::{is_function, is_stock};
use crate::text::normal::{NormalWord, normal_words};
use crate::text::{Span, sentences};

/// The number of a word's form. Meaningful within one [`Pair`].
pub(crate) type Form = u32;

/// A word of one article of a pair.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub span: Span,
    pub form: Form,
    /// Whether a sentence starts with it, or a quote mark stands before it.
    pub opens: bool,
    /// Whether it is printed as a name is: with a capital that its place does not ask for, or that
    /// it keeps everywhere.
    pub name: bool,
}

/// The words of one article.
#[derive(Debug, Default)]
pub(crate) struct Words {
    pub words: Vec<Word>,
    /// The words of each paragraph; none is empty.
    pub blocks: Vec<Range<usize>>,
}

impl Words {
    /// Which paragraph a word stands in.
    pub fn block_of(&self, at: usize) -> Option<usize> {
        let block = self.blocks.partition_point(|block| block.end <= at);
        self.blocks.get(block).filter(|range| range.contains(&at)).map(|_| block)
    }
}

/// What a form weighs in an alignment, in tenths.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weight {
    pub points: i32,
    /// Whether it says something: neither a function word nor a single ideograph.
    pub content: bool,
    /// Whether it belongs to a stock phrase of reporting.
    pub stock: bool,
    /// Whether a phrase can start or end with it.
    pub leans: Lean,
}

/// What a word needs beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lean {
    /// It can stand at either end of a phrase.
    None,
    /// Something must follow: articles, prepositions.
    Next,
    /// Something must stand on both sides: conjunctions.
    Both,
}

/// Two articles ready to be aligned.
#[derive(Debug, Default)]
pub(crate) struct Pair {
    pub a: Words,
    pub b: Words,
    pub weights: Vec<Weight>,
    /// Forms that are nearly equal to each form, by number; most have none.
    pub near: Vec<Vec<Form>>,
    /// The same for all forms that are nearly equal, directly or through others.
    pub family: Vec<Form>,
}

const CONTENT: i32 = 16;
const FUNCTION: i32 = 6;
const IDEOGRAPH: i32 = 5;

impl Pair {
    pub fn new(a: &str, b: &str) -> Self {
        let normal_a = normal_words(a);
        let normal_b = normal_words(b);
        let known: HashSet<&str> = plain_forms(&normal_a).chain(plain_forms(&normal_b)).collect();
        let mut vocabulary = Vocabulary::default();
        let low: HashSet<&str> = lower_forms(a, &normal_a).chain(lower_forms(b, &normal_b)).collect();
        let (words_a, words_b) = (join(a, &normal_a, &known), join(b, &normal_b, &known));
        let a = vocabulary.words(a, &words_a, &low);
        let b = vocabulary.words(b, &words_b, &low);
        let weights = vocabulary.forms.iter().map(|form| weight(form)).collect();
        let near = super::near::near_forms(&vocabulary.forms);
        let family = families(&near);
        Self { a, b, weights, near, family }
    }

    /// What aligning two words is worth, in tenths; `None` where they differ.
    pub fn points(&self, a: Form, b: Form) -> Option<i32> {
        let weight = |form: Form| self.weights.get(form as usize).map_or(0, |weight| weight.points);
        if a == b {
            return Some(weight(a));
        }
        let near = self.near.get(a as usize).is_some_and(|near| near.contains(&b));
        near.then(|| weight(a).min(weight(b)) * 6 / 10)
    }

    pub fn is_content(&self, form: Form) -> bool {
        self.weights.get(form as usize).is_some_and(|weight| weight.content)
    }
}

#[derive(Default)]
struct Vocabulary {
    forms: Vec<Box<str>>,
    numbers: HashMap<Box<str>, Form>,
}

impl Vocabulary {
    fn number(&mut self, form: &str) -> Form {
        if let Some(number) = self.numbers.get(form) {
            return *number;
        }
        let number = Form::try_from(self.forms.len()).unwrap_or(Form::MAX);
        self.forms.push(form.into());
        self.numbers.insert(form.into(), number);
        number
    }

    fn words(&mut self, text: &str, normal: &[(Span, Box<str>)], low: &HashSet<&str>) -> Words {
        let sentences = sentences(text);
        let starts: HashSet<Span> = sentences.iter().filter_map(|s| first_of(normal, *s)).collect();
        let titles: Vec<Span> = sentences.into_iter().filter(|s| is_title_case(text, normal, *s)).collect();
        let mut end_before = 0;
        let mut words = Vec::with_capacity(normal.len());
        for (span, form) in normal {
            let before = text.get(end_before..span.start().to_usize()).unwrap_or_default();
            end_before = span.end().to_usize();
            let opens = starts.contains(span) || before.contains(is_double_mark);
            let asked = opens || titles.iter().any(|title| title.covers(*span));
            let name = is_capital(text, *span) && !is_function(form) && !(asked && low.contains(&**form));
            words.push(Word { span: *span, form: self.number(form), opens, name });
        }
        let mut ranges = Vec::new();
        for block in blocks(text) {
            let from = words.partition_point(|word: &Word| word.span.start() < block.start());
            let to = words.partition_point(|word: &Word| word.span.start() < block.end());
            if from < to {
                ranges.push(from..to);
            }
        }
        Words { words, blocks: ranges }
    }
}

fn first_of(normal: &[(Span, Box<str>)], sentence: Span) -> Option<Span> {
    let at = normal.partition_point(|(span, _)| span.start() < sentence.start());
    normal.get(at).map(|(span, _)| *span).filter(|span| sentence.covers(*span))
}

/// A headline whose words have capitals: they say nothing about what is a name.
fn is_title_case(text: &str, normal: &[(Span, Box<str>)], sentence: Span) -> bool {
    let from = normal.partition_point(|(span, _)| span.start() < sentence.start());
    let content = normal.get(from..).unwrap_or_default().iter();
    let content =
        content.take_while(|(span, _)| sentence.covers(*span)).filter(|(_, form)| !is_function(form));
    let (mut all, mut capitals) = (0, 0);
    for (span, _) in content {
        all += 1;
        capitals += usize::from(is_capital(text, *span));
    }
    all >= 4 && capitals * 5 >= all * 4
}

pub(crate) fn is_double_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '＂' | '「' | '」' | '『' | '』')
}

fn is_capital(text: &str, span: Span) -> bool {
    span.slice(text).is_some_and(|word| word.starts_with(char::is_uppercase))
}

fn plain_forms(words: &[NormalWord]) -> impl Iterator<Item = &str> {
    let after_hyphen = std::iter::once(false).chain(words.iter().map(|word| word.hyphen));
    words.iter().zip(after_hyphen).filter(|(word, after)| !word.hyphen && !after).map(|(word, _)| &*word.form)
}

/// Forms that are printed with a small letter somewhere.
fn lower_forms<'a>(text: &'a str, words: &'a [NormalWord]) -> impl Iterator<Item = &'a str> {
    words
        .iter()
        .filter(|word| word.span.slice(text).is_some_and(|raw| raw.starts_with(char::is_lowercase)))
        .map(|word| &*word.form)
}

/// Takes together what the other article prints as one word: `day-long` where somewhere `daylong`
/// is printed, `health care` where `healthcare` is. A compound that nobody joins stays apart, so
/// that `20-year-old` meets `20 year old`.
fn join(text: &str, words: &[NormalWord], known: &HashSet<&str>) -> Vec<(Span, Box<str>)> {
    let mut out = Vec::with_capacity(words.len());
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let joined = (2..=3).rev().find_map(|count| {
            let parts = words.get(at..at + count)?;
            let form: String = parts.iter().map(|part| &*part.form).collect();
            (known.contains(form.as_str()) && may_join(text, parts)).then_some((count, form))
        });
        if let (Some((count, form)), Some(last)) =
            (joined.as_ref(), joined.as_ref().and_then(|(n, _)| words.get(at + n - 1)))
        {
            out.push((word.span.hull(last.span), form.as_str().into()));
            at += count;
        } else {
            out.push((word.span, word.form.clone()));
            at += 1;
        }
    }
    out
}

fn may_join(text: &str, parts: &[NormalWord]) -> bool {
    let Some((_, but_last)) = parts.split_last() else { return false };
    if but_last.iter().all(|part| part.hyphen) {
        return true;
    }
    parts.len() == 2
        && parts.iter().all(|part| part.form.chars().filter(|c| c.is_alphabetic()).count() >= 3)
        && parts.iter().all(|part| !is_function(&part.form) || &*part.form == "per")
        && matches!(parts, [first, second] if text.get(first.span.end().to_usize()..second.span.start().to_usize()) == Some(" "))
}

fn weight(form: &str) -> Weight {
    let ideograph = form.chars().next().is_some_and(is_unspaced) && form.chars().count() <= 2;
    let function = is_function(form);
    let points = match (function, ideograph) {
        (true, _) => FUNCTION,
        (_, true) => IDEOGRAPH,
        _ => CONTENT,
    };
    let leans = match form {
        "and" | "or" | "but" | "nor" => Lean::Both,
        "a" | "an" | "the" | "of" | "to" | "in" | "on" | "at" | "by" | "for" | "from" | "with" | "into"
        | "as" | "that" | "than" | "because" | "which" | "who" | "whose" | "if" | "when" | "while" | "is"
        | "are" | "was" | "were" | "be" | "its" | "his" | "her" | "their" | "our" | "my" | "your" => {
            Lean::Next
        }
        _ => Lean::None,
    };
    Weight { points, content: points == CONTENT, stock: is_stock(form), leans }
}

/// Scripts written without blanks, where a “word” is a character or a syllable.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn families(near: &[Vec<Form>]) -> Vec<Form> {
    let mut family: Vec<Option<Form>> = vec![None; near.len()];
    for start in 0..near.len() {
        let Ok(name) = Form::try_from(start) else { break };
        let mut open = vec![name];
        while let Some(form) = open.pop() {
            if let Some(slot) = family.get_mut(form as usize)
                && slot.is_none()
            {
                *slot = Some(name);
                open.extend(near.get(form as usize).into_iter().flatten());
            }
        }
    }
    family.into_iter().map(Option::unwrap_or_default).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(pair: &Pair) -> (Vec<Form>, Vec<Form>) {
        let of = |words: &Words| words.words.iter().map(|word| word.form).collect();
        (of(&pair.a), of(&pair.b))
    }

    #[test]
    fn compounds_meet_however_they_are_written() {
        for (a, b) in [
            ("a day-long talk", "a daylong talk"),
            ("cyber-security chief", "cybersecurity chief"),
            ("20-years-old pupils", "20 years old pupils"),
            ("the health care bill", "the healthcare bill"),
            ("five per cent more", "5% more"),
        ] {
            let (a_numbers, b_numbers) = numbers(&Pair::new(a, b));
            assert_eq!(a_numbers, b_numbers, "{a} / {b}");
        }
    }

    #[test]
    fn two_small_words_are_not_one() {
        let (a, b) = numbers(&Pair::new("in to the room", "into the room"));
        assert_ne!(a.len(), b.len());
    }

    #[test]
    fn a_capital_that_the_place_asks_for_makes_no_name() {
        let pair =
            Pair::new("Officials met Ana Norr. Talks failed.", "The officials left. She said talks went on.");
        let names: Vec<bool> = pair.a.words.iter().map(|word| word.name).collect();
        assert_eq!(names, [false, false, true, true, false, false]);
    }
}
