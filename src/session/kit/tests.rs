use super::*;
use crate::room::Room;
use crate::session::activities::{self, assess, care, matrix};
use crate::session::people::{Change as People, Profile};
use crate::session::{Author, Ballot, Change, Content, Giver, agenda as steps, clock};
use crate::testing::{
    activity, area, at, person, place, reader, room_of, room_with, room_with_lenses, submit, text,
};
use crate::workshop::{Activity, Do, Over, Policy, VoteKind};

fn kit(room: &Room) -> Kit {
    Kit::of(room.session(), Wish::default(), &reader())
}

fn vote(over: Over, kind: VoteKind, dots: Option<u8>) -> Do {
    Do::Vote { over, kind, dots, cap: 2 }
}

/// A kit of one activity under this policy.
fn of(what: Do, policy: Policy) -> Kit {
    kit(&room_with(vec![activity(what, policy)]))
}

fn paper<'a>(kit: &'a Kit, name: &str) -> &'a Paper {
    let names: Vec<&str> = kit.papers.iter().map(|paper| paper.name.as_str()).collect();
    kit.paper(name).unwrap_or_else(|| panic!("{name} is not among {names:?}"))
}

fn names(kit: &Kit) -> Vec<&str> {
    kit.papers.iter().map(|paper| paper.name.as_str()).collect()
}

/// Whose each sheet is: a name, room for one, or nobody's.
fn who(paper: &Paper) -> Vec<String> {
    let who = |sheet: &Sheet| match &sheet.who {
        Who::Nobody => "-".to_owned(),
        Who::Named(name) => name.clone(),
        Who::Whoever => "Name".to_owned(),
    };
    paper.sheets.iter().map(who).collect()
}

fn marks(paper: &Paper) -> &Marks {
    let found = paper.sheets[0].parts.iter().find_map(|part| match part {
        Part::Marks(marks) => Some(marks),
        _ => None,
    });
    found.expect("there are marks")
}

/// Everything a paper says, in one text.
fn said(paper: &Paper) -> String {
    format!("{:?}", paper.sheets)
}

#[test]
fn where_names_are_kept_each_ballot_has_its_own_and_one_is_to_spare() {
    let kit = of(Do::Care { supporters: 2 }, Policy::Hidden);
    let ballot = paper(&kit, "ballot-care");
    assert_eq!(who(ballot), ["Ana", "Ben", "Chi", "Dee", "Name"]);
    let said = said(ballot);
    assert!(said.contains("The room sees totals. The file keeps your name. The scribe sees"));
    assert!(said.contains("I may be named") && said.contains(care::SCALE), "{said}");
    let marks = marks(ballot);
    assert_eq!(
        (marks.asked.as_slice(), marks.field),
        (&["I care".to_owned(), "I can".into()][..], Field::Ring(0, 3, false))
    );
    let rows: Vec<_> =
        marks.rows.iter().map(|(at, label)| (at.as_str(), label.as_deref())).collect();
    let expected = [
        ("A", Some("Listening")),
        ("B", Some("Crisis")),
        ("C", Some("Measuring")),
        ("D", None),
        ("E", None),
    ];
    assert_eq!(rows, expected);
}

#[test]
fn where_no_name_is_kept_none_stands_on_any_sheet_nor_room_for_one() {
    let asks = [
        Do::Care { supporters: 2 },
        vote(Over::Areas, VoteKind::Dots, None),
        Do::Pot { months: 12 },
    ];
    let room = room_with(asks.into_iter().map(|what| activity(what, Policy::Anonymous)).collect());
    let kit = kit(&room);
    for name in ["ballot-care", "ballot-vote", "ballot-pot"] {
        let ballot = paper(&kit, name);
        assert_eq!(who(ballot), ["-"; 5], "{name}");
        let said = said(ballot);
        assert!(said.contains(
            "Nobody can join this to you, except where everyone answers alike. The scribe"
        ));
        assert!(!said.contains("Ana") && !said.contains("may be named"), "{said}");
    }
}

#[test]
fn only_those_who_vote_get_a_ballot_and_everybody_here_a_promise() {
    let mut room = room_with(vec![
        activity(Do::Care { supporters: 2 }, Policy::Hidden),
        activity(Do::Promise { first_step: 3, most: 5 }, Policy::Open),
    ]);
    let watches = Profile { without_vote: true, ..room.session().people[1].profile() };
    submit(&mut room, Change::People(People::Edit(person(2), watches))).expect("edited");
    submit(&mut room, Change::People(People::Leave(person(4)))).expect("left");
    let kit = kit(&room);
    assert_eq!(who(paper(&kit, "ballot-care")), ["Ana", "Chi", "Name"]);
    assert_eq!(who(paper(&kit, "promises-promise")), ["Ana", "Ben", "Chi", "Name"]);
    let slip = said(paper(&kit, "promises-promise"));
    for words in
        ["When", "I will", "by (a date)", "within 3 days", "Who checks", "1 to 5", "comes off"]
    {
        assert!(slip.contains(words), "{words}: {slip}");
    }
}

#[test]
fn more_can_be_expected_than_are_listed_and_a_list_with_nobody_is_eight() {
    let asks = || vec![activity(Do::Care { supporters: 2 }, Policy::Hidden)];
    let count = |room: &Room, people| {
        let kit = Kit::of(room.session(), Wish { people, ..Wish::default() }, &reader());
        who(paper(&kit, "ballot-care")).len()
    };
    let (four, nobody) = (room_with(asks()), room_of(asks(), &[]));
    assert_eq!([None, Some(2), Some(6)].map(|people| count(&four, people)), [5, 5, 7]);
    assert_eq!([None, Some(3)].map(|people| count(&nobody, people)), [9, 4]);
    assert_eq!(count(&nobody, Some(usize::MAX)), MOST + 1);
}

#[test]
fn what_nobody_has_said_yet_is_a_lettered_line_as_the_wall_will_letter_it() {
    for (over, rows) in [(Over::Ideas, 12), (Over::Goals, 5), (Over::Areas, 5)] {
        let kit = of(vote(over.clone(), VoteKind::Dots, None), Policy::Hidden);
        let ballot = paper(&kit, "ballot-vote");
        assert_eq!(marks(ballot).rows.len(), rows, "{over:?}");
        assert_eq!(marks(ballot).field, Field::Circles(2));
        assert_eq!(marks(ballot).rows[0].0, "A");
    }
    let many = of(vote(Over::Ideas, VoteKind::Dots, None), Policy::Hidden);
    assert!(said(paper(&many, "ballot-vote")).contains("The wall says how many dots you have"));
    let scripted = of(vote(Over::Ideas, VoteKind::Dots, Some(4)), Policy::Hidden);
    assert!(said(paper(&scripted, "ballot-vote")).contains("4 dots each, at most 2 on one."));
}

#[test]
fn each_kind_of_ballot_is_marked_as_it_is_typed() {
    for (kind, field, words) in [
        (VoteKind::Approval, Field::Box, "Tick each one that you would have."),
        (VoteKind::Score, Field::Ring(0, 5, true), "– is no opinion, which is not 0"),
        (VoteKind::Ranked, Field::None, "the best first, with = between two"),
    ] {
        let kit = of(vote(Over::Areas, kind, None), Policy::Hidden);
        let ballot = paper(&kit, "ballot-vote");
        assert_eq!(marks(ballot).field, field);
        assert!(said(ballot).contains(words), "{kind:?}: {}", said(ballot));
        let letters = said(ballot).contains("Letters(\"The best first\", 5)");
        assert_eq!(letters, kind == VoteKind::Ranked);
    }
    let pot = of(Do::Pot { months: 12 }, Policy::Hidden);
    let said = said(paper(&pot, "ballot-pot"));
    assert!(said.contains("0 to 10 points on each") && said.contains("Number"), "{said}");
    assert!(said.contains("each function decides over its own money, also what each pays"));
}

#[test]
fn what_is_open_skipped_or_shown_already_needs_no_ballot() {
    assert_eq!(
        names(&of(vote(Over::Areas, VoteKind::Dots, None), Policy::Open)),
        ["leading", "agenda", "functions"]
    );
    let mut room = room_with(vec![
        activity(Do::Decide {}, Policy::Open),
        activity(Do::Care { supporters: 2 }, Policy::Hidden),
        activity(Do::Gather {}, Policy::Hidden),
    ]);
    let everything =
        ["leading", "agenda", "functions", "fist-decide", "ballot-care", "ideas-gather"];
    assert_eq!(names(&kit(&room)), everything);
    let sheet = Ballot::of_pairs([(area(1), [3, 3])]);
    for who in [1, 2] {
        let gift = Content::Ballot(sheet.clone());
        room.give(at(20), &place("care"), &Giver::Person(person(who)), gift).expect("given");
    }
    let begun = kit(&room);
    assert_eq!(marks(paper(&begun, "ballot-care")).rows.len(), 3, "nothing is added any more");
    room.reveal(at(21), &place("care")).expect("revealed");
    submit(&mut room, Change::Agenda(steps::Change::Skip(text("gather"), true))).expect("skipped");
    assert_eq!(names(&kit(&room)), everything[..4]);
}

#[test]
fn ideas_on_paper_are_nobodys_as_they_are_when_they_are_typed() {
    for policy in [Policy::Open, Policy::Hidden, Policy::Anonymous] {
        let kit = of(Do::Gather {}, policy);
        let slips = paper(&kit, "ideas-gather");
        assert_eq!(who(slips), ["-"; 5]);
        let words = match policy {
            Policy::Open => "Everyone sees each line at once, without a name.",
            _ => "No name is kept. The scribe sees your sheet.",
        };
        assert!(said(slips).contains(words));
    }
}

#[test]
fn causes_have_slips_too_and_one_more_lies_on_the_empty_chair() {
    let foresee = |chair| Do::Foresee { top: 2, chair: text(chair) };
    let with_a_chair = of(foresee("the customer"), Policy::Hidden);
    let slips = paper(&with_a_chair, "causes-foresee");
    assert_eq!(who(slips), ["-"; 6]);
    assert!(said(slips).contains("One cause a line"));
    assert!(said(slips).contains("For the customer, whose chair is empty"));
    let without = of(foresee(""), Policy::Hidden);
    assert_eq!(who(paper(&without, "causes-foresee")), ["-"; 5]);
}

#[test]
fn whom_one_asks_is_written_on_lines_by_name_with_a_tick_for_those_who_agree() {
    let network = |outside| Do::Network { most: 4, outside };
    let kit = of(network(true), Policy::Hidden);
    let sheets = paper(&kit, "ballot-network");
    assert_eq!(who(sheets), ["Ana", "Ben", "Chi", "Dee", "Name"]);
    let words = said(sheets);
    assert!(words.contains("Whoever is not here: with their function"), "{words}");
    assert!(words.contains("I may be named") && words.contains("names only of those who agree"));
    assert!(sheets.sheets[0].parts.contains(&Part::Write(String::new(), 4)));
    let kit = of(network(false), Policy::Hidden);
    assert!(!said(paper(&kit, "ballot-network")).contains("not here"));
    assert!(of(network(true), Policy::Open).paper("ballot-network").is_none());
}

#[test]
fn a_function_has_one_card_with_those_who_speak_for_it() {
    let mut room = room_with(vec![activity(Do::Pot { months: 12 }, Policy::Hidden)]);
    submit(&mut room, Change::People(People::Leave(person(4)))).expect("left");
    let kit = kit(&room);
    let cards = paper(&kit, "functions");
    assert_eq!(who(cards), ["Service", "Marketing"]);
    assert!(said(cards).contains("Ben, Chi") && said(cards).contains("We can put in"));

    let without_pot = of(Do::Round {}, Policy::Open);
    assert!(!said(paper(&without_pot, "functions")).contains("We can put in"));
    let nobody_said = room_of(vec![activity(Do::Round {}, Policy::Open)], &[("Ana", "")]);
    assert!(
        Kit::of(nobody_said.session(), Wish::default(), &reader()).paper("functions").is_none()
    );
}

fn rows(kit: &Kit) -> Vec<Vec<String>> {
    let grid = |part: &Part| match part {
        Part::Says(Block::Grid(grid)) => Some(grid.rows.clone()),
        _ => None,
    };
    paper(kit, "agenda").sheets[0].parts.iter().find_map(grid).expect("a table")
}

#[test]
fn the_agenda_has_times_from_the_start_that_is_said_or_the_clock_or_else_counted() {
    let mut room = room_with(vec![
        activity(Do::Decide {}, Policy::Open),
        activity(Do::Round {}, Policy::Open),
        activity(Do::Break {}, Policy::Open),
    ]);
    submit(&mut room, Change::Agenda(steps::Change::Minutes(text("decide"), -3))).expect("shorter");
    submit(&mut room, Change::Agenda(steps::Change::Skip(text("round"), true))).expect("skipped");
    let times = |kit: &Kit| -> Vec<[String; 5]> {
        rows(kit).into_iter().map(|row| [0, 1, 2, 3, 4].map(|at| row[at].clone())).collect()
    };
    assert_eq!(
        times(&kit(&room)),
        [["0:00", "0:02", "decide", "2", "2"], ["0:02", "0:07", "break", "5", "3"]]
    );
    assert!(said(paper(&kit(&room), "agenda")).contains("We start at"));

    let start = Some(jiff::civil::time(23, 57, 0, 0));
    let said_so = Kit::of(room.session(), Wish { start, ..Wish::default() }, &reader());
    assert_eq!(times(&said_so)[1][..2], ["23:59", "00:04"]);

    room.submit(at(50), Author::Facilitator, Change::Clock(clock::Change::Start)).expect("it runs");
    let clocked = kit(&room);
    assert_eq!(times(&clocked)[0][..2], ["10:01", "10:03"]);
    let end = reader().time(room.session().clock.told.expect("told"));
    assert_eq!(times(&clocked)[1][1], end, "the end that the room was told");
}

#[test]
fn how_late_it_is_stands_on_no_paper() {
    let mut room = room_with(vec![
        activity(Do::Decide {}, Policy::Open),
        activity(Do::Break {}, Policy::Open),
    ]);
    room.submit(at(0), Author::Facilitator, Change::Clock(clock::Change::Start)).expect("it runs");
    let before = kit(&room);
    let late = Change::Agenda(steps::Change::GoTo(place("break")));
    room.submit(at(3_000), Author::Facilitator, late).expect("late");
    assert_eq!(before, kit(&room));
}

#[test]
fn whoever_leads_has_the_notes_and_how_paper_comes_in_and_nobody_else_has() {
    let kit = of(Do::Care { supporters: 2 }, Policy::Hidden);
    let leading = said(paper(&kit, "leading"));
    for words in ["Say little.", "i opens the rows", "y takes the ticks", "one to spare"] {
        assert!(leading.contains(words), "{words}: {leading}");
    }
    for paper in &kit.papers[1..] {
        assert!(!said(paper).contains("Say little."), "{}", paper.name);
    }
}

#[test]
fn papers_have_names_that_do_for_files_and_no_two_the_same() {
    let gather = || Activity { ..activity(Do::Gather {}, Policy::Hidden) };
    let mut step = crate::testing::step(vec![gather(), gather()]);
    step.id = text("../../Ätna: C");
    let mut room = room_with(vec![activity(Do::Break {}, Policy::Open)]);
    let add = steps::Change::Add { after: None, step: Box::new(step) };
    submit(&mut room, Change::Agenda(add)).expect("added");
    let kit = kit(&room);
    assert_eq!(names(&kit)[3..], ["ideas--------tna--c", "ideas--------tna--c-2"]);
}

#[test]
fn statements_are_ringed_in_the_order_in_which_they_are_typed() {
    let room = room_with(vec![activity(assess::scenarios::phased(), Policy::Hidden)]);
    let kit = kit(&room);
    let ballot = paper(&kit, "ballot-assess");
    assert_eq!(who(ballot), ["Ana", "Ben", "Chi", "Dee", "Name"]);
    let marks = marks(ballot);
    assert_eq!(marks.field, Field::Ring(0, 2, false));
    let things = activities::things(room.session(), &place("assess"));
    let labels: Vec<_> = things.into_iter().map(|(_, label)| Some(label)).collect();
    assert_eq!(marks.rows.iter().map(|(_, label)| label.clone()).collect::<Vec<_>>(), labels);
    let said = said(ballot);
    assert!(said.contains("2 true here, 1 partly, 0 not here") && said.contains("function of one"));
}

#[test]
fn options_are_ringed_twice_on_the_words_of_their_axes() {
    let kit = of(matrix::scenarios::listed(), Policy::Anonymous);
    let ballot = paper(&kit, "ballot-matrix");
    let marks = marks(ballot);
    assert_eq!(marks.asked, ["impact", "effort"]);
    assert_eq!((marks.field, marks.rows.len()), (Field::Ring(1, 5, false), 4));
    let told = said(ballot);
    assert!(told.contains("“impact” and “effort”: 1 little, 5 much"), "{told}");
    assert!(told.contains("which is not 1") && !told.contains("who cares"), "{told}");
    assert!(said(paper(&kit, "leading")).contains("“impact”, then “effort”"));
}

#[test]
fn a_sheet_without_a_name_ticks_a_function_that_is_large_enough() {
    let people = [("Ana", "HR"), ("Ben", "HR"), ("Chi", "HR"), ("Dee", "IT"), ("Eve", "Legal")];
    let phased = || vec![activity(assess::scenarios::phased(), Policy::Anonymous)];
    let kit = Kit::of(room_of(phased(), &people).session(), Wish::default(), &reader());
    let ballot = paper(&kit, "ballot-assess");
    let ticks = |part: &&Part| matches!(part, Part::Tick(_));
    let ticks: Vec<_> = ballot.sheets[0].parts.iter().filter(ticks).cloned().collect();
    assert_eq!(ticks, [Part::Tick("HR".into())]);
    assert!(said(paper(&kit, "leading")).contains("function by function"));
    let small = Kit::of(room_with(phased()).session(), Wish::default(), &reader());
    assert!(!said(paper(&small, "ballot-assess")).contains("Tick your function"));
}

#[test]
fn what_each_session_shuffles_is_not_printed_from_a_script_alone() {
    let room = room_with(vec![activity(assess::scenarios::phased(), Policy::Hidden)]);
    let script = Wish { script: true, ..Wish::default() };
    let kit = Kit::of(room.session(), script, &reader());
    assert!(kit.paper("ballot-assess").is_none());
    assert!(said(paper(&kit, "leading")).contains("Print it from the session"));
}

#[test]
fn each_person_gets_the_card_of_the_lens_they_are_dealt() {
    let room =
        room_with_lenses(vec![activity(Do::Gather {}, Policy::Hidden)], &["Partners", "Fans"]);
    let wish = Wish { people: Some(6), ..Wish::default() };
    let kit = Kit::of(room.session(), wish, &reader());
    let cards = &kit.paper("lenses").expect("lens cards").sheets;
    let dealt = room.session().lens_of(&place("gather"), &person(1)).expect("a lens");
    assert_eq!(cards[0].head, format!("Lens: {}", dealt.name));
    assert!(matches!(&cards[0].who, Who::Named(name) if name == "Ana"));
    assert_eq!(cards.len(), 6, "two more lie on the table");
    let none = Kit::of(
        room_with(vec![activity(Do::Gather {}, Policy::Hidden)]).session(),
        wish,
        &reader(),
    );
    assert!(none.paper("lenses").is_none());
}
