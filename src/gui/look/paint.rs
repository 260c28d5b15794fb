//! Strokes that several widgets share. They paint where they are told and allocate nothing.

use std::sync::Arc;

use egui::emath::GuiRounding as _;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align2, Color32, FontId, Galley, Painter, Pos2, Rect, Stroke, StrokeKind, Vec2, vec2};

use super::{Mark, Tokens, contrast, fonts, metrics};
use crate::model::{Kind, Status};

/// One line of text, cut with `…` where it is wider than `width`.
pub fn line(painter: &Painter, text: &str, font: FontId, color: Color32, width: f32) -> Arc<Galley> {
    let format = TextFormat { font_id: font, color, ..TextFormat::default() };
    // Line breaks in names or quoted words must not open a second line.
    let text = if text.contains(['\n', '\r']) { text.replace(['\n', '\r'], " ") } else { text.to_owned() };
    let mut job = LayoutJob::single_section(text, format);
    job.wrap = TextWrapping {
        max_width: width.max(0.0).floor(),
        max_rows: 1,
        break_anywhere: true,
        ..TextWrapping::default()
    };
    painter.layout_job(job)
}

/// One line of text in which the characters of these indexes (ascending) stand out.
pub fn marked_line(
    painter: &Painter,
    text: &str,
    found: &[u32],
    fonts: [FontId; 2],
    colors: [Color32; 2],
    width: f32,
) -> Arc<Galley> {
    let mut job = LayoutJob::default();
    let [calm, loud] = [0, 1].map(|which: usize| TextFormat {
        font_id: fonts.get(which).cloned().unwrap_or_default(),
        color: colors.get(which).copied().unwrap_or_default(),
        ..TextFormat::default()
    });
    let mut buffer = [0; 4];
    for (c, index) in text.chars().zip(0_u32..) {
        let c = if matches!(c, '\n' | '\r') { ' ' } else { c };
        let format = if found.binary_search(&index).is_ok() { &loud } else { &calm };
        job.append(c.encode_utf8(&mut buffer), 0.0, format.clone());
    }
    job.wrap = TextWrapping {
        max_width: width.max(0.0).floor(),
        max_rows: 1,
        break_anywhere: true,
        ..TextWrapping::default()
    };
    painter.layout_job(job)
}

/// Paints a laid out line with its middle at the height of `at`; gives what it covers.
pub fn put(painter: &Painter, at: Pos2, anchor: Align2, galley: Arc<Galley>) -> Rect {
    let rect = anchor.anchor_size(at, galley.size());
    let place = rect.min.round_to_pixels(painter.pixels_per_point());
    painter.galley(place, galley, Color32::PLACEHOLDER);
    rect
}

/// A glyph of [`super::icons`], its middle at `center`.
pub fn icon(painter: &Painter, center: Pos2, icon: char, size: f32, color: Color32) {
    let galley = painter.layout_no_wrap(icon.to_string(), fonts::icon(size), color);
    put(painter, center, Align2::CENTER_CENTER, galley);
}

/// The ring around what has the keyboard.
pub fn focus_ring(painter: &Painter, rect: Rect, radius: u8, tokens: &Tokens) {
    painter.rect_stroke(rect, radius, tokens.focus_ring(), StrokeKind::Inside);
}

/// How wide a key cap is.
pub fn key_cap_width(painter: &Painter, key: &str) -> f32 {
    let galley = painter.layout_no_wrap(key.to_owned(), fonts::medium(metrics::CAPS), Color32::PLACEHOLDER);
    (galley.size().x + 10.0).max(18.0).ceil()
}

/// A key cap, 18 high, its right edge and middle at `right_center`; gives what it covers.
pub fn key_cap(painter: &Painter, right_center: Pos2, key: &str, tokens: &Tokens) -> Rect {
    let galley = painter.layout_no_wrap(key.to_owned(), fonts::medium(metrics::CAPS), tokens.weak);
    let size = vec2((galley.size().x + 10.0).max(18.0).ceil(), 18.0);
    let rect = Align2::RIGHT_CENTER.anchor_size(right_center, size);
    painter.rect(rect, metrics::RADIUS_TINY, tokens.desk, tokens.edge_line(), StrokeKind::Inside);
    put(painter, rect.center(), Align2::CENTER_CENTER, galley);
    rect
}

/// A small picture of how marks of a kind and colour look: entities solid, claims dashed, quotes
/// in corner brackets.
pub fn swatch(painter: &Painter, center: Pos2, kind: Kind, mark: Mark) {
    let rect = Rect::from_center_size(center, vec2(14.0, 12.0));
    let stroke = Stroke::new(2.0, mark.line);
    let bottom = rect.max.y - 1.0;
    match kind {
        Kind::Entity => {
            painter.rect_filled(rect, 2, mark.tint);
            painter.hline(rect.x_range(), bottom, stroke);
        }
        Kind::Claim => {
            for (from, to) in [(0.0, 4.0), (5.0, 9.0), (10.0, 14.0)] {
                painter.hline(rect.min.x + from..=rect.min.x + to, bottom, stroke);
            }
        }
        Kind::Quote => {
            let thin = Stroke::new(1.5, mark.line);
            let (a, b) = (rect.left_top() + Vec2::splat(1.0), rect.right_bottom() - Vec2::splat(1.0));
            painter.line(vec![a + vec2(0.0, 4.0), a, a + vec2(4.0, 0.0)], thin);
            painter.line(vec![b - vec2(0.0, 4.0), b, b - vec2(4.0, 0.0)], thin);
        }
        Kind::Other => {
            painter.rect_stroke(rect.shrink(1.0), 2, Stroke::new(1.5, mark.line), StrokeKind::Inside);
        }
    }
}

/// How far a reviewer is, by shape and colour: ring, half, full.
pub fn status_dot(painter: &Painter, center: Pos2, status: Status, tokens: &Tokens) {
    const RADIUS: f32 = 3.5;
    match status {
        Status::NotStarted => {
            painter.circle_stroke(center, RADIUS - 0.5, Stroke::new(1.5, tokens.weak));
        }
        Status::InProgress => {
            painter.circle_stroke(center, RADIUS - 0.5, Stroke::new(1.5, tokens.warn));
            let half: Vec<Pos2> = (0..=12)
                .map(|step| {
                    let angle = std::f32::consts::PI * (step as f32 / 12.0 - 0.5);
                    center - vec2(angle.cos(), angle.sin()) * RADIUS
                })
                .collect();
            painter.add(egui::Shape::convex_polygon(half, tokens.warn, Stroke::NONE));
        }
        Status::Done => {
            painter.circle_filled(center, RADIUS, tokens.good);
        }
    }
}

/// The better readable of two text colours on a ground.
pub fn ink_on(ground: Color32, tokens: &Tokens) -> Color32 {
    let (a, b) = (tokens.ink, tokens.on_accent);
    if contrast(a, ground) >= contrast(b, ground) { a } else { b }
}
