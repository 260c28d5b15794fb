//! How often each reviewer used each label, over the stories that are counted in.

use egui::{Align2, Rect, Sense, Ui, pos2, vec2};

use super::state::OverviewState;
use crate::gui::look::{self, icons, metrics, paint, widgets};
use crate::gui::read::with_thousands;
use crate::session::Session;

/// Width of the labels' names, and the narrowest column of a reviewer, in points.
const NAMES: f32 = 220.0;
const NARROW: f32 = 90.0;

/// Shows the counts.
pub fn show(ui: &mut Ui, session: &Session, state: &OverviewState) {
    let all = session.project().stories.len();
    let counted = all - state.left_out.len().min(all);
    let head = if all < 2 { "Labels".to_owned() } else { format!("Labels in {counted} of {all} stories") };
    widgets::section_head(ui, &head);
    let tokens = look::tokens(ui);
    let counts = state.counts();
    if counts.is_empty() {
        widgets::weak(ui, "Nobody has tagged anything in the stories that are counted.");
        return;
    }
    let reviewers = state.reviewers();
    let most = counts.iter().flat_map(|(_, by)| by).copied().max().unwrap_or(1).max(1);
    widgets::card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let room = ui.available_width() - NAMES;
        let column = (room / reviewers.len().max(1) as f32).clamp(NARROW, 240.0);
        let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), metrics::ROW), Sense::hover());
        for (at, reviewer) in reviewers.iter().enumerate() {
            let galley = paint::line(
                ui.painter(),
                reviewer.as_str(),
                look::semibold(metrics::SMALL),
                tokens.weak,
                column - 12.0,
            );
            let x = row.left() + NAMES + at as f32 * column;
            paint::put(ui.painter(), pos2(x, row.center().y), Align2::LEFT_CENTER, galley);
        }
        for (id, by) in counts {
            let (row, response) =
                ui.allocate_exact_size(vec2(ui.available_width(), metrics::ROW), Sense::hover());
            let name = session.codebook().label_name(id);
            let middle = row.center().y;
            let (color, swatch) = match session.codebook().label(id) {
                Some(label) => {
                    let mark = tokens.mark(label.color);
                    paint::swatch(ui.painter(), pos2(row.left() + 8.0, middle), label.kind, mark);
                    (mark.line, true)
                }
                None => (tokens.weak, false),
            };
            if !swatch {
                paint::icon(ui.painter(), pos2(row.left() + 8.0, middle), icons::QUESTION, 14.0, tokens.warn);
            }
            let galley = paint::line(ui.painter(), name, look::sans(metrics::SANS), tokens.ink, NAMES - 40.0);
            paint::put(ui.painter(), pos2(row.left() + 24.0, middle), Align2::LEFT_CENTER, galley);
            for (at, count) in by.iter().enumerate() {
                let x = row.left() + NAMES + at as f32 * column;
                let words = with_thousands(*count);
                let galley = paint::line(ui.painter(), &words, look::sans(metrics::SANS), tokens.ink, 48.0);
                paint::put(ui.painter(), pos2(x + 40.0, middle), Align2::RIGHT_CENTER, galley);
                let length = (column - 64.0).max(8.0) * *count as f32 / most as f32;
                let bar = Rect::from_min_size(pos2(x + 48.0, middle - 4.0), vec2(length, 8.0));
                ui.painter().rect_filled(bar, 2, color.gamma_multiply(0.55));
            }
            response.widget_info(|| {
                let all: Vec<String> =
                    reviewers.iter().zip(by).map(|(who, count)| format!("{who} {count}")).collect();
                egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{name}: {}", all.join(", ")))
            });
        }
    });
}
