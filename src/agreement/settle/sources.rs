//! The groups of marks of several reviews.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::super::{Comparison, GroupState, MarkRef, Options, Reviewed, WhyNot};
use super::{From, Group, Kind};
use crate::model::{AnnotationId, Article, ArticleId, Candidate, Matter, Review, ReviewerId, Story, StoryId};
use crate::text::{Chars, Span};

/// An article that is not settled, or not with everyone's marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotSettled {
    /// Which.
    pub article: ArticleId,
    /// Whose marks are left out, and why.
    pub who: Vec<(ReviewerId, WhyNot)>,
    /// Whether two or more others are done with it, so that it is settled without them.
    pub settled_without: bool,
}

/// What reviewers made of a story, in groups. Made anew when a review changes.
#[derive(Clone, Debug)]
pub struct Sources {
    /// The story.
    pub story: StoryId,
    /// Everyone who is done with an article that someone else is done with too, by id.
    pub reviewers: Vec<ReviewerId>,
    /// What is left out, in the order of the story.
    pub left_out: Vec<NotSettled>,
    /// The articles that are settled, in the order of the story.
    pub articles: Vec<ArticleId>,
    pub(super) reviews: Vec<Arc<Review>>,
    /// The articles that each reviewer's marks are settled on.
    pub(super) done: Vec<BTreeSet<ArticleId>>,
    pub(super) groups: Vec<Arc<Group>>,
}

impl Sources {
    /// Groups the marks of `reviews` on the articles of `story`. A consensus among them is left out;
    /// the order in which they come changes nothing.
    pub fn new(story: &Story, reviews: &[Arc<Review>]) -> Self {
        let mut reviews: Vec<Arc<Review>> =
            reviews.iter().filter(|review| !review.reviewer().is_consensus()).cloned().collect();
        reviews.sort_by(|a, b| a.reviewer().cmp(b.reviewer()));
        reviews.dedup_by(|a, b| a.reviewer() == b.reviewer());
        let reviewed: Vec<Arc<Reviewed>> =
            reviews.iter().map(|review| Arc::new(Reviewed::of_review(review, story))).collect();
        let comparison = Comparison::new(reviewed, &Options::default());
        let mut scopes: HashMap<usize, (usize, &Arc<Article>)> = HashMap::new();
        let mut done = vec![BTreeSet::new(); reviews.len()];
        let mut left_out = Vec::new();
        let mut articles = Vec::new();
        for (rank, article) in story.articles.iter().enumerate() {
            let of = |scope: &&super::super::ArticleScope| scope.key.article == article.id;
            let present = comparison
                .articles
                .iter()
                .position(|scope| of(&scope) && scope.compared() && scope.sha256 == article.sha256);
            if let Some(at) = present {
                scopes.insert(at, (rank, article));
                articles.push(article.id.clone());
                for reviewer in &comparison.articles[at].done {
                    done[*reviewer].insert(article.id.clone());
                }
            }
            let scope =
                present.map(|at| &comparison.articles[at]).or_else(|| comparison.articles.iter().find(of));
            let who: Vec<_> = scope
                .iter()
                .flat_map(|scope| &scope.left_out)
                .map(|(reviewer, why)| (comparison.reviewers[*reviewer].clone(), *why))
                .collect();
            if !who.is_empty() {
                left_out.push(NotSettled {
                    article: article.id.clone(),
                    who,
                    settled_without: present.is_some(),
                });
            }
        }
        let mut repeats: HashMap<MarkRef, Vec<MarkRef>> = HashMap::new();
        for (repeat, kept) in comparison.repeats() {
            repeats.entry(kept).or_default().push(repeat);
        }
        let build = Build { comparison: &comparison, scopes: &scopes, repeats: &repeats };
        let mut groups: Vec<Arc<Group>> =
            comparison.groups().iter().filter_map(|group| build.group(group)).map(Arc::new).collect();
        groups.sort_by_key(|group| (group.kind, group.order, group.key));
        let taking_part: Vec<bool> = done.iter().map(|articles| !articles.is_empty()).collect();
        // Places in `reviewers` are those in the comparison, so nobody is taken out of the middle:
        // who takes no part is in no group and is not named.
        let reviewers = comparison.reviewers.clone();
        Self { story: story.id.clone(), reviewers, left_out, articles, reviews, done, groups }
            .without_idle(&taking_part)
    }

    /// Leaves out who takes no part, and renumbers the others.
    fn without_idle(mut self, taking_part: &[bool]) -> Self {
        let mut number = vec![0; taking_part.len()];
        let mut next = 0;
        for (at, takes_part) in taking_part.iter().enumerate() {
            number[at] = next;
            next += usize::from(*takes_part);
        }
        let mut keep = taking_part.iter().copied();
        self.reviewers.retain(|_| keep.next().unwrap_or(false));
        let mut keep = taking_part.iter().copied();
        self.reviews.retain(|_| keep.next().unwrap_or(false));
        let mut keep = taking_part.iter().copied();
        self.done.retain(|_| keep.next().unwrap_or(false));
        for group in &mut self.groups {
            for from in Arc::make_mut(group).from.iter_mut().flatten() {
                if let From::Annotation(reviewer, _) | From::Cluster(reviewer, _) = from {
                    *reviewer = number.get(*reviewer).copied().unwrap_or(*reviewer);
                }
            }
        }
        self
    }

    /// How many groups of marks there are.
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// Whether there is nothing to settle.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Whether a reviewer (a place in [`Self::reviewers`]) is done with an article, so that it is
    /// settled with what they made of it.
    pub fn is_done(&self, reviewer: usize, article: &ArticleId) -> bool {
        self.done.get(reviewer).is_some_and(|done| done.contains(article))
    }

    /// A reviewer's review, as it was settled.
    pub fn review(&self, reviewer: &ReviewerId) -> Option<&Arc<Review>> {
        let at = self.reviewers.binary_search(reviewer).ok()?;
        self.reviews.get(at)
    }
}

struct Build<'a> {
    comparison: &'a Comparison,
    /// By place in the comparison: place in the story, and the text.
    scopes: &'a HashMap<usize, (usize, &'a Arc<Article>)>,
    repeats: &'a HashMap<MarkRef, Vec<MarkRef>>,
}

impl Build<'_> {
    fn group(&self, group: &super::super::Group) -> Option<Group> {
        let (rank, article) = self.scopes.get(&group.article)?;
        let mut made: Vec<(Candidate, Vec<From>)> = Vec::new();
        let (mut start, mut end) = (Chars(u32::MAX), Chars(0));
        for at in &group.marks {
            let mark = self.comparison.mark(*at)?;
            (start, end) = (start.min(mark.start()), end.max(mark.end()));
            let what = Matter::Mark {
                article: article.id.clone(),
                at: mark.at.clone(),
                text: words(article, &mark.at),
                label: mark.label.clone(),
                attributes: mark.attributes.clone(),
            };
            let who = self.comparison.reviewers.get(at.reviewer as usize)?;
            let ids: Vec<From> = self.ids(*at).map(|id| From::Annotation(at.reviewer as usize, id)).collect();
            match made.iter_mut().find(|(candidate, _)| candidate.what == what) {
                Some((candidate, from)) => {
                    candidate.by.push(who.clone());
                    from.extend(ids);
                }
                None => made.push((Candidate { by: vec![who.clone()], what }, ids)),
            }
        }
        let kind = match group.state {
            GroupState::Only | GroupState::Incomplete => Kind::Existence,
            _ if group.marks.len() < group.of => Kind::Existence,
            GroupState::LabelDiffersOverlap => Kind::LabelElsewhere,
            GroupState::LabelDiffersSameText => Kind::Label,
            GroupState::BoundaryDiffers => Kind::Boundary,
            GroupState::Identical if made.len() > 1 => Kind::Attributes,
            GroupState::Identical => Kind::Identical,
        };
        let done = &self.comparison.articles.get(group.article)?.done;
        let of = done.iter().filter_map(|at| self.comparison.reviewers.get(*at)).cloned().collect();
        Some(Group::new(kind, of, (*rank, start.0, end.0), made))
    }

    /// The annotation, and those that say it again.
    fn ids(&self, at: MarkRef) -> impl Iterator<Item = AnnotationId> {
        let again = self.repeats.get(&at).into_iter().flatten().copied();
        std::iter::once(at).chain(again).filter_map(|at| self.comparison.annotation(at)).cloned()
    }
}

/// The words of pieces.
pub(super) fn words(article: &Article, at: &[(Chars, Chars)]) -> Vec<String> {
    let of = |(start, end): &(Chars, Chars)| {
        let span: Option<Span> = article.offsets.span_from_chars(&article.text, *start, *end);
        span.and_then(|span| span.slice(&article.text)).unwrap_or_default().to_owned()
    };
    at.iter().map(of).collect()
}

/// Counts entries.
pub(super) fn tally<T: Ord>(all: impl Iterator<Item = T>) -> BTreeMap<T, usize> {
    let mut out = BTreeMap::new();
    all.for_each(|one| *out.entry(one).or_default() += 1);
    out
}
