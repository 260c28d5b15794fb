//! Labels as a tree: where each stands, and moving them.

use std::collections::{HashMap, HashSet};

use super::{Codebook, Label, LabelId, fold_to_id};

/// A way of moving a label by one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// Before the label above it that has the same parent.
    Up,
    /// After the label below it that has the same parent.
    Down,
    /// Under the label above it that has the same parent, as its last.
    In,
    /// Out of its parent, to stand after it.
    Out,
}

/// Where a label stands in the tree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Branch<'a> {
    /// The label.
    pub label: &'a Label,
    /// How many labels it stands under.
    pub depth: usize,
}

impl Codebook {
    /// The label under which another stands; `None` at the top, where the parent is not there, and
    /// where a label would stand under itself.
    pub fn parent_of(&self, label: &Label) -> Option<&Label> {
        let parent = self.label(label.parent.as_ref()?)?;
        let mut seen = HashSet::new();
        let mut at = Some(parent);
        while let Some(above) = at.filter(|above| seen.insert(&above.id)) {
            if above.id == label.id {
                return None;
            }
            at = above.parent.as_ref().and_then(|id| self.label(id));
        }
        Some(parent)
    }

    /// All labels, each followed by those under it; siblings in the codebook's order.
    pub fn tree(&self) -> Vec<Branch<'_>> {
        let mut under: HashMap<Option<&LabelId>, Vec<&Label>> = HashMap::new();
        for label in &self.labels {
            under.entry(self.parent_of(label).map(|parent| &parent.id)).or_default().push(label);
        }
        let mut out = Vec::with_capacity(self.labels.len());
        let mut stack: Vec<Branch<'_>> = Vec::new();
        let mut next = (under.remove(&None), 0);
        loop {
            let (labels, depth) = next;
            stack.extend(labels.into_iter().flatten().rev().map(|label| Branch { label, depth }));
            let Some(branch) = stack.pop() else { return out };
            out.push(branch);
            next = (under.remove(&Some(&branch.label.id)), branch.depth + 1);
        }
    }

    /// How many labels a label stands under.
    pub fn depth(&self, label: &Label) -> usize {
        std::iter::successors(self.parent_of(label), |above| self.parent_of(above))
            .take(self.labels.len())
            .count()
    }

    /// The labels that stand right under `parent`, or at the top.
    pub fn children(&self, parent: Option<&LabelId>) -> Vec<&Label> {
        let under = |label: &&Label| self.parent_of(label).map(|above| &above.id) == parent;
        self.labels.iter().filter(under).collect()
    }

    /// Whether a label is another, or stands under it, however deep.
    pub fn is_within(&self, label: &LabelId, above: &LabelId) -> bool {
        let mut at = self.label(label);
        for _ in 0..=self.labels.len() {
            match at {
                Some(here) if here.id == *above => return true,
                Some(here) => at = self.parent_of(here),
                None => return false,
            }
        }
        false
    }

    /// Puts a label, with all that stands under it, under another or at the top, as number `at` (from
    /// 0) of those there. False, and nothing is changed, where it would stand under itself.
    pub fn place(&mut self, id: &LabelId, parent: Option<&LabelId>, at: usize) -> bool {
        let fits = self.label(id).is_some()
            && parent.is_none_or(|parent| self.label(parent).is_some() && !self.is_within(parent, id));
        if !fits {
            return false;
        }
        let siblings: Vec<LabelId> =
            self.children(parent).iter().map(|label| label.id.clone()).filter(|other| other != id).collect();
        let Some(from) = self.labels.iter().position(|label| label.id == *id) else { return false };
        let mut label = self.labels.remove(from);
        label.parent = parent.cloned();
        // Before the sibling that comes after it; after all others where it is the last.
        let before = siblings.get(at).and_then(|next| self.labels.iter().position(|other| other.id == *next));
        self.labels.insert(before.unwrap_or(self.labels.len()), label);
        self.sort_as_tree();
        true
    }

    /// Moves a label by a step. False, and nothing is changed, where there is nowhere to go.
    pub fn shift(&mut self, id: &LabelId, shift: Shift) -> bool {
        let Some(label) = self.label(id) else { return false };
        let parent = self.parent_of(label).map(|parent| parent.id.clone());
        let siblings: Vec<LabelId> =
            self.children(parent.as_ref()).iter().map(|label| label.id.clone()).collect();
        let Some(at) = siblings.iter().position(|other| other == id) else { return false };
        match shift {
            Shift::Up => at > 0 && self.place(id, parent.as_ref(), at - 1),
            Shift::Down => at + 1 < siblings.len() && self.place(id, parent.as_ref(), at + 1),
            Shift::In => match at.checked_sub(1).and_then(|above| siblings.get(above)).cloned() {
                Some(above) => self.place(id, Some(&above), usize::MAX),
                None => false,
            },
            Shift::Out => {
                let Some(above) = parent.as_ref().and_then(|parent| self.label(parent)) else {
                    return false;
                };
                let grand = self.parent_of(above).map(|grand| grand.id.clone());
                let uncles = self.children(grand.as_ref());
                let Some(place) = uncles.iter().position(|uncle| uncle.id == above.id) else { return false };
                self.place(id, grand.as_ref(), place + 1)
            }
        }
    }

    /// Brings the list of labels into the order of the tree.
    pub fn sort_as_tree(&mut self) {
        self.labels = self.tree().into_iter().map(|branch| branch.label.clone()).collect();
    }

    /// An id for a new label of this name: one that no label has or had.
    pub fn free_label_id(&self, name: &str) -> LabelId {
        let stem = fold_to_id(name, "label");
        let taken = |id: &str| self.label(&id.into()).is_some() || self.replaced.contains_key(id);
        let numbered = (2u32..).map(|n| format!("{stem}-{n}"));
        let id = std::iter::once(stem.clone()).chain(numbered).find(|id| !taken(id));
        LabelId::from(id.unwrap_or(stem))
    }

    /// The label, other than `than`, that is tagged with this key; upper and lower case are one key.
    pub fn key_holder(&self, key: &str, than: Option<&LabelId>) -> Option<&Label> {
        let key = key.to_lowercase();
        let has = |label: &&Label| label.key.to_lowercase() == key && Some(&label.id) != than;
        self.labels.iter().find(has).filter(|_| !key.is_empty())
    }

    /// A key for a new label of this name: the first of its letters that is free, or else the first
    /// digit; empty where none is.
    pub fn free_key(&self, name: &str) -> String {
        let folded = fold_to_id(name, "");
        let letters = folded.chars().filter(char::is_ascii_alphanumeric);
        let free = |key: &String| self.key_holder(key, None).is_none();
        letters.chain('1'..='9').map(String::from).find(free).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Color, Kind};
    use super::*;

    fn label(id: &str, parent: Option<&str>) -> Label {
        Label {
            id: id.into(),
            name: id.to_uppercase(),
            kind: Kind::Other,
            color: Color([1, 2, 3]),
            key: String::new(),
            parent: parent.map(Into::into),
            attributes: Vec::new(),
            about: String::new(),
        }
    }

    fn codebook(labels: &[(&str, Option<&str>)]) -> Codebook {
        let labels = labels.iter().map(|(id, parent)| label(id, *parent)).collect();
        Codebook { labels, links: Vec::new(), reasons: Vec::new(), replaced: Default::default() }
    }

    /// The tree as text: a point for each level.
    fn drawn(codebook: &Codebook) -> String {
        let rows = codebook.tree();
        let rows: Vec<String> =
            rows.iter().map(|row| format!("{}{}", ".".repeat(row.depth), row.label.id)).collect();
        rows.join(" ")
    }

    #[test]
    fn labels_move_by_steps_with_all_that_stands_under_them() {
        let mut book = codebook(&[("a", None), ("b", None), ("c", Some("b")), ("d", None)]);
        assert_eq!(drawn(&book), "a b .c d");
        for (id, shift, after) in [
            ("d", Shift::Up, "a d b .c"),
            ("b", Shift::In, "a d .b ..c"),
            ("c", Shift::Out, "a d .b .c"),
            ("b", Shift::Down, "a d .c .b"),
            ("d", Shift::Up, "d .c .b a"),
            ("b", Shift::Out, "d .c b a"),
        ] {
            assert!(book.shift(&id.into(), shift), "{id} {shift:?}");
            assert_eq!(drawn(&book), after, "{id} {shift:?}");
        }
        for (id, shift) in [("d", Shift::Up), ("a", Shift::Down), ("d", Shift::In), ("a", Shift::Out)] {
            assert!(!book.shift(&id.into(), shift), "{id} {shift:?}");
        }
        assert!(!book.place(&"d".into(), Some(&"c".into()), 0), "not under itself");
        assert!(book.place(&"a".into(), Some(&"d".into()), 0));
        assert_eq!(drawn(&book), "d .a .c b");
    }

    #[test]
    fn labels_that_stand_under_each_other_or_under_nothing_are_shown_at_the_top() {
        let book = codebook(&[("a", Some("b")), ("b", Some("a")), ("c", Some("a")), ("d", Some("gone"))]);
        assert_eq!(drawn(&book), "a .c b d");
        assert_eq!(book.depth(book.label(&"c".into()).unwrap()), 1);
    }

    #[test]
    fn new_labels_get_ids_and_keys_that_are_free() {
        let mut book = Codebook::default();
        assert_eq!(book.free_label_id("Person").as_str(), "person-2");
        book.replaced.insert("person-2".into(), "person".into());
        assert_eq!(book.free_label_id("Person").as_str(), "person-3");
        assert_eq!(book.free_key("Vehicle"), "v");
        assert_eq!(book.free_key("Pole"), "1", "p, o, l and e are taken");
        assert_eq!(book.key_holder("P", None).map(|label| label.id.as_str()), Some("person"));
        assert!(book.key_holder("p", Some(&"person".into())).is_none());
        assert!(book.key_holder("", None).is_none());
    }

    proptest! {
        #[test]
        fn moving_loses_no_label_and_makes_no_circle(
            parents in prop::collection::vec(prop::option::of(0..8_usize), 1..8),
            moves in prop::collection::vec((0..8_usize, prop::option::of(0..8_usize), 0..9_usize), 0..12),
        ) {
            let name = |n: usize| LabelId::from(format!("l{n}"));
            let labels = parents.iter().enumerate()
                .map(|(n, parent)| label(name(n).as_str(), parent.map(name).as_ref().map(LabelId::as_str)));
            let mut book = Codebook { labels: labels.collect(), links: Vec::new(), reasons: Vec::new(), replaced: Default::default() };
            for (id, parent, at) in moves {
                book.place(&name(id), parent.map(name).as_ref(), at);
            }
            let mut shown: Vec<&LabelId> = book.tree().iter().map(|row| &row.label.id).collect();
            shown.sort();
            shown.dedup();
            prop_assert_eq!(shown.len(), parents.len());
            let before: Vec<LabelId> = book.tree().iter().map(|row| row.label.id.clone()).collect();
            let mut sorted = book.clone();
            sorted.sort_as_tree();
            let after: Vec<LabelId> = sorted.labels.iter().map(|label| label.id.clone()).collect();
            prop_assert_eq!(before, after);
        }
    }
}
