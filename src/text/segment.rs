//! The units that people point at. Every function looks only at the neighbourhood of a place, so
//! that its cost does not grow with the article.

use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::{Span, TextSize};

/// How far, in bytes, a word or sentence is looked for in a line that has no end in sight.
const HORIZON: usize = 4096;

/// A line of the text that holds something to read. Blank lines belong to no paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The line without its line end.
    pub span: Span,
    /// Its number among the paragraphs of the article, from 1.
    pub number: u32,
}

/// All paragraphs in order.
pub fn paragraphs(text: &str) -> Vec<Paragraph> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim_end_matches('\n');
        if !body.trim().is_empty()
            && let Some(span) = Span::of(start, start + body.len())
        {
            let number = u32::try_from(out.len() + 1).unwrap_or(u32::MAX);
            out.push(Paragraph { span, number });
        }
        start += line.len();
    }
    out
}

/// The line around a place, cut at blanks where it is longer than the horizon.
fn neighbourhood(text: &str, at: TextSize) -> Range<usize> {
    let at = floor(text, at.to_usize());
    let mut start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let mut end = text[at..].find('\n').map_or(text.len(), |i| at + i);
    if at - start > HORIZON {
        let from = floor(text, at - HORIZON);
        start = text[from..at].find(' ').map_or(from, |i| from + i + 1);
    }
    if end - at > HORIZON {
        let to = floor(text, at + HORIZON);
        end = text[at..to].rfind(' ').map_or(to, |i| at + i);
    }
    start..end
}

fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

/// The words of `text` in order: runs with a letter or digit between the word bounds of UAX 29.
pub fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    text.unicode_word_indices().filter_map(|(at, word)| Span::of(at, at + word.len()))
}

/// How many words.
pub fn word_count(text: &str) -> usize {
    text.unicode_words().count()
}

/// The words of the line around a place.
fn words_near(text: &str, at: TextSize) -> impl DoubleEndedIterator<Item = Span> + '_ {
    let near = neighbourhood(text, at);
    let offset = TextSize::from_usize(near.start);
    text[near]
        .unicode_word_indices()
        .filter_map(|(at, word)| Span::of(at, at + word.len()))
        .map(move |span| span.shifted(offset))
}

/// The word that holds the character after `at`, or that ends at `at`.
pub fn word_at(text: &str, at: TextSize) -> Option<Span> {
    let mut ending = None;
    for word in words_near(text, at) {
        if word.contains(at) {
            return Some(word);
        }
        if word.end() == at {
            ending = Some(word);
        }
        if word.start() > at {
            break;
        }
    }
    ending
}

/// The next word end after `at`, across lines; the end of the text where there is none.
pub fn word_after(text: &str, at: TextSize) -> TextSize {
    let mut from = at;
    loop {
        if let Some(word) = words_near(text, from).find(|word| word.end() > at) {
            return word.end();
        }
        let next = neighbourhood(text, from).end.max(from.to_usize()) + 1;
        if next >= text.len() {
            return TextSize::of(text);
        }
        from = TextSize::from_usize(text.ceil_char_boundary(next));
    }
}

/// The last word start before `at`, across lines; the start of the text where there is none.
pub fn word_before(text: &str, at: TextSize) -> TextSize {
    let mut from = at;
    loop {
        if let Some(word) = words_near(text, from).rfind(|word| word.start() < at) {
            return word.start();
        }
        let line = neighbourhood(text, from).start.min(from.to_usize());
        if line == 0 {
            return TextSize::ZERO;
        }
        from = TextSize::from_usize(floor(text, line - 1));
    }
}

/// The end of the grapheme after `at`: where the caret goes on →.
pub fn grapheme_after(text: &str, at: TextSize) -> TextSize {
    let mut cursor = GraphemeCursor::new(floor(text, at.to_usize()), text.len(), true);
    cursor.next_boundary(text, 0).ok().flatten().map_or(TextSize::of(text), TextSize::from_usize)
}

/// The start of the grapheme before `at`: where the caret goes on ←.
pub fn grapheme_before(text: &str, at: TextSize) -> TextSize {
    let mut cursor = GraphemeCursor::new(floor(text, at.to_usize()), text.len(), true);
    cursor.prev_boundary(text, 0).ok().flatten().map_or(TextSize::ZERO, TextSize::from_usize)
}

/// The stretch from one place to another, widened to whole words at both ends. An end that lies
/// between words stays where it is.
pub fn snap_to_words(text: &str, a: TextSize, b: TextSize) -> Option<Span> {
    let (first, last) = (a.min(b), a.max(b));
    let start = words_near(text, first).find(|word| word.contains(first)).map_or(first, Span::start);
    let end =
        words_near(text, last).find(|word| word.start() < last && last <= word.end()).map_or(last, Span::end);
    Span::new(start, end)
}

/// A span without blanks and stray punctuation at its ends; `None` where nothing is left.
///
/// Stray are commas, semicolons, colons, dashes and bullets, a full stop that ends no
/// abbreviation, and a quote mark or bracket whose partner is outside. Question and exclamation
/// marks stay: they belong to what was said. So does an ’s, unless it is that of a name, as in
/// “Facebook’s”.
pub fn trim(text: &str, span: Span) -> Option<Span> {
    let mut words = span.slice(text)?;
    let mut start = span.start().to_usize();
    loop {
        let before = words;
        let blank = words.len() - words.trim_start_matches(is_blank).len();
        start += blank;
        words = words[blank..].trim_end_matches(is_blank);
        if let Some(last) = words.chars().next_back()
            && (is_separator(last)
                || (last == '.' && !ends_in_abbreviation(words))
                || is_stray_at_end(words, last))
        {
            words = &words[..words.len() - last.len_utf8()];
        }
        if let Some(first) = words.chars().next()
            && (is_separator(first) || first == '.' || is_stray_at_start(words, first))
        {
            start += first.len_utf8();
            words = &words[first.len_utf8()..];
        }
        words = without_possessive(words);
        if words == before {
            break;
        }
    }
    Span::of(start, start + words.len())
}

/// Words without the ’s of a name at their end.
fn without_possessive(words: &str) -> &str {
    let Some(owner) = words.strip_suffix("’s").or_else(|| words.strip_suffix("'s")) else { return words };
    let last = owner.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let lower = last.to_lowercase();
    let contracted = ["it", "he", "she", "that", "what", "who", "there", "here", "let", "where", "how"];
    let is_name = last.chars().next().is_some_and(char::is_uppercase) && !contracted.contains(&lower.as_str());
    if is_name { owner } else { words }
}

/// A span without blanks at its ends; `None` where nothing is left.
pub fn trim_blanks(text: &str, span: Span) -> Option<Span> {
    let words = span.slice(text)?;
    let start = words.len() - words.trim_start_matches(is_blank).len();
    let words = words.trim_matches(is_blank);
    let start = span.start().to_usize() + start;
    Span::of(start, start + words.len())
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}')
}

fn is_separator(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '–' | '—' | '-' | '•' | '·' | '、' | '，' | '；' | '：' | '،' | '؛')
}

const PAIRS: [(char, char); 8] =
    [('“', '”'), ('‘', '’'), ('«', '»'), ('‹', '›'), ('(', ')'), ('[', ']'), ('„', '“'), ('「', '」')];

fn is_stray_at_start(words: &str, first: char) -> bool {
    let rest = &words[first.len_utf8()..];
    if matches!(first, '"' | '\'') {
        return !rest.contains(first);
    }
    let opens: Vec<char> = PAIRS.iter().filter(|(open, _)| *open == first).map(|(_, close)| *close).collect();
    if !opens.is_empty() {
        return !rest.contains(opens.as_slice());
    }
    PAIRS.iter().any(|(_, close)| *close == first) && first != '’'
}

fn is_stray_at_end(words: &str, last: char) -> bool {
    let rest = &words[..words.len() - last.len_utf8()];
    if matches!(last, '"' | '\'') {
        return !rest.contains(last);
    }
    let closes: Vec<char> = PAIRS.iter().filter(|(_, close)| *close == last).map(|(open, _)| *open).collect();
    if !closes.is_empty() {
        return !rest.contains(closes.as_slice());
    }
    PAIRS.iter().any(|(open, _)| *open == last)
}

/// Abbreviations that a full stop follows without ending a sentence. News usage; months and days
/// as American papers shorten them.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "mx", "dr", "prof", "st", "sr", "jr", "sen", "rep", "gov", "gen", "col", "lt", "maj",
    "sgt", "capt", "cmdr", "adm", "rev", "hon", "pres", "supt", "det", "insp", "messrs", "mt", "ft", "inc",
    "ltd", "corp", "co", "llc", "plc", "bros", "dept", "univ", "assn", "est", "no", "nos", "vol", "fig",
    "pp", "ed", "eds", "vs", "v", "cf", "al", "etc", "approx", "e.g", "i.e", "a.m", "p.m", "ph.d", "jan",
    "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues",
    "wed", "thu", "thurs", "fri", "sat", "sun", "ave", "blvd", "rd",
];

/// Abbreviations after which a capital starts a new sentence more often than not.
const MAY_END: &[&str] =
    &["inc", "ltd", "corp", "co", "llc", "plc", "etc", "a.m", "p.m", "jr", "sr", "al", "ph.d"];

/// Words that begin a sentence more often than they follow an abbreviation inside one.
const STARTERS: &[&str] = &[
    "the",
    "a",
    "an",
    "he",
    "she",
    "it",
    "they",
    "we",
    "i",
    "in",
    "on",
    "at",
    "but",
    "and",
    "this",
    "that",
    "these",
    "those",
    "there",
    "when",
    "while",
    "after",
    "before",
    "his",
    "her",
    "their",
    "its",
    "as",
    "if",
    "for",
    "by",
    "with",
    "you",
    "officials",
    "police",
];

fn ends_in_abbreviation(words: &str) -> bool {
    let Some(body) = words.strip_suffix('.') else { return false };
    let word = last_token(body);
    if word.is_empty() {
        return false;
    }
    let lower = word.to_lowercase();
    is_initials(word) || ABBREVIATIONS.contains(&lower.as_str())
}

/// `J`, `U.S`, `a.m`: single letters with stops between them.
fn is_initials(word: &str) -> bool {
    word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
        && word.chars().next().is_some_and(|c| c.is_uppercase() || word.contains('.'))
}

fn last_token(text: &str) -> &str {
    let at = text
        .char_indices()
        .rfind(|(_, c)| !(c.is_alphanumeric() || *c == '.'))
        .map_or(0, |(i, c)| i + c.len_utf8());
    &text[at..]
}

/// The sentences of `text`, without blanks at their ends, none across a line end.
///
/// Bounds of UAX 29, joined again after abbreviations and initials, and where the next piece goes
/// on in lower case (`“Why?” she asked.`).
pub fn sentences(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    for paragraph in paragraphs(text) {
        let offset = paragraph.span.start();
        let line = paragraph.span.slice(text).unwrap_or_default();
        out.extend(sentences_of_line(line).into_iter().map(|span| span.shifted(offset)));
    }
    out
}

fn sentences_of_line(line: &str) -> Vec<Span> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, piece) in line.split_sentence_bound_indices() {
        let range = at..at + piece.len();
        match out.last_mut() {
            Some(last) if continues(&line[last.clone()], piece) => last.end = range.end,
            _ => out.push(range),
        }
    }
    out.into_iter()
        .filter_map(|range| {
            let piece = &line[range.clone()];
            let lead = piece.len() - piece.trim_start().len();
            Span::of(range.start + lead, range.start + lead + piece.trim().len())
        })
        .collect()
}

fn continues(before: &str, next: &str) -> bool {
    let before = before.trim_end();
    let mut after = next.trim_start().chars();
    let Some(first) = after.clone().next() else { return true };
    if first.is_lowercase() {
        return true;
    }
    if !next.chars().any(char::is_alphanumeric) {
        return true;
    }
    if !ends_in_abbreviation(before) {
        return false;
    }
    let word: String = after.by_ref().take_while(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
    let last = last_token(before.trim_end_matches('.')).to_lowercase();
    let may_end = MAY_END.contains(&last.as_str()) || last.contains('.');
    !(may_end && (STARTERS.contains(&word.as_str()) || matches!(first, '“' | '"')))
}

/// The sentence around a place.
pub fn sentence_at(text: &str, at: TextSize) -> Option<Span> {
    let near = neighbourhood(text, at);
    let offset = TextSize::from_usize(near.start);
    let spans: Vec<Span> =
        sentences_of_line(&text[near]).into_iter().map(|span| span.shifted(offset)).collect();
    spans.iter().copied().find(|span| span.end() > at).or_else(|| spans.last().copied())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::marked;

    fn sentence_texts(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|span| span.slice(text).unwrap()).collect()
    }

    #[test]
    fn abbreviations_and_quotes_end_no_sentence() {
        let text = "Mr. Smith of the U.S. Senate met J. R. Ewing at 9 p.m. on Sept. 4. “Why now?” she asked. \
                    The U.S. The end.\nNext line";
        assert_eq!(
            sentence_texts(text),
            [
                "Mr. Smith of the U.S. Senate met J. R. Ewing at 9 p.m. on Sept. 4.",
                "“Why now?” she asked.",
                "The U.S.",
                "The end.",
                "Next line"
            ]
        );
    }

    #[test]
    fn a_drag_from_inside_a_word_takes_it_whole() {
        let cases = [
            ("The mi<s>nis</s>ter", "minister"),
            ("a <s>b c</s>d e", "b cd"),
            ("say<s> it</s> now", " it"),
            ("to <s>don’t sto</s>p", "don’t stop"),
        ];
        for (marked, expected) in cases {
            let parsed = marked::parse(marked).unwrap();
            let span = parsed.marks[0].1;
            let snapped = snap_to_words(&parsed.text, span.end(), span.start()).unwrap();
            assert_eq!(snapped.slice(&parsed.text), Some(expected), "{marked}");
        }
    }

    #[test]
    fn stray_ends_are_cut() {
        let cases = [
            (" the barrier, ", Some("the barrier")),
            ("since 2024.", Some("since 2024")),
            ("the U.S.", Some("the U.S.")),
            ("Norrström Inc.", Some("Norrström Inc.")),
            ("“no one knew", Some("no one knew")),
            ("“no one”", Some("“no one”")),
            ("no one knew,”", Some("no one knew")),
            ("Why?", Some("Why?")),
            ("(the harbour", Some("the harbour")),
            ("f(x)", Some("f(x)")),
            ("the councillors’", Some("the councillors")),
            ("Facebook’s", Some("Facebook")),
            ("the Harbour Board's", Some("the Harbour Board")),
            ("It’s", Some("It’s")),
            ("the council’s", Some("the council’s")),
            (" , ", None),
        ];
        for (text, expected) in cases {
            let trimmed = Span::whole(text).and_then(|span| trim(text, span));
            assert_eq!(trimmed.and_then(|span| span.slice(text)), expected, "{text:?}");
        }
    }

    #[test]
    fn the_caret_walks_by_grapheme_and_word() {
        let text = "a👨‍👩‍👧e\u{301}\nword  two";
        let mut at = TextSize::ZERO;
        let mut steps = Vec::new();
        while at < TextSize::of(text) {
            let next = grapheme_after(text, at);
            assert_eq!(grapheme_before(text, next), at);
            steps.push(&text[at.to_usize()..next.to_usize()]);
            at = next;
        }
        assert_eq!(&steps[..4], ["a", "👨‍👩‍👧", "e\u{301}", "\n"]);
        let word = text.find("word").unwrap();
        assert_eq!(word_after(text, TextSize::from_usize(word)).to_usize(), word + 4);
        assert_eq!(word_before(text, TextSize::of(text)).to_usize(), text.len() - 3);
        assert_eq!(word_before(text, TextSize::from_usize(word)).to_usize(), "a👨‍👩‍👧".len());
        assert_eq!(word_after(text, TextSize::of(text)), TextSize::of(text));
    }

    #[test]
    fn blank_lines_are_no_paragraphs() {
        let text = "one\n\n  \ntwo\n";
        let found: Vec<_> =
            paragraphs(text).iter().map(|p| (p.number, p.span.slice(text).unwrap())).collect();
        assert_eq!(found, [(1, "one"), (2, "two")]);
    }
}
