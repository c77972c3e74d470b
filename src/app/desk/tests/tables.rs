//! Tables go out of a session on the desk and come back: what lies in which file then.
#![expect(clippy::disallowed_methods, reason = "a test puts files in the way as nobody else may")]

use super::*;
use crate::session::{Content, Giver};
use crate::testing::{person, place, text};

impl Home {
    fn table(&self, number: u8) -> PathBuf {
        let about = ["listening", "crisis"][usize::from(number) - 1];
        self.folder.path().join(format!("garden-table-{number}-{about}.ron"))
    }

    fn desk_of(&self, path: &Path) -> Desk {
        let opened = Store::on(Arc::new(RealDisk)).open(path, at(30)).unwrap();
        Desk::of(path, opened, &self.setting, &self.keymap, |_| {}).unwrap()
    }

    /// Something is written at a table.
    fn writes(&self, table: u8, words: &str) {
        let mut desk = self.desk_of(&self.table(table));
        self.types(&mut desk, &format!("1a{words}\n"));
        settled(&desk);
    }

    #[track_caller]
    fn expects(&self, desk: &mut Desk, words: &str) {
        let shown = self.shows(desk);
        assert!(shown.contains(words), "“{words}” is not on the screen:\n{shown}");
    }
}

/// So many keys that an open field is empty.
fn nothing() -> String {
    "\u{8}".repeat(200)
}

#[test]
fn tables_are_written_and_come_back_with_what_was_written_there() {
    let home = Home::new();
    let mut desk = home.desk();
    home.types(&mut desk, ">");
    home.expects(&mut desk, "garden-table-2-crisis.ron");
    assert!(!home.table(1).exists(), "nothing is written before somebody says so");
    home.types(&mut desk, "\n");
    home.expects(&mut desk, "Garden · table 1 (Listening): Ana and Chi");
    home.expects(&mut desk, "> brings them");
    assert!(home.table(1).exists() && home.table(2).exists());
    let known = Store::on(Arc::new(RealDisk)).past(&home.path()).unwrap().session;
    assert_eq!(known.tables_out().count(), 2, "the session on the disk knows them");
    home.writes(2, "Plant bees");
    home.types(&mut desk, "\n>");
    home.expects(&mut desk, "1 idea");
    home.types(&mut desk, "j\n");
    home.expects(&mut desk, "From table 2 (Crisis): 1 idea. u takes it back.");
    home.expects(&mut desk, "Plant bees");
    home.types(&mut desk, "u");
    assert!(desk.session().ideas.is_empty());
}

#[test]
fn a_table_elsewhere_is_named_by_its_file() {
    let home = Home::new();
    let mut desk = home.desk();
    home.types(&mut desk, ">\n\n");
    home.writes(1, "Plant bees");
    let carried = home.folder.path().join("one.ron.away");
    std::fs::copy(home.table(1), &carried).unwrap();
    std::fs::remove_file(home.table(1)).unwrap();
    home.types(&mut desk, ">");
    home.expects(&mut desk, "its file is away");
    home.types(&mut desk, &format!("\n{}\n", home.table(1).display()));
    home.expects(&mut desk, "There is no such file");
    home.types(&mut desk, &format!("{}{}\n", nothing(), home.path().display()));
    home.expects(&mut desk, "This session is no table of another one");
    home.types(&mut desk, &format!("{}{}\n", nothing(), carried.display()));
    home.expects(&mut desk, "From table 1 (Listening): 1 idea");
}

#[test]
fn nothing_is_written_over_and_whoever_only_looks_splits_nothing() {
    let home = Home::new();
    std::fs::write(home.table(1), "mine").unwrap();
    let mut desk = home.desk();
    let mut second = home.desk();
    home.types(&mut second, "\n>\n");
    home.expects(&mut second, "nothing is changed");
    home.types(&mut desk, ">\n");
    home.expects(&mut desk, "garden-table-1-listening-2.ron");
    assert_eq!(std::fs::read_to_string(home.table(1)).unwrap(), "mine");
}

#[test]
fn in_a_folder_that_cannot_be_made_no_table_is_and_the_session_knows_of_none() {
    let home = Home::new();
    let mut desk = home.desk();
    let file = home.folder.path().join("file");
    std::fs::write(&file, "no folder").unwrap();
    home.types(&mut desk, &format!(">f{}\n\n", file.join("deeper").display()));
    settled(&desk);
    assert!(desk.session().tables.is_empty(), "{}", home.shows(&mut desk));
    home.expects(&mut desk, "Split into tables");
    let elsewhere = home.folder.path().join("stick");
    home.types(&mut desk, &format!("f{}{}\n\n", nothing(), elsewhere.display()));
    assert!(elsewhere.join("garden-table-1-listening.ron").exists());
}

#[test]
fn what_is_sealed_is_in_no_file_of_a_table() {
    let home = Home::new();
    let path = home.folder.path().join("secret.ron");
    let mut room = room_with(vec![activity(Do::Gather {}, Policy::Hidden)]);
    submit(&mut room, Change::Displays(Displays::Two)).unwrap();
    let secret = Content::Ideas(vec![text("a marked secret")]);
    room.give(at(9), &place("gather"), &Giver::Person(person(1)), secret).unwrap();
    let job = SaveJob {
        session: Arc::new(room.session().clone()),
        sealed: room.sealed().clone(),
        events: room.take_unsaved(),
    };
    drop(Store::on(Arc::new(RealDisk)).create(&path, job, at(10)).unwrap());
    let mut desk = home.desk_of(&path);
    home.types(&mut desk, ">\n\n");
    settled(&desk);
    let holds = |file: &Path| {
        let bytes = std::fs::read(file).unwrap_or_default();
        String::from_utf8_lossy(&bytes).contains("a marked secret")
    };
    let files = std::fs::read_dir(home.folder.path()).unwrap().map(|it| it.unwrap().path());
    let told: Vec<PathBuf> = files.filter(|file| holds(file)).collect();
    assert_eq!(told, [home.folder.path().join("secret.sealed.ron")]);
    assert!(home.table(1).exists() && home.table(2).exists());
}
