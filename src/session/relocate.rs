//! *Save project as…*

use std::path::Path;

use super::state::Notice;
use super::{Session, SessionError};
use crate::store::{Disk, ReviewFile, StoreError, open_project, project_path, review_path};

/// What is copied: everything else in the folder is this program's own bookkeeping or not ours.
const KEPT: [&str; 2] = ["articles", "reviews"];

impl Session {
    /// Copies the project to a folder that is new or empty, and goes on there. An unsaved project is
    /// removed from the user's data folder when all of it has arrived.
    ///
    /// Works too when nothing can be written where the project is now.
    pub fn save_project_as(&mut self, folder: &Path) -> Result<(), SessionError> {
        let saved = self.finish();
        let taken = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
        if taken || folder.is_file() {
            return Err(StoreError::Exists { path: folder.to_owned() }.into());
        }
        let parent =
            folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let io = |action, path: &Path| {
            let path = path.to_owned();
            move |source| StoreError::Io { action, path, source }
        };
        std::fs::create_dir_all(parent).map_err(io("create", parent))?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(".parallax-copy-");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
        let partial = builder.tempdir_in(parent).map_err(io("create", parent))?;
        let old = self.open.root.clone();
        copy_project(&old, partial.path())?;
        if self.read_only().is_none() {
            let path = review_path(partial.path(), &self.story().id, &self.reviewer);
            let text = ReviewFile::from_review(&self.review, self.story()).to_ron();
            if !self.review.articles().is_empty() || path.exists() {
                let _ = std::fs::create_dir_all(path.parent().unwrap_or(parent));
                Disk::new().replace(&path, text.as_bytes(), false)?;
                // Its edits are all in the file now.
                let _ = std::fs::remove_file(path.with_file_name(format!("{}.journal", self.reviewer)));
            }
        }
        if folder.exists() {
            std::fs::remove_dir(folder).map_err(io("replace", folder))?;
        }
        let partial = partial.keep();
        std::fs::rename(&partial, folder).map_err(io("rename to", folder))?;
        let scratch = self.is_scratch();
        let story = self.story().id.clone();
        let mut open = open_project(folder)?;
        if scratch && let Some(name) = folder.file_name() {
            open.project.name = name.to_string_lossy().into_owned();
            crate::store::save_project(&mut open)?;
        }
        self.writer = None;
        self.lock = None;
        self.open = open;
        self.story = self.open.project.stories.iter().position(|s| s.id == story).unwrap_or(0);
        let past = std::mem::take(&mut self.past);
        self.load()?;
        self.past = past;
        if scratch {
            self.user.forget(&old)?;
            if let Err(error) = std::fs::remove_dir_all(&old) {
                self.notices.push(Notice::warning(format!("{} is left behind: {error}", old.display())));
            }
        } else if let Err(error) = saved {
            self.notices.push(Notice::warning(format!("{} lacks the last edits: {error}", old.display())));
        }
        self.user.remember(&self.open, super::now())?;
        Ok(())
    }
}

fn copy_project(from: &Path, to: &Path) -> Result<(), StoreError> {
    copy_file(&project_path(from), &project_path(to))?;
    let ignore = from.join(".gitignore");
    if ignore.is_file() {
        copy_file(&ignore, &to.join(".gitignore"))?;
    }
    KEPT.iter()
        .filter(|name| from.join(name).is_dir())
        .try_for_each(|name| copy_folder(&from.join(name), &to.join(name)))
}

fn copy_file(from: &Path, to: &Path) -> Result<(), StoreError> {
    std::fs::copy(from, to).map(|_| ()).map_err(|source| StoreError::Io {
        action: "copy",
        path: from.to_owned(),
        source,
    })
}

/// Without locks, which belong to where they are, and without links, which may lead anywhere.
fn copy_folder(from: &Path, to: &Path) -> Result<(), StoreError> {
    let read = |source| StoreError::Io { action: "read", path: from.to_owned(), source };
    std::fs::create_dir_all(to).map_err(|source| StoreError::Io {
        action: "create",
        path: to.to_owned(),
        source,
    })?;
    for entry in std::fs::read_dir(from).map_err(read)? {
        let entry = entry.map_err(read)?;
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        let kind = entry.file_type().map_err(read)?;
        if kind.is_dir() {
            copy_folder(&path, &target)?;
        } else if kind.is_file() && path.extension().is_none_or(|end| end != "lock" && end != "tmp") {
            copy_file(&path, &target)?;
        }
    }
    Ok(())
}
