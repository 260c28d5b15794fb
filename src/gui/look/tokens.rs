//! Colours by what they mean, one RON file a theme.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use egui::Color32;
use serde::Deserialize;

use super::shade::{at_lightness, over, readable};
use crate::model::Color;

/// The colours of a theme, by meaning. The RON files in `assets/themes` say what each is for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tokens {
    /// Whether ink is lighter than paper.
    pub dark: bool,
    /// The ground on which sheets lie.
    #[serde(with = "hex")]
    pub desk: Color32,
    /// The ground of bars and side panels.
    #[serde(with = "hex")]
    pub panel: Color32,
    /// The ground of articles and cards.
    #[serde(with = "hex")]
    pub sheet: Color32,
    /// The ground of what floats above: menus, palettes, dialogs, toasts.
    #[serde(with = "hex")]
    pub raised: Color32,
    /// Text.
    #[serde(with = "hex")]
    pub ink: Color32,
    /// Secondary text.
    #[serde(with = "hex")]
    pub weak: Color32,
    /// Hairlines.
    #[serde(with = "hex")]
    pub line: Color32,
    /// Lines around buttons, fields and key caps.
    #[serde(with = "hex")]
    pub edge: Color32,
    /// The one accent: what is chosen, what is focused, what to do first.
    #[serde(with = "hex")]
    pub accent: Color32,
    /// The ground under what is chosen.
    #[serde(with = "hex")]
    pub accent_ground: Color32,
    /// Text on [`Self::accent`].
    #[serde(with = "hex")]
    pub on_accent: Color32,
    /// The ground of a row or button under the pointer.
    #[serde(with = "hex")]
    pub hover: Color32,
    /// The ground of what is pressed or lies deeper: switches, key caps, tracks.
    #[serde(with = "hex")]
    pub sunk: Color32,
    /// Saved, done, the same.
    #[serde(with = "hex")]
    pub good: Color32,
    /// Not done, not saved, to be looked at.
    #[serde(with = "hex")]
    pub warn: Color32,
    /// Failed, differs, will be lost.
    #[serde(with = "hex")]
    pub bad: Color32,
    /// Words that differ; painted at [`Self::difference_tint`].
    #[serde(with = "hex")]
    pub difference: Color32,
    /// What articles share word for word: ribbons and lanes.
    #[serde(with = "hex")]
    pub verbatim: Color32,
    /// What they share nearly word for word.
    #[serde(with = "hex")]
    pub near: Color32,
    /// What they share in other words.
    #[serde(with = "hex")]
    pub reworded: Color32,
    /// Quotes that were found.
    #[serde(with = "hex")]
    pub quoted: Color32,
    /// Opacity of shadows.
    pub shadow: f32,
    /// Opacity of the black behind a dialog.
    pub backdrop: f32,
    /// Share of a mark's colour in the tint of a selected mark.
    pub tint: f32,
    /// Share of [`Self::difference`] in the tint of words that differ.
    pub difference_tint: f32,
    mark_lightness: Option<f32>,
    #[serde(skip)]
    marks: Mutex<HashMap<Color, Mark>>,
}

/// The shades of a label's colour in one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Underlines, brackets, swatches, and text on sheet, panel and desk: contrast at least 4.5.
    pub line: Color32,
    /// The ground of a selected mark on a sheet; opaque, [`Tokens::ink`] on it is readable.
    pub tint: Color32,
    /// Text on [`Self::tint`], as in a chip: contrast at least 4.5.
    pub ink: Color32,
}

impl Tokens {
    /// The shade of a label's colour for lines and text in this theme; contrast with sheet, panel
    /// and desk is at least 4.5.
    pub fn mark_color(&self, color: Color) -> Color32 {
        self.mark(color).line
    }

    /// All shades of a label's colour in this theme. Cheap: worked out once for each colour.
    pub fn mark(&self, color: Color) -> Mark {
        let mut marks = self.marks.lock().unwrap_or_else(PoisonError::into_inner);
        *marks.entry(color).or_insert_with(|| self.shades(color))
    }

    fn shades(&self, color: Color) -> Mark {
        let Color([r, g, b]) = color;
        let paper = Color32::from_rgb(r, g, b);
        let shade = self.mark_lightness.map_or(paper, |lightness| at_lightness(paper, lightness, 0.14));
        let line = readable(shade, &[self.sheet, self.panel, self.desk, self.raised], self.dark);
        let mut tint = over(line, self.tint, self.sheet);
        // Ink stays readable on the tint whatever the colour: thin it until it is.
        let mut share = self.tint;
        while super::contrast(self.ink, tint) < super::shade::READABLE && share > 0.02 {
            share -= 0.02;
            tint = over(line, share, self.sheet);
        }
        Mark { line, tint, ink: readable(line, &[tint, self.sheet, self.panel], self.dark) }
    }

    /// The ground under words that differ, opaque, for a sheet.
    pub fn difference_ground(&self) -> Color32 {
        over(self.difference, self.difference_tint, self.sheet)
    }

    /// The ground under words that were searched and found, opaque, for a sheet.
    pub fn found_ground(&self) -> Color32 {
        over(self.warn, self.tint, self.sheet)
    }

    /// What lies over words on a sheet that are not what one looks for: they stay readable.
    pub fn fade(&self) -> Color32 {
        let mut share = 0.46;
        while super::contrast(over(self.sheet, share, self.ink), self.sheet) < super::shade::READABLE {
            share -= 0.02;
        }
        self.sheet.gamma_multiply(share)
    }

    /// The ground of a message in the colour of its gravity.
    pub fn soft(&self, color: Color32) -> Color32 {
        over(color, 0.12, self.raised)
    }

    /// A hairline.
    pub fn hairline(&self) -> egui::Stroke {
        egui::Stroke::new(super::metrics::HAIRLINE, self.line)
    }

    /// The line around something to click.
    pub fn edge_line(&self) -> egui::Stroke {
        egui::Stroke::new(super::metrics::HAIRLINE, self.edge)
    }

    /// The ring around what has the keyboard.
    pub fn focus_ring(&self) -> egui::Stroke {
        egui::Stroke::new(2.0, self.accent)
    }

    /// What lies between a dialog and the window behind it.
    pub fn veil(&self) -> Color32 {
        Color32::from_black_alpha((self.backdrop * 255.0).round() as u8)
    }

    /// The shadow of what floats.
    pub fn float_shadow(&self) -> egui::Shadow {
        let alpha = (self.shadow * 255.0).round() as u8;
        egui::Shadow { offset: [0, 8], blur: 24, spread: 0, color: Color32::from_black_alpha(alpha) }
    }
}

pub(super) static LIGHT: LazyLock<Tokens> =
    LazyLock::new(|| parse(include_str!("../../../assets/themes/light.ron")));
pub(super) static DARK: LazyLock<Tokens> =
    LazyLock::new(|| parse(include_str!("../../../assets/themes/dark.ron")));

#[expect(clippy::expect_used, reason = "the files are part of the program, and a test reads them")]
fn parse(file: &str) -> Tokens {
    ron::from_str(file).expect("a theme that parses")
}

mod hex {
    use egui::Color32;
    use serde::{Deserialize, Deserializer};

    use crate::model::Color;

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Color32, D::Error> {
        let Color([r, g, b]) = Color::deserialize(from)?;
        Ok(Color32::from_rgb(r, g, b))
    }
}
