//! What holds for every command: usage, help, pipes, and text that is never obeyed.

use super::{Desk, is_harmless, write};
use assert_cmd::cargo::cargo_bin;
use clap::CommandFactory;
use groundswell::cli::Cli;
use std::fs;

#[test]
fn text_of_files_is_shown_and_never_obeyed() {
    let desk = Desk::new();
    let evil = "A\u{1b}]0;pwned\u{7}n\u{1b}[2Ja\u{9b}31m \u{202e}|<b>";
    let made = desk.new_with_team(format!("name,function,{evil}\n{evil},{evil},x\n"));
    assert_eq!(made.code, 0, "{made:?}");
    let path = desk.folder().join("team.ron");
    let text = fs::read_to_string(&path).expect("text");
    let by_hand = text.replacen("title: \"Team\"", &format!("title: \"Te{evil}am\""), 1);
    write(&path, by_hand);
    write(&desk.folder().join("ev\u{1b}[31mil\u{9b}.ron"), "Session(\u{1b}[2J oops");
    for words in [
        &["list"][..],
        &["list", "--json"],
        &["show", "team"],
        &["show", "team", "--step", "open"],
        &["history", "team"],
        &["duplicate", "team", "--title", "a\u{1b}[31mb"],
        &["restore", "team", "--at", "\u{1b}[31m"],
        &["export", "team", "--to", "md", "--out", "-"],
        &["kit", "team"],
        &["show", "ev"],
        &["show", "no\u{1b}[31mpe\u{9b}"],
        &["show", "team", "--step", "no\u{1b}[31mpe"],
        &["list", "\u{1b}[31mwhat"],
        &["workshops", "show", "no\u{1b}]0;x\u{7}pe"],
    ] {
        let said = desk.says(words);
        assert!(is_harmless(&said.out) && is_harmless(&said.err), "{words:?}: {said:?}");
    }
    assert!(is_harmless(&made.err), "{made:?}");
    let record = desk.says(&["export", "team", "--to", "md", "--out", "-"]).out;
    assert!(record.contains(r"Ana \|\<b>"), "{record}");
}

#[test]
fn without_a_terminal_it_says_so_and_names_the_way_out() {
    let desk = Desk::with_garden();
    for words in [&[][..], &["garden"], &["--theme", "light", "garden"]] {
        let refused = desk.refuses(words);
        assert!(refused.contains("is not one") && refused.contains("show SESSION"), "{refused}");
    }
}

#[test]
fn wrong_usage_is_told_on_standard_error() {
    let desk = Desk::with_garden();
    for (words, said) in [
        (&["--nope"][..], "--nope"),
        (&["new", "--title", "T"], "--workshop"),
        (&["new", "--workshop", "goals", "--title", " "], "needs a title"),
        (&["new", "--workshop", "goals", "--title", "T", "--currency", "X"], "such as EUR"),
        (&["export", "garden"], "--to"),
        (&["export", "garden", "--to", "docx"], "md"),
        (&["--theme", "neon", "list"], "dark, light"),
        (&["garden", "list"], "stands before a command"),
        (&["completions", "tcsh"], "fish"),
        (&["man", "nope"], "workshops"),
    ] {
        let refused = desk.refuses(words);
        assert!(refused.contains(said), "{words:?}: {refused}");
    }
}

#[test]
fn every_command_has_help_with_examples() {
    let desk = Desk::new();
    for command in Cli::command().get_subcommands() {
        let said = desk.says(&[command.get_name(), "--help"]);
        assert_eq!((said.code, said.err.as_str()), (0, ""));
        let example = format!("  groundswell {}", command.get_name());
        let (_, examples) = said.out.split_once("Examples:\n").expect("it has examples");
        assert!(examples.contains(&example), "{said:?}");
    }
    assert!(desk.says(&["--help"]).out.contains("Examples:"));
    assert!(desk.says(&["--version"]).out.starts_with("groundswell "));
}

#[test]
fn every_shell_gets_completions_and_every_command_a_manual_page() {
    let desk = Desk::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let said = desk.says(&["completions", shell]);
        assert!(said.code == 0 && said.out.contains("workshops"), "{shell}: {said:?}");
    }
    let man = desk.says(&["man"]).out;
    for command in Cli::command().get_subcommands() {
        let name = command.get_name();
        assert!(man.contains(&format!("groundswell\\-{name}")), "{name}: {man}");
        let said = desk.says(&["man", name]);
        assert!(said.code == 0 && said.out.contains(".TH"), "{said:?}");
    }
}

#[test]
fn whoever_closes_the_pipe_has_read_enough() {
    let desk = Desk::with_garden();
    for words in [&["list"][..], &["--help"], &["completions", "bash"], &["show", "garden"]] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let mut command = std::process::Command::new(cargo_bin("groundswell"));
        command.args(words).env("GROUNDSWELL_DATA", desk.folder()).stdout(writer);
        let output = command.output().expect("it runs");
        assert_eq!(output.status.code(), Some(0), "{words:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{words:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_finds_no_room_is_no_success() {
    let desk = Desk::with_garden();
    let full = fs::File::options().write(true).open("/dev/full").expect("Linux has one");
    let mut command = std::process::Command::new(cargo_bin("groundswell"));
    command.arg("list").env("GROUNDSWELL_DATA", desk.folder()).stdout(full);
    let output = command.output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot be written"));
}

/// The table of the README names exactly the commands there are.
#[test]
fn the_readme_names_every_command_and_no_other() {
    let Ok(readme) = fs::read_to_string("README.md") else { return };
    let rows = readme.lines().filter_map(|line| line.strip_prefix("| `groundswell "));
    let mut named: Vec<String> = rows
        .filter_map(|row| row.split([' ', '`']).next())
        .filter(|word| word.starts_with(char::is_lowercase))
        .map(str::to_owned)
        .collect();
    named.sort();
    named.dedup();
    let mut there: Vec<String> =
        Cli::command().get_subcommands().map(|command| command.get_name().to_owned()).collect();
    there.sort();
    assert_eq!(named, there);
}
