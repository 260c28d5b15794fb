//! Who says it by a set phrase: `according to X`, `as X put it`, `in X’s words`, `X’s claim that`.

use std::ops::Range;

use super::attribution::{Found, Seeker};
use super::clause::Class;
use super::{Confidence, Rule};
use crate::insight::lexicon::{Role, VerbForm, VerbKind};

/// Nouns for what someone says: before a quote their owner speaks.
const SAYINGS: &[&str] = &[
    "accusation",
    "admission",
    "advice",
    "allegation",
    "answer",
    "apology",
    "argument",
    "assertion",
    "assessment",
    "assurance",
    "boast",
    "call",
    "calls",
    "characterization",
    "characterisation",
    "charge",
    "claim",
    "claims",
    "comment",
    "comments",
    "complaint",
    "contention",
    "declaration",
    "demand",
    "denial",
    "description",
    "explanation",
    "insistence",
    "joke",
    "mantra",
    "message",
    "motto",
    "observation",
    "opinion",
    "plea",
    "pledge",
    "prediction",
    "promise",
    "promises",
    "proposal",
    "question",
    "quip",
    "remark",
    "remarks",
    "reply",
    "response",
    "slogan",
    "statement",
    "statements",
    "suggestion",
    "threat",
    "tweet",
    "verdict",
    "view",
    "vow",
    "warning",
    "words",
];

/// How far before a quote such a noun may stand, in tokens.
const SAYING_REACH: usize = 9;

impl Seeker<'_> {
    /// `according to X`, `as X put it`, `in the words of X`, `to quote X`, at `at`: the cue and the
    /// speaker.
    pub(super) fn set_phrase(&self, at: usize, to: usize) -> Option<(Range<usize>, Range<usize>)> {
        let clause = &self.clause;
        let start = match (clause.low(at), clause.low(at + 1)) {
            ("according", "to") | ("words", "of") | ("to", "quote") => at + 2,
            ("as", _) => return self.as_put(at, to),
            _ => return None,
        };
        let speaker = clause.noun_phrase(start, to)?;
        Some((at..start, self.with_name(speaker, to)))
    }

    /// `as X put it`, `as X once said`.
    fn as_put(&self, at: usize, to: usize) -> Option<(Range<usize>, Range<usize>)> {
        let clause = &self.clause;
        let speaker = clause.noun_phrase(at + 1, to)?;
        let mut verb = speaker.end;
        while verb < to && matches!(clause.class(verb), Class::Role(Role::Adverb | Role::Auxiliary)) {
            verb += 1;
        }
        if verb >= to {
            return None;
        }
        let put = matches!(clause.low(verb), "put" | "puts") && clause.low(verb + 1) == "it";
        let said = matches!(clause.class(verb), Class::Reporting(found)
            if found.kind == VerbKind::Speech && matches!(found.form, VerbForm::Past | VerbForm::Third)
                && !clause.is_passive(verb));
        let ends = matches!(
            clause.class(verb + 1),
            Class::Sign(_) | Class::Quote | Class::Role(Role::Preposition | Role::Time | Role::Adverb)
        );
        (put || said && ends).then_some((verb..verb + 1, speaker))
    }

    /// `“…” — X`, as under a message that is quoted whole.
    pub(super) fn signed(&self, at: usize, sentence: &Range<usize>) -> Option<Found> {
        let clause = &self.clause;
        let dash = at + 1;
        if !matches!(clause.class(dash), Class::Sign('—' | '–')) || clause.class(dash + 1) != Class::Name
        {
            return None;
        }
        let end = (dash + 1..clause.tokens.len()).find(|i| clause.class(*i) != Class::Name);
        let end = end.unwrap_or(clause.tokens.len());
        let alone = matches!(
            clause.class(end),
            Class::Sign('\0' | '(' | ',' | '.' | '[') | Class::Number | Class::Role(Role::Time)
        );
        (alone && end - dash <= 6).then(|| Found {
            speaker: dash + 1..end,
            cue: None,
            rule: Rule::Signed,
            confidence: Confidence::Medium,
            sentence: sentence.clone(),
        })
    }

    /// `X’s claim that “…”`, `her promise to “…”`, `in X’s words, “…”`.
    pub(super) fn possessed(&self, at: usize, sentence: &Range<usize>) -> Option<Found> {
        let clause = &self.clause;
        let from = at.saturating_sub(SAYING_REACH).max(sentence.start);
        let noun = (from..at).rev().find(|i| SAYINGS.contains(&clause.low(*i)))?;
        let parted = (noun + 1..at).any(|i| {
            matches!(clause.class(i), Class::Verb | Class::Sign(';' | '.'))
                || matches!(clause.class(i), Class::Role(Role::Auxiliary)) && !self.is_in_clause(noun, i)
        });
        if parted {
            return None;
        }
        // Adjectives may stand between the owner and the noun.
        let owner = (from.saturating_sub(4).max(sentence.start)..noun)
            .rev()
            .take(4)
            .find(|i| matches!(clause.class(*i), Class::Owner | Class::Role(Role::Possessive)))?;
        let between =
            (owner + 1..noun).all(|i| matches!(clause.class(i), Class::Noun | Class::Role(Role::Adverb)));
        if !between {
            return None;
        }
        let speaker = match clause.class(owner) {
            Class::Owner => {
                let names = (sentence.start..owner).rev();
                let run = names
                    .take_while(|i| matches!(clause.class(*i), Class::Name | Class::Noun | Class::Number));
                let mut start = run.last()?;
                if let Some(before) = start.checked_sub(1)
                    && before >= sentence.start
                    && matches!(clause.class(before), Class::Role(Role::Determiner | Role::Possessive))
                {
                    start = before;
                }
                start..owner
            }
            _ if matches!(clause.low(owner), "his" | "her" | "their" | "my") => owner..owner + 1,
            _ => return None,
        };
        Some(Found {
            speaker,
            cue: Some(noun..noun + 1),
            rule: Rule::Owned,
            confidence: Confidence::Low,
            sentence: sentence.clone(),
        })
    }

    /// Whether `that` after the noun opens a clause, to which the auxiliary belongs.
    fn is_in_clause(&self, noun: usize, at: usize) -> bool {
        (noun + 1..at).any(|i| self.clause.low(i) == "that")
    }
}
