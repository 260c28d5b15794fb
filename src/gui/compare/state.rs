//! What the Compare view remembers: who is compared, what follows from that, and what of it is
//! shown.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::choice::{Filter, Page, Who, Whose};
use super::compared::{Compared, Contender, Inputs, Side};
use super::drawer::Drawer;
use super::everyone::{EveryoneState, Scope, Wanted};
use super::loading::Loading;
use super::words::display_name;
use crate::agreement::chart::Names;
use crate::agreement::{Comparison, MarkRef, Row};
use crate::gui::pane::{Aim, Outcome, PaneEvent, PaneState, strip::Ticks};
use crate::model::{AnnotationId, Review, ReviewerId};
use crate::session::Session;
use crate::session::jobs::{self, Job};

use crate::text::{self, Span, TextSize};

/// More annotations than this are compared on a worker, so that the window never waits half a
/// second.
const MANY: usize = 20_000;

/// A review brought in from a file.
struct Brought {
    name: String,
    id: ReviewerId,
    review: Arc<Review>,
}

/// A reviewer who can be chosen.
pub struct Person {
    /// Who.
    pub who: Who,
    /// What people read.
    pub name: String,
    /// Where the review is from; empty for one of the project.
    pub source: String,
}

/// What a comparison was made for: it is made anew when any of this changes.
#[derive(Clone, PartialEq)]
struct Key {
    reviews: [(usize, u64, Who); 2],
    unfinished: bool,
    without_suggested: bool,
}

/// How the comparison stands.
#[derive(Default)]
pub enum Work {
    /// There is nothing to compare with.
    #[default]
    Nothing,
    /// On a worker.
    Busy(Job<Compared>),
    /// Given up by the person.
    Cancelled,
    /// It could not be made.
    Failed(String),
    /// Here it is.
    Done(Box<Compared>),
}

/// What the Compare view remembers from frame to frame.
#[derive(Default)]
pub struct CompareState {
    people: Vec<Person>,
    brought: Vec<Brought>,
    chosen: [Option<Who>; 2],
    loading: Loading,
    key: Option<Key>,
    stuck: bool,
    /// How the comparison stands.
    pub work: Work,
    /// Whether articles that are not done are compared too.
    pub unfinished: bool,
    /// Whether accepted suggestions are left out.
    pub without_suggested: bool,
    /// Which rows are listed.
    pub filter: Filter,
    /// The rows that are listed: places in [`Compared::rows`].
    pub listed: Vec<usize>,
    /// The row that is shown.
    pub current: Option<usize>,
    /// The article that is shown: place in [`Compared::articles`].
    pub article: usize,
    /// What is shown between counts and list.
    pub page: Page,
    pub(super) panes: [PaneState; 2],
    pub(super) ticks: [Ticks; 2],
    /// Counts the changes of what is loud in the text.
    pub(super) revision: u64,
    /// The list is to show the current row.
    pub(super) list_to: Option<usize>,
    /// How many points of the list are above its top.
    pub(super) list_at: f32,
    /// All reviewers.
    pub everyone: EveryoneState,
    /// All reviewers on this story, or on all.
    pub scope: Scope,
    /// Of all reviewers' places those that so many of so many found.
    pub votes: Option<(usize, usize)>,
    /// Whose agreement the charts show.
    pub charts_of: Whose,
    /// Whose agreement is measured.
    pub measures_of: Whose,
    /// The measures.
    pub drawer: Drawer,
    /// A mark to show as soon as those who made it are compared.
    wanted: Option<AnnotationId>,
}

impl CompareState {
    /// The same page with the same options, for another story.
    pub fn elsewhere(&self) -> Self {
        Self {
            page: self.page,
            scope: self.scope,
            unfinished: self.unfinished,
            without_suggested: self.without_suggested,
            charts_of: self.charts_of,
            measures_of: self.measures_of,
            ..Self::default()
        }
    }

    /// Who can be chosen.
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// Who is compared on a side.
    pub fn chosen(&self, side: Side) -> Option<&Person> {
        let who = side.of(&self.chosen).as_ref()?;
        self.people.iter().find(|person| person.who == *who)
    }

    /// The comparison, where there is one.
    pub fn compared(&self) -> Option<&Compared> {
        if let Work::Done(compared) = &self.work { Some(compared) } else { None }
    }

    /// Whether there are rows to step through.
    pub fn has_differences(&self) -> bool {
        !self.listed.is_empty()
    }

    /// Takes in a review from a file, to compare with. `source` is the file's name.
    pub fn bring_in(&mut self, reviewer: ReviewerId, source: String, review: Arc<Review>) {
        let name = format!("{} ({source})", display_name(&reviewer));
        let number = self.brought.len();
        // Never the id of a reviewer of the project: those have no blanks.
        let id = ReviewerId::from(format!("{reviewer} ({source}) {number}"));
        self.brought.push(Brought { name, id, review });
        self.chosen[1] = Some(Who::Brought(number));
    }

    /// Looks who there is, and reads again what may have changed on disk.
    pub fn refresh(&mut self, session: &mut Session, ctx: &egui::Context) {
        session.refresh_reviewers();
        self.people = session
            .reviewers()
            .iter()
            .map(|id| Person { who: Who::Project(id.clone()), name: display_name(id), source: String::new() })
            .collect();
        self.people.extend(self.brought.iter().enumerate().map(|(number, brought)| Person {
            who: Who::Brought(number),
            name: brought.name.clone(),
            source: "from a file".to_owned(),
        }));
        for chosen in &mut self.chosen {
            if chosen.as_ref().is_some_and(|who| !self.people.iter().any(|person| person.who == *who)) {
                *chosen = None;
            }
        }
        self.choose_for_them(session);
        self.loading = Loading::default();
        self.everyone.look_again();
        self.stuck = false;
        self.tend(session, ctx);
    }

    /// Fills empty sides: who is at work first, unless they have nothing yet and others have.
    fn choose_for_them(&mut self, session: &Session) {
        let at_work = Who::Project(session.reviewer().clone());
        let idle = session.review().is_empty();
        let mut order: Vec<Who> = self.people.iter().map(|person| person.who.clone()).collect();
        order.sort_by_key(|who| (*who == at_work) == idle);
        for side in Side::BOTH {
            if self.chosen[side.index()].is_none() {
                let taken = side.other().of(&self.chosen).clone();
                self.chosen[side.index()] = order.iter().find(|who| Some(*who) != taken.as_ref()).cloned();
            }
        }
    }

    /// Chooses who is compared on a side; whoever is on the other side already changes places.
    pub fn choose(&mut self, side: Side, who: Who) {
        let before = self.chosen[side.index()].replace(who.clone());
        if self.chosen[side.other().index()].as_ref() == Some(&who) {
            self.chosen[side.other().index()] = before;
        }
        self.key = None;
        self.stuck = false;
    }

    /// Compares anew where something has changed. To be called in every turn of the window's loop
    /// while the view is shown; a worker that is done asks `ctx` for another.
    pub fn tend(&mut self, session: &mut Session, ctx: &egui::Context) {
        self.tend_everyone(session, ctx);
        self.tend_drawer(ctx);
        if self.stuck {
            return;
        }
        if let Work::Busy(job) = &mut self.work {
            match job.poll() {
                Some(jobs::Outcome::Done(compared)) => self.take(compared),
                Some(jobs::Outcome::Died) => self.work = Work::Failed("The comparison has died.".to_owned()),
                None => {}
            }
        }
        if let Err(error) = self.loading.tend(session, &self.chosen, ctx) {
            // Not tried again at every turn: it is a file that cannot be read.
            self.stuck = true;
            self.clear();
            self.work = Work::Failed(error);
            return;
        }
        let [Some(who_a), Some(who_b)] = self.chosen.clone() else { return self.clear() };
        let contenders: Vec<Contender> =
            Side::BOTH.into_iter().filter_map(|side| self.contender(session, side)).collect();
        let Ok(contenders) = <[Contender; 2]>::try_from(contenders) else {
            // What was compared before stays until a worker has read the others.
            if !self.loading.is_busy() {
                self.clear();
            }
            return;
        };
        let [a, b] = &contenders;
        let stamp = |contender: &Contender, who: Who| match &who {
            // The one at work is copied whenever it has changed: its revision says so.
            Who::Project(id) if id == session.reviewer() => (0, contender.review.revision(), who),
            _ => (Arc::as_ptr(&contender.review) as usize, 0, who),
        };
        let key = Key {
            reviews: [stamp(a, who_a), stamp(b, who_b)],
            unfinished: self.unfinished,
            without_suggested: self.without_suggested,
        };
        if self.key.as_ref() == Some(&key) {
            return;
        }
        self.key = Some(key);
        let marks = a.review.len() + b.review.len();
        let inputs = Inputs {
            story: session.story().clone(),
            contenders,
            labels: session
                .codebook()
                .labels
                .iter()
                .map(|label| (label.id.clone(), label.name.clone()))
                .collect(),
            unfinished: self.unfinished,
            without_suggested: self.without_suggested,
        };
        if marks <= MANY {
            self.take(Compared::new(inputs));
            return;
        }
        let ctx = ctx.clone();
        let wake = move || ctx.request_repaint();
        self.work = match Job::start("compare", wake, move |_| Compared::new(inputs)) {
            Ok(job) => Work::Busy(job),
            Err(error) => Work::Failed(error.to_string()),
        };
        self.listed.clear();
    }

    fn contender(&mut self, session: &Session, side: Side) -> Option<Contender> {
        let who = side.of(&self.chosen).clone()?;
        let name = self.chosen(side).map(|person| person.name.clone()).unwrap_or_default();
        match &who {
            Who::Project(id) => {
                let review = self.loading.review(session, side, &who)?;
                Some(Contender { id: id.clone(), name, review })
            }
            Who::Brought(number) => {
                let brought = self.brought.get(*number)?;
                Some(Contender { id: brought.id.clone(), name, review: Arc::clone(&brought.review) })
            }
        }
    }

    /// Compares everyone where that is shown.
    fn tend_everyone(&mut self, session: &Session, ctx: &egui::Context) {
        let charts = self.page == Page::Charts && self.charts_of != Whose::Pair;
        let measures = self.page == Page::Measures && self.measures_of != Whose::Pair;
        if self.page != Page::Everyone && !charts && !measures && !self.everyone.is_busy() {
            return;
        }
        let story = &session.story().id;
        let brought = self.brought.iter();
        let wanted = || Wanted {
            others: session.others(),
            brought: brought
                .map(|brought| (brought.id.clone(), brought.name.clone(), Arc::clone(&brought.review)))
                .collect(),
            story: story.clone(),
            unfinished: self.unfinished,
            without_suggested: self.without_suggested,
        };
        let options = (story.clone(), self.unfinished, self.without_suggested, self.brought.len());
        self.everyone.tend(session.review().revision(), wanted, options, ctx);
    }

    fn tend_drawer(&mut self, ctx: &egui::Context) {
        let comparison = self.comparison_of(self.measures_of).map(|(comparison, _)| Arc::clone(comparison));
        self.drawer.tend(comparison, self.page == Page::Measures, ctx);
    }

    /// The comparison of those, and what people call what is in it; `None` while it is made.
    pub fn comparison_of(&self, whose: Whose) -> Option<(&Arc<Comparison>, &Names)> {
        match whose {
            Whose::Pair => self.compared().map(|compared| (&compared.comparison, &compared.names)),
            Whose::Story => self.everyone.everyone().map(|everyone| everyone.story.named()),
            Whose::Project => self.everyone.everyone().map(|everyone| everyone.project.named()),
        }
    }

    /// Whether a worker is at something that will be shown.
    pub fn is_busy(&self) -> bool {
        self.loading.is_busy()
            || matches!(self.work, Work::Busy(_))
            || self.everyone.is_busy()
            || self.drawer.is_busy()
    }

    /// Whether reviews are being read.
    pub fn is_reading(&self) -> bool {
        self.loading.is_busy()
    }

    /// Compares two reviewers of the project, and shows them.
    pub fn choose_pair(&mut self, a: &ReviewerId, b: &ReviewerId) {
        let who = |id: &ReviewerId| {
            let brought = self.brought.iter().position(|brought| brought.id == *id);
            brought.map_or_else(|| Who::Project(id.clone()), Who::Brought)
        };
        let chosen = [Some(who(a)), Some(who(b))];
        if self.chosen != chosen {
            self.chosen = chosen;
            self.key = None;
            self.stuck = false;
        }
        self.page = Page::Text;
    }

    /// Shows a mark of the comparison of everyone: with whoever is compared, where that holds it,
    /// else with another who is done with the article.
    pub fn show_mark(&mut self, at: MarkRef) {
        let Some(everyone) = self.everyone.everyone() else { return };
        let comparison: &Comparison = &everyone.part(self.scope).comparison;
        let reviewer = |at: usize| comparison.reviewers.get(at).cloned();
        let (Some(id), Some(owner)) = (comparison.annotation(at).cloned(), reviewer(at.reviewer as usize))
        else {
            return;
        };
        let done = comparison.articles.get(at.article as usize).map_or(&[][..], |article| &article.done);
        let other = done.iter().find(|other| **other != at.reviewer as usize).and_then(|at| reviewer(*at));
        let here = Side::BOTH.into_iter().find_map(|side| {
            let compared = self.compared()?;
            compared.inputs.contenders.get(side.index()).filter(|contender| contender.id == owner)?;
            compared.row_of(side, &id)
        });
        match (here, other) {
            (Some(row), _) => self.show_any(row),
            (None, Some(other)) => {
                self.choose_pair(&owner, &other);
                self.wanted = Some(id);
            }
            (None, None) => {}
        }
    }

    /// Shows a row, also one that is not listed: all rows of its class are then.
    pub fn show_any(&mut self, row: usize) {
        if !self.listed.contains(&row)
            && let Some(class) = self.compared().and_then(|compared| compared.row(row)).map(|row| row.class)
        {
            self.set_filter(Filter { class: Some(class), ..Filter::default() });
        }
        self.show_row(row);
    }

    fn clear(&mut self) {
        self.work = Work::Nothing;
        self.key = None;
        self.listed.clear();
    }

    /// Gives up a comparison that takes long.
    pub fn cancel(&mut self) {
        self.everyone.cancel();
        if matches!(self.work, Work::Busy(_)) {
            self.work = Work::Cancelled;
        }
    }

    /// Compares again from the beginning.
    pub fn again(&mut self) {
        self.key = None;
        self.stuck = false;
        self.loading = Loading::default();
        self.everyone.again();
    }

    /// Puts a new comparison in place of the old one; what was shown stays where it still is.
    fn take(&mut self, compared: Compared) {
        let before = self.compared().map(|old| {
            let article = old.articles.get(self.article).map(|article| article.article.id.clone());
            let mark = self.current.and_then(|at| old.row(at)).and_then(|row| {
                Side::BOTH.into_iter().find_map(|side| Some((side, old.mark(row, side)?.id.clone())))
            });
            (article, mark)
        });
        let same = self.compared().is_some_and(|old| {
            let keys = |of: &Compared| {
                of.comparison.articles.iter().map(|article| article.key.clone()).collect::<Vec<_>>()
            };
            old.comparison.labels == compared.comparison.labels && keys(old) == keys(&compared)
        });
        let (article, mark) = before.unwrap_or_default();
        let place = compared.articles.iter().position(|new| Some(&new.article.id) == article.as_ref());
        self.article = place.unwrap_or(0);
        self.current = mark.and_then(|(side, id)| compared.row_of(side, &id));
        self.work = Work::Done(Box::new(compared));
        // Labels and articles are known by their places, which may have changed.
        self.set_filter(if same {
            self.filter
        } else {
            Filter { class: self.filter.class, ..Filter::default() }
        });
        if let Some(id) = self.wanted.take()
            && let Some(row) = self
                .compared()
                .and_then(|compared| Side::BOTH.into_iter().find_map(|side| compared.row_of(side, &id)))
        {
            self.show_any(row);
        }
    }

    /// Lists other rows; the current one stays if it is among them.
    pub fn set_filter(&mut self, filter: Filter) {
        self.filter = filter;
        self.revision += 1;
        self.listed = match &self.work {
            Work::Done(compared) => {
                let differing: Option<HashSet<_>> = filter.attribute.map(|attribute| {
                    let line = compared.attributes.get(attribute);
                    line.into_iter().flat_map(|line| &line.differing).map(|row| (row.a, row.b)).collect()
                });
                let differs = |row: &Row| differing.as_ref().is_none_or(|set| set.contains(&(row.a, row.b)));
                let takes =
                    |at: &usize| compared.row(*at).is_some_and(|row| filter.takes(row) && differs(row));
                compared.order().iter().copied().filter(takes).collect()
            }
            _ => Vec::new(),
        };
        self.current = self.current.filter(|at| self.listed.contains(at));
        self.list_to = self.current.or(self.listed.first().copied());
        self.light();
    }

    /// Shows a row: its article, its place in both texts, its entry in the list.
    pub fn show_row(&mut self, at: usize) {
        let Work::Done(compared) = &self.work else { return };
        let Some(row) = compared.row(at) else { return };
        if let Some(article) = compared.article_of(row)
            && article != self.article
        {
            self.article = article;
            self.panes = Default::default();
        }
        if let Some(hull) = compared.hull(row) {
            self.panes[0].reveal(hull.start(), Aim::Eye);
        }
        self.current = Some(at);
        self.list_to = Some(at);
        self.page = Page::Text;
        self.light();
    }

    /// Turns to another article.
    pub fn show_article(&mut self, article: usize) {
        if self.article != article {
            self.article = article;
            self.panes = Default::default();
            self.current = None;
        }
        self.page = Page::Text;
        self.light();
    }

    /// Frames the current row in both texts and makes it the loudest.
    fn light(&mut self) {
        let Work::Done(compared) = &self.work else { return };
        let row = self.current.and_then(|at| compared.row(at));
        let spans: Vec<Span> = match row {
            Some(row) if compared.article_of(row) == Some(self.article) => {
                let spans = Side::BOTH.into_iter().flat_map(|side| compared.spans(row, side)).collect();
                crate::model::Annotation::normal_spans(spans)
            }
            _ => Vec::new(),
        };
        for pane in &mut self.panes {
            pane.spotlight.clone_from(&spans);
        }
    }

    /// Goes to the next listed row, or the one before; round at the ends. From nowhere: to the
    /// first in the article that is shown, or after it.
    pub fn step(&mut self, onward: bool) {
        let count = self.listed.len();
        if count == 0 {
            return;
        }
        let next = match self.current.and_then(|at| self.listed.iter().position(|listed| *listed == at)) {
            Some(at) if onward => (at + 1) % count,
            Some(at) => (at + count - 1) % count,
            None => {
                let here = |at: &usize| {
                    let row = self.compared().and_then(|compared| compared.article_of(compared.row(*at)?));
                    row.is_some_and(|article| article >= self.article)
                };
                self.listed.iter().position(here).unwrap_or(0)
            }
        };
        if let Some(at) = self.listed.get(next) {
            self.show_row(*at);
        }
    }

    /// Takes what a person did in the text of a side. Both texts stand at the same line.
    pub fn pane_event(&mut self, side: Side, event: PaneEvent) {
        let Work::Done(compared) = &self.work else { return };
        let Some(article) = compared.articles.get(self.article).map(|shown| Arc::clone(&shown.article))
        else {
            return;
        };
        let pane = &mut self.panes[side.index()];
        match event {
            PaneEvent::Scroll(_) | PaneEvent::Jump(_) => {
                self.panes[0].take(&article, event);
            }
            PaneEvent::Caret { to, .. } => {
                pane.take(&article, event);
                self.panes[0].reveal(to, Aim::Nearest);
            }
            _ => {
                if let Outcome::Clicked { under: Some(at), .. } = pane.take(&article, event) {
                    self.clicked(side, at);
                }
            }
        }
    }

    /// A click on a mark shows its row; again: the next one there. Listed rows come first.
    fn clicked(&mut self, side: Side, at: TextSize) {
        let Work::Done(compared) = &self.work else { return };
        let Some(article) = compared.articles.get(self.article).map(|shown| &shown.article) else { return };
        let Some(span) = Span::new(at, text::grapheme_after(&article.text, at)) else { return };
        let here = compared.review(side).overlapping(&article.id, span);
        let mut rows: Vec<usize> = here.iter().filter_map(|mark| compared.row_of(side, &mark.id)).collect();
        rows.sort_by_key(|row| !self.listed.contains(row));
        let now = self.current.and_then(|current| rows.iter().position(|row| *row == current));
        let next = now.map_or(0, |now| (now + 1) % rows.len().max(1));
        if let Some(row) = rows.get(next) {
            self.show_row(*row);
        }
    }

    /// A mark was pressed by a screen reader.
    pub fn press(&mut self, side: Side, id: &AnnotationId) {
        if let Some(row) = self.compared().and_then(|compared| compared.row_of(side, id)) {
            self.show_any(row);
        }
    }

    /// How many listed rows there are in each article, by place in the comparison's articles.
    pub fn listed_in(&self, compared: &Compared) -> BTreeMap<usize, usize> {
        let mut out = BTreeMap::new();
        for row in self.listed.iter().filter_map(|at| compared.row(*at)) {
            *out.entry(row.article).or_default() += 1;
        }
        out
    }
}
