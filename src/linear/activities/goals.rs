//! `goals`: the best ideas become goals, question by question, until the lamps burn.

use crate::import::objectives::{self, ObjectiveRow};
use crate::linear::asker::{Asker, Command, Cx, Question, Reply, does, or_tell};
use crate::linear::form::{Field, Form};
use crate::linear::names;
use crate::session::goals::{Change, Goal, HalfLit, Lamp, Ranked, Shape};
use crate::session::{Change as Any, Id, Reach};
use crate::text::CleanText;

/// Which goals.
pub(super) struct Goals;

impl Asker for Goals {
    fn opening(&self, cx: &Cx<'_>) -> String {
        list(cx)
    }

    fn is_the_page(&self, cx: &Cx<'_>) -> bool {
        !cx.seen.ideas.is_empty() || !cx.seen.goals.is_empty()
    }

    fn question(&self, cx: &Cx<'_>) -> Question {
        let asks = match (cx.seen.goals.is_empty(), cx.seen.ideas.is_empty()) {
            (true, true) => "The words of a goal: what is different then, and for whom?",
            (true, false) => {
                "Which idea becomes a goal? Its letter, or the words of a goal: what is different \
                 then, and for whom?"
            }
            (false, _) => "One more goal, in words or by an idea's letter?",
        };
        Question::of(format!("{asks} An empty line goes on."))
    }

    fn answer(&mut self, line: &CleanText, cx: &Cx<'_>) -> Reply {
        let ranked = cx.seen.ranked_ideas();
        let idea = names::lettered(line, ranked.len()).map(|place| ranked[place].idea);
        match idea {
            Some(idea) => shaping(None, Some(idea.id.clone()), &worded(&idea.text), true, cx),
            None => shaping(None, None, &worded(line), false, cx),
        }
    }

    fn empty(&mut self, _cx: &Cx<'_>) -> Reply {
        Reply::GoOn
    }

    fn command(&mut self, word: &str, rest: &CleanText, cx: &Cx<'_>) -> Reply {
        match word {
            "list" => Reply::Tell(list(cx)),
            "read" => Reply::Read(rest.clone()),
            "edit" | "delete" | "up" | "find-out" | "found" => or_tell(on_goal(word, rest, cx)),
            _ => Reply::NotMine,
        }
    }

    fn commands(&self) -> &'static [Command] {
        &[
            ("/list", "the goals with their lamps, and the ideas with their letters"),
            ("/edit NUMBER, /delete NUMBER, /up NUMBER", "a goal, by its number"),
            (
                "/read FILE",
                "objectives that you have: they become goals, or goals say which they serve",
            ),
            ("/find-out NUMBER LAMP", "who finds out what a dark lamp asks: number, date, harm …"),
            ("/found NUMBER LAMP", "nobody has to find it out any more"),
        ]
    }

    fn file_read(&mut self, bytes: &[u8], cx: &Cx<'_>) -> Result<Reply, String> {
        let list = objectives::read(bytes, cx.reader).map_err(|error| error.to_string())?;
        let label = |row: &ObjectiveRow| {
            let shape = row.shape();
            let measure = [shape.path(cx.reader), shape.needed()].into_iter();
            let measure: String =
                measure.filter(|it| !it.is_empty()).map(|it| format!("; {it}")).collect();
            format!("{}{measure}", shape.outcome)
        };
        let understood = names::understood("objective", list.rows.iter().map(label), &list.notes);
        let asks = format!(
            "{understood} Do they become goals, or are they objectives that we have, for goals to \
             serve? goals, objectives or no."
        );
        let field = Field::needed(asks).checked(|typed, _| meant(typed).map(drop));
        Ok(Form::asking(vec![field], move |said, cx| {
            let change = match meant(&said[0]).map_err(|no| (0, no))? {
                Taken::Goals => objectives::made(&list.rows, cx.session),
                Taken::Objectives => objectives::kept(&list.rows, cx.session),
                Taken::Not => return Ok(Reply::Tell("It stays as it was.".into())),
            };
            Ok(match change {
                Some(change) => does(Any::Goals(change)),
                None => Reply::Tell("All of them are there already.".into()),
            })
        }))
    }

    fn accepted(&mut self, _entry: u64, cx: &Cx<'_>) -> Reply {
        let too_many = cx.seen.too_many_goals().map(|words| format!("\n\n{words}"));
        Reply::Tell(format!("{}{}", goals(cx), too_many.unwrap_or_default()))
    }
}

/// As what a list is taken.
enum Taken {
    Goals,
    Objectives,
    Not,
}

fn meant(typed: &str) -> Result<Taken, String> {
    match typed.trim_end_matches('.').to_lowercase().as_str() {
        "goals" | "goal" | "g" => Ok(Taken::Goals),
        "objectives" | "objective" | "o" => Ok(Taken::Objectives),
        "no" | "n" => Ok(Taken::Not),
        _ => Err("Say goals, objectives or no.".into()),
    }
}

/// The goals by number, then the ideas by letter.
fn list(cx: &Cx<'_>) -> String {
    let ideas = cx.seen.ranked_ideas();
    let told = |it: &Ranked<'_>| match it.voted {
        Some(voted) => format!("{} ({})", it.idea.text, voted.had.written(cx.reader)),
        None => it.idea.text.to_string(),
    };
    let ideas = names::with_letters(ideas.iter().map(told));
    let parts = [goals(cx), objectives_we_have(cx), ideas];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn goals(cx: &Cx<'_>) -> String {
    let line = |goal: &Goal| {
        let asks: Vec<String> = goal.dark().filter_map(|lamp| goal.shape.asks(lamp)).collect();
        let dark = if asks.is_empty() { "Every lamp burns.".into() } else { asks.join(" ") };
        let measure = goal.shape.measure(cx.reader);
        let gap = if measure.is_empty() { "" } else { " " };
        format!("{}. {measure}{gap}{dark}", goal.shape.outcome.trim_end_matches('.'))
    };
    names::with_numbers(cx.seen.goals.iter().map(line))
}

/// The objectives that we have already, each with whether a goal serves it.
fn objectives_we_have(cx: &Cx<'_>) -> String {
    let line = |(objective, goals): (&CleanText, Vec<&Goal>)| match goals.is_empty() {
        true => format!("{objective}; no goal serves it yet"),
        false => objective.to_string(),
    };
    match cx.seen.objectives.is_empty() {
        true => String::new(),
        false => {
            let lines = names::with_numbers(cx.seen.objectives_served().map(line));
            format!("The objectives that we have:\n{lines}")
        }
    }
}

/// The objective that an answer means: its number, its beginning, or the words as they stand.
fn served(said: &CleanText, cx: &Cx<'_>) -> CleanText {
    let objectives = &cx.session.objectives;
    let number = said.trim_end_matches('.').parse::<usize>().ok();
    let numbered = number.and_then(|number| objectives.get(number.checked_sub(1)?));
    numbered.or_else(|| cx.session.objective_meant(said)).unwrap_or(said).clone()
}

fn worded(text: &CleanText) -> Shape {
    Shape { outcome: text.clone(), ..Shape::default() }
}

/// The goal of a number, and what stands behind it.
fn goal<'a>(rest: &CleanText, cx: &Cx<'a>) -> Result<(usize, &'a Goal, String), String> {
    let (number, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let at = number.trim_end_matches(':').parse::<usize>().ok().and_then(|it| it.checked_sub(1));
    match at.and_then(|at| Some((at, cx.seen.goals.get(at)?))) {
        Some((at, goal)) => Ok((at, goal, rest.trim().to_lowercase())),
        None => Err("Which goal? Say its number; /list lists them.".into()),
    }
}

fn on_goal(word: &str, rest: &CleanText, cx: &Cx<'_>) -> Result<Reply, String> {
    let (at, goal, rest) = goal(rest, cx)?;
    let id = goal.id.clone();
    let lamp = || {
        let named = Lamp::ALL.into_iter().find(|lamp| lamp.name() == rest);
        named.ok_or("Which lamp? outcome, number, date, harm or functions.".to_owned())
    };
    let change = match word {
        "edit" => return Ok(shaping(Some(id), None, &goal.shape, true, cx)),
        "find-out" => return Ok(finding(id, lamp()?)),
        "delete" => Change::Delete(id),
        "up" => Change::Move(id, at.saturating_sub(1)),
        _ => Change::Found(id, lamp()?),
    };
    Ok(does(Any::Goals(change)))
}

fn which_objective(cx: &Cx<'_>) -> String {
    let asks = "Which objective that we have already does it serve?";
    match cx.seen.objectives.is_empty() {
        true => asks.into(),
        false => {
            let objectives = cx.seen.objectives.iter().map(ToString::to_string);
            format!("{}\n{asks} Its number, or words.", names::with_numbers(objectives))
        }
    }
}

/// Asks for everything a goal says; the outcome only where it is not just typed.
fn shaping(
    goal: Option<Id>,
    idea: Option<Id>,
    shape: &Shape,
    asks_outcome: bool,
    cx: &Cx<'_>,
) -> Reply {
    let by = shape.by.map(|by| cx.reader.date(by)).unwrap_or_default();
    let here = cx.seen.functions().iter().map(|it| it.as_str()).collect::<Vec<_>>().join(", ");
    let fields = vec![
        Field::open("Who is better off: customers, colleagues, partners?")
            .proposing(&shape.better_off),
        Field::open("What is the number today?").proposing(&shape.from),
        Field::open("Which number do we aim at?").proposing(&shape.to),
        Field::open("What does it count: hours, percent, customers?").proposing(&shape.unit),
        Field::open("By when? As in 30 Jun, in 6 months.").proposing(&by).day(),
        Field::open("What would harm look like, and who would notice it?").proposing(&shape.harm),
        Field::open(format!("Which functions does it need, with commas? In the room: {here}."))
            .proposing(&shape.needed().replace(" and ", ", ")),
        Field::open(Reach::ASKED).proposing(match shape.reach {
            Reach::NotSaid => "",
            reach => reach.name(),
        }),
        Field::open(which_objective(cx)).proposing(&shape.serves),
    ];
    let outcome = Field::needed("What is different then, and for whom?").proposing(&shape.outcome);
    let fields = if asks_outcome { [outcome].into_iter().chain(fields).collect() } else { fields };
    let typed = shape.outcome.clone();
    Form::asking(fields, move |said, cx| {
        let (outcome, said) = match asks_outcome {
            true => (said[0].clone(), &said[1..]),
            false => (typed.clone(), said),
        };
        let at = usize::from(asks_outcome) + 4;
        let by = match said[4].is_empty() {
            true => None,
            false => Some(cx.reader.day_to_come(&said[4]).map_err(|no| (at, no))?),
        };
        let shape = Shape {
            outcome,
            better_off: said[0].clone(),
            from: said[1].clone(),
            to: said[2].clone(),
            unit: said[3].clone(),
            by,
            harm: said[5].clone(),
            needs: names::several(&said[6]),
            reach: Reach::meant(&said[7]).ok_or_else(|| (at + 3, Reach::ASKED.to_owned()))?,
            serves: served(&said[8], cx),
        };
        Ok(does(Any::Goals(match &goal {
            Some(goal) => Change::Edit(goal.clone(), shape),
            None => Change::Add(shape, idea.clone()),
        })))
    })
}

/// "We do not know yet; NAME finds out by DATE."
fn finding(goal: Id, lamp: Lamp) -> Reply {
    let who = Field::needed(format!("Who finds out the {}?", lamp.name()))
        .checked(|typed, cx| names::person(cx.session, typed).map(drop));
    let by = Field::needed("By when? As in friday, in 2 weeks.").day();
    Form::asking(vec![who, by], move |said, cx| {
        let who = names::person(cx.session, &said[0]).map_err(|no| (0, no))?;
        let by = cx.reader.day_to_come(&said[1]).map_err(|no| (1, no))?;
        Ok(does(Any::Goals(Change::FindOut(goal.clone(), HalfLit { lamp, who, by }))))
    })
}
