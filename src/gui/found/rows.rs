//! Discrepancies with what it takes to show them.

use std::sync::Arc;

use crate::insight::discrepancies::{Discrepancy, DiscrepancyKind, Side, Source};
use crate::model::{Article, ArticleId};
use crate::session::suggest::difference;
use crate::text::{Span, TextSize};

pub use crate::model::Difference;

/// One side of a discrepancy.
#[derive(Clone, Debug, PartialEq)]
pub struct SideRow {
    /// The article.
    pub article: ArticleId,
    /// Its words; `None` where it has none.
    pub words: Option<Span>,
    /// Where the words start, or where they are missing.
    pub at: TextSize,
    /// The sentence around it.
    pub context: Span,
}

/// A discrepancy.
#[derive(Clone, Debug, PartialEq)]
pub struct DifferenceRow {
    /// What it is known by.
    pub of: Difference,
    /// What differs.
    pub kind: DiscrepancyKind,
    /// Where it was found.
    pub source: Source,
    /// The article that stands first in the story, and the other one.
    pub sides: [SideRow; 2],
}

impl DifferenceRow {
    /// Where it is in both articles: the words, or the sentence that lacks them.
    pub fn places(&self) -> Vec<(ArticleId, Span)> {
        self.sides.iter().map(|side| (side.article.clone(), side.words.unwrap_or(side.context))).collect()
    }
}

/// The discrepancies of a story, the gravest kinds first, then by place.
pub fn difference_rows(articles: &[Arc<Article>], found: &[Discrepancy]) -> Vec<DifferenceRow> {
    let side = |side: &Side| {
        let article = articles.get(side.article)?;
        Some(SideRow { article: article.id.clone(), words: side.words, at: side.at, context: side.context })
    };
    let row = |found: &Discrepancy| {
        Some(DifferenceRow {
            of: difference(articles, found)?,
            kind: found.kind,
            source: found.source,
            sides: [side(&found.a)?, side(&found.b)?],
        })
    };
    let mut rows: Vec<DifferenceRow> = found.iter().filter_map(row).collect();
    rows.sort_by_key(|row| row.kind);
    rows
}
