//! Where an article may hold a quote or a claim that nobody has tagged: places to look at, never
//! more. A reviewer asks for the next one; what is found is selected and said why.
//!
//! Nothing is kept and nothing is read beyond what is needed: a long article costs what the way to
//! its next cue costs.

use super::lexicon::{VerbForm, VerbKind, reporting_verb};
use super::quotes::{QuoteKind, quotes_of};
use crate::text::{Paragraph, Span, TextSize, sentences, trim, words};

/// How much text is read for quotes at once, in bytes; at least a paragraph.
const AT_ONCE: usize = 16_384;
/// Words outside quote marks that a sentence needs to claim something.
const LEAST: usize = 4;

/// A place to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The words inside the quote marks, or the sentence without its stop.
    pub span: Span,
    /// The name of the rule in files.
    pub rule: &'static str,
    /// Why, for people.
    pub reason: String,
}

/// Which way to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The first cue that starts after the place, or at it where `at` is true.
    On {
        /// Whether the place itself counts.
        at: bool,
    },
    /// The last cue that starts before the place.
    Back,
}

impl Way {
    fn fits(self, start: TextSize, from: TextSize) -> bool {
        match self {
            Self::On { at } => start > from || at && start == from,
            Self::Back => start < from,
        }
    }
}

/// The next words in quote marks that someone says and that `is_free`.
pub fn next_quote(
    text: &str,
    paragraphs: &[Paragraph],
    from: TextSize,
    way: Way,
    is_free: impl Fn(Span) -> bool,
) -> Option<Cue> {
    search(text, paragraphs, from, way, AT_ONCE, |part, base| {
        let quotes = quotes_of(part);
        let cue = |quote: &super::quotes::Quote| {
            let inside = trim(part, quote.span)?;
            let span = Span::new(base + inside.start(), base + inside.end())?;
            if quote.kind != QuoteKind::Direct || !is_free(span) {
                return None;
            }
            let parts = quotes.iter().filter(|other| other.utterance == quote.utterance).count();
            let mut reason = match &quote.attribution {
                Some(said) => format!(
                    "Between quote marks; speaker, as printed: {}",
                    said.speaker.slice(part).unwrap_or_default()
                ),
                None => "Between quote marks".to_owned(),
            };
            if parts > 1 {
                reason.push_str(&format!("; one of {parts} parts of what was said"));
            }
            Some(Cue { span, rule: "quote-cue", reason })
        };
        quotes.iter().filter_map(cue).collect()
    })
}

/// The next sentence that reports, counts or foresees and that `is_free`.
pub fn next_claim(
    text: &str,
    paragraphs: &[Paragraph],
    from: TextSize,
    way: Way,
    is_free: impl Fn(Span) -> bool,
) -> Option<Cue> {
    search(text, paragraphs, from, way, 1, |part, base| {
        let quoted: Vec<Span> = quotes_of(part)
            .into_iter()
            .filter(|quote| quote.kind == QuoteKind::Direct)
            .map(|quote| quote.outer)
            .collect();
        let cue = |sentence: Span| {
            let sentence = trim(part, sentence)?;
            let (rule, reason) = claims(part, sentence, &quoted)?;
            let span = Span::new(base + sentence.start(), base + sentence.end())?;
            is_free(span).then_some(Cue { span, rule, reason })
        };
        sentences(part).into_iter().filter_map(cue).collect()
    })
}

/// Reads the paragraphs from the place on, or back from it, some at once, until one has a cue.
fn search(
    text: &str,
    paragraphs: &[Paragraph],
    from: TextSize,
    way: Way,
    at_once: usize,
    cues: impl Fn(&str, TextSize) -> Vec<Cue>,
) -> Option<Cue> {
    let here = paragraphs.partition_point(|paragraph| paragraph.span.end() < from);
    let (mut low, mut high) = (here, here);
    loop {
        // The next stretch of whole paragraphs: [low, high).
        match way {
            Way::On { .. } => {
                low = high;
                let start = paragraphs.get(low)?.span.start();
                while let Some(paragraph) = paragraphs.get(high)
                    && (high == low || (paragraph.span.end() - start).to_usize() <= at_once)
                {
                    high += 1;
                }
            }
            Way::Back => {
                high = if low == here { (here + 1).min(paragraphs.len()) } else { low };
                let end = paragraphs.get(high.checked_sub(1)?)?.span.end();
                low = high;
                while let Some(before) = low.checked_sub(1)
                    && let Some(paragraph) = paragraphs.get(before)
                    && (low == high || (end - paragraph.span.start()).to_usize() <= at_once)
                {
                    low = before;
                }
            }
        }
        let (first, last) = (paragraphs.get(low)?, paragraphs.get(high.checked_sub(1)?)?);
        let stretch = first.span.hull(last.span);
        let fits = |cue: &Cue| way.fits(cue.span.start(), from);
        let mut found = cues(stretch.slice(text)?, stretch.start()).into_iter().filter(fits);
        let found = match way {
            Way::On { .. } => found.min_by_key(|cue| cue.span.start()),
            Way::Back => found.by_ref().max_by_key(|cue| cue.span.start()),
        };
        if found.is_some() {
            return found;
        }
    }
}

/// Why a sentence may claim something: it reports, gives a figure, or foresees. Words between quote
/// marks do not count: they are somebody’s.
fn claims(text: &str, sentence: Span, quoted: &[Span]) -> Option<(&'static str, String)> {
    let part = sentence.slice(text)?;
    let own: Vec<&str> = words(part)
        .filter_map(|word| {
            let span = Span::new(sentence.start() + word.start(), sentence.start() + word.end())?;
            (!quoted.iter().any(|quote| quote.overlaps(span))).then(|| word.slice(part)).flatten()
        })
        .collect();
    if own.len() < LEAST {
        return None;
    }
    let quotes = quoted.iter().any(|quote| quote.overlaps(sentence));
    let low: Vec<String> = own.iter().map(|word| word.to_lowercase()).collect();
    // Where somebody is quoted, the verb belongs to the quote.
    let reports = low.iter().enumerate().filter(|_| !quotes).find(|(at, word)| {
        reporting_verb(word).is_some_and(|verb| {
            verb.kind == VerbKind::Speech
                && matches!(verb.form, VerbForm::Past | VerbForm::Third)
                && (!verb.noun_too || low.get(at + 1).is_some_and(|next| next == "that"))
        })
    });
    if let Some((at, _)) = reports {
        return Some(("claim-cue-reports", format!("It reports: “{}”", own.get(at)?)));
    }
    if let Some(at) = (0..own.len()).find(|at| is_figure(&low, *at)) {
        return Some(("claim-cue-figure", format!("It gives a figure: {}", own.get(at)?)));
    }
    let foresees = low.iter().position(|word| matches!(word.as_str(), "will" | "won't" | "won’t"));
    foresees.and_then(|at| Some(("claim-cue-foresees", format!("It foresees: “{}”", own.get(at)?))))
}

/// Words that make a small number a figure.
const UNITS: &[&str] = &[
    "per",
    "percent",
    "million",
    "billion",
    "trillion",
    "thousand",
    "hundred",
    "dozen",
    "times",
    "people",
    "deaths",
    "homes",
    "jobs",
    "years",
    "winters",
    "metres",
    "meters",
    "miles",
    "kilometres",
    "kilometers",
    "tonnes",
    "tons",
    "crowns",
    "dollars",
    "euros",
    "pounds",
];

/// A number that says how much or how many: no year, no day of a month, no age.
fn is_figure(words: &[String], at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    if words.get(at + 1).is_some_and(|next| UNITS.contains(&next.as_str())) {
        return true;
    }
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let year = digits == 4 && (word.starts_with("19") || word.starts_with("20")) && word.len() == 4;
    digits > 2 && !year
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::paragraphs;

    const TEXT: &str = "The mayor opened the bridge.\n\nIt cost 412 million crowns, the board said. “We knew it,” said Okell, “and we paid.”\n\nNobody came in 2019. It will rain on the bridge for ever.\n\nShe called it ‘cold butter’.\n";

    fn all(
        find: impl Fn(TextSize, Way) -> Option<Cue>,
        way: fn(bool) -> Way,
        start: TextSize,
    ) -> Vec<String> {
        let mut out = Vec::new();
        let (mut from, mut first) = (start, true);
        while let Some(cue) = find(from, way(first)) {
            (from, first) = (cue.span.start(), false);
            out.push(cue.span.slice(TEXT).unwrap().to_owned());
        }
        out
    }

    #[test]
    fn quotes_are_found_one_after_the_other_either_way() {
        let paragraphs = paragraphs(TEXT);
        let find = |from, way| next_quote(TEXT, &paragraphs, from, way, |_| true);
        let on = all(find, |at| Way::On { at }, TextSize::ZERO);
        assert_eq!(on, ["We knew it", "and we paid", "cold butter"]);
        let mut back = all(find, |_| Way::Back, TextSize::of(TEXT));
        back.reverse();
        assert_eq!(on, back);
        let cue = find(TextSize::ZERO, Way::On { at: true }).unwrap();
        assert!(cue.reason.contains("Okell") && cue.reason.contains("2 parts"), "{}", cue.reason);
    }

    #[test]
    fn claims_are_sentences_that_report_count_or_foresee() {
        let paragraphs = paragraphs(TEXT);
        let find = |from, way| next_claim(TEXT, &paragraphs, from, way, |_| true);
        let on = all(find, |at| Way::On { at }, TextSize::ZERO);
        let wanted = ["It cost 412 million crowns, the board said", "It will rain on the bridge for ever"];
        assert_eq!(on, wanted);
        let cue = find(TextSize::ZERO, Way::On { at: true }).unwrap();
        assert_eq!((cue.rule, cue.reason.as_str()), ("claim-cue-reports", "It reports: “said”"));
    }

    #[test]
    fn what_is_tagged_is_passed_over() {
        let paragraphs = paragraphs(TEXT);
        let tagged = Span::of(TEXT.find("We knew").unwrap(), TEXT.find("knew it").unwrap()).unwrap();
        let next = next_quote(TEXT, &paragraphs, TextSize::ZERO, Way::On { at: true }, |span| {
            !span.overlaps(tagged)
        });
        assert!(next.unwrap().span.slice(TEXT).unwrap().starts_with("and we paid"));
    }
}
