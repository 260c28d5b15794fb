//! Where two reviewers say the same about discrepancies, and about what is not in an article.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::clusters::paired;
use super::compare::{Comparison, Pair};
use super::reviewed::{ArticleKey, Reviewed};
use super::ties::Mentions;
use crate::model::{Absence, AnnotationId, ArticleId, ClusterId, Difference, StoryId, Verdict};

/// How two reviewers ruled, on the articles that both are done with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RulingCounts {
    /// Discrepancies that the first ruled.
    pub a: u64,
    /// Discrepancies that the second ruled.
    pub b: u64,
    /// Discrepancies that both ruled.
    pub both: u64,
    /// Of these, those with the same ruling.
    pub agree: u64,
}

/// What two reviewers say is not there, on the articles that both are done with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AbsenceCounts {
    /// What the first found absent.
    pub a: u64,
    /// What the second found absent.
    pub b: u64,
    /// What both found absent: their clusters are paired by the marks that they share.
    pub agree: u64,
    /// What one found absent where the other marked it.
    pub contradicted: u64,
}

impl Comparison {
    /// The rulings of a pair. A ruling counts where both of its articles are compared.
    pub fn rulings(&self, pair: &Pair) -> RulingCounts {
        let compared = self.compared(pair);
        let of = |reviewer: usize| self.ruled(reviewer, &compared);
        let (a, b) = (of(pair.a), of(pair.b));
        let both = a.iter().filter_map(|(what, verdict)| Some((verdict, b.get(what)?)));
        let (mut count, mut agree) = (0, 0);
        for (one, other) in both {
            count += 1;
            agree += u64::from(one == other);
        }
        RulingCounts { a: a.len() as u64, b: b.len() as u64, both: count, agree }
    }

    /// The absences of a pair.
    pub fn absences(&self, pair: &Pair) -> AbsenceCounts {
        let compared = self.compared(pair);
        let (a, b) = (self.absent(pair.a, &compared), self.absent(pair.b, &compared));
        let mut out = AbsenceCounts { a: a.len() as u64, b: b.len() as u64, ..AbsenceCounts::default() };
        if a.is_empty() && b.is_empty() {
            return out;
        }
        let ties = self.ties(pair, Mentions::Aligned);
        let partners: Vec<(&ClusterId, &ClusterId)> = paired(&ties.mentions_a, &ties.mentions_b)
            .into_iter()
            .filter_map(|(a, b)| Some((ties.clusters_a.get(a)?, ties.clusters_b.get(b)?)))
            .collect();
        let b_of: HashMap<_, _> = partners.iter().copied().collect();
        let a_of: HashMap<_, _> = partners.iter().map(|(a, b)| (*b, *a)).collect();
        let (in_a, in_b) = (self.told_in(pair.a), self.told_in(pair.b));
        let turned = |of: &HashMap<&ClusterId, &ClusterId>, absence: &(&ArticleId, &ClusterId)| {
            Some((absence.0.clone(), (*of.get(absence.1)?).clone()))
        };
        for absence in &a {
            let Some(other) = turned(&b_of, absence) else { continue };
            out.agree += u64::from(b.contains(&(&other.0, &other.1)));
            out.contradicted += u64::from(in_b.contains(&(&other.0, &other.1)));
        }
        for absence in &b {
            let Some(other) = turned(&a_of, absence) else { continue };
            out.contradicted += u64::from(in_a.contains(&(&other.0, &other.1)));
        }
        out
    }

    fn compared(&self, pair: &Pair) -> HashSet<&ArticleKey> {
        pair.articles.iter().filter_map(|at| self.articles.get(*at)).map(|article| &article.key).collect()
    }

    fn review(&self, reviewer: usize) -> Option<&Reviewed> {
        self.reviews.get(reviewer).map(AsRef::as_ref)
    }

    fn ruled(
        &self,
        reviewer: usize,
        compared: &HashSet<&ArticleKey>,
    ) -> BTreeMap<(&StoryId, &Difference), Verdict> {
        let all = self.review(reviewer).map(|review| review.rulings.as_slice()).unwrap_or_default();
        let key = |story: &StoryId, article: &ArticleId| ArticleKey {
            story: story.clone(),
            article: article.clone(),
        };
        all.iter()
            .filter(|(story, ruling)| {
                [&ruling.of.a, &ruling.of.b].iter().all(|side| compared.contains(&key(story, &side.article)))
            })
            .map(|(story, ruling)| ((story, &ruling.of), ruling.verdict))
            .collect()
    }

    fn absent(&self, reviewer: usize, compared: &HashSet<&ArticleKey>) -> BTreeSet<(&ArticleId, &ClusterId)> {
        let all = self.review(reviewer).map(|review| review.absences.as_slice()).unwrap_or_default();
        all.iter()
            .filter(|(story, absence)| {
                compared.contains(&ArticleKey { story: story.clone(), article: absence.article.clone() })
            })
            .map(|(_, Absence { article, cluster, .. })| (article, cluster))
            .collect()
    }

    /// In which articles a reviewer's clusters have members.
    fn told_in(&self, reviewer: usize) -> HashSet<(&ArticleId, &ClusterId)> {
        let Some(review) = self.review(reviewer) else { return HashSet::new() };
        let article_of: HashMap<&AnnotationId, &ArticleId> = review
            .articles
            .iter()
            .flat_map(|(key, article)| article.marks.iter().map(move |mark| (&mark.id, &key.article)))
            .collect();
        review
            .clusters
            .iter()
            .flat_map(|cluster| cluster.members.iter().map(move |member| (member, &cluster.id)))
            .filter_map(|(member, cluster)| Some((*article_of.get(member)?, cluster)))
            .collect()
    }
}
