//! The files that belong to one session: `garden.ron` and what lies beside it.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

/// The files of one session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    /// The session itself: `garden.ron`.
    pub session: PathBuf,
}

impl Files {
    /// The files that belong to this session file.
    pub fn of(session: &Path) -> Files {
        Files { session: session.into() }
    }

    /// The folder they lie in.
    pub fn folder(&self) -> &Path {
        super::disk::folder_of(&self.session)
    }

    /// The name they share: `garden`.
    pub fn stem(&self) -> String {
        self.session.file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// What happened, one line an event.
    pub fn history(&self) -> PathBuf {
        self.beside("history.ron")
    }

    /// What was given and is not yet revealed.
    pub fn sealed(&self) -> PathBuf {
        self.beside("sealed.ron")
    }

    /// The same, waiting for the session that goes with it to be on disk.
    pub fn sealed_next(&self) -> PathBuf {
        self.beside("next.sealed.ron")
    }

    /// The field that is open.
    pub fn draft(&self) -> PathBuf {
        self.beside("draft.ron")
    }

    /// The folder of earlier copies.
    pub fn backups(&self) -> PathBuf {
        self.beside("backups")
    }

    /// Where the session came from, while what belongs to it is still on the way.
    pub fn moving(&self) -> PathBuf {
        self.session.with_file_name(format!(".{}.moving", self.stem()))
    }

    /// All files that would be taken for this session's.
    pub fn all(&self) -> [PathBuf; 7] {
        let (session, sealed, next) = (self.session.clone(), self.sealed(), self.sealed_next());
        [session, self.history(), sealed, next, self.draft(), self.backups(), self.moving()]
    }

    /// Whether this is a copy of one of these files that was kept beside it, such as
    /// `garden.outside-2026-11-23T10-00-00Z.ron`; then what follows the common name.
    pub fn ending_of_kept<'a>(&self, path: &'a Path) -> Option<&'a str> {
        let name = path.file_name()?.to_str()?;
        let ending = name.strip_prefix(&format!("{}.", self.stem()))?;
        let bare = ending.strip_suffix(".ron")?;
        let bare = bare.strip_suffix(".sealed").unwrap_or(bare);
        let bare = bare.strip_prefix("history.").unwrap_or(bare);
        (is_kept_aside(bare) && !bare.contains('.')).then_some(ending)
    }

    /// The lock, hidden: it says nothing about the session.
    pub fn lock(&self) -> PathBuf {
        self.session.with_file_name(format!(".{}.lock", self.stem()))
    }

    /// A file beside the session: `garden.history.ron` for `history.ron`.
    pub fn beside(&self, ending: &str) -> PathBuf {
        self.session.with_file_name(format!("{}.{ending}", self.stem()))
    }
}

/// Whether a file may be a session: `garden.ron` is one, `garden.history.ron` goes with one.
pub fn is_session(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let Some(stem) = name.strip_suffix(".ron") else { return false };
    let with_one = [".history", ".sealed", ".draft"].iter().any(|ending| stem.ends_with(ending));
    !stem.is_empty() && !stem.starts_with('.') && !with_one && !is_kept_aside(stem)
}

/// A time as a part of a file name, on every system: `2026-11-23T10-00-00Z`.
pub fn time_in_a_name(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H-%M-%SZ").to_string()
}

/// The time in such a part, when it is one.
pub fn time_of_a_name(part: &str) -> Option<Timestamp> {
    let (date, time) = part.split_once('T')?;
    format!("{date}T{}", time.replace('-', ":")).parse().ok()
}

/// Copies that were kept carry their time as the last part of the name.
fn is_kept_aside(stem: &str) -> bool {
    let part = stem.rsplit('.').next().unwrap_or(stem);
    part.starts_with("outside-") || part.starts_with("aside-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_comes_back_from_a_name() {
        let at = Timestamp::constant(1_800_000_000, 0);
        assert_eq!(time_in_a_name(at), "2027-01-15T08-00-00Z");
        assert_eq!(time_of_a_name("2027-01-15T08-00-00Z"), Some(at));
        assert_eq!(time_of_a_name("yesterday"), None);
    }

    #[test]
    fn everything_of_a_session_lies_beside_it_under_its_name() {
        let files = Files::of(Path::new("/plans/garden.ron"));
        assert_eq!(files.history(), Path::new("/plans/garden.history.ron"));
        assert_eq!(files.lock(), Path::new("/plans/.garden.lock"));
        assert_eq!(files.backups(), Path::new("/plans/garden.backups"));
        for other in [files.history(), files.sealed(), files.sealed_next(), files.draft()] {
            assert!(!is_session(&other), "{other:?}");
        }
        assert!(!is_session(&files.beside("outside-2026-11-23T10-00-00Z.ron")));
        assert!(!is_session(&files.beside("history.aside-2026-11-23T10-00-00Z.ron")));
        assert!(is_session(&files.session));
        let kept = |name: &str| files.ending_of_kept(Path::new(name)).map(str::to_owned);
        for ending in
            ["outside-T.ron", "outside-T-2.ron", "history.aside-T.ron", "aside-T.sealed.ron"]
        {
            assert_eq!(kept(&format!("/plans/garden.{ending}")), Some(ending.into()));
        }
        for other in
            ["garden.ron", "garden.history.ron", "garden-2.aside-T.ron", "garden.b.aside-T.ron"]
        {
            assert_eq!(kept(other), None, "{other}");
        }
    }
}
