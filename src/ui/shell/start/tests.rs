//! What the start screen shows and answers.

mod tables;

use super::*;
use crate::testing::{activity, at, text, today, workshop};
use crate::ui::look::tests::dark;
use crate::ui::stage::parse;
use crate::ui::widgets::stage::rows;
use crate::workshop::{Do, Policy};
use crossterm::event::{KeyModifiers, MouseButton, MouseEventKind};
use jiff::tz::TimeZone;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

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
    over(Shelves::new(recent, Vec::new(), today()))
}

fn over(shelves: Shelves) -> Front {
    let gather = activity(Do::Gather {}, Policy::Hidden);
    let pause = activity(Do::Break {}, Policy::Open);
    let screen = StartScreen::new(shelves, vec![workshop(vec![gather, pause])]);
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

    /// Clicks where these words stand.
    fn click(mut self, words: &str) -> Front {
        let area = Rect::new(0, 0, 100, 30);
        let shown = self.shows(100, 30);
        let place = shown.lines().enumerate().find_map(|(y, row)| {
            let before = row.split_once(words)?.0;
            Some((u16::try_from(crate::text::width(before)).ok()?, u16::try_from(y).ok()?))
        });
        let (column, row) = place.expect("it is on the screen");
        let kind = MouseEventKind::Down(MouseButton::Left);
        let mouse = MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE };
        if let Clicked::Keys(keys) = with_cx(|cx| self.screen.clicked(mouse, area, cx)) {
            for key in keys {
                self.last = with_cx(|cx| self.screen.update(&key, cx));
            }
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
    Recent { path: title.into(), title: text(title), glance: Ok(glance), followed: false }
}

fn three() -> Vec<Recent> {
    let broken = Recent {
        path: "broken.ron".into(),
        title: text("broken"),
        glance: Err("broken.ron, line 3: expected a title.".into()),
        followed: false,
    };
    vec![session("Who owns social?", false), session("Kick-off", true), broken]
}

#[test]
fn it_offers_to_go_on_to_begin_and_to_look_around() {
    insta::assert_snapshot!(front(three()).shows(80, 24), @"
      groundswell                           a plan everyone owns, in one sitting


      ▸ Go on with     Who owns social?             step 5 of 10, 14 minutes ago
        New session
        Take the tour  a finished session

        Recent
        Kick-off                    finished 2 Nov       check-in 3 Dec
        broken                      cannot be read










    Enter open   a new   f new from this   / search   q quit   ? help
    ");
}

#[test]
fn with_nothing_yet_it_says_what_this_is() {
    insta::assert_snapshot!(front(Vec::new()).shows(80, 24), @"
      groundswell                           a plan everyone owns, in one sitting


      ▸ New session
        Take the tour  a finished session


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

fn with_some_away() -> Front {
    over(Shelves::new(three(), vec![session("Old garden", true)], today()))
}

#[test]
fn what_is_done_with_a_session_as_a_whole_is_a_key_each() {
    let on_kick_off = |keys: &str| front(three()).keys("jjj").keys(keys).last;
    let file = |file| StartReply::File("Kick-off".into(), file);
    assert_eq!(on_kick_off("c"), file(File::Copy));
    assert_eq!(on_kick_off("z"), file(File::Away));
    assert_eq!(on_kick_off("f"), StartReply::Like("Kick-off".into()));
    assert_eq!(on_kick_off("e 2<enter>"), file(File::Rename(text("Kick-off 2"))));
    assert_eq!(on_kick_off("e 2<esc>"), StartReply::Stay);
    // There is nothing of that kind to be done with the rows above.
    assert_eq!(front(three()).keys("jz").last, StartReply::Stay);
}

#[test]
fn deleting_takes_two_presses_in_a_row_and_says_what_goes() {
    let front = front(three()).keys("jjjd");
    assert_eq!(front.last, StartReply::Stay);
    assert!(front.shows(80, 24).contains("d again deletes “Kick-off” for good"));
    let front = front.keys("kjd");
    assert_eq!(front.last, StartReply::Stay);
    assert_eq!(front.keys("d").last, StartReply::File("Kick-off".into(), File::Delete));
}

#[test]
fn what_was_put_away_is_looked_at_and_brought_back() {
    let front = with_some_away();
    assert!(front.shows(80, 24).contains("v 1 put away"));
    let front = front.keys("v");
    insta::assert_snapshot!(front.shows(80, 24), @"
      groundswell                           a plan everyone owns, in one sitting


        Put away
      ▸ Old garden                  finished 2 Nov       check-in 3 Dec















    Enter open   a new   z bring back   / search   Esc back   ? help
    ");
    let front = front.keys("z");
    assert_eq!(front.last, StartReply::File("Old garden".into(), File::Back));
    let front = front.keys("<esc>");
    assert!(front.shows(80, 24).contains("Kick-off"));
    assert!(self::front(three()).keys("v").shows(80, 24).contains("Nothing was put away"));
}

#[test]
fn the_cursor_goes_where_the_session_went() {
    let mut front = front(three()).keys("jjj");
    let mut renamed = three();
    renamed[1].title = text("Another");
    renamed.rotate_left(1);
    let shelves = |here| Shelves::new(here, Vec::new(), today());
    front.screen.refresh(shelves(renamed), Some(std::path::Path::new("Kick-off")));
    assert_eq!(front.keys("<enter>").last, StartReply::Open("Kick-off".into()));
    let mut front = self::front(three()).keys("jjj");
    front.screen.refresh(shelves(vec![three()[0].clone(), three()[2].clone()]), None);
    assert_eq!(front.keys("<enter>").last, StartReply::Open("broken.ron".into()));
}

#[test]
fn a_session_begins_from_the_people_and_areas_of_another() {
    let room = crate::testing::room_with(vec![activity(Do::Gather {}, Policy::Hidden)]);
    let mut like = room.session().like();
    like.people[1].without_vote = true;
    let mut front = front(three());
    front.screen.begin_like(like);
    insta::assert_snapshot!(front.shows(80, 24), @"
      groundswell                           a plan everyone owns, in one sitting


      Workshop     ‹ A test ›                         gather               5 min
      Title        Garden                             break                5 min
      Currency     EUR
      Who is here  Ana, Service                       for 4               10 min
                   Ben, Marketing                     begun now, it ends 11:10
                   Chi, Marketing                     Ctrl-T makes it shorter
                   Dee, HR


      4 people from 3 functions. As in “Garden”,
      with its 3 areas.






    Enter next   Tab any field   Esc back   Ctrl-T shorter
    ");
    let front = front.keys("Autumn<enter><enter><enter>");
    let StartReply::Begin(begin) = front.last else { panic!("begins: {:?}", front.last) };
    assert_eq!((&*begin.title, begin.people.len()), ("Autumn", 4));
    assert!(begin.people[1].without_vote);
    assert_eq!(begin.workshop.areas.len(), 3);
    // The form of a session that begins afresh knows nothing of it.
    assert!(!front.screen.new.hints().is_empty());
}

#[test]
fn check_ins_are_told_by_the_day_and_loudly_when_they_are_over() {
    let due = |days: i32, title: &str| {
        let mut recent = session(title, true);
        let glance = recent.glance.as_mut().expect("sound");
        glance.next = Some(today().checked_add(jiff::Span::new().days(days)).expect("near"));
        recent
    };
    let front = front(vec![due(-4, "Over"), due(0, "Today"), due(3, "Soon"), due(30, "Later")]);
    insta::assert_snapshot!(front.shows(80, 24), @"
      groundswell                           a plan everyone owns, in one sitting


      ▸ New session
        Take the tour  a finished session

        Recent
        Over                        finished 2 Nov       check-in was due 29 Oct
        Today                       finished 2 Nov       check-in due today
        Soon                        finished 2 Nov       check-in due Thursday
        Later                       finished 2 Nov       check-in 2 Dec









    Enter open   a new   / search   q quit   ? help
    ");
    insta::assert_snapshot!(front.shows(60, 20), @"
      groundswell       a plan everyone owns, in one sitting


      ▸ New session
        Take the tour  a finished session

        Recent
        Over                 finished 2 Nov   was due 29 Oct
        Today                finished 2 Nov   due today
        Soon                 finished 2 Nov   due Thursday
        Later                finished 2 Nov   2 Dec







    Enter open   a new   / search   q quit   ? help
    ");
}

/// A finished session whose check-in is due so many days from now.
fn due_in(days: i64) -> Recent {
    let mut due = session("Kick-off", true);
    let glance = due.glance.as_mut().expect("it has a head");
    glance.check_in = 30;
    glance.next = Some(today().saturating_add(jiff::Span::new().days(days)));
    due
}

#[test]
fn a_check_in_that_is_due_soon_stands_near_the_top_and_enter_makes_it() {
    let front = front(vec![session("Who owns social?", false), due_in(3)]);
    let shown = front.shows(100, 30);
    assert!(shown.contains("Check-in of"), "{shown}");
    assert!(shown.contains("is due in 3 days: Enter makes it"), "{shown}");
    assert!(front.shows(80, 24).contains("is due in 3 days"));
    assert!(front.shows(60, 20).contains("in 3 days"));
    assert!(!shown.contains("Recent"), "it stands there once");
    let front = front.keys("<down>");
    assert!(front.shows(80, 24).contains("Enter make it"), "{}", front.shows(80, 24));
    assert_eq!(front.keys("<enter>").last, StartReply::CheckIn("Kick-off".into()));
}

#[test]
fn only_what_is_due_soon_and_was_not_made_is_offered() {
    let offers = |recent: Recent| front(vec![recent]).shows(100, 30).contains("Check-in of");
    assert!(offers(due_in(7)) && offers(due_in(0)) && offers(due_in(-400)));
    assert!(!offers(due_in(8)));
    assert!(!offers(Recent { followed: true, ..due_in(3) }));
    assert!(!offers(session("Kick-off", true)), "an older session does not know of check-ins");
    let late = front(vec![due_in(-3)]).shows(100, 30);
    assert!(late.contains("was due 30 Oct: Enter makes it"), "{late}");
}

#[test]
fn i_makes_the_check_in_of_any_finished_session_and_of_no_other() {
    let front = front(three()).keys("<down><down><down>i");
    assert_eq!(front.last, StartReply::CheckIn("Kick-off".into()));
    let front = front.keys("<home>i");
    assert_eq!(front.last, StartReply::Stay);
    assert!(front.shows(80, 24).contains("is not finished yet"));
}

#[test]
fn every_key_stands_in_the_help() {
    insta::assert_snapshot!(with_some_away().keys("?").shows(80, 24), @"



      groundswell                           a plan everyone owns, in one sitting
             ╭─ Keys ───────────────────────────────────────────────────╮
             │ Enter   open what the cursor is on                       │
      ▸ Go on│ a       begin a new session                              │tes ago
        New s│ f       begin one from its people and areas              │
        Take │ i       check-in of a finished one, tables of another    │
             │ /       find a session by typing                         │
        Recen│ e       another title                                    │ut away
        Kick-│ c       make a copy                                      │
        broke│ z       put it away, or bring it back                    │
             │ v       what was put away                                │
             │ o       how it looks: the themes                         │
             │ d       delete for good: asks, and a second time does it │
             │ q       quit; everything is saved already                │
             │                                                          │
             │ In a session, ? shows the keys of that very screen.      │
             ╰──────────────────────────────────────────────────────────╯



    Esc close
    ");
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
        for keys in ["", "v", "jjje", "jjjd", "/", "?"] {
            let _ = with_some_away().keys(keys).shows(width, height);
        }
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

#[test]
fn a_narrow_screen_says_in_a_sentence_what_a_shorter_plan_gives_up() {
    let front = front(Vec::new()).keys("a");
    let narrow =
        |front: &Front| front.shows(60, 20).split_whitespace().collect::<Vec<_>>().join(" ");
    let planned = narrow(&front);
    assert!(planned.contains("10 min for one. Begun now, it ends 11:10. Ctrl-T"), "{planned}");
    let shorter = narrow(&front.keys("<c-t>"));
    assert!(
        shorter.contains("6 min for one. Begun now, it ends 11:06. 2 minutes off"),
        "{shorter}"
    );
}

#[test]
fn a_click_goes_to_a_row_of_either_list_and_a_second_one_opens_it() {
    let last = three().last().expect("three").clone();
    let stage = front(three()).click(&last.title);
    assert_eq!(stage.last, StartReply::Stay);
    let stage = stage.click(&last.title);
    assert_eq!(stage.last, StartReply::Open(last.path.clone()));
    let stage = stage.click("Take the tour").click("Take the tour");
    assert_eq!(stage.last, StartReply::Tour);
    let found = stage.keys("/").click(&last.title).keys("<enter>");
    assert_eq!(found.last, StartReply::Open(last.path));
}
