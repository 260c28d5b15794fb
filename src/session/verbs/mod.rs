//! What a reviewer can do, as edits.
//!
//! Each gives one [`Deed`]: one step to undo, with a name. Nothing is changed here;
//! [`super::Session::perform`] does that.

mod accept;
mod clusters;
mod judge;
mod links;
mod marks;
mod notes;
mod settle;
mod speaker;

pub use settle::Judgement;

use std::collections::BTreeSet;

pub use links::allows;

use jiff::Timestamp;

use crate::model::{
    Annotation, AnnotationId, ArticleState, Codebook, Edit, LabelId, LinkEnd, Review, Status, Story,
};

/// One step: what it does, and what people read in the undo menu.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// As in “tag “Person””.
    pub name: String,
    /// What it does.
    pub edit: Edit,
}

/// Why something cannot be done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VerbError {
    /// What it is to be done to is not there.
    #[error("there is no {what} “{id}”")]
    Missing {
        /// annotation, cluster, article, label …
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// It makes no sense.
    #[error("{0}")]
    Nonsense(&'static str),
}

/// Makes edits of intentions, for one state of a review.
#[derive(Clone, Copy, Debug)]
pub struct Verbs<'a> {
    review: &'a Review,
    story: &'a Story,
    codebook: &'a Codebook,
    now: Timestamp,
}

impl<'a> Verbs<'a> {
    /// For this state of a review. `now` is when what is made was made.
    pub fn new(review: &'a Review, story: &'a Story, codebook: &'a Codebook, now: Timestamp) -> Self {
        Self { review, story, codebook, now }
    }

    fn annotation(&self, id: &AnnotationId) -> Result<&'a Annotation, VerbError> {
        self.review
            .annotation(id)
            .ok_or_else(|| VerbError::Missing { what: "annotation", id: id.to_string() })
    }

    /// The words of an annotation.
    fn words(&self, annotation: &Annotation) -> String {
        self.story
            .article(&annotation.article)
            .map(|article| annotation.words(&article.text))
            .unwrap_or_default()
    }

    /// What people read for a label, in quote marks.
    fn label_name(&self, label: &LabelId) -> String {
        format!("“{}”", self.codebook.label_name(label))
    }

    /// An annotation with a change, changed now.
    fn changed(&self, annotation: &Annotation, change: impl FnOnce(&mut Annotation)) -> Edit {
        let mut annotation = annotation.clone();
        change(&mut annotation);
        annotation.changed = self.now;
        // A suggestion that a person changes is no longer just accepted.
        if let crate::model::Origin::Suggested(rule) = annotation.origin {
            annotation.origin = crate::model::Origin::SuggestedEdited(rule);
        }
        Edit::PutAnnotation(annotation)
    }
}

/// What stands for an annotation in links: its cluster, where it has one.
fn end_of(review: &Review, id: &AnnotationId) -> LinkEnd {
    match review.cluster_of(id) {
        Some(cluster) => LinkEnd::Cluster(cluster.id.clone()),
        None => LinkEnd::Annotation(id.clone()),
    }
}

/// “1 annotation”, “3 annotations”.
fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// An edit with what the first one on an article notes: which text it was made on, and that the
/// article is in progress.
pub fn with_articles(review: &Review, story: &Story, edit: Edit) -> Edit {
    let mut touched = BTreeSet::new();
    collect_articles(&edit, &mut touched);
    let begun: Vec<Edit> = touched
        .into_iter()
        .filter_map(|id| {
            let article = story.article(id)?;
            let known = review.articles().get(id);
            if known.is_some_and(|state| state.status != Status::NotStarted) {
                return None;
            }
            let note = known.map_or_else(String::new, |state| state.note.clone());
            let state = ArticleState { note, ..ArticleState::of(article, Status::InProgress) };
            Some(Edit::PutArticle(id.clone(), state))
        })
        .collect();
    if begun.is_empty() { edit } else { Edit::Batch(begun.into_iter().chain([edit]).collect()) }
}

fn collect_articles<'e>(edit: &'e Edit, touched: &mut BTreeSet<&'e crate::model::ArticleId>) {
    match edit {
        Edit::PutAnnotation(annotation) => drop(touched.insert(&annotation.article)),
        Edit::PutAbsence(absence) => drop(touched.insert(&absence.article)),
        Edit::Batch(edits) => edits.iter().for_each(|edit| collect_articles(edit, touched)),
        _ => {}
    }
}
