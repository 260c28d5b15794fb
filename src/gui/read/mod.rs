//! The Read view: articles side by side, tagged by pointing.

mod columns;
mod inspector;
mod list;
mod sidebar;
mod speaker;
mod state;
mod style;
mod tag_palette;

pub use columns::text_id;
pub use inspector::fields_id;
pub use list::search_id;
pub use speaker::speaker_id;
pub use state::{Column, PaletteFor, ReadState, TagPalette};
pub use style::{date_for_people, pane_style};
pub use tag_palette::{matching as labels_matching, shortened};

use egui::Ui;

use super::action::Action;
use super::look::metrics;
use super::settings::Settings;
use crate::session::Session;

/// The width of the sidebar and of the inspector in a window of this width, in points.
fn side_widths(window: f32) -> (f32, f32) {
    ((window * 0.135).clamp(168.0, 216.0), (window * 0.2).clamp(256.0, 320.0))
}

/// Shows the view in all of `ui`.
pub fn show(ui: &mut Ui, session: &Session, state: &mut ReadState, settings: &Settings, out: &mut Vec<Action>) {
    let whole = ui.available_rect_before_wrap();
    let (left, right) = side_widths(whole.width());
    let mut desk = whole;
    if settings.sidebar {
        let rect = desk.with_max_x(desk.left() + left);
        desk.min.x = rect.right();
        sidebar::show(ui, rect, session, state, out);
    }
    if settings.inspector {
        let rect = desk.with_min_x(desk.right() - right);
        desk.max.x = rect.left();
        inspector::show(ui, rect, session, state, out);
    }
    columns::show(ui, desk.shrink2(egui::vec2(metrics::PADDING, 0.0)), session, state, settings, out);
    ui.advance_cursor_after_rect(whole);
}
