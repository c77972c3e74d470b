//! What the sheets come to, as far as the room may know it. Counted from the whole session before
//! the sheets are taken out of it.
//!
//! Nobody in it has a name but those who agreed; of all others it knows the function alone, so that
//! two people of one function who changed places would change nothing here.

use super::{Network, state};
use crate::methods::network::{self, Mixing};
use crate::session::private::{Giver, Outsider};
use crate::session::{Id, Person, Place, Session};
use crate::text::CleanText;
use crate::workshop::Do;
use std::collections::BTreeMap;

/// What people say whose function nobody said.
const UNSAID: &str = "no function said";

/// What a network came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapped {
    /// How many sheets there are.
    pub sheets: usize,
    /// How many names stand on them.
    pub names: usize,
    /// The functions: those of the list first, in its order.
    pub functions: Vec<Function>,
    /// How often each function (the row) names each (the column).
    pub grid: Vec<Vec<u32>>,
    /// Those who agreed to be named and are asked, by how many name them, most first.
    pub named: Vec<Hub>,
    /// Those without whom somebody would lose touch, the greatest loss first.
    pub cuts: Vec<Cut>,
    /// The functions that meet in one person alone, the most needed first.
    pub meetings: Vec<Meeting>,
    /// The functions whom nobody of another one asks; nothing where there is no other one.
    pub unreached: Vec<String>,
    /// Ties within functions and across them, beside what chance would give.
    pub mixing: Mixing,
}

/// A function, and how often it is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// What it is called.
    pub name: String,
    /// How many of it are on the list.
    pub people: usize,
    /// How many others of it were named, who are not.
    pub outsiders: usize,
    /// How often anybody of it was named.
    pub asked: u32,
    /// Somebody of it handed in a sheet.
    pub asks: bool,
}

/// Somebody who agreed to be named, and is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hub {
    /// Their name.
    pub name: String,
    /// Their function.
    pub function: String,
    /// How many name them.
    pub asked: usize,
}

/// A person, by name only where that was agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// They agreed.
    Named(String),
    /// Somebody of this function.
    OneOf(String),
}

impl Who {
    /// "Ana", or "one of Service".
    pub fn words(&self) -> String {
        match self {
            Who::Named(name) => name.clone(),
            Who::OneOf(function) => format!("one of {function}"),
        }
    }
}

/// Somebody without whom others would lose touch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Who.
    pub who: Who,
    /// How many of each function would lose touch with the rest.
    pub lost: Vec<(String, usize)>,
}

/// Two functions that meet in one person alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The functions.
    pub between: [String; 2],
    /// In whom: one, or one of each function.
    pub only: Vec<Who>,
}

/// People, and whoever else was named, by number.
struct Everyone<'a> {
    people: Vec<&'a Person>,
    /// The function of each, as a place in `functions`.
    of: Vec<usize>,
    functions: Vec<CleanText>,
    arcs: Vec<(usize, usize)>,
}

/// What the network at a place came to; none before it is shown.
pub fn mapped(session: &Session, place: &Place) -> Option<Mapped> {
    let network = state(session, place).filter(|network| network.is_shown())?;
    let everyone = Everyone::of(session, network);
    let named = |person: &&&Person| match session.policy(place).is_open() {
        true => person.present,
        false => network.named.contains(&person.id),
    };
    let who = |at: usize| {
        let person = everyone.people[at];
        match named(&&person) {
            true => Who::Named(person.name.to_string()),
            false => Who::OneOf(called(&everyone.functions[everyone.of[at]])),
        }
    };
    let all = network::Network::of(everyone.of.clone(), everyone.arcs.iter().copied());
    let here = everyone.people.len();
    let among = everyone.arcs.iter().copied().filter(|(_, to)| *to < here);
    let room = network::Network::of(everyone.of[..here].to_vec(), among);
    let functions = everyone.functions(&all);
    let by = all.named_by();
    let hub = |(person, asked): (&&Person, &usize)| Hub {
        name: person.name.to_string(),
        function: person.function.to_string(),
        asked: *asked,
    };
    let hubs = everyone.people.iter().zip(&by);
    let mut hubs: Vec<Hub> =
        hubs.filter(|(person, asked)| named(person) && **asked > 0).map(hub).collect();
    hubs.sort_by_key(|hub| std::cmp::Reverse(hub.asked));
    let meeting = |bridge: network::Bridge| Meeting {
        between: bridge.between.map(|at| called(&everyone.functions[at])),
        only: bridge.people().map(who).collect(),
    };
    Some(Mapped {
        sheets: network.sheets.len(),
        names: everyone.arcs.len(),
        grid: everyone.grid(&all),
        named: hubs,
        cuts: cuts(&room, &everyone, who),
        meetings: room.single_bridges().into_iter().map(meeting).collect(),
        unreached: unreached(session, &all, &everyone),
        mixing: room.mixing(),
        functions,
    })
}

impl<'a> Everyone<'a> {
    fn of(session: &'a Session, network: &'a Network) -> Everyone<'a> {
        let people: Vec<&Person> = session.people.iter().collect();
        let at = |id: &Id| people.iter().position(|person| &person.id == id);
        let mut functions: Vec<CleanText> = session.functions().into_iter().cloned().collect();
        // Two who write the same name mean the same person, and one of them may know the function.
        let mut outsiders: BTreeMap<String, &Outsider> = BTreeMap::new();
        let mut arcs = Vec::new();
        let mut to_outside = Vec::new();
        for (from, sheet) in network.sheets() {
            let Some(from) = from.and_then(Giver::id).and_then(at) else { continue };
            arcs.extend(sheet.marks.iter().filter_map(|mark| Some((from, at(&mark.on)?))));
            for outsider in &sheet.others {
                let known = outsiders.entry(outsider.name.to_lowercase()).or_insert(outsider);
                if known.function.is_empty() {
                    *known = outsider;
                }
                to_outside.push((from, outsider.name.to_lowercase()));
            }
        }
        let place = |name: &String| outsiders.keys().position(|other| other == name);
        let outside = to_outside.iter().filter_map(|(from, name)| Some((*from, place(name)?)));
        arcs.extend(outside.map(|(from, to)| (from, people.len() + to)));
        arcs.sort_unstable();
        arcs.dedup();
        arcs.retain(|(from, to)| from != to);
        let mut more: Vec<&CleanText> = outsiders.values().map(|it| &it.function).collect();
        more.sort();
        for function in more.into_iter().filter(|function| !function.is_empty()) {
            if !functions.iter().any(|other| alike(other, function)) {
                functions.push(function.clone());
            }
        }
        let unsaid = |function: &&CleanText| function.is_empty();
        let said = people.iter().map(|person| &person.function);
        if said.chain(outsiders.values().map(|it| &it.function)).any(|it| unsaid(&it)) {
            functions.push(CleanText::default());
        }
        let place = |function: &CleanText| {
            functions.iter().position(|other| alike(other, function)).unwrap_or(0)
        };
        let of = people.iter().map(|person| place(&person.function));
        let of = of.chain(outsiders.values().map(|outsider| place(&outsider.function))).collect();
        Everyone { people, of, functions, arcs }
    }

    fn functions(&self, all: &network::Network) -> Vec<Function> {
        let (matrix, here) = (all.matrix(), self.people.len());
        let one = |(at, name): (usize, &CleanText)| Function {
            name: called(name),
            people: self.of[..here].iter().filter(|of| **of == at).count(),
            outsiders: self.of[here..].iter().filter(|of| **of == at).count(),
            asked: matrix.iter().filter_map(|row| row.get(at)).sum(),
            asks: matrix.get(at).is_some_and(|row| row.iter().any(|count| *count > 0)),
        };
        self.functions.iter().enumerate().map(one).collect()
    }

    fn grid(&self, all: &network::Network) -> Vec<Vec<u32>> {
        let mut matrix = all.matrix();
        matrix.iter_mut().for_each(|row| row.resize(self.functions.len(), 0));
        matrix.resize(self.functions.len(), vec![0; self.functions.len()]);
        matrix
    }
}

fn alike(one: &CleanText, other: &CleanText) -> bool {
    one == other || one.to_lowercase() == other.to_lowercase()
}

fn called(function: &CleanText) -> String {
    if function.is_empty() { UNSAID.to_owned() } else { function.to_string() }
}

/// Whoever holds others in the room, by how many those are.
fn cuts(room: &network::Network, everyone: &Everyone<'_>, who: impl Fn(usize) -> Who) -> Vec<Cut> {
    let counts = |part: Vec<usize>| -> Vec<usize> {
        let of = |at: usize| part.iter().filter(|one| everyone.of[**one] == at).count();
        (0..everyone.functions.len()).map(of).collect()
    };
    let cut = |person: usize| {
        let mut parts: Vec<Vec<usize>> =
            room.parts_without(person).into_iter().map(counts).collect();
        // Which of two equal parts is the rest must not follow from who is in it.
        parts.sort_by_key(|counts| {
            (std::cmp::Reverse(counts.iter().sum::<usize>()), counts.clone())
        });
        let lost = |at: usize| parts.iter().skip(1).map(|counts| counts[at]).sum::<usize>();
        let named =
            everyone.functions.iter().enumerate().map(|(at, name)| (called(name), lost(at)));
        let lost: Vec<(String, usize)> = named.filter(|(_, count)| *count > 0).collect();
        let count: usize = lost.iter().map(|(_, count)| count).sum();
        let own = called(&everyone.functions[everyone.of[person]]);
        // Whoever asks one colleague of their own function alone is nobody's business.
        let told = count > 1 || lost.iter().any(|(function, _)| *function != own);
        told.then(|| (count, everyone.of[person], Cut { who: who(person), lost }))
    };
    let mut cuts: Vec<_> = room.articulation_people().into_iter().filter_map(cut).collect();
    // Nor may the order of two who would lose as many.
    let rank = |(lost, of, cut): &(usize, usize, Cut)| {
        (std::cmp::Reverse(*lost), *of, cut.who.words(), cut.lost.clone())
    };
    cuts.sort_by_key(rank);
    cuts.into_iter().map(|(.., cut)| cut).collect()
}

/// The functions whom nobody of another one asks: those that are here or were named, and those
/// that the script misses.
fn unreached(session: &Session, all: &network::Network, everyone: &Everyone<'_>) -> Vec<String> {
    let missing = session.steps.iter().flat_map(|step| &step.script.activities);
    let missing = missing.filter_map(|activity| match &activity.what {
        Do::Team { functions } => Some(functions),
        _ => None,
    });
    let known = |function: &&CleanText| !everyone.functions.iter().any(|it| alike(it, function));
    let missing: Vec<&CleanText> = missing.flatten().filter(known).collect();
    let said = |at: &usize| !everyone.functions[*at].is_empty();
    let here = all.unreached(everyone.functions.len()).into_iter().filter(said);
    let mut unreached: Vec<String> = here.map(|at| everyone.functions[at].to_string()).collect();
    unreached.extend(missing.into_iter().map(CleanText::to_string));
    unreached.dedup();
    let alone = everyone.functions.len() < 2 && unreached.len() < 2;
    if alone { Vec::new() } else { unreached }
}

impl Mapped {
    /// Functions alone: whoever agreed to be named agreed before the room.
    pub(in crate::session) fn forget_people(&mut self) {
        self.named.clear();
        self.cuts.clear();
        self.meetings.clear();
    }

    /// How many people who are not on the list were named.
    pub fn outsiders(&self) -> usize {
        self.functions.iter().map(|function| function.outsiders).sum()
    }

    /// The functions by how often they are asked, most first; those that nobody asks are left out.
    pub fn functions_asked(&self) -> Vec<&Function> {
        let mut asked: Vec<&Function> =
            self.functions.iter().filter(|function| function.asked > 0).collect();
        asked.sort_by_key(|function| std::cmp::Reverse(function.asked));
        asked
    }
}
