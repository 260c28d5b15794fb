//! The pictures of the README, drawn by the program: `PARALLAX_PICTURES=DIR cargo test --test
//! pictures` keeps them as `DIR/NAME.png`. Where there is nothing to draw with, that is said and
//! nothing fails.

#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../window/desk.rs"]
#[allow(dead_code, reason = "the pictures need only a part of what the window's tests do")]
mod desk;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use desk::{Desk, Window};
use egui::{Key, Modifiers, Theme};

const SIZES: [(&str, [f32; 2]); 2] = [("", [1600.0, 1000.0]), ("-small", [1280.0, 800.0])];

/// The sample, copied to the desk so that the original stays as it is.
fn sample(desk: &Desk) -> std::path::PathBuf {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data/harbour-barrier");
    let to = desk.path("harbour-barrier");
    copy(&from, &to);
    to
}

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

/// Draws the window; keeps the picture where one is wanted. False where there is nothing to draw
/// with.
fn draw(window: &mut Window, name: &str) -> bool {
    window.settle();
    let Ok(Ok(image)) = catch_unwind(AssertUnwindSafe(|| window.render())) else {
        eprintln!("skipped: no graphics adapter to draw {name} with");
        return false;
    };
    let first = *image.get_pixel(0, 0);
    assert!(image.pixels().any(|pixel| *pixel != first), "{name} is blank");
    if let Some(folder) = std::env::var_os("PARALLAX_PICTURES") {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        std::fs::create_dir_all(&folder).unwrap();
        image.save(folder.join(format!("{name}.png"))).unwrap();
    }
    true
}

fn each(name: &str, prepare: impl Fn(&mut Window)) {
    for (theme, shade) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        for (suffix, size) in SIZES {
            let desk = Desk::new().with_reviewer("ana");
            let mut window = desk.open_as(&[sample(&desk)], size, theme);
            prepare(&mut window);
            if !draw(&mut window, &format!("{name}-{shade}{suffix}")) {
                return;
            }
        }
    }
}

/// Shows what the articles share, once it is found.
fn ribbons(window: &mut Window) {
    window.keys(Modifiers::ALT, Key::B);
    let_work(window);
}

/// Gives workers the time to find what is asked for.
fn let_work(window: &mut Window) {
    for _ in 0..300 {
        std::thread::sleep(std::time::Duration::from_millis(5));
        window.step();
    }
}

#[test]
fn passages_side_by_side() {
    each("passage", |window| {
        ribbons(window);
        window.keys(Modifiers::COMMAND, Key::Num1);
        window.keys(Modifiers::ALT, Key::V);
        let_work(window);
    });
}

#[test]
fn the_matrix() {
    each("matrix", |window| {
        window.keys(Modifiers::ALT, Key::Num3);
        let_work(window);
    });
}

#[test]
fn settling() {
    each("settle", |window| {
        window.keys(Modifiers::ALT, Key::Num2);
        window.key(Key::F5);
        let_work(window);
    });
}

#[test]
fn discrepancies() {
    each("discrepancies", |window| {
        window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
        let_work(window);
    });
}

#[test]
fn reading() {
    each("read", |window| {
        ribbons(window);
        // To the first quote that several articles print.
        window.keys(Modifiers::COMMAND, Key::Num1);
        for _ in 0..4 {
            window.key(Key::Tab);
        }
    });
}

#[test]
fn tagging() {
    each("tag", |window| window.drag_over(0, "folding chairs", "flasks"));
}

#[test]
fn comparing() {
    each("compare", |window| window.keys(Modifiers::ALT, Key::Num2));
}

#[test]
fn finding() {
    each("find", |window| {
        window.keys(Modifiers::COMMAND, Key::F);
        window.type_text("barrier");
        window.key(Key::Enter);
    });
}

#[test]
fn marking_all_the_same() {
    each("mark-all", |window| {
        window.keys(Modifiers::COMMAND, Key::F);
        window.type_text("barrier");
        window.key(Key::Escape);
        window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    });
}

#[test]
fn first_screen() {
    let desk = Desk::new();
    let mut window = desk.open_as(&[], [1600.0, 1000.0], Theme::Light);
    draw(&mut window, "welcome-light");
}
