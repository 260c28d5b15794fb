//! Menus drawn from the table.

use egui::accesskit::Role;
use egui::{Response, Ui};

use super::{Command, Facts, Group, Need};
use crate::gui::look::widgets::{IconButton, Lead, Row, list};

/// A row of a menu: icon, name, shortcut. Pushes the command when it is chosen, and closes the menu.
pub fn menu_item(ui: &mut Ui, command: Command, facts: &Facts, out: &mut Vec<Command>) -> Response {
    let missing = command.missing(facts);
    let label = command.label(facts);
    let row = Row::new(&*label)
        .lead(Lead::Icon(command.spec().icon))
        .detail(command.shortcut_text(ui.ctx()))
        .name(&*label)
        .role(Role::MenuItem);
    let response = ui.add_enabled(missing.is_none(), row).on_hover_text(command.spec().about);
    let response = match missing {
        Some(need) => response.on_disabled_hover_text(need.hint()),
        None => response,
    };
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
            ui.set_width(300.0);
            list(ui, |ui| {
                for command in Command::of(group) {
                    menu_item(ui, command, facts, out);
                }
            });
        });
    }
}
