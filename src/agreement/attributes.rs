//! Whether reviewers say the same about what both marked.

use std::collections::{BTreeMap, BTreeSet};

use super::align::Class;
use super::compare::{Comparison, Pair, Row};
use super::measure::{Measure, Undefined, to_f64};
use crate::model::{LabelId, Value};

/// One attribute of one label, over the pairs of marks with that label that the alignment made.
#[derive(Clone, Debug, PartialEq)]
pub struct AttributePair {
    /// The label.
    pub label: LabelId,
    /// The attribute's id.
    pub attribute: String,
    /// Pairs of marks with the same value; not set is a value.
    pub equal: u64,
    /// The rows on which the values differ.
    pub differing: Vec<Row>,
}

impl AttributePair {
    /// How many pairs of marks.
    pub fn pairs(&self) -> u64 {
        self.equal + self.differing.len() as u64
    }

    /// The share of pairs with the same value. Says something only about marks that both made.
    pub fn share(&self) -> Measure {
        if self.pairs() == 0 {
            Err(Undefined::NoMarks)
        } else {
            Ok(to_f64(self.equal) / to_f64(self.pairs()))
        }
    }
}

impl Comparison {
    /// Agreement on attributes, by label and attribute: on pairs that are identical or differ in
    /// boundary alone. An attribute counts for a label where any compared mark with that label
    /// has it.
    pub fn attributes(&self, pair: &Pair) -> Vec<AttributePair> {
        let mut used: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
        for other in &self.pairs {
            for row in &other.rows {
                for (mark, label) in [(row.a, row.label_a), (row.b, row.label_b)] {
                    let (Some(mark), Some(label)) = (mark.and_then(|mark| self.mark(mark)), label) else {
                        continue;
                    };
                    used.entry(label).or_default().extend(mark.attributes.keys().map(String::as_str));
                }
            }
        }
        let mut out = Vec::new();
        for (label, attributes) in used {
            for attribute in attributes {
                let mut sum = AttributePair {
                    label: self.labels[label].clone(),
                    attribute: attribute.to_owned(),
                    equal: 0,
                    differing: Vec::new(),
                };
                let rows = pair.rows.iter().filter(|row| row.class <= Class::BoundaryDiffers);
                for row in rows.filter(|row| row.label_a == Some(label)) {
                    let value = |mark| self.mark(mark).and_then(|mark| mark.attributes.get(attribute));
                    if same(row.a.and_then(value), row.b.and_then(value)) {
                        sum.equal += 1;
                    } else {
                        sum.differing.push(*row);
                    }
                }
                out.push(sum);
            }
        }
        out
    }
}

/// Whether two values say the same: the order in which several choices were made does not count.
fn same(a: Option<&Value>, b: Option<&Value>) -> bool {
    match (a, b) {
        (Some(Value::Several(a)), Some(Value::Several(b))) => {
            a.iter().collect::<BTreeSet<_>>() == b.iter().collect::<BTreeSet<_>>()
        }
        (a, b) => a == b,
    }
}
