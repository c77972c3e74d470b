//! `kit`: what is printed before, and where it goes.

use super::{Desk, is_harmless, write};
use std::fs;

#[test]
fn a_kit_lies_in_a_folder_of_its_own_and_says_what_it_wrote() {
    let desk = Desk::new();
    let team = fs::read("tests/fixtures/team.csv").expect("it is there");
    assert_eq!(desk.new_with_team(team).code, 0);
    let said = desk.says(&["kit", "te", "--start", "9:30"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let files: Vec<&str> = said.out.lines().collect();
    assert_eq!(files[..3], ["team-kit/kit.html", "team-kit/leading.txt", "team-kit/agenda.txt"]);
    let read = |name: &str| fs::read_to_string(desk.beside("team-kit").join(name)).expect(name);
    assert!(files.iter().all(|path| desk.beside(path).is_file()), "{files:?}");
    assert_eq!(fs::read_dir(desk.beside("team-kit")).expect("a folder").count(), files.len());
    assert!(read("agenda.txt").contains("From 09:30 to 11:06, 96 minutes, planned for 11 people."));
    let care = read("ballot-care.txt");
    assert!(care.contains("\nBen Okafor  ") && care.contains("A  Listening to those"), "{care}");
    assert!(!care.contains("Lou Beaumont"), "who has no vote gets no ballot: {care}");
    assert!(read("promises-promise.txt").contains("Lou Beaumont"));
    assert!(read("kit.html").contains("Hana 山田"));
}

#[test]
fn a_workshop_has_a_kit_before_there_is_a_session() {
    let desk = Desk::new();
    let said = desk.says(&["kit", "goals", "--people", "3"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.starts_with("goals-names-pot-kit/kit.html\n"), "{said:?}");
    let read =
        |name: &str| fs::read_to_string(desk.beside("goals-names-pot-kit").join(name)).expect(name);
    assert!(read("agenda.txt").contains("planned for 3 people, counted from the start."));
    assert_eq!(read("ballot-pot.txt").matches("Name ____").count(), 4);
    assert!(!desk.folder().exists(), "nothing is kept of it");

    let source = desk.says(&["workshops", "copy", "goals"]);
    let text = fs::read_to_string(source.out.trim()).expect("copied");
    let mine = desk.file("mine.ron", text);
    assert_eq!(desk.says(&["kit", &mine, "--out", "mine"]).code, 0);
    assert!(desk.beside("mine/kit.html").is_file());
}

#[test]
fn a_kit_replaces_nothing_unasked_and_then_all_of_it() {
    let desk = Desk::with_garden();
    let words = ["kit", "garden", "--out", "print"];
    fs::create_dir(desk.beside("print")).expect("a folder");
    write(&desk.beside("print/agenda.txt"), "mine");
    let refused = desk.refuses(&words);
    assert!(refused.contains("agenda.txt") && refused.contains("--force"), "{refused}");
    assert_eq!(fs::read_dir(desk.beside("print")).expect("it is there").count(), 1);
    assert_eq!(desk.says(&[&words[..], &["--force"]].concat()).code, 0);
    assert_ne!(fs::read(desk.beside("print/agenda.txt")).expect("replaced"), b"mine");
    assert!(desk.refuses(&words).contains("kit.html"));
}

#[test]
fn a_kit_that_cannot_be_made_says_what_to_do() {
    let desk = Desk::with_garden();
    let file = desk.file("taken", "x");
    fs::create_dir_all(desk.beside("odd/kit.html")).expect("a folder");
    let broken = desk.file("broken.ron", "Workshop(\n  format: 1,\n  nam: \"mine\",\n)\n");
    for (words, said) in [
        (&["kit"][..], "SESSION-OR-WORKSHOP"),
        (&["kit", "nope"], "no session and no workshop"),
        (&["kit", "./nope.ron"], "no session and no workshop"),
        (&["kit", &broken], "broken.ron:3:"),
        (&["kit", "garden", "--out", "-"], "name a folder"),
        (&["kit", "garden", "--out", "no/such"], "Make it, or choose another place"),
        (&["kit", "garden", "--out", &file], "the papers need a folder"),
        (&["kit", "garden", "--out", &file, "--force"], "the papers need a folder"),
        (&["kit", "garden", "--out", "odd"], "kit.html: This is a folder"),
        (&["kit", "garden", "--out", "odd", "--force"], "kit.html: This is a folder"),
        (&["kit", "garden", "--start", "noon"], "9:30"),
        (&["kit", "garden", "--people", "0"], "1..=200"),
        (&["kit", "no\u{1b}[31mpe\u{9b}"], "no session"),
    ] {
        let refused = desk.refuses(words);
        assert!(refused.contains(said), "{words:?}: {refused}");
        assert!(is_harmless(&refused), "{words:?}: {refused:?}");
    }
    assert!(!desk.beside("no").exists() && !desk.beside("garden-kit").exists());
}

#[test]
fn no_step_of_a_kit_is_shown_shorter_than_at_least() {
    let desk = Desk::new();
    for people in 1..=20 {
        let (people, out) = (people.to_string(), format!("for-{people}"));
        let said = desk.says(&["kit", "goals", "--people", &people, "--out", &out]);
        assert_eq!(said.code, 0, "{said:?}");
        let agenda = fs::read_to_string(desk.beside(&out).join("agenda.txt")).expect("written");
        let numbers = agenda.lines().filter_map(|line| {
            let mut words = line.split_whitespace().filter_map(|word| word.parse::<u16>().ok());
            Some((words.next()?, words.next()?))
        });
        let numbers: Vec<(u16, u16)> = numbers.collect();
        assert!(numbers.len() > 5, "{agenda}");
        assert!(numbers.iter().all(|(minutes, floor)| floor <= minutes), "{agenda}");
    }
}

#[test]
fn marks_in_a_title_or_a_name_are_words_on_the_page() {
    let desk = Desk::new();
    let team = desk.file("team.csv", "name,function\nAna <script>x()</script>,<img src=x>\n");
    let new = ["new", "--workshop", "goals", "--title", "</title><script>y()", "--team", &team];
    assert_eq!(desk.says(&[&new[..], &["--out", "evil.ron"]].concat()).code, 0);
    assert_eq!(desk.says(&["kit", "evil.ron", "--out", "print"]).code, 0);
    let page = fs::read_to_string(desk.beside("print/kit.html")).expect("written");
    assert!(!page.contains("<script") && !page.contains("<img"), "{page}");
    assert!(page.contains("Ana &lt;script&gt;x()&lt;/script&gt;"), "{page}");
}
