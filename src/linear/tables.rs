//! The session is split into tables, and they come back: the same questions as on the screen, one
//! after the other.

use super::asker::{Cx, Reply, tell};
use super::commands::step;
use super::form::{Field, Form, yes_or_no};
use super::names;
use crate::session::tables::{Arrival, Conflict, Seat, Seating, Take, Wanted, Whereabouts};
use crate::text::{CleanText, capital, listed};

const FOR_EACH_GOAL: &str = "one for each goal";
const HERE: &str = "the folder of this session";

/// Asks how the session is to be split.
pub(super) fn split(cx: &Cx<'_>) -> Reply {
    let by_goal = cx.session.seats(None, &[]).is_ok();
    if let (false, Err(refusal)) = (by_goal, cx.session.seats(Some(2), &[])) {
        return tell(refusal.to_string());
    }
    let steps = cx.session.steps_to_come();
    let steps = steps.iter().map(CleanText::as_str).collect::<Vec<_>>().join(", ");
    let fields = vec![
        Field::needed("Into how many tables?").proposing(if by_goal { FOR_EACH_GOAL } else { "2" }),
        Field::needed("Which steps do they run? Names or numbers, with commas.").proposing(&steps),
        Field::needed("Into which folder are their files written?").proposing(HERE),
    ];
    Form::asking(fields, |said, cx| {
        let count = match said[0].as_str() {
            FOR_EACH_GOAL => None,
            typed => Some(typed.parse().map_err(|_| (0, "Say a number, such as 3.".to_owned()))?),
        };
        let steps = said[1].split(',').filter(|name| !name.trim().is_empty());
        let steps: Result<Vec<CleanText>, String> =
            steps.map(|name| step(name, cx).map(|step| step.id().clone())).collect();
        let steps = steps.map_err(|sentence| (1, sentence))?;
        let seats = cx.session.seats(count, &steps).map_err(|no| (0, no.to_string()))?;
        let folder = if said[2].as_str() == HERE { CleanText::default() } else { said[2].clone() };
        Ok(sure(Seating { seats, folder }, cx))
    })
}

/// Tells who would sit where, and writes nothing before somebody says so.
fn sure(seating: Seating, cx: &Cx<'_>) -> Reply {
    let table = |seat: &Seat| {
        let people: Vec<&str> = seat.people.iter().map(|id| cx.seen.name_of(id)).collect();
        format!("{}: {}.", capital(&seat.called()), listed(&people))
    };
    let mut lines: Vec<String> = seating.seats.iter().map(table).collect();
    let steps = seating.seats.first().map(|seat| seat.steps.as_slice()).unwrap_or_default();
    let steps: Vec<&CleanText> = steps.iter().map(|step| &step.title).collect();
    let files = seating.seats.len();
    lines.push(format!("Each runs {}. Write {files} files? yes or no.", listed(&steps)));
    let field = Field::needed(lines.join("\n")).proposing("yes");
    Form::asking(vec![field], move |said, _| match yes_or_no(&said[0]) {
        Some(true) => Ok(Reply::Split(Box::new(seating.clone()))),
        Some(false) => Ok(tell("It stays as it was.")),
        None => Err((0, "Say yes or no.".to_owned())),
    })
}

/// The table that is to come back; where none is named, all of them are told first.
pub(super) fn merge(rest: &CleanText, cx: &Cx<'_>) -> Reply {
    match rest.as_str() {
        _ if cx.session.tables.is_empty() => {
            tell("No table is out; /split splits the session into tables.")
        }
        "" => Reply::Tables,
        typed => Reply::BringBack(wanted(typed, cx)),
    }
}

fn wanted(typed: &str, cx: &Cx<'_>) -> Wanted {
    let number = typed.trim().to_lowercase();
    let number = number.trim_start_matches("table").trim().parse::<u8>().ok();
    let table = cx.session.tables.iter().find(|table| Some(table.number) == number);
    match table {
        Some(table) => Wanted::Table(table.session.clone()),
        None => Wanted::File(CleanText::line(typed)),
    }
}

/// Tells where the tables are, and asks which one comes.
pub(super) fn which(tables: &[Whereabouts]) -> (String, Reply) {
    let told = names::with_bullets(tables.iter().map(in_words));
    let first = tables.iter().find(|table| table.came.is_none() && table.file.is_some());
    let field = Field::needed("Which one comes? Its number, or the path of its file.");
    let field = match first {
        Some(table) => field.proposing(&table.number.to_string()),
        None => field,
    };
    let ask = Form::asking(vec![field], |said, cx| Ok(Reply::BringBack(wanted(&said[0], cx))));
    (told, ask)
}

fn in_words(table: &Whereabouts) -> String {
    let state = match (&table.came, &table.file) {
        (Some(_), _) => "came back",
        (None, Some(_)) => "out",
        (None, None) => "out, and its file does not lie in the folder of this session",
    };
    let there = table.file.as_ref().map(|file| {
        let brings = match &file.brings {
            Ok(brings) => format!("it brings {}", brings.words()),
            Err(sentence) => sentence.trim_end_matches('.').to_owned(),
        };
        format!("; at {}; {brings}", file.step)
    });
    let there = there.unwrap_or_default();
    format!("{}, {state}: {}{there}.", capital(&table.called()), table.who())
}

/// Asks the first thing that two decided differently; the rest is asked once it is answered.
pub(super) fn choice(arrival: Arrival, conflict: Conflict) -> Reply {
    let Conflict { question, here, there, .. } = &conflict;
    let asks = format!(
        "{question}\n1: {} says {}\n2: {} says {}\no: neither; as it was before the split, and \
         parked\n1, 2 or o?",
        here.by, here.says, there.by, there.says
    );
    Form::asking(vec![Field::needed(asks)], move |said, _| {
        let take = match said[0].trim_end_matches(['.', ':']).to_lowercase().as_str() {
            "1" => Take::Here,
            "2" => Take::There,
            "o" | "open" | "neither" => Take::Open,
            _ => return Err((0, "Say 1, 2 or o; /cancel leaves the table out.".to_owned())),
        };
        let mut arrival = arrival.clone();
        arrival.choose(conflict.clone(), take);
        Ok(Reply::TakesIn(Box::new(arrival)))
    })
}
