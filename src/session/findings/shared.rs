//! What the articles of a story share, with what it takes to look it up by place.

use std::sync::Arc;

use crate::insight::passages::{StoryPassage, Tie, passages, ties};
use crate::insight::{Cancelled, Watch};
use crate::model::Article;
use crate::text::{Span, TextSize};

/// What was found before, with the fingerprints of the texts in which it was found.
pub(super) type Known = (Vec<String>, Arc<Shared>);

/// A member of a tie: a stretch of one article that others have too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Where it stands.
    pub span: Span,
    /// The tie, by its index.
    pub tie: usize,
}

/// The passages between all pairs of articles of a story.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shared {
    passages: Vec<StoryPassage>,
    ties: Vec<Tie>,
    tie_of: Vec<Option<usize>>,
    /// By article, by start; each with the end of the one that reaches furthest so far.
    stretches: Vec<Vec<(Stretch, TextSize)>>,
}

impl Shared {
    /// Every passage, echoes among them: by pair of articles, then best first.
    pub fn passages(&self) -> &[StoryPassage] {
        &self.passages
    }

    /// What is shared, joined across articles.
    pub fn ties(&self) -> &[Tie] {
        &self.ties
    }

    /// The tie that a passage belongs to, by index; `None` for an echo.
    pub fn tie_of(&self, passage: usize) -> Option<usize> {
        self.tie_of.get(passage).copied().flatten()
    }

    /// The passages between two articles, in either order, with their index, best first.
    pub fn between(&self, one: usize, other: usize) -> impl Iterator<Item = (usize, &StoryPassage)> {
        let pair = (one.min(other), one.max(other));
        let start = self.passages.partition_point(|found| (found.a, found.b) < pair);
        let end = self.passages.partition_point(|found| (found.a, found.b) <= pair);
        self.passages.iter().enumerate().skip(start).take(end - start)
    }

    /// What an article shares, in order of start; stretches of different ties may overlap.
    pub fn stretches(&self, article: usize) -> impl Iterator<Item = Stretch> {
        self.stretches.get(article).into_iter().flatten().map(|(stretch, _)| *stretch)
    }

    /// The shortest stretch of an article around a place.
    pub fn at(&self, article: usize, place: TextSize) -> Option<Stretch> {
        let all = self.stretches.get(article)?;
        let end = all.partition_point(|(stretch, _)| stretch.span.start() <= place);
        all.get(..end)?
            .iter()
            .rev()
            .take_while(|(_, reach)| *reach > place)
            .map(|(stretch, _)| *stretch)
            .filter(|stretch| stretch.span.contains(place))
            .min_by_key(|stretch| stretch.span.len())
    }

    /// Looks for the passages of every pair of articles; pairs of texts that are known are not looked
    /// at again.
    pub(super) fn look(
        articles: &[Arc<Article>],
        known: &[Known],
        watch: &mut Watch<'_>,
    ) -> Result<Self, Cancelled> {
        let pairs: Vec<(usize, usize)> =
            (0..articles.len()).flat_map(|a| (a + 1..articles.len()).map(move |b| (a, b))).collect();
        // Texts of unlike lengths: the share that is done goes by what a pair costs.
        let cost = |(a, b): &(usize, usize)| -> f32 {
            let len = |at: &usize| articles.get(*at).map_or(0.0, |article| article.text.len() as f32);
            len(a) + len(b)
        };
        let all: f32 = pairs.iter().map(cost).sum::<f32>().max(1.0);
        let mut done = 0.0;
        let mut found = Vec::new();
        for pair in &pairs {
            let (Some(a), Some(b)) = (articles.get(pair.0), articles.get(pair.1)) else { continue };
            let own = cost(pair);
            let list = match again(known, &a.sha256, &b.sha256) {
                Some(list) => list,
                None => passages(&a.text, &b.text, &mut |part| watch((done + part * own) / all))?,
            };
            done += own;
            found.extend(list.into_iter().map(|passage| StoryPassage { a: pair.0, b: pair.1, passage }));
        }
        Ok(Self::new(articles.len(), found))
    }

    fn new(articles: usize, passages: Vec<StoryPassage>) -> Self {
        let ties = ties(&passages);
        let mut stretches: Vec<Vec<(Stretch, TextSize)>> = vec![Vec::new(); articles];
        for (tie, members) in ties.iter().enumerate() {
            for (article, span) in &members.members {
                if let Some(list) = stretches.get_mut(*article) {
                    list.push((Stretch { span: *span, tie }, span.end()));
                }
            }
        }
        for list in &mut stretches {
            list.sort_by_key(|(stretch, _)| (stretch.span, stretch.tie));
            let mut reach = TextSize::default();
            for (stretch, end) in list {
                reach = reach.max(stretch.span.end());
                *end = reach;
            }
        }
        let mut shared = Self { passages, ties, tie_of: Vec::new(), stretches };
        shared.tie_of = shared
            .passages
            .iter()
            .map(|found| {
                let ours = |stretch: &Stretch| stretch.span.covers(found.passage.a);
                let other = |tie: usize| {
                    shared.ties.get(tie).is_some_and(|tie| {
                        tie.members.iter().any(|(at, span)| *at == found.b && span.covers(found.passage.b))
                    })
                };
                (!found.passage.echo)
                    .then(|| shared.stretches(found.a).filter(ours).find(|stretch| other(stretch.tie)))
                    .flatten()
                    .map(|stretch| stretch.tie)
            })
            .collect();
        shared
    }
}

/// What is known of two texts.
fn again(known: &[Known], a: &str, b: &str) -> Option<Vec<crate::insight::passages::Passage>> {
    known.iter().rev().find_map(|(sums, shared)| {
        let at = |sum: &str| sums.iter().position(|known| known == sum);
        let (first, second) = (at(a)?, at(b)?);
        if first == second {
            return None;
        }
        let list = shared
            .between(first, second)
            .map(|(_, found)| if first < second { found.passage.clone() } else { found.passage.flipped() });
        Some(list.collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::unwatched;
    use crate::model::ArticleInfo;

    fn article(id: &str, text: &str) -> Arc<Article> {
        let sum = crate::store::sha256(text.as_bytes());
        Arc::new(Article::new(id.into(), ArticleInfo::default(), format!("{id}.txt"), sum, text.into()))
    }

    fn three() -> Vec<Arc<Article>> {
        let shared = "The harbour barrier will stay closed until June because the gears have rusted.";
        vec![
            article("one", &format!("A wet spring has come to Norhavn.\n\n{shared}")),
            article("two", &format!("{shared}\n\nNobody in the ministry picked up the telephone.")),
            article("three", &format!("Fishing boats lie idle.\n\n{shared}\n\nMore is expected tonight.")),
        ]
    }

    fn look(articles: &[Arc<Article>], known: &[Known]) -> Shared {
        Shared::look(articles, known, &mut unwatched()).unwrap()
    }

    #[test]
    fn what_three_articles_share_is_one_tie_found_from_any_of_them() {
        let articles = three();
        let shared = look(&articles, &[]);
        assert_eq!(shared.passages().len(), 3);
        assert_eq!(shared.ties().len(), 1);
        for (number, article) in articles.iter().enumerate() {
            let place = |words: &str| TextSize::new(article.text.find(words).unwrap() as u32);
            let stretch = shared.at(number, place("barrier will")).unwrap();
            assert_eq!(stretch.tie, 0);
            assert!(stretch.span.slice(&article.text).unwrap().contains("because the gears"));
        }
        assert_eq!(shared.at(0, TextSize::new(3)), None);
        assert!((0..3).all(|passage| shared.tie_of(passage) == Some(0)));
    }

    #[test]
    fn the_passages_of_a_pair_are_the_same_in_either_order() {
        let shared = look(&three(), &[]);
        let one: Vec<usize> = shared.between(0, 2).map(|(at, _)| at).collect();
        let other: Vec<usize> = shared.between(2, 0).map(|(at, _)| at).collect();
        assert_eq!(one, other);
        assert_eq!(one.len(), 1);
    }

    #[test]
    fn known_texts_are_not_looked_at_again_whatever_their_order() {
        let articles = three();
        let sums = articles.iter().map(|article| article.sha256.clone()).collect();
        let known = [(sums, Arc::new(look(&articles, &[])))];
        let turned: Vec<_> = articles.iter().rev().cloned().collect();
        let mut asked = 0;
        let again = Shared::look(&turned, &known, &mut |_| {
            asked += 1;
            std::ops::ControlFlow::Break(())
        });
        assert_eq!(asked, 0, "no text was looked at");
        let fresh = look(&turned, &[]);
        let places = |shared: &Shared| -> Vec<_> {
            shared
                .passages()
                .iter()
                .map(|found| (found.a, found.b, found.passage.a, found.passage.b))
                .collect()
        };
        assert_eq!(places(&again.unwrap()), places(&fresh));
    }
}
