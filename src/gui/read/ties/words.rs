//! What things that are tied are called.

use crate::gui::read::{first_words, shortened};
use crate::model::{Annotation, AnnotationId, ArticleId, Codebook, Color, Kind, LabelId, LinkEnd};
use crate::session::Session;

/// Grey, for a label that the codebook does not know.
const UNKNOWN: Color = Color([0x6B, 0x72, 0x80]);

/// What members of a cluster of this label are the same of: “person”, “claim”, “statement”.
pub fn kind_word(codebook: &Codebook, label: &LabelId) -> String {
    match codebook.kind(label) {
        Kind::Entity => codebook.label_name(label).to_lowercase(),
        Kind::Claim => "claim".to_owned(),
        Kind::Quote => "statement".to_owned(),
        Kind::Other => "thing".to_owned(),
    }
}

/// What the name of a cluster is.
pub fn name_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Entity | Kind::Other => "Name",
        Kind::Claim => "Wording",
        Kind::Quote => "Statement",
    }
}

/// How often it stands somewhere.
pub fn times(kind: Kind, count: usize) -> String {
    let (one, many) = match kind {
        Kind::Quote | Kind::Claim => ("printing", "printings"),
        Kind::Entity | Kind::Other => ("place", "places"),
    };
    format!("{count} {}", if count == 1 { one } else { many })
}

/// An end of a link, for people.
pub struct End {
    /// What it is called.
    pub name: String,
    /// The colour of its label.
    pub color: Color,
    /// What it is.
    pub kind: Kind,
    /// The annotation that shows it.
    pub shown: Option<AnnotationId>,
    /// Where it is, as in “Gazette ¶3”, or how often.
    pub place: String,
}

/// What to call an end of a link; of a cluster's members that in `near` stands for it, if one is
/// there.
pub fn end_of(session: &Session, end: &LinkEnd, near: Option<&ArticleId>) -> Option<End> {
    let (review, codebook) = (session.review(), session.codebook());
    let color = |label| codebook.label(label).map_or(UNKNOWN, |label| label.color);
    match end {
        LinkEnd::Cluster(id) => {
            let cluster = review.cluster(id)?;
            let kind = codebook.kind(&cluster.label);
            let shown = near.and_then(|near| {
                let here = |id: &&AnnotationId| review.annotation(id).is_some_and(|a| a.article == *near);
                cluster.members.iter().find(here)
            });
            Some(End {
                name: shortened(&cluster.name, 80),
                color: color(&cluster.label),
                kind,
                shown: shown.or(cluster.members.first()).cloned(),
                place: times(kind, cluster.members.len()),
            })
        }
        LinkEnd::Annotation(id) => {
            let annotation = review.annotation(id)?;
            let article = session.story().article(&annotation.article)?;
            Some(End {
                name: first_words(annotation, &article.text, 80),
                color: color(&annotation.label),
                kind: codebook.kind(&annotation.label),
                shown: Some(id.clone()),
                place: place_of(session, annotation),
            })
        }
    }
}

/// Where an annotation is, as in “Gazette ¶3”.
pub fn place_of(session: &Session, annotation: &Annotation) -> String {
    session.story().article(&annotation.article).map_or_else(String::new, |article| {
        format!("{} ¶{}", article.short_name(), article.paragraph_number(annotation.start()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fit_the_kind() {
        let codebook = Codebook::default();
        let word = |label: &str| kind_word(&codebook, &LabelId::from(label));
        assert_eq!([word("person"), word("claim"), word("quote")], ["person", "claim", "statement"]);
        assert_eq!(word("nobody knows"), "thing");
        assert_eq!(times(Kind::Quote, 1), "1 printing");
        assert_eq!(times(Kind::Entity, 3), "3 places");
    }
}
