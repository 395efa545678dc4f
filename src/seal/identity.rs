//! Who stands behind an alias, sealed for that alias alone.

use super::Seal;
use crate::ids::{PersonId, UserId};
use crate::text::Lang;

/// What is sealed here.
const LABEL: &str = "asker";

/// Who stands behind an alias.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    /// Their Discord id.
    pub user: UserId,
    /// The language that they read.
    pub lang: Lang,
}

/// Nobody shows it by accident.
impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity")
    }
}

impl Seal {
    /// Seals who stands behind an alias; all seals are of one length.
    pub fn seal_identity(&self, alias: PersonId, identity: Identity) -> anyhow::Result<Vec<u8>> {
        let mut plain = identity.user.0.to_be_bytes().to_vec();
        plain.push(u8::from(identity.lang == Lang::En));
        self.seal(LABEL, alias.0, &plain)
    }

    /// Opens it; `None` where it is another one's, or another key's.
    pub fn open_identity(&self, alias: PersonId, sealed: &[u8]) -> Option<Identity> {
        let plain = self.open(LABEL, alias.0, sealed)?;
        let (user, lang) = plain.split_first_chunk()?;
        Some(Identity {
            user: UserId(i64::from_be_bytes(*user)),
            lang: if lang == [1] { Lang::En } else { Lang::Ja },
        })
    }

    /// By what the aliases of an account are found.
    pub fn mark(&self, user: UserId) -> Vec<u8> {
        self.name(LABEL, user.0)
    }

    /// Whether this is the mark of that account.
    pub fn is_mark(&self, user: UserId, mark: &[u8]) -> bool {
        self.is_name(LABEL, user.0, mark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_opens_for_its_alias_alone_and_tells_nothing_by_its_length() {
        let seal = Seal::read(&Seal::make().expect("random bytes")).expect("a key");
        let ids = [1, 1_200_000_000_000_000_021];
        let lengths = ids.map(|id| {
            Lang::ALL.map(|lang| {
                let user = UserId(id);
                let identity = Identity { user, lang };
                let sealed = seal.seal_identity(PersonId(7), identity).expect("sealed");
                assert_eq!(seal.open_identity(PersonId(7), &sealed), Some(identity));
                assert_eq!(seal.open_identity(PersonId(8), &sealed), None);
                sealed.len()
            })
        });
        assert_eq!(lengths, [[lengths[0][0]; 2]; 2]);
        let identity = Identity {
            user: UserId(1),
            lang: Lang::En,
        };
        assert_eq!(format!("{identity:?}"), "Identity");
    }
}
