//! Marks drawn over text that never moves: one tint per place at most, underlines in lanes.

use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use super::layout::{BlockLayout, RowPart};
use crate::model::{AnnotationId, Kind};
use crate::text::Span;

/// Lanes under a row; what finds none is counted at its end.
const LANES: usize = 3;
/// Thickness of an underline, and the distance from one lane to the next, in points.
const STROKE: f32 = 2.0;
const LANE: f32 = 3.0;

/// How a mark is drawn. Kinds differ in shape too, never by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroked {
    /// A solid underline: entities.
    Solid,
    /// A dashed underline: claims.
    Dashed,
    /// Corner brackets and a solid underline: quotes.
    Bracketed,
    /// A dotted underline: anything else.
    Dotted,
    /// A thin line without colour: there, and nothing to look at.
    Quiet,
    /// A thin line under all others: somebody else's mark.
    Beside,
}

impl From<Kind> for Stroked {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Entity => Self::Solid,
            Kind::Claim => Self::Dashed,
            Kind::Quote => Self::Bracketed,
            Kind::Other => Self::Dotted,
        }
    }
}

/// A mark as the pane draws it.
#[derive(Clone, Debug)]
pub struct Mark<'a> {
    /// The annotation, for pointing at it.
    pub id: &'a AnnotationId,
    /// Its pieces.
    pub spans: &'a [Span],
    /// Its shape.
    pub stroked: Stroked,
    /// Its colour.
    pub color: Color32,
    /// The tint over its words, where it has one. The caller sees to it that no two tints overlap
    /// except where one mark lies inside another.
    pub tint: Option<Color32>,
    /// Stretches inside it that are tinted, such as what another reviewer did not mark.
    pub differs: &'a [Span],
    /// What its label is called.
    pub label: &'a str,
    /// Whether its ends can be dragged.
    pub handles: bool,
}

/// The lane of each mark inside a block: short marks first, each in the lowest free lane; `None`
/// where all lanes are taken.
pub fn lanes(marks: &[Mark<'_>]) -> Vec<Option<usize>> {
    let hull = |mark: &Mark<'_>| {
        let (first, last) = (mark.spans.first()?, mark.spans.last()?);
        Some(first.hull(*last))
    };
    let mut order: Vec<usize> = (0..marks.len()).collect();
    order.sort_by_key(|i| {
        let mark = marks.get(*i);
        let beside = mark.is_some_and(|mark| mark.stroked == Stroked::Beside);
        (beside, mark.and_then(hull).map(|h| (h.len(), h.start())))
    });
    let mut taken: [Vec<Span>; LANES] = Default::default();
    let mut out = vec![None; marks.len()];
    for i in order {
        let Some(hull) = marks.get(i).and_then(hull) else { continue };
        let free = taken.iter().position(|lane| lane.iter().all(|other| !other.overlaps(hull)));
        if let Some(lane) = free {
            taken[lane].push(hull);
            out[i] = Some(lane);
        }
    }
    out
}

/// Where a block is painted.
pub struct Place<'a> {
    /// Its text.
    pub text: &'a str,
    /// Where its text lies in the article.
    pub span: Span,
    /// Its layout.
    pub layout: &'a BlockLayout,
    /// The top left corner of its text.
    pub origin: Pos2,
    /// Height of a row in points.
    pub line: f32,
}

impl Place<'_> {
    /// The rows that a stretch of the article covers here, as rectangles of full row height.
    pub fn rects(&self, span: Span) -> Vec<Rect> {
        let Some(inside) = span.intersection(self.span) else { return Vec::new() };
        let base = self.span.start();
        let mut parts: Vec<RowPart> = Vec::new();
        let (from, to) = ((inside.start() - base).to_usize(), (inside.end() - base).to_usize());
        self.layout.parts(self.text, from, to, &mut parts);
        parts
            .into_iter()
            .map(|part| {
                let min = self.origin + vec2(part.left, part.row as f32 * self.line);
                Rect::from_min_max(min, pos2(self.origin.x + part.right, min.y + self.line))
            })
            .collect()
    }
}

/// Paints the tints of a block's marks: under the text.
pub fn paint_tints(painter: &Painter, place: &Place<'_>, marks: &[Mark<'_>]) {
    // Wide ones first, so that a mark inside another shows its own tint.
    let mut tinted: Vec<(&Mark<'_>, Color32)> =
        marks.iter().filter_map(|mark| Some((mark, mark.tint?))).collect();
    tinted
        .sort_by_key(|(mark, _)| std::cmp::Reverse(mark.spans.iter().map(|s| s.len().to_u32()).sum::<u32>()));
    for (mark, tint) in tinted {
        let spans = if mark.differs.is_empty() { mark.spans } else { mark.differs };
        for span in spans {
            for rect in place.rects(*span) {
                painter.rect_filled(rect.shrink2(vec2(0.0, 1.0)).expand2(vec2(1.0, 0.0)), 3, tint);
            }
        }
    }
}

/// Paints the lines of a block's marks, over the text. `weak` is for the count of what found no
/// lane.
pub fn paint_lines(
    painter: &Painter,
    place: &Place<'_>,
    marks: &[Mark<'_>],
    lanes: &[Option<usize>],
    weak: Color32,
) {
    let mut crowded: Vec<(Rect, usize)> = Vec::new();
    for (mark, lane) in marks.iter().zip(lanes) {
        for span in mark.spans {
            let rects = place.rects(*span);
            let Some(lane) = lane else {
                if let Some(rect) = rects.first() {
                    match crowded.iter_mut().find(|(other, _)| other.top() == rect.top()) {
                        Some((_, count)) => *count += 1,
                        None => crowded.push((*rect, 1)),
                    }
                }
                continue;
            };
            let lift = *lane as f32 * LANE;
            for rect in &rects {
                paint_row(painter, mark, *rect, lift, place.line);
            }
            if mark.stroked == Stroked::Bracketed {
                paint_brackets(painter, mark, *span, place, &rects, lift);
            }
        }
    }
    for (rect, count) in crowded {
        let font = egui::FontId::proportional(9.0);
        let at = pos2(painter.clip_rect().right() - 14.0, rect.bottom() - 4.0);
        painter.text(at, egui::Align2::RIGHT_CENTER, format!("+{count}"), font, weak);
    }
}

fn base(rect: Rect, lift: f32, line: f32) -> f32 {
    // Under the descenders of a face of 16 on a line of 26, and in proportion.
    rect.top() + (line * 0.885).round() + lift
}

fn paint_row(painter: &Painter, mark: &Mark<'_>, rect: Rect, lift: f32, line: f32) {
    let y = base(rect, lift, line);
    let (left, right) = (rect.left(), rect.right());
    match mark.stroked {
        Stroked::Solid | Stroked::Bracketed => {
            let bar = Rect::from_min_max(pos2(left, y - STROKE / 2.0), pos2(right, y + STROKE / 2.0));
            painter.rect_filled(bar, CornerRadius::same(1), mark.color);
        }
        Stroked::Quiet | Stroked::Beside => {
            painter.hline(left..=right, y, Stroke::new(1.0, mark.color));
        }
        Stroked::Dashed | Stroked::Dotted => {
            let (dash, gap) = if mark.stroked == Stroked::Dashed { (6.0, 3.0) } else { (2.0, 2.0) };
            let stroke = Stroke::new(STROKE, mark.color);
            painter.extend(Shape::dashed_line(&[pos2(left, y), pos2(right, y)], stroke, dash, gap));
        }
    }
}

fn paint_brackets(
    painter: &Painter,
    mark: &Mark<'_>,
    span: Span,
    place: &Place<'_>,
    rects: &[Rect],
    lift: f32,
) {
    let stroke = Stroke::new(STROKE, mark.color);
    let arm = (place.line * 0.19).round();
    if place.span.contains(span.start())
        && let Some(rect) = rects.first()
    {
        let (x, y) = (rect.left() - 1.0, rect.top() + (place.line * 0.19).round());
        painter.line(vec![pos2(x, y + arm), pos2(x, y), pos2(x + arm, y)], stroke);
    }
    if place.span.touches(span.end())
        && let Some(rect) = rects.last()
    {
        let (x, y) = (rect.right() + 1.0, base(*rect, lift, place.line));
        painter.line(vec![pos2(x, y - arm), pos2(x, y), pos2(x - arm, y)], stroke);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inner_marks_lie_nearest_to_the_text_and_the_fourth_has_no_lane() {
        let id = AnnotationId::from("a");
        let spans: Vec<[Span; 1]> = [(0, 40), (4, 10), (5, 30), (5, 9), (50, 60)]
            .map(|(start, end)| [Span::of(start, end).unwrap()])
            .to_vec();
        let marks: Vec<Mark<'_>> = spans
            .iter()
            .map(|spans| Mark {
                id: &id,
                spans,
                stroked: Stroked::Solid,
                color: Color32::RED,
                tint: None,
                differs: &[],
                label: "Person",
                handles: false,
            })
            .collect();
        assert_eq!(lanes(&marks), [None, Some(1), Some(2), Some(0), Some(0)]);
    }
}
