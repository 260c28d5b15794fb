//! Other names in another order, so that who said something does not sway who decides.

use crate::model::{ReviewerId, StoryId};

/// The reviewers in an order that has nothing to do with their names and is the same whenever the
/// story is settled.
pub fn shuffled<'a>(story: &StoryId, reviewers: &'a [ReviewerId]) -> Vec<&'a ReviewerId> {
    let mut out: Vec<&ReviewerId> = reviewers.iter().collect();
    out.sort_by_cached_key(|reviewer| (draw(story, reviewer), (*reviewer).clone()));
    out
}

/// A number drawn from two names: FNV-1a, then the finisher of SplitMix64, so that names that are
/// nearly the same give numbers that are not.
fn draw(story: &StoryId, reviewer: &ReviewerId) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in story.as_str().bytes().chain([0]).chain(reviewer.as_str().bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}
