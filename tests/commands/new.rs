//! Making a project.

use crate::sandbox::{Sandbox, files};

#[test]
fn a_project_is_made_from_articles_and_has_no_problems() {
    let sandbox = Sandbox::new();
    sandbox.write("in/Morning Herald.txt", "Zoe said no.\r\nTwice.\r\n");
    sandbox.write("in/wire.txt", b"Caf\xe9 owners said \x93no\x94.\n");
    let out =
        sandbox.run(["new", "q", "in/Morning Herald.txt", "in/wire.txt", "--story", "The flood"]).ends(0);
    assert!(out.starts_with("q: a new project, 2 articles\n"), "{out}");
    assert!(out.contains("CR LF"), "what was done to the line ends is said: {out}");
    assert!(out.contains("windows-1252"), "what encoding was assumed is said: {out}");
    assert_eq!(sandbox.read("q/articles/the-flood/morning-herald.txt"), "Zoe said no.\nTwice.\n");
    assert_eq!(sandbox.read("q/articles/the-flood/wire.txt"), "Café owners said “no”.\n");
    let out = sandbox.run(["check", "q"]).ends(0);
    assert_eq!(out, "1 story, 2 articles, 0 reviews, 0 annotations: no problems\n");
    let json = sandbox.run(["export", "q", "--to", "json", "-o", "-"]).ends(0);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json["project"], &json["stories"][0]["title"]), (&"q".into(), &"The flood".into()));
    assert_eq!(json["codebook"]["labels"].as_array().unwrap().len(), 8);
}

#[test]
fn an_empty_folder_will_do_and_articles_are_not_needed() {
    let sandbox = Sandbox::new();
    std::fs::create_dir(sandbox.path("q")).unwrap();
    sandbox.run(["new", "q", "--name", "Barrier"]).ends(0);
    assert!(sandbox.read("q/project.ron").contains("name: \"Barrier\""));
    sandbox.run(["check", "q"]).ends(0);
}

#[test]
fn what_is_there_stays_as_it_is() {
    let sandbox = Sandbox::with_project();
    sandbox.write("file", "x");
    sandbox.write("full/note", "x");
    let before = files(&sandbox.path(""));
    for name in ["p", "full", "file"] {
        let error = sandbox.run(["new", name]).refuses();
        assert!(error.contains(name) && error.contains("empty folder"), "{error}");
    }
    assert_eq!(files(&sandbox.path("")), before);
}

#[test]
fn one_file_that_is_no_article_and_nothing_is_made() {
    let sandbox = Sandbox::new();
    sandbox.write("good.txt", "A text.\n");
    sandbox.write("empty.txt", " \n");
    sandbox.write("scan.txt", b"%PDF-1.7 \x00\x01");
    for bad in ["empty.txt", "scan.txt", "gone.txt", "."] {
        let error = sandbox.run(["new", "q", "good.txt", bad]).refuses();
        assert!(error.contains(bad), "{error}");
        assert!(!sandbox.path("q").exists());
    }
}
