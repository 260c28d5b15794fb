//! Reading the reviews of a project beside the one that is open, on any thread.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use super::Session;
use crate::model::{Project, Review, ReviewerId, StoryId};
use crate::store::{self, StoreError, load_review_with, review_path};

/// What tells cheaply whether a review's files are others than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fingerprint([Option<(SystemTime, u64)>; 2]);

impl Fingerprint {
    fn of(root: &Path, story: &StoryId, reviewer: &ReviewerId) -> Self {
        let path = review_path(root, story, reviewer);
        let journal = path.with_file_name(format!("{reviewer}.journal"));
        Self([path, journal].map(|path| {
            let meta = std::fs::metadata(path).ok()?;
            Some((meta.modified().ok()?, meta.len()))
        }))
    }
}

/// Reviews that were read before, with what their files looked like then.
type Kept = HashMap<(StoryId, ReviewerId), (Fingerprint, Arc<Review>)>;
/// The same, for several threads.
pub(super) type Known = Arc<Mutex<Kept>>;

/// Reads reviews of a project: those of others from disk, that of who is at work as it was when
/// this was made. Can be sent to a worker, for reading takes as long as the disk takes.
#[derive(Clone)]
pub struct Others {
    root: PathBuf,
    /// Where journals lie that could not lie beside their review.
    away: PathBuf,
    project: Project,
    mine: Arc<Review>,
    known: Known,
}

impl Session {
    /// A reader of all reviews of the project. Costs a copy of the review at work.
    pub fn others(&self) -> Others {
        Others {
            root: self.open.root.clone(),
            away: self.user.journals_of(&self.open.root),
            project: self.open.project.clone(),
            mine: Arc::new(self.review.clone()),
            known: Arc::clone(&self.others),
        }
    }

    /// Another reviewer's review of the story, as it is on disk now with its journal; the present one
    /// of who is at work.
    pub fn load_other(&mut self, reviewer: &ReviewerId) -> Result<Arc<Review>, StoreError> {
        self.others().read(&self.story().id, reviewer)
    }
}

impl Others {
    /// The project with its texts.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// Who has begun a review of a story, by id; who is at work on it among them.
    pub fn reviewers(&self, story: &StoryId) -> Result<Vec<ReviewerId>, StoreError> {
        let mut out = store::reviewers_of(&self.root, story)?;
        if story == self.mine.story()
            && let Err(at) = out.binary_search(self.mine.reviewer())
        {
            out.insert(at, self.mine.reviewer().clone());
        }
        Ok(out)
    }

    /// A review with its journal. One that has not changed on disk is not read again.
    pub fn read(&self, story: &StoryId, reviewer: &ReviewerId) -> Result<Arc<Review>, StoreError> {
        if (story, reviewer) == (self.mine.story(), self.mine.reviewer()) {
            return Ok(Arc::clone(&self.mine));
        }
        let fingerprint = Fingerprint::of(&self.root, story, reviewer);
        let key = (story.clone(), reviewer.clone());
        if let Some((known, review)) = self.known().get(&key)
            && *known == fingerprint
        {
            return Ok(Arc::clone(review));
        }
        let Some(texts) = self.project.story(story) else {
            return Ok(Arc::new(Review::new(reviewer.clone(), story.clone())));
        };
        let loaded = load_review_with(&self.root, texts, reviewer, Some(&self.away))?;
        let review = Arc::new(loaded.review);
        self.known().insert(key, (fingerprint, Arc::clone(&review)));
        Ok(review)
    }

    fn known(&self) -> MutexGuard<'_, Kept> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
