//! The window: the only floor that names egui, eframe or rfd.

mod about;
mod action;
mod app;
pub mod command;
mod compare;
pub mod dialogs;
mod export;
pub mod fuzzy;
pub mod help;
pub mod look;
pub mod palette;
pub mod pane;
pub mod save_badge;
pub mod settings;
#[cfg(test)]
mod testing;
pub mod toast;
pub mod welcome;
