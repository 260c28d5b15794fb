//! Marks in the form in which they are counted: numbers only, duplicates folded, in order.

use std::collections::{BTreeMap, BTreeSet};

use super::scope::ArticleScope;
use super::{Mark, Options, Reviewed};
use crate::model::{LabelId, ReviewerId};

/// A mark. Offsets are code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// Place of its label among [`super::Comparison::labels`].
    pub label: u32,
    /// Where its first piece starts.
    pub start: u32,
    /// Where its last piece ends.
    pub end: u32,
    /// How many code points its pieces hold.
    pub mass: u32,
    first: u32,
    pieces: u32,
    /// Place of the mark in [`super::ReviewedArticle::marks`].
    pub source: u32,
}

/// One reviewer's marks on one text, by start, end, pieces, label and id; the same pieces with
/// the same label once.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    /// Place of the reviewer in [`super::Comparison::reviewers`].
    pub reviewer: usize,
    pub spots: Vec<Spot>,
    pieces: Vec<(u32, u32)>,
    /// Marks that say again what a spot says: place of the mark, place of the spot.
    pub repeats: Vec<(u32, u32)>,
}

impl Column {
    /// The pieces of a spot of this column.
    pub fn pieces(&self, spot: &Spot) -> &[(u32, u32)] {
        let first = spot.first as usize;
        &self.pieces[first..first + spot.pieces as usize]
    }

    /// A column from marks, of which those that `keep` refuses are left out.
    pub fn new(
        reviewer: usize,
        marks: &[Mark],
        label: impl Fn(&LabelId) -> u32,
        keep: impl Fn(&Mark) -> bool,
    ) -> Self {
        let mut column = Self { reviewer, ..Self::default() };
        for (source, mark) in (0u32..).zip(marks).filter(|(_, mark)| keep(mark)) {
            let first = column.pieces.len() as u32;
            column.pieces.extend(mark.at.iter().map(|(start, end)| (start.0, end.0)));
            column.spots.push(Spot {
                label: label(&mark.label),
                start: mark.start().0,
                end: mark.end().0,
                mass: mark.at.iter().map(|(start, end)| end.0 - start.0).sum(),
                first,
                pieces: mark.at.len() as u32,
                source,
            });
        }
        let mut spots = std::mem::take(&mut column.spots);
        let id = |spot: &Spot| marks.get(spot.source as usize).map(|mark| &mark.id);
        spots.sort_unstable_by(|a, b| {
            column
                .place(a)
                .cmp(&column.place(b))
                .then_with(|| id(a).cmp(&id(b)))
                .then(a.source.cmp(&b.source))
        });
        let mut kept: Vec<Spot> = Vec::with_capacity(spots.len());
        for spot in spots {
            match kept.last() {
                Some(last) if column.place(last) == column.place(&spot) => {
                    column.repeats.push((spot.source, kept.len() as u32 - 1));
                }
                _ => kept.push(spot),
            }
        }
        column.spots = kept;
        column
    }

    /// What makes two marks the same, and the order of marks.
    pub fn place(&self, spot: &Spot) -> (u32, u32, &[(u32, u32)], u32) {
        (spot.start, spot.end, self.pieces(spot), spot.label)
    }

    /// What the marks cover, by label and altogether.
    pub fn covers(&self, labels: usize) -> Covers {
        let mut covers =
            Covers { by_label: vec![Vec::new(); labels], any: Vec::with_capacity(self.spots.len()) };
        for spot in &self.spots {
            covers.by_label[spot.label as usize].extend_from_slice(self.pieces(spot));
        }
        covers.any.extend_from_slice(&self.pieces);
        covers.by_label.iter_mut().chain([&mut covers.any]).for_each(unite);
        covers
    }
}

/// What a reviewer covers of a text, as stretches that neither overlap nor touch, in order.
pub(super) struct Covers {
    pub by_label: Vec<Vec<(u32, u32)>>,
    pub any: Vec<(u32, u32)>,
}

fn unite(stretches: &mut Vec<(u32, u32)>) {
    stretches.sort_unstable();
    stretches.dedup_by(|next, last| {
        let joined = next.0 <= last.1;
        if joined {
            last.1 = last.1.max(next.1);
        }
        joined
    });
}

/// How many code points two marks share.
pub(super) fn shared(a: &[(u32, u32)], b: &[(u32, u32)]) -> u32 {
    let (mut i, mut j, mut sum) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        sum += x.1.min(y.1).saturating_sub(x.0.max(y.0));
        if x.1 <= y.1 {
            i += 1;
        } else {
            j += 1;
        }
    }
    sum
}

/// A compared article with the marks of all who are done with it.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    /// Place of the article among [`super::Comparison::articles`].
    pub article: usize,
    pub chars: u32,
    /// By reviewer id, so that no number depends on the order in which reviewers are given.
    pub columns: Vec<Column>,
}

impl Sheet {
    /// The column of a reviewer, if done with this article.
    pub fn column(&self, reviewer: usize) -> Option<&Column> {
        self.columns.iter().find(|column| column.reviewer == reviewer)
    }
}

/// The compared articles with their marks, and the labels in use there, by id.
pub(super) fn sheets<R: AsRef<Reviewed>>(
    reviews: &[R],
    scope: &[ArticleScope],
    options: &Options,
) -> (Vec<Sheet>, Vec<LabelId>) {
    let keep = |mark: &Mark| !(options.without_suggested && mark.was_suggested());
    let marks = |at: usize, article: &ArticleScope| {
        reviews
            .get(at)
            .and_then(|review| review.as_ref().articles.get(&article.key))
            .map(|a| a.marks.as_slice())
    };
    let compared = || scope.iter().enumerate().filter(|(_, article)| article.compared());
    let mut labels: BTreeSet<&LabelId> = options.labels.iter().collect();
    for (_, article) in compared() {
        let mut last = None;
        for mark in
            article.done.iter().filter_map(|at| marks(*at, article)).flatten().filter(|mark| keep(mark))
        {
            if last != Some(&mark.label) {
                labels.insert(&mark.label);
                last = Some(&mark.label);
            }
        }
    }
    let labels: Vec<LabelId> = labels.into_iter().cloned().collect();
    let place: BTreeMap<&LabelId, u32> = labels.iter().zip(0..).collect();
    let id = |at: usize| reviews.get(at).map(|review| &review.as_ref().reviewer);
    let sheets = compared()
        .map(|(place_of_article, article)| {
            let mut done = article.done.clone();
            done.sort_by_key(|at| -> Option<&ReviewerId> { id(*at) });
            let label = |label: &LabelId| place.get(label).copied().unwrap_or(u32::MAX);
            let columns = done
                .into_iter()
                .map(|at| Column::new(at, marks(at, article).unwrap_or_default(), label, keep))
                .collect();
            Sheet { article: place_of_article, chars: article.chars.0, columns }
        })
        .collect();
    (sheets, labels)
}
