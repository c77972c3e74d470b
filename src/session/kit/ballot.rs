//! A ballot for each step in which marks are given privately: as the wall letters its things, and
//! marked as a scribe types it.

use super::agenda::first_words;
use super::{Cut, Field, Guests, Marks, Paper, Part, Sheet, Who, named};
use crate::session::activities::{self, State, assess, care, choices, matrix};
use crate::session::block::Block;
use crate::session::private::{Marking, letter};
use crate::session::viewer::Seen;
use crate::session::{Person, Place};
use crate::text::{CleanText, capital};
use crate::workshop::{Do, Over, Policy};

/// Rows for what nobody has said yet, where no list is there at all.
const BLANK: usize = 9;
/// Rows for ideas: more than twelve are too many for one vote.
const BLANK_IDEAS: usize = 12;
/// Rows to spare, where the room may still add to its list.
const SPARE: usize = 2;

/// The ballots of a place; none where nothing is marked privately, or what was marked is shown.
pub(super) fn paper(seen: &Seen, place: &Place, guests: &Guests<'_>) -> Option<Paper> {
    let marking = activities::marking(seen, place)?;
    let policy = seen.policy(place);
    let shown = seen.state(place).and_then(State::given).is_some_and(|given| given.revealed);
    if policy.is_open() || shown {
        return None;
    }
    let (step, activity) = (&seen.step(place)?.script, seen.activity(place)?);
    let parts = parts(seen, place, marking);
    let head = format!("{} · {}", step.title, about(&activity.what));
    let votes = |person: &Person| person.voting;
    let sheet = |who: Who| Sheet { head: head.clone(), who, parts: parts.clone() };
    let (sheets, about): (Vec<Sheet>, _) = match policy {
        Policy::Anonymous => (
            (0..guests.without_names(votes)).map(|_| sheet(Who::Nobody)).collect(),
            "Cut apart; one for each who votes, in any order. No name on any.",
        ),
        _ => (
            guests.by_name(votes).map(|(who, _)| sheet(who)).collect(),
            "Cut apart; one for each who votes, and one to spare.",
        ),
    };
    // A sheet that was printed before there is a session would be typed in another order.
    let waits = guests.script && matches!(activity.what, Do::Assess { .. });
    let about = if waits { "Print it from the session, which shuffles it." } else { about };
    let (name, title) = (named("ballot", &step.id), format!("Ballot: {}", step.title));
    Some(Paper { name, title, about: about.into(), cut: Cut::Across, sheets, waits })
}

fn about(what: &Do) -> &'static str {
    match what {
        Do::Care { .. } => "who cares, who can",
        Do::Pot { .. } => "points",
        Do::Matrix { .. } => "two axes",
        Do::Assess { .. } => "where are we",
        Do::Network { .. } => "whom do I ask",
        _ => "vote",
    }
}

fn parts(seen: &Seen, place: &Place, marking: Marking) -> Vec<Part> {
    let says = |words: String| Part::Says(Block::Text(words));
    if let Marking::Names { most, outside } = marking {
        return names(seen, place, most, outside);
    }
    let things = activities::things(seen, place);
    let begun = seen.who_is_in(place).count > 0;
    let spare = match things.len() {
        0 => blank_rows(seen, place),
        _ if begun || marking == assess::MARKING || is_listed(seen, place) => 0,
        _ => SPARE,
    };
    let listed = things.len();
    let rows: Vec<_> = things
        .into_iter()
        .map(|(_, label)| Some(label))
        .chain(std::iter::repeat_n(None, spare))
        .enumerate()
        .map(|(at, label)| (letter(at), label))
        .collect();
    let mut parts = vec![
        Part::Says(Block::Heading(question(seen, place))),
        says(how(seen, place, marking, listed, spare > 0)),
    ];
    let count = rows.len();
    let asked = asked(seen, place, marking);
    parts.push(Part::Marks(Marks { asked, field: field(marking), rows }));
    if marking == Marking::Ranks {
        parts.push(Part::Letters("The best first".into(), count.min(26)));
    }
    let care = matches!(seen.activity(place).map(|it| &it.what), Some(Do::Care { .. }));
    if care && seen.policy(place) == Policy::Hidden {
        parts.push(Part::Tick("I may be named as one who cares.".into()));
    }
    parts.extend(functions(seen, place));
    parts.push(Part::Small(activities::promise_on_paper(seen, place)));
    parts
}

/// Whether the script lists what is marked, so that the room adds nothing.
fn is_listed(seen: &Seen, place: &Place) -> bool {
    matches!(choices::over(seen, place), Some(Over::These(_)))
}

/// Lines for names, and whether one's own may be told.
fn names(seen: &Seen, place: &Place, most: u8, outside: bool) -> Vec<Part> {
    let how = match outside {
        true => "One name a line. Whoever is not here: with their function in brackets.",
        false => "One name a line, of people who are here.",
    };
    vec![
        Part::Says(Block::Heading(question(seen, place))),
        Part::Says(Block::text(how)),
        Part::Write(String::new(), most),
        Part::Tick("If many ask me, or I am the only link, I may be named.".into()),
        Part::Small(activities::promise_on_paper(seen, place)),
    ]
}

/// Where a sheet without a name tells of a function, that is ticked on it.
fn functions(seen: &Seen, place: &Place) -> Vec<Part> {
    let asks = matches!(seen.activity(place).map(|it| &it.what), Some(Do::Assess { .. }));
    if !asks || seen.policy(place) != Policy::Anonymous {
        return Vec::new();
    }
    let apart = assess::apart(seen, place);
    let words = "Tick your function if it stands here, and nothing otherwise.";
    let says = (!apart.is_empty()).then(|| Part::Says(Block::text(words)));
    let tick = |function: CleanText| Part::Tick(function.to_string());
    says.into_iter().chain(apart.into_iter().map(tick)).collect()
}

/// As many rows as the room may come to need.
fn blank_rows(seen: &Seen, place: &Place) -> usize {
    match choices::over(seen, place) {
        Some(Over::Ideas) => BLANK_IDEAS,
        Some(Over::Goals) => {
            let all = seen.steps.iter().flat_map(|step| &step.script.activities);
            let most = all.filter_map(|activity| match activity.what {
                Do::Goals { most } => Some(usize::from(most)),
                _ => None,
            });
            most.max().unwrap_or(3) + SPARE
        }
        _ => BLANK,
    }
}

/// What is asked: the points of a pot answer another question than the one their step begins with.
fn question(seen: &Seen, place: &Place) -> String {
    match seen.activity(place).map(|activity| &activity.what) {
        Some(Do::Pot { .. }) => "How much should the pot pay for each of these?".into(),
        _ => first_words(&activities::prompt(seen, place)),
    }
}

/// How it is marked, with the scale in words.
fn how(seen: &Seen, place: &Place, marking: Marking, listed: usize, grows: bool) -> String {
    let words = capital(&marking.words());
    match marking {
        Marking::Dots { cap, .. } => {
            let scripted = matches!(
                seen.activity(place).map(|it| &it.what),
                Some(Do::Vote { dots: Some(_), .. })
            );
            let fill = "Fill one circle for each dot.";
            match (scripted, listed, grows) {
                (false, 0, _) => {
                    let cap = marking_cap(seen, place).unwrap_or(cap);
                    let cap = Marking::Dots { all: cap, cap }.count(cap.into());
                    format!("The wall says how many dots you have; at most {cap} on one. {fill}")
                }
                (false, _, true) => {
                    format!("{words}; where the wall says another number, that counts. {fill}")
                }
                _ => format!("{words}. {fill}"),
            }
        }
        Marking::Approvals { all: Some(_) } => format!("{words}: tick no more than that."),
        Marking::Approvals { all: None } => "Tick each one that you would have.".into(),
        Marking::Points { .. } => format!(
            "{words}: 0 not at all, 10 before all others. Write a number; nothing counts as 0."
        ),
        Marking::Scores { most } => format!(
            "Ring a number: 0 is the worst, {most} the best, – is no opinion, which is not 0."
        ),
        Marking::Ranks => {
            "Write their letters, the best first, with = between two that are as good as each \
             other. What you leave out comes last."
                .into()
        }
        Marking::Names { .. } => words,
        Marking::Levels { names: [low, middle, high] } => format!(
            "Ring a number for each: 2 {high}, 1 {middle}, 0 {low}. Ring none for no answer, which \
             is not 0."
        ),
        Marking::Pairs { least, .. } => {
            let [scale, asked] = match matrix::axes(seen, place) {
                Some(_) => {
                    [matrix::scale(seen, place), activities::questions(seen, place).join("” and “")]
                }
                None => [care::SCALE.to_owned(), care::QUESTIONS.join("” and “")],
            };
            format!(
                "Ring a number twice for each, “{asked}”: {scale}. Ring none for no answer, which \
                 is not {least}."
            )
        }
    }
}

/// The most dots on one thing as the script has it, whatever few the room will have.
fn marking_cap(seen: &Seen, place: &Place) -> Option<u8> {
    match seen.activity(place)?.what {
        Do::Vote { cap, .. } => Some(cap),
        _ => None,
    }
}

fn asked(seen: &Seen, place: &Place, marking: Marking) -> Vec<String> {
    match marking {
        Marking::Pairs { .. } => activities::questions(seen, place),
        Marking::Ranks => Vec::new(),
        _ => vec![String::new()],
    }
}

fn field(marking: Marking) -> Field {
    match marking {
        Marking::Dots { cap, .. } if cap <= 5 => Field::Circles(cap),
        Marking::Dots { .. } | Marking::Points { .. } => Field::Number,
        Marking::Approvals { .. } => Field::Box,
        Marking::Scores { most } => Field::Ring(0, most, true),
        Marking::Pairs { .. } | Marking::Levels { .. } => {
            Field::Ring(marking.least(), marking.most(), false)
        }
        Marking::Ranks | Marking::Names { .. } => Field::None,
    }
}
