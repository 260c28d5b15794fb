//! The commands as a user runs them: the real binary, on projects made here in a temporary folder.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests are tests")]

mod arguments;
mod articles;
mod check;
mod compare;
mod export;
mod new;
mod sandbox;
