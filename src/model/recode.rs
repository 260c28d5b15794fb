//! Changes of the codebook that reach into reviews: labels merged, split and deleted, choices
//! renamed, attributes of another type. As data, so that the same change is counted first, made in
//! every review, and taken back.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    AnnotationId, AttributeKind, Attributes, ClusterId, Edit, LabelId, Link, LinkId, LinkKindId, Review,
    Value,
};

/// What is said of an annotation or cluster in the terms of the codebook.
#[derive(Clone, Debug, PartialEq)]
pub struct Coding {
    /// Its label.
    pub label: LabelId,
    /// Its attributes.
    pub attributes: Attributes,
}

/// Which annotations with a label a rule is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Which {
    /// All.
    All,
    /// Those where an attribute has this value; `None`: where it is not set.
    Value(String, Option<Value>),
    /// These.
    These(BTreeSet<AnnotationId>),
}

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// Annotations get another label. All that is said about them is kept.
    Label {
        /// The label that they have.
        from: LabelId,
        /// Which of those with it.
        which: Which,
        /// The label that they get.
        to: LabelId,
    },
    /// A choice is called something else.
    Choice {
        /// The label whose attribute it is.
        label: LabelId,
        /// The attribute.
        attribute: String,
        /// What it was called.
        from: String,
        /// What it is called.
        to: String,
    },
    /// An attribute takes other values. A value that is none of them stays as it is.
    Convert {
        /// The label whose attribute it is.
        label: LabelId,
        /// The attribute.
        attribute: String,
        /// What it takes.
        kind: AttributeKind,
    },
    /// Links get another kind.
    LinkKind {
        /// The kind that they have.
        from: LinkKindId,
        /// The kind that they get.
        to: LinkKindId,
    },
}

/// Changes to be made in every review, one after the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recode {
    /// In order.
    pub rules: Vec<Rule>,
}

impl Recode {
    /// One change.
    pub fn one(rule: Rule) -> Self {
        Self { rules: vec![rule] }
    }

    /// What becomes of an annotation; `None` where nothing does.
    pub fn annotation(&self, id: &AnnotationId, label: &LabelId, attributes: &Attributes) -> Option<Coding> {
        self.coded(label, attributes, |which, attributes| match which {
            Which::All => true,
            Which::Value(attribute, value) => attributes.get(attribute) == value.as_ref(),
            Which::These(ids) => ids.contains(id),
        })
    }

    /// What becomes of a cluster, whose `members` had the first label and have the second; `None`
    /// where nothing does. It goes with a part of its label when all its members do.
    pub fn cluster<'a>(
        &self,
        label: &LabelId,
        attributes: &Attributes,
        members: impl Iterator<Item = (&'a LabelId, &'a LabelId)>,
    ) -> Option<Coding> {
        let mut target: Option<&LabelId> = None;
        let mut together = true;
        for (_, now) in members.filter(|(before, _)| *before == label) {
            together &= target.is_none_or(|target| target == now);
            target = Some(now);
        }
        let target = target.filter(|_| together).cloned();
        let coded = self.coded(label, attributes, |which, _| *which == Which::All);
        match (coded, target) {
            (Some(coded), _) if coded.label != *label => Some(coded),
            (coded, Some(target)) if target != *label => {
                let attributes = coded.map_or_else(|| attributes.clone(), |coded| coded.attributes);
                Some(Coding { label: target, attributes })
            }
            (coded, _) => coded,
        }
    }

    /// What becomes of a link; `None` where nothing does.
    pub fn link(&self, kind: &LinkKindId) -> Option<LinkKindId> {
        let mut now = kind;
        for rule in &self.rules {
            match rule {
                Rule::LinkKind { from, to } if from == now => now = to,
                _ => {}
            }
        }
        (now != kind).then(|| now.clone())
    }

    fn coded(
        &self,
        label: &LabelId,
        attributes: &Attributes,
        meant: impl Fn(&Which, &Attributes) -> bool,
    ) -> Option<Coding> {
        let (mut now, mut changed) = (label, None::<Attributes>);
        for rule in &self.rules {
            let said = changed.as_ref().unwrap_or(attributes);
            match rule {
                Rule::Label { from, which, to } if from == now && meant(which, said) => now = to,
                Rule::Choice { label, attribute, from, to } if label == now => {
                    if let Some(value) = said.get(attribute).and_then(|value| renamed(value, from, to)) {
                        changed.get_or_insert_with(|| attributes.clone()).insert(attribute.clone(), value);
                    }
                }
                Rule::Convert { label, attribute, kind } if label == now => {
                    let value = said.get(attribute).filter(|value| !value.fits(kind));
                    if let Some(value) = value.and_then(|value| value.converted(kind)) {
                        changed.get_or_insert_with(|| attributes.clone()).insert(attribute.clone(), value);
                    }
                }
                _ => {}
            }
        }
        if now == label && changed.is_none() {
            return None;
        }
        Some(Coding { label: now.clone(), attributes: changed.unwrap_or_else(|| attributes.clone()) })
    }
}

/// A choice with another name, where the value is or holds it.
fn renamed(value: &Value, from: &str, to: &str) -> Option<Value> {
    match value {
        Value::Choice(choice) if choice == from => Some(Value::Choice(to.to_owned())),
        Value::Several(choices) if choices.iter().any(|choice| choice == from) => {
            let mut out: Vec<String> = Vec::with_capacity(choices.len());
            for choice in choices {
                let choice = if choice == from { to } else { choice };
                if !out.iter().any(|known| known == choice) {
                    out.push(choice.to_owned());
                }
            }
            Some(Value::Several(out))
        }
        _ => None,
    }
}

/// What was, or is to be, changed in one review: each thing as it was and as it is. Made the other
/// way round it takes the change back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recoded {
    /// Annotations, those without a place included.
    pub annotations: HashMap<AnnotationId, (Coding, Coding)>,
    /// Clusters.
    pub clusters: HashMap<ClusterId, (Coding, Coding)>,
    /// Links, those kept with an annotation without a place included.
    pub links: HashMap<LinkId, (LinkKindId, LinkKindId)>,
}

impl Recoded {
    /// What a change would do to a review.
    pub fn of(review: &Review, recode: &Recode) -> Self {
        let annotations = review
            .annotations()
            .map(|annotation| (&annotation.id, &annotation.label, &annotation.attributes))
            .chain(review.orphans().map(|orphan| {
                let annotation = &orphan.annotation;
                (&annotation.id, &annotation.label, &annotation.attributes)
            }));
        let clusters = review
            .clusters()
            .map(|cluster| (&cluster.id, &cluster.label, &cluster.attributes, cluster.members.as_slice()));
        let links = review.links().chain(review.orphans().flat_map(|orphan| &orphan.links));
        Self::new(recode, annotations, clusters, links)
    }

    /// The same for things from anywhere, as from a file.
    pub fn new<'a>(
        recode: &Recode,
        annotations: impl Iterator<Item = (&'a AnnotationId, &'a LabelId, &'a Attributes)>,
        clusters: impl Iterator<Item = (&'a ClusterId, &'a LabelId, &'a Attributes, &'a [AnnotationId])>,
        links: impl Iterator<Item = &'a Link>,
    ) -> Self {
        let mut out = Self::default();
        let mut labels: HashMap<&AnnotationId, &LabelId> = HashMap::new();
        for (id, label, attributes) in annotations {
            labels.insert(id, label);
            if let Some(after) = recode.annotation(id, label, attributes) {
                let before = Coding { label: label.clone(), attributes: attributes.clone() };
                out.annotations.insert(id.clone(), (before, after));
            }
        }
        for (id, label, attributes, members) in clusters {
            let members = members.iter().filter_map(|member| {
                let before = *labels.get(member)?;
                Some((before, out.annotations.get(member).map_or(before, |(_, after)| &after.label)))
            });
            if let Some(after) = recode.cluster(label, attributes, members) {
                let before = Coding { label: label.clone(), attributes: attributes.clone() };
                out.clusters.insert(id.clone(), (before, after));
            }
        }
        for link in links {
            if let Some(after) = recode.link(&link.kind) {
                out.links.insert(link.id.clone(), (link.kind.clone(), after));
            }
        }
        out
    }

    /// Whether nothing is changed.
    pub fn is_empty(&self) -> bool {
        self.annotations.is_empty() && self.clusters.is_empty() && self.links.is_empty()
    }

    /// What takes it back.
    pub fn reversed(self) -> Self {
        let coding = |(before, after)| (after, before);
        Self {
            annotations: self.annotations.into_iter().map(|(id, pair)| (id, coding(pair))).collect(),
            clusters: self.clusters.into_iter().map(|(id, pair)| (id, coding(pair))).collect(),
            links: self.links.into_iter().map(|(id, (before, after))| (id, (after, before))).collect(),
        }
    }

    /// The edit that makes it in a review. What is not as it was when the change was worked out is
    /// left alone. Neither the time of the last change nor the origin is touched: the reviewer has
    /// decided nothing.
    pub fn edit(&self, review: &Review) -> Edit {
        let mut edits = Vec::with_capacity(self.annotations.len());
        let mut orphans = BTreeMap::new();
        for (id, (before, after)) in &self.annotations {
            let same =
                |label: &LabelId, said: &Attributes| *label == before.label && *said == before.attributes;
            if let Some(annotation) = review.annotation(id).filter(|a| same(&a.label, &a.attributes)) {
                let mut annotation = annotation.clone();
                (annotation.label, annotation.attributes) = (after.label.clone(), after.attributes.clone());
                edits.push(Edit::PutAnnotation(annotation));
            } else if let Some(orphan) =
                review.orphan(id).filter(|o| same(&o.annotation.label, &o.annotation.attributes))
            {
                let mut orphan = orphan.clone();
                orphan.annotation.label = after.label.clone();
                orphan.annotation.attributes = after.attributes.clone();
                orphans.insert(id.clone(), orphan);
            }
        }
        for (id, (before, after)) in &self.clusters {
            let same = |cluster: &&super::Cluster| {
                cluster.label == before.label && cluster.attributes == before.attributes
            };
            if let Some(cluster) = review.cluster(id).filter(same) {
                let mut cluster = cluster.clone();
                (cluster.label, cluster.attributes) = (after.label.clone(), after.attributes.clone());
                edits.push(Edit::PutCluster(cluster));
            }
        }
        let turned = |link: &Link| {
            let (before, after) = self.links.get(&link.id)?;
            (link.kind == *before).then(|| Link { kind: after.clone(), ..link.clone() })
        };
        edits.extend(review.links().filter_map(turned).map(Edit::PutLink));
        for orphan in review.orphans() {
            if orphan.links.iter().any(|link| turned(link).is_some()) {
                let known = orphans.entry(orphan.annotation.id.clone()).or_insert_with(|| orphan.clone());
                known.links =
                    orphan.links.iter().map(|link| turned(link).unwrap_or_else(|| link.clone())).collect();
            }
        }
        edits.extend(orphans.into_values().map(Edit::PutOrphan));
        Edit::Batch(edits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(pairs: &[(&str, Value)]) -> Attributes {
        pairs.iter().map(|(id, value)| ((*id).to_owned(), value.clone())).collect()
    }

    fn choice(name: &str) -> Value {
        Value::Choice(name.into())
    }

    #[test]
    fn a_label_is_split_by_a_value_and_keeps_what_is_said() {
        let recode = Recode::one(Rule::Label {
            from: "claim".into(),
            which: Which::Value("status".into(), Some(choice("wrong"))),
            to: "error".into(),
        });
        let wrong = said(&[("status", choice("wrong")), ("type", choice("law"))]);
        let after = recode.annotation(&"a".into(), &"claim".into(), &wrong).unwrap();
        assert_eq!((after.label.as_str(), &after.attributes), ("error", &wrong));
        let open = said(&[("status", choice("open"))]);
        assert_eq!(recode.annotation(&"a".into(), &"claim".into(), &open), None);
        assert_eq!(recode.annotation(&"a".into(), &"quote".into(), &wrong), None);
    }

    #[test]
    fn a_cluster_goes_with_a_part_when_all_its_members_do() {
        let recode = Recode::one(Rule::Label {
            from: "claim".into(),
            which: Which::These(BTreeSet::from(["a".into(), "b".into()])),
            to: "error".into(),
        });
        let (claim, error, none) = (LabelId::from("claim"), LabelId::from("error"), Attributes::new());
        let label = |members: &[(&LabelId, &LabelId)]| {
            recode.cluster(&claim, &none, members.iter().copied()).map(|coding| coding.label)
        };
        assert_eq!(label(&[(&claim, &error), (&claim, &error)]), Some(error.clone()));
        assert_eq!(label(&[(&claim, &error), (&claim, &claim)]), None);
        assert_eq!(label(&[]), None);
    }

    #[test]
    fn choices_are_renamed_alone_and_among_several() {
        let rule = Rule::Choice {
            label: "claim".into(),
            attribute: "type".into(),
            from: "law".into(),
            to: "rule".into(),
        };
        let recode = Recode::one(rule);
        let after = |value: Value| {
            let coded = recode.annotation(&"a".into(), &"claim".into(), &said(&[("type", value)]))?;
            coded.attributes.get("type").cloned()
        };
        assert_eq!(after(choice("law")), Some(choice("rule")));
        assert_eq!(after(choice("cause")), None);
        let several = |all: &[&str]| Value::Several(all.iter().map(|one| (*one).to_owned()).collect());
        assert_eq!(after(several(&["law", "cause"])), Some(several(&["rule", "cause"])));
        assert_eq!(after(several(&["rule", "law"])), Some(several(&["rule"])));
    }

    #[test]
    fn values_that_do_not_convert_stay() {
        let rule =
            Rule::Convert { label: "claim".into(), attribute: "n".into(), kind: AttributeKind::Number };
        let recode = Recode::one(rule);
        let after = |text: &str| {
            let attributes = said(&[("n", Value::Text(text.into()))]);
            recode.annotation(&"a".into(), &"claim".into(), &attributes).map(|coding| coding.attributes)
        };
        assert_eq!(after("412"), Some(said(&[("n", Value::Number(412.0))])));
        assert_eq!(after("many"), None);
    }

    #[test]
    fn what_was_recoded_is_taken_back_but_for_what_was_changed_since() {
        use super::super::{Annotation, Origin};
        use crate::text::Span;
        let annotation = |id: &str, label: &str| Annotation {
            id: id.into(),
            article: "t".into(),
            label: label.into(),
            spans: vec![Span::of(0, 3).unwrap()],
            attributes: Attributes::new(),
            note: String::new(),
            origin: Origin::Hand,
            made: "2026-11-22T09:14:03Z".parse().unwrap(),
            changed: "2026-11-22T09:14:03Z".parse().unwrap(),
        };
        let mut review = Review::new("ana".into(), "s".into());
        for id in ["a", "b"] {
            Edit::PutAnnotation(annotation(id, "place")).apply(&mut review).unwrap();
        }
        let recode = Recode::one(Rule::Label { from: "place".into(), which: Which::All, to: "event".into() });
        let done = Recoded::of(&review, &recode);
        done.edit(&review).apply(&mut review).unwrap();
        assert_eq!(review.count(&"event".into()), 2);
        Edit::PutAnnotation(annotation("b", "date")).apply(&mut review).unwrap();
        done.reversed().edit(&review).apply(&mut review).unwrap();
        let labels: Vec<&str> = review.annotations().map(|a| a.label.as_str()).collect();
        assert_eq!(labels, ["place", "date"]);
    }
}
