//! Changes of the codebook that reach into other reviewers' files.

use std::path::Path;

use parallax::model::{Codebook, Color, LabelId, Part};
use parallax::session::jobs::JobContext;
use parallax::session::{Session, SessionError, total};
use parallax::store::{self, Disk, Step};

use crate::desk::{Desk, review_file, tag, tag_in, told, until};

/// A project in which ben has tagged both articles; ana is about to open it.
fn project(desk: &Desk) -> std::path::PathBuf {
    let root = desk.project();
    let mut ben = desk.open(&root, "ben");
    tag(&mut ben, "Mayor", "person");
    tag(&mut ben, "Monday", "date");
    tag_in(&mut ben, &"herald".into(), "Tuesday", "date");
    ben.close().unwrap();
    root
}

/// The labels in a review's file, sorted.
fn labels(root: &Path, reviewer: &str) -> Vec<String> {
    let file = store::read_review_file(&review_file(root, reviewer)).unwrap();
    let mut all: Vec<String> = file.annotations.iter().map(|one| one.label.to_string()).collect();
    all.sort();
    all
}

fn codebook_on_disk(root: &Path) -> Codebook {
    store::open_project(root).unwrap().project.codebook
}

fn id(label: &str) -> LabelId {
    LabelId::from(label)
}

#[test]
fn a_merge_is_counted_made_in_all_reviews_undone_and_redone_as_one_step() {
    let desk = Desk::new();
    let root = project(&desk);
    let mut ana = desk.open(&root, "ana");
    tag(&mut ana, "Monday", "date");
    let survey = ana.survey().run(&JobContext::default());
    assert_eq!(survey.labels()[&id("date")].annotations, 3);
    let change = ana.codebook().merged(&id("date"), &id("event"), true).unwrap();
    let preview = survey.preview(&change.recode);
    assert_eq!((total(&preview).annotations, total(&preview).reviews), (3, 2));

    let report = ana.recode("merge “Date” into “Event”", change.codebook, change.recode).unwrap();
    assert_eq!((report.annotations, report.reviews), (3, 2));
    assert_eq!(labels(&root, "ben"), ["event", "event", "person"]);
    assert_eq!(ana.review().count(&id("event")), 1);
    assert!(codebook_on_disk(&root).label(&id("date")).is_none());
    assert_eq!(ana.undo_name(), Some("merge “Date” into “Event”"));

    ana.undo().unwrap();
    assert_eq!(labels(&root, "ben"), ["date", "date", "person"]);
    assert_eq!((ana.review().count(&id("date")), ana.review().count(&id("event"))), (1, 0));
    assert!(codebook_on_disk(&root).label(&id("date")).is_some());
    ana.redo().unwrap();
    assert_eq!(labels(&root, "ben"), ["event", "event", "person"]);
    ana.undo().unwrap();
    ana.undo().unwrap();
    assert!(ana.review().is_empty(), "the step before is taken back as ever");
    ana.redo().unwrap();
    assert_eq!(ana.review().count(&id("date")), 1);
    ana.redo().unwrap();
    ana.close().unwrap();
    let again = desk.open(&root, "ana");
    assert_eq!(again.review().count(&id("event")), 1);
    assert_eq!(labels(&root, "ben"), ["event", "event", "person"]);
}

#[test]
fn nothing_is_changed_while_a_review_that_it_concerns_is_open_elsewhere() {
    let desk = Desk::new();
    let root = project(&desk);
    let before = std::fs::read(root.join("reviews/barrier/ben.ron")).unwrap();
    let ben = desk.open(&root, "ben");
    let mut ana = desk.open(&root, "ana");
    tag(&mut ana, "Monday", "date");
    let survey = ana.survey().run(&JobContext::default());
    let change = ana.codebook().merged(&id("date"), &id("event"), true).unwrap();
    let preview = survey.preview(&change.recode);
    assert!(preview.iter().any(|one| one.reviewer.as_str() == "ben" && one.held.is_some()));
    let error = ana.recode("merge", change.codebook.clone(), change.recode.clone()).unwrap_err();
    assert!(matches!(&error, SessionError::Blocked(all) if all.len() == 1), "{error}");
    assert!(error.to_string().contains("ben") && error.to_string().contains("open elsewhere"), "{error}");
    assert_eq!(std::fs::read(root.join("reviews/barrier/ben.ron")).unwrap(), before);
    assert_eq!(ana.review().count(&id("date")), 1);
    assert_eq!(codebook_on_disk(&root), Codebook::default());
    // What does not concern ben is not kept from being done.
    let other = ana.codebook().merged(&id("place"), &id("event"), true).unwrap();
    ana.recode("merge", other.codebook, other.recode).unwrap();
    drop(ben);
    let change = ana.codebook().merged(&id("date"), &id("event"), true).unwrap();
    ana.recode("merge", change.codebook, change.recode).unwrap();
    assert_eq!(labels(&root, "ben"), ["event", "event", "person"]);
}

#[test]
fn undo_is_refused_where_someone_uses_the_label_that_would_go() {
    let desk = Desk::new();
    let root = project(&desk);
    let mut ana = desk.open(&root, "ana");
    tag(&mut ana, "Monday", "date");
    let mine = ana.review().annotations().map(|one| one.id.clone()).collect();
    let change =
        ana.codebook().split(&id("date"), Part::These(mine), "Weekday", Color([90, 90, 90])).unwrap();
    ana.recode("split “Date”", change.codebook, change.recode).unwrap();
    assert_eq!(ana.review().count(&id("weekday")), 1);
    let mut ben = desk.open(&root, "ben");
    tag_in(&mut ben, &"herald".into(), "Tuesday", "weekday");
    ben.close().unwrap();
    let error = ana.undo().unwrap_err().to_string();
    assert!(error.contains("1 more with the label “weekday”"), "{error}");
    assert_eq!(ana.review().count(&id("weekday")), 1);
    assert!(codebook_on_disk(&root).label(&id("weekday")).is_some());
    assert_eq!(ana.undo_name(), Some("split “Date”"), "it can be tried again");
}

#[test]
fn what_another_changed_since_stays_when_a_merge_is_undone() {
    let desk = Desk::new();
    let root = project(&desk);
    let mut ana = desk.open(&root, "ana");
    let change = ana.codebook().merged(&id("date"), &id("event"), true).unwrap();
    ana.recode("merge", change.codebook, change.recode).unwrap();
    let mut ben = desk.open(&root, "ben");
    let event = ben.review().annotations().find(|one| one.label == id("event")).unwrap().id.clone();
    let deed = ben.verbs().relabel(&[event], &id("place")).unwrap();
    ben.perform(deed).unwrap();
    ben.close().unwrap();
    ana.undo().unwrap();
    assert_eq!(labels(&root, "ben"), ["date", "person", "place"]);
}

#[test]
fn when_a_file_cannot_be_written_those_before_it_are_put_back() {
    let desk = Desk::new();
    let root = project(&desk);
    let mut chloe = desk.open(&root, "chloe");
    tag(&mut chloe, "Monday", "date");
    chloe.close().unwrap();
    let full = Disk::with_fault(|step, path| match (step, path.file_name()) {
        (Step::Write, Some(name)) if name == "chloe.ron" => Err(std::io::ErrorKind::StorageFull.into()),
        _ => Ok(()),
    });
    let mut ana = desk.open_on(&root, "ana", full);
    let part = Part::Values("none".into(), vec![None]);
    let change = ana.codebook().split(&id("date"), part, "Weekday", Color([90, 90, 90])).unwrap();
    assert!(ana.recode("split", change.codebook, change.recode).is_err());
    assert_eq!(labels(&root, "ben"), ["date", "date", "person"]);
    assert_eq!(labels(&root, "chloe"), ["date"]);
    assert_eq!(codebook_on_disk(&root), Codebook::default());
    assert_eq!(ana.undo_name(), None);
}

#[test]
fn edits_left_in_a_journal_are_changed_with_the_file_and_not_lost() {
    let desk = Desk::new();
    let root = project(&desk);
    let journal = root.join("reviews/barrier/ben.journal");
    let mut ben = desk.open(&root, "ben");
    tag(&mut ben, "harbour", "date");
    until(&mut ben, Session::is_on_disk);
    // As if ben's program had been killed: the journal stays, the file is as it was.
    let (file, left) =
        (std::fs::read(root.join("reviews/barrier/ben.ron")).unwrap(), std::fs::read(&journal).unwrap());
    ben.close().unwrap();
    std::fs::write(root.join("reviews/barrier/ben.ron"), file).unwrap();
    std::fs::write(&journal, left).unwrap();
    let mut ana = desk.open(&root, "ana");
    let survey = ana.survey().run(&JobContext::default());
    assert_eq!(survey.labels()[&id("date")].annotations, 3, "those of the journal count");
    let change = ana.codebook().merged(&id("date"), &id("event"), true).unwrap();
    ana.recode("merge", change.codebook, change.recode).unwrap();
    assert!(!journal.exists());
    assert_eq!(labels(&root, "ben"), ["event", "event", "event", "person"]);
    assert_eq!(desk.open(&root, "ben").review().count(&id("event")), 3);
}

#[test]
fn a_review_that_cannot_be_read_is_told_and_not_touched() {
    let desk = Desk::new();
    let root = project(&desk);
    let path = root.join("reviews/barrier/chloe.ron");
    std::fs::write(&path, "(format: 1, reviewer: ").unwrap();
    let mut ana = desk.open(&root, "ana");
    let survey = ana.survey().run(&JobContext::default());
    assert_eq!(survey.unread().count(), 1);
    let change = ana.codebook().merged(&id("date"), &id("event"), true).unwrap();
    ana.recode("merge", change.codebook, change.recode).unwrap();
    assert!(told(ana.notices(), "chloe.ron"), "{:?}", ana.notices());
    assert_eq!(std::fs::read_to_string(path).unwrap(), "(format: 1, reviewer: ");
    assert_eq!(codebook_on_disk(&root).replaced.get("date"), Some(&id("event")));
}

#[test]
fn a_project_file_that_another_program_changed_is_not_overwritten() {
    let desk = Desk::new();
    let root = project(&desk);
    let mut ana = desk.open(&root, "ana");
    let mut other = desk.open(&root, "ben");
    let change = other.codebook().merged(&id("place"), &id("event"), true).unwrap();
    other.recode("merge", change.codebook, change.recode).unwrap();
    other.close().unwrap();
    let change = ana.codebook().merged(&id("date"), &id("event"), true).unwrap();
    let error = ana.recode("merge", change.codebook, change.recode).unwrap_err().to_string();
    assert!(error.contains("changed by another program"), "{error}");
    assert_eq!(labels(&root, "ben"), ["date", "date", "person"]);
    assert!(codebook_on_disk(&root).label(&id("place")).is_none());
}
