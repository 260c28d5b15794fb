//! Words that are nearly equal: one letter apart, the same stem, the two genders of one word.

use std::collections::HashMap;

use super::words::Form;
use crate::insight::lexicon::gender_partner;

/// Shorter words that are one letter apart are other words as a rule.
const MIN_LETTERS: usize = 5;

/// For each form the others that are nearly equal to it, in order.
pub(super) fn near_forms(forms: &[Box<str>]) -> Vec<Vec<Form>> {
    let mut near: Vec<Vec<Form>> = vec![Vec::new(); forms.len()];
    let mut tie = |a: usize, b: usize| {
        if a == b {
            return;
        }
        for (from, to) in [(a, b), (b, a)] {
            if let (Some(list), Ok(to)) = (near.get_mut(from), Form::try_from(to))
                && !list.contains(&to)
            {
                list.push(to);
            }
        }
    };
    one_letter_apart(forms, &mut tie);
    let mut stems: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    for (number, form) in forms.iter().enumerate() {
        numbers.insert(form, number);
        let group = stems.entry(stem(form)).or_default();
        for other in group.iter() {
            tie(*other, number);
        }
        group.push(number);
    }
    for (number, form) in forms.iter().enumerate() {
        if let Some(partner) = gender_partner(form).and_then(|partner| numbers.get(partner)) {
            tie(number, *partner);
        }
    }
    for list in &mut near {
        list.sort_unstable();
    }
    near
}

/// Finds the pairs without comparing every word with every other: two words are at most one
/// letter apart only if they are equal after the loss of at most one letter each.
fn one_letter_apart(forms: &[Box<str>], tie: &mut impl FnMut(usize, usize)) {
    let mut seen: HashMap<Box<str>, Vec<usize>> = HashMap::new();
    for (number, form) in forms.iter().enumerate() {
        if !form.chars().all(char::is_alphabetic) || form.chars().count() < MIN_LETTERS {
            continue;
        }
        let shorter = form.char_indices().map(|(at, c)| {
            let mut key = String::with_capacity(form.len());
            key.push_str(&form[..at]);
            key.push_str(&form[at + c.len_utf8()..]);
            key.into_boxed_str()
        });
        for key in std::iter::once(form.clone()).chain(shorter) {
            let group = seen.entry(key).or_default();
            for other in group.iter() {
                if forms.get(*other).is_some_and(|other| is_slip(other, form)) {
                    tie(*other, number);
                }
            }
            if group.last() != Some(&number) {
                group.push(number);
            }
        }
    }
}

/// One letter too many, too few, or another inside the word: `police` and `policy` differ at the
/// end, where words change their meaning.
fn is_slip(a: &str, b: &str) -> bool {
    let same_end = a.chars().next_back() == b.chars().next_back();
    strsim::osa_distance(a, b) == 1 && (a.chars().count() != b.chars().count() || same_end)
}

/// A rough stem: without the endings of plurals and verbs. Long enough stems alone count.
fn stem(form: &str) -> &str {
    const ENDINGS: &[&str] = &["ings", "ing", "ies", "ied", "ed", "es", "ly", "s", "y"];
    if form.ends_with("ss") {
        return form;
    }
    ENDINGS
        .iter()
        .filter_map(|ending| form.strip_suffix(ending))
        .find(|stem| stem.len() >= 4 && stem.bytes().all(|b| b.is_ascii_lowercase()))
        .unwrap_or(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_near(a: &str, b: &str) -> bool {
        near_forms(&[a.into(), b.into()])[0] == [1]
    }

    #[test]
    fn endings_letters_and_genders() {
        for (a, b) in [
            ("official", "officials"),
            ("discuss", "discussed"),
            ("company", "companies"),
            ("humbero", "humberto"),
            ("spokesman", "spokeswoman"),
            ("his", "her"),
        ] {
            assert!(are_near(a, b), "{a} {b}");
        }
        for (a, b) in [("form", "from"), ("2016", "2018"), ("police", "policy"), ("state", "federal")] {
            assert!(!are_near(a, b), "{a} {b}");
        }
    }
}
