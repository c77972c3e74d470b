//! The themes to choose from: the whole screen shows the one at the cursor at once, Enter keeps it,
//! Esc leaves everything as it was.

use super::{Floating, Popup};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::look::Look;
use crate::ui::screen::{Ask, Cx, Hint, Input, Reply};
use crate::ui::theme::{READABLE, Role, Theme};
use crate::ui::widgets::paragraph::Paragraph;
use crate::ui::widgets::popup;
use crate::ui::widgets::rows::{Column, Cursor, Row, Rows};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// A theme that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The name it is chosen by.
    pub name: String,
    /// Where it comes from.
    pub aside: String,
    /// The theme, or why its file cannot be read.
    pub theme: Result<Theme, String>,
}

/// The open choice.
pub struct Themes {
    offers: Vec<Offer>,
    cursor: Cursor<usize>,
}

/// What a key came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Worn {
    /// It stays open; what the screen looks like now, if that changes.
    Stays(Option<Ask>),
    /// It closes with this.
    Closes(Ask),
}

/// How many rows what is said of a theme may take.
const SAYS: u16 = 6;

impl Themes {
    /// These themes, with the cursor on the one of this name.
    pub fn new(offers: Vec<Offer>, worn: &str) -> Themes {
        let mut cursor = Cursor::default();
        let rows: Vec<usize> = (0..offers.len()).collect();
        cursor.find(&rows, |at| offers[*at].name == worn);
        Themes { offers, cursor }
    }

    /// Takes a key.
    pub fn update(&mut self, input: &Input) -> Worn {
        let Some(action) = input.action() else { return Worn::Stays(None) };
        let rows: Vec<usize> = (0..self.offers.len()).collect();
        if self.cursor.act(action, &rows, 8) {
            return Worn::Stays(self.theme().map(|theme| Ask::Try(Box::new(theme))));
        }
        match (action, self.theme()) {
            (Action::Back, _) => Worn::Closes(Ask::AsBefore),
            (Action::Open | Action::Mark, Some(_)) => {
                let name = self.offer().map(|offer| offer.name.clone());
                Worn::Closes(name.map_or(Ask::AsBefore, Ask::Keep))
            }
            _ => Worn::Stays(None),
        }
    }

    fn offer(&self) -> Option<&Offer> {
        let rows: Vec<usize> = (0..self.offers.len()).collect();
        self.offers.get(self.cursor.row(&rows)?)
    }

    fn theme(&self) -> Option<Theme> {
        self.offer()?.theme.as_ref().ok().cloned()
    }

    /// Paints itself over the screen.
    pub fn paint(&self, screen: Rect, buffer: &mut Buffer, look: &Look) {
        let count = u16::try_from(self.offers.len()).unwrap_or(u16::MAX);
        let height = count.saturating_add(1 + SAYS);
        let popup = popup::Popup { title: "Themes", width: 60, height };
        popup.render(screen, buffer, look, |area, buffer| {
            let says = SAYS.min(area.height / 2);
            let list = Rect { height: area.height.saturating_sub(says + 1), ..area };
            let rows: Vec<usize> = (0..self.offers.len()).collect();
            Rows {
                columns: &[Column::new("", 8, 20, 1), Column::new("", 12, 40, 2)],
                count: self.offers.len(),
                row: |at: usize| row(&self.offers[at]),
                cursor: self.cursor.row(&rows),
                marks: false,
                empty: "",
            }
            .render(list, buffer, look);
            let below = Rect { y: area.bottom() - says, height: says, ..area };
            let (words, role) = self.says(look);
            Paragraph::new(&words, role).render(below, buffer, look);
        });
    }

    fn says(&self, look: &Look) -> (String, Role) {
        let Some(offer) = self.offer() else { return (String::new(), Role::Dim) };
        let theme = match &offer.theme {
            Err(why) => return (why.clone(), Role::Bad),
            Ok(theme) => theme,
        };
        let hard: Vec<String> = theme
            .hard_to_read()
            .iter()
            .map(|(role, contrast)| format!("{} {contrast:.1}", role.name()))
            .collect();
        if !hard.is_empty() {
            let hard = hard.join(", ");
            let words = format!(
                "Hard to read: {hard}. Letters need a contrast of {READABLE} to 1 with their \
                 ground, and 7 to 1 on a projector."
            );
            return (words, Role::Warn);
        }
        let words = match look.has_colours() {
            true => {
                "The whole screen shows it. Enter keeps it, Esc leaves all as it was. Your own lie in the folder that `groundswell themes` names."
            }
            false => "This terminal shows no colours, or none are wanted: all look alike.",
        };
        (words.to_owned(), Role::Dim)
    }
}

fn row(offer: &Offer) -> Row<'_> {
    let name = CleanText::line(&offer.name).to_string();
    let row = Row::new().cell(name);
    match &offer.theme {
        Err(_) => row.toned("cannot be read", Role::Bad),
        Ok(theme) if !theme.hard_to_read().is_empty() => {
            row.toned(format!("{}, hard to read", offer.aside), Role::Warn)
        }
        Ok(_) => row.toned(&*offer.aside, Role::Dim),
    }
}

impl Popup for Themes {
    fn update(&mut self, input: &Input, _cx: &Cx<'_>) -> Floating {
        match Themes::update(self, input) {
            Worn::Stays(None) => Floating::Stays(Reply::Done),
            Worn::Stays(Some(ask)) => Floating::Stays(Reply::Ask(ask)),
            Worn::Closes(ask) => Floating::Closes(Reply::Ask(ask)),
        }
    }

    fn render(&self, screen: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        self.paint(screen, buffer, cx.look);
        None
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        vec![cx.hint(Action::Open, "keep it"), cx.hint(Action::Back, "as it was")]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::look::tests::{ascii, dark};
    use crate::ui::stage;
    use crate::ui::widgets::stage::{at_every_size, drawn};

    fn offers() -> Vec<Offer> {
        let faint = "Theme(format: 1, based_on: \"dark\", roles: (dim: (fg: \"#3a3f45\")))";
        let themes = [
            ("auto", Theme::built_in("dark").ok_or("no")),
            ("light", Theme::built_in("light").ok_or("no")),
            ("faint", Theme::parse("faint.ron", "faint", faint).map_err(|_| "no")),
            ("torn", Err("torn.ron, line 2, column 1: Expected a colon.")),
        ];
        let offer = |(name, theme): (&str, Result<Theme, &str>)| Offer {
            name: name.into(),
            aside: "your own".into(),
            theme: theme.map_err(str::to_owned),
        };
        themes.map(offer).into()
    }

    fn typed(themes: &mut Themes, keys: &str) -> Vec<Worn> {
        let keymap = crate::ui::keymap::Keymap::built_in();
        let input = |key| Input::Key(key, keymap.action(key));
        stage::parse(keys).into_iter().map(|key| themes.update(&input(key))).collect()
    }

    fn shown(themes: &Themes, look: &Look) -> String {
        drawn((70, 16), |area, buffer| themes.paint(area, buffer, look)).join("\n")
    }

    #[test]
    fn moving_shows_each_theme_at_once_enter_keeps_it_and_esc_does_not() {
        let mut themes = Themes::new(offers(), "auto");
        let light = Box::new(Theme::built_in("light").unwrap());
        let done = typed(&mut themes, "j<enter><esc>");
        let expected = [
            Worn::Stays(Some(Ask::Try(light))),
            Worn::Closes(Ask::Keep("light".into())),
            Worn::Closes(Ask::AsBefore),
        ];
        assert_eq!(done, expected);
    }

    #[test]
    fn a_theme_that_is_hard_to_read_warns_and_can_be_kept() {
        let mut themes = Themes::new(offers(), "faint");
        let picture = shown(&themes, &dark());
        assert!(picture.contains("your own, hard to read"), "{picture}");
        assert!(
            picture.contains("Hard to read: dim 1.7. Letters need a contrast of 4.5"),
            "{picture}"
        );
        assert_eq!(typed(&mut themes, "<enter>"), [Worn::Closes(Ask::Keep("faint".into()))]);
    }

    #[test]
    fn a_file_that_cannot_be_read_says_where_and_changes_nothing() {
        let mut themes = Themes::new(offers(), "faint");
        assert_eq!(typed(&mut themes, "j<enter>"), [Worn::Stays(None), Worn::Stays(None)]);
        let picture = shown(&themes, &ascii());
        assert!(picture.contains("torn.ron, line 2, column 1: Expected a colon."), "{picture}");
    }

    #[test]
    fn it_draws_at_every_size() {
        let themes = Themes::new(offers(), "torn");
        at_every_size(|area, buffer| themes.paint(area, buffer, &dark()));
    }
}
