//! One writer to a review.

use std::fmt;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::atomic::{create_in_project, sweep};
use super::ron_file;

/// Who is at work on a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The account of the person.
    pub user: String,
    /// The computer.
    pub host: String,
    /// The number of the process there.
    pub process: u32,
}

impl Holder {
    /// This process.
    pub fn this() -> Self {
        let user = ["USER", "USERNAME", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok());
        Self {
            user: user.unwrap_or_default(),
            host: gethostname::gethostname().to_string_lossy().into_owned(),
            process: std::process::id(),
        }
    }
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.host.is_empty() {
            return f.write_str("another program");
        }
        let user = if self.user.is_empty() { "someone" } else { &self.user };
        write!(f, "{user} on {} (process {})", self.host, self.process)
    }
}

/// What came of asking for a review to work on.
#[derive(Debug)]
pub enum Lock {
    /// It is ours until this is dropped.
    Ours(ReviewLock),
    /// Another process has it.
    Theirs(Holder),
    /// The folder cannot be written to.
    Unwritable(std::io::Error),
}

/// Keeps others from writing a review. Gives it free when it is dropped or the process ends,
/// however it ends.
#[derive(Debug)]
pub struct ReviewLock {
    path: PathBuf,
    file: File,
    /// Whether the folder was made for the lock.
    made: bool,
    /// What kept the lock from being one, or who has the review open on another computer, as far as
    /// that can be known; for people.
    pub caution: Option<String>,
}

impl ReviewLock {
    /// Asks for the review whose lock file is `path`. Makes the folder where there is none.
    pub fn ask(path: &Path) -> Lock {
        let made = match create_in_project(path.parent().unwrap_or(Path::new("."))) {
            Ok(made) => made,
            Err(error) => return Lock::Unwritable(error),
        };
        // Whoever lets go removes the file: what was opened may be gone by the time it is locked.
        for _ in 0..16 {
            let file = match OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
            {
                Ok(file) => file,
                Err(error) => return Lock::Unwritable(error),
            };
            match file.try_lock() {
                Ok(()) if is_at(&file, path) => return Lock::Ours(Self::taken(path, file, made, None)),
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Lock::Theirs(holder(&file).unwrap_or(NOBODY_KNOWN)),
                Err(TryLockError::Error(error)) => {
                    let caution = format!(
                        "This file system has no locks ({error}): see to it that nobody else works on this review."
                    );
                    return Lock::Ours(Self::taken(path, file, made, Some(caution)));
                }
            }
        }
        Lock::Theirs(NOBODY_KNOWN)
    }

    /// Who has the review whose lock file is `path`, without asking for it and without writing.
    pub fn look(path: &Path) -> Option<Holder> {
        let file = File::open(path).ok()?;
        match file.try_lock_shared() {
            Err(TryLockError::WouldBlock) => Some(holder(&file).unwrap_or(NOBODY_KNOWN)),
            _ => None,
        }
    }

    fn taken(path: &Path, mut file: File, made: bool, caution: Option<String>) -> Self {
        let this = Holder::this();
        let elsewhere = holder(&file).filter(|before| before.host != this.host).map(|before| {
            format!("{before} may have this review open too. Work on it in one place at a time.")
        });
        // Who holds it is for people to read; the lock holds without.
        let _ = file
            .set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| file.write_all(ron_file::row(&this).as_bytes()));
        sweep(&path.with_extension("ron"));
        sweep(&path.with_extension("journal"));
        Self { path: path.to_owned(), file, made, caution: caution.or(elsewhere) }
    }
}

impl Drop for ReviewLock {
    fn drop(&mut self) {
        // Removed while it is still held, so that nobody can lock a file that is about to go.
        if is_at(&self.file, &self.path) {
            let _ = std::fs::remove_file(&self.path);
        }
        let _ = self.file.unlock();
        // Whoever only looked leaves no folders behind; those with something in them stay by themselves.
        if self.made {
            let folders = self.path.ancestors().skip(1).take(2);
            let _ = folders.map(std::fs::remove_dir).take_while(Result::is_ok).count();
        }
    }
}

const NOBODY_KNOWN: Holder = Holder { user: String::new(), host: String::new(), process: 0 };

fn holder(mut file: &File) -> Option<Holder> {
    let mut bytes = Vec::new();
    file.rewind().ok()?;
    file.take(4096).read_to_end(&mut bytes).ok()?;
    ron_file::parse_plain(Path::new(""), &bytes).ok()
}

/// Whether the file is still what stands at its path.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(a), Ok(b)) => (a.dev(), a.ino()) == (b.dev(), b.ino()),
        (_, Err(error)) => error.kind() != ErrorKind::NotFound,
        _ => true,
    }
}

/// Elsewhere an open file cannot be removed.
#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    !matches!(std::fs::metadata(path), Err(error) if error.kind() == ErrorKind::NotFound)
}
