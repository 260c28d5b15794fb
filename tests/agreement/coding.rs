//! The worked cases on items with values: kappa, alpha, Fleiss.

use std::collections::BTreeMap;

use parallax::agreement::{Measure, Nominal, kappa};
use serde_json::Value;

use crate::support::{fixture, near};

/// Items with the same values: how many, and each reviewer's value as a number.
type Items = Vec<(u64, Vec<Option<u32>>)>;

fn items(case: &Value) -> (Items, BTreeMap<String, u32>) {
    let mut numbers = BTreeMap::new();
    let rows = case["items"].as_array().unwrap().iter().map(|row| {
        let values = row[1].as_array().unwrap().iter().map(|value| {
            let next = numbers.len() as u32;
            (!value.is_null()).then(|| *numbers.entry(value.to_string()).or_insert(next))
        });
        (row[0].as_u64().unwrap(), values.collect())
    });
    (rows.collect(), numbers)
}

fn nominal(items: &Items, value_of: impl Fn(u32) -> u32) -> Nominal {
    let mut nominal = Nominal::default();
    for (count, values) in items {
        let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
        values.iter().flatten().for_each(|value| *counts.entry(value_of(*value)).or_default() += 1);
        nominal.add(*count, &counts.into_iter().collect::<Vec<_>>());
    }
    nominal
}

fn cohen(items: &Items) -> Measure {
    let table = items.iter().map(|(count, values)| (values[0].unwrap(), values[1].unwrap(), *count));
    kappa(&table.collect::<Vec<_>>())
}

#[test]
fn values_on_items_agree_as_published() {
    let mut checked = 0;
    for case in fixture("coding.json")["cases"].as_array().unwrap() {
        let id = case["id"].as_str().unwrap();
        let (items, numbers) = items(case);
        let all = nominal(&items, |value| value);
        let measure = |name: &str| match name {
            "A_o" => all.percent(),
            "D_o" => all.observed_disagreement(),
            "D_e" => all.expected_disagreement(),
            "alpha_nominal" => all.alpha(),
            "cohen_kappa" => cohen(&items),
            // Scott's pi is Fleiss' kappa for two.
            "scott_pi" | "fleiss_kappa" => all.fleiss(),
            other => panic!("{other}"),
        };
        for (name, expected) in case["expected"].as_object().unwrap() {
            let what = format!("{id} {name}");
            near(&what, &measure(name), expected[0].as_f64(), expected[1].as_f64().unwrap());
            checked += 1;
        }
        for (name, expected) in case["library"].as_object().unwrap() {
            near(&format!("{id} {name} of the library"), &measure(name), expected.as_f64(), 1e-12);
            checked += 1;
        }
        for name in case.get("undefined").and_then(Value::as_array).into_iter().flatten() {
            near(&format!("{id} {name}"), &measure(name.as_str().unwrap()), None, 0.0);
        }
        for (value, expected) in case.get("category_fleiss").and_then(Value::as_object).into_iter().flatten()
        {
            let one = numbers[value];
            let fleiss = nominal(&items, |other| u32::from(other == one)).fleiss();
            near(
                &format!("{id} category {value}"),
                &fleiss,
                expected[0].as_f64(),
                expected[1].as_f64().unwrap(),
            );
            checked += 1;
        }
    }
    assert!(checked > 150, "{checked}");
}

#[test]
fn a_missing_value_is_no_value() {
    let missing =
        nominal(&vec![(1, vec![Some(0), None, None]), (1, vec![Some(0), Some(1), None])], |value| value);
    let without = nominal(&vec![(1, vec![Some(0), Some(1)])], |value| value);
    assert_eq!(missing.alpha(), without.alpha());
}
