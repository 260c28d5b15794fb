//! What the window costs: frames, keys and opening, with a story of usual size and with three
//! articles of 200,000 words and 10,000 annotations each. No graphics: a frame is the program's own
//! work, with the triangles measured apart. Everything is counted in time of the window's thread, so
//! that other work on the computer, and waiting for a disk, do not count.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "what fails here fails the bench")]

mod support;

use std::path::PathBuf;
use std::time::Duration;

use cpu_time::ThreadTime;
use criterion::{Criterion, criterion_group, criterion_main};
use egui::{Event, Key, Modifiers, Pos2, pos2};
use parallax::session::Session;
use parallax::store::Disk;
use parallax::store::user::UserData;
use support::screen::{CTRL, Frame, Screen, key, wheel};
use support::{LARGE, SMALL, Size};
use tempfile::TempDir;

/// In the text of the first column.
const IN_TEXT: Pos2 = pos2(360.0, 500.0);

/// A project in a folder of its own, and a place for settings.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new(size: Size) -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        support::write_project(&desk.project(), size);
        desk
    }

    fn project(&self) -> PathBuf {
        self.folder.path().join("project")
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    fn screen(&self) -> Screen {
        Screen::open(&self.home(), &self.project())
    }
}

/// Measures what `step` says that it took, summed over the runs.
fn measure(c: &mut Criterion, name: &str, mut step: impl FnMut(usize) -> Duration) {
    let mut turn = 0;
    c.bench_function(name, |bencher| {
        bencher.iter_custom(|runs| {
            let mut sum = Duration::ZERO;
            for _ in 0..runs {
                sum += step(turn);
                turn += 1;
            }
            sum
        });
    });
}

/// The same for frames: the program's work, and the triangles.
fn measure_frames(c: &mut Criterion, name: &str, mut step: impl FnMut(usize) -> Frame) {
    measure(c, &format!("{name}/work"), |turn| step(turn).work);
    measure(c, &format!("{name}/triangles"), |turn| step(turn).tessellation);
}

/// Frames of a screen: at rest, scrolling, under a moving pointer.
fn frames_of(c: &mut Criterion, name: &str, screen: &mut Screen) {
    for (place, part) in [("top", 0.0), ("middle", 0.5), ("end", 1.0)] {
        screen.go_to(part);
        screen.frame(vec![Event::PointerMoved(pos2(800.0, 995.0))]);
        screen.settle();
        measure_frames(c, &format!("{name}/rest at the {place}"), |_| screen.frame(Vec::new()));
        screen.frame(vec![Event::PointerMoved(IN_TEXT)]);
        // 3,000 points to where there is text, and back again. From the top both stories have the same
        // words, so that only the length of what follows differs.
        let to = if place == "top" { -30.0 } else { 30.0 };
        measure_frames(c, &format!("{name}/scrolling at the {place}"), |turn| {
            screen.frame(vec![wheel(if turn / 100 % 2 == 0 { to } else { -to })])
        });
        measure_frames(c, &format!("{name}/pointing at the {place}"), |turn| {
            let at = IN_TEXT + egui::vec2((turn * 7 % 200) as f32, (turn * 3 % 300) as f32 - 150.0);
            screen.frame(vec![Event::PointerMoved(at)])
        });
    }
}

/// Frames until the number of annotations is another one, that one included.
fn until_changed(screen: &mut Screen, event: Event) -> Frame {
    let before = screen.annotations();
    let mut sum = screen.frame(vec![event]);
    for _ in 0..4 {
        if screen.annotations() != before {
            return sum;
        }
        sum = sum + screen.frame(Vec::new());
    }
    panic!("nothing was tagged, deleted or undone");
}

/// A label's key with words selected, till the frame that shows the mark is done; then taken back.
fn tag_and_undo(screen: &mut Screen, turn: usize) -> (Frame, Frame) {
    screen.double_click(IN_TEXT + egui::vec2((turn % 5 * 40) as f32, (turn % 7 * 26) as f32));
    let label = ["p", "o", "c", "d"][turn % 4];
    let before = screen.annotations();
    let mut tagged = screen.frame(vec![Event::Text(label.to_owned())]);
    tagged = tagged + screen.frame(Vec::new());
    if screen.annotations() == before {
        // These words had that label already, or between words nothing was selected.
        screen.frame(vec![key(Key::Escape, Modifiers::NONE)]);
        screen.frame(vec![key(Key::Escape, Modifiers::NONE)]);
        return tag_and_undo(screen, turn + 1);
    }
    let undone = until_changed(screen, key(Key::Z, CTRL));
    screen.settle();
    (tagged, undone)
}

fn frames(c: &mut Criterion) {
    for (name, size) in [("small", SMALL), ("large", LARGE)] {
        let desk = Desk::new(size);
        let mut screen = desk.screen();
        frames_of(c, &format!("frame/{name}"), &mut screen);
        screen.click(IN_TEXT);
        let people = screen.app().session().unwrap().review().clusters().map(|c| c.members.len()).max();
        for _ in 0..500 {
            let review = screen.app().session().unwrap().review();
            let cluster = screen.app().selected().and_then(|selected| review.cluster_of(&selected.id));
            if cluster.map(|cluster| cluster.members.len()) == people {
                break;
            }
            screen.frame(vec![key(Key::Tab, Modifiers::NONE)]);
        }
        screen.settle();
        measure_frames(c, &format!("frame/{name}/one of many selected"), |_| screen.frame(Vec::new()));
        screen.go_to(0.5);
        measure(c, &format!("tag/{name}"), |turn| tag_and_undo(&mut screen, turn).0.all());
        measure(c, &format!("undo/{name}"), |turn| tag_and_undo(&mut screen, turn).1.all());
        list(c, name, &mut screen);
    }
}

/// The annotation list: typing into its search, one label only, marks of a label hidden, the next
/// annotation, a deletion taken back.
fn list(c: &mut Criterion, name: &str, screen: &mut Screen) {
    screen.frame(vec![key(Key::L, CTRL | Modifiers::SHIFT)]);
    screen.settle();
    measure(c, &format!("search/{name}"), |turn| {
        let event = match turn % 6 {
            letter @ 0..3 => Event::Text(["t", "e", "r"][letter].to_owned()),
            _ => key(Key::Backspace, Modifiers::NONE),
        };
        let typed = screen.frame(vec![event]);
        (typed + screen.frame(Vec::new())).all()
    });
    for _ in 0..3 {
        screen.frame(vec![key(Key::Backspace, Modifiers::NONE)]);
    }
    measure(c, &format!("command palette/{name}"), |_| {
        let asked = screen.frame(vec![key(Key::K, CTRL)]);
        let open = screen.frame(Vec::new());
        let typed = screen.frame(vec![Event::Text("ter".to_owned())]);
        screen.frame(vec![key(Key::Escape, Modifiers::NONE)]);
        screen.settle();
        (asked + open + typed).all()
    });
    let label = screen.places("Show only Person")[0].left_center() + egui::vec2(30.0, 0.0);
    measure(c, &format!("one label only/{name}"), |_| {
        screen.frame(vec![Event::PointerMoved(label)]);
        screen.frame(vec![support::screen::button(label, true)]);
        let clicked = screen.frame(vec![support::screen::button(label, false)]);
        let shown = screen.frame(Vec::new());
        screen.settle();
        (clicked + shown).all()
    });
    screen.click(IN_TEXT);
    measure(c, &format!("next annotation/{name}"), |_| {
        let pressed = screen.frame(vec![key(Key::Tab, Modifiers::NONE)]);
        (pressed + screen.frame(Vec::new())).all()
    });
    measure(c, &format!("delete, undo/{name}"), |_| {
        screen.frame(vec![key(Key::Tab, Modifiers::NONE)]);
        screen.settle();
        let deleted = until_changed(screen, key(Key::Delete, Modifiers::NONE));
        screen.settle();
        let undone = until_changed(screen, key(Key::Z, CTRL));
        screen.settle();
        (deleted + undone).all()
    });
}

/// The find bar: a letter typed into it, till the frame that shows what was found in all columns.
fn find(c: &mut Criterion) {
    for (name, size) in [("small", SMALL), ("large", LARGE)] {
        let desk = Desk::new(size);
        let mut screen = desk.screen();
        screen.click(IN_TEXT);
        screen.frame(vec![key(Key::F, CTRL)]);
        screen.settle();
        // Every hit of two letters, then of three; a letter alone stands everywhere.
        screen.frame(vec![Event::Text("te".to_owned())]);
        screen.settle();
        measure(c, &format!("find/{name}"), |turn| {
            let event = match turn % 2 {
                0 => Event::Text("r".to_owned()),
                _ => key(Key::Backspace, Modifiers::NONE),
            };
            let typed = screen.frame(vec![event]);
            (typed + screen.frame(Vec::new())).all()
        });
    }
}

/// The table of all annotations: a letter typed into its search, another order, all chosen, all of
/// them relabelled, and that step taken back.
fn table(c: &mut Criterion) {
    for (name, size) in [("10,000", Size { articles: 1, ..LARGE }), ("30,000", LARGE)] {
        let desk = Desk::new(size);
        let mut screen = desk.screen();
        screen.frame(vec![key(Key::F4, Modifiers::NONE)]);
        screen.settle();
        let search = screen.places("Search the table")[0].center();
        screen.click(search);
        measure(c, &format!("table/{name}/filter"), |turn| {
            let event = match turn % 2 {
                0 => Event::Text("ter".to_owned()),
                _ => key(Key::Backspace, Modifiers::NONE),
            };
            let typed = screen.frame(vec![event]);
            let shown = typed + screen.frame(Vec::new());
            if turn % 2 == 1 {
                for _ in 0..2 {
                    screen.frame(vec![key(Key::Backspace, Modifiers::NONE)]);
                }
                screen.settle();
            }
            shown.all()
        });
        for _ in 0..3 {
            screen.frame(vec![key(Key::Backspace, Modifiers::NONE)]);
        }
        screen.settle();
        for column in ["Text", "Cluster", "Label"] {
            let head = screen.places(&format!("Sort by {column}"))[0].center();
            measure(c, &format!("table/{name}/sort by {}", column.to_lowercase()), |_| {
                screen.frame(vec![Event::PointerMoved(head)]);
                screen.frame(vec![support::screen::button(head, true)]);
                let clicked = screen.frame(vec![support::screen::button(head, false)]);
                let shown = screen.frame(Vec::new());
                screen.settle();
                (clicked + shown).all()
            });
        }
        screen.click(IN_TEXT);
        let all = key(Key::A, Modifiers::ALT | Modifiers::SHIFT);
        measure(c, &format!("table/{name}/select all"), |_| {
            screen.frame(vec![key(Key::Escape, Modifiers::NONE)]);
            screen.settle();
            let pressed = screen.frame(vec![all.clone()]);
            (pressed + screen.frame(Vec::new())).all()
        });
        measure(c, &format!("table/{name}/relabel all"), |turn| relabel_and_undo(&mut screen, &all, turn).0);
        measure(c, &format!("table/{name}/undo of it"), |turn| relabel_and_undo(&mut screen, &all, turn).1);
    }
}

/// All annotations get another label, by its key; then that is taken back.
fn relabel_and_undo(screen: &mut Screen, all: &Event, turn: usize) -> (Duration, Duration) {
    let of = |screen: &Screen, label: &str| screen.app().session().unwrap().review().count(&label.into());
    screen.frame(vec![all.clone()]);
    screen.settle();
    let (typed, label) = [("p", "person"), ("o", "organization")][turn % 2];
    let (before, everything) = (of(screen, label), screen.annotations());
    let mut relabelled = screen.frame(vec![Event::Text(typed.to_owned())]);
    relabelled = relabelled + screen.frame(Vec::new());
    assert_eq!(of(screen, label), everything, "all are relabelled");
    screen.settle();
    let mut undone = screen.frame(vec![key(Key::Z, CTRL)]);
    undone = undone + screen.frame(Vec::new());
    assert_eq!(of(screen, label), before, "and are as they were");
    screen.settle();
    (relabelled.all(), undone.all())
}

/// From the disk to the first frame that shows the story.
fn opening(c: &mut Criterion) {
    for (name, size) in
        [("small", SMALL), ("one large article", Size { articles: 1, ..LARGE }), ("large", LARGE)]
    {
        let desk = Desk::new(size);
        measure(c, &format!("open/{name}/session"), |_| {
            let begun = ThreadTime::now();
            let user = UserData::at(&desk.home());
            let session =
                Session::open_with(&desk.project(), None, support::REVIEWER.into(), user, Disk::new());
            let elapsed = begun.elapsed();
            assert_eq!(session.unwrap().review().len(), size.articles * size.annotations);
            elapsed
        });
        measure(c, &format!("open/{name}/first frame"), |_| {
            let begun = ThreadTime::now();
            let mut screen = Screen::new(&desk.home(), vec![desk.project()]);
            screen.frame(Vec::new());
            let elapsed = begun.elapsed();
            assert_eq!(screen.annotations(), size.articles * size.annotations);
            elapsed
        });
    }
}

/// A single article of 10 MB without annotations: opened as a loose file, read to its end, tagged
/// there. Beside it one of 2,000 words.
fn ten_megabytes(c: &mut Criterion) {
    for (name, words) in [("2,000 words", 2_000), ("10 MB", 1_500_000)] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("article.txt");
        let text = support::text(9, words);
        eprintln!("{name}: {} bytes", text.len());
        std::fs::write(&path, text).unwrap();
        let mut number = 0;
        measure(c, &format!("single article/{name}/open"), |_| {
            number += 1;
            let home = folder.path().join(format!("home{number}"));
            let begun = ThreadTime::now();
            let mut screen = Screen::new(&home, vec![path.clone()]);
            screen.frame(Vec::new());
            let elapsed = begun.elapsed();
            assert!(screen.app().session().is_some());
            drop(screen);
            std::fs::remove_dir_all(home).unwrap();
            elapsed
        });
        let mut screen = Screen::open(&folder.path().join("home"), &path);
        frames_of(c, &format!("single article/{name}"), &mut screen);
        screen.go_to(1.0);
        measure(c, &format!("single article/{name}/tag at the end"), |turn| {
            tag_and_undo(&mut screen, turn).0.all()
        });
    }
}

/// Ten thousand annotations deleted in one step, and the step taken back.
fn bulk(c: &mut Criterion) {
    let desk = Desk::new(LARGE);
    let user = UserData::at(&desk.home());
    let session = Session::open_with(&desk.project(), None, support::REVIEWER.into(), user, Disk::new());
    let mut session = session.unwrap();
    let first = session.story().articles[0].id.clone();
    let ids: Vec<_> = session.review().annotations_of(&first).map(|a| a.id.clone()).collect();
    measure(c, "bulk/delete 10,000", |_| {
        let begun = ThreadTime::now();
        let deed = session.verbs().delete(&ids).unwrap();
        session.perform(deed).unwrap();
        let elapsed = begun.elapsed();
        session.undo().unwrap();
        elapsed
    });
    measure(c, "bulk/undo of it", |_| {
        let deed = session.verbs().delete(&ids).unwrap();
        session.perform(deed).unwrap();
        let begun = ThreadTime::now();
        session.undo().unwrap();
        begun.elapsed()
    });
}

fn settings() -> Criterion {
    Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_millis(1500))
}

criterion_group! { name = window; config = settings(); targets = frames, find, table, ten_megabytes, opening, bulk }
criterion_main!(window);
