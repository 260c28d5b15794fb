//! Menus drawn from the table.

use egui::{Button, Response, Ui};

use super::{Command, Facts, Group};
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
