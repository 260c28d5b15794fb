//! `parallax formats`.

use super::{Outcome, out};

/// What `formats` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  parallax formats")]
pub struct Args {}

/// Prints the table.
pub fn run(_: Args) -> anyhow::Result<Outcome> {
    out::print("")?;
    Ok(Outcome::Done)
}
