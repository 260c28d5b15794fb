//! Text as the rest of the house sees it: typed offsets, their converters, and the units that
//! people point at (graphemes, words, sentences, paragraphs).

pub mod anchor;
mod approximate;
mod convert;
pub mod find;
#[doc(hidden)]
pub mod marked;
pub mod normal;
mod offset;
mod segment;
mod spelling;
mod unseen;

pub use convert::OffsetMap;
pub use offset::{Chars, Span, TextSize, Utf16};
pub use segment::{
    Paragraph, grapheme_after, grapheme_before, paragraphs, sentence_at, sentences, snap_to_words, trim,
    trim_blanks, word_after, word_at, word_before, word_count, words,
};
pub use unseen::is_unseen;
