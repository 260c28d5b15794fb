//! An open project and the reviewer at work in it: the only place that changes a review.

mod clock;
mod conflict;
pub mod findings;
pub mod jobs;
mod open;
mod others;
mod past;
mod recode;
mod relocate;
mod settle;
mod state;
pub mod suggest;
mod survey;
pub mod verbs;
pub mod work;
mod worker;

use std::path::Path;
use std::sync::{Arc, Mutex};

pub use clock::{new_id, now};
pub use conflict::Resolution;
pub use others::Others;
pub use past::ProjectEdit;
pub use recode::{Blocker, RecodeDone, RecodeReport, RecodeWork};
pub use state::{Notice, NoticeKind, SaveState};
pub use survey::{Affected, Count, Survey, SurveyWork, Surveyed, total};

use crate::model::{ArticleId, Codebook, Edit, EditError, Project, Review, ReviewerId, Story};
use crate::store::user::UserData;
use crate::store::{Disk, Move, OpenProject, ReviewLock, StoreError};
use findings::{Findings, Sought};
use past::Past;
use state::Progress;
use worker::{Waker, Writer};

/// Why something cannot be done.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// The review can only be looked at.
    #[error("this review is read-only: {0}")]
    ReadOnly(String),
    /// The edit does not fit the review.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// A file could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Edits are neither in the file nor in the journal.
    #[error("the last edits are not on disk yet: {0}")]
    Unsaved(String),
    /// There is nothing of this kind.
    #[error("there is no {what} “{id}” in this project")]
    Missing {
        /// story, article, reviewer …
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// Reviews keep a change of the codebook from being made. Nothing was changed.
    #[error("nothing was changed: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Blocked(Vec<Blocker>),
    /// The person gave up. Nothing was changed.
    #[error("nothing was changed")]
    Cancelled,
    /// There is no conflict to resolve.
    #[error("there are not two versions of this review")]
    NoConflict,
}

/// An open project, the story that is shown, and the reviewer at work on it.
pub struct Session {
    open: OpenProject,
    /// The index of the story that is shown.
    story: usize,
    reviewer: ReviewerId,
    review: Review,
    past: Past,
    aside: settle::Aside,
    /// Who decides, while the consensus is at work.
    settler: Option<ReviewerId>,
    /// Whether the project's file lacks a change.
    project_unsaved: bool,
    reviewers: Vec<ReviewerId>,
    /// Reviews of others that were read, also by workers.
    others: others::Known,
    progress: Progress,
    notices: Vec<Notice>,
    moved: Vec<Move>,
    /// `None` where the review can only be looked at.
    writer: Option<Writer>,
    lock: Option<ReviewLock>,
    user: UserData,
    disk: Disk,
    waker: Waker,
    findings: Findings,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session")
            .field("root", &self.open.root)
            .field("story", &self.story().id)
            .field("reviewer", &self.reviewer)
            .field("state", self.save_state())
            .finish_non_exhaustive()
    }
}

impl Session {
    /// The project.
    pub fn project(&self) -> &Project {
        &self.open.project
    }

    /// The labels.
    pub fn codebook(&self) -> &Codebook {
        &self.open.project.codebook
    }

    /// The project's folder.
    pub fn root(&self) -> &Path {
        &self.open.root
    }

    /// The story that is shown.
    pub fn story(&self) -> &Story {
        // Opening sees to it that there is one, and none is ever removed.
        &self.open.project.stories[self.story]
    }

    /// The review of the reviewer at work on the story that is shown.
    pub fn review(&self) -> &Review {
        &self.review
    }

    /// Who is at work.
    pub fn reviewer(&self) -> &ReviewerId {
        &self.reviewer
    }

    /// Everyone who has begun a review of the story, and who is at work, by id.
    pub fn reviewers(&self) -> &[ReviewerId] {
        &self.reviewers
    }

    /// Whether the project is one that was never saved as a project.
    pub fn is_scratch(&self) -> bool {
        self.user.is_scratch(&self.open.root)
    }

    /// The annotations that were not where the review's file says when it was opened, because an
    /// article has changed. Those without a place are the review's orphans.
    pub fn moved(&self) -> &[Move] {
        &self.moved
    }

    /// Why the review can only be looked at; `None` where it can be changed.
    pub fn read_only(&self) -> Option<&str> {
        self.progress.read_only()
    }

    /// Where the user's settings and unsaved work are kept.
    pub fn user(&self) -> &UserData {
        &self.user
    }

    /// Changes the review: one step that can be undone, on its way to disk at once.
    ///
    /// The first edit on an article notes the text that it was made on.
    pub fn apply(&mut self, name: impl Into<String>, edit: Edit) -> Result<(), SessionError> {
        self.writable()?;
        let edit = verbs::with_articles(&self.review, self.story(), edit);
        let (name, copy) = (name.into(), edit.clone());
        self.past.apply(&mut self.review, &name, edit)?;
        self.hand_over(&name, copy);
        Ok(())
    }

    /// The same with what [`verbs`] make.
    pub fn perform(&mut self, deed: verbs::Deed) -> Result<(), SessionError> {
        self.apply(deed.name, deed.edit)
    }

    /// What can be done to the review, as edits to [`Self::perform`].
    pub fn verbs(&self) -> verbs::Verbs<'_> {
        verbs::Verbs::new(&self.review, self.story(), self.codebook(), now())
    }

    fn writable(&self) -> Result<(), SessionError> {
        match self.read_only() {
            Some(why) => Err(SessionError::ReadOnly(why.to_owned())),
            None => Ok(()),
        }
    }

    fn hand_over(&mut self, name: &str, edit: Edit) {
        let number = self.progress.edited();
        if let Some(writer) = &self.writer {
            writer.edit(number, name, Arc::new(edit));
        }
    }

    /// Writes the file now, keeping the version before as `….bak`. The outcome shows in
    /// [`Self::save_state`].
    pub fn save_now(&mut self) -> Result<(), SessionError> {
        self.save_project();
        self.writable()?;
        if let Some(writer) = &self.writer {
            writer.save();
        }
        Ok(())
    }

    /// To be called in every turn of the window's loop: takes in what the worker has to tell. Whether
    /// anything changed.
    pub fn tick(&mut self) -> bool {
        let news: Vec<_> = self.writer.iter().flat_map(Writer::news).collect();
        let mut changed = !news.is_empty();
        if self.writer.as_ref().is_some_and(Writer::has_died) {
            changed |= self.progress.worker_died();
        }
        for event in news {
            if let Some(notice) = self.progress.take(event, &self.review_path()) {
                self.notices.push(notice);
            }
        }
        changed |= self.findings.tick(&self.waker);
        changed
    }

    /// What was found in the articles of the story that is shown, as of the last [`Self::tick`].
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    /// Starts looking for something in the articles, unless that is known or under way.
    pub fn look_for(&mut self, sought: Sought) {
        self.findings.ask(sought, &self.waker);
    }

    /// Stops looking for something, and for what needs it.
    pub fn stop_looking(&mut self, sought: Sought) {
        self.findings.stop(sought);
    }

    /// What is called, from another thread, when [`Self::tick`] has something to take in.
    pub fn set_waker(&mut self, wake: Box<dyn Fn() + Send + Sync>) {
        let mut waker = self.waker.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        // Something may have been found before there was anybody to call.
        wake();
        *waker = Some(wake);
    }

    /// How the review stands to its file, as of the last [`Self::tick`].
    pub fn save_state(&self) -> &SaveState {
        self.progress.state()
    }

    /// Whether every edit so far is on disk, in the file or in the journal, as of the last
    /// [`Self::tick`].
    pub fn is_on_disk(&self) -> bool {
        self.progress.is_on_disk()
    }

    /// What there is to tell: journal replayed, annotations found again, encodings assumed …
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// The same, and forgets it.
    pub fn take_notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices)
    }

    /// Writes what is not written, and lets go of the review. An error says that edits are only in
    /// the journal, or nowhere; the session is then as it was.
    pub fn close(mut self) -> Result<(), (Box<Self>, SessionError)> {
        match self.finish() {
            Ok(()) => Ok(()),
            Err(error) => Err((Box::new(self), error)),
        }
    }

    /// Brings everything to disk: into the file, or at least into the journal.
    fn finish(&mut self) -> Result<(), SessionError> {
        self.tick();
        self.save_project();
        let Some(writer) = &self.writer else { return Ok(()) };
        if !self.progress.is_saved() && !writer.save_and_wait() && !writer.flush_journal() {
            self.tick();
            return Err(SessionError::Unsaved(self.progress.failure()));
        }
        self.tick();
        Ok(())
    }

    fn review_path(&self) -> std::path::PathBuf {
        crate::store::review_path(&self.open.root, &self.story().id, &self.reviewer)
    }

    /// The article with this id in the story that is shown.
    pub fn article(&self, id: &ArticleId) -> Option<&Arc<crate::model::Article>> {
        self.story().article(id)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Err(error) = self.finish() {
            tracing::error!("{error}");
        }
        // The threads end before the lock is let go.
        self.writer = None;
        self.lock = None;
    }
}

fn no_waker() -> Waker {
    Arc::new(Mutex::new(None))
}
