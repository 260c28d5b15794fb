//! What is suggested: outlines over the text, without a fill.

use egui::accesskit::Role;
use egui::{Color32, Painter, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo};

use super::marks::Place;
use super::view::PaneInput;
use crate::text::Span;

/// A suggestion as the pane draws it.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    /// Which item of the list it is.
    pub item: usize,
    /// Its pieces, in order.
    pub spans: Vec<Span>,
    /// Stretches of them that are other words than those it comes from.
    pub differs: Vec<Span>,
    /// Its colour.
    pub color: Color32,
    /// What a screen reader says before its words.
    pub name: String,
}

/// Paints the outlines of a block. `loud` is the ground of other words.
pub fn paint(painter: &Painter, place: &Place<'_>, outlines: &[Outline], loud: Color32) {
    for outline in outlines {
        for row in outline.differs.iter().flat_map(|span| place.rects(*span)) {
            painter.rect_filled(row.shrink2(egui::vec2(0.0, 2.0)), 2, loud);
        }
        for row in outline.spans.iter().flat_map(|span| place.rects(*span)) {
            let row = row.shrink2(egui::vec2(0.0, 1.5)).expand2(egui::vec2(1.5, 0.0));
            painter.rect_stroke(row, 3, Stroke::new(1.0, outline.color), StrokeKind::Inside);
        }
    }
}

/// Shows the outlines of a block to screen readers as buttons; gives the item of one that was
/// pressed.
pub fn expose(
    ui: &Ui,
    input: &PaneInput<'_>,
    place: &Place<'_>,
    pane: Rect,
    outlines: &[Outline],
) -> Option<usize> {
    let mut pressed = None;
    for outline in outlines {
        let Some(first) = outline.spans.first().copied().filter(|span| place.span.contains(span.start()))
        else {
            continue;
        };
        let Some(rect) = place.rects(first).first().map(|rect| rect.intersect(pane)) else { continue };
        if !rect.is_positive() {
            continue;
        }
        let id = input.id.with(("outline", outline.item));
        let response = ui.interact(rect, id, Sense::hover());
        response.widget_info(|| {
            let words: Vec<&str> =
                outline.spans.iter().filter_map(|span| span.slice(&input.article.text)).collect();
            WidgetInfo::labeled(Role::Button, true, format!("{}: “{}”", outline.name, words.join(" … ")))
        });
        if ui.input(|i| i.has_accesskit_action_request(id, egui::accesskit::Action::Click)) {
            pressed = Some(outline.item);
        }
    }
    pressed
}
