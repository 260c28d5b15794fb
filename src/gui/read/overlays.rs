//! Other reviewers' marks beside one's own: read on a worker, shown as thin lines.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{Codebook, LabelId, Review, ReviewerId, StoryId};
use crate::session::Session;
use crate::session::jobs::{Job, Outcome};

/// What came of reading reviews: each of them, or why it could not be read.
type Reading = Vec<(ReviewerId, Result<Arc<Review>, String>)>;

/// A review whose marks are shown.
pub struct Overlay {
    /// What was marked.
    pub review: Arc<Review>,
    /// What a screen reader calls marks of each label: “ben: Person”.
    names: BTreeMap<LabelId, String>,
    /// The same for labels that the codebook does not have.
    unknown: String,
}

impl Overlay {
    fn new(review: Arc<Review>, codebook: &Codebook) -> Self {
        let who = review.reviewer();
        let names = codebook.labels.iter().map(|label| (label.id.clone(), format!("{who}: {}", label.name)));
        Self { names: names.collect(), unknown: format!("{who}: unknown label"), review }
    }

    /// What marks of a label are called.
    pub fn name(&self, label: &LabelId) -> &str {
        self.names.get(label).unwrap_or(&self.unknown)
    }
}

/// The reviews that are shown beside one's own.
#[derive(Default)]
pub struct Overlays {
    shown: Vec<Overlay>,
    /// What [`Self::shown`] was read for.
    of: Option<(StoryId, BTreeSet<ReviewerId>)>,
    job: Option<Job<Reading>>,
    /// Grows with every change.
    generation: u64,
}

impl Overlays {
    /// The reviews, by reviewer.
    pub fn shown(&self) -> &[Overlay] {
        &self.shown
    }

    /// Grows with every change.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Reads what is wanted and not there yet, on a worker; gives what went wrong.
    pub fn tend(
        &mut self,
        session: &Session,
        wanted: &BTreeSet<ReviewerId>,
        wake: impl FnOnce() + Send + 'static,
    ) -> Vec<String> {
        let mut wrong = Vec::new();
        match self.job.as_mut().and_then(Job::poll) {
            Some(Outcome::Done(read)) => {
                self.job = None;
                self.generation += 1;
                for (reviewer, review) in read {
                    match review {
                        Ok(review) => self.shown.push(Overlay::new(review, session.codebook())),
                        Err(error) => wrong.push(format!("{reviewer}: {error}")),
                    }
                }
            }
            Some(Outcome::Died) => {
                self.job = None;
                wrong.push("reading other reviewers’ marks has failed".to_owned());
            }
            None => {}
        }
        let others: BTreeSet<ReviewerId> =
            wanted.iter().filter(|reviewer| *reviewer != session.reviewer()).cloned().collect();
        let of = Some((session.story().id.clone(), others));
        if self.of != of {
            self.of = of;
            self.shown.clear();
            self.generation += 1;
            self.job = None;
            let Some((story, others)) = self.of.clone().filter(|(_, others)| !others.is_empty()) else {
                return wrong;
            };
            let disk = session.others();
            let read = move |context: &crate::session::jobs::JobContext| -> Reading {
                let left = others.into_iter().take_while(|_| !context.is_cancelled());
                left.map(|reviewer| {
                    let review = disk.read(&story, &reviewer).map_err(|error| error.to_string());
                    (reviewer, review)
                })
                .collect()
            };
            match Job::start("reading other reviewers", wake, read) {
                Ok(job) => self.job = Some(job),
                Err(error) => wrong.push(error.to_string()),
            }
        }
        wrong
    }
}
