//! Agreement as pictures: by label, by article, how many found it, which labels meet.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `drawing` | what a picture is made of: rectangles, lines, dots and words, painted by meaning |
//! | `share` | shares with their ranges, one line each: by label and by article |
//! | `votes` | how many reviewers found what was found |
//! | `heat` | which labels meet, as a heat map |
//! | `svg` | a picture as a file |
//!
//! A picture is data: the window paints it in its own colours, a file holds it in those of paper,
//! and both show the same.

mod drawing;
mod heat;
mod share;
mod svg;
mod votes;

pub use drawing::{Anchor, Drawing, Opens, Paint, Palette, Shape, Spot};

use super::Comparison;

/// Which chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Chart {
    /// The share of identical marks by label.
    ByLabel,
    /// The share of identical marks by article.
    ByArticle,
    /// How many reviewers found what was found.
    Votes,
    /// Which labels meet.
    Confusion,
}

impl Chart {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::ByLabel, Self::ByArticle, Self::Votes, Self::Confusion];

    /// What people read.
    pub fn name(self) -> &'static str {
        match self {
            Self::ByLabel => "Agreement by label",
            Self::ByArticle => "Agreement by article",
            Self::Votes => "Found by how many",
            Self::Confusion => "Which labels meet",
        }
    }

    /// The name in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::ByLabel => "by-label",
            Self::ByArticle => "by-article",
            Self::Votes => "votes",
            Self::Confusion => "labels-met",
        }
    }

    /// Draws it.
    pub fn draw(self, comparison: &Comparison, subject: Subject, names: &Names) -> Drawing {
        match self {
            Self::ByLabel => share::by_label(comparison, subject, names),
            Self::ByArticle => share::by_article(comparison, subject, names),
            Self::Votes => votes::draw(comparison),
            Self::Confusion => heat::draw(comparison, subject, names),
        }
    }
}

/// Whose agreement a chart shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// Two reviewers: place in [`Comparison::pairs`].
    Pair(usize),
    /// All of them.
    Everyone,
}

/// What people call what a comparison holds, in the order of its lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Of [`Comparison::reviewers`].
    pub reviewers: Vec<String>,
    /// Of [`Comparison::labels`].
    pub labels: Vec<String>,
    /// Of [`Comparison::articles`].
    pub articles: Vec<String>,
}

impl Names {
    fn label(&self, place: Option<usize>) -> &str {
        match place {
            None => "not marked",
            Some(place) => self.labels.get(place).map_or("?", String::as_str),
        }
    }

    fn article(&self, place: usize) -> &str {
        self.articles.get(place).map_or("?", String::as_str)
    }

    fn reviewer(&self, place: usize) -> &str {
        self.reviewers.get(place).map_or("?", String::as_str)
    }

    /// Whom a picture is about.
    fn subject(&self, comparison: &Comparison, subject: Subject) -> String {
        match subject {
            Subject::Pair(at) => comparison.pairs.get(at).map_or_else(String::new, |pair| {
                format!("{} and {}", self.reviewer(pair.a), self.reviewer(pair.b))
            }),
            Subject::Everyone => format!("{} reviewers", comparison.reviewers.len()),
        }
    }
}

#[cfg(test)]
mod tests;
