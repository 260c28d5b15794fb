//! What reviewers are called, and in which order they stand: their own names, or, blind, letters.

use crate::agreement::settle::shuffled;
use crate::gui::compare::display_name;
use crate::model::{ReviewerId, StoryId};

/// Names and order of the reviewers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    blind: bool,
    reviewers: Vec<ReviewerId>,
    /// Places in `reviewers`, as they stand from left to right.
    order: Vec<usize>,
    shuffled: Vec<usize>,
}

impl Names {
    /// For these reviewers of a story.
    pub fn set(&mut self, story: &StoryId, reviewers: &[ReviewerId]) {
        let place = |reviewer: &ReviewerId| reviewers.iter().position(|known| known == reviewer);
        self.shuffled = shuffled(story, reviewers).into_iter().filter_map(place).collect();
        self.reviewers = reviewers.to_vec();
        self.set_blind(self.blind);
    }

    /// Hides and shuffles the names, or no longer.
    pub fn set_blind(&mut self, blind: bool) {
        self.blind = blind;
        self.order = if blind { self.shuffled.clone() } else { (0..self.reviewers.len()).collect() };
    }

    /// Whether names are hidden.
    pub fn is_blind(&self) -> bool {
        self.blind
    }

    /// The reviewers from left to right: places in the sources' list.
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// The reviewer at a place from the left.
    pub fn at(&self, place: usize) -> Option<&ReviewerId> {
        self.reviewers.get(*self.order.get(place)?)
    }

    /// The place from the left at which a reviewer stands.
    pub fn place(&self, reviewer: &ReviewerId) -> Option<usize> {
        let at = self.reviewers.iter().position(|known| known == reviewer)?;
        self.order.iter().position(|place| *place == at)
    }

    /// What people read for a reviewer.
    pub fn name(&self, reviewer: &ReviewerId) -> String {
        match self.place(reviewer) {
            Some(place) if self.blind => format!("Reviewer {}", letter(place)),
            None if self.blind => "Somebody".to_owned(),
            _ => display_name(reviewer),
        }
    }

    /// The names of several, in the order in which they stand.
    pub fn names(&self, reviewers: &[ReviewerId]) -> String {
        let mut all: Vec<&ReviewerId> = reviewers.iter().collect();
        all.sort_by_key(|reviewer| self.place(reviewer));
        let mut names = all.into_iter().map(|reviewer| self.name(reviewer));
        if !self.blind {
            return names.collect::<Vec<_>>().join(", ");
        }
        // “Reviewer A, B”
        let first = names.next().unwrap_or_default();
        names.fold(first, |out, name| format!("{out}, {}", name.trim_start_matches("Reviewer ")))
    }
}

/// A, B … Z, AA, AB …
fn letter(mut place: usize) -> String {
    let mut out = String::new();
    loop {
        out.insert(0, char::from(b'A' + (place % 26) as u8));
        match (place / 26).checked_sub(1) {
            Some(rest) => place = rest,
            None => return out,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blind_names_are_letters_in_the_order_in_which_they_stand() {
        let reviewers: Vec<ReviewerId> =
            ["ana", "ben", "cleo", "dan"].into_iter().map(ReviewerId::from).collect();
        let mut names = Names::default();
        names.set(&"harbour".into(), &reviewers);
        assert_eq!(names.names(&reviewers), "Ana, Ben, Cleo, Dan");
        names.set_blind(true);
        assert_eq!(names.names(&reviewers), "Reviewer A, B, C, D");
        let said: Vec<String> = reviewers.iter().map(|who| names.name(who)).collect();
        assert!(said.iter().all(|name| !name.to_lowercase().contains("ana")), "{said:?}");
        for place in 0..4 {
            let who = names.at(place).unwrap();
            assert_eq!(names.name(who), format!("Reviewer {}", letter(place)));
        }
        assert_eq!((letter(0), letter(25), letter(26)), ("A".into(), "Z".into(), "AA".into()));
    }
}
