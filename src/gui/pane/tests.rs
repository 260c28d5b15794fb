//! Every script can be pointed at exactly: from each grapheme boundary to its caret and back.

use std::collections::BTreeSet;

use egui::{FontId, RawInput, vec2};
use unicode_segmentation::UnicodeSegmentation;

use super::layout::{BlockLayout, TextStyle};

const LINE: f32 = 26.0;

fn style() -> TextStyle {
    TextStyle { font: FontId::proportional(16.0), line: LINE, gap: 10.0 }
}

fn with_layout(text: &str, width: f32, look: impl Fn(&BlockLayout)) {
    let ctx = egui::Context::default();
    // Fonts are loaded in the first pass; what is laid out in the second is as in a window.
    for _ in 0..2 {
        let output = ctx.run_ui(RawInput::default(), |ui| {
            look(&BlockLayout::new(ui.painter(), text, &style(), width));
        });
        output.drop_without_applying_deltas();
    }
}

const PARAGRAPHS: &[&str] = &[
    "The council met on Thursday, and voted — twice — for the barrier.",
    "He said שלום to 12 people, and (לא) to the rest of them in the hall.",
    "שלום עולם, זה מבחן ארוך עם 12 מילים ו-English באמצע המשפט.",
    "قال الوزير إن المشروع سيكلف 412 مليون، وإن العمل سيبدأ في الخريف.",
    "น้ำท่วมกรุงเทพมหานครและปริมณฑลในวันพฤหัสบดี",
    "கொ கௌ தமிழ் மொழியில் ஒரு வாக்கியம்",
    "≮ ≠ ≯ and 中文标点，测试一下。日本語も、少し。",
    "👨‍👩‍👧‍👦 a family 🇸🇪, 🦀 and e\u{301}a\u{30a} combining: n\u{303}o\u{308}",
    "fi fl ffi office — “quotes”, ‘single’, no-break\u{a0}space",
];

#[test]
fn every_grapheme_is_where_its_caret_is() {
    for text in PARAGRAPHS {
        for width in [140.0, 560.0] {
            with_layout(text, width, |layout| {
                let ends: BTreeSet<usize> =
                    text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
                for at in &ends {
                    let (row, x) = layout.caret(text, *at);
                    let back = layout.hit(text, vec2(x, (row as f32 + 0.5) * LINE), LINE);
                    assert_eq!(back, *at, "{:?} of {text:?} at {width}", &text[*at..]);
                }
            });
        }
    }
}

#[test]
fn every_grapheme_covers_a_part_of_a_row_and_the_parts_make_up_the_whole() {
    for text in PARAGRAPHS {
        with_layout(text, 300.0, |layout| {
            let mut whole = Vec::new();
            layout.parts(text, 0, text.len(), &mut whole);
            assert_eq!(whole.iter().map(|part| part.row).max(), Some(layout.rows() - 1), "{text:?}");
            for (at, grapheme) in text.grapheme_indices(true) {
                let mut parts = Vec::new();
                layout.parts(text, at, at + grapheme.len(), &mut parts);
                for part in &parts {
                    let inside = whole.iter().any(|w| {
                        w.row == part.row && w.left <= part.left + 0.01 && part.right <= w.right + 0.01
                    });
                    assert!(inside, "{grapheme:?} of {text:?}: {part:?} in {whole:?}");
                }
            }
        });
    }
}

#[test]
fn right_to_left_goes_word_by_word_and_latin_does_not() {
    with_layout("plain words", 300.0, |layout| assert!(matches!(layout, BlockLayout::Fast(_))));
    with_layout("He said שלום to 12", 300.0, |layout| {
        assert!(matches!(layout, BlockLayout::Safe(_)));
        let text = "He said שלום to 12";
        let x = |words: &str| layout.caret(text, text.find(words).unwrap()).1;
        assert!(x("He") < x("to"), "Latin words keep their order around a Hebrew one");
        let first = x("ש");
        let second = x("ל");
        assert!(second < first, "Hebrew letters run from right to left");
    });
}

#[test]
fn a_right_to_left_paragraph_stands_at_the_right() {
    let text = "שלום עולם";
    with_layout(text, 300.0, |layout| {
        let (_, start) = layout.caret(text, 0);
        let (_, end) = layout.caret(text, text.len());
        assert!(start > 250.0 && end < start, "starts at {start}, ends at {end}");
    });
}

#[test]
fn wrapped_rows_never_pass_the_width() {
    for text in PARAGRAPHS {
        with_layout(text, 120.0, |layout| {
            let mut parts = Vec::new();
            layout.parts(text, 0, text.trim_end().len(), &mut parts);
            // A blank at the end of a row hangs over the edge.
            assert!(
                parts.iter().all(|part| part.left >= -0.01 && part.right <= 120.0 + 8.0),
                "{text:?} {parts:?}"
            );
            assert!(layout.rows() > 1);
        });
    }
}
