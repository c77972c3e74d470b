//! Who gets what: steps and amounts, matches by hand, and an owner for what is left.

use super::choosing::{matching, reserve, thing_words, things, who_answers};
use super::deciding::Deciding;
use super::layout::{amounts, below, list_and_foot, written};
use super::line::Line;
use super::why::Why;
use super::{Did, ask_ids, propose, state};
use crate::methods::funding::Proposal;
use crate::money::Money;
use crate::session::Id;
use crate::session::activities::pot::proposals;
use crate::session::pot::{Ask, Change};
use crate::text::width;
use crate::ui::action::Action;
use crate::ui::blocks::sign;
use crate::ui::screen::{Cx, Hint, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::bar::{Bar, filled, low};
use crate::ui::widgets::paragraph::Paragraph;
use crate::ui::widgets::rows::{Column, Cursor, Row, Rows};
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const WHY: Action = Action::Verb('y');
const FIST: Action = Action::Verb('f');

/// From this width on grants have bars, and from that on each ask its title.
const BARS: u16 = 66;
const FULL: u16 = 100;

pub(super) fn verb(cursor: &mut Cursor<Id>, action: Action, cx: &Cx<'_>) -> Did {
    let ids = ask_ids(cx.session);
    if cursor.act(action, &ids, 8) {
        return Did::Says(Reply::Done);
    }
    if action == Action::Verb('o') {
        return Did::Opens(Box::new(reserve(cx)));
    }
    let Some(ask) = cursor.row(&ids).map(|row| &cx.session.pot.asks[row]) else {
        return Did::Says(Reply::Pass);
    };
    match action {
        Action::More | Action::Right => Did::Says(step(ask, true)),
        Action::Less | Action::Left => Did::Says(step(ask, false)),
        Action::Edit | Action::Open => amount(ask, cx),
        Action::Delete => Did::Says(propose(Change::Grant(ask.id.clone(), Money::ZERO))),
        Action::Verb('c') => matching(ask, cx),
        Action::Verb('v') => who_answers(ask, cx),
        WHY => why(ask, cx),
        FIST => accept(ask, cx),
        _ => Did::Says(Reply::Pass),
    }
}

/// Why it was funded or not, by the count that was taken, else by the one that is shown.
fn why(ask: &Ask, cx: &Cx<'_>) -> Did {
    let taken = state(cx.seen, cx).and_then(|pot| pot.taken.as_deref());
    let taken = taken.map(|taken| (&taken.count, taken.rule));
    let shown = || cx.seen.counted(cx.place).map(|counted| (counted, counted.rule));
    match taken.or_else(shown) {
        None => Did::Says(Reply::Tell("Nothing is counted yet; 3 goes to the points.".into())),
        Some((counted, rule)) => match Why::of(counted, rule, &ask.id, cx) {
            Some(why) => Did::Opens(Box::new(why)),
            None => Did::Says(Reply::Tell("It was not there when points were counted.".into())),
        },
    }
}

/// The room is asked whether an ask that fits what is left is funded after all.
fn accept(ask: &Ask, cx: &Cx<'_>) -> Did {
    let counted = cx.seen.counted(cx.place);
    match (counted, proposal(ask, cx)) {
        (Some(counted), Some(it)) => Did::Opens(Box::new(Deciding::accepting(counted, it, cx))),
        _ => Did::Says(Reply::Tell(match proposals(cx.seen, cx.place).as_slice() {
            [] => "No ask without money fits what a count has left.".into(),
            _ => "This one does not fit what the count has left; others do.".into(),
        })),
    }
}

/// What is proposed to the room for an ask.
fn proposal<'a>(ask: &Ask, cx: &Cx<'a>) -> Option<&'a Proposal> {
    let at = cx.seen.pot.asks.iter().position(|other| other.id == ask.id)?;
    proposals(cx.seen, cx.place).into_iter().find(|proposal| proposal.wish == at)
}

fn step(ask: &Ask, more: bool) -> Reply {
    if !ask.need.wants_money() {
        return Reply::Tell("It asks for no money; c matches hours and things.".into());
    }
    let level = if more { ask.more() } else { ask.less() };
    match level {
        Some(level) => propose(Change::Grant(ask.id.clone(), level)),
        None if more => Reply::Tell("That is its stretch; more would be wasted.".into()),
        None => Reply::Tell("It has nothing to take back.".into()),
    }
}

fn amount(ask: &Ask, cx: &Cx<'_>) -> Did {
    if !ask.need.wants_money() {
        return Did::Says(step(ask, true));
    }
    if !cx.session.is_open_to_money(ask) && ask.granted.is_zero() {
        let area = cx.session.area_of(ask);
        return Did::Says(Reply::Tell(format!(
            "Nobody answers for {area}: no owner, no money. v finds somebody."
        )));
    }
    let money = |amount| cx.reader.money(cx.session.currency, amount);
    let need = &ask.need;
    let note = format!(
        "nothing, or {} to {}; {} is left beside what it has",
        money(need.minimum),
        money(need.stretch),
        money(cx.session.pot.left())
    );
    let id = ask.id.clone();
    let asks = format!("Grant to {}", cx.session.called(ask));
    let initial = if ask.granted.is_zero() { String::new() } else { money(ask.granted) };
    Did::Opens(Box::new(Line::new(asks, note, &initial, move |text, cx| {
        Ok(propose(Change::Grant(id.clone(), cx.session.currency.parse(text)?)))
    })))
}

pub(super) fn render(cursor: &Cursor<Id>, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    if cx.seen.pot.asks.is_empty() {
        let words = "There is nothing to grant yet: no area asks for anything. 2 goes to the asks.";
        return Paragraph::new(words, Role::Dim).render(area, buffer, cx.look);
    }
    let asks = &cx.seen.pot.asks;
    // In a low window the list matters more than what is said of one row.
    let low = area.height < 13;
    let (list, foot) = list_and_foot(area, asks.len(), if low { 4 } else { 7 });
    let cursor = cursor.row(&ask_ids(cx.seen));
    let bars = area.width >= BARS;
    let granted = written(asks.iter().map(|ask| ask.granted), cx);
    let mut columns = vec![Column::new("", 1, 1, 0), Column::new("For", 12, 52, 2)];
    if bars {
        columns.push(Column::new("", 8, 8, 0));
    }
    columns.extend([
        amounts("Granted", asks.iter().map(|ask| ask.granted), cx),
        amounts("of target", asks.iter().map(|ask| ask.need.target), cx),
        Column::new("", 15, 34, 1),
    ]);
    Rows {
        columns: &columns,
        count: asks.len(),
        row: |at: usize| grant(&asks[at], area.width, &granted, cx),
        cursor,
        marks: false,
        empty: "",
    }
    .render(list, buffer, cx.look);
    if let Some(ask) = cursor.and_then(|row| asks.get(row)) {
        for (y, words) in (1..if low { 2 } else { 3 }).zip(details(ask, cx)) {
            let words = cx.look.shorten(&words, usize::from(foot.width.saturating_sub(2)));
            write(buffer, foot, (2, y), &words, cx.look.style(Role::Dim));
        }
    }
    sums(below(foot, if low { 2 } else { 4 }), buffer, cx);
}

fn grant<'a>(ask: &'a Ask, width: u16, granted: &impl Fn(Money) -> String, cx: &Cx<'_>) -> Row<'a> {
    let money = |amount| cx.reader.money(cx.seen.currency, amount);
    let (mark, role) = sign(cx.seen.ask_sign(ask), cx.look);
    let name = name(ask, width, cx);
    let mut row = Row::new().toned(mark, role).cell(name);
    let need = &ask.need;
    let [part, whole] = [ask.granted, need.target.max(ask.granted)]
        .map(|amount| u64::try_from(amount.0).unwrap_or(0));
    if width >= BARS {
        row = row.toned(low(&filled(part, whole.max(1), 8, &cx.look.signs)), Role::Accent);
    }
    let (far, tone) = in_short(ask, cx);
    match need.wants_money() {
        true => {
            row.cell(granted(ask.granted)).toned(money(need.target), Role::Dim).toned(far, tone)
        }
        false => row.cell("").cell("").toned(far, tone),
    }
}

/// The area, and what it is for where that tells two asks apart or there is room.
fn name(ask: &Ask, width: u16, cx: &Cx<'_>) -> String {
    let area = cx.seen.area_of(ask);
    let asks = cx.seen.pot.asks.iter().filter(|other| other.area == ask.area).count();
    match width >= FULL || asks > 1 {
        true => format!("{area}: {}", ask.need.title),
        false => area.to_owned(),
    }
}

/// How far a grant goes, short enough for a column.
fn in_short(ask: &Ask, cx: &Cx<'_>) -> (String, Role) {
    let need = &ask.need;
    let role = match () {
        () if cx.seen.is_held(ask) => Role::Warn,
        () if need.wants_money() && !cx.seen.is_open_to_money(ask) => Role::Bad,
        () if need.wants_money() && ask.granted >= need.target => Role::Good,
        () if !need.wants_money() && ask.is_met() => Role::Good,
        () => Role::Dim,
    };
    (cx.seen.how_far_in_short(ask, cx.reader), role)
}

/// How far it goes in full, and its levels; what is matched to it.
fn details(ask: &Ask, cx: &Cx<'_>) -> [String; 2] {
    let money = |amount| cx.reader.money(cx.seen.currency, amount);
    let need = &ask.need;
    let mut far = vec![format!("{}: {}", need.title, cx.seen.how_far(ask, cx.reader))];
    if let Some(it) = proposal(ask, cx) {
        let (covered, amount) = (money(it.covered), money(it.amount));
        far = vec![format!("It fits what is left; f asks the room for {amount}")];
        far.push(format!("its supporters have {covered} of that"));
    }
    if need.wants_money() && !ask.matched.is_empty() {
        far.push(cx.seen.matched_words(ask, cx.reader));
    }
    let [minimum, target, stretch] = [need.minimum, need.target, need.stretch].map(money);
    let levels = match need.wants_money() {
        true => format!("minimum {minimum} · target {target} · stretch {stretch}"),
        false => format!("{} × {}", need.quantity, need.unit),
    };
    [far.join(" · "), levels]
}

fn sums(foot: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let money = |amount| cx.reader.money(cx.seen.currency, amount);
    let pot = &cx.seen.pot;
    let (granted, all) = (pot.granted(), pot.purse().money());
    let label = format!("{} of {} granted", money(granted), money(all));
    let row =
        Rect { x: foot.x.saturating_add(2), width: foot.width.saturating_sub(2).min(72), ..foot };
    let [part, whole] = [granted, all].map(|amount| u64::try_from(amount.0).unwrap_or(0));
    Bar { part, whole: whole.max(1), label: &label, role: Role::Accent }.render(
        Rect { height: row.height.min(1), ..row },
        buffer,
        cx.look,
    );
    let reserve = format!("{}: {}", cx.seen.reserve_label(), money(pot.left()));
    write(buffer, foot, (2, 1), &reserve, cx.look.style(Role::Text));
    let loose: Vec<String> = things(cx.seen)
        .filter(|pledge| pot.matched_to(pledge).is_none())
        .map(|pledge| thing_words(pledge, cx))
        .collect();
    if !loose.is_empty() {
        let words = loose_ones(&loose, usize::from(foot.width.saturating_sub(2)));
        let words = cx.look.shorten(&words, usize::from(foot.width.saturating_sub(2)));
        write(buffer, foot, (2, 2), &words, cx.look.style(Role::Dim));
    }
}

/// As many of the things that nobody asked for as there is room for, and how many more.
fn loose_ones(loose: &[String], room: usize) -> String {
    let said = |shown: usize| {
        let rest = loose.len() - shown;
        let more = if rest == 0 { String::new() } else { format!(" and {rest} more") };
        format!("Not matched yet: {}{more}", loose[..shown].join(" · "))
    };
    let fits = (1..=loose.len()).rev().map(said).find(|words| width(words) <= room);
    fits.unwrap_or_else(|| said(1))
}

pub(super) fn hints(cx: &Cx<'_>) -> Vec<Hint> {
    if cx.session.pot.asks.is_empty() {
        return vec![cx.hint(Action::Digit(2), "asks")];
    }
    let mut hints = vec![
        Hint { key: "+ -".into(), does: "grant".into() },
        cx.hint(Action::Edit, "amount"),
        cx.hint(Action::Verb('c'), "match"),
        cx.hint(Action::Verb('o'), "reserve"),
        cx.hint(Action::Verb('v'), "who answers"),
    ];
    if !proposals(cx.seen, cx.place).is_empty() {
        hints.insert(2, cx.hint(FIST, "ask the room"));
    }
    if cx.seen.counted(cx.place).is_some() {
        hints.insert(2, cx.hint(WHY, "why"));
    }
    hints
}
