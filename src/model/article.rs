//! Articles, stories and the project that holds them.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{ArticleId, Codebook, StoryId};
use crate::text::{OffsetMap, Paragraph, paragraphs};

/// What is known about an article beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ArticleInfo {
    /// The headline; empty where the article has none.
    pub title: String,
    /// Who published it.
    pub outlet: String,
    /// Who wrote it, as printed.
    pub byline: String,
    /// The day it was published, as `2026-03-12` where that is known.
    pub published: String,
    /// Where it was found.
    pub url: String,
    /// BCP 47 tag of its language.
    pub language: String,
}

/// A frozen text with what is known about it. The text never changes.
#[derive(Clone, Debug)]
pub struct Article {
    /// Names it.
    pub id: ArticleId,
    /// What is known about it.
    pub info: ArticleInfo,
    /// The path of its text inside the project folder, with `/`.
    pub file: String,
    /// SHA-256 of the text in UTF-8, 64 hexadecimal digits.
    pub sha256: String,
    /// The text: UTF-8, LF.
    pub text: Arc<str>,
    /// Offsets of the text.
    pub offsets: OffsetMap,
    /// Its paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
}

impl Article {
    /// An article around its text. `sha256` is the fingerprint of `text`.
    pub fn new(id: ArticleId, info: ArticleInfo, file: String, sha256: String, text: Arc<str>) -> Self {
        let offsets = OffsetMap::new(&text);
        let paragraphs = paragraphs(&text);
        Self { id, info, file, sha256, text, offsets, paragraphs }
    }

    /// What to call it in a line: its outlet, or its id where that is not known.
    pub fn short_name(&self) -> &str {
        if self.info.outlet.is_empty() { self.id.as_str() } else { &self.info.outlet }
    }

    /// The number of the paragraph in which, or before which, the place lies, from 1.
    pub fn paragraph_number(&self, at: crate::text::TextSize) -> u32 {
        let after = self.paragraphs.partition_point(|p| p.span.start() <= at);
        u32::try_from(after.max(1)).unwrap_or(u32::MAX)
    }
}

/// The articles about one event.
#[derive(Clone, Debug)]
pub struct Story {
    /// Names it.
    pub id: StoryId,
    /// What people read.
    pub title: String,
    /// In the order in which they are shown.
    pub articles: Vec<Arc<Article>>,
}

impl Story {
    /// The article with this id.
    pub fn article(&self, id: &ArticleId) -> Option<&Arc<Article>> {
        self.articles.iter().find(|article| article.id == *id)
    }
}

/// A codebook and the stories reviewed with it.
#[derive(Clone, Debug)]
pub struct Project {
    /// What people read.
    pub name: String,
    /// The labels.
    pub codebook: Codebook,
    /// In the order in which they are shown.
    pub stories: Vec<Story>,
}

impl Project {
    /// The story with this id.
    pub fn story(&self, id: &StoryId) -> Option<&Story> {
        self.stories.iter().find(|story| story.id == *id)
    }
}
