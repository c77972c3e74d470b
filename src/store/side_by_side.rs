//! Reading many things at once: somebody waits for a long history, or for a folder of sessions.

use std::thread::{self, ScopedJoinHandle};

/// More threads than this wait for one another.
const MOST: usize = 8;

/// How many things are read at once on this machine.
pub fn at_once() -> usize {
    thread::available_parallelism().map_or(1, usize::from).min(MOST)
}

/// What comes of each thing, in their order, worked out in as many parts as the machine works on at
/// once; of a `few` or less in one.
pub fn side_by_side<T: Sync, R: Send>(
    things: &[T],
    few: usize,
    each: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let parts = if things.len() <= few { 1 } else { at_once() };
    let part = |things: &[T]| things.iter().map(&each).collect::<Vec<R>>();
    let mut parts = things.chunks(things.len().div_ceil(parts).max(1));
    let own = parts.next().unwrap_or_default();
    thread::scope(|scope| {
        let begin = |things| (things, scope.spawn(move || part(things)));
        let others: Vec<(&[T], ScopedJoinHandle<'_, Vec<R>>)> = parts.map(begin).collect();
        let mut all = part(own);
        for (things, thread) in others {
            // What failed there fails here as well, and is told by whoever called.
            all.extend(thread.join().unwrap_or_else(|_| part(things)));
        }
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_parts_comes_out_what_comes_out_in_one() {
        for many in [0_usize, 1, 2, 7, 100, 1_001] {
            let things: Vec<usize> = (0..many).collect();
            let doubled: Vec<usize> = things.iter().map(|thing| thing * 2).collect();
            for few in [0, 50, 5_000] {
                assert_eq!(side_by_side(&things, few, |thing| thing * 2), doubled);
            }
        }
    }
}
