//! The sets of units, at most one of each reviewer, that a best alignment may put together.

use super::continuum::{Continuum, Dissimilarity};

/// Units that may stand together, and what that saves against leaving each alone.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    /// Numbers of the units, counted through the reviewers in order, ascending.
    pub units: Vec<u32>,
    /// Above 0. In the unit of the disorder of one unitary alignment, and with [`TOGETHER`] for
    /// each unit after the first.
    pub saving: f64,
}

/// Of equally good alignments the one with fewer unitary alignments is taken, as if each unit put
/// to another saved this share of `empty`.
pub(super) const TOGETHER: f64 = 1e-9;

/// Above this many the search stops: memory would run out before it ended.
const MOST: usize = 4_000_000;

/// All sets that are worth putting together, or `None` where there are too many.
///
/// With C pairs of reviewers, a set of k units costs the sum of its dissimilarities plus `empty`
/// for each of the other C − k(k−1)/2 pairs, over C; a unit alone costs `empty`. Cutting a set into
/// parts of s and t units saves the dissimilarities across the cut and costs `empty · (C + s·t)`:
/// a set in which some cut saves more than it costs is never needed, and is left out. That leaves
/// few of all the products, and no best alignment is lost.
pub(super) fn candidates(continuum: &Continuum, measure: &Dissimilarity) -> Option<Vec<Candidate>> {
    let graph = Graph::new(continuum, measure);
    let mut out = Vec::new();
    for unit in 0..graph.near.len() {
        let next: Vec<u32> = graph.near[unit].iter().map(|(other, _)| *other).collect();
        graph.extend(&mut Partial { units: vec![unit as u32], apart: Vec::new() }, &next, &mut out)?;
    }
    Some(out)
}

struct Graph {
    reviewer_of: Vec<usize>,
    /// The units of later reviewers that are near enough to stand together, by number.
    near: Vec<Vec<(u32, f64)>>,
    reviewers: usize,
    empty: f64,
}

/// A set in the making, with the dissimilarities of its units: of the second to the first, of the
/// third to the first and second, and so on.
struct Partial {
    units: Vec<u32>,
    apart: Vec<f64>,
}

impl Graph {
    fn new(continuum: &Continuum, measure: &Dissimilarity) -> Self {
        let lists = continuum.reviewers();
        let reviewers = lists.len();
        let first: Vec<usize> = lists
            .iter()
            .scan(0, |sum, units| {
                *sum += units.len();
                Some(*sum - units.len())
            })
            .collect();
        let mut near = vec![Vec::new(); continuum.len()];
        // The cut of one unit from all others is the loosest bound on a single pair.
        let below = measure.empty * (pairs_of(reviewers) + reviewers as f64 - 1.0 + TOGETHER);
        for (i, a) in lists.iter().enumerate() {
            for (j, b) in lists.iter().enumerate().skip(i + 1) {
                for (x, y, apart) in measure.near(a, b, below) {
                    near[first[i] + x as usize].push(((first[j] + y as usize) as u32, apart));
                }
            }
        }
        let reviewer_of =
            lists.iter().enumerate().flat_map(|(i, units)| units.iter().map(move |_| i)).collect();
        Self { reviewer_of, near, reviewers, empty: measure.empty }
    }

    /// Adds each of `next` that fits, and goes on from there.
    fn extend(&self, set: &mut Partial, next: &[u32], out: &mut Vec<Candidate>) -> Option<()> {
        for (at, unit) in next.iter().enumerate() {
            let before = set.apart.len();
            if !self.measure(set, *unit) {
                set.apart.truncate(before);
                continue;
            }
            set.units.push(*unit);
            let (useful, hopeful) = self.cuts(set);
            if useful {
                if out.len() >= MOST {
                    return None;
                }
                out.push(Candidate { units: set.units.clone(), saving: self.saving(set) });
            }
            if hopeful && set.units.len() < self.reviewers {
                let reviewer = self.reviewer_of[*unit as usize];
                let later: Vec<u32> = next[at + 1..]
                    .iter()
                    .copied()
                    .filter(|other| self.reviewer_of[*other as usize] > reviewer)
                    .collect();
                self.extend(set, &later, out)?;
            }
            set.units.pop();
            set.apart.truncate(before);
        }
        Some(())
    }

    /// Appends how unlike a unit is to each of the set; false where it is too far from one.
    fn measure(&self, set: &mut Partial, unit: u32) -> bool {
        set.units.iter().all(|other| {
            let near = &self.near[*other as usize];
            let found = near.binary_search_by_key(&unit, |(unit, _)| *unit).ok();
            set.apart.extend(found.map(|at| near[at].1));
            found.is_some()
        })
    }

    /// Whether every cut costs more than it saves, and whether that may hold for larger sets. A cut
    /// of a larger set saves at least as much, and costs at most what it would if all reviewers
    /// that are missing stood on the better side.
    fn cuts(&self, set: &Partial) -> (bool, bool) {
        let k = set.units.len();
        let all = pairs_of(self.reviewers);
        let mut useful = true;
        // The last unit is always on the side of the zeros, so that each cut comes once.
        for cut in 1u64..1 << (k - 1) {
            let mut across = 0.0;
            let mut apart = set.apart.iter();
            for j in 1..k {
                for (i, apart) in (0..j).zip(apart.by_ref()) {
                    if (cut >> i ^ cut >> j) & 1 == 1 {
                        across += apart;
                    }
                }
            }
            let (s, k, m) = (f64::from(cut.count_ones()), k as f64, self.reviewers as f64);
            useful &= across < self.empty * (all + s * (k - s) + TOGETHER);
            let most = (s * (m - s)).max((k - s) * (m - k + s));
            if across >= self.empty * (all + most + TOGETHER) {
                return (false, false);
            }
        }
        (useful, true)
    }

    fn saving(&self, set: &Partial) -> f64 {
        let (k, all) = (set.units.len(), pairs_of(self.reviewers));
        let cost = (set.apart.iter().sum::<f64>() + self.empty * (all - pairs_of(k))) / all;
        k as f64 * self.empty - cost + (k - 1) as f64 * self.empty * TOGETHER
    }
}

/// How many pairs so many have.
pub(super) fn pairs_of(count: usize) -> f64 {
    (count * count.saturating_sub(1) / 2) as f64
}
