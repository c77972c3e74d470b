//! Shaping a goal: the form with its five lamps, which burn while one types.

use super::list;
use crate::session::goals::{Change, Goal, Lamp, Light, Shape};
use crate::session::{Id, Idea, Reach, Session};
use crate::text::CleanText;
use crate::ui::forms::sheet::{Filled, Sheet, date_text};
use crate::ui::screen::{Cx, Input};
use crate::ui::theme::Role;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::form::FormField;
use crate::ui::widgets::paragraph::Paragraph;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

const OUTCOME: usize = 0;
const BETTER_OFF: usize = 1;
const FROM: usize = 2;
const TO: usize = 3;
const UNIT: usize = 4;
const BY: usize = 5;
const HARM: usize = 6;
const NEEDS: usize = 7;
const REACH: usize = 8;
const SERVES: usize = 9;

/// The cells of the form.
const WIDTH: u16 = 70;

/// A goal being worded.
pub(super) struct Shaping {
    goal: Option<Id>,
    idea: Option<Id>,
    by: Option<Date>,
    half: Vec<Lamp>,
    sheet: Sheet,
}

/// What Tab puts into a field.
enum Completion {
    /// Behind what stands there.
    Rest(String),
    /// In its place.
    Whole(String),
}

/// What a key came to.
pub(super) enum Shaped {
    Going,
    Propose(Box<Change>),
    Closed,
}

impl Shaping {
    /// A goal typed afresh.
    pub(super) fn afresh() -> Shaping {
        let sheet = Sheet::new("A goal", fields(&Shape::default(), ""));
        Shaping { goal: None, idea: None, by: None, half: Vec::new(), sheet }
    }

    /// A goal made from an idea, whose words are the first draft.
    pub(super) fn from(idea: &Idea) -> Shaping {
        let shape = Shape { outcome: idea.text.clone(), ..Shape::default() };
        let sheet = Sheet::new("A goal from this idea", fields(&shape, ""));
        Shaping { idea: Some(idea.id.clone()), sheet, ..Shaping::afresh() }
    }

    /// A goal that is there.
    pub(super) fn of(goal: &Goal, cx: &Cx<'_>) -> Shaping {
        let by = goal.shape.by;
        let sheet = Sheet::new("The goal", fields(&goal.shape, &date_text(by, cx.reader)));
        let half = goal.half.iter().map(|half| half.lamp).collect();
        Shaping { goal: Some(goal.id.clone()), idea: None, by, half, sheet }
    }

    /// Takes a key or pasted text.
    pub(super) fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Shaped {
        if is_tab(input)
            && let Some(completion) = self.completion(cx.session)
        {
            self.press(KeyCode::End, KeyModifiers::NONE);
            if let Completion::Whole(_) = completion {
                self.press(KeyCode::Char('u'), KeyModifiers::CONTROL);
            }
            let (Completion::Rest(words) | Completion::Whole(words)) = completion;
            self.sheet.complete(&words);
            return Shaped::Going;
        }
        match self.sheet.update(input) {
            Filled::Going => Shaped::Going,
            Filled::Closed => self.let_go(),
            Filled::Keep => self.keep(cx),
        }
    }

    fn press(&mut self, code: KeyCode, modifiers: KeyModifiers) {
        self.sheet.update(&Input::Key(KeyEvent::new(code, modifiers), None));
    }

    fn keep(&mut self, cx: &Cx<'_>) -> Shaped {
        let Ok(by) = self.sheet.date(BY, self.by, cx.reader) else { return Shaped::Going };
        if self.sheet.text(OUTCOME).is_empty() {
            self.sheet.refuse(OUTCOME, "What is different then, and for whom?");
            return Shaped::Going;
        }
        self.proposed(self.shape(by))
    }

    fn proposed(&self, shape: Shape) -> Shaped {
        Shaped::Propose(Box::new(match &self.goal {
            Some(goal) => Change::Edit(goal.clone(), shape),
            None => Change::Add(shape, self.idea.clone()),
        }))
    }

    /// Left although something cannot be read: that goes, and all else that was typed is kept.
    fn let_go(&self) -> Shaped {
        if !self.sheet.is_changed() || self.sheet.text(OUTCOME).is_empty() {
            return Shaped::Closed;
        }
        self.proposed(self.shape(self.by))
    }

    fn shape(&self, by: Option<Date>) -> Shape {
        Shape {
            outcome: self.sheet.text(OUTCOME),
            better_off: self.sheet.text(BETTER_OFF),
            from: self.sheet.text(FROM),
            to: self.sheet.text(TO),
            unit: self.sheet.text(UNIT),
            by,
            harm: self.sheet.text(HARM),
            needs: self.needs(),
            reach: Reach::ALL[self.sheet.chosen(REACH)],
            serves: self.sheet.text(SERVES),
        }
    }

    fn needs(&self) -> Vec<CleanText> {
        let text = self.sheet.text(NEEDS);
        let needs = text.split([',', ';']).map(CleanText::line);
        needs.filter(|need| !need.is_empty()).collect()
    }

    /// What Tab puts in: the rest of the function that was begun, or the objective that is meant.
    fn completion(&self, session: &Session) -> Option<Completion> {
        match self.sheet.focus() {
            NEEDS => self.function_begun(session).map(Completion::Rest),
            SERVES => {
                let meant = session.objective_meant(&self.sheet.text(SERVES))?;
                Some(Completion::Whole(meant.to_string()))
            }
            _ => None,
        }
    }

    fn function_begun(&self, session: &Session) -> Option<String> {
        let text = self.sheet.text(NEEDS);
        let begun = text.rsplit([',', ';']).next().unwrap_or_default().trim().to_lowercase();
        if begun.is_empty() {
            return None;
        }
        let fits = |function: &&CleanText| {
            let function = function.to_lowercase();
            function.starts_with(&begun) && function != begun
        };
        let function = session.functions().into_iter().find(|it| fits(it))?;
        Some(function.chars().skip(begun.chars().count()).collect())
    }

    /// What stands in the open field.
    pub(super) fn open_text(&self) -> Option<CleanText> {
        self.sheet.open_text()
    }

    /// Text of an earlier run.
    pub(super) fn paste(&mut self, text: &str) {
        self.sheet.complete(text);
    }

    /// Paints the form with its lamps below.
    pub(super) fn render(
        &self,
        screen: Rect,
        buffer: &mut Buffer,
        cx: &Cx<'_>,
    ) -> Option<Position> {
        let by = cx.reader.day_to_come(&self.sheet.text(BY)).ok().or_else(|| self.kept_date());
        let shape = self.shape(by);
        let foot = |area: Rect, buffer: &mut Buffer| self.foot(&shape, area, buffer, cx);
        // Where the question does not fit one row it has two, whatever it is, so that nothing jumps.
        let rows = if screen.width < WIDTH + 4 { 3 } else { 2 };
        self.sheet.render(screen, buffer, cx.look, WIDTH, (rows, &foot))
    }

    fn kept_date(&self) -> Option<Date> {
        self.by.filter(|_| !self.sheet.text(BY).is_empty())
    }

    fn foot(&self, shape: &Shape, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
        let light = |lamp: Lamp| match shape.asks(lamp) {
            None => Light::Lit,
            Some(_) if self.half.contains(&lamp) => Light::Half,
            Some(_) => Light::Dark,
        };
        let lights = Lamp::ALL.map(|lamp| (lamp, light(lamp)));
        list::lamps(Rect { x: area.x.saturating_sub(2), ..area }, buffer, cx, &lights);
        let (words, role) = self.remark(shape, cx.seen);
        let below =
            Rect { y: area.y + 1.min(area.height), height: area.height.saturating_sub(1), ..area };
        Paragraph::new(&words, role).render(below, buffer, cx.look);
    }

    /// What the lamp of the open field asks, or which functions there are.
    fn remark(&self, shape: &Shape, session: &Session) -> (String, Role) {
        let focus = self.sheet.focus();
        match self.completion(session) {
            Some(Completion::Rest(rest)) => {
                return (format!("Tab completes it: …{rest}"), Role::Dim);
            }
            Some(Completion::Whole(words)) => return (format!("Tab: {words}"), Role::Dim),
            None => {}
        }
        let lamp = match focus {
            OUTCOME | BETTER_OFF => Lamp::Outcome,
            FROM | TO | UNIT => Lamp::Number,
            BY => Lamp::Date,
            HARM => Lamp::Harm,
            SERVES if !session.objectives.is_empty() => {
                return (objectives(session), Role::Dim);
            }
            _ => return (self.functions(session), Role::Dim),
        };
        let asks = shape.asks(lamp).unwrap_or_default();
        let typed = !self.sheet.text(focus).is_empty();
        // Before anything is typed the hint in the field asks the same more quietly.
        (asks, if typed { Role::Warn } else { Role::Dim })
    }

    fn functions(&self, session: &Session) -> String {
        let needs = self.needs();
        let named = |function: &&CleanText| {
            needs.iter().any(|need| need.to_lowercase() == function.to_lowercase())
        };
        let open: Vec<&str> = session
            .functions()
            .into_iter()
            .filter(|function| !named(function))
            .map(CleanText::as_str)
            .collect();
        if open.is_empty() { String::new() } else { format!("In the room: {}", open.join(", ")) }
    }
}

/// The objectives that we have already, to be begun and completed.
fn objectives(session: &Session) -> String {
    let names: Vec<&str> = session.objectives.iter().map(CleanText::as_str).collect();
    format!("Begin one, and Tab completes it: {}", names.join("; "))
}

fn is_tab(input: &Input) -> bool {
    matches!(input, Input::Key(key, _) if key.code == KeyCode::Tab && key.modifiers.is_empty())
}

fn fields(shape: &Shape, by: &str) -> Vec<FormField> {
    let text = |label, hint, initial: &str| FormField::text(label, hint, Field::line(initial));
    vec![
        text("Outcome", "what is different then, and for whom", &shape.outcome),
        text("Better off", "customers, colleagues, partners", &shape.better_off),
        text("From", "the number today", &shape.from),
        text("To", "the number aimed at", &shape.to),
        text("Unit", "what it counts: hours, percent, customers", &shape.unit),
        text("By", "30 Jun, in 6 months, end of the year", by),
        text("Harm", "what it would look like, and who would notice", &shape.harm),
        text("Needs", "functions, with commas", &joined(&shape.needs)),
        FormField::choice("Reaches", &Reach::ALL.map(Reach::name), shape.reach as usize),
        text("Serves", "which objective we have already", &shape.serves),
    ]
}

fn joined(needs: &[CleanText]) -> String {
    needs.iter().map(CleanText::as_str).collect::<Vec<_>>().join(", ")
}
