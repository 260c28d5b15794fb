//! `parallax export`: reviews in other formats.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::PathBuf;

use anyhow::{anyhow, bail};

use super::{Outcome, Progress, formats, out};
use crate::exchange::{self, Export, Exporter, Files, Source, WriteError};
use crate::model::{Review, Story, StoryId};
use crate::store::user::UserData;
use crate::store::{self, OpenProject};

/// What `export` is asked.
#[derive(Debug, clap::Args)]
#[command(
    long_about = "Write the reviews of a project in another format; “parallax formats” lists them. All stories \
                  and reviewers are written unless some are chosen. Offsets count Unicode code points. What is \
                  there already is never replaced without --force.",
    after_help = "Examples:\n  \
                  parallax export my-project --to csv -o marks.csv\n  \
                  parallax export my-project --to json -o - | jq .stories[0].title\n  \
                  parallax export my-project --to ron -o ana.ron --reviewer ana --story harbour-barrier"
)]
pub struct Args {
    /// The project's folder
    #[arg(value_name = "PROJECT")]
    project: PathBuf,
    /// One of those that “parallax formats” lists
    #[arg(long, value_name = "FORMAT")]
    to: String,
    /// The file or folder to write; “-” for standard output
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,
    /// Only the reviews of this reviewer; several separated by commas
    #[arg(long, value_name = "R", value_delimiter = ',')]
    reviewer: Vec<String>,
    /// Only this story; several separated by commas
    #[arg(long, value_name = "S", value_delimiter = ',')]
    story: Vec<String>,
    /// Replace what is there
    #[arg(long)]
    force: bool,
}

/// Exports.
pub fn run(args: Args) -> anyhow::Result<Outcome> {
    let format = formats::find(&args.to)?;
    let to_stdout = args.output.as_os_str() == "-";
    if !to_stdout {
        exchange::keep_out(&args.project, &args.output)?;
    }
    let open = store::open_project(&args.project)?;
    let stories = choose_stories(&open, &args.story)?;
    let reviews = load(&open, &stories, &args.reviewer)?;
    let of = |story: &Story| reviews.iter().filter(|review| *review.story() == story.id).collect();
    let source = Source {
        project: &open.project,
        stories: stories.into_iter().map(|story| (story, of(story))).collect(),
    };
    let export = write_out(format, &source)?;
    if matches!(&export.files, Files::Folder(files) if files.is_empty()) {
        bail!("{}: there is no review to export", args.project.display());
    }
    if !open.problems.is_empty() {
        let problems = out::count(open.problems.len(), "problem", "problems");
        out::caution(&format!("{}: has {problems}; “parallax check” lists them", args.project.display()));
    }
    if to_stdout {
        out::bytes(&only_file(export.files)?)?;
        return Ok(Outcome::Done);
    }
    let files = export.files.fit(&args.output, format.extension())?;
    exchange::write(&files, &args.output, args.force).map_err(|error| match error {
        WriteError::Exists { .. } => anyhow!("{error}; --force replaces it"),
        error => error.into(),
    })?;
    let annotations = reviews.iter().map(|review| review.len() + review.orphans().count()).sum();
    let mut summary = format!(
        "{}: {} in {}",
        args.output.display(),
        out::count(annotations, "annotation", "annotations"),
        out::count(reviews.len(), "review", "reviews")
    );
    if !export.lost.is_empty() {
        let lost: Vec<_> = export.lost.iter().map(|loss| format!("{} {}", loss.count, loss.what)).collect();
        summary = format!("{summary}; not in it: {}", lost.join(", "));
    }
    out::print(&format!("{}\n", out::line(&summary)))?;
    Ok(Outcome::Done)
}

fn write_out(format: &dyn Exporter, source: &Source<'_>) -> anyhow::Result<Export> {
    let progress = Progress::new("Writing", source.reviews().count());
    Ok(format.export(source, &mut |done, total| {
        progress.set(done, total);
        ControlFlow::Continue(())
    })?)
}

fn only_file(files: Files) -> anyhow::Result<Vec<u8>> {
    match files {
        Files::One(bytes) => Ok(bytes),
        Files::Folder(mut files) => match (files.pop(), files.len()) {
            (Some((_, bytes)), 0) => Ok(bytes),
            (_, rest) => bail!(
                "standard output takes one file, and these would be {}: choose one reviewer and one story, or name \
                 a folder",
                rest + 1
            ),
        },
    }
}

/// The stories with these ids, in the project's order; all where none is named.
pub(super) fn choose_stories<'a>(open: &'a OpenProject, ids: &[String]) -> anyhow::Result<Vec<&'a Story>> {
    let known = |id: &&String| open.project.story(&StoryId::from(id.as_str())).is_some();
    if let Some(id) = ids.iter().find(|id| !known(id)) {
        let there = open.project.stories.iter().map(|story| story.id.as_str());
        bail!("{}", unknown(open, "story", id, there));
    }
    let wanted = |story: &&Story| ids.is_empty() || ids.iter().any(|id| *id == *story.id.as_str());
    Ok(open.project.stories.iter().filter(wanted).collect())
}

/// The reviews of these stories by these reviewers, by all where none is named, with what is not
/// saved yet.
pub(super) fn load(open: &OpenProject, stories: &[&Story], wanted: &[String]) -> anyhow::Result<Vec<Review>> {
    let mut places = Vec::new();
    for story in stories {
        places.extend(open.reviewers(&story.id)?.into_iter().map(|reviewer| (*story, reviewer)));
    }
    let there: BTreeSet<&str> = places.iter().map(|(_, reviewer)| reviewer.as_str()).collect();
    if let Some(id) = wanted.iter().find(|id| !there.contains(id.as_str())) {
        bail!("{}", unknown(open, "reviewer", id, there.into_iter()));
    }
    let is_wanted = |reviewer: &str| wanted.is_empty() || wanted.iter().any(|id| id == reviewer);
    let chosen: Vec<_> = places.iter().filter(|(_, reviewer)| is_wanted(reviewer.as_str())).collect();
    let away = UserData::find().ok().map(|user| user.journals_of(&open.root));
    let progress = Progress::new("Reading", chosen.len());
    let mut reviews = Vec::with_capacity(chosen.len());
    for (story, reviewer) in chosen {
        reviews.push(store::load_review_with(&open.root, story, reviewer, away.as_deref())?.review);
        progress.step();
    }
    Ok(reviews)
}

fn unknown<'a>(open: &OpenProject, what: &str, id: &str, there: impl Iterator<Item = &'a str>) -> String {
    let there: Vec<_> = there.collect();
    let root = open.root.display();
    if there.is_empty() {
        return format!("{root}: there is no {what} “{id}”, nor any other");
    }
    format!("{root}: there is no {what} “{id}”; there are {}", there.join(", "))
}
