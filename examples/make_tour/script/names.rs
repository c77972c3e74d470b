//! The break and a cut, who cares for what, and one name for each of seven areas: five say yes, one
//! says yes, if; one stays open.

use groundswell::session::activities::{self, r#break};
use groundswell::session::areas::{Answer, Change as Areas, NotMe, Part};
use groundswell::session::decisions::Change as Note;
use groundswell::session::{Change, Place};

use super::play::{Play, day, euros, text};

/// Area, who answers for it, euros they may spend unasked, what comes off their list.
const YES: [(&str, &str, i64, &str); 5] = [
    ("Listening", "Kofi", 600, "two posts a week"),
    ("Stories", "Elif", 1_500, "guided tours of the line"),
    ("First answers", "Ana", 2_000, "the weekly deck of complaints"),
    ("House rules", "Greta", 500, "the depot newsletter"),
    ("Measuring", "Hanna", 0, "the monthly refund report"),
];

const PARTS: [(&str, &str, Part); 14] = [
    ("Listening", "Ben", Part::Doing),
    ("Listening", "Jun", Part::Doing),
    ("Listening", "Dirk", Part::Informed),
    ("Stories", "Kofi", Part::Doing),
    ("Stories", "Chiara", Part::Consulted),
    ("First answers", "Ben", Part::Doing),
    ("First answers", "Farid", Part::Doing),
    ("First answers", "Dirk", Part::Consulted),
    ("House rules", "Elif", Part::Doing),
    ("House rules", "Chiara", Part::Consulted),
    ("One inbox", "Jun", Part::Doing),
    ("One inbox", "Ana", Part::Consulted),
    ("One inbox", "Hanna", Part::Informed),
    ("Measuring", "Ivo", Part::Doing),
];

pub(super) fn play(play: &mut Play) {
    play.until(10, 25);
    play.go("break", 0);
    let back = play.session().break_proposed(&play.session().at, play.now());
    play.here(activities::Change::Break(r#break::Change::Until(back)));
    play.take_the_first_cut();
    play.until(10, 33);
    play.go("names", 0);
    play.reveal_at(&Place::new("care", 0));
    play.until(10, 35);
    say_yes(play);
    say_yes_if(play);
    leave_open(play);
}

fn say_yes(play: &mut Play) {
    for (area, name, may_spend, comes_off) in YES {
        answer(play, area, name, Answer::Yes);
        terms(play, area, may_spend, comes_off);
    }
    for (area, name, part) in PARTS {
        let (area, who) = (play.area(area), play.person(name));
        play.does(Change::Areas(Areas::Part { area, who, part, takes: true }));
    }
    let (area, name) = (play.area("House rules"), text("Legal"));
    let asked = Areas::Outside { area, name, part: Part::Consulted, takes: true };
    play.does(Change::Areas(asked));
}

/// Ivo depends on Marketing, which rents two of the four tools.
fn say_yes_if(play: &mut Play) {
    let condition = text("Marketing ends two of its tools");
    answer(play, "One inbox", "Ivo", Answer::YesIf { condition, by: day(2026, 12, 1) });
    terms(play, "One inbox", 1_000, "the new intranet search");
}

/// Nobody here may speak for the company at night: whoever may sits on the board.
fn leave_open(play: &mut Play) {
    for (name, advises) in [("Chiara", true), ("Dirk", true), ("Kofi", false)] {
        let not_me = NotMe { who: play.person(name), advises };
        play.does(Change::Areas(Areas::NotMe(play.area("Crisis"), not_me)));
    }
    play.until(10, 47);
    let until = Some(day(2026, 12, 3));
    play.does(Change::Areas(Areas::LeaveOpen(play.area("Crisis"), until)));
    play.does(Change::Decisions(Note::Decide {
        what: text("Crisis stays open until 3 December. Dirk brings a name from the board."),
        rule: text("Nobody objected."),
        tally: None,
        review: until,
        reopen: text(""),
    }));
}

fn answer(play: &mut Play, area: &str, name: &str, answer: Answer) {
    let (area, who) = (play.area(area), play.person(name));
    play.does(Change::Areas(Areas::Answer { area, who, answer, second_yes: false }));
}

fn terms(play: &mut Play, area: &str, may_spend: i64, comes_off: &str) {
    let area = play.area(area);
    let may_spend = (may_spend > 0).then(|| euros(may_spend));
    let comes_off = text(comes_off);
    play.does(Change::Areas(Areas::Terms { area, may_spend, comes_off }));
}
