//! Writes a made-up city's election in Pabulib's format to standard output, always the same for the
//! same words:
//!
//! `cargo run --release --example make_election approval 100000 160 7 > city.pb`
//!
//! The words are the kind of vote (`approval`, `choose-1`, `cumulative` or `ordinal`), how many
//! voters and projects, and a seed. People live in districts and have interests, so that some
//! projects are liked together; costs are round, as they are in real cities, and ballots differ in
//! length.

use std::io::{self, BufWriter, Write};

fn main() -> io::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| words.get(at).and_then(|word| word.parse::<u64>().ok());
    let kinds = ["approval", "choose-1", "cumulative", "ordinal"];
    let kind = words.first().filter(|kind| kinds.contains(&kind.as_str()));
    let (Some(kind), Some(voters), Some(projects)) = (kind, number(1), number(2)) else {
        let said = "say: approval|choose-1|cumulative|ordinal VOTERS PROJECTS [SEED]";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, said));
    };
    let city = City::founded(projects.max(1), Chance { state: number(3).unwrap_or(1) });
    city.write(kind, voters, &mut BufWriter::new(io::stdout().lock()))
}

/// Projects and what people think of them.
struct City {
    projects: Vec<Project>,
    chance: Chance,
}

struct Project {
    cost: u64,
    district: u64,
    interest: u64,
    /// How many out of a thousand like it who have no other reason to.
    appeal: u64,
}

const DISTRICTS: u64 = 12;
const INTERESTS: u64 = 9;

impl City {
    fn founded(projects: u64, mut chance: Chance) -> City {
        let mut project = |_| Project {
            cost: 500 * (2 + chance.below(12) * chance.below(12) * (1 + chance.below(6))),
            district: chance.below(DISTRICTS),
            interest: chance.below(INTERESTS),
            appeal: 5 + chance.below(20) * chance.below(20) / 2,
        };
        City { projects: (0..projects).map(&mut project).collect(), chance }
    }

    fn write(mut self, kind: &str, voters: u64, out: &mut impl Write) -> io::Result<()> {
        let budget: u64 = self.projects.iter().map(|project| project.cost).sum::<u64>() / 4;
        write!(out, "META\nkey;value\ndescription;A made-up city\ncountry;Nowhere\nunit;City\n")?;
        write!(out, "instance;2026\nnum_projects;{}\nnum_votes;{voters}\n", self.projects.len())?;
        write!(out, "budget;{budget}\nvote_type;{kind}\nrule;greedy\ncurrency;EUR\n")?;
        write!(out, "PROJECTS\nproject_id;cost;category;name\n")?;
        for (id, Project { cost, interest, district, .. }) in self.projects.iter().enumerate() {
            writeln!(
                out,
                "{};{cost};interest {interest};Number {id} of district {district}",
                id + 1
            )?;
        }
        write!(out, "VOTES\nvoter_id;age;sex;voting_method;vote")?;
        writeln!(out, "{}", if kind == "cumulative" { ";points" } else { "" })?;
        for voter in 1..=voters {
            let vote = self.vote(kind);
            let ids: Vec<String> =
                vote.iter().map(|(project, _)| (project + 1).to_string()).collect();
            let (age, sex) = (16 + self.chance.below(70), ["F", "M"][self.chance.place(2)]);
            write!(out, "{voter};{age};{sex};internet;{}", ids.join(","))?;
            let points: Vec<String> = vote.iter().map(|(_, points)| points.to_string()).collect();
            writeln!(
                out,
                "{}",
                if kind == "cumulative" { format!(";{}", points.join(",")) } else { String::new() }
            )?;
        }
        out.flush()
    }

    /// Projects with points, the best liked first.
    fn vote(&mut self, kind: &str) -> Vec<(usize, u64)> {
        let (district, interest) = (self.chance.below(DISTRICTS), self.chance.below(INTERESTS));
        let most = match kind {
            "choose-1" => 1,
            "ordinal" => 3 + self.chance.place(3),
            "cumulative" => 1 + self.chance.place(6),
            _ => 1 + self.chance.place(15),
        };
        let mut liked: Vec<(u64, usize)> = Vec::new();
        for place in 0..self.projects.len() {
            let Project { appeal, .. } = self.projects[place];
            let here = self.projects[place].district == district;
            let mine = self.projects[place].interest == interest;
            let liking =
                self.chance.below(1_000) / (appeal + 200 * u64::from(here) + 90 * u64::from(mine));
            liked.push((liking * 1_000 + self.chance.below(1_000), place));
        }
        liked.sort_unstable();
        liked.truncate(most);
        let mut purse = 10;
        let mut vote = Vec::new();
        for (_, place) in liked {
            let points = 1 + self.chance.below(purse.max(1));
            purse = purse.saturating_sub(points);
            vote.push((place, points));
        }
        vote
    }
}

/// Numbers that look like chance (splitmix64).
struct Chance {
    state: u64,
}

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }

    fn place(&mut self, limit: usize) -> usize {
        usize::try_from(self.below(limit as u64)).expect("below a place")
    }
}
