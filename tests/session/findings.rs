//! What is found in the articles while they are open.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use parallax::session::Session;
use parallax::session::findings::{Sought, Stage};
use parallax::store;

use crate::desk::{Desk, until};

const SHARED: &str =
    "The harbour barrier will stay closed until June because the gears have rusted, the port said.";

fn desk() -> Desk {
    let desk = Desk::new();
    let one = format!("A wet spring\n\n{SHARED}\n\n“It holds,” Mayor Ana Ortiz said on Monday.\n");
    let two = format!(
        "Boats lie idle\n\n“It holds,” said Ana Ortiz on Tuesday.\n\n{}\n",
        SHARED.replace("June", "July")
    );
    std::fs::write(desk.path("gazette.txt"), one).unwrap();
    std::fs::write(desk.path("herald.txt"), two).unwrap();
    std::fs::write(desk.path("wire.txt"), format!("Gears\n\n{SHARED}\n")).unwrap();
    desk
}

fn found(session: &mut Session, sought: Sought) {
    until(session, |session| session.findings().stage(sought) == Stage::Found);
}

#[test]
fn passages_are_looked_for_when_a_story_opens_and_no_suggestions() {
    let desk = desk();
    let mut session = desk.loose("ana");
    let woken = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&woken);
    session.set_waker(Box::new(move || {
        count.fetch_add(1, Ordering::SeqCst);
    }));
    found(&mut session, Sought::Passages);
    assert!(woken.load(Ordering::SeqCst) > 0, "the window is woken for what was found");
    let findings = session.findings();
    let shared = findings.passages().unwrap();
    assert!(shared.passages().iter().any(|found| {
        found.passage.a.slice(&findings.articles()[found.a].text).unwrap().contains("gears have rusted")
    }));
    for sought in [Sought::Quotes, Sought::Names, Sought::Discrepancies] {
        assert_eq!(findings.stage(sought), Stage::NotAsked, "{sought:?}");
    }
}

#[test]
fn what_is_asked_for_brings_what_it_needs() {
    let desk = desk();
    let mut session = desk.loose("ana");
    session.look_for(Sought::Discrepancies);
    session.look_for(Sought::Names);
    session.look_for(Sought::Furniture);
    for sought in Sought::ALL {
        found(&mut session, sought);
    }
    let findings = session.findings();
    assert_eq!(findings.quotes().unwrap().same.len(), 1);
    assert!(findings.names().unwrap().clusters.iter().any(|cluster| cluster.name.contains("Ortiz")));
    assert_eq!(findings.furniture().unwrap().len(), 2);
    assert!(!findings.discrepancies().unwrap().is_empty(), "June in one, July in the other");
}

#[test]
fn what_was_stopped_can_be_asked_for_again() {
    let desk = desk();
    let mut session = desk.loose("ana");
    session.look_for(Sought::Quotes);
    session.stop_looking(Sought::Quotes);
    assert_eq!(session.findings().stage(Sought::Quotes), Stage::NotAsked);
    found(&mut session, Sought::Passages);
    session.look_for(Sought::Quotes);
    found(&mut session, Sought::Quotes);
}

#[test]
fn results_hold_as_long_as_the_texts_do() {
    let desk = desk();
    let root = desk.path("project");
    let mut open = store::create_project(&root, "Harbour", Default::default()).unwrap();
    let story = store::add_story(&mut open, "Barrier");
    for article in desk.articles() {
        store::add_article(&mut open, &story, &article).unwrap();
    }
    let other = store::add_story(&mut open, "Ferry");
    store::save_project(&mut open).unwrap();
    let mut session = desk.open(&root, "ana");
    found(&mut session, Sought::Passages);
    let first = Arc::clone(session.findings().passages().unwrap());

    session.switch_reviewer("ben".into()).unwrap();
    assert!(Arc::ptr_eq(session.findings().passages().unwrap(), &first), "another reviewer, the same texts");

    session.switch_story(&other).unwrap();
    assert!(session.findings().passages().is_none(), "a story without articles shares nothing");
    assert_eq!(session.findings().stage(Sought::Passages), Stage::NotAsked);
    session.switch_story(&story).unwrap();
    assert!(Arc::ptr_eq(session.findings().passages().unwrap(), &first), "back at the first story");

    session.add_articles(&[desk.path("wire.txt")]).unwrap();
    assert!(session.findings().passages().is_none(), "a third article has not been looked at");
    found(&mut session, Sought::Passages);
    let three = session.findings().passages().unwrap();
    assert!(three.passages().iter().any(|found| found.b == 2));
    assert_eq!(three.ties().iter().map(|tie| tie.members.len()).max(), Some(3));
}
