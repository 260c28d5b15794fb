//! About the program: version, licences, where things are kept.

use egui::{Context, Id, Modal};

use super::look::{self, metrics, widgets};
use crate::store::user::UserData;

/// Draws the dialog; true when it is to be closed.
pub fn show(ctx: &Context, user: Option<&UserData>) -> bool {
    let tokens = look::tokens_of(ctx);
    let mut close = false;
    let response = Modal::new(Id::unique("about")).frame(widgets::dialog_frame(tokens)).show(ctx, |ui| {
        ui.set_width(440.0_f32.min(ctx.content_rect().width() - 80.0));
        widgets::heading(ui, &format!("Parallax {}", env!("CARGO_PKG_VERSION")));
        widgets::body(ui, "Review several articles on one event side by side. It works offline and sends nothing anywhere.");
        ui.add_space(metrics::PADDING);
        widgets::section_head(ui, "Licences");
        widgets::body(ui, "The program: MIT or Apache 2.0, as you choose. Typefaces: Noto Serif and Inter (SIL Open Font License 1.1). Icons: Phosphor (MIT).");
        if let Some(user) = user {
            ui.add_space(metrics::PADDING);
            widgets::section_head(ui, "Where things are kept");
            widgets::body(ui, &format!("Settings: {}", user.config().display()));
            widgets::body(ui, &format!("Projects not saved yet: {}", user.data().display()));
        }
        ui.add_space(metrics::PADDING);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let button = ui.add(widgets::primary("Close"));
            if ui.memory(|memory| memory.focused().is_none()) {
                button.request_focus();
            }
            close = button.clicked();
        });
    });
    close || response.should_close()
}
