//! Commands without a window, one file each.
//!
//! A command is a module with `Args` (what it is asked, read by clap) and
//! `run(Args) -> anyhow::Result<Outcome>`. Results go to standard output through [`out`], errors to
//! standard error as one line. What takes longer than a second shows a [`Progress`].

mod align;
mod articles;
mod check;
mod compare;
mod discrepancies;
mod export;
mod formats;
mod names;
mod new;
pub mod out;
mod progress;
mod quotes;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

pub use progress::Progress;

/// How a command ended when it could do what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well: exit 0.
    Done,
    /// It looked for problems and found some: exit 1.
    FoundProblems,
}

/// Exit code of a command that found problems, and of a window that could not be opened.
const PROBLEMS: u8 = 1;
/// Exit code of a command that could not do what it was asked.
const BAD_USE: u8 = 2;

#[derive(Debug, Parser)]
#[command(
    name = "parallax",
    version,
    about = "Review several articles on one event side by side.",
    long_about = "Review several articles on one event side by side: mark entities, claims and quotes, tie \
                  together what is the same thing in several articles, compare reviewers, export.\n\n\
                  Without a command the window opens, on what is named: a project folder, articles, reviews.",
    after_help = "Examples:\n  \
                  parallax                              open the window\n  \
                  parallax sample_data/harbour-barrier  open a project\n  \
                  parallax gazette.txt herald.txt       open articles side by side\n  \
                  parallax ./check                      open the folder “check”, not the command\n\n\
                  Exit codes: 0 done, 1 found problems or no window, 2 bad use.",
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    max_term_width = 100
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    window: Window,
}

/// What the window is to open.
#[derive(Debug, clap::Args)]
pub struct Window {
    /// A project folder, articles or reviews to open in the window
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// What draws the window
    #[arg(long, value_enum, value_name = "NAME")]
    pub renderer: Option<Renderer>,
}

/// What draws the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Renderer {
    /// OpenGL
    Glow,
    /// Vulkan, Metal or DirectX, in builds that have it
    Wgpu,
}

/// A command that needs no window.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a project
    New(new::Args),
    /// Open everything in a project and list what is wrong
    Check(check::Args),
    /// Find the passages that articles share
    Align(align::Args),
    /// Find quotes, who says them, and statements
    Quotes(quotes::Args),
    /// Find names of persons, organizations and places, and dates
    Names(names::Args),
    /// Find differences in meaning between articles
    Discrepancies(discrepancies::Args),
    /// Hold reviewers against each other
    Compare(compare::Args),
    /// Write reviews in another format
    Export(export::Args),
    /// Show the formats that Parallax writes, and what each loses
    Formats(formats::Args),
}

impl Command {
    fn run(self) -> anyhow::Result<Outcome> {
        match self {
            Self::New(args) => new::run(args),
            Self::Check(args) => check::run(args),
            Self::Align(args) => align::run(args),
            Self::Quotes(args) => quotes::run(args),
            Self::Names(args) => names::run(args),
            Self::Discrepancies(args) => discrepancies::run(args),
            Self::Compare(args) => compare::run(args),
            Self::Export(args) => export::run(args),
            Self::Formats(args) => formats::run(args),
        }
    }
}

/// What the arguments ask for.
#[derive(Debug)]
pub enum Start {
    /// Open the window.
    Window(Window),
    /// Run a command.
    Command(Command),
}

/// Reads the arguments, the program's name first. Help, the version and what is wrong with the
/// arguments are printed here; then there is nothing left to do but to exit.
pub fn read(args: impl IntoIterator<Item = OsString>) -> Result<Start, ExitCode> {
    let cli = Cli::command().try_get_matches_from(args).and_then(|matches| Cli::from_arg_matches(&matches));
    match cli {
        Ok(Cli { command: Some(command), .. }) => Ok(Start::Command(command)),
        Ok(Cli { command: None, window }) => match missing_path(&window) {
            None => Ok(Start::Window(window)),
            Some(message) => Err(fail(&message, BAD_USE)),
        },
        Err(error) if error.use_stderr() => Err(fail(&usage_error(&error), BAD_USE)),
        Err(help) => Err(if help.print().is_ok() { ExitCode::SUCCESS } else { ExitCode::from(BAD_USE) }),
    }
}

/// Runs a command to its exit code.
pub fn run(command: Command) -> ExitCode {
    match command.run() {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::FoundProblems) => ExitCode::from(PROBLEMS),
        // Whoever reads the output has seen enough, as in `parallax formats | head -1`.
        Err(error) if out::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => fail(&message(&error), BAD_USE),
    }
}

/// The exit code of the window, after saying why it could not be opened and what works without.
pub fn window_closed(result: anyhow::Result<()>) -> ExitCode {
    const HELP: &str = "see parallax --help";
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => match message(&error) {
            why if why.contains(HELP) => fail(&why, PROBLEMS),
            why => fail(&format!("{why}; commands need no window, {HELP}"), PROBLEMS),
        },
    }
}

/// The error with its causes, each said once: most of ours have their cause in their own words.
fn message(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if text.is_empty() {
            text = cause;
        } else if !text.contains(&cause) {
            text = format!("{text}: {cause}");
        }
    }
    text
}

fn fail(message: &str, code: u8) -> ExitCode {
    eprintln!("parallax: {}", out::line(message));
    ExitCode::from(code)
}

/// Why the window cannot open what it is asked to, where that is plain from the start.
fn missing_path(window: &Window) -> Option<String> {
    let path = window.paths.iter().find(|path| !path.exists())?;
    let typed = path.to_string_lossy();
    let near = Cli::command()
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .filter(|name| strsim::damerau_levenshtein(name, &typed) <= 2)
        .min_by_key(|name| strsim::damerau_levenshtein(name, &typed));
    Some(match near {
        Some(name) => format!("{typed}: there is no such file, folder or command; did you mean “{name}”?"),
        None => format!("{typed}: there is no such file or folder"),
    })
}

/// What clap found wrong, as one line with the way to the help.
fn usage_error(error: &clap::Error) -> String {
    /// What clap adds that says nothing here.
    const DROPPED: [&str; 3] = ["Usage:", "For more information", "tip: to pass"];
    let text = error.render().to_string();
    let text = text.trim_start_matches("error: ");
    let is_dropped = |part: &str| part.is_empty() || DROPPED.iter().any(|start| part.starts_with(start));
    let parts = text
        .split("\n\n")
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|part| !is_dropped(part));
    let usage = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => usage.to_string(),
        _ => String::new(),
    };
    let command = usage
        .split_whitespace()
        .skip_while(|word| *word != "parallax")
        .nth(1)
        .filter(|word| Cli::command().find_subcommand(word).is_some());
    let help = command.map_or("parallax --help".to_owned(), |name| format!("parallax {name} --help"));
    format!("{}; see {help}", parts.collect::<Vec<_>>().join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_has_an_example() {
        for command in Cli::command().get_subcommands_mut() {
            let help = command.render_long_help().to_string();
            assert!(help.contains("Example"), "{} --help has no example", command.get_name());
            assert!(help.contains(&format!("parallax {}", command.get_name())), "{}", command.get_name());
        }
    }
}
