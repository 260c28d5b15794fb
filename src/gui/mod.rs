//! The window: the only floor that names egui, eframe or rfd.

mod action;
mod app;
pub mod command;
pub mod compare;
pub mod dialogs;
mod export;
pub mod fuzzy;
pub mod help;
pub mod look;
pub mod palette;
pub mod pane;
pub mod read;
mod sample;
pub mod save_badge;
pub mod settings;
mod status_bar;
#[cfg(test)]
mod testing;
pub mod toast;
mod top_bar;
pub mod welcome;

