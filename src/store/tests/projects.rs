//! Project folders.

use std::path::Path;

use crate::model::{ArticleId, Codebook, ReviewerId, StoryId};
use crate::store::user::UserData;
use crate::store::{
    OpenProject, StoreError, add_article, add_story, add_text, create_project, load_review, open_project,
    project_path, save_project, unsafe_stem,
};

const TEXT: &str = "The barrier opened on Monday.\nNobody was hurt.\n";

struct Room {
    folder: tempfile::TempDir,
}

impl Room {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    /// A project with one story and one article.
    fn project(&self) -> OpenProject {
        let mut open =
            create_project(&self.path("project"), "Harbour “barrier”", Codebook::default()).unwrap();
        let story = add_story(&mut open, "Harbour barrier");
        std::fs::write(self.path("Straits Times (Monday).txt"), TEXT.replace('\n', "\r\n")).unwrap();
        add_article(&mut open, &story, &self.path("Straits Times (Monday).txt")).unwrap();
        save_project(&mut open).unwrap();
        open
    }

    fn reopen(&self) -> Result<OpenProject, StoreError> {
        open_project(&self.path("project"))
    }

    /// Changes `project.ron` with a text editor.
    fn mend(&self, from: &str, to: &str) {
        let path = project_path(&self.path("project"));
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{text}");
        std::fs::write(path, text.replace(from, to)).unwrap();
    }
}

#[test]
fn a_project_is_a_folder_that_people_can_read() {
    let room = Room::new();
    let open = room.project();
    let article = &open.project.stories[0].articles[0];
    assert_eq!(article.id, ArticleId::from("straits-times-monday"));
    assert_eq!(article.file, "articles/harbour-barrier/straits-times-monday.txt");
    assert_eq!(std::fs::read_to_string(room.path("project").join(&article.file)).unwrap(), TEXT, "LF");
    insta::assert_snapshot!(std::fs::read_to_string(project_path(&open.root)).unwrap());
    let again = open_project(&project_path(&open.root)).unwrap();
    assert_eq!(again.root, open.root);
    let again_by_folder = room.reopen().unwrap();
    assert_eq!(again_by_folder.project.name, again.project.name);
    assert_eq!(again.problems, []);
    assert_eq!(again.project.codebook, open.project.codebook);
    assert_eq!(again.project.name, "Harbour “barrier”");
    assert_eq!(again.project.stories[0].articles[0].text, article.text);
}

#[test]
fn nothing_is_made_where_something_is() {
    let room = Room::new();
    room.project();
    let error = create_project(&room.path("project"), "x", Codebook::default()).unwrap_err();
    assert!(matches!(error, StoreError::Exists { .. }), "{error}");
    assert!(matches!(open_project(room.folder.path()), Err(StoreError::NotAProject { .. })));
}

#[test]
fn two_articles_of_one_name_are_two_articles() {
    let room = Room::new();
    let mut open = room.project();
    let story = StoryId::from("harbour-barrier");
    let second = add_text(&mut open, &story, "straits times monday", "Another text.").unwrap();
    assert_eq!(second, ArticleId::from("straits-times-monday-2"));
    let device = add_text(&mut open, &story, "CON", "A text with the name of a device.").unwrap();
    assert_eq!(unsafe_stem(device.as_str()), None);
    assert_eq!(add_story(&mut open, "Harbour barrier"), StoryId::from("harbour-barrier-2"));
}

#[test]
fn an_article_that_changed_or_went_is_a_problem_and_stays_in_the_project() {
    let room = Room::new();
    let mut open = room.project();
    let story = StoryId::from("harbour-barrier");
    add_text(&mut open, &story, "second", "Another text.").unwrap();
    save_project(&mut open).unwrap();
    let before = std::fs::read_to_string(project_path(&open.root)).unwrap();
    let file = open.root.join("articles/harbour-barrier/straits-times-monday.txt");

    std::fs::write(&file, TEXT.replace("Monday", "Tuesday")).unwrap();
    let mut changed = room.reopen().unwrap();
    assert!(
        changed.problems[0].to_string().contains("not the text that was imported"),
        "{:?}",
        changed.problems
    );
    save_project(&mut changed).unwrap();
    assert_eq!(room.reopen().unwrap().problems.len(), 1, "saving does not hide it");
    changed.accept_text(&story, &"straits-times-monday".into());
    save_project(&mut changed).unwrap();
    assert_eq!(room.reopen().unwrap().problems, []);

    std::fs::write(&file, TEXT.replace('\n', "\r\n")).unwrap();
    room.mend(&changed.project.stories[0].articles[0].sha256, &open.project.stories[0].articles[0].sha256);
    let crlf = room.reopen().unwrap();
    assert_eq!(&*crlf.project.stories[0].articles[0].text, TEXT);
    assert!(crlf.problems[0].to_string().contains("line ends"), "{:?}", crlf.problems);

    std::fs::remove_file(&file).unwrap();
    let mut without = room.reopen().unwrap();
    assert!(without.problems[0].to_string().contains("is missing"), "{:?}", without.problems);
    assert_eq!(without.project.stories[0].articles.len(), 1);
    without.project.name = "Renamed".to_owned();
    save_project(&mut without).unwrap();
    let after = std::fs::read_to_string(project_path(&open.root)).unwrap();
    assert_eq!(after, before.replace("Harbour “barrier”", "Renamed"));
}

#[test]
fn no_path_leads_out_of_the_project() {
    let room = Room::new();
    room.project();
    std::fs::write(room.path("secret.txt"), "secret").unwrap();
    let file = "articles/harbour-barrier/straits-times-monday.txt";
    for outside in
        ["../secret.txt", "/etc/passwd", "articles/../../secret.txt", "", "C:\\\\secret", "./x.txt"]
    {
        room.mend(file, outside);
        let error = room.reopen().unwrap_err();
        assert!(matches!(error, StoreError::UnsafeName { .. }), "{outside}: {error}");
        room.mend(&format!("file: \"{outside}\""), &format!("file: \"{file}\""));
    }
    for (from, to) in
        [("(id: \"harbour-barrier\"", "(id: \"../x\""), ("(id: \"straits-times-monday\"", "(id: \"a/b\"")]
    {
        room.mend(from, to);
        let error = room.reopen().unwrap_err();
        assert!(matches!(error, StoreError::UnsafeName { .. }), "{to}: {error}");
        room.mend(to, from);
    }
    let open = room.reopen().unwrap();
    let story = &open.project.stories[0];
    for reviewer in ["../ana", "a/b", "", ".hidden", "nul", "x\u{0}y"] {
        let error = load_review(&open.root, story, &ReviewerId::from(reviewer)).unwrap_err();
        assert!(matches!(error, StoreError::UnsafeName { .. }), "{reviewer}: {error}");
    }
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_project() {
    let room = Room::new();
    let open = room.project();
    let file = open.root.join("articles/harbour-barrier/straits-times-monday.txt");
    std::fs::write(room.path("secret.txt"), "secret").unwrap();
    std::fs::remove_file(&file).unwrap();
    std::os::unix::fs::symlink(room.path("secret.txt"), &file).unwrap();
    assert!(matches!(room.reopen(), Err(StoreError::UnsafeName { .. })));
    std::fs::create_dir_all(room.path("elsewhere/harbour-barrier")).unwrap();
    std::os::unix::fs::symlink(room.path("elsewhere"), open.root.join("reviews")).unwrap();
    let story = &open.project.stories[0];
    let error = load_review(&open.root, story, &"ana".into()).unwrap_err();
    assert!(matches!(error, StoreError::UnsafeName { .. }), "{error}");
}

#[test]
fn mistakes_in_the_project_file_have_a_line() {
    let room = Room::new();
    let open = room.project();
    let text = std::fs::read_to_string(project_path(&open.root)).unwrap();
    room.mend("stories: [", "moods: 3,\n    stories: [");
    let error = room.reopen().unwrap_err().to_string();
    let line = 1 + text[..text.find("stories: [").unwrap()].matches('\n').count();
    assert!(error.contains(&format!("project.ron:{line}:")) && error.contains("moods"), "{error}");
    room.mend("moods: 3,\n    ", "");
    room.mend("(id: \"organization\"", "(id: \"person\"");
    assert!(room.reopen().unwrap().problems[0].to_string().contains("two labels with the id “person”"));
    room.mend("format: 1", "format: 7");
    assert!(matches!(room.reopen(), Err(StoreError::Newer { found: 7, .. })));
}

#[test]
fn a_project_that_another_program_changed_is_not_overwritten() {
    let room = Room::new();
    let mut open = room.project();
    room.mend("Harbour “barrier”", "Renamed");
    open.project.name = "Mine".to_owned();
    assert!(matches!(save_project(&mut open), Err(StoreError::Changed { .. })));
    assert_eq!(room.reopen().unwrap().project.name, "Renamed");
}

#[test]
fn reviewers_are_those_with_a_file_or_the_beginning_of_one() {
    let room = Room::new();
    let open = room.project();
    let story = StoryId::from("harbour-barrier");
    assert_eq!(open.reviewers(&story).unwrap(), []);
    let folder = open.root.join("reviews/harbour-barrier");
    std::fs::create_dir_all(&folder).unwrap();
    for name in [
        "ben.ron",
        "ana.ron",
        "ana.ron.bak",
        "ana.mine-20261122T091403.bak",
        "cy.journal",
        "dee.lock",
        ".x.tmp",
    ] {
        std::fs::write(folder.join(name), "").unwrap();
    }
    let names = open.reviewers(&story).unwrap();
    assert_eq!(names, ["ana", "ben", "cy"].map(ReviewerId::from));
}

#[test]
fn titles_and_bylines_are_taken_only_where_they_are_sure() {
    let room = Room::new();
    let mut open = room.project();
    let story = StoryId::from("harbour-barrier");
    let mut guess = |text: &str| {
        let id = add_text(&mut open, &story, "guess", text).unwrap();
        let info = open.project.stories[0].article(&id).unwrap().info.clone();
        (info.title, info.byline)
    };
    let body = "The barrier opened on Monday, and the mayor cut the ribbon before a crowd of hundreds on the quay.\n";
    let full = format!("Harbour barrier opens at last\n\nBy Ana Ruiz and Tom de Vries\n\n{body}");
    assert_eq!(guess(&full), ("Harbour barrier opens at last".into(), "Ana Ruiz and Tom de Vries".into()));
    for unsure in [
        format!("The barrier at dawn.\n\n{body}"),
        format!("The barrier at dawn\nThe barrier at dawn. Photo: Ana Ruiz\n\n{body}"),
        body.to_owned(),
        format!("LONDON\n\n{body}"),
        format!("By the time the mayor arrived, the barrier was open\n{body}"),
    ] {
        assert_eq!(guess(&unsure), (String::new(), String::new()), "{unsure}");
    }
}

#[test]
fn a_user_keeps_settings_a_name_and_recent_projects() {
    let room = Room::new();
    let user = UserData::at(&room.path("home"));
    assert_eq!(user.reviewer_name().unwrap(), None);
    assert_eq!(user.recent().unwrap(), []);
    assert!(!room.path("home").exists(), "asking writes nothing");
    user.set_reviewer_name("Ana Ruiz").unwrap();
    assert_eq!(user.reviewer_name().unwrap().as_deref(), Some("Ana Ruiz"));
    let open = room.project();
    let scratch = user.scratch_project("x1", "Loose").unwrap();
    let at = |second| jiff::Timestamp::from_second(second).unwrap();
    user.remember(&open, at(1)).unwrap();
    user.remember(&scratch, at(2)).unwrap();
    user.remember(&open, at(3)).unwrap();
    let names =
        |user: &UserData| user.recent().unwrap().into_iter().map(|r| (r.name, r.scratch)).collect::<Vec<_>>();
    assert_eq!(names(&user), [("Harbour “barrier”".to_owned(), false), ("Loose".to_owned(), true)]);
    std::fs::remove_dir_all(&scratch.root).unwrap();
    assert_eq!(names(&user).len(), 1, "unsaved work that is gone is not offered");
    std::fs::rename(&open.root, room.path("unplugged")).unwrap();
    assert_eq!(names(&user).len(), 1, "a project that is away now stays on the list");
    std::fs::write(room.path("home/config/recent.ron"), "[(").unwrap();
    assert!(user.recent().unwrap_err().to_string().contains("recent.ron:1:"));
    assert_ne!(user.journals_of(&open.root), user.journals_of(Path::new("/elsewhere")));
}
