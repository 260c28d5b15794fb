//! Where the caret goes on a key.

use egui::{Event, Key, Modifiers};

use super::pointer::line_at;
use crate::text::{self, TextSize};

/// A movement of the caret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// To the next or previous grapheme.
    Grapheme(Way),
    /// To the next word's end or the previous word's start.
    Word(Way),
    /// To the row below or above.
    Row(Way),
    /// To the next sentence's start, or the start of this one or the one before.
    Sentence(Way),
    /// By as many rows as are visible.
    Page(Way),
    /// To the next or previous paragraph's start.
    Paragraph(Way),
    /// To the end or start of the row.
    RowEnd(Way),
    /// To the end or start of the article.
    Article(Way),
}

/// Onward or back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Towards the start.
    Back,
    /// Towards the end.
    On,
}

/// The movement that a key stands for, and whether it extends the selection.
pub fn motion(event: &Event) -> Option<(Motion, bool)> {
    let Event::Key { key, pressed: true, modifiers, .. } = event else { return None };
    // Some keyboards need Shift for these two, so Alt is what selects.
    if let Key::Comma | Key::Period = key
        && !modifiers.command
        && !modifiers.ctrl
    {
        let way = if *key == Key::Comma { Way::Back } else { Way::On };
        return Some((Motion::Sentence(way), modifiers.alt));
    }
    if modifiers.alt {
        return None;
    }
    let ctrl = modifiers.command || modifiers.ctrl;
    let way = match key {
        Key::ArrowLeft | Key::ArrowUp | Key::Home | Key::PageUp => Way::Back,
        _ => Way::On,
    };
    let motion = match (key, ctrl) {
        (Key::ArrowLeft | Key::ArrowRight, false) => Motion::Grapheme(way),
        (Key::ArrowLeft | Key::ArrowRight, true) => Motion::Word(way),
        (Key::ArrowUp | Key::ArrowDown, false) => Motion::Row(way),
        (Key::ArrowUp | Key::ArrowDown, true) => Motion::Paragraph(way),
        (Key::Home | Key::End, false) => Motion::RowEnd(way),
        (Key::Home | Key::End, true) => Motion::Article(way),
        (Key::PageUp | Key::PageDown, false) => Motion::Page(way),
        _ => return None,
    };
    Some((motion, modifiers.contains(Modifiers::SHIFT)))
}

/// Where a movement that needs no layout leads; `None` for one that does.
pub fn moved(article: &str, at: TextSize, motion: Motion) -> Option<TextSize> {
    Some(match motion {
        Motion::Grapheme(Way::Back) => text::grapheme_before(article, at),
        Motion::Grapheme(Way::On) => text::grapheme_after(article, at),
        Motion::Word(Way::Back) => text::word_before(article, at),
        Motion::Word(Way::On) => text::word_after(article, at),
        Motion::Article(Way::Back) => TextSize::ZERO,
        Motion::Article(Way::On) => TextSize::of(article),
        Motion::Paragraph(Way::On) => {
            let end = line_at(article, at).map_or(at, |line| line.end());
            let rest = article.get(end.to_usize()..)?;
            let blanks = rest.len() - rest.trim_start().len();
            if blanks == rest.len() { TextSize::of(article) } else { end + TextSize::from_usize(blanks) }
        }
        Motion::Paragraph(Way::Back) => {
            let start = line_at(article, at).map_or(at, |line| line.start());
            if start < at {
                start
            } else {
                let before = TextSize::of(article.get(..start.to_usize())?.trim_end());
                line_at(article, before).map_or(TextSize::ZERO, |line| line.start())
            }
        }
        Motion::Sentence(Way::On) => {
            let end = match text::sentence_at(article, at) {
                Some(sentence) if at < sentence.start() => return Some(sentence.start()),
                Some(sentence) => sentence.end().max(at),
                None => at,
            };
            let rest = article.get(end.to_usize()..)?;
            end + TextSize::from_usize(rest.len() - rest.trim_start().len())
        }
        Motion::Sentence(Way::Back) => {
            let start = text::sentence_at(article, at).map_or(at, |sentence| sentence.start());
            if start < at {
                start
            } else {
                let before = TextSize::of(article.get(..at.to_usize())?.trim_end());
                let last = text::grapheme_before(article, before);
                text::sentence_at(article, last).map_or(TextSize::ZERO, |sentence| sentence.start())
            }
        }
        Motion::Row(_) | Motion::Page(_) | Motion::RowEnd(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_walked_within_and_across_paragraphs() {
        let text = "One one. Two, Mr. Two!\n\nThree three.\n";
        let starts: Vec<TextSize> =
            ["One", "Two,", "Three"].map(|words| TextSize::from_usize(text.find(words).unwrap())).to_vec();
        let on = Motion::Sentence(Way::On);
        let back = Motion::Sentence(Way::Back);
        let mut at = TextSize::ZERO;
        for start in &starts[1..] {
            at = moved(text, at, on).unwrap();
            assert_eq!(at, *start);
        }
        at = moved(text, at, on).unwrap();
        assert_eq!(at, TextSize::of(text), "after the last comes the end");
        for start in starts.iter().rev() {
            at = moved(text, at, back).unwrap();
            assert_eq!(at, *start);
        }
        assert_eq!(moved(text, at, back), Some(TextSize::ZERO));
        let inside = TextSize::from_usize(text.find("Mr").unwrap());
        assert_eq!(moved(text, inside, back), Some(starts[1]));
    }

    #[test]
    fn a_full_stop_is_a_sentence_on_and_alt_selects() {
        let press = |key: Key, modifiers: Modifiers| {
            motion(&Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers })
        };
        assert_eq!(press(Key::Period, Modifiers::NONE), Some((Motion::Sentence(Way::On), false)));
        assert_eq!(press(Key::Comma, Modifiers::ALT), Some((Motion::Sentence(Way::Back), true)));
        assert_eq!(press(Key::Period, Modifiers::SHIFT), Some((Motion::Sentence(Way::On), false)));
        assert_eq!(press(Key::Period, Modifiers::COMMAND), None);
    }

    #[test]
    fn paragraphs_are_walked_over_blank_lines() {
        let text = "One.\n\nTwo two.\n\n\nThree.\n";
        let at = |words: &str| TextSize::from_usize(text.find(words).unwrap());
        let on = Motion::Paragraph(Way::On);
        let back = Motion::Paragraph(Way::Back);
        assert_eq!(moved(text, TextSize::new(2), on), Some(at("Two")));
        assert_eq!(moved(text, at("Two"), on), Some(at("Three")));
        assert_eq!(moved(text, at("Three"), on), Some(TextSize::of(text)));
        assert_eq!(moved(text, at("two."), back), Some(at("Two")));
        assert_eq!(moved(text, at("Two"), back), Some(TextSize::ZERO));
    }
}
