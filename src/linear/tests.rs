//! The dialogue over a room in memory: lines in, text out.

use super::{Cx, Dialogue, Step, Then};
use crate::room::Room;
use crate::session::{Change, Session, Viewer, pot};
use crate::testing::{activity, area, at, person, reader, room_of, room_with, submit, text};
use crate::workshop::{Axis, Do, Over, Phase, Policy, Statement, VoteKind};

/// A dialogue and its room.
struct Talk {
    room: Room,
    dialogue: Dialogue,
    told: String,
}

impl Talk {
    fn over(activities: Vec<crate::workshop::Activity>) -> Talk {
        Talk::in_room(room_with(activities))
    }

    fn in_room(room: Room) -> Talk {
        let (dialogue, told) = with(&room, Dialogue::begin);
        Talk { room, dialogue, told }
    }

    /// Says these lines and keeps what is told, the questions too.
    fn say(mut self, lines: &[&str]) -> Talk {
        self.told.clear();
        for line in lines {
            let mut step = with(&self.room, |cx| self.dialogue.take(line, cx));
            loop {
                self.told += &step.said;
                step = match step.then {
                    Then::Ask => break,
                    Then::Carry(proposal) => self.carry(*proposal),
                    Then::Undo => match self.room.undo(at(500)) {
                        Ok(what) => with(&self.room, |cx| self.dialogue.turned(&what, cx)),
                        Err(refusal) => panic!("{refusal}"),
                    },
                    other => {
                        self.told += &format!("{other:?}\n");
                        break;
                    }
                };
            }
            self.told += &self.asks();
        }
        self
    }

    fn carry(&mut self, proposal: crate::room::Proposal) -> Step {
        match self.room.carry_out(at(100), proposal) {
            Ok(entry) => with(&self.room, |cx| self.dialogue.accepted(entry, None, cx)),
            Err(no) => with(&self.room, |cx| self.dialogue.refused(&no.to_string(), cx)),
        }
    }

    fn asks(&self) -> String {
        with(&self.room, |cx| self.dialogue.question(cx)).asks
    }

    fn is_private(&self) -> bool {
        with(&self.room, |cx| self.dialogue.question(cx)).private.is_some()
    }

    fn session(&self) -> &Session {
        self.room.session()
    }

    #[track_caller]
    fn tells(self, words: &str) -> Talk {
        assert!(self.told.contains(words), "“{words}” is not in:\n{}", self.told);
        self
    }

    #[track_caller]
    fn tells_no(self, words: &str) -> Talk {
        assert!(!self.told.contains(words), "“{words}” is in:\n{}", self.told);
        self
    }
}

fn with<T>(room: &Room, act: impl FnOnce(&Cx<'_>) -> T) -> T {
    let session = room.session();
    act(&Cx {
        session,
        seen: &session.seen_by(Viewer::Room),
        chronicle: room.chronicle(),
        place: &session.at,
        reader: &reader(),
        now: at(100),
    })
}

fn vote(kind: VoteKind) -> Do {
    Do::Vote { over: Over::Areas, kind, dots: None, cap: 2 }
}

fn matrix(over: Over) -> Do {
    Do::Matrix { over, up: Axis::of("impact"), across: Axis::of("effort"), points: 5 }
}

/// Two phases and three statements.
fn assessment() -> Do {
    let statement = |(words, phase)| Statement { text: text(words), phase };
    let phase = |name| {
        let nothing = crate::text::CleanText::default;
        Phase { name: text(name), term: nothing(), question: nothing() }
    };
    Do::Assess {
        statements: [("We post.", 1), ("We ask.", 2), ("We read.", 2)].map(statement).into(),
        phases: ["one voice", "listening"].map(phase).into(),
        poles: None,
    }
}

/// A room at an activity in which something is given privately, ready to be given to.
fn private(what: Do, policy: Policy) -> Talk {
    let is_pot = matches!(what, Do::Pot { .. });
    let mut room = room_with(vec![activity(what, policy)]);
    if is_pot {
        let need = |title: &str| pot::Need {
            title: text(title),
            minimum: crate::money::Money(100),
            target: crate::money::Money(100),
            stretch: crate::money::Money(100),
            ..pot::Need::default()
        };
        let asks = (1..=3).map(|at| (area(at), need(&format!("ask {at}")))).collect();
        submit(&mut room, Change::Pot(pot::Change::Ask(asks))).expect("asked");
        return Talk::in_room(room).say(&["", "", "1"]);
    }
    Talk::in_room(room)
}

fn network() -> Do {
    Do::Network { most: 3, outside: true }
}

fn foresee() -> Do {
    Do::Foresee { top: 2, chair: text("the customer") }
}

/// Each private activity with two answers that fit and one that does not.
fn all_private() -> Vec<(Do, [&'static str; 2], &'static str)> {
    vec![
        (Do::Gather {}, ["xyzzy one", "xyzzy another and longer"], ""),
        (foresee(), ["xyzzy one", "xyzzy another and longer"], ""),
        (vote(VoteKind::Dots), ["2 0 0", "0 1 1"], "9 9 xyzzy"),
        (vote(VoteKind::Approval), ["AB", "C"], "2 xyzzy"),
        (vote(VoteKind::Score), ["5 - 0", "1 2 3"], "7 xyzzy"),
        (vote(VoteKind::Ranked), ["CAB", "A=B"], "12 xyzzy"),
        (matrix(Over::Areas), ["42 - 13", "11 55 33"], "60 xyzzy"),
        (assessment(), ["2 1 -", "0 0 2"], "3 xyzzy"),
        (Do::Care { supporters: 2 }, ["33 20 -", "00 11 22"], "3 xyzzy"),
        (Do::Pot { months: 12 }, ["10 0 7", "1 2 3"], "11 xyzzy"),
        (network(), ["Ben, xyzzy (Legal)", "-"], "Ana, xyzzy"),
    ]
}

#[test]
fn what_is_told_before_a_reveal_does_not_depend_on_what_was_given() {
    for (what, [one, other], unfit) in all_private() {
        // Whom people ask cannot be anonymous.
        let named = matches!(what, Do::Network { .. });
        for policy in
            [Policy::Hidden, Policy::Anonymous].into_iter().take(if named { 1 } else { 2 })
        {
            let run = |answer: &str| {
                let talk = private(what.clone(), policy);
                assert!(talk.is_private(), "{what:?}, {policy:?}: {}", talk.asks());
                let rest = ["", "", "", "", "/show", "/history", "/find xyzzy", "/reveal"];
                talk.say(&[&[answer][..], &rest].concat()).tells("Saved, and sealed.")
            };
            let [one, other] = [one, other].map(|answer| run(answer).told);
            assert_eq!(one, other, "{what:?}, {policy:?}");
            if !unfit.is_empty() {
                let wrong = private(what.clone(), policy).say(&[unfit]);
                wrong.tells("does not fit").tells_no("xyzzy").tells_no("Saved");
            }
        }
    }
}

#[test]
fn whom_we_ask_is_written_line_by_line_and_somebody_learns_it() {
    let talk = private(network(), Policy::Hidden);
    assert!(talk.asks().contains("up to 3 names, as in Ben, Chi"), "{}", talk.asks());
    let talk = talk.say(&["Ben, Yan (Law)", "ana, yan", "/voice"]).tells("one voice has none");
    let talk = talk.tells_no("Yan").say(&["Dee", "-"]).tells("Everyone is in. /reveal shows");
    let talk = talk.say(&["/named Ana", "/reveal", "/reveal"]).tells("Who is asked most");
    let talk = talk.tells("Ana").tells("Law").tells_no("Yan").tells_no("yan");
    let talk = talk.say(&["/part"]).tells("Which function asks which").say(&["/part"]);
    let talk =
        talk.tells("Service and Marketing: only one of Marketing").say(&["/list", "/learns 9 Ben"]);
    let talk = talk
        .tells("1: ")
        .tells("Which one?")
        .say(&["/learns 1 Chi", "/list"])
        .tells("Chi learns it");
    assert_eq!(talk.session().agreements.len(), 1);
    talk.say(&["/show"]).tells_no("Yan").tells_no("yan");
}

#[test]
fn a_failure_is_foreseen_line_by_line() {
    let talk = Talk::over(vec![activity(foresee(), Policy::Open)]);
    let talk = talk.say(&["No time", "No money", "Nobody cared", "", "", ""]);
    let talk = talk.tells("Read aloud: “No time”").tells("Which worry us most? 0 of 2 chosen.");
    let talk = talk.say(&["/list", "Z", "A", "C"]).tells("B: No money").tells("Say its letter");
    let talk = talk.tells("“No time”: what would we see first?");
    let talk = talk.say(&["Dates slip", "We stop one thing", "Ben"]).tells("Ben watches");
    let talk = talk.tells("“Nobody cared”: what would we see first?").say(&[""]);
    let talk = talk.tells("how is it told?").say(&["The same day, to all"]);
    let talk =
        talk.tells("One more cause in a line").say(&["/safeguard C", "Silence", "We ask", ""]);
    assert_eq!(talk.session().agreements.len(), 3);
    let talk = talk.say(&["/drop C", "/drop C"]).tells("No safeguard is agreed against that.");
    assert_eq!(talk.session().agreements.len(), 2);
}

#[test]
fn nobody_hears_how_many_ideas_somebody_wrote() {
    for policy in [Policy::Hidden, Policy::Anonymous] {
        let run = |ideas: &[&str]| {
            let talk = private(Do::Gather {}, policy);
            talk.say(&[ideas, &[""]].concat()).tells("Saved, and sealed.").tells("Ben, it is your")
        };
        let [one, three] = [run(&["one"]), run(&["one", "two", "three"])];
        assert_eq!(one.told, three.told, "{policy:?}");
        // One person alone is never revealed where no name is kept.
        let three = three.say(&["four", "", "", "", "/reveal", "/reveal"]);
        assert_eq!(three.session().ideas.len(), 4);
    }
}

#[test]
fn an_open_step_is_asked_openly_and_says_what_is_wrong() {
    let talk = Talk::over(vec![activity(vote(VoteKind::Dots), Policy::Open)]);
    assert!(!talk.is_private());
    let talk = talk.say(&["2 2 2"]).tells("everyone has 2").say(&["AC", "B B", "", ""]);
    talk.tells("2 of 4 are in").say(&["/reveal"]).tells("Listening: 1").tells("Crisis: 2");
}

#[test]
fn hands_are_counted_as_totals() {
    let talk = Talk::over(vec![activity(vote(VoteKind::Dots), Policy::Open)]);
    let talk = talk.say(&["/hands", "3 1"]).tells("3 numbers are wanted").say(&["3 1 0"]);
    talk.tells("Listening: 3").tells("This is the count");
}

#[test]
fn options_are_placed_in_a_line_and_read_out_with_their_numbers() {
    let talk = private(matrix(Over::Areas), Policy::Hidden).tells("1 little, 5 much");
    assert!(talk.asks().contains("“impact” 1 to 5, then “effort” 1 to 5"), "{}", talk.asks());
    let talk = talk.say(&["52 44 -", "41 5"]);
    let talk = talk.tells("does not fit").say(&["42 55 11", "", "", "/reveal", "/reveal"]);
    let talk = talk.tells("Listening: impact 4.5 (4.0–5.0), effort 2.0; quick win");
    let talk = talk.tells("Quick wins: A.").tells("What do you go on with?");
    let talk = talk.say(&["/take Z"]).tells("There is no Z").say(&["/take a b"]);
    let talk = talk.tells("goes on with 2 of the options").say(&["/show"]);
    let talk = talk.tells("We go on with A and B.").say(&["/undo", "/show"]);
    talk.tells_no("We go on with A and B.");
}

#[test]
fn an_assessment_ends_in_the_next_phase() {
    let talk = private(assessment(), Policy::Hidden).tells("also of a function of one");
    let talk = talk.say(&["2 2 2", "2 2 2", "", "", "/reveal", "/reveal"]);
    let talk = talk.tells("This is where we are").tells("Service").say(&["/next x"]);
    let talk = talk.tells("Say its number").say(&["/next 2"]).tells("agreed on the next phase");
    talk.say(&["/show"]).tells("Next: listening.");
    let talk = Talk::over(vec![activity(assessment(), Policy::Open)]);
    let talk = talk.say(&["/hands", "3 1 0"]).tells("9 numbers are wanted");
    talk.say(&["3 1 0 4 0 0 0 0 4"]).tells("This is where we are");
}

#[test]
fn sheets_without_a_name_are_typed_function_by_function() {
    let people = [("Ana", "HR"), ("Ben", "HR"), ("Chi", "HR"), ("Dee", "IT"), ("Eve", "IT")];
    let people = [&people[..], &[("Fay", "Legal")]].concat();
    let talk = Talk::in_room(room_of(vec![activity(assessment(), Policy::Anonymous)], &people));
    let talk = talk.say(&["/paper"]).tells("/paper with one of these: HR and smaller functions.");
    let talk = talk.say(&["/paper hr"]).tells("The next sheet of HR").say(&["2 2 2", "2 2 1"]);
    let talk = talk.say(&["2 1 1", "", "/paper smaller functions", "0 0 0", "0 1 0", "0 0 1", ""]);
    let talk = talk.say(&["/reveal", "/reveal"]).tells("HR").tells("smaller functions");
    talk.tells_no("Legal");
}

#[test]
fn equals_are_voted_on_again_and_what_divides_is_talked_over() {
    let talk = Talk::over(vec![activity(vote(VoteKind::Dots), Policy::Hidden)]);
    let talk = talk.say(&["AA", "BB", "AB", "", "/reveal", "/reveal"]).tells("tied");
    let talk = talk.say(&["/talk"]).tells("ends the talk").say(&[""]).tells("This is the count");
    let talk = talk.say(&["/runoff"]).tells("run-off").say(&["A", "A", "B", "A"]);
    talk.say(&["/reveal", "/reveal"])
        .tells("This is the count")
        .say(&["/why 1", "/again"])
        .tells("/again once more");
}

#[test]
fn a_person_who_is_in_may_change_it_where_names_are_kept_and_nowhere_else() {
    let talk = private(vote(VoteKind::Dots), Policy::Hidden).say(&["AA", "/turn ana", "BB"]);
    let talk = talk.tells("Saved, and sealed.").say(&["", "", ""]).tells("1 of 4 are in");
    talk.say(&["/reveal", "/reveal"]).tells("Crisis: 2").tells("Listening: 0");
    let talk = private(vote(VoteKind::Dots), Policy::Anonymous).say(&["AA", "/turn ana"]);
    talk.tells("cannot be changed").say(&["/paper", "BB", ""]).tells("2 of 4 are in");
}

#[test]
fn going_on_without_a_reveal_is_said_twice() {
    let two =
        vec![activity(vote(VoteKind::Dots), Policy::Hidden), activity(Do::Round {}, Policy::Open)];
    let talk = Talk::over(two).say(&["A", "", "", "", ""]).tells("once more goes on");
    assert_eq!(talk.session().at.step(), "vote");
    assert_eq!(talk.say(&[""]).session().at.step(), "round");
}

#[test]
fn commands_work_in_the_middle_of_a_question() {
    let talk = Talk::over(vec![activity(Do::Goals { most: 3 }, Policy::Open)]);
    let talk = talk.say(&["Bees are at home here", "people", "/park Ask the mayor", "26"]);
    let talk = talk.tells("Saved: parked “Ask the mayor”.").tells("Which number do we aim at?");
    let talk = talk.say(&["/cancel"]).tells("nothing of it is kept");
    assert_eq!((talk.session().goals.len(), talk.session().parked.len()), (0, 1));
    talk.say(&["/undo"]).tells("parked “Ask the mayor”");
}

#[test]
fn what_the_plan_lacks_is_told_with_what_helps() {
    let talk = Talk::over(vec![
        activity(Do::Goals { most: 3 }, Policy::Open),
        activity(Do::Close { next: 30 }, Policy::Open),
    ]);
    let talk = talk.say(&["/check"]).tells("1: There is no goal yet");
    talk.tells("one is plenty.").tells("1 more for steps that are still to come.");
}

#[test]
fn a_refused_form_proposes_what_was_said() {
    let talk = Talk::over(vec![activity(Do::Promise { first_step: 7, most: 5 }, Policy::Open)]);
    let talk = talk.say(&["/promise ana", "call Legal", "in 2 weeks", "", "", "", "Ana"]);
    let talk = talk.say(&["", "", ""]).tells("nobody is their own witness");
    let talk = talk.tells("An empty line says: in 2 weeks").say(&["", "", "", "", "Ben"]);
    let talk = talk.say(&["", "", ""]).tells("Saved: made the promise “call Legal”.");
    assert_eq!(talk.session().promises.len(), 1);
}

#[test]
fn a_slash_that_is_meant_is_said_twice() {
    let talk = Talk::over(vec![activity(Do::Gather {}, Policy::Open)]).say(&["//etc is a folder"]);
    assert_eq!(talk.session().ideas[0].text, "/etc is a folder");
    talk.say(&["/etc"]).tells("no such command");
}

#[test]
fn ideas_are_merged_grouped_and_worded_by_their_letters() {
    let talk = Talk::over(vec![activity(Do::Gather {}, Policy::Open)]);
    let talk = talk.say(&["Plant bees", "Plant some bees", "Sing", "/alike"]).tells("A and B: ");
    let talk = talk.say(&["/merge A B", ""]);
    assert_eq!(talk.session().ideas.len(), 2);
    let talk = talk.say(&["/group A B: Spring", "/list"]).tells("A: Plant bees; in Spring");
    let talk = talk.say(&["/split A", "/edit C", "Sing loudly", "/delete B", "/list"]);
    talk.tells("B: Sing loudly").say(&["/delete Z"]).tells("Say its letter, A to B");
}

#[test]
fn one_name_answers_and_the_three_answers_are_heard() {
    let talk = Talk::over(vec![activity(Do::Roles { load: 1 }, Policy::Open)]);
    let talk = talk.say(&["Marketing"]).tells("is a department");
    let talk = talk.say(&["ana", "yes", "500", ""]).tells("Saved: set the terms.");
    let talk = talk.say(&["Ana", "yes"]).tells("Really this one too?").say(&["no"]);
    let talk = talk.tells("It stays as it was.").say(&["", "Ben", "yes, if Legal agrees", ""]);
    let talk = talk.say(&["friday", "", ""]).tells("Measuring: who answers for it?");
    let talk = talk.say(&["/open", "3 Dec"]).tells("1 settled, 1 half, 1 left open");
    talk.say(&["/list"]).tells("B: Crisis; Ben, if Legal agrees, known by Fri 6 Nov");
}

#[test]
fn a_lamp_that_is_dark_is_found_out_by_somebody() {
    let talk = Talk::over(vec![activity(Do::Goals { most: 3 }, Policy::Open)]);
    let talk = talk.say(&["Bees are at home here", "", "", "", "", "", "", "", "", ""]);
    let talk = talk.tells("By when?").say(&["/find-out 1 date", "Ben", "friday"]);
    assert_eq!(talk.session().goals[0].half.len(), 1);
    talk.say(&["/found 1 date", "/delete 1"]).tells("Saved: deleted a goal.");
}

#[test]
fn another_rule_is_a_decision_and_what_fits_is_for_the_hands() {
    let talk = private(Do::Pot { months: 12 }, Policy::Hidden);
    let talk = talk.say(&["/part pledges", "HR 2", "", "", "/part points"]);
    let talk = talk.say(&["9 1 0", "9 0 1", "8 8 8", "1 9 9", "/reveal", "/reveal"]);
    let talk = talk.say(&["2", "It is fairer here", "5 5 4"]).tells("Saved: granted by most votes");
    assert_eq!(talk.session().decisions.len(), 1);
    talk.say(&["", "/why A"]).tells("Left out").say(&["A nothing"]).tells("nothing");
}

#[test]
fn the_last_step_asks_whether_to_finish_and_says_what_is_missing() {
    let talk = Talk::over(vec![activity(Do::Close { next: 30 }, Policy::Open)]);
    let talk = talk.say(&["/park Ask the mayor", "", "", ""]).tells("neither owner nor date");
    let talk = talk.say(&["no", "/go close", "drop", "yes", "", "yes"]);
    assert!(talk.session().finished.is_some());
    talk.say(&["/finish", "yes"]).tells("goes on");
}

#[test]
fn what_is_said_twice_is_said_twice_in_a_row() {
    let between = ["one more", "", "/help", "/people", "/redo", "/export", "/kit", "/cancel", "/x"];
    for what in [Do::Gather {}, vote(VoteKind::Dots), Do::Care { supporters: 2 }] {
        for word in ["/again", "/reveal"] {
            let given = if what == (Do::Gather {}) { "one" } else { "00 00 00" };
            let given = if matches!(what, Do::Vote { .. }) { "A" } else { given };
            let given = [given, "", given, "", "", "", ""];
            for between in between {
                let talk = private(what.clone(), Policy::Hidden).say(&given);
                let talk = talk.say(&[word, between, word]).tells("once more");
                talk.tells_no("anew")
                    .tells_no("This is what was given")
                    .say(&[word])
                    .tells("Saved");
            }
        }
    }
}

#[test]
fn ideas_that_are_gathered_again_are_asked_of_everyone_again() {
    for policy in [Policy::Hidden, Policy::Anonymous] {
        let talk =
            private(Do::Gather {}, policy).say(&["one", "", "", "three", "/again", "/again"]);
        talk.tells("it begins anew")
            .tells("Ana, it is your turn")
            .say(&["one", ""])
            .tells("Ben, it");
        let talk = private(Do::Gather {}, policy).say(&["/paper", "one", "/again", "/again"]);
        talk.tells("Ana, it is your turn");
    }
}

#[test]
fn only_those_who_are_here_are_asked_for_ideas() {
    for policy in [Policy::Hidden, Policy::Anonymous] {
        let talk = private(Do::Gather {}, policy).say(&["one", "two", "/left ana"]);
        let talk = talk.tells("Ben, it is your turn").say(&["/turn ana"]).tells("Only those who");
        let talk = talk.say(&["from Ben"]).tells("Saved, and sealed.").tells("Go on, as many");
        talk.say(&["", "/left chi"]).tells("Dee, it is your turn");
    }
}

#[test]
fn another_privacy_is_promised_before_anyone_is_asked() {
    let talk = private(Do::Gather {}, Policy::Hidden).say(&["/privacy secret"]);
    let talk = talk.tells("Say open, hidden or anonymous");
    let promise = |talk: &Talk| {
        let session = talk.session();
        crate::session::activities::promise(session, &session.at).to_owned()
    };
    let before = promise(&talk);
    let talk = talk.say(&["/privacy Anonymous"]);
    let now = promise(&talk);
    assert_ne!(now, before);
    let (told, _) = talk.told.split_once("Ana, it is your turn").expect("Ana is asked");
    assert!(told.contains(&now), "{told}");
    talk.say(&["/privacy"]).tells(&now);
}

#[test]
fn who_is_asked_stands_on_the_wall_and_is_asked_when_the_session_is_continued() {
    let talk = Talk::over(vec![activity(Do::Roles { load: 3 }, Policy::Open)]).say(&["ana"]);
    let talk = talk.tells("Ana, will you answer for Listening?").tells_no("Saved");
    let asked =
        |talk: &Talk| talk.session().asked().map(|(area, who)| (area.id.clone(), who.id.clone()));
    assert_eq!(asked(&talk), Some((area(1), person(1))));
    let talk = Talk::in_room(talk.room);
    assert!(talk.asks().starts_with("Ana, will you answer for Listening?"), "{}", talk.asks());
    let talk = talk.say(&[""]).tells("Listening: who answers for it?").tells_no("Saved");
    assert_eq!(asked(&talk), None);
    let talk = talk.say(&["ben", "/area B"]).tells("Crisis: who answers for it?");
    let talk = talk.say(&["ana", "/open", "3 Dec"]).tells("Saved: ");
    assert_eq!(asked(&talk), None);
    talk.say(&["chi", "yes"]).tells("Saved: somebody said yes.");
}

#[test]
fn behind_a_backslash_everything_is_an_answer() {
    let talk = Talk::over(vec![activity(Do::Gather {}, Policy::Open)]);
    let talk = talk.say(&["help"]).tells("\\help and \\? say help and ?");
    assert!(talk.session().ideas.is_empty());
    let talk = talk.say(&["\\help", "\\?", "\\/quit", "//undo"]);
    let ideas: Vec<&str> = talk.session().ideas.iter().map(|idea| &*idea.text).collect();
    assert_eq!(ideas, ["help", "?", "/quit", "/undo"]);
}

#[test]
fn a_step_is_added_and_moved() {
    let talk = Talk::over(vec![activity(Do::Gather {}, Policy::Open)]);
    let talk = talk.say(&["/add"]).tells("Which kind of step? break, round,");
    let talk = talk.say(&["/add Break", "/add break", "/move break-2 1"]);
    let steps = |talk: &Talk| {
        talk.session().steps.iter().map(|step| step.id().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(steps(&talk)[..2], ["break-2", "gather"]);
    let talk = talk.say(&["/move break"]).tells("As in /move pot 4");
    let talk = talk.say(&["/move nothing 1"]).tells("There is no such step");
    assert_eq!(steps(&talk.say(&["/undo"]))[0], "gather");
}

#[test]
fn what_stands_in_the_pot_is_changed_with_its_values_proposed() {
    let talk = Talk::over(vec![activity(Do::Pot { months: 12 }, Policy::Hidden)]);
    let talk = talk.say(&["HR 500, likely, only for training", "Sales tool picture library"]);
    let talk =
        talk.say(&["/edit A"]).tells("An empty line says: HR €500, likely, only for training");
    let talk = talk.say(&[""]).tells("It stays as it was.");
    let talk = talk.say(&["/edit A", "HR 650 firm"]);
    let offers = |talk: &Talk| {
        let offers = talk.session().pot.pledges.iter().map(|pledge| &pledge.offer);
        offers.map(|it| format!("{} {:?} {}", it.source, it.kind, it.firmness.name())).collect()
    };
    let told: Vec<String> = offers(&talk);
    assert!(told[0].contains("65000") && told[0].ends_with("firm"), "{told:?}");
    let talk = talk.say(&["/edit B"]).tells("Sales tool picture library, firm").say(&["/cancel"]);
    let talk = talk.say(&[
        "/part asks",
        "Listening: a licence",
        "200",
        "300 a year",
        "",
        "2 seats",
        "35 x 200",
    ]);
    let talk = talk.say(&["/edit A"]).tells("An empty line says: Listening");
    let talk = talk.say(&["Crisis", "a better licence", "", "", "", "", ""]);
    let ask = &talk.session().pot.asks[0];
    assert_eq!((talk.session().area_of(ask), &*ask.need.title), ("Crisis", "a better licence"));
    assert_eq!(ask.need.recurring, crate::session::pot::Recurring::Yearly, "it stays so");
    let talk = talk.say(&["/edit A", "", "", "250", "", "", "-", ""]);
    let need = &talk.session().pot.asks[0].need;
    assert_eq!((need.minimum.0, need.target.0, need.quantity), (25_000, 30_000, 0));
    assert_eq!(need.worth.map(|worth| worth.times), Some(200));
    talk.say(&["/edit A", "Nowhere", "", "", "", "", "", ""]).tells("There is no area “Nowhere”.");
}

#[test]
fn a_promise_is_changed_with_its_words_proposed() {
    let promise = Do::Promise { first_step: 7, most: 5 };
    let talk = Talk::over(vec![activity(promise, Policy::Open)]);
    let talk =
        talk.say(&["Call Legal", "in 2 weeks", "", "Find the number", "", "Ben", "2", "", ""]);
    let before = talk.session().promises[0].vow.clone();
    let talk = talk.say(&["/edit A"]).tells("An empty line says: Call Legal");
    let talk = talk.say(&["Call Legal twice", "", "", "", "", "", "", "", ""]);
    let after = talk.session().promises[0].vow.clone();
    assert_eq!(&*after.will, "Call Legal twice");
    assert_eq!(after, crate::session::promises::Vow { will: after.will.clone(), ..before });
    talk.say(&["/edit B"]).tells("Which one? Say its letter, A.");
}

#[test]
fn a_check_in_asks_the_team_then_each_person_then_for_the_money_and_the_people() {
    let review = activity(Do::Review { parts: crate::workshop::Matter::ALL.into() }, Policy::Open);
    let plan = crate::session::followup::scenarios::plan();
    let talk = Talk::in_room(crate::testing::check_in(plan.session(), 30, vec![review]));
    let talk = talk
        .say(&["/list"])
        .tells("not told yet")
        .tells("The team: what happened to “Customers are answered");
    let talk = talk.say(&["Two of us answer"]).tells("It goes from 26 to 4 hours");
    let talk = talk.say(&["15", "11"]).tells("whole number from 0 to 10");
    let talk = talk.say(&["6"]).tells("That is all of the goals").tells("turns to the promises");
    let talk = talk.say(&[""]).tells("Ana: “I will call Legal").tells("on the way");
    let talk = talk.say(&["kept"]).tells("write the rules");
    let talk = talk.say(&["frog"]).tells("not a date").say(&["in 6 weeks", "7"]);
    let talk = talk.tells("a place from 1 to 5").say(&["2", "the report"]);
    let talk = talk.tells("Dee: “I will train two people").say(&["dropped"]).tells("Why");
    let talk = talk.say(&["no budget"]).tells("That is all of the promises");
    let talk = talk.say(&["/list"]).tells("A: Ana: call Legal; kept").tells("dropped: no budget");
    let talk = talk.say(&["/again C"]).tells("train two people").say(&["on the way"]);
    let talk = talk.say(&[""]).tells("€600 planned").say(&["123.45", ""]);
    let talk = talk.tells("That is all of the pot").say(&["/list"]).tells("€123.45 of €600");
    let talk = talk.say(&[""]).tells("Who helped outside their function?");
    let talk = talk.say(&["/gone Ben"]).tells("Crisis: who answers for it now?").say(&["Chi"]);
    let talk = talk.say(&["/new Fay, Legal", "/thank Chi: packed on a Saturday"]);
    let talk = talk.say(&["/list"]).tells("Thank you, Chi; packed on a Saturday");
    let session = talk.session();
    let kept = session.kept();
    assert_eq!((kept.kept, kept.slipped, kept.stands, kept.dropped), (1, 1, 1, 0));
    assert_eq!(session.goals[0].told.as_ref().expect("told").confidence, Some(6));
    assert_eq!(session.spent(&area(1)), Some(crate::money::Money(12_345)));
    assert_eq!(session.areas[1].owner(), Some(&person(3)));
    assert!(session.people[1].gone && session.people.len() == 5);
    session.check().expect("it makes sense");
}

#[test]
fn one_goes_to_an_activity_of_a_step_as_well() {
    let script = activity(Do::Break {}, Policy::Open);
    let talk = Talk::over(vec![activity(Do::Gather {}, Policy::Open), script]);
    let talk = talk.say(&["/go break.0"]);
    assert_eq!(talk.session().at.as_str(), "break.0");
    talk.say(&["/go break.7"]).tells("There is no such step");
}

const OBJECTIVES: &[u8] = include_bytes!("../../tests/fixtures/objectives.csv");
const IDEAS: &[u8] = include_bytes!("../../tests/fixtures/ideas.md");

impl Talk {
    /// The file of this name is read.
    fn reads(mut self, name: &str, bytes: &[u8]) -> Talk {
        let bytes = Ok(bytes.to_vec());
        let step = with(&self.room, |cx| self.dialogue.file_read(name, bytes, cx));
        self.told = format!("{}{}", step.said, self.asks());
        self
    }
}

#[test]
fn objectives_from_a_file_become_goals_or_are_kept_for_goals_to_serve() {
    let goals = || Talk::over(vec![activity(Do::Goals { most: 3 }, Policy::Open)]);
    let talk = goals().say(&["/read okr.csv"]).tells("Read(").reads("okr.csv", OBJECTIVES);
    let talk = talk.tells("1: First answers come within four hours; from 26 to 4 hours, by");
    let talk = talk.tells("4 objectives understood. The column “Status” is not used.");
    let talk = talk.say(&["perhaps"]).tells("Say goals, objectives or no.");
    let talk = talk.say(&["objectives"]).tells("Saved: kept 3 objectives that we have");
    let talk = talk.say(&["All answer", "", "", "", "", "", "", "", ""]);
    let talk = talk.tells("2: Colleagues know what customers say").say(&["2"]);
    assert_eq!(&*talk.session().goals[0].shape.serves, "Colleagues know what customers say");
    talk.say(&["/list"]).tells("Customers are answered where they ask; no goal serves it yet");
    let talk = goals().reads("okr.csv", OBJECTIVES).say(&["goals"]);
    assert_eq!(talk.session().goals.len(), 4);
    let talk = goals().reads("okr.csv", OBJECTIVES).say(&["no"]).tells("It stays as it was.");
    let talk = talk.reads("bad.csv", b"goal,by\nGrow,sometime\n");
    let talk = talk.tells("bad.csv: Line 2, column 6: Under “by”");
    assert!(talk.session().goals.is_empty());
}

#[test]
fn ideas_from_a_file_are_told_before_they_are_taken() {
    for policy in [Policy::Open, Policy::Hidden] {
        let talk = Talk::over(vec![activity(Do::Gather {}, policy)]).say(&["/read ideas.md"]);
        let talk = talk.tells("Read(").reads("ideas.md", IDEAS);
        let talk = talk.tells("6: A quarter hour a week for everyone; in Product");
        let talk = talk.tells("6 ideas understood. One stands below another").say(&["yes"]);
        assert_eq!(talk.session().ideas.len(), 6);
        talk.reads("ideas.md", IDEAS).tells("All of these ideas are there already.");
    }
}
