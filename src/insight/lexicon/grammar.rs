//! Small words of grammar.

use std::sync::LazyLock;

use super::common::{Words, set};

/// What a word in lower case does in a sentence, where the word alone tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// `the`, `a`, `this`, `some`, `two`.
    Determiner,
    /// `his`, `their`.
    Possessive,
    /// `he`, `they`, `who` is not one.
    Pronoun,
    /// `him`, `them`.
    ObjectPronoun,
    /// `of`, `in`, `during`.
    Preposition,
    /// `and`, `but`, `or`.
    Coordinator,
    /// `when`, `because`, `that`.
    Subordinator,
    /// `who`, `which`, `what`.
    Relative,
    /// `is`, `has`, `would`.
    Auxiliary,
    /// `also`, `later`, `reportedly`.
    Adverb,
    /// `Monday`, `yesterday`.
    Time,
    /// The past form of a common verb that reports nothing: `went`, `took`.
    Verb,
}

static DETERMINERS: Words = LazyLock::new(|| {
    set(
        "a an the this that these those some any each every no another both all many several most few two three \
         four five six seven eight nine ten one either neither such dozens hundreds thousands",
    )
});
static POSSESSIVES: Words = LazyLock::new(|| set("his her its their our my your"));
static PRONOUNS: Words = LazyLock::new(|| set("he she they it we i you"));
static OBJECT_PRONOUNS: Words =
    LazyLock::new(|| set("him them us me himself herself themselves itself ourselves myself yourself"));
static PREPOSITIONS: Words = LazyLock::new(|| {
    set(
        "of in on at for from with by to about into over under against among between through during after before \
         behind beyond without within inside outside near toward towards upon onto despite across along around \
         since until till amid amidst throughout regarding concerning per via alongside besides beside above below \
         following unlike like as off out up down",
    )
});
static COORDINATORS: Words = LazyLock::new(|| set("and but or nor yet then &"));
static SUBORDINATORS: Words = LazyLock::new(|| {
    set("when while because although though if whether unless where whereas once as since so how why than")
});
static RELATIVES: Words = LazyLock::new(|| set("who whom which what whose that whoever whatever"));
static AUXILIARIES: Words = LazyLock::new(|| {
    set(
        "is are was were be been being am has have had having do does did will would can could may might must shall \
         should ought 's 're 've 'd 'll isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't \
         wouldn't can't cannot couldn't shouldn't i'm i've i'd i'll he'd he'll she'd she'll they're they've they'd \
         they'll we're we've we'd we'll you're you've it'll it'd",
    )
});
static ADVERBS: Words = LazyLock::new(|| {
    set(
        "also later then now again still even just only soon already once twice never always often sometimes \
         meanwhile however nevertheless nonetheless moreover furthermore instead too perhaps maybe yet further \
         separately earlier previously recently afterward afterwards thus therefore ever first not there here \
         originally together back away indeed rather quite very so long elsewhere overnight meantime n't",
    )
});
static TIMES: Words = LazyLock::new(|| {
    set("monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat \
         today yesterday tomorrow tonight january february march april may june july august september october \
         november december jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec. morning afternoon evening \
         night midnight noon week month year")
});
static VERBS: Words = LazyLock::new(|| {
    set("went came took made got gave left kept stood sat met ran won lost led sent built spent paid put \
         fell rose grew drew flew broke chose wore drove rode threw hung struck sought caught taught brought bought \
         fought sold bore beat became fled forgot forgave froze hid knelt laid lay leapt rang sank shook slept \
         slid stole stuck strove swept swam swung tore woke wound withdrew held turned moved came comes goes gets makes \
         takes gives seems seemed appears appeared remains remained helps helped let lets tried tries wants needs \
         likes loves works lives plays includes hit cut set quit")
});

/// The role of a word in lower case; `None` for nouns, adjectives and all that is not listed.
pub fn role(word: &str) -> Option<Role> {
    let roles: [(&Words, Role); 11] = [
        (&POSSESSIVES, Role::Possessive),
        (&PRONOUNS, Role::Pronoun),
        (&RELATIVES, Role::Relative),
        (&DETERMINERS, Role::Determiner),
        (&OBJECT_PRONOUNS, Role::ObjectPronoun),
        (&COORDINATORS, Role::Coordinator),
        (&AUXILIARIES, Role::Auxiliary),
        (&ADVERBS, Role::Adverb),
        (&SUBORDINATORS, Role::Subordinator),
        (&PREPOSITIONS, Role::Preposition),
        (&VERBS, Role::Verb),
    ];
    if let Some((_, role)) = roles.iter().find(|(words, _)| words.contains(word)) {
        return Some(*role);
    }
    if is_time(word) {
        return Some(Role::Time);
    }
    (word.len() > 4 && word.ends_with("ly") && !LY_NOUNS.contains(&word)).then_some(Role::Adverb)
}

/// Words in `ly` that are no adverbs.
const LY_NOUNS: &[&str] = &[
    "ally",
    "assembly",
    "bully",
    "butterfly",
    "daily",
    "early",
    "elderly",
    "family",
    "friendly",
    "italy",
    "july",
    "kelly",
    "billy",
    "sally",
    "molly",
    "beverly",
    "kimberly",
    "monthly",
    "only",
    "rally",
    "reply",
    "supply",
    "weekly",
    "likely",
    "lovely",
    "lonely",
    "deadly",
    "costly",
    "emily",
    "reilly",
    "connolly",
    "connelly",
    "donnelly",
    "o'reilly",
    "gately",
];

/// Whether a word in lower case names a day, a month or a part of the day.
pub fn is_time(word: &str) -> bool {
    TIMES.contains(word)
}
