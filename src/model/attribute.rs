//! What can be said about an annotation beyond its label.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// The attributes that are set, by the attribute's id. One that is not set is absent.
pub type Attributes = BTreeMap<String, Value>;

/// An attribute that a label offers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribute {
    /// The key under which annotations hold its value.
    pub id: String,
    /// What people read.
    pub name: String,
    /// What values it takes.
    pub kind: AttributeKind,
    /// Whether an annotation without it counts as unfinished.
    #[serde(default)]
    pub required: bool,
    /// What a new annotation starts with.
    #[serde(default)]
    pub default: Option<Value>,
}

/// What values an attribute takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AttributeKind {
    /// One of these.
    Choice(Vec<String>),
    /// Any of these.
    Several(Vec<String>),
    /// Free text.
    Text,
    /// A number.
    Number,
    /// Yes or no.
    YesNo,
    /// A day, as `2026-11-22`.
    Date,
}

/// A value of an attribute.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// The choice that was made.
    Choice(String),
    /// The choices that were made.
    Several(Vec<String>),
    /// Free text.
    Text(String),
    /// A number; never NaN or infinite.
    Number(f64),
    /// Yes or no.
    YesNo(bool),
    /// A day, as `2026-11-22`.
    Date(String),
}

impl Value {
    /// Whether an attribute of this kind takes this value. A choice that the codebook no longer
    /// offers still fits: it is shown and kept.
    pub fn fits(&self, kind: &AttributeKind) -> bool {
        matches!(
            (self, kind),
            (Self::Choice(_), AttributeKind::Choice(_))
                | (Self::Several(_), AttributeKind::Several(_))
                | (Self::Text(_), AttributeKind::Text)
                | (Self::Number(_), AttributeKind::Number)
                | (Self::YesNo(_), AttributeKind::YesNo)
                | (Self::Date(_), AttributeKind::Date)
        )
    }
}

impl Value {
    /// The value as one of this kind; `None` where it is none.
    pub fn converted(&self, kind: &AttributeKind) -> Option<Self> {
        if self.fits(kind) {
            return Some(self.clone());
        }
        let text = self.to_string();
        let text = text.trim();
        let offered = |options: &[String], wanted: &str| {
            let exact = options.iter().find(|option| *option == wanted);
            let near = || options.iter().find(|option| option.to_lowercase() == wanted.to_lowercase());
            exact.or_else(near).cloned()
        };
        match kind {
            AttributeKind::Choice(options) => offered(options, text).map(Self::Choice),
            AttributeKind::Several(options) => {
                let one = offered(options, text).map(|one| vec![one]);
                let many =
                    || text.split(',').map(|part| offered(options, part.trim())).collect::<Option<Vec<_>>>();
                one.or_else(many).filter(|all| !all.is_empty()).map(Self::Several)
            }
            AttributeKind::Text => Some(Self::Text(text.to_owned())),
            AttributeKind::Number => {
                let number = text.replace(',', ".").parse::<f64>().ok()?;
                number.is_finite().then_some(Self::Number(number))
            }
            AttributeKind::YesNo => match text.to_lowercase().as_str() {
                "yes" | "true" => Some(Self::YesNo(true)),
                "no" | "false" => Some(Self::YesNo(false)),
                _ => None,
            },
            AttributeKind::Date => {
                text.parse::<jiff::civil::Date>().ok().map(|day| Self::Date(day.to_string()))
            }
        }
    }

    /// What kind of value it is, as in “a number”.
    pub fn kind_name(&self) -> &'static str {
        match self {
            Self::Choice(_) => "a choice",
            Self::Several(_) => "several choices",
            Self::Text(_) => "text",
            Self::Number(_) => "a number",
            Self::YesNo(_) => "yes or no",
            Self::Date(_) => "a date",
        }
    }
}

impl AttributeKind {
    /// What it takes, as in “a number”.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Choice(_) => "a choice",
            Self::Several(_) => "several choices",
            Self::Text => "text",
            Self::Number => "a number",
            Self::YesNo => "yes or no",
            Self::Date => "a date",
        }
    }

    /// What there is to choose from; empty where it is no choice.
    pub fn options(&self) -> &[String] {
        match self {
            Self::Choice(options) | Self::Several(options) => options,
            _ => &[],
        }
    }
}

impl Attribute {
    /// Why the value is none that the attribute takes, as the end of a sentence; `None` where it is
    /// one. Such a value is shown and kept.
    pub fn misfit(&self, value: &Value) -> Option<String> {
        let offered = |options: &[String], chosen: &[String]| {
            let unknown = chosen.iter().find(|choice| !options.contains(choice))?;
            Some(format!("is “{unknown}”, which the codebook does not offer"))
        };
        match (&self.kind, value) {
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
            (kind, value) => Some(format!("is {}, not {}", value.kind_name(), kind.name())),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Choice(text) | Self::Text(text) | Self::Date(text) => f.write_str(text),
            Self::Several(all) => f.write_str(&all.join(", ")),
            Self::Number(number) => number.fmt(f),
            Self::YesNo(yes) => f.write_str(if *yes { "yes" } else { "no" }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_become_what_the_new_kind_takes_where_they_can() {
        let choices = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        let choice = AttributeKind::Choice(choices(&["open", "wrong"]));
        let several = AttributeKind::Several(choices(&["open", "wrong"]));
        for (value, kind, after) in [
            (Value::Text("Open ".into()), &choice, Some(Value::Choice("open".into()))),
            (Value::Text("closed".into()), &choice, None),
            (Value::Choice("open".into()), &several, Some(Value::Several(choices(&["open"])))),
            (Value::Text("wrong, open".into()), &several, Some(Value::Several(choices(&["wrong", "open"])))),
            (Value::Several(choices(&["open"])), &choice, Some(Value::Choice("open".into()))),
            (Value::Several(choices(&["open", "wrong"])), &choice, None),
            (Value::Number(3.5), &AttributeKind::Text, Some(Value::Text("3.5".into()))),
            (Value::Text("3,5".into()), &AttributeKind::Number, Some(Value::Number(3.5))),
            (Value::Text("NaN".into()), &AttributeKind::Number, None),
            (Value::Text("Yes".into()), &AttributeKind::YesNo, Some(Value::YesNo(true))),
            (Value::Text("2026-02-30".into()), &AttributeKind::Date, None),
            (Value::Choice("gone".into()), &choice, Some(Value::Choice("gone".into()))),
        ] {
            assert_eq!(value.converted(kind), after, "{value:?} as {kind:?}");
        }
    }
}
