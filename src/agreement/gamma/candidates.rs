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

/// Above this many it is quicker to look for those that matter.
const MOST: usize = 30_000;

/// How many dissimilarities are summed up before it is too much.
const MOST_STEPS: u64 = 5_000_000;

/// What the search for candidates found.
pub(super) enum Found {
    /// All that there are.
    All(Vec<Candidate>),
    /// Too many to go through.
    TooMany,
    /// The search was ended from outside.
    Cancelled,
}

/// All sets that are worth putting together.
///
/// With C pairs of reviewers, a set of k units costs the sum of its dissimilarities plus `empty`
/// for each of the other C − k(k−1)/2 pairs, over C; a unit alone costs `empty`. Cutting a set into
/// parts of s and t units saves the dissimilarities across the cut and costs `empty · (C + s·t)`:
/// a set in which some cut saves more than it costs is never needed, and is left out. That leaves
/// few of all the products, and no best alignment is lost.
pub(super) fn candidates(graph: &Graph, cancelled: &mut dyn FnMut() -> bool) -> Found {
    let mut gathering = Gathering { sets: Vec::new(), steps: 0 };
    for unit in 0..graph.near.len() {
        if unit % 16 == 0 && cancelled() {
            return Found::Cancelled;
        }
        let next: Vec<u32> = graph.near[unit].iter().map(|(other, _)| *other).collect();
        let mut alone = Partial { units: vec![unit as u32], apart: Vec::new() };
        if graph.extend(&mut alone, &next, &mut gathering).is_none() {
            return Found::TooMany;
        }
    }
    Found::All(gathering.sets)
}

struct Gathering {
    sets: Vec<Candidate>,
    steps: u64,
}

/// Which units are near enough to stand together.
pub(super) struct Graph {
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
    /// The graph of a continuum.
    pub fn new(continuum: &Continuum, measure: &Dissimilarity) -> Self {
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

    /// Adds each of `next` that fits, and goes on from there; `None` where it becomes too much.
    fn extend(&self, set: &mut Partial, next: &[u32], out: &mut Gathering) -> Option<()> {
        for (at, unit) in next.iter().enumerate() {
            // Of 2^k cuts of k + 1 units, each sums up what crosses it.
            let k = set.units.len() as u64;
            out.steps += (k * (k + 1) / 2) << k.min(32);
            if out.steps > MOST_STEPS || out.sets.len() > MOST {
                return None;
            }
            let before = set.apart.len();
            if !self.measure(set, *unit) {
                set.apart.truncate(before);
                continue;
            }
            set.units.push(*unit);
            let (useful, hopeful) = self.cuts(set);
            if useful {
                out.sets.push(Candidate { units: set.units.clone(), saving: self.saving(set) });
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
        (1..set.units.len()).map(|size| self.gain(size, 0.0)).sum::<f64>() - self.cost(set.apart.iter().sum())
    }

    /// What a set of `size` saves more with a unit that is `apart` from its units altogether.
    pub fn gain(&self, size: usize, apart: f64) -> f64 {
        let all = pairs_of(self.reviewers);
        self.empty * ((all + size as f64) / all + TOGETHER) - self.cost(apart)
    }

    /// Dissimilarities as a part of the disorder of a unitary alignment.
    pub fn cost(&self, apart: f64) -> f64 {
        apart / pairs_of(self.reviewers)
    }

    /// How many units.
    pub fn units(&self) -> usize {
        self.near.len()
    }

    /// How many reviewers.
    pub fn reviewers(&self) -> usize {
        self.reviewers
    }

    /// Whose a unit is.
    pub fn reviewer_of(&self, unit: u32) -> usize {
        self.reviewer_of[unit as usize]
    }

    /// The units of later reviewers near to one, and how unlike they are.
    pub fn near(&self, unit: u32) -> &[(u32, f64)] {
        &self.near[unit as usize]
    }

    /// Of units with the sum of their dissimilarities to a set: those of reviewers later than that
    /// of `unit` that are near to it, with the sums for the set and `unit`. Both lists are in order.
    pub fn later(&self, unit: u32, next: &[(u32, f64)]) -> Vec<(u32, f64)> {
        let near = self.near(unit);
        let mut out = Vec::with_capacity(next.len());
        let mut at = 0;
        for (other, apart) in next {
            while near.get(at).is_some_and(|(unit, _)| unit < other) {
                at += 1;
            }
            if let Some((unit, more)) = near.get(at)
                && unit == other
            {
                out.push((*other, apart + more));
            }
        }
        out
    }

    /// Units that are all near to each other, as a candidate.
    pub fn candidate(&self, units: &[u32]) -> Candidate {
        let mut set = Partial { units: Vec::with_capacity(units.len()), apart: Vec::new() };
        for unit in units {
            self.measure(&mut set, *unit);
            set.units.push(*unit);
        }
        Candidate { units: units.to_vec(), saving: self.saving(&set) }
    }

    /// All sets of two that save something.
    pub fn pairs(&self) -> impl Iterator<Item = Candidate> + '_ {
        let pairs =
            (0u32..).zip(&self.near).flat_map(|(x, near)| near.iter().map(move |(y, apart)| (x, *y, *apart)));
        let candidates =
            pairs.map(|(x, y, apart)| Candidate { units: vec![x, y], saving: self.gain(1, apart) });
        candidates.filter(|pair| pair.saving > 0.0)
    }
}

/// How many pairs so many have.
pub(super) fn pairs_of(count: usize) -> f64 {
    (count * count.saturating_sub(1) / 2) as f64
}
