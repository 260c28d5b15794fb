//! Asking for files and folders.

use std::path::PathBuf;

use egui::Context;

use super::PathPrompt;

/// What the answer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// A project folder to open.
    OpenProject,
    /// Text files to open side by side.
    OpenArticles,
    /// Text files to add to the story.
    AddArticles,
    /// A review file to compare with.
    ImportReview,
    /// A codebook, or a project with one, to bring in.
    ImportCodebook,
    /// A file to write the codebook to.
    ExportCodebook,
    /// A folder to put the project into.
    SaveProjectAs,
    /// A file to export to.
    Export,
    /// A file for a comparison, its groups or a chart of it.
    Comparison,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// One folder that exists.
    Folder,
    /// One file that exists.
    File,
    /// One or more files that exist.
    Files,
    /// A file to write, with the name that is offered.
    Save(String),
    /// A folder to make, with the name that is offered.
    NewFolder(String),
}

/// Files that are offered: a name and the ends of their names, without the point.
pub type Filter = (&'static str, &'static [&'static str]);

/// A question for files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What the answer is for.
    pub purpose: Purpose,
    /// What is asked for.
    pub pick: Pick,
    /// What people read at the top.
    pub title: &'static str,
    /// Which files are offered; all where empty.
    pub filters: &'static [Filter],
    /// The folder to start in.
    pub start: Option<PathBuf>,
}

/// An answer. Nothing is promised about the paths: they may be gone by the time they are opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// At least one path.
    Picked(Purpose, Vec<PathBuf>),
    /// The person decided not to.
    Cancelled(Purpose),
    /// The desktop has no dialog: to be asked in the window instead.
    Unavailable(Request),
}

/// The desktop's own dialogs, or what stands in for them. One question at a time.
pub trait FileDialogs {
    /// Starts asking. False where another question is still open; nothing happens then.
    fn ask(&mut self, request: Request) -> bool;
    /// The answer, once. Called each frame; never waits.
    fn poll(&mut self) -> Option<Outcome>;
    /// Whether a question is open.
    fn is_open(&self) -> bool;
    /// The window above which dialogs open.
    fn set_parent(&mut self, _window: Option<std::sync::Arc<winit::window::Window>>) {}
}

/// The desktop's dialogs with the path prompt behind them: what the app holds.
pub struct Files {
    dialogs: Box<dyn FileDialogs>,
    prompt: Option<PathPrompt>,
    wake: super::Waker,
}

impl Files {
    /// `wake` is called from other threads when there is something to poll.
    pub fn new(dialogs: Box<dyn FileDialogs>, wake: super::Waker) -> Self {
        Self { dialogs, prompt: None, wake }
    }

    /// Starts asking; does nothing while a question is open.
    pub fn ask(&mut self, request: Request) {
        if !self.is_open() {
            self.dialogs.ask(request);
        }
    }

    /// Whether a question is open.
    pub fn is_open(&self) -> bool {
        self.prompt.is_some() || self.dialogs.is_open()
    }

    /// Whether the question is asked inside the window, and so has its keyboard.
    pub fn prompt_is_open(&self) -> bool {
        self.prompt.is_some()
    }

    /// The window above which dialogs open.
    pub fn set_parent(&mut self, window: Option<std::sync::Arc<winit::window::Window>>) {
        self.dialogs.set_parent(window);
    }

    /// The answer, once; from `logic()`. Opens the path prompt where the desktop has no dialog.
    pub fn poll(&mut self) -> Option<Outcome> {
        if let Some(prompt) = &mut self.prompt {
            let outcome = prompt.poll()?;
            self.prompt = None;
            return Some(outcome);
        }
        match self.dialogs.poll()? {
            Outcome::Unavailable(request) => {
                self.prompt = Some(PathPrompt::new(request, self.wake.clone()));
                None
            }
            outcome => Some(outcome),
        }
    }

    /// Draws the path prompt where one is open; from `ui()`.
    pub fn ui(&mut self, ctx: &Context) {
        if let Some(prompt) = &mut self.prompt {
            prompt.show(ctx);
        }
    }
}
