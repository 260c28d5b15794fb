use egui::Color32;
use proptest::prelude::*;

use super::shade::READABLE;
use super::*;
use crate::model::{Codebook, Color};

fn themes() -> [(&'static str, &'static Tokens); 2] {
    [("light", &tokens::LIGHT), ("dark", &tokens::DARK)]
}

#[test]
fn text_is_readable_on_every_ground_it_stands_on() {
    for (theme, t) in themes() {
        let grounds = [
            ("desk", t.desk),
            ("panel", t.panel),
            ("sheet", t.sheet),
            ("raised", t.raised),
            ("hover", t.hover),
            ("sunk", t.sunk),
        ];
        let texts = [("ink", t.ink), ("weak", t.weak)];
        for (text, color) in texts {
            for (ground, under) in grounds {
                let found = contrast(color, under);
                assert!(found >= READABLE, "{theme}: {text} on {ground} is {found:.2}");
            }
        }
        for (what, color) in
            [("verbatim", t.verbatim), ("near", t.near), ("reworded", t.reworded), ("quoted", t.quoted)]
        {
            for (ground, under) in [("desk", t.desk), ("sheet", t.sheet), ("sunk", t.sunk)] {
                let found = contrast(color, under);
                assert!(found >= 3.0, "{theme}: {what} on {ground} is {found:.2}");
            }
        }
        let [r, g, b, a] = t.fade().to_array();
        let share = f32::from(a) / 255.0;
        let [x, y, z, _] = t.ink.to_array();
        let mix = |over: u8, under: u8| (f32::from(over) + f32::from(under) * (1.0 - share)).round() as u8;
        let faded = Color32::from_rgb(mix(r, x), mix(g, y), mix(b, z));
        let found = contrast(faded, t.sheet);
        assert!(found >= READABLE, "{theme}: faded ink is {found:.2}");
        assert!(found <= contrast(t.ink, t.sheet) * 0.7, "{theme}: faded ink looks faded, {found:.2}");
        let told = [("accent", t.accent), ("good", t.good), ("warn", t.warn), ("bad", t.bad)];
        for (text, color) in told {
            for (ground, under) in &grounds[..5] {
                let found = contrast(color, *under);
                assert!(found >= READABLE, "{theme}: {text} on {ground} is {found:.2}");
            }
            let found = contrast(color, t.soft(color));
            assert!(found >= READABLE, "{theme}: {text} on its own soft ground is {found:.2}");
        }
        for (what, text, ground) in [
            ("accent on its ground", t.accent, t.accent_ground),
            ("ink on the accent’s ground", t.ink, t.accent_ground),
            ("weak on the accent’s ground", t.weak, t.accent_ground),
            ("text on accent", t.on_accent, t.accent),
            ("ink on words that differ", t.ink, t.difference_ground()),
            ("ink on words that were found", t.ink, t.found_ground()),
        ] {
            let found = contrast(text, ground);
            assert!(found >= READABLE, "{theme}: {what} is {found:.2}");
        }
    }
}

#[test]
fn layers_can_be_told_apart() {
    for (theme, t) in themes() {
        for (a, b) in
            [(t.desk, t.sheet), (t.panel, t.sheet), (t.panel, t.line), (t.sheet, t.line), (t.line, t.edge)]
        {
            assert_ne!(a, b, "{theme}");
        }
        assert_eq!(t.dark, theme == "dark");
    }
}

#[test]
fn the_labels_that_come_along_stay_apart_in_both_themes() {
    for (theme, t) in themes() {
        let shades: Vec<_> = Codebook::default()
            .labels
            .iter()
            .filter(|label| label.id.as_str() != "other")
            .map(|label| (label.name.clone(), t.mark_color(label.color)))
            .collect();
        for (i, (name, a)) in shades.iter().enumerate() {
            for (other, b) in &shades[i + 1..] {
                let apart: i32 = a
                    .to_array()
                    .iter()
                    .zip(b.to_array())
                    .map(|(a, b)| (i32::from(*a) - i32::from(b)).abs())
                    .sum();
                assert!(apart >= 40, "{theme}: {name} {a:?} and {other} {b:?}");
            }
        }
    }
}

#[test]
fn contrast_is_that_of_the_standard() {
    assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
    assert!((contrast(Color32::from_gray(0x77), Color32::WHITE) - 4.48).abs() < 0.01);
    assert!((contrast(Color32::RED, Color32::RED) - 1.0).abs() < 0.001);
}

#[test]
fn colour_at_its_own_lightness_is_itself() {
    for color in [Color32::from_rgb(0x2F, 0x6F, 0xC4), Color32::from_rgb(0xC2, 0x66, 0x0C), Color32::GRAY] {
        let same = shade::readable(color, &[], false);
        assert_eq!(same, color);
    }
}

#[test]
fn every_icon_and_key_sign_has_a_glyph() {
    let ctx = egui::Context::default();
    install(&ctx);
    ctx.set_missing_glyph_policy(egui::MissingGlyphPolicy::Panic);
    let mut text = String::from("←→↑↓−=+·…“”‘’–—●○•✓ ÄÖÜßéø Ελληνικά Кириллица Tiếng Việt");
    let icons: String = crate::gui::command::Command::ALL.iter().map(|command| command.spec().icon).collect();
    ctx.run_ui(egui::RawInput::default(), |ui| {
        text.push('×');
        for font in
            [sans(13.0), medium(13.0), semibold(13.0), serif(16.0), serif_bold(20.0), serif_italic(16.0)]
        {
            ui.label(egui::RichText::new(&text).font(font));
        }
        ui.label(egui::RichText::new(&icons).font(icon(16.0)));
    })
    .drop_without_applying_deltas();
}

proptest! {
    #[test]
    fn any_label_colour_is_readable_in_both_themes(rgb in any::<[u8; 3]>()) {
        for (theme, t) in themes() {
            let mark = t.mark(Color(rgb));
            for ground in [t.sheet, t.panel, t.desk, t.raised] {
                prop_assert!(contrast(mark.line, ground) >= READABLE, "{theme}: line on {ground:?}");
            }
            prop_assert!(contrast(mark.ink, mark.tint) >= READABLE, "{theme}: ink on tint");
            prop_assert!(contrast(t.ink, mark.tint) >= READABLE, "{theme}: text on tint");
            prop_assert_ne!(mark.tint, t.sheet);
        }
    }
}

#[test]
fn no_voice_shows_a_box_for_an_emoji() {
    let ctx = egui::Context::default();
    ctx.set_fonts(fonts::definitions());
    let mut lacking = Vec::new();
    let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
        for font in [serif(16.0), serif_bold(16.0), serif_italic(16.0), sans(13.0)] {
            for emoji in ['🌊', '🪣', '👩', '🫠', '☔'] {
                if !ui.fonts_mut(|fonts| fonts.has_glyph(&font, emoji)) {
                    lacking.push((font.clone(), emoji));
                }
            }
        }
    });
    output.textures_delta.clear();
    assert_eq!(lacking, []);
}
