use super::colour::{Shade, lightness, linear, shade_of};
use super::*;
use ratatui::style::Color;

/// The theme `dark` with something else in place of a piece of it.
fn dark_with(piece: &str, other: &str) -> Result<Theme, ThemeError> {
    let source = BUILT_IN[0].1.replace(piece, other);
    assert_ne!(source, BUILT_IN[0].1, "{piece} is not in it");
    Theme::parse("mine.ron", "mine", &source)
}

fn line_of(words: &str) -> usize {
    BUILT_IN[0].1.lines().position(|line| line.contains(words)).expect("it is there") + 1
}

/// The shades of a role's letters and of its ground at a depth of colour.
fn pair(theme: &Theme, role: Role, depth: Depth) -> (Shade, Shade) {
    let (style, ground) = (theme.style(role, depth), theme.style(Role::Text, depth));
    let shade = |colour: Option<Color>| match colour.expect("built-in themes say all colours") {
        Color::Rgb(red, green, blue) => (red, green, blue),
        Color::Indexed(number) => shade_of(number),
        named => {
            let paints = [theme.paint(role), theme.paint(Role::Text)];
            let said = paints.into_iter().flat_map(|paint| [paint.fg16, paint.bg16]).flatten();
            said.into_iter().find(|said| said.at(depth) == Some(named)).expect("said").shade()
        }
    };
    (shade(style.fg), shade(style.bg.or(ground.bg)))
}

#[test]
fn every_built_in_theme_reads_and_is_called_as_its_file() {
    for (name, _) in BUILT_IN {
        assert_eq!(Theme::built_in(name).unwrap().name(), name);
    }
    assert_eq!(Theme::built_in("neon"), None);
}

#[test]
fn every_role_can_be_read_on_its_ground_at_every_depth_of_colour() {
    for (name, least) in [("dark", READABLE), ("light", READABLE), ("wall", 7.0)] {
        let theme = Theme::built_in(name).unwrap();
        for role in Role::ALL {
            // The sixteen differ from terminal to terminal; these are what most make of them.
            let depths = [(Depth::True, least), (Depth::Indexed, least), (Depth::Sixteen, 4.0)];
            for (depth, least) in depths {
                let (front, back) = pair(&theme, role, depth);
                let measured = contrast(front, back);
                assert!(
                    measured >= least,
                    "{name} {role:?} {depth:?}: {measured:.1} is under {least}"
                );
            }
        }
        assert_eq!(theme.hard_to_read(), []);
    }
}

#[test]
fn black_on_white_has_the_largest_contrast_there_is() {
    assert!((contrast((0, 0, 0), (255, 255, 255)) - 21.0).abs() < 1e-9);
}

/// What people see who lack the cones for red or for green, or for blue: Machado, Oliveira and
/// Fernandes (2009), at full severity.
const VISIONS: [(&str, [[f64; 3]; 3]); 4] = [
    ("all", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "no red",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "no green",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "no blue",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

/// The light that a shade gives to such eyes.
fn seen(shade: Shade, vision: &[[f64; 3]; 3]) -> f64 {
    let light = linear(shade);
    let parts = vision.map(|row| {
        let sum: f64 = row.iter().zip(light).map(|(share, part)| share * part).sum();
        sum.clamp(0.0, 1.0)
    });
    0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
}

#[test]
fn the_three_states_differ_in_lightness_for_all_eyes() {
    for name in ["dark", "light", "wall"] {
        let theme = Theme::built_in(name).unwrap();
        let states = [Role::Good, Role::Warn, Role::Bad];
        for (eyes, vision) in &VISIONS {
            let light = states.map(|role| seen(pair(&theme, role, Depth::True).0, vision));
            for (one, other) in [(0, 1), (0, 2), (1, 2)] {
                let ratio =
                    (light[one].max(light[other]) + 0.05) / (light[one].min(light[other]) + 0.05);
                let [one, other] = [states[one], states[other]];
                assert!(ratio >= 1.19, "{name}, {eyes}: {one:?} and {other:?}: {ratio:.2}");
            }
        }
    }
}

#[test]
fn all_eyes_see_what_the_formula_of_lightness_says() {
    let shade = (18, 200, 77);
    assert!((seen(shade, &VISIONS[0].1) - lightness(shade)).abs() < 1e-9);
}

#[test]
fn the_cursor_row_is_reverse_video_without_colours() {
    let mono = Theme::built_in("mono").unwrap();
    let cursor = mono.style(Role::Cursor, Depth::None);
    assert_eq!(cursor, Style::new().add_modifier(Modifier::REVERSED));
}

#[test]
fn sixteen_colours_take_the_stand_in_and_the_nearest_where_none_is_named() {
    let theme = dark_with("fg: \"#6cb8ff\", fg16: \"light cyan\"", "fg: \"#f00\u{31}10\"").unwrap();
    assert_eq!(theme.style(Role::Accent, Depth::Sixteen).fg, Some(Color::LightRed));
    assert_eq!(theme.style(Role::Bad, Depth::Sixteen).fg, Some(Color::LightRed));
    assert_eq!(theme.style(Role::Accent, Depth::True).fg, Some(Color::Rgb(0xf0, 0x01, 0x10)));
}

#[test]
fn two_hundred_and_fifty_six_colours_take_the_nearest_of_cube_and_greys() {
    let shown = |colour: &str| {
        let theme = dark_with("#6cb8ff", colour).unwrap();
        theme.style(Role::Accent, Depth::Indexed).fg
    };
    assert_eq!(shown("#fe8686"), Some(Color::Indexed(210)));
    assert_eq!(shown("#88b0d6"), Some(Color::Indexed(110)));
    assert_eq!(shown("#ededed"), Some(Color::Indexed(255)));
    assert_eq!(shown("red"), Some(Color::Red), "the sixteen are the terminal's own");
    assert_eq!((shade_of(110), shade_of(255)), ((135, 175, 215), (238, 238, 238)));
}

#[test]
fn letters_are_read_as_well_with_256_colours_as_with_all() {
    let theme = dark_with("#6cb8ff", "#5f87af").unwrap();
    let measured = |depth| {
        let (front, back) = pair(&theme, Role::Accent, depth);
        contrast(front, back)
    };
    assert!(measured(Depth::Indexed) >= measured(Depth::True).min(7.0));
}

#[test]
fn a_wrong_colour_is_named_with_file_line_and_column() {
    let error = dark_with("#9aa1a9", "greyish").unwrap_err();
    let line = line_of("#9aa1a9");
    assert_eq!((error.line, error.column > 1), (line, true), "{error}");
    let shown = error.to_string();
    assert!(shown.starts_with(&format!("mine.ron, line {line}, column ")), "{shown}");
    assert!(shown.contains("\"greyish\" is no colour: expected \"#rrggbb\""), "{shown}");
    assert!(shown.contains("groundswell themes show dark"), "{shown}");
    for colour in ["#+f+f+f", "#12345", "#é234", "", "#1234567"] {
        assert!(dark_with("#9aa1a9", colour).is_err(), "{colour}");
    }
}

#[test]
fn a_misspelt_role_and_a_newer_format_are_refused_with_their_line() {
    let error = dark_with("accent:", "acent:").unwrap_err();
    assert!(error.line == line_of("accent:") && error.what.contains("acent"), "{error}");
    let error = dark_with("format: 1", "format: 2, mood: \"calm\"").unwrap_err();
    assert!(error.line == line_of("format: 1") && error.what.contains("format 2"), "{error}");
}

#[test]
fn a_theme_of_ones_own_says_only_what_differs_from_its_base() {
    let source = "Theme(\n  format: 1,\n  based_on: \"light\",\n  roles: (\n    accent: (fg: \"#7a1fa2\"),\n  ),\n)";
    let theme = Theme::parse("plum.ron", "plum", source).unwrap();
    let light = Theme::built_in("light").unwrap();
    assert_eq!(theme.name(), "plum");
    assert_eq!(theme.style(Role::Accent, Depth::True).fg, Some(Color::Rgb(0x7a, 0x1f, 0xa2)));
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Accent) {
        assert_eq!(theme.style(role, Depth::True), light.style(role, Depth::True));
    }
}

#[test]
fn a_role_without_a_style_and_an_unknown_base_are_told_with_their_place() {
    let source = "Theme(\n  format: 1,\n  roles: (\n    text: (fg: \"white\"),\n  ),\n)";
    let error = Theme::parse("mine.ron", "mine", source).unwrap_err();
    assert_eq!((error.line, error.column), (3, 3));
    assert!(error.what.starts_with("the role dim has no style. Give it one"), "{error}");
    let source = "Theme(format: 1, based_on: \"neon\")";
    let error = Theme::parse("mine.ron", "mine", source).unwrap_err();
    assert_eq!((error.line, error.column), (1, 18));
    assert!(
        error.what.contains("\"neon\". Base it on one of: dark, light, wall, mono."),
        "{error}"
    );
}

#[test]
fn what_is_hard_to_read_is_measured_and_what_nobody_knows_is_not() {
    let faint = "Theme(format: 1, based_on: \"dark\", roles: (dim: (fg: \"#3a3f45\")))";
    let hard = Theme::parse("faint.ron", "faint", faint).unwrap().hard_to_read();
    assert!(matches!(hard[..], [(Role::Dim, measured)] if measured < 2.0), "{hard:?}");
    assert_eq!(Theme::built_in("mono").unwrap().hard_to_read(), []);
}

#[test]
fn a_background_is_light_or_dark_as_letters_are_read_on_it() {
    assert!(background_is_light((255, 255, 255)) && background_is_light((0xee, 0xe8, 0xd5)));
    assert!(!background_is_light((0, 0, 0)) && !background_is_light((0, 0x2b, 0x36)));
}

mod any_bytes {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn never_panic(text in any::<String>(), at in 0..2_000_usize) {
            let _ = Theme::parse("mine.ron", "mine", &text);
            let source = BUILT_IN[0].1;
            let cut = (at..).find(|at| source.is_char_boundary((*at).min(source.len()))).unwrap_or(0);
            let cut = cut.min(source.len());
            let _ = Theme::parse("mine.ron", "mine", &format!("{}{text}{}", &source[..cut], &source[cut..]));
        }
    }
}
