use egui::Theme;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use super::*;
use crate::gui::testing::{builder, picture};

#[derive(Default)]
struct State {
    toasts: Toasts,
    out: Vec<Command>,
    log: bool,
}

fn harness(theme: Theme, notices: Vec<Notice>, log: bool) -> Harness<'static, State> {
    let mut state = State { log, ..State::default() };
    for (notice, second) in notices.into_iter().zip(0..) {
        state.toasts.say_at(Timestamp::from_second(1_790_000_000 + second).unwrap(), notice);
    }
    let mut harness = builder(theme, [1000.0, 700.0]).build_ui_state(
        |ui, state: &mut State| {
            egui::CentralPanel::default().show(ui, |_| {});
            state.toasts.show(ui.ctx(), &mut state.out);
            if state.log {
                state.log = state.toasts.show_log(ui.ctx());
            }
        },
        state,
    );
    harness.run();
    harness
}

fn failure() -> Notice {
    let error = anyhow::anyhow!("No space left on device (os error 28)")
        .context("/home/ana/project/reviews/story/ana.ron");
    Notice::error("The review could not be saved.", &error).offer(Command::SaveProjectAs)
}

fn notices() -> Vec<Notice> {
    vec![
        Notice::good("Exported 42 annotations.").details("/home/ana/annotations.csv"),
        Notice::warn("Read as Windows-1252: gazette.txt"),
        failure(),
    ]
}

#[test]
fn toasts_and_log_are_drawn_in_both_themes() {
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        picture(&mut harness(theme, notices(), false), &format!("toasts-{name}"));
        picture(&mut harness(theme, notices(), true), &format!("log-{name}"));
    }
}

#[test]
fn what_is_only_to_be_known_goes_by_itself_and_an_error_stays() {
    let mut harness = harness(Theme::Light, notices(), false);
    assert!(harness.query_by_label("Done: Exported 42 annotations.").is_some());
    // A quarter of a second each.
    harness.run_steps(80);
    assert!(harness.query_by_label("Done: Exported 42 annotations.").is_none());
    assert!(harness.query_by_label("Error: The review could not be saved.").is_some());
    assert_eq!(harness.state().toasts.log().len(), 3, "the log keeps it");
}

#[test]
fn a_toast_after_a_long_rest_stays_as_long_as_any() {
    let mut harness = harness(Theme::Light, vec![failure()], false);
    harness.input_mut().time = Some(3600.0);
    harness.state_mut().toasts.good("Saved as a project.");
    harness.step();
    harness.step();
    assert!(harness.query_by_label("Done: Saved as a project.").is_some());
}

#[test]
fn a_toast_under_the_pointer_waits() {
    let mut harness = harness(Theme::Light, notices(), false);
    harness.get_by_label("Done: Exported 42 annotations.").hover();
    harness.run_steps(80);
    assert!(harness.query_by_label("Done: Exported 42 annotations.").is_some());
}

#[test]
fn at_rest_nothing_is_painted_again() {
    let mut harness = harness(Theme::Light, vec![failure()], false);
    harness.run();
    let viewport = &harness.output().viewport_output[&egui::ViewportId::ROOT];
    assert_eq!(viewport.repaint_delay, Duration::MAX);
}

#[test]
fn what_helps_is_one_click_away() {
    let mut harness = harness(Theme::Dark, vec![failure()], false);
    harness.get_by_label("Save project as…").click();
    harness.run();
    assert_eq!(harness.state().out, [Command::SaveProjectAs]);
    assert!(harness.query_by_label("Error: The review could not be saved.").is_none());
}

#[test]
fn the_same_error_again_is_one_toast_and_two_messages() {
    let harness = harness(Theme::Dark, vec![failure(), failure()], false);
    assert_eq!(harness.query_all_by_label("Error: The review could not be saved.").count(), 1);
    assert_eq!(harness.state().toasts.log().len(), 2);
}

#[test]
fn long_details_lead_to_the_log() {
    let lines: Vec<String> = (0..9).map(|n| format!("annotation {n} lost its place")).collect();
    let mut harness = harness(Theme::Dark, vec![Notice::warn("9 lost.").details(lines.join("\n"))], false);
    harness.get_by_label("6 more…").click();
    harness.run();
    assert_eq!(harness.state().out, [Command::ShowLog]);
}

#[test]
fn messages_are_searched_and_copied() {
    let mut harness = harness(Theme::Light, notices(), true);
    harness.get_by_label("Copy all").click();
    harness.step();
    let copied = harness.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let copied = copied.unwrap();
    assert!(copied.contains("Error: The review could not be saved.\n    /home/ana/project"), "{copied}");
    assert!(copied.contains("No space left on device"), "{copied}");
    harness.get_by_label("Search messages").focus();
    harness.get_by_label("Search messages").type_text("windows-1252");
    harness.run();
    assert!(harness.query_by_label("Copy: Read as Windows-1252: gazette.txt").is_some());
    assert!(harness.query_by_label("Copy: Exported 42 annotations.").is_none());
    harness.key_press(egui::Key::Escape);
    harness.run();
    assert!(!harness.state().log);
}
