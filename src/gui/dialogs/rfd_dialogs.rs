//! The desktop's dialogs, through `rfd`: each on a thread of its own, so that the window lives on.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

use winit::window::Window;

use super::{FileDialogs, Outcome, Pick, Request};

/// Called from any thread when there is something to poll: asks for a frame.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// An answer that comes sooner was given by no person: there is no dialog on this desktop.
const TOO_QUICK: Duration = Duration::from_millis(50);

/// The desktop's dialogs.
pub struct RfdDialogs {
    wake: Waker,
    parent: Option<Arc<Window>>,
    open: Option<(Request, Receiver<Outcome>)>,
}

impl RfdDialogs {
    /// `wake` is called when an answer has come.
    pub fn new(wake: Waker) -> Self {
        Self { wake, parent: None, open: None }
    }
}

impl FileDialogs for RfdDialogs {
    fn ask(&mut self, request: Request) -> bool {
        if self.open.is_some() {
            return false;
        }
        let (sender, receiver) = channel();
        let parent = self.parent.clone();
        let wake = self.wake.clone();
        let asked = request.clone();
        let job = move || {
            // The window is held until the dialog is gone.
            let outcome = ask(asked, parent.as_deref());
            sender.send(outcome).ok();
            wake();
        };
        if cfg!(target_os = "macos") {
            // Dialogs of macOS run on the main thread only, and are modal there anyway.
            job();
        } else if let Err(error) = std::thread::Builder::new().name("parallax-dialog".into()).spawn(job) {
            tracing::warn!("no thread for a dialog: {error}");
        }
        self.open = Some((request, receiver));
        true
    }

    fn poll(&mut self) -> Option<Outcome> {
        let (request, receiver) = self.open.as_ref()?;
        let outcome = match receiver.try_recv() {
            Ok(outcome) => outcome,
            Err(TryRecvError::Empty) => return None,
            // The dialog's thread died, or never was.
            Err(TryRecvError::Disconnected) => Outcome::Unavailable(request.clone()),
        };
        self.open = None;
        Some(outcome)
    }

    fn is_open(&self) -> bool {
        self.open.is_some()
    }

    fn set_parent(&mut self, window: Option<Arc<Window>>) {
        self.parent = window;
    }
}

fn ask(request: Request, parent: Option<&Window>) -> Outcome {
    if !likely() {
        return Outcome::Unavailable(request);
    }
    let started = Instant::now();
    let picked = run(&request, parent);
    outcome(request, picked, started.elapsed())
}

fn run(request: &Request, parent: Option<&Window>) -> Option<Vec<PathBuf>> {
    let mut dialog = rfd::FileDialog::new().set_title(request.title);
    if let Some(parent) = parent {
        dialog = dialog.set_parent(parent);
    }
    if let Some(start) = &request.start {
        dialog = dialog.set_directory(start);
    }
    for (name, ends) in request.filters {
        dialog = dialog.add_filter(*name, ends);
    }
    let one = |path: PathBuf| vec![path];
    match &request.pick {
        Pick::Folder => dialog.set_can_create_directories(false).pick_folder().map(one),
        Pick::File => dialog.pick_file().map(one),
        Pick::Files => dialog.pick_files(),
        Pick::Save(name) | Pick::NewFolder(name) => dialog.set_file_name(name).save_file().map(one),
    }
}

fn outcome(request: Request, picked: Option<Vec<PathBuf>>, took: Duration) -> Outcome {
    match picked {
        Some(paths) if !paths.is_empty() => Outcome::Picked(request.purpose, paths),
        None if took < TOO_QUICK => Outcome::Unavailable(request),
        _ => Outcome::Cancelled(request.purpose),
    }
}

/// Whether there is anything that could show a dialog. On a machine that is slow, looking for a
/// portal in vain may take longer than [`TOO_QUICK`]; without a session bus there is none.
fn likely() -> bool {
    if !cfg!(all(unix, not(target_os = "macos"))) {
        return true;
    }
    let bus = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some_and(|address| !address.is_empty())
        || std::env::var_os("XDG_RUNTIME_DIR")
            .is_some_and(|folder| PathBuf::from(folder).join("bus").exists());
    let zenity = std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join("zenity").is_file()));
    bus || zenity
}

#[cfg(test)]
mod tests {
    use super::super::Purpose;
    use super::*;

    fn request() -> Request {
        Request {
            purpose: Purpose::OpenProject,
            pick: Pick::Folder,
            title: "Open",
            filters: &[],
            start: None,
        }
    }

    #[test]
    fn nothing_at_once_means_that_there_is_no_dialog() {
        let quick = Duration::from_millis(3);
        let slow = Duration::from_millis(900);
        assert_eq!(outcome(request(), None, quick), Outcome::Unavailable(request()));
        assert_eq!(outcome(request(), None, slow), Outcome::Cancelled(Purpose::OpenProject));
        assert_eq!(outcome(request(), Some(vec![]), quick), Outcome::Cancelled(Purpose::OpenProject));
        let path = vec![PathBuf::from("/p")];
        assert_eq!(
            outcome(request(), Some(path.clone()), quick),
            Outcome::Picked(Purpose::OpenProject, path)
        );
    }

    #[test]
    fn a_dialog_whose_thread_died_is_asked_for_in_the_window() {
        let mut dialogs = RfdDialogs::new(Arc::new(|| {}));
        let (_, receiver) = channel();
        dialogs.open = Some((request(), receiver));
        assert!(dialogs.is_open());
        assert!(!dialogs.ask(request()), "one question at a time");
        assert_eq!(dialogs.poll(), Some(Outcome::Unavailable(request())));
        assert!(!dialogs.is_open());
    }
}
