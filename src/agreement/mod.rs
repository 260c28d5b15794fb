//! What follows from several reviews.
mod matching;
mod measure;
mod reviewed;

pub use measure::{F1, Measure, Undefined};
pub use reviewed::{ArticleKey, Mark, Problem, Reviewed, ReviewedArticle};
