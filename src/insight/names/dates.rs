//! Days, months and years as printed.

use std::ops::Range;

use crate::insight::token::{Token, TokenKind};

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];
const DAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
];
/// Before a month or a year that stands alone.
const BEFORE: &[&str] = &[
    "in", "since", "until", "till", "by", "from", "during", "last", "next", "this", "early", "late", "mid",
    "of", "before", "after", "for", "between", "to", "through", "and", "around", "circa", "into",
];

/// The dates of a paragraph, in order.
pub(super) fn dates(tokens: &[Token]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match date_at(tokens, at) {
            Some(end) => {
                out.push(at..end);
                at = end;
            }
            None => at += 1,
        }
    }
    out
}

fn bare(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).map_or("", |token| token.bare())
}

fn capital(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.capital)
}

fn is_month(tokens: &[Token], at: usize) -> bool {
    capital(tokens, at) && MONTHS.contains(&bare(tokens, at))
}

fn number(tokens: &[Token], at: usize) -> Option<u32> {
    let token = tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
    let digits = token.low.trim_end_matches(|c: char| c.is_alphabetic());
    digits.parse().ok()
}

fn is_day_number(tokens: &[Token], at: usize) -> bool {
    number(tokens, at).is_some_and(|n| (1..=31).contains(&n))
}

fn is_year(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.low.len() == 4)
        && number(tokens, at).is_some_and(|n| (1500..=2199).contains(&n))
}

/// Where the date that starts at `at` ends.
fn date_at(tokens: &[Token], at: usize) -> Option<usize> {
    let word = bare(tokens, at);
    if is_month(tokens, at) {
        return month_at(tokens, at);
    }
    if is_day_number(tokens, at) {
        let of = usize::from(bare(tokens, at + 1) == "of");
        if is_month(tokens, at + 1 + of) {
            let end = at + 2 + of;
            return Some(year_after(tokens, end).unwrap_or(end));
        }
    }
    if capital(tokens, at) && DAYS.contains(&word) {
        let whole = word.len() > 5 || word == "friday";
        return (whole || tokens.get(at)?.low.ends_with('.') || is_month(tokens, at + 1)).then_some(at + 1);
    }
    let iso = tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number && is_iso(&t.low));
    let introduced = at.checked_sub(1).is_some_and(|before| BEFORE.contains(&bare(tokens, before)));
    (iso || introduced && is_year(tokens, at) && ends_phrase(tokens, at + 1)).then_some(at + 1)
}

fn month_at(tokens: &[Token], at: usize) -> Option<usize> {
    if is_day_number(tokens, at + 1) && !is_year(tokens, at + 1) {
        let end = at + 2;
        return Some(year_after(tokens, end).unwrap_or(end));
    }
    if is_year(tokens, at + 1) {
        return Some(at + 2);
    }
    let introduced = at.checked_sub(1).is_some_and(|before| BEFORE.contains(&bare(tokens, before)));
    let clear = tokens.get(at).is_some_and(|t| t.low.len() > 4 && !t.starts) && bare(tokens, at) != "march";
    (introduced || clear)
        .then_some(at + 1)
        .filter(|end| !tokens.get(*end).is_some_and(|t| t.capital && t.is_word()))
}

/// The end of a year after `at`, with or without a comma.
fn year_after(tokens: &[Token], at: usize) -> Option<usize> {
    let comma = usize::from(tokens.get(at).is_some_and(|token| token.is_sign(',')));
    is_year(tokens, at + comma).then_some(at + comma + 1)
}

/// Whether what follows a year is no noun that it counts or describes (`in 2016 voters`).
fn ends_phrase(tokens: &[Token], at: usize) -> bool {
    use crate::insight::lexicon::role;
    tokens.get(at).is_none_or(|token| !token.is_word() || (!token.capital && role(&token.low).is_some()))
}

fn is_iso(low: &str) -> bool {
    let parts: Vec<&str> = low.split('-').collect();
    matches!(parts.as_slice(), [year, month, day] if year.len() == 4 && month.len() == 2 && day.len() == 2)
        && low.chars().all(|c| c.is_ascii_digit() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::token::tokens;
    use crate::text::Span;

    #[test]
    fn dates_as_papers_print_them() {
        let text = "On Wednesday (Sept 4) and May 2018, since 2016, on 12 March 2026, September 4, 2019, 2026-03-12 and in May. \
                    He may march in 2016 voters. The 1,200 of 2020 US voters.";
        let found = tokens(text, Span::whole(text).unwrap(), &[]);
        let words: Vec<String> = dates(&found)
            .into_iter()
            .map(|r| found[r.start].span.hull(found[r.end - 1].span).slice(text).unwrap().to_owned())
            .collect();
        assert_eq!(
            words,
            [
                "Wednesday",
                "Sept 4",
                "May 2018",
                "2016",
                "12 March 2026",
                "September 4, 2019",
                "2026-03-12",
                "May"
            ]
        );
    }
}
