//! What the comparison says, in words.

use super::compared::{Compared, Side};
use crate::agreement::{Class, F1, Measure, Row};
use crate::model::{Codebook, ReviewerId, Value};
use crate::text::Span;

/// Letters before a difference that are shown where its beginning is far away.
const BEFORE: usize = 18;

/// What people call a reviewer, made from the id: `anna-berg` is “Anna Berg”.
pub fn display_name(id: &ReviewerId) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
    };
    id.as_str().split('-').filter_map(word).collect::<Vec<_>>().join(" ")
}

/// A share as people write it; a dash where there is none. What is not quite all or nothing does
/// not look as if it were.
pub fn percent(measure: &Measure) -> String {
    match measure {
        Err(_) => "–".to_owned(),
        Ok(share) if (0.995..1.0).contains(share) => format!("{:.1} %", (share * 1000.0).floor() / 10.0),
        Ok(share) if *share > 0.0 && *share < 0.005 => "< 1 %".to_owned(),
        Ok(share) => format!("{:.0} %", share * 100.0),
    }
}

/// A measure that may be negative, as people write it.
pub fn two_digits(value: f64) -> String {
    let digits = format!("{value:.2}");
    if digits == "-0.00" { "0.00".to_owned() } else { digits.replace('-', "−") }
}

/// What a class is called under its count.
pub fn class_name(class: Class, compared: &Compared) -> String {
    match class {
        Class::Identical => "identical".to_owned(),
        Class::BoundaryDiffers => "boundary differs".to_owned(),
        Class::LabelDiffersSameText => "label differs, same text".to_owned(),
        Class::LabelDiffersOverlap => "label differs, overlap".to_owned(),
        Class::OnlyA => format!("only {}", compared.name(Side::A)),
        Class::OnlyB => format!("only {}", compared.name(Side::B)),
    }
}

/// How marks come into a class.
pub fn class_rule(class: Class, compared: &Compared) -> String {
    match class {
        Class::Identical => "Same label on exactly the same text.".to_owned(),
        Class::BoundaryDiffers => "Same label on overlapping text; one starts or ends elsewhere.".to_owned(),
        Class::LabelDiffersSameText => "Exactly the same text with another label.".to_owned(),
        Class::LabelDiffersOverlap => "Another label on overlapping text.".to_owned(),
        Class::OnlyA | Class::OnlyB => {
            let side = if class == Class::OnlyA { Side::A } else { Side::B };
            let (name, other) = (compared.name(side), compared.name(side.other()));
            format!("Marked by {name}, and nothing that overlaps is left of what {other} marked.")
        }
    }
}

/// How many marks stand in the rows of a class: a pair is two marks.
pub fn marks_in(class: Class, rows: u64) -> u64 {
    if matches!(class, Class::OnlyA | Class::OnlyB) { rows } else { 2 * rows }
}

/// `1 pair`, `12 pairs`.
pub fn counted(number: u64, one: &str, many: &str) -> String {
    let number = usize::try_from(number).unwrap_or(usize::MAX);
    let word = if number == 1 { one } else { many };
    format!("{} {word}", crate::gui::read::with_thousands(number))
}

/// The sentence above the tiles: what stands out, and the rest.
pub fn sentence(compared: &Compared) -> (String, String) {
    let (a, b) = (compared.name(Side::A), compared.name(Side::B));
    let tally = compared.tally();
    let (exact, lenient) = (tally.exact(), tally.lenient());
    let all = exact.a + exact.b;
    if all == 0 {
        return (format!("{a} and {b} marked nothing"), " in the articles that are compared.".to_owned());
    }
    let head =
        format!("{a} and {b}: {} of their {} are identical", 2 * exact.both, counted(all, "mark", "marks"));
    let tail = format!(
        " (same text, same label): {}. Counting the same label on overlapping text: {}.",
        percent(&exact.value()),
        percent(&lenient.value()),
    );
    (head, tail)
}

/// The rule behind the sentence, with the counts put in.
pub fn explanation(compared: &Compared) -> Vec<(String, String)> {
    let (a, b) = (compared.name(Side::A), compared.name(Side::B));
    let tally = compared.tally();
    let (exact, lenient) = (tally.exact(), tally.lenient());
    let share = |f1: F1| {
        let all = f1.a + f1.b;
        format!(
            "2 × {} ÷ ({} + {}) = {} ÷ {all} = {}",
            f1.both,
            f1.a,
            f1.b,
            2 * f1.both,
            percent(&f1.value())
        )
    };
    let mut out = vec![
        (
            "What is compared".to_owned(),
            format!(
                "Every mark of {a} ({}) and of {b} ({}) on the articles that are compared. Blanks at the ends of a \
                 mark do not count; the same mark made twice by one person counts once.",
                exact.a, exact.b
            ),
        ),
        (
            "How marks are paired".to_owned(),
            "One with one. First all that are identical; then, of the rest, the same label on overlapping text: as \
             many pairs as possible, and of such pairings the one that overlaps most; then, of the rest, any label on \
             overlapping text, likewise. What is left only one of the two has."
                .to_owned(),
        ),
        (
            "Identical".to_owned(),
            format!("{} have the same text and the same label: {}", counted(exact.both, "pair", "pairs"), share(exact)),
        ),
        (
            "Counting overlapping text".to_owned(),
            format!(
                "{} more have the same label on overlapping text: {}",
                counted(tally.boundary_differs, "pair", "pairs"),
                share(lenient)
            ),
        ),
    ];
    let text = match compared.pair().map(|pair| pair.interval(None)) {
        Some(Ok(range)) => format!(
            "Leaving out one article at a time (jackknife on log-odds): 95 % range from {:.0} % to {:.0} %.",
            range.low * 100.0,
            range.high * 100.0
        ),
        Some(Err(why)) => format!("Not given: {why}."),
        None => "Not given.".to_owned(),
    };
    out.push(("Range for other articles like these".to_owned(), text));
    out
}

/// Where the second reviewer's mark starts and ends differently, as in “Ben −8 at end”; empty where
/// it does not. Counted in characters.
pub fn offsets(compared: &Compared, row: &Row) -> String {
    let (Some(a), Some(b)) = (compared.mark(row, Side::A), compared.mark(row, Side::B)) else {
        return String::new();
    };
    let longer = |by: i64, at: &str| match by {
        0 => None,
        1.. => Some(format!("+{by} at {at}")),
        _ => Some(format!("−{} at {at}", -by)),
    };
    let start = i64::from(a.start().0) - i64::from(b.start().0);
    let end = i64::from(b.end().0) - i64::from(a.end().0);
    let parts: Vec<String> = [longer(start, "start"), longer(end, "end")].into_iter().flatten().collect();
    match (parts.is_empty(), a.at == b.at) {
        (true, true) => String::new(),
        (true, false) => format!("{} in other pieces", compared.name(Side::B)),
        (false, _) => format!("{} {}", compared.name(Side::B), parts.join(", ")),
    }
}

/// What differs in a row, in a few words.
pub fn what(compared: &Compared, codebook: &Codebook, row: &Row) -> String {
    let label = |place| compared.label(place).map_or("?", |label| codebook.label_name(label));
    let labels = || format!("{} / {}", label(row.label_a), label(row.label_b));
    match row.class {
        Class::Identical => format!("identical · {}", label(row.label_a)),
        Class::BoundaryDiffers => format!("{} · {}", label(row.label_a), offsets(compared, row)),
        Class::LabelDiffersSameText => format!("label: {}", labels()),
        Class::LabelDiffersOverlap => format!("label: {} · {}", labels(), offsets(compared, row)),
        Class::OnlyA => format!("only {}: {}", compared.name(Side::A), label(row.label_a)),
        Class::OnlyB => format!("only {}: {}", compared.name(Side::B), label(row.label_b)),
    }
}

/// Where a row lies: `Gazette ¶3`.
pub fn place(compared: &Compared, row: &Row) -> String {
    let Some(article) = compared.text_of(row) else { return String::new() };
    let number = compared.hull(row).map_or(1, |hull| article.paragraph_number(hull.start()));
    format!("{} ¶{number}", article.short_name())
}

/// Attributes on which the two marks of a row differ: name, first value, second value. Only where
/// the labels are the same.
pub fn attributes(compared: &Compared, codebook: &Codebook, row: &Row) -> Vec<(String, String, String)> {
    let (Some(a), Some(b)) = (compared.mark(row, Side::A), compared.mark(row, Side::B)) else {
        return Vec::new();
    };
    if a.label != b.label {
        return Vec::new();
    }
    let known = codebook.label(&a.label).map(|label| label.attributes.as_slice()).unwrap_or_default();
    let mut ids: Vec<&String> = a.attributes.keys().chain(b.attributes.keys()).collect();
    ids.sort();
    ids.dedup();
    let value = |value: Option<&Value>| value.map_or_else(|| "not set".to_owned(), ToString::to_string);
    ids.into_iter()
        .filter(|id| a.attributes.get(*id) != b.attributes.get(*id))
        .map(|id| {
            let name =
                known.iter().find(|attribute| attribute.id == *id).map_or(id, |attribute| &attribute.name);
            (name.clone(), value(a.attributes.get(id)), value(b.attributes.get(id)))
        })
        .collect()
}

/// The words of a row on one line, with what differs set apart: `(words, differs)`. Where the
/// difference is far from the beginning, what lies between is left out.
pub fn excerpt(text: &str, hull: Span, differs: &[Span], most: usize) -> Vec<(String, bool)> {
    let mut out: Vec<(String, bool)> = Vec::new();
    let mut from = hull.start();
    if let Some(first) = differs.first() {
        let before = text.get(hull.start().to_usize()..first.start().to_usize()).unwrap_or_default();
        let letters = before.chars().count();
        let long = text.get(hull.range()).is_some_and(|words| words.chars().count() > most);
        // Leaving out less than it takes to say so helps nobody.
        if long && letters > most / 2 && letters > 2 * BEFORE + 8 {
            let head: String = before.chars().take(BEFORE).collect();
            let tail: String = before.chars().skip(letters - BEFORE).collect();
            let head = head.rsplit_once(char::is_whitespace).map_or(head.as_str(), |(whole, _)| whole);
            let tail = tail.split_once(char::is_whitespace).map_or(tail.as_str(), |(_, whole)| whole);
            out.push((format!("{} … {}", one_line(head), one_line(tail)), false));
            from = first.start();
        }
    }
    let mut push = |from: usize, to: usize, loud: bool| {
        if let Some(words) = text.get(from..to).filter(|words| !words.is_empty()) {
            out.push((one_line(words), loud));
        }
    };
    let mut at = from.to_usize();
    for span in differs {
        push(at, span.start().to_usize(), false);
        push(span.start().to_usize(), span.end().to_usize(), true);
        at = span.end().to_usize();
    }
    push(at, hull.end().to_usize(), false);
    out
}

fn one_line(words: &str) -> String {
    words.replace(['\n', '\r', '\t'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_of_ids() {
        assert_eq!(display_name(&"anna-berg".into()), "Anna Berg");
        assert_eq!(display_name(&"ana".into()), "Ana");
    }

    #[test]
    fn what_is_nearly_all_does_not_look_like_all() {
        let said = [0.0, 0.001, 0.5, 0.994, 0.9951, 0.99999, 1.0].map(|share| percent(&Ok(share)));
        assert_eq!(said, ["0 %", "< 1 %", "50 %", "99 %", "99.5 %", "99.9 %", "100 %"]);
    }

    #[test]
    fn a_difference_far_from_the_beginning_is_still_shown() {
        let text = format!("{} the company said", "word ".repeat(30).trim_end());
        let hull = Span::whole(&text).unwrap();
        let tail = Span::of(text.len() - " the company said".len(), text.len()).unwrap();
        let parts = excerpt(&text, hull, &[tail], 60);
        assert_eq!(parts.last(), Some(&(" the company said".to_owned(), true)));
        assert!(parts[0].0.contains('…') && parts[0].0.chars().count() < 60);
        let whole = excerpt(&text[..9], Span::of(0, 9).unwrap(), &[Span::of(4, 9).unwrap()], 60);
        assert_eq!(whole, [("word".to_owned(), false), (" word".to_owned(), true)]);
    }
}
