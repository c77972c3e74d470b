//! The mouse on the console: it presses the keys that lead where it was clicked, and goes to a step.

use super::{Console, Saved};
use crate::session::Place;
use crate::ui::action::Action;
use crate::ui::screen::{Cx, Reply};
use crate::ui::trace::{Clicked, Manner, Trace};
use crossterm::event::MouseEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

impl Console {
    /// What the mouse comes to on a screen of this size. On the wall it means nothing.
    pub fn clicked(&self, mouse: MouseEvent, screen: Rect, cx: &Cx<'_>, saved: &Saved) -> Clicked {
        if self.wall {
            return Clicked::Nothing;
        }
        let trace = Trace::default();
        let look = cx.look.tracing(&trace);
        let cx = Cx { look: &look, ..*cx };
        let cursor = self.render(screen, &mut Buffer::empty(screen), &cx, saved);
        let private = self.screen().is_private();
        match trace.clicked(mouse, cx.keymap, Manner { typing: cursor.is_some(), private }) {
            // Something private is left by its own keys.
            Clicked::Step(_) if private => Clicked::Nothing,
            clicked => clicked,
        }
    }

    /// A step of the agenda was clicked: goes there, and asks as the keys do.
    pub fn jump(&mut self, to: Place, cx: &Cx<'_>) -> Reply {
        self.message = None;
        if *to.step() == *self.place.step() {
            return Reply::Done;
        }
        self.leave_for(to, Action::GoTo, "a second click", cx)
    }
}

#[cfg(test)]
mod tests {
    use crate::room::Room;
    use crate::session::{Change, Content, Displays, Giver, Idea, Kind};
    use crate::session::{Id, agenda};
    use crate::testing::{activity, at, person, place, room_with, submit, text};
    use crate::ui::stage::Stage;
    use crate::workshop::activity::Over;
    use crate::workshop::{Do, Policy, VoteKind};
    use crossterm::event::MouseEventKind;

    const IDEAS: [&str; 3] = ["Plant bees", "Mow less", "Count birds"];

    fn room(policy: Policy) -> Room {
        let vote = Do::Vote { over: Over::Ideas, kind: VoteKind::Dots, dots: Some(3), cap: 2 };
        let steps = [Do::Gather {}, vote, Do::Break {}].map(|what| activity(what, policy));
        let mut session = room_with(steps.into()).session().clone();
        session.displays = Some(Displays::Two);
        let idea = |(at, words): (usize, &&str)| Idea {
            group: text(""),
            ..Idea::new(Id::nth(Kind::Idea, 2, at), text(words))
        };
        session.ideas = (0..).zip(&IDEAS).map(|it| idea(it).into()).collect();
        Room::resume(session, &[], crate::room::Sealed::default()).0
    }

    fn cursor(stage: &Stage) -> String {
        let shown = stage.shows();
        let row = shown.lines().find(|row| row.contains('\u{25b8}'));
        row.unwrap_or_default().trim().to_owned()
    }

    #[test]
    fn a_click_puts_the_cursor_on_a_row_a_second_one_opens_it_and_the_wheel_moves() {
        let stage = Stage::of(room(Policy::Open)).click("Count birds");
        assert!(cursor(&stage).contains("Count birds"), "{}", stage.shows());
        let stage = stage.mouse(MouseEventKind::ScrollUp, 1, 1);
        assert!(cursor(&stage).contains("Mow less"), "{}", stage.shows());
        let there = || Stage::of(room(Policy::Open)).click("Mow less");
        assert_eq!(there().click("Mow less").shows(), there().keys("<enter>").shows());
        assert_ne!(there().click("Mow less").shows(), there().shows());
    }

    #[test]
    fn while_a_field_is_open_a_click_on_a_row_changes_nothing() {
        let stage = Stage::of(room(Policy::Open)).keys("aOne").click("Count birds").keys(" more");
        let stage = stage.click("break").expects("One more").keys("<enter><esc>");
        assert_eq!(stage.session().ideas[3].text.as_str(), "One more");
    }

    #[test]
    fn keys_in_the_footer_and_choices_in_what_floats_are_clicked() {
        let stage = Stage::of(room(Policy::Open)).click("? help").expects("In every step");
        let stage =
            stage.keys("<esc>:hist").click("what happened, and back").expects("newest first");
        let stage = stage.keys("<esc>g").click("○  vote").click("○  vote");
        assert_eq!(stage.session().at, place("vote"));
    }

    #[test]
    fn a_click_in_the_head_goes_to_a_step_and_asks_before_it_leaves_what_is_sealed() {
        let stage = Stage::of(room(Policy::Open)).click("break");
        assert_eq!(stage.session().at, place("break"));
        let mut sealed = room(Policy::Hidden);
        submit(&mut sealed, Change::Agenda(agenda::Change::GoTo(place("gather")))).ok();
        let given = Content::Ideas(vec![text("bees")]);
        let giver = Giver::Person(person(1));
        sealed.give(at(9), &place("gather"), &giver, given).expect("given");
        let stage = Stage::of(sealed).click("break").expects("1 is in and not revealed");
        let stage = stage.keys("j").click("break").expects("a second click leaves");
        assert_eq!(stage.click("break").session().at, place("break"));
    }

    #[test]
    fn behind_a_cover_a_click_gives_nothing_and_leads_nowhere_else() {
        let stage = Stage::of(room(Policy::Hidden)).keys("]<enter>").expects("it is your turn");
        let stage = stage.click("Enter open").expects("Plant bees");
        let before = stage.session().clone();
        let mut stage = stage.click("Mow less");
        for words in ["Mow less", "Plant bees", "break", "Mow less"] {
            if stage.shows().contains(words) {
                stage = stage.click(words);
            }
        }
        assert_eq!(*stage.session(), before);
        let stage = stage.expects("Mow less").keys("<c-y><a-y>").expects("Mow less");
        assert_eq!(stage.copied(), None);
    }

    #[test]
    fn on_the_wall_the_mouse_means_nothing() {
        let stage = Stage::of(room(Policy::Open)).keys("]w");
        let before = stage.shows();
        let stage = stage.mouse(MouseEventKind::ScrollDown, 3, 3);
        let left = MouseEventKind::Down(crossterm::event::MouseButton::Left);
        let stage = (0..24).fold(stage, |stage, y| stage.mouse(left, 8, y));
        assert_eq!(stage.shows(), before);
    }
}
