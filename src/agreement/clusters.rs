//! Two reviewers' clusters against each other: what each says is the same thing.
//!
//! Recall is of the first reviewer's clusters, precision of the second's; F1 is the same from
//! either side. LEA: Moosavi and Strube 2016. MUC: Vilain et al. 1995. B³: Bagga and Baldwin 1998.
//! CEAFe: Luo 2005.

use std::collections::BTreeMap;

use super::matching::{Edge, Goal, Sets, best_pairs, total};
use super::measure::{Measure, Undefined};

/// A partition of some mentions: clusters of mention numbers. No mention stands in two clusters.
pub type Partition = Vec<Vec<u32>>;

/// What share of one side is found on the other, from either side.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shares {
    /// Of the first reviewer's clusters.
    pub recall: f64,
    /// Of the second reviewer's clusters.
    pub precision: f64,
}

impl Shares {
    /// Their harmonic mean; 0 where both are 0.
    pub fn f1(self) -> f64 {
        let sum = self.recall + self.precision;
        if sum == 0.0 { 0.0 } else { 2.0 * self.recall * self.precision / sum }
    }
}

/// All measures on clusters.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ClusterScores {
    /// Link-based and entity-aware; a cluster of one counts where it is one on both sides.
    pub lea: Shares,
    /// By links that hold clusters together; does not see clusters of one.
    pub muc: Shares,
    /// By mention.
    pub b_cubed: Shares,
    /// By the best one-to-one pairing of clusters.
    pub ceaf_e: Shares,
}

impl ClusterScores {
    /// Scores the second reviewer's clusters against the first's; not defined where neither has
    /// any.
    pub fn new(a: &[Vec<u32>], b: &[Vec<u32>]) -> Result<Self, Undefined> {
        if a.is_empty() && b.is_empty() {
            return Err(Undefined::NoClusters);
        }
        let both = Overlaps::new(a, b);
        let shares = |share: fn(&Overlaps, usize) -> (f64, f64)| Shares {
            recall: both.ratio(both.by_a.len(), share),
            precision: both.turned().ratio(both.by_b.len(), share),
        };
        let similar = total(&most_similar(a, b));
        let part = |count: usize| if count == 0 { 0.0 } else { similar / count as f64 };
        Ok(Self {
            lea: shares(Overlaps::lea),
            muc: shares(Overlaps::muc),
            b_cubed: shares(Overlaps::b_cubed),
            ceaf_e: Shares { recall: part(a.len()), precision: part(b.len()) },
        })
    }

    /// The mean F1 of MUC, B³ and CEAFe, as at the CoNLL shared tasks.
    pub fn conll(&self) -> f64 {
        (self.muc.f1() + self.b_cubed.f1() + self.ceaf_e.f1()) / 3.0
    }
}

/// How many mentions each cluster has, and shares with each cluster of the other side.
#[derive(Clone)]
struct Overlaps {
    by_a: Vec<(usize, BTreeMap<usize, usize>)>,
    by_b: Vec<(usize, BTreeMap<usize, usize>)>,
}

impl Overlaps {
    fn new(a: &[Vec<u32>], b: &[Vec<u32>]) -> Self {
        let sizes = |side: &[Vec<u32>]| {
            side.iter().map(|cluster| (cluster.len(), BTreeMap::new())).collect::<Vec<_>>()
        };
        let (mut by_a, mut by_b) = (sizes(a), sizes(b));
        let home: BTreeMap<u32, usize> = b
            .iter()
            .enumerate()
            .flat_map(|(j, cluster)| cluster.iter().map(move |mention| (*mention, j)))
            .collect();
        for (i, cluster) in a.iter().enumerate() {
            for j in cluster.iter().filter_map(|mention| home.get(mention)) {
                *by_a[i].1.entry(*j).or_default() += 1;
                *by_b[*j].1.entry(i).or_default() += 1;
            }
        }
        Self { by_a, by_b }
    }

    fn turned(&self) -> Self {
        Self { by_a: self.by_b.clone(), by_b: self.by_a.clone() }
    }

    fn ratio(&self, clusters: usize, share: fn(&Self, usize) -> (f64, f64)) -> f64 {
        let (mut above, mut below) = (0.0, 0.0);
        for at in 0..clusters {
            let (found, all) = share(self, at);
            above += found;
            below += all;
        }
        if below == 0.0 { 0.0 } else { above / below }
    }

    fn lea(&self, at: usize) -> (f64, f64) {
        let (size, shared) = &self.by_a[at];
        let links = |n: usize| (n * n.saturating_sub(1) / 2) as f64;
        let size_f = *size as f64;
        if *size == 1 {
            let same = shared.keys().any(|other| self.by_b[*other].0 == 1);
            return (if same { 1.0 } else { 0.0 }, 1.0);
        }
        let found: f64 = shared.values().map(|n| links(*n)).sum();
        (size_f * found / links(*size), size_f)
    }

    fn muc(&self, at: usize) -> (f64, f64) {
        let (size, shared) = &self.by_a[at];
        let parts = shared.len() + size - shared.values().sum::<usize>();
        ((size - parts) as f64, (size - 1) as f64)
    }

    fn b_cubed(&self, at: usize) -> (f64, f64) {
        let (size, shared) = &self.by_a[at];
        let squares: usize = shared.values().map(|n| n * n).sum();
        (squares as f64 / *size as f64, *size as f64)
    }

    /// Which clusters share mentions, and how alike they are: `2|k ∩ r| / (|k| + |r|)`.
    fn similarities(&self) -> Vec<Edge> {
        let mut edges = Vec::new();
        for (i, (size, shared)) in self.by_a.iter().enumerate() {
            for (j, n) in shared {
                let worth = 2.0 * *n as f64 / (size + self.by_b[*j].0) as f64;
                edges.push(Edge { a: i as u32, b: *j as u32, worth });
            }
        }
        edges
    }
}

/// The best one-to-one pairing of clusters that share mentions. Which of two equally good pairings
/// is taken does not depend on who is named first.
fn most_similar(a: &[Vec<u32>], b: &[Vec<u32>]) -> Vec<Edge> {
    if b < a {
        return most_similar(b, a)
            .into_iter()
            .map(|Edge { a, b, worth }| Edge { a: b, b: a, worth })
            .collect();
    }
    best_pairs(Overlaps::new(a, b).similarities(), Goal::Worth)
}

/// The same as places in both partitions.
pub(super) fn paired(a: &[Vec<u32>], b: &[Vec<u32>]) -> Vec<(usize, usize)> {
    most_similar(a, b).into_iter().map(|pair| (pair.a as usize, pair.b as usize)).collect()
}

/// Clusters of both reviewers that hang together by mentions: places in both partitions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tangle {
    /// The first reviewer's.
    pub a: Vec<usize>,
    /// The second reviewer's.
    pub b: Vec<usize>,
    /// What happened.
    pub kind: TangleKind,
}

/// How clusters of two reviewers differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TangleKind {
    /// The same mentions on both sides.
    Same,
    /// One cluster on each side, with other members.
    MembersDiffer,
    /// One thing for the first reviewer, several for the second.
    SplitByB,
    /// Several things for the first reviewer, one for the second.
    SplitByA,
    /// Several on both sides, cut in different ways.
    CutDifferently,
    /// Only the first reviewer has it.
    OnlyA,
    /// Only the second reviewer has it.
    OnlyB,
}

/// All clusters of both sides, each in one entry, in order of the first side.
pub fn tangles(a: &[Vec<u32>], b: &[Vec<u32>]) -> Vec<Tangle> {
    let both = Overlaps::new(a, b);
    let mut sets = Sets::new(a.len() + b.len());
    for (i, (_, shared)) in both.by_a.iter().enumerate() {
        shared.keys().for_each(|j| {
            sets.join(i, a.len() + j);
        });
    }
    let mut members: BTreeMap<usize, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for at in 0..a.len() + b.len() {
        let entry = members.entry(sets.find(at)).or_default();
        match at.checked_sub(a.len()) {
            None => entry.0.push(at),
            Some(j) => entry.1.push(j),
        }
    }
    let kind = |x: &[usize], y: &[usize]| match (x, y) {
        ([i], [j]) if a[*i].len() == b[*j].len() && both.by_a[*i].1.get(j) == Some(&a[*i].len()) => {
            TangleKind::Same
        }
        ([_], [_]) => TangleKind::MembersDiffer,
        (_, []) => TangleKind::OnlyA,
        ([], _) => TangleKind::OnlyB,
        ([_], _) => TangleKind::SplitByB,
        (_, [_]) => TangleKind::SplitByA,
        _ => TangleKind::CutDifferently,
    };
    members.into_values().map(|(a, b)| Tangle { kind: kind(&a, &b), a, b }).collect()
}

/// F1 of LEA.
pub(super) fn lea_f1(a: &[Vec<u32>], b: &[Vec<u32>]) -> Measure {
    Ok(ClusterScores::new(a, b)?.lea.f1())
}
