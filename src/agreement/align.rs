//! The alignment of two reviewers' marks. Every count of a pair follows from its rows.
//!
//! First all identical marks; then, among the rest, marks with the same label that overlap: as
//! many pairs as possible, and of all such pairings the one with the greatest sum of
//! intersection over union; then, among the rest, marks with any label that overlap, likewise.
//! What is left only one of the two has.

use std::cmp::Ordering;

use super::matching::{Edge, Goal, best_pairs, total};
use super::measure::{F1, Measure, f1, to_f64};
use super::spots::{Column, Spot, shared};

/// What a row of an alignment is. The six classes hold every mark of both reviewers once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Same text, same label.
    Identical,
    /// Same label, overlapping text.
    BoundaryDiffers,
    /// Same text, another label.
    LabelDiffersSameText,
    /// Overlapping text, another label.
    LabelDiffersOverlap,
    /// Only the first reviewer has it.
    OnlyA,
    /// Only the second reviewer has it.
    OnlyB,
}

impl Class {
    /// All classes in the order in which people see them.
    pub const ALL: [Self; 6] = [
        Self::Identical,
        Self::BoundaryDiffers,
        Self::LabelDiffersSameText,
        Self::LabelDiffersOverlap,
        Self::OnlyA,
        Self::OnlyB,
    ];

    /// The name in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Identical => "identical",
            Self::BoundaryDiffers => "boundary_differs",
            Self::LabelDiffersSameText => "label_differs_same_text",
            Self::LabelDiffersOverlap => "label_differs_overlap",
            Self::OnlyA => "only_a",
            Self::OnlyB => "only_b",
        }
    }

    /// The same seen from the other reviewer.
    pub fn turned(self) -> Self {
        match self {
            Self::OnlyA => Self::OnlyB,
            Self::OnlyB => Self::OnlyA,
            same => same,
        }
    }
}

/// Two marks that overlap.
#[derive(Clone, Copy, Debug)]
pub(super) struct Overlap {
    pub a: u32,
    pub b: u32,
    /// Shared code points over those of either, in `(0, 1]`.
    pub iou: f64,
    pub same_label: bool,
    pub same_text: bool,
}

/// One row: places of spots in their columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Aligned {
    pub class: Class,
    pub a: Option<u32>,
    pub b: Option<u32>,
    /// 0 for a mark that stands alone.
    pub iou: f64,
}

/// All pairs of marks, one of each column, that share at least one code point, by place in `a`,
/// then in `b`. A sweep over the starts: the cost is that of the hulls that overlap.
pub(super) fn overlaps(a: &Column, b: &Column) -> Vec<Overlap> {
    let mut out = Vec::new();
    let (mut open_a, mut open_b): (Vec<u32>, Vec<u32>) = (Vec::new(), Vec::new());
    let (mut i, mut j) = (0, 0);
    loop {
        let (next_a, next_b) = (a.spots.get(i), b.spots.get(j));
        let a_first = match (next_a, next_b) {
            (Some(x), Some(y)) => x.start <= y.start,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => break,
        };
        if a_first {
            let start = a.spots[i].start;
            open_b.retain(|&other| b.spots[other as usize].end > start);
            out.extend(open_b.iter().filter_map(|&other| overlap(a, b, i as u32, other)));
            open_a.push(i as u32);
            i += 1;
        } else {
            let start = b.spots[j].start;
            open_a.retain(|&other| a.spots[other as usize].end > start);
            out.extend(open_a.iter().filter_map(|&other| overlap(a, b, other, j as u32)));
            open_b.push(j as u32);
            j += 1;
        }
    }
    out.sort_unstable_by_key(|pair| (pair.a, pair.b));
    out
}

fn overlap(a: &Column, b: &Column, i: u32, j: u32) -> Option<Overlap> {
    let (x, y) = (&a.spots[i as usize], &b.spots[j as usize]);
    let (x_pieces, y_pieces) = (a.pieces(x), b.pieces(y));
    let both = shared(x_pieces, y_pieces);
    let iou = f64::from(both) / f64::from(x.mass + y.mass - both);
    let (same_label, same_text) = (x.label == y.label, x_pieces == y_pieces);
    (both > 0).then_some(Overlap { a: i, b: j, iou, same_label, same_text })
}

/// The rows of two columns, by where they start.
pub(super) fn align(a: &Column, b: &Column, overlaps: &[Overlap]) -> Vec<Aligned> {
    let (mut taken_a, mut taken_b) = (vec![false; a.spots.len()], vec![false; b.spots.len()]);
    let mut rows = Vec::with_capacity(a.spots.len().max(b.spots.len()));
    let mut take = |class: Class, i: u32, j: u32, iou: f64, taken_a: &mut [bool], taken_b: &mut [bool]| {
        taken_a[i as usize] = true;
        taken_b[j as usize] = true;
        rows.push(Aligned { class, a: Some(i), b: Some(j), iou });
    };
    for pair in overlaps.iter().filter(|pair| pair.same_label && pair.same_text) {
        take(Class::Identical, pair.a, pair.b, 1.0, &mut taken_a, &mut taken_b);
    }
    for same_label in [true, false] {
        let free = |pair: &&Overlap| !taken_a[pair.a as usize] && !taken_b[pair.b as usize];
        let edges = overlaps.iter().filter(|pair| pair.same_label == same_label).filter(free);
        let edges = edges.map(|pair| Edge { a: pair.a, b: pair.b, worth: pair.iou }).collect();
        for pair in best_pairs(edges, Goal::Pairs) {
            let same_text = a.pieces(&a.spots[pair.a as usize]) == b.pieces(&b.spots[pair.b as usize]);
            let class = match (same_label, same_text) {
                (true, _) => Class::BoundaryDiffers,
                (false, true) => Class::LabelDiffersSameText,
                (false, false) => Class::LabelDiffersOverlap,
            };
            take(class, pair.a, pair.b, pair.worth, &mut taken_a, &mut taken_b);
        }
    }
    let left = |taken: &[bool]| -> Vec<u32> {
        (0..).zip(taken).filter(|(_, taken)| !**taken).map(|(i, _)| i).collect()
    };
    let alone = |class, a, b| Aligned { class, a, b, iou: 0.0 };
    rows.extend(left(&taken_a).into_iter().map(|i| alone(Class::OnlyA, Some(i), None)));
    rows.extend(left(&taken_b).into_iter().map(|j| alone(Class::OnlyB, None, Some(j))));
    rows.sort_by(|x, y| by_place(a, b, x, y));
    rows
}

fn by_place(a: &Column, b: &Column, x: &Aligned, y: &Aligned) -> Ordering {
    let spot = |row: &Aligned| -> Option<Spot> {
        row.a.map(|i| a.spots[i as usize]).or_else(|| row.b.map(|j| b.spots[j as usize]))
    };
    let key = |row: &Aligned| (spot(row).map(|spot| (spot.start, spot.end, spot.label)), row.a, row.b);
    key(x).cmp(&key(y))
}

/// Further ways to count agreement on marks, each on a best pairing of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pairings {
    /// Marks of the first reviewer.
    pub marks_a: u64,
    /// Marks of the second reviewer.
    pub marks_b: u64,
    /// The greatest sum of intersection over union with the same label.
    pub soft: f64,
    /// Marks on the same text, whatever the label, each counted once (SemEval: exact).
    pub boundary: u64,
    /// The greatest number of pairs with the same label that overlap (SemEval: type).
    pub same_label: u64,
    /// The greatest number of pairs that overlap.
    pub any_label: u64,
    /// The greatest sum of 1 for the same text and ½ for overlapping text, whatever the label
    /// (SemEval: partial).
    pub partial: f64,
}

impl Pairings {
    /// Counts all of them; `soft` alone where `all` is not asked for.
    pub(super) fn count(a: &Column, b: &Column, overlaps: &[Overlap], all: bool) -> Self {
        let best = |which: fn(&Overlap) -> bool, worth: fn(&Overlap) -> f64, goal| {
            let edges = overlaps.iter().filter(|pair| which(pair));
            best_pairs(edges.map(|pair| Edge { a: pair.a, b: pair.b, worth: worth(pair) }).collect(), goal)
        };
        let mut out = Self {
            marks_a: a.spots.len() as u64,
            marks_b: b.spots.len() as u64,
            soft: total(&best(|pair| pair.same_label, |pair| pair.iou, Goal::Worth)),
            ..Self::default()
        };
        if all {
            let any = |_: &Overlap| true;
            out.boundary = best(|pair| pair.same_text, |_| 1.0, Goal::Worth).len() as u64;
            out.same_label = best(|pair| pair.same_label, |_| 1.0, Goal::Worth).len() as u64;
            out.any_label = best(any, |_| 1.0, Goal::Worth).len() as u64;
            out.partial = total(&best(any, |pair| if pair.same_text { 1.0 } else { 0.5 }, Goal::Worth));
        }
        out
    }

    /// The same seen from the other reviewer.
    pub fn turned(self) -> Self {
        Self { marks_a: self.marks_b, marks_b: self.marks_a, ..self }
    }

    fn f1(&self, both: f64) -> Measure {
        f1(2.0 * both, self.marks_a, self.marks_b)
    }

    /// Twice the sum of intersection over union, by all marks.
    pub fn soft_f1(&self) -> Measure {
        self.f1(self.soft)
    }

    /// Same text, whatever the label.
    pub fn boundary_f1(&self) -> Measure {
        self.f1(to_f64(self.boundary))
    }

    /// Same label, any overlap.
    pub fn type_f1(&self) -> Measure {
        self.f1(to_f64(self.same_label))
    }

    /// Any label, any overlap.
    pub fn any_f1(&self) -> Measure {
        self.f1(to_f64(self.any_label))
    }

    /// Any label, half for overlapping text.
    pub fn partial_f1(&self) -> Measure {
        self.f1(self.partial)
    }
}

impl std::ops::AddAssign for Pairings {
    fn add_assign(&mut self, other: Self) {
        self.marks_a += other.marks_a;
        self.marks_b += other.marks_b;
        self.soft += other.soft;
        self.boundary += other.boundary;
        self.same_label += other.same_label;
        self.any_label += other.any_label;
        self.partial += other.partial;
    }
}

/// How many rows of each class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Same text, same label.
    pub identical: u64,
    /// Same label, overlapping text.
    pub boundary_differs: u64,
    /// Same text, another label.
    pub label_differs_same_text: u64,
    /// Overlapping text, another label.
    pub label_differs_overlap: u64,
    /// Only the first reviewer has it.
    pub only_a: u64,
    /// Only the second reviewer has it.
    pub only_b: u64,
}

impl Tally {
    /// Counts one row.
    pub fn add(&mut self, class: Class) {
        *self.slot(class) += 1;
    }

    fn slot(&mut self, class: Class) -> &mut u64 {
        match class {
            Class::Identical => &mut self.identical,
            Class::BoundaryDiffers => &mut self.boundary_differs,
            Class::LabelDiffersSameText => &mut self.label_differs_same_text,
            Class::LabelDiffersOverlap => &mut self.label_differs_overlap,
            Class::OnlyA => &mut self.only_a,
            Class::OnlyB => &mut self.only_b,
        }
    }

    /// How many rows of a class.
    pub fn of(&self, class: Class) -> u64 {
        let mut copy = *self;
        *copy.slot(class)
    }

    fn paired(&self) -> u64 {
        self.identical + self.boundary_differs + self.label_differs_same_text + self.label_differs_overlap
    }

    /// Marks of the first reviewer.
    pub fn marks_a(&self) -> u64 {
        self.paired() + self.only_a
    }

    /// Marks of the second reviewer.
    pub fn marks_b(&self) -> u64 {
        self.paired() + self.only_b
    }

    /// Same text and same label.
    pub fn exact(&self) -> F1 {
        F1 { both: self.identical, a: self.marks_a(), b: self.marks_b() }
    }

    /// Same label on the same or overlapping text, as the alignment pairs them.
    pub fn lenient(&self) -> F1 {
        F1 { both: self.identical + self.boundary_differs, a: self.marks_a(), b: self.marks_b() }
    }
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        for class in Class::ALL {
            *self.slot(class) += other.of(class);
        }
    }
}
