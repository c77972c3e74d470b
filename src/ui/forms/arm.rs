//! Two presses for what cannot be undone: the first says what will happen, the second does it, and
//! any other key in between lets go.

use crate::ui::action::Action;

/// Whether the first press was made, and for which verb.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arm(Option<Action>);

/// What a press came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// The first press: say what a second one does.
    Armed,
    /// The second press: do it.
    Fired,
}

impl Arm {
    /// The verb was pressed.
    pub fn press(&mut self, action: Action) -> Pressed {
        if self.0 == Some(action) {
            self.0 = None;
            return Pressed::Fired;
        }
        self.0 = Some(action);
        Pressed::Armed
    }

    /// Another key came: let go, unless it is the armed one.
    pub fn unless(&mut self, action: Option<Action>) {
        if action.is_none() || self.0 != action {
            self.0 = None;
        }
    }

    /// Whether a first press stands.
    pub fn is_armed(&self) -> bool {
        self.0.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_takes_two_presses_in_a_row() {
        let mut arm = Arm::default();
        assert_eq!(arm.press(Action::Reveal), Pressed::Armed);
        arm.unless(Some(Action::Up));
        assert_eq!(arm.press(Action::Reveal), Pressed::Armed);
        arm.unless(Some(Action::Reveal));
        assert_eq!(arm.press(Action::Reveal), Pressed::Fired);
        assert!(!arm.is_armed());
    }
}
