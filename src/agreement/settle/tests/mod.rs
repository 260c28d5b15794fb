//! Two to five reviewers on a small story, settled.

mod always;
mod cases;

use std::sync::Arc;

use super::*;
use crate::model::{
    Annotation, AnnotationId, Article, ArticleInfo, ArticleState, Attributes, Choice, Cluster, Codebook,
    Decision, DecisionId, Edit, LabelId, Link, LinkEnd, Made, Origin, Review, Status, Story, Way,
};
use crate::text::Span;

const TEXT: &str =
    "Tidewater Council was told on Thursday that the barrier will cost more, said Ilse Brandt.";

/// Two articles with the same words.
pub(super) fn story() -> Story {
    let article = |id: &str| {
        let sum = format!("{id:0>64}");
        let file = format!("articles/s/{id}.txt");
        Arc::new(Article::new(id.into(), ArticleInfo::default(), file, sum, TEXT.into()))
    };
    Story { id: "s".into(), title: "S".into(), articles: vec![article("a"), article("b")] }
}

/// Somebody who is done with these articles and has marked nothing yet.
pub(super) fn done(who: &str, articles: &[&str]) -> Review {
    let story = story();
    let mut review = Review::new(who.into(), story.id.clone());
    for id in articles {
        let article = story.article(&(*id).into()).unwrap();
        let state = ArticleState {
            sha256: article.sha256.clone(),
            chars: article.offsets.chars().0,
            status: Status::Done,
            note: String::new(),
        };
        Edit::PutArticle((*id).into(), state).apply(&mut review).unwrap();
    }
    review
}

pub(super) fn annotation(id: &str, article: &str, label: &str, words: &str) -> Annotation {
    let at = TEXT.find(words).unwrap();
    Annotation {
        id: id.into(),
        article: article.into(),
        label: label.into(),
        spans: vec![Span::of(at, at + words.len()).unwrap()],
        attributes: Attributes::new(),
        note: String::new(),
        origin: Origin::Hand,
        made: jiff::Timestamp::UNIX_EPOCH,
        changed: jiff::Timestamp::UNIX_EPOCH,
    }
}

pub(super) fn mark(review: &mut Review, id: &str, article: &str, label: &str, words: &str) {
    Edit::PutAnnotation(annotation(id, article, label, words)).apply(review).unwrap();
}

pub(super) fn cluster(review: &mut Review, id: &str, name: &str, members: &[&str]) {
    let cluster = Cluster {
        id: id.into(),
        label: "person".into(),
        name: name.into(),
        members: members.iter().map(|id| AnnotationId::from(*id)).collect(),
        attributes: Attributes::new(),
        note: String::new(),
    };
    Edit::PutCluster(cluster).apply(review).unwrap();
}

pub(super) fn link(review: &mut Review, id: &str, kind: &str, from: &str, to: LinkEnd) {
    let link = Link {
        id: id.into(),
        kind: kind.into(),
        from: LinkEnd::Annotation(from.into()),
        to,
        note: String::new(),
    };
    Edit::PutLink(link).apply(review).unwrap();
}

/// Reviewers and what was decided so far.
pub(super) struct Table {
    pub story: Story,
    pub reviews: Vec<Review>,
    pub consensus: Review,
}

impl Table {
    pub fn new(reviews: Vec<Review>) -> Self {
        let story = story();
        let consensus = Review::new(ReviewerId::consensus(), story.id.clone());
        Self { story, reviews, consensus }
    }

    pub fn sources(&self) -> Sources {
        let reviews: Vec<Arc<Review>> = self.reviews.iter().cloned().map(Arc::new).collect();
        Sources::new(&self.story, &reviews)
    }

    pub fn queue(&self) -> Queue {
        Queue::new(&self.sources(), &self.story, &self.consensus)
    }

    /// What is in the queue: kind, state and votes, each with the words of its first candidate.
    pub fn lines(&self) -> Vec<String> {
        let queue = self.queue();
        let line = |item: &Item| {
            let words = match item.group.candidates.first().map(|candidate| &candidate.what) {
                Some(Matter::Mark { text, .. }) => text.join(" … "),
                Some(Matter::Cluster { name, .. }) => name.clone(),
                Some(Matter::Link { kind, .. }) => kind.to_string(),
                None => "-".to_owned(),
            };
            format!(
                "{}: {words} ({:?}, {} of {})",
                item.group.kind.name(),
                item.state,
                item.group.votes(),
                item.group.of.len()
            )
        };
        queue.items.iter().map(line).collect()
    }

    /// Decides about the group at a place of the queue, as a session would.
    pub fn decide(&mut self, at: usize, choice: Choice) {
        self.decide_by(at, choice, Way::Hand);
    }

    pub fn decide_by(&mut self, at: usize, choice: Choice, way: Way) {
        let queue = self.queue();
        let item = queue.items.get(at).unwrap();
        let old: Vec<Decision> =
            item.decisions.iter().map(|id| self.consensus.decision(id).unwrap().clone()).collect();
        for decision in &old {
            for made in &decision.results {
                match made {
                    Made::Annotation(id) if self.consensus.annotation(id).is_some() => {
                        self.consensus.removal_of(id).apply(&mut self.consensus).unwrap();
                    }
                    Made::Link(id) if self.consensus.link(id).is_some() => {
                        Edit::RemoveLink(id.clone()).apply(&mut self.consensus).unwrap();
                    }
                    Made::Cluster(id) if self.consensus.cluster(id).is_some() => {
                        Edit::RemoveCluster(id.clone()).apply(&mut self.consensus).unwrap();
                    }
                    _ => {}
                }
            }
            Edit::RemoveDecision(decision.id.clone()).apply(&mut self.consensus).unwrap();
        }
        let taken: Vec<usize> = match &choice {
            Choice::Take(taken) => taken.clone(),
            _ => Vec::new(),
        };
        let number = self.consensus.decisions().count() + self.consensus.revision() as usize;
        let mut results = Vec::new();
        for candidate in taken {
            let id = format!("r{number}-{candidate}");
            results.push(self.make(&id, &item.group.candidates[candidate].what));
        }
        let candidates = match (item.group.candidates.is_empty(), old.first()) {
            (true, Some(old)) => old.candidates.clone(),
            _ => item.group.candidates.clone(),
        };
        let decision = Decision {
            id: DecisionId::from(format!("d{number}")),
            candidates,
            of: item.group.of.clone(),
            choice,
            results,
            way,
            by: "ana".into(),
            at: jiff::Timestamp::UNIX_EPOCH,
            reason: String::new(),
            note: String::new(),
        };
        Edit::PutDecision(decision).apply(&mut self.consensus).unwrap();
    }

    fn make(&mut self, id: &str, matter: &Matter) -> Made {
        match matter {
            Matter::Mark { article, at, label, .. } => {
                let text = self.story.article(article).unwrap();
                let spans = at.iter().map(|(s, e)| text.offsets.span_from_chars(&text.text, *s, *e).unwrap());
                let annotation = Annotation {
                    spans: spans.collect(),
                    label: label.clone(),
                    article: article.clone(),
                    ..annotation(id, "a", "person", "on")
                };
                Edit::PutAnnotation(annotation).apply(&mut self.consensus).unwrap();
                Made::Annotation(id.into())
            }
            Matter::Cluster { name, members, .. } => {
                let members: Vec<&str> = members.iter().map(|member| member.id.as_str()).collect();
                cluster(&mut self.consensus, id, name, &members);
                Made::Cluster(id.into())
            }
            Matter::Link { kind, from: Tied::Mark(from), to } => {
                let to = match to {
                    Tied::Mark(place) => LinkEnd::Annotation(place.id.clone()),
                    Tied::Cluster(id, _) => LinkEnd::Cluster(id.clone()),
                };
                link(&mut self.consensus, id, kind.as_str(), from.id.as_str(), to);
                Made::Link(id.into())
            }
            Matter::Link { .. } => panic!("links of these tests start at marks"),
        }
    }

    /// What stands in the consensus: labels and words, in order.
    pub fn standing(&self) -> Vec<String> {
        let words = |annotation: &Annotation| annotation.words(TEXT);
        self.consensus.annotations().map(|one| format!("{} {}", one.label, words(one))).collect()
    }
}

pub(super) fn label(label: &str) -> LabelId {
    label.into()
}

pub(super) fn codebook() -> Codebook {
    Codebook::default()
}
