//! The attributes of a label: what can be said about what is tagged with it.

use egui::{Ui, vec2};

use super::change::counted;
use super::field::FieldKey;
use super::state::{CodebookAction, CodebookState};
use super::widgets::{hinted_line, line, menu, refusal};
use crate::gui::action::Action;
use crate::gui::look::{icons, metrics, widgets};
use crate::model::{Attribute, AttributeKind, Codebook, CodebookChange, Label, LabelId, Recode, Value};

/// The kinds in the order of the menu, with their names there.
const KINDS: [&str; 6] = ["Choice", "Several choices", "Text", "Number", "Yes or no", "Date"];

fn kind_at(kind: &AttributeKind) -> usize {
    match kind {
        AttributeKind::Choice(_) => 0,
        AttributeKind::Several(_) => 1,
        AttributeKind::Text => 2,
        AttributeKind::Number => 3,
        AttributeKind::YesNo => 4,
        AttributeKind::Date => 5,
    }
}

/// A kind by its place in the menu; choices stay what they are.
fn kind_of(at: usize, options: &[String]) -> AttributeKind {
    match at {
        0 => AttributeKind::Choice(options.to_vec()),
        1 => AttributeKind::Several(options.to_vec()),
        3 => AttributeKind::Number,
        4 => AttributeKind::YesNo,
        5 => AttributeKind::Date,
        _ => AttributeKind::Text,
    }
}

/// What a change to one attribute pushes.
struct Editor<'a> {
    codebook: &'a Codebook,
    label: &'a LabelId,
}

impl Editor<'_> {
    /// Another attribute in its place; values follow where they can.
    fn propose(&self, name: String, attribute: &Attribute, out: &mut Vec<Action>) {
        if let Some(change) = self.codebook.with_attribute(self.label, attribute, true) {
            out.push(Action::Codebook(CodebookAction::Propose(name, Box::new(change))));
        }
    }

    /// The list of attributes changed as a whole.
    fn list(&self, name: String, change: impl FnOnce(&mut Vec<Attribute>), out: &mut Vec<Action>) {
        let mut codebook = self.codebook.clone();
        if let Some(label) = codebook.label_mut(self.label) {
            change(&mut label.attributes);
        }
        let change = CodebookChange { codebook, recode: Recode::default() };
        out.push(Action::Codebook(CodebookAction::Propose(name, Box::new(change))));
    }
}

/// Shows the attributes of a label.
pub fn show(
    ui: &mut Ui,
    codebook: &Codebook,
    label: &Label,
    state: &mut CodebookState,
    out: &mut Vec<Action>,
) {
    widgets::section_head(ui, "Attributes");
    if label.attributes.is_empty() {
        widgets::weak(ui, "Nothing more is said about it. An attribute asks one thing of each annotation.");
    }
    let editor = Editor { codebook, label: &label.id };
    for (at, attribute) in label.attributes.iter().enumerate() {
        ui.push_id(attribute.id.as_str(), |ui| {
            widgets::card(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 6.0;
                one(ui, &editor, attribute, at, label.attributes.len(), state, out);
            });
        });
    }
    let key = FieldKey::NewAttribute(label.id.clone());
    hinted_line(ui, state, &key, "New attribute", "Add an attribute", 240.0, out);
    refusal(ui, state, &key);
}

fn one(
    ui: &mut Ui,
    editor: &Editor<'_>,
    attribute: &Attribute,
    at: usize,
    all: usize,
    state: &mut CodebookState,
    out: &mut Vec<Action>,
) {
    let name = &attribute.name;
    let key = FieldKey::AttributeName(editor.label.clone(), attribute.id.clone());
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let field = format!("Name of attribute {name}");
        line(ui, state, &key, &field, name, ui.available_width() - 3.0 * 28.0, out);
        buttons(ui, editor, attribute, at, all, out);
    });
    refusal(ui, state, &key);
    ui.horizontal_wrapped(|ui| {
        let kinds: Vec<String> = KINDS.iter().map(|kind| (*kind).to_owned()).collect();
        let now = kind_at(&attribute.kind);
        let shown = KINDS.get(now).copied().unwrap_or_default();
        if let Some(at) = menu(ui, &format!("Kind of {name}"), shown, &kinds, now).filter(|at| *at != now) {
            let options = kept_options(editor.label, attribute, state);
            let next = Attribute { kind: kind_of(at, &options), ..attribute.clone() };
            let becomes = KINDS.get(at).copied().unwrap_or_default().to_lowercase();
            editor.propose(format!("“{name}” becomes {becomes}"), &next, out);
        }
        let mut required = attribute.required;
        ui.push_id("required", |ui| {
            let box_ = widgets::checkbox(ui, &mut required, "Required")
                .on_hover_text("An annotation without it counts as unfinished, and says so.");
            let enabled = ui.is_enabled();
            box_.widget_info(|| {
                let name = format!("{name} is required");
                egui::WidgetInfo::selected(egui::Role::CheckBox, enabled, required, name)
            });
        });
        if required != attribute.required {
            let next = Attribute { required, ..attribute.clone() };
            let verb = if required { "is required" } else { "is not required" };
            editor.propose(format!("“{name}” {verb}"), &next, out);
        }
    });
    if matches!(attribute.kind, AttributeKind::Choice(_) | AttributeKind::Several(_)) {
        options(ui, editor, attribute, state, out);
    }
    default(ui, editor, attribute, state, out);
}

/// The choices that an attribute has, or that reviews have given it: one that becomes a choice offers
/// what was written so far.
fn kept_options(label: &LabelId, attribute: &Attribute, state: &CodebookState) -> Vec<String> {
    const MOST: usize = 12;
    if !attribute.kind.options().is_empty() {
        return attribute.kind.options().to_vec();
    }
    let Some(uses) = &state.uses else { return Vec::new() };
    let mut out: Vec<String> = Vec::new();
    for (value, _) in uses.survey.values(label, &attribute.id) {
        let said: Vec<String> = match value {
            Some(Value::Several(all)) => all,
            Some(value) => vec![value.to_string()],
            None => Vec::new(),
        };
        for one in said {
            if !out.contains(&one) {
                out.push(one);
            }
        }
    }
    // Many different values are text, and no choice.
    if out.len() > MOST { Vec::new() } else { out }
}

fn buttons(
    ui: &mut Ui,
    editor: &Editor<'_>,
    attribute: &Attribute,
    at: usize,
    all: usize,
    out: &mut Vec<Action>,
) {
    let name = &attribute.name;
    for (icon, words, to) in [
        (icons::ARROW_UP, format!("Move {name} up"), at.checked_sub(1)),
        (icons::ARROW_DOWN, format!("Move {name} down"), Some(at + 1).filter(|to| *to < all)),
    ] {
        let button = ui.add_enabled(to.is_some(), widgets::IconButton::new(icon, words).size(24.0));
        if let (true, Some(to)) = (button.clicked(), to) {
            editor.list(format!("move attribute “{name}”"), |list| list.swap(at, to), out);
        }
    }
    let delete = widgets::IconButton::new(icons::TRASH, format!("Delete attribute {name}")).size(24.0);
    if ui.add(delete).clicked() {
        let id = attribute.id.clone();
        editor.list(format!("delete attribute “{name}”"), |list| list.retain(|one| one.id != id), out);
    }
}

fn options(
    ui: &mut Ui,
    editor: &Editor<'_>,
    attribute: &Attribute,
    state: &mut CodebookState,
    out: &mut Vec<Action>,
) {
    let options = attribute.kind.options();
    let with = |options: Vec<String>| Attribute {
        kind: kind_of(kind_at(&attribute.kind), &options),
        ..attribute.clone()
    };
    for (at, option) in options.iter().enumerate() {
        let key = FieldKey::Choice(editor.label.clone(), attribute.id.clone(), at);
        ui.push_id(at, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                let uses = uses_of_option(editor.label, attribute, option, state);
                let width = ui.available_width() - 3.0 * 26.0 - 56.0;
                let field = format!("Choice {} of {}", at + 1, attribute.name);
                line(ui, state, &key, &field, option, width, out);
                for (icon, words, to) in [
                    (icons::ARROW_UP, format!("Move {option} up"), at.checked_sub(1)),
                    (
                        icons::ARROW_DOWN,
                        format!("Move {option} down"),
                        Some(at + 1).filter(|to| *to < options.len()),
                    ),
                ] {
                    let button = widgets::IconButton::new(icon, words).size(22.0);
                    let button = ui.add_enabled(to.is_some(), button);
                    if let (true, Some(to)) = (button.clicked(), to) {
                        let mut options = options.to_vec();
                        options.swap(at, to);
                        editor.propose(format!("move choice “{option}”"), &with(options), out);
                    }
                }
                let remove = widgets::IconButton::new(icons::X, format!("Remove choice {option}")).size(22.0);
                if ui.add(remove).clicked() {
                    let options = options.iter().filter(|one| *one != option).cloned().collect();
                    editor.propose(format!("remove choice “{option}”"), &with(options), out);
                }
                if let Some(uses) = uses.filter(|uses| *uses > 0) {
                    widgets::weak(ui, &uses.to_string())
                        .on_hover_text(format!("{} have it.", counted(uses, "annotation")));
                }
            });
            refusal(ui, state, &key);
        });
    }
    let key = FieldKey::NewChoice(editor.label.clone(), attribute.id.clone());
    let width = ui.available_width() - 3.0 * 26.0 - 56.0;
    let field = format!("New choice of {}", attribute.name);
    hinted_line(ui, state, &key, &field, "Add a choice", width, out);
    refusal(ui, state, &key);
}

/// How many annotations have a choice; counted once for a survey, not in every frame.
fn uses_of_option(
    label: &LabelId,
    attribute: &Attribute,
    option: &str,
    state: &CodebookState,
) -> Option<usize> {
    let uses = state.uses.as_ref()?;
    let all = uses.choices.get(&(label.clone(), attribute.id.clone()))?;
    Some(all.get(option).copied().unwrap_or(0))
}

/// What a new annotation starts with.
fn default(
    ui: &mut Ui,
    editor: &Editor<'_>,
    attribute: &Attribute,
    state: &mut CodebookState,
    out: &mut Vec<Action>,
) {
    let name = &attribute.name;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        ui.allocate_ui_with_layout(
            vec2(56.0, metrics::ROW),
            egui::Layout::left_to_right(egui::Align::Center),
            |ui| {
                ui.set_min_size(vec2(56.0, metrics::ROW));
                widgets::weak(ui, "Default");
            },
        );
        let mut set = |value: Option<Value>| {
            let next = Attribute { default: value, ..attribute.clone() };
            editor.propose(format!("default of “{name}”"), &next, out);
        };
        match &attribute.kind {
            AttributeKind::Choice(options) => {
                let mut names = vec!["None".to_owned()];
                names.extend(options.iter().cloned());
                let shown = attribute.default.as_ref().map_or("None".to_owned(), ToString::to_string);
                let now = names.iter().position(|one| *one == shown).unwrap_or(0);
                if let Some(at) = menu(ui, &format!("Default of {name}"), &shown, &names, now) {
                    let chosen = at.checked_sub(1).and_then(|at| options.get(at));
                    set(chosen.map(|option| Value::Choice(option.clone())));
                }
            }
            AttributeKind::Several(options) => {
                let now = match &attribute.default {
                    Some(Value::Several(all)) => all.as_slice(),
                    _ => &[],
                };
                for option in options {
                    let on = now.contains(option);
                    let button = ui.add(widgets::plain(option.as_str()).selected(on).height(22.0));
                    button.widget_info(|| {
                        let words = format!("{name} starts with {option}");
                        egui::WidgetInfo::selected(egui::Role::CheckBox, true, on, words)
                    });
                    if button.clicked() {
                        let all: Vec<String> = options
                            .iter()
                            .filter(|one| now.contains(one) != (*one == option))
                            .cloned()
                            .collect();
                        set((!all.is_empty()).then_some(Value::Several(all)));
                    }
                }
            }
            AttributeKind::YesNo => {
                for (words, value) in [("none", None), ("yes", Some(true)), ("no", Some(false))] {
                    let value = value.map(Value::YesNo);
                    let on = attribute.default == value;
                    let button = ui.add(widgets::plain(words).selected(on).height(22.0));
                    button.widget_info(|| {
                        let words = format!("{name} starts with {words}");
                        egui::WidgetInfo::selected(egui::Role::RadioButton, true, on, words)
                    });
                    if button.clicked() && !on {
                        set(value);
                    }
                }
            }
            AttributeKind::Text | AttributeKind::Number | AttributeKind::Date => {
                let key = FieldKey::Default(editor.label.clone(), attribute.id.clone());
                let now = attribute.default.as_ref().map(ToString::to_string).unwrap_or_default();
                let field = format!("Default of {name}");
                line(ui, state, &key, &field, &now, 180.0, out);
                refusal(ui, state, &key);
            }
        }
    });
}
