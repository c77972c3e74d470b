//! The session is to be split into tables: how many, who sits where, what they run, and which files
//! that makes.

use super::{Floating, Popup};
use crate::session::tables::{Seat, Seating};
use crate::session::{Id, Session};
use crate::text::{CleanText, capital};
use crate::ui::action::Action;
use crate::ui::forms::lines::{LineField, Typed};
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::paragraph::Paragraph;
use crate::ui::widgets::rows::{Column, Cursor, Row, Rows};
use crate::ui::widgets::{popup, write};
use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The open proposal.
pub struct Split {
    seats: Vec<Seat>,
    /// The steps they run, by name.
    runs: Vec<CleanText>,
    folder: CleanText,
    files: Vec<CleanText>,
    cursor: Cursor<Item>,
    typing: Option<LineField>,
}

/// What a row stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Item {
    Table(usize),
    Person(Id),
    /// The heading over the steps.
    Runs,
    Step(CleanText),
}

/// The rows below the list, for a path in full.
fn in_full(screen: Rect) -> u16 {
    if screen.width < 76 { 3 } else { 2 }
}

const COLUMNS: [Column<'static>; 2] = [
    Column { heading: "", min: 20, max: 50, share: 2, numbers: false },
    Column { heading: "", min: 12, max: 64, share: 3, numbers: false },
];

impl Split {
    /// One table for each goal, or else two.
    ///
    /// # Errors
    /// A sentence, when this session cannot be split.
    pub fn new(session: &Session) -> Result<Split, String> {
        let seats = session.seats(None, &[]).or_else(|_| session.seats(Some(2), &[]));
        Ok(Split {
            seats: seats.map_err(|refusal| refusal.to_string())?,
            runs: session.steps_to_come(),
            folder: CleanText::default(),
            files: Vec::new(),
            cursor: Cursor::default(),
            typing: None,
        })
    }

    /// Asks for the names of the files, which only the disk can tell.
    pub fn names_its_files(&self, session: &Session) -> Reply {
        let titles = self.seats.iter().map(|seat| session.title_for(seat)).collect();
        Reply::NameFiles { titles, folder: self.folder.clone() }
    }

    fn items(&self, session: &Session) -> Vec<Item> {
        let table = |(at, seat): (usize, &Seat)| {
            let people = seat.people.iter().cloned().map(Item::Person);
            std::iter::once(Item::Table(at)).chain(people).collect::<Vec<_>>()
        };
        let mut items: Vec<Item> = self.seats.iter().enumerate().flat_map(table).collect();
        items.push(Item::Runs);
        let steps = session.steps.iter().filter(|step| !step.script.activities.is_empty());
        items.extend(steps.map(|step| Item::Step(step.id().clone())));
        items
    }

    fn table_of(&self, item: &Item) -> Option<usize> {
        match item {
            Item::Table(at) => Some(*at),
            Item::Person(id) => self.seats.iter().position(|seat| seat.people.contains(id)),
            Item::Runs | Item::Step(_) => None,
        }
    }

    /// One table more or less: everybody is dealt anew.
    fn tables(&mut self, more: bool, cx: &Cx<'_>) -> Reply {
        let count = if more { self.seats.len() + 1 } else { self.seats.len() - 1 };
        let goals = cx.session.goals.len();
        let count = u8::try_from(count).ok().filter(|_| count != goals || goals < 2);
        match cx.session.seats(count, &[]) {
            Ok(seats) => {
                self.seats = seats;
                self.run(cx.session);
                self.names_its_files(cx.session)
            }
            Err(refusal) => Reply::Tell(refusal.to_string()),
        }
    }

    /// Somebody sits at the table before, or at the next one.
    fn moves(&mut self, id: &Id, on: bool) -> Reply {
        let Some(from) = self.table_of(&Item::Person(id.clone())) else { return Reply::Done };
        let to = if on { Some(from + 1) } else { from.checked_sub(1) };
        let Some(to) = to.filter(|to| *to < self.seats.len()) else {
            return Reply::Tell("There is no further table that way.".into());
        };
        self.seats[from].people.retain(|it| it != id);
        self.seats[to].people.push(id.clone());
        Reply::Done
    }

    fn toggle(&mut self, step: &CleanText, session: &Session) {
        match self.runs.iter().position(|it| it == step) {
            Some(at) => drop(self.runs.remove(at)),
            None => self.runs.push(step.clone()),
        }
        self.run(session);
    }

    /// Every table runs the steps that are chosen.
    fn run(&mut self, session: &Session) {
        let count = u8::try_from(self.seats.len()).ok();
        let dealt = match self.runs.is_empty() {
            true => Vec::new(),
            false => session.seats(count, &self.runs).unwrap_or_default(),
        };
        let steps = dealt.into_iter().next().map(|seat| seat.steps).unwrap_or_default();
        self.seats.iter_mut().for_each(|seat| seat.steps.clone_from(&steps));
    }

    fn type_folder(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        let Some(line) = &mut self.typing else { return Reply::Done };
        let typed = match input {
            Input::Paste(text) => line.paste(text),
            Input::Key(key, _) if key.code == KeyCode::Esc => {
                self.typing = None;
                return Reply::Done;
            }
            Input::Key(key, _) => line.input(*key),
        };
        self.folder = match typed {
            Typed::Going => return Reply::Done,
            Typed::Ended => CleanText::default(),
            Typed::Lines(lines) => lines.into_iter().next().unwrap_or_default(),
        };
        self.typing = None;
        self.names_its_files(cx.session)
    }

    fn says(&self, cx: &Cx<'_>) -> String {
        let tables = self.seats.len();
        match cx.session.goals.len() {
            goals if goals == tables => format!("{tables} tables, one for each goal"),
            _ => format!("{tables} tables"),
        }
    }

    fn row<'a>(&'a self, item: &Item, cx: &Cx<'a>) -> Row<'a> {
        match item {
            Item::Table(at) => {
                let file = self.files.get(*at).map(|file| base(file)).unwrap_or_default();
                let called = capital(&self.seats[*at].called());
                Row::new().toned(called, Role::Heading).toned(file, Role::Dim)
            }
            Item::Person(id) => {
                let person = cx.seen.person(id);
                let function = person.map_or("", |person| person.function.as_str());
                let absent = person.is_some_and(|person| !person.present);
                let aside = match (absent, function) {
                    (false, function) => function.to_owned(),
                    (true, "") => "not here".to_owned(),
                    (true, function) => format!("{function}, not here"),
                };
                let name = format!("  {}", cx.seen.name_of(id));
                Row::new().cell(name).toned(aside, Role::Dim).dim(absent)
            }
            Item::Runs => Row::new().toned("Each table runs", Role::Heading),
            Item::Step(id) => {
                let step = cx.seen.steps.iter().find(|step| step.id() == id);
                let title = step.map_or("", |step| step.script.title.as_str());
                let runs = self.runs.contains(id);
                let sign = if runs { cx.look.signs.settled } else { cx.look.signs.nobody };
                let word = if runs { "" } else { "not at the tables" };
                Row::new().cell(format!("  {sign} {title}")).toned(word, Role::Dim).dim(!runs)
            }
        }
    }

    /// Where the file of the table at the cursor goes, in full.
    fn in_full(&self, item: &Item, cx: &Cx<'_>) -> String {
        match self.table_of(item).and_then(|at| self.files.get(at)) {
            Some(file) => format!("Writes {file}"),
            None if self.runs.is_empty() => "The tables have no step to run yet.".into(),
            None => {
                let key = cx.key(Action::Mark);
                format!("{key} takes a step to the tables, or leaves it out there.")
            }
        }
    }
}

/// The last part of a path.
fn base(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

impl Popup for Split {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Floating {
        if self.typing.is_some() {
            return Floating::Stays(self.type_folder(input, cx));
        }
        let Some(action) = input.action() else { return Floating::Stays(Reply::Done) };
        let items = self.items(cx.session);
        if self.cursor.act(action, &items, 8) {
            return Floating::Stays(Reply::Done);
        }
        let reply = match (action, self.cursor.item(&items)) {
            (Action::Back | Action::Leave, _) => return Floating::Closes(Reply::Done),
            (Action::Open, _) => {
                let (seats, folder) = (self.seats.clone(), self.folder.clone());
                Reply::Split(Box::new(Seating { seats, folder }))
            }
            (Action::More, _) => self.tables(true, cx),
            (Action::Less, _) => self.tables(false, cx),
            (Action::Verb('f'), _) => {
                self.typing = Some(LineField::editing(&self.folder));
                Reply::Done
            }
            (Action::Left | Action::Right, Some(Item::Person(id))) => {
                self.moves(&id.clone(), action == Action::Right)
            }
            (Action::Mark, Some(Item::Step(step))) => {
                self.toggle(&step.clone(), cx.session);
                Reply::Done
            }
            _ => Reply::Done,
        };
        Floating::Stays(reply)
    }

    fn files_named(&mut self, files: Vec<CleanText>) {
        self.files = files;
    }

    fn accepted(&mut self, _entry: u64, _cx: &Cx<'_>) -> bool {
        true
    }

    fn is_typing(&self) -> bool {
        self.typing.is_some()
    }

    fn render(&self, screen: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let items = self.items(cx.session);
        let count = u16::try_from(items.len()).unwrap_or(u16::MAX);
        let full = in_full(screen);
        let popup = popup::Popup {
            title: "Split into tables",
            width: screen.width.saturating_sub(8).min(96),
            height: count.saturating_add(3 + full).min(30),
        };
        let mut cursor = None;
        popup.render(screen, buffer, cx.look, |area, buffer| {
            if let Some(line) = &self.typing {
                let asks = "Into which folder? Empty for the one of the session.";
                write(buffer, area, (2, 0), asks, cx.look.style(Role::Dim));
                let below = 2.min(area.height);
                let field = Rect { y: area.y + below, height: area.height - below, ..area };
                let width = area.width.saturating_sub(2);
                cursor = Some(line.render(
                    Rect { x: field.x + 2.min(area.width), width, ..field },
                    buffer,
                    cx.look,
                ));
                return;
            }
            write(buffer, area, (2, 0), &self.says(cx), cx.look.style(Role::Dim));
            let at = self.cursor.row(&items);
            let list = Rect {
                y: area.y + 2.min(area.height),
                height: area.height.saturating_sub(3 + full),
                ..area
            };
            Rows {
                columns: &COLUMNS,
                count: items.len(),
                row: |at: usize| self.row(&items[at], cx),
                cursor: at,
                marks: false,
                empty: "",
            }
            .render(list, buffer, cx.look);
            let full = area.height.min(full);
            let below = Rect {
                x: area.x + 2,
                y: area.bottom() - full,
                width: area.width.saturating_sub(2),
                height: full,
            };
            let words = at.map(|at| self.in_full(&items[at], cx)).unwrap_or_default();
            Paragraph::new(&words, Role::Dim).render(below, buffer, cx.look);
        });
        cursor
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        if self.is_typing() {
            return vec![cx.hint(Action::Open, "take it"), cx.hint(Action::Back, "back")];
        }
        let write = format!("write {} files", self.seats.len());
        let mut hints = vec![cx.hint(Action::Open, write), cx.hint(Action::More, "more tables")];
        hints.push(cx.hint(Action::Less, "fewer"));
        match self.cursor.item(&self.items(cx.session)) {
            Some(Item::Person(_)) => {
                hints.push(cx.hint(Action::Right, "to the next table"));
                hints.push(cx.hint(Action::Left, "to the one before"));
            }
            Some(Item::Step(_)) => hints.push(cx.hint(Action::Mark, "runs it, or not")),
            Some(Item::Table(_) | Item::Runs) | None => {}
        }
        hints.push(cx.hint(Action::Verb('f'), "another folder"));
        hints.push(cx.hint(Action::Back, "close"));
        hints
    }
}
