//! Passages: stretches of text that two articles share, word for word or nearly.
//!
//! Outlets reorder, so a diff of the whole is the wrong engine. Words in their normal form are
//! aligned locally, paragraph against paragraph.

mod carry;
pub(crate) mod local;
mod near;
mod order;
mod passage;
mod refine;
mod search;
mod seeds;
pub(crate) mod words;

pub use carry::{Carried, carry};
pub use order::{counterpart, in_order};
pub use passage::{Change, Column, Likeness, Passage, PassageKind};
pub use search::{StoryPassage, Tie, passages, story_passages, ties};
