//! Grounds: cards, what floats, hairlines.

use egui::{CornerRadius, Frame, InnerResponse, Margin, Sense, Ui, vec2};

use crate::gui::look::{self, Tokens, metrics};

/// Paper with a hairline, 8 round.
pub fn card_frame(tokens: &Tokens) -> Frame {
    Frame::new()
        .fill(tokens.sheet)
        .stroke(tokens.hairline())
        .corner_radius(CornerRadius::same(metrics::RADIUS))
        .inner_margin(Margin::same(metrics::PADDING as i8))
}

/// A card as wide as there is room.
pub fn card<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    card_frame(look::tokens(ui)).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        contents(ui)
    })
}

/// What floats: menus, palettes, toasts.
pub fn float_frame(tokens: &Tokens) -> Frame {
    Frame::new()
        .fill(tokens.raised)
        .stroke(tokens.edge_line())
        .corner_radius(CornerRadius::same(metrics::RADIUS))
        .shadow(tokens.float_shadow())
        .inner_margin(Margin::same(6))
}

/// A dialog.
pub fn dialog_frame(tokens: &Tokens) -> Frame {
    float_frame(tokens).inner_margin(Margin::same(20)).corner_radius(CornerRadius::same(12))
}

/// A hairline across, with `space` above and below.
pub fn hairline(ui: &mut Ui, space: f32) {
    let tokens = look::tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 2.0 * space + 1.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, tokens.hairline());
}

/// Rows one under the other, without gaps.
pub fn list<R>(ui: &mut Ui, rows: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        rows(ui)
    })
    .inner
}
