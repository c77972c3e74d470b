//! `team`: who is here, one a line.

use crate::import::bringing::Bringing;
use crate::import::people::{from_csv, from_lines};
use crate::linear::asker::{Asker, Command, Cx, Question, Reply, does, tell};
use crate::linear::form::{Field, Form, yes_or_no};
use crate::linear::names;
use crate::room::Proposal;
use crate::session::people::Profile;
use crate::session::{Change, Id, people};
use crate::text::CleanText;

/// Who is here.
pub(super) struct Team;

impl Asker for Team {
    fn question(&self, cx: &Cx<'_>) -> Question {
        let example = if cx.session.people.is_empty() { " For example: Ana, Service." } else { "" };
        Question::of(format!(
            "Who is here? One a line: name, function.{example} An empty line goes on."
        ))
    }

    fn answer(&mut self, line: &CleanText, _cx: &Cx<'_>) -> Reply {
        match from_lines(line) {
            Ok(list) => add(list.rows.into_iter().map(Profile::from).collect()),
            Err(error) => tell(error.to_string()),
        }
    }

    fn empty(&mut self, _cx: &Cx<'_>) -> Reply {
        Reply::GoOn
    }

    fn command(&mut self, word: &str, rest: &CleanText, cx: &Cx<'_>) -> Reply {
        match word {
            "read" => Reply::Read(rest.clone()),
            "hat" => does(Change::People(people::Change::AddHats(vec![rest.clone()]))),
            "edit" => match names::person(cx.session, rest) {
                Ok(id) => edit(&id, cx),
                Err(sentence) => tell(sentence),
            },
            "remove" => match cx.session.somebody(rest) {
                Ok(id) if cx.session.person(&id).is_some() => {
                    does(Change::People(people::Change::Remove(id)))
                }
                Ok(id) => does(Change::People(people::Change::RemoveHat(id))),
                Err(sentence) => tell(sentence),
            },
            _ => Reply::NotMine,
        }
    }

    fn commands(&self) -> &'static [Command] {
        &[
            ("/read FILE.csv", "people from a file: name, function, present, voting"),
            ("/edit NAME, /remove NAME", "what is said of a person; or never part of this"),
            ("/hat NAME", "another's interest, for one who plans alone"),
        ]
    }

    fn file_read(&mut self, bytes: &[u8], cx: &Cx<'_>) -> Result<Reply, String> {
        let list = from_csv(bytes).map_err(|error| error.to_string())?;
        Ok(match Bringing::new(list, cx.session) {
            Bringing { people, understood } if people.is_empty() => tell(understood),
            Bringing { people, understood } => {
                Form::sure(&format!("{understood} Add them?"), changes(people))
            }
        })
    }
}

fn changes(people: Vec<Profile>) -> Vec<Proposal> {
    vec![Proposal::Change(Change::People(people::Change::Add(people)))]
}

fn add(people: Vec<Profile>) -> Reply {
    Reply::Does(changes(people))
}

fn edit(id: &Id, cx: &Cx<'_>) -> Reply {
    let Some(person) = cx.session.person(id) else { return Reply::Done };
    let (id, before) = (id.clone(), person.profile());
    let word = |yes: bool| if yes { "yes" } else { "no" };
    let fields = vec![
        Field::needed("The name?").proposing(&before.name),
        Field::open("The function?").proposing(&before.function),
        asked("Votes here, yes or no?").proposing(word(!before.without_vote)),
        asked("Has done this before, yes or no?").proposing(word(before.champion)),
    ];
    Form::asking(fields, move |said, _| {
        let profile = Profile {
            name: said[0].clone(),
            function: said[1].clone(),
            without_vote: yes_or_no(&said[2]) == Some(false),
            champion: yes_or_no(&said[3]) == Some(true),
            ..before.clone()
        };
        Ok(does(Change::People(people::Change::Edit(id.clone(), profile))))
    })
}

fn asked(question: &str) -> Field {
    Field::needed(question)
        .checked(|typed, _| yes_or_no(typed).map(drop).ok_or_else(|| "Say yes or no.".to_owned()))
}
