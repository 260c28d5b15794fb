//! From bytes to code points and UTF-16 units and back, in time that does not grow with the text.

use super::{Chars, Span, TextSize, Utf16};

/// One mark every so many bytes: a conversion scans at most this much text.
const STRIDE: usize = 512;

/// Converts offsets of one text between bytes, code points and UTF-16 units.
///
/// Holds one mark per [`STRIDE`] bytes, none where the text is ASCII. It does not hold the text:
/// every call takes the text that the map was made for.
///
/// ```
/// use parallax::text::{Chars, OffsetMap, TextSize, Utf16};
/// let text = "né 😊!";
/// let map = OffsetMap::new(text);
/// let end = TextSize::of(text);
/// assert_eq!(map.to_chars(text, end), Some(Chars(5)));
/// assert_eq!(map.to_utf16(text, end), Some(Utf16(6)));
/// assert_eq!(map.from_chars(text, Chars(2)), Some(TextSize::new(3)));
/// ```
#[derive(Clone, Debug)]
pub struct OffsetMap {
    bytes: u32,
    chars: u32,
    utf16: u32,
    marks: Box<[Mark]>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    byte: u32,
    chars: u32,
    utf16: u32,
}

impl OffsetMap {
    /// The map of `text`: one pass over it.
    pub fn new(text: &str) -> Self {
        let bytes = TextSize::of(text).to_u32();
        if text.is_ascii() {
            return Self { bytes, chars: bytes, utf16: bytes, marks: Box::default() };
        }
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let (mut chars, mut utf16, mut next) = (0, 0, 0);
        for (at, c) in text.char_indices() {
            if at >= next {
                marks.push(Mark { byte: TextSize::from_usize(at).to_u32(), chars, utf16 });
                next = at + STRIDE;
            }
            chars += 1;
            utf16 += if c.len_utf16() == 2 { 2 } else { 1 };
        }
        Self { bytes, chars, utf16, marks: marks.into() }
    }

    /// Length of the text in code points.
    pub fn chars(&self) -> Chars {
        Chars(self.chars)
    }

    /// Length of the text in UTF-16 units.
    pub fn utf16(&self) -> Utf16 {
        Utf16(self.utf16)
    }

    fn is_ascii(&self) -> bool {
        self.marks.is_empty()
    }

    fn mark_before(&self, key: impl Fn(&Mark) -> u32, value: u32) -> Mark {
        let after = self.marks.partition_point(|mark| key(mark) <= value);
        after.checked_sub(1).and_then(|i| self.marks.get(i)).copied().unwrap_or_default()
    }

    /// Code points before the byte `at`; `None` outside the text or inside a character.
    pub fn to_chars(&self, text: &str, at: TextSize) -> Option<Chars> {
        if self.is_ascii() {
            return (at.to_u32() <= self.bytes).then_some(Chars(at.to_u32()));
        }
        let mark = self.mark_before(|m| m.byte, at.to_u32());
        let between = text.get(mark.byte as usize..at.to_usize())?;
        Some(Chars(mark.chars + TextSize::from_usize(between.chars().count()).to_u32()))
    }

    /// The byte at which the code point number `at` starts; `None` past the end.
    pub fn from_chars(&self, text: &str, at: Chars) -> Option<TextSize> {
        self.walk(text, |m| m.chars, |_| 1, at.0)
    }

    /// UTF-16 units before the byte `at`; `None` outside the text or inside a character.
    pub fn to_utf16(&self, text: &str, at: TextSize) -> Option<Utf16> {
        if self.is_ascii() {
            return (at.to_u32() <= self.bytes).then_some(Utf16(at.to_u32()));
        }
        let mark = self.mark_before(|m| m.byte, at.to_u32());
        let between = text.get(mark.byte as usize..at.to_usize())?;
        Some(Utf16(mark.utf16 + TextSize::from_usize(between.encode_utf16().count()).to_u32()))
    }

    /// The byte at which the UTF-16 unit number `at` starts; `None` past the end or in the middle
    /// of a surrogate pair.
    pub fn from_utf16(&self, text: &str, at: Utf16) -> Option<TextSize> {
        self.walk(text, |m| m.utf16, |c| if c.len_utf16() == 2 { 2 } else { 1 }, at.0)
    }

    fn walk(
        &self,
        text: &str,
        key: impl Fn(&Mark) -> u32,
        width: impl Fn(char) -> u32,
        at: u32,
    ) -> Option<TextSize> {
        if self.is_ascii() {
            return (at <= self.bytes).then_some(TextSize::new(at));
        }
        let mark = self.mark_before(&key, at);
        let mut count = key(&mark);
        let mut byte = mark.byte as usize;
        for c in text.get(byte..)?.chars() {
            if count >= at {
                break;
            }
            count += width(c);
            byte += c.len_utf8();
        }
        (count == at).then_some(TextSize::from_usize(byte))
    }

    /// Both ends of a span in code points.
    pub fn span_to_chars(&self, text: &str, span: Span) -> Option<(Chars, Chars)> {
        Some((self.to_chars(text, span.start())?, self.to_chars(text, span.end())?))
    }

    /// The span between two code points; `None` where it is empty or does not fit.
    pub fn span_from_chars(&self, text: &str, start: Chars, end: Chars) -> Option<Span> {
        Span::new(self.from_chars(text, start)?, self.from_chars(text, end)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_boundary_converts_there_and_back(text in "[a-zé𝔘😊ש\u{301}\n]{0,1400}") {
            let map = OffsetMap::new(&text);
            let mut utf16 = 0;
            for (chars, (byte, c)) in text.char_indices().enumerate() {
                let byte = TextSize::from_usize(byte);
                prop_assert_eq!(map.to_chars(&text, byte), Some(Chars(chars as u32)));
                prop_assert_eq!(map.from_chars(&text, Chars(chars as u32)), Some(byte));
                prop_assert_eq!(map.to_utf16(&text, byte), Some(Utf16(utf16)));
                prop_assert_eq!(map.from_utf16(&text, Utf16(utf16)), Some(byte));
                utf16 += c.len_utf16() as u32;
            }
            prop_assert_eq!(map.from_chars(&text, map.chars()), Some(TextSize::of(&text)));
            prop_assert_eq!(map.from_chars(&text, Chars(map.chars().0 + 1)), None);
        }
    }

    #[test]
    fn the_middle_of_a_character_is_no_place() {
        let text = "😊";
        let map = OffsetMap::new(text);
        assert_eq!(map.to_chars(text, TextSize::new(1)), None);
        assert_eq!(map.from_utf16(text, Utf16(1)), None);
    }
}
