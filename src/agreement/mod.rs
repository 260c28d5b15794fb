//! What follows from several reviews: who marked the same, who differs where, and how much of it
//! is more than chance.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `reviewed` | what is compared: marks in code points, without texts |
//! | `scope` | which articles are compared for whom, and why others are not |
//! | `spots` | marks as numbers, duplicates folded |
//! | `matching`, `align` | best one-to-one pairings; the alignment that every count follows from |
//! | `compare` | several reviewers against each other: [`Comparison`] |
//! | `layers` | character by character: Cohen, Krippendorff, Fleiss |
//! | `unitizing`, `gamma` | marks as units on a line: alpha-U, u-alpha, gamma |
//! | `clusters`, `ties` | what is the same thing, and what is linked |
//! | `judged` | rulings of discrepancies, and what is said not to be there |
//! | `attributes` | what is said about marks that both made |
//! | `interval` | the jackknife over articles |
//! | `groups` | what several reviewers marked in one place, for settling |
//! | `settle` | what there is to decide, how far it is, and what comes back when a review changes |
//! | `further`, `json`, `explain` | everything at once, as data and in words |
//! | `chart` | the same as pictures |
//!
//! Definitions follow the papers that each file names. A number that is not defined is a reason,
//! never NaN. The order in which reviewers, articles and marks come changes no number.

mod align;
mod attributes;
pub mod chart;
mod clusters;
mod compare;
pub mod explain;
mod further;
pub mod gamma;
mod groups;
mod interval;
mod json;
mod judged;
mod layers;
mod matching;
mod measure;
mod reviewed;
mod scope;
pub mod settle;
mod spots;
mod ties;
mod unitizing;

pub use align::{Class, Pairings, Tally};
pub use attributes::AttributePair;
pub use clusters::{ClusterScores, Partition, Shares, Tangle, TangleKind, tangles};
pub use compare::{Comparison, LabelPair, Layers, MarkRef, Options, Pair, Row};
pub use further::{ArticleMeasures, Further};
pub use groups::{Candidate, Group, GroupState};
pub use interval::{FEWEST_ARTICLES, Interval, Range};
pub use json::to_json;
pub use judged::{AbsenceCounts, RulingCounts};
pub use layers::{Cells, Nominal, kappa};
pub use measure::{F1, Measure, Undefined, mean};
pub use reviewed::{ArticleKey, Mark, Problem, Reviewed, ReviewedArticle};
pub use scope::{ArticleScope, WhyNot};
pub use ties::{LinkRow, Mentions, Ties};
pub use unitizing::{Disagreement, Layer, Unit, alpha_u, u_alpha};
