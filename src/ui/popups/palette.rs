//! The command palette: everything that can be done here, found by typing.

use super::{Floating, Popup};
use crate::session::tables::Arrival;
use crate::session::{Id, Place};
use crate::text::CleanText;
use crate::ui::action::{ACTIONS, Action, IN_EVERY_STEP};
use crate::ui::forms::choose::{Choice, Choose, Chosen};
use crate::ui::screen::{Ask, Cx, Hint, Input, Reply};
use crate::ui::widgets::popup;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// What the shell can do, beyond the verbs that have keys of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// A verb, as if its key had been pressed.
    Verb(Action),
    /// To a place of the agenda, and there to a thing.
    Show(Place, Option<Id>),
    /// What happened, and the way back to any of it.
    History,
    /// What the plan still lacks.
    Check,
    /// Somebody arrives or leaves.
    People,
    /// The session gets another title.
    Rename,
    /// The date of the check-in.
    NextDate,
    /// Whom to ask about the plan.
    Contact,
    /// On to the check-in of this session.
    CheckIn,
    /// One display or two.
    Displays,
    /// What is printed before.
    Kit,
    /// The session is split into tables.
    Split,
    /// A table comes back.
    BringBack,
    /// This comes in from a table, as far as it is chosen.
    TakeIn(Box<Arrival>),
    /// The session is finished, or goes on after all.
    Finish,
    /// Something is asked of the program around the session.
    Ask(Ask),
}

const COMMANDS: [(Command, &str); 15] = [
    (Command::History, "history: what happened, and back"),
    (Command::Check, "check the plan: what it still lacks"),
    (Command::People, "somebody arrives or leaves"),
    (Command::Rename, "rename the session"),
    (Command::NextDate, "set the date of the check-in"),
    (Command::Contact, "say whom to ask about the plan"),
    (Command::CheckIn, "check in: the session that goes on from this one"),
    (Command::Displays, "one display or two"),
    (Command::Split, "split into tables: break-outs"),
    (Command::BringBack, "bring a table back, or see which are out"),
    (Command::Kit, "print the kit: ballots, cards, slips"),
    (Command::Finish, "finish the session, or go on with it"),
    (Command::Ask(Ask::Themes), "themes: colours, and your own"),
    (Command::Ask(Ask::Mouse), "the mouse, on or off"),
    (Command::Ask(Ask::Notification), "a desktop notice at zero, on or off"),
];

/// The open palette.
pub struct Palette {
    choose: Choose<Command>,
}

impl Palette {
    /// All that can be done on a screen with these verbs.
    pub fn new(here: &[Hint], cx: &Cx<'_>) -> Palette {
        let verb = |hint: &Hint| {
            let action = action_of(&hint.key, cx)?;
            Some(choice(Command::Verb(action), &hint.does, &hint.key))
        };
        let mut choices: Vec<Choice<Command>> = here.iter().filter_map(verb).collect();
        choices.extend(IN_EVERY_STEP.iter().filter_map(|action| {
            let (key, does) = (cx.keymap.key_for(*action)?, action.does()?);
            let taken = here.iter().any(|hint| hint.key == key) || *action == Action::Palette;
            (!taken).then(|| choice(Command::Verb(*action), does, key))
        }));
        choices.extend(COMMANDS.iter().map(|(command, does)| choice(command.clone(), does, "")));
        choices.extend(cx.seen.steps.iter().map(|step| {
            let to = Command::Show(Place::new(step.id(), 0), None);
            choice(to, &format!("go to {}", step.script.title), "")
        }));
        Palette { choose: Choose::ranked("What do you want to do?", choices) }
    }
}

fn choice(command: Command, does: &str, key: &str) -> Choice<Command> {
    Choice { id: command, label: CleanText::line(does), aside: key.to_owned() }
}

fn action_of(key: &str, cx: &Cx<'_>) -> Option<Action> {
    let shared = ACTIONS.iter().map(|(action, ..)| *action);
    let mut shared = shared.filter(|action| cx.keymap.key_for(*action) == Some(key));
    shared.next().or_else(|| {
        let mut letters = key.chars();
        match (letters.next(), letters.next()) {
            (Some(digit @ '0'..='9'), None) => Some(Action::Digit(digit as u8 - b'0')),
            (Some(letter), None) if letter.is_alphabetic() => Some(Action::Verb(letter)),
            _ => None,
        }
    })
}

impl Popup for Palette {
    fn update(&mut self, input: &Input, _cx: &Cx<'_>) -> Floating {
        match self.choose.update(input) {
            Chosen::Going | Chosen::Other(_) => Floating::Stays(Reply::Done),
            Chosen::Closed => Floating::Closes(Reply::Done),
            Chosen::One(command) => Floating::Then(command),
        }
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn render(&self, screen: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let height = self.choose.height().min(screen.height.saturating_sub(6));
        let popup = popup::Popup { title: self.choose.title(), width: 60, height };
        let mut cursor = None;
        popup.render(screen, buffer, cx.look, |area, buffer| {
            cursor = self.choose.render(area, buffer, cx.look);
        });
        cursor
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        vec![cx.hint(Action::Open, "do it"), cx.hint(Action::Back, "close")]
    }
}
