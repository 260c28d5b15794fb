//! Counts by label, and which labels meet. Every number opens the rows that it counted.

use egui::{Align2, Rect, Role, Sense, Ui, WidgetInfo, pos2};

use super::choice::{Cell, CompareAction, Filter};
use super::compared::{Compared, LabelLine, Side};
use super::grid::{FEW, Grid, NAMES, number, page, share, value};
use super::how::How;
use super::state::CompareState;
use super::words;
use crate::agreement::Class;
use crate::agreement::explain::{self, Figure};
use crate::gui::action::Action;
use crate::gui::look::{self, Tokens, metrics, paint, widgets};
use crate::model::Codebook;
use crate::session::Session;

/// Counts by label and class, and which labels meet which.
pub fn show(ui: &mut Ui, rect: Rect, session: &Session, state: &CompareState, out: &mut Vec<Action>) {
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
    for (at, figure, f1) in [(8, Figure::ExactF1, tally.exact()), (9, Figure::LenientF1, tally.lenient())] {
        let value = f1.value();
        share(ui, cell(at), ui.scope_id().with(("all", at)), &value, few, || {
            How::of("All labels", figure, explain::f1(f1), &value)
        });
    }
    let all = &compared.comparison.layers.label_sets;
    let alpha = all.alpha();
    value(ui, cell(10), ui.scope_id().with("all alpha"), &alpha, few, || {
        How::of("All labels", Figure::AlphaLabelSets, explain::alpha(all), &alpha)
    });
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
    for (at, figure, f1) in [(8, Figure::ExactF1, line.exact), (9, Figure::LenientF1, line.lenient)] {
        let value = f1.value();
        share(ui, cell(at), id.with(("share", at)), &value, few, || {
            How::of(name, figure, explain::f1(f1), &value)
        });
    }
    value(ui, cell(10), id.with("alpha"), &line.alpha, few, || {
        let layer = compared.comparison.layers.by_label.get(line.label);
        How::of(name, Figure::Alpha, layer.map_or_else(String::new, explain::alpha), &line.alpha)
    });
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

fn is_used(compared: &Compared, label: usize) -> bool {
    compared.labels.iter().any(|line| line.label == label && line.marks[0] + line.marks[1] > 0)
}
