//! `parallax names`: candidates for entities.

use std::fmt::Write;

use serde::Serialize;

use super::articles::{self, Articles, Place, watched};
use super::{Outcome, out};
use crate::insight::names::{Names, names};

/// What `names` is asked.
#[derive(Debug, clap::Args)]
#[command(
    long_about = "Find names of persons, organizations and places, and dates, by their capitals and by word lists, \
                  grouped by what they likely name. A kind is given only where it is sure. These are candidates: \
                  two people with one surname are for a person to tell apart.",
    after_help = "Examples:\n  \
                  parallax names gazette.txt herald.txt\n  \
                  parallax names gazette.txt --json | jq .mentions[].text\n  \
                  parallax names my-project --story harbour-barrier"
)]
pub struct Args {
    #[command(flatten)]
    articles: articles::Sources,
}

#[derive(Serialize)]
struct Report<'a> {
    mentions: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    kind: Option<&'static str>,
    cluster: usize,
}

/// Finds and prints them.
pub fn run(args: Args) -> anyhow::Result<Outcome> {
    let articles = args.articles.read(1)?;
    let texts = articles.texts();
    let found = watched("Reading names", |watch| names(&texts, watch))?;
    if args.articles.json {
        out::json(&report(&articles, &found))?;
    } else {
        out::print(&readable(&articles, &found))?;
    }
    Ok(Outcome::Done)
}

fn report<'a>(articles: &'a Articles, found: &Names) -> Report<'a> {
    let rows = found.mentions.iter().map(|mention| Row {
        place: articles.place(mention.article, mention.span),
        kind: mention.kind.map(|kind| kind.name()),
        cluster: mention.cluster,
    });
    Report { mentions: rows.collect() }
}

fn readable(articles: &Articles, found: &Names) -> String {
    let mut text = String::new();
    for cluster in &found.clusters {
        let kind = cluster.kind.map_or("kind not sure", |kind| kind.name());
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}  ({kind})", out::line(&cluster.name));
        let mentions = cluster.mentions.iter().filter_map(|at| found.mentions.get(*at));
        let mut forms: Vec<(String, Vec<String>)> = Vec::new();
        for mention in mentions {
            let words = out::line(articles.words(mention.article, mention.span));
            let place = articles.position(mention.article, mention.span.start());
            match forms.iter_mut().find(|(form, _)| *form == words) {
                Some((_, places)) => places.push(place),
                None => forms.push((words, vec![place])),
            }
        }
        for (form, places) in forms {
            let _ = writeln!(text, "  {form}: {}", places.join(", "));
        }
        if cluster.mentions.len() > 1 {
            let _ = writeln!(text, "  {}", cluster.reasons.join(" "));
        }
    }
    let mentions = out::count(found.mentions.len(), "mention", "mentions");
    let _ = writeln!(text, "{mentions} of {}", out::count(found.clusters.len(), "name", "names"));
    text
}
