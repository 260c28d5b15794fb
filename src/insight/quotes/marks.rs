//! Quote marks: which opens, which closes, which is an apostrophe.

use std::ops::Range;

use crate::text::Span;
use crate::text::normal::is_invisible;

/// A pair of marks, or a mark without a partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marked {
    /// From the opening mark to the end of the closing one.
    pub outer: Span,
    /// What stands inside; never empty.
    pub inner: Span,
    /// How the pair ends.
    pub end: End,
    /// Whether the opening mark is missing.
    pub headless: bool,
}

/// How a quote ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// By its closing mark.
    Closed,
    /// With the paragraph; the next one opens with the same mark and goes on.
    GoesOn,
    /// With the paragraph, for want of a closing mark.
    Unclosed,
}

/// Marks of one kind stand for each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Family {
    Double,
    Guillemet,
    SmallGuillemet,
    Corner,
    WhiteCorner,
    Single,
}

/// What a mark can do where it stands.
#[derive(Clone, Copy, Debug)]
struct Mark {
    at: usize,
    len: usize,
    family: Family,
    opens: bool,
    closes: bool,
    /// Whether its shape leaves no doubt, whatever stands beside it.
    sure: bool,
}

impl Mark {
    fn end(&self) -> usize {
        self.at + self.len
    }
}

/// What one article says about its marks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// `„` is used, so `“` closes.
    low: bool,
    /// `»` comes before `«`.
    reversed: bool,
    small_reversed: bool,
    /// No `«` or no `»` at all: the same mark opens and closes.
    one_sided: bool,
}

impl Style {
    pub fn of(text: &str) -> Self {
        let before = |first: char, second: char| match (text.find(first), text.find(second)) {
            (Some(first), Some(second)) => first < second,
            (first, _) => first.is_some(),
        };
        Self {
            low: text.contains('„'),
            reversed: before('»', '«'),
            small_reversed: before('›', '‹'),
            one_sided: text.contains('»') != text.contains('«'),
        }
    }
}

/// The quotes of one paragraph in order of their start, outer before inner. `next` is the paragraph
/// after it, `open` whether a quote of the paragraph before goes on in this one.
pub(super) fn quotes_of(
    text: &str,
    block: Span,
    next: Option<Span>,
    open: bool,
    style: Style,
) -> Vec<Marked> {
    let line = block.slice(text).unwrap_or_default();
    let next = next.and_then(|next| next.slice(text)).unwrap_or_default();
    let marks = marks(line, style);
    let mut pairs = double_pairs(line, &marks, next, open);
    let singles = single_pairs(line, &marks, &pairs, next);
    pairs.extend(singles);
    let mut out: Vec<Marked> = pairs.into_iter().filter_map(|pair| pair.placed(line, block)).collect();
    out.sort_by_key(|quote| (quote.outer.start(), std::cmp::Reverse(quote.outer.end())));
    out
}

/// A pair inside a line, in bytes of the line.
#[derive(Clone, Debug)]
struct Pair {
    outer: Range<usize>,
    inner: Range<usize>,
    end: End,
    headless: bool,
}

impl Pair {
    fn closed(open: &Mark, close: &Mark) -> Self {
        Self { outer: open.at..close.end(), inner: open.end()..close.at, end: End::Closed, headless: false }
    }

    fn placed(self, line: &str, block: Span) -> Option<Marked> {
        let words = line.get(self.inner.clone())?;
        let lead = words.len() - words.trim_start_matches(is_pad).len();
        let start = self.inner.start + lead;
        let inner = Span::of(start, start + words.trim_matches(is_pad).len())?;
        words.chars().any(char::is_alphanumeric).then_some(())?;
        let outer = Span::of(self.outer.start, self.outer.end)?;
        Some(Marked {
            outer: outer.shifted(block.start()),
            inner: inner.shifted(block.start()),
            end: self.end,
            headless: self.headless,
        })
    }
}

fn is_pad(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Whether a quote can open after this character.
fn is_before_quote(c: Option<char>) -> bool {
    c.is_none_or(|c| {
        is_pad(c)
            || matches!(c, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '…' | '¿' | '¡' | '*' | '_' | '>')
            || is_mark(c)
    })
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '＂'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '‘'
            | '‚'
            | '‛'
            | '\''
            | '’'
            | '「'
            | '『'
    )
}

/// Whether a quote can begin with this character.
fn starts_words(c: Option<char>) -> bool {
    c.is_some_and(|c| {
        c.is_alphanumeric()
            || matches!(
                c,
                '$' | '£' | '€' | '[' | '(' | '…' | '.' | '#' | '@' | '¿' | '¡' | '—' | '–' | '-' | '*'
            )
            || is_mark(c)
    })
}

fn marks(line: &str, style: Style) -> Vec<Mark> {
    let mut out = Vec::new();
    let mut chars = line.char_indices().peekable();
    let mut prev: Option<char> = None;
    while let Some((at, c)) = chars.next() {
        let doubled = matches!(c, '\'' | '`') && chars.peek().is_some_and(|(_, next)| *next == c);
        if doubled {
            chars.next();
        }
        let len = if doubled { 2 } else { c.len_utf8() };
        let next = line.get(at + len..).and_then(|rest| rest.chars().next());
        if let Some(mark) = mark(c, doubled, at, len, prev, next, style) {
            out.push(mark);
        }
        if !is_invisible(c) {
            prev = Some(c);
        }
    }
    out
}

fn mark(
    c: char,
    doubled: bool,
    at: usize,
    len: usize,
    prev: Option<char>,
    next: Option<char>,
    style: Style,
) -> Option<Mark> {
    let opening = is_before_quote(prev) && starts_words(next);
    let closing = prev.is_some_and(|c| !is_pad(c)) && !next.is_some_and(char::is_alphanumeric);
    let make = |family, opens, closes, sure| Some(Mark { at, len, family, opens, closes, sure });
    match c {
        '`' if doubled => make(Family::Double, true, false, true),
        '\'' if doubled => make(Family::Double, opening, closing, false),
        '"' | '＂' => {
            let inches = prev.is_some_and(|c| c.is_ascii_digit()) && !opening;
            let loose = !opening && !closing;
            make(Family::Double, (opening || loose) && !inches, closing || loose, false)
        }
        '„' | '‟' => make(Family::Double, true, false, true),
        '“' if style.low => make(Family::Double, opening && !closing, true, false),
        '“' => make(Family::Double, opening || !closing, closing && !opening, !closing),
        '”' => make(Family::Double, opening && !closing, true, !opening),
        '«' => make(
            Family::Guillemet,
            !style.reversed || (style.one_sided && opening),
            style.reversed || style.one_sided,
            !style.one_sided,
        ),
        '»' => make(
            Family::Guillemet,
            style.reversed && (!style.one_sided || opening),
            !style.reversed || style.one_sided,
            !style.one_sided,
        ),
        '‹' => make(Family::SmallGuillemet, !style.small_reversed, style.small_reversed, true),
        '›' => make(Family::SmallGuillemet, style.small_reversed, !style.small_reversed, true),
        '「' => make(Family::Corner, true, false, true),
        '」' => make(Family::Corner, false, true, true),
        '『' => make(Family::WhiteCorner, true, false, true),
        '』' => make(Family::WhiteCorner, false, true, true),
        '‚' => make(Family::Single, starts_words(next) && is_before_quote(prev), false, true),
        '‘' => make(Family::Single, opening, closing && style.low, false),
        '’' | '\'' | '‛' => make(Family::Single, opening, closing, false),
        _ => None,
    }
}

/// Pairs of all families but single marks, by a stack.
fn double_pairs(line: &str, marks: &[Mark], next: &str, open: bool) -> Vec<Pair> {
    let marks: Vec<Mark> = marks.iter().copied().filter(|mark| mark.family != Family::Single).collect();
    let mut out: Vec<Pair> = Vec::new();
    let mut stack: Vec<Mark> = Vec::new();
    for (mark, nests) in marks.iter().zip(nesting(&marks)) {
        let inside = stack.iter().rposition(|open| open.family == mark.family);
        match inside {
            Some(level) if mark.closes && !(mark.opens && nests) => {
                if let Some(open) = stack.get(level) {
                    out.push(Pair::closed(open, mark));
                }
                stack.truncate(level);
            }
            Some(level) if mark.opens && !nests => {
                stack.truncate(level);
                stack.push(*mark);
            }
            _ if mark.opens => stack.push(*mark),
            None if out.is_empty() && stack.is_empty() && (open || ends_speech(line, mark)) => {
                let outer = 0..mark.end();
                out.push(Pair { outer, inner: 0..mark.at, end: End::Closed, headless: true });
            }
            _ => {}
        }
    }
    if let Some(first) = stack.first() {
        let goes_on = opens_with(next, first.family);
        let end = if goes_on { End::GoesOn } else { End::Unclosed };
        if goes_on || first.sure || starts_piece(line, first.at) {
            out.push(Pair {
                outer: first.at..line.len(),
                inner: first.end()..line.len(),
                end,
                headless: false,
            });
        }
    }
    out
}

/// For each mark whether, inside an open quote of its family, it starts a quote in the quote: more
/// marks close after it than open. Else the first opening mark has lost its partner.
fn nesting(marks: &[Mark]) -> Vec<bool> {
    let mut balance = [0_i64; 6];
    let mut out: Vec<bool> = marks
        .iter()
        .rev()
        .map(|mark| {
            let balance = &mut balance[mark.family as usize];
            let nests = *balance > 1;
            *balance += i64::from(mark.closes && !mark.opens) - i64::from(mark.opens && !mark.closes);
            nests
        })
        .collect();
    out.reverse();
    out
}

/// Whether a closing mark without an opening one ends a speech, rather than measures inches.
fn ends_speech(line: &str, mark: &Mark) -> bool {
    let before = line.get(..mark.at).unwrap_or_default();
    before.ends_with([',', '.', '!', '?', '…']) && before.split_whitespace().count() >= 3
}

/// Whether a mark stands where a sentence or what someone said begins.
fn starts_piece(line: &str, at: usize) -> bool {
    let before = line.get(..at).unwrap_or_default().trim_end();
    before.is_empty() || before.ends_with([',', ':', '.', '!', '?', '—', '–'])
}

fn opens_with(next: &str, family: Family) -> bool {
    let mut chars = next.trim_start_matches(is_pad).chars();
    let first = chars.next();
    let marks: &[char] = match family {
        Family::Double => &['"', '“', '„', '”', '＂', '`'],
        Family::Guillemet => &['«', '»'],
        Family::SmallGuillemet => &['‹', '›'],
        Family::Corner => &['「'],
        Family::WhiteCorner => &['『'],
        Family::Single => &['‘', '\'', '‚'],
    };
    first.is_some_and(|first| marks.contains(&first))
}

/// Words that begin with an apostrophe where letters are left out.
const ELISIONS: &[&str] =
    &["em", "tis", "twas", "til", "till", "cause", "cuz", "n", "bout", "round", "cos", "nuff", "ere", "ello"];

/// How many marks are looked through for the one that closes.
const REACH: usize = 2_000;

/// Pairs of single marks, inside or around the double ones.
fn single_pairs(line: &str, marks: &[Mark], doubles: &[Pair], next: &str) -> Vec<Pair> {
    let singles: Vec<Mark> = marks.iter().copied().filter(|mark| mark.family == Family::Single).collect();
    let holders = holders(&singles, doubles);
    let mut out = Vec::new();
    let mut from = 0;
    for (number, (open, level)) in singles.iter().zip(&holders).enumerate() {
        if open.at < from || !open.opens || is_elision(line, open) {
            continue;
        }
        let rest = singles.iter().zip(&holders).skip(number + 1).take(REACH);
        let same_level = rest.filter(|(_, other)| *other == level).map(|(mark, _)| mark);
        if let Some(close) = closing_single(line, same_level) {
            out.push(Pair::closed(open, close));
            from = close.end();
        } else if level.is_none()
            && starts_piece(line, open.at)
            && opens_with(next, Family::Single)
            && line[open.at..].starts_with('‘')
        {
            let (outer, inner) = (open.at..line.len(), open.end()..line.len());
            out.push(Pair { outer, inner, end: End::GoesOn, headless: false });
            break;
        }
    }
    out
}

/// For each single mark the innermost pair around it.
fn holders(singles: &[Mark], doubles: &[Pair]) -> Vec<Option<usize>> {
    let mut order: Vec<usize> = (0..doubles.len()).collect();
    let range = |pair: usize| doubles.get(pair).map(|pair| pair.inner.clone()).unwrap_or_default();
    order.sort_by_key(|pair| (range(*pair).start, std::cmp::Reverse(range(*pair).end)));
    let mut order = order.into_iter().peekable();
    let mut around: Vec<usize> = Vec::new();
    singles
        .iter()
        .map(|mark| {
            while let Some(pair) = order.next_if(|pair| range(*pair).start <= mark.at) {
                around.push(pair);
            }
            while around.last().is_some_and(|pair| range(*pair).end <= mark.at) {
                around.pop();
            }
            around.last().copied()
        })
        .collect()
}

fn is_elision(line: &str, mark: &Mark) -> bool {
    let rest = line.get(mark.end()..).unwrap_or_default();
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let decade = word.len() >= 2 && word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with('s');
    let year = word.len() == 2 && word.chars().all(|c| c.is_ascii_digit());
    decade || ((year || ELISIONS.contains(&word.as_str())) && !line[mark.at..].starts_with('‘'))
}

/// The mark that closes a single quote: the first that is no possessive (`the workers’ rights`).
/// The marks given are those after the opening one, in order.
fn closing_single<'a>(line: &str, marks: impl Iterator<Item = &'a Mark>) -> Option<&'a Mark> {
    let mut possessive: Option<&'a Mark> = None;
    for mark in marks {
        if mark.opens && !mark.closes && !is_elision(line, mark) {
            break;
        }
        if !mark.closes {
            continue;
        }
        if !is_plural_possessive(line, mark) {
            return Some(mark);
        }
        possessive = possessive.or(Some(mark));
    }
    possessive
}

fn is_plural_possessive(line: &str, mark: &Mark) -> bool {
    let before = line.get(..mark.at).unwrap_or_default();
    let after = line.get(mark.end()..).unwrap_or_default();
    let mut next = after.chars();
    before.ends_with(['s', 'S', 'z', 'x'])
        && next.next() == Some(' ')
        && next.next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::blocks;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<(&str, End)> {
        let style = Style::of(text);
        let blocks = blocks(text);
        let mut open = false;
        let mut out = Vec::new();
        for (number, block) in blocks.iter().enumerate() {
            let quotes = quotes_of(text, *block, blocks.get(number + 1).copied(), open, style);
            open = quotes.iter().any(|quote| quote.end == End::GoesOn);
            out.extend(quotes.into_iter().map(|q| (q.inner.slice(text).unwrap(), q.end)));
        }
        out
    }

    fn closed(text: &str) -> Vec<&str> {
        found(text).into_iter().filter(|(_, end)| *end == End::Closed).map(|(words, _)| words).collect()
    }

    #[test]
    fn every_common_style() {
        for text in [
            "He said: “It is late.” Then he left.",
            "He said: \"It is late.\" Then he left.",
            "He said: ‘It is late.’ Then he left.",
            "He said: 'It is late.' Then he left.",
            "Er sagte: „It is late.“ Dann ging er.",
            "Er sagte: „It is late.” Dann ging er.",
            "Er sagte: »It is late.« Dann ging er.",
            "Er sagte: ‚It is late.‘ Dann ging er. „",
            "Il a dit : «\u{a0}It is late.\u{a0}» Puis il partit.",
            "Han sade: ”It is late.” Sedan gick han.",
            "Han sa: »It is late.» Så gikk han.",
            "He said: ``It is late.'' Then he left.",
            "He said: ‹It is late.› Then he left.",
            "彼は「It is late.」と言った",
            "He said: “It is late.\" Then he left.",
            "He said: “It is late.“ Then he left.",
            "He said: ”It is late.” Then he left.",
        ] {
            assert_eq!(closed(text), ["It is late."], "{text}");
        }
    }

    #[test]
    fn apostrophes_are_no_quotes() {
        for text in [
            "The companies’ plans and the workers’ rights aren’t settled.",
            "It's the '90s again, rock 'n' roll for 'em.",
            "the ’90s and the ’80s weren't alike",
            "He is 6'2\" tall and jumps 8' far.",
            "Barnes' car, James' bike",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn single_marks_around_apostrophes() {
        let text = "‘The workers’ rights don’t count here,’ she said. ‘They’re ours.’";
        assert_eq!(closed(text), ["The workers’ rights don’t count here,", "They’re ours."]);
        assert_eq!(closed("a ‘joint effort’ and a 'shared threat' today"), ["joint effort", "shared threat"]);
        assert_eq!(closed("'The workers' vote is done,' he said."), ["The workers' vote is done,"]);
    }

    #[test]
    fn quotes_in_quotes() {
        let cases = [
            "“He told me ‘no way’ and left,” she said.",
            "‘He told me “no way” and left,’ she said.",
            "\"He told me 'no way' and left,\" she said.",
            "\"He told me \"no way\" and left,\" she said.",
            "«He told me “no way” and left,» she said.",
        ];
        for text in cases {
            let words = closed(text);
            assert_eq!(words.len(), 2, "{text}");
            assert!(words[0].ends_with("and left,") && words[1] == "no way", "{text}");
        }
    }

    #[test]
    fn a_quote_goes_on_in_the_next_paragraph() {
        let text = "“One thing is sure.\n\n“Another is not,” he said.";
        assert_eq!(found(text), [("One thing is sure.", End::GoesOn), ("Another is not,", End::Closed)]);
        let text = "‘One thing is sure.\n\n‘Another is not,’ he said.";
        assert_eq!(found(text), [("One thing is sure.", End::GoesOn), ("Another is not,", End::Closed)]);
    }

    #[test]
    fn broken_marks_spoil_one_paragraph_at_most() {
        let text = "\"We won, he said.\n\nShe said: \"No.\" They left.";
        assert_eq!(found(text)[0].1, End::Unclosed);
        assert_eq!(closed(text), ["No."]);
        assert_eq!(closed("\"We won, he said. \"It is good,\" he added."), ["It is good,"]);
        assert_eq!(
            closed("We have won again,” he said. “It is good.”"),
            ["We have won again,", "It is good."]
        );
        assert_eq!(closed("He has a 6\" scar. \"It is good,\" he said."), ["It is good,"]);
    }

    proptest! {
        #[test]
        fn any_text_gives_spans_inside_it(text in "[a-c \n.,'’‘“”\"„«»‹›`5é😊ש-]{0,80}") {
            for (words, _) in found(&text) {
                prop_assert!(!words.is_empty());
            }
        }
    }
}
