//! Several reviewers against each other: one alignment per pair, and all that follows from it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::align::{Aligned, Class, Pairings, Tally, align, overlaps};
use super::interval::{Range, jackknife};
use super::layers::{Cells, Nominal, SetNumbers, add_cover};
use super::measure::{F1, Measure, Undefined, mean};
use super::scope::{ArticleScope, scope};
use super::spots::{Column, Covers, Sheet, sheets};
use super::{Mark, Reviewed};
use crate::model::{AnnotationId, LabelId, ReviewerId, StoryId};

/// What is compared and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether accepted suggestions are left out.
    pub without_suggested: bool,
    /// Labels to list even where nobody used them.
    pub labels: Vec<LabelId>,
}

/// A mark of a comparison, as places in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MarkRef {
    /// Place in [`Comparison::reviewers`].
    pub reviewer: u32,
    /// Place in [`Comparison::articles`].
    pub article: u32,
    /// Place in [`super::ReviewedArticle::marks`].
    pub mark: u32,
}

/// One row of the alignment of two reviewers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Place in [`Comparison::articles`].
    pub article: usize,
    /// What kind of agreement or difference it is.
    pub class: Class,
    /// The first reviewer's mark.
    pub a: Option<MarkRef>,
    /// The second reviewer's mark.
    pub b: Option<MarkRef>,
    /// Label of the first reviewer's mark: place in [`Comparison::labels`].
    pub label_a: Option<usize>,
    /// Label of the second reviewer's mark.
    pub label_b: Option<usize>,
    /// Shared code points over those of either; 0 for a mark that stands alone.
    pub iou: f64,
}

impl Row {
    /// Whether a mark of it has this label.
    pub fn has_label(&self, label: usize) -> bool {
        self.label_a == Some(label) || self.label_b == Some(label)
    }
}

/// Two reviewers, on the articles that both are done with.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The first reviewer: place in [`Comparison::reviewers`].
    pub a: usize,
    /// The second reviewer, always after the first.
    pub b: usize,
    /// The articles, as places in [`Comparison::articles`].
    pub articles: Vec<usize>,
    /// All rows, by article and place in the text.
    pub rows: Vec<Row>,
    /// How many rows of each class.
    pub tally: Tally,
    /// Agreement by intersection over union; the other counts of it are left at 0.
    pub soft: Pairings,
    /// Agreement by label, in the order of [`Comparison::labels`].
    pub by_label: Vec<LabelPair>,
}

/// Two reviewers on one label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LabelPair {
    /// Identical marks with the label, and the marks of both with it.
    pub exact: F1,
    /// The same with marks counted that overlap.
    pub lenient: F1,
    /// Characters by who marked them with it.
    pub cells: Cells,
}

/// Several reviewers compared. Places are indexes into its lists.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Who is compared, in the order given.
    pub reviewers: Vec<ReviewerId>,
    /// The articles that anyone knows, by story and id.
    pub articles: Vec<ArticleScope>,
    /// The labels, by id.
    pub labels: Vec<LabelId>,
    /// Every two reviewers, in the order of reviewers.
    pub pairs: Vec<Pair>,
    /// Everyone at once, character by character.
    pub layers: Layers,
    /// How it was compared.
    pub options: Options,
    pub(super) reviews: Vec<Arc<Reviewed>>,
    pub(super) sheets: Vec<Sheet>,
}

/// Values of all reviewers on the characters of the articles that at least two are done with.
#[derive(Clone, Debug, Default)]
pub struct Layers {
    /// Marked with the label or not, in the order of [`Comparison::labels`].
    pub by_label: Vec<Nominal>,
    /// The set of labels on a character.
    pub label_sets: Nominal,
    /// Marked or not.
    pub any: Nominal,
}

impl Comparison {
    /// Compares reviewers with different ids. The order in which reviewers, articles and marks
    /// come changes no number.
    pub fn new(reviews: Vec<Arc<Reviewed>>, options: &Options) -> Self {
        let articles = scope(&reviews);
        let (sheets, labels) = sheets(&reviews, &articles, options);
        let reviewers: Vec<ReviewerId> = reviews.iter().map(|review| review.reviewer.clone()).collect();
        let covers: Vec<Vec<Covers>> = sheets
            .iter()
            .map(|sheet| sheet.columns.iter().map(|column| column.covers(labels.len())).collect())
            .collect();
        let layers = Layers::count(&sheets, &covers, labels.len());
        let mut pairs = Vec::new();
        for a in 0..reviewers.len() {
            for b in a + 1..reviewers.len() {
                pairs.push(Pair::new(a, b, &sheets, &covers, labels.len()));
            }
        }
        let options = options.clone();
        Self { reviewers, articles, labels, pairs, layers, options, reviews, sheets }
    }

    /// The stories that the articles belong to, by id.
    pub fn stories(&self) -> Vec<&StoryId> {
        let mut stories: Vec<&StoryId> = self.articles.iter().map(|article| &article.key.story).collect();
        stories.dedup();
        stories
    }

    /// The same reviewers compared on one story alone.
    pub fn of_story(&self, story: &StoryId) -> Self {
        let reviews = self.reviews.iter().map(|review| Arc::new(review.on_story(story)));
        Self::new(reviews.collect(), &self.options)
    }

    /// The reviewers that `wanted` takes, compared on the same articles.
    pub fn of_those(&self, wanted: impl Fn(&Reviewed) -> bool) -> Self {
        let reviews = self.reviews.iter().filter(|review| wanted(review.as_ref())).map(Arc::clone);
        Self::new(reviews.collect(), &self.options)
    }

    /// The mark that a place stands for.
    pub fn mark(&self, at: MarkRef) -> Option<&Mark> {
        let key = &self.articles.get(at.article as usize)?.key;
        self.reviews.get(at.reviewer as usize)?.articles.get(key)?.marks.get(at.mark as usize)
    }

    /// The annotation that a place stands for.
    pub fn annotation(&self, at: MarkRef) -> Option<&AnnotationId> {
        self.mark(at).map(|mark| &mark.id)
    }

    /// Marks that say again, with the same label on the same text, what another mark of the same
    /// reviewer says: the mark that is not counted, and the one that is.
    pub fn repeats(&self) -> Vec<(MarkRef, MarkRef)> {
        let mut out = Vec::new();
        for sheet in &self.sheets {
            for column in &sheet.columns {
                let at =
                    |mark| MarkRef { reviewer: column.reviewer as u32, article: sheet.article as u32, mark };
                let kept = |spot: u32| column.spots.get(spot as usize).map(|spot| at(spot.source));
                out.extend(column.repeats.iter().filter_map(|(mark, spot)| Some((at(*mark), kept(*spot)?))));
            }
        }
        out.sort_unstable();
        out
    }

    /// The pair of two reviewers, whichever comes first.
    pub fn pair(&self, a: usize, b: usize) -> Option<&Pair> {
        self.pairs.iter().find(|pair| (pair.a, pair.b) == (a.min(b), a.max(b)))
    }

    /// How many marks of a reviewer are compared, the same mark made twice counted once.
    pub fn marks_of(&self, reviewer: usize) -> u64 {
        self.sheets
            .iter()
            .filter_map(|sheet| sheet.column(reviewer))
            .map(|column| column.spots.len() as u64)
            .sum()
    }

    /// How many marks of all reviewers are compared in an article.
    pub fn marks_in(&self, article: usize) -> u64 {
        let sheets = self.sheets.iter().filter(|sheet| sheet.article == article);
        sheets.flat_map(|sheet| &sheet.columns).map(|column| column.spots.len() as u64).sum()
    }

    /// How many marks of a reviewer with one label are compared: its place in [`Self::labels`].
    pub fn marks_with(&self, reviewer: usize, label: usize) -> u64 {
        let columns = self.sheets.iter().filter_map(|sheet| sheet.column(reviewer));
        columns
            .map(|column| column.spots.iter().filter(|spot| spot.label as usize == label).count() as u64)
            .sum()
    }

    /// The mean over pairs of exact F1, all labels or one.
    pub fn mean_exact_f1(&self, label: Option<usize>) -> Measure {
        mean(self.pairs.iter().map(|pair| pair.checked()?.exact(label, None).value()))
    }

    /// The range of [`Self::mean_exact_f1`] on other articles like these.
    pub fn interval(&self, label: Option<usize>) -> Range {
        let compared: Vec<usize> = self.sheets.iter().map(|sheet| sheet.article).collect();
        let parts: Vec<_> = self.pairs.iter().map(|pair| pair.exact_by_article(label)).collect();
        let without = |article: usize| {
            let values = parts.iter().zip(&self.pairs).map(|(parts, pair)| {
                let mut sum = F1::default();
                for (_, part) in pair.articles.iter().zip(parts).filter(|(at, _)| **at != article) {
                    sum += *part;
                }
                sum.value()
            });
            mean(values)
        };
        jackknife(self.mean_exact_f1(label), compared.into_iter().map(without).collect())
    }
}

impl Pair {
    fn new(a: usize, b: usize, sheets: &[Sheet], covers: &[Vec<Covers>], labels: usize) -> Self {
        let mut pair = Self {
            a,
            b,
            articles: Vec::new(),
            rows: Vec::new(),
            tally: Tally::default(),
            soft: Pairings::default(),
            by_label: vec![LabelPair::default(); labels],
        };
        for (sheet, covers) in sheets.iter().zip(covers) {
            let place = |reviewer| sheet.columns.iter().position(|column| column.reviewer == reviewer);
            if let (Some(at_a), Some(at_b)) = (place(a), place(b)) {
                pair.add_sheet(sheet, covers, at_a, at_b);
            }
        }
        for row in &pair.rows {
            pair.tally.add(row.class);
            if let Some(label) = row.label_a {
                pair.by_label[label].exact.a += 1;
                pair.by_label[label].lenient.a += 1;
                pair.by_label[label].exact.both += u64::from(row.class == Class::Identical);
                pair.by_label[label].lenient.both += u64::from(row.class <= Class::BoundaryDiffers);
            }
            if let Some(label) = row.label_b {
                pair.by_label[label].exact.b += 1;
                pair.by_label[label].lenient.b += 1;
            }
        }
        pair
    }

    /// Aligns one article. Columns stand by reviewer id, and the alignment is made in that order:
    /// which of two equally good pairings is taken does not depend on who is named first.
    fn add_sheet(&mut self, sheet: &Sheet, covers: &[Covers], at_a: usize, at_b: usize) {
        let turned = at_a > at_b;
        let (first, second) = (at_a.min(at_b), at_a.max(at_b));
        let (x, y) = (&sheet.columns[first], &sheet.columns[second]);
        let overlaps = overlaps(x, y);
        let mark = |column: &Column, spot: Option<u32>| {
            let spot = column.spots.get(spot? as usize)?;
            let reviewer = column.reviewer as u32;
            Some((
                MarkRef { reviewer, article: sheet.article as u32, mark: spot.source },
                spot.label as usize,
            ))
        };
        self.articles.push(sheet.article);
        self.rows.extend(align(x, y, &overlaps).into_iter().map(|Aligned { class, a, b, iou }| {
            let (a, b) = (mark(x, a), mark(y, b));
            let (class, a, b) = if turned { (class.turned(), b, a) } else { (class, a, b) };
            Row {
                article: sheet.article,
                class,
                a: a.map(|a| a.0),
                b: b.map(|b| b.0),
                label_a: a.map(|a| a.1),
                label_b: b.map(|b| b.1),
                iou,
            }
        }));
        let soft = Pairings::count(x, y, &overlaps, false);
        self.soft += if turned { soft.turned() } else { soft };
        for (label, sum) in self.by_label.iter_mut().enumerate() {
            sum.cells +=
                Cells::count(&covers[at_a].by_label[label], &covers[at_b].by_label[label], sheet.chars);
        }
    }

    /// The rows of a class, of a label, of an article; each where asked for.
    pub fn rows_where(
        &self,
        class: Option<Class>,
        label: Option<usize>,
        article: Option<usize>,
    ) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| {
            class.is_none_or(|class| row.class == class)
                && label.is_none_or(|label| row.has_label(label))
                && article.is_none_or(|article| row.article == article)
        })
    }

    /// How many rows of each class in one article.
    pub fn tally_of(&self, article: usize) -> Tally {
        let mut tally = Tally::default();
        self.rows_where(None, None, Some(article)).for_each(|row| tally.add(row.class));
        tally
    }

    /// Identical marks, of one label and one article where asked for.
    pub fn exact(&self, label: Option<usize>, article: Option<usize>) -> F1 {
        match (label, article) {
            (None, None) => self.tally.exact(),
            (Some(label), None) => self.by_label.get(label).map(|label| label.exact).unwrap_or_default(),
            _ => {
                let mut sum = F1::default();
                self.rows_where(None, label, article).for_each(|row| count(&mut sum, row, label));
                sum
            }
        }
    }

    /// Identical marks by article, in the order of [`Self::articles`].
    fn exact_by_article(&self, label: Option<usize>) -> Vec<F1> {
        let mut sums = vec![F1::default(); self.articles.len()];
        for row in &self.rows {
            let at = self.articles.partition_point(|article| *article < row.article);
            count(&mut sums[at], row, label);
        }
        sums
    }

    /// Exact F1; not defined where nothing is shared or marked.
    pub fn exact_f1(&self) -> Measure {
        self.checked()?.tally.exact().value()
    }

    /// F1 of the alignment's pairs with the same label.
    pub fn lenient_f1(&self) -> Measure {
        self.checked()?.tally.lenient().value()
    }

    /// F1 by intersection over union.
    pub fn soft_f1(&self) -> Measure {
        self.checked()?.soft.soft_f1()
    }

    fn checked(&self) -> Result<&Self, Undefined> {
        if self.articles.is_empty() { Err(Undefined::NothingShared) } else { Ok(self) }
    }

    /// The range of exact F1, of one label where asked for, on other articles like these.
    pub fn interval(&self, label: Option<usize>) -> Range {
        let parts = self.exact_by_article(label);
        let without = (0..parts.len()).map(|left_out| {
            let mut sum = F1::default();
            parts.iter().enumerate().filter(|(at, _)| *at != left_out).for_each(|(_, part)| sum += *part);
            sum.value()
        });
        jackknife(self.exact(label, None).value(), without.collect())
    }

    /// How often the first reviewer's label meets the second's: labels as places in
    /// [`Comparison::labels`], `None` for “not marked”; each cell opens the rows it counts.
    pub fn confusion(&self) -> BTreeMap<(Option<usize>, Option<usize>), Vec<&Row>> {
        let mut cells: BTreeMap<_, Vec<&Row>> = BTreeMap::new();
        for row in &self.rows {
            cells.entry((row.label_a, row.label_b)).or_default().push(row);
        }
        cells
    }
}

/// Counts a row: its marks with the label, and whether they are identical.
fn count(sum: &mut F1, row: &Row, label: Option<usize>) {
    let counts = |of: Option<usize>| of.is_some() && (label.is_none() || of == label);
    sum.a += u64::from(counts(row.label_a));
    sum.b += u64::from(counts(row.label_b));
    sum.both += u64::from(row.class == Class::Identical && counts(row.label_a));
}

impl Layers {
    fn count(sheets: &[Sheet], covers: &[Vec<Covers>], labels: usize) -> Self {
        let mut layers = Self { by_label: vec![Nominal::default(); labels], ..Self::default() };
        let mut numbers = SetNumbers::default();
        for (sheet, covers) in sheets.iter().zip(covers) {
            for (label, nominal) in layers.by_label.iter_mut().enumerate() {
                let of_label = covers.iter().map(|covers| covers.by_label[label].as_slice());
                add_cover(nominal, &of_label.collect::<Vec<_>>(), sheet.chars);
            }
            let any = covers.iter().map(|covers| covers.any.as_slice());
            add_cover(&mut layers.any, &any.collect::<Vec<_>>(), sheet.chars);
            numbers.add(&mut layers.label_sets, sheet, labels);
        }
        layers
    }
}
