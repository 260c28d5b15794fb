//! What follows from the articles alone: passages that they share, quotes and who says them,
//! names, differences in meaning, furniture of the page.
//!
//! Everything here is deterministic and offline: the same texts give the same answer. Nothing
//! here touches a review; what is found are suggestions, each with the name of its rule and a
//! reason for people. No function reads, writes, or starts a thread. What may take long takes a
//! [`Watch`].

mod block;
pub mod cues;
pub mod discrepancies;
pub mod elsewhere;
pub mod furniture;
pub mod lexicon;
pub mod names;
pub mod passages;
pub mod quotes;
pub mod statements;
#[cfg(test)]
mod tests;
mod token;
mod watch;
pub mod wording;

pub use block::blocks;
pub use watch::{Cancelled, Watch, unwatched};

/// An article as this floor sees it. Results name an article by its index in the slice that was
/// handed in.
#[derive(Clone, Copy, Debug)]
pub struct ArticleText<'a> {
    /// Its id or file name.
    pub id: &'a str,
    /// The frozen text, with LF at line ends.
    pub text: &'a str,
}
