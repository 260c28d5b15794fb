//! Loading and saving reviews.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::around::Surroundings;
use super::atomic::Disk;
use super::journal::{Done, Places};
use super::names::{check_stem, stays_inside};
use super::placing::{Move, Placed};
use super::review_file::{REVIEW_LIMIT, ReviewFile, review_path};
use super::ron_file::{self, line_of, sha256};
use super::{Problem, StoreError};
use crate::model::{AnnotationId, Codebook, LabelId, Review, ReviewerId, Story, StoryId};

/// Which version of a file was read or written: the SHA-256 of its bytes; `None` for no file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Stamp(pub Option<String>);

/// A review with what is to be told about it.
#[derive(Clone, Debug)]
pub struct LoadedReview {
    /// The review, with the edits of its journal.
    pub review: Review,
    /// Which version of the file it comes from.
    pub stamp: Stamp,
    /// When the file was last written.
    pub written: Option<Timestamp>,
    /// What was done on reading it, for people.
    pub notes: Vec<String>,
    /// What is not where the file says.
    pub moved: Vec<Move>,
    /// What has no place any more.
    pub lost: Vec<AnnotationId>,
    /// Whether the file says the same as the review, but for its journal.
    pub as_in_file: bool,
    /// References to nothing.
    pub problems: Vec<Problem>,
    /// The edits of the journal that are in `review` and not in the file.
    pub replayed: Vec<Done>,
    /// The edits of a journal that belongs to another version of the file. They are not in `review`.
    pub stray: Vec<Done>,
    /// Journals that count no more but hold edits: to be put aside, never removed.
    pub aside: Vec<PathBuf>,
}

/// The places where the journal of a review can be.
pub fn journal_places(root: &Path, story: &StoryId, reviewer: &ReviewerId, away: Option<&Path>) -> Places {
    let name = format!("{reviewer}.journal");
    Places {
        beside: review_path(root, story, reviewer).with_file_name(&name),
        away: away.map(|folder| folder.join(story.as_str()).join(name)),
    }
}

/// Loads a review with the edits of its journal, in memory: nothing is written. A reviewer who has
/// not begun has an empty one.
pub fn load_review(root: &Path, story: &Story, reviewer: &ReviewerId) -> Result<LoadedReview, StoreError> {
    load_review_with(root, story, reviewer, None)
}

/// The same, with a journal that may lie in the folder `away` too.
pub fn load_review_with(
    root: &Path,
    story: &Story,
    reviewer: &ReviewerId,
    away: Option<&Path>,
) -> Result<LoadedReview, StoreError> {
    check_review_path(root, &story.id, reviewer)?;
    let path = review_path(root, &story.id, reviewer);
    let places = journal_places(root, &story.id, reviewer, away);
    // Whoever is at work on it may save between the two reads: the file is looked at again.
    let mut bytes = ron_file::read_bytes(&path, REVIEW_LIMIT)?;
    let mut journal = places.find()?;
    for _ in 0..3 {
        let again = ron_file::read_bytes(&path, REVIEW_LIMIT)?;
        if again == bytes {
            break;
        }
        bytes = again;
        journal = places.find()?;
    }
    let stamp = Stamp(bytes.as_deref().map(sha256));
    let mut file = match &bytes {
        Some(bytes) => {
            let file = ReviewFile::parse(&path, bytes)?;
            check_names(&file, &path, bytes, story, reviewer)?;
            file
        }
        None => ReviewFile::new(reviewer.clone(), story.id.clone()),
    };
    let (found, other) = journal;
    let mut loaded = LoadedReview {
        review: Review::new(reviewer.clone(), story.id.clone()),
        stamp,
        written: std::fs::metadata(&path)
            .and_then(|m| m.modified())
            .ok()
            .and_then(|t| Timestamp::try_from(t).ok()),
        notes: Vec::new(),
        moved: Vec::new(),
        lost: Vec::new(),
        as_in_file: true,
        problems: Vec::new(),
        replayed: Vec::new(),
        stray: Vec::new(),
        aside: other.into_iter().collect(),
    };
    if let Some(found) = found {
        if found.damaged {
            let what = "is damaged: the edits after the damaged line are not shown";
            loaded.problems.push(Problem::new(&found.path, what));
            loaded.aside.push(found.path.clone());
        }
        match found.onto(loaded.stamp.0.as_deref()) {
            Ok(done) => loaded.replayed = done,
            Err(done) => loaded.stray = done,
        }
    }
    if !loaded.replayed.is_empty() {
        file.apply(loaded.replayed.iter().flat_map(|done| done.edits.iter().cloned()));
        let count = loaded.replayed.len();
        let edits =
            if count == 1 { "1 edit that was".to_owned() } else { format!("{count} edits that were") };
        let are = if count == 1 { "is" } else { "are" };
        loaded.notes.push(format!("{edits} not saved when the program ended {are} here again"));
    }
    loaded.take(file.into_review(story, &path));
    Ok(loaded)
}

/// The same file with the edits of a stray journal on top.
pub(crate) fn with_stray(loaded: LoadedReview, root: &Path, story: &Story) -> LoadedReview {
    let mut file = ReviewFile::from_review(&loaded.review, story);
    file.apply(loaded.stray.iter().flat_map(|done| done.edits.iter().cloned()));
    let mut loaded = loaded;
    let path = review_path(root, &story.id, loaded.review.reviewer());
    loaded.take(file.into_review(story, &path));
    loaded
}

impl LoadedReview {
    fn take(&mut self, placed: Placed) {
        self.notes.extend(placed.notes());
        self.review = placed.review;
        self.moved.extend(placed.moved);
        self.lost.extend(placed.lost);
        self.as_in_file &= placed.as_in_file;
        self.problems.extend(placed.problems);
    }
}

/// Refuses a review that would lie outside of the project folder.
pub(crate) fn check_review_path(
    root: &Path,
    story: &StoryId,
    reviewer: &ReviewerId,
) -> Result<(), StoreError> {
    check_stem(root, "story", story.as_str())?;
    check_stem(root, "reviewer", reviewer.as_str())?;
    let path = review_path(root, story, reviewer);
    if stays_inside(root, &path) {
        return Ok(());
    }
    Err(StoreError::UnsafeName {
        path: root.to_owned(),
        what: "review",
        name: path.display().to_string(),
        why: "leads out of the project folder through a link",
    })
}

fn check_names(
    file: &ReviewFile,
    path: &Path,
    bytes: &[u8],
    story: &Story,
    reviewer: &ReviewerId,
) -> Result<(), StoreError> {
    let wrong = |field: &str, message| {
        Err(StoreError::Syntax { path: path.to_owned(), line: line_of(bytes, field, 0), column: 1, message })
    };
    if file.reviewer != *reviewer {
        let message =
            format!("the review is by “{}”, but the file has the name of “{reviewer}”", file.reviewer);
        return wrong("reviewer:", message);
    }
    if file.story != story.id {
        let message =
            format!("the review is on the story “{}”, but lies in the folder of “{}”", file.story, story.id);
        return wrong("story:", message);
    }
    Ok(())
}

/// Saves a review, unless its file is another version than `stamp` by now. Gives the new stamp.
pub fn save_review(root: &Path, review: &Review, story: &Story, stamp: &Stamp) -> Result<Stamp, StoreError> {
    let prepared = Prepared::new(review, story, &mut Surroundings::default());
    prepared.put(&Disk::new(), &review_path(root, &story.id, review.reviewer()), stamp, true)
}

/// The bytes of a review's file, ready to be written.
#[derive(Clone, Debug)]
pub(crate) struct Prepared {
    bytes: Vec<u8>,
    pub(crate) stamp: Stamp,
}

impl Prepared {
    pub(crate) fn new(review: &Review, story: &Story, known: &mut Surroundings) -> Self {
        let bytes = ReviewFile::from_review_with(review, story, known).to_ron().into_bytes();
        let stamp = Stamp(Some(sha256(&bytes)));
        Self { bytes, stamp }
    }

    /// Writes the file, unless it is another version than `expected` by now.
    pub(crate) fn put(
        &self,
        disk: &Disk,
        path: &Path,
        expected: &Stamp,
        backup: bool,
    ) -> Result<Stamp, StoreError> {
        let present = Stamp(ron_file::read_bytes(path, REVIEW_LIMIT)?.as_deref().map(sha256));
        if present != *expected {
            return Err(StoreError::Changed { path: path.to_owned() });
        }
        disk.create_in_project(path.parent().unwrap_or(Path::new(".")))?;
        disk.replace(path, &self.bytes, backup)?;
        Ok(self.stamp.clone())
    }
}

/// The labels of a review that the codebook does not know, with how many annotations have each. Such
/// annotations open, show and save like others.
pub fn unknown_labels(review: &Review, codebook: &Codebook) -> Vec<(LabelId, usize)> {
    let mut counts = std::collections::BTreeMap::new();
    for annotation in review.annotations().filter(|annotation| codebook.label(&annotation.label).is_none()) {
        *counts.entry(annotation.label.clone()).or_default() += 1;
    }
    counts.into_iter().collect()
}
