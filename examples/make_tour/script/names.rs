//! The break, who cares for what, and one name for each of seven areas: five say yes, one says yes,
//! if; one stays open.

use groundswell::session::activities::{self, r#break};
use groundswell::session::areas::{Answer, Change as Areas, NotMe, Part};
use groundswell::session::decisions::Change as Note;
use groundswell::session::{Change, Place, agenda};

use super::play::{Play, day, euros, text};

/// Area, who answers for it, euros they may spend unasked, what comes off their list.
const YES: [(&str, &str, i64, &str); 5] = [
    ("Listening", "Ana", 1_500, "the weekly deck of complaints"),
    ("Packing", "Elif", 4_000, "guided tours of the line"),
    ("Teaching", "Greta", 1_000, "the depot newsletter"),
    ("Carriers", "Farid", 500, "every second route meeting"),
    ("Measuring", "Hanna", 0, "the monthly refund report"),
];

const PARTS: [(&str, &str, Part); 13] = [
    ("Listening", "Ben", Part::Doing),
    ("Listening", "Kofi", Part::Doing),
    ("Listening", "Chiara", Part::Consulted),
    ("Packing", "Dirk", Part::Doing),
    ("Packing", "Farid", Part::Consulted),
    ("Packing", "Hanna", Part::Informed),
    ("Saying it", "Ben", Part::Doing),
    ("Saying it", "Ivo", Part::Doing),
    ("Saying it", "Farid", Part::Consulted),
    ("Teaching", "Elif", Part::Doing),
    ("Teaching", "Farid", Part::Informed),
    ("Carriers", "Hanna", Part::Consulted),
    ("Measuring", "Ivo", Part::Doing),
];

pub(super) fn play(play: &mut Play) {
    play.until(10, 14);
    play.go("break", 0);
    let back = play.session().break_proposed(&play.session().at, play.now());
    play.here(activities::Change::Break(r#break::Change::Until(back)));
    play.until(10, 22);
    play.go("names", 0);
    play.reveal_at(&Place::new("care", 0));
    play.until(10, 24);
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
    let (area, name) = (play.area("Carriers"), text("Legal"));
    let asked = Areas::Outside { area, name, part: Part::Consulted, takes: true };
    play.does(Change::Areas(asked));
}

/// Chiara depends on IT, and IT has a release in January.
fn say_yes_if(play: &mut Play) {
    let condition = text("IT gives 20 hours a month from January");
    answer(play, "Saying it", "Chiara", Answer::YesIf { condition, by: day(2026, 12, 1) });
    terms(play, "Saying it", 800, "the second edition of the spring brochure");
}

/// Nobody here can answer for the cold chain: whoever could is in Quality, and was not invited.
fn leave_open(play: &mut Play) {
    for (name, advises) in [("Dirk", true), ("Greta", false), ("Ivo", true)] {
        let not_me = NotMe { who: play.person(name), advises };
        play.does(Change::Areas(Areas::NotMe(play.area("Keeping"), not_me)));
    }
    play.until(10, 34);
    play.does(Change::Agenda(agenda::Change::Minutes(text("names"), 3)));
    let until = Some(day(2026, 12, 3));
    play.does(Change::Areas(Areas::LeaveOpen(play.area("Keeping"), until)));
    play.does(Change::Decisions(Note::Decide {
        what: text("Keeping it cold stays open until 3 December. Dirk brings a name from Quality."),
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
