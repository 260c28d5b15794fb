//! Files that are not as they should be, or not as they were.

use parallax::model::{AnnotationId, Status};
use parallax::session::{SaveState, Session};
use parallax::store::{Disk, StoreError};

use crate::desk::{Desk, GAZETTE, review_file, save, tag, told, tree, words};

#[test]
fn a_review_that_does_not_parse_is_shown_read_only_and_never_overwritten() {
    let desk = Desk::new();
    let root = desk.project();
    let mut session = desk.open(&root, "ben");
    let id = tag(&mut session, "Ana Ortiz", "person");
    session.close().unwrap();
    let path = review_file(&root, "ana");
    std::fs::write(&path, "(\n    format: 1,\n    reviewer: \"ana\",\n    colour: 3,\n)").unwrap();
    let before = tree(&root);
    let mut session = desk.open(&root, "ana");
    let why = session.read_only().unwrap().to_owned();
    assert!(why.contains("ana.ron:4:") && why.contains("colour") && why.contains("not overwritten"), "{why}");
    assert!(matches!(session.save_state(), SaveState::ReadOnly { .. }));
    // Everything else works.
    assert!(session.load_other(&"ben".into()).unwrap().annotation(&id).is_some());
    session.save_now().unwrap_err();
    session.close().unwrap();
    assert_eq!(tree(&root), before);
    // The file is mended.
    let mut session = desk.open(&root, "ana");
    std::fs::remove_file(&path).unwrap();
    session.reload().unwrap();
    assert_eq!(session.read_only(), None);
}

#[test]
fn a_review_under_the_wrong_name_is_not_taken_for_someone_elses() {
    let desk = Desk::new();
    let root = desk.project();
    let mut session = desk.open(&root, "ana");
    tag(&mut session, "Ana Ortiz", "person");
    session.close().unwrap();
    std::fs::copy(review_file(&root, "ana"), review_file(&root, "ben")).unwrap();
    let session = desk.open(&root, "ben");
    let why = session.read_only().unwrap();
    assert!(why.contains("ben.ron:3:") && why.contains("by “ana”"), "{why}");
}

#[test]
fn annotations_follow_an_article_that_was_corrected_and_nothing_is_written_before_an_edit() {
    let desk = Desk::new();
    let root = desk.project();
    let mut session = desk.open(&root, "ana");
    let id = tag(&mut session, "Ana Ortiz cut", "other");
    let gone = tag(&mut session, "Mayor", "other");
    let article = session.story().articles[0].clone();
    let deed = session.verbs().set_status(&article.id, Status::Done).unwrap();
    session.perform(deed).unwrap();
    session.close().unwrap();
    let corrected = GAZETTE.replace("Mayor ", "");
    std::fs::write(root.join(&article.file), format!("Correction\n{corrected}")).unwrap();
    let before = tree(&root);

    let session = desk.open(&root, "ana");
    assert_eq!(words(&session, &id), "Ana Ortiz cut");
    assert_eq!(session.moved().iter().map(|moved| &moved.annotation).collect::<Vec<_>>(), [&id]);
    assert_eq!(session.review().orphan(&gone).unwrap().text(), "Mayor");
    for told_of in
        ["not the text that was imported", "1 annotation was found again", "orphan tray", "read it once more"]
    {
        assert!(told(session.notices(), told_of), "{told_of}: {:?}", session.notices());
    }
    session.close().unwrap();
    assert_eq!(tree(&root), before, "nothing was edited, so nothing was written");

    let mut session = desk.open(&root, "ana");
    save(&mut session);
    session.close().unwrap();
    let mut session = desk.open(&root, "ana");
    assert!(!told(session.notices(), "found again"), "asked to, it wrote where they are now");
    let place = parallax::text::Span::of(0, 10).unwrap();
    let deed = session.verbs().place_orphan(&gone, vec![place]).unwrap();
    session.perform(deed).unwrap();
    assert_eq!(words(&session, &gone), "Correction");
    assert_eq!(session.review().orphans().count(), 0);
    session.undo().unwrap();
    let deed = session.verbs().delete_orphan(&gone).unwrap();
    session.perform(deed).unwrap();
    session.close().unwrap();
    assert_eq!(desk.open(&root, "ana").review().orphans().count(), 0);
}

#[test]
fn labels_that_the_codebook_does_not_know_are_told_and_kept() {
    let desk = Desk::new();
    let root = desk.project();
    let mut session = desk.open(&root, "ana");
    let id = tag(&mut session, "Ana Ortiz", "mayor");
    session.close().unwrap();
    let session = desk.open(&root, "ana");
    assert!(told(session.notices(), "no label “mayor”"), "{:?}", session.notices());
    assert_eq!(words(&session, &id), "Ana Ortiz");
}

#[test]
fn of_several_loose_files_those_that_are_articles_open() {
    let desk = Desk::new();
    std::fs::write(desk.path("empty.txt"), " \n").unwrap();
    std::fs::write(desk.path("twin.txt"), GAZETTE.replace('\n', "\r\n")).unwrap();
    let paths = ["empty.txt", "gazette.txt", "none.txt", "twin.txt"].map(|name| desk.path(name));
    let (session, errors) = Session::open_loose_with(&paths, "ana".into(), desk.user(), Disk::new()).unwrap();
    assert_eq!(session.story().articles.len(), 1, "the same text twice is one article");
    assert_eq!(errors.len(), 2);
    assert!(
        errors[0].to_string().contains("empty.txt") && errors[1].to_string().contains("none.txt"),
        "{errors:?}"
    );
    session.close().unwrap();
    let error = Session::open_loose_with(&paths[..1], "ana".into(), desk.user(), Disk::new()).unwrap_err();
    assert!(matches!(error, StoreError::NotAnArticle { .. }), "{error}");
}

#[test]
fn one_of_several_loose_articles_opens_with_the_others_it_was_open_with() {
    let desk = Desk::new();
    let mut session = desk.loose("ana");
    let id = tag(&mut session, "Ana Ortiz", "person");
    session.close().unwrap();
    let one = [desk.path("gazette.txt")];
    let (session, _) = Session::open_loose_with(&one, "ana".into(), desk.user(), Disk::new()).unwrap();
    assert!(told(session.notices(), "together with 1 more"), "{:?}", session.notices());
    assert_eq!(words(&session, &id), "Ana Ortiz");
}

#[test]
fn a_project_without_stories_opens_and_takes_articles() {
    let desk = Desk::new();
    let root = desk.path("bare");
    parallax::store::create_project(&root, "Bare", Default::default()).unwrap();
    let mut session = desk.open(&root, "ana");
    assert!(session.story().articles.is_empty());
    session.add_articles(&desk.articles()).unwrap();
    let id: AnnotationId = tag(&mut session, "Ana Ortiz", "person");
    session.close().unwrap();
    assert_eq!(words(&desk.open(&root, "ana"), &id), "Ana Ortiz");
}

#[test]
fn a_name_that_is_no_file_name_leads_nowhere() {
    let desk = Desk::new();
    let root = desk.project();
    let before = tree(&root);
    let session = desk.open(&root, "../../evil");
    assert!(session.read_only().unwrap().contains("no file name"), "{:?}", session.read_only());
    drop(session);
    assert_eq!(tree(&root), before);
    assert!(!desk.path("evil.lock").exists() && !desk.path("project/evil.lock").exists());
}
