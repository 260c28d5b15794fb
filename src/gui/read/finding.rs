//! What is looked for in the articles and in what was said about annotations, and where it is.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{AnnotationId, Article, ArticleId, LabelId, Review, Story};
use crate::session::Session;
use crate::text::find::{Hit, MOST_HITS, Query, QueryError, Rules, WordIndex};
use crate::text::{Span, TextSize};

/// Characters of a note that are shown around what was found in it.
const AROUND: usize = 40;

/// The word indexes of articles, each worked out when it is first needed.
#[derive(Default)]
pub struct Indexes(HashMap<String, Arc<WordIndex>>);

impl Indexes {
    /// The index of an article.
    pub fn of(&mut self, article: &Article) -> Arc<WordIndex> {
        let made = || Arc::new(WordIndex::new(&article.text));
        Arc::clone(self.0.entry(article.sha256.clone()).or_insert_with(made))
    }
}

/// The hits in one article.
pub struct InArticle {
    /// The article.
    pub article: ArticleId,
    /// Where, in order.
    pub hits: Vec<Hit>,
}

impl InArticle {
    /// How many, as people read it.
    pub fn count(&self) -> String {
        let more = if self.hits.len() >= MOST_HITS { "+" } else { "" };
        format!("{}{more}", super::with_thousands(self.hits.len()))
    }
}

/// Something found in what was said about an annotation.
pub struct InNote {
    /// The annotation.
    pub annotation: AnnotationId,
    /// `Note`, or the attribute's name.
    pub field: String,
    /// The words around it, on one line.
    pub excerpt: String,
}

/// One of all that was found, in the order in which one goes through them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A hit in an article.
    Text(ArticleId, Hit),
    /// In a note or an attribute of this annotation: the place in the list of these.
    Note(usize),
}

/// For what the hits were worked out.
#[derive(PartialEq, Eq)]
struct Asked {
    query: String,
    rules: Rules,
    texts: Vec<(ArticleId, String)>,
}

/// Find: what was typed, and what came of it.
#[derive(Default)]
pub struct FindState {
    /// Whether the bar is shown.
    pub open: bool,
    /// What is looked for.
    pub query: String,
    /// How.
    pub rules: Rules,
    /// The hits by article, in the story's order.
    pub articles: Vec<InArticle>,
    /// What was found in notes and attributes.
    pub notes: Vec<InNote>,
    /// Why nothing can be looked for.
    pub error: Option<QueryError>,
    /// Whether all that was typed is to be selected once the field has the keyboard, so that typing
    /// replaces it.
    pub select: bool,
    /// The one that is shown.
    pub current: Option<Spot>,
    /// Grows whenever the hits change.
    pub generation: u64,
    asked: Option<Asked>,
    /// The review whose notes were searched, and for which hits.
    noted: Option<(u64, u64)>,
    pub(super) indexes: Indexes,
}

impl FindState {
    /// Looks again where query, rules, texts or notes have changed. Cheap where nothing has.
    pub fn update(&mut self, session: &Session) {
        let story = session.story();
        let fresh = self.asked.as_ref().is_some_and(|asked| {
            asked.query == self.query
                && asked.rules == self.rules
                && asked.texts.len() == story.articles.len()
                && asked
                    .texts
                    .iter()
                    .zip(&story.articles)
                    .all(|((id, sha), article)| *id == article.id && *sha == article.sha256)
        });
        let noted = (session.review().revision(), self.generation);
        if fresh && self.noted == Some(noted) {
            return;
        }
        let query = Query::new(&self.query, self.rules);
        if !fresh {
            self.generation += 1;
            let texts = story.articles.iter().map(|a| (a.id.clone(), a.sha256.clone())).collect();
            self.asked = Some(Asked { query: self.query.clone(), rules: self.rules, texts });
            self.articles = match &query {
                Ok(query) => in_articles(query, story, &mut self.indexes),
                Err(_) => Vec::new(),
            };
        }
        self.notes = query.as_ref().map(|query| in_notes(query, session)).unwrap_or_default();
        self.noted = Some((session.review().revision(), self.generation));
        self.error = query.err().filter(|error| *error != QueryError::Empty);
    }

    /// The hits in an article, while the bar is shown.
    pub fn hits(&self, article: &ArticleId) -> &[Hit] {
        let found = self.articles.iter().find(|found| self.open && found.article == *article);
        found.map(|found| found.hits.as_slice()).unwrap_or_default()
    }

    /// How many hits there are in all articles.
    pub fn total(&self) -> usize {
        self.articles.iter().map(|found| found.hits.len()).sum()
    }

    /// All that one goes through: the hits of these articles, then the notes.
    fn spots<'a>(&'a self, shown: &'a [ArticleId]) -> impl Iterator<Item = Spot> + 'a {
        let texts = shown
            .iter()
            .flat_map(|article| self.hits(article).iter().map(|hit| Spot::Text(article.clone(), *hit)));
        texts.chain((0..self.notes.len()).map(Spot::Note))
    }

    /// The number of the current one from 1, and of how many.
    pub fn place(&self, shown: &[ArticleId]) -> (Option<usize>, usize) {
        let before = |article: &ArticleId| -> usize {
            let others = shown.iter().take_while(|other| *other != article);
            others.map(|other| self.hits(other).len()).sum()
        };
        let all: usize = shown.iter().map(|article| self.hits(article).len()).sum();
        let at = match &self.current {
            None => None,
            Some(Spot::Text(article, hit)) => {
                self.hits(article).binary_search(hit).ok().map(|at| before(article) + at + 1)
            }
            Some(Spot::Note(at)) => (*at < self.notes.len()).then_some(all + at + 1),
        };
        (at, all + self.notes.len())
    }

    /// Goes to the next one, or the one before; past the end begins anew. Without a current one, to
    /// the first from `from` on.
    pub fn step(&mut self, shown: &[ArticleId], from: Option<(&ArticleId, TextSize)>, onward: bool) {
        let spots: Vec<Spot> = self.spots(shown).collect();
        let now = self.current.as_ref().and_then(|spot| spots.iter().position(|other| other == spot));
        let count = spots.len().max(1);
        let next = match (now, onward) {
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
            (None, _) => {
                let column = from.and_then(|(article, _)| shown.iter().position(|other| other == article));
                let reached = |spot: &Spot| match (spot, from) {
                    (Spot::Text(article, hit), Some((here, at))) if article == here => hit.span.start() >= at,
                    (Spot::Text(article, _), Some(_)) => {
                        shown.iter().position(|other| other == article) > column
                    }
                    _ => true,
                };
                let first = spots.iter().position(reached).unwrap_or(0);
                if onward { first } else { (first + count - 1) % count }
            }
        };
        self.current = spots.into_iter().nth(next);
    }
}

fn in_articles(query: &Query, story: &Story, indexes: &mut Indexes) -> Vec<InArticle> {
    let articles = story.articles.iter();
    articles
        .map(|article| InArticle {
            article: article.id.clone(),
            hits: query.hits(&article.text, || indexes.of(article)),
        })
        .collect()
}

fn in_notes(query: &Query, session: &Session) -> Vec<InNote> {
    let codebook = &session.project().codebook;
    let review: &Review = session.review();
    let mut out = Vec::new();
    for article in &session.story().articles {
        for annotation in review.annotations_of(&article.id) {
            let mut look = |field: &str, text: &str| {
                if text.is_empty() {
                    return;
                }
                if let Some(span) = query.first(text) {
                    let excerpt = excerpt(text, span.start());
                    out.push(InNote { annotation: annotation.id.clone(), field: field.to_owned(), excerpt });
                }
            };
            look("Note", &annotation.note);
            let offered = codebook.label(&annotation.label).map(|label| label.attributes.as_slice());
            for (id, value) in &annotation.attributes {
                let name = offered.unwrap_or_default().iter().find(|attribute| attribute.id == *id);
                look(name.map_or(id, |attribute| &attribute.name), &value.to_string());
            }
        }
    }
    out
}

/// Whether just this stretch has this label already.
pub fn has_mark(review: &Review, article: &ArticleId, span: Span, label: &LabelId) -> bool {
    review.overlapping(article, span).iter().any(|mark| mark.label == *label && mark.spans == [span])
}

/// The words around a place of a note.
fn excerpt(text: &str, at: TextSize) -> String {
    let (before, after) = text.split_at_checked(at.to_usize()).unwrap_or(("", text));
    let skip = before.chars().count().saturating_sub(AROUND);
    let lead: String = before.chars().skip(skip).collect();
    let sign = if skip > 0 { "…" } else { "" };
    super::shortened(&format!("{sign}{lead}{after}"), 2 * AROUND)
}
