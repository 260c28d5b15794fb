//! Whose verb it is.

use std::ops::Range;

use super::clause::{Class, Clause};
use crate::insight::lexicon::{Role, VerbForm, is_role};

/// How many clauses are climbed from a verb without a subject of its own.
const CLIMB: usize = 4;

impl Clause<'_> {
    /// The subject of the verb at `verb`, somewhere before it in the sentence that starts at
    /// `start`.
    pub fn subject(&self, verb: usize, start: usize) -> Option<Range<usize>> {
        self.subject_within(verb, start, CLIMB)
    }

    fn subject_within(&self, verb: usize, start: usize, climb: usize) -> Option<Range<usize>> {
        let climb = climb.checked_sub(1)?;
        let at = self.before_helpers(verb, start);
        let from = self.window(at, start);
        if at > start && self.class(at - 1) == Class::Role(Role::Pronoun) {
            return Some(at - 1..at);
        }
        if from < at && self.is_object(from, start) {
            return self.far_subject(verb, from, start, climb);
        }
        if from < at {
            let with = self.is_participle(verb) && self.low(from) == "with";
            return match self.phrase_in(if with { from + 1 } else { from }, at) {
                Some(phrase) => Some(self.whole_list(phrase, start)),
                None => self.far_subject(verb, from, start, climb),
            };
        }
        let Some(before) = at.checked_sub(1).filter(|before| *before >= start) else {
            return self.noun_phrase(verb + 1, self.tokens.len()).filter(|_| !self.is_participle(verb));
        };
        match self.class(before) {
            Class::Role(Role::Relative) => self.antecedent(before, start),
            Class::Quote => self.noun_phrase(verb + 1, self.tokens.len()),
            _ => self.far_subject(verb, before + 1, start, climb),
        }
    }

    /// Whether the words from `from` on belong to an infinitive or to `as`: `not to use salt said`,
    /// `known as Ana said`.
    fn is_object(&self, from: usize, start: usize) -> bool {
        let Some(before) = from.checked_sub(1).filter(|before| *before > start) else { return false };
        match self.low(before) {
            "to" => true,
            "as" => !matches!(
                self.class(before - 1),
                Class::Sign(_) | Class::Quote | Class::Role(Role::Coordinator)
            ),
            _ => false,
        }
    }

    fn is_participle(&self, at: usize) -> bool {
        matches!(self.class(at), Class::Reporting(verb) if verb.form == VerbForm::Ing)
    }

    /// The place before the auxiliaries and adverbs of a verb.
    fn before_helpers(&self, verb: usize, start: usize) -> usize {
        let mut at = verb;
        while at > start {
            match self.class(at - 1) {
                Class::Role(Role::Adverb | Role::Auxiliary) => at -= 1,
                Class::Owner
                    if at >= 2
                        && matches!(self.class(at - 2), Class::Role(Role::Pronoun | Role::Relative)) =>
                {
                    at -= 1;
                }
                Class::Role(Role::Time) if at < verb || self.class(at) != Class::Owner => at -= 1,
                Class::Role(Role::Preposition)
                    if self.low(at - 1) == "on" && self.class(at) == Class::Role(Role::Time) =>
                {
                    at -= 1
                }
                _ => break,
            }
        }
        at
    }

    /// Where the run of words that can belong to noun phrases starts that ends at `at`.
    fn window(&self, at: usize, start: usize) -> usize {
        let mut from = at;
        while from > start {
            let fits = match self.class(from - 1) {
                Class::Name | Class::Noun | Class::Number | Class::Owner => true,
                Class::Role(Role::Determiner | Role::Possessive | Role::Time) => true,
                Class::Role(Role::Preposition) => {
                    !(from == at
                        || self.low(from - 1) == "to"
                            && self.class(from) == Class::Noun
                            && self.looks_infinitive(from))
                }
                Class::Role(Role::Adverb) => from < at,
                Class::Role(Role::Coordinator) => {
                    from < at
                        && from >= start + 2
                        && matches!(self.class(from - 2), Class::Name | Class::Noun)
                }
                Class::Verb | Class::Reporting(_) => from < at && self.is_adjective(from - 1),
                Class::Sign(')') => match (start..from).rev().find(|open| self.is_sign(*open, '(')) {
                    Some(open) => {
                        from = open + 1;
                        true
                    }
                    None => false,
                },
                Class::Sign('-' | '–' | '.' | '&' | '/') => {
                    from < at && from >= 2 && self.touches(from - 1)
                }
                _ => false,
            };
            if !fits {
                break;
            }
            from -= 1;
        }
        from
    }

    /// Whether no blank stands between a token and its neighbours.
    fn touches(&self, at: usize) -> bool {
        match (at.checked_sub(1).and_then(|i| self.token(i)), self.token(at), self.token(at + 1)) {
            (Some(a), Some(b), Some(c)) => a.span.end() == b.span.start() && b.span.end() == c.span.start(),
            _ => false,
        }
    }

    /// `to visit`: a word after `to` that no article, name or plural announces as a noun.
    fn looks_infinitive(&self, at: usize) -> bool {
        !self.low(at).ends_with('s')
    }

    /// A participle between an article and its noun: `the ousted minister`.
    fn is_adjective(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            matches!(
                self.class(before),
                Class::Role(Role::Determiner | Role::Possessive | Role::Adverb)
                    | Class::Owner
                    | Class::Number
            )
        }) && matches!(self.class(at + 1), Class::Noun | Class::Name)
    }

    /// The phrase that is the subject in a run of words before a verb, past the prepositional
    /// phrases, conjunctions and adverbs that it opens with. Of two phrases side by side (`a move the union
    /// described as`) the second is the subject.
    fn phrase_in(&self, from: usize, to: usize) -> Option<Range<usize>> {
        let mut at = from;
        while at < to {
            match self.class(at) {
                Class::Role(Role::Adverb | Role::Coordinator | Role::Time) | Class::Sign(_) => at += 1,
                Class::Role(Role::Preposition) => match self.after_prepositional(at, to) {
                    Some(after) if after < to => at = after,
                    _ => return self.name_at_end(at, to),
                },
                _ => break,
            }
        }
        let mut phrase = self.noun_phrase(self.after_verb_object(at, to), to)?;
        while phrase.end < to
            && matches!(
                self.class(phrase.end),
                Class::Name | Class::Role(Role::Determiner | Role::Possessive)
            )
            && let Some(next) = self.noun_phrase(phrase.end, to)
        {
            phrase = next;
        }
        Some(phrase)
    }

    /// Where a run holds `and` and stands right after a verb, its first part is that verb's object.
    fn after_verb_object(&self, from: usize, to: usize) -> usize {
        let after_verb =
            from.checked_sub(1).is_some_and(|i| matches!(self.class(i), Class::Verb | Class::Reporting(_)));
        let and = (from..to).rev().find(|at| matches!(self.class(*at), Class::Role(Role::Coordinator)));
        and.filter(|_| after_verb).map_or(from, |and| and + 1)
    }

    /// The place after a preposition and its phrase.
    fn after_prepositional(&self, at: usize, to: usize) -> Option<usize> {
        let mut next = at + 1;
        while next < to && matches!(self.class(next), Class::Role(Role::Preposition)) {
            next += 1;
        }
        if self.class(next) == Class::Role(Role::Time) {
            while next < to && matches!(self.class(next), Class::Role(Role::Time) | Class::Number) {
                next += 1;
            }
            return Some(next);
        }
        if self.class(next) == Class::Number
            && matches!(self.class(next + 1), Class::Name | Class::Role(Role::Determiner))
        {
            return Some(next + 1);
        }
        let phrase = self.noun_phrase(next, to)?;
        let split = (phrase.start + 1..phrase.end)
            .find(|i| self.class(*i) == Class::Name && self.class(i - 1) == Class::Noun && phrase.end == to);
        Some(split.unwrap_or(phrase.end))
    }

    /// The name right before `to`.
    fn name_at_end(&self, from: usize, to: usize) -> Option<Range<usize>> {
        let start = (from..to).rev().take_while(|at| self.class(*at) == Class::Name).last()?;
        let lower_before = start.checked_sub(1).is_some_and(|i| i > from && self.class(i) == Class::Noun);
        lower_before.then_some(start..to)
    }

    /// `A, B and C` where only `B and C` stood in the run.
    fn whole_list(&self, phrase: Range<usize>, start: usize) -> Range<usize> {
        let joined = phrase.clone().any(|at| matches!(self.class(at), Class::Role(Role::Coordinator)));
        let mut from = phrase.start;
        while joined && from >= start + 2 && self.is_sign(from - 1, ',') {
            let name = (start..from - 1).rev().take_while(|at| self.class(*at) == Class::Name).last();
            match name {
                Some(name) => from = name,
                None => break,
            }
        }
        from..phrase.end
    }

    /// What `who` or `which` stands for: the phrase before it.
    fn antecedent(&self, relative: usize, start: usize) -> Option<Range<usize>> {
        let mut at = relative;
        while at > start && matches!(self.class(at - 1), Class::Sign(',') | Class::Role(Role::Preposition)) {
            at -= 1;
        }
        if at > start && matches!(self.class(at - 1), Class::Role(Role::Coordinator)) {
            let earlier = (start..at).rev().find(|i| self.low(*i) == self.low(relative))?;
            return self.antecedent(earlier, start);
        }
        // `Reyes, 28, who …`: the age is not the one.
        if at >= start + 2 && self.class(at - 1) == Class::Number && self.is_sign(at - 2, ',') {
            return self.antecedent(at - 1, start);
        }
        let from = self.window(at, start);
        let phrase = self.phrase_in(from, at)?;
        let bare = phrase.len() == 1 && self.class(phrase.start) == Class::Noun;
        let low = self.low(phrase.start);
        (!bare || low.ends_with('s') || is_role(low)).then_some(phrase)
    }

    /// The subject of a verb that has none beside it: behind an apposition, or that of the verb
    /// before.
    fn far_subject(&self, verb: usize, from: usize, start: usize, climb: usize) -> Option<Range<usize>> {
        let before = from.checked_sub(1).filter(|before| *before >= start)?;
        let parted = matches!(self.class(before), Class::Sign(',' | '—' | '–' | '-'));
        let finite = !self.is_participle(verb);
        if parted
            && finite
            && let Some(found) = self.clause_subject(start, verb)
        {
            return Some(found);
        }
        let earlier = (start..before + 1).rev().find(|at| match self.class(*at) {
            Class::Verb if self.low(at + 1) == "by" => false,
            Class::Verb | Class::Role(Role::Auxiliary) => !self.is_adjective(*at),
            Class::Reporting(found) => self.is_finite(*at, found) && !self.is_adjective(*at),
            _ => false,
        });
        earlier
            .and_then(|earlier| self.subject_within(earlier, start, climb))
            .or_else(|| self.opening_subject(start, verb))
    }

    /// The opening subject of the last clause that `and`, `but` or `while` starts after a comma, or
    /// of the sentence.
    fn clause_subject(&self, start: usize, verb: usize) -> Option<Range<usize>> {
        let joins = |at: usize| {
            matches!(self.low(at), "and" | "but" | "while" | "whereas" | "as" | "although" | "though")
                && matches!(self.class(at - 1), Class::Sign(',' | ';' | '—' | '–') | Class::Quote)
                && matches!(
                    self.class(at + 1),
                    Class::Name
                        | Class::Noun
                        | Class::Role(Role::Determiner | Role::Possessive | Role::Pronoun)
                )
                && (start..at).any(|i| {
                    matches!(self.class(i), Class::Verb | Class::Reporting(_) | Class::Role(Role::Auxiliary))
                })
        };
        let later = (start + 1..verb).rev().filter(|at| joins(*at));
        later
            .filter_map(|at| self.opening_subject(at + 1, verb))
            .next()
            .or_else(|| self.opening_subject(start, verb))
    }

    /// The first phrase of a sentence that nothing governs, up to `to`: introductions between
    /// commas are passed over.
    fn opening_subject(&self, start: usize, to: usize) -> Option<Range<usize>> {
        let mut at = start;
        let mut dependent = false;
        while at < to {
            let end = self.segment_end(at, to);
            while at < end
                && matches!(
                    self.class(at),
                    Class::Role(Role::Adverb | Role::Coordinator) | Class::Quote | Class::Sign(_)
                )
            {
                at += 1;
            }
            let phrase = match self.class(at) {
                _ if at >= end => None,
                Class::Role(Role::Subordinator) => {
                    dependent = true;
                    None
                }
                Class::Name if self.is_opening_participle(at) => None,
                Class::Noun if self.is_past_participle(at) => None,
                Class::Name | Class::Noun | Class::Number => self.noun_phrase(at, end),
                Class::Role(Role::Pronoun | Role::Determiner | Role::Possessive) => self.noun_phrase(at, end),
                _ => None,
            };
            let fits = phrase
                .filter(|phrase| !dependent || self.class(phrase.start) != Class::Role(Role::Determiner));
            if fits.is_some() {
                return fits;
            }
            at = end + 1;
        }
        None
    }

    /// `Speaking in Paris, …`
    fn is_opening_participle(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.starts && t.low.len() > 5 && t.low.ends_with("ing"))
            && !matches!(
                self.class(at + 1),
                Class::Name | Class::Owner | Class::Verb | Class::Reporting(_) | Class::Role(Role::Auxiliary)
            )
    }

    /// `seen by the paper, …`: a word without article or plural right before a preposition.
    fn is_past_participle(&self, at: usize) -> bool {
        !self.low(at).ends_with('s')
            && !matches!(self.low(at), "police" | "people" | "residents" | "staff")
            && matches!(self.class(at + 1), Class::Role(Role::Preposition))
    }

    /// Where the words up to the next comma outside brackets end.
    fn segment_end(&self, from: usize, to: usize) -> usize {
        let mut depth = 0;
        for at in from..to {
            match self.class(at) {
                Class::Sign('(' | '[') => depth += 1,
                Class::Sign(')' | ']') if depth > 0 => depth -= 1,
                Class::Sign(',' | ';' | ':' | '—' | '–') if depth == 0 => return at,
                _ => {}
            }
        }
        to
    }
}
