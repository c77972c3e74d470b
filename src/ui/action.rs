//! The verbs that every step shares, so that muscle memory carries across all of them.

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// To the row above.
    Up,
    /// To the row below.
    Down,
    /// To the column on the left.
    Left,
    /// To the column on the right.
    Right,
    /// To the first row.
    First,
    /// To the last row.
    Last,
    /// A screenful back; on the wall, the step before.
    PageUp,
    /// A screenful on; on the wall, the step after.
    PageDown,
    /// Opens or confirms what the cursor is on.
    Open,
    /// Adds one here.
    Add,
    /// Edits what the cursor is on.
    Edit,
    /// Deletes what the cursor is on.
    Delete,
    /// Marks, toggles or gives.
    Mark,
    /// One more.
    More,
    /// One less.
    Less,
    /// Merges what is marked, or splits it again.
    Merge,
    /// To the next pane or field.
    NextPane,
    /// To the pane or field before.
    PrevPane,
    /// Takes the newest change back.
    Undo,
    /// Brings back what undo took.
    Redo,
    /// To the step before.
    PrevStep,
    /// To the next step.
    NextStep,
    /// To any step.
    GoTo,
    /// The clock: start, pause, a minute more, re-plan.
    Clock,
    /// The facilitator's notes.
    Notes,
    /// Parks an idea, or notes a decision or an agreement.
    Park,
    /// Arms the reveal; a second time, reveals.
    Reveal,
    /// The next speaker.
    Speaker,
    /// The wall, full screen.
    Wall,
    /// Blanks the wall, or shows it again.
    Blank,
    /// Searches.
    Search,
    /// The command palette.
    Palette,
    /// Copies what the cursor is on.
    Copy,
    /// Copies the whole table.
    CopyAll,
    /// Splits the session into tables, or brings one back.
    Tables,
    /// Exports.
    Export,
    /// Forgets the history, after a question.
    Forget,
    /// Help for exactly this screen.
    Help,
    /// Leaves the program.
    Leave,
    /// One level back.
    Back,
    /// A letter that is the activity's own.
    Verb(char),
    /// A digit, for choices.
    Digit(u8),
}

/// The shared verbs: each with the stable word that `keys.ron` uses, and what it does.
pub const ACTIONS: &[(Action, &str, &str)] = &[
    (Action::Up, "up", "move up"),
    (Action::Down, "down", "move down"),
    (Action::Left, "left", "move left"),
    (Action::Right, "right", "move right"),
    (Action::First, "first", "to the first"),
    (Action::Last, "last", "to the last"),
    (Action::PageUp, "page-up", "scroll up; on the wall, the previous step"),
    (Action::PageDown, "page-down", "scroll down; on the wall, the next step"),
    (Action::Open, "open", "open, edit, confirm"),
    (Action::Add, "add", "add here"),
    (Action::Edit, "edit", "edit"),
    (Action::Delete, "delete", "delete; undo brings it back"),
    (Action::Mark, "mark", "mark, toggle, give"),
    (Action::More, "more", "more"),
    (Action::Less, "less", "less"),
    (Action::Merge, "merge", "merge or split"),
    (Action::NextPane, "next-pane", "next pane or field"),
    (Action::PrevPane, "previous-pane", "previous pane or field"),
    (Action::Undo, "undo", "undo, saying what"),
    (Action::Redo, "redo", "redo, saying what"),
    (Action::PrevStep, "previous-step", "previous step"),
    (Action::NextStep, "next-step", "next step"),
    (Action::GoTo, "go-to", "go to any step"),
    (Action::Clock, "clock", "the clock: start, pause, a minute more, re-plan"),
    (Action::Notes, "notes", "notes, never on a projected screen"),
    (Action::Park, "park", "park an idea, note a decision or an agreement"),
    (Action::Reveal, "reveal", "reveal: arms, and a second time reveals"),
    (Action::Speaker, "speaker", "next speaker"),
    (Action::Wall, "wall", "the wall, full screen"),
    (Action::Blank, "blank", "blank the wall, or show it again"),
    (Action::Search, "search", "search"),
    (Action::Palette, "palette", "every command, by name"),
    (Action::Copy, "copy", "copy what the cursor is on"),
    (Action::CopyAll, "copy-all", "copy all of this, as Markdown"),
    (Action::Tables, "tables", "break-outs: out to tables, and back"),
    (Action::Export, "export", "export"),
    (Action::Forget, "forget", "forget what happened: undo begins anew"),
    (Action::Help, "help", "help for exactly this screen"),
    (Action::Leave, "leave", "leave; everything is saved already"),
    (Action::Back, "back", "one level back"),
];

/// The verbs that the shell takes in every step. What the others do, a step says itself.
pub const IN_EVERY_STEP: [Action; 20] = [
    Action::PrevStep,
    Action::NextStep,
    Action::GoTo,
    Action::Clock,
    Action::Speaker,
    Action::Park,
    Action::Undo,
    Action::Redo,
    Action::Search,
    Action::Palette,
    Action::Notes,
    Action::Wall,
    Action::Blank,
    Action::Copy,
    Action::CopyAll,
    Action::Tables,
    Action::Export,
    Action::Forget,
    Action::Help,
    Action::Leave,
];

/// The letters that no shared verb takes: an activity gives them a meaning and says so.
pub const FREE_LETTERS: [char; 7] = ['c', 'f', 'i', 'o', 'v', 'y', 'z'];

impl Action {
    /// The shared verb of that name.
    pub fn named(name: &str) -> Option<Action> {
        ACTIONS.iter().find(|(_, known, _)| *known == name).map(|(action, ..)| *action)
    }

    /// The stable word for a shared verb; an activity's own letters and digits have none.
    pub fn name(self) -> Option<&'static str> {
        self.entry().map(|(_, name, _)| *name)
    }

    /// What a shared verb does, for help and palette.
    pub fn does(self) -> Option<&'static str> {
        self.entry().map(|(.., does)| *does)
    }

    fn entry(self) -> Option<&'static (Action, &'static str, &'static str)> {
        ACTIONS.iter().find(|(action, ..)| *action == self)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_shared_verb_has_a_name_of_its_own_and_comes_back_by_it() {
        let names: BTreeSet<_> = ACTIONS.iter().map(|(_, name, _)| name).collect();
        assert_eq!(names.len(), ACTIONS.len());
        for (action, name, does) in ACTIONS {
            assert_eq!(Action::named(name), Some(*action));
            assert_eq!((action.name(), action.does()), (Some(*name), Some(*does)));
        }
    }

    #[test]
    fn the_letters_and_digits_of_an_activity_have_no_shared_name() {
        assert_eq!((Action::Verb('c').name(), Action::Digit(3).does()), (None, None));
    }
}
