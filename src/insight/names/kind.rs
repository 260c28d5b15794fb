//! What a run of capitalised words names, where something is sure.

use std::ops::Range;

use super::runs::Run;
use super::{NameKind, NameRule};
use crate::insight::lexicon::{
    is_demonym, is_given_name, is_organization, is_organization_word, is_place, is_place_ending, is_role,
    is_title, reporting_verb,
};
use crate::insight::token::{Token, TokenKind};

/// Words that end the names of companies and nothing else.
const COMPANY: &[&str] =
    &["inc", "corp", "ltd", "llc", "plc", "co", "llp", "gmbh", "ag", "holdings", "group"];

/// The kind of a run, and how it is known.
pub(super) fn kind_of(tokens: &[Token], run: &Run) -> (Option<NameKind>, NameRule) {
    let words = &run.words;
    let bare = |at: usize| tokens.get(at).map_or("", |t| t.bare());
    let last = bare(words.end - 1);
    let joined = words.clone().map(bare).collect::<Vec<_>>().join("_");
    let capitals = words.clone().filter(|at| tokens.get(*at).is_some_and(|t| t.capital)).count();
    if is_place(&joined) {
        return (Some(NameKind::Place), NameRule::Listed);
    }
    let shouted = words.clone().all(|at| tokens.get(at).is_some_and(|t| t.upper > 1));
    let undotted = joined.replace('.', "");
    if is_organization(&undotted, shouted) {
        return (Some(NameKind::Organization), NameRule::Listed);
    }
    if words.len() == 1 && is_demonym(last) {
        return (None, NameRule::Capitals);
    }
    let organized = words.clone().any(|at| is_organization_word(bare(at)));
    if run.titled && !organized && capitals <= 4 {
        return (Some(NameKind::Person), NameRule::Title);
    }
    if COMPANY.contains(&last) && words.len() > 1 {
        return (Some(NameKind::Organization), NameRule::Word);
    }
    let given = is_given_name(bare(words.start)) && capitals >= 2;
    if is_place_ending(last) && words.len() > 1 && !(given && words.len() == 2) {
        return (Some(NameKind::Place), NameRule::Word);
    }
    if organized && words.len() > 1 && !(given && words.len() == 2 && !is_organization_word(last)) {
        return (Some(NameKind::Organization), NameRule::Word);
    }
    if given && capitals <= 4 && !words.clone().any(|at| is_demonym(bare(at))) {
        return (Some(NameKind::Person), NameRule::GivenName);
    }
    if (2..=3).contains(&capitals)
        && !words
            .clone()
            .any(|at| is_place(bare(at)) || is_demonym(bare(at)) || matches!(bare(at), "of" | "for" | "and"))
        && is_apposed(tokens, words)
    {
        return (Some(NameKind::Person), NameRule::Apposition);
    }
    (None, NameRule::Capitals)
}

/// Whether an age or a role stands after a comma, a role right before, or a verb of speech after.
fn is_apposed(tokens: &[Token], words: &Range<usize>) -> bool {
    let token = |at: usize| tokens.get(at);
    let low = |at: usize| token(at).map_or("", |t| &*t.low);
    let before = words.start.checked_sub(1);
    let article_before = before.is_some_and(|at| matches!(low(at), "the" | "a" | "an"));
    if article_before {
        return false;
    }
    let role_before =
        before.is_some_and(|at| (is_role(low(at)) && !low(at).ends_with('s')) || is_title(low(at)));
    let after = words.end;
    let speaks = reporting_verb(low(after)).is_some_and(|verb| !verb.noun_too)
        && token(after).is_some_and(|t| !t.capital);
    let comma = token(after).is_some_and(|t| t.is_sign(','));
    let age = comma
        && token(after + 1).is_some_and(|t| t.kind == TokenKind::Number && t.low.len() <= 2)
        && !token(after + 2).is_some_and(|t| t.is_word());
    let role = comma
        && (after + 1..after + 9)
            .take_while(|at| {
                token(*at).is_some_and(|t| t.is_word() || t.kind == TokenKind::Owner || t.is_sign('-'))
            })
            .any(|at| is_role(low(at)) && !token(at).is_some_and(|t| t.capital));
    let who = comma && matches!(low(after + 1), "who" | "whose");
    role_before || speaks || age || role || who
}
