use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::*;
use crate::session::block::Block;
use crate::store::disk::RealDisk;
use crate::store::memory::{Failure, MemoryDisk};
use crate::text::in_words;
use crate::workshop::Policy;

const FOLDER: &str = "/data/workshops";

/// The script that the examples change.
const SOUND: &str = include_str!("../../../assets/workshops/goals-names-pot.ron");

fn own(disk: &MemoryDisk, name: &str, text: &str) {
    disk.put(&Path::new(FOLDER).join(name), text.as_bytes());
}

fn shelf(disk: &MemoryDisk) -> Workshops {
    Workshops::in_folder(Arc::new(disk.clone()), Some(FOLDER.into()))
}

fn built_in() -> Workshops {
    Workshops::in_folder(Arc::new(RealDisk), None)
}

fn told(text: &str) -> String {
    reading::read(Path::new("mine.ron"), text.as_bytes()).unwrap_err().to_string()
}

/// What is said when one thing in a sound script is changed.
fn with(from: &str, to: &str) -> String {
    assert!(SOUND.contains(from), "{from}");
    told(&SOUND.replacen(from, to, 1))
}

fn names(listed: &[Listed]) -> Vec<&str> {
    listed.iter().map(|listed| listed.name.as_str()).collect()
}

#[test]
fn every_file_of_the_library_is_built_in_under_its_name() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/workshops");
    let mut files: Vec<String> =
        RealDisk.list(&folder).unwrap().iter().map(|path| stem(path)).collect();
    files.sort();
    let mut named: Vec<&str> = BUILT_IN.iter().map(|(name, _)| *name).collect();
    named.sort_unstable();
    assert_eq!(files, named);
    for listed in built_in().list() {
        assert_eq!(listed.workshop.unwrap().name, listed.name.as_str());
        assert!(listed.built_in);
    }
}

#[test]
fn nothing_is_found_in_a_built_in_script_that_it_does_not_accept() {
    for listed in built_in().list() {
        let findings = listed.workshop.unwrap().lint();
        let open: Vec<_> = findings.into_iter().filter(|it| it.accepted.is_none()).collect();
        assert_eq!(open, [], "{}", listed.name);
    }
}

#[test]
fn a_script_that_cannot_be_run_is_read_as_a_draft_and_one_that_cannot_be_read_is_not() {
    let disk = MemoryDisk::with_folder(FOLDER);
    let mine = SOUND.replacen("name: \"goals-names-pot\"", "name: \"mine\"", 1);
    own(&disk, "mine.ron", &mine.replacen("floor: 14", "floor: 94", 1));
    own(&disk, "broken.ron", "Workshop(format: 1, nam: 3)");
    own(&disk, "other.ron", SOUND);
    let shelf = shelf(&disk);
    assert!(shelf.find("mine").is_err());
    let codes: Vec<&str> = shelf.draft("mine").unwrap().lint().iter().map(|it| it.code).collect();
    assert_eq!(codes, ["floor-above-plan", "too-many-options"]);
    assert!(shelf.draft("broken").unwrap_err().to_string().contains("nam"));
    assert!(shelf.draft("other").unwrap_err().to_string().contains("Make them the same"));
}

/// "117 minutes for nine people", as the script says of itself.
#[test]
fn every_built_in_script_takes_as_long_as_it_says() {
    for listed in built_in().list() {
        let workshop = listed.workshop.unwrap();
        let (before, after) = workshop.about.split_once(" minutes for ").unwrap();
        let advertised: i64 = before.rsplit(' ').next().unwrap().parse().unwrap();
        let people = after.split(' ').next().unwrap();
        let people = (1..=12).find(|number| in_words(*number) == people).unwrap();
        let planned = workshop.seconds(people);
        assert!((planned - advertised * 60).abs() <= 60, "{}: {planned} s", listed.name);
        let row = format!("| `{}` | {advertised} | ", listed.name);
        assert!(include_str!("../../../README.md").contains(&row), "{row} is not in the README");
    }
}

#[test]
fn what_is_voted_and_gathered_in_a_built_in_script_is_private() {
    for listed in built_in().list() {
        for activity in listed.workshop.unwrap().steps.iter().flat_map(|step| &step.activities) {
            if ["gather", "vote", "pot"].contains(&activity.what.name()) {
                assert_ne!(activity.privacy, Policy::Open, "{}", listed.name);
            }
        }
    }
}

/// The question first, then at most two short lines; three notes at most.
#[test]
fn every_prompt_of_a_built_in_script_fits_a_wall_and_its_notes_a_glance() {
    for listed in built_in().list() {
        for step in listed.workshop.unwrap().steps {
            let inner = step.activities.iter().flat_map(|it| [(&it.prompt, &it.notes)]);
            for (prompt, notes) in [(&step.prompt, &step.notes)].into_iter().chain(inner) {
                let blocks = Block::from_markdown(prompt);
                assert!(blocks.len() <= 3, "{prompt}");
                for (place, block) in blocks.iter().enumerate() {
                    let Block::Text(words) = block else { panic!("{block:?}") };
                    assert!(place > 0 || words.split(' ').count() <= 12, "{words}");
                    assert!(words.chars().count() <= 72, "{words}");
                }
                assert!(notes.lines().count() <= 3, "{notes}");
            }
        }
    }
}

#[test]
fn a_script_is_found_by_its_name_or_the_beginning_of_it() {
    let shelf = built_in();
    assert_eq!(shelf.find("goals-names-pot").unwrap().title, "Goals, names, pot");
    assert_eq!(shelf.find("Goals").unwrap().name, "goals-names-pot");
    let listed = shelf.list();
    let mut all = names(&listed);
    all.sort_unstable();
    let all = all.join(", ");
    for wrong in ["", "goat"] {
        let said = shelf.find(wrong).unwrap_err().to_string();
        let help = format!(
            "{wrong}: There is no workshop of this name. Choose one of: {all}; or name a file."
        );
        assert_eq!(said, help);
    }
}

#[test]
fn a_persons_own_scripts_are_listed_behind_the_built_in_ones() {
    let disk = MemoryDisk::with_folder(FOLDER);
    let before = shelf(&disk).list();
    let mut all = names(&before);
    assert_eq!(all, BUILT_IN.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    own(&disk, "garden.ron", &SOUND.replace("\"goals-names-pot\"", "\"garden\""));
    own(&disk, "goals.ron", "Workshop(format: 1");
    own(&disk, ".hidden.ron", "");
    own(&disk, "notes.txt", "");
    let listed = shelf(&disk).list();
    all.extend(["garden", "goals"]);
    assert_eq!(names(&listed), all);
    let fine: Vec<bool> = listed.iter().map(|listed| listed.workshop.is_ok()).collect();
    assert!(fine.ends_with(&[true, false]), "a broken one is not hidden");
    assert_eq!(shelf(&disk).find("gar").unwrap().name, "garden");
    insta::assert_snapshot!(shelf(&disk).find("go").unwrap_err(), @"go: Several workshops begin like this: goals, goals-names-pot. Type more of the name.");
    assert_eq!(
        shelf(&disk).find("goals").unwrap_err(),
        listed[BUILT_IN.len() + 1].workshop.clone().unwrap_err()
    );
}

#[test]
fn a_script_of_ones_own_takes_the_place_of_a_built_in_one() {
    let disk = MemoryDisk::with_folder(FOLDER);
    own(&disk, "goals-names-pot.ron", &SOUND.replace("\"Goals, names, pot\"", "\"Ours\""));
    let listed = shelf(&disk).list();
    let ours: Vec<&Listed> = listed.iter().filter(|it| it.name == "goals-names-pot").collect();
    assert_eq!((listed.len(), ours.len(), ours[0].built_in), (BUILT_IN.len(), 1, false));
    assert_eq!(shelf(&disk).find("goals-names-pot").unwrap().title, "Ours");
}

#[test]
fn in_the_folder_a_script_is_called_like_its_file() {
    let disk = MemoryDisk::with_folder(FOLDER);
    own(&disk, "garden.ron", SOUND);
    insta::assert_snapshot!(shelf(&disk).find("garden").unwrap_err(), @r#"
    /data/workshops/garden.ron:30:3: The name is “goals-names-pot”, but the file is called “garden.ron”. Make them the same: in this folder a workshop goes by its file.
    30 |   name: "goals-names-pot",
           ^
    "#);
    let path = format!("{FOLDER}/garden.ron");
    assert!(shelf(&disk).find(&path).is_ok(), "who names the file means the file");
}

#[test]
fn a_folder_that_cannot_be_read_is_said_and_hides_nothing() {
    let disk = MemoryDisk::with_folder(FOLDER);
    disk.fail_for_ever(0, Failure::NoRights);
    let listed = shelf(&disk).list();
    assert_eq!((listed.len(), listed[BUILT_IN.len()].name.as_str()), (BUILT_IN.len() + 1, FOLDER));
    assert!(listed[BUILT_IN.len()].workshop.is_err());
}

#[test]
fn a_file_that_is_none_is_said_to_be_none() {
    let home = tempfile::tempdir().unwrap();
    let said = |path: PathBuf| built_in().find(&path.to_string_lossy()).unwrap_err().trouble;
    insta::assert_snapshot!(said(home.path().into()), @"This is a folder; name a workshop's file in it.");
    insta::assert_snapshot!(said(home.path().join("none.ron")), @"There is no such file. `groundswell workshops` lists the workshops there are.");
    insta::assert_snapshot!(told(""), @"mine.ron: The file is empty. `groundswell workshops show goals-names-pot` prints one to start from.");
    insta::assert_snapshot!(told("Session(format: 1)"), @"
    mine.ron:1:1: This is no workshop: it begins with `Session`, where `Workshop(` was expected.
    1 | Session(format: 1)
        ^
    ");
    insta::assert_snapshot!(told("\n\n  hello there"), @"
    mine.ron:3:3: This is no workshop: it begins with `hello`, where `Workshop(` was expected.
    3 |   hello there
          ^
    ");
    let error = reading::read(Path::new("mine.ron"), b"Workshop(\n  \xff").unwrap_err();
    insta::assert_snapshot!(error, @"
    mine.ron:2:3: From here on the file is not text (UTF-8). Save it again as UTF-8 in your editor.
    2 |   �
          ^
    ");
}

#[test]
fn the_text_of_a_script_is_shown_as_it_stands_even_when_it_is_broken() {
    assert_eq!(built_in().source("goals").unwrap(), SOUND);
    let disk = MemoryDisk::with_folder(FOLDER);
    own(&disk, "garden.ron", "// mine\r\nWorkshop(\u{1b}[2J \u{202e}\tنمی\u{200c}خواهم");
    let shown = shelf(&disk).source("garden").unwrap();
    assert_eq!(shown, "// mine\nWorkshop(·[2J ·\tنمی\u{200c}خواهم");
}

#[test]
fn a_mistyped_word_is_named_with_its_place_and_what_was_meant() {
    insta::assert_snapshot!(with("prompt: \"What can", "promt: \"What can"), @r#"
    mine.ron:75:7: There is no field `promt` in a step. Did you mean `prompt`? There are: id, title, prompt, notes, minutes, floor, activities.
    75 |       promt: "What can we only do together?",
               ^
    "#);
    insta::assert_snapshot!(with("privacy: Hidden", "privacy: Hiden"), @"
    mine.ron:138:20: There is no `Hiden` among the ways of privacy. Did you mean `Hidden`? There are: Open, Hidden, Anonymous.
    138 |           privacy: Hiden,
                             ^
    ");
    insta::assert_snapshot!(with("do: Gather()", "do: Gathre()"), @"
    mine.ron:137:15: There is no `Gathre` among the activities. Did you mean `Gather`? There are: Welcome, Team, Round, Gather, Vote, Matrix, Assess, Care, Goals, Roles, Pot, Network, Foresee, Decide, Promise, Review, Close, Break.
    137 |           do: Gathre(),
                        ^
    ");
    insta::assert_snapshot!(with("Vote(over: Ideas, cap: 2)", "Vote(over: Ideas, limit: 2)"), @"
    mine.ron:153:33: There is no field `limit` in Vote. There are: over, kind, dots, cap.
    153 |           do: Vote(over: Ideas, limit: 2),
                                          ^
    ");
}

#[test]
fn a_missing_or_doubled_field_is_named() {
    insta::assert_snapshot!(with("floor: 4,", ""), @"
    mine.ron:128:5: The field `floor` is missing in this step, which ends here. Add it.
    128 |     ),
              ^
    ");
    insta::assert_snapshot!(with("floor: 4,", "floor: 4, floor: 5,"), @"
    mine.ron:77:17: The field `floor` is there twice in this step. Keep one of them.
    77 |       floor: 4, floor: 5,
                         ^
    ");
    insta::assert_snapshot!(with("Vote(over: Ideas, cap: 2)", "Vote(cap: 2)"), @"
    mine.ron:153:26: The field `over` is missing in Vote, which ends here. Add it.
    153 |           do: Vote(cap: 2),
                                   ^
    ");
}

#[test]
fn a_value_of_the_wrong_kind_is_told_from_what_was_expected() {
    insta::assert_snapshot!(with("floor: 4,", "floor: \"4\","), @r#"
    mine.ron:77:13: A whole number was expected here, like 5.
    77 |       floor: "4",
                     ^
    "#);
    insta::assert_snapshot!(with("floor: 4,", "floor: -4,"), @"
    mine.ron:77:15: This number is too large here, or below zero.
    77 |       floor: -4,
                       ^
    ");
    insta::assert_snapshot!(with("title: \"Open\",", "title: Open,"), @r#"
    mine.ron:74:13: A text in "quotes" was expected here.
    74 |       title: Open,
                     ^
    "#);
    insta::assert_snapshot!(with("minutes: (base: 7)", "minutes: 8"), @"
    mine.ron:215:15: An opening ( was expected here: fields stand in ( and ), even where there are none.
    215 |       minutes: 8,
                        ^
    ");
    insta::assert_snapshot!(with("[(do: Break())]", "(do: Break())"), @"
    mine.ron:217:18: A list was expected here: put it into [ and ].
    217 |       activities: (do: Break()),
                           ^
    ");
    insta::assert_snapshot!(with("[(do: Break())]", "[(do: Break)]"), @"
    mine.ron:217:30: An opening ( was expected here: fields stand in ( and ), even where there are none.
    217 |       activities: [(do: Break)],
                                       ^
    ");
}

#[test]
fn a_bracket_or_quote_without_a_partner_is_found_where_it_is() {
    insta::assert_snapshot!(with("[(do: Break())]", "[(do: Break()]"), @"
    mine.ron:217:20: This ( is not closed: a ) was expected before the ] in line 217.
    217 |       activities: [(do: Break()],
                             ^
    ");
    insta::assert_snapshot!(with("  steps: [", "  steps: "), @"
    mine.ron:71:9: A list was expected here: put it into [ and ].
    71 |   steps: 
                 ^
    ");
    insta::assert_snapshot!(told(SOUND.trim_end().strip_suffix(')').unwrap()), @"
    mine.ron:28:9: This ( is not closed: the file ends before its ). Add it where it belongs.
    28 | Workshop(
                 ^
    ");
    insta::assert_snapshot!(told(&format!("{SOUND})")), @"
    mine.ron:341:2: The workshop has ended before this. Take out what follows, or the bracket that closes too early.
    341 | )
           ^
    ");
    insta::assert_snapshot!(with("title: \"Open\",", "title: \"Open,"), @r#"
    mine.ron:75:16: A comma is missing before this, or a quote (") above it.
    75 |       prompt: "What can we only do together?",
                        ^
    "#);
    insta::assert_snapshot!(with("floor: 4,", "floor: 4"), @r#"
    mine.ron:78:7: A comma is missing before this, or a quote (") above it.
    78 |       activities: [
               ^
    "#);
    let cut = SOUND.find("        Say: back at the time").unwrap();
    insta::assert_snapshot!(told(&SOUND[..cut]), @r#"
    mine.ron:210:14: The text that begins here has no closing quote ("). Add it.
    210 |       notes: "
                       ^
    "#);
}

#[test]
fn a_newer_format_is_refused_kindly_whatever_else_is_in_it() {
    insta::assert_snapshot!(with("  format: 1,", "  format: 2,"), @"mine.ron: This was written by a newer Groundswell (format 2; this one knows 1). Nothing was changed. Update Groundswell to open it.");
    let strange = SOUND.replace("  format: 1,", "  format: 2,").replace("steps: [", "acts: <[");
    assert!(told(&strange).contains("newer Groundswell"), "{}", told(&strange));
    insta::assert_snapshot!(with("  format: 1,", "  format: 0,"), @"mine.ron: Format 0 is not known here. Write `format: 1`.");
}

#[test]
fn what_reads_but_cannot_be_run_is_told_all_at_once_with_lines() {
    insta::assert_snapshot!(with("floor: 4,", "floor: 9,"), @r#"
    mine.ron:73:7: The floor is 9 minutes, but only 4 are planned for a group of 3. Lower the floor to 4, or plan more.
    73 |       id: "open",
               ^
    "#);
    let text = SOUND
        .replace("name: \"goals-names-pot\"", "name: \"My Workshop\"")
        .replace("people: (from: 3", "people: (from: 30")
        .replace("cap: 2", "cap: 0")
        .replace("prompt: \"What is different, one year from now?\"", "prompt: \"\"")
        .replace("id: \"close\"", "id: \"open\"")
        .replace("activities: [(do: Break())]", "activities: []");
    insta::assert_snapshot!(told(&text), @"
    mine.ron: Some things do not fit yet:
      The name “My Workshop” does not do. Use lower case letters, digits and hyphens, like “goals-names-pot”.
      `people` goes from 30 to 20. Exchange the two.
      line 130: The step's prompt is empty. Write what the room is asked.
      line 130: `cap` of vote is 0. Write 1 or more, or leave it out.
      line 203: The step has no activity. Give it one, such as `(do: Round())`, or take it out.
      line 296: Two steps have the id “open”. Give this one another.
    ");
}

#[test]
fn a_script_survives_being_written_by_the_program() {
    let workshop = built_in().find("goals-names-pot").unwrap();
    let text = frame::written(Path::new("mine.ron"), &workshop).unwrap();
    assert_eq!(reading::read(Path::new("mine.ron"), text.as_bytes()).unwrap(), workshop);
}

mod any_text {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn damage_is_told_with_a_place_and_never_panics(
            at in 0..SOUND.len(), drop in 0_usize..30, put in ".{0,3}"
        ) {
            let start = SOUND.floor_char_boundary(at);
            let end = SOUND.floor_char_boundary((at + drop).min(SOUND.len())).max(start);
            let text = format!("{}{put}{}", &SOUND[..start], &SOUND[end..]);
            if let Err(error) = reading::read(Path::new("mine.ron"), text.as_bytes()) {
                prop_assert!(error.to_string().starts_with("mine.ron:"));
            }
        }
    }
}
