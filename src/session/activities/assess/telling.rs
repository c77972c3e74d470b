//! What the room sees of an assessment, and what the record holds: where each function stands, and
//! where people and functions disagree, in words and never as one number for all.

use super::counting::How;
use super::{
    ANSWERS, Assess, Assessed, Earlier, Hands, MARKING, apart, asked, order, poles, state, texts,
};
use crate::methods::likert::Answers;
use crate::reader::Reader;
use crate::session::activities::paper;
use crate::session::block::{Bar, Block, Grid, Line, Sign};
use crate::session::private::letter;
use crate::session::viewer::Seen;
use crate::session::{Place, Session};
use crate::text::{CleanText, capital, in_words, listed, shorten};
use crate::workshop::{Phase, Poles, Policy};

/// As many statements as the back row reads.
const LINES: usize = 9;
/// A statement within a sentence is not longer than one can hear.
const HEARD: usize = 60;

/// Who will see what is answered here: by function, and how small one may be.
pub fn promise(policy: Policy) -> &'static str {
    match policy {
        Policy::Open => "Everyone sees this, with your name; each function is told by itself.",
        Policy::Hidden => {
            "The room sees totals of each function, also of a function of one. The file keeps your \
             name."
        }
        Policy::Anonymous => {
            "Nobody can join this to you, except where everyone answers alike. Functions with fewer \
             than three answers are told together."
        }
    }
}

/// Which functions will be told by themselves, where that depends on how many there are.
pub fn by_function(session: &Session, place: &Place) -> Option<String> {
    if session.policy(place) != Policy::Anonymous || session.is_solo() {
        return None;
    }
    let apart = apart(session, place);
    Some(match apart.as_slice() {
        [] => "No function has three people here, so the room is told as one.".into(),
        [one] => format!("Told by itself, if three of it answer: {one}."),
        several => format!("Told by themselves, if three of each answer: {}.", listed(several)),
    })
}

/// How a sheet is written, so that a scribe can type it as it stands.
pub fn on_paper() -> String {
    "On paper, one digit beside each letter: A 2, B 0.".into()
}

/// What there is to see: what is asked and how many are in, then where we are.
pub fn page(seen: &Seen, place: &Place, _reader: &Reader) -> Vec<Block> {
    match (state(seen, place), seen.assessed(place)) {
        (Some(assess), Some(assessed)) => shown(seen, place, assess, assessed),
        _ => awaited(seen, place),
    }
}

fn awaited(seen: &Seen, place: &Place) -> Vec<Block> {
    let texts = texts(seen, place);
    let listed = match texts.len() {
        0 => return vec![Block::text("The script has no statement to assess.")],
        count if count <= LINES => {
            let order = order(seen, place).into_iter();
            paper::lettered(order.map(|at| texts[at].to_string()))
        }
        count => Block::text(format!(
            "{} statements, A to {}.",
            capital(&in_words(count)),
            letter(count - 1)
        )),
    };
    let progress = format!("{}. {}.", seen.who_is_in(place).words(), MARKING.words());
    let mut blocks = vec![listed, Block::text(progress)];
    blocks.extend(by_function(seen, place).map(Block::Text));
    blocks
}

fn shown(seen: &Seen, place: &Place, assess: &Assess, assessed: &Assessed) -> Vec<Block> {
    let strip = match asked(seen, place).1 {
        [] => Block::Bars(bars(seen, place, assessed)),
        _ => Block::Lines(phases(seen, place, assess, assessed)),
    };
    let told = told(seen, place, assess, assessed).into_iter().map(Line::item);
    let mut blocks = vec![strip, Block::Lines(told.collect())];
    blocks.extend(between(seen, place, assessed));
    blocks
}

/// A line for each phase with the functions that stand there: one mark a function.
pub fn phases(session: &Session, place: &Place, assess: &Assess, it: &Assessed) -> Vec<Line> {
    let line = |(at, phase): (usize, &Phase)| {
        let mut here: Vec<String> = it
            .groups
            .iter()
            .filter(|group| group.standing.phase == at)
            .map(|group| format!("{}{}", group.name, before(session, place, assess, group)))
            .collect();
        if it.groups.is_empty() && it.room.as_ref().is_some_and(|room| room.phase == at) {
            here.push("we stand here".into());
        }
        let next = assess.next.is_some_and(|next| usize::from(next) == at + 1);
        let sign = match (here.is_empty(), next) {
            (_, true) => Sign::Half,
            (false, false) => Sign::Settled,
            (true, false) => Sign::Item,
        };
        here.extend(next.then(|| "next".to_owned()));
        Line::new(sign, format!("{}  {}", at + 1, phase.name)).with(here.join(", "))
    };
    asked(session, place).1.iter().enumerate().map(line).collect()
}

/// Where a function stood the last time, if that was elsewhere.
fn before(session: &Session, place: &Place, assess: &Assess, group: &super::Group) -> String {
    let was = assess.earlier.iter().flat_map(|earlier| &earlier.functions);
    let was = was.clone().find(|(name, _)| name.as_str() == group.name);
    let now = group.standing.phase + 1;
    match was.filter(|(_, phase)| usize::from(*phase) != now) {
        Some((_, phase)) => format!(" (was {})", named(session, place, *phase)),
        None => String::new(),
    }
}

/// What a phase is called, from 1.
fn named(session: &Session, place: &Place, phase: u8) -> String {
    let phases = asked(session, place).1;
    let found = usize::from(phase).checked_sub(1).and_then(|at| phases.get(at));
    found.map_or_else(|| format!("phase {phase}"), |phase| phase.name.to_string())
}

fn quoted(session: &Session, place: &Place, at: usize) -> String {
    let texts = texts(session, place);
    let text = texts.get(at).map_or("", |text| text.trim_end_matches('.'));
    format!("“{}”", shorten(text, HEARD))
}

/// Where people disagree most, where functions do, what still holds us back, what moved since the
/// last time, and what comes next.
pub fn told(session: &Session, place: &Place, assess: &Assess, it: &Assessed) -> Vec<String> {
    let mut said = vec![match it.most_divided() {
        _ if it.how == How::Voice => {
            "The room answered with one voice; how far it agrees is not known.".into()
        }
        Some(at) => format!(
            "Most apart on {}: {}.",
            quoted(session, place, at),
            spread(&it.statements[at].answers)
        ),
        None => "On every statement people stand close together.".into(),
    }];
    said.extend(it.widest_gap().map(|(at, low, high)| {
        let statement = quoted(session, place, at);
        let place_of = |group: &super::Group| it.groups.iter().position(|one| one == group);
        let said = |group| place_of(group).and_then(|group| it.said_by(at, group));
        match (said(low), said(high)) {
            (Some(one), Some(other)) if one != other => format!(
                "Functions differ most on {statement}: {} {other}, {} {one}.",
                high.name, low.name
            ),
            _ => format!(
                "Functions differ most on {statement}: {} more than {}.",
                high.name, low.name
            ),
        }
    }));
    if !asked(session, place).1.is_empty() && !it.holding_back().is_empty() {
        let held: Vec<String> =
            it.holding_back().iter().map(|at| quoted(session, place, *at)).collect();
        said.push(format!("Still holding us back: {}.", listed(&held)));
    }
    said.extend(pulled(session, place, assess, it));
    said.extend(assess.earlier.as_ref().and_then(|was| compared(session, place, was, it)));
    said.extend(assess.next.map(|next| {
        let question = asked(session, place).1.get(usize::from(next) - 1);
        let question = question.map_or("", |phase| &phase.question);
        format!("Next: {}. {question}", named(session, place, next)).trim_end().to_owned()
    }));
    said
}

/// "4 true here, 1 partly, 4 not here".
pub(super) fn spread(answers: &Answers) -> String {
    let parts = answers.counts().iter().zip(ANSWERS).rev();
    parts.map(|(count, answer)| format!("{count} {answer}")).collect::<Vec<_>>().join(", ")
}

/// Where the room stood the last time, and what moved most since.
fn compared(session: &Session, place: &Place, was: &Earlier, it: &Assessed) -> Option<String> {
    let now = it.room.as_ref().map(|room| u8::try_from(room.phase + 1).unwrap_or(u8::MAX));
    let room = was.room.zip(now).map(|(was, now)| match was == now {
        true => format!("The room stands where it stood: {}.", named(session, place, now)),
        false => format!(
            "The room stands at {}, the last time at {}.",
            named(session, place, now),
            named(session, place, was)
        ),
    });
    let statements = asked(session, place).0.iter().enumerate();
    let moved = statements.filter_map(|(at, statement)| {
        let before = was.said(&statement.text)?;
        let counts = it.statements[at].answers.counts();
        let true_now = share(counts[2], counts.iter().sum())?;
        let sum: u32 = before.iter().map(|count| u32::from(*count)).sum();
        let true_then = share(before[2].into(), sum)?;
        Some((true_now.abs_diff(true_then), at, true_then, true_now))
    });
    let most = moved.max_by_key(|(moved, at, ..)| (*moved, std::cmp::Reverse(*at)));
    let most = most.filter(|(moved, ..)| *moved > 0).map(|(_, at, then, now)| {
        format!("Moved most: {}, {then} % true here then, {now} % now.", quoted(session, place, at))
    });
    let said: Vec<String> = room.into_iter().chain(most).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// So many of so many, in whole percent.
fn share(part: u32, whole: u32) -> Option<u32> {
    (part * 100 + whole / 2).checked_div(whole)
}

/// How far from the first pole to the second each function is today, and should be; then all
/// together. Nothing where there are no poles, or nobody said where we are.
pub fn between(session: &Session, place: &Place, it: &Assessed) -> Vec<Block> {
    let Some(Poles { from, to }) = poles(session, place) else { return Vec::new() };
    let today = asked(session, place).0.len();
    let bar = |label: &str, [is, should]: [&Answers; 2]| {
        let is = along(is.counts())?;
        let aside = along(should.counts()).map(|should| format!("should be {should} %"));
        let (label, number) = (label.to_owned(), format!("{is} %"));
        let aside = aside.unwrap_or_default();
        Some(Bar { label, value: is.into(), most: 100, number, aside })
    };
    let groups = it.groups.iter();
    let groups = groups.filter_map(|it| bar(&it.name, [&it.said[today], &it.said[today + 1]]));
    let all = [today, today + 1].map(|at| &it.statements[at].answers);
    let bars: Vec<Bar> = groups.chain(bar("all of us", all)).collect();
    if bars.is_empty() {
        return Vec::new();
    }
    let words = format!("Today, on the way from {from} (0 %) to {to} (100 %):");
    vec![Block::Text(words), Block::Bars(bars)]
}

/// How far along these answers are, in whole percent: "partly" is half way.
fn along(counts: &[u32]) -> Option<u32> {
    let halves: u32 = counts.iter().zip(0..).map(|(count, half)| count * half).sum();
    share(halves, counts.iter().sum::<u32>() * 2)
}

/// Where the room is between the poles, where it should be, and the way of each function that has one.
fn pulled(session: &Session, place: &Place, assess: &Assess, it: &Assessed) -> Option<String> {
    let Poles { from, to } = poles(session, place)?;
    let today = asked(session, place).0.len();
    let at = |answers: &Answers| along(answers.counts());
    let is = at(&it.statements[today].answers)?;
    let should = at(&it.statements[today + 1].answers)?;
    let was = assess.earlier.as_ref().and_then(|was| was.said(&texts(session, place)[today]));
    let was = was.and_then(|was| along(&was.map(u32::from)));
    let was = was.map_or_else(String::new, |was| format!(" (the last time {was} %)"));
    let ways = it.groups.iter().filter_map(|group| {
        let [is, should] = [at(&group.said[today])?, at(&group.said[today + 1])?];
        Some((is.abs_diff(should), group, is, should))
    });
    let mut ways: Vec<_> = ways.collect();
    ways.sort_by_key(|(way, ..)| std::cmp::Reverse(*way));
    let many = ways.len() > 1;
    let (go, stay): (Vec<_>, Vec<_>) = ways.into_iter().partition(|(way, ..)| *way > 0);
    let way = |(_, group, is, should): &(u32, &super::Group, u32, u32)| {
        format!("{} {is} to {should} %", group.name)
    };
    let mut ways: Vec<String> = go.iter().map(way).collect();
    ways.extend(match stay.as_slice() {
        [] => None,
        [(_, group, is, _)] => Some(format!("{} stays at {is} %", group.name)),
        more => Some(format!("{} stay where they are", in_words(more.len()))),
    });
    let each = match many {
        false => String::new(),
        true => format!(" The longest way first: {}.", ways.join(", ")),
    };
    Some(format!(
        "From {from} to {to} we are {is} % of the way{was}, and should be {should} %.{each}"
    ))
}

/// How true each statement is, in the order in which it was asked.
fn bars(session: &Session, place: &Place, it: &Assessed) -> Vec<Bar> {
    let texts = texts(session, place);
    let bar = |(row, at): (usize, usize)| {
        let answers = &it.statements[at].answers;
        let points =
            answers.counts().iter().zip(0_u64..).map(|(count, points)| u64::from(*count) * points);
        Bar {
            label: format!("{}  {}", letter(row), texts[at]),
            value: points.sum(),
            most: (answers.number() * 2).max(1),
            number: spread(answers),
            aside: String::new(),
        }
    };
    order(session, place).into_iter().enumerate().map(bar).collect()
}

/// What it leaves in the record: where everyone stands by the words of those who wrote about it,
/// what was said, and every statement with its spread.
pub fn section(seen: &Seen, place: &Place, _reader: &Reader) -> Vec<Block> {
    let Some(assess) = state(seen, place) else { return Vec::new() };
    let Some(it) = seen.assessed(place) else {
        let begun = assess.given.count() > 0;
        let words = || format!("{}.", seen.who_is_in(place).words());
        return Vec::from_iter(begun.then(|| Block::text(words())));
    };
    let mut blocks = vec![Block::text(how(seen, place, it))];
    let (_, script) = asked(seen, place);
    if !script.is_empty() {
        let mut lines = phases(seen, place, assess, it);
        for (line, phase) in lines.iter_mut().zip(script).filter(|(_, it)| !it.term.is_empty()) {
            line.text = format!("{} ({})", line.text, phase.term);
        }
        blocks.push(Block::Lines(lines));
        let why = it.room.as_ref().map(|room| {
            let names: Vec<&str> = script.iter().map(|phase| phase.name.as_str()).collect();
            format!("For the room as a whole: {}", room.why(&names))
        });
        blocks.extend(why.map(Block::Text));
    }
    blocks.push(Block::Lines(told(seen, place, assess, it).into_iter().map(Line::item).collect()));
    blocks.extend(between(seen, place, it));
    if !it.groups.is_empty() {
        blocks.push(Block::Grid(functions(seen, place, it)));
        let words = "Of each statement, how many of a function said true here/partly/not here:";
        blocks.push(Block::text(words));
    }
    blocks.push(Block::Grid(statements(seen, place, it)));
    blocks
}

fn how(session: &Session, place: &Place, it: &Assessed) -> String {
    let count = texts(session, place).len();
    let about = if count == 1 { "statement" } else { "statements" };
    let about = format!("about {} {about}", in_words(count));
    match it.how {
        How::Voice => format!("The room answered with one voice {about}."),
        How::Hands => {
            format!("Hands were counted {about}; by function they say nothing.")
        }
        How::Sheets(sheets, assumed) => {
            let word = if sheets == 1 { "sheet" } else { "sheets" };
            let assumed = if assumed == 0 { "" } else { ", some of them assumed for others" };
            format!("{} {word} {about}{assumed}.", capital(&in_words(sheets)))
        }
    }
}

/// Each function with where it stands, its answers, and how far its own people agree.
fn functions(session: &Session, place: &Place, it: &Assessed) -> Grid {
    let phased = !asked(session, place).1.is_empty();
    let mut columns = vec!["Function".to_owned(), "People".into()];
    columns.extend(phased.then(|| "Stands at".to_owned()));
    columns.extend(ANSWERS.iter().rev().map(|answer| capital(answer)));
    columns.push("Divided on".into());
    let row = |group: &super::Group| {
        let mut row = vec![group.name.clone(), group.people.to_string()];
        let phase = u8::try_from(group.standing.phase + 1).unwrap_or(u8::MAX);
        row.extend(phased.then(|| named(session, place, phase)));
        row.extend(group.answers().iter().rev().map(u32::to_string));
        row.push(group.divided().to_string());
        row
    };
    Grid { columns, rows: it.groups.iter().map(row).collect() }
}

/// Each statement in the order of the script, with its spread in the room and in each function.
fn statements(session: &Session, place: &Place, it: &Assessed) -> Grid {
    let (script, phases) = asked(session, place);
    let mut columns = vec!["Statement".to_owned()];
    columns.extend((!phases.is_empty()).then(|| "Phase".to_owned()));
    columns.extend(ANSWERS.iter().rev().map(|answer| capital(answer)));
    columns.extend(it.groups.iter().map(|group| group.name.clone()));
    let row = |(at, text): (usize, &CleanText)| {
        let mut row = vec![text.to_string()];
        let phase = || script.get(at).map_or("–".into(), |it| named(session, place, it.phase));
        row.extend((!phases.is_empty()).then(phase));
        row.extend(it.statements[at].answers.counts().iter().rev().map(u32::to_string));
        row.extend(it.groups.iter().map(|group| group.spread(at)));
        row
    };
    Grid { columns, rows: texts(session, place).iter().enumerate().map(row).collect() }
}

impl Earlier {
    /// How a statement was answered the last time.
    fn said(&self, text: &CleanText) -> Option<Hands> {
        self.statements.iter().find(|(was, _)| was == text).map(|(_, hands)| *hands)
    }

    /// What an assessment leaves to compare with the next time.
    pub fn of(session: &Session, place: &Place, it: &Assessed) -> Earlier {
        let phase = |standing: &crate::methods::assessment::Standing| {
            u8::try_from(standing.phase + 1).unwrap_or(u8::MAX)
        };
        let phased = !asked(session, place).1.is_empty();
        let count = |answers: &Answers| -> Hands {
            let counts = answers.counts();
            [0, 1, 2].map(|at| u16::try_from(counts[at]).unwrap_or(u16::MAX))
        };
        let statements = texts(session, place).into_iter().zip(&it.statements);
        let functions = it.groups.iter().filter(|_| phased);
        Earlier {
            room: it.room.as_ref().filter(|_| phased).map(phase),
            functions: functions
                .map(|group| (CleanText::line(&group.name), phase(&group.standing)))
                .collect(),
            statements: statements.map(|(text, said)| (text, count(&said.answers))).collect(),
            next: state(session, place).and_then(|assess| assess.next),
        }
    }
}
