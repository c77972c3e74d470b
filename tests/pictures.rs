//! The pictures of the README are screens of the real program on the tour's session: this makes
//! them anew and compares. With `GROUNDSWELL_PICTURES=write` it writes those that differ.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "pictures are written here and nowhere else")]

mod support;

use std::path::{Path, PathBuf};

use support::picture::{DARK, Ground, LIGHT, svg};
use support::pty::Pty;
use tempfile::TempDir;

struct Picture {
    name: &'static str,
    size: (u16, u16),
    theme: &'static str,
    ground: Ground,
    /// What is typed, and what the screen shows then.
    typed: &'static [(&'static str, &'static str)],
    /// Whether it is the wall of what was typed.
    wall: bool,
}

const DESK: (u16, u16) = (100, 30);
const PROJECTOR: (u16, u16) = (120, 40);

/// The tour ends in its last step, so the agenda leads back from there.
const PICTURES: &[Picture] = &[
    Picture {
        name: "names",
        size: DESK,
        theme: "dark",
        ground: DARK,
        typed: &[("gkkkkk<enter>", "Who wants it?")],
        wall: false,
    },
    Picture {
        name: "names-wall",
        size: PROJECTOR,
        theme: "wall",
        ground: LIGHT,
        typed: &[("gkkkkk<enter>", "Who wants it?")],
        wall: true,
    },
    Picture {
        name: "vote",
        size: DESK,
        theme: "dark",
        ground: DARK,
        typed: &[("gkkkkkkkk<enter>", "GOALS 1/3"), ("]", "GOALS 2/3")],
        wall: false,
    },
    Picture {
        name: "goals",
        size: DESK,
        theme: "light",
        ground: LIGHT,
        typed: &[("gkkkkkkkk<enter>", "GOALS 1/3"), ("]]", "GOALS 3/3")],
        wall: false,
    },
    Picture {
        name: "pot",
        size: DESK,
        theme: "light",
        ground: LIGHT,
        typed: &[("gkkkk<enter>", "into one pot"), ("3", "EQUAL SHARES")],
        wall: false,
    },
    Picture {
        name: "decide",
        size: DESK,
        theme: "dark",
        ground: DARK,
        typed: &[("gkk<enter>", "Can you live with this plan?")],
        wall: false,
    },
];

#[test]
fn the_pictures_are_those_of_the_program() {
    let writes = std::env::var("GROUNDSWELL_PICTURES").is_ok_and(|value| value == "write");
    for picture in PICTURES {
        let made = picture.made();
        let path = folder().join(format!("{}.svg", picture.name));
        if writes {
            std::fs::create_dir_all(folder()).expect("a folder");
            std::fs::write(&path, made).expect("it is written");
        } else {
            let kept = std::fs::read_to_string(&path).unwrap_or_default();
            let how = "GROUNDSWELL_PICTURES=write cargo test --test pictures";
            assert!(kept == made, "{} shows another screen. {how} makes it anew.", path.display());
        }
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures")
}

impl Picture {
    fn made(&self) -> String {
        let home = TempDir::new().expect("a folder");
        let session = home.path().join("fresh.ron");
        let tour = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/tour.ron");
        std::fs::copy(tour, &session).expect("it is copied");
        let session = session.to_str().expect("a plain path");
        let size = if self.wall { (100, 30) } else { self.size };
        let mut console = self.runs(home.path(), size, &[session]);
        console.wait_for("One word");
        for (keys, shows) in self.typed {
            console.keys(keys).wait_for(shows);
        }
        if !self.wall {
            return console.wait_for_whole("saved ").look(|screen| svg(screen, self.ground));
        }
        let mut wall = self.runs(home.path(), self.size, &["wall", session]);
        let (_, shows) = self.typed.last().expect("something is typed");
        wall.wait_for_whole(shows);
        wall.look(|screen| svg(screen, self.ground))
    }

    fn runs(&self, home: &Path, size: (u16, u16), arguments: &[&str]) -> Pty {
        let home = home.to_str().expect("a plain path");
        let arguments: Vec<&str> = [arguments, &["--still", "--theme", self.theme]].concat();
        let env = [
            ("GROUNDSWELL_DATA", home),
            ("TZ", "UTC"),
            ("LANG", "en_GB.UTF-8"),
            ("LC_ALL", "en_GB.UTF-8"),
            ("COLORTERM", "truecolor"),
        ];
        Pty::start(size, &arguments, &env)
    }
}
