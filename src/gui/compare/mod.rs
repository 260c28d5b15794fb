//! The Compare view: two reviewers of a story on the same text. What is identical is quiet, what
//! differs is loud, and every count opens the rows that it counted.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `choice` | what can be chosen, and what a person does here |
//! | `compared` | the comparison of two with what is needed to show it; made once for each change |
//! | `everyone` | the comparison of all reviewers, on this story and on all; made on a worker |
//! | `loading` | reviews of others, read on a worker |
//! | `drawer` | measures that take their time, on a worker |
//! | `state` | who is compared, which rows are listed, which one is shown |
//! | `words` | what is said: the sentence, what differs, how it is computed |
//! | `head` | the sentence and the six tiles |
//! | `texts` | the two texts on one line grid |
//! | `side` | the row that is shown, and the list |
//! | `labels`, `articles` | counts by label and by article |
//! | `ties` | clusters, links, attributes |
//! | `measures` | above chance, other ways to count, marks as units |
//! | `people`, `votes` | all reviewers: matrix, stories, what was found by how many |
//! | `charts` | pictures, shown and saved |
//! | `grid`, `how` | tables of numbers, and how each is computed |
//! | `empty` | what is shown where there is nothing to compare |

mod articles;
mod charts;
mod choice;
mod compared;
mod drawer;
mod empty;
mod everyone;
mod grid;
mod head;
mod how;
mod labels;
mod loading;
mod measures;
mod people;
mod save;
mod side;
mod state;
#[cfg(test)]
mod tests;
mod texts;
mod ties;
mod votes;
mod words;

pub use choice::{CompareAction, Filter, Page, Table, Who, Whose};
pub use compared::{Compared, Side};
pub use everyone::Scope;
pub use save::Saved;
pub use state::CompareState;
pub use words::{counted, display_name, excerpt};

use egui::{Id, Key, Rect, Ui, UiBuilder, pos2};

use super::action::Action;
use super::look::metrics;
use super::settings::Settings;
use crate::session::Session;
use state::Work;

/// The entry of a row in the list, for giving it the keyboard.
pub fn row_id(row: usize) -> Id {
    Id::unique("difference").with(row)
}

/// The parts of the view between which the keyboard goes: tiles, texts, list.
pub fn parts(state: &CompareState) -> Vec<Id> {
    let mut parts = Vec::new();
    if state.compared().is_some_and(|compared| !compared.articles.is_empty()) {
        parts.push(head::tile_id(0));
        if state.page == Page::Text {
            parts.extend(Side::BOTH.map(texts::text_id));
        }
        parts.extend(state.current.or(state.listed.first().copied()).map(row_id));
    }
    parts
}

/// Shows the view in all of `ui`.
pub fn show(
    ui: &mut Ui,
    session: &Session,
    state: &mut CompareState,
    settings: &Settings,
    out: &mut Vec<Action>,
) {
    let whole = ui.available_rect_before_wrap();
    let comparable = matches!(&state.work, Work::Done(compared) if !compared.articles.is_empty());
    if !state.page.of_pair() {
        let desk = whole.shrink2(egui::vec2(16.0, 0.0)).with_min_y(whole.top() + 12.0);
        let used = head::bar(ui, desk, state, out);
        let below = Rect::from_min_max(pos2(desk.left(), used), desk.max);
        page(ui, below, session, state, settings, out);
    } else if comparable {
        let width = (whole.width() * 0.245).clamp(288.0, 392.0).round();
        let panel = whole.with_min_x(whole.right() - width);
        let desk = whole.with_max_x(panel.left()).shrink2(egui::vec2(16.0, 0.0));
        let used = head::show(ui, desk, state, out);
        let below = Rect::from_min_max(pos2(desk.left(), used), desk.max);
        page(ui, below, session, state, settings, out);
        side::show(ui, panel, session, state, out);
        take_escape(ui, state, out);
    } else {
        ui.scope_builder(
            UiBuilder::new().max_rect(whole.shrink(metrics::PADDING)).id_salt("nothing compared"),
            |ui| {
                empty::show(ui, session, state, out);
            },
        );
    }
    ui.advance_cursor_after_rect(whole);
}

fn page(
    ui: &mut Ui,
    rect: Rect,
    session: &Session,
    state: &mut CompareState,
    settings: &Settings,
    out: &mut Vec<Action>,
) {
    match state.page {
        Page::Text => texts::show(ui, rect, session, state, settings, out),
        Page::Labels => labels::show(ui, rect, session, state, out),
        Page::Articles => articles::show(ui, rect, state, out),
        Page::Ties => ties::show(ui, rect, session, state, out),
        Page::Measures => measures::show(ui, rect, state, out),
        Page::Everyone => people::show(ui, rect, session, state, out),
        Page::Charts => charts::show(ui, rect, state, out),
    }
}

/// Escape lists all that differs again.
fn take_escape(ui: &Ui, state: &CompareState, out: &mut Vec<Action>) {
    let ctx = ui.ctx();
    let free = ctx.memory(|memory| memory.top_modal_layer().is_none()) && !egui::Popup::is_any_open(ctx);
    if free && state.filter != Filter::default() && ui.input(|input| input.key_pressed(Key::Escape)) {
        out.push(Action::Compare(CompareAction::Filter(Filter::default())));
    }
}
