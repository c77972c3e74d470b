//! Ideas that look alike, two by two: one key makes them one, another keeps them apart for good.

use super::typing::Purpose;
use super::{Asked, Reading, propose};
use crate::session::ideas::{Change, Likeness};
use crate::session::{Id, Idea, Shared};
use crate::text::wrap;
use crate::ui::action::Action;
use crate::ui::screen::{Cx, Hint, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::rows::{Column, Cursor, Row, Rows};
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Two ideas, the earlier first.
type Pair = (Id, Id);

/// The rows below the list: both ideas in full, and why they look alike.
const FOOT: u16 = 6;

/// The open list of pairs.
#[derive(Default)]
pub(super) struct Doubles {
    cursor: Cursor<Pair>,
}

impl Doubles {
    /// Opens the list at the first pair with this idea in it.
    pub(super) fn at(idea: Option<&Id>, pairs: &[Pair]) -> Doubles {
        let mut cursor = Cursor::default();
        cursor.place(0, pairs);
        cursor.find(pairs, |(one, other)| Some(one) == idea || Some(other) == idea);
        Doubles { cursor }
    }
}

/// The pairs that look alike now.
pub(super) fn pairs(likeness: &Likeness, ideas: &[Shared<Idea>]) -> Vec<Pair> {
    let pair = |(one, other): &(usize, usize)| (ideas[*one].id.clone(), ideas[*other].id.clone());
    likeness.pairs().iter().map(pair).collect()
}

impl Reading {
    /// The verbs in the list of pairs.
    pub(super) fn on_a_pair(&mut self, action: Action, cx: &Cx<'_>) -> Reply {
        let pairs = pairs(self.known.of(cx.session).likeness(), &cx.session.ideas);
        let Some(doubles) = &mut self.doubles else { return Reply::Pass };
        if doubles.cursor.act(action, &pairs, 5) {
            return Reply::Done;
        }
        let row = doubles.cursor.row(&pairs);
        let pair = row.map(|row| {
            // What it is on goes; then the row counts, and there stands the next.
            doubles.cursor.place(row, &pairs);
            pairs[row].clone()
        });
        match (action, pair) {
            (Action::Back, _) | (Action::Verb('y'), None) => {
                self.doubles = None;
                Reply::Done
            }
            (Action::Merge, Some((one, other))) => {
                let wording = cx.session.idea(&one).map(|idea| idea.text.clone());
                self.asked = Asked::Doubled;
                propose(Change::Merge(vec![one, other], wording.unwrap_or_default()))
            }
            (Action::Edit | Action::Open, Some((one, other))) => {
                let wording = cx.session.idea(&one).map(|idea| idea.text.to_string());
                self.open(Purpose::Merge(vec![one, other]), &wording.unwrap_or_default())
            }
            (Action::Delete, Some((one, other))) => {
                self.asked = Asked::Doubled;
                propose(Change::Apart(one, other))
            }
            (Action::Add | Action::Mark | Action::Verb(_), _) => Reply::Done,
            _ => Reply::Pass,
        }
    }

    /// After a pair was settled the next one is there, or the list closes.
    pub(super) fn next_pair(&mut self, cx: &Cx<'_>) {
        if self.known.of(cx.session).likeness().pairs().is_empty() {
            self.doubles = None;
        }
    }

    pub(super) fn render_pairs(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
        let Some(doubles) = &self.doubles else { return };
        let (about, ideas) = (self.known.of(cx.seen), &cx.seen.ideas);
        let likeness = about.likeness();
        let pairs = pairs(likeness, ideas);
        let cursor = doubles.cursor.row(&pairs);
        let many = pairs.len();
        let told = if many == 1 {
            "1 pair looks alike".into()
        } else {
            format!("{many} pairs look alike")
        };
        write(buffer, area, (0, 0), &told, cx.look.bold(Role::Text));
        let rows = u16::try_from(many).unwrap_or(u16::MAX);
        let list = Rect {
            y: area.y + 2.min(area.height),
            height: rows.max(1).min(area.height.saturating_sub(2 + FOOT)),
            ..area
        };
        let text = |place: usize| ideas[place].text.as_str();
        let row = |at: usize| {
            let (one, other) = likeness.pairs()[at];
            Row::new().cell(text(one)).toned(text(other), Role::Text)
        };
        let columns = [Column::new("", 16, 56, 1), Column::new("", 16, 56, 1)];
        let empty = "No two ideas look alike any more.";
        Rows { columns: &columns, count: many, row, cursor, marks: false, empty }
            .render(list, buffer, cx.look);
        let y = list.bottom().saturating_add(1).min(area.bottom());
        let foot = Rect { x: area.x + 2.min(area.width), y, height: area.bottom() - y, ..area };
        let Some((one, other)) = cursor.map(|row| likeness.pairs()[row]) else { return };
        let reason = likeness.reason(one, other).unwrap_or_default();
        let wide = usize::from(area.width.saturating_sub(3).min(72));
        let said = [(text(one), Role::Text), (text(other), Role::Text), (&reason, Role::Warn)];
        let mut y = 0;
        for (words, role) in said {
            for row in wrap(words, wide).iter().take(2) {
                write(buffer, foot, (0, y), row, cx.look.style(role));
                y += 1;
            }
        }
    }

    pub(super) fn hints_of_pairs(cx: &Cx<'_>) -> Vec<Hint> {
        vec![
            cx.hint(Action::Merge, "the same: merge"),
            cx.hint(Action::Delete, "not the same"),
            cx.hint(Action::Back, "to the list"),
            cx.hint(Action::Edit, "merge in other words"),
        ]
    }
}
