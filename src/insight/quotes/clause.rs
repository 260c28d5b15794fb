//! What the words around a quote do: a rough reading of English clauses, without a parser.

use std::ops::Range;

use crate::insight::lexicon::{ReportingVerb, Role, VerbForm, VerbKind, is_role, reporting_verb, role};
use crate::insight::token::{Token, TokenKind};

/// What a token does where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A sign that is no quote mark.
    Sign(char),
    /// A whole quote.
    Quote,
    /// `’s`.
    Owner,
    /// A small word of grammar.
    Role(Role),
    /// A verb that can report.
    Reporting(ReportingVerb),
    /// Any other finite verb or participle that is known by its form.
    Verb,
    /// A capitalised word that is no small word.
    Name,
    /// A number.
    Number,
    /// What is left: nouns and adjectives.
    Noun,
}

/// The tokens of one paragraph.
#[derive(Clone, Copy)]
pub(super) struct Clause<'a> {
    pub tokens: &'a [Token],
}

impl<'a> Clause<'a> {
    pub fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    pub fn low(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| &token.low)
    }

    pub fn is_sign(&self, at: usize, sign: char) -> bool {
        self.token(at).is_some_and(|token| token.is_sign(sign))
    }

    /// The sentence around a token.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        let start = (0..=at).rev().find(|i| self.token(*i).is_some_and(|t| t.starts)).unwrap_or(0);
        let end = (at + 1..self.tokens.len())
            .find(|i| self.token(*i).is_some_and(|t| t.starts))
            .unwrap_or(self.tokens.len());
        start..end
    }

    pub fn class(&self, at: usize) -> Class {
        let Some(token) = self.token(at) else { return Class::Sign('\0') };
        match token.kind {
            TokenKind::Sign(c) => return Class::Sign(c),
            TokenKind::Quote(_) => return Class::Quote,
            TokenKind::Owner => return Class::Owner,
            TokenKind::Number => return Class::Number,
            TokenKind::Word => {}
        }
        let role = role(&token.low);
        if token.capital && !token.starts {
            return match role {
                Some(Role::Pronoun) if &*token.low == "i" => Class::Role(Role::Pronoun),
                Some(Role::Time) if !self.is_name_before(at) => Class::Role(Role::Time),
                Some(Role::Determiner) if &*token.low == "the" => Class::Role(Role::Determiner),
                _ => Class::Name,
            };
        }
        if let Some(role) = role {
            return match role {
                Role::Verb if !self.can_be_verb(at) => Class::Noun,
                Role::Verb => Class::Verb,
                role => Class::Role(role),
            };
        }
        if let Some(verb) = reporting_verb(&token.low)
            && self.reports(at, verb)
        {
            return Class::Reporting(verb);
        }
        if token.capital && self.token(at + 1).is_some_and(|next| next.capital && next.is_word()) {
            return Class::Name;
        }
        if token.low.len() > 4
            && token.low.ends_with("ed")
            && !token.low.contains('-')
            && self.can_be_verb(at)
            && !is_role(&token.low)
        {
            return Class::Verb;
        }
        if token.capital { Class::Name } else { Class::Noun }
    }

    fn is_name_before(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|i| self.token(i)) else { return false };
        before.capital && before.is_word() && role(&before.low).is_none() && !before.starts
            || before.capital && crate::insight::lexicon::is_given_name(&before.low)
    }

    /// Whether what stands before leaves room for a verb: no article, possessive or number, with
    /// which the word would be an adjective or a noun.
    fn can_be_verb(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|i| self.token(i)) else { return true };
        match before.kind {
            TokenKind::Owner => false,
            TokenKind::Number => before.low.contains('-'),
            TokenKind::Word if before.capital && !before.starts => true,
            TokenKind::Word => !matches!(role(&before.low), Some(Role::Determiner | Role::Possessive)),
            _ => true,
        }
    }

    /// Whether a word that can be a reporting verb is one here.
    fn reports(&self, at: usize, verb: ReportingVerb) -> bool {
        if !self.can_be_verb(at) {
            return false;
        }
        let Some(before) = at.checked_sub(1).filter(|_| !self.token(at).is_some_and(|t| t.starts)) else {
            return matches!(verb.form, VerbForm::Past | VerbForm::Ing);
        };
        let token = self.token(before);
        let low = self.low(before);
        let role = role(low);
        if verb.noun_too {
            if matches!(role, Some(Role::Preposition)) && low != "to" {
                return false;
            }
            if matches!(self.low(at + 1), "of" | "from" | "for" | "about" | "by")
                && !matches!(role, Some(Role::Pronoun))
            {
                return false;
            }
        }
        match verb.form {
            VerbForm::Past => true,
            VerbForm::Ing => !verb.noun_too || !matches!(role, Some(Role::Preposition)),
            VerbForm::Third => {
                let subject = token.is_some_and(|t| {
                    t.is_word() || matches!(t.kind, TokenKind::Sign(_) | TokenKind::Quote(_))
                });
                let plural =
                    token.is_some_and(|t| !t.capital && t.low.ends_with('s') && !t.low.ends_with("ss"));
                subject
                    && !(verb.noun_too && (plural || self.is_bare_noun(before) && !self.opens_object(at + 1)))
            }
            VerbForm::Base => {
                let helped =
                    matches!(role, Some(Role::Auxiliary | Role::Pronoun | Role::Adverb)) || low == "to";
                let plural = token.is_some_and(is_plural) || self.has_plural_head(before);
                helped && !matches!(low, "he" | "she" | "it")
                    || plural && (!verb.noun_too || self.opens_object(at + 1))
                    || matches!(role, Some(Role::Coordinator)) && !verb.noun_too
            }
        }
    }

    /// Whether the phrase that ends at `at` is `plural of noun`: `supporters of the measure`.
    fn has_plural_head(&self, at: usize) -> bool {
        let mut at = at;
        for _ in 0..5 {
            let Some(token) = self.token(at).filter(|t| t.is_word()) else { return false };
            let before = at.checked_sub(1);
            match role(&token.low) {
                Some(Role::Preposition) => {
                    return before
                        .and_then(|i| self.token(i))
                        .is_some_and(|head| (!head.capital || head.starts) && is_plural(head));
                }
                None | Some(Role::Determiner | Role::Possessive) => {}
                _ if token.capital => {}
                _ => return false,
            }
            let Some(before) = before else { return false };
            at = before;
        }
        false
    }

    fn is_bare_noun(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.kind == TokenKind::Word && !t.capital && role(&t.low).is_none())
    }

    /// Whether the object of a verb of saying can start here.
    fn opens_object(&self, at: usize) -> bool {
        match self.token(at).map(|t| t.kind) {
            Some(TokenKind::Quote(_) | TokenKind::Sign(':' | ',' | '.')) | None => true,
            Some(TokenKind::Word) => matches!(
                role(self.low(at)),
                Some(
                    Role::Relative | Role::Determiner | Role::Pronoun | Role::Possessive | Role::Subordinator
                )
            ),
            _ => false,
        }
    }

    /// Whether a verb is passive: `was called`, `has been described`, `described by`.
    pub fn is_passive(&self, verb: usize) -> bool {
        if self.low(verb + 1) == "by" {
            return true;
        }
        let mut at = verb;
        while let Some(before) = at.checked_sub(1) {
            match self.class(before) {
                Class::Role(Role::Adverb) => at = before,
                Class::Role(Role::Auxiliary) => {
                    return matches!(
                        self.low(before),
                        "is" | "are"
                            | "was"
                            | "were"
                            | "be"
                            | "been"
                            | "being"
                            | "'s"
                            | "wasn't"
                            | "isn't"
                            | "'re"
                    );
                }
                Class::Owner => {
                    return before
                        .checked_sub(1)
                        .is_some_and(|i| matches!(role(self.low(i)), Some(Role::Pronoun | Role::Relative)));
                }
                _ => return false,
            }
        }
        false
    }

    /// Whether a verb can be the verb of a clause of its own, with a subject before it.
    pub fn is_finite(&self, at: usize, verb: ReportingVerb) -> bool {
        match verb.form {
            VerbForm::Past | VerbForm::Third => true,
            VerbForm::Base => self.low(at.saturating_sub(1)) != "to",
            VerbForm::Ing => false,
        }
    }
}

/// Whether a noun is more than one.
fn is_plural(token: &Token) -> bool {
    token.kind == TokenKind::Word
        && role(&token.low).is_none()
        && (token.low.ends_with('s') && !token.low.ends_with("ss")
            || matches!(
                &*token.low,
                "people"
                    | "police"
                    | "men"
                    | "women"
                    | "children"
                    | "media"
                    | "staff"
                    | "others"
                    | "families"
            ))
}

/// Whether a verb kind tells by itself that words were said.
pub(super) fn is_strong(kind: VerbKind) -> bool {
    matches!(kind, VerbKind::Speech | VerbKind::Naming)
}
