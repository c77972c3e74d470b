//! The break on the console: when everyone is back, and how long that is. Sheets of care that were
//! handed in on paper are typed here, while the room is away.

use crate::room::Proposal;
use crate::session::Change;
use crate::session::activities::{self, r#break};
use crate::session::block::Block;
use crate::ui::action::Action;
use crate::ui::activities::care::sheets;
use crate::ui::blocks::{Manner, paint};
use crate::ui::forms::private::{PrivateEntry, Way};
use crate::ui::screen::{Cx, Hint, Input, Reply, Screen};
use crate::ui::theme::Role;
use crate::ui::widgets::write;
use jiff::{SignedDuration, Timestamp};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

const SHEETS: Action = Action::Verb('i');

/// The break; before it begins it may be made longer or shorter than planned.
#[derive(Default)]
pub struct BreakScreen {
    more: i64,
    entry: PrivateEntry,
}

impl Screen for BreakScreen {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        if let Some(care) = cx.session.care_before(cx.place) {
            let asked = sheets::asked(cx, &care);
            if self.entry.is_open() {
                return self.entry.update(input, &asked, cx);
            }
            if input.action() == Some(SHEETS) {
                return self.entry.open(Way::Sheets, &asked, cx);
            }
        }
        let running = cx.session.break_until(cx.place).filter(|until| *until > cx.now);
        match (input.action(), running) {
            (Some(Action::Open | Action::Mark), None) => propose(self.proposed(cx), cx),
            (Some(Action::Open | Action::Mark), Some(until)) => {
                let back = cx.reader.time(until);
                Reply::Tell(format!("It runs: back at {back}. + and - change that."))
            }
            (Some(Action::More), Some(until)) => propose(later(until, 1), cx),
            (Some(Action::Less), Some(until)) => propose(later(until, -1), cx),
            (Some(Action::More), None) => self.change(1, cx),
            (Some(Action::Less), None) => self.change(-1, cx),
            _ => Reply::Pass,
        }
    }

    fn accepted(&mut self, _entry: u64, cx: &Cx<'_>) {
        if let Some(care) = cx.session.care_before(cx.place) {
            self.entry.accepted(&sheets::asked(cx, &care));
        }
        self.more = 0;
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let care = cx.session.care_before(cx.place);
        if let Some(care) = care.as_ref().filter(|_| self.entry.is_open()) {
            return self.entry.render(area, buffer, &sheets::asked(cx, care), cx);
        }
        let begun = cx.seen.break_until(cx.place);
        let blocks = match begun {
            Some(_) => activities::page(cx.seen, cx.place, cx.reader).blocks,
            None => {
                let back = cx.reader.time(self.proposed(cx));
                vec![Block::text("It would end at"), Block::Digits(back)]
            }
        };
        let used = paint(&blocks, area, buffer, cx.look, Manner::CONSOLE);
        let (words, role) = self.words(begun, cx);
        write(buffer, area, (0, used.saturating_add(1)), &words, cx.look.bold(role));
        if let Some(care) = care {
            let words = format!("Who cares: {}.", cx.seen.who_is_in(&care).words());
            write(buffer, area, (0, used.saturating_add(3)), &words, cx.look.style(Role::Dim));
        }
        None
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        let care = cx.session.care_before(cx.place);
        if let Some(care) = care.as_ref().filter(|_| self.entry.is_open()) {
            return self.entry.hints(&sheets::asked(cx, care), cx);
        }
        let until = cx.session.break_until(cx.place);
        let longer = [cx.hint(Action::More, "a minute more"), cx.hint(Action::Less, "less")];
        let begin = cx.hint(Action::Open, if until.is_none() { "begin" } else { "begin again" });
        let on = cx.hint(Action::NextStep, "go on");
        let sheets = care.map(|_| cx.hint(SHEETS, "type sheets")).into_iter().collect();
        match until {
            Some(until) if until > cx.now => [sheets, longer.to_vec(), vec![on]].concat(),
            Some(_) => [vec![on], sheets, vec![begin], longer.to_vec()].concat(),
            None => [vec![begin], sheets, longer.to_vec(), vec![on]].concat(),
        }
    }

    fn is_private(&self) -> bool {
        self.entry.is_private()
    }
}

impl BreakScreen {
    fn proposed(&self, cx: &Cx<'_>) -> Timestamp {
        later(cx.session.break_proposed(cx.place, cx.now), self.more)
    }

    /// Never so short that it would be over before it begins.
    fn change(&mut self, by: i64, cx: &Cx<'_>) -> Reply {
        self.more += by;
        if self.proposed(cx) <= cx.now {
            self.more -= by;
            return Reply::Tell("It cannot be shorter than that.".into());
        }
        Reply::Done
    }

    fn words(&self, begun: Option<Timestamp>, cx: &Cx<'_>) -> (String, Role) {
        let key = |action| cx.keymap.key_for(action).unwrap_or_default();
        let Some(until) = begun else {
            let minutes = (self.proposed(cx).as_second() - cx.now.as_second() + 30) / 60;
            let begins = key(Action::Open);
            return (format!("{begins} begins a break of {minutes} min"), Role::Text);
        };
        match until.as_second() - cx.now.as_second() {
            left if left > 0 => (format!("{} to go", minutes(left)), Role::Text),
            over if over > -60 => ("It is time.".into(), Role::Warn),
            // Hours later nobody is late any more.
            over if over < -3_600 => ("This break is over.".into(), Role::Dim),
            over => (format!("{} over", minutes(-over)), Role::Warn),
        }
    }
}

fn propose(until: Timestamp, cx: &Cx<'_>) -> Reply {
    let change = activities::Change::Break(r#break::Change::Until(until));
    Reply::Propose(Proposal::Change(Change::At(cx.place.clone(), change)))
}

fn later(at: Timestamp, minutes: i64) -> Timestamp {
    at.checked_add(SignedDuration::from_mins(minutes)).unwrap_or(at)
}

fn minutes(seconds: i64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use crate::testing::{activity, place, room_with};
    use crate::ui::stage::Stage;
    use crate::workshop::{Do, Policy};

    /// The break is planned for five minutes, and the clock on the stage stands at 11:00.
    fn stage() -> Stage {
        let room = room_with(vec![
            activity(Do::Break {}, Policy::Open),
            activity(Do::Round {}, Policy::Open),
        ]);
        Stage::of(room).size(60, 20)
    }

    fn ends(stage: &Stage) -> Option<String> {
        let until = stage.session().break_until(&place("break"))?;
        Some(crate::testing::reader().time(until))
    }

    #[test]
    fn enter_begins_it_as_planned_and_the_time_is_large() {
        let stage = stage().expects("Enter begins a break of 5 min").keys("<enter>");
        assert_eq!(ends(&stage).as_deref(), Some("11:05"));
        stage.expects("Back at").expects("5:00 to go").wait(65).expects("3:55 to go");
    }

    #[test]
    fn it_is_made_longer_before_and_while_it_runs() {
        let stage = stage().keys("++-").expects("a break of 6 min").keys("<enter>");
        assert_eq!(ends(&stage).as_deref(), Some("11:06"));
        let stage = stage.keys("+++-<enter>").expects("It runs: back at 11:08.");
        assert_eq!(ends(&stage).as_deref(), Some("11:08"));
    }

    #[test]
    fn it_is_never_over_before_it_begins() {
        let stage = stage().keys("-----------").expects("It cannot be shorter").keys("<enter>");
        assert_eq!(ends(&stage).as_deref(), Some("11:01"));
        stage.wait(30).keys("-").expects("would be over already").expects("0:30 to go");
    }

    #[test]
    fn when_time_is_up_it_says_so_and_can_begin_again() {
        let stage = stage().keys("<enter>").wait(300).expects("It is time.");
        let stage = stage.wait(100).expects("1:40 over").keys("<enter>");
        assert_eq!(ends(&stage).as_deref(), Some("11:12"));
        stage.wait(9_000).expects("This break is over.");
    }

    #[test]
    fn the_picture() {
        insta::assert_snapshot!(stage().keys("<enter>").shows(), @"
        Garden                                      BREAK   5 min
        BREAK ◐  round ○                                ends 11:10

          What is the question?

          Back at

           ▄██     ▄██      ▄▄    ▄█▀▀▀█▄ ██▀▀▀▀
            ██      ██      ▀▀    ██ ▄███ ▀▀▀▀█▄
            ██      ██      ▄▄    ███▀ ██ ▄▄  ██
          ▀▀▀▀▀▀  ▀▀▀▀▀▀    ▀▀     ▀▀▀▀▀   ▀▀▀▀

          5:00 to go






        + a minute more   - less   ? help           saved 11:41:03
        ");
    }
}
