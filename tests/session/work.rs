//! An ordinary day.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use parallax::model::{ArticleInfo, Codebook, ReviewerId, Status, StoryId};
use parallax::session::{ProjectEdit, SaveState, Session};
use parallax::store::{self, backup_path};

use crate::desk::{Desk, is_saved, review_file, save, tag, tag_in, told, tree, until, words};

#[test]
fn what_was_tagged_in_loose_articles_is_there_when_they_are_opened_again() {
    let desk = Desk::new();
    let mut session = desk.loose("ana");
    assert!(session.is_scratch());
    assert_eq!(session.story().articles.len(), 2);
    let id = tag(&mut session, "Ana Ortiz", "person");
    session.close().unwrap();
    let session = desk.loose("ana");
    assert_eq!(words(&session, &id), "Ana Ortiz");
    assert_eq!(session.user().recent().unwrap().len(), 1);
}

#[test]
fn the_file_follows_by_itself() {
    let desk = Desk::new();
    let root = desk.project();
    let mut session = desk.open(&root, "ana");
    let woken = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&woken);
    session.set_waker(Box::new(move || {
        count.fetch_add(1, Ordering::SeqCst);
    }));
    assert_eq!(*session.save_state(), SaveState::Saved { at: None });
    tag(&mut session, "Ana Ortiz", "person");
    assert_eq!(*session.save_state(), SaveState::Unsaved);
    until(&mut session, is_saved);
    assert!(matches!(session.save_state(), SaveState::Saved { at: Some(_) }));
    assert!(woken.load(Ordering::SeqCst) >= 2, "the window is woken for news");
    let story = session.story().clone();
    let loaded = store::load_review(&root, &story, &"ana".into()).unwrap();
    assert_eq!(loaded.review, *session.review());
    assert!(loaded.replayed.is_empty());
}

#[test]
fn undo_and_redo_reach_the_disk_too() {
    let desk = Desk::new();
    let root = desk.project();
    let mut session = desk.open(&root, "ana");
    let first = tag(&mut session, "Ana Ortiz", "person");
    let second = tag(&mut session, "Monday", "date");
    assert_eq!(session.undo_name(), Some("tag “Date”"));
    assert_eq!(session.undo().unwrap().as_deref(), Some("tag “Date”"));
    assert_eq!(session.redo_name(), Some("tag “Date”"));
    session.close().unwrap();
    let mut session = desk.open(&root, "ana");
    assert!(session.review().annotation(&first).is_some() && session.review().annotation(&second).is_none());
    assert_eq!((session.undo().unwrap(), session.redo().unwrap()), (None, None));
}

#[test]
fn the_first_edit_on_an_article_says_which_text_it_was_made_on() {
    let desk = Desk::new();
    let root = desk.project();
    let mut session = desk.open(&root, "ana");
    let (gazette, herald) = (session.story().articles[0].clone(), session.story().articles[1].clone());
    tag(&mut session, "Ana Ortiz", "person");
    let state = &session.review().articles()[&gazette.id];
    assert_eq!((&state.sha256, state.status), (&gazette.sha256, Status::InProgress));
    assert_eq!(state.chars as usize, gazette.text.chars().count());
    assert_eq!(session.review().status(&herald.id), Status::NotStarted);
    let deed = session.verbs().set_status(&gazette.id, Status::Done).unwrap();
    session.perform(deed).unwrap();
    tag(&mut session, "Monday", "date");
    assert_eq!(session.review().status(&gazette.id), Status::Done, "a correction does not undo that");
    assert_eq!(session.undo().unwrap().as_deref(), Some("tag “Date”"));
}

#[test]
fn looking_writes_nothing() {
    let desk = Desk::new();
    let root = desk.project();
    let mut session = desk.open(&root, "ana");
    tag(&mut session, "Ana Ortiz", "person");
    session.close().unwrap();
    let before = tree(&root);
    let mut session = desk.open(&root, "ana");
    session.load_other(&"ben".into()).unwrap();
    session.switch_story(&StoryId::from("ferry")).unwrap();
    session.switch_reviewer("ben".into()).unwrap();
    session.save_now().unwrap();
    session.close().unwrap();
    assert_eq!(tree(&root), before);
}

#[test]
fn several_reviewers_share_a_project() {
    let desk = Desk::new();
    let root = desk.project();
    let mut session = desk.open(&root, "ana");
    let hers = tag(&mut session, "Ana Ortiz", "person");
    session.switch_reviewer("ben".into()).unwrap();
    assert!(session.review().is_empty());
    assert_eq!(session.reviewers(), ["ana", "ben"].map(ReviewerId::from));
    let his = tag(&mut session, "Monday", "date");
    let other = session.load_other(&"ana".into()).unwrap();
    assert!(other.annotation(&hers).is_some());
    assert!(
        Arc::ptr_eq(&other, &session.load_other(&"ana".into()).unwrap()),
        "unchanged files are not read again"
    );
    // Ana works on another computer; her file comes by a synced folder.
    let mut elsewhere = desk.open(&root, "ana");
    let more = tag(&mut elsewhere, "Monday", "date");
    elsewhere.close().unwrap();
    assert!(session.load_other(&"ana".into()).unwrap().annotation(&more).is_some());
    assert!(
        session.load_other(&"ben".into()).unwrap().annotation(&his).is_some(),
        "the present one, unsaved"
    );
}

#[test]
fn saving_keeps_the_version_before() {
    let desk = Desk::new();
    let root = desk.project();
    let mut session = desk.open(&root, "ana");
    tag(&mut session, "Ana Ortiz", "person");
    save(&mut session);
    let path = review_file(&root, "ana");
    let first = std::fs::read(&path).unwrap();
    assert!(!backup_path(&path).exists());
    tag(&mut session, "Monday", "date");
    save(&mut session);
    assert_eq!(std::fs::read(backup_path(&path)).unwrap(), first);
    assert!(!path.with_extension("journal").exists());
}

#[test]
fn an_unsaved_project_moves_where_it_is_saved() {
    let desk = Desk::new();
    let mut session = desk.loose("ana");
    let scratch = session.root().to_owned();
    let id = tag(&mut session, "Ana Ortiz", "person");
    let target = desk.path("Work/Harbour story");
    session.save_project_as(&target).unwrap();
    assert_eq!(session.root(), target);
    assert!(!session.is_scratch() && !scratch.exists());
    assert_eq!(session.project().name, "Harbour story");
    assert_eq!(words(&session, &id), "Ana Ortiz");
    assert_eq!(session.undo().unwrap().as_deref(), Some("tag “Person”"), "what was done can still be undone");
    session.redo().unwrap();
    let recent = session.user().recent().unwrap();
    assert_eq!(recent.iter().map(|r| r.scratch).collect::<Vec<_>>(), [false]);
    session.close().unwrap();
    let session = desk.open(&target, "ana");
    assert_eq!(words(&session, &id), "Ana Ortiz");
    assert!(session.notices().is_empty(), "{:?}", session.notices());
}

#[test]
fn a_project_saved_under_another_name_is_copied() {
    let desk = Desk::new();
    let root = desk.project();
    let mut session = desk.open(&root, "ben");
    tag(&mut session, "Monday", "date");
    session.switch_reviewer("ana".into()).unwrap();
    let id = tag(&mut session, "Ana Ortiz", "person");
    let copy = desk.path("copy");
    std::fs::create_dir(&copy).unwrap();
    session.save_project_as(&copy).unwrap();
    let more = tag(&mut session, "Monday", "date");
    session.close().unwrap();
    let old = desk.open(&root, "ana");
    assert!(old.review().annotation(&id).is_some() && old.review().annotation(&more).is_none());
    let new = desk.open(&copy, "ana");
    assert!(new.review().annotation(&id).is_some() && new.review().annotation(&more).is_some());
    assert_eq!(new.reviewers(), ["ana", "ben"].map(ReviewerId::from));
    let mut old = old;
    assert!(old.save_project_as(&copy).unwrap_err().to_string().contains("exists already"));
}

#[test]
fn articles_are_added_while_working() {
    let desk = Desk::new();
    let root = desk.project();
    let mut session = desk.open(&root, "ana");
    std::fs::write(desk.path("wire.txt"), b"Mayor\x92s barrier\r\nIt opened on Monday.\r\n").unwrap();
    std::fs::write(desk.path("scan.pdf"), "%PDF-1.4").unwrap();
    let (ids, errors) = session.add_articles(&[desk.path("wire.txt"), desk.path("scan.pdf")]).unwrap();
    assert_eq!(ids.len(), 1);
    assert!(errors[0].to_string().contains("scan.pdf"), "{errors:?}");
    assert!(
        told(session.notices(), "windows-1252") && told(session.notices(), "CR LF"),
        "{:?}",
        session.notices()
    );
    let id = tag_in(&mut session, &ids[0], "Monday", "date");
    session.close().unwrap();
    let session = desk.open(&root, "ana");
    assert_eq!(session.story().articles.len(), 3);
    assert_eq!(words(&session, &id), "Monday");
    assert_eq!(&*session.article(&ids[0]).unwrap().text, "Mayor’s barrier\nIt opened on Monday.\n");
}

#[test]
fn changes_of_the_project_are_steps_like_others() {
    let desk = Desk::new();
    let root = desk.project();
    let mut session = desk.open(&root, "ana");
    let (story, article) = (session.story().id.clone(), session.story().articles[1].id.clone());
    tag(&mut session, "Ana Ortiz", "person");
    let mut codebook = session.codebook().clone();
    codebook.labels.retain(|label| label.id.as_str() != "event");
    session.change_project("remove label “Event”", ProjectEdit::Codebook(codebook.clone())).unwrap();
    let info = ArticleInfo { outlet: "Herald".into(), ..ArticleInfo::default() };
    session.change_project("outlet", ProjectEdit::Article(story.clone(), article.clone(), info)).unwrap();
    session.change_project("order", ProjectEdit::Order(story, vec![article.clone()])).unwrap();
    session.change_project("name", ProjectEdit::Name("Port".into())).unwrap();
    assert_eq!(session.story().articles[0].short_name(), "Herald");
    let reread = store::open_project(&root).unwrap().project;
    assert_eq!((reread.name.as_str(), &reread.codebook), ("Port", &codebook));
    assert_eq!(reread.stories[0].articles[0].info.outlet, "Herald");
    let undone: Vec<_> = std::iter::from_fn(|| session.undo().unwrap()).collect();
    assert_eq!(undone, ["name", "order", "outlet", "remove label “Event”", "tag “Person”"]);
    assert!(session.review().is_empty());
    let reread = store::open_project(&root).unwrap().project;
    assert_eq!((reread.name.as_str(), &reread.codebook), ("Harbour", &Codebook::default()));
    let redone: Vec<_> = std::iter::from_fn(|| session.redo().unwrap()).collect();
    assert_eq!(redone.len(), 5);
    assert_eq!(session.undo_name(), Some("name"));
    assert_eq!(session.redo_name(), None);
    session.undo().unwrap();
    tag(&mut session, "Harbour", "place");
    assert_eq!(session.redo_name(), None, "what was undone is gone once something else is done");
}

#[test]
fn stories_of_a_project_are_worked_on_one_after_the_other() {
    let desk = Desk::new();
    let root = desk.project();
    let mut session = desk.open(&root, "ana");
    let id = tag(&mut session, "Ana Ortiz", "person");
    let new = session.add_story("Tunnel").unwrap();
    session.switch_story(&new).unwrap();
    assert!(session.review().is_empty() && session.story().articles.is_empty());
    session.add_articles(&[desk.path("herald.txt")]).unwrap();
    tag(&mut session, "Nobody", "other");
    session.switch_story(&StoryId::from("barrier")).unwrap();
    assert_eq!(words(&session, &id), "Ana Ortiz");
    assert!(session.switch_story(&StoryId::from("none")).is_err());
    session.close().unwrap();
    let session =
        Session::open_with(&root, Some(new), "ana".into(), desk.user(), store::Disk::new()).unwrap();
    assert_eq!(session.review().len(), 1);
}
