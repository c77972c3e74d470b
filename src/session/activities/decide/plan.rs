//! The plan on one screen: goals, areas with their standing, the pot in one line.

use crate::money::Money;
use crate::reader::Reader;
use crate::session::areas::owner;
use crate::session::block::{Line, Sign};
use crate::session::goals::{Lamp, Light};
use crate::session::viewer::Seen;
use crate::session::{Goal, Standing};
use crate::workshop::Do;

/// One line of the plan, and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanLine {
    /// "Goals", "Areas" or "Pot".
    pub about: &'static str,
    /// The line.
    pub line: Line,
}

/// The whole plan, a line a thing, for a console that scrolls. Empty when this session plans
/// nothing but its question.
pub fn plan(seen: &Seen, reader: &Reader) -> Vec<PlanLine> {
    let about = |about: &'static str| move |line: Line| PlanLine { about, line };
    let goals = goals(seen, reader, usize::MAX).into_iter().flat_map(in_two).map(about("Goals"));
    let areas = seen
        .areas
        .iter()
        .map(|area| Line::new(area.standing().sign(), &*area.name).with(owner(seen, area, reader)));
    let areas = areas.chain(missing_areas(seen)).map(about("Areas"));
    goals.chain(areas).chain(pot(seen, reader).map(about("Pot"))).collect()
}

/// The plan in at most so many lines, for the back row: areas are counted where they are settled
/// and named where they are not.
pub(super) fn in_short(seen: &Seen, reader: &Reader, most: usize) -> Vec<Line> {
    let mut below: Vec<Line> = areas_by_standing(seen);
    below.extend(missing_areas(seen));
    below.extend(pot(seen, reader));
    below.truncate(most.saturating_sub(1));
    let mut lines = goals(seen, reader, most - below.len());
    lines.extend(below);
    lines
}

/// A goal and, beneath it, how it is measured: both are too long to stand side by side.
fn in_two(mut line: Line) -> impl Iterator<Item = Line> {
    let measure = std::mem::take(&mut line.aside);
    let measure = (!measure.is_empty()).then(|| Line::new(Sign::None, measure));
    [line].into_iter().chain(measure)
}

fn goals(seen: &Seen, reader: &Reader, most: usize) -> Vec<Line> {
    let wanted = asks_for(seen, |what| matches!(what, Do::Goals { .. }));
    if seen.goals.is_empty() {
        let missing = wanted.then(|| Line::new(Sign::Nobody, "No goal yet"));
        return missing.into_iter().collect();
    }
    let shown = if seen.goals.len() > most { most.saturating_sub(1) } else { most };
    let mut lines: Vec<Line> =
        seen.goals.iter().take(shown).map(|goal| goal_line(goal, reader)).collect();
    let rest = seen.goals.len().saturating_sub(shown);
    if rest > 0 && lines.len() < most {
        lines.push(Line::item(if rest == 1 {
            "1 more goal".into()
        } else {
            format!("{rest} more goals")
        }));
    }
    lines
}

fn goal_line(goal: &Goal, reader: &Reader) -> Line {
    let lit = Lamp::ALL.into_iter().all(|lamp| goal.light(lamp) == Light::Lit);
    let by = goal.shape.by.map(|date| format!("by {}", reader.date(date)));
    let aside: Vec<String> = [goal.shape.numbers(), by].into_iter().flatten().collect();
    let sign = if lit { Sign::Settled } else { Sign::Half };
    Line::new(sign, &*goal.shape.outcome).with(aside.join(", "))
}

fn missing_areas(seen: &Seen) -> Option<Line> {
    let wanted = asks_for(seen, |what| matches!(what, Do::Roles { .. }));
    (seen.areas.is_empty() && wanted).then(|| Line::new(Sign::Nobody, "No area yet"))
}

fn areas_by_standing(seen: &Seen) -> Vec<Line> {
    let of = |standing: Standing| -> Vec<&str> {
        let areas = seen.areas.iter().filter(|area| area.standing() == standing);
        areas.map(|area| &*area.name).collect()
    };
    let named = |standing: Standing, what: &str| {
        let names = of(standing);
        let line = Line::new(standing.sign(), format!("{what}: {}", listed(&names)));
        (!names.is_empty()).then_some(line)
    };
    let settled = match of(Standing::Settled).len() {
        0 => None,
        1 => Some("1 area has a name".into()),
        areas => Some(format!("{areas} areas have one name each")),
    };
    let settled = settled.map(|words: String| Line::new(Sign::Settled, words));
    let half = named(Standing::Half, "Yes, if");
    let nobody = named(Standing::Nobody, "Nobody yet");
    let open = named(Standing::LeftOpen, "Left open");
    [settled, half, nobody, open].into_iter().flatten().collect()
}

/// The first names of a list, and how many more there are.
pub(in crate::session) fn listed(names: &[&str]) -> String {
    match names {
        [first, second, third, rest @ ..] if rest.len() > 1 => {
            format!("{first}, {second}, {third} and {} more", rest.len())
        }
        _ => names.join(", "),
    }
}

fn pot(seen: &Seen, reader: &Reader) -> Option<Line> {
    if seen.pot.pledges.is_empty() && seen.pot.asks.is_empty() {
        return None;
    }
    let show = |amount: Money| reader.money(seen.currency, amount);
    let (purse, granted) = (seen.pot.purse(), seen.pot.granted());
    let mut words =
        vec![format!("{} in the pot", show(purse.money())), format!("{} granted", show(granted))];
    words.extend(purse.things.words());
    let sign = if granted.is_zero() { Sign::Nobody } else { Sign::Settled };
    Some(Line::new(sign, words.join(", ")))
}

fn asks_for(seen: &Seen, is: fn(&Do) -> bool) -> bool {
    seen.steps.iter().flat_map(|step| &step.script.activities).any(|activity| is(&activity.what))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::areas::{Accountable, Answer};
    use crate::session::goals::Shape;
    use crate::session::pot::{Ask, Firmness, Kind, Need, Offer, Pledge, Recurring};
    use crate::session::{Id, Kind as Thing, Session, Viewer};
    use crate::testing::{activity, area, person, reader, room_with, text, today};
    use crate::text::CleanText;
    use crate::workshop::Policy;

    fn session(activities: Vec<Do>) -> Session {
        let open = |what| activity(what, Policy::Open);
        room_with(activities.into_iter().map(open).collect()).session().clone()
    }

    fn goal(number: u64) -> Goal {
        let (from, to, unit) = (text("3"), text("1"), text("hours"));
        let outcome = text(&format!("Goal {number}"));
        let shape = Shape { outcome, from, to, unit, by: Some(today()), ..Shape::default() };
        Goal { id: Id::new(Thing::Goal, number), shape, half: Vec::new(), idea: None, told: None }
    }

    fn pledge(number: u64, kind: Kind, firmness: Firmness, read: bool) -> Pledge {
        let offer = Offer {
            source: text("HR"),
            function: CleanText::default(),
            kind,
            firmness,
            from: None,
            until: None,
            only_for: Vec::new(),
            strings: CleanText::default(),
            approver: CleanText::default(),
        };
        Pledge { id: Id::new(Thing::Pledge, number), offer, read }
    }

    fn ask(granted: Money) -> Ask {
        let need = Need {
            title: text("A course"),
            minimum: Money(10_000),
            target: Money(30_000),
            stretch: Money(40_000),
            recurring: Recurring::Once,
            quantity: 0,
            unit: CleanText::default(),
            category: CleanText::default(),
            worth: None,
        };
        Ask { id: Id::new(Thing::Ask, 80), area: area(1), need, granted, matched: Vec::new() }
    }

    /// Two goals, three areas of which one is settled and one half, and a pot.
    fn planned() -> Session {
        let mut session = session(vec![Do::Decide {}]);
        session.goals = vec![goal(71), goal(72)];
        let answers = |who, answer| {
            let comes_off = CleanText::default();
            Some(Accountable { who, answer, may_spend: None, comes_off, asked_twice: false })
        };
        session.areas[0].accountable = answers(person(1), Answer::Yes);
        let condition = text("four hours a week");
        let answer = Answer::YesIf { condition, by: today() };
        session.areas[1].accountable = answers(person(2), answer);
        session.pot.pledges = vec![
            pledge(61, Kind::Money(Money(50_000)), Firmness::Firm, true),
            pledge(62, Kind::Money(Money(25_000)), Firmness::Likely, true),
            pledge(63, Kind::Money(Money(90_000)), Firmness::Hope, true),
            pledge(64, Kind::Money(Money(70_000)), Firmness::Firm, false),
            pledge(65, Kind::Hours(6), Firmness::Firm, true),
        ];
        session.pot.asks = vec![ask(Money(30_000))];
        session
    }

    fn seen(session: &Session) -> Seen {
        session.seen_by(Viewer::Room)
    }

    fn said(lines: &[Line]) -> Vec<&str> {
        lines.iter().map(|line| line.text.as_str()).collect()
    }

    #[test]
    fn the_console_sees_every_goal_area_and_the_pot_with_who_answers() {
        let plan = plan(&seen(&planned()), &reader());
        let about: Vec<&str> = plan.iter().map(|line| line.about).collect();
        assert_eq!(about, ["Goals", "Goals", "Goals", "Goals", "Areas", "Areas", "Areas", "Pot"]);
        assert_eq!(plan[1].line.text, "from 3 to 1 hours, by Mon 2 Nov");
        let asides: Vec<&str> = plan.iter().map(|line| line.line.aside.as_str()).collect();
        assert_eq!(asides[4..7], ["Ana", "Ben, if …", "nobody yet"]);
    }

    #[test]
    fn the_pot_is_what_was_read_and_is_not_hoped_for() {
        let plan = plan(&seen(&planned()), &reader());
        let pot = &plan.last().unwrap().line.text;
        assert_eq!(pot, "€750 in the pot, €300 granted, 6 hours a month");
    }

    #[test]
    fn the_room_sees_settled_areas_counted_and_the_others_named() {
        let lines = in_short(&seen(&planned()), &reader(), 8);
        assert_eq!(
            said(&lines),
            [
                "Goal 71",
                "Goal 72",
                "1 area has a name",
                "Yes, if: Crisis",
                "Nobody yet: Measuring",
                "€750 in the pot, €300 granted, 6 hours a month",
            ]
        );
    }

    #[test]
    fn a_large_plan_is_cut_where_it_says_so() {
        let mut session = planned();
        session.goals = (71..80).map(goal).collect();
        for most in 2..9 {
            let lines = in_short(&seen(&session), &reader(), most);
            assert!(lines.len() <= most, "{lines:?}");
        }
        let lines = in_short(&seen(&session), &reader(), 7);
        assert_eq!(said(&lines)[..3], ["Goal 71", "Goal 72", "7 more goals"]);
        assert_eq!(listed(&["a", "b", "c", "d", "e"]), "a, b, c and 2 more");
        assert_eq!(listed(&["a", "b", "c", "d"]), "a, b, c, d");
    }

    #[test]
    fn what_a_plan_should_hold_and_does_not_is_named() {
        let goals = Do::Goals { most: 3 };
        let mut empty = session(vec![Do::Decide {}, goals, Do::Roles { load: 2 }]);
        empty.areas.clear();
        let lines = plan(&seen(&empty), &reader());
        let lines: Vec<&str> = lines.iter().map(|it| it.line.text.as_str()).collect();
        assert_eq!(lines, ["No goal yet", "No area yet"]);

        let mut question = session(vec![Do::Decide {}]);
        question.areas.clear();
        assert!(plan(&seen(&question), &reader()).is_empty());
    }
}
