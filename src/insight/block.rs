//! Paragraphs as a reader sees them.

use crate::text::{Span, paragraphs};

/// Lines that are filled up to a margin have at least this many characters.
const WRAP_MIN: usize = 45;
/// …and at most this many.
const WRAP_MAX: usize = 110;

/// The paragraphs of an article: its lines, or, where the text was wrapped at a margin, the lines
/// between two blank ones taken together. None is blank; they come in order.
pub fn blocks(text: &str) -> Vec<Span> {
    let lines: Vec<Span> = paragraphs(text).into_iter().map(|p| p.span).collect();
    if !is_wrapped(text, &lines) {
        return lines;
    }
    let mut out: Vec<Span> = Vec::new();
    for line in lines {
        match out.last_mut() {
            Some(last) if follows(text, *last, line) => *last = last.hull(line),
            _ => out.push(line),
        }
    }
    out
}

/// Whether nothing but one line end stands between two lines.
fn follows(text: &str, before: Span, line: Span) -> bool {
    text.get(before.end().to_usize()..line.start().to_usize()) == Some("\n")
}

/// Whether line ends are where the margin was and not where paragraphs end: enough lines go on
/// in the next one, most of them with a length that a margin gives and in the middle of a
/// sentence.
fn is_wrapped(text: &str, lines: &[Span]) -> bool {
    let (mut pairs, mut filled, mut running) = (0_usize, 0_usize, 0_usize);
    for (line, next) in lines.iter().zip(lines.iter().skip(1)) {
        if !follows(text, *line, *next) {
            continue;
        }
        let words = line.slice(text).unwrap_or_default().trim_end();
        pairs += 1;
        filled += usize::from((WRAP_MIN..=WRAP_MAX).contains(&words.chars().count()));
        let ends = words.ends_with(['.', '!', '?', ':', '”', '"', '’', '\'', '…', ')']);
        let starts_low = next.slice(text).unwrap_or_default().trim_start().starts_with(char::is_lowercase);
        running += usize::from(!ends || starts_low);
    }
    pairs >= 4 && filled * 5 >= pairs * 4 && running * 5 >= pairs * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        blocks(text).into_iter().map(|span| span.slice(text).unwrap()).collect()
    }

    #[test]
    fn each_line_is_a_paragraph() {
        assert_eq!(texts("One.\nTwo.\n\nThree."), ["One.", "Two.", "Three."]);
    }

    #[test]
    fn wrapped_lines_are_taken_together() {
        let text = "The council voted on Tuesday to close the northern half of the\n\
                    market for repairs that are expected to last until the end of\n\
                    March, and traders were told to move their stalls to the old\n\
                    station yard by Friday evening.\n\n\
                    Traders said that the yard was too small for all of them and\n\
                    asked the council for a second place nearer to the river and\n\
                    the bus stops.";
        let found = texts(text);
        assert_eq!(found.len(), 2);
        assert!(found[0].starts_with("The council") && found[0].ends_with("Friday evening."));
    }

    #[test]
    fn short_lines_of_a_list_stay_apart() {
        let text = "Alfred Ng\nQueenie Wong\n3 min read\nFacebook headquarters\nMenlo Park\nBy them";
        assert_eq!(texts(text).len(), 6);
    }
}
