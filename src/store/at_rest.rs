//! Reviews that nobody is at work on, changed in their files: for changes of the codebook, which
//! concern every reviewer's reviews of every story.
//!
//! Nothing is placed in the articles here. What is changed are labels, attributes and link kinds;
//! everything else of the file stays as it stands there.

use std::path::{Path, PathBuf};

use super::atomic::Disk;
use super::journal::{Done, Head, Journal, Places};
use super::lock::{Lock, ReviewLock};
use super::review::{Stamp, check_review_path, journal_places};
use super::review_file::{REVIEW_LIMIT, ReviewFile, review_path};
use super::{FORMAT, StoreError, ron_file, sha256};
use crate::model::{Coding, Link, Recode, Recoded, ReviewerId, StoryId};

/// A review as it lies on disk, with the edits of its journal.
#[derive(Clone, Debug)]
pub struct AtRest {
    /// The file with the edits of its journal.
    pub file: ReviewFile,
    path: PathBuf,
    stamp: Stamp,
    places: Places,
    replayed: Vec<Done>,
    /// Whether there are edits that belong to another version of the file, or cannot be read.
    unsettled: bool,
}

impl AtRest {
    /// Reads a review. Nothing is written. `None` where there is no file and no edit.
    pub fn read(
        root: &Path,
        story: &StoryId,
        reviewer: &ReviewerId,
        away: Option<&Path>,
    ) -> Result<Option<Self>, StoreError> {
        check_review_path(root, story, reviewer)?;
        let path = review_path(root, story, reviewer);
        let places = journal_places(root, story, reviewer, away);
        let bytes = ron_file::read_bytes(&path, REVIEW_LIMIT)?;
        let (found, other) = places.find()?;
        if bytes.is_none() && found.is_none() {
            return Ok(None);
        }
        let stamp = Stamp(bytes.as_deref().map(sha256));
        let mut file = match &bytes {
            Some(bytes) => ReviewFile::parse(&path, bytes)?,
            None => ReviewFile::new(reviewer.clone(), story.clone()),
        };
        let mut unsettled = other.is_some();
        let mut replayed = Vec::new();
        if let Some(found) = found {
            unsettled |= found.damaged;
            match found.onto(stamp.0.as_deref()) {
                Ok(done) => replayed = done,
                Err(_) => unsettled = true,
            }
        }
        file.apply(replayed.iter().flat_map(|done| done.edits.iter().cloned()));
        Ok(Some(Self { file, path, stamp, places, replayed, unsettled }))
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether its journal has only edits that belong to the file as it is: others are settled by
    /// opening the review.
    pub fn is_settled(&self) -> bool {
        !self.unsettled
    }

    /// Puts the changed file in the place of the one that was read, which stays as `….bak`, and
    /// lets go of a journal whose edits it holds. Fails where the file was changed meanwhile, and
    /// where edits would be lost. Gives what puts it back.
    ///
    /// To be called while the review is locked.
    pub fn put(&self, disk: &Disk, file: &ReviewFile) -> Result<Replaced, StoreError> {
        let before = ron_file::read_bytes(&self.path, REVIEW_LIMIT)?;
        if self.unsettled || Stamp(before.as_deref().map(sha256)) != self.stamp {
            return Err(StoreError::Changed { path: self.path.clone() });
        }
        let bytes = file.to_ron().into_bytes();
        let last = self.replayed.last().map_or(0, |done| done.number);
        let sum = sha256(&bytes);
        let head = Head {
            format: FORMAT,
            reviewer: self.file.reviewer.clone(),
            story: self.file.story.clone(),
            follows: self.stamp.0.clone(),
            session: format!("at rest {sum}"),
        };
        let mut journal = Journal::new(disk.clone(), self.places.clone(), head, self.replayed.clone());
        journal.announce(last, &sum)?;
        disk.replace(&self.path, &bytes, true)?;
        journal.saved(last, &sum)?;
        Ok(Replaced { path: self.path.clone(), before: self.file.clone(), after: Stamp(Some(sum)) })
    }
}

/// A file that was put in the place of another.
#[derive(Clone, Debug)]
pub struct Replaced {
    path: PathBuf,
    before: ReviewFile,
    after: Stamp,
}

impl Replaced {
    /// Puts the version before back, unless the file was changed since.
    pub fn put_back(&self, disk: &Disk) -> Result<(), StoreError> {
        let present = ron_file::read_bytes(&self.path, REVIEW_LIMIT)?;
        if Stamp(present.as_deref().map(sha256)) != self.after {
            return Err(StoreError::Changed { path: self.path.clone() });
        }
        disk.replace(&self.path, self.before.to_ron().as_bytes(), false)
    }
}

/// Takes hold of a review that nobody is at work on. The error says who is.
pub fn lock_review(root: &Path, story: &StoryId, reviewer: &ReviewerId) -> Result<ReviewLock, StoreError> {
    let path = review_path(root, story, reviewer);
    match ReviewLock::ask(&path.with_file_name(format!("{reviewer}.lock"))) {
        Lock::Ours(lock) => Ok(lock),
        Lock::Theirs(holder) => Err(StoreError::Held { path, holder }),
        Lock::Unwritable(source) => Err(StoreError::Io { action: "write", path, source }),
    }
}

/// Who is at work on a review, as far as that can be seen without writing anything.
pub fn review_holder(root: &Path, story: &StoryId, reviewer: &ReviewerId) -> Option<super::Holder> {
    let path = review_path(root, story, reviewer);
    ReviewLock::look(&path.with_file_name(format!("{reviewer}.lock")))
}

impl ReviewFile {
    /// What a change of the codebook would do to it.
    pub fn recoded(&self, recode: &Recode) -> Recoded {
        let placed = self.annotations.iter().map(|a| (&a.id, &a.label, &a.attributes));
        let lost = self.orphans.iter().map(|o| (&o.id, &o.label, &o.attributes));
        let clusters = self
            .clusters
            .iter()
            .map(|cluster| (&cluster.id, &cluster.label, &cluster.attributes, cluster.members.as_slice()));
        let links = self.links.iter().chain(self.orphans.iter().flat_map(|orphan| &orphan.links));
        Recoded::new(recode, placed.chain(lost), clusters, links)
    }

    /// Makes a change. What is not as it was when the change was worked out is left alone; gives
    /// how many things that are.
    pub fn recode(&mut self, recoded: &Recoded) -> usize {
        let mut left = recoded.annotations.len() + recoded.clusters.len() + recoded.links.len();
        let mut code = |pair: Option<&(Coding, Coding)>,
                        label: &mut crate::model::LabelId,
                        attributes: &mut crate::model::Attributes| {
            let Some((before, after)) = pair else { return };
            if *label == before.label && *attributes == before.attributes {
                (*label, *attributes) = (after.label.clone(), after.attributes.clone());
                left -= 1;
            }
        };
        for one in &mut self.annotations {
            code(recoded.annotations.get(&one.id), &mut one.label, &mut one.attributes);
        }
        for one in &mut self.orphans {
            code(recoded.annotations.get(&one.id), &mut one.label, &mut one.attributes);
        }
        for one in &mut self.clusters {
            code(recoded.clusters.get(&one.id), &mut one.label, &mut one.attributes);
        }
        let mut turned = std::collections::HashSet::new();
        let mut turn = |link: &mut Link| {
            if let Some((before, after)) = recoded.links.get(&link.id)
                && link.kind == *before
            {
                link.kind = after.clone();
                turned.insert(link.id.clone());
            }
        };
        self.links.iter_mut().for_each(&mut turn);
        self.orphans.iter_mut().flat_map(|orphan| &mut orphan.links).for_each(&mut turn);
        left - turned.len()
    }
}
