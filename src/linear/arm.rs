//! What cannot be undone is said twice: the first time it tells what will happen.

/// Remembers the command that was said last, while nothing else is said.
#[derive(Clone, Debug, Default)]
pub(super) struct Arm(Option<&'static str>);

impl Arm {
    /// Whether this was said just before as well; then it happens.
    pub(super) fn again(&mut self, word: &'static str) -> bool {
        let again = self.0 == Some(word);
        self.0 = if again { None } else { Some(word) };
        again
    }

    /// Something else was said.
    pub(super) fn rest(&mut self) {
        self.0 = None;
    }
}
