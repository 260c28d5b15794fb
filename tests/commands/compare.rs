//! Reviewers against each other.

use std::fs;

use parallax::model::Edit;
use parallax::store;
use serde_json::{Value, json};

use crate::sandbox::{GAZETTE, Sandbox, cluster, files, save};

/// As Ana marked the Gazette, but for a title in a name and a claim for a quote.
const OTHER: &str = "👩‍👩‍👧 Flood\n\n<person zoe>Zoë Ø</person> <organization bank>of =Bank</organization> said \
    <claim no>“the barrier</claim>, she said, will hold”.\n";

/// A project in which ben is done with both articles and cho with none.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    let open = sandbox.make_project("p");
    let herald = "<person x>Zoe O</person> said it costs 12 million.\n";
    fs::remove_file(store::review_path(&open.root, &open.project.stories[0].id, &"ben".into())).unwrap();
    save(&open, "ben", &[("gazette", OTHER), ("herald", herald)], |_| {
        vec![cluster("cben", "Zoë", &["zoe", "x"])]
    });
    let path = save(&open, "cho", &[("gazette", GAZETTE)], |review| {
        let (id, mut state) =
            review.articles().iter().next().map(|(id, state)| (id.clone(), state.clone())).unwrap();
        state.status = parallax::model::Status::InProgress;
        vec![Edit::PutArticle(id, state)]
    });
    assert!(path.ends_with("cho.ron"));
    sandbox
}

fn json_of(sandbox: &Sandbox, args: &[&str]) -> Value {
    let args = ["compare"].iter().chain(args).chain(&["--json"]);
    serde_json::from_str(&sandbox.run(args).ends(0)).unwrap()
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn a_project_is_compared_as_json() {
    let sandbox = sandbox();
    let json = json_of(&sandbox, &["p"]);
    assert_eq!(keys(&json), ["reviewers", "articles", "pairs", "all", "clusters", "judged", "groups"]);
    assert_eq!(json["reviewers"], json!(["ana", "ben", "cho"]));
    assert_eq!(json["articles"][0]["article"], "gazette");
    assert_eq!(json["articles"][0]["compared"], true);
    assert_eq!(json["articles"][0]["why_not"], Value::Null);
    assert_eq!(json["articles"][0]["left_out"], json!([{"reviewer": "cho", "why": "in progress"}]));
    let pair = &json["pairs"][0];
    assert_eq!((&pair["a"], &pair["b"]), (&json!("ana"), &json!("ben")));
    // Ana: four marks and two. Ben: three and one. The claim lies inside the first piece of the quote.
    let counts = ["marks_a", "marks_b", "identical", "boundary_differs", "label_differs_same_text"];
    assert_eq!(counts.map(|name| pair[name].as_u64().unwrap()), [6, 4, 2, 1, 0]);
    let counts = ["label_differs_overlap", "only_a", "only_b"];
    assert_eq!(counts.map(|name| pair[name].as_u64().unwrap()), [1, 2, 0]);
    assert_eq!(pair["exact_f1"], 0.4);
    assert_eq!(pair["lenient_f1"], 0.6);
    // 1 + 1 + 5 of 8.
    assert!((pair["soft_f1"].as_f64().unwrap() - 0.525).abs() < 1e-12);
    let person = &pair["by_label"]["person"];
    assert_eq!(
        keys(person),
        ["marks_a", "marks_b", "identical", "f1", "n11", "n10", "n01", "n00", "kappa", "char_f1"]
    );
    assert_eq!((&person["n11"], &person["n10"], &person["n01"]), (&json!(10), &json!(3), &json!(0)));
    assert_eq!(json["pairs"][1]["exact_f1"], Value::Null);
    assert_eq!(json["all"]["mean_exact_f1"], 0.4);
    assert_eq!(json["all"]["interval"], Value::Null);
    assert_eq!(json["clusters"][0]["lea_f1"].as_f64().map(|f1| (f1 * 1e9).round()), Some(5e8));
    let group = &json["groups"][0];
    assert_eq!(keys(group), ["story", "article", "state", "of", "marks"]);
    assert_eq!(group["state"], "identical");
    assert_eq!(group["marks"]["ben"], json!({"id": "zoe", "label": "person", "at": [[13, 18]]}));
}

#[test]
fn all_measures_are_more_of_the_same_shape() {
    let sandbox = sandbox();
    let json = json_of(
        &sandbox,
        &["p", "--measures", "all", "--reviewers", "ben,ana", "--samples", "3", "--seed", "9"],
    );
    assert_eq!(json["reviewers"], json!(["ben", "ana"]));
    let pair = &json["pairs"][0];
    assert_eq!((&pair["a"], &pair["marks_a"], &pair["only_b"]), (&json!("ben"), &json!(4), &json!(2)));
    assert_eq!(pair["type_f1"], 0.6);
    assert_eq!(pair["any_f1"], 0.8);
    assert_eq!(pair["boundary_f1"], 0.4);
    assert_eq!(pair["partial_f1"], 0.6);
    assert!(json["all"]["fleiss_label_sets"].is_f64() && json["all"]["percent_label_sets"].is_f64());
    let articles = json["per_article"].as_array().unwrap();
    assert_eq!(articles.iter().map(|article| &article["article"]).collect::<Vec<_>>(), ["gazette", "herald"]);
    let herald = &articles[1];
    assert_eq!(herald["u_alpha_by_label"]["person"], 1.0);
    assert_eq!(herald["u_alpha_by_label"]["quote"], Value::Null);
    // In the Gazette a person stands between the pieces of a quote, so no marks overlap.
    assert!(articles[0]["u_alpha"].is_f64());
    assert!(articles[0]["alpha_u"].is_f64());
    // One mark against two, one of them the same: 1 for the one left over, by 1½ marks each.
    let gamma = &herald["gamma"];
    assert!((gamma["disorder"].as_f64().unwrap() - 2.0 / 3.0).abs() < 1e-12);
    assert_eq!(
        (&gamma["samples"], &gamma["seed"], &gamma["sampler"]),
        (&json!(3), &json!(9), &json!("statistical"))
    );
    let again = json_of(
        &sandbox,
        &["p", "--measures", "all", "--reviewers", "ben,ana", "--samples", "3", "--seed", "9"],
    );
    assert_eq!(again, json);
}

#[test]
fn files_from_anywhere_give_the_numbers_of_their_project() {
    let sandbox = sandbox();
    let of_project = json_of(&sandbox, &["p", "--reviewers", "ana,ben", "--measures", "all"]);
    for name in ["ana", "ben"] {
        sandbox
            .write(&format!("mail/{name}.ron"), sandbox.read(&format!("p/reviews/flood-barrier/{name}.ron")));
    }
    let of_files = json_of(&sandbox, &["mail/ana.ron", "mail/ben.ron", "--measures", "all"]);
    assert_eq!(of_files, of_project);
    // A file beside the project: the same reviewer again stands under another name.
    let both = json_of(&sandbox, &["p", "mail/ana.ron", "--reviewers", "ana,ana (2)"]);
    assert_eq!(both["pairs"][0]["exact_f1"], 1.0);
}

#[test]
fn a_report_says_it_in_words_and_how_it_is_counted() {
    let sandbox = sandbox();
    let before = files(&sandbox.path("p"));
    let out = sandbox.run(["compare", "p", "--reviewers", "ana,ben"]).ends(0);
    assert!(
        out.contains("ana and ben: 4 of their 10 marks are identical (same text, same label): 40 %"),
        "{out}"
    );
    assert!(
        out.contains("2 more marks (1 pair) are the same label on overlapping text; counting those: 60 %")
    );
    assert!(out.contains("1 pair: same place, different label · 2 only ana · 0 only ben"));
    assert!(out.contains("Person "), "labels have the names of the codebook");
    assert!(out.contains("— (a range needs at least five articles, not 2)"));
    assert!(out.contains("exact F1: 2 × identical marks (same text, same label), by the marks of both."));
    assert!(!out.contains("Suggestions that were accepted are left out"));
    let out = sandbox.run(["compare", "p", "--without-suggested"]).ends(0);
    assert!(out.contains("Suggestions that were accepted are left out"));
    assert!(out.contains("not for cho: in progress"), "{out}");
    assert_eq!(files(&sandbox.path("p")), before, "comparing writes nothing");
}

#[test]
fn groups_go_to_a_table_that_is_safe_to_open() {
    let sandbox = sandbox();
    sandbox.run(["compare", "p", "--reviewers", "ana,ben", "--csv", "groups.csv"]).ends(0);
    let table = sandbox.read("groups.csv");
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(rows[0], "story,article,group,state,votes,of,reviewer,id,label,start,end,text,attributes");
    assert_eq!(rows[1], "flood-barrier,gazette,1,identical,2,2,ana,zoe,person,13,18,Zoë Ø,");
    assert_eq!(rows[3], "flood-barrier,gazette,2,boundary_differs,2,2,ana,bank,organization,22,27,'=Bank,");
    let quote = "flood-barrier,gazette,3,label_differs_overlap,2,2,ana,no,quote,33;57,45;67,“the barrier … will hold”,";
    assert!(rows[5].starts_with(quote), "{}", rows[5]);
    assert_eq!(rows.len(), 11);
    let refused = sandbox.run(["compare", "p", "--csv", "groups.csv"]).refuses();
    assert_eq!(refused, "groups.csv: is there already; --force replaces it");
    sandbox.run(["compare", "p", "--csv", "groups.csv", "--force"]).ends(0);
    let refused = sandbox.run(["compare", "p", "--csv", "p/project.ron", "--force"]).refuses();
    assert!(refused.contains("belongs to the project"), "{refused}");
    sandbox.write("ana.ron", sandbox.read("p/reviews/flood-barrier/ana.ron"));
    sandbox.write("ben.ron", sandbox.read("p/reviews/flood-barrier/ben.ron"));
    let refused = sandbox.run(["compare", "ana.ron", "ben.ron", "--csv", "ana.ron", "--force"]).refuses();
    assert_eq!(refused, "ana.ron: is one of the files that are compared");
    sandbox.run(["compare", "ana.ron", "ben.ron", "--csv", "files.csv"]).ends(0);
    assert_eq!(sandbox.read("files.csv"), table, "without the articles, by the words in the files");
}

#[test]
fn what_cannot_be_compared_is_refused_in_one_line() {
    let sandbox = sandbox();
    let refuses = |args: &[&str]| sandbox.run(["compare"].iter().chain(args)).refuses();
    assert_eq!(refuses(&["p", "--reviewers", "ana"]), "comparing takes two reviewers, and there is only ana");
    assert_eq!(refuses(&["p", "--reviewers", "ana,zed"]), "there is no reviewer “zed”; there are ana");
    assert!(refuses(&["p", "--story", "none"]).contains("there is no story “none”; there are flood-barrier"));
    assert!(refuses(&["nowhere.ron", "p"]).contains("nowhere.ron: there is no such file"));
    assert!(refuses(&[]).contains("see parallax compare --help"));
    sandbox.write("torn.ron", "(format: 1,\n  reviewer: \"ana\"\n");
    let torn = refuses(&["torn.ron", "p"]);
    assert!(torn.starts_with("torn.ron:"), "{torn}");
}

#[test]
fn a_mark_that_does_not_fit_is_named() {
    let sandbox = sandbox();
    for name in ["ana", "ben"] {
        sandbox.write(&format!("{name}.ron"), sandbox.read(&format!("p/reviews/flood-barrier/{name}.ron")));
    }
    sandbox.change("ben.ron", "at: [(0, 5)]", "at: [(0, 500)]");
    let ran = sandbox.run(["compare", "ana.ron", "ben.ron", "--json"]);
    assert_eq!(ran.code, Some(0));
    let json: Value = serde_json::from_slice(&ran.out).unwrap();
    assert_eq!(json["pairs"][0]["marks_b"], 3);
    assert_eq!(ran.error_line(), "ben, herald: annotation “x” is not compared: it lies outside the text");
}

#[test]
fn stories_are_compared_together_and_one_by_one() {
    let sandbox = sandbox();
    for (name, story) in [("ana", "flood-barrier"), ("ben", "flood-barrier")] {
        let review = sandbox.read(&format!("p/reviews/{story}/{name}.ron"));
        sandbox.write(&format!("{name}.ron"), &review);
        sandbox.write(&format!("{name}-again.ron"), review.replace("\"flood-barrier\"", "\"second\""));
    }
    let all = ["ana.ron", "ana-again.ron", "ben.ron", "ben-again.ron"];
    let json = json_of(&sandbox, &all);
    assert_eq!(json["pairs"][0]["identical"], 4);
    assert_eq!(json["stories"][1]["story"], "second");
    assert_eq!(json["stories"][1]["pairs"][0]["identical"], 2);
    assert_eq!(json["articles"].as_array().unwrap().len(), 4);
    let one = sandbox.run(["compare"].iter().chain(&all).chain(&["--json", "--story", "second"]));
    let one: Value = serde_json::from_slice(&one.out).unwrap();
    assert_eq!(one["pairs"][0]["identical"], 2);
    let report = sandbox.run(["compare"].iter().chain(&all)).ends(0);
    assert!(report.contains("second/herald"), "{report}");
}

#[test]
fn a_label_that_the_codebook_does_not_know_is_compared_under_its_id() {
    let sandbox = sandbox();
    for name in ["ana", "ben"] {
        let path = format!("p/reviews/flood-barrier/{name}.ron");
        let review = sandbox.read(&path);
        sandbox.write(&path, review.replace("label: \"person\"", "label: \"ghost\""));
    }
    let json = json_of(&sandbox, &["p", "--reviewers", "ana,ben"]);
    let ghost = &json["pairs"][0]["by_label"]["ghost"];
    assert_eq!(
        (&ghost["marks_a"], &ghost["marks_b"], &ghost["identical"]),
        (&json!(3), &json!(2), &json!(2))
    );
    assert!(json["pairs"][0]["by_label"].get("person").is_none());
    let report = sandbox.run(["compare", "p"]).ends(0);
    assert!(report.contains("\n  ghost "), "{report}");
}

#[test]
fn rulings_and_absences_are_compared() {
    use parallax::model::{Absence, Difference, Ruling, Stretch, Verdict};
    use parallax::text::Chars;

    let sandbox = Sandbox::new();
    let open = sandbox.make_project("p");
    let story = open.project.stories[0].clone();
    let made = "2026-11-22T09:14:03Z".parse().unwrap();
    let stretch = |article: &str, words: &str| {
        let text = &story.article(&article.into()).unwrap().text;
        let start = text[..text.find(words).unwrap()].chars().count() as u32;
        let at = (Chars(start), Chars(start + words.chars().count() as u32));
        Stretch { article: article.into(), at, text: words.to_owned() }
    };
    let name = Difference::new("name", stretch("gazette", "Zoë Ø"), stretch("herald", "Zoe O"));
    let wording = Difference::new("wording", stretch("gazette", "said"), stretch("herald", "said"));
    let rule = |of: &Difference, verdict| {
        Edit::PutRuling(Ruling { of: of.clone(), verdict, note: String::new(), made })
    };
    let absent = |cluster: &str, article: &str| {
        Edit::PutAbsence(Absence {
            cluster: cluster.into(),
            article: article.into(),
            note: String::new(),
            made,
        })
    };
    // Both mark the same person in the Gazette. Dora finds her in the Herald too; ed looked in vain.
    let herald = "<person z>Zoe O</person> said it costs 12 million.\n";
    let gazette =
        "👩‍👩‍👧 Flood\n\n<person zoe>Zoë Ø</person> of =Bank said “the barrier, she said, will hold”.\n";
    let plain = "Zoe O said it costs 12 million.\n";
    save(&open, "dora", &[("gazette", gazette), ("herald", herald)], |_| {
        let edits = [
            cluster("cd", "Zoë", &["zoe", "z"]),
            rule(&name, Verdict::Style),
            rule(&wording, Verdict::Harmless),
        ];
        edits.to_vec()
    });
    save(&open, "ed", &[("gazette", gazette), ("herald", plain)], |_| {
        vec![cluster("ce", "Zoë", &["zoe"]), rule(&name, Verdict::Style), absent("ce", "herald")]
    });
    let json = json_of(&sandbox, &["p", "--reviewers", "dora,ed"]);
    let judged = &json["judged"][0];
    assert_eq!(judged["rulings"], json!({"a": 2, "b": 1, "both": 1, "agree": 1}));
    assert_eq!(judged["absences"], json!({"a": 0, "b": 1, "agree": 0, "contradicted": 1}));
    let turned = json_of(&sandbox, &["p", "--reviewers", "ed,dora"]);
    assert_eq!(turned["judged"][0]["absences"], json!({"a": 1, "b": 0, "agree": 0, "contradicted": 1}));
    // They are in the export, and nothing is wrong with them.
    sandbox.run(["export", "p", "--to", "json", "--reviewer", "ed", "-o", "ed.json"]).ends(0);
    let json: Value = serde_json::from_str(&sandbox.read("ed.json")).unwrap();
    let ed = &json["stories"][0]["reviews"][0];
    assert_eq!(ed["rulings"][0]["ruling"], "style");
    assert_eq!(ed["rulings"][0]["b"]["text"], "Zoe O");
    assert_eq!(ed["absences"][0]["article"], "herald");
    let out = sandbox.run(["check", "p"]);
    assert_eq!(out.code, Some(0), "{}", String::from_utf8_lossy(&out.out));
}
