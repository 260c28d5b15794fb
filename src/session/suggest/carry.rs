//! An annotation on words that other articles share, offered there.

use std::sync::Arc;

use super::content::proposal;
use crate::insight::passages::{Change, StoryPassage, carry};
use crate::model::{Annotation, AnnotationId, Article, ArticleId, Proposal, Review, Suggestion};
use crate::text::Span;

/// The share of an annotation's piece that a passage must cover for it to be carried over.
const LEAST: f32 = 0.6;

/// Where an annotation would stand in another article.
#[derive(Clone, Debug, PartialEq)]
pub struct Ghost {
    /// What it is known by.
    pub of: Proposal,
    /// The annotation that is carried over.
    pub from: AnnotationId,
    /// The other article.
    pub article: ArticleId,
    /// The words there, piece by piece.
    pub spans: Vec<Span>,
    /// Whether the words are the same but for style, all of them.
    pub same_words: bool,
    /// What differs in meaning: the annotation's words and those there.
    pub changes: Vec<(String, String)>,
    /// The stretches there that differ.
    pub differs: Vec<Span>,
    /// Words of the annotation that have nothing against them there.
    pub left_out: Vec<String>,
}

/// Where an annotation would stand in the articles that share its words, by article. Left out where
/// the same label, or the same cluster, has a mark there already, and what was rejected.
pub fn ghosts(
    articles: &[Arc<Article>],
    passages: &[StoryPassage],
    review: &Review,
    annotation: &Annotation,
) -> Vec<Ghost> {
    let Some(own) = articles.iter().position(|article| article.id == annotation.article) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for (at, article) in articles.iter().enumerate().filter(|(at, _)| *at != own) {
        let Some(from) = articles.get(own) else { continue };
        let Some(ghost) = ghost(from, own, article, at, passages, annotation) else { continue };
        let cluster = review.cluster_of(&annotation.id).map(|cluster| &cluster.id);
        let marked = ghost.spans.iter().any(|span| {
            review.overlapping(&article.id, *span).iter().any(|there| {
                let tied = review.cluster_of(&there.id).map(|other| &other.id);
                there.label == annotation.label || (cluster.is_some() && tied == cluster)
            })
        });
        if !marked && !review.is_rejected(&ghost.of) {
            out.push(ghost);
        }
    }
    out
}

fn ghost(
    from: &Article,
    own: usize,
    article: &Article,
    at: usize,
    passages: &[StoryPassage],
    annotation: &Annotation,
) -> Option<Ghost> {
    let mut spans = Vec::new();
    let (mut changes, mut differs, mut left_out): (Vec<Change>, Vec<Span>, Vec<String>) = Default::default();
    let mut same_words = true;
    for piece in &annotation.spans {
        let Some(carried) = best(own, at, passages, *piece) else {
            left_out.push(piece.slice(&from.text).unwrap_or_default().to_owned());
            continue;
        };
        same_words &= carried.same_words;
        differs.extend(carried.changes.iter().filter(|change| !change.style).filter_map(|change| change.b));
        changes.extend(carried.changes.into_iter().filter(|change| !change.style));
        spans.push(carried.span);
    }
    let spans = Annotation::normal_spans(spans);
    let of = proposal(Suggestion::Carry, article, &spans).filter(|_| !spans.is_empty())?;
    let words = |text: &str, span: Option<Span>| {
        span.and_then(|span| span.slice(text)).unwrap_or_default().to_owned()
    };
    let changes = changes.iter().map(|c| (words(&from.text, c.a), words(&article.text, c.b))).collect();
    let same_words = same_words && left_out.is_empty();
    Some(Ghost {
        of,
        from: annotation.id.clone(),
        article: article.id.clone(),
        spans,
        same_words,
        changes,
        differs,
        left_out,
    })
}

/// The words of an article that the passage which covers most of a piece sets against it.
fn best(
    own: usize,
    at: usize,
    passages: &[StoryPassage],
    piece: Span,
) -> Option<crate::insight::passages::Carried> {
    let pair = (own.min(at), own.max(at));
    let found = passages.iter().filter(|found| (found.a, found.b) == pair).filter_map(|found| {
        let side = if own < at { found.passage.a } else { found.passage.b };
        let shared = side.intersection(piece)?.len().to_u32();
        Some((shared, !found.passage.echo, found))
    });
    let (shared, _, found) = found.max_by(|x, y| (x.0, x.1).cmp(&(y.0, y.1)))?;
    if (shared as f32) < LEAST * piece.len().to_u32() as f32 {
        return None;
    }
    if own < at { carry(&found.passage, piece) } else { carry(&found.passage.flipped(), piece) }
}
