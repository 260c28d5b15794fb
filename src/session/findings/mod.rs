//! What was found in the articles of the story that is shown: passages, quotes and statements,
//! names, discrepancies, furniture. Looked for on threads of their own.
//!
//! Passages and furniture are looked for when a story opens, everything else when it is
//! asked for. A result holds as long as the texts do: it is kept in memory, by the texts'
//! fingerprints, for the last few stories. Nothing is written to disk, because looking again takes
//! less time than trusting a file.

mod shared;
mod slot;

use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::sync::Arc;

pub use shared::{Shared, Stretch};
pub use slot::Stage;

use super::jobs::JobContext;
use super::worker::Waker;
use crate::insight::discrepancies::{Discrepancy, discrepancies};
use crate::insight::furniture::{Furniture, furniture};
use crate::insight::names::{Names, names};
use crate::insight::statements::{StoryQuotes, story_quotes};
use crate::insight::{ArticleText, Cancelled};
use crate::model::{Article, ArticleId, Story};
use slot::Slot;

/// Stories whose results are kept beside those of the one that is shown.
const KEPT: usize = 4;

/// What can be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sought {
    /// What every pair of articles shares.
    Passages,
    /// Captions, bylines, bios.
    Furniture,
    /// Quotes, their speakers, and the statements that they print.
    Quotes,
    /// Names, grouped by what they likely name.
    Names,
    /// Differences in meaning.
    Discrepancies,
}

impl Sought {
    /// All of it, in the order in which it is looked for.
    pub const ALL: [Self; 5] =
        [Self::Passages, Self::Furniture, Self::Quotes, Self::Names, Self::Discrepancies];

    /// What people read while it is looked for.
    pub fn doing(self) -> &'static str {
        match self {
            Self::Passages => "Looking for shared passages",
            Self::Furniture => "Looking for captions and bylines",
            Self::Quotes => "Looking for quotes",
            Self::Names => "Looking for names",
            Self::Discrepancies => "Looking for discrepancies",
        }
    }
}

/// What was found in the articles of one story.
///
/// An article is named by its index in [`Self::articles`], which is its index in the story.
#[derive(Debug)]
pub struct Findings {
    articles: Vec<Arc<Article>>,
    passages: Slot<Shared>,
    furniture: Slot<Vec<Vec<Furniture>>>,
    quotes: Slot<StoryQuotes>,
    names: Slot<Names>,
    discrepancies: Slot<Vec<Discrepancy>>,
    /// Results of other stories, the last seen at the end.
    kept: VecDeque<Kept>,
}

/// Results that hold for these texts.
#[derive(Clone, Debug, Default)]
struct Kept {
    sums: Vec<String>,
    passages: Option<Arc<Shared>>,
    furniture: Option<Arc<Vec<Vec<Furniture>>>>,
    quotes: Option<Arc<StoryQuotes>>,
    names: Option<Arc<Names>>,
    discrepancies: Option<Arc<Vec<Discrepancy>>>,
}

impl Default for Findings {
    fn default() -> Self {
        Self {
            articles: Vec::new(),
            passages: Slot::Unasked,
            furniture: Slot::Unasked,
            quotes: Slot::Unasked,
            names: Slot::Unasked,
            discrepancies: Slot::Unasked,
            kept: VecDeque::new(),
        }
    }
}

impl Findings {
    /// The articles that were looked at.
    pub fn articles(&self) -> &[Arc<Article>] {
        &self.articles
    }

    /// The index by which results name an article.
    pub fn index_of(&self, article: &ArticleId) -> Option<usize> {
        self.articles.iter().position(|known| known.id == *article)
    }

    /// What the articles share; `None` while that is not known.
    pub fn passages(&self) -> Option<&Arc<Shared>> {
        self.passages.found()
    }

    /// The furniture of each article; `None` while that is not known.
    pub fn furniture(&self) -> Option<&Arc<Vec<Vec<Furniture>>>> {
        self.furniture.found()
    }

    /// The quotes and statements; `None` while they are not known.
    pub fn quotes(&self) -> Option<&Arc<StoryQuotes>> {
        self.quotes.found()
    }

    /// The names; `None` while they are not known.
    pub fn names(&self) -> Option<&Arc<Names>> {
        self.names.found()
    }

    /// The differences in meaning; `None` while they are not known.
    pub fn discrepancies(&self) -> Option<&Arc<Vec<Discrepancy>>> {
        self.discrepancies.found()
    }

    /// How far the search for something is.
    pub fn stage(&self, sought: Sought) -> Stage<'_> {
        match sought {
            Sought::Passages => self.passages.stage(),
            Sought::Furniture => self.furniture.stage(),
            Sought::Quotes => self.quotes.stage(),
            Sought::Names => self.names.stage(),
            Sought::Discrepancies => self.discrepancies.stage(),
        }
    }

    /// Turns to a story. Results for the same texts are taken up again; searches in others end.
    pub(super) fn turn_to(&mut self, story: &Story, waker: &Waker) {
        let same = |known: &[Arc<Article>]| {
            known.len() == story.articles.len()
                && known.iter().zip(&story.articles).all(|(a, b)| a.sha256 == b.sha256)
        };
        if same(&self.articles) && !self.articles.is_empty() {
            self.articles.clone_from(&story.articles);
            return;
        }
        if !self.articles.is_empty() {
            self.kept.push_back(Kept {
                sums: self.articles.iter().map(|article| article.sha256.clone()).collect(),
                passages: self.passages.found().cloned(),
                furniture: self.furniture.found().cloned(),
                quotes: self.quotes.found().cloned(),
                names: self.names.found().cloned(),
                discrepancies: self.discrepancies.found().cloned(),
            });
        }
        self.articles.clone_from(&story.articles);
        let is_it = |kept: &Kept| kept.sums.iter().eq(story.articles.iter().map(|article| &article.sha256));
        let again = self.kept.iter().position(is_it).and_then(|at| self.kept.remove(at)).unwrap_or_default();
        while self.kept.len() > KEPT {
            self.kept.pop_front();
        }
        self.passages = Slot::known(again.passages);
        self.furniture = Slot::known(again.furniture);
        self.quotes = Slot::known(again.quotes);
        self.names = Slot::known(again.names);
        self.discrepancies = Slot::known(again.discrepancies);
        if self.articles.len() > 1 {
            self.ask(Sought::Passages, waker);
        }
        if !self.articles.is_empty() {
            self.ask(Sought::Furniture, waker);
        }
    }

    /// Starts looking for something, unless that is known or under way. What failed or was stopped
    /// is tried again.
    pub(super) fn ask(&mut self, sought: Sought, waker: &Waker) {
        let open = |stage: Stage<'_>| matches!(stage, Stage::NotAsked | Stage::Failed(_));
        let before: &[Sought] = match sought {
            Sought::Quotes => &[Sought::Passages],
            Sought::Discrepancies => &[Sought::Quotes],
            Sought::Passages | Sought::Furniture | Sought::Names => &[],
        };
        if !open(self.stage(sought)) {
            return;
        }
        for first in before {
            self.ask(*first, waker);
        }
        match sought {
            Sought::Passages => self.passages = Slot::Waiting,
            Sought::Furniture => self.furniture = Slot::Waiting,
            Sought::Quotes => self.quotes = Slot::Waiting,
            Sought::Names => self.names = Slot::Waiting,
            Sought::Discrepancies => self.discrepancies = Slot::Waiting,
        }
        self.start_waiting(waker);
    }

    /// Stops looking for something and for what needs it.
    pub(super) fn stop(&mut self, sought: Sought) {
        self.discrepancies.stop();
        match sought {
            Sought::Passages => {
                self.passages.stop();
                self.quotes.stop();
            }
            Sought::Furniture => self.furniture.stop(),
            Sought::Quotes => self.quotes.stop(),
            Sought::Names => self.names.stop(),
            Sought::Discrepancies => {}
        }
    }

    /// Takes in what the threads have found. Whether anything changed.
    pub(super) fn tick(&mut self, waker: &Waker) -> bool {
        let news = [
            self.passages.poll(),
            self.furniture.poll(),
            self.quotes.poll(),
            self.names.poll(),
            self.discrepancies.poll(),
        ];
        let changed = news.contains(&true);
        if changed {
            self.start_waiting(waker);
        }
        changed
    }

    /// Starts what waits and has what it needs.
    fn start_waiting(&mut self, waker: &Waker) {
        let articles = self.articles.clone();
        if self.passages.is_waiting() {
            let known: Vec<shared::Known> = self
                .kept
                .iter()
                .filter_map(|kept| Some((kept.sums.clone(), Arc::clone(kept.passages.as_ref()?))))
                .collect();
            self.passages.start("passages", waker, move |context| {
                Shared::look(&articles, &known, &mut |part| follow(context, part))
            });
        }
        let articles = self.articles.clone();
        if self.furniture.is_waiting() {
            self.furniture.start("furniture", waker, move |context| {
                let mut out = Vec::with_capacity(articles.len());
                for article in &articles {
                    if follow(context, out.len() as f32 / articles.len() as f32).is_break() {
                        return Err(Cancelled);
                    }
                    out.push(furniture(&article.text));
                }
                Ok(out)
            });
        }
        let articles = self.articles.clone();
        if self.names.is_waiting() {
            self.names.start("names", waker, move |context| {
                names(&texts(&articles), &mut |part| follow(context, part))
            });
        }
        let articles = self.articles.clone();
        if self.quotes.is_waiting() {
            match &self.passages {
                Slot::Found(shared) => {
                    let shared = Arc::clone(shared);
                    self.quotes.start("quotes", waker, move |context| {
                        story_quotes(&texts(&articles), shared.passages(), &mut |part| follow(context, part))
                    });
                }
                Slot::Failed(why) => self.quotes = Slot::Failed(why.clone()),
                _ => {}
            }
        }
        let articles = self.articles.clone();
        if self.discrepancies.is_waiting() {
            match (&self.passages, &self.quotes) {
                (Slot::Found(shared), Slot::Found(quotes)) => {
                    let (shared, quotes) = (Arc::clone(shared), Arc::clone(quotes));
                    self.discrepancies.start("discrepancies", waker, move |_| {
                        Ok(discrepancies(&texts(&articles), shared.passages(), &quotes))
                    });
                }
                (_, Slot::Failed(why)) => self.discrepancies = Slot::Failed(why.clone()),
                _ => {}
            }
        }
    }
}

fn texts(articles: &[Arc<Article>]) -> Vec<ArticleText<'_>> {
    articles.iter().map(|article| ArticleText { id: article.id.as_str(), text: &article.text }).collect()
}

fn follow(context: &JobContext, part: f32) -> ControlFlow<()> {
    context.set_progress(part);
    if context.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
}
