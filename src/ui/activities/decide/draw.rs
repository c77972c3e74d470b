//! Paints a decision: the plan above, the hands in six columns, what was objected and decided.

use super::{DecideScreen, Item, Open, fingers, items};
use crate::methods::fist::{Fist, Outcome, SCALE, hands};
use crate::session::Objection;
use crate::session::activities::decide::{self, Decide, PlanLine, counts, hats, taken, voters};
use crate::session::block::{Line, Sign};
use crate::session::decisions::{Decision, Fate, Tally};
use crate::text::wrap;
use crate::ui::action::Action;
use crate::ui::forms::sheet::Sheet;
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::ui::widgets::bar::filled;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::lines::Lines;
use crate::ui::widgets::paragraph::MEASURE;
use crate::ui::widgets::popup::Popup;
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The cells of a column with its meaning beside the number.
const WIDE: u16 = 11;
/// Wider columns would only tear the counts apart.
const WIDEST: u16 = 14;
/// The cells that "12 of 12" takes behind the columns.
const TURNOUT: u16 = 9;

pub(super) fn screen(
    screen: &DecideScreen,
    area: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) -> Option<Position> {
    match &screen.open {
        Some(Open::Objection(open)) => Some(filling(screen, &open.sheet, area, buffer, cx)),
        Some(Open::Met(open)) => Some(filling(screen, &open.sheet, area, buffer, cx)),
        Some(Open::Decision(open)) => Some(filling(screen, &open.sheet, area, buffer, cx)),
        Some(Open::Fate(_, choose)) => {
            overview(screen, area, buffer, cx);
            let popup = Popup { title: choose.title(), width: 56, height: choose.height() };
            let mut cursor = None;
            popup.render(area, buffer, cx.look, |area, buffer| {
                cursor = choose.render(area, buffer, cx.look);
            });
            cursor
        }
        Some(Open::Hands { .. }) | None => overview(screen, area, buffer, cx),
    }
}

/// Where the three parts stand: a plan of some lines, the hands, a list of some rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Parts {
    plan: Rect,
    hands: Rect,
    list: Rect,
}

impl Parts {
    /// The hands keep their rows; plan and list share the rest, and neither takes more than it
    /// needs, so that nothing is torn apart on a tall screen.
    fn of(area: Rect, plan: usize, says: u16, list: usize) -> Parts {
        let lines = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        let (plan, list) = (lines(plan), lines(list));
        let hands = (2 + says).min(area.height);
        let gap = u16::from(area.height >= hands + 6);
        let above = if plan > 0 { gap } else { 0 };
        let rest = area.height.saturating_sub(hands + gap + above);
        let list = list.min((rest / 2).max(rest.saturating_sub(plan)));
        let plan = plan.min(rest - list);
        let part = |y: u16, height: u16| {
            let y = y.min(area.height);
            Rect { y: area.y + y, height: height.min(area.height - y), ..area }
        };
        Parts {
            plan: part(0, plan),
            hands: part(plan + above, hands),
            list: part(plan + above + hands + gap, list),
        }
    }
}

fn overview(
    screen: &DecideScreen,
    area: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) -> Option<Position> {
    let decide = counts(cx.seen, cx.place)?;
    let items = items(cx.seen, cx.place);
    let plan = plan(cx);
    let said = said(&items, cx);
    let rows: Vec<(&str, &Line)> = said.iter().map(|line| ("", line)).collect();
    let row = screen.cursor.row(&items);
    let list = Lines { lines: &rows, skip: 0, cursor: row.and_then(|row| row.checked_sub(1)) };
    let says = wrapped(says(decide, area.width, cx), area.width);
    // A line more or less may not move the list.
    let lines = u16::try_from(says.len()).unwrap_or(0).max(3);
    let parts = Parts::of(area, plan.len(), lines, rows.len());
    paint_plan(&plan, screen.skip, parts.plan, buffer, cx);
    list.render(parts.list, buffer, cx.look);
    if let Some(Open::Hands { field, .. }) = &screen.open {
        return Some(calling(field, parts.hands, buffer, cx));
    }
    let voters = decide.tally.map_or(voters(cx.seen), |tally| tally.voters);
    let finger = (row == Some(0)).then_some(screen.finger.at);
    columns(&Fist::new(fingers(decide), voters), finger, parts.hands, buffer, cx);
    let cut = list.cursor.filter(|at| list.is_cut(*at, area.width)).map(|at| &said[at]);
    let says = cut.map_or(says, |line| wrapped(in_full(line), area.width));
    for (y, (words, role)) in (2..).zip(&says) {
        line(words, *role, y, parts.hands, buffer, cx);
    }
    None
}

/// The plan, and that it lacks something, if it does.
pub(super) fn plan(cx: &Cx<'_>) -> Vec<PlanLine> {
    let mut plan = decide::plan(cx.seen, cx.reader);
    let gaps = cx.seen.gaps(cx.reader).len();
    if gaps > 0 && !plan.is_empty() {
        let words = if gaps == 1 { "1 finding".to_owned() } else { format!("{gaps} findings") };
        let key = cx.keymap.key_for(Action::Palette).unwrap_or_default();
        let line = Line::new(Sign::Half, words).with(format!("{key} check"));
        plan.push(PlanLine { about: "Check", line });
    }
    plan
}

/// What the cursor is on, where the list has no room for all of it.
fn in_full(line: &Line) -> Vec<(String, Role)> {
    vec![(line.text.clone(), Role::Text), (line.aside.clone(), Role::Dim)]
}

fn paint_plan(plan: &[PlanLine], skip: usize, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let lines: Vec<(&str, &Line)> = plan.iter().map(|it| (it.about, &it.line)).collect();
    Lines { lines: &lines, skip, cursor: None }.render(area, buffer, cx.look);
}

/// The six columns: the number of fingers and what it says, and below it how many showed it.
fn columns(fist: &Fist, cursor: Option<usize>, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let cell = cell_width(area.width);
    for (at, count) in fist.fingers().into_iter().enumerate() {
        let x = 2 + cell * u16::try_from(at).unwrap_or(0);
        write(buffer, area, (x, 0), &at.to_string(), cx.look.style(Role::Text));
        if cell >= WIDE {
            write(buffer, area, (x + 2, 0), meaning(at), cx.look.style(Role::Dim));
        }
        let drawn = filled(count.into(), fist.voters().max(1).into(), cell - 4, &cx.look.signs);
        let low = at < 3 && count > 0;
        write(buffer, area, (x + 3, 1), &drawn, cx.look.style(tone_of(low)));
        let style = match (cursor == Some(at), count) {
            (true, _) => cx.look.style(Role::Cursor),
            (false, 0) => cx.look.style(Role::Dim),
            (false, _) => cx.look.bold(Role::Text),
        };
        write(buffer, area, (x, 1), &format!("{count:<2}"), style);
    }
    if cursor.is_some() {
        write(buffer, area, (0, 1), cx.look.signs.cursor, cx.look.style(Role::Cursor));
    }
    let turnout = format!("{} of {}", fist.hands(), fist.voters());
    let behind = 2 + cell * 6;
    write(buffer, area, (behind, 0), "hands", cx.look.style(Role::Dim));
    write(buffer, area, (behind, 1), &turnout, cx.look.style(Role::Text));
}

fn tone_of(low: bool) -> Role {
    if low { Role::Warn } else { Role::Accent }
}

fn cell_width(room: u16) -> u16 {
    (room.saturating_sub(2 + TURNOUT) / 6).clamp(5, WIDEST)
}

/// What a number of fingers says, short enough for a column.
fn meaning(fingers: usize) -> &'static str {
    match SCALE[fingers] {
        "concern to hear" => "concern",
        "can live with it" => "can live",
        other => other,
    }
}

/// What the count says and what to do next, a few lines.
fn says(decide: &Decide, width: u16, cx: &Cx<'_>) -> Vec<(String, Role)> {
    let before = decide.earlier.last().map(Tally::fist);
    let mut lines = Vec::new();
    match &decide.tally {
        None => {
            let vote = match voters(cx.seen) {
                1 => "One person votes.".to_owned(),
                voters if hats(cx.seen) > 0 => {
                    format!("{voters} hands: your own, and one for each hat, which is assumed.")
                }
                voters => format!("{voters} vote. All show a hand at once, on three, two, one."),
            };
            lines.push((vote, Role::Text));
            let key = cx.hint(Action::Open, "").key;
            let fastest = format!("Fastest: {key}, then a digit a hand: 5 5 4 3 2.");
            lines.push((fastest, Role::Dim));
            let last = before.map(|before| format!("Last time: {}", before.sentence()));
            lines.extend(last.map(|last| (last, Role::Dim)));
        }
        Some(tally) => {
            let fist = tally.fist();
            lines.push((format!("{}. {}", fist.outcome().name(), fist.sentence()), tone(&fist)));
            let next = match taken(cx.seen, cx.place) {
                Some(_) => "Decided, and in the record.",
                None => fist.next(),
            };
            lines.push((next.to_owned(), Role::Text));
            let shift = before.map(|before| fist.shift_from(&before));
            lines.extend(shift.map(|shift| (shift, Role::Dim)));
        }
    }
    if cell_width(width) < WIDE {
        lines.push(("0 block   1 2 concern   3 can live   4 5 support".into(), Role::Dim));
    }
    lines
}

fn wrapped(lines: Vec<(String, Role)>, width: u16) -> Vec<(String, Role)> {
    let room = usize::from(width.saturating_sub(2).clamp(20, MEASURE));
    let rows = |(words, role): (String, Role)| {
        wrap(&words, room).into_iter().map(move |row| (row.clone(), role)).collect::<Vec<_>>()
    };
    lines.into_iter().flat_map(rows).collect()
}

fn tone(fist: &Fist) -> Role {
    match fist.outcome() {
        Outcome::Consent | Outcome::StrongConsent => Role::Good,
        Outcome::Concerns | Outcome::NoQuorum => Role::Warn,
        Outcome::Blocked => Role::Bad,
    }
}

/// Hands as they are called out: the columns fill while one types.
fn calling(field: &Field, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Position {
    let read = hands(&field.text());
    let voters = u32::from(voters(cx.seen));
    let (words, role) = match &read {
        Err(misread) => (misread.to_string(), Role::Bad),
        Ok(fingers) => {
            let hands: u32 = fingers.iter().copied().map(u32::from).sum();
            let more = hands > voters;
            let role = if more { Role::Bad } else { Role::Dim };
            (format!("{hands} of {voters} hands; one digit a hand, then Enter"), role)
        }
    };
    let fist = Fist::new(read.unwrap_or_default(), decide::voters(cx.seen));
    columns(&fist, None, area, buffer, cx);
    line("Hands as called", Role::Accent, 2, area, buffer, cx);
    line(&words, role, 3, area, buffer, cx);
    let x = (2 + 15 + 2).min(area.width);
    let y = 2.min(area.height);
    let place = Rect {
        x: area.x + x,
        y: area.y + y,
        width: (area.width - x).min(50),
        height: (area.height - y).min(1),
    };
    field.render(place, buffer, cx.look);
    field.cursor(place)
}

fn line(words: &str, role: Role, y: u16, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let room = usize::from(area.width.saturating_sub(2));
    let words = cx.look.shorten(words, room).into_owned();
    write(buffer, area, (2, y), &words, cx.look.style(role));
}

/// Objections, decisions, and the line that records one.
fn said(items: &[Item], cx: &Cx<'_>) -> Vec<Line> {
    items.iter().skip(1).map(|item| told(item, items.len() > 2, cx)).collect()
}

fn told(item: &Item, others: bool, cx: &Cx<'_>) -> Line {
    let nothing = || Line::new(Sign::None, "");
    match item {
        Item::Objection(id) => {
            let objection = cx.seen.objections.iter().find(|objection| &objection.id == id);
            objection.map_or_else(nothing, |objection| objected(objection, cx))
        }
        Item::Decision(id) => {
            let decision = cx.seen.decisions.iter().find(|decision| &decision.id == id);
            decision.map_or_else(nothing, |decision| decided(decision, cx))
        }
        Item::Hands => nothing(),
        Item::Record if cx.seen.decisions_at(cx.place).next().is_some() => {
            Line::new(Sign::None, "Record another decision")
        }
        Item::Record => {
            let words =
                if others { "Nothing is decided yet" } else { "No objection, no decision yet" };
            let keys = [Action::Open, Action::Verb('v')].map(|action| cx.hint(action, "").key);
            Line::new(Sign::Nobody, words).with(format!("{} or {} records", keys[0], keys[1]))
        }
    }
}

fn objected(objection: &Objection, cx: &Cx<'_>) -> Line {
    let (sign, fate) = match &objection.fate {
        Fate::Open => (Sign::Nobody, "still open".into()),
        Fate::Met(change) => (Sign::Settled, format!("met: {change}")),
        Fate::Dissent => (Sign::LeftOpen, "dissent".into()),
    };
    let named = objection.named(cx.seen);
    let aside =
        if named.is_empty() { fate } else { format!("{named} {} {fate}", cx.look.signs.dot) };
    Line::new(sign, &*objection.text).with(aside)
}

fn decided(decision: &Decision, cx: &Cx<'_>) -> Line {
    let aside = match decision.review {
        Some(date) => format!("again {}", cx.reader.date(date)),
        None => "decided".into(),
    };
    Line::new(Sign::Settled, &*decision.what).with(aside)
}

/// A sheet, with as much of the plan above it as there is room for.
fn filling(
    screen: &DecideScreen,
    sheet: &Sheet,
    area: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) -> Position {
    let plan = plan(cx);
    let inner = area.width.saturating_sub(2).min(88);
    let wanted = sheet.height(inner) + 2;
    let above = area.height.saturating_sub(wanted + 1);
    let above = above.min(u16::try_from(plan.len()).unwrap_or(above));
    paint_plan(&plan, screen.skip, Rect { height: above, ..area }, buffer, cx);
    let down = if above > 0 { above + 1 } else { 0 };
    let place = Rect {
        x: area.x + 2.min(area.width),
        y: area.y + down,
        width: inner,
        height: area.height - down,
    };
    write(buffer, place, (0, 0), sheet.title(), cx.look.style(Role::Heading));
    let titled = 2.min(place.height);
    let fields = Rect { y: place.y + titled, height: place.height - titled, ..place };
    sheet.paint(fields, buffer, cx.look)
}
