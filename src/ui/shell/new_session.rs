//! A new session on one screen: which workshop, what it is called, who is here; the agenda with
//! its minutes stands beside it and follows every key.

use crate::import::people;
use crate::money::Currency;
use crate::room::replan;
use crate::session::cut::{Cut, Less};
use crate::session::people::Profile;
use crate::session::{Like, StepRun};
use crate::text::{CleanText, capital};
use crate::ui::screen::{Hint, Input};
use crate::ui::shell::start::StartCx;
use crate::ui::theme::Role;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::form::{Form, FormField, FormReply, Value};
use crate::ui::widgets::paragraph::Paragraph;
use crate::ui::widgets::write;
use crate::workshop::Workshop;
use crossterm::event::{KeyCode, KeyModifiers};
use jiff::SignedDuration;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

const WORKSHOP: usize = 0;
const TITLE: usize = 1;
const CURRENCY: usize = 2;
const PEOPLE: usize = 3;

/// So many minutes at a time are taken off the plan.
const STEP: i64 = 5;

/// The screen; it keeps what was typed when it is closed.
pub struct NewSession {
    workshops: Vec<Workshop>,
    form: Form,
    file: Option<(CleanText, Read)>,
    like: Option<Like>,
    shorter: i64,
}

/// People from a file.
enum Read {
    People(Vec<Profile>, Vec<String>),
    Refused(String),
}

/// All that a session begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begin {
    /// The script.
    pub workshop: Workshop,
    /// The title.
    pub title: CleanText,
    /// The currency of the pot.
    pub currency: Currency,
    /// Who is expected.
    pub people: Vec<Profile>,
    /// The minutes that are cut from the plan before it begins.
    pub less: Vec<Less>,
}

/// What the screen wants.
pub enum NewReply {
    /// Nothing.
    Stay,
    /// Back to the start screen; what was typed stays.
    Closed,
    /// Begin.
    Begin(Box<Begin>),
    /// A file of people is wanted.
    ReadFile(CleanText),
}

/// What was understood of the people typed.
struct Understood {
    people: Vec<Profile>,
    says: String,
    wrong: bool,
}

impl NewSession {
    /// An empty form over these workshops.
    pub fn new(workshops: Vec<Workshop>) -> NewSession {
        let titles: Vec<&str> = workshops.iter().map(|workshop| &*workshop.title).collect();
        let form = Form::new(vec![
            FormField::choice("Workshop", &titles, 0),
            FormField::text("Title", "what is it about?", Field::line("")),
            FormField::text("Currency", "EUR", Field::line("EUR")),
            FormField::text("Who is here", "Ana, Service", Field::block("")),
        ]);
        NewSession { workshops, form, file: None, like: None, shorter: 0 }
    }

    /// A form over the same workshops, filled in with what can be had from another session. Typing
    /// takes the place of its title, and Enter on the list of people begins.
    pub fn like(&self, like: Like) -> NewSession {
        let titles: Vec<&str> = self.workshops.iter().map(|workshop| &*workshop.title).collect();
        let at = self.workshops.iter().position(|workshop| workshop.title == like.workshop);
        let lines: Vec<String> = like.people.iter().map(line_of).collect();
        let people = if lines.is_empty() { String::new() } else { lines.join("\n") + "\n" };
        let title = FormField::text("Title", "what is it about?", Field::line(&like.title));
        let mut form = Form::new(vec![
            FormField::choice("Workshop", &titles, at.unwrap_or(0)),
            title.proposed(),
            FormField::text("Currency", "EUR", Field::line(like.currency.code())),
            FormField::text("Who is here", "Ana, Service", Field::block(&people)),
        ]);
        form.focus_on(TITLE);
        let workshops = self.workshops.clone();
        NewSession { workshops, form, file: None, like: Some(like), shorter: 0 }
    }

    /// Takes a key or pasted text.
    pub fn update(&mut self, input: &Input, cx: &StartCx<'_>) -> NewReply {
        if is_shorter(input) {
            self.shorten();
            return NewReply::Stay;
        }
        let ends_a_line = matches!(input, Input::Key(key, _) if key.code == KeyCode::Enter)
            && self.form.focus() == PEOPLE;
        let reply = match input {
            Input::Paste(text) => {
                self.form.paste(text);
                FormReply::Used
            }
            Input::Key(key, _) => self.form.input(*key),
        };
        let path = self.path();
        self.file = self.file.take().filter(|(read, _)| path.as_ref() == Some(read));
        match reply {
            FormReply::Esc => NewReply::Closed,
            FormReply::Done => self.begin(cx),
            // Enter after a path reads the file, so that one sees who is in it before beginning.
            FormReply::Used if ends_a_line && self.file.is_none() => {
                path.map_or(NewReply::Stay, NewReply::ReadFile)
            }
            FormReply::Used | FormReply::Pass => NewReply::Stay,
        }
    }

    /// The file of people that was asked for.
    pub fn file_read(&mut self, bytes: Result<Vec<u8>, String>) {
        let Some(path) = self.path() else { return };
        let read =
            bytes.and_then(|bytes| people::from_csv(&bytes).map_err(|wrong| wrong.to_string()));
        let read = match read {
            Ok(found) => {
                Read::People(found.rows.into_iter().map(Profile::from).collect(), found.notes)
            }
            Err(sentence) => Read::Refused(sentence),
        };
        self.file = Some((path, read));
    }

    fn begin(&mut self, cx: &StartCx<'_>) -> NewReply {
        // A file that could not be read is tried again: it may have been put right meanwhile.
        if let (Some(path), None | Some((_, Read::Refused(_)))) = (self.path(), &self.file) {
            return NewReply::ReadFile(path);
        }
        let understood = self.people();
        if understood.wrong {
            self.form.refuse(PEOPLE, &understood.says);
            self.form.focus_on(PEOPLE);
            return NewReply::Stay;
        }
        let Some(currency) = Currency::from_code(&self.form.text(CURRENCY)) else {
            self.form.refuse(CURRENCY, "Three letters, such as EUR, USD or GBP.");
            self.form.focus_on(CURRENCY);
            return NewReply::Stay;
        };
        let Some(mut workshop) = self.workshop().cloned() else { return NewReply::Stay };
        let title = self.form.text(TITLE);
        let title = match title.is_empty() {
            true => CleanText::line(&format!(
                "{} · {}",
                workshop.title,
                cx.reader.date(cx.reader.today)
            )),
            false => title,
        };
        let mut people = understood.people;
        if let Some(like) = &self.like {
            workshop.areas = like.areas.clone();
            people.iter_mut().for_each(|person| as_before(person, &like.people));
        }
        let less = self.less(&runs(&workshop), present(&people));
        NewReply::Begin(Box::new(Begin { workshop, title, currency, people, less }))
    }

    /// Takes a few minutes more off the plan; where the floors are reached it begins again.
    fn shorten(&mut self) {
        let before = self.shorter;
        self.shorter += STEP;
        let Some(workshop) = self.workshop() else { return };
        let (steps, people) = (runs(workshop), present(&self.people().people));
        let reached: i64 = replan::shorter(&steps, people, self.shorter).iter().map(off).sum();
        if reached <= before {
            self.shorter = 0;
        }
    }

    fn less(&self, steps: &[StepRun], people: usize) -> Vec<Less> {
        replan::shorter(steps, people, self.shorter)
    }

    fn workshop(&self) -> Option<&Workshop> {
        match self.form.value(WORKSHOP) {
            Some(Value::Choice(at)) => self.workshops.get(at),
            _ => None,
        }
    }

    /// The path of a file, when a line of the people's field is one.
    fn path(&self) -> Option<CleanText> {
        let typed = self.form.text(PEOPLE);
        typed.lines().find(|line| is_path(line)).map(CleanText::line)
    }

    fn people(&self) -> Understood {
        let mut understood = self.people_alone();
        if let (Some(like), false) = (&self.like, understood.wrong) {
            let areas = like.areas.len();
            let title = &like.title;
            understood.says.push_str(&match areas {
                0 => format!(" As in “{title}”."),
                1 => format!(" As in “{title}”, with its one area."),
                areas => format!(" As in “{title}”, with its {areas} areas."),
            });
        }
        understood
    }

    fn people_alone(&self) -> Understood {
        let understood = |people, says, wrong| Understood { people, says, wrong };
        match (&self.file, self.path()) {
            (Some((_, Read::People(people, notes))), _) => self.with_typed(people, notes),
            (Some((_, Read::Refused(sentence))), _) => {
                understood(Vec::new(), sentence.clone(), true)
            }
            (None, Some(_)) => understood(Vec::new(), "Enter reads this file.".into(), false),
            (None, None) => typed(&self.form.text(PEOPLE)),
        }
    }

    /// Who is in the file, and who is typed beside its path.
    fn with_typed(&self, people: &[Profile], notes: &[String]) -> Understood {
        let all = self.form.text(PEOPLE);
        let others: Vec<&str> = all.lines().filter(|line| !is_path(line)).collect();
        let others = others.join("\n");
        let mut people = people.to_vec();
        if !others.trim().is_empty() {
            let more = typed(&others);
            if more.wrong {
                return more;
            }
            people.extend(more.people);
        }
        let says = counted(&people, notes);
        Understood { people, says, wrong: false }
    }

    /// Paints the form and the agenda beside it, and answers where the cursor belongs.
    pub fn render(&self, area: Rect, buffer: &mut Buffer, cx: &StartCx<'_>) -> Option<Position> {
        let beside = area.width >= 70;
        let form_wide = if beside { area.width.saturating_sub(30).min(70) } else { area.width };
        let form = Rect { width: form_wide, height: area.height.saturating_sub(3), ..area };
        self.form.render(form, buffer, cx.look);
        let understood = self.people();
        let role = if understood.wrong { Role::Bad } else { Role::Dim };
        let below = self.form.height(form.width).min(form.height);
        let says = Rect {
            y: area.y + below + 1,
            height: area.height.saturating_sub(below + 1),
            width: form_wide.min(area.width),
            ..area
        };
        Paragraph::new(&understood.says, role).render(says, buffer, cx.look);
        if beside {
            let x = area.x + form_wide + 4;
            let preview = Rect { x, width: area.right().saturating_sub(x), ..area };
            self.preview(preview, present(&understood.people), buffer, cx);
        } else if let Some(words) = self.in_short(present(&understood.people), cx) {
            let taken = Paragraph::new(&understood.says, role).height(says.width) + 1;
            let taken = taken.min(says.height);
            let room = Rect { y: says.y + taken, height: says.height - taken, ..says };
            Paragraph::new(&words, Role::Dim).render(room, buffer, cx.look);
        }
        Some(self.form.cursor(form))
    }

    /// What the agenda beside the form would tell, in a few words for where it has no room.
    fn in_short(&self, people: usize, cx: &StartCx<'_>) -> Option<String> {
        let workshop = self.workshop()?;
        let less = self.less(&runs(workshop), people);
        let won: i64 = less.iter().map(off).sum();
        let total = workshop.seconds(people) - won * 60;
        let ends = cx.now.checked_add(SignedDuration::from_secs(total)).unwrap_or(cx.now);
        let ends = cx.reader.time(ends);
        let who = if people == 1 { "one".into() } else { people.to_string() };
        let minutes = (total + 30) / 60;
        let mut words = format!("{minutes} min for {who}. Begun now, it ends {ends}. ");
        let cut = Cut { less, skip: Vec::new(), park: Vec::new(), end: cx.now };
        let title = |id: &CleanText| {
            let step = workshop.steps.iter().find(|step| &step.id == id);
            step.map_or_else(|| id.clone(), |step| step.title.clone())
        };
        words.push_str(&match cut.less.is_empty() {
            true => "Ctrl-T makes it shorter.".to_owned(),
            false => format!("{}.", capital(&cut.words(title))),
        });
        Some(words)
    }

    fn preview(&self, area: Rect, people: usize, buffer: &mut Buffer, cx: &StartCx<'_>) {
        let Some(workshop) = self.workshop() else {
            Paragraph::new("There is no workshop to run.", Role::Bad).render(area, buffer, cx.look);
            return;
        };
        let amount = |seconds: i64| format!("{:>3} min", (seconds + 30) / 60);
        let right = area.width.min(30).saturating_sub(7);
        let steps = runs(workshop);
        let less = self.less(&steps, people);
        for (y, step) in (0..area.height.saturating_sub(3)).zip(&steps) {
            let title = &step.script.title;
            let title = cx.look.shorten(title, usize::from(right.saturating_sub(1))).into_owned();
            write(buffer, area, (0, y), &title, cx.look.style(Role::Text));
            let cut = less.iter().find(|less| less.step == *step.id()).map(off);
            let minutes = amount(step.planned(people) - cut.unwrap_or(0) * 60);
            let role = if cut.is_some() { Role::Accent } else { Role::Dim };
            write(buffer, area, (right, y), &minutes, cx.look.style(role));
        }
        let y =
            u16::try_from(workshop.steps.len()).unwrap_or(0).min(area.height.saturating_sub(2)) + 1;
        let won: i64 = less.iter().map(off).sum();
        let total = workshop.seconds(people) - won * 60;
        let ends = cx.now.checked_add(SignedDuration::from_secs(total)).unwrap_or(cx.now);
        let who = if people == 1 { "for one".into() } else { format!("for {people}") };
        write(buffer, area, (0, y), &who, cx.look.bold(Role::Text));
        write(buffer, area, (right, y), &amount(total), cx.look.bold(Role::Text));
        let words = format!("begun now, it ends {}", cx.reader.time(ends));
        write(buffer, area, (0, y + 1), &words, cx.look.style(Role::Dim));
        let (words, role) = match won {
            0 => ("Ctrl-T makes it shorter".to_owned(), Role::Dim),
            won => (format!("{won} min shorter than planned"), Role::Accent),
        };
        write(buffer, area, (0, y + 2), &words, cx.look.style(role));
    }

    /// The keys that matter here.
    pub fn hints(&self) -> Vec<Hint> {
        let hint = |key: &str, does: &str| Hint { key: key.into(), does: does.into() };
        let next = match self.form.focus() {
            PEOPLE if self.path().is_some() && self.file.is_none() => {
                hint("Enter", "read the file")
            }
            PEOPLE => hint("Enter", "next line; on an empty one, begin"),
            _ => hint("Enter", "next"),
        };
        vec![next, hint("Tab", "any field"), hint("Esc", "back"), hint("Ctrl-T", "shorter")]
    }
}

/// The key that takes minutes off the plan: one that types nothing, since every field is open.
fn is_shorter(input: &Input) -> bool {
    let Input::Key(key, _) = input else { return false };
    key.modifiers == KeyModifiers::CONTROL && key.code == KeyCode::Char('t')
}

fn runs(workshop: &Workshop) -> Vec<StepRun> {
    workshop.steps.iter().cloned().map(StepRun::new).collect()
}

/// For how many time is planned: those who are here, or at least one.
fn present(people: &[Profile]) -> usize {
    people.iter().filter(|person| !person.absent).count().max(1)
}

fn off(less: &Less) -> i64 {
    i64::from(less.minutes)
}

/// What was understood of people typed one a line.
fn typed(lines: &str) -> Understood {
    if lines.trim().is_empty() {
        let says = "Nobody yet: the first step can ask. One person alone plans for all.";
        return Understood { people: Vec::new(), says: says.into(), wrong: false };
    }
    match people::from_lines(lines) {
        Ok(found) => {
            let people: Vec<Profile> = found.rows.into_iter().map(Profile::from).collect();
            let says = counted(&people, &found.notes);
            Understood { people, says, wrong: false }
        }
        Err(wrong) => Understood { people: Vec::new(), says: wrong.to_string(), wrong: true },
    }
}

/// How somebody is typed: "Ana, Service".
fn line_of(person: &Profile) -> String {
    match person.function.as_str() {
        "" => person.name.to_string(),
        function => format!("{}, {function}", person.name),
    }
}

/// What a line cannot say of somebody who was there before is as it was then.
fn as_before(person: &mut Profile, before: &[Profile]) {
    if let Some(before) = before.iter().find(|before| before.name == person.name) {
        person.without_vote |= before.without_vote;
        person.speaks_last |= before.speaks_last;
        person.champion |= before.champion;
    }
}

fn is_path(line: &str) -> bool {
    line.trim().to_lowercase().ends_with(".csv")
}

fn counted(people: &[Profile], notes: &[String]) -> String {
    let mut functions: Vec<&CleanText> = people.iter().map(|person| &person.function).collect();
    functions.retain(|function| !function.is_empty());
    functions.sort();
    functions.dedup();
    let mut words = match (people.len(), functions.len()) {
        (1, _) => "One person".to_owned(),
        (count, 0) => format!("{count} people"),
        (count, 1) => format!("{count} people from one function"),
        (count, functions) => format!("{count} people from {functions} functions"),
    };
    let absent = people.iter().filter(|person| person.absent).count();
    let silent = people.iter().filter(|person| person.without_vote).count();
    if absent > 0 {
        words.push_str(&format!(", {absent} not here yet"));
    }
    if silent > 0 {
        words.push_str(&format!(", {silent} without a vote"));
    }
    words.push('.');
    for note in notes {
        words.push(' ');
        words.push_str(note);
    }
    words
}
