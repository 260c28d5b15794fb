//! Fields to type in.

use egui::{Response, RichText, TextEdit, Ui, Widget};

use crate::gui::look::{self, icons, metrics};

/// One line to type in. Its name is what a screen reader says; the hint is shown while it is empty.
#[must_use = "add it to a Ui"]
pub struct TextField<'a> {
    text: &'a mut String,
    name: &'a str,
    hint: &'a str,
    width: f32,
    id: Option<egui::Id>,
    mono: bool,
    icon: Option<char>,
    keep_tab: bool,
}

impl<'a> TextField<'a> {
    /// A field for `text`.
    pub fn new(text: &'a mut String, name: &'a str) -> Self {
        Self {
            text,
            name,
            hint: "",
            width: f32::INFINITY,
            id: None,
            mono: false,
            icon: None,
            keep_tab: false,
        }
    }

    /// What is shown while it is empty.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Its width; all there is where not given.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// An id known to the caller, for asking for the focus.
    pub fn id(mut self, id: egui::Id) -> Self {
        self.id = Some(id);
        self
    }

    /// For paths: all characters equally wide.
    pub fn mono(mut self) -> Self {
        self.mono = true;
        self
    }

    /// Tab does not leave the field: the caller takes it, as for completion.
    pub fn keep_tab(mut self) -> Self {
        self.keep_tab = true;
        self
    }

    /// An icon before the text.
    pub fn icon(mut self, icon: char) -> Self {
        self.icon = Some(icon);
        self
    }
}

impl Widget for TextField<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let tokens = look::tokens(ui);
        let font = if self.mono { look::mono(metrics::SMALL) } else { look::sans(metrics::SANS) };
        let width = self.width.min(ui.available_width());
        let mut edit = TextEdit::singleline(self.text)
            .font(font)
            .hint_text(RichText::new(self.hint).color(tokens.weak))
            .desired_width(width - 18.0)
            .margin(egui::Margin::symmetric(8, 3))
            .min_size(egui::vec2(width, metrics::ROW))
            .align(egui::Align2::LEFT_CENTER)
            .lock_focus(self.keep_tab)
            .text_color(tokens.ink);
        if let Some(icon) = self.icon {
            edit = edit.prefix(RichText::new(icon).font(look::icon(14.0)).color(tokens.weak));
        }
        if let Some(id) = self.id {
            edit = edit.id(id);
        }
        ui.add(edit).accessible_name(self.name)
    }
}

/// A field for searching, with a cross that empties it.
#[must_use = "add it to a Ui"]
pub struct SearchField<'a> {
    text: &'a mut String,
    name: &'a str,
    hint: &'a str,
    width: f32,
    id: Option<egui::Id>,
}

impl<'a> SearchField<'a> {
    /// A field for `text`; `name` says what is searched.
    pub fn new(text: &'a mut String, name: &'a str) -> Self {
        Self { text, name, hint: name, width: f32::INFINITY, id: None }
    }

    /// What is shown while it is empty; the name where not given.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Its width; all there is where not given.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// An id known to the caller, for asking for the focus.
    pub fn id(mut self, id: egui::Id) -> Self {
        self.id = Some(id);
        self
    }
}

impl Widget for SearchField<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let filled = !self.text.is_empty();
        let text = &mut *self.text;
        let mut field =
            TextField::new(text, self.name).hint(self.hint).width(self.width).icon(icons::MAGNIFYING_GLASS);
        field.id = self.id;
        let mut response = ui.add(field);
        if filled {
            let size = 18.0;
            let at = egui::Rect::from_center_size(
                egui::pos2(response.rect.max.x - 14.0, response.rect.center().y),
                egui::Vec2::splat(size),
            );
            let cross = super::IconButton::new(icons::X, "Empty the search").size(size);
            if ui.put(at, cross).clicked() {
                self.text.clear();
                response.mark_changed();
                response.request_focus();
            }
        }
        response
    }
}
