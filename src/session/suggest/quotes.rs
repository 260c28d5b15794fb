//! Quotes as suggestions.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::content::proposal;
use crate::insight::quotes::{Attribution, Confidence, QuoteKind, SpeakerKind};
use crate::insight::statements::{StoryQuote, StoryQuotes};
use crate::model::{Annotation, Article, ArticleId, Codebook, Kind, Proposal, Review, Suggestion};
use crate::text::Span;

/// The rule of a quote whose speaker nothing tells.
const MARKS: (&str, &str) =
    ("quote-marks", "Words between quote marks; nothing beside them says who speaks.");

/// Who says a suggested quote.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// The words that name the speaker, as printed.
    pub printed: Span,
    /// The name that is meant: inside `printed`, or the one that a pronoun most likely stands for.
    pub name: Option<Span>,
    /// What the words are.
    pub kind: SpeakerKind,
    /// The verb of speech.
    pub cue: Option<Span>,
}

impl From<&Attribution> for Speaker {
    fn from(known: &Attribution) -> Self {
        let own = matches!(known.speaker_kind, SpeakerKind::Person | SpeakerKind::Organization);
        Self {
            printed: known.speaker,
            name: known.name.or(own.then_some(known.speaker)),
            kind: known.speaker_kind,
            cue: known.cue,
        }
    }
}

/// A quote that may be marked: all parts of one utterance.
#[derive(Clone, Debug, PartialEq)]
pub struct QuoteSuggestion {
    /// What it is known by.
    pub of: Proposal,
    /// The article.
    pub article: ArticleId,
    /// The words inside the marks, piece by piece.
    pub spans: Vec<Span>,
    /// Who says it, where that is told.
    pub speaker: Option<Speaker>,
    /// The name of the rule that found it.
    pub rule: &'static str,
    /// Why, in one sentence for people.
    pub reason: &'static str,
    /// How sure the speaker is; low where none is told.
    pub confidence: Confidence,
    /// The number of its statement: an index into the statements that were found.
    pub statement: usize,
    /// The first words of the statement's other printings in quote marks.
    pub others: Vec<(ArticleId, Span)>,
}

/// The quotes that are neither marked nor rejected, by article, then by place.
pub fn quote_suggestions(
    articles: &[Arc<Article>],
    found: &StoryQuotes,
    review: &Review,
    codebook: &Codebook,
) -> Vec<QuoteSuggestion> {
    let mut utterances: BTreeMap<(usize, usize), Vec<&StoryQuote>> = BTreeMap::new();
    for quote in found.quotes.iter().filter(|q| q.quote.parent.is_none() && q.quote.kind == QuoteKind::Direct)
    {
        utterances.entry((quote.article, quote.quote.utterance)).or_default().push(quote);
    }
    let is_quote = |annotation: &&Annotation| codebook.kind(&annotation.label) == Kind::Quote;
    let mut out = Vec::new();
    for ((at, _), parts) in utterances {
        let Some(article) = articles.get(at) else { continue };
        let spans = Annotation::normal_spans(parts.iter().map(|part| part.quote.span).collect());
        let Some(of) = proposal(Suggestion::Quote, article, &spans) else { continue };
        let marked = spans.iter().any(|span| review.overlapping(&article.id, *span).iter().any(is_quote));
        if marked || review.is_rejected(&of) {
            continue;
        }
        let known =
            parts.iter().filter_map(|part| part.quote.attribution.as_ref()).max_by_key(|a| a.confidence);
        let broken = parts.iter().any(|part| part.quote.broken);
        let (rule, reason) = known.map_or(MARKS, |known| (known.rule.name(), known.rule.reason()));
        let statement = parts.first().map_or(0, |part| part.statement);
        let printings = found.statements.get(statement).map(|s| s.printings.as_slice()).unwrap_or_default();
        let others = printings.iter().filter(|printing| printing.in_marks()).filter_map(|printing| {
            let first = printing.pieces.first().copied()?;
            let own = printing.article == at && spans.iter().any(|span| span.overlaps(first));
            (!own).then_some((articles.get(printing.article)?.id.clone(), first))
        });
        out.push(QuoteSuggestion {
            of,
            article: article.id.clone(),
            speaker: known.map(Speaker::from),
            rule,
            reason,
            confidence: known.filter(|_| !broken).map_or(Confidence::Low, |known| known.confidence),
            statement,
            others: others.collect(),
            spans,
        });
    }
    let order = |article: &ArticleId| articles.iter().position(|known| known.id == *article);
    out.sort_by_key(|suggestion| (order(&suggestion.article), suggestion.spans.first().copied()));
    out
}
