//! What the Compare view remembers: who is compared, what follows from that, and what of it is
//! shown.

mod showing;

use std::sync::Arc;

use super::choice::{Filter, Page, Who, Whose};
use super::compared::{Compared, Contender, Inputs, Side};
use super::drawer::Drawer;
use super::everyone::{EveryoneState, Scope, Wanted};
use super::loading::Loading;
use super::words::display_name;
use crate::agreement::chart::{Chart, Drawing, Names};
use crate::agreement::{Comparison, MarkRef};
use crate::gui::pane::{PaneState, strip::Ticks};
use crate::model::{AnnotationId, Review, ReviewerId};
use crate::session::Session;
use crate::session::jobs::{self, Job};

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
    /// How many stories the project has.
    pub stories: usize,
    /// All reviewers on this story, or on all.
    pub scope: Scope,
    /// Of all reviewers' places those that so many of so many found.
    pub votes: Option<(usize, usize)>,
    /// Whose agreement the charts show.
    pub charts_of: Whose,
    /// Whose agreement is measured.
    pub measures_of: Whose,
    /// The charts, as long as they are shown.
    pub(super) drawings: Vec<(Chart, Drawing)>,
    /// What they were drawn of.
    drawn: Option<(Arc<Comparison>, Whose)>,
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
        // What settles others is compared where somebody asks for that.
        let settles = |who: &Who| matches!(who, Who::Project(id) if id.is_consensus());
        order.sort_by_key(|who| (settles(who), (*who == at_work) == idle));
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
        self.stories = session.project().stories.len();
        self.tend_everyone(session, ctx);
        self.tend_drawer(ctx);
        self.draw();
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

    /// Draws the charts where they are shown and what they show has changed.
    fn draw(&mut self) {
        let shown = (self.page == Page::Charts).then(|| self.comparison_of(self.charts_of)).flatten();
        let Some((comparison, names)) = shown else {
            self.drawn = None;
            self.drawings.clear();
            return;
        };
        let same =
            |(drawn, of): &(Arc<Comparison>, Whose)| Arc::ptr_eq(drawn, comparison) && *of == self.charts_of;
        if self.drawn.as_ref().is_some_and(same) {
            return;
        }
        let draw = |chart: Chart| (chart, chart.draw(comparison, self.charts_of.subject(), names));
        let drawings = Chart::ALL.map(draw).into();
        self.drawn = Some((Arc::clone(comparison), self.charts_of));
        self.drawings = drawings;
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
}
