//! The strip beside a text: where one is in it, where the marks are, and a way to get there.

use egui::{Color32, CornerRadius, Id, Painter, Rect, Sense, Ui, pos2};

use crate::text::{Span, TextSize};

/// Width of the strip in points.
pub const WIDTH: f32 = 8.0;

/// What is ticked on the strip, kept from frame to frame: thousands of marks come down to at most
/// one tick per point of height.
#[derive(Clone, Debug, Default)]
pub struct Ticks {
    key: (u64, u32),
    rows: Vec<(u16, Color32)>,
}

impl Ticks {
    /// Brings the ticks up to date. `revision` says when marks may have changed; `marks` gives
    /// each mark's hull and colour.
    pub fn update<'a>(
        &mut self,
        revision: u64,
        height: f32,
        length: TextSize,
        marks: impl FnOnce() -> Box<dyn Iterator<Item = (Span, Color32)> + 'a>,
    ) {
        let key = (revision, height as u32);
        if self.key == key {
            return;
        }
        self.key = key;
        self.rows.clear();
        let scale = height / length.to_u32().max(1) as f32;
        for (span, color) in marks() {
            let row = (span.start().to_u32() as f32 * scale) as u16;
            if self.rows.last().is_none_or(|(last, _)| *last != row) {
                self.rows.push((row, color));
            }
        }
    }
}

/// Paints the strip; gives the place that was clicked or dragged to.
pub fn show(
    ui: &Ui,
    id: Id,
    rect: Rect,
    visible: Span,
    length: TextSize,
    ticks: &Ticks,
    colors: (Color32, Color32),
) -> Option<TextSize> {
    let painter: &Painter = ui.painter();
    let (ground, thumb) = colors;
    painter.rect_filled(rect, CornerRadius::same(4), ground);
    let scale = rect.height() / length.to_u32().max(1) as f32;
    let top = rect.top() + visible.start().to_u32() as f32 * scale;
    let bottom = (rect.top() + visible.end().to_u32() as f32 * scale).min(rect.bottom());
    let short = (24.0 - (bottom - top)).max(0.0);
    let top = (top - short / 2.0).max(rect.top());
    let bottom = (bottom + short / 2.0).min(rect.bottom());
    let response = ui.interact(rect.expand2(egui::vec2(3.0, 0.0)), id, Sense::click_and_drag());
    let strong = if response.hovered() || response.dragged() { thumb } else { thumb.gamma_multiply(0.7) };
    painter.rect_filled(
        Rect::from_min_max(pos2(rect.left(), top), pos2(rect.right(), bottom)),
        CornerRadius::same(4),
        strong,
    );
    for (row, color) in &ticks.rows {
        let y = rect.top() + f32::from(*row);
        let tick = Rect::from_min_max(pos2(rect.left() + 1.0, y), pos2(rect.right() - 1.0, y + 2.0));
        painter.rect_filled(tick, CornerRadius::ZERO, color.gamma_multiply(0.8));
    }
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ScrollBar, true, "Place in the text"));
    let pointer = response.interact_pointer_pos()?;
    if !(response.is_pointer_button_down_on() || response.clicked()) {
        return None;
    }
    // The pointer holds the middle of what is visible.
    let middle = ((pointer.y - rect.top()) / scale).max(0.0) as u32;
    Some(TextSize::new(middle.saturating_sub(visible.len().to_u32() / 2)))
}
