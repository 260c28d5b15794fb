//! Scrolling together: the columns stay at the same content.
//!
//! One column leads: the one that was moved last. The others bring to the same height what stands
//! against the place that the leader has there: inside passages and between them in proportion, by the
//! passages that both articles have in the same order. A column that is moved alone keeps the distance
//! that it got by that.

use std::collections::HashMap;
use std::sync::Arc;

use crate::insight::passages::{counterpart, in_order};
use crate::model::ArticleId;
use crate::session::findings::{Findings, Shared};
use crate::text::{Span, TextSize};

/// What keeps the columns together.
#[derive(Default)]
pub struct Together {
    leader: Option<ArticleId>,
    /// How far below the common height a column keeps what stands there, in points: 0 where there is
    /// no entry.
    distances: HashMap<ArticleId, f32>,
    /// The place at which the others were brought level last.
    last: Option<f64>,
    /// Whether the columns were brought level by something else and stay there.
    settled: bool,
    known: Option<Arc<Shared>>,
    chains: HashMap<(usize, usize), Vec<(Span, Span)>>,
}

impl Together {
    /// Starts anew, level, behind a column.
    pub fn begin(&mut self, leader: &ArticleId) {
        *self = Self { leader: Some(leader.clone()), ..Self::default() };
    }

    /// The columns were brought level by themselves, and go on from there behind a column.
    pub fn settle(&mut self, leader: &ArticleId) {
        self.begin(leader);
        self.settled = true;
    }

    /// The column that leads.
    pub fn leader(&self) -> Option<&ArticleId> {
        self.leader.as_ref()
    }

    /// Lets another column lead. Distances between the columns stay.
    pub fn lead(&mut self, leader: &ArticleId) {
        if self.leader.as_ref() == Some(leader) {
            return;
        }
        // All heights are against that of the first leader: only their differences count.
        self.leader = Some(leader.clone());
        self.last = None;
    }

    /// A column is scrolled alone by so many points, downwards in its text; `others` are all columns.
    pub fn slip(&mut self, article: &ArticleId, by: f32, others: &[ArticleId]) {
        if self.leader.as_ref() == Some(article)
            && let Some(other) = others.iter().find(|other| *other != article)
        {
            self.lead(other);
            self.settled = true;
        }
        *self.distances.entry(article.clone()).or_default() -= by;
    }

    /// How far below the leader's height a column keeps its counterpart, in points.
    pub fn distance(&self, article: &ArticleId) -> f32 {
        let of = |article: &ArticleId| self.distances.get(article).copied().unwrap_or_default();
        of(article) - self.leader.as_ref().map_or(0.0, of)
    }

    /// Takes note of the place at which the leader is; whether the others are to follow.
    pub(super) fn arrived(&mut self, place: f64) -> bool {
        let moved = self.last.is_none_or(|last| (last - place).abs() > 1e-6);
        self.last = Some(place);
        !std::mem::take(&mut self.settled) && moved
    }

    /// What stands in an article against a place of the leader.
    pub(super) fn counterpart(
        &mut self,
        findings: &Findings,
        article: &ArticleId,
        place: f64,
    ) -> Option<f64> {
        let shared = findings.passages()?;
        if self.known.as_ref().is_none_or(|known| !Arc::ptr_eq(known, shared)) {
            self.known = Some(Arc::clone(shared));
            self.chains.clear();
        }
        let (from, to) = (findings.index_of(self.leader.as_ref()?)?, findings.index_of(article)?);
        let length = |at: usize| findings.articles().get(at).map(|article| TextSize::of(&article.text));
        let chain = self.chains.entry((from, to)).or_insert_with(|| {
            let mut chain = in_order(shared.between(from, to).map(|(_, found)| &found.passage));
            if from > to {
                for (a, b) in &mut chain {
                    std::mem::swap(a, b);
                }
            }
            chain
        });
        Some(counterpart(chain, (length(from)?, length(to)?), place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_stay_whoever_leads() {
        let [a, b, c] = ["a", "b", "c"].map(ArticleId::from);
        let mut together = Together::default();
        together.begin(&a);
        together.slip(&b, 40.0, &[a.clone(), b.clone(), c.clone()]);
        assert_eq!((together.distance(&b), together.distance(&c)), (-40.0, 0.0));
        together.lead(&b);
        assert_eq!((together.distance(&a), together.distance(&b), together.distance(&c)), (40.0, 0.0, 40.0));
        together.lead(&c);
        assert_eq!((together.distance(&a), together.distance(&b)), (0.0, -40.0));
    }
}
