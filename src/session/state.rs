//! How a review stands to its file.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::worker::Event;

/// How a review stands to its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// The file holds everything.
    Saved {
        /// Since when; `None` where there is nothing to save yet.
        at: Option<Timestamp>,
    },
    /// The last edits are in the journal, or on their way there; the file follows by itself.
    Unsaved,
    /// The file is being written.
    Saving,
    /// The file cannot be written. Nothing is lost: it is tried again by itself.
    Failed {
        /// What went wrong, with the path.
        why: String,
        /// What to do.
        remedy: String,
        /// Whether the edits are at least in a journal on disk. Where not, they are in memory only.
        journaled: bool,
    },
    /// The review can only be looked at.
    ReadOnly {
        /// Because of what.
        why: String,
    },
    /// The file was changed by another program, or the edits found in a journal belong to another
    /// version of it. Nothing is written to it until [`super::Session::resolve_conflict`].
    Conflict {
        /// The file.
        path: PathBuf,
        /// What happened.
        why: String,
    },
}

/// How much a notice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoticeKind {
    /// Good to know.
    Info,
    /// Look at this.
    Warning,
    /// Something does not work.
    Error,
}

/// Something to tell the reviewer once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How much it matters.
    pub kind: NoticeKind,
    /// One sentence.
    pub text: String,
}

impl Notice {
    pub(super) fn info(text: impl Into<String>) -> Self {
        Self { kind: NoticeKind::Info, text: text.into() }
    }

    pub(super) fn warning(text: impl Into<String>) -> Self {
        Self { kind: NoticeKind::Warning, text: text.into() }
    }
}

/// Counts what is done, journaled and saved.
#[derive(Debug)]
pub(super) struct Progress {
    done: u64,
    journaled: u64,
    saved: u64,
    at: Option<Timestamp>,
    saving: bool,
    conflict: Option<(PathBuf, String)>,
    save_failure: Option<(String, String)>,
    journal_failure: Option<(String, String)>,
    away: bool,
    read_only: Option<String>,
    state: SaveState,
}

impl Progress {
    /// `replayed` is the number of the last edit found in a journal, 0 where there was none.
    pub(super) fn new(at: Option<Timestamp>, replayed: u64) -> Self {
        let mut progress = Self {
            done: replayed,
            journaled: replayed,
            saved: 0,
            at,
            saving: false,
            conflict: None,
            save_failure: None,
            journal_failure: None,
            away: false,
            read_only: None,
            state: SaveState::Unsaved,
        };
        progress.update();
        progress
    }

    pub(super) fn read_only_because(why: String) -> Self {
        let mut progress = Self::new(None, 0);
        progress.read_only = Some(why);
        progress.update();
        progress
    }

    pub(super) fn in_conflict(&mut self, path: &Path, why: String) {
        self.conflict = Some((path.to_owned(), why));
        self.update();
    }

    pub(super) fn conflict_over(&mut self) {
        self.conflict = None;
        self.update();
    }

    pub(super) fn read_only(&self) -> Option<&str> {
        self.read_only.as_deref()
    }

    pub(super) fn state(&self) -> &SaveState {
        &self.state
    }

    /// Counts an edit and gives its number.
    pub(super) fn edited(&mut self) -> u64 {
        self.done += 1;
        self.update();
        self.done
    }

    pub(super) fn is_saved(&self) -> bool {
        self.saved == self.done
    }

    pub(super) fn is_on_disk(&self) -> bool {
        self.journaled.max(self.saved) == self.done
    }

    pub(super) fn conflict(&self) -> Option<&Path> {
        self.conflict.as_ref().map(|(path, _)| path.as_path())
    }

    /// Why edits are not on disk.
    pub(super) fn failure(&self) -> String {
        let failure = self.journal_failure.as_ref().or(self.save_failure.as_ref());
        failure.map_or_else(String::new, |(why, remedy)| format!("{why}. {remedy}"))
    }

    /// The threads that save are gone. Whether this is news.
    pub(super) fn worker_died(&mut self) -> bool {
        let why = "a fault of the program has ended the part of it that saves".to_owned();
        let remedy = "Save the project elsewhere (Save project as…), then close the program.".to_owned();
        self.saving = false;
        let news = self.journal_failure.is_none();
        self.journal_failure = Some((why, remedy));
        self.update();
        news
    }

    /// Takes in what the worker tells; gives what is to be told further.
    pub(super) fn take(&mut self, event: Event, path: &Path) -> Option<Notice> {
        let mut notice = None;
        match event {
            Event::Journaled { number, away } => {
                self.journaled = number;
                self.journal_failure = None;
                if let Some(away) = away.filter(|_| !self.away) {
                    self.away = true;
                    notice = Some(Notice::warning(format!(
                        "Nothing can be written beside {}. Your edits are kept in {} until it can.",
                        path.display(),
                        away.display()
                    )));
                }
            }
            Event::JournalFailed { why, remedy } => self.journal_failure = Some((why, remedy)),
            Event::Saving => self.saving = true,
            Event::Saved { number, at } => {
                (self.saving, self.saved, self.at) = (false, number, Some(at));
                (self.save_failure, self.away) = (None, false);
                if number == self.done {
                    self.journal_failure = None;
                }
            }
            Event::SaveFailed { why, remedy } => {
                (self.saving, self.save_failure) = (false, Some((why, remedy)));
            }
            Event::Changed => {
                self.saving = false;
                let why = "The file was changed by another program since it was read.";
                self.conflict = Some((path.to_owned(), why.to_owned()));
            }
        }
        self.update();
        notice
    }

    fn update(&mut self) {
        let journaled = self.is_on_disk();
        self.state = if let Some(why) = &self.read_only {
            SaveState::ReadOnly { why: why.clone() }
        } else if let Some((path, why)) = &self.conflict {
            SaveState::Conflict { path: path.clone(), why: why.clone() }
        } else if self.is_saved() && !self.saving {
            SaveState::Saved { at: self.at }
        } else if let Some((why, remedy)) = self.save_failure.as_ref().or(self.journal_failure.as_ref()) {
            SaveState::Failed { why: why.clone(), remedy: remedy.clone(), journaled }
        } else if self.saving {
            SaveState::Saving
        } else {
            SaveState::Unsaved
        };
    }
}
