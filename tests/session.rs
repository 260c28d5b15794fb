//! A reviewer at work, as far as files are concerned.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use parallax::model::{AnnotationId, LabelId, Origin, ReviewerId};
use parallax::session::{SaveState, Session};
use parallax::store::Disk;
use parallax::store::user::UserData;
use parallax::text::Span;

const GAZETTE: &str = "Barrier opens\n\nThe harbour barrier opened on Monday, Mayor Ana Ortiz said.\nAna Ortiz cut the ribbon. “It holds,” she said.\n";
const HERALD: &str =
    "Harbour barrier is open\n\nThe barrier was opened by Ana Ortiz on Tuesday. 😊 Nobody was hurt.\n";

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("gazette.txt"), GAZETTE).unwrap();
        std::fs::write(folder.path().join("herald.txt"), HERALD).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn user(&self) -> UserData {
        UserData::at(&self.path("home"))
    }

    fn loose(&self, reviewer: &str) -> Session {
        let paths = [self.path("gazette.txt"), self.path("herald.txt")];
        let (session, errors) =
            Session::open_loose_with(&paths, reviewer.into(), self.user(), Disk::new()).unwrap();
        assert!(errors.is_empty(), "{errors:?}");
        session
    }

    fn open(&self, root: &Path, reviewer: &str) -> Session {
        Session::open_with(root, None, reviewer.into(), self.user(), Disk::new()).unwrap()
    }
}

fn tag(session: &mut Session, words: &str, label: &str) -> AnnotationId {
    let article = session.story().articles[0].clone();
    let at = article.text.find(words).unwrap();
    let span = Span::of(at, at + words.len()).unwrap();
    let (id, deed) =
        session.verbs().tag(&article.id, vec![span], &LabelId::from(label), Origin::Hand).unwrap();
    session.perform(deed).unwrap();
    id
}

/// Takes in the worker's news until the state fits, for at most half a minute.
fn until(session: &mut Session, fits: impl Fn(&Session) -> bool) {
    let start = Instant::now();
    while !fits(session) {
        assert!(start.elapsed() < Duration::from_secs(30), "still {:?}", session.save_state());
        std::thread::sleep(Duration::from_millis(2));
        session.tick();
    }
}

#[test]
fn what_was_tagged_in_loose_articles_is_there_when_they_are_opened_again() {
    let desk = Desk::new();
    let mut session = desk.loose("ana");
    assert!(session.is_scratch());
    let id = tag(&mut session, "Ana Ortiz", "person");
    assert_eq!(session.undo_name(), Some("tag “Person”"));
    session.close().unwrap();
    let session = desk.loose("ana");
    let annotation = session.review().annotation(&id).unwrap();
    assert_eq!(annotation.words(&session.story().articles[0].text), "Ana Ortiz");
}

#[test]
fn an_edit_is_on_disk_before_the_file_is_saved() {
    let desk = Desk::new();
    let mut session = desk.loose("ana");
    let root = session.root().to_owned();
    let id = tag(&mut session, "Ana Ortiz", "person");
    until(&mut session, Session::is_on_disk);
    assert!(!matches!(session.save_state(), SaveState::Saved { .. }));
    // The program dies: nothing of it runs any more, and the system lets go of its lock.
    std::mem::forget(session);
    let story = parallax::store::open_project(&root).unwrap().project.stories[0].clone();
    let loaded = parallax::store::load_review(&root, &story, &ReviewerId::from("ana")).unwrap();
    assert!(loaded.review.annotation(&id).is_some());
    assert_eq!(loaded.replayed.len(), 1);
    let reader = desk.open(&root, "ana");
    assert!(reader.read_only().unwrap().contains("open elsewhere"), "{:?}", reader.read_only());
    assert!(reader.review().annotation(&id).is_some());
}
