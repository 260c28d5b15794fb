//! Work that takes too long for the window's thread.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread::{self, JoinHandle};

/// What a job sees of the world: whether it is still wanted, and where it says how far it is.
#[derive(Clone, Debug, Default)]
pub struct JobContext {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    cancelled: AtomicBool,
    /// In thousandths.
    progress: AtomicU32,
}

impl JobContext {
    /// Whether the job is to end, with whatever it has.
    pub fn is_cancelled(&self) -> bool {
        self.shared.cancelled.load(Ordering::Relaxed)
    }

    /// Says how much is done, from 0 to 1.
    pub fn set_progress(&self, part: f32) {
        let thousandths = (part.clamp(0.0, 1.0) * 1000.0).round() as u32;
        self.shared.progress.store(thousandths, Ordering::Relaxed);
    }
}

/// How a job stands.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome<T> {
    /// It has ended with this, which is given once.
    Done(T),
    /// It has died: a fault of the program.
    Died,
}

/// A job at work on a thread of its own. Dropping it cancels it; nobody waits for it then.
#[derive(Debug)]
pub struct Job<T> {
    name: String,
    context: JobContext,
    result: Receiver<T>,
    thread: Option<JoinHandle<()>>,
}

impl<T: Send + 'static> Job<T> {
    /// Starts a job. `name` is for people and names the thread; `wake` is called when it has ended.
    pub fn start(
        name: &str,
        wake: impl FnOnce() + Send + 'static,
        work: impl FnOnce(&JobContext) -> T + Send + 'static,
    ) -> std::io::Result<Self> {
        let context = JobContext::default();
        let (done, result) = channel();
        let inside = context.clone();
        let thread = thread::Builder::new().name(format!("parallax-{name}")).spawn(move || {
            // Woken up in any case, so that a job that died is noticed.
            let _wake = OnDrop(Some(wake));
            // Dropped before the waker, by a panic too: who is woken finds the outcome.
            let done = done;
            let _ = done.send(work(&inside));
        })?;
        Ok(Self { name: name.to_owned(), context, result, thread: Some(thread) })
    }

    /// What people read.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How much is done, from 0 to 1.
    pub fn progress(&self) -> f32 {
        self.context.shared.progress.load(Ordering::Relaxed) as f32 / 1000.0
    }

    /// Asks the job to end.
    pub fn cancel(&self) {
        self.context.shared.cancelled.store(true, Ordering::Relaxed);
    }

    /// The outcome, once; `None` while the job is at work and after the outcome was given.
    pub fn poll(&mut self) -> Option<Outcome<T>> {
        self.thread.as_ref()?;
        let outcome = match self.result.try_recv() {
            Ok(result) => Outcome::Done(result),
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => Outcome::Died,
        };
        self.thread = None;
        Some(outcome)
    }

    /// Waits for the outcome.
    pub fn wait(mut self) -> Outcome<T> {
        let outcome = self.result.recv().map_or(Outcome::Died, Outcome::Done);
        self.thread = None;
        outcome
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.context.shared.cancelled.store(true, Ordering::Relaxed);
    }
}

struct OnDrop<F: FnOnce()>(Option<F>);

impl<F: FnOnce()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        if let Some(wake) = self.0.take() {
            wake();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_gives_its_result_once() {
        let (woken, waits) = channel();
        let mut job = Job::start(
            "sum",
            move || woken.send(()).unwrap(),
            |context| {
                context.set_progress(0.5);
                (1..=10).sum::<u32>()
            },
        )
        .unwrap();
        waits.recv().unwrap();
        assert_eq!(job.poll(), Some(Outcome::Done(55)));
        assert_eq!(job.poll(), None);
        assert_eq!(job.progress(), 0.5);
    }

    #[test]
    fn a_cancelled_job_ends() {
        let job = Job::start(
            "long",
            || {},
            |context| {
                while !context.is_cancelled() {
                    thread::yield_now();
                }
                "ended"
            },
        )
        .unwrap();
        job.cancel();
        assert_eq!(job.wait(), Outcome::Done("ended"));
    }

    #[test]
    fn a_job_that_dies_is_noticed() {
        let (woken, waits) = channel();
        let mut job: Job<()> =
            Job::start("faulty", move || woken.send(()).unwrap(), |_| panic!("on purpose, in a test"))
                .unwrap();
        waits.recv().unwrap();
        assert_eq!(job.poll(), Some(Outcome::Died));
    }
}
