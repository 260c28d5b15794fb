//! Agreement between reviewers, held against published values and against definitions worked out
//! the long way.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod coding;
mod edges;
mod gamma;
mod oracle;
mod same_numbers;
mod spans;
mod support;
mod ties;
mod unitizing;
