//! Keys that an article's text handles itself: movement of the caret, selection, labels. They are
//! no commands, but people look for them in the same list.

/// A row of the list of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyRow {
    /// As people read them; alternatives apart.
    pub keys: &'static [&'static str],
    /// What they do.
    pub about: &'static str,
}

const fn row(keys: &'static [&'static str], about: &'static str) -> KeyRow {
    KeyRow { keys, about }
}

/// Section heads and rows.
pub const PANE_KEYS: &[(&str, &[KeyRow])] = &[
    (
        "In the text",
        &[
            row(&["←", "→"], "Move the caret by a character"),
            row(&["Ctrl+←", "Ctrl+→"], "Move the caret by a word"),
            row(&[",", "."], "Move the caret by a sentence; with Alt: select"),
            row(&["↑", "↓"], "Move the caret by a line"),
            row(&["Ctrl+↑", "Ctrl+↓"], "Move the caret by a paragraph"),
            row(&["Home", "End"], "To the start or end of the line"),
            row(&["Ctrl+Home", "Ctrl+End"], "To the start or end of the article"),
            row(&["Page up", "Page down"], "By a screenful"),
            row(&["Shift"], "With any of these: select"),
            row(&["Ctrl+A"], "Select the whole article"),
            row(&["Ctrl+C"], "Copy the selected words"),
            row(
                &["Escape"],
                "Close the palette, the question or the find bar, drop the selection, deselect the annotation",
            ),
            row(
                &["A label’s key"],
                "Tag the selected words; without a selection, change the selected annotation’s label",
            ),
        ],
    ),
    (
        "With the mouse",
        &[
            row(&["Drag"], "Select whole words; with Alt, characters"),
            row(&["Double click"], "Select a word; a third click the sentence, a fourth the paragraph"),
            row(&["Click"], "On an annotation: select it; again: the next one under the pointer"),
            row(&["Drag an end"], "Reshape the selected annotation"),
            row(&["Ctrl+drag"], "Add a piece to the selected annotation"),
            row(&["Drag the knob"], "Beside the selected annotation: link it with the mark it is drawn to"),
            row(&["Ctrl+wheel"], "Zoom"),
        ],
    ),
];
