//! The find bar: above the columns, with the counts of each article and what was found in notes.

use egui::text::CCursorRange;
use egui::text_edit::TextEditState;
use egui::{Id, Key, Modifiers, Rect, ScrollArea, Ui, UiBuilder};

use super::finding::{FindState, Spot};
use super::state::ReadState;
use crate::gui::action::Action;
use crate::gui::command::Command;
use crate::gui::look::{self, icons, metrics, widgets};
use crate::model::ArticleId;
use crate::session::Session;

/// Rows of notes that are in sight at once.
const NOTE_ROWS: usize = 3;

/// What a person does in the find bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FindAction {
    /// What is looked for, or how, has changed.
    Changed,
    /// The next one, or the one before.
    Step(bool),
    /// The first hit of an article.
    Article(ArticleId),
    /// What was found in a note: its place in the list.
    Note(usize),
    /// Closes the bar.
    Close,
}

/// The field of the find bar, for giving it the keyboard.
pub fn find_id() -> Id {
    Id::unique("find")
}

/// Shows the bar at the top of `desk`; gives what is left of it.
pub fn show(
    ui: &mut Ui,
    desk: Rect,
    session: &Session,
    state: &mut ReadState,
    out: &mut Vec<Action>,
) -> Rect {
    if !state.find.open {
        return desk;
    }
    state.find.update(session);
    let shown: Vec<ArticleId> = state.columns.iter().map(|column| column.article.clone()).collect();
    let inner = desk.with_min_y(desk.top() + metrics::GAP);
    let scope = ui.scope_builder(UiBuilder::new().max_rect(inner).id_salt("find bar"), |ui| {
        widgets::card_frame(look::tokens(ui)).inner_margin(6).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
            ui.horizontal_wrapped(|ui| {
                field(ui, &mut state.find, out);
                stepping(ui, &state.find, &shown, out);
                rules(ui, &mut state.find, out);
                let some = state.find.total() > 0 && session.read_only().is_none();
                let tag = widgets::quiet("Tag all results…").icon(icons::TAG);
                let tag = ui.add_enabled(some, tag).on_hover_text("Every hit in every article, in one step");
                if tag.clicked() {
                    out.push(Action::Do(Command::TagResults));
                }
                if ui.add(widgets::IconButton::new(icons::X, "Close the find bar").key("Esc")).clicked() {
                    out.push(Action::Find(FindAction::Close));
                }
            });
            ui.horizontal_wrapped(|ui| counts(ui, session, &state.find, out));
            notes(ui, session, &state.find, out);
        });
    });
    desk.with_min_y(scope.response.rect.bottom().min(desk.bottom()))
}

fn field(ui: &mut Ui, find: &mut FindState, out: &mut Vec<Action>) {
    let id = find_id();
    if ui.memory(|memory| memory.has_focus(id)) {
        let (next, previous) = ui.input_mut(|input| {
            let previous = input.consume_key(Modifiers::SHIFT, Key::Enter);
            (input.consume_key(Modifiers::NONE, Key::Enter), previous)
        });
        if next || previous {
            out.push(Action::Find(FindAction::Step(next)));
        }
    }
    let width = 240.0_f32.min(ui.available_width());
    let field = widgets::SearchField::new(&mut find.query, "Find in the articles").id(id).width(width);
    let field = ui.add(field);
    if find.select && field.has_focus() {
        find.select = false;
        let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
        state.cursor.set_char_range(Some(CCursorRange::select_all_str(&find.query)));
        state.store(ui.ctx(), id);
    }
    if field.changed() {
        out.push(Action::Find(FindAction::Changed));
    }
}

fn stepping(ui: &mut Ui, find: &FindState, shown: &[ArticleId], out: &mut Vec<Action>) {
    let (at, all) = find.place(shown);
    let buttons =
        [(icons::CARET_UP, Command::FindPrevious, false), (icons::CARET_DOWN, Command::FindNext, true)];
    for (icon, command, onward) in buttons {
        let button = widgets::IconButton::new(icon, command.name()).key(command.shortcut_text(ui.ctx()));
        if ui.add_enabled(all > 0, button).clicked() {
            out.push(Action::Find(FindAction::Step(onward)));
        }
    }
    let thousands = super::with_thousands;
    let said = match (at, all) {
        _ if find.query.is_empty() => String::new(),
        (_, 0) => "Nothing found".to_owned(),
        (Some(at), all) => format!("{} of {}", thousands(at), thousands(all)),
        (None, all) => format!("{} found", thousands(all)),
    };
    if !said.is_empty() {
        widgets::weak(ui, &said);
    }
    ui.add_space(metrics::GAP);
}

fn rules(ui: &mut Ui, find: &mut FindState, out: &mut Vec<Action>) {
    let expression = find.rules.regex;
    let rules = &mut find.rules;
    let toggles = [
        ("Match case", "Capitals and small letters are different letters", &mut rules.case, true),
        ("Whole words", "No letter or digit right before or after", &mut rules.words, true),
        ("Regex", "A regular expression, as in \\d+ million", &mut rules.regex, true),
        (
            "Similar",
            "Also with other accents, hyphens and spelling; whole words",
            &mut rules.near,
            !expression,
        ),
    ];
    for (name, about, on, enabled) in toggles {
        let button = widgets::quiet(name).selected(*on && enabled);
        if ui.add_enabled(enabled, button).on_hover_text(about).clicked() {
            *on = !*on;
            out.push(Action::Find(FindAction::Changed));
        }
    }
}

fn counts(ui: &mut Ui, session: &Session, find: &FindState, out: &mut Vec<Action>) {
    if let Some(error) = &find.error {
        let tokens = look::tokens(ui);
        widgets::told(ui, icons::WARNING, &error.to_string(), tokens.bad, false);
        return;
    }
    if find.query.is_empty() {
        return;
    }
    for found in &find.articles {
        let Some(article) = session.story().article(&found.article) else { continue };
        let words = format!("{} {}", article.short_name(), found.count());
        let here = matches!(&find.current, Some(Spot::Text(at, _)) if *at == found.article);
        let button = widgets::plain(words).selected(here).height(22.0);
        if ui.add_enabled(!found.hits.is_empty(), button).clicked() {
            out.push(Action::Find(FindAction::Article(found.article.clone())));
        }
    }
    if !find.notes.is_empty() {
        let words = format!("Notes and attributes {}", super::with_thousands(find.notes.len()));
        let here = matches!(find.current, Some(Spot::Note(_)));
        if ui.add(widgets::plain(words).selected(here).height(22.0)).clicked() {
            out.push(Action::Find(FindAction::Note(0)));
        }
    }
}

/// What was found in notes and attributes, a row each.
fn notes(ui: &mut Ui, session: &Session, find: &FindState, out: &mut Vec<Action>) {
    if find.notes.is_empty() {
        return;
    }
    let height = find.notes.len().min(NOTE_ROWS) as f32 * metrics::ROW;
    let scroll = ScrollArea::vertical().max_height(height).min_scrolled_height(height).id_salt("found notes");
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut scroll = scroll.auto_shrink([false, true]);
    if let Some(Spot::Note(at)) = find.current {
        // The current one stays in sight.
        let middle = (at as f32 - 1.0).max(0.0) * metrics::ROW;
        scroll = scroll.vertical_scroll_offset(middle);
    }
    scroll.show_rows(ui, metrics::ROW, find.notes.len(), |ui, range| {
        for at in range {
            let Some(note) = find.notes.get(at) else { continue };
            let Some(annotation) = session.review().annotation(&note.annotation) else { continue };
            let label = session.project().codebook.label_name(&annotation.label);
            let row = widgets::Row::new(format!("{}: {}", note.field, note.excerpt))
                .lead(widgets::Lead::Icon(icons::NOTE_PENCIL))
                .detail(label)
                .selected(find.current == Some(Spot::Note(at)));
            if ui.push_id(at, |ui| ui.add(row)).inner.clicked() {
                out.push(Action::Find(FindAction::Note(at)));
            }
        }
    });
}
