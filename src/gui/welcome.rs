//! temp
pub struct RecentProject;
pub fn recent(_u: &crate::store::user::UserData) -> Vec<RecentProject> { vec![] }
pub fn show(ui: &mut egui::Ui, _r: &[RecentProject], out: &mut Vec<super::action::Action>) { if ui.button("Open the sample").clicked() { out.push(super::action::Action::Do(super::command::Command::OpenSample)); } }
