//! The history file: one line an event, appended. A convenience: without it only undo is lost.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::atomic;
use super::disk::{Disk, Pen, folder_of};
use super::fault::{StoreError, Trouble};
use super::frame;
use super::names::time_in_a_name;
use super::side_by_side::side_by_side;

/// One line of a history: what happened, and the revision of the session that it led to.
pub trait Line: Serialize + DeserializeOwned + Send {
    /// The revision of the session right after.
    fn revision(&self) -> u64;

    /// Whether it says how the session was then, so that nothing before it is needed.
    fn begins(&self) -> bool {
        false
    }
}

/// What a history file says, as far as it goes with a session.
#[derive(Debug)]
pub struct History<L> {
    /// The lines, oldest first, none beyond the session's revision.
    pub lines: Vec<L>,
    /// Whether each revision up to the session's is there, so that replaying gives the session.
    pub whole: bool,
    /// Something a person should know.
    pub note: Option<String>,
    state: State,
}

/// What must happen to the file before more is appended.
#[derive(Debug, PartialEq, Eq)]
enum State {
    Fine,
    /// Lines beyond the session, or half a line at the end, must go.
    Littered,
    /// It contradicts itself, so it is put aside and a new one begun.
    Contradicts,
}

/// What the first lines say.
const ABOUT: &str = "// What happened in a Groundswell session, one line an event. It gives undo after a restart.\n\
     // Deleting this file forgets the history; the session stays.\n";

/// Reads the history that goes with a session at this revision.
///
/// Never an error: without a history a session is whole. What went wrong is in the note.
pub fn read<L: Line>(disk: &dyn Disk, file: &Path, revision: u64) -> History<L> {
    let mut history = History { lines: Vec::new(), whole: false, note: None, state: State::Fine };
    match disk.read(file, u64::MAX) {
        Ok(bytes) => history.take(&bytes, revision),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return history,
        Err(error) => history.note = Some(StoreError::disk(file, &error).to_string()),
    }
    // Revisions rise by one an event, so as many lines as revisions are all of them.
    let last = history.lines.last().map_or(0, L::revision);
    let first = history.lines.first().filter(|line| line.begins());
    let forgotten = first.map_or(0, |line| line.revision().saturating_sub(1));
    history.whole = last == revision && history.lines.len() as u64 == revision - forgotten;
    if last != revision && history.note.is_none() {
        history.note = Some(
            "The end of the history is missing, so undo begins here. Nothing else is lost.".into(),
        );
    }
    history
}

impl<L: Line> History<L> {
    fn take(&mut self, bytes: &[u8], revision: u64) {
        if !bytes.is_empty() && !bytes.ends_with(b"\n") {
            self.state = State::Littered;
        }
        let told: Vec<(usize, &[u8])> = told_in(bytes).collect();
        let lines = bytes.split(|byte| *byte == b'\n').enumerate();
        let last = lines.filter(|(_, line)| !line.is_empty()).last().map(|(place, _)| place);
        let read = |(_, line): &(usize, &[u8])| line_in::<L>(line);
        for ((place, _), line) in told.iter().zip(side_by_side(&told, FEW, read)) {
            match line {
                Some(line) if line.revision() > revision => self.state = State::Littered,
                Some(line) if self.follows(&line) => self.lines.push(line),
                // The program ended while this line was being written.
                None if Some(*place) == last => self.state = State::Littered,
                _ => return self.contradict(place + 1),
            }
        }
    }

    fn follows(&self, line: &L) -> bool {
        self.lines.last().is_none_or(|before| before.revision() < line.revision())
    }

    fn contradict(&mut self, line: usize) {
        self.lines.clear();
        self.state = State::Contradicts;
        self.note = Some(format!(
            "The history is damaged in line {line}, so it is put aside and undo begins here. \
             Nothing else is lost."
        ));
    }
}

/// The lines that tell of an event, each with its place in the file.
fn told_in(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let lines =
        bytes.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    lines.enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with(b"//"))
}

/// So many lines are read by one alone as soon as by several.
const FEW: usize = 2_000;

/// Appends to a history file.
pub struct Journal {
    disk: Arc<dyn Disk>,
    file: PathBuf,
    pen: Option<Box<dyn Pen>>,
    /// The last revision that is surely in the file.
    reached: u64,
    /// Whether a write failed halfway, so that half a line may stand at the end.
    torn: bool,
}

impl Journal {
    /// A journal for a session at this revision, whose history file is fine or not there.
    pub fn new(disk: Arc<dyn Disk>, file: &Path, revision: u64) -> Journal {
        Journal { disk, file: file.into(), pen: None, reached: revision, torn: false }
    }

    /// Makes the file ready for appending after what was read from it: lines that do not belong go,
    /// a file that contradicts itself is put aside under another name.
    pub fn after<L: Line>(
        disk: Arc<dyn Disk>,
        file: &Path,
        history: &History<L>,
        (revision, now): (u64, Timestamp),
    ) -> io::Result<Journal> {
        match history.state {
            State::Fine => {}
            State::Littered => rewrite(&*disk, file, &history.lines)?,
            State::Contradicts => put_aside(&*disk, file, now)?,
        }
        Ok(Journal::new(disk, file, revision))
    }

    /// Appends lines and makes them durable. Those that are there already are passed over, so that
    /// a save that is tried again may bring them again.
    ///
    /// A line that begins takes the place of the whole file, with those after it.
    pub fn append<L: Line>(&mut self, lines: &[L]) -> Result<(), StoreError> {
        if let Some(begins) = lines.iter().rposition(L::begins) {
            return self.begin_anew(&lines[begins..]);
        }
        let new: Vec<&L> = lines.iter().filter(|line| line.revision() > self.reached).collect();
        let Some(last) = new.last() else { return Ok(()) };
        let last = last.revision();
        let text =
            new.into_iter().map(text_of).collect::<Result<String, _>>().map_err(|error| {
                StoreError::new(&self.file, Trouble::NotTheSame(error.to_string()))
            })?;
        if let Err(error) = self.mend::<L>().and_then(|()| self.write(&text)) {
            self.pen = None;
            self.torn = true;
            return Err(StoreError::saving(&self.file, &error));
        }
        self.reached = last;
        Ok(())
    }

    fn begin_anew<L: Line>(&mut self, lines: &[L]) -> Result<(), StoreError> {
        self.let_go();
        rewrite(&*self.disk, &self.file, lines)
            .map_err(|error| StoreError::saving(&self.file, &error))?;
        self.reached = lines.last().map_or(self.reached, L::revision);
        self.torn = false;
        Ok(())
    }

    /// Removes the file, and what was put aside of it. Whatever else stands in its place is put
    /// aside under another name.
    ///
    /// # Errors
    /// What could not be removed; it may be tried again.
    pub fn forget(&mut self, asides: &[PathBuf], now: Timestamp) -> Result<(), StoreError> {
        self.let_go();
        for file in asides.iter().chain([&self.file]) {
            match self.disk.remove(file) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(_) if self.disk.list(file).is_ok() && *file == self.file => {
                    put_aside(&*self.disk, file, now)
                        .map_err(|error| StoreError::saving(file, &error))?;
                }
                Err(error) if error.kind() == io::ErrorKind::IsADirectory && *file != self.file => {
                    // A folder that was put aside is no history; it stays when something is in it.
                    let _ = self.disk.remove_folder(file);
                }
                Err(error) => return Err(StoreError::saving(file, &error)),
            }
        }
        let synced = self.disk.sync_folder(folder_of(&self.file));
        synced.map_err(|error| StoreError::saving(&self.file, &error))
    }

    /// Something went wrong in the middle of a write: half a line may stand at the end.
    pub fn distrust(&mut self) {
        self.let_go();
        self.torn = true;
    }

    /// The next line is written to the file that lies there by then.
    pub fn let_go(&mut self) {
        self.pen = None;
    }

    /// Cuts away what a failed write may have left.
    fn mend<L: Line>(&mut self) -> io::Result<()> {
        if !self.torn {
            return Ok(());
        }
        let history = read::<L>(&*self.disk, &self.file, self.reached);
        if history.state == State::Littered {
            rewrite(&*self.disk, &self.file, &history.lines)?;
        }
        self.torn = false;
        Ok(())
    }

    fn write(&mut self, lines: &str) -> io::Result<()> {
        let pen = match &mut self.pen {
            Some(pen) => pen,
            none => none.insert(open(&*self.disk, &self.file)?),
        };
        pen.write(lines.as_bytes())?;
        pen.sync()
    }
}

fn put_aside(disk: &dyn Disk, file: &Path, now: Timestamp) -> io::Result<()> {
    disk.rename(file, &file.with_extension(format!("aside-{}.ron", time_in_a_name(now))))
}

fn open(disk: &dyn Disk, file: &Path) -> io::Result<Box<dyn Pen>> {
    let is_new = disk.stamp(file).is_err();
    let mut pen = disk.append(file)?;
    if is_new {
        pen.write(ABOUT.as_bytes())?;
        disk.sync_folder(folder_of(file))?;
    }
    Ok(pen)
}

fn rewrite<L: Line>(disk: &dyn Disk, file: &Path, lines: &[L]) -> io::Result<()> {
    let lines: Result<String, _> = lines.iter().map(text_of).collect();
    let text = format!("{ABOUT}{}", lines.map_err(io::Error::other)?);
    atomic::replace(disk, file, text.as_bytes()).map(drop)
}

/// The line itself and a checksum, since RON reads much damage as something else.
fn text_of<L: Line>(line: &L) -> Result<String, ron::Error> {
    let text = frame::line_of(line)?;
    Ok(format!("{text} // {}\n", frame::checksum(&text)))
}

fn line_in<L: Line>(line: &[u8]) -> Option<L> {
    let (text, sum) = str::from_utf8(line).ok()?.rsplit_once(" // ")?;
    if frame::checksum(text) == sum { frame::from_line(text) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::memory::{Failure, MemoryDisk};
    use crate::store::sample::Step;

    fn file() -> &'static Path {
        Path::new("/plans/garden.history.ron")
    }

    fn now() -> Timestamp {
        Timestamp::constant(1_800_000_000, 0)
    }

    /// A disk with a history of the steps 1 to `count`.
    fn disk_with(count: u64) -> MemoryDisk {
        let disk = MemoryDisk::with_folder("/plans");
        let mut journal = Journal::new(Arc::new(disk.clone()), file(), 0);
        (1..=count).for_each(|step| journal.append(&[Step::nth(step)]).unwrap());
        disk
    }

    fn text(disk: &MemoryDisk) -> String {
        String::from_utf8(disk.read(file(), 9_999).unwrap()).unwrap()
    }

    fn steps(history: &History<Step>) -> Vec<u64> {
        history.lines.iter().map(Step::revision).collect()
    }

    #[test]
    fn each_event_is_one_line_that_reads_back() {
        let disk = disk_with(2);
        let lines = text(&disk);
        let second = lines.lines().nth(3).unwrap();
        assert!(
            second.starts_with("(revision: 2, event: Did((seq: 2, words: \"step 2\\n\"))) // ")
        );
        let history = read::<Step>(&disk, file(), 2);
        assert_eq!(history.lines, [Step::nth(1), Step::nth(2)]);
        assert!(history.whole && history.note.is_none());
    }

    #[test]
    fn a_long_history_is_read_in_parts_as_it_is_in_one() {
        let many = 2 * FEW as u64 + 7;
        let disk = MemoryDisk::with_folder("/plans");
        let steps_to_come: Vec<Step> = (1..=many).map(Step::nth).collect();
        Journal::new(Arc::new(disk.clone()), file(), 0).append(&steps_to_come).unwrap();
        let history = read::<Step>(&disk, file(), many);
        assert!(history.whole && history.lines == steps_to_come);
        let whole = String::from_utf8(disk.read(file(), u64::MAX).unwrap()).unwrap();
        let late = format!("step {}\\n", many - 3);
        disk.put(file(), whole.replace(&late, "step 7\\n").as_bytes());
        let damaged = read::<Step>(&disk, file(), many);
        let line = many - 3 + 2;
        assert!(damaged.note.is_some_and(|note| note.contains(&format!("in line {line},"))));
        disk.put(file(), &whole.as_bytes()[..whole.len() - 9]);
        assert_eq!(read::<Step>(&disk, file(), many).lines.len() as u64, many - 1);
    }

    #[test]
    fn lines_beyond_the_session_are_dropped_and_gone_before_more_is_written() {
        let disk = disk_with(5);
        let history = read::<Step>(&disk, file(), 3);
        assert!(history.whole);
        assert_eq!(steps(&history), [1, 2, 3]);
        let shared = Arc::new(disk.clone());
        let mut journal = Journal::after(shared, file(), &history, (3, now())).unwrap();
        journal.append(&[Step::nth(4)]).unwrap();
        assert_eq!(steps(&read(&disk, file(), 9)), [1, 2, 3, 4]);
    }

    #[test]
    fn wherever_the_tail_is_torn_the_lines_before_it_stay() {
        let whole = text(&disk_with(3));
        for length in 0..whole.len() {
            let disk = MemoryDisk::with_folder("/plans");
            disk.put(file(), &whole.as_bytes()[..length]);
            let history = read::<Step>(&disk, file(), 3);
            let complete = whole[..length].matches("\n(").count();
            assert!(steps(&history).len() + 1 >= complete, "{length}");
            let shared = Arc::new(disk.clone());
            let reached = steps(&history).last().copied().unwrap_or(0);
            let mut journal = Journal::after(shared, file(), &history, (reached, now())).unwrap();
            journal.append(&[Step::nth(reached + 1)]).unwrap();
            let again = read::<Step>(&disk, file(), reached + 1);
            assert!(again.whole, "{length}: {}", text(&disk));
        }
    }

    #[test]
    fn damage_in_the_middle_puts_the_file_aside_with_a_note() {
        let disk = disk_with(3);
        disk.put(file(), text(&disk).replace("step 2", "step 7").as_bytes());
        let history = read::<Step>(&disk, file(), 3);
        assert!(history.lines.is_empty());
        assert!(history.note.as_ref().unwrap().contains("line 4"));
        let shared = Arc::new(disk.clone());
        Journal::after(shared, file(), &history, (3, now())).unwrap();
        let left = disk.list(Path::new("/plans")).unwrap();
        let aside = Path::new("/plans/garden.history.aside-2027-01-15T08-00-00Z.ron");
        assert_eq!(left, [aside]);
    }

    #[test]
    fn whichever_call_fails_no_line_is_lost_or_doubled() {
        for failure in Failure::ALL {
            for call in 0..12 {
                let disk = disk_with(2);
                let mut journal = Journal::new(Arc::new(disk.clone()), file(), 2);
                disk.fail_once(call, failure);
                let steps_to_come = [Step::nth(3), Step::nth(4)];
                let tries = (0..3).take_while(|_| journal.append(&steps_to_come).is_err()).count();
                assert!(tries < 3);
                disk.mend();
                assert_eq!(steps(&read(&disk, file(), 4)), [1, 2, 3, 4], "{call}");
            }
        }
    }

    #[test]
    fn a_history_with_a_gap_does_not_pretend_to_be_whole() {
        let disk = disk_with(2);
        let mut journal = Journal::new(Arc::new(disk.clone()), file(), 3);
        journal.append(&[Step::nth(4)]).unwrap();
        let history = read::<Step>(&disk, file(), 4);
        assert!(!history.whole);
        assert_eq!(steps(&history), [1, 2, 4]);
    }
}
