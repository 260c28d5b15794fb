//! Writing a file so that at any instant either the old or the new one is there.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::StoreError;

/// A step of writing that can fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Making a folder or an empty file.
    Create,
    /// Writing bytes into it.
    Write,
    /// Waiting until they are on the disk.
    Sync,
    /// Putting a new file in the place of the old one.
    Rename,
    /// Removing a file, or what is behind its end.
    Remove,
}

/// All writing to disk goes through one of these: the system, or one on which tests let chosen
/// steps fail.
#[derive(Clone, Default)]
pub struct Disk {
    fault: Option<Arc<Fault>>,
}

/// Says for a step whether it fails, and how.
type Fault = dyn Fn(Step, &Path) -> io::Result<()> + Send + Sync;

impl std::fmt::Debug for Disk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.fault.is_some() { "Disk(with faults)" } else { "Disk" })
    }
}

impl Disk {
    /// The system's.
    pub fn new() -> Self {
        Self::default()
    }

    /// One on which a step fails where `fault` says so. A write that fails leaves half of it behind,
    /// as a full disk does.
    pub fn with_fault(fault: impl Fn(Step, &Path) -> io::Result<()> + Send + Sync + 'static) -> Self {
        Self { fault: Some(Arc::new(fault)) }
    }

    pub(super) fn step(&self, step: Step, path: &Path) -> io::Result<()> {
        self.fault.as_ref().map_or(Ok(()), |fault| fault(step, path))
    }

    pub(super) fn write(&self, file: &mut File, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if let Err(error) = self.step(Step::Write, path) {
            file.write_all(bytes.get(..bytes.len() / 2).unwrap_or_default())?;
            return Err(error);
        }
        file.write_all(bytes)
    }

    pub(super) fn sync(&self, file: &File, path: &Path) -> io::Result<()> {
        self.step(Step::Sync, path)?;
        file.sync_data()
    }

    /// Makes a folder and those above it.
    pub(super) fn create_folder(&self, path: &Path) -> Result<(), StoreError> {
        if path.is_dir() {
            return Ok(());
        }
        self.step(Step::Create, path)
            .and_then(|()| fs::create_dir_all(path))
            .map_err(StoreError::io("create", path))
    }

    /// Makes a folder such as `reviews/STORY` in a project folder, which must be there: one that was
    /// moved away is not made anew at its old place.
    pub(super) fn create_in_project(&self, path: &Path) -> Result<(), StoreError> {
        self.step(Step::Create, path)
            .and_then(|()| create_in_project(path).map(|_| ()))
            .map_err(StoreError::io("create", path))
    }

    pub(super) fn remove(&self, path: &Path) -> Result<(), StoreError> {
        let removed = self.step(Step::Remove, path).and_then(|()| fs::remove_file(path));
        match removed {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(StoreError::io("remove", path)(error))
            }
            _ => Ok(()),
        }
    }

    /// Writes a file: a temporary one in the same folder, synced, renamed over the old one, the
    /// folder synced. The old one's permissions are kept; with `backup` it stays as `….bak`.
    pub(crate) fn replace(&self, path: &Path, bytes: &[u8], backup: bool) -> Result<(), StoreError> {
        let folder = path.parent().unwrap_or(Path::new("."));
        let write = StoreError::io("write", path);
        let attempt = || -> io::Result<()> {
            let old = fs::metadata(path).ok();
            if old.as_ref().is_some_and(|old| old.permissions().readonly()) {
                return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is write-protected"));
            }
            self.step(Step::Create, path)?;
            let mut builder = tempfile::Builder::new();
            let prefix = format!(".{}-", path.file_name().unwrap_or_default().to_string_lossy());
            builder.prefix(&prefix).suffix(TEMPORARY);
            #[cfg(unix)]
            builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
            let mut temporary = builder.tempfile_in(folder)?;
            self.write(temporary.as_file_mut(), path, bytes)?;
            if let Some(old) = &old {
                temporary.as_file().set_permissions(old.permissions())?;
            }
            self.step(Step::Sync, path)?;
            temporary.as_file().sync_all()?;
            if backup && old.is_some() {
                self.keep_backup(path)?;
            }
            self.step(Step::Rename, path)?;
            temporary.persist(path).map_err(|error| error.error)?;
            self.sync_folder(folder)
        };
        attempt().map_err(write)
    }

    /// A second name for the old file where the file system has such, else a copy.
    fn keep_backup(&self, path: &Path) -> io::Result<()> {
        let backup = backup_path(path);
        self.step(Step::Rename, &backup)?;
        match fs::remove_file(&backup) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        fs::hard_link(path, &backup).or_else(|_| fs::copy(path, &backup).map(|_| ()))
    }

    /// A rename is on the disk when its folder is. Systems without that notion need nothing.
    pub(super) fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.step(Step::Sync, folder)?;
        if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
    }
}

/// Makes a folder and the one above it, no more. Whether it was not there.
pub(super) fn create_in_project(path: &Path) -> io::Result<bool> {
    let make = |path: &Path| match fs::create_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        made => made.map(|()| true),
    };
    if path.is_dir() {
        return Ok(false);
    }
    path.parent().map_or(Ok(false), make)?;
    make(path)
}

/// How the names of temporary files end.
const TEMPORARY: &str = ".tmp";

/// Removes temporary files that a program which was killed left behind beside `path`, a file that
/// nobody else writes now.
pub(super) fn sweep(path: &Path) {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name().and_then(|name| name.to_str())) else {
        return;
    };
    let prefix = format!(".{name}-");
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if name.to_str().is_some_and(|name| name.starts_with(&prefix) && name.ends_with(TEMPORARY)) {
            // Litter, not data: where it cannot be removed it stays.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Where the version before this one is kept.
pub fn backup_path(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".bak");
    name.into()
}
