//! Two versions of one review: both are kept, one is chosen to go on with.

use std::path::{Path, PathBuf};

use super::state::Notice;
use super::{Session, SessionError};
use crate::model::ReviewerId;
use crate::store::{ReviewFile, Stamp, StoreError, sha256};

/// Which version to go on with. The other one is kept in every case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// This program's becomes a review of its own, under the reviewer's name with a number, and is
    /// gone on with. The file stays as the other program left it. Both can be compared.
    KeepMineAsCopy,
    /// The file is gone on with. This program's version is kept beside it, in a `.bak` file.
    TakeTheirs,
    /// This program's takes the place of the file, which is kept beside it, in a `.bak` file.
    OverwriteTheirs,
}

impl Session {
    /// Ends a [`super::SaveState::Conflict`].
    pub fn resolve_conflict(&mut self, resolution: Resolution) -> Result<(), SessionError> {
        self.tick();
        let path = self.progress.conflict().ok_or(SessionError::NoConflict)?.to_owned();
        match resolution {
            Resolution::KeepMineAsCopy => self.keep_mine_as_copy(),
            Resolution::TakeTheirs => self.take_theirs(&path),
            Resolution::OverwriteTheirs => self.overwrite_theirs(&path),
        }
    }

    fn mine(&self) -> ReviewFile {
        ReviewFile::from_review(&self.review, self.story())
    }

    fn keep_mine_as_copy(&mut self) -> Result<(), SessionError> {
        let present = self.open.reviewers(&self.story().id)?;
        let free = |name: &String| {
            present.iter().all(|known| known.as_str() != name) && *name != self.reviewer.as_str()
        };
        let name = (2u32..).map(|n| format!("{}-{n}", self.reviewer)).find(free).unwrap_or_default();
        let copy = ReviewerId::from(name);
        let path = crate::store::review_path(&self.open.root, &self.story().id, &copy);
        let file = ReviewFile { reviewer: copy.clone(), ..self.mine() };
        self.disk.replace(&path, file.to_ron().as_bytes(), false)?;
        self.abandon();
        self.reviewer = copy.clone();
        self.load()?;
        self.notices.push(Notice::info(format!("Your version goes on as reviewer “{copy}”.")));
        Ok(())
    }

    fn take_theirs(&mut self, path: &Path) -> Result<(), SessionError> {
        let kept = aside_path(path, "mine");
        self.disk.replace(&kept, self.mine().to_ron().as_bytes(), false)?;
        self.abandon();
        self.load()?;
        self.notices.push(Notice::info(format!("Your version is kept in {}", kept.display())));
        Ok(())
    }

    fn overwrite_theirs(&mut self, path: &Path) -> Result<(), SessionError> {
        let stamp = match std::fs::read(path) {
            Ok(theirs) => {
                let kept = aside_path(path, "theirs");
                self.disk.replace(&kept, &theirs, false)?;
                self.notices.push(Notice::info(format!("The other version is kept in {}", kept.display())));
                Stamp(Some(sha256(&theirs)))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Stamp(None),
            Err(source) => {
                return Err(StoreError::Io { action: "read", path: path.to_owned(), source }.into());
            }
        };
        if let Some(writer) = &self.writer {
            writer.adopt(stamp);
            writer.save();
        }
        self.progress.conflict_over();
        Ok(())
    }

    /// Lets go of the review without writing it: it is kept elsewhere.
    fn abandon(&mut self) {
        if let Some(writer) = self.writer.take() {
            writer.abandon_journal();
        }
        self.lock = None;
    }
}

/// A name beside `path` under which a version is kept and which is not taken for a review.
pub(super) fn aside_path(path: &Path, what: &str) -> PathBuf {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let time = super::now().strftime("%Y%m%dT%H%M%S").to_string();
    let name = |n: u32| {
        if n == 0 { format!("{stem}.{what}-{time}.bak") } else { format!("{stem}.{what}-{time}-{n}.bak") }
    };
    let paths = (0..).map(|n| path.with_file_name(name(n)));
    paths.into_iter().find(|path| !path.exists()).unwrap_or_else(|| path.with_extension("bak"))
}
