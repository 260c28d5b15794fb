//! A number, or why there is none.

use std::fmt;

use crate::model::ReviewerId;

/// A number, or the reason why it is not defined. People see a dash with the reason; files hold
/// `null`, never NaN.
pub type Measure = Result<f64, Undefined>;

/// Why a number is not defined.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undefined {
    /// Neither side marked anything that counts.
    #[error("nobody marked anything")]
    NoMarks,
    /// No article is finished by both.
    #[error("no article is finished by both")]
    NothingShared,
    /// Fewer than two reviewers are done.
    #[error("fewer than two reviewers are done")]
    OneReviewer,
    /// Everyone has the same value everywhere: what chance would give cannot be told.
    #[error("everyone has the same value everywhere, so chance agreement is complete")]
    OneValue,
    /// The measure needs the same number of reviewers on every article.
    #[error("not every article is finished by the same number of reviewers")]
    UnequalReviewers,
    /// The measure takes marks of one reviewer that do not overlap.
    #[error("marks of {0} overlap, which this measure does not allow")]
    Overlapping(ReviewerId),
    /// Neither side tied anything together.
    #[error("neither has a cluster with marks on the compared articles")]
    NoClusters,
    /// Neither side drew a link.
    #[error("neither has a link between marks on the compared articles")]
    NoLinks,
    /// Intervals need five articles.
    #[error("a range needs at least five articles, not {0}")]
    FewArticles(usize),
    /// There is nothing to vary.
    #[error("all {0} articles are identical")]
    AllIdentical(usize),
    /// Left out, an article leaves nothing to compare.
    #[error("all marks are in one article")]
    OneArticle,
    /// Chance gives no disorder at all.
    #[error("chance gives no disorder, so nothing can be compared with it")]
    NoChance,
    /// The search was too large to finish.
    #[error("too many ways to align the marks of so many reviewers")]
    TooLarge,
}

/// What share two counts of marks have in common: `2·both / (a + b)`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct F1 {
    /// Pairs that count as agreed.
    pub both: u64,
    /// Marks by the first reviewer.
    pub a: u64,
    /// Marks by the second reviewer.
    pub b: u64,
}

impl F1 {
    /// The share; not defined where nobody marked anything.
    pub fn value(self) -> Measure {
        f1(2.0 * to_f64(self.both), self.a, self.b)
    }

    /// What share of the second reviewer's marks the first has too. `None` where there are none.
    pub fn of_b(self) -> Option<f64> {
        (self.b > 0).then(|| to_f64(self.both) / to_f64(self.b))
    }

    /// What share of the first reviewer's marks the second has too. `None` where there are none.
    pub fn of_a(self) -> Option<f64> {
        (self.a > 0).then(|| to_f64(self.both) / to_f64(self.a))
    }
}

impl std::ops::AddAssign for F1 {
    fn add_assign(&mut self, other: Self) {
        self.both += other.both;
        self.a += other.a;
        self.b += other.b;
    }
}

impl fmt::Display for F1 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "2 × {} / ({} + {})", self.both, self.a, self.b)
    }
}

/// `twice / (a + b)`.
pub(super) fn f1(twice: f64, a: u64, b: u64) -> Measure {
    if a + b == 0 { Err(Undefined::NoMarks) } else { Ok(twice / to_f64(a + b)) }
}

/// Counts are far below 2^53, so this is exact.
pub(super) fn to_f64(count: u64) -> f64 {
    count as f64
}

/// For sums of squares and cubes of lengths, rounded once instead of at each step.
pub(super) fn wide(sum: u128) -> f64 {
    sum as f64
}

/// The mean of the numbers that are defined; a reason where none is. The order of the numbers
/// changes nothing.
pub fn mean(values: impl IntoIterator<Item = Measure>) -> Measure {
    let (mut defined, mut why) = (Vec::new(), Undefined::OneReviewer);
    for value in values {
        match value {
            Ok(value) => defined.push(value),
            Err(reason) => why = reason,
        }
    }
    defined.sort_unstable_by(f64::total_cmp);
    if defined.is_empty() { Err(why) } else { Ok(defined.iter().sum::<f64>() / defined.len() as f64) }
}
