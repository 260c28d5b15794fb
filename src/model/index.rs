//! Finding the annotations of one article by place.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::{Annotation, AnnotationId};
use crate::text::{Span, TextSize};

/// Bytes of text to a bucket: about a screenful of one column.
const BUCKET: u32 = 2048;

/// The annotations of one article, in order and by place. Adding, removing and asking cost as
/// much in a large article as in a small one: each hull is noted in every bucket that it touches.
#[derive(Clone, Debug, Default)]
pub struct SpanIndex {
    order: BTreeMap<(TextSize, TextSize, AnnotationId), Arc<Annotation>>,
    buckets: HashMap<u32, Vec<(Span, AnnotationId)>>,
}

impl SpanIndex {
    fn buckets_of(span: Span) -> std::ops::RangeInclusive<u32> {
        span.start().to_u32() / BUCKET..=(span.end().to_u32() - 1) / BUCKET
    }

    /// Notes an annotation.
    pub fn insert(&mut self, annotation: &Arc<Annotation>) {
        let Some(hull) = annotation.hull() else { return };
        let key = (hull.start(), hull.end(), annotation.id.clone());
        self.order.insert(key, Arc::clone(annotation));
        for bucket in Self::buckets_of(hull) {
            self.buckets.entry(bucket).or_default().push((hull, annotation.id.clone()));
        }
    }

    /// Forgets an annotation, which must be as it was when it was noted.
    pub fn remove(&mut self, annotation: &Annotation) {
        let Some(hull) = annotation.hull() else { return };
        self.order.remove(&(hull.start(), hull.end(), annotation.id.clone()));
        for bucket in Self::buckets_of(hull) {
            if let Some(entries) = self.buckets.get_mut(&bucket) {
                entries.retain(|(_, id)| *id != annotation.id);
                if entries.is_empty() {
                    self.buckets.remove(&bucket);
                }
            }
        }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// All, by start, then end, then id.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &AnnotationId> {
        self.order.keys().map(|(_, _, id)| id)
    }

    /// The annotations themselves, in the same order.
    pub fn annotations(&self) -> impl DoubleEndedIterator<Item = &Annotation> {
        self.order.values().map(Arc::as_ref)
    }

    /// The same with where each starts, which costs no look at the annotation.
    pub fn by_start(&self) -> impl DoubleEndedIterator<Item = (TextSize, &Annotation)> {
        self.order.iter().map(|((start, _, _), annotation)| (*start, annotation.as_ref()))
    }

    /// Those whose hull shares at least one byte with `span`, in order. A hull covers the gaps
    /// between pieces too: whoever needs pieces looks at the annotation.
    pub fn overlapping(&self, span: Span) -> Vec<&AnnotationId> {
        let range = Self::buckets_of(span);
        let first = *range.start();
        let mut out: Vec<&(Span, AnnotationId)> = range
            .flat_map(|bucket| {
                let entries = self.buckets.get(&bucket).map(Vec::as_slice).unwrap_or_default();
                entries.iter().filter(move |(hull, _)| {
                    hull.overlaps(span) && bucket == (hull.start().to_u32() / BUCKET).max(first)
                })
            })
            .collect();
        out.sort_unstable();
        out.into_iter().map(|(_, id)| id).collect()
    }

    /// The first that starts after the place.
    pub fn next(&self, at: TextSize) -> Option<&AnnotationId> {
        let from = (at + TextSize::new(1), TextSize::ZERO, AnnotationId::from(""));
        self.order.range(from..).next().map(|((_, _, id), _)| id)
    }

    /// The last that starts before the place.
    pub fn previous(&self, at: TextSize) -> Option<&AnnotationId> {
        let to = (at, TextSize::ZERO, AnnotationId::from(""));
        self.order.range(..to).next_back().map(|((_, _, id), _)| id)
    }
}
