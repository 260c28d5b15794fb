//! What the first lines of an article tell about it, where that is sure.

use crate::model::ArticleInfo;
use crate::text::paragraphs;

/// The longest headline, in characters.
const HEADLINE: usize = 160;

/// Title and byline where the first lines are surely these; all else stays empty. A wrong guess is
/// worse than none: it would stand above the text as if someone had checked it.
pub(super) fn info(text: &str) -> ArticleInfo {
    let lines: Vec<&str> =
        paragraphs(text).iter().take(12).filter_map(|p| p.span.slice(text)).map(str::trim).collect();
    let byline = lines.iter().take(8).find_map(|line| byline(line)).unwrap_or_default().to_owned();
    ArticleInfo {
        title: title(text, &lines).unwrap_or_default().to_owned(),
        byline,
        ..ArticleInfo::default()
    }
}

/// A first line that is short, set off by a blank line, ends like no sentence and is followed by
/// real paragraphs.
fn title<'a>(text: &'a str, lines: &[&'a str]) -> Option<&'a str> {
    let first = *lines.first()?;
    let length = first.chars().count();
    let set_off = text.trim_start().strip_prefix(first)?.trim_start_matches([' ', '\t']).starts_with("\n\n");
    let ends_like_a_sentence = first.ends_with(['.', ':', ',', ';', '…']) && !first.ends_with("..");
    let is_caption = lines.iter().skip(1).take(3).any(|line| line.starts_with(first));
    let body = lines
        .iter()
        .skip(1)
        .any(|line| line.chars().count() > length && line.ends_with(['.', '”', '"', '’']));
    let words = first.split_whitespace().count();
    let fits = (10..=HEADLINE).contains(&length)
        && (3..=30).contains(&words)
        && set_off
        && !ends_like_a_sentence
        && !is_caption
        && body
        && first.starts_with(|c: char| c.is_alphanumeric() || "“\"‘'«¿¡".contains(c));
    fits.then_some(first)
}

/// `By First Last`, alone on its line, with capitals as names have.
fn byline(line: &str) -> Option<&str> {
    let names = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY "))?;
    let small =
        |word: &str| matches!(word, "and" | "&" | "in" | "de" | "van" | "von" | "der" | "da" | "al" | "bin");
    let words: Vec<&str> = names.split_whitespace().collect();
    let named = words.iter().all(|word| small(word) || word.starts_with(char::is_uppercase));
    let fits =
        (2..=10).contains(&words.len()) && named && !names.ends_with('.') && names.chars().count() <= 80;
    fits.then_some(names)
}
