//! Several annotations at once, the table of all of them, notes and their questions.

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::desk::{Desk, Window};
use crate::{GAZETTE_TEXT, desk};

const CTRL: Modifiers = Modifiers::COMMAND;

/// Four annotations in two articles.
fn tagged(desk: &Desk) -> Window {
    let mut window = desk.open(&["gazette.txt", "herald.txt"]);
    for (column, from, to, key) in [
        (0, "Thursday", "Thursday", "d"),
        (0, "Ilse", "Brandt", "p"),
        (1, "Brandt", "Brandt", "p"),
        (1, "2024", "2024", "d"),
    ] {
        window.drag_over(column, from, to);
        window.type_text(key);
    }
    window.key(Key::Escape);
    window
}

fn labels(window: &Window) -> String {
    window.marks().iter().map(|mark| mark.split(':').next().unwrap().to_owned()).collect::<Vec<_>>().join(" ")
}

fn click_with(window: &mut Window, name: &str, modifiers: Modifiers) {
    window.get_by_label(name).click_modifiers(modifiers);
    window.settle();
    window.wait();
}

/// The rows of the table from top to bottom, by their words.
fn rows(window: &Window) -> Vec<String> {
    let mut rows: Vec<_> = window
        .query_all_by_label_contains("Row: ")
        .map(|node| (node.rect().top(), node.accesskit_node().label().unwrap()))
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, name)| name.split(['“', '”']).nth(1).unwrap().to_owned()).collect()
}

#[test]
fn annotations_chosen_in_the_list_are_changed_in_one_step() {
    let desk = desk().with_reviewer("ana");
    let mut window = tagged(&desk);
    click_with(&mut window, "Date “Thursday”", Modifiers::NONE);
    click_with(&mut window, "Date “2024”", CTRL);
    window.get_by_label("2 annotations");
    window.key(Key::Escape);
    assert!(window.query_by_label("2 annotations").is_none(), "Escape leaves the choice, not the annotation");
    assert!(window.selected().is_some());
    click_with(&mut window, "Date “Thursday”", Modifiers::NONE);
    click_with(&mut window, "Date “2024”", Modifiers::SHIFT);
    window.get_by_label("4 annotations");
    window.type_text("o");
    assert_eq!(labels(&window), "organization organization organization organization");
    assert_eq!(window.session().undo_name(), Some("relabel 4 annotations as “Organization”"));
    window.keys(CTRL, Key::Z);
    assert_eq!(labels(&window), "date date person person", "one step takes all of it back");
    window.key(Key::Delete);
    assert!(window.marks().is_empty());
    window.keys(CTRL, Key::Z);
    assert_eq!(window.marks().len(), 4);
}

#[test]
fn the_table_is_sorted_filtered_and_worked_in_by_keys() {
    let desk = desk().with_reviewer("ana");
    let mut window = tagged(&desk);
    window.key(Key::F4);
    assert_eq!(rows(&window), ["Thursday", "Ilse Brandt", "Brandt", "2024"], "by article and place");
    window.click("Sort by Text");
    assert_eq!(rows(&window), ["2024", "Brandt", "Ilse Brandt", "Thursday"]);
    window.click("Sort by Text, from the first");
    assert_eq!(rows(&window), ["Thursday", "Ilse Brandt", "Brandt", "2024"]);
    window.click("Label");
    window.click("Filter by label Person");
    assert_eq!(rows(&window), ["Ilse Brandt", "Brandt"]);
    window.key(Key::Escape);
    click_with(&mut window, "Row: Person “Brandt”, herald", Modifiers::NONE);
    window.keys(CTRL, Key::A);
    window.get_by_label("2 annotations");
    window.keys(CTRL, Key::L);
    window.get_by_value("Change the label of 2 annotations to");
    window.type_text("o");
    assert_eq!(labels(&window), "date date organization organization");
    assert!(rows(&window).is_empty(), "they are filtered out now");
    window.click("Show all rows again");
    assert_eq!(rows(&window).len(), 4);
    // Up and down with the keyboard, the text follows.
    click_with(&mut window, "Row: Date “Thursday”, gazette", Modifiers::NONE);
    window.key(Key::ArrowDown);
    let article = window.selected().unwrap().article.clone();
    assert_eq!(article, window.article("gazette"));
    window.keys(Modifiers::SHIFT, Key::End);
    window.get_by_label("3 annotations");
    window.key(Key::Enter);
    window.type_text("o");
    assert_eq!(window.session().undo_name(), Some("relabel 3 annotations as “Organization”"));
}

#[test]
fn what_is_chosen_is_copied_as_text_and_for_spreadsheets() {
    let desk = desk().with_reviewer("ana");
    let mut window = tagged(&desk);
    window.key(Key::F4);
    click_with(&mut window, "Row: Date “Thursday”, gazette", Modifiers::NONE);
    click_with(&mut window, "Row: Person “Ilse Brandt”, gazette", Modifiers::SHIFT);
    window.event(Event::Copy);
    window.step();
    let copied = copied(&mut window);
    assert_eq!(copied, "Date\t“Thursday”\tgazette ¶2\nPerson\t“Ilse Brandt”\tgazette ¶3\n");
}

/// What the window puts on the clipboard within the next frames.
fn copied(window: &mut Window) -> String {
    for _ in 0..6 {
        for command in &window.output().platform_output.commands {
            if let egui::OutputCommand::CopyText(text) = command {
                return text.clone();
            }
        }
        window.step();
    }
    panic!("nothing was copied");
}

#[test]
fn attributes_notes_and_clusters_are_set_on_all_that_are_chosen() {
    let desk = desk().with_reviewer("ana");
    let mut window = desk.open(&["gazette.txt", "herald.txt"]);
    for (column, from, to) in [(0, "The barrier", "crowns"), (1, "The price", "2024")] {
        window.drag_over(column, from, to);
        window.type_text("c");
    }
    window.key(Key::F4);
    window.keys(Modifiers { alt: true, shift: true, ..Modifiers::NONE }, Key::A);
    window.get_by_label("2 annotations");
    window.click("confirmed");
    let review = |window: &Window| window.session().review().clone();
    assert!(review(&window).annotations().all(|a| a.attributes["status"].to_string() == "confirmed"));
    window.click("Tie together");
    assert_eq!(review(&window).clusters().next().unwrap().members.len(), 2);
    window.click("Untie");
    assert_eq!(review(&window).clusters().count(), 0);
    window.key(Key::F2);
    window.type_text("- [ ] Which crowns?");
    window.click("Set it on 2");
    assert_eq!(review(&window).notes().count(), 2);
    for _ in 0..4 {
        window.keys(CTRL, Key::Z);
    }
    let review = review(&window);
    assert_eq!((review.notes().count(), review.clusters().count()), (0, 0));
    assert!(review.annotations().all(|a| a.attributes["status"].to_string() == "open"));
}

#[test]
fn notes_on_article_and_story_are_written_in_the_inspector() {
    let desk = desk().with_reviewer("ana");
    let mut window = desk.open(&["gazette.txt", "herald.txt"]);
    window.click("Note on the article");
    window.type_text("Read *twice*.");
    window.click("Note on the story");
    window.type_text("- [ ] Who paid?");
    window.get_by_label(GAZETTE_TEXT).focus();
    window.settle();
    let gazette = window.article("gazette");
    let review = window.session().review();
    assert_eq!(review.article_note(&gazette), "Read *twice*.");
    assert_eq!(review.note(), "- [ ] Who paid?");
}

#[test]
fn open_questions_are_listed_settled_and_led_to() {
    let desk = desk().with_reviewer("ana");
    let mut window = tagged(&desk);
    let person =
        window.session().review().annotations().find(|a| a.label.as_str() == "person").unwrap().id.clone();
    window.click("Note on the story");
    window.type_text("- [ ] Who paid?\n- [x] When?");
    click_with(&mut window, "Person “Ilse Brandt”", Modifiers::NONE);
    window.key(Key::F2);
    window.type_text("- [ ] Which engineer?");
    window.keys(Modifiers::SHIFT, Key::F4);
    window.get_by_label("Who paid?, The story");
    assert!(window.query_by_label_contains("When?,").is_none(), "what is settled is not asked");
    window.click("Settle: Who paid?");
    assert_eq!(window.session().review().note(), "- [x] Who paid?\n- [x] When?");
    assert!(window.query_by_label("Who paid?, The story").is_none());
    window.keys(CTRL, Key::Z);
    window.get_by_label("Who paid?, The story");
    window.key(Key::Escape);
    window.key(Key::Escape);
    assert!(window.selected().is_none());
    click_with(&mut window, "Which engineer?, “Ilse Brandt” · gazette ¶3", Modifiers::NONE);
    assert_eq!(window.selected().unwrap().id, person);
}
