//! What the overview knows: everyone's work on every story, read on a worker.

use std::collections::BTreeSet;

use crate::model::{LabelId, ReviewerId, StoryId};
use crate::session::Session;
use crate::session::jobs::{Job, Outcome};
use crate::session::work::{OpenQuestion, Progress, StoryOverview, StoryWork};

/// What is done in the overview.
#[derive(Clone, Debug, PartialEq)]
pub enum OverviewAction {
    /// Reads everything again.
    Refresh,
    /// Counts a story in, or no longer.
    Count(StoryId, bool),
    /// Opens or closes a story's articles.
    Unfold(StoryId),
    /// Goes to an article of a story, with a reviewer's marks in view.
    Go(StoryId, Option<crate::model::ArticleId>, ReviewerId),
}

/// The labels that were used, with a count for each reviewer.
pub type LabelCounts = Vec<(LabelId, Vec<usize>)>;

/// What the overview remembers.
#[derive(Default)]
pub struct OverviewState {
    read: Option<Vec<StoryOverview>>,
    job: Option<Job<Vec<StoryOverview>>>,
    failed: Option<String>,
    /// Stories that are left out of the counts.
    pub(super) left_out: BTreeSet<StoryId>,
    /// Stories whose articles are shown.
    pub(super) unfolded: BTreeSet<StoryId>,
    /// The story whose work at hand is in [`Self::read`], and its review's revision.
    live: Option<(StoryId, u64)>,
    /// The labels that were used in the stories counted in.
    counts: LabelCounts,
    stale: bool,
}

impl OverviewState {
    /// Reads everything on a worker; `wake` is called when it is done.
    pub fn refresh(&mut self, session: &Session, wake: impl FnOnce() + Send + 'static) {
        let disk = session.others();
        match Job::start("overview", wake, move |context| disk.overview(context)) {
            Ok(job) => (self.job, self.failed) = (Some(job), None),
            Err(error) => self.failed = Some(error.to_string()),
        }
    }

    /// Takes in what was read. To be called in every turn.
    pub fn tend(&mut self, session: &Session) {
        match self.job.as_mut().and_then(Job::poll) {
            Some(Outcome::Done(read)) => {
                (self.job, self.read, self.live) = (None, Some(read), None);
                if self.unfolded.is_empty() {
                    self.unfolded.insert(session.story().id.clone());
                }
            }
            Some(Outcome::Died) => {
                self.job = None;
                self.failed = Some("Reading the reviews has failed.".to_owned());
            }
            None => {}
        }
        // The review at work is known better than its file.
        let now = Some((session.story().id.clone(), session.review().revision()));
        if self.live != now
            && let Some(read) = &mut self.read
            && let Some(story) = read.iter_mut().find(|story| story.story == session.story().id)
        {
            self.live = now;
            self.stale = true;
            let work = StoryWork::of(session.review(), session.story());
            match story.work.iter_mut().find(|other| other.reviewer == work.reviewer) {
                Some(own) => *own = work,
                None if session.review().articles().is_empty() => {}
                None => {
                    story.work.push(work);
                    story.work.sort_by(|a, b| a.reviewer.cmp(&b.reviewer));
                }
            }
        }
        if std::mem::take(&mut self.stale) {
            self.counts = self.count(session);
        }
    }

    /// What was read, in the project's order; `None` before the first time.
    pub fn stories(&self) -> Option<&[StoryOverview]> {
        self.read.as_deref()
    }

    /// How much is read by now, from 0 to 1; `None` where nothing is being read.
    pub fn reading(&self) -> Option<f32> {
        self.job.as_ref().map(Job::progress)
    }

    /// Why nothing was read.
    pub fn failed(&self) -> Option<&str> {
        self.failed.as_deref()
    }

    /// Whether nothing was read and nothing is being read.
    pub fn is_unread(&self) -> bool {
        self.read.is_none() && self.job.is_none() && self.failed.is_none()
    }

    /// How far a reviewer is with a story; `None` where that is not known yet.
    pub fn progress(&self, story: &StoryId, reviewer: &ReviewerId) -> Option<Progress> {
        let of = self.read.as_ref()?.iter().find(|of| of.story == *story)?;
        Some(of.work.iter().find(|work| work.reviewer == *reviewer)?.progress())
    }

    /// The open questions of a reviewer in all stories but one.
    pub fn questions_elsewhere(&self, here: &StoryId, reviewer: &ReviewerId) -> Vec<(StoryId, OpenQuestion)> {
        let others = self.read.iter().flatten().filter(|of| of.story != *here);
        others
            .flat_map(|of| {
                let own = of.work.iter().filter(|work| work.reviewer == *reviewer);
                own.flat_map(|work| &work.open_questions).map(|question| (of.story.clone(), question.clone()))
            })
            .collect()
    }

    /// Everyone who has begun a review of any story, by id.
    pub fn reviewers(&self) -> Vec<ReviewerId> {
        let all = self.read.iter().flatten().flat_map(|story| &story.work);
        all.map(|work| work.reviewer.clone()).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Counts a story in, or no longer.
    pub fn set_counted(&mut self, story: StoryId, counted: bool) {
        self.stale = true;
        if counted {
            self.left_out.remove(&story);
        } else {
            self.left_out.insert(story);
        }
    }

    /// Opens or closes a story's articles.
    pub fn unfold(&mut self, story: StoryId) {
        if !self.unfolded.remove(&story) {
            self.unfolded.insert(story);
        }
    }

    /// The labels that were used in the stories counted in, as of the last [`Self::tend`].
    pub fn counts(&self) -> &LabelCounts {
        &self.counts
    }

    fn count(&self, session: &Session) -> LabelCounts {
        let reviewers = self.reviewers();
        let counted = || self.read.iter().flatten().filter(|story| !self.left_out.contains(&story.story));
        let works = || counted().flat_map(|story| &story.work);
        let used: BTreeSet<&LabelId> = works()
            .flat_map(|work| work.articles.values().flat_map(|article| article.labels.keys()))
            .collect();
        let known = session.codebook().labels.iter().map(|label| &label.id).filter(|id| used.contains(*id));
        let unknown = used.iter().copied().filter(|id| session.codebook().label(id).is_none());
        known
            .chain(unknown)
            .map(|label| {
                let of = |reviewer: &ReviewerId| -> usize {
                    let own = works().filter(|work| work.reviewer == *reviewer);
                    own.flat_map(|work| work.articles.values())
                        .filter_map(|article| article.labels.get(label))
                        .sum()
                };
                (label.clone(), reviewers.iter().map(of).collect())
            })
            .collect()
    }
}
