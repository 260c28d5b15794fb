use egui::Theme;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use super::*;
use crate::gui::testing::{builder, picture, shows};

fn recent() -> Vec<RecentProject> {
    let project = |name: &str, path: &str, when: &str, missing, scratch| RecentProject {
        name: name.into(),
        path: path.into(),
        when: when.into(),
        missing,
        scratch,
    };
    vec![
        project("Harbour barrier", "/home/ana/reviews/harbour-barrier", "today", false, false),
        project("Three articles", "/home/ana/.local/share/parallax/unsaved/x1", "yesterday", false, true),
        project("Election security", "/media/stick/election", "12 March", true, false),
    ]
}

fn harness(theme: Theme, size: [f32; 2], recent: Vec<RecentProject>) -> Harness<'static, Vec<WelcomeAction>> {
    let mut harness = builder(theme, size).build_ui_state(
        move |ui, out: &mut Vec<WelcomeAction>| {
            egui::CentralPanel::no_frame().show(ui, |ui| {
                show(ui, &recent, out);
                drop_hint(ui, "Drop to open");
            });
        },
        Vec::new(),
    );
    harness.run();
    harness
}

#[test]
fn it_is_drawn_in_both_themes_and_at_every_size() {
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let tokens = if theme == Theme::Dark { "dark" } else { "light" };
        picture(&mut harness(theme, [1280.0, 800.0], recent()), &format!("welcome-{name}"));
        picture(&mut harness(theme, [1280.0, 800.0], vec![]), &format!("welcome-first-{tokens}"));
        picture(&mut harness(theme, [560.0, 420.0], recent()), &format!("welcome-small-{name}"));
    }
}

#[test]
fn the_first_thing_that_one_can_do_opens_the_sample() {
    let mut harness = harness(Theme::Light, [1280.0, 800.0], recent());
    let first = harness.root().children_recursive().find(|node| node.accesskit_node().role() == Role::Button);
    assert_eq!(first.unwrap().accesskit_node().label().as_deref(), Some("Open the sample"));
    harness.key_press(egui::Key::Tab);
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    assert_eq!(*harness.state(), [WelcomeAction::Do(Command::OpenSample)]);
}

#[test]
fn projects_are_opened_and_forgotten() {
    let mut harness = harness(Theme::Dark, [1280.0, 800.0], recent());
    harness.get_by_label_contains("Harbour barrier, ").click();
    harness.run();
    harness.get_by_label("Take Election security off the list").click();
    harness.run();
    harness.get_by_label("Open articles…").click();
    harness.run();
    assert_eq!(
        *harness.state(),
        [
            WelcomeAction::Open("/home/ana/reviews/harbour-barrier".into()),
            WelcomeAction::Forget("/media/stick/election".into()),
            WelcomeAction::Do(Command::OpenArticles),
        ]
    );
    assert!(harness.query_by_label_contains("Not there now: /media/stick/election").is_some());
}

#[test]
fn files_dragged_over_the_window_are_told_what_will_happen() {
    let mut harness = harness(Theme::Light, [900.0, 600.0], vec![]);
    harness
        .input_mut()
        .hovered_files
        .push(egui::HoveredFile { path: Some("a.txt".into()), ..Default::default() });
    harness.run_steps(3);
    let accent = look::tokens_of(&harness.ctx).accent;
    if let Some(picture) = picture(&mut harness, "welcome-drop") {
        assert!(shows(&picture, accent));
    }
}

#[test]
fn paths_under_home_are_short() {
    let home = etcetera::home_dir().unwrap();
    assert_eq!(shortened(&home.join("news")), format!("~{}news", std::path::MAIN_SEPARATOR));
    assert_eq!(shortened(std::path::Path::new("/media/x")), "/media/x");
}
