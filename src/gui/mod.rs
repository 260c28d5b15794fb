//! The window: the only floor that names egui, eframe or rfd.

pub mod command;
pub mod look;
pub mod pane;
