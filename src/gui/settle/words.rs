//! What the room says.

use super::names::Names;
use super::state::place_of;
use crate::agreement::settle::{Item, Moved, Progress, State};
use crate::model::{Candidate, Choice, Codebook, Decision, Matter, Tied, Value, Way};
use crate::session::Session;

/// `37 of 52 decided, 3 postponed`.
pub fn progress(progress: &Progress) -> String {
    let mut out = format!("{} of {} decided", progress.decided, progress.total());
    if progress.postponed > 0 {
        out += &format!(", {} postponed", progress.postponed);
    }
    if progress.reopened > 0 {
        out += &format!(", {} came back", progress.reopened);
    }
    out
}

/// What a state is called.
pub fn state(state: State) -> &'static str {
    match state {
        State::Open => "open",
        State::Reopened => "came back",
        State::Postponed => "postponed",
        State::Decided => "decided",
    }
}

/// The words of a group on one line.
pub fn title(item: &Item, session: &Session) -> String {
    let former = || {
        let decision = session.review().decision(item.decisions.first()?)?;
        decision.candidates.first().map(|candidate| matter(&candidate.what, session.codebook()))
    };
    match item.group.candidates.first().map(|candidate| &candidate.what) {
        Some(Matter::Mark { .. }) => match place_of(item, session) {
            Some((article, span)) => one_line(span.slice(&article.text).unwrap_or_default()),
            None => String::new(),
        },
        Some(what) => matter(what, session.codebook()),
        None => former().unwrap_or_default(),
    }
}

/// What a matter says, without its label: its words, its name, what it ties.
pub fn matter(what: &Matter, codebook: &Codebook) -> String {
    match what {
        Matter::Mark { text, .. } => one_line(&text.join(" … ")),
        Matter::Cluster { name, members, .. } => {
            let mut words: Vec<&str> = members.iter().map(|member| member.text.as_str()).collect();
            words.dedup();
            format!("{name}: {}", one_line(&words.join(", ")))
        }
        Matter::Link { kind, from, to } => {
            let name = codebook.link(kind).map_or(kind.as_str(), |kind| kind.name.as_str());
            format!("{} {name} {}", end(from), end(to))
        }
    }
}

/// What stands at an end of a link.
pub fn end(tied: &Tied) -> String {
    match tied {
        Tied::Mark(place) => format!("“{}”", crate::gui::read::shortened(&one_line(&place.text), 48)),
        Tied::Cluster(_, name) => name.clone(),
    }
}

/// What the codebook calls the label of a matter, or the kind of a link.
pub fn label<'a>(what: &'a Matter, codebook: &'a Codebook) -> &'a str {
    match what {
        Matter::Mark { label, .. } | Matter::Cluster { label, .. } => codebook.label_name(label),
        Matter::Link { kind, .. } => codebook.link(kind).map_or(kind.as_str(), |kind| kind.name.as_str()),
    }
}

/// The labels of a group, each once: `Claim / Quote`.
pub fn labels(item: &Item, codebook: &Codebook) -> String {
    let mut names: Vec<&str> =
        item.group.candidates.iter().map(|candidate| label(&candidate.what, codebook)).collect();
    names.dedup();
    names.join(" / ")
}

/// `Gazette ¶3`; nothing for what is on no article.
pub fn place(item: &Item, session: &Session) -> String {
    place_of(item, session).map_or_else(String::new, |(article, span)| {
        format!("{} ¶{}", article.short_name(), article.paragraph_number(span.start()))
    })
}

/// How many say so: `3 of 4 say`.
pub fn votes(votes: usize, of: usize) -> String {
    format!("{votes} of {of} {}", if votes == 1 { "says" } else { "say" })
}

/// Attributes in which candidates differ: the name, and each candidate's value.
pub fn attributes(candidates: &[Candidate], codebook: &Codebook) -> Vec<(String, Vec<String>)> {
    let said: Vec<_> = candidates
        .iter()
        .filter_map(|candidate| match &candidate.what {
            Matter::Mark { attributes, label, .. } | Matter::Cluster { attributes, label, .. } => {
                Some((label, attributes))
            }
            Matter::Link { .. } => None,
        })
        .collect();
    let mut ids: Vec<&String> = said.iter().flat_map(|(_, attributes)| attributes.keys()).collect();
    ids.sort();
    ids.dedup();
    let value = |value: Option<&Value>| value.map_or_else(|| "not set".to_owned(), ToString::to_string);
    ids.into_iter()
        .filter(|id| said.windows(2).any(|pair| matches!(pair, [a, b] if a.1.get(*id) != b.1.get(*id))))
        .map(|id| {
            let known = said.iter().find_map(|(label, _)| {
                codebook.label(label)?.attributes.iter().find(|attribute| attribute.id == *id)
            });
            let name = known.map_or(id.as_str(), |attribute| attribute.name.as_str());
            (name.to_owned(), said.iter().map(|(_, attributes)| value(attributes.get(id))).collect())
        })
        .collect()
}

/// What was decided, in a few words: `took Ana’s`, `nothing here`.
pub fn choice(decision: &Decision, names: &Names) -> String {
    let who = |at: &usize| {
        decision.candidates.get(*at).map_or_else(String::new, |candidate| names.names(&candidate.by))
    };
    let what = match &decision.choice {
        Choice::Take(taken) if taken.len() == 1 => {
            format!("taken: {}", taken.iter().map(who).collect::<String>())
        }
        Choice::Take(taken) if taken.len() == 2 => "both taken".to_owned(),
        Choice::Take(taken) => format!("all {} taken", taken.len()),
        Choice::Nothing => "nothing here".to_owned(),
        Choice::Edited => "edited".to_owned(),
        Choice::Split => "split".to_owned(),
        Choice::Postponed => "postponed".to_owned(),
    };
    match decision.way {
        Way::Hand => what,
        Way::Identical => "all agree".to_owned(),
        Way::Majority => format!("{what} by majority"),
    }
}

/// When something was decided, for people.
pub fn when(at: jiff::Timestamp) -> String {
    at.to_zoned(jiff::tz::TimeZone::system()).strftime("%-d %b %Y, %H:%M").to_string()
}

/// What somebody says now about what was decided before.
pub fn moved(moved: &Moved, names: &Names, codebook: &Codebook) -> String {
    let name = names.name(&moved.who);
    let say = |what: &Matter| {
        let words = crate::gui::read::shortened(&matter(what, codebook), 48);
        format!("{} “{words}”", label(what, codebook))
    };
    let done = if moved.newly_done { ", done since" } else { "" };
    match (&moved.before, &moved.now) {
        (Some(before), Some(now)) => format!("{name}: {} before, {} now{done}", say(before), say(now)),
        (Some(before), None) => format!("{name}: {} before, nothing now{done}", say(before)),
        (None, Some(now)) => format!("{name}: nothing before, {} now{done}", say(now)),
        (None, None) => format!("{name}: done since, and nothing here"),
    }
}

/// Words without line breaks.
pub fn one_line(words: &str) -> String {
    words.replace(['\n', '\r', '\t'], " ")
}
