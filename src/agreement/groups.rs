//! What several reviewers marked in one place, side by side: one group for each thing to settle.
//!
//! Groups are made from the pairwise alignments: identical pairs first, then pairs with the same
//! label by intersection over union, then the rest likewise, by position where that is equal; two
//! marks of one reviewer never stand in one group. For two reviewers the groups are the rows of
//! their alignment. No measure is computed from groups.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::align::Class;
use super::compare::{Comparison, MarkRef};
use super::matching::Sets;
use crate::model::LabelId;
use crate::text::Chars;

/// What the marks of a group have in common, from what is settled to what needs most thought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupState {
    /// Everyone who is done has the same mark.
    Identical,
    /// The same mark by several, nothing by the others.
    Incomplete,
    /// The same label on overlapping text.
    BoundaryDiffers,
    /// Different labels on the same text.
    LabelDiffersSameText,
    /// Different labels on overlapping text.
    LabelDiffersOverlap,
    /// One reviewer alone.
    Only,
}

impl GroupState {
    /// All states, the most settled first.
    pub const ALL: [Self; 6] = [
        Self::Identical,
        Self::Incomplete,
        Self::BoundaryDiffers,
        Self::LabelDiffersSameText,
        Self::LabelDiffersOverlap,
        Self::Only,
    ];

    /// The name in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Identical => "identical",
            Self::Incomplete => "incomplete",
            Self::BoundaryDiffers => "boundary_differs",
            Self::LabelDiffersSameText => "label_differs_same_text",
            Self::LabelDiffersOverlap => "label_differs_overlap",
            Self::Only => "only",
        }
    }

    /// What people read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Identical => "identical",
            Self::Incomplete => "not marked by all",
            Self::BoundaryDiffers => "boundary differs",
            Self::LabelDiffersSameText => "label differs (same text)",
            Self::LabelDiffersOverlap => "label differs (overlap)",
            Self::Only => "only one",
        }
    }
}

/// A group: at most one mark of each reviewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Place in [`Comparison::articles`].
    pub article: usize,
    /// What the marks have in common.
    pub state: GroupState,
    /// The marks, in the order of [`Comparison::reviewers`].
    pub marks: Vec<MarkRef>,
    /// How many reviewers are done with the article.
    pub of: usize,
}

/// One way to mark what a group is about, and who marked it so.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The label.
    pub label: LabelId,
    /// The pieces.
    pub at: Vec<(Chars, Chars)>,
    /// Who marked it so: places in [`Comparison::reviewers`].
    pub by: Vec<usize>,
}

impl Comparison {
    /// All groups, by article and place in the text.
    pub fn groups(&self) -> Vec<Group> {
        let mut numbers: BTreeMap<MarkRef, usize> = BTreeMap::new();
        let mut marks: Vec<(MarkRef, Place)> = Vec::new();
        for sheet in &self.sheets {
            for column in &sheet.columns {
                for (order, spot) in (0u32..).zip(&column.spots) {
                    let (reviewer, article) = (column.reviewer as u32, sheet.article as u32);
                    let mark = MarkRef { reviewer, article, mark: spot.source };
                    numbers.insert(mark, marks.len());
                    let rank = sheet.columns.iter().position(|other| other.reviewer == column.reviewer);
                    marks.push((mark, Place { article, start: spot.start, end: spot.end, rank, order }));
                }
            }
        }
        let mut sets = Sets::new(marks.len());
        let mut members: Vec<Vec<usize>> = (0..marks.len()).map(|at| vec![at]).collect();
        for (.., x, y) in self.joins(&numbers, &marks) {
            let (x, y) = (sets.find(x), sets.find(y));
            let reviewers =
                |set: usize| members[set].iter().map(|at| marks[*at].0.reviewer).collect::<BTreeSet<_>>();
            if x == y || !reviewers(x).is_disjoint(&reviewers(y)) {
                continue;
            }
            sets.join(x, y);
            let other = std::mem::take(&mut members[x.max(y)]);
            members[x.min(y)].extend(other);
        }
        let mut groups: Vec<(Place, Group)> = members
            .into_iter()
            .filter_map(|members| {
                let place = members.iter().map(|at| marks[*at].1).min()?;
                Some((place, self.group(members.into_iter().map(|at| marks[at].0).collect())?))
            })
            .collect();
        groups.sort_by_key(|(place, _)| *place);
        groups.into_iter().map(|(_, group)| group).collect()
    }

    /// Pairs of marks that belong together, in the order in which they are joined.
    fn joins(&self, numbers: &BTreeMap<MarkRef, usize>, marks: &[(MarkRef, Place)]) -> Vec<Join> {
        let mut joins: Vec<Join> = Vec::new();
        for row in self.pairs.iter().flat_map(|pair| &pair.rows) {
            let (Some(x), Some(y)) =
                (row.a.and_then(|a| numbers.get(&a)), row.b.and_then(|b| numbers.get(&b)))
            else {
                continue;
            };
            let kind = match row.class {
                Class::Identical => 0,
                Class::BoundaryDiffers => 1,
                _ => 2,
            };
            let first = if marks[*x].1 < marks[*y].1 { (*x, *y) } else { (*y, *x) };
            joins.push((kind, row.iou, first.0, first.1));
        }
        let place = |at: usize| marks[at].1;
        joins.sort_by(|(kind, iou, x, y), (other_kind, other_iou, other_x, other_y)| {
            let by_worth = || other_iou.total_cmp(iou);
            let by_place = || place(*x).cmp(&place(*other_x)).then_with(|| place(*y).cmp(&place(*other_y)));
            kind.cmp(other_kind).then_with(by_worth).then_with(by_place)
        });
        joins
    }

    fn group(&self, mut marks: Vec<MarkRef>) -> Option<Group> {
        marks.sort_unstable();
        let article = marks.first()?.article as usize;
        let of = self.articles.get(article)?.done.len();
        let candidates = self.candidates(&marks);
        let first = candidates.first()?;
        let state = if marks.len() == 1 {
            GroupState::Only
        } else if candidates.len() == 1 {
            if marks.len() == of { GroupState::Identical } else { GroupState::Incomplete }
        } else if candidates.iter().all(|other| other.label == first.label) {
            GroupState::BoundaryDiffers
        } else if candidates.iter().all(|other| other.at == first.at) {
            GroupState::LabelDiffersSameText
        } else {
            GroupState::LabelDiffersOverlap
        };
        Some(Group { article, state, marks, of })
    }

    /// The different ways in which marks mark, the one with most votes first, then by place.
    pub fn candidates(&self, marks: &[MarkRef]) -> Vec<Candidate> {
        let mut out: Vec<Candidate> = Vec::new();
        for at in marks {
            let Some(mark) = self.mark(*at) else { continue };
            let by = at.reviewer as usize;
            match out.iter_mut().find(|other| other.label == mark.label && other.at == mark.at) {
                Some(candidate) => candidate.by.push(by),
                None => out.push(Candidate { label: mark.label.clone(), at: mark.at.clone(), by: vec![by] }),
            }
        }
        let order = |x: &Candidate, y: &Candidate| -> Ordering {
            y.by.len().cmp(&x.by.len()).then_with(|| x.at.cmp(&y.at)).then_with(|| x.label.cmp(&y.label))
        };
        out.sort_by(order);
        out
    }

    /// How many groups have so many votes of so many who are done: `(votes, of) → groups`.
    pub fn votes(groups: &[Group]) -> BTreeMap<(usize, usize), usize> {
        let mut votes = BTreeMap::new();
        for group in groups {
            *votes.entry((group.marks.len(), group.of)).or_default() += 1;
        }
        votes
    }
}

/// Kind of pair, intersection over union, and the numbers of both marks.
type Join = (u8, f64, usize, usize);

/// Where a mark stands, whoever is named first: reviewers rank by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    article: u32,
    start: u32,
    end: u32,
    rank: Option<usize>,
    order: u32,
}
