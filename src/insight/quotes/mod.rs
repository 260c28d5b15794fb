//! Quotes, who says them, and the statements that several articles print.

mod article;
mod attribution;
mod clause;
mod inherit;
mod kind;
mod marks;
mod noun;
mod phrases;
mod place;
mod speaker;
mod subject;
#[cfg(test)]
mod tests;

use crate::text::Span;
pub(crate) use article::Reading;
pub use article::quotes_of;

/// Words between quote marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// The words inside the marks.
    pub span: Span,
    /// The words with their marks.
    pub outer: Span,
    /// Whether someone speaks.
    pub kind: QuoteKind,
    /// Who, as far as the text tells. Only for [`QuoteKind::Direct`].
    pub attribution: Option<Attribution>,
    /// The quote that this one stands inside, by index.
    pub parent: Option<usize>,
    /// A mark is missing: the extent is a guess.
    pub broken: bool,
    /// Parts of one utterance share a number: split by their attribution, or going on in the next
    /// paragraph. Numbers count from 0 in the order of the text.
    pub utterance: usize,
}

/// What quote marks are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuoteKind {
    /// Someone's words.
    Direct,
    /// Distance from a word, or a word as a word.
    Scare,
    /// The name of a work, a law, a campaign.
    Title,
}

impl QuoteKind {
    /// Its name in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Scare => "scare",
            Self::Title => "title",
        }
    }
}

/// Who says a quote, as printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The words that name the speaker: a name, a role, a pronoun.
    pub speaker: Span,
    /// What these words are.
    pub speaker_kind: SpeakerKind,
    /// The person meant: inside `speaker`, or the name that a pronoun most likely stands for.
    pub name: Option<Span>,
    /// The verb, or `according to`.
    pub cue: Option<Span>,
    /// Where or how it was said, as printed: `in a statement`, `told the Gazette`.
    pub place: Option<Span>,
    /// How it was found.
    pub rule: Rule,
    /// How often the rule is right.
    pub confidence: Confidence,
}

/// What the words for a speaker are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpeakerKind {
    /// A person's name.
    Person,
    /// `he`, `she`, `they`, `I`.
    Pronoun,
    /// A person or persons without a name: `a spokesman`, `two officials`.
    Unnamed,
    /// An organization or a place that speaks: `Facebook`, `the ministry`.
    Organization,
    /// A text that speaks: `the statement`, `his letter`.
    Document,
}

/// How often a rule is right on news that was not used to make it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Look at it.
    Low,
    /// Right as a rule.
    Medium,
    /// Nearly always right.
    High,
}

impl Confidence {
    /// Its name in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// How a speaker was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// `"…," said X`
    TailVerbSpeaker,
    /// `"…," X said`
    TailSpeakerVerb,
    /// `according to X`, `as X put it`, `in the words of X`
    AccordingTo,
    /// `"…" — X`
    Signed,
    /// `X's claim that "…"`
    Owned,
    /// `X said: "…"`
    Head,
    /// `X said that the plan was "…"`
    HeadClause,
    /// `X had a warning: "…"`
    Colon,
    /// `The plan is "…" for the town, X said.`
    SentenceTail,
    /// `"…," X said. "…"`
    SameParagraph,
    /// The paragraph is nothing but a quote, and the one before quotes X last.
    NextParagraph,
    /// `X disagreed. "…"`
    SentenceBefore,
    /// The quote goes on from the paragraph before, or into the next.
    GoesOn,
}

impl Rule {
    /// Its name in files: the origin of an annotation that came from it.
    pub fn name(self) -> &'static str {
        match self {
            Self::TailVerbSpeaker => "quote-tail-verb-speaker",
            Self::TailSpeakerVerb => "quote-tail-speaker-verb",
            Self::AccordingTo => "quote-according-to",
            Self::Signed => "quote-signed",
            Self::Owned => "quote-owned",
            Self::Head => "quote-head",
            Self::HeadClause => "quote-head-clause",
            Self::Colon => "quote-colon",
            Self::SentenceTail => "quote-sentence-tail",
            Self::SameParagraph => "quote-same-paragraph",
            Self::NextParagraph => "quote-next-paragraph",
            Self::SentenceBefore => "quote-sentence-before",
            Self::GoesOn => "quote-goes-on",
        }
    }

    /// Why, in one sentence for people.
    pub fn reason(self) -> &'static str {
        match self {
            Self::TailVerbSpeaker => "A verb of speech and its subject stand right after the quote.",
            Self::TailSpeakerVerb => "A subject and its verb of speech stand right after the quote.",
            Self::AccordingTo => "The sentence says “according to”, “as … put it” or the like.",
            Self::Signed => "A name follows the quote after a dash.",
            Self::Owned => "What is quoted is called someone’s claim, promise or the like.",
            Self::Head => "A verb of speech with its subject introduces the quote.",
            Self::HeadClause => "The quote stands inside what a verb of speech reports.",
            Self::Colon => "The subject of the sentence that ends in the colon before the quote.",
            Self::SentenceTail => "The sentence ends by saying who said it.",
            Self::SameParagraph => "The quote before it in the paragraph has this speaker.",
            Self::NextParagraph => {
                "The paragraph is nothing but a quote, and the one before it has this speaker."
            }
            Self::SentenceBefore => "The sentence before it has this subject.",
            Self::GoesOn => "The quote runs over several paragraphs, and one of them names the speaker.",
        }
    }
}
