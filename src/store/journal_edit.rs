//! Edits as they stand in a journal: in the terms of the file, so that they can be replayed over it
//! whatever has become of the texts.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::around::Surroundings;
use super::review_file::{FileAnnotation, FileOrphan, ReviewFile};
use crate::model::{
    Absence, Annotation, AnnotationId, ArticleId, ArticleState, Cluster, ClusterId, Decision, DecisionId,
    Difference, Edit, Link, LinkId, Proposal, Rejection, Ruling, Story,
};

/// One change of a review's file. Batches are taken apart: a record of the journal holds all of them
/// or does not count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FileEdit {
    /// Adds or replaces an annotation.
    PutAnnotation(FileAnnotation),
    /// Removes an annotation.
    RemoveAnnotation(AnnotationId),
    /// Adds or replaces a cluster.
    PutCluster(Cluster),
    /// Removes a cluster.
    RemoveCluster(ClusterId),
    /// Adds or replaces a link.
    PutLink(Link),
    /// Removes a link.
    RemoveLink(LinkId),
    /// Sets how an article is known.
    PutArticle(ArticleId, ArticleState),
    /// Forgets how an article is known.
    RemoveArticle(ArticleId),
    /// Sets the note on the story as a whole.
    PutNote(String),
    /// Adds or replaces an annotation without a place.
    PutOrphan(FileOrphan),
    /// Removes an annotation without a place.
    RemoveOrphan(AnnotationId),
    /// Adds or replaces a decision.
    PutDecision(Decision),
    /// Removes a decision.
    RemoveDecision(DecisionId),
    /// Rules a discrepancy.
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
}

impl FileEdit {
    /// An edit of a review on the articles of `story`, in the terms of its file.
    pub(crate) fn from_edit(edit: &Edit, story: &Story, known: &mut Surroundings) -> Vec<Self> {
        let mut annotations: BTreeMap<&ArticleId, Vec<&Annotation>> = BTreeMap::new();
        each(edit, &mut |edit| {
            if let Edit::PutAnnotation(annotation) = edit {
                annotations.entry(&annotation.article).or_default().push(annotation);
            }
        });
        for (article, annotations) in annotations {
            if let Some(article) = story.article(article) {
                known.learn(article, annotations.into_iter());
            }
        }
        let mut out = Vec::new();
        each(edit, &mut |edit| {
            out.push(match edit.clone() {
                Edit::PutAnnotation(annotation) => {
                    Self::PutAnnotation(FileAnnotation::new(&annotation, story, known))
                }
                Edit::RemoveAnnotation(id) => Self::RemoveAnnotation(id),
                Edit::PutCluster(cluster) => Self::PutCluster(cluster),
                Edit::RemoveCluster(id) => Self::RemoveCluster(id),
                Edit::PutLink(link) => Self::PutLink(link),
                Edit::RemoveLink(id) => Self::RemoveLink(id),
                Edit::PutArticle(id, state) => Self::PutArticle(id, state),
                Edit::RemoveArticle(id) => Self::RemoveArticle(id),
                Edit::PutNote(note) => Self::PutNote(note),
                Edit::PutOrphan(orphan) => Self::PutOrphan(orphan.into()),
                Edit::RemoveOrphan(id) => Self::RemoveOrphan(id),
                Edit::PutDecision(decision) => Self::PutDecision(decision),
                Edit::RemoveDecision(id) => Self::RemoveDecision(id),
                Edit::PutRuling(ruling) => Self::PutRuling(ruling),
                Edit::RemoveRuling(of) => Self::RemoveRuling(of),
                Edit::PutRejection(rejection) => Self::PutRejection(rejection),
                Edit::RemoveRejection(of) => Self::RemoveRejection(of),
                Edit::PutAbsence(absence) => Self::PutAbsence(absence),
                Edit::RemoveAbsence(cluster, article) => Self::RemoveAbsence(cluster, article),
                Edit::Batch(_) => return,
            });
        });
        out
    }
}

/// Every edit that is no batch, in order.
fn each<'e>(edit: &'e Edit, visit: &mut impl FnMut(&'e Edit)) {
    match edit {
        Edit::Batch(edits) => edits.iter().for_each(|edit| each(edit, visit)),
        one => visit(one),
    }
}

impl ReviewFile {
    /// Applies edits of a journal. What removes something that is not there does nothing: this is so
    /// only where the file was changed by another program meanwhile.
    pub(crate) fn apply(&mut self, edits: impl Iterator<Item = FileEdit>) {
        let mut annotations: HashMap<_, _> = drain(&mut self.annotations, |a| a.id.clone());
        let mut orphans: BTreeMap<_, _> = drain(&mut self.orphans, |o| o.id.clone());
        let mut clusters: BTreeMap<_, _> = drain(&mut self.clusters, |c| c.id.clone());
        let mut links: BTreeMap<_, _> = drain(&mut self.links, |l| l.id.clone());
        let mut decisions: BTreeMap<_, _> = drain(&mut self.decisions, |d| d.id.clone());
        let mut rulings: BTreeMap<_, _> = drain(&mut self.rulings, |r| r.of.clone());
        let mut rejected: BTreeMap<_, _> = drain(&mut self.rejected, |r| r.of.clone());
        let mut absences: BTreeMap<_, _> =
            drain(&mut self.absences, |a| (a.cluster.clone(), a.article.clone()));
        for edit in edits {
            match edit {
                FileEdit::PutAnnotation(annotation) => {
                    orphans.remove(&annotation.id);
                    annotations.insert(annotation.id.clone(), annotation);
                }
                FileEdit::RemoveAnnotation(id) => drop(annotations.remove(&id)),
                FileEdit::PutCluster(cluster) => drop(clusters.insert(cluster.id.clone(), cluster)),
                FileEdit::RemoveCluster(id) => {
                    clusters.remove(&id);
                    absences.retain(|(cluster, _), _| *cluster != id);
                }
                FileEdit::PutLink(link) => drop(links.insert(link.id.clone(), link)),
                FileEdit::RemoveLink(id) => drop(links.remove(&id)),
                FileEdit::PutArticle(id, state) => drop(self.articles.insert(id, state)),
                FileEdit::RemoveArticle(id) => drop(self.articles.remove(&id)),
                FileEdit::PutNote(note) => self.note = note,
                FileEdit::PutOrphan(orphan) => {
                    annotations.remove(&orphan.id);
                    orphans.insert(orphan.id.clone(), orphan);
                }
                FileEdit::RemoveOrphan(id) => drop(orphans.remove(&id)),
                FileEdit::PutDecision(decision) => drop(decisions.insert(decision.id.clone(), decision)),
                FileEdit::RemoveDecision(id) => drop(decisions.remove(&id)),
                FileEdit::PutRuling(ruling) => drop(rulings.insert(ruling.of.clone(), ruling)),
                FileEdit::RemoveRuling(of) => drop(rulings.remove(&of)),
                FileEdit::PutRejection(rejection) => drop(rejected.insert(rejection.of.clone(), rejection)),
                FileEdit::RemoveRejection(of) => drop(rejected.remove(&of)),
                FileEdit::PutAbsence(absence) => {
                    absences.insert((absence.cluster.clone(), absence.article.clone()), absence);
                }
                FileEdit::RemoveAbsence(cluster, article) => drop(absences.remove(&(cluster, article))),
            }
        }
        self.annotations = annotations.into_values().collect();
        self.annotations.sort_by(|a, b| a.order().cmp(&b.order()));
        self.orphans = orphans.into_values().collect();
        self.clusters = clusters.into_values().collect();
        self.links = links.into_values().collect();
        self.decisions = decisions.into_values().collect();
        self.rulings = rulings.into_values().collect();
        self.rejected = rejected.into_values().collect();
        self.absences = absences.into_values().collect();
    }
}

fn drain<T, K, M: FromIterator<(K, T)>>(list: &mut Vec<T>, key: impl Fn(&T) -> K) -> M {
    list.drain(..).map(|item| (key(&item), item)).collect()
}
