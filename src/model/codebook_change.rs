//! Changes of a codebook: labels merged, split and deleted, choices renamed, another codebook taken
//! in. Each gives the codebook as it will be and what follows from it in reviews.

use std::collections::BTreeSet;

use super::{
    AnnotationId, Attribute, AttributeKind, Codebook, Label, LabelId, LinkKindId, Recode, Rule, Value, Which,
};

/// A codebook as it will be, and what follows from it in reviews.
#[derive(Clone, Debug, PartialEq)]
pub struct CodebookChange {
    /// The codebook afterwards.
    pub codebook: Codebook,
    /// What reviews have to follow.
    pub recode: Recode,
}

/// How a codebook from a file is taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intake {
    /// What is there stays; what is missing is added.
    Merge,
    /// The one from the file takes the place of the present one. Labels and link kinds that reviews
    /// use stay.
    Replace,
}

/// Which annotations are split off.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Those where the attribute has one of these values; `None`: where it is not set.
    Values(String, Vec<Option<Value>>),
    /// These.
    These(BTreeSet<AnnotationId>),
}

impl Codebook {
    /// One label becomes part of another: annotations with `from` get `into`, labels under it go
    /// along, and with `attributes` what can be said about it can be said about the other too.
    /// `None` where there are no two such labels.
    pub fn merged(&self, from: &LabelId, into: &LabelId, attributes: bool) -> Option<CodebookChange> {
        let (gone, target) = (self.label(from)?, self.label(into)?);
        if from == into {
            return None;
        }
        let mut codebook = self.clone();
        let home = if self.is_within(into, from) { gone.parent.clone() } else { Some(into.clone()) };
        codebook.leave_children(from, home.as_ref());
        if attributes {
            let united = united(&target.attributes, &gone.attributes);
            if let Some(target) = codebook.label_mut(into) {
                target.attributes = united;
            }
        }
        codebook.drop_label(from, Some(into));
        let rule = Rule::Label { from: from.clone(), which: Which::All, to: into.clone() };
        Some(CodebookChange { codebook, recode: Recode::one(rule) })
    }

    /// A label goes; its annotations get `to`, which may be `None` where it has none. Labels under it
    /// take its place.
    pub fn without_label(&self, id: &LabelId, to: Option<&LabelId>) -> Option<CodebookChange> {
        let gone = self.label(id)?;
        if to == Some(id) || to.is_some_and(|to| self.label(to).is_none()) {
            return None;
        }
        let mut codebook = self.clone();
        codebook.leave_children(id, gone.parent.as_ref());
        codebook.drop_label(id, to);
        let rule = |to: &LabelId| Rule::Label { from: id.clone(), which: Which::All, to: to.clone() };
        Some(CodebookChange { codebook, recode: Recode { rules: to.map(rule).into_iter().collect() } })
    }

    /// A part of a label's annotations gets a label of its own, which is made after it with the same
    /// kind, attributes and guideline.
    pub fn split(
        &self,
        from: &LabelId,
        part: Part,
        name: &str,
        color: super::Color,
    ) -> Option<CodebookChange> {
        let source = self.label(from)?;
        let id = self.free_label_id(name);
        let label = Label {
            id: id.clone(),
            name: name.to_owned(),
            color,
            key: self.free_key(name),
            ..source.clone()
        };
        let mut codebook = self.clone();
        let siblings = self.children(self.parent_of(source).map(|parent| &parent.id));
        let at = siblings.iter().position(|sibling| sibling.id == *from).map_or(usize::MAX, |at| at + 1);
        let parent = label.parent.clone();
        codebook.labels.push(label);
        codebook.place(&id, parent.as_ref().filter(|parent| self.label(parent).is_some()), at);
        let rule = |which| Rule::Label { from: from.clone(), which, to: id.clone() };
        let rules = match part {
            Part::Values(attribute, values) => {
                values.into_iter().map(|value| rule(Which::Value(attribute.clone(), value))).collect()
            }
            Part::These(ids) => vec![rule(Which::These(ids))],
        };
        Some(CodebookChange { codebook, recode: Recode { rules } })
    }

    /// An attribute of a label becomes another. With `along`, values follow where they can: a choice
    /// that has another name in its old place, and values of another kind. All others stay as they
    /// are, and are shown as not fitting.
    pub fn with_attribute(&self, label: &LabelId, new: &Attribute, along: bool) -> Option<CodebookChange> {
        let mut codebook = self.clone();
        let old = codebook.label_mut(label)?.attributes.iter_mut().find(|one| one.id == new.id)?;
        let before = std::mem::replace(old, new.clone());
        old.default = new.default.as_ref().and_then(|value| value.converted(&new.kind));
        let mut rules = Vec::new();
        if along && std::mem::discriminant(&before.kind) != std::mem::discriminant(&new.kind) {
            rules.push(Rule::Convert {
                label: label.clone(),
                attribute: new.id.clone(),
                kind: new.kind.clone(),
            });
        } else if along && let Some((from, to)) = renamed_option(&before.kind, &new.kind) {
            if let Some(Value::Choice(default)) = &mut old.default
                && *default == from
            {
                to.clone_into(default);
            }
            rules.push(Rule::Choice { label: label.clone(), attribute: new.id.clone(), from, to });
        }
        Some(CodebookChange { codebook, recode: Recode { rules } })
    }

    /// A kind of link goes; links of it get `to`, which may be `None` where there are none.
    pub fn without_link(&self, id: &LinkKindId, to: Option<&LinkKindId>) -> Option<CodebookChange> {
        self.link(id)?;
        if to == Some(id) || to.is_some_and(|to| self.link(to).is_none()) {
            return None;
        }
        let mut codebook = self.clone();
        codebook.links.retain(|link| link.id != *id);
        let rule = |to: &LinkKindId| Rule::LinkKind { from: id.clone(), to: to.clone() };
        Some(CodebookChange { codebook, recode: Recode { rules: to.map(rule).into_iter().collect() } })
    }

    /// This codebook with another taken in. `used` says whether reviews use a label or link kind:
    /// none that is used goes. A key that another label has already is left out.
    pub fn with_other(
        &self,
        other: &Self,
        intake: Intake,
        used: impl Fn(&LabelId) -> bool,
        link_used: impl Fn(&LinkKindId) -> bool,
    ) -> Self {
        let (mut out, rest) = match intake {
            Intake::Merge => (self.clone(), other),
            Intake::Replace => (other.clone(), self),
        };
        for label in &rest.labels {
            match out.label_mut(&label.id) {
                Some(known) if intake == Intake::Merge => {
                    known.attributes = united(&known.attributes, &label.attributes);
                    if known.about.is_empty() {
                        known.about.clone_from(&label.about);
                    }
                }
                Some(_) => {}
                None if intake == Intake::Merge || used(&label.id) => {
                    let taken = out.key_holder(&label.key, None).is_some();
                    let key = if taken { String::new() } else { label.key.clone() };
                    out.labels.push(Label { key, ..label.clone() });
                }
                None => {}
            }
        }
        for link in &rest.links {
            if out.link(&link.id).is_none() && (intake == Intake::Merge || link_used(&link.id)) {
                out.links.push(link.clone());
            }
        }
        for (from, to) in &rest.replaced {
            out.replaced.entry(from.clone()).or_insert_with(|| to.clone());
        }
        let known: BTreeSet<LabelId> = out.labels.iter().map(|label| label.id.clone()).collect();
        out.replaced.retain(|from, to| !known.contains(from) && known.contains(to));
        for label in &mut out.labels {
            label.parent = label.parent.take().filter(|parent| known.contains(parent));
        }
        out.sort_as_tree();
        out
    }

    /// Whether another codebook lets annotations say less than this one: a label that both have lacks
    /// an attribute or a choice there, or an attribute takes values of another kind.
    pub fn is_tightened(&self, after: &Self) -> bool {
        self.labels.iter().filter_map(|label| Some((label, after.label(&label.id)?))).any(|(label, after)| {
            label.attributes.iter().any(|attribute| {
                let same = after.attributes.iter().find(|one| one.id == attribute.id);
                same.is_none_or(|same| {
                    std::mem::discriminant(&same.kind) != std::mem::discriminant(&attribute.kind)
                        || attribute.kind.options().iter().any(|one| !same.kind.options().contains(one))
                })
            })
        })
    }

    /// What differs from another codebook, for people: a line for each label and link kind.
    pub fn differences(&self, after: &Self) -> Vec<String> {
        let mut lines = Vec::new();
        for label in &after.labels {
            match self.label(&label.id) {
                None => lines.push(format!("new label “{}”", label.name)),
                Some(before) => {
                    let what = label_differences(before, label);
                    if !what.is_empty() {
                        lines.push(format!("“{}”: {}", before.name, what.join(", ")));
                    }
                }
            }
        }
        for label in self.labels.iter().filter(|label| after.label(&label.id).is_none()) {
            lines.push(format!("label “{}” goes", label.name));
        }
        for link in &after.links {
            match self.link(&link.id) {
                None => lines.push(format!("new link kind “{}”", link.name)),
                Some(before) if before != link => {
                    lines.push(format!("link kind “{}” is changed", before.name));
                }
                Some(_) => {}
            }
        }
        for link in self.links.iter().filter(|link| after.link(&link.id).is_none()) {
            lines.push(format!("link kind “{}” goes", link.name));
        }
        lines
    }

    /// The label with this id, to be changed.
    pub fn label_mut(&mut self, id: &LabelId) -> Option<&mut Label> {
        self.labels.iter_mut().find(|label| label.id == *id)
    }

    /// Moves what stands right under a label elsewhere.
    fn leave_children(&mut self, from: &LabelId, home: Option<&LabelId>) {
        for label in self.labels.iter_mut().filter(|label| label.parent.as_ref() == Some(from)) {
            label.parent = home.filter(|home| **home != label.id).cloned();
        }
        // What goes up to its old parent's place may itself be the new home.
        if let Some(home) = home
            && let Some(parent) = self.label(from).map(|label| label.parent.clone())
            && let Some(label) = self.label_mut(home).filter(|label| label.parent.as_ref() == Some(from))
        {
            label.parent = parent;
        }
    }

    fn drop_label(&mut self, id: &LabelId, to: Option<&LabelId>) {
        self.labels.retain(|label| label.id != *id);
        match to {
            Some(to) => {
                self.replaced.values_mut().filter(|known| *known == id).for_each(|known| *known = to.clone());
                self.replaced.insert(id.clone(), to.clone());
            }
            None => self.replaced.retain(|_, known| known != id),
        }
        self.sort_as_tree();
    }
}

/// The attributes of one label with those that only the other has, and their choices.
fn united(ours: &[Attribute], theirs: &[Attribute]) -> Vec<Attribute> {
    let mut out = ours.to_vec();
    for other in theirs {
        match out.iter_mut().find(|one| one.id == other.id) {
            None => out.push(other.clone()),
            Some(one) => {
                if let (
                    AttributeKind::Choice(options) | AttributeKind::Several(options),
                    AttributeKind::Choice(more) | AttributeKind::Several(more),
                ) = (&mut one.kind, &other.kind)
                {
                    let missing: Vec<String> =
                        more.iter().filter(|option| !options.contains(option)).cloned().collect();
                    options.extend(missing);
                }
            }
        }
    }
    out
}

/// The one choice that is called something else in the same place.
fn renamed_option(before: &AttributeKind, after: &AttributeKind) -> Option<(String, String)> {
    let (old, new) = (before.options(), after.options());
    if old.len() != new.len() {
        return None;
    }
    let mut changed = old.iter().zip(new).filter(|(old, new)| old != new);
    let (from, to) = changed.next()?;
    (changed.next().is_none() && !new.contains(from) && !old.contains(to)).then(|| (from.clone(), to.clone()))
}

fn label_differences(before: &Label, after: &Label) -> Vec<String> {
    let mut what = Vec::new();
    if before.name != after.name {
        what.push(format!("is called “{}”", after.name));
    }
    if before.kind != after.kind {
        what.push(format!("becomes {}", after.kind.name()));
    }
    if before.color != after.color {
        what.push("another colour".to_owned());
    }
    if before.key != after.key {
        what.push(if after.key.is_empty() { "no key".into() } else { format!("key “{}”", after.key) });
    }
    if before.parent != after.parent {
        what.push("another place".to_owned());
    }
    let named = |label: &Label, id: &str| label.attributes.iter().find(|one| one.id == id).cloned();
    for one in &after.attributes {
        match named(before, &one.id) {
            None => what.push(format!("new attribute “{}”", one.name)),
            Some(old) if old != *one => what.push(format!("attribute “{}” is changed", old.name)),
            Some(_) => {}
        }
    }
    for one in before.attributes.iter().filter(|one| named(after, &one.id).is_none()) {
        what.push(format!("attribute “{}” goes", one.name));
    }
    if before.about != after.about {
        what.push("another guideline".to_owned());
    }
    what
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(codebook: &Codebook) -> String {
        let rows: Vec<String> =
            codebook.tree().iter().map(|row| format!("{}{}", ".".repeat(row.depth), row.label.id)).collect();
        rows.join(" ")
    }

    fn book() -> Codebook {
        let mut book = Codebook::default();
        book.labels.truncate(4);
        book.place(&"place".into(), Some(&"person".into()), 0);
        book.place(&"date".into(), Some(&"place".into()), 0);
        assert_eq!(drawn(&book), "person .place ..date organization");
        book
    }

    #[test]
    fn what_stands_under_a_label_goes_along_when_it_is_merged() {
        let book = book();
        let into = |from: &str, into: &str| {
            let change = book.merged(&from.into(), &into.into(), true).unwrap();
            assert_eq!(change.codebook.replaced.get(from).map(LabelId::as_str), Some(into));
            drawn(&change.codebook)
        };
        assert_eq!(into("place", "organization"), "person organization .date");
        assert_eq!(into("person", "place"), "place .date organization");
        assert_eq!(into("person", "date"), "place .date organization");
        assert_eq!(into("place", "date"), "person .date organization");
        assert!(book.merged(&"place".into(), &"place".into(), true).is_none());
        let gone = book.without_label(&"place".into(), None).unwrap();
        assert_eq!(drawn(&gone.codebook), "person .date organization");
        assert!(gone.recode.rules.is_empty() && gone.codebook.replaced.is_empty());
    }

    #[test]
    fn a_chain_of_merges_leads_to_the_label_that_is_left() {
        let first = Codebook::default().merged(&"place".into(), &"event".into(), false).unwrap().codebook;
        let second = first.merged(&"event".into(), &"other".into(), false).unwrap().codebook;
        assert_eq!(second.replaced.get("place"), Some(&"other".into()));
        assert_eq!(second.free_label_id("Place").as_str(), "place-2", "the old id is not used again");
        let third = second.without_label(&"other".into(), None).unwrap().codebook;
        assert!(third.replaced.is_empty());
    }

    #[test]
    fn attributes_are_united_when_labels_are_merged() {
        let mut book = Codebook::default();
        let options = |all: &[&str]| AttributeKind::Choice(all.iter().map(|one| (*one).to_owned()).collect());
        let status = &mut book.label_mut(&"quote".into()).unwrap().attributes[0];
        status.id = "status".into();
        status.kind = options(&["open", "denied"]);
        let change = book.merged(&"quote".into(), &"claim".into(), true).unwrap();
        let claim = change.codebook.label(&"claim".into()).unwrap();
        let ids: Vec<&str> = claim.attributes.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids, ["status", "type", "speaker"]);
        assert_eq!(claim.attributes[0].kind.options().last().map(String::as_str), Some("denied"));
        let plain = book.merged(&"quote".into(), &"claim".into(), false).unwrap().codebook;
        assert_eq!(plain.label(&"claim".into()), book.label(&"claim".into()));
    }

    #[test]
    fn a_choice_with_another_name_in_its_place_is_renamed_and_a_missing_one_is_not() {
        let book = Codebook::default();
        let claim = LabelId::from("claim");
        let with = |change: &dyn Fn(&mut Vec<String>)| {
            let mut attribute = book.label(&claim).unwrap().attributes[0].clone();
            let AttributeKind::Choice(options) = &mut attribute.kind else { panic!("a choice") };
            change(options);
            book.with_attribute(&claim, &attribute, true).unwrap()
        };
        let renamed = with(&|options| options[0] = "unsettled".into());
        assert!(matches!(renamed.recode.rules.as_slice(), [Rule::Choice { from, to, .. }]
            if from == "open" && to == "unsettled"));
        let default = renamed.codebook.label(&claim).unwrap().attributes[0].default.clone();
        assert_eq!(default, Some(Value::Choice("unsettled".into())));
        assert!(with(&|options| drop(options.remove(1))).recode.rules.is_empty());
        assert!(with(&|options| options.swap(0, 1)).recode.rules.is_empty());
        let mut text = book.label(&claim).unwrap().attributes[0].clone();
        text.kind = AttributeKind::Text;
        let change = book.with_attribute(&claim, &text, true).unwrap();
        assert!(matches!(change.recode.rules.as_slice(), [Rule::Convert { .. }]));
        assert!(book.with_attribute(&claim, &text, false).unwrap().recode.rules.is_empty());
    }

    #[test]
    fn another_codebook_adds_what_is_missing_or_takes_the_place_but_for_what_is_used() {
        let ours = Codebook::default();
        let mut theirs = book();
        theirs.label_mut(&"person".into()).unwrap().name = "Human".into();
        let id = theirs.free_label_id("Vehicle");
        theirs.labels.push(Label { id, name: "Vehicle".into(), key: "q".into(), ..theirs.labels[0].clone() });
        let merged = ours.with_other(&theirs, Intake::Merge, |_| false, |_| false);
        assert_eq!(ours.differences(&merged), ["new label “Vehicle”"]);
        assert_eq!(merged.label(&"vehicle".into()).unwrap().key, "", "q tags quotes already");
        let replaced = ours.with_other(&theirs, Intake::Replace, |id| id.as_str() == "claim", |_| false);
        assert_eq!(drawn(&replaced), "person .place ..date organization vehicle claim");
        let told = ours.differences(&replaced);
        assert!(told.contains(&"“Person”: is called “Human”".to_owned()), "{told:?}");
        assert!(told.contains(&"label “Quote” goes".to_owned()), "{told:?}");
    }

    #[test]
    fn what_is_split_off_gets_a_label_after_the_first() {
        let book = book();
        let part = Part::Values("x".into(), vec![None, Some(Value::YesNo(true))]);
        let change = book.split(&"place".into(), part, "Street", super::super::Color([9, 9, 9])).unwrap();
        assert_eq!(drawn(&change.codebook), "person .place ..date .street organization");
        assert_eq!(change.recode.rules.len(), 2);
        assert_eq!(change.codebook.label(&"street".into()).unwrap().key, "s");
    }
}
