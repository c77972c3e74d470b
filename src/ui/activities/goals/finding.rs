//! "We do not know yet; NAME finds out by DATE": a lamp, a person, a day.

use crate::session::goals::{Change, Goal, HalfLit, Lamp, Light};
use crate::session::{Id, Session};
use crate::text::CleanText;
use crate::ui::forms::choose::{Choice, Choose, Chosen};
use crate::ui::forms::sheet::{Filled, Sheet};
use crate::ui::screen::{Cx, Input};
use crate::ui::theme::Role;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::form::FormField;
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The open question about one goal.
pub(super) struct Finding {
    goal: Id,
    stage: Stage,
}

enum Stage {
    Which(Choose<Lamp>),
    Who(Lamp, Choose<Who>),
    When(HalfLit, Sheet),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Who {
    Person(Id),
    Nobody,
}

/// What a key came to.
pub(super) enum Found {
    Going,
    Tell(String),
    Propose(Change),
    Closed,
}

impl Finding {
    /// Which lamp is it about? None when all burn.
    pub(super) fn new(goal: &Goal, cx: &Cx<'_>) -> Option<Finding> {
        let choose = lamps(goal, cx)?;
        Some(Finding { goal: goal.id.clone(), stage: Stage::Which(choose) })
    }

    /// Takes a key or pasted text.
    pub(super) fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Found {
        match &mut self.stage {
            Stage::Which(choose) => match choose.update(input) {
                Chosen::One(lamp) => self.ask_who(lamp, cx.session),
                Chosen::Closed => Found::Closed,
                Chosen::Going | Chosen::Other(_) => Found::Going,
            },
            Stage::Who(lamp, choose) => {
                let lamp = *lamp;
                match choose.update(input) {
                    Chosen::Going => Found::Going,
                    Chosen::Closed => self.ask_which(cx),
                    Chosen::One(Who::Person(who)) => self.ask_when(lamp, who, cx),
                    Chosen::One(Who::Nobody) => {
                        Found::Propose(Change::Found(self.goal.clone(), lamp))
                    }
                    Chosen::Other(typed) => match cx.session.one_name(&typed) {
                        Ok(who) => self.ask_when(lamp, who, cx),
                        Err(refusal) => Found::Tell(refusal.to_string()),
                    },
                }
            }
            Stage::When(..) => self.update_when(input, cx),
        }
    }

    fn ask_which(&mut self, cx: &Cx<'_>) -> Found {
        match cx.session.goal(&self.goal).and_then(|goal| lamps(goal, cx)) {
            Some(choose) => self.stage = Stage::Which(choose),
            None => return Found::Closed,
        }
        Found::Going
    }

    fn ask_who(&mut self, lamp: Lamp, session: &Session) -> Found {
        let Some(goal) = session.goal(&self.goal) else { return Found::Closed };
        self.stage = Stage::Who(lamp, people(goal, lamp, session));
        Found::Going
    }

    fn ask_when(&mut self, lamp: Lamp, who: Id, cx: &Cx<'_>) -> Found {
        let name = cx.session.name_of(&who);
        let title = format!("{name} finds out the {}", lamp.name());
        let field = FormField::text("By", "friday, in 2 weeks, 3 Dec", Field::line(""));
        let by = cx.reader.today;
        self.stage = Stage::When(HalfLit { lamp, who, by }, Sheet::new(title, vec![field]));
        Found::Going
    }

    fn update_when(&mut self, input: &Input, cx: &Cx<'_>) -> Found {
        let Stage::When(half, sheet) = &mut self.stage else { return Found::Going };
        match sheet.update(input) {
            Filled::Going => Found::Going,
            Filled::Closed => {
                let lamp = half.lamp;
                self.ask_who(lamp, cx.session)
            }
            Filled::Keep => match sheet.needed_date(0, cx.reader) {
                Ok(by) => {
                    let half = HalfLit { by, ..half.clone() };
                    Found::Propose(Change::FindOut(self.goal.clone(), half))
                }
                Err(_) => Found::Going,
            },
        }
    }

    /// Paints it over the list.
    pub(super) fn render(
        &self,
        screen: Rect,
        buffer: &mut Buffer,
        cx: &Cx<'_>,
    ) -> Option<Position> {
        match &self.stage {
            Stage::Which(choose) => choose.render_over(screen, buffer, cx.look),
            Stage::Who(_, choose) => choose.render_over(screen, buffer, cx.look),
            Stage::When(_, sheet) => {
                let foot = |area: Rect, buffer: &mut Buffer| {
                    let words = "Until then the lamp burns half.";
                    write(buffer, area, (0, 0), words, cx.look.style(Role::Dim));
                };
                sheet.render(screen, buffer, cx.look, 60, (1, &foot))
            }
        }
    }
}

/// The lamps that do not burn, with who finds out already.
fn lamps(goal: &Goal, cx: &Cx<'_>) -> Option<Choose<Lamp>> {
    let open = Lamp::ALL.into_iter().filter(|lamp| goal.light(*lamp) != Light::Lit);
    let aside = |lamp: Lamp| match goal.half(lamp) {
        Some(half) => {
            format!("{} by {}", cx.session.name_of(&half.who), cx.reader.date(half.by))
        }
        None => "nobody yet".into(),
    };
    let choice =
        |lamp: Lamp| Choice { id: lamp, label: CleanText::line(lamp.name()), aside: aside(lamp) };
    let choices: Vec<Choice<Lamp>> = open.map(choice).collect();
    (!choices.is_empty()).then(|| Choose::new("What do we not know yet?", choices))
}

fn people(goal: &Goal, lamp: Lamp, session: &Session) -> Choose<Who> {
    let person = |person: &crate::session::Person| Choice {
        id: Who::Person(person.id.clone()),
        label: person.name.clone(),
        aside: person.function.to_string(),
    };
    let mut choices: Vec<Choice<Who>> = session.present().map(person).collect();
    if goal.half(lamp).is_some() {
        let (id, label) = (Who::Nobody, CleanText::line("nobody after all"));
        choices.push(Choice { id, label, aside: String::new() });
    }
    Choose::new(format!("Who finds out the {}?", lamp.name()), choices)
}
