//! Stretches of the text that are set apart: lit because they are spoken of, or faded because they are
//! not what one looks for.

use egui::{Color32, Painter, Rangef, vec2};

use super::marks::Place;
use crate::text::Span;

/// How a stretch is set apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shading {
    /// A ground under the words.
    Ground(Color32),
    /// A thin layer over the words, in the colour of the sheet.
    Veil(Color32),
}

/// A stretch that is set apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shade {
    /// Where it is.
    pub span: Span,
    /// How.
    pub shading: Shading,
}

/// Where a stretch is on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Anchor {
    /// What the caller calls the stretch.
    pub key: usize,
    /// From the top of its first row in sight to the bottom of the last, in points of the window.
    pub rows: Rangef,
}

/// Paints the grounds of a block: under its marks and its text.
pub(super) fn paint_grounds(painter: &Painter, place: &Place<'_>, shades: &[Shade]) {
    for shade in shades {
        let Shading::Ground(color) = shade.shading else { continue };
        for row in place.rects(shade.span) {
            painter.rect_filled(row.expand2(vec2(3.0, 0.0)), 3, color);
        }
    }
}

/// Paints the veils of a block: over its text, under the lines of its marks.
pub(super) fn paint_veils(painter: &Painter, place: &Place<'_>, shades: &[Shade]) {
    for shade in shades {
        let Shading::Veil(color) = shade.shading else { continue };
        for row in place.rects(shade.span) {
            painter.rect_filled(row.expand2(vec2(1.0, 0.0)), 0, color);
        }
    }
}
