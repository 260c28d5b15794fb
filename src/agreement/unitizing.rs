//! Alpha for marks cut out of a continuum: alpha-U (Krippendorff 1995, 2004) and u-alpha
//! (Krippendorff, Mathet, Bouvry and Widlöcher 2016). Both take marks of one reviewer that do
//! not overlap. A mark in pieces counts as its pieces.

use super::layers::each_stretch;
use super::measure::{Measure, Undefined, to_f64, wide};
use super::spots::Sheet;
use crate::model::ReviewerId;

/// A stretch with a value, half-open, in code points: start, end, value.
pub type Unit = (u32, u32, u32);

/// What a unit says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Marked or not, whatever the label.
    Any,
    /// Labels as values.
    Labels,
    /// One label alone: its place among [`super::Comparison::labels`].
    Label(usize),
}

/// The units of each reviewer on a text, by start; the reviewer whose marks overlap where one
/// does.
pub(super) fn units(
    sheet: &Sheet,
    layer: Layer,
    reviewers: &[ReviewerId],
) -> Result<Vec<Vec<Unit>>, Undefined> {
    let mut out = Vec::with_capacity(sheet.columns.len());
    for column in &sheet.columns {
        let mut units: Vec<Unit> = Vec::new();
        for spot in &column.spots {
            let value = match layer {
                Layer::Any => 1,
                Layer::Labels => spot.label + 1,
                Layer::Label(label) if spot.label as usize == label => 1,
                Layer::Label(_) => continue,
            };
            units.extend(column.pieces(spot).iter().map(|(start, end)| (*start, *end, value)));
        }
        units.sort_unstable();
        if units.is_sorted_by(|unit, next| unit.1 <= next.0) {
            out.push(units);
        } else {
            let name = reviewers.get(column.reviewer).cloned();
            return Err(Undefined::Overlapping(name.unwrap_or_else(|| "".into())));
        }
    }
    if out.len() < 2 { Err(Undefined::OneReviewer) } else { Ok(out) }
}

/// u-alpha. Values are at least 1; 0 stands for what is not marked.
pub fn u_alpha(reviewers: &[Vec<Unit>], chars: u32) -> Measure {
    let m = reviewers.len() as u64;
    if m < 2 {
        return Err(Undefined::OneReviewer);
    }
    let mut differing = 0u128;
    each_stretch(reviewers, chars, 0, |length, values| {
        let pairs =
            values.iter().flat_map(|x| values.iter().map(move |y| x != y)).filter(|differ| *differ).count();
        differing += u128::from(length) * pairs as u128;
    });
    let total = u128::from(m) * u128::from(chars);
    let mut by_value: std::collections::BTreeMap<u32, u128> = std::collections::BTreeMap::new();
    let mut squares = 0u128;
    for (start, end, value) in reviewers.iter().flatten() {
        let length = u128::from(end - start);
        squares += length * length;
        *by_value.entry(*value).or_default() += length;
    }
    let blank = total - by_value.values().sum::<u128>();
    let same = by_value.values().chain([&blank]).map(|length| length * length).sum::<u128>();
    if total * total == same {
        return Err(Undefined::OneValue);
    }
    let observed = wide(differing) / to_f64(m - 1);
    let expected = wide(total) * wide(total * total - same) / wide(total * total - squares - blank);
    Ok(1.0 - observed / expected)
}

/// Observed and expected disagreement of alpha-U.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Disagreement {
    /// Squared distances between the units of different reviewers.
    pub observed: f64,
    /// The same where the units of all reviewers are put down at random.
    pub expected: f64,
}

impl Disagreement {
    /// Alpha-U.
    pub fn alpha(&self) -> Measure {
        if self.expected == 0.0 { Err(Undefined::NoMarks) } else { Ok(1.0 - self.observed / self.expected) }
    }
}

impl std::ops::AddAssign for Disagreement {
    fn add_assign(&mut self, other: Self) {
        self.observed += other.observed;
        self.expected += other.expected;
    }
}

/// The disagreement of alpha-U on one label over a text of `chars` characters. Over several
/// labels, observed and expected are summed.
pub fn alpha_u(reviewers: &[Vec<Unit>], chars: u32) -> Result<Disagreement, Undefined> {
    let m = reviewers.len() as u64;
    if m < 2 {
        return Err(Undefined::OneReviewer);
    }
    let length = u128::from(chars);
    let mut observed = 0u128;
    for (i, a) in reviewers.iter().enumerate() {
        for b in &reviewers[i + 1..] {
            observed += distance(a, b, chars);
        }
    }
    let gaps: Vec<Vec<(u32, u32)>> = reviewers.iter().map(|units| gaps(units, chars)).collect();
    let mut gap_lengths: Vec<u128> =
        gaps.iter().flatten().map(|(start, end)| u128::from(end - start)).collect();
    gap_lengths.sort_unstable();
    // Sum over the gaps from here to the longest of `gap + 1`.
    let mut sums = vec![0u128; gap_lengths.len() + 1];
    for (at, gap) in gap_lengths.iter().enumerate().rev() {
        sums[at] = sums[at + 1] + gap + 1;
    }
    let count = reviewers.iter().map(Vec::len).sum::<usize>() as u128;
    let (mut chance, mut own) = (0u128, 0u128);
    for (start, end, _) in reviewers.iter().flatten() {
        let l = u128::from(end - start);
        // l (l − 1) (2 l − 1) divides by 6.
        chance += (count - 1) * (l * (l - 1) * (2 * l - 1) / 3);
        let from = gap_lengths.partition_point(|gap| *gap < l);
        chance += l * l * (sums[from] - l * (gap_lengths.len() - from) as u128);
        own += l * (l - 1);
    }
    let all = u128::from(m) * length;
    let pairs = all * (all.max(1) - 1) - own;
    let expected = if chance == 0 { 0.0 } else { 2.0 / wide(length) * wide(chance) / wide(pairs) };
    let observed = 2.0 * wide(observed) / (to_f64(m * (m - 1)) * wide(length * length));
    Ok(Disagreement { observed, expected })
}

/// What lies between units, and before and after them.
fn gaps(units: &[Unit], chars: u32) -> Vec<(u32, u32)> {
    let mut out = Vec::with_capacity(units.len() + 1);
    let mut from = 0;
    for (start, end, _) in units {
        if from < *start {
            out.push((from, *start));
        }
        from = *end;
    }
    if from < chars {
        out.push((from, chars));
    }
    out
}

/// The squared distances between the sections of two reviewers, each pair of sections once.
fn distance(a: &[Unit], b: &[Unit], chars: u32) -> u128 {
    let square = |x: u32, y: u32| u128::from(x.abs_diff(y)) * u128::from(x.abs_diff(y));
    let mut sum = 0;
    let mut from = 0;
    for x in a {
        while b.get(from).is_some_and(|y| y.1 <= x.0) {
            from += 1;
        }
        for y in b[from..].iter().take_while(|y| y.0 < x.1) {
            sum += square(x.0, y.0) + square(x.1, y.1);
        }
    }
    sum + inside_gaps(a, b, chars) + inside_gaps(b, a, chars)
}

/// The squared lengths of the units that lie wholly inside a gap of the other reviewer.
fn inside_gaps(units: &[Unit], other: &[Unit], chars: u32) -> u128 {
    let gaps = gaps(other, chars);
    let inside = units.iter().filter(|(start, end, _)| {
        let after = gaps.partition_point(|gap| gap.0 <= *start);
        after.checked_sub(1).is_some_and(|at| gaps[at].1 >= *end)
    });
    inside.map(|(start, end, _)| u128::from(end - start) * u128::from(end - start)).sum()
}
