//! Names as suggestions, grouped by what they likely name.

use std::sync::Arc;

use super::content::proposal;
use crate::insight::names::{NameKind, Names};
use crate::model::{
    Annotation, AnnotationId, Article, ArticleId, Codebook, Kind, LabelId, Proposal, Review, Suggestion,
};
use crate::text::Span;

/// A place where a name is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct NameMention {
    /// What it is known by.
    pub of: Proposal,
    /// The article.
    pub article: ArticleId,
    /// The name.
    pub span: Span,
    /// The name of the rule that found it.
    pub rule: &'static str,
    /// Why, in one sentence for people.
    pub reason: &'static str,
}

/// Mentions that likely name the same thing.
#[derive(Clone, Debug, PartialEq)]
pub struct NameGroup {
    /// The longest way in which it is printed.
    pub name: String,
    /// The label that fits; `None` where nothing is sure or the codebook has none.
    pub label: Option<LabelId>,
    /// Why the mentions are taken together.
    pub reasons: Vec<&'static str>,
    /// Those that are neither marked nor rejected.
    pub mentions: Vec<NameMention>,
    /// Annotations that mark other mentions of the group already.
    pub marked: Vec<AnnotationId>,
}

/// The groups with a mention that is neither marked nor rejected: those with the most first.
pub fn name_groups(
    articles: &[Arc<Article>],
    found: &Names,
    review: &Review,
    codebook: &Codebook,
) -> Vec<NameGroup> {
    let is_entity = |annotation: &&&Annotation| codebook.kind(&annotation.label) == Kind::Entity;
    let mut out = Vec::new();
    for cluster in &found.clusters {
        let mut group = NameGroup {
            name: cluster.name.clone(),
            label: cluster.kind.and_then(|kind| label_of(codebook, kind)),
            reasons: cluster.reasons.clone(),
            mentions: Vec::new(),
            marked: Vec::new(),
        };
        for mention in cluster.mentions.iter().filter_map(|at| found.mentions.get(*at)) {
            let Some(article) = articles.get(mention.article) else { continue };
            let over = review.overlapping(&article.id, mention.span);
            if let Some(marked) = over.iter().find(is_entity) {
                if !group.marked.contains(&marked.id) {
                    group.marked.push(marked.id.clone());
                }
                continue;
            }
            let of = proposal(Suggestion::Name, article, &[mention.span]);
            let Some(of) = of.filter(|of| !review.is_rejected(of)) else { continue };
            group.mentions.push(NameMention {
                of,
                article: article.id.clone(),
                span: mention.span,
                rule: mention.rule.name(),
                reason: mention.rule.reason(),
            });
        }
        if !group.mentions.is_empty() {
            out.push(group);
        }
    }
    out.sort_by_key(|group| std::cmp::Reverse(group.mentions.len() + group.marked.len()));
    out
}

/// The entity label that stands for a kind of name: the one with its id.
fn label_of(codebook: &Codebook, kind: NameKind) -> Option<LabelId> {
    let id = LabelId::from(kind.name());
    codebook.label(&id).filter(|label| label.kind == Kind::Entity).map(|label| label.id.clone())
}
