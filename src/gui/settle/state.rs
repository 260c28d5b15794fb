//! What the room remembers: what is settled, what follows from that, and what of it is shown.

use std::collections::HashMap;
use std::sync::Arc;

use super::action::{Filter, Page};
use super::draft::Draft;
use super::names::Names;
use super::page_mine::MineRow;
use crate::agreement::settle::{Fate, Group, Item, Kind, Majority, Queue, Sources, State, majority};
use crate::gui::pane::{Aim, PaneState, strip::Ticks};
use crate::model::{Annotation, AnnotationId, Article, ArticleId, Choice, Made, Matter, Review, ReviewerId};
use crate::session::Session;
use crate::text::{Chars, Span};

/// What a queue was made for: it is made anew when any of this changes.
#[derive(Clone, PartialEq)]
struct Stamp {
    /// Which review of each reviewer: it is another value in memory when its file has changed.
    reviews: Vec<(ReviewerId, usize)>,
    story: crate::model::StoryId,
    articles: usize,
}

/// What the room remembers from frame to frame.
#[derive(Default)]
pub struct SettleState {
    stamp: Option<Stamp>,
    consensus: Option<u64>,
    reviews: Vec<Arc<Review>>,
    look_again: bool,
    /// Why there is nothing to settle: a review that cannot be read.
    pub failed: Option<String>,
    /// The groups of marks; `None` before the reviews were read.
    pub sources: Option<Sources>,
    /// All groups, in the order in which they are to be decided.
    pub queue: Queue,
    /// What more than half would decide.
    pub majority: Majority,
    /// What people call the reviewers, and in which order they stand.
    pub names: Names,
    /// The places in the queue that are listed.
    pub listed: Vec<usize>,
    /// The group that is shown: its key.
    pub current: Option<u64>,
    /// Which groups are listed.
    pub filter: Filter,
    /// What is shown beside the list.
    pub page: Page,
    /// The reason for the next decision on the group that is shown; empty for none.
    pub reason: String,
    /// More about why, being typed.
    pub note: String,
    /// Whether a digit chooses a reason.
    pub reasons_open: bool,
    /// What is being made of the group that is shown in place of what reviewers had.
    pub draft: Option<Draft>,
    /// The article that is shown.
    pub article: Option<ArticleId>,
    /// Whose decisions are looked at; nobody named: whoever sits at the desk.
    pub mine_of: Option<ReviewerId>,
    /// Which of them.
    pub fate: Option<Fate>,
    /// Only those with this reason and label.
    pub mending: Option<(String, String)>,
    pub(super) mine: Option<(u64, ReviewerId, Vec<MineRow>)>,
    pub(super) panes: Vec<PaneState>,
    pub(super) ticks: Vec<Ticks>,
    /// Counts the changes of what is loud in the text.
    pub(super) revision: u64,
    pub(super) differs: Vec<Span>,
    /// The list is to show the current group.
    pub(super) list_to: bool,
    /// How many points of the list are above its top.
    pub(super) list_at: f32,
    group_of: HashMap<(usize, AnnotationId), usize>,
    group_behind: HashMap<AnnotationId, usize>,
}

impl SettleState {
    /// Reads again what may have changed on disk, with the next [`Self::tend`].
    pub fn look_again(&mut self) {
        self.look_again = true;
    }

    /// Brings everything up to date. To be called in every turn while the room is shown.
    pub fn tend(&mut self, session: &mut Session) {
        if self.look_again || self.stamp.is_none() {
            self.look_again = false;
            self.read(session);
        }
        let story = session.story();
        let stamp = Stamp {
            reviews: self
                .reviews
                .iter()
                .map(|review| (review.reviewer().clone(), Arc::as_ptr(review) as usize))
                .collect(),
            story: story.id.clone(),
            articles: story.articles.len(),
        };
        let others = self.stamp.as_ref() != Some(&stamp);
        if others {
            let sources = Sources::new(story, &self.reviews);
            self.names.set(&story.id, &sources.reviewers);
            self.sources = Some(sources);
            self.stamp = Some(stamp);
        }
        let revision = session.review().revision();
        if others || self.consensus != Some(revision) {
            self.consensus = Some(revision);
            if let Some(sources) = &self.sources {
                self.queue = Queue::new(sources, session.story(), session.review());
                self.majority = majority(&self.queue);
                self.index(session);
                self.list();
                if self.current.and_then(|key| self.queue.position(key)).is_none() {
                    let first = self.next_open(None, true).or_else(|| self.listed.first().copied());
                    self.go_to(first, session);
                } else {
                    self.light(session);
                }
            }
        }
        if self.page == Page::Mine {
            let who = self.mine_of.clone().unwrap_or_else(|| session.person().clone());
            if self.mine.as_ref().is_none_or(|(of, known, _)| (*of, known) != (revision, &who)) {
                let rows = super::page_mine::rows(session, &who, &self.queue);
                self.mine = Some((revision, who, rows));
            }
        }
    }

    fn read(&mut self, session: &mut Session) {
        session.refresh_reviewers();
        self.failed = None;
        let people: Vec<ReviewerId> =
            session.reviewers().iter().filter(|reviewer| !reviewer.is_consensus()).cloned().collect();
        let mut reviews = Vec::new();
        for reviewer in people {
            match session.load_other(&reviewer) {
                Ok(review) => reviews.push(review),
                Err(error) => self.failed = Some(error.to_string()),
            }
        }
        self.reviews = reviews;
    }

    /// A reviewer's review.
    pub fn review(&self, reviewer: usize) -> Option<&Arc<Review>> {
        let sources = self.sources.as_ref()?;
        sources.review(sources.reviewers.get(reviewer)?)
    }

    /// The group that is shown, and its place.
    pub fn item(&self) -> Option<(usize, &Item)> {
        let at = self.queue.position(self.current?)?;
        Some((at, self.queue.items.get(at)?))
    }

    /// The place of the group that a reviewer's annotation is in.
    pub fn group_of(&self, reviewer: usize, id: &AnnotationId) -> Option<usize> {
        self.group_of.get(&(reviewer, id.clone())).copied()
    }

    /// The place of the group whose decision led to an annotation of the consensus.
    pub fn group_behind(&self, id: &AnnotationId) -> Option<usize> {
        self.group_behind.get(id).copied()
    }

    fn index(&mut self, session: &Session) {
        self.group_of.clear();
        self.group_behind.clear();
        for (at, item) in self.queue.items.iter().enumerate() {
            for (reviewer, id) in item.group.annotations() {
                self.group_of.insert((reviewer, id.clone()), at);
            }
            let decisions = item.decisions.iter().filter_map(|id| session.review().decision(id));
            for made in decisions.flat_map(|decision| &decision.results) {
                if let Made::Annotation(id) = made {
                    self.group_behind.insert(id.clone(), at);
                }
            }
        }
    }

    /// Hides and shuffles the names, or no longer. Texts and keys follow the new order.
    pub fn set_blind(&mut self, blind: bool) {
        self.names.set_blind(blind);
        self.mine = None;
        self.revision += 1;
    }

    /// Lists other groups; the one that is shown stays shown.
    pub fn set_filter(&mut self, filter: Filter) {
        self.filter = filter;
        self.list();
        self.list_to = true;
    }

    fn list(&mut self) {
        let takes = |at: &usize| self.queue.items.get(*at).is_some_and(|item| self.filter.takes(item));
        self.listed = (0..self.queue.items.len()).filter(takes).collect();
        self.revision += 1;
    }

    /// The next group that is to be decided, of those that are listed.
    pub fn next_open(&self, from: Option<usize>, onward: bool) -> Option<usize> {
        self.queue.next(from, onward, |item| item.state.is_open() && self.filter.takes(item))
    }

    /// Goes on from the group that is shown: to the next that is open, or, with `any`, to the next
    /// that is listed.
    pub fn step(&mut self, onward: bool, any: bool, session: &Session) {
        let from = self.item().map(|(at, _)| at);
        let next = if any {
            self.queue.next(from, onward, |item| self.filter.takes(item))
        } else {
            self.next_open(from, onward)
        };
        if next.is_some() {
            self.go_to(next, session);
        }
    }

    /// Shows the group with this key.
    pub fn show(&mut self, key: u64, session: &Session) {
        self.go_to(self.queue.position(key), session);
    }

    fn go_to(&mut self, at: Option<usize>, session: &Session) {
        let key = at.and_then(|at| self.queue.items.get(at)).map(Item::key);
        if self.current != key {
            self.current = key;
            self.draft = None;
            self.reasons_open = false;
            self.reason.clear();
            self.note.clear();
        }
        if let Some(decision) = self.item().and_then(|(_, item)| item.decision(session.review())) {
            let (reason, note) = (decision.reason.clone(), decision.note.clone());
            (self.reason, self.note) = (reason, note);
        }
        self.page = Page::Text;
        self.list_to = true;
        self.light(session);
        self.reveal(session);
    }

    /// Where to go after a decision on a group: its first part where it was taken apart, else the next
    /// that is open. Nothing is left out when groups leave the list.
    pub fn after_decision(&mut self, group: &Group, choice: &Choice, session: &Session) {
        if *choice == Choice::Split {
            let decision = session
                .review()
                .decisions()
                .find(|decision| decision.choice == Choice::Split && decision.candidates == group.candidates);
            let first = decision.and_then(|decision| {
                self.queue.items.iter().position(|item| item.split.as_ref() == Some(&decision.id))
            });
            return self.go_to(first, session);
        }
        let from = self.queue.position(group.key());
        match self.next_open(from, true) {
            Some(next) => self.go_to(Some(next), session),
            None => self.light(session),
        }
    }

    /// Where the article of the group that is shown stands, and the stretch that it is about.
    pub fn place<'s>(&self, item: &Item, session: &'s Session) -> Option<(&'s Arc<Article>, Span)> {
        place_of(item, session)
    }

    /// Brings the group that is shown into view in all texts.
    fn reveal(&mut self, session: &Session) {
        let Some((article, span)) = self.item().and_then(|(_, item)| place_of(item, session)) else { return };
        if self.article.as_ref() != Some(&article.id) {
            self.article = Some(article.id.clone());
            self.panes.clear();
        }
        self.at_least_one_pane();
        if let Some(pane) = self.panes.first_mut() {
            pane.reveal(span.start(), Aim::Eye);
        }
    }

    /// Turns to another article.
    pub fn show_article(&mut self, id: &ArticleId, session: &Session) {
        if self.article.as_ref() != Some(id) {
            self.article = Some(id.clone());
            self.panes.clear();
        }
        self.page = Page::Text;
        self.light(session);
    }

    fn at_least_one_pane(&mut self) {
        if self.panes.is_empty() {
            self.panes.push(PaneState::default());
        }
    }

    /// As many panes as there are columns; new ones stand where the first does.
    pub(super) fn have_panes(&mut self, count: usize) {
        self.at_least_one_pane();
        let spotlight = self.panes.first().map(|pane| pane.spotlight.clone()).unwrap_or_default();
        while self.panes.len() < count {
            let mut pane = PaneState::default();
            pane.spotlight.clone_from(&spotlight);
            self.panes.push(pane);
        }
        while self.ticks.len() < count {
            self.ticks.push(Ticks::default());
        }
    }

    /// Frames the group that is shown in all texts.
    pub(super) fn light(&mut self, session: &Session) {
        self.revision += 1;
        let mut spans = Vec::new();
        self.differs.clear();
        if let Some(draft) = self.draft.as_ref().and_then(Draft::as_mark) {
            spans.clone_from(&draft.spans);
        } else if let Some((_, item)) = self.item()
            && let Some((article, hull)) = place_of(item, session)
        {
            let pieces = candidate_spans(item, article);
            let differs = if pieces.len() > 1 { not_shared(&pieces) } else { Vec::new() };
            spans = pieces.into_iter().flatten().collect();
            if spans.is_empty() {
                spans.push(hull);
            }
            self.differs = differs;
        }
        let spans = Annotation::normal_spans(spans);
        for pane in &mut self.panes {
            pane.spotlight.clone_from(&spans);
        }
    }

    /// The kinds that are in the queue, with how many of each are open.
    pub fn kinds(&self) -> Vec<(Kind, usize, usize)> {
        let mut out: Vec<(Kind, usize, usize)> = Vec::new();
        for item in &self.queue.items {
            let open = usize::from(item.state.is_open());
            match out.iter_mut().find(|(kind, ..)| *kind == item.group.kind) {
                Some((_, all, left)) => {
                    *all += 1;
                    *left += open;
                }
                None => out.push((item.group.kind, 1, open)),
            }
        }
        out
    }

    /// How many groups came back.
    pub fn reopened(&self) -> usize {
        self.queue.items.iter().filter(|item| item.state == State::Reopened).count()
    }
}

/// The text of a group, and the stretch of it that the group is about.
pub(super) fn place_of<'s>(item: &Item, session: &'s Session) -> Option<(&'s Arc<Article>, Span)> {
    let former = || {
        let decision = session.review().decision(item.decisions.first()?)?;
        decision.candidates.iter().find_map(|candidate| crate::agreement::settle::place_of(&candidate.what))
    };
    let (article, start, end) = match item.group.place() {
        Some((article, start, end)) => (article.clone(), start, end),
        None => former().map(|(article, start, end)| (article.clone(), start, end))?,
    };
    let article = session.story().article(&article)?;
    Some((article, article.offsets.span_from_chars(&article.text, start, end)?))
}

/// The pieces of each candidate that is a mark.
pub(super) fn candidate_spans(item: &Item, article: &Article) -> Vec<Vec<Span>> {
    let of = |at: &[(Chars, Chars)]| -> Vec<Span> {
        at.iter().filter_map(|(s, e)| article.offsets.span_from_chars(&article.text, *s, *e)).collect()
    };
    item.group
        .candidates
        .iter()
        .filter_map(|candidate| match &candidate.what {
            Matter::Mark { at, .. } => Some(of(at)),
            _ => None,
        })
        .collect()
}

/// The stretches that some have and others have not.
fn not_shared(all: &[Vec<Span>]) -> Vec<Span> {
    let mut ends: Vec<_> = all.iter().flatten().flat_map(|span| [span.start(), span.end()]).collect();
    ends.sort_unstable();
    ends.dedup();
    let mut out: Vec<Span> = Vec::new();
    for stretch in ends.windows(2) {
        let [start, end] = stretch else { continue };
        let Some(span) = Span::new(*start, *end) else { continue };
        let holding =
            all.iter().filter(|pieces| pieces.iter().any(|piece| piece.contains(span.start()))).count();
        if holding == 0 || holding == all.len() {
            continue;
        }
        match out.last_mut() {
            Some(last) if last.end() == span.start() => *last = last.hull(span),
            _ => out.push(span),
        }
    }
    out
}
