//! Undo and redo over the review and the project alike.

use std::sync::Arc;

use super::jobs::JobContext;
use super::recode::Recoding;
use super::{Notice, Session, SessionError};
use crate::model::{ArticleId, ArticleInfo, Codebook, Edit, EditError, History, Project, Review, StoryId};
use crate::store::save_project;

/// A change of the project, as data. Applying one gives its inverse.
#[derive(Clone, Debug, PartialEq)]
pub enum ProjectEdit {
    /// Gives the project this name.
    Name(String),
    /// Gives a story this title.
    StoryTitle(StoryId, String),
    /// Puts another codebook in the place of the present one.
    Codebook(Codebook),
    /// Says this about an article.
    Article(StoryId, ArticleId, ArticleInfo),
    /// Shows the articles of a story in this order. Those not named keep theirs, after the others.
    Order(StoryId, Vec<ArticleId>),
}

impl ProjectEdit {
    /// Changes the project and gives what changes it back; `None` where there is no such story or
    /// article.
    fn apply(self, project: &mut Project) -> Option<Self> {
        let story =
            |project: &mut Project, id: &StoryId| project.stories.iter().position(|story| story.id == *id);
        Some(match self {
            Self::Name(name) => Self::Name(std::mem::replace(&mut project.name, name)),
            Self::Codebook(codebook) => Self::Codebook(std::mem::replace(&mut project.codebook, codebook)),
            Self::StoryTitle(id, title) => {
                let at = story(project, &id)?;
                let story = project.stories.get_mut(at)?;
                Self::StoryTitle(id, std::mem::replace(&mut story.title, title))
            }
            Self::Article(id, article, info) => {
                let at = story(project, &id)?;
                let found = project.stories.get_mut(at)?.articles.iter_mut().find(|a| a.id == article)?;
                let before = std::mem::replace(&mut Arc::make_mut(found).info, info);
                Self::Article(id, article, before)
            }
            Self::Order(id, order) => {
                let at = story(project, &id)?;
                let articles = &mut project.stories.get_mut(at)?.articles;
                let before = articles.iter().map(|article| article.id.clone()).collect();
                let place =
                    |id: &ArticleId| order.iter().position(|named| named == id).unwrap_or(order.len());
                articles.sort_by_key(|article| place(&article.id));
                Self::Order(id, before)
            }
        })
    }
}

/// What a step changed.
#[derive(Debug)]
enum Turn {
    /// The review: the step is the last one of its history.
    Review,
    /// The project: its name for people, and what takes it back.
    Project(String, ProjectEdit),
    /// The codebook, and all reviews with it.
    Recoding(Box<Recoding>),
}

/// All steps, of the review and the project, in order.
#[derive(Debug, Default)]
pub(super) struct Past {
    review: History,
    done: Vec<Turn>,
    undone: Vec<Turn>,
}

/// The name of what an undo or redo did, and what it changed in the review, if that.
type Turned = (String, Option<Edit>);

impl Past {
    pub(super) fn apply(&mut self, review: &mut Review, name: &str, edit: Edit) -> Result<(), EditError> {
        self.review.apply(review, name, edit)?;
        self.done.push(Turn::Review);
        self.undone.clear();
        Ok(())
    }

    fn apply_to_project(&mut self, project: &mut Project, name: String, edit: ProjectEdit) -> Option<()> {
        let inverse = edit.apply(project)?;
        self.done.push(Turn::Project(name, inverse));
        self.undone.clear();
        self.review.forget_undone();
        Some(())
    }

    pub(super) fn push_recoding(&mut self, step: Recoding) {
        self.done.push(Turn::Recoding(Box::new(step)));
        self.undone.clear();
        self.review.forget_undone();
    }

    /// The step that undo (or redo) would turn, where it is one that reaches into other reviews.
    pub(super) fn last_recoding(&self, undo: bool) -> Option<&Recoding> {
        match if undo { self.done.last()? } else { self.undone.last()? } {
            Turn::Recoding(step) => Some(step),
            _ => None,
        }
    }

    /// Puts that step, now turned, on the other side.
    pub(super) fn turn_recoding(&mut self, undo: bool, step: Recoding) {
        let (from, to) =
            if undo { (&mut self.done, &mut self.undone) } else { (&mut self.undone, &mut self.done) };
        from.pop();
        to.push(Turn::Recoding(Box::new(step)));
    }

    pub(super) fn undo(
        &mut self,
        review: &mut Review,
        project: &mut Project,
    ) -> Result<Option<Turned>, EditError> {
        turn(&mut self.done, &mut self.undone, project, || self.review.undo(review))
    }

    pub(super) fn redo(
        &mut self,
        review: &mut Review,
        project: &mut Project,
    ) -> Result<Option<Turned>, EditError> {
        turn(&mut self.undone, &mut self.done, project, || self.review.redo(review))
    }

    pub(super) fn undo_name(&self) -> Option<&str> {
        match self.done.last()? {
            Turn::Review => self.review.undo_name(),
            Turn::Project(name, _) => Some(name),
            Turn::Recoding(step) => Some(&step.name),
        }
    }

    pub(super) fn redo_name(&self) -> Option<&str> {
        match self.undone.last()? {
            Turn::Review => self.review.redo_name(),
            Turn::Project(name, _) => Some(name),
            Turn::Recoding(step) => Some(&step.name),
        }
    }
}

fn turn(
    from: &mut Vec<Turn>,
    to: &mut Vec<Turn>,
    project: &mut Project,
    review: impl FnOnce() -> Option<Result<(String, Edit), EditError>>,
) -> Result<Option<Turned>, EditError> {
    let (turned, inverse) = match from.last() {
        None | Some(Turn::Recoding(_)) => return Ok(None),
        Some(Turn::Review) => match review() {
            None => return Ok(None),
            Some(done) => {
                let (name, edit) = done?;
                ((name, Some(edit)), Turn::Review)
            }
        },
        Some(Turn::Project(name, edit)) => {
            let Some(inverse) = edit.clone().apply(project) else { return Ok(None) };
            ((name.clone(), None), Turn::Project(name.clone(), inverse))
        }
    };
    from.pop();
    to.push(inverse);
    Ok(Some(turned))
}

impl Session {
    /// Changes the project: one step that can be undone, on disk at once. Where the project's file
    /// cannot be written, a notice says so and it is tried again with the next change or save.
    pub fn change_project(&mut self, name: impl Into<String>, edit: ProjectEdit) -> Result<(), SessionError> {
        let missing = || SessionError::Missing { what: "such story or article", id: String::new() };
        self.past.apply_to_project(&mut self.open.project, name.into(), edit).ok_or_else(missing)?;
        self.project_changed();
        Ok(())
    }

    /// Takes the last step back. Gives its name; `None` where there is none.
    pub fn undo(&mut self) -> Result<Option<String>, SessionError> {
        if let Some(work) = self.begin_undo() {
            let done = work?.run(&JobContext::default());
            return self.finish_recoding(done).map(|report| Some(report.name));
        }
        let turned = self.past.undo(&mut self.review, &mut self.open.project)?;
        Ok(turned.map(|turned| self.turned("undo: ", turned)))
    }

    /// Does the last undone step again. Gives its name; `None` where there is none.
    pub fn redo(&mut self) -> Result<Option<String>, SessionError> {
        if let Some(work) = self.begin_redo() {
            let done = work?.run(&JobContext::default());
            return self.finish_recoding(done).map(|report| Some(report.name));
        }
        let turned = self.past.redo(&mut self.review, &mut self.open.project)?;
        Ok(turned.map(|turned| self.turned("redo: ", turned)))
    }

    fn turned(&mut self, prefix: &str, (name, edit): Turned) -> String {
        match edit {
            Some(edit) => self.hand_over(&format!("{prefix}{name}"), edit),
            None => self.project_changed(),
        }
        name
    }

    /// The name of the step that [`Self::undo`] takes back.
    pub fn undo_name(&self) -> Option<&str> {
        self.past.undo_name()
    }

    /// The name of the step that [`Self::redo`] does again.
    pub fn redo_name(&self) -> Option<&str> {
        self.past.redo_name()
    }

    pub(super) fn project_changed(&mut self) {
        self.aside.forget();
        self.story_changed();
        self.project_unsaved = true;
        self.save_project();
    }

    /// Writes the project's file, where it lacks a change.
    pub(super) fn save_project(&mut self) {
        if !self.project_unsaved {
            return;
        }
        match save_project(&mut self.open) {
            Ok(()) => self.project_unsaved = false,
            Err(error) => {
                let text = format!("The project’s own file is not saved: {error}. {}", error.remedy());
                self.notices.push(Notice::warning(text));
            }
        }
    }
}
