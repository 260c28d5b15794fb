//! The edits since the last save, on disk before the save is.
//!
//! One record to a line: 16 hexadecimal digits of the SHA-256 of the rest, a blank, RON. A line that
//! was torn off or does not fit its digits ends the journal. The first line says which version of
//! the review's file the journal follows; before a new version takes the old one's place, a line
//! says so, and so a journal fits the file on either side of that instant.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::atomic::{Disk, Step};
use super::journal_edit::FileEdit;
use super::ron_file::{self, sha256};
use super::{FORMAT, StoreError};
use crate::model::{ReviewerId, StoryId};

/// The largest journal that is read, in bytes.
const JOURNAL_LIMIT: u64 = 512 << 20;

/// How the first line of a journal reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// [`FORMAT`].
    pub format: u32,
    /// Whose review.
    pub reviewer: ReviewerId,
    /// On which story.
    pub story: StoryId,
    /// SHA-256 of the review's file to which the edits are to be applied; `None` where there was none.
    pub follows: Option<String>,
    /// Names the run of the program that writes it.
    pub session: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Record {
    Head(Head),
    /// An edit: its number, its name for people, what it changes.
    Did(u64, String, Vec<FileEdit>),
    /// The file with this SHA-256 holds all edits up to this number.
    Saved(u64, String),
}

impl Record {
    fn line(&self) -> String {
        let row = ron_file::row(self);
        format!("{} {row}\n", digits(row.as_bytes()))
    }
}

fn digits(bytes: &[u8]) -> String {
    let mut sum = sha256(bytes);
    sum.truncate(16);
    sum
}

/// One edit of a journal.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    /// Grows by one from edit to edit.
    pub number: u64,
    /// What people read.
    pub name: String,
    /// What it changes.
    pub edits: Vec<FileEdit>,
}

/// A journal as it was found on disk.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Where.
    pub path: PathBuf,
    /// Its first line.
    pub head: Head,
    /// Its edits, in order.
    pub done: Vec<Done>,
    saves: Vec<(u64, String)>,
    /// Whether whole lines follow after one that is damaged. They do not count.
    pub damaged: bool,
}

impl Found {
    /// Reads a journal; `None` where there is none or not one whole line of it.
    pub fn read(path: &Path) -> Result<Option<Self>, StoreError> {
        Ok(ron_file::read_bytes(path, JOURNAL_LIMIT)?.and_then(|bytes| Self::parse(path, &bytes)))
    }

    fn parse(path: &Path, bytes: &[u8]) -> Option<Self> {
        let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
        let Record::Head(head) = record(lines.next()?)? else { return None };
        if head.format > FORMAT {
            return None;
        }
        let mut found =
            Self { path: path.to_owned(), head, done: Vec::new(), saves: Vec::new(), damaged: false };
        for line in lines.by_ref() {
            match record(line) {
                Some(Record::Did(number, name, edits)) => found.done.push(Done { number, name, edits }),
                Some(Record::Saved(number, sum)) => found.saves.push((number, sum)),
                Some(Record::Head(_)) | None => {
                    found.damaged = lines.any(|line| record(line).is_some());
                    break;
                }
            }
        }
        Some(found)
    }

    /// The edits that are not in the version of the file with this SHA-256 (`None`: no file); `Err`
    /// with all of them where the journal belongs to another version.
    pub fn onto(self, sum: Option<&str>) -> Result<Vec<Done>, Vec<Done>> {
        let saved =
            self.saves.iter().rev().find(|(_, saved)| Some(saved.as_str()) == sum).map(|(number, _)| *number);
        match saved {
            Some(saved) => Ok(self.done.into_iter().filter(|done| done.number > saved).collect()),
            None if self.head.follows.as_deref() == sum => Ok(self.done),
            None => Err(self.done),
        }
    }

    fn last(&self) -> u64 {
        self.done.last().map_or(0, |done| done.number)
    }
}

fn record(line: &[u8]) -> Option<Record> {
    let line = std::str::from_utf8(line).ok()?.strip_suffix('\n')?;
    let (sum, row) = line.split_at_checked(16)?;
    let row = row.strip_prefix(' ')?;
    (digits(row.as_bytes()) == sum)
        .then(|| ron_file::parse_plain(Path::new(""), row.as_bytes()).ok())
        .flatten()
}

/// The two places where a journal can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// Beside the review.
    pub beside: PathBuf,
    /// In the user's data folder, for when nothing can be written beside the review.
    pub away: Option<PathBuf>,
}

impl Places {
    fn all(&self) -> impl Iterator<Item = &PathBuf> {
        std::iter::once(&self.beside).chain(&self.away)
    }

    /// The journal that goes farthest, and another one that is there too.
    pub fn find(&self) -> Result<(Option<Found>, Option<PathBuf>), StoreError> {
        let mut best: Option<Found> = None;
        let mut other = None;
        for path in self.all() {
            let Some(found) = Found::read(path)? else { continue };
            let (farther, behind) = match best.take() {
                Some(best) if best.last() >= found.last() => (best, Some(found)),
                behind => (found, behind),
            };
            other =
                behind.filter(|behind| behind.head.session != farther.head.session).map(|behind| behind.path);
            best = Some(farther);
        }
        Ok((best, other))
    }
}

/// Writes a journal. Nothing is on disk before the first edit.
#[derive(Debug)]
pub struct Journal {
    disk: Disk,
    places: Places,
    head: Head,
    /// The lines since the last save, with their numbers.
    lines: Vec<(u64, String)>,
    open: Option<(PathBuf, File)>,
}

impl Journal {
    /// A journal that goes on after `replayed`, the edits of one that was left behind.
    pub fn new(disk: Disk, places: Places, head: Head, replayed: Vec<Done>) -> Self {
        let lines =
            replayed.into_iter().map(|d| (d.number, Record::Did(d.number, d.name, d.edits).line())).collect();
        Self { disk, places, head, lines, open: None }
    }

    /// Adds edits. When this returns without an error they are on disk; with one they are kept, and
    /// written with the next ones or by [`Self::flush`].
    pub fn add(&mut self, done: impl Iterator<Item = Done>) -> Result<(), StoreError> {
        let from = self.lines.len();
        self.lines.extend(done.map(|d| (d.number, Record::Did(d.number, d.name, d.edits).line())));
        let new: String = self.lines.iter().skip(from).map(|(_, line)| line.as_str()).collect();
        self.write(&new)
    }

    /// Writes all that is not on disk yet.
    pub fn flush(&mut self) -> Result<(), StoreError> {
        if self.open.is_some() || self.lines.is_empty() { Ok(()) } else { self.start() }
    }

    /// Says that the version of the file with this SHA-256, which is about to take the place of the
    /// old one, holds all edits up to `number`.
    pub fn announce(&mut self, number: u64, sum: &str) -> Result<(), StoreError> {
        if self.lines.is_empty() && self.open.is_none() {
            return Ok(());
        }
        self.flush()?;
        self.write(&Record::Saved(number, sum.to_owned()).line())
    }

    /// The version with this SHA-256 is in place: forgets what it holds. The journal goes where no
    /// edit is left.
    pub fn saved(&mut self, number: u64, sum: &str) -> Result<(), StoreError> {
        self.head.follows = Some(sum.to_owned());
        self.lines.retain(|(n, _)| *n > number);
        self.open = None;
        if self.lines.is_empty() {
            return self.remove();
        }
        self.start()
    }

    /// Removes the journal from disk: its edits are saved, or given up.
    pub fn remove(&mut self) -> Result<(), StoreError> {
        self.open = None;
        self.lines.clear();
        let places: Vec<PathBuf> = self.places.all().cloned().collect();
        places.iter().filter(|path| path.exists()).try_for_each(|path| self.disk.remove(path))
    }

    /// Where the journal is, if it is not beside the review.
    pub fn away(&self) -> Option<&Path> {
        let (path, _) = self.open.as_ref()?;
        (Some(path) == self.places.away.as_ref()).then_some(path.as_path())
    }

    fn write(&mut self, lines: &str) -> Result<(), StoreError> {
        let Some((path, file)) = &mut self.open else { return self.start() };
        let written = self.disk.write(file, path, lines.as_bytes()).and_then(|()| self.disk.sync(file, path));
        match written {
            Ok(()) => Ok(()),
            // Half a line may be there now: begin anew, here or away.
            Err(_) => self.start(),
        }
    }

    /// Writes the whole journal anew: beside the review, else away.
    fn start(&mut self) -> Result<(), StoreError> {
        self.open = None;
        let whole: String = std::iter::once(Record::Head(self.head.clone()).line())
            .chain(self.lines.iter().map(|(_, line)| line.clone()))
            .collect();
        let mut first = None;
        for path in self.places.all() {
            match self.start_at(path, &whole) {
                Ok(file) => {
                    self.open = Some((path.clone(), file));
                    return Ok(());
                }
                Err(error) => drop(first.get_or_insert(error)),
            }
        }
        first.map_or(Ok(()), Err)
    }

    fn start_at(&self, path: &Path, whole: &str) -> Result<File, StoreError> {
        let folder = path.parent().unwrap_or(Path::new("."));
        if *path == self.places.beside {
            self.disk.create_in_project(folder)?;
        } else {
            self.disk.create_folder(folder)?;
        }
        let open = || {
            self.disk.step(Step::Create, path)?;
            OpenOptions::new().append(true).create(true).open(path)
        };
        if path.exists() {
            self.disk.replace(path, whole.as_bytes(), false)?;
            return open().map_err(StoreError::io("write", path));
        }
        // Where there is none yet, a beginning of it is as good as none: no detour over a temporary
        // file, so that the edit is out of the program's hands at once.
        let write = || {
            let mut file = open()?;
            self.disk.write(&mut file, path, whole.as_bytes())?;
            self.disk.sync(&file, path)?;
            self.disk.sync_folder(folder)?;
            Ok(file)
        };
        write().map_err(StoreError::io("write", path))
    }
}
