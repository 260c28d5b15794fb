//! A choice of a few, side by side.

use egui::accesskit::Role;
use egui::{Align2, Color32, Key, Modifiers, Sense, StrokeKind, Ui, WidgetInfo, vec2};

use crate::gui::look::{self, metrics, paint};

/// A switch of a few words (“Read · Compare · Matrix”); `name` says what is chosen. Gives the
/// index of a newly chosen one. With the keyboard: arrows.
pub fn segmented(ui: &mut Ui, name: &str, options: &[&str], chosen: usize) -> Option<usize> {
    let tokens = look::tokens(ui);
    let padding = 16.0;
    let galleys: Vec<_> = options
        .iter()
        .enumerate()
        .map(|(index, option)| {
            let font =
                if index == chosen { look::semibold(metrics::SANS) } else { look::sans(metrics::SANS) };
            let color = if index == chosen { tokens.ink } else { tokens.weak };
            ui.painter().layout_no_wrap((*option).to_owned(), font, color)
        })
        .collect();
    // The widths of the bold words, so that nothing moves when another is chosen.
    let widths: Vec<f32> = options
        .iter()
        .map(|option| {
            let font = look::semibold(metrics::SANS);
            let galley = ui.painter().layout_no_wrap((*option).to_owned(), font, Color32::PLACEHOLDER);
            (galley.size().x + 2.0 * padding).ceil()
        })
        .collect();
    let total: f32 = widths.iter().sum();
    let (rect, group) = ui.allocate_exact_size(vec2(total + 4.0, metrics::ROW + 4.0), Sense::hover());
    group.widget_info(|| WidgetInfo::labeled(Role::RadioGroup, true, name));
    ui.painter().rect(rect, metrics::RADIUS, tokens.sunk, tokens.hairline(), StrokeKind::Inside);
    let mut picked = None;
    let mut left = rect.min.x + 2.0;
    for (index, (galley, width)) in galleys.into_iter().zip(widths).enumerate() {
        let part = egui::Rect::from_min_size(egui::pos2(left, rect.min.y + 2.0), vec2(width, metrics::ROW));
        left += width;
        let response = ui.interact(part, group.id.with(index), Sense::click());
        let selected = index == chosen;
        response.widget_info(|| {
            let option = options.get(index).copied().unwrap_or_default();
            WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), selected, option)
        });
        let painter = ui.painter();
        if selected {
            painter.rect(part, metrics::RADIUS_SMALL, tokens.sheet, tokens.edge_line(), StrokeKind::Inside);
        } else if response.hovered() {
            painter.rect_filled(part, metrics::RADIUS_SMALL, tokens.hover);
        }
        paint::put(painter, part.center(), Align2::CENTER_CENTER, galley);
        if response.has_focus() {
            paint::focus_ring(painter, part, metrics::RADIUS_SMALL, tokens);
            let step = ui.input_mut(|input| {
                let right = input.consume_key(Modifiers::NONE, Key::ArrowRight);
                let left = input.consume_key(Modifiers::NONE, Key::ArrowLeft);
                i32::from(right) - i32::from(left)
            });
            let last = options.len().saturating_sub(1);
            match step {
                1 if index < last => picked = Some(index + 1),
                -1 if index > 0 => picked = Some(index - 1),
                _ => {}
            }
        }
        if response.clicked() && !selected {
            picked = Some(index);
        }
    }
    if let Some(index) = picked {
        ui.memory_mut(|memory| memory.request_focus(group.id.with(index)));
    }
    picked
}
