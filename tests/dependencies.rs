//! Holds what `deny.toml` says of licences, bans and sources, with nothing but cargo: what the
//! program is made of may be given away, comes from one place, and speaks to no network.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(path).expect("it is there")
}

/// The strings of a list in `deny.toml`: with `field`, those of this field of its tables.
fn list(section: &str, name: &str, field: Option<&str>) -> BTreeSet<String> {
    let text = file("deny.toml");
    let section = text.split_once(&format!("[{section}]")).expect("a section").1;
    let list = section.split_once(&format!("\n{name} = [")).expect("a list").1;
    let lines = list.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    let lines = lines.take_while(|line| *line != "]").filter(|line| !line.is_empty());
    let string = |line: &str| {
        let line = match field {
            Some(field) => line.split_once(&format!("{field} = ")).expect("the field").1,
            None => line,
        };
        line.split('"').nth(1).expect("a string").to_owned()
    };
    lines.map(string).collect()
}

/// The crates that are built on this machine, as cargo knows them.
fn packages() -> Vec<Value> {
    let told = Command::new("rustc").arg("-vV").output().expect("rustc is there").stdout;
    let told = String::from_utf8(told).expect("text");
    let host = told.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let words = ["metadata", "--locked", "--offline", "--format-version", "1", "--filter-platform"];
    let mut command = Command::new(cargo);
    let said = command.current_dir(env!("CARGO_MANIFEST_DIR")).args(words).arg(host).output();
    let said = said.expect("cargo is there");
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let metadata: Value = serde_json::from_slice(&said.stdout).expect("JSON");
    metadata["packages"].as_array().expect("packages").clone()
}

/// Whether a licence, with its `OR` and `AND`, is granted by what is allowed.
fn is_allowed(licence: &str, allowed: &BTreeSet<String>) -> bool {
    // The names of two licences hold blanks; nothing else is nested deeper than one pair of brackets.
    let whole = licence.replace(" / ", " OR ").replace('/', " OR ");
    let all = whole.split(" AND ").map(|part| part.trim_matches(['(', ')', ' ']));
    let one_of = |part: &str| {
        part.split(" OR ").any(|name| allowed.contains(name.trim_matches(['(', ')', ' '])))
    };
    all.into_iter().all(one_of)
}

#[test]
fn every_crate_may_be_given_away_and_comes_from_crates_io() {
    let allowed = list("licenses", "allow", None);
    let packages = packages();
    assert!(packages.len() > 100, "{}", packages.len());
    let mut used = BTreeSet::new();
    for package in &packages {
        let name = package["name"].as_str().expect("a name");
        let licence = package["license"].as_str().unwrap_or("none");
        assert!(is_allowed(licence, &allowed), "{name} is under {licence}: see deny.toml");
        used.extend(allowed.iter().filter(|name| licence.contains(*name)));
        let source = package["source"].as_str().unwrap_or("registry+crates.io: our own");
        assert!(
            source.starts_with("registry+") && source.contains("crates.io"),
            "{name}: {source}"
        );
    }
    let unused: Vec<_> = allowed.iter().filter(|name| !used.contains(name)).collect();
    assert!(unused.is_empty(), "no crate is under {unused:?}: take it out of deny.toml");
}

#[test]
fn no_banned_crate_is_locked_on_any_system() {
    let banned = list("bans", "deny", Some("crate"));
    assert!(banned.contains("tokio"));
    let lock = file("Cargo.lock");
    let locked = lock.lines().filter_map(|line| line.strip_prefix("name = "));
    let found: Vec<_> = locked.filter(|name| banned.contains(name.trim_matches('"'))).collect();
    assert!(found.is_empty(), "{found:?}: deny.toml bans it");
    let sources: BTreeSet<_> =
        lock.lines().filter_map(|line| line.strip_prefix("source = ")).collect();
    assert_eq!(sources.len(), 1, "{sources:?}");
}

#[test]
fn no_unsafe_code_is_allowed_anywhere_in_this_crate() {
    let manifest = file("Cargo.toml");
    let lints = manifest.split_once("[lints.rust]").expect("lints").1;
    assert!(lints.trim_start().starts_with("unsafe_code = \"forbid\""), "{lints}");
}

#[test]
fn licences_are_read_with_their_ands_and_ors() {
    let allowed = ["MIT", "Unicode-3.0", "Apache-2.0"].map(str::to_owned).into();
    for granted in
        ["MIT", "MIT/GPL-3.0", "Apache-2.0 / X", "(MIT OR Apache-2.0) AND Unicode-3.0", "X OR MIT"]
    {
        assert!(is_allowed(granted, &allowed), "{granted}");
    }
    for not in ["GPL-3.0", "MIT AND GPL-3.0", "(MIT OR Apache-2.0) AND X", "none"] {
        assert!(!is_allowed(not, &allowed), "{not}");
    }
}
