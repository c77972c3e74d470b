//! What an activity shows and leaves in the record: one list for each question.

use super::{
    State, assess, r#break, care, close, decide, foresee, gather, goals, matrix, network, pot,
    review, roles, round, team, vote, welcome,
};
use crate::reader::Reader;
use crate::session::block::{Block, Countdown, Page, Section};
use crate::session::viewer::Seen;
use crate::session::{Place, Session};
use crate::workshop::Do;

/// What a viewer sees of the activity at a place, now.
pub fn page(seen: &Seen, place: &Place, reader: &Reader) -> Page {
    let Some(activity) = seen.activity(place) else { return Page::default() };
    let mut page = Page { prompt: prompt(seen, place), ..Page::default() };
    if is_answered(seen, place) {
        page.prompt.truncate(1);
    }
    page.privacy = asked_at(seen, place).map(|asked| promise(seen, &asked));
    page.countdown = countdown(seen, place);
    if let Some(about) = vote::talked_about(seen, place) {
        page.prompt = vec![Block::Text(about)];
    }
    if let Some(title) = network::title(seen, place) {
        page.prompt = vec![Block::text(title)];
    }
    if roles::is_asking(seen, place) {
        // Whoever stands up ends the silence.
        page.countdown = None;
    }
    if let Some(idea) = gather::aloud::read_now(seen, place) {
        (page.prompt, page.alone) = (vec![idea], true);
    }
    page.blocks = match &activity.what {
        Do::Welcome { .. } => welcome::page(seen, place, reader),
        Do::Team { .. } => team::page(seen, place, reader),
        Do::Round {} => round::page(seen, place, reader),
        Do::Gather {} => gather::page(seen, place, reader),
        Do::Vote { .. } => vote::page(seen, place, reader),
        Do::Matrix { .. } => matrix::page(seen, place, reader),
        Do::Assess { .. } => assess::page(seen, place, reader),
        Do::Care { .. } => care::page(seen, place, reader),
        Do::Goals { .. } => goals::page(seen, place, reader),
        Do::Roles { .. } => roles::page(seen, place, reader),
        Do::Pot { .. } => pot::page(seen, place, reader),
        Do::Network { .. } => network::page(seen, place, reader),
        Do::Foresee { .. } => foresee::page(seen, place, reader),
        Do::Decide {} => decide::page(seen, place, reader),
        Do::Promise { .. } => super::promise::page(seen, place, reader),
        Do::Review { .. } => review::page(seen, place, reader),
        Do::Close { .. } => close::page(seen, place, reader),
        Do::Break {} => r#break::page(seen, place, reader),
    };
    page
}

/// What is counted down at a place now, in large digits.
pub fn countdown(seen: &Seen, place: &Place) -> Option<Countdown> {
    let silence = seen.silence_at(place).map(Countdown::Silence);
    silence.or_else(|| seen.talk_until(place).map(Countdown::Talk))
}

/// Who will see what is given at a place, in true words.
pub fn promise(session: &Session, place: &Place) -> &'static str {
    let policy = session.policy(place);
    match (session.activity(place), session.state(place)) {
        (Some(activity), Some(State::Gather(_) | State::Foresee(_))) => gather::promise(activity),
        (_, Some(State::Pot(pot))) => pot.promise(policy),
        (_, Some(State::Assess(_))) => assess::promise(policy),
        (_, Some(State::Network(_))) => network::promise(policy),
        _ => policy.promise(),
    }
}

/// Where something is asked for now that is shown only later; where the names begin, who cares.
fn asked_at(seen: &Seen, place: &Place) -> Option<Place> {
    let here = seen.state(place).is_some_and(State::is_asking);
    if here { Some(place.clone()) } else { seen.care_to_reveal(place) }
}

/// What is asked at a place: by the activity, else by the step it is in.
pub(in crate::session) fn prompt(seen: &Seen, place: &Place) -> Vec<Block> {
    let (Some(activity), Some(step)) = (seen.activity(place), seen.step(place)) else {
        return Vec::new();
    };
    let own = !activity.prompt.is_empty();
    Block::from_markdown(if own { &activity.prompt } else { &step.script.prompt })
}

/// Whether the answer is there to see: how to answer is then no longer worth the room's lines.
fn is_answered(seen: &Seen, place: &Place) -> bool {
    match seen.state(place) {
        Some(State::Round(round)) => round.now.is_none() && round::everyone_heard(seen, round),
        Some(State::Gather(gather)) => gather.given.revealed,
        Some(State::Foresee(foresee)) => !foresee.causes.is_empty(),
        Some(State::Vote(vote)) => vote.is_shown(),
        Some(State::Matrix(matrix)) => matrix.is_shown(),
        Some(State::Assess(assess)) => assess.is_shown(),
        Some(State::Care(care)) => care.is_shown(),
        Some(State::Network(network)) => network.is_shown(),
        Some(State::Roles) => roles::shows_care(seen, place),
        Some(State::Pot(pot)) => match pot.part {
            pot::Part::Points => pot.given.revealed,
            // Once pledges are read, everybody has seen how to put something in.
            pot::Part::Pledges => seen.pot.latest.is_some(),
            part => part == pot::Part::Grants,
        },
        Some(State::Decide(_)) => decide::taken(seen, place).is_some(),
        Some(State::Promise(_)) => seen.read_aloud(place).is_some(),
        // The back row has read the question by the time somebody answers.
        Some(State::Review(_)) => review::has_any(seen, review::part(seen, place)),
        Some(State::Close) => seen.next_date.is_some(),
        _ => false,
    }
}

/// What the activity at a place leaves in the record about how it went; goals, areas, money,
/// decisions and promises have sections of their own in the report.
pub fn section(seen: &Seen, place: &Place, reader: &Reader) -> Option<Section> {
    let blocks = match &seen.activity(place)?.what {
        Do::Welcome { .. } => welcome::section(seen, place, reader),
        Do::Round {} => round::section(seen, place, reader),
        Do::Gather {} => gather::section(seen, place, reader),
        Do::Vote { .. } => vote::section(seen, place, reader),
        Do::Matrix { .. } => matrix::section(seen, place, reader),
        Do::Assess { .. } => assess::section(seen, place, reader),
        Do::Care { .. } => care::section(seen, place, reader),
        Do::Pot { .. } => pot::section(seen, place, reader),
        Do::Network { .. } => network::section(seen, place, reader),
        Do::Foresee { .. } => foresee::section(seen, place, reader),
        Do::Decide {} => decide::section(seen, place, reader),
        Do::Review { .. } => review::section(seen, place, reader),
        Do::Team { .. }
        | Do::Goals { .. }
        | Do::Roles { .. }
        | Do::Promise { .. }
        | Do::Close { .. }
        | Do::Break {} => Vec::new(),
    };
    if blocks.is_empty() {
        return None;
    }
    let (step, about) = (&seen.step(place)?.script.title, about(&seen.activity(place)?.what));
    let blocks = question(seen, place).into_iter().chain(blocks).collect();
    Some(Section { title: format!("{step}: {about}"), blocks })
}

/// Whoever was named and is not on the list, by name. Nobody asked them, so this is for a paper on
/// which somebody wanted it, and for nothing else.
pub fn outsiders(session: &Session) -> Option<Section> {
    let named = |place: &Place| {
        let title = session.step(place)?.script.title.to_string();
        Some([Block::Heading(title), Block::Grid(network::outsiders(session, place)?)])
    };
    let blocks: Vec<Block> = session.places().iter().filter_map(named).flatten().collect();
    let title = "Named, and not here: not for everyone".into();
    (!blocks.is_empty()).then_some(Section { title, blocks })
}

/// What a chapter about an activity is about: a step has several.
fn about(what: &Do) -> &'static str {
    match what {
        Do::Welcome { .. } => "the welcome",
        Do::Team { .. } => "the team",
        Do::Round {} => "the round",
        Do::Gather {} => "the ideas",
        Do::Vote { .. } => "the vote",
        Do::Matrix { .. } => "the matrix",
        Do::Assess { .. } => "where we are",
        Do::Care { .. } => "who cares",
        Do::Goals { .. } => "the goals",
        Do::Roles { .. } => "the names",
        Do::Pot { .. } => "the count",
        Do::Network { .. } => "whom we ask",
        Do::Foresee { .. } => "what could fail",
        Do::Decide {} => "the hands",
        Do::Promise { .. } => "the promises",
        Do::Review { .. } => "the thanks",
        Do::Close { .. } => "the end",
        Do::Break {} => "the break",
    }
}

/// What was asked, for those who were not there: answers mean little without it. The points of
/// a pot answer another question than the one their step begins with.
fn question(seen: &Seen, place: &Place) -> Option<Block> {
    let asked = !matches!(seen.activity(place)?.what, Do::Pot { .. });
    match prompt(seen, place).into_iter().next() {
        Some(Block::Heading(words) | Block::Text(words)) if asked => Some(Block::Text(words)),
        _ => None,
    }
}
