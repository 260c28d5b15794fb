//! Settling what reviewers differ about: what there is to decide, in which order, how far it is,
//! and what of it has to be decided anew because a review has changed.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `sources` | the groups of marks of several reviews: made once for each change of a review |
//! | `gather` | who stands in one group: at most one thing of each reviewer |
//! | `ties` | groups of clusters and links, over the marks that are settled |
//! | `queue` | the groups with what was decided about them: made once for each decision |
//! | `former` | decisions whose group has changed, and what changed |
//! | `majority` | what more than half say, and where nobody has more than half |
//! | `mine` | the decisions as one reviewer sees them, and what they say about the guideline |
//! | `blind` | other names in another order |
//!
//! Decisions are known by the *content* of what they were made from, never by a place in a list:
//! nothing is skipped because a list grew shorter, and a decision stays as long as what it was made
//! from stays.

mod blind;
mod former;
mod gather;
mod majority;
mod mine;
mod queue;
mod sources;
#[cfg(test)]
mod tests;
mod ties;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

pub use blind::shuffled;
pub use former::{Moved, moved};
pub use majority::{Majority, majority};
pub use mine::{Fate, Mending, Mine, matter_of, mending, mine};
pub use queue::{Item, Progress, Queue, State};
pub use sources::{NotSettled, Sources};

use crate::model::{AnnotationId, ArticleId, Candidate, ClusterId, Matter, Place, ReviewerId, Tied, Value};
use crate::text::Chars;

/// What reviewers differ in, from what matters most to what everyone says alike. Marks come before
/// clusters and clusters before links, because these stand on those.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Not everyone marked it.
    Existence,
    /// Different labels on overlapping text.
    LabelElsewhere,
    /// Different labels on the same text.
    Label,
    /// The same label on overlapping text.
    Boundary,
    /// The same mark with other attributes.
    Attributes,
    /// Nobody marks any more what was decided about.
    Gone,
    /// Everyone made the same mark.
    Identical,
    /// Not everyone has the cluster.
    ClusterExistence,
    /// A cluster with other members.
    Members,
    /// A cluster with another label, name or attributes.
    ClusterDetails,
    /// Everyone has the same cluster.
    ClusterIdentical,
    /// Not everyone has the link.
    LinkExistence,
    /// A link of another kind, or that leads elsewhere.
    LinkDiffers,
    /// Everyone has the same link.
    LinkIdentical,
}

impl Kind {
    /// All kinds, in the order of the queue.
    pub const ALL: [Self; 14] = [
        Self::Existence,
        Self::LabelElsewhere,
        Self::Label,
        Self::Boundary,
        Self::Attributes,
        Self::Gone,
        Self::Identical,
        Self::ClusterExistence,
        Self::Members,
        Self::ClusterDetails,
        Self::ClusterIdentical,
        Self::LinkExistence,
        Self::LinkDiffers,
        Self::LinkIdentical,
    ];

    /// What people read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Existence => "not marked by all",
            Self::LabelElsewhere => "label on other text",
            Self::Label => "label",
            Self::Boundary => "boundary",
            Self::Attributes => "attributes",
            Self::Gone => "marked by nobody now",
            Self::Identical => "identical",
            Self::ClusterExistence => "cluster not made by all",
            Self::Members => "members of a cluster",
            Self::ClusterDetails => "name or label of a cluster",
            Self::ClusterIdentical => "identical cluster",
            Self::LinkExistence => "link not made by all",
            Self::LinkDiffers => "kind or end of a link",
            Self::LinkIdentical => "identical link",
        }
    }

    /// Whether everyone says the same.
    pub fn is_identical(self) -> bool {
        matches!(self, Self::Identical | Self::ClusterIdentical | Self::LinkIdentical)
    }

    /// Whether it is about marks: not about clusters or links.
    pub fn is_mark(self) -> bool {
        self <= Self::Identical
    }
}

/// What belongs together: at most one thing of each reviewer.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What they differ in.
    pub kind: Kind,
    /// What they made, each different way once, in an order that follows from it alone.
    pub candidates: Vec<Candidate>,
    /// Who is done with the article: those of them at no candidate have nothing here.
    pub of: Vec<ReviewerId>,
    /// Where it stands in the story.
    pub(super) order: Order,
    /// For each candidate what it was made from.
    pub(super) from: Vec<Vec<From>>,
    /// What the candidates hash to.
    pub(super) key: u64,
}

/// The place of an article in its story, and from where to where in it.
pub(super) type Order = (usize, u32, u32);

/// What a candidate was made from: whose (a place in [`Sources::reviewers`]), and which.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum From {
    Annotation(usize, AnnotationId),
    Cluster(usize, ClusterId),
    Link,
}

impl Group {
    /// Puts the candidates in order.
    pub(super) fn new(
        kind: Kind,
        of: Vec<ReviewerId>,
        order: Order,
        made: Vec<(Candidate, Vec<From>)>,
    ) -> Self {
        let mut made: Vec<_> = made.into_iter().map(|one| (hash_of(&one.0.what), one)).collect();
        made.sort_by(|(a_hash, (a, _)), (b_hash, (b, _))| {
            place_of(&a.what).cmp(&place_of(&b.what)).then(a_hash.cmp(b_hash)).then(a.by.cmp(&b.by))
        });
        let (candidates, from) = made.into_iter().map(|(_, one)| one).unzip();
        let mut group = Self { kind, candidates, of, order, from, key: 0 };
        group.key = key_of(&group.candidates);
        group
    }

    /// Names the group as long as its content is the same. For one run of the program.
    pub fn key(&self) -> u64 {
        self.key
    }

    /// How many made something here.
    pub fn votes(&self) -> usize {
        self.candidates.iter().map(|candidate| candidate.by.len()).sum()
    }

    /// The candidate that a reviewer made.
    pub fn candidate_of(&self, reviewer: &ReviewerId) -> Option<usize> {
        self.candidates.iter().position(|candidate| candidate.by.contains(reviewer))
    }

    /// The article that it is shown on, and from where to where.
    pub fn place(&self) -> Option<(&ArticleId, Chars, Chars)> {
        self.candidates.iter().filter_map(|candidate| place_of(&candidate.what)).reduce(
            |(article, start, end), (other, from, to)| {
                if article == other { (article, start.min(from), end.max(to)) } else { (article, start, end) }
            },
        )
    }

    /// The annotations that it was made from, with whose they are: a place in
    /// [`Sources::reviewers`].
    pub fn annotations(&self) -> impl Iterator<Item = (usize, &AnnotationId)> {
        self.from.iter().flatten().filter_map(|from| match from {
            From::Annotation(reviewer, id) => Some((*reviewer, id)),
            From::Cluster(..) | From::Link => None,
        })
    }

    /// One group for each candidate.
    pub(super) fn apart(&self) -> Vec<Arc<Self>> {
        let existence = match self.kind {
            kind if kind.is_mark() => Kind::Existence,
            kind if kind < Kind::LinkExistence => Kind::ClusterExistence,
            _ => Kind::LinkExistence,
        };
        let parts = self.candidates.iter().zip(&self.from).map(|(candidate, from)| {
            let order = match place_of(&candidate.what) {
                Some((_, start, end)) => (self.order.0, start.0, end.0),
                None => self.order,
            };
            Arc::new(Self::new(existence, self.of.clone(), order, vec![(candidate.clone(), from.clone())]))
        });
        parts.collect()
    }
}

/// The article and the stretch on which a matter is shown: of a cluster its first member, of a link
/// the mark that it starts from, or leads to.
pub fn place_of(matter: &Matter) -> Option<(&ArticleId, Chars, Chars)> {
    let hull = |at: &[(Chars, Chars)]| Some((at.first()?.0, at.last()?.1));
    let of = |place: &'_ Place| hull(&place.at);
    match matter {
        Matter::Mark { article, at, .. } => hull(at).map(|(start, end)| (article, start, end)),
        Matter::Cluster { members, .. } => {
            let first = members.first()?;
            of(first).map(|(start, end)| (&first.article, start, end))
        }
        Matter::Link { from, to, .. } => [from, to].into_iter().find_map(|end| match end {
            Tied::Mark(place) => of(place).map(|(start, end)| (&place.article, start, end)),
            Tied::Cluster(..) => None,
        }),
    }
}

/// What the candidates hash to, reviewers included; the same in one run of the program only.
pub(super) fn key_of(candidates: &[Candidate]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for candidate in candidates {
        candidate.by.hash(&mut hasher);
        hash_of(&candidate.what).hash(&mut hasher);
    }
    hasher.finish()
}

fn hash_of(matter: &Matter) -> u64 {
    let mut hasher = DefaultHasher::new();
    let attributes = |attributes: &crate::model::Attributes, hasher: &mut DefaultHasher| {
        for (id, value) in attributes {
            id.hash(hasher);
            hash_value(value, hasher);
        }
    };
    match matter {
        Matter::Mark { article, at, text, label, attributes: said } => {
            (0u8, article, at, text, label).hash(&mut hasher);
            attributes(said, &mut hasher);
        }
        Matter::Cluster { label, name, attributes: said, members } => {
            (1u8, label, name, members).hash(&mut hasher);
            attributes(said, &mut hasher);
        }
        Matter::Link { kind, from, to } => (2u8, kind, from, to).hash(&mut hasher),
    }
    hasher.finish()
}

fn hash_value(value: &Value, hasher: &mut DefaultHasher) {
    match value {
        Value::Choice(text) => (0u8, text).hash(hasher),
        Value::Several(all) => (1u8, all).hash(hasher),
        Value::Text(text) => (2u8, text).hash(hasher),
        Value::Number(number) => (3u8, number.to_bits()).hash(hasher),
        Value::YesNo(yes) => (4u8, yes).hash(hasher),
        Value::Date(day) => (5u8, day).hash(hasher),
    }
}
