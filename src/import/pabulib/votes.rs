//! The section VOTES: one ballot a row, those that are alike counted together.

use super::ballots::Ballots;
use super::columns::Columns;
use super::decimal::{Decimal, Unreadable};
use super::ids::Ids;
use super::rows::{Field, Row, Rows, trimmed};
use super::{Kind, quoted};
use crate::import::ImportError;
use crate::methods::election::Mark;

/// What people voted.
pub(super) struct Votes {
    pub(super) ballots: Ballots,
    pub(super) voters: u32,
    /// Points are counted in units of 10^-places.
    pub(super) places: u32,
    /// On how many ballots a project stands twice.
    pub(super) doubled: u32,
}

/// Why a ballot cannot be taken as it is.
enum Trouble {
    /// The file is wrong here.
    Wrong(ImportError),
    /// The points have more decimal places than was thought.
    Finer(u32),
}

struct Reader<'a, 'p> {
    rows: Rows<'a>,
    kind: Kind,
    projects: &'p Ids<'p>,
    vote: usize,
    points: Option<usize>,
    votes: Votes,
    /// The ballot that is being read.
    marks: Vec<Mark>,
    /// For each project the last ballot that named it, and where in `marks`.
    seen: Vec<(u32, u32)>,
}

impl From<ImportError> for Trouble {
    fn from(error: ImportError) -> Trouble {
        Trouble::Wrong(error)
    }
}

/// Reads below the title line of the votes to the end of the file.
pub(super) fn read(rows: &Rows<'_>, kind: Kind, projects: &Ids<'_>) -> Result<Votes, ImportError> {
    let mut places = 0;
    loop {
        // Points are whole but in a few files, so nobody looks before for the finest of them.
        let (reader, columns) = Reader::begin(rows.clone(), kind, projects, places)?;
        match reader.read(&columns) {
            Ok(votes) => return Ok(votes),
            Err(Trouble::Wrong(error)) => return Err(error),
            Err(Trouble::Finer(finer)) => places = finer,
        }
    }
}

impl<'a, 'p> Reader<'a, 'p> {
    fn begin(
        mut rows: Rows<'a>,
        kind: Kind,
        projects: &'p Ids<'p>,
        places: u32,
    ) -> Result<(Reader<'a, 'p>, Columns<'a>), ImportError> {
        let mut row = Row::default();
        if !rows.next(&mut row)? {
            return Err(rows.end("The file ends here, but the names of the columns were expected."));
        }
        let columns = Columns::of(&row);
        let vote = columns.needed(&rows, "vote")?;
        let points = match kind {
            Kind::Points => Some(columns.needed(&rows, "points")?),
            Kind::Approval | Kind::Ranking => None,
        };
        let votes = Votes { ballots: Ballots::new(), voters: 0, places, doubled: 0 };
        let (marks, seen) = (Vec::new(), vec![(0, 0); projects.len()]);
        Ok((Reader { rows, kind, projects, vote, points, votes, marks, seen }, columns))
    }

    fn read(mut self, columns: &Columns<'a>) -> Result<Votes, Trouble> {
        let mut row = Row::default();
        while self.rows.next(&mut row)? {
            columns.check(&self.rows, &mut row)?;
            self.votes.voters += 1;
            self.marks.clear();
            let named = self.ballot(&row)?;
            self.votes.doubled += u32::from(named > self.marks.len());
            self.marks.retain(|mark| mark.points > 0);
            self.marks.sort_unstable_by_key(|mark| mark.project);
            self.votes.ballots.add(&self.marks);
        }
        Ok(self.votes)
    }

    /// Takes the marks of a ballot, and answers how many projects it names.
    fn ballot(&mut self, row: &Row<'a>) -> Result<usize, Trouble> {
        let vote = &row.fields[self.vote];
        let ids = vote.value();
        if self.is_blank(&ids) {
            return Ok(0);
        }
        match self.points {
            None => self.names(vote, &ids),
            Some(points) => self.points(vote, &ids, &row.fields[points]),
        }
    }

    /// Some files write "None" where a ballot is empty.
    fn is_blank(&self, ids: &str) -> bool {
        ids.is_empty()
            || ids.eq_ignore_ascii_case("none") && self.projects.get(ids.as_bytes()).is_none()
    }

    fn names(&mut self, vote: &Field<'_>, ids: &str) -> Result<usize, Trouble> {
        let mut named = 0;
        for (at, id) in pieces(ids).filter(|(_, id)| !id.is_empty()) {
            let project = self.project(vote, at, id)?;
            self.mark(project, 1);
            named += 1;
        }
        if self.kind == Kind::Ranking {
            // The first of n is above n - 1 others, and the last above none.
            let below = (0..).zip(self.marks.iter_mut().rev());
            below.for_each(|(below, mark)| mark.points = below);
        }
        Ok(named)
    }

    fn points(
        &mut self,
        vote: &Field<'_>,
        ids: &str,
        points: &Field<'_>,
    ) -> Result<usize, Trouble> {
        let given = points.value();
        let (ids, numbers) = (without_commas_behind(ids), without_commas_behind(&given));
        if numbers.is_empty() {
            return Err(self.unequal(ids, numbers, points).into());
        }
        let (mut projects, mut counts) = (pieces(ids), pieces(numbers));
        let mut named = 0;
        loop {
            match (projects.next(), counts.next()) {
                (Some((at, id)), Some((points_at, number))) => {
                    let project = self.project(vote, at, id)?;
                    let number = self.number(points, points_at, number)?;
                    self.mark(project, number);
                    named += 1;
                }
                (None, None) => return Ok(named),
                _ => return Err(self.unequal(ids, numbers, points).into()),
            }
        }
    }

    fn unequal(&self, ids: &str, numbers: &str, points: &Field<'_>) -> ImportError {
        let named = pieces(ids).count();
        let counted = if numbers.is_empty() { 0 } else { pieces(numbers).count() };
        let said = format!(
            "This vote names {named} projects but gives {counted} points. Each project needs its \
             points, in the same order."
        );
        self.rows.error(points.value_at(), said)
    }

    /// A project that is named twice keeps its first place; its last points count.
    fn mark(&mut self, project: u32, points: u32) {
        let (ballot, place) = &mut self.seen[project as usize];
        if *ballot == self.votes.voters {
            self.marks[*place as usize].points = points;
            return;
        }
        *ballot = self.votes.voters;
        *place = u32::try_from(self.marks.len()).expect("at most one mark a project");
        self.marks.push(Mark { project, points });
    }

    fn project(&self, vote: &Field<'_>, at: usize, id: &str) -> Result<u32, ImportError> {
        self.projects.get(id.as_bytes()).ok_or_else(|| {
            let said = format!(
                "{} is no project of this file. Look for a slip, or add it to PROJECTS.",
                quoted(id)
            );
            self.rows.error(vote.value_at() + at, said)
        })
    }

    fn number(&self, points: &Field<'_>, at: usize, text: &str) -> Result<u32, Trouble> {
        if let Some(number) = small(text).filter(|_| self.votes.places == 0) {
            return Ok(number);
        }
        let at = points.value_at() + at;
        let wrong = |why: Unreadable| self.rows.error(at, why.about(text, "number of points"));
        let number = Decimal::read(text).map_err(wrong)?;
        if number.places() > self.votes.places {
            return Err(Trouble::Finer(number.places()));
        }
        let number = number.at(self.votes.places).and_then(|number| u32::try_from(number).ok());
        Ok(number.ok_or_else(|| wrong(Unreadable::TooLarge))?)
    }
}

/// A number of few digits and nothing else, as nearly all are.
fn small(text: &str) -> Option<u32> {
    let add =
        |number: u32, byte: u8| byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0'));
    (1..=9).contains(&text.len()).then(|| text.bytes().try_fold(0, add)).flatten()
}

/// A list that ends with a comma ends before it.
fn without_commas_behind(list: &str) -> &str {
    if list.ends_with([',', ' ']) { list.trim_end_matches([',', ' ']) } else { list }
}

/// What stands between the commas, without spaces around, and the byte at which it begins.
fn pieces(list: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = Some((0, list));
    std::iter::from_fn(move || {
        let (at, list) = rest?;
        // Ids are short, so that looking at each byte is quicker than to search with more art.
        let end = list.bytes().position(|byte| byte == b',');
        rest = end.map(|end| (at + end + 1, &list[end + 1..]));
        let piece = &list[..end.unwrap_or(list.len())];
        let plain = trimmed(piece);
        let blank =
            if plain.len() < piece.len() { piece.len() - piece.trim_start().len() } else { 0 };
        Some((at + blank, plain))
    })
}
