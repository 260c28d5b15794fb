//! Stories of any size, made up the same way every time: for benches, and for tests that want a
//! large project.
#![allow(dead_code, reason = "each of those who share this uses a part of it")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "what fails here fails the bench")]

pub mod news;
#[cfg(feature = "gui")]
pub mod screen;

use std::path::Path;

use parallax::model::{
    Annotation, AnnotationId, Article, ArticleId, ArticleState, Cluster, Codebook, Edit, Link, LinkEnd,
    Origin, Review, Status, Story, Value,
};
use parallax::store::{self, Stamp};
use parallax::text::{Span, words};

/// Who reviews the stories.
pub const REVIEWER: &str = "ana";

/// Numbers that look random and are the same every time (SplitMix64, Steele, Lea and Flood 2014).
pub struct Dice(u64);

impl Dice {
    /// A sequence of its own for each seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number, below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }
}

/// Words from syllables, some with accents: as many as a newspaper uses in a year.
fn vocabulary() -> Vec<String> {
    const SYLLABLES: [&str; 40] = [
        "ba", "ter", "mo", "sel", "ni", "tra", "con", "der", "lo", "ver", "pa", "ris", "gu", "hal", "em",
        "tion", "fi", "ler", "sta", "wen", "ko", "ment", "ru", "al", "be", "ing", "do", "mar", "te", "sil",
        "ca", "port", "ha", "ven", "ré", "ça", "lö", "ñe", "ø", "ß",
    ];
    let mut dice = Dice::new(1);
    let mut words = Vec::with_capacity(8000);
    while words.len() < 8000 {
        // Accented syllables, the last six, in one word of twelve.
        let plain = dice.below(12) > 0;
        let syllables = 1 + dice.below(2) + dice.below(3);
        let word: String =
            (0..syllables).map(|_| SYLLABLES[dice.below(if plain { 34 } else { SYLLABLES.len() })]).collect();
        words.push(word);
    }
    words
}

/// An article of so many words in paragraphs of 40 to 120, with sentences, names, quotes, dashes
/// and now and then a sign from outside the Latin script.
pub fn text(seed: u64, length: usize) -> String {
    let vocabulary = vocabulary();
    let mut dice = Dice::new(seed);
    let mut out = String::with_capacity(length * 7);
    let mut left = length;
    while left > 0 {
        let paragraph = (40 + dice.below(81)).min(left);
        left -= paragraph;
        let (mut sentence, mut quoted) = (0, false);
        for at in 0..paragraph {
            // Common words are common, as in any language.
            let rank = dice.below(vocabulary.len());
            let word = &vocabulary[rank * dice.below(vocabulary.len()) / vocabulary.len()];
            let begins = sentence == 0;
            if begins {
                sentence = 6 + dice.below(20);
                quoted = dice.below(6) == 0;
                out.push_str(if quoted { "“" } else { "" });
            }
            if begins || dice.below(14) == 0 {
                let mut letters = word.chars();
                out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                out.push_str(letters.as_str());
            } else {
                out.push_str(word);
            }
            sentence -= 1;
            let last = at + 1 == paragraph;
            if sentence == 0 || last {
                out.push('.');
                out.push_str(if quoted { "”" } else { "" });
                sentence = 0;
            } else {
                match dice.below(400) {
                    0..24 => out.push(','),
                    24..28 => out.push_str(" –"),
                    28 => out.push_str(" 東京"),
                    29 => out.push_str(" 🚢"),
                    _ => {}
                }
            }
            if !last {
                out.push(' ');
            }
        }
        out.push_str("\n\n");
    }
    out
}

/// How large a story is.
#[derive(Clone, Copy)]
pub struct Size {
    /// Articles.
    pub articles: usize,
    /// Words of each.
    pub words: usize,
    /// Annotations of each.
    pub annotations: usize,
    /// How many of these lie over others.
    pub overlapping: usize,
}

/// As large as the sample project, or a little larger.
pub const SMALL: Size = Size { articles: 3, words: 2_000, annotations: 100, overlapping: 20 };
/// A day's worth of transcripts.
pub const LARGE: Size = Size { articles: 3, words: 200_000, annotations: 10_000, overlapping: 2_000 };

/// Writes a project with one story and [`REVIEWER`]'s review of it into the folder `root`, which
/// is made.
pub fn write_project(root: &Path, size: Size) {
    let mut open = store::create_project(root, "Measured", Codebook::default()).unwrap();
    let story = store::add_story(&mut open, "Measured");
    for number in 0..size.articles {
        let text = text(100 + number as u64, size.words);
        store::add_text(&mut open, &story, &format!("article {number}"), &text).unwrap();
    }
    store::save_project(&mut open).unwrap();
    let story = open.project.story(&story).unwrap();
    let review = review(story, size);
    store::save_review(root, &review, story, &Stamp(None)).unwrap();
}

/// A review with annotations spread evenly, attributes on claims, some notes, clusters across the
/// articles, and speakers.
fn review(story: &Story, size: Size) -> Review {
    let mut review = Review::new(REVIEWER.into(), story.id.clone());
    let mut edits = Vec::new();
    let mut entities: Vec<Vec<AnnotationId>> = Vec::new();
    let mut quotes: Vec<AnnotationId> = Vec::new();
    for article in &story.articles {
        let state = ArticleState::of(article, Status::InProgress);
        edits.push(Edit::PutArticle(article.id.clone(), state));
        let annotations = annotations(article, size);
        let of = |label: &'static str| annotations.iter().filter(move |a| a.label.as_str() == label);
        entities.push(of("person").map(|a| a.id.clone()).collect());
        quotes.extend(of("quote").map(|a| a.id.clone()));
        edits.extend(annotations.into_iter().map(Edit::PutAnnotation));
    }
    // Half of the people are in clusters of a dozen, the others are one whom all speak of.
    let people = entities.iter().map(Vec::len).min().unwrap_or(0);
    let clusters = people / 8;
    for number in 0..=clusters {
        let range = if number < clusters { number * 4..number * 4 + 4 } else { clusters * 4..people };
        let members = entities.iter().flat_map(|of| of[range.clone()].iter().cloned());
        edits.push(Edit::PutCluster(Cluster {
            id: format!("cluster{number:05}").into(),
            label: "person".into(),
            name: format!("Person {number}"),
            members: members.collect(),
            attributes: Default::default(),
            note: String::new(),
        }));
    }
    for (number, quote) in quotes.into_iter().take(clusters).enumerate() {
        edits.push(Edit::PutLink(Link {
            id: format!("link{number:08}").into(),
            kind: "said-by".into(),
            from: LinkEnd::Annotation(quote),
            to: LinkEnd::Cluster(format!("cluster{number:05}").into()),
            note: String::new(),
        }));
    }
    Edit::Batch(edits).apply(&mut review).unwrap();
    review
}

fn annotations(article: &Article, size: Size) -> Vec<Annotation> {
    let spans: Vec<Span> = words(&article.text).collect();
    let apart = size.annotations - size.overlapping;
    let stride = spans.len() / apart;
    let mut dice = Dice::new(7);
    let labels = ["person", "organization", "place", "date"];
    let mut out = Vec::with_capacity(size.annotations);
    for number in 0..apart {
        let first = number * stride;
        let last = (first + dice.below(3)).min(first + stride - 1);
        let label = labels[dice.below(labels.len())];
        out.push(annotation(article, out.len(), label, spans[first].hull(spans[last]), &mut dice));
    }
    for number in 0..size.overlapping {
        let first = (number * spans.len() / size.overlapping + dice.below(stride)).min(spans.len() - 1);
        let last = (first + stride / 2 + dice.below(stride)).min(spans.len() - 1);
        let label = if dice.below(2) == 0 { "claim" } else { "quote" };
        out.push(annotation(article, out.len(), label, spans[first].hull(spans[last]), &mut dice));
    }
    out
}

fn annotation(article: &Article, number: usize, label: &str, span: Span, dice: &mut Dice) -> Annotation {
    let made = "2026-03-12T09:00:00Z".parse().unwrap();
    let id: &ArticleId = &article.id;
    let mut attributes = parallax::model::Attributes::default();
    if label == "claim" {
        attributes.insert("status".to_owned(), Value::Choice("open".to_owned()));
    }
    Annotation {
        id: format!("{id}{number:06}").into(),
        article: id.clone(),
        label: label.into(),
        spans: vec![span],
        attributes,
        note: if dice.below(25) == 0 { "To be asked about.".to_owned() } else { String::new() },
        origin: Origin::Hand,
        made,
        changed: made,
    }
}
