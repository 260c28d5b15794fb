//! Typed ties between annotations and clusters.

use super::super::clock::new_id;
use super::{Deed, VerbError, Verbs};
use crate::model::{Edit, Kind, Link, LinkEnd, LinkId, LinkKind, LinkKindId};

/// Whether the codebook lets a kind of link lead from one kind of thing to another.
pub fn allows(kind: &LinkKind, from: Kind, to: Kind) -> bool {
    let fits = |allowed: &[Kind], kind| allowed.is_empty() || allowed.contains(&kind);
    fits(&kind.from, from) && fits(&kind.to, to)
}

impl Verbs<'_> {
    /// Ties two annotations or clusters with a link of this kind. Gives the link's id too.
    pub fn link(&self, kind: &LinkKindId, from: LinkEnd, to: LinkEnd) -> Result<(LinkId, Deed), VerbError> {
        let link = Link { id: new_id(), kind: kind.clone(), from, to, note: String::new() };
        self.fits(&link)?;
        let (id, name) = (link.id.clone(), format!("link {}", self.link_name(kind)));
        Ok((id, Deed { name, edit: Edit::Batch(vec![Edit::PutLink(link)]) }))
    }

    /// Removes a link.
    pub fn unlink(&self, id: &LinkId) -> Result<Deed, VerbError> {
        let name = format!("remove link {}", self.link_name(&self.of_id(id)?.kind));
        Ok(Deed { name, edit: Edit::Batch(vec![Edit::RemoveLink(id.clone())]) })
    }

    /// Gives a link another kind, and lets it lead the other way where it is `turned`.
    pub fn change_link(&self, id: &LinkId, kind: &LinkKindId, turned: bool) -> Result<Deed, VerbError> {
        let link = Link { kind: kind.clone(), ..self.of_id(id)?.clone() };
        let link = if turned { Link { from: link.to, to: link.from, ..link } } else { link };
        self.fits(&link)?;
        let name = format!("change link to {}", self.link_name(kind));
        Ok(Deed { name, edit: Edit::Batch(vec![Edit::PutLink(link)]) })
    }

    /// Lets a link lead the other way.
    pub fn reverse_link(&self, id: &LinkId) -> Result<Deed, VerbError> {
        let kind = &self.of_id(id)?.kind;
        let deed = self.change_link(id, kind, true)?;
        Ok(Deed { name: format!("turn round link {}", self.link_name(kind)), ..deed })
    }

    /// Sets a link's note.
    pub fn set_link_note(&self, id: &LinkId, note: &str) -> Result<Deed, VerbError> {
        let link = Link { note: note.to_owned(), ..self.of_id(id)?.clone() };
        let name = format!("note on link {}", self.link_name(&link.kind));
        Ok(Deed { name, edit: Edit::Batch(vec![Edit::PutLink(link)]) })
    }

    /// What kind of thing an end of a link is.
    pub fn kind_of(&self, end: &LinkEnd) -> Option<Kind> {
        let label = match end {
            LinkEnd::Annotation(id) => &self.review.annotation(id)?.label,
            LinkEnd::Cluster(id) => &self.review.cluster(id)?.label,
        };
        Some(self.codebook.kind(label))
    }

    /// The link kinds that the codebook allows from one thing to another, in its order.
    pub fn link_kinds(&self, from: &LinkEnd, to: &LinkEnd) -> Vec<&LinkKind> {
        let (Some(from), Some(to)) = (self.kind_of(from), self.kind_of(to)) else { return Vec::new() };
        self.codebook.links.iter().filter(|kind| allows(kind, from, to)).collect()
    }

    fn of_id(&self, id: &LinkId) -> Result<&Link, VerbError> {
        self.review.link(id).ok_or_else(|| VerbError::Missing { what: "link", id: id.to_string() })
    }

    fn link_name(&self, kind: &LinkKindId) -> String {
        format!("“{}”", self.codebook.link(kind).map_or(kind.as_str(), |kind| &kind.name))
    }

    /// Whether a link can stand beside the others.
    fn fits(&self, link: &Link) -> Result<(), VerbError> {
        if link.from == link.to {
            return Err(VerbError::Nonsense("a link leads from one thing to another"));
        }
        let same = |other: &Link| {
            other.id != link.id && other.kind == link.kind && other.from == link.from && other.to == link.to
        };
        if self.review.links_of(&link.from).any(same) {
            return Err(VerbError::Nonsense("this link is there already"));
        }
        let known = self.codebook.link(&link.kind);
        let ends = self.kind_of(&link.from).zip(self.kind_of(&link.to));
        match (known, ends) {
            (Some(kind), Some((from, to))) if !allows(kind, from, to) => {
                Err(VerbError::Nonsense("the codebook has no such link between these two"))
            }
            _ => Ok(()),
        }
    }
}
