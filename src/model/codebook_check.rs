//! Whether a codebook contradicts itself, and whether annotations keep to it.

use std::collections::HashSet;

use super::{Attribute, AttributeKind, Attributes, Codebook, Label};

impl Codebook {
    /// What is wrong with it, one sentence each: what contradicts itself, what nobody could choose.
    pub fn problems(&self) -> Vec<String> {
        let mut found = Vec::new();
        let keys = self.labels.iter().map(|label| label.key.to_lowercase()).filter(|key| !key.is_empty());
        let keys: Vec<String> = keys.collect();
        twice(keys.iter().map(String::as_str), |key| {
            found.push(format!("two labels have the key “{key}”"));
        });
        for label in &self.labels {
            let said = label_problems(self, label);
            found.extend(said.into_iter().map(|what| format!("label “{}”: {what}", label.id)));
        }
        found
    }
}

impl Label {
    /// The attributes that must be set and are not.
    pub fn unfilled<'a>(&'a self, attributes: &'a Attributes) -> impl Iterator<Item = &'a Attribute> {
        self.attributes.iter().filter(|one| one.required && !attributes.contains_key(&one.id))
    }

    /// What is wrong with the attributes of an annotation or cluster with this label. What is
    /// required must be there if `finished`.
    pub fn problems_of(&self, attributes: &Attributes, finished: bool) -> Vec<String> {
        let mut found = Vec::new();
        for (id, value) in attributes {
            match self.attributes.iter().find(|attribute| attribute.id == *id) {
                None => found.push(format!("label “{}” has no attribute “{id}”", self.id)),
                Some(attribute) => {
                    found.extend(attribute.misfit(value).map(|what| format!("attribute “{id}” {what}")));
                }
            }
        }
        if finished {
            let missing = self.unfilled(attributes);
            found.extend(missing.map(|one| format!("attribute “{}” is required and not set", one.id)));
        }
        found
    }
}

/// Tells each value that stands there again, once.
pub(crate) fn twice<'a>(values: impl Iterator<Item = &'a str>, mut tell: impl FnMut(&'a str)) {
    let (mut seen, mut told) = (HashSet::new(), HashSet::new());
    for value in values {
        if !seen.insert(value) && told.insert(value) {
            tell(value);
        }
    }
}

fn label_problems(codebook: &Codebook, label: &Label) -> Vec<String> {
    let mut found = Vec::new();
    if label.id.as_str().is_empty() {
        found.push("its id is empty".to_owned());
    }
    if label.key.chars().count() > 1 || label.key.chars().any(|c| !c.is_alphanumeric()) {
        found.push(format!("its key “{}” is not one letter or digit", label.key));
    }
    let has_parent = label.parent.as_ref().is_some_and(|parent| codebook.label(parent).is_some());
    if has_parent && codebook.parent_of(label).is_none() {
        found.push("it stands under itself".to_owned());
    }
    twice(label.attributes.iter().map(|attribute| attribute.id.as_str()), |id| {
        found.push(format!("it has two attributes with the id “{id}”"));
    });
    for attribute in &label.attributes {
        if let AttributeKind::Choice(options) | AttributeKind::Several(options) = &attribute.kind {
            if options.is_empty() {
                found.push(format!("attribute “{}” offers nothing to choose", attribute.id));
            }
            twice(options.iter().map(String::as_str), |option| {
                found.push(format!("attribute “{}” offers “{option}” twice", attribute.id));
            });
        }
        if let Some(what) = attribute.default.as_ref().and_then(|value| attribute.misfit(value)) {
            found.push(format!("attribute “{}”: its default {what}", attribute.id));
        }
    }
    found
}
