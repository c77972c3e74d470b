//! Whether a script can be run: what its format alone cannot tell.

use std::collections::BTreeSet;

use super::{Activity, Do, FORMAT, Matter, Over, Policy, Step, Workshop, assess, matrix};

/// Something in a script that does not fit, as a sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The step it is about, counted from 0; none when it is about the whole.
    pub step: Option<usize>,
    /// What does not fit, and what would.
    pub said: String,
}

/// More people than any room of ours holds: rather a slip than a wish.
const MOST_PEOPLE: u16 = 200;

/// A step is a part of a meeting, not a week.
const LONGEST_STEP: i64 = 8 * 60 * 60;

impl Workshop {
    /// All that does not fit, in the order of the file; nothing when it can be run.
    pub fn faults(&self) -> Vec<Fault> {
        let whole = |said| Fault { step: None, said };
        let mut faults: Vec<Fault> = self.faults_of_the_head().into_iter().map(whole).collect();
        faults.extend(self.faults_of_the_areas().into_iter().map(whole));
        faults.extend(self.faults_of_the_lenses().into_iter().map(whole));
        let mut seen = BTreeSet::new();
        for (place, step) in self.steps.iter().enumerate() {
            let mut said = step.faults(self.people.from);
            if !seen.insert(&step.id) {
                let id = &step.id;
                said.insert(0, format!("Two steps have the id “{id}”. Give this one another."));
            }
            faults.extend(said.into_iter().map(|said| Fault { step: Some(place), said }));
        }
        faults
    }

    fn faults_of_the_head(&self) -> Vec<String> {
        let mut said = Vec::new();
        if self.format == 0 || self.format > FORMAT {
            let format = self.format;
            said.push(format!("Format {format} is not known here. Write `format: {FORMAT}`."));
        }
        if !is_slug(&self.name) {
            said.push(not_a_slug("name", &self.name));
        }
        if self.title.is_empty() {
            said.push("The title is empty. Write the name people will read.".into());
        }
        if self.about.is_empty() {
            said.push("`about` is empty. Say in a sentence what this workshop ends in.".into());
        }
        said.extend(self.people.fault());
        if self.steps.is_empty() {
            said.push("There is no step in it. A workshop needs at least one.".into());
        }
        said
    }

    fn faults_of_the_lenses(&self) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let mut said = Vec::new();
        for lens in &self.lenses {
            if lens.name.is_empty() || lens.asks.is_empty() {
                said.push("A lens needs a name and a question. Write both, or take it out.".into());
            } else if !seen.insert(lens.name.to_lowercase()) {
                said.push(format!("The lens “{}” is there twice. Keep one.", lens.name));
            }
        }
        said
    }

    fn faults_of_the_areas(&self) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let mut said = Vec::new();
        for area in &self.areas {
            if area.name.is_empty() {
                said.push("An area has no name. Give it one, a verb at best.".into());
            } else if !seen.insert(area.name.to_lowercase()) {
                said.push(format!("The area “{}” is there twice. Keep one.", area.name));
            }
        }
        said
    }
}

impl super::Size {
    fn fault(self) -> Option<String> {
        let (from, to) = (self.from, self.to);
        if from == 0 {
            Some("Nobody can run it: `people` begins at 0. Begin at 1 or more.".into())
        } else if to < from {
            Some(format!("`people` goes from {from} to {to}. Exchange the two."))
        } else if to > MOST_PEOPLE {
            Some(format!("`people` goes up to {to}. No room holds more than {MOST_PEOPLE}."))
        } else {
            None
        }
    }
}

impl Step {
    fn faults(&self, fewest: u16) -> Vec<String> {
        let mut said = Vec::new();
        if !is_slug(&self.id) {
            said.push(not_a_slug("id", &self.id));
        }
        if self.title.is_empty() {
            said.push("The step's title is empty. One or two words will do.".into());
        }
        if self.prompt.is_empty() {
            said.push("The step's prompt is empty. Write what the room is asked.".into());
        }
        said.extend(self.faults_of_the_time(fewest));
        if self.activities.is_empty() {
            said.push(
                "The step has no activity. Give it one, such as `(do: Round())`, or take it out."
                    .into(),
            );
        }
        said.extend(self.activities.iter().filter_map(Activity::fault));
        said
    }

    fn faults_of_the_time(&self, fewest: u16) -> Option<String> {
        let planned = self.minutes.seconds(fewest.into());
        let floor = self.floor;
        if planned == 0 {
            Some("No time is planned for the step. Give `minutes` a base.".into())
        } else if planned > LONGEST_STEP {
            Some("The step is planned for more than eight hours. Plan less, or split it.".into())
        } else if i64::from(floor) * 60 > planned {
            let minutes = planned / 60;
            Some(format!(
                "The floor is {floor} minutes, but only {minutes} are planned for a group of \
                 {fewest}. Lower the floor to {minutes}, or plan more."
            ))
        } else {
            None
        }
    }
}

impl Activity {
    /// The first thing about an activity that does not fit; one is enough to look at it again.
    fn fault(&self) -> Option<String> {
        let name = self.what.name();
        if let Some(setting) = self.what.setting_at_zero() {
            return Some(format!("`{setting}` of {name} is 0. Write 1 or more, or leave it out."));
        }
        if let Do::Assess { statements, phases, poles } = &self.what
            && let Some(fault) = assess::fault(statements, phases, poles.as_ref())
        {
            return Some(fault);
        }
        if let Some(fault) = self.what.over().and_then(Over::fault) {
            return Some(fault);
        }
        if let Do::Review { parts } = &self.what
            && let Some(fault) = fault_of_the_review(parts)
        {
            return Some(fault);
        }
        if let Do::Matrix { up, across, points, .. } = &self.what
            && let Some(fault) = matrix::fault(up, across, *points)
        {
            return Some(fault);
        }
        if !self.what.is_given_to() && self.privacy != Policy::Open {
            return Some(format!(
                "Nothing is given privately in {name}, so its privacy cannot be kept. Leave \
                 `privacy` out."
            ));
        }
        if self.names_on_wall && matches!(self.what, Do::Care { .. }) {
            return Some(format!(
                "Names of those who {name} stand on the wall only if each of them agrees, which \
                 is asked in the room. Leave `names_on_wall` out."
            ));
        }
        if self.names_on_wall && matches!(self.what, Do::Assess { .. }) {
            return Some(format!(
                "What people {name} is told by function, never by name. Leave `names_on_wall` out."
            ));
        }
        if matches!(self.what, Do::Network { .. }) {
            return self.fault_of_a_network();
        }
        if self.names_on_wall && self.privacy == Policy::Anonymous {
            return Some(format!(
                "`names_on_wall` of {name} asks for names that an anonymous step does not have. \
                 Leave it out, or make the privacy Hidden."
            ));
        }
        None
    }

    /// Who asks is half of what is given in a network, so it cannot do without names.
    fn fault_of_a_network(&self) -> Option<String> {
        let name = self.what.name();
        if self.privacy == Policy::Anonymous {
            return Some(format!(
                "Who asks is half of an answer in {name}: without its asker it ties nobody to \
                 anybody, so it cannot be Anonymous. Make the privacy Hidden: then the room is \
                 told by function, and by name only of those who agree."
            ));
        }
        self.names_on_wall.then(|| {
            format!(
                "Names of those who are asked in {name} stand on the wall only if each of them \
                 agrees, which is asked in the room. Leave `names_on_wall` out."
            )
        })
    }
}

impl Do {
    /// Whether something is given in it that may be private.
    fn is_given_to(&self) -> bool {
        matches!(
            self,
            Do::Gather {}
                | Do::Vote { .. }
                | Do::Matrix { .. }
                | Do::Assess { .. }
                | Do::Care { .. }
                | Do::Pot { .. }
                | Do::Network { .. }
                | Do::Foresee { .. }
        )
    }

    /// A setting that counts something and would count nothing.
    fn setting_at_zero(&self) -> Option<&'static str> {
        match self {
            Do::Vote { dots: Some(0), .. } => Some("dots"),
            Do::Vote { cap: 0, .. } => Some("cap"),
            Do::Goals { most: 0 } | Do::Promise { most: 0, .. } | Do::Network { most: 0, .. } => {
                Some("most")
            }
            Do::Roles { load: 0 } => Some("load"),
            Do::Pot { months: 0 } => Some("months"),
            Do::Promise { first_step: 0, .. } => Some("first_step"),
            Do::Foresee { top: 0, .. } => Some("top"),
            Do::Close { next: 0 } => Some("next"),
            Do::Vote { .. }
            | Do::Matrix { .. }
            | Do::Assess { .. }
            | Do::Care { .. }
            | Do::Goals { .. }
            | Do::Roles { .. }
            | Do::Pot { .. }
            | Do::Promise { .. }
            | Do::Close { .. }
            | Do::Welcome { .. }
            | Do::Team { .. }
            | Do::Round {}
            | Do::Gather {}
            | Do::Network { .. }
            | Do::Foresee { .. }
            | Do::Decide {}
            | Do::Review { .. }
            | Do::Break {} => None,
        }
    }
}

fn fault_of_the_review(parts: &[Matter]) -> Option<String> {
    let twice = |at: &usize| parts[..*at].contains(&parts[*at]);
    match (parts, (0..parts.len()).find(twice)) {
        ([], _) => Some(
            "`parts` of review is empty, so it looks at nothing. Name some, like `[Goals, Pot]`, \
             or leave it out for all of them."
                .into(),
        ),
        (_, Some(at)) => Some(format!("`parts` of review names {:?} twice. Keep one.", parts[at])),
        _ => None,
    }
}

/// Whether a name is easy to type anywhere: lower case letters, digits, and hyphens between them.
fn is_slug(name: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
    name.split('-').all(|part| !part.is_empty() && part.chars().all(plain))
}

fn not_a_slug(field: &str, found: &str) -> String {
    format!(
        "The {field} “{found}” does not do. Use lower case letters, digits and hyphens, like \
         “goals-names-pot”."
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{activity, text, workshop};
    use crate::workshop::{Minutes, SeedArea, Size};

    fn with(change: impl FnOnce(&mut Workshop)) -> Vec<String> {
        let mut workshop = workshop(vec![activity(Do::Gather {}, Policy::Hidden)]);
        change(&mut workshop);
        workshop.faults().into_iter().map(|fault| fault.said).collect()
    }

    fn only(change: impl FnOnce(&mut Workshop)) -> String {
        let [said] = &with(change)[..] else { panic!("one fault was expected") };
        said.clone()
    }

    #[test]
    fn a_script_that_can_be_run_has_no_fault() {
        assert_eq!(with(|_| {}), Vec::<String>::new());
    }

    #[test]
    fn all_faults_are_told_at_once_with_their_step() {
        let mut workshop = workshop(vec![activity(Do::Round {}, Policy::Open)]);
        workshop.name = text("My Workshop");
        workshop.steps.push(workshop.steps[0].clone());
        workshop.steps[1].prompt = text("");
        workshop.steps[1].activities.clear();
        let steps: Vec<Option<usize>> =
            workshop.faults().into_iter().map(|fault| fault.step).collect();
        assert_eq!(steps, [None, Some(1), Some(1), Some(1)]);
    }

    #[test]
    fn a_floor_above_the_plan_of_the_smallest_group_is_a_fault() {
        let said = only(|workshop| {
            workshop.people.from = 4;
            workshop.steps[0].minutes = Minutes { base: 2, per_person: 30 };
            workshop.steps[0].floor = 5;
        });
        assert!(said.contains("only 4 are planned for a group of 4"), "{said}");
    }

    #[test]
    fn sizes_and_times_must_make_sense() {
        assert!(only(|it| it.people = Size { from: 0, to: 9 }).contains("begins at 0"));
        assert!(only(|it| it.people = Size { from: 9, to: 3 }).contains("Exchange the two"));
        assert!(only(|it| it.people.to = 5_000).contains("No room"));
        assert!(only(|it| it.steps[0].minutes.base = 0).contains("No time"));
        assert!(only(|it| it.steps[0].minutes.base = 600).contains("eight hours"));
        assert!(only(|it| it.steps.clear()).contains("at least one"));
    }

    #[test]
    fn names_are_easy_to_type_and_areas_differ() {
        for bad in ["", "Open", "a b", "-a", "a-", "a--b", "öl"] {
            assert!(only(|it| it.steps[0].id = text(bad)).contains("does not do"), "{bad}");
        }
        let twice = SeedArea { name: text("LISTENING"), done: text("") };
        assert!(only(|it| it.areas.push(twice)).contains("twice"));
    }

    #[test]
    fn a_setting_that_counts_nothing_is_a_fault() {
        for what in [
            Do::Vote {
                over: crate::workshop::Over::Ideas,
                kind: crate::workshop::VoteKind::Dots,
                dots: Some(0),
                cap: 2,
            },
            Do::Vote {
                over: crate::workshop::Over::Ideas,
                kind: crate::workshop::VoteKind::Dots,
                dots: None,
                cap: 0,
            },
            Do::Goals { most: 0 },
            Do::Roles { load: 0 },
            Do::Pot { months: 0 },
            Do::Promise { first_step: 0, most: 5 },
            Do::Promise { first_step: 7, most: 0 },
            Do::Close { next: 0 },
            Do::Network { most: 0, outside: true },
        ] {
            let said = only(|it| it.steps[0].activities[0] = activity(what, Policy::Open));
            assert!(said.contains("is 0"), "{said}");
        }
    }

    #[test]
    fn what_cannot_be_chosen_among_or_placed_is_a_fault() {
        use crate::workshop::Axis;
        let matrix = |over, name, points| {
            let (up, across) = (Axis::of(name), Axis::of("effort"));
            activity(Do::Matrix { over, up, across, points }, Policy::Hidden)
        };
        let said = |it: Activity| only(|workshop| workshop.steps[0].activities[0] = it.clone());
        assert!(said(matrix(Over::These(Vec::new()), "impact", 5)).contains("nothing to choose"));
        assert!(said(matrix(Over::Ideas, "effort", 5)).contains("Both axes"));
        assert!(said(matrix(Over::Ideas, "impact", 1)).contains("from 3 to 9"));
    }

    #[test]
    fn a_promise_of_privacy_that_cannot_be_kept_is_a_fault() {
        let round = activity(Do::Round {}, Policy::Hidden);
        assert!(only(|it| it.steps[0].activities[0] = round).contains("cannot be kept"));
        let mut named = activity(Do::Gather {}, Policy::Anonymous);
        named.names_on_wall = true;
        assert!(only(|it| it.steps[0].activities[0] = named).contains("names_on_wall"));
    }
    #[test]
    fn whom_people_ask_cannot_be_anonymous_and_names_stand_there_only_with_consent() {
        let network = || Do::Network { most: 5, outside: true };
        let said = only(|it| it.steps[0].activities[0] = activity(network(), Policy::Anonymous));
        assert!(said.contains("cannot be Anonymous"), "{said}");
        let mut named = activity(network(), Policy::Hidden);
        named.names_on_wall = true;
        assert!(only(|it| it.steps[0].activities[0] = named).contains("agrees"));
        for policy in [Policy::Open, Policy::Hidden] {
            assert_eq!(with(|it| it.steps[0].activities[0] = activity(network(), policy)), [""; 0]);
        }
    }
}
