//! Several annotations chosen at once, in the list or in the table.

use std::collections::HashSet;

use crate::model::{AnnotationId, Review};

/// Which rows a range or “all” is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// The annotation list.
    List,
    /// The table.
    Table,
}

/// How annotations are chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choose {
    /// This one alone; the text shows it.
    Only(AnnotationId),
    /// This one too, or no longer.
    Toggle(AnnotationId),
    /// All from where the last choice began to this one.
    Range(AnnotationId, Listed),
    /// All rows.
    All(Listed),
}

impl Choose {
    /// What a click on a row chooses, by the keys that are held.
    pub fn by_click(id: &AnnotationId, modifiers: egui::Modifiers, rows: Listed) -> Self {
        if modifiers.shift {
            Self::Range(id.clone(), rows)
        } else if modifiers.command {
            Self::Toggle(id.clone())
        } else {
            Self::Only(id.clone())
        }
    }
}

/// The annotations that are chosen together. Empty where fewer than two are: then the selected one
/// is all there is.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    ids: HashSet<AnnotationId>,
    /// Where a range begins.
    anchor: Option<AnnotationId>,
    /// The selected annotation when the choice was made: selecting another ends the choice.
    lead: Option<AnnotationId>,
    /// The review's revision at which all of them were known to be there.
    seen: Option<u64>,
    /// Grows with every change.
    revision: u64,
}

impl Chosen {
    /// How many; 0 where fewer than two.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether fewer than two are chosen.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Whether this one is chosen, together with others.
    pub fn contains(&self, id: &AnnotationId) -> bool {
        self.ids.contains(id)
    }

    /// Grows with every change of what is chosen.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// All of them, in the order of the review.
    pub fn in_order(&self, review: &Review) -> Vec<AnnotationId> {
        let all = review.annotations().filter(|annotation| self.ids.contains(&annotation.id));
        all.map(|annotation| annotation.id.clone()).collect()
    }

    /// No longer several.
    pub fn clear(&mut self) {
        if !self.ids.is_empty() {
            self.revision += 1;
        }
        self.ids.clear();
        self.anchor = None;
        self.lead = None;
    }

    /// Chooses, given the rows in which it is done and the selected annotation; gives the annotation
    /// that is selected now.
    pub fn take(
        &mut self,
        choose: Choose,
        rows: &[AnnotationId],
        selected: Option<&AnnotationId>,
    ) -> Option<AnnotationId> {
        self.revision += 1;
        self.seen = None;
        let lead = match choose {
            Choose::Only(id) => {
                self.clear();
                self.anchor = Some(id.clone());
                Some(id)
            }
            Choose::Toggle(id) => {
                if self.ids.is_empty() {
                    self.ids.extend(selected.cloned());
                }
                let lead = if self.ids.remove(&id) {
                    let next = rows.iter().find(|row| self.ids.contains(*row));
                    next.or_else(|| self.ids.iter().next()).cloned()
                } else {
                    self.ids.insert(id.clone());
                    Some(id.clone())
                };
                self.anchor = Some(id);
                lead
            }
            Choose::Range(id, _) => {
                let place = |of: &AnnotationId| rows.iter().position(|row| row == of);
                let anchor = self.anchor.clone().or_else(|| selected.cloned());
                let from = anchor.as_ref().and_then(place);
                let to = place(&id)?;
                let from = from.unwrap_or(to);
                self.ids = rows.get(from.min(to)..=from.max(to))?.iter().cloned().collect();
                self.anchor = rows.get(from).cloned();
                Some(id)
            }
            Choose::All(_) => {
                self.ids = rows.iter().cloned().collect();
                self.anchor = rows.first().cloned();
                selected.filter(|id| self.ids.contains(*id)).or(rows.first()).cloned()
            }
        };
        if self.ids.len() < 2 {
            self.ids.clear();
        }
        self.lead.clone_from(&lead);
        lead
    }

    /// Ends the choice where another annotation was selected since; leaves out what is no longer in
    /// the review.
    pub fn tend(&mut self, review: &Review, selected: Option<&AnnotationId>) {
        if self.ids.is_empty() {
            return;
        }
        if self.lead.as_ref() != selected {
            self.clear();
        } else if self.seen != Some(review.revision()) {
            self.seen = Some(review.revision());
            let before = self.ids.len();
            self.ids.retain(|id| review.annotation(id).is_some());
            if self.ids.len() < 2 {
                self.clear();
            } else if self.ids.len() != before {
                self.revision += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<AnnotationId> {
        ["a", "b", "c", "d", "e"].map(AnnotationId::from).to_vec()
    }

    fn chosen(chosen: &Chosen) -> String {
        let mut ids: Vec<&str> = chosen.ids.iter().map(AnnotationId::as_str).collect();
        ids.sort_unstable();
        ids.concat()
    }

    #[test]
    fn clicks_choose_as_in_any_list() {
        use Choose::*;
        let rows = rows();
        let mut several = Chosen::default();
        let mut selected = None;
        for (choose, expected, lead) in [
            (Only("b".into()), "", "b"),
            (Range("d".into(), Listed::List), "bcd", "d"),
            (Range("a".into(), Listed::List), "ab", "a"),
            (Toggle("e".into()), "abe", "e"),
            (Toggle("e".into()), "ab", "a"),
            (Toggle("a".into()), "", "b"),
            (Toggle("c".into()), "bc", "c"),
            (All(Listed::List), "abcde", "c"),
            (Only("d".into()), "", "d"),
        ] {
            selected = several.take(choose.clone(), &rows, selected.as_ref());
            assert_eq!(chosen(&several), expected, "{choose:?}");
            assert_eq!(selected.as_ref().map(AnnotationId::as_str), Some(lead), "{choose:?}");
        }
    }

    #[test]
    fn selecting_something_else_ends_the_choice() {
        let review = Review::new("ana".into(), "s".into());
        let mut several = Chosen::default();
        let lead = several.take(Choose::All(Listed::Table), &rows(), None);
        several.tend(&review, Some(&"b".into()));
        assert!(several.is_empty());
        several.take(Choose::All(Listed::Table), &rows(), None);
        several.tend(&review, lead.as_ref());
        assert!(several.is_empty(), "none of them is in the review");
    }
}
