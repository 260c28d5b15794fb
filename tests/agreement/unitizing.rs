//! The worked cases on units: alpha-U and u-alpha.

use std::collections::BTreeMap;

use parallax::agreement::{Disagreement, Unit, alpha_u, u_alpha};
use serde_json::Value;

use crate::support::{fixture, near};

fn number(value: &Value) -> u32 {
    u32::try_from(value.as_u64().unwrap()).unwrap()
}

#[test]
fn alpha_u_is_as_published() {
    for case in fixture("unitizing.json")["cases"].as_array().unwrap() {
        let id = case["id"].as_str().unwrap();
        let (begin, length) = (number(&case["begin"]), number(&case["length"]));
        let mut categories: BTreeMap<&str, Vec<Vec<Unit>>> = BTreeMap::new();
        for unit in case["units"].as_array().unwrap() {
            let empty = || vec![Vec::new(); number(&case["raters"]) as usize];
            let layer = categories.entry(unit[3].as_str().unwrap()).or_insert_with(empty);
            let start = number(&unit[0]) - begin;
            layer[number(&unit[2]) as usize].push((start, start + number(&unit[1]), 1));
        }
        let mut all = Disagreement::default();
        for (category, mut layer) in categories {
            layer.iter_mut().for_each(|units| units.sort_unstable());
            let found = alpha_u(&layer, length).unwrap();
            all += found;
            let what = |name: &str| format!("{id} {category} {name}");
            let measures = [("Do", Ok(found.observed)), ("De", Ok(found.expected)), ("alpha", found.alpha())];
            let library = &case["dkpro"]["categories"][category];
            for (at, (name, got)) in measures.iter().enumerate() {
                near(&what(name), got, library[at].as_f64(), 1e-9);
                let published = &case["expected"][category][name];
                if !published.is_null() {
                    near(&what(name), got, published[0].as_f64(), published[1].as_f64().unwrap());
                }
            }
        }
        near(&format!("{id} alpha"), &all.alpha(), case["dkpro"]["alpha"].as_f64(), 1e-9);
        if let Some(published) = case.get("expected_alpha") {
            near(id, &all.alpha(), published[0].as_f64(), published[1].as_f64().unwrap());
        }
    }
}

#[test]
fn u_alpha_is_that_of_the_library() {
    for case in fixture("unitizing.json")["u_alpha"].as_array().unwrap() {
        let id = case["id"].as_str().unwrap();
        let label = |value: &Value| u32::from(value.as_str().unwrap().as_bytes()[0]);
        let reviewers = |value: &dyn Fn(&Value) -> u32| -> Vec<Vec<Unit>> {
            let units = |units: &Value| -> Vec<Unit> {
                units
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|u| (number(&u[0]), number(&u[1]), value(&u[2])))
                    .collect()
            };
            case["units"].as_array().unwrap().iter().map(units).collect()
        };
        let length = number(&case["length"]);
        near(id, &u_alpha(&reviewers(&label), length), case["u_alpha"].as_f64(), 1e-12);
        near(id, &u_alpha(&reviewers(&|_| 1), length), case["u_alpha_any"].as_f64(), 1e-12);
    }
}
