//! Who has done what: counts of everyone's work on every story.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::Others;
use super::jobs::JobContext;
use crate::model::{ArticleId, LabelId, NoteOn, Review, ReviewerId, Status, Story, StoryId, questions};

/// What a reviewer has done on an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleWork {
    /// How far they are.
    pub status: Status,
    /// How many annotations.
    pub annotations: usize,
    /// How many with each label that was used.
    pub labels: BTreeMap<LabelId, usize>,
    /// When an annotation was last changed.
    pub changed: Option<Timestamp>,
}

/// A question that is not settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenQuestion {
    /// What its note is on.
    pub on: NoteOn,
    /// The line of the note, from 0.
    pub line: usize,
    /// The question.
    pub text: String,
}

/// What a reviewer has done on a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryWork {
    /// Who.
    pub reviewer: ReviewerId,
    /// By article, every one of the story.
    pub articles: BTreeMap<ArticleId, ArticleWork>,
    /// How many clusters.
    pub clusters: usize,
    /// How many links.
    pub links: usize,
    /// The questions in notes that are not settled, in the order of the notes.
    pub open_questions: Vec<OpenQuestion>,
    /// Why the review could not be read; what it holds is not known then.
    pub problem: Option<String>,
}

/// What everyone has done on a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryOverview {
    /// The story.
    pub story: StoryId,
    /// By reviewer; who has not begun is not among them.
    pub work: Vec<StoryWork>,
}

/// How many articles of a story are at each status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Finished.
    pub done: usize,
    /// Begun.
    pub begun: usize,
    /// All.
    pub articles: usize,
}

impl Progress {
    /// Of a review on its story.
    pub fn of(review: &Review, story: &Story) -> Self {
        let statuses = story.articles.iter().map(|article| review.status(&article.id));
        Self::count(statuses)
    }

    fn count(statuses: impl Iterator<Item = Status>) -> Self {
        let mut progress = Self::default();
        for status in statuses {
            progress.articles += 1;
            progress.done += usize::from(status == Status::Done);
            progress.begun += usize::from(status == Status::InProgress);
        }
        progress
    }
}

impl StoryWork {
    /// What is in a review.
    pub fn of(review: &Review, story: &Story) -> Self {
        let work = |id: &ArticleId| {
            let mut work = ArticleWork { status: review.status(id), ..ArticleWork::default() };
            for annotation in review.annotations_of(id) {
                work.annotations += 1;
                *work.labels.entry(annotation.label.clone()).or_default() += 1;
                work.changed = work.changed.max(Some(annotation.changed));
            }
            work
        };
        let open = |(on, note): (NoteOn, &str)| -> Vec<OpenQuestion> {
            let open = questions(note).filter(|question| !question.settled);
            open.map(|q| OpenQuestion { on: on.clone(), line: q.line, text: q.text.to_owned() }).collect()
        };
        Self {
            reviewer: review.reviewer().clone(),
            articles: story.articles.iter().map(|article| (article.id.clone(), work(&article.id))).collect(),
            clusters: review.clusters().count(),
            links: review.links().count(),
            open_questions: review.notes().flat_map(open).collect(),
            problem: None,
        }
    }

    fn unread(reviewer: ReviewerId, problem: String) -> Self {
        let articles = BTreeMap::new();
        Self { reviewer, articles, clusters: 0, links: 0, open_questions: Vec::new(), problem: Some(problem) }
    }

    /// How many articles are at each status.
    pub fn progress(&self) -> Progress {
        Progress::count(self.articles.values().map(|work| work.status))
    }

    /// How many annotations.
    pub fn annotations(&self) -> usize {
        self.articles.values().map(|work| work.annotations).sum()
    }

    /// When an annotation was last changed.
    pub fn changed(&self) -> Option<Timestamp> {
        self.articles.values().filter_map(|work| work.changed).max()
    }
}

impl Others {
    /// What everyone has done on every story, in the project's order. Ends early, with what it has,
    /// where it is cancelled.
    pub fn overview(&self, context: &JobContext) -> Vec<StoryOverview> {
        let stories = &self.project().stories;
        let mut out = Vec::with_capacity(stories.len());
        for (number, story) in stories.iter().enumerate() {
            let reviewers = self.reviewers(&story.id).unwrap_or_default();
            let mut work = Vec::with_capacity(reviewers.len());
            for (at, reviewer) in reviewers.iter().enumerate() {
                if context.is_cancelled() {
                    return out;
                }
                match self.read(&story.id, reviewer) {
                    // Who only opened the story has not begun.
                    Ok(review) if review.articles().is_empty() => {}
                    Ok(review) => work.push(StoryWork::of(&review, story)),
                    Err(error) => work.push(StoryWork::unread(reviewer.clone(), error.to_string())),
                }
                let part = (number as f32 + (at + 1) as f32 / reviewers.len() as f32) / stories.len() as f32;
                context.set_progress(part);
            }
            out.push(StoryOverview { story: story.id.clone(), work });
        }
        out
    }
}
