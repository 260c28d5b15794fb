//! `parallax compare`: reviewers against each other.

mod load;
mod report;
mod table;

use std::path::PathBuf;

use anyhow::{anyhow, bail};

use super::{Outcome, Progress, out};
use crate::agreement::gamma::GammaOptions;
use crate::agreement::{Comparison, Further, Options, to_json};
use crate::exchange::{self, Files, WriteError, groups_csv};
use load::Loaded;

/// What `compare` is asked.
#[derive(Debug, clap::Args)]
#[command(
    long_about = "Hold reviewers against each other: what they marked alike, where they differ, and how much of it \
                  is more than chance. Takes a project, review files from anywhere, or both. An article counts for \
                  the reviewers who are done with it; the others are listed with the reason. Nothing is written \
                  but what --csv names.",
    after_help = "Examples:\n  \
                  parallax compare my-project\n  \
                  parallax compare my-project --reviewers ana,ben --story harbour-barrier --json\n  \
                  parallax compare ana.ron ben.ron --csv groups.csv\n  \
                  parallax compare my-project --measures all --json | jq .per_article[].gamma"
)]
pub struct Args {
    /// A project’s folder, or the files of reviews
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Only these reviewers, separated by commas; the first stands first in pairs
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    reviewers: Vec<String>,
    /// Only this story; several separated by commas
    #[arg(long, value_name = "S", value_delimiter = ',')]
    story: Vec<String>,
    /// Print JSON; offsets count Unicode code points, what is not defined is null
    #[arg(long)]
    json: bool,
    /// “all” adds further F1, Fleiss, alpha-U, u-alpha and gamma, article by article
    #[arg(long, value_enum, value_name = "WHICH", default_value = "usual")]
    measures: Measures,
    /// Write a table of all groups: what several reviewers marked in one place
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// Replace the file that --csv names
    #[arg(long, requires = "csv")]
    force: bool,
    /// Leave out suggestions that were accepted
    #[arg(long)]
    without_suggested: bool,
    /// What gamma’s samples are drawn from
    #[arg(long, value_name = "N", default_value_t = GammaOptions::default().seed)]
    seed: u64,
    /// How many samples gamma draws
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    samples: u32,
}

/// Which measures are computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Measures {
    /// Those that most people need.
    Usual,
    /// All there are.
    All,
}

/// Compares and prints.
pub fn run(args: Args) -> anyhow::Result<Outcome> {
    let loaded = load::load(&args.paths, &args.reviewers, &args.story)?;
    let options = Options { without_suggested: args.without_suggested, labels: Vec::new() };
    let comparison = Comparison::new(loaded.reviews.clone(), &options);
    let gamma = GammaOptions { seed: args.seed, samples: args.samples as usize, ..GammaOptions::default() };
    let further = match args.measures {
        Measures::Usual => None,
        Measures::All => further(&comparison, &gamma),
    };
    let further = further.as_ref().map(|further| (further, &gamma));
    if let Some(path) = &args.csv {
        write_groups(path, args.force, &comparison, &loaded)?;
    }
    for problem in &loaded.problems {
        out::caution(problem);
    }
    if args.json {
        out::json(&to_json(&comparison, further))?;
    } else {
        out::print(&report::report(&comparison, further, &loaded.names, &options))?;
    }
    Ok(Outcome::Done)
}

/// The further measures, with a bar while gamma takes its time.
fn further(comparison: &Comparison, options: &GammaOptions) -> Option<Further> {
    const STEPS: usize = 1000;
    let progress = Progress::new("Measuring", STEPS);
    comparison.further(options, &mut |share| {
        progress.set((share * STEPS as f64) as usize, STEPS);
        true
    })
}

fn write_groups(
    path: &std::path::Path,
    replace: bool,
    comparison: &Comparison,
    loaded: &Loaded,
) -> anyhow::Result<()> {
    if loaded.sources.iter().any(|source| same_file(source, path)) {
        bail!("{}: is one of the files that are compared", path.display());
    }
    for root in &loaded.projects {
        exchange::keep_out(root, path)?;
    }
    let bytes = groups_csv(comparison, &|mark| loaded.words(comparison, mark))?;
    exchange::write(&Files::One(bytes), path, replace).map_err(|error| match error {
        WriteError::Exists { .. } => anyhow!("{error}; --force replaces it"),
        error => error.into(),
    })
}

fn same_file(a: &std::path::Path, b: &std::path::Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}
