//! The sheet of a safeguard: what is seen first, what we do about it, and who watches.

use crate::session::activities::foresee::Safeguard;
use crate::session::decisions::Guard;
use crate::session::{Id, Idea};
use crate::ui::forms::sheet::Sheet;
use crate::ui::screen::Cx;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::form::FormField;

/// An open sheet against one cause.
pub(super) struct SafeguardSheet {
    pub(super) sheet: Sheet,
    cause: Id,
    /// Who can be chosen, in the order of the options after the first, which is nobody.
    people: Vec<Id>,
}

impl SafeguardSheet {
    /// A sheet with what is agreed against this cause already.
    pub(super) fn against(cause: &Idea, cx: &Cx<'_>) -> SafeguardSheet {
        let before = cx.session.safeguard(&cause.id);
        let guard = before.and_then(|agreement| agreement.guards.as_ref());
        let watches = guard.and_then(|guard| guard.who.as_ref());
        let mut people: Vec<Id> = cx.session.present().map(|person| person.id.clone()).collect();
        // Whoever watches and has left is there to be seen, and to be kept.
        let gone = watches.filter(|who| !people.contains(who)).cloned();
        people.extend(gone);
        let names = people.iter().map(|id| cx.session.name_of(id));
        let names: Vec<&str> = ["nobody yet"].into_iter().chain(names).collect();
        let at = watches.and_then(|who| people.iter().position(|id| id == who));
        let sign = guard.map_or("", |guard| &guard.sign);
        let text = before.map_or("", |agreement| &agreement.text);
        let fields = vec![
            FormField::text("First sign", "what we would see first", Field::line(sign)),
            FormField::text("We agree", "what we do about it", Field::line(text)),
            FormField::choice("Who watches", &names, at.map_or(0, |at| at + 1)),
        ];
        let sheet = Sheet::new(format!("Against: {}", cause.text), fields);
        SafeguardSheet { sheet, cause: cause.id.clone(), people }
    }

    /// What is agreed, or the field in which something is missing and why.
    pub(super) fn safeguard(&self) -> Result<Safeguard, (usize, &'static str)> {
        let [sign, text] = [0, 1].map(|field| self.sheet.text(field));
        if sign.is_empty() {
            return Err((0, "What would we see first? Without a sign nobody notices in time."));
        }
        if text.is_empty() {
            return Err((1, "What do we agree on? A safeguard is a sentence."));
        }
        let who = self.sheet.chosen(2).checked_sub(1).and_then(|at| self.people.get(at)).cloned();
        Ok(Safeguard { against: Guard { cause: self.cause.clone(), sign, who }, text })
    }
}
