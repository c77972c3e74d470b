//! A pledge being typed: one line is enough ("HR 500"), and a form holds everything that can be
//! said of it.

use super::{Answer, Opened, propose};
use crate::session::pot::{
    Change, Firmness, Kind, Offer, Pledge, areas_listed, typed_amount, typed_offers,
};
use crate::session::{Id, Session};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::forms::lines::{LineField, Typed};
use crate::ui::forms::sheet::{Filled, Sheet, date_text};
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::form::FormField;
use crate::ui::widgets::write;
use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Pledges are added, one line each.
pub(super) struct Adding {
    line: LineField,
}

impl Adding {
    /// An empty line.
    pub(super) fn new() -> Adding {
        Adding { line: LineField::adding() }
    }

    /// A line with words of an earlier run.
    pub(super) fn with(text: &str) -> Adding {
        let mut adding = Adding::new();
        adding.line.paste(text);
        adding
    }

    fn keep(lines: &[CleanText], cx: &Cx<'_>) -> Reply {
        let mut offers = Vec::new();
        for line in lines {
            match typed_offers(cx.session, line) {
                Ok(more) => offers.extend(more),
                Err(sentence) if lines.len() == 1 => return Reply::Tell(sentence),
                Err(sentence) => return Reply::Tell(format!("“{line}”: {sentence}")),
            }
        }
        propose(Change::Pledge(offers))
    }

    /// What the line says so far, as it would be kept.
    fn note(&self, cx: &Cx<'_>) -> String {
        let text = self.line.text();
        // Why not, it says on Enter; while one types, how it is written.
        match typed_offers(cx.session, &text) {
            Ok(offers) => understood(&offers, cx),
            Err(_) => "HR 500   IT 6 hours, likely   Sales 75 a month, only for pictures".into(),
        }
    }
}

/// "HR: €500 and 6 hours a month, likely; only for training".
fn understood(offers: &[Offer], cx: &Cx<'_>) -> String {
    let money = |amount| cx.reader.money(cx.session.currency, amount);
    let kinds: Vec<String> = offers.iter().map(|offer| offer.kind.words(money)).collect();
    let Some(first) = offers.first() else { return String::new() };
    let only = cx.session.only_for(first).map(|only| format!("; {only}")).unwrap_or_default();
    let strings = if first.strings.is_empty() { only } else { format!("; {}", first.strings) };
    let (source, sure) = (&first.source, first.firmness.name());
    format!("{source}: {}, {sure}{strings}", kinds.join(" and "))
}

impl Opened for Adding {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Answer {
        let typed = match input {
            Input::Paste(text) => self.line.paste(text),
            Input::Key(key, _) if key.code == KeyCode::Tab => {
                return Answer::Becomes(Box::new(OfferForm::begun(&self.line.text(), cx)));
            }
            Input::Key(key, _) => self.line.input(*key),
        };
        match typed {
            Typed::Going => Answer::Stays(Reply::Done),
            Typed::Ended => Answer::Closes(Reply::Done),
            Typed::Lines(lines) => Answer::Stays(Adding::keep(&lines, cx)),
        }
    }

    fn accepted(&mut self) -> bool {
        self.line.taken()
    }

    fn rows(&self) -> Option<u16> {
        Some(2)
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let field = Rect { height: area.height.min(1), ..area };
        let asks = "Who puts in what?  ";
        let used = write(buffer, field, (0, 0), asks, cx.look.style(Role::Accent));
        let used = used.min(field.width);
        let room = Rect { x: field.x + used, width: (field.width - used).min(60), ..field };
        let note = cx.look.shorten(&self.note(cx), usize::from(area.width)).into_owned();
        write(buffer, area, (0, 1), &note, cx.look.style(Role::Dim));
        Some(self.line.render(room, buffer, cx.look))
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        vec![
            cx.hint(Action::Open, "keep, and the next"),
            cx.hint(Action::NextPane, "more fields"),
            cx.hint(Action::Back, "end"),
        ]
    }

    fn open_text(&self) -> Option<CleanText> {
        Some(self.line.text())
    }
}

/// All that can be said of a pledge.
pub(super) struct OfferForm {
    pledge: Option<Id>,
    before: Option<Offer>,
    sheet: Sheet,
}

const SOURCE: usize = 0;
const KIND: usize = 1;
const AMOUNT: usize = 2;
const SURE: usize = 3;
const ONLY_FOR: usize = 4;
const STRINGS: usize = 5;
const FROM: usize = 6;
const UNTIL: usize = 7;
const APPROVER: usize = 8;
const FUNCTION: usize = 9;

impl OfferForm {
    /// The form of a pledge that is there.
    pub(super) fn editing(pledge: &Pledge, cx: &Cx<'_>) -> OfferForm {
        let sheet = Sheet::new("Pledge", fields(Some(&pledge.offer), "", cx));
        OfferForm { pledge: Some(pledge.id.clone()), before: Some(pledge.offer.clone()), sheet }
    }

    /// The form of a new pledge, with what the line said so far.
    fn begun(line: &CleanText, cx: &Cx<'_>) -> OfferForm {
        let offers = typed_offers(cx.session, line).unwrap_or_default();
        let sheet = Sheet::new("A new pledge", fields(offers.first(), line, cx));
        OfferForm { pledge: None, before: None, sheet }
    }

    fn offer(&mut self, cx: &Cx<'_>) -> Option<Offer> {
        let source = self.sheet.text(SOURCE);
        let kind = match self.kind(cx) {
            Ok(kind) => kind,
            Err(sentence) => {
                self.sheet.refuse(AMOUNT, &sentence);
                return None;
            }
        };
        let before = self.before.as_ref();
        let (from, until) =
            (before.and_then(|offer| offer.from), before.and_then(|offer| offer.until));
        let from = self.sheet.date(FROM, from, cx.reader).ok()?;
        let until = self.sheet.date(UNTIL, until, cx.reader).ok()?;
        let firmness = Firmness::ALL.get(self.sheet.chosen(SURE)).copied().unwrap_or_default();
        let function = self.sheet.text(FUNCTION);
        let function = if function.is_empty() { guessed(cx.session, &source) } else { function };
        let only_for = match self.only_for(cx) {
            Ok(areas) => areas,
            Err(sentence) => {
                self.sheet.refuse(ONLY_FOR, &sentence);
                return None;
            }
        };
        let [strings, approver] = [STRINGS, APPROVER].map(|field| self.sheet.text(field));
        Some(Offer {
            function,
            firmness,
            from,
            until,
            only_for,
            strings,
            approver,
            ..Offer::firm(source, kind)
        })
    }

    fn only_for(&self, cx: &Cx<'_>) -> Result<Vec<Id>, String> {
        let text = self.sheet.text(ONLY_FOR);
        if text.is_empty() {
            return Ok(Vec::new());
        }
        areas_listed(cx.session, &text).ok_or_else(|| {
            "Name areas as they are called, as in “Listening, Crisis”; other strings go below."
                .to_owned()
        })
    }

    fn kind(&self, cx: &Cx<'_>) -> Result<Kind, String> {
        let text = self.sheet.text(AMOUNT);
        match self.sheet.chosen(KIND) {
            0 => {
                let session = cx.session;
                let typed = typed_amount(session.currency, session.pot.months, &text)?;
                Ok(Kind::Money(typed.whole))
            }
            1 => hours(&text).map(Kind::Hours),
            2 => Ok(Kind::Tool(text)),
            _ => Ok(Kind::Person(text)),
        }
    }

    /// What was multiplied, as it is typed.
    fn note(&self, cx: &Cx<'_>) -> String {
        let money = |amount| cx.reader.money(cx.session.currency, amount);
        let text = self.sheet.text(AMOUNT);
        let typed = typed_amount(cx.session.currency, cx.session.pot.months, &text);
        let said = typed.ok().filter(|_| self.sheet.chosen(KIND) == 0);
        said.and_then(|typed| typed.said(money)).unwrap_or_default()
    }
}

fn guessed(session: &Session, source: &str) -> CleanText {
    let same = |name: &str| name.to_lowercase() == source.to_lowercase();
    let functions = session.functions();
    functions.into_iter().find(|function| same(function)).cloned().unwrap_or_default()
}

fn hours(text: &str) -> Result<u32, String> {
    let number = text.split(|c: char| !c.is_ascii_digit()).find(|part| !part.is_empty());
    let sentence = "How many hours a month? Write a whole number, such as 6.";
    if text.contains(['-', '.', ',']) {
        return Err(sentence.into());
    }
    number.and_then(|number| number.parse().ok()).ok_or_else(|| sentence.into())
}

fn fields(offer: Option<&Offer>, line: &str, cx: &Cx<'_>) -> Vec<FormField> {
    let money = |amount| cx.reader.money(cx.session.currency, amount);
    let (kind, amount) = match offer.map(|offer| &offer.kind) {
        None => (0, String::new()),
        Some(Kind::Money(amount)) => (0, money(*amount)),
        Some(Kind::Hours(hours)) => (1, hours.to_string()),
        Some(Kind::Tool(name)) => (2, name.to_string()),
        Some(Kind::Person(name)) => (3, name.to_string()),
    };
    let text =
        |label: &str, hint: &str, words: &str| FormField::text(label, hint, Field::line(words));
    let of = |part: fn(&Offer) -> &CleanText| offer.map_or("", |offer| part(offer).as_str());
    let sure = offer.map_or(0, |offer| offer.firmness as usize);
    let date = |date| date_text(date, cx.reader);
    let areas = offer.and_then(|offer| cx.session.only_for(offer)).unwrap_or_default();
    let areas = areas.trim_start_matches("only for ").to_owned();
    vec![
        text("From", "a person, a function, a budget", offer.map_or(line, |it| &it.source)),
        FormField::choice("What", &["money", "hours a month", "a tool", "a person"], kind),
        text("How much", "500, or 75 a month; 6; picture library", &amount),
        FormField::choice("How sure", &Firmness::ALL.map(Firmness::name), sure),
        text("Only for", "any area; or Listening, Crisis", &areas),
        text("Strings", "only for training", of(|offer| &offer.strings)),
        text("From when", "1 Jan", &date(offer.and_then(|offer| offer.from))),
        text("Until", "31 Mar", &date(offer.and_then(|offer| offer.until))),
        text("Who approves", "nobody has to", of(|offer| &offer.approver)),
        text("Function", "as the source, where it is one", of(|offer| &offer.function)),
    ]
}

impl Opened for OfferForm {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Answer {
        match self.sheet.update(input) {
            Filled::Going => Answer::Stays(Reply::Done),
            Filled::Closed => Answer::Closes(Reply::Done),
            Filled::Keep => match (self.offer(cx), &self.pledge) {
                (None, _) => Answer::Stays(Reply::Done),
                (Some(offer), None) => Answer::Stays(propose(Change::Pledge(vec![offer]))),
                (Some(offer), Some(id)) => {
                    Answer::Stays(propose(Change::EditPledge(id.clone(), offer)))
                }
            },
        }
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let note = self.note(cx);
        let foot = |area: Rect, buffer: &mut Buffer| {
            write(buffer, area, (0, 0), &note, cx.look.style(Role::Dim));
        };
        self.sheet.render(area, buffer, cx.look, 62, (1, &foot))
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        sheet_hints(cx)
    }

    fn open_text(&self) -> Option<CleanText> {
        self.sheet.open_text()
    }
}

/// The keys of every form here.
pub(super) fn sheet_hints(cx: &Cx<'_>) -> Vec<Hint> {
    vec![cx.hint(Action::Open, "next field"), cx.hint(Action::Back, "keep and close")]
}
