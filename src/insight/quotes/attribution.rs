//! Who says a quote: ordered rules, the surest first.

use std::ops::Range;

use super::clause::{Class, Clause, is_strong};
use super::{Confidence, Rule, SpeakerKind};
use crate::insight::lexicon::{ReportingVerb, Role, VerbForm, VerbKind};
use crate::insight::token::last_inside;

/// How far after a quote its verb may stand, in tokens.
const TAIL_REACH: usize = 45;
/// How far before a quote its verb may stand, in tokens, to be taken for certain.
const NEAR: usize = 14;

/// Who says it, in tokens of the paragraph.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub speaker: Range<usize>,
    pub cue: Option<Range<usize>>,
    pub rule: Rule,
    pub confidence: Confidence,
    /// The sentence that says so.
    pub sentence: Range<usize>,
}

/// A paragraph, and the quote at `at` in it.
pub(super) struct Seeker<'a> {
    pub text: &'a str,
    pub clause: Clause<'a>,
}

impl Seeker<'_> {
    /// The speaker by what stands in the same sentence as the quote at token `at`.
    pub fn find(&self, at: usize) -> Option<Found> {
        let sentence = self.clause.sentence(at);
        let opens = sentence.start == at
            || (sentence.start..at).all(|i| matches!(self.clause.class(i), Class::Quote | Class::Sign(_)));
        if opens {
            return self
                .signed(at, &sentence)
                .or_else(|| self.tail(at, &sentence))
                .or_else(|| self.sentence_tail(at, &sentence))
                .or_else(|| self.somewhere(at, &sentence));
        }
        self.head(at, &sentence)
            .or_else(|| self.tail(at, &sentence))
            .or_else(|| self.sentence_tail(at, &sentence))
            .or_else(|| self.somewhere(at, &sentence))
            .or_else(|| self.possessed(at, &sentence))
            .or_else(|| self.colon(at, &sentence))
    }

    /// What the quote ends with inside its marks, or the comma after them.
    fn ends_open(&self, at: usize) -> bool {
        let comma_after = self.clause.is_sign(at + 1, ',');
        let inside = self.clause.token(at).and_then(|token| last_inside(self.text, token.span));
        comma_after || inside.is_some_and(|c| matches!(c, ',' | '?' | '!' | '—' | '–' | '-' | '…' | ';'))
    }

    /// `"…," X said` and `"…," said X`, right after the quote.
    fn tail(&self, at: usize, sentence: &Range<usize>) -> Option<Found> {
        let mut next = at + 1;
        while matches!(self.clause.class(next), Class::Sign(',' | '—' | '–' | '-')) {
            next += 1;
        }
        let dash = next > at + 1 && !self.clause.is_sign(at + 1, ',');
        let to = self.attribution_end(at, next, sentence);
        self.tail_from(next, to, at, self.ends_open(at), dash)
    }

    /// Where an attribution after a quote must end. A question or exclamation mark ends no
    /// sentence when `Smith asked` comes after it.
    fn attribution_end(&self, at: usize, next: usize, sentence: &Range<usize>) -> usize {
        if sentence.contains(&next) {
            return sentence.end;
        }
        let inside = self.clause.token(at).and_then(|token| last_inside(self.text, token.span));
        if inside.is_some_and(|c| matches!(c, '?' | '!' | '…' | '—')) {
            self.clause.sentence(next).end
        } else {
            next
        }
    }

    fn tail_from(&self, next: usize, to: usize, at: usize, open: bool, dash: bool) -> Option<Found> {
        if next >= to {
            return None;
        }
        let clause = &self.clause;
        let found = |speaker, cue, rule, confidence| {
            let start = clause.sentence(at).start;
            Some(Found { speaker, cue: Some(cue), rule, confidence, sentence: start..to })
        };
        if let Some((cue, speaker)) = self.set_phrase(next, to) {
            return found(speaker, cue, Rule::AccordingTo, Confidence::High);
        }
        if let Some((cue, speaker)) = self.how_put(next, to) {
            return found(speaker, cue, Rule::TailSpeakerVerb, Confidence::High);
        }
        if let Class::Reporting(verb) = self.verb_after_quote(next)
            && self.is_tail_verb(next, verb)
            && !clause.is_passive(next)
        {
            let from = self.skip_adverbs(next + 1, to);
            let speaker = clause.noun_phrase(from, to).filter(|phrase| self.can_follow_verb(phrase))?;
            let speaker = self.with_name(speaker, to);
            return found(speaker, next..next + 1, Rule::TailVerbSpeaker, Confidence::High);
        }
        let phrase = clause.noun_phrase(self.skip_adverbs(next, to), to)?;
        let (cue, sure) = self.verb_after(&phrase, to)?;
        let near = sure && cue - phrase.end <= 3;
        if !open && !near {
            return None;
        }
        let speaker = self.with_name(phrase, cue);
        let confidence = if sure && open { Confidence::High } else { Confidence::Medium };
        let _ = dash;
        found(speaker, cue..cue + 1, Rule::TailSpeakerVerb, confidence)
    }

    /// The class of a word right after a quote: a verb there needs no subject before it.
    fn verb_after_quote(&self, at: usize) -> Class {
        match self.clause.class(at) {
            Class::Noun | Class::Verb => self
                .clause
                .token(at)
                .and_then(|token| crate::insight::lexicon::reporting_verb(&token.low))
                .map_or(Class::Noun, Class::Reporting),
            class => class,
        }
    }

    fn is_tail_verb(&self, at: usize, verb: ReportingVerb) -> bool {
        let lower = self.clause.token(at).is_some_and(|token| !token.capital);
        lower && matches!(verb.form, VerbForm::Past | VerbForm::Third) && verb.kind != VerbKind::Naming
    }

    fn skip_adverbs(&self, mut at: usize, to: usize) -> usize {
        while at < to && matches!(self.clause.class(at), Class::Role(Role::Adverb)) {
            at += 1;
        }
        at
    }

    /// `said it was` starts a clause; `said she` and `said I` close one.
    fn can_follow_verb(&self, phrase: &Range<usize>) -> bool {
        match self.clause.class(phrase.start) {
            Class::Role(Role::Pronoun) => {
                matches!(self.clause.low(phrase.start), "he" | "she" | "i" | "we" | "they")
                    && !matches!(
                        self.clause.class(phrase.end),
                        Class::Verb | Class::Reporting(_) | Class::Role(Role::Auxiliary)
                    )
            }
            _ => true,
        }
    }

    /// A speaker together with the name that comes after a comma.
    pub fn with_name(&self, speaker: Range<usize>, to: usize) -> Range<usize> {
        if self.clause.is_personal(&speaker)
            || matches!(self.clause.class(speaker.start), Class::Role(Role::Pronoun))
        {
            return speaker;
        }
        match self.clause.name_after_comma(speaker.end, to) {
            Some(end) if end <= to => speaker.start..end,
            _ => speaker,
        }
    }

    /// The verb of a phrase that stands before it, past appositions, brackets and adverbs; and
    /// whether it is a known verb of speech.
    fn verb_after(&self, phrase: &Range<usize>, to: usize) -> Option<(usize, bool)> {
        let clause = &self.clause;
        let mut at = phrase.end;
        let mut first_verb = None;
        let mut commas = 0;
        while at < to.min(phrase.end + TAIL_REACH) {
            match clause.class(at) {
                Class::Quote | Class::Sign(':' | ';') => break,
                Class::Sign('(' | '[') => {
                    let close = (at..to).find(|i| matches!(clause.class(*i), Class::Sign(')' | ']')));
                    at = close.unwrap_or(at);
                }
                Class::Sign(',') => commas += 1,
                Class::Reporting(verb) => {
                    let quoted_as = verb.form == VerbForm::Past && clause.low(at) == "quoted";
                    let follows_as =
                        matches!(clause.low(at - 1), "as" | "to" | "heard" | "quoted" | "by" | "on");
                    let helper = first_verb.is_some();
                    let usable = clause.is_finite(at, verb) || (follows_as && helper) || quoted_as;
                    let weak =
                        matches!(verb.kind, VerbKind::Mental | VerbKind::Naming) && clause.low(at + 1) != ".";
                    let passive = clause.is_passive(at) && !quoted_as;
                    let weak_helper = weak && helper;
                    if usable && !passive && !weak_helper {
                        return Some((at, true));
                    }
                    first_verb = first_verb.or(Some(at));
                }
                Class::Verb => first_verb = first_verb.or(Some(at)),
                Class::Role(Role::Pronoun) if commas == 0 => break,
                _ => {}
            }
            at += 1;
        }
        let next = phrase.end;
        let bare_verb = matches!(clause.class(next), Class::Verb) && first_verb == Some(next);
        let ends = matches!(
            clause.class(next + 1),
            Class::Sign('.' | ',') | Class::Role(Role::Preposition | Role::Adverb | Role::Time)
        );
        (bare_verb && ends).then_some((next, false))
    }

    /// `was how X put it`.
    fn how_put(&self, at: usize, to: usize) -> Option<(Range<usize>, Range<usize>)> {
        let clause = &self.clause;
        if !matches!(clause.low(at), "is" | "was") || !matches!(clause.low(at + 1), "how" | "what" | "the") {
            return None;
        }
        let from = if clause.low(at + 1) == "the" {
            (at..to).find(|i| matches!(clause.low(*i), "of" | "from" | "by"))?
        } else {
            at + 1
        };
        let speaker = clause.noun_phrase(from + 1, to)?;
        let verb = (speaker.end..to).find(|i| {
            matches!(clause.low(*i), "put" | "puts") || matches!(clause.class(*i), Class::Reporting(_))
        });
        let by_noun = clause.low(at + 1) == "the";
        let cue = verb.or(by_noun.then_some(from.checked_sub(1)?))?;
        Some((cue..cue + 1, speaker))
    }

    /// `…, X said.` at the end of the sentence, with other words between the quote and it.
    fn sentence_tail(&self, at: usize, sentence: &Range<usize>) -> Option<Found> {
        let clause = &self.clause;
        for comma in at + 1..sentence.end {
            let after_quote = clause.quote(comma).is_some() && self.ends_open(comma);
            if !clause.is_sign(comma, ',') && !after_quote {
                continue;
            }
            let next = comma + 1;
            if let Some((cue, speaker)) = self.set_phrase(next, sentence.end) {
                return Some(Found {
                    speaker,
                    cue: Some(cue),
                    rule: Rule::SentenceTail,
                    confidence: Confidence::Medium,
                    sentence: sentence.clone(),
                });
            }
            if after_quote && let Some(found) = self.tail(comma, sentence) {
                return Some(Found { rule: Rule::SentenceTail, confidence: Confidence::Medium, ..found });
            }
            let Some(phrase) = clause.noun_phrase(next, sentence.end) else { continue };
            let verb = phrase.end;
            if let Class::Reporting(found) = clause.class(self.skip_adverbs(verb, sentence.end))
                && found.kind == VerbKind::Speech
                && clause.is_finite(verb, found)
            {
                let verb = self.skip_adverbs(verb, sentence.end);
                return Some(Found {
                    speaker: phrase,
                    cue: Some(verb..verb + 1),
                    rule: Rule::SentenceTail,
                    confidence: Confidence::Medium,
                    sentence: sentence.clone(),
                });
            }
        }
        None
    }

    /// `according to X` and the like anywhere else in the sentence.
    fn somewhere(&self, at: usize, sentence: &Range<usize>) -> Option<Found> {
        let (cue, speaker) = sentence.clone().find_map(|i| self.set_phrase(i, sentence.end))?;
        let confidence = if cue.end < at { Confidence::Medium } else { Confidence::Low };
        Some(Found {
            speaker,
            cue: Some(cue),
            rule: Rule::AccordingTo,
            confidence,
            sentence: sentence.clone(),
        })
    }

    /// The nearest reporting verb before the quote, with its subject.
    fn head(&self, at: usize, sentence: &Range<usize>) -> Option<Found> {
        let clause = &self.clause;
        let mut weak = None;
        for verb_at in (sentence.start..at).rev() {
            let Class::Reporting(verb) = clause.class(verb_at) else { continue };
            let near = at - verb_at <= 4;
            let beside =
                verb.kind == VerbKind::Manner && at - verb_at <= 2 && clause.is_finite(verb_at, verb);
            if !is_strong(verb.kind) && !beside {
                if verb.kind == VerbKind::Mental && weak.is_none() {
                    weak = Some(verb_at);
                }
                continue;
            }
            if verb.form == VerbForm::Base && clause.low(verb_at.saturating_sub(1)) == "to" && !near {
                continue;
            }
            if let Some(found) = self.head_of(verb_at, at, sentence) {
                return Some(found);
            }
        }
        let weak = weak.filter(|weak| at - weak <= 8)?;
        let found = self.head_of(weak, at, sentence)?;
        Some(Found { confidence: Confidence::Low, ..found })
    }

    fn head_of(&self, verb: usize, at: usize, sentence: &Range<usize>) -> Option<Found> {
        let clause = &self.clause;
        let speaker = if clause.is_passive(verb) && !matches!(clause.low(verb), "quoted") {
            self.agent(verb, at, sentence)?
        } else if let Some(quoted) = self.quoted_as(verb, sentence.start) {
            quoted
        } else {
            let subject = clause.subject(verb, sentence.start)?;
            let subject = self.issuer(&subject, verb, sentence.start).unwrap_or(subject);
            self.with_name(subject, verb)
        };
        let cue = verb..verb + 1;
        let direct = matches!(clause.class(at - 1), Class::Sign(':' | ',')) || at - verb <= 2;
        let rule = if direct { Rule::Head } else { Rule::HeadClause };
        let confidence = match (direct, at - verb <= NEAR) {
            (true, true) => Confidence::High,
            (false, true) | (true, false) => Confidence::Medium,
            (false, false) => Confidence::Low,
        };
        Some(Found { speaker, cue: Some(cue), rule, confidence, sentence: sentence.clone() })
    }

    /// `quotes X as saying "…"`.
    fn quoted_as(&self, verb: usize, start: usize) -> Option<Range<usize>> {
        let clause = &self.clause;
        let (before, as_word) = (verb.checked_sub(2)?, verb.checked_sub(1)?);
        if clause.low(as_word) != "as" || !matches!(clause.low(verb), "saying" | "telling" | "writing") {
            return None;
        }
        let quotes = (start..before)
            .rev()
            .find(|at| matches!(clause.class(*at), Class::Verb | Class::Reporting(_)))?;
        let cites = ["quot", "cit"].iter().any(|stem| clause.low(quotes).starts_with(stem));
        (cites && !clause.is_passive(quotes)).then(|| clause.noun_phrase(quotes + 1, as_word)).flatten()
    }

    /// `X issued a statement saying "…"`: X, and not the statement.
    fn issuer(&self, subject: &Range<usize>, verb: usize, start: usize) -> Option<Range<usize>> {
        let clause = &self.clause;
        let issued = subject.start.checked_sub(1).filter(|before| *before > start)?;
        let makes = matches!(
            clause.low(issued),
            "issued"
                | "issues"
                | "released"
                | "releases"
                | "sent"
                | "sends"
                | "posted"
                | "posts"
                | "published"
                | "wrote"
                | "out"
                | "gave"
                | "made"
        );
        let participle = matches!(clause.class(verb), Class::Reporting(found) if found.form == VerbForm::Ing);
        let document = super::speaker::kind(clause, subject) == SpeakerKind::Document;
        (makes && participle && document).then(|| clause.subject(issued, start)).flatten()
    }

    /// `was called "…" by X`, `was told by X that "…"`.
    fn agent(&self, verb: usize, at: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
        let clause = &self.clause;
        let by = (verb + 1..sentence.end.min(at + 4)).find(|i| clause.low(*i) == "by" && *i != at)?;
        clause.noun_phrase(by + 1, sentence.end)
    }

    /// `X had a warning: "…"`: a colon without a verb of speech.
    fn colon(&self, at: usize, sentence: &Range<usize>) -> Option<Found> {
        let clause = &self.clause;
        let before = at.checked_sub(1)?;
        if !clause.is_sign(before, ':') {
            return None;
        }
        self.subject_of_sentence(sentence.start, before).map(|speaker| Found {
            speaker: self.with_name(speaker, before),
            cue: None,
            rule: Rule::Colon,
            confidence: Confidence::Medium,
            sentence: sentence.clone(),
        })
    }

    /// The subject of the first verb of a sentence, or its first phrase where it has none.
    pub fn subject_of_sentence(&self, start: usize, to: usize) -> Option<Range<usize>> {
        let clause = &self.clause;
        let verb = (start..to).find(|at| {
            matches!(clause.class(*at), Class::Verb | Class::Role(Role::Auxiliary) | Class::Reporting(_))
                && *at > start
        });
        match verb {
            Some(verb) => clause.subject(verb, start),
            None => clause.noun_phrase(start, to),
        }
    }

    /// The last strong reporting verb of a sentence without a quote, with its subject.
    pub fn reports(&self, sentence: &Range<usize>) -> Option<Found> {
        let clause = &self.clause;
        sentence.clone().find_map(|at| {
            let Class::Reporting(verb) = clause.class(at) else { return None };
            if verb.kind != VerbKind::Speech || !clause.is_finite(at, verb) || clause.is_passive(at) {
                return None;
            }
            let speaker = self.with_name(clause.subject(at, sentence.start)?, at);
            Some(Found {
                speaker,
                cue: Some(at..at + 1),
                rule: Rule::SentenceBefore,
                confidence: Confidence::Low,
                sentence: sentence.clone(),
            })
        })
    }
}
