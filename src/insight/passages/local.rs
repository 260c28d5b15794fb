//! Local alignment of words after Smith and Waterman, repeated after Waterman and Eggert: take the
//! best hit, close its rectangle, find the next.
//!
//! A region is given by a range of columns for each row, so that a whole paragraph against a
//! paragraph and a band along a diagonal are the same thing. It costs four bytes a cell.

use std::ops::Range;

use super::words::{Form, Pair};

/// A word of the one side against anything but its like, in tenths.
const MISMATCH: i32 = -12;
/// A word that the other side lacks, in tenths.
const GAP: i32 = -12;

/// One step of an alignment: the numbers of the words that stand against each other, or of the one
/// that stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub a: Option<usize>,
    pub b: Option<usize>,
}

/// An alignment: its points in tenths, and its steps from first to last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    pub points: i32,
    pub steps: Vec<Step>,
}

/// Where to look: for every row (a word of the first article) the columns (words of the second).
#[derive(Clone, Debug)]
pub(crate) struct Region {
    first_row: usize,
    rows: Vec<Row>,
    cells: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Row {
    /// Number of the first cell of the row.
    cell: usize,
    from: usize,
    to: usize,
}

impl Region {
    /// All of `a` against all of `b`.
    pub fn whole(a: Range<usize>, b: Range<usize>) -> Self {
        let first_row = a.start;
        Self::new(first_row, a.map(|_| b.clone()))
    }

    /// From `first_row` on, each row with its columns.
    pub fn new(first_row: usize, columns: impl Iterator<Item = Range<usize>>) -> Self {
        let mut cells = 0;
        let rows = columns
            .map(|columns| {
                let row = Row { cell: cells, from: columns.start, to: columns.end.max(columns.start) };
                cells += row.to - row.from;
                row
            })
            .collect();
        Self { first_row, rows, cells }
    }
}

/// The rectangle of a hit that was taken.
struct Closed {
    rows: Range<usize>,
    columns: Range<usize>,
}

struct Table<'a> {
    pair: &'a Pair,
    region: &'a Region,
    points: Vec<i32>,
    /// The best points of each row, with their column.
    best: Vec<(i32, usize)>,
    closed: Vec<Closed>,
    a: &'a [super::words::Word],
    b: &'a [super::words::Word],
}

/// The best hits of a region, best first, at most `limit`, none with less than `least` points.
/// No word pair is in two of them.
pub(crate) fn hits(pair: &Pair, region: &Region, least: i32, limit: usize) -> Vec<Hit> {
    let mut table = Table::new(pair, region);
    let mut out = Vec::new();
    while out.len() < limit {
        let Some(hit) = table.best_hit(least) else { break };
        table.close(&hit);
        out.push(hit);
    }
    out
}

impl<'a> Table<'a> {
    fn new(pair: &'a Pair, region: &'a Region) -> Self {
        let mut table = Self {
            pair,
            region,
            points: vec![0; region.cells],
            best: vec![(0, 0); region.rows.len()],
            closed: Vec::new(),
            a: &pair.a.words,
            b: &pair.b.words,
        };
        for row in 0..region.rows.len() {
            table.fill(row, 0, usize::MAX);
        }
        table
    }

    fn row(&self, row: usize) -> Row {
        self.region.rows.get(row).copied().unwrap_or_default()
    }

    fn at(&self, row: usize, column: usize) -> i32 {
        let Row { cell, from, to } = self.row(row);
        if column < from || column >= to {
            return 0;
        }
        self.points.get(cell + column - from).copied().unwrap_or(0)
    }

    /// Computes a row from column `from` on, at least up to `must`, then until nothing changes any
    /// more. Returns the columns that changed.
    fn fill(&mut self, row: usize, from: usize, must: usize) -> Option<Range<usize>> {
        let here = self.row(row);
        let above = row.checked_sub(1).map(|above| self.row(above)).unwrap_or_default();
        let from = from.max(here.from);
        let form = self.a.get(self.region.first_row + row)?.form;
        let near = self.pair.near.get(form as usize).map(Vec::as_slice).unwrap_or_default();
        let own = self.pair.points(form, form).unwrap_or(0);
        let closed: Vec<Range<usize>> =
            self.closed.iter().filter(|c| c.rows.contains(&row)).map(|c| c.columns.clone()).collect();
        let (before, rest) = self.points.split_at_mut_checked(here.cell)?;
        let above_cells = before.get(above.cell..above.cell + (above.to - above.from)).unwrap_or_default();
        let cells = rest.get_mut(..here.to - here.from)?;
        let up_at = |column: usize| -> i32 {
            column.checked_sub(above.from).and_then(|i| above_cells.get(i)).copied().unwrap_or(0)
        };
        let mut left =
            if from > here.from { cells.get(from - here.from - 1).copied().unwrap_or(0) } else { 0 };
        let mut diagonal = from.checked_sub(1).map_or(0, up_at);
        let mut changed: Option<Range<usize>> = None;
        let words = self.b.get(from..here.to).unwrap_or_default();
        let open_cells = cells.get_mut(from - here.from..).unwrap_or_default();
        for (column, (word, cell)) in (from..).zip(words.iter().zip(open_cells)) {
            let up = up_at(column);
            let pair = if word.form == form {
                own
            } else if near.contains(&word.form) {
                self.pair.points(form, word.form).unwrap_or(MISMATCH)
            } else {
                MISMATCH
            };
            let mut value = (diagonal + pair).max(up + GAP).max(left + GAP).max(0);
            if !closed.is_empty() && closed.iter().any(|columns| columns.contains(&column)) {
                value = 0;
            }
            if value != *cell {
                *cell = value;
                let start = changed.as_ref().map_or(column, |range| range.start);
                changed = Some(start..column + 1);
            } else if column >= must {
                break;
            }
            left = value;
            diagonal = up;
        }
        if changed.is_some() {
            let best = cells.iter().zip(here.from..).fold((0, 0), |best, (points, column)| {
                if *points > best.0 { (*points, column) } else { best }
            });
            if let Some(slot) = self.best.get_mut(row) {
                *slot = best;
            }
        }
        changed
    }

    fn best_hit(&self, least: i32) -> Option<Hit> {
        let start = (0, 0, 0);
        let (points, mut row, mut column) =
            self.best.iter().enumerate().fold(start, |best, (row, (points, column))| {
                if *points > best.0 { (*points, row, *column) } else { best }
            });
        if points < least.max(1) {
            return None;
        }
        let mut steps = Vec::new();
        loop {
            let here = self.at(row, column);
            let word = (self.region.first_row + row, column);
            let (diagonal, up, left) = (
                row.checked_sub(1).zip(column.checked_sub(1)).map_or(0, |(r, c)| self.at(r, c)),
                row.checked_sub(1).map_or(0, |r| self.at(r, column)),
                column.checked_sub(1).map_or(0, |c| self.at(row, c)),
            );
            let pair = match (self.form(self.a, word.0), self.form(self.b, word.1)) {
                (Some(a), Some(b)) => self.pair.points(a, b).unwrap_or(MISMATCH),
                _ => MISMATCH,
            };
            let before = if here == diagonal + pair {
                steps.push(Step { a: Some(word.0), b: Some(word.1) });
                row = row.wrapping_sub(1);
                column = column.wrapping_sub(1);
                diagonal
            } else if here == up + GAP {
                steps.push(Step { a: Some(word.0), b: None });
                row = row.wrapping_sub(1);
                up
            } else {
                steps.push(Step { a: None, b: Some(word.1) });
                column = column.wrapping_sub(1);
                left
            };
            if before <= 0 {
                break;
            }
        }
        steps.reverse();
        Some(Hit { points, steps })
    }

    fn form(&self, words: &[super::words::Word], at: usize) -> Option<Form> {
        words.get(at).map(|word| word.form)
    }

    fn close(&mut self, hit: &Hit) {
        let hull = |numbers: &mut dyn Iterator<Item = usize>| -> Range<usize> {
            numbers
                .fold(None, |range: Option<Range<usize>>, at| {
                    Some(range.map_or(at..at + 1, |range| range.start.min(at)..range.end.max(at + 1)))
                })
                .unwrap_or(0..0)
        };
        let rows = hull(&mut hit.steps.iter().filter_map(|step| step.a));
        let columns = hull(&mut hit.steps.iter().filter_map(|step| step.b));
        let first = self.region.first_row;
        let rows = rows.start.saturating_sub(first)..rows.end.saturating_sub(first);
        self.closed.push(Closed { rows: rows.clone(), columns: columns.clone() });
        let mut changed: Option<Range<usize>> = None;
        for row in rows.start..self.region.rows.len() {
            let inside = rows.contains(&row);
            let (from, must) = match (&changed, inside) {
                (Some(range), true) => (range.start.min(columns.start), range.end.max(columns.end)),
                (None, true) => (columns.start, columns.end),
                (Some(range), false) => (range.start, range.end),
                (None, false) => break,
            };
            changed = self.fill(row, from, must);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all_hits(a: &str, b: &str, least: i32) -> Vec<Hit> {
        let pair = Pair::new(a, b);
        let region = Region::whole(0..pair.a.words.len(), 0..pair.b.words.len());
        hits(&pair, &region, least, 60)
    }

    /// The same by computing the whole table anew for every hit.
    fn slow_hits(a: &str, b: &str, least: i32) -> Vec<Hit> {
        let pair = Pair::new(a, b);
        let region = Region::whole(0..pair.a.words.len(), 0..pair.b.words.len());
        let mut closed: Vec<Hit> = Vec::new();
        loop {
            let mut table = Table::new(&pair, &region);
            for hit in &closed {
                table.close(hit);
            }
            for row in 0..region.rows.len() {
                table.fill(row, 0, usize::MAX);
            }
            match table.best_hit(least) {
                Some(hit) if closed.len() < 60 => closed.push(hit),
                _ => return closed,
            }
        }
    }

    #[test]
    fn the_longest_shared_run_comes_first() {
        let found = all_hits(
            "Rain closed the old bridge. Later the mayor praised two brave firefighters warmly.",
            "The mayor praised two brave firefighters warmly on Monday. Rain closed the old bridge.",
            40,
        );
        let lengths: Vec<usize> = found.iter().map(|hit| hit.steps.len()).collect();
        assert_eq!(lengths, [7, 5]);
    }

    #[test]
    fn a_word_that_was_added_stands_alone() {
        let found =
            all_hits("the mayor opened the harbour bridge", "the mayor opened the new harbour bridge", 40);
        assert_eq!(found[0].steps[4], Step { a: None, b: Some(4) });
    }

    proptest! {
        #[test]
        fn closing_a_hit_recomputes_what_it_must(
            a in "([a-f] ){1,40}", b in "([a-f] ){1,40}"
        ) {
            prop_assert_eq!(all_hits(&a, &b, 30), slow_hits(&a, &b, 30));
        }
    }
}
