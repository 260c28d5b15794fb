//! The articles that `align`, `quotes`, `names` and `discrepancies` read, and how they name a place.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use serde::Serialize;

use super::{Progress, export, out};
use crate::insight::ArticleText;
use crate::store;
use crate::text::{OffsetMap, Span, TextSize};

/// What these commands are asked.
#[derive(Debug, clap::Args)]
pub struct Sources {
    /// Text files on one event, or a project’s folder
    #[arg(value_name = "ARTICLE", required = true)]
    paths: Vec<PathBuf>,
    /// Of a project with several stories, this one
    #[arg(long, value_name = "S")]
    story: Option<String>,
    /// Print JSON; offsets count Unicode code points
    #[arg(long)]
    pub json: bool,
}

/// An article under the name that results give it.
struct Article {
    name: String,
    text: String,
    offsets: OffsetMap,
    /// Where each line starts, in bytes.
    lines: Vec<usize>,
}

/// The articles of one run, in the order in which they were named.
pub(super) struct Articles(Vec<Article>);

/// A stretch of an article as JSON has it.
#[derive(Debug, Serialize)]
pub(super) struct Place<'a> {
    article: &'a str,
    start: u32,
    end: u32,
    text: &'a str,
}

/// A stretch where the article is said elsewhere.
#[derive(Debug, Serialize)]
pub(super) struct Words<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}

impl Sources {
    /// Reads them. Fewer than `least` are an error.
    pub fn read(&self, least: usize) -> anyhow::Result<Articles> {
        let articles = match self.paths.as_slice() {
            [path] if is_project(path) => project(path, self.story.as_deref())?,
            paths => {
                if let Some(story) = &self.story {
                    bail!("--story {story} needs a project’s folder, and only that");
                }
                files(paths)?
            }
        };
        if articles.len() < least {
            let there = out::count(articles.len(), "article", "articles");
            bail!("{}: this takes two articles or more, and there is {there}", listed(&self.paths));
        }
        Ok(Articles(articles))
    }
}

fn is_project(path: &Path) -> bool {
    path.is_dir() || path.file_name().is_some_and(|name| name == "project.ron")
}

fn listed(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}

/// Files are named by their file name, or by their path where two have the same.
fn files(paths: &[PathBuf]) -> anyhow::Result<Vec<Article>> {
    let file_name = |path: &Path| path.file_name().map_or_else(|| path.into(), |name| name.to_owned());
    let mut known: HashMap<_, usize> = HashMap::new();
    for path in paths {
        *known.entry(file_name(path)).or_default() += 1;
    }
    let progress = Progress::new("Reading", paths.len());
    let mut seen = HashSet::new();
    let mut out: Vec<Article> = Vec::with_capacity(paths.len());
    for path in paths {
        let text = store::read_article_text(path)?.text;
        let short = file_name(path);
        let name = if known.get(&short) == Some(&1) { short } else { path.as_os_str().to_owned() };
        let name = name.to_string_lossy().into_owned();
        if !seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())) {
            bail!("{}: is named twice", path.display());
        }
        out.push(Article::new(name, text));
        progress.step();
    }
    Ok(out)
}

/// The articles of a story, named by their ids.
fn project(path: &Path, story: Option<&str>) -> anyhow::Result<Vec<Article>> {
    let open = store::open_project(path)?;
    let chosen = export::choose_stories(&open, &story.map(str::to_owned).into_iter().collect::<Vec<_>>())?;
    let story = match chosen.as_slice() {
        [story] => *story,
        [] => bail!("{}: there is no story in it", path.display()),
        several => {
            let ids: Vec<&str> = several.iter().map(|story| story.id.as_str()).collect();
            return Err(anyhow!(
                "{}: choose one of its stories with --story: {}",
                path.display(),
                ids.join(", ")
            ));
        }
    };
    if !open.problems.is_empty() {
        let problems = out::count(open.problems.len(), "problem", "problems");
        out::caution(&format!("{}: has {problems}; “parallax check” lists them", path.display()));
    }
    let article = |article: &std::sync::Arc<crate::model::Article>| {
        Article::new(article.id.to_string(), article.text.to_string())
    };
    Ok(story.articles.iter().map(article).collect())
}

impl Article {
    fn new(name: String, text: String) -> Self {
        let offsets = OffsetMap::new(&text);
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { name, text, offsets, lines }
    }
}

impl Articles {
    /// As the floor `insight` takes them.
    pub fn texts(&self) -> Vec<ArticleText<'_>> {
        self.0.iter().map(|article| ArticleText { id: &article.name, text: &article.text }).collect()
    }

    /// The name of an article.
    pub fn name(&self, article: usize) -> &str {
        self.0.get(article).map_or("", |article| &article.name)
    }

    /// Their names with their lengths in code points, in order.
    pub fn lengths(&self) -> impl Iterator<Item = (&str, u32)> {
        self.0.iter().map(|article| (article.name.as_str(), article.offsets.chars().0))
    }

    /// The words of a stretch.
    pub fn words(&self, article: usize, span: Span) -> &str {
        self.0.get(article).and_then(|article| span.slice(&article.text)).unwrap_or_default()
    }

    /// A stretch for JSON.
    pub fn place(&self, article: usize, span: Span) -> Place<'_> {
        let Words { start, end, text } = self.span(article, span);
        Place { article: self.name(article), start, end, text }
    }

    /// A place without words for JSON.
    pub fn point(&self, article: usize, at: TextSize) -> Place<'_> {
        let at = self.chars(article, at);
        Place { article: self.name(article), start: at, end: at, text: "" }
    }

    /// A stretch for JSON, without the article.
    pub fn span(&self, article: usize, span: Span) -> Words<'_> {
        let (start, end) = (self.chars(article, span.start()), self.chars(article, span.end()));
        Words { start, end, text: self.words(article, span) }
    }

    fn chars(&self, article: usize, at: TextSize) -> u32 {
        let article = self.0.get(article);
        article.and_then(|article| article.offsets.to_chars(&article.text, at)).map_or(0, |chars| chars.0)
    }

    /// `gazette.txt:12:5`: name, line and column, both from 1, the column in code points.
    pub fn position(&self, article: usize, at: TextSize) -> String {
        let Some(found) = self.0.get(article) else { return String::new() };
        let line = found.lines.partition_point(|start| *start <= at.to_usize()).max(1);
        let start = found.lines.get(line - 1).copied().unwrap_or(0);
        let column = found.text.get(start..at.to_usize()).map_or(0, |before| before.chars().count());
        format!("{}:{line}:{}", out::line(&found.name), column + 1)
    }
}

/// Runs something that takes a [`crate::insight::Watch`], with a bar when it takes long.
pub(super) fn watched<T, E>(
    what: &'static str,
    run: impl FnOnce(&mut crate::insight::Watch<'_>) -> Result<T, E>,
) -> Result<T, E> {
    const STEPS: usize = 1000;
    let progress = Progress::new(what, STEPS);
    run(&mut |share| {
        progress.set((share * STEPS as f32) as usize, STEPS);
        ControlFlow::Continue(())
    })
}
