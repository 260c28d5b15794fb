//! Being at work on the consensus of a story in place of one's own review.

use std::collections::HashMap;

use super::past::Past;
use super::{Session, SessionError};
use crate::model::{Review, ReviewerId, StoryId};

/// Steps of reviews that were put aside, so that going from one's own review to the consensus and
/// back forgets nothing.
#[derive(Debug, Default)]
pub(super) struct Aside {
    kept: HashMap<(StoryId, ReviewerId), (Review, Past)>,
}

impl Aside {
    /// Nothing that was kept counts any more: the project has changed under it.
    pub(super) fn forget(&mut self) {
        self.kept.clear();
    }
}

impl Session {
    /// Goes from one's own review to the consensus of the story, which is a review of its own: begun
    /// with the first decision. The reviewers' files are only read.
    pub fn start_settling(&mut self) -> Result<(), SessionError> {
        if self.reviewer.is_consensus() {
            return Ok(());
        }
        let settler = self.reviewer.clone();
        self.switch_reviewer(ReviewerId::consensus())?;
        self.settler = Some(settler);
        Ok(())
    }

    /// Goes back to one's own review.
    pub fn stop_settling(&mut self) -> Result<(), SessionError> {
        match self.settler.clone() {
            Some(settler) => self.switch_reviewer(settler),
            None => Ok(()),
        }
    }

    /// Who decides: whoever went over to the consensus. `None` where nobody did.
    pub fn settler(&self) -> Option<&ReviewerId> {
        self.settler.as_ref()
    }

    /// Who sits at the desk: whoever decides, or else whose review is open.
    pub fn person(&self) -> &ReviewerId {
        self.settler.as_ref().unwrap_or(&self.reviewer)
    }

    /// Keeps the steps of the review that is let go.
    pub(super) fn put_aside(&mut self) {
        let past = std::mem::take(&mut self.past);
        let key = (self.story().id.clone(), self.reviewer.clone());
        self.aside.kept.insert(key, (self.review.clone(), past));
    }

    /// Takes up the steps that were put aside, where the review is still as they left it.
    pub(super) fn take_up(&mut self) {
        let key = (self.story().id.clone(), self.reviewer.clone());
        let kept = self.aside.kept.remove(&key).filter(|_| self.read_only().is_none());
        if let Some((_, past)) = kept.filter(|(review, _)| *review == self.review) {
            self.past = past;
        }
    }
}
