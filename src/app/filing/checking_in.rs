//! The check-in of a session: a session of its own that goes on from it. The earlier one is only
//! read.

use super::{Filed, Filing, Refused, job, refused};
use crate::app::beginning::name_and_seed;
use crate::room::Room;
use crate::session::followup::IN_FULL;
use crate::session::{Beginning, Session, Since};
use crate::store::workshops::Workshops;
use crate::store::{Listed, Past, StoreError};
use crate::text::CleanText;
use std::path::{Path, PathBuf};

/// What is said of a check-in that is to be made; what is left out is found.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// How many days after the plan; else the one that comes next.
    pub days: Option<u16>,
    /// The workshop to run; else the one that fits the days.
    pub workshop: Option<String>,
    /// Its title; else that of the plan with the day.
    pub title: Option<CleanText>,
    /// Where to make it; else beside the session, under a free name.
    pub to: Option<PathBuf>,
}

/// The workshop of a check-in; once in a quarter everything is assessed again.
pub fn workshop_for(days: u16) -> &'static str {
    if days < IN_FULL { "check-in" } else { "day-90" }
}

impl Filing {
    /// Makes the check-in of a session, and replaces nothing.
    ///
    /// # Errors
    /// When the session cannot be read, there is nothing to look back on, or it cannot be written.
    pub fn check_in(
        &self,
        path: &Path,
        wish: &Wish,
        workshops: &Workshops,
    ) -> Result<Filed, Refused> {
        let Past { session, note, .. } = self.store().past(path)?;
        let days = days_of(&session, wish.days)?;
        let name = wish.workshop.as_deref().unwrap_or_else(|| workshop_for(days));
        let since = Since::of(&session, days);
        let (id, seed) = name_and_seed();
        let beginning = Beginning {
            id,
            title: wish.title.clone().unwrap_or_else(|| title_of(&session, days)),
            currency: session.currency,
            seed,
            workshop: since.fitted(workshops.find(name)?),
            people: Vec::new(),
            since: Some(Box::new(since)),
            table: None,
        };
        let before = self.made_before(path, &session, days)?;
        let title = beginning.title.clone();
        let mut room = Room::begin(self.now, beginning)
            .map_err(|refusal| Refused::Session(refusal.to_string()))?;
        let to = match &wish.to {
            Some(to) => to.clone(),
            None => {
                let library = self.around(path);
                library.prepare()?;
                library.path_for(&title)
            }
        };
        let keeper = self.store().create(&to, job(&mut room, Vec::new()), self.now)?;
        let twice = before.map(|before| {
            let before = before.display();
            format!("The {days}-day check-in was made before: {before}. This is another one.")
        });
        let notes = note.into_iter().chain(unfinished(&session)).chain(twice);
        Ok(Filed { path: keeper.path().into(), notes: notes.collect() })
    }

    /// The check-in of a session that comes next, made now unless there is one already.
    ///
    /// # Errors
    /// As for [`Filing::check_in`].
    pub fn next_check_in(&self, path: &Path, workshops: &Workshops) -> Result<PathBuf, Refused> {
        let Past { session, .. } = self.store().past(path)?;
        let days = days_of(&session, None)?;
        if let Some(made) = self.made_before(path, &session, days)? {
            return Ok(made);
        }
        let wish = Wish { days: Some(days), ..Wish::default() };
        Ok(self.check_in(path, &wish, workshops)?.path)
    }

    /// The check-in of so many days that goes on from this session, where there is one.
    fn made_before(
        &self,
        path: &Path,
        session: &Session,
        days: u16,
    ) -> Result<Option<PathBuf>, StoreError> {
        let library = self.around(path);
        let listed =
            library.list()?.into_iter().chain(library.archive().list().unwrap_or_default());
        let follows = |it: &Listed| {
            it.summary.as_ref().is_ok_and(|it| it.glance.after.last() == Some(&session.id))
        };
        let is_it = |path: &PathBuf| {
            self.store().past(path).is_ok_and(|past| past.session.followup.days == days)
        };
        Ok(listed.filter(follows).map(|it| it.path).find(is_it))
    }
}

fn days_of(session: &Session, wished: Option<u16>) -> Result<u16, Refused> {
    if !session.has_a_plan() {
        return refused(
            "There is nothing to look back on in this session: no goal, no promise, and nobody who \
             answers for an area.",
        );
    }
    let days = wished.unwrap_or_else(|| session.next_check_in());
    let own = session.followup.days;
    if days <= own {
        return refused(format!(
            "This session is the {own}-day check-in itself; the next one is after more days, such \
             as --days {}.",
            session.next_check_in()
        ));
    }
    Ok(days)
}

/// "Boxes that arrive whole: day 30", by the title of the plan.
fn title_of(session: &Session, days: u16) -> CleanText {
    let plan = session.followup.plan().map_or(&session.title, |plan| &plan.title);
    CleanText::line(&format!("{plan}: day {days}"))
}

fn unfinished(session: &Session) -> Option<String> {
    session.finished.is_none().then(|| {
        format!(
            "“{}” is not finished: what happens there from now on is not in the check-in.",
            session.title
        )
    })
}
