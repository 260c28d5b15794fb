//! The form in which words of different articles are compared: a view with offsets, never a
//! rewrite.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Span, TextSize, spelling, words};

/// A word of a text with the form in which it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NormalWord {
    /// Where it stands. A contraction counts as two words, so `don’t` has a span for `do` and one
    /// for `n’t`.
    pub span: Span,
    /// Equal for words that differ only in case, quote marks, accents on Latin letters, invisible
    /// characters, British or American spelling, figures or number words, or a possessive ending.
    pub form: Box<str>,
    /// Whether a hyphen, and nothing else, stands between this word and the next.
    pub hyphen: bool,
}

/// All words of `text` in order, none overlapping another.
///
/// ```
/// use parallax::text::normal::normal_words;
/// let forms = |text| normal_words(text).into_iter().map(|word| word.form.into_string()).collect::<Vec<_>>();
/// assert_eq!(forms("The organisation’s CENTRES didn’t"), forms("the organization's centers did not"));
/// ```
pub fn normal_words(text: &str) -> Vec<NormalWord> {
    let mut out: Vec<NormalWord> = Vec::with_capacity(text.len() / 6);
    let mut end_before = TextSize::ZERO;
    let mut open: Option<Span> = None;
    for span in words(text) {
        if let Some(before) = open {
            if between(text, before.end(), span.start()).chars().all(is_invisible) {
                open = Some(before.hull(span));
                continue;
            }
            push(text, before, &mut end_before, &mut out);
        }
        open = Some(span);
    }
    if let Some(last) = open {
        push(text, last, &mut end_before, &mut out);
    }
    push_signs(text, end_before, TextSize::of(text), &mut out);
    join_numbers(&mut out);
    out
}

/// The words of `text` joined by single blanks, each in its normal form.
pub fn normal_line(text: &str) -> String {
    let words = normal_words(text);
    let mut out = String::with_capacity(text.len());
    for word in &words {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&word.form);
    }
    out
}

fn between(text: &str, start: TextSize, end: TextSize) -> &str {
    text.get(start.to_usize()..end.to_usize()).unwrap_or_default()
}

fn push(text: &str, span: Span, end_before: &mut TextSize, out: &mut Vec<NormalWord>) {
    push_signs(text, *end_before, span.start(), out);
    let gap = between(text, *end_before, span.start());
    if let Some(last) = out.last_mut()
        && last.span.end() == *end_before
    {
        let mut marks = gap.chars().filter(|c| !is_invisible(*c));
        last.hyphen = marks.next().is_some_and(is_hyphen) && marks.next().is_none();
    }
    *end_before = span.end();
    let raw = span.slice(text).unwrap_or_default();
    for (part, form) in parts(raw) {
        if let Some(part) = Span::of(part.start, part.end) {
            out.push(NormalWord { span: part.shifted(span.start()), form, hyphen: false });
        }
    }
}

/// `%` after a number and `&` between words are words too.
fn push_signs(text: &str, start: TextSize, end: TextSize, out: &mut Vec<NormalWord>) {
    for (at, c) in between(text, start, end).char_indices() {
        let after_number =
            at == 0 && out.last().is_some_and(|word| word.form.ends_with(|c: char| c.is_ascii_digit()));
        let form = match c {
            '%' | '％' if after_number => "percent",
            '&' => "and",
            _ => continue,
        };
        let from = start + TextSize::from_usize(at);
        if let Some(span) = Span::new(from, from + TextSize::from_usize(c.len_utf8())) {
            out.push(NormalWord { span, form: form.into(), hyphen: false });
        }
    }
}

/// `twenty-one` is the number 21.
fn join_numbers(words: &mut Vec<NormalWord>) {
    let mut at = 0;
    while let Some([tens, units]) = words.get(at..at + 2) {
        let joined = match (tens.hyphen, tens.form.parse::<u8>(), units.form.parse::<u8>()) {
            (true, Ok(tens @ 20..=90), Ok(units @ 1..=9)) if tens % 10 == 0 => Some(tens + units),
            (true, Ok(tens @ 20..=90), Err(_)) if tens % 10 == 0 && &*units.form == "one" => Some(tens + 1),
            _ => None,
        };
        if let Some(number) = joined {
            let word = NormalWord {
                span: tens.span.hull(units.span),
                form: number.to_string().into(),
                hyphen: units.hyphen,
            };
            words.splice(at..at + 2, [word]);
        }
        at += 1;
    }
}

/// Whether `c` takes no room on a line: zero-width blanks and joiners, soft hyphens, byte order
/// marks.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{FF07}' | '\u{201B}')
}

type Part = (std::ops::Range<usize>, Box<str>);

/// The words inside a raw word: two for a contraction, else one.
fn parts(raw: &str) -> Vec<Part> {
    let one = |form: &str| vec![(0..raw.len(), form.into())];
    if let Some((at, mark)) = raw.char_indices().rfind(|(_, c)| is_apostrophe(*c)) {
        let tail = fold_letters(&raw[at + mark.len_utf8()..]);
        let head = &raw[..at];
        return contraction(raw, head, at, &tail)
            .unwrap_or_else(|| if tail == "s" { one(&word_form(head)) } else { one(&word_form(raw)) });
    }
    if raw.eq_ignore_ascii_case("cannot") {
        return vec![(0..3, "can".into()), (3..6, "not".into())];
    }
    one(&word_form(raw))
}

fn contraction(raw: &str, head: &str, at: usize, tail: &str) -> Option<Vec<Part>> {
    let lower = fold_letters(head);
    let split = |cut: usize, first: &str, second: &str| {
        Some(vec![(0..cut, first.into()), (cut..raw.len(), second.into())])
    };
    if tail == "t" && lower.ends_with('n') && head.is_ascii() {
        let cut = at.checked_sub(1).filter(|cut| *cut > 0)?;
        let stem = &lower[..lower.len() - 1];
        let first = match stem {
            "ca" => "can",
            "wo" => "will",
            "sha" => "shall",
            other => other,
        };
        return split(cut, first, "not");
    }
    if at == 0 {
        return None;
    }
    let second = match tail {
        "re" => "are",
        "ll" => "will",
        "ve" => "have",
        "m" => "am",
        "d" => "would",
        "s" if IS_AFTER.contains(&lower.as_str()) => "is",
        _ => return None,
    };
    split(at, &word_form(head), second)
}

/// Words after which `’s` stands for “is” and owns nothing.
const IS_AFTER: &[&str] =
    &["he", "here", "how", "it", "she", "that", "there", "what", "when", "where", "who"];

/// The form of one word without contractions.
fn word_form(raw: &str) -> String {
    if matches!(raw, "US" | "U.S" | "USA" | "U.S.A") {
        return "u.s.".to_owned();
    }
    let mut form = fold_letters(raw);
    if form.contains('.') && form.split('.').all(|part| part.chars().count() <= 1) {
        form.retain(|c| c != '.');
    }
    if form.starts_with(|c: char| c.is_ascii_digit()) && form.contains(',') {
        form.retain(|c| c != ',');
    }
    if let Some(whole) = short_form(&form) {
        return whole.to_owned();
    }
    match spelling::fold(&form) {
        Cow::Borrowed(same) if same.len() == form.len() => form,
        other => other.into_owned(),
    }
}

/// Lower case, compatibility forms, no accents on Latin letters, one apostrophe, nothing invisible.
fn fold_letters(raw: &str) -> String {
    if raw.is_ascii() {
        return raw.to_ascii_lowercase();
    }
    let mut latin = false;
    let mut bare = String::with_capacity(raw.len());
    for c in raw.nfkd() {
        if is_combining_mark(c) && latin {
            continue;
        }
        if is_invisible(c) {
            continue;
        }
        latin = c.is_ascii_alphabetic();
        match c {
            c if is_apostrophe(c) => bare.push('\''),
            'ß' => bare.push_str("ss"),
            'æ' | 'Æ' => bare.push_str("ae"),
            'œ' | 'Œ' => bare.push_str("oe"),
            'ø' | 'Ø' => bare.push('o'),
            'ł' | 'Ł' => bare.push('l'),
            'đ' | 'Đ' => bare.push('d'),
            'ı' => bare.push('i'),
            c => bare.extend(c.to_lowercase()),
        }
    }
    bare.nfc().collect()
}

/// Number words as figures (not `one`, which is more often a pronoun), months as papers shorten
/// them.
fn short_form(form: &str) -> Option<&'static str> {
    const FORMS: &[(&str, &str)] = &[
        ("aug", "august"),
        ("dec", "december"),
        ("eight", "8"),
        ("eighteen", "18"),
        ("eighty", "80"),
        ("eleven", "11"),
        ("feb", "february"),
        ("fifteen", "15"),
        ("fifty", "50"),
        ("five", "5"),
        ("forty", "40"),
        ("four", "4"),
        ("fourteen", "14"),
        ("jan", "january"),
        ("nine", "9"),
        ("nineteen", "19"),
        ("ninety", "90"),
        ("nov", "november"),
        ("oct", "october"),
        ("sep", "september"),
        ("sept", "september"),
        ("seven", "7"),
        ("seventeen", "17"),
        ("seventy", "70"),
        ("six", "6"),
        ("sixteen", "16"),
        ("sixty", "60"),
        ("ten", "10"),
        ("thirteen", "13"),
        ("thirty", "30"),
        ("three", "3"),
        ("twelve", "12"),
        ("twenty", "20"),
        ("two", "2"),
    ];
    let at = FORMS.binary_search_by_key(&form, |(short, _)| short).ok()?;
    FORMS.get(at).map(|(_, whole)| *whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn forms(text: &str) -> Vec<String> {
        normal_words(text).into_iter().map(|word| word.form.into_string()).collect()
    }

    #[test]
    fn what_differs_in_style_alone_is_equal() {
        let pairs = [
            ("Facebook’s", "facebook's"),
            ("expect\u{a0}nation", "expect nation"),
            ("tech\u{ad}nology", "technology"),
            ("tech\u{200b}nology", "technology"),
            ("\u{feff}The", "the"),
            ("didn’t attend", "did not attend"),
            ("cannot", "can't"),
            ("won't", "will not"),
            ("they’re", "they are"),
            ("it’s", "it is"),
            ("Pétionville", "Petionville"),
            ("Pe\u{301}tionville", "Pétionville"),
            ("13,680", "13680"),
            ("three people", "3 people"),
            ("twenty-one", "21"),
            ("5%", "five percent"),
            ("R&D", "R and D"),
            ("U.S. troops", "US troops"),
            ("Sept. 4", "September 4"),
            ("ﬁre", "fire"),
            ("Straße", "strasse"),
        ];
        for (a, b) in pairs {
            assert_eq!(forms(a), forms(b), "{a}");
        }
    }

    #[test]
    fn what_differs_in_meaning_stays_different() {
        for (a, b) in [("US", "us"), ("7", "70"), ("the", "they"), ("don’t", "do"), ("מ", "ם"), ("й", "и")]
        {
            assert_ne!(forms(a), forms(b), "{a}");
        }
    }

    #[test]
    fn a_hyphen_is_noted_and_a_dash_is_not() {
        let hyphens = |text: &str| normal_words(text).iter().map(|word| word.hyphen).collect::<Vec<_>>();
        assert_eq!(hyphens("day-long talks"), [true, false, false]);
        assert_eq!(hyphens("talks — long"), [false, false]);
        assert_eq!(hyphens("a - b"), [false, false]);
    }

    proptest! {
        #[test]
        fn words_lie_on_character_boundaries_in_order(text in "\\PC{0,80}|[a-z'’ %&é\u{301}\u{200b}שa\n-]{0,60}") {
            let mut end = TextSize::ZERO;
            for word in normal_words(&text) {
                prop_assert!(word.span.start() >= end);
                prop_assert!(word.span.slice(&text).is_some());
                prop_assert!(!word.form.is_empty());
                end = word.span.end();
            }
        }
    }
}
