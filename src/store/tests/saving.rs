//! Either the old file or the new one, at any instant.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{TEXTS, annotation, begun, span_of, story};
use crate::model::{Edit, Review};
use crate::store::{
    Disk, Lock, Prepared, ReviewLock, Stamp, StoreError, Surroundings, backup_path, load_review, review_path,
    save_review,
};

fn marked(count: usize) -> Review {
    let mut review = begun(&story(&TEXTS));
    for n in 0..count {
        let annotation = annotation(&format!("x{n}"), "b", vec![span_of(TEXTS[1], "barrier", n)]);
        Edit::PutAnnotation(annotation).apply(&mut review).unwrap();
    }
    review
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn whichever_step_fails_the_old_or_the_new_version_is_whole_and_nothing_is_left_about() {
    let story = story(&TEXTS);
    let mut failures = 0;
    for fatal in 0.. {
        let folder = tempfile::tempdir().unwrap();
        let stamp = save_review(folder.path(), &marked(1), &story, &Stamp(None)).unwrap();
        let path = review_path(folder.path(), &story.id, &"ana".into());
        let count = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&count);
        let disk = Disk::with_fault(move |_, _| match counted.fetch_add(1, Ordering::SeqCst) {
            n if n >= fatal => Err(std::io::ErrorKind::StorageFull.into()),
            _ => Ok(()),
        });
        let prepared = Prepared::new(&marked(3), &story, &mut Surroundings::default());
        let saved = prepared.put(&disk, &path, &stamp, true);
        let loaded = load_review(folder.path(), &story, &"ana".into()).unwrap();
        let files = names(path.parent().unwrap());
        if saved.is_ok() {
            assert_eq!(loaded.review, marked(3));
            assert_eq!(files, ["ana.ron", "ana.ron.bak"]);
            break;
        }
        failures += 1;
        assert!(loaded.review == marked(1) || loaded.review == marked(3), "step {fatal}");
        assert!(files.iter().all(|name| name == "ana.ron" || name == "ana.ron.bak"), "{files:?}");
    }
    assert!(failures >= 5, "the steps of a save were all tried: {failures}");
}

#[test]
fn the_version_before_stays_as_bak() {
    let story = story(&TEXTS);
    let folder = tempfile::tempdir().unwrap();
    let path = review_path(folder.path(), &story.id, &"ana".into());
    let first = save_review(folder.path(), &marked(1), &story, &Stamp(None)).unwrap();
    let before = std::fs::read(&path).unwrap();
    let second = save_review(folder.path(), &marked(2), &story, &first).unwrap();
    assert_eq!(std::fs::read(backup_path(&path)).unwrap(), before);
    let before = std::fs::read(&path).unwrap();
    save_review(folder.path(), &marked(3), &story, &second).unwrap();
    assert_eq!(std::fs::read(backup_path(&path)).unwrap(), before);
}

#[test]
fn a_file_that_changed_since_it_was_read_is_not_overwritten() {
    let story = story(&TEXTS);
    let folder = tempfile::tempdir().unwrap();
    let path = review_path(folder.path(), &story.id, &"ana".into());
    let first = save_review(folder.path(), &marked(1), &story, &Stamp(None)).unwrap();
    let theirs = std::fs::read_to_string(&path).unwrap().replace("note: \"\"", "note: \"by hand\"");
    std::fs::write(&path, &theirs).unwrap();
    for stamp in [first, Stamp(None)] {
        let error = save_review(folder.path(), &marked(2), &story, &stamp).unwrap_err();
        assert!(matches!(error, StoreError::Changed { .. }), "{error}");
    }
    std::fs::remove_file(&path).unwrap();
    let gone = save_review(folder.path(), &marked(2), &story, &Stamp(Some("0".into()))).unwrap_err();
    assert!(matches!(gone, StoreError::Changed { .. }), "a file that was removed is a change too: {gone}");
}

#[test]
fn a_project_folder_that_was_moved_away_is_not_made_anew() {
    let story = story(&TEXTS);
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("moved-away");
    let error = save_review(&root, &marked(1), &story, &Stamp(None)).unwrap_err();
    assert!(error.remedy().contains("Bring the folder back"), "{error}");
    assert!(!root.exists());
    assert!(matches!(ReviewLock::ask(&root.join("reviews/s/ana.lock")), Lock::Unwritable(_)));
    assert!(!root.exists());
}

#[cfg(unix)]
#[test]
fn permissions_stay_and_a_protected_file_is_left_alone() {
    use std::os::unix::fs::PermissionsExt;
    let story = story(&TEXTS);
    let folder = tempfile::tempdir().unwrap();
    let path = review_path(folder.path(), &story.id, &"ana".into());
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let first = save_review(folder.path(), &marked(1), &story, &Stamp(None)).unwrap();
    assert_eq!(mode(&path) & 0o600, 0o600);
    std::fs::write(folder.path().join("plain"), "").unwrap();
    assert_eq!(mode(&path), mode(&folder.path().join("plain")), "as any new file");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    let second = save_review(folder.path(), &marked(2), &story, &first).unwrap();
    assert_eq!(mode(&path), 0o640);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o440)).unwrap();
    let error = save_review(folder.path(), &marked(3), &story, &second).unwrap_err();
    assert!(error.to_string().contains("write-protected"), "{error}");
    assert_eq!(load_review(folder.path(), &story, &"ana".into()).unwrap().review, marked(2));
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_really_full_is_told() {
    let full = Path::new("/dev/full");
    if !full.exists() {
        return;
    }
    let mut file = std::fs::OpenOptions::new().write(true).open(full).unwrap();
    let error =
        Disk::new().write(&mut file, full, b"words").map_err(StoreError::io("write", full)).unwrap_err();
    assert!(error.remedy().contains("Make room on the disk"), "{error}");
}

#[test]
fn one_lock_at_a_time_and_nothing_is_left_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("reviews/s/ana.lock");
    let Lock::Ours(lock) = ReviewLock::ask(&path) else { panic!("the first gets it") };
    assert_eq!(lock.caution, None);
    let Lock::Theirs(holder) = ReviewLock::ask(&path) else { panic!("the second does not") };
    assert_eq!(holder.process, std::process::id());
    assert!(holder.to_string().contains(&std::process::id().to_string()), "{holder}");
    drop(lock);
    assert!(!folder.path().join("reviews").exists(), "whoever only looked leaves nothing");
    assert!(matches!(ReviewLock::ask(&path), Lock::Ours(_)));
}

#[test]
fn what_a_killed_program_left_behind_is_swept_up_by_the_next_one() {
    let folder = tempfile::tempdir().unwrap();
    let reviews = folder.path().join("reviews/s");
    std::fs::create_dir_all(&reviews).unwrap();
    for name in [".ana.ron-x7Rq2.tmp", ".ana.journal-1.tmp", ".ben.ron-x7Rq2.tmp", "ana.ron", "ana.ron.bak"] {
        std::fs::write(reviews.join(name), "").unwrap();
    }
    let lock = ReviewLock::ask(&reviews.join("ana.lock"));
    assert_eq!(names(&reviews), [".ben.ron-x7Rq2.tmp", "ana.lock", "ana.ron", "ana.ron.bak"]);
    drop(lock);
}

#[test]
fn a_lock_file_of_another_computer_is_a_caution() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("reviews/s/ana.lock");
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, "(user: \"ana\", host: \"newsroom-7\", process: 4711)").unwrap();
    let Lock::Ours(lock) = ReviewLock::ask(&path) else { panic!("nobody here holds it") };
    assert!(lock.caution.as_ref().unwrap().contains("ana on newsroom-7"), "{:?}", lock.caution);
}
