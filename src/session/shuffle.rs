//! Orders that tell nothing, the same on every machine and in every replay: shuffles from the
//! session's seed and something stable, such as a place.
//!
//! The numbers come from SplitMix64: a dozen lines, one word of state, good for any seed (also
//! zero), and fixed for ever by its published constants. A crate's generator may give other numbers
//! in its next version, and then an old session would be read in another order. The shuffle is that
//! of Fisher and Yates, in which every order is equally likely.

/// Small numbers from a seed.
#[derive(Clone, Debug)]
pub struct Numbers(u64);

impl Numbers {
    /// The numbers that this seed and purpose give, always the same.
    pub fn new(seed: u64, purpose: &str) -> Numbers {
        Numbers(seed ^ fingerprint(purpose))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`. The remainder favours small numbers by less than one in 2^50 for any
    /// list a room can have.
    ///
    /// # Panics
    /// When `end` is zero.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX);
        usize::try_from(self.next() % end).expect("smaller than a length")
    }
}

/// Puts things in an order that depends on the seed, on what the order is for, and on nothing else
/// but their order before.
pub fn shuffle<T>(things: &mut [T], seed: u64, purpose: &str) {
    let mut numbers = Numbers::new(seed, purpose);
    for last in (1..things.len()).rev() {
        things.swap(last, numbers.below(last + 1));
    }
}

/// FNV-1a: tells two purposes of one session apart.
fn fingerprint(words: &str) -> u64 {
    words.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn shuffled(seed: u64, purpose: &str) -> Vec<u8> {
        let mut things: Vec<u8> = (0..9).collect();
        shuffle(&mut things, seed, purpose);
        things
    }

    #[test]
    fn the_numbers_are_those_published_for_splitmix64() {
        let mut numbers = Numbers(1_234_567);
        let first: Vec<u64> = (0..3).map(|_| numbers.next()).collect();
        let published =
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!(first, published);
    }

    #[test]
    fn one_seed_and_purpose_give_one_order_and_others_another() {
        assert_eq!(shuffled(7, "open.1"), shuffled(7, "open.1"));
        assert_ne!(shuffled(7, "open.1"), shuffled(7, "close.1"));
        assert_ne!(shuffled(7, "open.1"), shuffled(8, "open.1"));
    }

    #[test]
    fn nothing_is_lost_or_doubled_and_few_things_do_not_matter() {
        let kept: BTreeSet<u8> = shuffled(3, "x").into_iter().collect();
        assert_eq!(kept.len(), 9);
        shuffle::<u8>(&mut [], 3, "x");
        shuffle(&mut [1], 3, "x");
    }

    #[test]
    fn every_order_of_three_comes_up_about_as_often() {
        let mut times = std::collections::BTreeMap::new();
        for seed in 0..6000 {
            let mut three = [0, 1, 2];
            shuffle(&mut three, seed, "round");
            *times.entry(three).or_insert(0) += 1;
        }
        assert_eq!(times.len(), 6);
        assert!(times.values().all(|times| (900..1100).contains(times)), "{times:?}");
    }
}
