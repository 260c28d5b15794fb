//! The head of the table: the columns' names, the order, and the edges between them.

use egui::{Align2, CursorIcon, Id, Rect, Role, Sense, Ui, WidgetInfo, pos2};

use super::state::{Column, Sort, TableAction};
use crate::gui::action::Action;
use crate::gui::look::{self, icons, metrics, paint};

/// A column is never narrower, in points.
const NARROWEST: f32 = 40.0;

/// Where each column lies: from left to right, without gaps, as wide as `rect`.
pub fn widths(rect: Rect, kept: &[f32]) -> Vec<(Column, Rect)> {
    let shares: Vec<f32> = if kept.len() == Column::ALL.len() {
        kept.to_vec()
    } else {
        Column::ALL.iter().map(|column| column.share()).collect()
    };
    let total: f32 = shares.iter().sum();
    let room = (rect.width() - NARROWEST * shares.len() as f32).max(0.0);
    let mut left = rect.left();
    Column::ALL
        .into_iter()
        .zip(shares)
        .map(|(column, share)| {
            let right = left + (NARROWEST + room * share / total).floor();
            let cell = Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.bottom()));
            left = right;
            (column, cell)
        })
        .collect()
}

/// Shows the head in the first line of `rect`.
pub fn show(ui: &Ui, rect: Rect, columns: &[(Column, Rect)], sort: Sort, out: &mut Vec<Action>) {
    let tokens = look::tokens(ui);
    let line = rect.with_max_y(rect.top() + metrics::ROW);
    ui.painter().hline(line.x_range(), line.bottom() - 0.5, tokens.hairline());
    for (column, cell) in columns {
        let cell = Rect::from_x_y_ranges(cell.x_range(), line.y_range());
        let response = ui.interact(cell.shrink2(egui::vec2(4.0, 0.0)), id(*column), Sense::click());
        let by = sort.by == *column;
        response.widget_info(|| {
            let order = match (by, sort.down) {
                (true, false) => ", from the first",
                (true, true) => ", from the last",
                (false, _) => "",
            };
            WidgetInfo::selected(Role::ColumnHeader, true, by, format!("Sort by {}{order}", column.name()))
        });
        let color = if by || response.hovered() { tokens.ink } else { tokens.weak };
        let font = look::semibold(metrics::CAPS);
        let arrow = if by { 14.0 } else { 0.0 };
        let galley = paint::line(ui.painter(), column.name(), font, color, cell.width() - 12.0 - arrow);
        let at = pos2(cell.left() + 8.0, cell.center().y);
        let words = paint::put(ui.painter(), at, Align2::LEFT_CENTER, galley);
        if by {
            let icon = if sort.down { icons::CARET_DOWN } else { icons::CARET_UP };
            paint::icon(ui.painter(), pos2(words.right() + 9.0, cell.center().y), icon, 11.0, tokens.accent);
        }
        if response.has_focus() {
            paint::focus_ring(ui.painter(), cell, metrics::RADIUS_TINY, tokens);
        }
        if response.clicked() {
            out.push(Action::Table(TableAction::Sort(*column)));
        }
    }
    for (at, pair) in columns.windows(2).enumerate() {
        if let [(left, a), (_, b)] = pair {
            resize(ui, at, (*left, *a, *b), line, columns, out);
        }
    }
}

fn id(column: Column) -> Id {
    Id::unique("table head").with(column)
}

/// An edge between two columns: they share their width anew.
fn resize(
    ui: &Ui,
    at: usize,
    (column, a, b): (Column, Rect, Rect),
    line: Rect,
    columns: &[(Column, Rect)],
    out: &mut Vec<Action>,
) {
    let edge = Rect::from_x_y_ranges(a.right() - 3.0..=a.right() + 3.0, line.y_range());
    let response = ui.interact(edge, id(column).with("edge"), Sense::drag());
    let name = format!("Width of the column {}", column.name());
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, &name));
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
        let stroke = egui::Stroke::new(2.0, look::tokens(ui).accent);
        ui.painter().vline(a.right(), line.y_range().shrink(4.0), stroke);
    }
    let Some(pointer) = response.interact_pointer_pos().filter(|_| response.dragged()) else { return };
    let both = a.width() + b.width();
    let new = (pointer.x - a.left()).clamp(NARROWEST, (both - NARROWEST).max(NARROWEST));
    let mut widths: Vec<f32> = columns.iter().map(|(_, cell)| cell.width() - NARROWEST).collect();
    if let Some(pair) = widths.get_mut(at..at + 2) {
        pair[0] = new - NARROWEST;
        pair[1] = (both - new - NARROWEST).max(0.0);
    }
    out.push(Action::Table(TableAction::Widths(widths)));
}
