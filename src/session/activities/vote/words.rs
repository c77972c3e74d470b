//! What is said of a count, in sentences: why the order is as it is, where it breaks, what divides
//! the room, what the line keeps, and what a talk changed.

use super::{Count, Talk, Why, marking, on_the_ballot};
use crate::methods::prioritize::{Cut, Gap, VoteKind, Words};
use crate::reader::Reader;
use crate::session::activities::choices::Choice;
use crate::session::private::{Marking, letter};
use crate::session::{Place, Session};
use crate::text::ordinal;
use crate::workshop::Policy;

impl Count {
    /// What is known beside the number: "tied, 6 people", "9 answers", "was 4".
    pub fn aside(&self, option: usize, reader: &Reader) -> String {
        let tied = self.tally.tie_of(option).map(|_| "tied".to_owned());
        let before = self.before.as_ref().and_then(|before| before[option]);
        let before = before.map(|had| format!("was {}", had.written(reader)));
        let known = [tied, self.known_of(option), before];
        known.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn known_of(&self, option: usize) -> Option<String> {
        let standing = &self.tally.items[option].standing;
        let (one, many) = match self.tally.kind {
            VoteKind::Dots if self.assumed > 0 => ("voice", "voices"),
            VoteKind::Dots => ("person", "people"),
            VoteKind::Score => ("answer", "answers"),
            VoteKind::Approval => return None,
            VoteKind::Ranked => return self.duels_won(option),
        };
        let people = standing.people()?;
        let counted = format!("{people} {}", if people == 1 { one } else { many });
        Some(if standing.is_rated() { counted } else { format!("not rated, {counted}") })
    }

    /// "wins 4 of 5": how many it stands above head to head.
    pub fn duels_won(&self, option: usize) -> Option<String> {
        let duels = self.tally.duels.as_ref()?;
        let others = (0..self.choices.len()).filter(|other| *other != option);
        let won = others.clone().filter(|other| duels.wins(option, *other)).count();
        Some(format!("wins {won} of {}", others.count()))
    }

    /// How people differed about an option: "2 gave none, 1 gave two dots".
    pub fn spread(&self, option: usize) -> Option<String> {
        let spread = self.tally.items[option].spread.as_ref()?;
        Some(spread_in_words(self.tally.kind, &spread.said))
    }
}

/// The names and numbers of a count, for the sentences of its method.
fn with_words<T>(count: &Count, reader: &Reader, say: impl FnOnce(&Words<'_>) -> T) -> T {
    let (name, decimal) = (|option| count.quoted(option), |value| reader.decimal(value));
    say(&Words { name: &name, decimal: &decimal })
}

/// Why the order is as it is.
pub fn explained(count: &Count, reader: &Reader) -> String {
    with_words(count, reader, |words| words.explain(&count.tally))
}

/// Why the option in a row of the order stands there.
pub fn why(count: &Count, row: usize, reader: &Reader) -> String {
    with_words(count, reader, |words| words.why(&count.tally, row))
}

/// The natural break.
pub(super) fn gap(count: &Count, reader: &Reader) -> Option<String> {
    let gap = count.tally.natural_break()?;
    let above = count.quoted(count.tally.order[gap.above - 1]);
    let size = with_words(count, reader, |words| words.gap(count.tally.kind, gap.gap));
    Some(match gap.gap {
        Gap::Duel(..) => format!("The clearest step, {size}, is below {above}."),
        _ => format!("A natural break of {size} below {above}."),
    })
}

/// The most divided option.
pub fn divided(count: &Count) -> Option<String> {
    let option = count.tally.most_divided()?;
    Some(format!("Most divided: {} ({}).", count.quoted(option), count.spread(option)?))
}

/// Where the break is and what is kept: one sentence where the break keeps it, and whether the
/// line goes through equals.
pub fn kept(count: &Count, reader: &Reader) -> Vec<String> {
    let gap = gap(count, reader);
    let Some(line) = count.line else { return gap.into_iter().collect() };
    let Some(cut) = count.cut() else {
        return gap.into_iter().chain(["Everything is kept.".into()]).collect();
    };
    let best = match line.most {
        1 => "best one".to_owned(),
        most => format!("best {most}"),
    };
    let are = if line.most == 1 { "is" } else { "are" };
    let kept = match (line.why, gap.as_ref()) {
        (Why::Break, Some(gap)) => {
            return vec![format!("{}; it keeps the {best}.", gap.trim_end_matches('.'))];
        }
        (Why::Goals, _) => format!("Goals are made of the {best} next"),
        _ => format!("The {best} {are} kept"),
    };
    let kept = match cut.tied.is_empty() {
        true => format!("{kept}."),
        false => format!("{kept}, through a tie: {}.", tie_at(count, &cut, reader)),
    };
    gap.into_iter().chain([kept]).collect()
}

/// What would decide between the equals that the line goes through, without a run-off.
fn tie_at(count: &Count, cut: &Cut, reader: &Reader) -> String {
    with_words(count, reader, |words| {
        let list = |options: &[usize]| match options.len() {
            ..=3 => words.list(options),
            many => format!("{many} of the {} tied", cut.tied.len()),
        };
        let [kept, reversed] = [&cut.kept, &cut.reversed].map(|options| list(options));
        match cut.hangs_on_the_list() {
            true => format!("the list keeps {kept}, reversed it would keep {reversed}"),
            false => format!("{kept} stands higher over all ballots"),
        }
    })
}

/// What the list reversed would change, where the line does not say so already.
pub fn reversed(count: &Count) -> Option<String> {
    let changed = count.tally.reversed();
    let by_list = changed != count.tally.order;
    match count.cut() {
        Some(cut) if cut.hangs_on_the_list() || count.tally.ties().next().is_none() => None,
        Some(_) => Some("The list reversed would keep the same.".into()),
        None if !by_list => None,
        None if changed[0] == count.tally.order[0] => {
            Some("The list reversed would change the order of the tied alone.".into())
        }
        None => Some(format!("The list reversed would put {} first.", count.quoted(changed[0]))),
    }
}

/// What the talk changed: what was talked about, before it and now.
pub fn shift(count: &Count, reader: &Reader) -> Option<String> {
    let talk = count.talked.as_ref()?;
    let option = count.choices.iter().position(|choice| choice.id == talk.about)?;
    let before = count.before.as_ref().and_then(|before| before[option])?.written(reader);
    let (kind, now) = (count.tally.kind, count.has(option).written(reader));
    let was = within(spread_in_words(kind, &talk.said));
    let is = within(count.spread(option).unwrap_or_default());
    Some(format!(
        "After the talk about it, {} went from {before}{was} to {now}{is}.",
        count.quoted(option)
    ))
}

fn within(words: String) -> String {
    if words.is_empty() { words } else { format!(" ({words})") }
}

/// What the room is asked in a talk: those at both ends first. Nobody is named; where nobody can
/// be joined to a ballot, nobody has to say which was theirs.
pub(super) fn ask_the_ends(kind: VoteKind, talk: &Talk, policy: Policy) -> [String; 2] {
    let [low, high] = talk.ends();
    let end = |value: usize| match kind {
        VoteKind::Dots | VoteKind::Score => format!("a {value}"),
        VoteKind::Approval if value == 0 => "somebody who did not approve".into(),
        VoteKind::Approval => "somebody who approved".into(),
        VoteKind::Ranked => format!("somebody who put it {}", ordinal(value + 1)),
    };
    let free = match policy {
        Policy::Anonymous => " Nobody need say which was theirs.",
        Policy::Open | Policy::Hidden => "",
    };
    let who = format!("First {}, then {}; then everyone.{free}", end(high), end(low));
    ["Ends first: what did you see?".to_owned(), who]
}

/// "2 gave none, 1 gave two dots"; "3 approved, 1 did not"; "2 put it 1st".
pub(super) fn spread_in_words(kind: VoteKind, said: &[u32]) -> String {
    let some = said.iter().enumerate().filter(|(_, people)| **people > 0);
    let mut some: Vec<String> =
        some.map(|(value, people)| format!("{people} {}", gave(kind, value))).collect();
    if kind == VoteKind::Approval {
        some.reverse();
    }
    some.join(", ")
}

/// What somebody did who said so much.
pub(super) fn gave(kind: VoteKind, value: usize) -> String {
    match (kind, value) {
        (VoteKind::Approval, 0) => "did not".into(),
        (VoteKind::Approval, _) => "approved".into(),
        (VoteKind::Score, score) => format!("gave {score}"),
        (VoteKind::Ranked, above) => format!("put it {}", ordinal(above + 1)),
        (VoteKind::Dots, 0) => "gave none".into(),
        (VoteKind::Dots, 1) => "gave one dot".into(),
        (VoteKind::Dots, 2) => "gave two dots".into(),
        (VoteKind::Dots, 3) => "gave three dots".into(),
        (VoteKind::Dots, dots) => format!("gave {dots} dots"),
    }
}

/// How a sheet is written, so that a scribe can type it as it stands.
pub fn on_paper(session: &Session, place: &Place) -> Option<String> {
    let options = on_the_ballot(session, place).len();
    let marking = marking(session, place);
    let letters = || (0..options).filter(|place| *place != 1);
    let words = match marking {
        Marking::Ranks => {
            "On paper, the letters, the best first, = between equals: C A=B.".to_owned()
        }
        Marking::Scores { most } => {
            format!("On paper, 0 to {most} beside each letter, – for no opinion.")
        }
        Marking::Approvals { .. } => {
            let most = marking.in_all().unwrap_or(2).min(3);
            let letters = letters().map(letter).take(usize::try_from(most).unwrap_or(1));
            let example = letters.collect::<Vec<_>>().join(" ");
            format!("On paper, the letters you would have: {example}.")
        }
        _ => {
            let all = usize::try_from(marking.in_all()?).unwrap_or(1);
            let dots = letters().flat_map(|at| vec![letter(at); marking.most().into()]);
            let example = dots.take(all).collect::<Vec<_>>().join(" ");
            format!("On paper, one letter for each dot: {example}.")
        }
    };
    (options > 2).then_some(words)
}

/// What stands on the ballot, as a scribe reads it out.
pub(super) fn label(choice: &Choice) -> String {
    match choice.ideas {
        1 => choice.label.clone(),
        ideas => format!("{} ({ideas} ideas)", choice.label),
    }
}
