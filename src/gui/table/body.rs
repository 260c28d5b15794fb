//! The rows of the table. Only those in sight are looked at.

use egui::{
    Align2, Event, EventFilter, Id, Key, Modifiers, Painter, Rect, Role, ScrollArea, Sense, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use super::rows::{attributes, origin_name};
use super::state::Column;
use crate::gui::action::Action;
use crate::gui::command::Command;
use crate::gui::look::{self, Tokens, icons, metrics, paint, widgets};
use crate::gui::read::{Choose, Listed, ReadState, first_words};
use crate::model::{Annotation, AnnotationId, Article};
use crate::session::Session;

/// Letters of the words that a cell holds at most.
const WORDS: usize = 160;

/// The rows, for giving them the keyboard.
pub fn table_id() -> Id {
    Id::unique("table rows")
}

/// Shows the rows in `rect`, under their heads.
pub fn show(
    ui: &mut Ui,
    rect: Rect,
    columns: &[(Column, Rect)],
    session: &Session,
    state: &mut ReadState,
    out: &mut Vec<Action>,
) {
    let response = ui.interact(rect, table_id(), Sense::click());
    let count = state.table.rows().len();
    response.widget_info(|| WidgetInfo::labeled(Role::Grid, true, "Annotations as a table"));
    if count == 0 {
        ui.scope_builder(UiBuilder::new().max_rect(rect.shrink(metrics::PADDING)), |ui| {
            let hint = if session.review().is_empty() {
                "Select words in an article and choose a label."
            } else {
                "No annotation fits the search and the filters."
            };
            widgets::weak(ui, hint);
        });
        return;
    }
    if response.has_focus() {
        keys(ui, state, (rect.height() / metrics::ROW) as usize, out);
        let ring = egui::Stroke::new(1.0, look::tokens(ui).accent);
        ui.painter().hline(rect.x_range(), rect.top(), ring);
    }
    let follow = state.selected.as_ref().filter(|id| state.table.followed.as_ref() != Some(*id)).cloned();
    state.table.followed.clone_from(&state.selected);
    let at = follow.and_then(|id| state.table.rows().iter().position(|row| *row == id));
    ui.scope_builder(UiBuilder::new().max_rect(rect).id_salt("table"), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().auto_shrink(false).id_salt("table rows").show_rows(
            ui,
            metrics::ROW,
            count,
            |ui, range| {
                let top = ui.max_rect().top();
                if let Some(at) = at {
                    let y = top + (at as f32 - range.start as f32) * metrics::ROW;
                    let row = Rect::from_min_size(pos2(rect.left(), y), vec2(rect.width(), metrics::ROW));
                    ui.scroll_to_rect_animation(row, None, egui::style::ScrollAnimation::none());
                }
                let rows = state.table.rows().get(range).unwrap_or_default();
                for id in rows {
                    let Some(annotation) = session.review().annotation(id) else { continue };
                    let Some(article) = session.story().article(&annotation.article) else { continue };
                    row(ui, Line { session, annotation, article, columns }, state, out);
                }
            },
        );
    });
}

struct Line<'a> {
    session: &'a Session,
    annotation: &'a Annotation,
    article: &'a Article,
    columns: &'a [(Column, Rect)],
}

fn row(ui: &mut Ui, line: Line<'_>, state: &ReadState, out: &mut Vec<Action>) {
    let id = &line.annotation.id;
    // The keyboard stays with the table as a whole.
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), metrics::ROW), Sense::hover());
    let response = ui.interact(rect, table_id().with(id.as_str()), Sense::CLICK);
    let lead = state.selected.as_ref() == Some(id);
    let chosen = lead || state.chosen.contains(id);
    let words = first_words(line.annotation, &line.article.text, WORDS);
    response.widget_info(|| {
        let label = line.session.codebook().label_name(&line.annotation.label);
        let name = format!("Row: {label} “{words}”, {}", line.article.short_name());
        WidgetInfo::selected(Role::Row, true, chosen, name)
    });
    if ui.is_rect_visible(rect) {
        let tokens = look::tokens(ui);
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        if chosen {
            painter.rect_filled(rect, metrics::RADIUS_TINY, tokens.accent_ground);
        } else if response.hovered() {
            painter.rect_filled(rect, metrics::RADIUS_TINY, tokens.hover);
        }
        if lead {
            let bar = rect.shrink2(vec2(0.0, 3.0)).with_max_x(rect.left() + 2.0);
            painter.rect_filled(bar, 1, tokens.accent);
        }
        for (column, place) in line.columns {
            let cell = Rect::from_x_y_ranges(place.x_range(), rect.y_range());
            paint_cell(&painter, *column, cell, &line, &words, tokens);
        }
    }
    if response.clicked() {
        let modifiers = ui.input(|input| input.modifiers);
        out.push(Action::Choose(Choose::by_click(id, modifiers, Listed::Table)));
        ui.memory_mut(|memory| memory.request_focus(table_id()));
    }
    if response.double_clicked() {
        out.push(Action::Do(Command::GoToText));
    }
}

fn paint_cell(painter: &Painter, column: Column, cell: Rect, line: &Line<'_>, words: &str, tokens: &Tokens) {
    let annotation = line.annotation;
    let review = line.session.review();
    let room = cell.width() - 14.0;
    let middle = cell.center().y;
    let put = |x: f32, text: &str, font: egui::FontId, color, width: f32| {
        let galley = paint::line(painter, text, font, color, width);
        paint::put(painter, pos2(x, middle), Align2::LEFT_CENTER, galley);
    };
    let left = cell.left() + 8.0;
    let sans = look::sans(metrics::SANS);
    match column {
        Column::Text => put(left, words, look::serif(14.0), tokens.ink, room),
        Column::Label => {
            let name = line.session.codebook().label_name(&annotation.label);
            match line.session.codebook().label(&annotation.label) {
                Some(label) => {
                    paint::swatch(painter, pos2(left + 8.0, middle), label.kind, tokens.mark(label.color));
                }
                None => paint::icon(painter, pos2(left + 8.0, middle), icons::QUESTION, 14.0, tokens.warn),
            }
            put(left + 22.0, name, sans, tokens.ink, room - 22.0);
        }
        Column::Cluster => {
            if let Some(cluster) = review.cluster_of(&annotation.id) {
                put(left, &first_line(&cluster.name), sans, tokens.ink, room);
            }
        }
        Column::Attributes => put(left, &attributes(annotation), sans, tokens.weak, room),
        Column::Note => put(left, &first_line(&annotation.note), sans, tokens.weak, room),
        Column::Article => put(left, line.article.short_name(), sans, tokens.ink, room),
        Column::Place => {
            let place = format!("¶{}", line.article.paragraph_number(annotation.start()));
            put(left, &place, sans, tokens.weak, room);
        }
        Column::Origin => put(left, origin_name(&annotation.origin), sans, tokens.weak, room),
        Column::Status => {
            let status = review.status(&line.article.id);
            paint::status_dot(painter, pos2(left + 6.0, middle), status, tokens);
            put(left + 20.0, status.name(), sans, tokens.weak, room - 20.0);
        }
    }
}

/// The beginning of a text, so that no cell lays out a page.
fn first_line(text: &str) -> String {
    text.chars().take(WORDS).map(|c| if c == '\n' { ' ' } else { c }).collect()
}

/// Keys while the rows have the keyboard.
fn keys(ui: &Ui, state: &ReadState, page: usize, out: &mut Vec<Action>) {
    let filter = EventFilter { tab: false, horizontal_arrows: false, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(table_id(), filter));
    let rows = state.table.rows();
    let last = rows.len().saturating_sub(1);
    let mut at = state.selected.as_ref().and_then(|id| rows.iter().position(|row| row == id));
    for event in ui.input(|input| input.filtered_events(&filter)) {
        match event {
            Event::Copy => out.push(Action::Do(Command::CopyAsText)),
            Event::Key { key, pressed: true, modifiers, .. } => {
                if key == Key::A && modifiers.command && !modifiers.shift {
                    out.push(Action::Choose(Choose::All(Listed::Table)));
                    continue;
                }
                if key == Key::Enter && modifiers == Modifiers::NONE {
                    out.push(Action::Do(Command::GoToText));
                    continue;
                }
                if modifiers.alt || modifiers.command {
                    continue;
                }
                let to = match (key, at) {
                    (Key::Home, _) => 0,
                    (Key::End, _) => last,
                    (Key::ArrowDown | Key::ArrowUp | Key::PageDown | Key::PageUp, None) => 0,
                    (Key::ArrowDown, Some(at)) => (at + 1).min(last),
                    (Key::ArrowUp, Some(at)) => at.saturating_sub(1),
                    (Key::PageDown, Some(at)) => (at + page).min(last),
                    (Key::PageUp, Some(at)) => at.saturating_sub(page),
                    _ => continue,
                };
                at = Some(to);
                if let Some(id) = rows.get(to).cloned() {
                    out.push(Action::Choose(step(id, modifiers)));
                }
            }
            _ => {}
        }
    }
}

fn step(id: AnnotationId, modifiers: Modifiers) -> Choose {
    if modifiers.shift { Choose::Range(id, Listed::Table) } else { Choose::Only(id) }
}
