//! Pure maths: ballots in, explained outcome out. Integers and exact fractions only; every tie is
//! reported and broken by a written order.

pub mod average;
pub mod dots;
pub mod election;
#[cfg(test)]
mod elections;
pub mod equal_shares;
pub mod fist;
pub mod funding;
pub mod greedy;
mod payers;
pub mod phragmen;
