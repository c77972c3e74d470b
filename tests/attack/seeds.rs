//! Inputs to begin from: what the program itself writes and comes with, and what a careless reader
//! would fall over.

use crate::made::{file, told_rooms, workshops};
use crate::target::{SEALED, SESSIONS};
use groundswell::room::Recorded;
use groundswell::store::frame;
use std::path::Path;

fn bytes(texts: impl IntoIterator<Item = impl Into<String>>) -> Vec<Vec<u8>> {
    texts.into_iter().map(|text| text.into().into_bytes()).collect()
}

fn assets(folder: &str, ending: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let found = std::fs::read_dir(folder).expect("it is there");
    let mut paths: Vec<_> = found.map(|entry| entry.expect("listed").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|found| found == ending));
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).expect("read")).collect()
}

/// So deep, so long and so large that a careless reader would fall over it.
fn monsters(name: &str) -> Vec<Vec<u8>> {
    bytes([
        format!("{name}({}", "(".repeat(50_000)),
        format!("{name}(format: 1, title: {}", "[".repeat(50_000)),
        format!("{name}(format: 1, title: {}", "Some(".repeat(50_000)),
        format!("{name}(format: 1, title: \"{}\")", "x".repeat(200_000)),
        format!("{name}(format: {})", "9".repeat(50_000)),
        format!("{name}(format: 1, title: \"{}", "\\u{1b}".repeat(9_000)),
        format!("{}{name}(format: 1)", "// \n".repeat(50_000)),
        format!("{name}(format: 1, {})", "a: 1, ".repeat(20_000)),
        String::new(),
        name.to_owned(),
    ])
}

pub(crate) fn session_files() -> Vec<Vec<u8>> {
    let mut seeds = monsters("Session");
    seeds.extend(bytes(SESSIONS.iter().map(|(_, session)| file(session))));
    seeds
}

pub(crate) fn histories() -> Vec<Vec<u8>> {
    let text = |event: &Recorded| {
        let line = frame::line_of(event).expect("it is written");
        format!("{line} // {}\n", frame::checksum(&line))
    };
    let mut seeds = bytes(
        told_rooms()
            .iter_mut()
            .map(|room| room.take_unsaved().iter().map(text).collect::<String>()),
    );
    seeds.extend(monsters(""));
    seeds
}

pub(crate) fn sealed_files() -> Vec<Vec<u8>> {
    let gifts = [
        "(from: Some(Person(\"p1.1\")), content: Ideas([\"Plant bees\"]))",
        "(from: None, content: Ballot((marks: [(\"i12.1\", 2)])))",
        "(from: Some(Sheet), content: Ballot((marks: [(\"a1.1\", 3), (\"a1.2\", 65535)])))",
    ];
    let mut seeds = bytes(gifts.map(|gift| {
        format!(
            "Sealed(\n  format: 1,\n  revision: 5,\n  contents: (\n    places: [\n      (\n        \
             place: \"where.0\",\n        gifts: [{gift}],\n      ),\n    ],\n  ),\n)\n"
        )
    }));
    let waiting = SEALED.iter().zip(0..).map(|((_, sealed), nth)| {
        let contents = frame::line_of(sealed).expect("it is written");
        format!("Sealed(\n  format: 1,\n  revision: {nth},\n  contents: {contents},\n)\n").into()
    });
    seeds.extend(waiting);
    seeds.extend(bytes(["Draft(\n  place: \"goals.0\",\n  text: \"Plant be\",\n)\n"]));
    seeds.extend(monsters("Sealed"));
    seeds.extend(monsters("Draft"));
    seeds
}

pub(crate) fn workshop_files() -> Vec<Vec<u8>> {
    let mut seeds = assets("assets/workshops", "ron");
    seeds.extend(monsters("Workshop"));
    seeds
}

pub(crate) fn theme_files() -> Vec<Vec<u8>> {
    let mut seeds = assets("assets/themes", "ron");
    seeds.extend(monsters("Theme"));
    seeds.extend(bytes([
        "Theme(format: 1, based_on: \"dark\", roles: (accent: (fg: \"#6cb8ff\")))",
    ]));
    seeds
}

pub(crate) fn key_files() -> Vec<Vec<u8>> {
    let mut seeds = assets("assets", "ron");
    seeds.retain(|text| text.len() < 9_000);
    seeds.extend(monsters("Keys"));
    seeds.extend(bytes([
        "Keys(format: 1, bindings: [(does: \"park\", keys: [\"ctrl-k\"])])",
        "Keys(format: 1, bindings: [(does: \"up\", keys: [\"alt-f12\", \"é\"]), (does: \"\", keys: [])])",
    ]));
    seeds
}

pub(crate) fn tables() -> Vec<Vec<u8>> {
    let mut seeds = assets("tests/fixtures", "csv");
    seeds.extend(bytes([
        "name,function\nAna,Service\n\"Ben \"\"B\"\"\",Marketing\n".to_owned(),
        "Ana, Service\nBen\tMarketing\n- Chi (HR)\n".to_owned(),
        "name;function;present;voting;note\nAna;Service;yes;no;x\n".to_owned(),
        "ask,area,minimum,target,stretch,quantity,unit,recurring\nTool,Listening,1,2,3,4,seats,monthly\n".to_owned(),
        format!("name,function\n{}", "a,b\n".repeat(3_000)),
        format!("name,function\n\"{}\",x\n", "y".repeat(100_000)),
        format!("name{}\n", ",".repeat(50_000)),
        format!("ask,target\nx,{}\n", "9".repeat(5_000)),
    ]));
    seeds.push(
        "\u{feff}name\tfunction\nŠarić\tIT\n".encode_utf16().flat_map(u16::to_le_bytes).collect(),
    );
    seeds.push(b"name;function\r\nM\xfcller;\x80\r".to_vec());
    seeds
}

pub(crate) fn listed() -> Vec<Vec<u8>> {
    let mut seeds = assets("tests/fixtures", "md");
    seeds.extend(assets("tests/fixtures", "csv"));
    seeds.extend(bytes([
        "# Ideas\n\n- [ ] one\n- two\n  - three\n\n## More\n1. four\n".to_owned(),
        "goal,result,from,to,unit,by,needs,owner\nAnswer,first answer,26,4,hours,30 Jun,\"A, B\",Ana\n".to_owned(),
        format!("{}x\n", "> ".repeat(9_000)),
        format!("{}x\n", "- ".repeat(3_000)),
        format!("{}\n", "[".repeat(20_000)),
        format!("{}\n", "*a_".repeat(9_000)),
        format!("- {}\n", "x".repeat(100_000)),
    ]));
    seeds
}

pub(crate) fn elections() -> Vec<Vec<u8>> {
    let small = |seed: &Vec<u8>| seed.len() < 60_000;
    let mut seeds: Vec<Vec<u8>> =
        assets("tests/fixtures/pabulib", "pb").into_iter().filter(small).collect();
    let with = |kind: &str, vote: &str| {
        format!(
            "META\nkey;value\ndescription;Garden\nnum_projects;2\nnum_votes;2\nbudget;10.50\n\
             vote_type;{kind}\ncurrency;EUR\nPROJECTS\nproject_id;cost;name\n1;5;Bees\n2;6.5;Pond\n\
             VOTES\nvoter_id;vote;points\n1;{vote};3,2\n2;2;1\n"
        )
    };
    seeds.extend(bytes([
        with("approval", "1,2"),
        with("ordinal", "2,1"),
        with("cumulative", "1,2"),
        with("scoring", "2"),
        with("approval", &"1,".repeat(20_000)),
        with("cumulative", "1,2").replace("10.50", &"9".repeat(4_000)),
        with("scoring", "1,2").replace("3,2", "9223372036854775807,-1e5"),
        with("scoring", "1,2").replace("3,2", &format!("0.{}1,2", "0".repeat(4_000))),
    ]));
    seeds
}

pub(crate) fn prompts() -> Vec<Vec<u8>> {
    let prompts = workshops().into_iter().flat_map(|workshop| workshop.steps);
    let mut seeds = bytes(prompts.map(|step| step.prompt.to_string()));
    seeds.extend(listed());
    seeds
}

pub(crate) fn texts() -> Vec<Vec<u8>> {
    let mut seeds = bytes(crate::nasty::STRINGS.iter().copied());
    seeds.extend(bytes([
        crate::nasty::tower(),
        crate::nasty::chain(),
        "\u{1100}".repeat(20_000),
        "\u{2066}".repeat(20_000),
        "\u{1b}[".repeat(20_000),
        "é".repeat(40_000),
        "a\u{200b}\u{301}".repeat(9_000),
    ]));
    seeds
}

pub(crate) fn amounts() -> Vec<Vec<u8>> {
    bytes([
        "1200",
        "1 200",
        "1,200.50",
        "9.600",
        "€500",
        "1.5k",
        "Fr.5",
        "500,-",
        "12M",
        "¥1,000",
        "next friday",
        "3 Dec",
        "in 2 weeks",
        "2027-02-28",
        "28.2.",
        "12/31/2027",
        "tomorrow",
        "Q3",
        "end of march",
        "Ana",
        "a",
        "de_CH",
        "",
    ])
}

pub(crate) fn typing() -> Vec<Vec<u8>> {
    let mut seeds = bytes([
        "\0\0]]]aDee, IT\r\x1b]]",
        "\0\x04?\x1b:undo\ruu\x12",
        "\x01\x02/a\r\x1bt\x1bn\x1b",
        "\x02\x05i33201000112000\ri\x1brr",
        "\x03\x08a500 tools\r\x1bjk\r\rx\x1b",
        "\x04\x03aPlant bees\rWater\r\r\x1bro\r\r",
        "\x05\x06\r\r\rdd\x1b[A\x1b[B\x1b[<0;20;8M",
        "\x06\x01\x1b[200~Zoe, Legal\nAda, IT\x1b[201~\r\r",
        "\x07\x02pSomething\r\x1b]11;rgb:ff/ff/ff\x07q",
    ]);
    // Each session at each of its places, with the keys that most places know.
    for session in 0..SESSIONS.len() {
        for place in 0..SESSIONS[session].1.places().len() {
            let [session, place] = [session, place].map(|at| u8::try_from(at).expect("few"));
            seeds.push(
                [
                    &[session, place][..],
                    b"jj\r\ra1\rx\x1be\x1bi\x1bo\x1bc\x1brr\x1bdd\x1bm\x1bv\x1by\x1bz\x1b+-uu",
                ]
                .concat(),
            );
        }
    }
    seeds
}

pub(crate) fn answers() -> Vec<Vec<u8>> {
    let whole = std::fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/linear/answers.txt"),
    );
    let mut seeds = vec![[b"\0\0", &whole.expect("it is there")[..]].concat()];
    let everywhere = [
        "\nyes\nAna\n1\n2\nfriday\n500\n/undo\n/next\n",
        "/split\n2\n\n\nyes\n/agree x\n/merge\n1\n/merge 1\nhere\nyes\n/undo\n/redo\n",
        "/contact Ana\nkept\non the way\ndropped: no money\n30 Nov\n2\nx\n/part people\n\
         /gone Ana\n/new Zoe, Legal\n/part pot\n500\n/part goals\nLess\n9\n7\n/finish\n",
    ];
    for (nth, (_, of)) in SESSIONS.iter().enumerate() {
        for place in 0..of.places().len() {
            let [nth, place] = [nth, place].map(|at| u8::try_from(at).expect("few"));
            seeds.extend(everywhere.map(|said| [&[nth, place][..], said.as_bytes()].concat()));
        }
    }
    seeds
}
