//! A session line by line, through a pipe.

use super::*;

/// What the program says when these lines are piped into it.
fn pipes(desk: &Desk, words: &[&str], lines: &str) -> Said {
    let mut command = desk.command();
    let output = command.args(words).write_stdin(lines).output().expect("it runs");
    let [out, err] =
        [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("text"));
    Said { out, err, code: output.status.code().expect("it ended by itself") }
}

#[test]
fn a_whole_workshop_runs_through_a_pipe_and_leaves_its_record() {
    let desk = Desk::with_garden();
    let answers = include_str!("../fixtures/linear/answers.txt");
    let said = pipes(&desk, &["--linear", "garden"], &format!("{answers}/export plan.md\n/kit\n"));
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(is_harmless(&said.out), "{:?}", said.out);
    assert!(said.out.ends_with("Everything is saved.\n\n"), "{}", said.out);
    let record = fs::read_to_string(desk.beside("plan.md")).expect("it was written");
    assert!(record.contains("Customers are answered within half a day"), "{record}");
    assert!(desk.beside("garden-kit").is_dir(), "{}", said.out);
    let listed = json(&desk.says(&["list", "--json"]));
    assert_eq!(listed[0]["finished"], true);
}

#[test]
fn without_a_session_it_asks_which_or_begins_one() {
    let desk = Desk::new();
    let said =
        pipes(&desk, &["--linear"], "new\n1\nOrchard\nUSD\nAna, Service\nBen\n\n\n/people\n");
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("Orchard\nStep 1 of"), "{}", said.out);
    assert!(said.out.contains("- Ana, Service\n- Ben\n"), "{}", said.out);
    let said = pipes(&desk, &["--linear"], "2\nnothing\n1\n/agenda\n/quit\n");
    assert!(said.out.contains("1: Orchard; step 1 of"), "{}", said.out);
    assert!(said.out.contains("There is no such number"), "{}", said.out);
    assert!(said.out.contains("Goals (goals)"), "{}", said.out);
    assert_eq!(pipes(&desk, &["--linear"], "\n").code, 0);
}

#[test]
fn what_cannot_be_written_says_where_to() {
    let desk = Desk::with_garden();
    let lines = "/export no/such.md\n/export -\n/kit -\n/kit no/such\n/clock -999\n/clock -1\n";
    let said = pipes(&desk, &["--linear", "garden"], lines);
    assert_eq!(said.code, 0, "{said:?}");
    let out = said.out.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "such.md: The folder it should lie in is not there. Make it, or choose another place.",
        "Here the record goes into a file: name one, as in /export plan.md",
        "A kit is several files: name a folder, as in /kit print.",
        "no/such: The folder it should lie in is not there.",
        "is never planned below",
    ] {
        assert!(out.contains(words), "{words}\n{}", said.out);
    }
    assert!(!desk.beside("-").exists());
}

#[test]
fn show_reads_a_page_out_when_it_is_asked_to() {
    let desk = Desk::with_garden();
    pipes(&desk, &["--linear", "garden"], "\nAna, Service\n");
    let said = desk.says(&["show", "garden", "--linear"]);
    assert!(said.out.contains("- done: Service; 1   Ana\n"), "{}", said.out);
    assert!(desk.refuses(&["--linear", "nothing"]).contains("nothing"));
}

#[test]
fn whoever_is_not_in_the_room_is_exported_by_name_on_request_alone() {
    let desk = Desk::new();
    let team = desk.file("team.csv", "name,function\nAna,Service\nBen,Product\nChi,Legal\n");
    let made = ["new", "--workshop", "who-do-we-ask", "--title", "Map", "--team", &team];
    assert_eq!(desk.says(&made).code, 0);
    let asked = "/go ask\nBen, Yan (Finance)\nAna\nYan\n/reveal\n/reveal\n/quit\n";
    let said = pipes(&desk, &["--linear", "map"], asked);
    assert!(said.out.contains("Who is asked most") && !said.out.contains("Yan"), "{}", said.out);
    let words = ["export", "map", "--to", "md", "--out", "-"];
    let record = desk.says(&words).out;
    assert!(record.contains("Finance") && !record.contains("Yan"), "{record}");
    let named = desk.says(&[&words[..], &["--third-parties"]].concat()).out;
    assert!(named.contains("Named, and not here") && named.contains("Yan"), "{named}");
}

#[test]
fn the_check_in_that_is_due_is_offered_and_begins() {
    let desk = Desk::new();
    let mut boxes = Desk::tour("Boxes");
    let day = jiff::civil::date(2026, 1, 5);
    boxes.glance.next = Some(day);
    boxes.followup.due[0].on = day;
    desk.keep("boxes", &boxes);
    let said = pipes(&desk, &["--linear"], "checkin\n/agenda\n/quit\n");
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("The 30-day check-in of “Boxes” was due on"), "{}", said.out);
    assert!(said.out.contains("Boxes: day 30\nStep 1 of"), "{}", said.out);
    let said = pipes(&desk, &["--linear"], "checkin\n\n");
    assert!(said.out.contains("No check-in is due this week"), "it was made: {}", said.out);
    let listed = json(&desk.says(&["list", "--json"]));
    assert_eq!(listed.len(), 2);
}
