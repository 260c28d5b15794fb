//! Colours to choose from. The window derives from each a shade that is legible in either theme.

use crate::model::{Codebook, Color};

/// Colours that are easily told apart, those of the codebook of a new project first.
pub const PALETTE: [(Color, &str); 16] = [
    (Color([0x2F, 0x6F, 0xC4]), "blue"),
    (Color([0x1B, 0x85, 0x77]), "teal"),
    (Color([0x6E, 0x7F, 0x1E]), "olive"),
    (Color([0x7A, 0x6B, 0xB5]), "violet"),
    (Color([0x9A, 0x5B, 0x2E]), "brown"),
    (Color([0x6B, 0x72, 0x80]), "grey"),
    (Color([0xC2, 0x66, 0x0C]), "orange"),
    (Color([0xA8, 0x3A, 0x78]), "plum"),
    (Color([0xC0, 0x3B, 0x35]), "red"),
    (Color([0x2E, 0x8B, 0x4A]), "green"),
    (Color([0x1F, 0x85, 0xA6]), "sky"),
    (Color([0x4B, 0x4F, 0xC0]), "indigo"),
    (Color([0x9C, 0x7A, 0x12]), "mustard"),
    (Color([0xB0, 0x4A, 0xB8]), "magenta"),
    (Color([0x8A, 0x2F, 0x45]), "wine"),
    (Color([0x4E, 0x6A, 0x55]), "moss"),
];

/// How many hues and how many depths the grid of more colours has.
pub const GRID: (usize, usize) = (18, 4);

/// A colour of the grid: all hues, from light to deep, all of them legible.
pub fn of_grid(hue: usize, depth: usize) -> Color {
    let angle = hue as f32 / GRID.0 as f32 * 6.0;
    let (value, saturation) =
        [(0.85, 0.45), (0.75, 0.65), (0.62, 0.78), (0.45, 0.85)].get(depth).copied().unwrap_or((0.6, 0.7));
    // From hue, saturation and value: each channel falls off with its distance from its own hue.
    let channel = |center: f32| {
        let away = (angle - center).abs();
        let away = away.min(6.0 - away);
        let share = (2.0 - away).clamp(0.0, 1.0);
        let level: f32 = value * (1.0 - saturation * (1.0 - share));
        (level * 255.0).round() as u8
    };
    Color([channel(0.0), channel(2.0), channel(4.0)])
}

/// The first colour of the palette that no label has; the least used one where all are taken.
pub fn next_color(codebook: &Codebook) -> Color {
    let uses = |color: &Color| codebook.labels.iter().filter(|label| label.color == *color).count();
    let colors = PALETTE.iter().map(|(color, _)| *color);
    colors.min_by_key(uses).unwrap_or(Color([0x6B, 0x72, 0x80]))
}

/// What a colour is called; its digits where it has no name.
pub fn color_name(color: Color) -> String {
    let known = PALETTE.iter().find(|(known, _)| *known == color);
    known.map_or_else(|| color.to_string(), |(_, name)| (*name).to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn new_labels_get_colours_of_their_own() {
        let mut codebook = Codebook::default();
        let first = next_color(&codebook);
        assert_eq!(color_name(first), "red");
        codebook.labels[0].color = first;
        assert_eq!(color_name(next_color(&codebook)), "blue", "which is free now");
    }

    #[test]
    fn the_grid_goes_through_all_hues() {
        let all: HashSet<Color> =
            (0..GRID.0).flat_map(|hue| (0..GRID.1).map(move |depth| of_grid(hue, depth))).collect();
        assert_eq!(all.len(), GRID.0 * GRID.1);
        let Color([r, g, b]) = of_grid(0, 2);
        assert!(r > g && g == b, "red first");
        let Color([r, g, b]) = of_grid(12, 2);
        assert!(b > r && r == g, "blue at two thirds");
    }
}
