//! The strip beside a text: where one is in it, where the marks are, and a way to get there.

use std::sync::Arc;

use egui::{Color32, CornerRadius, Id, Mesh, Painter, Rect, Sense, Shape, Ui, pos2};

use crate::text::{Span, TextSize};

/// Width of the strip in points.
pub const WIDTH: f32 = 8.0;

/// What is ticked on the strip, kept from frame to frame as triangles: thousands of marks come down
/// to at most one tick per point of height, and those to one shape.
#[derive(Clone, Debug, Default)]
pub struct Ticks {
    key: Option<(u64, Rect)>,
    mesh: Arc<Mesh>,
    lanes_key: Option<(u64, Rect, TextSize)>,
    lanes: Arc<Mesh>,
    legend: Vec<(Color32, &'static str)>,
}

/// What runs down the strip beside other lanes: stretches of one kind in one colour.
#[derive(Clone, Debug)]
pub struct Lane {
    /// What the colour means.
    pub name: &'static str,
    /// The colour.
    pub color: Color32,
    /// The stretches.
    pub spans: Vec<Span>,
}

impl Ticks {
    /// Brings the ticks up to date. `revision` says when marks may have changed; `rect` is where the
    /// strip is; `marks` are in the order of their starts, and `color` is asked only for the first
    /// ones of each point of height: `None` where a mark is not to be ticked.
    pub fn update<M>(
        &mut self,
        revision: u64,
        rect: Rect,
        length: TextSize,
        marks: impl IntoIterator<Item = (TextSize, M)>,
        color: impl Fn(M) -> Option<Color32>,
    ) {
        let key = Some((revision, rect));
        if self.key == key {
            return;
        }
        self.key = key;
        let mut mesh = Mesh::default();
        let scale = rect.height() / length.to_u32().max(1) as f32;
        let mut last = None;
        for (start, mark) in marks {
            let row = (start.to_u32() as f32 * scale) as u16;
            if last != Some(row)
                && let Some(color) = color(mark)
            {
                last = Some(row);
                let y = rect.top() + f32::from(row);
                let tick = Rect::from_min_max(pos2(rect.left() + 1.0, y), pos2(rect.right() - 1.0, y + 2.0));
                mesh.add_colored_rect(tick, color.gamma_multiply(0.8));
            }
        }
        self.mesh = Arc::new(mesh);
    }

    /// Brings the lanes under the ticks up to date; they share the strip's width. `revision` says when
    /// they may have changed, and only then they are asked for.
    pub fn lanes(&mut self, revision: u64, rect: Rect, length: TextSize, lanes: impl FnOnce() -> Vec<Lane>) {
        let key = Some((revision, rect, length));
        if self.lanes_key == key {
            return;
        }
        self.lanes_key = key;
        let lanes = lanes();
        let scale = rect.height() / length.to_u32().max(1) as f32;
        let width = (rect.width() - 2.0) / lanes.len().max(1) as f32;
        let mut mesh = Mesh::default();
        for (at, lane) in lanes.iter().enumerate() {
            let left = rect.left() + 1.0 + width * at as f32;
            for span in &lane.spans {
                let top = rect.top() + span.start().to_u32() as f32 * scale;
                let bottom = rect.top() + span.end().to_u32() as f32 * scale;
                let bar =
                    Rect::from_min_max(pos2(left, top), pos2(left + width - 0.5, bottom.max(top + 1.0)));
                mesh.add_colored_rect(bar, lane.color.gamma_multiply(0.55));
            }
        }
        self.lanes = Arc::new(mesh);
        self.legend = lanes.iter().map(|lane| (lane.color, lane.name)).collect();
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
    painter.add(Shape::Mesh(Arc::clone(&ticks.lanes)));
    painter.add(Shape::Mesh(Arc::clone(&ticks.mesh)));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ScrollBar, true, "Place in the text"));
    let response = if ticks.legend.is_empty() {
        response
    } else {
        response.on_hover_ui_at_pointer(|ui| {
            for (color, name) in &ticks.legend {
                ui.horizontal(|ui| {
                    let (swatch, _) = ui.allocate_exact_size(egui::vec2(8.0, 8.0), Sense::hover());
                    ui.painter().rect_filled(swatch, 2, *color);
                    ui.label(*name);
                });
            }
            ui.label("Ticks: marks and what was searched for. A click goes there.");
        })
    };
    let pointer = response.interact_pointer_pos()?;
    if !(response.is_pointer_button_down_on() || response.clicked()) {
        return None;
    }
    // The pointer holds the middle of what is visible.
    let middle = ((pointer.y - rect.top()) / scale).max(0.0) as u32;
    Some(TextSize::new(middle.saturating_sub(visible.len().to_u32() / 2)))
}
