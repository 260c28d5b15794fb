//! The best alignment where the sets that are worth putting together are too many to list.
//!
//! Column generation: prices are found on a few sets, and as long as some other set saves more than
//! its units cost, the best such sets of each unit join. When there is none, the prices bound what
//! any alignment can save, and only sets that fall short of their price by less than the bound is
//! above a good alignment can be in a better one. Those are few, and are listed.

use std::collections::HashSet;

use super::candidates::{Candidate, Graph};
use super::packing::{Part, pack};

/// How much the bound is smoothed while prices are found, step by step, and how many sweeps over
/// the units each round makes.
const SMOOTH: [(f64, usize); 4] = [(0.05, 10), (0.01, 20), (0.003, 30), (0.001, 50)];

/// In each step, how often sets are looked for that save more than their units cost.
const MOST_ROUNDS: usize = 40;

/// How many units are tried in all, in one search, before it is given up.
const MOST_STEPS: u64 = 30_000_000;

/// How many sets can be left when the prices are known.
const MOST_LEFT: usize = 100_000;

/// What came of it.
pub(super) struct Priced {
    /// The sets that stand together.
    pub sets: Vec<Vec<u32>>,
    /// Whether no alignment is better.
    pub best: bool,
}

/// Finds the best alignment, or one at least as good as `start`. `None` where it was cancelled.
pub(super) fn by_price(
    graph: &Graph,
    start: Vec<Vec<u32>>,
    order: &[f64],
    cancelled: &mut dyn FnMut() -> bool,
) -> Option<Priced> {
    let mut pool: Vec<Candidate> =
        start.iter().filter(|set| set.len() > 1).map(|set| graph.candidate(set)).collect();
    let known: HashSet<Vec<u32>> = pool.iter().map(|set| set.units.clone()).collect();
    pool.extend(graph.pairs().filter(|pair| !known.contains(&pair.units)));
    let mut search = Search { graph, prices: vec![0.0; graph.units()], steps: 0 };
    let value = |sets: &[Vec<u32>]| sets.iter().map(|set| graph.candidate(set).saving).sum::<f64>();
    let mut best = Priced { sets: start, best: false };
    let mut saved = value(&best.sets);
    for (smooth, sweeps) in SMOOTH {
        if search.settle(&mut pool, order, smooth, sweeps, cancelled)?.is_none() {
            return Some(best);
        }
    }
    let bound: f64 = search.prices.iter().sum();
    let mut reach = 0.05;
    loop {
        let gap = bound - saved;
        if gap <= 1e-9 {
            best.best = true;
            return Some(best);
        }
        let covered = gap <= reach;
        let Some(left) = search.below(reach.min(gap)) else { return Some(best) };
        let choice = pack(&left, order, cancelled)?;
        let sets: Vec<Vec<u32>> = choice.sets.iter().map(|set| left[*set].units.clone()).collect();
        if value(&sets) > saved {
            saved = value(&sets);
            best.sets = sets;
        }
        // A better alignment would have only sets with less slack than it is short of the bound.
        if covered || bound - saved <= reach {
            best.best = choice.best;
            return Some(best);
        }
        reach *= 2.0;
    }
}

/// Looks through all sets that can matter at given prices.
struct Search<'a> {
    graph: &'a Graph,
    prices: Vec<f64>,
    steps: u64,
}

impl Search<'_> {
    /// Finds prices at which no set at all saves more than its units cost, adding to the pool what
    /// it takes. The inner `None` says that it was too much, the outer one that it was cancelled.
    fn settle(
        &mut self,
        pool: &mut Vec<Candidate>,
        order: &[f64],
        smooth: f64,
        sweeps: usize,
        cancelled: &mut dyn FnMut() -> bool,
    ) -> Option<Option<()>> {
        for _ in 0..MOST_ROUNDS {
            if cancelled() {
                return None;
            }
            let all: Vec<usize> = (0..pool.len()).collect();
            let mut part = Part::new(pool, &all, order);
            if self.prices.iter().any(|price| *price > 0.0) {
                part.set_prices(&self.prices);
            }
            part.reprice(smooth, sweeps);
            self.prices = part.prices(self.graph.units());
            match self.dearest() {
                None => return Some(None),
                Some(missing) if missing.is_empty() => return Some(Some(())),
                Some(missing) => pool.extend(missing),
            }
        }
        Some(None)
    }

    /// For each unit the set with it that saves most beyond its price; none where no set saves more
    /// than its price. `None` where the search was too long.
    fn dearest(&mut self) -> Option<Vec<Candidate>> {
        const NOTHING: f64 = -1e-9;
        let mut best: Vec<Option<(f64, Vec<u32>)>> = vec![None; self.graph.units()];
        self.run(NOTHING, &mut |units, slack| {
            for unit in units {
                let slot = &mut best[*unit as usize];
                if slot.as_ref().is_none_or(|(least, _)| slack < *least) {
                    *slot = Some((slack, units.to_vec()));
                }
            }
            true
        })?;
        let mut sets: Vec<Vec<u32>> = best.into_iter().flatten().map(|(_, units)| units).collect();
        sets.sort_unstable();
        sets.dedup();
        Some(sets.iter().map(|units| self.graph.candidate(units)).collect())
    }

    /// All sets whose units cost less than `gap` beyond what the set saves; `None` where they are
    /// too many.
    fn below(&mut self, gap: f64) -> Option<Vec<Candidate>> {
        let mut sets: Vec<Vec<u32>> = Vec::new();
        self.run(gap, &mut |units, _| {
            sets.push(units.to_vec());
            sets.len() < MOST_LEFT
        })?;
        Some(sets.iter().map(|units| self.graph.candidate(units)).collect())
    }

    fn run(&mut self, gap: f64, visit: &mut dyn FnMut(&[u32], f64) -> bool) -> Option<()> {
        self.steps = 0;
        for unit in 0..self.graph.units() {
            let next: Vec<(u32, f64)> = self.graph.near(unit as u32).to_vec();
            // A unit alone saves nothing.
            self.extend(&mut vec![unit as u32], self.prices[unit], next, gap, visit)?;
        }
        Some(())
    }

    /// Adds each of `next`, which come with the sum of their dissimilarities to the set, and goes
    /// on from there. `slack` is the set's price beyond what it saves.
    fn extend(
        &mut self,
        set: &mut Vec<u32>,
        slack: f64,
        next: Vec<(u32, f64)>,
        gap: f64,
        visit: &mut dyn FnMut(&[u32], f64) -> bool,
    ) -> Option<()> {
        if slack - self.most_gain(set.len(), &next) >= gap {
            return Some(());
        }
        for (at, (unit, apart)) in next.iter().enumerate() {
            self.steps += 1;
            if self.steps > MOST_STEPS {
                return None;
            }
            let now = slack + self.prices[*unit as usize] - self.graph.gain(set.len(), *apart);
            let later = self.graph.later(*unit, &next[at + 1..]);
            if later.is_empty() && now >= gap {
                continue;
            }
            set.push(*unit);
            if now < gap && !visit(set, now) {
                return None;
            }
            if !later.is_empty() {
                self.extend(set, now, later, gap, visit)?;
            }
            set.pop();
        }
        Some(())
    }

    /// At most how much slack can be taken from a set of `size` by adding units of `next`: of each
    /// reviewer the one that fits best, as if those added were not unlike each other.
    fn most_gain(&self, size: usize, next: &[(u32, f64)]) -> f64 {
        let mut of_reviewer: Vec<f64> = Vec::with_capacity(self.graph.reviewers());
        for group in next.chunk_by(|x, y| self.graph.reviewer_of(x.0) == self.graph.reviewer_of(y.0)) {
            let fit = |(unit, apart): &(u32, f64)| -self.graph.cost(*apart) - self.prices[*unit as usize];
            of_reviewer.push(group.iter().map(fit).fold(f64::NEG_INFINITY, f64::max));
        }
        of_reviewer.sort_unstable_by(|x, y| y.total_cmp(x));
        let (mut most, mut sum) = (0.0f64, 0.0);
        for (added, fit) in of_reviewer.into_iter().enumerate() {
            sum += fit + self.graph.gain(size + added, 0.0);
            most = most.max(sum);
        }
        most
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::passes::in_passes;
    use super::super::{Alignment, Continuum, Dissimilarity, GammaUnit};
    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn by_price_finds_what_listing_all_sets_finds(
            reviewers in proptest::collection::vec(
                proptest::collection::vec((0..60u32, 1..30u32, 0..3u32), 0..9),
                3..6,
            ),
        ) {
            let unit = |(start, length, category): &(u32, u32, u32)| GammaUnit {
                start: f64::from(*start), end: f64::from(start + length), category: *category,
            };
            let continuum = Continuum::new(reviewers.iter().map(|units| units.iter().map(unit).collect()).collect());
            prop_assume!(!continuum.is_empty());
            let measure = Dissimilarity::default();
            let listed = Alignment::best(&continuum, &measure, &mut || false).unwrap();
            let order: Vec<f64> = continuum.reviewers().iter().flatten().map(|unit| unit.start).collect();
            let start = in_passes(&continuum, &measure, &mut || false).unwrap();
            let priced = by_price(&Graph::new(&continuum, &measure), start, &order, &mut || false).unwrap();
            prop_assert!(priced.best);
            let got = Alignment::of_sets(&continuum, &measure, priced.sets, true);
            prop_assert!((got.disorder - listed.disorder).abs() < 1e-7, "{} {}", got.disorder, listed.disorder);
        }
    }

    #[test]
    fn twelve_reviewers_who_agree_are_aligned_though_their_sets_are_too_many_to_list() {
        let units: Vec<GammaUnit> =
            (0..5).map(|i| GammaUnit { start: f64::from(i), end: 60.0, category: 0 }).collect();
        let continuum = Continuum::new(vec![units; 12]);
        let got = Alignment::best(&continuum, &Dissimilarity::default(), &mut || false).unwrap();
        assert!(got.best);
        assert_eq!(got.disorder, 0.0);
        assert_eq!(got.unitary.len(), 5);
    }
}
