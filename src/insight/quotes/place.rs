//! Where and how something was said, as printed.

use std::ops::Range;

use super::clause::{Class, Clause};
use crate::insight::lexicon::{Role, VerbForm};

/// `in a statement`, `told the Gazette`, `at a news conference`: the phrase around the verb of
/// speech that says so, in tokens.
pub(super) fn place(clause: &Clause<'_>, cue: &Range<usize>, speaker: &Range<usize>) -> Option<Range<usize>> {
    let sentence = clause.sentence(cue.start);
    let from = if speaker.start >= cue.end { speaker.end } else { cue.end };
    if matches!(clause.low(cue.start), "told" | "tells" | "tell" | "telling")
        && let Some(listener) = clause.noun_phrase(cue.end, sentence.end)
        && !matches!(clause.class(listener.start), Class::Role(Role::Pronoun))
    {
        return Some(cue.start..listener.end);
    }
    let after = (from..sentence.end.min(from + 16))
        .take_while(|at| !matches!(clause.class(*at), Class::Quote | Class::Sign(':' | ';')));
    let before = (sentence.start..cue.start.min(speaker.start)).take(12);
    after.chain(before).find_map(|at| circumstance(clause, at, sentence.end))
}

fn circumstance(clause: &Clause<'_>, at: usize, to: usize) -> Option<Range<usize>> {
    let fits = matches!(clause.low(at), "in" | "at" | "to" | "on" | "during" | "via" | "through" | "by");
    if !fits || !matches!(clause.class(at), Class::Role(Role::Preposition)) {
        return None;
    }
    if matches!(clause.class(at + 1), Class::Role(Role::Time) | Class::Number)
        || !clause.is_circumstance(at + 1, to)
    {
        return None;
    }
    let phrase = clause.noun_phrase(at + 1, to)?;
    let timed = phrase.clone().any(|i| matches!(clause.class(i), Class::Role(Role::Time)));
    let verb = phrase
        .clone()
        .any(|i| matches!(clause.class(i), Class::Reporting(verb) if verb.form == VerbForm::Past));
    (!timed && !verb).then_some(at..phrase.end)
}
