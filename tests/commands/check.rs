//! Finding what is wrong with a project.

use std::fs;

use crate::sandbox::{Sandbox, files};

const ANA: &str = "p/reviews/flood-barrier/ana.ron";

/// What `check` finds in the project, without the line that counts.
#[track_caller]
fn problems(sandbox: &Sandbox) -> Vec<String> {
    let before = files(&sandbox.path("p"));
    let out = sandbox.run(["check", "p"]).ends(1);
    assert_eq!(files(&sandbox.path("p")), before, "checking writes nothing");
    let mut lines: Vec<String> = out.lines().map(str::to_owned).collect();
    let last = lines.pop().unwrap();
    let count = match lines.len() {
        1 => "1 problem".to_owned(),
        count => format!("{count} problems"),
    };
    assert!(last.ends_with(&format!(": {count}")), "{out}");
    lines
}

/// The line on which a file has something, from 1.
fn line_of(sandbox: &Sandbox, name: &str, what: &str) -> usize {
    sandbox.read(name).lines().position(|line| line.contains(what)).unwrap() + 1
}

#[test]
fn a_project_without_problems_says_so() {
    let sandbox = Sandbox::with_project();
    let out = sandbox.run(["check", "p"]).ends(0);
    assert_eq!(out, "1 story, 2 articles, 2 reviews, 7 annotations: no problems\n");
}

#[test]
fn the_sample_project_has_no_problems() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/sample_data/harbour-barrier");
    let out = Sandbox::new().run(["check", sample]).ends(0);
    assert!(out.starts_with("1 story, 3 articles, 3 reviews, ") && out.ends_with(": no problems\n"), "{out}");
}

#[test]
fn what_is_no_project_is_bad_use() {
    let sandbox = Sandbox::new();
    sandbox.write("folder/note", "x");
    sandbox.write("file", "x");
    for name in ["none", "folder", "file"] {
        let error = sandbox.run(["check", name]).refuses();
        assert!(error.contains(name), "{error}");
    }
}

#[test]
fn each_thing_that_is_wrong_with_a_review_is_listed_with_its_line() {
    // What to change in ana's review, the id whose line is named, what is said.
    let cases: &[(&str, &str, &str, &str)] = &[
        ("label: \"organization\"", "label: \"company\"", "bank", "the codebook has no label “company”"),
        ("\"=Bank\"", "\"=Bonk\"", "bank", "at 22..27 article “gazette” reads “=Bank”, not “=Bonk”"),
        (
            "(22, 27)",
            "(22, 900)",
            "bank",
            "22..900 lies outside of article “gazette”, which has 69 code points",
        ),
        (
            "Choice(\"direct\")",
            "Choice(\"sung\")",
            "no",
            "attribute “form” is “sung”, which the codebook does not offer",
        ),
        ("Choice(\"direct\")", "YesNo(true)", "no", "attribute “form” is yes or no, not a choice"),
        ("\"form\"", "\"shape\"", "no", "label “quote” has no attribute “shape”"),
        (
            "\"zoe\", \"she\"",
            "\"zoe\", \"gone\"",
            "czoe",
            "there is no annotation “gone”, which is said to be in it",
        ),
        ("\"zoe\", \"she\"", "\"zoe\", \"zoe\"", "czoe", "annotation “zoe” is in it twice"),
        (
            "to: Cluster(\"czoe\")",
            "to: Cluster(\"gone\")",
            "lsaid",
            "leads to cluster “gone”, which there is not",
        ),
        ("to: Cluster(\"czoe\")", "to: Annotation(\"cost\")", "lsaid", "“said-by” may not lead to a claim"),
        ("kind: \"said-by\"", "kind: \"denied-by\"", "lsaid", "the codebook has no link kind “denied-by”"),
        (
            "at: [(47, 50)], text: [\"she\"]",
            "at: [(13, 18)], text: [\"Zoë Ø\"]",
            "she",
            "marks the same words with the same label as “zoe”",
        ),
        (
            "\"said-by\", from: Annotation(\"no\"), to: Cluster(\"czoe\")",
            "\"supports\", from: Annotation(\"no\"), to: Annotation(\"no\")",
            "lsaid",
            "ties annotation “no” to itself",
        ),
        (
            "links: [",
            "links: [(id: \"two\", kind: \"said-by\", from: Annotation(\"no\"), to: Cluster(\"czoe\")),\n",
            "lsaid",
            "says the same as link “two”",
        ),
        (
            "clusters: [",
            "clusters: [(id: \"two\", label: \"person\", name: \"x\", members: [\"she\"]),\n",
            "czoe",
            "annotation “she” is in cluster “two” too",
        ),
        (
            "    clusters: [",
            "    orphans: [\n(id: \"lost\", article: \"gazette\", label: \"person\", at: [(0, 4)], text: [\"gone\"], \
             made: \"2026-11-22T09:14:03Z\", changed: \"2026-11-22T09:14:03Z\")],\n    clusters: [",
            "lost",
            "lost its place in article “gazette”: “gone”",
        ),
    ];
    for (from, to, id, what) in cases {
        let sandbox = Sandbox::with_project();
        sandbox.change(ANA, from, to);
        let line = line_of(&sandbox, ANA, &format!("(id: \"{id}\""));
        assert_eq!(problems(&sandbox), [format!("{ANA}:{line}: {id}: {what}")], "{from} -> {to}");
    }
}

#[test]
fn what_is_wrong_with_a_review_as_a_whole_is_listed() {
    let cases = [
        ("chars: 69", "chars: 70", "article “gazette” has 69 code points, the review says 70"),
        ("\"gazette\": (", "\"gazelle\": (", "article “gazette” is not among the review's articles"),
    ];
    for (from, to, what) in cases {
        let sandbox = Sandbox::with_project();
        sandbox.change(ANA, from, to);
        let found = problems(&sandbox);
        assert!(found.len() == 1 && found[0].starts_with(ANA) && found[0].ends_with(what), "{found:#?}");
    }
}

#[test]
fn a_review_that_cannot_be_read_is_listed_with_line_and_column_and_the_rest_is_checked() {
    let cases: &[(&str, &str, &str)] = &[
        ("label: \"organization\"", "label: \"organization\", mood: \"x\"", "mood"),
        ("(id: \"bank\"", "(id: \"zoe\"", "there are two annotations with the id “zoe”"),
        ("reviewer: \"ana\"", "reviewer: \"ben\"", "the review is by “ben”"),
        ("story: \"flood-barrier\"", "story: \"../../x\"", "lies in the folder of “flood-barrier”"),
        ("at: [(22, 27)]", "at: [(27, 22)]", "“bank” has a piece that does not end after it starts"),
        ("at: [(22, 27)]", "at: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[(22, 27)]", ""),
        ("clusters: [", "clusters: {", ""),
    ];
    for (from, to, what) in cases {
        let sandbox = Sandbox::with_project();
        sandbox.change(ANA, from, to);
        sandbox.change("p/reviews/flood-barrier/ben.ron", "label: \"person\"", "label: \"nobody\"");
        let found = problems(&sandbox);
        assert_eq!(found.len(), 2, "{from} -> {to}: {found:#?}");
        let place = found[0].strip_prefix(&format!("{ANA}:")).unwrap_or_else(|| panic!("{found:#?}"));
        let mut parts = place.splitn(3, ':');
        assert!(parts.next().unwrap().parse::<u32>().unwrap() > 0);
        assert!(parts.next().unwrap().parse::<u32>().unwrap() > 0);
        assert!(parts.next().unwrap().contains(what), "{found:#?}");
        assert!(found[1].ends_with("x: the codebook has no label “nobody”"), "{found:#?}");
    }
}

#[test]
fn a_newer_format_is_named_as_such() {
    let sandbox = Sandbox::with_project();
    sandbox.change(ANA, "format: 1", "format: 7");
    let found = problems(&sandbox);
    assert!(found[0].contains("ana.ron has format 7") && found[0].contains("update Parallax"), "{found:#?}");
    sandbox.change("p/project.ron", "format: 1", "format: 7");
    let found = problems(&sandbox);
    assert!(found[0].contains("project.ron has format 7"), "{found:#?}");
}

#[test]
fn a_text_that_changed_and_one_that_is_gone_are_listed() {
    let sandbox = Sandbox::with_project();
    sandbox.change("p/articles/flood-barrier/gazette.txt", "Flood", "Fload");
    fs::remove_file(sandbox.path("p/articles/flood-barrier/herald.txt")).unwrap();
    let found = problems(&sandbox);
    let has = |path: &str, what: &str| {
        let found = found.iter().filter(|line| line.starts_with(path) && line.contains(what)).count();
        assert_eq!(found, 1, "{path} {what}");
    };
    has("p/articles/flood-barrier/gazette.txt: ", "not the text that was imported");
    has("p/articles/flood-barrier/herald.txt: ", "is missing");
    has(ANA, "article “gazette”: the review was made on another text than the project has");
    has(ANA, "article “herald” has no text in the story: 2 of its annotations have no place");
}

#[test]
fn a_path_that_leads_out_of_the_project_is_refused() {
    for out in ["../secret.txt", "/etc/hostname", "articles/../../secret.txt", "C:\\secret.txt"] {
        let sandbox = Sandbox::with_project();
        sandbox.write("secret.txt", "Nobody is to read this.\n");
        sandbox.change(
            "p/project.ron",
            "articles/flood-barrier/herald.txt",
            &out.escape_default().to_string(),
        );
        let found = problems(&sandbox);
        assert!(found[0].contains("leads out of the project folder"), "{found:#?}");
        let error = sandbox.run(["export", "p", "--to", "json", "-o", "-"]).refuses();
        assert!(error.contains("leads out of the project folder"), "{error}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_of_the_project_is_refused() {
    let sandbox = Sandbox::with_project();
    sandbox.write("secret.ron", sandbox.read(ANA));
    fs::remove_file(sandbox.path(ANA)).unwrap();
    std::os::unix::fs::symlink("../../../secret.ron", sandbox.path(ANA)).unwrap();
    let found = problems(&sandbox);
    assert!(found[0].contains("leads out of the project folder"), "{found:#?}");
}

#[test]
fn a_codebook_that_contradicts_itself_is_listed() {
    let cases: &[(&str, &str, &str)] = &[
        ("key: \"p\"", "key: \"o\"", "two labels have the key “o”"),
        ("key: \"p\"", "key: \"pp\"", "label “person”: its key “pp” is not one letter or digit"),
        (
            "Some(Choice(\"open\"))",
            "Some(YesNo(true))",
            "attribute “status”: its default is yes or no, not a choice",
        ),
        ("\"open\", \"confirmed\"", "\"open\", \"open\"", "attribute “status” offers “open” twice"),
    ];
    for (from, to, what) in cases {
        let sandbox = Sandbox::with_project();
        sandbox.change("p/project.ron", from, to);
        let found = problems(&sandbox);
        assert!(found.len() == 1 && found[0].starts_with("p/project.ron: "), "{found:#?}");
        assert!(found[0].ends_with(what), "{found:#?}");
    }
}

#[test]
fn what_belongs_to_nothing_is_listed() {
    let sandbox = Sandbox::with_project();
    sandbox.write("p/articles/flood-barrier/old.txt", "x");
    sandbox.write("p/reviews/other-story/ana.ron", "x");
    sandbox.write("p/reviews/flood-barrier/notes.docx", "x");
    sandbox.write("p/reviews/flood-barrier/con.ron", "x");
    sandbox.write("p/reviews/flood-barrier/ana.ron.bak", "x");
    sandbox.write("p/reviews/flood-barrier/.DS_Store", "x");
    assert_eq!(
        problems(&sandbox),
        [
            "p/articles/flood-barrier/old.txt: this text belongs to no article",
            "p/reviews/flood-barrier/con.ron: “con” is a name that some systems keep for devices, so it is never \
             opened",
            "p/reviews/flood-barrier/notes.docx: this is no review",
            "p/reviews/other-story: there is no story with this name, so what is here is never opened",
        ]
    );
}

#[test]
fn what_is_required_counts_once_the_article_is_done() {
    let sandbox = Sandbox::with_project();
    let project = sandbox.read("p/project.ron");
    let at = project.find("\"status\"").unwrap();
    let required = project[at..].replacen("required: false", "required: true", 1);
    sandbox.write("p/project.ron", format!("{}{required}", &project[..at]));
    let line = line_of(&sandbox, ANA, "(id: \"cost\"");
    assert_eq!(
        problems(&sandbox),
        [format!("{ANA}:{line}: cost: attribute “status” is required and not set")]
    );
    let text = sandbox.read(ANA).replace("status: Done", "status: InProgress");
    sandbox.write(ANA, text);
    sandbox.run(["check", "p"]).ends(0);
}

#[test]
fn edits_that_were_never_saved_are_listed() {
    let sandbox = Sandbox::with_project();
    sandbox.write("p/reviews/flood-barrier/ben.journal", "torn off");
    let found = problems(&sandbox);
    assert_eq!(found, ["p/reviews/flood-barrier/ben.journal: is damaged: no edit in it can be read"]);
}

#[test]
fn what_a_file_holds_is_shown_and_never_obeyed() {
    let sandbox = Sandbox::with_project();
    sandbox.change(ANA, "label: \"organization\"", "label: \"\\u{1b}]0;owned\\u{7}\\u{202e}\"");
    let found = problems(&sandbox);
    assert!(found[0].ends_with("the codebook has no label “\\u{1b}]0;owned\\u{7}\\u{202e}”"), "{found:#?}");
}
