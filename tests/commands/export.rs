//! Reviews in other formats.

use std::fs;

use parallax::model::{Edit, LabelId};
use parallax::store::{self, Disk, Done, FileEdit, Head, Journal};
use parallax::text::marked;

use crate::sandbox::{GAZETTE, HERALD, Sandbox, cluster, files, save};

const T: &str = "2026-11-22T09:14:03Z,2026-11-22T09:14:03Z";

fn ana_rows() -> String {
    format!(
        "flood-barrier,gazette,ana,zoe,person,Entity,13,18,Zoë Ø,,,Zoë Ø,{T}\n\
         flood-barrier,gazette,ana,bank,organization,Entity,22,27,'=Bank,,,,{T}\n\
         flood-barrier,gazette,ana,no,quote,Quote,33;57,45;67,“the barrier … will hold”,\
         \"{{\"\"form\"\":\"\"direct\"\",\"\"speaker\"\":\"\"she\"\"}}\",\"one, “two”\n\"\"three\"\"\",,{T}\n\
         flood-barrier,gazette,ana,she,person,Entity,47,50,she,,,Zoë Ø,{T}\n\
         flood-barrier,herald,ana,zoe2,person,Entity,0,5,Zoe O,,,Zoë Ø,{T}\n\
         flood-barrier,herald,ana,cost,claim,Claim,11,30,it costs 12 million,,,,{T}\n"
    )
}

const HEADER: &str =
    "story,article,reviewer,id,label,kind,start,end,text,attributes,note,cluster,made,changed\n";

#[test]
fn a_table_has_a_row_for_each_annotation_to_the_byte() {
    let sandbox = Sandbox::with_project();
    let ben = format!("flood-barrier,herald,ben,x,person,Entity,0,5,Zoe O,,,,{T}\n");
    let said = sandbox.run(["export", "p", "--to", "csv", "-o", "marks.csv"]).ends(0);
    assert_eq!(sandbox.read("marks.csv"), format!("{HEADER}{}{ben}", ana_rows()));
    assert_eq!(
        said,
        "marks.csv: 7 annotations in 2 reviews; not in it: 1 link, 1 cell as it was, made safe for spreadsheets\n"
    );
    let out = sandbox.run(["export", "p", "--to", "csv", "-o", "-", "--reviewer", "ana"]).ends(0);
    assert_eq!(out, format!("{HEADER}{}", ana_rows()));
    let out = sandbox.run(["export", "p", "--to", "csv", "-o", "-", "--reviewer", "ben,ana"]).ends(0);
    assert_eq!(out, format!("{HEADER}{}{ben}", ana_rows()));
}

#[test]
fn json_has_all_that_the_project_has() {
    let sandbox = Sandbox::with_project();
    sandbox.run(["export", "p", "--to", "json", "-o", "all.json"]).ends(0);
    let json: serde_json::Value = serde_json::from_str(&sandbox.read("all.json")).unwrap();
    let story = &json["stories"][0];
    assert_eq!(story["articles"][0]["text"], marked::parse(GAZETTE).unwrap().text);
    assert_eq!(story["articles"][1]["text"], marked::parse(HERALD).unwrap().text);
    let [ana, ben] = story["reviews"].as_array().unwrap().as_slice() else { panic!("two reviews") };
    assert_eq!((&ana["reviewer"], &ben["reviewer"]), (&"ana".into(), &"ben".into()));
    assert_eq!(ana["articles"]["gazette"]["status"], "Done");
    assert_eq!(ben["articles"].get("gazette"), None);
    assert_eq!(ana["clusters"][0]["members"], serde_json::json!(["zoe", "she", "zoe2"]));
    assert_eq!(ana["links"][0]["to"], serde_json::json!({"cluster": "czoe"}));
    let mut seen = 0;
    for review in [ana, ben] {
        for annotation in review["annotations"].as_array().unwrap() {
            let article =
                story["articles"].as_array().unwrap().iter().find(|a| a["id"] == annotation["article"]);
            let text: Vec<char> = article.unwrap()["text"].as_str().unwrap().chars().collect();
            let pieces =
                annotation["at"].as_array().unwrap().iter().zip(annotation["text"].as_array().unwrap());
            for (at, words) in pieces {
                let range = at[0].as_u64().unwrap() as usize..at[1].as_u64().unwrap() as usize;
                assert_eq!(text[range].iter().collect::<String>(), words.as_str().unwrap());
                seen += 1;
            }
        }
    }
    assert_eq!(seen, 8);
}

#[test]
fn reviews_go_out_and_come_back_the_same() {
    let sandbox = Sandbox::with_project();
    sandbox.run(["export", "p", "--to", "ron", "-o", "out"]).ends(0);
    assert_eq!(files(&sandbox.path("out")), files(&sandbox.path("p/reviews")));

    let all = sandbox.run(["export", "p", "--to", "json", "-o", "-"]).ends(0);
    fs::remove_dir_all(sandbox.path("p/reviews")).unwrap();
    fs::rename(sandbox.path("out"), sandbox.path("p/reviews")).unwrap();
    sandbox.run(["check", "p"]).ends(0);
    assert_eq!(sandbox.run(["export", "p", "--to", "json", "-o", "-"]).ends(0), all);

    let one =
        ["export", "p", "--to", "ron", "-o", "ana.ron", "--reviewer", "ana", "--story", "flood-barrier"];
    sandbox.run(one).ends(0);
    assert_eq!(sandbox.read("ana.ron"), sandbox.read("p/reviews/flood-barrier/ana.ron"));
    let out = sandbox.run(["export", "p", "--to", "ron", "-o", "-", "--reviewer", "ana"]).ends(0);
    assert_eq!(out, sandbox.read("ana.ron"));
}

#[test]
fn several_reviews_are_no_single_file() {
    let sandbox = Sandbox::with_project();
    for out in ["all.ron", "-"] {
        let error = sandbox.run(["export", "p", "--to", "ron", "-o", out]).refuses();
        assert!(error.contains("one reviewer and one story"), "{error}");
    }
    fs::remove_dir_all(sandbox.path("p/reviews")).unwrap();
    let error = sandbox.run(["export", "p", "--to", "ron", "-o", "out"]).refuses();
    assert_eq!(error, "p: there is no review to export");
    assert!(!sandbox.path("all.ron").exists() && !sandbox.path("out").exists());
}

#[test]
fn who_is_not_there_is_named_with_those_who_are() {
    let sandbox = Sandbox::with_project();
    let cases = [
        ("--reviewer", "cem", "p: there is no reviewer “cem”; there are ana, ben"),
        ("--reviewer", "ana,cem", "p: there is no reviewer “cem”; there are ana, ben"),
        ("--reviewer", "../ana", "p: there is no reviewer “../ana”; there are ana, ben"),
        ("--story", "x", "p: there is no story “x”; there are flood-barrier"),
    ];
    for (flag, value, expected) in cases {
        let error = sandbox.run(["export", "p", "--to", "csv", "-o", "x.csv", flag, value]).refuses();
        assert_eq!(error, expected);
    }
    assert!(!sandbox.path("x.csv").exists());
}

#[test]
fn nothing_is_replaced_unless_that_is_asked_for() {
    let sandbox = Sandbox::with_project();
    sandbox.write("x.csv", "mine");
    sandbox.write("out/flood-barrier/ben.ron", "mine");
    for (to, out, there) in [("csv", "x.csv", "x.csv"), ("ron", "out", "out/flood-barrier/ben.ron")] {
        let error = sandbox.run(["export", "p", "--to", to, "-o", out]).refuses();
        assert_eq!(error, format!("{there}: is there already; --force replaces it"));
        assert_eq!(sandbox.read(there), "mine");
    }
    assert!(!sandbox.path("out/flood-barrier/ana.ron").exists(), "all or nothing");
    sandbox.run(["export", "p", "--to", "csv", "-o", "x.csv", "--force"]).ends(0);
    assert!(sandbox.read("x.csv").starts_with(HEADER));
    sandbox.run(["export", "p", "--to", "ron", "-o", "out", "--force"]).ends(0);
    assert_eq!(files(&sandbox.path("out")), files(&sandbox.path("p/reviews")));
}

#[test]
fn an_export_never_lands_on_what_makes_a_project() {
    let sandbox = Sandbox::with_project();
    let before = files(&sandbox.path("p"));
    let mut places =
        vec!["p", "p/project.ron", "p/reviews/x.csv", "p/../p/articles/x.csv", "p/reviews/new/x.csv"];
    if cfg!(unix) {
        #[cfg(unix)]
        std::os::unix::fs::symlink("p/reviews/flood-barrier/ana.ron", sandbox.path("link.csv")).unwrap();
        places.push("link.csv");
    }
    for out in places {
        let error = sandbox.run(["export", "p", "--to", "csv", "-o", out, "--force"]).refuses();
        assert_eq!(error, format!("{out}: belongs to the project; export elsewhere"));
    }
    assert_eq!(files(&sandbox.path("p")), before);
    sandbox.run(["export", "p", "--to", "csv", "-o", "p/marks.csv"]).ends(0);
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let sandbox = Sandbox::with_project();
    fs::create_dir(sandbox.path("folder")).unwrap();
    sandbox.write("file", "x");
    let cases = [
        ("csv", "none/x.csv", "none: there is no such folder"),
        ("csv", "folder", "folder: is a folder"),
        ("csv", "file/x.csv", "file: is a file, not a folder"),
        ("ron", "file", "file: is a file, not a folder"),
        ("ron", "none/out", "none: there is no such folder"),
    ];
    for (to, out, expected) in cases {
        let error = sandbox.run(["export", "p", "--to", to, "-o", out, "--force"]).refuses();
        assert_eq!(error, expected);
    }
    for project in ["none", "file", "folder"] {
        let error = sandbox.run(["export", project, "--to", "csv", "-o", "x.csv"]).refuses();
        assert!(error.contains(project), "{error}");
    }
}

#[cfg(unix)]
#[test]
fn files_are_made_as_the_user_makes_files() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::with_project();
    sandbox.write("plain", "x");
    let mode = |name: &str| fs::metadata(sandbox.path(name)).unwrap().permissions().mode() & 0o777;
    sandbox.run(["export", "p", "--to", "csv", "-o", "x.csv"]).ends(0);
    sandbox.run(["export", "p", "--to", "ron", "-o", "out"]).ends(0);
    assert_eq!((mode("x.csv"), mode("out/flood-barrier/ana.ron")), (mode("plain"), mode("plain")));
    assert_eq!((mode("out"), mode("out/flood-barrier")), (mode("p"), mode("p")));
    // Who may read a file that is replaced stays as it was, and a link stays a link.
    fs::set_permissions(sandbox.path("x.csv"), fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("x.csv", sandbox.path("link")).unwrap();
    sandbox.run(["export", "p", "--to", "csv", "-o", "link", "--force"]).ends(0);
    assert_eq!(mode("x.csv"), 0o640);
    assert!(fs::symlink_metadata(sandbox.path("link")).unwrap().is_symlink());
    assert!(
        !fs::read_dir(sandbox.path("")).unwrap().any(|e| e
            .unwrap()
            .file_name()
            .to_string_lossy()
            .contains("tmp"))
    );
}

#[test]
fn edits_that_were_never_saved_are_exported_too() {
    let sandbox = Sandbox::with_project();
    let open = store::open_project(&sandbox.path("p")).unwrap();
    let story = &open.project.stories[0];
    let ben = store::read_review_file(&sandbox.path("p/reviews/flood-barrier/ben.ron")).unwrap();
    let mut added = ben.annotations[0].clone();
    (added.id, added.label) = ("unsaved".into(), LabelId::from("organization"));
    let places = store::journal_places(&open.root, &story.id, &"ben".into(), None);
    let head = Head {
        format: store::FORMAT,
        reviewer: "ben".into(),
        story: story.id.clone(),
        follows: Some(store::sha256(&fs::read(sandbox.path("p/reviews/flood-barrier/ben.ron")).unwrap())),
        session: "s".into(),
    };
    let mut journal = Journal::new(Disk::new(), places, head, Vec::new());
    let edits = vec![FileEdit::PutAnnotation(added)];
    journal.add([Done { number: 1, name: "tag".into(), edits }].into_iter()).unwrap();
    let before = files(&sandbox.path("p"));
    let out = sandbox.run(["export", "p", "--to", "csv", "-o", "-", "--reviewer", "ben"]).ends(0);
    assert!(out.contains(",ben,unsaved,organization,Entity,0,5,Zoe O,"), "{out}");
    assert_eq!(files(&sandbox.path("p")), before, "exporting writes nothing to the project");
}

#[test]
fn a_project_with_problems_is_exported_and_that_is_said() {
    let sandbox = Sandbox::with_project();
    fs::remove_file(sandbox.path("p/articles/flood-barrier/herald.txt")).unwrap();
    let ran = sandbox.run(["export", "p", "--to", "csv", "-o", "-", "--reviewer", "ben"]);
    assert_eq!(ran.code, Some(0));
    let row = format!("flood-barrier,herald,ben,x,person,Entity,,,Zoe O,,,,{T}\n");
    assert_eq!(
        String::from_utf8_lossy(&ran.out),
        format!("{HEADER}{row}"),
        "a mark without its text keeps its words"
    );
    assert_eq!(ran.error_line(), "p: has 1 problem; “parallax check” lists them");
}

#[test]
fn what_a_spreadsheet_would_run_is_text() {
    let sandbox = Sandbox::with_project();
    let open = store::open_project(&sandbox.path("p")).unwrap();
    let bad = "=HYPERLINK(\"http://evil\";\"click\")";
    save(&open, "cem", &[("herald", HERALD)], |review| {
        let mut mark = review.annotation(&"cost".into()).unwrap().clone();
        mark.note = format!("{bad}\n{bad}");
        mark.attributes.insert("=type".into(), parallax::model::Value::Text("@SUM(A1)".into()));
        vec![Edit::PutAnnotation(mark), cluster("c", bad, &["zoe2"])]
    });
    let text = sandbox.run(["export", "p", "--to", "csv", "-o", "-", "--reviewer", "cem"]).ends(0);
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    for cell in rows.iter().flatten() {
        for start in cell.split(['\n', ';']) {
            assert!(!start.trim_start_matches([' ', '"']).starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
    assert_eq!(&rows[0][11], format!("'{bad}").as_str());
    assert_eq!(&rows[1][10], format!("'{bad}\n'{bad}").as_str());
}
