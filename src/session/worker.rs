//! The two threads that bring edits to disk: one writes the journal, one the whole file.
//!
//! Two, because writing the file of a large review takes longer than an edit may wait for its place
//! in the journal. The window's thread only hands over what it did.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::clock;
use crate::model::{Edit, EditError, Review, Story};
use crate::store::{Disk, Done, FileEdit, Head, Journal, Places, Prepared, Stamp, StoreError, Surroundings};

/// The file is written this long after the last edit …
const REST: Duration = Duration::from_secs(2);
/// … and at the latest this long after the first that is not in it.
const LATEST: Duration = Duration::from_secs(15);
/// What failed is tried again after this.
const RETRY: Duration = Duration::from_secs(5);

/// What the threads have to tell.
#[derive(Clone, Debug)]
pub(super) enum Event {
    /// All edits up to this number are in a journal on disk; elsewhere than beside the review, if so.
    Journaled { number: u64, away: Option<PathBuf> },
    /// The journal cannot be written anywhere.
    JournalFailed { why: String, remedy: String },
    /// The file is being written.
    Saving,
    /// The file holds all edits up to this number.
    Saved { number: u64, at: Timestamp },
    /// The file cannot be written.
    SaveFailed { why: String, remedy: String },
    /// The file is not as it was when it was read or written last.
    Changed,
}

/// An edit on its way to disk.
#[derive(Clone)]
struct Sent {
    number: u64,
    name: Arc<str>,
    edit: Arc<Edit>,
}

enum ToJournal {
    Edit(Sent),
    Story(Arc<Story>),
    Announce(u64, String, Sender<()>),
    Saved(u64, String),
    Abandon,
    /// Answers when all that was sent before is dealt with; `true` where it is on disk.
    Flush(Sender<bool>),
}

enum ToSaver {
    Edit(Sent),
    Story(Arc<Story>),
    /// The file on disk is this version now, and may be overwritten.
    Adopt(Stamp),
    /// Save now; answers with whether the file holds all edits.
    Save {
        backup: bool,
        done: Option<Sender<bool>>,
    },
}

/// Wakes whoever waits for news.
pub(super) type Waker = Arc<Mutex<Option<Box<dyn Fn() + Send + Sync>>>>;

/// Tells news and wakes whoever waits for it.
#[derive(Clone)]
struct News {
    to: Sender<Event>,
    waker: Waker,
}

impl News {
    fn tell(&self, event: Event) {
        if self.to.send(event).is_ok()
            && let Ok(waker) = self.waker.lock()
            && let Some(wake) = &*waker
        {
            wake();
        }
    }
}

/// What the threads start from.
pub(super) struct Start {
    pub(super) disk: Disk,
    /// The review's file.
    pub(super) path: PathBuf,
    pub(super) places: Places,
    pub(super) head: Head,
    pub(super) stamp: Stamp,
    pub(super) review: Review,
    pub(super) story: Arc<Story>,
    /// Edits that are in `review` and not in the file.
    pub(super) replayed: Vec<Done>,
    /// Whether the file holds `review` but for `replayed`: nothing was found elsewhere than it says.
    pub(super) as_in_file: bool,
    /// Whether the file may be written without being asked to.
    pub(super) autosave: bool,
    pub(super) waker: Waker,
}

/// The window's end of the two threads. They end when this is dropped, after what was handed over.
pub(super) struct Writer {
    journal: Option<Sender<ToJournal>>,
    saver: Option<Sender<ToSaver>>,
    news: Receiver<Event>,
    threads: Vec<JoinHandle<()>>,
}

impl Writer {
    pub(super) fn start(start: Start) -> Result<Self, StoreError> {
        let (to_journal, journal_in) = channel();
        let (to_saver, saver_in) = channel();
        let (to, news) = channel();
        let tell = News { to, waker: start.waker };
        let number = start.replayed.last().map_or(0, |done| done.number);
        let unsaved = !start.replayed.is_empty();
        let journal = JournalThread {
            journal: Journal::new(start.disk.clone(), start.places, start.head, start.replayed),
            story: Arc::clone(&start.story),
            known: Surroundings::default(),
            number,
            failing: false,
            news: tell.clone(),
        };
        let saver = SaverThread {
            disk: start.disk,
            path: start.path.clone(),
            stamp: start.stamp,
            review: start.review,
            astray: None,
            story: start.story,
            known: Surroundings::default(),
            number,
            unsaved: (unsaved && start.autosave)
                .then(|| Unsaved { first: Instant::now(), last: Instant::now() }),
            holds_all: !unsaved && start.as_in_file,
            backed_up: false,
            blocked: !start.autosave,
            retry: None,
            journal: to_journal.clone(),
            news: tell,
        };
        let spawn = |name: &str, run: Box<dyn FnOnce() + Send>| {
            thread::Builder::new().name(name.to_owned()).spawn(run).map_err(|source| StoreError::Io {
                action: "start a thread to save",
                path: start.path.clone(),
                source,
            })
        };
        let threads = vec![
            spawn("parallax-journal", Box::new(move || journal.run(&journal_in)))?,
            spawn("parallax-save", Box::new(move || saver.run(&saver_in)))?,
        ];
        Ok(Self { journal: Some(to_journal), saver: Some(to_saver), news, threads })
    }

    /// Hands an edit over. Never waits.
    pub(super) fn edit(&self, number: u64, name: &str, edit: Arc<Edit>) {
        let sent = Sent { number, name: name.into(), edit };
        // First to the journal: when the other thread announces a save that holds this edit, the
        // journal has it already.
        self.to_journal(ToJournal::Edit(sent.clone()));
        self.to_saver(ToSaver::Edit(sent));
    }

    pub(super) fn story(&self, story: Arc<Story>) {
        self.to_journal(ToJournal::Story(Arc::clone(&story)));
        self.to_saver(ToSaver::Story(story));
    }

    pub(super) fn adopt(&self, stamp: Stamp) {
        self.to_saver(ToSaver::Adopt(stamp));
    }

    pub(super) fn save(&self) {
        self.to_saver(ToSaver::Save { backup: true, done: None });
    }

    /// Saves and waits. Whether the file holds all edits.
    pub(super) fn save_and_wait(&self) -> bool {
        let (done, answer) = channel();
        self.to_saver(ToSaver::Save { backup: false, done: Some(done) });
        answer.recv().unwrap_or(false)
    }

    /// Waits until the journal has dealt with everything. Whether all edits are on disk.
    pub(super) fn flush_journal(&self) -> bool {
        let (done, answer) = channel();
        self.to_journal(ToJournal::Flush(done));
        answer.recv().unwrap_or(false)
    }

    /// Gives up the edits that are not in the file: they are kept elsewhere.
    pub(super) fn abandon_journal(&self) {
        self.to_journal(ToJournal::Abandon);
    }

    /// What the threads have told since the last call.
    pub(super) fn news(&self) -> impl Iterator<Item = Event> + '_ {
        self.news.try_iter()
    }

    /// Whether a thread has died: a fault of the program.
    pub(super) fn has_died(&self) -> bool {
        self.threads.iter().any(JoinHandle::is_finished)
    }

    fn to_journal(&self, message: ToJournal) {
        if let Some(journal) = &self.journal {
            // The thread ends only when this end is dropped.
            let _ = journal.send(message);
        }
    }

    fn to_saver(&self, message: ToSaver) {
        if let Some(saver) = &self.saver {
            let _ = saver.send(message);
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.journal = None;
        self.saver = None;
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

struct JournalThread {
    journal: Journal,
    story: Arc<Story>,
    known: Surroundings,
    number: u64,
    failing: bool,
    news: News,
}

impl JournalThread {
    fn run(mut self, inbox: &Receiver<ToJournal>) {
        loop {
            let first = if self.failing {
                match inbox.recv_timeout(RETRY) {
                    Ok(message) => Some(message),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(RecvTimeoutError::Disconnected) => break,
                }
            } else {
                let Ok(message) = inbox.recv() else { break };
                Some(message)
            };
            // Edits that came meanwhile go to disk together.
            let mut edits = Vec::new();
            let mut next = first;
            while let Some(message) = next {
                match message {
                    ToJournal::Edit(sent) => edits.push(sent),
                    other => {
                        self.add(std::mem::take(&mut edits));
                        self.handle(other);
                    }
                }
                next = inbox.try_recv().ok();
            }
            self.add(edits);
            if self.failing {
                let flushed = self.journal.flush();
                self.outcome(flushed);
            }
        }
        if self.failing {
            let _ = self.journal.flush();
        }
    }

    fn add(&mut self, edits: Vec<Sent>) {
        let Some(last) = edits.last() else { return };
        self.number = last.number;
        let done: Vec<Done> = edits
            .iter()
            .map(|sent| Done {
                number: sent.number,
                name: sent.name.to_string(),
                edits: FileEdit::from_edit(&sent.edit, &self.story, &mut self.known),
            })
            .collect();
        let added = self.journal.add(done.into_iter());
        self.outcome(added);
    }

    fn outcome(&mut self, result: Result<(), StoreError>) {
        self.failing = result.is_err();
        self.news.tell(match result {
            Ok(()) => Event::Journaled { number: self.number, away: self.journal.away().map(Into::into) },
            Err(error) => Event::JournalFailed { why: error.to_string(), remedy: error.remedy().to_owned() },
        });
    }

    fn handle(&mut self, message: ToJournal) {
        match message {
            ToJournal::Edit(_) => {}
            ToJournal::Story(story) => self.story = story,
            ToJournal::Announce(number, sum, done) => {
                // Without a journal there is none that could be taken for another version's.
                let _ = self.journal.announce(number, &sum);
                let _ = done.send(());
            }
            ToJournal::Saved(number, sum) => {
                let rest = self.journal.saved(number, &sum);
                self.failing = false;
                if rest.is_err() && number < self.number {
                    self.outcome(rest);
                }
            }
            ToJournal::Abandon => {
                if let Err(error) = self.journal.remove() {
                    tracing::warn!("{error}");
                }
                self.failing = false;
            }
            ToJournal::Flush(done) => {
                let flushed = self.journal.flush();
                let _ = done.send(flushed.is_ok());
            }
        }
    }
}

/// Since when the file lacks edits.
struct Unsaved {
    first: Instant,
    last: Instant,
}

struct SaverThread {
    disk: Disk,
    path: PathBuf,
    stamp: Stamp,
    /// A copy that follows the window's.
    review: Review,
    /// Why the copy could not follow. It is never written then.
    astray: Option<EditError>,
    story: Arc<Story>,
    known: Surroundings,
    number: u64,
    unsaved: Option<Unsaved>,
    /// Whether the file holds all edits.
    holds_all: bool,
    /// Whether the version from before this session is kept.
    backed_up: bool,
    /// Whether the file belongs to someone else until a person decides.
    blocked: bool,
    retry: Option<Instant>,
    journal: Sender<ToJournal>,
    news: News,
}

impl SaverThread {
    fn run(mut self, inbox: &Receiver<ToSaver>) {
        loop {
            let message = match self.due() {
                Some(due) => match inbox.recv_timeout(due.saturating_duration_since(Instant::now())) {
                    Ok(message) => message,
                    Err(RecvTimeoutError::Timeout) => {
                        self.save(false);
                        continue;
                    }
                    Err(RecvTimeoutError::Disconnected) => break,
                },
                None => match inbox.recv() {
                    Ok(message) => message,
                    Err(_) => break,
                },
            };
            match message {
                ToSaver::Edit(sent) => self.follow(sent),
                ToSaver::Story(story) => self.story = story,
                ToSaver::Adopt(stamp) => {
                    self.stamp = stamp;
                    self.blocked = false;
                }
                ToSaver::Save { backup, done } => {
                    if !self.holds_all {
                        self.save(backup);
                    }
                    if let Some(done) = done {
                        let _ = done.send(self.holds_all);
                    }
                }
            }
        }
    }

    fn due(&self) -> Option<Instant> {
        if self.blocked {
            return None;
        }
        let unsaved = self.unsaved.as_ref()?;
        Some(self.retry.unwrap_or((unsaved.last + REST).min(unsaved.first + LATEST)))
    }

    fn follow(&mut self, sent: Sent) {
        if let Err(error) = Arc::unwrap_or_clone(sent.edit).apply(&mut self.review) {
            self.astray.get_or_insert(error);
        }
        self.number = sent.number;
        self.holds_all = false;
        let now = Instant::now();
        match &mut self.unsaved {
            Some(unsaved) => unsaved.last = now,
            None => self.unsaved = Some(Unsaved { first: now, last: now }),
        }
    }

    fn save(&mut self, backup: bool) {
        if self.blocked {
            return;
        }
        if let Some(error) = &self.astray {
            self.retry = Some(Instant::now() + RETRY);
            let why = format!("a fault of the program keeps the file from being written ({error})");
            let remedy = "Your edits are in the journal. Close the program and open it again.".to_owned();
            return self.news.tell(Event::SaveFailed { why, remedy });
        }
        self.news.tell(Event::Saving);
        let prepared = Prepared::new(&self.review, &self.story, &mut self.known);
        let sum = prepared.stamp.0.clone().unwrap_or_default();
        let (done, answer) = channel();
        if self.journal.send(ToJournal::Announce(self.number, sum.clone(), done)).is_ok() {
            let _ = answer.recv();
        }
        self.retry = None;
        match prepared.put(&self.disk, &self.path, &self.stamp, backup || !self.backed_up) {
            Ok(stamp) => {
                self.stamp = stamp;
                self.backed_up = true;
                self.unsaved = None;
                self.holds_all = true;
                let _ = self.journal.send(ToJournal::Saved(self.number, sum));
                self.news.tell(Event::Saved { number: self.number, at: clock::now() });
            }
            Err(StoreError::Changed { .. }) => {
                self.blocked = true;
                self.news.tell(Event::Changed);
            }
            Err(error) => {
                self.retry = Some(Instant::now() + RETRY);
                self.news
                    .tell(Event::SaveFailed { why: error.to_string(), remedy: error.remedy().to_owned() });
            }
        }
    }
}
