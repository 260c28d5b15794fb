//! `parallax formats`: what can be written, and what is lost.

use std::fmt::Write;

use super::{Outcome, out};
use crate::exchange::{EXPORTERS, exporter};

/// What `formats` is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
                        parallax formats        the table\n  \
                        parallax formats csv    every column of the CSV export")]
pub struct Args {
    /// Describe this format field by field
    #[arg(value_name = "FORMAT")]
    format: Option<String>,
}

/// Prints the table, or all about one format.
pub fn run(args: Args) -> anyhow::Result<Outcome> {
    out::print(&match args.format {
        None => table(),
        Some(id) => {
            let format = find(&id)?;
            format!("{} ({})\n\n{}", format.name(), format.gives(), format.about())
        }
    })?;
    Ok(Outcome::Done)
}

/// The format with this id; the error names those that there are.
pub(super) fn find(id: &str) -> anyhow::Result<&'static dyn crate::exchange::Exporter> {
    exporter(id).ok_or_else(|| {
        let known: Vec<_> = EXPORTERS.iter().map(|format| format.id()).collect();
        anyhow::anyhow!("there is no format “{id}”; there are {}", known.join(", "))
    })
}

/// A line for each format, in columns.
fn table() -> String {
    let head = ["format", "gives", "loses"];
    let rows: Vec<[&str; 3]> = std::iter::once(head)
        .chain(EXPORTERS.iter().map(|format| [format.id(), format.gives(), format.loses()]))
        .collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let (first, second) = (width(0), width(1));
    let mut out = String::new();
    for [id, gives, loses] in &rows {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{id:first$}  {gives:second$}  {loses}");
    }
    out.push_str("\nexport writes all of these; “parallax formats FORMAT” describes one field by field.\n");
    out
}
