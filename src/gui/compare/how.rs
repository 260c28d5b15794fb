//! “How is this computed?” on a number: the rule in a sentence and the counts put in.

use egui::{
    Align2, Color32, Id, Margin, Popup, PopupCloseBehavior, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2,
};

use crate::agreement::Measure;
use crate::agreement::explain::Figure;
use crate::gui::look::{self, metrics, paint, widgets};

/// How a number comes about.
pub struct How {
    /// What it is, as in “Claim, alpha”.
    pub what: String,
    /// The rule.
    pub rule: String,
    /// The counts put into it, line by line.
    pub with: Vec<String>,
}

impl How {
    /// A known number with its counts; the reason where it has no value.
    pub fn of(what: &str, figure: Figure, with: String, value: &Measure) -> Self {
        let mut with = vec![with];
        if let Err(why) = value {
            with = vec![format!("Not defined here: {why}.")];
        }
        Self { what: format!("{what}, {}", figure.name()), rule: figure.rule().to_owned(), with }
    }
}

/// A number at the right end of `rect` that tells, when pressed, how it is computed.
pub fn number(
    ui: &Ui,
    rect: Rect,
    id: Id,
    text: &str,
    color: Color32,
    how: impl FnOnce() -> How,
) -> Response {
    let tokens = look::tokens(ui);
    let response = ui.interact(rect, id, Sense::click());
    let how = how();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{}: {text}", how.what)));
    let painter = ui.painter();
    if response.hovered() {
        painter.rect_filled(rect.shrink(1.0), metrics::RADIUS_TINY, tokens.hover);
    }
    let galley = painter.layout_no_wrap(text.to_owned(), look::sans(metrics::SANS), color);
    paint::put(painter, pos2(rect.right() - 8.0, rect.center().y), Align2::RIGHT_CENTER, galley);
    if response.has_focus() {
        paint::focus_ring(painter, rect.shrink(1.0), metrics::RADIUS_TINY, tokens);
    }
    popup(ui, &response, &how);
    response.on_hover_text("How is this computed?")
}

/// The explanation, while its button keeps it open.
pub fn popup(ui: &Ui, button: &Response, how: &How) {
    Popup::from_toggle_button_response(button)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .width(400.0)
        .frame(widgets::float_frame(look::tokens(ui)).inner_margin(Margin::same(16)))
        .show(|ui| {
            ui.set_width(400.0);
            widgets::strong(ui, &how.what);
            ui.add_space(2.0);
            widgets::body(ui, &how.rule);
            for line in how.with.iter().filter(|line| !line.is_empty()) {
                ui.add_space(4.0);
                widgets::weak(ui, line);
            }
        });
}
