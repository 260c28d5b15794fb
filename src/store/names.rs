//! What may name a file inside a project, and that no path leads out of it.

use std::path::{Component, Path, PathBuf};

use super::StoreError;

/// The longest id that names a file, in bytes.
const LONGEST: usize = 120;

/// Why an id cannot be the stem of a file on every system; `None` where it can.
pub fn unsafe_stem(id: &str) -> Option<&'static str> {
    const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];
    let lower = id.to_ascii_lowercase();
    let base = lower.split('.').next().unwrap_or_default();
    let numbered = |name: &str| {
        base.strip_prefix(name)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    if id.is_empty() {
        Some("is empty")
    } else if id.len() > LONGEST {
        Some("is too long")
    } else if id.chars().any(|c| c.is_control() || "/\\:*?\"<>|".contains(c)) {
        Some("holds a character that no file name may have")
    } else if id.starts_with('.') || id.ends_with('.') || id.trim() != id {
        Some("begins or ends with a full stop or a blank")
    } else if RESERVED.contains(&base) || numbered("com") || numbered("lpt") {
        Some("is a name that some systems keep for devices")
    } else {
        None
    }
}

/// Refuses an id that cannot name a file. `place` is the file or folder that names it.
pub(super) fn check_stem(place: &Path, what: &'static str, id: &str) -> Result<(), StoreError> {
    match unsafe_stem(id) {
        None => Ok(()),
        Some(why) => Err(StoreError::UnsafeName { path: place.to_owned(), what, name: id.to_owned(), why }),
    }
}

/// The place of `file`, a path with `/` from the project folder, which must not lead out of it:
/// neither by its parts nor by a link on the way.
pub(super) fn inside(root: &Path, file: &str) -> Result<PathBuf, StoreError> {
    let refuse =
        |why| StoreError::UnsafeName { path: root.to_owned(), what: "file", name: file.to_owned(), why };
    let parts = Path::new(file).components();
    if file.is_empty()
        || file.contains(['\\', ':', '\0'])
        || parts.into_iter().any(|c| !matches!(c, Component::Normal(_)))
    {
        return Err(refuse("leads out of the project folder"));
    }
    let path = root.join(file);
    stays_inside(root, &path)
        .then_some(path)
        .ok_or_else(|| refuse("leads out of the project folder through a link"))
}

/// Whether `path`, or the nearest folder above it that exists, lies in `root` when links are followed.
pub(super) fn stays_inside(root: &Path, path: &Path) -> bool {
    let Ok(root) = root.canonicalize() else { return true };
    let real = path.ancestors().find_map(|place| place.canonicalize().ok());
    real.is_some_and(|real| real.starts_with(&root))
}
