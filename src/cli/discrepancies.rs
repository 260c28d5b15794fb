//! `parallax discrepancies`: differences in meaning.

use std::fmt::Write;

use serde::Serialize;

use super::articles::{self, Articles, Place, watched};
use super::{Outcome, out};
use crate::insight::discrepancies::{Discrepancy, DiscrepancyKind, Side, discrepancies};
use crate::insight::passages::story_passages;
use crate::insight::statements::story_quotes;

/// What `discrepancies` is asked.
#[derive(Debug, clap::Args)]
#[command(
    long_about = "Find differences in meaning where articles share a passage or print the same statement: a number, \
                  a date, a name, a spokesman who is a spokeswoman, a “not”, a hedge, who said it, words that only \
                  one has. None of them is an error before a person has ruled so.",
    after_help = "Examples:\n  \
                  parallax discrepancies gazette.txt herald.txt\n  \
                  parallax discrepancies gazette.txt herald.txt --json | jq '.discrepancies[] | select(.kind == \
                  \"number\")'\n  \
                  parallax discrepancies my-project --story harbour-barrier"
)]
pub struct Args {
    #[command(flatten)]
    articles: articles::Sources,
}

#[derive(Serialize)]
struct Report<'a> {
    discrepancies: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    kind: &'static str,
    a: Place<'a>,
    b: Place<'a>,
}

/// Finds and prints them.
pub fn run(args: Args) -> anyhow::Result<Outcome> {
    let articles = args.articles.read(2)?;
    let texts = articles.texts();
    let passages = watched("Aligning", |watch| story_passages(&texts, watch))?;
    let quotes = watched("Reading quotes", |watch| story_quotes(&texts, &passages, watch))?;
    let found = discrepancies(&texts, &passages, &quotes);
    if args.articles.json {
        out::json(&report(&articles, &found))?;
    } else {
        out::print(&readable(&articles, &found))?;
    }
    Ok(Outcome::Done)
}

fn report<'a>(articles: &'a Articles, found: &[Discrepancy]) -> Report<'a> {
    let side = |side: &Side| match side.words {
        Some(words) => articles.place(side.article, words),
        None => articles.point(side.article, side.at),
    };
    let rows = found.iter().map(|d| Row { kind: d.kind.name(), a: side(&d.a), b: side(&d.b) });
    Report { discrepancies: rows.collect() }
}

fn readable(articles: &Articles, found: &[Discrepancy]) -> String {
    let mut text = String::new();
    for kind in DiscrepancyKind::ALL {
        let own: Vec<&Discrepancy> = found.iter().filter(|d| d.kind == kind).collect();
        if own.is_empty() {
            continue;
        }
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{} ({}): {}", kind.name(), own.len(), kind.reason());
        for discrepancy in own {
            text.push('\n');
            for side in [&discrepancy.a, &discrepancy.b] {
                let _ = writeln!(text, "  {}", articles.position(side.article, side.at));
                let _ = writeln!(text, "    {}", in_context(articles, side));
            }
        }
        text.push('\n');
    }
    let _ = writeln!(text, "{}", out::count(found.len(), "discrepancy", "discrepancies"));
    text
}

/// The sentence with the words in brackets, or with empty ones where words are missing.
fn in_context(articles: &Articles, side: &Side) -> String {
    let context = side.context;
    let (from, to) = side.words.map_or((side.at, side.at), |words| (words.start(), words.end()));
    let part =
        |start, end| crate::text::Span::new(start, end).map_or("", |span| articles.words(side.article, span));
    let marked = format!("{}[{}]{}", part(context.start(), from), part(from, to), part(to, context.end()));
    out::line(&marked)
}
