//! The codebook edited in the window, with the mouse alone and with keys alone.

use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable;
use parallax::model::{Codebook, LabelId, Value};
use parallax::session::Session;
use parallax::store::user::UserData;
use parallax::store::{self, Disk};
use parallax::text::Span;

use crate::desk::{Desk, Window};

const GAZETTE: &str = "Council hears of doubled price\n\nThe council met on Thursday in Eastmouth.\n\n“Nobody warned us,” said Ilse Brandt, the engineer.\n";

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

/// A project in which ben has tagged a day, a place and a claim. Ana is about to open it.
fn project(desk: &Desk) -> PathBuf {
    desk.write("gazette.txt", GAZETTE);
    let root = desk.path("project");
    let mut open = store::create_project(&root, "Harbour", Codebook::default()).unwrap();
    let story = store::add_story(&mut open, "Barrier");
    store::add_article(&mut open, &story, &desk.path("gazette.txt")).unwrap();
    store::save_project(&mut open).unwrap();
    let user = UserData::at(&desk.path("ben"));
    let mut ben = Session::open_with(&root, None, "ben".into(), user, Disk::new()).unwrap();
    for (words, label) in [("Thursday", "date"), ("Eastmouth", "place"), ("Nobody warned us", "claim")] {
        let at = GAZETTE.find(words).unwrap();
        let span = Span::of(at, at + words.len()).unwrap();
        let (_, deed) =
            ben.verbs().tag(&"gazette".into(), vec![span], &label.into(), Default::default()).unwrap();
        ben.perform(deed).unwrap();
    }
    ben.close().unwrap();
    root
}

fn labels_of(root: &Path, reviewer: &str) -> Vec<String> {
    let file = root.join(format!("reviews/barrier/{reviewer}.ron"));
    let file = store::read_review_file(&file).unwrap();
    let mut all: Vec<String> = file.annotations.iter().map(|one| one.label.to_string()).collect();
    all.sort();
    all
}

/// The tree as text: a point for each level.
fn tree(window: &Window) -> String {
    let rows = window.session().codebook().tree();
    let rows: Vec<String> =
        rows.iter().map(|row| format!("{}{}", ".".repeat(row.depth), row.label.id)).collect();
    rows.join(" ")
}

/// Lets workers end what they are at.
fn until(window: &mut Window, fits: impl Fn(&Window) -> bool) {
    for _ in 0..400 {
        if fits(window) {
            return window.settle();
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
        window.settle();
    }
    panic!("it never came");
}

/// Opens the codebook and waits until all reviews are counted.
fn open_codebook(window: &mut Window) {
    window.keys(CTRL_SHIFT, Key::K);
    until(window, |window| window.query_by_label_contains("Label Date, ").is_some());
}

/// Writes over what stands in a field, and leaves it.
fn fill(window: &mut Window, field: &str, text: &str) {
    window.click(field);
    window.keys(CTRL, Key::A);
    window.type_text(text);
    window.key(Key::Enter);
}

#[test]
fn a_label_is_made_named_coloured_and_given_attributes_with_the_mouse() {
    let desk = Desk::new().with_reviewer("ana");
    let root = project(&desk);
    // High enough that nothing has to be scrolled to.
    let mut window = desk.open_as(std::slice::from_ref(&root), [1280.0, 1100.0], egui::Theme::Light);
    window.click("Edit the codebook");
    until(&mut window, |window| window.query_by_label_contains("Label Date, ").is_some());
    fill(&mut window, "New label", "Vehicle");
    let label =
        |window: &Window| window.session().codebook().label(&LabelId::from("vehicle")).unwrap().clone();
    assert_eq!((label(&window).key.as_str(), label(&window).kind.name()), ("v", "Entity"));
    window.click("Claim");
    assert_eq!(label(&window).kind.name(), "Claim");
    window.click("Colour wine");
    assert_eq!(label(&window).color.to_string(), "#8A2F45");
    fill(&mut window, "Key of the label", "p");
    window.says("P tags “Person” already.");
    assert_eq!(label(&window).key, "v", "a key that another label has is not taken");
    fill(&mut window, "New attribute", "Wheels");
    window.click("Kind of Wheels: Choice");
    window.click("Number");
    until(&mut window, |window| window.query_by_label("Kind of Wheels: Number").is_some());
    fill(&mut window, "Default of Wheels", "4");
    window.click("Wheels is required");
    let wheels = label(&window).attributes[0].clone();
    assert_eq!((wheels.default, wheels.required), (Some(Value::Number(4.0)), true));
    fill(&mut window, "Guideline, in Markdown", "Only *named* ones.");
    window.click("Name of the label");
    assert_eq!(label(&window).about, "Only *named* ones.");
    window.get_by_label("Only named ones.");
    // All of it is on disk, and all of it can be taken back.
    assert!(store::open_project(&root).unwrap().project.codebook.label(&LabelId::from("vehicle")).is_some());
    window.key(Key::Escape);
    for _ in 0..40 {
        window.keys(CTRL, Key::Z);
    }
    assert_eq!(*window.session().codebook(), Codebook::default());
}

#[test]
fn labels_are_moved_with_keys_and_by_dragging() {
    let desk = Desk::new().with_reviewer("ana");
    let root = project(&desk);
    let mut window = desk.open_at(&[root]);
    open_codebook(&mut window);
    let before = tree(&window);
    window.click("Label Organization, 0 annotations");
    window.keys(CTRL_SHIFT, Key::ArrowRight);
    assert!(tree(&window).starts_with("person .organization place"), "{}", tree(&window));
    window.keys(CTRL_SHIFT, Key::ArrowLeft);
    window.keys(CTRL_SHIFT, Key::ArrowUp);
    assert!(tree(&window).starts_with("organization person place"), "{}", tree(&window));
    window.keys(CTRL, Key::Z);
    window.keys(CTRL, Key::Z);
    window.keys(CTRL, Key::Z);
    assert_eq!(tree(&window), before);
    // Dropped in the middle of a row it stands under it.
    let date = window.get_by_label_contains("Label Date, ").rect().center();
    let place = window.get_by_label_contains("Label Place, ").rect().center();
    window.drag_at(date);
    window.run_steps(2);
    window.hover_at(place + vec2(4.0, 0.0));
    window.run_steps(2);
    window.drop_at(place + vec2(4.0, 0.0));
    window.settle();
    assert!(tree(&window).contains("place .date event"), "{}", tree(&window));
}

#[test]
fn labels_are_merged_with_keys_alone_in_everyones_reviews_and_it_is_undone() {
    let desk = Desk::new().with_reviewer("ana");
    let root = project(&desk);
    let mut window = desk.open_at(std::slice::from_ref(&root));
    window.drag_over(0, "Thursday", "Thursday");
    window.type_text("d");
    open_codebook(&mut window);
    // To the label by the arrows of the list, to the command by its name.
    window.get_by_label_contains("Label Date, 2 ").focus();
    window.settle();
    window.keys(CTRL, Key::K);
    window.type_text("merge label");
    window.key(Key::Enter);
    window.type_text("eve");
    until(&mut window, |window| window.query_by_label("Merge, changing 2").is_some());
    window.get_by_label_contains("ben, 1 annotation");
    window.key(Key::Enter);
    until(&mut window, |window| window.session().codebook().label(&LabelId::from("date")).is_none());
    assert_eq!(labels_of(&root, "ben"), ["claim", "event", "place"]);
    assert_eq!(window.marks(), ["event: Thursday"]);
    window.keys(CTRL, Key::Z);
    until(&mut window, |window| window.session().codebook().label(&LabelId::from("date")).is_some());
    until(&mut window, |_| labels_of(&root, "ben") == ["claim", "date", "place"]);
    assert_eq!(window.marks(), ["date: Thursday"]);
    window.key(Key::Escape);
    window.get_by_label("Text of gazette");
}

#[test]
fn a_label_that_is_used_is_not_deleted_before_its_annotations_have_another() {
    let desk = Desk::new().with_reviewer("ana");
    let root = project(&desk);
    let mut window = desk.open_at(std::slice::from_ref(&root));
    open_codebook(&mut window);
    window.click("Label Place, 1 annotations");
    window.click("Delete label…");
    window.says("what becomes of its annotations?");
    window.get_by_role_and_label(Role::Button, "Delete").click();
    window.settle();
    assert_eq!(labels_of(&root, "ben"), ["claim", "date", "place"], "no target is chosen");
    window.click("Give them Other");
    window.click("Delete, changing 1");
    until(&mut window, |window| window.session().codebook().label(&LabelId::from("place")).is_none());
    assert_eq!(labels_of(&root, "ben"), ["claim", "date", "other"]);
    // One that nobody uses goes at once.
    window.click("Label Event, 0 annotations");
    window.click("Delete label…");
    window.get_by_role_and_label(Role::Button, "Delete").click();
    window.settle();
    assert!(window.session().codebook().label(&LabelId::from("event")).is_none());
}

#[test]
fn a_label_is_split_by_what_is_said_and_by_ticking() {
    let desk = Desk::new().with_reviewer("ana");
    let root = project(&desk);
    let mut window = desk.open_at(std::slice::from_ref(&root));
    open_codebook(&mut window);
    window.click("Label Claim, 1 annotations");
    window.click("Split label…");
    window.type_text("Open claim");
    window.click("Value open");
    window.click("Split, changing 1");
    until(&mut window, |window| window.session().codebook().label(&LabelId::from("open-claim")).is_some());
    assert_eq!(labels_of(&root, "ben"), ["date", "open-claim", "place"]);
    until(&mut window, |window| window.query_by_label_contains("Label Date, 1 ").is_some());
    window.click("Label Date, 1 annotations");
    window.click("Split label…");
    window.type_text("Weekday");
    window.click("“Thursday”, ben · gazette");
    window.click("Split, changing 1");
    until(&mut window, |window| window.session().codebook().label(&LabelId::from("weekday")).is_some());
    assert_eq!(labels_of(&root, "ben"), ["open-claim", "place", "weekday"]);
}

#[test]
fn what_a_change_of_attributes_does_to_reviews_is_asked_first() {
    let desk = Desk::new().with_reviewer("ana");
    let root = project(&desk);
    let mut window = desk.open_at(std::slice::from_ref(&root));
    open_codebook(&mut window);
    window.click("Label Claim, 1 annotations");
    let value = |root: &Path| {
        let file = store::read_review_file(&root.join("reviews/barrier/ben.ron")).unwrap();
        let claim = file.annotations.iter().find(|one| one.label.as_str() == "claim").unwrap();
        claim.attributes["status"].to_string()
    };
    // A choice that reviews have is renamed in them.
    fill(&mut window, "Choice 1 of Status", "unsettled");
    until(&mut window, |window| window.query_by_label("Change, changing 1").is_some());
    window.click("Change, changing 1");
    until(&mut window, |window| window.session().undo_name() == Some("rename choice “open” to “unsettled”"));
    assert_eq!(value(&root), "unsettled");
    // One that goes is kept where it is used.
    until(&mut window, |window| window.query_by_label_contains("Remove choice unsettled").is_some());
    window.click("Remove choice unsettled");
    until(&mut window, |window| window.query_by_label("Change").is_some());
    window.says("1 annotation will say something that the codebook does not offer.");
    window.click("Change");
    assert_eq!(value(&root), "unsettled");
    // One that nobody has goes without a question.
    window.click("Remove choice wrong");
    window.settle();
    let claim = window.session().codebook().label(&LabelId::from("claim")).unwrap().clone();
    assert_eq!(claim.attributes[0].kind.options(), ["confirmed", "cannot confirm"]);
}

#[test]
fn a_label_is_made_in_the_palette_and_tags_at_once() {
    let desk = Desk::new().with_reviewer("ana");
    let root = project(&desk);
    let mut window = desk.open_at(&[root]);
    window.drag_over(0, "Ilse", "Brandt");
    window.keys(CTRL, Key::T);
    window.type_text("Engineer");
    window.get_by_label("Make label “Engineer”");
    window.key(Key::Enter);
    assert_eq!(window.marks(), ["engineer: Ilse Brandt"]);
    assert_eq!(window.session().codebook().label(&LabelId::from("engineer")).unwrap().name, "Engineer");
    window.keys(CTRL, Key::Z);
    window.keys(CTRL, Key::Z);
    assert_eq!(*window.session().codebook(), Codebook::default());
    // With the mouse: the last row of the palette.
    window.drag_over(0, "Ilse", "Brandt");
    window.click("New label…");
    window.type_text("Person of note");
    window.click("Make label “Person of note”");
    assert_eq!(window.marks(), ["person-of-note: Ilse Brandt"]);
}

#[test]
fn guidelines_stand_beside_the_palette() {
    let desk = Desk::new().with_reviewer("ana");
    let root = project(&desk);
    let mut window = desk.open_at(&[root]);
    window.drag_over(0, "Ilse", "Brandt");
    window.get_by_label("A named human being, without title or role.");
    window.key(Key::ArrowDown);
    window.get_by_label("A company, authority, party, team or other body with a name.");
    let claim = window.get_by_label("Tag as Claim").rect().center();
    window.hover_at(claim);
    window.settle();
    window.get_by_label_contains("Something said to be so that could be checked.");
}

#[test]
fn a_codebook_goes_out_to_a_file_and_comes_in_to_another_project() {
    let desk = Desk::new().with_reviewer("ana");
    let root = project(&desk);
    let mut window = desk.open_at(&[root]);
    open_codebook(&mut window);
    fill(&mut window, "New label", "Vehicle");
    let file = desk.path("codes.ron");
    window.answer_dialog(std::slice::from_ref(&file));
    window.click("Export…");
    assert!(store::read_codebook(&file).unwrap().label(&LabelId::from("vehicle")).is_some());
    window.close();
    let mut window = desk.open(&["gazette.txt"]);
    window.keys(CTRL_SHIFT, Key::K);
    window.answer_dialog(std::slice::from_ref(&file));
    window.click("Import…");
    until(&mut window, |window| window.query_by_label("New label “Vehicle”").is_some());
    window.click("Add to the codebook");
    assert!(window.session().codebook().label(&LabelId::from("vehicle")).is_some());
    window.keys(CTRL, Key::Z);
    assert_eq!(*window.session().codebook(), Codebook::default());
    // What is no codebook is refused with its name.
    desk.write("bad.ron", "(format: 1, labels: 3)");
    window.answer_dialog(&[desk.path("bad.ron")]);
    window.click("Import…");
    window.says("bad.ron");
}

#[test]
fn labels_that_the_codebook_does_not_know_are_shown_and_can_be_made_or_changed() {
    let desk = Desk::new().with_reviewer("ana");
    let root = project(&desk);
    let path = root.join("reviews/barrier/ben.ron");
    let text = std::fs::read_to_string(&path).unwrap();
    let text = text
        .replace("label: \"place\"", "label: \"harbour-town\"")
        .replace("label: \"date\"", "label: \"weekday\"");
    std::fs::write(&path, text).unwrap();
    let mut window = desk.open_at(std::slice::from_ref(&root));
    open_codebook(&mut window);
    window.click("Unknown label weekday, 1 annotations");
    window.click("Give them another label…");
    window.type_text("dat");
    until(&mut window, |window| window.query_by_label("Relabel, changing 1").is_some());
    window.click("Relabel, changing 1");
    until(&mut window, |window| window.query_by_label_contains("Unknown label weekday").is_none());
    assert_eq!(labels_of(&root, "ben"), ["claim", "date", "harbour-town"]);
    until(&mut window, |window| window.query_by_label_contains("Unknown label harbour-town").is_some());
    window.click("Unknown label harbour-town, 1 annotations");
    window.click("Make label “harbour-town”");
    assert_eq!(
        window.session().codebook().label(&LabelId::from("harbour-town")).unwrap().name,
        "harbour town"
    );
}

#[test]
fn nothing_is_merged_while_a_reviewer_has_the_review_open_elsewhere() {
    let desk = Desk::new().with_reviewer("ana");
    let root = project(&desk);
    let user = UserData::at(&desk.path("ben"));
    let _ben = Session::open_with(&root, None, "ben".into(), user, Disk::new()).unwrap();
    let mut window = desk.open_at(&[root]);
    open_codebook(&mut window);
    window.click("Label Date, 1 annotations");
    window.click("Merge label…");
    window.type_text("event");
    until(&mut window, |window| window.query_by_label_contains("is open elsewhere").is_some());
    window.key(Key::Enter);
    window.settle();
    assert!(window.session().codebook().label(&LabelId::from("date")).is_some());
    window.key(Key::Escape);
    window.settle();
    assert!(window.query_by_label_contains("is open elsewhere").is_none());
}
