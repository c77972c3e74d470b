//! What lies on the desk after a kill, and what one that only looks may do.

mod tables;

use super::*;
use crate::session::Displays;
use crate::testing::{activity, at, room_with, submit};
use crate::workshop::{Do, Policy};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

struct Home {
    folder: tempfile::TempDir,
    setting: Setting,
    keymap: Keymap,
}

impl Home {
    /// A folder with one session of two steps, "garden".
    fn new() -> Home {
        let folder = tempfile::tempdir().unwrap();
        let steps = [Do::Gather {}, Do::Break {}].map(|what| activity(what, Policy::Open));
        let mut room = room_with(steps.into());
        submit(&mut room, Change::Displays(Displays::Two)).unwrap();
        let session = Arc::new(room.session().clone());
        let job = SaveJob { session, sealed: crate::room::Sealed::default(), events: vec![] };
        let setting = Setting::in_folder(folder.path(), || at(60));
        let home = Home { folder, setting, keymap: Keymap::built_in() };
        Store::on(Arc::new(RealDisk)).create(&home.path(), job, at(0)).unwrap();
        home
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("garden.ron")
    }

    fn desk(&self) -> Desk {
        let opened = Store::on(Arc::new(RealDisk)).open(&self.path(), at(30)).unwrap();
        Desk::of(&self.path(), opened, &self.setting, &self.keymap, |_| {}).unwrap()
    }

    fn types(&self, desk: &mut Desk, keys: &str) {
        for letter in keys.chars() {
            let code = match letter {
                '\n' => KeyCode::Enter,
                '\u{8}' => KeyCode::Backspace,
                letter => KeyCode::Char(letter),
            };
            let key = KeyEvent::new(code, KeyModifiers::NONE);
            let input = Input::Key(key, self.keymap.action(key));
            desk.take(&input, &self.setting, &self.keymap);
        }
    }

    fn shows(&self, desk: &mut Desk) -> String {
        let area = Rect::new(0, 0, 80, 24);
        let mut buffer = Buffer::empty(area);
        desk.render(area, &mut buffer, &self.setting, &self.keymap);
        crate::ui::widgets::stage::rows(&buffer).join("\n")
    }
}

fn settled(desk: &Desk) {
    assert!(desk.saver().unwrap().flush(Duration::from_secs(30)));
}

#[test]
fn words_that_were_not_entered_come_back_once() {
    let home = Home::new();
    let draft = home.folder.path().join("garden.draft.ron");
    let mut killed = home.desk();
    home.types(&mut killed, "aPlant bees");
    killed.tick(at(63));
    settled(&killed);
    assert!(draft.exists());
    drop(killed);
    let mut again = home.desk();
    assert!(home.shows(&mut again).contains("Your last words are back"));
    home.types(&mut again, "\n");
    settled(&again);
    assert!(home.shows(&mut again).contains("Plant bees"));
    assert!(!draft.exists(), "they are in the session now, and not offered again");
}

#[test]
fn a_session_that_is_open_elsewhere_is_walked_through_and_not_changed() {
    let home = Home::new();
    let first = home.desk();
    let before = std::fs::read(home.path()).unwrap();
    let mut second = home.desk();
    assert!(home.shows(&mut second).contains("close it there"));
    home.types(&mut second, "]");
    assert!(home.shows(&mut second).contains("BREAK"));
    assert!(home.shows(&mut second).contains("looked at only"));
    home.types(&mut second, "[aPlant bees\n");
    assert!(home.shows(&mut second).contains("nothing is changed"));
    assert_eq!(std::fs::read(home.path()).unwrap(), before);
    drop(first);
}

#[test]
fn the_kit_is_written_where_it_is_asked_and_over_nothing() {
    let home = Home::new();
    let mut desk = home.desk();
    let folder = home.folder.path().join("print");
    let keys = format!(":kit\n{}{}\n", "\u{8}".repeat(20), folder.display());
    home.types(&mut desk, &keys);
    assert!(home.shows(&mut desk).contains("Written to"), "{}", home.shows(&mut desk));
    let page = std::fs::read_to_string(folder.join("kit.html")).unwrap();
    assert!(page.contains("Kit · Garden"), "{page}");
    home.types(&mut desk, &keys);
    assert!(home.shows(&mut desk).contains("such a file already"), "{}", home.shows(&mut desk));
}
