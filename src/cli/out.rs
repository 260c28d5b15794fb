//! What commands print.

use std::io::{self, Write};

use anyhow::Context;
use serde::Serialize;

use crate::text::is_unseen;

/// Prints text to standard output as it is. A pipe that was closed is an error that
/// [`super::run`] takes for a good end.
pub fn print(text: &str) -> anyhow::Result<()> {
    bytes(text.as_bytes())
}

/// The same with bytes.
pub fn bytes(bytes: &[u8]) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).context("standard output")
}

/// Says on standard error, as one line, what does not keep the command from being done.
pub fn caution(text: &str) {
    eprintln!("parallax: {}", line(text));
}

/// Prints a value to standard output as JSON, with a line end.
pub fn json(value: &impl Serialize) -> anyhow::Result<()> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    print(&text)
}

/// Whether the error is that nobody reads the output any more.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}

/// A number with what it counts: `1 review`, `2 reviews`.
pub fn count(number: usize, one: &str, more: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { more })
}

/// A text as one line that a terminal shows and never obeys: line ends and blanks in a row become
/// one blank, control characters and those that turn the direction of text are spelled out.
///
/// ```
/// # use parallax::cli::out::line;
/// assert_eq!(line("two\n  lines"), "two lines");
/// assert_eq!(line("\u{1b}[31mred\u{202e}"), "\\u{1b}[31mred\\u{202e}");
/// ```
pub fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '\n' | '\r' | '\t' | ' ' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if is_unseen(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}
