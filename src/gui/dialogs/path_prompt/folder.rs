//! What the path prompt asks of the disk, away from the window's thread: a network folder may take
//! its time.

use std::path::{Path, PathBuf, is_separator};
use std::sync::mpsc::{Receiver, Sender, channel};

use super::super::{Pick, Waker};

/// How many entries of a folder are shown at most.
pub(super) const MOST: usize = 2000;

/// A file or folder in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) path: PathBuf,
    pub(super) name: String,
    pub(super) is_folder: bool,
    pub(super) bytes: u64,
}

/// What the disk said.
#[derive(Debug)]
pub(super) enum Found {
    /// The entries of a folder: folders first, then by name.
    Listing(PathBuf, Result<Vec<Entry>, String>),
    /// Whether paths can be what was asked for.
    Checked(Vec<PathBuf>, Verdict),
}

/// What became of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It will do.
    Good,
    /// It is a folder to look into first.
    LookInto,
    /// It exists and would be replaced.
    Replaces,
    /// It will not do, and why.
    Bad(String),
}

/// Asks the disk, one thread a question.
pub(super) struct Disk {
    sender: Sender<Found>,
    pub(super) answers: Receiver<Found>,
    wake: Waker,
}

impl Disk {
    pub(super) fn new(wake: Waker) -> Self {
        let (sender, answers) = channel();
        Self { sender, answers, wake }
    }

    fn run(&self, job: impl FnOnce() -> Found + Send + 'static) {
        let (sender, wake) = (self.sender.clone(), self.wake.clone());
        let work = move || {
            sender.send(job()).ok();
            wake();
        };
        if let Err(error) = std::thread::Builder::new().name("parallax-folder".into()).spawn(work) {
            tracing::warn!("no thread to read a folder: {error}");
        }
    }

    pub(super) fn list(&self, folder: PathBuf) {
        self.run(move || {
            let listing = list(&folder);
            Found::Listing(folder, listing)
        });
    }

    pub(super) fn check(&self, paths: Vec<PathBuf>, pick: Pick) {
        self.run(move || {
            let verdicts = paths.iter().map(|path| check(path, &pick));
            let verdict = verdicts.into_iter().find(|verdict| *verdict != Verdict::Good);
            Found::Checked(paths, verdict.unwrap_or(Verdict::Good))
        });
    }
}

fn list(folder: &Path) -> Result<Vec<Entry>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| told(folder, &error))?;
    let mut entries: Vec<Entry> = entries
        .filter_map(Result::ok)
        .take(MOST)
        .filter_map(|entry| {
            let path = entry.path();
            // Follows links: a link to a folder is a folder to the person.
            let about = std::fs::metadata(&path).ok()?;
            let name = entry.file_name().to_string_lossy().into_owned();
            Some(Entry { path, name, is_folder: about.is_dir(), bytes: about.len() })
        })
        .collect();
    entries.sort_by_cached_key(|entry| (!entry.is_folder, entry.name.to_lowercase(), entry.name.clone()));
    Ok(entries)
}

pub(super) fn check(path: &Path, pick: &Pick) -> Verdict {
    let about = match std::fs::metadata(path) {
        Ok(about) => Some(about),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Verdict::Bad(told(path, &error)),
    };
    let is_folder = about.as_ref().is_some_and(std::fs::Metadata::is_dir);
    match pick {
        Pick::Folder | Pick::File | Pick::Files if about.is_none() => {
            Verdict::Bad(format!("{} does not exist.", path.display()))
        }
        Pick::Folder if is_folder => Verdict::Good,
        Pick::Folder => Verdict::Bad("This is a file. Choose a folder.".into()),
        Pick::File | Pick::Files | Pick::Save(_) if is_folder => Verdict::LookInto,
        Pick::File | Pick::Files => Verdict::Good,
        Pick::Save(_) if about.is_some() => Verdict::Replaces,
        Pick::Save(_) => parent_exists(path),
        Pick::NewFolder(_) if is_folder => {
            match std::fs::read_dir(path).map(|mut entries| entries.next().is_none()) {
                Ok(true) => Verdict::Good,
                Ok(false) => Verdict::LookInto,
                Err(error) => Verdict::Bad(told(path, &error)),
            }
        }
        Pick::NewFolder(_) if about.is_some() => {
            Verdict::Bad("This is a file. Choose a name for a folder.".into())
        }
        Pick::NewFolder(_) => parent_exists(path),
    }
}

fn parent_exists(path: &Path) -> Verdict {
    match path.parent() {
        Some(parent) if parent.is_dir() => Verdict::Good,
        Some(parent) => Verdict::Bad(format!("The folder {} does not exist.", parent.display())),
        None => Verdict::Bad("Type a name.".into()),
    }
}

fn told(path: &Path, error: &std::io::Error) -> String {
    let why = match error.kind() {
        std::io::ErrorKind::NotFound => "does not exist".to_owned(),
        std::io::ErrorKind::PermissionDenied => "may not be read by you".to_owned(),
        std::io::ErrorKind::NotADirectory => "is no folder".to_owned(),
        _ => format!("cannot be read: {error}"),
    };
    format!("{} {why}.", path.display())
}

/// What is meant when a path was typed behind the folder that the field began with: of
/// `/home/ana//tmp` it is `/tmp`, of `/home/ana/~/news` it is `~/news`.
pub(super) fn begun_anew(typed: &str) -> Option<&str> {
    let (at, _) = typed
        .char_indices()
        .skip(1)
        .zip(typed.chars())
        .filter(|((_, c), before)| is_separator(*before) && (*c == '~' || is_separator(*c)))
        .last()?
        .0;
    // Two separators at the start are a network folder on some systems.
    typed.get(at..).filter(|anew| at > 1 || anew.starts_with('~'))
}

/// A typed path, split into its folder (with the separator) and the name begun after it.
pub(super) fn split(typed: &str) -> (&str, &str) {
    let at =
        typed.char_indices().rev().find(|(_, c)| is_separator(*c)).map_or(0, |(at, c)| at + c.len_utf8());
    typed.split_at(at)
}

/// The path that is meant: `~` is home, and what has no root is under `base`.
pub(super) fn resolve(typed: &str, base: &Path, home: Option<&Path>) -> PathBuf {
    let typed = typed.trim();
    if let (Some(home), Some(rest)) = (home, typed.strip_prefix('~'))
        && (rest.is_empty() || rest.starts_with(is_separator))
    {
        return home.join(rest.trim_start_matches(is_separator));
    }
    base.join(typed)
}

/// As much of the name as all of these begin with; only where that is more than was typed.
pub(super) fn complete<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    let folded = typed.to_lowercase();
    let mut names = names.filter(|name| name.to_lowercase().starts_with(&folded));
    let mut common = names.next()?.to_owned();
    for name in names {
        let shared =
            common.chars().zip(name.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
        common.truncate(shared);
    }
    (common.len() > typed.len()).then_some(common)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_path_is_read_as_people_mean_it() {
        let (base, home) = (Path::new("/base"), Some(Path::new("/home/ana")));
        assert_eq!(resolve("~/news ", base, home), Path::new("/home/ana/news"));
        assert_eq!(resolve("~", base, home), Path::new("/home/ana"));
        assert_eq!(resolve("~ana", base, home), Path::new("/base/~ana"));
        assert_eq!(resolve("news/a.txt", base, home), Path::new("/base/news/a.txt"));
        assert_eq!(resolve("/tmp", base, home), Path::new("/tmp"));
        assert_eq!(split("/home/ana/pro"), ("/home/ana/", "pro"));
        assert_eq!(split("pro"), ("", "pro"));
        assert_eq!(split(""), ("", ""));
    }

    #[test]
    fn a_path_typed_behind_the_offered_folder_begins_anew() {
        assert_eq!(begun_anew("/home/ana//tmp"), Some("/tmp"));
        assert_eq!(begun_anew("/home/ana/~/news"), Some("~/news"));
        assert_eq!(begun_anew("/home/ana/news~1"), None);
        assert_eq!(begun_anew("//server/share"), None);
        assert_eq!(begun_anew(""), None);
    }

    #[test]
    fn a_name_is_completed_as_far_as_it_is_certain() {
        let names = ["harbour-barrier", "harbour-walls", "haiti"];
        assert_eq!(complete("HARB", names.into_iter()).as_deref(), Some("harbour-"));
        assert_eq!(complete("harbour-w", names.into_iter()).as_deref(), Some("harbour-walls"));
        assert_eq!(complete("x", names.into_iter()), None);
        assert_eq!(complete("ha", names.into_iter()), None, "no more is certain");
        assert_eq!(complete("é", ["école", "école-2"].into_iter()).as_deref(), Some("école"));
    }

    #[test]
    fn the_disk_decides_what_will_do() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.txt");
        std::fs::write(&file, "x").unwrap();
        let missing = folder.path().join("b.txt");
        let save = Pick::Save("b.txt".into());
        let new = Pick::NewFolder("p".into());
        assert_eq!(check(folder.path(), &Pick::Folder), Verdict::Good);
        assert_eq!(check(&file, &Pick::Files), Verdict::Good);
        assert_eq!(check(folder.path(), &Pick::File), Verdict::LookInto);
        assert_eq!(check(&missing, &save), Verdict::Good);
        assert_eq!(check(&file, &save), Verdict::Replaces);
        assert_eq!(check(&missing, &new), Verdict::Good);
        assert_eq!(check(folder.path(), &new), Verdict::LookInto, "it is not empty");
        for (path, pick) in [
            (file.as_path(), &Pick::Folder),
            (&missing, &Pick::File),
            (&file, &new),
            (&folder.path().join("no/such"), &save),
            (&file.join("under-a-file"), &Pick::File),
        ] {
            assert!(matches!(check(path, pick), Verdict::Bad(_)), "{path:?} {pick:?}");
        }
    }

    #[test]
    fn folders_come_first_and_case_does_not_count() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.txt", "C.txt", "a.txt"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        std::fs::create_dir(folder.path().join("z")).unwrap();
        let names: Vec<String> = list(folder.path()).unwrap().into_iter().map(|entry| entry.name).collect();
        assert_eq!(names, ["z", "a.txt", "b.txt", "C.txt"]);
        assert!(list(&folder.path().join("nowhere")).unwrap_err().contains("does not exist"));
    }
}
