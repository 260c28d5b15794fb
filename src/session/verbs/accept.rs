//! Taking suggestions over.
//!
//! A suggestion becomes annotations, clusters and links in one step. What it makes is built on a
//! copy of the review, so that each part sees what the parts before it made.

use super::super::clock::new_id;
use super::super::suggest::{Ghost, NameGroup, QuoteSuggestion, Speaker};
use super::{Deed, VerbError, Verbs, counted, end_of};
use crate::insight::quotes::SpeakerKind;
use crate::model::{
    Annotation, AnnotationId, ArticleId, AttributeKind, ClusterId, Edit, Kind, LabelId, Link, LinkEnd,
    Origin, Review, Value,
};
use crate::text::Span;
use crate::text::normal::normal_line;

/// The attribute of the default codebook that holds the speaker as printed.
const SPEAKER: &str = "speaker";

/// A review under change, and the edits so far.
struct Draft {
    review: Review,
    edits: Vec<Edit>,
}

impl Draft {
    fn put(&mut self, edit: Edit) -> Result<(), VerbError> {
        edit.clone()
            .apply(&mut self.review)
            .map_err(|_| VerbError::Nonsense("the review has changed meanwhile"))?;
        self.edits.push(edit);
        Ok(())
    }
}

impl<'a> Verbs<'a> {
    fn draft(&self) -> Draft {
        Draft { review: self.review.clone(), edits: Vec::new() }
    }

    fn on<'d>(&self, review: &'d Review) -> Verbs<'d>
    where
        'a: 'd,
    {
        Verbs { review, story: self.story, codebook: self.codebook, now: self.now }
    }

    /// Marks suggested quotes, each with its speaker, and ties the printings of one statement. One
    /// that was changed first says so in its origin.
    pub fn accept_quotes(
        &self,
        wanted: &[(QuoteSuggestion, bool)],
    ) -> Result<(Vec<AnnotationId>, Deed), VerbError> {
        let label = self
            .label_of(Kind::Quote, "quote")
            .ok_or(VerbError::Nonsense("the codebook has no label for quotes"))?;
        let mut draft = self.draft();
        let mut ids = Vec::with_capacity(wanted.len());
        for (quote, changed) in wanted {
            let rule = quote.rule.to_owned();
            let origin = if *changed { Origin::SuggestedEdited(rule) } else { Origin::Suggested(rule) };
            ids.push(self.accept_quote(&mut draft, quote, &label, origin)?);
        }
        let name = match wanted {
            [(one, _)] => {
                let words = self.words_at(&one.article, &one.spans);
                format!("accept quote “{}”", super::marks::beginning(&words))
            }
            all => format!("accept {}", counted(all.len(), "quote", "quotes")),
        };
        Ok((ids, Deed { name, edit: Edit::Batch(draft.edits) }))
    }

    fn accept_quote(
        &self,
        draft: &mut Draft,
        quote: &QuoteSuggestion,
        label: &LabelId,
        origin: Origin,
    ) -> Result<AnnotationId, VerbError> {
        let (id, edit) =
            self.on(&draft.review).tagged(&quote.article, quote.spans.clone(), label, origin.clone())?;
        draft.put(edit)?;
        if let Some(speaker) = &quote.speaker {
            self.say(draft, &id, &quote.article, speaker, &origin)?;
        }
        let mut tied = vec![id.clone()];
        for (article, span) in &quote.others {
            let over = draft.review.overlapping(article, *span);
            let other = over.iter().find(|a| self.codebook.kind(&a.label) == Kind::Quote && a.id != id);
            tied.extend(other.map(|other| other.id.clone()));
        }
        self.tie_in(draft, &tied)?;
        Ok(id)
    }

    /// Says who said a quote: as printed, and a link to the entity where a name is meant.
    fn say(
        &self,
        draft: &mut Draft,
        quote: &AnnotationId,
        article: &ArticleId,
        speaker: &Speaker,
        origin: &Origin,
    ) -> Result<(), VerbError> {
        let printed = self.words_at(article, &[speaker.printed]);
        let said = draft.review.annotation(quote).cloned();
        if let Some(mut said) = said {
            let label = self.codebook.label(&said.label);
            let offered = label
                .and_then(|l| l.attributes.iter().find(|a| a.id == SPEAKER && a.kind == AttributeKind::Text));
            if let Some(offered) = offered {
                said.attributes.insert(offered.id.clone(), Value::Text(printed));
                draft.put(Edit::PutAnnotation(said))?;
            }
        }
        let (Some(kind), Some(name)) = (self.said_by(), speaker.name) else { return Ok(()) };
        let Some(entity) = self.entity(draft, article, name, speaker.kind, origin)? else { return Ok(()) };
        draft.put(Edit::PutLink(Link {
            id: new_id(),
            kind,
            from: LinkEnd::Annotation(quote.clone()),
            to: end_of(&draft.review, &entity),
            note: String::new(),
        }))
    }

    /// The entity at a name: the one that is marked there, or a new one, which joins the only thing
    /// of that name.
    fn entity(
        &self,
        draft: &mut Draft,
        article: &ArticleId,
        name: Span,
        kind: SpeakerKind,
        origin: &Origin,
    ) -> Result<Option<AnnotationId>, VerbError> {
        let is_entity = |annotation: &&Annotation| self.codebook.kind(&annotation.label) == Kind::Entity;
        let there = draft.review.overlapping(article, name).into_iter().find(is_entity);
        if let Some(there) = there {
            return Ok(Some(there.id.clone()));
        }
        let wanted = match kind {
            SpeakerKind::Person | SpeakerKind::Pronoun => "person",
            SpeakerKind::Organization => "organization",
            SpeakerKind::Unnamed | SpeakerKind::Document => return Ok(None),
        };
        let Some(label) = self.label_of(Kind::Entity, wanted) else { return Ok(None) };
        let words = normal_line(&self.words_at(article, &[name]));
        let like = self.of_that_name(&draft.review, &label, &words);
        let (id, edit) = self.on(&draft.review).tagged(article, vec![name], &label, origin.clone())?;
        draft.put(edit)?;
        if let Some(like) = like {
            self.tie_in(draft, &[like, id.clone()])?;
        }
        Ok(Some(id))
    }

    /// A member of the only cluster, or the only loose annotation, with this label and name, or one
    /// whose name ends with the same word.
    fn of_that_name(&self, review: &Review, label: &LabelId, words: &str) -> Option<AnnotationId> {
        let last = |name: &str| name.rsplit(' ').next().map(str::to_owned);
        let mut things: Vec<(LinkEnd, AnnotationId)> = Vec::new();
        for annotation in review.annotations().filter(|annotation| annotation.label == *label) {
            let own = normal_line(&self.words(annotation));
            let alike =
                own == words || (last(&own) == last(words) && (!own.contains(' ') || !words.contains(' ')));
            let thing = end_of(review, &annotation.id);
            if alike && !things.iter().any(|(known, _)| *known == thing) {
                things.push((thing, annotation.id.clone()));
            }
        }
        match things.as_slice() {
            [(_, one)] => Some(one.clone()),
            _ => None,
        }
    }

    /// Marks the mentions of suggested names and ties each group, with what marks its other
    /// mentions already. Gives the annotations that were made.
    pub fn accept_names(
        &self,
        groups: &[(NameGroup, LabelId)],
    ) -> Result<(Vec<AnnotationId>, Deed), VerbError> {
        let mut draft = self.draft();
        let mut made = Vec::new();
        for (group, label) in groups {
            let mut ids = Vec::new();
            for mention in &group.mentions {
                let origin = Origin::Suggested(mention.rule.to_owned());
                let (id, edit) =
                    self.on(&draft.review).tagged(&mention.article, vec![mention.span], label, origin)?;
                draft.put(edit)?;
                ids.push(id);
            }
            made.extend(ids.iter().cloned());
            // What the reviewer holds apart stays apart.
            let mut clusters: Vec<&ClusterId> =
                group.marked.iter().filter_map(|id| draft.review.cluster_of(id)).map(|c| &c.id).collect();
            clusters.dedup();
            if clusters.len() <= 1 {
                ids.splice(0..0, group.marked.iter().cloned());
            }
            self.tie_in(&mut draft, &ids)?;
        }
        let name = match groups {
            [(one, _)] => format!("accept name “{}”", one.name),
            all => format!("accept {}", counted(all.len(), "name", "names")),
        };
        Ok((made, Deed { name, edit: Edit::Batch(draft.edits) }))
    }

    /// Carries annotations over to other articles and ties each to the one it comes from. Where the
    /// words differ, the note says so.
    pub fn carry_over(&self, ghosts: &[Ghost]) -> Result<(Vec<AnnotationId>, Deed), VerbError> {
        let mut draft = self.draft();
        let mut made = Vec::new();
        let mut name = String::new();
        for ghost in ghosts {
            let from = self.annotation(&ghost.from)?;
            let origin = Origin::Carried(from.id.clone());
            let (id, edit) =
                self.on(&draft.review).tagged(&ghost.article, ghost.spans.clone(), &from.label, origin)?;
            draft.put(edit)?;
            if let Some(mut carried) = draft.review.annotation(&id).cloned() {
                carried.attributes.clone_from(&from.attributes);
                // Who is named there is told by that article alone.
                carried.attributes.remove(SPEAKER);
                if !ghost.same_words {
                    carried.note = difference_in_words(ghost);
                }
                draft.put(Edit::PutAnnotation(carried))?;
            }
            self.tie_in(&mut draft, &[from.id.clone(), id.clone()])?;
            made.push(id);
            name = format!("carry {} over", self.label_name(&from.label));
        }
        Ok((made, Deed { name, edit: Edit::Batch(draft.edits) }))
    }

    /// Marks a place and ties it to an annotation that says the same.
    pub fn tag_alike(
        &self,
        from: &AnnotationId,
        article: &ArticleId,
        span: Span,
    ) -> Result<(AnnotationId, Deed), VerbError> {
        let annotation = self.annotation(from)?;
        let mut draft = self.draft();
        let there = draft.review.overlapping(article, span).into_iter();
        let there = there.filter(|other| other.label == annotation.label && other.id != *from);
        let there = there.map(|other| other.id.clone()).next();
        let id = match there {
            Some(id) => id,
            None => {
                let (id, edit) =
                    self.on(&draft.review).tagged(article, vec![span], &annotation.label, Origin::Hand)?;
                draft.put(edit)?;
                id
            }
        };
        self.tie_in(&mut draft, &[from.clone(), id.clone()])?;
        let name = format!("tie “{}”", super::marks::beginning(&self.words(annotation)));
        Ok((id, Deed { name, edit: Edit::Batch(draft.edits) }))
    }

    /// Ties what is not tied already.
    fn tie_in(&self, draft: &mut Draft, ids: &[AnnotationId]) -> Result<(), VerbError> {
        let things: std::collections::BTreeSet<LinkEnd> =
            ids.iter().map(|id| end_of(&draft.review, id)).collect();
        if things.len() < 2 {
            return Ok(());
        }
        let (_, deed) = self.on(&draft.review).tie(ids)?;
        draft.put(deed.edit)
    }

    /// The label with this id and kind, else the first of that kind.
    fn label_of(&self, kind: Kind, id: &str) -> Option<LabelId> {
        let of_kind = || self.codebook.labels.iter().filter(|label| label.kind == kind);
        let label = of_kind().find(|label| label.id.as_str() == id).or_else(|| of_kind().next());
        label.map(|label| label.id.clone())
    }

    fn words_at(&self, article: &ArticleId, spans: &[Span]) -> String {
        let Some(article) = self.story.article(article) else { return String::new() };
        let words: Vec<&str> = spans.iter().filter_map(|span| span.slice(&article.text)).collect();
        words.join(" … ")
    }
}

/// What a carried annotation's note says of its words.
fn difference_in_words(ghost: &Ghost) -> String {
    let changed = ghost.changes.iter().map(|(a, b)| match (a.as_str(), b.as_str()) {
        (a, "") => format!("without “{a}”"),
        ("", b) => format!("with “{b}”"),
        (a, b) => format!("“{b}” for “{a}”"),
    });
    let left = ghost.left_out.iter().map(|words| format!("without “{words}”"));
    let all: Vec<String> = changed.chain(left).collect();
    if all.is_empty() {
        return "Carried over onto a part of the words.".to_owned();
    }
    format!("Carried over onto other words: {}.", all.join(", "))
}
