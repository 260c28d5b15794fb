//! Settling what reviewers differ about, with the keys.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use parallax::agreement::settle::{Kind, Progress, State};
use parallax::model::{Choice, Edit, LabelId, ReviewerId, StoryId};
use parallax::store;

use crate::desk::{Desk, Window};

const STORY: &str = "harbour-barrier";

/// The sample project, with the reviews of Ana and Ben alone unless others are named.
fn sample(desk: &Desk, reviewers: &[&str]) -> PathBuf {
    let root = desk.path("sample");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data/harbour-barrier"), &root);
    for entry in std::fs::read_dir(root.join("reviews").join(STORY)).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if !reviewers.contains(&stem.as_str()) {
            std::fs::remove_file(path).unwrap();
        }
    }
    root
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let goal = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &goal);
        } else {
            std::fs::copy(&path, &goal).unwrap();
        }
    }
}

/// The reviewers' files, byte by byte.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    ["ana", "ben"]
        .map(|who| {
            let path = store::review_path(root, &STORY.into(), &who.into());
            (who.to_owned(), std::fs::read(path).unwrap())
        })
        .into()
}

fn open(desk: &Desk, reviewers: &[&str]) -> (PathBuf, Window) {
    let root = sample(desk, reviewers);
    let mut window = desk.open_at(std::slice::from_ref(&root));
    window.key(Key::F5);
    (root, window)
}

fn progress(window: &Window) -> Progress {
    window.state().settling().queue.progress(|_| true)
}

/// What is shown: its kind and its words.
fn shown(window: &Window) -> (Kind, State, usize) {
    let (_, item) = window.state().settling().item().expect("a group is shown");
    (item.group.kind, item.state, item.group.candidates.len())
}

/// A key with what it types.
fn press(window: &mut Window, key: Key) {
    window.event(egui::Event::Text(key.name().to_lowercase()));
    window.key(key);
}

#[test]
fn two_reviewers_are_settled_from_start_to_end_with_the_keys_alone_and_exported() {
    let desk = Desk::new().with_reviewer("ana");
    let (root, mut window) = open(&desk, &["ana", "ben"]);
    let before = files(&root);
    assert!(progress(&window).open > 50);
    // What both say alike, in one step, again when clusters and links have come.
    let identical = window.state().settling().queue.identical().count();
    press(&mut window, Key::A);
    assert_eq!(progress(&window).decided, identical);

    let keys = [Key::Num1, Key::Num2, Key::N, Key::B, Key::S, Key::P, Key::Num2, Key::E];
    let mut turns = 0;
    let mut reasons = 0;
    while progress(&window).open > 0 {
        turns += 1;
        assert!(turns < 400, "it comes to an end: {:?}", progress(&window));
        if window.state().settling().queue.identical().count() > 0 {
            press(&mut window, Key::A);
            continue;
        }
        let (kind, state, candidates) = shown(&window);
        if !state.is_open() {
            // Everything after it is decided: the next that is open comes before.
            window.key(Key::F8);
            continue;
        }
        let before = progress(&window);
        if turns % 5 == 0 {
            press(&mut window, Key::R);
            press(&mut window, Key::Num4);
            reasons += 1;
        }
        let key = keys[turns % keys.len()];
        let marks = kind.is_mark();
        let alone = candidates < 2;
        match key {
            Key::B | Key::S if alone || !marks => press(&mut window, Key::N),
            // Nobody’s mark, with an end that nobody has.
            Key::E if marks => {
                press(&mut window, Key::E);
                assert!(window.state().settling().draft.is_some(), "something is made");
                window.key(Key::ArrowRight);
                window.key(Key::Enter);
            }
            Key::E => press(&mut window, Key::Num1),
            key => press(&mut window, key),
        }
        let after = progress(&window);
        let split = key == Key::S && marks && !alone;
        // Clusters and links come when what is before them is decided, so that more may be open than before.
        let settled = |progress: Progress| progress.decided + progress.postponed;
        assert!(settled(after) > settled(before) || split, "{key:?}: {before:?} → {after:?}");
    }
    // What was put off is found with the arrows.
    while progress(&window).postponed > 0 {
        turns += 1;
        assert!(turns < 900, "{:?}", progress(&window));
        match shown(&window).1 {
            State::Postponed | State::Open | State::Reopened => press(&mut window, Key::Num1),
            State::Decided => window.key(Key::ArrowDown),
        }
        if window.state().settling().queue.identical().count() > 0 {
            press(&mut window, Key::A);
        }
    }
    // Marks that were put off may bring clusters and links back.
    while !progress(&window).is_complete() {
        turns += 1;
        assert!(turns < 1200, "{:?}", progress(&window));
        window.key(Key::F8);
        if shown(&window).1.is_open() {
            press(&mut window, Key::Num1);
        }
    }
    let queue = &window.state().settling().queue;
    assert_eq!(queue.clusters_wait + queue.links_wait, 0);
    assert!(queue.items.iter().any(|item| item.group.kind == Kind::ClusterIdentical));
    assert!(queue.items.iter().any(|item| item.group.kind >= Kind::LinkExistence));
    let consensus = window.session().review();
    assert!(consensus.reviewer().is_consensus());
    assert!(consensus.decisions().all(|decision| decision.by.as_str() == "ana"));
    assert!(consensus.decisions().any(|decision| decision.choice == Choice::Edited));
    assert!(consensus.decisions().filter(|decision| decision.reason == "boundary").count() > reasons / 2);
    assert!(consensus.articles().values().all(|article| article.status == parallax::model::Status::Done));
    let (marks, clusters) = (consensus.len(), consensus.clusters().count());
    assert!(marks > 40 && clusters > 10, "{marks} marks, {clusters} clusters");

    // Exported with the keys: the dialog has the consensus ticked alone.
    let out = desk.path("consensus.json");
    window.keys(Modifiers::COMMAND, Key::E);
    window.answer_dialog(std::slice::from_ref(&out));
    window.get_by_label("Choose where…").focus();
    window.settle();
    window.key(Key::Enter);
    window.settle();
    let json: serde_json::Value = serde_json::from_slice(&std::fs::read(&out).unwrap()).unwrap();
    let reviews = json["stories"][0]["reviews"].as_array().unwrap();
    assert_eq!(reviews.len(), 1);
    assert_eq!(reviews[0]["reviewer"], "consensus");
    assert_eq!(reviews[0]["annotations"].as_array().unwrap().len(), marks);
    assert!(!reviews[0]["decisions"].as_array().unwrap().is_empty());

    // One’s own review is as it was, and so are the files.
    window.keys(Modifiers::ALT, Key::Num1);
    assert_eq!(window.session().reviewer().as_str(), "ana");
    window.close();
    assert_eq!(files(&root), before, "reviewers’ files are never written");
    let open = store::open_project(&root).unwrap();
    let loaded = store::load_review(&root, &open.project.stories[0], &ReviewerId::consensus()).unwrap();
    assert_eq!(loaded.review.len(), marks);
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
}

#[test]
fn every_step_is_undone_by_its_name_and_the_own_history_waits() {
    let desk = Desk::new().with_reviewer("ana");
    let root = sample(&desk, &["ana", "ben"]);
    let mut window = desk.open_at(std::slice::from_ref(&root));
    window.keys(Modifiers::COMMAND, Key::D);
    window.keys(Modifiers::COMMAND, Key::D);
    window.keys(Modifiers::COMMAND, Key::D);
    let own = window.session().undo_name().map(str::to_owned);
    assert!(own.is_some());
    window.key(Key::F5);
    assert_eq!(window.session().undo_name(), None, "nothing was decided yet");
    press(&mut window, Key::A);
    let identical = progress(&window).decided;
    assert!(identical > 10);
    press(&mut window, Key::Num1);
    press(&mut window, Key::N);
    assert_eq!(progress(&window).decided, identical + 2);
    assert!(window.session().undo_name().unwrap().starts_with("settle “"));
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(progress(&window).decided, identical + 1);
    // Back at the own review its steps are there, and the consensus keeps its own.
    window.keys(Modifiers::ALT, Key::Num1);
    assert_eq!(window.session().undo_name().map(str::to_owned), own);
    window.key(Key::F5);
    window.keys(Modifiers::COMMAND, Key::Z);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(progress(&window).decided, 0);
    assert!(window.session().review().is_empty());
    assert_eq!(window.session().undo_name(), None);
}

#[test]
fn blind_nobody_is_named_and_the_order_stays() {
    let desk = Desk::new().with_reviewer("ana");
    let (_, mut window) = open(&desk, &["ana", "ben", "chloe"]);
    press(&mut window, Key::H);
    let named = |window: &Window| -> Vec<String> {
        let nodes = window.root().children_recursive();
        let said = |node: &egui_kittest::Node<'_>| {
            let node = node.accesskit_node();
            [node.label().unwrap_or_default(), node.value().unwrap_or_default()].join(" ")
        };
        let names = ["Ana", "Ben", "Chloe"];
        // Ana, who decides, is named in the bar at the top: by her id.
        let all: Vec<String> = nodes.map(|node| said(&node)).collect();
        all.into_iter()
            .filter(|words| {
                names.iter().any(|name| words.split(|c: char| !c.is_alphabetic()).any(|word| word == *name))
            })
            .collect()
    };
    assert_eq!(named(&window), Vec::<String>::new());
    let order = window.state().settling().names.order().to_vec();
    for key in [Key::Num1, Key::Num2, Key::A, Key::N] {
        press(&mut window, key);
        assert_eq!(window.state().settling().names.order(), order, "it does not flip while working");
        assert_eq!(named(&window), Vec::<String>::new());
    }
    assert!(!window.session().undo_name().unwrap().contains("Ana"));
    // A key takes what stands under it, whoever that is.
    let (_, item) = window.state().settling().item().unwrap();
    let (item, names) = (item.clone(), window.state().settling().names.clone());
    let candidate = names.at(1).and_then(|who| item.group.candidate_of(who));
    press(&mut window, Key::Num2);
    let decision = window.session().review().decisions().find(|d| d.candidates == item.group.candidates);
    let expected = candidate.map_or(Choice::Nothing, |candidate| Choice::Take(vec![candidate]));
    if item.group.of.contains(names.at(1).unwrap()) {
        assert_eq!(decision.map(|decision| &decision.choice), Some(&expected));
    }
    press(&mut window, Key::H);
    assert!(!named(&window).is_empty(), "names are back");
}

#[test]
fn what_a_reviewer_changes_later_comes_back_with_what_has_moved() {
    let desk = Desk::new().with_reviewer("ana");
    let (root, mut window) = open(&desk, &["ana", "ben"]);
    press(&mut window, Key::A);
    let decided = progress(&window).decided;
    window.keys(Modifiers::ALT, Key::Num1);
    // Ben, elsewhere, gives one of his marks another label.
    let story: StoryId = STORY.into();
    let open = store::open_project(&root).unwrap();
    let loaded = store::load_review(&root, open.project.story(&story).unwrap(), &"ben".into()).unwrap();
    let mut ben = loaded.review;
    let person = LabelId::from("person");
    let decisions = store::load_review(&root, open.project.story(&story).unwrap(), &ReviewerId::consensus());
    let consensus = decisions.unwrap().review;
    let changed = ben
        .annotations()
        .find(|mark| {
            mark.label == person
                && consensus.annotations().any(|one| one.spans == mark.spans && one.label == mark.label)
        })
        .unwrap()
        .clone();
    let other = parallax::model::Annotation { label: "other".into(), ..changed };
    Edit::PutAnnotation(other).apply(&mut ben).unwrap();
    store::save_review(&root, &ben, open.project.story(&story).unwrap(), &loaded.stamp).unwrap();

    window.key(Key::F5);
    let after = progress(&window);
    assert_eq!((after.decided, after.reopened), (decided - 1, 1), "the others stay");
    let key = window.state().settling().queue.items.iter().find(|item| item.state == State::Reopened);
    let key = key.unwrap().key();
    for _ in 0..200 {
        if window.state().settling().current == Some(key) {
            break;
        }
        window.key(Key::F8);
    }
    assert_eq!(window.state().settling().current, Some(key));
    window.get_by_label_contains("Ben: Person");
    press(&mut window, Key::Num1);
    assert_eq!(progress(&window).reopened, 0);
}

#[test]
fn more_than_half_is_seen_before_it_is_taken_and_ties_are_listed() {
    let desk = Desk::new().with_reviewer("ana");
    let (_, mut window) = open(&desk, &["ana", "ben", "chloe"]);
    press(&mut window, Key::A);
    let before = progress(&window);
    press(&mut window, Key::M);
    assert_eq!(progress(&window), before, "it is a preview");
    let majority = window.state().settling().majority.clone();
    assert!(!majority.proposed.is_empty() && !majority.ties.is_empty());
    window.get_by_label_contains(&format!("{} ties stay open", majority.ties.len()));
    window.click(&format!("Accept {} groups by majority", majority.proposed.len()));
    assert_eq!(progress(&window).decided, before.decided + majority.proposed.len());
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(progress(&window), before, "one undo takes all of it back");
}

#[test]
fn a_reviewer_sees_what_became_of_their_marks_and_which_lines_to_mend() {
    let desk = Desk::new().with_reviewer("ben");
    let (_, mut window) = open(&desk, &["ana", "ben"]);
    for _ in 0..3 {
        press(&mut window, Key::R);
        press(&mut window, Key::Num2);
        press(&mut window, Key::Num1);
    }
    press(&mut window, Key::W);
    window.get_by_label("Ben and the consensus");
    window.get_by_label("To mend in the guideline");
    let lines = parallax::agreement::settle::mending(window.session().review(), window.session().codebook());
    assert_eq!(lines.iter().map(|line| line.decisions.len()).sum::<usize>(), 3);
    assert!(lines.iter().all(|line| line.mend && line.reason == "unclear"));
    press(&mut window, Key::W);
    assert!(window.query_by_label("Ben and the consensus").is_none(), "back to the queue");
    assert!(progress(&window).decided >= 3);
}

#[test]
fn alone_there_is_nothing_to_settle_and_it_says_so() {
    let desk = Desk::new().with_reviewer("ana");
    let (_, mut window) = open(&desk, &["ana"]);
    window.get_by_label_contains("Look again");
    window.click("Back to reading");
    assert_eq!(window.session().reviewer().as_str(), "ana");
}
