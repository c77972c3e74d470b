//! Finds projects by their ids, a million times in a large file.

use super::quick::Quick;
use std::collections::HashMap;
use std::hash::BuildHasher;

/// Where each project stands in the list.
pub(super) struct Ids<'p> {
    /// Ids of up to eight bytes, as one number, each at its place or soon behind it. No id is 0,
    /// as none is empty and a text has no such character.
    short: Vec<(u64, u32)>,
    long: HashMap<&'p [u8], u32, Quick>,
    /// Odd, and another one each time.
    factor: u64,
}

impl<'p> Ids<'p> {
    /// The places of these ids, which differ.
    pub(super) fn of(ids: impl ExactSizeIterator<Item = &'p str>) -> Ids<'p> {
        let quick = Quick::new();
        let room = (ids.len() * 4).next_power_of_two();
        let factor = quick.hash_one("factor") | 1;
        let mut all = Ids { short: vec![(0, 0); room], long: HashMap::with_hasher(quick), factor };
        for (id, place) in ids.zip(0..) {
            match packed(id.as_bytes()) {
                Some(key) => {
                    let at = all.place(key);
                    all.short[at] = (key, place);
                }
                None => _ = all.long.insert(id.as_bytes(), place),
            }
        }
        all
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.long.len() + self.short.iter().filter(|(key, _)| *key != 0).count()
    }

    /// The place of the project with this id.
    pub(super) fn get(&self, id: &[u8]) -> Option<u32> {
        let Some(key) = packed(id) else { return self.long.get(id).copied() };
        let (found, place) = self.short[self.place(key)];
        (found == key && key != 0).then_some(place)
    }

    /// Where a short id stands, or would stand. There is always room.
    fn place(&self, key: u64) -> usize {
        let last = self.short.len() - 1;
        let hash = key.wrapping_mul(self.factor) >> 32;
        let mut at = usize::try_from(hash).expect("half a word") & last;
        while self.short[at].0 != key && self.short[at].0 != 0 {
            at = (at + 1) & last;
        }
        at
    }
}

/// An id of up to eight bytes as one number.
fn packed(id: &[u8]) -> Option<u64> {
    let add = |key: u64, byte: &u8| key << 8 | u64::from(*byte);
    (id.len() <= 8).then(|| id.iter().fold(0, add))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_is_found_and_no_other() {
        let all: Vec<String> = (0..500).map(|id| "7".repeat(id % 20) + &id.to_string()).collect();
        let ids = Ids::of(all.iter().map(String::as_str));
        for (place, id) in all.iter().enumerate() {
            assert_eq!(ids.get(id.as_bytes()), u32::try_from(place).ok(), "{id}");
        }
        for id in ["", "x", "é", "500", "a long one that nobody has"] {
            assert_eq!(ids.get(id.as_bytes()), None, "{id}");
        }
        assert_eq!(ids.len(), 500);
        assert_eq!(Ids::of([].into_iter()).get(b"1"), None);
    }
}
