//! The commands as a person or a script meets them: the real program, without a terminal.

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin;
use clap::CommandFactory;
use groundswell::cli::Cli;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A sessions folder, and what lies beside it.
struct Desk {
    home: TempDir,
}

/// What a command said.
#[derive(Debug)]
struct Said {
    out: String,
    err: String,
    code: i32,
}

impl Desk {
    fn new() -> Desk {
        Desk { home: TempDir::new().expect("a folder") }
    }

    /// With one session, called `garden`.
    fn with_garden() -> Desk {
        let desk = Desk::new();
        let words = ["new", "--workshop", "goals-names-pot", "--title", "Garden"];
        assert_eq!(desk.says(&words).code, 0);
        desk
    }

    fn folder(&self) -> PathBuf {
        self.home.path().join("sessions")
    }

    fn garden(&self) -> PathBuf {
        self.folder().join("garden.ron")
    }

    fn beside(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.beside(name);
        write(&path, bytes);
        path.to_str().expect("text").to_owned()
    }

    fn command(&self) -> Command {
        let mut command = Command::new(cargo_bin("groundswell"));
        command.current_dir(self.home.path());
        command.env("HOME", self.home.path()).env("TZ", "UTC").env("LC_ALL", "C");
        command.env("GROUNDSWELL_DATA", self.folder());
        command.env_remove("XDG_DATA_HOME").env_remove("NO_COLOR").env_remove("COLUMNS");
        command
    }

    fn says(&self, words: &[&str]) -> Said {
        let output = self.command().args(words).output().expect("it runs");
        let [out, err] =
            [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("text"));
        assert!(!err.contains("panicked"), "{err}");
        Said { out, err, code: output.status.code().expect("it ended by itself") }
    }

    /// The one sentence of a command that could not do what was asked.
    fn refuses(&self, words: &[&str]) -> String {
        let said = self.says(words);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{said:?}");
        assert!(said.err.starts_with("error: "), "{said:?}");
        said.err
    }

    fn new_with_team(&self, bytes: impl AsRef<[u8]>) -> Said {
        let team = self.file("team.csv", bytes);
        let words = ["new", "--workshop", "goals", "--title", "Team", "--team", &team];
        self.says(&words)
    }
}

#[expect(clippy::disallowed_methods, reason = "a test lays files out")]
fn write(path: &Path, bytes: impl AsRef<[u8]>) {
    fs::write(path, bytes).expect("written");
}

fn json(said: &Said) -> Vec<Value> {
    let value: Value = serde_json::from_str(&said.out).expect("JSON");
    value.as_array().expect("an array").clone()
}

/// No terminal would do anything but show this.
fn is_harmless(text: &str) -> bool {
    let loud = |letter: char| {
        (letter.is_control() && letter != '\n') || ('\u{202a}'..='\u{202e}').contains(&letter)
    };
    !text.contains(loud)
}

#[test]
fn a_new_session_is_listed_shown_and_exported() {
    let desk = Desk::new();
    let team = fs::read("tests/fixtures/team.csv").expect("it is there");
    let made = desk.new_with_team(team);
    assert_eq!(made.code, 0, "{made:?}");
    assert_eq!(made.out, format!("{}\n", desk.folder().join("team.ron").display()));

    let listed = desk.says(&["list"]);
    assert!(listed.out.contains("team  Team   step 1 of 8, Open"), "{listed:?}");
    let shown = desk.says(&["show", "te"]);
    assert!(shown.out.starts_with("Team\nStep 1 of 8: Open\n\nWhat can we only"), "{shown:?}");
    let exported = desk.says(&["export", "team", "--to", "md", "--out", "-"]);
    assert!(exported.out.starts_with("# Team\n\nGoals, names, pot, "), "{exported:?}");
    assert!(exported.out.contains("| Product          | Hana 山田, Idris al-Fārisī    |"));
    assert!(exported.out.contains("Draft of "));
    assert_eq!((listed.code, shown.code, exported.code), (0, 0, 0));
}

#[test]
fn a_new_session_says_what_it_was_told() {
    let desk = Desk::new();
    let out = desk.beside("pot.ron");
    let words = ["new", "--workshop", "goals", "--title", "Pot", "--currency", "usd", "--out"];
    let made = desk.says(&[&words[..], &[out.to_str().expect("text")]].concat());
    assert_eq!((made.code, made.err.as_str()), (0, ""));
    let text = fs::read_to_string(out).expect("it was made");
    assert!(text.contains("currency: \"USD\"") && text.contains("title: \"Pot\""), "{text}");
}

#[test]
fn two_sessions_have_two_names_and_two_seeds() {
    let desk = Desk::with_garden();
    let words = ["new", "--workshop", "goals", "--title", "Garden"];
    assert!(desk.says(&words).out.ends_with("garden-2.ron\n"));
    let line = |path: PathBuf, field: &str| {
        let text = fs::read_to_string(path).expect("it is there");
        text.lines().find(|line| line.starts_with(field)).expect("it says").to_owned()
    };
    let other = || desk.folder().join("garden-2.ron");
    assert_ne!(line(desk.garden(), "  id:"), line(other(), "  id:"));
    assert_ne!(line(desk.garden(), "  seed:"), line(other(), "  seed:"));
}

#[test]
fn new_overwrites_nothing_and_leaves_nothing_when_it_fails() {
    let desk = Desk::with_garden();
    let before = fs::read(desk.garden()).expect("it is there");
    let path = desk.garden();
    let path = path.to_str().expect("text");
    let words = ["new", "--workshop", "goals", "--title", "Other", "--out"];
    let refused = desk.refuses(&[&words[..], &[path]].concat());
    assert!(refused.contains("There is such a file already"), "{refused}");
    assert_eq!(fs::read(desk.garden()).expect("it is there"), before);

    let refused = desk.refuses(&[&words[..], &["plan.txt"]].concat());
    assert!(refused.contains("ends in .ron"), "{refused}");
    let refused = desk.refuses(&[&words[..], &["no/such/plan.ron"]].concat());
    assert!(refused.contains("Make it, or choose another place"), "{refused}");

    let lone = Desk::new();
    assert_eq!(lone.new_with_team("function\nHR\n").code, 2);
    assert!(!lone.folder().exists());
}

#[test]
fn a_team_comes_in_from_whatever_program_wrote_it() {
    for bytes in [
        "name,function\nAna,HR\n".as_bytes(),
        b"\xef\xbb\xbfName;Department\r\nAna;HR\r\n",
        b"\"name\"\t\"function\"\n\"Ana\"\t\"HR\"\n",
    ] {
        let desk = Desk::new();
        let made = desk.new_with_team(bytes);
        assert_eq!(made.code, 0, "{made:?}");
        let record = desk.says(&["export", "team", "--to", "md", "--out", "-"]).out;
        assert!(record.contains("| HR       | Ana    |"), "{record}");
    }
}

#[test]
fn what_was_guessed_about_a_team_is_said() {
    let desk = Desk::new();
    let made = desk.new_with_team(b"name,shoes\nJos\xe9,42\n");
    assert_eq!(made.code, 0, "{made:?}");
    for note in ["Windows-1252", "The column “shoes” is not used.", "written for 3 to 20 people"]
    {
        assert!(made.err.contains(note), "{made:?}");
    }
    assert!(desk.says(&["export", "team", "--to", "md", "--out", "-"]).out.contains("José"));
}

#[test]
fn a_malformed_team_is_refused_with_its_line() {
    let desk = Desk::new();
    for (bytes, line, said) in [
        ("function\nHR\n", "team.csv:1: ", "There is no column “name”"),
        ("name\n\"Ana\n", "team.csv:2: ", "never closes"),
        ("name,function\nAna\n", "team.csv:2: ", "1 value here, but 2 columns"),
        ("name,function\n,HR\n", "team.csv:2: ", "There is no name"),
        ("name,present\nAna,perhaps\n", "team.csv:2: ", "neither yes nor no"),
        ("", "team.csv: ", "nothing in it"),
        ("name\nAna\nana\n", "error: ", "on the list already"),
        ("name\n\u{1b}]0;pwned\u{7}\u{1b}[31m,x\n", "team.csv:2: ", "2 values here"),
        ("name,present\nAna,\u{1b}[31mmaybe\u{9b}2J\n", "team.csv:2: ", "“maybe”"),
    ] {
        let refused = desk.new_with_team(bytes);
        assert_eq!((refused.code, refused.out.as_str()), (2, ""), "{refused:?}");
        assert!(refused.err.contains(line) && refused.err.contains(said), "{refused:?}");
        assert!(is_harmless(&refused.err), "{refused:?}");
    }
}

#[test]
fn a_team_that_cannot_be_read_is_refused() {
    let desk = Desk::new();
    let words = ["new", "--workshop", "goals", "--title", "Team", "--team"];
    let refused = desk.refuses(&[&words[..], &["nobody.csv"]].concat());
    assert!(refused.contains("nobody.csv: There is no such file."), "{refused}");
    let refused = desk.refuses(&[&words[..], &["."]].concat());
    assert!(refused.contains("This is a folder"), "{refused}");
}

#[test]
fn an_unknown_workshop_is_refused_with_those_there_are() {
    let desk = Desk::new();
    for words in [
        &["new", "--workshop", "nope", "--title", "T"][..],
        &["workshops", "show", "nope"],
        &["workshops", "copy", "nope"],
    ] {
        let refused = desk.refuses(words);
        assert!(refused.contains("goals-names-pot"), "{refused}");
    }
}

#[test]
fn a_broken_workshop_is_refused_with_its_place() {
    let desk = Desk::new();
    let file = desk.file("mine.ron", "Workshop(\n  format: 1,\n  nam: \"mine\",\n)\n");
    let refused = desk.refuses(&["workshops", "show", &file]);
    assert!(refused.contains("mine.ron:3:"), "{refused}");
}

#[test]
fn an_empty_folder_lists_nothing_and_says_what_to_do() {
    let desk = Desk::new();
    let said = desk.says(&["list"]);
    assert_eq!((said.code, said.out.as_str()), (0, ""));
    assert!(said.err.contains("groundswell new"), "{said:?}");
    assert_eq!(json(&desk.says(&["list", "--json"])), [] as [Value; 0]);
}

#[test]
fn lists_for_programs_are_arrays_of_objects_with_names() {
    let desk = Desk::with_garden();
    let [session] = &json(&desk.says(&["list", "--json"]))[..] else { panic!("one session") };
    assert_eq!(session["name"], "garden");
    assert_eq!(session["title"], "Garden");
    assert_eq!(session["number"], 1);
    assert_eq!(session["finished"], false);
    for workshop in json(&desk.says(&["workshops", "list", "--json"])) {
        assert!(workshop["name"].is_string() && workshop["title"].is_string(), "{workshop}");
        assert_eq!(workshop["built_in"], true);
    }
}

#[test]
fn a_session_that_cannot_be_read_is_listed_with_the_reason_and_hides_no_other() {
    let desk = Desk::with_garden();
    write(&desk.folder().join("broken.ron"), "Session(format: 1, title: oops");
    let said = desk.says(&["list"]);
    assert_eq!(said.code, 0);
    assert!(said.out.contains("garden") && said.out.contains("cannot be read"), "{said:?}");
    let listed = json(&desk.says(&["list", "--json"]));
    assert!(listed[1]["problem"].as_str().is_some_and(|why| why.contains("broken.ron")));
}

#[test]
fn the_folder_is_where_the_person_says() {
    let desk = Desk::with_garden();
    let elsewhere = desk.beside("elsewhere");
    let elsewhere = elsewhere.to_str().expect("text");
    assert_eq!(desk.says(&["list", "--data-dir", elsewhere]).out, "");
    assert_eq!(desk.says(&["--data-dir", elsewhere, "list"]).out, "");
    let words = ["new", "--workshop", "goals", "--title", "Far", "--data-dir", elsewhere];
    assert_eq!(desk.says(&words).out, format!("{elsewhere}/far.ron\n"));
    let file = desk.file("file", "");
    assert!(desk.refuses(&["list", "--data-dir", &file]).contains("is a file"));
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with_garden();
    let closed = fs::Permissions::from_mode(0o000);
    fs::set_permissions(desk.folder(), closed).expect("it is ours");
    let may_anyway = fs::read_dir(desk.folder()).is_ok();
    let said = desk.says(&["list"]);
    fs::set_permissions(desk.folder(), fs::Permissions::from_mode(0o700)).expect("it is ours");
    // Whoever is root reads everything.
    assert_eq!(said.code, if may_anyway { 0 } else { 2 }, "{said:?}");
    assert!(may_anyway || said.err.contains("does not let us"), "{said:?}");
}

#[test]
fn a_session_that_is_not_there_is_refused_with_a_way_to_find_it() {
    let desk = Desk::with_garden();
    for words in [&["show", "nope"][..], &["export", "nope", "--to", "md"]] {
        assert!(desk.refuses(words).contains("groundswell list"));
    }
    let words = ["new", "--workshop", "goals", "--title", "Garden party"];
    desk.says(&words);
    assert_eq!(desk.says(&["show", "garden"]).code, 0);
    assert!(desk.refuses(&["show", "gard"]).contains("garden-party, garden"));
    assert_eq!(desk.says(&["show", ""]).code, 2);
}

#[test]
fn a_file_that_is_no_session_is_refused_with_the_place() {
    let desk = Desk::with_garden();
    let sound = fs::read_to_string(desk.garden()).expect("text");
    let typo = sound.replacen("  began:", "  begun:", 1);
    let line = 1 + typo.lines().position(|line| line.starts_with("  begun:")).expect("it is there");
    let dangling = sound.replacen("at: \"open.0\"", "at: \"nowhere.0\"", 1);
    for (bytes, said) in [
        (String::new(), "is empty".to_owned()),
        (typo, format!("file.ron:{line}:")),
        (dangling, "nowhere".to_owned()),
        (sound[..sound.len() / 2].to_owned(), "file.ron:".to_owned()),
        ("Workshop(format: 1)".to_owned(), "a Session file was expected".to_owned()),
        (
            "Session(\n  format: 99,\n  shape: new,\n)\n".to_owned(),
            "a newer Groundswell".to_owned(),
        ),
    ] {
        let file = desk.file("file.ron", bytes);
        for words in [&["show", &file][..], &["export", &file, "--to", "md"]] {
            let refused = desk.refuses(words);
            assert!(refused.contains(&said), "{said}: {refused}");
        }
    }
    let folder = desk.folder();
    assert!(desk.refuses(&["show", folder.to_str().expect("text")]).contains("This is a folder"));
}

#[test]
fn what_a_newer_program_wrote_is_shown_as_far_as_it_is_understood() {
    let desk = Desk::with_garden();
    let text = fs::read_to_string(desk.garden()).expect("text");
    let file = desk.file("newer.ron", text.replacen("format: 1,", "format: 99,", 1));
    let said = desk.says(&["show", &file]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.starts_with("Garden\n") && said.err.contains("newer Groundswell"), "{said:?}");
}

#[test]
fn show_goes_to_another_step_by_its_id() {
    let desk = Desk::with_garden();
    let said = desk.says(&["show", "garden", "--step", "pot"]);
    assert!(said.out.starts_with("Garden\nStep 5 of 8: Pot\n"), "{said:?}");
    let refused = desk.refuses(&["show", "garden", "--step", "nope"]);
    assert!(refused.contains("open, goals, break"), "{refused}");
}

#[test]
fn looking_changes_nothing() {
    let desk = Desk::with_garden();
    let names = || {
        let mut names: Vec<PathBuf> = fs::read_dir(desk.folder())
            .expect("it is there")
            .map(|entry| entry.expect("it is there").path())
            .collect();
        names.sort();
        names
    };
    let before = (names(), fs::read(desk.garden()).expect("it is there"));
    for words in [
        &["list"][..],
        &["show", "garden"],
        &["export", "garden", "--to", "md", "--out", "-"],
        &["workshops"],
    ] {
        assert_eq!(desk.says(words).code, 0);
    }
    assert_eq!((names(), fs::read(desk.garden()).expect("it is there")), before);
}

#[test]
fn an_export_lies_where_the_person_says_and_replaces_nothing_unasked() {
    let desk = Desk::with_garden();
    let words = ["export", "garden", "--to", "md"];
    assert_eq!(desk.says(&words).out, "garden.md\n");
    let first = fs::read(desk.beside("garden.md")).expect("written");
    let refused = desk.refuses(&words);
    assert!(refused.contains("garden.md") && refused.contains("--force"), "{refused}");

    write(&desk.beside("garden.md"), "mine");
    assert_eq!(desk.refuses(&words), refused);
    assert_eq!(fs::read(desk.beside("garden.md")).expect("still there"), b"mine");
    assert_eq!(desk.says(&[&words[..], &["--force"]].concat()).code, 0);
    assert_eq!(fs::read(desk.beside("garden.md")).expect("replaced"), first);
    assert!(first.ends_with(b"\n") && !first.ends_with(b"\n\n"));
}

#[test]
fn an_export_that_fails_leaves_no_half_file() {
    let desk = Desk::with_garden();
    let words = ["export", "garden", "--to", "md", "--out"];
    let refused = desk.refuses(&[&words[..], &["no/such/folder.md"]].concat());
    assert!(refused.contains("folder"), "{refused}");
    fs::create_dir(desk.beside("papers")).expect("a folder");
    let said = desk.says(&[&words[..], &["papers"]].concat());
    assert_eq!(said.out, "papers/garden.md\n");
    let left: Vec<_> = fs::read_dir(desk.beside("papers")).expect("it is there").collect();
    assert_eq!(left.len(), 1);
}

#[cfg(unix)]
#[test]
fn a_device_is_not_replaced_by_a_file() {
    let desk = Desk::with_garden();
    let words = ["export", "garden", "--to", "md", "--force", "--out", "/dev/null"];
    assert!(desk.refuses(&words).contains("--out -"));
    assert!(!fs::metadata("/dev/null").expect("it is there").is_file());
}

#[test]
fn a_workshop_is_shown_and_copied_to_become_ones_own() {
    let desk = Desk::new();
    let shown = desk.says(&["workshops", "show", "goals-names-pot"]);
    assert!(shown.out.contains("Step     Minutes"), "{shown:?}");
    let copied = desk.says(&["workshops", "copy", "goals"]);
    let path = desk.folder().join("workshops/goals-names-pot.ron");
    assert_eq!(copied.out, format!("{}\n", path.display()));
    assert!(desk.says(&["workshops"]).out.contains("your own"));
    assert!(desk.refuses(&["workshops", "copy", "goals"]).contains("yours already"));
    assert_eq!(desk.says(&["list"]).out, "");
}

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
        &["export", "team", "--to", "md", "--out", "-"],
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
