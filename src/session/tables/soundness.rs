//! Whether what a session that was read says of its tables makes sense.

use super::Table;
use crate::session::sound::{Fault, check_called};
use crate::session::{Kind, Session};

/// The kinds of things that can go to a table and come from there.
const KINDS: [Kind; 11] = [
    Kind::Person,
    Kind::Idea,
    Kind::Goal,
    Kind::Area,
    Kind::Pledge,
    Kind::Ask,
    Kind::Decision,
    Kind::Objection,
    Kind::Agreement,
    Kind::Promise,
    Kind::Parked,
];

/// Checks what each table is compared with when it comes back. What stood there may have been deleted
/// here since, so nothing is looked for; a comparison that cannot be taken in is refused then.
pub(in crate::session) fn check(session: &Session) -> Result<(), Fault> {
    session.tables.iter().try_for_each(check_one)
}

fn check_one(table: &Table) -> Result<(), Fault> {
    let mut strange = None;
    table.base.clone().rename(&mut |kind, id| {
        if !id.is(kind) {
            strange.get_or_insert((kind, id.clone()));
        }
        id.clone()
    });
    if let Some((kind, id)) = strange {
        check_called(&id, kind, || format!("something at {}", table.called()))?;
    }
    for (there, here) in &table.names {
        if !KINDS.iter().any(|kind| there.is(*kind) && here.is(*kind)) {
            let table = table.called();
            return Err(Fault(format!("what {table} calls “{there}” cannot be “{here}” here")));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::session::{Id, Kind, Session};
    use crate::store::tour;
    use crate::text::CleanText;

    fn split() -> Session {
        let mut session = tour::session().expect("it is built in");
        session.finished = None;
        let seats = session.seats(Some(2), &[CleanText::line("goals")]).expect("seats");
        let tables = seats.iter().map(|seat| session.set_table(seat, CleanText::line("t"), 7).0);
        session.tables = tables.collect();
        session
    }

    #[test]
    fn what_a_table_knows_is_called_as_its_kind_is() {
        let broken = |change: fn(&mut Session)| {
            let mut session = split();
            assert_eq!(session.check(), Ok(()));
            change(&mut session);
            session.check().expect_err("refused").to_string()
        };
        let told = broken(|it| it.tables[0].base.people[0].id = Id::new(Kind::Goal, 9));
        assert_eq!(told, "something at table 1 cannot be called “g9”");
        let told = broken(|it| it.tables[1].names[0].0 = Id::new(Kind::Thanks, 9));
        assert!(told.starts_with("what table 2 calls “t9” cannot be “"), "{told}");
    }

    #[test]
    fn what_a_table_knows_may_be_deleted_here() {
        let mut session = split();
        session.tables[0].base.areas.iter_mut().for_each(|area| area.id = Id::new(Kind::Area, 999));
        assert_eq!(session.check(), Ok(()));
    }
}
