//! The popover “View”: how text is set, what marks are coloured by, and which are seen.

use egui::{Align, Layout, Popup, PopupCloseBehavior, Rect, ScrollArea, Ui, vec2};

use super::action::Action;
use super::command::Command;
use super::look::{self, icons, metrics, widgets};
use super::read::{Aside, ColorsBy, ReadState, Veil, VisibleAction};
use super::settings::{Face, Settings};
use super::table::ORIGINS;
use crate::model::Kind;
use crate::session::Session;

/// Width of each of the two halves, in points.
const HALF: f32 = 236.0;
/// The height that a list of labels takes at most.
const LABELS: f32 = 236.0;

/// The button at the top, with the popover under it.
pub fn button(
    ui: &mut Ui,
    session: &Session,
    read: &ReadState,
    settings: &Settings,
    wide: bool,
    out: &mut Vec<Action>,
) {
    let veiled = read.visibility.is_veiled();
    let icon = if veiled { icons::EYE_SLASH } else { icons::EYE };
    let hint = if veiled {
        read.visibility.told(session.codebook())
    } else {
        "How text is set, and which marks are seen".to_owned()
    };
    let button = if wide {
        ui.add(widgets::quiet("View").icon(icon).selected(veiled))
    } else {
        ui.add(widgets::IconButton::new(icon, "View").selected(veiled))
    };
    let button = button.on_hover_text(hint);
    Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.spacing_mut().item_spacing = vec2(metrics::GAP, 4.0);
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(HALF);
                text(ui, settings, out);
                ui.add_space(metrics::GAP);
                widgets::section_head(ui, "Marks coloured by");
                let now = usize::from(settings.colors_by == ColorsBy::Kind);
                if let Some(at) = widgets::segmented(ui, "Marks coloured by", &["Label", "Kind"], now) {
                    let by = if at == 0 { ColorsBy::Label } else { ColorsBy::Kind };
                    out.push(Action::Visible(VisibleAction::ColorsBy(by)));
                }
                ui.add_space(metrics::GAP);
                reviewers(ui, session, read, out);
            });
            ui.add_space(metrics::PADDING);
            ui.vertical(|ui| {
                ui.set_width(HALF);
                marks(ui, session, read, out);
            });
        });
        if veiled {
            widgets::hairline(ui, 4.0);
            let all = widgets::quiet("Show all marks").icon(icons::EYE);
            if ui.add(all).clicked() {
                out.push(Action::Do(Command::ShowAllMarks));
            }
        }
    });
}

fn text(ui: &mut Ui, settings: &Settings, out: &mut Vec<Action>) {
    widgets::section_head(ui, "Text");
    let mut step = |ui: &mut Ui, name: &str, value: String, less: Command, more: Command| match stepper(
        ui, name, &value,
    ) {
        -1 => out.push(Action::Do(less)),
        1 => out.push(Action::Do(more)),
        _ => {}
    };
    step(ui, "Size", format!("{:.0}", settings.text_size), Command::SmallerText, Command::LargerText);
    let lines = format!("{:.1}", settings.line_height);
    step(ui, "Line height", lines, Command::TighterLines, Command::LooserLines);
    let measure = match settings.measure {
        0 => "as wide as there is room".to_owned(),
        letters => format!("{letters} letters"),
    };
    step(ui, "Line length", measure, Command::ShorterLines, Command::LongerLines);
    ui.add_space(4.0);
    let now = usize::from(settings.face == Face::Sans);
    if let Some(at) = widgets::segmented(ui, "Typeface", &["Serif", "Sans serif"], now)
        && at != now
    {
        out.push(Action::Do(Command::ToggleFace));
    }
}

/// A name, a value, and buttons for less and more; gives -1, 0 or 1.
fn stepper(ui: &mut Ui, name: &str, value: &str) -> i32 {
    let mut step = 0;
    ui.allocate_ui_with_layout(
        vec2(ui.available_width(), metrics::ROW),
        Layout::right_to_left(Align::Center),
        |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            if ui.add(widgets::IconButton::new(icons::PLUS, format!("{name}: more")).size(24.0)).clicked() {
                step = 1;
            }
            if ui.add(widgets::IconButton::new(icons::MINUS, format!("{name}: less")).size(24.0)).clicked() {
                step = -1;
            }
            ui.add_space(4.0);
            widgets::weak(ui, value);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let ink = look::tokens(ui).ink;
                widgets::elided(ui, name, look::sans(metrics::SANS), ink);
            });
        },
    );
    step
}

fn reviewers(ui: &mut Ui, session: &Session, read: &ReadState, out: &mut Vec<Action>) {
    let mut others = session.reviewers().iter().filter(|reviewer| *reviewer != session.reviewer()).peekable();
    if others.peek().is_none() {
        return;
    }
    widgets::section_head(ui, "Others’ marks").on_hover_text("As thin lines under the text");
    ScrollArea::vertical().max_height(120.0).id_salt("others").show(ui, |ui| {
        for reviewer in others {
            let mut on = read.visibility.reviewers.contains(reviewer);
            if widgets::checkbox(ui, &mut on, reviewer.as_str()).changed() {
                out.push(Action::Visible(VisibleAction::Reviewer(reviewer.clone(), on)));
            }
        }
    });
}

fn marks(ui: &mut Ui, session: &Session, read: &ReadState, out: &mut Vec<Action>) {
    let tokens = look::tokens(ui);
    let codebook = session.codebook();
    widgets::section_head(ui, "Labels");
    ScrollArea::vertical().max_height(LABELS).id_salt("labels seen").show(ui, |ui| {
        widgets::list(ui, |ui| {
            for label in &codebook.labels {
                let lead = widgets::Lead::Swatch(label.kind, tokens.mark(label.color));
                aside(ui, read, Aside::Label(label.id.clone()), &label.name, lead, out);
            }
        });
    });
    widgets::section_head(ui, "Kinds");
    widgets::list(ui, |ui| {
        for kind in Kind::ALL {
            let color = codebook.labels.iter().find(|label| label.kind == kind).map(|label| label.color);
            let lead = match color {
                Some(color) => widgets::Lead::Swatch(kind, tokens.mark(color)),
                None => widgets::Lead::Icon(icons::TAG),
            };
            aside(ui, read, Aside::Kind(kind), &format!("All {}", kind.name()), lead, out);
        }
    });
    widgets::section_head(ui, "Origins");
    ScrollArea::vertical().max_height(4.0 * metrics::ROW).id_salt("origins seen").show(ui, |ui| {
        widgets::list(ui, |ui| {
            for origin in ORIGINS {
                let lead = widgets::Lead::Icon(icons::DOT_OUTLINE);
                aside(ui, read, Aside::Origin(origin), origin, lead, out);
            }
        });
    });
}

/// A row for what can be put aside: a click shows only this, the eye goes from seen to dimmed to
/// hidden.
fn aside(ui: &mut Ui, read: &ReadState, what: Aside, name: &str, lead: widgets::Lead, out: &mut Vec<Action>) {
    let veil = read.visibility.of(&what);
    let row =
        widgets::Row::new(name).lead(lead).faded(veil.is_some()).keep(24.0).name(format!("See only {name}"));
    let response = ui.add(row).on_hover_text("Click to see only these");
    let (icon, verb, next) = match veil {
        None => (icons::EYE, "Dim", Some(Veil::Dimmed)),
        Some(Veil::Dimmed) => (icons::CIRCLE_HALF, "Hide", Some(Veil::Hidden)),
        Some(Veil::Hidden) => (icons::EYE_SLASH, "Show", None),
    };
    let at = egui::pos2(response.rect.right() - 14.0, response.rect.center().y);
    let place = Rect::from_center_size(at, vec2(22.0, 22.0));
    let eye = widgets::IconButton::new(icon, format!("{verb} {name}")).size(22.0);
    if ui.put(place, eye).clicked() {
        out.push(Action::Visible(VisibleAction::Veil(what, next)));
    } else if response.clicked() {
        out.push(Action::Visible(VisibleAction::Only(what)));
    }
}
