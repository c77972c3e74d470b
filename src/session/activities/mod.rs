//! The activities: for each one its state in a session, what can happen to it, its page for the
//! wall and its section for the record. Adding one is a file here, a file in `ui/activities`, and
//! a line in each list below.

pub mod assess;
pub mod r#break;
pub mod care;
pub mod choices;
pub mod close;
pub mod decide;
pub mod foresee;
pub mod gather;
pub mod goals;
pub mod matrix;
pub mod network;
mod paper;
pub mod pot;
pub mod promise;
pub mod review;
pub mod roles;
pub mod round;
pub mod team;
pub mod vote;
pub mod welcome;

pub use paper::{IDEAS_ON_PAPER, SCRIBE, marking, promise_on_paper, questions, things};

use super::Session;
use super::block::{Block, Countdown, Page, Section};
use super::change::{Entry, Outcome, refuse};
use super::decisions::Tally;
use super::id::{Id, Place};
use super::ideas::Idea;
use super::private::{Content, Contents, Gift, Given, Giver};
use super::viewer::Seen;
use crate::reader::Reader;
use crate::workshop::{Do, Policy};
use serde::{Deserialize, Serialize};

/// What an activity keeps for itself; goals, areas, money and so on belong to the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// `welcome` keeps nothing.
    Welcome,
    /// `team` keeps nothing: the people are the session's.
    Team,
    /// Who spoke, and what they said.
    Round(round::Round),
    /// Who gave ideas.
    Gather(gather::Gather),
    /// Who voted, and after the reveal the ballots.
    Vote(vote::Vote),
    /// Whose sheets are in, and after the reveal the sheets and what the room goes on with.
    Matrix(matrix::Matrix),
    /// Whose sheets are in, and after the reveal the sheets.
    Assess(assess::Assess),
    /// Whose sheets are in, and after the reveal the sheets.
    Care(care::Care),
    /// `goals` keeps nothing: the goals are the session's.
    Goals,
    /// `roles` keeps nothing: the areas are the session's.
    Roles,
    /// In which part of the pot we are, who gave points, and after the reveal the points.
    Pot(pot::PotState),
    /// Whose names are in, and after the reveal the names.
    Network(network::Network),
    /// The causes of failure, who gave them, and which were chosen.
    Foresee(foresee::Foresee),
    /// The fist of five.
    Decide(decide::Decide),
    /// Which promise is being read out; the promises are the session's.
    Promise(promise::Reading),
    /// Which part of a review lies open, and who was thanked.
    Review(review::Review),
    /// `close` keeps nothing.
    Close,
    /// When the break ends.
    Break(r#break::Break),
}

/// What can happen within one activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// In a round.
    Round(round::Change),
    /// Where ideas are read out.
    Gather(gather::aloud::Change),
    /// In a vote.
    Vote(vote::Change),
    /// Where options are placed on two axes.
    Matrix(matrix::Change),
    /// Where one says where we are.
    Assess(assess::Change),
    /// Where one says who cares.
    Care(care::Change),
    /// In a pot.
    Pot(pot::Change),
    /// Where one says whom one asks.
    Network(network::Change),
    /// Where a failure is foreseen.
    Foresee(foresee::Change),
    /// In a decision.
    Decide(decide::Change),
    /// Where promises are read out.
    Promise(promise::Change),
    /// Where a plan is looked back on.
    Review(review::Change),
    /// In a break.
    Break(r#break::Change),
}

impl Change {
    /// Whether `u` takes it back: everything but moving about, being silent, and how a vote is
    /// marked, which ballots that are sealed meanwhile rest on.
    pub fn undoable(&self) -> bool {
        match self {
            Change::Gather(change) => change.undoable(),
            Change::Review(change) => change.undoable(),
            Change::Pot(pot::Change::Part(_))
            | Change::Care(care::Change::Silence)
            | Change::Network(network::Change::Show(_))
            | Change::Vote(vote::Change::Kind(_)) => false,
            _ => true,
        }
    }

    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Round(change) => change.words(),
            Change::Gather(change) => change.words(),
            Change::Vote(change) => change.words(),
            Change::Matrix(change) => change.words(),
            Change::Assess(change) => change.words(),
            Change::Care(change) => change.words(),
            Change::Pot(change) => change.words(),
            Change::Network(change) => change.words(),
            Change::Foresee(change) => change.words(),
            Change::Decide(change) => change.words(),
            Change::Promise(change) => change.words(),
            Change::Review(change) => change.words(),
            Change::Break(change) => change.words(),
        }
    }
}

impl State {
    /// The state in which an activity begins.
    pub fn of(what: &Do) -> State {
        match what {
            Do::Welcome { .. } => State::Welcome,
            Do::Team { .. } => State::Team,
            Do::Round {} => State::Round(round::Round::default()),
            Do::Gather {} => State::Gather(gather::Gather::default()),
            Do::Vote { .. } => State::Vote(vote::Vote::default()),
            Do::Matrix { .. } => State::Matrix(matrix::Matrix::default()),
            Do::Assess { .. } => State::Assess(assess::Assess::default()),
            Do::Care { .. } => State::Care(care::Care::default()),
            Do::Goals { .. } => State::Goals,
            Do::Roles { .. } => State::Roles,
            Do::Pot { .. } => State::Pot(pot::PotState::default()),
            Do::Network { .. } => State::Network(network::Network::default()),
            Do::Foresee { .. } => State::Foresee(foresee::Foresee::default()),
            Do::Decide {} => State::Decide(decide::Decide::default()),
            Do::Promise { .. } => State::Promise(promise::Reading::default()),
            Do::Review { .. } => State::Review(review::Review::default()),
            Do::Close { .. } => State::Close,
            Do::Break {} => State::Break(r#break::Break::default()),
        }
    }

    /// Who has given, for activities with private input.
    pub fn given(&self) -> Option<&Given> {
        match self {
            State::Gather(gather) => Some(&gather.given),
            State::Vote(vote) => Some(&vote.given),
            State::Matrix(matrix) => Some(&matrix.given),
            State::Assess(assess) => Some(&assess.given),
            State::Care(care) => Some(&care.given),
            State::Pot(pot) => Some(&pot.given),
            State::Network(network) => Some(&network.given),
            State::Foresee(foresee) => Some(&foresee.written.given),
            _ => None,
        }
    }

    /// Whether something is asked for now that is shown only later.
    pub fn is_asking(&self) -> bool {
        let here = !matches!(self, State::Pot(pot) if pot.part != pot::Part::Points);
        here && self.given().is_some_and(|given| !given.revealed)
    }

    /// The same, to change it.
    pub(super) fn given_mut(&mut self) -> Option<&mut Given> {
        match self {
            State::Gather(gather) => Some(&mut gather.given),
            State::Vote(vote) => Some(&mut vote.given),
            State::Matrix(matrix) => Some(&mut matrix.given),
            State::Assess(assess) => Some(&mut assess.given),
            State::Care(care) => Some(&mut care.given),
            State::Pot(pot) => Some(&mut pot.given),
            State::Network(network) => Some(&mut network.given),
            State::Foresee(foresee) => Some(&mut foresee.written.given),
            _ => None,
        }
    }

    /// What is written, line by line: how much is in, and which of it lies open.
    pub fn written(&self) -> Option<&gather::Gather> {
        match self {
            State::Gather(gather) => Some(gather),
            State::Foresee(foresee) => Some(&foresee.written),
            _ => None,
        }
    }

    /// The same, to change it.
    fn written_mut(&mut self) -> Option<&mut gather::Gather> {
        match self {
            State::Gather(gather) => Some(gather),
            State::Foresee(foresee) => Some(&mut foresee.written),
            _ => None,
        }
    }

    /// Somebody gave so many things.
    pub(super) fn gave(&mut self, giver: &Giver, things: u16, policy: Policy) -> Outcome {
        if let Some(written) = self.written_mut() {
            return written.gave(giver, things, policy);
        }
        match self.given_mut() {
            Some(given) => given.give(giver, things, policy),
            None => refuse("Nothing is given privately in this step."),
        }
    }

    /// Whether it does without names.
    ///
    /// # Errors
    /// A sentence for the room, where a function decides over its own money.
    pub(super) fn check_without_names(&self) -> Outcome {
        match self {
            State::Pot(pot) if pot.purses == pot::Purses::ByFunction => refuse(
                "Each function decides over its own money here, and that needs names; choose that \
                 everyone counts alike first.",
            ),
            State::Network(_) => refuse(
                "Who asks is half of an answer here: without its asker it ties nobody to anybody. \
                 Hidden is as private as this can be.",
            ),
            _ => Ok(()),
        }
    }

    /// No name is kept here from now on: what was counted by name says nothing any more, and
    /// nobody can be named who said that they may.
    pub(super) fn keep_no_names(&mut self) {
        match self {
            State::Care(care) => care.named.clear(),
            _ => self.written_mut().into_iter().for_each(|written| written.ideas = 0),
        }
    }

    /// The causes of failure that this state keeps.
    pub(in crate::session) fn causes(&self) -> &[Idea] {
        match self {
            State::Foresee(foresee) => &foresee.causes,
            _ => &[],
        }
    }

    /// Those who were thanked in this state.
    pub(in crate::session) fn thanks(&self) -> &[review::Thanks] {
        match self {
            State::Review(review) => &review.thanks,
            _ => &[],
        }
    }

    /// Everybody this state names.
    pub fn mentioned(&self) -> Vec<&Id> {
        let mut names: Vec<&Id> = Vec::new();
        names.extend(self.given().into_iter().flat_map(|given| &given.by).filter_map(Giver::id));
        match self {
            State::Round(round) => names.extend(round.mentioned()),
            State::Vote(vote) => names.extend(vote.givers()),
            State::Matrix(matrix) => names.extend(matrix.mentioned()),
            State::Assess(assess) => names.extend(assess.mentioned()),
            State::Care(care) => names.extend(care.mentioned()),
            State::Pot(pot) => names.extend(givers(&pot.ballots)),
            State::Network(network) => names.extend(&network.named),
            State::Foresee(foresee) => names.extend(foresee.mentioned()),
            State::Review(review) => names.extend(review.mentioned()),
            _ => {}
        }
        names
    }

    /// Every count of hands, for the check of what was read from a file.
    pub(super) fn tallies(&self) -> Vec<&Tally> {
        match self {
            State::Decide(decide) => decide.earlier.iter().chain(&decide.tally).collect(),
            _ => Vec::new(),
        }
    }

    /// Takes out who gave what, for viewers that may not know.
    pub(super) fn forget_names(&mut self) {
        match self {
            State::Vote(vote) => vote.forget_names(),
            State::Matrix(matrix) => matrix.forget_names(),
            State::Assess(assess) => assess.forget_names(),
            State::Care(care) => care.forget_names(),
            State::Pot(pot) => pot.forget_names(),
            State::Foresee(foresee) => foresee.forget_names(),
            _ => {}
        }
    }

    /// Takes out whoever is not here, whatever the privacy: they were not asked.
    pub(super) fn forget_outsiders(&mut self) {
        if let State::Network(network) = self {
            network.sheets.clear();
        }
    }

    /// What is sealed comes in.
    pub(super) fn take_in(
        session: &mut Session,
        place: &Place,
        entry: &Entry,
        contents: &Contents,
    ) -> Outcome {
        match session.state_mut(place)? {
            State::Gather(_) => gather::take_in(session, place, entry, contents),
            State::Vote(_) => vote::take_in(session, place, contents),
            State::Matrix(_) => matrix::take_in(session, place, contents),
            State::Assess(_) => assess::take_in(session, place, contents),
            State::Care(_) => care::take_in(session, place, entry, contents),
            State::Pot(_) => pot::take_in(session, place, contents),
            State::Network(_) => network::take_in(session, place, contents),
            State::Foresee(_) => foresee::take_in(session, place, entry, contents),
            _ => refuse("Nothing is sealed in this step."),
        }
    }
}

/// What was given is thrown away, to begin again.
pub(super) fn reopen(session: &mut Session, place: &Place) -> Outcome {
    match session.state_mut(place)? {
        State::Vote(_) => vote::reopen(session, place),
        State::Matrix(matrix) => matrix.reopen(),
        State::Assess(assess) => assess.reopen(),
        State::Care(care) => care.reopen(),
        State::Network(network) => network.reopen(),
        State::Pot(pot) => pot.reopen(),
        state => match state.written_mut() {
            Some(written) => written.reopen(),
            None => refuse("There is nothing to open again in this step."),
        },
    }
}

/// A gift as it is kept: without whatever says more of its giver than was promised.
pub fn as_kept(session: &Session, place: &Place, giver: &Giver, content: Content) -> Content {
    match content {
        Content::Ballot(ballot) => Content::Ballot(assess::as_kept(session, place, giver, ballot)),
        ideas @ Content::Ideas(_) => ideas,
    }
}

/// What a reveal carries in: the gifts that are sealed, as everybody may know them.
pub fn as_revealed(session: &Session, place: &Place, contents: Contents) -> Contents {
    assess::as_revealed(session, place, contents)
}

fn givers(gifts: &[Gift]) -> impl Iterator<Item = &Id> {
    gifts.iter().filter_map(|gift| gift.from.as_ref()?.id())
}

/// Whether something may be given at a place at all, before it is sealed: a ballot within its
/// limits, about things that are there.
///
/// # Errors
/// A sentence for whoever gives.
pub fn check_gift(session: &Session, place: &Place, content: &Content) -> Outcome {
    match (session.activity(place).map(|activity| &activity.what), content) {
        (Some(Do::Gather {} | Do::Foresee { .. }), Content::Ideas(_)) => {
            gather::check_gift(content)
        }
        (Some(Do::Vote { .. }), Content::Ballot(ballot)) => {
            vote::check_gift(session, place, ballot)
        }
        (Some(Do::Matrix { .. }), Content::Ballot(ballot)) => {
            matrix::check_gift(session, place, ballot)
        }
        (Some(Do::Assess { .. }), Content::Ballot(ballot)) => {
            assess::check_gift(session, place, ballot)
        }
        (Some(Do::Care { .. }), Content::Ballot(ballot)) => care::check_gift(session, ballot),
        (Some(Do::Network { .. }), Content::Ballot(ballot)) => {
            network::check_gift(session, place, ballot)
        }
        (Some(Do::Pot { .. }), Content::Ballot(ballot)) => pot::check_gift(session, place, ballot),
        _ => refuse("Nothing of that kind is given in this step."),
    }
}

/// Whether this giver may give at a place: votes and points are for those who vote.
pub(super) fn check_giver(session: &Session, place: &Place, giver: &Giver) -> Outcome {
    match session.state(place) {
        Some(State::Vote(_)) => vote::check_giver(session, place, giver),
        Some(State::Matrix(_)) => matrix::check_giver(session, place, giver),
        Some(State::Assess(_)) => assess::check_giver(session, place, giver),
        Some(State::Care(_)) => care::check_giver(session, place, giver),
        Some(State::Network(_)) => network::check_giver(session, place, giver),
        Some(State::Pot(_)) => session.check_voter(giver),
        _ => Ok(()),
    }
}

/// Whether the ballots at a place are open at all.
pub(super) fn check_open(session: &Session, place: &Place) -> Outcome {
    match session.state(place) {
        Some(State::Pot(pot)) => pot.check_open(),
        _ => Ok(()),
    }
}

pub(super) fn apply(
    session: &mut Session,
    place: &Place,
    entry: &Entry,
    change: &Change,
) -> Outcome {
    match change {
        Change::Round(change) => round::apply(session, place, entry, change),
        Change::Gather(change) => gather::aloud::apply(session, place, change),
        Change::Vote(change) => vote::apply(session, place, entry, change),
        Change::Matrix(change) => matrix::apply(session, place, change),
        Change::Assess(change) => assess::apply(session, place, change),
        Change::Care(change) => care::apply(session, place, entry, change),
        Change::Pot(change) => pot::apply(session, place, entry, change),
        Change::Network(change) => network::apply(session, place, entry, change),
        Change::Foresee(change) => foresee::apply(session, place, entry, change),
        Change::Decide(change) => decide::apply(session, place, entry, change),
        Change::Promise(change) => promise::apply(session, place, change),
        Change::Review(change) => review::apply(session, place, entry, change),
        Change::Break(change) => r#break::apply(session, place, entry, change),
    }
}

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
        Do::Promise { .. } => promise::page(seen, place, reader),
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
