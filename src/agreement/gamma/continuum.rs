//! Units on a line, by reviewer, and how unlike two of them are.

use crate::agreement::spots::Sheet;

/// A stretch of the text with a category, as gamma sees a mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GammaUnit {
    /// Where it starts.
    pub start: f64,
    /// Where it ends; after the start.
    pub end: f64,
    /// Its category.
    pub category: u32,
}

impl GammaUnit {
    /// Its length.
    pub fn length(&self) -> f64 {
        self.end - self.start
    }
}

/// The units of several reviewers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Continuum {
    reviewers: Vec<Vec<GammaUnit>>,
}

impl Continuum {
    /// A continuum of units by reviewer. The same unit twice by one reviewer is once.
    pub fn new(mut reviewers: Vec<Vec<GammaUnit>>) -> Self {
        for units in &mut reviewers {
            units.sort_by(|x, y| {
                x.start.total_cmp(&y.start).then(x.end.total_cmp(&y.end)).then(x.category.cmp(&y.category))
            });
            units.dedup();
        }
        Self { reviewers }
    }

    /// The marks on one text. A mark in pieces counts from its start to its end.
    pub(in crate::agreement) fn of_sheet(sheet: &Sheet) -> Self {
        let unit = |spot: &crate::agreement::spots::Spot| GammaUnit {
            start: f64::from(spot.start),
            end: f64::from(spot.end),
            category: spot.label,
        };
        Self::new(sheet.columns.iter().map(|column| column.spots.iter().map(unit).collect()).collect())
    }

    /// The units of each reviewer, by start, end and category.
    pub fn reviewers(&self) -> &[Vec<GammaUnit>] {
        &self.reviewers
    }

    /// How many units.
    pub fn len(&self) -> usize {
        self.reviewers.iter().map(Vec::len).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.reviewers.iter().all(Vec::is_empty)
    }

    /// The mean number of units of a reviewer.
    pub fn mean_units(&self) -> f64 {
        self.len() as f64 / self.reviewers.len() as f64
    }
}

/// How unlike two units are: `alpha · positional + beta · categorical`, where the positional part
/// is `((|Δstart| + |Δend|) / (length + length))² · empty`, and the categorical part `empty` where
/// the categories differ. A unit against nothing, and nothing against nothing, counts `empty`.
#[derive(Clone, Debug, PartialEq)]
pub struct Dissimilarity {
    /// Weight of the positions, at least 0.
    pub alpha: f64,
    /// Weight of the categories, at least 0.
    pub beta: f64,
    /// What a unit without a counterpart costs, above 0.
    pub empty: f64,
    /// How unlike categories are, in `[0, 1]`, by row and column; 1 for all that differ where it
    /// is not given.
    pub categories: Option<Vec<Vec<f64>>>,
}

impl Default for Dissimilarity {
    fn default() -> Self {
        Self { alpha: 1.0, beta: 1.0, empty: 1.0, categories: None }
    }
}

impl Dissimilarity {
    /// How unlike two units are in place.
    pub fn positional(&self, x: &GammaUnit, y: &GammaUnit) -> f64 {
        let apart = ((x.start - y.start).abs() + (x.end - y.end).abs()) / (x.length() + y.length());
        apart * apart * self.empty
    }

    /// How unlike two units are in category.
    pub fn categorical(&self, x: &GammaUnit, y: &GammaUnit) -> f64 {
        let given = || {
            let row = self.categories.as_ref()?.get(x.category as usize)?;
            row.get(y.category as usize).copied()
        };
        given().unwrap_or(if x.category == y.category { 0.0 } else { 1.0 }) * self.empty
    }

    /// How unlike two units are.
    pub fn between(&self, x: &GammaUnit, y: &GammaUnit) -> f64 {
        self.alpha * self.positional(x, y) + self.beta * self.categorical(x, y)
    }

    /// All pairs of units, one of each list, less unlike than `below`: places in both lists and
    /// how unlike they are, by place. The lists are by start.
    pub(super) fn near(&self, a: &[GammaUnit], b: &[GammaUnit], below: f64) -> Vec<(u32, u32, f64)> {
        // Positions alone must stay under the bound: (|Δstart| + |Δend|) < reach · (lengths), which
        // holds only if stretches of `reach` times each length around the middles overlap.
        let reach = (below / (self.alpha * self.empty)).sqrt();
        let widened = |units: &[GammaUnit]| {
            let mut out: Vec<(f64, f64, u32)> = units
                .iter()
                .zip(0..)
                .map(|(unit, at)| {
                    let (middle, half) = ((unit.start + unit.end) / 2.0, reach * unit.length() / 2.0);
                    (middle - half, middle + half, at)
                })
                .collect();
            out.sort_by(|x, y| x.0.total_cmp(&y.0));
            out
        };
        let (wide_a, wide_b) = (widened(a), widened(b));
        let mut out = Vec::new();
        let mut pair = |i: u32, j: u32| {
            let apart = self.between(&a[i as usize], &b[j as usize]);
            if apart < below {
                out.push((i, j, apart));
            }
        };
        let (mut open_a, mut open_b): (Vec<(f64, u32)>, Vec<(f64, u32)>) = (Vec::new(), Vec::new());
        let (mut i, mut j) = (0, 0);
        loop {
            let a_first = match (wide_a.get(i), wide_b.get(j)) {
                (Some(x), Some(y)) => x.0 <= y.0,
                (Some(_), None) => true,
                (None, Some(_)) => false,
                (None, None) => break,
            };
            if a_first {
                let (from, to, at) = wide_a[i];
                open_b.retain(|open| open.0 >= from);
                open_b.iter().for_each(|open| pair(at, open.1));
                open_a.push((to, at));
                i += 1;
            } else {
                let (from, to, at) = wide_b[j];
                open_a.retain(|open| open.0 >= from);
                open_a.iter().for_each(|open| pair(open.1, at));
                open_b.push((to, at));
                j += 1;
            }
        }
        out.sort_unstable_by_key(|pair| (pair.0, pair.1));
        out
    }
}
