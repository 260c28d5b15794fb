//! Tables of numbers on one grid.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, Color32, Id, Rect, Response, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::how::{self, How};
use super::words;
use crate::agreement::Measure;
use crate::gui::look::{self, metrics, paint};

/// Marks below which a share says little.
pub const FEW: u64 = 20;
/// Room for the names at the left, in points.
pub const NAMES: f32 = 170.0;

/// The columns of a table: names, then numbers.
pub struct Grid {
    left: f32,
    /// Room for the names.
    pub names: f32,
    column: f32,
}

impl Grid {
    /// A grid of so many columns of numbers in the room that there is.
    pub fn new(ui: &Ui, columns: usize, names: f32) -> Self {
        let room = ui.available_width() - names;
        Self {
            left: ui.cursor().left(),
            names,
            column: (room / columns.max(1) as f32).clamp(34.0, 96.0).floor(),
        }
    }

    /// The place of a number.
    pub fn cell(&self, y: f32, column: usize, height: f32) -> Rect {
        let left = self.left + self.names + column as f32 * self.column;
        Rect::from_min_size(pos2(left, y), vec2(self.column, height))
    }

    /// The heads of the columns, each with what it means.
    pub fn heads(&self, ui: &mut Ui, heads: &[(String, String)]) {
        let tokens = look::tokens(ui);
        let galleys: Vec<_> = heads
            .iter()
            .map(|(head, _)| {
                let format = TextFormat {
                    line_height: Some(14.0),
                    ..TextFormat::simple(look::sans(metrics::CAPS), tokens.weak)
                };
                let mut job = LayoutJob::single_section(head.clone(), format);
                job.wrap.max_width = (self.column - 8.0).floor();
                job.wrap.max_rows = 3;
                job.halign = egui::Align::RIGHT;
                ui.painter().layout_job(job)
            })
            .collect();
        let height = galleys.iter().map(|galley| galley.size().y).fold(0.0, f32::max) + 12.0;
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        for (at, ((head, hint), galley)) in heads.iter().zip(galleys).enumerate() {
            let cell = self.cell(rect.top(), at, height);
            let y = cell.bottom() - 6.0 - galley.size().y;
            ui.painter().galley(pos2(cell.right() - 8.0, y), galley, tokens.weak);
            let response = ui.interact(cell, ui.scope_id().with(("head", at)), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, head.as_str()));
            if !hint.is_empty() {
                response.on_hover_text(hint.as_str());
            }
        }
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.hairline());
    }

    /// A line for names and cells: where it is.
    pub fn line(&self, ui: &mut Ui) -> Rect {
        ui.allocate_exact_size(vec2(ui.available_width(), metrics::ROW), Sense::hover()).0
    }

    /// The name at the left of a line, with room for a swatch where `inset` says so.
    pub fn name(&self, ui: &Ui, line: Rect, name: &str, color: Color32, strong: bool, inset: f32) {
        let font = if strong { look::semibold(metrics::SANS) } else { look::sans(metrics::SANS) };
        let galley = paint::line(ui.painter(), name, font, color, self.names - inset - 6.0);
        let cut = galley.elided;
        let at = pos2(line.left() + inset, line.center().y);
        let rect = paint::put(ui.painter(), at, Align2::LEFT_CENTER, galley);
        let response = ui.interact(rect, ui.scope_id().with(("name", line.top() as i32)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
        if cut {
            response.on_hover_text(name);
        }
    }
}

/// A number; something to click where it counted anything. `name` says what it counts.
pub fn number(ui: &Ui, rect: Rect, id: Id, text: &str, color: Color32, click: bool, name: &str) -> Response {
    let tokens = look::tokens(ui);
    let response = ui.interact(rect, id, if click { Sense::click() } else { Sense::hover() });
    let role = if click { Role::Button } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, name));
    let painter = ui.painter();
    if click && response.hovered() {
        painter.rect_filled(rect.shrink(1.0), metrics::RADIUS_TINY, tokens.hover);
    }
    let galley = painter.layout_no_wrap(text.to_owned(), look::sans(metrics::SANS), color);
    paint::put(painter, pos2(rect.right() - 8.0, rect.center().y), Align2::RIGHT_CENTER, galley);
    if response.has_focus() {
        paint::focus_ring(painter, rect.shrink(1.0), metrics::RADIUS_TINY, tokens);
    }
    response
}

/// A share in percent, grey where it comes of few marks, that tells how it is computed.
pub fn share(ui: &Ui, rect: Rect, id: Id, measure: &Measure, few: bool, how: impl FnOnce() -> How) {
    measured(ui, rect, id, measure, &words::percent(measure), few, how);
}

/// A measure from −1 to 1 with two digits, that tells how it is computed.
pub fn value(ui: &Ui, rect: Rect, id: Id, measure: &Measure, few: bool, how: impl FnOnce() -> How) {
    let text = measure.as_ref().map_or_else(|_| "–".to_owned(), |value| words::two_digits(*value));
    measured(ui, rect, id, measure, &text, few, how);
}

fn measured(
    ui: &Ui,
    rect: Rect,
    id: Id,
    measure: &Measure,
    text: &str,
    few: bool,
    how: impl FnOnce() -> How,
) {
    let tokens = look::tokens(ui);
    let color = if few || measure.is_err() { tokens.weak } else { tokens.ink };
    how::number(ui, rect, id, text, color, || {
        let mut how = how();
        if few && measure.is_ok() {
            how.with.push(format!("Fewer than {FEW} marks: this says little."));
        }
        how
    });
}

/// A page that scrolls.
pub fn page(ui: &mut Ui, rect: Rect, name: &str, contents: impl FnOnce(&mut Ui)) {
    ui.scope_builder(UiBuilder::new().max_rect(rect).id_salt(name), |ui| {
        ScrollArea::vertical().auto_shrink(false).id_salt(name).show(ui, |ui| {
            contents(ui);
            ui.add_space(16.0);
        });
    });
}
