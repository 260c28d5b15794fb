//! The decisions of a consensus in JSON.

use std::collections::BTreeMap;

use serde::Serialize;

use super::attributes_out;
use crate::model::{
    AnnotationId, Candidate, Choice, ClusterId, Decision, LinkId, Made, Matter, Place, ReviewerId, Tied, Way,
};
use crate::text::Chars;

/// A decision.
#[derive(Serialize)]
pub(super) struct DecisionOut<'a> {
    id: &'a str,
    choice: &'static str,
    taken: &'a [usize],
    way: &'static str,
    by: &'a str,
    at: String,
    reason: &'a str,
    note: &'a str,
    of: &'a [ReviewerId],
    results: Vec<MadeOut<'a>>,
    candidates: Vec<CandidateOut<'a>>,
}

#[derive(Serialize)]
struct CandidateOut<'a> {
    by: &'a [ReviewerId],
    #[serde(flatten)]
    what: MatterOut<'a>,
}

#[derive(Serialize)]
#[serde(tag = "what", rename_all = "lowercase")]
enum MatterOut<'a> {
    Mark {
        article: &'a str,
        at: &'a [(Chars, Chars)],
        text: &'a [String],
        label: &'a str,
        attributes: BTreeMap<&'a str, serde_json::Value>,
    },
    Cluster {
        label: &'a str,
        name: &'a str,
        attributes: BTreeMap<&'a str, serde_json::Value>,
        members: &'a [Place],
    },
    Link {
        kind: &'a str,
        from: TiedOut<'a>,
        to: TiedOut<'a>,
    },
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum TiedOut<'a> {
    Annotation(&'a Place),
    Cluster { id: &'a ClusterId, name: &'a str },
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum MadeOut<'a> {
    Annotation(&'a AnnotationId),
    Cluster(&'a ClusterId),
    Link(&'a LinkId),
}

pub(super) fn decision_out(decision: &Decision) -> DecisionOut<'_> {
    let (choice, taken): (_, &[usize]) = match &decision.choice {
        Choice::Take(taken) => ("take", taken),
        Choice::Nothing => ("nothing", &[]),
        Choice::Edited => ("edited", &[]),
        Choice::Split => ("split", &[]),
        Choice::Postponed => ("postponed", &[]),
    };
    DecisionOut {
        id: decision.id.as_str(),
        choice,
        taken,
        way: match decision.way {
            Way::Hand => "hand",
            Way::Identical => "identical",
            Way::Majority => "majority",
        },
        by: decision.by.as_str(),
        at: decision.at.to_string(),
        reason: &decision.reason,
        note: &decision.note,
        of: &decision.of,
        results: decision.results.iter().map(made_out).collect(),
        candidates: decision.candidates.iter().map(candidate_out).collect(),
    }
}

fn made_out(made: &Made) -> MadeOut<'_> {
    match made {
        Made::Annotation(id) => MadeOut::Annotation(id),
        Made::Cluster(id) => MadeOut::Cluster(id),
        Made::Link(id) => MadeOut::Link(id),
    }
}

fn candidate_out(candidate: &Candidate) -> CandidateOut<'_> {
    let what = match &candidate.what {
        Matter::Mark { article, at, text, label, attributes } => MatterOut::Mark {
            article: article.as_str(),
            at,
            text,
            label: label.as_str(),
            attributes: attributes_out(attributes),
        },
        Matter::Cluster { label, name, attributes, members } => MatterOut::Cluster {
            label: label.as_str(),
            name,
            attributes: attributes_out(attributes),
            members,
        },
        Matter::Link { kind, from, to } => {
            MatterOut::Link { kind: kind.as_str(), from: tied_out(from), to: tied_out(to) }
        }
    };
    CandidateOut { by: &candidate.by, what }
}

fn tied_out(end: &Tied) -> TiedOut<'_> {
    match end {
        Tied::Mark(place) => TiedOut::Annotation(place),
        Tied::Cluster(id, name) => TiedOut::Cluster { id, name },
    }
}
