//! Asking who answers for an area: a name, then the three answers, a second yes above the usual
//! load, and the condition where there is one.

use super::sheets;
use crate::session::activities::care::{Cared, Proposal};
use crate::session::areas::{self, Answer, Change, NotMe};
use crate::session::{Area, Id, Person, Session};
use crate::text::{CleanText, width};
use crate::ui::action::{Action, IN_EVERY_STEP};
use crate::ui::forms::choose::{Choice, Choose, Chosen};
use crate::ui::forms::sheet::{Filled, Sheet};
use crate::ui::screen::{Cx, Hint, Input};
use crate::ui::theme::Role;
use crate::ui::widgets::digits::{self, Digits};
use crate::ui::widgets::paragraph::Paragraph;
use crate::ui::widgets::popup::Popup;
use crate::ui::widgets::rows::{Column, Row, Rows};
use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The open question about one area.
pub(super) struct Asking {
    area: Id,
    title: String,
    stage: Stage,
    /// Kept while the question is open, so that going back loses no word.
    condition: Sheet,
    /// Esc in the answers goes back to the names, unless the name was clear from the start.
    from_names: bool,
    /// What was proposed last, and is not accepted yet.
    waits: Waits,
}

/// What is waited for.
#[derive(Default)]
enum Waits {
    /// Nothing of this question.
    #[default]
    Nothing,
    /// An answer.
    Answer,
    /// This one is asked, for all to see.
    Asked(Id),
    /// Nobody is asked any more.
    Unasked,
}

/// What comes after something was accepted.
pub(super) enum Next {
    Stays,
    Closes,
    Terms,
}

enum Stage {
    Whom(Box<Choose<Whom>>),
    Answers {
        who: Id,
        at: usize,
    },
    Condition {
        who: Id,
    },
    /// One more than the usual load: the sentence, and what a second yes gives.
    SecondYes {
        who: Id,
        answer: Answer,
        sentence: String,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Whom {
    Person(Id),
    Nobody,
}

/// What a key came to.
pub(super) enum Asked {
    Going,
    Tell(String),
    Propose(Change),
    Closed,
    /// Not meant for a question: the shell may take it.
    Pass,
}

/// The answers, in the words of the room.
const ANSWERS: [(&str, &str); 4] = [
    ("Yes", ""),
    ("Yes, if …", "hours, money, somebody's approval: by a date"),
    ("Not me, I will advise", "no fault in it; asked before, from now on"),
    ("Not me", "no fault in it"),
];

impl Asking {
    /// Who answers for it?
    pub(super) fn whom(area: &Area, cx: &Cx<'_>) -> Asking {
        let stage = Stage::Whom(Box::new(names(area, cx)));
        Asking::new(area, stage, true)
    }

    /// What does the one who answers say (now)? Without one, who is it?
    pub(super) fn again(area: &Area, cx: &Cx<'_>) -> (Asking, Option<Change>) {
        let Some(who) = area.owner() else { return (Asking::whom(area, cx), None) };
        let mut asking = Asking::new(area, Stage::Answers { who: who.clone(), at: 0 }, false);
        let change = asking.ask(who.clone());
        (asking, Some(change))
    }

    /// The question that stands, for all to see: after a restart, or when an answer was taken back.
    pub(super) fn that_stands(cx: &Cx<'_>) -> Option<Asking> {
        let (area, person) = cx.session.asked()?;
        Some(Asking::new(area, Stage::Answers { who: person.id.clone(), at: 0 }, false))
    }

    fn new(area: &Area, stage: Stage, from_names: bool) -> Asking {
        let (title, condition) = (area.name.to_string(), sheets::condition(area));
        let waits = Waits::default();
        Asking { area: area.id.clone(), title, stage, condition, from_names, waits }
    }

    /// The area it is about.
    pub(super) fn area(&self) -> &Id {
        &self.area
    }

    /// What was proposed was accepted. When somebody said yes, the terms are next.
    pub(super) fn accepted(&mut self, cx: &Cx<'_>) -> Next {
        match (std::mem::take(&mut self.waits), &self.stage) {
            (Waits::Asked(who), _) => {
                self.stage = Stage::Answers { who, at: 0 };
                Next::Stays
            }
            (Waits::Unasked, _) => match cx.session.area(&self.area) {
                Some(area) if self.from_names => {
                    self.stage = Stage::Whom(Box::new(names(area, cx)));
                    Next::Stays
                }
                _ => Next::Closes,
            },
            (Waits::Nothing, _) => Next::Stays,
            (Waits::Answer, Stage::Whom(_)) => Next::Closes,
            (Waits::Answer, Stage::Answers { at, .. }) if *at > 0 => Next::Closes,
            (Waits::Answer, _) => Next::Terms,
        }
    }

    pub(super) fn open_text(&self) -> Option<CleanText> {
        matches!(self.stage, Stage::Condition { .. }).then(|| self.condition.open_text())?
    }

    /// Takes a key or pasted text.
    pub(super) fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Asked {
        self.waits = Waits::Nothing;
        let came = self.key(input, cx);
        if matches!((&came, &self.waits), (Asked::Propose(_), Waits::Nothing)) {
            self.waits = Waits::Answer;
        }
        came
    }

    fn key(&mut self, input: &Input, cx: &Cx<'_>) -> Asked {
        match &mut self.stage {
            Stage::Whom(choose) => match choose.update(input) {
                Chosen::Going => Asked::Going,
                Chosen::Closed => Asked::Closed,
                Chosen::One(Whom::Person(who)) => Asked::Propose(self.ask(who)),
                Chosen::One(Whom::Nobody) => Asked::Propose(Change::Nobody(self.area.clone())),
                Chosen::Other(typed) => match cx.session.one_name(&typed) {
                    Ok(who) => Asked::Propose(self.ask(who)),
                    Err(refusal) => Asked::Tell(refusal.to_string()),
                },
            },
            Stage::Answers { .. } => self.update_answers(input, cx),
            Stage::Condition { who } => {
                let who = who.clone();
                self.update_condition(input, who, cx)
            }
            Stage::SecondYes { who, answer, .. } => match key(input) {
                Some(KeyCode::Enter) => {
                    let (area, who, answer) = (self.area.clone(), who.clone(), answer.clone());
                    Asked::Propose(Change::Answer { area, who, answer, second_yes: true })
                }
                Some(KeyCode::Esc) => {
                    let who = who.clone();
                    self.answers(who)
                }
                _ => Asked::Going,
            },
        }
    }

    /// The name lands in large letters, here and on the wall.
    fn ask(&mut self, who: Id) -> Change {
        self.waits = Waits::Asked(who.clone());
        Change::Ask(Some(areas::Asked { area: self.area.clone(), who }))
    }

    fn answers(&mut self, who: Id) -> Asked {
        self.stage = Stage::Answers { who, at: 0 };
        Asked::Going
    }

    fn update_answers(&mut self, input: &Input, cx: &Cx<'_>) -> Asked {
        let Stage::Answers { who, at } = &mut self.stage else { return Asked::Going };
        match (key(input), input.action()) {
            (Some(KeyCode::Esc), _) => {
                self.waits = Waits::Unasked;
                return Asked::Propose(Change::Ask(None));
            }
            (Some(KeyCode::Enter), _) | (_, Some(Action::Mark)) => {
                let (who, at) = (who.clone(), *at);
                return self.answered(who, at, cx);
            }
            (_, Some(Action::Up)) => *at = at.saturating_sub(1),
            (_, Some(Action::Down)) => *at = (*at + 1).min(ANSWERS.len() - 1),
            (_, Some(Action::First)) => *at = 0,
            (_, Some(Action::Last)) => *at = ANSWERS.len() - 1,
            (_, Some(action)) if IN_EVERY_STEP.contains(&action) => return Asked::Pass,
            _ => {}
        }
        Asked::Going
    }

    fn answered(&mut self, who: Id, at: usize, cx: &Cx<'_>) -> Asked {
        match at {
            0 => self.yes(who, Answer::Yes, cx),
            1 => {
                self.stage = Stage::Condition { who };
                Asked::Going
            }
            _ => {
                let not_me = NotMe { who, advises: at == 2 };
                Asked::Propose(Change::NotMe(self.area.clone(), not_me))
            }
        }
    }

    fn yes(&mut self, who: Id, answer: Answer, cx: &Cx<'_>) -> Asked {
        if let Some(sentence) = cx.session.asks_second_yes(&self.area, &who) {
            self.stage = Stage::SecondYes { who, answer, sentence };
            return Asked::Going;
        }
        let area = self.area.clone();
        Asked::Propose(Change::Answer { area, who, answer, second_yes: false })
    }

    fn update_condition(&mut self, input: &Input, who: Id, cx: &Cx<'_>) -> Asked {
        if key(input) == Some(KeyCode::Esc) {
            self.stage = Stage::Answers { who, at: 1 };
            return Asked::Going;
        }
        if self.condition.update(input) != Filled::Keep {
            return Asked::Going;
        }
        match sheets::conditional(&mut self.condition, cx) {
            Some(answer) => self.yes(who, answer, cx),
            None => Asked::Going,
        }
    }

    pub(super) fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        let enter = |does| cx.hint(Action::Open, does);
        let back = |does| cx.hint(Action::Back, does);
        match self.stage {
            Stage::Whom(_) => vec![enter("ask this person"), back("close")],
            Stage::Answers { .. } => vec![enter("this is the answer"), back("back")],
            Stage::Condition { .. } => vec![enter("next"), back("back")],
            Stage::SecondYes { .. } => vec![enter("yes, this one too"), back("back")],
        }
    }

    /// Paints it over the board.
    pub(super) fn render(
        &self,
        screen: Rect,
        buffer: &mut Buffer,
        cx: &Cx<'_>,
    ) -> Option<Position> {
        match &self.stage {
            Stage::Whom(choose) => self.render_names(choose, screen, buffer, cx),
            Stage::Answers { who, at } => {
                self.render_answers(cx.seen.name_of(who), *at, screen, buffer, cx);
                None
            }
            Stage::Condition { who } => {
                let name = cx.seen.name_of(who);
                let words = format!("{name} says yes, if that is so by then.");
                sheets::render_noted(&self.condition, &words, screen, buffer, cx)
            }
            Stage::SecondYes { who, sentence, .. } => {
                let words = format!("{sentence} Enter, if {} says so again.", cx.seen.name_of(who));
                self.render_words(&words, screen, buffer, cx);
                None
            }
        }
    }

    fn render_names(
        &self,
        choose: &Choose<Whom>,
        screen: Rect,
        buffer: &mut Buffer,
        cx: &Cx<'_>,
    ) -> Option<Position> {
        let height = choose.height().max(4);
        let popup = Popup { title: choose.title(), width: 66, height };
        let mut cursor = None;
        popup.render(screen, buffer, cx.look, |area, buffer| {
            cursor = choose.render(area, buffer, cx.look);
        });
        cursor
    }

    fn render_answers(
        &self,
        name: &str,
        at: usize,
        screen: Rect,
        buffer: &mut Buffer,
        cx: &Cx<'_>,
    ) {
        let count = u16::try_from(ANSWERS.len()).unwrap_or(4);
        let (popup, large) = self.answers_popup(count, screen);
        popup.render(screen, buffer, cx.look, |area, buffer| {
            let name = Digits { text: name, role: Role::Accent, centred: false };
            let top = Rect { height: large.min(area.height), ..area };
            name.render(top, buffer, cx.look);
            let y = area.y.saturating_add(name.height(top, cx.look) + 1).min(area.bottom());
            let rest = Rect { y, height: area.bottom() - y, ..area };
            let columns = [Column::new("", 8, 22, 2), Column::new("", 0, 50, 1)];
            let row = |at: usize| {
                let (answer, aside) = ANSWERS[at];
                Row::new().cell(answer).toned(aside, Role::Dim)
            };
            let cursor = Some(at);
            let rows = Rows {
                columns: &columns,
                count: ANSWERS.len(),
                row,
                cursor,
                marks: false,
                empty: "",
            };
            rows.render(rest, buffer, cx.look);
        });
    }

    /// The box of the answers: with the name in large type where there is room for both.
    fn answers_popup(&self, count: u16, screen: Rect) -> (Popup<'_>, u16) {
        let large = if screen.height >= digits::HEIGHT + count + 3 { digits::HEIGHT } else { 1 };
        (Popup { title: &self.title, width: 70, height: large + 1 + count }, large)
    }

    fn render_words(&self, words: &str, screen: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
        let words = Paragraph::new(words, Role::Warn);
        let width = 60.min(screen.width.saturating_sub(4));
        let popup = Popup { title: &self.title, width, height: words.height(width) };
        popup.render(screen, buffer, cx.look, |area, buffer| words.render(area, buffer, cx.look));
    }
}

fn key(input: &Input) -> Option<KeyCode> {
    match input {
        Input::Key(key, _) => Some(key.code),
        Input::Paste(_) => None,
    }
}

/// Those who are present, in the order of the list, each with what they answer for already.
fn names(area: &Area, cx: &Cx<'_>) -> Choose<Whom> {
    let session = cx.session;
    let functions = session.present().map(|person| width(&person.function)).max().unwrap_or(0);
    let mut choices: Vec<Choice<Whom>> = session
        .present()
        .map(|person| Choice {
            id: Whom::Person(person.id.clone()),
            label: person.name.clone(),
            aside: aside(area, person, functions, cx),
        })
        .collect();
    if area.accountable.is_some() {
        let (id, label) = (Whom::Nobody, CleanText::line("nobody after all"));
        choices.push(Choice { id, label, aside: String::new() });
    }
    let choose = Choose::new(format!("{}: who answers for it?", area.name), choices);
    match first(area, cx) {
        Some(who) => choose.at(&Whom::Person(who)),
        None => choose,
    }
}

/// Whom to ask first, by what was said of care: only where the room does not look on, or with their
/// consent.
fn first(area: &Area, cx: &Cx<'_>) -> Option<Id> {
    let proposal = Proposal::of(cx.session).ok()?;
    let who = proposal.lead(&area.id)?;
    (cx.may_be_private() || cx.session.may_be_named(who)).then(|| who.clone())
}

/// What somebody answers for already, where they are from, and, where nobody else looks on, what
/// they said of this area.
fn aside(area: &Area, person: &Person, functions: usize, cx: &Cx<'_>) -> String {
    let load = load(cx.session, &person.id, &person.function, cx);
    let said = Cared::said_by(cx.session, &person.id, &area.id);
    match said.filter(|_| cx.may_be_private()) {
        Some([care, can]) => {
            let gap = functions.min(20).saturating_sub(width(&person.function));
            format!("{load}{}   care {care}, can {can}", " ".repeat(gap))
        }
        None => load,
    }
}

/// "2 ██   Service": a fact, and nobody's fault.
fn load(session: &Session, who: &Id, function: &str, cx: &Cx<'_>) -> String {
    match session.load(who) {
        0 => format!("       {function}"),
        count => {
            let bar = cx.look.signs.eighths[8].repeat(count.min(3));
            format!("{count} {bar:<3}  {function}")
        }
    }
}
