//! Whether a codebook contradicts itself.

use std::collections::HashSet;

use crate::model::{Attribute, AttributeKind, Attributes, Codebook, Label, LabelId, Value};

/// What is wrong with it beyond what opening a project finds, one sentence each.
pub(super) fn check(codebook: &Codebook) -> Vec<String> {
    let mut found = Vec::new();
    let keys = codebook.labels.iter().map(|label| label.key.as_str()).filter(|key| !key.is_empty());
    twice(keys, |key| found.push(format!("two labels have the key “{key}”")));
    for label in &codebook.labels {
        found.extend(
            check_label(codebook, label).into_iter().map(|what| format!("label “{}”: {what}", label.id)),
        );
    }
    found
}

/// Tells each value that stands there again, once.
pub(super) fn twice<'a>(values: impl Iterator<Item = &'a str>, mut tell: impl FnMut(&'a str)) {
    let (mut seen, mut told) = (HashSet::new(), HashSet::new());
    for value in values {
        if !seen.insert(value) && told.insert(value) {
            tell(value);
        }
    }
}

fn check_label(codebook: &Codebook, label: &Label) -> Vec<String> {
    let mut found = Vec::new();
    if label.id.as_str().is_empty() {
        found.push("its id is empty".to_owned());
    }
    if label.key.chars().count() > 1 || label.key.chars().any(|c| !c.is_alphanumeric()) {
        found.push(format!("its key “{}” is not one letter or digit", label.key));
    }
    if is_under_itself(codebook, label) {
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
        if let Some(what) = attribute.default.as_ref().and_then(|value| misfit(attribute, value)) {
            found.push(format!("attribute “{}”: its default {what}", attribute.id));
        }
    }
    found
}

fn is_under_itself(codebook: &Codebook, label: &Label) -> bool {
    let mut seen: HashSet<&LabelId> = HashSet::new();
    let mut at = Some(label);
    while let Some(label) = at {
        if !seen.insert(&label.id) {
            return true;
        }
        at = label.parent.as_ref().and_then(|parent| codebook.label(parent));
    }
    false
}

/// What is wrong with the attributes of an annotation or cluster with this label. What is required
/// must be there if `finished`.
pub(super) fn check_attributes(label: &Label, attributes: &Attributes, finished: bool) -> Vec<String> {
    let mut found = Vec::new();
    for (id, value) in attributes {
        match label.attributes.iter().find(|attribute| attribute.id == *id) {
            None => found.push(format!("label “{}” has no attribute “{id}”", label.id)),
            Some(attribute) => {
                found.extend(misfit(attribute, value).map(|what| format!("attribute “{id}” {what}")));
            }
        }
    }
    let missing = label.attributes.iter().filter(|one| one.required && !attributes.contains_key(&one.id));
    if finished {
        found
            .extend(missing.map(|attribute| format!("attribute “{}” is required and not set", attribute.id)));
    }
    found
}

/// Why the value is none that the attribute takes, as the end of a sentence.
fn misfit(attribute: &Attribute, value: &Value) -> Option<String> {
    let offered = |options: &[String], chosen: &[String]| {
        let unknown = chosen.iter().find(|choice| !options.contains(choice))?;
        Some(format!("is “{unknown}”, which the codebook does not offer"))
    };
    match (&attribute.kind, value) {
        (AttributeKind::Choice(options), Value::Choice(choice)) => {
            offered(options, std::slice::from_ref(choice))
        }
        (AttributeKind::Several(options), Value::Several(choices)) => offered(options, choices),
        (AttributeKind::Number, Value::Number(number)) if !number.is_finite() => {
            Some(format!("is {number}, which is no number"))
        }
        (AttributeKind::Date, Value::Date(day)) if day.parse::<jiff::civil::Date>().is_err() => {
            Some(format!("is “{day}”, which is no day like 2026-11-22"))
        }
        (kind, value) if value.fits(kind) => None,
        (kind, value) => Some(format!("is {}, not {}", value_name(value), kind_name(kind))),
    }
}

fn kind_name(kind: &AttributeKind) -> &'static str {
    match kind {
        AttributeKind::Choice(_) => "a choice",
        AttributeKind::Several(_) => "several choices",
        AttributeKind::Text => "text",
        AttributeKind::Number => "a number",
        AttributeKind::YesNo => "yes or no",
        AttributeKind::Date => "a date",
    }
}

fn value_name(value: &Value) -> &'static str {
    match value {
        Value::Choice(_) => "a choice",
        Value::Several(_) => "several choices",
        Value::Text(_) => "text",
        Value::Number(_) => "a number",
        Value::YesNo(_) => "yes or no",
        Value::Date(_) => "a date",
    }
}
