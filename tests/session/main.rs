//! A reviewer at work, as far as files are concerned.

#![allow(clippy::unwrap_used)]

mod codebook;
mod conflicts;
mod desk;
mod faults;
mod findings;
mod found;
mod killed;
mod opening;
mod verbs;
mod work;
