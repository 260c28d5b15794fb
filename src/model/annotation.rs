//! What a reviewer makes: annotations, clusters, links.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{AnnotationId, ArticleId, Attributes, ClusterId, LabelId, LinkId, LinkKindId};
use crate::text::{Chars, Span, TextSize};

/// A mark on one article: one or more spans with a label.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Annotation {
    /// Names it.
    pub id: AnnotationId,
    /// The article that it marks.
    pub article: ArticleId,
    /// Its label.
    pub label: LabelId,
    /// The pieces, in order, none touching or overlapping another; at least one.
    pub spans: Vec<Span>,
    /// What is said about it.
    pub attributes: Attributes,
    /// The reviewer's note. Markdown.
    pub note: String,
    /// How it came to be.
    pub origin: Origin,
    /// When it was made, to the second.
    pub made: Timestamp,
    /// When it was last changed, to the second.
    pub changed: Timestamp,
}

/// How an annotation came to be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// Drawn by the reviewer.
    #[default]
    Hand,
    /// Found by the rule of this name and accepted as it was.
    Suggested(String),
    /// Found by the rule of this name and accepted after a change.
    SuggestedEdited(String),
    /// One of many marked at once, because the words are the same as elsewhere.
    Repeated,
    /// Carried over from this annotation of another article.
    Carried(AnnotationId),
    /// Read from a file of this format.
    Imported(String),
    /// Taken over from reviewers when a consensus was settled.
    Settled,
}

impl Annotation {
    /// Puts pieces in order and joins those that touch or overlap.
    pub fn normal_spans(mut spans: Vec<Span>) -> Vec<Span> {
        spans.sort();
        let mut out: Vec<Span> = Vec::with_capacity(spans.len());
        for span in spans {
            match out.last_mut() {
                Some(last) if last.end() >= span.start() => *last = last.hull(span),
                _ => out.push(span),
            }
        }
        out
    }

    /// Where the first piece starts.
    pub fn start(&self) -> TextSize {
        self.spans.first().map_or(TextSize::ZERO, |span| span.start())
    }

    /// Where the last piece ends.
    pub fn end(&self) -> TextSize {
        self.spans.last().map_or(TextSize::ZERO, |span| span.end())
    }

    /// From the first piece's start to the last one's end.
    pub fn hull(&self) -> Option<Span> {
        Span::new(self.start(), self.end())
    }

    /// Whether a piece holds the place.
    pub fn contains(&self, at: TextSize) -> bool {
        self.spans.iter().any(|span| span.contains(at))
    }

    /// The words of the pieces, joined by ` … `.
    pub fn words(&self, text: &str) -> String {
        let mut out = String::new();
        for span in &self.spans {
            if !out.is_empty() {
                out.push_str(" … ");
            }
            out.push_str(span.slice(text).unwrap_or_default());
        }
        out
    }

    /// The order of annotations in files and lists.
    pub fn order(&self) -> (&ArticleId, TextSize, TextSize, &AnnotationId) {
        (&self.article, self.start(), self.end(), &self.id)
    }
}

/// An annotation that lost its place: its article changed and its words are not to be found, or the
/// article itself is gone. Kept with all that belongs to it until the reviewer gives it a place or
/// removes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Orphan {
    /// What it was; without spans, because no place of the present text is its place.
    pub annotation: Annotation,
    /// Where its pieces were in the text that it was made on, in code points.
    pub at: Vec<(Chars, Chars)>,
    /// The words of its pieces.
    pub words: Vec<String>,
    /// The characters before and after each piece, where they were kept.
    pub around: Vec<(String, String)>,
    /// The cluster that it belongs to.
    pub cluster: Option<ClusterId>,
    /// The links that start or end at it.
    pub links: Vec<Link>,
}

impl Orphan {
    /// The words of its pieces, joined by ` … `.
    pub fn text(&self) -> String {
        self.words.join(" … ")
    }
}

/// The annotations of a story that refer to the same thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cluster {
    /// Names it.
    pub id: ClusterId,
    /// The label that its members share, as a rule.
    pub label: LabelId,
    /// The entity's name, the claim's wording, or the statement.
    pub name: String,
    /// Its annotations, each in at most one cluster.
    pub members: Vec<AnnotationId>,
    /// What is said about it.
    #[serde(default, skip_serializing_if = "Attributes::is_empty")]
    pub attributes: Attributes,
    /// The reviewer's note. Markdown.
    #[serde(default)]
    pub note: String,
}

/// A typed tie between two annotations or clusters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Names it.
    pub id: LinkId,
    /// Its kind in the codebook.
    pub kind: LinkKindId,
    /// Where it starts.
    pub from: LinkEnd,
    /// Where it leads.
    pub to: LinkEnd,
    /// The reviewer's note. Markdown.
    #[serde(default)]
    pub note: String,
}

/// What a link ties.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LinkEnd {
    /// An annotation.
    Annotation(AnnotationId),
    /// A cluster.
    Cluster(ClusterId),
}
