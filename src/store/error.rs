//! What can go wrong with files, each with the path and the place in it.

use std::io;
use std::path::{Path, PathBuf};

use super::lock::Holder;

/// Why something on disk could not be read or written. One line, with the path in it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The system refused.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was tried: “read”, “write” …
        action: &'static str,
        /// What it was tried on.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file does not follow its format.
    #[error("{}:{line}:{column}: {message}", path.display())]
    Syntax {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// In characters, from 1.
        column: usize,
        /// What is wrong there.
        message: String,
    },
    /// A file was written by a newer version of the program.
    #[error("{} has format {found}, this version of Parallax reads up to {}: update Parallax to open it", path.display(), super::FORMAT)]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: u32,
    },
    /// A file that is to be an article is none.
    #[error("{}: {why}. {remedy}", path.display())]
    NotAnArticle {
        /// The file.
        path: PathBuf,
        /// What it is instead.
        why: String,
        /// What to do.
        remedy: String,
    },
    /// A file or folder is larger than is ever right.
    #[error("{} is {size} bytes; at most {limit} are read", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size in bytes.
        size: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// A path or id leads out of the project folder, or cannot name a file.
    #[error("{}: {what} “{name}” {why}", path.display())]
    UnsafeName {
        /// The file that names it, or the project folder.
        path: PathBuf,
        /// story, article, reviewer or file
        what: &'static str,
        /// The name.
        name: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// The folder holds no project.
    #[error("{} holds no project: there is no project.ron in it", path.display())]
    NotAProject {
        /// The folder.
        path: PathBuf,
    },
    /// Something stands where something new is to be.
    #[error("{} exists already: choose another name or an empty folder", path.display())]
    Exists {
        /// The place.
        path: PathBuf,
    },
    /// The file is not as it was when it was read.
    #[error("{} was changed by another program since it was read", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// Someone else is at work on it.
    #[error("{} is open elsewhere: {holder}", path.display())]
    Held {
        /// The review.
        path: PathBuf,
        /// Who.
        holder: Holder,
    },
    /// The project has no such story, article or reviewer.
    #[error("{}: there is no {what} “{id}”", path.display())]
    Missing {
        /// The project folder.
        path: PathBuf,
        /// story, article or reviewer
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// The system does not say where a user's files are kept.
    #[error("no folder for settings and unsaved work: {0}. Set PARALLAX_HOME to one")]
    NoHome(String),
}

impl StoreError {
    /// Makes an error of the system's, for `map_err`.
    pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { action, path, source }
    }

    /// What a person can do about it, where there is something beyond what the message says.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Io { source, .. } => match source.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                    "Make room on the disk, or save the project elsewhere (Save project as…). \
                     Your work is kept here meanwhile."
                }
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                    "Make the folder writable, or save the project elsewhere (Save project as…). \
                     Your work is kept here meanwhile."
                }
                io::ErrorKind::NotFound => {
                    "Bring the folder back, or save the project elsewhere (Save project as…). \
                     Your work is kept here meanwhile."
                }
                _ => {
                    "It is tried again by itself. You can also save the project elsewhere (Save project as…)."
                }
            },
            Self::Syntax { .. } => "Mend the file in a text editor, or put it aside. It is not overwritten.",
            Self::Changed { .. } => "Choose which version to keep. Neither is lost.",
            Self::Held { .. } => "Close it there, or review under another name.",
            _ => "",
        }
    }
}

/// Something about a project or review that is not as it should be, but keeps nothing from opening.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file that it is about.
    pub path: PathBuf,
    /// What is the matter, and what was done about it.
    pub what: String,
}

impl Problem {
    pub(crate) fn new(path: &Path, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), what: what.into() }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.what)
    }
}
