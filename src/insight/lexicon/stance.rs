//! Words that take something back, or turn it round.

use std::sync::LazyLock;

use super::common::{Words, set};

static NEGATIONS: Words = LazyLock::new(|| {
    set("not no never neither nor none nobody nothing nowhere without cannot hardly barely scarcely")
});

static HEDGES: Words = LazyLock::new(|| {
    set(
        "about accused alleged allegedly almost apparent apparently appear appeared appears approximately arguably around \
         assumed believe believed believes can could doubtful estimated expected feared generally if indicate indicated \
         indicates largely likely may maybe might mostly nearly ostensibly partly perceived perhaps possible possibly \
         potential potentially predicted presumably presumed probable probably purported purportedly reported reportedly roughly \
         rumored rumoured seem seemed seemingly seems should so-called some somewhat suggest suggested suggests supposed supposedly suspected \
         tentatively think thinks thought unclear unconfirmed unlikely usually would",
    )
});

/// Whether a word in normal form denies.
pub fn is_negation(form: &str) -> bool {
    NEGATIONS.contains(form)
}

/// Whether a word in normal form makes a claim weaker or passes it to others.
pub fn is_hedge(form: &str) -> bool {
    HEDGES.contains(form)
}
