//! One note: shown as it reads, written where it is clicked.

use egui::{Id, Margin, Role, Sense, TextEdit, Ui, WidgetInfo};

use super::Draft;
use crate::gui::action::Action;
use crate::gui::look::{self, metrics, paint, widgets};
use crate::model::NoteOn;

/// Shows the note on something under the name `name`. With the keyboard on `id` it is written, and
/// kept when the keyboard leaves; `draft` holds what is being written.
#[expect(clippy::too_many_arguments, reason = "a note is what it is on, its text, and the draft of it")]
pub fn editor(
    ui: &mut Ui,
    id: Id,
    name: &str,
    on: &NoteOn,
    note: &str,
    draft: &mut Option<Draft>,
    writable: bool,
    out: &mut Vec<Action>,
) {
    let writing = writable
        && (ui.memory(|memory| memory.has_focus(id)) || draft.as_ref().is_some_and(|draft| draft.on == *on));
    if !note.is_empty() && !writing {
        shown(ui, id, name, note, writable);
        return;
    }
    let mine = draft.as_ref().filter(|draft| draft.on == *on);
    let mut text = mine.map_or_else(|| note.to_owned(), |draft| draft.text.clone());
    let rows = if text.is_empty() && mine.is_none() { 1 } else { 3 };
    let edit = TextEdit::multiline(&mut text)
        .id(id)
        .hint_text(if writable { "Add a note" } else { "No note" })
        .desired_rows(rows)
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(8, 5))
        .interactive(writable);
    let response = ui.add(edit).accessible_name(name);
    if response.has_focus() {
        let pass = ui.ctx().cumulative_pass_nr();
        if let Some(other) = draft.replace(Draft { on: on.clone(), text, pass })
            && other.on != *on
        {
            out.push(Action::Note(other.on, other.text));
        }
    }
}

fn shown(ui: &mut Ui, id: Id, name: &str, note: &str, writable: bool) {
    let tokens = look::tokens(ui);
    let frame = egui::Frame::new().inner_margin(Margin::symmetric(8, 5)).corner_radius(metrics::RADIUS_SMALL);
    let ground = ui.painter().add(egui::Shape::Noop);
    let inside = frame.show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        widgets::markdown(ui, note);
    });
    let rect = inside.response.rect;
    let response = ui.interact(rect, id, if writable { Sense::click() } else { Sense::hover() });
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(if writable { Role::Button } else { Role::Note }, true, name);
        info.current_text_value = Some(note.to_owned());
        info
    });
    if writable && response.hovered() {
        ui.painter().set(ground, egui::Shape::rect_filled(rect, metrics::RADIUS_SMALL, tokens.hover));
        ui.ctx().set_cursor_icon(egui::CursorIcon::Text);
    }
    if response.clicked() {
        response.request_focus();
    }
    if response.has_focus() {
        paint::focus_ring(ui.painter(), rect, metrics::RADIUS_SMALL, tokens);
    }
}
