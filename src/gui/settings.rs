//! temp
use serde::{Deserialize, Serialize};
use crate::gui::look::ThemeChoice;
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Settings { pub text_size: f32, pub sidebar: bool, pub inspector: bool, pub zoom: f32, pub theme: ThemeChoice }
impl Default for Settings { fn default() -> Self { Self { text_size: 16.0, sidebar: true, inspector: true, zoom: 1.0, theme: ThemeChoice::System } } }
