//! The commands that work everywhere: a line that begins with `/`.

use super::asker::{Command, Cx, Reply, does, tell};
use super::form::Form;
use super::{names, page, tables};
use crate::export::spoken;
use crate::room::Proposal;
use crate::room::replan::Replan;
use crate::session::{
    Change, Entry, Found, Id, Person, Place, StepRun, activities, agenda, clock, decisions, people,
};
use crate::text::{CleanText, capital};
use crate::workshop::Policy;

/// All of them, as the help lists them.
pub const COMMANDS: &[Command] = &[
    ("/help", "this list; the commands of this step come first"),
    ("/show [STEP]", "what the room sees, here or at a step"),
    ("/agenda", "the steps, and where we are"),
    ("/notes", "what the facilitator might say; whoever sees this text sees them too"),
    ("/next, /back, /go STEP", "to another activity or step"),
    ("/skip STEP, /repeat STEP", "leaves a step out, or runs it once more"),
    ("/add KIND, /move STEP NUMBER", "one more step behind this one, or a step to another place"),
    ("/clock [start, pause, +5, -5]", "the time of this step and the end"),
    ("/cuts [NUMBER]", "what could be cut when it is late; whoever sees this text sees it too"),
    ("/park TEXT, /decide TEXT, /agree TEXT", "for later, for the record, about how we work"),
    ("/people, /arrive NAME, /left NAME", "who is here"),
    ("/privacy open, hidden or anonymous", "who sees what is given here, before it is given"),
    ("/check", "what the plan still lacks, and what helps"),
    ("/find WORDS", "where they stand in this session"),
    ("/undo, /redo", "takes the last change back, or puts it back"),
    ("/history, /return ENTRY", "what happened, and the way back to it"),
    ("/forget", "forgets what happened before now; the session stays as it is"),
    ("/rename TITLE", "another title for the session"),
    ("/export [FILE]", "writes the record"),
    ("/kit [FOLDER]", "writes what is printed before a meeting"),
    ("/split", "splits the session into tables, a session file for each"),
    ("/merge [NUMBER or FILE]", "which tables are out; brings one back"),
    ("/finish", "finishes the session, or goes on with it after all"),
    ("/cancel", "leaves the questions that are open and keeps nothing of them"),
    ("/quit", "leaves; everything is saved already"),
];

/// What a line says when it is a command: its word and the rest.
pub(super) fn parsed(line: &str) -> Option<(String, CleanText)> {
    if matches!(line.trim(), "?" | "help") {
        return Some(("help".into(), CleanText::default()));
    }
    let line = line.trim().strip_prefix('/').filter(|rest| !rest.starts_with('/'))?;
    let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    Some((word.to_lowercase(), CleanText::line(rest)))
}

/// What a command does that works everywhere and needs the room alone.
pub(super) fn carried_out(word: &str, rest: &CleanText, cx: &Cx<'_>) -> Reply {
    let text = |change: fn(CleanText) -> decisions::Change| match rest.is_empty() {
        true => tell("Write it behind the command, in the same line."),
        false => does(Change::Decisions(change(rest.clone()))),
    };
    match word {
        "show" => shown(rest, cx),
        "agenda" => tell(steps(cx)),
        "notes" => tell(notes(cx)),
        "next" => Reply::GoOn,
        "back" => match cx.session.neighbour(cx.place, false) {
            Some(place) => does(Change::Agenda(agenda::Change::GoTo(place))),
            None => tell("This is the first one."),
        },
        "go" => went(rest, cx),
        "skip" => on_step(rest, cx, |step| agenda::Change::Skip(step.id().clone(), !step.skipped)),
        "add" => added(rest, cx),
        "move" => moved(rest, cx),
        "repeat" => on_step(rest, cx, |step| agenda::Change::Repeat(step.id().clone())),
        "clock" => clocked(rest, cx),
        "cuts" => cuts(rest, cx),
        "park" => text(decisions::Change::Park),
        "agree" => text(decisions::Change::Agree),
        "decide" => text(|what| decisions::Change::Decide {
            what,
            rule: CleanText::default(),
            tally: None,
            review: None,
            reopen: CleanText::default(),
        }),
        "people" => tell(who(cx)),
        "arrive" => on_person(rest, cx, people::Change::Arrive),
        "left" => on_person(rest, cx, people::Change::Leave),
        "privacy" => privacy(rest, cx),
        "check" => tell(lacks(cx)),
        "find" => tell(found(rest, cx)),
        "history" => tell(history(cx)),
        "forget" => forget(cx),
        "rename" => does(Change::Rename(rest.clone())),
        "split" => tables::split(cx),
        "merge" => tables::merge(rest, cx),
        "finish" => finish(cx),
        _ => tell("There is no such command here; /help lists them."),
    }
}

fn shown(rest: &CleanText, cx: &Cx<'_>) -> Reply {
    if rest.is_empty() {
        return tell(spoken::render(&page::page(cx.seen, cx.place, cx.reader)));
    }
    match step(rest, cx) {
        Ok(step) => {
            let mut blocks = page::head(cx.seen, step);
            step.places().for_each(|at| blocks.extend(page::page(cx.seen, &at, cx.reader)));
            tell(spoken::render(&blocks))
        }
        Err(sentence) => tell(sentence),
    }
}

/// To a step, or to one of its activities: `goals.2` is the third of them.
fn went(rest: &CleanText, cx: &Cx<'_>) -> Reply {
    let places = cx.session.places();
    match places.into_iter().find(|place| place.as_str() == rest.as_str()) {
        Some(place) => does(Change::Agenda(agenda::Change::GoTo(place))),
        None => on_step(rest, cx, |step| agenda::Change::GoTo(Place::new(step.id(), 0))),
    }
}

/// The step of this id, number, or title.
pub(super) fn step<'a>(typed: &str, cx: &Cx<'a>) -> Result<&'a StepRun, String> {
    let wanted = typed.trim().to_lowercase();
    let by_number = wanted.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let by_number = by_number.and_then(|index| cx.seen.steps.get(index));
    let named = |step: &&StepRun| {
        *step.id().to_lowercase() == wanted || step.script.title.to_lowercase() == wanted
    };
    by_number.or_else(|| cx.seen.steps.iter().find(named)).ok_or_else(|| {
        let ids: Vec<&str> = cx.seen.steps.iter().map(|step| step.id().as_str()).collect();
        format!("There is no such step. The steps are: {}.", ids.join(", "))
    })
}

fn on_step(rest: &CleanText, cx: &Cx<'_>, change: impl Fn(&StepRun) -> agenda::Change) -> Reply {
    match step(rest, cx) {
        Ok(step) => does(Change::Agenda(change(step))),
        Err(sentence) => tell(sentence),
    }
}

fn added(rest: &CleanText, cx: &Cx<'_>) -> Reply {
    let wanted = rest.to_lowercase();
    match agenda::NEW_STEPS.iter().find(|kind| kind.title.to_lowercase() == wanted) {
        Some(kind) => {
            let (after, step) = (cx.session.here().id().clone(), Box::new(kind.step(cx.session)));
            does(Change::Agenda(agenda::Change::Add { after: Some(after), step }))
        }
        None => {
            let kinds: Vec<String> =
                agenda::NEW_STEPS.iter().map(|kind| kind.title.to_lowercase()).collect();
            tell(format!("Which kind of step? {}, as in /add break.", kinds.join(", ")))
        }
    }
}

fn moved(rest: &CleanText, cx: &Cx<'_>) -> Reply {
    let place = rest.rsplit_once(char::is_whitespace).and_then(|(name, number)| {
        let number =
            number.parse::<usize>().ok().filter(|it| (1..=cx.seen.steps.len()).contains(it));
        Some((name, number? - 1))
    });
    let Some((name, place)) = place else {
        return tell(
            "Which step, and to which number? As in /move pot 4; /agenda has the numbers.",
        );
    };
    on_step(&CleanText::line(name), cx, |step| agenda::Change::Move(step.id().clone(), place))
}

fn on_person(rest: &CleanText, cx: &Cx<'_>, change: fn(Id) -> people::Change) -> Reply {
    match names::person(cx.session, rest) {
        Ok(id) => does(Change::People(change(id))),
        Err(sentence) => tell(sentence),
    }
}

fn steps(cx: &Cx<'_>) -> String {
    let people = cx.seen.people_expected();
    let line = |step: &StepRun| {
        let here = step.id() == cx.seen.here().id();
        let state = match (here, step.skipped, step.left) {
            (true, ..) => ", here",
            (_, true, _) => ", skipped",
            (.., true) => ", done",
            _ => "",
        };
        let minutes = minutes(step.planned(people));
        let (title, id) = (&step.script.title, step.id());
        format!("{title} ({id}), {minutes}{state}")
    };
    names::with_numbers(cx.seen.steps.iter().map(line))
}

/// "12 minutes", to the next full one.
pub(super) fn minutes(seconds: i64) -> String {
    match (seconds.max(0) + 59) / 60 {
        1 => "1 minute".into(),
        minutes => format!("{minutes} minutes"),
    }
}

fn notes(cx: &Cx<'_>) -> String {
    let activity = cx.session.activity(cx.place).map(|activity| activity.notes.as_str());
    let step = cx.session.here().script.notes.as_str();
    match activity.filter(|notes| !notes.is_empty()).unwrap_or(step) {
        "" => "There are no notes here.".into(),
        notes => notes.to_owned(),
    }
}

fn clocked(rest: &CleanText, cx: &Cx<'_>) -> Reply {
    let step = cx.session.here().id().clone();
    let people = cx.session.people_expected();
    match rest.as_str() {
        "start" => return does(Change::Clock(clock::Change::Start)),
        "pause" => return does(Change::Clock(clock::Change::Pause)),
        "" => {}
        more => {
            return match more.trim_start_matches('+').parse() {
                Ok(more) => match cx.session.here().minutes_more(more, people) {
                    Ok(more) => does(Change::Agenda(agenda::Change::Minutes(step, more))),
                    Err(refusal) => tell(refusal.to_string()),
                },
                Err(_) => tell("Say start, pause, or minutes, as in /clock +5."),
            };
        }
    }
    let left = match cx.seen.left_here(cx.now) {
        left if left > 0 => format!("{} left in this step", minutes(left)),
        over => format!("this step is over since {}", minutes(-over)),
    };
    let runs = if cx.seen.clock_runs() { "It runs" } else { "It stands still" };
    tell(format!("{runs}: {left}; ends {}.", cx.reader.time(cx.seen.ends(cx.now))))
}

fn cuts(rest: &CleanText, cx: &Cx<'_>) -> Reply {
    let replan = Replan::of(cx.session, cx.reader, cx.now);
    if replan.offers.is_empty() {
        return tell("It is not late; nothing has to be cut.");
    }
    match rest.parse().ok().and_then(|number| replan.offer(number)) {
        Some(offer) => does(Change::Agenda(agenda::Change::Cut(offer.cut.clone()))),
        None => {
            let offers = names::with_numbers(replan.offers.iter().map(|it| it.words.clone()));
            tell(format!("{offers}\n/cuts NUMBER takes one. {}", replan.untouched))
        }
    }
}

fn who(cx: &Cx<'_>) -> String {
    if cx.seen.people.is_empty() {
        return "Nobody is on the list yet.".into();
    }
    let line = |person: &Person| {
        let function = if person.function.is_empty() { "" } else { ", " };
        let here = if person.present { "" } else { "; not here" };
        let vote = if person.voting { "" } else { "; without a vote" };
        spoken::item(&format!("{}{function}{}{here}{vote}", person.name, person.function))
    };
    cx.seen.people.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn privacy(rest: &CleanText, cx: &Cx<'_>) -> Reply {
    if rest.is_empty() {
        return tell(activities::promise(cx.session, cx.place));
    }
    match Policy::ALL.into_iter().find(|policy| policy.name() == rest.to_lowercase()) {
        Some(policy) => does(Change::Agenda(agenda::Change::Privacy(cx.place.clone(), policy))),
        None => tell("Say open, hidden or anonymous, as in /privacy hidden."),
    }
}

fn lacks(cx: &Cx<'_>) -> String {
    let (gaps, ahead) = (cx.seen.gaps(cx.reader), cx.seen.check(cx.reader).len());
    let ahead = match ahead - gaps.len() {
        0 => String::new(),
        more => format!("\n{more} more for steps that are still to come."),
    };
    if gaps.is_empty() {
        return format!("The plan lacks nothing so far.{ahead}");
    }
    let lines = gaps.iter().map(|gap| format!("{} {}", gap.reason, gap.way_out));
    format!("{}{ahead}", names::with_numbers(lines))
}

fn found(rest: &CleanText, cx: &Cx<'_>) -> String {
    let found = cx.seen.find(rest);
    if found.is_empty() {
        return "Nothing here says so.".into();
    }
    let line = |found: &Found| {
        let place = found.place.as_ref().and_then(|place| cx.seen.step(place));
        let at = place.map(|step| format!("; in {}", step.script.title)).unwrap_or_default();
        spoken::item(&format!("{}: {}{at}", found.sort.word(), found.text))
    };
    found.iter().take(30).map(line).collect::<Vec<_>>().join("\n")
}

fn history(cx: &Cx<'_>) -> String {
    let line = |entry: &Entry| {
        let fate = if entry.undone { "; taken back" } else { "" };
        let time = cx.reader.time(entry.at);
        format!("{}: {time}, {}{fate}", entry.seq, cx.session.words_of(&entry.change))
    };
    let lines: Vec<String> = cx.chronicle.entries().iter().rev().take(20).map(line).collect();
    format!("{}\n/return NUMBER goes back to right after that.", lines.join("\n"))
}

fn forget(cx: &Cx<'_>) -> Reply {
    let what = match cx.chronicle.entries().len() {
        0 => "What lies on the disk of the history goes".to_owned(),
        1 => "1 change goes".to_owned(),
        changes => format!("{changes} changes go"),
    };
    let sentence = format!(
        "{what}, with undo and the way back to before now. The session and what is sealed stay as \
         they are, and earlier copies of the session stay among its backups. This cannot be taken \
         back. Forget the history?"
    );
    Form::sure_that(&sentence, || Reply::Forget)
}

/// The session is finished, or goes on after all; what is missing is said first.
pub(super) fn finish(cx: &Cx<'_>) -> Reply {
    let change = |finished| vec![Proposal::Change(Change::Finish(finished))];
    if cx.session.finished.is_some() {
        return Form::sure("It is finished. Go on with it after all?", change(false));
    }
    let missing = activities::close::missing(cx.session);
    match missing.is_empty() {
        true => Form::sure("Finish the session?", change(true)),
        false => {
            let missing = capital(&missing.join(", and "));
            Form::sure(&format!("{missing}. Finish all the same?"), change(true))
        }
    }
}
