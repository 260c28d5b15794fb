//! The only way a review changes.

use std::collections::HashSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    Absence, Annotation, AnnotationId, ArticleId, ArticleState, Cluster, ClusterId, Decision, DecisionId,
    Difference, Link, LinkEnd, LinkId, Orphan, Proposal, Rejection, Review, Ruling,
};

/// A change of a review, as data. Applying one gives its inverse.
///
/// *Put* replaces what has the same id, so an edit can be replayed over a state that already holds
/// it: the journal may overlap with the last save.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Edit {
    /// Adds an annotation, or replaces the one with its id.
    PutAnnotation(Annotation),
    /// Removes an annotation. Fails while a cluster or link still holds it.
    RemoveAnnotation(AnnotationId),
    /// Adds a cluster, or replaces the one with its id.
    PutCluster(Cluster),
    /// Removes a cluster, with what is said about its not being somewhere. Fails while a link still
    /// holds it.
    RemoveCluster(ClusterId),
    /// Adds a link, or replaces the one with its id.
    PutLink(Link),
    /// Removes a link.
    RemoveLink(LinkId),
    /// Sets how an article is known and how far the reviewer is.
    PutArticle(ArticleId, ArticleState),
    /// Forgets how an article is known. Its annotations stay.
    RemoveArticle(ArticleId),
    /// Sets the note on the story as a whole.
    PutNote(String),
    /// Adds an annotation without a place, or replaces the one with its id.
    PutOrphan(Orphan),
    /// Removes an annotation without a place.
    RemoveOrphan(AnnotationId),
    /// Adds a decision, or replaces the one with its id. What stands in the consensus because of it
    /// is put by edits of its own.
    PutDecision(Decision),
    /// Removes a decision.
    RemoveDecision(DecisionId),
    /// Rules a discrepancy, or rules it anew.
    PutRuling(Ruling),
    /// Takes a ruling back.
    RemoveRuling(Difference),
    /// Rejects a suggestion.
    PutRejection(Rejection),
    /// Lets a suggestion be made again.
    RemoveRejection(Proposal),
    /// Says that an article does not have what a cluster stands for.
    PutAbsence(Absence),
    /// Takes that back.
    RemoveAbsence(ClusterId, ArticleId),
    /// All of these in order, or none.
    Batch(Vec<Edit>),
}

/// Why an edit does not fit the review. The review is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// Removes what is not there.
    #[error("there is no {what} “{id}”")]
    Missing {
        /// annotation, cluster, link or article
        what: &'static str,
        /// The id that was looked for.
        id: String,
    },
    /// Would leave something behind that refers to nothing.
    #[error("{what} “{id}” is still used by {by}")]
    InUse {
        /// annotation, cluster or article
        what: &'static str,
        /// Its id.
        id: String,
        /// What uses it.
        by: String,
    },
    /// Names something that does not exist, or breaks a rule of the model.
    #[error("{0}")]
    Invalid(String),
}

impl Edit {
    /// Changes `review` and gives the edit that changes it back. On an error nothing has changed.
    pub fn apply(self, review: &mut Review) -> Result<Edit, EditError> {
        review.revision += 1;
        match self {
            Self::PutAnnotation(annotation) => put_annotation(review, annotation),
            Self::RemoveAnnotation(id) => remove_annotation(review, &id),
            Self::PutCluster(cluster) => put_cluster(review, cluster),
            Self::RemoveCluster(id) => remove_cluster(review, &id),
            Self::PutLink(link) => put_link(review, link),
            Self::RemoveLink(id) => match take_link(review, &id) {
                Some(link) => Ok(Self::PutLink(link)),
                None => Err(missing("link", id.as_str())),
            },
            Self::PutArticle(id, state) => Ok(match review.articles.insert(id.clone(), state) {
                Some(old) => Self::PutArticle(id, old),
                None => Self::RemoveArticle(id),
            }),
            Self::RemoveArticle(id) => match review.articles.remove(&id) {
                Some(old) => Ok(Self::PutArticle(id, old)),
                None => Err(missing("article", id.as_str())),
            },
            Self::PutNote(note) => Ok(Self::PutNote(std::mem::replace(&mut review.note, note))),
            Self::PutOrphan(orphan) => put_orphan(review, orphan),
            Self::RemoveOrphan(id) => match review.orphans.remove(&id) {
                Some(old) => Ok(Self::PutOrphan(old)),
                None => Err(missing("annotation without a place", id.as_str())),
            },
            Self::PutDecision(decision) => put_decision(review, decision),
            Self::RemoveDecision(id) => match review.decisions.remove(&id) {
                Some(old) => Ok(Self::PutDecision(old)),
                None => Err(missing("decision", id.as_str())),
            },
            Self::PutRuling(ruling) => {
                let of = ruling.of.clone();
                Ok(review.rulings.insert(of.clone(), ruling).map_or(Self::RemoveRuling(of), Self::PutRuling))
            }
            Self::RemoveRuling(of) => match review.rulings.remove(&of) {
                Some(old) => Ok(Self::PutRuling(old)),
                None => Err(missing("ruling of a difference in", &of.kind)),
            },
            Self::PutRejection(rejection) => {
                let of = rejection.of.clone();
                let old = review.rejected.insert(of.clone(), rejection);
                Ok(old.map_or(Self::RemoveRejection(of), Self::PutRejection))
            }
            Self::RemoveRejection(of) => match review.rejected.remove(&of) {
                Some(old) => Ok(Self::PutRejection(old)),
                None => Err(missing("rejected suggestion of a", of.what.name())),
            },
            Self::PutAbsence(absence) => {
                if !review.clusters.contains_key(&absence.cluster) {
                    return Err(missing("cluster", absence.cluster.as_str()));
                }
                let (cluster, article) = (absence.cluster.clone(), absence.article.clone());
                let old = review.absences.insert((cluster.clone(), article.clone()), absence);
                Ok(old.map_or(Self::RemoveAbsence(cluster, article), Self::PutAbsence))
            }
            Self::RemoveAbsence(cluster, article) => {
                match review.absences.remove(&(cluster.clone(), article)) {
                    Some(old) => Ok(Self::PutAbsence(old)),
                    None => Err(missing("absence of cluster", cluster.as_str())),
                }
            }
            Self::Batch(edits) => {
                let mut inverses = Vec::with_capacity(edits.len());
                for edit in edits {
                    match edit.apply(review) {
                        Ok(inverse) => inverses.push(inverse),
                        Err(error) => {
                            for inverse in inverses.into_iter().rev() {
                                let undone = inverse.apply(review);
                                debug_assert!(undone.is_ok(), "an inverse always fits");
                            }
                            return Err(error);
                        }
                    }
                }
                inverses.reverse();
                Ok(Self::Batch(inverses))
            }
        }
    }
}

fn missing(what: &'static str, id: &str) -> EditError {
    EditError::Missing { what, id: id.to_owned() }
}

fn in_use(what: &'static str, id: &str, by: &str) -> EditError {
    EditError::InUse { what, id: id.to_owned(), by: by.to_owned() }
}

fn put_annotation(review: &mut Review, annotation: Annotation) -> Result<Edit, EditError> {
    if annotation.spans.is_empty() || annotation.spans.windows(2).any(|pair| pair[0].end() >= pair[1].start())
    {
        return Err(EditError::Invalid(format!(
            "the pieces of annotation “{}” must be in order and apart",
            annotation.id
        )));
    }
    if review.orphans.contains_key(&annotation.id) {
        return Err(in_use("id", annotation.id.as_str(), "an annotation without a place"));
    }
    let old = review.annotations.remove(&annotation.id);
    if let Some(old) = &old {
        forget(review, old);
    }
    let annotation = Arc::new(annotation);
    review.by_article.entry(annotation.article.clone()).or_default().insert(&annotation);
    *review.label_counts.entry(annotation.label.clone()).or_default() += 1;
    let id = annotation.id.clone();
    review.annotations.insert(id.clone(), annotation);
    Ok(old.map_or(Edit::RemoveAnnotation(id), |old| Edit::PutAnnotation(Arc::unwrap_or_clone(old))))
}

fn put_orphan(review: &mut Review, orphan: Orphan) -> Result<Edit, EditError> {
    let id = orphan.annotation.id.clone();
    if review.annotations.contains_key(&id) {
        return Err(in_use("id", id.as_str(), "an annotation"));
    }
    if !orphan.annotation.spans.is_empty() {
        return Err(EditError::Invalid(format!("annotation “{id}” has a place, so it is no orphan")));
    }
    let old = review.orphans.insert(id.clone(), orphan);
    Ok(old.map_or(Edit::RemoveOrphan(id), Edit::PutOrphan))
}

fn put_decision(review: &mut Review, decision: Decision) -> Result<Edit, EditError> {
    if let Some(fault) = decision.fault() {
        return Err(EditError::Invalid(fault));
    }
    let id = decision.id.clone();
    let old = review.decisions.insert(id.clone(), decision);
    Ok(old.map_or(Edit::RemoveDecision(id), Edit::PutDecision))
}

fn forget(review: &mut Review, annotation: &Annotation) {
    if let Some(index) = review.by_article.get_mut(&annotation.article) {
        index.remove(annotation);
    }
    if let Some(count) = review.label_counts.get_mut(&annotation.label) {
        *count -= 1;
        if *count == 0 {
            review.label_counts.remove(&annotation.label);
        }
    }
}

fn remove_annotation(review: &mut Review, id: &AnnotationId) -> Result<Edit, EditError> {
    if let Some(cluster) = review.cluster_of.get(id) {
        return Err(in_use("annotation", id.as_str(), &format!("cluster “{cluster}”")));
    }
    let end = LinkEnd::Annotation(id.clone());
    if let Some(link) = review.links_of(&end).next() {
        return Err(in_use("annotation", id.as_str(), &format!("link “{}”", link.id)));
    }
    let annotation = review.annotations.remove(id).ok_or_else(|| missing("annotation", id.as_str()))?;
    forget(review, &annotation);
    Ok(Edit::PutAnnotation(Arc::unwrap_or_clone(annotation)))
}

fn put_cluster(review: &mut Review, cluster: Cluster) -> Result<Edit, EditError> {
    let mut seen = HashSet::with_capacity(cluster.members.len());
    for member in &cluster.members {
        if !review.annotations.contains_key(member) {
            return Err(missing("annotation", member.as_str()));
        }
        if !seen.insert(member) {
            return Err(EditError::Invalid(format!(
                "annotation “{member}” is in cluster “{}” twice",
                cluster.id
            )));
        }
        if let Some(other) = review.cluster_of.get(member)
            && *other != cluster.id
        {
            return Err(in_use("annotation", member.as_str(), &format!("cluster “{other}”")));
        }
    }
    let old = review.clusters.remove(&cluster.id);
    for member in old.iter().flat_map(|old| &old.members) {
        review.cluster_of.remove(member);
    }
    for member in &cluster.members {
        review.cluster_of.insert(member.clone(), cluster.id.clone());
    }
    let id = cluster.id.clone();
    review.clusters.insert(id.clone(), cluster);
    Ok(old.map_or(Edit::RemoveCluster(id), Edit::PutCluster))
}

fn remove_cluster(review: &mut Review, id: &ClusterId) -> Result<Edit, EditError> {
    let end = LinkEnd::Cluster(id.clone());
    if let Some(link) = review.links_of(&end).next() {
        return Err(in_use("cluster", id.as_str(), &format!("link “{}”", link.id)));
    }
    let cluster = review.clusters.remove(id).ok_or_else(|| missing("cluster", id.as_str()))?;
    for member in &cluster.members {
        review.cluster_of.remove(member);
    }
    let gone: Vec<Absence> = review.absences.values().filter(|a| a.cluster == *id).cloned().collect();
    review.absences.retain(|(cluster, _), _| cluster != id);
    if gone.is_empty() {
        return Ok(Edit::PutCluster(cluster));
    }
    Ok(Edit::Batch(
        std::iter::once(Edit::PutCluster(cluster)).chain(gone.into_iter().map(Edit::PutAbsence)).collect(),
    ))
}

fn put_link(review: &mut Review, link: Link) -> Result<Edit, EditError> {
    for end in [&link.from, &link.to] {
        match end {
            LinkEnd::Annotation(id) if !review.annotations.contains_key(id) => {
                return Err(missing("annotation", id.as_str()));
            }
            LinkEnd::Cluster(id) if !review.clusters.contains_key(id) => {
                return Err(missing("cluster", id.as_str()));
            }
            _ => {}
        }
    }
    let id = link.id.clone();
    let old = take_link(review, &id);
    for end in [&link.from, &link.to] {
        review.links_at.entry(end.clone()).or_default().insert(id.clone());
    }
    review.links.insert(id.clone(), link);
    Ok(old.map_or(Edit::RemoveLink(id), Edit::PutLink))
}

fn take_link(review: &mut Review, id: &LinkId) -> Option<Link> {
    let link = review.links.remove(id)?;
    for end in [&link.from, &link.to] {
        if let Some(ids) = review.links_at.get_mut(end) {
            ids.remove(id);
            if ids.is_empty() {
                review.links_at.remove(end);
            }
        }
    }
    Some(link)
}

impl Review {
    /// The edit that removes an annotation with all that refers to it: its links, and its place in
    /// its cluster. A cluster left without members goes too.
    pub fn removal_of(&self, id: &AnnotationId) -> Edit {
        self.removal_of_all(std::slice::from_ref(id))
    }

    /// The same for many annotations at once.
    pub fn removal_of_all(&self, ids: &[AnnotationId]) -> Edit {
        let gone: HashSet<&AnnotationId> = ids.iter().collect();
        let mut edits = Vec::new();
        let mut dead_clusters = HashSet::new();
        let mut shrunk = Vec::new();
        for cluster in self.clusters() {
            if !cluster.members.iter().any(|member| gone.contains(member)) {
                continue;
            }
            let members: Vec<_> = cluster.members.iter().filter(|m| !gone.contains(m)).cloned().collect();
            if members.is_empty() {
                dead_clusters.insert(&cluster.id);
            } else {
                shrunk.push(Edit::PutCluster(Cluster { members, ..cluster.clone() }));
            }
        }
        let dead = |end: &LinkEnd| match end {
            LinkEnd::Annotation(id) => gone.contains(id),
            LinkEnd::Cluster(id) => dead_clusters.contains(id),
        };
        for link in self.links().filter(|link| dead(&link.from) || dead(&link.to)) {
            edits.push(Edit::RemoveLink(link.id.clone()));
        }
        edits.extend(shrunk);
        edits.extend(dead_clusters.into_iter().cloned().map(Edit::RemoveCluster));
        edits.extend(ids.iter().cloned().map(Edit::RemoveAnnotation));
        Edit::Batch(edits)
    }
}

/// One step that can be undone.
#[derive(Clone, Debug)]
pub struct Step {
    /// What people read, as in “Undo: tag “Person””.
    pub name: String,
    /// The edit that takes it back.
    pub inverse: Edit,
}

/// Undo and redo without limit.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl History {
    /// Applies an edit as a new step. What was undone before is forgotten.
    pub fn apply(
        &mut self,
        review: &mut Review,
        name: impl Into<String>,
        edit: Edit,
    ) -> Result<(), EditError> {
        let inverse = edit.apply(review)?;
        self.done.push(Step { name: name.into(), inverse });
        self.undone.clear();
        Ok(())
    }

    /// Takes the last step back. Gives its name and the edit that did so; `None` where there is
    /// nothing to undo.
    pub fn undo(&mut self, review: &mut Review) -> Option<Result<(String, Edit), EditError>> {
        Self::turn(&mut self.done, &mut self.undone, review)
    }

    /// Does the last undone step again. Gives its name and the edit that did so.
    pub fn redo(&mut self, review: &mut Review) -> Option<Result<(String, Edit), EditError>> {
        Self::turn(&mut self.undone, &mut self.done, review)
    }

    fn turn(
        from: &mut Vec<Step>,
        to: &mut Vec<Step>,
        review: &mut Review,
    ) -> Option<Result<(String, Edit), EditError>> {
        let step = from.pop()?;
        Some(match step.inverse.clone().apply(review) {
            Ok(inverse) => {
                to.push(Step { name: step.name.clone(), inverse });
                Ok((step.name, step.inverse))
            }
            Err(error) => {
                from.push(step);
                Err(error)
            }
        })
    }

    /// Forgets what was undone: something else was done instead.
    pub fn forget_undone(&mut self) {
        self.undone.clear();
    }

    /// The name of the step that undo takes back.
    pub fn undo_name(&self) -> Option<&str> {
        self.done.last().map(|step| step.name.as_str())
    }

    /// The name of the step that redo does again.
    pub fn redo_name(&self) -> Option<&str> {
        self.undone.last().map(|step| step.name.as_str())
    }

    /// How many steps can be undone.
    pub fn len(&self) -> usize {
        self.done.len()
    }

    /// Whether nothing can be undone.
    pub fn is_empty(&self) -> bool {
        self.done.is_empty()
    }
}

#[cfg(test)]
mod tests;
