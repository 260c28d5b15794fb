//! Which marks are seen: labels, kinds and origins put aside, and whose marks show beside one's own.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::gui::table::origin_name;
use crate::model::{Annotation, Codebook, Color, Kind, Label, LabelId, ReviewerId};

/// How marks are put aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Veil {
    /// Faint.
    Dimmed,
    /// Not at all.
    Hidden,
}

/// What marks are coloured by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ColorsBy {
    /// Each label has its own colour.
    #[default]
    Label,
    /// All labels of a kind have the colour of its first.
    Kind,
}

impl ColorsBy {
    /// The colour of a label's marks.
    pub fn color(self, codebook: &Codebook, label: &Label) -> Color {
        match self {
            Self::Label => label.color,
            Self::Kind => {
                codebook.labels.iter().find(|first| first.kind == label.kind).map_or(label.color, |l| l.color)
            }
        }
    }
}

/// Which marks of a project are seen. Nothing here is in a review.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Visibility {
    labels: BTreeMap<LabelId, Veil>,
    kinds: BTreeMap<Kind, Veil>,
    /// By the name that [`origin_name`] gives.
    origins: BTreeMap<String, Veil>,
    /// Other reviewers whose marks are shown quietly.
    pub reviewers: BTreeSet<ReviewerId>,
}

/// Something that can be put aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aside {
    /// The marks of a label.
    Label(LabelId),
    /// The marks of all labels of a kind.
    Kind(Kind),
    /// The marks that came to be in this way.
    Origin(&'static str),
}

/// What is done about which marks are seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VisibleAction {
    /// Puts marks aside, or no longer.
    Veil(Aside, Option<Veil>),
    /// Shows these marks and hides all others of their sort; where this is so already, shows all.
    Only(Aside),
    /// Shows another reviewer's marks quietly, or no longer.
    Reviewer(ReviewerId, bool),
    /// Says what marks are coloured by.
    ColorsBy(ColorsBy),
}

impl Visibility {
    /// How an annotation is put aside; `None` where it is not.
    pub fn veil(&self, codebook: &Codebook, annotation: &Annotation) -> Option<Veil> {
        if !self.is_veiled() {
            return None;
        }
        let kind = || self.kinds.get(&codebook.kind(&annotation.label));
        let origin = || self.origins.get(origin_name(&annotation.origin));
        let label = self.labels.get(&annotation.label);
        label.max(kind()).max(origin()).copied()
    }

    /// Whether an annotation is not shown at all.
    pub fn hides(&self, codebook: &Codebook, annotation: &Annotation) -> bool {
        self.veil(codebook, annotation) == Some(Veil::Hidden)
    }

    /// How something is put aside.
    pub fn of(&self, aside: &Aside) -> Option<Veil> {
        match aside {
            Aside::Label(label) => self.labels.get(label),
            Aside::Kind(kind) => self.kinds.get(kind),
            Aside::Origin(origin) => self.origins.get(*origin),
        }
        .copied()
    }

    /// Whether anything is put aside.
    pub fn is_veiled(&self) -> bool {
        !(self.labels.is_empty() && self.kinds.is_empty() && self.origins.is_empty())
    }

    /// Shows all marks again. Other reviewers' stay as they are.
    pub fn show_all(&mut self) {
        self.labels.clear();
        self.kinds.clear();
        self.origins.clear();
    }

    /// Sees to it that a label's new mark is seen.
    pub fn unveil(&mut self, codebook: &Codebook, label: &LabelId) {
        self.labels.remove(label);
        self.kinds.remove(&codebook.kind(label));
        self.origins.remove("by hand");
    }

    /// Puts something aside, or no longer.
    pub fn set(&mut self, aside: Aside, veil: Option<Veil>) {
        fn put<K: Ord>(map: &mut BTreeMap<K, Veil>, key: K, veil: Option<Veil>) {
            match veil {
                Some(veil) => drop(map.insert(key, veil)),
                None => drop(map.remove(&key)),
            }
        }
        match aside {
            Aside::Label(label) => put(&mut self.labels, label, veil),
            Aside::Kind(kind) => put(&mut self.kinds, kind, veil),
            Aside::Origin(origin) => put(&mut self.origins, origin.to_owned(), veil),
        }
    }

    /// Hides all others of its sort; where these are hidden already, shows all of them.
    pub fn only(&mut self, codebook: &Codebook, aside: &Aside) {
        match aside {
            Aside::Label(label) => {
                let others = codebook.labels.iter().map(|l| l.id.clone()).filter(|l| l != label);
                narrow(&mut self.labels, others.collect());
            }
            Aside::Kind(kind) => {
                narrow(&mut self.kinds, Kind::ALL.into_iter().filter(|other| other != kind).collect());
            }
            Aside::Origin(origin) => {
                let others = crate::gui::table::ORIGINS.into_iter().filter(|other| other != origin);
                narrow(&mut self.origins, others.map(str::to_owned).collect());
            }
        }
    }

    /// What is put aside, for people: “Person, Claim hidden”; empty where nothing is.
    pub fn told(&self, codebook: &Codebook) -> String {
        let labels = self.labels.iter().map(|(id, veil)| (codebook.label_name(id).to_owned(), *veil));
        let kinds = self.kinds.iter().map(|(kind, veil)| (format!("all {}", kind.name()), *veil));
        let origins = self.origins.iter().map(|(origin, veil)| (origin.clone(), *veil));
        let all: Vec<(String, Veil)> = labels.chain(kinds).chain(origins).collect();
        let of = |wanted: Veil, word: &str| {
            let names: Vec<&str> =
                all.iter().filter(|(_, veil)| *veil == wanted).map(|(name, _)| name.as_str()).collect();
            match names.as_slice() {
                [] => None,
                few if few.len() <= 3 => Some(format!("{} {word}", few.join(", "))),
                many => Some(format!("{} labels or kinds {word}", many.len())),
            }
        };
        [of(Veil::Hidden, "hidden"), of(Veil::Dimmed, "dimmed")]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// Changes whenever other marks are seen, for what is kept from frame to frame.
    pub fn fingerprint(&self) -> u64 {
        use std::hash::{DefaultHasher, Hash, Hasher};
        let mut hasher = DefaultHasher::new();
        (&self.labels, &self.kinds, &self.origins, &self.reviewers).hash(&mut hasher);
        hasher.finish()
    }
}

fn narrow<K: Ord>(map: &mut BTreeMap<K, Veil>, others: Vec<K>) {
    let hidden = others.into_iter().map(|key| (key, Veil::Hidden)).collect();
    if *map == hidden {
        map.clear();
    } else {
        *map = hidden;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Origin;

    fn mark(label: &str, origin: Origin) -> Annotation {
        Annotation {
            id: "a".into(),
            article: "x".into(),
            label: label.into(),
            spans: Vec::new(),
            attributes: Default::default(),
            note: String::new(),
            origin,
            made: jiff::Timestamp::UNIX_EPOCH,
            changed: jiff::Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn the_strongest_of_label_kind_and_origin_counts() {
        let codebook = Codebook::default();
        let mut seen = Visibility::default();
        let person = mark("person", Origin::Repeated);
        assert_eq!(seen.veil(&codebook, &person), None);
        seen.set(Aside::Label("person".into()), Some(Veil::Dimmed));
        assert_eq!(seen.veil(&codebook, &person), Some(Veil::Dimmed));
        seen.set(Aside::Kind(Kind::Entity), Some(Veil::Hidden));
        assert_eq!(seen.veil(&codebook, &person), Some(Veil::Hidden));
        assert_eq!(seen.told(&codebook), "all Entity hidden, Person dimmed");
        seen.show_all();
        seen.set(Aside::Origin("repeated"), Some(Veil::Hidden));
        assert!(seen.hides(&codebook, &person));
        assert!(!seen.hides(&codebook, &mark("person", Origin::Hand)));
    }

    #[test]
    fn only_one_is_shown_and_then_all_again() {
        let codebook = Codebook::default();
        let mut seen = Visibility::default();
        let claim = Aside::Label("claim".into());
        seen.only(&codebook, &claim);
        let shown = |seen: &Visibility| -> usize {
            codebook
                .labels
                .iter()
                .filter(|l| !seen.hides(&codebook, &mark(l.id.as_str(), Origin::Hand)))
                .count()
        };
        assert_eq!(shown(&seen), 1);
        seen.only(&codebook, &claim);
        assert_eq!(shown(&seen), codebook.labels.len());
        seen.only(&codebook, &claim);
        seen.unveil(&codebook, &"person".into());
        assert_eq!(shown(&seen), 2, "what is tagged is seen");
    }
}
