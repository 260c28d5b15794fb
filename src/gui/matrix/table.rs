//! The table: a row for each cluster, a column for each article.

use egui::accesskit::Role;
use egui::text::TextWrapping;
use egui::{Align2, Color32, EventFilter, Id, Key, Painter, Pos2, Rect, ScrollArea, Sense, StrokeKind, Ui};
use egui::{WidgetInfo, pos2, vec2};

use super::rows::{Cell, CellState, MatrixRow};
use super::state::{MatrixAction, MatrixState};
use crate::gui::action::Action;
use crate::gui::command::Command;
use crate::gui::found::words;
use crate::gui::look::{self, Tokens, icons, metrics, paint, widgets};
use crate::gui::read::date_for_people;
use crate::session::Session;

/// Height of a row.
const ROW: f32 = 100.0;
/// Height of the head.
const HEAD: f32 = 36.0;
/// A column is never narrower.
const NARROWEST: f32 = 190.0;
/// Share of the width that names have.
const NAMES: f32 = 0.25;
/// Space inside a cell.
const INSIDE: f32 = 12.0;

/// A cell, for giving it the keyboard.
pub fn cell_id(row: usize, column: usize) -> Id {
    Id::unique("matrix cell").with((row, column))
}

/// Widths of the columns: the names, then one width for each article.
struct Widths {
    names: f32,
    article: f32,
    articles: usize,
}

impl Widths {
    fn new(room: f32, articles: usize) -> Self {
        let names = (room * NAMES).clamp(160.0, 320.0).round();
        let article = ((room - names) / articles.max(1) as f32).max(NARROWEST).floor();
        Self { names, article, articles }
    }

    fn all(&self) -> f32 {
        self.names + self.article * self.articles as f32
    }

    fn column(&self, at: usize) -> std::ops::Range<f32> {
        let left = self.names + self.article * at as f32;
        left..left + self.article
    }
}

/// Shows the table in `rect`.
pub fn show(ui: &mut Ui, rect: Rect, session: &Session, state: &mut MatrixState, out: &mut Vec<Action>) {
    let tokens = look::tokens(ui);
    let widths = Widths::new(rect.width() - 2.0, session.story().articles.len());
    let count = state.shown().len();
    let height = (HEAD + count as f32 * ROW + 2.0).min(rect.height());
    let sheet = Rect::from_min_size(rect.min, vec2(rect.width(), height));
    ui.painter().rect(sheet, metrics::RADIUS, tokens.sheet, tokens.hairline(), StrokeKind::Inside);
    let inner = sheet.shrink(1.0);
    head(ui, inner.with_max_y(inner.top() + HEAD), session, &widths, state.at.x);
    let body = inner.with_min_y(inner.top() + HEAD);
    let mut area = ScrollArea::both().id_salt("matrix rows").auto_shrink(false);
    if std::mem::take(&mut state.scroll_to)
        && let Some((row, column)) = state.cell()
    {
        let (top, left) = (row as f32 * ROW, widths.column(column).start - widths.names);
        if top < state.at.y || top + ROW > state.at.y + body.height() {
            area = area.vertical_scroll_offset((top - body.height() / 3.0).max(0.0));
        }
        if left < state.at.x || widths.column(column).end > state.at.x + body.width() {
            area = area.horizontal_scroll_offset(left.max(0.0));
        }
    }
    let shown: &MatrixState = state;
    let mut offset = shown.at;
    ui.scope_builder(egui::UiBuilder::new().max_rect(body).id_salt("rows"), |ui| {
        ui.spacing_mut().item_spacing = egui::Vec2::ZERO;
        let output = area.show_rows(ui, ROW, count, |ui, range| {
            ui.set_min_width(widths.all());
            for at in range {
                let Some(row) = shown.row(at) else { continue };
                let (rect, _) = ui.allocate_exact_size(vec2(widths.all(), ROW), Sense::hover());
                show_row(ui, rect, at, row, session, shown, &widths, out);
            }
        });
        offset = output.state.clamped_offset();
    });
    state.at = offset;
}

fn head(ui: &Ui, rect: Rect, session: &Session, widths: &Widths, scrolled: f32) {
    let tokens = look::tokens(ui);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let left = rect.left() - scrolled;
    let font = look::medium(metrics::SMALL);
    let put = |x: f32, width: f32, words: &str| {
        let galley = paint::line(&painter, words, font.clone(), tokens.weak, width - 2.0 * INSIDE);
        paint::put(&painter, pos2(x + INSIDE, rect.center().y), Align2::LEFT_CENTER, galley);
    };
    put(left, widths.names, "Claim, statement or name");
    for (at, article) in session.story().articles.iter().enumerate() {
        let date = date_for_people(&article.info.published);
        let name = article.short_name();
        let words = if date.is_empty() { name.to_owned() } else { format!("{name} · {date}") };
        put(left + widths.column(at).start, widths.article, &words);
    }
    painter.hline(rect.x_range(), rect.bottom() - 0.5, tokens.hairline());
}

#[allow(clippy::too_many_arguments, reason = "a row is drawn in one place")]
fn show_row(
    ui: &mut Ui,
    rect: Rect,
    at: usize,
    row: &MatrixRow,
    session: &Session,
    state: &MatrixState,
    widths: &Widths,
    out: &mut Vec<Action>,
) {
    let tokens = look::tokens(ui);
    names(ui, rect.with_max_x(rect.left() + widths.names), row, session, tokens);
    for (column, cell) in row.cells.iter().enumerate() {
        let span = widths.column(column);
        let place = Rect::from_min_max(
            pos2(rect.left() + span.start, rect.top()),
            pos2(rect.left() + span.end, rect.bottom()),
        );
        if ui.is_rect_visible(place) {
            show_cell(ui, place, (at, column), row, cell, session, state, out);
        }
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.hairline());
}

fn names(ui: &Ui, rect: Rect, row: &MatrixRow, session: &Session, tokens: &Tokens) {
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let mut y = rect.top() + 10.0;
    if let Some(label) = session.codebook().label(&row.label) {
        paint::swatch(
            &painter,
            pos2(rect.left() + INSIDE + 7.0, y + 9.0),
            label.kind,
            tokens.mark(label.color),
        );
    }
    let left = rect.left() + INSIDE + 22.0;
    let width = rect.right() - 8.0 - left;
    let parts = vec![(row.name.clone(), false)];
    y += put_words(&painter, pos2(left, y), &parts, &look::semibold(metrics::SANS), 18.0, width, 3, tokens)
        + 2.0;
    let galley = paint::line(&painter, &row.second, look::sans(metrics::SMALL), tokens.weak, width);
    painter.galley(pos2(left, y), galley, Color32::PLACEHOLDER);
}

/// Paints words on at most so many rows; gives the height that they took.
#[allow(clippy::too_many_arguments, reason = "a helper of two callers")]
fn put_words(
    painter: &Painter,
    at: Pos2,
    parts: &words::Parts,
    font: &egui::FontId,
    line: f32,
    width: f32,
    rows: usize,
    tokens: &Tokens,
) -> f32 {
    let mut job = words::job(parts, font, tokens.ink, tokens.difference_ground());
    for section in &mut job.sections {
        section.format.line_height = Some(line);
    }
    job.wrap = TextWrapping { max_width: width.floor(), max_rows: rows, ..TextWrapping::default() };
    let galley = painter.layout_job(job);
    let height = galley.size().y;
    painter.galley(at, galley, Color32::PLACEHOLDER);
    height
}

/// The colour that stands for a state.
fn color(state: CellState, tokens: &Tokens) -> Color32 {
    match state {
        CellState::Stated | CellState::WordForWord => tokens.good,
        CellState::InPart | CellState::Nearly | CellState::Reworded => tokens.accent,
        CellState::Contradicts => tokens.bad,
        CellState::NotFound | CellState::NotLooked => tokens.weak,
    }
}

#[allow(clippy::too_many_arguments, reason = "a cell is drawn in one place")]
fn show_cell(
    ui: &mut Ui,
    rect: Rect,
    (at, column): (usize, usize),
    row: &MatrixRow,
    cell: &Cell,
    session: &Session,
    state: &MatrixState,
    out: &mut Vec<Action>,
) {
    let tokens = look::tokens(ui);
    let Some(article) = session.story().articles.get(column) else { return };
    let response = ui.interact(rect.shrink(1.0), cell_id(at, column), Sense::click());
    let chosen = state.current.as_ref().is_some_and(|(key, at)| *key == row.key && *at == column);
    let said = |place: &super::rows::CellPlace| words::joined(&place.parts);
    let printed: Vec<String> = cell.places.iter().map(|place| format!("“{}”", said(place))).collect();
    let name =
        format!("{}, {}: {} {}", row.name, article.short_name(), cell.state.name(), printed.join(", "));
    response.widget_info(|| WidgetInfo::selected(Role::Cell, true, chosen, name.trim_end()));
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    if chosen || response.hovered() {
        let ground = if chosen { tokens.accent_ground } else { tokens.hover };
        painter.rect_filled(rect.shrink(2.0), metrics::RADIUS_SMALL, ground);
    }
    let (left, width) = (rect.left() + INSIDE, rect.width() - 2.0 * INSIDE);
    let mut y = rect.top() + 8.0;
    tag(&painter, pos2(left, y), cell, tokens);
    y += 22.0;
    match cell.places.first() {
        Some(place) => {
            y += put_words(&painter, pos2(left, y), &place.parts, &look::serif(14.0), 20.0, width, 2, tokens)
                + 2.0;
            let galley = paint::line(&painter, &place.place, look::sans(metrics::SMALL), tokens.weak, width);
            painter.galley(pos2(left, y), galley, Color32::PLACEHOLDER);
        }
        None if cell.state == CellState::NotFound => {
            let words = if cell.note.is_empty() { "looked: not there" } else { &cell.note };
            let galley = paint::line(&painter, words, look::sans(metrics::SMALL), tokens.weak, width);
            painter.galley(pos2(left, y), galley, Color32::PLACEHOLDER);
        }
        None => {}
    }
    if response.has_focus() {
        paint::focus_ring(&painter, rect.shrink(2.0), metrics::RADIUS_SMALL, tokens);
        walk(ui, &response, (at, column), row.cells.len(), state, out);
    }
    let over = ui.rect_contains_pointer(rect);
    if !cell.state.has_words() && (over || chosen) && session.read_only().is_none() {
        absent_button(ui, rect, (at, column), cell, out);
    }
    let clicked = response.clicked();
    response.on_hover_ui(|ui| tooltip(ui, row, cell, article.short_name()));
    if clicked {
        let action = if cell.state.has_words() {
            MatrixAction::Open(at, column)
        } else {
            MatrixAction::Go(at, column)
        };
        out.push(Action::Matrix(action));
    }
}

/// The state of a cell as a small tag, and how many places there are beside the first.
fn tag(painter: &Painter, at: Pos2, cell: &Cell, tokens: &Tokens) {
    let color = color(cell.state, tokens);
    let galley = paint::line(painter, cell.state.name(), look::semibold(metrics::CAPS), color, 140.0);
    let rect = Rect::from_min_size(at, vec2(galley.size().x + 12.0, 18.0));
    painter.rect_filled(rect, metrics::RADIUS_TINY, look::over(color, 0.14, tokens.sheet));
    paint::put(painter, rect.center(), Align2::CENTER_CENTER, galley);
    let more = cell.places.len().saturating_sub(1);
    if more > 0 {
        let words = format!("+{more}");
        let galley = paint::line(painter, &words, look::sans(metrics::SMALL), tokens.weak, 60.0);
        paint::put(painter, pos2(rect.right() + 6.0, rect.center().y), Align2::LEFT_CENTER, galley);
    }
}

/// Says that it is not there, or takes that back.
fn absent_button(ui: &mut Ui, rect: Rect, (at, column): (usize, usize), cell: &Cell, out: &mut Vec<Action>) {
    let absent = cell.state == CellState::NotFound;
    let words = if absent { "Look again" } else { "Looked: not there" };
    let icon = if absent { icons::ARROW_U_UP_LEFT } else { icons::X_CIRCLE };
    let place = Rect::from_min_size(
        pos2(rect.left() + INSIDE, rect.bottom() - 34.0),
        vec2(rect.width() - 2.0 * INSIDE, 24.0),
    );
    ui.scope_builder(egui::UiBuilder::new().max_rect(place).id_salt(("absent", at, column)), |ui| {
        let key = Command::SetAbsent.shortcut_text(ui.ctx());
        if ui.add(widgets::quiet(words).icon(icon).height(24.0)).on_hover_text(key).clicked() {
            out.push(Action::Matrix(MatrixAction::Absent(at, column)));
        }
    });
}

fn tooltip(ui: &mut Ui, row: &MatrixRow, cell: &Cell, article: &str) {
    ui.set_max_width(420.0);
    widgets::strong(ui, &format!("{article}: {}", cell.state.name()));
    widgets::weak(ui, cell.state.about());
    for place in &cell.places {
        ui.add_space(4.0);
        words::wrapped(ui, &place.parts, &look::serif(15.0), 12, 22.0, None);
        widgets::weak(ui, &place.place);
    }
    if !cell.note.is_empty() {
        widgets::body(ui, &cell.note);
    }
    if cell.state.differs()
        && let Some(stated) =
            row.cells.iter().flat_map(|cell| &cell.places).find(|place| place.state == CellState::Stated)
    {
        ui.add_space(6.0);
        widgets::weak(ui, "Against");
        words::wrapped(ui, &stated.parts, &look::serif(15.0), 12, 22.0, None);
    }
}

/// With the keyboard on a cell: arrows go to the next ones, Enter opens it.
fn walk(
    ui: &Ui,
    response: &egui::Response,
    (at, column): (usize, usize),
    columns: usize,
    state: &MatrixState,
    out: &mut Vec<Action>,
) {
    let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let rows = state.shown().len();
    let to = ui.input(|input| {
        let pressed = |key| input.key_pressed(key) && input.modifiers.is_none();
        if pressed(Key::ArrowDown) {
            Some((at + 1, column))
        } else if pressed(Key::ArrowUp) {
            Some((at.checked_sub(1)?, column))
        } else if pressed(Key::ArrowRight) {
            Some((at, column + 1))
        } else if pressed(Key::ArrowLeft) {
            Some((at, column.checked_sub(1)?))
        } else if pressed(Key::Home) {
            Some((0, column))
        } else if pressed(Key::End) {
            Some((rows.checked_sub(1)?, column))
        } else {
            None
        }
    });
    if let Some((at, column)) = to.filter(|(at, column)| *at < rows && *column < columns) {
        out.push(Action::Matrix(MatrixAction::Go(at, column)));
    }
}
