//! How a long computation is followed and stopped.

use std::ops::ControlFlow;

/// Told now and then how far a computation is, from 0 to 1. `Break` stops it.
pub type Watch<'a> = dyn FnMut(f32) -> ControlFlow<()> + 'a;

/// The computation was stopped by its watch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("stopped before the end")]
pub struct Cancelled;

/// A watch that lets everything run to its end.
pub fn unwatched() -> impl FnMut(f32) -> ControlFlow<()> {
    |_| ControlFlow::Continue(())
}

/// Reports `done` of `all` steps.
pub(super) fn report(watch: &mut Watch<'_>, done: usize, all: usize) -> Result<(), Cancelled> {
    let share = if all == 0 { 1.0 } else { done as f32 / all as f32 };
    match watch(share.min(1.0)) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Cancelled),
    }
}

/// A watch for step number `done` of `all`, whose own 0 to 1 fill that step.
pub(super) fn step<'a>(
    watch: &'a mut Watch<'_>,
    done: usize,
    all: usize,
) -> impl FnMut(f32) -> ControlFlow<()> + 'a {
    let all = all.max(1) as f32;
    move |share| watch((done as f32 + share) / all)
}
