//! Care at the console: the areas and whose sheets are in, the ways in, the reveal, and who cares
//! for what. The sheets may also be typed in the break, and shown where the names begin.

mod board;
pub(in crate::ui) mod picture;
mod result;
pub(in crate::ui::activities) mod sheets;
#[cfg(test)]
mod tests;

pub(in crate::ui::activities) use result::for_the_facilitator;

use crate::room::Proposal;
use crate::session::activities::care::{Care, Change as CareChange};
use crate::session::activities::{self, State};
use crate::session::{Area, Change, Id, Place, Session, areas};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::activities::roles::sheets as areas_sheets;
use crate::ui::forms::arm::Arm;
use crate::ui::forms::choose::{Choice, Choose, Chosen};
use crate::ui::forms::lines::{LineField, Typed};
use crate::ui::forms::private::{self, PrivateEntry, Way};
use crate::ui::forms::sheet::{Filled, Sheet};
use crate::ui::screen::{Cx, Hint, Input, Reply, Screen};
use crate::ui::widgets::rows::Cursor;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

const SHEETS: Action = Action::Verb('i');
const COVERS: Action = Action::Verb('c');
const VOICE: Action = Action::Verb('o');
const AGAIN: Action = Action::Verb('v');
const NAMED: Action = Action::Verb('y');
/// Ten seconds of silence, here and where the names begin.
pub(in crate::ui::activities) const SILENCE: Action = Action::Verb('z');

/// The screen of care.
#[derive(Default)]
pub struct CareScreen {
    entry: PrivateEntry,
    open: Open,
    reveal: Arm,
    again: Arm,
    cursor: Cursor<Id>,
}

/// What is open over the board.
#[derive(Default)]
enum Open {
    #[default]
    Nothing,
    Adding(LineField),
    Editing(Id, Sheet),
    Naming(Choose),
}

impl Screen for CareScreen {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        self.reveal.unless(input.action());
        self.again.unless(input.action());
        if self.entry.is_open() {
            return self.entry.update(input, &sheets::asked(cx, cx.place), cx);
        }
        match (&self.open, input.action()) {
            (Open::Nothing, Some(action)) => match shown(cx.session, cx.place) {
                Some(_) => self.after(action, cx),
                None => self.before(action, cx),
            },
            _ => self.update_open(input, cx),
        }
    }

    fn accepted(&mut self, _entry: u64, cx: &Cx<'_>) {
        self.entry.accepted(&sheets::asked(cx, cx.place));
        match &mut self.open {
            Open::Adding(field) => {
                let ids = ids(cx.session);
                self.cursor.place(ids.len(), &ids);
                if field.taken() {
                    self.open = Open::Nothing;
                }
            }
            Open::Naming(choose) => choose.refresh(who_may_be_named(cx)),
            Open::Editing(..) => self.open = Open::Nothing,
            Open::Nothing => {}
        }
    }

    fn show(&mut self, thing: &Id, cx: &Cx<'_>) -> Reply {
        self.cursor.find(&ids(cx.session), |id| id == thing);
        Reply::Done
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        if self.entry.is_open() {
            return self.entry.render(area, buffer, &sheets::asked(cx, cx.place), cx);
        }
        let cursor = self.cursor.row(&ids(cx.seen));
        let typing = match (&self.open, shown(cx.seen, cx.place)) {
            (_, Some(care)) => {
                result::render(care, cursor, area, buffer, cx);
                None
            }
            (Open::Adding(field), None) => board::render(cursor, Some(field), area, buffer, cx),
            (_, None) => board::render(cursor, None, area, buffer, cx),
        };
        match &self.open {
            Open::Nothing | Open::Adding(_) => typing,
            Open::Editing(_, sheet) => areas_sheets::render_editing(sheet, area, buffer, cx),
            Open::Naming(choose) => choose.render_over(area, buffer, cx.look),
        }
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        if self.entry.is_open() {
            return self.entry.hints(&sheets::asked(cx, cx.place), cx);
        }
        match &self.open {
            Open::Adding(_) => {
                vec![cx.hint(Action::Open, "keep, and the next"), cx.hint(Action::Back, "end")]
            }
            Open::Editing(..) => {
                vec![cx.hint(Action::Open, "next, keep"), cx.hint(Action::Back, "keep and close")]
            }
            Open::Naming(_) => {
                vec![cx.hint(Action::Open, "may be named, or not"), cx.hint(Action::Back, "done")]
            }
            Open::Nothing if shown(cx.session, cx.place).is_some() => after_hints(cx),
            Open::Nothing => before_hints(cx),
        }
    }

    fn open_text(&self) -> Option<CleanText> {
        match &self.open {
            Open::Adding(field) => Some(field.text()),
            Open::Editing(_, sheet) => sheet.open_text(),
            Open::Nothing | Open::Naming(_) => None,
        }
    }

    fn take_back(&mut self, text: &CleanText, _cx: &Cx<'_>) -> bool {
        let mut field = LineField::adding();
        field.paste(text);
        self.open = Open::Adding(field);
        true
    }

    fn is_private(&self) -> bool {
        self.entry.is_private()
    }
}

impl CareScreen {
    fn before(&mut self, action: Action, cx: &Cx<'_>) -> Reply {
        let way = match action {
            Action::Open => Some(Way::usual(cx.session)),
            SHEETS => Some(Way::Sheets),
            COVERS => Some(Way::Covers),
            VOICE => Some(Way::Voice),
            _ => None,
        };
        if let Some(way) = way {
            return self.entry.open(way, &sheets::asked(cx, cx.place), cx);
        }
        match action {
            Action::Reveal => reveal(&mut self.reveal, cx.place, cx),
            AGAIN => private::start_over(&mut self.again, AGAIN, "sheet", cx),
            NAMED => self.name(cx),
            Action::Add => self.opens(Open::Adding(LineField::adding())),
            _ => self.on_area(action, cx),
        }
    }

    fn after(&mut self, action: Action, cx: &Cx<'_>) -> Reply {
        match action {
            SILENCE => silence(cx.place),
            NAMED => self.name(cx),
            Action::Reveal => Reply::Tell("This is what the sheets say; ] goes on.".into()),
            _ => self.moved(action, cx),
        }
    }

    fn on_area(&mut self, action: Action, cx: &Cx<'_>) -> Reply {
        let area = self.cursor.row(&ids(cx.session)).map(|row| &cx.session.areas[row]);
        match (action, area) {
            (Action::Edit, Some(area)) => {
                self.opens(Open::Editing(area.id.clone(), areas_sheets::editing(area, cx)))
            }
            (Action::Delete, Some(area)) => of_areas(areas::Change::Delete(area.id.clone())),
            _ => self.moved(action, cx),
        }
    }

    fn moved(&mut self, action: Action, cx: &Cx<'_>) -> Reply {
        if self.cursor.act(action, &ids(cx.session), 8) { Reply::Done } else { Reply::Pass }
    }

    fn opens(&mut self, open: Open) -> Reply {
        self.open = open;
        Reply::Done
    }

    /// Who said that they may be named is asked one by one, and only where names are kept.
    fn name(&mut self, cx: &Cx<'_>) -> Reply {
        use crate::workshop::Policy;
        match cx.session.policy(cx.place) {
            Policy::Open => Reply::Tell("Everyone is named in this step already.".into()),
            Policy::Anonymous => {
                Reply::Tell("No name is kept in this step, so nobody can be named.".into())
            }
            Policy::Hidden => {
                let title = "Who may be named as one who cares?";
                self.opens(Open::Naming(Choose::new(title, who_may_be_named(cx))))
            }
        }
    }

    fn update_open(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        match &mut self.open {
            Open::Nothing => return Reply::Pass,
            Open::Adding(field) => {
                let typed = match input {
                    Input::Key(key, _) => field.input(*key),
                    Input::Paste(text) => field.paste(text),
                };
                match typed {
                    Typed::Going => return Reply::Done,
                    Typed::Lines(names) => return of_areas(areas::Change::Add(names)),
                    Typed::Ended => {}
                }
            }
            Open::Editing(area, sheet) => match sheet.update(input) {
                Filled::Going => return Reply::Done,
                Filled::Keep => return of_areas(areas_sheets::edited(area, sheet, cx)),
                Filled::Closed => {}
            },
            Open::Naming(choose) => match choose.update(input) {
                Chosen::Going | Chosen::Other(_) => return Reply::Done,
                Chosen::One(who) => return toggle_named(who, cx),
                Chosen::Closed => {}
            },
        }
        self.opens(Open::Nothing)
    }
}

/// The first press says who is in, the second shows the sheets. Where nothing is sealed one press
/// is enough, for that can be undone.
pub(in crate::ui::activities) fn reveal(arm: &mut Arm, place: &Place, cx: &Cx<'_>) -> Reply {
    private::reveal(arm, place, "sheet", activities::Change::Care(CareChange::Close), cx)
}

/// Ten seconds of silence begin (again).
pub(in crate::ui::activities) fn silence(place: &Place) -> Reply {
    propose(place, CareChange::Silence)
}

fn propose(place: &Place, change: CareChange) -> Reply {
    let change = activities::Change::Care(change);
    Reply::Propose(Proposal::Change(Change::At(place.clone(), change)))
}

fn of_areas(change: areas::Change) -> Reply {
    Reply::Propose(Proposal::Change(Change::Areas(change)))
}

fn shown<'a>(session: &'a Session, place: &Place) -> Option<&'a Care> {
    match session.state(place) {
        Some(State::Care(care)) if care.is_shown() => Some(care),
        _ => None,
    }
}

fn ids(session: &Session) -> Vec<Id> {
    session.areas.iter().map(|area: &Area| area.id.clone()).collect()
}

/// Everyone on the list, with a mark for those who may be named.
fn who_may_be_named(cx: &Cx<'_>) -> Vec<Choice> {
    let named = match cx.session.state(cx.place) {
        Some(State::Care(care)) => care.named.as_slice(),
        _ => &[],
    };
    let choice = |person: &crate::session::Person| {
        let mark = if named.contains(&person.id) { cx.look.signs.mark } else { " " };
        let aside = format!("{mark} {}", person.function);
        Choice { id: person.id.clone(), label: person.name.clone(), aside }
    };
    cx.session.people.iter().map(choice).collect()
}

fn toggle_named(who: Id, cx: &Cx<'_>) -> Reply {
    let may = match cx.session.state(cx.place) {
        Some(State::Care(care)) => !care.named.contains(&who),
        _ => true,
    };
    propose(cx.place, CareChange::Named(who, may))
}

fn before_hints(cx: &Cx<'_>) -> Vec<Hint> {
    if cx.session.areas.is_empty() {
        return vec![cx.hint(Action::Add, "add an area"), cx.hint(Action::NextStep, "go on")];
    }
    let (usual, solo) = (Way::usual(cx.session), cx.session.is_solo());
    let ways = [
        (Way::Sheets, SHEETS, "type sheets", !solo),
        (Way::Covers, COVERS, if solo { "answer" } else { "pass the laptop" }, true),
        (Way::Voice, VOICE, "one voice", true),
    ];
    let first = ways.iter().filter(|(way, ..)| *way == usual);
    let mut hints: Vec<Hint> = first.map(|(_, _, does, _)| cx.hint(Action::Open, *does)).collect();
    if private::everyone_is_in(cx.session, cx.place) {
        hints.insert(0, cx.hint(Action::NextStep, "go on"));
    }
    let others = ways.into_iter().filter(|(way, _, _, offered)| *way != usual && *offered);
    hints.push(cx.hint(Action::Add, "add an area"));
    hints.push(cx.hint(Action::Reveal, "reveal"));
    hints.extend(others.map(|(_, action, does, _)| cx.hint(action, does)));
    hints.push(cx.hint(NAMED, "who may be named"));
    hints.push(cx.hint(Action::Edit, "edit the area"));
    hints.push(cx.hint(Action::Delete, "delete the area"));
    hints.push(cx.hint(AGAIN, "start over"));
    hints
}

fn after_hints(cx: &Cx<'_>) -> Vec<Hint> {
    vec![
        cx.hint(Action::NextStep, "go on"),
        cx.hint(SILENCE, "ten seconds of silence"),
        cx.hint(Action::Down, "each area"),
        cx.hint(NAMED, "who may be named"),
    ]
}
