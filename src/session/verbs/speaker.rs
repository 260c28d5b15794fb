//! Who said it.

use super::super::clock::new_id;
use super::{Deed, VerbError, Verbs, end_of};
use crate::model::{Annotation, AnnotationId, AttributeKind, Edit, Kind, Link, LinkEnd, LinkKindId, Value};

/// The link kind of the default codebook that leads from words to who said them.
const SAID_BY: &str = "said-by";
/// The attribute of the default codebook that holds the speaker as printed.
const SPEAKER: &str = "speaker";

impl Verbs<'_> {
    /// Says who said a quote or claim: a link to the entity, or to its cluster where it has one, and
    /// the speaker as printed where the label has an attribute for that. A former speaker goes.
    pub fn set_speaker(&self, quote: &AnnotationId, entity: &AnnotationId) -> Result<Deed, VerbError> {
        if quote == entity {
            return Err(VerbError::Nonsense("nothing says itself"));
        }
        let said = self.annotation(quote)?;
        let speaker = self.annotation(entity)?;
        let printed = self.words(speaker);
        let kind = self
            .said_by()
            .ok_or(VerbError::Nonsense("the codebook has no link kind for who said something"))?;
        let to = end_of(self.review, entity);
        let mut edits = self.former_speakers(quote, &kind);
        edits.push(Edit::PutLink(Link {
            id: new_id(),
            kind,
            from: LinkEnd::Annotation(quote.clone()),
            to,
            note: String::new(),
        }));
        edits.extend(self.printed(said, Some(&printed)));
        Ok(Deed { name: format!("speaker “{printed}”"), edit: Edit::Batch(edits) })
    }

    /// Says that it is not known who said a quote or claim.
    pub fn clear_speaker(&self, quote: &AnnotationId) -> Result<Deed, VerbError> {
        let said = self.annotation(quote)?;
        let mut edits = self.said_by().map(|kind| self.former_speakers(quote, &kind)).unwrap_or_default();
        edits.extend(self.printed(said, None));
        Ok(Deed { name: "clear speaker".to_owned(), edit: Edit::Batch(edits) })
    }

    /// What the speaker of a quote or claim is: an entity or its cluster.
    pub fn speaker(&self, quote: &AnnotationId) -> Option<LinkEnd> {
        let kind = self.said_by()?;
        let from = LinkEnd::Annotation(quote.clone());
        self.review
            .links_of(&from)
            .find(|link| link.kind == kind && link.from == from)
            .map(|link| link.to.clone())
    }

    /// The link kind for who said something: the one of the default codebook, else the first that
    /// leads from quotes to entities.
    pub(super) fn said_by(&self) -> Option<LinkKindId> {
        let default = LinkKindId::from(SAID_BY);
        let fits = |kinds: &[Kind], kind| kinds.contains(&kind);
        self.codebook
            .link(&default)
            .or_else(|| {
                self.codebook.links.iter().find(|l| fits(&l.from, Kind::Quote) && fits(&l.to, Kind::Entity))
            })
            .map(|link| link.id.clone())
    }

    fn former_speakers(&self, quote: &AnnotationId, kind: &LinkKindId) -> Vec<Edit> {
        let from = LinkEnd::Annotation(quote.clone());
        let former = self.review.links_of(&from).filter(|link| link.kind == *kind && link.from == from);
        former.map(|link| Edit::RemoveLink(link.id.clone())).collect()
    }

    /// The attribute that holds the speaker as printed, where the label has one.
    fn printed(&self, said: &Annotation, printed: Option<&str>) -> Option<Edit> {
        let label = self.codebook.label(&said.label)?;
        let offered = label.attributes.iter().find(|a| a.id == SPEAKER && a.kind == AttributeKind::Text)?;
        Some(self.changed(said, |said| {
            match printed {
                Some(printed) => said.attributes.insert(offered.id.clone(), Value::Text(printed.to_owned())),
                None => said.attributes.remove(&offered.id),
            };
        }))
    }
}
