//! A bar on the terminal for what takes longer than a second.

use std::borrow::Cow;
use std::io::IsTerminal;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long nothing is shown.
const PATIENCE: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(100);

/// Shows how far a command is, on standard error, once it has taken a second and only where that
/// is a terminal. Goes away without a trace when it is dropped.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    waiter: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Starts to count towards `steps`; with 0 it only shows that work goes on.
    pub fn new(what: impl Into<Cow<'static, str>>, steps: usize) -> Self {
        let bar = ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::hidden());
        let template = match steps {
            0 => "{spinner} {msg} {elapsed}",
            _ => "{msg} {wide_bar} {pos}/{len} {elapsed}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(what);
        let waiter = std::io::stderr().is_terminal().then(|| {
            let (ended, end) = mpsc::channel();
            let bar = bar.clone();
            let thread = std::thread::spawn(move || {
                if end.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                    bar.set_draw_target(ProgressDrawTarget::stderr());
                    bar.enable_steady_tick(TICK);
                }
            });
            (ended, thread)
        });
        Self { bar, waiter }
    }

    /// One step further.
    pub fn step(&self) {
        self.bar.inc(1);
    }

    /// `done` steps of `total`.
    pub fn set(&self, done: usize, total: usize) {
        self.bar.set_length(total as u64);
        self.bar.set_position(done as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((ended, thread)) = self.waiter.take() {
            drop(ended);
            // The thread only waits and draws; should it have panicked, there is no bar to clear.
            let _ = thread.join();
        }
        self.bar.finish_and_clear();
    }
}
