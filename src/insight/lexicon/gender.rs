//! Words that name the same role with another gender.

/// Pairs of one meaning and two genders, the male one first, in normal form.
const PAIRS: &[(&str, &str)] = &[
    ("actor", "actress"),
    ("alderman", "alderwoman"),
    ("assemblyman", "assemblywoman"),
    ("boy", "girl"),
    ("boyfriend", "girlfriend"),
    ("boys", "girls"),
    ("brother", "sister"),
    ("brothers", "sisters"),
    ("businessman", "businesswoman"),
    ("cameraman", "camerawoman"),
    ("chairman", "chairwoman"),
    ("congressman", "congresswoman"),
    ("councilman", "councilwoman"),
    ("dad", "mom"),
    ("duke", "duchess"),
    ("father", "mother"),
    ("fireman", "firewoman"),
    ("gentleman", "lady"),
    ("grandfather", "grandmother"),
    ("grandson", "granddaughter"),
    ("he", "she"),
    ("him", "her"),
    ("himself", "herself"),
    ("his", "her"),
    ("husband", "wife"),
    ("king", "queen"),
    ("male", "female"),
    ("man", "woman"),
    ("men", "women"),
    ("mr", "mrs"),
    ("mr", "ms"),
    ("nephew", "niece"),
    ("policeman", "policewoman"),
    ("policemen", "policewomen"),
    ("prince", "princess"),
    ("salesman", "saleswoman"),
    ("sir", "madam"),
    ("son", "daughter"),
    ("sons", "daughters"),
    ("spokesman", "spokeswoman"),
    ("spokesmen", "spokeswomen"),
    ("stepfather", "stepmother"),
    ("uncle", "aunt"),
    ("waiter", "waitress"),
    ("widower", "widow"),
];

/// The same word with the other gender, in normal form.
pub fn gender_partner(form: &str) -> Option<&'static str> {
    PAIRS.iter().find_map(|(male, female)| {
        if form == *male {
            Some(*female)
        } else if form == *female {
            Some(*male)
        } else {
            None
        }
    })
}

/// Whether two words in normal form are one role with two genders.
pub fn is_gender_pair(a: &str, b: &str) -> bool {
    PAIRS.iter().any(|(male, female)| (a == *male && b == *female) || (a == *female && b == *male))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways() {
        assert_eq!(gender_partner("spokesman"), Some("spokeswoman"));
        assert_eq!(gender_partner("spokeswoman"), Some("spokesman"));
        assert!(is_gender_pair("ms", "mr") && is_gender_pair("him", "her"));
        assert!(!is_gender_pair("spokesman", "spokesperson"));
    }
}
