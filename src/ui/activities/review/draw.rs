//! Paints a review: which parts there are, the part that lies open as a table, what to do next, and
//! what the cursor is on in full.

mod full;
mod next;

use super::{Item, Open, ReviewScreen, items};
use crate::money::Money;
use crate::session::activities::review::{
    self, has_any, nothing, part, parts, standing, thanks_line,
};
use crate::session::block::{Line, Sign};
use crate::session::followup::{confidence, goal_sign, number};
use crate::session::{Area, Goal, Id, Person, Promise};
use crate::text::capital;
use crate::ui::blocks::{Manner, paint, sign};
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::ui::widgets::bar::{filled, low};
use crate::ui::widgets::lines::Lines;
use crate::ui::widgets::paragraph::Paragraph;
use crate::ui::widgets::popup::Popup;
use crate::ui::widgets::rows::{Column, Row, Rows};
use crate::ui::widgets::write;
use crate::workshop::Matter;
use full::in_full;
use next::{next, told};
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};

/// Rows for what the cursor is on, in full.
const FOOT: u16 = 5;
/// In fewer columns a table says less.
const ROOMY: u16 = 66;
/// From here on trends stand in the table itself.
const WIDE: u16 = 96;
/// The cells of a bar in the table of the pot.
const BAR: u16 = 12;

/// The part that lies open, and what floats above it.
pub(super) fn everything(
    screen: &ReviewScreen,
    area: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) -> Option<Position> {
    let area = area.intersection(buffer.area);
    let strip = if parts(cx.seen, cx.place).len() > 1 { 2 } else { 0 };
    let [head, body] =
        Layout::vertical([Constraint::Length(strip), Constraint::Min(0)]).areas(area);
    if strip > 0 {
        strip_of_parts(head, buffer, cx);
    }
    list(screen, body, buffer, cx);
    open(screen.open.as_ref()?, area, buffer, cx)
}

/// "GOALS ◐   Promises ○   Pot ○   People ●": as the agenda says where we are.
fn strip_of_parts(area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let here = part(cx.seen, cx.place);
    let mut x = 2;
    for part in parts(cx.seen, cx.place) {
        let (word, style) = match *part == here {
            true => (part.name().to_uppercase(), cx.look.bold(Role::Accent)),
            false => (capital(part.name()), cx.look.style(Role::Dim)),
        };
        x += write(buffer, area, (x, 0), &word, style) + 1;
        let (mark, role) = sign(standing(cx.seen, *part), cx.look);
        x += write(buffer, area, (x, 0), mark, cx.look.style(role)) + 3;
    }
}

fn list(screen: &ReviewScreen, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let here = part(cx.seen, cx.place);
    if !has_any(cx.seen, here) {
        let area =
            Rect { x: area.x + 2.min(area.width), width: area.width.saturating_sub(2), ..area };
        return Paragraph::new(nothing(cx.seen, here), Role::Dim).render(area, buffer, cx.look);
    }
    let items = items(cx.seen, cx);
    let (words, role) = next(here, cx);
    let says = Paragraph::new(&words, role);
    let wide = area.width.saturating_sub(2);
    // Of people the list says all there is.
    let foot = if area.height >= FOOT + 9 && here != Matter::People { FOOT } else { 0 };
    let gaps = u16::try_from(items.len()).unwrap_or(u16::MAX).saturating_add(extra_rows(here, cx));
    let [list, _, count, below, foot] = Layout::vertical([
        Constraint::Max(gaps),
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Length(says.height(wide) + 1),
        Constraint::Length(foot),
    ])
    .areas(area);
    let inset = |area: Rect| Rect { x: area.x + 2.min(area.width), width: wide, ..area };
    match here {
        Matter::Goals => goals(screen, &items, list, buffer, cx),
        Matter::Promises => promises(screen, &items, list, buffer, cx),
        Matter::Pot => money(screen, &items, list, buffer, cx),
        Matter::People => people(screen, &items, list, buffer, cx),
    }
    let far = cx.look.shorten(&told(here, cx), usize::from(wide)).into_owned();
    write(buffer, inset(count), (0, 0), &far, cx.look.style(Role::Dim));
    says.render(inset(below), buffer, cx.look);
    let blocks = screen.cursor.item(&items).map(|item| in_full(item, cx)).unwrap_or_default();
    paint(&blocks, inset(foot), buffer, cx.look, Manner::CONSOLE);
}

/// The heading, and the gaps between groups.
fn extra_rows(part: Matter, cx: &Cx<'_>) -> u16 {
    let thanked = review::state(cx.seen, cx.place).is_some_and(|it| !it.thanks.is_empty());
    match part {
        Matter::People => u16::from(cx.seen.orphaned().next().is_some()) + u16::from(thanked),
        Matter::Goals | Matter::Promises | Matter::Pot => 1,
    }
}

fn goals(screen: &ReviewScreen, items: &[Item], area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let (roomy, wide) = (area.width >= ROOMY, area.width >= WIDE);
    let sessions = u16::try_from(cx.seen.followup.line.len() + 1).unwrap_or(6).min(6);
    let drawn = (sessions * 2).max(6);
    let mut columns = vec![Column::new("", 1, 1, 0), Column::new("Goal", 18, 80, 1)];
    columns.extend(roomy.then(|| Column::numbers("From", 7)));
    columns.push(Column::numbers("Now", 7));
    columns.extend(roomy.then(|| Column::numbers("To", 7)));
    columns.extend(wide.then(|| Column::new("Number", drawn, drawn, 0)));
    columns.push(match roomy {
        true => Column::numbers("Confidence", 10),
        false => Column::numbers("Conf.", 5),
    });
    columns.extend(wide.then(|| Column::new("", drawn, drawn, 0)));
    let row = |at: usize| {
        let Item::Goal(id) = &items[at] else { return Row::new() };
        cx.seen.goal(id).map_or_else(Row::new, |goal| goal_row(goal, (roomy, wide), cx))
    };
    table(screen, &columns, items, row, area, buffer, cx);
}

fn goal_row<'a>(goal: &'a Goal, (roomy, wide): (bool, bool), cx: &Cx<'a>) -> Row<'a> {
    let (mark, role) = sign(goal_sign(goal), cx.look);
    let (dash, heights) = (cx.look.signs.dash, &cx.look.signs.heights);
    let told = goal.told.as_ref();
    let now = told.map(|told| told.number.as_str()).filter(|now| !now.is_empty());
    let said = told.and_then(|told| told.confidence);
    let mut row = Row::new().toned(mark, role).cell(&*goal.shape.outcome);
    if roomy {
        row = row.toned(&*goal.shape.from, Role::Dim);
    }
    row = row.cell(now.unwrap_or(dash));
    if roomy {
        row = row.toned(&*goal.shape.to, Role::Dim);
    }
    if wide {
        row = row.toned(number(cx.seen, goal).drawn(heights), Role::Accent);
    }
    row = row.cell(said.map_or_else(|| dash.to_owned(), |said| said.to_string()));
    if wide {
        row = row.toned(confidence(cx.seen, goal).drawn(heights), Role::Accent);
    }
    row
}

fn promises(screen: &ReviewScreen, items: &[Item], area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let roomy = area.width >= ROOMY;
    let mut columns = vec![
        Column::new("", 1, 1, 0),
        Column::new("Who", 7, 16, 1),
        Column::new("I will", 16, 70, 6),
        Column::new("By", 15, 15, 0),
    ];
    columns.extend(roomy.then(|| Column::numbers("Slips", 5)));
    let row = |at: usize| {
        let Item::Promise(id) = &items[at] else { return Row::new() };
        let Some(promise) = cx.seen.promise(id) else { return Row::new() };
        let first = at == 0 || owner_of(&items[at - 1], cx) != Some(&promise.who);
        promise_row(promise, first, roomy, cx)
    };
    table(screen, &columns, items, row, area, buffer, cx);
}

fn owner_of<'a>(item: &Item, cx: &Cx<'a>) -> Option<&'a Id> {
    match item {
        Item::Promise(id) => cx.seen.promise(id).map(|promise| &promise.who),
        _ => None,
    }
}

/// The name stands once, beside the first promise.
fn promise_row<'a>(promise: &'a Promise, first: bool, roomy: bool, cx: &Cx<'a>) -> Row<'a> {
    let (mark, role) = sign(promise.fate.sign(), cx.look);
    let name = if first { cx.seen.name_of(&promise.who) } else { "" };
    let row = Row::new().toned(mark, role).cell(name).cell(promise.vow.deed());
    let row = row.cell(cx.reader.date(promise.vow.by));
    match promise.before.len() {
        slips if roomy && slips > 0 => row.toned(slips.to_string(), Role::Warn),
        _ => row.cell(""),
    }
}

fn money(screen: &ReviewScreen, items: &[Item], area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let roomy = area.width >= ROOMY;
    let amount = 11;
    let mut columns = vec![Column::new("", 1, 1, 0), Column::new("Area", 14, 50, 2)];
    columns.extend(roomy.then(|| Column::new("Who", 8, 16, 1)));
    columns.extend([Column::numbers("Planned", amount), Column::numbers("Spent", amount)]);
    columns.extend(roomy.then(|| Column::new("", BAR, BAR, 0)));
    let row = |at: usize| {
        let Item::Area(id) = &items[at] else { return Row::new() };
        cx.seen.area(id).map_or_else(Row::new, |area| money_row(area, roomy, cx))
    };
    table(screen, &columns, items, row, area, buffer, cx);
}

fn money_row<'a>(area: &'a Area, roomy: bool, cx: &Cx<'a>) -> Row<'a> {
    let money = |amount: Money| cx.reader.money(cx.seen.currency, amount);
    let (planned, spent) = (cx.seen.planned(&area.id), cx.seen.spent(&area.id));
    let over = cx.seen.overspent(&area.id).is_some();
    let signs = &cx.look.signs;
    let (mark, role) = match (spent, over) {
        (None, _) => (signs.nobody, Role::Dim),
        (Some(_), true) => (signs.left_open, Role::Bad),
        (Some(_), false) => (signs.settled, Role::Good),
    };
    let mut row = Row::new().toned(mark, role).cell(&*area.name);
    if roomy {
        let owner = area.owner().map_or("nobody", |who| cx.seen.name_of(who));
        row = row.toned(owner, if area.owner().is_some() { Role::Text } else { Role::Bad });
    }
    let told = spent.map_or_else(|| signs.dash.to_owned(), money);
    row = row.cell(money(planned)).toned(told, if over { Role::Bad } else { Role::Text });
    if roomy {
        let cents = |amount: Money| u64::try_from(amount.0).unwrap_or(0);
        let part = spent.unwrap_or_default();
        let bar = low(&filled(cents(part), cents(planned).max(1), BAR, signs));
        row = row.toned(bar, if over { Role::Bad } else { Role::Accent });
    }
    row
}

fn people(screen: &ReviewScreen, items: &[Item], area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let gap = Line::new(Sign::None, "");
    let lines: Vec<(&str, Line)> = items.iter().map(|item| person_line(item, cx)).collect();
    let mut shown: Vec<(&str, &Line)> = Vec::new();
    let mut cursor = None;
    for (at, (about, line)) in lines.iter().enumerate() {
        if at > 0 && lines[at - 1].0 != *about {
            shown.push(("", &gap));
        }
        if screen.cursor.row(items) == Some(at) {
            cursor = Some(shown.len());
        }
        shown.push((about, line));
    }
    Lines { lines: &shown, skip: 0, cursor }.render(area, buffer, cx.look);
}

fn person_line(item: &Item, cx: &Cx<'_>) -> (&'static str, Line) {
    match item {
        Item::Orphan(id) => {
            let area = cx.seen.area(id);
            let was =
                area.and_then(|area| area.was.as_ref()).map_or("", |who| cx.seen.name_of(who));
            let name = area.map_or("", |area| &area.name);
            let line = Line::new(Sign::Nobody, format!("{name}: who answers for it now?"));
            ("Open", line.with(format!("{was} left the team")))
        }
        Item::Person(id) => match cx.seen.person(id) {
            Some(person) => ("Team", team_line(person, cx)),
            None => ("Team", Line::item("")),
        },
        Item::Thanks(id) => {
            let review = review::state(cx.seen, cx.place);
            let thanks = review.and_then(|it| it.thanks.iter().find(|it| &it.id == id));
            ("Thanks", thanks.map_or_else(|| Line::item(""), |it| thanks_line(it, cx.seen)))
        }
        Item::Goal(_) | Item::Promise(_) | Item::Area(_) => ("", Line::item("")),
    }
}

fn team_line(person: &Person, cx: &Cx<'_>) -> Line {
    let sign = match (person.gone, person.present) {
        (true, _) => Sign::LeftOpen,
        (false, true) => Sign::Settled,
        (false, false) => Sign::Nobody,
    };
    let text = match person.function.as_str() {
        "" => person.name.to_string(),
        function => format!("{}, {function}", person.name),
    };
    let load = match cx.seen.load(&person.id) {
        0 => None,
        1 => Some("answers for one area".to_owned()),
        load => Some(format!("answers for {load} areas")),
    };
    let parts = [
        person.gone.then(|| "left the team".to_owned()),
        (!person.present && !person.gone).then(|| "not here".to_owned()),
        cx.seen.is_new(person).then(|| "new".to_owned()),
        person.champion.then(|| "has done this before".to_owned()),
        load,
    ];
    Line::new(sign, text).with(parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

fn table<'a>(
    screen: &ReviewScreen,
    columns: &[Column<'_>],
    items: &[Item],
    row: impl Fn(usize) -> Row<'a>,
    area: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) {
    let cursor = screen.cursor.row(items);
    Rows { columns, count: items.len(), row, cursor, marks: false, empty: "" }
        .render(area, buffer, cx.look);
}

fn open(open: &Open, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
    match open {
        Open::Goal(_, sheet) => sheet.render(area, buffer, cx.look, 84, (0, &|_, _| {})),
        Open::Slipped(_, sheet) | Open::Dropped(_, sheet) | Open::Thanks(_, sheet) => {
            sheet.render(area, buffer, cx.look, 72, (0, &|_, _| {}))
        }
        Open::Spent(_, sheet) | Open::Joins(sheet) => {
            sheet.render(area, buffer, cx.look, 60, (0, &|_, _| {}))
        }
        Open::Became(_, choose) => {
            floating(choose.title(), choose.height(), area, buffer, cx, |area, buffer| {
                choose.render(area, buffer, cx.look)
            })
        }
        Open::Owner(_, choose) | Open::Helped(choose) => {
            floating(choose.title(), choose.height(), area, buffer, cx, |area, buffer| {
                choose.render(area, buffer, cx.look)
            })
        }
    }
}

fn floating(
    title: &str,
    height: u16,
    area: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
    paint: impl FnOnce(Rect, &mut Buffer) -> Option<Position>,
) -> Option<Position> {
    let mut cursor = None;
    let height = height.min(area.height.saturating_sub(2)).max(4);
    Popup { title, width: 64, height }.render(area, buffer, cx.look, |area, buffer| {
        cursor = paint(area, buffer);
    });
    cursor
}
