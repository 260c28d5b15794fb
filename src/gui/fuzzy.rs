//! Search as people type it: every word of the query must be found, in any order, by its start,
//! inside, or by some of its letters; accents and case do not count.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text prepared for searching.
#[derive(Clone, Debug, Default)]
pub struct Hay {
    /// Folded characters, each with the index of the character of the text that it came from.
    chars: Vec<(char, u32)>,
}

/// How well a query fits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hit {
    /// More is better.
    pub score: u32,
    /// Indexes of the characters of the text that were found, ascending.
    pub found: Vec<u32>,
}

impl Hay {
    /// Folds a text.
    pub fn new(text: &str) -> Self {
        Self {
            chars: text.chars().zip(0..).flat_map(|(c, index)| fold(c).map(move |c| (c, index))).collect(),
        }
    }

    fn starts_word(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.chars.get(before));
        before.is_none_or(|(c, _)| !c.is_alphanumeric())
    }

    fn hit(&self, places: &[usize], score: u32) -> Hit {
        let found = places.iter().filter_map(|place| self.chars.get(*place)).map(|(_, index)| *index);
        Hit { score, found: found.collect() }
    }

    /// The word as it stands, best where a word starts with it.
    fn literally(&self, word: &[char]) -> Option<Hit> {
        let mut inside = None;
        for at in 0..(self.chars.len() + 1).saturating_sub(word.len()) {
            let same = self.chars.iter().skip(at).zip(word).all(|((a, _), b)| a == b);
            if same && self.starts_word(at) {
                // Nearer the start is better, but never as good as a longer word found.
                let early = 20_u32.saturating_sub(u32::try_from(at).unwrap_or(20));
                let places: Vec<usize> = (at..at + word.len()).collect();
                return Some(self.hit(&places, 100 * count(word) + 40 + early));
            }
            if same {
                inside.get_or_insert(at);
            }
        }
        let at = inside?;
        let places: Vec<usize> = (at..at + word.len()).collect();
        Some(self.hit(&places, 60 * count(word)))
    }

    /// The word's letters in order, each at the start of a word or next to the one before: “opr”
    /// finds “Open project”, and chance finds are few.
    fn by_letters(&self, word: &[char]) -> Option<Hit> {
        let mut rest = self.chars.iter();
        if !word.iter().all(|letter| rest.any(|(c, _)| c == letter)) {
            return None;
        }
        let length = self.chars.len();
        // next[i][at]: letter i may stand at `at`, and the letter after it then stands there.
        let mut next: Vec<Vec<Option<usize>>> = Vec::with_capacity(word.len());
        for letter in word.iter().rev() {
            let after = next.last();
            let fits = |at: usize| after.is_none_or(|after| after.get(at).is_some_and(Option::is_some));
            // Where the nearest start of a word is that the letters after this one fit to.
            let mut start = None;
            let mut row = vec![None; length];
            for at in (0..length).rev() {
                let beside = at + 1 < length && fits(at + 1);
                let follows = match after {
                    None => Some(at),
                    Some(_) if beside => Some(at + 1),
                    Some(_) => start,
                };
                if after.is_some() && fits(at) && self.starts_word(at) {
                    start = Some(at);
                }
                if self.chars.get(at).is_some_and(|(c, _)| c == letter)
                    && let Some(slot) = row.get_mut(at)
                {
                    *slot = follows;
                }
            }
            next.push(row);
        }
        let first = next.last()?;
        let mut at =
            (0..length).find(|at| self.starts_word(*at) && first.get(*at).is_some_and(Option::is_some))?;
        let mut places = Vec::with_capacity(word.len());
        for row in next.iter().rev() {
            places.push(at);
            at = row.get(at).copied().flatten()?;
        }
        Some(self.hit(&places, 30 * count(word)))
    }
}

fn count(word: &[char]) -> u32 {
    u32::try_from(word.len()).unwrap_or(u32::MAX / 1000)
}

fn fold(c: char) -> impl Iterator<Item = char> {
    std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase)
}

/// A query, split and folded once.
#[derive(Clone, Debug, Default)]
pub struct Needle {
    words: Vec<Vec<char>>,
}

impl Needle {
    /// Folds a query.
    pub fn new(query: &str) -> Self {
        let words = query.split_whitespace().map(|word| word.chars().flat_map(fold).collect());
        Self { words: words.filter(|word: &Vec<char>| !word.is_empty()).collect() }
    }

    /// Whether it finds everything.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Every word in `title`, or in `more` where not in the title (which counts less).
    pub fn find(&self, title: &Hay, more: &Hay) -> Option<Hit> {
        let mut whole = Hit::default();
        for word in &self.words {
            if let Some(hit) = title.literally(word) {
                whole.score += 2 * hit.score;
                whole.found.extend(hit.found);
            } else if let Some(hit) = more.literally(word) {
                whole.score += hit.score;
            } else {
                let hit = title.by_letters(word)?;
                whole.score += hit.score;
                whole.found.extend(hit.found);
            }
        }
        whole.found.sort_unstable();
        whole.found.dedup();
        Some(whole)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn find(query: &str, title: &str, more: &str) -> Option<Hit> {
        Needle::new(query).find(&Hay::new(title), &Hay::new(more))
    }

    fn best<'a>(query: &str, titles: &[&'a str]) -> Vec<&'a str> {
        let mut hits: Vec<_> =
            titles.iter().filter_map(|title| Some((find(query, title, "")?.score, *title))).collect();
        hits.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        hits.into_iter().map(|(_, title)| title).collect()
    }

    #[test]
    fn starts_of_words_come_before_insides_and_these_before_letters() {
        let titles = ["Close project", "Export…", "Reports of people", "Save project as…", "Open project…"];
        assert_eq!(best("op", &titles), ["Open project…", "Reports of people"]);
        assert_eq!(best("opr", &titles), ["Open project…"]);
        assert_eq!(best("opj", &titles), [""; 0]);
        assert_eq!(best("project", &titles), ["Save project as…", "Open project…", "Close project"]);
        assert_eq!(best("port", &titles), ["Export…", "Reports of people"]);
    }

    #[test]
    fn words_are_found_in_any_order_and_without_accents() {
        assert!(find("project open", "Open project…", "").is_some());
        assert!(find("norrstrom", "Norrström Marine", "").is_some());
        assert!(find("ÖSTERREICH", "österreich", "").is_some());
        assert!(find("gazette brandt", "Ilse Brandt", "Person · Gazette").is_some());
        assert!(find("herald brandt", "Ilse Brandt", "Person · Gazette").is_none());
    }

    #[test]
    fn what_was_found_is_told_by_character() {
        assert_eq!(find("brö", "Müller, Bröd", "").unwrap().found, [8, 9, 10]);
        assert_eq!(find("mb", "Müller, Bröd", "").unwrap().found, [0, 8]);
        assert_eq!(find("opr", "Open project…", "").unwrap().found, [0, 5, 6]);
    }

    #[test]
    fn nothing_typed_finds_everything() {
        assert!(Needle::new("  ").is_empty());
        assert_eq!(find("", "anything", ""), Some(Hit::default()));
    }

    proptest! {
        #[test]
        fn a_part_of_a_text_is_always_found_in_it(text in "\\PC{1,30}", from in 0_usize..30, len in 1_usize..10) {
            let part: String = text.chars().skip(from).take(len).collect();
            let hit = find(&part, &text, "");
            prop_assert!(hit.is_some(), "{part:?} in {text:?}");
            let chars = u32::try_from(text.chars().count()).unwrap();
            prop_assert!(hit.unwrap().found.iter().all(|index| *index < chars));
        }
    }
}
