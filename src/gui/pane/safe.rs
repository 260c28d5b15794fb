//! Layout word by word, for scripts in which egui's count of glyphs cannot be believed.

use std::ops::Range;
use std::sync::Arc;

use egui::{Color32, Galley, Painter, Pos2, vec2};
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};
use unicode_segmentation::UnicodeSegmentation;

use super::layout::{RowPart, TextStyle, is_char_for_char, job, visible, x_of};

/// How far inside its word a caret at a word's end stands, in points: where two directions meet,
/// two places have the same edge, and this tells them apart.
const INSIDE: f32 = 0.25;

/// A block laid out word by word, in the visual order of its directions.
pub struct SafeLayout {
    pieces: Vec<Piece>,
    rows: Vec<Range<usize>>,
    line: f32,
}

struct Piece {
    bytes: Range<usize>,
    galley: Arc<Galley>,
    rtl: bool,
    /// Whether its glyphs are its characters, from left to right.
    exact: bool,
    x: f32,
    width: f32,
    row: usize,
}

impl SafeLayout {
    /// Whether a text holds a character that is written from right to left.
    pub fn is_needed(text: &str) -> bool {
        text.chars().any(|c| c >= '\u{590}' && is_rtl(c))
    }

    /// Lays a block out, wrapped at `width` points.
    pub fn new(painter: &Painter, text: &str, style: &TextStyle, width: f32) -> Self {
        let bidi = BidiInfo::new(text, None);
        let base = bidi.paragraphs.first().map_or(Level::ltr(), |paragraph| paragraph.level);
        let mut pieces: Vec<Piece> = Vec::new();
        for bytes in cut(text, &bidi.levels) {
            let rtl = bidi.levels.get(bytes.start).is_some_and(Level::is_rtl);
            let words = text.get(bytes.clone()).unwrap_or_default();
            let whole = Piece::new(painter, words, bytes.clone(), rtl, style);
            if whole.width <= width {
                pieces.push(whole);
            } else {
                pieces.extend(words.grapheme_indices(true).map(|(at, grapheme)| {
                    let start = bytes.start + at;
                    Piece::new(painter, grapheme, start..start + grapheme.len(), rtl, style)
                }));
            }
        }
        let rows = wrap(text, &mut pieces, width);
        for row in &rows {
            place(&bidi, base, row, &mut pieces, width);
        }
        Self { pieces, rows, line: style.line }
    }

    /// How many rows, at least one.
    pub fn rows(&self) -> usize {
        self.rows.len().max(1)
    }

    /// Paints the words with the block's top left corner at `origin`.
    pub fn paint(&self, painter: &Painter, origin: Pos2, color: Color32) {
        for piece in &self.pieces {
            let at = origin + vec2(piece.x, piece.row as f32 * self.line);
            painter.galley(at, piece.galley.clone(), color);
        }
    }

    /// The parts of rows that the bytes `from..to` cover. Where directions mix there may be several
    /// on one row.
    pub fn parts(&self, text: &str, from: usize, to: usize, out: &mut Vec<RowPart>) {
        let mut merged: Vec<RowPart> = Vec::new();
        let mut parts: Vec<RowPart> = self
            .pieces
            .iter()
            .filter(|piece| piece.bytes.start < to && from < piece.bytes.end)
            .map(|piece| {
                let a = piece.x_of(text, from.max(piece.bytes.start));
                let b = piece.x_of(text, to.min(piece.bytes.end));
                RowPart { row: piece.row, left: a.min(b), right: a.max(b) }
            })
            .filter(|part| part.right > part.left)
            .collect();
        parts.sort_by(|a, b| a.row.cmp(&b.row).then(a.left.total_cmp(&b.left)));
        for part in parts {
            match merged.last_mut() {
                Some(last) if last.row == part.row && part.left <= last.right + 0.1 => {
                    last.right = last.right.max(part.right);
                }
                _ => merged.push(part),
            }
        }
        out.append(&mut merged);
    }

    /// The row and distance from the left of the caret before the byte `at`.
    pub fn caret(&self, text: &str, at: usize) -> (usize, f32) {
        let piece = self.pieces.iter().find(|piece| piece.bytes.contains(&at)).or(self.pieces.last());
        let Some(piece) = piece else { return (0, 0.0) };
        let x = piece.x_of(text, at);
        let inside = INSIDE.min(piece.width / 4.0);
        (piece.row, x.clamp(piece.x + inside, (piece.x + piece.width - inside).max(piece.x + inside)))
    }

    /// The byte nearest to a point of a row.
    pub fn hit(&self, text: &str, row: usize, x: f32) -> usize {
        let row = row.min(self.rows.len().saturating_sub(1));
        let Some(range) = self.rows.get(row) else { return 0 };
        let distance = |piece: &Piece| (piece.x - x).max(x - piece.x - piece.width).max(0.0);
        let nearest = self
            .pieces
            .get(range.clone())
            .unwrap_or_default()
            .iter()
            .min_by(|a, b| distance(a).total_cmp(&distance(b)));
        nearest.map_or(0, |piece| piece.byte_at(text, x))
    }
}

impl Piece {
    fn new(painter: &Painter, words: &str, bytes: Range<usize>, rtl: bool, style: &TextStyle) -> Self {
        let shown = visible(words);
        let mirrored: String;
        let shown: &str = if rtl && shown.contains(|c| mirror(c) != c) {
            mirrored = shown.chars().map(mirror).collect();
            &mirrored
        } else {
            &shown
        };
        let galley = painter.layout_job(job(shown, style, f32::INFINITY));
        let exact = !rtl && galley.rows.len() == 1 && is_char_for_char(&galley, shown);
        let width = galley.rows.first().map_or(0.0, |row| row.size.x);
        Self { bytes, galley, rtl, exact, x: 0.0, width, row: 0 }
    }

    fn words<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.bytes.clone()).unwrap_or_default()
    }

    /// Distance from the block's left of the place before byte `at`.
    fn x_of(&self, text: &str, at: usize) -> f32 {
        let words = self.words(text);
        let at = at.clamp(self.bytes.start, self.bytes.end) - self.bytes.start;
        if self.exact {
            let chars = words.get(..at).map_or(0, |before| before.chars().count());
            return self.x + self.galley.rows.first().map_or(0.0, |row| x_of(row, chars));
        }
        let all = words.graphemes(true).count().max(1) as f32;
        let before = words.grapheme_indices(true).take_while(|(start, _)| *start < at).count() as f32;
        let along = self.width * before / all;
        if self.rtl { self.x + self.width - along } else { self.x + along }
    }

    /// The byte of the boundary nearest to `x`.
    fn byte_at(&self, text: &str, x: f32) -> usize {
        let words = self.words(text);
        let starts = words.grapheme_indices(true).map(|(at, _)| self.bytes.start + at);
        let nearest = starts
            .chain([self.bytes.end])
            .min_by(|a, b| (self.x_of(text, *a) - x).abs().total_cmp(&(self.x_of(text, *b) - x).abs()));
        nearest.unwrap_or(self.bytes.start)
    }
}

fn is_rtl(c: char) -> bool {
    matches!(bidi_class(c), BidiClass::R | BidiClass::AL)
}

/// Word bounds, cut again where the direction changes.
fn cut(text: &str, levels: &[Level]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for (at, word) in text.split_word_bound_indices() {
        let mut start = at;
        for (i, _) in word.char_indices().skip(1) {
            if levels.get(at + i) != levels.get(at + i - 1) {
                out.push(start..at + i);
                start = at + i;
            }
        }
        out.push(start..at + word.len());
    }
    out
}

/// Breaks the pieces into rows: after blanks, and between pieces of scripts that have none.
fn wrap(text: &str, pieces: &mut [Piece], width: f32) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let (mut start, mut x, mut break_at) = (0, 0.0, 0);
    let mut i = 0;
    while i < pieces.len() {
        let words = pieces[i].words(text);
        let blank = words.chars().all(char::is_whitespace);
        if i > start && may_break(text, &pieces[i - 1], &pieces[i]) {
            break_at = i;
        }
        if !blank && i > start && x + pieces[i].width > width {
            let end = if break_at > start { break_at } else { i };
            rows.push(start..end);
            start = end;
            break_at = end;
            i = end;
            x = 0.0;
            continue;
        }
        x += pieces[i].width;
        i += 1;
    }
    if start < pieces.len() {
        rows.push(start..pieces.len());
    }
    for (number, row) in rows.iter().enumerate() {
        for piece in &mut pieces[row.clone()] {
            piece.row = number;
        }
    }
    rows
}

fn may_break(text: &str, before: &Piece, after: &Piece) -> bool {
    let last = before.words(text).chars().next_back();
    let first = after.words(text).chars().next();
    let (Some(last), Some(first)) = (last, first) else { return false };
    if last.is_whitespace() && last != '\u{A0}' && last != '\u{202F}' {
        return !first.is_whitespace();
    }
    // Neither side of a break inside such a script may be punctuation: closing marks stay with
    // what they close, opening ones with what they open.
    (is_unspaced(last) && first.is_alphanumeric())
        || (last.is_alphanumeric() && is_unspaced(first))
        || last == '-'
}

/// Thai, Lao, Myanmar, Khmer, Chinese, Japanese: written without blanks between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
        && c.is_alphanumeric()
}

/// Gives the pieces of one row their places, in visual order; a right-to-left paragraph stands at
/// the right.
fn place(bidi: &BidiInfo<'_>, base: Level, row: &Range<usize>, pieces: &mut [Piece], width: f32) {
    let Some(pieces) = pieces.get_mut(row.clone()) else { return };
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return };
    let line = first.bytes.start..last.bytes.end;
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    if let Some(paragraph) = bidi.paragraphs.first() {
        let (levels, runs) = bidi.visual_runs(paragraph, line);
        order.clear();
        for run in runs {
            let inside = |i: &usize| run.contains(&pieces[*i].bytes.start);
            let rtl = levels.get(run.start).is_some_and(Level::is_rtl);
            if rtl {
                order.extend((0..pieces.len()).rev().filter(inside));
            } else {
                order.extend((0..pieces.len()).filter(inside));
            }
        }
    }
    let blank_end = |piece: &Piece| bidi.text.get(piece.bytes.clone()).is_some_and(|t| t.trim().is_empty());
    let hanging = pieces.iter().rev().take_while(|p| blank_end(p)).map(|p| p.width).sum::<f32>();
    let used: f32 = pieces.iter().map(|piece| piece.width).sum::<f32>() - hanging;
    let mut x = if base.is_rtl() { (width - used - hanging).max(0.0).floor() } else { 0.0 };
    for i in order {
        if let Some(piece) = pieces.get_mut(i) {
            piece.x = x;
            x += piece.width;
        }
    }
}

/// The mirror image of a bracket.
fn mirror(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '<' => '>',
        '>' => '<',
        '«' => '»',
        '»' => '«',
        '‹' => '›',
        '›' => '‹',
        _ => c,
    }
}
