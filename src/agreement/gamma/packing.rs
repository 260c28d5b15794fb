//! The sets of greatest total saving of which no two share a unit: weighted set packing, solved
//! exactly.
//!
//! A price on each unit such that every set's units cost at least what the set saves bounds what
//! any choice of sets can save: it is at most the sum of the prices. What a choice falls short of
//! the bound is the *slack* of its sets (price minus saving) plus the prices of units left over.
//! So, given a good choice and good prices, every set with more slack than the distance between
//! the two can be dropped; what is left falls into small parts, and each is searched through with
//! the slack as guide. The prices come from coordinate descent on the dual, smoothed (an entropic
//! term that is taken away in steps) so that it does not get stuck.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::candidates::Candidate;
use crate::agreement::matching::Sets;

/// A choice of sets.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Choice {
    /// Places of the chosen sets, ascending.
    pub sets: Vec<usize>,
    /// Whether it is known that no choice saves more.
    pub best: bool,
}

/// How much the bound is smoothed, round after round.
const SMOOTH: [f64; 8] = [0.2, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005];

/// How many states the search of the first round keeps side by side; four times as many in each
/// round after it.
const WIDTH: usize = 64;

/// Steps after which a search is given up: 250 MB.
const MOST_STEPS: usize = 32_000_000;

/// Solves the packing; `None` where it was cancelled. `order` gives each unit's place on the line,
/// which keeps the search narrow; any order is right.
pub(super) fn pack(sets: &[Candidate], order: &[f64], cancelled: &mut dyn FnMut() -> bool) -> Option<Choice> {
    let mut out = Choice { sets: Vec::new(), best: true };
    let all: Vec<usize> = (0..sets.len()).collect();
    for among in parts(&all, |set| &sets[set].units) {
        let choice = match among.as_slice() {
            [only] => Choice { sets: vec![*only], best: true },
            _ => Part::new(sets, &among, order).solve(cancelled)?,
        };
        out.sets.extend(choice.sets);
        out.best &= choice.best;
    }
    out.sets.sort_unstable();
    Some(out)
}

/// Sets that hang together by units, in order of their first set.
fn parts<'a>(among: &[usize], units_of: impl Fn(usize) -> &'a [u32]) -> Vec<Vec<usize>> {
    let units = among.iter().flat_map(|set| units_of(*set)).map(|unit| *unit as usize + 1).max().unwrap_or(0);
    let mut joined = Sets::new(units);
    for set in among {
        for pair in units_of(*set).windows(2) {
            joined.join(pair[0] as usize, pair[1] as usize);
        }
    }
    let mut place = vec![usize::MAX; units];
    let mut out: Vec<Vec<usize>> = Vec::new();
    for set in among {
        let root = joined.find(units_of(*set)[0] as usize);
        if place[root] == usize::MAX {
            place[root] = out.len();
            out.push(Vec::new());
        }
        out[place[root]].push(*set);
    }
    out
}

/// Sets that hang together, their units numbered by place on the line.
pub(super) struct Part {
    sets: Vec<(Vec<u32>, f64)>,
    names: Vec<usize>,
    /// Names of the units.
    units: Vec<u32>,
    /// The sets of each unit.
    of_unit: Vec<Vec<u32>>,
    price: Vec<f64>,
    /// The sum of the prices of each set's units.
    paid: Vec<f64>,
}

impl Part {
    /// The part that some sets make.
    pub fn new(all: &[Candidate], among: &[usize], order: &[f64]) -> Self {
        let mut units: Vec<u32> = among.iter().flat_map(|set| all[*set].units.iter().copied()).collect();
        units.sort_unstable();
        units.dedup();
        units.sort_by(|x, y| order[*x as usize].total_cmp(&order[*y as usize]).then(x.cmp(y)));
        let mut number = HashMap::with_capacity(units.len());
        number.extend(units.iter().copied().zip(0u32..));
        let numbered = |set: &usize| {
            let mut members: Vec<u32> = all[*set].units.iter().map(|unit| number[unit]).collect();
            members.sort_unstable();
            (members, all[*set].saving)
        };
        let sets: Vec<(Vec<u32>, f64)> = among.iter().map(numbered).collect();
        // The share of the best set is a price at which every set is paid for.
        let mut price = vec![0.0f64; units.len()];
        for (members, saving) in &sets {
            let share = saving / members.len() as f64;
            members.iter().for_each(|unit| price[*unit as usize] = price[*unit as usize].max(share));
        }
        Self::priced(sets, among.to_vec(), units, price)
    }

    fn priced(sets: Vec<(Vec<u32>, f64)>, names: Vec<usize>, units: Vec<u32>, price: Vec<f64>) -> Self {
        let mut of_unit = vec![Vec::new(); price.len()];
        for ((members, _), at) in sets.iter().zip(0u32..) {
            members.iter().for_each(|unit| of_unit[*unit as usize].push(at));
        }
        let mut part = Self { sets, names, units, of_unit, price, paid: Vec::new() };
        part.sum_up();
        part
    }

    /// The part that some of the sets make, at the prices of this one.
    fn only(&self, kept: &[usize]) -> Self {
        let mut units: Vec<u32> = kept.iter().flat_map(|set| self.sets[*set].0.iter().copied()).collect();
        units.sort_unstable();
        units.dedup();
        let number = |unit: &u32| units.partition_point(|other| other < unit) as u32;
        let set = |set: &usize| (self.sets[*set].0.iter().map(number).collect(), self.sets[*set].1);
        let sets = kept.iter().map(set).collect();
        let price = units.iter().map(|unit| self.price[*unit as usize]).collect();
        let names = kept.iter().map(|set| self.names[*set]).collect();
        Self::priced(sets, names, units.iter().map(|unit| self.units[*unit as usize]).collect(), price)
    }

    fn solve(mut self, cancelled: &mut dyn FnMut() -> bool) -> Option<Choice> {
        let mut best = self.greedy();
        for (round, smooth) in SMOOTH.into_iter().enumerate() {
            if cancelled() {
                return None;
            }
            self.reprice(smooth, 8 + 8 * round);
            let choice = self.greedy();
            if self.value(&choice) > self.value(&best) {
                best = choice;
            }
            let least = |part: &Self, best: &[usize]| 1e-12 * (1.0 + part.value(best));
            let gap = self.bound() - self.value(&best);
            if gap <= least(&self, &best) {
                return Some(self.name(best, true));
            }
            let search = self.search(gap, WIDTH << (2 * round), cancelled)?;
            best = search.found.unwrap_or(best);
            let gap = self.bound() - self.value(&best);
            if search.complete || gap <= least(&self, &best) {
                return Some(self.name(best, true));
            }
            // Any better choice is among these; the best so far stays with them.
            let kept = (0..self.sets.len()).filter(|set| self.slack(*set) < gap || best.contains(set));
            let kept: Vec<usize> = kept.collect();
            let parts = parts(&kept, |set| &self.sets[set].0);
            if parts.len() > 1 {
                return self.solve_parts(&parts, best, cancelled);
            }
            if kept.len() < self.sets.len() {
                let names: Vec<usize> = best.iter().map(|set| self.names[*set]).collect();
                let smaller = self.only(&kept);
                best = (0..smaller.names.len()).filter(|set| names.contains(&smaller.names[*set])).collect();
                self = smaller;
            }
        }
        Some(self.name(best, false))
    }

    /// Solves each part on its own; where that is no better, `best` is.
    fn solve_parts(
        &self,
        parts: &[Vec<usize>],
        best: Vec<usize>,
        cancelled: &mut dyn FnMut() -> bool,
    ) -> Option<Choice> {
        let mut inner = Choice { sets: Vec::new(), best: true };
        for part in parts {
            let choice = self.only(part).solve(cancelled)?;
            inner.sets.extend(choice.sets);
            inner.best &= choice.best;
        }
        let chosen: Vec<usize> =
            (0..self.names.len()).filter(|set| inner.sets.contains(&self.names[*set])).collect();
        let outer = self.name(best.clone(), inner.best);
        Some(if self.value(&chosen) > self.value(&best) { inner } else { outer })
    }

    fn name(&self, mut choice: Vec<usize>, best: bool) -> Choice {
        choice.sort_unstable();
        Choice { sets: choice.into_iter().map(|set| self.names[set]).collect(), best }
    }

    /// The price of each of `count` units, by name; 0 for those in no set.
    pub fn prices(&self, count: usize) -> Vec<f64> {
        let mut prices = vec![0.0; count];
        self.units.iter().zip(&self.price).for_each(|(unit, price)| prices[*unit as usize] = *price);
        prices
    }

    /// Sets the price of each unit, by name. Sets may be short of what they save until
    /// [`Self::reprice`].
    pub fn set_prices(&mut self, prices: &[f64]) {
        self.units.iter().zip(&mut self.price).for_each(|(unit, price)| *price = prices[*unit as usize]);
        self.sum_up();
    }

    fn sum_up(&mut self) {
        self.paid =
            self.sets.iter().map(|set| set.0.iter().map(|unit| self.price[*unit as usize]).sum()).collect();
    }

    fn slack(&self, set: usize) -> f64 {
        self.paid[set] - self.sets[set].1
    }

    fn bound(&self) -> f64 {
        self.price.iter().sum()
    }

    fn value(&self, choice: &[usize]) -> f64 {
        choice.iter().map(|set| self.sets[*set].1).sum()
    }

    /// Sets by slack, each taken that shares no unit with one taken before.
    fn greedy(&self) -> Vec<usize> {
        let mut by_slack: Vec<usize> = (0..self.sets.len()).collect();
        by_slack.sort_by(|x, y| {
            let per_unit = |set: usize| self.slack(set) / self.sets[set].0.len() as f64;
            per_unit(*x)
                .total_cmp(&per_unit(*y))
                .then(self.sets[*y].1.total_cmp(&self.sets[*x].1))
                .then(x.cmp(y))
        });
        let mut taken = vec![false; self.price.len()];
        by_slack.retain(|set| {
            let free = self.sets[*set].0.iter().all(|unit| !taken[*unit as usize]);
            if free {
                self.sets[*set].0.iter().for_each(|unit| taken[*unit as usize] = true);
            }
            free
        });
        by_slack
    }

    /// Sweeps over the units, each time giving one the price that is best while the others stand:
    /// first on the smoothed bound, then on the bound itself. Every set stays paid for.
    pub fn reprice(&mut self, smooth: f64, sweeps: usize) {
        for sweep in 0..sweeps + 2 {
            let forth = sweep % 2 == 0;
            let units = self.price.len();
            for at in 0..units {
                let unit = if forth { at } else { units - 1 - at };
                let own = self.price[unit];
                let short = |set: &u32| self.sets[*set as usize].1 - (self.paid[*set as usize] - own);
                let most = self.of_unit[unit].iter().map(short).fold(0.0, f64::max);
                let price = if sweep < sweeps {
                    let weights = self.of_unit[unit].iter().map(|set| (short(set) - most) / smooth);
                    // What is smaller than e^-30 of the largest does not show in the sum.
                    let sum: f64 = weights.filter(|weight| *weight > -30.0).map(f64::exp).sum();
                    (most + smooth * sum.ln()).max(most)
                } else {
                    most
                };
                for set in &self.of_unit[unit] {
                    self.paid[*set as usize] += price - own;
                }
                self.price[unit] = price;
            }
        }
        self.sum_up();
    }

    /// Looks for a choice that falls short of the bound by less than `gap`, unit by unit along the
    /// line. A state is which of the units ahead are taken; of two ways to one state the one with
    /// less slack goes on, and of all states the `width` with least slack.
    fn search(&self, gap: f64, width: usize, cancelled: &mut dyn FnMut() -> bool) -> Option<Search> {
        let Some(slots) = Slots::new(self, gap) else { return Some(Search { found: None, complete: false }) };
        let mut complete = true;
        let mut states = vec![State { taken: 0, slack: 0.0, step: u32::MAX }];
        let mut next: HashMap<u128, (f64, u32), BuildHasherDefault<Fold>> = HashMap::default();
        let mut steps: Vec<(u32, u32)> = Vec::new();
        for unit in 0..self.price.len() {
            if unit % 16 == 0 && cancelled() {
                return None;
            }
            let own = slots.of_unit[unit];
            next.clear();
            let mut reach = |taken: u128, slack: f64, step: u32| {
                let entry = next.entry(taken).or_insert((slack, step));
                if (slack, step) < *entry {
                    *entry = (slack, step);
                }
            };
            for State { taken, slack, step } in states.drain(..) {
                if taken & own != 0 {
                    reach(taken & !own, slack, step);
                    continue;
                }
                if slack + self.price[unit] < gap {
                    reach(taken, slack + self.price[unit], step);
                }
                for &(set, mask, own_slack) in &slots.from_unit[unit] {
                    if slack + own_slack >= gap {
                        break;
                    }
                    if taken & mask == 0 {
                        steps.push((step, set));
                        reach(taken | mask, slack + own_slack, steps.len() as u32 - 1);
                    }
                }
            }
            states.extend(next.iter().map(|(taken, (slack, step))| State {
                taken: *taken,
                slack: *slack,
                step: *step,
            }));
            if states.len() > width {
                complete = false;
                let order = |x: &State, y: &State| x.slack.total_cmp(&y.slack).then(x.taken.cmp(&y.taken));
                states.select_nth_unstable_by(width, order);
                states.truncate(width);
            }
            if steps.len() > MOST_STEPS {
                return Some(Search { found: None, complete: false });
            }
            // So that equal slack is met in the same order each time.
            states.sort_unstable_by_key(|state| state.taken);
        }
        let found = states.first().map(|state| {
            let (mut choice, mut step) = (Vec::new(), state.step);
            while let Some((before, set)) = steps.get(step as usize) {
                choice.push(*set as usize);
                step = *before;
            }
            choice
        });
        Some(Search { found, complete })
    }
}

/// What a search came to.
struct Search {
    /// A choice with less slack than was asked for.
    found: Option<Vec<usize>>,
    /// Whether nothing was left out: then what was found is the best, and where nothing was found
    /// there is none.
    complete: bool,
}

/// A way to go on from some unit.
struct State {
    /// The units ahead that are taken.
    taken: u128,
    slack: f64,
    /// Place of the last step that led here.
    step: u32,
}

/// Hashes states: they are made by the million, and nobody chooses them.
#[derive(Default)]
struct Fold(u64);

impl Hasher for Fold {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u128(u128::from(*byte)));
    }

    fn write_u128(&mut self, state: u128) {
        let folded = (state as u64 ^ self.0).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (state >> 64) as u64;
        let mixed = u128::from(folded) * 0xD6E8_FEB8_6659_FD93;
        self.0 = (mixed >> 64) as u64 ^ mixed as u64;
    }
}

/// One bit for each unit that can be taken before the search comes to it; bits are used again.
struct Slots {
    /// 0 for units that no set takes early.
    of_unit: Vec<u128>,
    /// The sets of which the unit is the first, by slack: each with the bits of the others.
    from_unit: Vec<Vec<(u32, u128, f64)>>,
}

impl Slots {
    fn new(part: &Part, gap: f64) -> Option<Self> {
        let units = part.price.len();
        let mut from_unit: Vec<Vec<(u32, u128, f64)>> = vec![Vec::new(); units];
        let mut since: Vec<usize> = (0..units).collect();
        for (at, (members, _)) in part.sets.iter().enumerate().filter(|(at, _)| part.slack(*at) < gap) {
            let first = members[0] as usize;
            from_unit[first].push((at as u32, 0, part.slack(at)));
            members.iter().for_each(|unit| since[*unit as usize] = since[*unit as usize].min(first));
        }
        let mut opens: Vec<Vec<usize>> = vec![Vec::new(); units];
        (0..units).filter(|unit| since[*unit] < *unit).for_each(|unit| opens[since[unit]].push(unit));
        let mut of_unit = vec![0u128; units];
        let mut free = u128::MAX;
        for unit in 0..units {
            for other in &opens[unit] {
                if free == 0 {
                    return None;
                }
                of_unit[*other] = 1 << free.trailing_zeros();
                free &= !of_unit[*other];
            }
            free |= of_unit[unit];
        }
        for (unit, own) in from_unit.iter_mut().enumerate() {
            own.sort_by(|x, y| x.2.total_cmp(&y.2));
            for (set, mask, _) in own {
                let others = part.sets[*set as usize].0.iter().filter(|other| **other as usize != unit);
                *mask = others.map(|other| of_unit[*other as usize]).fold(0, |x, y| x | y);
            }
        }
        Some(Self { of_unit, from_unit })
    }
}
