//! What is kept so that the database alone does not tell it: sealed with a key that lies elsewhere.

use anyhow::Context as _;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce};
use ring::hkdf::{HKDF_SHA256, KeyType, Prk, Salt};
use ring::hmac;
use ring::rand::{SecureRandom as _, SystemRandom};

/// Bytes of the key.
const KEY: usize = 32;

/// Seals bytes and opens them again, and finds what belongs to a name without keeping the name. Each
/// use of the key has a key of its own.
pub struct Seal {
    sealing: LessSafeKey,
    names: hmac::Key,
}

impl Seal {
    /// Reads a key: 32 bytes in base64.
    ///
    /// # Errors
    /// Says how to make one, and nothing of what was given.
    pub fn read(typed: &str) -> anyhow::Result<Self> {
        let unreadable = "it must be 32 bytes in base64, as `openssl rand -base64 32` makes them";
        let bare: String = typed.split_whitespace().collect();
        let key = STANDARD.decode(bare).ok().context(unreadable)?;
        anyhow::ensure!(key.len() == KEY, unreadable);
        let root = Salt::new(HKDF_SHA256, b"salon").extract(&key);
        Ok(Self {
            sealing: LessSafeKey::new(subkey(&root, b"seal", &AES_256_GCM)?),
            names: subkey(&root, b"names", hmac::HMAC_SHA256)?,
        })
    }

    /// A new key, as [`Seal::read`] takes it.
    pub fn make() -> anyhow::Result<String> {
        Ok(STANDARD.encode(random::<KEY>()?))
    }

    /// Seals bytes for one place: what they are (a label), and which row they belong to. Elsewhere they
    /// cannot be opened.
    pub fn seal(&self, label: &str, row: i64, plain: &[u8]) -> anyhow::Result<Vec<u8>> {
        let nonce = random::<NONCE_LEN>()?;
        let mut sealed = plain.to_vec();
        self.sealing
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(place(label, row)),
                &mut sealed,
            )
            .map_err(|_| anyhow::anyhow!("{} bytes are too many to be sealed", plain.len()))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens what was sealed for this place; `None` where the key is another one, the place is, or
    /// somebody changed it.
    pub fn open(&self, label: &str, row: i64, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_LEN>()?;
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let mut opened = sealed.to_vec();
        let place = Aad::from(place(label, row));
        let length = self
            .sealing
            .open_in_place(nonce, place, &mut opened)
            .ok()?
            .len();
        opened.truncate(length);
        Some(opened)
    }

    /// By what a name is found again: the same for the same name, and without the key no way back.
    pub fn name(&self, label: &str, name: i64) -> Vec<u8> {
        hmac::sign(&self.names, &place(label, name))
            .as_ref()
            .to_vec()
    }

    /// Whether that belongs to this name. It takes as long whatever differs.
    pub fn is_name(&self, label: &str, name: i64, kept: &[u8]) -> bool {
        hmac::verify(&self.names, &place(label, name), kept).is_ok()
    }
}

/// Of a key nothing is shown.
impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal")
    }
}

fn subkey<L: KeyType, K>(root: &Prk, label: &[u8], length: L) -> anyhow::Result<K>
where
    K: for<'a> From<ring::hkdf::Okm<'a, L>>,
{
    let label = [label];
    let made = root.expand(&label, length);
    let made = made.map_err(|_| anyhow::anyhow!("no key can be made from the key"))?;
    Ok(K::from(made))
}

/// The number first and of fixed length: no two places read the same.
fn place(label: &str, number: i64) -> Vec<u8> {
    [number.to_be_bytes().as_slice(), label.as_bytes()].concat()
}

fn random<const LENGTH: usize>() -> anyhow::Result<[u8; LENGTH]> {
    let mut bytes = [0; LENGTH];
    SystemRandom::new()
        .fill(&mut bytes)
        .map_err(|_| anyhow::anyhow!("this machine gives no random bytes"))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn seal() -> Seal {
        Seal::read(&Seal::make().expect("random bytes")).expect("a key")
    }

    #[test]
    fn a_key_is_32_bytes_and_what_is_none_is_not_repeated() {
        let whole = STANDARD.encode([7; 32]);
        let broken = format!("{}\n{}\n", &whole[..20], &whole[20..]);
        for typed in [whole.as_str(), &broken] {
            assert!(Seal::read(typed).is_ok(), "{typed}");
        }
        let (short, long) = (STANDARD.encode([7; 31]), STANDARD.encode([7; 33]));
        for typed in [
            "",
            "not base64!",
            "c2VjcmV0",
            &short,
            &long,
            &"7".repeat(64),
        ] {
            let why = Seal::read(typed).expect_err("no key").to_string();
            assert!(why.contains("openssl rand -base64 32"), "{why}");
            assert!(typed.is_empty() || !why.contains(typed), "{why}");
        }
        assert_eq!(format!("{:?}", seal()), "Seal");
    }

    #[test]
    fn made_keys_differ() {
        assert_ne!(Seal::make().expect("bytes"), Seal::make().expect("bytes"));
    }

    #[test]
    fn sealing_and_names_have_keys_of_their_own() {
        let raw = [7; 32];
        let seal = Seal::read(&STANDARD.encode(raw)).expect("a key");
        let bare = hmac::Key::new(hmac::HMAC_SHA256, &raw);
        assert!(hmac::verify(&bare, &place("asker", 1), &seal.name("asker", 1)).is_err());
    }

    proptest! {
        #[test]
        fn what_was_sealed_opens_in_its_place_alone(
            plain in proptest::collection::vec(any::<u8>(), 0..300),
            row in any::<i64>(),
            other in any::<i64>(),
            at in any::<prop::sample::Index>(),
        ) {
            let seal = seal();
            let sealed = seal.seal("asker", row, &plain).expect("sealed");
            prop_assert_eq!(seal.open("asker", row, &sealed), Some(plain.clone()));
            // Nothing tells that two are the same.
            prop_assert_ne!(&seal.seal("asker", row, &plain).expect("sealed"), &sealed);
            prop_assert_eq!(seal.open("report", row, &sealed), None);
            prop_assert_eq!(seal.open("asker", other, &sealed).is_some(), row == other);
            prop_assert_eq!(self::seal().open("asker", row, &sealed), None);
            let mut changed = sealed.clone();
            let at = at.index(changed.len());
            changed[at] ^= 1;
            prop_assert_eq!(seal.open("asker", row, &changed), None);
            prop_assert_eq!(seal.open("asker", row, &sealed[..at]), None);
        }

        #[test]
        fn a_name_is_found_by_its_key_alone(name in any::<i64>(), other in any::<i64>()) {
            let seal = seal();
            let kept = seal.name("asker", name);
            prop_assert_eq!(&kept, &seal.name("asker", name));
            prop_assert!(seal.is_name("asker", name, &kept));
            prop_assert!(!seal.is_name("report", name, &kept));
            prop_assert_eq!(seal.is_name("asker", other, &kept), name == other);
            prop_assert!(!self::seal().is_name("asker", name, &kept));
            prop_assert!(!seal.is_name("asker", name, &kept[1..]));
        }
    }
}
