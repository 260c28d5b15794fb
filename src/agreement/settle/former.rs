//! Decisions whose group has changed since, and what has changed.

use std::collections::{BTreeSet, HashMap};

use super::{Group, Item, place_of};
use crate::model::{Candidate, Decision, Matter, Review, ReviewerId, Tied};

/// What somebody says now about what was decided before.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// Who.
    pub who: ReviewerId,
    /// What the decision was made from; `None` where there was nothing.
    pub before: Option<Matter>,
    /// What it is now.
    pub now: Option<Matter>,
    /// Whether they were not done at the time.
    pub newly_done: bool,
}

/// What has changed since the decisions about a group that came back into the queue. Empty where it
/// came back because what it led to is gone, or because its rule gives something else now.
pub fn moved(item: &Item, consensus: &Review) -> Vec<Moved> {
    let decisions: Vec<&Decision> = item.decisions.iter().filter_map(|id| consensus.decision(id)).collect();
    let of = |candidates: &[Candidate], who: &ReviewerId| {
        candidates.iter().find(|candidate| candidate.by.contains(who)).map(|candidate| candidate.what.clone())
    };
    let mut everyone: BTreeSet<&ReviewerId> = item.group.of.iter().collect();
    everyone.extend(decisions.iter().flat_map(|decision| &decision.of));
    let mut out = Vec::new();
    for who in everyone {
        let now = of(&item.group.candidates, who);
        let newly_done =
            item.group.of.contains(who) && !decisions.iter().any(|decision| decision.of.contains(who));
        // Several groups may have become one: what was in one of them may be as it was.
        let mut before: Vec<Matter> =
            decisions.iter().filter_map(|decision| of(&decision.candidates, who)).collect();
        let unchanged = before.iter().position(|matter| Some(matter) == now.as_ref());
        let mut now = match unchanged {
            Some(at) => {
                before.remove(at);
                None
            }
            None => now,
        };
        let count = before.len().max(usize::from(now.is_some() || newly_done));
        let mut before = before.into_iter();
        out.extend((0..count).map(|_| Moved {
            who: who.clone(),
            before: before.next(),
            now: now.take(),
            newly_done,
        }));
    }
    out
}

/// Code points in a bucket.
const BUCKET: u32 = 256;

/// Groups by where they are.
pub(super) struct Former<'a> {
    groups: Vec<(usize, &'a Group)>,
    near: HashMap<(&'a str, u32), Vec<usize>>,
}

impl<'a> Former<'a> {
    /// The groups that decisions may belong to, each with its number.
    pub(super) fn new(groups: impl Iterator<Item = (usize, &'a Group)>) -> Self {
        let mut out = Self { groups: groups.collect(), near: HashMap::new() };
        for (at, (_, group)) in out.groups.iter().enumerate() {
            for bucket in group.candidates.iter().flat_map(|candidate| buckets(&candidate.what)) {
                let near = out.near.entry(bucket).or_default();
                if near.last() != Some(&at) {
                    near.push(at);
                }
            }
        }
        out
    }

    /// The number of the group that has most in common with what a decision was made from.
    pub(super) fn group_of(&self, decision: &Decision) -> Option<usize> {
        let mut near: BTreeSet<usize> = BTreeSet::new();
        for bucket in decision.candidates.iter().flat_map(|candidate| buckets(&candidate.what)) {
            near.extend(self.near.get(&bucket).into_iter().flatten());
        }
        let worth = |at: &usize| self.groups.get(*at).map_or(0, |(_, group)| in_common(decision, group));
        let best = near.into_iter().max_by_key(|at| (worth(at), std::cmp::Reverse(*at)))?;
        (worth(&best) > 0).then(|| self.groups.get(best).map(|(number, _)| *number)).flatten()
    }
}

/// Where a matter can be looked for.
fn buckets(matter: &Matter) -> Vec<(&str, u32)> {
    match matter {
        Matter::Mark { article, .. } => match place_of(matter) {
            Some((_, start, end)) => {
                (start.0 / BUCKET..=end.0 / BUCKET).map(|bucket| (article.as_str(), bucket)).collect()
            }
            None => Vec::new(),
        },
        Matter::Cluster { members, .. } => members.iter().map(|member| (member.id.as_str(), 0)).collect(),
        Matter::Link { from, to, .. } => [from, to]
            .into_iter()
            .map(|end| match end {
                Tied::Mark(place) => (place.id.as_str(), 0),
                Tied::Cluster(id, _) => (id.as_str(), 0),
            })
            .collect(),
    }
}

/// How much of a decision's candidates is among a group's: most for what the same reviewer says in
/// the same way.
fn in_common(decision: &Decision, group: &Group) -> u64 {
    let mut sum = 0;
    for before in &decision.candidates {
        for now in &group.candidates {
            let shared = shared(&before.what, &now.what);
            let same_people = before.by.iter().filter(|who| now.by.contains(who)).count() as u64;
            sum += shared * (1 + 3 * same_people) + u64::from(before.what == now.what) * 1000;
        }
    }
    sum
}

/// Code points, members or ends that two share.
fn shared(before: &Matter, now: &Matter) -> u64 {
    match (before, now) {
        (Matter::Mark { article, at, .. }, Matter::Mark { article: other, at: there, .. })
            if article == other =>
        {
            let overlap = |(start, end): &(crate::text::Chars, crate::text::Chars)| {
                there
                    .iter()
                    .map(|(from, to)| u64::from(end.0.min(to.0).saturating_sub(start.0.max(from.0))))
                    .sum::<u64>()
            };
            at.iter().map(overlap).sum()
        }
        (Matter::Cluster { members, .. }, Matter::Cluster { members: others, .. }) => {
            members.iter().filter(|member| others.iter().any(|other| other.id == member.id)).count() as u64
        }
        (Matter::Link { from, to, .. }, Matter::Link { from: other_from, to: other_to, .. }) => {
            u64::from(same_end(from, other_from)) + u64::from(same_end(to, other_to))
        }
        _ => 0,
    }
}

fn same_end(a: &Tied, b: &Tied) -> bool {
    match (a, b) {
        (Tied::Mark(a), Tied::Mark(b)) => a.id == b.id,
        (Tied::Cluster(a, _), Tied::Cluster(b, _)) => a == b,
        _ => false,
    }
}
