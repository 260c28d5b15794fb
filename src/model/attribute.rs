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
