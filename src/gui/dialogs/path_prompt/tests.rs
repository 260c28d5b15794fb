use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::Theme;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use super::super::{Files, Purpose, ScriptedDialogs};
use super::*;
use crate::gui::testing::{builder, picture};

struct State {
    files: Files,
    outcome: Option<Outcome>,
}

/// A window in which the desktop has no dialog.
fn harness(request: Request, theme: Theme) -> Harness<'static, State> {
    let mut files = Files::new(Box::new(ScriptedDialogs::new()), Arc::new(|| {}));
    files.ask(request);
    let mut harness = builder(theme, [1000.0, 700.0]).build_ui_state(
        |ui, state: &mut State| {
            if let Some(outcome) = state.files.poll() {
                state.outcome = Some(outcome);
            }
            egui::CentralPanel::default().show(ui, |_| {});
            state.files.ui(ui.ctx());
        },
        State { files, outcome: None },
    );
    harness.run();
    harness
}

/// Runs frames until the disk has answered.
fn until(harness: &mut Harness<'_, State>, what: &str, done: impl Fn(&Harness<'_, State>) -> bool) {
    let started = Instant::now();
    while !done(harness) {
        assert!(started.elapsed() < Duration::from_secs(20), "never: {what}");
        std::thread::sleep(Duration::from_millis(2));
        harness.run();
    }
}

fn shows(label: &str) -> impl Fn(&Harness<'_, State>) -> bool {
    move |harness| harness.query_by_label(label).is_some()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["gazette.txt", "herald.txt", "wire.txt", "picture.png", ".hidden.txt"] {
        std::fs::write(folder.path().join(name), "Words.\n".repeat(400)).unwrap();
    }
    for name in ["project", "Older"] {
        std::fs::create_dir(folder.path().join(name)).unwrap();
    }
    std::fs::write(folder.path().join("project/project.ron"), "()").unwrap();
    folder
}

fn request(purpose: Purpose, pick: Pick, start: &Path) -> Request {
    Request {
        purpose,
        pick,
        title: "Open articles",
        filters: &[("Text", &["txt"])],
        start: Some(start.to_owned()),
    }
}

#[test]
fn several_files_are_ticked_and_opened() {
    let folder = folder();
    for theme in [Theme::Light, Theme::Dark] {
        let mut harness = harness(request(Purpose::OpenArticles, Pick::Files, folder.path()), theme);
        until(&mut harness, "the list", shows("herald.txt"));
        assert!(harness.query_by_label("picture.png").is_none(), "no text");
        assert!(harness.query_by_label(".hidden.txt").is_none());
        harness.get_by_label("gazette.txt").click();
        harness.run();
        harness.get_by_label("wire.txt").click();
        harness.run();
        picture(&mut harness, &format!("path-prompt-{theme:?}").to_lowercase());
        harness.get_by_label("Open 2 files").click();
        until(&mut harness, "an answer", |harness| harness.state().outcome.is_some());
        let picked = ["gazette.txt", "wire.txt"].map(|name| folder.path().join(name)).to_vec();
        assert_eq!(harness.state().outcome, Some(Outcome::Picked(Purpose::OpenArticles, picked)));
        assert!(!harness.state().files.is_open());
    }
}

#[test]
fn a_folder_is_typed_completed_and_opened_with_the_keyboard() {
    let folder = folder();
    let mut harness = harness(request(Purpose::OpenProject, Pick::Folder, folder.path()), Theme::Light);
    until(&mut harness, "the list", shows("project"));
    assert!(harness.query_by_label("herald.txt").is_none(), "folders only");
    harness.get_by_label("Path").type_text("pro");
    harness.run();
    assert!(harness.query_by_label("Older").is_none(), "what is typed narrows the list");
    harness.key_press(Key::Tab);
    harness.run();
    harness.key_press(Key::Enter);
    until(&mut harness, "an answer", |harness| harness.state().outcome.is_some());
    let Some(Outcome::Picked(_, paths)) = harness.state().outcome.clone() else { panic!() };
    assert_eq!(paths, [folder.path().join("project/")]);
}

#[test]
fn arrows_go_into_the_list_and_enter_opens() {
    let folder = folder();
    let mut harness = harness(request(Purpose::ImportReview, Pick::File, folder.path()), Theme::Light);
    until(&mut harness, "the list", shows("herald.txt"));
    for _ in 0..3 {
        harness.key_press(Key::ArrowDown);
        harness.run();
    }
    let row = harness.get_by_label("gazette.txt");
    assert_eq!(row.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
    harness.key_press(Key::Enter);
    until(&mut harness, "an answer", |harness| harness.state().outcome.is_some());
    let picked = vec![folder.path().join("gazette.txt")];
    assert_eq!(harness.state().outcome, Some(Outcome::Picked(Purpose::ImportReview, picked)));
}

#[test]
fn what_cannot_be_opened_is_said_and_the_question_stays() {
    let folder = folder();
    let mut harness = harness(request(Purpose::OpenArticles, Pick::Files, folder.path()), Theme::Dark);
    until(&mut harness, "the list", shows("herald.txt"));
    harness.get_by_label("Path").type_text("nowhere.txt");
    harness.run();
    harness.key_press(Key::Enter);
    until(&mut harness, "the error", |harness| harness.query_by_label_contains("does not exist").is_some());
    assert!(harness.state().files.is_open());
    harness.key_press(Key::Escape);
    harness.run();
    harness.run();
    assert_eq!(harness.state().outcome, Some(Outcome::Cancelled(Purpose::OpenArticles)));
}

#[test]
fn a_file_is_replaced_only_when_asked_for() {
    let folder = folder();
    let mut harness =
        harness(request(Purpose::Export, Pick::Save("herald.txt".into()), folder.path()), Theme::Light);
    until(&mut harness, "the list", shows("herald.txt"));
    harness.get_by_label("Save").click();
    until(&mut harness, "the question", shows("Replace it"));
    assert_eq!(harness.state().outcome, None);
    harness.get_by_label("Replace it").click();
    until(&mut harness, "an answer", |harness| harness.state().outcome.is_some());
    let picked = vec![folder.path().join("herald.txt")];
    assert_eq!(harness.state().outcome, Some(Outcome::Picked(Purpose::Export, picked)));
}

#[test]
fn typing_replaces_the_offered_name_and_a_whole_path_the_offered_folder() {
    let (folder, other) = (folder(), tempfile::tempdir().unwrap());
    for (typed, picked) in [
        ("mine.json".to_owned(), folder.path().join("mine.json")),
        (other.path().join("mine.json").display().to_string(), other.path().join("mine.json")),
    ] {
        let mut harness =
            harness(request(Purpose::Export, Pick::Save("offered.json".into()), folder.path()), Theme::Light);
        until(&mut harness, "the list", shows("herald.txt"));
        harness.event(egui::Event::Text(typed));
        harness.run();
        harness.key_press(Key::Enter);
        until(&mut harness, "an answer", |harness| harness.state().outcome.is_some());
        assert_eq!(harness.state().outcome, Some(Outcome::Picked(Purpose::Export, vec![picked])));
    }
}

#[test]
fn one_can_go_up_and_into_folders_by_pointing() {
    let folder = folder();
    let mut harness =
        harness(request(Purpose::OpenArticles, Pick::Files, &folder.path().join("project")), Theme::Light);
    harness.get_by_label("Up to the folder above").click();
    harness.run();
    until(&mut harness, "the list", shows("herald.txt"));
    harness.get_by_label("Older").click();
    until(&mut harness, "an empty folder", shows("Nothing here that fits"));
}

#[cfg(unix)]
#[test]
fn a_folder_whose_name_is_no_unicode_can_be_entered() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    let odd = folder.path().join(std::ffi::OsStr::from_bytes(b"zeitung-\xFF"));
    std::fs::create_dir(&odd).unwrap();
    std::fs::write(odd.join("a.txt"), "x").unwrap();
    let mut harness = harness(request(Purpose::OpenArticles, Pick::Files, folder.path()), Theme::Light);
    until(&mut harness, "the list", shows("zeitung-\u{FFFD}"));
    harness.get_by_label("zeitung-\u{FFFD}").click();
    until(&mut harness, "the file", shows("a.txt"));
    harness.get_by_label("a.txt").click();
    harness.run();
    harness.get_by_label("Open").click();
    until(&mut harness, "an answer", |harness| harness.state().outcome.is_some());
    assert_eq!(
        harness.state().outcome,
        Some(Outcome::Picked(Purpose::OpenArticles, vec![odd.join("a.txt")]))
    );
}
