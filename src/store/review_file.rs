//! A review as it stands in its file: places in code points, words repeated.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::around::Surroundings;
use super::ron_file::{self, HasFormat};
use super::{FORMAT, StoreError};
use crate::model::{
    Absence, Annotation, AnnotationId, ArticleId, ArticleState, Attributes, Cluster, ClusterId, Decision,
    Difference, LabelId, Link, Origin, Orphan, Rejection, Review, ReviewerId, Ruling, Story, StoryId,
};
use crate::text::Chars;

/// The largest file that is taken for a review, in bytes: a million annotations.
pub const REVIEW_LIMIT: u64 = 512 << 20;

/// A review as it stands in its file. [`ReviewFile::from_review`] and [`ReviewFile::into_review`]
/// translate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "review", deny_unknown_fields)]
pub struct ReviewFile {
    /// [`FORMAT`].
    pub format: u32,
    /// Whose it is.
    pub reviewer: ReviewerId,
    /// The story that it is on.
    pub story: StoryId,
    /// The reviewer's note on the story as a whole. Left out where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The articles as the reviewer knew them.
    #[serde(default)]
    pub articles: BTreeMap<ArticleId, ArticleState>,
    /// By article, start, end and id.
    #[serde(default)]
    pub annotations: Vec<FileAnnotation>,
    /// By id.
    #[serde(default)]
    pub clusters: Vec<Cluster>,
    /// By id.
    #[serde(default)]
    pub links: Vec<Link>,
    /// Annotations that lost their place, by id. Left out where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub orphans: Vec<FileOrphan>,
    /// What was decided, by id: of a consensus. Left out where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision>,
    /// Discrepancies that were ruled, by kind, then by article and place. Left out where there are
    /// none, as what follows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rulings: Vec<Ruling>,
    /// Suggestions that were rejected, by kind, then by article and place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rejected: Vec<Rejection>,
    /// What was looked for and is not there, by cluster, then by article.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absences: Vec<Absence>,
}

/// An annotation as it stands in a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "annotation", deny_unknown_fields)]
pub struct FileAnnotation {
    /// Names it.
    pub id: AnnotationId,
    /// The article that it marks.
    pub article: ArticleId,
    /// Its label.
    pub label: LabelId,
    /// Its pieces, half-open, in code points.
    pub at: Vec<(Chars, Chars)>,
    /// The words of each piece.
    pub text: Vec<String>,
    /// Up to 32 characters before and after each piece; only where the words of one of them stand
    /// more than once in the article, so that they can be told apart if it changes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub around: Vec<(String, String)>,
    /// What is said about it.
    #[serde(default)]
    pub attributes: Attributes,
    /// The reviewer's note.
    #[serde(default)]
    pub note: String,
    /// How it came to be.
    #[serde(default)]
    pub origin: Origin,
    /// When it was made.
    pub made: Timestamp,
    /// When it was last changed.
    pub changed: Timestamp,
}

/// An annotation without a place as it stands in a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "orphan", deny_unknown_fields)]
pub struct FileOrphan {
    /// Names it.
    pub id: AnnotationId,
    /// The article that it marked.
    pub article: ArticleId,
    /// Its label.
    pub label: LabelId,
    /// Where its pieces were, in code points of the text that it was made on.
    pub at: Vec<(Chars, Chars)>,
    /// The words of each piece.
    pub text: Vec<String>,
    /// Characters before and after each piece, where they were kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub around: Vec<(String, String)>,
    /// What is said about it.
    #[serde(default)]
    pub attributes: Attributes,
    /// The reviewer's note.
    #[serde(default)]
    pub note: String,
    /// How it came to be.
    #[serde(default)]
    pub origin: Origin,
    /// When it was made.
    pub made: Timestamp,
    /// When it was last changed.
    pub changed: Timestamp,
    /// The cluster that it belongs to.
    #[serde(default)]
    pub cluster: Option<ClusterId>,
    /// The links that start or end at it.
    #[serde(default)]
    pub links: Vec<Link>,
}

impl HasFormat for ReviewFile {
    fn format(&self) -> u32 {
        self.format
    }
}

/// Where a review is kept.
pub fn review_path(root: &Path, story: &StoryId, reviewer: &ReviewerId) -> PathBuf {
    root.join("reviews").join(story.as_str()).join(format!("{reviewer}.ron"))
}

/// Reads one review's file from anywhere, and checks what can be checked without its articles.
pub fn read_review_file(path: &Path) -> Result<ReviewFile, StoreError> {
    let bytes = ron_file::read_bytes(path, REVIEW_LIMIT)?.ok_or_else(|| {
        StoreError::io("read", path)(std::io::Error::new(
            std::io::ErrorKind::NotFound,
            "there is no such file",
        ))
    })?;
    ReviewFile::parse(path, &bytes)
}

impl ReviewFile {
    /// A file with nothing in it.
    pub fn new(reviewer: ReviewerId, story: StoryId) -> Self {
        Self {
            format: FORMAT,
            reviewer,
            story,
            note: String::new(),
            articles: BTreeMap::new(),
            annotations: Vec::new(),
            clusters: Vec::new(),
            links: Vec::new(),
            orphans: Vec::new(),
            decisions: Vec::new(),
            rulings: Vec::new(),
            rejected: Vec::new(),
            absences: Vec::new(),
        }
    }

    /// Takes the text of a file apart; `path` is for messages.
    pub fn parse(path: &Path, bytes: &[u8]) -> Result<Self, StoreError> {
        let file: Self = ron_file::parse(path, bytes)?;
        file.check(path, bytes)?;
        Ok(file)
    }

    /// Rules that the syntax does not hold: no id twice, pieces that are pieces.
    fn check(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        let wrong = |id: &str, nth: usize, message: String| {
            let line = ron_file::line_of(bytes, &format!("id: \"{id}\""), nth);
            Err(StoreError::Syntax { path: path.to_owned(), line, column: 1, message })
        };
        let twice = |what: &str, id: &str| wrong(id, 1, format!("there are two {what} with the id “{id}”"));
        let mut seen = BTreeSet::new();
        for (id, at, text, around) in self.pieces() {
            if !seen.insert(id) {
                return twice("annotations", id.as_str());
            }
            if at.is_empty() || at.iter().any(|(start, end)| start >= end) {
                return wrong(
                    id.as_str(),
                    0,
                    format!("annotation “{id}” has a piece that does not end after it starts"),
                );
            }
            if at.len() != text.len() || !(around.is_empty() || around.len() == at.len()) {
                return wrong(
                    id.as_str(),
                    0,
                    format!("annotation “{id}” must have one text for each piece in `at`"),
                );
            }
        }
        let mut seen = BTreeSet::new();
        if let Some(cluster) = self.clusters.iter().find(|cluster| !seen.insert(&cluster.id)) {
            return twice("clusters", cluster.id.as_str());
        }
        let mut seen = BTreeSet::new();
        if let Some(link) = self.links.iter().find(|link| !seen.insert(&link.id)) {
            return twice("links", link.id.as_str());
        }
        let mut seen = BTreeSet::new();
        if let Some(decision) = self.decisions.iter().find(|decision| !seen.insert(&decision.id)) {
            return twice("decisions", decision.id.as_str());
        }
        if let Some((decision, fault)) = self.decisions.iter().find_map(|d| Some((d, d.fault()?))) {
            return wrong(decision.id.as_str(), 0, fault);
        }
        let again = |section: &str, what: &str| {
            let line = ron_file::line_of(bytes, section, 0);
            let message = format!("it says two things about {what}");
            Err(StoreError::Syntax { path: path.to_owned(), line, column: 1, message })
        };
        let mut seen = BTreeSet::new();
        if let Some(ruling) = self.rulings.iter().find(|ruling| !seen.insert(&ruling.of)) {
            let Difference { kind, a, b } = &ruling.of;
            return again("rulings:", &format!("the {kind} of “{}” and “{}”", a.text, b.text));
        }
        let mut seen = BTreeSet::new();
        if let Some(rejection) = self.rejected.iter().find(|rejection| !seen.insert(&rejection.of)) {
            return again("rejected:", &format!("one suggested {}", rejection.of.what.name()));
        }
        let mut seen = BTreeSet::new();
        if let Some(absence) = self.absences.iter().find(|a| !seen.insert((&a.cluster, &a.article))) {
            return again("absences:", &format!("“{}” in “{}”", absence.cluster, absence.article));
        }
        Ok(())
    }

    #[allow(clippy::type_complexity)]
    fn pieces(
        &self,
    ) -> impl Iterator<Item = (&AnnotationId, &[(Chars, Chars)], &[String], &[(String, String)])> {
        let placed = self.annotations.iter().map(|a| (&a.id, &a.at[..], &a.text[..], &a.around[..]));
        placed.chain(self.orphans.iter().map(|o| (&o.id, &o.at[..], &o.text[..], &o.around[..])))
    }

    /// The review as its file is to hold it. The articles of `story` are those that it was made on.
    pub fn from_review(review: &Review, story: &Story) -> Self {
        Self::from_review_with(review, story, &mut Surroundings::default())
    }

    /// The same with what is known already about the articles' words.
    pub(crate) fn from_review_with(review: &Review, story: &Story, known: &mut Surroundings) -> Self {
        let mut annotations = Vec::with_capacity(review.len());
        for article in &story.articles {
            known.learn(article, review.annotations_of(&article.id));
        }
        for annotation in review.annotations() {
            annotations.push(FileAnnotation::new(annotation, story, known));
        }
        Self {
            format: FORMAT,
            reviewer: review.reviewer().clone(),
            story: review.story().clone(),
            note: review.note().to_owned(),
            articles: review.articles().clone(),
            annotations,
            clusters: review.clusters().cloned().collect(),
            links: review.links().cloned().collect(),
            orphans: review.orphans().cloned().map(FileOrphan::from).collect(),
            decisions: review.decisions().cloned().collect(),
            rulings: review.rulings().cloned().collect(),
            rejected: review.rejections().cloned().collect(),
            absences: review.absences().cloned().collect(),
        }
    }

    /// The text of the file: one annotation to a line, LF.
    pub fn to_ron(&self) -> String {
        let mut text = ron_file::pretty(self, 2);
        text.push('\n');
        text
    }
}

impl FileAnnotation {
    /// The order of annotations in files.
    pub(crate) fn order(&self) -> (&ArticleId, Option<Chars>, Option<Chars>, &AnnotationId) {
        (&self.article, self.at.first().map(|piece| piece.0), self.at.last().map(|piece| piece.1), &self.id)
    }

    /// An annotation as its file is to hold it.
    pub(crate) fn new(annotation: &Annotation, story: &Story, known: &mut Surroundings) -> Self {
        let article = story.article(&annotation.article);
        let mut at = Vec::with_capacity(annotation.spans.len());
        let mut text = Vec::with_capacity(annotation.spans.len());
        for span in &annotation.spans {
            let place = article.and_then(|a| a.offsets.span_to_chars(&a.text, *span));
            debug_assert!(place.is_some(), "annotation {} lies outside of its article", annotation.id);
            at.push(place.unwrap_or_default());
            text.push(article.and_then(|a| span.slice(&a.text)).unwrap_or_default().to_owned());
        }
        let around = article.map_or_else(Vec::new, |article| known.around(article, annotation));
        Self {
            id: annotation.id.clone(),
            article: annotation.article.clone(),
            label: annotation.label.clone(),
            at,
            text,
            around,
            attributes: annotation.attributes.clone(),
            note: annotation.note.clone(),
            origin: annotation.origin.clone(),
            made: annotation.made,
            changed: annotation.changed,
        }
    }
}

impl From<Orphan> for FileOrphan {
    fn from(orphan: Orphan) -> Self {
        let Orphan { annotation, at, words, around, cluster, links } = orphan;
        Self {
            id: annotation.id,
            article: annotation.article,
            label: annotation.label,
            at,
            text: words,
            around,
            attributes: annotation.attributes,
            note: annotation.note,
            origin: annotation.origin,
            made: annotation.made,
            changed: annotation.changed,
            cluster,
            links,
        }
    }
}

impl From<FileOrphan> for Orphan {
    fn from(orphan: FileOrphan) -> Self {
        Self {
            annotation: Annotation {
                id: orphan.id,
                article: orphan.article,
                label: orphan.label,
                spans: Vec::new(),
                attributes: orphan.attributes,
                note: orphan.note,
                origin: orphan.origin,
                made: orphan.made,
                changed: orphan.changed,
            },
            at: orphan.at,
            words: orphan.text,
            around: orphan.around,
            cluster: orphan.cluster,
            links: orphan.links,
        }
    }
}
