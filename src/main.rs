//! Reads the arguments, then a window or a command.

use std::process::ExitCode;

use parallax::cli::{self, Start};

fn main() -> ExitCode {
    match cli::read(std::env::args_os()) {
        Ok(Start::Command(command)) => cli::run(command),
        Ok(Start::Window(window)) => cli::window_closed(open(window)),
        Err(code) => code,
    }
}

/// Opens the window. Comes back when it is closed.
#[cfg(feature = "gui")]
fn open(window: cli::Window) -> anyhow::Result<()> {
    use parallax::gui::{self, Renderer};
    let renderer = window.renderer.map(|renderer| match renderer {
        cli::Renderer::Glow => Renderer::Glow,
        cli::Renderer::Wgpu => Renderer::Wgpu,
    });
    gui::run(window.paths, renderer)
}

/// Says that there is no window.
#[cfg(not(feature = "gui"))]
fn open(_window: cli::Window) -> anyhow::Result<()> {
    anyhow::bail!("this build has no window: build it with the feature “gui”, which is on by default")
}
