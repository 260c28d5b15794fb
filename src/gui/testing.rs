//! What the window's tests share.

use std::panic::{AssertUnwindSafe, catch_unwind};

use egui_kittest::{Harness, HarnessBuilder};

use super::look;

/// A harness with our fonts and style.
pub(super) fn builder<State>(theme: egui::Theme, size: [f32; 2]) -> HarnessBuilder<State> {
    HarnessBuilder::default()
        .with_size(size)
        .with_theme(theme)
        .with_render_cursor(false)
        .with_context_setup(look::install)
}

/// Renders what the harness shows. None, with a message, where there is nothing to render with.
/// With `PARALLAX_PICTURES=DIR` in the environment the picture is kept as `DIR/NAME.png`.
pub(super) fn picture<State>(harness: &mut Harness<'_, State>, name: &str) -> Option<Vec<[u8; 4]>> {
    let Ok(Ok(image)) = catch_unwind(AssertUnwindSafe(|| harness.render())) else {
        eprintln!("no graphics adapter: {name} is not rendered");
        return None;
    };
    if let Some(folder) = std::env::var_os("PARALLAX_PICTURES") {
        let folder = std::path::PathBuf::from(folder);
        std::fs::create_dir_all(&folder).unwrap();
        image.save(folder.join(format!("{name}.png"))).unwrap();
    }
    Some(image.pixels().map(|pixel| pixel.0).collect())
}

/// Whether some pixel has this colour.
pub(super) fn shows(picture: &[[u8; 4]], color: egui::Color32) -> bool {
    picture.contains(&color.to_array())
}
