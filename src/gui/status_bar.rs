//! The bar at the bottom: counts, what undo would take back, what is going on.

use egui::{Rect, Ui, UiBuilder, vec2};

use super::action::Action;
use super::command::{Command, Facts, View};
use super::look::{self, icons, metrics, widgets};
use super::read::ReadState;
use crate::model::{Kind, Status};
use crate::session::Session;

/// Shows the bar in `rect`.
pub fn show(
    ui: &mut Ui,
    rect: Rect,
    session: &Session,
    read: &ReadState,
    facts: &Facts,
    out: &mut Vec<Action>,
) {
    let tokens = look::tokens(ui);
    ui.painter().rect_filled(rect, 0, tokens.panel);
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, tokens.hairline());
    let inner = rect.shrink2(vec2(metrics::PADDING, 0.0));
    let right = egui::Layout::right_to_left(egui::Align::Center);
    let scope =
        ui.scope_builder(UiBuilder::new().max_rect(inner).layout(right).id_salt("status right"), |ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            let zoom = (ui.ctx().zoom_factor() * 100.0).round();
            weak(ui, &format!("{zoom} %"));
            if let Some(name) = &facts.undo {
                let words = super::read::shortened(name, 44);
                let undo =
                    widgets::told(ui, icons::ARROW_U_UP_LEFT, &format!("Undo: {words}"), tokens.weak, true);
                if undo.on_hover_text(Command::Undo.tooltip(ui.ctx(), facts)).clicked() {
                    out.push(Action::Do(Command::Undo));
                }
            }
        });
    let left = inner.with_max_x((scope.response.rect.left() - metrics::PADDING).max(inner.left()));
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(left).layout(layout).id_salt("status left"), |ui| {
        ui.shrink_clip_rect(left);
        ui.spacing_mut().item_spacing.x = 16.0;
        if facts.view == View::Settle {
            weak(ui, "Reviewers’ files are never changed: decisions go to the consensus.");
        }
        match read.said.as_ref().filter(|_| facts.view == View::Read) {
            Some(said) => {
                widgets::told(ui, icons::INFO, said, tokens.accent, false);
            }
            None => weak(ui, &counts(session)),
        }
        if facts.view == View::Read && read.sticky && let Some(label) = &read.last_label {
            let name = session.project().codebook.label_name(label);
            let words = format!("Every selection becomes {name}");
            if widgets::told(ui, icons::HIGHLIGHTER, &words, tokens.accent, true).clicked() {
                out.push(Action::Do(Command::ToggleSticky));
            }
        }
        if facts.view == View::Read && read.visibility.is_veiled() {
            let words = format!("{} · show all", read.visibility.told(session.codebook()));
            let told = widgets::told(ui, icons::EYE_SLASH, &words, tokens.warn, true);
            if told.on_hover_text(Command::ShowAllMarks.spec().about).clicked() {
                out.push(Action::Do(Command::ShowAllMarks));
            }
        }
        let orphans = session.review().orphans().count();
        if orphans > 0 {
            let words = format!("{orphans} without a place");
            let told = widgets::told(ui, icons::WARNING, &words, tokens.warn, true);
            let told = told.on_hover_text(
                "The article’s text has changed and these annotations’ words were not found again. They are kept.",
            );
            if told.clicked() {
                out.push(Action::Do(Command::ShowLog));
            }
        }
    });
}

fn weak(ui: &mut Ui, words: &str) {
    let tokens = look::tokens(ui);
    ui.label(egui::RichText::new(words).font(look::sans(metrics::SMALL)).color(tokens.weak));
}

fn counts(session: &Session) -> String {
    let review = session.review();
    let codebook = &session.project().codebook;
    let of = |kind: Kind| -> usize {
        codebook.labels.iter().filter(|l| l.kind == kind).map(|l| review.count(&l.id)).sum()
    };
    let count =
        |number: usize, one: &str, many: &str| format!("{number} {}", if number == 1 { one } else { many });
    let articles = &session.story().articles;
    let undone = articles.iter().filter(|a| review.status(&a.id) != Status::Done).count();
    let done = if undone == 0 {
        "all articles done".to_owned()
    } else {
        format!("{} not done", count(undone, "article", "articles"))
    };
    format!(
        "{}   ·   {}   ·   {}   ·   {done}",
        count(review.len(), "annotation", "annotations"),
        count(of(Kind::Claim), "claim", "claims"),
        count(of(Kind::Quote), "quote", "quotes"),
    )
}
