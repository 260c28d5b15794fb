//! Things to click.

use std::borrow::Cow;

use egui::accesskit::Role;
use egui::{Align2, Color32, Response, Sense, Stroke, StrokeKind, Ui, Widget, WidgetInfo, vec2};

use crate::gui::look::{self, Tokens, metrics, paint};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    Quiet,
    Primary,
    Plain,
    Danger,
}

/// A button with a text: 26 high, as wide as its text.
#[must_use = "add it to a Ui"]
pub struct Button<'a> {
    text: Cow<'a, str>,
    icon: Option<char>,
    key: Cow<'a, str>,
    weight: Weight,
    width: Option<f32>,
    height: f32,
    selected: bool,
    left: bool,
}

/// A button among others: paper with an edge.
pub fn quiet<'a>(text: impl Into<Cow<'a, str>>) -> Button<'a> {
    Button::new(text.into(), Weight::Quiet)
}

/// What most people want to do here. At most one in a place.
pub fn primary<'a>(text: impl Into<Cow<'a, str>>) -> Button<'a> {
    Button::new(text.into(), Weight::Primary)
}

/// A button without an edge, for toolbars and the ends of rows.
pub fn plain<'a>(text: impl Into<Cow<'a, str>>) -> Button<'a> {
    Button::new(text.into(), Weight::Plain)
}

/// What throws something away.
pub fn danger<'a>(text: impl Into<Cow<'a, str>>) -> Button<'a> {
    Button::new(text.into(), Weight::Danger)
}

impl<'a> Button<'a> {
    fn new(text: Cow<'a, str>, weight: Weight) -> Self {
        let key = Cow::Borrowed("");
        Self {
            text,
            icon: None,
            key,
            weight,
            width: None,
            height: metrics::ROW,
            selected: false,
            left: false,
        }
    }

    /// An icon before the text.
    pub fn icon(mut self, icon: char) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Its key, as a cap at the right end.
    pub fn key(mut self, key: impl Into<Cow<'a, str>>) -> Self {
        self.key = key.into();
        self
    }

    /// A fixed width; the text is cut where it does not fit.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// A height other than that of a row.
    pub fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// Shown as chosen.
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    /// Text at the left end, as in a column of buttons.
    pub fn left(mut self) -> Self {
        self.left = true;
        self
    }
}

struct Colors {
    ground: Color32,
    edge: Color32,
    text: Color32,
}

fn colors(tokens: &Tokens, weight: Weight, selected: bool, response: &Response) -> Colors {
    let down = response.is_pointer_button_down_on();
    let over = response.hovered() || response.highlighted();
    let plain_ground = if down {
        tokens.sunk
    } else if over {
        tokens.hover
    } else {
        Color32::TRANSPARENT
    };
    match weight {
        Weight::Primary => {
            let share = if down { 0.25 } else { 0.12 };
            let toward = if tokens.dark { Color32::WHITE } else { Color32::BLACK };
            let ground = if down || over { look::over(toward, share, tokens.accent) } else { tokens.accent };
            Colors { ground, edge: ground, text: tokens.on_accent }
        }
        _ if selected => {
            Colors { ground: tokens.accent_ground, edge: tokens.accent_ground, text: tokens.accent }
        }
        Weight::Quiet => Colors {
            ground: if down || over { plain_ground } else { tokens.sheet },
            edge: tokens.edge,
            text: tokens.ink,
        },
        Weight::Plain => Colors { ground: plain_ground, edge: Color32::TRANSPARENT, text: tokens.ink },
        Weight::Danger => Colors {
            ground: if down || over { tokens.soft(tokens.bad) } else { tokens.sheet },
            edge: tokens.edge,
            text: tokens.bad,
        },
    }
}

impl Widget for Button<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let tokens = look::tokens(ui);
        let padding = if self.height > metrics::ROW { 16.0 } else { 10.0 };
        let icon_room = if self.icon.is_some() { metrics::ICON + 6.0 } else { 0.0 };
        let key_room = if self.key.is_empty() {
            0.0
        } else {
            paint::key_cap_width(ui.painter(), &self.key) + metrics::GAP
        };
        let around = 2.0 * padding + icon_room + key_room;
        let room = self.width.unwrap_or(f32::INFINITY).min(ui.available_width().max(around + 24.0));
        let font = look::medium(metrics::SANS);
        let galley = paint::line(ui.painter(), &self.text, font, Color32::PLACEHOLDER, room - around);
        let width = self.width.unwrap_or((galley.size().x + around).ceil());
        let (rect, response) = ui.allocate_exact_size(vec2(width, self.height), Sense::click());
        let cut = galley.elided;
        if ui.is_rect_visible(rect) {
            let colors = colors(tokens, self.weight, self.selected, &response);
            let painter = ui.painter();
            let edge = Stroke::new(metrics::HAIRLINE, colors.edge);
            painter.rect(rect, metrics::RADIUS_SMALL, colors.ground, edge, StrokeKind::Inside);
            let content = galley.size().x + icon_room;
            let mut x = if self.left || !self.key.is_empty() {
                rect.min.x + padding
            } else {
                rect.center().x - content / 2.0
            };
            if let Some(icon) = self.icon {
                let at = egui::pos2(x + metrics::ICON / 2.0, rect.center().y);
                paint::icon(painter, at, icon, metrics::ICON, colors.text);
                x += icon_room;
            }
            let at = egui::pos2(x, rect.center().y);
            let place = Align2::LEFT_CENTER.anchor_size(at, galley.size());
            painter.galley_with_override_text_color(place.min.round(), galley, colors.text);
            if !self.key.is_empty() {
                let at = egui::pos2(rect.max.x - 5.0, rect.center().y);
                paint::key_cap(painter, at, &self.key, tokens);
            }
            if response.has_focus() {
                let ring = if self.weight == Weight::Primary { rect.expand(2.0) } else { rect };
                paint::focus_ring(painter, ring, metrics::RADIUS_SMALL, tokens);
            }
        }
        let enabled = ui.is_enabled();
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::Button, enabled, &*self.text);
            info.selected = self.selected.then_some(true);
            info
        });
        if cut { response.on_hover_text(&*self.text) } else { response }
    }
}

/// A button that shows only an icon. Its name is what a screen reader says and what the tooltip
/// starts with.
#[must_use = "add it to a Ui"]
pub struct IconButton<'a> {
    icon: char,
    name: Cow<'a, str>,
    hint: Cow<'a, str>,
    key: Cow<'a, str>,
    selected: bool,
    size: f32,
    color: Option<Color32>,
}

impl<'a> IconButton<'a> {
    /// `name` says what it does, as a verb.
    pub fn new(icon: char, name: impl Into<Cow<'a, str>>) -> Self {
        let (hint, key) = (Cow::Borrowed(""), Cow::Borrowed(""));
        Self { icon, name: name.into(), hint, key, selected: false, size: metrics::ROW, color: None }
    }

    /// A second line of the tooltip.
    pub fn hint(mut self, hint: impl Into<Cow<'a, str>>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Its shortcut, shown in the tooltip.
    pub fn key(mut self, key: impl Into<Cow<'a, str>>) -> Self {
        self.key = key.into();
        self
    }

    /// Shown as on.
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    /// Edge length; that of a row where not given.
    pub fn size(mut self, size: f32) -> Self {
        self.size = size;
        self
    }

    /// A colour of its own, while it is not chosen.
    pub fn color(mut self, color: Color32) -> Self {
        self.color = Some(color);
        self
    }
}

impl Widget for IconButton<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let tokens = look::tokens(ui);
        let (rect, response) = ui.allocate_exact_size(egui::Vec2::splat(self.size), Sense::click());
        if ui.is_rect_visible(rect) {
            let mut colors = colors(tokens, Weight::Plain, self.selected, &response);
            if !self.selected {
                let calm = self.color.unwrap_or(tokens.weak);
                colors.text = if response.hovered() { self.color.unwrap_or(tokens.ink) } else { calm };
            }
            let painter = ui.painter();
            painter.rect_filled(rect, metrics::RADIUS_SMALL, colors.ground);
            let size = if self.size < metrics::ROW { 14.0 } else { metrics::ICON };
            paint::icon(painter, rect.center(), self.icon, size, colors.text);
            if response.has_focus() {
                paint::focus_ring(painter, rect, metrics::RADIUS_SMALL, tokens);
            }
        }
        let enabled = ui.is_enabled();
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::Button, enabled, &*self.name);
            info.selected = self.selected.then_some(true);
            info
        });
        let tip = |ui: &mut Ui| {
            ui.horizontal(|ui| {
                ui.label(&*self.name);
                if !self.key.is_empty() {
                    super::key_cap(ui, &self.key);
                }
            });
            if !self.hint.is_empty() {
                super::weak(ui, &self.hint);
            }
        };
        response.on_hover_ui(tip).on_disabled_hover_ui(tip)
    }
}
