//! Rows of lists.

use std::borrow::Cow;

use egui::accesskit::Role;
use egui::{Align2, Color32, FontId, Response, Sense, Ui, Widget, WidgetInfo, pos2, vec2};

use crate::gui::look::{self, Mark, metrics, paint};
use crate::model::{Kind, Status};

/// What stands before a row's text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Lead {
    /// An icon.
    Icon(char),
    /// An icon in a colour of its own.
    ColoredIcon(char, Color32),
    /// How far a reviewer is with an article.
    Status(Status),
    /// How marks of a label look.
    Swatch(Kind, Mark),
    /// A dot, as for a reviewer.
    Dot(Color32),
}

/// Height of a row with a second line, in points.
pub const TWO_LINES: f32 = 44.0;
/// How many rows are shown whole: the keyboard can reach them all.
const FEW: usize = 100;

/// Rows of one height, in a list that scrolls: of more than a hundred only those that can be seen.
pub fn visible_rows<T>(ui: &mut Ui, height: f32, rows: &[T], mut show: impl FnMut(&mut Ui, &T)) {
    if rows.len() <= FEW {
        rows.iter().for_each(|row| show(ui, row));
        return;
    }
    let step = height + ui.spacing().item_spacing.y;
    let from_top = |y: f32| ((y - ui.cursor().top()) / step).max(0.0) as usize;
    let (first, last) = (from_top(ui.clip_rect().top()), from_top(ui.clip_rect().bottom()) + 1);
    let last = last.min(rows.len());
    let first = first.min(last);
    ui.add_space(first as f32 * step);
    rows.get(first..last).unwrap_or_default().iter().for_each(|row| show(ui, row));
    ui.add_space((rows.len() - last) as f32 * step);
}

/// A row: lead, text, detail and key at the right; 26 high, or 44 with a second line. The text is
/// cut where it does not fit; hovered and selected rows have a ground.
#[must_use = "add it to a Ui"]
pub struct Row<'a> {
    text: Cow<'a, str>,
    lead: Option<Lead>,
    second: Cow<'a, str>,
    detail: Cow<'a, str>,
    key: Cow<'a, str>,
    name: Option<Cow<'a, str>>,
    role: Role,
    font: Option<FontId>,
    found: &'a [u32],
    selected: bool,
    faded: bool,
    inset: f32,
    keep: f32,
    elsewhere: bool,
    draggable: bool,
}

impl<'a> Row<'a> {
    /// A row that says `text`.
    pub fn new(text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            text: text.into(),
            lead: None,
            second: "".into(),
            detail: "".into(),
            key: "".into(),
            name: None,
            role: Role::Button,
            font: None,
            found: &[],
            selected: false,
            faded: false,
            inset: 0.0,
            keep: 0.0,
            elsewhere: false,
            draggable: false,
        }
    }

    /// What stands before the text.
    pub fn lead(mut self, lead: Lead) -> Self {
        self.lead = Some(lead);
        self
    }

    /// A second, quiet line; makes the row 44 high.
    pub fn second(mut self, second: impl Into<Cow<'a, str>>) -> Self {
        self.second = second.into();
        self
    }

    /// Quiet text at the right end: a count, a time.
    pub fn detail(mut self, detail: impl Into<Cow<'a, str>>) -> Self {
        self.detail = detail.into();
        self
    }

    /// A key cap at the right end.
    pub fn key(mut self, key: impl Into<Cow<'a, str>>) -> Self {
        self.key = key.into();
        self
    }

    /// What a screen reader says, where it is not text and detail.
    pub fn name(mut self, name: impl Into<Cow<'a, str>>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// What it is to a screen reader; a button where not given.
    pub fn role(mut self, role: Role) -> Self {
        self.role = role;
        self
    }

    /// Another font for the text, as for words of an article.
    pub fn font(mut self, font: FontId) -> Self {
        self.font = Some(font);
        self
    }

    /// Characters of the text, by index and ascending, that stand out because they were searched.
    pub fn found(mut self, found: &'a [u32]) -> Self {
        self.found = found;
        self
    }

    /// Shown as chosen.
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    /// Shown as not to be had, though it can be clicked.
    pub fn faded(mut self, faded: bool) -> Self {
        self.faded = faded;
        self
    }

    /// Moves lead and text to the right, as for a label under another.
    pub fn inset(mut self, inset: f32) -> Self {
        self.inset = inset;
        self
    }

    /// Keeps so much room at the right end for something that the caller puts there.
    pub fn keep(mut self, width: f32) -> Self {
        self.keep = width;
        self
    }

    /// Can be dragged, as to another place in its list.
    pub fn draggable(mut self) -> Self {
        self.draggable = true;
        self
    }

    /// The keyboard is in a field above the list, which moves the choice: the row takes no focus.
    pub fn driven_from_elsewhere(mut self) -> Self {
        self.elsewhere = true;
        self
    }
}

impl Widget for Row<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let tokens = look::tokens(ui);
        let height = if self.second.is_empty() { metrics::ROW } else { TWO_LINES };
        let sense = if self.elsewhere { Sense::CLICK } else { Sense::click() };
        let sense = if self.draggable { sense | Sense::DRAG } else { sense };
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), sense);
        let mut cut = false;
        if ui.is_rect_visible(rect) {
            let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
            let ground = if self.selected {
                Some(tokens.accent_ground)
            } else if response.is_pointer_button_down_on() {
                Some(tokens.sunk)
            } else if response.hovered() || response.highlighted() {
                Some(tokens.hover)
            } else {
                None
            };
            if let Some(ground) = ground {
                painter.rect_filled(rect, metrics::RADIUS_SMALL, ground);
            }
            let ink = match (self.faded, self.selected) {
                (true, _) => tokens.weak,
                (false, true) => tokens.accent,
                (false, false) => tokens.ink,
            };
            let middle = rect.center().y;
            let mut right = rect.max.x - metrics::GAP - self.keep;
            if !self.key.is_empty() {
                right = paint::key_cap(&painter, pos2(right, middle), &self.key, tokens).min.x - metrics::GAP;
            }
            if !self.detail.is_empty() {
                let room = (right - rect.min.x) * 0.5;
                let galley =
                    paint::line(&painter, &self.detail, look::sans(metrics::SANS), tokens.weak, room);
                cut |= galley.elided;
                right = paint::put(&painter, pos2(right, middle), Align2::RIGHT_CENTER, galley).min.x
                    - metrics::GAP;
            }
            let mut left = rect.min.x + metrics::GAP + self.inset;
            if let Some(lead) = self.lead {
                let at = pos2(left + 8.0, middle);
                match lead {
                    Lead::Icon(icon) => {
                        let color = if self.selected { tokens.accent } else { tokens.weak };
                        paint::icon(&painter, at, icon, metrics::ICON, color);
                    }
                    Lead::ColoredIcon(icon, color) => paint::icon(&painter, at, icon, metrics::ICON, color),
                    Lead::Status(status) => paint::status_dot(&painter, at, status, tokens),
                    Lead::Swatch(kind, mark) => paint::swatch(&painter, at, kind, mark),
                    Lead::Dot(color) => {
                        painter.circle_filled(at, 3.5, color);
                    }
                }
                left += 16.0 + metrics::GAP;
            }
            let font = self.font.clone().unwrap_or_else(|| look::sans(metrics::SANS));
            let galley = if self.found.is_empty() {
                paint::line(&painter, &self.text, font, ink, right - left)
            } else {
                let loud = look::semibold(font.size);
                let colors = [ink, tokens.accent];
                paint::marked_line(&painter, &self.text, self.found, [font, loud], colors, right - left)
            };
            cut |= galley.elided;
            let y = if self.second.is_empty() { middle } else { rect.min.y + 14.0 };
            paint::put(&painter, pos2(left, y), Align2::LEFT_CENTER, galley);
            if !self.second.is_empty() {
                let font = look::sans(metrics::SMALL);
                let galley = paint::line(&painter, &self.second, font, tokens.weak, right - left);
                cut |= galley.elided;
                paint::put(&painter, pos2(left, rect.max.y - 13.0), Align2::LEFT_CENTER, galley);
            }
            if response.has_focus() {
                paint::focus_ring(&painter, rect, metrics::RADIUS_SMALL, tokens);
            }
        }
        let enabled = ui.is_enabled();
        let whole = || {
            let parts = [&self.text, &self.second, &self.detail];
            let parts: Vec<&str> =
                parts.into_iter().map(|part| &**part).filter(|part| !part.is_empty()).collect();
            parts.join(", ")
        };
        response.widget_info(|| {
            let name = self.name.as_deref().map_or_else(whole, str::to_owned);
            WidgetInfo::selected(self.role, enabled, self.selected, name)
        });
        if cut { response.on_hover_text(whole()) } else { response }
    }
}
