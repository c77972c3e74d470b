//! The welcome on the console: what the room reads, and what to do next.

use crate::room::Proposal;
use crate::session::block::Block;
use crate::session::{Change, activities};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::blocks::{Manner, paint};
use crate::ui::forms::lines::{LineField, Typed};
use crate::ui::screen::{Cx, Hint, Input, Reply, Screen};
use crate::ui::theme::Role;
use crate::ui::widgets::paragraph::Paragraph;
use crate::ui::widgets::write;
use crate::workshop::Do;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};

/// What is asked before anything else.
const COST: &str = "What would doing nothing cost us by next year?";

/// More rows than any welcome has.
const ROWS: u16 = 200;

/// The welcome, to be scrolled where it is long.
#[derive(Default)]
pub struct WelcomeScreen {
    skip: u16,
    /// What doing nothing costs, while somebody writes it down.
    cost: Option<LineField>,
}

impl Screen for WelcomeScreen {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        if let Some(field) = &mut self.cost {
            let typed = match input {
                Input::Key(key, _) => field.input(*key),
                Input::Paste(text) => field.paste(text),
            };
            return match typed {
                Typed::Going => Reply::Done,
                Typed::Ended if cx.session.doing_nothing.is_empty() => self.close(),
                Typed::Ended => costs(CleanText::default()),
                Typed::Lines(lines) => costs(lines.into_iter().next().unwrap_or_default()),
            };
        }
        let last = page(80, cx).1.saturating_sub(1);
        let by = match input.action() {
            Some(Action::Down) => 1,
            Some(Action::Up) => -1,
            Some(Action::Edit) => {
                self.cost = Some(LineField::editing(&cx.session.doing_nothing));
                return Reply::Done;
            }
            _ => return Reply::Pass,
        };
        self.skip = self.skip.saturating_add_signed(by).min(last);
        Reply::Done
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        if let Some(field) = &self.cost {
            write(buffer, area, (0, 0), COST, cx.look.bold(Role::Text));
            let line = Rect { y: area.y + 1, height: 1, width: area.width.min(72), ..area };
            return Some(field.render(line.intersection(area), buffer, cx.look));
        }
        let next = next(cx);
        let next = Paragraph::new(&next, Role::Dim);
        let (drawn, rows) = page(area.width, cx);
        let air = u16::from(rows > 0);
        let [top, _, below] = Layout::vertical([
            Constraint::Length(rows),
            Constraint::Length(air),
            Constraint::Min(next.height(area.width)),
        ])
        .areas(area.intersection(buffer.area));
        copy(&drawn, self.skip.min(rows.saturating_sub(top.height)), top, buffer);
        next.render(below, buffer, cx.look);
        None
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        if self.cost.is_some() {
            return vec![cx.hint(Action::Open, "keep"), cx.hint(Action::Back, "keep and close")];
        }
        let clock = if cx.session.clock_runs() { "clock" } else { "start the clock" };
        vec![
            cx.hint(Action::NextStep, "go on"),
            cx.hint(Action::Clock, clock),
            cx.hint(Action::GoTo, "agenda"),
            cx.hint(Action::Wall, "wall"),
            cx.hint(Action::Edit, "what doing nothing costs"),
        ]
    }

    fn accepted(&mut self, _entry: u64, _cx: &Cx<'_>) {
        self.cost = None;
    }

    fn open_text(&self) -> Option<CleanText> {
        self.cost.as_ref().map(LineField::text)
    }

    fn take_back(&mut self, text: &CleanText, _cx: &Cx<'_>) -> bool {
        self.cost = Some(LineField::editing(text));
        true
    }
}

impl WelcomeScreen {
    fn close(&mut self) -> Reply {
        self.cost = None;
        Reply::Done
    }
}

fn costs(cost: CleanText) -> Reply {
    Reply::Propose(Proposal::Change(Change::DoingNothing(cost)))
}

/// The whole page at a width, and how many rows it takes.
fn page(width: u16, cx: &Cx<'_>) -> (Buffer, u16) {
    let blocks: Vec<Block> = activities::page(cx.seen, cx.place, cx.reader).blocks;
    let mut page = Buffer::empty(Rect::new(0, 0, width, ROWS));
    page.set_style(page.area, cx.look.style(Role::Text));
    let rows = paint(&blocks, page.area, &mut page, cx.look, Manner::CONSOLE);
    (page, rows)
}

fn copy(page: &Buffer, skip: u16, area: Rect, buffer: &mut Buffer) {
    for Position { x, y } in area.positions() {
        buffer[(x, y)] = page[(x - area.x, y - area.y + skip)].clone();
    }
}

fn next(cx: &Cx<'_>) -> String {
    let key = |action| cx.keymap.key_for(action).unwrap_or_default();
    let mut next = String::new();
    if !has_rule(cx) && !cx.projected() && !cx.session.is_solo() {
        next = format!(
            "The script has no decision rule. Say how you decide; {} notes it.\n\n",
            key(Action::Park)
        );
    }
    let to = cx.session.neighbour(cx.place, true).and_then(|place| {
        let step = cx.session.step(&place)?;
        (step.id().as_str() != cx.place.step()).then(|| step.script.title.clone())
    });
    next.push_str(&match to {
        Some(title) => format!("{} goes on to {title}", key(Action::NextStep)),
        None => format!("{} goes on", key(Action::NextStep)),
    });
    if cx.session.clock_runs() {
        next.push('.');
    } else {
        next.push_str(&format!("; {} starts the clock.", key(Action::Clock)));
    }
    next
}

fn has_rule(cx: &Cx<'_>) -> bool {
    let what = cx.session.activity(cx.place).map(|activity| &activity.what);
    matches!(what, Some(Do::Welcome { rule, .. }) if !rule.is_empty())
}

#[cfg(test)]
mod tests {
    use crate::testing::{activity, room_with, text};
    use crate::ui::stage::Stage;
    use crate::workshop::{Activity, Do, Policy};

    fn welcome(sponsor: &str, rule: &str) -> Activity {
        let what = Do::Welcome { sponsor: text(sponsor), rule: text(rule) };
        activity(what, Policy::Open)
    }

    fn stage(welcome: Activity) -> Stage {
        let break_after = activity(Do::Break {}, Policy::Open);
        Stage::of(room_with(vec![welcome, break_after]))
    }

    #[test]
    fn it_shows_what_the_room_reads_and_what_to_do_next() {
        stage(welcome("Do what helps.", "Consent, one round."))
            .expects("“Do what helps.”")
            .expects("How we decide")
            .expects("] goes on to break; t starts the clock.")
            .expects_no("no decision rule");
    }

    #[test]
    fn what_doing_nothing_costs_is_written_down_for_the_executive() {
        let stage = stage(welcome("", "Consent.")).keys("eTwo customers a week<enter>");
        let stage = stage.expects("Doing nothing costs").expects("Two customers a week");
        assert_eq!(stage.session().doing_nothing, "Two customers a week");
        let stage = stage.keys("e!<esc>").expects("Two customers a week!").keys("u");
        assert_eq!(stage.session().doing_nothing, "Two customers a week");
        let stage = stage.keys("e<c-u><enter>").expects_no("Doing nothing");
        assert!(stage.session().doing_nothing.is_empty());
    }

    #[test]
    fn a_missing_rule_is_pointed_out_where_the_room_does_not_see_it() {
        stage(welcome("Do what helps.", "")).expects("The script has no decision rule.");
    }

    #[test]
    fn a_long_welcome_is_scrolled() {
        let long = "word ".repeat(250);
        let stage = stage(welcome(&long, "The last words.")).expects_no("The last words.");
        stage.keys("jjjjjjjjjjjj").expects("The last words.").expects("] goes on");
    }
}
