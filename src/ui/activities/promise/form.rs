//! The form of one promise, drafted from what somebody answers for, and read back as a sentence.

use crate::session::promises::{self, Vow};
use crate::session::{Area, Id, Promise, Session};
use crate::text::CleanText;
use crate::ui::screen::{Cx, Input};
use crate::ui::theme::Role;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::form::{Form, FormField, FormReply, Value};
use crate::ui::widgets::paragraph::Paragraph;
use crate::ui::widgets::write;
use crate::when;
use jiff::ToSpan;
use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};

const WHEN: usize = 0;
const WILL: usize = 1;
const BY: usize = 2;
const FIRST: usize = 3;
const FIRST_BY: usize = 4;
const CHECKS: usize = 5;
const PLACE: usize = 6;
const COMES_OFF: usize = 7;
const AREA: usize = 8;
const FIELDS: usize = 9;

/// A promise being written.
pub(super) struct Writing {
    /// Who promises.
    pub(super) who: Id,
    /// The promise that is being changed; absent when it is a new one.
    pub(super) which: Option<Id>,
    form: Form,
    checkers: Vec<Option<Id>>,
    areas: Vec<Option<Id>>,
    at_first: Vec<Option<Value>>,
    warned: bool,
    escaped: bool,
}

/// What a key came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// Still writing.
    Going,
    /// This is the promise; with a second yes when more than usual.
    Vow(Vow, bool),
    /// Nothing was changed: close.
    Closed,
    /// Esc on what is no promise yet: it is kept for later, and this is why.
    Draft(String),
}

impl Writing {
    /// A new promise, drafted from the first area this person answers for or works in that they
    /// have not promised anything for.
    pub(super) fn draft(who: &Id, cx: &Cx<'_>) -> Writing {
        let vow = Vow::draft(cx.session, who, cx.reader.today);
        let mut writing = Writing::new(who, None, &vow, "", cx);
        // Whoever has words of their own types them over the draft.
        for field in [WILL, FIRST_BY, COMES_OFF] {
            writing.form.propose(field);
        }
        writing
    }

    /// A promise that is there, to be worded otherwise.
    pub(super) fn edit(promise: &Promise, cx: &Cx<'_>) -> Writing {
        let by = cx.reader.date(promise.vow.by);
        Writing::new(&promise.who, Some(promise.id.clone()), &promise.vow, &by, cx)
    }

    fn new(who: &Id, which: Option<Id>, vow: &Vow, by: &str, cx: &Cx<'_>) -> Writing {
        let (checkers, checker_names) = checkers(cx.session, who, vow.checks.as_ref());
        let (areas, area_names) = areas(cx.session, who);
        let places = ["not said", "1, first thing", "2", "3", "4", "5"];
        let first_by = vow.first_by.map(|day| cx.reader.date(day)).unwrap_or_default();
        let text = |label, hint, words: &str| FormField::text(label, hint, Field::line(words));
        let choice = |label, names: &[String], at| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            FormField::choice(label, &names, at)
        };
        let at = |ids: &[Option<Id>], id: &Option<Id>| ids.iter().position(|other| other == id);
        let form = Form::new(vec![
            text("When", "I am back at my desk", &vow.when),
            text("I will", "do what, so that anyone can tell it is done", &vow.will),
            text("by", "friday, 3 Dec, in 2 weeks: no date, no promise", by),
            text("First step", "so small that it needs nobody’s leave", &vow.first_step),
            text("done by", "within a week or so", &first_by),
            choice("Who checks", &checker_names, at(&checkers, &vow.checks).unwrap_or(0)),
            FormField::choice("On my list", &places, usize::from(vow.place)),
            text("Instead of", "what comes off the list for it", &vow.comes_off),
            choice("For", &area_names, at(&areas, &vow.area).unwrap_or(0)),
        ]);
        let (who, warned, escaped) = (who.clone(), false, false);
        let mut writing =
            Writing { who, which, form, checkers, areas, at_first: Vec::new(), warned, escaped };
        writing.at_first = writing.values();
        writing
    }

    fn values(&self) -> Vec<Option<Value>> {
        (0..FIELDS).map(|field| self.form.value(field)).collect()
    }

    /// What stands in the line that says what is promised.
    pub(super) fn will(&self) -> CleanText {
        self.form.text(WILL)
    }

    /// Takes a key or pasted text.
    pub(super) fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Written {
        let reply = match input {
            Input::Paste(text) => {
                self.form.paste(text);
                FormReply::Used
            }
            Input::Key(key, _) => self.form.input(*key),
        };
        match reply {
            FormReply::Done => self.done(cx),
            FormReply::Esc => self.esc(cx),
            FormReply::Used | FormReply::Pass => {
                (self.warned, self.escaped) = (false, false);
                Written::Going
            }
        }
    }

    /// Enter in the last field. What is missing or unusual stands beneath its field; what is only
    /// unusual a second Enter takes as it is.
    fn done(&mut self, cx: &Cx<'_>) -> Written {
        let vow = match self.vow(cx) {
            Ok(vow) => vow,
            Err((field, sentence)) => {
                self.form.refuse(field, &sentence);
                self.form.focus_on(field);
                return Written::Going;
            }
        };
        let warning = self.warning(&vow, cx);
        match warning {
            Some((field, sentence)) if !self.warned => {
                self.warned = true;
                self.form.refuse(field, &format!("{sentence} Enter again keeps it."));
                Written::Going
            }
            _ => Written::Vow(vow, self.warned),
        }
    }

    /// Esc keeps what is a promise; what is none yet waits as a draft, so nothing is lost.
    fn esc(&mut self, cx: &Cx<'_>) -> Written {
        if self.values() == self.at_first {
            return Written::Closed;
        }
        let refused = std::mem::replace(&mut self.escaped, true);
        match self.vow(cx) {
            Ok(_) if refused => Written::Draft("Kept as a draft.".into()),
            Ok(vow) => match self.warning(&vow, cx) {
                Some((_, sentence)) => Written::Draft(format!("Kept as a draft. {sentence}")),
                None => Written::Vow(vow, false),
            },
            Err((_, sentence)) => Written::Draft(format!("Kept as a draft. {sentence}")),
        }
    }

    /// The promise as it stands in the form, or what it lacks and where.
    fn vow(&self, cx: &Cx<'_>) -> Result<Vow, (usize, String)> {
        let will = self.form.text(WILL);
        if will.is_empty() {
            return Err((WILL, "It says nothing yet: I will …".into()));
        }
        let Some(by) = self.day(BY, cx)? else {
            return Err((BY, "No date, no promise. Write friday, 3 Dec, or in 2 weeks.".into()));
        };
        Ok(Vow {
            when: self.form.text(WHEN),
            will,
            by,
            first_step: self.form.text(FIRST),
            first_by: self.first_by(by, cx)?,
            checks: self.chosen(CHECKS, &self.checkers),
            place: u8::try_from(self.choice(PLACE)).unwrap_or(0),
            comes_off: self.form.text(COMES_OFF),
            area: self.chosen(AREA, &self.areas),
        })
    }

    /// The day in a field, as people say it; nothing when the field is empty.
    fn day(&self, field: usize, cx: &Cx<'_>) -> Result<Option<Date>, (usize, String)> {
        let words = self.form.text(field);
        if words.is_empty() {
            return Ok(None);
        }
        let day = when::parse(&words, cx.reader.today, cx.reader.locale.dates);
        let day = day.map_err(|sentence| (field, sentence))?;
        let changed = self.form.value(field) != self.at_first[field];
        if changed && day < cx.reader.today {
            return Err((field, format!("{} is past.", cx.reader.date(day))));
        }
        Ok(Some(day))
    }

    /// The draft's proposal gives way to an earlier end; what somebody typed is pointed out.
    fn first_by(&self, by: Date, cx: &Cx<'_>) -> Result<Option<Date>, (usize, String)> {
        match self.day(FIRST_BY, cx)? {
            Some(first) if first <= by => Ok(Some(first)),
            None => Ok(None),
            Some(_) if self.form.value(FIRST_BY) == self.at_first[FIRST_BY] => Ok(Some(by)),
            Some(_) => Err((FIRST_BY, "That is after the promise is due.".into())),
        }
    }

    fn choice(&self, field: usize) -> usize {
        match self.form.value(field) {
            Some(Value::Choice(at)) => at,
            _ => 0,
        }
    }

    fn chosen(&self, field: usize, ids: &[Option<Id>]) -> Option<Id> {
        ids.get(self.choice(field)).cloned().flatten()
    }

    /// What is allowed and seldom wise.
    fn warning(&self, vow: &Vow, cx: &Cx<'_>) -> Option<(usize, String)> {
        let custom = cx.session.promise_custom();
        if self.which.is_none()
            && let Some(sentence) = promises::more_than_usual(cx.session, &self.who)
        {
            return Some((AREA, sentence));
        }
        let latest = cx.reader.today.saturating_add(i64::from(custom.first_step).days());
        (vow.first_by? > latest).then(|| {
            let days = custom.first_step;
            (FIRST_BY, format!("That is more than {days} days away: is there a smaller step?"))
        })
    }

    /// Paints the form and, below it, the promise as it would be read out.
    pub(super) fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Position {
        let area = Rect { width: area.width.min(76), ..area };
        let name = cx.seen.name_of(&self.who);
        let title = match self.which {
            None => format!("{name} promises"),
            Some(_) => format!("{name} promised"),
        };
        let [head, _, form, _, read] = Layout::vertical([
            Constraint::Length(1),
            Constraint::Length(u16::from(area.height > 12)),
            Constraint::Max(self.form.height(area.width)),
            Constraint::Length(1),
            Constraint::Length(2),
        ])
        .areas(area);
        let used = write(buffer, head, (0, 0), &title, cx.look.bold(Role::Text));
        let room = usize::from(head.width.saturating_sub(used + 3));
        let roles = roles(cx.seen, &self.who);
        let roles = cx.look.shorten(&roles, room);
        write(buffer, head, (used + 3, 0), &roles, cx.look.style(Role::Dim));
        self.form.render(form, buffer, cx.look);
        if let Ok(vow) = self.vow(cx) {
            Paragraph::new(&vow.sentence(cx.reader), Role::Dim).render(read, buffer, cx.look);
        }
        self.form.cursor(form)
    }
}

/// "answers for Crisis; works on Listening": what a promise is drafted from.
fn roles(session: &Session, who: &Id) -> String {
    let answered = session.areas.iter().filter(|area| answers(area, who));
    let done = session.areas.iter().filter(|area| area.doing.contains(who));
    let parts = [listed("answers for", answered), listed("works on", done)];
    parts.into_iter().flatten().collect::<Vec<String>>().join("; ")
}

fn answers(area: &Area, who: &Id) -> bool {
    area.accountable.as_ref().is_some_and(|accountable| &accountable.who == who)
}

fn listed<'a>(words: &str, areas: impl Iterator<Item = &'a Area>) -> Option<String> {
    let names: Vec<&str> = areas.map(|area| area.name.as_str()).collect();
    (!names.is_empty()).then(|| format!("{words} {}", names.join(", ")))
}

/// Everybody else who is here, and whoever was chosen before.
fn checkers(session: &Session, who: &Id, now: Option<&Id>) -> (Vec<Option<Id>>, Vec<String>) {
    let others = session.people.iter().filter(|person| &person.id != who);
    let able = others.filter(|person| person.present || Some(&person.id) == now);
    let some = able.map(|person| (Some(person.id.clone()), person.name.to_string()));
    [(None, "nobody yet".to_owned())].into_iter().chain(some).unzip()
}

/// The areas, this person's own first.
fn areas(session: &Session, who: &Id) -> (Vec<Option<Id>>, Vec<String>) {
    let own = |area: &&Area| area.mentioned().any(|id| id == who);
    let (first, rest): (Vec<_>, Vec<_>) = session.areas.iter().partition(own);
    let all = first.into_iter().chain(rest);
    let some = all.map(|area| (Some(area.id.clone()), area.name.to_string()));
    [(None, "no area".to_owned())].into_iter().chain(some).unzip()
}
