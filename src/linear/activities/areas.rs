//! What `care` and `roles` both ask of areas: their names, their tests, what they serve.

use crate::linear::asker::{Cx, Reply, does};
use crate::linear::form::{Field, Form};
use crate::linear::names;
use crate::session::activities::{self, care};
use crate::session::areas::Change;
use crate::session::{Area, Change as Any, Id, Reach};
use crate::text::CleanText;

/// The commands about areas that work in both.
pub(super) fn command(word: &str, rest: &CleanText, cx: &Cx<'_>) -> Option<Result<Reply, String>> {
    let change = |change| Ok(does(Any::Areas(change)));
    Some(match word {
        "list" => Ok(Reply::Tell(list(cx))),
        "add" => change(Change::Add(vec![rest.clone()])),
        "delete" => area(rest, cx).and_then(|area| change(Change::Delete(area.id.clone()))),
        "edit" => area(rest, cx).map(|area| editing(area, cx)),
        _ => return None,
    })
}

/// What is said when it was just shown who cares.
pub(super) fn silence(cx: &Cx<'_>) -> Reply {
    let shown = |change: &activities::Change| match change {
        activities::Change::Care(change) => {
            matches!(change, care::Change::Close | care::Change::Silence)
        }
        _ => false,
    };
    match cx.chronicle.entries().last().map(|entry| &entry.change) {
        Some(Any::Reveal(..)) => {}
        Some(Any::At(_, change)) if shown(change) => {}
        _ => return Reply::Done,
    }
    Reply::Tell("Ten seconds now, in which nobody speaks.".into())
}

/// The area of a letter.
pub(super) fn area<'a>(typed: &str, cx: &Cx<'a>) -> Result<&'a Area, String> {
    let place = names::thing(typed, cx.seen.areas.len())?;
    Ok(&cx.seen.areas[place])
}

/// Every area with its letter and its test.
pub(super) fn list(cx: &Cx<'_>) -> String {
    let label = |area: &Area| match area.done.as_str() {
        "" => area.name.to_string(),
        done => format!("{}. Done when: {done}", area.name),
    };
    names::with_letters(cx.seen.areas.iter().map(label))
}

fn editing(area: &Area, cx: &Cx<'_>) -> Reply {
    let goals: Vec<Id> = cx.seen.goals.iter().map(|goal| goal.id.clone()).collect();
    let served = |(at, id): (usize, &Id)| area.serves.contains(id).then(|| (at + 1).to_string());
    let serves: Vec<String> = goals.iter().enumerate().filter_map(served).collect();
    let mut fields = vec![
        Field::needed("The area, as a verb where possible?").proposing(&area.name),
        Field::open("How can anyone tell that it is being done?").proposing(&area.done),
        Field::open("What does it replace?").proposing(&area.replaces),
        Field::open(Reach::ASKED).proposing(match area.reach {
            Reach::NotSaid => "",
            reach => reach.name(),
        }),
    ];
    if !goals.is_empty() {
        let asks = format!("Which goals does it serve, by number, 1 to {}?", goals.len());
        fields.push(Field::open(asks).proposing(&serves.join(", ")));
    }
    let id = area.id.clone();
    Form::asking(fields, move |said, _| {
        let numbers = said.get(4).map(CleanText::as_str).unwrap_or_default();
        let served = |word: &str| -> Result<Id, (usize, String)> {
            let at = word.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            let goal = at.and_then(|at| goals.get(at)).cloned();
            goal.ok_or_else(|| (4, format!("There is no goal “{word}”.")))
        };
        let numbers = numbers.split([',', ' ']).filter(|word| !word.is_empty());
        Ok(does(Any::Areas(Change::Edit {
            area: id.clone(),
            name: said[0].clone(),
            done: said[1].clone(),
            replaces: said[2].clone(),
            reach: Reach::meant(&said[3]).ok_or_else(|| (3, Reach::ASKED.to_owned()))?,
            serves: numbers.map(served).collect::<Result<_, _>>()?,
        })))
    })
}
