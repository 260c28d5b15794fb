//! Pictures of agreement, painted as they would be saved, in the colours of the window.

use egui::{Align2, Color32, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::choice::{CompareAction, Filter, Whose};
use super::grid::page;
use super::state::CompareState;
use crate::agreement::chart::{Anchor, Chart, Drawing, Opens, Paint, Palette, Shape};
use crate::exchange::PictureFormat;
use crate::gui::action::Action;
use crate::gui::look::{self, Tokens, metrics, paint, widgets};

/// The widest card: no picture is wider.
const WIDEST: f32 = 820.0;

/// The colours of a picture in the window.
pub fn palette(tokens: &Tokens) -> Palette {
    let rgb = |color: Color32| [color.r(), color.g(), color.b()];
    Palette {
        ground: rgb(tokens.sheet),
        ink: rgb(tokens.ink),
        weak: rgb(tokens.weak),
        line: rgb(tokens.line),
        sunk: rgb(tokens.sunk),
        accent: rgb(tokens.accent),
        difference: rgb(tokens.difference),
    }
}

/// The colour of a paint.
pub fn color(palette: &Palette, paint: Paint) -> Color32 {
    let [red, green, blue] = palette.color(paint);
    Color32::from_rgb(red, green, blue)
}

/// Shows the page.
pub fn show(ui: &mut Ui, rect: Rect, state: &CompareState, out: &mut Vec<Action>) {
    page(ui, rect, "charts page", |ui| {
        let whose = state.charts_of;
        let chosen = Whose::ALL.iter().position(|of| *of == whose).unwrap_or(0);
        let options = super::measures::whose_names(state);
        let options: Vec<&str> = options.iter().map(String::as_str).collect();
        ui.horizontal(|ui| {
            if let Some(of) =
                widgets::segmented(ui, "Charts of", &options, chosen).and_then(|at| Whose::ALL.get(at))
            {
                out.push(Action::Compare(CompareAction::ChartsOf(*of)));
            }
        });
        ui.add_space(10.0);
        if state.comparison_of(whose).is_none() {
            if whose == Whose::Pair {
                widgets::weak(ui, "Choose two reviewers under Text first.");
            } else {
                super::people::waiting(ui, state, out);
            }
            return;
        }
        let width = ui.available_width();
        let columns = if width > 1400.0 { 2 } else { 1 };
        let column = ((width - 12.0 * (columns - 1) as f32) / columns as f32).floor().min(WIDEST);
        let (left, top) = (ui.cursor().left(), ui.cursor().top());
        let mut bottom = top;
        for of in 0..columns {
            let from = pos2(left + of as f32 * (column + 12.0), top);
            let room = Rect::from_min_size(from, vec2(column, f32::INFINITY));
            let shown = ui.scope_builder(UiBuilder::new().max_rect(room).id_salt(("charts", of)), |ui| {
                for (chart, drawing) in state.drawings.iter().skip(of).step_by(columns) {
                    card(ui, *chart, drawing, whose, out);
                    ui.add_space(12.0);
                }
            });
            bottom = bottom.max(shown.response.rect.bottom());
        }
        ui.advance_cursor_after_rect(Rect::from_min_max(pos2(left, top), pos2(left + width, bottom)));
    });
}

fn card(ui: &mut Ui, chart: Chart, drawing: &Drawing, whose: Whose, out: &mut Vec<Action>) {
    widgets::card(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for (words, format) in [("PNG…", PictureFormat::Png), ("SVG…", PictureFormat::Svg)] {
                let button = ui.add(widgets::plain(words).height(22.0));
                let said = format!("Save “{}” as {}", chart.name(), words.trim_end_matches('…'));
                button.widget_info(|| WidgetInfo::labeled(Role::Button, true, said.as_str()));
                if button.on_hover_text(said.as_str()).clicked() {
                    out.push(Action::Compare(CompareAction::SaveChart(chart, format)));
                }
            }
        });
        // The buttons stand beside the title.
        ui.add_space(-28.0);
        egui::ScrollArea::horizontal().id_salt(("chart", chart.key())).auto_shrink([false, true]).show(
            ui,
            |ui| {
                draw(ui, chart, drawing, whose, out);
            },
        );
    });
}

fn draw(ui: &mut Ui, chart: Chart, drawing: &Drawing, whose: Whose, out: &mut Vec<Action>) {
    let tokens = look::tokens(ui);
    let palette = palette(tokens);
    // Smaller where there is less room, as far as it can still be read.
    let scale = (ui.available_width() / drawing.width).clamp(0.8, 1.0);
    let size = vec2(drawing.width, drawing.height) * scale;
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, chart.name()));
    let at = |x: f32, y: f32| pos2(rect.left() + x * scale, rect.top() + y * scale);
    let painter = ui.painter();
    for shape in &drawing.shapes {
        match shape {
            Shape::Rect([x, y, width, height], paint) => {
                let place = Rect::from_min_size(at(*x, *y), vec2(*width, *height) * scale);
                painter.rect_filled(place, 0, color(&palette, *paint));
            }
            Shape::Line([x1, y1, x2, y2], width, paint) => {
                painter
                    .line_segment([at(*x1, *y1), at(*x2, *y2)], Stroke::new(*width, color(&palette, *paint)));
            }
            Shape::Dot([x, y, radius], paint, hollow) => {
                let color = color(&palette, *paint);
                if *hollow {
                    painter.circle(at(*x, *y), *radius * scale, tokens.sheet, Stroke::new(1.5, color));
                } else {
                    painter.circle_filled(at(*x, *y), *radius * scale, color);
                }
            }
            Shape::Text { at: [x, y], size, anchor, bold, turn, paint, words } => {
                let size = *size * scale;
                let font = if *bold { look::semibold(size) } else { look::sans(size) };
                let color = color(&palette, *paint);
                let galley = painter.layout_no_wrap(words.clone(), font, color);
                let from = match anchor {
                    Anchor::Start => Align2::LEFT_CENTER,
                    Anchor::Middle => Align2::CENTER_CENTER,
                    Anchor::End => Align2::RIGHT_CENTER,
                };
                if *turn == 0.0 {
                    paint::put(painter, at(*x, *y), from, galley);
                } else {
                    let shape = egui::epaint::TextShape::new(at(*x, *y), galley, color)
                        .with_angle_and_anchor(turn.to_radians(), from);
                    painter.add(shape);
                }
            }
        }
    }
    for (number, spot) in drawing.spots.iter().enumerate() {
        let [x, y, width, height] = spot.at;
        let place = Rect::from_min_size(at(x, y), vec2(width, height) * scale);
        let opens = opens(spot.opens, whose);
        let sense = if opens.is_some() { Sense::click() } else { Sense::hover() };
        let response = ui.interact(place, ui.scope_id().with(("spot", chart.key(), number)), sense);
        let role = if opens.is_some() { Role::Button } else { Role::Label };
        response.widget_info(|| WidgetInfo::labeled(role, true, spot.says.as_str()));
        if response.hovered() && opens.is_some() {
            let edge = Stroke::new(1.0, tokens.edge);
            ui.painter().rect_stroke(place, metrics::RADIUS_TINY, edge, egui::StrokeKind::Inside);
        }
        if response.has_focus() {
            paint::focus_ring(ui.painter(), place, metrics::RADIUS_TINY, tokens);
        }
        if response.clicked() {
            out.extend(opens.into_iter().flatten().map(Action::Compare));
        }
        response.on_hover_text(spot.says.as_str());
    }
}

/// What a place in a picture leads to.
fn opens(spot: Opens, whose: Whose) -> Option<Vec<CompareAction>> {
    use super::choice::Page;
    let listed = |filter| Some(vec![CompareAction::Page(Page::Text), CompareAction::Filter(filter)]);
    match (spot, whose) {
        (Opens::Label(label), Whose::Pair) => listed(Filter { label: Some(label), ..Filter::default() }),
        (Opens::Article(article), Whose::Pair) => {
            listed(Filter { article: Some(article), ..Filter::default() })
        }
        (Opens::Cell(a, b), Whose::Pair) => listed(Filter { cell: Some((a, b)), ..Filter::default() }),
        (Opens::Votes(found, of), Whose::Story | Whose::Project) => {
            let scope = if whose == Whose::Story { super::Scope::Story } else { super::Scope::Project };
            Some(vec![
                CompareAction::Scope(scope),
                CompareAction::Votes(Some((found, of))),
                CompareAction::Page(Page::Everyone),
            ])
        }
        _ => None,
    }
}
