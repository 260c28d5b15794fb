//! Furniture of the articles in the window: greyed, left out of the counts, and counted again with one
//! click. That it is counted is part of the review: a suggestion to leave it out that was rejected.

use std::sync::Arc;

use egui::{Rect, Ui, Vec2, pos2};

use crate::gui::action::Action;
use crate::gui::look::{icons, widgets};
use crate::gui::pane::Anchor;
use crate::insight::furniture::{Furniture, FurnitureKind};
use crate::model::{Proposal, Suggestion};
use crate::session::Session;
use crate::session::suggest::proposal;
use crate::text::{Span, TextSize, word_count};

/// The least key by which a pane is asked where furniture is; smaller ones are those of passages.
const KEYS: usize = usize::MAX / 2;

/// A piece of furniture.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Where it is.
    pub span: Span,
    /// What it is.
    pub kind: FurnitureKind,
    /// Whether the reviewer counts it as part of the report.
    pub counts: bool,
    /// The suggestion to leave it out.
    pub of: Proposal,
    words: usize,
}

/// The furniture of the story that is shown.
#[derive(Debug, Default)]
pub struct Aside {
    found: Option<Arc<Vec<Vec<Furniture>>>>,
    revision: u64,
    articles: Vec<Vec<Piece>>,
}

/// The column beside whose text the buttons are shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beside<'a> {
    /// Which column it is, from the left.
    pub column: usize,
    /// Which article of the story it shows.
    pub article: usize,
    /// Where the sheet is.
    pub sheet: Rect,
    /// The space left of the text, in points.
    pub margin: f32,
    /// Where in it the pieces are.
    pub anchors: &'a [Anchor],
}

impl Aside {
    /// Brings it up to date with what was found and with the review.
    pub fn follow(&mut self, session: &Session) {
        let findings = session.findings();
        let found = findings.furniture();
        let same = match (&self.found, found) {
            (Some(known), Some(now)) => Arc::ptr_eq(known, now),
            (None, None) => true,
            _ => false,
        };
        let revision = session.review().revision();
        if same && self.revision == revision {
            return;
        }
        self.found = found.cloned();
        self.revision = revision;
        self.articles = found
            .into_iter()
            .flat_map(|found| found.iter())
            .zip(findings.articles())
            .map(|(pieces, article)| {
                let piece = |piece: &Furniture| {
                    let of = proposal(Suggestion::Furniture, article, &[piece.span])?;
                    let words = piece.span.slice(&article.text).map_or(0, word_count);
                    let counts = session.review().is_rejected(&of);
                    Some(Piece { span: piece.span, kind: piece.kind, counts, of, words })
                };
                pieces.iter().filter_map(piece).collect()
            })
            .collect();
    }

    /// The furniture of an article.
    pub fn of(&self, article: usize) -> &[Piece] {
        self.articles.get(article).map(Vec::as_slice).unwrap_or_default()
    }

    /// The furniture around a place.
    pub fn at(&self, article: usize, place: TextSize) -> Option<&Piece> {
        self.of(article).iter().find(|piece| piece.span.touches(place))
    }

    /// How many words of an article are left out of its count.
    pub fn words_left_out(&self, article: usize) -> usize {
        self.of(article).iter().filter(|piece| !piece.counts).map(|piece| piece.words).sum()
    }

    /// The pieces in a stretch of an article, with the keys by which their places are asked for.
    pub(super) fn anchors(&self, article: usize, span: Span) -> impl Iterator<Item = (usize, Span)> {
        let pieces = self.of(article).iter().enumerate();
        pieces.filter(move |(_, piece)| piece.span.overlaps(span)).map(|(at, piece)| (KEYS + at, piece.span))
    }

    /// Shows a button beside each piece in sight: leave out, or count.
    pub(super) fn show(&self, ui: &mut Ui, beside: Beside<'_>, out: &mut Vec<Action>) {
        let Beside { column, article, sheet, margin, anchors } = beside;
        let size = 16.0_f32.min(margin);
        for anchor in anchors {
            let piece = anchor.key.checked_sub(KEYS).and_then(|at| self.of(article).get(at));
            let Some(piece) = piece else { continue };
            let (icon, does) = if piece.counts {
                (icons::EYE, "Leave out of the report")
            } else {
                (icons::EYE_SLASH, "Count as part of the report")
            };
            let top = pos2(sheet.left() + (margin - size) / 2.0, anchor.rows.min + 5.0);
            let place = Rect::from_min_size(top, Vec2::splat(size));
            if place.bottom() > sheet.bottom() {
                continue;
            }
            let button = widgets::IconButton::new(icon, format!("{does}: {}", piece.kind.name()))
                .hint(piece.kind.reason())
                .size(size);
            let shown = ui.push_id(("furniture", column, anchor.key), |ui| ui.put(place, button)).inner;
            if shown.clicked() {
                out.push(Action::Furniture(piece.of.clone(), !piece.counts));
            }
        }
    }
}
