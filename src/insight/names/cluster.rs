//! Which mentions likely name the same thing.

use std::collections::{BTreeMap, HashMap};

use super::mentions::Draft;
use super::{Mention, NameCluster, NameKind, NameRule, Names};
use crate::insight::ArticleText;
use crate::insight::lexicon::is_demonym;

const SAME: &str = "The same words.";
const SURNAME: &str = "The surname of the full name.";
const ACRONYM: &str = "The first letters of the longer name.";
const BRACKETS: &str = "The short form stands in brackets after the longer name.";
const SHORTER: &str = "The longer name ends with the shorter one.";
const ALIAS: &str = "Two usual names of one place.";

/// Two usual names of one thing, in lower case without stops.
const ALIASES: &[(&str, &str)] = &[
    ("us", "united states"),
    ("usa", "united states"),
    ("united states of america", "united states"),
    ("uk", "united kingdom"),
    ("britain", "united kingdom"),
    ("great britain", "united kingdom"),
    ("eu", "european union"),
    ("un", "united nations"),
    ("uae", "united arab emirates"),
    ("new york city", "new york"),
];

/// Words of a long name that its acronym skips.
const SKIPPED: &[&str] = &["of", "the", "and", "for", "&", "on", "in", "to", "de"];

/// Ends of company names that are left out in talk.
const LEGAL: &[&str] =
    &["inc", "corp", "ltd", "llc", "plc", "co", "corporation", "company", "group", "holdings"];

/// Groups of names, each name being its words.
struct Groups {
    /// Which group each distinct name belongs to.
    up: Vec<usize>,
    reasons: Vec<Vec<&'static str>>,
}

impl Groups {
    fn root(&self, mut at: usize) -> usize {
        while let Some(up) = self.up.get(at).copied().filter(|up| *up != at) {
            at = up;
        }
        at
    }

    fn tie(&mut self, a: usize, b: usize, reason: &'static str) {
        let (a, b) = (self.root(a), self.root(b));
        let (low, high) = (a.min(b), a.max(b));
        if low != high {
            let moved = self.reasons.get_mut(high).map(std::mem::take).unwrap_or_default();
            if let Some(slot) = self.up.get_mut(high) {
                *slot = low;
            }
            if let Some(reasons) = self.reasons.get_mut(low) {
                reasons.extend(moved);
            }
        }
        if let Some(reasons) = self.reasons.get_mut(low)
            && !reasons.contains(&reason)
        {
            reasons.push(reason);
        }
    }
}

/// Puts drafts into clusters and lets each cluster agree on a kind.
pub(super) fn cluster(articles: &[ArticleText<'_>], mut drafts: Vec<Draft>) -> Names {
    let mut numbers: HashMap<Vec<Box<str>>, usize> = HashMap::new();
    let mut names: Vec<Vec<Box<str>>> = Vec::new();
    let mut of_draft: Vec<usize> = Vec::with_capacity(drafts.len());
    for draft in &drafts {
        let key = key(draft);
        let next = names.len();
        let number = *numbers.entry(key.clone()).or_insert(next);
        if number == next {
            names.push(key);
        }
        of_draft.push(number);
    }
    let mut kinds = kinds(&drafts, &of_draft, names.len());
    let mut groups = Groups { up: (0..names.len()).collect(), reasons: vec![Vec::new(); names.len()] };
    surnames(&names, &mut kinds, &mut groups);
    for (draft, number) in drafts.iter().zip(&of_draft) {
        if let Some(short) = &draft.short
            && shortens(short, &draft.words)
            && let Some(short) = numbers.get(std::slice::from_ref(short))
        {
            groups.tie(*number, *short, BRACKETS);
        }
    }
    acronyms(&drafts, &of_draft, &names, &mut groups);
    aliases(&names, &numbers, &mut groups);
    shorter(&names, &kinds, &mut groups);
    settle(articles, &mut drafts, &of_draft, &kinds, &groups)
}

/// The words by which a name is told from others.
fn key(draft: &Draft) -> Vec<Box<str>> {
    let mut words = draft.words.clone();
    if words.len() > 1
        && words.last().is_some_and(|last| LEGAL.contains(&&**last))
        && draft.kind == Some(NameKind::Organization)
    {
        words.pop();
    }
    if words.first().is_some_and(|first| &**first == "the") && words.len() > 1 {
        words.remove(0);
    }
    words
}

/// The kind that most mentions of a name have.
fn kinds(drafts: &[Draft], of_draft: &[usize], count: usize) -> Vec<Option<NameKind>> {
    let mut votes: Vec<BTreeMap<NameKind, usize>> = vec![BTreeMap::new(); count];
    for (draft, number) in drafts.iter().zip(of_draft) {
        if let (Some(kind), Some(votes)) = (draft.kind, votes.get_mut(*number)) {
            *votes.entry(kind).or_default() += 1;
        }
    }
    votes
        .into_iter()
        .map(|votes| {
            votes.into_iter().max_by_key(|(kind, n)| (*n, std::cmp::Reverse(*kind))).map(|(kind, _)| kind)
        })
        .collect()
}

/// A single word that ends exactly one person's full name.
fn surnames(names: &[Vec<Box<str>>], kinds: &mut [Option<NameKind>], groups: &mut Groups) {
    let mut full: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, words) in names.iter().enumerate() {
        if words.len() > 1
            && kinds.get(number).copied().flatten() == Some(NameKind::Person)
            && let Some(last) = words.last()
        {
            full.entry(last).or_default().push(number);
        }
    }
    for (number, words) in names.iter().enumerate() {
        let [word] = words.as_slice() else { continue };
        let kind = kinds.get(number).copied().flatten();
        let Some(owners) = full.get(&**word).filter(|_| matches!(kind, None | Some(NameKind::Person))) else {
            continue;
        };
        if let [owner] = owners.as_slice() {
            groups.tie(*owner, number, SURNAME);
        }
        if let Some(slot) = kinds.get_mut(number) {
            *slot = Some(NameKind::Person);
        }
    }
    let longer: Vec<(usize, usize)> = full
        .values()
        .flat_map(|owners| owners.iter().flat_map(|a| owners.iter().map(move |b| (*a, *b))))
        .filter(|(a, b)| a != b && extends(names.get(*a), names.get(*b)))
        .collect();
    let mut longer = longer;
    longer.sort_unstable();
    for (a, b) in longer {
        groups.tie(a, b, SURNAME);
    }
}

/// Whether all letters of a short form come from a long one, in order, from its first letter on.
fn shortens(short: &str, long: &[Box<str>]) -> bool {
    let mut letters = long.iter().flat_map(|word| word.chars());
    let first = long.first().and_then(|word| word.chars().next());
    short.chars().next() == first && short.chars().all(|c| letters.any(|letter| letter == c))
}

/// Whether the first name is the second with a middle name or an initial more.
fn extends(long: Option<&Vec<Box<str>>>, short: Option<&Vec<Box<str>>>) -> bool {
    match (long, short) {
        (Some(long), Some(short)) => {
            long.len() > short.len()
                && short.len() >= 2
                && long.first() == short.first()
                && long.last() == short.last()
        }
        _ => false,
    }
}

fn acronyms(drafts: &[Draft], of_draft: &[usize], names: &[Vec<Box<str>>], groups: &mut Groups) {
    let mut long: HashMap<String, Vec<usize>> = HashMap::new();
    for (number, words) in names.iter().enumerate().filter(|(_, words)| words.len() >= 2) {
        let letters = |skip: bool| -> String {
            words
                .iter()
                .filter(|word| !skip || !SKIPPED.contains(&&***word))
                .filter_map(|word| word.chars().next())
                .collect()
        };
        let national = words.first().map_or(0, |first| match &**first {
            "united" => 2,
            first => usize::from(first == "us" || first == "uk" || is_demonym(first)),
        });
        let skipped = national.min(words.len().saturating_sub(2));
        let inner: String = words
            .iter()
            .skip(skipped)
            .filter(|w| !SKIPPED.contains(&&***w))
            .filter_map(|w| w.chars().next())
            .collect();
        for key in [letters(true), letters(false), inner] {
            let list = long.entry(key).or_default();
            if list.last() != Some(&number) {
                list.push(number);
            }
        }
    }
    for (draft, number) in drafts.iter().zip(of_draft) {
        let [word] = draft.words.as_slice() else { continue };
        if !draft.acronym || word.len() < 2 {
            continue;
        }
        if let Some([owner]) = long.get(&**word).map(Vec::as_slice) {
            groups.tie(*owner, *number, ACRONYM);
        }
    }
}

fn aliases(names: &[Vec<Box<str>>], numbers: &HashMap<Vec<Box<str>>, usize>, groups: &mut Groups) {
    for (number, words) in names.iter().enumerate() {
        let joined = words.join(" ");
        let Some((_, usual)) = ALIASES.iter().find(|(alias, _)| *alias == joined) else { continue };
        let usual: Vec<Box<str>> = usual.split(' ').map(Into::into).collect();
        let other = numbers.get(&usual).copied().or_else(|| {
            ALIASES.iter().filter(|(alias, target)| *target == usual.join(" ") && *alias != joined).find_map(
                |(alias, _)| {
                    numbers.get(&alias.split(' ').map(Into::into).collect::<Vec<Box<str>>>()).copied()
                },
            )
        });
        if let Some(other) = other {
            groups.tie(number, other, ALIAS);
        }
    }
}

/// `Homeland Security` after `Department of Homeland Security`.
fn shorter(names: &[Vec<Box<str>>], kinds: &[Option<NameKind>], groups: &mut Groups) {
    let mut by_end: HashMap<&[Box<str>], Vec<usize>> = HashMap::new();
    for (number, words) in names.iter().enumerate().filter(|(_, words)| words.len() >= 3) {
        for cut in 1..words.len() - 1 {
            if let Some(end) = words.get(cut..) {
                by_end.entry(end).or_default().push(number);
            }
        }
    }
    for (number, words) in names.iter().enumerate().filter(|(_, words)| words.len() >= 2) {
        let kind = kinds.get(number).copied().flatten();
        if let Some([owner]) = by_end.get(words.as_slice()).map(Vec::as_slice)
            && matches!(kind, None | Some(NameKind::Organization))
            && kinds.get(*owner).copied().flatten() == Some(NameKind::Organization)
        {
            groups.tie(*owner, number, SHORTER);
        }
    }
}

/// Numbers the groups in the order of the articles.
fn settle(
    articles: &[ArticleText<'_>],
    drafts: &mut [Draft],
    of_draft: &[usize],
    kinds: &[Option<NameKind>],
    groups: &Groups,
) -> Names {
    let mut group_kind: HashMap<usize, NameKind> = HashMap::new();
    for (number, kind) in kinds.iter().enumerate() {
        if let Some(kind) = kind {
            group_kind.entry(groups.root(number)).or_insert(*kind);
        }
    }
    let mut numbers: HashMap<usize, usize> = HashMap::new();
    let mut out = Names::default();
    for (draft, number) in drafts.iter_mut().zip(of_draft) {
        let root = groups.root(*number);
        let next = out.clusters.len();
        let cluster = *numbers.entry(root).or_insert(next);
        let kind = group_kind.get(&root).copied();
        if cluster == next {
            let mut reasons = groups.reasons.get(root).cloned().unwrap_or_default();
            reasons.sort_unstable();
            out.clusters.push(NameCluster { name: String::new(), kind, mentions: Vec::new(), reasons });
        }
        let rule = match (draft.kind, kind) {
            (None, Some(NameKind::Person)) if draft.words.len() == 1 => NameRule::Surname,
            (None, Some(_)) if draft.acronym => NameRule::Acronym,
            _ => draft.rule,
        };
        let words = articles
            .get(draft.article)
            .and_then(|article| draft.span.slice(article.text))
            .unwrap_or_default();
        if let Some(found) = out.clusters.get_mut(cluster) {
            found.mentions.push(out.mentions.len());
            let longer = words.chars().count().cmp(&found.name.chars().count());
            let capital = |name: &str| name.starts_with(char::is_uppercase);
            if longer.is_gt() || (longer.is_eq() && capital(words) && !capital(&found.name)) {
                found.name = words.to_owned();
            }
        }
        out.mentions.push(Mention {
            article: draft.article,
            span: draft.span,
            kind: draft.kind.or(kind),
            rule,
            cluster,
        });
    }
    for cluster in &mut out.clusters {
        if cluster.mentions.len() > 1 && cluster.reasons.is_empty() {
            cluster.reasons.push(SAME);
        }
    }
    out
}
