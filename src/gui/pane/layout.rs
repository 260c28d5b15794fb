//! One block laid out: from places to points and back.
//!
//! egui counts glyphs, and for right-to-left and some other scripts there are more or fewer of
//! them than characters. So a block is laid out the fast way, as one galley, only where that count
//! is right; every other block goes the safe way, word by word, and an error can never leave its
//! word.

use std::sync::Arc;

use egui::epaint::text::{Glyph, PlacedRow};
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId, Galley, Painter, Pos2, Vec2};
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::safe::SafeLayout;

/// How text is set.
#[derive(Clone, Debug, PartialEq)]
pub struct TextStyle {
    /// Face and size in points.
    pub font: FontId,
    /// Distance between base lines in points, the same for every line.
    pub line: f32,
    /// Space between paragraphs in points.
    pub gap: f32,
}

/// The part of one row that a stretch of text covers, in points from the block's top left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RowPart {
    /// The row, from 0.
    pub row: usize,
    /// Left end.
    pub left: f32,
    /// Right end.
    pub right: f32,
}

/// A block of text laid out. Offsets are bytes from the start of the block.
pub enum BlockLayout {
    /// As one galley, glyphs and characters being the same in number.
    Fast(Arc<Galley>),
    /// Word by word.
    Safe(SafeLayout),
}

pub(super) fn job(text: &str, style: &TextStyle, width: f32) -> LayoutJob {
    let format = TextFormat {
        font_id: style.font.clone(),
        color: Color32::PLACEHOLDER,
        line_height: Some(style.line),
        ..Default::default()
    };
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap.max_width = width;
    job.break_on_newline = false;
    job.keep_trailing_whitespace = true;
    job
}

/// Control and bidi-override characters that would draw nothing, or turn text around, as signs
/// that do show.
pub(super) fn visible(text: &str) -> std::borrow::Cow<'_, str> {
    let odd = |c: char| {
        (c.is_control() && c != '\t') || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(odd) {
        return text.into();
    }
    text.chars().map(|c| if odd(c) { '�' } else { c }).collect::<String>().into()
}

impl BlockLayout {
    /// Lays a block out, wrapped at `width` whole points. egui keeps the result from frame to
    /// frame; so must not the caller, for the glyph atlas may be made anew.
    pub fn new(painter: &Painter, text: &str, style: &TextStyle, width: f32) -> Self {
        let shown = visible(text);
        if !SafeLayout::is_needed(&shown) {
            let galley = painter.layout_job(job(&shown, style, width));
            if is_char_for_char(&galley, &shown) {
                return Self::Fast(galley);
            }
        }
        Self::Safe(SafeLayout::new(painter, text, style, width))
    }

    /// How many rows, at least one.
    pub fn rows(&self) -> usize {
        match self {
            Self::Fast(galley) => galley.rows.len().max(1),
            Self::Safe(safe) => safe.rows(),
        }
    }

    /// Paints the text with its top left corner at `origin`.
    pub fn paint(&self, painter: &Painter, origin: Pos2, color: Color32) {
        match self {
            Self::Fast(galley) => painter.galley(origin, galley.clone(), color),
            Self::Safe(safe) => safe.paint(painter, origin, color),
        }
    }

    /// The parts of rows that the bytes `from..to` cover, top to bottom.
    pub fn parts(&self, text: &str, from: usize, to: usize, out: &mut Vec<RowPart>) {
        let galley = match self {
            Self::Fast(galley) => galley,
            Self::Safe(safe) => return safe.parts(text, from, to, out),
        };
        let from = chars_before(text, from);
        let to = from + text_between(text, from, to);
        let mut start = 0;
        for (i, row) in galley.rows.iter().enumerate() {
            let end = start + row.glyphs.len();
            if to <= start {
                break;
            }
            if from < end {
                let left = x_of(row, from.saturating_sub(start));
                let mut last = to.min(end) - start;
                // The blank at which a row is wrapped is not to be seen, nor is a line under it.
                let blank = |column: usize| row.glyphs.get(column).is_some_and(|g| g.chr.is_whitespace());
                if start + last == end && i + 1 < galley.rows.len() {
                    while last > 0 && blank(last - 1) {
                        last -= 1;
                    }
                }
                let right = x_of(row, last);
                if right > left {
                    out.push(RowPart { row: i, left, right });
                }
            }
            start = end;
        }
    }

    /// The row and distance from the left of the caret before the byte `at`. Where a row is
    /// wrapped, the place belongs to the start of the lower row.
    pub fn caret(&self, text: &str, at: usize) -> (usize, f32) {
        let galley = match self {
            Self::Fast(galley) => galley,
            Self::Safe(safe) => return safe.caret(text, at),
        };
        let at = chars_before(text, at);
        let mut start = 0;
        let last = galley.rows.len().saturating_sub(1);
        for (i, row) in galley.rows.iter().enumerate() {
            let end = start + row.glyphs.len();
            if at < end || i == last {
                return (i, x_of(row, at.saturating_sub(start)));
            }
            start = end;
        }
        (0, 0.0)
    }

    /// The byte nearest to a point, between two graphemes. Points outside the block give the
    /// nearest place inside.
    pub fn hit(&self, text: &str, point: Vec2, line: f32) -> usize {
        let row = (point.y / line).floor().max(0.0) as usize;
        match self {
            Self::Safe(safe) => to_grapheme(text, safe.hit(text, row, point.x)),
            Self::Fast(galley) => {
                let row = row.min(galley.rows.len().saturating_sub(1));
                let before: usize = galley.rows.iter().take(row).map(|row| row.glyphs.len()).sum();
                let Some(placed) = galley.rows.get(row) else { return 0 };
                nearest_boundary(text, before, placed, row + 1 < galley.rows.len(), point.x)
            }
        }
    }
}

/// Distance from the block's left of the place before a row's character number `column`.
///
/// A ligature is one glyph followed by glyphs without width for its other characters: its width is
/// shared out among them, so that each can be pointed at.
pub(super) fn x_of(row: &PlacedRow, column: usize) -> f32 {
    let glyphs = &row.glyphs;
    let Some(glyph) = glyphs.get(column) else { return row.pos.x + row.size.x };
    let wide = |glyph: &Glyph| glyph.advance_width > 0.0;
    let lead = glyphs.iter().take(column).rposition(wide);
    let (false, Some(lead)) = (wide(glyph), lead) else { return row.pos.x + glyph.pos.x };
    let next = glyphs.iter().skip(column).position(wide).map_or(glyphs.len(), |at| column + at);
    let count = |range: std::ops::Range<usize>| {
        let glyphs = glyphs.get(range).unwrap_or_default();
        glyphs.iter().filter(|glyph| !is_combining_mark(glyph.chr)).count() as f32
    };
    let left = glyphs.get(lead).map_or(0.0, |glyph| glyph.pos.x);
    let right = glyphs.get(next).map_or(row.size.x, |glyph| glyph.pos.x);
    row.pos.x + left + (right - left) * count(lead..column) / count(lead..next).max(1.0)
}

/// The byte of the grapheme boundary of a row that is nearest to `x`. Every boundary is measured:
/// marks of no width may stand a little right of what follows them. Past the end of a wrapped row
/// is its last blank, not the start of the next row.
fn nearest_boundary(text: &str, chars_before: usize, row: &PlacedRow, wrapped: bool, x: f32) -> usize {
    let start = byte_of(text, chars_before);
    let rest = text.get(start..).unwrap_or_default();
    let words = rest.get(..byte_of(rest, row.glyphs.len())).unwrap_or(rest);
    let end = (!wrapped || words.is_empty()).then_some(words.len());
    let mut nearest = (f32::INFINITY, start);
    let (mut column, mut done) = (0, 0);
    for at in words.grapheme_indices(true).map(|(at, _)| at).chain(end) {
        column += words.get(done..at).map_or(0, |between| between.chars().count());
        done = at;
        let distance = (x_of(row, column) - x).abs();
        if distance < nearest.0 {
            nearest = (distance, start + at);
        }
    }
    nearest.1
}

/// Whether each glyph of a galley is one character of the text, in its order. The count alone is
/// not enough: one cluster's extra glyph may make up for another's missing one.
pub(super) fn is_char_for_char(galley: &Galley, text: &str) -> bool {
    galley.rows.iter().flat_map(|row| &row.glyphs).map(|glyph| glyph.chr).eq(text.chars())
}

fn chars_before(text: &str, byte: usize) -> usize {
    let byte = text.floor_char_boundary(byte);
    text.get(..byte).map_or(0, |before| if before.is_ascii() { before.len() } else { before.chars().count() })
}

/// Characters from character number `from` up to byte `to`.
fn text_between(text: &str, from: usize, to: usize) -> usize {
    chars_before(text, to).saturating_sub(from)
}

fn byte_of(text: &str, chars: usize) -> usize {
    text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at)
}

/// The grapheme boundary at or before a byte.
pub(super) fn to_grapheme(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0),
        _ => at,
    }
}
