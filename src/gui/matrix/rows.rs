//! What the matrix shows: a row for each cluster, a cell for each article.

use crate::gui::found::words::split;
use crate::insight::wording::{Closeness, wording};
use crate::model::{
    Absence, Annotation, AnnotationId, ArticleId, Cluster, ClusterId, Kind, LabelId, LinkEnd, Value,
};
use crate::session::Session;
use crate::text::Span;

/// The link kind of the default codebook that says that two things cannot both be so.
const CONTRADICTS: &str = "contradicts";
/// The attribute of the default codebook that holds the speaker as printed.
const SPEAKER: &str = "speaker";

/// What a row stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowKey {
    /// Annotations that are tied together.
    Cluster(ClusterId),
    /// A claim or quote that is tied to nothing yet.
    Alone(AnnotationId),
}

/// How an article has what a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CellState {
    /// The words with which the others are compared.
    Stated,
    /// The same words.
    WordForWord,
    /// Some of the words, and no others.
    InPart,
    /// Four fifths of them.
    Nearly,
    /// Other words.
    Reworded,
    /// What is there contradicts it, by a link.
    Contradicts,
    /// Looked for, and not there.
    NotFound,
    /// Nobody has looked.
    NotLooked,
}

impl CellState {
    /// What people read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::WordForWord => "word for word",
            Self::InPart => "in part",
            Self::Nearly => "nearly",
            Self::Reworded => "reworded",
            Self::Contradicts => "contradicts",
            Self::NotFound => "not found",
            Self::NotLooked => "not looked yet",
        }
    }

    /// What that means, in one sentence.
    pub fn about(self) -> &'static str {
        match self {
            Self::Stated => "The words with which the other articles are compared.",
            Self::WordForWord => "The same words, but for spelling and marks.",
            Self::InPart => "Some of the words, and no others.",
            Self::Nearly => "At least four fifths of the words are the same.",
            Self::Reworded => "The same thing in other words.",
            Self::Contradicts => "A link says that this contradicts the others.",
            Self::NotFound => "You looked for it, and it is not there.",
            Self::NotLooked => "Nothing is tagged here, and nobody said that it is not there.",
        }
    }

    /// Whether the article has words for it.
    pub fn has_words(self) -> bool {
        !matches!(self, Self::NotFound | Self::NotLooked)
    }

    /// Whether it differs from what is stated.
    pub fn differs(self) -> bool {
        matches!(self, Self::InPart | Self::Nearly | Self::Reworded | Self::Contradicts)
    }
}

/// A place where an article has it.
#[derive(Clone, Debug, PartialEq)]
pub struct CellPlace {
    /// The annotation.
    pub id: AnnotationId,
    /// Its first piece.
    pub span: Span,
    /// Its words, with what differs from those that are stated.
    pub parts: Vec<(String, bool)>,
    /// The paragraph, and who says it.
    pub place: String,
    /// How it stands to what is stated.
    pub state: CellState,
}

/// One article's cell of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// How the article has it.
    pub state: CellState,
    /// Where, the one that is closest first.
    pub places: Vec<CellPlace>,
    /// What was noted where it was looked for in vain.
    pub note: String,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixRow {
    /// What it stands for.
    pub key: RowKey,
    /// Its kind.
    pub kind: Kind,
    /// Its label.
    pub label: LabelId,
    /// The name of the entity, the wording of the claim, the statement.
    pub name: String,
    /// A second line: the label, and in how many articles it is.
    pub second: String,
    /// One for each article of the story, in its order.
    pub cells: Vec<Cell>,
    /// The article with the words that are stated, and where in it.
    pub stated: Option<(ArticleId, Span)>,
}

impl MatrixRow {
    /// In how many articles it is.
    pub fn articles(&self) -> usize {
        self.cells.iter().filter(|cell| cell.state.has_words()).count()
    }

    /// Whether an article has it differently.
    pub fn differs(&self) -> bool {
        self.cells.iter().any(|cell| cell.state.differs())
    }

    /// Whether an article is known not to have it.
    pub fn lacks(&self) -> bool {
        self.cells.iter().any(|cell| cell.state == CellState::NotFound)
    }

    /// Whether an article was not searched for it.
    pub fn open(&self) -> bool {
        self.cells.iter().any(|cell| cell.state == CellState::NotLooked)
    }
}

/// All rows of a review: clusters, and claims and quotes that are tied to nothing.
pub fn rows(session: &Session) -> Vec<MatrixRow> {
    let review = session.review();
    let clusters = review.clusters().filter(|cluster| !cluster.members.is_empty());
    let mut out: Vec<MatrixRow> = clusters.filter_map(|cluster| of_cluster(session, cluster)).collect();
    let kind = |annotation: &Annotation| session.codebook().kind(&annotation.label);
    let alone = review.annotations().filter(|annotation| {
        matches!(kind(annotation), Kind::Claim | Kind::Quote) && review.cluster_of(&annotation.id).is_none()
    });
    out.extend(alone.filter_map(|annotation| {
        let name = words_of(session, annotation);
        let key = RowKey::Alone(annotation.id.clone());
        row(session, key, &annotation.label, name, &[annotation])
    }));
    out
}

fn of_cluster(session: &Session, cluster: &Cluster) -> Option<MatrixRow> {
    let members: Vec<&Annotation> =
        cluster.members.iter().filter_map(|id| session.review().annotation(id)).collect();
    let name = if cluster.name.trim().is_empty() {
        words_of(session, members.first()?)
    } else {
        cluster.name.clone()
    };
    row(session, RowKey::Cluster(cluster.id.clone()), &cluster.label, name, &members)
}

fn words_of(session: &Session, annotation: &Annotation) -> String {
    let text = session.article(&annotation.article).map_or("", |article| &article.text);
    annotation.words(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Who says it, where that is told.
fn speaker(session: &Session, annotation: &Annotation) -> Option<String> {
    if let Some(Value::Text(printed)) = annotation.attributes.get(SPEAKER) {
        return Some(printed.clone());
    }
    match session.verbs().speaker(&annotation.id)? {
        LinkEnd::Cluster(id) => session.review().cluster(&id).map(|cluster| cluster.name.clone()),
        LinkEnd::Annotation(id) => session.review().annotation(&id).map(|of| words_of(session, of)),
    }
}

fn row(
    session: &Session,
    key: RowKey,
    label: &LabelId,
    name: String,
    members: &[&Annotation],
) -> Option<MatrixRow> {
    let story = session.story();
    let kind = session.codebook().kind(label);
    let order =
        |annotation: &Annotation| story.articles.iter().position(|article| article.id == annotation.article);
    // Of a statement the longest printing; of anything else the first article's words.
    let length = |annotation: &Annotation| words_of(session, annotation).chars().count();
    let stated = if kind == Kind::Quote {
        members.iter().max_by_key(|a| (length(a), std::cmp::Reverse(order(a))))
    } else {
        members.iter().min_by_key(|a| (order(a), a.start()))
    }?;
    let against = words_of(session, stated);
    let others = contradicting(session, &key, members);
    let place = |annotation: &Annotation, contradicts: bool| {
        let article = session.article(&annotation.article)?;
        let words = words_of(session, annotation);
        let held = wording(&against, &words);
        let state = match held.closeness {
            _ if contradicts => CellState::Contradicts,
            _ if annotation.id == stated.id => CellState::Stated,
            Closeness::WordForWord => CellState::WordForWord,
            _ if held.other.is_empty() => CellState::InPart,
            Closeness::Nearly => CellState::Nearly,
            Closeness::Reworded => CellState::Reworded,
        };
        let loud = if state == CellState::Stated || kind == Kind::Entity { Vec::new() } else { held.other };
        let mut at = format!("¶{}", article.paragraph_number(annotation.start()));
        if let Some(speaker) = speaker(session, annotation) {
            at = format!("{at} · {speaker}");
        }
        Some(CellPlace {
            id: annotation.id.clone(),
            span: *annotation.spans.first()?,
            parts: split(&words, &loud),
            place: at,
            state,
        })
    };
    let cells: Vec<Cell> = story
        .articles
        .iter()
        .map(|article| {
            let own = members.iter().filter(|member| member.article == article.id);
            let mut places: Vec<CellPlace> = own
                .filter_map(|member| {
                    place(member, member.id != stated.id && others.iter().any(|other| other.id == member.id))
                })
                .collect();
            let is_member = |other: &&&Annotation| members.iter().all(|member| member.id != other.id);
            let against = others.iter().filter(|other| other.article == article.id).filter(is_member);
            places.extend(against.filter_map(|other| place(other, true)));
            places.sort_by_key(|place| place.state);
            let absence = absence(session, &key, &article.id);
            let state = match (places.iter().map(|place| place.state).max(), absence) {
                // What contradicts is what matters, whatever else is there.
                (Some(CellState::Contradicts), _) => CellState::Contradicts,
                (Some(_), _) => places.first().map_or(CellState::Stated, |place| place.state),
                (None, Some(_)) => CellState::NotFound,
                (None, None) => CellState::NotLooked,
            };
            Cell { state, places, note: absence.map(|absence| absence.note.clone()).unwrap_or_default() }
        })
        .collect();
    let told = cells.iter().filter(|cell| cell.state.has_words()).count();
    let second =
        format!("{} · {told} of {} articles", session.codebook().label_name(label), story.articles.len());
    let stated = Some((stated.article.clone(), *stated.spans.first()?));
    Some(MatrixRow { key, kind, label: label.clone(), name, second, cells, stated })
}

fn absence<'a>(session: &'a Session, key: &RowKey, article: &ArticleId) -> Option<&'a Absence> {
    match key {
        RowKey::Cluster(id) => session.review().absence(id, article),
        RowKey::Alone(_) => None,
    }
}

/// What a link sets against the row or one of its members.
fn contradicting<'a>(session: &'a Session, key: &RowKey, members: &[&Annotation]) -> Vec<&'a Annotation> {
    let review = session.review();
    let cluster = match key {
        RowKey::Cluster(id) => Some(LinkEnd::Cluster(id.clone())),
        RowKey::Alone(_) => None,
    };
    let ends = members.iter().map(|member| LinkEnd::Annotation(member.id.clone())).chain(cluster);
    let mut out: Vec<&Annotation> = Vec::new();
    for end in ends {
        for link in review.links_of(&end).filter(|link| link.kind.as_str() == CONTRADICTS) {
            let other = if link.from == end { &link.to } else { &link.from };
            let found: Vec<&Annotation> = match other {
                LinkEnd::Annotation(id) => review.annotation(id).into_iter().collect(),
                LinkEnd::Cluster(id) => {
                    let members = review.cluster(id).map(|c| c.members.as_slice()).unwrap_or_default();
                    members.iter().filter_map(|id| review.annotation(id)).collect()
                }
            };
            for annotation in found {
                if out.iter().all(|known| known.id != annotation.id) {
                    out.push(annotation);
                }
            }
        }
    }
    out
}
