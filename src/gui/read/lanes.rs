//! What runs down the strip beside an article: what others have too, quotes found, what is only here.

use std::sync::Arc;

use egui::Rect;

use super::shared::SharedState;
use crate::gui::look::Tokens;
use crate::gui::pane::strip::{Lane, Ticks};
use crate::model::Article;
use crate::session::Session;
use crate::text::{Span, TextSize};

/// Brings the lanes of a strip up to date, when what was found is new.
pub(super) fn update(
    ticks: &mut Ticks,
    rect: Rect,
    article: &Article,
    session: &Session,
    shared: &SharedState,
    tokens: &Tokens,
) {
    let findings = session.findings();
    let Some(index) = findings.index_of(&article.id) else { return };
    let (passages, quotes) = (shared.passages(), findings.quotes());
    let passages_key = passages.map_or(0, |known| Arc::as_ptr(known) as usize as u64);
    let quotes_key = quotes.map_or(0, |known| Arc::as_ptr(known) as usize as u64);
    let revision =
        passages_key ^ quotes_key.rotate_left(21) ^ (index as u64) << 56 ^ u64::from(tokens.dark) << 63;
    let length = TextSize::of(&article.text);
    ticks.lanes(revision, rect, length, || {
        let mut lanes = Vec::new();
        let common = passages.map(|known| joined(known.stretches(index).map(|stretch| stretch.span)));
        if let Some(common) = &common {
            lanes.push(Lane {
                name: "Other articles have it too",
                color: tokens.verbatim,
                spans: common.clone(),
            });
        }
        if let Some(found) = quotes {
            let of_article = found.quotes.iter().filter(|found| found.article == index);
            let spans = joined(of_article.map(|found| found.quote.span));
            lanes.push(Lane { name: "Quotes found", color: tokens.quoted, spans });
        }
        if let Some(common) = common {
            lanes.push(Lane { name: "Only here", color: tokens.weak, spans: between(&common, length) });
        }
        lanes
    });
}

/// Stretches in the order of their starts, those that overlap as one.
fn joined(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut spans: Vec<Span> = spans.collect();
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if last.overlaps(span) => *last = last.hull(span),
            _ => out.push(span),
        }
    }
    out
}

/// What lies before, between and after stretches that are in order and apart.
fn between(spans: &[Span], length: TextSize) -> Vec<Span> {
    let starts = std::iter::once(TextSize::new(0)).chain(spans.iter().map(|span| span.end()));
    let ends = spans.iter().map(|span| span.start()).chain(std::iter::once(length));
    starts.zip(ends).filter_map(|(start, end)| Span::new(start, end)).collect()
}
