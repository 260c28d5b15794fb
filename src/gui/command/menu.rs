//! Menus drawn from the table.

use egui::accesskit::Role;
use egui::{Response, Ui};

use super::{Command, Facts, Group, Need};
use crate::gui::look::widgets::{IconButton, Lead, Row, hairline, list};

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

/// Whether a line stands above it in its menu.
fn starts_section(command: Command) -> bool {
    use Command::*;
    matches!(
        command,
        Save | ImportReview | SwitchReviewer | CloseProject // File
            | DeleteAnnotation | StartLeftByChar | AddPiece // Edit
            | Relabel | GrowSelection | CycleStatus // Tag
            | LabelUp | MergeLabel | ImportCodebook // Codebook
            | NameCluster | LinkTo | NextLink // Tie
            | SettleTake1 | SettleBoth | SettleReason | SettleIdentical | SettleNext // Settle
            | NextQuoteCue | Find | NextDifference | FocusList // Go
            | NextFound | AcceptFound | RuleError // Found
            | NextColumn | ChooseColumns | CloseColumn | WidenColumn // Columns
            | ToggleSidebar | ZoomIn | LargerText | ThemeLight | FullScreen // View
            | ShowLog // Help
    )
}

/// The whole table as a menu of menus, for the button at the top left.
pub fn main_menu(ui: &mut Ui, facts: &Facts, out: &mut Vec<Command>) {
    for group in Group::ALL {
        ui.menu_button(group.name(), |ui| {
            ui.set_width(300.0);
            let most = ui.ctx().content_rect().height() - 32.0;
            egui::ScrollArea::vertical().max_height(most).min_scrolled_height(most).show(ui, |ui| {
                list(ui, |ui| {
                    for command in Command::of(group) {
                        if starts_section(command) {
                            hairline(ui, 4.0);
                        }
                        menu_item(ui, command, facts, out);
                    }
                })
            });
        });
    }
}

#[cfg(test)]
mod tests {
    use egui::{Key, Theme};
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    use super::*;
    use crate::gui::look::icons;
    use crate::gui::testing::{builder, picture};

    fn harness(theme: Theme) -> Harness<'static, Vec<Command>> {
        let facts = Facts { project: true, writable: true, columns: 2, ..Facts::default() };
        let mut harness = builder(theme, [900.0, 600.0]).build_ui_state(
            move |ui, out: &mut Vec<Command>| {
                egui::CentralPanel::default().show(ui, |ui| {
                    let menu = ui.add(IconButton::new(icons::LIST, "Menu"));
                    egui::Popup::menu(&menu).show(|ui| main_menu(ui, &facts, out));
                });
            },
            Vec::new(),
        );
        harness.run();
        harness
    }

    #[test]
    fn every_command_is_in_the_menu_and_a_click_gives_it() {
        for (theme, name) in [(Theme::Light, "menu-light"), (Theme::Dark, "menu-dark")] {
            let mut harness = harness(theme);
            harness.get_by_label("Menu").click();
            harness.run();
            for group in Group::ALL {
                harness.get_by_label(group.name()).click();
                harness.run_steps(4);
                for command in Command::of(group) {
                    let found = harness.query_by_role_and_label(Role::MenuItem, command.name());
                    assert!(found.is_some(), "{command:?}");
                }
                if group == Group::Columns {
                    picture(&mut harness, name);
                }
            }
            harness.get_by_label("File").click();
            harness.run_steps(4);
            harness.get_by_role_and_label(Role::MenuItem, "Export…").click();
            harness.run();
            assert_eq!(*harness.state(), [Command::Export]);
            assert!(harness.query_by_label("Columns").is_none(), "the menu is closed");
        }
    }

    #[test]
    fn what_does_not_apply_cannot_be_chosen() {
        let mut harness = harness(Theme::Light);
        harness.get_by_label("Menu").click();
        harness.run();
        harness.get_by_label("Edit").click();
        harness.run_steps(4);
        harness.get_by_role_and_label(Role::MenuItem, "Delete annotation").click();
        harness.run();
        assert!(harness.state().is_empty());
        harness.key_press(Key::Escape);
        harness.run();
        assert!(harness.query_by_label("Edit").is_none());
    }
}
