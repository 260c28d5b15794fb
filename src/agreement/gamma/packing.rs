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

/// States kept side by side before a search is given up: 100 MB at most.
const MOST_STATES: usize = 1 << 20;

/// Solves the packing. `order` gives each unit's place on the line, which keeps the search narrow;
/// any order is right.
pub(super) fn pack(sets: &[Candidate], order: &[f64], cancelled: &mut dyn FnMut() -> bool) -> Option<Choice> {
    let all: Vec<usize> = (0..sets.len()).collect();
    let mut choice = Solver { sets, order, cancelled }.split(&all)?;
    choice.sets.sort_unstable();
    Some(choice)
}

struct Solver<'a> {
    sets: &'a [Candidate],
    order: &'a [f64],
    cancelled: &'a mut dyn FnMut() -> bool,
}

impl Solver<'_> {
    /// Solves each part that hangs together on its own.
    fn split(&mut self, among: &[usize]) -> Option<Choice> {
        let mut out = Choice { sets: Vec::new(), best: true };
        for part in parts(self.sets, among) {
            if (self.cancelled)() {
                return None;
            }
            let choice = self.solve(&part)?;
            out.sets.extend(choice.sets);
            out.best &= choice.best;
        }
        Some(out)
    }

    fn solve(&mut self, among: &[usize]) -> Option<Choice> {
        if let [only] = among {
            return Some(Choice { sets: vec![*only], best: true });
        }
        let mut part = Part::new(self.sets, among, self.order);
        let mut best = part.greedy();
        for (round, smooth) in [0.2, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005].into_iter().enumerate() {
            if (self.cancelled)() {
                return None;
            }
            part.reprice(smooth, 8 + 8 * round);
            let choice = part.greedy();
            if part.value(&choice) > part.value(&best) {
                best = choice;
            }
            let value = part.value(&best);
            let gap = part.bound() - value;
            if gap <= 1e-12 * (1.0 + value) {
                return Some(part.name(best, true));
            }
            let kept: Vec<usize> = (0..part.sets.len()).filter(|set| part.slack(*set) < gap).collect();
            if kept.len() * 4 < part.sets.len() * 3 {
                // Any better choice is among these.
                let names: Vec<usize> = kept.iter().map(|set| part.names[*set]).collect();
                let inner = self.split(&names)?;
                let saved = |sets: &[usize]| sets.iter().map(|set| self.sets[*set].saving).sum::<f64>();
                let outer = part.name(best, inner.best);
                return Some(if saved(&inner.sets) > saved(&outer.sets) { inner } else { outer });
            }
            match part.search(gap, MOST_STATES >> 7usize.saturating_sub(round), self.cancelled)? {
                Search::Found(choice) => return Some(part.name(choice, true)),
                Search::NoneBetter => return Some(part.name(best, true)),
                Search::TooWide => {}
            }
        }
        Some(part.name(best, false))
    }
}

/// Sets that hang together by units, in order of their first set.
fn parts(sets: &[Candidate], among: &[usize]) -> Vec<Vec<usize>> {
    let units =
        among.iter().flat_map(|set| &sets[*set].units).map(|unit| *unit as usize + 1).max().unwrap_or(0);
    let mut joined = Sets::new(units);
    for set in among {
        for pair in sets[*set].units.windows(2) {
            joined.join(pair[0] as usize, pair[1] as usize);
        }
    }
    let mut place = vec![usize::MAX; units];
    let mut out: Vec<Vec<usize>> = Vec::new();
    for set in among {
        let root = joined.find(sets[*set].units[0] as usize);
        if place[root] == usize::MAX {
            place[root] = out.len();
            out.push(Vec::new());
        }
        out[place[root]].push(*set);
    }
    out
}

/// Sets that hang together, their units numbered by place on the line.
struct Part {
    sets: Vec<(Vec<u32>, f64)>,
    names: Vec<usize>,
    /// The sets of each unit.
    of_unit: Vec<Vec<u32>>,
    price: Vec<f64>,
    /// The sum of the prices of each set's units.
    paid: Vec<f64>,
}

enum Search {
    Found(Vec<usize>),
    NoneBetter,
    TooWide,
}

impl Part {
    fn new(all: &[Candidate], among: &[usize], order: &[f64]) -> Self {
        let mut units: Vec<u32> = among.iter().flat_map(|set| all[*set].units.iter().copied()).collect();
        units.sort_unstable();
        units.dedup();
        units.sort_by(|x, y| order[*x as usize].total_cmp(&order[*y as usize]).then(x.cmp(y)));
        let mut number = std::collections::HashMap::with_capacity(units.len());
        number.extend(units.iter().copied().zip(0u32..));
        let mut of_unit = vec![Vec::new(); units.len()];
        let mut sets = Vec::with_capacity(among.len());
        for (at, set) in (0u32..).zip(among) {
            let mut members: Vec<u32> = all[*set].units.iter().map(|unit| number[unit]).collect();
            members.sort_unstable();
            members.iter().for_each(|unit| of_unit[*unit as usize].push(at));
            sets.push((members, all[*set].saving));
        }
        // The share of the best set is a price at which every set is paid for.
        let price = of_unit.iter().map(|own| {
            own.iter()
                .map(|set| &sets[*set as usize])
                .map(|set| set.1 / set.0.len() as f64)
                .fold(0.0, f64::max)
        });
        let price: Vec<f64> = price.collect();
        let mut part = Self { sets, names: among.to_vec(), of_unit, price, paid: Vec::new() };
        part.sum_up();
        part
    }

    fn name(&self, mut choice: Vec<usize>, best: bool) -> Choice {
        choice.sort_unstable();
        Choice { sets: choice.into_iter().map(|set| self.names[set]).collect(), best }
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
    fn reprice(&mut self, smooth: f64, sweeps: usize) {
        for sweep in 0..sweeps + 2 {
            let forth = sweep % 2 == 0;
            let units = self.price.len();
            for at in 0..units {
                let unit = if forth { at } else { units - 1 - at };
                let own = self.price[unit];
                let short = |set: &u32| self.sets[*set as usize].1 - (self.paid[*set as usize] - own);
                let most = self.of_unit[unit].iter().map(short).fold(0.0, f64::max);
                let price = if sweep < sweeps {
                    let sum: f64 =
                        self.of_unit[unit].iter().map(|set| ((short(set) - most) / smooth).exp()).sum();
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
    /// less slack goes on.
    fn search(&self, gap: f64, most: usize, cancelled: &mut dyn FnMut() -> bool) -> Option<Search> {
        let Some(slots) = Slots::new(self, gap) else { return Some(Search::TooWide) };
        // Taken units ahead, slack so far, place of the last step.
        let mut states: Vec<(u128, f64, u32)> = vec![(0, 0.0, u32::MAX)];
        let mut steps: Vec<(u32, u32)> = Vec::new();
        for unit in 0..self.price.len() {
            if unit % 16 == 0 && cancelled() {
                return None;
            }
            let own = slots.of_unit[unit];
            let mut next: Vec<(u128, f64, u32)> = Vec::with_capacity(states.len() * 2);
            for (taken, slack, step) in states {
                if taken & own != 0 {
                    next.push((taken & !own, slack, step));
                    continue;
                }
                if slack + self.price[unit] < gap {
                    next.push((taken, slack + self.price[unit], step));
                }
                for (set, mask) in &slots.from_unit[unit] {
                    let more = slack + self.slack(*set as usize);
                    if taken & mask == 0 && more < gap {
                        steps.push((step, *set));
                        next.push((taken | mask, more, steps.len() as u32 - 1));
                    }
                }
            }
            next.sort_unstable_by(|x, y| x.0.cmp(&y.0).then(x.1.total_cmp(&y.1)).then(x.2.cmp(&y.2)));
            next.dedup_by_key(|state| state.0);
            if next.len() > most || steps.len() > most * 16 {
                return Some(Search::TooWide);
            }
            states = next;
        }
        let Some((_, _, mut step)) = states.first().copied() else { return Some(Search::NoneBetter) };
        let mut choice = Vec::new();
        while let Some((before, set)) = steps.get(step as usize) {
            choice.push(*set as usize);
            step = *before;
        }
        Some(Search::Found(choice))
    }
}

/// One bit for each unit that can be taken before the search comes to it; bits are used again.
struct Slots {
    /// 0 for units that no set takes early.
    of_unit: Vec<u128>,
    /// The sets of which the unit is the first, each with the bits of the others.
    from_unit: Vec<Vec<(u32, u128)>>,
}

impl Slots {
    fn new(part: &Part, gap: f64) -> Option<Self> {
        let units = part.price.len();
        let mut from_unit: Vec<Vec<(u32, u128)>> = vec![Vec::new(); units];
        let mut since: Vec<usize> = (0..units).collect();
        for (at, (members, _)) in part.sets.iter().enumerate().filter(|(at, _)| part.slack(*at) < gap) {
            let first = members[0] as usize;
            from_unit[first].push((at as u32, 0));
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
            for (set, mask) in own {
                let others = part.sets[*set as usize].0.iter().filter(|other| **other as usize != unit);
                *mask = others.map(|other| of_unit[*other as usize]).fold(0, |x, y| x | y);
            }
        }
        Some(Self { of_unit, from_unit })
    }
}
