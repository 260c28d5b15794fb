//! Tying what is the same, linking, and annotations of several pieces.

use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::{NodeT, Queryable};
use parallax::model::{Annotation, Cluster, Link, LinkEnd, Origin};

use crate::desk::{Desk, Window};

const GAZETTE: &str = "Barrier bill doubles\n\nThe Harbour Board met on Tuesday. “Nobody was told,” said Tamsin Okell, “and nobody asked.”\n\nThe barrier will cost 412 million crowns. Rask knew it in May.\n";
const HERALD: &str = "Engineer speaks\n\nThe Harbor Board met on Wednesday. Okell said “nobody was told”.\n\nThe price is 412 million. Mr Rask denied it.\n";

fn open() -> Window {
    let desk = Desk::new().with_reviewer("ana");
    desk.write("gazette.txt", GAZETTE);
    desk.write("herald.txt", HERALD);
    desk.open(&["gazette.txt", "herald.txt"])
}

/// Tags words of a column with a label's key.
fn tag(window: &mut Window, column: usize, from: &str, to: &str, key: &str) {
    window.drag_over(column, from, to);
    window.type_text(key);
}

fn words(window: &Window, annotation: &Annotation) -> String {
    annotation.words(&window.session().story().article(&annotation.article).unwrap().text)
}

/// The clusters: name, and the words of the members.
fn clusters(window: &Window) -> Vec<String> {
    let review = window.session().review();
    let member = |id: &parallax::model::AnnotationId| words(window, review.annotation(id).unwrap());
    let told = |cluster: &Cluster| {
        let members: Vec<String> = cluster.members.iter().map(member).collect();
        format!("{}: {}", cluster.name, members.join(", "))
    };
    let mut all: Vec<String> = review.clusters().map(told).collect();
    all.sort();
    all
}

/// The links, as people read them.
fn links(window: &Window) -> Vec<String> {
    let review = window.session().review();
    let end = |end: &LinkEnd| match end {
        LinkEnd::Annotation(id) => words(window, review.annotation(id).unwrap()),
        LinkEnd::Cluster(id) => format!("all {}", review.cluster(id).unwrap().name),
    };
    let told = |link: &Link| format!("{} {} {}", end(&link.from), link.kind, end(&link.to));
    let mut all: Vec<String> = review.links().map(told).collect();
    all.sort();
    all
}

fn select(window: &mut Window, column: usize, words: &str) {
    window.wait();
    window.key(Key::Escape);
    window.click_word(column, words);
    assert!(window.selected().is_some(), "{words}");
}

/// Clicks what has this name, scrolling to it first as a person does.
fn press(window: &mut Window, name: &str) {
    window.get_by_label(name).scroll_to_me();
    window.settle();
    window.click(name);
}

fn undo(window: &mut Window) {
    window.keys(Modifiers::COMMAND, Key::Z);
}

/// Draws the knob of the selected annotation to a place.
fn draw_knob(window: &mut Window, to: Pos2) {
    let from = window.get_by_label("Link the selected annotation").rect().center();
    let button = |pos: Pos2, pressed: bool| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    window.event(Event::PointerMoved(from));
    window.step();
    window.event(button(from, true));
    window.step();
    for step in 1..=4 {
        window.event(Event::PointerMoved(from + (to - from) * (step as f32 / 4.0)));
        window.step();
    }
    window.event(button(to, false));
    window.settle();
}

#[test]
fn what_is_the_same_is_tied_across_columns_with_the_mouse() {
    let mut window = open();
    tag(&mut window, 0, "Harbour Board", "Board", "o");
    tag(&mut window, 1, "Harbor Board", "Board", "o");
    select(&mut window, 1, "Harbor Board");
    press(&mut window, "The same as…");
    window.click_word(0, "Harbour Board");
    assert_eq!(clusters(&window), ["Harbour Board: Harbour Board, Harbor Board"]);
    window.get_by_label("The same organization · 2 places");
    // A jump to the other one, in its own column.
    window.click("Go to “Harbour Board”, gazette ¶2");
    assert_eq!(words(&window, window.selected().unwrap()), "Harbour Board");
    press(&mut window, "Untie “Harbor Board”");
    assert_eq!(clusters(&window), ["Harbour Board: Harbour Board"]);
    undo(&mut window);
    assert_eq!(clusters(&window), ["Harbour Board: Harbour Board, Harbor Board"]);
    press(&mut window, "Untie all");
    assert!(clusters(&window).is_empty());
    undo(&mut window);
    undo(&mut window);
    assert!(clusters(&window).is_empty(), "tying is one step");
}

#[test]
fn another_kind_of_thing_is_not_the_same() {
    let mut window = open();
    tag(&mut window, 0, "Harbour Board", "Board", "o");
    tag(&mut window, 1, "nobody", "told", "q");
    press(&mut window, "The same as…");
    window.click_word(0, "Harbour Board");
    assert!(clusters(&window).is_empty());
    window.says("another kind of thing");
    // The question stands until it is left.
    window.key(Key::Escape);
    assert!(window.query_by_label("Search what is tagged").is_none());
    assert!(window.selected().is_some(), "one Escape leaves one thing");
}

#[test]
fn clusters_are_made_merged_named_split_and_untied_with_the_keyboard_alone() {
    let mut window = open();
    tag(&mut window, 0, "Tamsin", "Okell", "p");
    tag(&mut window, 0, "Rask", "Rask", "p");
    tag(&mut window, 1, "Rask", "Rask", "p");
    tag(&mut window, 1, "Okell", "Okell", "p");
    // The likeliest stands first: Enter takes it.
    window.keys(Modifiers::ALT, Key::T);
    window.key(Key::Enter);
    assert_eq!(clusters(&window), ["Tamsin Okell: Tamsin Okell, Okell"]);
    select(&mut window, 0, "Rask");
    window.keys(Modifiers::ALT, Key::T);
    window.type_text("rask");
    window.key(Key::Enter);
    assert_eq!(clusters(&window), ["Rask: Rask, Rask", "Tamsin Okell: Tamsin Okell, Okell"]);
    // Both become one, which has the name of the one that was chosen.
    window.keys(Modifiers::ALT, Key::T);
    window.type_text("tamsin");
    window.key(Key::Enter);
    assert_eq!(clusters(&window), ["Tamsin Okell: Tamsin Okell, Okell, Rask, Rask"]);
    window.keys(Modifiers::SHIFT, Key::F2);
    window.keys(Modifiers::COMMAND, Key::A);
    window.type_text("Those of the board");
    window.key(Key::Enter);
    assert_eq!(clusters(&window), ["Those of the board: Tamsin Okell, Okell, Rask, Rask"]);
    // Split off: the selected one is ticked, the other one is reached with Shift+Tab.
    window.keys(Modifiers::ALT | Modifiers::SHIFT, Key::T);
    window.get_by_label("Split off 1");
    window.keys(Modifiers::SHIFT, Key::Tab);
    window.key(Key::Space);
    window.get_by_label("Split off 2");
    window.key(Key::Tab);
    window.key(Key::Enter);
    assert_eq!(clusters(&window), ["Rask: Rask, Rask", "Those of the board: Tamsin Okell, Okell"]);
    undo(&mut window);
    assert_eq!(clusters(&window).len(), 1);
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    window.keys(Modifiers::COMMAND, Key::F2);
    window.type_text("Leader of the council");
    window.keys(Modifiers::COMMAND, Key::Num1);
    let review = window.session().review();
    assert!(review.clusters().any(|c| c.name == "Rask" && c.note == "Leader of the council"));
    window.keys(Modifiers::ALT, Key::U);
    assert_eq!(clusters(&window)[0], "Rask: Rask");
    window.keys(Modifiers::COMMAND, Key::Num2);
    window.keys(Modifiers::COMMAND, Key::Home);
    window.key(Key::Tab);
    assert_eq!(words(&window, window.selected().unwrap()), "Okell");
    window.keys(Modifiers::ALT | Modifiers::SHIFT, Key::U);
    assert_eq!(clusters(&window), ["Rask: Rask"], "nothing of it is the same any more");
}

#[test]
fn one_annotation_alone_has_a_name_of_its_own() {
    let mut window = open();
    tag(&mut window, 0, "The barrier", "crowns", "c");
    window.keys(Modifiers::SHIFT, Key::F2);
    window.keys(Modifiers::COMMAND, Key::A);
    window.type_text("It costs 412 million");
    window.key(Key::Enter);
    assert_eq!(clusters(&window), ["It costs 412 million: The barrier will cost 412 million crowns"]);
    window.get_by_label("The same claim · 1 printing");
}

#[test]
fn a_new_name_is_offered_what_has_it_already_and_one_key_takes_it() {
    let mut window = open();
    tag(&mut window, 0, "Tamsin", "Okell", "p");
    assert!(window.query_by_label_contains("The same as “").is_none());
    tag(&mut window, 1, "Okell", "Okell", "p");
    window.get_by_label("The same as “Tamsin Okell”?  Press =");
    window.key(Key::Equals);
    assert_eq!(clusters(&window), ["Tamsin Okell: Tamsin Okell, Okell"]);
    assert!(window.query_by_label_contains("?  Press").is_none());
    // Spelled otherwise, it is still the same; going on refuses.
    tag(&mut window, 0, "Harbour Board", "Board", "o");
    tag(&mut window, 1, "Harbor Board", "Board", "o");
    window.get_by_label("The same as “Harbour Board”?  Press =");
    tag(&mut window, 1, "Wednesday", "Wednesday", "d");
    assert!(window.query_by_label_contains("?  Press").is_none());
    window.key(Key::Equals);
    assert_eq!(clusters(&window).len(), 1);
    select(&mut window, 1, "Harbor Board");
    window.keys(Modifiers::COMMAND, Key::L);
    window.key(Key::Escape);
    undo(&mut window);
    assert_eq!(window.marks().len(), 4);
}

#[test]
fn a_link_is_drawn_from_the_knob_chosen_changed_and_removed_with_the_mouse() {
    let mut window = open();
    tag(&mut window, 1, "The price", "million", "c");
    tag(&mut window, 0, "The barrier", "crowns", "c");
    let to = window.state().place_of(1, "The price").unwrap().center();
    draw_knob(&mut window, to);
    window.get_by_label("The same claim");
    window.click("contradicts");
    let (cost, price) = ("The barrier will cost 412 million crowns", "The price is 412 million");
    assert_eq!(links(&window), [format!("{cost} contradicts {price}")]);
    // It is drawn between the columns, and listed.
    window.get_by_label("Link drawn: contradicts");
    window.get_by_label(&format!("Link: contradicts “{price}”"));
    press(&mut window, "Turn round");
    assert_eq!(links(&window), [format!("{price} contradicts {cost}")]);
    press(&mut window, "supports");
    assert_eq!(links(&window), [format!("{price} supports {cost}")]);
    press(&mut window, "Note on the link");
    window.type_text("Twice the same");
    window.keys(Modifiers::COMMAND, Key::Num1);
    assert_eq!(window.session().review().links().next().unwrap().note, "Twice the same");
    press(&mut window, "Remove link");
    assert!(links(&window).is_empty());
    for _ in 0..4 {
        undo(&mut window);
    }
    assert_eq!(links(&window), [format!("{cost} contradicts {price}")], "each is one step");
    // Drawn onto nothing, nothing is linked.
    let nowhere = window.state().place_of(1, "Engineer").unwrap().center();
    draw_knob(&mut window, nowhere);
    assert!(window.query_by_label("How are they linked?").is_none());
}

#[test]
fn things_are_linked_with_the_keyboard_alone() {
    let mut window = open();
    tag(&mut window, 1, "Rask", "Rask", "p");
    tag(&mut window, 0, "Rask", "Rask", "p");
    window.key(Key::Equals);
    assert_eq!(clusters(&window).len(), 1);
    tag(&mut window, 0, "The barrier", "crowns", "c");
    window.keys(Modifiers::ALT, Key::R);
    window.type_text("rask");
    window.key(Key::Enter);
    // Said by, about: the second; and it is Rask as such who is meant.
    window.get_by_label("How are they linked?");
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    let cost = "The barrier will cost 412 million crowns";
    assert_eq!(links(&window), [format!("{cost} about all Rask")]);
    window.keys(Modifiers::ALT | Modifiers::SHIFT, Key::R);
    window.type_text("1");
    assert_eq!(links(&window), [format!("{cost} said-by all Rask")]);
    window.keys(Modifiers::ALT | Modifiers::SHIFT, Key::N);
    assert_eq!(words(&window, window.selected().unwrap()), "Rask");
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::F2);
    window.type_text("In May");
    window.keys(Modifiers::COMMAND, Key::Num1);
    assert_eq!(window.session().review().links().next().unwrap().note, "In May");
    window.keys(Modifiers::ALT, Key::Delete);
    assert!(links(&window).is_empty());
    assert_eq!(window.marks().len(), 3, "the ends stay");
    undo(&mut window);
    window.keys(Modifiers::ALT, Key::N);
    window.get_by_label("Turn round");
}

#[test]
fn letters_of_a_question_tag_nothing() {
    let mut window = open();
    tag(&mut window, 1, "Rask", "Rask", "p");
    tag(&mut window, 0, "The barrier", "crowns", "c");
    let marks = window.marks();
    window.keys(Modifiers::ALT, Key::R);
    window.key(Key::Enter);
    window.get_by_label("How are they linked?");
    window.type_text("p");
    window.type_text("o");
    window.key(Key::Escape);
    assert_eq!(window.marks(), marks);
    assert!(links(&window).is_empty());
}

#[test]
fn what_is_out_of_sight_is_told_and_a_click_brings_it() {
    let desk = Desk::new().with_reviewer("ana");
    let filler = "This paragraph says nothing that anybody would want to mark at all.\n\n".repeat(60);
    desk.write(
        "long.txt",
        &format!(
            "Top story\n\nRask said the bridge will fall.\n\n{filler}It never fell, the owners showed.\n"
        ),
    );
    let mut window = desk.open(&["long.txt"]);
    tag(&mut window, 0, "the bridge", "fall", "c");
    window.keys(Modifiers::COMMAND, Key::F);
    window.type_text("It never fell");
    window.key(Key::Escape);
    window.type_text("c");
    window.keys(Modifiers::ALT, Key::R);
    window.key(Key::Enter);
    window.get_by_label("How are they linked?");
    window.click("contradicts");
    assert_eq!(links(&window), ["It never fell contradicts the bridge will fall"]);
    let up = window.get_by_label_contains("contradicts: ");
    let name = up.accesskit_node().label().unwrap();
    assert!(name.ends_with("screens up"), "{name}");
    up.click();
    window.settle();
    assert!(window.state().place_of(0, "the bridge will fall").is_some(), "it is in view");
    assert_eq!(words(&window, window.selected().unwrap()), "It never fell", "what is selected stays");
    window.keys(Modifiers::ALT, Key::N);
    window.keys(Modifiers::ALT | Modifiers::SHIFT, Key::N);
    window.wait();
    window.get_by_label_contains("screens down");
}

#[test]
fn pieces_are_added_chosen_reshaped_and_removed() {
    let mut window = open();
    tag(&mut window, 0, "Nobody", "told", "q");
    // With the mouse: select, and add with the button.
    window.drag_over(0, "and", "asked");
    window.key(Key::Escape);
    window.click("Add “and nobody asked”");
    assert_eq!(window.marks(), ["quote: Nobody was told … and nobody asked"]);
    window.get_by_label("Piece 1 of 2: “Nobody was told”");
    // Each piece is reshaped by the keys for ends.
    window.keys(Modifiers::COMMAND, Key::Num1);
    window.keys(Modifiers::ALT, Key::P);
    window.says("Piece 1 of 2");
    window.keys(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(window.marks(), ["quote: Nobody was … and nobody asked"]);
    window.keys(Modifiers::ALT, Key::P);
    window.keys(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(window.marks(), ["quote: Nobody was … nobody asked"]);
    press(&mut window, "Remove piece 1");
    assert_eq!(window.marks(), ["quote: nobody asked"]);
    undo(&mut window);
    window.keys(Modifiers::ALT | Modifiers::SHIFT, Key::P);
    assert_eq!(window.marks(), ["quote: Nobody was"], "without one chosen, the last");
}

#[test]
fn untagged_quotes_and_claims_are_jumped_to_with_a_reason() {
    let mut window = open();
    window.keys(Modifiers::COMMAND, Key::Num1);
    window.keys(Modifiers::ALT, Key::Q);
    assert_eq!(window.state().selected_words().as_deref(), Some("Nobody was told"));
    window.says("speaker, as printed: Tamsin Okell");
    window.type_text("q");
    window.keys(Modifiers::ALT, Key::Q);
    assert_eq!(window.state().selected_words().as_deref(), Some("and nobody asked"));
    window.type_text("q");
    window.keys(Modifiers::ALT, Key::Q);
    window.says("No untagged quote");
    window.keys(Modifiers::ALT, Key::C);
    assert_eq!(window.state().selected_words().as_deref(), Some("The barrier will cost 412 million crowns"));
    window.says("It gives a figure: 412");
    // What was found is changed first: then it is drawn by hand.
    window.keys(Modifiers::SHIFT | Modifiers::COMMAND, Key::ArrowLeft);
    window.type_text("c");
    let review = window.session().review();
    let origin =
        |label: &str| review.annotations().find(|a| a.label.as_str() == label).unwrap().origin.clone();
    assert_eq!(origin("quote"), Origin::Suggested("quote-cue".into()));
    assert_eq!(origin("claim"), Origin::Hand);
}

#[test]
fn arrows_move_the_choice_of_the_open_palette() {
    let mut window = open();
    window.drag_over(0, "Tuesday", "Tuesday");
    window.key(Key::ArrowDown);
    window.key(Key::ArrowDown);
    window.get_by_label("Tag as Place");
    window.key(Key::Enter);
    assert_eq!(window.marks(), ["place: Tuesday"]);
}
