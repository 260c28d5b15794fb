//! Disks that do not do what they are asked to.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use parallax::model::{AnnotationId, LabelId, Origin};
use parallax::session::{SaveState, Session};
use parallax::store::{Disk, Step};
use parallax::text::Span;
use proptest::prelude::*;

use crate::desk::{Desk, is_saved, review_file, tag, told, until, words};

/// A disk that is full wherever `where_full` says, while the switch is on.
fn full(on: &Arc<AtomicBool>, where_full: impl Fn(&str) -> bool + Send + Sync + 'static) -> Disk {
    let on = Arc::clone(on);
    Disk::with_fault(move |step, path| {
        let full = on.load(Ordering::SeqCst) && step == Step::Write && where_full(&path.to_string_lossy());
        if full { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    })
}

#[test]
fn a_save_that_fails_loses_nothing_says_what_to_do_and_is_made_good() {
    let desk = Desk::new();
    let root = desk.project();
    let on = Arc::new(AtomicBool::new(true));
    let mut session = desk.open_on(&root, "ana", full(&on, |path| path.ends_with(".ron")));
    let id = tag(&mut session, "Ana Ortiz", "person");
    session.save_now().unwrap();
    until(&mut session, |session| matches!(session.save_state(), SaveState::Failed { journaled: true, .. }));
    let SaveState::Failed { why, remedy, .. } = session.save_state() else { unreachable!() };
    assert!(why.contains("ana.ron") && remedy.contains("Make room"), "{why} {remedy}");
    // One goes on working meanwhile.
    tag(&mut session, "Monday", "date");
    until(&mut session, Session::is_on_disk);
    assert!(matches!(session.save_state(), SaveState::Failed { .. }));
    on.store(false, Ordering::SeqCst);
    // It is tried again by itself.
    until(&mut session, is_saved);
    session.close().unwrap();
    let session = desk.open(&root, "ana");
    assert_eq!(words(&session, &id), "Ana Ortiz");
    assert_eq!(session.review().len(), 2);
}

#[test]
fn where_the_project_cannot_be_written_edits_are_kept_in_the_users_folder() {
    let desk = Desk::new();
    let root = desk.project();
    let on = Arc::new(AtomicBool::new(true));
    let inside = root.to_string_lossy().into_owned();
    let mut session = desk.open_on(&root, "ana", full(&on, move |path| path.starts_with(&inside)));
    let id = tag(&mut session, "Ana Ortiz", "person");
    until(&mut session, Session::is_on_disk);
    assert!(told(session.notices(), "Your edits are kept in"), "{:?}", session.notices());
    session.close().unwrap();
    assert!(!review_file(&root, "ana").exists());
    // The next day there is room again.
    let mut session = desk.open(&root, "ana");
    assert_eq!(words(&session, &id), "Ana Ortiz");
    until(&mut session, is_saved);
    assert!(review_file(&root, "ana").exists());
}

#[test]
fn where_nothing_can_be_written_at_all_closing_says_so_and_the_work_is_still_there() {
    let desk = Desk::new();
    let root = desk.project();
    let on = Arc::new(AtomicBool::new(true));
    let mut session = desk.open_on(&root, "ana", full(&on, |_| true));
    let id = tag(&mut session, "Ana Ortiz", "person");
    session.save_now().unwrap();
    until(&mut session, |session| matches!(session.save_state(), SaveState::Failed { .. }));
    until(&mut session, |session| matches!(session.save_state(), SaveState::Failed { journaled: false, .. }));
    let (session, error) = session.close().unwrap_err();
    assert!(error.to_string().contains("not on disk yet"), "{error}");
    let mut session = *session;
    assert!(session.switch_reviewer("ben".into()).is_err(), "nor is the work left behind by switching");
    // It can be saved elsewhere.
    on.store(false, Ordering::SeqCst);
    let copy = desk.path("copy");
    session.save_project_as(&copy).unwrap();
    assert_eq!(words(&session, &id), "Ana Ortiz");
    session.close().unwrap();
    assert_eq!(words(&desk.open(&copy, "ana"), &id), "Ana Ortiz");
}

#[cfg(unix)]
#[test]
fn a_protected_file_is_shown_read_only() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let root = desk.project();
    let mut session = desk.open(&root, "ana");
    tag(&mut session, "Ana Ortiz", "person");
    session.close().unwrap();
    let path = review_file(&root, "ana");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o444)).unwrap();
    let session = desk.open(&root, "ana");
    assert!(session.read_only().unwrap().contains("write-protected"));
    assert_eq!(session.review().len(), 1);
}

/// Something a reviewer does.
#[derive(Clone, Debug)]
enum Act {
    Tag(usize, usize),
    Delete(usize),
    Tie(usize, usize),
    Undo,
    Redo,
    Save,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0usize..100, 1usize..20).prop_map(|(at, length)| Act::Tag(at, length)),
        1 => (0usize..9).prop_map(Act::Delete),
        1 => (0usize..9, 0usize..9).prop_map(|(a, b)| Act::Tie(a, b)),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
        1 => Just(Act::Save),
    ]
}

fn perform(session: &mut Session, act: &Act) {
    let ids: Vec<AnnotationId> = session.review().annotations().map(|a| a.id.clone()).collect();
    let deed = match act {
        Act::Tag(at, length) => {
            let article = session.story().articles[0].clone();
            let start = article.text.floor_char_boundary(*at % article.text.len());
            let end = article.text.ceil_char_boundary((start + length).min(article.text.len()));
            let Some(span) = Span::of(start, end) else { return };
            session
                .verbs()
                .tag(&article.id, vec![span], &LabelId::from("person"), Origin::Hand)
                .map(|(_, deed)| deed)
        }
        Act::Delete(n) => match ids.get(*n) {
            Some(id) => session.verbs().delete(std::slice::from_ref(id)),
            None => return,
        },
        Act::Tie(a, b) => match (ids.get(*a), ids.get(*b)) {
            (Some(a), Some(b)) if a != b => {
                session.verbs().tie(&[a.clone(), b.clone()]).map(|(_, deed)| deed)
            }
            _ => return,
        },
        Act::Undo => return drop(session.undo().unwrap()),
        Act::Redo => return drop(session.redo().unwrap()),
        Act::Save => return session.save_now().unwrap(),
    };
    session.perform(deed.unwrap()).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn whatever_was_done_is_there_again_even_if_the_file_could_not_be_written(
        acts in prop::collection::vec(act(), 1..25),
        from in 0usize..25,
    ) {
        let desk = Desk::new();
        let root = desk.project();
        let on = Arc::new(AtomicBool::new(false));
        let mut session = desk.open_on(&root, "ana", full(&on, |path| path.ends_with(".ron")));
        for (n, act) in acts.iter().enumerate() {
            on.store(n >= from, Ordering::SeqCst);
            perform(&mut session, act);
        }
        let review = session.review().clone();
        session.close().unwrap();
        let session = desk.open(&root, "ana");
        prop_assert_eq!(session.review(), &review);
        prop_assert_eq!(session.read_only(), None);
        let settled = matches!(session.save_state(), SaveState::Saved { .. } | SaveState::Unsaved);
        prop_assert!(settled, "{:?}", session.save_state());
    }
}
