//! The place of one result: not asked for, on its way, there, or failed.

use std::sync::Arc;
use std::time::Instant;

use crate::insight::Cancelled;
use crate::session::jobs::{Job, JobContext, Outcome};
use crate::session::worker::Waker;

/// How far a search is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stage<'a> {
    /// Nobody has asked, or somebody has stopped it.
    NotAsked,
    /// Under way.
    AtWork {
        /// How much is done, from 0 to 1; 0 while something else is looked for first.
        part: f32,
        /// Since when; `None` while something else is looked for first.
        since: Option<Instant>,
    },
    /// The result is there.
    Found,
    /// It has failed, for this reason.
    Failed(&'a str),
}

/// A result, or how far it is.
#[derive(Debug)]
pub(super) enum Slot<T> {
    Unasked,
    /// Asked for; what it needs is not there yet.
    Waiting,
    AtWork(Job<Result<T, Cancelled>>, Instant),
    Found(Arc<T>),
    Failed(String),
}

impl<T: Send + 'static> Slot<T> {
    pub(super) fn known(result: Option<Arc<T>>) -> Self {
        result.map_or(Self::Unasked, Self::Found)
    }

    pub(super) fn found(&self) -> Option<&Arc<T>> {
        match self {
            Self::Found(result) => Some(result),
            _ => None,
        }
    }

    pub(super) fn is_waiting(&self) -> bool {
        matches!(self, Self::Waiting)
    }

    pub(super) fn stage(&self) -> Stage<'_> {
        match self {
            Self::Unasked => Stage::NotAsked,
            Self::Waiting => Stage::AtWork { part: 0.0, since: None },
            Self::AtWork(job, since) => Stage::AtWork { part: job.progress(), since: Some(*since) },
            Self::Found(_) => Stage::Found,
            Self::Failed(why) => Stage::Failed(why),
        }
    }

    pub(super) fn start(
        &mut self,
        name: &str,
        waker: &Waker,
        work: impl FnOnce(&JobContext) -> Result<T, Cancelled> + Send + 'static,
    ) {
        let waker = Arc::clone(waker);
        let wake = move || {
            if let Ok(waker) = waker.lock()
                && let Some(wake) = &*waker
            {
                wake();
            }
        };
        *self = match Job::start(name, wake, work) {
            Ok(job) => Self::AtWork(job, Instant::now()),
            Err(error) => Self::Failed(format!("No thread to look for {name} could be started: {error}")),
        };
    }

    /// Forgets a search that is under way; a result stays.
    pub(super) fn stop(&mut self) {
        if matches!(self, Self::AtWork(..) | Self::Waiting) {
            *self = Self::Unasked;
        }
    }

    /// Takes in the outcome of the search, once. Whether there was one.
    pub(super) fn poll(&mut self) -> bool {
        let Self::AtWork(job, _) = self else { return false };
        let Some(outcome) = job.poll() else { return false };
        *self = match outcome {
            Outcome::Done(Ok(result)) => Self::Found(Arc::new(result)),
            Outcome::Done(Err(Cancelled)) => Self::Unasked,
            Outcome::Died => Self::Failed(format!("The search for {} has died.", job.name())),
        };
        true
    }
}
