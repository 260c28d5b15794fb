//! The Read view: articles side by side, tagged by pointing.

mod aside;
mod bulk;
mod chosen;
mod columns;
mod find;
mod finding;
mod inspector;
mod lanes;
mod list;
mod overlays;
mod printings;
mod ribbons;
mod shared;
mod sidebar;
mod state;
mod style;
mod tag_palette;
pub mod ties;
mod together;
mod visibility;

pub use bulk::{BulkAction, lines};
pub use chosen::{Choose, Chosen, Listed};
pub use columns::text_id;
pub use find::{FindAction, find_id};
pub use finding::{Indexes, Spot, has_mark};
pub use inspector::fields_id;
pub use list::{finds as annotation_holds, search_id};
pub use printings::Printings;
pub use shared::SharedState;
pub use state::{Column, PaletteFor, ReadState, TagPalette};
pub use style::{begins_with_title, date_for_people, pane_style, with_thousands};
pub use tag_palette::{NEW_KEY, first_words, matching as labels_matching, shortened};
pub use together::Together;
pub use visibility::{Aside, ColorsBy, Veil, Visibility, VisibleAction};

use egui::Ui;

use super::action::Action;
use super::look::metrics;
use super::settings::Settings;
use super::table;
use crate::session::Session;

/// The widest that a side panel may be, as a share of the window, so that text keeps room.
const WIDEST_SIDE: f32 = 0.21;

/// A panel's edge that can be dragged; gives where to.
fn edge(ui: &Ui, name: &str, x: f32, desk: egui::Rect) -> Option<f32> {
    let line = egui::Rect::from_x_y_ranges(x - 3.0..=x + 3.0, desk.y_range());
    let response = ui.interact(line, egui::Id::unique(name), egui::Sense::drag());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Splitter, true, name));
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::ResizeHorizontal);
        ui.painter().vline(x, desk.y_range(), egui::Stroke::new(2.0, super::look::tokens(ui).accent));
    }
    response.dragged().then(|| response.interact_pointer_pos()).flatten().map(|pointer| pointer.x)
}

/// Shows the view in all of `ui`.
pub fn show(
    ui: &mut Ui,
    session: &Session,
    state: &mut ReadState,
    settings: &Settings,
    out: &mut Vec<Action>,
) {
    let whole = ui.available_rect_before_wrap();
    let mut desk = whole;
    if settings.sidebar {
        let rect = desk.with_max_x(desk.left() + settings.sidebar_width.min(whole.width() * WIDEST_SIDE));
        desk.min.x = rect.right();
        sidebar::show(ui, rect, session, state, out);
        let width = |x: f32| x - whole.left();
        out.extend(edge(ui, "Width of the sidebar", rect.right(), desk).map(width).map(Action::SidebarWidth));
    }
    if settings.inspector {
        let rect = desk.with_min_x(desk.right() - settings.inspector_width.min(whole.width() * WIDEST_SIDE));
        desk.max.x = rect.left();
        if state.found.page.is_some() {
            super::found::show(ui, rect, session, &mut state.found, out);
        } else {
            inspector::show(ui, rect, session, state, out);
        }
        let width = |x: f32| whole.right() - x;
        out.extend(
            edge(ui, "Width of the inspector", rect.left(), desk).map(width).map(Action::InspectorWidth),
        );
    }
    super::notes::keep_left_draft(ui, &mut state.note, out);
    let desk = table::show(ui, desk, session, state, settings, out);
    let desk = find::show(ui, desk.shrink2(egui::vec2(metrics::PADDING, 0.0)), session, state, out);
    state.shared.follow(session);
    let desk = printings::show(ui, desk, session, state, settings, out);
    columns::show(ui, desk, session, state, settings, out);
    ui.advance_cursor_after_rect(whole);
}
