//! The fields of what is being made, and the keys that change it.

use egui::{Event, Key, Modifiers, Popup, Ui};

use super::action::SettleAction;
use super::draft::{Draft, DraftAction, EndMove, MarkDraft};
use super::state::SettleState;
use super::words;
use crate::agreement::settle::Item;
use crate::gui::action::Action;
use crate::gui::look::{self, icons, widgets};
use crate::gui::read::shortened;
use crate::model::{Attribute, AttributeKind, Attributes, LabelId, Value};
use crate::session::Session;

fn push(out: &mut Vec<Action>, action: DraftAction) {
    out.push(Action::Consensus(SettleAction::Draft(action)));
}

/// Shows the fields.
pub fn show(ui: &mut Ui, item: &Item, session: &Session, state: &mut SettleState, out: &mut Vec<Action>) {
    let Some(draft) = state.draft.clone() else { return };
    if item.group.candidates.len() > 1 {
        widgets::section_head(ui, "Begin from");
        ui.horizontal_wrapped(|ui| {
            for (at, candidate) in item.group.candidates.iter().enumerate() {
                let name = state.names.names(&candidate.by);
                let button = widgets::quiet(name.clone()).height(24.0);
                if ui.add(button).on_hover_text(format!("Begin from what {name} has")).clicked() {
                    push(out, DraftAction::From(at));
                }
            }
        });
    }
    match &draft {
        Draft::Mark(mark) => mark_fields(ui, mark, session, out),
        Draft::Cluster { label, members, attributes, .. } => {
            label_field(ui, label, session, out);
            widgets::field_row(ui, "Name", |ui| {
                let Some(Draft::Cluster { name, .. }) = &mut state.draft else { return };
                ui.add(widgets::TextField::new(name, "Name of the cluster"));
            });
            attribute_fields(ui, label, attributes, session, out);
            widgets::section_head(ui, "Members");
            for (at, (place, is_in)) in members.iter().enumerate() {
                let name =
                    session.story().article(&place.article).map_or("?", |article| article.short_name());
                let words = format!("{} · {name}", shortened(&words::one_line(&place.text), 40));
                let mut on = *is_in;
                if widgets::checkbox(ui, &mut on, &words).clicked() {
                    push(out, DraftAction::Member(at));
                }
            }
        }
        Draft::Link { kind, from, to } => {
            widgets::weak(ui, &format!("{} → {}", words::end(from), words::end(to)));
            for known in &session.codebook().links {
                let row = widgets::Row::new(known.name.as_str()).selected(known.id == *kind);
                if ui.add(row).clicked() {
                    push(out, DraftAction::Kind(known.id.clone()));
                }
            }
        }
    }
    ui.add_space(6.0);
    let whole = draft.matter(session).is_some();
    ui.horizontal(|ui| {
        if ui.add_enabled(whole, widgets::primary("Decide so").icon(icons::CHECK).key("Enter")).clicked() {
            push(out, DraftAction::Done);
        }
        if ui.add(widgets::quiet("Cancel").key("Esc")).clicked() {
            push(out, DraftAction::Cancel);
        }
    });
    if !whole {
        widgets::weak(ui, "Nothing is left of it.");
    }
}

fn mark_fields(ui: &mut Ui, mark: &MarkDraft, session: &Session, out: &mut Vec<Action>) {
    let Some(article) = session.story().article(&mark.article) else { return };
    let text = mark.spans.iter().filter_map(|span| span.slice(&article.text)).collect::<Vec<_>>().join(" … ");
    widgets::words(ui, &format!("“{}”", shortened(&words::one_line(&text), 160)));
    label_field(ui, &mark.label, session, out);
    for (start, name) in [(true, "Start"), (false, "End")] {
        widgets::field_row(ui, name, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                let moves = [
                    (icons::CARET_DOUBLE_LEFT, "one word left", false, false),
                    (icons::CARET_LEFT, "one character left", false, true),
                    (icons::CARET_RIGHT, "one character right", true, true),
                    (icons::CARET_DOUBLE_RIGHT, "one word right", true, false),
                ];
                for (icon, what, right, by_char) in moves {
                    let key = key_of(start, right, by_char);
                    let button = widgets::IconButton::new(icon, format!("{name} {what}")).key(key).size(24.0);
                    if ui.add(button).clicked() {
                        push(out, DraftAction::Move(EndMove { start, right, by_char }));
                    }
                }
            })
        });
    }
    attribute_fields(ui, &mark.label, &mark.attributes, session, out);
    widgets::weak(ui, "Or select words in the consensus. A label’s key gives the label.");
}

/// The key that moves an end, as people read it.
fn key_of(start: bool, right: bool, by_char: bool) -> &'static str {
    match (start, right, by_char) {
        (false, false, false) => "←",
        (false, true, false) => "→",
        (true, false, false) => "Shift+←",
        (true, true, false) => "Shift+→",
        (false, false, true) => "Alt+←",
        (false, true, true) => "Alt+→",
        (true, false, true) => "Alt+Shift+←",
        (true, true, true) => "Alt+Shift+→",
    }
}

fn label_field(ui: &mut Ui, now: &LabelId, session: &Session, out: &mut Vec<Action>) {
    let codebook = session.codebook();
    widgets::field_row(ui, "Label", |ui| {
        let name = codebook.label_name(now);
        let button = ui.add(widgets::quiet(name).icon(icons::CARET_DOWN));
        Popup::menu(&button).show(|ui| {
            for label in &codebook.labels {
                let mark = look::tokens(ui).mark(label.color);
                let row = widgets::Row::new(label.name.as_str())
                    .lead(widgets::Lead::Swatch(label.kind, mark))
                    .key(label.key.to_uppercase())
                    .selected(label.id == *now);
                if ui.add(row).clicked() {
                    push(out, DraftAction::Label(label.id.clone()));
                    ui.close();
                }
            }
        });
    });
}

/// What the label offers to say, and what is said that it does not offer.
fn attribute_fields(
    ui: &mut Ui,
    label: &LabelId,
    said: &Attributes,
    session: &Session,
    out: &mut Vec<Action>,
) {
    let offered =
        session.codebook().label(label).map(|label| label.attributes.as_slice()).unwrap_or_default();
    for attribute in offered {
        widgets::field_row(ui, &attribute.name, |ui| {
            attribute_field(ui, attribute, said.get(&attribute.id), out);
        });
    }
    for (id, value) in said.iter().filter(|(id, _)| offered.iter().all(|attribute| attribute.id != **id)) {
        widgets::field_row(ui, id, |ui| {
            widgets::weak(ui, &value.to_string());
            if ui.add(widgets::IconButton::new(icons::X, format!("Remove {id}")).size(22.0)).clicked() {
                push(out, DraftAction::Attribute(id.clone(), None));
            }
        });
    }
}

fn attribute_field(ui: &mut Ui, attribute: &Attribute, now: Option<&Value>, out: &mut Vec<Action>) {
    let set = |out: &mut Vec<Action>, value| {
        push(out, DraftAction::Attribute(attribute.id.clone(), value));
    };
    let shown = now.map_or_else(|| "not set".to_owned(), ToString::to_string);
    let options: &[String] = match &attribute.kind {
        AttributeKind::Choice(options) | AttributeKind::Several(options) => options,
        _ => &[],
    };
    match &attribute.kind {
        AttributeKind::Choice(_) | AttributeKind::Several(_) | AttributeKind::YesNo => {
            let button = ui.add(widgets::quiet(shown).icon(icons::CARET_DOWN));
            Popup::menu(&button).show(|ui| {
                if ui.add(widgets::Row::new("not set").selected(now.is_none())).clicked() {
                    set(out, None);
                    ui.close();
                }
                if attribute.kind == AttributeKind::YesNo {
                    for yes in [true, false] {
                        let value = Value::YesNo(yes);
                        let row = widgets::Row::new(value.to_string()).selected(now == Some(&value));
                        if ui.add(row).clicked() {
                            set(out, Some(value));
                            ui.close();
                        }
                    }
                }
                let several = matches!(attribute.kind, AttributeKind::Several(_));
                for option in options {
                    let has = match now {
                        Some(Value::Choice(chosen)) => chosen == option,
                        Some(Value::Several(chosen)) => chosen.contains(option),
                        _ => false,
                    };
                    if !ui.add(widgets::Row::new(option.as_str()).selected(has)).clicked() {
                        continue;
                    }
                    if several {
                        let mut all = match now {
                            Some(Value::Several(all)) => all.clone(),
                            _ => Vec::new(),
                        };
                        if has {
                            all.retain(|one| one != option)
                        } else {
                            all.push(option.clone())
                        }
                        set(out, (!all.is_empty()).then_some(Value::Several(all)));
                    } else {
                        set(out, Some(Value::Choice(option.clone())));
                        ui.close();
                    }
                }
            });
        }
        AttributeKind::Text | AttributeKind::Number | AttributeKind::Date => {
            // The words stand as typed until they are a value of the kind.
            let id = ui.scope_id().with(("attribute", &attribute.id));
            let kept = ui.data(|data| data.get_temp::<String>(id));
            let mut typed = kept.unwrap_or_else(|| now.map(ToString::to_string).unwrap_or_default());
            let response = ui.add(widgets::TextField::new(&mut typed, &attribute.name).width(150.0));
            if response.changed() {
                let words = typed.trim();
                let value = match attribute.kind {
                    AttributeKind::Number => {
                        words.parse().ok().filter(|n: &f64| n.is_finite()).map(Value::Number)
                    }
                    AttributeKind::Date => {
                        words.parse::<jiff::civil::Date>().ok().map(|_| Value::Date(words.to_owned()))
                    }
                    _ => (!words.is_empty()).then(|| Value::Text(words.to_owned())),
                };
                set(out, value);
            }
            if response.has_focus() {
                ui.data_mut(|data| data.insert_temp(id, typed));
            } else {
                ui.data_mut(|data| data.remove::<String>(id));
            }
        }
    }
}

/// The keys while something is being made: arrows move the ends, a label's key gives the label, Enter
/// decides, Escape gives up. While a reason is chosen, digits choose it.
pub fn take_keys(ui: &Ui, session: &Session, state: &SettleState, out: &mut Vec<Action>) {
    let ctx = ui.ctx();
    let busy = ctx.memory(|memory| memory.top_modal_layer().is_some()) || Popup::is_any_open(ctx);
    if busy {
        return;
    }
    let typing = ctx.text_edit_focused();
    let on_button = ctx.memory(|memory| memory.focused()).is_some() && !typing;
    ui.input(|input| {
        for event in &input.events {
            match event {
                Event::Key { key: Key::Escape, pressed: true, .. } if state.draft.is_some() => {
                    push(out, DraftAction::Cancel);
                }
                Event::Key { key: Key::Escape, pressed: true, .. } if state.reasons_open => {
                    out.push(Action::Consensus(SettleAction::Reasons(false)));
                }
                Event::Key { key, pressed: true, modifiers, .. } if state.draft.is_some() && !typing => {
                    if *key == Key::Enter && modifiers.is_none() && !on_button {
                        push(out, DraftAction::Done);
                    }
                    let right = *key == Key::ArrowRight;
                    let arrow = right || *key == Key::ArrowLeft;
                    let plain = !modifiers.contains(Modifiers::COMMAND) && !modifiers.ctrl;
                    if arrow && plain {
                        let to = EndMove { start: modifiers.shift, right, by_char: modifiers.alt };
                        push(out, DraftAction::Move(to));
                    }
                }
                Event::Text(typed) if state.draft.is_some() && !typing => {
                    let label = session.codebook().labels.iter().find(|label| {
                        !label.key.is_empty() && label.key.to_lowercase() == typed.to_lowercase()
                    });
                    if let Some(label) = label {
                        push(out, DraftAction::Label(label.id.clone()));
                    }
                }
                Event::Text(typed) if state.reasons_open && !typing => {
                    let Ok(number) = typed.parse::<usize>() else { continue };
                    let reasons = &session.codebook().reasons;
                    let reason = match number {
                        0 => Some(String::new()),
                        number => reasons.get(number - 1).map(|reason| reason.id.clone()),
                    };
                    out.extend(reason.map(|reason| Action::Consensus(SettleAction::Reason(reason))));
                }
                _ => {}
            }
        }
    });
}
