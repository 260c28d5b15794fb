//! The worked cases on marks: exact, lenient, boundary, type, partial, soft.

use parallax::agreement::{Class, Comparison};
use serde_json::Value;

use crate::support::{Span, compare, fixture, near};

fn spans(value: &Value) -> Vec<Span<'_>> {
    let number = |value: &Value| u32::try_from(value.as_u64().unwrap()).unwrap();
    value.as_array().unwrap().iter().map(|s| (number(&s[0]), number(&s[1]), s[2].as_str().unwrap())).collect()
}

/// The counts of a comparison of two by the names of the fixture.
fn count(comparison: &Comparison, name: &str) -> f64 {
    let pair = &comparison.pairs[0];
    let pairings = comparison.pairings(pair);
    let whole = match name {
        "exact_tp" | "lex_identical" => pair.tally.identical,
        "n_a" => pair.tally.marks_a(),
        "n_b" => pair.tally.marks_b(),
        "boundary_tp" => pairings.boundary,
        "type_tp" => pairings.same_label,
        "any_tp" => pairings.any_label,
        "partial" => return pairings.partial,
        "lex_boundary_differs" => pair.tally.boundary_differs,
        "lex_label_differs" => pair.tally.label_differs_same_text + pair.tally.label_differs_overlap,
        "lex_only_a" => pair.tally.only_a,
        "lex_only_b" => pair.tally.only_b,
        other => panic!("{other}"),
    };
    whole as f64
}

fn check_f1(id: &str, comparison: &Comparison, expected: &Value, tolerance: f64) {
    let pair = &comparison.pairs[0];
    let pairings = comparison.pairings(pair);
    for (name, value) in expected.as_object().unwrap() {
        let got = match name.as_str() {
            "exact" => pair.exact_f1(),
            "boundary" => pairings.boundary_f1(),
            "type" | "type_overlap" => pairings.type_f1(),
            "partial" => pairings.partial_f1(),
            "soft_iou" => pair.soft_f1(),
            "any_overlap" => pairings.any_f1(),
            other => panic!("{other}"),
        };
        near(&format!("{id} {name}"), &got, value.as_f64(), tolerance);
    }
}

#[test]
fn marks_are_counted_as_published() {
    let cases = fixture("span_f1.json");
    for case in cases["cases"].as_array().unwrap() {
        let id = case["id"].as_str().unwrap();
        let sides = [spans(&case["a"]), spans(&case["b"])];
        for turned in [false, true] {
            let (a, b) = if turned { (&sides[1], &sides[0]) } else { (&sides[0], &sides[1]) };
            let comparison = compare(200, &[a.clone(), b.clone()]);
            for (name, expected) in case["counts"].as_object().unwrap() {
                let name = match (turned, name.as_str()) {
                    (true, "n_a") => "n_b",
                    (true, "n_b") => "n_a",
                    (true, "lex_only_a") => "lex_only_b",
                    (true, "lex_only_b") => "lex_only_a",
                    (_, name) => name,
                };
                assert_eq!(
                    count(&comparison, name),
                    expected.as_f64().unwrap(),
                    "{id} {name} turned: {turned}"
                );
            }
            check_f1(id, &comparison, &case["f1"], 1e-12);
            if let Some(published) = case.get("published_f1") {
                check_f1(id, &comparison, published, 0.01);
            }
        }
    }
}

#[test]
fn sequences_of_tags_give_what_seqeval_gives() {
    /// The marks of BIO tags, sentence after sentence.
    fn of_tags(sentences: &Value) -> Vec<Span<'_>> {
        let mut out: Vec<Span<'_>> = Vec::new();
        let mut at = 0;
        for sentence in sentences.as_array().unwrap() {
            for tag in sentence.as_array().unwrap() {
                let tag = tag.as_str().unwrap();
                if let Some(label) = tag.strip_prefix("B-") {
                    out.push((at, at + 1, label));
                } else if tag.starts_with("I-") {
                    out.last_mut().unwrap().1 = at + 1;
                }
                at += 1;
            }
        }
        out
    }
    for case in fixture("span_f1.json")["seqeval"].as_array().unwrap() {
        let comparison = compare(100, &[of_tags(&case["y_true"]), of_tags(&case["y_pred"])]);
        let (value, tolerance) = (case["f1"][0].as_f64(), case["f1"][1].as_f64().unwrap());
        near(case["id"].as_str().unwrap(), &comparison.pairs[0].exact_f1(), value, tolerance);
    }
}

#[test]
fn each_count_opens_the_rows_that_it_counts() {
    let a =
        vec![(0, 9, "person"), (20, 30, "place"), (40, 50, "claim"), (60, 70, "date"), (80, 90, "person")];
    let b =
        vec![(0, 9, "person"), (20, 28, "place"), (40, 50, "quote"), (62, 75, "event"), (95, 99, "person")];
    let comparison = compare(100, &[a, b]);
    let pair = &comparison.pairs[0];
    for class in Class::ALL {
        let rows: Vec<_> = pair.rows_where(Some(class), None, None).collect();
        assert_eq!(rows.len(), 1, "{class:?}");
        assert_eq!(pair.tally.of(class), 1);
        assert_eq!(rows[0].a.is_some(), class != Class::OnlyB);
        assert_eq!(rows[0].b.is_some(), class != Class::OnlyA);
    }
    let row = pair.rows_where(Some(Class::BoundaryDiffers), None, None).next().unwrap();
    assert_eq!(comparison.annotation(row.a.unwrap()).unwrap().as_str(), "m0001");
    assert_eq!(comparison.mark(row.b.unwrap()).unwrap().end().0, 28);
    let confusion = pair.confusion();
    let place = |label: &str| comparison.labels.iter().position(|other| other.as_str() == label);
    assert_eq!(confusion[&(place("claim"), place("quote"))].len(), 1);
    assert_eq!(confusion[&(None, place("person"))].len(), 1);
    assert_eq!(confusion.values().map(Vec::len).sum::<usize>(), pair.rows.len());
}
