//! Whether the decisions of a consensus fit what stands in it.

use std::collections::{HashMap, HashSet};

use super::Check;
use crate::model::{Choice, Decision, Made, Matter};

/// Adds what is wrong with the decisions of a review.
pub(super) fn check(check: &mut Check<'_>) {
    let file = check.file;
    if !file.reviewer.is_consensus() {
        for decision in &file.decisions {
            check.tell(decision.id.as_str(), "is a decision, and this is no consensus");
        }
        return;
    }
    let there: HashSet<Made> = made_there(check);
    let mut made_by: HashMap<&Made, &Decision> = HashMap::new();
    for decision in &file.decisions {
        let id = decision.id.as_str();
        if !decision.reason.is_empty() && check.codebook.reason(&decision.reason).is_none() {
            check.tell(id, format!("the codebook has no reason “{}”", decision.reason));
        }
        for made in &decision.results {
            if !there.contains(made) {
                check.tell(id, format!("led to “{}”, which is not there", made.id()));
            }
            if let Some(other) = made_by.insert(made, decision) {
                check.tell(id, format!("“{}” was made by decision “{}” too", made.id(), other.id));
            }
        }
        let kinds = decision.candidates.iter().map(|candidate| std::mem::discriminant(&candidate.what));
        if kinds.collect::<HashSet<_>>().len() > 1 {
            check.tell(id, "chooses between things that are no alternatives");
        }
        for candidate in &decision.candidates {
            let unknown = candidate.by.iter().find(|who| !decision.of.contains(who));
            if let Some(who) = unknown {
                check.tell(id, format!("“{who}” has a candidate and is not among those who were done"));
            }
            if let Some(article) =
                candidate.what.articles().into_iter().find(|a| check.story.article(a).is_none())
            {
                check.tell(id, format!("article “{article}” has no text in the story"));
            }
            if let Matter::Mark { at, text, .. } = &candidate.what
                && (at.is_empty() || at.len() != text.len() || at.iter().any(|(start, end)| start >= end))
            {
                check.tell(id, "has a candidate whose pieces do not fit its words");
            }
        }
        if decision.choice == Choice::Split && decision.candidates.len() < 2 {
            check.tell(id, "takes apart what is one");
        }
    }
    let made_by: HashSet<&Made> = made_by.into_keys().collect();
    let mut strays: Vec<&Made> = there.iter().filter(|made| !made_by.contains(made)).collect();
    strays.sort();
    for made in strays {
        check.tell(made.id(), "stands in the consensus, and no decision led to it");
    }
}

/// All that stands in the file.
fn made_there(check: &Check<'_>) -> HashSet<Made> {
    let file = check.file;
    let annotations =
        file.annotations.iter().map(|one| &one.id).chain(file.orphans.iter().map(|one| &one.id));
    annotations
        .map(|id| Made::Annotation(id.clone()))
        .chain(file.clusters.iter().map(|one| Made::Cluster(one.id.clone())))
        .chain(file.links.iter().map(|one| Made::Link(one.id.clone())))
        .collect()
}
