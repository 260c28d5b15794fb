//! The window as a person uses it: by names that a screen reader says, with pointer and keys.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod codebook;
mod desk;
mod find;
mod found;
mod keyboard;
mod matrix;
mod overview;
mod passages;
mod seen;
mod settle;
mod table;
mod ties;

use desk::Desk;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use parallax::model::{LabelId, LinkEnd, Status};

/// Articles written for these tests.
const GAZETTE: &str = "Council hears of doubled price\n\nThe council met on Thursday in Eastmouth.\n\n“Nobody warned us,” said Ilse Brandt, the engineer. \
    The barrier will cost 412 million crowns.\n";
const HERALD: &str = "Engineer: nobody was warned\n\nMs Brandt said nobody had been warned.\n\nThe price has doubled since 2024, she added.\n";

/// What a screen reader calls their texts.
const GAZETTE_TEXT: &str = "Text of gazette";
const HERALD_TEXT: &str = "Text of herald";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("gazette.txt", GAZETTE);
    desk.write("herald.txt", HERALD);
    desk
}

#[test]
fn two_articles_are_opened_side_by_side_after_the_reviewer_has_said_who_they_are() {
    let desk = desk();
    let mut window = desk.open(&["gazette.txt", "herald.txt"]);
    window.get_by_value("Who is reviewing?");
    window.type_text("Ana");
    window.key(Key::Enter);
    window.get_by_label(GAZETTE_TEXT);
    window.get_by_label(HERALD_TEXT);
    assert_eq!(window.session().reviewer().as_str(), "ana");
    // The name is remembered: the next window does not ask.
    drop(window);
    let window = desk.open(&["gazette.txt"]);
    assert_eq!(window.session().reviewer().as_str(), "ana");
}

#[test]
fn words_are_tagged_by_dragging_and_a_key_and_undone() {
    let desk = desk().with_reviewer("ana");
    let mut window = desk.open(&["gazette.txt", "herald.txt"]);
    window.drag_over(0, "Ilse", "Brandt");
    window.get_by_label("Tag as Person");
    window.type_text("p");
    assert_eq!(window.marks(), ["person: Ilse Brandt"]);
    window.get_by_label("Person: “Ilse Brandt”");
    window.keys(Modifiers::COMMAND, Key::Z);
    assert!(window.marks().is_empty());
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(window.marks(), ["person: Ilse Brandt"]);
}

#[test]
fn the_palette_tags_with_the_mouse_by_search_and_repeats_with_enter() {
    let desk = desk().with_reviewer("ana");
    let mut window = desk.open(&["gazette.txt"]);
    window.drag_over(0, "Eastmouth", "Eastmouth");
    window.click("Tag as Place");
    window.drag_over(0, "Thursday", "Thursday");
    window.keys(Modifiers::COMMAND, Key::T);
    window.type_text("da");
    window.key(Key::Enter);
    assert_eq!(window.marks(), ["date: Thursday", "place: Eastmouth"]);
    window.drag_over(0, "Ilse", "Brandt");
    window.key(Key::Enter);
    assert!(window.has("date: Ilse Brandt"), "Enter repeats the label used last");
}

#[test]
fn everything_is_done_with_the_keyboard_alone() {
    let desk = desk().with_reviewer("ana");
    let mut window = desk.open(&["gazette.txt", "herald.txt"]);
    window.keys(Modifiers::COMMAND, Key::Num1);
    // Past the headline to “council”, and select it.
    window.keys(Modifiers::COMMAND, Key::ArrowDown);
    window.keys(Modifiers::COMMAND, Key::ArrowRight);
    window.key(Key::ArrowRight);
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowRight);
    window.type_text("o");
    assert_eq!(window.marks(), ["organization: council"]);
    window.keys(Modifiers::ALT, Key::ArrowRight);
    assert_eq!(window.marks(), ["organization: council met"]);
    window.keys(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(window.marks(), ["organization: council"]);
    // The second column, a sentence, a claim.
    window.keys(Modifiers::COMMAND, Key::Num2);
    window.keys(Modifiers::COMMAND, Key::ArrowDown);
    window.keys(Modifiers::COMMAND, Key::ArrowDown);
    window.keys(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowUp);
    window.keys(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowUp);
    window.type_text("c");
    assert!(window.has("claim: The price has doubled since 2024, she added"));
    // A note.
    window.key(Key::F2);
    window.type_text("Since when exactly?");
    window.keys(Modifiers::COMMAND, Key::Num2);
    let noted = window.session().review().annotations().find(|a| a.label.as_str() == "claim").unwrap();
    assert_eq!(noted.note, "Since when exactly?");
    // Tab to the mark, delete it, done with the article.
    window.key(Key::Delete);
    assert_eq!(window.marks(), ["organization: council"]);
    window.keys(Modifiers::COMMAND, Key::D);
    let herald = window.article("herald");
    assert_eq!(window.session().review().status(&herald), Status::Done);
}

#[test]
fn clicking_goes_through_marks_that_lie_over_each_other() {
    let desk = desk().with_reviewer("ana");
    let mut window = desk.open(&["gazette.txt"]);
    window.drag_over(0, "Ilse", "engineer");
    window.type_text("c");
    window.drag_over(0, "Ilse", "Brandt");
    window.type_text("p");
    window.key(Key::Escape);
    window.wait();
    window.click_word(0, "Ilse");
    assert_eq!(window.selected_label(), Some(LabelId::from("person")), "the smallest first");
    window.wait();
    window.click_word(0, "Ilse");
    assert_eq!(window.selected_label(), Some(LabelId::from("claim")), "then the one around it");
    window.wait();
    window.click_word(0, "Ilse");
    assert_eq!(window.selected_label(), Some(LabelId::from("person")), "and round again");
}

#[test]
fn a_quotes_speaker_is_set_by_pointing_at_a_name() {
    let desk = desk().with_reviewer("ana");
    let mut window = desk.open(&["gazette.txt"]);
    window.drag_over(0, "Ilse", "Brandt");
    window.type_text("p");
    window.drag_over(0, "Nobody", "us");
    window.type_text("q");
    window.click("Point at who says it…");
    window.click_word(0, "Brandt");
    let review = window.session().review();
    let quote = review.annotations().find(|a| a.label.as_str() == "quote").unwrap();
    let person = review.annotations().find(|a| a.label.as_str() == "person").unwrap();
    let link = review.links_of(&LinkEnd::Annotation(quote.id.clone())).next().unwrap();
    assert_eq!((link.kind.as_str(), &link.to), ("said-by", &LinkEnd::Annotation(person.id.clone())));
    assert_eq!(quote.attributes.get("speaker").map(ToString::to_string).as_deref(), Some("Ilse Brandt"));
    window.click("Remove the speaker");
    assert_eq!(window.session().review().links().count(), 0);
}

#[test]
fn a_second_drag_with_ctrl_adds_a_piece() {
    let desk = desk().with_reviewer("ana");
    let mut window = desk.open(&["gazette.txt"]);
    window.drag_over(0, "Nobody", "us");
    window.type_text("q");
    window.drag_with(0, "The barrier", "barrier", Modifiers::COMMAND);
    assert_eq!(window.marks(), ["quote: Nobody warned us … The barrier"]);
}

#[test]
fn attributes_are_edited_in_the_inspector() {
    let desk = desk().with_reviewer("ana");
    let mut window = desk.open(&["gazette.txt"]);
    window.drag_over(0, "The barrier", "crowns");
    window.type_text("c");
    window.click("confirmed");
    let claim = |window: &desk::Window| {
        let claim = window.session().review().annotations().next().unwrap();
        claim.attributes.get("status").map(ToString::to_string)
    };
    assert_eq!(claim(&window).as_deref(), Some("confirmed"));
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(claim(&window).as_deref(), Some("open"), "new claims are open");
}

#[test]
fn the_list_filters_by_words_and_label_and_shows_the_place() {
    let desk = desk().with_reviewer("ana");
    let mut window = desk.open(&["gazette.txt", "herald.txt"]);
    for (column, from, to, key) in
        [(0, "Thursday", "Thursday", "d"), (0, "Ilse", "Brandt", "p"), (1, "2024", "2024", "d")]
    {
        window.drag_over(column, from, to);
        window.type_text(key);
    }
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    window.type_text("2024");
    assert!(window.query_by_label("Date “Thursday”").is_none());
    window.click("Date “2024”");
    let herald = window.article("herald");
    let selected = window.selected().unwrap();
    assert_eq!(selected.article, herald);
    window.click("Empty the search");
    window.click("Show only Person, 1 annotations");
    assert!(window.query_by_label("Date “2024”").is_none());
    window.get_by_label("Person “Ilse Brandt”");
}

#[test]
fn a_column_is_closed_and_brought_back() {
    let desk = desk().with_reviewer("ana");
    let mut window = desk.open(&["gazette.txt", "herald.txt"]);
    window.keys(Modifiers::COMMAND, Key::W);
    assert!(window.query_by_label(GAZETTE_TEXT).is_none());
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::T);
    window.get_by_label(GAZETTE_TEXT);
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::PageUp);
    let left = |window: &desk::Window, name: &str| window.get_by_label(name).rect().left();
    assert!(left(&window, GAZETTE_TEXT) < left(&window, HERALD_TEXT));
}

#[test]
fn what_was_done_is_there_in_the_next_window() {
    let desk = desk().with_reviewer("ana");
    let mut window = desk.open(&["gazette.txt"]);
    window.drag_over(0, "Ilse", "Brandt");
    window.type_text("p");
    let root = window.session().root().to_owned();
    window.close();
    let window = desk.open_at(&[root]);
    assert_eq!(window.marks(), ["person: Ilse Brandt"]);
}

#[test]
fn a_project_is_saved_in_a_folder_of_ones_choice() {
    let desk = desk().with_reviewer("ana");
    let mut window = desk.open(&["gazette.txt"]);
    window.drag_over(0, "Ilse", "Brandt");
    window.type_text("p");
    let folder = desk.path("my-project");
    window.answer_dialog(std::slice::from_ref(&folder));
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    assert!(folder.join("project.ron").is_file());
    assert!(!window.session().is_scratch());
    window.close();
    let window = desk.open_at(&[folder]);
    assert_eq!(window.marks(), ["person: Ilse Brandt"]);
}

#[test]
fn a_review_is_exported_from_the_window() {
    let desk = desk().with_reviewer("ana");
    let mut window = desk.open(&["gazette.txt"]);
    window.drag_over(0, "Ilse", "Brandt");
    window.type_text("p");
    let out = desk.path("out.csv");
    window.keys(Modifiers::COMMAND, Key::E);
    window.click("Format CSV");
    window.answer_dialog(std::slice::from_ref(&out));
    window.click("Choose where…");
    let csv = std::fs::read_to_string(out).unwrap();
    assert!(csv.starts_with("story,article,reviewer,id,label,kind,start,end,text"), "{csv}");
    assert!(csv.contains("Ilse Brandt"));
}

#[test]
fn export_goes_on_with_enter() {
    let desk = desk().with_reviewer("ana");
    let mut window = desk.open(&["gazette.txt"]);
    let out = desk.path("out.json");
    window.keys(Modifiers::COMMAND, Key::E);
    window.answer_dialog(std::slice::from_ref(&out));
    window.key(Key::Enter);
    window.wait();
    assert!(std::fs::read_to_string(out).unwrap().starts_with('{'));
}

#[test]
fn a_file_that_is_no_text_is_refused_with_its_name_and_the_others_open() {
    let desk = desk().with_reviewer("ana");
    std::fs::write(desk.path("picture.txt"), [0u8, 159, 146, 150, 0, 0, 1, 2]).unwrap();
    let window = desk.open(&["picture.txt", "gazette.txt"]);
    window.get_by_label(GAZETTE_TEXT);
    window.says("picture.txt");
}

#[test]
fn another_reviewer_takes_over_and_sees_nothing_of_the_first() {
    let desk = desk().with_reviewer("ana");
    let mut window = desk.open(&["gazette.txt"]);
    window.drag_over(0, "Ilse", "Brandt");
    window.type_text("p");
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    window.type_text("Ben");
    window.key(Key::Enter);
    assert_eq!(window.session().reviewer().as_str(), "ben");
    assert!(window.marks().is_empty());
}

#[test]
fn every_command_is_found_in_the_palette_and_every_key_in_the_list() {
    let desk = desk().with_reviewer("ana");
    let mut window = desk.open(&["gazette.txt", "herald.txt"]);
    window.keys(Modifiers::COMMAND, Key::K);
    window.type_text("close column");
    window.key(Key::Enter);
    assert!(window.query_by_label(GAZETTE_TEXT).is_none());
    window.key(Key::F1);
    window.get_by_label_contains("Search keys");
    window.key(Key::Escape);
    assert!(window.query_by_label_contains("Search keys").is_none());
}

#[test]
fn with_a_sticky_label_every_selection_is_tagged_at_once() {
    let desk = desk().with_reviewer("ana");
    let mut window = desk.open(&["gazette.txt"]);
    window.drag_over(0, "Ilse", "Brandt");
    window.type_text("p");
    window.keys(Modifiers::COMMAND, Key::M);
    window.drag_over(0, "council", "council");
    assert_eq!(window.marks(), ["person: Ilse Brandt", "person: council"]);
}
