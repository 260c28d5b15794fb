//! Making something that nobody had: a mark with other ends, another label, other attributes; a
//! cluster with another name or other members; a link of another kind.

use super::state::SettleState;
use crate::agreement::settle::{Item, matter_of};
use crate::model::{
    Annotation, Article, ArticleId, Attributes, LabelId, LinkKindId, Matter, Place, Tied, Value,
};
use crate::session::Session;
use crate::text::{self, Span, TextSize};

/// What is being made.
#[derive(Clone, Debug, PartialEq)]
pub enum Draft {
    /// A mark.
    Mark(MarkDraft),
    /// A cluster: each member with whether it stays in.
    Cluster {
        /// Its label.
        label: LabelId,
        /// What it is called.
        name: String,
        /// What is said about it.
        attributes: Attributes,
        /// All that any reviewer has in it, with whether it is in.
        members: Vec<(Place, bool)>,
    },
    /// A link.
    Link {
        /// Its kind.
        kind: LinkKindId,
        /// Where it starts.
        from: Tied,
        /// Where it leads.
        to: Tied,
    },
}

/// A mark that is being made.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkDraft {
    /// The article.
    pub article: ArticleId,
    /// Its pieces.
    pub spans: Vec<Span>,
    /// Its label.
    pub label: LabelId,
    /// What is said about it.
    pub attributes: Attributes,
}

/// How an end of a mark moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndMove {
    /// Whether the start moves; else the end.
    pub start: bool,
    /// Whether it moves to the right.
    pub right: bool,
    /// Whether it moves by a character; else by a word.
    pub by_char: bool,
}

/// What a person changes in a draft.
#[derive(Clone, Debug, PartialEq)]
pub enum DraftAction {
    /// Begins it, from the group that is shown.
    Begin,
    /// Begins anew from a candidate.
    From(usize),
    /// Moves an end.
    Move(EndMove),
    /// Lies on these words.
    Span(Span),
    /// Has this label.
    Label(LabelId),
    /// Says this about itself; `None` takes it away.
    Attribute(String, Option<Value>),
    /// A cluster is called this.
    Name(String),
    /// A member of a cluster goes in or out.
    Member(usize),
    /// A link is of this kind.
    Kind(LinkKindId),
    /// It is what stands in the consensus now.
    Done,
    /// It is given up.
    Cancel,
}

impl Draft {
    /// From a candidate of a group, with all that is needed to choose among what the others have.
    pub fn of(item: &Item, candidate: usize, session: &Session) -> Option<Self> {
        let former = || {
            let decision = session.review().decision(item.decisions.first()?)?;
            decision.results.first().and_then(|made| matter_of(session.review(), session.story(), made))
        };
        let matter = match item.group.candidates.get(candidate) {
            Some(candidate) => candidate.what.clone(),
            None => former()?,
        };
        Self::from_matter(matter, item, session)
    }

    /// From what was decided, where it is decided; else from the first candidate.
    pub fn begin(item: &Item, session: &Session) -> Option<Self> {
        let decided = item.decision(session.review()).and_then(|decision| decision.results.first());
        match decided.and_then(|made| matter_of(session.review(), session.story(), made)) {
            Some(matter) => Self::from_matter(matter, item, session),
            None => Self::of(item, 0, session),
        }
    }

    fn from_matter(matter: Matter, item: &Item, session: &Session) -> Option<Self> {
        Some(match matter {
            Matter::Mark { article, at, label, attributes, .. } => {
                let text = session.story().article(&article)?;
                let spans =
                    at.iter().filter_map(|(s, e)| text.offsets.span_from_chars(&text.text, *s, *e)).collect();
                Self::Mark(MarkDraft { article, spans, label, attributes })
            }
            Matter::Cluster { label, name, attributes, members } => {
                let mut all: Vec<(Place, bool)> = members.into_iter().map(|member| (member, true)).collect();
                for candidate in &item.group.candidates {
                    let Matter::Cluster { members, .. } = &candidate.what else { continue };
                    for member in members {
                        if all.iter().all(|(known, _)| known.id != member.id) {
                            all.push((member.clone(), false));
                        }
                    }
                }
                Self::Cluster { label, name, attributes, members: all }
            }
            Matter::Link { kind, from, to } => Self::Link { kind, from, to },
        })
    }

    /// The mark that is being made.
    pub fn as_mark(&self) -> Option<&MarkDraft> {
        if let Self::Mark(mark) = self { Some(mark) } else { None }
    }

    /// What it has become; `None` where nothing is left of it.
    pub fn matter(&self, session: &Session) -> Option<Matter> {
        match self {
            Self::Mark(draft) => {
                let article = session.story().article(&draft.article)?;
                let spans: Vec<Span> =
                    draft.spans.iter().filter_map(|span| text::trim_blanks(&article.text, *span)).collect();
                let spans = Annotation::normal_spans(spans);
                let pieces = spans.iter().map(|span| article.offsets.span_to_chars(&article.text, *span));
                let at: Vec<_> = pieces.collect::<Option<_>>()?;
                let words = spans.iter().map(|span| span.slice(&article.text).unwrap_or_default().to_owned());
                (!at.is_empty()).then(|| Matter::Mark {
                    article: draft.article.clone(),
                    at,
                    text: words.collect(),
                    label: draft.label.clone(),
                    attributes: draft.attributes.clone(),
                })
            }
            Self::Cluster { label, name, attributes, members } => {
                let members: Vec<Place> =
                    members.iter().filter(|(_, is_in)| *is_in).map(|(place, _)| place.clone()).collect();
                (!members.is_empty() && !name.trim().is_empty()).then(|| Matter::Cluster {
                    label: label.clone(),
                    name: name.trim().to_owned(),
                    attributes: attributes.clone(),
                    members,
                })
            }
            Self::Link { kind, from, to } => {
                Some(Matter::Link { kind: kind.clone(), from: from.clone(), to: to.clone() })
            }
        }
    }

    /// Takes a change, but for those that begin or end it.
    pub fn take(&mut self, action: DraftAction, session: &Session) {
        match (self, action) {
            (Self::Mark(draft), DraftAction::Move(to)) => {
                if let Some(article) = session.story().article(&draft.article) {
                    draft.move_end(article, to);
                }
            }
            (Self::Mark(draft), DraftAction::Span(span)) => draft.spans = vec![span],
            (Self::Mark(draft), DraftAction::Label(label)) => {
                let known = session.codebook().label(&label).map(|label| label.attributes.as_slice());
                let offered = |id: &String| known.unwrap_or_default().iter().any(|a| a.id == *id);
                draft.attributes.retain(|id, _| offered(id));
                draft.label = label;
            }
            (Self::Cluster { label, .. }, DraftAction::Label(to)) => *label = to,
            (
                Self::Mark(MarkDraft { attributes, .. }) | Self::Cluster { attributes, .. },
                DraftAction::Attribute(id, value),
            ) => match value {
                Some(value) => drop(attributes.insert(id, value)),
                None => drop(attributes.remove(&id)),
            },
            (Self::Cluster { name, .. }, DraftAction::Name(to)) => *name = to,
            (Self::Cluster { members, .. }, DraftAction::Member(at)) => {
                if let Some((_, is_in)) = members.get_mut(at) {
                    *is_in = !*is_in;
                }
            }
            (Self::Link { kind, .. }, DraftAction::Kind(to)) => *kind = to,
            _ => {}
        }
    }
}

impl MarkDraft {
    /// Moves the start of the first piece or the end of the last, never past its other end.
    fn move_end(&mut self, article: &Article, to: EndMove) {
        let words = &article.text;
        let piece = if to.start { self.spans.first_mut() } else { self.spans.last_mut() };
        let Some(span) = piece else { return };
        let at = if to.start { span.start() } else { span.end() };
        let goal = moved(words, at, to);
        let new = if to.start { Span::new(goal, span.end()) } else { Span::new(span.start(), goal) };
        if let Some(new) = new {
            *span = new;
            self.spans = Annotation::normal_spans(std::mem::take(&mut self.spans));
        }
    }
}

/// Where an end goes: outwards to the next word's far side, inwards to the near one.
fn moved(words: &str, at: TextSize, to: EndMove) -> TextSize {
    match (to.by_char, to.start, to.right) {
        (true, _, true) => text::grapheme_after(words, at),
        (true, _, false) => text::grapheme_before(words, at),
        (false, true, false) => text::word_before(words, at),
        (false, false, true) => text::word_after(words, at),
        (false, true, true) => {
            let after = text::word_after(words, at);
            text::word_at(words, text::word_after(words, after)).map_or(after, Span::start)
        }
        (false, false, false) => {
            let before = text::word_before(words, at);
            text::word_at(words, text::word_before(words, before)).map_or(before, Span::end)
        }
    }
}

impl SettleState {
    /// Takes a change of what is being made; what it has become where it is done.
    pub fn draft_action(&mut self, action: DraftAction, session: &Session) -> Option<Matter> {
        let item = self.item().map(|(_, item)| item.clone());
        let mut made = None;
        match action {
            DraftAction::Begin => self.draft = item.and_then(|item| Draft::begin(&item, session)),
            DraftAction::From(at) => self.draft = item.and_then(|item| Draft::of(&item, at, session)),
            DraftAction::Cancel => self.draft = None,
            DraftAction::Done => {
                made = self.draft.as_ref().and_then(|draft| draft.matter(session));
            }
            action => {
                if let Some(draft) = &mut self.draft {
                    draft.take(action, session);
                }
            }
        }
        self.light(session);
        made
    }
}
