//! Measures for those who report them: above chance on characters, other ways to count marks, and
//! marks as units on a line, with gamma on request.

use egui::{Rect, Ui};

use super::choice::{CompareAction, Whose};
use super::drawer::{Drawer, DrawerAction, Units};
use super::grid::{FEW, Grid, NAMES, number, page, share, value};
use super::how::How;
use super::state::CompareState;
use super::words;
use crate::agreement::chart::Names;
use crate::agreement::explain::{self, Figure};
use crate::agreement::gamma::Sampler;
use crate::agreement::{Comparison, Measure, Nominal};
use crate::gui::action::Action;
use crate::gui::look::{self, metrics, widgets};

/// Shows the page.
pub fn show(ui: &mut Ui, rect: Rect, state: &mut CompareState, out: &mut Vec<Action>) {
    let whose = state.measures_of;
    let found = state.comparison_of(whose).map(|(comparison, names)| (comparison.clone(), names.clone()));
    page(ui, rect, "measures page", |ui| {
        let chosen = Whose::ALL.iter().position(|of| *of == whose).unwrap_or(0);
        let options = whose_names(state);
        let options: Vec<&str> = options.iter().map(String::as_str).collect();
        ui.horizontal(|ui| {
            if let Some(of) =
                widgets::segmented(ui, "Measured", &options, chosen).and_then(|at| Whose::ALL.get(at))
            {
                out.push(Action::Compare(CompareAction::MeasuresOf(*of)));
            }
        });
        ui.add_space(10.0);
        let Some((comparison, names)) = found else {
            super::people::waiting(ui, state, out);
            return;
        };
        widgets::card(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            widgets::section_head(ui, "Above chance, character by character");
            widgets::weak(
                ui,
                "0 is what guessing would give, 1 perfect. Krippendorff relies on .800 and above, draws tentative \
                 conclusions from .667, and none below.",
            );
            chance(ui, &comparison, &names);
        });
        ui.add_space(12.0);
        widgets::card(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            widgets::section_head(ui, "Kappa of two, label by label");
            kappas(ui, &comparison, &names);
        });
        ui.add_space(12.0);
        widgets::card(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            widgets::section_head(ui, "Other ways to count marks");
            pairings(ui, &comparison, &names, state.drawer.units.as_ref());
        });
        ui.add_space(12.0);
        widgets::card(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            widgets::section_head(ui, "Marks as units on a line");
            controls(ui, &mut state.drawer, out);
            units(ui, &comparison, &names, &state.drawer);
        });
    });
}

/// What people call those whose agreement is shown.
pub fn whose_names(state: &CompareState) -> Vec<String> {
    let pair = state.compared().map_or_else(
        || "These two".to_owned(),
        |compared| {
            use super::compared::Side;
            format!("{} and {}", compared.name(Side::A), compared.name(Side::B))
        },
    );
    let mut out = vec![pair, "All reviewers".to_owned()];
    if state.stories > 1 {
        out.push("All, every story".to_owned());
    }
    out
}

fn heads(of: &[(&str, &str)]) -> Vec<(String, String)> {
    of.iter().map(|(head, hint)| ((*head).to_owned(), (*hint).to_owned())).collect()
}

/// The characters of a layer that were counted, and how they disagree.
fn nominal(what: &str, figure: Figure, of: &Nominal, value: &Measure) -> How {
    let with = match figure {
        Figure::Fleiss | Figure::Percent => match (of.observed_disagreement(), of.percent()) {
            (Ok(observed), Ok(percent)) => {
                format!("1 − {observed:.4} observed disagreement = {percent:.4} agreed by pairs of reviewers")
            }
            _ => String::new(),
        },
        _ => explain::alpha(of),
    };
    How::of(what, figure, with, value)
}

fn chance(ui: &mut Ui, comparison: &Comparison, names: &Names) {
    let tokens = look::tokens(ui);
    let used: Vec<usize> =
        (0..comparison.labels.len()).filter(|label| marks_with(comparison, *label) > 0).collect();
    let grid = Grid::new(ui, 4, (NAMES + 40.0).min(ui.available_width() * 0.4));
    grid.heads(
        ui,
        &heads(&[
            ("marks", "Of all reviewers compared"),
            ("alpha", "Krippendorff’s alpha"),
            ("Fleiss’ kappa", "For the same number of reviewers on every article"),
            ("percent agreed", "High wherever little is marked"),
        ]),
    );
    let layers = &comparison.layers;
    let mut line = |name: &str, marks: u64, of: &Nominal, figure: Figure, all: bool| {
        let rect = grid.line(ui);
        grid.name(ui, rect, name, tokens.ink, all, 8.0);
        let cell = |column| grid.cell(rect.top(), column, metrics::ROW);
        let id = ui.scope_id().with(("chance", name));
        let said = format!("{name}: {marks} marks");
        number(ui, cell(0), id.with(0), &marks.to_string(), tokens.weak, false, &said);
        let few = marks < FEW;
        let alpha = of.alpha();
        value(ui, cell(1), id.with(1), &alpha, few, || nominal(name, figure, of, &alpha));
        let (fleiss, percent) = (of.fleiss(), of.percent());
        value(ui, cell(2), id.with(2), &fleiss, few, || nominal(name, Figure::Fleiss, of, &fleiss));
        share(ui, cell(3), id.with(3), &percent, few, || nominal(name, Figure::Percent, of, &percent));
    };
    for label in used {
        if let Some(layer) = layers.by_label.get(label) {
            let name = names.labels.get(label).map_or("?", String::as_str);
            line(name, marks_with(comparison, label), layer, Figure::Alpha, false);
        }
    }
    let all = (0..comparison.reviewers.len()).map(|reviewer| comparison.marks_of(reviewer)).sum();
    line("All labels (sets of labels)", all, &layers.label_sets, Figure::AlphaLabelSets, true);
    line("Marked or not", all, &layers.any, Figure::Alpha, true);
}

fn marks_with(comparison: &Comparison, label: usize) -> u64 {
    (0..comparison.reviewers.len()).map(|reviewer| comparison.marks_with(reviewer, label)).sum()
}

fn pair_name(comparison: &Comparison, names: &Names, at: usize) -> String {
    let Some(pair) = comparison.pairs.get(at) else { return String::new() };
    let name = |at: usize| names.reviewers.get(at).map_or("?", String::as_str);
    format!("{} and {}", name(pair.a), name(pair.b))
}

fn kappas(ui: &mut Ui, comparison: &Comparison, names: &Names) {
    let tokens = look::tokens(ui);
    let grid = Grid::new(ui, 6, (NAMES + 40.0).min(ui.available_width() * 0.3));
    let only = |at: usize, which: &str| {
        let one_pair = comparison.pairs.len() == 1;
        let name = names.reviewers.get(at).filter(|_| one_pair);
        name.map_or_else(|| format!("{which} only"), |name| format!("only {name}"))
    };
    let (first, second) = (only(0, "first"), only(1, "second"));
    grid.heads(
        ui,
        &heads(&[
            ("kappa", "Cohen’s kappa on characters"),
            ("both", "Characters that both marked with the label"),
            (&first, "Characters that the first marked with it, and not the second"),
            (&second, "Characters that the second marked with it, and not the first"),
            ("neither", "All other characters"),
            ("character F1", "2 × both ÷ (first + second)"),
        ]),
    );
    for (at, pair) in comparison.pairs.iter().enumerate().filter(|(_, pair)| !pair.articles.is_empty()) {
        let who = pair_name(comparison, names, at);
        if comparison.pairs.len() > 1 {
            let rect = grid.line(ui);
            grid.name(ui, rect, &who, tokens.weak, true, 8.0);
        }
        for (label, counts) in pair.by_label.iter().enumerate() {
            if counts.exact.a + counts.exact.b == 0 {
                continue;
            }
            let name = names.labels.get(label).map_or("?", String::as_str);
            let rect = grid.line(ui);
            grid.name(ui, rect, name, tokens.ink, false, 8.0);
            let cell = |column| grid.cell(rect.top(), column, metrics::ROW);
            let id = ui.scope_id().with(("kappa", at, label));
            let what = format!("{who}, {name}");
            let cells = counts.cells;
            let few = counts.exact.a + counts.exact.b < FEW;
            let kappa = cells.kappa();
            value(ui, cell(0), id.with(0), &kappa, few, || {
                How::of(&what, Figure::Kappa, explain::kappa(&cells), &kappa)
            });
            let table = [cells.n11, cells.n10, cells.n01, cells.n00];
            let said = ["both", first.as_str(), second.as_str(), "neither"];
            for (column, (count, said)) in table.into_iter().zip(said).enumerate() {
                let text = crate::gui::read::with_thousands(usize::try_from(count).unwrap_or(usize::MAX));
                let said = format!("{what}, {said}: {text} characters");
                number(ui, cell(1 + column), id.with(1 + column), &text, tokens.weak, false, &said);
            }
            let f1 = cells.char_f1();
            share(ui, cell(5), id.with(5), &f1, few, || {
                let (both, a, b) = (cells.n11, cells.n11 + cells.n10, cells.n11 + cells.n01);
                How::of(
                    &what,
                    Figure::CharF1,
                    format!("2 × {both} ÷ ({a} + {b}) = {}", words::percent(&f1)),
                    &f1,
                )
            });
        }
    }
}

fn pairings(ui: &mut Ui, comparison: &Comparison, names: &Names, units: Option<&Units>) {
    let tokens = look::tokens(ui);
    let figures = [
        Figure::ExactF1,
        Figure::LenientF1,
        Figure::SoftF1,
        Figure::BoundaryF1,
        Figure::TypeF1,
        Figure::AnyF1,
        Figure::PartialF1,
    ];
    let grid = Grid::new(ui, figures.len() + 1, (NAMES + 10.0).min(ui.available_width() * 0.3));
    let mut titles = vec![("marks".to_owned(), "Of both".to_owned())];
    titles.extend(figures.iter().map(|figure| (figure.name().to_owned(), figure.rule().to_owned())));
    grid.heads(ui, &titles);
    for (at, pair) in comparison.pairs.iter().enumerate() {
        let who = pair_name(comparison, names, at);
        let rect = grid.line(ui);
        grid.name(ui, rect, &who, tokens.ink, false, 8.0);
        let cell = |column| grid.cell(rect.top(), column, metrics::ROW);
        let id = ui.scope_id().with(("pairing", at));
        let (a, b) = (pair.tally.marks_a(), pair.tally.marks_b());
        let said = format!("{who}: {} marks", a + b);
        number(ui, cell(0), id, &(a + b).to_string(), tokens.weak, false, &said);
        let counted = units.and_then(|units| units.pairings.get(at));
        for (column, figure) in figures.into_iter().enumerate() {
            let (measure, sum): (Measure, Option<f64>) = match (figure, counted) {
                (Figure::ExactF1, _) => (pair.exact_f1(), Some(pair.tally.exact().both as f64)),
                (Figure::LenientF1, _) => (pair.lenient_f1(), Some(pair.tally.lenient().both as f64)),
                (Figure::SoftF1, _) => (pair.soft_f1(), None),
                (_, None) => continue,
                (Figure::BoundaryF1, Some(of)) => (of.boundary_f1(), Some(of.boundary as f64)),
                (Figure::TypeF1, Some(of)) => (of.type_f1(), Some(of.same_label as f64)),
                (Figure::AnyF1, Some(of)) => (of.any_f1(), Some(of.any_label as f64)),
                (_, Some(of)) => (of.partial_f1(), Some(of.partial)),
            };
            share(ui, cell(1 + column), id.with(column), &measure, a + b < FEW, || {
                let sum = sum.unwrap_or_else(|| measure.as_ref().map_or(0.0, |f1| f1 * (a + b) as f64 / 2.0));
                let sum = format!("{sum:.2}").trim_end_matches('0').trim_end_matches('.').to_owned();
                let with = format!("2 × {sum} ÷ ({a} + {b}) = {}", words::percent(&measure));
                How::of(&who, figure, with, &measure)
            });
        }
    }
    if units.is_none() {
        widgets::weak(ui, "The last four are being computed…");
    }
}

/// How gamma is to be computed, and the buttons that begin and end it.
fn controls(ui: &mut Ui, drawer: &mut Drawer, out: &mut Vec<Action>) {
    let mut act = |action| out.push(Action::Compare(CompareAction::Drawer(action)));
    if let Some(progress) = drawer.gamma_progress() {
        let bar = widgets::ProgressBar::new("Computing gamma…", Some(progress)).cancellable();
        if bar.show(ui) {
            act(DrawerAction::Cancel);
        }
        // Its progress is told by nobody.
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
        return;
    }
    let options = drawer.options();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let start = ui.add_enabled(options.is_ok(), widgets::quiet("Compute gamma"));
        if start.on_hover_text(Figure::Gamma.rule()).clicked() {
            act(DrawerAction::Start);
        }
        widgets::weak(ui, "samples");
        ui.add(widgets::TextField::new(&mut drawer.samples, "Samples").width(64.0));
        widgets::weak(ui, "seed");
        ui.add(widgets::TextField::new(&mut drawer.seed, "Seed").width(80.0));
        let samplers = [Sampler::Statistical, Sampler::Shuffle];
        let chosen = samplers.iter().position(|sampler| *sampler == drawer.sampler).unwrap_or(0);
        if let Some(sampler) = widgets::segmented(ui, "Sampler", &["statistical", "shuffle"], chosen)
            .and_then(|at| samplers.get(at))
        {
            act(DrawerAction::Sampler(*sampler));
        }
        let precisions = [None, Some(5), Some(2), Some(1)];
        let chosen = precisions.iter().position(|percent| *percent == drawer.precision).unwrap_or(0);
        if let Some(precision) =
            widgets::segmented(ui, "Precision", &["as given", "± 5 %", "± 2 %", "± 1 %"], chosen)
                .and_then(|at| precisions.get(at))
        {
            act(DrawerAction::Precision(*precision));
        }
    });
    if let Err(why) = options {
        widgets::weak(ui, why);
    }
    if let Some(why) = &drawer.failed {
        widgets::weak(ui, why);
    }
}

fn units(ui: &mut Ui, comparison: &Comparison, names: &Names, drawer: &Drawer) {
    let Some(units) = &drawer.units else {
        widgets::weak(ui, "Being computed…");
        return;
    };
    let tokens = look::tokens(ui);
    let grid = Grid::new(ui, 8, (NAMES + 20.0).min(ui.available_width() * 0.3));
    grid.heads(
        ui,
        &heads(&[
            ("u-alpha", "Labels as values"),
            ("u-alpha, any", "Marked or not, whatever the label"),
            ("alpha-U", "Over all labels"),
            ("gamma", "1 − disorder ÷ expected"),
            ("disorder", "Of the best alignment"),
            ("expected", "Mean disorder of the samples"),
            ("±", "How far off the expected disorder may be, 95 times in 100"),
            ("samples", "Drawn"),
        ]),
    );
    for line in &units.lines {
        let name = names.articles.get(line.article).map_or("?", String::as_str);
        let rect = grid.line(ui);
        grid.name(ui, rect, name, tokens.ink, false, 8.0);
        let cell = |column| grid.cell(rect.top(), column, metrics::ROW);
        let id = ui.scope_id().with(("unit", line.article));
        let alpha_u = line.alpha_u.clone().and_then(|sum| sum.alpha());
        let shown: [(Figure, &Measure); 3] =
            [(Figure::UAlpha, &line.u_alpha), (Figure::UAlpha, &line.any), (Figure::AlphaU, &alpha_u)];
        for (column, (figure, measure)) in shown.into_iter().enumerate() {
            value(ui, cell(column), id.with(column), measure, false, || {
                let with = match (figure, &line.alpha_u) {
                    (Figure::AlphaU, Ok(sum)) => explain::alpha_u(*sum),
                    _ => explain::shown(measure),
                };
                How::of(name, figure, with, measure)
            });
        }
        match drawer.gamma.get(&line.article) {
            None => {}
            Some(Err(why)) => {
                value(ui, cell(3), id.with(3), &Err(why.clone()), false, || {
                    How::of(name, Figure::Gamma, String::new(), &Err(why.clone()))
                });
            }
            Some(Ok(gamma)) => {
                let options = &drawer.used;
                let how = || How::of(name, Figure::Gamma, explain::gamma(gamma, options), &Ok(gamma.gamma));
                value(ui, cell(3), id.with(3), &Ok(gamma.gamma), false, how);
                let texts = [
                    format!("{:.3}", gamma.observed.disorder),
                    format!("{:.3}", gamma.expected),
                    format!("{:.1} %", gamma.precision * 100.0),
                    gamma.samples.to_string(),
                ];
                for (at, (text, said)) in
                    texts.iter().zip(["disorder", "expected disorder", "±", "samples"]).enumerate()
                {
                    let said = format!("{name}, {said}: {text}");
                    number(ui, cell(4 + at), id.with(4 + at), text, tokens.weak, false, &said);
                }
            }
        }
    }
    let used: Vec<usize> =
        (0..comparison.labels.len()).filter(|label| marks_with(comparison, *label) > 0).collect();
    ui.add_space(10.0);
    widgets::weak(ui, "u-alpha label by label, each against all else:");
    let grid = Grid::new(ui, used.len(), (NAMES + 20.0).min(ui.available_width() * 0.3));
    let titles: Vec<(String, String)> = used
        .iter()
        .map(|label| (names.labels.get(*label).cloned().unwrap_or_default(), String::new()))
        .collect();
    grid.heads(ui, &titles);
    for line in &units.lines {
        let name = names.articles.get(line.article).map_or("?", String::as_str);
        let rect = grid.line(ui);
        grid.name(ui, rect, name, tokens.ink, false, 8.0);
        for (column, label) in used.iter().enumerate() {
            let Some(measure) = line.by_label.get(*label) else { continue };
            let id = ui.scope_id().with(("unit label", line.article, label));
            let label = titles.get(column).map_or("", |title| title.0.as_str());
            value(ui, grid.cell(rect.top(), column, metrics::ROW), id, measure, false, || {
                How::of(&format!("{name}, {label}"), Figure::UAlpha, explain::shown(measure), measure)
            });
        }
    }
}
