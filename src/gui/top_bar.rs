//! The bar at the top: where one is, the views, who reviews, whether it is saved, search.

use egui::{Rect, Ui, UiBuilder, vec2};

use super::action::Action;
use super::command::{self, Command, Facts, View};
use super::look::{self, icons, metrics, widgets};
use super::read::ReadState;
use super::save_badge::{self, SaveBadge};
use super::settings::Settings;
use super::view_menu;
use crate::session::{SaveState, Session};

/// Shows the bar in `rect`.
pub fn show(
    ui: &mut Ui,
    rect: Rect,
    session: Option<&Session>,
    seen: (&ReadState, &Settings),
    facts: &Facts,
    out: &mut Vec<Action>,
) {
    let tokens = look::tokens(ui);
    ui.painter().rect_filled(rect, 0, tokens.panel);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.hairline());
    let mut commands = Vec::new();
    let inner = rect.shrink2(vec2(metrics::PADDING, 0.0));
    let middle = session.map(|_| views(ui, rect, facts, out)).unwrap_or(rect.center().x..=rect.center().x);
    let right = rect_of(inner, *middle.end() + metrics::PADDING, inner.right());
    let used = right_side(ui, right, session, seen, facts, &mut commands, out);
    let left = rect_of(inner, inner.left(), middle.start().min(used) - metrics::PADDING);
    left_side(ui, left, session, facts, &mut commands);
    out.extend(commands.into_iter().map(Action::Do));
}

fn rect_of(bar: Rect, left: f32, right: f32) -> Rect {
    Rect::from_min_max(egui::pos2(left, bar.top()), egui::pos2(right.max(left), bar.bottom()))
}

fn views(ui: &mut Ui, rect: Rect, facts: &Facts, out: &mut Vec<Action>) -> std::ops::RangeInclusive<f32> {
    let names: Vec<&str> = View::ALL.iter().map(|view| view.name()).collect();
    let chosen = View::ALL.iter().position(|view| *view == behind(facts.view));
    // None is chosen while something else is shown, as the codebook.
    let chosen = chosen.unwrap_or(usize::MAX);
    let width = 90.0 * names.len() as f32;
    let place = Rect::from_center_size(rect.center(), vec2(width, 30.0));
    let mut used = place;
    ui.scope_builder(UiBuilder::new().max_rect(place).id_salt("views"), |ui| {
        let picked = widgets::segmented(ui, "Views", &names, chosen);
        used = ui.min_rect();
        if let Some(view) = picked.and_then(|at| View::ALL.get(at)) {
            out.push(Action::View(*view));
        }
    });
    used.left()..=used.right()
}

/// The view of the switch under which a view stands.
fn behind(view: View) -> View {
    if view == View::Settle { View::Compare } else { view }
}

fn left_side(ui: &mut Ui, rect: Rect, session: Option<&Session>, facts: &Facts, commands: &mut Vec<Command>) {
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(rect).layout(layout).id_salt("top left"), |ui| {
        ui.shrink_clip_rect(rect);
        let menu = ui.add(widgets::IconButton::new(icons::LIST, "Menu"));
        egui::Popup::menu(&menu).show(|ui| command::main_menu(ui, facts, commands));
        let tokens = look::tokens(ui);
        widgets::elided(ui, "Parallax", look::semibold(metrics::SANS), tokens.ink);
        let Some(session) = session else { return };
        ui.add_space(4.0);
        let project = session.project();
        let story = session.story();
        let (place, font) = if project.name == story.title || project.name.is_empty() {
            (story.title.clone(), look::sans(metrics::SANS))
        } else {
            (format!("{}  /  {}", project.name, story.title), look::sans(metrics::SANS))
        };
        let place = if session.is_scratch() { format!("{place} (not saved as a project)") } else { place };
        widgets::elided(ui, &place, font, tokens.weak);
    });
}

/// Draws from the right; gives how far to the left it came.
fn right_side(
    ui: &mut Ui,
    rect: Rect,
    session: Option<&Session>,
    (read, settings): (&ReadState, &Settings),
    facts: &Facts,
    commands: &mut Vec<Command>,
    out: &mut Vec<Action>,
) -> f32 {
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let scope = ui.scope_builder(UiBuilder::new().max_rect(rect).layout(layout).id_salt("top right"), |ui| {
        ui.shrink_clip_rect(rect);
        ui.spacing_mut().item_spacing.x = 8.0;
        // Where one reads there is one more button.
        let wide = rect.width() > if facts.view == View::Read { 540.0 } else { 430.0 };
        let words = if wide { "Search or command" } else { "Search" };
        let key = Command::CommandPalette.shortcut_text(ui.ctx());
        let search = widgets::quiet(words).icon(icons::MAGNIFYING_GLASS).key(key);
        if ui.add(search).clicked() {
            commands.push(Command::CommandPalette);
        }
        let Some(session) = session else { return };
        if facts.view == View::Read {
            view_menu::button(ui, session, read, settings, wide, out);
        }
        if save_badge::show(ui, &badge(session.save_state())).clicked() {
            if matches!(session.save_state(), SaveState::Conflict { .. }) {
                out.push(Action::AskConflict);
            } else {
                commands.push(if session.read_only().is_some() { Command::ShowLog } else { Command::Save });
            }
        }
        let who = session.person().to_string();
        let button = widgets::quiet(who).icon(icons::USER);
        let hint = Command::SwitchReviewer.tooltip(ui.ctx(), facts);
        if ui.add(button).on_hover_text(hint).clicked() {
            commands.push(Command::SwitchReviewer);
        }
    });
    scope.response.rect.left().max(rect.left())
}

/// The save state in the words of the badge.
fn badge(state: &SaveState) -> SaveBadge {
    match state {
        SaveState::Saved { at } => SaveBadge::Saved(
            at.map(|at| at.to_zoned(jiff::tz::TimeZone::system()).strftime("%H:%M").to_string()),
        ),
        SaveState::Unsaved => SaveBadge::Journaled,
        SaveState::Saving => SaveBadge::Saving,
        SaveState::Failed { why, remedy, journaled } => {
            SaveBadge::CannotSave { why: why.clone(), remedy: remedy.clone(), journaled: *journaled }
        }
        SaveState::ReadOnly { why } => SaveBadge::ReadOnly {
            why: why.clone(),
            remedy: "You can look at everything, compare and export.".to_owned(),
        },
        SaveState::Conflict { path, why } => SaveBadge::CannotSave {
            why: why.clone(),
            remedy: format!("Click to choose which version of {} goes on.", path.display()),
            journaled: true,
        },
    }
}
