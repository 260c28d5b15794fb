//! `parallax check`: opens everything and lists what is wrong.

mod review;

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::{Outcome, Progress, out};
use crate::model::{ReviewerId, Story};
use crate::store::user::UserData;
use crate::store::{self, LoadedReview, OpenProject, StoreError};

/// What `check` is asked.
#[derive(Debug, clap::Args)]
#[command(
    long_about = "Open a project with all its reviews and list every problem, one to a line: files that do not \
                  parse, texts that changed, annotations that do not fit their text, references to nothing, \
                  attributes that the codebook does not allow, edits that were never saved. Changes nothing. \
                  Exit code 1 where there is any problem.",
    after_help = "Example:\n  parallax check sample_data/harbour-barrier"
)]
pub struct Args {
    /// The project's folder
    #[arg(value_name = "PROJECT")]
    project: PathBuf,
}

/// Checks a project.
pub fn run(args: Args) -> anyhow::Result<Outcome> {
    let root = args.project;
    let mut report = Report::default();
    match store::open_project(&root) {
        Ok(open) => report.project(&open)?,
        Err(error @ (StoreError::NotAProject { .. } | StoreError::Io { .. })) => return Err(error.into()),
        Err(error) => report.problems.push(error.to_string()),
    }
    out::print(&report.text())?;
    Ok(if report.problems.is_empty() { Outcome::Done } else { Outcome::FoundProblems })
}

#[derive(Default)]
struct Report {
    /// Each begins with the path and, where there is one, the line.
    problems: Vec<String>,
    stories: usize,
    articles: usize,
    reviews: usize,
    annotations: usize,
}

impl Report {
    fn text(&self) -> String {
        let mut text = String::new();
        for problem in &self.problems {
            text.push_str(&out::line(problem));
            text.push('\n');
        }
        let many =
            |count: usize, one: &str, more: &str| format!("{count} {}", if count == 1 { one } else { more });
        let all = [
            many(self.stories, "story", "stories"),
            many(self.articles, "article", "articles"),
            many(self.reviews, "review", "reviews"),
            many(self.annotations, "annotation", "annotations"),
        ];
        let problems = match self.problems.len() {
            0 => "no problems".to_owned(),
            count => out::count(count, "problem", "problems"),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}: {problems}", all.join(", "));
        text
    }

    fn at(&mut self, path: &Path, what: impl AsRef<str>) {
        self.problems.push(format!("{}: {}", path.display(), what.as_ref()));
    }

    fn project(&mut self, open: &OpenProject) -> Result<(), StoreError> {
        let path = store::project_path(&open.root);
        self.problems.extend(open.problems.iter().map(ToString::to_string));
        for what in open.project.codebook.problems() {
            self.at(&path, what);
        }
        self.files(open, &path);
        let mut reviews = Vec::new();
        for story in &open.project.stories {
            self.stories += 1;
            self.articles += story.articles.len();
            for reviewer in open.reviewers(&story.id)? {
                reviews.push((story, reviewer));
            }
        }
        let away = UserData::find().ok().map(|user| user.journals_of(&open.root));
        let progress = Progress::new("Checking", reviews.len());
        for (story, reviewer) in &reviews {
            self.review(open, story, reviewer, away.as_deref());
            progress.step();
        }
        Ok(())
    }

    /// Whether each text belongs to one article, and nothing lies about that belongs to none.
    fn files(&mut self, open: &OpenProject, project: &Path) {
        let mut texts = BTreeSet::new();
        let mut used = BTreeSet::new();
        for article in open.project.stories.iter().flat_map(|story| &story.articles) {
            if !texts.insert(&article.file) {
                self.at(project, format!("two articles have the text {}", article.file));
            }
            used.insert(open.root.join(&article.file));
        }
        // A text that could not be read belongs to an article all the same.
        used.extend(open.problems.iter().map(|problem| problem.path.clone()));
        let stories: BTreeSet<&str> = open.project.stories.iter().map(|story| story.id.as_str()).collect();
        for folder in self.entries(&open.root.join("articles")) {
            for path in if folder.is_dir() { self.entries(&folder) } else { vec![folder] } {
                if path.extension().is_some_and(|end| end == "txt") && !used.contains(&path) {
                    self.at(&path, "this text belongs to no article");
                }
            }
        }
        for folder in self.entries(&open.root.join("reviews")) {
            let known =
                folder.file_name().and_then(|name| name.to_str()).is_some_and(|name| stories.contains(name));
            if !known {
                self.at(&folder, "there is no story with this name, so what is here is never opened");
                continue;
            }
            for path in self.entries(&folder) {
                let stem = path.file_stem().and_then(|stem| stem.to_str());
                match path.extension().and_then(|end| end.to_str()) {
                    Some("ron" | "journal") => {
                        if let Some(why) = stem.map_or(Some("is not UTF-8"), store::unsafe_stem) {
                            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
                            self.at(&path, format!("“{stem}” {why}, so it is never opened"));
                        }
                    }
                    Some("bak" | "lock") => {}
                    _ => self.at(&path, "this is no review"),
                }
            }
        }
    }

    /// What is in a folder, by name, but for hidden files; nothing where there is no folder.
    fn entries(&mut self, folder: &Path) -> Vec<PathBuf> {
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Vec::new(),
            Err(error) => {
                self.at(folder, error.to_string());
                return Vec::new();
            }
        };
        let hidden =
            |path: &PathBuf| path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        let mut paths: Vec<PathBuf> =
            entries.flatten().map(|entry| entry.path()).filter(|path| !hidden(path)).collect();
        paths.sort();
        paths
    }

    fn review(&mut self, open: &OpenProject, story: &Story, reviewer: &ReviewerId, away: Option<&Path>) {
        self.reviews += 1;
        let path = store::review_path(&open.root, &story.id, reviewer);
        let loaded = match store::load_review_with(&open.root, story, reviewer, away) {
            Ok(loaded) => loaded,
            Err(error) => return self.problems.push(error.to_string()),
        };
        self.annotations += loaded.review.len() + loaded.review.orphans().count();
        if loaded.stamp.0.is_some() {
            match store::read_review_file(&path) {
                Ok(file) => {
                    let findings = review::check(&file, story, &open.project.codebook);
                    self.findings(&path, findings);
                }
                Err(error) => self.problems.push(error.to_string()),
            }
        }
        self.journal(&path, &loaded);
    }

    /// Findings with the lines on which the file has what they are about.
    fn findings(&mut self, path: &Path, findings: Vec<review::Finding>) {
        if findings.is_empty() {
            return;
        }
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let lines = lines_of_ids(&text);
        for review::Finding { id, what } in findings {
            match id {
                None => self.at(path, what),
                Some(id) => match lines.get(id.as_str()) {
                    Some(line) => self.problems.push(format!("{}:{line}: {id}: {what}", path.display())),
                    None => self.at(path, format!("{id}: {what}")),
                },
            }
        }
    }

    fn journal(&mut self, path: &Path, loaded: &LoadedReview) {
        let journal = path.with_extension("journal");
        let many = |count: usize| out::count(count, "edit", "edits");
        if !loaded.replayed.is_empty() {
            let what = "not saved yet: open the review in Parallax and save, unless it is open now";
            self.at(&journal, format!("{} {what}", many(loaded.replayed.len())));
        }
        if !loaded.stray.is_empty() {
            let what = "for another version of the review: open it in Parallax to choose";
            self.at(&journal, format!("{} {what}", many(loaded.stray.len())));
        }
        for problem in loaded.problems.iter().filter(|problem| problem.path != path) {
            self.problems.push(problem.to_string());
        }
        for aside in &loaded.aside {
            self.at(aside, "a journal that counts no more");
        }
        let silent = loaded.replayed.is_empty() && loaded.stray.is_empty() && loaded.aside.is_empty();
        if silent && journal.exists() && store::Found::read(&journal).is_ok_and(|found| found.is_none()) {
            self.at(&journal, "is damaged: no edit in it can be read");
        }
    }
}

/// The line, from 1, on which each annotation, cluster or link of a review's file begins.
fn lines_of_ids(text: &str) -> HashMap<&str, usize> {
    const MARK: &str = "(id: \"";
    let mut lines = HashMap::new();
    for (number, line) in text.lines().enumerate() {
        if let Some((id, _)) = line.find(MARK).and_then(|at| line[at + MARK.len()..].split_once('"')) {
            lines.entry(id).or_insert(number + 1);
        }
    }
    lines
}
