//! How the window looks: colours by meaning, type, distances, and the small widgets made of them.
//!
//! [`install`] once per context; then [`tokens`] gives the colours of the theme in force.

mod fonts;
#[cfg(test)]
mod gallery;
pub mod icons;
pub mod metrics;
pub mod paint;
mod shade;
mod style;
#[cfg(test)]
mod tests;
mod tokens;
pub mod widgets;

use serde::{Deserialize, Serialize};

pub use fonts::{icon, medium, mono, sans, semibold, serif, serif_bold, serif_italic};
pub use shade::{contrast, over};
pub use tokens::{Mark, Tokens};

/// Which theme the person wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// Dark ink on paper.
    Light,
    /// Light ink on a dark ground.
    Dark,
    /// As the desktop says.
    #[default]
    System,
}

impl From<ThemeChoice> for egui::ThemePreference {
    fn from(choice: ThemeChoice) -> Self {
        match choice {
            ThemeChoice::Light => Self::Light,
            ThemeChoice::Dark => Self::Dark,
            ThemeChoice::System => Self::System,
        }
    }
}

/// Sets fonts and the style of both themes. Once per context, before its first frame.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts::definitions());
    ctx.set_style_of(egui::Theme::Light, style::style(&tokens::LIGHT));
    ctx.set_style_of(egui::Theme::Dark, style::style(&tokens::DARK));
    // Zoom is a command, with its shortcuts in the one table.
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
}

/// The colours of the theme in which `ui` is drawn.
pub fn tokens(ui: &egui::Ui) -> &'static Tokens {
    of_theme(ui.visuals().dark_mode)
}

/// The colours of the theme in force, where there is no [`egui::Ui`] at hand.
pub fn tokens_of(ctx: &egui::Context) -> &'static Tokens {
    of_theme(ctx.theme() == egui::Theme::Dark)
}

/// The colours of a theme.
pub fn of_theme(dark: bool) -> &'static Tokens {
    if dark { &tokens::DARK } else { &tokens::LIGHT }
}
