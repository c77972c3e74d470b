//! Blocks as they are read out, line by line: for a screen reader and a log. Nothing is drawn, no
//! columns stand beside each other, and a sign is a word.

use crate::session::block::{Bar, Block, Grid, Ledger, Line, Sign, Trend};
use crate::text::{clean_block, clean_line, width, wrap};

/// So many columns a line takes, where a word is not longer.
const COLUMNS: usize = 72;

/// The blocks, an empty line between them, ending with one newline; nothing when there are none.
/// A number that stands large on a wall is read out with the words around it.
pub fn render(blocks: &[Block]) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut before: Option<&Block> = None;
    for block in blocks {
        let said = self::block(block);
        let joins = joins(parts.last(), before, block);
        match parts.last_mut().filter(|_| joins) {
            Some(last) => *last = prose(&format!("{last} {said}")),
            None if said.is_empty() => {}
            None => parts.push(said),
        }
        before = Some(block).filter(|_| !joins);
    }
    if parts.is_empty() { String::new() } else { format!("{}\n", parts.join("\n\n")) }
}

/// Whether a block goes on in the sentence before it: a number that stands large on a wall is said
/// with the words around it.
pub(super) fn joins(said: Option<&String>, before: Option<&Block>, block: &Block) -> bool {
    match (before, block) {
        (Some(Block::Text(_)), Block::Digits(_)) => {
            said.is_some_and(|last| !last.ends_with(['.', '!', '?', '…']))
        }
        (Some(Block::Digits(_)), Block::Text(words)) => words.starts_with(char::is_lowercase),
        _ => false,
    }
}

/// Prose that is wrapped like that of blocks.
pub fn prose(words: &str) -> String {
    wrap(&clean_block(words), COLUMNS).join("\n").trim_end().to_owned()
}

/// One item of a list; what does not fit goes on below, set off.
pub fn item(words: &str) -> String {
    hanging("- ", words)
}

/// Words behind a mark; what does not fit goes on below, set off as far.
pub fn hanging(mark: &str, words: &str) -> String {
    let wide = width(mark);
    let rows = wrap(&clean_line(words), COLUMNS - wide);
    format!("{mark}{}", rows.join(&format!("\n{}", " ".repeat(wide))))
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(words) | Block::Text(words) => prose(words),
        Block::Lines(lines) => each(lines, line),
        Block::Bars(bars) => each(bars, bar),
        Block::Plane(plane) => each(&plane.lines(), line),
        Block::Trends(trends) => each(trends, trend),
        Block::Grid(grid) => each(&grid.rows, |row| cells(grid, row)),
        Block::Ledger(ledger) => amounts(ledger),
        Block::Digits(words) => clean_line(words),
    }
}

fn each<T>(things: &[T], words: impl Fn(&T) -> String) -> String {
    things.iter().map(|thing| item(&words(thing))).collect::<Vec<_>>().join("\n")
}

fn line(line: &Line) -> String {
    let sign = word(line.sign);
    let sign = if sign.is_empty() { String::new() } else { format!("{sign}: ") };
    let aside = if line.aside == Line::COVERED { "" } else { &line.aside };
    with_aside(format!("{sign}{}", line.text), aside)
}

fn with_aside(words: String, aside: &str) -> String {
    if aside.is_empty() { words } else { format!("{words}; {aside}") }
}

/// What a sign says.
pub(super) fn word(sign: Sign) -> &'static str {
    match sign {
        Sign::Settled => "done",
        Sign::Half => "half",
        Sign::Nobody => "open",
        Sign::LeftOpen => "left open",
        Sign::Item | Sign::None => "",
    }
}

fn bar(bar: &Bar) -> String {
    with_aside(format!("{}: {}", bar.label, bar.number), &bar.aside)
}

fn trend(trend: &Trend) -> String {
    let said = trend.numbers(", then ", "not known");
    with_aside(format!("{}: {said}", trend.label), &trend.aside)
}

fn cells(grid: &Grid, row: &[String]) -> String {
    let named = |(head, cell): (&String, &String)| match head.as_str() {
        "" => cell.clone(),
        head => format!("{head}: {cell}"),
    };
    let filled = grid.columns.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
    filled.map(named).collect::<Vec<_>>().join("; ")
}

fn amounts(ledger: &Ledger) -> String {
    let rows: Vec<&(String, String)> = ledger.rows.iter().chain(&ledger.total).collect();
    each(&rows, |(label, amount)| format!("{label}: {amount}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_words_and_nothing_is_drawn() {
        let lines = Block::Lines(vec![
            Line::new(Sign::Settled, "Listening").with("Ana"),
            Line::item("Plant bees"),
        ]);
        let bar = Bar {
            label: "Plant bees".into(),
            value: 3,
            most: 4,
            number: "3".into(),
            aside: "tied".into(),
        };
        let grid = Grid {
            columns: ["Function", "People"].map(String::from).into(),
            rows: vec![["Service", "Ana"].map(String::from).into()],
        };
        let text = render(&[
            Block::heading("Who?"),
            lines,
            Block::Bars(vec![bar]),
            Block::Grid(grid),
            Block::text("Back at"),
            Block::Digits("10:57".into()),
            Block::Digits("2 of 4".into()),
            Block::text("have promised."),
        ]);
        let expected = "Who?\n\n- done: Listening; Ana\n- Plant bees\n\n- Plant bees: 3; tied\n\n\
                        - Function: Service; People: Ana\n\nBack at 10:57\n\n2 of 4 have promised.\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn what_is_long_goes_on_below_and_commands_of_a_terminal_go() {
        let long = format!("{} \u{1b}[31mend", "word ".repeat(30));
        let text = render(&[Block::Lines(vec![Line::item(long)])]);
        assert!(text.lines().all(|line| line.len() <= COLUMNS), "{text}");
        assert!(text.ends_with(" end\n") && text.lines().skip(1).all(|it| it.starts_with("  ")));
    }
}
