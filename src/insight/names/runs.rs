//! Runs of capitalised words that can be names.

use std::collections::HashSet;
use std::ops::Range;

use super::lists::{AND_ENDS, BEFORE, FOR_HEADS, LABELS, OF_HEADS, PARTICLES};
use crate::insight::lexicon::{
    Role, is_demonym, is_given_name, is_honorific, is_organization, is_organization_word, is_place, is_role,
    is_time, is_title, role,
};
use crate::insight::token::{Token, TokenKind};

/// What a set of articles says about its words.
#[derive(Default)]
pub(super) struct Usage {
    /// Words printed with a small letter somewhere.
    low: HashSet<Box<str>>,
    /// Words printed with a capital that their place does not ask for.
    capital: HashSet<Box<str>>,
}

impl Usage {
    /// Takes in a paragraph. One printed in title case or in capitals says nothing.
    pub fn add(&mut self, tokens: &[Token]) {
        let headline = is_headline(tokens);
        for token in tokens.iter().filter(|token| token.kind == TokenKind::Word) {
            if !token.capital {
                self.low.insert(token.low.clone());
            } else if !token.starts && !headline {
                self.capital.insert(token.low.clone());
            }
        }
    }

    fn is_name(&self, low: &str) -> bool {
        !self.low.contains(low) && (self.capital.contains(low) || is_listed(low))
    }

    fn is_common(&self, low: &str) -> bool {
        self.low.contains(low) && !self.capital.contains(low)
    }
}

fn is_listed(low: &str) -> bool {
    is_place(low) || is_organization(low, false) || is_demonym(low) || is_given_name(low)
}

/// Whether a paragraph is printed in title case or in capitals.
pub(super) fn is_headline(tokens: &[Token]) -> bool {
    let words = || tokens.iter().filter(|t| t.kind == TokenKind::Word && role(&t.low).is_none());
    let all = words().count();
    let capitals = words().filter(|t| t.capital).count();
    let ends = tokens.last().is_some_and(|t| matches!(t.kind, TokenKind::Sign('.' | '!' | '”' | '"')));
    let listed = tokens.iter().any(|t| matches!(t.kind, TokenKind::Sign(';' | '/' | '(' | '•')));
    all >= 4 && !ends && !listed && capitals * 5 >= all * 4
}

/// The runs of a paragraph, each from its first to its last word, without what only stands before
/// a name.
pub(super) fn runs(tokens: &[Token], usage: &Usage) -> Vec<Run> {
    let headline = is_headline(tokens);
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !can_start(tokens, at, usage, headline) {
            at += 1;
            continue;
        }
        let end = run_end(tokens, at, usage, headline);
        out.extend(split(tokens, at..end, usage));
        at = end;
    }
    out
}

/// A run with what its surroundings say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub words: Range<usize>,
    /// A title or form of address stands before it.
    pub titled: bool,
}

fn word(tokens: &[Token], at: usize) -> Option<&Token> {
    tokens.get(at).filter(|token| token.kind == TokenKind::Word)
}

fn is_capital(tokens: &[Token], at: usize) -> bool {
    word(tokens, at).is_some_and(|token| token.capital)
}

/// More than one capital: `FBI`, `YouTube`; `R-Texas` is none.
fn is_acronym(token: &Token) -> bool {
    token.capital && token.upper >= 2 && !token.low.contains('-')
}

fn can_start(tokens: &[Token], at: usize, usage: &Usage, headline: bool) -> bool {
    let Some(token) = word(tokens, at).filter(|token| token.capital) else { return false };
    let bare = token.bare();
    if is_time(bare) && !is_capital(tokens, at + 1) || LABELS.contains(&bare) {
        return false;
    }
    if is_time(bare) && (!is_given_name(bare) || tokens.get(at + 1).is_some_and(|t| !t.is_word())) {
        return false;
    }
    if role(&token.low).is_some() || token.low.starts_with("i'") {
        return &*token.low == "us" && token.upper == 2 && !headline;
    }
    let acronym = is_acronym(token);
    if headline {
        return usage.is_name(&token.low) || (acronym && token.low.len() <= 5 && !is_shouted(tokens));
    }
    if !token.starts {
        return true;
    }
    if acronym || usage.is_name(&token.low) {
        return true;
    }
    let next_capital = is_capital(tokens, at + 1)
        && tokens.get(at + 1).is_some_and(|t| role(&t.low).is_none() && !is_time(t.bare()));
    next_capital
        && !BEFORE.contains(&bare)
        && (!usage.is_common(&token.low) || is_title(bare) || is_honorific(bare))
        && !token.low.ends_with("ing")
        || is_honorific(bare) && next_capital
}

/// Whether a paragraph is in capitals throughout.
fn is_shouted(tokens: &[Token]) -> bool {
    let words = || tokens.iter().filter(|t| t.kind == TokenKind::Word && t.low.len() > 3);
    words().count() >= 2 && words().all(|t| t.upper as usize >= t.low.chars().count() - 1)
}

/// Where the run that starts at `from` ends.
fn run_end(tokens: &[Token], from: usize, usage: &Usage, headline: bool) -> usize {
    let mut end = from + 1;
    while let Some(next) = tokens.get(end) {
        let plain_gap = adjacent(tokens, end);
        if !plain_gap {
            break;
        }
        let last = tokens.get(end - 1).map_or("", |t| t.bare());
        let fits = is_capital(tokens, end)
            && !next.starts
            && (!headline || usage.is_name(&next.low) || next.upper >= 2)
            && (!is_time(next.bare()) || is_given_name(last))
            && !(LABELS.contains(&next.bare()) && next.upper > 1)
            && !(next.low.starts_with("i'") || &*next.low == "i");
        if fits {
            end += 1;
            continue;
        }
        match connector(tokens, from, end) {
            Some(after) => end = after,
            None => break,
        }
    }
    end
}

/// Whether only one blank or nothing stands before a token.
fn adjacent(tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|i| tokens.get(i)) else { return false };
    tokens.get(at).is_some_and(|token| token.span.start().to_usize() <= before.span.end().to_usize() + 2)
}

/// The place of the capitalised word after small words that can stand inside a name.
fn connector(tokens: &[Token], from: usize, at: usize) -> Option<usize> {
    let low = tokens.get(at).map(|t| &*t.low)?;
    let last = tokens.get(at - 1).filter(|t| t.is_word()).map(|t| &*t.low)?;
    let the = |i: usize| usize::from(tokens.get(i).is_some_and(|t| &*t.low == "the"));
    let capital = |i: usize| {
        (is_capital(tokens, i) && role(tokens.get(i).map_or("", |t| &t.low)).is_none()).then_some(i)
    };
    let heads: &[&str] = match low {
        "of" => OF_HEADS,
        "for" => FOR_HEADS,
        "and" | "&" => return joins_and(tokens, from, at).then_some(at + 1),
        _ if PARTICLES.contains(&low) => {
            let name_before = !is_organization_word(last);
            let next = at + 1 + usize::from(tokens.get(at + 1).is_some_and(|t| PARTICLES.contains(&&*t.low)));
            return capital(next).filter(|_| name_before);
        }
        _ => return None,
    };
    let next = at + 1 + the(at + 1);
    let head = heads.contains(&last) || heads.contains(&last.strip_suffix('s').unwrap_or(last));
    capital(next).filter(|_| head)
}

/// Whether `and` stands inside one name: `Food and Drug Administration`.
fn joins_and(tokens: &[Token], from: usize, at: usize) -> bool {
    let mut end = at + 1;
    while is_capital(tokens, end) && adjacent(tokens, end) {
        end += 1;
    }
    let Some(last) = (end > at + 1).then(|| tokens.get(end - 1)).flatten() else { return false };
    let inside_of = (from..at).any(|i| tokens.get(i).is_some_and(|t| matches!(&*t.low, "of" | "for")));
    let introduced = from
        .checked_sub(1)
        .and_then(|i| tokens.get(i))
        .is_some_and(|t| &*t.low == "the" || t.kind == TokenKind::Owner);
    let first: String =
        (from..at).filter_map(|i| tokens.get(i)).map(|t| t.bare()).collect::<Vec<_>>().join("_");
    let alone = is_place(&first)
        || is_organization(&first, false)
        || (from..at).any(|i| {
            tokens.get(i).is_some_and(|t| {
                is_given_name(t.bare()) || is_organization_word(t.bare()) && !inside_of || t.upper >= 2
            })
        });
    AND_ENDS.contains(&last.bare()) && !alone && (inside_of || introduced)
}

/// Takes what only stands before a name off a run, and parts a title from the name after it.
fn split(tokens: &[Token], run: Range<usize>, usage: &Usage) -> Vec<Run> {
    let bare = |at: usize| tokens.get(at).map_or("", |t| t.bare());
    let mut start = run.start;
    let starts = |at: usize| tokens.get(at).is_some_and(|t| t.starts);
    while start < run.end
        && (BEFORE.contains(&bare(start)) && run.len() > 1 && (starts(start) || usage.is_common(bare(start)))
            || starts(start) && run.end - start > 1 && role(bare(start)).is_some())
    {
        start += 1;
    }
    let mut titled = start.checked_sub(1).is_some_and(|at| is_title(bare(at)) || is_honorific(bare(at)));
    let given = (start + 1..run.end).find(|at| is_given_name(bare(*at)) && *at + 1 < run.end);
    let has_title =
        (start..run.end).take_while(|at| given.is_none_or(|given| *at < given)).any(|at| is_title(bare(at)));
    if let Some(given) = given
        && has_title
        && !is_given_name(bare(start))
    {
        let organization = (start..given).find(|at| !is_title(bare(*at)) && !is_demonym(bare(*at)));
        let mut out = Vec::new();
        if let Some(first) = organization.filter(|first| *first == start) {
            let end = (first..given).find(|at| is_title(bare(*at))).unwrap_or(given);
            out.push(Run { words: first..end, titled: false });
        }
        out.push(Run { words: given..run.end, titled: true });
        return out;
    }
    while start + 1 < run.end
        && (is_honorific(bare(start)) || is_title(bare(start)) && !ties_on(bare(start + 1)))
    {
        start += 1;
        titled = true;
    }
    if start + 1 == run.end && is_title(bare(start)) && !usage.is_name(bare(start))
        || is_honorific(bare(start)) && start + 1 == run.end
    {
        return Vec::new();
    }
    if start + 1 == run.end && (is_title(bare(start)) || is_honorific(bare(start))) {
        return Vec::new();
    }
    if start + 2 < run.end && is_title(bare(start)) && bare(start + 1) == "of" {
        let of = start + 2 + usize::from(bare(start + 2) == "the");
        let rest: Vec<&str> = (of..run.end).map(bare).collect();
        if is_place(&rest.join("_")) {
            return vec![Run { words: of..run.end, titled: false }];
        }
    }
    // `Alfred Ng Senior Reporter`, as a byline without commas has it.
    let mut end = run.end;
    while is_given_name(bare(start))
        && end - start > 2
        && (is_role(bare(end - 1)) || end < run.end && BEFORE.contains(&bare(end - 1)))
    {
        end -= 1;
    }
    let run = run.start..end;
    let office =
        run.end - start <= 3 && !titled && (is_title(bare(run.end - 1)) || is_role(bare(run.end - 1)));
    if start < run.end && !office { vec![Run { words: start..run.end, titled }] } else { Vec::new() }
}

/// Small words after a title that tie it to what follows.
fn ties_on(low: &str) -> bool {
    matches!(low, "of" | "for" | "and") || matches!(role(low), Some(Role::Preposition))
}
