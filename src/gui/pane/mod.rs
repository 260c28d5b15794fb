//! The text pane: one article, of any length and script, read, selected in and marked.
//!
//! Only what is visible is laid out. The place in the text is an item and a distance into it, never
//! a sum of estimated heights, so text above can be of any length and nothing jumps. [`show`] paints
//! a [`PaneState`] and reports what a person did as [`PaneEvent`]s; [`PaneState::take`] turns those
//! into changes of the state and [`Outcome`]s for the view around it.

mod blocks;
mod header;
mod input;
mod keys;
mod layout;
mod marks;
mod outline;
mod pointer;
mod safe;
mod scroll;
mod shade;
pub mod strip;
#[cfg(test)]
mod tests;
mod view;
#[cfg(test)]
mod window_tests;

pub use header::{Header, HeaderStyle};
pub use keys::{Motion, Way};
pub use layout::{BlockLayout, RowPart, TextStyle};
pub use marks::{Mark, Stroked};
pub use outline::Outline;
pub use pointer::{End, Handle, Outcome, Pointer, PointerEvent, Selection, line_at};
pub use shade::{Anchor, Shade, Shading};
pub use view::{PaneInput, PaneOutput, PaneStyle, settle_at, show};

use blocks::Block;

use crate::model::Article;
use crate::text::{self, Span, TextSize};

/// The line at the top of the pane: an item (0 is the header, then the blocks) and how many points
/// of it are above the top.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Top {
    /// The item.
    pub item: usize,
    /// Points of it above the top.
    pub into: f32,
}

/// Where a place is brought to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Aim {
    /// Just so far that it is seen; nothing moves if it is.
    Nearest,
    /// At a third of the height; nothing moves if it is well inside.
    Eye,
    /// Exactly to the top.
    Top,
    /// Exactly to the height at which columns are brought level, even where the text then stands away
    /// from the pane's top or bottom.
    Level,
}

/// What a person did in a pane.
#[derive(Clone, Debug, PartialEq)]
pub enum PaneEvent {
    /// The pointer acted on the text.
    Pointer(PointerEvent),
    /// Scrolled by so many points, downwards in the text.
    Scroll(f32),
    /// Scrolled by so many points, and not to take other panes along.
    ScrollAlone(f32),
    /// Asked for a place, by the strip.
    Jump(TextSize),
    /// The caret went to a place.
    Caret {
        /// Where to.
        to: TextSize,
        /// Whether the selection grows with it.
        extend: bool,
        /// The distance from the left that rows up and down keep to.
        goal: Option<f32>,
    },
    /// All of the text is selected.
    SelectAll,
}

/// What a pane remembers from frame to frame.
#[derive(Default)]
pub struct PaneState {
    /// Where the text stands.
    top: Top,
    /// What is selected, or where the caret is.
    pub selection: Option<Selection>,
    /// What the pointer is doing.
    pub pointer: Pointer,
    /// Stretches that are framed, because something outside the pane speaks of them.
    pub spotlight: Vec<Span>,
    /// What is suggested.
    pub outlines: Vec<Outline>,
    goal: Option<f32>,
    scroll: f32,
    /// Whether other panes are not to come along.
    alone: bool,
    reveal: Option<(TextSize, Aim)>,
    /// What is to stand where columns are brought level, and how far below that.
    follow: Option<(f64, f32)>,
    /// Whether the text may stand past its ends.
    loose: bool,
    layout: LayoutCache,
    on_screen: Vec<(Block, egui::Pos2)>,
}

/// The cut of an article into blocks, and the width at which its top line was seen.
#[derive(Default)]
struct LayoutCache {
    sha256: String,
    blocks: Vec<Block>,
    width: f32,
    line: f32,
    top_byte: Option<TextSize>,
    /// The top at which `top_byte` was seen: while only the width changes it stays the same place,
    /// so that a column dragged to and fro ends where it began.
    seen_at: Option<Top>,
}

impl LayoutCache {
    fn update(&mut self, article: &Article) {
        if self.sha256 != article.sha256 || self.blocks.is_empty() {
            self.blocks = blocks::blocks(article);
            self.sha256 = article.sha256.clone();
        }
    }
}

impl PaneState {
    /// Takes what a person did; gives what the view around the pane should make of it.
    pub fn take(&mut self, article: &Article, event: PaneEvent) -> Outcome {
        match event {
            PaneEvent::Scroll(by) => {
                self.scroll += by;
                self.alone = false;
            }
            PaneEvent::ScrollAlone(by) => {
                self.scroll += by;
                self.alone = true;
            }
            PaneEvent::Jump(to) => self.reveal = Some((to, Aim::Top)),
            PaneEvent::SelectAll => self.selection = Span::whole(&article.text).map(Selection::of),
            PaneEvent::Caret { to, extend, goal } => {
                let anchor = self.selection.filter(|_| extend).map_or(to, |selection| selection.anchor);
                self.selection = Some(Selection { anchor, head: to });
                self.goal = goal;
                self.reveal = Some((to, Aim::Nearest));
            }
            PaneEvent::Pointer(event) => {
                self.goal = None;
                let outcome = self.pointer.take(&article.text, self.selection, event);
                match &outcome {
                    Outcome::Preview(selection) => self.selection = Some(*selection),
                    Outcome::Clicked { at, .. } => self.selection = Some(Selection::caret(*at)),
                    Outcome::Selected { span, .. } => {
                        let selection = Selection::of(*span);
                        self.selection = Some(match self.selection {
                            Some(old) if old.head < old.anchor => {
                                Selection { anchor: selection.head, head: selection.anchor }
                            }
                            _ => selection,
                        });
                    }
                    Outcome::Nothing | Outcome::Reshaped { .. } => {}
                }
                return outcome;
            }
        }
        Outcome::Nothing
    }

    /// Brings a place into view in the next frame.
    pub fn reveal(&mut self, at: TextSize, aim: Aim) {
        self.reveal = Some((at, aim));
    }

    /// Brings a place to the height at which columns are brought level, or so many points below it, as
    /// far as the text goes. The place is an offset in bytes, with the part of its row that is above.
    pub fn follow(&mut self, place: f64, below: f32) {
        self.follow = Some((place, below));
    }

    /// Whether it is about to move of its own accord, so that other panes should come along.
    pub fn leads(&self) -> bool {
        self.reveal.is_some() || (self.scroll != 0.0 && !self.alone)
    }

    /// The caret; the start of the text where it has not been set.
    pub fn caret(&self) -> TextSize {
        self.selection.map_or(TextSize::ZERO, |selection| selection.head)
    }

    /// What is selected, trimmed; `None` where nothing is.
    pub fn selected(&self, article: &Article) -> Option<Span> {
        self.selection.and_then(Selection::span).and_then(|span| text::trim_blanks(&article.text, span))
    }

    /// Drops the selection and leaves the caret where it was.
    pub fn deselect(&mut self) {
        self.selection = self.selection.map(|selection| Selection::caret(selection.head));
    }

    /// Where a stretch of the text was in the last frame, row by row, in points of the window; empty
    /// where it was out of sight. `style` is the one that the pane was shown with.
    pub fn rects_of(
        &self,
        painter: &egui::Painter,
        article: &Article,
        style: &PaneStyle,
        span: Span,
    ) -> Vec<egui::Rect> {
        let mut out = Vec::new();
        for (block, origin) in self.on_screen.iter().filter(|(block, _)| block.span.overlaps(span)) {
            let Some(words) = block.span.slice(&article.text) else { continue };
            let layout = BlockLayout::new(painter, words, &style.text, self.layout.width);
            let place = marks::Place {
                text: words,
                span: block.span,
                layout: &layout,
                origin: *origin,
                line: style.text.line,
            };
            out.extend(place.rects(span));
        }
        out
    }

    /// Where the text stands.
    pub fn top(&self) -> Top {
        self.top
    }

    /// Puts the text where that of another pane on the same article stands.
    pub fn set_top(&mut self, top: Top) {
        self.top = top;
    }
}
