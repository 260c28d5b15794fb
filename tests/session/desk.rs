//! What the tests share: a desk with articles, and a hand to tag with.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use parallax::model::{AnnotationId, ArticleId, Codebook, LabelId, Origin, StoryId};
use parallax::session::{Notice, SaveState, Session};
use parallax::store::user::UserData;
use parallax::store::{self, Disk};
use parallax::text::Span;

pub const GAZETTE: &str = "Barrier opens\n\nThe harbour barrier opened on Monday, Mayor Ana Ortiz said.\nAna Ortiz cut the ribbon. “It holds,” she said.\n";
pub const HERALD: &str =
    "Harbour barrier is open\n\nThe barrier was opened by Ana Ortiz on Tuesday. 😊 Nobody was hurt.\n";

pub struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("gazette.txt"), GAZETTE).unwrap();
        std::fs::write(folder.path().join("herald.txt"), HERALD).unwrap();
        Self { folder }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn articles(&self) -> [PathBuf; 2] {
        [self.path("gazette.txt"), self.path("herald.txt")]
    }

    pub fn user(&self) -> UserData {
        UserData::at(&self.path("home"))
    }

    /// A project with both articles in one story, and another story that is empty.
    pub fn project(&self) -> PathBuf {
        let root = self.path("project");
        let mut open = store::create_project(&root, "Harbour", Codebook::default()).unwrap();
        let story = store::add_story(&mut open, "Barrier");
        for article in self.articles() {
            store::add_article(&mut open, &story, &article).unwrap();
        }
        store::add_story(&mut open, "Ferry");
        store::save_project(&mut open).unwrap();
        root
    }

    /// A copy of the sample project.
    pub fn sample(&self) -> PathBuf {
        let root = self.path("sample");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data/harbour-barrier"), &root);
        root
    }

    pub fn loose(&self, reviewer: &str) -> Session {
        let (session, errors) =
            Session::open_loose_with(&self.articles(), reviewer.into(), self.user(), Disk::new()).unwrap();
        assert!(errors.is_empty(), "{errors:?}");
        session
    }

    pub fn open(&self, root: &Path, reviewer: &str) -> Session {
        self.open_on(root, reviewer, Disk::new())
    }

    pub fn open_on(&self, root: &Path, reviewer: &str, disk: Disk) -> Session {
        Session::open_with(root, None, reviewer.into(), self.user(), disk).unwrap()
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The file of a reviewer of the first story of [`Desk::project`].
pub fn review_file(root: &Path, reviewer: &str) -> PathBuf {
    store::review_path(root, &StoryId::from("barrier"), &reviewer.into())
}

/// Marks the first place with these words in the first article.
pub fn tag(session: &mut Session, words: &str, label: &str) -> AnnotationId {
    let article = session.story().articles[0].id.clone();
    tag_in(session, &article, words, label)
}

pub fn tag_in(session: &mut Session, article: &ArticleId, words: &str, label: &str) -> AnnotationId {
    let text = session.article(article).unwrap().text.clone();
    let at = text.find(words).unwrap();
    let span = Span::of(at, at + words.len()).unwrap();
    let (id, deed) = session.verbs().tag(article, vec![span], &LabelId::from(label), Origin::Hand).unwrap();
    session.perform(deed).unwrap();
    id
}

/// The words of an annotation.
pub fn words(session: &Session, id: &AnnotationId) -> String {
    let annotation = session.review().annotation(id).unwrap();
    annotation.words(&session.article(&annotation.article).unwrap().text)
}

/// Takes in the worker's news until the session is as it should be, for at most a minute.
pub fn until(session: &mut Session, fits: impl Fn(&Session) -> bool) {
    let start = Instant::now();
    while !fits(session) {
        assert!(start.elapsed() < Duration::from_secs(60), "still {:?}", session.save_state());
        std::thread::sleep(Duration::from_millis(2));
        session.tick();
    }
}

pub fn is_saved(session: &Session) -> bool {
    matches!(session.save_state(), SaveState::Saved { .. })
}

pub fn save(session: &mut Session) {
    session.save_now().unwrap();
    until(session, is_saved);
}

pub fn told(notices: &[Notice], words: &str) -> bool {
    notices.iter().any(|notice| notice.text.contains(words))
}

/// Every file below a folder, with what is in it.
pub fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut out = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path.clone());
                out.insert(path, Vec::new());
            } else {
                let bytes = std::fs::read(&path).unwrap();
                out.insert(path, bytes);
            }
        }
    }
    out
}
