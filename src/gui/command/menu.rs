//! Menus drawn from the table.

use egui::{Button, Response, Ui};

use super::{Command, Facts, Group, Need};
use crate::gui::look::widgets::IconButton;
use crate::gui::look::{self, metrics};

/// A row of a menu: icon, name, shortcut. Pushes the command when it is chosen.
pub fn menu_item(ui: &mut Ui, command: Command, facts: &Facts, out: &mut Vec<Command>) -> Response {
    let tokens = look::tokens(ui);
    let spec = command.spec();
    let response = ui
        .add_enabled_ui(command.applies(facts), |ui| {
            let label = command.label(facts);
            let button = Button::new((
                egui::RichText::new(spec.icon).font(look::icon(metrics::ICON)).color(tokens.weak),
                label.as_ref(),
            ))
            .shortcut_text(egui::RichText::new(command.shortcut_text(ui.ctx())).color(tokens.weak));
            ui.add(button)
        })
        .inner;
    let enabled = response.enabled();
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::accesskit::Role::MenuItem, enabled, command.label(facts))
    });
    let response =
        response.on_hover_text(spec.about).on_disabled_hover_text(command.tooltip(ui.ctx(), facts));
    if response.clicked() {
        out.push(command);
        ui.close();
    }
    response
}

/// A toolbar button: the icon, with name and shortcut in its tooltip. Pushes the command on a click.
pub fn icon_button(ui: &mut Ui, command: Command, facts: &Facts, out: &mut Vec<Command>) -> Response {
    let missing = command.missing(facts);
    let hint = missing.map_or(command.spec().about, Need::hint);
    let button = IconButton::new(command.spec().icon, command.label(facts))
        .hint(hint)
        .key(command.shortcut_text(ui.ctx()));
    let response = ui.add_enabled(missing.is_none(), button);
    if response.clicked() {
        out.push(command);
    }
    response
}

/// The whole table as a menu of menus, for the button at the top left.
pub fn main_menu(ui: &mut Ui, facts: &Facts, out: &mut Vec<Command>) {
    for group in Group::ALL {
        ui.menu_button(group.name(), |ui| {
            ui.set_min_width(280.0);
            for command in Command::of(group) {
                menu_item(ui, command, facts, out);
            }
        });
    }
}
