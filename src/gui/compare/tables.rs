//! Counts by label and by article. Every number opens the rows that it counted.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, Color32, Id, Rect, Response, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::compared::{Compared, LabelLine, Side};
use super::empty;
use super::state::{Cell, CompareAction, CompareState, Filter};
use super::words;
use crate::agreement::{Class, Measure};
use crate::gui::action::Action;
use crate::gui::look::{self, Tokens, metrics, paint, widgets};
use crate::gui::read::date_for_people;
use crate::model::Codebook;
use crate::session::Session;

/// Marks below which a share says little.
const FEW: u64 = 20;
/// Height of a table's head: three lines.
const HEAD: f32 = 52.0;
/// Room for the names at the left, in points.
const NAMES: f32 = 170.0;

/// One line of a table.
struct Grid {
    left: f32,
    names: f32,
    column: f32,
}

impl Grid {
    fn new(ui: &Ui, columns: usize, names: f32) -> Self {
        let room = ui.available_width() - names;
        Self {
            left: ui.cursor().left(),
            names,
            column: (room / columns.max(1) as f32).clamp(34.0, 96.0).floor(),
        }
    }

    fn cell(&self, y: f32, column: usize, height: f32) -> Rect {
        let left = self.left + self.names + column as f32 * self.column;
        Rect::from_min_size(pos2(left, y), vec2(self.column, height))
    }

    fn heads(&self, ui: &mut Ui, heads: &[(String, String)]) {
        let tokens = look::tokens(ui);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), Sense::hover());
        for (at, (head, hint)) in heads.iter().enumerate() {
            let cell = self.cell(rect.top(), at, HEAD);
            let format = TextFormat {
                line_height: Some(14.0),
                ..TextFormat::simple(look::sans(metrics::CAPS), tokens.weak)
            };
            let mut job = LayoutJob::single_section(head.clone(), format);
            job.wrap.max_width = (self.column - 8.0).floor();
            job.wrap.max_rows = 3;
            job.halign = egui::Align::RIGHT;
            let galley = ui.painter().layout_job(job);
            let y = cell.bottom() - 6.0 - galley.size().y;
            ui.painter().galley(pos2(cell.right() - 8.0, y), galley, tokens.weak);
            let response = ui.interact(cell, ui.scope_id().with(("head", at)), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, head.as_str()));
            if !hint.is_empty() {
                response.on_hover_text(hint.as_str());
            }
        }
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.hairline());
    }

    /// A line for names and cells: where it is.
    fn line(&self, ui: &mut Ui) -> Rect {
        ui.allocate_exact_size(vec2(ui.available_width(), metrics::ROW), Sense::hover()).0
    }
}

/// A number; something to click where it counted anything. `name` says what it counts.
fn number(ui: &Ui, rect: Rect, id: Id, text: &str, color: Color32, click: bool, name: &str) -> Response {
    let tokens = look::tokens(ui);
    let response = ui.interact(rect, id, if click { Sense::click() } else { Sense::hover() });
    let role = if click { Role::Button } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, name));
    let painter = ui.painter();
    if click && response.hovered() {
        painter.rect_filled(rect.shrink(1.0), metrics::RADIUS_TINY, tokens.hover);
    }
    let galley = painter.layout_no_wrap(text.to_owned(), look::sans(metrics::SANS), color);
    paint::put(painter, pos2(rect.right() - 8.0, rect.center().y), Align2::RIGHT_CENTER, galley);
    if response.has_focus() {
        paint::focus_ring(painter, rect.shrink(1.0), metrics::RADIUS_TINY, tokens);
    }
    response
}

fn share(ui: &Ui, rect: Rect, id: Id, measure: &Measure, few: bool, name: &str) {
    let tokens = look::tokens(ui);
    let text = words::percent(measure);
    let color = if few { tokens.weak } else { tokens.ink };
    let response = number(ui, rect, id, &text, color, false, &format!("{name}: {text}"));
    match measure {
        Err(why) => {
            response.on_hover_text(format!("{name}: {why}."));
        }
        Ok(_) if few => {
            response.on_hover_text(format!("{name}. Fewer than {FEW} marks: this says little."));
        }
        Ok(_) => {}
    }
}

fn page(ui: &mut Ui, rect: Rect, name: &str, contents: impl FnOnce(&mut Ui)) {
    ui.scope_builder(UiBuilder::new().max_rect(rect).id_salt(name), |ui| {
        ScrollArea::vertical().auto_shrink(false).id_salt(name).show(ui, |ui| {
            contents(ui);
            ui.add_space(16.0);
        });
    });
}

/// Counts by label and class, and which labels meet which.
pub fn labels(ui: &mut Ui, rect: Rect, session: &Session, state: &CompareState, out: &mut Vec<Action>) {
    let Some(compared) = state.compared() else { return };
    let codebook = session.codebook();
    page(ui, rect, "labels page", |ui| {
        widgets::card(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            widgets::section_head(ui, "By label");
            label_table(ui, state, compared, codebook, out);
        });
        ui.add_space(12.0);
        widgets::card(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            widgets::section_head(ui, "Which labels meet");
            widgets::weak(
                ui,
                &format!(
                    "Pairs of marks by the label that {} gave (down) and {} gave (across); marks that only one made \
                     stand under “not marked”.",
                    compared.name(Side::A),
                    compared.name(Side::B)
                ),
            );
            confusion(ui, state, compared, codebook, out);
        });
    });
}

fn label_table(
    ui: &mut Ui,
    state: &CompareState,
    compared: &Compared,
    codebook: &Codebook,
    out: &mut Vec<Action>,
) {
    let tokens = look::tokens(ui);
    let mut heads: Vec<(String, String)> = Side::BOTH
        .into_iter()
        .map(|side| {
            (
                compared.name(side).to_owned(),
                format!("Marks that {} made with this label", compared.name(side)),
            )
        })
        .collect();
    heads.extend(Class::ALL.into_iter().map(|class| {
        (
            words::class_name(class, compared),
            format!("{} Counted in marks of both.", words::class_rule(class, compared)),
        )
    }));
    heads.push(("share identical".into(), "2 × identical pairs ÷ marks of both".into()));
    heads.push((
        "share with overlap".into(),
        "The same, counting marks with the same label on overlapping text".into(),
    ));
    heads.push((
        "alpha".into(),
        "Krippendorff’s alpha, character by character: how far above what lucky guessing would give (0 guessing, 1 \
         perfect). From 0.800 one can rely on it, from 0.667 tentatively."
            .into(),
    ));
    let grid = Grid::new(ui, heads.len(), NAMES.min(ui.available_width() * 0.2));
    grid.heads(ui, &heads);
    for line in &compared.labels {
        label_line(ui, &grid, line, state, compared, codebook, tokens, out);
    }
    let tally = compared.tally();
    let rect = grid.line(ui);
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, tokens.hairline());
    let galley =
        paint::line(ui.painter(), "All labels", look::semibold(metrics::SANS), tokens.ink, grid.names);
    paint::put(ui.painter(), pos2(rect.left() + 8.0, rect.center().y), Align2::LEFT_CENTER, galley);
    let classes = Class::ALL.map(|class| words::marks_in(class, tally.of(class)));
    let sums = [tally.marks_a(), tally.marks_b()].into_iter().chain(classes);
    for (at, sum) in sums.enumerate() {
        let name = format!("All labels, {}: {sum}", heads.get(at).map_or("", |head| head.0.as_str()));
        let id = ui.scope_id().with(("sum", at));
        number(ui, grid.cell(rect.top(), at, metrics::ROW), id, &sum.to_string(), tokens.ink, false, &name);
    }
    let few = tally.marks_a() + tally.marks_b() < FEW;
    let cell = |at| grid.cell(rect.top(), at, metrics::ROW);
    share(ui, cell(8), ui.scope_id().with("all exact"), &tally.exact().value(), few, "All labels, identical");
    share(
        ui,
        cell(9),
        ui.scope_id().with("all lenient"),
        &tally.lenient().value(),
        few,
        "All labels, with overlap",
    );
}

#[expect(clippy::too_many_arguments, reason = "all that a line shows")]
fn label_line(
    ui: &mut Ui,
    grid: &Grid,
    line: &LabelLine,
    state: &CompareState,
    compared: &Compared,
    codebook: &Codebook,
    tokens: &Tokens,
    out: &mut Vec<Action>,
) {
    let rect = grid.line(ui);
    let id = ui.scope_id().with(("label", line.label));
    let place = Some(line.label);
    let Some(label) = compared.label(place) else { return };
    let name = codebook.label_name(label);
    if state.filter.label == place {
        ui.painter().rect_filled(rect, metrics::RADIUS_SMALL, tokens.accent_ground);
    }
    let head = rect.with_max_x(rect.left() + grid.names);
    let used = line.marks[0] + line.marks[1] > 0;
    let response = ui.interact(head, id, if used { Sense::click() } else { Sense::hover() });
    response.widget_info(|| {
        let name = format!("{name}: {} differ", words::counted(line.differing(), "mark", "marks"));
        WidgetInfo::labeled(if used { Role::Button } else { Role::Label }, true, name)
    });
    let painter = ui.painter();
    if used && response.hovered() {
        painter.rect_filled(head, metrics::RADIUS_SMALL, tokens.hover);
    }
    if let Some(label) = codebook.label(label) {
        paint::swatch(
            painter,
            pos2(head.left() + 15.0, head.center().y),
            label.kind,
            tokens.mark(label.color),
        );
    }
    let ink = if used { tokens.ink } else { tokens.weak };
    let galley = paint::line(painter, name, look::sans(metrics::SANS), ink, head.width() - 36.0);
    paint::put(painter, pos2(head.left() + 30.0, head.center().y), Align2::LEFT_CENTER, galley);
    if response.has_focus() {
        paint::focus_ring(painter, head, metrics::RADIUS_SMALL, tokens);
    }
    if response.clicked() {
        let label = (state.filter.label != place).then_some(line.label);
        out.push(Action::Compare(CompareAction::Filter(Filter { label, ..Filter::default() })));
    }
    let cell = |at| grid.cell(rect.top(), at, metrics::ROW);
    let dash = |number: u64| if number == 0 { "·".to_owned() } else { number.to_string() };
    for side in Side::BOTH {
        let marks = *side.of(&line.marks);
        let said = format!("{name}, {}: {marks}", compared.name(side));
        number(
            ui,
            cell(side.index()),
            id.with(("by", side.index())),
            &dash(marks),
            tokens.weak,
            false,
            &said,
        );
    }
    for (at, class) in Class::ALL.into_iter().enumerate() {
        let marks = line.by_class[at];
        let said = format!("{name}, {}: {marks}", words::class_name(class, compared));
        let color = if marks == 0 { tokens.weak } else { tokens.ink };
        let response =
            number(ui, cell(2 + at), id.with(("class", at)), &dash(marks), color, marks > 0, &said);
        if response.clicked() {
            let filter = Filter { class: Some(class), label: place, ..Filter::default() };
            out.push(Action::Compare(CompareAction::Filter(filter)));
        }
    }
    let few = line.marks[0] + line.marks[1] < FEW;
    share(ui, cell(8), id.with("exact"), &line.exact, few, &format!("{name}, identical"));
    share(ui, cell(9), id.with("lenient"), &line.lenient, few, &format!("{name}, with overlap"));
    let alpha = line.alpha.as_ref().map_or_else(|_| "–".to_owned(), |alpha| two_digits(*alpha));
    let color = if few { tokens.weak } else { tokens.ink };
    let said = format!("{name}, alpha: {alpha}");
    let response = number(ui, cell(10), id.with("alpha"), &alpha, color, false, &said);
    if let Err(why) = &line.alpha {
        response.on_hover_text(format!("Not defined: {why}."));
    }
}

fn confusion(
    ui: &mut Ui,
    state: &CompareState,
    compared: &Compared,
    codebook: &Codebook,
    out: &mut Vec<Action>,
) {
    let tokens = look::tokens(ui);
    let mut used: Vec<Option<usize>> =
        (0..compared.comparison.labels.len()).filter(|label| is_used(compared, *label)).map(Some).collect();
    used.push(None);
    let name =
        |place: Option<usize>| compared.label(place).map_or("not marked", |label| codebook.label_name(label));
    let heads: Vec<(String, String)> =
        used.iter().map(|place| (name(*place).to_owned(), String::new())).collect();
    let grid = Grid::new(ui, heads.len(), NAMES.min(ui.available_width() * 0.2));
    grid.heads(ui, &heads);
    let most = compared.cells.values().copied().max().unwrap_or(1).max(1);
    for down in &used {
        let rect = grid.line(ui);
        let galley =
            paint::line(ui.painter(), name(*down), look::sans(metrics::SANS), tokens.ink, grid.names - 16.0);
        paint::put(ui.painter(), pos2(rect.left() + 8.0, rect.center().y), Align2::LEFT_CENTER, galley);
        for (at, across) in used.iter().enumerate() {
            let cell: Cell = (*down, *across);
            let count = compared.cells.get(&cell).copied().unwrap_or(0);
            if down.is_none() && across.is_none() {
                continue;
            }
            let place = grid.cell(rect.top(), at, metrics::ROW);
            let same = down == across;
            if count > 0 {
                let heat = (count as f32 / most as f32).sqrt();
                let color = if same { tokens.accent } else { tokens.difference };
                let ground = look::over(color, 0.06 + 0.18 * heat, tokens.sheet);
                ui.painter().rect_filled(place.shrink(1.0), metrics::RADIUS_TINY, ground);
            }
            if state.filter.cell == Some(cell) {
                ui.painter().rect_stroke(
                    place.shrink(1.0),
                    metrics::RADIUS_TINY,
                    tokens.focus_ring(),
                    egui::StrokeKind::Inside,
                );
            }
            let text = if count == 0 { "·".to_owned() } else { count.to_string() };
            let color = if count == 0 { tokens.line } else { tokens.ink };
            let said = format!(
                "{} / {}: {}",
                name(*down),
                name(*across),
                words::counted(count as u64, "row", "rows")
            );
            let id = ui.scope_id().with(("cell", down, across));
            if number(ui, place, id, &text, color, count > 0, &said).on_hover_text(&said).clicked() {
                let chosen = (state.filter.cell != Some(cell)).then_some(cell);
                out.push(Action::Compare(CompareAction::Filter(Filter {
                    cell: chosen,
                    ..Filter::default()
                })));
            }
        }
    }
}

/// A measure that may be negative, as people write it.
fn two_digits(value: f64) -> String {
    let digits = format!("{value:.2}");
    if digits == "-0.00" { "0.00".to_owned() } else { digits.replace('-', "−") }
}

fn is_used(compared: &Compared, label: usize) -> bool {
    compared.labels.iter().any(|line| line.label == label && line.marks[0] + line.marks[1] > 0)
}

/// Counts by article, what is left out, and what is counted.
pub fn articles(ui: &mut Ui, rect: Rect, state: &CompareState, out: &mut Vec<Action>) {
    let Some(compared) = state.compared() else { return };
    page(ui, rect, "articles page", |ui| {
        widgets::card(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            widgets::section_head(ui, "By article");
            article_table(ui, state, compared, out);
        });
        if !compared.left_out.is_empty() {
            ui.add_space(12.0);
            widgets::card(ui, |ui| {
                widgets::section_head(ui, "Left out");
                empty::left_out(ui, compared);
            });
        }
        ui.add_space(12.0);
        widgets::card(ui, |ui| {
            widgets::section_head(ui, "What is compared");
            let mut unfinished = state.unfinished;
            if widgets::checkbox(ui, &mut unfinished, "Compare unfinished articles too")
                .on_hover_text("Articles that somebody has begun and is not done with. What is missing there may only not have been looked at.")
                .changed()
            {
                out.push(Action::Compare(CompareAction::Unfinished(unfinished)));
            }
            let mut without = state.without_suggested;
            if widgets::checkbox(ui, &mut without, "Leave accepted suggestions out")
                .on_hover_text("Marks that the program suggested and both may have accepted make agreement look better than it is.")
                .changed()
            {
                out.push(Action::Compare(CompareAction::WithoutSuggested(without)));
            }
            for note in notes(compared) {
                widgets::weak(ui, &note);
            }
        });
    });
}

fn notes(compared: &Compared) -> Vec<String> {
    let mut out = Vec::new();
    if compared.repeats > 0 {
        let marks = words::counted(compared.repeats as u64, "mark was", "marks were");
        out.push(format!(
            "{marks} made twice by the same reviewer, with the same label on the same text: counted once."
        ));
    }
    if compared.unplaced > 0 {
        let marks = words::counted(compared.unplaced as u64, "mark holds", "marks hold");
        out.push(format!("{marks} no words or lie outside the text: not counted."));
    }
    for article in compared.articles.iter().filter(|article| !article.unfinished.is_empty()) {
        let who = article.unfinished.join(" and ");
        out.push(format!(
            "{} is compared though {who} did not say to be done with it.",
            article.article.short_name()
        ));
    }
    out
}

fn article_table(ui: &mut Ui, state: &CompareState, compared: &Compared, out: &mut Vec<Action>) {
    let tokens = look::tokens(ui);
    let mut heads: Vec<(String, String)> = Side::BOTH
        .into_iter()
        .map(|side| (compared.name(side).to_owned(), format!("Marks that {} made", compared.name(side))))
        .collect();
    heads.extend(Class::ALL.into_iter().map(|class| {
        (
            words::class_name(class, compared),
            format!("{} Counted in marks of both.", words::class_rule(class, compared)),
        )
    }));
    heads.push(("share identical".into(), "2 × identical pairs ÷ marks of both".into()));
    heads.push((
        "share with overlap".into(),
        "The same, counting marks with the same label on overlapping text".into(),
    ));
    let grid = Grid::new(ui, heads.len(), (NAMES + 50.0).min(ui.available_width() * 0.26));
    grid.heads(ui, &heads);
    for (at, article) in compared.articles.iter().enumerate() {
        let rect = grid.line(ui);
        let id = ui.scope_id().with(("article", at));
        let name = article.article.short_name();
        if state.filter.article == Some(article.place) {
            ui.painter().rect_filled(rect, metrics::RADIUS_SMALL, tokens.accent_ground);
        }
        let head = rect.with_max_x(rect.left() + grid.names);
        let response = ui.interact(head, id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Show {name}")));
        if response.hovered() {
            ui.painter().rect_filled(head, metrics::RADIUS_SMALL, tokens.hover);
        }
        let date = date_for_people(&article.article.info.published);
        let words = if date.is_empty() { name.to_owned() } else { format!("{name}  {date}") };
        let galley =
            paint::line(ui.painter(), &words, look::sans(metrics::SANS), tokens.ink, head.width() - 16.0);
        paint::put(ui.painter(), pos2(head.left() + 8.0, head.center().y), Align2::LEFT_CENTER, galley);
        if response.has_focus() {
            paint::focus_ring(ui.painter(), head, metrics::RADIUS_SMALL, tokens);
        }
        if response.clicked() {
            out.push(Action::Compare(CompareAction::Article(at)));
        }
        let cell = |column| grid.cell(rect.top(), column, metrics::ROW);
        let tally = &article.tally;
        for (column, marks) in [tally.marks_a(), tally.marks_b()].into_iter().enumerate() {
            let said = format!("{name}, {}: {marks}", heads.get(column).map_or("", |head| head.0.as_str()));
            number(ui, cell(column), id.with(("by", column)), &marks.to_string(), tokens.weak, false, &said);
        }
        for (column, class) in Class::ALL.into_iter().enumerate() {
            let marks = words::marks_in(class, tally.of(class));
            let said = format!("{name}, {}: {marks}", words::class_name(class, compared));
            let (text, color) =
                if marks == 0 { ("·".to_owned(), tokens.weak) } else { (marks.to_string(), tokens.ink) };
            let response =
                number(ui, cell(2 + column), id.with(("class", column)), &text, color, marks > 0, &said);
            if response.clicked() {
                let filter = Filter { class: Some(class), article: Some(article.place), ..Filter::default() };
                out.push(Action::Compare(CompareAction::Filter(filter)));
            }
        }
        let few = tally.marks_a() + tally.marks_b() < FEW;
        share(ui, cell(8), id.with("exact"), &tally.exact().value(), few, &format!("{name}, identical"));
        share(
            ui,
            cell(9),
            id.with("lenient"),
            &tally.lenient().value(),
            few,
            &format!("{name}, with overlap"),
        );
    }
}
