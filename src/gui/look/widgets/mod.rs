//! The small widgets of which the window is made. Each takes a [`egui::Ui`] and plain data and
//! gives a [`egui::Response`] or a value; each has a name that a screen reader says.

mod button;
mod check;
mod chip;
mod field;
mod frame;
mod markdown;
mod row;
mod state;
mod switch;
mod text;

pub use button::{Button, IconButton, danger, plain, primary, quiet};
pub use check::{checkbox, radio};
pub use chip::{Chip, key_cap};
pub use field::{SearchField, TextField};
pub use frame::{card, card_frame, dialog_frame, float_frame, hairline, list};
pub use markdown::markdown;
pub use row::{Lead, Row, TWO_LINES, visible_rows};
pub use state::{EmptyState, ProgressBar, told};
pub use switch::segmented;
pub use text::{body, elided, field_row, heading, section_head, section_head_with, strong, weak, words};
