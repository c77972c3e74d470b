//! What the start screen shows and answers.

use super::*;
use crate::testing::{activity, at, text, today, workshop};
use crate::ui::look::tests::dark;
use crate::ui::stage::parse;
use crate::ui::widgets::stage::rows;
use crate::workshop::{Do, Policy};
use jiff::tz::TimeZone;

struct Front {
    screen: StartScreen,
    last: StartReply,
}

fn with_cx<T>(act: impl FnOnce(&StartCx<'_>) -> T) -> T {
    let (look, keymap) = (dark(), Keymap::built_in());
    let locale = crate::locale::Locale::default();
    let reader = Reader { locale, today: today(), zone: TimeZone::UTC };
    act(&StartCx { look: &look, keymap: &keymap, reader: &reader, now: at(3_600) })
}

fn front(recent: Vec<Recent>) -> Front {
    let gather = activity(Do::Gather {}, Policy::Hidden);
    let pause = activity(Do::Break {}, Policy::Open);
    let screen = StartScreen::new(recent, vec![workshop(vec![gather, pause])]);
    Front { screen, last: StartReply::Stay }
}

impl Front {
    fn keys(mut self, keys: &str) -> Front {
        let keymap = Keymap::built_in();
        for key in parse(keys) {
            let input = Input::Key(key, keymap.action(key));
            self.last = with_cx(|cx| self.screen.update(&input, cx));
        }
        self
    }

    #[track_caller]
    fn shows_also(self, words: &str) -> Front {
        let shown = self.shows(100, 30);
        assert!(shown.contains(words), "“{words}” is not on the screen:\n{shown}");
        self
    }

    fn shows(&self, width: u16, height: u16) -> String {
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        with_cx(|cx| self.screen.render(area, &mut buffer, cx));
        rows(&buffer).join("\n").trim_end().to_owned()
    }
}

fn session(title: &str, finished: bool) -> Recent {
    let mut glance = crate::session::Session::unbegun().glance;
    glance = Glance { step: text("Roles"), number: 5, of: 10, finished, ..glance };
    glance.changed = at(2_760);
    glance.next = finished.then(|| jiff::civil::date(2026, 12, 3));
    Recent { path: title.into(), title: text(title), glance: Ok(glance) }
}

fn three() -> Vec<Recent> {
    let broken = Recent {
        path: "broken.ron".into(),
        title: text("broken"),
        glance: Err("broken.ron, line 3: expected a title.".into()),
    };
    vec![session("Who owns social?", false), session("Kick-off", true), broken]
}

#[test]
fn it_offers_to_go_on_to_begin_and_to_look_around() {
    insta::assert_snapshot!(front(three()).shows(80, 24), @"



      groundswell                           a plan everyone owns, in one sitting


      ▸ Go on with Who owns social?      step 5 of 10, 14 minutes ago
        New session
        Take the tour                    a finished session to look around in

        Recent
        Kick-off                         finished Mon 2 Nov   check-in Thu 3 Dec
        broken                           broken.ron, line 3: expected a title.










    Enter open   a new   / search   q quit   ? help
    ");
}

#[test]
fn with_nothing_yet_it_says_what_this_is() {
    insta::assert_snapshot!(front(Vec::new()).shows(80, 24), @"



      groundswell                           a plan everyone owns, in one sitting


      ▸ New session
        Take the tour                    a finished session to look around in


        Groundswell walks a team, in one sitting, from “who owns this?” to goals
        written together, one name for each area, one shared pot, and promises
        with a date. Begin a session, or look around in the tour.










    Enter open   a new   / search   q quit   ? help
    ");
}

#[test]
fn enter_opens_what_the_cursor_is_on() {
    assert_eq!(front(three()).keys("<enter>").last, StartReply::Open("Who owns social?".into()));
    assert_eq!(front(three()).keys("jj<enter>").last, StartReply::Tour);
    assert_eq!(front(three()).keys("jjj<enter>").last, StartReply::Open("Kick-off".into()));
    assert_eq!(front(three()).keys("q").last, StartReply::Leave);
}

#[test]
fn typing_after_a_slash_finds_a_session() {
    let nothing = front(three()).keys("/nowhere<enter>");
    assert!(nothing.shows(80, 24).contains("Esc shows all again"));
    assert_eq!(nothing.last, StartReply::Stay);
    let front = front(three()).keys("/kick");
    assert!(!front.shows(80, 24).contains("Who owns"));
    assert_eq!(front.keys("<enter>").last, StartReply::Open("Kick-off".into()));
}

#[test]
fn a_new_session_shows_its_agenda_while_it_is_typed() {
    let front = front(Vec::new()).keys("a<enter>Garden<enter><enter>Ana, Service<enter>Ben, HR");
    insta::assert_snapshot!(front.shows(80, 24), @"



      groundswell                           a plan everyone owns, in one sitting


      Workshop     ‹ A test ›                         gather               5 min
      Title        Garden                             break                5 min
      Currency     EUR
      Who is here  Ana, Service                       for 2               10 min
                   Ben, HR                            begun now, it ends 11:10
                                                      Ctrl-T makes it shorter
      2 people from 2 functions.










    Enter next line; on an empty one, begin   Tab any field   Esc back
    ");
    let front = front.keys("<enter><enter>");
    let StartReply::Begin(begin) = front.last else { panic!("begins: {:?}", front.last) };
    assert_eq!((&*begin.title, begin.people.len()), ("Garden", 2));
}

#[test]
fn a_new_session_closed_and_opened_again_keeps_what_was_typed() {
    let front = front(Vec::new()).keys("a<enter>Garden<esc>");
    assert!(!front.shows(80, 24).contains("Garden"));
    assert!(front.keys("a").shows(80, 24).contains("Garden"));
}

#[test]
fn a_csv_path_is_read_before_it_begins() {
    let mut front = front(Vec::new()).keys("a<enter>Garden<enter><enter>team.csv<enter><enter>");
    assert_eq!(front.last, StartReply::ReadFile(text("team.csv")));
    front.screen.file_read(Ok(b"name,function\nAna,Service\nBen,HR\n".to_vec()));
    assert!(front.shows(80, 24).contains("2 people from 2 functions"));
    let front = front.keys("<enter><enter>");
    assert!(matches!(front.last, StartReply::Begin(begin) if begin.people.len() == 2));
}

#[test]
fn enter_after_a_path_reads_the_file_and_another_enter_begins() {
    let mut front = front(Vec::new()).keys("a<enter>Garden<enter><enter>team.csv<enter>");
    assert_eq!(front.last, StartReply::ReadFile(text("team.csv")));
    front.screen.file_read(Ok(b"name,function\nAna,Service\nBen,HR\n".to_vec()));
    let front = front.keys("<enter>");
    assert!(matches!(front.last, StartReply::Begin(begin) if begin.people.len() == 2));
}

#[test]
fn people_typed_below_a_path_come_with_those_of_the_file() {
    let mut front = front(Vec::new()).keys("a<enter>Garden<enter><enter>team.csv<enter>");
    front.screen.file_read(Ok(b"name,function\nAna,Service\nBen,HR\n".to_vec()));
    let front = front.keys("Chi, IT<enter><enter>");
    let StartReply::Begin(begin) = front.last else { panic!("begins: {:?}", front.last) };
    let names: Vec<&str> = begin.people.iter().map(|person| &*person.name).collect();
    assert_eq!(names, ["Ana", "Ben", "Chi"]);
}

#[test]
fn another_path_is_read_again() {
    let mut front = front(Vec::new()).keys("a<enter>Garden<enter><enter>b.csv");
    front = front.keys("<enter>");
    front.screen.file_read(Ok(b"name,function\nAna,Service\n".to_vec()));
    let front = front.keys("<up><home>a<end><enter>");
    assert_eq!(front.last, StartReply::ReadFile(text("ab.csv")));
}

#[test]
fn no_size_makes_it_panic() {
    for (width, height) in [(1, 1), (20, 5), (40, 10), (60, 20), (120, 40), (200, 60)] {
        let _ = front(three()).shows(width, height);
        let _ = front(three()).keys("a").shows(width, height);
        let _ = front(Vec::new()).keys("?").shows(width, height);
    }
}

#[test]
fn a_plan_is_shortened_before_the_room_sees_it() {
    let front = front(Vec::new()).keys("a").shows_also("10 min");
    let front = front.keys("<c-t>").shows_also("begun now, it ends 11:06");
    let front = front.shows_also("4 min shorter than planned").keys("<c-t>");
    let front = front.shows_also("begun now, it ends 11:10").keys("<c-t><enter>Harvest<enter>");
    let front = front.keys("<enter>Ana<enter>Ben<enter><enter>");
    let StartReply::Begin(begin) = front.last else { panic!("it does not begin") };
    let less: Vec<(&str, u16)> = begin.less.iter().map(|it| (&*it.step, it.minutes)).collect();
    assert_eq!(less, [("gather", 2), ("break", 2)]);
}
