//! A card for each function in the room: one question that only they can answer, and room for what
//! they can put in.

use super::{Cut, Guests, Paper, Part, Sheet, Who};
use crate::session::Place;
use crate::session::block::Block;
use crate::session::cards;
use crate::session::viewer::Seen;
use crate::text::CleanText;
use crate::workshop::{Do, Lens};

/// A card for each function of those who are here; none where nobody said one.
pub(super) fn paper(seen: &Seen) -> Option<Paper> {
    let here = |function: &&CleanText| seen.present().any(|it| it.function == **function);
    let pot = seen.steps.iter().flat_map(|step| &step.script.activities);
    let pot = pot.clone().any(|activity| matches!(activity.what, Do::Pot { .. }));
    let sheets: Vec<Sheet> =
        seen.functions().into_iter().filter(here).map(|it| card(seen, it, pot)).collect();
    (!sheets.is_empty()).then(|| Paper {
        name: "functions".into(),
        title: "Function cards".into(),
        about: "Cut apart; one for each function, in front of whoever speaks for it.".into(),
        cut: Cut::InTwo,
        sheets,
        ..Paper::default()
    })
}

/// A card for each person that a lens is dealt to where ideas are gathered, as it is dealt there.
pub(super) fn lenses(seen: &Seen, guests: &Guests<'_>) -> Option<Paper> {
    let gathers = |place: &Place| seen.activity(place).is_some_and(|it| it.what == Do::Gather {});
    let place = seen.places().into_iter().find(gathers)?;
    let sheet = |who: Who, lens: &Lens| Sheet {
        head: format!("Lens: {}", lens.name),
        who,
        parts: vec![
            Part::Says(Block::Heading(lens.asks.to_string())),
            Part::Write("One idea a line, in a few words".into(), 5),
        ],
    };
    let named = seen.present().filter_map(|person| {
        Some(sheet(Who::Named(person.name.to_string()), seen.lens_of(&place, &person.id)?))
    });
    let mut sheets: Vec<Sheet> = named.collect();
    let more = guests.count.saturating_sub(sheets.len());
    sheets.extend(seen.lenses.iter().cycle().take(more).map(|lens| sheet(Who::Nobody, lens)));
    (!seen.lenses.is_empty()).then(|| Paper {
        name: "lenses".into(),
        title: "Lens cards".into(),
        about: "Cut apart; one for each person, to look through while they write.".into(),
        cut: Cut::InTwo,
        sheets,
        ..Paper::default()
    })
}

fn card(seen: &Seen, function: &CleanText, pot: bool) -> Sheet {
    let names = seen.present().filter(|person| person.function == *function);
    let names: Vec<&str> = names.map(|person| person.name.as_str()).collect();
    let mut parts = vec![
        Part::Says(Block::Text(names.join(", "))),
        Part::Says(Block::Heading(cards::question(function).into())),
        Part::Write(String::new(), 2),
    ];
    if pot {
        parts.extend([
            Part::Write("We can put in: money, hours, a tool, a person".into(), 2),
            Part::Write("From when to when, with which strings".into(), 1),
            Part::Write("Firm, likely or a hope; whose yes it takes".into(), 1),
        ]);
    }
    Sheet { head: "Function card".into(), who: Who::Named(function.to_string()), parts }
}
