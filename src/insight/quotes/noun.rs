//! Noun phrases: who may be speaking.

use std::ops::Range;

use super::clause::{Class, Clause};
use crate::insight::lexicon::{Role, is_given_name, is_honorific, is_title};
use crate::insight::token::TokenKind;

/// Where and how things are said: after a preposition these belong to the verb and not to the
/// speaker (`said a spokesman in a statement`).
const CIRCUMSTANCES: &[&str] = &[
    "address",
    "appearance",
    "blog",
    "briefing",
    "broadcast",
    "call",
    "comments",
    "conference",
    "court",
    "email",
    "e-mail",
    "emails",
    "event",
    "facebook",
    "filing",
    "hearing",
    "instagram",
    "interview",
    "interviews",
    "journalists",
    "letter",
    "lawmakers",
    "media",
    "memo",
    "message",
    "news",
    "note",
    "phone",
    "post",
    "press",
    "program",
    "programme",
    "radio",
    "rally",
    "recording",
    "release",
    "remarks",
    "reply",
    "report",
    "reporters",
    "response",
    "show",
    "speech",
    "statement",
    "statements",
    "telephone",
    "television",
    "testimony",
    "text",
    "tv",
    "tweet",
    "tweets",
    "twitter",
    "video",
    "writing",
    "parliament",
    "trial",
    "article",
    "column",
    "magazine",
    "documentary",
    "podcast",
    "dispatch",
    "affidavit",
    "complaint",
    "lawsuit",
    "afp",
    "reuters",
    "cnn",
    "bbc",
];

impl Clause<'_> {
    /// The noun phrase that starts at `from`, within `to`. Trailing prepositions and the like are
    /// left out. A pronoun is a phrase of its own.
    pub fn noun_phrase(&self, from: usize, to: usize) -> Option<Range<usize>> {
        if self.class(from) == Class::Role(Role::Pronoun) {
            return (from < to).then_some(from..from + 1);
        }
        let mut end = None;
        let mut at = from;
        let lower_start = !matches!(self.class(from), Class::Name);
        while at < to {
            let fresh = end.is_none_or(|end| end < at);
            match self.class(at) {
                Class::Name => end = Some(at + 1),
                Class::Noun => end = Some(at + 1),
                Class::Number if fresh || end.is_none() => end = Some(at + 1),
                Class::Role(Role::Determiner) if fresh => {
                    let stands_alone = matches!(
                        self.low(at),
                        "one"
                            | "some"
                            | "many"
                            | "others"
                            | "both"
                            | "most"
                            | "several"
                            | "another"
                            | "all"
                            | "few"
                    );
                    if stands_alone && end.is_none() {
                        end = Some(at + 1);
                    }
                }
                Class::Role(Role::Possessive) if fresh => {}
                Class::Role(Role::Adverb | Role::Time) if fresh && self.leads_to_noun(at + 1, to) => {}
                Class::Verb | Class::Reporting(_) if fresh && at > from && self.leads_to_noun(at + 1, to) => {
                }
                Class::Verb
                    if at == from
                        && !self.token(at).is_some_and(|t| t.starts)
                        && self.leads_to_noun(at + 1, to) => {}
                Class::Owner if end == Some(at) && self.leads_to_noun(at + 1, to) => end = Some(at + 1),
                Class::Role(Role::Preposition) if end == Some(at) && self.attaches(at, to, lower_start) => {}
                Class::Role(Role::Coordinator)
                    if end == Some(at)
                        && matches!(self.low(at), "and" | "or" | "&")
                        && self.continues_list(at, to) => {}
                Class::Sign('-' | '–') if end == Some(at) && self.glued(at) => {}
                Class::Sign('.') if end == Some(at) && self.glued(at) => {}
                _ => break,
            }
            at += 1;
        }
        let end = end?;
        let end = if self.class(end - 1) == Class::Owner { end - 1 } else { end };
        (end > from).then_some(from..end)
    }

    /// Whether no blank stands on either side of a sign.
    fn glued(&self, at: usize) -> bool {
        let ends = |i: usize| self.token(i).map(|t| t.span);
        let (Some(here), Some(before), Some(after)) =
            (ends(at), at.checked_sub(1).and_then(ends), ends(at + 1))
        else {
            return false;
        };
        before.end() == here.start() && here.end() == after.start()
    }

    /// Whether a noun comes before anything that would end the phrase.
    fn leads_to_noun(&self, from: usize, to: usize) -> bool {
        for at in from..to.min(from + 4) {
            match self.class(at) {
                Class::Name | Class::Noun | Class::Number => return true,
                Class::Role(Role::Adverb) => {}
                _ => return false,
            }
        }
        false
    }

    /// Whether a preposition ties more words to the noun before it, rather than to the verb.
    fn attaches(&self, at: usize, to: usize, lower_start: bool) -> bool {
        if at + 1 >= to || !self.starts_phrase(at + 1) {
            return false;
        }
        let low = self.low(at);
        if low == "of" {
            return true;
        }
        let noun_before = at.checked_sub(1).is_some_and(|i| self.class(i) == Class::Noun);
        matches!(
            low,
            "for"
                | "at"
                | "from"
                | "with"
                | "in"
                | "on"
                | "to"
                | "near"
                | "inside"
                | "outside"
                | "against"
                | "behind"
                | "between"
                | "within"
        ) && (lower_start || noun_before)
            && !self.is_circumstance(at + 1, to)
    }

    fn starts_phrase(&self, at: usize) -> bool {
        matches!(
            self.class(at),
            Class::Name | Class::Noun | Class::Number | Class::Role(Role::Determiner | Role::Possessive)
        ) || self.class(at) == Class::Verb && self.leads_to_noun(at + 1, at + 3)
    }

    /// Whether the phrase after a preposition says when, where or how something was said.
    pub fn is_circumstance(&self, from: usize, to: usize) -> bool {
        for at in from..to.min(from + 6) {
            match self.class(at) {
                Class::Role(Role::Time) => return true,
                Class::Role(Role::ObjectPronoun) => return true,
                Class::Number if at == from => return true,
                Class::Name | Class::Noun => {
                    if CIRCUMSTANCES.contains(&self.low(at)) {
                        return true;
                    }
                }
                Class::Number
                | Class::Owner
                | Class::Verb
                | Class::Role(Role::Determiner | Role::Possessive | Role::Adverb) => {}
                _ => return false,
            }
        }
        false
    }

    /// Whether `and` joins another speaker, rather than another clause.
    fn continues_list(&self, at: usize, to: usize) -> bool {
        let before_name =
            at.checked_sub(1).is_some_and(|i| matches!(self.class(i), Class::Name | Class::Noun));
        before_name
            && match self.class(at + 1) {
                Class::Name | Class::Noun => true,
                Class::Role(Role::Determiner | Role::Possessive) => self.leads_to_noun(at + 2, to),
                _ => false,
            }
    }

    /// A name in apposition: `a spokesman for the agency, Ana Norr,`. Returns the end of the name.
    pub fn name_after_comma(&self, comma: usize, to: usize) -> Option<usize> {
        if !self.is_sign(comma, ',') {
            return None;
        }
        let mut at = comma + 1;
        while at < to && self.class(at) == Class::Name {
            at += 1;
        }
        let words = at - comma - 1;
        let ends = at >= to
            || matches!(
                self.class(at),
                Class::Sign(',' | '.' | ';' | ':' | '(' | '—' | '–')
                    | Class::Quote
                    | Class::Role(Role::Preposition)
            );
        let given = words == 1 && self.token(comma + 1).is_some_and(|t| is_given_name(t.bare()));
        ((words >= 2 || given) && ends && words <= 5).then_some(at)
    }

    /// Whether a phrase names a person: a given name and another, or a name right after a title.
    pub fn is_personal(&self, phrase: &Range<usize>) -> bool {
        let named = |at: usize| at < phrase.end && self.class(at) == Class::Name;
        phrase.clone().any(|at| {
            let bare = self.token(at).map_or("", |t| t.bare());
            (is_given_name(bare) && named(at) && named(at + 1))
                || ((is_honorific(bare) || is_title(bare)) && named(at + 1))
                || (is_given_name(bare) && named(at) && phrase.len() == 1)
        })
    }

    /// The quote that a token is.
    pub fn quote(&self, at: usize) -> Option<usize> {
        match self.token(at)?.kind {
            TokenKind::Quote(number) => Some(number),
            _ => None,
        }
    }
}
