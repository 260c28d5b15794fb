//! All that one reviewer made on one story.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    Absence, Annotation, AnnotationId, Article, ArticleId, Cluster, ClusterId, Decision, DecisionId,
    Difference, LabelId, Link, LinkEnd, LinkId, Orphan, Proposal, Rejection, ReviewerId, Ruling, SpanIndex,
    StoryId,
};
use crate::text::Span;

/// How far a reviewer is with an article. Comparison counts an article only for reviewers who are
/// done with it: nothing marked and not looked at are different things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Status {
    /// Not looked at.
    #[default]
    NotStarted,
    /// Begun.
    InProgress,
    /// Finished.
    Done,
}

impl Status {
    /// What people read.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotStarted => "not started",
            Self::InProgress => "in progress",
            Self::Done => "done",
        }
    }
}

/// An article as a review knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArticleState {
    /// SHA-256 of the text that was marked.
    pub sha256: String,
    /// Its length in code points.
    pub chars: u32,
    /// How far the reviewer is.
    pub status: Status,
    /// The reviewer's note on the article. Markdown; left out of files where it is empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl ArticleState {
    /// An article as it is now, without a note.
    pub fn of(article: &Article, status: Status) -> Self {
        Self { sha256: article.sha256.clone(), chars: article.offsets.chars().0, status, note: String::new() }
    }
}

/// All that one reviewer made on one story. Changed by [`super::Edit`] alone: every field is read
/// through a method.
#[derive(Clone, Debug)]
pub struct Review {
    reviewer: ReviewerId,
    story: StoryId,
    pub(super) note: String,
    pub(super) articles: BTreeMap<ArticleId, ArticleState>,
    /// Shared with the copy from which a worker saves, so that a copy costs no text.
    pub(super) annotations: HashMap<AnnotationId, Arc<Annotation>>,
    pub(super) clusters: BTreeMap<ClusterId, Cluster>,
    pub(super) links: BTreeMap<LinkId, Link>,
    pub(super) orphans: BTreeMap<AnnotationId, Orphan>,
    pub(super) decisions: BTreeMap<DecisionId, Decision>,
    pub(super) rulings: BTreeMap<Difference, Ruling>,
    pub(super) rejected: BTreeMap<Proposal, Rejection>,
    pub(super) absences: BTreeMap<(ClusterId, ArticleId), Absence>,
    pub(super) links_at: HashMap<LinkEnd, BTreeSet<LinkId>>,
    pub(super) by_article: BTreeMap<ArticleId, SpanIndex>,
    pub(super) cluster_of: HashMap<AnnotationId, ClusterId>,
    pub(super) label_counts: HashMap<LabelId, usize>,
    pub(super) revision: u64,
}

/// Equal in what a file would hold; the revision does not count.
impl PartialEq for Review {
    fn eq(&self, other: &Self) -> bool {
        self.reviewer == other.reviewer
            && self.story == other.story
            && self.note == other.note
            && self.articles == other.articles
            && self.annotations == other.annotations
            && self.clusters == other.clusters
            && self.links == other.links
            && self.orphans == other.orphans
            && self.decisions == other.decisions
            && self.rulings == other.rulings
            && self.rejected == other.rejected
            && self.absences == other.absences
    }
}

impl Review {
    /// A review with nothing in it.
    pub fn new(reviewer: ReviewerId, story: StoryId) -> Self {
        Self {
            reviewer,
            story,
            note: String::new(),
            articles: BTreeMap::new(),
            annotations: HashMap::new(),
            clusters: BTreeMap::new(),
            links: BTreeMap::new(),
            orphans: BTreeMap::new(),
            decisions: BTreeMap::new(),
            rulings: BTreeMap::new(),
            rejected: BTreeMap::new(),
            absences: BTreeMap::new(),
            links_at: HashMap::new(),
            by_article: BTreeMap::new(),
            cluster_of: HashMap::new(),
            label_counts: HashMap::new(),
            revision: 0,
        }
    }

    /// Whose it is.
    pub fn reviewer(&self) -> &ReviewerId {
        &self.reviewer
    }

    /// The story that it is on.
    pub fn story(&self) -> &StoryId {
        &self.story
    }

    /// Grows by at least one with every edit: what was derived from an older one is stale.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The reviewer's note on the story as a whole. Markdown.
    pub fn note(&self) -> &str {
        &self.note
    }

    /// The reviewer's note on an article. Markdown; empty where there is none.
    pub fn article_note(&self, article: &ArticleId) -> &str {
        self.articles.get(article).map_or("", |state| &state.note)
    }

    /// The articles as the review knows them.
    pub fn articles(&self) -> &BTreeMap<ArticleId, ArticleState> {
        &self.articles
    }

    /// How far the reviewer is with an article.
    pub fn status(&self, article: &ArticleId) -> Status {
        self.articles.get(article).map_or(Status::NotStarted, |state| state.status)
    }

    /// The annotation with this id.
    pub fn annotation(&self, id: &AnnotationId) -> Option<&Annotation> {
        self.annotations.get(id).map(Arc::as_ref)
    }

    /// How many annotations.
    pub fn len(&self) -> usize {
        self.annotations.len()
    }

    /// Whether nothing is marked.
    pub fn is_empty(&self) -> bool {
        self.annotations.is_empty()
    }

    /// How many annotations have this label.
    pub fn count(&self, label: &LabelId) -> usize {
        self.label_counts.get(label).copied().unwrap_or(0)
    }

    /// All annotations by article, start, end and id: the order of files and lists.
    pub fn annotations(&self) -> impl Iterator<Item = &Annotation> {
        self.by_article.values().flat_map(SpanIndex::annotations)
    }

    /// The annotations of one article, in order.
    pub fn annotations_of(&self, article: &ArticleId) -> impl Iterator<Item = &Annotation> {
        self.index(article).into_iter().flat_map(SpanIndex::annotations)
    }

    /// The annotations of one article by place.
    pub fn index(&self, article: &ArticleId) -> Option<&SpanIndex> {
        self.by_article.get(article)
    }

    /// The annotations of one article with a piece that overlaps `span`, in order.
    pub fn overlapping(&self, article: &ArticleId, span: Span) -> Vec<&Annotation> {
        let Some(index) = self.index(article) else { return Vec::new() };
        index
            .overlapping(span)
            .into_iter()
            .filter_map(|id| self.annotation(id))
            .filter(|annotation| annotation.spans.iter().any(|piece| piece.overlaps(span)))
            .collect()
    }

    /// All clusters, by id.
    pub fn clusters(&self) -> impl Iterator<Item = &Cluster> {
        self.clusters.values()
    }

    /// The cluster with this id.
    pub fn cluster(&self, id: &ClusterId) -> Option<&Cluster> {
        self.clusters.get(id)
    }

    /// The cluster of an annotation.
    pub fn cluster_of(&self, annotation: &AnnotationId) -> Option<&Cluster> {
        self.clusters.get(self.cluster_of.get(annotation)?)
    }

    /// All links, by id.
    pub fn links(&self) -> impl Iterator<Item = &Link> {
        self.links.values()
    }

    /// The link with this id.
    pub fn link(&self, id: &LinkId) -> Option<&Link> {
        self.links.get(id)
    }

    /// The links that start or end at `end`.
    pub fn links_of(&self, end: &LinkEnd) -> impl Iterator<Item = &Link> + use<'_> {
        self.links_at.get(end).into_iter().flatten().filter_map(|id| self.links.get(id))
    }

    /// The annotations that lost their place, by id.
    pub fn orphans(&self) -> impl Iterator<Item = &Orphan> {
        self.orphans.values()
    }

    /// The annotation without a place that has this id.
    pub fn orphan(&self, id: &AnnotationId) -> Option<&Orphan> {
        self.orphans.get(id)
    }

    /// What was decided, by id: of a consensus. A person's own review has none.
    pub fn decisions(&self) -> impl Iterator<Item = &Decision> {
        self.decisions.values()
    }

    /// The decision with this id.
    pub fn decision(&self, id: &DecisionId) -> Option<&Decision> {
        self.decisions.get(id)
    }

    /// The discrepancies that were ruled, by their content.
    pub fn rulings(&self) -> impl Iterator<Item = &Ruling> {
        self.rulings.values()
    }

    /// The ruling of a discrepancy.
    pub fn ruling(&self, of: &Difference) -> Option<&Ruling> {
        self.rulings.get(of)
    }

    /// The suggestions that were rejected, by their content.
    pub fn rejections(&self) -> impl Iterator<Item = &Rejection> {
        self.rejected.values()
    }

    /// Whether a suggestion was rejected.
    pub fn is_rejected(&self, of: &Proposal) -> bool {
        self.rejected.contains_key(of)
    }

    /// What was looked for and is not there, by cluster and article.
    pub fn absences(&self) -> impl Iterator<Item = &Absence> {
        self.absences.values()
    }

    /// What was said about a cluster's not being in an article.
    pub fn absence(&self, cluster: &ClusterId, article: &ArticleId) -> Option<&Absence> {
        self.absences.get(&(cluster.clone(), article.clone()))
    }
}
