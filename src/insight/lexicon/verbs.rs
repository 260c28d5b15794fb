//! Verbs that introduce what someone said.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What kind of reporting a verb does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VerbKind {
    /// Its object is what was said: say, tell, write, warn.
    Speech,
    /// It calls something by words: call, describe, dub.
    Naming,
    /// It tells what someone thinks; reports words only where nothing better is near.
    Mental,
    /// A sound or gesture that stands for a verb of speech after a quote: laugh, sigh.
    Manner,
}

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VerbForm {
    /// Past tense, or past participle.
    Past,
    /// Third person of the present.
    Third,
    /// Infinitive, or present for others than the third person.
    Base,
    /// Present participle.
    Ing,
}

/// A word that can be a reporting verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportingVerb {
    /// What kind of reporting it does.
    pub kind: VerbKind,
    /// Which form it is.
    pub form: VerbForm,
    /// Whether the same word is a common noun too (`reports`, `claims`, `call`).
    pub noun_too: bool,
}

const SPEECH: &str = "acknowledge add admit advise affirm agree allege announce answer argue ask assert assure attest \
    aver bark beg bellow bemoan blog boast brag caution chant claim clarify comment complain concede conclude \
    confess confide confirm contend continue correct counter crow cry deadpan declare decree demand deny disclose \
    elaborate email e-mail emphasise emphasize enthuse exclaim explain expound fume groan grumble gush hint holler \
    implore inform inquire insist instruct interject intone joke lament maintain mention message moan mumble \
    murmur muse mutter note object observe opine order plead pledge point posit post postulate preach predict \
    proclaim profess promise pronounce propose protest quip rave reason reassure recall recite recount \
    reiterate relate relay remark remember remind repeat reply report request respond retort retweet reveal rule \
    scoff scream shoot shout shriek signal snap sneer specify speculate sputter state stipulate stress suggest \
    summarise summarize surmise taunt tease testify text theorise theorize thunder translate tweet underline \
    underscore urge venture volunteer vow warn whine whisper wonder yell";
const NAMING: &str = "accuse applaud attack bill blame blast brand call characterise characterize cite commend \
    compare condemn criticise criticize decry deem denounce depict deride describe dismiss dub hail invoke \
    label lambast lambaste liken mock name paint portray praise refer ridicule salute slam term thank tout \
    trash welcome";
const MENTAL: &str = "assume believe consider doubt expect fear hope imagine realise realize reckon regard suspect \
    view wish worry";
const MANNER: &str = "beam begin chime chuckle finish frown gasp giggle grin interrupt laugh nod pipe shrug sigh \
    smile sob stammer start weep wince";

/// Forms that rules do not give: the word, its kind, its form.
const IRREGULAR: &[(&str, VerbKind, VerbForm)] = {
    use VerbForm::{Base, Ing, Past, Third};
    use VerbKind::{Manner, Mental, Speech};
    &[
        ("say", Speech, Base),
        ("says", Speech, Third),
        ("said", Speech, Past),
        ("saying", Speech, Ing),
        ("sez", Speech, Third),
        ("tell", Speech, Base),
        ("tells", Speech, Third),
        ("told", Speech, Past),
        ("telling", Speech, Ing),
        ("write", Speech, Base),
        ("writes", Speech, Third),
        ("wrote", Speech, Past),
        ("written", Speech, Past),
        ("writing", Speech, Ing),
        ("read", Speech, Past),
        ("reads", Speech, Third),
        ("reading", Speech, Ing),
        ("swear", Speech, Base),
        ("swears", Speech, Third),
        ("swore", Speech, Past),
        ("foretell", Speech, Base),
        ("foretold", Speech, Past),
        ("sang", Speech, Past),
        ("speak", Speech, Base),
        ("speaks", Speech, Third),
        ("spoke", Speech, Past),
        ("quoted", Speech, Past),
        ("quoting", Speech, Ing),
        ("quotes", Speech, Third),
        ("puts", Speech, Third),
        ("goes", Manner, Third),
        ("feel", Mental, Base),
        ("feels", Mental, Third),
        ("felt", Mental, Past),
        ("think", Mental, Base),
        ("thinks", Mental, Third),
        ("thought", Mental, Past),
        ("thinking", Mental, Ing),
        ("know", Mental, Base),
        ("knows", Mental, Third),
        ("knew", Mental, Past),
        ("see", Mental, Base),
        ("sees", Mental, Third),
        ("saw", Mental, Past),
        ("mean", Mental, Base),
        ("means", Mental, Third),
        ("meant", Mental, Past),
        ("began", Manner, Past),
        ("find", Mental, Base),
        ("finds", Mental, Third),
        ("found", Mental, Past),
        ("heard", Mental, Past),
        ("shot", Speech, Past),
        ("wept", Manner, Past),
        ("drawled", Speech, Past),
        ("spat", Manner, Past),
        ("swearing", Speech, Ing),
    ]
};

/// Base forms that double their last letter before `ed` and `ing`.
const DOUBLED: &[&str] = &[
    "admit", "brag", "beg", "quip", "snap", "dub", "slam", "nod", "sob", "shrug", "grin", "refer", "rip",
    "hum",
];

/// Words that are nouns at least as often as they are verbs.
const NOUN_TOO: &[&str] = &[
    "answer",
    "answers",
    "attack",
    "attacks",
    "bill",
    "bills",
    "blog",
    "blogs",
    "brand",
    "brands",
    "call",
    "calls",
    "challenge",
    "challenges",
    "claim",
    "claims",
    "comment",
    "comments",
    "complaint",
    "concern",
    "counter",
    "credit",
    "cry",
    "cries",
    "demand",
    "demands",
    "doubt",
    "doubts",
    "email",
    "emails",
    "e-mail",
    "e-mails",
    "fear",
    "fears",
    "hint",
    "hints",
    "hope",
    "hopes",
    "joke",
    "jokes",
    "label",
    "labels",
    "message",
    "messages",
    "mention",
    "mentions",
    "name",
    "names",
    "note",
    "notes",
    "object",
    "objects",
    "offer",
    "offers",
    "order",
    "orders",
    "pledge",
    "pledges",
    "point",
    "points",
    "post",
    "posts",
    "praise",
    "press",
    "promise",
    "promises",
    "protest",
    "protests",
    "question",
    "questions",
    "quotes",
    "reading",
    "reason",
    "reasons",
    "report",
    "reports",
    "request",
    "requests",
    "rule",
    "rules",
    "shout",
    "shouts",
    "signal",
    "signals",
    "start",
    "state",
    "states",
    "stress",
    "style",
    "suspect",
    "suspects",
    "term",
    "terms",
    "testimony",
    "text",
    "texts",
    "thought",
    "tweet",
    "tweets",
    "urge",
    "view",
    "views",
    "volunteer",
    "volunteers",
    "vow",
    "vows",
    "want",
    "welcome",
    "wish",
    "wishes",
    "worry",
    "worries",
    "writing",
    "like",
    "likes",
    "love",
    "means",
    "saw",
    "shot",
    "address",
    "addresses",
    "talk",
    "talks",
    "laugh",
    "smile",
    "sigh",
    "nod",
    "shrug",
    "tease",
    "advocate",
    "advocates",
    "crow",
    "relay",
    "release",
    "warning",
    "ruling",
    "meaning",
    "thinking",
    "finds",
    "express",
    "smiles",
    "laughs",
    "speculate",
];

static VERBS: LazyLock<HashMap<String, ReportingVerb>> = LazyLock::new(|| {
    let mut out = HashMap::new();
    let lists = [
        (MENTAL, VerbKind::Mental),
        (MANNER, VerbKind::Manner),
        (NAMING, VerbKind::Naming),
        (SPEECH, VerbKind::Speech),
    ];
    for (list, kind) in lists {
        for base in list.split_whitespace() {
            for (word, form) in inflect(base) {
                let noun_too = NOUN_TOO.contains(&word.as_str());
                out.insert(word, ReportingVerb { kind, form, noun_too });
            }
        }
    }
    for (word, kind, form) in IRREGULAR {
        let noun_too = NOUN_TOO.contains(word);
        out.insert((*word).to_owned(), ReportingVerb { kind: *kind, form: *form, noun_too });
    }
    out
});

/// The regular forms of a verb.
fn inflect(base: &str) -> [(String, VerbForm); 4] {
    let stem = match base.chars().next_back() {
        Some(last) if DOUBLED.contains(&base) => format!("{base}{last}"),
        _ => base.to_owned(),
    };
    let (past, third, ing) =
        if let Some(body) = base.strip_suffix('y').filter(|body| !body.ends_with(['a', 'e', 'o'])) {
            (format!("{body}ied"), format!("{body}ies"), format!("{base}ing"))
        } else if let Some(body) = base.strip_suffix('e') {
            let keeps = body.ends_with(['e', 'y']);
            (
                format!("{base}d"),
                format!("{base}s"),
                if keeps { format!("{base}ing") } else { format!("{body}ing") },
            )
        } else {
            let hisses = ["s", "sh", "ch", "x", "z"].iter().any(|end| base.ends_with(end));
            (format!("{stem}ed"), format!("{base}{}", if hisses { "es" } else { "s" }), format!("{stem}ing"))
        };
    [
        (base.to_owned(), VerbForm::Base),
        (past, VerbForm::Past),
        (third, VerbForm::Third),
        (ing, VerbForm::Ing),
    ]
}

/// The reporting verb that a word in lower case can be.
pub fn reporting_verb(word: &str) -> Option<ReportingVerb> {
    VERBS.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_follow_the_rules_and_their_exceptions() {
        use VerbForm::{Base, Ing, Past, Third};
        for (word, form) in [
            ("said", Past),
            ("says", Third),
            ("admitted", Past),
            ("quipping", Ing),
            ("denies", Third),
            ("replied", Past),
            ("conveyed", Base),
            ("agreeing", Ing),
            ("argues", Third),
            ("stresses", Third),
            ("describing", Ing),
            ("tell", Base),
            ("wrote", Past),
        ] {
            let found = reporting_verb(word).map(|verb| verb.form);
            assert_eq!(found, (word != "conveyed").then_some(form), "{word}");
        }
    }

    #[test]
    fn words_that_are_nouns_too_say_so() {
        assert!(reporting_verb("reports").unwrap().noun_too);
        assert!(!reporting_verb("said").unwrap().noun_too);
    }
}
