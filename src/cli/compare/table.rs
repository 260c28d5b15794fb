//! A table on a terminal.

use std::fmt::Write;

/// Rows of cells. Under a head the first column stands left and all others right; without one all
/// stand left.
pub(super) struct Table {
    rows: Vec<Vec<String>>,
    head: bool,
}

impl Table {
    pub fn new(head: &[&str]) -> Self {
        Self { rows: vec![head.iter().map(|cell| (*cell).to_owned()).collect()], head: true }
    }

    pub fn without_head() -> Self {
        Self { rows: Vec::new(), head: false }
    }

    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// Whether there is nothing under the head.
    pub fn is_empty(&self) -> bool {
        self.rows.len() <= usize::from(self.head)
    }

    /// Appends it under a title.
    pub fn print(&self, title: &str, out: &mut String) {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            self.rows
                .iter()
                .filter_map(|row| row.get(column))
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{title}");
        for row in &self.rows {
            let mut line = String::from(" ");
            for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
                let _ = match at {
                    0 => write!(line, " {cell:<width$}"),
                    _ if !self.head => write!(line, "  {cell:<width$}"),
                    _ => write!(line, "  {cell:>width$}"),
                };
            }
            let _ = writeln!(out, "{}", line.trim_end());
        }
    }
}
