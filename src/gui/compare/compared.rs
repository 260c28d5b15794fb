//! Two reviewers compared on the texts of a story: the alignment with what the window needs to
//! show it. Made once for each change of what it follows from, never while drawing.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::agreement::chart::Names;
use crate::agreement::{
    AttributePair, Class, Comparison, F1, Mark, MarkRef, Measure, Mentions, Options, Pair, Reviewed, Row,
    Tally, Tangle, Ties, WhyNot,
};
use crate::model::{AnnotationId, Article, LabelId, Review, ReviewerId, Status, Story};
use crate::text::{Chars, Span};

/// The first or the second of the two reviewers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The first, on the left.
    A,
    /// The second, on the right.
    B,
}

impl Side {
    /// Both, from left to right.
    pub const BOTH: [Self; 2] = [Self::A, Self::B];

    /// 0 or 1.
    pub fn index(self) -> usize {
        usize::from(self == Self::B)
    }

    /// The other one.
    pub fn other(self) -> Self {
        if self == Self::A { Self::B } else { Self::A }
    }

    /// This side of a pair.
    pub fn of<T>(self, [a, b]: &[T; 2]) -> &T {
        if self == Self::A { a } else { b }
    }
}

/// One of the two reviews that are compared.
#[derive(Clone)]
pub struct Contender {
    /// Different from the other's.
    pub id: ReviewerId,
    /// What people read.
    pub name: String,
    /// What was marked.
    pub review: Arc<Review>,
}

/// All that a comparison follows from.
#[derive(Clone)]
pub struct Inputs {
    /// The texts.
    pub story: Story,
    /// The two reviews.
    pub contenders: [Contender; 2],
    /// The labels of the codebook, listed even where nobody used them, and what people call them.
    pub labels: Vec<(LabelId, String)>,
    /// Whether articles that were begun and are not done are compared too.
    pub unfinished: bool,
    /// Whether accepted suggestions are left out.
    pub without_suggested: bool,
}

/// An article on which both are compared.
pub struct ComparedArticle {
    /// Its place in [`Comparison::articles`].
    pub place: usize,
    /// The text.
    pub article: Arc<Article>,
    /// How many rows of each class.
    pub tally: Tally,
    /// Who is not done with it: it is compared because the person asked for that.
    pub unfinished: Vec<String>,
}

/// An article that is not compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// What people call it.
    pub article: String,
    /// Why, as in “Ben is not done”.
    pub why: String,
    /// Whether it would be compared if unfinished articles were.
    pub unfinished: bool,
}

/// What is counted of one label.
pub struct LabelLine {
    /// Its place in [`Comparison::labels`].
    pub label: usize,
    /// Marks with it by each reviewer.
    pub marks: [u64; 2],
    /// Marks of both with it, by the class of their rows, in the order of [`Class::ALL`].
    pub by_class: [u64; 6],
    /// Identical marks, and the marks of both.
    pub exact: F1,
    /// The same with marks counted that overlap.
    pub lenient: F1,
    /// Krippendorff's alpha, character by character.
    pub alpha: Measure,
}

/// Two reviewers compared.
pub struct Compared {
    /// What it follows from.
    pub inputs: Inputs,
    /// The alignment and all numbers.
    pub comparison: Arc<Comparison>,
    /// What people call reviewers, labels and articles.
    pub names: Names,
    /// The articles, in the order of the story.
    pub articles: Vec<ComparedArticle>,
    /// The articles that are not compared, and why.
    pub left_out: Vec<LeftOut>,
    /// Marks that their reviewer made twice, with the same label on the same text: counted once.
    pub repeats: usize,
    /// Annotations that hold no words or lie outside their text: not counted.
    pub unplaced: usize,
    /// What is counted by label, the label with most differences first.
    pub labels: Vec<LabelLine>,
    /// How often the first reviewer's label meets the second's, `None` for “not marked”.
    pub cells: BTreeMap<(Option<usize>, Option<usize>), usize>,
    /// Clusters and links, where mentions are the same when identical.
    pub exact_ties: Ties,
    /// Clusters and links, where mentions are the same when the alignment pairs them.
    pub aligned_ties: Ties,
    /// What became one and what became several, on marks that the alignment pairs.
    pub tangles: Vec<Tangle>,
    /// Attributes of marks that both made.
    pub attributes: Vec<AttributePair>,
    /// Rows of the alignment in the order of the story.
    order: Vec<usize>,
    rows_of: [HashMap<AnnotationId, usize>; 2],
    differs: Vec<Vec<Span>>,
}

impl LabelLine {
    /// Marks that are not identical.
    pub fn differing(&self) -> u64 {
        self.by_class.iter().skip(1).sum()
    }
}

impl Compared {
    /// Compares. The cost is that of the alignment.
    pub fn new(inputs: Inputs) -> Self {
        let mut unfinished: HashMap<&str, Vec<String>> = HashMap::new();
        let mut untouched: Vec<&str> = Vec::new();
        let mut reviews: Vec<Arc<Reviewed>> = Vec::with_capacity(2);
        for contender in &inputs.contenders {
            let mut reviewed = Reviewed::of_review(&contender.review, &inputs.story);
            reviewed.reviewer = contender.id.clone();
            for article in &inputs.story.articles {
                let entry = reviewed.articles.iter_mut().find(|(key, _)| key.article == article.id);
                let Some((_, entry)) = entry else { continue };
                let begun = entry.status == Status::InProgress
                    || (entry.status == Status::NotStarted && !entry.marks.is_empty());
                if begun && inputs.unfinished {
                    entry.status = Status::Done;
                    unfinished.entry(article.id.as_str()).or_default().push(contender.name.clone());
                } else if !begun && entry.status == Status::NotStarted {
                    untouched.push(article.id.as_str());
                }
            }
            reviews.push(Arc::new(reviewed));
        }
        let problems = reviews.iter().flat_map(|review| review.articles.values());
        let unplaced = problems.map(|article| article.problems.len()).sum();
        let options = Options {
            without_suggested: inputs.without_suggested,
            labels: inputs.labels.iter().map(|label| label.0.clone()).collect(),
        };
        let comparison = Comparison::new(reviews, &options);
        let mut articles = Vec::new();
        let mut left_out = Vec::new();
        for article in &inputs.story.articles {
            let scopes = comparison.articles.iter().enumerate();
            for (place, scope) in scopes.filter(|(_, scope)| scope.key.article == article.id) {
                if scope.compared() && scope.sha256 == article.sha256 {
                    let tally = comparison.pairs.first().map(|pair| pair.tally_of(place)).unwrap_or_default();
                    let unfinished = unfinished.remove(article.id.as_str()).unwrap_or_default();
                    articles.push(ComparedArticle { place, article: Arc::clone(article), tally, unfinished });
                } else if !scope.compared() {
                    let why = why(&scope.left_out, &inputs.contenders);
                    let unfinished = !inputs.unfinished
                        && !untouched.contains(&article.id.as_str())
                        && scope
                            .left_out
                            .iter()
                            .any(|(_, why)| matches!(why, WhyNot::InProgress | WhyNot::NotStarted));
                    left_out.push(LeftOut { article: article.short_name().to_owned(), why, unfinished });
                }
            }
        }
        let names = names(&inputs, &comparison);
        let mut out = Self {
            names,
            labels: Vec::new(),
            cells: BTreeMap::new(),
            exact_ties: Ties::default(),
            aligned_ties: Ties::default(),
            tangles: Vec::new(),
            attributes: Vec::new(),
            order: Vec::new(),
            rows_of: Default::default(),
            differs: Vec::new(),
            inputs,
            repeats: comparison.repeats().len(),
            unplaced,
            comparison: Arc::new(comparison),
            articles,
            left_out,
        };
        out.index();
        out
    }

    fn index(&mut self) {
        let rows: Vec<Row> = self.rows().to_vec();
        for article in &self.articles {
            let start = rows.partition_point(|row| row.article < article.place);
            let end = rows.partition_point(|row| row.article <= article.place);
            self.order.extend(start..end);
        }
        for (at, row) in rows.iter().enumerate() {
            for (side, mark) in [(Side::A, row.a), (Side::B, row.b)] {
                if let Some(id) = mark.and_then(|mark| self.comparison.annotation(mark)) {
                    self.rows_of[side.index()].insert(id.clone(), at);
                }
            }
        }
        self.differs = rows.iter().map(|row| self.differing(row)).collect();
        for row in &rows {
            *self.cells.entry((row.label_a, row.label_b)).or_default() += 1;
        }
        self.labels = self.count_labels(&rows);
        let comparison = Arc::clone(&self.comparison);
        if let Some(pair) = comparison.pairs.first() {
            self.exact_ties = comparison.ties(pair, Mentions::Exact);
            self.aligned_ties = comparison.ties(pair, Mentions::Aligned);
            self.tangles = self.aligned_ties.tangles();
            self.attributes = comparison.attributes(pair);
        }
    }

    fn count_labels(&self, rows: &[Row]) -> Vec<LabelLine> {
        let Some(pair) = self.pair() else { return Vec::new() };
        let layers = &self.comparison.layers.by_label;
        let mut lines: Vec<LabelLine> = pair
            .by_label
            .iter()
            .zip(layers)
            .enumerate()
            .map(|(label, (counts, layer))| LabelLine {
                label,
                marks: [counts.exact.a, counts.exact.b],
                by_class: [0; 6],
                exact: counts.exact,
                lenient: counts.lenient,
                alpha: layer.alpha(),
            })
            .collect();
        for row in rows {
            let Some(class) = Class::ALL.iter().position(|class| *class == row.class) else { continue };
            for label in [row.label_a, row.label_b].into_iter().flatten() {
                if let Some(line) = lines.get_mut(label) {
                    line.by_class[class] += 1;
                }
            }
        }
        lines.sort_by_key(|line| std::cmp::Reverse((line.differing(), line.marks[0] + line.marks[1])));
        lines
    }

    /// The one pair.
    pub fn pair(&self) -> Option<&Pair> {
        self.comparison.pairs.first()
    }

    /// All rows of the alignment.
    pub fn rows(&self) -> &[Row] {
        self.pair().map_or(&[], |pair| &pair.rows)
    }

    /// A row by its place in [`Self::rows`].
    pub fn row(&self, at: usize) -> Option<&Row> {
        self.rows().get(at)
    }

    /// Whether the marks of a row differ in an attribute: place in [`Self::attributes`].
    pub fn differs_in(&self, row: &Row, attribute: usize) -> bool {
        let Some(line) = self.attributes.get(attribute) else { return false };
        // Rows stand in the order of the alignment, so a mark is enough to know one.
        line.differing.iter().any(|other| (other.a, other.b) == (row.a, row.b))
    }

    /// The places of rows, in the order of the story.
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// How many rows of each class, on all articles.
    pub fn tally(&self) -> Tally {
        self.pair().map(|pair| pair.tally).unwrap_or_default()
    }

    /// What a reviewer is called.
    pub fn name(&self, side: Side) -> &str {
        &side.of(&self.inputs.contenders).name
    }

    /// What a reviewer marked.
    pub fn review(&self, side: Side) -> &Review {
        &side.of(&self.inputs.contenders).review
    }

    /// The row that a reviewer's annotation stands in; `None` where it is not compared.
    pub fn row_of(&self, side: Side, id: &AnnotationId) -> Option<usize> {
        self.rows_of[side.index()].get(id).copied()
    }

    /// The article of a row: its place in [`Self::articles`].
    pub fn article_of(&self, row: &Row) -> Option<usize> {
        self.articles.iter().position(|article| article.place == row.article)
    }

    /// The text of a row's article.
    pub fn text_of(&self, row: &Row) -> Option<&Arc<Article>> {
        self.article_of(row).and_then(|at| self.articles.get(at)).map(|article| &article.article)
    }

    /// A reviewer's mark of a row.
    pub fn mark(&self, row: &Row, side: Side) -> Option<&Mark> {
        mark_ref(row, side).and_then(|mark| self.comparison.mark(mark))
    }

    /// Where a reviewer's mark of a row lies, piece by piece.
    pub fn spans(&self, row: &Row, side: Side) -> Vec<Span> {
        let (Some(mark), Some(article)) = (self.mark(row, side), self.text_of(row)) else {
            return Vec::new();
        };
        let spans =
            mark.at.iter().map(|(start, end)| article.offsets.span_from_chars(&article.text, *start, *end));
        spans.flatten().collect()
    }

    /// From the first to the last character that either marked.
    pub fn hull(&self, row: &Row) -> Option<Span> {
        let spans = Side::BOTH.into_iter().flat_map(|side| self.spans(row, side));
        spans.reduce(Span::hull)
    }

    /// What only one of the two marked, of rows whose boundary differs; else nothing.
    pub fn differs(&self, at: usize) -> &[Span] {
        self.differs.get(at).map_or(&[], Vec::as_slice)
    }

    fn differing(&self, row: &Row) -> Vec<Span> {
        if row.class != Class::BoundaryDiffers {
            return Vec::new();
        }
        let (a, b) = (self.mark(row, Side::A), self.mark(row, Side::B));
        let (Some(a), Some(b), Some(article)) = (a, b, self.text_of(row)) else { return Vec::new() };
        let mut ends: Vec<Chars> = a.at.iter().chain(&b.at).flat_map(|(start, end)| [*start, *end]).collect();
        ends.sort_unstable();
        ends.dedup();
        let holds = |mark: &Mark, at: Chars| mark.at.iter().any(|(start, end)| *start <= at && at < *end);
        let mut out: Vec<Span> = Vec::new();
        for stretch in ends.windows(2) {
            let &[start, end] = stretch else { continue };
            if holds(a, start) == holds(b, start) {
                continue;
            }
            let Some(span) = article.offsets.span_from_chars(&article.text, start, end) else { continue };
            match out.last_mut() {
                Some(last) if last.end() == span.start() => *last = last.hull(span),
                _ => out.push(span),
            }
        }
        out
    }

    /// What people call a label.
    pub fn label(&self, place: Option<usize>) -> Option<&LabelId> {
        self.comparison.labels.get(place?)
    }
}

fn names(inputs: &Inputs, comparison: &Comparison) -> Names {
    let label = |id: &LabelId| inputs.labels.iter().find(|label| label.0 == *id).map(|label| label.1.clone());
    let article = |id| inputs.story.article(id).map(|article| article.short_name().to_owned());
    let labels = comparison.labels.iter().map(|id| label(id).unwrap_or_else(|| id.to_string()));
    let articles = comparison.articles.iter().map(|scope| &scope.key.article);
    Names {
        reviewers: inputs.contenders.iter().map(|contender| contender.name.clone()).collect(),
        labels: labels.collect(),
        articles: articles.map(|id| article(id).unwrap_or_else(|| id.to_string())).collect(),
    }
}

/// This side's mark of a row.
pub fn mark_ref(row: &Row, side: Side) -> Option<MarkRef> {
    if side == Side::A { row.a } else { row.b }
}

/// Why an article is not compared. That one is done and the other is not says only the latter.
fn why(left_out: &[(usize, WhyNot)], contenders: &[Contender; 2]) -> String {
    let others = left_out.iter().any(|(_, why)| *why != WhyNot::Alone);
    let parts = left_out.iter().filter(|(_, why)| !others || *why != WhyNot::Alone).map(|(who, why)| {
        let name = contenders.get(*who).map_or("?", |contender| contender.name.as_str());
        match why {
            WhyNot::Unknown => format!("{name}’s review does not know it"),
            WhyNot::NotStarted => format!("{name} has not started"),
            WhyNot::InProgress => format!("{name} is not done"),
            WhyNot::Stale => format!("the text has changed since {name} marked it"),
            WhyNot::OtherText => format!("{name} marked another version of the text"),
            WhyNot::Alone => format!("only {name} is done"),
        }
    });
    parts.collect::<Vec<_>>().join("; ")
}
