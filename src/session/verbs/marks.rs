//! Making, changing and removing annotations.

use super::super::clock::new_id;
use super::{Deed, VerbError, Verbs, counted};
use crate::model::{
    Annotation, AnnotationId, ArticleId, ArticleState, Attributes, Cluster, Edit, LabelId, Link, LinkEnd,
    Origin, Status, Value,
};
use crate::text::Span;

/// Notes of this length are named by their beginning.
const NAMED: usize = 24;

impl Verbs<'_> {
    /// Marks a stretch, or several as one, with a label and the label's default attributes. Gives the
    /// new annotation's id too.
    pub fn tag(
        &self,
        article: &ArticleId,
        spans: Vec<Span>,
        label: &LabelId,
        origin: Origin,
    ) -> Result<(AnnotationId, Deed), VerbError> {
        let (id, edit) = self.tagged(article, spans, label, origin)?;
        Ok((id, Deed { name: format!("tag {}", self.label_name(label)), edit: Edit::Batch(vec![edit]) }))
    }

    /// Marks many places at once, each an annotation of its own.
    pub fn tag_all(
        &self,
        places: Vec<(ArticleId, Vec<Span>)>,
        label: &LabelId,
        origin: &Origin,
    ) -> Result<(Vec<AnnotationId>, Deed), VerbError> {
        let made =
            places.into_iter().map(|(article, spans)| self.tagged(&article, spans, label, origin.clone()));
        let (ids, edits): (Vec<_>, Vec<_>) = made.collect::<Result<Vec<_>, _>>()?.into_iter().unzip();
        let name = format!("tag {} as {}", counted(ids.len(), "place", "places"), self.label_name(label));
        Ok((ids, Deed { name, edit: Edit::Batch(edits) }))
    }

    pub(super) fn tagged(
        &self,
        article: &ArticleId,
        spans: Vec<Span>,
        label: &LabelId,
        origin: Origin,
    ) -> Result<(AnnotationId, Edit), VerbError> {
        let text = self
            .story
            .article(article)
            .map(|article| &article.text)
            .ok_or_else(|| VerbError::Missing { what: "article", id: article.to_string() })?;
        let spans = Annotation::normal_spans(spans);
        if spans.is_empty() || spans.iter().any(|span| span.slice(text).is_none()) {
            return Err(VerbError::Nonsense("there is nothing marked"));
        }
        let id: AnnotationId = new_id();
        let annotation = Annotation {
            id: id.clone(),
            article: article.clone(),
            label: label.clone(),
            spans,
            attributes: self.default_attributes(label),
            note: String::new(),
            origin,
            made: self.now,
            changed: self.now,
        };
        Ok((id, Edit::PutAnnotation(annotation)))
    }

    fn default_attributes(&self, label: &LabelId) -> Attributes {
        let offered = self.codebook.label(label).map(|label| label.attributes.as_slice()).unwrap_or_default();
        offered
            .iter()
            .filter_map(|attribute| Some((attribute.id.clone(), attribute.default.clone()?)))
            .collect()
    }

    /// Gives annotations another label. Attributes that the new label offers too are kept, and its
    /// defaults fill the rest; others go.
    pub fn relabel(&self, ids: &[AnnotationId], label: &LabelId) -> Result<Deed, VerbError> {
        let defaults = self.default_attributes(label);
        let offered = self.codebook.label(label).map(|label| label.attributes.as_slice()).unwrap_or_default();
        let mut edits = Vec::new();
        for id in ids {
            let annotation = self.annotation(id)?;
            if annotation.label == *label {
                continue;
            }
            let mut attributes = defaults.clone();
            for attribute in offered {
                if let Some(value) =
                    annotation.attributes.get(&attribute.id).filter(|v| v.fits(&attribute.kind))
                {
                    attributes.insert(attribute.id.clone(), value.clone());
                }
            }
            edits.push(self.changed(annotation, |annotation| {
                annotation.label = label.clone();
                annotation.attributes = attributes;
            }));
        }
        let name = match ids.len() {
            1 => format!("relabel as {}", self.label_name(label)),
            n => format!("relabel {} as {}", counted(n, "annotation", "annotations"), self.label_name(label)),
        };
        Ok(Deed { name, edit: Edit::Batch(edits) })
    }

    /// Moves the ends of one piece, counted from 0. Pieces that meet become one.
    pub fn reshape(&self, id: &AnnotationId, piece: usize, span: Span) -> Result<Deed, VerbError> {
        self.with_spans(id, "reshape", |spans| match spans.get_mut(piece) {
            Some(old) => {
                *old = span;
                Ok(())
            }
            None => Err(VerbError::Nonsense("the annotation has no such piece")),
        })
    }

    /// Adds a piece.
    pub fn add_piece(&self, id: &AnnotationId, span: Span) -> Result<Deed, VerbError> {
        self.with_spans(id, "add a piece to", |spans| {
            spans.push(span);
            Ok(())
        })
    }

    /// Removes a piece, counted from 0, but not the last one.
    pub fn remove_piece(&self, id: &AnnotationId, piece: usize) -> Result<Deed, VerbError> {
        self.with_spans(id, "remove a piece of", |spans| {
            if piece >= spans.len() {
                return Err(VerbError::Nonsense("the annotation has no such piece"));
            }
            spans.remove(piece);
            if spans.is_empty() {
                Err(VerbError::Nonsense("an annotation keeps at least one piece"))
            } else {
                Ok(())
            }
        })
    }

    fn with_spans(
        &self,
        id: &AnnotationId,
        what: &str,
        change: impl FnOnce(&mut Vec<Span>) -> Result<(), VerbError>,
    ) -> Result<Deed, VerbError> {
        let annotation = self.annotation(id)?;
        let mut spans = annotation.spans.clone();
        change(&mut spans)?;
        let spans = Annotation::normal_spans(spans);
        let fits = |span: &Span| {
            self.story.article(&annotation.article).is_some_and(|a| span.slice(&a.text).is_some())
        };
        if !spans.iter().all(fits) {
            return Err(VerbError::Nonsense("the place lies outside of the article"));
        }
        let edit = self.changed(annotation, |annotation| annotation.spans = spans);
        Ok(Deed {
            name: format!("{what} {}", self.label_name(&annotation.label)),
            edit: Edit::Batch(vec![edit]),
        })
    }

    /// Removes annotations, with their links and their places in clusters.
    pub fn delete(&self, ids: &[AnnotationId]) -> Result<Deed, VerbError> {
        let annotations = ids.iter().map(|id| self.annotation(id)).collect::<Result<Vec<_>, _>>()?;
        let name = match annotations.as_slice() {
            [one] => format!("delete {}", self.label_name(&one.label)),
            all => format!("delete {}", counted(all.len(), "annotation", "annotations")),
        };
        Ok(Deed { name, edit: self.review.removal_of_all(ids) })
    }

    /// Sets an annotation's note.
    pub fn set_note(&self, id: &AnnotationId, note: &str) -> Result<Deed, VerbError> {
        let annotation = self.annotation(id)?;
        let edit = self.changed(annotation, |annotation| annotation.note = note.to_owned());
        let name = if note.is_empty() {
            "remove note".to_owned()
        } else {
            format!("note “{}”", beginning(note))
        };
        Ok(Deed { name, edit: Edit::Batch(vec![edit]) })
    }

    /// Sets an attribute of annotations, or unsets it.
    pub fn set_attribute(
        &self,
        ids: &[AnnotationId],
        attribute: &str,
        value: Option<&Value>,
    ) -> Result<Deed, VerbError> {
        let mut edits = Vec::with_capacity(ids.len());
        let mut named = attribute;
        for id in ids {
            let annotation = self.annotation(id)?;
            let label = self.codebook.label(&annotation.label);
            let offered =
                label.and_then(|label| label.attributes.iter().find(|offered| offered.id == attribute));
            if let (Some(offered), Some(value)) = (offered, value)
                && !value.fits(&offered.kind)
            {
                return Err(VerbError::Nonsense("the attribute takes no such value"));
            }
            named = offered.map_or(named, |offered| offered.name.as_str());
            edits.push(self.changed(annotation, |annotation| {
                match value {
                    Some(value) => annotation.attributes.insert(attribute.to_owned(), value.clone()),
                    None => annotation.attributes.remove(attribute),
                };
            }));
        }
        let name = match value {
            Some(value) => format!("set {} to “{}”", named.to_lowercase(), beginning(&value.to_string())),
            None => format!("clear {}", named.to_lowercase()),
        };
        Ok(Deed { name, edit: Edit::Batch(edits) })
    }

    /// Says how far the reviewer is with an article.
    pub fn set_status(&self, article: &ArticleId, status: Status) -> Result<Deed, VerbError> {
        let of = self
            .story
            .article(article)
            .ok_or_else(|| VerbError::Missing { what: "article", id: article.to_string() })?;
        let note = self.review.article_note(article).to_owned();
        let state = ArticleState { note, ..ArticleState::of(of, status) };
        let name = format!("set {} to {}", of.short_name(), status.name());
        Ok(Deed { name, edit: Edit::Batch(vec![Edit::PutArticle(article.clone(), state)]) })
    }

    /// Gives an annotation that lost its place a new one, with its cluster and links.
    pub fn place_orphan(&self, id: &AnnotationId, spans: Vec<Span>) -> Result<Deed, VerbError> {
        let missing = |what, id: &str| VerbError::Missing { what, id: id.to_owned() };
        let orphan =
            self.review.orphan(id).ok_or_else(|| missing("annotation without a place", id.as_str()))?;
        let of = &orphan.annotation.article;
        let article = self.story.article(of).ok_or_else(|| missing("article", of.as_str()))?;
        let spans = Annotation::normal_spans(spans);
        if spans.is_empty() || spans.iter().any(|span| span.slice(&article.text).is_none()) {
            return Err(VerbError::Nonsense("there is nothing marked"));
        }
        let annotation = self.changed(&orphan.annotation, |annotation| annotation.spans = spans);
        let mut edits = vec![Edit::RemoveOrphan(id.clone()), annotation];
        if let Some(cluster) = orphan.cluster.as_ref().and_then(|cluster| self.review.cluster(cluster)) {
            let mut cluster: Cluster = cluster.clone();
            cluster.members.push(id.clone());
            edits.push(Edit::PutCluster(cluster));
        }
        let there = |end: &LinkEnd| match end {
            LinkEnd::Annotation(end) => end == id || self.review.annotation(end).is_some(),
            LinkEnd::Cluster(end) => self.review.cluster(end).is_some(),
        };
        let links = orphan.links.iter().filter(|link: &&Link| there(&link.from) && there(&link.to));
        edits.extend(links.cloned().map(Edit::PutLink));
        let name = format!("place {}", self.label_name(&orphan.annotation.label));
        Ok(Deed { name, edit: Edit::Batch(edits) })
    }

    /// Removes an annotation that lost its place.
    pub fn delete_orphan(&self, id: &AnnotationId) -> Result<Deed, VerbError> {
        let orphan = self.review.orphan(id);
        let orphan = orphan
            .ok_or_else(|| VerbError::Missing { what: "annotation without a place", id: id.to_string() })?;
        let name = format!("delete {}", self.label_name(&orphan.annotation.label));
        Ok(Deed { name, edit: Edit::Batch(vec![Edit::RemoveOrphan(id.clone())]) })
    }
}

/// The first words of a longer text.
pub(super) fn beginning(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(NAMED) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default().trim_end()),
        None => line.to_owned(),
    }
}
