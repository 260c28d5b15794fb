//! Which words stand more than once in an article, and what stands around them.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::model::{Annotation, Article, ArticleId};
use crate::text::anchor::CONTEXT;

/// Remembers for words of articles whether they stand there more than once, so that saving again
/// does not search again: an article's text never changes.
#[derive(Debug, Default)]
pub(crate) struct Surroundings {
    repeated: HashMap<(ArticleId, String), HashMap<String, bool>>,
}

/// From here on, one pass over the article for all words together is cheaper than one for each.
const TOGETHER: usize = 8;

impl Surroundings {
    fn known(&mut self, article: &Article) -> &mut HashMap<String, bool> {
        self.repeated.entry((article.id.clone(), article.sha256.clone())).or_default()
    }

    /// Finds out about the words of all these annotations of one article at once.
    pub(crate) fn learn<'a>(&mut self, article: &Article, annotations: impl Iterator<Item = &'a Annotation>) {
        let known = self.known(article);
        let mut new: Vec<&str> = annotations
            .flat_map(|annotation| &annotation.spans)
            .filter_map(|span| span.slice(&article.text))
            .filter(|words| !known.contains_key(*words))
            .collect();
        new.sort_unstable();
        new.dedup();
        if new.len() < TOGETHER {
            return;
        }
        // Too many or too long to build a searcher for: each is searched for when it is needed.
        let Ok(searcher) = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&new) else { return };
        let mut counts = vec![0u8; new.len()];
        for found in searcher.find_overlapping_iter(&*article.text) {
            if let Some(count) = counts.get_mut(found.pattern().as_usize()) {
                *count = count.saturating_add(1);
            }
        }
        known.extend(new.into_iter().zip(counts).map(|(words, count)| (words.to_owned(), count > 1)));
    }

    fn is_repeated(&mut self, article: &Article, words: &str) -> bool {
        let known = self.known(article);
        if let Some(repeated) = known.get(words) {
            return *repeated;
        }
        // The last place differs from the first where there is more than one.
        let repeated = article.text.find(words) != article.text.rfind(words);
        known.insert(words.to_owned(), repeated);
        repeated
    }

    /// The characters before and after each piece, where the words of one stand more than once.
    pub(crate) fn around(&mut self, article: &Article, annotation: &Annotation) -> Vec<(String, String)> {
        let text = &*article.text;
        let pieces = || annotation.spans.iter().filter_map(|span| Some((span, span.slice(text)?)));
        if !pieces().any(|(_, words)| self.is_repeated(article, words)) {
            return Vec::new();
        }
        pieces()
            .map(|(span, _)| {
                let before = text.get(..span.start().to_usize()).unwrap_or_default();
                let after = text.get(span.end().to_usize()..).unwrap_or_default();
                let start = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
                let end = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
                (
                    before.get(start..).unwrap_or_default().to_owned(),
                    after.get(..end).unwrap_or_default().to_owned(),
                )
            })
            .collect()
    }
}
