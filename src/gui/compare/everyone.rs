//! All reviewers of the project compared, on the story that is shown and on all of them. Made on a
//! worker, because it reads every review.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::words::display_name;
use crate::agreement::chart::Names;
use crate::agreement::{ArticleKey, Comparison, Group, Measure, Options, Range, Reviewed, mean};
use crate::model::{Article, Codebook, LabelId, Review, ReviewerId, Status, Story, StoryId};
use crate::session::Others;
use crate::session::jobs::{Job, JobContext, Outcome};

/// One story or all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The story that is shown.
    #[default]
    Story,
    /// Every story of the project.
    Project,
}

/// All reviewers compared on one story or on several.
pub struct Part {
    /// The alignment of all pairs, and all numbers.
    pub comparison: Arc<Comparison>,
    /// What people call reviewers, labels and articles.
    pub names: Names,
    /// What was marked in one place, by article and place.
    pub groups: Vec<Group>,
    /// How many groups have so many votes of so many.
    pub votes: BTreeMap<(usize, usize), usize>,
    /// The range of the mean exact F1.
    pub range: Range,
    /// The same by label.
    pub ranges: Vec<Range>,
}

impl Part {
    /// The comparison and what people call what is in it.
    pub fn named(&self) -> (&Arc<Comparison>, &Names) {
        (&self.comparison, &self.names)
    }
}

/// A line of the table of stories.
pub struct StoryLine {
    /// Which story.
    pub id: StoryId,
    /// What people call it.
    pub title: String,
    /// Articles that two reviewers or more are done with, of all.
    pub articles: (usize, usize),
    /// Reviewers compared.
    pub reviewers: usize,
    /// Marks compared.
    pub marks: u64,
    /// Mean exact F1 over pairs.
    pub exact: Measure,
    /// Mean lenient F1 over pairs.
    pub lenient: Measure,
    /// Alpha over sets of labels.
    pub alpha: Measure,
}

/// All reviewers of a project compared.
pub struct Everyone {
    /// The story that is shown.
    pub story: Part,
    /// All stories.
    pub project: Part,
    /// All stories, one by one.
    pub stories: Vec<StoryLine>,
    /// Reviews that could not be read, and why.
    pub unread: Vec<String>,
    /// The texts.
    pub texts: HashMap<ArticleKey, Arc<Article>>,
}

impl Everyone {
    /// What is compared in a scope.
    pub fn part(&self, scope: Scope) -> &Part {
        match scope {
            Scope::Story => &self.story,
            Scope::Project => &self.project,
        }
    }
}

/// What a comparison of everyone follows from.
#[derive(Clone)]
pub struct Wanted {
    /// Reads the reviews.
    pub others: Others,
    /// Reviews from files, on the story that is shown: an id of their own, a name, the review.
    pub brought: Vec<(ReviewerId, String, Arc<Review>)>,
    /// The story that is shown.
    pub story: StoryId,
    /// Whether articles that were begun and are not done are compared too.
    pub unfinished: bool,
    /// Whether accepted suggestions are left out.
    pub without_suggested: bool,
}

/// How the comparison of everyone stands.
#[derive(Default)]
pub enum EveryoneWork {
    /// Not asked for yet.
    #[default]
    Nothing,
    /// On a worker.
    Busy(Job<Option<Everyone>>),
    /// It has died.
    Failed(String),
    /// Here it is.
    Done(Box<Everyone>),
}

/// The comparison of everyone, made anew when what it follows from has changed.
#[derive(Default)]
pub struct EveryoneState {
    /// How it stands.
    pub work: EveryoneWork,
    /// What it was made for.
    key: Option<(u64, StoryId, bool, bool, usize, u32)>,
    /// What is shown meanwhile.
    before: Option<Box<Everyone>>,
    /// Counts the times at which files are looked at again.
    epoch: u32,
}

impl EveryoneState {
    /// The comparison, while it is made anew the one before.
    pub fn everyone(&self) -> Option<&Everyone> {
        match &self.work {
            EveryoneWork::Done(everyone) => Some(everyone),
            _ => self.before.as_deref(),
        }
    }

    /// How far the work is, where there is nothing to show yet.
    pub fn progress(&self) -> Option<f32> {
        match &self.work {
            EveryoneWork::Busy(job) if self.before.is_none() => Some(job.progress()),
            _ => None,
        }
    }

    /// Whether a worker is at it.
    pub fn is_busy(&self) -> bool {
        matches!(self.work, EveryoneWork::Busy(_))
    }

    /// Files may have changed on disk.
    pub fn look_again(&mut self) {
        self.epoch = self.epoch.wrapping_add(1);
    }

    /// Gives up what takes long.
    pub fn cancel(&mut self) {
        if self.is_busy() {
            self.work = EveryoneWork::Failed("You gave this comparison up.".to_owned());
        }
    }

    /// Begins anew.
    pub fn again(&mut self) {
        self.key = None;
    }

    /// Sees to it that there is a comparison for what is wanted now. `revision` is that of the
    /// review at work.
    pub fn tend(
        &mut self,
        revision: u64,
        wanted: impl FnOnce() -> Wanted,
        options: (StoryId, bool, bool, usize),
        ctx: &egui::Context,
    ) {
        if let EveryoneWork::Busy(job) = &mut self.work {
            match job.poll() {
                Some(Outcome::Done(Some(everyone))) => {
                    self.before = None;
                    self.work = EveryoneWork::Done(Box::new(everyone));
                }
                Some(Outcome::Done(None) | Outcome::Died) => {
                    self.work = EveryoneWork::Failed("The comparison has died.".to_owned());
                }
                None => {}
            }
        }
        let (story, unfinished, without, brought) = options;
        let key = (revision, story, unfinished, without, brought, self.epoch);
        if self.key.as_ref() == Some(&key) {
            return;
        }
        // What is on the way to another story is of no use as what was before.
        let same_story = self.key.as_ref().is_some_and(|before| before.1 == key.1);
        self.key = Some(key);
        if let EveryoneWork::Done(everyone) = std::mem::take(&mut self.work) {
            self.before = Some(everyone);
        }
        if !same_story {
            self.before = None;
        }
        let wanted = wanted();
        let ctx = ctx.clone();
        self.work = match Job::start("everyone", move || ctx.request_repaint(), move |job| make(wanted, job))
        {
            Ok(job) => EveryoneWork::Busy(job),
            Err(error) => EveryoneWork::Failed(error.to_string()),
        };
    }
}

fn make(wanted: Wanted, job: &JobContext) -> Option<Everyone> {
    let project = wanted.others.project().clone();
    let mut people: BTreeMap<ReviewerId, Reviewed> = BTreeMap::new();
    let mut names: BTreeMap<ReviewerId, String> = BTreeMap::new();
    let mut unread = Vec::new();
    let mut take = |mut reviewed: Reviewed, name: String| {
        if wanted.unfinished {
            finish(&mut reviewed);
        }
        if !begun(&reviewed) {
            return;
        }
        names.insert(reviewed.reviewer.clone(), name);
        match people.get_mut(&reviewed.reviewer) {
            Some(same) => same.join(reviewed),
            None => {
                people.insert(reviewed.reviewer.clone(), reviewed);
            }
        }
    };
    let count = project.stories.len().max(1) as f32;
    for (at, story) in project.stories.iter().enumerate() {
        let reviewers = wanted.others.reviewers(&story.id).unwrap_or_else(|error| {
            unread.push(error.to_string());
            Vec::new()
        });
        // What settles others is not one of them.
        for reviewer in reviewers.into_iter().filter(|reviewer| !reviewer.is_consensus()) {
            if job.is_cancelled() {
                return None;
            }
            match wanted.others.read(&story.id, &reviewer) {
                Ok(review) => take(Reviewed::of_review(&review, story), display_name(&reviewer)),
                Err(error) => unread.push(error.to_string()),
            }
        }
        job.set_progress(0.6 * (at + 1) as f32 / count);
    }
    if let Some(story) = project.story(&wanted.story) {
        for (id, name, review) in &wanted.brought {
            let mut reviewed = Reviewed::of_review(review, story);
            reviewed.reviewer = id.clone();
            take(reviewed, name.clone());
        }
    }
    let labels: Vec<LabelId> = project.codebook.labels.iter().map(|label| label.id.clone()).collect();
    let options = Options { without_suggested: wanted.without_suggested, labels };
    let reviews: Vec<Arc<Reviewed>> = people.into_values().map(Arc::new).collect();
    let all = Comparison::new(reviews, &options);
    job.set_progress(0.8);
    let titles: HashMap<ArticleKey, Arc<Article>> = project.stories.iter().flat_map(texts_of).collect();
    let part = |comparison: Comparison| {
        let groups = comparison.groups();
        Part {
            names: names_of(&comparison, &names, &project.codebook, &titles),
            votes: Comparison::votes(&groups),
            groups,
            range: comparison.interval(None),
            ranges: (0..comparison.labels.len()).map(|label| comparison.interval(Some(label))).collect(),
            comparison: Arc::new(comparison),
        }
    };
    let here = with_somebody(all.of_story(&wanted.story));
    let stories = project.stories.iter().map(|story| line(story, &all.of_story(&story.id))).collect();
    let (story, project_part) = (part(here), part(all));
    Some(Everyone { story, project: project_part, stories, unread, texts: titles })
}

fn texts_of(story: &Story) -> impl Iterator<Item = (ArticleKey, Arc<Article>)> {
    story.articles.iter().map(|article| {
        let key = ArticleKey { story: story.id.clone(), article: article.id.clone() };
        (key, Arc::clone(article))
    })
}

/// Whether anything was looked at or marked.
fn begun(reviewed: &Reviewed) -> bool {
    let mut articles = reviewed.articles.values();
    articles.any(|article| article.status != Status::NotStarted || !article.marks.is_empty())
}

/// Takes what was begun for done.
fn finish(reviewed: &mut Reviewed) {
    for article in reviewed.articles.values_mut() {
        if article.status == Status::InProgress || !article.marks.is_empty() {
            article.status = Status::Done;
        }
    }
}

/// Without reviewers who have nothing on the story.
fn with_somebody(comparison: Comparison) -> Comparison {
    comparison.of_those(begun)
}

fn names_of(
    comparison: &Comparison,
    reviewers: &BTreeMap<ReviewerId, String>,
    codebook: &Codebook,
    texts: &HashMap<ArticleKey, Arc<Article>>,
) -> Names {
    let several = comparison.stories().len() > 1;
    let article = |key: &ArticleKey| {
        let name = texts.get(key).map_or(key.article.as_str(), |text| text.short_name());
        if several { format!("{name} ({})", key.story) } else { name.to_owned() }
    };
    Names {
        reviewers: comparison
            .reviewers
            .iter()
            .map(|id| reviewers.get(id).cloned().unwrap_or_else(|| id.to_string()))
            .collect(),
        labels: comparison.labels.iter().map(|label| codebook.label_name(label).to_owned()).collect(),
        articles: comparison.articles.iter().map(|scope| article(&scope.key)).collect(),
    }
}

fn line(story: &Story, comparison: &Comparison) -> StoryLine {
    let compared = comparison.articles.iter().filter(|article| article.compared()).count();
    let lenient = comparison.pairs.iter().map(|pair| pair.lenient_f1());
    let marks = |at| comparison.marks_of(at);
    let done = |at: usize| comparison.articles.iter().any(|article| article.done.contains(&at));
    StoryLine {
        id: story.id.clone(),
        title: if story.title.is_empty() { story.id.to_string() } else { story.title.clone() },
        articles: (compared, story.articles.len()),
        reviewers: (0..comparison.reviewers.len()).filter(|at| done(*at)).count(),
        marks: (0..comparison.reviewers.len()).map(marks).sum(),
        exact: comparison.mean_exact_f1(None),
        lenient: mean(lenient),
        alpha: comparison.layers.label_sets.alpha(),
    }
}
