//! The worked cases on gamma: dissimilarities, best alignments, samples replayed.

use std::collections::BTreeMap;

use parallax::agreement::gamma::{
    Alignment, Continuum, Dissimilarity, GammaOptions, GammaUnit, Sampler, Stopped, gamma,
};
use serde_json::Value;

use crate::support::fixture;

fn continuum(units: &Value, extra: &[Value]) -> Continuum {
    let mut reviewers: BTreeMap<&str, Vec<GammaUnit>> = BTreeMap::new();
    reviewers.extend(extra.iter().map(|name| (name.as_str().unwrap(), Vec::new())));
    let units = units.as_array().unwrap();
    let mut categories: Vec<&str> = units.iter().map(|unit| unit[1].as_str().unwrap()).collect();
    categories.sort_unstable();
    categories.dedup();
    for unit in units {
        let category = categories.iter().position(|category| Some(*category) == unit[1].as_str()).unwrap();
        reviewers.entry(unit[0].as_str().unwrap()).or_default().push(GammaUnit {
            start: unit[2].as_f64().unwrap(),
            end: unit[3].as_f64().unwrap(),
            category: category as u32,
        });
    }
    Continuum::new(reviewers.into_values().collect())
}

fn csv(name: &str) -> Continuum {
    let path = format!("{}/tests/fixtures/agreement/{name}", env!("CARGO_MANIFEST_DIR"));
    let rows = std::fs::read_to_string(path).unwrap();
    let rows = rows.lines().map(|row| {
        let cells: Vec<&str> = row.split(',').collect();
        let number = |at: usize| cells[at].trim().parse::<f64>().unwrap();
        serde_json::json!([cells[0], cells[1], number(2), number(3)])
    });
    continuum(&rows.collect(), &[])
}

fn measure(params: &Value) -> Dissimilarity {
    let number = |name: &str| params[name].as_f64().unwrap();
    let row = |row: &Value| row.as_array().unwrap().iter().map(|cell| cell.as_f64().unwrap()).collect();
    let matrix = params.get("matrix").and_then(Value::as_array);
    Dissimilarity {
        alpha: number("alpha"),
        beta: number("beta"),
        empty: number("delta_empty"),
        categories: matrix.map(|rows| rows.iter().map(row).collect()),
    }
}

fn best(continuum: &Continuum, measure: &Dissimilarity) -> Alignment {
    Alignment::best(continuum, measure, &mut || false).unwrap()
}

#[track_caller]
fn same(what: &str, got: f64, expected: f64, tolerance: f64) {
    assert!((got - expected).abs() <= tolerance * expected.abs().max(1e-4), "{what}: {got}, not {expected}");
}

#[test]
fn dissimilarities_are_as_published() {
    let unit = |value: &Value| GammaUnit {
        start: value[0].as_f64().unwrap(),
        end: value[1].as_f64().unwrap(),
        category: 0,
    };
    for case in fixture("gamma.json")["positional"].as_array().unwrap() {
        let measure =
            Dissimilarity { empty: case["delta_empty"].as_f64().unwrap(), ..Dissimilarity::default() };
        let got = measure.positional(&unit(&case["a"]), &unit(&case["b"]));
        same("positional", got, case["ref"].as_f64().unwrap(), 1e-6);
        // Published with one or two digits, some cut off.
        assert!((got - case["published"].as_f64().unwrap()).abs() < 0.05);
    }
}

#[test]
fn best_alignments_are_as_published() {
    let cases = fixture("gamma.json");
    for case in cases["cases"].as_array().unwrap() {
        let id = case["id"].as_str().unwrap();
        let continuum = continuum(&case["continuum"], case["extra_annotators"].as_array().unwrap());
        let alignment = best(&continuum, &measure(&case["params"]));
        same(id, alignment.disorder, case["disorder"].as_f64().unwrap(), 1e-5);
        assert_eq!(alignment.unitary.len() as u64, case["unitary_alignments"].as_u64().unwrap(), "{id}");
        assert!(alignment.best);
        if let Some(published) = case.get("published_disorder") {
            let (value, tolerance) = (published[0].as_f64().unwrap(), published[1].as_f64().unwrap());
            assert!((alignment.disorder - value).abs() <= tolerance, "{id}");
        }
    }
    for case in cases["large"].as_array().unwrap() {
        let id = case["file"].as_str().unwrap();
        let continuum = csv(id);
        assert_eq!(continuum.len() as u64, case["units"].as_u64().unwrap());
        let alignment = best(&continuum, &measure(&case["params"]));
        same(id, alignment.disorder, case["disorder"].as_f64().unwrap(), 1e-5);
        assert_eq!(alignment.unitary.len() as u64, case["unitary_alignments"].as_u64().unwrap(), "{id}");
        assert!(alignment.best);
    }
}

#[test]
fn samples_replayed_have_the_disorder_that_others_found() {
    let files =
        ["01_two_annotators_simple", "02_unequal_counts", "03_identical_perfect", "04_three_annotators"];
    for file in files.into_iter().chain(["05_larger_two_annotators", "06_weighted_alpha3_beta2"]) {
        let case = fixture(&format!("dkpro-gamma/fixture_{file}.json"));
        let (measure, observed) = (measure(&case["params"]), continuum(&case["continuum"], &[]));
        let names: Vec<&str> =
            case["continuum"].as_array().unwrap().iter().map(|u| u[0].as_str().unwrap()).collect();
        let mut reviewers = names.clone();
        reviewers.dedup();
        for pair in case["pairs"].as_array().unwrap() {
            let unit = |name: &Value, at: &Value| {
                let reviewer = reviewers.iter().position(|other| Some(*other) == name.as_str()).unwrap();
                observed.reviewers()[reviewer][at.as_u64().unwrap() as usize]
            };
            let (x, y) = (unit(&pair[0], &pair[1]), unit(&pair[2], &pair[3]));
            same(file, measure.positional(&x, &y), pair[4].as_f64().unwrap(), 1e-5);
            same(file, measure.categorical(&x, &y), pair[5].as_f64().unwrap(), 1e-5);
            same(file, measure.between(&x, &y), pair[6].as_f64().unwrap(), 1e-5);
        }
        same(file, best(&observed, &measure).disorder, case["disorder"].as_f64().unwrap(), 1e-5);
        for sample in case["samples"].as_array().unwrap() {
            let got = best(&continuum(&sample["units"], &[]), &measure).disorder;
            same(file, got, sample["disorder"].as_f64().unwrap(), 1e-5);
        }
    }
}

#[test]
fn samples_of_both_kinds_are_spread_like_those_of_others() {
    let options = |sampler, params: &Value, seed| GammaOptions {
        measure: measure(params),
        sampler,
        seed,
        ..GammaOptions::default()
    };
    for case in fixture("gamma.json")["cases"].as_array().unwrap() {
        let continuum = continuum(&case["continuum"], case["extra_annotators"].as_array().unwrap());
        for sampler in [Sampler::Statistical, Sampler::Shuffle] {
            let id = format!("{} {}", case["id"].as_str().unwrap(), sampler.key());
            let of_seed =
                |seed| gamma(&continuum, &options(sampler, &case["params"], seed), &mut |_, _| true);
            let values: Vec<f64> = (0..20).map(|seed| of_seed(seed).unwrap().gamma).collect();
            let mean = values.iter().sum::<f64>() / 20.0;
            let expected = |name: &str| case[sampler.key()][name].as_f64().unwrap();
            // Means of ten and of twenty results, each spread as the fixture says: five deviations
            // of their difference.
            let apart = 5.0 * expected("sd") * (1.0 / 10.0 + 1.0 / 20.0f64).sqrt();
            assert!(
                (mean - expected("mean")).abs() <= apart,
                "{id}: {mean}, not {} ± {apart}",
                expected("mean")
            );
        }
    }
    for case in
        fixture("gamma.json")["large"].as_array().unwrap().iter().filter(|case| case.get("gamma").is_some())
    {
        let got = gamma(
            &csv(case["file"].as_str().unwrap()),
            &options(Sampler::Statistical, &case["params"], 4772),
            &mut |_, _| true,
        );
        let got = got.unwrap().gamma;
        let bound = |at: usize| case["gamma"][at].as_f64().unwrap();
        assert!(bound(0) <= got && got <= bound(1), "{}: {got}", case["file"]);
    }
}

#[test]
fn one_seed_gives_one_result_and_more_precision_more_samples() {
    let continuum = csv("pygamma/AlexPaulSuzan.csv");
    let options = GammaOptions { precision: Some(0.02), samples: 10, ..GammaOptions::default() };
    let once = gamma(&continuum, &options, &mut |_, _| true).unwrap();
    assert_eq!(once, gamma(&continuum, &options, &mut |_, _| true).unwrap());
    assert!(once.samples > 10);
    assert!(once.precision < 0.03, "{}", once.precision);
    let few = GammaOptions { precision: None, ..options };
    assert_eq!(gamma(&continuum, &few, &mut |_, _| true).unwrap().samples, 10);
}

#[test]
fn gamma_ends_when_it_is_asked_to() {
    let continuum = csv("pygamma/AlexPaulSuzan.csv");
    let mut last = 0;
    let stopped = gamma(&continuum, &GammaOptions::default(), &mut |done, of| {
        assert_eq!(of, 31);
        last = last.max(done);
        done < 5
    });
    assert_eq!(stopped, Err(Stopped::Cancelled));
    assert_eq!(last, 5);
}
