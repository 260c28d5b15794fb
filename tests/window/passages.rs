//! What articles share, seen in a window on the sample project.

use std::path::{Path, PathBuf};
use std::time::Duration;

use egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, TouchPhase, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use parallax::session::findings::{Sought, Stage};

use crate::desk::{Desk, Window};

const SURPRISE: &str = "The only surprise is how long";

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The sample project in a large window, once its passages are known.
fn sample() -> (Desk, Window) {
    let desk = Desk::new().with_reviewer("dora");
    let root: PathBuf = desk.path("harbour-barrier");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data/harbour-barrier"), &root);
    let mut window = desk.open_as(&[root], [1600.0, 1000.0], egui::Theme::Light);
    for _ in 0..2000 {
        if window.session().findings().stage(Sought::Passages) == Stage::Found {
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
        window.settle();
    }
    window.settle();
    (desk, window)
}

fn ribbons(window: &Window) -> usize {
    window.query_all_by_label_contains("ord for word: ").count()
}

fn top(window: &Window, column: usize, words: &str) -> f32 {
    window
        .state()
        .place_of(column, words)
        .unwrap_or_else(|| panic!("“{words}” is out of sight in column {column}"))
        .top()
}

fn scroll(window: &mut Window, column: usize, by: f32, modifiers: Modifiers) {
    let sheet = 300.0 + 330.0 * column as f32;
    window.hover_at(egui::pos2(sheet, 500.0));
    window.step();
    // The wheel turns softly, over some frames, while the key is held.
    window.event(Event::ModifiersChanged(modifiers));
    window.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, -by),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Wheel,
        modifiers,
    });
    window.run_steps(40);
    window.event(Event::ModifiersChanged(Modifiers::NONE));
    window.settle();
}

#[test]
fn ribbons_are_quiet_until_wanted() {
    let (_desk, mut window) = sample();
    assert_eq!(ribbons(&window), 0);
    window.keys(Modifiers::ALT, Key::B);
    assert!(ribbons(&window) > 0);
    window.click("Ribbons");
    assert_eq!(ribbons(&window), 0);
}

#[test]
fn a_click_on_a_ribbon_brings_its_passage_level_and_stacks_its_printings() {
    let (_desk, mut window) = sample();
    window.keys(Modifiers::ALT, Key::B);
    let ribbon = window.query_all_by_label_contains("ord for word: ").next().unwrap();
    ribbon.click_accesskit();
    window.settle();
    let lit: Vec<Vec<String>> = (0..3).map(|column| window.state().lit_in(column)).collect();
    let tops: Vec<f32> = lit
        .iter()
        .enumerate()
        .filter_map(|(column, words)| Some(top(&window, column, words.first()?)))
        .collect();
    assert!(tops.len() >= 2, "{lit:?}");
    assert!(tops.iter().all(|top| (top - tops[0]).abs() < 1.0), "{tops:?}");
    let printings = window
        .query_all_by_label_contains(" ¶")
        .filter(|node| node.accesskit_node().role() == egui::accesskit::Role::Button);
    assert!(printings.count() >= tops.len());
    window.get_by_label("Close the printings");
    window.key(Key::Escape);
    assert!(window.query_by_label("Close the printings").is_none());
    assert!((0..3).all(|column| window.state().lit_in(column).is_empty()));
}

#[test]
fn the_pointer_on_shared_words_lights_them_up_in_every_column() {
    let (_desk, mut window) = sample();
    let place = window.state().place_of(0, "tidal barrier that is meant").unwrap();
    window.hover_at(place.center());
    window.settle();
    assert!(window.state().lit_in(0).is_empty(), "not while ribbons are off");
    window.keys(Modifiers::ALT, Key::B);
    window.hover_at(window.state().place_of(0, "tidal barrier that is meant").unwrap().center());
    window.settle();
    for column in 0..3 {
        let lit = window.state().lit_in(column).concat();
        let shared = lit.contains("million crowns");
        assert_eq!(shared, column != 1 || !lit.is_empty(), "column {column}: {lit}");
    }
    window.hover_at(egui::pos2(800.0, 20.0));
    window.settle();
    assert!(window.state().lit_in(0).is_empty());
}

#[test]
fn keys_go_from_passage_to_passage() {
    let (_desk, mut window) = sample();
    window.keys(Modifiers::ALT, Key::V);
    let first = window.state().lit_in(0);
    assert!(!first.is_empty());
    window.keys(Modifiers::ALT, Key::V);
    let second = window.state().lit_in(0);
    assert_ne!(first, second);
    window.keys(Modifiers::ALT | Modifiers::SHIFT, Key::V);
    assert_eq!(window.state().lit_in(0), first);
    window.key(Key::Escape);
    window.keys(Modifiers::ALT, Key::Z);
    assert_eq!(window.state().lit_in(0), first, "the passage at the caret");
}

#[test]
fn columns_scroll_together_by_content() {
    let (_desk, mut window) = sample();
    window.keys(Modifiers::ALT, Key::G);
    scroll(&mut window, 0, 460.0, Modifiers::NONE);
    let apart = |window: &Window| top(window, 2, SURPRISE) - top(window, 0, SURPRISE);
    assert!(apart(&window).abs() < 120.0, "near the height where columns are level: {}", apart(&window));
    let before = (top(&window, 0, SURPRISE), top(&window, 2, SURPRISE));
    scroll(&mut window, 2, 60.0, Modifiers::ALT);
    assert!((top(&window, 0, SURPRISE) - before.0).abs() < 1.0, "with Alt the others stay");
    assert!((before.1 - top(&window, 2, SURPRISE) - 60.0).abs() < 2.0, "and this one moves");
    let kept = apart(&window);
    scroll(&mut window, 0, 26.0, Modifiers::NONE);
    assert!((apart(&window) - kept).abs() < 60.0, "the distance is kept: {kept} and {}", apart(&window));
    window.keys(Modifiers::ALT, Key::G);
    let still = top(&window, 2, SURPRISE);
    scroll(&mut window, 0, 52.0, Modifiers::NONE);
    assert!((top(&window, 2, SURPRISE) - still).abs() < 1.0, "apart again");
}

fn kept(window: &Window) -> usize {
    window.session().review().rejections().count()
}

#[test]
fn furniture_is_left_out_until_it_is_counted_with_one_click() {
    let (_desk, mut window) = sample();
    for _ in 0..2000 {
        if window.session().findings().stage(Sought::Furniture) == Stage::Found {
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
        window.settle();
    }
    window.settle();
    let column = (0..3).find(|column| window.state().place_of(*column, "The north pier").is_some()).unwrap();
    let words = |window: &Window| window.state().words_counted(column).unwrap();
    let findings = window.session().findings();
    let found = findings.articles().iter().find(|article| article.text.starts_with("The north pier"));
    let all = found.unwrap().word_count();
    let (left, rejected) = (words(&window), kept(&window));
    assert!(left < all - 16, "the caption is printed twice, with a credit and a note: {left} of {all}");

    let button = window.query_all_by_label("Count as part of the report: caption").next().unwrap();
    button.click_accesskit();
    window.settle();
    assert_eq!(words(&window), left + 8);
    assert_eq!(kept(&window), rejected + 1, "the review remembers it");

    window.get_by_label("Leave out of the report: caption").click_accesskit();
    window.settle();
    assert_eq!((words(&window), kept(&window)), (left, rejected));

    window.click_word(column, "The north pier");
    window.keys(Modifiers::ALT, Key::F);
    assert_eq!(words(&window), left + 8, "the same by key");
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!((words(&window), kept(&window)), (left, rejected), "and undone");

    window.click_word(usize::from(column == 0), "tidal barrier");
    window.keys(Modifiers::ALT, Key::F);
    assert_eq!(kept(&window), rejected, "a report is not furniture");
}
