//! What a label is: name, kind, colour, key, place, attributes; and what can be done with it.

use egui::{Sense, Ui, WidgetInfo, vec2};

use super::attributes;
use super::change::counted;
use super::colors::{GRID, PALETTE, color_name, of_grid};
use super::field::{FieldKey, key_problem};
use super::state::{Asked, CodebookAction, CodebookState, NewLabel};
use super::widgets::{draft, line, menu, named, problem, refusal};
use crate::gui::action::Action;
use crate::gui::command::Command;
use crate::gui::look::{self, icons, metrics, paint, widgets};
use crate::model::{Codebook, Color, Kind, Label, LabelId};

/// Shows a label.
pub fn show(
    ui: &mut Ui,
    codebook: &Codebook,
    label: &Label,
    state: &mut CodebookState,
    out: &mut Vec<Action>,
) {
    ui.spacing_mut().item_spacing.y = 8.0;
    head(ui, codebook, label, out);
    name(ui, label, state, out);
    kind(ui, codebook, label, out);
    color(ui, codebook, label, state, out);
    key(ui, codebook, label, state, out);
    place(ui, codebook, label, out);
    ui.add_space(4.0);
    uses(ui, label, state, out);
    ui.add_space(4.0);
    attributes::show(ui, codebook, label, state, out);
}

fn change(codebook: &Codebook, id: &LabelId, change: impl FnOnce(&mut Label)) -> Box<Codebook> {
    let mut next = codebook.clone();
    if let Some(label) = next.label_mut(id) {
        change(label);
    }
    Box::new(next)
}

fn put(name: String, codebook: Box<Codebook>, out: &mut Vec<Action>) {
    out.push(Action::Codebook(CodebookAction::Put(name, codebook)));
}

/// Where it stands, and moving it by steps.
fn head(ui: &mut Ui, codebook: &Codebook, label: &Label, out: &mut Vec<Action>) {
    widgets::section_head_with(ui, "Label", |ui| {
        let commands = [Command::LabelIn, Command::LabelOut, Command::LabelDown, Command::LabelUp];
        for command in commands {
            let Some(shift) = command.label_shift() else { continue };
            let fits = codebook.clone().shift(&label.id, shift);
            let button = widgets::IconButton::new(command.spec().icon, command.name())
                .hint(command.spec().about)
                .key(command.shortcut_text(ui.ctx()))
                .size(22.0);
            if ui.add_enabled(fits, button).clicked() {
                out.push(Action::Do(command));
            }
        }
        let under = widgets::IconButton::new(Command::NewLabelUnder.spec().icon, "New label under this one")
            .key(Command::NewLabelUnder.shortcut_text(ui.ctx()))
            .size(22.0);
        if ui.add(under).clicked() {
            out.push(Action::Codebook(CodebookAction::NewLabel(NewLabel::Under(label.id.clone()))));
        }
    });
}

fn name(ui: &mut Ui, label: &Label, state: &mut CodebookState, out: &mut Vec<Action>) {
    let key = FieldKey::Name(label.id.clone());
    named(ui, "Name", |ui| {
        line(ui, state, &key, "Name of the label", &label.name, f32::INFINITY, out);
        refusal(ui, state, &key);
    });
}

fn kind(ui: &mut Ui, codebook: &Codebook, label: &Label, out: &mut Vec<Action>) {
    named(ui, "Kind", |ui| {
        let names: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
        let now = Kind::ALL.iter().position(|kind| *kind == label.kind).unwrap_or(0);
        let picked = widgets::segmented(ui, "Kind of the label", &names, now);
        if let Some(kind) = picked.and_then(|at| Kind::ALL.get(at)) {
            let next = change(codebook, &label.id, |label| label.kind = *kind);
            put(format!("“{}” becomes {}", label.name, kind.name()), next, out);
        }
    });
}

fn color(ui: &mut Ui, codebook: &Codebook, label: &Label, state: &mut CodebookState, out: &mut Vec<Action>) {
    let mut picked = None;
    named(ui, "Colour", |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(2.0, 4.0);
            for (color, name) in PALETTE {
                let taken = codebook.labels.iter().find(|one| one.color == color && one.id != label.id);
                let hint = match taken {
                    Some(other) => format!("{name}, the colour of “{}”", other.name),
                    None => name.to_owned(),
                };
                if patch(ui, color, label.color == color, name, &hint, 24.0) {
                    picked = Some(color);
                }
            }
        });
        ui.horizontal(|ui| {
            let key = FieldKey::Color(label.id.clone());
            line(ui, state, &key, "Colour as #RRGGBB", &label.color.to_string(), 92.0, out);
            let more = widgets::plain(if state.more_colors { "Fewer colours" } else { "More colours" });
            if ui.add(more).clicked() {
                state.more_colors = !state.more_colors;
            }
        });
        refusal(ui, state, &FieldKey::Color(label.id.clone()));
        if state.more_colors {
            ui.spacing_mut().item_spacing = vec2(3.0, 3.0);
            for depth in 0..GRID.1 {
                ui.horizontal_wrapped(|ui| {
                    for hue in 0..GRID.0 {
                        let color = of_grid(hue, depth);
                        let name = color.to_string();
                        if patch(ui, color, label.color == color, &name, &name, 18.0) {
                            picked = Some(color);
                        }
                    }
                });
            }
        }
    });
    if let Some(color) = picked.filter(|color| *color != label.color) {
        let next = change(codebook, &label.id, |label| label.color = color);
        put(format!("“{}” becomes {}", label.name, color_name(color)), next, out);
    }
}

/// A colour to choose, as marks have it in this theme.
fn patch(ui: &mut Ui, color: Color, chosen: bool, name: &str, hint: &str, size: f32) -> bool {
    let tokens = look::tokens(ui);
    let mark = tokens.mark(color);
    let (rect, response) = ui.allocate_exact_size(vec2(size, size), Sense::click());
    let inner = rect.shrink(2.0);
    let painter = ui.painter();
    painter.rect_filled(inner, metrics::RADIUS_TINY, mark.line);
    if chosen {
        painter.rect_stroke(
            rect,
            metrics::RADIUS_SMALL,
            egui::Stroke::new(2.0, tokens.ink),
            egui::StrokeKind::Inside,
        );
    }
    if response.has_focus() {
        paint::focus_ring(painter, rect, metrics::RADIUS_SMALL, tokens);
    }
    let enabled = ui.is_enabled();
    response.widget_info(|| {
        WidgetInfo::selected(egui::Role::RadioButton, enabled, chosen, format!("Colour {name}"))
    });
    response.on_hover_text(hint).clicked()
}

fn key(ui: &mut Ui, codebook: &Codebook, label: &Label, state: &mut CodebookState, out: &mut Vec<Action>) {
    let key = FieldKey::Key(label.id.clone());
    named(ui, "Key", |ui| {
        ui.horizontal(|ui| {
            line(ui, state, &key, "Key of the label", &label.key.to_uppercase(), 44.0, out);
            let offer = if label.key.is_empty() { codebook.free_key(&label.name) } else { String::new() };
            if !offer.is_empty() {
                let take = widgets::plain(format!("Take {}", offer.to_uppercase()));
                if ui.add(take).clicked() {
                    out.push(Action::Codebook(CodebookAction::Field(key.clone(), offer)));
                }
            }
            widgets::weak(ui, "One letter or digit; typed, it tags.");
        });
        // Told while it is being written, before it is refused.
        match draft(state, &key).and_then(|text| key_problem(codebook, &label.id, text)) {
            Some(why) => problem(ui, &why),
            None => refusal(ui, state, &key),
        }
        if let Some(why) =
            key_problem(codebook, &label.id, &label.key).filter(|_| draft(state, &key).is_none())
        {
            problem(ui, &why);
        }
    });
}

fn place(ui: &mut Ui, codebook: &Codebook, label: &Label, out: &mut Vec<Action>) {
    named(ui, "Stands under", |ui| {
        let homes: Vec<&Label> = codebook
            .tree()
            .into_iter()
            .map(|branch| branch.label)
            .filter(|home| !codebook.is_within(&home.id, &label.id))
            .collect();
        let mut names = vec!["No other label".to_owned()];
        names
            .extend(homes.iter().map(|home| format!("{}{}", "    ".repeat(codebook.depth(home)), home.name)));
        let parent = codebook.parent_of(label);
        let now = parent.and_then(|parent| homes.iter().position(|home| home.id == parent.id));
        let now = now.map_or(0, |at| at + 1);
        let shown = parent.map_or("No other label", |parent| parent.name.as_str());
        if let Some(at) = menu(ui, "Stands under", shown, &names, now).filter(|at| *at != now) {
            let home = at.checked_sub(1).and_then(|at| homes.get(at)).map(|home| home.id.clone());
            let mut next = codebook.clone();
            if next.place(&label.id, home.as_ref(), usize::MAX) {
                put(format!("move “{}”", label.name), Box::new(next), out);
            }
        }
    });
}

/// How often it is used, and what reaches into reviews.
fn uses(ui: &mut Ui, label: &Label, state: &CodebookState, out: &mut Vec<Action>) {
    widgets::section_head(ui, "In reviews");
    match state.uses_of(&label.id) {
        None => {
            widgets::ProgressBar::new("Counting in all reviews", None).show(ui);
        }
        Some(count) => {
            let mut words = match count.annotations {
                0 => "Nothing is tagged with it".to_owned(),
                n => format!("{} in {}", counted(n, "annotation"), counted(count.reviews, "review")),
            };
            if count.clusters > 0 {
                words.push_str(&format!(", {}", counted(count.clusters, "cluster")));
            }
            widgets::weak(
                ui,
                &format!("{words}. Its id in files is “{}”: a new name changes no review.", label.id),
            );
        }
    }
    ui.horizontal_wrapped(|ui| {
        let asks = [
            (Command::MergeLabel, Asked::Merge(label.id.clone())),
            (Command::SplitLabel, Asked::Split(label.id.clone())),
            (Command::DeleteLabel, Asked::Delete(label.id.clone())),
        ];
        for (command, asked) in asks {
            let spec = command.spec();
            let button = match command {
                Command::DeleteLabel => widgets::danger(spec.name),
                _ => widgets::quiet(spec.name),
            };
            if ui.add(button.icon(spec.icon)).on_hover_text(spec.about).clicked() {
                out.push(Action::Codebook(CodebookAction::Ask(asked)));
            }
        }
    });
}

/// Shows a label that reviews have and the codebook does not know.
pub fn show_unknown(
    ui: &mut Ui,
    codebook: &Codebook,
    id: &LabelId,
    state: &CodebookState,
    out: &mut Vec<Action>,
) {
    ui.spacing_mut().item_spacing.y = 8.0;
    widgets::section_head(ui, "Not in the codebook");
    widgets::heading(ui, id.as_str());
    let count = state.uses_of(id).unwrap_or_default();
    let words = format!(
        "{} in {} have this label, and the codebook does not know it. They open, show and save like others.",
        counted(count.annotations, "annotation"),
        counted(count.reviews, "review")
    );
    widgets::body(ui, &words);
    if let Some(to) = codebook.replaced.get(id) {
        let name = codebook.label_name(to);
        widgets::body(ui, &format!("It became “{name}” when this codebook was changed."));
    }
    ui.horizontal_wrapped(|ui| {
        let make = widgets::quiet(format!("Make label “{id}”")).icon(icons::PLUS);
        if ui.add(make).clicked() {
            out.push(Action::Codebook(CodebookAction::Adopt(id.clone())));
        }
        let relabel = widgets::primary("Give them another label…").icon(icons::SWAP);
        if ui.add(relabel).clicked() {
            out.push(Action::Codebook(CodebookAction::Ask(Asked::Unknown(id.clone()))));
        }
    });
}
