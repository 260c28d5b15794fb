//! The best one-to-one pairing of two lists, given what each pair is worth.
//!
//! Marks pair only where they overlap, so the graph falls into many small components. Each is
//! solved exactly by successive shortest augmenting paths with potentials (the sparse form of the
//! Hungarian method: Jonker and Volgenant 1987, Crouse 2016), in which every row may also stay
//! alone at no gain.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A pair that may be made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Edge {
    pub a: u32,
    pub b: u32,
    /// What the pair is worth: above 0; at most 1 where cardinality comes first.
    pub worth: f64,
}

/// What is made as large as it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Goal {
    /// The sum of worths.
    Worth,
    /// The number of pairs, then among all such pairings the sum of worths.
    Pairs,
}

/// The best pairing over `edges`, of which no two join the same pair. The pairs come in order of
/// `a`. Equally good pairings are chosen from by position alone, so the same edges in another
/// order give the same pairs.
pub(super) fn best_pairs(mut edges: Vec<Edge>, goal: Goal) -> Vec<Edge> {
    edges.sort_unstable_by_key(|edge| (edge.a, edge.b));
    let mut pairs = Vec::new();
    for component in components(edges) {
        match component.as_slice() {
            [only] => pairs.push(*only),
            [first, rest @ ..]
                if rest.iter().all(|edge| edge.a == first.a) || rest.iter().all(|edge| edge.b == first.b) =>
            {
                pairs.push(
                    rest.iter().fold(*first, |best, edge| if edge.worth > best.worth { *edge } else { best }),
                );
            }
            _ => pairs.extend(Component::new(&component, goal).solve()),
        }
    }
    pairs.sort_unstable_by_key(|edge| edge.a);
    pairs
}

/// Sum of the worths of pairs, from first to last.
pub(super) fn total(pairs: &[Edge]) -> f64 {
    pairs.iter().map(|edge| edge.worth).sum()
}

/// Edges that hang together, in order of their first edge; inside a component in the given order.
fn components(edges: Vec<Edge>) -> Vec<Vec<Edge>> {
    let rows = edges.iter().map(|edge| edge.a as usize + 1).max().unwrap_or(0);
    let columns = edges.iter().map(|edge| edge.b as usize + 1).max().unwrap_or(0);
    let mut sets = Sets::new(rows + columns);
    for edge in &edges {
        sets.join(edge.a as usize, rows + edge.b as usize);
    }
    let mut slot = vec![usize::MAX; rows + columns];
    let mut out: Vec<Vec<Edge>> = Vec::new();
    for edge in edges {
        let at = &mut slot[sets.find(edge.a as usize)];
        if *at == usize::MAX {
            *at = out.len();
            out.push(Vec::with_capacity(1));
        }
        out[*at].push(edge);
    }
    out
}

/// Disjoint sets of `0..count` that grow together (union-find with path halving). The smallest
/// member names a set.
pub(super) struct Sets(Vec<usize>);

impl Sets {
    pub(super) fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    pub(super) fn find(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    /// Makes one set of two; whether they were two.
    pub(super) fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.find(a), self.find(b));
        self.0[a.max(b)] = a.min(b);
        a != b
    }
}

/// One component, with rows and columns counted from 0. Costs are negated worths.
struct Component {
    /// Names of the rows and columns outside.
    rows: Vec<u32>,
    columns: Vec<u32>,
    /// Where the edges of a row start in `to`; one more than rows.
    first: Vec<usize>,
    to: Vec<(usize, f64)>,
    /// Whether rows are the second list: paths start from the shorter one.
    turned: bool,
    /// What is added to each worth so that one more pair outweighs all worths together.
    lift: f64,
}

const FREE: usize = usize::MAX;

impl Component {
    fn new(edges: &[Edge], goal: Goal) -> Self {
        let names = |pick: fn(&Edge) -> u32| {
            let mut names: Vec<u32> = edges.iter().map(pick).collect();
            names.sort_unstable();
            names.dedup();
            names
        };
        let (a, b) = (names(|edge| edge.a), names(|edge| edge.b));
        let turned = a.len() > b.len();
        let (rows, columns) = if turned { (b, a) } else { (a, b) };
        let lift = if goal == Goal::Pairs { rows.len() as f64 + 1.0 } else { 0.0 };
        let place = |names: &[u32], name| names.partition_point(|other| *other < name);
        let mut ends: Vec<(usize, usize, f64)> = edges
            .iter()
            .map(|edge| if turned { (edge.b, edge.a, edge.worth) } else { (edge.a, edge.b, edge.worth) })
            .map(|(row, column, worth)| (place(&rows, row), place(&columns, column), -worth - lift))
            .collect();
        ends.sort_unstable_by_key(|(row, column, _)| (*row, *column));
        let first = (0..=rows.len()).map(|row| ends.partition_point(|end| end.0 < row)).collect();
        let to = ends.into_iter().map(|(_, column, cost)| (column, cost)).collect();
        Self { rows, columns, first, to, turned, lift }
    }

    fn solve(&self) -> Vec<Edge> {
        let mut search = Search::new(self);
        for row in 0..self.rows.len() {
            search.insert(row);
        }
        let mut pairs = Vec::with_capacity(self.rows.len());
        for (row, column) in search.column_of.iter().enumerate().filter(|(_, column)| **column != FREE) {
            let edges = &self.to[self.first[row]..self.first[row + 1]];
            let Some((_, cost)) = edges.iter().find(|(to, _)| to == column) else { continue };
            let (a, b) = (self.rows[row], self.columns[*column]);
            let (a, b) = if self.turned { (b, a) } else { (a, b) };
            pairs.push(Edge { a, b, worth: -cost - self.lift });
        }
        pairs
    }
}

/// The state of the augmenting path search. Invariant: for every edge
/// `cost − row_price − column_price ≥ 0`, with equality on chosen ones; `row_price ≤ 0`, with
/// equality for rows left alone; `column_price ≤ 0`, with equality for free columns.
struct Search<'a> {
    graph: &'a Component,
    row_price: Vec<f64>,
    column_price: Vec<f64>,
    column_of: Vec<usize>,
    row_of: Vec<usize>,
    /// Scratch of one search: distance and the row before, per column.
    distance: Vec<f64>,
    before: Vec<usize>,
    done: Vec<usize>,
    touched: Vec<usize>,
    is_done: Vec<bool>,
}

/// Smallest distance first, then smallest column.
#[derive(PartialEq)]
struct Reached(f64, usize);

impl Eq for Reached {}

impl Ord for Reached {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0).then(self.1.cmp(&other.1))
    }
}

impl PartialOrd for Reached {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<'a> Search<'a> {
    fn new(graph: &'a Component) -> Self {
        let (rows, columns) = (graph.rows.len(), graph.columns.len());
        let cheapest = |row: usize| {
            let edges = &graph.to[graph.first[row]..graph.first[row + 1]];
            edges.iter().map(|(_, cost)| *cost).fold(0.0, f64::min)
        };
        Self {
            graph,
            row_price: (0..rows).map(cheapest).collect(),
            column_price: vec![0.0; columns],
            column_of: vec![FREE; rows],
            row_of: vec![FREE; columns],
            distance: vec![f64::INFINITY; columns],
            before: vec![FREE; columns],
            done: Vec::new(),
            touched: Vec::new(),
            is_done: vec![false; columns],
        }
    }

    /// Brings one more row in: finds the cheapest way to give it a column, or to leave it or
    /// another row alone, moving rows that are in already.
    fn insert(&mut self, start: usize) {
        let mut heap = BinaryHeap::new();
        // The cheapest end so far: a row left alone, which ends the path at that row.
        let mut alone = (f64::INFINITY, FREE);
        let mut row = start;
        let mut base = 0.0;
        let (length, end) = loop {
            let leave = base - self.row_price[row];
            if leave < alone.0 {
                alone = (leave, row);
            }
            for &(column, cost) in &self.graph.to[self.graph.first[row]..self.graph.first[row + 1]] {
                let step = (cost - self.row_price[row] - self.column_price[column]).max(0.0);
                let far = base + step;
                if far < self.distance[column] && !self.is_done[column] {
                    if self.distance[column].is_infinite() {
                        self.touched.push(column);
                    }
                    self.distance[column] = far;
                    self.before[column] = row;
                    heap.push(Reverse(Reached(far, column)));
                }
            }
            let next = loop {
                match heap.pop() {
                    Some(Reverse(Reached(far, column)))
                        if self.is_done[column] || far > self.distance[column] => {}
                    other => break other.map(|Reverse(reached)| reached),
                }
            };
            match next {
                Some(Reached(far, column)) if far <= alone.0 => {
                    if self.row_of[column] == FREE {
                        break (far, Some(column));
                    }
                    self.is_done[column] = true;
                    self.done.push(column);
                    row = self.row_of[column];
                    base = far;
                }
                _ => break (alone.0, None),
            }
        };
        self.reprice(start, length);
        match end {
            Some(column) => self.shift(start, column),
            None => self.shift_alone(start, alone.1),
        }
        for column in self.touched.drain(..) {
            self.distance[column] = f64::INFINITY;
            self.before[column] = FREE;
        }
        self.done.clear();
    }

    fn reprice(&mut self, start: usize, length: f64) {
        self.row_price[start] += length;
        for &column in &self.done {
            let by = length - self.distance[column];
            self.row_price[self.row_of[column]] += by;
            self.column_price[column] -= by;
            self.is_done[column] = false;
        }
    }

    /// Gives `column` to the row before it, that row's column to the row before, and so on.
    fn shift(&mut self, start: usize, mut column: usize) {
        loop {
            let row = self.before[column];
            let next = std::mem::replace(&mut self.column_of[row], column);
            self.row_of[column] = row;
            if row == start {
                break;
            }
            column = next;
        }
    }

    fn shift_alone(&mut self, start: usize, row: usize) {
        if row != start {
            let column = std::mem::replace(&mut self.column_of[row], FREE);
            self.shift(start, column);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The best that trying every pairing gives.
    fn brute_force(edges: &[Edge], goal: Goal) -> (usize, f64) {
        fn go(edges: &[Edge], rows: u32, columns: u32, goal: Goal) -> (usize, f64) {
            let Some((edge, rest)) = edges.split_first() else { return (0, 0.0) };
            let without = go(rest, rows, columns, goal);
            if rows >> edge.a & 1 == 1 || columns >> edge.b & 1 == 1 {
                return without;
            }
            let (pairs, worth) = go(rest, rows | 1 << edge.a, columns | 1 << edge.b, goal);
            let with = (pairs + 1, worth + edge.worth);
            let better = match goal {
                Goal::Worth => with.1 > without.1,
                Goal::Pairs => with.0 > without.0 || (with.0 == without.0 && with.1 > without.1),
            };
            if better { with } else { without }
        }
        go(edges, 0, 0, goal)
    }

    fn edges() -> impl Strategy<Value = Vec<Edge>> {
        let worth = prop_oneof![Just(0.5), Just(1.0), 0.01..1.0f64];
        proptest::collection::btree_map((0u32..6, 0u32..7), worth, 0..18)
            .prop_map(|map| map.into_iter().map(|((a, b), worth)| Edge { a, b, worth }).collect())
    }

    proptest! {
        #[test]
        fn no_pairing_is_better(edges in edges(), seed in 0u64..1000) {
            for goal in [Goal::Worth, Goal::Pairs] {
                let pairs = best_pairs(edges.clone(), goal);
                let (count, worth) = brute_force(&edges, goal);
                prop_assert!((total(&pairs) - worth).abs() < 1e-12, "{goal:?} {} {worth}", total(&pairs));
                if goal == Goal::Pairs {
                    prop_assert_eq!(pairs.len(), count);
                }
                let mut turned = edges.clone();
                turned.rotate_left(seed as usize % edges.len().max(1));
                prop_assert_eq!(&best_pairs(turned, goal), &pairs);
                for pair in &pairs {
                    prop_assert!(edges.iter().any(|edge| edge.a == pair.a && edge.b == pair.b));
                    prop_assert_eq!(pairs.iter().filter(|other| other.a == pair.a || other.b == pair.b).count(), 1);
                }
            }
        }
    }

    #[test]
    fn a_long_chain_is_solved() {
        let edges =
            (0..2000).flat_map(|i| [Edge { a: i, b: i, worth: 0.5 }, Edge { a: i, b: i + 1, worth: 0.6 }]);
        let pairs = best_pairs(edges.collect(), Goal::Pairs);
        assert_eq!(pairs.len(), 2000);
        assert!((total(&pairs) - 1200.0).abs() < 1e-9);
    }
}
