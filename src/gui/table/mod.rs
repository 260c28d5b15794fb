//! The drawer under the columns: all annotations of the story as a table, and the notes with their
//! open questions.

mod body;
mod head;
mod rows;
mod state;

use egui::{CursorIcon, Id, Popup, PopupCloseBehavior, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2};

pub use body::table_id;
pub use rows::{ORIGINS, attributes, origin_name};
pub use state::{Asked, Column, Drawer, Filters, Sort, TableAction, TableState};

use super::action::Action;
use super::command::Command;
use super::look::{self, icons, metrics, widgets};
use super::notes;
use super::read::{ReadState, with_thousands};
use super::settings::Settings;
use crate::session::Session;

/// Height of the drawer's own bar.
const BAR: f32 = 40.0;
/// What is left of the columns at least.
const COLUMNS: f32 = 120.0;
/// The least height of the drawer.
const LEAST: f32 = 140.0;

/// The search field of the table, for giving it the keyboard.
pub fn search_id() -> Id {
    Id::unique("table search")
}

/// Shows the drawer at the bottom of `desk`, where it is open; gives what is left.
pub fn show(
    ui: &mut Ui,
    desk: Rect,
    session: &Session,
    state: &mut ReadState,
    settings: &Settings,
    out: &mut Vec<Action>,
) -> Rect {
    let Some(drawer) = settings.drawer else { return desk };
    let most = (desk.height() - COLUMNS).max(LEAST);
    let height = settings.drawer_height.clamp(LEAST, most);
    let rect = desk.with_min_y(desk.bottom() - height);
    let tokens = look::tokens(ui);
    ui.painter().rect_filled(rect, 0, tokens.panel);
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, tokens.hairline());
    edge(ui, rect, out);
    let inner = rect.shrink2(vec2(metrics::PADDING, 0.0));
    let bar = inner.with_max_y(inner.top() + BAR);
    let rest = inner.with_min_y(bar.bottom());
    if drawer == Drawer::Table {
        state.table.update(session, settings.table_sort);
    }
    ui.scope_builder(
        UiBuilder::new()
            .max_rect(bar)
            .layout(egui::Layout::left_to_right(egui::Align::Center))
            .id_salt("drawer bar"),
        |ui| show_bar(ui, drawer, session, state, out),
    );
    ui.scope_builder(UiBuilder::new().max_rect(rest).id_salt("drawer"), |ui| match drawer {
        Drawer::Table => {
            let widths = head::widths(rest, &settings.table_widths);
            head::show(ui, rest, &widths, settings.table_sort, out);
            let below = rest.with_min_y(rest.top() + metrics::ROW);
            body::show(ui, below, &widths, session, state, out);
        }
        Drawer::Notes => notes::list::show(ui, session, state, out),
    });
    desk.with_max_y(rect.top())
}

/// The upper edge, which can be dragged.
fn edge(ui: &Ui, rect: Rect, out: &mut Vec<Action>) {
    let line = Rect::from_x_y_ranges(rect.x_range(), rect.top() - 3.0..=rect.top() + 3.0);
    let name = "Height of the drawer";
    let response = ui.interact(line, Id::unique(name), Sense::drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, name));
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(CursorIcon::ResizeVertical);
        let stroke = egui::Stroke::new(2.0, look::tokens(ui).accent);
        ui.painter().hline(rect.x_range(), rect.top(), stroke);
    }
    if response.dragged()
        && let Some(pointer) = response.interact_pointer_pos()
    {
        out.push(Action::Table(TableAction::Height((rect.bottom() - pointer.y).max(LEAST))));
    }
}

fn show_bar(ui: &mut Ui, drawer: Drawer, session: &Session, state: &mut ReadState, out: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing.x = 6.0;
    let tabs = [Drawer::Table, Drawer::Notes];
    let chosen = tabs.iter().position(|tab| *tab == drawer).unwrap_or(0);
    let picked = widgets::segmented(ui, "Drawer", &["Annotations", "Notes"], chosen);
    if let Some(tab) = picked.and_then(|at| tabs.get(at)) {
        out.push(Action::Table(TableAction::Drawer(Some(*tab))));
    }
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if ui.add(widgets::IconButton::new(icons::X, "Close the drawer")).clicked() {
            out.push(Action::Table(TableAction::Drawer(None)));
        }
        if drawer == Drawer::Table {
            if ui.available_width() > 560.0 {
                let copy = widgets::IconButton::new(icons::COPY, "Copy as CSV")
                    .hint("The chosen annotations, or all that are listed, as a table for spreadsheets");
                if ui.add(copy).clicked() {
                    out.push(Action::Do(Command::CopyAsCsv));
                }
            }
            widgets::weak(ui, &counted(session, state));
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                narrow(ui, session, state, out);
            });
        } else {
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                notes::list::bar(ui, state);
            });
        }
    });
}

fn counted(session: &Session, state: &ReadState) -> String {
    let (shown, all) = (state.table.rows().len(), session.review().len());
    let chosen = state.chosen.len();
    let rows = if shown == all {
        with_thousands(all)
    } else {
        format!("{} of {}", with_thousands(shown), with_thousands(all))
    };
    if chosen > 0 { format!("{} chosen · {rows}", with_thousands(chosen)) } else { rows }
}

/// The search and the filters.
fn narrow(ui: &mut Ui, session: &Session, state: &mut ReadState, out: &mut Vec<Action>) {
    let room = (ui.available_width() - 340.0).clamp(90.0, 240.0);
    ui.add(
        widgets::SearchField::new(&mut state.table.query, "Search the table")
            .hint("Search")
            .width(room)
            .id(search_id()),
    );
    let filters = &state.table.filters;
    let mut new = filters.clone();
    let codebook = session.codebook();
    let tokens = look::tokens(ui);
    menu(ui, "Label", filters.labels.len(), |ui| {
        for label in &codebook.labels {
            let row = widgets::Row::new(label.name.as_str())
                .lead(widgets::Lead::Swatch(label.kind, tokens.mark(label.color)))
                .detail(with_thousands(session.review().count(&label.id)));
            choice(ui, row, &mut new.labels, label.id.clone(), format!("Filter by label {}", label.name));
        }
    });
    menu(ui, "Article", filters.articles.len(), |ui| {
        for article in &session.story().articles {
            let row = widgets::Row::new(article.short_name()).lead(widgets::Lead::Icon(icons::NEWSPAPER));
            let name = format!("Filter by article {}", article.short_name());
            choice(ui, row, &mut new.articles, article.id.clone(), name);
        }
    });
    menu(ui, "Origin", filters.origins.len(), |ui| {
        for origin in ORIGINS {
            let row = widgets::Row::new(origin).lead(widgets::Lead::Icon(icons::SPARKLE));
            choice(ui, row, &mut new.origins, origin, format!("Filter by origin {origin}"));
        }
    });
    menu(ui, "More", usize::from(filters.asked != Asked::All), |ui| {
        for (asked, words) in Asked::ALL {
            let row = widgets::Row::new(words).selected(new.asked == asked).name(format!("Filter: {words}"));
            if ui.add(row).clicked() {
                new.asked = asked;
            }
        }
    });
    if new != *filters {
        out.push(Action::Table(TableAction::Filter(new)));
    }
    if !filters.is_open() {
        let clear = widgets::IconButton::new(icons::FUNNEL, "Show all rows again").selected(true);
        if ui.add(clear).clicked() {
            out.push(Action::Table(TableAction::Filter(Filters::default())));
        }
    }
}

fn menu(ui: &mut Ui, name: &str, narrowed: usize, rows: impl FnOnce(&mut Ui)) {
    let words = if narrowed == 0 { name.to_owned() } else { format!("{name} · {narrowed}") };
    let button = ui.add(widgets::plain(words).selected(narrowed > 0));
    Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_width(230.0);
        egui::ScrollArea::vertical().max_height(360.0).show(ui, |ui| widgets::list(ui, rows));
    });
}

fn choice<T: Ord>(
    ui: &mut Ui,
    row: widgets::Row<'_>,
    set: &mut std::collections::BTreeSet<T>,
    one: T,
    name: String,
) {
    if ui.add(row.selected(set.contains(&one)).name(name)).clicked() && !set.remove(&one) {
        set.insert(one);
    }
}
