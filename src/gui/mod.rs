//! The window: the only floor that names egui, eframe or rfd.

pub mod command;
pub mod dialogs;
pub mod fuzzy;
pub mod help;
pub mod look;
pub mod palette;
pub mod pane;
pub mod read;
pub mod settings;
#[cfg(test)]
mod testing;
