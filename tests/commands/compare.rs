//! Reviewers against each other.

use serde_json::{Value, json};

use crate::sandbox::Sandbox;

const ANA: &str = "p/reviews/flood-barrier/ana.ron";
const BEN: &str = "p/reviews/flood-barrier/ben.ron";

#[track_caller]
fn compared(sandbox: &Sandbox, args: &[&str]) -> Value {
    let out = sandbox.run(["compare", "--json"].iter().chain(args)).ends(0);
    serde_json::from_str(&out).unwrap()
}

#[test]
fn two_reviewers_of_a_project_are_compared_on_what_both_are_done_with() {
    let sandbox = Sandbox::with_project();
    let json = compared(&sandbox, &["p"]);
    assert_eq!(json["reviewers"], json!(["ana", "ben"]));
    let articles = json["articles"].as_array().unwrap();
    let compared: Vec<_> =
        articles.iter().map(|a| (a["article"].as_str(), a["compared"].as_bool())).collect();
    assert_eq!(compared, [(Some("gazette"), Some(false)), (Some("herald"), Some(true))]);
    assert!(articles[0]["why_not"].is_string() && articles[1]["why_not"].is_null());
    let pair = &json["pairs"][0];
    for (field, expected) in [("marks_a", 2), ("marks_b", 1), ("identical", 1), ("only_a", 1), ("only_b", 0)]
    {
        assert_eq!(pair[field], expected, "{field}");
    }
    let report = sandbox.run(["compare", "p"]).ends(0);
    assert!(report.contains("ana and ben: 2 of their 3 marks are identical"), "{report}");
}

#[test]
fn files_from_anywhere_are_compared_as_the_project_is() {
    let sandbox = Sandbox::with_project();
    let project = compared(&sandbox, &["p"]);
    sandbox.write("mail/ana.ron", sandbox.read(ANA));
    sandbox.write("mail/ben.ron", sandbox.read(BEN));
    std::fs::remove_dir_all(sandbox.path("p")).unwrap();
    let files = compared(&sandbox, &["mail/ana.ron", "mail/ben.ron"]);
    assert_eq!(files["pairs"], project["pairs"]);
    assert_eq!(files["groups"], project["groups"]);
}

#[test]
fn what_cannot_be_compared_is_named() {
    let sandbox = Sandbox::with_project();
    sandbox.write("broken.ron", "(\n    format: 1,\n    reviewer: ana\n)");
    sandbox.write("there.csv", "mine");
    let cases: [(&[&str], &str); 6] = [
        (&[], "see parallax compare --help"),
        (&["none"], "none"),
        (&["p", "--reviewers", "ana,cem"], "cem"),
        (&["p", "--story", "other"], "other"),
        (&["broken.ron", ANA], "broken.ron:3:"),
        (&["p", "--csv", "there.csv"], "there.csv: is there already; --force replaces it"),
    ];
    for (args, expected) in cases {
        let error = sandbox.run(["compare"].iter().chain(args)).refuses();
        assert!(error.contains(expected), "{args:?}: {error}");
    }
    assert_eq!(sandbox.read("there.csv"), "mine");
}
