//! Words that differ a little from those looked for.
//!
//! Every word has a key, in which capitals, accents and known differences of spelling are gone. The
//! keys of a text stand one after the other in one string without anything between them, so that
//! *sea-wall*, *sea wall* and *seawall* are the same there; a hit is where the key of what is looked
//! for begins at the beginning of a word and ends at the end of one.

use aho_corasick::AhoCorasick;
use unicode_normalization::UnicodeNormalization;

use super::{Hit, Likeness, MOST_HITS, Near, is_word};
use crate::text::{Span, TextSize};

/// A word of this length in letters or less is spelt in one way only.
const SHORT: usize = 3;
/// Letters before the point of an abbreviation, as in *Mr.*, *Gen.*, *U.S.*
const ABBREVIATED: usize = 3;

/// The words of a text with their keys. Worked out once for a text.
#[derive(Clone, Debug, Default)]
pub struct WordIndex {
    keys: String,
    words: Vec<Word>,
}

#[derive(Clone, Copy, Debug)]
struct Word {
    /// Where its key begins in the keys.
    key: usize,
    span: Span,
}

impl WordIndex {
    /// The index of a text.
    pub fn new(text: &str) -> Self {
        let mut index = Self { keys: String::with_capacity(text.len()), words: Vec::new() };
        let mut plain = String::new();
        for span in tokens(text) {
            index.words.push(Word { key: index.keys.len(), span });
            push_key(span.slice(text).unwrap_or_default(), &mut plain, &mut index.keys);
        }
        index
    }

    /// The words whose keys fill these bytes of the keys exactly.
    fn words_at(&self, from: usize, to: usize) -> Option<&[Word]> {
        let place = |at: usize| self.words.binary_search_by_key(&at, |word| word.key).ok();
        let end = if to == self.keys.len() { self.words.len() } else { place(to)? };
        self.words.get(place(from)?..end)
    }
}

/// What is looked for, as keys.
#[derive(Clone, Debug)]
pub(super) struct NearQuery {
    pattern: String,
    /// The pattern without a possessive ’s.
    base: String,
    case: bool,
    search: AhoCorasick,
}

impl NearQuery {
    /// `None` where the pattern holds no word.
    pub(super) fn new(pattern: &str, case: bool) -> Option<Self> {
        let whole = Span::whole(pattern)?;
        let base = match tokens(pattern).last() {
            Some(last) if last.end() == whole.end() => base_of(pattern, last).unwrap_or(pattern),
            _ => pattern,
        };
        let mut keys = vec![key_of(pattern), key_of(base)];
        keys.dedup();
        if keys.iter().any(String::is_empty) {
            return None;
        }
        let search = AhoCorasick::new(keys).ok()?;
        Some(Self { pattern: pattern.to_owned(), base: base.to_owned(), case, search })
    }

    /// All stretches whose key is that of the pattern; they may overlap.
    pub(super) fn hits(&self, text: &str, index: &WordIndex) -> Vec<Hit> {
        let gaps: Vec<&str> = gaps(&self.pattern).collect();
        self.search
            .find_overlapping_iter(&index.keys)
            .filter_map(|found| {
                let words = index.words_at(found.start(), found.end())?;
                let span = words.first()?.span.hull(words.last()?.span);
                let joined = words.windows(2).all(|pair| match pair {
                    [a, b] => Span::new(a.span.end(), b.span.start()).is_none_or(|gap| {
                        let gap = gap.slice(text).unwrap_or_default();
                        gaps.contains(&gap) || joins(a.span.slice(text).unwrap_or_default(), gap)
                    }),
                    _ => true,
                });
                joined.then(|| Hit { span, likeness: self.likeness(text, span) })
            })
            .take(MOST_HITS)
            .collect()
    }

    /// In what a stretch that has the key of the pattern differs from it.
    pub(super) fn likeness(&self, text: &str, span: Span) -> Likeness {
        let found = span.slice(text).unwrap_or_default();
        let possessive = self.base != self.pattern;
        let with_s = tokens(found).last().and_then(|last| base_of(found, last)).is_some();
        let followed = follows_possessive(text, span.end());
        let mut most = None;
        let mut differs = |in_this: Near| most = most.max(Some(in_this));
        let wanted = if with_s { &self.pattern } else { &self.base };
        if (possessive && !with_s) || (!possessive && followed) {
            differs(Near::Possessive);
        }
        if !gaps(found).eq(gaps(wanted)) {
            differs(Near::Joining);
        }
        let same = |level: fn(&str, &mut String)| folded(found, level) == folded(wanted, level);
        if !same(|word, out| out.push_str(word)) {
            if same(lower) {
                if self.case {
                    differs(Near::Case);
                }
            } else if same(plain) {
                differs(Near::Accents);
            } else {
                differs(Near::Spelling);
            }
        }
        most.map_or(Likeness::Exact, Likeness::Near)
    }
}

/// The runs of letters and digits of a text.
fn tokens(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = text.get(from..)?;
        let start = from + rest.find(is_word)?;
        let end = text.get(start..)?.find(|c| !is_word(c)).map_or(text.len(), |len| start + len);
        from = end;
        Span::of(start, end)
    })
}

/// What stands between the words of a text.
fn gaps(text: &str) -> impl Iterator<Item = &str> {
    let mut last: Option<TextSize> = None;
    tokens(text).filter_map(move |token| {
        let before = last.replace(token.end())?;
        Span::new(before, token.start())?.slice(text)
    })
}

/// Whether what stands between two words may stand between the parts of one.
fn joins(before: &str, gap: &str) -> bool {
    let mut breaks = 0;
    gap.chars().count() <= 3
        && gap.chars().enumerate().all(|(at, c)| match c {
            '\n' => {
                breaks += 1;
                breaks == 1
            }
            '.' => at == 0 && before.chars().count() <= ABBREVIATED,
            '-' | '\u{AD}' | '\u{2010}' | '\u{2011}' | '\'' | '’' => true,
            c => c.is_whitespace(),
        })
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// A text without the possessive that its last word is.
fn base_of(text: &str, last: Span) -> Option<&str> {
    let s = last.slice(text)?;
    let before = text.get(..last.start().to_usize())?.strip_suffix(is_apostrophe)?;
    (s.eq_ignore_ascii_case("s") && before.ends_with(is_word)).then_some(before)
}

/// Whether ’s follows, and then no more of a word.
fn follows_possessive(text: &str, at: TextSize) -> bool {
    let mut next = text.get(at.to_usize()..).unwrap_or_default().chars();
    next.next().is_some_and(is_apostrophe)
        && next.next().is_some_and(|s| s.eq_ignore_ascii_case(&'s'))
        && !next.next().is_some_and(is_word)
}

fn folded(text: &str, level: fn(&str, &mut String)) -> String {
    let mut out = String::new();
    for token in tokens(text) {
        level(token.slice(text).unwrap_or_default(), &mut out);
    }
    out
}

fn lower(word: &str, out: &mut String) {
    out.extend(word.chars().flat_map(char::to_lowercase));
}

/// Without capitals and accents.
fn plain(word: &str, out: &mut String) {
    if word.is_ascii() {
        out.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        return;
    }
    for c in word.nfkd().filter(|c| !('\u{300}'..='\u{36F}').contains(c)).flat_map(char::to_lowercase) {
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ı' => out.push('i'),
            '\u{300}'..='\u{36F}' => {}
            c => out.push(c),
        }
    }
}

fn key_of(text: &str) -> String {
    let (mut buffer, mut out) = (String::new(), String::new());
    for token in tokens(text) {
        push_key(token.slice(text).unwrap_or_default(), &mut buffer, &mut out);
    }
    out
}

/// Adds the key of a word; never nothing, so that no two words begin at the same place.
fn push_key(word: &str, buffer: &mut String, out: &mut String) {
    buffer.clear();
    plain(word, buffer);
    if buffer.is_empty() {
        out.push_str(word);
    } else {
        spelled(buffer, out);
    }
}

/// One spelling for words that British and American English, or transcriptions of names, spell in
/// two ways. Plurals stay what they are.
fn spelled(word: &str, out: &mut String) {
    if word.len() <= SHORT || !word.is_ascii() {
        out.push_str(word);
        return;
    }
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let (body, end) = if let Some(body) = word.strip_suffix("ogue") {
        (body, "og") // dialogue, dialog
    } else if let Some(body) = word.strip_suffix("mme") {
        (body, "m") // programme, program
    } else if let Some(body) = word.strip_suffix("nce") {
        (body, "nse") // defence, defense
    } else if let Some(body) = word.strip_suffix("re")
        && body.len() > 2
        && !body.ends_with(vowel)
    {
        (body, "er") // centre, center
    } else {
        (word, "")
    };
    let mut last = None;
    let mut at = 0;
    while let Some(rest) = body.get(at..)
        && let Some(c) = rest.chars().next()
    {
        let (written, read) = if at >= 3 && rest.starts_with("our") {
            ("or", 3) // colour, color
        } else if word.len() > 4 && (rest.starts_with("ae") || rest.starts_with("oe")) {
            ("e", 2) // paediatric, pediatric
        } else if rest.starts_with("ph") {
            ("f", 2) // sulphur, sulfur
        } else if at >= 2 && c == 'z' {
            ("s", 1) // organize, organise
        } else if last == Some(c) && c.is_ascii_lowercase() && !vowel(c) {
            ("", 1) // travelled, traveled
        } else {
            (rest.get(..1).unwrap_or_default(), 1)
        };
        out.push_str(written);
        last = written.chars().last().or(last);
        at += read;
    }
    out.push_str(end);
}
