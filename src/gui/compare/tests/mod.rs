//! The comparison as a person meets it: in a window, on the sample project.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use egui::{Context, Event, Key, Modifiers, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable};

mod pages;
mod pair;

use super::state::Work;
use super::*;
use crate::agreement::Class;
use crate::gui::dialogs::ScriptedDialogs;
use crate::gui::testing::{builder, picture, shows};
use crate::gui::{App, Start, look};
use crate::model::{ReviewerId, Status, StoryId};
use crate::store::user::UserData;
use crate::text::Span;

const STORY: &str = "harbour-barrier";

/// A copy of the sample that a test may change, and a home of its own.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new(reviewers: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data").join(STORY);
        copy(&sample, &folder.path().join("project"));
        let place = Self { folder };
        for known in ["ana", "ben", "chloe"] {
            if !reviewers.contains(&known) {
                let aside = place.folder.path().join(format!("{known}.ron"));
                std::fs::rename(place.review(known), aside).unwrap();
            }
        }
        place
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("project")
    }

    fn review(&self, reviewer: &str) -> PathBuf {
        crate::store::review_path(&self.root(), &StoryId::from(STORY), &ReviewerId::from(reviewer))
    }

    fn user(&self) -> UserData {
        UserData::at(&self.folder.path().join("home"))
    }

    fn session(&self, reviewer: &str) -> Session {
        let user = self.user();
        let session =
            Session::open_with(&self.root(), None, reviewer.into(), user, crate::store::Disk::new());
        session.unwrap()
    }

    /// The window on the comparison, with Ana at work.
    fn window(&self, theme: Theme, size: [f32; 2]) -> (Harness<'static, App>, ScriptedDialogs) {
        let user = self.user();
        user.set_reviewer_name("Ana").unwrap();
        let dialogs = ScriptedDialogs::new();
        let start = Start { paths: vec![self.root()], user: Some(user), dialogs: Box::new(dialogs.clone()) };
        let choice = if theme == Theme::Dark { look::ThemeChoice::Dark } else { look::ThemeChoice::Light };
        let settings = Settings { theme: choice, ..Default::default() };
        crate::gui::settings::KeepSettings::save(start.user.as_ref().unwrap(), &settings).unwrap();
        let app = |cc: &mut eframe::CreationContext<'_>| App::new(&cc.egui_ctx, start);
        let mut harness = builder(theme, size).allow_missing_glyphs().build_eframe(app);
        harness.run_steps(3);
        harness.key_press_modifiers(Modifiers::ALT, Key::Num2);
        harness.run_steps(3);
        waited(&mut harness);
        (harness, dialogs)
    }
}

/// Goes on until no worker is at anything that will be shown.
fn waited(harness: &mut Harness<'_, App>) {
    for _ in 0..6000 {
        if !harness.state().comparison().is_busy() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
        harness.step();
    }
    harness.run_steps(3);
}

/// Goes on until something is there to see.
fn appears(harness: &mut Harness<'_, App>, name: &str) {
    for _ in 0..6000 {
        if harness.query_all_by_label_contains(name).next().is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
        harness.step();
    }
    harness.run_steps(3);
}

/// The same for a state alone.
fn tended(state: &mut CompareState, session: &mut Session, ctx: &Context) {
    state.tend(session, ctx);
    while state.is_busy() {
        std::thread::sleep(std::time::Duration::from_millis(1));
        state.tend(session, ctx);
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)
        } else {
            std::fs::copy(entry.path(), target).map(|_| ()).unwrap()
        }
    }
}

fn compared<'a>(harness: &'a Harness<'_, App>) -> &'a Compared {
    harness.state().comparison().compared().expect("two reviewers compared")
}

fn click(harness: &mut Harness<'_, App>, name: &str) {
    harness.get_by_label_contains(name).click_accesskit();
    harness.run_steps(3);
    waited(harness);
}

const WIDE: [f32; 2] = [1600.0, 1000.0];
