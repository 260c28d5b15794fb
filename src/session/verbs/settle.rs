//! Decisions of a consensus, as edits. What they lead to stands in the consensus; the reviewers'
//! own reviews are never touched.

use std::collections::{BTreeMap, HashMap};

use super::super::clock::new_id;
use super::{Deed, VerbError, Verbs, counted};
use crate::agreement::settle::{Item, Majority, Queue, Sources, State};
use crate::model::{
    Annotation, ArticleId, ArticleState, Choice, Cluster, ClusterId, Decision, Edit, Link, LinkEnd, Made,
    Matter, Origin, Review, ReviewerId, Status, Tied, Way,
};
use crate::text::Span;

/// What is decided about a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// What is chosen.
    pub choice: Choice,
    /// What stands there instead, where that is something that nobody had.
    pub edited: Vec<Matter>,
    /// How it was chosen.
    pub way: Way,
    /// A reason of the codebook; empty for none.
    pub reason: String,
    /// More about why.
    pub note: String,
}

impl Judgement {
    /// This choice of a person, without a reason.
    pub fn new(choice: Choice) -> Self {
        Self { choice, edited: Vec::new(), way: Way::Hand, reason: String::new(), note: String::new() }
    }

    /// Something that nobody had.
    pub fn edited(matter: Matter) -> Self {
        Self { edited: vec![matter], ..Self::new(Choice::Edited) }
    }
}

/// A consensus with what there is to decide in it. Several decisions can be made one after the
/// other; each sees what those before have led to.
struct Desk<'v, 'a> {
    verbs: &'v Verbs<'a>,
    by: &'v ReviewerId,
    review: Review,
    edits: Vec<Edit>,
}

impl Verbs<'_> {
    /// Decides about a group, in place of what was decided about it before.
    pub fn decide(
        &self,
        by: &ReviewerId,
        sources: &Sources,
        queue: &Queue,
        item: &Item,
        judgement: Judgement,
    ) -> Result<Deed, VerbError> {
        let name = match judgement.choice {
            Choice::Postponed => format!("postpone {}", called(item)),
            Choice::Split => format!("split {}", called(item)),
            _ => format!("settle {}", called(item)),
        };
        self.settle_all(name, by, sources, queue, vec![(item, judgement)])
    }

    /// Takes what everyone says alike, of all open groups at once.
    pub fn settle_identical(
        &self,
        by: &ReviewerId,
        sources: &Sources,
        queue: &Queue,
    ) -> Result<Deed, VerbError> {
        let judgement = || Judgement { way: Way::Identical, ..Judgement::new(Choice::Take(vec![0])) };
        let all: Vec<_> = queue.identical().map(|item| (item, judgement())).collect();
        let name = format!("accept {} on which all agree", counted(all.len(), "group", "groups"));
        self.settle_all(name, by, sources, queue, all)
    }

    /// Takes what more than half say, of all groups on which more than half say the same.
    pub fn settle_majority(
        &self,
        by: &ReviewerId,
        sources: &Sources,
        queue: &Queue,
        majority: &Majority,
    ) -> Result<Deed, VerbError> {
        let one = |(at, choice): &(usize, Choice)| {
            Some((queue.items.get(*at)?, Judgement { way: Way::Majority, ..Judgement::new(choice.clone()) }))
        };
        let all: Vec<_> = majority.proposed.iter().filter_map(one).collect();
        let name = format!("accept {} by majority", counted(all.len(), "group", "groups"));
        self.settle_all(name, by, sources, queue, all)
    }

    fn settle_all(
        &self,
        name: String,
        by: &ReviewerId,
        sources: &Sources,
        queue: &Queue,
        all: Vec<(&Item, Judgement)>,
    ) -> Result<Deed, VerbError> {
        if all.is_empty() {
            return Err(VerbError::Nonsense("there is nothing of this kind to settle"));
        }
        let mut desk = Desk::new(self, by);
        let mut states: HashMap<u64, State> = HashMap::new();
        for (item, judgement) in all {
            let state = match judgement.choice {
                Choice::Postponed => State::Postponed,
                Choice::Split => State::Open,
                _ => State::Decided,
            };
            states.insert(item.key(), state);
            desk.decide(item, judgement)?;
        }
        desk.statuses(sources, queue, &states)?;
        Ok(Deed { name, edit: Edit::Batch(desk.edits) })
    }

    /// Gives the decision about a group another reason.
    pub fn give_reason(&self, item: &Item, reason: &str, note: &str) -> Result<Deed, VerbError> {
        let decision = item
            .decision(self.review)
            .ok_or(VerbError::Nonsense("a reason is given to a decision, and this is not decided"))?;
        let decision = Decision { reason: reason.into(), note: note.into(), ..decision.clone() };
        let name = match self.codebook.reason(reason) {
            Some(reason) => format!("reason “{}”", reason.name),
            None => "reason".to_owned(),
        };
        Ok(Deed { name, edit: Edit::PutDecision(decision) })
    }

    /// Takes a decision back: its group is open again, as if nothing had been decided. Of a group
    /// that was taken apart and is open, what took it apart.
    pub fn take_back(
        &self,
        by: &ReviewerId,
        sources: &Sources,
        queue: &Queue,
        item: &Item,
    ) -> Result<Deed, VerbError> {
        let mut desk = Desk::new(self, by);
        let mut states = HashMap::new();
        let name = match (item.state, &item.split) {
            (State::Open | State::Reopened, Some(split)) => {
                for part in queue.items.iter().filter(|part| part.split.as_ref() == Some(split)) {
                    desk.forget(part)?;
                    states.insert(part.key(), State::Open);
                }
                desk.put(Edit::RemoveDecision(split.clone()))?;
                format!("put {} together again", called(item))
            }
            _ if item.decisions.is_empty() => {
                return Err(VerbError::Nonsense("nothing was decided here"));
            }
            _ => {
                desk.forget(item)?;
                states.insert(item.key(), State::Open);
                format!("take back {}", called(item))
            }
        };
        desk.statuses(sources, queue, &states)?;
        Ok(Deed { name, edit: Edit::Batch(desk.edits) })
    }
}

/// What people read for a group: its words.
fn called(item: &Item) -> String {
    let what = item.group.candidates.first().map(|candidate| &candidate.what);
    match what {
        Some(Matter::Mark { text, .. }) => format!("“{}”", short(&text.join(" … "))),
        Some(Matter::Cluster { name, .. }) => format!("the cluster “{}”", short(name)),
        Some(Matter::Link { .. }) => "a link".to_owned(),
        None => "what nobody marks now".to_owned(),
    }
}

fn short(words: &str) -> String {
    match words.char_indices().nth(32) {
        Some((at, _)) => format!("{}…", words.get(..at).unwrap_or_default().trim_end()),
        None => words.to_owned(),
    }
}

impl<'v, 'a> Desk<'v, 'a> {
    fn new(verbs: &'v Verbs<'a>, by: &'v ReviewerId) -> Self {
        Self { verbs, by, review: verbs.review.clone(), edits: Vec::new() }
    }

    /// Adds an edit, and does it to the copy that those after it see.
    fn put(&mut self, edit: Edit) -> Result<(), VerbError> {
        edit.clone()
            .apply(&mut self.review)
            .map_err(|_| VerbError::Nonsense("the consensus has changed meanwhile; look again"))?;
        self.edits.push(edit);
        Ok(())
    }

    fn decide(&mut self, item: &Item, judgement: Judgement) -> Result<(), VerbError> {
        let group = &item.group;
        let made: Vec<Matter> = match &judgement.choice {
            Choice::Take(taken) => {
                if taken.len() > 1
                    && group.candidates.iter().any(|c| matches!(c.what, Matter::Cluster { .. }))
                {
                    return Err(VerbError::Nonsense("a mark belongs to one cluster: take one of them"));
                }
                let one = |at: &usize| group.candidates.get(*at).map(|candidate| candidate.what.clone());
                taken.iter().map(one).collect::<Option<_>>().ok_or(VerbError::Nonsense("nobody has this"))?
            }
            Choice::Edited => judgement.edited.clone(),
            Choice::Split if group.candidates.len() < 2 => {
                return Err(VerbError::Nonsense("there is only one here: nothing to take apart"));
            }
            Choice::Nothing | Choice::Split | Choice::Postponed => Vec::new(),
        };
        if matches!(judgement.choice, Choice::Take(_) | Choice::Edited) && made.is_empty() {
            return Err(VerbError::Nonsense("there is nothing to take"));
        }
        let former: Vec<Decision> =
            item.decisions.iter().filter_map(|id| self.review.decision(id)).cloned().collect();
        let mut old: Vec<Made> = former.iter().flat_map(|decision| decision.results.clone()).collect();
        old.retain(|made| self.is_there(made));
        let mut results = Vec::with_capacity(made.len());
        for matter in &made {
            results.push(self.make(matter, &mut old)?);
        }
        for left in old {
            self.remove(&left)?;
        }
        let id = former.first().map_or_else(new_id, |decision| decision.id.clone());
        for decision in former.iter().skip(1) {
            self.put(Edit::RemoveDecision(decision.id.clone()))?;
        }
        // What nobody says any more has no candidates of its own: the old ones stay, as a record.
        let candidates = match (group.candidates.is_empty(), former.first()) {
            (false, _) => group.candidates.clone(),
            (true, Some(decision)) => decision.candidates.clone(),
            (true, None) => return Err(VerbError::Nonsense("there is nothing here")),
        };
        self.put(Edit::PutDecision(Decision {
            id,
            candidates,
            of: group.of.clone(),
            choice: judgement.choice,
            results,
            way: judgement.way,
            by: self.by.clone(),
            at: self.verbs.now,
            reason: judgement.reason,
            note: judgement.note,
        }))
    }

    /// Removes what was decided about a group, and what it led to.
    fn forget(&mut self, item: &Item) -> Result<(), VerbError> {
        for id in &item.decisions {
            let Some(decision) = self.review.decision(id).cloned() else { continue };
            for made in &decision.results {
                self.remove(made)?;
            }
            self.put(Edit::RemoveDecision(decision.id))?;
        }
        Ok(())
    }

    fn is_there(&self, made: &Made) -> bool {
        match made {
            Made::Annotation(id) => self.review.annotation(id).is_some(),
            Made::Cluster(id) => self.review.cluster(id).is_some(),
            Made::Link(id) => self.review.link(id).is_some(),
        }
    }

    /// Puts something into the consensus. It takes the id of the same kind of thing that stood there
    /// before, so that what is tied to it stays tied.
    fn make(&mut self, matter: &Matter, old: &mut Vec<Made>) -> Result<Made, VerbError> {
        let kind = |made: &Made| {
            matches!(
                (matter, made),
                (Matter::Mark { .. }, Made::Annotation(_))
                    | (Matter::Cluster { .. }, Made::Cluster(_))
                    | (Matter::Link { .. }, Made::Link(_))
            )
        };
        let reused = old.iter().position(kind).map(|at| old.remove(at));
        match matter {
            Matter::Mark { article, at, label, attributes, .. } => {
                let missing = || VerbError::Missing { what: "article", id: article.to_string() };
                let text = self.verbs.story.article(article).ok_or_else(missing)?;
                let spans: Option<Vec<Span>> = at
                    .iter()
                    .map(|(start, end)| text.offsets.span_from_chars(&text.text, *start, *end))
                    .collect();
                let spans = spans.ok_or(VerbError::Nonsense("it does not fit the text of its article"))?;
                let id = reused.map_or_else(new_id, |made| made.id().into());
                let made = self.review.annotation(&id).map_or(self.verbs.now, |annotation| annotation.made);
                self.put(Edit::PutAnnotation(Annotation {
                    id: id.clone(),
                    article: article.clone(),
                    label: label.clone(),
                    spans: Annotation::normal_spans(spans),
                    attributes: attributes.clone(),
                    note: String::new(),
                    origin: Origin::Settled,
                    made,
                    changed: self.verbs.now,
                }))?;
                Ok(Made::Annotation(id))
            }
            Matter::Cluster { label, name, attributes, members } => {
                let id: ClusterId = reused.map_or_else(new_id, |made| made.id().into());
                let members: Vec<_> = members
                    .iter()
                    .map(|member| member.id.clone())
                    .filter(|member| self.review.annotation(member).is_some())
                    .collect();
                self.free(&id, &members)?;
                self.put(Edit::PutCluster(Cluster {
                    id: id.clone(),
                    label: label.clone(),
                    name: name.clone(),
                    members,
                    attributes: attributes.clone(),
                    note: String::new(),
                }))?;
                Ok(Made::Cluster(id))
            }
            Matter::Link { kind, from, to } => {
                let end = |end: &Tied| match end {
                    Tied::Mark(place) => LinkEnd::Annotation(place.id.clone()),
                    Tied::Cluster(id, _) => LinkEnd::Cluster(id.clone()),
                };
                let id = reused.map_or_else(new_id, |made| made.id().into());
                let (kind, from, to) = (kind.clone(), end(from), end(to));
                self.put(Edit::PutLink(Link { id, kind, from, to, note: String::new() }))?;
                match self.edits.last() {
                    Some(Edit::PutLink(link)) => Ok(Made::Link(link.id.clone())),
                    _ => Err(VerbError::Nonsense("the link could not be made")),
                }
            }
        }
    }

    /// Takes marks out of the clusters that they are in: the latest decision has them. A cluster left
    /// empty goes, unless something is linked to it.
    fn free(&mut self, but: &ClusterId, members: &[crate::model::AnnotationId]) -> Result<(), VerbError> {
        let mut shrunk: BTreeMap<ClusterId, Cluster> = BTreeMap::new();
        for member in members {
            let Some(cluster) = self.review.cluster_of(member).filter(|cluster| cluster.id != *but) else {
                continue;
            };
            let left = shrunk.entry(cluster.id.clone()).or_insert_with(|| cluster.clone());
            left.members.retain(|known| known != member);
        }
        for (id, cluster) in shrunk {
            let linked = self.review.links_of(&LinkEnd::Cluster(id.clone())).next().is_some();
            if cluster.members.is_empty() && !linked {
                self.put(Edit::RemoveCluster(id))?;
            } else {
                self.put(Edit::PutCluster(cluster))?;
            }
        }
        Ok(())
    }

    fn remove(&mut self, made: &Made) -> Result<(), VerbError> {
        if !self.is_there(made) {
            return Ok(());
        }
        match made {
            Made::Annotation(id) => {
                let removal = self.review.removal_of(id);
                self.put(removal)
            }
            Made::Cluster(id) => {
                let links: Vec<_> =
                    self.review.links_of(&LinkEnd::Cluster(id.clone())).map(|link| link.id.clone()).collect();
                for link in links {
                    self.put(Edit::RemoveLink(link))?;
                }
                self.put(Edit::RemoveCluster(id.clone()))
            }
            Made::Link(id) => self.put(Edit::RemoveLink(id.clone())),
        }
    }

    /// An article is done in the consensus when all its groups of marks are decided.
    fn statuses(
        &mut self,
        sources: &Sources,
        queue: &Queue,
        states: &HashMap<u64, State>,
    ) -> Result<(), VerbError> {
        let mut left: BTreeMap<&ArticleId, usize> = BTreeMap::new();
        for item in queue.items.iter().filter(|item| item.group.kind.is_mark()) {
            let state = states.get(&item.key()).copied().unwrap_or(item.state);
            if let Some((article, ..)) = item.group.place().filter(|_| state != State::Decided) {
                *left.entry(article).or_default() += 1;
            }
        }
        for id in &sources.articles {
            let Some(article) = self.verbs.story.article(id) else { continue };
            let status = if left.contains_key(id) { Status::InProgress } else { Status::Done };
            let known = self.review.articles().get(id);
            let state = ArticleState {
                sha256: article.sha256.clone(),
                chars: article.offsets.chars().0,
                status,
                note: known.map_or_else(String::new, |known| known.note.clone()),
            };
            if self.review.articles().get(id) != Some(&state) {
                self.put(Edit::PutArticle(id.clone(), state))?;
            }
        }
        Ok(())
    }
}
