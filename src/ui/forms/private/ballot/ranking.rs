//! An order of preference while it is made: each thing gets a place, equals share one, and what
//! has none comes last.

use crate::session::Id;
use std::collections::BTreeMap;

/// What has a place. Typed places stand as they were typed, gaps and all: who types 3 before 1 and
/// 2 means 3.
pub(super) type Places = BTreeMap<Id, [Option<u8>; 2]>;

/// The place after the last one, or no place any more; those behind it move up.
pub(super) fn toggle(places: &mut Places, id: &Id) {
    match places.remove(id) {
        Some([Some(place), _]) => close_up(places, place),
        _ => {
            let last = places.values().filter_map(|[place, _]| *place).max().unwrap_or(0);
            places.insert(id.clone(), [Some(last.saturating_add(1)), None]);
        }
    }
}

fn close_up(places: &mut Places, gone: u8) {
    if places.values().any(|[place, _]| *place == Some(gone)) {
        return;
    }
    for [place, _] in places.values_mut() {
        *place = place.map(|place| place - u8::from(place > gone));
    }
}

/// Half a place up: to the ones above it, or away from those that share its place.
pub(super) fn better(places: &mut Places, id: &Id) {
    rearrange(places, id, |groups, at, alone| match (at, alone) {
        (0, true) => groups[0].push(id.clone()),
        (_, true) => groups[at - 1].push(id.clone()),
        (_, false) => groups.insert(at, vec![id.clone()]),
    });
}

/// Half a place down: to the ones below it, or away from those that share its place.
pub(super) fn worse(places: &mut Places, id: &Id) {
    rearrange(places, id, |groups, at, alone| match alone {
        true if at + 1 < groups.len() => groups[at + 1].push(id.clone()),
        true => groups[at].push(id.clone()),
        false => groups.insert(at + 1, vec![id.clone()]),
    });
}

/// As good as the one above it; or, where it shares a place already, right below the others.
pub(super) fn join(places: &mut Places, id: &Id) {
    rearrange(places, id, |groups, at, alone| match alone {
        true => groups[at.saturating_sub(1)].push(id.clone()),
        false => groups.insert(at + 1, vec![id.clone()]),
    });
}

/// Takes a thing out of its group, lets it be put elsewhere, and counts the places anew.
fn rearrange(places: &mut Places, id: &Id, put: impl FnOnce(&mut Vec<Vec<Id>>, usize, bool)) {
    let mut groups = groups(places);
    let Some(at) = groups.iter().position(|group| group.contains(id)) else {
        return toggle(places, id);
    };
    groups[at].retain(|other| other != id);
    let alone = groups[at].is_empty();
    put(&mut groups, at, alone);
    groups.retain(|group| !group.is_empty());
    *places = (1..=u8::MAX)
        .zip(groups)
        .flat_map(|(place, group)| group.into_iter().map(move |id| (id, [Some(place), None])))
        .collect();
}

fn groups(places: &Places) -> Vec<Vec<Id>> {
    let mut groups: BTreeMap<u8, Vec<Id>> = BTreeMap::new();
    for (id, [place, _]) in places {
        groups.entry(place.unwrap_or(u8::MAX)).or_default().push(id.clone());
    }
    groups.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::area;

    /// What some keys on some areas come to: `1 2 3` are the areas given a place with Space, the
    /// signs act on the last one.
    fn after(keys: &str) -> Vec<Option<u8>> {
        let mut places = Places::new();
        let mut at = area(1);
        for key in keys.chars() {
            match key {
                '+' => better(&mut places, &at),
                '-' => worse(&mut places, &at),
                'm' => join(&mut places, &at),
                digit => {
                    at = area((digit as u8 - b'0').into());
                    toggle(&mut places, &at);
                }
            }
        }
        (1..=3).map(|number| places.get(&area(number)).and_then(|[place, _]| *place)).collect()
    }

    #[test]
    fn space_gives_the_next_place_and_takes_it_back() {
        assert_eq!(after("312"), [Some(2), Some(3), Some(1)]);
        assert_eq!(after("3123"), [Some(1), Some(2), None]);
    }

    #[test]
    fn more_and_less_move_half_a_place_at_a_time() {
        assert_eq!(after("312+"), [Some(2), Some(2), Some(1)]);
        assert_eq!(after("312++"), [Some(3), Some(2), Some(1)]);
        assert_eq!(after("312++++++"), [Some(3), Some(1), Some(2)]);
        assert_eq!(after("312++++--"), after("312++"));
        assert_eq!(after("312-"), after("312"));
    }

    #[test]
    fn merging_joins_the_one_above_and_splits_again() {
        assert_eq!(after("312m"), [Some(2), Some(2), Some(1)]);
        assert_eq!(after("312mm"), after("312"));
        assert_eq!(after("3m"), after("3"));
        assert_eq!(after("+"), after("1"), "what has no place gets the next one");
    }
}
