//! Where the program keeps its files: sessions, a person's own workshops, reports of crashes.

use directories::ProjectDirs;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The environment variable that moves the sessions folder.
pub const VARIABLE: &str = "GROUNDSWELL_DATA";

/// The environment variable that moves the config folder.
pub const CONFIG_VARIABLE: &str = "GROUNDSWELL_CONFIG";

/// The folders of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The sessions lie right in here.
    pub sessions: PathBuf,
    /// A person's own workshops.
    pub workshops: PathBuf,
    /// How a person likes it: keys, themes, settings. They are this machine's, too.
    pub config: PathBuf,
    /// Reports of crashes. They are this machine's own, so they do not move with the sessions.
    pub reports: PathBuf,
}

impl Paths {
    /// The folders: what was asked for on the command line counts before the environment, and
    /// that before what the system says.
    ///
    /// # Errors
    /// When nobody says where, or what was asked for is no folder.
    pub fn new(wished: Option<&Path>) -> Result<Paths, String> {
        let dirs = ProjectDirs::from("", "", "groundswell");
        let mut paths = Paths::of(wished, std::env::var_os(VARIABLE), dirs.as_ref())?;
        if let Some(config) = std::env::var_os(CONFIG_VARIABLE).filter(|value| !value.is_empty()) {
            paths.config = config.into();
        }
        Ok(paths)
    }

    fn of(
        wished: Option<&Path>,
        variable: Option<OsString>,
        dirs: Option<&ProjectDirs>,
    ) -> Result<Paths, String> {
        let variable = variable.filter(|value| !value.is_empty()).map(PathBuf::from);
        let said = wished.map(Path::to_owned).or(variable);
        let sessions = match (said, dirs) {
            (Some(folder), _) => folder,
            (None, Some(dirs)) => dirs.data_dir().to_owned(),
            (None, None) => return Err(nowhere()),
        };
        if sessions.exists() && !sessions.is_dir() {
            return Err(no_folder(&sessions));
        }
        let (reports, config) = match dirs {
            Some(dirs) => (state_of(dirs), dirs.config_dir().to_owned()),
            None => (sessions.join("state"), sessions.join("config")),
        };
        Ok(Paths { workshops: sessions.join("workshops"), sessions, config, reports })
    }
}

/// Only Linux has a folder for this.
fn state_of(dirs: &ProjectDirs) -> PathBuf {
    dirs.state_dir().map_or_else(|| dirs.data_local_dir().join("state"), Path::to_owned)
}

fn nowhere() -> String {
    format!(
        "There is no home folder to keep sessions in. \
         Say where with --data-dir DIR, or set {VARIABLE}."
    )
}

fn no_folder(path: &Path) -> String {
    let path = crate::store::fault::shown(&path.to_string_lossy());
    format!("{path} is a file, but sessions lie in a folder. Name another with --data-dir DIR.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_counts_before_the_environment_and_that_before_the_system() {
        let dirs = ProjectDirs::from("", "", "groundswell");
        let of = |wished: Option<&str>, variable: Option<&str>| {
            Paths::of(wished.map(Path::new), variable.map(OsString::from), dirs.as_ref())
                .map(|paths| paths.sessions)
        };
        assert_eq!(of(Some("/no/a"), Some("/no/b")), Ok(PathBuf::from("/no/a")));
        assert_eq!(of(None, Some("/no/b")), Ok(PathBuf::from("/no/b")));
        let system = dirs.as_ref().map(|dirs| dirs.data_dir().to_owned()).ok_or_else(nowhere);
        assert_eq!(of(None, None), system);
        assert_eq!(of(None, Some("")), system);
    }

    #[test]
    fn workshops_lie_with_the_sessions_and_reports_stay_on_the_machine() {
        let dirs = ProjectDirs::from("", "", "groundswell").expect("a home");
        let paths = Paths::of(Some(Path::new("/no/a")), None, Some(&dirs)).expect("paths");
        assert_eq!(paths.workshops, Path::new("/no/a/workshops"));
        assert!(!paths.reports.starts_with("/no/a"), "{paths:?}");
        assert!(!paths.config.starts_with("/no/a"), "{paths:?}");
    }

    #[test]
    fn without_a_home_somebody_must_say_where() {
        let refused = Paths::of(None, None, None).expect_err("nowhere to go");
        assert!(refused.contains("--data-dir"), "{refused}");
        let said = Paths::of(Some(Path::new("/no/a")), None, None).expect("said");
        assert_eq!(said.reports, Path::new("/no/a/state"));
        assert_eq!(said.config, Path::new("/no/a/config"));
    }

    #[test]
    fn a_file_is_no_folder() {
        let home = tempfile::tempdir().expect("a folder");
        let file = home.path().join("plan\u{1b}[31m");
        crate::store::paper::write(&crate::store::RealDisk, &file, b"", false).expect("written");
        let refused = Paths::of(Some(&file), None, None).expect_err("a file");
        assert!(refused.contains("is a file") && !refused.contains('\u{1b}'), "{refused}");
    }
}
