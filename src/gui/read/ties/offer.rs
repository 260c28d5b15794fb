//! Offering to tie a new entity to what already has its name.

use std::collections::HashMap;

use crate::insight::lexicon::{is_honorific, is_title};
use crate::model::{Annotation, AnnotationId, Kind, LinkEnd, Review};
use crate::session::Session;
use crate::text::Span;
use crate::text::normal::normal_line;

/// What is offered as the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// The annotation that was tagged.
    pub of: AnnotationId,
    /// What it is likely the same as.
    pub with: LinkEnd,
    /// What that is called.
    pub name: String,
}

impl Offer {
    pub(super) fn is_there(&self, review: &Review) -> bool {
        review.annotation(&self.of).is_some()
            && match &self.with {
                LinkEnd::Annotation(id) => review.annotation(id).is_some(),
                LinkEnd::Cluster(id) => review.cluster(id).is_some(),
            }
    }
}

/// Names of annotations in a form in which they are compared, worked out once for each place.
#[derive(Default)]
pub struct Names(HashMap<AnnotationId, (Vec<Span>, Box<str>)>);

impl Names {
    fn of(&mut self, annotation: &Annotation, text: &str) -> &str {
        let known = self.0.get(&annotation.id).is_some_and(|(spans, _)| *spans == annotation.spans);
        if !known {
            let name = bare(&annotation.words(text));
            self.0.insert(annotation.id.clone(), (annotation.spans.clone(), name.into()));
        }
        self.0.get(&annotation.id).map_or("", |(_, name)| name)
    }
}

/// A name without what is put before it: article, title, honorific.
fn bare(name: &str) -> String {
    let line = normal_line(name);
    let mut words: Vec<&str> = line.split(' ').collect();
    while let [first, _, ..] = words.as_slice()
        && (matches!(*first, "the" | "a" | "an") || is_honorific(first) || is_title(first))
    {
        words.remove(0);
    }
    words.join(" ")
}

/// How two names agree: fully, or one is the end of the other (“Okell” of “Tamsin Okell”).
fn likeness(a: &str, b: &str) -> Option<bool> {
    if a == b {
        return (!a.is_empty()).then_some(true);
    }
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let ends = long.strip_suffix(short).is_some_and(|before| before.ends_with(' '));
    (ends && short.chars().count() > 2).then_some(false)
}

/// What an entity that was just tagged is likely the same as: a cluster with its name, or one of
/// whose members has it; else another annotation with the same words. Where only the end of a name
/// agrees, and with several, nothing.
pub fn offer(session: &Session, id: &AnnotationId, names: &mut Names) -> Option<Offer> {
    let (review, codebook) = (session.review(), session.codebook());
    let new = review.annotation(id)?;
    if codebook.kind(&new.label) != Kind::Entity || review.cluster_of(id).is_some() {
        return None;
    }
    let text = &session.story().article(&new.article)?.text;
    let name = bare(&new.words(text));
    // What agrees, whether fully, whether it has the same label.
    let mut found: Vec<(LinkEnd, bool, bool)> = Vec::new();
    let mut note =
        |end: LinkEnd, full: bool, label: bool| match found.iter_mut().find(|(other, ..)| *other == end) {
            Some((_, was_full, _)) => *was_full |= full,
            None => found.push((end, full, label)),
        };
    for cluster in review.clusters().filter(|cluster| codebook.kind(&cluster.label) == Kind::Entity) {
        if let Some(full) = likeness(&bare(&cluster.name), &name) {
            note(LinkEnd::Cluster(cluster.id.clone()), full, cluster.label == new.label);
        }
    }
    for article in &session.story().articles {
        for other in review.annotations_of(&article.id) {
            if other.id == *id || codebook.kind(&other.label) != Kind::Entity {
                continue;
            }
            let Some(full) = likeness(names.of(other, &article.text), &name) else { continue };
            let end = match review.cluster_of(&other.id) {
                Some(cluster) => LinkEnd::Cluster(cluster.id.clone()),
                None => LinkEnd::Annotation(other.id.clone()),
            };
            note(end, full, other.label == new.label);
        }
    }
    let best = |full: bool| {
        let mut fits: Vec<&LinkEnd> =
            found.iter().filter(|(_, is, label)| *is == full && *label).map(|(end, ..)| end).collect();
        // A cluster before annotations that are in none; the largest first.
        fits.sort_by_key(|end| match end {
            LinkEnd::Cluster(id) => std::cmp::Reverse(review.cluster(id).map_or(0, |c| c.members.len())),
            LinkEnd::Annotation(_) => std::cmp::Reverse(0),
        });
        let clusters = fits.iter().filter(|end| matches!(end, LinkEnd::Cluster(_))).count();
        (full || clusters == 1 || fits.len() == 1).then(|| fits.first().copied().cloned()).flatten()
    };
    let with = best(true).or_else(|| best(false))?;
    let name = super::end_of(session, &with, None)?.name;
    Some(Offer { of: id.clone(), with, name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_agree_without_titles_case_and_possessives() {
        assert_eq!(likeness(&bare("The Harbour Board"), &bare("harbor board’s")), Some(true));
        assert_eq!(likeness(&bare("Mrs Thorley"), &bare("Agnes Thorley")), Some(false));
        assert_eq!(likeness(&bare("Norrström Marine"), &bare("Norrstrom Marine")), Some(true));
        assert_eq!(likeness(&bare("Marine"), &bare("Submarine")), None);
        assert_eq!(likeness(&bare("the"), &bare("The")), Some(true));
        assert_eq!(likeness("", ""), None);
    }
}
