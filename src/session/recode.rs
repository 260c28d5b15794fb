//! Changes of the codebook that reach into every reviewer's reviews.
//!
//! One step, for undo as for the disk: either all reviews are changed or none. The review at work on
//! changes by an edit as always. Every other one is locked, read anew, and its file put in the place
//! of the old one; where one is open elsewhere nothing is changed at all. While files are being
//! changed the codebook on disk has the old labels and the new ones, so that at no instant a review
//! has a label that the codebook does not know.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::jobs::JobContext;
use super::{Session, SessionError};
use crate::model::{Codebook, Edit, LabelId, Recode, Recoded, ReviewerId, StoryId};
use crate::store::{
    self, AtRest, Disk, Replaced, ReviewFile, ReviewLock, StoreError, lock_review, reviewers_of,
};

/// A review that keeps a change from being made, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocker {
    /// The story that it is on.
    pub story: StoryId,
    /// Whose it is.
    pub reviewer: ReviewerId,
    /// The end of a sentence that begins with the review.
    pub why: String,
}

impl std::fmt::Display for Blocker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the review of {} on “{}” {}", self.reviewer, self.story, self.why)
    }
}

/// What was changed in a review that is not the one at work on.
type Made = (StoryId, ReviewerId, Recoded);

/// A step of the past that changed reviews with the codebook.
#[derive(Clone, Debug)]
pub(super) struct Recoding {
    pub(super) name: String,
    before: Codebook,
    after: Codebook,
    recode: Recode,
    /// What takes it back in the review at work on.
    own: Edit,
    others: Vec<Made>,
}

/// Which way a step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    New,
    Undo,
    Redo,
}

/// A change that is to be made: [`Self::run`] on a worker, then [`Session::finish_recoding`].
#[derive(Clone, Debug)]
pub struct RecodeWork {
    root: PathBuf,
    away: PathBuf,
    disk: Disk,
    own: (StoryId, ReviewerId),
    stories: Vec<StoryId>,
    /// Labels that are gone afterwards.
    vanishing: BTreeSet<LabelId>,
    way: Way,
    /// What is being done; for [`Way::New`] without `own` and `others`.
    step: Recoding,
}

/// What came of the files.
#[derive(Debug)]
pub struct RecodeDone {
    way: Way,
    step: Recoding,
    outcome: Result<Files, SessionError>,
}

#[derive(Debug, Default)]
struct Files {
    others: Vec<Made>,
    /// Things that were changed since and so are left as they are.
    left: usize,
    cautions: Vec<String>,
}

/// What a change has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecodeReport {
    /// The step's name.
    pub name: String,
    /// Annotations that were changed.
    pub annotations: usize,
    /// Reviews with changes.
    pub reviews: usize,
    /// Things that were changed since by others, and so are left as they are.
    pub left: usize,
}

impl Session {
    /// Begins to put another codebook in the place of the present one, with what follows from it in
    /// all reviews. Nothing in a review is changed yet.
    pub fn begin_recoding(
        &mut self,
        name: impl Into<String>,
        codebook: Codebook,
        recode: Recode,
    ) -> Result<RecodeWork, SessionError> {
        let before = self.codebook().clone();
        let step = Recoding {
            name: name.into(),
            before,
            after: codebook,
            recode,
            own: Edit::Batch(Vec::new()),
            others: Vec::new(),
        };
        self.begin(Way::New, step)
    }

    /// Begins to take the last step back, where that is one that reaches into other reviews: else
    /// [`Self::undo`] is enough.
    pub fn begin_undo(&mut self) -> Option<Result<RecodeWork, SessionError>> {
        let step = self.past.last_recoding(true)?.clone();
        Some(self.begin(Way::Undo, step))
    }

    /// Begins to do the last undone step again, where that is one that reaches into other reviews:
    /// else [`Self::redo`] is enough.
    pub fn begin_redo(&mut self) -> Option<Result<RecodeWork, SessionError>> {
        let step = self.past.last_recoding(false)?.clone();
        Some(self.begin(Way::Redo, step))
    }

    fn begin(&mut self, way: Way, step: Recoding) -> Result<RecodeWork, SessionError> {
        self.writable()?;
        self.save_project();
        store::check_unchanged(&self.open)?;
        let (from, to) = step.ends(way);
        let gone = from.labels.iter().filter(|label| to.label(&label.id).is_none());
        let vanishing = gone.map(|label| label.id.clone()).collect();
        let both = with_labels_of(from, to);
        if both != *self.codebook() {
            let before = std::mem::replace(&mut self.open.project.codebook, both);
            if let Err(error) = store::save_project(&mut self.open) {
                self.open.project.codebook = before;
                return Err(error.into());
            }
        }
        Ok(RecodeWork {
            root: self.open.root.clone(),
            away: self.user.journals_of(&self.open.root),
            disk: self.disk.clone(),
            own: (self.story().id.clone(), self.reviewer.clone()),
            stories: self.open.project.stories.iter().map(|story| story.id.clone()).collect(),
            vanishing,
            way,
            step,
        })
    }

    /// Changes the review at work on and the codebook, when all other reviews are changed; or puts
    /// the codebook back, where they could not be.
    pub fn finish_recoding(&mut self, done: RecodeDone) -> Result<RecodeReport, SessionError> {
        let RecodeDone { way, mut step, outcome } = done;
        let (from, to) = step.ends(way);
        let files = match outcome {
            Ok(files) => files,
            Err(error) => {
                self.put_codebook(from.clone());
                return Err(error);
            }
        };
        let to = to.clone();
        let own = match way {
            Way::New | Way::Redo => Recoded::of(&self.review, &step.recode).edit(&self.review),
            Way::Undo => step.own.clone(),
        };
        let changed = count(&own);
        let prefix = match way {
            Way::New => "",
            Way::Undo => "undo: ",
            Way::Redo => "redo: ",
        };
        if !matches!(&own, Edit::Batch(edits) if edits.is_empty()) {
            step.own = own.clone().apply(&mut self.review)?;
            self.hand_over(&format!("{prefix}{}", step.name), own);
        }
        self.put_codebook(to);
        self.others = Default::default();
        for caution in files.cautions {
            self.notices.push(super::Notice::warning(caution));
        }
        let report = RecodeReport {
            name: step.name.clone(),
            annotations: changed
                + files.others.iter().map(|(.., made)| made.annotations.len()).sum::<usize>(),
            reviews: usize::from(changed > 0) + files.others.len(),
            left: files.left,
        };
        if way != Way::Undo {
            step.others = files.others;
        }
        match way {
            Way::New => self.past.push_recoding(step),
            Way::Undo => self.past.turn_recoding(true, step),
            Way::Redo => self.past.turn_recoding(false, step),
        }
        Ok(report)
    }

    /// The same in one call, without a worker.
    pub fn recode(
        &mut self,
        name: impl Into<String>,
        codebook: Codebook,
        recode: Recode,
    ) -> Result<RecodeReport, SessionError> {
        let work = self.begin_recoding(name, codebook, recode)?;
        self.finish_recoding(work.run(&JobContext::default()))
    }

    fn put_codebook(&mut self, codebook: Codebook) {
        if *self.codebook() != codebook {
            self.open.project.codebook = codebook;
            self.project_changed();
        }
    }
}

impl Recoding {
    fn ends(&self, way: Way) -> (&Codebook, &Codebook) {
        if way == Way::Undo { (&self.after, &self.before) } else { (&self.before, &self.after) }
    }
}

/// A codebook with the labels and link kinds of another that it lacks.
fn with_labels_of(codebook: &Codebook, other: &Codebook) -> Codebook {
    let mut out = codebook.clone();
    out.labels.extend(other.labels.iter().filter(|label| codebook.label(&label.id).is_none()).cloned());
    out.links.extend(other.links.iter().filter(|link| codebook.link(&link.id).is_none()).cloned());
    out
}

/// How many annotations an edit puts.
fn count(edit: &Edit) -> usize {
    match edit {
        Edit::Batch(edits) => edits.iter().map(count).sum(),
        Edit::PutAnnotation(_) | Edit::PutOrphan(_) => 1,
        _ => 0,
    }
}

/// A review with its change, and the lock that keeps others out meanwhile.
struct Ready {
    at_rest: AtRest,
    after: ReviewFile,
    made: Made,
    _lock: ReviewLock,
}

impl RecodeWork {
    /// What people read of it.
    pub fn name(&self) -> &str {
        &self.step.name
    }

    /// Changes all reviews but the one at work on. Where one cannot be changed, those that were are
    /// put back.
    pub fn run(self, job: &JobContext) -> RecodeDone {
        let outcome = self.files(job);
        RecodeDone { way: self.way, step: self.step, outcome }
    }

    fn files(&self, job: &JobContext) -> Result<Files, SessionError> {
        let mut files = Files::default();
        let (mut ready, mut blockers) = (Vec::new(), Vec::new());
        for (done, story) in self.stories.iter().enumerate() {
            job.set_progress(0.5 * done as f32 / self.stories.len().max(1) as f32);
            for reviewer in reviewers_of(&self.root, story)? {
                if (story, &reviewer) == (&self.own.0, &self.own.1) {
                    continue;
                }
                match self.prepare(story, &reviewer, &mut files) {
                    Ok(prepared) => ready.extend(prepared),
                    Err(why) => {
                        blockers.push(Blocker { story: story.clone(), reviewer, why });
                    }
                }
            }
        }
        if !blockers.is_empty() {
            return Err(SessionError::Blocked(blockers));
        }
        let mut replaced: Vec<Replaced> = Vec::new();
        let total = ready.len();
        for (done, review) in ready.iter().enumerate() {
            job.set_progress(0.5 + 0.5 * done as f32 / total as f32);
            let put = if job.is_cancelled() {
                Err(SessionError::Cancelled)
            } else {
                review.at_rest.put(&self.disk, &review.after).map_err(SessionError::from)
            };
            match put {
                Ok(one) => replaced.push(one),
                Err(error) => {
                    for one in replaced.iter().rev() {
                        if let Err(error) = one.put_back(&self.disk) {
                            tracing::error!("{error}");
                        }
                    }
                    return Err(error);
                }
            }
        }
        files.others = ready.into_iter().map(|review| review.made).collect();
        Ok(files)
    }

    /// What a review is to become; `None` where nothing changes in it. The error is the end of a
    /// sentence that begins with the review.
    fn prepare(
        &self,
        story: &StoryId,
        reviewer: &ReviewerId,
        files: &mut Files,
    ) -> Result<Option<Ready>, String> {
        let read = || AtRest::read(&self.root, story, reviewer, Some(&self.away));
        let found = match read() {
            Ok(Some(found)) => found,
            Ok(None) => return Ok(None),
            // Nobody can change what nobody can read. When it is mended, the codebook still says
            // what became of its labels.
            Err(error @ (StoreError::Syntax { .. } | StoreError::Newer { .. })) => {
                files.cautions.push(format!("{error}. Its labels are as they were."));
                return Ok(None);
            }
            Err(error) => return Err(format!("cannot be read: {error}")),
        };
        if self.change(story, reviewer, &found.file).is_empty() {
            self.leaves_nothing(&found.file)?;
            return Ok(None);
        }
        let lock = lock_review(&self.root, story, reviewer).map_err(|error| match error {
            StoreError::Held { holder, .. } => format!("is open elsewhere: {holder}"),
            other => format!("cannot be changed: {other}"),
        })?;
        files.cautions.extend(lock.caution.clone());
        // Whoever had it open may have changed it between the two.
        let at_rest = match read() {
            Ok(Some(found)) => found,
            Ok(None) => return Ok(None),
            Err(error) => return Err(format!("cannot be read: {error}")),
        };
        if !at_rest.is_settled() {
            return Err("has edits from a program that ended early: open it once to settle them".to_owned());
        }
        let made = self.change(story, reviewer, &at_rest.file);
        let mut after = at_rest.file.clone();
        files.left += after.recode(&made);
        self.leaves_nothing(&after)?;
        Ok(Some(Ready { at_rest, after, made: (story.clone(), reviewer.clone(), made), _lock: lock }))
    }

    fn change(&self, story: &StoryId, reviewer: &ReviewerId, file: &ReviewFile) -> Recoded {
        if self.way != Way::Undo {
            return file.recoded(&self.step.recode);
        }
        let made = self.step.others.iter().find(|(s, r, _)| s == story && r == reviewer);
        made.map(|(.., made)| made.clone().reversed()).unwrap_or_default()
    }

    /// Nothing may be left with a label that goes.
    fn leaves_nothing(&self, file: &ReviewFile) -> Result<(), String> {
        let placed = file.annotations.iter().map(|one| &one.label);
        let all = placed
            .chain(file.orphans.iter().map(|one| &one.label))
            .chain(file.clusters.iter().map(|one| &one.label));
        let left: Vec<&LabelId> = all.filter(|label| self.vanishing.contains(*label)).collect();
        match left.as_slice() {
            [] => Ok(()),
            [label, ..] => Err(format!("has {} more with the label “{label}” by now", left.len())),
        }
    }
}
