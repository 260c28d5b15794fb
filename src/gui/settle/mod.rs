//! The room in which what reviewers differ about is settled: the queue, what each reviewer marked,
//! the consensus as it grows, and one key a decision.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `action` | what a person does, which groups are listed |
//! | `state` | what the room remembers; made anew when a review or the consensus changes |
//! | `names` | what reviewers are called: blind, letters in another order |
//! | `draft` | making something that nobody had |
//! | `words` | what is said |
//! | `head` | how far it is, what can be taken all at once, the switches |
//! | `texts` | the columns: each reviewer and the consensus, on one line grid |
//! | `card` | the group that is shown, and the decisions |
//! | `edit` | the fields of what is being made |
//! | `list` | the queue |
//! | `page_majority`, `page_mine` | what more than half say; what became of one's own marks |

mod action;
mod card;
mod draft;
mod edit;
mod head;
mod list;
mod names;
mod page_majority;
mod page_mine;
mod state;
mod texts;
mod words;

pub use action::{Filter, Page, SettleAction};
pub use draft::{Draft, DraftAction, EndMove};
pub use state::SettleState;

use egui::{Id, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::action::Action;
use super::command::{Command, Facts};
use super::look::{self, icons, metrics, widgets};
use super::settings::Settings;
use crate::session::Session;

/// The entry of a group in the list, for giving it the keyboard.
pub fn entry_id(key: u64) -> Id {
    Id::unique("group to settle").with(key)
}

/// Shows the room in all of `ui`.
pub fn show(
    ui: &mut Ui,
    session: &Session,
    state: &mut SettleState,
    settings: &Settings,
    facts: &Facts,
    out: &mut Vec<Action>,
) {
    let whole = ui.available_rect_before_wrap();
    let ready = state.sources.as_ref().is_some_and(|sources| !sources.articles.is_empty());
    if ready {
        let width = (whole.width() * 0.27).clamp(316.0, 420.0).round();
        let panel = whole.with_min_x(whole.right() - width);
        let desk = whole.with_max_x(panel.left()).shrink2(vec2(16.0, 0.0));
        let used = head::show(ui, desk, session, state, facts, out);
        let below = Rect::from_min_max(pos2(desk.left(), used), pos2(desk.right(), desk.bottom() - 12.0));
        match state.page {
            Page::Text => texts::show(ui, below.with_max_y(desk.bottom()), session, state, settings, out),
            Page::Majority => page_majority::show(ui, below, session, state, facts, out),
            Page::Mine => page_mine::show(ui, below, session, state, out),
        }
        side(ui, panel, session, state, facts, out);
        edit::take_keys(ui, session, state, out);
    } else {
        let place = UiBuilder::new().max_rect(whole.shrink(metrics::PADDING)).id_salt("nothing to settle");
        ui.scope_builder(place, |ui| nothing(ui, state, out));
    }
    ui.advance_cursor_after_rect(whole);
}

/// The panel on the right: the group that is shown, and the queue.
fn side(
    ui: &mut Ui,
    rect: Rect,
    session: &Session,
    state: &mut SettleState,
    facts: &Facts,
    out: &mut Vec<Action>,
) {
    let tokens = look::tokens(ui);
    ui.painter().rect_filled(rect, 0, tokens.panel);
    ui.painter().vline(rect.left() + 0.5, rect.y_range(), tokens.hairline());
    let inner = Rect::from_min_max(rect.min + vec2(14.0, 14.0), pos2(rect.right() - 14.0, rect.bottom()));
    ui.scope_builder(UiBuilder::new().max_rect(inner).id_salt("settling"), |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let most = (inner.height() * 0.68).round();
        ScrollArea::vertical().id_salt("group").max_height(most).auto_shrink([false, true]).show(ui, |ui| {
            card::show(ui, session, state, facts, out);
        });
        ui.add_space(metrics::GAP);
        list::show(ui, session, state, out);
    });
}

/// Why there is nothing to settle, and what to do.
fn nothing(ui: &mut Ui, state: &SettleState, out: &mut Vec<Action>) {
    ui.add_space((ui.available_height() * 0.12).round());
    let (title, hint) = match (&state.failed, &state.sources) {
        (Some(why), _) => ("A review cannot be read".to_owned(), why.clone()),
        (None, Some(sources)) if !sources.left_out.is_empty() => {
            let lines: Vec<String> = sources
                .left_out
                .iter()
                .map(|left| {
                    let who = left.who.iter().map(|(who, why)| format!("{}: {why}", state.names.name(who)));
                    format!("{} ({})", left.article, who.collect::<Vec<_>>().join("; "))
                })
                .collect();
            (
                "No article is done by two reviewers yet".to_owned(),
                format!(
                    "An article is settled when at least two reviewers have set it to done (Ctrl+D in Read). {}",
                    lines.join(" · ")
                ),
            )
        }
        _ => (
            "It takes two to settle".to_owned(),
            "Nobody else has reviewed this story. Let somebody open this project under their own name."
                .to_owned(),
        ),
    };
    widgets::EmptyState::new(icons::USERS, &title, &hint).show(ui, |ui| {
        let width = 220.0;
        if ui.add(widgets::primary("Look again").icon(icons::ARROW_CLOCKWISE).width(width)).clicked() {
            out.push(Action::Consensus(SettleAction::LookAgain));
        }
        let back = Command::ViewRead;
        if ui.add(widgets::quiet("Back to reading").icon(icons::BOOK_OPEN_TEXT).width(width)).clicked() {
            out.push(Action::Do(back));
        }
    });
}
