//! What a reviewer says about what was found: rulings, rejections, absences.

use std::collections::BTreeSet;

use super::super::clock::new_id;
use super::{Deed, VerbError, Verbs, counted};
use crate::model::{
    Absence, AnnotationId, ArticleId, Cluster, ClusterId, Difference, Edit, Proposal, Rejection, Ruling,
    Suggestion, Verdict,
};

impl Verbs<'_> {
    /// Rules a discrepancy. Its note stays.
    pub fn rule(&self, of: &Difference, verdict: Verdict) -> Deed {
        let note = self.review.ruling(of).map(|ruling| ruling.note.clone()).unwrap_or_default();
        Deed {
            name: format!("rule {} “{}”", of.kind, verdict.name()),
            edit: Edit::PutRuling(Ruling { of: of.clone(), verdict, note, made: self.now }),
        }
    }

    /// Sets the note on a discrepancy. One that is not ruled is open from then on.
    pub fn set_ruling_note(&self, of: &Difference, note: &str) -> Deed {
        let verdict = self.review.ruling(of).map(|ruling| ruling.verdict).unwrap_or_default();
        Deed {
            name: format!("note on {}", of.kind),
            edit: Edit::PutRuling(Ruling { of: of.clone(), verdict, note: note.to_owned(), made: self.now }),
        }
    }

    /// Takes a ruling back, with its note.
    pub fn unrule(&self, of: &Difference) -> Result<Deed, VerbError> {
        let ruling = self
            .review
            .ruling(of)
            .ok_or_else(|| VerbError::Missing { what: "ruling of", id: of.kind.clone() })?;
        Ok(Deed {
            name: format!("take back ruling of {}", of.kind),
            edit: Edit::Batch(vec![Edit::RemoveRuling(ruling.of.clone())]),
        })
    }

    /// Rejects suggestions: they are not made again.
    pub fn reject(&self, all: &[Proposal]) -> Deed {
        let reject = |of: &Proposal| Edit::PutRejection(Rejection { of: of.clone(), made: self.now });
        let what = match all.first().map(|of| of.what) {
            Some(Suggestion::Quote) => counted(all.len(), "quote", "quotes"),
            Some(Suggestion::Name) => counted(all.len(), "name", "names"),
            Some(Suggestion::Furniture) => {
                return Deed {
                    name: "count as part of the report".to_owned(),
                    edit: Edit::Batch(all.iter().map(reject).collect()),
                };
            }
            Some(Suggestion::Carry) | None => counted(all.len(), "suggestion", "suggestions"),
        };
        Deed { name: format!("reject {what}"), edit: Edit::Batch(all.iter().map(reject).collect()) }
    }

    /// Lets all rejected suggestions of a kind be made again.
    pub fn offer_again(&self, what: Suggestion) -> Result<Deed, VerbError> {
        let rejected = self.review.rejections().filter(|rejection| rejection.of.what == what);
        let edits: Vec<Edit> =
            rejected.map(|rejection| Edit::RemoveRejection(rejection.of.clone())).collect();
        if edits.is_empty() {
            return Err(VerbError::Nonsense("nothing was rejected"));
        }
        let name = format!("offer {} again", counted(edits.len(), "suggestion", "suggestions"));
        Ok(Deed { name, edit: Edit::Batch(edits) })
    }

    /// Leaves a piece of furniture out again that was counted as part of the report.
    pub fn leave_out(&self, of: &Proposal) -> Deed {
        Deed {
            name: "leave out of the report".to_owned(),
            edit: Edit::Batch(vec![Edit::RemoveRejection(of.clone())]),
        }
    }

    /// Says that an article was searched for what a cluster stands for, and does not have it.
    pub fn set_absent(
        &self,
        cluster: &ClusterId,
        article: &ArticleId,
        note: &str,
    ) -> Result<Deed, VerbError> {
        let missing = |what, id: &str| VerbError::Missing { what, id: id.to_owned() };
        let of = self.review.cluster(cluster).ok_or_else(|| missing("cluster", cluster.as_str()))?;
        let there = self.story.article(article).ok_or_else(|| missing("article", article.as_str()))?;
        let told =
            of.members.iter().filter_map(|id| self.review.annotation(id)).any(|a| a.article == *article);
        if told {
            return Err(VerbError::Nonsense("the article has it: a member of the cluster is there"));
        }
        let absence = Absence {
            cluster: cluster.clone(),
            article: article.clone(),
            note: note.to_owned(),
            made: self.now,
        };
        Ok(Deed {
            name: format!("“{}” is not in {}", of.name, there.short_name()),
            edit: Edit::Batch(vec![Edit::PutAbsence(absence)]),
        })
    }

    /// The same for an annotation that is tied to nothing yet: it becomes a cluster of its own.
    pub fn set_absent_alone(
        &self,
        of: &AnnotationId,
        article: &ArticleId,
    ) -> Result<(ClusterId, Deed), VerbError> {
        let annotation = self.annotation(of)?;
        let there = self
            .story
            .article(article)
            .ok_or_else(|| VerbError::Missing { what: "article", id: article.to_string() })?;
        if self.review.cluster_of(of).is_some() {
            return Err(VerbError::Nonsense("it is tied to others: ask for all of them"));
        }
        if annotation.article == *article {
            return Err(VerbError::Nonsense("the article has it"));
        }
        let cluster = Cluster {
            id: new_id(),
            label: annotation.label.clone(),
            name: self.words(annotation),
            members: vec![of.clone()],
            attributes: Default::default(),
            note: String::new(),
        };
        let absence = Absence {
            cluster: cluster.id.clone(),
            article: article.clone(),
            note: String::new(),
            made: self.now,
        };
        let name = format!("“{}” is not in {}", super::marks::beginning(&cluster.name), there.short_name());
        let id = cluster.id.clone();
        Ok((id, Deed { name, edit: Edit::Batch(vec![Edit::PutCluster(cluster), Edit::PutAbsence(absence)]) }))
    }

    /// What is left of absences when a cluster has taken in others, or new members: those of the
    /// others are its own from then on, and where it has a member nothing is absent.
    pub(super) fn absences_after(&self, kept: &Cluster, absorbed: Vec<Absence>) -> Vec<Edit> {
        let told: BTreeSet<&ArticleId> =
            kept.members.iter().filter_map(|id| self.review.annotation(id)).map(|a| &a.article).collect();
        let mut known = BTreeSet::new();
        let mut edits = Vec::new();
        for own in self.review.absences().filter(|absence| absence.cluster == kept.id) {
            known.insert(own.article.clone());
            if told.contains(&own.article) {
                edits.push(Edit::RemoveAbsence(own.cluster.clone(), own.article.clone()));
            }
        }
        for absence in absorbed {
            if !told.contains(&absence.article) && known.insert(absence.article.clone()) {
                edits.push(Edit::PutAbsence(Absence { cluster: kept.id.clone(), ..absence }));
            }
        }
        edits
    }

    /// Takes that back: the article counts as not looked at for it.
    pub fn clear_absent(&self, cluster: &ClusterId, article: &ArticleId) -> Result<Deed, VerbError> {
        let missing = || VerbError::Missing { what: "absence of", id: cluster.to_string() };
        self.review.absence(cluster, article).ok_or_else(missing)?;
        let name = self.review.cluster(cluster).map_or("", |cluster| &cluster.name);
        Ok(Deed {
            name: format!("look for “{name}” again"),
            edit: Edit::Batch(vec![Edit::RemoveAbsence(cluster.clone(), article.clone())]),
        })
    }
}
