//! What the plan still lacks, each with what helps; Enter leads to where it is mended.

use super::{Floating, Popup, palette::Command};
use crate::session::check::Finding;
use crate::ui::action::Action;
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::paragraph::{MEASURE, Paragraph};
use crate::ui::widgets::rows::{Column, Cursor, Row, Rows};
use crate::ui::widgets::{popup, write};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The open check.
#[derive(Default)]
pub struct Check {
    cursor: Cursor<usize>,
}

/// The rows below the list, in which the finding at the cursor stands in full.
const IN_FULL: u16 = 5;

const COLUMNS: [Column<'static>; 2] = [
    Column { heading: "", min: 20, max: 90, share: 1, numbers: false },
    Column { heading: "", min: 8, max: 12, share: 0, numbers: false },
];

/// From what may be drawn here: on a projected screen, from what the room may see. What is still
/// to come stands at the end.
fn findings(cx: &Cx<'_>) -> Vec<Finding> {
    let mut findings = cx.seen.check(cx.reader);
    findings.sort_by_key(|finding| finding.ahead);
    findings
}

fn says(findings: &[Finding]) -> String {
    let ahead = findings.iter().filter(|finding| finding.ahead).count();
    let count = |count: usize| match count {
        1 => "1 finding".to_owned(),
        count => format!("{count} findings"),
    };
    match (findings.len() - ahead, ahead) {
        (0, 0) => "The plan lacks nothing that can be checked.".into(),
        (0, ahead) => format!("Nothing so far; {ahead} still to come"),
        (now, 0) => count(now),
        (now, ahead) => format!("{}; {ahead} more still to come", count(now)),
    }
}

impl Check {
    fn at(&self, findings: &[Finding]) -> Option<usize> {
        self.cursor.row(&rows(findings))
    }

    fn go(&self, cx: &Cx<'_>) -> Floating {
        let findings = findings(cx);
        match self.at(&findings).map(|at| &findings[at]) {
            Some(Finding { id, place: Some(place), .. }) => {
                Floating::Then(Command::Show(place.clone(), id.clone()))
            }
            Some(Finding { place: None, .. }) => {
                let key = cx.keymap.key_for(Action::GoTo).unwrap_or_default();
                let sentence = format!("No step of this agenda is for it; {key} can add one.");
                Floating::Stays(Reply::Tell(sentence))
            }
            None => Floating::Closes(Reply::Done),
        }
    }

    /// What is found, and what helps.
    fn in_full(finding: &Finding, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
        let area = Rect { width: area.width.min(MEASURE), ..area };
        let reason = Paragraph::new(&finding.reason, Role::Text);
        let high = reason.height(area.width).min(area.height.saturating_sub(2));
        reason.render(Rect { height: high, ..area }, buffer, cx.look);
        let rest = Rect { y: area.y + high, height: area.height - high, ..area };
        Paragraph::new(&finding.way_out, Role::Accent).render(rest, buffer, cx.look);
    }
}

fn rows(findings: &[Finding]) -> Vec<usize> {
    (0..findings.len()).collect()
}

fn row<'a>(finding: &'a Finding, cx: &Cx<'a>) -> Row<'a> {
    let step = finding.place.as_ref().and_then(|place| cx.seen.step(place));
    let title = step.map_or("", |step| step.script.title.as_str());
    Row::new().cell(finding.reason.as_str()).toned(title, Role::Dim).dim(finding.ahead)
}

impl Popup for Check {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Floating {
        let Some(action) = input.action() else { return Floating::Stays(Reply::Done) };
        match action {
            Action::Open => self.go(cx),
            Action::Back | Action::Leave => Floating::Closes(Reply::Done),
            _ => {
                self.cursor.act(action, &rows(&findings(cx)), 8);
                Floating::Stays(Reply::Done)
            }
        }
    }

    fn render(&self, screen: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let findings = findings(cx);
        let count = u16::try_from(findings.len()).unwrap_or(u16::MAX);
        let around = if count == 0 { 1 } else { 3 + IN_FULL };
        let popup = popup::Popup {
            title: "What the plan lacks",
            width: screen.width.saturating_sub(8).min(96),
            height: count.saturating_add(around).min(screen.height.saturating_sub(2)).min(30),
        };
        popup.render(screen, buffer, cx.look, |area, buffer| {
            write(buffer, area, (2, 0), &says(&findings), cx.look.style(Role::Dim));
            let Some(at) = self.at(&findings) else { return };
            let list = area.height.saturating_sub(around);
            let list = Rect { y: area.y + 2.min(area.height), height: list, ..area };
            Rows {
                columns: &COLUMNS,
                count: findings.len(),
                row: |at: usize| row(&findings[at], cx),
                cursor: Some(at),
                marks: false,
                empty: "",
            }
            .render(list, buffer, cx.look);
            let full = area.height.min(IN_FULL);
            let below = Rect { y: area.bottom() - full, height: full, ..area };
            let below = Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..below };
            Check::in_full(&findings[at], below, buffer, cx);
        });
        None
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        vec![
            cx.hint(Action::Open, "go there"),
            cx.hint(Action::Down, "the next"),
            cx.hint(Action::Back, "close"),
        ]
    }
}
