//! Clusters and links of two reviewers, over the marks that the alignment knows.

use std::collections::{BTreeMap, HashMap};

use super::clusters::{ClusterScores, Partition, Tangle, lea_f1, paired, tangles};
use super::compare::{Comparison, MarkRef, Pair};
use super::measure::{F1, Measure, Undefined};
use crate::model::{AnnotationId, ClusterId, LinkEnd, LinkId, LinkKindId};

/// When a mark of one reviewer and a mark of the other are the same mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mentions {
    /// When they are identical.
    Exact,
    /// When the alignment pairs them, whatever differs.
    Aligned,
}

/// Clusters and links of two reviewers on the articles that both are done with. Members and ends
/// elsewhere are left out, and clusters and links that have none left.
#[derive(Clone, Debug)]
pub struct Ties {
    /// The first reviewer's clusters, and their mentions in the same order.
    pub clusters_a: Vec<ClusterId>,
    /// Mentions of [`Self::clusters_a`].
    pub mentions_a: Partition,
    /// The second reviewer's clusters.
    pub clusters_b: Vec<ClusterId>,
    /// Mentions of [`Self::clusters_b`].
    pub mentions_b: Partition,
    /// The links of both.
    pub links: Vec<LinkRow>,
}

/// A link that one or both reviewers drew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRow {
    /// Its kind.
    pub kind: LinkKindId,
    /// The first reviewer's link.
    pub a: Option<LinkId>,
    /// The second reviewer's link.
    pub b: Option<LinkId>,
    /// Whether both reviewers marked what it ties.
    pub ends_shared: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum End {
    Mention(u32),
    Cluster(u32),
}

impl Comparison {
    /// Clusters and links of a pair.
    pub fn ties(&self, pair: &Pair, mentions: Mentions) -> Ties {
        let (of_a, of_b, shared) = self.mentions(pair, mentions);
        let (clusters_a, mentions_a) = self.partition(pair.a, &of_a);
        let (clusters_b, mentions_b) = self.partition(pair.b, &of_b);
        // A cluster has its place among the first reviewer's, or after them where it has no partner.
        let partners: BTreeMap<usize, usize> =
            paired(&mentions_a, &mentions_b).into_iter().map(|(a, b)| (b, a)).collect();
        let number_a: HashMap<&ClusterId, u32> = clusters_a.iter().zip(0..).collect();
        let number_b: HashMap<&ClusterId, u32> = clusters_b
            .iter()
            .enumerate()
            .map(|(b, id)| (id, partners.get(&b).map_or(clusters_a.len() + b, |a| *a) as u32))
            .collect();
        let is_shared = |end: &End| match end {
            End::Mention(mention) => shared.get(*mention as usize).is_some_and(|shared| *shared),
            End::Cluster(cluster) => partners.values().any(|a| *a as u32 == *cluster),
        };
        type Both = (Option<LinkId>, Option<LinkId>);
        let mut links: BTreeMap<(LinkKindId, End, End), Both> = BTreeMap::new();
        for (reviewer, of, numbers) in [(pair.a, &of_a, &number_a), (pair.b, &of_b, &number_b)] {
            let end = |end: &LinkEnd| match end {
                LinkEnd::Annotation(id) => of.get(id).map(|mention| End::Mention(*mention)),
                LinkEnd::Cluster(id) => numbers.get(id).map(|number| End::Cluster(*number)),
            };
            let mut own: Vec<_> = self.reviews[reviewer].links.iter().collect();
            own.sort_by_key(|link| &link.id);
            for link in own {
                if let (Some(from), Some(to)) = (end(&link.from), end(&link.to)) {
                    let both = links.entry((link.kind.clone(), from, to)).or_default();
                    let slot = if reviewer == pair.a { &mut both.0 } else { &mut both.1 };
                    slot.get_or_insert_with(|| link.id.clone());
                }
            }
        }
        let links = links.into_iter().map(|((kind, from, to), (a, b))| LinkRow {
            kind,
            a,
            b,
            ends_shared: is_shared(&from) && is_shared(&to),
        });
        let links = links.collect();
        Ties { clusters_a, mentions_a, clusters_b, mentions_b, links }
    }

    /// The mention that each annotation of either reviewer stands for, and whether a mention is
    /// one of both.
    #[allow(clippy::type_complexity)]
    fn mentions(
        &self,
        pair: &Pair,
        mentions: Mentions,
    ) -> (HashMap<&AnnotationId, u32>, HashMap<&AnnotationId, u32>, Vec<bool>) {
        let mut of_mark: HashMap<MarkRef, u32> = HashMap::with_capacity(pair.rows.len() * 2);
        let mut shared = Vec::with_capacity(pair.rows.len());
        // Mentions are numbered alike whoever is named first.
        let turned = self.reviewers[pair.a] > self.reviewers[pair.b];
        for row in &pair.rows {
            let same = row.a.is_some()
                && row.b.is_some()
                && (mentions == Mentions::Aligned || row.class == super::Class::Identical);
            let mut last = None;
            let marks = if turned { [row.b, row.a] } else { [row.a, row.b] };
            for mark in marks.into_iter().flatten() {
                if last.is_none() || !same {
                    last = Some(shared.len() as u32);
                    shared.push(same);
                }
                of_mark.extend(last.map(|mention| (mark, mention)));
            }
        }
        for (repeat, kept) in self.repeats() {
            if let Some(mention) = of_mark.get(&kept).copied() {
                of_mark.insert(repeat, mention);
            }
        }
        let of = |reviewer: usize| {
            let own = of_mark.iter().filter(|(mark, _)| mark.reviewer as usize == reviewer);
            own.filter_map(|(mark, mention)| Some((self.annotation(*mark)?, *mention))).collect()
        };
        (of(pair.a), of(pair.b), shared)
    }

    /// A reviewer's clusters as mentions, by their mentions; a mention that two clusters hold, by
    /// way of marks that repeat each other, stays in the first.
    fn partition(&self, reviewer: usize, of: &HashMap<&AnnotationId, u32>) -> (Vec<ClusterId>, Partition) {
        let clusters = self.reviews[reviewer].clusters.iter().map(|cluster| {
            let mut mentions: Vec<u32> =
                cluster.members.iter().filter_map(|id| of.get(id).copied()).collect();
            mentions.sort_unstable();
            mentions.dedup();
            (mentions, cluster.id.clone())
        });
        let mut clusters: Vec<_> = clusters.collect();
        clusters.sort();
        let mut taken = std::collections::HashSet::new();
        for (mentions, _) in &mut clusters {
            mentions.retain(|mention| taken.insert(*mention));
        }
        clusters.retain(|(mentions, _)| !mentions.is_empty());
        clusters.into_iter().map(|(mentions, id)| (id, mentions)).unzip()
    }
}

impl Ties {
    /// F1 of LEA over clusters.
    pub fn lea_f1(&self) -> Measure {
        lea_f1(&self.mentions_a, &self.mentions_b)
    }

    /// All measures on clusters.
    pub fn scores(&self) -> Result<ClusterScores, Undefined> {
        ClusterScores::new(&self.mentions_a, &self.mentions_b)
    }

    /// What became one and what became several: places in [`Self::clusters_a`] and
    /// [`Self::clusters_b`].
    pub fn tangles(&self) -> Vec<Tangle> {
        tangles(&self.mentions_a, &self.mentions_b)
    }

    /// How many links agree in kind and both ends; of those alone whose ends both marked, where
    /// asked for.
    pub fn links(&self, only_shared_ends: bool) -> F1 {
        let mut sum = F1::default();
        for link in self.links.iter().filter(|link| link.ends_shared || !only_shared_ends) {
            sum.a += u64::from(link.a.is_some());
            sum.b += u64::from(link.b.is_some());
            sum.both += u64::from(link.a.is_some() && link.b.is_some());
        }
        sum
    }

    /// F1 over links.
    pub fn link_f1(&self, only_shared_ends: bool) -> Measure {
        self.links(only_shared_ends).value().map_err(|_| Undefined::NoLinks)
    }
}
