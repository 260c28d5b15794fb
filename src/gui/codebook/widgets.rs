//! Fields that are taken when they are left, and menus of a few.

use egui::{Id, Margin, Popup, Response, TextEdit, Ui};

use super::field::FieldKey;
use super::state::{CodebookAction, CodebookState};
use crate::gui::action::Action;
use crate::gui::look::{self, icons, metrics, widgets};

/// The field's id, for giving it the keyboard.
pub fn field_id(key: &FieldKey) -> Id {
    Id::unique("codebook field").with(key)
}

/// What a field shows: what is being written, or what the codebook says.
fn shown(state: &CodebookState, key: &FieldKey, now: &str) -> String {
    draft(state, key).unwrap_or(now).to_owned()
}

/// Keeps what is being written, and gives it over when the field is left.
fn keep(
    response: &Response,
    state: &mut CodebookState,
    key: &FieldKey,
    text: String,
    now: &str,
    out: &mut Vec<Action>,
) {
    if response.lost_focus() {
        if text != now {
            out.push(Action::Codebook(CodebookAction::Field(key.clone(), text)));
        }
        state.drafts.remove(key);
    } else if response.has_focus() {
        if draft(state, key) != Some(&text) {
            state.refused = state.refused.take().filter(|(refused, _)| refused != key);
        }
        state.drafts.insert(key.clone(), text);
    }
}

/// A line to write in.
pub fn line(
    ui: &mut Ui,
    state: &mut CodebookState,
    key: &FieldKey,
    name: &str,
    now: &str,
    width: f32,
    out: &mut Vec<Action>,
) -> Response {
    let mut text = shown(state, key, now);
    let field = widgets::TextField::new(&mut text, name).id(field_id(key)).width(width);
    let response = ui.add(field);
    keep(&response, state, key, text, now, out);
    response
}

/// The same with a hint while it is empty.
pub fn hinted_line(
    ui: &mut Ui,
    state: &mut CodebookState,
    key: &FieldKey,
    name: &str,
    hint: &str,
    width: f32,
    out: &mut Vec<Action>,
) -> Response {
    let mut text = shown(state, key, "");
    let field = widgets::TextField::new(&mut text, name).hint(hint).id(field_id(key)).width(width);
    let response = ui.add(field);
    keep(&response, state, key, text, "", out);
    response
}

/// Several lines to write in.
pub fn lines(
    ui: &mut Ui,
    state: &mut CodebookState,
    key: &FieldKey,
    name: &str,
    now: &str,
    rows: usize,
    out: &mut Vec<Action>,
) {
    let mut text = shown(state, key, now);
    let edit = TextEdit::multiline(&mut text)
        .id(field_id(key))
        .hint_text("When to use it, and when not. Markdown: # heading, *emphasis*, - list, [link](…)")
        .desired_rows(rows)
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(8, 6));
    let response = ui.add(edit).accessible_name(name);
    keep(&response, state, key, text, now, out);
}

/// What is being written in a field, where it is this one.
pub fn draft<'a>(state: &'a CodebookState, key: &FieldKey) -> Option<&'a str> {
    state.drafts.get(key).map(String::as_str)
}

/// Why a field was not taken, under it.
pub fn refusal(ui: &mut Ui, state: &CodebookState, key: &FieldKey) {
    if let Some((_, why)) = state.refused.as_ref().filter(|(known, _)| known == key) {
        problem(ui, why);
    }
}

/// Something that is wrong, said quietly in its place.
pub fn problem(ui: &mut Ui, why: &str) {
    let tokens = look::tokens(ui);
    widgets::told(ui, icons::WARNING_CIRCLE, why, tokens.bad, false);
}

/// A button that shows what is chosen, with a menu of the others. Gives the index of what is newly
/// chosen.
pub fn menu(ui: &mut Ui, name: &str, shown: &str, options: &[String], chosen: usize) -> Option<usize> {
    let button = ui.add(widgets::quiet(shown).icon(icons::CARET_DOWN).left());
    let enabled = ui.is_enabled();
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, format!("{name}: {shown}")));
    let mut picked = None;
    Popup::menu(&button).width(220.0).show(|ui| {
        egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            widgets::list(ui, |ui| {
                for (at, option) in options.iter().enumerate() {
                    let row =
                        widgets::Row::new(option.as_str()).selected(at == chosen).role(egui::Role::MenuItem);
                    if ui.push_id(at, |ui| ui.add(row)).inner.clicked() {
                        picked = Some(at);
                        ui.close();
                    }
                }
            });
        });
    });
    picked
}

/// The name of a field beside it, as wide in every line.
pub fn named<R>(ui: &mut Ui, name: &str, contents: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal_top(|ui| {
        let tokens = look::tokens(ui);
        let (rect, _) = ui.allocate_exact_size(egui::vec2(84.0, metrics::ROW), egui::Sense::hover());
        let galley =
            look::paint::line(ui.painter(), name, look::sans(metrics::SANS), tokens.weak, rect.width());
        look::paint::put(ui.painter(), rect.left_center(), egui::Align2::LEFT_CENTER, galley);
        ui.vertical(|ui| {
            ui.set_min_height(metrics::ROW);
            contents(ui)
        })
        .inner
    })
    .inner
}
