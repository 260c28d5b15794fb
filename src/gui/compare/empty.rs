//! What is shown where there is nothing to compare, and what to do then.

use egui::Ui;

use super::choice::CompareAction;
use super::compared::{Compared, Side};
use super::head;
use super::state::{CompareState, Work};
use crate::gui::action::Action;
use crate::gui::command::{Command, View};
use crate::gui::look::{icons, metrics, widgets};
use crate::session::Session;

/// Shows it in all of `ui`.
pub fn show(ui: &mut Ui, session: &Session, state: &CompareState, out: &mut Vec<Action>) {
    ui.add_space((ui.available_height() * 0.12).round());
    match &state.work {
        Work::Busy(_) => {
            ui.vertical_centered(|ui| {
                ui.set_max_width(320.0);
                if widgets::ProgressBar::new("Comparing…", None).cancellable().show(ui) {
                    out.push(Action::Compare(CompareAction::Cancel));
                }
            });
        }
        Work::Cancelled => again(ui, "Not compared", "You gave this comparison up.", out),
        Work::Failed(why) => {
            choose(ui, state, out);
            again(ui, "This could not be compared", why, out);
        }
        Work::Done(compared) => nothing_shared(ui, state, compared, out),
        Work::Nothing if state.is_reading() => {
            ui.vertical_centered(|ui| {
                ui.set_max_width(320.0);
                widgets::ProgressBar::new("Reading reviews…", None).show(ui);
            });
        }
        Work::Nothing => alone(ui, session, out),
    }
}

fn again(ui: &mut Ui, title: &str, why: &str, out: &mut Vec<Action>) {
    widgets::EmptyState::new(icons::WARNING_CIRCLE, title, why).show(ui, |ui| {
        if ui.add(widgets::primary("Compare again")).clicked() {
            out.push(Action::Compare(CompareAction::Again));
        }
    });
}

/// Nobody to compare with.
fn alone(ui: &mut Ui, session: &Session, out: &mut Vec<Action>) {
    let name = super::words::display_name(session.reviewer());
    let hint = format!(
        "Only {name} has reviewed this story. Let somebody else open this project under their own name, or bring in \
         the review file that they sent you."
    );
    widgets::EmptyState::new(icons::USERS, "It takes two to compare", &hint).show(ui, |ui| {
        let width = 220.0;
        if ui
            .add(widgets::primary(Command::ImportReview.name()).icon(icons::DOWNLOAD_SIMPLE).width(width))
            .clicked()
        {
            out.push(Action::Do(Command::ImportReview));
        }
        if ui
            .add(widgets::quiet(Command::SwitchReviewer.name()).icon(icons::USER_SWITCH).width(width))
            .clicked()
        {
            out.push(Action::Do(Command::SwitchReviewer));
        }
    });
}

/// Who is compared, to choose others.
fn choose(ui: &mut Ui, state: &CompareState, out: &mut Vec<Action>) {
    ui.vertical_centered(|ui| {
        ui.set_max_width(420.0_f32.min(ui.available_width()));
        widgets::card(ui, |ui| {
            ui.horizontal(|ui| {
                widgets::weak(ui, "Compare");
                head::picker(ui, Side::A, state, out);
                widgets::weak(ui, "with");
                head::picker(ui, Side::B, state, out);
            });
        });
    });
}

/// Two reviewers, and no article that both are done with.
fn nothing_shared(ui: &mut Ui, state: &CompareState, compared: &Compared, out: &mut Vec<Action>) {
    choose(ui, state, out);
    let (a, b) = (compared.name(Side::A), compared.name(Side::B));
    let hint = format!(
        "An article is compared when both say that they are done with it: nothing marked and not looked at are \
         different things. {a} and {b} share none yet."
    );
    widgets::EmptyState::new(icons::GIT_DIFF, "No article is done by both", &hint).show(ui, |ui| {
        let width = 260.0;
        if compared.left_out.iter().any(|article| article.unfinished)
            && ui.add(widgets::primary("Compare unfinished articles too").width(width)).clicked()
        {
            out.push(Action::Compare(CompareAction::Unfinished(true)));
        }
        if ui.add(widgets::quiet("Back to reading").icon(icons::BOOK_OPEN_TEXT).width(width)).clicked() {
            out.push(Action::View(View::Read));
        }
    });
    ui.vertical_centered(|ui| {
        ui.set_max_width(420.0_f32.min(ui.available_width()));
        ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
            widgets::section_head(ui, "Left out");
            left_out(ui, compared);
            ui.add_space(metrics::PADDING);
        });
    });
}

/// The articles that are not compared, and why.
pub fn left_out(ui: &mut Ui, compared: &Compared) {
    for article in &compared.left_out {
        ui.horizontal(|ui| {
            widgets::strong(ui, &article.article);
            widgets::weak(ui, &article.why);
        });
    }
}
