//! One spelling for words that British and American papers write differently.
//!
//! A fold need not be a real word and need not know its exceptions: both sides of a comparison are
//! folded, so a fold does harm only where it makes two different words equal. Where it would
//! (`filled` and `filed`, `fourth` and `forth`) the rule asks for more.

use std::borrow::Cow;

/// Whole words, the British one first; sorted by it.
const WORDS: &[(&str, &str)] = &[
    ("acknowledgement", "acknowledgment"),
    ("adviser", "advisor"),
    ("advisers", "advisors"),
    ("aeroplane", "airplane"),
    ("aeroplanes", "airplanes"),
    ("ageing", "aging"),
    ("aluminium", "aluminum"),
    ("amongst", "among"),
    ("artefact", "artifact"),
    ("artefacts", "artifacts"),
    ("burnt", "burned"),
    ("cheque", "check"),
    ("chequered", "checkered"),
    ("cheques", "checks"),
    ("cosy", "cozy"),
    ("dreamt", "dreamed"),
    ("enquiries", "inquiries"),
    ("enquiry", "inquiry"),
    ("enrol", "enroll"),
    ("enrolment", "enrollment"),
    ("focussed", "focused"),
    ("focussing", "focusing"),
    ("fulfil", "fulfill"),
    ("fulfilment", "fulfillment"),
    ("furore", "furor"),
    ("grey", "gray"),
    ("instalment", "installment"),
    ("instalments", "installments"),
    ("jewellery", "jewelry"),
    ("judgement", "judgment"),
    ("judgements", "judgments"),
    ("kerb", "curb"),
    ("leapt", "leaped"),
    ("learnt", "learned"),
    ("mould", "mold"),
    ("moustache", "mustache"),
    ("mum", "mom"),
    ("plough", "plow"),
    ("ploughed", "plowed"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("protester", "protestor"),
    ("protesters", "protestors"),
    ("pyjamas", "pajamas"),
    ("sceptic", "skeptic"),
    ("sceptical", "skeptical"),
    ("scepticism", "skepticism"),
    ("sceptics", "skeptics"),
    ("skilful", "skillful"),
    ("smoulder", "smolder"),
    ("smouldering", "smoldering"),
    ("spelt", "spelled"),
    ("storey", "story"),
    ("storeys", "stories"),
    ("sulphur", "sulfur"),
    ("towards", "toward"),
    ("tyre", "tire"),
    ("tyres", "tires"),
    ("whilst", "while"),
    ("wilful", "willful"),
];

/// Before `our`, which is `or` in American.
const OUR_STEMS: &[&str] = &[
    "arm", "behavi", "cand", "clam", "col", "demean", "endeav", "fav", "ferv", "flav", "glam", "harb", "hon",
    "hum", "lab", "neighb", "od", "parl", "ranc", "rig", "rum", "sav", "savi", "splend", "tum", "val", "vap",
    "vig",
];

/// Parts of words, the longer before the shorter.
const PARTS: &[(&str, &str)] = &[
    ("centred", "centered"),
    ("centring", "centering"),
    ("centre", "center"),
    ("theatre", "theater"),
    ("manoeuvre", "maneuver"),
    ("manoeuvring", "maneuvering"),
    ("metre", "meter"),
    ("litre", "liter"),
    ("fibre", "fiber"),
    ("calibre", "caliber"),
    ("spectre", "specter"),
    ("sombre", "somber"),
    ("meagre", "meager"),
    ("defence", "defense"),
    ("offence", "offense"),
    ("licence", "license"),
    ("pretence", "pretense"),
    ("practis", "practic"),
    ("paediatric", "pediatric"),
    ("orthopaedic", "orthopedic"),
    ("anaesth", "anesth"),
    ("archaeolog", "archeolog"),
    ("encyclopaedi", "encyclopedi"),
    ("haemo", "hemo"),
    ("leukaemia", "leukemia"),
    ("anaemi", "anemi"),
    ("foetus", "fetus"),
    ("foetal", "fetal"),
    ("diarrhoea", "diarrhea"),
    ("gynaecolog", "gynecolog"),
    ("oestrogen", "estrogen"),
];

/// After an `is` or `ys` that Americans write with `z`.
const IZE_ENDINGS: &[&str] =
    &["ation", "ations", "ational", "e", "ed", "er", "ers", "es", "ing", "able", "ement"];

/// After an `ll` that Americans write with one `l`.
const LL_ENDINGS: &[&str] = &["ed", "er", "ers", "ing", "ings", "or", "ors", "ation", "ations", "ous"];

/// The common spelling of a word given in lower case.
pub(super) fn fold(word: &str) -> Cow<'_, str> {
    if word.len() < 3 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    if let Ok(at) = WORDS.binary_search_by_key(&word, |(british, _)| british)
        && let Some((_, american)) = WORDS.get(at)
    {
        return Cow::Borrowed(american);
    }
    if word.len() < 5 {
        return Cow::Borrowed(word);
    }
    let mut folded = Cow::Borrowed(word);
    if let Some((from, to)) = PARTS.iter().find(|(from, _)| word.contains(from)) {
        folded = Cow::Owned(word.replacen(from, to, 1));
    }
    if let Some(at) = folded.find("our")
        && OUR_STEMS.iter().any(|stem| folded[..at].ends_with(stem))
    {
        folded = Cow::Owned(folded.replacen("our", "or", 1));
    }
    if let Some(shorter) = ize(&folded).or_else(|| single_l(&folded)).or_else(|| og(&folded)) {
        folded = Cow::Owned(shorter);
    }
    folded
}

fn ize(word: &str) -> Option<String> {
    IZE_ENDINGS.iter().find_map(|ending| {
        let stem = word.strip_suffix(ending)?;
        let body = stem.strip_suffix("is").map(|body| (body, "iz"));
        let (body, z) = body.or_else(|| stem.strip_suffix("ys").map(|body| (body, "yz")))?;
        (body.len() >= 3).then(|| format!("{body}{z}{ending}"))
    })
}

fn single_l(word: &str) -> Option<String> {
    LL_ENDINGS.iter().find_map(|ending| {
        let stem = word.strip_suffix(ending)?;
        let body = stem.strip_suffix("ll")?;
        (vowel_groups(body) >= 2).then(|| format!("{body}l{ending}"))
    })
}

fn og(word: &str) -> Option<String> {
    let body = word.strip_suffix('s').unwrap_or(word);
    let stem = body.strip_suffix("ogue")?;
    (stem.len() >= 3).then(|| format!("{stem}og{}", if body.len() < word.len() { "s" } else { "" }))
}

fn vowel_groups(word: &str) -> usize {
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut groups = 0;
    let mut inside = false;
    for c in word.chars() {
        groups += usize::from(vowel(c) && !inside);
        inside = vowel(c);
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_sorted() {
        assert!(WORDS.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn both_spellings_are_one() {
        let pairs = [
            ("organisation", "organization"),
            ("organised", "organized"),
            ("analysed", "analyzed"),
            ("colours", "colors"),
            ("neighbouring", "neighboring"),
            ("behavioural", "behavioral"),
            ("centre", "center"),
            ("centred", "centered"),
            ("kilometres", "kilometers"),
            ("modelling", "modeling"),
            ("travelled", "traveled"),
            ("counsellor", "counselor"),
            ("defences", "defenses"),
            ("practised", "practiced"),
            ("catalogues", "catalogs"),
            ("programme", "program"),
            ("grey", "gray"),
            ("manoeuvres", "maneuvers"),
            ("harbour", "harbor"),
        ];
        for (british, american) in pairs {
            assert_eq!(fold(british), fold(american), "{british}");
        }
    }

    #[test]
    fn different_words_stay_different() {
        let pairs = [
            ("filled", "filed"),
            ("fourth", "forth"),
            ("prise", "prize"),
            ("tours", "tors"),
            ("polling", "poling"),
            ("course", "corse"),
            ("rising", "rizing"),
        ];
        for (a, b) in pairs {
            assert_ne!(fold(a), fold(b), "{a}");
        }
    }
}
