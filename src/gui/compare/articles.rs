//! Counts by article, what is left out, and what is counted.

use egui::{Align2, Rect, Role, Sense, Ui, WidgetInfo, pos2};

use super::choice::{CompareAction, Filter};
use super::compared::{Compared, Side};
use super::empty;
use super::grid::{FEW, Grid, NAMES, number, page, share};
use super::how::How;
use super::state::CompareState;
use super::words;
use crate::agreement::Class;
use crate::agreement::explain::{self, Figure};
use crate::gui::action::Action;
use crate::gui::look::{self, metrics, paint, widgets};
use crate::gui::read::date_for_people;

/// Counts by article, what is left out, and what is counted.
pub fn show(ui: &mut Ui, rect: Rect, state: &CompareState, out: &mut Vec<Action>) {
    let Some(compared) = state.compared() else { return };
    page(ui, rect, "articles page", |ui| {
        widgets::card(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            widgets::section_head(ui, "By article");
            article_table(ui, state, compared, out);
            ui.add_space(6.0);
            legend(ui, compared);
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
        for (column, figure, f1) in
            [(8, Figure::ExactF1, tally.exact()), (9, Figure::LenientF1, tally.lenient())]
        {
            let value = f1.value();
            share(ui, cell(column), id.with(("share", column)), &value, few, || {
                How::of(name, figure, explain::f1(f1), &value)
            });
        }
        strip(ui, at, article.place, state, compared, out);
    }
}

/// Height of a strip.
const STRIP: f32 = 22.0;

/// How high a tick of a class is, as a share of the strip's height: what is identical lies low.
fn tick_height(class: Class) -> f32 {
    match class {
        Class::Identical => 0.3,
        Class::BoundaryDiffers => 0.55,
        Class::LabelDiffersSameText | Class::LabelDiffersOverlap => 0.78,
        Class::OnlyA | Class::OnlyB => 1.0,
    }
}

fn tick_color(ui: &Ui, class: Class) -> egui::Color32 {
    let tokens = look::tokens(ui);
    match class {
        Class::Identical => tokens.good,
        Class::BoundaryDiffers => tokens.warn,
        Class::LabelDiffersSameText | Class::LabelDiffersOverlap => tokens.difference,
        Class::OnlyA => super::head::side_color(tokens, Side::A),
        Class::OnlyB => super::head::side_color(tokens, Side::B),
    }
}

/// The article from its first to its last character with a tick for each row. A click shows the row
/// whose tick is nearest.
fn strip(
    ui: &mut Ui,
    at: usize,
    place: usize,
    state: &CompareState,
    compared: &Compared,
    out: &mut Vec<Action>,
) {
    let tokens = look::tokens(ui);
    let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), STRIP + 8.0), Sense::hover());
    let track = rect.with_max_y(rect.top() + STRIP).shrink2(egui::vec2(8.0, 0.0));
    let response = ui.interact(track, ui.scope_id().with(("strip", at)), Sense::click());
    let chars = compared.comparison.articles.get(place).map_or(1, |article| article.chars.0).max(1);
    let painter = ui.painter();
    painter.hline(track.x_range(), track.bottom() - 0.5, tokens.edge_line());
    let mut nearest: Option<(f32, usize)> = None;
    let pointer = response.hover_pos();
    let rows = compared.rows();
    let from = rows.partition_point(|row| row.article < place);
    let mut count = 0usize;
    for (row_at, row) in rows.iter().enumerate().skip(from).take_while(|(_, row)| row.article == place) {
        count += 1;
        let Some(mark) = compared.mark(row, Side::A).or_else(|| compared.mark(row, Side::B)) else {
            continue;
        };
        let x = track.left() + track.width() * mark.start().0 as f32 / chars as f32;
        let top = track.bottom() - track.height() * tick_height(row.class);
        let chosen = state.current == Some(row_at);
        let color = if chosen { tokens.ink } else { tick_color(ui, row.class) };
        let width = if chosen { 3.0 } else { 1.5 };
        painter.vline(x, top..=track.bottom(), egui::Stroke::new(width, color));
        if let Some(pointer) = pointer {
            let away = (pointer.x - x).abs();
            if away < 8.0 && nearest.is_none_or(|(least, _)| away < least) {
                nearest = Some((away, row_at));
            }
        }
    }
    let name = compared.articles.get(at).map_or("", |article| article.article.short_name());
    response.widget_info(|| {
        let ticks = words::counted(count as u64, "place", "places");
        WidgetInfo::labeled(Role::Button, true, format!("{name}, {ticks} from beginning to end"))
    });
    if response.has_focus() {
        paint::focus_ring(painter, track.expand(2.0), metrics::RADIUS_TINY, tokens);
    }
    let clicked = response.clicked();
    if let Some((_, row)) = nearest {
        let said = compared.row(row).map(|row| {
            format!("{} · {}", words::class_name(row.class, compared), words::place(compared, row))
        });
        response.on_hover_text(said.unwrap_or_default());
        if clicked {
            out.push(Action::Compare(CompareAction::ShowRow(row)));
        }
    } else if clicked {
        out.push(Action::Compare(CompareAction::Article(at)));
    }
}

/// What the ticks of strips mean.
fn legend(ui: &mut Ui, compared: &Compared) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for class in [
            Class::Identical,
            Class::BoundaryDiffers,
            Class::LabelDiffersSameText,
            Class::OnlyA,
            Class::OnlyB,
        ] {
            let (rect, _) = ui.allocate_exact_size(egui::vec2(10.0, 16.0), Sense::hover());
            let top = rect.bottom() - 14.0 * tick_height(class);
            let stroke = egui::Stroke::new(2.0, tick_color(ui, class));
            ui.painter().vline(rect.center().x, top..=rect.bottom() - 1.0, stroke);
            let words = match class {
                Class::LabelDiffersSameText => "label differs".to_owned(),
                class => words::class_name(class, compared),
            };
            widgets::weak(ui, &words);
            ui.add_space(10.0);
        }
    });
}
