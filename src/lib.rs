//! Parallax: several articles on one event, reviewed side by side.
//!
//! The house, from the ground up. A floor knows only the floors under it.
//!
//! | floor | what it holds |
//! | --- | --- |
//! | [`text`] | offsets with types, words and sentences, the normal form for matching, anchors |
//! | [`model`] | codebook, article, annotation, cluster, link, review, and [`model::Edit`] |
//! | [`insight`] | what follows from the articles: passages, quotes, names, discrepancies |
//! | [`agreement`] | what follows from several reviews: alignment, measures, groups |
//! | [`store`] | project folders on disk: atomic saving, journals, locks |
//! | [`exchange`] | other programs' formats, one file each |
//! | [`session`] | an open project and the reviewer at work in it |
//! | [`cli`] | commands without a window |
//! | `gui` | the window (feature `gui`) |
//!
//! `text`, `model`, `insight` and `agreement` do no input or output, start no thread and read no
//! clock. `ARCHITECTURE.md` says what else is deliberately absent.

pub mod agreement;
pub mod cli;
pub mod exchange;
#[cfg(feature = "gui")]
pub mod gui;
pub mod insight;
pub mod model;
pub mod session;
pub mod store;
pub mod text;
