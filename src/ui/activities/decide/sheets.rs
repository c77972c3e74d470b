//! The sheets of a decision: an objection, the change that meets it, and the decision itself.

use crate::session::activities::decide::{self, counts, rule_in_words, what_in_words};
use crate::session::decisions::{Change, Fate};
use crate::session::{Decision, Id, Objection, Session};
use crate::text::CleanText;
use crate::ui::forms::sheet::{Sheet, date_text};
use crate::ui::screen::Cx;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::form::FormField;
use crate::workshop::Policy;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::civil::Date;

/// What cannot be kept: the field, and a sentence about it.
pub(in crate::ui::activities) type Wrong = (usize, String);

/// Asks what would make it a three, and who says so, which nobody must.
pub(super) struct ObjectionSheet {
    pub(super) sheet: Sheet,
    of: Option<Id>,
}

impl ObjectionSheet {
    /// A new objection.
    pub(super) fn new(cx: &Cx<'_>) -> ObjectionSheet {
        ObjectionSheet { sheet: asks(cx, "", ""), of: None }
    }

    /// One that was heard, to be worded otherwise.
    pub(super) fn of(id: &Id, cx: &Cx<'_>) -> Option<ObjectionSheet> {
        let objection = objection(cx.seen, id)?;
        let from = objection.from.as_ref().and_then(|from| name(cx.session, from));
        let sheet = asks(cx, &objection.text, from.unwrap_or_default());
        Some(ObjectionSheet { sheet, of: Some(id.clone()) })
    }

    /// What it asks of the session.
    pub(super) fn change(&self, cx: &Cx<'_>) -> Result<Change, Wrong> {
        let text = self.sheet.text(0);
        let typed = self.sheet.text(1);
        let from = who(cx.session, &typed).map_err(|sentence| (1, sentence))?;
        let Some(id) = &self.of else { return Ok(Change::Object { text, from }) };
        // A name that this screen may not show was not taken out by whoever edits the words.
        let unseen = objection(cx.seen, id).is_some_and(|it| it.from.is_none());
        let kept = objection(cx.session, id).and_then(|it| it.from.clone());
        let from = if typed.is_empty() && unseen { kept } else { from };
        Ok(Change::EditObjection(id.clone(), text, from))
    }
}

fn objection<'a>(session: &'a Session, id: &Id) -> Option<&'a Objection> {
    session.objections.iter().find(|objection| &objection.id == id)
}

fn asks(cx: &Cx<'_>, text: &str, from: &str) -> Sheet {
    let three = FormField::text("To make it a three", "as worded", Field::line(text));
    let named = FormField::text("Who", "nobody need be named", Field::line(from));
    // Where nobody may be named, nobody is asked.
    let fields = match cx.session.policy(cx.place) {
        Policy::Anonymous => vec![three],
        Policy::Open | Policy::Hidden => vec![three, named],
    };
    Sheet::new("What would make it a three?", fields)
}

/// Asks which change of the plan meets an objection.
pub(super) struct MetSheet {
    pub(super) sheet: Sheet,
    of: Id,
}

impl MetSheet {
    pub(super) fn new(id: &Id, cx: &Cx<'_>) -> MetSheet {
        let met = objection(cx.session, id).and_then(|objection| match &objection.fate {
            Fate::Met(change) => Some(change.as_str()),
            Fate::Open | Fate::Dissent => None,
        });
        let field = Field::line(met.unwrap_or_default());
        let field = FormField::text("Met by", "a change of the plan", field);
        let title = "Which change of the plan meets it?";
        MetSheet { sheet: Sheet::new(title, vec![field]), of: id.clone() }
    }

    pub(super) fn change(&self) -> Change {
        Change::Settle(self.of.clone(), Fate::Met(self.sheet.text(0)))
    }
}

/// Asks for the decision, the rule, when it is looked at again, and what would reopen it.
pub(in crate::ui::activities) struct DecisionSheet {
    pub(in crate::ui::activities) sheet: Sheet,
    of: Option<Id>,
}

impl DecisionSheet {
    /// A new decision: all but what would reopen it is proposed.
    pub(super) fn new(cx: &Cx<'_>) -> DecisionSheet {
        let what = what_in_words(cx.seen, cx.reader);
        let rule = rule_in_words(cx.session, cx.place);
        let review = cx.reader.date(decide::review_date(cx.session, cx.reader.today));
        let sheet = decision("For the record", [&what, &rule, &review, ""]);
        DecisionSheet { sheet: sheet.replacing(0), of: None }
    }

    /// One that was taken, to be worded otherwise.
    pub(in crate::ui::activities) fn of(id: &Id, cx: &Cx<'_>) -> Option<DecisionSheet> {
        let it = taken(cx.session, id)?;
        let review = date_text(it.review, cx.reader);
        let sheet = decision("Worded otherwise", [&it.what, &it.rule, &review, &it.reopen]);
        Some(DecisionSheet { sheet, of: Some(id.clone()) })
    }

    /// When it is looked at again; a date that is over by now may stand as it was.
    fn review(&self, cx: &Cx<'_>) -> Result<Option<Date>, String> {
        let text = self.sheet.text(2);
        if text.is_empty() || text.eq_ignore_ascii_case("never") {
            return Ok(None);
        }
        let decision = self.of.as_ref().and_then(|id| taken(cx.session, id));
        let before = decision.and_then(|decision| decision.review);
        if before.is_some() && date_text(before, cx.reader) == *text {
            return Ok(before);
        }
        cx.reader.day_to_come(&text).map(Some)
    }

    /// What it asks of the session.
    pub(in crate::ui::activities) fn change(&self, cx: &Cx<'_>) -> Result<Change, Wrong> {
        let review = self.review(cx).map_err(|sentence| (2, sentence))?;
        let [what, rule, reopen] = [0, 1, 3].map(|field| self.sheet.text(field));
        if what.is_empty() {
            return Err((0, "A decision needs a sentence: what was decided?".into()));
        }
        Ok(match &self.of {
            Some(id) => Change::EditDecision { decision: id.clone(), what, rule, review, reopen },
            None => {
                let tally = counts(cx.session, cx.place).and_then(|decide| decide.tally);
                Change::Decide { what, rule, tally, review, reopen }
            }
        })
    }
}

fn taken<'a>(session: &'a Session, id: &Id) -> Option<&'a Decision> {
    session.decisions.iter().find(|decision| &decision.id == id)
}

/// A sheet of these four texts.
fn decision(title: &str, [what, rule, review, reopen]: [&str; 4]) -> Sheet {
    let field = |label, hint, text: &str| FormField::text(label, hint, from_the_beginning(text));
    let fields = vec![
        field("Decision", "in one sentence", what),
        field("Rule", "how it was decided", rule),
        field("Looked at again", "in 30 days, 3 Dec, end of month; or never", review),
        field("Reopened by", "what would have to happen", reopen),
    ];
    Sheet::new(title, fields).replacing(2)
}

/// A line whose beginning is seen, however long it is.
fn from_the_beginning(text: &str) -> Field {
    let mut field = Field::line(text);
    field.input(KeyEvent::new(KeyCode::Home, KeyModifiers::NONE));
    field
}

fn name<'a>(session: &'a Session, id: &Id) -> Option<&'a str> {
    let hat = session.hats.iter().find(|hat| &hat.id == id).map(|hat| &*hat.name);
    hat.or_else(|| session.person(id).map(|person| &*person.name))
}

/// The person or hat that is meant, if one is.
fn who(session: &Session, typed: &CleanText) -> Result<Option<Id>, String> {
    if typed.is_empty() {
        return Ok(None);
    }
    session.somebody(typed).map(Some)
}
