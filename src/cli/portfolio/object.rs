//! A portfolio for other programs, as `docs/portfolio.md` describes it.

use crate::portfolio::{
    Alike, Held, Loaded, Orphan, Payer, Portfolio, Purse, Supply, Walk, Way, Wording,
};
use serde_json::{Value, json};

pub(super) fn object(portfolio: &Portfolio, left_out: usize) -> Value {
    let sessions = portfolio.sessions().iter();
    let sessions = sessions.map(
        |about| json!({ "name": about.name, "title": about.title, "finished": about.finished }),
    );
    let teller = Teller(portfolio);
    let (goals, more_goals) = portfolio.goals_alike();
    let (tools, more_tools) = portfolio.tools_alike();
    json!({
        "sessions": sessions.collect::<Vec<_>>(),
        "left_out": left_out,
        "pots": portfolio.purses().map(purse).collect::<Vec<_>>(),
        "things": portfolio.supplies().into_iter().map(supply).collect::<Vec<_>>(),
        "people": portfolio.stretched().into_iter().map(|it| teller.loaded(it)).collect::<Vec<_>>(),
        "orphans": portfolio.orphans().iter().map(|it| teller.orphan(it)).collect::<Vec<_>>(),
        "goals": goals.iter().map(|it| teller.alike(it)).collect::<Vec<_>>(),
        "more_goals": more_goals,
        "tools": tools.iter().map(|it| teller.alike(it)).collect::<Vec<_>>(),
        "more_tools": more_tools,
        "phases": portfolio.walks().iter().map(|it| teller.walk(it)).collect::<Vec<_>>(),
    })
}

/// Sessions go by their names here, which are what commands take.
struct Teller<'a>(&'a Portfolio);

impl Teller<'_> {
    fn name(&self, nth: usize) -> &str {
        &self.0.sessions()[nth].name
    }

    fn loaded(&self, loaded: &Loaded) -> Value {
        let held = |Held { area, sessions }: &Held| {
            let sessions: Vec<&str> = sessions.iter().map(|nth| self.name(*nth)).collect();
            json!({ "area": area, "sessions": sessions })
        };
        json!({
            "name": loaded.name,
            "areas": loaded.areas.values().map(held).collect::<Vec<_>>(),
            "usual": loaded.usual,
            "over": loaded.is_over(),
        })
    }

    fn orphan(&self, orphan: &Orphan) -> Value {
        let elsewhere = self.0.answers_elsewhere(orphan).into_iter();
        let elsewhere =
            elsewhere.map(|(who, nth)| json!({ "name": who, "session": self.name(nth) }));
        json!({
            "area": orphan.area,
            "session": self.name(orphan.session),
            "open_until": orphan.until,
            "elsewhere": elsewhere.collect::<Vec<_>>(),
        })
    }

    fn walk(&self, walk: &Walk) -> Value {
        let function = |(name, phase): &(String, u8)| json!({ "function": name, "phase": phase });
        let told = walk.told.iter().map(|told| {
            json!({
                "at": told.at,
                "days": told.days,
                "room": told.room,
                "functions": told.functions.iter().map(function).collect::<Vec<_>>(),
            })
        });
        json!({
            "session": self.name(walk.session),
            "names": walk.names,
            "told": told.collect::<Vec<_>>(),
        })
    }

    fn alike(&self, alike: &Alike<'_>) -> Value {
        let wording = |wording: &&Wording| {
            let mentions = wording.mentions.iter().map(
                |mention| json!({ "session": self.name(mention.session), "as": word(mention.way) }),
            );
            json!({ "title": wording.text, "in": mentions.collect::<Vec<_>>() })
        };
        json!({
            "why": alike.why,
            "wordings": alike.wordings.iter().map(wording).collect::<Vec<_>>(),
        })
    }
}

fn word(way: Way) -> &'static str {
    match way {
        Way::Goal => "goal",
        Way::Pledged => "pledged",
        Way::Asked => "asked",
    }
}

fn purse(purse: &Purse) -> Value {
    let payer = |Payer { name, firm, likely, hope }: &Payer| json!({ "function": name, "firm": firm, "likely": likely, "hope": hope });
    json!({
        "currency": purse.currency,
        "pots": purse.pots,
        "months": [purse.months.0, purse.months.1],
        "functions": purse.payers.values().map(payer).collect::<Vec<_>>(),
        "granted": purse.granted,
        "left": purse.left,
    })
}

fn supply(Supply { name, things }: &Supply) -> Value {
    let (hours, tools, people) = (things.hours, things.tools, things.people);
    json!({ "function": name, "hours": hours, "tools": tools, "people": people })
}
