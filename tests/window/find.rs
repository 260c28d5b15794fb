//! Finding words, tagging what was found, and marking all the same.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use parallax::model::Origin;

use crate::desk::{Desk, Window};

const GAZETTE: &str = "Nobody was warned\n\nThe harbour wall failed, said Ilse Brandt. Brandt’s report is dated May.\n\nThe Harbour Wall cost 412 million.\n";
const HERALD: &str = "Wall fails\n\nA new harbor wall costs 200 million, Brandt says, and the harbour-wall is old.\n\nNobody knew; nobody asked.\n";

fn open() -> Window {
    let desk = Desk::new().with_reviewer("ana");
    desk.write("gazette.txt", GAZETTE);
    desk.write("herald.txt", HERALD);
    desk.open(&["gazette.txt", "herald.txt"])
}

fn find(window: &mut Window, words: &str) {
    window.keys(Modifiers::COMMAND, Key::F);
    window.type_text(words);
}

/// Whether something with this name can be pressed.
fn enabled(window: &Window, name: &str) -> bool {
    !window.get_by_label(name).accesskit_node().is_disabled()
}

#[test]
fn words_are_found_in_all_columns_and_counted() {
    let mut window = open();
    find(&mut window, "nobody");
    window.get_by_label("gazette 1");
    window.get_by_label("herald 2");
    window.says("1 of 3");
    window.key(Key::Enter);
    window.says("2 of 3");
    window.key(Key::F3);
    window.says("3 of 3");
    window.key(Key::Enter);
    window.says("1 of 3");
    window.keys(Modifiers::SHIFT, Key::Enter);
    window.says("3 of 3");
    window.keys(Modifiers::SHIFT, Key::F3);
    window.says("2 of 3");
    window.click("gazette 1");
    window.says("1 of 3");
    window.click("Next hit");
    window.says("2 of 3");
}

#[test]
fn the_rules_are_switched_with_the_mouse() {
    let mut window = open();
    find(&mut window, "nobody");
    window.click("Match case");
    window.get_by_label("gazette 0");
    window.get_by_label("herald 1");
    window.click("Match case");
    window.click("Empty the search");
    window.type_text("wa");
    window.get_by_label("gazette 4");
    window.click("Whole words");
    window.says("Nothing found");
    window.click("Whole words");
    window.click("Regex");
    window.click("Empty the search");
    window.type_text(r"\d+ million");
    window.says("1 of 2");
    window.click("Empty the search");
    window.type_text("(");
    window.says("not a regular expression: unclosed group");
    assert!(!enabled(&window, "Tag all results…"));
    window.click("Regex");
    window.click("Empty the search");
    window.type_text("harbour wall");
    window.get_by_label("gazette 2");
    window.get_by_label("herald 0");
    window.click("Similar");
    window.get_by_label("herald 2");
}

#[test]
fn escape_leaves_the_hit_selected_and_a_label_key_tags_it() {
    let mut window = open();
    find(&mut window, "ilse brandt");
    window.key(Key::Escape);
    assert!(window.query_by_label("Close the find bar").is_none());
    window.type_text("p");
    assert_eq!(window.marks(), ["person: Ilse Brandt"]);
}

#[test]
fn typing_in_the_find_bar_tags_nothing() {
    let mut window = open();
    window.drag_over(0, "Ilse", "Brandt");
    window.keys(Modifiers::COMMAND, Key::F);
    window.says("1 of 1");
    window.type_text("p");
    assert!(window.marks().is_empty());
}

#[test]
fn all_results_are_tagged_in_one_step_with_the_keyboard_alone() {
    let mut window = open();
    find(&mut window, "nobody");
    window.keys(Modifiers::COMMAND, Key::Enter);
    window.type_text("person");
    window.key(Key::Enter);
    assert_eq!(window.marks(), ["person: Nobody", "person: Nobody", "person: nobody"]);
    assert!(window.session().review().annotations().all(|a| a.origin == Origin::Repeated));
    // Once more changes nothing, and one step takes all of it back.
    window.keys(Modifiers::COMMAND, Key::Enter);
    window.type_text("person");
    window.key(Key::Enter);
    assert_eq!(window.marks().len(), 3);
    window.key(Key::Escape);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert!(window.marks().is_empty());
}

#[test]
fn all_results_are_tagged_with_the_mouse() {
    let mut window = open();
    find(&mut window, "brandt");
    window.click("Tag all results…");
    window.click("Tag as Person");
    assert_eq!(window.marks().len(), 3);
}

#[test]
fn notes_and_attributes_are_found_too() {
    let mut window = open();
    window.drag_over(1, "200", "million");
    window.type_text("c");
    window.key(Key::F2);
    window.type_text("Ask the treasurer about this");
    window.keys(Modifiers::COMMAND, Key::Num1);
    window.key(Key::Escape);
    assert!(window.selected().is_none());
    find(&mut window, "treasurer");
    window.says("1 of 1");
    window.get_by_label("Notes and attributes 1");
    assert_eq!(window.selected().unwrap().note, "Ask the treasurer about this");
    window.key(Key::Escape);
    window.key(Key::Escape);
    window.keys(Modifiers::COMMAND, Key::F);
    window.type_text("open");
    window.click("Status: open, Claim");
    assert_eq!(window.selected_label().unwrap().as_str(), "claim");
}

#[test]
fn all_the_same_is_marked_with_the_keyboard_alone() {
    let mut window = open();
    find(&mut window, "brandt");
    window.key(Key::Escape);
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    window.type_text("p");
    // Two are exactly the same; the possessive is not ticked.
    window.get_by_label("Mark 2 places");
    window.key(Key::Enter);
    assert_eq!(window.marks(), ["person: Brandt", "person: Brandt"]);
    assert!(window.session().review().annotations().all(|a| a.origin == Origin::Repeated));
    window.keys(Modifiers::COMMAND, Key::Z);
    assert!(window.marks().is_empty(), "one step");
}

#[test]
fn what_is_near_is_apart_and_what_is_marked_already_stays() {
    let mut window = open();
    window.drag_over(0, "harbour wall", "harbour wall");
    window.type_text("l");
    assert_eq!(window.marks(), ["place: harbour wall"]);
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    assert!(!enabled(&window, "“harbour wall”, gazette ¶2 · already Place"));
    assert!(!enabled(&window, "Mark 0 places"));
    for group in ["The same words", "Other capitals", "Hyphens and blanks", "Spelling"] {
        window.get_by_label(group);
    }
    window.click("“harbor wall”, herald ¶2");
    window.click("Tick all: Other capitals");
    window.get_by_label("Mark 2 places");
    window.click("Only gazette");
    assert!(window.query_by_label("Spelling").is_none());
    window.click("Mark 1 place");
    assert_eq!(window.marks(), ["place: Harbour Wall", "place: harbour wall"]);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.marks(), ["place: harbour wall"]);
}

#[test]
fn the_dialog_is_left_without_marking() {
    let mut window = open();
    window.drag_over(0, "Ilse", "Brandt");
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    window.get_by_label("Mark 1 place");
    window.key(Key::Escape);
    assert!(window.query_by_label("Mark 1 place").is_none());
    assert!(window.marks().is_empty());
}
