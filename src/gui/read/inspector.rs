//! The inspector: the selected annotation with all that can be said about it, and the list of all.

use egui::{Id, Rect, ScrollArea, Ui, UiBuilder, vec2};

use super::state::ReadState;
use super::ties::{self, PickFor, TieAction};
use super::{bulk, list};
use crate::gui::action::Action;
use crate::gui::codebook::CodebookAction;
use crate::gui::command::Command;
use crate::gui::look::{self, icons, metrics, widgets};
use crate::gui::notes;
use crate::model::{
    Annotation, AnnotationId, Attribute, AttributeKind, Attributes, Kind, Link, LinkEnd, NoteOn, Value,
};
use crate::session::Session;

/// Width of the names beside fields.
const NAMES: f32 = 68.0;
/// The link kind of the default codebook that says who said something.
const SAID_BY: &str = "said-by";

/// The first field of the selected annotation, for giving it the keyboard.
pub fn fields_id() -> Id {
    Id::unique("inspector note")
}

/// Shows the inspector in `rect`.
pub fn show(ui: &mut Ui, rect: Rect, session: &Session, state: &mut ReadState, out: &mut Vec<Action>) {
    let tokens = look::tokens(ui);
    ui.painter().rect_filled(rect, 0, tokens.panel);
    ui.painter().vline(rect.left() + 0.5, rect.y_range(), tokens.hairline());
    let inner = rect.shrink2(vec2(metrics::PADDING, metrics::PADDING));
    ui.scope_builder(UiBuilder::new().max_rect(inner).id_salt("inspector"), |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let selected = state.selected.as_ref().and_then(|id| session.review().annotation(id));
        match selected {
            _ if !state.chosen.is_empty() => {
                let most = inner.height() * 0.62;
                ScrollArea::vertical()
                    .max_height(most)
                    .auto_shrink([false, true])
                    .id_salt("several")
                    .show(ui, |ui| bulk::card(ui, session, state, out));
                ui.add_space(metrics::PADDING);
            }
            Some(annotation) => {
                let most = inner.height() * 0.68;
                ScrollArea::vertical().max_height(most).auto_shrink([false, true]).id_salt("selected").show(
                    ui,
                    |ui| {
                        card(ui, annotation, session, state, out);
                        crate::gui::found::elsewhere(ui, annotation, session, out);
                    },
                );
                ui.add_space(metrics::PADDING);
            }
            None => notes::about(ui, session, state, out),
        }
        list::show(ui, session, state, out);
    });
}

fn card(
    ui: &mut Ui,
    annotation: &Annotation,
    session: &Session,
    state: &mut ReadState,
    out: &mut Vec<Action>,
) {
    let codebook = &session.project().codebook;
    let label = codebook.label(&annotation.label);
    let Some(article) = session.story().article(&annotation.article) else { return };
    let writable = session.read_only().is_none();
    widgets::card(ui, |ui| {
        ui.horizontal(|ui| {
            let name = codebook.label_name(&annotation.label);
            match label {
                Some(label) => {
                    let mut chip = widgets::Chip::new(name, label.color);
                    if writable {
                        chip = chip.clickable(format!("Change label, now {name}"));
                    }
                    if ui.add(chip).clicked() {
                        out.push(Action::Do(Command::Relabel));
                    }
                }
                None => {
                    widgets::strong(ui, name).on_hover_text("The codebook does not know this label.");
                }
            }
            let place = format!("{} ¶{}", article.short_name(), article.paragraph_number(annotation.start()));
            let buttons = if writable { 52.0 } else { 0.0 };
            ui.scope(|ui| {
                ui.set_max_width((ui.available_width() - buttons).max(20.0));
                widgets::elided(ui, &place, look::sans(metrics::SMALL), look::tokens(ui).weak);
            });
            if writable {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let delete =
                        widgets::IconButton::new(icons::TRASH, "Delete annotation").size(22.0).key("Del");
                    if ui.add(delete).clicked() {
                        out.push(Action::Delete(annotation.id.clone()));
                    }
                });
            }
        });
        if label.is_none() && writable {
            unknown(ui, annotation, session, out);
        }
        widgets::words(ui, &super::tag_palette::first_words(annotation, &article.text, 400));
        let words =
            state.selection(session.story()).filter(|(of, _)| *of == article.id).map(|(_, span)| span);
        ties::pieces(ui, annotation, article, words, state, writable, out);
        ui.add_space(4.0);
        let kind = codebook.kind(&annotation.label);
        if matches!(kind, Kind::Quote | Kind::Claim) {
            speaker(ui, annotation, session, writable, out);
        }
        for attribute in label.map(|label| label.attributes.as_slice()).unwrap_or_default() {
            field(ui, &attribute.name, |ui| {
                let of = Attributed { id: &annotation.id, values: &annotation.attributes };
                let mut set =
                    |value| out.push(Action::Attribute(annotation.id.clone(), attribute.id.clone(), value));
                edit_attribute(ui, &of, attribute, &mut state.field, writable, &mut set);
                fit(ui, attribute, annotation.attributes.get(&attribute.id));
            });
        }
        let known = |id: &str| label.is_some_and(|label| label.attributes.iter().any(|a| a.id == id));
        for (id, value) in annotation.attributes.iter().filter(|(id, _)| !known(id)) {
            field(ui, id, |ui| {
                widgets::weak(ui, &value.to_string())
                    .on_hover_text("The codebook does not know this attribute.");
            });
        }
        note(ui, annotation, state, writable, out);
        widgets::weak(ui, &provenance(annotation));
    });
    ties::cards(ui, annotation, session, state, out);
}

/// What to do about a label that the codebook does not know.
fn unknown(ui: &mut Ui, annotation: &Annotation, session: &Session, out: &mut Vec<Action>) {
    let codebook = session.codebook();
    let id = &annotation.label;
    match codebook.replaced.get(id) {
        Some(to) => {
            let name = codebook.label_name(to);
            widgets::weak(ui, &format!("Not in the codebook: it became “{name}”."));
        }
        None => drop(widgets::weak(ui, "Not in the codebook.")),
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        if ui.add(widgets::plain("Change label…").icon(icons::SWAP).height(22.0)).clicked() {
            out.push(Action::Do(Command::Relabel));
        }
        if ui.add(widgets::plain(format!("Make label “{id}”")).icon(icons::PLUS).height(22.0)).clicked() {
            out.push(Action::Codebook(CodebookAction::Adopt(id.clone())));
        }
    });
}

/// Says quietly what an attribute lacks: a value that is required, or one that fits.
fn fit(ui: &mut Ui, attribute: &Attribute, value: Option<&Value>) {
    match value {
        None if attribute.required => drop(widgets::weak(ui, "Required, not set yet.")),
        Some(value) => {
            if let Some(why) = attribute.misfit(value) {
                widgets::weak(ui, &format!("“{value}” {why}. It is kept."));
            }
        }
        None => {}
    }
}

fn provenance(annotation: &Annotation) -> String {
    use crate::model::Origin;
    let how = match &annotation.origin {
        Origin::Hand => "Drawn by hand",
        Origin::Suggested(_) => "Suggested and accepted",
        Origin::SuggestedEdited(_) => "Suggested, changed and accepted",
        Origin::Repeated => "Marked with all the same words",
        Origin::Carried(_) => "Carried over",
        Origin::Imported(_) => "Imported",
        Origin::Settled => "Settled",
    };
    let time = annotation.changed.to_zoned(jiff::tz::TimeZone::system()).strftime("%-d %b %Y, %H:%M");
    format!("{how} · {time}")
}

/// A name at the left, a field beside it.
pub(super) fn field(ui: &mut Ui, name: &str, contents: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        let tokens = look::tokens(ui);
        ui.vertical(|ui| {
            ui.set_width(NAMES);
            // As far down as the words of the field beside it.
            ui.add_space(4.0);
            let text = egui::RichText::new(name).font(look::sans(metrics::SMALL)).color(tokens.weak);
            ui.add(egui::Label::new(text).wrap());
        });
        ui.vertical(|ui| contents(ui));
    });
}

/// What has attributes: an annotation, or all that is the same.
pub(super) struct Attributed<'a> {
    /// Names its fields.
    pub id: &'a AnnotationId,
    /// What is said about it.
    pub values: &'a Attributes,
}

/// A text attribute being written: of what, which, and the words so far.
pub(super) type FieldDraft = Option<(AnnotationId, String, String)>;

/// Shows what an attribute says, to be changed; calls `set` with another value.
pub(super) fn edit_attribute(
    ui: &mut Ui,
    of: &Attributed<'_>,
    attribute: &Attribute,
    draft: &mut FieldDraft,
    writable: bool,
    set: &mut dyn FnMut(Option<Value>),
) {
    let value = of.values.get(&attribute.id);
    let mut set = |value: Option<Value>| {
        if writable {
            set(value);
        }
    };
    match &attribute.kind {
        AttributeKind::Choice(options) => {
            let now = value.map(ToString::to_string).unwrap_or_default();
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
                let unknown = (!now.is_empty() && !options.contains(&now)).then(|| now.clone());
                for option in options.iter().chain(unknown.as_ref()) {
                    let chosen = *option == now;
                    if ui.add(widgets::plain(option.as_str()).selected(chosen).height(22.0)).clicked() {
                        set((!chosen).then(|| Value::Choice(option.clone())));
                    }
                }
            });
        }
        AttributeKind::Several(options) => {
            let now = match value {
                Some(Value::Several(now)) => now.clone(),
                _ => Vec::new(),
            };
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
                for option in options {
                    let chosen = now.contains(option);
                    if ui.add(widgets::plain(option.as_str()).selected(chosen).height(22.0)).clicked() {
                        let new: Vec<String> = if chosen {
                            now.iter().filter(|o| *o != option).cloned().collect()
                        } else {
                            options.iter().filter(|o| now.contains(o) || *o == option).cloned().collect()
                        };
                        set((!new.is_empty()).then_some(Value::Several(new)));
                    }
                }
            });
        }
        AttributeKind::YesNo => {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                for (words, yes) in [("yes", true), ("no", false)] {
                    let chosen = value == Some(&Value::YesNo(yes));
                    if ui.add(widgets::plain(words).selected(chosen).height(22.0)).clicked() {
                        set((!chosen).then_some(Value::YesNo(yes)));
                    }
                }
            });
        }
        AttributeKind::Text | AttributeKind::Number | AttributeKind::Date => {
            let now = value.map(ToString::to_string).unwrap_or_default();
            let mine = |field: &(AnnotationId, String, String)| field.0 == *of.id && field.1 == attribute.id;
            let mut text = draft.as_ref().filter(|f| mine(f)).map_or(now.clone(), |field| field.2.clone());
            let id = Id::unique("attribute").with((of.id.as_str(), attribute.id.as_str()));
            let response =
                ui.add_enabled(writable, widgets::TextField::new(&mut text, &attribute.name).id(id));
            if response.lost_focus() {
                *draft = None;
                if text != now {
                    match parse(&attribute.kind, text.trim()) {
                        Ok(value) => set(value),
                        // What cannot be read stays in the field, and the field says why.
                        Err(_) => *draft = Some((of.id.clone(), attribute.id.clone(), text.clone())),
                    }
                }
            } else if response.has_focus() {
                *draft = Some((of.id.clone(), attribute.id.clone(), text.clone()));
            }
            if let Err(why) = parse(&attribute.kind, text.trim()) {
                ui.colored_label(look::tokens(ui).bad, why);
            }
        }
    }
}

/// What a person typed, as a value; `None` where the field is empty.
pub(super) fn parse(kind: &AttributeKind, text: &str) -> Result<Option<Value>, &'static str> {
    if text.is_empty() {
        return Ok(None);
    }
    match kind {
        AttributeKind::Number => match text.replace(',', ".").parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Some(Value::Number(number))),
            _ => Err("Write a number, such as 412 or 0.5."),
        },
        AttributeKind::Date => match text.parse::<jiff::civil::Date>() {
            Ok(date) => Ok(Some(Value::Date(date.to_string()))),
            Err(_) => Err("Write a date as 2026-11-22."),
        },
        _ => Ok(Some(Value::Text(text.to_owned()))),
    }
}

/// Whom a quote or claim is tied to by “said by”: itself, or the statement that it prints.
fn said_by<'a>(annotation: &Annotation, session: &'a Session) -> Option<(&'a Link, bool)> {
    let review = session.review();
    let from = |end: LinkEnd| {
        let said = |link: &&Link| link.kind.as_str() == SAID_BY && link.from == end;
        review.links_of(&end).find(said)
    };
    let own = from(LinkEnd::Annotation(annotation.id.clone())).map(|link| (link, true));
    own.or_else(|| {
        let cluster = review.cluster_of(&annotation.id)?;
        from(LinkEnd::Cluster(cluster.id.clone())).map(|link| (link, false))
    })
}

fn speaker(ui: &mut Ui, annotation: &Annotation, session: &Session, writable: bool, out: &mut Vec<Action>) {
    let said = said_by(annotation, session);
    field(ui, "Speaker", |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            let speaker =
                said.and_then(|(link, _)| ties::end_of(session, &link.to, Some(&annotation.article)));
            if let Some(speaker) = speaker {
                let chip = widgets::Chip::new(speaker.name.as_str(), speaker.color)
                    .clickable(format!("Show {}", speaker.name))
                    .max_width(ui.available_width());
                if ui.add(chip).clicked() {
                    out.extend(speaker.shown.map(Action::Show));
                }
            }
            if writable && said.is_some_and(|(_, own)| own) {
                let clear = widgets::IconButton::new(icons::X, "Remove the speaker").size(22.0);
                if ui.add(clear).clicked() {
                    out.push(Action::Speaker(annotation.id.clone(), None));
                }
            }
            if writable {
                let words = if said.is_some() { "Change…" } else { "Point at who says it…" };
                if ui.add(widgets::plain(words).icon(icons::CROSSHAIR).height(22.0)).clicked() {
                    out.push(TieAction::Pick(annotation.id.clone(), PickFor::Speaker).into());
                }
            }
        });
        if said.is_some_and(|(_, own)| !own) {
            widgets::weak(ui, "Of all its printings");
        }
    });
}

fn note(ui: &mut Ui, annotation: &Annotation, state: &mut ReadState, writable: bool, out: &mut Vec<Action>) {
    field(ui, "Note", |ui| {
        let on = NoteOn::Annotation(annotation.id.clone());
        notes::editor(ui, fields_id(), "Note", &on, &annotation.note, &mut state.note, writable, out);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_into_a_field_is_read_or_refused_with_a_reason() {
        assert_eq!(parse(&AttributeKind::Number, "0,5"), Ok(Some(Value::Number(0.5))));
        assert!(parse(&AttributeKind::Number, "many").is_err());
        assert!(parse(&AttributeKind::Number, "NaN").is_err());
        assert_eq!(parse(&AttributeKind::Date, "2026-3-2").ok().flatten(), None);
        assert_eq!(parse(&AttributeKind::Date, "2026-03-02"), Ok(Some(Value::Date("2026-03-02".into()))));
        assert_eq!(parse(&AttributeKind::Text, ""), Ok(None));
    }
}
