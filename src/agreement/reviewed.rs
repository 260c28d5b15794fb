//! What is compared: one reviewer's marks, counted in code points, without the texts.

use std::collections::BTreeMap;

use crate::model::{
    Absence, Annotation, AnnotationId, ArticleId, Attributes, Cluster, LabelId, Link, Origin, Review,
    ReviewerId, Ruling, Status, Story, StoryId,
};
use crate::text::{Chars, Span, trim_blanks};

/// An article of a story.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleKey {
    /// The story that it belongs to.
    pub story: StoryId,
    /// The article's id in that story.
    pub article: ArticleId,
}

/// All that one reviewer made, on one story or on several.
#[derive(Clone, Debug, PartialEq)]
pub struct Reviewed {
    /// Whose marks these are.
    pub reviewer: ReviewerId,
    /// The articles that the reviewer knows of, finished or not.
    pub articles: BTreeMap<ArticleKey, ReviewedArticle>,
    /// What the reviewer says is the same thing.
    pub clusters: Vec<Cluster>,
    /// What the reviewer tied together.
    pub links: Vec<Link>,
    /// How discrepancies of a story were ruled.
    pub rulings: Vec<(StoryId, Ruling)>,
    /// What is said not to be in an article of a story.
    pub absences: Vec<(StoryId, Absence)>,
}

/// One reviewer's marks on one article.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewedArticle {
    /// SHA-256 of the text that was marked.
    pub sha256: String,
    /// Its length.
    pub chars: Chars,
    /// How far the reviewer is.
    pub status: Status,
    /// What was marked.
    pub marks: Vec<Mark>,
    /// Whether the marks could be placed. Where the text at hand is not the one that was marked
    /// they cannot, and the article is not compared for this reviewer.
    pub placed: bool,
    /// Annotations that cannot be compared, and why.
    pub problems: Vec<(AnnotationId, Problem)>,
}

/// Why an annotation is no mark that can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// It ends after the text does.
    #[error("it lies outside the text")]
    Outside,
    /// It holds nothing, or blanks alone.
    #[error("it holds no words")]
    Blank,
    /// The text changed and its words are not to be found.
    #[error("its place in the text is lost")]
    Lost,
}

/// An annotation as it is compared: without blanks at the ends of its pieces.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The annotation.
    pub id: AnnotationId,
    /// Its label.
    pub label: LabelId,
    /// Its pieces from first to last, half-open, none empty, none touching the next.
    pub at: Vec<(Chars, Chars)>,
    /// What is said about it.
    pub attributes: Attributes,
    /// How it came to be.
    pub origin: Origin,
}

impl Mark {
    /// Where the first piece starts.
    pub fn start(&self) -> Chars {
        self.at.first().map_or(Chars(0), |piece| piece.0)
    }

    /// Where the last piece ends.
    pub fn end(&self) -> Chars {
        self.at.last().map_or(Chars(0), |piece| piece.1)
    }

    /// Whether it is a suggestion of the program, taken as it was or changed.
    pub fn was_suggested(&self) -> bool {
        matches!(self.origin, Origin::Suggested(_) | Origin::SuggestedEdited(_))
    }
}

impl Reviewed {
    /// Nothing reviewed yet.
    pub fn new(reviewer: ReviewerId) -> Self {
        Self {
            reviewer,
            articles: BTreeMap::new(),
            clusters: Vec::new(),
            links: Vec::new(),
            rulings: Vec::new(),
            absences: Vec::new(),
        }
    }

    /// What a review in memory holds. `story` is the review's story, with the texts that its
    /// annotations point into; articles that the review does not know are not started.
    pub fn of_review(review: &Review, story: &Story) -> Self {
        let mut out = Self::new(review.reviewer().clone());
        let key = |article: &ArticleId| ArticleKey { story: story.id.clone(), article: article.clone() };
        for (id, state) in review.articles() {
            let mut article = ReviewedArticle::new(state.sha256.clone(), Chars(state.chars), state.status);
            article.placed = story.article(id).is_some_and(|text| text.sha256 == state.sha256);
            out.articles.insert(key(id), article);
        }
        for text in &story.articles {
            let article = out.articles.entry(key(&text.id)).or_insert_with(|| {
                ReviewedArticle::new(text.sha256.clone(), text.offsets.chars(), Status::NotStarted)
            });
            if !article.placed {
                continue;
            }
            for annotation in review.annotations_of(&text.id) {
                let pieces = annotation.spans.iter().filter_map(|span| trim_blanks(&text.text, *span));
                let pieces = pieces.filter_map(|span| text.offsets.span_to_chars(&text.text, span)).collect();
                article.push(Mark::of(annotation, pieces));
            }
        }
        for orphan in review.orphans() {
            if let Some(article) = out.articles.get_mut(&key(&orphan.annotation.article)) {
                article.problems.push((orphan.annotation.id.clone(), Problem::Lost));
            }
        }
        out.clusters = review.clusters().cloned().collect();
        out.links = review.links().cloned().collect();
        out.rulings = review.rulings().map(|ruling| (story.id.clone(), ruling.clone())).collect();
        out.absences = review.absences().map(|absence| (story.id.clone(), absence.clone())).collect();
        out
    }

    /// Takes in what the same reviewer made on another story.
    pub fn join(&mut self, other: Self) {
        self.articles.extend(other.articles);
        self.clusters.extend(other.clusters);
        self.links.extend(other.links);
        self.rulings.extend(other.rulings);
        self.absences.extend(other.absences);
    }

    /// What of it is on one story. Clusters and links stay: what they tie elsewhere is not compared.
    pub fn on_story(&self, story: &StoryId) -> Self {
        let mut out = self.clone();
        out.articles.retain(|key, _| key.story == *story);
        out
    }

    /// How many marks, duplicates included, on all articles.
    pub fn marks(&self) -> usize {
        self.articles.values().map(|article| article.marks.len()).sum()
    }
}

impl Mark {
    fn of(annotation: &Annotation, at: Vec<(Chars, Chars)>) -> Self {
        Self {
            id: annotation.id.clone(),
            label: annotation.label.clone(),
            at,
            attributes: annotation.attributes.clone(),
            origin: annotation.origin.clone(),
        }
    }

    /// Takes the blanks off both ends of each piece. `words` are the words of the pieces, in the
    /// order of the pieces, as a review file repeats them; pieces whose words are missing or of
    /// another length stay as they are.
    pub fn trimmed(mut self, words: &[String]) -> Self {
        let trim = |(i, (start, end)): (usize, (Chars, Chars))| {
            let length = end.0.checked_sub(start.0)? as usize;
            let Some(words) = words.get(i).filter(|words| words.chars().count() == length) else {
                return Some((start, end));
            };
            let inner = Span::whole(words).and_then(|whole| trim_blanks(words, whole))?;
            let before = words.get(..inner.start().to_usize())?.chars().count();
            let inside = inner.slice(words)?.chars().count();
            let start = start.0 + u32::try_from(before).ok()?;
            Some((Chars(start), Chars(start + u32::try_from(inside).ok()?)))
        };
        self.at = std::mem::take(&mut self.at).into_iter().enumerate().filter_map(trim).collect();
        self
    }
}

impl ReviewedArticle {
    /// An article without marks, whose marks can be placed.
    pub fn new(sha256: String, chars: Chars, status: Status) -> Self {
        Self { sha256, chars, status, marks: Vec::new(), placed: true, problems: Vec::new() }
    }

    /// Adds a mark: puts its pieces in order and joins those that touch. One that holds nothing or
    /// does not fit the text goes to the problems.
    pub fn push(&mut self, mut mark: Mark) {
        mark.at.retain(|(start, end)| start < end);
        mark.at.sort_unstable();
        mark.at.dedup_by(|next, last| {
            let joined = next.0 <= last.1;
            if joined {
                last.1 = last.1.max(next.1);
            }
            joined
        });
        if mark.at.is_empty() {
            self.problems.push((mark.id, Problem::Blank));
        } else if mark.end() > self.chars {
            self.problems.push((mark.id, Problem::Outside));
        } else {
            self.marks.push(mark);
        }
    }
}
