//! The Matrix view: what is claimed, said and named, article by article. A cell says whether an
//! article prints it word for word, nearly, in other words, contradicts it or does not have it.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `rows` | what is shown: a row for each cluster, a cell for each article |
//! | `state` | which rows are shown, in which order, and the current cell |
//! | `table` | the table |
//! | `side` | kinds, filters and order, at the left |

mod rows;
mod side;
mod state;
mod table;

pub use rows::{CellState, MatrixRow, RowKey};
pub use state::{MatrixAction, MatrixState, Only, Order};
pub use table::cell_id;

use egui::{Ui, UiBuilder, vec2};

use super::action::Action;
use super::command::{Command, View};
use super::look::{icons, widgets};
use super::settings::Settings;
use crate::session::Session;

/// Shows the view in all of `ui`.
pub fn show(
    ui: &mut Ui,
    session: &Session,
    state: &mut MatrixState,
    settings: &Settings,
    out: &mut Vec<Action>,
) {
    let whole = ui.available_rect_before_wrap();
    let mut desk = whole;
    if settings.sidebar {
        let width = settings.sidebar_width.min(whole.width() * 0.21);
        let rect = desk.with_max_x(desk.left() + width);
        desk.min.x = rect.right();
        side::show(ui, rect, state, out);
    }
    let inner = desk.shrink2(vec2(16.0, 14.0));
    ui.scope_builder(UiBuilder::new().max_rect(inner).id_salt("matrix"), |ui| {
        if state.rows().is_empty() {
            empty(ui, session, out);
        } else if state.shown().len() == 0 {
            none_shown(ui, out);
        } else {
            table::show(ui, inner, session, state, out);
        }
    });
    ui.advance_cursor_after_rect(whole);
}

fn empty(ui: &mut Ui, session: &Session, out: &mut Vec<Action>) {
    ui.add_space((ui.available_height() * 0.14).round());
    let hint = if session.story().articles.len() < 2 {
        "The matrix sets articles side by side: add a second one, then tag what they claim and say."
    } else {
        "Tag a claim or a quote, or tie what is the same thing in several articles. Each becomes a row here, with a \
         column for each article."
    };
    widgets::EmptyState::new(icons::TABLE, "Nothing to line up yet", hint).show(ui, |ui| {
        let width = 220.0;
        if ui.add(widgets::primary("Go to Read").icon(icons::BOOK_OPEN_TEXT).width(width)).clicked() {
            out.push(Action::View(View::Read));
        }
        if ui.add(widgets::quiet(Command::FindQuotes.name()).icon(icons::QUOTES).width(width)).clicked() {
            out.push(Action::Do(Command::FindQuotes));
        }
    });
}

fn none_shown(ui: &mut Ui, out: &mut Vec<Action>) {
    ui.add_space((ui.available_height() * 0.14).round());
    widgets::EmptyState::new(icons::FUNNEL, "No such rows", "Nothing fits what you chose at the left.").show(
        ui,
        |ui| {
            if ui.add(widgets::quiet("Show all")).clicked() {
                out.push(Action::Matrix(MatrixAction::Kind(None)));
                out.push(Action::Matrix(MatrixAction::Only(Only::All)));
                out.push(Action::Matrix(MatrixAction::Query(String::new())));
            }
        },
    );
}
