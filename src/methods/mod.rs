//! Pure maths: ballots in, explained outcome out. Integers and exact fractions only; every tie is
//! reported and broken by a written order.

pub mod average;
pub mod dots;
pub mod election;
pub mod fist;
pub mod funding;
pub mod prioritize;
pub mod ranked;
pub mod score;
