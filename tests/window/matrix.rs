//! The matrix, as a person works in it: on the sample project as ana left it.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

use crate::desk::{Desk, Window};

fn open() -> (Desk, Window) {
    let desk = Desk::new().with_reviewer("ana");
    let root = desk.sample();
    let mut window = desk.open_as(&[root], [1600.0, 1000.0], egui::Theme::Light);
    window.keys(Modifiers::ALT, Key::Num3);
    (desk, window)
}

fn absences(window: &Window) -> usize {
    window.session().review().absences().count()
}

#[test]
fn every_cluster_is_a_row_and_every_article_a_column() {
    let (_desk, window) = open();
    let review = window.session().review();
    let claim = review.clusters().find(|cluster| cluster.label.as_str() == "claim").unwrap();
    for article in &window.session().story().articles {
        window.get_by_label_contains(&format!("{}, {}: ", claim.name, article.short_name()));
    }
    assert!(window.query_all_by_label_contains(": stated “").next().is_some());
}

#[test]
fn a_cell_opens_both_places() {
    let (_desk, mut window) = open();
    window.get_by_label_contains("Statements, ").click();
    window.settle();
    let cell = window.query_all_by_label_contains(": stated “").next().unwrap();
    cell.click();
    window.settle();
    assert!(window.query_all_by_label_contains("Text of ").count() > 1);
    assert!(window.selected().is_some());
}

#[test]
fn what_is_not_there_is_said_with_the_keyboard_and_taken_back() {
    let (_desk, mut window) = open();
    let before = absences(&window);
    window.get_by_label_contains("were not looked for yet, ").click();
    window.settle();
    window.query_all_by_label_contains(": not looked yet").next().unwrap().click();
    window.settle();
    window.keys(Modifiers::ALT, Key::M);
    assert_eq!(absences(&window), before + 1);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(absences(&window), before);
    window.query_all_by_label_contains(": not looked yet").next().unwrap().click();
    window.settle();
    window.click("Looked: not there");
    assert_eq!(absences(&window), before + 1);
}

#[test]
fn rows_are_searched_filtered_and_sorted() {
    let (_desk, mut window) = open();
    let rows = |window: &Window| window.query_all_by_label_contains(": stated “").count();
    let all = rows(&window);
    window.get_by_label_contains("Entities, ").click();
    window.settle();
    assert!(rows(&window) < all);
    window.click("Name");
    window.get_by_label("Search the matrix").focus();
    window.settle();
    window.type_text("zzzz");
    window.get_by_label("Show all");
    window.click("Show all");
    assert_eq!(rows(&window), all);
}

#[test]
fn with_nothing_tied_it_says_what_to_do() {
    let desk = Desk::new().with_reviewer("ana");
    desk.write("gazette.txt", "One.\n");
    desk.write("herald.txt", "Two.\n");
    let mut window = desk.open(&["gazette.txt", "herald.txt"]);
    window.keys(Modifiers::ALT, Key::Num3);
    window.get_by_label("Find quotes");
    window.click("Go to Read");
    window.get_by_label("Text of gazette");
}
