//! Edits on disk before the file is.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use proptest::prelude::*;

use super::{TEXTS, annotation, begun, reviewed, some_edit, span_of, story};
use crate::model::{Edit, Review, Story};
use crate::store::{
    Disk, Done, FileEdit, Found, Head, Journal, LoadedReview, Places, Stamp, Step, Surroundings,
    journal_places, load_review, load_review_with, save_review,
};

struct Room {
    folder: tempfile::TempDir,
    story: Story,
}

impl Room {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), story: story(&TEXTS) }
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn places(&self) -> Places {
        journal_places(self.root(), &self.story.id, &"ana".into(), Some(&self.away()))
    }

    fn away(&self) -> PathBuf {
        self.root().join("away")
    }

    fn save(&self, review: &Review, stamp: &Stamp) -> Stamp {
        save_review(self.root(), review, &self.story, stamp).unwrap()
    }

    fn journal(&self, disk: Disk, stamp: &Stamp) -> Journal {
        let head = Head {
            format: 1,
            reviewer: "ana".into(),
            story: self.story.id.clone(),
            follows: stamp.0.clone(),
            session: "this".into(),
        };
        Journal::new(disk, self.places(), head, Vec::new())
    }

    fn load(&self) -> LoadedReview {
        load_review_with(self.root(), &self.story, &"ana".into(), Some(&self.away())).unwrap()
    }

    fn done(&self, number: u64, edit: &Edit) -> Done {
        let edits = FileEdit::from_edit(edit, &self.story, &mut Surroundings::default());
        Done { number, name: format!("edit {number}"), edits }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn the_journal_over_the_last_save_gives_the_state_in_memory(
        edits in prop::collection::vec(some_edit(), 0..14),
        saved in 0usize..14,
    ) {
        let room = Room::new();
        let (_, edits) = reviewed(edits);
        let saved = saved.min(edits.len());
        let mut review = begun(&room.story);
        edits.iter().take(saved).for_each(|edit| drop(edit.clone().apply(&mut review).unwrap()));
        let stamp = room.save(&review, &Stamp(None));
        let mut journal = room.journal(Disk::new(), &stamp);
        let mut states = vec![review.clone()];
        for (edit, number) in edits.iter().skip(saved).zip(1..) {
            journal.add(std::iter::once(room.done(number, edit))).unwrap();
            edit.clone().apply(&mut review).unwrap();
            states.push(review.clone());
        }
        let loaded = room.load();
        prop_assert_eq!(&loaded.review, &review);
        prop_assert_eq!(loaded.replayed.len(), states.len() - 1);
        prop_assert!(loaded.problems.is_empty() && loaded.stray.is_empty());

        // Torn off anywhere, it gives the state after the edits that are whole.
        let path = room.places().beside;
        let Ok(whole) = std::fs::read(&path) else { return Ok(()) };
        let step = (whole.len() / 60).max(1);
        let near_line_ends = whole.iter().enumerate().filter(|(_, b)| **b == b'\n').flat_map(|(at, _)| [at, at + 1]);
        for length in (0..whole.len()).step_by(step).chain(near_line_ends) {
            std::fs::write(&path, &whole[..length.min(whole.len())]).unwrap();
            let loaded = room.load();
            let lines = whole[..length.min(whole.len())].iter().filter(|byte| **byte == b'\n').count();
            prop_assert_eq!(&loaded.review, &states[lines.saturating_sub(1)], "cut at {}", length);
        }
    }
}

/// A review with the words “barrier” marked `count` times, and the edits that did so.
fn few(room: &Room, count: usize) -> (Review, Vec<Edit>) {
    let mut review = begun(&room.story);
    let edits: Vec<Edit> = (0..count)
        .map(|n| {
            Edit::PutAnnotation(annotation(&format!("x{n}"), "b", vec![span_of(TEXTS[1], "barrier", n)]))
        })
        .collect();
    edits.iter().for_each(|edit| drop(edit.clone().apply(&mut review).unwrap()));
    (review, edits)
}

#[test]
fn a_torn_journal_never_is_an_error_at_any_byte() {
    let room = Room::new();
    let (_, edits) = few(&room, 3);
    let stamp = room.save(&begun(&room.story), &Stamp(None));
    let mut journal = room.journal(Disk::new(), &stamp);
    journal.add(edits.iter().zip(1..).map(|(edit, n)| room.done(n, edit))).unwrap();
    let path = room.places().beside;
    let whole = std::fs::read(&path).unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for length in 0..=whole.len() {
        std::fs::write(&path, &whole[..length]).unwrap();
        let loaded = room.load();
        let lines = whole[..length].iter().filter(|byte| **byte == b'\n').count();
        assert_eq!(loaded.review.len(), lines.saturating_sub(1), "cut at {length}");
        seen.insert(loaded.review.len());
    }
    assert_eq!(seen.len(), 4);
}

#[test]
fn a_line_that_was_damaged_ends_the_journal_and_is_told() {
    let room = Room::new();
    let (_, edits) = few(&room, 3);
    let stamp = room.save(&begun(&room.story), &Stamp(None));
    let mut journal = room.journal(Disk::new(), &stamp);
    journal.add(edits.iter().zip(1..).map(|(edit, n)| room.done(n, edit))).unwrap();
    let path = room.places().beside;
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("edit 2", "edit 9")).unwrap();
    let loaded = room.load();
    assert_eq!(loaded.review.len(), 1);
    assert!(loaded.problems[0].to_string().contains("damaged"), "{:?}", loaded.problems);
    assert_eq!(loaded.aside, [path]);
}

#[test]
fn an_announced_save_fits_the_file_before_and_after_it() {
    let room = Room::new();
    let (_, edits) = few(&room, 3);
    let mut review = begun(&room.story);
    let stamp = room.save(&review, &Stamp(None));
    let mut journal = room.journal(Disk::new(), &stamp);
    for (edit, number) in edits.iter().take(2).zip(1..) {
        edit.clone().apply(&mut review).unwrap();
        journal.add(std::iter::once(room.done(number, edit))).unwrap();
    }
    let text = crate::store::ReviewFile::from_review(&review, &room.story).to_ron();
    journal.announce(2, &crate::store::sha256(text.as_bytes())).unwrap();
    journal.add(std::iter::once(room.done(3, &edits[2]))).unwrap();
    // The old file is still there.
    assert_eq!(room.load().replayed.iter().map(|done| done.number).collect::<Vec<_>>(), [1, 2, 3]);
    let after = room.save(&review, &stamp);
    // The new one is, and the journal was not told yet.
    let loaded = room.load();
    assert_eq!(loaded.replayed.iter().map(|done| done.number).collect::<Vec<_>>(), [3]);
    assert_eq!(loaded.review.len(), 3);
    journal.saved(2, after.0.as_deref().unwrap()).unwrap();
    assert_eq!(room.load().review, loaded.review);
    edits[2].clone().apply(&mut review).unwrap();
    let last = room.save(&review, &after);
    journal.saved(3, last.0.as_deref().unwrap()).unwrap();
    assert!(!room.places().beside.exists());
    assert_eq!(room.load().review, review);
}

#[test]
fn edits_of_another_version_are_kept_apart() {
    let room = Room::new();
    let (review, edits) = few(&room, 2);
    let stamp = room.save(&begun(&room.story), &Stamp(None));
    let mut journal = room.journal(Disk::new(), &stamp);
    journal.add(std::iter::once(room.done(1, &edits[0]))).unwrap();
    // Someone puts another file in its place.
    room.save(&review, &stamp);
    let loaded = room.load();
    assert_eq!(loaded.review, review);
    assert_eq!((loaded.replayed.len(), loaded.stray.len()), (0, 1));
    assert!(room.places().beside.exists(), "reading removes nothing");
}

#[test]
fn where_nothing_can_be_written_beside_the_review_the_journal_goes_to_the_users_folder() {
    let room = Room::new();
    let (review, edits) = few(&room, 3);
    let stamp = room.save(&begun(&room.story), &Stamp(None));
    let full = Arc::new(AtomicBool::new(false));
    let (disk, beside) = {
        let (full, beside) = (Arc::clone(&full), room.places().beside);
        let watched = beside.clone();
        let disk = Disk::with_fault(move |step, path| {
            let fails =
                full.load(Ordering::SeqCst) && path == watched && matches!(step, Step::Write | Step::Create);
            if fails { Err(std::io::ErrorKind::StorageFull.into()) } else { Ok(()) }
        });
        (disk, beside)
    };
    let mut journal = room.journal(disk, &stamp);
    journal.add(std::iter::once(room.done(1, &edits[0]))).unwrap();
    assert_eq!(journal.away(), None);
    full.store(true, Ordering::SeqCst);
    journal.add(std::iter::once(room.done(2, &edits[1]))).unwrap();
    assert_eq!(journal.away(), room.places().away.as_deref());
    journal.add(std::iter::once(room.done(3, &edits[2]))).unwrap();
    assert!(beside.exists(), "the beginning is still there, and goes less far");
    assert_eq!(Found::read(&beside).unwrap().unwrap().done.len(), 1);
    let loaded = room.load();
    assert_eq!(loaded.review, review);
    assert_eq!(load_review(room.root(), &room.story, &"ana".into()).unwrap().review.len(), 1);
    let after = room.save(&review, &stamp);
    journal.saved(3, after.0.as_deref().unwrap()).unwrap();
    assert!(!beside.exists() && !room.places().away.unwrap().exists());
}

#[test]
fn edits_that_could_not_be_written_are_written_later() {
    let room = Room::new();
    let (review, edits) = few(&room, 3);
    let stamp = room.save(&begun(&room.story), &Stamp(None));
    // The disk is full for a while, everywhere.
    let left = Arc::new(AtomicUsize::new(6));
    let disk = {
        let left = Arc::clone(&left);
        Disk::with_fault(move |step, _| {
            let full = step == Step::Write
                && left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| n.checked_sub(1)).is_ok();
            if full { Err(std::io::ErrorKind::StorageFull.into()) } else { Ok(()) }
        })
    };
    let mut journal = room.journal(disk, &stamp);
    for (edit, number) in edits.iter().zip(1..) {
        let error = journal.add(std::iter::once(room.done(number, edit))).unwrap_err();
        assert!(error.remedy().contains("Make room"), "{error}");
        assert!(error.to_string().contains("ana.journal"), "{error}");
    }
    assert_eq!(room.load().review.len(), 0);
    journal.flush().unwrap();
    assert_eq!(room.load().review, review);
}
