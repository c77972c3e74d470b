//! A quick hash for the ids and ballots of one file, seeded anew each time, so that no file can be
//! made that is slow to read.

use std::hash::{BuildHasher, Hasher, RandomState};

/// Makes hashers that agree with each other.
#[derive(Clone)]
pub(super) struct Quick {
    seed: u64,
}

/// A hash on its way.
pub(super) struct Folded {
    hash: u64,
}

impl Quick {
    pub(super) fn new() -> Quick {
        Quick { seed: RandomState::new().hash_one(MIX) }
    }
}

impl BuildHasher for Quick {
    type Hasher = Folded;

    fn build_hasher(&self) -> Folded {
        Folded { hash: self.seed }
    }
}

impl Folded {
    fn mix(&mut self, word: u64) {
        let product = u128::from(self.hash ^ word) * u128::from(MIX);
        let [high, low] = [product >> 64, product & u128::from(u64::MAX)];
        self.hash = u64::try_from(high ^ low).expect("both are halves of it");
    }
}

impl Hasher for Folded {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        words.iter().for_each(|word| self.mix(u64::from_le_bytes(*word)));
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.mix(u64::from_le_bytes(last) ^ (bytes.len() as u64).rotate_right(8));
    }

    fn write_u64(&mut self, word: u64) {
        self.mix(word);
    }

    fn write_u8(&mut self, byte: u8) {
        self.mix(u64::from(byte));
    }

    fn write_usize(&mut self, word: usize) {
        self.mix(word as u64);
    }

    fn finish(&self) -> u64 {
        self.hash
    }
}

/// An odd number whose bits look like nothing in particular: the golden ratio's.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn different_things_rarely_meet() {
        let quick = Quick::new();
        let ids: Vec<String> = (0..20_000).map(|id| format!("p{id}")).collect();
        let low: HashSet<u64> = ids.iter().map(|id| quick.hash_one(id) % 1_000_003).collect();
        assert!(low.len() > 19_000, "{}", low.len());
        let high: HashSet<u64> = ids.iter().map(|id| quick.hash_one(id) >> 40).collect();
        assert!(high.len() > 19_000, "{}", high.len());
    }
}
