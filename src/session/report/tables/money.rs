//! The pot as tables: what is in it, what it is for, who pays, and what remains.

use crate::money::Money;
use crate::session::pot::{self, Ask, Firmness, Kind, Pledge};
use crate::session::report::table::{Formula, Rows, Table};
use crate::session::viewer::Seen;
use crate::text::CleanText;

/// One line of the sheet, with how its amount follows from the other tables.
type Line = (&'static str, &'static str, Money, Formula);

pub(super) fn budget(seen: &Seen) -> Table {
    let purse = seen.pot.purse();
    let lines = if seen.pot.pledges.is_empty() && seen.pot.asks.is_empty() {
        Vec::new()
    } else {
        lines(seen, purse.money())
    };
    Rows::of("budget", "Budget", "In, out and what remains", lines)
        .text(["line", "Line"], "What is added up", |(line, ..): &Line| *line)
        .text(["about", "Means"], "What it means", |(_, about, ..)| *about)
        .worked(["amount", "Amount"], "For the whole period of the pot", |(.., amount, how)| {
            Some((*amount, how.clone()))
        })
        .table()
}

fn lines(seen: &Seen, money: Money) -> Vec<Line> {
    let pledged = |firmness: Firmness| {
        let these = seen.pot.pledges.iter().filter(|it| it.offer.firmness == firmness);
        sum(these.filter(|it| it.read).map(|it| it.offer.money()))
    };
    let read =
        |said| Formula::SumWhere { table: "pledges", column: "read_out", is: "firmness", said };
    let asks = |column| Formula::Sum { table: "asks", column };
    let short = sum(seen.pot.asks.iter().map(short));
    vec![
        ("Firm", "read out, and sure", pledged(Firmness::Firm), read("firm")),
        ("Likely", "read out, and probable", pledged(Firmness::Likely), read("likely")),
        (
            "In the pot",
            "firm and likely",
            money,
            Formula::Sum { table: "pledges", column: "counts" },
        ),
        ("Granted", "what areas were given", seen.pot.granted(), asks("granted")),
        ("Reserve", "in the pot, less what is granted", seen.pot.left(), Formula::Less(2, 3)),
        ("Hope", "stands beside the pot", pledged(Firmness::Hope), read("hope")),
        (
            "Short of the minimum",
            "what asks lack of the least that makes sense",
            short,
            asks("short"),
        ),
    ]
}

pub(super) fn pledges(seen: &Seen) -> Table {
    let amount = |pledge: &Pledge| match pledge.offer.kind {
        Kind::Money(amount) => Some(amount),
        Kind::Hours(_) | Kind::Tool(_) | Kind::Person(_) => None,
    };
    Rows::of("pledges", "Pledges", "What is put in", &seen.pot.pledges)
        .text(["source", "From"], "Who or what it comes from", |it: &&Pledge| &*it.offer.source)
        .text(["function", "Function"], "The function it comes from", |it| &*it.offer.function)
        .text(["kind", "Kind"], "money, hours, tool or person", |it| it.offer.kind.name())
        .money(["amount", "Amount"], "What was pledged, where it is money", |it| amount(it))
        .text(["thing", "What"], "What was pledged, where it is not money", |it| {
            match it.offer.kind {
                Kind::Money(_) => String::new(),
                ref thing => thing.words(|_| String::new()),
            }
        })
        .text(["firmness", "Firmness"], "firm, likely or hope", |it| it.offer.firmness.name())
        .yes(["read", "Read out"], "It counts only once it was read out", |it| it.read)
        .yes(["in_the_pot", "In the pot"], "Read out, and no mere hope", |it| it.counts())
        .worked(["read_out", "Amount read out"], "The amount, where it was read out", |it| {
            let read = if it.read { it.offer.money() } else { Money::ZERO };
            Some((read, Formula::Where { column: "amount", yes: "read" }))
        })
        .worked(["counts", "Counts"], "The amount, where it is in the pot", |it| {
            let counts = if it.counts() { it.offer.money() } else { Money::ZERO };
            Some((counts, Formula::Where { column: "amount", yes: "in_the_pot" }))
        })
        .date(["from", "Starts"], "There from this day on", |it| it.offer.from)
        .date(["until", "Ends"], "There until this day", |it| it.offer.until)
        .list(["only_for", "Only for"], "The areas it may be used for", |it| {
            let areas = it.offer.only_for.iter().filter_map(|area| seen.area(area));
            areas.map(|area| area.name.to_string()).collect()
        })
        .text(["strings", "Strings"], "What it hangs on", |it| &*it.offer.strings)
        .text(["approver", "To be approved by"], "Whose yes is pending", |it| &*it.offer.approver)
        .text(["matched", "Matched to"], "The ask it was matched to by hand", |it| {
            seen.pot.matched_to(it).map_or(String::new(), |ask| ask.need.title.to_string())
        })
        .table()
}

pub(super) fn asks(seen: &Seen) -> Table {
    Rows::of("asks", "Asks", "What areas need", &seen.pot.asks)
        .text(["area", "Area"], "The area that asks", |it: &&Ask| seen.area_of(it).to_owned())
        .text(["title", "Ask"], "What it is for", |it| &*it.need.title)
        .money(["minimum", "Minimum"], "The least that makes sense", |it| Some(it.need.minimum))
        .money(["target", "Target"], "What doing it well takes", |it| Some(it.need.target))
        .money(["stretch", "Stretch"], "The most that makes sense", |it| Some(it.need.stretch))
        .money(["granted", "Granted"], "What it was given", |it| Some(it.granted))
        .worked(["short", "Short"], "What it lacks of its minimum", |it| {
            Some((short(it), Formula::Short("minimum", "granted")))
        })
        .text(["recurring", "Recurs"], "once, monthly, quarterly or yearly", |it| {
            it.need.recurring.name()
        })
        .number(["quantity", "Quantity"], "How many", |it| {
            (it.need.quantity > 0).then_some(it.need.quantity)
        })
        .text(["unit", "Unit"], "Of what", |it| &*it.need.unit)
        .text(["category", "Category"], "What sort of cost it is", |it| &*it.need.category)
        .money(["worth_each", "Worth each"], "What one more is worth", |it| {
            it.need.worth.map(|worth| worth.each)
        })
        .number(["worth_times", "Times a month"], "How many more a month", |it| {
            it.need.worth.map(|worth| worth.times)
        })
        .list(["matched", "Matched"], "Hours, tools and people matched to it", |it| {
            let pledges = it.matched.iter().filter_map(|pledge| seen.pledge(pledge));
            let words = |pledge: &Pledge| {
                let what = pledge.offer.kind.words(|_| String::new());
                format!("{what} from {}", pledge.offer.source)
            };
            pledges.map(words).collect()
        })
        .table()
}

pub(super) fn bills(seen: &Seen) -> Table {
    let bills = pot::bills(seen);
    Rows::of("bills", "Who pays", "Who pays how much of what was granted", bills)
        .text(["title", "Ask"], "What it is for", |(ask, ..): &(String, CleanText, Money)| {
            ask.clone()
        })
        .text(["payer", "Payer"], "Whose money it is", |(_, payer, _)| payer.to_string())
        .money(["amount", "Amount"], "To the minor unit", |(.., amount)| Some(*amount))
        .table()
}

fn short(ask: &Ask) -> Money {
    let lacks = ask.need.minimum.0.saturating_sub(ask.granted.0);
    Money(lacks.max(0))
}

fn sum(amounts: impl Iterator<Item = Money>) -> Money {
    Money::sum(amounts).unwrap_or_default()
}
