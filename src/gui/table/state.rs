//! What the table remembers.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::rows;
use crate::model::{AnnotationId, ArticleId, LabelId};
use crate::session::Session;

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Column {
    /// The words.
    Text,
    /// The label.
    Label,
    /// What it is tied to.
    Cluster,
    /// What is said about it.
    Attributes,
    /// The note.
    Note,
    /// The article.
    Article,
    /// The paragraph.
    Place,
    /// How it came to be.
    Origin,
    /// How far the reviewer is with the article.
    Status,
}

impl Column {
    /// All, from left to right.
    pub const ALL: [Self; 9] = [
        Self::Text,
        Self::Label,
        Self::Cluster,
        Self::Attributes,
        Self::Note,
        Self::Article,
        Self::Place,
        Self::Origin,
        Self::Status,
    ];

    /// What people read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "Text",
            Self::Label => "Label",
            Self::Cluster => "Cluster",
            Self::Attributes => "Attributes",
            Self::Note => "Note",
            Self::Article => "Article",
            Self::Place => "Place",
            Self::Origin => "Origin",
            Self::Status => "Status",
        }
    }

    /// Its share of the width, relative to the others, in a new window.
    pub fn share(self) -> f32 {
        match self {
            Self::Text => 4.0,
            Self::Label => 1.4,
            Self::Cluster => 1.5,
            Self::Attributes => 1.5,
            Self::Note => 1.6,
            Self::Article => 1.3,
            Self::Place => 0.6,
            Self::Origin => 1.0,
            Self::Status => 1.1,
        }
    }
}

/// In which order the rows stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sort {
    /// The column.
    pub by: Column,
    /// From the last to the first.
    pub down: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self { by: Column::Place, down: false }
    }
}

/// What is asked of notes and clusters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asked {
    /// Nothing.
    #[default]
    All,
    /// Has a note.
    Noted,
    /// Has a question that is not settled.
    Open,
    /// Is in a cluster.
    Tied,
    /// Is in none.
    Untied,
}

impl Asked {
    /// All, with what people read.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::All, "Anything"),
        (Self::Noted, "With a note"),
        (Self::Open, "With an open question"),
        (Self::Tied, "In a cluster"),
        (Self::Untied, "In no cluster"),
    ];
}

/// What the rows are narrowed to; an empty set is no limit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Only these labels.
    pub labels: BTreeSet<LabelId>,
    /// Only these articles.
    pub articles: BTreeSet<ArticleId>,
    /// Only these origins, by name.
    pub origins: BTreeSet<&'static str>,
    /// Notes and clusters.
    pub asked: Asked,
}

impl Filters {
    /// Whether nothing is narrowed.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }
}

/// What is done in the table.
#[derive(Clone, Debug, PartialEq)]
pub enum TableAction {
    /// Puts the rows in the order of a column; again: backwards.
    Sort(Column),
    /// Shares of the width, one a column.
    Widths(Vec<f32>),
    /// Narrows the rows.
    Filter(Filters),
    /// The drawer's height in points.
    Height(f32),
    /// A tab of the drawer, or none.
    Drawer(Option<Drawer>),
}

/// What the drawer under the columns shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Drawer {
    /// All annotations as a table.
    Table,
    /// Notes and open questions.
    Notes,
}

/// What the rows were worked out from.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    review: u64,
    query: String,
    filters: Filters,
    sort: Sort,
    labels: usize,
}

/// What the table remembers from frame to frame.
#[derive(Default)]
pub struct TableState {
    /// Words looked for in text, note, attributes and the cluster's name.
    pub query: String,
    /// What the rows are narrowed to.
    pub filters: Filters,
    rows: Vec<AnnotationId>,
    key: Option<Key>,
    /// The selected annotation whose row was brought into view last.
    pub(super) followed: Option<AnnotationId>,
}

impl TableState {
    /// What is shown, in order, as of the last [`Self::update`].
    pub fn rows(&self) -> &[AnnotationId] {
        &self.rows
    }

    /// Works out the rows anew where something has changed.
    pub fn update(&mut self, session: &Session, sort: Sort) {
        let review = session.review().revision();
        let labels = session.codebook().labels.len();
        let fresh = self.key.as_ref().is_some_and(|key| {
            key.review == review
                && key.query == self.query
                && key.filters == self.filters
                && key.sort == sort
                && key.labels == labels
        });
        if fresh {
            return;
        }
        self.rows = rows::rows(session, &self.query, &self.filters, sort);
        let (query, filters) = (self.query.clone(), self.filters.clone());
        self.key = Some(Key { review, query, filters, sort, labels });
    }
}
