//! What several reviewers marked in one place, side by side: one group for each thing to settle.
//!
//! Groups are made from the pairwise alignments: identical pairs first, then pairs with the same
//! label by intersection over union, then the rest likewise, by position where that is equal; two
//! marks of one reviewer never stand in one group. For two reviewers the groups are the rows of
//! their alignment. No measure is computed from groups.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

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
        let marks = self.entries();
        let mut sets = Sets::new(marks.len());
        let mut members: Vec<Vec<usize>> = (0..marks.len()).map(|at| vec![at]).collect();
        for (.., x, y) in self.joins(&marks) {
            let (x, y) = (sets.find(x), sets.find(y));
            let has = |set: usize, reviewer: u32| {
                members[set].iter().any(|at| marks[*at].mark.reviewer == reviewer)
            };
            if x == y || members[x].iter().any(|at| has(y, marks[*at].mark.reviewer)) {
                continue;
            }
            sets.join(x, y);
            let other = std::mem::take(&mut members[x.max(y)]);
            members[x.min(y)].extend(other);
        }
        let mut groups: Vec<(Place, Group)> = members
            .into_iter()
            .filter_map(|members| {
                let members: Vec<&Entry> = members.into_iter().map(|at| &marks[at]).collect();
                let place = members.iter().map(|entry| entry.place).min()?;
                Some((place, self.group(&members)?))
            })
            .collect();
        groups.sort_by_key(|(place, _)| *place);
        groups.into_iter().map(|(_, group)| group).collect()
    }

    fn entries(&self) -> Vec<Entry<'_>> {
        let mut out = Vec::new();
        for sheet in &self.sheets {
            for (rank, column) in sheet.columns.iter().enumerate() {
                for (order, spot) in (0u32..).zip(&column.spots) {
                    let (reviewer, article) = (column.reviewer as u32, sheet.article as u32);
                    let mark = MarkRef { reviewer, article, mark: spot.source };
                    let place = Place { article, start: spot.start, end: spot.end, rank, order };
                    out.push(Entry { mark, place, label: spot.label, pieces: column.pieces(spot) });
                }
            }
        }
        out
    }

    /// Pairs of marks that belong together, in the order in which they are joined.
    fn joins(&self, marks: &[Entry<'_>]) -> Vec<Join> {
        let numbers: HashMap<MarkRef, usize> = marks.iter().map(|entry| entry.mark).zip(0..).collect();
        let number = |mark: Option<MarkRef>| numbers.get(&mark?).copied();
        let place = |at: usize| marks[at].place;
        let mut joins: Vec<Join> = Vec::new();
        for row in self.pairs.iter().flat_map(|pair| &pair.rows) {
            let (Some(x), Some(y)) = (number(row.a), number(row.b)) else { continue };
            let kind = match row.class {
                Class::Identical => 0,
                Class::BoundaryDiffers => 1,
                _ => 2,
            };
            let (x, y) = if place(x) < place(y) { (x, y) } else { (y, x) };
            joins.push((kind, row.iou, x, y));
        }
        joins.sort_by(|(kind, iou, x, y), (other_kind, other_iou, other_x, other_y)| {
            let by_worth = || other_iou.total_cmp(iou);
            let by_place = || place(*x).cmp(&place(*other_x)).then_with(|| place(*y).cmp(&place(*other_y)));
            kind.cmp(other_kind).then_with(by_worth).then_with(by_place)
        });
        joins
    }

    fn group(&self, members: &[&Entry<'_>]) -> Option<Group> {
        let first = members.first()?;
        let article = first.mark.article as usize;
        let of = self.articles.get(article)?.done.len();
        let same_label = members.iter().all(|other| other.label == first.label);
        let same_text = members.iter().all(|other| other.pieces == first.pieces);
        let state = match (members.len(), same_label, same_text) {
            (1, ..) => GroupState::Only,
            (votes, true, true) if votes == of => GroupState::Identical,
            (_, true, true) => GroupState::Incomplete,
            (_, true, false) => GroupState::BoundaryDiffers,
            (_, false, true) => GroupState::LabelDiffersSameText,
            (_, false, false) => GroupState::LabelDiffersOverlap,
        };
        let mut marks: Vec<MarkRef> = members.iter().map(|entry| entry.mark).collect();
        marks.sort_unstable();
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

/// A mark on its way into a group.
struct Entry<'a> {
    mark: MarkRef,
    place: Place,
    label: u32,
    pieces: &'a [(u32, u32)],
}

/// Where a mark stands, whoever is named first: reviewers rank by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    article: u32,
    start: u32,
    end: u32,
    rank: usize,
    order: u32,
}
