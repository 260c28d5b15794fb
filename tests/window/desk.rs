//! A desk with files on it, and a window opened on them.

use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};

use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use parallax::gui::dialogs::ScriptedDialogs;
use parallax::gui::look::ThemeChoice;
use parallax::gui::settings::{KeepSettings, Settings};
use parallax::gui::{App, Start};
use parallax::model::{Annotation, ArticleId, LabelId};
use parallax::session::Session;
use parallax::store::user::UserData;

/// A folder of one's own, with a place for settings in it.
pub struct Desk {
    folder: tempfile::TempDir,
    user: UserData,
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let user = UserData::at(&folder.path().join("home"));
        Self { folder, user }
    }

    pub fn with_reviewer(self, name: &str) -> Self {
        self.user.set_reviewer_name(name).unwrap();
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    /// A copy of the sample project.
    pub fn sample(&self) -> PathBuf {
        let root = self.path("sample");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data/harbour-barrier"), &root);
        root
    }

    /// Opens a window on files of the desk.
    pub fn open(&self, names: &[&str]) -> Window {
        self.open_at(&names.iter().map(|name| self.path(name)).collect::<Vec<_>>())
    }

    /// Opens a window on any paths.
    pub fn open_at(&self, paths: &[PathBuf]) -> Window {
        self.open_as(paths, [1280.0, 800.0], egui::Theme::Light)
    }

    /// Opens a window of a size in a theme.
    pub fn open_as(&self, paths: &[PathBuf], size: [f32; 2], theme: egui::Theme) -> Window {
        let choice = if theme == egui::Theme::Dark { ThemeChoice::Dark } else { ThemeChoice::Light };
        KeepSettings::save(&self.user, &Settings { theme: choice, ..Settings::default() }).unwrap();
        self.window(paths, size, theme)
    }

    /// Opens a window with the settings that the one before it left.
    pub fn open_again(&self, paths: &[PathBuf]) -> Window {
        self.window(paths, [1280.0, 800.0], egui::Theme::Light)
    }

    fn window(&self, paths: &[PathBuf], size: [f32; 2], theme: egui::Theme) -> Window {
        let dialogs = ScriptedDialogs::new();
        let start = Start {
            paths: paths.to_vec(),
            user: Some(self.user.clone()),
            dialogs: Box::new(dialogs.clone()),
        };
        let mut harness = Harness::builder()
            .with_size(size)
            .with_theme(theme)
            .with_render_cursor(false)
            .allow_missing_glyphs()
            .build_eframe(|cc| App::new(&cc.egui_ctx, start));
        harness.run();
        let mut window = Window { harness, dialogs };
        window.settle();
        window
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

/// A window with what a person does to it.
pub struct Window {
    harness: Harness<'static, App>,
    dialogs: ScriptedDialogs,
}

impl Deref for Window {
    type Target = Harness<'static, App>;
    fn deref(&self) -> &Self::Target {
        &self.harness
    }
}

impl DerefMut for Window {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.harness
    }
}

impl Window {
    /// Lets the window do what it was asked. Saving goes on in the background, so the frames that
    /// it asks for are no fault.
    pub fn settle(&mut self) {
        self.harness.run_steps(4);
    }

    /// Long enough for a second click to be a new one.
    pub fn wait(&mut self) {
        self.harness.run_steps(8);
    }

    pub fn session(&self) -> &Session {
        self.harness.state().session().expect("a project is open")
    }

    /// Label and words of all marks, by label and place.
    pub fn marks(&self) -> Vec<String> {
        let story = self.session().story();
        let mut marks: Vec<String> = self
            .session()
            .review()
            .annotations()
            .map(|a| format!("{}: {}", a.label, a.words(&story.article(&a.article).unwrap().text)))
            .collect();
        marks.sort();
        marks
    }

    pub fn has(&self, mark: &str) -> bool {
        self.marks().iter().any(|other| other == mark)
    }

    pub fn article(&self, name: &str) -> ArticleId {
        let mut articles = self.session().story().articles.iter();
        articles.find(|article| article.id.as_str().contains(name)).unwrap().id.clone()
    }

    pub fn selected(&self) -> Option<&Annotation> {
        self.harness.state().selected()
    }

    pub fn selected_label(&self) -> Option<LabelId> {
        self.selected().map(|annotation| annotation.label.clone())
    }

    pub fn type_text(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.settle();
    }

    pub fn key(&mut self, key: Key) {
        self.keys(Modifiers::NONE, key);
    }

    pub fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Clicks what has this name.
    pub fn click(&mut self, name: &str) {
        self.harness.get_by_label(name).click();
        self.settle();
    }

    /// The next file dialog is answered with these paths.
    pub fn answer_dialog(&mut self, paths: &[PathBuf]) {
        self.dialogs.answer(paths.to_vec());
    }

    /// Whether the window says some words anywhere.
    pub fn says(&self, words: &str) {
        let said = |node: &egui_kittest::Node<'_>| node.value().is_some_and(|value| value.contains(words));
        assert!(self.harness.root().children_recursive().any(|node| said(&node)), "nothing says “{words}”");
    }

    fn place(&self, column: usize, words: &str) -> Rect {
        let app = self.harness.state();
        app.place_of(column, words)
            .unwrap_or_else(|| panic!("“{words}” is not to be seen in column {column}"))
    }

    fn button(&mut self, pos: Pos2, pressed: bool, modifiers: Modifiers) {
        self.harness.event(Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers });
        self.harness.step();
    }

    /// Clicks in the middle of some words.
    pub fn click_word(&mut self, column: usize, words: &str) {
        let at = self.place(column, words).center();
        self.harness.hover_at(at);
        self.harness.step();
        self.button(at, true, Modifiers::NONE);
        self.button(at, false, Modifiers::NONE);
        self.settle();
    }

    /// Drags from inside the first words to inside the last.
    pub fn drag_over(&mut self, column: usize, from: &str, to: &str) {
        self.drag_with(column, from, to, Modifiers::NONE);
    }

    pub fn drag_with(&mut self, column: usize, from: &str, to: &str, modifiers: Modifiers) {
        self.wait();
        let from = self.place(column, from).left_center() + vec2(3.0, 0.0);
        let to = self.place(column, to).right_center() - vec2(3.0, 0.0);
        self.harness.event_modifiers(Event::PointerMoved(from), modifiers);
        self.harness.step();
        self.harness.event_modifiers(
            Event::PointerButton { pos: from, button: PointerButton::Primary, pressed: true, modifiers },
            modifiers,
        );
        self.harness.step();
        for step in 1..=4 {
            self.harness.event(Event::PointerMoved(from + (to - from) * (step as f32 / 4.0)));
            self.harness.step();
        }
        self.button(to, false, modifiers);
        self.settle();
    }

    /// Closes the window as a person does; everything is on disk then.
    pub fn close(mut self) {
        self.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
        assert!(self.harness.state().session().is_none(), "the project is closed");
    }
}
