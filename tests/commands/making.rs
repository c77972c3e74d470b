//! `new`, and the workshops it starts from.

use super::{Desk, is_harmless};
use std::fs;
use std::path::PathBuf;

#[test]
fn a_new_session_is_listed_shown_and_exported() {
    let desk = Desk::new();
    let team = fs::read("tests/fixtures/team.csv").expect("it is there");
    let made = desk.new_with_team(team);
    assert_eq!(made.code, 0, "{made:?}");
    assert_eq!(made.out, format!("{}\n", desk.folder().join("team.ron").display()));

    let listed = desk.says(&["list"]);
    assert!(listed.out.contains("team  Team   step 1 of 9, Open"), "{listed:?}");
    let shown = desk.says(&["show", "te"]);
    assert!(shown.out.starts_with("Team\nStep 1 of 9: Open\n\nWhat can we only"), "{shown:?}");
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
        ("name,present\nAna,perhaps\n", "team.csv:2:5: ", "neither yes nor no"),
        ("", "team.csv: ", "nothing in it"),
        ("name\nAna\nana\n", "error: ", "on the list already"),
        ("name\n\u{1b}]0;pwned\u{7}\u{1b}[31m,x\n", "team.csv:2: ", "2 values here"),
        ("name,present\nAna,\u{1b}[31mmaybe\u{9b}2J\n", "team.csv:2:5: ", "“maybe”"),
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
fn a_workshop_is_shown_and_copied_to_become_ones_own() {
    let desk = Desk::new();
    let shown = desk.says(&["workshops", "show", "goals-names-pot"]);
    let text = fs::read_to_string("assets/workshops/goals-names-pot.ron").expect("it is there");
    assert_eq!(shown.out, text, "comments and all");
    let agenda = desk.says(&["workshops", "show", "goals-names-pot", "--agenda"]);
    assert!(agenda.out.contains("Step     Minutes"), "{agenda:?}");
    let copied = desk.says(&["workshops", "copy", "goals"]);
    let path = desk.folder().join("workshops/goals-names-pot.ron");
    assert_eq!(copied.out, format!("{}\n", path.display()));
    assert!(desk.says(&["workshops"]).out.contains("your own"));
    assert!(desk.refuses(&["workshops", "copy", "goals"]).contains("yours already"));
    assert_eq!(desk.says(&["list"]).out, "");
}

#[test]
fn a_new_session_begins_with_objectives_ideas_and_asks_and_says_what_was_understood() {
    let desk = Desk::new();
    let fixture = |name: &str| {
        let bytes = fs::read(PathBuf::from("tests/fixtures").join(name)).expect("it is there");
        desk.file(name, bytes)
    };
    let files = ["objectives.csv", "ideas.md", "asks.csv"].map(fixture);
    let words = ["new", "--workshop", "goals-names-pot", "--title", "Garden"];
    let seeds = ["--objectives", &files[0], "--ideas", &files[1], "--asks", &files[2]];
    let made = desk.says(&[&words[..], &seeds].concat());
    assert_eq!(made.code, 0, "{made:?}");
    for note in [
        "objectives.csv: 3 objectives that goals can serve.",
        "objectives.csv: The column “Status” is not used.",
        "ideas.md: 6 ideas.",
        "ideas.md: One line is no item of a list",
        "asks.csv: 6 asks.",
    ] {
        assert!(made.err.contains(note), "{note}: {made:?}");
    }
    let text = fs::read_to_string(desk.garden()).expect("it was made");
    for word in ["Colleagues know what customers say", "also on Saturdays", "Evening cover"] {
        assert!(text.contains(word), "{word}");
    }
    let history = desk.says(&["history", "garden"]);
    assert!(history.out.contains("brought 6 ideas from a list"), "{history:?}");
}

#[test]
fn a_list_that_cannot_be_read_names_its_place_and_makes_no_session() {
    let desk = Desk::new();
    let list = desk.file("okr.csv", "goal;by\nGrow;2027\nShrink;sometime\n");
    let words = ["new", "--workshop", "goals", "--title", "Garden", "--objectives", &list];
    let refused = desk.refuses(&words);
    assert!(refused.contains("okr.csv:3:8: Under “by”"), "{refused}");
    let words = ["new", "--workshop", "goals", "--title", "Garden", "--ideas", "none.md"];
    assert!(desk.refuses(&words).contains("There is no such file"), "no file");
    assert!(!desk.folder().exists());
}
