//! `export`: where the record goes.

use super::{Desk, write};
use std::fs;

#[test]
fn an_export_lies_where_the_person_says_and_replaces_nothing_unasked() {
    let desk = Desk::with_garden();
    let words = ["export", "garden", "--to", "md"];
    assert_eq!(desk.says(&words).out, "garden.md\n");
    let first = fs::read(desk.beside("garden.md")).expect("written");
    let refused = desk.refuses(&words);
    assert!(refused.contains("garden.md") && refused.contains("--force"), "{refused}");

    write(&desk.beside("garden.md"), "mine");
    assert_eq!(desk.refuses(&words), refused);
    assert_eq!(fs::read(desk.beside("garden.md")).expect("still there"), b"mine");
    assert_eq!(desk.says(&[&words[..], &["--force"]].concat()).code, 0);
    assert_eq!(fs::read(desk.beside("garden.md")).expect("replaced"), first);
    assert!(first.ends_with(b"\n") && !first.ends_with(b"\n\n"));
}

#[test]
fn an_export_that_fails_leaves_no_half_file() {
    let desk = Desk::with_garden();
    let words = ["export", "garden", "--to", "md", "--out"];
    let refused = desk.refuses(&[&words[..], &["no/such/folder.md"]].concat());
    assert!(refused.contains("folder"), "{refused}");
    fs::create_dir(desk.beside("papers")).expect("a folder");
    let said = desk.says(&[&words[..], &["papers"]].concat());
    assert_eq!(said.out, "papers/garden.md\n");
    let left: Vec<_> = fs::read_dir(desk.beside("papers")).expect("it is there").collect();
    assert_eq!(left.len(), 1);
}

#[cfg(feature = "pdf")]
#[test]
fn a_record_becomes_a_pdf_that_is_the_same_each_time() {
    let desk = Desk::with_garden();
    let pdf = |file: &str| {
        let words = ["export", "garden", "--to", "pdf", "--out", file];
        assert_eq!(desk.says(&words).out, format!("{file}\n"));
        fs::read(desk.beside(file)).expect("written")
    };
    let (one, other) = (pdf("one.pdf"), pdf("other.pdf"));
    assert!(one.starts_with(b"%PDF-1.7") && one.len() > 5_000);
    assert!(one == other);
}

#[cfg(unix)]
#[test]
fn a_device_is_not_replaced_by_a_file() {
    let desk = Desk::with_garden();
    let words = ["export", "garden", "--to", "md", "--force", "--out", "/dev/null"];
    assert!(desk.refuses(&words).contains("--out -"));
    assert!(!fs::metadata("/dev/null").expect("it is there").is_file());
}

#[test]
fn every_format_goes_into_a_folder_and_none_of_it_over_what_is_there() {
    let desk = Desk::new();
    desk.keep("boxes", &Desk::tour("Boxes"));
    let said = desk.says(&["export", "boxes", "--to", "all", "--out", "papers"]);
    assert_eq!(said.code, 0, "{said:?}");
    for name in ["boxes.md", "boxes.html", "boxes.ics", "boxes.json", "boxes-csv"] {
        assert!(said.out.lines().any(|line| line == format!("papers/{name}")), "{name}: {said:?}");
        assert!(desk.beside(&format!("papers/{name}")).exists(), "{name}");
    }
    fs::create_dir(desk.beside("some")).expect("a folder");
    write(&desk.beside("some/boxes.ics"), "mine");
    let refused = desk.refuses(&["export", "boxes", "--to", "all", "--out", "some"]);
    assert!(refused.contains("boxes.ics") && refused.contains("--force"), "{refused}");
    let there: Vec<_> = fs::read_dir(desk.beside("some")).expect("it is there").collect();
    assert_eq!(there.len(), 1, "nothing is written where something is there");
    assert_eq!(fs::read(desk.beside("some/boxes.ics")).expect("still there"), b"mine");
    assert!(desk.refuses(&["export", "boxes", "--to", "all"]).contains("--out"));
}

#[test]
fn a_table_a_part_and_an_audience_can_be_asked_for() {
    let desk = Desk::new();
    desk.keep("boxes", &Desk::tour("Boxes"));
    let told = |words: &[&str]| {
        let said = desk.says(&[&["export", "boxes", "--out", "-"], words].concat());
        assert_eq!(said.code, 0, "{said:?}");
        said
    };
    let table = told(&["--to", "csv", "--table", "promises"]).out;
    assert!(table.starts_with("who,function,when,will,by,") && table.contains("Ana,Service,"));
    let unknown = desk.refuses(&["export", "boxes", "--to", "csv", "--table", "wishes"]);
    assert!(unknown.contains("There is no table “wishes”") && unknown.contains("pledges"));
    let page = told(&["--to", "md", "--part", "page,roles"]).out;
    assert!(page.contains("## In short") && page.contains("## Who answers for what"), "{page}");
    assert!(!page.contains("## Promises"), "{page}");
    let public = told(&["--to", "md", "--for", "public"]);
    assert!(!public.out.contains("Farid") && !public.out.contains("## Promises"), "{public:?}");
    assert!(public.err.contains("still name Dirk"), "{public:?}");
    assert!(
        desk.refuses(&["export", "boxes", "--to", "csv", "--out", "-"]).contains("several files")
    );
}
