//! A good alignment where the best one cannot be searched for: reviewer after reviewer, each time
//! the best for that reviewer while the others stand.

use super::candidates::pairs_of;
use super::continuum::{Continuum, Dissimilarity};
use crate::agreement::matching::{Edge, Goal, best_pairs};

/// How often all reviewers get a turn, where each turn still helps.
const MOST_ROUNDS: usize = 8;

/// Sets of units that stand together, counted through the reviewers in order. `None` where it was
/// cancelled.
///
/// Each reviewer's units are taken out and put to the sets of the others by the pairing that saves
/// most; the alignment never gets worse.
pub(super) fn in_passes(
    continuum: &Continuum,
    measure: &Dissimilarity,
    cancelled: &mut dyn FnMut() -> bool,
) -> Option<Vec<Vec<u32>>> {
    let lists = continuum.reviewers();
    let all = pairs_of(lists.len());
    let starts: Vec<u32> = lists
        .iter()
        .scan(0, |sum, units| {
            *sum += units.len() as u32;
            Some(*sum - units.len() as u32)
        })
        .collect();
    let units: Vec<_> = lists.iter().flatten().copied().collect();
    let mut sets: Vec<Vec<u32>> = Vec::new();
    let cost = |sets: &[Vec<u32>]| -> f64 {
        let mut sum = 0.0;
        for set in sets {
            sum += measure.empty * (all - pairs_of(set.len()));
            for (i, x) in set.iter().enumerate() {
                let apart = |y: &u32| measure.between(&units[*x as usize], &units[*y as usize]);
                sum += set[i + 1..].iter().map(apart).sum::<f64>();
            }
        }
        sum
    };
    let mut least = f64::INFINITY;
    for _ in 0..MOST_ROUNDS {
        for (list, start) in lists.iter().zip(&starts) {
            if cancelled() {
                return None;
            }
            let own = *start..*start + list.len() as u32;
            sets.iter_mut().for_each(|set| set.retain(|unit| !own.contains(unit)));
            sets.retain(|set| !set.is_empty());
            let mut edges = Vec::new();
            for (a, set) in (0u32..).zip(&sets) {
                for b in own.clone() {
                    let apart: f64 = set
                        .iter()
                        .map(|unit| measure.between(&units[*unit as usize], &units[b as usize]))
                        .sum();
                    let worth = measure.empty * (all + set.len() as f64) - apart;
                    if worth > 0.0 {
                        edges.push(Edge { a, b: b - start, worth });
                    }
                }
            }
            let pairs = best_pairs(edges, Goal::Worth);
            let mut alone = vec![true; list.len()];
            for pair in pairs {
                alone[pair.b as usize] = false;
                sets[pair.a as usize].push(start + pair.b);
            }
            sets.extend(own.zip(alone).filter(|(_, alone)| *alone).map(|(unit, _)| vec![unit]));
        }
        let now = cost(&sets);
        if now >= least {
            break;
        }
        least = now;
    }
    sets.iter_mut().for_each(|set| set.sort_unstable());
    sets.sort_unstable();
    Some(sets)
}

#[cfg(test)]
mod tests {
    use super::super::{Alignment, GammaUnit};
    use super::*;
    use proptest::prelude::*;

    fn alignment(continuum: &Continuum, measure: &Dissimilarity) -> Alignment {
        let sets = in_passes(continuum, measure, &mut || false).unwrap();
        Alignment::of_sets(continuum, measure, sets, false)
    }

    proptest! {
        #[test]
        fn no_alignment_in_passes_is_better_than_the_best(
            reviewers in proptest::collection::vec(proptest::collection::vec((0..40u32, 1..9u32, 0..2u32), 0..7), 2..5),
        ) {
            let unit = |(start, length, category): &(u32, u32, u32)| GammaUnit {
                start: f64::from(*start), end: f64::from(start + length), category: *category,
            };
            let lists: Vec<Vec<_>> = reviewers.iter().map(|units| units.iter().map(unit).collect()).collect();
            let continuum = Continuum::new(lists);
            prop_assume!(!continuum.is_empty());
            let measure = Dissimilarity::default();
            let (passes, best) = (alignment(&continuum, &measure), Alignment::best(&continuum, &measure, &mut || false).unwrap());
            prop_assert!(best.best);
            prop_assert!(passes.disorder >= best.disorder - 1e-9);
            if reviewers.len() == 2 {
                prop_assert!((passes.disorder - best.disorder).abs() < 1e-9);
            }
            let alone = continuum.len() as f64 / continuum.mean_units();
            prop_assert!(passes.disorder <= alone + 1e-9, "{} {alone}", passes.disorder);
        }
    }
}
