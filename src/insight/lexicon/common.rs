//! Words that carry little, and phrases that every report has.

use std::collections::HashSet;
use std::sync::LazyLock;

/// A list of words as a set; never iterated, so that nothing depends on its order.
pub(super) type Words = LazyLock<HashSet<&'static str>>;

pub(super) fn set(list: &'static str) -> HashSet<&'static str> {
    list.split_whitespace().collect()
}

static FUNCTION: Words = LazyLock::new(|| {
    set(
        "a about above across after again against ago all almost along already also although always am among \
         an and another any anyone anything are around as at away back be became because become been before \
         being below between both but by came can come could did do does doing done down during each either \
         else even ever every for from further get give go going got had has have having he her here hers \
         herself him himself his how however i if in including indeed inside instead into is it its itself \
         just last least less let like made make many may me meanwhile might mine more most mr mrs ms much \
         must my myself near neither next no nobody none nor not nothing now of off often on once one only \
         onto or other others our ours out outside over own per perhaps put rather said same saw say saying \
         says see seen set several shall she should since so some something still such take than that the \
         their theirs them themselves then there these they this those though through throughout thus to \
         together told too took toward u.s. under until unless up upon us very via was way we well were what \
         whatever when where whether which while who whom whose why will with within without would yet you \
         your yours 1 2",
    )
});

static STOCK: Words = LazyLock::new(|| {
    set("anonymity anonymous asked authorized comment comments condition conference confidential contacted \
         declined discuss email emailed identified immediately interview matter named news press publicly \
         reached release reporters request requests respond responded return returned sought speak speaking \
         spoke statement telephone")
});

/// Whether a word in normal form is one that every text has: articles, prepositions, pronouns,
/// auxiliaries, `said`.
pub fn is_function(form: &str) -> bool {
    FUNCTION.contains(form)
}

/// Whether a word in normal form belongs to the stock phrases of reporting (`did not immediately
/// respond to a request for comment`), which two reports share without sharing anything.
pub fn is_stock(form: &str) -> bool {
    STOCK.contains(form)
}
