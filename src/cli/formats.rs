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

/// A block for each format, so that long lines stay within a terminal.
fn table() -> String {
    let mut out = String::new();
    for format in EXPORTERS {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{:<6} .{:<6} gives  {}", format.id(), format.extension(), format.gives());
        let _ = writeln!(out, "{:<14} loses  {}\n", "", format.loses());
    }
    out.push_str(
        "“parallax export PROJECT --to FORMAT -o OUT” writes them; “parallax formats FORMAT” describes\n",
    );
    out.push_str("one of them field by field.\n");
    out
}
