//! From what was found in the articles to what a reviewer is offered: quotes, names, annotations
//! that fit another article, and the rulings that discrepancies have.
//!
//! Everything here is computed from the findings, the reviewer's own review and the codebook; no
//! other review comes near it. What the reviewer has marked already, or has rejected, is left out.

mod carry;
mod content;
mod names;
mod quotes;

pub use carry::{Ghost, ghosts};
pub use content::{difference, place, proposal, stretch};
pub use names::{NameGroup, NameMention, name_groups};
pub use quotes::{QuoteSuggestion, Speaker, quote_suggestions};
