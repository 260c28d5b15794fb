//! A folder to run the program in, and a project in it.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use parallax::model::{
    Annotation, ArticleState, Attributes, Cluster, Codebook, Edit, Link, LinkEnd, Origin, Review, Status,
    Value,
};
use parallax::store::{self, OpenProject, Stamp};
use parallax::text::{Span, marked};

/// Bytes, code points and UTF-16 units differ from the third character on. Marks: label and id; the
/// same id again is another piece.
pub const GAZETTE: &str = "👩‍👩‍👧 Flood\n\n<person zoe>Zoë Ø</person> of <organization bank>=Bank</organization> said \
    <quote no>“the barrier</quote>, <person she>she</person> said, <quote no>will hold”</quote>.\n";
pub const HERALD: &str = "<person zoe2>Zoe O</person> said <claim cost>it costs 12 million</claim>.\n";

/// A temporary folder in which the program runs, without a display and away from the user's data.
pub struct Sandbox {
    dir: tempfile::TempDir,
}

/// How a run ended.
pub struct Ran {
    pub code: Option<i32>,
    pub out: Vec<u8>,
    pub err: String,
}

impl Ran {
    /// What it printed, after ending with this exit code and without an error.
    #[track_caller]
    pub fn ends(self, code: i32) -> String {
        assert_eq!(
            (self.code, self.err.as_str()),
            (Some(code), ""),
            "{}",
            String::from_utf8_lossy(&self.out)
        );
        String::from_utf8(self.out).unwrap()
    }

    /// The one line that says what was wrong, after an exit code of 2 and without output.
    #[track_caller]
    pub fn refuses(self) -> String {
        assert_eq!(self.code, Some(2), "{}", self.err);
        assert_eq!(self.out, b"", "{}", String::from_utf8_lossy(&self.out));
        self.error_line()
    }

    #[track_caller]
    pub fn error_line(self) -> String {
        assert_eq!(self.err.matches('\n').count(), 1, "not one line: {:?}", self.err);
        let unseen = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!self.err.contains(unseen), "{:?}", self.err);
        self.err.trim_end().strip_prefix("parallax: ").expect("says who speaks").to_owned()
    }
}

impl Sandbox {
    pub fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// A sandbox with the project `p`: one story, two articles, the reviewers ana (done, with
    /// clusters, links, notes and attributes) and ben (one mark).
    pub fn with_project() -> Self {
        let sandbox = Self::new();
        sandbox.make_project("p");
        sandbox
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Replaces `from`, which must be there once, in a file.
    #[track_caller]
    pub fn change(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert_eq!(text.matches(from).count(), 1, "{name} has no single {from:?}:\n{text}");
        self.write(name, text.replace(from, to));
    }

    pub fn run<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_parallax"))
            .args(args)
            .current_dir(self.dir.path())
            .env("PARALLAX_HOME", self.path("home"))
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET")
            .output()
            .unwrap();
        Ran {
            code: output.status.code(),
            out: output.stdout,
            err: String::from_utf8(output.stderr).expect("errors are UTF-8"),
        }
    }

    pub fn make_project(&self, name: &str) -> OpenProject {
        let mut open = store::create_project(&self.path(name), "Barrier", Codebook::default()).unwrap();
        let story = store::add_story(&mut open, "Flood barrier");
        for (id, text) in [("gazette", GAZETTE), ("herald", HERALD)] {
            store::add_text(&mut open, &story, id, &marked::parse(text).unwrap().text).unwrap();
        }
        store::save_project(&mut open).unwrap();
        save(&open, "ana", &[("gazette", GAZETTE), ("herald", HERALD)], |review| {
            let mut quote = review.annotation(&"no".into()).unwrap().clone();
            quote.attributes = Attributes::from([
                ("form".to_owned(), Value::Choice("direct".into())),
                ("speaker".to_owned(), Value::Text("she".into())),
            ]);
            quote.note = "one, “two”\n\"three\"".into();
            vec![
                Edit::PutAnnotation(quote),
                cluster("czoe", "Zoë Ø", &["zoe", "she", "zoe2"]),
                Edit::PutLink(Link {
                    id: "lsaid".into(),
                    kind: "said-by".into(),
                    from: LinkEnd::Annotation("no".into()),
                    to: LinkEnd::Cluster("czoe".into()),
                    note: String::new(),
                }),
            ]
        });
        save(&open, "ben", &[("herald", "<person x>Zoe O</person> said it costs 12 million.\n")], |_| {
            Vec::new()
        });
        open
    }
}

pub fn cluster(id: &str, name: &str, members: &[&str]) -> Edit {
    Edit::PutCluster(Cluster {
        id: id.into(),
        label: "person".into(),
        name: name.into(),
        members: members.iter().map(|id| (*id).into()).collect(),
        attributes: Attributes::new(),
        note: String::new(),
    })
}

/// The annotations that the marks of a text stand for.
pub fn annotations(article: &str, text: &str) -> Vec<Annotation> {
    let mut pieces: BTreeMap<(String, String), Vec<Span>> = BTreeMap::new();
    for (name, span) in marked::parse(text).unwrap().marks {
        let (label, id) = name.split_once(' ').expect("label and id");
        pieces.entry((label.into(), id.into())).or_default().push(span);
    }
    let made = "2026-11-22T09:14:03Z".parse().unwrap();
    pieces
        .into_iter()
        .map(|((label, id), spans)| Annotation {
            id: id.into(),
            article: article.into(),
            label: label.into(),
            spans,
            attributes: Attributes::new(),
            note: String::new(),
            origin: Origin::Hand,
            made,
            changed: made,
        })
        .collect()
}

/// Saves a review on the only story of a project: done with the articles whose marks are given.
pub fn save(
    open: &OpenProject,
    reviewer: &str,
    marked: &[(&str, &str)],
    more: impl FnOnce(&Review) -> Vec<Edit>,
) -> PathBuf {
    let story = &open.project.stories[0];
    let mut review = Review::new(reviewer.into(), story.id.clone());
    for (id, text) in marked {
        let article = story.article(&(*id).into()).unwrap();
        let state = ArticleState::of(article, Status::Done);
        Edit::PutArticle(article.id.clone(), state).apply(&mut review).unwrap();
        for annotation in annotations(id, text) {
            Edit::PutAnnotation(annotation).apply(&mut review).unwrap();
        }
    }
    for edit in more(&review) {
        edit.apply(&mut review).unwrap();
    }
    store::save_review(&open.root, &review, story, &Stamp(None)).unwrap();
    store::review_path(&open.root, &story.id, &reviewer.into())
}

/// All files under a folder with their bytes, by path.
pub fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut out = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(&at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                out.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    out
}
