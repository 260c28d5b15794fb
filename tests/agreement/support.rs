//! Reviews in few words.

use std::sync::Arc;

use parallax::agreement::{ArticleKey, Comparison, Mark, Measure, Options, Reviewed, ReviewedArticle};
use parallax::model::{Attributes, Origin, Status};
use parallax::text::Chars;
use serde_json::Value;

/// A fixture of `tests/fixtures/agreement`.
pub fn fixture(name: &str) -> Value {
    let path = format!("{}/tests/fixtures/agreement/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

pub fn key(article: &str) -> ArticleKey {
    ArticleKey { story: "story".into(), article: article.into() }
}

/// A mark from its pieces.
pub fn mark(id: &str, label: &str, at: &[(u32, u32)]) -> Mark {
    Mark {
        id: id.into(),
        label: label.into(),
        at: at.iter().map(|(start, end)| (Chars(*start), Chars(*end))).collect(),
        attributes: Attributes::new(),
        origin: Origin::Hand,
    }
}

/// Start, end, label.
pub type Span<'a> = (u32, u32, &'a str);

/// An article that is done, with these marks.
pub fn article(chars: u32, spans: &[Span]) -> ReviewedArticle {
    let mut article = ReviewedArticle::new("hash".into(), Chars(chars), Status::Done);
    for (at, (start, end, label)) in spans.iter().enumerate() {
        article.push(mark(&format!("m{at:04}"), label, &[(*start, *end)]));
    }
    article
}

/// A review of articles.
pub fn review(name: &str, articles: Vec<(&str, ReviewedArticle)>) -> Arc<Reviewed> {
    let mut review = Reviewed::new(name.into());
    review.articles = articles.into_iter().map(|(id, article)| (key(id), article)).collect();
    Arc::new(review)
}

/// Reviewers `r0`, `r1` … on one article.
pub fn compare(chars: u32, reviewers: &[Vec<Span>]) -> Comparison {
    let reviews = reviewers.iter().enumerate();
    let reviews = reviews.map(|(at, spans)| review(&format!("r{at}"), vec![("one", article(chars, spans))]));
    Comparison::new(reviews.collect(), &Options::default())
}

/// Two numbers that are the same to a tolerance, or both not defined.
#[track_caller]
pub fn near(what: &str, got: &Measure, expected: Option<f64>, tolerance: f64) {
    match (got, expected) {
        (Ok(got), Some(expected)) if (got - expected).abs() <= tolerance => {}
        (Err(_), None) => {}
        _ => panic!("{what}: {got:?} where {expected:?} is expected, within {tolerance}"),
    }
}
