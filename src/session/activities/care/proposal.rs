//! Whom to ask first for each area, and who might help: proposed from the sheets, by name, and so
//! only for eyes that may see names. Nothing is settled by it.

use super::{Care, Cared};
use crate::methods::assignment::{Assignment, Candidate, Case, Wish, assign};
use crate::session::private::Giver;
use crate::session::{Area, Id, Person, Session};
use crate::text::listed;
use crate::workshop::{Do, Policy};

/// A proposal, as it follows from the sheets and from what was answered since: a yes stays, and
/// whoever said "not me" is not proposed again. Nobody absent is ever proposed.
#[derive(Clone, Debug)]
pub struct Proposal<'a> {
    people: Vec<&'a Person>,
    areas: Vec<&'a Area>,
    case: Case,
    found: Assignment,
}

/// Why nothing can be proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoProposal {
    /// Nobody was asked, or nothing is shown yet.
    NotAsked,
    /// No name is known: the sheets have none, or whoever looks may not see them.
    Nameless,
    /// The room answered with one voice.
    OneVoice,
}

impl NoProposal {
    /// What there is to say of it, if anything.
    pub fn words(self) -> Option<&'static str> {
        match self {
            NoProposal::NotAsked => None,
            NoProposal::Nameless => Some("The sheets have no names, so nobody is proposed."),
            NoProposal::OneVoice => Some("The room answered with one voice; nobody is proposed."),
        }
    }
}

impl<'a> Proposal<'a> {
    /// What follows from the last sheets that were shown.
    ///
    /// # Errors
    /// When no names are known here.
    pub fn of(session: &'a Session) -> Result<Proposal<'a>, NoProposal> {
        let (place, care) = session.care().ok_or(NoProposal::NotAsked)?;
        if care.sheets().any(|(from, _)| from == Some(&Giver::Voice)) {
            return Err(NoProposal::OneVoice);
        }
        if care.sheets().any(|(from, _)| from.is_none())
            || session.policy(&place) == Policy::Anonymous
        {
            return Err(NoProposal::Nameless);
        }
        let people: Vec<&Person> = session.present().collect();
        let areas: Vec<&Area> =
            session.areas.iter().filter(|area| is_asked(session, area)).collect();
        let supporters = match session.activity(&place).map(|it| &it.what) {
            Some(Do::Care { supporters }) => (*supporters).into(),
            _ => 0,
        };
        let case = Case { supporters, ..case(session, care, &people, &areas) };
        let found = assign(&case);
        Ok(Proposal { people, areas, case, found })
    }

    /// Whom to ask first to answer for an area that nobody answers for yet.
    pub fn lead(&self, area: &Id) -> Option<&'a Id> {
        let at = self.open(area)?;
        Some(&self.people[self.found.leads[at]?].id)
    }

    /// Who might help there, in the order of the list.
    pub fn helpers(&self, area: &Id) -> Vec<&'a Id> {
        let at = self.areas.iter().position(|other| &other.id == area);
        let helpers = at.map_or(&[][..], |at| &self.found.supporters[at]);
        helpers.iter().map(|person| &self.people[*person].id).collect()
    }

    /// Why this person is proposed, or why nobody is; none for an area that somebody answers for.
    pub fn why(&self, area: &Id) -> Option<String> {
        let at = self.open(area)?;
        let (person, area) =
            (|at: usize| self.name(at), |at: usize| self.areas[at].name.to_string());
        if let Some(why) = self.found.why(&self.case, at) {
            return Some(why.tell(person, area));
        }
        Some(self.found.why_open(&self.case, at)?.tell(person, area))
    }

    /// "Ben and Chi could help", beside those who do already; or why nobody could.
    pub fn help(&self, area: &Id) -> Option<String> {
        let at = self.areas.iter().position(|other| &other.id == area)?;
        let doing = &self.areas[at].doing;
        let helpers = self.helpers(area).into_iter().filter(|who| !doing.contains(who));
        let people = |who: &Id| self.people.iter().find(|person| &person.id == who);
        let names: Vec<&str> =
            helpers.filter_map(people).map(|person| person.name.as_str()).collect();
        if !names.is_empty() {
            return Some(format!("{} could help.", listed(&names)));
        }
        let shortage = self.found.why_unsupported(&self.case, at)?;
        let area = |at: usize| self.areas[at].name.to_string();
        let wanted = self.case.supporters > 0 && doing.is_empty();
        wanted.then(|| format!("To help: {}", shortage.tell_support(|at| self.name(at), area)))
    }

    fn open(&self, area: &Id) -> Option<usize> {
        let at = self.areas.iter().position(|other| &other.id == area)?;
        self.areas[at].accountable.is_none().then_some(at)
    }

    fn name(&self, person: usize) -> String {
        self.people[person].name.to_string()
    }
}

impl Cared {
    /// What one person said of an area, by the last sheets that were shown, where names are known.
    pub fn said_by(session: &Session, who: &Id, area: &Id) -> Option<[u8; 2]> {
        let (_, care) = session.care()?;
        let theirs = |(from, _): &(Option<&Giver>, _)| from.and_then(Giver::id) == Some(who);
        care.sheets().filter(theirs).find_map(|(_, sheet)| sheet.pair(area))
    }
}

/// Areas that stay open on purpose, or whose owner has left the room, are nobody's to be asked for.
fn is_asked(session: &Session, area: &Area) -> bool {
    area.open_until.is_none() && !session.owner_left(area)
}

fn case(session: &Session, care: &Care, people: &[&Person], areas: &[&Area]) -> Case {
    let functions = session.functions();
    let function = |(at, person): (usize, &&Person)| {
        // Somebody without a function is from nowhere else: a function of their own.
        let known = functions.iter().position(|function| **function == person.function);
        known.unwrap_or(functions.len() + at)
    };
    let mut case = Case::of(Vec::new(), areas.len());
    let leads_each = areas.len().div_ceil(people.len().max(1)).max(1);
    let roles = u32::try_from(session.usual_load().max(leads_each)).unwrap_or(u32::MAX);
    let candidate = |person| Candidate { function: function(person), roles };
    case.people = people.iter().enumerate().map(candidate).collect();
    case.leads_each = u32::try_from(leads_each).unwrap_or(u32::MAX);
    case.wishes = people.iter().map(|person| wishes(care, person, areas)).collect();
    let place = |who: &Id| people.iter().position(|person| &person.id == who);
    case.settled = areas.iter().map(|area| place(area.owner()?)).collect();
    for (at, area) in areas.iter().enumerate() {
        let declined = area.not_me.iter().filter_map(|not_me| place(&not_me.who));
        case.barred.extend(declined.map(|person| (person, at)));
    }
    case
}

/// What somebody said of each area; about what they left blank they are not asked.
fn wishes(care: &Care, person: &Person, areas: &[&Area]) -> Vec<Wish> {
    let own = Giver::Person(person.id.clone());
    let sheet = care.sheets().find(|(from, _)| *from == Some(&own));
    let wish = |area: &&Area| {
        let pair = sheet.and_then(|(_, sheet)| sheet.pair(&area.id));
        pair.map_or_else(Wish::default, |[care, can]| Wish { care, can })
    };
    areas.iter().map(wish).collect()
}
