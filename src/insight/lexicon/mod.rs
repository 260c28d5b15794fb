//! Word lists of English news. Other languages are aligned and their quote marks are found, but
//! nothing here knows their words.

mod common;
mod gender;

pub use common::{is_function, is_stock};
pub use gender::{gender_partner, is_gender_pair};
