//! A project of one story with two reviewers, written in each format.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::*;
use crate::model::{
    Annotation, Article, ArticleInfo, ArticleState, Attributes, Cluster, Codebook, Edit, Link, LinkEnd,
    Origin, Orphan, Status,
};
use crate::text::marked;

/// Bytes, code points and UTF-16 units of this text all differ from the first word on.
const TEXT: &str = "👩‍👩‍👧 <quote id=q1>“We <x>said</x> «no», <y>twice</y>”</quote>, <person id=p1>Zoë Ø</person> of <person id=p2>=HYPER</person>.";

fn project() -> Project {
    let text = marked::parse(TEXT).unwrap().text;
    let info = ArticleInfo { title: "Barrier \u{202e}".into(), ..ArticleInfo::default() };
    let article =
        Article::new("gazette".into(), info, "articles/s/gazette.txt".into(), "00ff".into(), text.into());
    let story = Story { id: "s".into(), title: "S".into(), articles: vec![Arc::new(article)] };
    Project { name: "P".into(), codebook: Codebook::default(), stories: vec![story] }
}

fn annotation(id: &str, label: &str, names: &[&str]) -> Annotation {
    let marks = marked::parse(TEXT).unwrap().marks;
    let spans = names.iter().map(|name| marks.iter().find(|(found, _)| found == name).unwrap().1).collect();
    Annotation {
        id: id.into(),
        article: "gazette".into(),
        label: label.into(),
        spans,
        attributes: Attributes::new(),
        note: String::new(),
        origin: Origin::Hand,
        made: "2026-11-22T09:14:03Z".parse().unwrap(),
        changed: "2026-11-22T10:00:00Z".parse().unwrap(),
    }
}

fn review(edits: impl IntoIterator<Item = Edit>) -> Review {
    let mut review = Review::new("ana".into(), "s".into());
    let state =
        ArticleState { sha256: "00ff".into(), chars: 48, status: Status::Done, note: "Read twice.".into() };
    Edit::PutArticle("gazette".into(), state).apply(&mut review).unwrap();
    for edit in edits {
        edit.apply(&mut review).unwrap();
    }
    review
}

fn cluster(id: &str, name: &str, members: &[&str]) -> Edit {
    Edit::PutCluster(Cluster {
        id: id.into(),
        label: "person".into(),
        name: name.into(),
        members: members.iter().map(|id| (*id).into()).collect(),
        attributes: Attributes::new(),
        note: String::new(),
    })
}

fn one(id: &str, review: &Review) -> (String, Vec<Loss>) {
    let project = project();
    let source = Source { project: &project, stories: vec![(&project.stories[0], vec![review])] };
    let export = exporter(id).unwrap().export(&source, &mut |_, _| ControlFlow::Continue(())).unwrap();
    match export.files {
        Files::One(bytes) => (String::from_utf8(bytes).unwrap(), export.lost),
        Files::Folder(_) => panic!("{id} is one file"),
    }
}

fn full() -> Review {
    let mut quote = annotation("q", "quote", &["x", "y"]);
    quote.attributes.insert("form".into(), Value::Choice("direct".into()));
    quote.attributes.insert("seats".into(), Value::Number(3.0));
    quote.note = "two,\n\"lines\"".into();
    let link = Link {
        id: "l".into(),
        kind: "said-by".into(),
        from: LinkEnd::Annotation("q".into()),
        to: LinkEnd::Cluster("c".into()),
        note: String::new(),
    };
    review([
        Edit::PutAnnotation(quote),
        Edit::PutAnnotation(annotation("z", "person", &["person id=p1"])),
        Edit::PutAnnotation(annotation("h", "person", &["person id=p2"])),
        cluster("c", "Zoë", &["z"]),
        cluster("d", "", &["h"]),
        Edit::PutLink(link),
    ])
}

#[test]
fn a_table_counts_code_points_and_joins_pieces() {
    let (text, lost) = one("csv", &full());
    assert_eq!(
        text,
        "story,article,reviewer,id,label,kind,start,end,text,attributes,note,cluster,made,changed\n\
         s,gazette,ana,q,quote,Quote,10;21,14;26,said … twice,\
         \"{\"\"form\"\":\"\"direct\"\",\"\"seats\"\":3}\",\"two,\n\"\"lines\"\"\",,\
         2026-11-22T09:14:03Z,2026-11-22T10:00:00Z\n\
         s,gazette,ana,z,person,Entity,29,34,Zoë Ø,,,Zoë,2026-11-22T09:14:03Z,2026-11-22T10:00:00Z\n\
         s,gazette,ana,h,person,Entity,38,44,'=HYPER,,,[d],2026-11-22T09:14:03Z,2026-11-22T10:00:00Z\n"
    );
    let lost: Vec<_> = lost.iter().map(|loss| (loss.count, loss.what)).collect();
    assert_eq!(lost, [(1, "link"), (1, "cell as it was, made safe for spreadsheets")]);
}

#[test]
fn json_holds_everything_and_its_offsets_fit_its_texts() {
    let (text, lost) = one("json", &full());
    assert!(lost.is_empty());
    assert!(text.contains("Barrier \\u202e"), "what turns the direction of text is spelled out");
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let story = &json["stories"][0];
    let words: Vec<char> = story["articles"][0]["text"].as_str().unwrap().chars().collect();
    assert_eq!(story["articles"][0]["chars"], words.len());
    assert_eq!(story["articles"][0]["title"], "Barrier \u{202e}");
    let review = &story["reviews"][0];
    assert_eq!(review["reviewer"], "ana");
    assert_eq!(review["articles"]["gazette"]["status"], "Done");
    assert_eq!(review["articles"]["gazette"]["note"], "Read twice.");
    assert_eq!(review["note"], "");
    let annotations = review["annotations"].as_array().unwrap();
    assert_eq!(annotations.len(), 3);
    for annotation in annotations {
        let pieces = annotation["at"].as_array().unwrap().iter().zip(annotation["text"].as_array().unwrap());
        for (at, text) in pieces {
            let range = at[0].as_u64().unwrap() as usize..at[1].as_u64().unwrap() as usize;
            assert_eq!(words[range].iter().collect::<String>(), text.as_str().unwrap());
        }
    }
    assert_eq!(annotations[0]["attributes"], serde_json::json!({"form": "direct", "seats": 3}));
    assert_eq!(annotations[0]["origin"], serde_json::json!({"how": "Hand"}));
    assert_eq!(annotations[1]["cluster"], "c");
    assert_eq!(review["clusters"][0]["members"], serde_json::json!(["z"]));
    assert_eq!(review["links"][0]["from"], serde_json::json!({"annotation": "q"}));
    assert_eq!(review["links"][0]["to"], serde_json::json!({"cluster": "c"}));
    assert_eq!(json["codebook"]["labels"][0]["color"], "#2F6FC4");
    let line = text.lines().find(|line| line.contains("\"id\": \"z\"")).unwrap();
    assert!(line.contains("\"changed\""), "an annotation is one line: {line}");
}

#[test]
fn an_annotation_that_lost_its_place_is_exported_without_one() {
    let mut lost = annotation("o", "person", &["x"]);
    lost.spans.clear();
    let orphan = Orphan {
        annotation: lost,
        at: vec![(Chars(3), Chars(7))],
        words: vec!["gone".into()],
        around: Vec::new(),
        cluster: Some("c".into()),
        links: Vec::new(),
    };
    let review = review([
        Edit::PutAnnotation(annotation("z", "person", &["person id=p1"])),
        cluster("c", "Zoë", &["z"]),
        Edit::PutOrphan(orphan),
    ]);
    let (table, _) = one("csv", &review);
    let last = table.lines().last().unwrap();
    assert!(last.starts_with("s,gazette,ana,o,person,Entity,,,gone,,,Zoë,2026-11-22T09:14:03Z"), "{last}");
    let json: serde_json::Value = serde_json::from_str(&one("json", &review).0).unwrap();
    let orphan = &json["stories"][0]["reviews"][0]["orphans"][0];
    assert_eq!(
        (&orphan["id"], &orphan["text"][0], &orphan["cluster"]),
        (&"o".into(), &"gone".into(), &"c".into())
    );
    assert_eq!(orphan["at"], serde_json::json!([[3, 7]]));
}

#[test]
fn every_field_of_the_json_is_described() {
    fn keys(value: &serde_json::Value, out: &mut Vec<String>) {
        match value {
            serde_json::Value::Object(fields) => {
                for (key, value) in fields {
                    out.push(key.clone());
                    // Ids of articles and attributes are the user's, not ours.
                    if key != "attributes" || value.is_array() {
                        keys(value, out);
                    }
                }
            }
            serde_json::Value::Array(values) => values.iter().for_each(|value| keys(value, out)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    keys(&serde_json::from_str(&one("json", &full()).0).unwrap(), &mut found);
    let about = exporter("json").unwrap().about();
    for key in found.iter().filter(|key| *key != "gazette") {
        let known = about.split(|c: char| !c.is_alphanumeric()).any(|word| word == key);
        assert!(known, "“{key}” is not described");
    }
}

#[test]
fn every_column_of_the_table_is_described() {
    let (text, _) = one("csv", &review([]));
    let about = exporter("csv").unwrap().about();
    for column in text.trim_end().split(',') {
        let known =
            about.lines().any(|line| line.starts_with(column) || line.contains(&format!(", {column} ")));
        assert!(known, "“{column}” is not described");
    }
}

#[test]
fn a_mark_outside_its_text_is_an_error_that_names_it() {
    let mut far = annotation("far", "person", &["x"]);
    far.spans = vec![crate::text::Span::of(5, 9000).unwrap()];
    let review = review([Edit::PutAnnotation(far)]);
    let project = project();
    let source = Source { project: &project, stories: vec![(&project.stories[0], vec![&review])] };
    for exporter in EXPORTERS {
        let error = exporter.export(&source, &mut |_, _| ControlFlow::Continue(())).unwrap_err();
        assert!(error.to_string().contains("“far”"), "{}: {error}", exporter.id());
    }
}

#[test]
fn whoever_watches_can_cancel() {
    let review = full();
    let project = project();
    let source = Source { project: &project, stories: vec![(&project.stories[0], vec![&review])] };
    for exporter in EXPORTERS {
        let result = exporter.export(&source, &mut |done, total| {
            assert_eq!((done, total), (0, 1));
            ControlFlow::Break(())
        });
        assert!(matches!(result, Err(ExportError::Cancelled)), "{}", exporter.id());
    }
}

#[test]
fn formats_have_names_of_their_own_and_lines_that_fit() {
    for (i, exporter) in EXPORTERS.iter().enumerate() {
        assert!(EXPORTERS[..i].iter().all(|other| other.id() != exporter.id()));
        assert!(exporter.about().lines().all(|line| line.chars().count() <= 100), "{}", exporter.id());
    }
}

mod any_text {
    use proptest::prelude::*;

    use super::*;
    use crate::text::Span;

    /// What a program in another language sees: code points.
    fn slice(text: &[char], starts: &[usize], ends: &[usize]) -> Vec<String> {
        starts.iter().zip(ends).map(|(start, end)| text[*start..*end].iter().collect()).collect()
    }

    proptest! {
        #[test]
        fn offsets_of_every_format_give_the_words(
            text in "[a =é\n\"',;𝔘😊\u{200d}ש\u{301}]{4,60}",
            cuts in prop::collection::vec(0usize..60, 2..8),
        ) {
            let chars: Vec<char> = text.chars().collect();
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let spans = cuts.chunks_exact(2).filter_map(|pair| {
                let (a, b) = (places[pair[0] % places.len()], places[pair[1] % places.len()]);
                Span::of(a.min(b), a.max(b))
            });
            let spans = Annotation::normal_spans(spans.collect());
            prop_assume!(!spans.is_empty());
            let article =
                Article::new("g".into(), ArticleInfo::default(), "f".into(), "0".into(), text.as_str().into());
            let story = Story { id: "s".into(), title: String::new(), articles: vec![Arc::new(article)] };
            let project = Project { name: String::new(), codebook: Codebook::default(), stories: vec![story] };
            let mark = Annotation { article: "g".into(), spans, ..annotation("m", "person", &["x"]) };
            let review = review([Edit::PutAnnotation(mark.clone())]);
            let source = Source { project: &project, stories: vec![(&project.stories[0], vec![&review])] };
            let expected: Vec<String> =
                mark.spans.iter().map(|span| span.slice(&text).unwrap().to_owned()).collect();
            for exporter in EXPORTERS {
                let files = exporter.export(&source, &mut |_, _| ControlFlow::Continue(())).unwrap().files;
                let bytes = match files {
                    Files::One(bytes) => bytes,
                    Files::Folder(mut files) => files.pop().unwrap().1,
                };
                let (starts, ends): (Vec<usize>, Vec<usize>) = match exporter.id() {
                    "csv" => {
                        let mut table = ::csv::Reader::from_reader(bytes.as_slice());
                        let row = table.records().next().unwrap().unwrap();
                        let numbers = |cell: &str| cell.split(';').map(|n| n.parse().unwrap()).collect();
                        prop_assert_eq!(row[8].replace('\'', ""), expected.join(" … ").replace('\'', ""));
                        (numbers(&row[6]), numbers(&row[7]))
                    }
                    "json" => {
                        let json: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
                        let mark = &json["stories"][0]["reviews"][0]["annotations"][0];
                        prop_assert_eq!(&mark["text"], &serde_json::json!(expected));
                        let at: Vec<(usize, usize)> = serde_json::from_value(mark["at"].clone()).unwrap();
                        at.into_iter().unzip()
                    }
                    "ron" => {
                        let file = crate::store::ReviewFile::parse("x".as_ref(), &bytes).unwrap();
                        prop_assert_eq!(&file.annotations[0].text, &expected);
                        file.annotations[0].at.iter().map(|(a, b)| (a.0 as usize, b.0 as usize)).unzip()
                    }
                    other => panic!("{other} is not tested"),
                };
                prop_assert_eq!(slice(&chars, &starts, &ends), expected.clone(), "{}", exporter.id());
            }
        }
    }
}
