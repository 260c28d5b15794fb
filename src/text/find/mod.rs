//! Finding words in a text: literally, by regular expression, and words that differ only a little.
//!
//! A hit says how like it is to what was looked for ([`Likeness`]), so that a person can take the
//! exact ones and look at the others.

mod near;
#[cfg(test)]
mod tests;

use regex::{Regex, RegexBuilder};
use unicode_normalization::char::is_combining_mark;

use near::NearQuery;
pub use near::WordIndex;

use super::{Span, TextSize};

/// No more hits than this are given of one text.
pub const MOST_HITS: usize = 100_000;

/// Bytes that a compiled expression may take; a larger one is refused.
const SIZE_LIMIT: usize = 1 << 21;
/// Groups within groups that an expression may have.
const NEST_LIMIT: u32 = 64;

/// How to look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rules {
    /// Capitals and small letters are different letters.
    pub case: bool,
    /// No letter or digit stands right before or after a hit.
    pub words: bool,
    /// What is looked for is a regular expression.
    pub regex: bool,
    /// Words that differ a little are hits too: always whole words, and not with `regex`.
    pub near: bool,
}

/// In what a hit differs from what was looked for. Where it differs in several ways, the last of
/// them in this order counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Near {
    /// Capitals.
    Case,
    /// A possessive ’s.
    Possessive,
    /// Hyphens, blanks, apostrophes, the point of an abbreviation.
    Joining,
    /// Accents, ligatures and other forms of the same letters.
    Accents,
    /// Spelling, as in colour and color, organise and organize.
    Spelling,
}

impl Near {
    /// All kinds, in order.
    pub const ALL: [Self; 5] = [Self::Case, Self::Possessive, Self::Joining, Self::Accents, Self::Spelling];

    /// What people read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Case => "Other capitals",
            Self::Possessive => "Possessive",
            Self::Joining => "Hyphens and blanks",
            Self::Accents => "Accents",
            Self::Spelling => "Spelling",
        }
    }
}

/// How like a hit is to what was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// The same, under the rules.
    Exact,
    /// Different in this.
    Near(Near),
}

/// A place where something was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hit {
    /// Where.
    pub span: Span,
    /// How like.
    pub likeness: Likeness,
}

/// Why something cannot be looked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// There is nothing in it.
    #[error("there is nothing to look for")]
    Empty,
    /// It is not a regular expression.
    #[error("not a regular expression: {0}")]
    Pattern(String),
    /// It would take too much memory.
    #[error("the expression is too large")]
    TooLarge,
}

/// What is looked for, made ready.
#[derive(Clone, Debug)]
pub struct Query {
    rules: Rules,
    plain: Regex,
    near: Option<NearQuery>,
}

impl Query {
    /// Makes `pattern` ready.
    pub fn new(pattern: &str, rules: Rules) -> Result<Self, QueryError> {
        if pattern.is_empty() {
            return Err(QueryError::Empty);
        }
        let source = if rules.regex { pattern.to_owned() } else { regex::escape(pattern) };
        let mut plain = compiled(&source, rules)?;
        if rules.regex && rules.words {
            plain = compiled(&format!(r"\b{{start-half}}(?:{source})\b{{end-half}}"), rules)?;
        }
        let near = (rules.near && !rules.regex).then(|| NearQuery::new(pattern, rules.case)).flatten();
        Ok(Self { rules, plain, near })
    }

    /// The hits in `text`, in order, none over another, and no more than [`MOST_HITS`]. `index` gives
    /// the index of this text; it is called only where words that differ a little are looked for.
    pub fn hits<I: std::borrow::Borrow<WordIndex>>(&self, text: &str, index: impl FnOnce() -> I) -> Vec<Hit> {
        let plain = self.plain_hits(text);
        let Some(near) = &self.near else {
            return plain.into_iter().map(|span| Hit { span, likeness: Likeness::Exact }).collect();
        };
        let exact = plain.into_iter().map(|span| Hit { span, likeness: near.likeness(text, span) }).collect();
        let more = near.hits(text, index().borrow());
        merged(exact, more)
    }

    /// The first hit in a short text, as a note.
    pub fn first(&self, text: &str) -> Option<Span> {
        self.hits(text, || WordIndex::new(text)).first().map(|hit| hit.span)
    }

    fn plain_hits(&self, text: &str) -> Vec<Span> {
        let mut out = Vec::new();
        let mut from = 0;
        while from <= text.len()
            && out.len() < MOST_HITS
            && let Some(found) = self.plain.find_at(text, from)
        {
            let after =
                |at: usize| at + text.get(at..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8);
            match Span::of(found.start(), found.end()) {
                Some(span) if self.stands(text, span) => {
                    out.push(span);
                    from = found.end();
                }
                Some(_) => from = after(found.start()),
                None => from = after(found.end()),
            }
        }
        out
    }

    /// Whether a literal hit may stand where it does: whole words where these are wanted, and never
    /// a letter without its accent.
    fn stands(&self, text: &str, span: Span) -> bool {
        let next = next_char(text, span.end());
        if next.is_some_and(is_combining_mark) && !self.rules.regex {
            return false;
        }
        let whole = (self.rules.words || self.near.is_some()) && !self.rules.regex;
        !whole || !(next.is_some_and(is_word) || previous_char(text, span.start()).is_some_and(is_word))
    }
}

fn compiled(source: &str, rules: Rules) -> Result<Regex, QueryError> {
    RegexBuilder::new(source)
        .case_insensitive(!rules.case)
        .multi_line(true)
        .size_limit(SIZE_LIMIT)
        .dfa_size_limit(SIZE_LIMIT)
        .nest_limit(NEST_LIMIT)
        .build()
        .map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => QueryError::TooLarge,
            other => {
                // The last line says what is wrong; those before it draw the place.
                let said = other.to_string();
                let last = said.lines().last().unwrap_or_default();
                QueryError::Pattern(last.trim_start_matches("error: ").to_owned())
            }
        })
}

/// Both lists in one, in order. Where hits overlap the exact one stays, then the earlier, then the
/// longer.
fn merged(exact: Vec<Hit>, mut more: Vec<Hit>) -> Vec<Hit> {
    more.sort_by_key(|hit| (hit.span.start(), std::cmp::Reverse(hit.span.end())));
    let mut out: Vec<Hit> = Vec::with_capacity(exact.len() + more.len());
    let mut first = exact.iter().peekable();
    for hit in more {
        while let Some(before) = first.next_if(|other| other.span.start() <= hit.span.start()) {
            push_clear(&mut out, *before);
        }
        if first.peek().is_none_or(|after| !after.span.overlaps(hit.span)) {
            push_clear(&mut out, hit);
        }
    }
    first.for_each(|hit| push_clear(&mut out, *hit));
    out.truncate(MOST_HITS);
    out
}

fn push_clear(out: &mut Vec<Hit>, hit: Hit) {
    if out.last().is_none_or(|last| !last.span.overlaps(hit.span)) {
        out.push(hit);
    }
}

fn next_char(text: &str, at: TextSize) -> Option<char> {
    text.get(at.to_usize()..)?.chars().next()
}

fn previous_char(text: &str, at: TextSize) -> Option<char> {
    text.get(..at.to_usize())?.chars().next_back()
}

/// Whether a character belongs to a word.
fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    c.is_alphanumeric() || is_combining_mark(c)
}
