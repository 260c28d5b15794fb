//! The window: the only floor that names egui, eframe or rfd.

pub mod command;
pub mod fuzzy;
pub mod help;
pub mod look;
pub mod palette;
pub mod pane;
#[cfg(test)]
mod testing;
