//! Tying together what is the same thing.

use std::collections::{BTreeMap, HashSet};

use super::super::clock::new_id;
use super::{Deed, VerbError, Verbs, counted};
use crate::model::{
    Absence, AnnotationId, Cluster, ClusterId, Edit, Link, LinkEnd, LinkId, LinkKindId, Value,
};

impl Verbs<'_> {
    /// Says that annotations are the same thing: puts them into one cluster, with all that was in
    /// their clusters before. A new cluster takes the name of the first one's words.
    pub fn tie(&self, ids: &[AnnotationId]) -> Result<(ClusterId, Deed), VerbError> {
        if ids.len() < 2 {
            return Err(VerbError::Nonsense("it takes two to tie them"));
        }
        self.gathered(ids, None)
    }

    /// Puts annotations into a cluster, with all that was in their clusters before: two clusters
    /// become one that has the name of this one.
    pub fn tie_to(&self, ids: &[AnnotationId], cluster: &ClusterId) -> Result<Deed, VerbError> {
        let into = self.cluster(cluster)?;
        if ids.iter().all(|id| into.members.contains(id)) {
            return Err(VerbError::Nonsense("they are tied already"));
        }
        Ok(self.gathered(ids, Some(into))?.1)
    }

    /// Makes a cluster of one, so that it can have a name, a note and links of its own.
    pub fn name_one(&self, id: &AnnotationId) -> Result<(ClusterId, Deed), VerbError> {
        if self.review.cluster_of(id).is_some() {
            return Err(VerbError::Nonsense("it has a name already"));
        }
        let cluster = Cluster { members: vec![id.clone()], ..self.new_cluster(id)? };
        let (id, name) = (cluster.id.clone(), format!("name “{}”", cluster.name));
        Ok((id, Deed { name, edit: Edit::Batch(vec![Edit::PutCluster(cluster)]) }))
    }

    /// Takes some of its annotations out of a cluster into a new one, which is named after the words
    /// of the first. At least one stays.
    pub fn split(&self, id: &ClusterId, off: &[AnnotationId]) -> Result<(ClusterId, Deed), VerbError> {
        let cluster = self.cluster(id)?;
        let off: HashSet<&AnnotationId> = off.iter().collect();
        let (gone, kept): (Vec<_>, Vec<_>) =
            cluster.members.iter().cloned().partition(|member| off.contains(member));
        let Some(first) = gone.first() else {
            return Err(VerbError::Nonsense("none of these is in the cluster"));
        };
        if kept.is_empty() {
            return Err(VerbError::Nonsense("at least one annotation stays"));
        }
        let new = Cluster { members: gone.clone(), ..self.new_cluster(first)? };
        let (new_id, name) = (new.id.clone(), format!("split “{}”", cluster.name));
        let edits =
            vec![Edit::PutCluster(Cluster { members: kept, ..cluster.clone() }), Edit::PutCluster(new)];
        Ok((new_id, Deed { name, edit: Edit::Batch(edits) }))
    }

    /// Removes a cluster; its annotations stay. Its links then lead to its first annotation.
    pub fn delete_cluster(&self, id: &ClusterId) -> Result<Deed, VerbError> {
        let cluster = self.cluster(id)?;
        let mut edits = Vec::new();
        match cluster.members.first() {
            Some(first) => self.repoint(&[cluster], &LinkEnd::Annotation(first.clone()), &mut edits),
            None => {
                let links = self.review.links_of(&LinkEnd::Cluster(id.clone()));
                edits.extend(links.map(|link| Edit::RemoveLink(link.id.clone())));
            }
        }
        edits.push(Edit::RemoveCluster(id.clone()));
        Ok(Deed { name: format!("untie all of “{}”", cluster.name), edit: Edit::Batch(edits) })
    }

    /// Sets an attribute of a cluster, or unsets it.
    pub fn set_cluster_attribute(
        &self,
        id: &ClusterId,
        attribute: &str,
        value: Option<&Value>,
    ) -> Result<Deed, VerbError> {
        let mut cluster = self.cluster(id)?.clone();
        let label = self.codebook.label(&cluster.label);
        let offered = label.and_then(|label| label.attributes.iter().find(|a| a.id == attribute));
        if let (Some(offered), Some(value)) = (offered, value)
            && !value.fits(&offered.kind)
        {
            return Err(VerbError::Nonsense("the attribute takes no such value"));
        }
        let named = offered.map_or(attribute, |offered| offered.name.as_str()).to_lowercase();
        match value {
            Some(value) => cluster.attributes.insert(attribute.to_owned(), value.clone()),
            None => cluster.attributes.remove(attribute),
        };
        let what = if value.is_some() { "set" } else { "clear" };
        let name = format!("{what} {named} of “{}”", cluster.name);
        Ok(Deed { name, edit: Edit::Batch(vec![Edit::PutCluster(cluster)]) })
    }

    /// Puts annotations and their clusters into one: `into`, or else the largest of theirs, or a new
    /// one that is named after the first.
    fn gathered(&self, ids: &[AnnotationId], into: Option<&Cluster>) -> Result<(ClusterId, Deed), VerbError> {
        let Some(first) = ids.first() else { return Err(VerbError::Nonsense("there is nothing to tie")) };
        let annotations = ids.iter().map(|id| self.annotation(id)).collect::<Result<Vec<_>, _>>()?;
        let mut seen: HashSet<&ClusterId> = HashSet::new();
        let theirs = ids.iter().filter_map(|id| self.review.cluster_of(id));
        let clusters: Vec<&Cluster> =
            into.into_iter().chain(theirs).filter(|cluster| seen.insert(&cluster.id)).collect();
        // The largest one keeps its name; of equals, the first one's.
        let kept = clusters.iter().enumerate().max_by_key(|(i, c)| (c.members.len(), std::cmp::Reverse(*i)));
        let mut kept = match into.or(kept.map(|(_, cluster)| *cluster)) {
            Some(cluster) => cluster.clone(),
            None => self.new_cluster(first)?,
        };
        let mut edits = Vec::new();
        let others: Vec<&Cluster> = clusters.into_iter().filter(|cluster| cluster.id != kept.id).collect();
        self.repoint(&others, &LinkEnd::Cluster(kept.id.clone()), &mut edits);
        let mut absences: Vec<Absence> = Vec::new();
        for cluster in others {
            absorb(&mut kept, cluster);
            let of = |absence: &&Absence| absence.cluster == cluster.id;
            absences.extend(self.review.absences().filter(of).cloned());
            edits.push(Edit::RemoveCluster(cluster.id.clone()));
        }
        let mut there: HashSet<AnnotationId> = kept.members.iter().cloned().collect();
        for annotation in annotations {
            if there.insert(annotation.id.clone()) {
                kept.members.push(annotation.id.clone());
            }
        }
        let (id, name) = (kept.id.clone(), format!("tie “{}”", kept.name));
        let after = self.absences_after(&kept, absences);
        edits.push(Edit::PutCluster(kept));
        edits.extend(after);
        Ok((id, Deed { name, edit: Edit::Batch(edits) }))
    }

    /// Takes annotations out of their clusters. A cluster that is left empty goes; its links then
    /// lead to the annotation that was its last.
    pub fn untie(&self, ids: &[AnnotationId]) -> Result<Deed, VerbError> {
        let mut gone: BTreeMap<&ClusterId, HashSet<&AnnotationId>> = BTreeMap::new();
        for id in ids {
            let annotation = self.annotation(id)?;
            if let Some(cluster) = self.review.cluster_of(&annotation.id) {
                gone.entry(&cluster.id).or_default().insert(&annotation.id);
            }
        }
        let mut left: BTreeMap<&ClusterId, Cluster> = BTreeMap::new();
        for (id, gone) in gone {
            let cluster = self.cluster(id)?;
            let members = cluster.members.iter().filter(|id| !gone.contains(id)).cloned().collect();
            left.insert(id, Cluster { members, ..cluster.clone() });
        }
        let name = match (left.len(), left.values().next()) {
            (1, Some(cluster)) => format!("untie from “{}”", cluster.name),
            (0, _) => return Err(VerbError::Nonsense("none of these is tied to anything")),
            _ => format!("untie {}", counted(ids.len(), "annotation", "annotations")),
        };
        let mut edits = Vec::new();
        for (id, cluster) in left {
            let before = self.review.cluster(id);
            match before.and_then(|before| before.members.last()).filter(|_| cluster.members.is_empty()) {
                Some(last) => {
                    self.repoint(
                        &before.into_iter().collect::<Vec<_>>(),
                        &LinkEnd::Annotation(last.clone()),
                        &mut edits,
                    );
                    edits.push(Edit::RemoveCluster(id.clone()));
                }
                None => edits.push(Edit::PutCluster(cluster)),
            }
        }
        Ok(Deed { name, edit: Edit::Batch(edits) })
    }

    /// Puts annotations into a cluster, out of those that they are in. One of these that is left
    /// empty goes; its links then lead to the cluster.
    pub fn join(&self, ids: &[AnnotationId], id: &ClusterId) -> Result<Deed, VerbError> {
        let mut kept = self.cluster(id)?.clone();
        let mut there: HashSet<AnnotationId> = kept.members.iter().cloned().collect();
        let mut left: BTreeMap<&ClusterId, HashSet<&AnnotationId>> = BTreeMap::new();
        let before = kept.members.len();
        for annotation in ids {
            let annotation = self.annotation(annotation)?;
            if !there.insert(annotation.id.clone()) {
                continue;
            }
            kept.members.push(annotation.id.clone());
            if let Some(old) = self.review.cluster_of(&annotation.id) {
                left.entry(&old.id).or_default().insert(&annotation.id);
            }
        }
        if kept.members.len() == before {
            return Err(VerbError::Nonsense("they are in this cluster already"));
        }
        let mut edits = Vec::new();
        let mut emptied = Vec::new();
        for (old, gone) in left {
            let old = self.cluster(old)?;
            let members: Vec<_> = old.members.iter().filter(|id| !gone.contains(id)).cloned().collect();
            if members.is_empty() {
                emptied.push(old);
            } else {
                edits.push(Edit::PutCluster(Cluster { members, ..old.clone() }));
            }
        }
        self.repoint(&emptied, &LinkEnd::Cluster(id.clone()), &mut edits);
        edits.extend(emptied.iter().map(|old| Edit::RemoveCluster(old.id.clone())));
        let added = counted(kept.members.len() - before, "annotation", "annotations");
        let name = format!("add {added} to “{}”", kept.name);
        edits.push(Edit::PutCluster(kept));
        Ok(Deed { name, edit: Edit::Batch(edits) })
    }

    /// Gives a cluster another name.
    pub fn rename_cluster(&self, id: &ClusterId, name: &str) -> Result<Deed, VerbError> {
        let cluster = self.cluster(id)?;
        let edit = Edit::PutCluster(Cluster { name: name.to_owned(), ..cluster.clone() });
        Ok(Deed {
            name: format!("rename “{}” to “{name}”", cluster.name), edit: Edit::Batch(vec![edit])
        })
    }

    /// Sets a cluster's note.
    pub fn set_cluster_note(&self, id: &ClusterId, note: &str) -> Result<Deed, VerbError> {
        let cluster = self.cluster(id)?;
        let edit = Edit::PutCluster(Cluster { note: note.to_owned(), ..cluster.clone() });
        Ok(Deed { name: format!("note on “{}”", cluster.name), edit: Edit::Batch(vec![edit]) })
    }

    pub(super) fn cluster(&self, id: &ClusterId) -> Result<&Cluster, VerbError> {
        self.review.cluster(id).ok_or_else(|| VerbError::Missing { what: "cluster", id: id.to_string() })
    }

    /// Lets the links of clusters that go lead elsewhere. One that would lead from a thing to itself,
    /// or is there already, goes too.
    fn repoint(&self, gone: &[&Cluster], target: &LinkEnd, edits: &mut Vec<Edit>) {
        let end = |end: &LinkEnd| match end {
            LinkEnd::Cluster(id) if gone.iter().any(|cluster| cluster.id == *id) => target.clone(),
            other => other.clone(),
        };
        let mut seen: Vec<(&LinkKindId, LinkEnd, LinkEnd)> = self
            .review
            .links_of(target)
            .map(|link| (&link.kind, link.from.clone(), link.to.clone()))
            .collect();
        let touched: BTreeMap<&LinkId, &Link> = gone
            .iter()
            .flat_map(|cluster| self.review.links_of(&LinkEnd::Cluster(cluster.id.clone())))
            .map(|link| (&link.id, link))
            .collect();
        for link in touched.into_values() {
            let moved = Link { from: end(&link.from), to: end(&link.to), ..link.clone() };
            let tie = (&link.kind, moved.from.clone(), moved.to.clone());
            if moved.from == moved.to || seen.contains(&tie) {
                edits.push(Edit::RemoveLink(link.id.clone()));
            } else {
                seen.push(tie);
                edits.push(Edit::PutLink(moved));
            }
        }
    }

    fn new_cluster(&self, of: &AnnotationId) -> Result<Cluster, VerbError> {
        let annotation = self.annotation(of)?;
        Ok(Cluster {
            id: new_id(),
            label: annotation.label.clone(),
            name: self.words(annotation),
            members: Vec::new(),
            attributes: Default::default(),
            note: String::new(),
        })
    }
}

/// Takes over what another cluster holds.
fn absorb(kept: &mut Cluster, other: &Cluster) {
    kept.members.extend(other.members.iter().cloned());
    for (key, value) in &other.attributes {
        kept.attributes.entry(key.clone()).or_insert_with(|| value.clone());
    }
    if !other.note.is_empty() {
        let gap = if kept.note.is_empty() { "" } else { "\n\n" };
        kept.note = format!("{}{gap}{}", kept.note, other.note);
    }
}
