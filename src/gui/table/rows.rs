//! Which annotations the table shows, and in which order.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

use super::state::{Asked, Column, Filters, Sort};
use crate::gui::read::annotation_holds;
use crate::model::{Annotation, AnnotationId, Article, LabelId, Origin, Review, questions};
use crate::session::Session;

/// Letters by which texts are put in order; more would not be seen.
const SORTED_BY: usize = 48;

/// How an annotation came to be, as it is filtered and named.
pub fn origin_name(origin: &Origin) -> &'static str {
    match origin {
        Origin::Hand => "by hand",
        Origin::Suggested(_) => "suggested",
        Origin::SuggestedEdited(_) => "suggested, changed",
        Origin::Repeated => "repeated",
        Origin::Carried(_) => "carried over",
        Origin::Imported(_) => "imported",
        Origin::Settled => "settled",
    }
}

/// All names of origins, in the order in which people see them.
pub const ORIGINS: [&str; 7] =
    ["by hand", "suggested", "suggested, changed", "repeated", "carried over", "imported", "settled"];

/// The attributes that are set, as people read them.
pub fn attributes(annotation: &Annotation) -> String {
    let mut out = String::new();
    for (name, value) in &annotation.attributes {
        if !out.is_empty() {
            out.push_str("; ");
        }
        out.push_str(&format!("{name}: {value}"));
    }
    out
}

/// Works out the rows, in the order asked for.
pub fn rows(session: &Session, query: &str, filters: &Filters, sort: Sort) -> Vec<AnnotationId> {
    let review = session.review();
    let query = query.trim().to_lowercase();
    let named: BTreeSet<_> = if query.is_empty() {
        BTreeSet::new()
    } else {
        let hit = |name: &str| name.to_lowercase().contains(&query);
        review.clusters().filter(|cluster| hit(&cluster.name)).map(|cluster| &cluster.id).collect()
    };
    let mut found: Vec<(&Article, &Annotation)> = Vec::new();
    for article in &session.story().articles {
        if !filters.articles.is_empty() && !filters.articles.contains(&article.id) {
            continue;
        }
        let Some(index) = review.index(&article.id) else { continue };
        found.extend(
            index
                .annotations()
                .filter(|annotation| passes(filters, review, annotation))
                .filter(|annotation| {
                    query.is_empty()
                        || annotation_holds(&query, article, annotation)
                        || (!named.is_empty()
                            && review
                                .cluster_of(&annotation.id)
                                .is_some_and(|cluster| named.contains(&cluster.id)))
                })
                .map(|annotation| (article.as_ref(), annotation)),
        );
    }
    in_order(session, &mut found, sort);
    found.into_iter().map(|(_, annotation)| annotation.id.clone()).collect()
}

fn passes(filters: &Filters, review: &Review, annotation: &Annotation) -> bool {
    (filters.labels.is_empty() || filters.labels.contains(&annotation.label))
        && (filters.origins.is_empty() || filters.origins.contains(origin_name(&annotation.origin)))
        && match filters.asked {
            Asked::All => true,
            Asked::Noted => !annotation.note.is_empty(),
            Asked::Open => questions(&annotation.note).any(|question| !question.settled),
            Asked::Tied => review.cluster_of(&annotation.id).is_some(),
            Asked::Untied => review.cluster_of(&annotation.id).is_none(),
        }
}

/// The order of places is the order in which they come; every other order falls back on it.
fn in_order(session: &Session, rows: &mut Vec<(&Article, &Annotation)>, sort: Sort) {
    let review = session.review();
    match sort.by {
        Column::Place => {
            if sort.down {
                rows.reverse();
            }
        }
        Column::Text => by_text(rows, sort, |article, annotation| {
            let span = annotation.spans.first();
            lowered(span.and_then(|span| span.slice(&article.text)).unwrap_or_default())
        }),
        Column::Cluster => by_text(rows, sort, |_, annotation| {
            lowered(review.cluster_of(&annotation.id).map_or("", |cluster| &cluster.name))
        }),
        Column::Attributes => by_text(rows, sort, |_, annotation| lowered(&attributes(annotation))),
        Column::Note => by_text(rows, sort, |_, annotation| lowered(&annotation.note)),
        Column::Label => {
            let labels = &session.codebook().labels;
            let places: HashMap<&LabelId, usize> =
                labels.iter().enumerate().map(|(at, label)| (&label.id, at)).collect();
            by_key(rows, sort, |_, annotation| places.get(&annotation.label).copied().unwrap_or(usize::MAX));
        }
        Column::Article => by_text(rows, sort, |article, _| lowered(article.short_name())),
        Column::Origin => by_key(rows, sort, |_, annotation| {
            ORIGINS.iter().position(|name| *name == origin_name(&annotation.origin))
        }),
        Column::Status => by_key(rows, sort, |article, _| review.status(&article.id)),
    }
}

fn by_key<K: Ord>(
    rows: &mut [(&Article, &Annotation)],
    sort: Sort,
    mut key: impl FnMut(&Article, &Annotation) -> K,
) {
    rows.sort_by_cached_key(|(article, annotation)| {
        let key = key(article, annotation);
        Directed { key, down: sort.down }
    });
}

/// By words; rows without any stand last, whichever way it goes.
fn by_text(
    rows: &mut [(&Article, &Annotation)],
    sort: Sort,
    mut key: impl FnMut(&Article, &Annotation) -> String,
) {
    rows.sort_by_cached_key(|(article, annotation)| {
        let key = key(article, annotation);
        (key.is_empty(), Directed { key, down: sort.down })
    });
}

/// A key that is compared backwards where the order goes down.
#[derive(PartialEq, Eq)]
struct Directed<K> {
    key: K,
    down: bool,
}

impl<K: Ord> Ord for Directed<K> {
    fn cmp(&self, other: &Self) -> Ordering {
        let order = self.key.cmp(&other.key);
        if self.down { order.reverse() } else { order }
    }
}

impl<K: Ord> PartialOrd for Directed<K> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn lowered(words: &str) -> String {
    let words = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    words.chars().take(SORTED_BY).flat_map(char::to_lowercase).collect()
}
