//! Dialogs that answer from a script, for tests and for running without a desktop.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::{FileDialogs, Outcome, Request};

/// Answers in the order of its script, each a frame after it was asked; the questions are kept.
#[derive(Clone, Default)]
pub struct ScriptedDialogs {
    inner: Arc<Mutex<Inner>>,
}

#[derive(Default)]
struct Inner {
    script: VecDeque<Option<Vec<PathBuf>>>,
    asked: Vec<Request>,
    open: Option<Request>,
}

impl ScriptedDialogs {
    /// No answers yet: every question finds no dialog.
    pub fn new() -> Self {
        Self::default()
    }

    fn inner<R>(&self, with: impl FnOnce(&mut Inner) -> R) -> R {
        with(&mut self.inner.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The next question is answered with these paths.
    pub fn answer(&self, paths: impl IntoIterator<Item = PathBuf>) {
        self.inner(|inner| inner.script.push_back(Some(paths.into_iter().collect())));
    }

    /// The next question is declined.
    pub fn cancel(&self) {
        self.inner(|inner| inner.script.push_back(None));
    }

    /// What was asked so far.
    pub fn asked(&self) -> Vec<Request> {
        self.inner(|inner| inner.asked.clone())
    }
}

impl FileDialogs for ScriptedDialogs {
    fn ask(&mut self, request: Request) -> bool {
        self.inner(|inner| {
            if inner.open.is_some() {
                return false;
            }
            inner.asked.push(request.clone());
            inner.open = Some(request);
            true
        })
    }

    fn poll(&mut self) -> Option<Outcome> {
        self.inner(|inner| {
            let request = inner.open.take()?;
            Some(match inner.script.pop_front() {
                Some(Some(paths)) => Outcome::Picked(request.purpose, paths),
                Some(None) => Outcome::Cancelled(request.purpose),
                None => Outcome::Unavailable(request),
            })
        })
    }

    fn is_open(&self) -> bool {
        self.inner(|inner| inner.open.is_some())
    }
}
