//! Groups of clusters and links. They stand on the marks of the consensus: what reviewers tied is
//! compared through what was decided about the marks that they tied.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::gather::gather;
use super::queue::Results;
use super::sources::words;
use super::{From, Group, Kind, Sources};
use crate::model::{
    AnnotationId, ArticleId, Candidate, Cluster, ClusterId, Link, LinkEnd, Matter, Place, Review, ReviewerId,
    Story, Tied,
};

/// What clusters and links are compared on.
pub(super) struct Standing<'a> {
    sources: &'a Sources,
    story: &'a Story,
    consensus: &'a Review,
    results: Results,
    places: HashMap<AnnotationId, Place>,
}

impl<'a> Standing<'a> {
    pub(super) fn new(
        sources: &'a Sources,
        story: &'a Story,
        consensus: &'a Review,
        results: Results,
    ) -> Self {
        let mut places = HashMap::new();
        for article in &story.articles {
            for annotation in consensus.annotations_of(&article.id) {
                let pieces = annotation
                    .spans
                    .iter()
                    .filter_map(|span| article.offsets.span_to_chars(&article.text, *span));
                let at: Vec<_> = pieces.collect();
                let text = words(article, &at).join(" … ");
                let place = Place { article: article.id.clone(), at, text, id: annotation.id.clone() };
                places.insert(annotation.id.clone(), place);
            }
        }
        Self { sources, story, consensus, results, places }
    }

    fn rank(&self, article: &ArticleId) -> usize {
        self.story.articles.iter().position(|known| known.id == *article).unwrap_or(usize::MAX)
    }

    fn order(&self, places: &[&Place]) -> super::Order {
        let of = |place: &&Place| {
            let start = place.at.first().map_or(0, |piece| piece.0.0);
            let end = place.at.last().map_or(0, |piece| piece.1.0);
            (self.rank(&place.article), start, end)
        };
        places.iter().map(of).min().unwrap_or((usize::MAX, 0, 0))
    }

    /// Who is done with one of these articles at least.
    fn done_with_any(&self, articles: &BTreeSet<&ArticleId>) -> Vec<ReviewerId> {
        let done = self.sources.reviewers.iter().zip(&self.sources.done);
        done.filter(|(_, done)| articles.iter().any(|article| done.contains(*article)))
            .map(|(reviewer, _)| reviewer.clone())
            .collect()
    }

    /// Who is done with all of these articles.
    fn done_with_all(&self, articles: &BTreeSet<&ArticleId>) -> Vec<ReviewerId> {
        let done = self.sources.reviewers.iter().zip(&self.sources.done);
        done.filter(|(_, done)| articles.iter().all(|article| done.contains(*article)))
            .map(|(reviewer, _)| reviewer.clone())
            .collect()
    }

    /// A cluster over the marks of the consensus; nothing where none of its members stands there.
    fn cluster(&self, reviewer: usize, cluster: &Cluster) -> Option<(Matter, Vec<&Place>)> {
        let ids: BTreeSet<&AnnotationId> = cluster
            .members
            .iter()
            .filter_map(|member| self.results.annotations.get(&(reviewer, member.clone())))
            .collect();
        let mut members: Vec<&Place> = ids.into_iter().filter_map(|id| self.places.get(id)).collect();
        members.sort_by_key(|place| (self.rank(&place.article), &place.at, &place.id));
        let matter = Matter::Cluster {
            label: cluster.label.clone(),
            name: cluster.name.clone(),
            attributes: cluster.attributes.clone(),
            members: members.iter().map(|place| (*place).clone()).collect(),
        };
        (!members.is_empty()).then_some((matter, members))
    }

    /// An end of a link in the consensus. Whatever is a cluster there counts as the cluster, so that
    /// a link to a mention and one to what it mentions are the same; where it starts stays a mark.
    fn end(&self, reviewer: usize, end: &LinkEnd, leads: bool) -> Option<Tied> {
        let cluster = |id: &ClusterId| {
            let cluster = self.consensus.cluster(id)?;
            Some(Tied::Cluster(id.clone(), cluster.name.clone()))
        };
        match end {
            LinkEnd::Annotation(id) => {
                let id = self.results.annotations.get(&(reviewer, id.clone()))?;
                match self.consensus.cluster_of(id).filter(|_| leads) {
                    Some(of) => cluster(&of.id),
                    None => self.places.get(id).cloned().map(Tied::Mark),
                }
            }
            LinkEnd::Cluster(id) => cluster(self.results.clusters.get(&(reviewer, id.clone()))?),
        }
    }

    fn link(&self, reviewer: usize, link: &Link) -> Option<Matter> {
        let (from, to) = (self.end(reviewer, &link.from, false)?, self.end(reviewer, &link.to, true)?);
        (from != to).then(|| Matter::Link { kind: link.kind.clone(), from, to })
    }

    /// The marks that an end stands for.
    fn places_of(&self, end: &Tied) -> Vec<&Place> {
        match end {
            Tied::Mark(place) => self.places.get(&place.id).into_iter().collect(),
            Tied::Cluster(id, _) => {
                let members = self.consensus.cluster(id).into_iter().flat_map(|cluster| &cluster.members);
                members.filter_map(|member| self.places.get(member)).collect()
            }
        }
    }
}

/// A reviewer's cluster over the marks of the consensus.
struct Entry<'a> {
    reviewer: usize,
    id: &'a ClusterId,
    matter: Matter,
    members: Vec<&'a Place>,
}

/// Whether two clusters are the same, whether their names are, how much they share; and which two.
type Join = ((bool, bool, f64), (usize, usize));

/// The groups of clusters.
pub(super) fn clusters(standing: &Standing<'_>) -> Vec<Group> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for (reviewer, review) in standing.sources.reviews.iter().enumerate() {
        for cluster in review.clusters() {
            if let Some((matter, members)) = standing.cluster(reviewer, cluster) {
                entries.push(Entry { reviewer, id: &cluster.id, matter, members });
            }
        }
    }
    // In the order of what they say, so that ids, which are random, decide nothing.
    entries.sort_by(|a, b| {
        (a.reviewer, standing.order(&a.members), name_of(&a.matter), a.id).cmp(&(
            b.reviewer,
            standing.order(&b.members),
            name_of(&b.matter),
            b.id,
        ))
    });
    let mut holders: HashMap<&AnnotationId, Vec<usize>> = HashMap::new();
    for (at, entry) in entries.iter().enumerate() {
        for member in &entry.members {
            holders.entry(&member.id).or_default().push(at);
        }
    }
    let mut shared: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for holders in holders.values() {
        for (i, x) in holders.iter().enumerate() {
            for y in holders.iter().skip(i + 1) {
                *shared.entry((*x.min(y), *x.max(y))).or_default() += 1;
            }
        }
    }
    let mut joins: Vec<Join> = shared
        .into_iter()
        .filter(|((x, y), _)| entries[*x].reviewer != entries[*y].reviewer)
        .map(|((x, y), shared)| {
            let (a, b) = (&entries[x], &entries[y]);
            let worth = f64::from(2 * shared) / (a.members.len() + b.members.len()) as f64;
            ((a.matter == b.matter, name_of(&a.matter) == name_of(&b.matter), worth), (x, y))
        })
        .collect();
    joins.sort_by(|((same, name, worth), pair), ((other_same, other_name, other), other_pair)| {
        let by_worth = other.total_cmp(worth);
        other_same.cmp(same).then(by_worth).then(other_name.cmp(name)).then(pair.cmp(other_pair))
    });
    let joins: Vec<(usize, usize)> = joins.into_iter().map(|(_, pair)| pair).collect();
    let reviewers: Vec<usize> = entries.iter().map(|entry| entry.reviewer).collect();
    gather(&reviewers, &joins)
        .into_iter()
        .map(|group| cluster_group(standing, group.iter().filter_map(|at| entries.get(*at)).collect()))
        .collect()
}

fn name_of(matter: &Matter) -> &str {
    if let Matter::Cluster { name, .. } = matter { name } else { "" }
}

fn cluster_group(standing: &Standing<'_>, mut entries: Vec<&Entry<'_>>) -> Group {
    let done = |entry: &Entry<'_>| standing.sources.done.get(entry.reviewer);
    entries.sort_by_key(|entry| std::cmp::Reverse(done(entry).map_or(0, BTreeSet::len)));
    let mut made: Vec<(Candidate, Vec<From>)> = Vec::new();
    for entry in &entries {
        let who = standing.sources.reviewers[entry.reviewer].clone();
        let from = From::Cluster(entry.reviewer, entry.id.clone());
        let same = made.iter_mut().find(|(candidate, _)| {
            done(entry).is_some_and(|done| same_where(&candidate.what, &entry.matter, done))
        });
        match same {
            Some((candidate, all)) => {
                candidate.by.push(who);
                candidate.by.sort();
                all.push(from);
            }
            None => made.push((Candidate { by: vec![who], what: entry.matter.clone() }, vec![from])),
        }
    }
    let articles: BTreeSet<&ArticleId> =
        entries.iter().flat_map(|entry| entry.members.iter().map(|member| &member.article)).collect();
    let of = standing.done_with_any(&articles);
    let ids = |matter: &Matter| match matter {
        Matter::Cluster { members, .. } => members.iter().map(|member| member.id.clone()).collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    let kind = match made.as_slice() {
        _ if entries.len() < of.len() => Kind::ClusterExistence,
        [_] => Kind::ClusterIdentical,
        [(first, _), rest @ ..] if rest.iter().all(|(other, _)| ids(&other.what) == ids(&first.what)) => {
            Kind::ClusterDetails
        }
        _ => Kind::Members,
    };
    let places: Vec<&Place> = entries.iter().flat_map(|entry| entry.members.iter().copied()).collect();
    Group::new(kind, of, standing.order(&places), made)
}

/// Whether two clusters say the same on these articles: somebody who has not done the others cannot
/// have put anything of them into it.
fn same_where(a: &Matter, b: &Matter, done: &BTreeSet<ArticleId>) -> bool {
    let parts = |matter: &Matter| match matter {
        Matter::Cluster { label, name, attributes, members } => {
            let here: Vec<AnnotationId> =
                members.iter().filter(|m| done.contains(&m.article)).map(|m| m.id.clone()).collect();
            Some((label.clone(), name.clone(), attributes.clone(), here))
        }
        _ => None,
    };
    parts(a) == parts(b)
}

/// The groups of links.
pub(super) fn links(standing: &Standing<'_>) -> Vec<Group> {
    let mut entries: Vec<(usize, Matter)> = Vec::new();
    for (reviewer, review) in standing.sources.reviews.iter().enumerate() {
        let mut all: Vec<Matter> = review.links().filter_map(|link| standing.link(reviewer, link)).collect();
        all.sort_by(|a, b| ends(a).cmp(&ends(b)));
        all.dedup();
        entries.extend(all.into_iter().map(|matter| (reviewer, matter)));
    }
    let mut joins: Vec<(u8, usize, usize)> = Vec::new();
    let mut by_from: HashMap<&Tied, Vec<usize>> = HashMap::new();
    for (at, (_, matter)) in entries.iter().enumerate() {
        if let Matter::Link { from, .. } = matter {
            by_from.entry(from).or_default().push(at);
        }
    }
    for together in by_from.values() {
        for (i, x) in together.iter().enumerate() {
            for y in together.iter().skip(i + 1) {
                let rank = match (&entries[*x].1, &entries[*y].1) {
                    (a, b) if a == b => 0,
                    (Matter::Link { to: a, .. }, Matter::Link { to: b, .. }) if a == b => 1,
                    (a, b) if a.label() == b.label() => 2,
                    _ => continue,
                };
                joins.push((rank, *x.min(y), *x.max(y)));
            }
        }
    }
    joins.sort_unstable();
    let joins: Vec<(usize, usize)> = joins.into_iter().map(|(_, x, y)| (x, y)).collect();
    let reviewers: Vec<usize> = entries.iter().map(|(reviewer, _)| *reviewer).collect();
    gather(&reviewers, &joins)
        .into_iter()
        .map(|group| link_group(standing, group.iter().filter_map(|at| entries.get(*at)).collect()))
        .collect()
}

/// An order of links that follows from what they say.
fn ends(matter: &Matter) -> Option<(&Tied, &str, &Tied)> {
    match matter {
        Matter::Link { kind, from, to } => Some((from, kind.as_str(), to)),
        _ => None,
    }
}

fn link_group(standing: &Standing<'_>, entries: Vec<&(usize, Matter)>) -> Group {
    let mut made: Vec<(Candidate, Vec<From>)> = Vec::new();
    let mut places: Vec<&Place> = Vec::new();
    for (reviewer, matter) in &entries {
        let who = standing.sources.reviewers[*reviewer].clone();
        if let Matter::Link { from, .. } = matter {
            places.extend(standing.places_of(from));
        }
        match made.iter_mut().find(|(candidate, _)| candidate.what == *matter) {
            Some((candidate, from)) => {
                candidate.by.push(who);
                from.push(From::Link);
            }
            None => made.push((Candidate { by: vec![who], what: matter.clone() }, vec![From::Link])),
        }
    }
    // Only who is done with the article can have drawn it; of a cluster, with each that it is in.
    let articles: BTreeSet<&ArticleId> = places.iter().map(|place| &place.article).collect();
    let mut of = standing.done_with_all(&articles);
    of.extend(entries.iter().map(|(reviewer, _)| standing.sources.reviewers[*reviewer].clone()));
    of.sort();
    of.dedup();
    let kind = match made.len() {
        _ if entries.len() < of.len() => Kind::LinkExistence,
        1 => Kind::LinkIdentical,
        _ => Kind::LinkDiffers,
    };
    Group::new(kind, of, standing.order(&places), made)
}
