//! Which marks are seen, and how text is set.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

use crate::desk;
use crate::desk::Window;

fn tagged(window: &mut Window) {
    for (from, to, key) in [("Thursday", "Thursday", "d"), ("Ilse", "Brandt", "p")] {
        window.drag_over(0, from, to);
        window.type_text(key);
    }
    window.key(Key::Escape);
}

const DATE: &str = "Date: “Thursday”";
const PERSON: &str = "Person: “Ilse Brandt”";

#[test]
fn labels_kinds_and_origins_are_hidden_and_one_click_shows_all_again() {
    let desk = desk().with_reviewer("ana");
    let mut window = desk.open(&["gazette.txt"]);
    tagged(&mut window);
    window.click("View");
    window.click("Dim Date");
    window.get_by_label(DATE);
    window.click("Hide Date");
    assert!(window.query_by_label(DATE).is_none());
    window.get_by_label(PERSON);
    window.click("See only All Claim");
    assert!(window.query_by_label(PERSON).is_none(), "an entity is no claim");
    window.key(Key::Escape);
    window.get_by_label_contains("· show all").click();
    window.settle();
    window.get_by_label(DATE);
    window.get_by_label(PERSON);
    assert!(window.query_by_label_contains("· show all").is_none());
    window.click("View");
    window.click("See only by hand");
    window.get_by_label(DATE);
    window.click("See only repeated");
    assert!(window.query_by_label(DATE).is_none());
}

#[test]
fn what_is_hidden_is_hidden_in_the_next_window_and_a_new_mark_is_seen() {
    let desk = desk().with_reviewer("ana");
    let mut window = desk.open(&["gazette.txt"]);
    tagged(&mut window);
    window.click("View");
    window.click("Dim Person");
    window.click("Hide Person");
    window.key(Key::Escape);
    let root = window.session().root().to_owned();
    window.close();
    let mut window = desk.open_again(&[root]);
    window.get_by_label(DATE);
    assert!(window.query_by_label(PERSON).is_none());
    window.drag_over(0, "engineer", "engineer");
    window.type_text("p");
    window.get_by_label(PERSON);
}

#[test]
fn text_is_set_as_asked() {
    let desk = desk().with_reviewer("ana");
    let mut window = desk.open(&["gazette.txt"]);
    let place = |window: &Window| window.state().place_of(0, "Nobody warned").unwrap();
    let before = place(&window);
    window.click("View");
    for _ in 0..4 {
        window.click("Line height: more");
    }
    let lower = place(&window);
    assert!(lower.top() > before.top() + 8.0 && lower.height() > before.height(), "{before:?} {lower:?}");
    for _ in 0..14 {
        window.click("Line length: less");
    }
    assert!(place(&window).left() > before.left() + 40.0, "the text is in the middle of its column");
    let serif = place(&window).width();
    window.click("Sans serif");
    assert_ne!(place(&window).width(), serif);
    window.key(Key::Escape);
    let root = window.session().root().to_owned();
    let now = place(&window);
    window.close();
    assert_eq!(place(&desk.open_again(&[root])), now, "and the same in the next window");
}

#[test]
fn another_reviewers_marks_show_beside_ones_own() {
    let desk = desk().with_reviewer("ana");
    let mut window = desk.open(&["gazette.txt"]);
    tagged(&mut window);
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    window.type_text("Ben");
    window.key(Key::Enter);
    window.drag_over(0, "council", "council");
    window.type_text("o");
    window.key(Key::Escape);
    window.click("View");
    window.click("ana");
    let seen = |window: &Window| window.query_by_label("ana: Person: “Ilse Brandt”").is_some();
    for _ in 0..500 {
        if seen(&window) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
        window.step();
    }
    assert!(seen(&window), "they are read in the background");
    assert_eq!(window.marks(), ["organization: council"], "and are not one's own");
    window.click("ana");
    assert!(!seen(&window));
}
