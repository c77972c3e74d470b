//! The dates of a report: what goes into a calendar, and how it is called there.

use crate::session::due::{Due, Kind, due};
use crate::session::pot::Pledge;
use crate::session::viewer::Seen;
use jiff::ToSpan;
use jiff::civil::Date;

/// A day on which something is to happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// Its own name, the same in every report of the session: a later one replaces it.
    pub id: String,
    /// The day.
    pub date: Date,
    /// Its sort, in a word.
    pub kind: &'static str,
    /// What to do, with a verb and a name first.
    pub title: String,
    /// Which session it is from, and where it is looked up.
    pub about: String,
}

/// Everything that has a day, the earliest first.
pub(super) fn dates(seen: &Seen, began: Date) -> Vec<Dated> {
    let own = |kind: &str, of: &str| format!("{}-{}-{of}", seen.id, kind.replace(' ', "-"));
    let dated = |it: Due| Dated {
        id: own(it.kind.word(), &it.of),
        date: it.date,
        kind: it.kind.word(),
        title: title(&it),
        about: format!("From “{}”.", seen.title),
    };
    let mut all: Vec<Dated> = due(seen).into_iter().map(dated).collect();
    let soon = began.saturating_add(i64::from(seen.promise_custom().first_step).days());
    let approval = |pledge: &Pledge| Dated {
        id: own("approval", pledge.id.as_str()),
        date: soon,
        kind: "approval",
        title: format!(
            "Ask {}: is what {} puts in approved?",
            pledge.offer.approver, pledge.offer.source
        ),
        about: format!("From “{}”: the pledge is firm once it is.", seen.title),
    };
    all.extend(seen.pot.unapproved().map(approval));
    all.sort_by(|one, other| (one.date, &one.id).cmp(&(other.date, &other.id)));
    all
}

fn title(due: &Due) -> String {
    let Due { title, kind, who, .. } = due;
    let who = who.as_deref().unwrap_or("all of us");
    match kind {
        Kind::CheckIn if due.of == "next" => "Meet, all of us: how the plan goes".into(),
        Kind::CheckIn => format!("Meet, all of us: the {}-day check-in", due.of),
        Kind::Review => format!("Look again, all of us: {title}"),
        Kind::Promise => format!("Ask {who}: {title}"),
        Kind::FirstStep => format!("Remind {who}: {title}"),
        Kind::Condition => format!("Ask {who}: {title}"),
        Kind::FindOut => format!("Hear {who}: {title}"),
        Kind::LeftOpen => format!("Name somebody: {title}"),
        Kind::Parked => format!("Hear {who}: {title}"),
    }
}
