//! The private ballot: the rule is chosen and read aloud, points come in, the count is taken.

use super::{propose, state};
use crate::linear::asker::{Cx, Question, Reply, or_tell, tell};
use crate::linear::ballots::{self, Ballots};
use crate::linear::form::{Field, Form};
use crate::linear::names;
use crate::methods::fist::hands;
use crate::methods::funding::{RULES, Rule};
use crate::session::activities::pot::{Change, Counted, Part, Taken, check_purses};
use crate::session::private::Asked;
use crate::text::{CleanText, capital};

/// The rules to choose from, then what the points are put on.
pub(super) fn opening(cx: &Cx<'_>) -> String {
    match (state(cx).and_then(|pot| pot.rule), asked(cx), cx.seen.counted(cx.place)) {
        (_, _, Some(_)) | (Some(_), None, _) => String::new(),
        (None, ..) => rules(),
        (Some(_), Some(asked), None) => ballots::listed(&asked),
    }
}

fn rules() -> String {
    names::with_numbers(
        RULES.iter().map(|rule| format!("{}. {}", capital(rule.name()), rule.said())),
    )
}

pub(super) fn question(ballots: &Ballots, cx: &Cx<'_>) -> Question {
    if let Some(counted) = cx.seen.counted(cx.place) {
        let name = counted.rule.name();
        return Question::of(match is_taken(counted, cx) {
            true => "This is what is granted. An empty line goes on to the grants.".to_owned(),
            false => format!(
                "yes takes this count by {name}; the number of another rule takes that one, which \
                 is a decision of its own. An empty line goes on to the grants without."
            ),
        });
    }
    if state(cx).and_then(|pot| pot.rule).is_none() {
        return Question::of(
            "How do points become money? The number of a rule; with function behind it, each \
             function decides over its own money. An empty line goes on to the grants.",
        );
    }
    let Some(asked) = asked(cx) else {
        return Question::of(
            "No ask wants money, so there is nothing to give points to. An empty \
                             line goes on to the grants.",
        );
    };
    ballots.question(&asked, cx).unwrap_or_else(|| {
        Question::of(format!("{} An empty line goes on.", ballots::rests(&asked, "the count")))
    })
}

pub(super) fn answer(ballots: &mut Ballots, line: &CleanText, cx: &Cx<'_>) -> Reply {
    if let Some(counted) = cx.seen.counted(cx.place) {
        return or_tell(take(line, counted, cx));
    }
    if state(cx).and_then(|pot| pot.rule).is_none() {
        return or_tell(choose(line, cx));
    }
    match asked(cx) {
        Some(asked) => ballots.answer(line, &asked),
        None => tell("There is nothing to give points to."),
    }
}

pub(super) fn empty(ballots: &mut Ballots, cx: &Cx<'_>) -> Reply {
    let waits =
        cx.seen.counted(cx.place).is_none() && state(cx).is_some_and(|pot| pot.rule.is_some());
    match asked(cx).filter(|_| waits) {
        Some(asked) if ballots.question(&asked, cx).is_some() => ballots.empty(&asked),
        Some(asked) => match ballots.go_on(&asked, cx) {
            Reply::GoOn => propose(cx, Change::Part(Part::Grants)),
            reply => reply,
        },
        None => propose(cx, Change::Part(Part::Grants)),
    }
}

pub(super) fn command(ballots: &mut Ballots, word: &str, rest: &CleanText, cx: &Cx<'_>) -> Reply {
    if word == "list" {
        return tell(asked(cx).map(|asked| ballots::listed(&asked)).unwrap_or_default());
    }
    if word == "why" {
        return why(rest, cx);
    }
    match asked(cx) {
        Some(asked) => ballots.command(word, rest, &asked, cx),
        None => Reply::NotMine,
    }
}

/// Why an ask gets what it gets, by the rule that counts.
pub(super) fn why(rest: &CleanText, cx: &Cx<'_>) -> Reply {
    let taken = state(cx).and_then(|pot| pot.taken.as_deref());
    let taken = taken.map(|taken| (&taken.count, taken.rule));
    let shown = || cx.seen.counted(cx.place).map(|counted| (counted, counted.rule));
    let Some((counted, rule)) = taken.or_else(shown) else {
        return tell("Nothing is counted yet.");
    };
    or_tell(names::thing(rest, cx.seen.pot.asks.len()).map(|place| {
        let told = counted.told(cx.seen.currency, cx.reader);
        tell(told.why(rule, &cx.seen.pot.asks[place].id).join(" "))
    }))
}

fn asked(cx: &Cx<'_>) -> Option<Asked> {
    Asked::at(cx.session, cx.place).filter(|asked| !asked.things.is_empty())
}

fn is_taken(counted: &Counted, cx: &Cx<'_>) -> bool {
    let taken = state(cx).and_then(|pot| pot.taken.as_deref());
    taken.is_some_and(|taken| counted.is_taken(taken.rule, cx.seen))
}

fn numbered(typed: &str) -> Result<Rule, String> {
    let at = typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let rule = at.and_then(|at| RULES.get(at)).copied();
    rule.ok_or_else(|| format!("Say the number of a rule, 1 to {}.", RULES.len()))
}

fn choose(line: &CleanText, cx: &Cx<'_>) -> Result<Reply, String> {
    let (number, whose) = line.split_once(' ').unwrap_or((line, ""));
    let rule = numbered(number)?;
    if whose.is_empty() {
        return Ok(propose(cx, Change::Rule(rule)));
    }
    check_purses(cx.session, cx.place, rule).map_err(|no| no.to_string())?;
    Ok(propose(cx, Change::RuleByFunction(rule)))
}

/// The count by the rule that was read aloud, or by another, which is a decision.
fn take(line: &CleanText, counted: &Counted, cx: &Cx<'_>) -> Result<Reply, String> {
    let rule = match line.to_lowercase().as_str() {
        "yes" | "y" => counted.rule,
        _ => numbered(line).map_err(|no| format!("Say yes, or another rule. {no}\n{}", rules()))?,
    };
    let taken = Taken { rule, count: counted.clone() };
    if rule == counted.rule {
        return Ok(propose(cx, Change::Take(Box::new(taken))));
    }
    let fields = vec![
        Field::needed(format!("Why {}, and not {}?", rule.name(), counted.rule.name())),
        Field::open("Hands, if any were shown, as in 5 5 4 3?")
            .checked(|typed, _| hands(typed).map(drop).map_err(|no| no.to_string())),
    ];
    Ok(Form::asking(fields, move |said, cx| {
        let fingers = hands(&said[1]).map_err(|no| (1, no.to_string()))?;
        let fingers = (!said[1].is_empty()).then_some(fingers);
        let (taken, why) = (Box::new(taken.clone()), said[0].clone());
        Ok(propose(cx, Change::TakeAnother { taken, why, fingers }))
    }))
}
