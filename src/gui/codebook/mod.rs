//! The codebook's screen: labels as a tree, and for each all that it is, in three parts: the list,
//! what is chosen in it, the guideline.

mod attributes;
mod change;
mod colors;
mod field;
mod guide;
mod label;
mod link;
mod state;
mod tree;
mod widgets;

pub use change::{ChangeAnswer, ChangeDialog};
pub use colors::next_color;
pub use field::{FieldKey, Filled, filled};
pub use state::{Asked, Chosen, CodebookAction, CodebookState, NewLabel, Uses};
pub use widgets::field_id;

use egui::{Rect, Ui, UiBuilder, vec2};

use super::action::Action;
use super::command::{Command, View};
use super::look::{self, icons, metrics, widgets as look_widgets};
use crate::session::Session;

const HEAD: f32 = 52.0;

/// Shows the screen in all of `ui`.
pub fn show(ui: &mut Ui, session: &Session, state: &mut CodebookState, out: &mut Vec<Action>) {
    let whole = ui.available_rect_before_wrap();
    let inner = whole.shrink2(vec2(metrics::PADDING, 0.0));
    let writable = session.read_only().is_none();
    part(ui, inner.with_max_y(inner.top() + HEAD), "codebook head", |ui| head(ui, session, writable, out));
    let desk = Rect::from_min_max(
        egui::pos2(inner.left(), inner.top() + HEAD),
        inner.right_bottom() - vec2(0.0, metrics::PADDING),
    );
    let left = (desk.width() * 0.23).clamp(220.0, 320.0);
    let right = (desk.width() * 0.32).clamp(280.0, 460.0);
    let list = desk.with_max_x(desk.left() + left);
    let guide = desk.with_min_x(desk.right() - right);
    let middle = Rect::from_x_y_ranges(
        list.right() + metrics::PADDING..=guide.left() - metrics::PADDING,
        desk.y_range(),
    );
    sheet(ui, list, "codebook list", |ui| tree::show(ui, session, state, writable, out));
    sheet(ui, middle, "codebook entry", |ui| entry(ui, session, state, writable, out));
    sheet(ui, guide, "codebook guideline", |ui| guide::show(ui, session, state, writable, out));
    ui.advance_cursor_after_rect(whole);
}

fn part(ui: &mut Ui, rect: Rect, name: &str, contents: impl FnOnce(&mut Ui)) {
    ui.scope_builder(UiBuilder::new().max_rect(rect).id_salt(name), |ui| {
        ui.shrink_clip_rect(rect);
        contents(ui);
    });
}

/// A part of the screen, on paper.
fn sheet(ui: &mut Ui, rect: Rect, name: &str, contents: impl FnOnce(&mut Ui)) {
    let tokens = look::tokens(ui);
    ui.painter().rect(rect, metrics::RADIUS, tokens.sheet, tokens.hairline(), egui::StrokeKind::Inside);
    part(ui, rect.shrink(metrics::PADDING), name, contents);
}

fn head(ui: &mut Ui, session: &Session, writable: bool, out: &mut Vec<Action>) {
    let tokens = look::tokens(ui);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let back = look_widgets::primary("Back to the articles").key("Esc");
        if ui.add(back).clicked() {
            out.push(Action::View(View::Read));
        }
        let export = look_widgets::quiet("Export…").icon(icons::EXPORT);
        if ui.add(export).on_hover_text(Command::ExportCodebook.spec().about).clicked() {
            out.push(Action::Do(Command::ExportCodebook));
        }
        if writable {
            let import = look_widgets::quiet("Import…").icon(icons::DOWNLOAD_SIMPLE);
            if ui.add(import).on_hover_text(Command::ImportCodebook.spec().about).clicked() {
                out.push(Action::Do(Command::ImportCodebook));
            }
        }
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.shrink_clip_rect(ui.max_rect());
            look_widgets::elided(ui, "Codebook", look::semibold(16.0), tokens.ink);
            ui.add_space(4.0);
            let words = if writable {
                format!("of {}, for all its stories and reviewers", session.project().name)
            } else {
                format!("of {}: to be looked at only", session.project().name)
            };
            look_widgets::elided(ui, &words, look::sans(metrics::SANS), tokens.weak);
        });
    });
}

fn entry(ui: &mut Ui, session: &Session, state: &mut CodebookState, writable: bool, out: &mut Vec<Action>) {
    let codebook = session.codebook();
    egui::ScrollArea::vertical().auto_shrink(false).id_salt("codebook entry").show(ui, |ui| {
        // Beside the scroll bar.
        ui.set_max_width(ui.available_width() - metrics::GAP);
        ui.add_enabled_ui(writable, |ui| match &state.chosen {
            Chosen::Label(id) => match codebook.label(id).cloned() {
                Some(label) => label::show(ui, codebook, &label, state, out),
                None => label::show_unknown(ui, codebook, &id.clone(), state, out),
            },
            Chosen::Link(id) => {
                if let Some(link) = codebook.link(id).cloned() {
                    link::show(ui, codebook, &link, state, out);
                }
            }
            Chosen::Nothing => {
                let hint = "Labels are what words are tagged with. Make the first one, or bring in the \
                            codebook of another project.";
                look_widgets::EmptyState::new(icons::TAG, "No label yet", hint).show(ui, |ui| {
                    if ui.add(look_widgets::primary("New label")).clicked() {
                        out.push(Action::Codebook(CodebookAction::NewLabel(NewLabel::After)));
                    }
                });
            }
        });
    });
}

/// Shows how far a change in all reviews is, where no dialog does; true when the person gives up.
pub fn show_progress(ctx: &egui::Context, name: &str, progress: f32) -> bool {
    let tokens = look::tokens_of(ctx);
    let mut cancelled = false;
    let modal =
        egui::Modal::new(egui::Id::unique("codebook progress")).frame(look_widgets::dialog_frame(tokens));
    modal.show(ctx, |ui| {
        ui.set_width(360.0_f32.min(ctx.content_rect().width() - 88.0));
        cancelled = look_widgets::ProgressBar::new(name, Some(progress)).cancellable().show(ui);
    });
    cancelled
}
