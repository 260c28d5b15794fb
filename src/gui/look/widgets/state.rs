//! Waiting and emptiness.

use egui::accesskit::Role;
use egui::{Align2, Response, Sense, Ui, WidgetInfo, vec2};

use crate::gui::look::{self, icons, metrics, paint};

/// How far a long job is, with a way out.
#[must_use = "show it"]
pub struct ProgressBar<'a> {
    text: &'a str,
    fraction: Option<f32>,
    cancel: bool,
}

impl<'a> ProgressBar<'a> {
    /// `fraction` is 0 to 1, or nothing where the end is not known.
    pub fn new(text: &'a str, fraction: Option<f32>) -> Self {
        Self { text, fraction, cancel: false }
    }

    /// Offers to give up.
    pub fn cancellable(mut self) -> Self {
        self.cancel = true;
        self
    }

    /// Draws it as wide as there is room; true when the person gives up.
    pub fn show(self, ui: &mut Ui) -> bool {
        let tokens = look::tokens(ui);
        let mut cancelled = false;
        let percent = self.fraction.map(|fraction| (fraction.clamp(0.0, 1.0) * 100.0).floor());
        ui.horizontal(|ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if self.cancel {
                    cancelled = ui.add(super::IconButton::new(icons::X, "Cancel").hint(self.text)).clicked();
                }
                if let Some(percent) = percent {
                    super::weak(ui, &format!("{percent:.0} %"));
                }
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    super::elided(ui, self.text, look::sans(metrics::SANS), tokens.ink);
                });
            });
        });
        let (track, response) = ui.allocate_exact_size(vec2(ui.available_width(), 4.0), Sense::hover());
        let mut bar = track;
        match self.fraction {
            Some(fraction) => bar.set_width((track.width() * fraction.clamp(0.0, 1.0)).max(4.0)),
            None => {
                // A third of the track, walking: the only thing in the window that moves by itself,
                // and only while a job runs.
                let phase = ui.input(|input| input.time).rem_euclid(1.6) as f32 / 1.6;
                let width = track.width() / 3.0;
                bar.min.x = track.min.x + phase * (track.width() + width) - width;
                bar.max.x = bar.min.x + width;
                bar = bar.intersect(track);
                ui.ctx().request_repaint_after(std::time::Duration::from_millis(33));
            }
        }
        ui.painter().rect_filled(track, 2, tokens.sunk);
        ui.painter().rect_filled(bar, 2, tokens.accent);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, self.text);
            info.value = percent.map(f64::from);
            info
        });
        cancelled
    }
}

/// What a list says when it has nothing: what is missing, and what to do about it.
#[must_use = "show it"]
pub struct EmptyState<'a> {
    icon: char,
    title: &'a str,
    hint: &'a str,
}

impl<'a> EmptyState<'a> {
    /// A title of a few words, a hint of one or two sentences.
    pub fn new(icon: char, title: &'a str, hint: &'a str) -> Self {
        Self { icon, title, hint }
    }

    /// Draws it in the middle of the width, with what to do under it.
    pub fn show<R>(self, ui: &mut Ui, actions: impl FnOnce(&mut Ui) -> R) -> R {
        let tokens = look::tokens(ui);
        ui.vertical_centered(|ui| {
            ui.set_max_width(320.0_f32.min(ui.available_width()));
            ui.add_space(24.0);
            let (rect, _) = ui.allocate_exact_size(vec2(48.0, 48.0), Sense::hover());
            ui.painter().circle_filled(rect.center(), 24.0, tokens.sunk);
            paint::icon(ui.painter(), rect.center(), self.icon, 22.0, tokens.weak);
            ui.add_space(8.0);
            super::strong(ui, self.title);
            super::weak(ui, self.hint);
            ui.add_space(8.0);
            let out = actions(ui);
            ui.add_space(24.0);
            out
        })
        .inner
    }
}

/// A line of the status bar or of a badge: an icon and a short text; something to click if `click`.
pub fn told(ui: &mut Ui, icon: char, text: &str, color: egui::Color32, click: bool) -> Response {
    let tokens = look::tokens(ui);
    let font = look::sans(metrics::SMALL);
    let room = ui.available_width() - 30.0;
    let galley = paint::line(ui.painter(), text, font, tokens.weak, room);
    let size = vec2((galley.size().x + 14.0 + 6.0 + 12.0).ceil(), 22.0);
    let sense = if click { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(size, sense);
    let painter = ui.painter();
    if click && response.hovered() {
        painter.rect_filled(rect, metrics::RADIUS_SMALL, tokens.hover);
    }
    paint::icon(painter, egui::pos2(rect.min.x + 13.0, rect.center().y), icon, 14.0, color);
    let at = egui::pos2(rect.min.x + 26.0, rect.center().y);
    paint::put(painter, at, Align2::LEFT_CENTER, galley);
    if response.has_focus() {
        paint::focus_ring(painter, rect, metrics::RADIUS_SMALL, tokens);
    }
    let role = if click { Role::Button } else { Role::Label };
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(role, enabled, text));
    response
}
