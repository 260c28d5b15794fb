//! `parallax align`: passages that articles share.

use std::fmt::Write;

use serde::Serialize;

use super::articles::{self, Articles, Place, watched};
use super::{Outcome, out};
use crate::insight::passages::{Change, StoryPassage, story_passages};

/// What `align` is asked.
#[derive(Debug, clap::Args)]
#[command(
    long_about = "Find the passages that articles share, word for word or nearly, in whatever order they print them. \
                  Spelling, case and punctuation are told apart from other differences. What an article prints \
                  twice is told once. Where there is no passage, there is no matching wording; whether the same \
                  is said in other words is for a person to find out.",
    after_help = "Examples:\n  \
                  parallax align gazette.txt herald.txt wire.txt\n  \
                  parallax align gazette.txt herald.txt --json | jq .passages[].kind\n  \
                  parallax align my-project --story harbour-barrier"
)]
pub struct Args {
    #[command(flatten)]
    articles: articles::Sources,
}

#[derive(Serialize)]
struct Report<'a> {
    articles: Vec<Length<'a>>,
    passages: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Length<'a> {
    article: &'a str,
    chars: u32,
}

#[derive(Serialize)]
struct Row<'a> {
    kind: &'static str,
    score: f64,
    a: Place<'a>,
    b: Place<'a>,
    changes: Vec<Difference<'a>>,
}

/// Words against words; empty where one side has none.
#[derive(Serialize)]
struct Difference<'a> {
    a: &'a str,
    b: &'a str,
    style: bool,
}

/// Aligns and prints.
pub fn run(args: Args) -> anyhow::Result<Outcome> {
    let articles = args.articles.read(2)?;
    let texts = articles.texts();
    let mut passages = watched("Aligning", |watch| story_passages(&texts, watch))?;
    passages.retain(|found| !found.passage.echo);
    passages.sort_by_key(|found| (found.a, found.b, found.passage.a, found.passage.b));
    if args.articles.json {
        out::json(&report(&articles, &passages))?;
    } else {
        out::print(&readable(&articles, &passages))?;
    }
    Ok(Outcome::Done)
}

fn report<'a>(articles: &'a Articles, passages: &[StoryPassage]) -> Report<'a> {
    let lengths = articles.lengths().map(|(article, chars)| Length { article, chars });
    let rows = passages.iter().map(|found| Row {
        kind: found.passage.kind.name(),
        score: f64::from((found.passage.score * 10.0).round()) / 10.0,
        a: articles.place(found.a, found.passage.a),
        b: articles.place(found.b, found.passage.b),
        changes: found.passage.changes.iter().map(|change| difference(articles, found, change)).collect(),
    });
    Report { articles: lengths.collect(), passages: rows.collect() }
}

fn difference<'a>(articles: &'a Articles, found: &StoryPassage, change: &Change) -> Difference<'a> {
    Difference {
        a: change.a.map_or("", |words| articles.words(found.a, words)),
        b: change.b.map_or("", |words| articles.words(found.b, words)),
        style: change.style,
    }
}

fn readable(articles: &Articles, passages: &[StoryPassage]) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    for (a, b) in pairs(articles) {
        let own: Vec<&StoryPassage> = passages.iter().filter(|found| (found.a, found.b) == (a, b)).collect();
        let (first, second) = (out::line(articles.name(a)), out::line(articles.name(b)));
        let count = match own.len() {
            0 => "no matching wording".to_owned(),
            count => out::count(count, "passage", "passages"),
        };
        let _ = writeln!(text, "{first} and {second}: {count}");
        for found in own {
            let passage = &found.passage;
            let _ = writeln!(text, "\n  {}", passage.kind.name());
            for (article, span) in [(a, passage.a), (b, passage.b)] {
                let _ = writeln!(text, "    {}", articles.position(article, span.start()));
                let _ = writeln!(text, "      {}", out::line(articles.words(article, span)));
            }
            for (style, name) in [(false, "differs"), (true, "style")] {
                let list: Vec<String> = passage
                    .changes
                    .iter()
                    .filter(|change| change.style == style)
                    .map(|change| told(&difference(articles, found, change)))
                    .collect();
                if !list.is_empty() {
                    let _ = writeln!(text, "    {name}: {}", list.join("; "));
                }
            }
        }
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

fn pairs(articles: &Articles) -> Vec<(usize, usize)> {
    let count = articles.lengths().count();
    (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b))).collect()
}

fn told(difference: &Difference<'_>) -> String {
    let (a, b) = (out::line(difference.a), out::line(difference.b));
    match (a.is_empty(), b.is_empty()) {
        (_, true) => format!("“{a}” only in the first"),
        (true, _) => format!("“{b}” only in the second"),
        _ => format!("“{a}” / “{b}”"),
    }
}
