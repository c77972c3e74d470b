//! Pure maths: ballots in, explained outcome out. Integers and exact fractions only, but for one
//! logarithm that decides nothing; every tie is reported and broken by a written order.

pub mod assessment;
pub mod assignment;
pub mod average;
pub mod dots;
pub mod election;
pub mod equal_shares;
pub mod fist;
pub mod funding;
pub mod greedy;
pub mod likert;
pub mod matrix;
pub mod network;
mod payers;
pub mod phragmen;
pub mod prioritize;
pub mod ranked;
pub mod score;
