//! `review`: the team answers for each goal, then each person for their promises, then the money, and
//! who left, who is new, who helped.

use crate::linear::asker::{Asker, Command, Cx, Question, Reply, does, here, or_tell, tell};
use crate::linear::form::{Field, Form};
use crate::linear::names;
use crate::session::activities::review::{self, Change, beside, champions, part, parts};
use crate::session::activities::{self};
use crate::session::followup::{area_line, goal_aside, promise_line};
use crate::session::goals::{MOST_CONFIDENT, Told};
use crate::session::people::Profile;
use crate::session::promises::Became;
use crate::session::{Area, Change as Any, Goal, Id, Promise, areas, goals, people, pot, promises};
use crate::text::{CleanText, listed};
use crate::workshop::Matter;

/// What is left without an answer for now.
#[derive(Default)]
pub(super) struct Review {
    later: Vec<Id>,
}

impl Review {
    fn waits(&self, id: &Id) -> bool {
        !self.later.contains(id)
    }

    fn goal<'a>(&self, cx: &Cx<'a>) -> Option<&'a Goal> {
        cx.seen.untold_goals().find(|goal| self.waits(&goal.id))
    }

    fn promise<'a>(&self, cx: &Cx<'a>) -> Option<&'a Promise> {
        let mut all = cx.seen.promises_of_before().into_iter();
        all.find(|promise| promise.fate.is_waiting() && self.waits(&promise.id))
    }

    fn area<'a>(&self, cx: &Cx<'a>) -> Option<&'a Area> {
        let untold = |area: &&Area| cx.seen.spent(&area.id).is_none() && self.waits(&area.id);
        cx.seen.areas_with_money().find(untold)
    }

    fn orphan<'a>(&self, cx: &Cx<'a>) -> Option<&'a Area> {
        cx.seen.orphaned().find(|area| self.waits(&area.id))
    }

    fn open(&self, cx: &Cx<'_>) -> Option<Id> {
        match part(cx.seen, cx.place) {
            Matter::Goals => self.goal(cx).map(|goal| goal.id.clone()),
            Matter::Promises => self.promise(cx).map(|promise| promise.id.clone()),
            Matter::Pot => self.area(cx).map(|area| area.id.clone()),
            Matter::People => self.orphan(cx).map(|area| area.id.clone()),
        }
    }

    /// Nothing is open in this part any more.
    fn through(&self, cx: &Cx<'_>) -> Question {
        let last = parts(cx.seen, cx.place).last() == Some(&part(cx.seen, cx.place));
        let goes = if last { "goes on".to_owned() } else { next_part(cx) };
        Question::of(match part(cx.seen, cx.place) {
            Matter::People => {
                let lesson = match champions(cx.seen).as_slice() {
                    [] => String::new(),
                    names => format!(" One lesson from {}?", listed(names)),
                };
                format!(
                    "Who helped outside their function? /thank NAME: FOR WHAT.{lesson} /new NAME, \
                     FUNCTION and /gone NAME change the team. An empty line {goes}."
                )
            }
            other => format!("That is all of the {}. An empty line {goes}.", other.name()),
        })
    }
}

fn next_part(cx: &Cx<'_>) -> String {
    format!("turns to the {}", beside(cx.seen, cx.place, true).name())
}

impl Asker for Review {
    fn question(&self, cx: &Cx<'_>) -> Question {
        let money = |amount| cx.reader.money(cx.seen.currency, amount);
        let asked = match part(cx.seen, cx.place) {
            Matter::Goals => self.goal(cx).map(|goal| {
                format!(
                    "The team: what happened to “{}”? An empty line leaves it for later.",
                    goal.shape.outcome
                )
            }),
            Matter::Promises => self.promise(cx).map(|promise| {
                let name = cx.seen.name_of(&promise.who);
                let again = promise.again().map(|it| format!(" It {it}.")).unwrap_or_default();
                format!(
                    "{name}: “{}”{again} kept, on the way, a new day (friday, in 2 weeks), or \
                     dropped and why. An empty line leaves it for later.",
                    promise.vow.sentence(cx.reader)
                )
            }),
            Matter::Pot => self.area(cx).map(|area| {
                format!(
                    "{}: {} planned. How much is spent so far? An empty line leaves it open.",
                    area.name,
                    money(cx.seen.planned(&area.id))
                )
            }),
            Matter::People => self.orphan(cx).map(|area| {
                format!(
                    "{}: who answers for it now? A name, or an empty line for nobody yet.",
                    area.name
                )
            }),
        };
        asked.map_or_else(|| self.through(cx), Question::of)
    }

    fn answer(&mut self, line: &CleanText, cx: &Cx<'_>) -> Reply {
        match part(cx.seen, cx.place) {
            Matter::Goals => match self.goal(cx) {
                Some(goal) => told(goal, line.clone(), cx),
                None => tell("Every goal has an answer; /again A asks for one once more."),
            },
            Matter::Promises => match self.promise(cx) {
                Some(promise) => or_tell(became(promise, line, cx)),
                None => tell("Every promise has an answer; /again A asks for one once more."),
            },
            Matter::Pot => match self.area(cx) {
                Some(area) => or_tell(cx.session.currency.parse(line).map(|amount| {
                    does(Any::Pot(pot::Change::Spent(area.id.clone(), Some(amount))))
                })),
                None => tell("All of it is told; /again A asks for one once more."),
            },
            Matter::People => match self.orphan(cx) {
                Some(area) => {
                    or_tell(names::one_name(cx.session, line).map(|who| yes(area, who, cx)))
                }
                None => tell("Say /thank NAME: FOR WHAT, /new NAME, FUNCTION or /gone NAME."),
            },
        }
    }

    fn empty(&mut self, cx: &Cx<'_>) -> Reply {
        if let Some(id) = self.open(cx) {
            self.later.push(id);
            return Reply::Done;
        }
        match parts(cx.seen, cx.place).last() == Some(&part(cx.seen, cx.place)) {
            true => Reply::GoOn,
            false => self.turn(beside(cx.seen, cx.place, true), cx),
        }
    }

    fn command(&mut self, word: &str, rest: &CleanText, cx: &Cx<'_>) -> Reply {
        match word {
            "list" => tell(list(cx)),
            "again" => or_tell(self.again(rest, cx)),
            "part" => {
                let named = Matter::ALL.into_iter().find(|it| it.name() == rest.to_lowercase());
                match named {
                    Some(part) => self.turn(part, cx),
                    None => tell("Which part? Goals, promises, pot or people."),
                }
            }
            "gone" => or_tell(
                names::person(cx.session, rest)
                    .map(|who| does(Any::People(people::Change::Go(who)))),
            ),
            "new" => {
                let (name, function) = rest.split_once(',').unwrap_or((rest, ""));
                let [name, function] = [name, function].map(CleanText::line);
                let new = Profile { name, function, ..Profile::default() };
                does(Any::People(people::Change::Add(vec![new])))
            }
            "thank" => {
                let (name, words) = rest.split_once(':').unwrap_or((rest, ""));
                let words = CleanText::line(words);
                or_tell(
                    names::person(cx.session, name.trim()).map(|who| {
                        here(cx, activities::Change::Review(Change::Thank { who, words }))
                    }),
                )
            }
            _ => Reply::NotMine,
        }
    }

    fn commands(&self) -> &'static [Command] {
        &[
            ("/list, /again A", "this part with letters; asks for one once more"),
            ("/part NAME", "another part: goals, promises, pot, people"),
            ("/gone NAME", "somebody left the team; what was theirs needs another name"),
            ("/new NAME, FUNCTION", "somebody joined the team"),
            ("/thank NAME: FOR WHAT", "somebody helped outside their function"),
        ]
    }
}

impl Review {
    /// Another part; what was left without an answer here is asked for again another time.
    fn turn(&mut self, part: Matter, cx: &Cx<'_>) -> Reply {
        self.later.clear();
        here(cx, activities::Change::Review(Change::Part(part)))
    }

    /// What was told of one is taken back, so that it is asked for again.
    fn again(&mut self, rest: &str, cx: &Cx<'_>) -> Result<Reply, String> {
        let at = |things: usize| names::thing(rest, things);
        self.later.clear();
        Ok(match part(cx.seen, cx.place) {
            Matter::Goals => {
                let goal = cx.seen.goals[at(cx.seen.goals.len())?].id.clone();
                does(Any::Goals(goals::Change::Tell(goal, None)))
            }
            Matter::Promises => {
                let all = cx.seen.promises_of_before();
                let promise = all[at(all.len())?].id.clone();
                does(Any::Promises(promises::Change::Became(promise, Became::Waiting)))
            }
            Matter::Pot => {
                let all: Vec<&Area> = cx.seen.areas_with_money().collect();
                does(Any::Pot(pot::Change::Spent(all[at(all.len())?].id.clone(), None)))
            }
            Matter::People => return Err("There is nothing with letters here.".into()),
        })
    }
}

/// What happened was said; now the number, and the confidence.
fn told(goal: &Goal, happened: CleanText, cx: &Cx<'_>) -> Reply {
    let path = goal.shape.path(cx.reader);
    let number = match path.as_str() {
        "" => "Which number is it now?".to_owned(),
        path => format!("Which number is it now? It goes {path}."),
    };
    let confidence = "How confident is the team that it will be reached, 0 to 10?";
    let fields =
        vec![Field::open(number), Field::open(confidence).checked(|it, _| confident(it).map(drop))];
    let id = goal.id.clone();
    Form::asking(fields, move |said, _| {
        let confidence = Some(&said[1]).filter(|it| !it.is_empty()).map(|it| confident(it));
        let confidence = confidence.transpose().map_err(|no| (1, no))?;
        let told = Told { happened: happened.clone(), number: said[0].clone(), confidence };
        Ok(does(Any::Goals(goals::Change::Tell(id.clone(), Some(told)))))
    })
}

fn confident(typed: &str) -> Result<u8, String> {
    let number = typed.trim().parse().ok().filter(|it| *it <= MOST_CONFIDENT);
    number.ok_or_else(|| "Say a whole number from 0 to 10.".to_owned())
}

/// "kept", "on the way", "dropped: no budget", or a day.
fn became(promise: &Promise, line: &str, cx: &Cx<'_>) -> Result<Reply, String> {
    let id = promise.id.clone();
    let says = |became| does(Any::Promises(promises::Change::Became(id.clone(), became)));
    let words = line.trim();
    if words.eq_ignore_ascii_case("kept") {
        return Ok(says(Became::Kept));
    }
    if words.to_lowercase().starts_with("on ") && words.to_lowercase().ends_with(" way") {
        return Ok(says(Became::Stands));
    }
    let head = words.get(..7).filter(|head| head.eq_ignore_ascii_case("dropped"));
    if head.is_some() {
        let why = CleanText::line(words[7..].trim_start_matches([':', ',', ' ']));
        if !why.is_empty() {
            return Ok(says(Became::Dropped(why)));
        }
        let fields = vec![Field::needed("Why is it dropped? A reason is enough, and no fault.")];
        return Ok(Form::asking(fields, move |said, _| {
            let became = Became::Dropped(said[0].clone());
            Ok(does(Any::Promises(promises::Change::Became(id.clone(), became))))
        }));
    }
    let by = cx.reader.day_to_come(words)?;
    let place = match promise.vow.place {
        0 => String::new(),
        place => place.to_string(),
    };
    let fields = vec![
        Field::open("Where is it on your list, 1 to 5?")
            .proposing(&place)
            .checked(|typed, _| on_the_list(typed).map(drop)),
        Field::open("What comes off your list for it?").proposing(&promise.vow.comes_off),
    ];
    Ok(Form::asking(fields, move |said, _| {
        let place = Some(&said[0]).filter(|it| !it.is_empty()).map(|it| on_the_list(it));
        let place = place.transpose().map_err(|no| (0, no))?.unwrap_or(0);
        let became = Became::Slipped { by, place, comes_off: said[1].clone() };
        Ok(does(Any::Promises(promises::Change::Became(id.clone(), became))))
    }))
}

fn on_the_list(typed: &str) -> Result<u8, String> {
    let place = typed.trim().parse().ok().filter(|place| (1..=5).contains(place));
    place.ok_or_else(|| "Say a place from 1 to 5.".to_owned())
}

/// Somebody answers for an area whose person left; above the usual load it takes a second yes.
fn yes(area: &Area, who: Id, cx: &Cx<'_>) -> Reply {
    let more = cx.session.asks_second_yes(&area.id, &who);
    let (area, answer) = (area.id.clone(), areas::Answer::Yes);
    let second_yes = more.is_some();
    let change = Any::Areas(areas::Change::Answer { area, who, answer, second_yes });
    match more {
        Some(sentence) => Form::sure(&sentence, vec![crate::room::Proposal::Change(change)]),
        None => does(change),
    }
}

fn list(cx: &Cx<'_>) -> String {
    let words = |line: crate::session::block::Line| match line.aside.as_str() {
        "" => line.text,
        aside => format!("{}; {aside}", line.text),
    };
    match part(cx.seen, cx.place) {
        Matter::Goals => names::with_letters(
            cx.seen
                .goals
                .iter()
                .map(|goal| format!("{}: {}", goal.shape.outcome, goal_aside(goal))),
        ),
        Matter::Promises => names::with_letters(
            cx.seen
                .promises_of_before()
                .into_iter()
                .map(|promise| words(promise_line(promise, cx.seen, cx.reader))),
        ),
        Matter::Pot => names::with_letters(
            cx.seen.areas_with_money().map(|area| words(area_line(area, cx.seen, cx.reader))),
        ),
        Matter::People => {
            let review = review::state(cx.seen, cx.place);
            let thanks = review.into_iter().flat_map(|it| &it.thanks);
            let thanks: Vec<String> =
                thanks.map(|it| words(review::thanks_line(it, cx.seen))).collect();
            match thanks.is_empty() {
                true => "Nobody was thanked yet.".into(),
                false => thanks.join("\n"),
            }
        }
    }
}
