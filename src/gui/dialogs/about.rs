//! What this program is, what it is made of, and where it keeps things.

use std::path::PathBuf;

use egui::{Context, Id, Modal};

use crate::gui::look::widgets::{IconButton, body, dialog_frame, field_row, heading, section_head, weak};
use crate::gui::look::{self, icons};

/// The open dialog.
pub struct About {
    places: Vec<(&'static str, PathBuf)>,
}

impl About {
    /// With the folders that people may want to find: settings, unsaved work, this project.
    pub fn new(places: Vec<(&'static str, PathBuf)>) -> Self {
        Self { places }
    }

    /// Draws it; false when the person is done with it.
    pub fn show(&self, ctx: &Context) -> bool {
        let tokens = look::tokens_of(ctx);
        let screen = ctx.content_rect();
        let id = Id::unique("about");
        let mut closed = false;
        let modal = Modal::new(id)
            .area(Modal::default_area(id).default_height(screen.height()))
            .backdrop_color(tokens.veil())
            .frame(dialog_frame(tokens));
        let response = modal.show(ctx, |ui| {
            ui.set_width(480.0_f32.min(screen.width() - 88.0));
            ui.horizontal(|ui| {
                heading(ui, "Parallax");
                weak(ui, env!("CARGO_PKG_VERSION"));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    closed = ui.add(IconButton::new(icons::X, "Close").key("Escape")).clicked();
                });
            });
            body(ui, "Several articles on one event, reviewed side by side. Works offline and sends nothing anywhere.");
            ui.add_space(10.0);
            section_head(ui, "Kept on this computer");
            for (name, path) in &self.places {
                field_row(ui, name, |ui| {
                    let path = path.to_string_lossy();
                    ui.horizontal(|ui| {
                        let copy = IconButton::new(icons::COPY, format!("Copy the path: {name}")).size(22.0);
                        if ui.add(copy).clicked() {
                            ui.ctx().copy_text(path.to_string());
                        }
                        look::widgets::elided(ui, &path, look::mono(look::metrics::SMALL), tokens.ink);
                    });
                });
            }
            ui.add_space(10.0);
            section_head(ui, "Licences");
            weak(ui, "Parallax: MIT or Apache-2.0, as you prefer.");
            weak(ui, "Typefaces: Noto Serif and Inter, SIL Open Font License 1.1. Icons: Phosphor, MIT.");
        });
        !(closed || response.should_close())
    }
}

#[cfg(test)]
mod tests {
    use egui::{Key, Theme};
    use egui_kittest::kittest::Queryable;

    use super::*;
    use crate::gui::testing::{builder, picture};

    #[test]
    fn it_says_where_things_are_kept_and_goes_by_escape() {
        let about =
            About::new(vec![("Settings", "/home/ana/.config/parallax".into()), ("Project", "/p".into())]);
        let mut harness = builder(Theme::Light, [900.0, 600.0]).build_ui_state(
            move |ui, open: &mut bool| {
                egui::CentralPanel::default().show(ui, |_| {});
                if *open {
                    *open = about.show(ui.ctx());
                }
            },
            true,
        );
        harness.run();
        picture(&mut harness, "about-light");
        assert!(harness.query_by_label(env!("CARGO_PKG_VERSION")).is_some());
        harness.get_by_label("Copy the path: Settings").click();
        harness.step();
        let copied = &harness.output().platform_output.commands;
        assert!(copied.contains(&egui::OutputCommand::CopyText("/home/ana/.config/parallax".into())));
        harness.key_press(Key::Escape);
        harness.run();
        assert!(!*harness.state());
    }
}
