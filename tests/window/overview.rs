//! Who has done what, over all stories of a project.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use parallax::model::{Codebook, Status};
use parallax::store;

use crate::desk::Window;
use crate::{GAZETTE_TEXT, desk};

/// Frames until something is there: reviews are read in the background.
fn wait_for(window: &mut Window, name: &str) {
    for _ in 0..500 {
        if window.query_by_label(name).is_some() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
        window.step();
    }
    panic!("no “{name}” after some seconds");
}

#[test]
fn the_overview_says_who_has_done_what_and_leads_there() {
    let desk = desk().with_reviewer("ana");
    let root = desk.path("project");
    let mut open = store::create_project(&root, "Harbour", Codebook::default()).unwrap();
    let barrier = store::add_story(&mut open, "Barrier");
    store::add_article(&mut open, &barrier, &desk.path("gazette.txt")).unwrap();
    let ferry = store::add_story(&mut open, "Ferry");
    store::add_article(&mut open, &ferry, &desk.path("herald.txt")).unwrap();
    store::save_project(&mut open).unwrap();

    let mut window = desk.open_at(std::slice::from_ref(&root));
    window.drag_over(0, "Ilse", "Brandt");
    window.type_text("p");
    window.keys(Modifiers::COMMAND, Key::D);
    assert_eq!(window.session().review().status(&window.article("gazette")), Status::Done);
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    window.type_text("Ben");
    window.key(Key::Enter);
    window.drag_over(0, "council", "council");
    window.type_text("o");

    window.keys(Modifiers::ALT, Key::Num4);
    wait_for(&mut window, "ana on Barrier: 1 of 1 done · 1");
    window.get_by_label("ben on Barrier: 0 of 1 done, 1 begun · 1");
    window.get_by_label("Person: ana 1, ben 0");
    window.get_by_label("ana on gazette: done, 1 annotations");
    window.click("Count Barrier");
    assert!(window.query_by_label("Person: ana 1, ben 0").is_none(), "it is left out of the counts");
    window.click("Count Barrier");

    window.click("ana on gazette: done, 1 annotations");
    window.get_by_label(GAZETTE_TEXT);
    wait_for(&mut window, "ana: Person: “Ilse Brandt”");
    window.click("Note on the story");
    window.type_text("- [ ] Who counted?");
    window.click("Ferry, 1 article, not begun");
    assert_eq!(window.session().story().title, "Ferry");
    window.keys(Modifiers::ALT, Key::Num4);
    wait_for(&mut window, "ben on Barrier: 0 of 1 done, 1 begun · 1");
    window.keys(Modifiers::SHIFT, Key::F4);
    wait_for(&mut window, "Who counted?, Barrier");
    window.click("Who counted?, Barrier");
    assert_eq!(window.session().story().title, "Barrier", "a question of another story leads there");
}
