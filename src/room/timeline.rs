//! What happened in a session, in order. Whatever is taken back or put back, the rest is folded
//! again, from the last copy of the session before it.

use super::copies::{Copies, apart};
use super::{Event, Recorded};
use crate::session::{Entry, Refusal, Session};

/// Everything that happened, oldest first.
#[derive(Clone, Debug)]
pub(super) struct Timeline {
    /// What the entries are folded onto.
    base: Session,
    /// Every entry, those taken back marked.
    entries: Vec<Entry>,
    /// What was taken back and put back, in order.
    turns: Vec<Turn>,
    /// What redo puts back, the next one last.
    ahead: Vec<Ahead>,
    copies: Copies,
}

/// Entries, by their place, that changed sides at one go: from done to taken back, or back again.
#[derive(Clone, Debug)]
struct Turn {
    revision: u64,
    places: Vec<usize>,
}

/// What can be turned once more, so that it is as before.
#[derive(Clone, Debug)]
struct Ahead {
    /// How the history calls it.
    number: u64,
    places: Vec<usize>,
    /// The copies that hold again then.
    copies: Copies,
}

/// An entry that no longer applies, and why.
pub(super) struct Stuck {
    pub(super) words: String,
    pub(super) refusal: Refusal,
}

impl Timeline {
    /// Nothing has happened since this.
    pub(super) fn from(base: Session) -> Timeline {
        let (entries, turns, ahead, copies) = Default::default();
        Timeline { base, entries, turns, ahead, copies }
    }

    /// The timeline that a history tells, and the session it leads to; none when it contradicts
    /// itself.
    pub(super) fn replay(history: Vec<Recorded>) -> Option<(Timeline, Session)> {
        let mut timeline = Timeline::from(Session::unbegun());
        let (last, at) = history.last().map(|last| (last.revision, last.at))?;
        timeline.entries.reserve_exact(history.len());
        for (place, Recorded { revision, event, .. }) in history.into_iter().enumerate() {
            match event {
                Event::Forgot(was) if place == 0 && was.revision == revision => {
                    was.check().ok()?;
                    timeline.base = *was;
                }
                Event::Forgot(_) => return None,
                // Things take their names from the number of their entry: no other can have it.
                Event::Did(entry) if entry.seq != revision => return None,
                Event::Did(entry) => timeline.note(entry),
                Event::Undid(seq) => {
                    let place = vec![timeline.place_of(seq)?];
                    timeline.flip(&place);
                    timeline.turned(revision, seq, place, Copies::default());
                }
                Event::WentBack(to) => {
                    let places = timeline.differing(to);
                    timeline.flip(&places);
                    timeline.turned(revision, revision, places, Copies::default());
                }
                Event::Redid(number) => {
                    let Ahead { places, .. } =
                        timeline.ahead.pop().filter(|ahead| ahead.number == number)?;
                    timeline.flip(&places);
                    timeline.turns.push(Turn { revision, places });
                }
            }
        }
        let (mut session, copies) = timeline.fold().ok()?;
        timeline.copies = copies;
        session.stamp(last, at);
        Some((timeline, session))
    }

    /// Every entry, oldest first, those taken back marked.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The newest entry that stands and can be taken back.
    pub(super) fn newest(&self) -> Option<usize> {
        self.entries.iter().rposition(|entry| !entry.undone && entry.change.undoable())
    }

    /// What redo would put back: how the history calls it, and the places of its entries.
    pub(super) fn ahead(&self) -> Option<(u64, &[usize])> {
        self.ahead.last().map(|ahead| (ahead.number, &*ahead.places))
    }

    /// The places of the entries that stand now and did not at this revision, or the other way
    /// round. What cannot be taken back stands whatever happened.
    pub(super) fn differing(&self, revision: u64) -> Vec<usize> {
        let mut stood: Vec<bool> = self.entries.iter().map(|entry| !entry.undone).collect();
        for turn in self.turns.iter().rev().take_while(|turn| turn.revision > revision) {
            turn.places.iter().for_each(|place| stood[*place] ^= true);
        }
        let differs = |(place, entry): (usize, &Entry)| {
            let then = stood[place] && entry.seq <= revision;
            (entry.change.undoable() && then == entry.undone).then_some(place)
        };
        self.entries.iter().enumerate().filter_map(differs).collect()
    }

    /// An entry was accepted; before it the session was this.
    pub(super) fn push(&mut self, before: Session, entry: Entry) {
        let after = self.entries.len();
        let last = self.copies.last().map_or(0, |(last, _)| last);
        if after - last >= apart(after, after) {
            self.copies.keep(after, before);
            self.copies.thin_out(after);
        }
        self.note(entry);
    }

    /// Takes one entry back; until then the session was this. Answers the session without it.
    pub(super) fn undo(
        &mut self,
        place: usize,
        revision: u64,
        before: &Session,
    ) -> Result<Session, Stuck> {
        let (session, _) = self.turn(&[place], Copies::default(), before)?;
        self.turned(revision, self.entries[place].seq, vec![place], Copies::default());
        Ok(session)
    }

    /// Turns all these entries at one go; until then the session was this. Answers what it is then.
    pub(super) fn go_back(
        &mut self,
        places: Vec<usize>,
        revision: u64,
        before: &Session,
    ) -> Result<Session, Stuck> {
        let (session, mut copies) = self.turn(&places, Copies::default(), before)?;
        copies.keep(self.entries.len(), before.clone());
        // Only the last way forward is kept short: copies take room.
        self.ahead.iter_mut().for_each(|ahead| ahead.copies = Copies::default());
        self.turned(revision, revision, places, copies);
        Ok(session)
    }

    /// Turns the last turn again. Answers the session as it is then; none when there is no turn.
    pub(super) fn redo(
        &mut self,
        revision: u64,
        before: &Session,
    ) -> Result<Option<Session>, Stuck> {
        let Some(mut ahead) = self.ahead.pop() else { return Ok(None) };
        match self.turn(&ahead.places, std::mem::take(&mut ahead.copies), before) {
            Ok((session, _)) => {
                self.turns.push(Turn { revision, places: ahead.places });
                Ok(Some(session))
            }
            Err(stuck) => {
                self.ahead.push(ahead);
                Err(stuck)
            }
        }
    }

    /// Turns entries, of which later `copies` hold. Answers the session that comes out and the
    /// copies that hold no longer; when an entry is stuck, or a vote would be on something else than
    /// before, all is as it was.
    fn turn(
        &mut self,
        places: &[usize],
        copies: Copies,
        before: &Session,
    ) -> Result<(Session, Copies), Stuck> {
        let first = places.first().copied().unwrap_or(self.entries.len());
        let gone = self.copies.take_after(first);
        self.copies.append(copies);
        self.flip(places);
        let folded = self.fold().and_then(|(session, laid)| {
            // Entries that no room made can make sense together and none apart.
            session.check().map_err(|fault| Stuck {
                words: "the history".into(),
                refusal: Refusal::new(format!("The session would not open again, since {fault}.")),
            })?;
            let stuck = |refusal| Stuck { words: "the vote".into(), refusal };
            // What came after everything that was given, nobody can have voted on.
            if self.entries.iter().skip(first).any(|entry| !entry.undone && entry.change.gives()) {
                before.check_votes_stand(&session).map_err(stuck)?;
                before.check_sheets_stand(&session).map_err(stuck)?;
            }
            Ok((session, laid))
        });
        match folded {
            Ok((session, laid)) => {
                self.copies.append(laid);
                Ok((session, gone))
            }
            Err(stuck) => {
                self.flip(places);
                self.copies.take_after(first);
                self.copies.append(gone);
                Err(stuck)
            }
        }
    }

    /// The session after all entries that stand, folded from the last copy on, with copies of the
    /// way there. Moving to a step that is gone is passed over: nobody is in its way.
    fn fold(&self) -> Result<(Session, Copies), Stuck> {
        let (begin, start) = self.copies.last().unwrap_or((0, &self.base));
        let (mut session, mut laid, mut since) = (start.clone(), Copies::default(), 0);
        let present = self.newest().map_or(begin, |place| place + 1);
        for (place, entry) in self.entries.iter().enumerate().skip(begin) {
            if entry.undone {
                continue;
            }
            if place < present && since >= apart(place, present) {
                laid.keep(place, session.clone());
                since = 0;
            }
            since += 1;
            match session.apply(entry) {
                Ok(()) => {}
                Err(_) if entry.change.is_moving() => {}
                Err(refusal) => return Err(Stuck { words: entry.change.words(), refusal }),
            }
        }
        Ok((session, laid))
    }

    fn note(&mut self, entry: Entry) {
        if entry.change.undoable() {
            self.ahead.clear();
        }
        self.entries.push(entry);
    }

    fn turned(&mut self, revision: u64, number: u64, places: Vec<usize>, copies: Copies) {
        self.turns.push(Turn { revision, places: places.clone() });
        self.ahead.push(Ahead { number, places, copies });
    }

    fn flip(&mut self, places: &[usize]) {
        places.iter().for_each(|place| self.entries[*place].undone ^= true);
    }

    fn place_of(&self, seq: u64) -> Option<usize> {
        self.entries.binary_search_by_key(&seq, |entry| entry.seq).ok()
    }
}
