//! Files as they are found in the wild, files that are wrong, and any bytes at all.

use super::*;
use crate::testing;
use proptest::prelude::*;

const GARDEN: &str = "\
META
key;value
description;A garden
budget;1000
vote_type;approval
PROJECTS
project_id;cost;name
b;300;Bees
10;500;Trees
2;200.50;Pond
VOTES
voter_id;vote
1;b,10
2;10,b
3;2
4;
";

fn read(text: &str) -> Pabulib {
    Pabulib::read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

/// The points of each different ballot, one number a project.
fn ballots(file: &Pabulib) -> Vec<(u32, Vec<u32>)> {
    let mut all: Vec<_> = file
        .ballots()
        .map(|(people, marks)| {
            let mut points = vec![0; file.projects.len()];
            marks.iter().for_each(|mark| points[mark.project as usize] = mark.points);
            (people, points)
        })
        .collect();
    all.sort();
    all
}

/// The garden with other kinds of votes.
fn voted(vote_type: &str, votes: &str) -> String {
    let (head, _) = GARDEN.split_once("VOTES").unwrap();
    let head = head.replace("vote_type;approval", &format!("vote_type;{vote_type}"));
    format!("{head}VOTES\nvoter_id;vote;points\n{votes}")
}

#[test]
fn a_file_is_read_exactly_and_ballots_that_are_alike_stand_together() {
    let file = read(GARDEN);
    assert_eq!((file.title.as_str(), file.budget, file.places), ("A garden", 10_000, 1));
    let projects: Vec<_> =
        file.projects.iter().map(|it| (it.id.as_str(), it.name.as_str(), it.cost)).collect();
    assert_eq!(projects, [("10", "Trees", 5_000), ("2", "Pond", 2_005), ("b", "Bees", 3_000)]);
    assert_eq!(file.voters, 4);
    let expected = [(1, vec![0, 0, 0]), (1, vec![0, 1, 0]), (2, vec![1, 0, 1])];
    assert_eq!(ballots(&file), expected);
    assert_eq!(file.notes, [] as [String; 0]);
}

#[test]
fn the_wild_is_read_as_it_is_meant() {
    let plain = read(GARDEN);
    let utf16: Vec<u8> =
        format!("\u{feff}{GARDEN}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let edited = |from: &str, to: &str| GARDEN.replace(from, to).into_bytes();
    for bytes in [
        edited("\n", "\r\n"),
        edited("\n", "\r"),
        edited("\n", " \n\n"),
        edited(";", " ; "),
        edited("\n", ";;;\n"),
        edited("META", "\u{feff}meta"),
        edited("VOTES\n", "\nVotes\n\n"),
        edited("1000", "\"1000\"\ncomment;one; two; three"),
        edited("200.50", "200,50"),
        edited("1000", "1000.00"),
        edited("1;b,10", "1;\"b, 10 ,,b\""),
        edited("4;\n", "4;None\n"),
        edited("voter_id;vote\n1;b,10", "VOTER_ID;Vote\n\"1;1\";b,10"),
        GARDEN.trim_end().as_bytes().to_vec(),
        utf16,
    ] {
        let shown = String::from_utf8_lossy(&bytes).into_owned();
        let file = Pabulib::read(&bytes).unwrap_or_else(|error| panic!("{error}\n{shown}"));
        assert_eq!(ballots(&file), ballots(&plain), "{shown}");
        assert_eq!((file.projects, file.budget), (plain.projects.clone(), 10_000), "{shown}");
    }
}

#[test]
fn columns_stand_in_any_order_with_others_between() {
    let file = read(
        "META\nkey;value\nunit;Town\ninstance;2026\nbudget;10\nvote_type;cumulative\n\
         PROJECTS\nname;category;cost;votes;project_id\n\"Bees; and \"\"more\"\"\";x,y;3;1;b\n\
         VOTES\npoints;age;vote;voter_id\n4;30;b;1\n",
    );
    assert_eq!(file.title, "Town 2026");
    assert_eq!(file.projects[0].name, "Bees; and \"more\"");
    assert_eq!(ballots(&file), [(1, vec![4])]);
}

#[test]
fn points_run_beside_the_projects_and_nothing_is_no_mark() {
    let file = read(&voted("cumulative", "1;b,10;3,2\n2;10,b;2,3\n3;2,b;0,1\n4;;\n"));
    let expected = [(1, vec![0, 0, 0]), (1, vec![0, 0, 1]), (2, vec![2, 0, 3])];
    assert_eq!((ballots(&file), file.point_places), (expected.into(), 0));
    let file = read(&voted("scoring", "1;b,10;3,2\n2;10,b;0.25,1.5\n"));
    let expected = [(1, vec![25, 0, 150]), (1, vec![200, 0, 300])];
    assert_eq!((ballots(&file), file.point_places), (expected.into(), 2));
}

#[test]
fn a_rank_is_worth_the_projects_below_it() {
    let file = read(&voted("ordinal", "1;b,10,2;\n2;2,b;\n3;10;\n"));
    let expected = [(1, vec![0, 0, 0]), (1, vec![0, 1, 0]), (1, vec![1, 0, 2])];
    assert_eq!(ballots(&file), expected);
}

#[test]
fn what_stands_twice_counts_once_and_is_told() {
    for (kind, votes, points, told) in [
        ("approval", "1;b,10,b;", [1, 0, 1], "1 ballot a project stands twice; it counts once"),
        ("ordinal", "1;b,10,b,2;", [1, 0, 2], "its first place counts"),
        ("cumulative", "1;b,10,b;3,2,1", [2, 0, 1], "its last points count"),
    ] {
        let file = read(&voted(kind, votes));
        assert_eq!(ballots(&file), [(1, points.into())], "{kind}");
        assert!(file.notes[0].contains(told), "{:?}", file.notes);
    }
}

#[test]
fn what_the_file_says_of_itself_is_compared() {
    let said = GARDEN.replace("budget;", "num_projects;3\nnum_votes;5\nbudget;");
    assert_eq!(read(&said).notes, ["META says 5 votes, but 4 stand in the file."]);
}

#[test]
fn a_file_without_votes_projects_or_money_is_still_a_file() {
    let (head, _) = GARDEN.split_once("1;b").unwrap();
    assert_eq!((read(head).voters, ballots(&read(head)).len()), (0, 0));
    let empty = "META\nkey;value\nbudget;0\nvote_type;ordinal\nPROJECTS\nproject_id;cost\nVOTES\n\
                 voter_id;vote\n1;\n";
    let file = read(empty);
    assert_eq!((file.budget, file.projects.len(), file.voters), (0, 0, 1));
}

#[test]
fn what_is_wrong_is_named_with_line_and_column() {
    for (from, to, place, said) in [
        ("META\n", "", (1, 1), "begins with the line META, but this begins with “key”"),
        ("key;value\n", "", (2, 1), "the line key;value was expected"),
        ("budget;1000\n", "", (5, 1), "without saying the budget"),
        ("budget;1000", "budget;", (6, 1), "without saying the budget"),
        ("budget;1000", "budget;much", (4, 8), "“much” is no budget"),
        ("budget;1000", "budget;-5", (4, 8), "below zero"),
        ("budget;1000", "budget;1000\nBudget;5", (5, 1), "stands on line 4 already"),
        ("budget;1000", "budget;1,000", (4, 8), "in two ways"),
        ("vote_type;approval\n", "", (5, 1), "without saying the vote_type"),
        ("approval", "stars", (5, 11), "“stars” is no kind of vote"),
        ("PROJECTS\n", "", (10, 1), "PROJECTS was expected before VOTES"),
        ("project_id;cost", "id;cost", (7, 1), "no column project_id"),
        ("cost;name", "cost;cost", (7, 17), "Two columns are named cost"),
        ("b;300;", "b;;", (8, 3), "The cost is missing"),
        ("b;300;", "b; a lot ;", (8, 4), "“a lot” is no cost"),
        ("b;300;", "b;99999999999999999999;", (8, 3), "more than can be counted"),
        ("b;300;", "b;9000000000000000000;", (8, 3), "more than can be counted"),
        ("b;300;", ";300;", (8, 1), "no project_id"),
        ("2;200.50", "b;200.50", (10, 1), "“b” stands on line 8 already"),
        ("b;300;Bees", "b;300", (8, 6), "after 2 of 3 values"),
        ("b;300;Bees", "b;300;Bees; wasps", (8, 12), "4 values stand here"),
        ("b;300;Bees", "b;300;\"Bees", (8, 7), "never closes"),
        ("VOTES\n", "", (11, 14), "after 2 of 3 values"),
        ("voter_id;vote", "voter_id;votes", (12, 1), "no column vote"),
        ("1;b,10", "1;b, é9", (13, 6), "“é9” is no project of this file"),
        ("1;b,10", "1;\"b,é9\"", (13, 6), "“é9” is no project of this file"),
        ("3;2\n", "3\n", (15, 2), "after 1 of 2 values"),
    ] {
        let text = GARDEN.replacen(from, to, 1);
        let error = Pabulib::read(text.as_bytes()).err().expect(said);
        let found = (error.line.unwrap(), error.column.unwrap());
        assert!(error.message.contains(said), "{said}: {error}");
        assert_eq!(found, place, "{error}");
    }
}

#[test]
fn a_vote_that_does_not_fit_its_points_is_named_with_its_place() {
    for (vote, place, said) in [
        ("1;b,10;3", (13, 8), "names 2 projects but gives 1 points"),
        ("1;b,10;", (13, 8), "names 2 projects but gives 0 points"),
        ("1;b,10;3,x", (13, 10), "“x” is no number of points"),
        ("1;b,10;3,-1", (13, 10), "below zero"),
        ("1;b,10;3,5000000000", (13, 10), "more than can be counted"),
    ] {
        let error = Pabulib::read(voted("cumulative", vote).as_bytes()).err().expect(said);
        assert!(error.message.contains(said), "{error}");
        assert_eq!((error.line.unwrap(), error.column.unwrap()), place, "{error}");
    }
}

#[test]
fn a_file_that_ends_too_early_says_what_is_missing() {
    for (until, said) in [
        ("", "There is nothing in it."),
        ("key;", "the line key;value was expected"),
        ("PROJECTS", "the section PROJECTS was expected"),
        ("project_id", "the names of the columns were expected"),
        ("VOTES", "the section VOTES was expected"),
        ("voter_id", "the names of the columns were expected"),
    ] {
        let end = if until.is_empty() { 0 } else { GARDEN.find(until).unwrap() };
        let error = Pabulib::read(&GARDEN.as_bytes()[..end]).err().expect(said);
        assert!(error.message.contains(said), "{error}");
    }
    assert!(Pabulib::read(b"PK\x03\x04\0\0").err().unwrap().message.contains("not a text file"));
}

#[test]
fn what_a_terminal_would_obey_does_not_reach_a_title_a_name_or_a_sentence() {
    let nasty = "\u{1b}]2owned\u{7}\u{202e}x";
    let text = GARDEN.replace("A garden", nasty).replace("Bees", nasty);
    let file = read(&text);
    assert_eq!((file.title.as_str(), file.projects[2].name.as_str()), ("x", "x"));
    let error = Pabulib::read(text.replace("1;b", &format!("1;{nasty}")).as_bytes()).err().unwrap();
    assert!(!error.to_string().contains(char::is_control), "{error:?}");
}

#[test]
fn every_real_election_is_read_as_its_file_says() {
    let folder = std::fs::read_dir(testing::elections()).unwrap();
    let files = folder.map(|entry| entry.unwrap().path());
    for path in files.filter(|path| path.extension().is_some_and(|ending| ending == "pb")) {
        let file = Pabulib::read(&std::fs::read(&path).unwrap());
        let file = file.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let people: u32 = file.ballots().map(|(people, _)| people).sum();
        assert_eq!(people, file.voters, "{}", path.display());
        let misread = |note: &String| note.starts_with("META says");
        assert!(!file.notes.iter().any(misread), "{}: {:?}", path.display(), file.notes);
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(
        cuts in prop::collection::vec((0..GARDEN.len(), 0..8usize, any::<Vec<u8>>()), 0..4),
    ) {
        let mut bytes = GARDEN.as_bytes().to_vec();
        for (at, length, instead) in cuts {
            let from = at.min(bytes.len());
            let to = (from + length).min(bytes.len());
            bytes.splice(from..to, instead.into_iter().take(8));
        }
        let _ = Pabulib::read(&bytes);
    }

    #[test]
    fn nothing_like_an_election_makes_it_panic(
        text in "(META\n|key;value\n|PROJECTS\n|VOTES\n|vote;points|cost|project_id|[;,\"\n\r 1é.-]){0,40}",
        kind in prop::sample::select(vec!["approval", "cumulative", "ordinal"]),
    ) {
        let _ = Pabulib::read(text.as_bytes());
        let _ = Pabulib::read(voted(kind, &text).as_bytes());
        let _ = Pabulib::read(GARDEN.replace("b;300;Bees", &text).as_bytes());
    }
}
