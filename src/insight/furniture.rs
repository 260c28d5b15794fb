//! What stands on the page and is not the report: captions, credits, bylines, authors' bios,
//! update notes. Found so that it can be greyed and left out of counts; never removed.

use std::collections::HashMap;

use crate::insight::blocks;
use crate::insight::lexicon::role;
use crate::text::normal::{normal_line, normal_words};
use crate::text::{Span, word_count};

/// What a piece of furniture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FurnitureKind {
    /// The words under a picture.
    Caption,
    /// Who made or owns a picture, or the text.
    Credit,
    /// Who wrote it, or helped.
    Byline,
    /// Who the author is.
    Bio,
    /// When it was published or changed, and how.
    UpdateNote,
    /// `3 min read`
    ReadingTime,
    /// `LONDON (Reuters) -` before the first words.
    Dateline,
    /// Links to other articles, newsletters, adverts.
    Promotion,
}

impl FurnitureKind {
    /// Its name in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Caption => "caption",
            Self::Credit => "credit",
            Self::Byline => "byline",
            Self::Bio => "bio",
            Self::UpdateNote => "update note",
            Self::ReadingTime => "reading time",
            Self::Dateline => "dateline",
            Self::Promotion => "promotion",
        }
    }

    /// Why, in one sentence for people.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Caption => "It reads as the words under a picture, or is printed twice in a row.",
            Self::Credit => "It names who made or owns a picture or the text.",
            Self::Byline => "It names who wrote it.",
            Self::Bio => "It says who the author is.",
            Self::UpdateNote => "It says when or how the article was published or changed.",
            Self::ReadingTime => "It says how long it takes to read.",
            Self::Dateline => "It says where the report was filed, before its first words.",
            Self::Promotion => "It leads to something else.",
        }
    }
}

/// A stretch of an article that is not the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Furniture {
    /// Where it stands: a whole paragraph, or the start of one for a dateline.
    pub span: Span,
    /// What it is.
    pub kind: FurnitureKind,
}

/// Paragraphs at the start and at the end of an article among which an author is introduced.
const MARGIN: usize = 14;
/// Words of the longest caption that is known by its neighbour alone.
const CAPTION: usize = 45;

/// The furniture of an article, in order, none overlapping.
pub fn furniture(text: &str) -> Vec<Furniture> {
    let blocks = blocks(text);
    let mut kinds: Vec<Option<FurnitureKind>> = blocks
        .iter()
        .enumerate()
        .map(|(at, block)| {
            kind_of(
                block.slice(text).unwrap_or_default().trim(),
                at < MARGIN || at + MARGIN / 2 >= blocks.len(),
            )
        })
        .collect();
    repeated(text, &blocks, &mut kinds);
    beside(text, &blocks, &mut kinds);
    let mut out: Vec<Furniture> = blocks
        .iter()
        .zip(&kinds)
        .filter_map(|(block, kind)| kind.map(|kind| Furniture { span: *block, kind }))
        .collect();
    let body = blocks.iter().zip(&kinds).filter(|(_, kind)| kind.is_none()).map(|(block, _)| *block);
    if let Some(span) = body.take(6).find_map(|block| dateline(text, block)) {
        out.push(Furniture { span, kind: FurnitureKind::Dateline });
        out.sort_by_key(|found| found.span);
    }
    out
}

/// What a paragraph says by itself that it is.
fn kind_of(line: &str, near_edge: bool) -> Option<FurnitureKind> {
    use FurnitureKind::{Bio, Byline, Caption, Credit, Promotion, ReadingTime, UpdateNote};
    let low = line.to_lowercase();
    let words = line.split_whitespace().count();
    let starts = |list: &[&str]| list.iter().any(|start| low.starts_with(start));
    let holds = |list: &[&str]| list.iter().any(|part| low.contains(part));
    if words <= 6
        && (low.ends_with("min read") || low.ends_with("minute read") || low.ends_with("minutes to read"))
    {
        return Some(ReadingTime);
    }
    if words <= 40
        && starts(&[
            "update:",
            "update,",
            "updated ",
            "updated:",
            "originally published",
            "first published",
            "published ",
            "published:",
            "last updated",
            "last modified",
            "correction:",
            "correction ",
            "clarification:",
            "editor's note",
            "editor’s note",
            "this story has been updated",
            "this article has been updated",
            "this article was amended",
            "this story was updated",
            "this article was updated",
            "posted ",
        ])
    {
        return Some(UpdateNote);
    }
    if words <= 14
        && starts(&[
            "read more",
            "related:",
            "see also",
            "sign up",
            "subscribe",
            "follow us",
            "watch:",
            "watch |",
            "click here",
            "advertisement",
            "share this",
            "most read",
            "download our",
            "more on this",
            "recommended",
            "read next",
            "listen:",
            "join our",
            "get the latest",
            "also read",
        ])
    {
        return Some(Promotion);
    }
    if starts(&["©", "copyright", "(c) 20"])
        || low.ends_with("all rights reserved.")
        || low.ends_with("all rights reserved")
    {
        return Some(Credit);
    }
    if words <= 60
        && (holds(&[
            "(photo by",
            "(photo:",
            "file photo",
            "photo: ",
            "photo/",
            "(ap photo",
            "picture: ",
            "(image:",
            "image: ",
            "photograph: ",
        ]) || line.contains("PHOTO"))
    {
        return Some(if starts(&["photo", "image", "picture"]) && words <= 8 { Credit } else { Caption });
    }
    if words <= 10 && is_name_line(line) && low.split_whitespace().any(|word| WRITERS.contains(&word)) {
        return Some(Byline);
    }
    if words <= 8 && is_credit(line, &low) {
        return Some(Credit);
    }
    if words <= 14
        && !line.ends_with('.')
        && (low.starts_with("by ") || low.starts_with("reporting by ") || low.starts_with("from our "))
        && line.chars().filter(|c| c.is_uppercase()).count() >= 2
        || starts(&["(reporting by", "reporting by"])
        || holds(&["contributed to this report", "contributed reporting", "contributed to this story"])
    {
        return Some(Byline);
    }
    (near_edge && is_bio(&low, words)).then_some(Bio)
}

fn is_credit(line: &str, low: &str) -> bool {
    const OWNERS: &[&str] = &[
        "getty images",
        "/getty",
        "/afp",
        "/ap",
        "/reuters",
        "/cnet",
        "/epa",
        "/shutterstock",
        "/bloomberg",
        "associated press",
        "/pa",
        "/pa wire",
        "alamy",
        "istock",
        "shutterstock",
    ];
    let ends = OWNERS.iter().any(|owner| low.ends_with(owner));
    let named = line.split_once('/').is_some_and(|(maker, owner)| {
        let is_name = |part: &str| {
            let words: Vec<&str> = part.split_whitespace().collect();
            (1..=4).contains(&words.len()) && words.iter().all(|word| word.starts_with(char::is_uppercase))
        };
        is_name(maker)
            && is_name(owner)
            && maker.contains(' ')
            && !maker.ends_with(' ')
            && !owner.starts_with(' ')
    });
    (ends || named) && !low.ends_with('.')
}

/// Words for those who write.
const WRITERS: &[&str] = &[
    "reporter",
    "writer",
    "editor",
    "journalist",
    "correspondent",
    "columnist",
    "contributor",
    "producer",
    "photographer",
    "freelancer",
];

fn is_bio(low: &str, words: usize) -> bool {
    let writes = |word: &str| WRITERS.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()));
    let list: Vec<&str> = low.split_whitespace().collect();
    let introduced = list.iter().zip(list.iter().skip(1)).position(|(verb, article)| {
        matches!(*verb, "is" | "was" | "are") && matches!(*article, "a" | "an" | "the" | "our")
    });
    let is_writer = introduced
        .is_some_and(|at| at <= 6 && list.iter().skip(at).take(9).any(|word| writes(word)))
        && ["for ", "at ", "with ", "covering", "based in", "who covers"]
            .iter()
            .any(|part| low.contains(part));
    let covers = list.iter().take(5).any(|word| matches!(*word, "covers" | "writes" | "edits"))
        && list.iter().take(14).any(|word| matches!(*word, "for" | "at"))
        && ["she joined", "he joined", "based in", "lives in", "author of", "previously"]
            .iter()
            .any(|part| low.contains(part));
    let first_person = low.starts_with("expertise ")
        || low == "expertise"
        || low == "credentials"
        || low.ends_with(" credentials");
    let reach = low.contains("follow him on")
        || low.contains("follow her on")
        || low.contains("can be reached at")
        || low.contains("previously worked for the");
    ((is_writer || covers) && words <= 120) || first_person || (reach && words <= 60)
}

/// A paragraph that is printed again, or that the next one starts with, is the words under a
/// picture.
fn repeated(text: &str, blocks: &[Span], kinds: &mut [Option<FurnitureKind>]) {
    let lines: Vec<String> =
        blocks.iter().map(|block| normal_line(block.slice(text).unwrap_or_default())).collect();
    for at in 0..lines.len() {
        let (Some(line), Some(next)) = (lines.get(at), lines.get(at + 1)) else { break };
        if line.split(' ').count() >= 5 && next.starts_with(line.as_str()) && next.len() <= line.len() + 40 {
            for slot in kinds.iter_mut().skip(at).take(2) {
                *slot = slot.or(Some(FurnitureKind::Caption));
            }
        }
    }
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        let words = line.split(' ').count();
        if !(5..=CAPTION).contains(&words) {
            continue;
        }
        if seen.insert(line, at).is_some()
            && let Some(slot) = kinds.get_mut(at)
        {
            *slot = slot.or(Some(FurnitureKind::Caption));
        }
    }
}

/// What stands next to furniture and looks like part of it: the caption above a credit, the name
/// above a bio.
fn beside(text: &str, blocks: &[Span], kinds: &mut [Option<FurnitureKind>]) {
    use FurnitureKind::{Bio, Byline, Caption, Credit, ReadingTime};
    let line = |at: usize| blocks.get(at).and_then(|block| block.slice(text)).unwrap_or_default().trim();
    for at in (1..blocks.len().saturating_sub(1)).rev() {
        let next = kinds.get(at + 1).copied().flatten();
        let here = line(at);
        let under_picture = match next {
            Some(Credit) => word_count(here) <= CAPTION,
            Some(Caption) => {
                word_count(here) <= 10 && !here.ends_with(['.', '!', '?', '”', '"', ':']) && at > 1
            }
            _ => false,
        };
        if let Some(slot) = kinds.get_mut(at)
            && slot.is_none()
            && under_picture
        {
            *slot = Some(Caption);
        }
    }
    let about_author = |kind: Option<FurnitureKind>| matches!(kind, Some(Bio | Byline | ReadingTime));
    let mut changed = true;
    while changed {
        changed = false;
        for at in 1..blocks.len() {
            let neighbours = [at.checked_sub(1), Some(at + 1)];
            let near =
                neighbours.into_iter().flatten().any(|i| about_author(kinds.get(i).copied().flatten()));
            let here = line(at);
            let bullet = here.starts_with(['•', '*', '·', '-']) && word_count(here) <= 12;
            if let Some(slot) = kinds.get_mut(at)
                && slot.is_none()
                && near
                && (bullet || is_name_line(here))
            {
                *slot = Some(if bullet { Bio } else { Byline });
                changed = true;
            }
        }
    }
}

/// A line of a few capitalised words without a sentence end.
fn is_name_line(line: &str) -> bool {
    let words = normal_words(line);
    let capital = |span: Span| span.slice(line).is_some_and(|word| word.starts_with(char::is_uppercase));
    (2..=7).contains(&words.len())
        && !line.ends_with(['.', '!', '?', ':', '”', '"'])
        && words.iter().all(|word| capital(word.span) || role(&word.form).is_some())
}

/// The place and agency before the first words: `SAN FRANCISCO (NYTIMES) -`.
fn dateline(text: &str, block: Span) -> Option<Span> {
    let line = block.slice(text)?;
    let (at, dash) = line.char_indices().take(70).find(|(at, c)| {
        let spaced = line[..*at].ends_with([' ', '\u{a0}', ')'])
            && line[*at + c.len_utf8()..].starts_with([' ', '\u{a0}']);
        matches!(c, '—' | '–') || (*c == '-' && spaced)
    })?;
    let place = line[..at].trim();
    let before = place.split('(').next().unwrap_or(place).trim();
    let first = before.split(',').next().unwrap_or(before);
    let letters = || first.chars().filter(|c| c.is_alphabetic());
    let shouted = letters().count() >= 3 && letters().all(char::is_uppercase);
    (shouted && place.split_whitespace().count() <= 8)
        .then(|| Span::of(0, at + dash.len_utf8()))?
        .map(|span| span.shifted(block.start()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<(&'static str, &str)> {
        furniture(text).into_iter().map(|f| (f.kind.name(), f.span.slice(text).unwrap())).collect()
    }

    #[test]
    fn a_page_with_everything_on_it() {
        let text = "Barrier will be closed until June\n\nBy Ana Norr\n\
            Ana Norr was a senior reporter for Coastal News, covering ports and fisheries.\n\
            • 2022 Harbour award\n4 min read\n\
            The barrier at low tide on Monday.\nThe barrier at low tide on Monday. PHOTO: COASTAL\n\n\
            NORHAVN (Coastal Wire) - The barrier will stay closed until June, the port said on Monday.\n\n\
            Repairs take longer than planned, and the port is short of welders.\n\n\
            The harbour seen from the old fort\nJon Falk/Coastal\n\n\
            Read more: what the barrier does\n\nUpdate, 6:37 p.m.: Includes a statement from the port.";
        assert_eq!(
            found(text),
            [
                ("byline", "By Ana Norr"),
                ("bio", "Ana Norr was a senior reporter for Coastal News, covering ports and fisheries."),
                ("bio", "• 2022 Harbour award"),
                ("reading time", "4 min read"),
                ("caption", "The barrier at low tide on Monday."),
                ("caption", "The barrier at low tide on Monday. PHOTO: COASTAL"),
                ("dateline", "NORHAVN (Coastal Wire) -"),
                ("caption", "The harbour seen from the old fort"),
                ("credit", "Jon Falk/Coastal"),
                ("promotion", "Read more: what the barrier does"),
                ("update note", "Update, 6:37 p.m.: Includes a statement from the port."),
            ]
        );
    }

    #[test]
    fn a_report_without_furniture_has_none() {
        let text = "The mayor of Norhavn resigned on Monday.\n\nShe was a reporter's favourite target for years — and a \
            brave one.\n\n“Published or not, I will read it,” she said.\n\nUpdating the plan takes a year.";
        assert_eq!(found(text), []);
    }

    proptest! {
        #[test]
        fn any_text_gives_stretches_in_order(text in "([A-Z]{1,5}|By Ana|PHOTO: x|/AP|é|• a| — |\n|\\PC{0,4}){0,30}") {
            let mut end = 0;
            for piece in furniture(&text) {
                prop_assert!(piece.span.start().to_usize() >= end);
                prop_assert!(piece.span.slice(&text).is_some());
                end = piece.span.end().to_usize();
            }
        }
    }
}
