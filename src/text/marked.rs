//! Texts that carry their spans: `The <claim>minister said <quote>“no”</quote></claim>`.
//! For tests, here and in `tests/`; the sample project's marks are kept in this form too.

use super::{Span, TextSize};

/// A marked text taken apart: the plain text, and each mark with its span in order of its start,
/// the outer one first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The text without marks.
    pub text: String,
    /// What stood after `<`, and the span that it covers.
    pub marks: Vec<(String, Span)>,
}

/// Takes a marked text apart. Errors name the mark that is not closed, not opened or empty.
pub fn parse(marked: &str) -> Result<Marked, String> {
    let mut text = String::with_capacity(marked.len());
    let mut open: Vec<(String, usize, usize)> = Vec::new();
    let mut marks: Vec<(usize, String, Span)> = Vec::new();
    let mut count = 0;
    let mut rest = marked;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        text.push_str(before);
        let close = tag.find('>').ok_or_else(|| format!("“{tag}” has no “>”"))?;
        let name = &tag[1..close];
        rest = &tag[close + 1..];
        if let Some(name) = name.strip_prefix('/') {
            let i = open
                .iter()
                .rposition(|(open, ..)| open.split(' ').next() == Some(name))
                .ok_or_else(|| format!("</{name}> closes nothing"))?;
            let (name, order, start) = open.remove(i);
            let span = Span::of(start, text.len()).ok_or_else(|| format!("<{name}> is empty"))?;
            marks.push((order, name, span));
        } else {
            open.push((name.to_owned(), count, text.len()));
            count += 1;
        }
    }
    text.push_str(rest);
    if let Some((name, ..)) = open.first() {
        return Err(format!("<{name}> is not closed"));
    }
    marks.sort_by_key(|(order, ..)| *order);
    Ok(Marked { text, marks: marks.into_iter().map(|(_, name, span)| (name, span)).collect() })
}

/// Puts marks into a text: the opposite of [`parse`] for marks that nest.
pub fn print(text: &str, marks: &[(String, Span)]) -> String {
    let mut inserts: Vec<(TextSize, bool, i64, String)> = Vec::new();
    for (name, span) in marks {
        let length = i64::from(span.len().to_u32());
        let close = name.split(' ').next().unwrap_or(name);
        inserts.push((span.start(), true, -length, format!("<{name}>")));
        inserts.push((span.end(), false, length, format!("</{close}>")));
    }
    inserts.sort();
    let mut out = String::new();
    let mut done = 0;
    for (at, _, _, tag) in inserts {
        out.push_str(text.get(done..at.to_usize()).unwrap_or_default());
        out.push_str(&tag);
        done = at.to_usize();
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn marks_come_out_and_go_back() {
        let marked = "The <claim>minister said <quote>“no”</quote></claim> <person>Ana</person>";
        let parsed = super::parse(marked).unwrap();
        assert_eq!(parsed.text, "The minister said “no” Ana");
        let words: Vec<_> =
            parsed.marks.iter().map(|(n, s)| (n.as_str(), s.slice(&parsed.text).unwrap())).collect();
        assert_eq!(words, [("claim", "minister said “no”"), ("quote", "“no”"), ("person", "Ana")]);
        assert_eq!(super::print(&parsed.text, &parsed.marks), marked);
    }

    #[test]
    fn a_mark_left_open_is_an_error() {
        assert!(super::parse("a <b>c").is_err());
        assert!(super::parse("a </b>c").is_err());
    }
}
