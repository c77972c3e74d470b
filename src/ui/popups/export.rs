//! The record on its way out: as what, for whom, which parts; what it will say stands beside the
//! choice, and a file is named before anything is written.

use super::{Floating, Popup};
use crate::session::report::{Part, Report, Shows, Wish};
use crate::session::viewer::Audience;
use crate::ui::action::Action;
use crate::ui::blocks::{Manner, paint};
use crate::ui::screen::{Cx, Hint, Input, Order, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::paragraph::Paragraph;
use crate::ui::widgets::rows::{Column, Cursor, Row, Rows};
use crate::ui::widgets::{popup, write};
use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// A format that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What people call it on the command line.
    pub name: &'static str,
    /// What it is good for, in a line.
    pub about: &'static str,
    /// What of the report it writes.
    pub shows: Shows,
    /// A file that is not there yet.
    pub suggested: String,
}

/// The open choice.
pub struct Export {
    offers: Vec<Offer>,
    format: Cursor<usize>,
    part: Cursor<Part>,
    /// The cursor is among the parts.
    among_parts: bool,
    audience: Audience,
    without: Vec<Part>,
    /// The report for this audience, with all parts.
    report: Report,
    /// The name that is being typed, and why the last one would not do.
    naming: Option<(Field, &'static str)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Item {
    Format(usize),
    Audience,
    Part(Part),
}

const COLUMNS: [Column<'static>; 2] = [
    Column { heading: "", min: 4, max: 4, share: 0, numbers: false },
    Column { heading: "", min: 12, max: 24, share: 1, numbers: false },
];

/// The columns of the list, and those of the preview at least.
const LIST: u16 = 28;
const PREVIEW: u16 = 32;

impl Export {
    /// These formats, the first of them chosen, for those who were there.
    pub fn new(offers: Vec<Offer>, cx: &Cx<'_>) -> Export {
        Export {
            offers,
            format: Cursor::default(),
            part: Cursor::default(),
            among_parts: false,
            audience: Audience::Room,
            without: Vec::new(),
            report: report(Audience::Room, cx),
            naming: None,
        }
    }

    fn formats(&self) -> Vec<usize> {
        (0..self.offers.len()).collect()
    }

    /// The parts that can be left out; none where a format does not tell parts.
    fn parts(&self) -> Vec<Part> {
        match self.offer().shows {
            Shows::Parts => self.report.parts.iter().map(|chapters| chapters.part).collect(),
            Shows::Page | Shows::Tables | Shows::Dates | Shows::Slips => Vec::new(),
        }
    }

    fn items(&self) -> Vec<Item> {
        let formats = self.formats().into_iter().map(Item::Format);
        let parts = self.parts().into_iter().map(Item::Part);
        formats.chain([Item::Audience]).chain(parts).collect()
    }

    fn at(&self) -> Option<Item> {
        match self.among_parts {
            true => self.part.item(&self.parts()).copied().map(Item::Part),
            false => self.format.item(&self.formats()).copied().map(Item::Format),
        }
    }

    fn offer(&self) -> &Offer {
        &self.offers[self.format.row(&self.formats()).unwrap_or(0)]
    }

    fn wanted(&self) -> Vec<Part> {
        Part::ALL.into_iter().filter(|part| !self.without.contains(part)).collect()
    }

    fn act(&mut self, action: Action, cx: &Cx<'_>) -> Floating {
        match (action, self.at()) {
            (Action::Back | Action::Leave, _) => return Floating::Closes(Reply::Done),
            (Action::Left | Action::Less, _) => self.tell(-1, cx),
            (Action::Right | Action::More, _) => self.tell(1, cx),
            (Action::Mark, Some(Item::Part(part))) => self.toggle(part),
            (Action::NextPane | Action::PrevPane, _) => {
                self.among_parts = !self.among_parts && !self.parts().is_empty();
            }
            (Action::Open, _) => {
                self.naming = Some((Field::line(&self.offer().suggested), ""));
            }
            (action, _) if self.among_parts => {
                let parts = self.parts();
                self.part.act(action, &parts, 8);
            }
            (action, _) => {
                let formats = self.formats();
                self.format.act(action, &formats, 8);
            }
        }
        Floating::Stays(Reply::Done)
    }

    fn toggle(&mut self, part: Part) {
        match self.without.iter().position(|it| *it == part) {
            Some(at) => drop(self.without.remove(at)),
            None => self.without.push(part),
        }
    }

    /// The next audience, or the one before, round and round.
    fn tell(&mut self, step: isize, cx: &Cx<'_>) {
        let all = Audience::ALL;
        let at = all.iter().position(|it| *it == self.audience).unwrap_or(0);
        let next = at.checked_add_signed(step).unwrap_or(all.len() - 1) % all.len();
        self.audience = all[next];
        self.report = report(self.audience, cx);
    }

    fn name(&mut self, input: &Input) -> Floating {
        let order = |name| Order {
            format: self.offer().name,
            audience: self.audience,
            parts: self.wanted(),
            name,
        };
        let Some((field, _)) = &self.naming else { return Floating::Stays(Reply::Done) };
        if let Input::Key(key, _) = input {
            match (key.code, field.text()) {
                (KeyCode::Esc, _) => {
                    self.naming = None;
                    return Floating::Stays(Reply::Done);
                }
                (KeyCode::Enter, name) => {
                    let why = match &*name {
                        "" => "Type the name of a file, or Esc to leave it.",
                        "-" => "Name a file: the screen is taken by the session.",
                        _ => return Floating::Closes(Reply::ExportTo(Box::new(order(name)))),
                    };
                    if let Some((_, refused)) = &mut self.naming {
                        *refused = why;
                    }
                    return Floating::Stays(Reply::Done);
                }
                _ => {}
            }
        }
        if let Some((field, refused)) = &mut self.naming {
            *refused = "";
            match input {
                Input::Paste(text) => field.paste(text),
                Input::Key(key, _) => {
                    field.input(*key);
                }
            }
        }
        Floating::Stays(Reply::Done)
    }

    fn list(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
        let items = self.items();
        let first = |at: usize| {
            let sort = |item: &Item| std::mem::discriminant(item);
            at == 0 || sort(&items[at - 1]) != sort(&items[at])
        };
        let signs = cx.look.signs;
        let at = self.at();
        let chosen = self.format.row(&self.formats());
        let row = |at: usize| {
            let (label, words) = match items[at] {
                Item::Format(format) => {
                    let sign = if Some(format) == chosen { signs.settled } else { " " };
                    ("as", format!("{sign} {}", self.offers[format].name))
                }
                Item::Audience => ("for", format!("‹ {} ›", self.audience.name())),
                Item::Part(part) => {
                    let out = self.without.contains(&part);
                    let sign = if out { signs.nobody } else { signs.settled };
                    ("with", format!("{sign} {}", part.title()))
                }
            };
            Row::new().toned(if first(at) { label } else { "" }, Role::Dim).cell(words)
        };
        Rows {
            columns: &COLUMNS,
            count: items.len(),
            row,
            cursor: items.iter().position(|item| Some(*item) == at),
            marks: false,
            empty: "",
        }
        .render(area, buffer, cx.look);
    }

    fn preview(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
        let about = format!("{}. For {}.", self.offer().about, self.audience.about());
        let about = Paragraph::new(&about, Role::Accent);
        let high = about.height(area.width).min(area.height);
        about.render(Rect { height: high, ..area }, buffer, cx.look);
        let below = area.height.saturating_sub(high + 1);
        let rest = Rect { y: area.bottom() - below, height: below, ..area };
        let blocks = self.report.preview(self.offer().shows, &self.wanted());
        paint(&blocks, rest, buffer, cx.look, Manner::CONSOLE);
    }

    fn asks(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let (field, refused) = self.naming.as_ref()?;
        write(buffer, area, (0, 0), "Write it to", cx.look.style(Role::Dim));
        let line = Rect { y: area.y + 1.min(area.height), height: 1.min(area.height), ..area };
        field.render(line, buffer, cx.look);
        write(buffer, area, (0, 2), refused, cx.look.style(Role::Bad));
        Some(field.cursor(line))
    }
}

fn report(audience: Audience, cx: &Cx<'_>) -> Report {
    Report::wished(&Wish { audience, ..Wish::default() }, cx.session, cx.reader)
}

impl Popup for Export {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Floating {
        if self.naming.is_some() {
            return self.name(input);
        }
        match input.action() {
            Some(action) => self.act(action, cx),
            None => Floating::Stays(Reply::Done),
        }
    }

    fn is_typing(&self) -> bool {
        self.naming.is_some()
    }

    fn render(&self, screen: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let popup = popup::Popup {
            title: "Export",
            width: screen.width.saturating_sub(8).min(110),
            height: screen.height.saturating_sub(2).min(26),
        };
        let mut cursor = None;
        popup.render(screen, buffer, cx.look, |area, buffer| {
            let wide = area.width >= LIST + PREVIEW;
            let left = if wide { LIST } else { area.width };
            let asks = if self.naming.is_some() { 3.min(area.height) } else { 0 };
            let above = Rect { height: area.height - asks, ..area };
            self.list(Rect { width: left, ..above }, buffer, cx);
            if wide {
                let x = area.x + LIST;
                self.preview(Rect { x, width: area.right() - x, ..above }, buffer, cx);
            }
            let below = Rect { y: area.bottom() - asks, height: asks, ..area };
            cursor = self.asks(below, buffer, cx);
        });
        cursor
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        if self.naming.is_some() {
            return vec![cx.hint(Action::Open, "write it"), cx.hint(Action::Back, "not yet")];
        }
        let mut hints = Vec::new();
        if let Some(Item::Part(part)) = self.at() {
            let out = self.without.contains(&part);
            hints.push(cx.hint(Action::Mark, if out { "take it in" } else { "leave it out" }));
        }
        hints.push(cx.hint(Action::Open, "name the file"));
        if self.among_parts {
            hints.push(cx.hint(Action::NextPane, "formats"));
        } else if !self.parts().is_empty() {
            hints.push(cx.hint(Action::NextPane, "parts"));
        }
        hints.push(cx.hint(Action::Right, "for others"));
        hints.push(cx.hint(Action::Back, "close"));
        hints
    }
}
