//! The window: the only floor that names egui, eframe or rfd.

mod action;
mod app;
pub mod codebook;
pub mod command;
pub mod compare;
pub mod dialogs;
mod export;
pub mod found;
pub mod fuzzy;
pub mod help;
pub mod look;
pub mod matrix;
pub mod notes;
pub mod overview;
pub mod palette;
pub mod pane;
pub mod read;
#[cfg(test)]
mod readme_tests;
mod repeats;
mod sample;
pub mod save_badge;
pub mod settings;
pub mod settle;
mod status_bar;
pub mod table;
#[cfg(test)]
mod testing;
pub mod toast;
mod top_bar;
mod typeahead;
mod view_menu;
pub mod welcome;

use std::path::PathBuf;
use std::sync::Arc;

pub use app::{App, Start};

/// What draws the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renderer {
    /// OpenGL.
    Glow,
    /// Vulkan, Metal or DirectX; in builds with the feature `wgpu`.
    Wgpu,
}

/// Opens the window on a project folder, articles or reviews, and comes back when it is closed.
///
/// Without a renderer named, OpenGL is tried first, then, in builds that have it, wgpu. An error
/// says what to do, as where there is no display.
pub fn run(paths: Vec<PathBuf>, renderer: Option<Renderer>) -> anyhow::Result<()> {
    if let Some(missing) = missing_display() {
        anyhow::bail!(missing);
    }
    let renderers: &[eframe::Renderer] = match renderer {
        Some(Renderer::Glow) => &[eframe::Renderer::Glow],
        #[cfg(feature = "wgpu")]
        Some(Renderer::Wgpu) => &[eframe::Renderer::Wgpu],
        #[cfg(not(feature = "wgpu"))]
        Some(Renderer::Wgpu) => anyhow::bail!("this build has no wgpu: build it with “--features wgpu”"),
        #[cfg(feature = "wgpu")]
        None => &[eframe::Renderer::Glow, eframe::Renderer::Wgpu],
        #[cfg(not(feature = "wgpu"))]
        None => &[eframe::Renderer::Glow],
    };
    let mut last = None;
    for renderer in renderers {
        match open(paths.clone(), *renderer) {
            Ok(()) => return Ok(()),
            Err(error) => {
                tracing::warn!("no window with {renderer}: {error}");
                last = Some(error);
            }
        }
    }
    let why = last.map(|error| error.to_string()).unwrap_or_default();
    anyhow::bail!("the window could not be opened: {why}. Commands work without one: see parallax --help")
}

fn open(paths: Vec<PathBuf>, renderer: eframe::Renderer) -> eframe::Result {
    let icon = eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon/parallax-128.png"));
    let mut viewport = egui::ViewportBuilder::default()
        .with_app_id("parallax")
        .with_title("Parallax")
        .with_inner_size([1440.0, 900.0])
        .with_min_inner_size([720.0, 480.0])
        .with_drag_and_drop(true);
    if let Ok(icon) = icon {
        viewport = viewport.with_icon(icon);
    }
    let options = eframe::NativeOptions { viewport, renderer, persist_window: false, ..Default::default() };
    eframe::run_native(
        "Parallax",
        options,
        Box::new(move |cc| {
            let ctx = cc.egui_ctx.clone();
            let wake = cc.egui_ctx.clone();
            let dialogs = dialogs::RfdDialogs::new(Arc::new(move || wake.request_repaint()));
            let user = crate::store::user::UserData::find().ok();
            Ok(Box::new(App::new(&ctx, Start { paths, user, dialogs: Box::new(dialogs) })))
        }),
    )
}

/// What to do where there is no display; `None` where there is one, or where that is no question.
fn missing_display() -> Option<&'static str> {
    let unix = cfg!(all(unix, not(target_os = "macos")));
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    (unix && !set("DISPLAY") && !set("WAYLAND_DISPLAY")).then_some(
        "there is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set). Start it from a \
         desktop session, or use a command that needs no window: see parallax --help",
    )
}
