//! Words and signs of a paragraph, for the rules about quotes and names.

use crate::text::Span;
use crate::text::normal::is_invisible;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A word: letters, with the hyphens, apostrophes and stops inside it.
    Word,
    /// A word that starts with a digit.
    Number,
    /// `’s`, or the `’` after a plural.
    Owner,
    /// Any other character.
    Sign(char),
    /// A whole quote with its marks: its number among the quotes that were handed in.
    Quote(usize),
}

/// A word or sign.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub span: Span,
    pub kind: TokenKind,
    /// In lower case, with straight apostrophes.
    pub low: Box<str>,
    /// Whether it starts with a capital.
    pub capital: bool,
    /// How many capitals it holds.
    pub upper: u8,
    /// Whether a sentence starts with it.
    pub starts: bool,
}

impl Token {
    pub fn is_sign(&self, sign: char) -> bool {
        self.kind == TokenKind::Sign(sign)
    }

    pub fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Number)
    }

    /// The word without its final stop.
    pub fn bare(&self) -> &str {
        self.low.strip_suffix('.').unwrap_or(&self.low)
    }
}

/// Abbreviations with their stop; also in the middle of a sentence.
const ABBREVIATIONS: &[&str] = &[
    "adm", "ala", "apr", "ariz", "ark", "assn", "atty", "aug", "ave", "bros", "brig", "calif", "capt",
    "cmdr", "co", "col", "colo", "conn", "corp", "cpl", "dec", "del", "dept", "det", "dist", "dr", "esq",
    "etc", "feb", "fla", "fr", "ft", "ga", "gen", "gov", "hon", "ill", "inc", "ind", "insp", "jan", "jr",
    "kan", "ky", "la", "lt", "ltd", "maj", "mar", "mass", "md", "mich", "minn", "miss", "mo", "mont", "mr",
    "mrs", "ms", "mt", "mx", "neb", "nev", "no", "nov", "oct", "okla", "ore", "pa", "penn", "prof", "pvt",
    "rep", "reps", "rev", "sen", "sens", "sep", "sept", "sgt", "sr", "st", "supt", "tenn", "tex", "univ",
    "va", "vs", "vt", "wash", "wis", "wyo",
];

/// Abbreviations that are words too: their stop is theirs only before a capital or a digit.
const ALSO_WORDS: &[&str] =
    &["co", "del", "fr", "ga", "ill", "ind", "kan", "la", "mar", "mass", "miss", "mo", "ore", "pa", "wash"];

/// After these a capital starts a new sentence more often than not.
const MAY_END: &[&str] =
    &["inc", "ltd", "corp", "co", "etc", "jr", "sr", "a.m", "p.m", "u.s", "u.k", "u.n", "d.c", "e.u", "bros"];

/// The tokens of a stretch of text. A stretch of `quotes` (in order, none overlapping) is one token.
pub(crate) fn tokens(text: &str, block: Span, quotes: &[(usize, Span)]) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut quotes = quotes.iter().skip_while(|(_, span)| span.end() <= block.start()).peekable();
    let end = block.end().to_usize();
    let mut at = block.start().to_usize();
    while at < end {
        if let Some((number, span)) = quotes.next_if(|(_, span)| span.start().to_usize() <= at) {
            let kind = TokenKind::Quote(*number);
            out.push(Token { span: *span, kind, low: "".into(), capital: false, upper: 0, starts: false });
            at = span.end().to_usize().max(at);
            continue;
        }
        let stop = quotes.peek().map_or(end, |(_, span)| span.start().to_usize().min(end));
        let Some(rest) = text.get(at..stop) else { break };
        let Some(first) = rest.chars().next() else { break };
        if first.is_whitespace() || is_invisible(first) {
            at += first.len_utf8();
            continue;
        }
        let (len, kind) = scan(rest, first, out.last());
        if let Some(span) = Span::of(at, at + len) {
            let raw = &rest[..len];
            let visible = raw.chars().filter(|c| !is_invisible(*c));
            let low: String =
                visible.map(|c| if c == '’' { '\'' } else { c }).flat_map(char::to_lowercase).collect();
            let capital = raw.trim_start_matches(['@', '#']).starts_with(char::is_uppercase);
            let upper = u8::try_from(raw.chars().filter(|c| c.is_uppercase()).count()).unwrap_or(u8::MAX);
            out.push(Token { span, kind, low: low.into(), capital, upper, starts: false });
        }
        at += len;
    }
    mark_starts(text, &mut out);
    out
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) || is_invisible(c)
}

/// Length and kind of the token at the start of `rest`.
fn scan(rest: &str, first: char, before: Option<&Token>) -> (usize, TokenKind) {
    let sign = (first.len_utf8(), TokenKind::Sign(first));
    if matches!(first, '\'' | '’') {
        let tail: String = rest.chars().skip(1).take_while(|c| is_letter(*c)).collect();
        let after_word = before.is_some_and(|token| token.is_word());
        if after_word && tail.eq_ignore_ascii_case("s") {
            return (first.len_utf8() + tail.len(), TokenKind::Owner);
        }
        if after_word && tail.is_empty() && before.is_some_and(|token| token.low.ends_with('s')) {
            return (first.len_utf8(), TokenKind::Owner);
        }
        if tail.is_empty() {
            return sign;
        }
    }
    let handle = matches!(first, '@' | '#' | '\'' | '’') && rest.chars().nth(1).is_some_and(is_letter);
    if !is_letter(first) && !handle {
        return sign;
    }
    let len = word_len(rest, if handle { first.len_utf8() } else { 0 });
    let kind = if first.is_ascii_digit() { TokenKind::Number } else { TokenKind::Word };
    (len, kind)
}

fn word_len(rest: &str, from: usize) -> usize {
    let mut len = from;
    let mut chars = rest[from..].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let at = from + at;
        let next = chars.peek().map(|(_, next)| *next);
        let inside = next.is_some_and(is_letter);
        let word = &rest[from..at];
        let goes_on = match c {
            c if is_letter(c) => true,
            '-' | '‐' | '‑' | '&' | '_' => inside && at > from,
            '\'' | '’' => {
                let tail: String = rest[at + c.len_utf8()..].chars().take_while(|c| is_letter(*c)).collect();
                inside && !tail.eq_ignore_ascii_case("s")
            }
            '.' | ',' if word.ends_with(|c: char| c.is_ascii_digit()) => {
                next.is_some_and(|c| c.is_ascii_digit())
            }
            '.' => (inside && is_dotted(word, next)) || (!inside && keeps_stop(word, &rest[at + 1..])),
            _ => false,
        };
        if !goes_on {
            break;
        }
        len = at + c.len_utf8();
    }
    len.max(from)
}

/// Whether a stop inside a word belongs to it: `U.S`, `a.m`, `Amazon.com`.
fn is_dotted(word: &str, next: Option<char>) -> bool {
    let last_part = word.rsplit('.').next().unwrap_or(word);
    last_part.chars().count() == 1
        || (next.is_some_and(char::is_lowercase) && word.starts_with(char::is_alphabetic))
}

/// Whether the stop after a word belongs to it: abbreviations and initials.
fn keeps_stop(word: &str, after: &str) -> bool {
    let low = word.to_lowercase();
    let mut parts = word.split('.');
    let initials = parts.all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic));
    if initials {
        return word.contains('.')
            || (word.starts_with(char::is_uppercase) && after.trim_start().starts_with(char::is_uppercase));
    }
    if !ABBREVIATIONS.contains(&low.as_str()) {
        return false;
    }
    let next = after.trim_start().chars().next();
    let before_name = next.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    if low == "no" {
        return next.is_some_and(|c| c.is_ascii_digit());
    }
    if ALSO_WORDS.contains(&low.as_str()) {
        return word.starts_with(char::is_uppercase) && (before_name || next == Some(','));
    }
    true
}

/// Notes where sentences start, outside quotes.
fn mark_starts(text: &str, tokens: &mut [Token]) {
    let mut ended = true;
    for at in 0..tokens.len() {
        if let Some(before) = at.checked_sub(1).and_then(|at| tokens.get(at))
            && let Some(token) = tokens.get(at)
        {
            let earlier = at.checked_sub(2).and_then(|at| tokens.get(at));
            ended = ends_before(text, earlier, before, token, ended);
        }
        if let Some(token) = tokens.get_mut(at) {
            token.starts = ended && !matches!(token.kind, TokenKind::Sign(_));
        }
    }
}

/// Whether a sentence ends, or one inside quote marks begins, between two tokens. `ended` is the
/// same for the place before the first.
fn ends_before(text: &str, earlier: Option<&Token>, before: &Token, token: &Token, ended: bool) -> bool {
    let small = token.kind == TokenKind::Word && !token.capital && token.low.starts_with(char::is_lowercase);
    match before.kind {
        TokenKind::Sign('.' | '!' | '?' | '…' | '。' | '！' | '？') => !small,
        TokenKind::Sign('(' | '[' | ')' | ']' | '•' | '*' | '—' | '–' | '-' | '$' | '£' | '€') => {
            ended && !small
        }
        TokenKind::Sign(c) if is_quote_mark(c) => {
            let apart = earlier.is_none_or(|earlier| earlier.span.end() < before.span.start());
            let opens = apart && before.span.end() == token.span.start();
            !small && (opens || ended)
        }
        TokenKind::Quote(_) => {
            let stops = last_inside(text, before.span).is_some_and(|c| matches!(c, '.' | '!' | '?' | '…'));
            stops && (token.capital || matches!(token.kind, TokenKind::Quote(_) | TokenKind::Number))
        }
        TokenKind::Word if before.low.ends_with('.') => {
            MAY_END.contains(&before.bare()) && token.capital && starts_sentences(&token.low)
        }
        _ => false,
    }
}

/// Words that begin a sentence more often than they follow an abbreviation inside one.
fn starts_sentences(low: &str) -> bool {
    use super::lexicon::{Role, role};
    matches!(
        role(low),
        Some(
            Role::Determiner
                | Role::Possessive
                | Role::Pronoun
                | Role::Preposition
                | Role::Coordinator
                | Role::Subordinator
                | Role::Adverb
        )
    ) || matches!(low, "officials" | "police")
}

/// The last character inside a quote's marks.
pub(crate) fn last_inside(text: &str, outer: Span) -> Option<char> {
    let words = outer.slice(text)?;
    words.trim_end_matches(|c: char| c.is_whitespace() || is_quote_mark(c)).chars().next_back()
}

pub(crate) fn is_quote_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '＂'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '\''
            | '`'
            | '「'
            | '」'
            | '『'
            | '』'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        let Some(block) = Span::whole(text) else { return Vec::new() };
        tokens(text, block, &[]).iter().map(|token| token.span.slice(text).unwrap()).collect()
    }

    fn starts(text: &str) -> Vec<String> {
        tokens(text, Span::whole(text).unwrap(), &[])
            .into_iter()
            .filter(|t| t.starts)
            .map(|t| t.low.into())
            .collect()
    }

    #[test]
    fn words_keep_what_is_theirs() {
        assert_eq!(
            words(
                "Mr. J. Smith’s co-author didn’t pay $1,200.50 at AT&T in the U.S. on Amazon.com, R-Texas."
            ),
            [
                "Mr.",
                "J.",
                "Smith",
                "’s",
                "co-author",
                "didn’t",
                "pay",
                "$",
                "1,200.50",
                "at",
                "AT&T",
                "in",
                "the",
                "U.S.",
                "on",
                "Amazon.com",
                ",",
                "R-Texas",
                "."
            ]
        );
        assert_eq!(words("No. The workers’ @handle"), ["No", ".", "The", "workers", "’", "@handle"]);
    }

    #[test]
    fn sentences_start_where_they_do() {
        assert_eq!(
            starts("He met Mr. Ng. She left Acme Inc. The end. It's 5 p.m. in D.C. today."),
            ["he", "she", "the", "it"]
        );
    }

    proptest! {
        #[test]
        fn tokens_cover_all_that_is_not_blank(text in "\\PC{0,60}|[A-Za-z.,'’ &@é\u{301}$-]{0,60}") {
            let Some(block) = Span::whole(&text) else { return Ok(()) };
            let mut end = 0;
            for token in tokens(&text, block, &[]) {
                let gap = &text[end..token.span.start().to_usize()];
                prop_assert!(gap.chars().all(|c| c.is_whitespace() || is_invisible(c)));
                end = token.span.end().to_usize();
            }
            prop_assert!(text[end..].chars().all(|c| c.is_whitespace() || is_invisible(c)));
        }
    }
}
