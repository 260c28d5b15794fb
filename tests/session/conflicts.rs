//! Two versions of one review.

use std::path::Path;

use parallax::model::{AnnotationId, ReviewerId};
use parallax::session::{Resolution, SaveState, Session};

use crate::desk::{Desk, is_saved, review_file, save, tag, told, tree, until, words};

/// A session whose file someone else changed, and who then went on working: the session, what it had
/// before, and what it has since.
fn divided(desk: &Desk, root: &Path) -> (Session, AnnotationId, AnnotationId) {
    let mut session = desk.open(root, "ana");
    let before = tag(&mut session, "Ana Ortiz", "person");
    save(&mut session);
    let path = review_file(root, "ana");
    let theirs = std::fs::read_to_string(&path).unwrap().replace("note: \"\"", "note: \"theirs\"");
    std::fs::write(&path, theirs).unwrap();
    let since = tag(&mut session, "Monday", "date");
    session.save_now().unwrap();
    until(&mut session, |session| matches!(session.save_state(), SaveState::Conflict { .. }));
    (session, before, since)
}

fn note(session: &Session, id: &AnnotationId) -> String {
    session.review().annotation(id).unwrap().note.clone()
}

fn kept_aside(root: &Path, with: &str) -> usize {
    let files = tree(&root.join("reviews/barrier"));
    let aside = files.iter().filter(|(path, _)| path.to_string_lossy().ends_with(".bak"));
    aside.filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains(with)).count()
}

#[test]
fn a_file_changed_by_another_program_is_not_overwritten() {
    let desk = Desk::new();
    let root = desk.project();
    let (mut session, _, since) = divided(&desk, &root);
    let theirs = std::fs::read(review_file(&root, "ana")).unwrap();
    tag(&mut session, "ribbon", "other");
    session.save_now().unwrap();
    until(&mut session, Session::is_on_disk);
    session.close().unwrap();
    assert_eq!(std::fs::read(review_file(&root, "ana")).unwrap(), theirs);
    // Nothing is lost by leaving it undecided.
    let session = desk.open(&root, "ana");
    let SaveState::Conflict { why, .. } = session.save_state() else { panic!("{:?}", session.save_state()) };
    assert!(why.contains("2 edits"), "{why}");
    assert_eq!(words(&session, &since), "Monday");
    assert_eq!(session.review().len(), 3);
}

#[test]
fn mine_can_become_a_review_of_its_own() {
    let desk = Desk::new();
    let root = desk.project();
    let (mut session, before, since) = divided(&desk, &root);
    session.resolve_conflict(Resolution::KeepMineAsCopy).unwrap();
    assert_eq!(session.reviewer(), &ReviewerId::from("ana-2"));
    assert!(is_saved(&session));
    assert_eq!(words(&session, &since), "Monday");
    assert!(told(session.notices(), "ana-2"));
    let theirs = session.load_other(&"ana".into()).unwrap();
    assert_eq!(theirs.annotation(&before).unwrap().note, "theirs");
    assert!(theirs.annotation(&since).is_none());
    tag(&mut session, "ribbon", "other");
    session.close().unwrap();
    assert_eq!(desk.open(&root, "ana").review().len(), 1);
    assert_eq!(desk.open(&root, "ana-2").review().len(), 3);
}

#[test]
fn theirs_can_be_taken_and_mine_is_kept() {
    let desk = Desk::new();
    let root = desk.project();
    let (mut session, before, since) = divided(&desk, &root);
    session.resolve_conflict(Resolution::TakeTheirs).unwrap();
    assert_eq!(note(&session, &before), "theirs");
    assert!(session.review().annotation(&since).is_none());
    assert_eq!(kept_aside(&root, since.as_str()), 1);
    tag(&mut session, "ribbon", "other");
    session.close().unwrap();
    let session = desk.open(&root, "ana");
    assert_eq!(session.review().len(), 2);
    assert!(is_saved(&session));
}

#[test]
fn mine_can_take_the_place_of_theirs_which_is_kept() {
    let desk = Desk::new();
    let root = desk.project();
    let (mut session, before, since) = divided(&desk, &root);
    session.resolve_conflict(Resolution::OverwriteTheirs).unwrap();
    until(&mut session, is_saved);
    assert!(kept_aside(&root, "theirs") >= 1);
    session.close().unwrap();
    let mut session = desk.open(&root, "ana");
    assert_eq!(note(&session, &before), "");
    assert_eq!(words(&session, &since), "Monday");
    assert!(session.resolve_conflict(Resolution::TakeTheirs).is_err(), "there is nothing to decide any more");
}

#[test]
fn a_file_that_was_removed_is_a_conflict_that_can_be_resolved() {
    let desk = Desk::new();
    let root = desk.project();
    let mut session = desk.open(&root, "ana");
    tag(&mut session, "Ana Ortiz", "person");
    save(&mut session);
    std::fs::remove_file(review_file(&root, "ana")).unwrap();
    tag(&mut session, "Monday", "date");
    session.save_now().unwrap();
    until(&mut session, |session| matches!(session.save_state(), SaveState::Conflict { .. }));
    session.resolve_conflict(Resolution::OverwriteTheirs).unwrap();
    until(&mut session, is_saved);
    session.close().unwrap();
    assert_eq!(desk.open(&root, "ana").review().len(), 2);
}
