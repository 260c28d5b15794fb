//! Agreement character by character, counted by stretches: the cost does not grow with the text.
//!
//! For one label a character has the value 1 where the reviewer has a mark with that label on it,
//! else 0; over all labels its value is the set of labels on it. Nothing is a value like others.

use std::collections::HashMap;

use super::measure::{Measure, Undefined, f1, to_f64, wide};
use super::spots::{Column, Sheet};

/// Characters by who marked them with one label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    /// Marked by both.
    pub n11: u64,
    /// Marked by the first reviewer alone.
    pub n10: u64,
    /// Marked by the second reviewer alone.
    pub n01: u64,
    /// Marked by neither.
    pub n00: u64,
}

impl Cells {
    /// Cells from what each of two reviewers covers of a text of `chars` characters.
    pub(super) fn count(a: &[(u32, u32)], b: &[(u32, u32)], chars: u32) -> Self {
        let sum = |stretches: &[(u32, u32)]| {
            stretches.iter().map(|(start, end)| u64::from(end - start)).sum::<u64>()
        };
        let n11 = u64::from(super::spots::shared(a, b));
        let (n10, n01) = (sum(a) - n11, sum(b) - n11);
        Self { n11, n10, n01, n00: u64::from(chars) - n11 - n10 - n01 }
    }

    /// How many characters.
    pub fn total(&self) -> u64 {
        self.n11 + self.n10 + self.n01 + self.n00
    }

    /// Cohen's kappa.
    pub fn kappa(&self) -> Measure {
        kappa(&[(1, 1, self.n11), (1, 0, self.n10), (0, 1, self.n01), (0, 0, self.n00)])
    }

    /// F1 over characters.
    pub fn char_f1(&self) -> Measure {
        f1(2.0 * to_f64(self.n11), self.n11 + self.n10, self.n11 + self.n01)
    }
}

impl std::ops::AddAssign for Cells {
    fn add_assign(&mut self, other: Self) {
        self.n11 += other.n11;
        self.n10 += other.n10;
        self.n01 += other.n01;
        self.n00 += other.n00;
    }
}

/// Cohen's kappa (1960) for two reviewers: `(value of the first, value of the second, items)`.
pub fn kappa(table: &[(u32, u32, u64)]) -> Measure {
    let (mut a, mut b) = (Vec::new(), Vec::new());
    let (mut all, mut same) = (0u64, 0u64);
    for (x, y, items) in table {
        *at::<u64>(&mut a, *x) += items;
        *at::<u64>(&mut b, *y) += items;
        all += items;
        same += if x == y { *items } else { 0 };
    }
    if all == 0 {
        return Err(Undefined::NothingShared);
    }
    let chance: u128 = a.iter().zip(&b).map(|(x, y)| u128::from(*x) * u128::from(*y)).sum();
    let square = u128::from(all) * u128::from(all);
    if chance == square {
        return Err(Undefined::OneValue);
    }
    let (observed, expected) = (to_f64(same) / to_f64(all), wide(chance) / wide(square));
    Ok((observed - expected) / (1.0 - expected))
}

/// Values of several reviewers on many items, as far as nominal measures need them. Only items
/// with two values and more count. All sums are whole numbers, so no order of reviewers or
/// articles changes a result. Values are small numbers.
#[derive(Clone, Debug, Default)]
pub struct Nominal {
    /// By number of values on an item: how many items, and the sum over them of
    /// `m² − Σ n_c²`: the ordered pairs of values that differ.
    items: Vec<(u64, u128)>,
    /// How often each value occurs.
    values: Vec<u64>,
}

impl Nominal {
    /// Counts `items` items on which each value occurs as often as `counts` says.
    pub fn add(&mut self, items: u64, counts: &[(u32, u32)]) {
        let m: u32 = counts.iter().map(|(_, count)| count).sum();
        if m < 2 || items == 0 {
            return;
        }
        let square = |n: u32| u128::from(n) * u128::from(n);
        let differing = square(m) - counts.iter().map(|(_, count)| square(*count)).sum::<u128>();
        let entry = at(&mut self.items, m);
        entry.0 += items;
        entry.1 += u128::from(items) * differing;
        for (value, count) in counts.iter().filter(|(_, count)| *count > 0) {
            *at(&mut self.values, *value) += items * u64::from(*count);
        }
    }

    /// By number of values on an item: that number, how many items, and their differing pairs.
    fn items(&self) -> impl Iterator<Item = (f64, u64, u128)> {
        let used = (0u32..).zip(&self.items).filter(|(_, (items, _))| *items > 0);
        used.map(|(m, (items, differing))| (f64::from(m), *items, *differing))
    }

    fn total(&self) -> u64 {
        self.values.iter().sum()
    }

    fn squares(&self) -> u128 {
        self.values.iter().map(|count| u128::from(*count) * u128::from(*count)).sum()
    }

    fn is_constant(&self) -> bool {
        self.values.iter().filter(|count| **count > 0).count() < 2
    }

    /// How often reviewers differ: the mean over items, weighted by the number of their values.
    pub fn observed_disagreement(&self) -> Measure {
        if self.total() == 0 {
            return Err(Undefined::OneReviewer);
        }
        let sum: f64 = self.items().map(|(m, _, differing)| wide(differing) / (m - 1.0)).sum();
        Ok(sum / to_f64(self.total()))
    }

    /// How often two values drawn at random differ.
    pub fn expected_disagreement(&self) -> Measure {
        let n = u128::from(self.total());
        if n == 0 {
            Err(Undefined::OneReviewer)
        } else {
            Ok(wide(n * n - self.squares()) / wide(n * (n - 1)))
        }
    }

    /// The share of pairs of values that are the same.
    pub fn percent(&self) -> Measure {
        Ok(1.0 - self.observed_disagreement()?)
    }

    /// Krippendorff's alpha for nominal values (2004), any number of reviewers on each item.
    pub fn alpha(&self) -> Measure {
        let observed = self.observed_disagreement()?;
        let expected = self.expected_disagreement()?;
        if self.is_constant() { Err(Undefined::OneValue) } else { Ok(1.0 - observed / expected) }
    }

    /// Fleiss' kappa (1971), for the same number of reviewers on every item.
    pub fn fleiss(&self) -> Measure {
        let mut kinds = self.items();
        let (m, items, differing) = kinds.next().ok_or(Undefined::OneReviewer)?;
        if kinds.next().is_some() {
            return Err(Undefined::UnequalReviewers);
        }
        if self.is_constant() {
            return Err(Undefined::OneValue);
        }
        let n = to_f64(items) * m;
        let observed = 1.0 - wide(differing) / (n * (m - 1.0));
        let expected = wide(self.squares()) / (n * n);
        Ok((observed - expected) / (1.0 - expected))
    }
}

/// The entry at `index`, which the list grows to hold.
fn at<T: Default + Clone>(list: &mut Vec<T>, index: u32) -> &mut T {
    let index = index as usize;
    if list.len() <= index {
        list.resize(index + 1, T::default());
    }
    &mut list[index]
}

/// Counts a text on which each reviewer covers `covers`: value 1 there, 0 elsewhere.
pub(super) fn add_cover(nominal: &mut Nominal, covers: &[&[(u32, u32)]], chars: u32) {
    let m = covers.len() as u32;
    let mut ends: Vec<(u32, i32)> =
        covers.iter().copied().flatten().flat_map(|(s, e)| [(*s, 1), (*e, -1)]).collect();
    ends.sort_unstable();
    let (mut at, mut deep) = (0, 0i32);
    let mut lengths = vec![0u64; covers.len() + 1];
    for (place, step) in ends {
        lengths[deep.unsigned_abs() as usize] += u64::from(place - at);
        deep += step;
        at = place;
    }
    lengths[deep.unsigned_abs() as usize] += u64::from(chars - at);
    for (k, length) in (0..).zip(lengths) {
        nominal.add(length, &[(1, k), (0, m - k)]);
    }
}

/// Numbers the sets of labels that occur, so that equal sets have equal numbers across articles.
#[derive(Debug, Default)]
pub(super) struct SetNumbers(HashMap<Box<[u64]>, u32>);

impl SetNumbers {
    fn number(&mut self, set: &[u64]) -> u32 {
        if let Some(number) = self.0.get(set) {
            return *number;
        }
        let number = self.0.len() as u32;
        self.0.insert(set.into(), number);
        number
    }

    /// The stretches of a column on which the set of labels stays the same, by start; what is not
    /// marked is left out.
    fn stretches(&mut self, column: &Column, labels: usize) -> Vec<(u32, u32, u32)> {
        let mut ends: Vec<(u32, u32, bool)> = Vec::with_capacity(column.spots.len() * 2);
        for spot in &column.spots {
            for (start, end) in column.pieces(spot) {
                ends.extend([(*start, spot.label, true), (*end, spot.label, false)]);
            }
        }
        ends.sort_unstable_by_key(|end| end.0);
        let mut deep = vec![0u32; labels];
        let mut set = vec![0u64; labels.div_ceil(64)];
        let mut out: Vec<(u32, u32, u32)> = Vec::with_capacity(ends.len());
        let mut from = 0;
        for group in ends.chunk_by(|x, y| x.0 == y.0) {
            let Some(&(place, ..)) = group.first() else { continue };
            if set.iter().any(|word| *word != 0) {
                out.push((from, place, self.number(&set)));
            }
            for &(_, label, opens) in group {
                let deep = &mut deep[label as usize];
                let was = *deep;
                *deep = if opens { was + 1 } else { was - 1 };
                if (was == 0) != (*deep == 0) {
                    set[label as usize / 64] ^= 1 << (label % 64);
                }
            }
            from = place;
        }
        out
    }

    /// Counts a text on which the value of a character is the set of labels on it.
    pub(super) fn add(&mut self, nominal: &mut Nominal, sheet: &Sheet, labels: usize) {
        let empty = self.number(&vec![0; labels.div_ceil(64)]);
        let columns: Vec<_> = sheet.columns.iter().map(|column| self.stretches(column, labels)).collect();
        let mut counts: Vec<(u32, u32)> = Vec::with_capacity(columns.len());
        each_stretch(&columns, sheet.chars, empty, |length, values| {
            counts.clear();
            for value in values {
                match counts.iter_mut().find(|(other, _)| other == value) {
                    Some((_, count)) => *count += 1,
                    None => counts.push((*value, 1)),
                }
            }
            nominal.add(u64::from(length), &counts);
        });
    }
}

/// Walks a text by stretches on which no reviewer's value changes. `columns` hold start, end and
/// value by start, none overlapping; between them the value is `background`.
pub(super) fn each_stretch(
    columns: &[Vec<(u32, u32, u32)>],
    chars: u32,
    background: u32,
    mut visit: impl FnMut(u32, &[u32]),
) {
    let mut next = vec![0usize; columns.len()];
    let mut values = vec![background; columns.len()];
    let mut at = 0;
    while at < chars {
        let mut until = chars;
        for ((column, next), value) in columns.iter().zip(&mut next).zip(&mut values) {
            while column.get(*next).is_some_and(|(_, end, _)| *end <= at) {
                *next += 1;
            }
            match column.get(*next) {
                Some((start, end, inside)) if *start <= at => {
                    *value = *inside;
                    until = until.min(*end);
                }
                Some((start, ..)) => {
                    *value = background;
                    until = until.min(*start);
                }
                None => *value = background,
            }
        }
        visit(until - at, &values);
        at = until;
    }
}
