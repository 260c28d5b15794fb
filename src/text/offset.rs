//! Offsets and spans with types, so that bytes, code points and UTF-16 units never meet unseen.

use std::fmt;
use std::ops::{Add, Range, Sub};

use serde::{Deserialize, Serialize};

/// A place in a text, counted in UTF-8 bytes from its start. Always on a character boundary of
/// the text that it belongs to.
///
/// ```
/// use parallax::text::TextSize;
/// assert_eq!(TextSize::of("né").to_usize(), 3);
/// assert_eq!(TextSize::new(4) + TextSize::new(2), TextSize::new(6));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TextSize(u32);

impl TextSize {
    /// The start of a text.
    pub const ZERO: Self = Self(0);

    /// An offset of `bytes` bytes.
    pub const fn new(bytes: u32) -> Self {
        Self(bytes)
    }

    /// The offset as it is counted by `str` methods. Articles are refused above `u32::MAX` bytes
    /// long before one gets here, so a larger value saturates.
    pub fn from_usize(bytes: usize) -> Self {
        Self(u32::try_from(bytes).unwrap_or(u32::MAX))
    }

    /// The length of `text` in bytes.
    pub fn of(text: &str) -> Self {
        Self::from_usize(text.len())
    }

    /// For indexing into a `str`.
    pub const fn to_usize(self) -> usize {
        self.0 as usize
    }

    /// The plain number of bytes.
    pub const fn to_u32(self) -> u32 {
        self.0
    }

    /// `self - other`, or zero where that would be negative.
    pub fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Add for TextSize {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for TextSize {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl fmt::Display for TextSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A place or length counted in Unicode code points: the unit of every file that Parallax writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Chars(pub u32);

/// A place or length counted in UTF-16 code units: the unit of programs written in JavaScript or
/// Java.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Utf16(pub u32);

/// A stretch of a text: half-open, in bytes, never empty (`start < end`).
///
/// ```
/// use parallax::text::{Span, TextSize};
/// let span = Span::of(2, 5).ok_or("empty")?;
/// assert_eq!(span.slice("to see it"), Some(" se"));
/// assert_eq!(Span::new(TextSize::new(3), TextSize::new(3)), None);
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "(TextSize, TextSize)", into = "(TextSize, TextSize)")]
pub struct Span {
    start: TextSize,
    end: TextSize,
}

impl Span {
    /// The stretch from `start` up to, not including, `end`; `None` unless `start < end`.
    pub fn new(start: TextSize, end: TextSize) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// The same from plain numbers of bytes.
    pub fn of(start: usize, end: usize) -> Option<Self> {
        Self::new(TextSize::from_usize(start), TextSize::from_usize(end))
    }

    /// The stretch between two places in either order; `None` where they are the same.
    pub fn between(a: TextSize, b: TextSize) -> Option<Self> {
        Self::new(a.min(b), a.max(b))
    }

    /// The whole of `text`; `None` where it is empty.
    pub fn whole(text: &str) -> Option<Self> {
        Self::of(0, text.len())
    }

    /// The first byte.
    pub const fn start(self) -> TextSize {
        self.start
    }

    /// One past the last byte.
    pub const fn end(self) -> TextSize {
        self.end
    }

    /// Length in bytes, at least one.
    pub const fn len(self) -> TextSize {
        TextSize(self.end.0 - self.start.0)
    }

    /// Never: a span holds at least one byte. Here because a type with `len` is expected to have it.
    pub const fn is_empty(self) -> bool {
        false
    }

    /// For indexing into a `str` or a slice of bytes.
    pub const fn range(self) -> Range<usize> {
        self.start.to_usize()..self.end.to_usize()
    }

    /// The words it covers; `None` where it does not fit `text`.
    pub fn slice(self, text: &str) -> Option<&str> {
        text.get(self.range())
    }

    /// Whether the place lies inside (the end does not).
    pub fn contains(self, at: TextSize) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether the place lies inside or at either end.
    pub fn touches(self, at: TextSize) -> bool {
        self.start <= at && at <= self.end
    }

    /// Whether all of `other` lies inside.
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether they share at least one byte. Spans that only touch do not.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// What they share.
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end))
    }

    /// The smallest span that covers both.
    pub fn hull(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same stretch in a text that holds this one at `offset`.
    pub fn shifted(self, offset: TextSize) -> Self {
        Self { start: self.start + offset, end: self.end + offset }
    }
}

impl TryFrom<(TextSize, TextSize)> for Span {
    type Error = String;
    fn try_from((start, end): (TextSize, TextSize)) -> Result<Self, String> {
        Self::new(start, end).ok_or_else(|| format!("a span must end after it starts, not ({start}, {end})"))
    }
}

impl From<Span> for (TextSize, TextSize) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
