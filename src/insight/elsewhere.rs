//! Where another article may make the same claim, and what only one article has.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::insight::furniture::furniture;
use crate::insight::lexicon::is_function;
use crate::insight::passages::StoryPassage;
use crate::insight::{ArticleText, blocks};
use crate::text::normal::normal_words;
use crate::text::{Span, sentences, trim, word_count};

/// What a shared name, number or date adds to the weight of its word.
const SALIENT: f64 = 1.5;
/// Fewer words between two passages are no wording of their own.
const LEAST_WORDS: usize = 3;

/// A sentence that may say the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Similar {
    /// Index of the article.
    pub article: usize,
    /// The sentence.
    pub span: Span,
    /// How alike, from 0 to 1 (cosine of the words, the rare ones and names weighing more).
    pub score: f32,
    /// The words that both have, in the form in which they are compared, the weightiest first.
    pub shared: Vec<String>,
}

/// The words of a sentence that say something, and whether each is a name or a number.
fn telling(text: &str, span: Span) -> BTreeMap<Box<str>, bool> {
    let words = span.slice(text).unwrap_or_default();
    let mut out = BTreeMap::new();
    for word in normal_words(words).into_iter().filter(|word| !is_function(&word.form)) {
        let raw = word.span.slice(words).unwrap_or_default();
        let inside = word.span.start().to_usize() > 0;
        let salient =
            raw.starts_with(|c: char| c.is_ascii_digit()) || (inside && raw.starts_with(char::is_uppercase));
        *out.entry(word.form).or_insert(false) |= salient;
    }
    out
}

/// The sentences of each other article that are most like the words at `span` of article number
/// `article`: at most `most` for each, best first, by article. Never more than candidates: whether
/// they make the same claim, only a reader can say.
pub fn elsewhere(articles: &[ArticleText<'_>], article: usize, span: Span, most: usize) -> Vec<Similar> {
    let Some(own) = articles.get(article) else { return Vec::new() };
    let wanted = telling(own.text, span);
    let mut all: Vec<(usize, Span, BTreeMap<Box<str>, bool>)> = Vec::new();
    let mut frequency: HashMap<Box<str>, usize> = HashMap::new();
    for (number, other) in articles.iter().enumerate() {
        let aside = furniture(other.text);
        for sentence in sentences(other.text) {
            if aside.iter().any(|piece| piece.span.overlaps(sentence)) {
                continue;
            }
            let words = telling(other.text, sentence);
            for word in words.keys() {
                *frequency.entry(word.clone()).or_default() += 1;
            }
            all.push((number, sentence, words));
        }
    }
    let count = all.len() as f64;
    let weight = |word: &str, salient: bool| {
        let rare = (1.0 + count / (1.0 + *frequency.get(word).unwrap_or(&0) as f64)).ln();
        if salient { rare * SALIENT } else { rare }
    };
    let length = |words: &BTreeMap<Box<str>, bool>| {
        words.iter().map(|(w, s)| weight(w, *s).powi(2)).sum::<f64>().sqrt()
    };
    let own_length = length(&wanted);
    let mut found: Vec<Similar> = Vec::new();
    for (number, sentence, words) in all.into_iter().filter(|(number, ..)| *number != article) {
        let mut shared: Vec<(f64, &str)> = words
            .iter()
            .filter_map(|(word, salient)| {
                let same = wanted.get(word)?;
                Some((weight(word, *salient) * weight(word, *same), &**word))
            })
            .collect();
        let dot: f64 = shared.iter().map(|(points, _)| points).sum();
        let score = dot / (own_length * length(&words)).max(f64::MIN_POSITIVE);
        if score > 0.0 {
            shared.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
            let shared = shared.into_iter().map(|(_, word)| word.to_owned()).collect();
            found.push(Similar { article: number, span: sentence, score: score as f32, shared });
        }
    }
    found.sort_by(|a, b| {
        a.article.cmp(&b.article).then(b.score.total_cmp(&a.score)).then(a.span.cmp(&b.span))
    });
    let mut taken: HashMap<usize, usize> = HashMap::new();
    found.retain(|similar| {
        let taken = taken.entry(similar.article).or_default();
        *taken += 1;
        *taken <= most
    });
    found
}

/// The stretches of article number `article` without matching wording in any other, in order.
/// Furniture is left out. What has no matching wording may still be told elsewhere in other words.
pub fn only_here(text: &str, article: usize, passages: &[StoryPassage]) -> Vec<Span> {
    let mut covered: Vec<Span> = passages
        .iter()
        .filter_map(|found| match article {
            a if a == found.a => Some(found.passage.a),
            b if b == found.b => Some(found.passage.b),
            _ => None,
        })
        .chain(furniture(text).into_iter().map(|piece| piece.span))
        .collect::<HashSet<Span>>()
        .into_iter()
        .collect();
    covered.sort_unstable();
    let mut out = Vec::new();
    for block in blocks(text) {
        let mut from = block.start();
        let from_here = covered.iter().filter(|span| span.overlaps(block));
        let ends = from_here.map(|span| (span.start(), span.end())).chain([(block.end(), block.end())]);
        for (start, end) in ends {
            if let Some(gap) = Span::new(from, start.max(from)).and_then(|gap| trim(text, gap))
                && gap.slice(text).is_some_and(|words| word_count(words) >= LEAST_WORDS)
            {
                out.push(gap);
            }
            from = from.max(end);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::passages::story_passages;
    use crate::insight::unwatched;

    const A: &str = "The barrier at Norhavn will stay closed until June, the port said. Fishing boats must use the \
        northern channel. The repair costs 14 million crowns.";
    const B: &str = "Repair of the Norhavn barrier takes 14 million crowns of public money.\n\nFishing boats must use the \
        northern channel.\n\nThe mayor likes to paint.";

    #[test]
    fn the_same_claim_in_other_words_comes_first() {
        let articles = [ArticleText { id: "a", text: A }, ArticleText { id: "b", text: B }];
        let start = A.find("The repair").unwrap();
        let claim = Span::of(start, A.len()).unwrap();
        let found = elsewhere(&articles, 0, claim, 5);
        assert_eq!(found[0].article, 1);
        assert!(found[0].span.slice(B).unwrap().starts_with("Repair of the Norhavn"));
        assert!(found[0].shared.contains(&"crowns".to_owned()));
        assert!(found.len() <= 5 && found.iter().all(|similar| similar.article != 0));
    }

    #[test]
    fn what_only_one_has_is_what_no_passage_covers() {
        let articles = [ArticleText { id: "a", text: A }, ArticleText { id: "b", text: B }];
        let passages = story_passages(&articles, &mut unwatched()).unwrap();
        let words: Vec<_> =
            only_here(B, 1, &passages).into_iter().map(|span| span.slice(B).unwrap()).collect();
        assert_eq!(
            words,
            [
                "Repair of the Norhavn barrier takes 14 million crowns of public money",
                "The mayor likes to paint"
            ]
        );
    }
}
