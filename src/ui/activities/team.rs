//! The team on the console: typed, pasted or read from a file, then marked by single keys.

mod editing;
mod import;
mod rows;
#[cfg(test)]
mod scenarios;
mod typing;

use crate::room::Proposal;
use crate::session::activities::team::count;
use crate::session::people;
use crate::session::{Change, Id, Kind};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::forms::import::{Came, Import};
use crate::ui::screen::{Cx, Hint, Input, Reply, Screen};
use crate::ui::theme::Role;
use crate::ui::widgets::form::FormReply;
use crate::ui::widgets::paragraph::Paragraph;
use crate::ui::widgets::rows::{Cursor, Rows};
use crate::ui::widgets::write;
use editing::Editing;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use typing::{Asked, Asks, Typing};

const CHAMPION: Action = Action::Verb('c');
const HATS: Action = Action::Verb('f');
const IMPORT: Action = Action::Verb('i');
const LAST: Action = Action::Verb('o');
const VOTE: Action = Action::Verb('v');

/// So many rows a page of the list is taken to have.
const PAGE: u16 = 10;

/// The team's screen.
#[derive(Default)]
pub struct TeamScreen {
    cursor: Cursor<Id>,
    open: Option<Open>,
    /// A list that is being brought, over whatever is being typed.
    import: Option<Import>,
}

/// What is being typed.
enum Open {
    Line(Box<Typing>),
    Editing(Editing),
}

impl Screen for TeamScreen {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        if let Some(import) = &mut self.import {
            let Came::Stays(reply) = import.update(input, cx) else {
                self.import = None;
                return Reply::Done;
            };
            return reply;
        }
        match &mut self.open {
            Some(Open::Editing(_)) => self.update_editing(input, cx),
            Some(Open::Line(typing)) => {
                let asks = typing.update(input);
                self.answer(asks, cx)
            }
            None => match input {
                Input::Paste(text) => self.paste(text, cx),
                Input::Key(..) => input.action().map_or(Reply::Pass, |action| self.act(action, cx)),
            },
        }
    }

    fn accepted(&mut self, entry: u64, cx: &Cx<'_>) {
        let brought = self.import.take().is_some();
        let (items, added) = (rows::items(cx.session), Id::nth(Kind::Person, entry, 0));
        if let Some(row) = items.iter().position(|id| *id == added) {
            self.cursor.place(row, &items);
        }
        let keep = match &mut self.open {
            Some(Open::Line(typing)) => match typing.asked {
                // What stood in the line was not what was pasted.
                Asked::People if brought => true,
                Asked::People | Asked::Hats => !typing.line.taken(),
            },
            Some(Open::Editing(_)) | None => false,
        };
        if !keep {
            self.open = None;
        }
    }

    fn file_read(&mut self, bytes: Result<Vec<u8>, String>, cx: &Cx<'_>) -> Reply {
        self.import.as_mut().map_or(Reply::Done, |import| import.file_read(bytes, cx))
    }

    fn show(&mut self, thing: &Id, cx: &Cx<'_>) -> Reply {
        self.cursor.find(&rows::items(cx.session), |id| id == thing);
        Reply::Done
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let area = area.intersection(buffer.area);
        if let Some(Open::Editing(editing)) = &self.open {
            return Some(editing.render(area, buffer, cx));
        }
        let typing = u16::from(self.open.is_some()) * 3;
        let rows = u16::try_from(rows::items(cx.seen).len()).unwrap_or(u16::MAX);
        let list = if rows == 0 { 3 } else { rows.saturating_add(1) };
        let [list, field, _, below] = Layout::vertical([
            Constraint::Max(list),
            Constraint::Length(typing),
            Constraint::Length(1),
            Constraint::Length(2),
        ])
        .areas(area);
        self.list(list, buffer, cx);
        self.summary(below, buffer, cx);
        let cursor = match &self.open {
            Some(Open::Line(typing)) => Some(typing.render(field, buffer, cx)),
            _ => None,
        };
        self.import.as_ref().map_or(cursor, |import| import.render(area, buffer, cx))
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        if let Some(import) = &self.import {
            return import.hints(cx);
        }
        let does = match &self.open {
            Some(Open::Line(typing)) => match typing.asked {
                Asked::People => "keep; or paste a list",
                Asked::Hats => "keep",
            },
            Some(Open::Editing(_)) => "next, and keep",
            None => return self.verbs(cx),
        };
        vec![cx.hint(Action::Open, does), cx.hint(Action::Back, "done")]
    }

    fn open_text(&self) -> Option<CleanText> {
        match &self.open {
            Some(Open::Line(typing)) if typing.asked == Asked::People => Some(typing.line.text()),
            // A note may stand in the form, and it is for nobody's eyes but the facilitator's.
            _ => None,
        }
    }

    fn take_back(&mut self, text: &CleanText, _cx: &Cx<'_>) -> bool {
        let mut typing = Typing::new(Asked::People);
        typing.line.paste(text);
        self.open = Some(Open::Line(Box::new(typing)));
        true
    }
}

impl TeamScreen {
    fn act(&mut self, action: Action, cx: &Cx<'_>) -> Reply {
        let items = rows::items(cx.session);
        if self.cursor.act(action, &items, PAGE) {
            return Reply::Done;
        }
        match action {
            Action::Add => self.ask(Asked::People),
            IMPORT => self.import = Some(Import::of_path(&import::FILE)),
            HATS if cx.session.is_solo() => self.ask(Asked::Hats),
            HATS => return Reply::Tell("Hats are for planning alone: here, ask them.".into()),
            Action::Open
            | Action::Edit
            | Action::Mark
            | Action::Delete
            | VOTE
            | LAST
            | CHAMPION => {
                let Some(id) = self.cursor.item(&items).cloned() else {
                    return Reply::Tell(format!(
                        "Nobody is on the list yet; {} adds somebody.",
                        cx.key(Action::Add)
                    ));
                };
                return self.act_on(action, &id, cx);
            }
            _ => return Reply::Pass,
        }
        Reply::Done
    }

    fn act_on(&mut self, action: Action, id: &Id, cx: &Cx<'_>) -> Reply {
        let Some(person) = cx.session.person(id) else {
            return match action {
                Action::Delete => propose(people::Change::RemoveHat(id.clone())),
                _ => Reply::Tell(format!(
                    "A hat only votes; {} takes it off.",
                    cx.key(Action::Delete)
                )),
            };
        };
        let mut said = person.profile();
        match action {
            Action::Mark if person.present => return propose(people::Change::Leave(id.clone())),
            Action::Mark => return propose(people::Change::Arrive(id.clone())),
            Action::Delete => return propose(people::Change::Remove(id.clone())),
            VOTE => said.without_vote = !said.without_vote,
            CHAMPION => said.champion = !said.champion,
            LAST if !cx.may_be_private() => {
                return Reply::Tell("Not on a screen that the room sees.".into());
            }
            LAST => said.speaks_last = !said.speaks_last,
            _ => {
                self.open = Some(Open::Editing(Editing::new(id, &said, cx.may_be_private())));
                return Reply::Done;
            }
        }
        propose(people::Change::Edit(id.clone(), said))
    }

    fn ask(&mut self, asked: Asked) {
        self.open = Some(Open::Line(Box::new(Typing::new(asked))));
    }

    fn answer(&mut self, asks: Asks, cx: &Cx<'_>) -> Reply {
        match asks {
            Asks::Nothing => Reply::Done,
            Asks::Change(change) => propose(change),
            Asks::List(text) => self.paste(&text, cx),
            Asks::Told(sentence) => Reply::Tell(sentence),
            Asks::Close => {
                self.open = None;
                Reply::Done
            }
        }
    }

    /// A list is shown before it is taken; a single line too, when nothing is open that it belongs
    /// into.
    fn paste(&mut self, text: &str, cx: &Cx<'_>) -> Reply {
        match Import::of_text(&import::PASTED, text, cx) {
            Ok(import) => {
                self.import = Some(import);
                Reply::Done
            }
            Err(sentence) => Reply::Tell(sentence),
        }
    }

    fn update_editing(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        let Some(Open::Editing(editing)) = &mut self.open else { return Reply::Done };
        let Some(person) = cx.session.person(&editing.who) else {
            self.open = None;
            return Reply::Tell("That person is no longer on the list.".into());
        };
        let before = person.profile();
        match editing.input(input) {
            FormReply::Pass | FormReply::Used => Reply::Done,
            FormReply::Esc if editing.said(&before) == before || editing.escaped => {
                self.open = None;
                Reply::Done
            }
            ended => {
                editing.escaped = ended == FormReply::Esc;
                propose(people::Change::Edit(editing.who.clone(), editing.said(&before)))
            }
        }
    }

    fn verbs(&self, cx: &Cx<'_>) -> Vec<Hint> {
        let items = rows::items(cx.session);
        let here = self.cursor.item(&items).and_then(|id| cx.session.person(id));
        let solo = cx.session.is_solo() && !cx.session.people.is_empty();
        let vote = if here.is_some_and(|person| person.voting) { "no vote" } else { "votes" };
        let comes = if here.is_some_and(|person| person.present) { "leaves" } else { "arrives" };
        let somebody = here.is_some();
        let hints = [
            (true, Action::Add, "add"),
            (cx.session.people.iter().any(|person| person.present), Action::NextStep, "go on"),
            (solo, HATS, "hats"),
            (somebody, Action::Mark, comes),
            (somebody, VOTE, vote),
            (somebody, Action::Edit, "edit"),
            (true, IMPORT, "file"),
            (somebody, CHAMPION, "has done this before"),
            (somebody && cx.may_be_private(), LAST, "speaks last; only you see it"),
            (!items.is_empty(), Action::Delete, "remove"),
        ];
        let hint =
            |(applies, action, does): (bool, _, &str)| applies.then(|| cx.hint(action, does));
        hints.into_iter().filter_map(hint).collect()
    }

    fn list(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
        let items = rows::items(cx.seen);
        if items.is_empty() {
            let words = "Nobody is on the list yet. Type a name with a, paste a list \
                         (Ana Brandão, Customer service), or read a CSV file with i.";
            return Paragraph::new(words, Role::Dim).render(area, buffer, cx.look);
        }
        Rows {
            columns: &rows::COLUMNS,
            count: items.len(),
            row: |at: usize| rows::row(&items[at], cx),
            cursor: self.cursor.row(&items).filter(|_| self.open.is_none()),
            marks: false,
            empty: "",
        }
        .render(area, buffer, cx.look);
    }

    fn summary(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
        if cx.seen.people.is_empty() {
            return;
        }
        let dot = cx.look.signs.dot;
        let mut words = counts(cx).join(&format!("  {dot}  "));
        if crate::text::width(&words) + 2 > usize::from(area.width) {
            words = counts(cx).join(&format!(" {dot} "));
        }
        write(buffer, area, (2, 0), &words, cx.look.style(Role::Dim));
        let missing = cx.seen.missing_functions(cx.place);
        if !missing.is_empty() {
            let names: Vec<&str> = missing.iter().map(CleanText::as_str).collect();
            let words = format!("{} nobody here from {}", cx.look.signs.nobody, names.join(", "));
            let words = cx.look.shorten(&words, usize::from(area.width.saturating_sub(2)));
            write(buffer, area, (2, 1), &words, cx.look.style(Role::Warn));
        }
    }
}

fn propose(change: people::Change) -> Reply {
    Reply::Propose(Proposal::Change(Change::People(change)))
}

/// "9 people from 6 functions", "1 invited", "8 voting".
fn counts(cx: &Cx<'_>) -> Vec<String> {
    let people = &cx.seen.people;
    let invited = people.iter().filter(|person| !person.present).count();
    let voting = cx.seen.voters().count();
    let mut counts = vec![count(cx.seen)];
    if invited > 0 {
        counts.push(format!("{invited} invited"));
    }
    if !cx.seen.is_solo() {
        counts.push(format!("{voting} voting"));
    }
    counts
}
