//! An entry of a list: words of an article, and a quiet line under them.

use egui::accesskit::Role;
use egui::{Align2, Key, Response, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::page::FoundAction;
use super::state::FoundState;
use super::words::{self, Parts};
use crate::gui::action::Action;
use crate::gui::look::{self, metrics, paint};

/// Height of an entry.
pub const ENTRY: f32 = 46.0;

/// What an entry says.
pub struct Entry {
    /// The words; what stands out has a ground.
    pub parts: Parts,
    /// Whether they are an article's, set in its face.
    pub quoted: bool,
    /// Quiet, at the left under them.
    pub left: String,
    /// Quiet, at the right under them.
    pub right: String,
    /// What a screen reader says.
    pub name: String,
}

/// Shows the entries of a page, those alone that are in view.
pub fn list(
    ui: &mut Ui,
    state: &mut FoundState,
    count: usize,
    entry: impl Fn(&FoundState, usize) -> Option<Entry>,
    out: &mut Vec<Action>,
) {
    let mut area = ScrollArea::vertical().id_salt("entries").auto_shrink(false);
    if let Some(to) = state.scroll_to.take() {
        let (top, height) = (to as f32 * ENTRY, ui.available_height());
        if top < state.list_at || top + ENTRY > state.list_at + height {
            area = area.vertical_scroll_offset((top - (height / 3.0).max(0.0)).max(0.0));
        }
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let shown: &FoundState = state;
    let output = area.show_rows(ui, ENTRY, count, |ui, range| {
        for at in range {
            let Some(entry) = entry(shown, at) else { continue };
            let response = show(ui, at, shown.current() == Some(at), &entry);
            if response.has_focus() {
                super::walk(ui, &response, at, shown, out);
                answer(ui, out);
            }
            if response.clicked() {
                out.push(Action::Found(FoundAction::Go(at, true)));
            }
        }
    });
    state.list_at = output.state.clamped_offset().y;
}

fn show(ui: &mut Ui, at: usize, chosen: bool, entry: &Entry) -> Response {
    let tokens = look::tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ENTRY), Sense::hover());
    let response = ui.interact(rect, super::row_id(at), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &entry.name));
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let ground = match (chosen, response.hovered()) {
        (true, _) => Some(tokens.accent_ground),
        (_, true) => Some(tokens.hover),
        _ => None,
    };
    if let Some(ground) = ground {
        painter.rect_filled(rect, metrics::RADIUS_SMALL, ground);
    }
    let (left, right) = (rect.left() + 8.0, rect.right() - 8.0);
    let loud = look::over(tokens.difference, tokens.difference_tint, ground.unwrap_or(tokens.panel));
    let font = if entry.quoted { look::serif(14.0) } else { look::medium(metrics::SANS) };
    let mut job = words::job(&entry.parts, &font, tokens.ink, loud);
    job.wrap = egui::text::TextWrapping {
        max_width: (right - left).floor(),
        max_rows: 1,
        break_anywhere: true,
        ..Default::default()
    };
    let galley = painter.layout_job(job);
    paint::put(&painter, pos2(left, rect.top() + 15.0), Align2::LEFT_CENTER, galley);
    let y = rect.bottom() - 13.0;
    let font = look::sans(metrics::SMALL);
    let galley = paint::line(&painter, &entry.right, font.clone(), tokens.weak, (right - left) * 0.6);
    let end = paint::put(&painter, pos2(right, y), Align2::RIGHT_CENTER, galley).left() - metrics::GAP;
    let galley = paint::line(&painter, &entry.left, font, tokens.weak, end - left);
    paint::put(&painter, pos2(left, y), Align2::LEFT_CENTER, galley);
    painter.hline(left..=right, rect.bottom() - 0.5, tokens.hairline());
    if response.has_focus() {
        paint::focus_ring(&painter, rect, metrics::RADIUS_SMALL, tokens);
    }
    response
}

/// With the keyboard on an entry: Enter accepts it, Delete rejects it.
fn answer(ui: &Ui, out: &mut Vec<Action>) {
    let pressed = |key| ui.input(|input| input.key_pressed(key) && input.modifiers.is_none());
    if pressed(Key::Enter) {
        out.push(Action::Found(FoundAction::Accept));
    } else if pressed(Key::Delete) || pressed(Key::Backspace) {
        out.push(Action::Found(FoundAction::Reject));
    }
}
