//! The sentence that says how far two reviewers agree, and the six tiles that hold every mark once.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Galley, Id, Layout, Popup, PopupCloseBehavior, Rect, Role, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};

use super::choice::{CompareAction, Filter, Page, Table};
use super::compared::{Compared, Side};
use super::state::CompareState;
use super::words;
use crate::agreement::Class;
use crate::gui::action::Action;
use crate::gui::command::Command;
use crate::gui::look::{self, Tokens, icons, metrics, paint, widgets};

/// Between tiles, and between the parts of the view.
const GAP: f32 = 10.0;

/// A tile, for giving it the keyboard.
pub fn tile_id(tile: usize) -> Id {
    Id::unique("tile").with(tile)
}

/// Shows sentence, tiles and the switch of pages at the top of `rect`; gives where they end.
pub fn show(ui: &mut Ui, rect: Rect, state: &CompareState, out: &mut Vec<Action>) -> f32 {
    let Some(compared) = state.compared() else { return rect.top() };
    let mut y = rect.top() + 14.0;
    y = sentence(ui, rect.with_min_y(y), compared, out) + GAP;
    y = tiles(ui, rect.with_min_y(y), state, compared, out) + GAP;
    bar(ui, rect.with_min_y(y), state, out)
}

/// Shows the switch of pages at the top of `rect`; gives where it ends.
pub fn bar(ui: &mut Ui, rect: Rect, state: &CompareState, out: &mut Vec<Action>) -> f32 {
    let bar = rect.with_max_y(rect.top() + metrics::ROW + 4.0);
    switches(ui, bar, state, out);
    bar.bottom() + GAP
}

fn sentence(ui: &mut Ui, rect: Rect, compared: &Compared, out: &mut Vec<Action>) -> f32 {
    let tokens = look::tokens(ui);
    let (head, tail) = words::sentence(compared);
    let mut job = LayoutJob::default();
    for (text, font) in [(&head, look::serif_bold(18.0)), (&tail, look::serif(18.0))] {
        let format = TextFormat { line_height: Some(26.0), ..TextFormat::simple(font, tokens.ink) };
        job.append(text, 0.0, format);
    }
    job.wrap.max_width = rect.width().floor();
    let galley = ui.painter().layout_job(job);
    let place = Rect::from_min_size(rect.min, galley.size());
    let response = ui.interact(place, Id::unique("agreement"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, format!("{head}{tail}")));
    ui.painter().galley(rect.min, galley, tokens.ink);
    let line = Rect::from_min_max(
        pos2(rect.left(), place.bottom() + 2.0),
        pos2(rect.right(), place.bottom() + 24.0),
    );
    ui.scope_builder(
        UiBuilder::new().max_rect(line).layout(Layout::left_to_right(Align::Center)).id_salt("basis"),
        |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let basis = basis(compared);
            // The button comes first in the room that there is, then as much of the words as fit.
            let how = "How is this computed?";
            let font = look::medium(metrics::SMALL);
            let what = "What is compared";
            let width = |words: &str| {
                ui.painter().layout_no_wrap(words.to_owned(), font.clone(), tokens.accent).size().x
            };
            let room = width(how) + width(what) + 44.0;
            let left = (ui.available_width() - room).max(80.0);
            ui.allocate_ui_with_layout(vec2(0.0, 22.0), Layout::left_to_right(Align::Center), |ui| {
                ui.set_max_width(left);
                widgets::elided(ui, &basis, look::sans(metrics::SMALL), tokens.weak);
            });
            if link(ui, what, Id::unique("what is compared")).clicked() {
                out.push(Action::Compare(CompareAction::Page(Page::Articles)));
            }
            let button = link(ui, how, Id::unique("how is this computed"));
            Popup::from_toggle_button_response(&button)
                .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
                .width(440.0)
                .frame(widgets::float_frame(tokens).inner_margin(egui::Margin::same(16)))
                .show(|ui| explanation(ui, compared));
        },
    );
    line.bottom()
}

/// Which articles the sentence is about, and which not.
fn basis(compared: &Compared) -> String {
    let count = compared.articles.len() as u64;
    let unfinished = compared.articles.iter().filter(|article| !article.unfinished.is_empty()).count();
    let mut out = match unfinished {
        0 if count == 1 => "1 article, both done".to_owned(),
        0 => format!("{count} articles, both done"),
        _ => format!("{}, {unfinished} not done by both", words::counted(count, "article", "articles")),
    };
    if let Some(Ok(range)) = compared.pair().map(|pair| pair.interval(None)) {
        let (low, high) = (range.low * 100.0, range.high * 100.0);
        out += &format!(" · in other articles like these probably between {low:.0} % and {high:.0} %");
    }
    match compared.left_out.as_slice() {
        [] => {}
        some if some.len() <= 2 => out += &format!(" · left out: {}", left_out(compared)),
        many => out += &format!(" · {} articles left out", many.len()),
    }
    out
}

fn left_out(compared: &Compared) -> String {
    let parts = compared.left_out.iter().map(|left_out| format!("{} ({})", left_out.article, left_out.why));
    parts.collect::<Vec<_>>().join(", ")
}

/// Words to click, in the accent.
pub fn link(ui: &mut Ui, words: &str, id: Id) -> egui::Response {
    let tokens = look::tokens(ui);
    let galley = ui.painter().layout_no_wrap(words.to_owned(), look::medium(metrics::SMALL), tokens.accent);
    let (rect, _) = ui.allocate_exact_size(galley.size() + vec2(12.0, 6.0), Sense::hover());
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
    if response.hovered() {
        ui.painter().rect_filled(rect, metrics::RADIUS_TINY, tokens.hover);
    }
    paint::put(ui.painter(), rect.center(), egui::Align2::CENTER_CENTER, galley);
    if response.has_focus() {
        paint::focus_ring(ui.painter(), rect, metrics::RADIUS_TINY, tokens);
    }
    response
}

fn explanation(ui: &mut Ui, compared: &Compared) {
    ui.set_width(440.0);
    widgets::heading(ui, "How this is computed");
    for (head, text) in words::explanation(compared) {
        ui.add_space(6.0);
        widgets::strong(ui, &head);
        widgets::body(ui, &text);
    }
}

/// What a tile shows, laid out.
struct Tile {
    class: Class,
    marks: u64,
    rows: u64,
    name: String,
    words: Arc<Galley>,
}

fn tiles(ui: &mut Ui, rect: Rect, state: &CompareState, compared: &Compared, out: &mut Vec<Action>) -> f32 {
    let tokens = look::tokens(ui);
    let count = Class::ALL.len() as f32;
    let width = (rect.width() - GAP * (count - 1.0)) / count;
    let tally = compared.tally();
    let tiles: Vec<Tile> = Class::ALL
        .into_iter()
        .map(|class| {
            let name = words::class_name(class, compared);
            let format = TextFormat {
                line_height: Some(metrics::SMALL_LINE),
                ..TextFormat::simple(look::sans(metrics::SMALL), tokens.weak)
            };
            let mut job = LayoutJob::single_section(name.clone(), format);
            job.wrap.max_width = (width - 24.0).max(20.0).floor();
            job.wrap.max_rows = 2;
            let rows = tally.of(class);
            Tile {
                class,
                marks: words::marks_in(class, rows),
                rows,
                name,
                words: ui.painter().layout_job(job),
            }
        })
        .collect();
    let height = 42.0 + tiles.iter().map(|tile| tile.words.size().y).fold(0.0, f32::max);
    for (at, tile) in tiles.iter().enumerate() {
        let left = rect.left() + at as f32 * (width + GAP);
        let place = Rect::from_min_max(
            pos2(left.round(), rect.top()),
            pos2((left + width).round(), rect.top() + height.round()),
        );
        show_tile(ui, place, at, tile, state, compared, tokens, out);
    }
    rect.top() + height.round()
}

#[expect(clippy::too_many_arguments, reason = "all that a tile shows")]
fn show_tile(
    ui: &Ui,
    rect: Rect,
    at: usize,
    tile: &Tile,
    state: &CompareState,
    compared: &Compared,
    tokens: &Tokens,
    out: &mut Vec<Action>,
) {
    let chosen = state.filter.class == Some(tile.class);
    let response = ui.interact(rect, tile_id(at), Sense::click());
    let pairs = !matches!(tile.class, Class::OnlyA | Class::OnlyB);
    let rows = if pairs { words::counted(tile.rows, "pair", "pairs") } else { String::new() };
    response.widget_info(|| {
        let in_pairs = if pairs { format!(", {rows}") } else { String::new() };
        let name = format!("{}: {}{in_pairs}", tile.name, words::counted(tile.marks, "mark", "marks"));
        WidgetInfo::selected(Role::Button, true, chosen, name)
    });
    let painter = ui.painter();
    let ground =
        if response.is_pointer_button_down_on() || response.hovered() { tokens.hover } else { tokens.sheet };
    painter.rect(rect, metrics::RADIUS, ground, tokens.hairline(), StrokeKind::Inside);
    if chosen {
        painter.rect_stroke(rect, metrics::RADIUS, Stroke::new(2.0, tokens.accent), StrokeKind::Inside);
    }
    let ink = if tile.marks == 0 { tokens.weak } else { tokens.ink };
    let number = crate::gui::read::with_thousands(usize::try_from(tile.marks).unwrap_or(usize::MAX));
    let galley = painter.layout_no_wrap(number, look::semibold(20.0), ink);
    paint::put(painter, pos2(rect.left() + 12.0, rect.top() + 21.0), egui::Align2::LEFT_CENTER, galley);
    if !rows.is_empty() && tile.rows > 0 {
        let galley = painter.layout_no_wrap(rows, look::sans(metrics::SMALL), tokens.weak);
        paint::put(painter, pos2(rect.right() - 12.0, rect.top() + 22.0), egui::Align2::RIGHT_CENTER, galley);
    }
    painter.galley(pos2(rect.left() + 12.0, rect.top() + 34.0), Arc::clone(&tile.words), tokens.weak);
    if response.has_focus() {
        paint::focus_ring(painter, rect.expand(2.0), metrics::RADIUS + 2, tokens);
    }
    let clicked = response.clicked();
    response.on_hover_text(format!(
        "{}\n{}",
        words::class_rule(tile.class, compared),
        if chosen {
            "Click to list all that differs again."
        } else {
            "Click to list these and show them in the text."
        },
    ));
    if clicked {
        let class = (!chosen).then_some(tile.class);
        out.push(Action::Compare(CompareAction::Filter(Filter { class, ..Filter::default() })));
    }
}

/// The switch of pages on the left, the articles on the right.
fn switches(ui: &mut Ui, rect: Rect, state: &CompareState, out: &mut Vec<Action>) {
    let builder = |layout: Layout| UiBuilder::new().max_rect(rect).layout(layout);
    let chosen = Page::ALL.iter().position(|page| *page == state.page).unwrap_or(0);
    let mut used = rect.left();
    ui.scope_builder(builder(Layout::left_to_right(Align::Center)).id_salt("pages"), |ui| {
        let picked = widgets::segmented(ui, "Page", &Page::ALL.map(Page::name), chosen);
        let settle = Command::ViewSettle;
        let button =
            widgets::quiet(settle.name()).icon(icons::SEAL_CHECK).key(settle.shortcut_text(ui.ctx()));
        if ui.add(button).on_hover_text(settle.spec().about).clicked() {
            out.push(Action::Do(settle));
        }
        used = ui.min_rect().right() + metrics::PADDING;
        if let Some(page) = picked.and_then(|at| Page::ALL.get(at)) {
            out.push(Action::Compare(CompareAction::Page(*page)));
        }
    });
    if state.page != Page::Text {
        let right = rect.with_min_x(used);
        ui.scope_builder(
            UiBuilder::new().max_rect(right).layout(Layout::right_to_left(Align::Center)).id_salt("save"),
            |ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                for (words, about, table) in [
                    (
                        "Groups as CSV…",
                        "What several reviewers marked in one place, mark by mark",
                        Table::Groups,
                    ),
                    ("Counts as JSON…", "All counts, measures and groups, for recomputing them", Table::Json),
                ] {
                    if ui.add(widgets::plain(words)).on_hover_text(about).clicked() {
                        out.push(Action::Compare(CompareAction::Save(table)));
                    }
                }
            },
        );
        return;
    }
    let Some(compared) = state.compared().filter(|compared| compared.articles.len() > 1) else { return };
    let listed = state.listed_in(compared);
    let name = |at: usize| {
        let shown = compared.articles.get(at)?;
        let count = listed.get(&shown.place).copied().unwrap_or(0);
        Some((shown.article.short_name().to_owned(), count))
    };
    let all: Vec<(String, usize)> = (0..compared.articles.len()).filter_map(name).collect();
    let font = look::medium(metrics::SANS);
    let wide = |(name, count): &(String, usize)| {
        let words = format!("{name}  {count}");
        ui.painter().layout_no_wrap(words, font.clone(), egui::Color32::PLACEHOLDER).size().x + 28.0
    };
    let needed: f32 = all.iter().map(wide).sum();
    let fits = needed <= rect.right() - used;
    ui.scope_builder(builder(Layout::right_to_left(Align::Center)).id_salt("articles"), |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if fits {
            for (at, entry) in all.iter().enumerate().rev() {
                article_button(ui, at, entry, state, out);
            }
        } else if let Some((name, count)) = all.get(state.article) {
            let words = format!("{name}  {count} · {} of {}", state.article + 1, all.len());
            let button = ui.add(widgets::quiet(words).icon(icons::CARET_DOWN));
            Popup::menu(&button).show(|ui| {
                egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
                    for (at, (name, count)) in all.iter().enumerate() {
                        let row = widgets::Row::new(name.as_str())
                            .detail(count.to_string())
                            .name(format!("Show {name}, {count} listed"))
                            .selected(at == state.article);
                        if ui.add(row).clicked() {
                            out.push(Action::Compare(CompareAction::Article(at)));
                            ui.close();
                        }
                    }
                });
            });
        }
    });
}

fn article_button(
    ui: &mut Ui,
    at: usize,
    (name, count): &(String, usize),
    state: &CompareState,
    out: &mut Vec<Action>,
) {
    let button = widgets::plain(format!("{name}  {count}")).selected(at == state.article);
    if ui.add(button).on_hover_text(format!("{count} listed in {name}")).clicked() {
        out.push(Action::Compare(CompareAction::Article(at)));
    }
}

/// The button that says who is compared on a side, with the choice of others.
pub fn picker(ui: &mut Ui, side: Side, state: &CompareState, out: &mut Vec<Action>) {
    let tokens = look::tokens(ui);
    let name = state.chosen(side).map_or("Nobody", |person| person.name.as_str());
    let galley = paint::line(
        ui.painter(),
        name,
        look::semibold(metrics::SANS),
        tokens.ink,
        ui.available_width() - 48.0,
    );
    let (rect, _) = ui.allocate_exact_size(vec2(galley.size().x + 46.0, metrics::ROW), Sense::hover());
    let response = ui.interact(rect, Id::unique("compared reviewer").with(side.index()), Sense::click());
    let which = if side == Side::A { "First" } else { "Second" };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{which} reviewer: {name}")));
    let painter = ui.painter();
    if response.hovered() {
        painter.rect_filled(rect, metrics::RADIUS_SMALL, tokens.hover);
    }
    painter.circle_filled(pos2(rect.left() + 11.0, rect.center().y), 3.5, side_color(tokens, side));
    paint::put(painter, pos2(rect.left() + 22.0, rect.center().y), egui::Align2::LEFT_CENTER, galley);
    paint::icon(painter, pos2(rect.right() - 12.0, rect.center().y), icons::CARET_DOWN, 12.0, tokens.weak);
    if response.has_focus() {
        paint::focus_ring(painter, rect, metrics::RADIUS_SMALL, tokens);
    }
    Popup::menu(&response).width(248.0).show(|ui| {
        ui.set_max_width(248.0);
        for person in state.people() {
            let row = widgets::Row::new(person.name.as_str())
                .lead(widgets::Lead::Icon(icons::USER))
                .detail(person.source.as_str())
                .name(format!("Compare {}", person.name))
                .selected(state.chosen(side).is_some_and(|chosen| chosen.who == person.who));
            if ui.add(row).clicked() {
                out.push(Action::Compare(CompareAction::Choose(side, person.who.clone())));
                response.request_focus();
                ui.close();
            }
        }
        widgets::hairline(ui, 4.0);
        let row =
            widgets::Row::new(Command::ImportReview.name()).lead(widgets::Lead::Icon(icons::DOWNLOAD_SIMPLE));
        if ui.add(row).clicked() {
            out.push(Action::Do(Command::ImportReview));
            ui.close();
        }
    });
    response.on_hover_text("Choose another reviewer");
}

/// The colour of a reviewer's dot.
pub fn side_color(tokens: &Tokens, side: Side) -> egui::Color32 {
    const TEAL: crate::model::Color = crate::model::Color([0x1B, 0x85, 0x77]);
    if side == Side::A { tokens.accent } else { tokens.mark_color(TEAL) }
}
