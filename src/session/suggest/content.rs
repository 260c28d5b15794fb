//! What was found, as its content says: the terms in which a review speaks of it.

use std::sync::Arc;

use crate::insight::discrepancies::{Discrepancy, Side};
use crate::model::{Article, Difference, Proposal, Stretch, Suggestion};
use crate::text::{Span, TextSize};

/// Words of an article; `None` where the span is none of its text.
pub fn stretch(article: &Article, span: Span) -> Option<Stretch> {
    Some(Stretch {
        article: article.id.clone(),
        at: article.offsets.span_to_chars(&article.text, span)?,
        text: span.slice(&article.text)?.to_owned(),
    })
}

/// A place between words.
pub fn place(article: &Article, at: TextSize) -> Option<Stretch> {
    let at = article.offsets.to_chars(&article.text, at)?;
    Some(Stretch { article: article.id.clone(), at: (at, at), text: String::new() })
}

/// A discrepancy as its content says. `articles` are those in which it was found.
pub fn difference(articles: &[Arc<Article>], found: &Discrepancy) -> Option<Difference> {
    let side = |side: &Side| {
        let article = articles.get(side.article)?;
        match side.words {
            Some(words) => stretch(article, words),
            None => place(article, side.at),
        }
    };
    Some(Difference::new(found.kind.name(), side(&found.a)?, side(&found.b)?))
}

/// A suggestion as its content says.
pub fn proposal(what: Suggestion, article: &Article, spans: &[Span]) -> Option<Proposal> {
    let pieces = spans.iter().map(|span| stretch(article, *span)).collect::<Option<Vec<_>>>()?;
    Some(Proposal { what, pieces })
}
