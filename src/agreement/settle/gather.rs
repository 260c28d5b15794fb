//! Who stands in one group.

use super::super::matching::Sets;

/// Joins entries in the order of `joins`, but never two of one reviewer. `reviewers` says for each
/// entry whose it is. Gives the groups, each with its entries in order.
pub(super) fn gather(reviewers: &[usize], joins: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut sets = Sets::new(reviewers.len());
    let mut members: Vec<Vec<usize>> = (0..reviewers.len()).map(|at| vec![at]).collect();
    for (x, y) in joins {
        let (x, y) = (sets.find(*x), sets.find(*y));
        let has = |set: usize, reviewer| members[set].iter().any(|at| reviewers[*at] == reviewer);
        if x == y || members[x].iter().any(|at| has(y, reviewers[*at])) {
            continue;
        }
        sets.join(x, y);
        let other = std::mem::take(&mut members[x.max(y)]);
        members[x.min(y)].extend(other);
    }
    members.retain(|members| !members.is_empty());
    members.iter_mut().for_each(|members| members.sort_unstable());
    members
}
