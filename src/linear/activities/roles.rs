//! `roles`: one area after the other: who answers for it, and what they say.

use super::areas;
use crate::linear::asker::{Asker, Command, Cx, Question, Reply, does, or_tell, tell};
use crate::linear::ballots::Ballots;
use crate::linear::form::{Field, Form};
use crate::linear::names;
use crate::room::Proposal;
use crate::session::activities::{self, care};
use crate::session::areas::{Answer, Asked as Named, Change, NotMe, Part};
use crate::session::private::Asked;
use crate::session::{Area, Change as Any, Id, Standing};
use crate::text::CleanText;

/// Which area is asked about, and whom.
pub(super) struct Roles {
    care: Ballots,
    /// The names begin without the sheets.
    without: bool,
    /// Asked about out of turn.
    area: Option<Id>,
    /// Left for later.
    later: Vec<Id>,
}

impl Default for Roles {
    fn default() -> Roles {
        Roles { care: Ballots::resting(), without: false, area: None, later: Vec::new() }
    }
}

impl Roles {
    /// The sheets that wait for their reveal before the first name.
    fn waiting(&self, cx: &Cx<'_>) -> Option<Asked> {
        if cx.session.asked().is_some() {
            return None;
        }
        let care = cx.session.care_to_reveal(cx.place).filter(|_| !self.without)?;
        Asked::at(cx.session, &care)
    }

    fn area<'a>(&self, cx: &Cx<'a>) -> Option<&'a Area> {
        let waits =
            |area: &&Area| area.standing() == Standing::Nobody && !self.later.contains(&area.id);
        match (cx.seen.asked(), &self.area) {
            (Some((area, _)), _) => Some(area),
            (None, Some(id)) => cx.seen.area(id),
            (None, None) => cx.seen.areas.iter().find(waits),
        }
    }

    fn answered(line: &CleanText, cx: &Cx<'_>) -> Result<Reply, String> {
        let Some((area, who)) = cx.session.asked() else {
            return Err("Whose name is it?".into());
        };
        let (id, who) = (area.id.clone(), who.id.clone());
        let said = line.trim_end_matches('.').to_lowercase();
        let condition = ["yes, if", "yes if", "if"].iter().find_map(|opening| {
            let begins = said.strip_prefix(opening)?;
            let whole = begins.is_empty() || begins.starts_with(' ');
            whole.then(|| CleanText::line(line.get(opening.len()..).unwrap_or_default()))
        });
        if let Some(condition) = condition {
            return Ok(conditional(id, who, &condition));
        }
        match said.as_str() {
            "yes" | "y" => Ok(yes(&id, &who, &Answer::Yes, cx)),
            "advise" | "i will advise" | "not me, i will advise" => Ok(not_me(id, who, true)),
            "no" | "not me" => Ok(not_me(id, who, false)),
            _ => Err("Say yes, if and the condition, advise, or no.".into()),
        }
    }
}

impl Asker for Roles {
    fn opening(&self, cx: &Cx<'_>) -> String {
        if self.waiting(cx).is_some() { String::new() } else { board(cx) }
    }

    fn is_the_page(&self, cx: &Cx<'_>) -> bool {
        let nobody = cx.seen.areas.iter().all(|area| area.standing() == Standing::Nobody);
        self.waiting(cx).is_none() && !(nobody && cx.seen.care().is_some())
    }

    fn question(&self, cx: &Cx<'_>) -> Question {
        if let Some(asked) = self.waiting(cx) {
            return self.care.question(&asked, cx).unwrap_or_else(|| {
                let who = asked.who.words();
                Question::of(format!(
                    "{who}. /reveal shows who cares; /turns types sheets that are not in; an empty \
                     line begins the names without."
                ))
            });
        }
        let Some(area) = self.area(cx) else {
            let standing: Vec<String> =
                cx.seen.standings().iter().map(|(one, count)| one.counted(*count)).collect();
            let standing = standing.join(", ");
            return Question::of(format!(
                "{standing}. An area's letter asks about it again; an empty line goes on."
            ));
        };
        let name = &area.name;
        let test = match area.done.trim_end_matches('.') {
            "" => String::new(),
            done => format!(" Done when: {done}."),
        };
        match cx.seen.asked() {
            Some((_, person)) => {
                let who = &person.name;
                Question::of(format!(
                    "{who}, will you answer for {name}? yes; if and the condition; advise (not \
                     me, I will advise); no. An empty line asks somebody else."
                ))
            }
            None => Question::of(format!(
                "{name}: who answers for it? One name.{test} /open leaves it open on purpose; an \
                 empty line leaves it for later."
            )),
        }
    }

    fn answer(&mut self, line: &CleanText, cx: &Cx<'_>) -> Reply {
        if let Some(asked) = self.waiting(cx) {
            return match self.care.question(&asked, cx) {
                Some(_) => self.care.answer(line, &asked),
                None => tell("First the sheets: /reveal shows them, an empty line goes without."),
            };
        }
        if cx.session.asked().is_some() {
            return or_tell(Roles::answered(line, cx));
        }
        let Some(area) = self.area(cx) else {
            return match areas::area(line, cx) {
                Ok(area) => {
                    self.area = Some(area.id.clone());
                    Reply::Done
                }
                Err(sentence) => tell(sentence),
            };
        };
        match names::one_name(cx.session, line) {
            Ok(who) => asks(Some(Named { area: area.id.clone(), who })),
            Err(sentence) => tell(sentence),
        }
    }

    fn empty(&mut self, cx: &Cx<'_>) -> Reply {
        if let Some(asked) = self.waiting(cx) {
            match self.care.question(&asked, cx) {
                Some(_) => return self.care.empty(&asked),
                None => self.without = true,
            }
            return Reply::Done;
        }
        if cx.session.asked().is_some() {
            return asks(None);
        }
        match self.area(cx).map(|area| area.id.clone()) {
            Some(id) => {
                self.later.push(id);
                self.area = None;
                Reply::Done
            }
            None => Reply::GoOn,
        }
    }

    fn command(&mut self, word: &str, rest: &CleanText, cx: &Cx<'_>) -> Reply {
        if let Some(asked) = self.waiting(cx) {
            match self.care.command(word, rest, &asked, cx) {
                Reply::NotMine => {}
                reply => return reply,
            }
        }
        if word == "list" {
            return tell(board(cx));
        }
        if let Some(reply) = areas::command(word, rest, cx) {
            return or_tell(reply);
        }
        match word {
            "area" => match areas::area(rest, cx) {
                Ok(area) => {
                    self.area = Some(area.id.clone());
                    if cx.session.asked().is_some() { asks(None) } else { Reply::Done }
                }
                Err(sentence) => tell(sentence),
            },
            "silence" => match cx.session.care() {
                Some((place, _)) => {
                    let silence = activities::Change::Care(care::Change::Silence);
                    does(Any::At(place, silence))
                }
                None => tell("Nobody was asked who cares."),
            },
            "doing" => or_tell(parts(rest, Part::Doing, cx)),
            "consulted" => or_tell(parts(rest, Part::Consulted, cx)),
            "informed" => or_tell(parts(rest, Part::Informed, cx)),
            "open" | "nobody" | "terms" => {
                let here = self.area(cx).filter(|_| rest.is_empty());
                let area = here.map_or_else(|| areas::area(rest, cx), Ok);
                or_tell(area.and_then(|area| of_area(word, area, cx)))
            }
            _ => Reply::NotMine,
        }
    }

    fn commands(&self) -> &'static [Command] {
        &[
            ("/open [A]", "the area stays open on purpose, until a date"),
            ("/area A", "asks about this area"),
            ("/doing A NAMES, /consulted A NAMES, /informed A NAMES", "in, or out again"),
            ("/terms [A]", "what may be spent unasked, and what comes off the list"),
            ("/nobody [A]", "nobody answers for it after all"),
            ("/list, /add NAME, /edit A, /delete A", "the areas"),
            ("/reveal, /turns, /turn NAME", "the sheets of care, before the first name"),
            ("/silence", "ten seconds, once it is shown who cares"),
        ]
    }

    fn something_else(&mut self) {
        self.care.something_else();
    }

    fn accepted(&mut self, _entry: u64, cx: &Cx<'_>) -> Reply {
        self.care.accepted();
        match cx.chronicle.entries().last().map(|entry| &entry.change) {
            Some(Any::Areas(Change::Answer { area, .. })) => {
                self.area = None;
                cx.session.area(area).map_or(Reply::Done, |area| terms(area, cx))
            }
            Some(Any::Areas(Change::LeaveOpen(..) | Change::Terms { .. })) => {
                self.area = None;
                Reply::Done
            }
            Some(Any::Areas(Change::Ask(_))) => Reply::Done,
            _ => areas::silence(cx),
        }
    }
}

/// Somebody is asked, for all to see, or nobody any more.
fn asks(asked: Option<Named>) -> Reply {
    does(Any::Areas(Change::Ask(asked)))
}

/// Every area with its letter and whoever answers for it.
fn board(cx: &Cx<'_>) -> String {
    let label = |area: &Area| {
        let owner = match &area.accountable {
            None if area.open_until.is_some() => "left open on purpose".to_owned(),
            None => "nobody yet".to_owned(),
            Some(owner) => match &owner.answer {
                Answer::Yes => cx.seen.name_of(&owner.who).to_owned(),
                Answer::YesIf { condition, by } => {
                    let (name, by) = (cx.seen.name_of(&owner.who), cx.reader.date(*by));
                    format!("{name}, if {condition}, known by {by}")
                }
            },
        };
        format!("{}; {owner}", area.name)
    };
    names::with_letters(cx.seen.areas.iter().map(label))
}

fn yes(area: &Id, who: &Id, answer: &Answer, cx: &Cx<'_>) -> Reply {
    let change = |second_yes| {
        Any::Areas(Change::Answer {
            area: area.clone(),
            who: who.clone(),
            answer: answer.clone(),
            second_yes,
        })
    };
    match cx.session.asks_second_yes(area, who) {
        Some(sentence) => Form::sure(&sentence, vec![Proposal::Change(change(true))]),
        None => does(change(false)),
    }
}

fn conditional(area: Id, who: Id, condition: &CleanText) -> Reply {
    let fields = vec![
        Field::needed("Yes, if what: hours, money, somebody's approval?").proposing(condition),
        Field::needed("By when is it known? As in friday, in 2 weeks.").day(),
    ];
    Form::asking(fields, move |said, cx| {
        let by = cx.reader.day_to_come(&said[1]).map_err(|no| (1, no))?;
        Ok(yes(&area, &who, &Answer::YesIf { condition: said[0].clone(), by }, cx))
    })
}

fn not_me(area: Id, who: Id, advises: bool) -> Reply {
    does(Any::Areas(Change::NotMe(area, NotMe { who, advises })))
}

/// What whoever answers may spend unasked, and what comes off their list.
fn terms(area: &Area, cx: &Cx<'_>) -> Reply {
    let Some(accountable) = &area.accountable else {
        return tell("Nobody answers for it yet; first the name, then the terms.");
    };
    let name = cx.seen.name_of(&accountable.who);
    let money = |amount| cx.reader.money(cx.seen.currency, amount);
    let spends = accountable.may_spend.map(money).unwrap_or_default();
    let fields = vec![
        Field::open(format!("{name}, what may you spend unasked?")).proposing(&spends).money(),
        Field::open("What comes off your list for it?").proposing(&accountable.comes_off),
    ];
    let id = area.id.clone();
    Form::asking(fields, move |said, cx| {
        let spent = (!said[0].is_empty()).then(|| cx.session.currency.parse(&said[0]));
        let may_spend = spent.transpose().map_err(|no| (0, no))?;
        let comes_off = said[1].clone();
        if may_spend.is_none() && comes_off.is_empty() {
            return Ok(tell("No terms then."));
        }
        Ok(does(Any::Areas(Change::Terms { area: id.clone(), may_spend, comes_off })))
    })
}

fn of_area(word: &str, area: &Area, cx: &Cx<'_>) -> Result<Reply, String> {
    let id = area.id.clone();
    match word {
        "nobody" => Ok(does(Any::Areas(Change::Nobody(id)))),
        "terms" => Ok(terms(area, cx)),
        _ if area.open_until.is_some() => Ok(does(Any::Areas(Change::LeaveOpen(id, None)))),
        _ => {
            let asks = format!("{} stays open until when? As in 3 Dec, in 30 days.", area.name);
            Ok(Form::asking(vec![Field::needed(asks).day()], move |said, cx| {
                let until = cx.reader.day_to_come(&said[0]).map_err(|no| (0, no))?;
                let ends = cx.session.asked().map(|_| Change::Ask(None));
                let open = Change::LeaveOpen(id.clone(), Some(until));
                let both = ends.into_iter().chain([open]);
                Ok(Reply::Does(both.map(|it| Proposal::Change(Any::Areas(it))).collect()))
            }))
        }
    }
}

/// People, departments and others take part in an area, or no longer.
fn parts(rest: &CleanText, part: Part, cx: &Cx<'_>) -> Result<Reply, String> {
    let (place, named) = names::thing_and_rest(rest, cx.seen.areas.len())?;
    let area = &cx.seen.areas[place];
    let outside = |name: CleanText| {
        let takes = !area.outsiders(part).any(|it| it.to_lowercase() == name.to_lowercase());
        Change::Outside { area: area.id.clone(), name, part, takes }
    };
    let change = |name: CleanText| match cx.session.somebody(&name) {
        Ok(who) if cx.session.person(&who).is_some() => {
            let takes = !area.people(part).contains(&who);
            Ok(Change::Part { area: area.id.clone(), who, part, takes })
        }
        _ if part != Part::Doing => Ok(outside(name)),
        Ok(_) => Err("A hat does no work.".to_owned()),
        Err(sentence) => Err(sentence),
    };
    let changes: Vec<Change> =
        names::several(&named).into_iter().map(change).collect::<Result<_, _>>()?;
    if changes.is_empty() {
        return Err("Who? Say the area's letter and names, as in /doing A Ana, Ben.".into());
    }
    Ok(Reply::Does(changes.into_iter().map(|it| Proposal::Change(Any::Areas(it))).collect()))
}
