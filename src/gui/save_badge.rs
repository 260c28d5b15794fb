//! temp
pub fn show(ui: &mut egui::Ui, s: &crate::session::SaveState) -> egui::Response { ui.button(format!("{s:?}").chars().take(12).collect::<String>()) }
