//! The head of the record: what an executive reads, and how far it can be trusted.

use crate::money::Money;
use crate::reader::Reader;
use crate::session::areas::{Accountable, Answer, Area, Standing};
use crate::session::block::{Block, Line, Section, Sign};
use crate::session::decisions::Tally;
use crate::session::followup;
use crate::session::goals::Goal;
use crate::session::pot::{Ask, Pledge};
use crate::session::viewer::Seen;
use crate::session::{Decision, Session};
use crate::text::{capital, listed};
use crate::when;
use jiff::Timestamp;
use jiff::civil::Date;

/// Draft or final, of when, and which revision.
pub(super) fn standing(seen: &Seen, reader: &Reader) -> String {
    let at = moment(seen.glance.changed, reader);
    let revision = seen.revision;
    match seen.finished {
        None => format!("Draft of {at}. The session is not finished. Revision {revision}."),
        Some(_) => format!("Final, of {at}. Revision {revision}."),
    }
}

/// Whom to ask about it.
pub(super) fn ask(seen: &Seen) -> String {
    let Some(who) = seen.contact.as_ref().and_then(|who| seen.person(who)) else {
        return "Nobody is named yet whom to ask about it.".into();
    };
    match who.function.as_str() {
        "" => format!("Ask {} about it.", who.name),
        function => format!("Ask {} ({function}) about it.", who.name),
    }
}

/// Where the record comes from.
pub(super) fn held(seen: &Seen, reader: &Reader) -> String {
    format!("{}, {}", seen.workshop, moment(seen.began, reader))
}

/// The lines that somebody with one minute reads.
pub(super) fn in_short(seen: &Seen, reader: &Reader) -> Section {
    let mut lines = since(seen);
    if lines.is_empty() || main_decision(seen).is_some() {
        lines.push(decided(seen, reader));
    }
    lines.extend(needed(seen, reader));
    lines.extend(goals(seen, reader));
    lines.extend(pot(seen, reader));
    lines.extend(areas(seen));
    lines.extend(dissent(seen));
    lines.extend(doing_nothing(seen));
    lines.push(next(seen, reader));
    Section { title: "In short".into(), blocks: vec![Block::Lines(lines)] }
}

/// In a check-in, what became of the promises comes before all else.
fn since(seen: &Seen) -> Vec<Line> {
    let told = followup::kept_in_words(seen.kept());
    let line = Line::item(format!("{}: {told}", capital(&followup::called(seen.followup.days))));
    if seen.is_check_in() { vec![line.with("promises of the plan")] } else { Vec::new() }
}

/// The main decision with its rule, and what would reopen it, for whoever was not there.
pub(super) fn decided_in_full(seen: &Seen, reader: &Reader) -> Vec<Line> {
    let mut lines = vec![decided(seen, reader)];
    if let Some(decision) = main_decision(seen) {
        let said = [("Rule", &decision.rule), ("Reopened before then by", &decision.reopen)];
        let said = said.into_iter().filter(|(_, words)| !words.is_empty());
        lines.extend(said.map(|(label, words)| Line::item(format!("{label}: {words}"))));
    }
    lines
}

fn decided(seen: &Seen, reader: &Reader) -> Line {
    let Some(decision) = main_decision(seen) else {
        return Line::new(Sign::Nobody, "Nothing is decided yet.");
    };
    let line = Line::new(Sign::Settled, format!("Decided: {}", decision.what));
    let hands = decision.tally.as_ref().map(how_close);
    let review = decision.review.map(|date| format!("looked at again on {}", reader.date(date)));
    line.with(hands.into_iter().chain(review).collect::<Vec<_>>().join("; "))
}

/// "10 of 11 hands at three or more", the same for every outcome.
fn how_close(tally: &Tally) -> String {
    let fingers = tally.fingers.map(u32::from);
    let carried: u32 = fingers[3..].iter().sum();
    format!("{carried} of {} hands at three or more", fingers.iter().sum::<u32>())
}

fn doing_nothing(seen: &Seen) -> Option<Line> {
    let cost = &seen.doing_nothing;
    (!cost.is_empty()).then(|| Line::item(format!("Doing nothing costs: {cost}")))
}

/// The newest decision that the whole room was counted on; without one, the newest.
fn main_decision(session: &Session) -> Option<&Decision> {
    let counted = session.decisions.iter().rev().find(|decision| decision.tally.is_some());
    counted.or(session.decisions.last())
}

/// What is still needed from whoever reads this, by when: conditions, and names.
fn needed(seen: &Seen, reader: &Reader) -> Vec<Line> {
    let line = |area: &Area| match (&area.accountable, area.open_until) {
        (Some(Accountable { who, answer: Answer::YesIf { condition, by }, .. }), _) => {
            let words = format!("Needed by {}: {condition}", reader.date(*by));
            let who = seen.name_of(who);
            let then = format!("then {who} answers for {}", area.name);
            Some((*by, Line::new(Sign::Half, words).with(then)))
        }
        (None, Some(until)) => {
            let words = format!("Needed by {}: a name for {}", reader.date(until), area.name);
            Some((until, Line::new(Sign::LeftOpen, words).with("left open on purpose")))
        }
        _ => None,
    };
    let approval = |pledge: &Pledge| {
        let (source, approver) = (&pledge.offer.source, &pledge.offer.approver);
        let what = pledge.offer.kind.words(|amount| reader.money(seen.currency, amount));
        let words = format!("Needed: a yes to {what} from {source}");
        Line::new(Sign::Half, words).with(format!("by {approver}"))
    };
    let mut areas: Vec<(Date, Line)> = seen.areas.iter().filter_map(line).collect();
    areas.sort_by_key(|(by, _)| *by);
    let areas = areas.into_iter().map(|(_, line)| line);
    areas.chain(seen.pot.unapproved().map(approval)).collect()
}

/// Each goal from where to where, by when, and who is better off.
fn goals(seen: &Seen, reader: &Reader) -> Vec<Line> {
    let words = |goal: &Goal| format!("Goal: {}", goal.shape.outcome);
    let line = |goal: &Goal| Line::item(words(goal)).with(goal.shape.measure(reader));
    seen.goals.iter().map(line).collect()
}

/// The pot as firm and hoped, and what stays below its minimum once money was granted.
fn pot(seen: &Seen, reader: &Reader) -> Vec<Line> {
    let money = |amount: Money| reader.money(seen.currency, amount);
    let purse = seen.pot.purse();
    let mut lines = Vec::new();
    let parts = [(purse.firm, "firm"), (purse.likely, "likely"), (purse.hope, "hoped for beside")];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(amount, _)| !amount.is_zero())
        .map(|(amount, word)| format!("{} {word}", money(amount)))
        .collect();
    if !parts.is_empty() {
        let line = Line::item(format!("The pot: {}", money(purse.money())));
        lines.push(line.with(parts.join(", ")));
    }
    let granted = !seen.pot.granted().is_zero();
    let asks = seen.pot.asks.iter().filter(|ask| ask.granted < ask.need.minimum);
    let short = |ask: &Ask| format!("{} ({})", seen.called(ask), money(ask.need.minimum));
    let short: Vec<String> = asks.map(short).collect();
    if granted && !short.is_empty() {
        let words = format!("Short of the minimum: {}", listed(&short));
        lines.push(Line::new(Sign::Nobody, words));
    }
    lines
}

/// The areas nobody answers for, or that all have a name.
fn areas(seen: &Seen) -> Option<Line> {
    let of = |standing: Standing| seen.areas.iter().filter(move |it| it.standing() == standing);
    let nobody: Vec<&str> = of(Standing::Nobody).map(|area| area.name.as_str()).collect();
    let (all, settled) = (seen.areas.len(), of(Standing::Settled).count());
    match all {
        0 => None,
        _ if !nobody.is_empty() => Some(Line::new(Sign::Nobody, missing(&nobody, all))),
        _ if settled == all => Some(Line::new(Sign::Settled, each_has(all))),
        _ => {
            let words = format!("Somebody said yes for {settled} of {all} areas.");
            Some(Line::new(Sign::Half, words))
        }
    }
}

/// Dissent as worded: one in full, the rest by number.
fn dissent(seen: &Seen) -> Vec<Line> {
    let mut dissent = seen.objections.iter().filter(|objection| objection.is_dissent());
    let Some(first) = dissent.next() else { return Vec::new() };
    let words = format!("Dissent: “{}”", first.text);
    let mut lines = vec![Line::item(words).with(first.named(seen))];
    match dissent.count() {
        0 => {}
        1 => lines.push(Line::item("One more dissent stands with the decisions.")),
        more => lines.push(Line::item(format!("{more} more dissents stand with the decisions."))),
    }
    lines
}

fn missing(nobody: &[&str], areas: usize) -> String {
    match areas {
        2.. if nobody.len() == areas => format!("None of the {areas} areas has a name yet."),
        _ => format!("Nobody answers yet for {}.", listed(nobody)),
    }
}

fn each_has(areas: usize) -> String {
    match areas {
        1 => "One person answers for the one area.".into(),
        more => format!("Each of the {more} areas has one person who answers for it."),
    }
}

fn next(seen: &Seen, reader: &Reader) -> Line {
    match seen.next_date {
        Some(date) => {
            let date = when::show_long(date, &reader.locale);
            let answers = seen.contact.as_ref().map(|who| seen.name_of(who));
            let answers = answers.map(|name| format!("{name} answers until then"));
            let line = Line::new(Sign::Settled, format!("Next check-in: {date}"));
            line.with(answers.unwrap_or_default())
        }
        None => Line::new(Sign::Nobody, "No date is set for a check-in yet."),
    }
}

fn moment(at: Timestamp, reader: &Reader) -> String {
    let day = when::show_long(reader.day_of(at), &reader.locale);
    format!("{day}, {}", reader.time(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::report::Report;
    use crate::session::{Id, Kind, Place};
    use crate::testing::{activity, at, person, reader, room_with, text};
    use crate::workshop::{Do, Policy};
    use jiff::civil::date;

    fn session() -> Session {
        room_with(vec![activity(Do::Break {}, Policy::Open)]).session().clone()
    }

    fn lines(session: &Session) -> Vec<String> {
        let first = Report::of(session, &reader()).parts.swap_remove(0).sections.swap_remove(0);
        let [Block::Lines(lines)] = first.blocks.as_slice() else { panic!("{first:?}") };
        lines.iter().map(|line| format!("{:?} {} {}", line.sign, line.text, line.aside)).collect()
    }

    fn decision(what: &str, tally: Option<Tally>) -> Decision {
        Decision {
            id: Id::nth(Kind::Decision, 9, 0),
            at: at(9),
            place: Place::new("break", 0),
            what: text(what),
            rule: text(""),
            tally,
            review: Some(date(2026, 12, 3)),
            reopen: text(""),
        }
    }

    #[test]
    fn a_session_that_has_only_begun_says_what_is_missing() {
        assert_eq!(
            lines(&session()),
            [
                "Nobody Nothing is decided yet. ",
                "Nobody None of the 3 areas has a name yet. ",
                "Nobody No date is set for a check-in yet. ",
            ]
        );
    }

    #[test]
    fn an_executive_reads_the_decision_the_gaps_and_the_next_date() {
        let mut session = session();
        session.decisions = vec![
            decision("We do it.", Some(Tally { fingers: [0, 0, 1, 2, 3, 1], voters: 7 })),
            decision("The window stays open.", None),
        ];
        session.areas[0].accountable = Some(Accountable {
            who: person(1),
            answer: Answer::YesIf { condition: text("4 hours"), by: date(2026, 11, 9) },
            may_spend: None,
            comes_off: text(""),
            asked_twice: false,
        });
        session.areas[2].open_until = Some(date(2026, 12, 3));
        session.next_date = Some(date(2026, 12, 2));
        assert_eq!(
            lines(&session),
            [
                "Settled Decided: We do it. 6 of 7 hands at three or more; looked at again on Thu 3 Dec",
                "Half Needed by Mon 9 Nov: 4 hours then Ana answers for Listening",
                "LeftOpen Needed by Thu 3 Dec: a name for Measuring left open on purpose",
                "Nobody Nobody answers yet for Crisis. ",
                "Settled Next check-in: Wednesday 2 December 2026 ",
            ]
        );
    }

    #[test]
    fn goals_money_and_dissent_stand_on_the_first_page() {
        let session = crate::store::tour::session().expect("it is built in");
        let told = lines(&session).join("\n");
        for words in [
            "10 of 11 hands at three or more",
            "Needed by Tue 1 Dec: Marketing ends two of its tools",
            "From 20 to 80 % of public questions, by Thu 30 Sep",
            "The pot: €24,500 €18,500 firm, €6,000 likely, €5,000 hoped for beside",
            "Short of the minimum: Stories (€8,000) and Crisis (€3,000)",
            "Somebody said yes for 5 of 7 areas.",
            "Dissent: “My drivers will answer under their own names",
            "Doing nothing costs: 400 questions a month",
        ] {
            assert!(told.contains(words), "{words} is missing in {told}");
        }
    }

    #[test]
    fn a_draft_says_so_until_the_session_is_finished() {
        let mut session = session();
        let draft = Report::of(&session, &reader());
        assert!(draft.draft);
        assert_eq!(draft.held, "A test, Monday 2 November 2026, 10:00");
        assert_eq!(
            draft.standing,
            "Draft of Monday 2 November 2026, 10:00. The session is not finished. Revision 1."
        );
        session.finished = Some(at(60));
        let last = Report::of(&session, &reader());
        assert_eq!(last.standing, "Final, of Monday 2 November 2026, 10:00. Revision 1.");
    }

    #[test]
    fn what_the_facilitator_alone_knows_is_in_no_report() {
        let mut session = session();
        session.people[0].note = text("xyzzy");
        session.steps[0].script.notes = text("xyzzy");
        session.people[0].speaks_last = true;
        let report = format!("{:?}", Report::of(&session, &reader()));
        assert!(!report.contains("xyzzy") && !report.contains("last"), "{report}");
    }
}
