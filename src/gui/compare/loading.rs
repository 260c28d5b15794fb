//! The two reviews that are compared, read on a worker where they lie on disk.

use std::sync::Arc;

use super::choice::Who;
use super::compared::Side;
use crate::model::Review;
use crate::session::Session;
use crate::session::jobs::{Job, Outcome};

type Read = Vec<(Side, Who, Result<Arc<Review>, String>)>;

/// The reviews of both sides, as far as they are here.
#[derive(Default)]
pub(super) struct Loading {
    here: [Option<(Who, Arc<Review>)>; 2],
    job: Option<Job<Read>>,
}

impl Loading {
    /// Whether a worker is reading.
    pub fn is_busy(&self) -> bool {
        self.job.is_some()
    }

    /// The review of a side, where it is here and `who` is still on that side. That of who is at work
    /// is copied whenever it has changed.
    pub fn review(&mut self, session: &Session, side: Side, who: &Who) -> Option<Arc<Review>> {
        let here = &mut self.here[side.index()];
        if *who == Who::Project(session.reviewer().clone()) {
            let current = here
                .as_ref()
                .is_some_and(|(is, review)| is == who && review.revision() == session.review().revision());
            if !current {
                *here = Some((who.clone(), Arc::new(session.review().clone())));
            }
        }
        here.as_ref().filter(|(is, _)| is == who).map(|(_, review)| Arc::clone(review))
    }

    /// Reads what is missing. Gives what went wrong, once.
    pub fn tend(
        &mut self,
        session: &Session,
        chosen: &[Option<Who>; 2],
        ctx: &egui::Context,
    ) -> Result<(), String> {
        if let Some(job) = &mut self.job {
            match job.poll() {
                None => return Ok(()),
                Some(Outcome::Died) => {
                    self.job = None;
                    return Err("Reading the reviews has died.".to_owned());
                }
                Some(Outcome::Done(read)) => {
                    self.job = None;
                    for (side, who, review) in read {
                        if side.of(chosen).as_ref() == Some(&who) {
                            self.here[side.index()] = Some((who, review?));
                        }
                    }
                }
            }
        }
        let missing = Side::BOTH.into_iter().filter_map(|side| match side.of(chosen) {
            Some(who @ Who::Project(id)) => {
                let here = side.of(&self.here).as_ref().is_some_and(|(is, _)| is == who);
                (!here && id != session.reviewer()).then(|| (side, who.clone(), id.clone()))
            }
            _ => None,
        });
        let missing: Vec<_> = missing.collect();
        if missing.is_empty() {
            return Ok(());
        }
        let (others, story) = (session.others(), session.story().id.clone());
        let ctx = ctx.clone();
        let read = move |_: &crate::session::jobs::JobContext| {
            let read = |id: &_| others.read(&story, id).map_err(|error| error.to_string());
            missing.into_iter().map(|(side, who, id)| (side, who, read(&id))).collect()
        };
        let job = Job::start("reviews", move || ctx.request_repaint(), read);
        self.job = Some(job.map_err(|error| error.to_string())?);
        Ok(())
    }
}
