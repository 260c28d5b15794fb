//! Programs that end without notice.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use parallax::model::AnnotationId;
use parallax::session::Session;

use crate::desk::{Desk, is_saved, tag, told, until, words};

/// What the other process is to do; nothing where this is not set.
const TASK: &str = "PARALLAX_TEST_TASK";
const HOME: &str = "PARALLAX_HOME";
const ROOT: &str = "PARALLAX_TEST_ROOT";

/// Not a test of its own: what the other process runs.
#[test]
fn in_another_process() {
    let Ok(task) = std::env::var(TASK) else { return };
    let root = PathBuf::from(std::env::var(ROOT).unwrap());
    // As the program does it: the user's folder is found by the environment.
    let mut session = Session::open(&root, None, "ana".into()).unwrap();
    let said = match task.as_str() {
        "tag" => {
            let id = tag(&mut session, "Ana Ortiz", "person");
            until(&mut session, Session::is_on_disk);
            id.to_string()
        }
        "hold" => "held".to_owned(),
        task => panic!("no task {task}"),
    };
    println!("<{said}>");
    loop {
        std::thread::park();
    }
}

/// Starts another process on the task, and waits for what it says when it is done.
fn another_process(desk: &Desk, root: &Path, task: &str) -> (Child, String) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "killed::in_another_process", "--nocapture"])
        .env(TASK, task)
        .env(HOME, desk.path("home"))
        .env(ROOT, root)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let said = lines.map(Result::unwrap).find_map(|line| {
        let (_, rest) = line.split_once('<')?;
        Some(rest.strip_suffix('>')?.to_owned())
    });
    (child, said.unwrap())
}

#[test]
fn a_tag_is_there_after_the_program_was_killed_right_after_it() {
    let desk = Desk::new();
    let root = desk.project();
    let (mut child, id) = another_process(&desk, &root, "tag");
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(desk.user().recent().unwrap().len(), 1);
    assert!(!crate::desk::review_file(&root, "ana").exists(), "it had no time to save the file");

    let mut session = desk.open(&root, "ana");
    assert_eq!(session.read_only(), None, "the lock of a program that was killed holds nobody up");
    assert_eq!(words(&session, &AnnotationId::from(id)), "Ana Ortiz");
    assert!(told(session.notices(), "1 edit that was not saved"), "{:?}", session.notices());
    until(&mut session, is_saved);
    session.close().unwrap();
    let names: Vec<_> = crate::desk::tree(&root.join("reviews/barrier")).into_keys().collect();
    assert_eq!(names, [root.join("reviews/barrier/ana.ron")], "all is in the file, and nothing left about");
}

#[test]
fn the_second_program_only_looks_and_says_who_is_at_work() {
    let desk = Desk::new();
    let root = desk.project();
    let (mut child, _) = another_process(&desk, &root, "hold");
    let mut session = desk.open(&root, "ana");
    let why = session.read_only().unwrap();
    assert!(why.contains("open elsewhere") && why.contains(&child.id().to_string()), "{why}");
    let id = session.story().articles[0].id.clone();
    let deed = session.verbs().set_status(&id, parallax::model::Status::Done).unwrap();
    assert!(session.perform(deed).unwrap_err().to_string().contains("read-only"));
    // Under another name there is nothing in the way.
    session.switch_reviewer("ben".into()).unwrap();
    assert_eq!(session.read_only(), None);
    child.kill().unwrap();
    child.wait().unwrap();
    session.switch_reviewer("ana".into()).unwrap();
    assert_eq!(session.read_only(), None);
}
