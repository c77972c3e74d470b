//! Decisions about the count: another rule than the one that was read aloud is taken, or an ask is
//! funded from what is left. What is decided stands in the record with the hands.

use super::offer::sheet_hints;
use super::{Answer, Opened, propose_here};
use crate::methods::fist::{SCALE_LINE, hands};
use crate::methods::funding::{Proposal, Rule};
use crate::money::Money;
use crate::session::Id;
use crate::session::activities::decide::voters;
use crate::session::activities::pot::{Change as Here, Counted, Taken};
use crate::session::decisions::Tally;
use crate::text::CleanText;
use crate::ui::forms::sheet::{Filled, Sheet};
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::form::FormField;
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// A decision being written down.
pub(super) struct Deciding {
    about: About,
    sheet: Sheet,
}

/// What is decided.
enum About {
    /// Another rule is taken, as it was counted.
    Rule(Box<Taken>),
    /// An ask is funded with so much from what is left.
    Ask(Id, Money, CleanText),
}

const HANDS: &str = "as they are called out: 5 5 4 3";

impl Deciding {
    /// Another rule is taken than the one that was read aloud.
    pub(super) fn another(counted: &Counted, rule: Rule) -> Deciding {
        let fields = vec![
            FormField::text("Why", "why not the rule that was read aloud", Field::line("")),
            FormField::text("Hands", "if hands were shown: 5 5 4 3", Field::line("")),
        ];
        let title = format!("Take {}, not {}", rule.name(), counted.rule.name());
        let taken = Taken { rule, count: counted.clone() };
        Deciding { about: About::Rule(Box::new(taken)), sheet: Sheet::new(title, fields) }
    }

    /// An ask is funded from what is left.
    pub(super) fn accepting(counted: &Counted, proposal: &Proposal, cx: &Cx<'_>) -> Deciding {
        let money = |amount| cx.reader.money(cx.seen.currency, amount);
        let ask = &counted.asks[proposal.wish];
        let amount = money(proposal.amount);
        let what =
            format!("{} for {} from what the count left: {}.", amount, ask.called, ask.title);
        let fields = vec![FormField::text("Hands", HANDS, Field::line(""))];
        let title = format!("{amount} for {} from what is left?", ask.called);
        let about = About::Ask(ask.ask.clone(), proposal.amount, CleanText::line(&what));
        Deciding { about, sheet: Sheet::new(title, fields) }
    }

    /// The field of the hands.
    fn field(&self) -> usize {
        match self.about {
            About::Rule(_) => 1,
            About::Ask(..) => 0,
        }
    }

    fn change(&self) -> Result<Here, (usize, String)> {
        let said = self.sheet.text(self.field());
        let fingers = hands(&said).map_err(|no| (self.field(), no.to_string()))?;
        match &self.about {
            About::Rule(taken) => Ok(Here::TakeAnother {
                taken: taken.clone(),
                why: self.sheet.text(0),
                fingers: (!said.is_empty()).then_some(fingers),
            }),
            About::Ask(ask, amount, what) => {
                let (ask, amount, what) = (ask.clone(), *amount, what.clone());
                Ok(Here::Accept { ask, amount, what, fingers })
            }
        }
    }

    /// What the hands say so far, and else what each says.
    fn note(&self, cx: &Cx<'_>) -> String {
        let fingers = hands(&self.sheet.text(self.field())).unwrap_or_default();
        let fist = Tally { fingers, voters: voters(cx.session) }.fist();
        match fist.hands() {
            0 => SCALE_LINE.to_owned(),
            _ => format!("{}: {}", fist.turnout(), fist.sentence()),
        }
    }
}

impl Opened for Deciding {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Answer {
        match self.sheet.update(input) {
            Filled::Going => Answer::Stays(Reply::Done),
            Filled::Closed => Answer::Closes(Reply::Done),
            Filled::Keep => Answer::Stays(match self.change() {
                Ok(change) => propose_here(cx, change),
                Err((field, sentence)) => {
                    self.sheet.refuse(field, &sentence);
                    Reply::Done
                }
            }),
        }
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let note = self.note(cx);
        let foot = |area: Rect, buffer: &mut Buffer| {
            let note = cx.look.shorten(&note, usize::from(area.width));
            write(buffer, area, (0, 0), &note, cx.look.style(Role::Dim));
        };
        self.sheet.render(area, buffer, cx.look, 66, (1, &foot))
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        sheet_hints(cx)
    }

    fn open_text(&self) -> Option<CleanText> {
        match self.about {
            About::Rule(_) => Some(self.sheet.text(0)).filter(|text| !text.is_empty()),
            About::Ask(..) => None,
        }
    }
}
