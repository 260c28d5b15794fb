//! What the program finds in articles: `align`, `quotes`, `names`, `discrepancies`.

use serde_json::{Value, json};

use crate::sandbox::Sandbox;

/// Byte order mark, CRLF, and an emoji before everything: offsets tell bytes from code points.
const GAZETTE: &[u8] = "\u{feff}👩‍👩‍👧 The barrier at Norhavn will cost 12 million crowns and will close in June, the port said.\r\n\r\n\
    “We will not sign a contract before the survey is done,” Anna Berg, a spokeswoman for the port, said.\r\n"
    .as_bytes();
const HERALD: &str = "\"We will not sign a contract before the survey is done,\" said Olaf Lind, a spokesman for the \
    port, on Tuesday.\n\nThe barrier at Norhavn will cost 21 million crowns and will close in June, the port said. It is \
    \"huge\".\n";

const COMMANDS: [&str; 4] = ["align", "quotes", "names", "discrepancies"];

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::with_project();
    sandbox.write("gazette.txt", GAZETTE);
    sandbox.write("herald.txt", HERALD);
    sandbox
}

fn json_of(sandbox: &Sandbox, args: &[&str]) -> Value {
    serde_json::from_str(&sandbox.run(args.iter().chain(&["--json"])).ends(0)).unwrap()
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

/// The code points that a place names, out of the text with LF and without a byte order mark.
fn words(place: &Value, article: &str) -> String {
    let gazette = String::from_utf8(GAZETTE.to_vec()).unwrap().replace("\r\n", "\n").replace('\u{feff}', "");
    let text = if article == "gazette.txt" { gazette } else { HERALD.to_owned() };
    let at = |key: &str| usize::try_from(place[key].as_u64().unwrap()).unwrap();
    text.chars().skip(at("start")).take(at("end") - at("start")).collect()
}

/// Asserts that a place has the words that it says.
#[track_caller]
fn fits(place: &Value) {
    assert_eq!(words(place, place["article"].as_str().unwrap()), place["text"].as_str().unwrap());
}

#[test]
fn passages_as_json() {
    let json = json_of(&sandbox(), &["align", "gazette.txt", "herald.txt"]);
    assert_eq!(keys(&json), ["articles", "passages"]);
    assert_eq!(json["articles"][1], json!({"article": "herald.txt", "chars": HERALD.chars().count()}));
    let passages = json["passages"].as_array().unwrap();
    assert_eq!(passages.len(), 2);
    for passage in passages {
        assert_eq!(keys(passage), ["kind", "score", "a", "b", "changes"]);
        for side in ["a", "b"] {
            assert_eq!(keys(&passage[side]), ["article", "start", "end", "text"]);
            fits(&passage[side]);
        }
    }
    assert_eq!((&passages[0]["kind"], &passages[1]["kind"]), (&json!("near-verbatim"), &json!("reworded")));
    assert_eq!(passages[0]["changes"], json!([{"a": "12", "b": "21", "style": false}]));
    assert!(passages[0]["a"]["text"].as_str().unwrap().starts_with("The barrier at Norhavn"));
}

#[test]
fn quotes_as_json() {
    let json = json_of(&sandbox(), &["quotes", "gazette.txt", "herald.txt"]);
    assert_eq!(keys(&json), ["quotes", "same"]);
    let quotes = json["quotes"].as_array().unwrap();
    let all =
        ["article", "start", "end", "text", "kind", "speaker", "cue", "rule", "confidence", "statement"];
    for quote in quotes {
        assert_eq!(keys(quote), all);
        fits(quote);
        for part in ["speaker", "cue"] {
            if let Some(place) = quote[part].as_object() {
                assert_eq!(
                    words(&quote[part], quote["article"].as_str().unwrap()),
                    place["text"].as_str().unwrap()
                );
            }
        }
    }
    let told = |at: usize| (&quotes[at]["kind"], &quotes[at]["speaker"]["text"], &quotes[at]["cue"]["text"]);
    assert_eq!(told(0), (&json!("direct"), &json!("Anna Berg"), &json!("said")));
    assert_eq!(told(1), (&json!("direct"), &json!("Olaf Lind"), &json!("said")));
    assert_eq!(
        (&quotes[2]["kind"], &quotes[2]["speaker"], &quotes[2]["rule"], &quotes[2]["confidence"]),
        (&json!("scare"), &Value::Null, &Value::Null, &Value::Null)
    );
    assert_eq!(json["same"], json!([[0, 1]]));
    assert_eq!(quotes[0]["statement"], quotes[1]["statement"]);
    assert_ne!(quotes[0]["statement"], quotes[2]["statement"]);
}

#[test]
fn names_as_json() {
    let json = json_of(&sandbox(), &["names", "gazette.txt", "herald.txt"]);
    assert_eq!(keys(&json), ["mentions"]);
    let mentions = json["mentions"].as_array().unwrap();
    for mention in mentions {
        assert_eq!(keys(mention), ["article", "start", "end", "text", "kind", "cluster"]);
        fits(mention);
    }
    let of = |name: &str| mentions.iter().filter(|m| m["text"] == name).collect::<Vec<_>>();
    assert_eq!(of("Anna Berg")[0]["kind"], "person");
    assert_eq!(of("June")[0]["kind"], "date");
    let norhavn = of("Norhavn");
    assert_eq!(norhavn.len(), 2);
    assert_eq!(norhavn[0]["cluster"], norhavn[1]["cluster"]);
}

#[test]
fn discrepancies_as_json() {
    let json = json_of(&sandbox(), &["discrepancies", "gazette.txt", "herald.txt"]);
    assert_eq!(keys(&json), ["discrepancies"]);
    let found = json["discrepancies"].as_array().unwrap();
    for discrepancy in found {
        assert_eq!(keys(discrepancy), ["kind", "a", "b"]);
        fits(&discrepancy["a"]);
        fits(&discrepancy["b"]);
    }
    let told: Vec<_> = found.iter().map(|d| (&d["kind"], &d["a"]["text"], &d["b"]["text"])).collect();
    assert!(told.contains(&(&json!("number"), &json!("12"), &json!("21"))), "{told:?}");
    assert!(told.contains(&(&json!("attribution"), &json!("Anna Berg"), &json!("Olaf Lind"))), "{told:?}");
}

#[test]
fn people_read_names_lines_and_columns() {
    let sandbox = sandbox();
    let both = ["gazette.txt", "herald.txt"];
    let align = sandbox.run(["align"].iter().chain(&both)).ends(0);
    assert!(align.starts_with("gazette.txt and herald.txt: 2 passages\n"), "{align}");
    // The emoji before it counts five code points.
    assert!(align.contains("    gazette.txt:1:7\n      The barrier at Norhavn"), "{align}");
    assert!(align.contains("differs: “12” / “21”"), "{align}");
    let quotes = sandbox.run(["quotes"].iter().chain(&both)).ends(0);
    assert!(quotes.contains("  gazette.txt:3:2  direct, statement 1\n"), "{quotes}");
    assert!(quotes.contains("Olaf Lind, said"), "{quotes}");
    assert!(quotes.contains("Statements printed more than once"), "{quotes}");
    let names = sandbox.run(["names"].iter().chain(&both)).ends(0);
    assert!(names.contains("Norhavn: gazette.txt:1:22, herald.txt:3:16"), "{names}");
    let discrepancies = sandbox.run(["discrepancies"].iter().chain(&both)).ends(0);
    assert!(discrepancies.contains("number (1): The numbers differ."), "{discrepancies}");
    assert!(discrepancies.contains("will cost [12] million"), "{discrepancies}");
}

#[test]
fn nothing_shared_is_no_error() {
    let sandbox = sandbox();
    sandbox.write("a.txt", "Rain fell.\n");
    sandbox.write("b.txt", "Shares rose sharply.\n");
    let align = sandbox.run(["align", "a.txt", "b.txt"]).ends(0);
    assert_eq!(align, "a.txt and b.txt: no matching wording\n");
    assert_eq!(sandbox.run(["discrepancies", "a.txt", "b.txt"]).ends(0), "0 discrepancies\n");
    assert_eq!(json_of(&sandbox, &["quotes", "a.txt"]), json!({"quotes": [], "same": []}));
}

#[test]
fn a_project_names_its_articles_by_their_ids() {
    let sandbox = sandbox();
    for path in ["p", "p/project.ron"] {
        let json = json_of(&sandbox, &["align", path, "--story", "flood-barrier"]);
        let names: Vec<_> =
            json["articles"].as_array().unwrap().iter().map(|article| &article["article"]).collect();
        assert_eq!(names, ["gazette", "herald"]);
    }
    let error = sandbox.run(["names", "p", "--story", "ebb"]).refuses();
    assert_eq!(error, "p: there is no story “ebb”; there are flood-barrier");
}

#[test]
fn one_of_several_stories_is_to_be_chosen() {
    let sandbox = sandbox();
    let mut open = parallax::store::open_project(&sandbox.path("p")).unwrap();
    parallax::store::add_story(&mut open, "Ebb");
    parallax::store::save_project(&mut open).unwrap();
    for command in COMMANDS {
        let error = sandbox.run([command, "p"]).refuses();
        assert_eq!(error, "p: choose one of its stories with --story: flood-barrier, ebb");
    }
}

#[test]
fn files_of_one_name_are_named_by_their_paths() {
    let sandbox = sandbox();
    sandbox.write("one/report.txt", "Rain fell on Norhavn.\n");
    sandbox.write("two/report.txt", "Rain fell on Norhavn.\n");
    let json = json_of(&sandbox, &["align", "one/report.txt", "two/report.txt", "herald.txt"]);
    let names: Vec<_> =
        json["articles"].as_array().unwrap().iter().map(|article| &article["article"]).collect();
    assert_eq!(names, ["one/report.txt", "two/report.txt", "herald.txt"]);
}

#[test]
fn what_is_no_article_is_named() {
    let sandbox = sandbox();
    sandbox.write("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    sandbox.write("empty.txt", " \n");
    sandbox.write("noise.txt", [1_u8, 2, 3, 4, 5, 6, 7].repeat(40));
    for command in COMMANDS {
        for (file, why) in [
            ("picture.txt", "this is"),
            ("empty.txt", "no text"),
            ("noise.txt", "text"),
            ("lost.txt", "read"),
        ] {
            let error = sandbox.run([command, "gazette.txt", file]).refuses();
            assert!(error.contains(file) && error.contains(why), "{command} {file}: {error}");
        }
        let error = sandbox.run([command, "gazette.txt", "p"]).refuses();
        assert!(error.starts_with("p: this is a folder"), "{error}");
        let error = sandbox.run([command, "gazette.txt", "./gazette.txt", "herald.txt"]).refuses();
        assert!(error.contains("gazette.txt"), "{error}");
        let error = sandbox.run([command, "gazette.txt", "herald.txt", "--story", "x"]).refuses();
        assert!(error.contains("--story x"), "{error}");
        assert!(sandbox.run([command]).refuses().contains("ARTICLE"));
    }
}

#[test]
fn comparing_takes_two_articles() {
    let sandbox = sandbox();
    for command in ["align", "discrepancies"] {
        let error = sandbox.run([command, "gazette.txt"]).refuses();
        assert_eq!(error, "gazette.txt: this takes two articles or more, and there is 1 article");
    }
}

#[test]
fn a_terminal_is_never_given_what_it_could_obey() {
    let sandbox = sandbox();
    let rest = "The port kept its gates open all morning while the water rose in the lower town. ".repeat(6);
    for (file, hour) in [("a.txt", "noon"), ("b.txt", "one")] {
        let quote =
            format!("“The \u{1b}[31mred\u{202e} tide came over the old wall at {hour},” said Ana Berg.");
        sandbox.write(file, format!("{quote} {rest}\n"));
    }
    for command in COMMANDS {
        let text = sandbox.run([command, "a.txt", "b.txt"]).ends(0);
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{command}: {text:?}");
    }
    assert!(sandbox.run(["quotes", "a.txt"]).ends(0).contains("\\u{1b}[31mred"));
}
