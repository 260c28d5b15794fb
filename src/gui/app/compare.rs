//! Entering the comparison, and what is done in it.

use super::App;
use crate::gui::compare::CompareAction;

impl App {
    pub(super) fn enter_compare(&mut self) {}

    pub(super) fn compare_action(&mut self, _action: CompareAction) {}
}
