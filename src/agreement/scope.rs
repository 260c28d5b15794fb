//! Which articles are compared, for whom, and why the others are not.

use std::collections::{BTreeMap, BTreeSet};

use super::{ArticleKey, Reviewed, ReviewedArticle};
use crate::model::{ReviewerId, Status};
use crate::text::Chars;

/// An article as it is compared: one text, and everyone who is done with it. An article whose
/// text was marked in two versions by two reviewers each stands twice.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleScope {
    /// Which article.
    pub key: ArticleKey,
    /// SHA-256 of the text; empty where the article is not compared.
    pub sha256: String,
    /// Length of the text.
    pub chars: Chars,
    /// The reviewers compared on it, as places in [`super::Comparison::reviewers`].
    pub done: Vec<usize>,
    /// The reviewers who are not, and why.
    pub left_out: Vec<(usize, WhyNot)>,
}

/// Why an article is not compared for a reviewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum WhyNot {
    /// The review does not know the article.
    #[error("not in the review")]
    Unknown,
    /// The reviewer has not looked at it.
    #[error("not started")]
    NotStarted,
    /// The reviewer is not done with it.
    #[error("in progress")]
    InProgress,
    /// The text at hand is not the one that was marked.
    #[error("the text has changed since it was marked")]
    Stale,
    /// The reviewer marked a text with another fingerprint or length.
    #[error("another version of the text was marked")]
    OtherText,
    /// The reviewer is done, but nobody else is.
    #[error("done, but nobody else is")]
    Alone,
}

impl ArticleScope {
    /// Whether at least two reviewers are compared on it.
    pub fn compared(&self) -> bool {
        self.done.len() >= 2
    }

    /// Why the article is not compared, in one line; `None` where it is.
    pub fn why_not(&self, reviewers: &[ReviewerId]) -> Option<String> {
        (!self.compared()).then(|| self.left_out_line(reviewers))
    }

    /// Who is left out and why: `ben: in progress; cho: not started`.
    pub fn left_out_line(&self, reviewers: &[ReviewerId]) -> String {
        let name = |at: usize| reviewers.get(at).map_or("?", ReviewerId::as_str);
        let parts = self.left_out.iter().map(|(reviewer, why)| format!("{}: {why}", name(*reviewer)));
        parts.collect::<Vec<_>>().join("; ")
    }
}

/// All articles that anyone knows, by story and id; a text marked in several versions by version.
pub(super) fn scope<R: AsRef<Reviewed>>(reviews: &[R]) -> Vec<ArticleScope> {
    let keys: BTreeSet<&ArticleKey> =
        reviews.iter().flat_map(|review| review.as_ref().articles.keys()).collect();
    keys.into_iter().flat_map(|key| scope_of(key, reviews)).collect()
}

fn scope_of<R: AsRef<Reviewed>>(key: &ArticleKey, reviews: &[R]) -> Vec<ArticleScope> {
    let mut versions: BTreeMap<(&str, Chars), Vec<usize>> = BTreeMap::new();
    let mut others = Vec::new();
    for (at, review) in reviews.iter().enumerate() {
        match review.as_ref().articles.get(key).map(standing) {
            Some(Ok(version)) => versions.entry(version).or_default().push(at),
            Some(Err(why)) => others.push((at, why)),
            None => others.push((at, WhyNot::Unknown)),
        }
    }
    let why_alone = if versions.len() > 1 { WhyNot::OtherText } else { WhyNot::Alone };
    let left_out = |done: &[usize]| {
        let elsewhere =
            versions.values().flatten().filter(|at| !done.contains(at)).map(|at| (*at, why_alone));
        let mut left_out: Vec<_> = others.iter().copied().chain(elsewhere).collect();
        left_out.sort_unstable();
        left_out
    };
    let compared: Vec<ArticleScope> = versions
        .iter()
        .filter(|(_, done)| done.len() >= 2)
        .map(|((sha256, chars), done)| ArticleScope {
            key: key.clone(),
            sha256: (*sha256).to_owned(),
            chars: *chars,
            done: done.clone(),
            left_out: left_out(done),
        })
        .collect();
    if compared.is_empty() {
        let chars = versions.keys().map(|(_, chars)| *chars).max().unwrap_or_default();
        let (key, sha256) = (key.clone(), String::new());
        return vec![ArticleScope { key, sha256, chars, done: Vec::new(), left_out: left_out(&[]) }];
    }
    compared
}

/// The version that a reviewer is done with, or why not.
fn standing(article: &ReviewedArticle) -> Result<(&str, Chars), WhyNot> {
    match article.status {
        Status::NotStarted => Err(WhyNot::NotStarted),
        Status::InProgress => Err(WhyNot::InProgress),
        Status::Done if !article.placed => Err(WhyNot::Stale),
        Status::Done => Ok((article.sha256.as_str(), article.chars)),
    }
}
