//! Putting an export on disk: whole or not at all, and over nothing that was not meant.

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use super::Files;

/// Why an export is not on disk. Nothing that was there has changed, but for a folder that was
/// there and to be replaced: its files are replaced one by one.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Something is there already, and replacing was not asked for.
    #[error("{path}: is there already", path = path.display())]
    Exists {
        /// What is there.
        path: PathBuf,
    },
    /// A folder, device or pipe is where a file should be, or a file where a folder should be.
    #[error("{path}: {what}", path = path.display())]
    Kind {
        /// What is there.
        path: PathBuf,
        /// What is wrong with it.
        what: &'static str,
    },
    /// Several files where one path is given.
    #[error("{path}: this would be {count} files; name a folder, or choose one reviewer and one story", path = path.display())]
    Several {
        /// Where one file should be.
        path: PathBuf,
        /// How many there are.
        count: usize,
    },
    /// The system refused.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// Where.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl Files {
    /// The files as they go to `out`. A path with the `extension` of the format is a file, so that
    /// a folder of one becomes that file and a folder of more is an error.
    pub fn fit(self, out: &Path, extension: &str) -> Result<Self, WriteError> {
        let Self::Folder(mut files) = self else { return Ok(self) };
        if out.extension().is_none_or(|found| !found.eq_ignore_ascii_case(extension)) || out.is_dir() {
            return Ok(Self::Folder(files));
        }
        match (files.pop(), files.len()) {
            (Some((_, bytes)), 0) => Ok(Self::One(bytes)),
            (_, rest) => Err(WriteError::Several { path: out.to_owned(), count: rest + 1 }),
        }
    }
}

/// Refuses a place at which an export would replace or stand among what makes a project: a project
/// may well hold a folder of exports, but no export is a review.
pub fn keep_out(project: &Path, out: &Path) -> Result<(), WriteError> {
    let Ok(root) = project.canonicalize() else { return Ok(()) };
    let out_at = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
    // Of a path that is not there yet, the part that is decides where links lead.
    let there = out_at.ancestors().find_map(|place| Some((place, place.canonicalize().ok()?)));
    let Some((place, real)) = there else { return Ok(()) };
    let real = out_at.strip_prefix(place).map_or(real.clone(), |rest| real.join(rest));
    let inside = real.strip_prefix(&root).ok().and_then(|rest| rest.components().next());
    let taken = match inside {
        Some(Component::Normal(first)) => {
            ["project.ron", "articles", "reviews"].iter().any(|name| first == *name)
        }
        Some(_) => false,
        None => real == root,
    };
    if taken {
        return Err(WriteError::Kind {
            path: out.to_owned(),
            what: "belongs to the project; export elsewhere",
        });
    }
    Ok(())
}

/// Writes to `out`, which is replaced only where `replace` allows it. A file appears whole or not
/// at all; so does a folder that was not there.
pub fn write(files: &Files, out: &Path, replace: bool) -> Result<(), WriteError> {
    match files {
        Files::One(bytes) => write_file(bytes, out, replace),
        Files::Folder(files) if out.symlink_metadata().is_ok() => {
            if !out.is_dir() {
                return Err(WriteError::Kind { path: out.to_owned(), what: "is a file, not a folder" });
            }
            let paths = inside(out, files)?;
            if let Some(path) = paths.iter().find(|path| !replace && path.symlink_metadata().is_ok()) {
                return Err(WriteError::Exists { path: path.clone() });
            }
            fill(&paths, files, replace)
        }
        Files::Folder(files) => {
            let parent = parent(out);
            let failed = |source| WriteError::Io { path: out.to_owned(), source: plain(source) };
            must_be_folder(parent)?;
            let mut builder = tempfile::Builder::new();
            #[cfg(unix)]
            builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
            let folder = builder.prefix(".parallax-export-").tempdir_in(parent).map_err(failed)?;
            fill(&inside(folder.path(), files)?, files, false)?;
            fs::rename(folder.path(), out).map_err(failed)?;
            // What is renamed is no longer there to be removed.
            let _ = folder.keep();
            sync_folder(parent);
            Ok(())
        }
    }
}

fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Where each file goes. An exporter that names a place outside the folder is refused.
fn inside(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<Vec<PathBuf>, WriteError> {
    let place = |(path, _): &(String, Vec<u8>)| {
        let relative = Path::new(path);
        let plain = relative.components().all(|part| matches!(part, Component::Normal(_)));
        if plain && !path.is_empty() {
            Ok(folder.join(relative))
        } else {
            Err(WriteError::Kind { path: relative.to_owned(), what: "leads out of the folder" })
        }
    };
    files.iter().map(place).collect()
}

fn fill(paths: &[PathBuf], files: &[(String, Vec<u8>)], replace: bool) -> Result<(), WriteError> {
    for (path, (_, bytes)) in paths.iter().zip(files) {
        fs::create_dir_all(parent(path)).map_err(|source| WriteError::Io { path: path.clone(), source })?;
        write_file(bytes, path, replace)?;
    }
    Ok(())
}

fn write_file(bytes: &[u8], out: &Path, replace: bool) -> Result<(), WriteError> {
    let failed = |source| WriteError::Io { path: out.to_owned(), source: plain(source) };
    let mut target = out.to_owned();
    let mut permissions = None;
    if let Ok(found) = out.symlink_metadata() {
        if !replace {
            return Err(WriteError::Exists { path: out.to_owned() });
        }
        // A link stays: what it leads to is replaced.
        if found.is_symlink() {
            target = out.canonicalize().map_err(failed)?;
        }
        let found = target.metadata().map_err(failed)?;
        if !found.is_file() {
            let what = if found.is_dir() { "is a folder" } else { "is not a plain file" };
            return Err(WriteError::Kind { path: out.to_owned(), what });
        }
        permissions = Some(found.permissions());
    }
    let folder = parent(&target);
    must_be_folder(folder)?;
    let mut file = new_file(folder).map_err(failed)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    if let Some(permissions) = permissions {
        fs::set_permissions(file.path(), permissions).map_err(failed)?;
    }
    let kept = if replace { file.persist(&target) } else { file.persist_noclobber(&target) };
    kept.map_err(|error| match error.error.kind() {
        io::ErrorKind::AlreadyExists => WriteError::Exists { path: out.to_owned() },
        _ => failed(error.error),
    })?;
    sync_folder(folder);
    Ok(())
}

fn must_be_folder(path: &Path) -> Result<(), WriteError> {
    let what = match path.metadata() {
        Ok(found) if found.is_dir() => return Ok(()),
        Ok(_) => "is a file, not a folder",
        Err(_) => "there is no such folder",
    };
    Err(WriteError::Kind { path: path.to_owned(), what })
}

/// The error without the name of the temporary file, which says nothing to anyone.
fn plain(error: io::Error) -> io::Error {
    if error.get_ref().is_some() { error.kind().into() } else { error }
}

fn new_file(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".parallax-export-");
    // As open(2) makes files: the user's mask takes away what it takes away.
    #[cfg(unix)]
    builder.permissions(<Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// The name is on disk too. Not every file system lets a folder be synced; the file itself is.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
