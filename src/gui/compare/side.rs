//! The panel on the right: the row that is shown, and the list of all that are listed.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align2, Color32, EventFilter, FontId, Key, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};

use super::choice::{CompareAction, Filter};
use super::compared::{Compared, Side};
use super::row_id;
use super::state::CompareState;
use super::{head, words};
use crate::agreement::{Class, Row};
use crate::gui::action::Action;
use crate::gui::command::Command;
use crate::gui::look::{self, icons, metrics, paint, widgets};
use crate::gui::read::shortened;
use crate::model::Codebook;
use crate::session::Session;

/// Height of an entry of the list.
const ENTRY: f32 = 46.0;
/// Letters of a row's words in the list, and in the card.
const SHORT: usize = 48;
const LONG: usize = 200;

/// Shows the panel in `rect`.
pub fn show(ui: &mut Ui, rect: Rect, session: &Session, state: &mut CompareState, out: &mut Vec<Action>) {
    let tokens = look::tokens(ui);
    ui.painter().rect_filled(rect, 0, tokens.panel);
    ui.painter().vline(rect.left() + 0.5, rect.y_range(), tokens.hairline());
    let inner = Rect::from_min_max(rect.min + vec2(14.0, 14.0), pos2(rect.right() - 14.0, rect.bottom()));
    ui.scope_builder(UiBuilder::new().max_rect(inner).id_salt("differences"), |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let most = (inner.height() * 0.55).round();
        ScrollArea::vertical().id_salt("row").max_height(most).auto_shrink([false, true]).show(ui, |ui| {
            card(ui, session, state, out);
        });
        ui.add_space(metrics::GAP);
        list(ui, session, state, out);
    });
}

/// The row that is shown.
fn card(ui: &mut Ui, session: &Session, state: &CompareState, out: &mut Vec<Action>) {
    let Some(compared) = state.compared() else { return };
    let codebook = session.codebook();
    widgets::card(ui, |ui| {
        let place = state.current.and_then(|at| state.listed.iter().position(|listed| *listed == at));
        let count = state.listed.len();
        let head = match place {
            Some(place) => format!("{} of {count}", place + 1),
            None => words::counted(count as u64, "place", "places"),
        };
        widgets::section_head_with(ui, &head, |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            for command in [Command::NextDifference, Command::PreviousDifference] {
                let icon =
                    if command == Command::NextDifference { icons::CARET_DOWN } else { icons::CARET_UP };
                let button = widgets::IconButton::new(icon, command.name())
                    .hint(command.spec().about)
                    .key(command.shortcut_text(ui.ctx()))
                    .size(22.0);
                if ui.add_enabled(count > 0, button).clicked() {
                    out.push(Action::Do(command));
                }
            }
        });
        let row = state.current.and_then(|at| Some((at, compared.row(at)?)));
        match row {
            Some((at, row)) => details(ui, at, row, compared, codebook),
            None if count > 0 => {
                let key = Command::NextDifference.shortcut_text(ui.ctx());
                widgets::weak(
                    ui,
                    &format!("{key} goes through them one by one. Click one below, or a mark in the text."),
                );
            }
            None if state.filter == Filter::default() => {
                widgets::weak(ui, "Nothing differs: every mark of one is a mark of the other.");
            }
            None => {
                widgets::weak(ui, "None here.");
            }
        }
    });
}

fn details(ui: &mut Ui, at: usize, row: &Row, compared: &Compared, codebook: &Codebook) {
    let tokens = look::tokens(ui);
    if let (Some(article), Some(hull)) = (compared.text_of(row), compared.hull(row)) {
        let parts = words::excerpt(&article.text, hull, loud(compared, at, row), LONG);
        let font = look::serif_italic(15.0);
        let job = excerpt_job(
            &parts,
            font,
            tokens.ink,
            look::over(tokens.difference, tokens.difference_tint, tokens.sheet),
        );
        let words: String = parts.iter().map(|(words, _)| words.as_str()).collect();
        wrapped(ui, job, 4, 22.0, &words);
    }
    let mut line = words::what(compared, codebook, row);
    line = format!("{line} · {}", words::place(compared, row));
    widgets::weak(ui, &line);
    ui.add_space(4.0);
    for side in Side::BOTH {
        let Some(mark) = compared.mark(row, side) else {
            ui.horizontal(|ui| {
                name(ui, compared, side);
                widgets::weak(ui, "not marked");
            });
            continue;
        };
        ui.horizontal(|ui| {
            name(ui, compared, side);
            match codebook.label(&mark.label) {
                Some(label) => ui.add(widgets::Chip::new(label.name.as_str(), label.color).max_width(130.0)),
                None => widgets::strong(ui, codebook.label_name(&mark.label)),
            };
            let offsets = words::offsets(compared, row);
            if side == Side::B && !offsets.is_empty() {
                let bare = offsets.strip_prefix(compared.name(side)).unwrap_or(&offsets).trim_start();
                widgets::elided(ui, bare, look::sans(metrics::SANS), tokens.weak);
            }
        });
        let words = compared.review(side).annotation(&mark.id).zip(compared.text_of(row));
        if let Some((annotation, article)) = words.filter(|_| texts_differ(row)) {
            let words = annotation.words(&article.text);
            let parts = [(shortened(&words, LONG), false)];
            let job = excerpt_job(&parts, look::serif(14.0), tokens.ink, tokens.sheet);
            wrapped(ui, job, 2, 20.0, &words);
        }
        let note =
            compared.review(side).annotation(&mark.id).map_or("", |annotation| annotation.note.as_str());
        if !note.is_empty() {
            widgets::weak(ui, &format!("Note: {}", shortened(note, LONG)));
        }
    }
    let attributes = words::attributes(compared, codebook, row);
    if !attributes.is_empty() {
        widgets::hairline(ui, 4.0);
    }
    for (attribute, a, b) in attributes {
        widgets::field_row(ui, &attribute, |ui| widgets::body(ui, &format!("{a} / {b}")));
    }
}

fn name(ui: &mut Ui, compared: &Compared, side: Side) {
    let tokens = look::tokens(ui);
    let width = 64.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, metrics::ROW), Sense::hover());
    let painter = ui.painter();
    painter.circle_filled(pos2(rect.left() + 4.0, rect.center().y), 3.5, head::side_color(tokens, side));
    let galley =
        paint::line(painter, compared.name(side), look::sans(metrics::SANS), tokens.weak, width - 14.0);
    paint::put(painter, pos2(rect.left() + 14.0, rect.center().y), Align2::LEFT_CENTER, galley);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, compared.name(side)));
}

/// Whether the two marks of a row lie on different words.
fn texts_differ(row: &Row) -> bool {
    matches!(row.class, Class::BoundaryDiffers | Class::LabelDiffersOverlap)
}

/// What of a row's words stands out: what differs in its boundary.
fn loud<'a>(compared: &'a Compared, at: usize, row: &Row) -> &'a [crate::text::Span] {
    if row.class == Class::BoundaryDiffers { compared.differs(at) } else { &[] }
}

fn excerpt_job(parts: &[(String, bool)], font: FontId, color: Color32, ground: Color32) -> LayoutJob {
    let mut job = LayoutJob::default();
    for (words, loud) in parts {
        let format = TextFormat {
            background: if *loud { ground } else { Color32::TRANSPARENT },
            ..TextFormat::simple(font.clone(), color)
        };
        job.append(words, 0.0, format);
    }
    job
}

fn wrapped(ui: &mut Ui, mut job: LayoutJob, rows: usize, line: f32, name: &str) {
    for section in &mut job.sections {
        section.format.line_height = Some(line);
    }
    job.wrap =
        TextWrapping { max_width: ui.available_width().floor(), max_rows: rows, ..TextWrapping::default() };
    let galley = ui.painter().layout_job(job);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    ui.painter().galley(rect.min, galley, Color32::PLACEHOLDER);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
}

fn list(ui: &mut Ui, session: &Session, state: &mut CompareState, out: &mut Vec<Action>) {
    let all = state.filter == Filter::default();
    let count = state.listed.len();
    let Some(compared) = state.compared() else { return };
    let head = match state.filter.class {
        None => "Differences".to_owned(),
        Some(class) => words::class_name(class, compared),
    };
    widgets::section_head_with(ui, &format!("{head}  {count}"), |ui| {
        if !all
            && ui
                .add(widgets::plain("Show all").height(22.0))
                .on_hover_text("All that differs (Escape)")
                .clicked()
        {
            out.push(Action::Compare(CompareAction::Filter(Filter::default())));
        }
    });
    narrowed(ui, session, state, compared, out);
    let mut area = ScrollArea::vertical().id_salt("list of differences").auto_shrink(false);
    if let Some(to) = state.list_to.take()
        && let Some(at) = state.listed.iter().position(|listed| *listed == to)
    {
        // The card above has another height for every row: what counts is the room left now.
        let (top, height) = (at as f32 * ENTRY, ui.available_height());
        let now = state.list_at;
        if top < now || top + ENTRY > now + height {
            area = area.vertical_scroll_offset((top - (height / 3.0).max(0.0)).max(0.0));
        }
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let shown: &CompareState = state;
    let output = area.show_rows(ui, ENTRY, count, |ui, range| {
        let Some(compared) = shown.compared() else { return };
        for at in range.clone().filter_map(|place| shown.listed.get(place)) {
            entry(ui, *at, session.codebook(), compared, shown, out);
        }
    });
    state.list_at = output.state.clamped_offset().y;
}

/// The label or cell to which the list is narrowed, as chips that take the bound away.
fn narrowed(
    ui: &mut Ui,
    session: &Session,
    state: &CompareState,
    compared: &Compared,
    out: &mut Vec<Action>,
) {
    let filter = state.filter;
    let codebook = session.codebook();
    let name =
        |place: Option<usize>| compared.label(place).map_or("not marked", |label| codebook.label_name(label));
    let color = |place: Option<usize>| {
        let label = compared.label(place).and_then(|label| codebook.label(label));
        label.map_or(crate::model::Color([0x80; 3]), |label| label.color)
    };
    let mut bounds = Vec::new();
    if let Some(label) = filter.label {
        bounds.push((name(Some(label)).to_owned(), color(Some(label)), Filter { label: None, ..filter }));
    }
    if let Some((a, b)) = filter.cell {
        let words = format!("{} / {}", name(a), name(b));
        bounds.push((words, color(a.or(b)), Filter { cell: None, ..filter }));
    }
    if let Some(article) =
        filter.article.and_then(|place| compared.articles.iter().find(|a| a.place == place))
    {
        let grey = crate::model::Color([0x80; 3]);
        bounds.push((article.article.short_name().to_owned(), grey, Filter { article: None, ..filter }));
    }
    if let Some(line) = filter.attribute.and_then(|at| compared.attributes.get(at)) {
        let words = format!("{}: {}", codebook.label_name(&line.label), line.attribute);
        let color = codebook.label(&line.label).map_or(crate::model::Color([0x80; 3]), |label| label.color);
        bounds.push((words, color, Filter { attribute: None, ..filter }));
    }
    if bounds.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for (words, color, without) in bounds {
            let chip =
                widgets::Chip::new(words.as_str(), color).removable().clickable(format!("Not only {words}"));
            if ui.add(chip).clicked() {
                out.push(Action::Compare(CompareAction::Filter(without)));
            }
        }
    });
    ui.add_space(4.0);
}

fn entry(
    ui: &mut Ui,
    at: usize,
    codebook: &Codebook,
    compared: &Compared,
    state: &CompareState,
    out: &mut Vec<Action>,
) {
    let Some(row) = compared.row(at) else { return };
    let (Some(article), Some(hull)) = (compared.text_of(row), compared.hull(row)) else { return };
    let tokens = look::tokens(ui);
    let chosen = state.current == Some(at);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ENTRY), Sense::hover());
    let response = ui.interact(rect, row_id(at), Sense::click());
    let what = words::what(compared, codebook, row);
    let place = words::place(compared, row);
    let parts = words::excerpt(&article.text, hull, loud(compared, at, row), SHORT);
    response.widget_info(|| {
        let words: String = parts.iter().map(|(words, _)| words.as_str()).collect();
        WidgetInfo::selected(
            Role::Button,
            true,
            chosen,
            format!("“{}”, {what}, {place}", shortened(&words, 2 * SHORT)),
        )
    });
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let ground = match (chosen, response.hovered()) {
        (true, _) => Some(tokens.accent_ground),
        (_, true) => Some(tokens.hover),
        _ => None,
    };
    if let Some(ground) = ground {
        painter.rect_filled(rect, metrics::RADIUS_SMALL, ground);
    }
    let label = compared.label(row.label_a.or(row.label_b)).and_then(|label| codebook.label(label));
    let lead = pos2(rect.left() + 16.0, rect.top() + 15.0);
    match label {
        Some(label) => paint::swatch(&painter, lead, label.kind, tokens.mark(label.color)),
        None => paint::icon(&painter, lead, icons::QUESTION, 14.0, tokens.weak),
    }
    let (left, width) = (rect.left() + 32.0, rect.width() - 40.0);
    let under = ground.unwrap_or(tokens.panel);
    let loud = look::over(tokens.difference, tokens.difference_tint, under);
    let mut job = excerpt_job(&parts, look::serif(15.0), tokens.ink, loud);
    job.wrap = TextWrapping {
        max_width: width.floor(),
        max_rows: 1,
        break_anywhere: true,
        ..TextWrapping::default()
    };
    let galley = painter.layout_job(job);
    paint::put(&painter, pos2(left, rect.top() + 15.0), Align2::LEFT_CENTER, galley);
    let font = look::sans(metrics::SMALL);
    let galley = paint::line(&painter, &place, font.clone(), tokens.weak, width * 0.6);
    let (y, right) = (rect.bottom() - 13.0, left + width);
    let right = paint::put(&painter, pos2(right, y), Align2::RIGHT_CENTER, galley).left() - metrics::GAP;
    let galley = paint::line(&painter, &what, font, tokens.weak, right - left);
    paint::put(&painter, pos2(left, y), Align2::LEFT_CENTER, galley);
    if response.has_focus() {
        paint::focus_ring(&painter, rect, metrics::RADIUS_SMALL, tokens);
        walk(ui, &response, at, state, out);
    }
    if response.clicked() {
        out.push(Action::Compare(CompareAction::Show(at, false)));
    }
}

/// With the keyboard on an entry: up, down, to the first and to the last.
fn walk(ui: &Ui, response: &egui::Response, at: usize, state: &CompareState, out: &mut Vec<Action>) {
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let Some(place) = state.listed.iter().position(|listed| *listed == at) else { return };
    let to = ui.input(|input| {
        let pressed = |key| input.key_pressed(key) && input.modifiers.is_none();
        if pressed(Key::ArrowDown) {
            Some(place + 1)
        } else if pressed(Key::ArrowUp) {
            place.checked_sub(1)
        } else if pressed(Key::Home) {
            Some(0)
        } else if pressed(Key::End) {
            state.listed.len().checked_sub(1)
        } else {
            None
        }
    });
    if let Some(row) = to.and_then(|to| state.listed.get(to)) {
        out.push(Action::Compare(CompareAction::Show(*row, true)));
    }
}
