//! `list` and `show`: the folder, the sessions in it, and files that are none.

use super::{Desk, is_harmless, json, write};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

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
fn a_file_that_is_no_session_is_said_to_be_none() {
    let desk = Desk::with_garden();
    desk.file("team.csv", "name,function\nAna,HR\n");
    let told = desk.refuses(&["show", "team.csv"]);
    assert!(told.contains("a Session file was expected"), "{told}");
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
    assert!(said.out.starts_with("Garden\nStep 6 of 9: Pot\n"), "{said:?}");
    let asked = "What can your function put into one pot?";
    assert!(said.out.contains(asked), "the question of that step: {said:?}");
    let refused = desk.refuses(&["show", "garden", "--step", "nope"]);
    assert!(refused.contains("open, goals, care"), "{refused}");
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
fn themes_are_listed_with_how_they_read_and_printed_to_begin_ones_own_from() {
    let desk = Desk::new();
    let folder = desk.beside("config").join("themes");
    fs::create_dir_all(&folder).expect("made");
    write(&folder.join("plum.ron"), desk.says(&["themes", "show", "light"]).out);
    write(&folder.join("torn.ron"), "Theme(\n oops\u{1b}[31m)");
    let listed = json(&desk.says(&["themes", "list", "--json"]));
    let names: Vec<_> = listed.iter().filter_map(|theme| theme["name"].as_str()).collect();
    assert_eq!(names, ["dark", "light", "wall", "mono", "plum", "torn"]);
    assert!(listed[5]["problem"].as_str().is_some_and(|why| why.contains("line 2")), "{listed:?}");
    let said = desk.says(&["themes"]);
    assert!(said.out.contains("plum") && said.out.contains("your own"), "{said:?}");
    assert!(is_harmless(&said.out), "{said:?}");
    assert!(desk.refuses(&["themes", "show", "../plum"]).contains("auto, dark, light"));
    assert_eq!(desk.says(&["--theme", "plum", "list"]).code, 0);
}
