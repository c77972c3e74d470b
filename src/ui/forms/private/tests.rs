//! Private entry on its own: a room, a vote over the areas, keys, and the picture.

#[cfg(test)]
mod kinds;

use super::*;
use crate::room::{Proposal, Room, Sealed};
use crate::session::private::letter;
use crate::session::{Area, Ballot, Change, Content, Displays, people};
use crate::testing::{activity, at, place, room_of, room_with, submit, text, today};
use crate::text::CleanText;
use crate::ui::keymap::Keymap;
use crate::ui::look::tests::dark;
use crate::ui::stage::parse;
use crate::ui::widgets::stage::rows;
use crate::workshop::{Do, Over, VoteKind};
use jiff::tz::TimeZone;

const DOTS: Marking = Marking::Dots { all: 3, cap: 2 };

struct Form {
    room: Room,
    entry: PrivateEntry,
    marking: Marking,
    blanked: bool,
    told: String,
    /// Who gave, and the value on each thing.
    given: Vec<(Giver, Vec<u8>)>,
    /// The same ballots whole.
    ballots: Vec<Ballot>,
}

const POINTS: Marking = Marking::Points { most: 10 };
const SCORES: Marking = Marking::Scores { most: 5 };
const PAIRS: Marking = Marking::Pairs { least: 0, most: 3 };

fn vote(policy: Policy, marking: Marking) -> Vec<crate::workshop::Activity> {
    let (kind, dots) = match marking {
        Marking::Names { .. } => panic!("names are no votes"),
        Marking::Approvals { all } => (VoteKind::Approval, all),
        Marking::Scores { .. } => (VoteKind::Score, None),
        Marking::Ranks => (VoteKind::Ranked, None),
        Marking::Dots { all, .. } => (VoteKind::Dots, Some(all)),
        // Points and pairs belong to other steps; a vote with room for everything takes their place.
        Marking::Points { .. } | Marking::Pairs { .. } | Marking::Levels { .. } => {
            (VoteKind::Dots, Some(100))
        }
    };
    vec![activity(Do::Vote { over: Over::Areas, kind, dots, cap: marking.most() }, policy)]
}

impl Form {
    fn of(policy: Policy, marking: Marking) -> Form {
        Form::in_room(room_with(vote(policy, marking)), marking)
    }

    fn in_room(mut room: Room, marking: Marking) -> Form {
        submit(&mut room, Change::Displays(Displays::Two)).expect("two displays");
        let (told, given, ballots) = (String::new(), Vec::new(), Vec::new());
        Form { room, entry: PrivateEntry::default(), marking, blanked: false, told, given, ballots }
    }

    fn one_display(mut self) -> Form {
        submit(&mut self.room, Change::Displays(Displays::One)).expect("one display");
        self
    }

    fn with<T>(&mut self, act: impl FnOnce(&mut PrivateEntry, &Asked, &Cx<'_>) -> T) -> (T, Asked) {
        let session = self.room.session().clone();
        let viewer = crate::session::Viewer::Facilitator;
        let locale = crate::locale::Locale::default();
        let cx = Cx {
            session: &session,
            chronicle: self.room.chronicle(),
            seen: &session.seen_by(viewer),
            place: &place("vote"),
            look: &dark(),
            keymap: &Keymap::built_in(),
            reader: &crate::reader::Reader { locale, today: today(), zone: TimeZone::UTC },
            now: at(60),
            blanked: self.blanked,
        };
        let thing = |it: &Area| Thing { id: it.id.clone(), label: it.name.to_string() };
        let things = session.areas.iter().map(thing).collect();
        let pairs = matches!(self.marking, Marking::Pairs { .. });
        let questions = ["I care", "I can"].into_iter().filter(|_| pairs).map(str::to_owned);
        let asked = Asked::of(cx.session, cx.place, things, self.marking);
        let asked = Asked { questions: questions.collect(), ..asked };
        (act(&mut self.entry, &asked, &cx), asked)
    }

    fn open(mut self, way: Way) -> Form {
        let (reply, asked) = self.with(|entry, asked, cx| entry.open(way, asked, cx));
        self.carry_out(reply, &asked);
        self
    }

    fn keys(mut self, keys: &str) -> Form {
        let keymap = Keymap::built_in();
        for key in parse(keys) {
            let input = Input::Key(key, keymap.action(key));
            let (reply, asked) = self.with(|entry, asked, cx| entry.update(&input, asked, cx));
            self.told.clear();
            self.carry_out(reply, &asked);
        }
        self
    }

    fn carry_out(&mut self, reply: Reply, asked: &Asked) {
        match reply {
            Reply::Tell(told) => self.told = told,
            Reply::Propose(proposal) => {
                let Proposal::Give { giver, content: Content::Ballot(ballot), place } = proposal
                else {
                    panic!("only ballots are given here")
                };
                let on = asked.things.iter().map(|thing| ballot.on(&thing.id)).collect();
                self.given.push((giver.clone(), on));
                let blank = self.marking.answers() == 2;
                let content =
                    Content::Ballot(if blank { Ballot::default() } else { ballot.clone() });
                self.ballots.push(ballot);
                let give = Proposal::Give { place, giver, content };
                self.room.carry_out(at(60), give).expect("within the limits");
                self.with(|entry, asked, _| entry.accepted(asked));
            }
            _ => {}
        }
    }

    fn shows(&mut self) -> String {
        self.shows_at(76, 16)
    }

    fn shows_at(&mut self, width: u16, height: u16) -> String {
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        self.with(|entry, asked, cx| entry.render(area, &mut buffer, asked, cx));
        rows(&buffer).join("\n").trim_end().to_owned()
    }

    #[track_caller]
    fn told(self, words: &str) -> Form {
        assert!(self.told.contains(words), "“{}” instead of “{words}”", self.told);
        self
    }
}

fn person(place: usize) -> Giver {
    Giver::Person(crate::testing::person(place))
}

#[test]
fn digits_go_across_a_sheet_and_on_to_the_next_by_themselves() {
    let mut form = Form::of(Policy::Hidden, DOTS).open(Way::Sheets).keys("201111");
    assert_eq!(form.given, [(person(1), vec![2, 0, 1]), (person(2), vec![1, 1, 1])]);
    insta::assert_snapshot!(form.shows(), @r"
      3 dots each, at most 2 on one                                2 of 4 are in

      A  Listening
      B  Crisis
      C  Measuring

                A  B  C
      ● Ana              in
      ● Ben              in
    ▸ ○ Chi     ·  ·  ·
      ○ Dee



      The room sees totals. The file keeps your name. The scribe sees your
      sheet.
    ");
}

#[test]
fn letters_put_dots_and_enter_ends_the_row() {
    let form = Form::of(Policy::Hidden, DOTS).open(Way::Sheets).keys("caC<enter>b<enter>");
    assert_eq!(form.given, [(person(1), vec![1, 0, 2]), (person(2), vec![0, 1, 0])]);
}

#[test]
fn twelve_people_and_twelve_things_take_forty_eight_keys() {
    let names: Vec<String> = (1..=12).map(|at| format!("P{at}")).collect();
    let people: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    let mut room = room_of(vote(Policy::Hidden, DOTS), &people);
    let mut session = room.session().clone();
    let more = (4..=12).map(|at| (crate::testing::area(at), text(&format!("Area {at}"))));
    session.areas.extend(more.map(|(id, name)| Area::new(id, name, CleanText::default())));
    room = Room::resume(session, &[], Sealed::default()).0;
    let keys = "alc<enter>".repeat(12);
    let form = Form::in_room(room, DOTS).open(Way::Sheets).keys(&keys);
    assert_eq!((form.given.len(), parse(&keys).len()), (12, 48));
}

#[test]
fn an_overspent_sheet_is_refused_at_once_with_a_sentence() {
    let form = Form::of(Policy::Hidden, DOTS).open(Way::Sheets).keys("22");
    let form = form.told("That would be 4 dots, and everyone has 3.").keys("1");
    let form = form.keys("3").told("").keys("0");
    assert_eq!(form.given, [(person(1), vec![2, 1, 0])]);
    Form::of(Policy::Hidden, DOTS).open(Way::Sheets).keys("3").told("At most 2 dots on one.");
}

#[test]
fn backspace_goes_back_through_the_row_and_into_the_one_before() {
    let form = Form::of(Policy::Hidden, DOTS).open(Way::Sheets).keys("20<bs>10");
    assert_eq!(form.given, [(person(1), vec![2, 1, 0])]);
    let form = form.keys("<bs>0");
    assert_eq!(form.given.last(), Some(&(person(1), vec![2, 1, 0])));
    let form = form.keys("<bs><bs>01");
    assert_eq!(form.given.last(), Some(&(person(1), vec![2, 0, 1])));
}

#[test]
fn a_row_that_is_not_in_is_not_lost_by_moving_away() {
    let form = Form::of(Policy::Hidden, DOTS).open(Way::Sheets).keys("2<down>");
    let form = form.told("Ana's sheet is not in").keys("<esc>").told("Esc again drops it");
    let form = form.keys("01<esc>");
    assert_eq!(form.given, [(person(1), vec![2, 0, 1])]);
    assert!(!form.entry.is_open());
}

#[test]
fn sheets_come_in_any_order_of_names() {
    let form = Form::of(Policy::Hidden, DOTS).open(Way::Sheets).keys("<down><down>111<down>100");
    assert_eq!(form.given, [(person(3), vec![1, 1, 1]), (person(4), vec![1, 0, 0])]);
}

#[test]
fn enter_after_a_row_that_went_in_by_itself_skips_nobody() {
    let form = Form::of(Policy::Hidden, DOTS).open(Way::Sheets).keys("111<enter>100<enter>");
    assert_eq!(form.given, [(person(1), vec![1, 1, 1]), (person(2), vec![1, 0, 0])]);
    let form = Form::of(Policy::Hidden, DOTS).open(Way::Sheets).keys("111<enter>");
    let form = form.told("Ana's sheet is in already; Enter again passes Ben over.");
    let form = form.keys("<enter>c<enter>");
    assert_eq!(form.given[1..], [(person(3), vec![0, 0, 1])]);
}

#[test]
fn anonymous_sheets_have_no_names_and_wait_for_enter() {
    let mut form = Form::of(Policy::Anonymous, DOTS).open(Way::Sheets).keys("201");
    assert_eq!(form.given, []);
    form = form.keys("<enter>a<enter><bs>").told("cannot be taken out");
    assert_eq!(form.given, [(Giver::Sheet, vec![2, 0, 1]), (Giver::Sheet, vec![1, 0, 0])]);
    let shown = form.shows();
    assert!(shown.contains("● sheet 2") && shown.contains("▸ ○ sheet 3"), "{shown}");
    assert!(!shown.contains("Ana"), "{shown}");
    assert!(shown.contains("Nobody can join this to you"), "{shown}");
}

#[test]
fn ten_points_are_typed_as_ten() {
    let form = Form::of(Policy::Hidden, POINTS).open(Way::Sheets).keys("1007").keys("10 1<space>");
    assert_eq!(form.given, [(person(1), vec![10, 0, 7])]);
    let form = form.keys("<enter>");
    assert_eq!(form.given.last(), Some(&(person(2), vec![10, 1, 0])));
}

#[test]
fn a_cover_stands_between_any_two_people() {
    let mut form = Form::of(Policy::Hidden, DOTS).open(Way::Covers);
    insta::assert_snapshot!(form.shows(), @r"


      Ana, it is your turn.

      3 dots each, at most 2 on one.
      The room sees totals. The file keeps your name.


      Nobody is in yet
      ○ Ana   ○ Ben   ○ Chi   ○ Dee
    ");
    form = form.keys("<enter><space><space><down><space>");
    let ballot = form.shows();
    assert!(ballot.contains("Ana") && ballot.contains("0 left of 3 dots, at most 2"), "{ballot}");
    assert!(ballot.contains("●●  ") && ballot.contains("●·  "), "{ballot}");
    assert!(!ballot.contains("are in"), "no totals behind a cover: {ballot}");
    form = form.keys("<enter>");
    assert_eq!(form.given.len(), 1);
    assert_eq!(form.given[0].1.iter().sum::<u8>(), 3);
    let cover = form.shows();
    assert!(cover.contains("Ben, it is your turn.") && !cover.contains("Listening"), "{cover}");
}

#[test]
fn anybody_is_skipped_and_comes_back() {
    let mut form = Form::of(Policy::Hidden, DOTS).open(Way::Covers).keys("<down><down><enter>");
    form = form.keys("2<enter><enter>");
    assert_eq!(form.given[0].0, person(3));
    assert!(form.shows().contains("Dee, it is your turn."));
    form = form.keys("<enter>1<enter><enter>");
    assert!(form.shows().contains("Ana, it is your turn."));
}

#[test]
fn the_first_letters_of_a_name_bring_its_cover() {
    let mut form = Form::of(Policy::Hidden, DOTS).open(Way::Covers).keys("d");
    assert!(form.shows().contains("Dee, it is your turn."));
    form = form.keys("b");
    assert!(form.shows().contains("Ben, it is your turn."), "another letter begins anew");
    form = form.keys("/ch<enter>2<enter><enter>");
    assert_eq!(form.given[0].0, person(3));
    let form = form.keys("z").told("Nobody's name here begins with “z”.");
    let mut form = form.keys("k");
    assert!(form.shows().contains("Chi is in"), "a key that moves still moves: {}", form.shows());
}

#[test]
fn when_all_sheets_are_in_no_empty_one_waits_but_one_more_can_come() {
    let mut room = room_with(vote(Policy::Anonymous, DOTS));
    let dee = room.session().people[3].id.clone();
    submit(&mut room, Change::People(people::Change::Leave(dee))).expect("left");
    let mut form = Form::in_room(room, DOTS).open(Way::Sheets).keys("1<enter>1<enter>1<enter>");
    let shown = form.shows();
    assert!(shown.contains("all are in") && !shown.contains("sheet 4"), "{shown}");
    let mut form = form.keys("<enter>").told("All are in; Esc closes.").keys("2");
    assert!(form.shows().contains("▸ ○ sheet 4"), "{}", form.shows());
    assert_eq!(form.keys("<enter>").given.len(), 4);
}

#[test]
fn enter_asks_once_when_something_is_left() {
    let form = Form::of(Policy::Hidden, DOTS).open(Way::Covers).keys("<enter>2<enter>");
    let form = form.told("1 dot left. Enter again hands it in like this.");
    assert_eq!(form.given, []);
    let form = form.keys("<enter>");
    assert_eq!(form.given.len(), 1);
    let form = form.keys("<enter><enter>").told("No dot is given");
    assert_eq!(form.given.len(), 1);
}

#[test]
fn a_hidden_ballot_is_given_again_and_an_anonymous_one_is_not() {
    let vote = "<enter>2<down>1<enter>";
    let form = Form::of(Policy::Hidden, DOTS).open(Way::Covers).keys(vote).keys("<up>").keys(vote);
    assert_eq!(form.given.len(), 2);
    let form = Form::of(Policy::Anonymous, DOTS).open(Way::Covers).keys(vote).keys("<up><enter>");
    let form = form.told("An anonymous ballot cannot be taken out");
    assert_eq!(form.given.len(), 1);
}

#[test]
fn a_ballot_that_is_closed_gives_nothing() {
    let form = Form::of(Policy::Hidden, DOTS).open(Way::Covers).keys("<enter>2<esc>");
    let mut form = form.told("nothing was handed in");
    assert!(form.shows().contains("Ana, it is your turn."));
    form = form.keys("<enter>");
    assert!(form.shows().contains("3 left"), "the marks are gone");
    assert_eq!(form.given, []);
}

#[test]
fn when_everyone_is_in_the_laptop_goes_back() {
    let mut form = Form::of(Policy::Hidden, DOTS).open(Way::Covers);
    form = form.keys(&"<enter>2<down>1<enter>".repeat(4));
    assert!(form.shows().contains("Everyone is in."));
    assert!(!form.keys("<enter>").entry.is_open());
}

#[test]
fn the_order_differs_from_voter_to_voter_and_is_kept() {
    let order = |place: usize| {
        let mut form = Form::of(Policy::Hidden, DOTS).open(Way::Covers);
        form = form.keys(&"<down>".repeat(place)).keys("<enter>");
        let shown = form.shows();
        let mut found: Vec<(usize, char)> = ["Listening", "Crisis", "Measuring"]
            .map(|name| (shown.find(name).expect(name), name.chars().next().expect("a letter")))
            .into();
        found.sort_unstable();
        found.into_iter().map(|(_, letter)| letter).collect::<String>()
    };
    let orders: std::collections::BTreeSet<String> = (0..4).map(order).collect();
    assert!(orders.len() > 1, "{orders:?}");
    assert_eq!(order(2), order(2));
}

#[test]
fn nothing_private_opens_where_the_room_can_see_it() {
    let form = Form::of(Policy::Hidden, DOTS).one_display();
    let form = form
        .open(Way::Covers)
        .told("The room can see this screen. Blank the projector, then press b; or vote on paper.");
    assert!(!form.entry.is_open());
    let mut form = form.open(Way::Sheets).told("Blank the projector, then press b.");
    assert!(!form.entry.is_open());
    form.blanked = true;
    form = form.open(Way::Sheets).keys("2");
    assert!(form.entry.is_private());
    form.blanked = false;
    assert!(form.shows().starts_with("The room can see this screen."), "{}", form.shows());
    assert!(!form.keys("0").entry.is_open(), "and typing shuts it");
}

#[test]
fn with_one_display_the_cover_says_how_many_and_not_who() {
    let mut form = Form::of(Policy::Hidden, DOTS).one_display();
    form.blanked = true;
    let shown = form.open(Way::Covers).keys("<enter>2<down>1<enter>").shows();
    assert!(shown.contains("1 of 4 are in") && !shown.contains("Dee"), "{shown}");
}

#[test]
fn behind_a_cover_no_shared_verb_gets_through_but_help() {
    let mut form = Form::of(Policy::Hidden, DOTS).open(Way::Covers).keys("<enter>");
    let keymap = Keymap::built_in();
    for keys in ["r", "u", "q", "n", "x", "b", "<c-r>", ":", "["] {
        let key = parse(keys)[0];
        let input = Input::Key(key, keymap.action(key));
        let (reply, _) = form.with(|entry, asked, cx| entry.update(&input, asked, cx));
        assert_eq!(reply, Reply::Done, "{keys}");
    }
    let input = Input::Key(parse("?")[0], Some(Action::Help));
    assert_eq!(form.with(|entry, asked, cx| entry.update(&input, asked, cx)).0, Reply::Pass);
}

#[test]
fn alone_there_is_no_cover_and_hats_are_assumed() {
    let mut room = room_of(vote(Policy::Hidden, DOTS), &[("Ana", "")]);
    let hats = people::Change::AddHats(vec![text("Customer")]);
    submit(&mut room, Change::People(hats)).expect("a hat");
    let mut form = Form::in_room(room, DOTS).open(Way::Covers);
    assert!(form.shows().contains("Your ballot.") && !form.entry.is_private());
    form = form.keys("<enter>2<down>1<enter>");
    assert!(form.shows().contains("Now as Customer") && form.shows().contains("assumed"));
    assert!(!form.shows().contains("The room sees"));
    form = form.keys("<enter>");
    assert!(form.shows().contains("As Customer would choose (assumed)"));
}

#[test]
fn one_voice_gives_one_ballot_in_the_order_of_the_wall() {
    let mut form = Form::of(Policy::Hidden, DOTS).one_display().open(Way::Voice);
    let shown = form.shows();
    assert!(shown.contains("One ballot for all of us"), "{shown}");
    assert!(shown.find("Listening") < shown.find("Measuring"), "{shown}");
    let form = form.keys("2<down>+<enter>");
    assert_eq!(form.given, [(Giver::Voice, vec![2, 1, 0])]);
    assert!(!form.entry.is_open());
}

#[test]
fn it_draws_at_any_size() {
    let markings = [DOTS, POINTS, SCORES, PAIRS, Marking::Ranks, Marking::Approvals { all: None }];
    let ways = [Way::Sheets, Way::Covers, Way::Voice];
    for (way, marking) in ways.into_iter().flat_map(|way| markings.map(|marking| (way, marking))) {
        let mut form = Form::of(Policy::Hidden, marking).open(way).keys("<enter>1a");
        for (width, height) in (0..=40).step_by(3).flat_map(|w| (0..=12).map(move |h| (w, h))) {
            form.shows_at(width, height);
        }
        form.shows_at(197, 50);
    }
}

#[test]
fn letters_end_and_numbers_go_on() {
    assert_eq!([letter(0), letter(25), letter(26)], ["A", "Z", "27"]);
}
