//! The two voices: a serif for what the articles say, a sans for what the program says.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, FontId};

const SERIF: &str = "serif";
const SERIF_BOLD: &str = "serif-bold";
const SERIF_ITALIC: &str = "serif-italic";
const MEDIUM: &str = "sans-medium";
const SEMIBOLD: &str = "sans-semibold";
const ICONS: &str = "icons";
const EMOJI: &str = "emoji";
const SANS: &str = "sans";

macro_rules! font {
    ($file:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts/", $file))
    };
}

fn named(name: &'static str) -> FontFamily {
    FontFamily::Name(name.into())
}

/// Text of articles.
pub fn serif(size: f32) -> FontId {
    FontId::new(size, named(SERIF))
}

/// Titles of articles.
pub fn serif_bold(size: f32) -> FontId {
    FontId::new(size, named(SERIF_BOLD))
}

/// Words of an article, quoted outside it.
pub fn serif_italic(size: f32) -> FontId {
    FontId::new(size, named(SERIF_ITALIC))
}

/// What the program says.
pub fn sans(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// What the program says and one may click.
pub fn medium(size: f32) -> FontId {
    FontId::new(size, named(MEDIUM))
}

/// Heads and names.
pub fn semibold(size: f32) -> FontId {
    FontId::new(size, named(SEMIBOLD))
}

/// Paths, ids, raw text.
pub fn mono(size: f32) -> FontId {
    FontId::new(size, FontFamily::Monospace)
}

/// The glyphs of [`super::icons`].
pub fn icon(size: f32) -> FontId {
    FontId::new(size, named(ICONS))
}

/// All families. Each ends with egui's own fonts, so that no family lacks what another has.
pub(super) fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let files: [(&str, &'static [u8]); 8] = [
        (SERIF, font!("NotoSerif-Regular.ttf")),
        (SERIF_BOLD, font!("NotoSerif-Bold.ttf")),
        (SERIF_ITALIC, font!("NotoSerif-Italic.ttf")),
        (SANS, font!("Inter-Regular.otf")),
        (MEDIUM, font!("Inter-Medium.otf")),
        (SEMIBOLD, font!("Inter-SemiBold.otf")),
        (ICONS, font!("Phosphor.ttf")),
        (EMOJI, font!("NotoEmoji-Regular.ttf")),
    ];
    for (name, bytes) in files {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let mono = fonts.families.get(&FontFamily::Monospace).cloned().unwrap_or_default();
    // Emoji come last: their font has figures too.
    let chain = |own: &[&str]| -> Vec<String> {
        let mut chain: Vec<String> = own.iter().map(|name| (*name).to_owned()).collect();
        for name in fallback.iter().chain(&mono) {
            if !chain.contains(name) {
                chain.push(name.clone());
            }
        }
        chain.push(EMOJI.to_owned());
        chain
    };
    fonts.families.insert(FontFamily::Proportional, chain(&[SANS, SERIF]));
    fonts.families.insert(named(MEDIUM), chain(&[MEDIUM, SANS, SERIF_BOLD]));
    fonts.families.insert(named(SEMIBOLD), chain(&[SEMIBOLD, SANS, SERIF_BOLD]));
    fonts.families.insert(named(SERIF), chain(&[SERIF, SANS]));
    fonts.families.insert(named(SERIF_BOLD), chain(&[SERIF_BOLD, SEMIBOLD]));
    fonts.families.insert(named(SERIF_ITALIC), chain(&[SERIF_ITALIC, SERIF, SANS]));
    fonts.families.insert(named(ICONS), chain(&[ICONS]));
    let mut mono_chain = mono;
    mono_chain.extend([SANS.to_owned(), SERIF.to_owned(), EMOJI.to_owned()]);
    fonts.families.insert(FontFamily::Monospace, mono_chain);
    fonts
}
