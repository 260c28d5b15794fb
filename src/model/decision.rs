//! What was decided when reviewers were settled into a consensus, and from what.
//!
//! A decision holds what it was made from by *content*: who marked which words how. It stays true
//! whatever becomes of the reviewers' files, and it can be seen whether what it was made from is
//! still what they say.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    AnnotationId, ArticleId, Attributes, ClusterId, DecisionId, LabelId, LinkId, LinkKindId, ReviewerId,
};
use crate::text::Chars;

/// What was decided about one group of reviewers' marks, clusters or links.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "decision", deny_unknown_fields)]
pub struct Decision {
    /// Names it.
    pub id: DecisionId,
    /// What there was to choose from; at least one.
    pub candidates: Vec<Candidate>,
    /// Who was done with the article at the time: those of them who are at no candidate had nothing
    /// there.
    pub of: Vec<ReviewerId>,
    /// What was chosen.
    pub choice: Choice,
    /// What stands in the consensus because of it. With [`Choice::Take`] one for each that was
    /// taken, in the same order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<Made>,
    /// How it was chosen.
    #[serde(default, skip_serializing_if = "Way::is_hand")]
    pub way: Way,
    /// Who decided.
    pub by: ReviewerId,
    /// When, to the second.
    pub at: Timestamp,
    /// Why: a reason of the codebook; empty where none was given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// More about why, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// One way to see it, and everyone who saw it so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Candidate {
    /// Who; at least one, by id.
    pub by: Vec<ReviewerId>,
    /// What they made.
    pub what: Matter,
}

/// What a reviewer made, without ids: two that are equal say the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Matter {
    /// A mark on an article.
    Mark {
        /// The article.
        article: ArticleId,
        /// Its pieces, half-open, in code points of the text.
        at: Vec<(Chars, Chars)>,
        /// The words of each piece.
        text: Vec<String>,
        /// Its label.
        label: LabelId,
        /// What is said about it.
        #[serde(default, skip_serializing_if = "Attributes::is_empty")]
        attributes: Attributes,
    },
    /// Marks that mean the same thing. Its members are marks of the consensus.
    Cluster {
        /// Its label.
        label: LabelId,
        /// What it is called.
        name: String,
        /// What is said about it.
        #[serde(default, skip_serializing_if = "Attributes::is_empty")]
        attributes: Attributes,
        /// Where its members are, by article and place.
        members: Vec<Place>,
    },
    /// A typed tie. Its ends are marks or clusters of the consensus.
    Link {
        /// Its kind.
        kind: LinkKindId,
        /// Where it starts.
        from: Tied,
        /// Where it leads.
        to: Tied,
    },
}

/// Where a mark of the consensus is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The article.
    pub article: ArticleId,
    /// The pieces, half-open, in code points of the text.
    pub at: Vec<(Chars, Chars)>,
    /// The words of the pieces, joined by ` … `.
    pub text: String,
    /// The mark.
    pub id: AnnotationId,
}

/// What a link of the consensus ties.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Tied {
    /// A mark.
    Mark(Place),
    /// A cluster: its id and what it is called.
    Cluster(ClusterId, String),
}

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    /// These candidates as they are: places in [`Decision::candidates`], at least one.
    Take(Vec<usize>),
    /// None of them: there is nothing here.
    Nothing,
    /// Something that nobody had.
    Edited,
    /// They do not belong together: each candidate is decided for itself.
    Split,
    /// Nothing yet.
    Postponed,
}

/// How a decision was reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Way {
    /// By a person, on this group.
    #[default]
    Hand,
    /// With all others on which everyone said the same.
    Identical,
    /// With all others on which more than half said the same.
    Majority,
}

impl Way {
    fn is_hand(&self) -> bool {
        *self == Self::Hand
    }
}

/// Something that stands in the consensus.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Made {
    /// A mark.
    Annotation(AnnotationId),
    /// A cluster.
    Cluster(ClusterId),
    /// A link.
    Link(LinkId),
}

impl Made {
    /// The id as it stands in files.
    pub fn id(&self) -> &str {
        match self {
            Self::Annotation(id) => id.as_str(),
            Self::Cluster(id) => id.as_str(),
            Self::Link(id) => id.as_str(),
        }
    }
}

impl Decision {
    /// What stands in the consensus for a candidate: itself where it was taken, else what was put in
    /// its place. Nothing where nothing was.
    pub fn result_of(&self, candidate: usize) -> Option<&Made> {
        match &self.choice {
            Choice::Take(taken) => {
                let place = taken.iter().position(|taken| *taken == candidate);
                self.results.get(place.unwrap_or(0))
            }
            Choice::Edited => self.results.first(),
            Choice::Nothing | Choice::Split | Choice::Postponed => None,
        }
    }

    /// Whether it settles anything: not where it was put off, or taken apart.
    pub fn settles(&self) -> bool {
        !matches!(self.choice, Choice::Split | Choice::Postponed)
    }

    /// Whether its parts fit together; else what does not.
    pub fn fault(&self) -> Option<String> {
        let id = &self.id;
        if self.candidates.is_empty() {
            return Some(format!("decision “{id}” has no candidates"));
        }
        if self.candidates.iter().any(|candidate| candidate.by.is_empty()) {
            return Some(format!("decision “{id}” has a candidate that is nobody’s"));
        }
        let count = self.candidates.len();
        match &self.choice {
            Choice::Take(taken) => {
                let twice = taken.iter().enumerate().any(|(i, one)| taken[..i].contains(one));
                if taken.is_empty() || twice || taken.iter().any(|one| *one >= count) {
                    return Some(format!("decision “{id}” takes what is not among its {count} candidates"));
                }
                (taken.len() != self.results.len())
                    .then(|| format!("decision “{id}” must have one result for each that it takes"))
            }
            Choice::Edited => {
                (self.results.is_empty()).then(|| format!("decision “{id}” is an edit without a result"))
            }
            Choice::Nothing | Choice::Split | Choice::Postponed => {
                (!self.results.is_empty()).then(|| format!("decision “{id}” has results, but took nothing"))
            }
        }
    }
}

impl Matter {
    /// Its label; the kind's id for a link.
    pub fn label(&self) -> &str {
        match self {
            Self::Mark { label, .. } | Self::Cluster { label, .. } => label.as_str(),
            Self::Link { kind, .. } => kind.as_str(),
        }
    }

    /// The articles that it is about.
    pub fn articles(&self) -> Vec<&ArticleId> {
        let of = |end| match end {
            &Tied::Mark(Place { ref article, .. }) => Some(article),
            Tied::Cluster(..) => None,
        };
        match self {
            Self::Mark { article, .. } => vec![article],
            Self::Cluster { members, .. } => members.iter().map(|member| &member.article).collect(),
            Self::Link { from, to, .. } => [from, to].into_iter().filter_map(of).collect(),
        }
    }

    /// Calls `rename` on every article that it names.
    pub fn rename_articles(&mut self, rename: &impl Fn(&mut ArticleId)) {
        match self {
            Self::Mark { article, .. } => rename(article),
            Self::Cluster { members, .. } => members.iter_mut().for_each(|m| rename(&mut m.article)),
            Self::Link { from, to, .. } => {
                for end in [from, to] {
                    if let Tied::Mark(place) = end {
                        rename(&mut place.article);
                    }
                }
            }
        }
    }
}
