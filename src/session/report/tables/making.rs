//! How it came about, as tables: ideas, votes, the count of the pot, assessments, the clock.

use crate::methods::likert::Answers;
use crate::methods::prioritize::Standing;
use crate::money::Money;
use crate::session::activities::State;
use crate::session::activities::assess::Assessed;
use crate::session::activities::choices::Choice;
use crate::session::activities::pot::Counted;
use crate::session::activities::{matrix, vote};
use crate::session::private::{Ballot, Giver};
use crate::session::report::table::{Rows, Table};
use crate::session::viewer::Seen;
use crate::session::{Id, Idea, Place, Shared, StepRun, activities};

pub(super) fn ideas(seen: &Seen) -> Table {
    Rows::of("ideas", "Ideas", "What was gathered, once it was shown", &seen.ideas)
        .text(["text", "Idea"], "In the words of whoever wrote it", |it: &&Shared<Idea>| {
            it.text.to_string()
        })
        .text(["group", "Group"], "The group it was put in", |it| it.group.to_string())
        .text(["lens", "Lens"], "Through which card it was seen", |it| it.lens.to_string())
        .list(["also", "Also"], "Those that were merged with it", |it| {
            it.merged.iter().map(|it| it.text.to_string()).collect()
        })
        .table()
}

/// One option of a vote that was counted.
struct Voted {
    step: String,
    label: String,
    kind: &'static str,
    rank: usize,
    tied: bool,
    standing: Standing,
    ballots: Option<usize>,
    kept: Option<bool>,
}

pub(super) fn votes(seen: &Seen) -> Table {
    let options = seen.places().into_iter().flat_map(|place| voted(seen, &place));
    Rows::of("votes", "Votes", "What each option came to, the best first", options)
        .text(["step", "Step"], "The step in which it was", |it: &Voted| it.step.clone())
        .text(["option", "Option"], "What was voted on", |it| it.label.clone())
        .text(["kind", "Kind"], "How ballots were marked", |it| it.kind)
        .number(["rank", "Rank"], "1 is the best; equals share one", |it| Some(it.rank))
        .yes(["tied", "Tied"], "Another one has the same", |it| it.tied)
        .number(["dots", "Dots"], "All its dots or approvals", |it| match it.standing {
            Standing::Dots { dots, .. } => Some(dots),
            Standing::Score { .. } | Standing::Ranked { .. } => None,
        })
        .number(["sum", "Sum"], "The sum of its scores", |it| match it.standing {
            Standing::Score { sum, .. } => Some(sum),
            Standing::Dots { .. } | Standing::Ranked { .. } => None,
        })
        .number(["people", "People"], "How many gave it any, where that is known", |it| {
            it.standing.people()
        })
        .number(["ballots", "Ballots"], "How many there were, where that is known", |it| it.ballots)
        .text(["kept", "Kept"], "Above the line that was drawn: yes, no, or empty", |it| {
            match it.kept {
                Some(true) => "yes",
                Some(false) => "no",
                None => "",
            }
        })
        .table()
}

fn voted(seen: &Seen, place: &Place) -> Vec<Voted> {
    let Some(count) = vote::result(seen, place) else { return Vec::new() };
    let cut = count.cut();
    let option = |option: &usize| Voted {
        step: step(seen, place),
        label: count.label(*option).to_owned(),
        kind: count.tally.kind.name(),
        rank: count.tally.rank(*option),
        tied: count.tally.tie_of(*option).is_some(),
        standing: count.tally.items[*option].standing,
        ballots: count.ballots,
        kept: cut.as_ref().map(|cut| cut.inside.contains(option) || cut.kept.contains(option)),
    };
    count.tally.order.iter().map(option).collect()
}

/// Marks of open steps alone: of all others there are totals, and no ballot leaves.
pub(super) fn ballots(seen: &Seen) -> Table {
    let marks = seen.places().into_iter().flat_map(|place| marked(seen, &place));
    Rows::of("ballots", "Open ballots", "Who marked what, where everyone saw it", marks)
        .text(["step", "Step"], "The step in which it was", |it: &Marked| it.step.clone())
        .text(["who", "Who"], "Who gave it", |it| it.who.clone())
        .text(["thing", "On"], "What was marked", |it| it.thing.clone())
        .number(["mark", "Mark"], "How", |it| Some(it.mark))
        .table()
}

struct Marked {
    step: String,
    who: String,
    thing: String,
    mark: u8,
}

fn marked(seen: &Seen, place: &Place) -> Vec<Marked> {
    let open = seen.policy(place).is_open();
    let shown = seen.state(place).and_then(State::given).is_some_and(|given| given.revealed);
    let Some(State::Vote(vote)) = seen.state(place).filter(|_| open && shown) else {
        return Vec::new();
    };
    let things = activities::things(seen, place);
    let name = |id: &Id| things.iter().find(|(thing, _)| thing == id).map(|(_, name)| name.clone());
    let of = |(from, ballot): (Option<&Giver>, &Ballot)| {
        let Some(Giver::Person(who)) = from else { return Vec::new() };
        let mark = |mark: &crate::session::private::Mark| {
            Some(Marked {
                step: step(seen, place),
                who: seen.name_of(who).to_owned(),
                thing: name(&mark.on)?,
                mark: mark.value,
            })
        };
        ballot.marks.iter().filter_map(mark).collect()
    };
    vote.papers().flat_map(of).collect()
}

/// What one ask comes to by one rule.
struct ByRule {
    step: String,
    rule: &'static str,
    read_aloud: bool,
    ask: String,
    granted: Money,
    supporters: usize,
}

pub(super) fn counts(seen: &Seen) -> Table {
    let all = seen.places().into_iter().filter_map(|place| {
        let counted = seen.counted(&place)?;
        Some(by_rule(&step(seen, &place), counted))
    });
    Rows::of("counts", "The count", "What each ask gets by each rule", all.flatten())
        .text(["step", "Step"], "The step in which it was", |it: &ByRule| it.step.clone())
        .text(["rule", "Rule"], "By which rule", |it| it.rule)
        .yes(["read_aloud", "Read aloud"], "The rule that was chosen before", |it| it.read_aloud)
        .text(["ask", "Ask"], "Which ask", |it| it.ask.clone())
        .money(["granted", "Would get"], "What it gets by that rule", |it| Some(it.granted))
        .number(["supporters", "Supporters"], "How many gave it points", |it| Some(it.supporters))
        .table()
}

fn by_rule(step: &str, counted: &Counted) -> Vec<ByRule> {
    let of = |outcome: &crate::methods::funding::Outcome| {
        let share =
            |(ask, share): (&activities::pot::CountedAsk, &crate::methods::funding::Share)| {
                ByRule {
                    step: step.to_owned(),
                    rule: outcome.rule.name(),
                    read_aloud: outcome.rule == counted.rule,
                    ask: ask.called.to_string(),
                    granted: share.granted,
                    supporters: share.supporters,
                }
            };
        counted.asks.iter().zip(&outcome.shares).map(share).collect::<Vec<ByRule>>()
    };
    counted.outcomes.iter().flat_map(of).collect()
}

/// How one group answered one statement.
struct Answered {
    step: String,
    statement: String,
    function: String,
    answers: Answers,
}

pub(super) fn assessments(seen: &Seen) -> Table {
    let all = seen.places().into_iter().filter_map(|place| {
        let assessed = seen.assessed(&place)?;
        Some(answered(seen, &place, assessed))
    });
    Rows::of("assessments", "Where we are", "How a function answered a statement", all.flatten())
        .text(["step", "Step"], "The step in which it was", |it: &Answered| it.step.clone())
        .text(["statement", "Statement"], "What was rated", |it| it.statement.clone())
        .text(["function", "Function"], "Who answered; all for the room", |it| it.function.clone())
        .number(["yes", "True here"], "How many said so", |it| it.answers.counts().get(2).copied())
        .number(["partly", "Partly"], "How many said so", |it| it.answers.counts().get(1).copied())
        .number(["no", "Not here"], "How many said so", |it| it.answers.counts().first().copied())
        .table()
}

fn answered(seen: &Seen, place: &Place, assessed: &Assessed) -> Vec<Answered> {
    let statements = activities::assess::texts(seen, place);
    let mut all = Vec::new();
    for (at, statement) in statements.iter().enumerate() {
        let row = |function: &str, answers: Answers| Answered {
            step: step(seen, place),
            statement: statement.to_string(),
            function: function.to_owned(),
            answers,
        };
        all.extend(assessed.statements.get(at).map(|it| row("all", it.answers.clone())));
        let groups = assessed.groups.iter();
        all.extend(groups.filter_map(|group| Some(row(&group.name, group.said.get(at)?.clone()))));
    }
    all
}

pub(super) fn placements(seen: &Seen) -> Table {
    let placed = seen.places().into_iter().flat_map(|place| {
        let Some(counted) = matrix::counted(seen, &place) else { return Vec::new() };
        let title = step(seen, &place);
        let row = |(at, choice): (usize, &Choice)| {
            let [first, second] =
                [0, 1].map(|axis| counted.matrix.answers(at, axis).counts().to_vec());
            (title.clone(), choice.label.to_string(), first, second)
        };
        counted.choices.iter().enumerate().map(row).collect()
    });
    type Placed = (String, String, Vec<u32>, Vec<u32>);
    let numbers = |counts: &[u32]| counts.iter().map(u32::to_string).collect();
    Rows::of("matrix", "On two axes", "How options were placed", placed)
        .text(["step", "Step"], "The step in which it was", |it: &Placed| it.0.clone())
        .text(["option", "Option"], "What was placed", |it| it.1.clone())
        .list(["first", "First axis"], "How many gave each value, the lowest first", |it| {
            numbers(&it.2)
        })
        .list(["second", "Second axis"], "How many gave each value, the lowest first", |it| {
            numbers(&it.3)
        })
        .table()
}

pub(super) fn asked(seen: &Seen) -> Table {
    let ties = seen.places().into_iter().flat_map(|place| {
        let Some(mapped) = seen.mapped(&place) else { return Vec::new() };
        let names: Vec<&str> = mapped.functions.iter().map(|it| it.name.as_str()).collect();
        let title = step(seen, &place);
        let row = |(from, row): (&&str, &Vec<u32>)| {
            let tie = |(to, times): (&&str, &u32)| {
                (title.clone(), (*from).to_owned(), (*to).to_owned(), *times)
            };
            names.iter().zip(row).filter(|(_, times)| **times > 0).map(tie).collect::<Vec<_>>()
        };
        names.iter().zip(&mapped.grid).flat_map(row).collect()
    });
    type Tie = (String, String, String, u32);
    Rows::of("network", "Whom we ask", "How often one function names another", ties)
        .text(["step", "Step"], "The step in which it was", |it: &Tie| it.0.clone())
        .text(["from", "From"], "The function that asks", |it| it.1.clone())
        .text(["to", "To"], "The function that is asked", |it| it.2.clone())
        .number(["times", "Times"], "How often", |it| Some(it.3))
        .table()
}

pub(super) fn causes(seen: &Seen) -> Table {
    let causes = seen.places().into_iter().flat_map(|place| {
        let Some(foresee) = seen.foreseen(&place) else { return Vec::new() };
        let title = step(seen, &place);
        let row = |it: &Idea| (title.clone(), it.text.to_string(), foresee.is_chosen(&it.id));
        foresee.causes.iter().map(|cause| row(cause)).collect()
    });
    type Cause = (String, String, bool);
    Rows::of("causes", "What could fail", "Causes of failure that were foreseen", causes)
        .text(["step", "Step"], "The step in which it was", |it: &Cause| it.0.clone())
        .text(["text", "Cause"], "In the words of whoever wrote it", |it| it.1.clone())
        .yes(["chosen", "Chosen"], "A safeguard was sought against it", |it| it.2)
        .table()
}

pub(super) fn rounds(seen: &Seen) -> Table {
    let said = seen.places().into_iter().flat_map(|place| {
        let Some(State::Round(round)) = seen.state(&place) else { return Vec::new() };
        let heard = round.heard.iter().filter(|heard| !heard.said.is_empty());
        let row = |it: &activities::round::Heard| {
            [step(seen, &place), seen.name_of(&it.who).to_owned(), it.said.to_string()]
        };
        heard.map(row).collect()
    });
    Rows::of("rounds", "Rounds", "What was said in turn, as it was noted", said)
        .text(["step", "Step"], "The step in which it was", |it: &[String; 3]| it[0].clone())
        .text(["who", "Who"], "Who said it", |it| it[1].clone())
        .text(["said", "Said"], "What was noted", |it| it[2].clone())
        .table()
}

pub(super) fn steps(seen: &Seen) -> Table {
    let people = seen.people_expected();
    Rows::of("steps", "Agenda", "The steps, and how long they took", &seen.steps)
        .text(["title", "Step"], "What it is called", |it: &&StepRun| it.script.title.to_string())
        .number(["planned", "Planned"], "Seconds by the script, for the people listed", |it| {
            Some(it.script.minutes.seconds(people))
        })
        .number(["given", "Given"], "Seconds after the plan was cut or stretched", |it| {
            Some(it.planned(people))
        })
        .number(["taken", "Taken"], "Seconds it took", |it| (it.taken > 0).then_some(it.taken))
        .yes(["skipped", "Skipped"], "It was left out", |it| it.skipped)
        .table()
}

fn step(seen: &Seen, place: &Place) -> String {
    seen.step(place).map_or(String::new(), |step| step.script.title.to_string())
}
