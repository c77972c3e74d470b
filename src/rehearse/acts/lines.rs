//! What made-up people say. Plain lines that fit any subject.

/// Whom an outcome is for.
pub(super) const WHOM: [&str; 8] = [
    "Customers",
    "New colleagues",
    "Suppliers",
    "The night shift",
    "Partners",
    "Apprentices",
    "Whoever answers the phone",
    "The people at the counter",
];

/// What is different for them.
pub(super) const DIFFERENT: [&str; 10] = [
    "hear back within a day",
    "know whom to ask",
    "tell us before something breaks",
    "are not sent from desk to desk",
    "see what became of their question",
    "can do it without a handbook",
    "are thanked by name",
    "find it on the first page",
    "wait half as long",
    "need to ask once only",
];

/// Why it failed.
pub(super) const CAUSES: [&str; 8] = [
    "Nobody had an hour a week for it",
    "The one who knew how left in March",
    "Two departments bought the same tool",
    "We counted what was easy to count",
    "Nobody told the customers",
    "The first mistake was hushed up",
    "It stayed an extra, on top of the rest",
    "Approvals took longer than the work",
];

/// What is done against it.
pub(super) const SAFEGUARDS: [&str; 4] = [
    "We look at it first thing every second Monday",
    "Two people know how, always",
    "Whoever sees it says so the same day, in writing",
    "We stop one other thing for it",
];

/// What is seen first when it comes.
pub(super) const SIGNS: [&str; 3] =
    ["a date moves for the second time", "nobody answers within a day", "the page stays empty"];

/// What is asked of the pot.
pub(super) const ASKS: [(&str, i64); 6] = [
    ("a licence for a year", 1_800),
    ("two training days", 2_400),
    ("outside help for a month", 6_000),
    ("printing and postage", 600),
    ("a room and a projector", 900),
    ("a thank-you for those who help", 400),
];

/// What is objected.
pub(super) const OBJECTIONS: [&str; 4] = [
    "It comes on top of the busiest quarter.",
    "Nobody asked those who will have to do it.",
    "We have no number for what it costs us today.",
    "Two weeks later I could live with it.",
];

/// What is parked on the way.
pub(super) const PARKED: [&str; 4] = [
    "Who talks to the works council?",
    "The old address list",
    "A better name for all this",
    "Ask the other site how they did it",
];

/// What is said in a round.
pub(super) const SAID: [&str; 6] = [
    "I want to hear it from you first.",
    "It lands on my desk every week.",
    "I did this once, and it can be done.",
    "I am curious, and a little tired.",
    "I would like it to be simpler.",
    "Hopeful.",
];

/// What a first step is.
pub(super) const FIRST: [&str; 4] = [
    "ring the two who know most",
    "put half a day into the calendar",
    "write down how it is today",
    "ask whoever has to say yes",
];
