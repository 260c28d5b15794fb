//! What a reviewer says about what the program found: rulings of discrepancies, suggestions that
//! were rejected, and what was looked for and is not there.
//!
//! Each is known by its content, not by an id: what is found is computed anew whenever a story is
//! opened, and must meet what was said about it before.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{ArticleId, ClusterId};
use crate::text::Chars;

/// Words of an article, or a place between words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stretch {
    /// The article.
    pub article: ArticleId,
    /// Where, half-open, in code points. Start and end are equal where the article has no words.
    pub at: (Chars, Chars),
    /// The words; empty where the article has none.
    pub text: String,
}

/// A difference in meaning between two articles, as its content says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// What differs: `gender`, `number`, `date` …
    pub kind: String,
    /// One side: that of the article whose id comes first, so that the order of columns does not
    /// count. [`Difference::new`] sees to it.
    pub a: Stretch,
    /// The other side.
    pub b: Stretch,
}

impl Difference {
    /// A difference with its sides in order.
    pub fn new(kind: &str, one: Stretch, other: Stretch) -> Self {
        let kind = kind.to_owned();
        if one <= other { Self { kind, a: one, b: other } } else { Self { kind, a: other, b: one } }
    }
}

/// What a reviewer says about a discrepancy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Verdict {
    /// Looked at and not settled.
    #[default]
    Open,
    /// One of the articles is wrong.
    Error,
    /// One of the articles knew more, because it came later.
    Update,
    /// The same in other words.
    Style,
    /// They differ, and nobody is misled.
    Harmless,
}

impl Verdict {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Error, Self::Update, Self::Style, Self::Harmless, Self::Open];

    /// Its name in exports and for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Error => "error",
            Self::Update => "update",
            Self::Style => "style",
            Self::Harmless => "harmless",
        }
    }
}

/// A discrepancy that was ruled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ruling {
    /// What it is about.
    pub of: Difference,
    /// What it is.
    #[serde(default)]
    pub verdict: Verdict,
    /// The reviewer's note. Markdown.
    #[serde(default)]
    pub note: String,
    /// When it was ruled, to the second.
    pub made: Timestamp,
}

/// What kind of suggestion it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Suggestion {
    /// A quote with its speaker.
    Quote,
    /// A name.
    Name,
    /// An annotation carried over from another article.
    Carry,
    /// A caption, byline or bio that counts as no part of the report: rejected, it does.
    Furniture,
}

impl Suggestion {
    /// Its name in exports and for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quote => "quote",
            Self::Name => "name",
            Self::Carry => "carry",
            Self::Furniture => "furniture",
        }
    }
}

/// A suggestion as its content says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// What kind of suggestion.
    pub what: Suggestion,
    /// The pieces that it would mark, in order.
    pub pieces: Vec<Stretch>,
}

/// A suggestion that was rejected, and is not made again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rejection {
    /// What was suggested.
    pub of: Proposal,
    /// When it was rejected, to the second.
    pub made: Timestamp,
}

/// Says that an article was searched for what a cluster stands for, and does not have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Absence {
    /// What was looked for.
    pub cluster: ClusterId,
    /// Where.
    pub article: ArticleId,
    /// The reviewer's note. Markdown.
    #[serde(default)]
    pub note: String,
    /// When it was looked for, to the second.
    pub made: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretch(article: &str, start: u32, text: &str) -> Stretch {
        let end = start + u32::try_from(text.chars().count()).unwrap();
        Stretch { article: article.into(), at: (Chars(start), Chars(end)), text: text.to_owned() }
    }

    #[test]
    fn the_order_of_columns_does_not_count() {
        let (a, b) = (stretch("gazette", 9, "spokesman"), stretch("herald", 4, "spokeswoman"));
        assert_eq!(Difference::new("gender", a.clone(), b.clone()), Difference::new("gender", b, a));
    }
}
