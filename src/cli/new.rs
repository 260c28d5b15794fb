//! `parallax new`: makes a project.

use std::path::PathBuf;

use anyhow::Context;

use super::{Outcome, Progress, out};
use crate::model::Codebook;
use crate::store;

/// What `new` is asked.
#[derive(Debug, clap::Args)]
#[command(
    long_about = "Make a project in a folder that is new or empty, with the default codebook and one story. The \
                  articles are copied into it: text files, at best UTF-8; what was assumed about them is shown.",
    after_help = "Example:\n  \
                  parallax new harbour-barrier gazette.txt herald.txt --story \"Harbour barrier\""
)]
pub struct Args {
    /// The folder to make; it may exist if it is empty
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// Text files on one event
    #[arg(value_name = "ARTICLE")]
    articles: Vec<PathBuf>,
    /// What people read for the project [default: the folder's name]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// What people read for the story [default: the project's name]
    #[arg(long, value_name = "TITLE")]
    story: Option<String>,
}

/// Makes the project.
pub fn run(args: Args) -> anyhow::Result<Outcome> {
    // All are read before anything is made: one that is no article leaves nothing behind.
    let progress = Progress::new("Reading", args.articles.len());
    for article in &args.articles {
        store::read_article_text(article)?;
        progress.step();
    }
    drop(progress);
    let named = std::path::absolute(&args.dir).unwrap_or_else(|_| args.dir.clone());
    let folder = named.file_name().map_or("Project".into(), |name| name.to_string_lossy());
    let name = args.name.unwrap_or_else(|| folder.into_owned());
    let mut open = store::create_project(&args.dir, &name, Codebook::default())?;
    let story = store::add_story(&mut open, args.story.as_deref().unwrap_or(&name));
    let mut added = Vec::new();
    for source in &args.articles {
        let (id, text) = store::add_article(&mut open, &story, source)?;
        added.push(format!("  {id}: {} ({})", source.display(), text.notes.join("; ")).replace(" ()", ""));
    }
    store::save_project(&mut open).context("the articles are copied, but not in the project")?;
    let count = out::count(added.len(), "article", "articles");
    let dir = args.dir.display().to_string();
    out::print(&format!("{}: a new project, {count}\n", out::line(&dir)))?;
    for line in added {
        out::print(&format!("  {}\n", out::line(&line)))?;
    }
    out::print(&format!("Open it with: parallax {}\n", out::line(&dir)))?;
    Ok(Outcome::Done)
}
