//! What is drawn in a page: pictures without a letter of script, that print in black on white.
//!
//! A bar and a trend stand in a row that says the same in words, so a screen reader passes over
//! them. A plane has a title, and the table below it says the same.

use super::Html;
use super::attribute::{Anchor, Value};
use crate::export::draw::share;
use crate::session::block::{Along, Bar, Plane, Spot, Trend};
use crate::text::capital;

/// The length of a whole bar.
const LONG: u32 = 1_000;
const THICK: u32 = 10;

/// A bar on its track.
pub(super) fn bar(bar: &Bar) -> Html {
    let long = share(bar.value, bar.most, LONG as usize);
    let long = u32::try_from(long).unwrap_or(LONG);
    stretched([rect("track", [0, 0, LONG, THICK]), rect("fill", [0, 0, long, THICK])])
}

/// A bar for each row of amounts that add up, each beginning where the one before ends, and one for
/// all of them; none where there is nothing to compare.
pub(super) fn stairs(parts: &[u64]) -> Option<Vec<Html>> {
    let whole = parts.iter().try_fold(0_u64, |sum, part| sum.checked_add(*part))?;
    if parts.len() < 2 || whole == 0 {
        return None;
    }
    let along = |sum: u64| u32::try_from(share(sum, whole, LONG as usize)).unwrap_or(LONG);
    let step = |sum: &mut u64, part: &u64| {
        let from = along(*sum);
        *sum += part;
        Some([from, along(*sum) - from])
    };
    let steps = parts.iter().scan(0, step).chain([[0, LONG]]);
    let drawn = |[from, long]: [u32; 2]| {
        stretched([rect("track", [0, 0, LONG, THICK]), rect("fill", [from, 0, long, THICK])])
    };
    Some(steps.map(drawn).collect())
}

/// A picture as wide as its cell, which says nothing by itself.
fn stretched<const COUNT: usize>(shapes: [Html; COUNT]) -> Html {
    let attributes = [
        ("class", Value::Word("bar")),
        ("viewBox", [0, 0, LONG, THICK].into()),
        ("preserveAspectRatio", "none".into()),
        ("aria-hidden", "true".into()),
    ];
    Html::with("svg", attributes, shapes)
}

fn rect(class: &'static str, [x, y, width, height]: [u32; 4]) -> Html {
    let attributes = [
        ("class", class.into()),
        ("x", x.into()),
        ("y", y.into()),
        ("width", width.into()),
        ("height", height.into()),
    ];
    Html::with("rect", attributes, [])
}

fn line(class: &'static str, [x1, y1, x2, y2]: [u32; 4]) -> Html {
    let attributes = [
        ("class", class.into()),
        ("x1", x1.into()),
        ("y1", y1.into()),
        ("x2", x2.into()),
        ("y2", y2.into()),
    ];
    Html::with("line", attributes, [])
}

fn circle(class: &'static str, [x, y]: [u32; 2], radius: u32) -> Html {
    let attributes =
        [("class", class.into()), ("cx", x.into()), ("cy", y.into()), ("r", radius.into())];
    Html::with("circle", attributes, [])
}

/// Between two points of a trend, and around all of it.
const STEP: u32 = 20;
const EDGE: u32 = 6;
/// The height of an eighth.
const EIGHTH: u32 = 3;

/// How something went, as a line with a point for each number that is known. Where nobody said, the
/// line is broken; where nobody ever did, there is nothing to draw.
pub(super) fn trend(trend: &Trend) -> Html {
    let points: Vec<Option<[u32; 2]>> = (0..)
        .zip(&trend.points)
        .map(|(at, point)| {
            let height = u32::from(point.height?.min(8));
            Some([EDGE + at * STEP, EDGE + (8 - height) * EIGHTH])
        })
        .collect();
    let lines = points.windows(2).filter_map(|pair| {
        let [[x1, y1], [x2, y2]] = [pair[0]?, pair[1]?];
        Some(line("way", [x1, y1, x2, y2]))
    });
    let Some(last) = points.iter().rposition(Option::is_some) else { return Html::default() };
    let dot = |(at, point): (usize, &Option<[u32; 2]>)| {
        Some(circle(if at == last { "now" } else { "then" }, (*point)?, 3))
    };
    let dots = points.iter().enumerate().filter_map(dot);
    let steps = u32::try_from(points.len().saturating_sub(1)).unwrap_or(0);
    let (wide, high) = (2 * EDGE + steps * STEP, 2 * EDGE + 8 * EIGHTH);
    let ground = line("ground", [0, high - 1, wide, high - 1]);
    let attributes = [
        ("class", Value::Word("trend")),
        ("viewBox", [0, 0, wide, high].into()),
        ("width", wide.into()),
        ("height", high.into()),
        ("aria-hidden", "true".into()),
    ];
    Html::with("svg", attributes, [ground].into_iter().chain(lines).chain(dots).collect::<Vec<_>>())
}

/// The field of a plane, and the frame around it in which letters still fit.
const FIELD: u32 = 540;
const FRAME: u32 = 30;

/// Things on two axes: a letter each, with a cross as long as the answers reach.
pub(super) fn plane(plane: &Plane, here: &Anchor) -> Html {
    let [up, across] = &plane.names;
    let placed: Vec<(&Spot, [Along; 2])> =
        plane.spots.iter().filter_map(|spot| Some((spot, spot.at?))).collect();
    let title = format!(
        "{} upward and {across} to the right, with a letter for each option that is placed; the \
         table says the same.",
        capital(up)
    );
    let title = Html::with("title", [("id", here.into())], [Html::text(&title)]);
    let (whole, middle, end) = (FIELD + 2 * FRAME, FRAME + FIELD / 2, FRAME + FIELD);
    let field = [
        rect("field", [FRAME, FRAME, FIELD, FIELD]),
        line("half-line", [middle, FRAME, middle, end]),
        line("half-line", [FRAME, middle, end, middle]),
    ];
    let crosses = placed.iter().map(|(_, at)| cross(at));
    let letters = lettered(&placed);
    let attributes = [
        ("role", Value::Word("img")),
        ("aria-labelledby", here.into()),
        ("viewBox", [0, 0, whole, whole].into()),
    ];
    let drawn = [title].into_iter().chain(field).chain(crosses).chain(letters);
    let drawn = Html::with("svg", attributes, drawn.collect::<Vec<_>>());
    let quarters = plane.quarters.iter().map(|words| Html::words("span", "", words));
    let quarters = Html::element("div", "quarters", quarters);
    let axis = |class, name: &str, [low, high]: &[String; 2], arrow: &str| {
        let ends = [low.clone(), format!("{name} {arrow}"), high.clone()];
        Html::element("div", class, ends.iter().map(|words| Html::words("span", "", words)))
    };
    let [upward, rightward] = &plane.ends;
    let inside =
        [axis("up", up, upward, "→"), quarters, drawn, axis("across", across, rightward, "→")];
    Html::element("div", "plane", inside)
}

/// Where it stands in the picture, the first axis upward.
fn spot([up, across]: &[Along; 2]) -> [u32; 2] {
    [rightward(across.at), upward(up.at)]
}

fn rightward(at: u16) -> u32 {
    FRAME + u32::from(at.min(Along::WHOLE)) * FIELD / u32::from(Along::WHOLE)
}

fn upward(at: u16) -> u32 {
    2 * FRAME + FIELD - rightward(at)
}

fn cross(at: &[Along; 2]) -> Html {
    let ([up, across], [x, y]) = (at, spot(at));
    [
        line("reach", [rightward(across.from), y, rightward(across.to), y]),
        line("reach", [x, upward(up.from), x, upward(up.to)]),
    ]
    .into_iter()
    .collect()
}

/// Each spot with its letter beside it, where no other letter and no other spot is.
fn lettered(placed: &[(&Spot, [Along; 2])]) -> Vec<Html> {
    let mut taken: Vec<[u32; 2]> = placed.iter().map(|(_, at)| spot(at)).collect();
    let mut drawn = Vec::new();
    for (thing, at) in placed {
        let [x, y] = spot(at);
        let beside = BESIDE
            .map(|[right, down]| [x.saturating_add_signed(right), y.saturating_add_signed(down)]);
        let free = |place: &&[u32; 2]| taken.iter().all(|other| !are_close(**place, *other));
        let place = *beside.iter().find(free).unwrap_or(&beside[0]);
        taken.push(place);
        let class = if thing.taken { "spot taken" } else { "spot" };
        let attributes = [
            ("x", place[0].into()),
            ("y", place[1].into()),
            // Its outline lies below it, so that it can be read on a line.
            ("paint-order", "stroke".into()),
        ];
        let letter = Html::with("text", attributes, [Html::text(&thing.letter)]);
        let name = Html::words("title", "", &thing.label);
        drawn.push(Html::element("g", class, [name, circle("dot", [x, y], 8), letter]));
    }
    drawn
}

/// Where a letter may stand beside its spot, the best place first.
const BESIDE: [[i32; 2]; 12] = [
    [20, -18],
    [-20, -18],
    [20, 20],
    [-20, 20],
    [0, -26],
    [28, 0],
    [0, 28],
    [-28, 0],
    [44, -18],
    [-44, -18],
    [44, 20],
    [-44, 20],
];

fn are_close([x, y]: [u32; 2], [other_x, other_y]: [u32; 2]) -> bool {
    x.abs_diff(other_x) < 18 && y.abs_diff(other_y) < 18
}
