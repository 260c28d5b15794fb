//! Reports on one event as several outlets would print them: paragraphs of an agency in another
//! order and with words changed, among paragraphs of their own; quotes with who says them; names,
//! dates, numbers.

use super::{Dice, vocabulary};

const SMALL: [&str; 30] = [
    "the", "of", "to", "a", "and", "in", "that", "for", "on", "was", "is", "with", "as", "by", "at", "it",
    "had", "from", "were", "are", "be", "has", "not", "its", "their", "after", "which", "an", "would",
    "have",
];
const GIVEN: [&str; 10] =
    ["Anna", "Maria", "John", "Peter", "Sarah", "David", "Laura", "James", "Emma", "Paul"];
const ROLES: [&str; 8] = [
    "a spokesman for the ministry",
    "the mayor",
    "a resident",
    "the company’s chief engineer",
    "a spokeswoman",
    "one official",
    "he",
    "she",
];
const MONTHS: [&str; 6] = ["January", "March", "May", "July", "September", "November"];

/// Shares out of a hundred.
const OF_AGENCY: usize = 45;
const CHANGED: usize = 4;

struct Newsroom {
    dice: Dice,
    words: Vec<String>,
}

/// As many reports with as many words each.
pub fn story(articles: usize, words: usize) -> Vec<String> {
    let mut room = Newsroom { dice: Dice::new(2026), words: vocabulary() };
    let pool: Vec<Vec<String>> = (0..words / 60 + 1).map(|_| room.paragraph()).collect();
    (0..articles).map(|_| room.report(&pool, words)).collect()
}

impl Newsroom {
    fn report(&mut self, pool: &[Vec<String>], length: usize) -> String {
        let mut out = String::with_capacity(length * 7);
        let mut left = length;
        let mut used = vec![false; pool.len()];
        while left > 0 {
            let number = self.dice.below(pool.len());
            let agency = self.dice.below(100) < OF_AGENCY && !used[number];
            let mut paragraph = if agency { pool[number].clone() } else { self.paragraph() };
            if agency {
                used[number] = true;
                for word in &mut paragraph {
                    if word.chars().all(char::is_alphabetic) && self.dice.below(100) < CHANGED {
                        *word = self.word();
                    }
                }
            }
            paragraph.truncate(left);
            left -= paragraph.len();
            out.push_str(&paragraph.join(" "));
            out.push_str("\n\n");
        }
        out
    }

    /// Common words are common, as in any language.
    fn content(&mut self) -> String {
        let count = self.words.len();
        self.words[self.dice.below(count) * self.dice.below(count) / count].clone()
    }

    fn word(&mut self) -> String {
        if self.dice.below(100) < 45 {
            SMALL[self.dice.below(SMALL.len())].to_owned()
        } else {
            self.content()
        }
    }

    fn name(&mut self) -> String {
        let surname = self.content();
        let mut letters = surname.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        format!("{} {first}{}", GIVEN[self.dice.below(GIVEN.len())], letters.as_str())
    }

    fn clause(&mut self, length: usize) -> Vec<String> {
        (0..length)
            .map(|_| match self.dice.below(60) {
                0 => self.name(),
                1 => format!("{} {}", self.dice.below(30) + 1, MONTHS[self.dice.below(MONTHS.len())]),
                2 => format!("{}", self.dice.below(900) + 2),
                _ => self.word(),
            })
            .flat_map(|words| words.split(' ').map(str::to_owned).collect::<Vec<_>>())
            .collect()
    }

    fn paragraph(&mut self) -> Vec<String> {
        let sentences = 1 + self.dice.below(4);
        let mut out = Vec::new();
        for _ in 0..sentences {
            let length = 8 + self.dice.below(18);
            let mut sentence = self.clause(length);
            let mut letters = sentence[0].chars();
            let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
            sentence[0] = format!("{first}{}", letters.as_str());
            let last = sentence.len() - 1;
            if self.dice.below(4) == 0 {
                sentence[0] = format!("“{}", sentence[0]);
                sentence[last].push_str(",”");
                let speaker = match self.dice.below(2) {
                    0 => self.name(),
                    _ => ROLES[self.dice.below(ROLES.len())].to_owned(),
                };
                let said = if self.dice.below(2) == 0 {
                    format!("said {speaker}.")
                } else {
                    format!("{speaker} said.")
                };
                sentence.extend(said.split(' ').map(str::to_owned));
            } else {
                sentence[last].push('.');
            }
            out.extend(sentence);
        }
        out
    }
}
