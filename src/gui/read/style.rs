//! How the text of articles is set, from the theme and the settings.

use crate::gui::look::{self, Tokens, metrics};
use crate::gui::pane::{Header, HeaderStyle, PaneStyle, TextStyle};
use crate::gui::settings::{Face, Settings};
use crate::model::Article;

/// Width of the average letter of running text, in sizes of the face.
const LETTER: f32 = 0.5;

/// Faces, sizes and colours of a pane in this theme. `margin` is the space left and right of the
/// text in points.
pub fn pane_style(tokens: &Tokens, settings: &Settings, margin: f32) -> PaneStyle {
    let size = settings.text_size;
    let scale = size / metrics::TEXT;
    let (line, gap) = ((size * settings.line_height).round(), (10.0 * scale).round());
    let title = (metrics::TITLE * scale).round();
    let (face, title) = match settings.face {
        Face::Serif => (look::serif(size), look::serif_bold(title)),
        Face::Sans => (look::sans(size), look::semibold(title)),
    };
    PaneStyle {
        text: TextStyle { font: face, line, gap },
        headline: TextStyle { font: title.clone(), line, gap },
        header: HeaderStyle {
            caps: look::semibold(metrics::CAPS),
            title,
            byline: look::sans(metrics::SANS),
            ink: tokens.ink,
            weak: tokens.weak,
        },
        ink: tokens.ink,
        weak: tokens.weak,
        accent: tokens.accent,
        selection: tokens.accent_ground,
        found: tokens.found_ground(),
        differs: tokens.difference_ground(),
        found_line: tokens.warn,
        margin,
    }
}

/// The space left and right of the text so that a line holds no more letters than asked for; at
/// least `margin`. `width` is all there is, in points.
pub fn margin_for(settings: &Settings, width: f32, margin: f32) -> f32 {
    if settings.measure == 0 {
        return margin;
    }
    // Letters of running text are about half as wide as they are high.
    let text = f32::from(settings.measure) * settings.text_size * LETTER;
    margin.max(((width - text) / 2.0).floor())
}

/// What stands above an article, of which so many words are left out of the count.
pub fn header(article: &Article, left_out: usize) -> Header {
    let info = &article.info;
    let words = format!("{} words", with_thousands(article.word_count().saturating_sub(left_out)));
    Header {
        outlet: if info.outlet.is_empty() { article.id.to_string() } else { info.outlet.clone() },
        date: date_for_people(&info.published),
        title: if begins_with_title(article) { String::new() } else { info.title.clone() },
        byline: if info.byline.is_empty() { words } else { format!("{} · {words}", info.byline) },
    }
}

/// Whether the text itself begins with the title: then it is not shown twice.
pub fn begins_with_title(article: &Article) -> bool {
    let first = article.paragraphs.first().and_then(|paragraph| paragraph.span.slice(&article.text));
    !article.info.title.is_empty() && first.is_some_and(|first| first.trim() == article.info.title)
}

/// A number as people write it: `12,400`.
pub fn with_thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A date as people write it: `2026-03-12` becomes `12 March 2026`; anything else stays.
pub fn date_for_people(date: &str) -> String {
    match date.parse::<jiff::civil::Date>() {
        Ok(date) => date.strftime("%-d %B %Y").to_string(),
        Err(_) => date.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_numbers_read_as_people_write_them() {
        assert_eq!(date_for_people("2026-03-02"), "2 March 2026");
        assert_eq!(date_for_people("early spring"), "early spring");
        assert_eq!(with_thousands(640), "640");
        assert_eq!(with_thousands(1_234_567), "1,234,567");
    }
}
