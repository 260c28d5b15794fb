//! What the program found in the articles, as suggestions: a panel in the place of the inspector.
//!
//! Nothing is looked for, and nothing shown, before somebody asks. What is suggested comes from the
//! articles and from the reviewer's own review, never from another reviewer's.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `page` | what the panel can show, and what a person does in it |
//! | `state` | which page is shown, its lists and the current item |
//! | `outlines` | the outlines in the text |
//! | `rows` | discrepancies with what it takes to show them |
//! | `statements` | every printing of what someone said, one above the other |
//! | `names` | names, grouped by what they likely name |
//! | `alike` | the selected annotation in the other articles |
//! | `entry` | an entry of a list |
//! | `differences` | the list of discrepancies, and ruling them |
//! | `quotes` | the list of quotes that may be marked |
//! | `words` | words of articles with what differs in them |

mod alike;
mod differences;
mod entry;
mod names;
mod outlines;
mod page;
mod quotes;
mod rows;
mod state;
mod statements;
pub mod words;

pub use differences::note_id;
pub use page::{FoundAction, Page, Standing};
pub use rows::DifferenceRow;
pub use state::{Alike, FoundState};

use egui::{Context, EventFilter, Id, Key, Rect, ScrollArea, Ui, UiBuilder, vec2};

use super::action::Action;
use super::command::Command;
use super::look::{self, icons, metrics, widgets};
use crate::session::Session;
use crate::session::findings::{Sought, Stage};

/// The widget of an entry of the list, for giving it the keyboard.
pub fn row_id(at: usize) -> Id {
    Id::unique("found").with(at)
}

/// Whether the list has the keyboard: letters are for it then, not for labels.
pub fn has_keyboard(ctx: &Context, state: &FoundState) -> bool {
    state.page.is_some()
        && state.current().is_some_and(|at| ctx.memory(|memory| memory.focused()) == Some(row_id(at)))
}

/// The rows of the sidebar: what can be looked for, with how many of each.
pub fn sidebar(ui: &mut Ui, session: &Session, state: &FoundState, out: &mut Vec<Action>) {
    widgets::section_head(ui, "Found for you");
    for page in Page::ALL.into_iter().filter(|page| *page != Page::Alike) {
        let known = session.findings().stage(page.needs()) == Stage::Found;
        let count = if known { state.open_count(page, session).to_string() } else { String::new() };
        let row = widgets::Row::new(page.name())
            .detail(count.as_str())
            .name(if known {
                format!("{}, {count} open", page.name())
            } else {
                format!("Look for {}", page.name().to_lowercase())
            })
            .selected(state.page == Some(page));
        let hint =
            page.command().tooltip(ui.ctx(), &super::command::Facts { project: true, ..Default::default() });
        if ui.add(row).on_hover_text(hint).clicked() {
            let action = if state.page == Some(page) { FoundAction::Close } else { FoundAction::Open(page) };
            out.push(Action::Found(action));
        }
    }
}

/// The other printings of the statement that the selected quote prints; nothing before quotes were
/// asked for.
pub fn elsewhere(
    ui: &mut Ui,
    annotation: &crate::model::Annotation,
    session: &Session,
    out: &mut Vec<Action>,
) {
    if let Some(statement) = statements::statement_of(session, annotation) {
        ui.add_space(metrics::GAP);
        widgets::card(ui, |ui| statements::card(ui, statement, session, out));
    }
}

/// Shows the panel in `rect`; nothing where it is closed.
pub fn show(ui: &mut Ui, rect: Rect, session: &Session, state: &mut FoundState, out: &mut Vec<Action>) {
    let Some(page) = state.page else { return };
    let tokens = look::tokens(ui);
    ui.painter().rect_filled(rect, 0, tokens.panel);
    ui.painter().vline(rect.left() + 0.5, rect.y_range(), tokens.hairline());
    let inner = rect.shrink2(vec2(metrics::PADDING, metrics::PADDING));
    ui.scope_builder(UiBuilder::new().max_rect(inner).id_salt(("found", page)), |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        head(ui, page, session, state, out);
        match session.findings().stage(page.needs()) {
            Stage::Found => match page {
                Page::Quotes => quotes::show(ui, session, state, out),
                Page::Statements => statements::show(ui, session, state, out),
                Page::Discrepancies => differences::show(ui, session, state, out),
                Page::Names => names::show(ui, session, state, out),
                Page::Alike => alike::show(ui, session, state, out),
            },
            stage => waiting(ui, page.needs(), stage, page, out),
        }
    });
}

fn head(ui: &mut Ui, page: Page, session: &Session, state: &FoundState, out: &mut Vec<Action>) {
    let known = session.findings().stage(page.needs()) == Stage::Found;
    let title = if known {
        let open = if page == Page::Discrepancies { " open" } else { "" };
        format!("{}  {}{open}", page.name(), state.open_count(page, session))
    } else {
        page.name().to_owned()
    };
    widgets::section_head_with(ui, &title, |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let close = widgets::IconButton::new(icons::X, "Close what was found").size(22.0).key("Esc");
        if ui.add(close).clicked() {
            out.push(Action::Found(FoundAction::Close));
        }
        if !known {
            return;
        }
        for (command, icon) in
            [(Command::NextFound, icons::CARET_DOWN), (Command::PreviousFound, icons::CARET_UP)]
        {
            let button = widgets::IconButton::new(icon, command.name())
                .hint(command.spec().about)
                .key(command.shortcut_text(ui.ctx()))
                .size(22.0);
            if ui.add_enabled(state.count(page) > 0, button).clicked() {
                out.push(Action::Do(command));
            }
        }
    });
}

/// Something is looked for, or could not be found out.
fn waiting(ui: &mut Ui, sought: Sought, stage: Stage<'_>, page: Page, out: &mut Vec<Action>) {
    match stage {
        Stage::AtWork { part, .. } => {
            ui.add_space(24.0);
            let part = (part > 0.0).then_some(part);
            if widgets::ProgressBar::new(sought.doing(), part).cancellable().show(ui) {
                out.push(Action::Found(FoundAction::Stop(sought)));
            }
            // The bar moves while the threads are at work.
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
        }
        Stage::Failed(why) => again(ui, "That did not work", why, "Try again", page, out),
        _ => again(ui, "Nothing was looked for", page.command().spec().about, "Look now", page, out),
    }
}

fn again(ui: &mut Ui, title: &str, why: &str, does: &str, page: Page, out: &mut Vec<Action>) {
    ScrollArea::vertical().show(ui, |ui| {
        widgets::EmptyState::new(icons::SPARKLE, title, why).show(ui, |ui| {
            if ui.add(widgets::primary(does)).clicked() {
                out.push(Action::Found(FoundAction::Open(page)));
            }
        });
    });
}

/// With the keyboard on an entry: up, down, to the first and to the last.
fn walk(ui: &Ui, response: &egui::Response, at: usize, state: &FoundState, out: &mut Vec<Action>) {
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let count = state.page.map_or(0, |page| state.count(page));
    let to = ui.input(|input| {
        let pressed = |key| input.key_pressed(key) && input.modifiers.is_none();
        if pressed(Key::ArrowDown) {
            Some(at + 1)
        } else if pressed(Key::ArrowUp) {
            at.checked_sub(1)
        } else if pressed(Key::Home) {
            Some(0)
        } else if pressed(Key::End) {
            count.checked_sub(1)
        } else {
            None
        }
    });
    if let Some(to) = to.filter(|to| *to < count) {
        out.push(Action::Found(FoundAction::Go(to, true)));
    }
}
