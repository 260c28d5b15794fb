//! What pressing, dragging and releasing over text mean. Data in, data out: no window needed.

use crate::model::AnnotationId;
use crate::text::{self, Span, TextSize};

/// How far a press may wander, in points, and still be a click.
pub const CLICK_DISTANCE: f32 = 4.0;
/// Seconds within which the next press counts as part of the same click.
pub const CLICK_TIME: f64 = 0.4;

/// Which end of a piece is dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Its start.
    Start,
    /// Its end.
    End,
}

/// An end of a piece of an annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handle {
    /// The annotation.
    pub id: AnnotationId,
    /// The piece, from 0.
    pub piece: usize,
    /// The piece as it is.
    pub span: Span,
    /// Which end.
    pub end: End,
}

/// What the pointer did over the text. Places are those nearest to it.
#[derive(Clone, Debug, PartialEq)]
pub enum PointerEvent {
    /// The primary button went down.
    Press {
        /// Nearest place.
        at: TextSize,
        /// The start of the grapheme under the pointer; `None` in the margin or between lines.
        under: Option<TextSize>,
        /// Where, in points of the window.
        x: f32,
        /// Where, in points of the window.
        y: f32,
        /// When, in seconds.
        time: f64,
        /// The end of a selected annotation under the pointer.
        handle: Option<Handle>,
        /// Shift: extends the selection.
        extend: bool,
        /// Ctrl: adds a piece to the selected annotation.
        add: bool,
    },
    /// It moved with the button down.
    Drag {
        /// Nearest place.
        at: TextSize,
        /// Where, in points of the window.
        x: f32,
        /// Where, in points of the window.
        y: f32,
        /// Alt: by characters, not words.
        fine: bool,
    },
    /// The button went up.
    Release,
}

/// A stretch being selected: from where it began to where the caret is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Where it began.
    pub anchor: TextSize,
    /// Where the caret is.
    pub head: TextSize,
}

impl Selection {
    /// Nothing selected, the caret at `at`.
    pub fn caret(at: TextSize) -> Self {
        Self { anchor: at, head: at }
    }

    /// All of `span`, the caret at its end.
    pub fn of(span: Span) -> Self {
        Self { anchor: span.start(), head: span.end() }
    }

    /// The stretch; `None` where nothing is selected.
    pub fn span(self) -> Option<Span> {
        Span::between(self.anchor, self.head)
    }
}

/// By how much a drag grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Word,
    Sentence,
    Paragraph,
}

/// What the pointer is doing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pointer {
    last_press: Option<(f32, f32, f64)>,
    count: u32,
    doing: Doing,
}

#[derive(Clone, Debug, Default, PartialEq)]
enum Doing {
    #[default]
    Nothing,
    Selecting {
        from: TextSize,
        unit: Unit,
        first: Option<Span>,
        moved: bool,
        fine: bool,
        add: bool,
        under: Option<TextSize>,
    },
    Reshaping {
        handle: Handle,
        to: Span,
    },
}

/// What follows from a pointer event.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Nothing but what the pane shows by itself.
    Nothing,
    /// A new selection while the button is down.
    Preview(Selection),
    /// A finished selection.
    Selected {
        /// What was selected, trimmed.
        span: Span,
        /// To be added to the selected annotation.
        add: bool,
    },
    /// A click without a drag.
    Clicked {
        /// Nearest place.
        at: TextSize,
        /// The start of the grapheme that was clicked; `None` in the margin or between lines.
        under: Option<TextSize>,
    },
    /// A piece of an annotation gets other ends.
    Reshaped {
        /// The annotation.
        id: AnnotationId,
        /// The piece, from 0.
        piece: usize,
        /// Its new ends.
        to: Span,
    },
}

impl Pointer {
    /// Whether a drag is under way.
    pub fn is_busy(&self) -> bool {
        self.doing != Doing::Nothing
    }

    /// The annotation whose end is being dragged, with the piece as it would become.
    pub fn reshaping(&self) -> Option<(&AnnotationId, usize, Span)> {
        match &self.doing {
            Doing::Reshaping { handle, to } => Some((&handle.id, handle.piece, *to)),
            _ => None,
        }
    }

    /// Takes one event.
    pub fn take(&mut self, article: &str, selection: Option<Selection>, event: PointerEvent) -> Outcome {
        match event {
            PointerEvent::Press { at, under, x, y, time, handle, extend, add } => {
                let again = self.last_press.is_some_and(|(px, py, then)| {
                    time - then < CLICK_TIME && (x - px).hypot(y - py) < CLICK_DISTANCE
                });
                self.count = if again { self.count % 4 + 1 } else { 1 };
                self.last_press = Some((x, y, time));
                if let Some(handle) = handle
                    && self.count == 1
                {
                    let to = handle.span;
                    self.doing = Doing::Reshaping { handle, to };
                    return Outcome::Nothing;
                }
                if extend && let Some(selection) = selection {
                    let from = selection.anchor;
                    self.doing = Doing::Selecting {
                        from,
                        unit: Unit::Word,
                        first: None,
                        moved: true,
                        fine: false,
                        add,
                        under,
                    };
                    return preview(article, from, at, Unit::Word, None, false);
                }
                let unit = match self.count {
                    3 => Unit::Sentence,
                    4 => Unit::Paragraph,
                    _ => Unit::Word,
                };
                let first = if self.count > 1 { unit_at(article, at, unit) } else { None };
                let moved = first.is_some();
                self.doing = Doing::Selecting { from: at, unit, first, moved, fine: false, add, under };
                first.map_or(Outcome::Nothing, |span| Outcome::Preview(Selection::of(span)))
            }
            PointerEvent::Drag { at, x, y, fine } => match &mut self.doing {
                Doing::Nothing => Outcome::Nothing,
                Doing::Reshaping { handle, to } => {
                    *to = reshape(article, handle, at, fine);
                    Outcome::Nothing
                }
                Doing::Selecting { from, unit, first, moved, fine: was_fine, .. } => {
                    let far =
                        self.last_press.is_none_or(|(px, py, _)| (x - px).hypot(y - py) >= CLICK_DISTANCE);
                    if !*moved && !far {
                        return Outcome::Nothing;
                    }
                    *moved |= far;
                    *was_fine = fine;
                    preview(article, *from, at, *unit, *first, fine)
                }
            },
            PointerEvent::Release => match std::mem::take(&mut self.doing) {
                Doing::Nothing => Outcome::Nothing,
                Doing::Reshaping { handle, to } if to == handle.span => Outcome::Nothing,
                Doing::Reshaping { handle, to } => {
                    Outcome::Reshaped { id: handle.id, piece: handle.piece, to }
                }
                Doing::Selecting { moved: false, from, under, .. } => Outcome::Clicked { at: from, under },
                Doing::Selecting { add, fine, .. } => {
                    let selected = selection.and_then(Selection::span);
                    // By characters means these characters, but never blanks at the ends.
                    let trim = if fine { text::trim_blanks } else { text::trim };
                    match selected.and_then(|span| trim(article, span)) {
                        Some(span) => Outcome::Selected { span, add },
                        None => Outcome::Nothing,
                    }
                }
            },
        }
    }
}

fn preview(
    article: &str,
    from: TextSize,
    at: TextSize,
    unit: Unit,
    first: Option<Span>,
    fine: bool,
) -> Outcome {
    let span = match (unit, fine) {
        (_, true) => Span::between(from, at),
        (Unit::Word, _) => text::snap_to_words(article, from, at),
        _ => match (first.or_else(|| unit_at(article, from, unit)), unit_at(article, at, unit)) {
            (Some(a), Some(b)) => Some(a.hull(b)),
            (a, b) => a.or(b),
        },
    };
    let span = match (span, first) {
        (Some(span), Some(first)) => Some(span.hull(first)),
        (span, first) => span.or(first),
    };
    let Some(span) = span else { return Outcome::Preview(Selection::caret(at)) };
    // The end away from the pointer is the anchor, so that Shift goes on from there.
    Outcome::Preview(if at < from {
        Selection { anchor: span.end(), head: span.start() }
    } else {
        Selection::of(span)
    })
}

fn unit_at(article: &str, at: TextSize, unit: Unit) -> Option<Span> {
    match unit {
        Unit::Word => text::word_at(article, at),
        Unit::Sentence => text::sentence_at(article, at),
        Unit::Paragraph => line_at(article, at),
    }
}

/// The line around a place.
pub fn line_at(article: &str, at: TextSize) -> Option<Span> {
    let at = article.floor_char_boundary(at.to_usize());
    let start = article.get(..at)?.rfind('\n').map_or(0, |i| i + 1);
    let end = article.get(at..)?.find('\n').map_or(article.len(), |i| at + i);
    Span::of(start, end)
}

fn reshape(article: &str, handle: &Handle, at: TextSize, fine: bool) -> Span {
    let fixed = match handle.end {
        End::Start => handle.span.end(),
        End::End => handle.span.start(),
    };
    let moved = if fine {
        Span::between(fixed, at)
    } else {
        // Only the dragged end snaps: the other one stays to the character.
        text::snap_to_words(article, at, at).or(Span::between(fixed, at)).and_then(|word| {
            let to = match handle.end {
                End::Start if at <= fixed => word.start().min(at),
                End::End if at >= fixed => word.end().max(at),
                _ => at,
            };
            Span::between(fixed, to)
        })
    };
    moved.and_then(|span| if fine { Some(span) } else { text::trim(article, span) }).unwrap_or(handle.span)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The council met. It voted, twice, for the barrier.\nA second paragraph.";

    fn at(words: &str) -> TextSize {
        TextSize::from_usize(TEXT.find(words).unwrap())
    }

    fn press(place: TextSize, time: f64) -> PointerEvent {
        PointerEvent::Press {
            at: place,
            under: Some(place),
            x: 10.0,
            y: 10.0,
            time,
            handle: None,
            extend: false,
            add: false,
        }
    }

    fn drag(place: TextSize, fine: bool) -> PointerEvent {
        PointerEvent::Drag { at: place, x: 60.0, y: 10.0, fine }
    }

    /// Plays events as the window does, and gives what the last one led to.
    fn play(pointer: &mut Pointer, events: impl IntoIterator<Item = PointerEvent>) -> Outcome {
        let mut selection = None;
        let mut last = Outcome::Nothing;
        for event in events {
            last = pointer.take(TEXT, selection, event);
            if let Outcome::Preview(new) = last {
                selection = Some(new);
            }
        }
        last
    }

    fn words(outcome: &Outcome) -> &str {
        match outcome {
            Outcome::Selected { span, .. } | Outcome::Reshaped { to: span, .. } => span.slice(TEXT).unwrap(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_drag_takes_whole_words_and_leaves_stray_ends() {
        let mut pointer = Pointer::default();
        let to = at(", for");
        let done = play(&mut pointer, [press(at("oted"), 0.0), drag(to, false), PointerEvent::Release]);
        assert_eq!(words(&done), "voted, twice");
        let back = play(&mut pointer, [press(to, 9.0), drag(at("oted"), false), PointerEvent::Release]);
        assert_eq!(words(&back), "voted, twice");
    }

    #[test]
    fn alt_takes_characters() {
        let done = play(
            &mut Pointer::default(),
            [press(at("oted"), 0.0), drag(at("d, tw"), true), PointerEvent::Release],
        );
        assert_eq!(words(&done), "ote");
    }

    #[test]
    fn two_three_and_four_clicks_take_word_sentence_paragraph() {
        let mut pointer = Pointer::default();
        let place = at("twice");
        let click = |time: f64| [press(place, time), PointerEvent::Release];
        assert_eq!(play(&mut pointer, click(0.0)), Outcome::Clicked { at: place, under: Some(place) });
        assert_eq!(words(&play(&mut pointer, click(0.2))), "twice");
        assert_eq!(words(&play(&mut pointer, click(0.4))), "It voted, twice, for the barrier");
        assert_eq!(
            words(&play(&mut pointer, click(0.6))),
            "The council met. It voted, twice, for the barrier"
        );
        assert_eq!(
            play(&mut pointer, click(0.8)),
            Outcome::Clicked { at: place, under: Some(place) },
            "a fifth begins anew"
        );
    }

    #[test]
    fn a_slow_second_click_is_a_first() {
        let mut pointer = Pointer::default();
        play(&mut pointer, [press(at("twice"), 0.0), PointerEvent::Release]);
        let second = play(&mut pointer, [press(at("twice"), 1.0), PointerEvent::Release]);
        assert!(matches!(second, Outcome::Clicked { .. }));
    }

    #[test]
    fn dragging_an_end_reshapes_by_words_and_may_cross() {
        let span = Span::new(at("council"), at(" met")).unwrap();
        let handle = Handle { id: "a".into(), piece: 0, span, end: End::End };
        let grab = PointerEvent::Press {
            at: span.end(),
            under: None,
            x: 10.0,
            y: 10.0,
            time: 0.0,
            handle: Some(handle),
            extend: false,
            add: false,
        };
        let mut pointer = Pointer::default();
        let done = play(&mut pointer, [grab.clone(), drag(at("et."), false), PointerEvent::Release]);
        assert_eq!(words(&done), "council met");
        let mut pointer = Pointer::default();
        let crossed = play(&mut pointer, [grab.clone(), drag(at("The"), false), PointerEvent::Release]);
        assert_eq!(words(&crossed), "The");
        assert_eq!(play(&mut Pointer::default(), [grab, PointerEvent::Release]), Outcome::Nothing);
    }
}
