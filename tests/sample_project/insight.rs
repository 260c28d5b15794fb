//! What the program finds by itself in the three reports, as its commands print it.

use std::process::Command;

use serde_json::Value;

use super::{ARTICLES, GAZETTE, HERALD, WIRE, make};

/// What a command prints as JSON for the three reports.
fn run(command: &str) -> Value {
    let articles = ARTICLES.map(|id| make::root().join(format!("articles/{}/{id}.txt", make::STORY)));
    let output =
        Command::new(env!("CARGO_BIN_EXE_parallax")).arg(command).args(articles).arg("--json").output();
    let output = output.unwrap();
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn list(value: &Value, key: &str) -> Vec<Value> {
    value[key].as_array().unwrap_or_else(|| panic!("no “{key}” in {value}")).clone()
}

/// Whether a side stands in this article and prints these words.
fn prints(side: &Value, article: &str, words: &str) -> bool {
    let name = side["article"].as_str().unwrap();
    name.trim_end_matches(".txt").ends_with(article) && side["text"].as_str().unwrap().contains(words)
}

/// Whether one side prints the one thing and the other side the other, whichever comes first.
fn both(entry: &Value, one: (&str, &str), other: (&str, &str)) -> bool {
    [("a", "b"), ("b", "a")]
        .iter()
        .any(|(x, y)| prints(&entry[*x], one.0, one.1) && prints(&entry[*y], other.0, other.1))
}

#[test]
fn shared_passages_are_found_whatever_their_order() {
    let found = list(&run("align"), "passages");
    for (one, other) in [
        ((GAZETTE, "The price of steel plate has risen"), (HERALD, "The price of steel plate has risen")),
        ((GAZETTE, "skilled labour has become hard"), (HERALD, "skilled labor has become hard")),
        (
            (GAZETTE, "The ground under the north pier is softer"),
            (WIRE, "The ground under the north pier is softer"),
        ),
        (
            (HERALD, "after the storm surge of January 6, 2019"),
            (WIRE, "after the storm surge of 6 January 2019"),
        ),
        ((GAZETTE, "412 million crowns"), (WIRE, "412\u{a0}million crowns")),
        ((GAZETTE, "had not ruled out"), (HERALD, "had ruled out")),
    ] {
        assert!(found.iter().any(|passage| both(passage, one, other)), "{one:?} / {other:?}");
    }
    let starts: Vec<_> = found
        .iter()
        .filter(|p| prints(&p["a"], GAZETTE, "") && prints(&p["b"], WIRE, ""))
        .map(|p| (p["a"]["start"].as_u64().unwrap(), p["b"]["start"].as_u64().unwrap()))
        .collect();
    assert!(starts.iter().any(|x| starts.iter().any(|y| x.0 < y.0 && x.1 > y.1)), "none crosses another");
}

#[test]
fn quotes_are_found_with_their_speakers_and_split_ones_are_one_statement() {
    let found = run("quotes");
    let quotes = list(&found, "quotes");
    let at = |article, words| {
        quotes
            .iter()
            .position(|q| prints(q, article, words))
            .unwrap_or_else(|| panic!("{article}: “{words}”"))
    };
    for (article, words, speaker) in [
        (GAZETTE, "Nobody who read the borehole logs", "Okell"),
        (HERALD, "Nobody who read the borehole logs", "Okell"),
        (WIRE, "Nobody who read the borehole logs", "Okell"),
        (GAZETTE, "If the board wants another", "Nandakumar"),
        (WIRE, "If the board wants another", "Nandakumar"),
        (HERALD, "The board acted on the advice", "Rask"),
        (HERALD, "Soft ground is the rule", "Adeyemi"),
    ] {
        let printed = quotes[at(article, words)]["speaker"]["text"].as_str().unwrap_or_default();
        assert!(printed.contains(speaker), "{article}: “{words}” by “{printed}”, not {speaker}");
    }
    for (first, second) in [
        ("If the board wants another", "it can start by publishing"),
        ("I will not sign a blank cheque", "and I will not ask the Lower Town"),
    ] {
        let (first, second) = (at(GAZETTE, first), at(GAZETTE, second));
        assert_eq!(quotes[first]["statement"], quotes[second]["statement"]);
    }
    let same = list(&found, "same");
    let tied = |x: usize, y: usize| same.iter().any(|pair| *pair == serde_json::json!([x.min(y), x.max(y)]));
    assert!(tied(at(GAZETTE, "Nobody who read"), at(HERALD, "Nobody who read")));
    assert!(tied(at(HERALD, "I will not sign"), at(WIRE, "I will not sign")));
}

#[test]
fn a_discrepancy_of_every_kind_is_found() {
    let found = list(&run("discrepancies"), "discrepancies");
    let of = |kind: &'static str| found.iter().filter(move |d| d["kind"] == kind);
    for (kind, one, other) in [
        ("gender", (GAZETTE, "spokesman"), (HERALD, "spokeswoman")),
        ("number", (GAZETTE, "640"), (HERALD, "460")),
        ("number", (WIRE, "640"), (HERALD, "460")),
        ("date", (GAZETTE, "Tuesday"), (HERALD, "Wednesday")),
        ("name", (GAZETTE, "Thorley"), (HERALD, "Thornley")),
        ("hedge", (GAZETTE, "will"), (HERALD, "could")),
        ("hedge", (WIRE, "will"), (HERALD, "could")),
    ] {
        assert!(of(kind).any(|d| both(d, one, other)), "{kind}: {one:?} / {other:?} in {found:#?}");
    }
    // What only one side prints; the other side may be empty or the words around the gap.
    for (kind, article, words) in [
        ("negation", GAZETTE, "not"),
        ("negation", WIRE, "not"),
        ("attribution", GAZETTE, "the company said"),
        ("attribution", WIRE, "a spokesman said"),
        ("attribution", HERALD, "according to a former member"),
        ("insertion", HERALD, "half the town never wanted"),
    ] {
        let is_there = of(kind).any(|d| prints(&d["a"], article, words) || prints(&d["b"], article, words));
        assert!(is_there, "{kind}: {article} prints “{words}” in {found:#?}");
    }
}

#[test]
fn spelling_and_the_order_of_a_date_are_no_discrepancies() {
    let found = list(&run("discrepancies"), "discrepancies");
    for words in ["labour", "metres", "cheque", "summarised", "January", "24"] {
        let wrong: Vec<_> = found
            .iter()
            .filter(|d| d["kind"] != "wording" && d["kind"] != "attribution" && d["kind"] != "insertion")
            .filter(|d| {
                [GAZETTE, WIRE]
                    .iter()
                    .any(|article| prints(&d["a"], article, words) || prints(&d["b"], article, words))
            })
            .collect();
        assert!(wrong.is_empty(), "“{words}”: {wrong:#?}");
    }
}
