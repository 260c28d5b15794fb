//! temp
#[derive(Default)]
pub struct Toasts;
impl Toasts {
    pub fn info(&mut self, _s: impl Into<String>) {}
    pub fn good(&mut self, _s: impl Into<String>) {}
    pub fn brief(&mut self, _s: impl Into<String>) {}
    pub fn warn(&mut self, _s: impl Into<String>) {}
    pub fn error(&mut self, _s: impl Into<String>, _d: String) {}
    pub fn open_log(&mut self) {}
    pub fn show(&mut self, _c: &egui::Context) {}
}
