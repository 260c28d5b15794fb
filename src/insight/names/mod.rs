//! Names: persons, organizations, places and dates as candidates, grouped by what they likely
//! name.
//!
//! A name is a run of capitalised words. Its kind is said only where a word list or its
//! surroundings are sure.

mod cluster;
mod dates;
mod kind;
mod lists;
mod mentions;
mod runs;
#[cfg(test)]
mod tests;

pub use mentions::names;
pub(crate) use mentions::people;

use crate::text::Span;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A human being.
    Person,
    /// A company, an office, a party, a team.
    Organization,
    /// A country, a city, a street.
    Place,
    /// A day, a month, a year.
    Date,
}

impl NameKind {
    /// Its name in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Date => "date",
        }
    }
}

/// How a name was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameRule {
    /// A title or form of address stands before it.
    Title,
    /// It starts with a common given name.
    GivenName,
    /// What is said beside it is said of persons: an age, a role.
    Apposition,
    /// A list of places or organizations has it.
    Listed,
    /// One of its words is part of such names: `Committee`, `River`.
    Word,
    /// The last word of a person's full name.
    Surname,
    /// The first letters of a longer name.
    Acronym,
    /// A longer name, printed with other capitals.
    OtherCase,
    /// A day, a month or a year.
    Date,
    /// Capitals that its place in the sentence does not ask for.
    Capitals,
}

impl NameRule {
    /// Its name in files: the origin of an annotation that came from it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "name-title",
            Self::GivenName => "name-given-name",
            Self::Apposition => "name-apposition",
            Self::Listed => "name-listed",
            Self::Word => "name-word",
            Self::Surname => "name-surname",
            Self::Acronym => "name-acronym",
            Self::OtherCase => "name-other-case",
            Self::Date => "name-date",
            Self::Capitals => "name-capitals",
        }
    }

    /// Why, in one sentence for people.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Title => "A title or form of address stands before it.",
            Self::GivenName => "It starts with a common given name.",
            Self::Apposition => "What stands beside it is said of persons.",
            Self::Listed => "It is on a list of well-known names.",
            Self::Word => "It holds a word that such names are made of.",
            Self::Surname => "It is the last word of a full name printed elsewhere.",
            Self::Acronym => "It stands for the first letters of a longer name.",
            Self::OtherCase => "It is a name printed elsewhere with other capitals.",
            Self::Date => "It reads as a date.",
            Self::Capitals => "It has capitals that its place in the sentence does not ask for.",
        }
    }
}

/// A place where a name is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Index of the article.
    pub article: usize,
    /// The name, without title, article and possessive.
    pub span: Span,
    /// What it names; `None` where nothing is sure.
    pub kind: Option<NameKind>,
    /// How it was found.
    pub rule: NameRule,
    /// Mentions with the same number likely name the same thing. Numbers count from 0 in the order
    /// of the articles.
    pub cluster: usize,
}

/// Mentions that likely name the same thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameCluster {
    /// The longest way in which it is printed.
    pub name: String,
    /// What it names.
    pub kind: Option<NameKind>,
    /// Its mentions, by index, in order.
    pub mentions: Vec<usize>,
    /// Why they are taken together, one sentence for each reason.
    pub reasons: Vec<&'static str>,
}

/// The names of a set of articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// By article, then by place.
    pub mentions: Vec<Mention>,
    /// By number.
    pub clusters: Vec<NameCluster>,
}
