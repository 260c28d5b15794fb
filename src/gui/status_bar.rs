//! The bar at the bottom: counts, what undo would take back, what is going on.

use egui::{Rect, Ui, UiBuilder, vec2};

use super::action::Action;
use super::command::{Command, Facts, View};
use super::look::{self, icons, metrics, widgets};
use super::read::ReadState;
use crate::model::{Kind, Status};
use crate::session::Session;
use crate::session::findings::{Sought, Stage};

/// How long a search goes on before anything is said of it.
const PATIENCE: std::time::Duration = std::time::Duration::from_millis(500);

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
            if facts.view == View::Read {
                toggles(ui, facts, out);
            }
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
        looking(ui, session, out);
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

/// What shows how the columns hang together.
fn toggles(ui: &mut Ui, facts: &Facts, out: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing.x = 4.0;
    let all = [
        (Command::ToggleOnlyHere, facts.only_here),
        (Command::ToggleTogether, facts.together),
        (Command::ToggleRibbons, facts.ribbons),
    ];
    for (command, on) in all {
        let button = widgets::plain(command.name()).icon(command.spec().icon).selected(on).height(22.0);
        let button = ui.add_enabled(command.applies(facts), button);
        if button.on_hover_text(command.tooltip(ui.ctx(), facts)).clicked() {
            out.push(Action::Do(command));
        }
    }
    ui.spacing_mut().item_spacing.x = 16.0;
}

/// What is being looked for, once it takes long enough to ask oneself.
fn looking(ui: &mut Ui, session: &Session, out: &mut Vec<Action>) {
    for sought in Sought::ALL {
        match session.findings().stage(sought) {
            Stage::AtWork { part, since: Some(since) } => {
                let wait = PATIENCE.saturating_sub(since.elapsed());
                if !wait.is_zero() {
                    ui.ctx().request_repaint_after(wait);
                    continue;
                }
                ui.ctx().request_repaint_after(std::time::Duration::from_millis(200));
                let words = format!("{} … {} %", sought.doing(), (part * 100.0) as u32);
                let tokens = look::tokens(ui);
                let told = widgets::told(ui, icons::X_CIRCLE, &words, tokens.weak, true);
                if told.on_hover_text("Stop").clicked() {
                    out.push(Action::StopLooking(sought));
                }
            }
            Stage::Failed(why) => {
                let tokens = look::tokens(ui);
                let told = widgets::told(ui, icons::WARNING, why, tokens.warn, true);
                if told.on_hover_text("Try again").clicked() {
                    out.push(Action::LookFor(sought));
                }
            }
            _ => {}
        }
    }
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
