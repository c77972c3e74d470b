//! Ideas, or causes of failure, while they are sealed: typed from sheets of paper by one scribe, or by one person after
//! the other behind a cover. Nobody can see one here but whoever is writing.

use crate::room::Proposal;
use crate::session::activities::gather::{called, cards_of, promise, words};
use crate::session::activities::{self, State};
use crate::session::{Content, Giver, Id, Session};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::forms::arm::{Arm, Pressed};
use crate::ui::forms::lines::{LineField, Typed};
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::paragraph::Paragraph;
use crate::ui::widgets::rows::{Column, Cursor, Row, Rows};
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

fn seen(cx: &Cx<'_>) -> Reply {
    Reply::Tell(format!(
        "The room can see this screen. Blank the projector, then press {}; or collect them on paper.",
        cx.key(Action::Blank)
    ))
}

/// Collecting what is sealed: who writes, and what.
#[derive(Default)]
pub struct Writing {
    cursor: Cursor<Seat>,
    page: Page,
    arm: Arm,
    given: Vec<CleanText>,
}

/// Where ideas come from: sheets of paper, or a person at the keyboard.
type Seat = Option<Id>;

/// What lies open.
#[derive(Default)]
enum Page {
    /// Nothing: who is done, and who is not.
    #[default]
    Desk,
    /// The cover before somebody's own page.
    Cover(Id),
    /// A page to write on.
    Open(Box<Sheet>),
}

/// A page: whose it is, the line being written, and those kept since it was opened.
struct Sheet {
    seat: Seat,
    field: LineField,
    kept: Vec<CleanText>,
}

impl Sheet {
    fn new(seat: Seat) -> Sheet {
        Sheet { seat, field: LineField::adding(), kept: Vec::new() }
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Position {
        let (who, told) = match &self.seat {
            Some(id) => (cx.seen.name_of(id), promise_here(cx)),
            None => ("From paper", activities::IDEAS_ON_PAPER),
        };
        write(buffer, area, (0, 0), who, cx.look.bold(Role::Accent));
        write(buffer, area, (0, 1), told, cx.look.style(Role::Dim));
        let cards = self.seat.as_ref().map(|id| cards_of(cx.session, cx.place, id));
        let mut y = 2;
        for card in cards.into_iter().flatten() {
            let room = Rect { width: area.width.min(72), ..below(area, y) };
            let card = Paragraph::new(&card, Role::Text);
            card.render(room, buffer, cx.look);
            y += card.height(room.width);
        }
        let area = below(area, y.saturating_sub(2));
        let line = Rect { height: 1, ..below(area, 3) }.intersection(area);
        let line = Rect { width: line.width.min(72), ..line };
        let cursor = self.field.render(line, buffer, cx.look);
        let told = match self.kept.len() {
            0 => "One a line; an empty line ends. You may paste a list.".into(),
            kept => format!("{kept} kept on this page, newest first"),
        };
        write(buffer, area, (0, 5), &told, cx.look.style(Role::Dim));
        for (y, line) in (6..area.height).zip(self.kept.iter().rev()) {
            let line = cx.look.shorten(line, usize::from(area.width.saturating_sub(2)));
            write(buffer, area, (2, y), &line, cx.look.style(Role::Text));
        }
        cursor
    }
}

impl Writing {
    /// Whether something private lies open.
    pub fn is_open(&self) -> bool {
        !matches!(self.page, Page::Desk)
    }

    /// Takes a key or pasted text.
    pub fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        self.given.clear();
        self.arm.unless(input.action());
        if self.is_open() && !cx.may_be_private() {
            self.page = Page::Desk;
            return seen(cx);
        }
        match &self.page {
            Page::Desk => self.at_the_desk(input, cx),
            Page::Cover(id) => self.at_the_cover(id.clone(), input),
            Page::Open(_) => self.at_the_page(input, cx),
        }
    }

    fn at_the_desk(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        let Some(action) = input.action() else {
            return Reply::Tell("Open a page first: a for sheets of paper. Then paste.".into());
        };
        let seats = seats(cx.session);
        if self.cursor.act(action, &seats, 10) {
            return Reply::Done;
        }
        match action {
            Action::Add => self.sit_down(None, cx),
            Action::Open => {
                let seat = self.cursor.item(&seats).cloned().unwrap_or_default();
                self.sit_down(seat, cx)
            }
            Action::Reveal | Action::Verb('z') => self.press(action, cx),
            _ => Reply::Pass,
        }
    }

    fn sit_down(&mut self, seat: Seat, cx: &Cx<'_>) -> Reply {
        if !cx.may_be_private() {
            return seen(cx);
        }
        self.page = match seat {
            Some(id) => Page::Cover(id),
            None => Page::Open(Box::new(Sheet::new(None))),
        };
        Reply::Done
    }

    /// Two presses for what cannot be undone: showing all, or throwing all away.
    fn press(&mut self, action: Action, cx: &Cx<'_>) -> Reply {
        let written = cx.session.state(cx.place).and_then(State::written);
        if written.is_none_or(|written| written.is_in() == 0) {
            let [one, _] = called(cx.session, cx.place);
            return Reply::Tell(format!("No {one} is in yet, so there is nothing to show."));
        }
        let reveal = action == Action::Reveal;
        if self.arm.press(action) == Pressed::Fired {
            let place = cx.place.clone();
            let proposal = if reveal { Proposal::Reveal } else { Proposal::Reopen };
            return Reply::Propose(proposal(place));
        }
        let what = if reveal { "shows them to everyone" } else { "throws them all away" };
        let key = cx.hint(action, "").key;
        Reply::Tell(format!("{}; {key} again {what}.", words(cx.session, cx.place)))
    }

    fn at_the_cover(&mut self, id: Id, input: &Input) -> Reply {
        match input.action() {
            Some(Action::Open) => self.page = Page::Open(Box::new(Sheet::new(Some(id)))),
            Some(Action::Back) => self.page = Page::Desk,
            Some(Action::Help) => return Reply::Pass,
            _ => {}
        }
        Reply::Done
    }

    fn at_the_page(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        let Page::Open(sheet) = &mut self.page else { return Reply::Done };
        let typed = match input {
            Input::Key(key, _) => sheet.field.input(*key),
            Input::Paste(text) => sheet.field.paste(text),
        };
        match typed {
            Typed::Going => Reply::Done,
            Typed::Ended => {
                let seat = sheet.seat.clone();
                self.close(&seat, cx);
                Reply::Done
            }
            Typed::Lines(lines) => {
                self.given = lines.clone();
                let giver = sheet.seat.clone().map_or(Giver::Sheet, Giver::Person);
                let (place, content) = (cx.place.clone(), Content::Ideas(lines));
                Reply::Propose(Proposal::Give { place, giver, content })
            }
        }
    }

    /// What was written is sealed; the page shows it until it is closed.
    pub fn accepted(&mut self, cx: &Cx<'_>) {
        let given = std::mem::take(&mut self.given);
        let Page::Open(sheet) = &mut self.page else { return };
        if given.is_empty() {
            return;
        }
        sheet.kept.extend(given);
        let seat = sheet.seat.clone();
        if sheet.field.taken() {
            self.close(&seat, cx);
        }
    }

    /// After somebody's page the cursor goes to the next person, so that Enter is enough.
    fn close(&mut self, seat: &Seat, cx: &Cx<'_>) {
        self.page = Page::Desk;
        let seats = seats(cx.session);
        let at = seats.iter().position(|other| other == seat).unwrap_or(0);
        self.cursor.place(if at == 0 { 0 } else { at + 1 }, &seats);
    }

    /// Paints the desk, or what lies open where the room does not look on.
    pub fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let private = cx.may_be_private();
        match &self.page {
            Page::Open(sheet) if private => Some(sheet.render(area, buffer, cx)),
            Page::Cover(id) if private => {
                cover(id, area, buffer, cx);
                None
            }
            _ => {
                self.desk(area, buffer, cx);
                None
            }
        }
    }

    fn desk(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
        let Some(written) = cx.seen.state(cx.place).and_then(State::written) else { return };
        // Beside the notes it takes two rows; what is promised is never cut.
        let told = Rect { height: 2.min(area.height), ..area };
        Paragraph::new(promise_here(cx), Role::Dim).render(told, buffer, cx.look);
        write(
            buffer,
            area,
            (0, 2),
            &format!("{}.", words(cx.seen, cx.place)),
            cx.look.bold(Role::Text),
        );
        let seats = seats(cx.seen);
        // Who is done is nobody's business where the room looks on: then it is not in `seen`.
        let done = |id: &Id| written.given.by.iter().any(|giver| giver.id() == Some(id));
        let row = |at: usize| match seats[at].as_ref().and_then(|id| cx.seen.person(id)) {
            None => Row::new().cell("Sheets of paper").toned("by a scribe", Role::Dim),
            Some(person) => {
                let is_in = done(&person.id).then(|| format!("{} in", cx.look.signs.settled));
                let row = Row::new().cell(&*person.name).toned(&*person.function, Role::Dim);
                row.toned(is_in.unwrap_or_default(), Role::Good)
            }
        };
        Rows {
            columns: &[
                Column::new("Who writes", 15, 30, 2),
                Column::new("", 10, 24, 1),
                Column::new("", 4, 4, 0),
            ],
            count: seats.len(),
            row,
            cursor: self.cursor.row(&seats),
            marks: false,
            empty: "",
        }
        .render(below(area, 4), buffer, cx.look);
    }

    /// The keys that matter now.
    pub fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        match &self.page {
            Page::Desk => vec![
                cx.hint(Action::Open, "write"),
                cx.hint(Action::Add, "paper"),
                cx.hint(Action::Reveal, "show all"),
                cx.hint(Action::NextStep, "go on"),
                cx.hint(Action::Verb('z'), "throw all away"),
            ],
            Page::Cover(_) => {
                vec![cx.hint(Action::Open, "open"), cx.hint(Action::Back, "close")]
            }
            Page::Open(_) => {
                vec![cx.hint(Action::Open, "keep"), cx.hint(Action::Back, "close")]
            }
        }
    }
}

fn seats(session: &Session) -> Vec<Seat> {
    let people = session.present().map(|person| Some(person.id.clone()));
    [None].into_iter().chain(people).collect()
}

fn promise_here(cx: &Cx<'_>) -> &'static str {
    cx.session.activity(cx.place).map_or("", promise)
}

fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

fn cover(id: &Id, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let name = cx.seen.name_of(id);
    write(buffer, area, (0, 0), &format!("{name}, it is your turn."), cx.look.bold(Role::Accent));
    let told = promise_here(cx);
    Paragraph::new(told, Role::Text).render(below(area, 2), buffer, cx.look);
    let open = "Enter opens your page. Esc leaves it shut.";
    write(buffer, area, (0, 4), open, cx.look.style(Role::Dim));
}
