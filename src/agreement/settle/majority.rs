//! What more than half say. Nothing is taken by it before a person has seen it.

use super::{Group, Queue};
use crate::model::Choice;

/// What a majority would decide: places in [`Queue::items`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Majority {
    /// The groups on which more than half say the same, and what.
    pub proposed: Vec<(usize, Choice)>,
    /// The groups on which nobody has more than half.
    pub ties: Vec<usize>,
}

/// What more than half say about each open group on which not everyone says the same.
pub fn majority(queue: &Queue) -> Majority {
    let mut out = Majority::default();
    for (at, item) in queue.items.iter().enumerate() {
        if !item.state.is_open() || item.group.kind.is_identical() || item.group.candidates.is_empty() {
            continue;
        }
        match majority_of(&item.group) {
            Some(choice) => out.proposed.push((at, choice)),
            None => out.ties.push(at),
        }
    }
    out
}

/// What more than half of those who are done say: a candidate, or that there is nothing.
pub(super) fn majority_of(group: &Group) -> Option<Choice> {
    let wins = |votes: usize| votes * 2 > group.of.len();
    if let Some(at) = group.candidates.iter().position(|candidate| wins(candidate.by.len())) {
        return Some(Choice::Take(vec![at]));
    }
    wins(group.of.len().saturating_sub(group.votes())).then_some(Choice::Nothing)
}
