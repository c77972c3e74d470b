//! `history`, `restore`, `rename`, `duplicate`, `archive`, `delete`, and `new --like`.

use super::{Desk, json, write};
use std::fs;
use std::path::PathBuf;

impl Desk {
    /// The files in the sessions folder and its archive, without locks.
    fn files(&self) -> Vec<String> {
        let folders = [self.folder(), self.folder().join("archive")];
        let entries = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten();
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("it is there").file_name().to_string_lossy().into_owned())
            .filter(|name| !name.starts_with('.') && name != "archive")
            .collect();
        names.sort();
        names
    }

    /// The path that a command printed.
    fn made(&self, words: &[&str]) -> PathBuf {
        let said = self.says(words);
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{words:?}: {said:?}");
        let path = PathBuf::from(said.out.trim_end());
        assert!(path.is_file(), "{words:?}: {said:?}");
        path
    }
}

#[test]
fn what_happened_is_listed_newest_first() {
    let desk = Desk::with_garden();
    desk.made(&["rename", "garden", "--title", "Orchard"]);
    let said = desk.says(&["history", "orchard"]);
    let lines: Vec<&str> = said.out.lines().collect();
    assert!(lines[0].starts_with("Entry  When"), "{said:?}");
    assert!(lines[1].starts_with("2  ") || lines[1].trim_start().starts_with("2 "), "{said:?}");
    assert!(lines[1].ends_with("renamed the session “Orchard”"), "{said:?}");
    assert!(lines[2].ends_with("began the session"), "{said:?}");
    let listed = json(&desk.says(&["history", "orchard", "--json"]));
    assert_eq!(listed[0]["entry"], 2);
    assert_eq!(listed[0]["title"], "renamed the session “Orchard”");
    assert_eq!(listed[1]["taken_back"], false);
}

#[test]
fn without_a_history_it_says_so() {
    let desk = Desk::with_garden();
    #[expect(clippy::disallowed_methods, reason = "a test forgets the history")]
    fs::remove_file(desk.folder().join("garden.history.ron")).expect("it was there");
    let said = desk.says(&["history", "garden"]);
    assert_eq!((said.code, said.out.as_str()), (0, ""));
    assert!(said.err.contains("nothing to go back to"), "{said:?}");
    assert_eq!(json(&desk.says(&["history", "garden", "--json"])).len(), 0);
    assert!(desk.refuses(&["restore", "garden", "--at", "1"]).contains("no way back"));
}

#[test]
fn an_earlier_state_comes_back_beside_the_present_one() {
    let desk = Desk::with_garden();
    desk.made(&["rename", "garden", "--title", "Orchard"]);
    let before = fs::read(desk.folder().join("orchard.ron")).expect("it is there");
    let restored = desk.made(&["restore", "orchard", "--at", "1"]);
    assert_eq!(fs::read(desk.folder().join("orchard.ron")).expect("it is there"), before);
    let text = fs::read_to_string(&restored).expect("text");
    assert!(text.contains("  title: \"Orchard · "), "{text}");
    assert!(restored.file_name().expect("a name").to_string_lossy().starts_with("orchard-"));
    assert!(desk.refuses(&["restore", "orchard.ron", "--at", "9"]).contains("from 1 to 2"));
    assert!(desk.refuses(&["restore", "orchard.ron", "--at", "soon"]).contains("such as 10:42"));
    let long_ago = ["restore", "orchard.ron", "--at", "2001-01-01 10:00"];
    assert!(desk.refuses(&long_ago).contains("had not begun"));
}

#[test]
fn files_get_the_name_that_goes_with_the_title() {
    let desk = Desk::with_garden();
    write(&desk.folder().join("garden.outside-2026-11-23T10-00-00Z.ron"), "theirs");
    let path = desk.made(&["rename", "gard", "--title", "Who owns social?"]);
    assert_eq!(path, desk.folder().join("who-owns-social.ron"));
    let expected = [
        "who-owns-social.backups",
        "who-owns-social.history.ron",
        "who-owns-social.outside-2026-11-23T10-00-00Z.ron",
        "who-owns-social.ron",
    ];
    assert_eq!(desk.files(), expected);
    let listed = json(&desk.says(&["list", "--json"]));
    assert_eq!((&listed[0]["title"], listed.len()), (&"Who owns social?".into(), 1));
    assert!(desk.refuses(&["rename", "who", "--title", ""]).contains("needs a title"));
}

#[test]
fn a_duplicate_is_another_session_with_the_same_past() {
    let desk = Desk::with_garden();
    let copy = desk.made(&["duplicate", "garden"]);
    assert_eq!(copy, desk.folder().join("garden-copy.ron"));
    let named = desk.made(&["duplicate", "garden", "--title", "What if"]);
    assert_eq!(named, desk.folder().join("what-if.ron"));
    let happened = json(&desk.says(&["history", "what-if", "--json"]));
    assert_eq!(happened[0]["title"], "began “What if” as a copy");
    let ids: Vec<String> = [&copy, &named, &desk.garden()]
        .map(|path| {
            let text = fs::read_to_string(path).expect("text");
            text.lines().find(|line| line.starts_with("  id:")).expect("it has one").to_owned()
        })
        .into();
    assert!(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2], "{ids:?}");
}

#[test]
fn what_is_put_away_is_listed_apart_found_all_the_same_and_comes_back() {
    let desk = Desk::with_garden();
    assert!(desk.says(&["list", "--archived"]).err.contains("Nothing is in the archive"));
    let away = desk.made(&["archive", "garden"]);
    assert_eq!(away, desk.folder().join("archive/garden.ron"));
    assert_eq!(json(&desk.says(&["list", "--json"])).len(), 0);
    assert_eq!(json(&desk.says(&["list", "--archived", "--json"]))[0]["name"], "garden");
    assert!(desk.says(&["show", "garden"]).out.starts_with("Garden\n"));
    assert!(desk.refuses(&["archive", "garden"]).contains("in the archive already"));
    assert_eq!(desk.made(&["archive", "garden", "--bring-back"]), desk.garden());
    assert_eq!(desk.refuses(&["archive", "garden", "--bring-back"]).lines().count(), 1);
}

#[test]
fn deleting_without_a_terminal_needs_to_be_said_and_leaves_nothing() {
    let desk = Desk::with_garden();
    let refused = desk.refuses(&["delete", "garden"]);
    assert!(refused.contains("--yes") && refused.contains("archive"), "{refused}");
    assert!(desk.garden().is_file());
    let said = desk.says(&["delete", "garden", "--yes"]);
    assert_eq!((said.code, said.out.as_str(), said.err.as_str()), (0, "", ""));
    assert_eq!(desk.files(), [] as [String; 0]);
    assert!(!desk.folder().join(".garden.lock").exists());
    assert!(desk.refuses(&["delete", "garden", "--yes"]).contains("groundswell list"));
    write(&desk.folder().join("broken.ron"), "Session(oops");
    assert_eq!(desk.says(&["delete", "broken", "--yes"]).code, 0);
}

#[test]
fn a_session_that_is_open_elsewhere_is_not_touched() {
    let desk = Desk::with_garden();
    let lock = fs::File::options()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(desk.folder().join(".garden.lock"))
        .expect("a lock");
    lock.try_lock().expect("nobody else has it");
    for words in [
        &["rename", "garden", "--title", "Orchard"][..],
        &["archive", "garden"],
        &["delete", "garden", "--yes"],
    ] {
        assert!(desk.refuses(words).contains("has this session open"), "{words:?}");
    }
    desk.made(&["duplicate", "garden"]);
    assert!(desk.garden().is_file());
}

#[test]
fn the_next_session_begins_from_the_last() {
    let desk = Desk::new();
    let team = desk.file(
        "team.csv",
        "name,function,voting,note\nAna,HR,no,secret\nBen,IT,yes,\nChi,IT,yes,\n",
    );
    let words = ["new", "--workshop", "goals", "--title", "One", "--team", &team];
    desk.made(&[&words[..], &["--currency", "USD"]].concat());
    let made = desk.made(&["new", "--like", "one", "--title", "Two"]);
    let text = fs::read_to_string(&made).expect("text");
    assert!(text.contains("name: \"Ana\"") && text.contains("name: \"Ben\""), "{text}");
    assert!(text.contains("voting: false") && text.contains("currency: \"USD\""), "{text}");
    assert!(!text.contains("secret"), "{text}");
    let other = ["new", "--like", "one", "--title", "Three", "--currency", "GBP"];
    let text = fs::read_to_string(desk.made(&other)).expect("text");
    assert!(text.contains("currency: \"GBP\""), "{text}");
    assert!(desk.refuses(&["new", "--like", "nope", "--title", "T"]).contains("groundswell list"));
}
