//! What the panel remembers, and the lists that it shows.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::page::{Page, Standing};
use super::rows::{Difference, DifferenceRow, difference_rows};
use crate::insight::ArticleText;
use crate::insight::discrepancies::DiscrepancyKind;
use crate::insight::elsewhere::{Similar, elsewhere};
use crate::insight::quotes::Confidence;
use crate::insight::statements::{Printing, StoryQuotes};
use crate::model::{AnnotationId, ArticleId, LabelId, Verdict};
use crate::session::Session;
use crate::session::jobs::{Job, Outcome};
use crate::session::suggest::{Ghost, NameGroup, QuoteSuggestion, ghosts, name_groups, quote_suggestions};
use crate::text::Span;

/// How many similar sentences of each article are shown.
const SIMILAR: usize = 5;

/// What the lists were made from.
#[derive(Clone, Debug, PartialEq)]
struct Made {
    revision: u64,
    reviewer: crate::model::ReviewerId,
    story: crate::model::StoryId,
    found: [Option<usize>; 5],
    selected: Option<AnnotationId>,
    codebook: usize,
    kind: Option<DiscrepancyKind>,
    standing: Standing,
    page: Option<Page>,
    dark: bool,
}

/// What the panel remembers from frame to frame.
#[derive(Default)]
pub struct FoundState {
    /// What is shown; `None` while the panel is closed.
    pub page: Option<Page>,
    /// Only discrepancies of this kind; all but changes of wording where none is chosen.
    pub kind: Option<DiscrepancyKind>,
    /// Which discrepancies are listed.
    pub standing: Standing,
    /// How sure a suggestion must be to be accepted with the others.
    pub sure: Sure,
    /// Whether the words of the current suggestion are being changed.
    pub editing: bool,
    /// The note being written.
    pub note: Option<(Difference, String)>,
    /// The item that the list is to be scrolled to.
    pub(super) scroll_to: Option<usize>,
    pub(super) list_at: f32,
    current: [Option<usize>; Page::ALL.len()],
    /// The columns whose outlines are drawn.
    pub(in crate::gui) outlined: Vec<ArticleId>,
    made: Option<Made>,
    quotes: Vec<QuoteSuggestion>,
    differences: Arc<Vec<DifferenceRow>>,
    differences_of: Option<usize>,
    shown: Vec<usize>,
    statements: Vec<usize>,
    groups: Vec<NameGroup>,
    /// Labels that were chosen for suggested names, by the name.
    pub(in crate::gui) labels: HashMap<String, LabelId>,
    of: Option<AnnotationId>,
    alike: Vec<Alike>,
    search: Option<(AnnotationId, Job<Vec<Similar>>)>,
    similar: Option<(AnnotationId, Vec<Alike>)>,
}

/// A place of another article that may say the same.
#[derive(Clone, Debug, PartialEq)]
pub enum Alike {
    /// The same words, or nearly, in a passage that both articles print.
    Ghost(Ghost),
    /// A sentence that is like it.
    Similar {
        /// The article.
        article: ArticleId,
        /// The sentence.
        span: Span,
        /// How alike, from 0 to 1.
        score: f32,
        /// Words that both have.
        shared: Vec<String>,
    },
}

impl Alike {
    /// Where it begins.
    pub fn place(&self) -> Option<(ArticleId, Span)> {
        match self {
            Self::Ghost(ghost) => Some((ghost.article.clone(), *ghost.spans.first()?)),
            Self::Similar { article, span, .. } => Some((article.clone(), *span)),
        }
    }
}

/// How sure a suggestion must be to be accepted with the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sure(pub Confidence);

impl Default for Sure {
    fn default() -> Self {
        Self(Confidence::High)
    }
}

impl FoundState {
    /// The quotes that may be marked.
    pub fn quotes(&self) -> &[QuoteSuggestion] {
        &self.quotes
    }

    /// All discrepancies, listed or not.
    pub fn differences(&self) -> &[DifferenceRow] {
        &self.differences
    }

    /// Those that are listed, as indexes into [`Self::differences`].
    pub fn shown(&self) -> &[usize] {
        &self.shown
    }

    /// How many items the page lists.
    pub fn count(&self, page: Page) -> usize {
        match page {
            Page::Quotes => self.quotes.len(),
            Page::Statements => self.statements.len(),
            Page::Discrepancies => self.shown.len(),
            Page::Names => self.groups.len(),
            Page::Alike => self.alike.len(),
        }
    }

    /// How many items of the page wait for an answer: suggestions, and discrepancies without a
    /// ruling that settles them, but for those that differ in wording alone.
    pub fn open_count(&self, page: Page, session: &Session) -> usize {
        match page {
            Page::Quotes | Page::Statements | Page::Names | Page::Alike => self.count(page),
            Page::Discrepancies => {
                let review = session.review();
                let settled = |row: &DifferenceRow| {
                    review.ruling(&row.of).is_some_and(|ruling| ruling.verdict != Verdict::Open)
                };
                let meant = self.differences.iter().filter(|row| row.kind != DiscrepancyKind::Wording);
                meant.filter(|row| !settled(row)).count()
            }
        }
    }

    /// The item of the page that is shown, which has the keys.
    pub fn current(&self) -> Option<usize> {
        let page = self.page?;
        self.current.get(page.index()).copied().flatten().filter(|at| *at < self.count(page))
    }

    /// The current quote.
    pub fn quote(&self) -> Option<&QuoteSuggestion> {
        (self.page == Some(Page::Quotes)).then(|| self.quotes.get(self.current()?)).flatten()
    }

    /// The statements that several articles print, as indexes into those that were found.
    pub fn statements(&self) -> &[usize] {
        &self.statements
    }

    /// The current statement, as such an index.
    pub fn statement(&self) -> Option<usize> {
        (self.page == Some(Page::Statements)).then(|| self.statements.get(self.current()?).copied()).flatten()
    }

    /// The names that may be tagged.
    pub fn groups(&self) -> &[NameGroup] {
        &self.groups
    }

    /// The current group of names.
    pub fn group(&self) -> Option<&NameGroup> {
        (self.page == Some(Page::Names)).then(|| self.groups.get(self.current()?)).flatten()
    }

    /// The label that a group of names is to have: the one that was chosen, else the one that is sure.
    pub fn label_of<'a>(&'a self, group: &'a NameGroup) -> Option<&'a LabelId> {
        self.labels.get(&group.name).or(group.label.as_ref())
    }

    /// Places of other articles that may say what the selected annotation says.
    pub fn alike(&self) -> &[Alike] {
        &self.alike
    }

    /// The current one of them.
    pub fn alike_now(&self) -> Option<&Alike> {
        (self.page == Some(Page::Alike)).then(|| self.alike.get(self.current()?)).flatten()
    }

    /// The annotation for which they were looked up.
    pub fn of(&self) -> Option<&AnnotationId> {
        self.of.as_ref()
    }

    /// Whether similar sentences are looked for.
    pub fn searching(&self) -> bool {
        self.search.is_some()
    }

    /// Whether similar sentences were looked for.
    pub fn searched(&self) -> bool {
        self.similar.as_ref().is_some_and(|(of, _)| Some(of) == self.of.as_ref())
    }

    /// Looks for sentences like an annotation, on a thread of its own.
    pub fn search(&mut self, session: &Session, of: &AnnotationId, wake: impl FnOnce() + Send + 'static) {
        let articles = session.story().articles.clone();
        let Some(annotation) = session.review().annotation(of) else { return };
        let at = articles.iter().position(|article| article.id == annotation.article);
        let (Some(at), Some(span)) = (at, annotation.hull()) else { return };
        let job = Job::start("similar sentences", wake, move |_| {
            let texts: Vec<ArticleText<'_>> = articles
                .iter()
                .map(|article| ArticleText { id: article.id.as_str(), text: &article.text })
                .collect();
            elsewhere(&texts, at, span, SIMILAR)
        });
        self.search = job.ok().map(|job| (of.clone(), job));
    }

    /// Takes in what the search has found.
    fn take_similar(&mut self, session: &Session) {
        let Some((of, job)) = &mut self.search else { return };
        let Some(outcome) = job.poll() else { return };
        let found = match outcome {
            Outcome::Done(found) => found,
            Outcome::Died => Vec::new(),
        };
        let articles = &session.story().articles;
        let rows = found.into_iter().filter_map(|similar| {
            Some(Alike::Similar {
                article: articles.get(similar.article)?.id.clone(),
                span: similar.span,
                score: similar.score,
                shared: similar.shared,
            })
        });
        self.similar = Some((of.clone(), rows.collect()));
        self.search = None;
        self.made = None;
    }

    /// The current discrepancy.
    pub fn difference(&self) -> Option<&DifferenceRow> {
        (self.page == Some(Page::Discrepancies))
            .then(|| self.differences.get(*self.shown.get(self.current()?)?))
            .flatten()
    }

    /// Goes to an item.
    pub fn go(&mut self, at: usize) {
        let Some(page) = self.page else { return };
        if let Some(slot) = self.current.get_mut(page.index()) {
            *slot = Some(at);
        }
        self.scroll_to = Some(at);
        self.editing = false;
    }

    /// The places of the current item.
    pub fn places(&self, session: &Session) -> Vec<(ArticleId, Span)> {
        let articles = session.findings().articles();
        let found = session.findings().quotes();
        match self.page {
            Some(Page::Quotes) => {
                let quote = self.quote().into_iter();
                quote.flat_map(|q| q.spans.iter().map(|span| (q.article.clone(), *span))).collect()
            }
            Some(Page::Statements) => {
                let printings = self.statement().and_then(|at| Some(&found?.statements.get(at)?.printings));
                let place = |printing: &Printing| -> Option<Vec<(ArticleId, Span)>> {
                    let article = &articles.get(printing.article)?.id;
                    Some(printing.pieces.iter().map(|piece| (article.clone(), *piece)).collect())
                };
                printings.into_iter().flatten().filter_map(place).flatten().collect()
            }
            Some(Page::Names) => {
                let mentions = self.group().map(|group| group.mentions.as_slice()).unwrap_or_default();
                mentions.iter().map(|mention| (mention.article.clone(), mention.span)).collect()
            }
            Some(Page::Alike) => self.alike_now().and_then(Alike::place).into_iter().collect(),
            Some(Page::Discrepancies) => self.difference().map(DifferenceRow::places).unwrap_or_default(),
            None => Vec::new(),
        }
    }

    /// The quotes that are as sure as asked for.
    pub fn sure_quotes(&self) -> impl Iterator<Item = &QuoteSuggestion> {
        self.quotes.iter().filter(|quote| quote.confidence >= self.sure.0)
    }

    /// Brings the lists up to date. Whether anything may have changed.
    pub fn tend(&mut self, session: &Session, selected: Option<&AnnotationId>, dark: bool) -> bool {
        self.take_similar(session);
        let findings = session.findings();
        let place = |found: Option<*const ()>| found.map(|at| at as usize);
        let made = Made {
            revision: session.review().revision(),
            reviewer: session.reviewer().clone(),
            story: session.story().id.clone(),
            found: [
                place(findings.passages().map(|all| Arc::as_ptr(all).cast())),
                place(findings.quotes().map(|all| Arc::as_ptr(all).cast())),
                place(findings.names().map(|all| Arc::as_ptr(all).cast())),
                place(findings.discrepancies().map(|all| Arc::as_ptr(all).cast())),
                None,
            ],
            selected: selected.cloned(),
            codebook: session.codebook().labels.len(),
            kind: self.kind,
            standing: self.standing,
            page: self.page,
            dark,
        };
        if self.made.as_ref() == Some(&made) {
            return false;
        }
        if self.made.as_ref().is_none_or(|before| before.story != made.story) {
            self.current = Default::default();
            self.note = None;
        }
        let (articles, review) = (findings.articles(), session.review());
        self.quotes = findings
            .quotes()
            .map(|found| quote_suggestions(articles, found, review, session.codebook()))
            .unwrap_or_default();
        self.statements = findings.quotes().map(|found| shared_statements(found)).unwrap_or_default();
        self.groups = findings
            .names()
            .map(|found| name_groups(articles, found, review, session.codebook()))
            .unwrap_or_default();
        if self.of.as_ref() != selected {
            self.of = selected.cloned();
            if let Some(slot) = self.current.get_mut(Page::Alike.index()) {
                *slot = None;
            }
        }
        self.alike.clear();
        if let Some(annotation) =
            selected.filter(|_| self.page == Some(Page::Alike)).and_then(|id| review.annotation(id))
        {
            let passages = findings.passages().map(|shared| shared.passages()).unwrap_or_default();
            let offered = ghosts(articles, passages, review, annotation);
            self.alike.extend(offered.into_iter().map(Alike::Ghost));
            if let Some((of, similar)) = &self.similar
                && *of == annotation.id
            {
                let tied = |one: &Alike| {
                    let cluster = review.cluster_of(of);
                    one.place().is_some_and(|(article, span)| {
                        let over = review.overlapping(&article, span);
                        over.iter().any(|there| {
                            let theirs = review.cluster_of(&there.id);
                            cluster.is_some() && theirs.map(|c| &c.id) == cluster.map(|c| &c.id)
                        })
                    })
                };
                let own: Vec<Alike> = similar.iter().filter(|one| !tied(one)).cloned().collect();
                self.alike.extend(own);
            }
        }
        let [.., discrepancies, _] = made.found;
        if self.differences_of != discrepancies || discrepancies.is_none() {
            let found = findings.discrepancies().map(|found| difference_rows(articles, found));
            self.differences = Arc::new(found.unwrap_or_default());
            self.differences_of = discrepancies;
        }
        let (kind, standing) = (self.kind, self.standing);
        let fits = |row: &DifferenceRow| {
            let of_kind = match kind {
                Some(kind) => row.kind == kind,
                None => row.kind != DiscrepancyKind::Wording,
            };
            let settled = review.ruling(&row.of).is_some_and(|ruling| ruling.verdict != Verdict::Open);
            let stands = match standing {
                Standing::All => true,
                Standing::ToRule => !settled,
                Standing::Ruled => settled,
            };
            of_kind && stands
        };
        let current = self.difference().map(|row| row.of.clone());
        self.shown =
            self.differences.iter().enumerate().filter(|(_, row)| fits(row)).map(|(at, _)| at).collect();
        // The current one stays current where it is still listed; else the one that took its place.
        let again = current.and_then(|of| {
            let is_it = |at: &usize| self.differences.get(*at).is_some_and(|row| row.of == of);
            self.shown.iter().position(is_it)
        });
        if let (Some(again), Some(slot)) = (again, self.current.get_mut(Page::Discrepancies.index())) {
            *slot = Some(again);
        }
        for page in Page::ALL {
            let count = self.count(page);
            if let Some(slot) = self.current.get_mut(page.index()) {
                *slot = slot.map(|at| at.min(count.saturating_sub(1))).filter(|_| count > 0);
            }
        }
        // What is offered for the selected annotation can be taken at once.
        let first = self.page == Some(Page::Alike) && !self.alike.is_empty();
        if let Some(slot) = self.current.get_mut(Page::Alike.index()).filter(|slot| first && slot.is_none()) {
            *slot = Some(0);
        }
        self.made = Some(made);
        true
    }
}

/// The statements that at least two articles print.
fn shared_statements(found: &StoryQuotes) -> Vec<usize> {
    let articles = |at: usize| {
        let printings = found.statements.get(at).map(|s| s.printings.as_slice()).unwrap_or_default();
        printings.iter().map(|printing| printing.article).collect::<BTreeSet<_>>().len()
    };
    (0..found.statements.len()).filter(|at| articles(*at) > 1).collect()
}
