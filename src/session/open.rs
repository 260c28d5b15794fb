//! Opening projects, articles, stories and reviews.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::past::Past;
use super::state::{Notice, Progress};
use super::worker::{Start, Writer};
use super::{Session, SessionError, no_waker};
use crate::model::{ArticleId, Review, ReviewerId, Story, StoryId};
use crate::store::user::UserData;
use crate::store::{
    self, Disk, Head, LoadedReview, Lock, OpenProject, ReviewLock, StoreError, journal_places,
    load_review_with,
};

impl Session {
    /// Opens a project folder for `reviewer`, on `story` or else the first one.
    ///
    /// Fails where there is no project. A review that does not parse, is open elsewhere or cannot be
    /// written is opened read-only; [`Self::read_only`] says why.
    pub fn open(root: &Path, story: Option<StoryId>, reviewer: ReviewerId) -> Result<Self, StoreError> {
        Self::open_with(root, story, reviewer, UserData::find()?, Disk::new())
    }

    /// The same with another place for the user's data, and another disk for tests.
    pub fn open_with(
        root: &Path,
        story: Option<StoryId>,
        reviewer: ReviewerId,
        user: UserData,
        disk: Disk,
    ) -> Result<Self, StoreError> {
        let open = store::open_project(root)?;
        Self::on_project(open, story, reviewer, user, disk)
    }

    fn on_project(
        mut open: OpenProject,
        story: Option<StoryId>,
        reviewer: ReviewerId,
        user: UserData,
        disk: Disk,
    ) -> Result<Self, StoreError> {
        if open.project.stories.is_empty() {
            let title = open.project.name.clone();
            store::add_story(&mut open, &title);
        }
        let index = match &story {
            None => 0,
            Some(id) => open.project.stories.iter().position(|story| story.id == *id).ok_or_else(|| {
                StoreError::Missing { path: open.root.clone(), what: "story", id: id.to_string() }
            })?,
        };
        let mut session = Self {
            review: Review::new(reviewer.clone(), StoryId::from("")),
            story: index,
            reviewer,
            past: Past::default(),
            aside: Default::default(),
            settler: None,
            project_unsaved: false,
            reviewers: Vec::new(),
            others: Default::default(),
            progress: Progress::read_only_because(String::new()),
            notices: open.problems.iter().map(|problem| Notice::warning(problem.to_string())).collect(),
            moved: Vec::new(),
            writer: None,
            lock: None,
            user,
            disk,
            waker: no_waker(),
            findings: Default::default(),
            open,
        };
        session.load()?;
        if let Err(error) = session.user.remember(&session.open, super::now()) {
            session.notices.push(Notice::warning(format!("Recent projects are not remembered: {error}")));
        }
        Ok(session)
    }

    /// Opens articles that belong to no project: in an unsaved one in the user's data folder, the
    /// same as before where these articles were open before. Files that are no articles are among
    /// the errors; only where none is, this fails.
    pub fn open_loose(
        paths: &[PathBuf],
        reviewer: ReviewerId,
    ) -> Result<(Self, Vec<StoreError>), StoreError> {
        Self::open_loose_with(paths, reviewer, UserData::find()?, Disk::new())
    }

    /// The same with another place for the user's data, and another disk for tests.
    pub fn open_loose_with(
        paths: &[PathBuf],
        reviewer: ReviewerId,
        user: UserData,
        disk: Disk,
    ) -> Result<(Self, Vec<StoreError>), StoreError> {
        let mut errors = Vec::new();
        let mut notices = Vec::new();
        let mut texts: Vec<(String, String, String)> = Vec::new();
        for path in paths {
            match store::read_article_text(path) {
                Ok(decoded) => {
                    let name =
                        path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
                    notices.extend(decoded.notes.iter().map(|note| Notice::info(format!("{name}: {note}"))));
                    let sum = store::sha256(decoded.text.as_bytes());
                    if texts.iter().all(|(_, _, known)| *known != sum) {
                        texts.push((name, decoded.text, sum));
                    }
                }
                Err(error) => errors.push(error),
            }
        }
        if texts.is_empty() && !errors.is_empty() {
            return Err(errors.remove(0));
        }
        let sums: HashSet<&str> = texts.iter().map(|(_, _, sum)| sum.as_str()).collect();
        let open = match known_scratch(&user, &sums) {
            Some((open, others)) => {
                if others > 0 {
                    notices.push(Notice::info(format!(
                        "These articles were open before, together with {others} more: going on with all of them."
                    )));
                }
                open
            }
            None => new_scratch(&user, &texts)?,
        };
        let mut session = Self::on_project(open, None, reviewer, user, disk)?;
        session.notices.extend(notices);
        Ok((session, errors))
    }

    /// Adds articles to the story that is shown. Gives their ids, and an error for each file that is
    /// no article.
    pub fn add_articles(
        &mut self,
        paths: &[PathBuf],
    ) -> Result<(Vec<ArticleId>, Vec<StoreError>), SessionError> {
        let story = self.story().id.clone();
        let before = self.open.clone();
        let (mut ids, mut errors) = (Vec::new(), Vec::new());
        for path in paths {
            match store::add_article(&mut self.open, &story, path) {
                Ok((id, decoded)) => {
                    let notes = decoded.notes.iter().map(|note| Notice::info(format!("{id}: {note}")));
                    self.notices.extend(notes);
                    ids.push(id);
                }
                Err(error) => errors.push(error),
            }
        }
        if !ids.is_empty()
            && let Err(error) = store::save_project(&mut self.open)
        {
            let added = self.story().articles.iter().filter(|article| ids.contains(&article.id));
            for path in added.map(|article| self.root().join(&article.file)) {
                let _ = std::fs::remove_file(path);
            }
            self.open = before;
            return Err(error.into());
        }
        self.story_changed();
        Ok((ids, errors))
    }

    /// Lets the worker know that the story has other articles now.
    pub(super) fn story_changed(&mut self) {
        self.turn_findings();
        if let Some(writer) = &self.writer {
            writer.story(Arc::new(self.story().clone()));
        }
    }

    /// Adds a story without articles to the project. It is not shown before [`Self::switch_story`].
    pub fn add_story(&mut self, title: &str) -> Result<StoryId, SessionError> {
        let id = store::add_story(&mut self.open, title);
        if let Err(error) = store::save_project(&mut self.open) {
            self.open.project.stories.retain(|story| story.id != id);
            return Err(error.into());
        }
        Ok(id)
    }

    /// Shows another story of the project, with the same reviewer.
    pub fn switch_story(&mut self, story: &StoryId) -> Result<(), SessionError> {
        let index = self.open.project.stories.iter().position(|s| s.id == *story);
        let index = index.ok_or_else(|| SessionError::Missing { what: "story", id: story.to_string() })?;
        self.let_go()?;
        self.story = index;
        Ok(self.load()?)
    }

    /// Lets another reviewer work on the story that is shown.
    pub fn switch_reviewer(&mut self, reviewer: ReviewerId) -> Result<(), SessionError> {
        self.let_go()?;
        self.reviewer = reviewer;
        self.settler = None;
        Ok(self.load()?)
    }

    /// Reads the review again: after a file was mended, or was let go elsewhere.
    pub fn reload(&mut self) -> Result<(), SessionError> {
        self.let_go()?;
        Ok(self.load()?)
    }

    /// Brings everything to disk and lets go of the review.
    pub(super) fn let_go(&mut self) -> Result<(), SessionError> {
        self.finish()?;
        self.put_aside();
        self.writer = None;
        self.lock = None;
        Ok(())
    }

    /// Reads the review of the reviewer at work, and takes hold of it where it can be changed.
    pub(super) fn load(&mut self) -> Result<(), StoreError> {
        let story = self.story().clone();
        self.past = Past::default();
        self.others = Default::default();
        self.review = Review::new(self.reviewer.clone(), story.id.clone());
        let path = self.review_path();
        if let Err(error) = store::check_review_path(&self.open.root, &story.id, &self.reviewer) {
            self.progress = Progress::read_only_because(error.to_string());
            self.turn_findings();
            return Ok(());
        }
        self.progress = Progress::read_only_because("it could not be opened".to_owned());
        let lock = ReviewLock::ask(&path.with_file_name(format!("{}.lock", self.reviewer)));
        let away = self.user.journals_of(&self.open.root);
        let loaded = load_review_with(&self.open.root, &story, &self.reviewer, Some(&away));
        let why = match (&loaded, &lock) {
            (Err(error), _) => Some(format!("{error}. {}", error.remedy())),
            (Ok(_), Lock::Ours(_)) if is_protected(&path) => {
                Some(format!("{} is write-protected", path.display()))
            }
            (Ok(_), Lock::Ours(_)) => None,
            (Ok(_), Lock::Theirs(holder)) => Some(format!("it is open elsewhere: {holder}")),
            (Ok(_), Lock::Unwritable(error)) => Some(format!(
                "{} cannot be written to ({error}). Save project as… makes a copy that can.",
                path.parent().unwrap_or(&path).display()
            )),
        };
        self.moved.clear();
        if let Ok(mut loaded) = loaded {
            self.tell(&loaded);
            self.moved = std::mem::take(&mut loaded.moved);
            match (why, lock) {
                (None, Lock::Ours(lock)) => self.take_hold(loaded, lock, &away)?,
                (why, _) => {
                    self.review = loaded.review;
                    self.progress = Progress::read_only_because(why.unwrap_or_default());
                }
            }
        } else {
            self.progress = Progress::read_only_because(why.unwrap_or_default());
        }
        self.take_up();
        self.refresh_reviewers();
        self.turn_findings();
        Ok(())
    }

    /// Lets what is found in the articles follow the story that is shown.
    fn turn_findings(&mut self) {
        let Some(story) = self.open.project.stories.get(self.story) else { return };
        self.findings.turn_to(story, &self.waker);
    }

    fn take_hold(
        &mut self,
        mut loaded: LoadedReview,
        lock: ReviewLock,
        away: &Path,
    ) -> Result<(), StoreError> {
        let story = self.story().clone();
        let path = self.review_path();
        if let Some(caution) = &lock.caution {
            self.notices.push(Notice::warning(caution.clone()));
        }
        for journal in &loaded.aside {
            let kept = super::conflict::aside_path(journal, "journal");
            std::fs::copy(journal, &kept).map_err(|source| StoreError::Io {
                action: "copy",
                path: journal.clone(),
                source,
            })?;
            self.notices.push(Notice::warning(format!(
                "What could not be read of {} is kept in {}",
                journal.display(),
                kept.display()
            )));
        }
        let stray = !loaded.stray.is_empty();
        if stray {
            loaded = store::with_stray(loaded, &self.open.root, &story);
        }
        let replayed = if stray { loaded.stray } else { loaded.replayed };
        let last = replayed.last().map_or(0, |done| done.number);
        self.progress = Progress::new(loaded.written, last);
        if stray {
            let why = match replayed.len() {
                1 => "An edit that was not saved when the program ended belongs to another version of the \
                      file. It is shown on top of the present one."
                    .to_owned(),
                count => format!(
                    "{count} edits that were not saved when the program ended belong to another version of \
                     the file. They are shown on top of the present one."
                ),
            };
            self.progress.in_conflict(&path, why);
        }
        let head = Head {
            format: store::FORMAT,
            reviewer: self.reviewer.clone(),
            story: story.id.clone(),
            follows: loaded.stamp.0.clone(),
            session: super::new_id(),
        };
        self.writer = Some(Writer::start(Start {
            disk: self.disk.clone(),
            places: journal_places(&self.open.root, &story.id, &self.reviewer, Some(away)),
            path,
            head,
            stamp: loaded.stamp,
            review: loaded.review.clone(),
            story: Arc::new(story),
            replayed,
            as_in_file: loaded.as_in_file,
            autosave: !stray,
            waker: Arc::clone(&self.waker),
        })?);
        self.review = loaded.review;
        self.lock = Some(lock);
        Ok(())
    }

    fn tell(&mut self, loaded: &LoadedReview) {
        self.notices.extend(loaded.notes.iter().map(Notice::info));
        self.notices.extend(loaded.problems.iter().map(|problem| Notice::warning(problem.to_string())));
        for (label, count) in store::unknown_labels(&loaded.review, &self.open.project.codebook) {
            self.notices.push(Notice::warning(format!(
                "The codebook has no label “{label}”, which {count} annotations have. They are shown under it; \
                 the codebook’s screen makes it a label, or gives them another."
            )));
        }
    }

    /// Looks again who has a review of the story.
    pub fn refresh_reviewers(&mut self) {
        match self.open.reviewers(&self.story().id) {
            Ok(reviewers) => self.reviewers = reviewers,
            Err(error) => self.notices.push(Notice::warning(error.to_string())),
        }
        if let Err(at) = self.reviewers.binary_search(&self.reviewer) {
            self.reviewers.insert(at, self.reviewer.clone());
        }
    }
}

fn is_protected(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|meta| meta.permissions().readonly())
}

/// The unsaved project with these articles, or the one with the fewest besides; and how many these are.
fn known_scratch(user: &UserData, sums: &HashSet<&str>) -> Option<(OpenProject, usize)> {
    let fits = |open: &OpenProject| {
        let all: Vec<&str> = open
            .project
            .stories
            .iter()
            .flat_map(|s: &Story| &s.articles)
            .map(|a| a.sha256.as_str())
            .collect();
        let here = all.iter().filter(|sum| sums.contains(*sum)).collect::<HashSet<_>>().len();
        (here == sums.len() && !sums.is_empty()).then(|| all.len() - here)
    };
    user.scratch_projects()
        .into_iter()
        .filter_map(|open| fits(&open).map(|more| (open, more)))
        .min_by_key(|(_, more)| *more)
}

fn new_scratch(user: &UserData, texts: &[(String, String, String)]) -> Result<OpenProject, StoreError> {
    let name = match texts {
        [] => "Untitled".to_owned(),
        [(one, ..)] => one.clone(),
        [(first, ..), rest @ ..] => format!("{first} and {} more", rest.len()),
    };
    let id: String = super::new_id();
    let mut open = user.scratch_project(&id, &name)?;
    let story = store::add_story(&mut open, &name);
    for (name, text, _) in texts {
        store::add_text(&mut open, &story, name, text)?;
    }
    store::save_project(&mut open)?;
    Ok(open)
}
