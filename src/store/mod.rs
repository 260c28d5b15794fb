//! Projects and reviews on disk: reading, saving whole or not at all, journals, locks.
//!
//! Reading never writes. Whatever is written goes through [`Disk`], first into a temporary file.

mod around;
mod at_rest;
mod atomic;
mod codebook;
mod decode;
mod error;
mod guess;
mod journal;
mod journal_edit;
mod lock;
mod names;
mod placing;
mod project;
mod project_file;
mod review;
mod review_file;
mod reviewed;
mod ron_file;
pub mod user;

pub(crate) use around::Surroundings;
pub use at_rest::{AtRest, Replaced, lock_review, review_holder};
pub use atomic::{Disk, Step, backup_path};
pub use codebook::{read_codebook, write_codebook};
pub use decode::{ARTICLE_LIMIT, DecodedText, decode, read_article_text};
pub use error::{Problem, StoreError};
pub use journal::{Done, Found, Head, Journal, Places};
pub use journal_edit::FileEdit;
pub use lock::{Holder, Lock, ReviewLock};
pub use names::unsafe_stem;
pub use placing::{Move, Placed};
pub use project::{
    OpenProject, add_article, add_story, add_text, check_unchanged, create_project, open_project,
    project_path, reviewers_of, save_project,
};
pub use review::{
    LoadedReview, Stamp, journal_places, load_review, load_review_with, save_review, unknown_labels,
};
pub(crate) use review::{Prepared, check_review_path, with_stray};
pub use review_file::{FileAnnotation, FileOrphan, REVIEW_LIMIT, ReviewFile, read_review_file, review_path};
pub use ron_file::sha256;

/// The format of projects, reviews and journals that this version writes, and the newest it reads.
pub const FORMAT: u32 = 1;

#[cfg(test)]
mod tests;
