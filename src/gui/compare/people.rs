//! All reviewers against each other: who agrees with whom, what was found by how many, story by
//! story, and what is left out.

use egui::{Align2, Rect, Role, ScrollArea, Sense, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::choice::CompareAction;
use super::everyone::{Everyone, EveryoneWork, Part, Scope};
use super::grid::{self, FEW, Grid, NAMES, number, share, value};
use super::how::{self, How};
use super::state::CompareState;
use super::{votes, words};
use crate::agreement::chart::Paint;
use crate::agreement::explain::{self, Figure};
use crate::agreement::{Comparison, Measure, mean};
use crate::gui::action::Action;
use crate::gui::look::{self, metrics, paint, widgets};
use crate::gui::read::with_thousands;
use crate::session::Session;

/// Room for the list of places.
const LIST: f32 = 330.0;

/// Shows the page.
pub fn show(ui: &mut Ui, rect: Rect, session: &Session, state: &mut CompareState, out: &mut Vec<Action>) {
    let Some(everyone) = state.everyone.everyone() else {
        ui.scope_builder(UiBuilder::new().max_rect(rect).id_salt("everyone waits"), |ui| {
            waiting(ui, state, out)
        });
        return;
    };
    let part = everyone.part(state.scope);
    let list = rect.with_min_x(rect.right() - LIST.min(rect.width() * 0.34));
    let left = rect.with_max_x(list.left() - 14.0);
    grid::page(ui, left, "everyone page", |ui| {
        if session.project().stories.len() > 1 {
            scopes(ui, session, state, out);
            ui.add_space(10.0);
        }
        sentence(ui, part, everyone);
        ui.add_space(12.0);
        widgets::card(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            widgets::section_head(ui, "Reviewer by reviewer");
            matrix(ui, part, out);
        });
        ui.add_space(12.0);
        if state.scope == Scope::Project {
            widgets::card(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                widgets::section_head(ui, "Story by story");
                stories(ui, everyone, session, out);
            });
            ui.add_space(12.0);
        }
        widgets::card(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            widgets::section_head(ui, "Label by label");
            labels(ui, part);
        });
        ui.add_space(12.0);
        widgets::card(ui, |ui| {
            widgets::section_head(ui, "What is compared");
            excluded(ui, part, everyone, state, out);
        });
    });
    ui.scope_builder(UiBuilder::new().max_rect(list).id_salt("votes"), |ui| {
        votes::show(ui, part, everyone, state, out);
    });
}

/// While everyone is compared, or where that has failed.
pub fn waiting(ui: &mut Ui, state: &CompareState, out: &mut Vec<Action>) {
    ui.add_space((ui.available_height().min(600.0) * 0.2).round());
    if let EveryoneWork::Failed(why) = &state.everyone.work {
        widgets::EmptyState::new(look::icons::WARNING_CIRCLE, "Not compared", why).show(ui, |ui| {
            if ui.add(widgets::primary("Compare again")).clicked() {
                out.push(Action::Compare(CompareAction::Again));
            }
        });
        return;
    }
    ui.vertical_centered(|ui| {
        ui.set_max_width(320.0);
        let progress = state.everyone.progress();
        if widgets::ProgressBar::new("Comparing all reviewers…", progress).cancellable().show(ui) {
            out.push(Action::Compare(CompareAction::Cancel));
        }
    });
}

fn scopes(ui: &mut Ui, session: &Session, state: &CompareState, out: &mut Vec<Action>) {
    let count = session.project().stories.len();
    let all = format!("All {}", words::counted(count as u64, "story", "stories"));
    let chosen = usize::from(state.scope == Scope::Project);
    ui.horizontal(|ui| {
        if let Some(at) = widgets::segmented(ui, "Compared on", &["This story", &all], chosen) {
            let scope = if at == 0 { Scope::Story } else { Scope::Project };
            out.push(Action::Compare(CompareAction::Scope(scope)));
        }
    });
}

fn sentence(ui: &mut Ui, part: &Part, everyone: &Everyone) {
    let comparison = &part.comparison;
    let compared = comparison.articles.iter().filter(|article| article.compared()).count();
    let of = words::counted(comparison.articles.len() as u64, "article", "articles");
    let reviewers = words::counted(comparison.reviewers.len() as u64, "reviewer", "reviewers");
    if comparison.reviewers.len() < 2 {
        widgets::heading(ui, "It takes two to compare");
        widgets::weak(ui, "Only one reviewer has begun here.");
        return;
    }
    let mut line = format!("{reviewers}, {compared} of {of} done by two or more");
    if !everyone.unread.is_empty() {
        line += &format!(", {} not read", words::counted(everyone.unread.len() as u64, "review", "reviews"));
    }
    widgets::heading(ui, &line);
}

/// The values of pairs and their mean, lowest and highest.
fn pair_values(comparison: &Comparison) -> (Measure, Option<(f64, f64)>, usize) {
    let values: Vec<f64> = comparison.pairs.iter().filter_map(|pair| pair.exact_f1().ok()).collect();
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    (comparison.mean_exact_f1(None), (!values.is_empty()).then_some((low, high)), values.len())
}

fn matrix(ui: &mut Ui, part: &Part, out: &mut Vec<Action>) {
    let comparison = &part.comparison;
    let tokens = look::tokens(ui);
    let count = comparison.reviewers.len();
    widgets::weak(
        ui,
        "Share of marks that are identical, and how many marks of both. On the diagonal: marks of one. Click a pair \
         to see it in the text.",
    );
    ui.add_space(6.0);
    let names = 120.0_f32.min(ui.available_width() * 0.25);
    let cell = vec2(((ui.available_width() - names) / count.max(1) as f32).clamp(56.0, 108.0).floor(), 42.0);
    let name = |at: usize| part.names.reviewers.get(at).map_or("?", String::as_str);
    let height = 22.0 + cell.y * count as f32;
    ScrollArea::horizontal().id_salt("matrix").auto_shrink([false, true]).show(ui, |ui| {
        let (area, _) = ui.allocate_exact_size(vec2(names + cell.x * count as f32, height), Sense::hover());
        let palette = super::charts::palette(tokens);
        for at in 0..count {
            let center = pos2(area.left() + names + cell.x * (at as f32 + 0.5), area.top() + 10.0);
            let font = look::sans(metrics::SMALL);
            let galley = paint::line(ui.painter(), name(at), font, tokens.weak, cell.x - 8.0);
            paint::put(ui.painter(), center, Align2::CENTER_CENTER, galley);
        }
        for a in 0..count {
            let y = area.top() + 22.0 + cell.y * a as f32;
            let galley =
                paint::line(ui.painter(), name(a), look::sans(metrics::SANS), tokens.ink, names - 12.0);
            paint::put(ui.painter(), pos2(area.left() + 8.0, y + cell.y / 2.0), Align2::LEFT_CENTER, galley);
            for b in 0..count {
                let at = pos2(area.left() + names + cell.x * b as f32, y);
                let rect = Rect::from_min_size(at, cell).shrink(1.5);
                if a == b {
                    let marks = comparison.marks_of(a);
                    let text = with_thousands(usize::try_from(marks).unwrap_or(usize::MAX));
                    ui.painter().rect_stroke(
                        rect,
                        metrics::RADIUS_TINY,
                        tokens.hairline(),
                        StrokeKind::Inside,
                    );
                    let galley =
                        ui.painter().layout_no_wrap(text.clone(), look::sans(metrics::SANS), tokens.weak);
                    paint::put(ui.painter(), rect.center(), Align2::CENTER_CENTER, galley);
                    let response = ui.interact(rect, ui.scope_id().with(("own", a)), Sense::hover());
                    let said = format!("{}: {text} marks", name(a));
                    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, said.as_str()));
                    continue;
                }
                matrix_cell(ui, rect, comparison, a, b, [name(a), name(b)], &palette, out);
            }
        }
    });
    ui.add_space(8.0);
    means(ui, part);
}

#[expect(clippy::too_many_arguments, reason = "all that a cell shows")]
fn matrix_cell(
    ui: &Ui,
    rect: Rect,
    comparison: &Comparison,
    a: usize,
    b: usize,
    [name_a, name_b]: [&str; 2],
    palette: &crate::agreement::chart::Palette,
    out: &mut Vec<Action>,
) {
    let tokens = look::tokens(ui);
    let Some(pair) = comparison.pair(a, b) else { return };
    let shared = !pair.articles.is_empty();
    let exact = pair.exact_f1();
    let marks = pair.tally.marks_a() + pair.tally.marks_b();
    let response = ui.interact(
        rect,
        ui.scope_id().with(("pair", a, b)),
        if shared { Sense::click() } else { Sense::hover() },
    );
    let said = match &exact {
        Ok(_) => format!("{name_a} and {name_b}: {} of {marks} marks identical", words::percent(&exact)),
        Err(why) => format!("{name_a} and {name_b}: not defined, {why}"),
    };
    let role = if shared { Role::Button } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, said.as_str()));
    let painter = ui.painter();
    let few = marks < FEW;
    let ground = match &exact {
        Ok(value) if !few => super::charts::color(palette, Paint::Same(*value as f32)),
        _ => tokens.sunk,
    };
    painter.rect_filled(rect, metrics::RADIUS_TINY, ground);
    if response.hovered() && shared {
        painter.rect_stroke(rect, metrics::RADIUS_TINY, tokens.edge_line(), StrokeKind::Inside);
    }
    let color = if few || exact.is_err() { tokens.weak } else { tokens.ink };
    let galley = painter.layout_no_wrap(words::percent(&exact), look::semibold(metrics::SANS), color);
    paint::put(painter, rect.center() - vec2(0.0, 7.0), Align2::CENTER_CENTER, galley);
    let n = if shared { format!("n {marks}") } else { "none shared".to_owned() };
    let galley = painter.layout_no_wrap(n, look::sans(metrics::CAPS), color);
    paint::put(painter, rect.center() + vec2(0.0, 9.0), Align2::CENTER_CENTER, galley);
    if response.has_focus() {
        paint::focus_ring(painter, rect, metrics::RADIUS_TINY, tokens);
    }
    if response.clicked()
        && let (Some(a), Some(b)) = (comparison.reviewers.get(a), comparison.reviewers.get(b))
    {
        out.push(Action::Compare(CompareAction::Pair(a.clone(), b.clone())));
    }
    let about = if few { format!("{said}. Fewer than {FEW} marks: this says little.") } else { said };
    response.on_hover_text(about);
}

/// A number in a sentence that tells how it is computed.
fn told(ui: &mut Ui, words: &str, how: How) {
    let id = ui.scope_id().with(("told", how.what.as_str()));
    let button = super::head::link(ui, words, id);
    how::popup(ui, &button, &how);
}

fn means(ui: &mut Ui, part: &Part) {
    let comparison = &part.comparison;
    let (mean, ends, pairs) = pair_values(comparison);
    let range = &part.range;
    let alpha = comparison.layers.label_sets.alpha();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        widgets::body(ui, "Mean of the pairs:");
        let with = format!("The mean of {}.", words::counted(pairs as u64, "pair", "pairs"));
        told(ui, &words::percent(&mean), How::of("All reviewers", Figure::MeanExactF1, with, &mean));
        if let Some((low, high)) = ends.filter(|_| pairs > 1) {
            widgets::body(ui, &format!("(from {:.0} % to {:.0} %).", low * 100.0, high * 100.0));
        }
        if let Ok(range) = range {
            let words =
                format!("probably {:.0} % to {:.0} % elsewhere", range.low * 100.0, range.high * 100.0);
            let with = format!("From {:.3} to {:.3}.", range.low, range.high);
            told(ui, &words, How::of("All reviewers", Figure::Interval, with, &Ok(range.low)));
        } else if let Err(why) = range {
            let how = How::of("All reviewers", Figure::Interval, String::new(), &Err(why.clone()));
            told(ui, "No 95 % range.", how);
        }
        widgets::body(ui, "Alpha, which is not that mean:");
        let shown = alpha.as_ref().map_or_else(|_| "–".to_owned(), |alpha| words::two_digits(*alpha));
        let with = explain::alpha(&comparison.layers.label_sets);
        told(ui, &shown, How::of("All reviewers", Figure::AlphaLabelSets, with, &alpha));
    });
}

fn stories(ui: &mut Ui, everyone: &Everyone, session: &Session, out: &mut Vec<Action>) {
    let tokens = look::tokens(ui);
    let heads = [
        ("articles compared", "Done by two reviewers or more, of all"),
        ("reviewers", "With an article that somebody else is done with too"),
        ("marks", "Compared"),
        ("share identical", "Mean over pairs"),
        ("share with overlap", "Mean over pairs"),
        ("alpha", "Over sets of labels, all reviewers"),
    ];
    let heads = heads.map(|(head, hint)| (head.to_owned(), hint.to_owned()));
    let grid = Grid::new(ui, heads.len(), (NAMES + 40.0).min(ui.available_width() * 0.36));
    grid.heads(ui, &heads);
    for (at, story) in everyone.stories.iter().enumerate() {
        let rect = grid.line(ui);
        let head = rect.with_max_x(rect.left() + grid.names);
        let id = ui.scope_id().with(("story", at));
        let here = session.story().id == story.id;
        let response = ui.interact(head, id, if here { Sense::hover() } else { Sense::click() });
        let said = format!("Open {}", story.title);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, !here, said.as_str()));
        if !here && response.hovered() {
            ui.painter().rect_filled(head, metrics::RADIUS_SMALL, tokens.hover);
        }
        let font = if here { look::semibold(metrics::SANS) } else { look::sans(metrics::SANS) };
        let galley = paint::line(ui.painter(), &story.title, font, tokens.ink, grid.names - 16.0);
        paint::put(ui.painter(), pos2(head.left() + 8.0, head.center().y), Align2::LEFT_CENTER, galley);
        if response.has_focus() {
            paint::focus_ring(ui.painter(), head, metrics::RADIUS_SMALL, tokens);
        }
        if response.clicked() {
            out.push(Action::Story(story.id.clone()));
        }
        let cell = |column| grid.cell(rect.top(), column, metrics::ROW);
        let (compared, all) = story.articles;
        let texts = [format!("{compared} of {all}"), story.reviewers.to_string(), story.marks.to_string()];
        for (column, text) in texts.iter().enumerate() {
            let said = format!("{}, {}: {text}", story.title, heads[column].0);
            number(ui, cell(column), id.with(column), text, tokens.weak, false, &said);
        }
        let few = story.marks < FEW;
        let mean_of = "The mean over pairs of reviewers, on this story.".to_owned();
        share(ui, cell(3), id.with(3), &story.exact, few, || {
            How::of(&story.title, Figure::MeanExactF1, mean_of.clone(), &story.exact)
        });
        share(ui, cell(4), id.with(4), &story.lenient, few, || {
            How::of(&story.title, Figure::LenientF1, mean_of.clone(), &story.lenient)
        });
        value(ui, cell(5), id.with(5), &story.alpha, few, || {
            let with = explain::shown(&story.alpha);
            How::of(&story.title, Figure::AlphaLabelSets, with, &story.alpha)
        });
    }
}

fn labels(ui: &mut Ui, part: &Part) {
    let tokens = look::tokens(ui);
    let comparison = &part.comparison;
    // So many columns of single reviewers have room; of more the sum is shown.
    let single = if comparison.reviewers.len() <= 6 { comparison.reviewers.len() } else { 0 };
    let mut heads: Vec<(String, String)> = (0..single)
        .map(|at| {
            let name = part.names.reviewers.get(at).cloned().unwrap_or_default();
            let hint = format!("Marks that {name} made with this label");
            (name, hint)
        })
        .collect();
    heads.push(("all".into(), "Marks of all reviewers".into()));
    heads.push(("share identical".into(), "Mean over pairs".into()));
    heads.push(("share with overlap".into(), "Mean over pairs".into()));
    heads.push(("95 % range".into(), "Of the share identical, in other articles like these".into()));
    heads.push(("alpha".into(), "Krippendorff’s alpha over all reviewers".into()));
    let grid = Grid::new(ui, heads.len(), NAMES.min(ui.available_width() * 0.24));
    grid.heads(ui, &heads);
    let count =
        |label| (0..comparison.reviewers.len()).map(|at| comparison.marks_with(at, label)).sum::<u64>();
    let mut order: Vec<(usize, u64)> =
        (0..comparison.labels.len()).map(|label| (label, count(label))).collect();
    let differing = |label: usize| {
        let pairs = comparison.pairs.iter().filter_map(|pair| pair.by_label.get(label));
        pairs.map(|of| of.exact.a + of.exact.b - 2 * of.exact.both).sum::<u64>()
    };
    order.sort_by_key(|(label, marks)| std::cmp::Reverse((differing(*label), *marks)));
    for (label, marks) in order {
        let name = part.names.labels.get(label).map_or("?", String::as_str);
        let rect = grid.line(ui);
        let ink = if marks == 0 { tokens.weak } else { tokens.ink };
        grid.name(ui, rect, name, ink, false, 8.0);
        let cell = |column| grid.cell(rect.top(), column, metrics::ROW);
        let id = ui.scope_id().with(("label", label));
        let dash = |number: u64| if number == 0 { "·".to_owned() } else { number.to_string() };
        let counts = (0..single).map(|at| comparison.marks_with(at, label)).chain([marks]).enumerate();
        for (column, count) in counts {
            let said = format!("{name}, {}: {count}", heads[column].0);
            number(ui, cell(column), id.with(column), &dash(count), tokens.weak, false, &said);
        }
        let (column, few) = (single + 1, marks < FEW);
        let exact = comparison.mean_exact_f1(Some(label));
        let counts = || {
            let pairs = comparison.pairs.iter().filter_map(|pair| pair.by_label.get(label));
            let parts: Vec<String> = pairs.take(10).map(|of| explain::f1(of.exact)).collect();
            format!("Pairs: {}{}", parts.join("; "), if comparison.pairs.len() > 10 { "; …" } else { "" })
        };
        share(ui, cell(column), id.with(column), &exact, few, || {
            How::of(name, Figure::MeanExactF1, counts(), &exact)
        });
        let lenient =
            mean(comparison.pairs.iter().filter_map(|pair| Some(pair.by_label.get(label)?.lenient.value())));
        share(ui, cell(column + 1), id.with(column + 1), &lenient, few, || {
            How::of(name, Figure::LenientF1, "The mean over pairs of reviewers.".to_owned(), &lenient)
        });
        let Some(range) = part.ranges.get(label) else { continue };
        let (text, with, known) = match range {
            Ok(range) => (
                format!("{:.0}–{:.0} %", range.low * 100.0, range.high * 100.0),
                format!("From {:.3} to {:.3}.", range.low, range.high),
                Ok(range.low),
            ),
            Err(why) => ("–".to_owned(), String::new(), Err(why.clone())),
        };
        let color = if few || known.is_err() { tokens.weak } else { tokens.ink };
        how::number(ui, cell(column + 2), id.with(column + 2), &text, color, || {
            How::of(name, Figure::Interval, with, &known)
        });
        let Some(layer) = comparison.layers.by_label.get(label) else { continue };
        let alpha = layer.alpha();
        value(ui, cell(column + 3), id.with(column + 3), &alpha, few, || {
            How::of(name, Figure::Alpha, explain::alpha(layer), &alpha)
        });
    }
}

fn excluded(ui: &mut Ui, part: &Part, everyone: &Everyone, state: &CompareState, out: &mut Vec<Action>) {
    let comparison = &part.comparison;
    let mut unfinished = state.unfinished;
    if widgets::checkbox(ui, &mut unfinished, "Compare unfinished articles too").changed() {
        out.push(Action::Compare(CompareAction::Unfinished(unfinished)));
    }
    let mut without = state.without_suggested;
    if widgets::checkbox(ui, &mut without, "Leave accepted suggestions out").changed() {
        out.push(Action::Compare(CompareAction::WithoutSuggested(without)));
    }
    for rule in explain::counting_rules(&comparison.options) {
        widgets::weak(ui, rule);
    }
    for why in &everyone.unread {
        ui.horizontal_wrapped(|ui| {
            widgets::strong(ui, "Not read");
            widgets::weak(ui, why);
        });
    }
    for (at, article) in comparison.articles.iter().enumerate() {
        if article.left_out.is_empty() {
            continue;
        }
        let name = part.names.articles.get(at).map_or("?", String::as_str);
        let who = |at: usize| part.names.reviewers.get(at).map_or("?", String::as_str);
        let why: Vec<String> =
            article.left_out.iter().map(|(reviewer, why)| format!("{}: {why}", who(*reviewer))).collect();
        let fate = if article.compared() { "not for" } else { "not compared," };
        ui.horizontal_wrapped(|ui| {
            widgets::strong(ui, name);
            widgets::weak(ui, &format!("{fate} {}", why.join("; ")));
        });
    }
}
