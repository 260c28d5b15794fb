//! The two things that differ from run to run: time and chance.

use jiff::{Timestamp, Unit};

/// The time, to the second.
pub fn now() -> Timestamp {
    let now = Timestamp::now();
    now.round(Unit::Second).unwrap_or(now)
}

/// A random id: a letter and eleven letters or digits, about 61 bits of chance.
pub fn new_id<T: From<String>>() -> T {
    const LETTERS: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";
    let mut id = String::with_capacity(12);
    let mut bytes = [0u8; 32];
    let mut next = bytes.len();
    while id.len() < 12 {
        let Some(byte) = bytes.get(next) else {
            fill(&mut bytes);
            next = 0;
            continue;
        };
        next += 1;
        // Bytes above the last whole multiple are left out, so that all are equally likely.
        let letters = if id.is_empty() { 26 } else { 36 };
        if usize::from(*byte) < 256 / letters * letters
            && let Some(letter) = LETTERS.get(usize::from(*byte) % letters)
        {
            id.push(char::from(*letter));
        }
    }
    T::from(id)
}

/// Random bytes of the system's; should it have none, from the time and a counter, which keeps ids
/// of one machine apart at least.
fn fill(bytes: &mut [u8]) {
    use std::hash::{BuildHasher, Hasher, RandomState};
    if getrandom::fill(bytes).is_err() {
        for chunk in bytes.chunks_mut(8) {
            let mut hasher = RandomState::new().build_hasher();
            hasher.write_i128(Timestamp::now().as_nanosecond());
            let random = hasher.finish().to_le_bytes();
            chunk.iter_mut().zip(random).for_each(|(byte, random)| *byte = random);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ids_are_names_and_never_the_same() {
        let ids: HashSet<String> = (0..10_000).map(|_| new_id()).collect();
        assert_eq!(ids.len(), 10_000);
        for id in &ids {
            assert_eq!(id.len(), 12);
            assert!(id.starts_with(|c: char| c.is_ascii_lowercase()), "{id}");
            assert!(id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()), "{id}");
        }
    }

    #[test]
    fn time_is_whole_seconds() {
        assert_eq!(now().subsec_nanosecond(), 0);
    }
}
