//! temp
use crate::gui::action::Action;
use crate::gui::settings::Settings;
use crate::model::*;
use crate::session::Session;
use std::sync::Arc;
#[derive(Default)]
pub struct CompareState;
#[derive(Clone, Debug, PartialEq)]
pub enum CompareAction {
    Nothing,
}
impl CompareState {
    pub fn has_differences(&self) -> bool {
        false
    }
    pub fn step(&mut self, _onward: bool) {}
    pub fn bring_in(&mut self, _r: ReviewerId, _s: String, _review: Arc<Review>) {}
}
pub fn show(
    _ui: &mut egui::Ui,
    _s: &Session,
    _st: &mut CompareState,
    _se: &Settings,
    _out: &mut Vec<Action>,
) {
}
