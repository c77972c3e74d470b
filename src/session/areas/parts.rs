//! Who does the work of an area, who is asked before and who is told after.

use super::rules::find;
use super::{Area, Outside, Part};
use crate::session::change::{Outcome, refuse};
use crate::session::{Id, Session};
use crate::text::CleanText;

/// Somebody on the list takes part, in one way at a time, or no longer.
pub(super) fn takes_part(
    session: &mut Session,
    area: &Id,
    who: &Id,
    part: Part,
    takes: bool,
) -> Outcome {
    if session.hats.iter().any(|hat| &hat.id == who) {
        return refuse("That is an assumed interest, not a person; a hat cannot take part.");
    }
    if session.person(who).is_none() {
        return refuse("That person is no longer on the list.");
    }
    let name = session.name_of(who).to_owned();
    let area = find(session, area)?;
    if takes && part != Part::Doing && area.owner() == Some(who) {
        return refuse(format!("{name} answers for it, and so knows already."));
    }
    drop_out(area, who, if takes { &Part::ALL } else { std::slice::from_ref(&part) });
    if takes {
        people_mut(area, part).push(who.clone());
    }
    Ok(())
}

/// Takes a person out of these parts: somebody takes part in one way at a time.
pub(super) fn drop_out(area: &mut Area, who: &Id, parts: &[Part]) {
    for part in parts {
        people_mut(area, *part).retain(|other| other != who);
    }
}

fn people_mut(area: &mut Area, part: Part) -> &mut Vec<Id> {
    match part {
        Part::Doing => &mut area.doing,
        Part::Consulted => &mut area.consulted,
        Part::Informed => &mut area.informed,
    }
}

impl Area {
    /// Somebody takes part in this way alone, or not at all.
    pub(in crate::session) fn takes_part_as(&mut self, who: &Id, part: Option<Part>) {
        drop_out(self, who, &Part::ALL);
        part.into_iter().for_each(|part| people_mut(self, part).push(who.clone()));
    }

    /// Whoever answers for it knows already, and said no other answer.
    pub(in crate::session) fn tidy(&mut self) {
        if let Some(who) = self.owner().cloned() {
            drop_out(self, &who, &[Part::Consulted, Part::Informed]);
            self.not_me.retain(|other| other.who != who);
        }
    }
}

/// A department, or somebody outside the room, is asked or told, or no longer.
pub(super) fn outside(
    session: &mut Session,
    area: &Id,
    name: &CleanText,
    part: Part,
    takes: bool,
) -> Outcome {
    if name.is_empty() {
        return refuse("Who is it? Type a name or a department.");
    }
    if part == Part::Doing {
        return refuse(format!("The work needs hands: whose? “{name}” is nobody on the list."));
    }
    let area = find(session, area)?;
    area.outside.retain(|other| other.name.to_lowercase() != name.to_lowercase());
    if takes {
        area.outside.push(Outside { name: name.clone(), part });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room::Room;
    use crate::session::Change as Any;
    use crate::session::areas::{Answer, Change};
    use crate::testing::{activity, area, person, room_with, submit, text};
    use crate::workshop::{Do, Policy};

    fn room() -> Room {
        room_with(vec![activity(Do::Roles { load: 2 }, Policy::Open)])
    }

    fn done(room: &mut Room, change: Change) -> u64 {
        submit(room, Any::Areas(change)).expect("accepted")
    }

    fn refused(room: &mut Room, change: Change) -> String {
        submit(room, Any::Areas(change)).expect_err("refused").to_string()
    }

    fn part(who: usize, part: Part, takes: bool) -> Change {
        Change::Part { area: area(1), who: person(who), part, takes }
    }

    #[test]
    fn somebody_takes_part_in_one_way_at_a_time() {
        let mut room = room();
        done(&mut room, part(2, Part::Informed, true));
        done(&mut room, part(2, Part::Consulted, true));
        done(&mut room, part(2, Part::Doing, true));
        done(&mut room, part(2, Part::Doing, true));
        let listening = &room.session().areas[0];
        assert_eq!(listening.doing, [person(2)]);
        assert!(listening.consulted.is_empty() && listening.informed.is_empty());
        done(&mut room, part(2, Part::Doing, false));
        assert!(room.session().areas[0].doing.is_empty());
    }

    #[test]
    fn whoever_answers_may_do_the_work_but_is_not_asked_besides() {
        let mut room = room();
        let (who, answer) = (person(1), Answer::Yes);
        let yes = Change::Answer { area: area(1), who, answer, second_yes: false };
        done(&mut room, yes);
        done(&mut room, part(1, Part::Doing, true));
        assert!(refused(&mut room, part(1, Part::Consulted, true)).contains("Ana answers for it"));
        assert!(refused(&mut room, part(9, Part::Doing, true)).contains("no longer on the list"));
    }

    #[test]
    fn a_department_is_asked_or_told_but_does_no_work() {
        let mut room = room();
        let legal = |part, takes| {
            let name = text(if takes { "Legal" } else { "LEGAL" });
            Change::Outside { area: area(1), name, part, takes }
        };
        done(&mut room, legal(Part::Consulted, true));
        done(&mut room, part(2, Part::Consulted, true));
        let session = room.session();
        assert_eq!(session.names_in(&session.areas[0], Part::Consulted), ["Ben", "Legal"]);
        assert!(refused(&mut room, legal(Part::Doing, true)).contains("needs hands"));
        done(&mut room, legal(Part::Consulted, false));
        assert!(room.session().areas[0].outside.is_empty());
    }
}
