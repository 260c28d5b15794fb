//! The groups with what was decided about them.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::former::Former;
use super::majority::majority_of;
use super::ties::{Standing, clusters, links};
use super::{From, Group, Kind, Sources, key_of};
use crate::model::{
    AnnotationId, ArticleId, Choice, ClusterId, Decision, DecisionId, Made, Review, Story, Way,
};

/// How a group stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Nothing was decided.
    Open,
    /// Something was decided, but what it was decided from has changed since.
    Reopened,
    /// It was put off.
    Postponed,
    /// It is decided.
    Decided,
}

impl State {
    /// Whether it is still to be decided.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Reopened)
    }
}

/// A group with what was decided about it.
#[derive(Clone, Debug)]
pub struct Item {
    /// The group.
    pub group: Arc<Group>,
    /// How it stands.
    pub state: State,
    /// The decision about it; of a group that came back into the queue those that it is to replace.
    pub decisions: Vec<DecisionId>,
    /// The decision that made several groups of one.
    pub split: Option<DecisionId>,
}

impl Item {
    /// Names the group as long as its content is the same. For one run of the program.
    pub fn key(&self) -> u64 {
        self.group.key
    }

    /// The decision, where there is one that counts.
    pub fn decision<'r>(&self, consensus: &'r Review) -> Option<&'r Decision> {
        match self.state {
            State::Decided | State::Postponed => consensus.decision(self.decisions.first()?),
            State::Open | State::Reopened => None,
        }
    }
}

/// How far it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Groups decided.
    pub decided: usize,
    /// Put off.
    pub postponed: usize,
    /// Still to be decided, those that came back included.
    pub open: usize,
    /// Those that came back.
    pub reopened: usize,
}

impl Progress {
    /// All groups.
    pub fn total(&self) -> usize {
        self.decided + self.postponed + self.open
    }

    /// Whether nothing is left, not even what was put off.
    pub fn is_complete(&self) -> bool {
        self.decided == self.total()
    }

    fn add(&mut self, state: State) {
        match state {
            State::Open => self.open += 1,
            State::Reopened => {
                self.open += 1;
                self.reopened += 1;
            }
            State::Postponed => self.postponed += 1,
            State::Decided => self.decided += 1,
        }
    }
}

/// All groups of a story in the order in which they are to be decided. Made anew with each decision.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    /// Worst kind first, then by place in the story. A group stays where it is when it is decided.
    pub items: Vec<Item>,
    /// Clusters that reviewers made and that wait until all marks are decided or put off.
    pub clusters_wait: usize,
    /// Links that wait until all clusters are decided or put off.
    pub links_wait: usize,
}

impl Queue {
    /// What of `sources` is decided in `consensus`. `story` is theirs.
    pub fn new(sources: &Sources, story: &Story, consensus: &Review) -> Self {
        let mut build = Build::new(consensus);
        for group in &sources.groups {
            build.add(Arc::clone(group), None);
        }
        let mut queue = Self::default();
        let clusters_of = sources.reviews.iter().flat_map(|review| review.clusters());
        let links_of = sources.reviews.iter().flat_map(|review| review.links());
        build.former(Kind::is_mark, sources);
        if build.is_open() {
            queue.clusters_wait = clusters_of.count();
            queue.links_wait = links_of.count();
        } else {
            let standing = Standing::new(sources, story, consensus, build.results());
            for group in clusters(&standing) {
                build.add(Arc::new(group), None);
            }
            build.former(|kind| !kind.is_mark() && kind < Kind::LinkExistence, sources);
            if build.is_open() {
                queue.links_wait = links_of.count();
            } else {
                let standing = Standing::new(sources, story, consensus, build.results());
                for group in links(&standing) {
                    build.add(Arc::new(group), None);
                }
                build.former(|kind| kind >= Kind::LinkExistence, sources);
            }
        }
        queue.items = build.items;
        queue.items.sort_by_key(|item| (item.group.kind, item.group.order, item.group.key));
        queue
    }

    /// The place of the group with this key.
    pub fn position(&self, key: u64) -> Option<usize> {
        self.items.iter().position(|item| item.key() == key)
    }

    /// How far it is, with the items that `counts` takes.
    pub fn progress(&self, counts: impl Fn(&Item) -> bool) -> Progress {
        let mut progress = Progress::default();
        self.items.iter().filter(|item| counts(item)).for_each(|item| progress.add(item.state));
        progress
    }

    /// How far each article is: groups of marks only.
    pub fn by_article(&self) -> BTreeMap<&ArticleId, Progress> {
        let mut out: BTreeMap<&ArticleId, Progress> = BTreeMap::new();
        for item in self.items.iter().filter(|item| item.group.kind.is_mark()) {
            if let Some((article, ..)) = item.group.place() {
                out.entry(article).or_default().add(item.state);
            }
        }
        out
    }

    /// The groups that are open and on which everyone says the same.
    pub fn identical(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.state.is_open() && item.group.kind.is_identical())
    }

    /// The next place after `from` that `wanted` takes, going round; `from` itself comes last.
    pub fn next(&self, from: Option<usize>, onward: bool, wanted: impl Fn(&Item) -> bool) -> Option<usize> {
        let count = self.items.len();
        let start = match (from, onward) {
            (Some(at), true) => at + 1,
            (Some(at), false) => at + count.saturating_sub(1),
            (None, true) => 0,
            (None, false) => count.saturating_sub(1),
        };
        (0..count)
            .map(|step| if onward { (start + step) % count } else { (start + count - step) % count })
            .find(|at| self.items.get(*at).is_some_and(&wanted))
    }
}

/// A queue on its way.
struct Build<'a> {
    consensus: &'a Review,
    by_key: HashMap<u64, Vec<&'a Decision>>,
    used: HashSet<&'a DecisionId>,
    items: Vec<Item>,
}

impl<'a> Build<'a> {
    fn new(consensus: &'a Review) -> Self {
        let mut by_key: HashMap<u64, Vec<&Decision>> = HashMap::new();
        for decision in consensus.decisions() {
            by_key.entry(key_of(&decision.candidates)).or_default().push(decision);
        }
        Self { consensus, by_key, used: HashSet::new(), items: Vec::new() }
    }

    /// Adds a group with the decision that was made from the same candidates, if one was; a group
    /// that was taken apart as its parts.
    fn add(&mut self, group: Arc<Group>, split: Option<&DecisionId>) {
        let mut known = self.by_key.get(&group.key).into_iter().flatten().copied();
        let decision = known
            .find(|decision| decision.candidates == group.candidates && !self.used.contains(&decision.id));
        let state = match decision {
            None => State::Open,
            Some(decision) => {
                self.used.insert(&decision.id);
                match decision.choice {
                    Choice::Postponed => State::Postponed,
                    Choice::Split if group.candidates.len() > 1 => {
                        for part in group.apart() {
                            self.add(part, Some(&decision.id));
                        }
                        return;
                    }
                    Choice::Split => State::Reopened,
                    _ if !self.stands(decision) || !still_so(decision, &group) => State::Reopened,
                    _ => State::Decided,
                }
            }
        };
        let decisions = decision.map(|decision| decision.id.clone()).into_iter().collect();
        self.items.push(Item { group, state, decisions, split: split.cloned() });
    }

    /// Whether all that a decision led to is still there.
    fn stands(&self, decision: &Decision) -> bool {
        decision.results.iter().all(|made| match made {
            Made::Annotation(id) => self.consensus.annotation(id).is_some(),
            Made::Cluster(id) => self.consensus.cluster(id).is_some(),
            Made::Link(id) => self.consensus.link(id).is_some(),
        })
    }

    /// Gives decisions whose group has changed to the group that has become of it, or makes a group
    /// of them where none has.
    fn former(&mut self, kinds: impl Fn(Kind) -> bool, sources: &Sources) {
        // Decisions on articles that are not settled at present rest as they are.
        let settled = |decision: &Decision| {
            let articles = decision.candidates.iter().flat_map(|candidate| candidate.what.articles());
            articles.into_iter().all(|article| sources.articles.contains(article))
        };
        let unused: Vec<&Decision> = self
            .consensus
            .decisions()
            .filter(|decision| !self.used.contains(&decision.id) && kinds(kind_of(decision)))
            .filter(|decision| settled(decision))
            .collect();
        if unused.is_empty() {
            return;
        }
        let open: Vec<usize> = (0..self.items.len())
            .filter(|at| self.items[*at].state == State::Open && kinds(self.items[*at].group.kind))
            .collect();
        let former = Former::new(open.iter().map(|at| (*at, &*self.items[*at].group)));
        let found: Vec<(&Decision, Option<usize>)> =
            unused.into_iter().map(|decision| (decision, former.group_of(decision))).collect();
        for (decision, at) in found {
            self.used.insert(&decision.id);
            match at.and_then(|at| self.items.get_mut(at)) {
                Some(item) => {
                    item.state = State::Reopened;
                    item.decisions.push(decision.id.clone());
                }
                // What nobody says any more, and what led to nothing, is of the past.
                None if decision.results.is_empty() => {}
                None => self.items.push(Item {
                    group: Arc::new(gone(decision, sources)),
                    state: State::Reopened,
                    decisions: vec![decision.id.clone()],
                    split: None,
                }),
            }
        }
    }

    fn is_open(&self) -> bool {
        self.items.iter().any(|item| item.state.is_open())
    }

    /// What stands in the consensus for what reviewers made.
    fn results(&self) -> Results {
        let mut results = Results::default();
        for item in self.items.iter().filter(|item| item.state == State::Decided) {
            let Some(decision) = item.decision(self.consensus) else { continue };
            for (at, from) in item.group.from.iter().enumerate() {
                let Some(made) = decision.result_of(at) else { continue };
                for from in from {
                    match (from, made) {
                        (From::Annotation(who, id), Made::Annotation(made)) => {
                            results.annotations.insert((*who, id.clone()), made.clone());
                        }
                        (From::Cluster(who, id), Made::Cluster(made)) => {
                            results.clusters.insert((*who, id.clone()), made.clone());
                        }
                        _ => {}
                    }
                }
            }
        }
        results
    }
}

/// What stands in the consensus for what a reviewer (a place in [`Sources::reviewers`]) made.
#[derive(Debug, Default)]
pub(super) struct Results {
    pub annotations: HashMap<(usize, AnnotationId), AnnotationId>,
    pub clusters: HashMap<(usize, ClusterId), ClusterId>,
}

/// Whether the rule by which something was decided with many others still gives it: somebody may
/// have finished the article since, and have nothing there.
fn still_so(decision: &Decision, group: &Group) -> bool {
    match decision.way {
        Way::Hand => true,
        Way::Identical => group.kind.is_identical(),
        Way::Majority => decision.of == group.of || majority_of(group).as_ref() == Some(&decision.choice),
    }
}

/// The kind of group that a decision was made about, as far as its candidates tell.
fn kind_of(decision: &Decision) -> Kind {
    use crate::model::Matter;
    match decision.candidates.first().map(|candidate| &candidate.what) {
        Some(Matter::Cluster { .. }) => Kind::Members,
        Some(Matter::Link { .. }) => Kind::LinkDiffers,
        _ => Kind::Gone,
    }
}

/// A group of what nobody says any more.
fn gone(decision: &Decision, sources: &Sources) -> Group {
    let kind = match kind_of(decision) {
        Kind::Gone => Kind::Gone,
        Kind::Members => Kind::ClusterExistence,
        _ => Kind::LinkExistence,
    };
    let place = decision.candidates.iter().find_map(|candidate| super::place_of(&candidate.what));
    let rank = |article: &ArticleId| sources.articles.iter().position(|known| known == article);
    let order = place.map_or((usize::MAX, 0, 0), |(article, start, end)| {
        (rank(article).unwrap_or(usize::MAX), start.0, end.0)
    });
    let mut group = Group::new(kind, decision.of.clone(), order, Vec::new());
    // Without candidates all such groups would be one.
    group.key = key_of(&decision.candidates) ^ u64::from_be_bytes(*b"nobodys!");
    group
}
