//! Labels and keys as small tags.

use std::borrow::Cow;

use egui::accesskit::Role;
use egui::{Align2, Response, Sense, StrokeKind, Ui, Widget, WidgetInfo, vec2};

use crate::gui::look::{self, icons, metrics, paint};
use crate::model::Color;

/// A label's name on its tint.
#[must_use = "add it to a Ui"]
pub struct Chip<'a> {
    text: Cow<'a, str>,
    color: Color,
    name: Option<Cow<'a, str>>,
    removable: bool,
    max_width: f32,
}

impl<'a> Chip<'a> {
    /// A chip that says `text` in a label's colour.
    pub fn new(text: impl Into<Cow<'a, str>>, color: Color) -> Self {
        Self { text: text.into(), color, name: None, removable: false, max_width: 240.0 }
    }

    /// Makes it something to click; `name` says what a click does.
    pub fn clickable(mut self, name: impl Into<Cow<'a, str>>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Shows a small cross: a click takes it away.
    pub fn removable(mut self) -> Self {
        self.removable = true;
        self
    }

    /// The text is cut where it would be wider; 240 where not given.
    pub fn max_width(mut self, width: f32) -> Self {
        self.max_width = width;
        self
    }
}

impl Widget for Chip<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let tokens = look::tokens(ui);
        let mark = tokens.mark(self.color);
        let cross = if self.removable { 14.0 } else { 0.0 };
        let room = self.max_width.min(ui.available_width()) - 16.0 - cross;
        let galley = paint::line(ui.painter(), &self.text, look::medium(metrics::SMALL), mark.ink, room);
        let size = vec2((galley.size().x + 16.0 + cross).ceil(), 22.0);
        let sense = if self.name.is_some() { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(size, sense);
        let cut = galley.elided;
        if ui.is_rect_visible(rect) {
            let painter = ui.painter();
            painter.rect_filled(rect, metrics::RADIUS_TINY, mark.tint);
            let at = egui::pos2(rect.min.x + 8.0, rect.center().y);
            paint::put(painter, at, Align2::LEFT_CENTER, galley);
            if self.removable {
                let at = egui::pos2(rect.max.x - 11.0, rect.center().y);
                paint::icon(painter, at, icons::X, 10.0, mark.ink);
            }
            if response.hovered() && self.name.is_some() {
                let edge = egui::Stroke::new(metrics::HAIRLINE, mark.line);
                painter.rect_stroke(rect, metrics::RADIUS_TINY, edge, StrokeKind::Inside);
            }
            if response.has_focus() {
                paint::focus_ring(painter, rect, metrics::RADIUS_TINY, tokens);
            }
        }
        let enabled = ui.is_enabled();
        response.widget_info(|| match &self.name {
            Some(name) => WidgetInfo::labeled(Role::Button, enabled, &**name),
            None => WidgetInfo::labeled(Role::Label, enabled, &*self.text),
        });
        if cut { response.on_hover_text(&*self.text) } else { response }
    }
}

/// A key cap. `Ctrl+K` is one cap.
pub fn key_cap(ui: &mut Ui, key: &str) -> Response {
    let tokens = look::tokens(ui);
    let width = paint::key_cap_width(ui.painter(), key);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 18.0), Sense::hover());
    if ui.is_rect_visible(rect) {
        paint::key_cap(ui.painter(), rect.right_center(), key, tokens);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, key));
    response
}

#[cfg(test)]
mod tests {
    #[test]
    fn caps_of_one_letter_are_square() {
        let ctx = egui::Context::default();
        crate::gui::look::install(&ctx);
        ctx.run_ui(egui::RawInput::default(), |ui| {
            assert_eq!(super::key_cap(ui, "P").rect.size(), egui::vec2(18.0, 18.0));
            assert!(super::key_cap(ui, "Ctrl+Shift+K").rect.width() > 60.0);
        })
        .drop_without_applying_deltas();
    }
}
