//! What is printed for arguments that ask for help or make no sense.

use crate::sandbox::Sandbox;

const COMMANDS: [&str; 5] = ["new", "check", "compare", "export", "formats"];

#[test]
fn help_names_every_command_and_each_command_shows_an_example() {
    let sandbox = Sandbox::new();
    let help = sandbox.run(["--help"]).ends(0);
    for command in COMMANDS {
        assert!(help.contains(&format!("\n  {command} ")), "{help}");
        for flag in ["-h", "--help"] {
            let help = sandbox.run([command, flag]).ends(0);
            assert!(help.contains("Example"), "{help}");
            assert!(help.contains(&format!("parallax {command} ")), "{help}");
        }
    }
    assert!(sandbox.run(["--version"]).ends(0).starts_with("parallax "));
}

#[test]
fn bad_use_is_one_line_and_says_where_help_is() {
    let sandbox = Sandbox::with_project();
    let cases: [(&[&str], &str); 11] = [
        (&["new"], "required arguments were not provided: <DIR>; see parallax new --help"),
        (&["check"], "required arguments were not provided: <PROJECT>; see parallax check --help"),
        (&["check", "p", "q"], "unexpected argument 'q' found; see parallax check --help"),
        (&["check", "--fix", "p"], "unexpected argument '--fix' found; see parallax check --help"),
        (&["export", "p", "-o", "x"], "were not provided: --to <FORMAT>; see parallax export --help"),
        (&["export", "p", "--to", "csv"], "were not provided: --output <OUT>; see parallax export --help"),
        (&["export", "p", "--to", "doc", "-o", "x"], "there is no format “doc”; there are json, csv, ron"),
        (&["formats", "doc"], "there is no format “doc”; there are json, csv, ron"),
        (&["--renderer", "x"], "[possible values: glow, wgpu]; see parallax --help"),
        (&["exprot", "p"], "exprot: there is no such file, folder or command; did you mean “export”?"),
        (&["p", "gone.txt"], "gone.txt: there is no such file or folder"),
    ];
    for (args, expected) in cases {
        let error = sandbox.run(args).refuses();
        assert!(error.ends_with(expected), "{args:?}: {error}");
    }
}

#[test]
fn a_path_is_never_taken_for_a_command_nor_a_command_for_a_path() {
    let sandbox = Sandbox::new();
    sandbox.write("formats", "A text whose file is called like a command.\n");
    assert!(sandbox.run(["formats"]).ends(0).contains("json"));
    for path in [vec!["./formats"], vec!["--", "formats"]] {
        // It goes to the window, and there is none here.
        let ran = sandbox.run(path);
        assert_eq!((ran.code, ran.out.as_slice()), (Some(1), &b""[..]));
        ran.error_line();
    }
}

#[test]
fn without_a_display_the_program_says_what_to_do() {
    let sandbox = Sandbox::with_project();
    for args in [vec![], vec!["p"]] {
        let ran = sandbox.run(args);
        assert_eq!(ran.code, Some(1));
        let error = ran.error_line();
        assert!(error.contains("window") && error.contains("parallax --help"), "{error}");
    }
}

#[test]
fn what_a_path_holds_is_shown_and_never_obeyed() {
    let sandbox = Sandbox::new();
    let error = sandbox.run(["check", "a\u{1b}[31m\nb\u{202e}"]).refuses();
    assert!(error.contains("a\\u{1b}[31m b\\u{202e}"), "{error}");
}

#[cfg(unix)]
#[test]
fn whoever_stops_reading_is_no_error() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_parallax"))
        .args(["formats", "json"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn formats_are_listed_with_what_each_loses() {
    let sandbox = Sandbox::new();
    let table = sandbox.run(["formats"]).ends(0);
    for id in ["json", "csv", "ron"] {
        assert!(table.lines().any(|line| line.starts_with(id) && line.contains("gives")), "{table}");
        let about = sandbox.run(["formats", id]).ends(0);
        assert!(about.contains("code points"), "{about}");
    }
    assert_eq!(table.matches(" loses ").count(), 3);
}
