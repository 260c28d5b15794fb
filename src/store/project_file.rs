//! `project.ron`: how a project stands in its file.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

use super::FORMAT;
use super::ron_file::{HasFormat, row};
use crate::model::{ArticleId, ArticleInfo, Codebook, StoryId};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "project", deny_unknown_fields)]
pub(super) struct ProjectFile {
    pub(super) format: u32,
    pub(super) name: String,
    pub(super) codebook: Codebook,
    #[serde(default)]
    pub(super) stories: Vec<FileStory>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "story", deny_unknown_fields)]
pub(super) struct FileStory {
    pub(super) id: StoryId,
    pub(super) title: String,
    #[serde(default)]
    pub(super) articles: Vec<FileArticle>,
}

/// The fields of [`ArticleInfo`] stand beside the others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "article", deny_unknown_fields)]
pub(super) struct FileArticle {
    pub(super) id: ArticleId,
    pub(super) file: String,
    pub(super) sha256: String,
    #[serde(default)]
    pub(super) title: String,
    #[serde(default)]
    pub(super) outlet: String,
    #[serde(default)]
    pub(super) byline: String,
    #[serde(default)]
    pub(super) published: String,
    #[serde(default)]
    pub(super) url: String,
    #[serde(default)]
    pub(super) language: String,
}

impl HasFormat for ProjectFile {
    fn format(&self) -> u32 {
        self.format
    }
}

impl FileArticle {
    pub(super) fn new(id: ArticleId, file: String, sha256: String, info: ArticleInfo) -> Self {
        let ArticleInfo { title, outlet, byline, published, url, language } = info;
        Self { id, file, sha256, title, outlet, byline, published, url, language }
    }

    pub(super) fn info(&self) -> ArticleInfo {
        let Self { title, outlet, byline, published, url, language, .. } = self.clone();
        ArticleInfo { title, outlet, byline, published, url, language }
    }
}

impl ProjectFile {
    pub(super) fn new(name: String, codebook: Codebook) -> Self {
        Self { format: FORMAT, name, codebook, stories: Vec::new() }
    }

    /// The text of the file: a label, link kind or article to a line.
    pub(super) fn to_ron(&self) -> String {
        let mut out = String::new();
        let mut line = |indent: usize, text: &str| put(&mut out, indent, text);
        line(0, "(");
        line(1, &format!("format: {},", self.format));
        line(1, &format!("name: {},", row(&self.name)));
        codebook_lines(&self.codebook, &mut line);
        line(1, "stories: [");
        for story in &self.stories {
            line(2, &format!("(id: {}, title: {}, articles: [", row(&story.id), row(&story.title)));
            story.articles.iter().for_each(|article| line(3, &format!("{},", row(article))));
            line(2, "]),");
        }
        line(1, "],");
        line(0, ")");
        out
    }
}

fn put(out: &mut String, indent: usize, text: &str) {
    let _ = writeln!(out, "{:width$}{text}", "", width = indent * 4);
}

/// The field `codebook`: a label or link kind to a line.
fn codebook_lines(codebook: &Codebook, line: &mut impl FnMut(usize, &str)) {
    line(1, "codebook: (");
    line(2, "labels: [");
    codebook.labels.iter().for_each(|label| line(3, &format!("{},", row(label))));
    line(2, "],");
    line(2, "links: [");
    codebook.links.iter().for_each(|link| line(3, &format!("{},", row(link))));
    line(2, "],");
    if !codebook.replaced.is_empty() {
        line(2, &format!("replaced: {},", row(&codebook.replaced)));
    }
    line(1, "),");
}

/// A codebook alone, as it is exchanged between projects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "codebook file", deny_unknown_fields)]
pub(super) struct CodebookFile {
    pub(super) format: u32,
    pub(super) codebook: Codebook,
}

impl HasFormat for CodebookFile {
    fn format(&self) -> u32 {
        self.format
    }
}

impl CodebookFile {
    /// The text of the file: a label or link kind to a line.
    pub(super) fn to_ron(&self) -> String {
        let mut out = String::new();
        let mut line = |indent: usize, text: &str| put(&mut out, indent, text);
        line(0, "(");
        line(1, &format!("format: {},", self.format));
        codebook_lines(&self.codebook, &mut line);
        line(0, ")");
        out
    }
}
