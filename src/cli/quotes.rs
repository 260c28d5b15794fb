//! `parallax quotes`: quotes, who says them, and statements.

use std::fmt::Write;

use serde::Serialize;

use super::articles::{self, Articles, Words, watched};
use super::{Outcome, out};
use crate::insight::passages::story_passages;
use crate::insight::quotes::{Attribution, Quote, SpeakerKind};
use crate::insight::statements::{Printing, StoryQuotes, story_quotes};

/// What `quotes` is asked.
#[derive(Debug, clap::Args)]
#[command(
    long_about = "Find what stands in quote marks, whether it is someone’s words, and who says them as printed, with \
                  how sure that is. Parts of one utterance and printings of it in several articles are one \
                  statement. Words held at a distance and names of works have no speaker.",
    after_help = "Examples:\n  \
                  parallax quotes gazette.txt herald.txt\n  \
                  parallax quotes gazette.txt --json | jq .quotes[].speaker.text\n  \
                  parallax quotes my-project --story harbour-barrier"
)]
pub struct Args {
    #[command(flatten)]
    articles: articles::Sources,
}

#[derive(Serialize)]
struct Report<'a> {
    quotes: Vec<Row<'a>>,
    same: &'a [(usize, usize)],
}

#[derive(Serialize)]
struct Row<'a> {
    article: &'a str,
    #[serde(flatten)]
    inside: Words<'a>,
    kind: &'static str,
    speaker: Option<Words<'a>>,
    cue: Option<Words<'a>>,
    rule: Option<&'static str>,
    confidence: Option<&'static str>,
    statement: usize,
}

/// Finds and prints them.
pub fn run(args: Args) -> anyhow::Result<Outcome> {
    let articles = args.articles.read(1)?;
    let texts = articles.texts();
    let passages = watched("Aligning", |watch| story_passages(&texts, watch))?;
    let found = watched("Reading quotes", |watch| story_quotes(&texts, &passages, watch))?;
    if args.articles.json {
        out::json(&report(&articles, &found))?;
    } else {
        out::print(&readable(&articles, &found))?;
    }
    Ok(Outcome::Done)
}

fn report<'a>(articles: &'a Articles, found: &'a StoryQuotes) -> Report<'a> {
    let rows = found.quotes.iter().map(|entry| {
        let said = entry.quote.attribution.as_ref();
        let words = |span| articles.span(entry.article, span);
        Row {
            article: articles.name(entry.article),
            inside: words(entry.quote.span),
            kind: entry.quote.kind.name(),
            speaker: said.map(|said| words(said.speaker)),
            cue: said.and_then(|said| said.cue).map(words),
            rule: said.map(|said| said.rule.name()),
            confidence: said.map(|said| said.confidence.name()),
            statement: entry.statement,
        }
    });
    Report { quotes: rows.collect(), same: &found.same }
}

fn readable(articles: &Articles, found: &StoryQuotes) -> String {
    let mut text = String::new();
    for (article, (name, _)) in articles.lengths().enumerate() {
        let own: Vec<_> = found.quotes.iter().filter(|entry| entry.article == article).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}: {}", out::line(name), out::count(own.len(), "quote", "quotes"));
        for entry in own {
            let quote = &entry.quote;
            let position = articles.position(article, quote.span.start());
            let _ =
                writeln!(text, "\n  {position}  {}, statement {}", quote.kind.name(), entry.statement + 1);
            let _ = writeln!(text, "    “{}”", out::line(articles.words(article, quote.span)));
            let _ = writeln!(text, "    {}", said(articles, article, quote));
        }
        text.push('\n');
    }
    let shared: Vec<_> = found.statements.iter().enumerate().filter(|(_, s)| s.printings.len() > 1).collect();
    if !shared.is_empty() {
        text.push_str("Statements printed more than once\n");
        for (number, statement) in shared {
            let _ = writeln!(text, "  {}", number + 1);
            for (at, printing) in statement.printings.iter().enumerate() {
                let place =
                    printing.pieces.first().map(|piece| articles.position(printing.article, piece.start()));
                let form = form(printing, at == statement.longest);
                let _ = writeln!(text, "    {}  {form}", place.unwrap_or_default());
            }
        }
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

fn said(articles: &Articles, article: usize, quote: &Quote) -> String {
    let Some(Attribution { speaker, speaker_kind, name, cue, place, rule, confidence }) = &quote.attribution
    else {
        return "no speaker found".to_owned();
    };
    let words = |span: &crate::text::Span| out::line(articles.words(article, *span));
    let mut text = words(speaker);
    if let Some(name) = name.filter(|name| *speaker_kind == SpeakerKind::Pronoun && name != speaker) {
        text = format!("{text} (likely {})", words(&name));
    }
    for more in [cue, place].into_iter().flatten() {
        text = format!("{text}, {}", words(more));
    }
    format!("{text} [{}: {}]", confidence.name(), rule.reason().trim_end_matches('.'))
}

/// What an article made of a statement.
fn form(printing: &Printing, longest: bool) -> String {
    let marks = if printing.in_marks() { "" } else { "without marks" };
    let parts = [
        marks,
        if printing.split { "split" } else { "" },
        if printing.trimmed { "trimmed" } else { "" },
        if printing.reworded { "reworded" } else { "" },
        if longest && !printing.trimmed { "longest" } else { "" },
    ];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "the same words".to_owned() } else { parts.join(", ") }
}
