//! The best alignment of a continuum and its disorder.

use super::candidates::{TOGETHER, candidates, pairs_of};
use super::continuum::{Continuum, Dissimilarity};
use super::packing::{Choice, pack};
use crate::agreement::matching::{Edge, Goal, best_pairs};
use crate::agreement::measure::Undefined;

/// Units of different reviewers that stand for one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Unitary {
    /// For each reviewer the place of a unit in [`Continuum::reviewers`], or nothing.
    pub units: Vec<Option<usize>>,
    /// The mean dissimilarity over pairs of reviewers.
    pub disorder: f64,
}

/// Every unit in one unitary alignment.
#[derive(Clone, Debug, PartialEq)]
pub struct Alignment {
    /// By where they start.
    pub unitary: Vec<Unitary>,
    /// The sum of their disorders, by the mean number of units of a reviewer.
    pub disorder: f64,
    /// Whether it is known that no alignment has less disorder. Always for two reviewers; for more
    /// unless the search grew too wide.
    pub best: bool,
}

/// Why there is no result.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Stopped {
    /// The caller asked for it.
    #[error("cancelled")]
    Cancelled,
    /// The number is not defined.
    #[error(transparent)]
    Undefined(#[from] Undefined),
}

impl Alignment {
    /// The alignment with the least disorder. `cancelled` is asked now and then; where it says yes
    /// the search ends.
    pub fn best(
        continuum: &Continuum,
        measure: &Dissimilarity,
        cancelled: &mut dyn FnMut() -> bool,
    ) -> Result<Self, Stopped> {
        let lists = continuum.reviewers();
        if lists.len() < 2 {
            return Err(Undefined::OneReviewer.into());
        }
        if continuum.is_empty() {
            return Err(Undefined::NoMarks.into());
        }
        let (sets, best) = match lists {
            [a, b] => {
                let first = a.len() as u32;
                let below = (2.0 + TOGETHER) * measure.empty;
                let near = measure.near(a, b, below).into_iter();
                let edges = near.map(|(i, j, apart)| Edge { a: i, b: j, worth: below - apart });
                let pairs = best_pairs(edges.collect(), Goal::Worth);
                (pairs.into_iter().map(|pair| vec![pair.a, first + pair.b]).collect(), true)
            }
            _ => {
                let sets = candidates(continuum, measure).ok_or(Undefined::TooLarge)?;
                let order: Vec<f64> =
                    lists.iter().flatten().map(|unit| (unit.start + unit.end) / 2.0).collect();
                let Choice { sets: chosen, best } =
                    pack(&sets, &order, cancelled).ok_or(Stopped::Cancelled)?;
                (chosen.into_iter().map(|set| sets[set].units.clone()).collect(), best)
            }
        };
        Ok(Self::of_sets(continuum, measure, sets, best))
    }

    /// An alignment from sets of units, counted through the reviewers; units in none stand alone.
    fn of_sets(continuum: &Continuum, measure: &Dissimilarity, sets: Vec<Vec<u32>>, best: bool) -> Self {
        let lists = continuum.reviewers();
        let places: Vec<(usize, usize)> =
            lists.iter().enumerate().flat_map(|(i, units)| (0..units.len()).map(move |at| (i, at))).collect();
        let mut alone = vec![true; places.len()];
        sets.iter().flatten().for_each(|unit| alone[*unit as usize] = false);
        let singles = alone.iter().zip(0u32..).filter(|(alone, _)| **alone).map(|(_, unit)| vec![unit]);
        let mut all: Vec<Vec<u32>> = sets.iter().cloned().chain(singles).collect();
        let unit = |number: u32| {
            let (reviewer, at) = places[number as usize];
            &lists[reviewer][at]
        };
        let start = |set: &[u32]| set.iter().map(|number| unit(*number).start).fold(f64::INFINITY, f64::min);
        all.sort_by(|x, y| start(x).total_cmp(&start(y)).then_with(|| x.cmp(y)));
        let pairs = pairs_of(lists.len());
        let unitary = all.iter().map(|set| {
            let mut units = vec![None; lists.len()];
            set.iter()
                .map(|number| places[*number as usize])
                .for_each(|(reviewer, at)| units[reviewer] = Some(at));
            let apart: f64 = set
                .iter()
                .enumerate()
                .flat_map(|(i, x)| set[i + 1..].iter().map(move |y| (x, y)))
                .map(|(x, y)| measure.between(unit(*x), unit(*y)))
                .sum();
            Unitary { units, disorder: (apart + measure.empty * (pairs - pairs_of(set.len()))) / pairs }
        });
        let unitary: Vec<Unitary> = unitary.collect();
        let disorder = unitary.iter().map(|unitary| unitary.disorder).sum::<f64>() / continuum.mean_units();
        Self { unitary, disorder, best }
    }
}
