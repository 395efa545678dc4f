//! The code with which somebody moves by themselves.

use sha2::{Digest as _, Sha256};

/// Letters and digits that nobody takes for one another.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// How long a code is; each sign is one of 32.
pub(super) const SIGNS: usize = 16;

/// The code of these random bytes, in groups of four.
pub(super) fn code(random: [u8; SIGNS]) -> String {
    let sign = |byte: &u8| char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()]);
    let signs: Vec<char> = random.iter().map(sign).collect();
    let groups: Vec<String> = signs
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join("-")
}

/// What is kept of a code as somebody types it: spaces, hyphens and capitals make no difference.
pub(super) fn hash(typed: &str) -> String {
    let plain = crate::input::folded(typed).to_uppercase();
    let signs: String = plain.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("{:x}", Sha256::digest(signs))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn a_code_is_known_however_it_is_typed_and_every_sign_counts() {
        let code = code(std::array::from_fn(|place| {
            u8::try_from(place * 15).expect("a byte")
        }));
        assert_eq!(code.len(), 19);
        let known = hash(&code);
        for typed in [
            code.to_lowercase(),
            code.replace('-', ""),
            format!(" {} ", code.replace('-', " ")),
        ] {
            assert_eq!(hash(&typed), known, "{typed}");
        }
        let cut = code.get(..18).expect("ASCII");
        assert_ne!(hash(cut), known);
        assert_ne!(hash(""), known);
    }

    #[test]
    fn every_sign_is_as_likely_as_any_other() {
        let signs: HashSet<String> = (0..32).map(|byte| code([byte; SIGNS])).collect();
        assert_eq!(signs.len(), 32);
        assert_eq!(256 % ALPHABET.len(), 0);
    }
}
