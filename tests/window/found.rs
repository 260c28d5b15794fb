//! What the program finds, as a person takes it over: on the sample project.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use parallax::model::{Origin, Verdict};

use crate::desk::{Desk, Window};

const ALT: Modifiers = Modifiers::ALT;

/// A window of somebody new on a copy of the sample project.
pub fn open() -> (Desk, Window) {
    let desk = Desk::new().with_reviewer("dora");
    let root = desk.sample();
    let window = desk.open_as(&[root], [1600.0, 1000.0], egui::Theme::Light);
    (desk, window)
}

/// Lets the threads find what was asked for.
pub fn until_found(window: &mut Window, done: impl Fn(&Window) -> bool) {
    let from = std::time::Instant::now();
    while !done(window) {
        assert!(from.elapsed() < std::time::Duration::from_secs(120), "nothing was found");
        std::thread::sleep(std::time::Duration::from_millis(5));
        window.settle();
    }
    window.settle();
}

fn find_quotes(window: &mut Window) {
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::Q);
    until_found(window, |window| window.session().findings().quotes().is_some());
}

fn find_discrepancies(window: &mut Window) {
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    until_found(window, |window| window.session().findings().discrepancies().is_some());
}

/// How many quotes are tagged.
fn quotes(window: &Window) -> usize {
    window.session().review().count(&"quote".into())
}

#[test]
fn nothing_is_suggested_before_somebody_asks() {
    let (_desk, mut window) = open();
    assert!(window.query_by_label_contains("Suggested quote").is_none());
    find_quotes(&mut window);
    assert!(window.query_all_by_label_contains("Suggested quote").next().is_some());
    window.key(Key::Escape);
    assert!(window.query_by_label_contains("Suggested quote").is_none(), "closed is off again");
    assert!(window.marks().is_empty(), "looking marks nothing");
}

#[test]
fn a_quote_is_accepted_and_another_rejected_with_the_keyboard_alone() {
    let (_desk, mut window) = open();
    find_quotes(&mut window);
    window.key(Key::F7);
    window.keys(ALT, Key::Y);
    assert_eq!(quotes(&window), 1);
    let review = window.session().review();
    let quote = review.annotations().find(|a| a.label.as_str() == "quote").unwrap();
    assert!(matches!(quote.origin, Origin::Suggested(_)));
    window.keys(ALT, Key::D);
    assert_eq!((quotes(&window), window.session().review().rejections().count()), (1, 1));
    window.keys(Modifiers::COMMAND, Key::Z);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert!(window.marks().is_empty(), "one step each");
    assert_eq!(window.session().review().rejections().count(), 0);
}

#[test]
fn all_that_are_sure_are_accepted_at_once() {
    let (_desk, mut window) = open();
    find_quotes(&mut window);
    window.keys(ALT | Modifiers::SHIFT, Key::Y);
    let count = quotes(&window);
    assert!(count > 5);
    assert!(window.session().review().links().count() > 5, "with their speakers");
    window.keys(Modifiers::COMMAND, Key::Z);
    assert!(window.marks().is_empty());
}

#[test]
fn a_suggestion_is_changed_before_it_is_accepted() {
    let (_desk, mut window) = open();
    find_quotes(&mut window);
    window.key(Key::F7);
    window.keys(ALT, Key::E);
    window.keys(Modifiers::SHIFT | Modifiers::COMMAND, Key::ArrowLeft);
    window.keys(ALT, Key::Y);
    let review = window.session().review();
    let quote = review.annotations().find(|a| a.label.as_str() == "quote").unwrap();
    assert!(matches!(quote.origin, Origin::SuggestedEdited(_)), "{:?}", quote.origin);
}

#[test]
fn discrepancies_are_ruled_with_one_letter_and_the_next_one_comes() {
    let (_desk, mut window) = open();
    find_discrepancies(&mut window);
    window.key(Key::F7);
    let first = window.get_by_label_contains("gender: spokesman / spokeswoman");
    first.click();
    window.settle();
    window.type_text("e");
    let ruled = |window: &Window| -> Vec<(String, Verdict)> {
        window.session().review().rulings().map(|r| (r.of.kind.clone(), r.verdict)).collect()
    };
    assert_eq!(ruled(&window), [("gender".to_owned(), Verdict::Error)]);
    window.type_text("u");
    assert_eq!(ruled(&window).len(), 2, "the next one is ruled");
    window.keys(Modifiers::COMMAND, Key::Z);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert!(ruled(&window).is_empty());
}

#[test]
fn the_list_is_narrowed_to_a_kind_and_to_open_ones_and_takes_a_note() {
    let (_desk, mut window) = open();
    find_discrepancies(&mut window);
    window.click("gender 1");
    assert!(window.query_by_label_contains("number: ").is_none());
    window.get_by_label_contains("gender: spokesman").click();
    window.settle();
    window.click("Harmless");
    window.get_by_label_contains("gender: spokesman / spokeswoman").click();
    window.settle();
    window.keys(ALT | Modifiers::SHIFT, Key::D);
    window.type_text("The firm has two");
    window.click("To rule");
    assert!(window.query_by_label_contains("gender: spokesman").is_none(), "it is settled");
    window.click("Ruled");
    window.get_by_label_contains("gender: spokesman");
    let ruling = window.session().review().rulings().next().unwrap();
    assert_eq!((ruling.verdict, ruling.note.as_str()), (Verdict::Harmless, "The firm has two"));
}

#[test]
fn letters_in_the_list_tag_nothing() {
    let (_desk, mut window) = open();
    window.drag_over(0, "Brackhaven", "Brackhaven");
    window.type_text("l");
    let marks = window.marks();
    find_discrepancies(&mut window);
    window.get_by_label_contains("gender: spokesman / spokeswoman").click();
    window.settle();
    window.type_text("o");
    assert_eq!(window.marks(), marks);
}

const GAZETTE: &str = "A wet spring\n\nThe harbour barrier will stay closed until June because the gears have rusted.\n\nNobody at the ministry picked up.\n";
const HERALD: &str = "Gears rust\n\nThe harbour barrier will stay closed until June because the gears have rusted.\n\nRust has eaten the gears of the barrier at the harbour.\n";

/// A window on two articles that share a sentence, with that sentence tagged as a claim in the first.
fn claimed() -> (Desk, Window) {
    let desk = Desk::new().with_reviewer("ana");
    desk.write("gazette.txt", GAZETTE);
    desk.write("herald.txt", HERALD);
    let mut window = desk.open(&["gazette.txt", "herald.txt"]);
    window.drag_over(0, "The harbour", "rusted");
    window.type_text("c");
    assert_eq!(window.marks().len(), 1);
    (desk, window)
}

#[test]
fn a_tag_is_carried_over_with_enter_and_undone_in_one_step() {
    let (_desk, mut window) = claimed();
    assert!(window.query_by_label_contains("Same words: “").is_none(), "nobody has asked");
    window.keys(Modifiers::COMMAND, Key::R);
    until_found(&mut window, |window| window.session().findings().passages().is_some());
    window.get_by_label_contains("Same words: “The harbour barrier");
    window.keys(Modifiers::COMMAND, Key::Num1);
    window.key(Key::Enter);
    let words = "claim: The harbour barrier will stay closed until June because the gears have rusted";
    assert_eq!(window.marks(), [words, words]);
    let review = window.session().review();
    assert_eq!(review.clusters().count(), 1, "both are one thing");
    assert!(review.annotations().any(|a| matches!(a.origin, Origin::Carried(_))));
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.marks(), [words]);
    assert_eq!(window.session().review().clusters().count(), 0);
}

#[test]
fn a_ghost_that_was_rejected_is_not_offered_again() {
    let (_desk, mut window) = claimed();
    window.keys(Modifiers::COMMAND, Key::R);
    until_found(&mut window, |window| window.session().findings().passages().is_some());
    window.keys(ALT, Key::D);
    assert!(window.query_by_label_contains("Same words: “").is_none());
    window.key(Key::Escape);
    window.key(Key::Escape);
    window.click_word(0, "barrier");
    window.keys(Modifiers::COMMAND, Key::R);
    assert!(window.query_by_label_contains("Same words: “").is_none());
}

#[test]
fn similar_sentences_are_looked_for_on_request_and_tied() {
    let (_desk, mut window) = claimed();
    assert_eq!(window.query_all_by_label_contains("similar, ").count(), 0);
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    until_found(&mut window, |window| window.query_all_by_label_contains("similar, ").count() > 0);
    let rust = |window: &Window| {
        let found = window.query_all_by_label_contains("similar, ");
        found.filter(|node| format!("{node:?}").contains("Rust has eaten")).count()
    };
    assert_eq!(rust(&window), 1);
    window.query_all_by_label_contains("“Rust has eaten").next().unwrap().click();
    window.settle();
    window.keys(ALT, Key::Y);
    assert!(
        window.has("claim: Rust has eaten the gears of the barrier at the harbour."),
        "{:?}",
        window.marks()
    );
    assert_eq!(window.session().review().clusters().count(), 1);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.marks().len(), 1);
}

#[test]
fn names_are_accepted_one_by_one_and_all_at_once() {
    let (_desk, mut window) = open();
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    until_found(&mut window, |window| window.session().findings().names().is_some());
    window.query_all_by_label_contains("Okell, Person").next().unwrap().click();
    window.settle();
    window.keys(ALT, Key::Y);
    assert!(window.marks().iter().all(|mark| mark.starts_with("person: ") && mark.ends_with("Okell")));
    assert_eq!(window.session().review().clusters().count(), 1);
    window.keys(ALT | Modifiers::SHIFT, Key::Y);
    assert!(window.marks().len() > 20);
    window.keys(Modifiers::COMMAND, Key::Z);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert!(window.marks().is_empty());
}

#[test]
fn a_statement_card_stacks_all_printings() {
    let (_desk, mut window) = open();
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    until_found(&mut window, |window| window.session().findings().quotes().is_some());
    window.query_all_by_label_contains("“Nobody who read the borehole logs").next().unwrap().click();
    window.settle();
    window.get_by_label("3 printings");
    for words in ["split", "trimmed", "longest"] {
        assert!(window.query_all_by_label_contains(words).next().is_some(), "{words}");
    }
    assert!(window.query_all_by_label_contains("Show in ").count() >= 3);
    window.query_all_by_label_contains("Leaves out ").next().unwrap();
}

#[test]
fn every_kind_of_discrepancy_is_listed_for_the_sample() {
    let (_desk, mut window) = open();
    find_discrepancies(&mut window);
    for kind in ["gender", "number", "date", "name", "negation", "hedge", "attribution", "insertion"] {
        assert!(
            window.query_all_by_label_contains(&format!("{kind} ")).next().is_some(),
            "the sample shows no {kind}"
        );
    }
}
