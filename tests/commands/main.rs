//! The commands as a user runs them: the real binary, on projects made here in a temporary folder.

mod arguments;
mod check;
mod compare;
mod export;
mod new;
mod sandbox;
