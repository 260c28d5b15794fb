//! The window. The only floor that names egui, eframe and rfd.

pub mod pane;
