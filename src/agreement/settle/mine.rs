//! The decisions as one reviewer sees them, and what they say about the guideline.

use super::sources::{tally, words};
use crate::model::{
    Annotation, AnnotationId, Article, Choice, Codebook, Decision, DecisionId, LinkEnd, Made, Matter, Place,
    Review, ReviewerId, Story, Tied,
};
use crate::text::Chars;

/// What became of a reviewer's mark, cluster or link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// There is something else in its place.
    Changed,
    /// There is nothing in its place.
    Refused,
    /// The reviewer had nothing, and there is something.
    Missed,
    /// It stands as it was.
    Kept,
}

impl Fate {
    /// All, in the order in which people want to see them.
    pub const ALL: [Self; 4] = [Self::Changed, Self::Refused, Self::Missed, Self::Kept];

    /// What people read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Refused => "not taken",
            Self::Missed => "not marked by you",
            Self::Kept => "kept",
        }
    }
}

/// A decision as one reviewer sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Mine<'a> {
    /// The decision.
    pub decision: &'a Decision,
    /// What it means for the reviewer.
    pub fate: Fate,
    /// What the reviewer had made.
    pub made: Option<&'a Matter>,
    /// What stands in the consensus because of it.
    pub became: Vec<Matter>,
}

/// All decisions that a reviewer took part in, in the order of the story.
pub fn mine<'a>(consensus: &'a Review, story: &Story, reviewer: &ReviewerId) -> Vec<Mine<'a>> {
    let mut out: Vec<Mine<'a>> =
        consensus.decisions().filter_map(|decision| one(consensus, story, reviewer, decision)).collect();
    let rank = |matter: &Matter| {
        super::place_of(matter).map(|(article, start, end)| {
            (story.articles.iter().position(|known| known.id == *article), start, end)
        })
    };
    out.sort_by_cached_key(|mine| {
        let first = mine.decision.candidates.first().map(|candidate| &candidate.what);
        let sort = first.map(|matter| match matter {
            Matter::Mark { .. } => 0,
            Matter::Cluster { .. } => 1,
            Matter::Link { .. } => 2,
        });
        (sort, first.and_then(rank), mine.decision.id.clone())
    });
    out
}

fn one<'a>(
    consensus: &'a Review,
    story: &Story,
    reviewer: &ReviewerId,
    decision: &'a Decision,
) -> Option<Mine<'a>> {
    if !decision.settles() || !decision.of.contains(reviewer) {
        return None;
    }
    let at = decision.candidates.iter().position(|candidate| candidate.by.contains(reviewer));
    let made = at.and_then(|at| decision.candidates.get(at)).map(|candidate| &candidate.what);
    let became: Vec<Matter> =
        decision.results.iter().filter_map(|made| matter_of(consensus, story, made)).collect();
    let taken = |at: &usize| matches!(&decision.choice, Choice::Take(taken) if taken.contains(at));
    let fate = match (at, decision.results.is_empty()) {
        (Some(at), _) if taken(&at) => Fate::Kept,
        (Some(_), true) => Fate::Refused,
        (Some(_), false) => Fate::Changed,
        (None, false) => Fate::Missed,
        (None, true) => Fate::Kept,
    };
    Some(Mine { decision, fate, made, became })
}

/// What stands in a review under an id, without ids. `None` where nothing does, or its article is
/// not in the story.
pub fn matter_of(review: &Review, story: &Story, made: &Made) -> Option<Matter> {
    match made {
        Made::Annotation(id) => {
            let annotation = review.annotation(id)?;
            let (at, text) = pieces(story, annotation)?;
            Some(Matter::Mark {
                article: annotation.article.clone(),
                at,
                text,
                label: annotation.label.clone(),
                attributes: annotation.attributes.clone(),
            })
        }
        Made::Cluster(id) => {
            let cluster = review.cluster(id)?;
            Some(Matter::Cluster {
                label: cluster.label.clone(),
                name: cluster.name.clone(),
                attributes: cluster.attributes.clone(),
                members: cluster.members.iter().filter_map(|id| place(review, story, id)).collect(),
            })
        }
        Made::Link(id) => {
            let link = review.link(id)?;
            let end = |end: &LinkEnd| match end {
                LinkEnd::Annotation(id) => place(review, story, id).map(Tied::Mark),
                LinkEnd::Cluster(id) => {
                    review.cluster(id).map(|cluster| Tied::Cluster(id.clone(), cluster.name.clone()))
                }
            };
            Some(Matter::Link { kind: link.kind.clone(), from: end(&link.from)?, to: end(&link.to)? })
        }
    }
}

/// Where pieces are, and their words.
type Pieces = (Vec<(Chars, Chars)>, Vec<String>);

fn pieces(story: &Story, annotation: &Annotation) -> Option<Pieces> {
    let article: &Article = story.article(&annotation.article)?;
    let pieces = annotation.spans.iter().map(|span| article.offsets.span_to_chars(&article.text, *span));
    let at: Vec<_> = pieces.collect::<Option<_>>()?;
    let text = words(article, &at);
    Some((at, text))
}

fn place(review: &Review, story: &Story, id: &AnnotationId) -> Option<Place> {
    let annotation = review.annotation(id)?;
    let (at, text) = pieces(story, annotation)?;
    Some(Place { article: annotation.article.clone(), at, text: text.join(" … "), id: id.clone() })
}

/// A line of the guideline that decisions speak of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mending {
    /// The reason that was given: its id.
    pub reason: String,
    /// The label in question: its id, or that of a link kind.
    pub label: String,
    /// The decisions, by id.
    pub decisions: Vec<DecisionId>,
    /// Whether the codebook says of the reason that the guideline is to be mended.
    pub mend: bool,
}

/// How often each reason was given with each label: those that say that the guideline is to be
/// mended first, then the most frequent. A reason that the codebook does not know counts as one that
/// does not.
pub fn mending(consensus: &Review, codebook: &Codebook) -> Vec<Mending> {
    let given = consensus.decisions().filter(|decision| decision.settles() && !decision.reason.is_empty());
    let lines = given.map(|decision| {
        let taken = match &decision.choice {
            Choice::Take(taken) => taken.first().copied().unwrap_or(0),
            _ => 0,
        };
        let label = decision.candidates.get(taken).map_or("", |candidate| candidate.what.label());
        ((decision.reason.as_str(), label), &decision.id)
    });
    let mut found: std::collections::BTreeMap<(&str, &str), Vec<DecisionId>> = Default::default();
    for (line, id) in lines {
        found.entry(line).or_default().push(id.clone());
    }
    let mut out: Vec<Mending> = found
        .into_iter()
        .map(|((reason, label), decisions)| Mending {
            reason: reason.to_owned(),
            label: label.to_owned(),
            decisions,
            mend: codebook.reason(reason).is_some_and(|reason| reason.mend),
        })
        .collect();
    out.sort_by(|a, b| {
        b.mend
            .cmp(&a.mend)
            .then(b.decisions.len().cmp(&a.decisions.len()))
            .then_with(|| (a.reason.as_str(), a.label.as_str()).cmp(&(b.reason.as_str(), b.label.as_str())))
    });
    out
}

impl Mine<'_> {
    /// How many of each fate.
    pub fn count(all: &[Self]) -> std::collections::BTreeMap<Fate, usize> {
        tally(all.iter().map(|mine| mine.fate))
    }
}
