//! What the words for a speaker are, and whom a pronoun means.

use std::collections::BTreeMap;
use std::ops::Range;

use super::SpeakerKind;
use super::article::Paragraph;
use super::clause::{Class, Clause};
use crate::insight::lexicon::{
    Gender, Role, given_name_gender, is_organization, is_organization_word, is_role, is_title,
};
use crate::insight::names::people;
use crate::text::Span;

/// Texts that speak.
const DOCUMENTS: &[&str] = &[
    "affidavit",
    "announcement",
    "article",
    "bill",
    "blog",
    "book",
    "complaint",
    "constitution",
    "document",
    "documents",
    "editorial",
    "email",
    "emails",
    "e-mail",
    "filing",
    "indictment",
    "law",
    "lawsuit",
    "letter",
    "memo",
    "message",
    "note",
    "notice",
    "order",
    "petition",
    "poll",
    "post",
    "report",
    "review",
    "ruling",
    "sign",
    "slogan",
    "statement",
    "study",
    "suit",
    "survey",
    "text",
    "transcript",
    "tweet",
    "tweets",
    "verdict",
    "warrant",
    "website",
    "placard",
    "banner",
    "caption",
];

/// What kind of speaker a phrase names.
pub(super) fn kind(clause: &Clause<'_>, phrase: &Range<usize>) -> SpeakerKind {
    if matches!(clause.class(phrase.start), Class::Role(Role::Pronoun)) {
        return SpeakerKind::Pronoun;
    }
    if clause.is_personal(phrase) {
        return SpeakerKind::Person;
    }
    let head_end = phrase
        .clone()
        .find(|at| matches!(clause.class(*at), Class::Role(Role::Preposition)))
        .unwrap_or(phrase.end);
    let last = head_end.checked_sub(1).unwrap_or(phrase.start);
    let low = clause.low(last);
    if is_role(low) || is_title(low) {
        return SpeakerKind::Unnamed;
    }
    if DOCUMENTS.contains(&low) {
        return SpeakerKind::Document;
    }
    if matches!(clause.class(phrase.start), Class::Role(Role::Determiner)) && phrase.len() == 1 {
        return SpeakerKind::Unnamed;
    }
    let names = phrase.clone().filter(|at| clause.class(*at) == Class::Name).count();
    let organized = phrase.clone().any(|at| is_organization_word(clause.low(at)));
    let lower_start = !matches!(clause.class(phrase.start), Class::Name);
    match (names, organized, lower_start) {
        (2.., false, true) if !matches!(clause.class(phrase.start), Class::Role(_)) => SpeakerKind::Person,
        (_, true, _) | (0, ..) | (_, _, true) => SpeakerKind::Organization,
        (1, false, false)
            if is_organization(
                clause.low(phrase.start),
                clause.token(phrase.start).is_some_and(|t| t.upper > 1),
            ) =>
        {
            SpeakerKind::Organization
        }
        _ => SpeakerKind::Person,
    }
}

/// A name of a person where it is printed outside quotes.
#[derive(Clone, Debug)]
struct Person {
    span: Span,
    gender: Option<Gender>,
}

/// The persons named in an article, in order.
pub(super) struct People(Vec<Person>);

impl People {
    pub fn new(text: &str, paragraphs: &[Paragraph]) -> Self {
        let quoted: Vec<Span> =
            paragraphs.iter().flat_map(|p| p.marked.iter().map(|quote| quote.outer)).collect();
        let mentions = people(text);
        let mut genders: BTreeMap<usize, Gender> = BTreeMap::new();
        for mention in &mentions {
            if let Some(gender) = gender_of(text, mention.span) {
                genders.entry(mention.cluster).or_insert(gender);
            }
        }
        let outside = mentions.into_iter().filter(|mention| {
            let after = quoted.partition_point(|quote| quote.start() <= mention.span.start());
            !quoted.iter().take(after).rev().take(3).any(|quote| quote.covers(mention.span))
        });
        Self(outside.map(|m| Person { span: m.span, gender: genders.get(&m.cluster).copied() }).collect())
    }

    /// Whom the words mean: the name inside them, or for `he` and `she` the last person before.
    pub fn meant(&self, text: &str, speaker: Span, kind: SpeakerKind) -> Option<Span> {
        if kind != SpeakerKind::Pronoun {
            return self.0.iter().find(|person| speaker.overlaps(person.span)).map(|person| person.span);
        }
        let before = self.0.partition_point(|person| person.span.start() < speaker.start());
        let gender = match speaker.slice(text)?.to_lowercase().as_str() {
            "he" => Gender::Male,
            "she" => Gender::Female,
            _ => return None,
        };
        let before = self.0.get(before.saturating_sub(12)..before).unwrap_or_default();
        before
            .iter()
            .rev()
            .find(|person| person.gender.is_none_or(|known| known == gender))
            .map(|person| person.span)
    }
}

/// The gender that a form of address before a name, or its given name, tells.
fn gender_of(text: &str, name: Span) -> Option<Gender> {
    let before = text.get(..name.start().to_usize()).unwrap_or_default().trim_end();
    let title = before
        .rsplit(|c: char| c.is_whitespace())
        .next()
        .unwrap_or_default()
        .trim_end_matches('.')
        .to_lowercase();
    match title.as_str() {
        "mr" | "sir" | "lord" | "father" | "king" | "prince" | "chairman" | "congressman" | "spokesman" => {
            return Some(Gender::Male);
        }
        "mrs" | "ms" | "miss" | "lady" | "dame" | "queen" | "princess" | "chairwoman" | "congresswoman"
        | "spokeswoman" => {
            return Some(Gender::Female);
        }
        _ => {}
    }
    let words = name.slice(text)?;
    let (first, rest) = words.split_once(char::is_whitespace)?;
    (!rest.is_empty()).then(|| given_name_gender(&first.to_lowercase())).flatten()
}
