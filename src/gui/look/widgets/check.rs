//! Yes or no, and one of a few.

use egui::accesskit::Role;
use egui::{Align2, Pos2, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::gui::look::{self, Tokens, icons, metrics, paint};

/// A box to tick, with its name beside it. A click turns `on` over.
pub fn checkbox(ui: &mut Ui, on: &mut bool, name: &str) -> Response {
    let mut response = line(ui, name, Role::CheckBox, *on, |ui, center, response, tokens| {
        let rect = egui::Rect::from_center_size(center, vec2(16.0, 16.0));
        let (ground, edge) = colors(*on, response, tokens);
        ui.painter().rect(rect, metrics::RADIUS_TINY, ground, edge, StrokeKind::Inside);
        if *on {
            paint::icon(ui.painter(), center, icons::CHECK, 13.0, tokens.on_accent);
        }
    });
    if response.clicked() {
        *on = !*on;
        response.mark_changed();
    }
    response
}

/// One of a few, with its name beside it. The caller chooses it on a click.
pub fn radio(ui: &mut Ui, chosen: bool, name: &str) -> Response {
    line(ui, name, Role::RadioButton, chosen, |ui, center, response, tokens| {
        let (ground, edge) = colors(chosen, response, tokens);
        ui.painter().circle(center, 7.5, ground, edge);
        if chosen {
            ui.painter().circle_filled(center, 3.0, tokens.on_accent);
        }
    })
}

fn colors(on: bool, response: &Response, tokens: &Tokens) -> (egui::Color32, Stroke) {
    let edge = if response.hovered() { tokens.weak } else { tokens.edge };
    match (on, response.hovered()) {
        (true, _) => (tokens.accent, Stroke::new(metrics::HAIRLINE, tokens.accent)),
        (false, true) => (tokens.hover, Stroke::new(metrics::HAIRLINE, edge)),
        (false, false) => (tokens.sheet, Stroke::new(metrics::HAIRLINE, edge)),
    }
}

fn line(
    ui: &mut Ui,
    name: &str,
    role: Role,
    on: bool,
    mark: impl FnOnce(&Ui, Pos2, &Response, &Tokens),
) -> Response {
    let tokens = look::tokens(ui);
    let room = ui.available_width() - 24.0;
    let galley = paint::line(ui.painter(), name, look::sans(metrics::SANS), tokens.ink, room);
    let size = vec2((24.0 + galley.size().x + 4.0).ceil(), metrics::ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let cut = galley.elided;
    if ui.is_rect_visible(rect) {
        mark(ui, pos2(rect.min.x + 8.0, rect.center().y), &response, tokens);
        paint::put(ui.painter(), pos2(rect.min.x + 24.0, rect.center().y), Align2::LEFT_CENTER, galley);
        if response.has_focus() {
            let ring = rect.expand2(vec2(2.0, -2.0));
            paint::focus_ring(ui.painter(), ring, metrics::RADIUS_SMALL, tokens);
        }
    }
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(role, enabled, on, name));
    if cut { response.on_hover_text(name) } else { response }
}
