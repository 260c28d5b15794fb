//! Text in the program's voice and in the articles'.

use egui::accesskit::Role;
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId, Response, Sense, Ui, WidgetInfo, vec2};

use crate::gui::look::{self, metrics, paint};

/// Laid out here and not by [`egui::Label`], which stretches the words of a justified layout.
fn text(ui: &mut Ui, text: &str, font: FontId, color: Color32, line: f32) -> Response {
    let format = TextFormat { font_id: font, color, line_height: Some(line), ..TextFormat::default() };
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap.max_width = ui.available_width().max(16.0).floor();
    let layout = ui.layout();
    if layout.is_vertical() {
        job.halign = layout.horizontal_placement();
    }
    let galley = ui.painter().layout_job(job);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    let anchor = match galley.job.halign {
        egui::Align::Min => rect.left_top(),
        egui::Align::Center => rect.center_top(),
        egui::Align::Max => rect.right_top(),
    };
    ui.painter().galley(anchor, galley, color);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    response
}

/// What the program says, on as many lines as it needs.
pub fn body(ui: &mut Ui, what: &str) -> Response {
    let color = look::tokens(ui).ink;
    text(ui, what, look::sans(metrics::SANS), color, metrics::SANS_LINE)
}

/// The same, said more quietly.
pub fn weak(ui: &mut Ui, what: &str) -> Response {
    let color = look::tokens(ui).weak;
    text(ui, what, look::sans(metrics::SANS), color, metrics::SANS_LINE)
}

/// The same, said firmly.
pub fn strong(ui: &mut Ui, what: &str) -> Response {
    let color = look::tokens(ui).ink;
    text(ui, what, look::semibold(metrics::SANS), color, metrics::SANS_LINE)
}

/// The head of a dialog or a page.
pub fn heading(ui: &mut Ui, what: &str) -> Response {
    let color = look::tokens(ui).ink;
    let response = text(ui, what, look::semibold(16.0), color, 22.0);
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, what));
    response
}

/// Words of an article, quoted outside it.
pub fn words(ui: &mut Ui, what: &str) -> Response {
    let color = look::tokens(ui).ink;
    text(ui, what, look::serif_italic(15.0), color, 22.0)
}

/// The head of a section: small capitals.
pub fn section_head(ui: &mut Ui, what: &str) -> Response {
    section_head_with(ui, what, |_| {})
}

/// The head of a section with something at the right end of its line, drawn from the right.
pub fn section_head_with(ui: &mut Ui, what: &str, right: impl FnOnce(&mut Ui)) -> Response {
    let tokens = look::tokens(ui);
    let format = TextFormat {
        font_id: look::semibold(metrics::CAPS),
        color: tokens.weak,
        extra_letter_spacing: 0.6,
        ..TextFormat::default()
    };
    let width = ui.available_width();
    ui.allocate_ui_with_layout(vec2(width, 24.0), egui::Layout::left_to_right(egui::Align::Center), |ui| {
        let galley = ui.painter().layout_job(LayoutJob::single_section(what.to_uppercase(), format));
        let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x, 24.0), Sense::hover());
        paint::put(ui.painter(), rect.left_center(), egui::Align2::LEFT_CENTER, galley);
        response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, what));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), right);
        response
    })
    .inner
}

/// One line, cut with `…` where it does not fit; the whole of it in a tooltip then.
pub fn elided(ui: &mut Ui, what: &str, font: FontId, color: Color32) -> Response {
    let galley = paint::line(ui.painter(), what, font, color, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    let cut = galley.elided;
    paint::put(ui.painter(), rect.left_center(), egui::Align2::LEFT_CENTER, galley);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, what));
    if cut { response.on_hover_text(what) } else { response }
}

/// A name on the left and what it is on the right, as in the inspector.
pub fn field_row<R>(ui: &mut Ui, name: &str, value: impl FnOnce(&mut Ui) -> R) -> R {
    const NAMES: f32 = 80.0;
    let tokens = look::tokens(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let galley =
            paint::line(ui.painter(), name, look::sans(metrics::SANS), tokens.weak, NAMES - metrics::GAP);
        let (rect, response) = ui.allocate_exact_size(vec2(NAMES, metrics::ROW), Sense::hover());
        paint::put(ui.painter(), rect.left_center(), egui::Align2::LEFT_CENTER, galley);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
        ui.vertical(|ui| {
            ui.set_min_height(metrics::ROW);
            value(ui)
        })
        .inner
    })
    .inner
}
