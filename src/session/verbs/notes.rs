//! Notes, and the questions in them.

use super::marks::beginning;
use super::{Deed, VerbError, Verbs, counted};
use crate::model::{
    AnnotationId, ArticleState, Cluster, Edit, Link, NoteOn, Status, questions, with_settled,
};

impl Verbs<'_> {
    /// Sets the note on something; an empty one removes it.
    pub fn write_note(&self, on: &NoteOn, note: &str) -> Result<Deed, VerbError> {
        let name = if note.is_empty() {
            "remove note".to_owned()
        } else {
            format!("note “{}”", beginning(note))
        };
        Ok(Deed { name, edit: Edit::Batch(vec![self.noted(on, note.to_owned())?]) })
    }

    /// Sets the note of many annotations.
    pub fn set_notes(&self, ids: &[AnnotationId], note: &str) -> Result<Deed, VerbError> {
        let edits = ids
            .iter()
            .map(|id| Ok(self.changed(self.annotation(id)?, |annotation| annotation.note = note.to_owned())))
            .collect::<Result<_, VerbError>>()?;
        let what = if note.is_empty() { "remove the note of" } else { "note on" };
        let name = format!("{what} {}", counted(ids.len(), "annotation", "annotations"));
        Ok(Deed { name, edit: Edit::Batch(edits) })
    }

    /// Settles a question of a note, by the line that it stands on, or asks it again.
    pub fn settle(&self, on: &NoteOn, line: usize, settled: bool) -> Result<Deed, VerbError> {
        let gone = VerbError::Nonsense("this question is no longer in the note");
        let note = self.review.note_on(on).ok_or(gone.clone())?;
        let question = questions(note).find(|question| question.line == line).ok_or(gone.clone())?;
        let what = if settled { "settle" } else { "ask again" };
        let name = format!("{what} “{}”", beginning(question.text));
        let note = with_settled(note, line, settled).ok_or(gone)?;
        Ok(Deed { name, edit: Edit::Batch(vec![self.noted(on, note)?]) })
    }

    fn noted(&self, on: &NoteOn, note: String) -> Result<Edit, VerbError> {
        let missing = |what, id: &str| VerbError::Missing { what, id: id.to_owned() };
        Ok(match on {
            NoteOn::Story => Edit::PutNote(note),
            NoteOn::Article(id) => {
                let state = match (self.review.articles().get(id), self.story.article(id)) {
                    (Some(state), _) => state.clone(),
                    (None, Some(article)) => ArticleState::of(article, Status::NotStarted),
                    (None, None) => return Err(missing("article", id.as_str())),
                };
                Edit::PutArticle(id.clone(), ArticleState { note, ..state })
            }
            NoteOn::Annotation(id) => self.changed(self.annotation(id)?, |annotation| annotation.note = note),
            NoteOn::Cluster(id) => {
                let cluster = self.review.cluster(id).ok_or_else(|| missing("cluster", id.as_str()))?;
                Edit::PutCluster(Cluster { note, ..cluster.clone() })
            }
            NoteOn::Link(id) => {
                let link = self.review.link(id).ok_or_else(|| missing("link", id.as_str()))?;
                Edit::PutLink(Link { note, ..link.clone() })
            }
        })
    }
}
