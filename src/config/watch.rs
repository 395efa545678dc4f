//! `[watch]`: how videos are opened, and the keys by which links to them are signed.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use ring::signature::RsaKeyPair;
use serde::{Deserialize, Serialize};
use url::{Host, Url};

use super::{Fault, identity, optional_secret};
use crate::seal::Seal;

/// `[watch]`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Watch {
    /// For how long a link to a video can be used.
    pub minutes: u32,
    /// Under what address others reach [`Watch::listen`]; empty: nobody does.
    pub public_url: String,
    /// Where links of ours are answered.
    pub listen: SocketAddr,
    /// The library of Bunny Stream whose links are signed; empty: every one.
    pub bunny_library: String,
}

impl Default for Watch {
    fn default() -> Self {
        Self {
            minutes: 120,
            public_url: String::new(),
            listen: SocketAddr::from(([127, 0, 0, 1], 9131)),
            bunny_library: String::new(),
        }
    }
}

impl Watch {
    /// For how long a link to a video can be used.
    pub fn lasts(&self) -> TimeDelta {
        TimeDelta::minutes(self.minutes.into())
    }

    /// Whether links of ours can be followed at all.
    pub fn is_reachable(&self) -> bool {
        !self.public_url.is_empty()
    }

    /// What no type can say.
    pub(super) fn check(&self) -> Result<(), Fault> {
        let fault = |value: String, mend: &str| {
            Err(Fault {
                value,
                mend: mend.to_owned(),
            })
        };
        // Cloudflare signs for no more than a day.
        if !(5..=1_440).contains(&self.minutes) {
            let value = format!("minutes = {}", self.minutes);
            return fault(value, "watch.minutes must be 5 to 1440");
        }
        if self.is_reachable() && !is_base(&self.public_url) {
            let mend = "watch.public_url must be an https:// address of up to 200 characters, like https://salon.example.com";
            return fault(self.public_url.clone(), mend);
        }
        Ok(())
    }
}

/// Whether `/w/…` can be put behind it. Without encryption only on this machine.
fn is_base(address: &str) -> bool {
    let Ok(url) = Url::parse(address) else {
        return false;
    };
    let is_here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => return false,
    };
    let is_safe = url.scheme() == "https" || (url.scheme() == "http" && is_here);
    let is_bare = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
    is_safe && is_bare && address.len() <= 200
}

/// With what links to videos are signed, and identities sealed.
#[derive(Clone, Default)]
pub struct Keys {
    /// Bunny Stream's token security key.
    pub bunny: Option<Arc<str>>,
    /// A signing key of Cloudflare Stream.
    pub cloudflare: Option<Arc<SigningKey>>,
    /// With what identities are sealed.
    pub identity: Option<Arc<Seal>>,
}

/// A signing key of Cloudflare Stream.
pub struct SigningKey {
    /// By what Cloudflare knows it.
    pub id: String,
    /// The key itself.
    pub pair: RsaKeyPair,
}

impl Keys {
    /// Reads the secrets, each of which may be left out.
    ///
    /// # Errors
    /// Names the variable that cannot be read, never what it holds.
    pub fn read() -> anyhow::Result<Self> {
        let key = optional_secret("SALON_CLOUDFLARE_KEY")?;
        let id = optional_secret("SALON_CLOUDFLARE_KEY_ID")?;
        let cloudflare = match (key, id) {
            (Some(key), Some(id)) => Some(Arc::new(SigningKey::read(&key, &id)?)),
            (None, None) => None,
            (Some(_), None) => {
                bail!("SALON_CLOUDFLARE_KEY is set: set SALON_CLOUDFLARE_KEY_ID too")
            }
            (None, Some(_)) => {
                bail!("SALON_CLOUDFLARE_KEY_ID is set: set SALON_CLOUDFLARE_KEY too")
            }
        };
        Ok(Self {
            bunny: optional_secret("SALON_BUNNY_KEY")?.map(Into::into),
            cloudflare,
            identity: identity::read()?,
        })
    }
}

impl SigningKey {
    /// Reads a key: the `pem` that Cloudflare's API answers (in base64), or the PEM inside it.
    ///
    /// # Errors
    /// When it is no RSA key.
    pub fn read(typed: &str, id: &str) -> anyhow::Result<Self> {
        let unreadable = "SALON_CLOUDFLARE_KEY cannot be read: set it to the `pem` of the signing key as Cloudflare's API answers it";
        let bare = |text: &str| -> String { text.split_whitespace().collect() };
        let pem = if typed.contains("-----BEGIN") {
            typed.to_owned()
        } else {
            let decoded = STANDARD.decode(bare(typed)).ok().context(unreadable)?;
            String::from_utf8(decoded).ok().context(unreadable)?
        };
        let lines = pem.lines().filter(|line| !line.starts_with("-----"));
        let body = bare(&lines.collect::<String>());
        let der = STANDARD.decode(body).ok().context(unreadable)?;
        let pair = RsaKeyPair::from_der(&der).or_else(|_| RsaKeyPair::from_pkcs8(&der));
        Ok(Self {
            id: id.to_owned(),
            pair: pair.ok().context(unreadable)?,
        })
    }
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PEM: &str = include_str!("../../tests/it/lectures/rfc7515.pem");

    #[test]
    fn a_signing_key_is_read_as_the_api_answers_it_and_as_it_is() {
        assert!(SigningKey::read(PEM, "k").is_ok());
        assert!(SigningKey::read(&STANDARD.encode(PEM), "k").is_ok());
        for typed in ["", "secret", "-----BEGIN RSA PRIVATE KEY-----", "c2VjcmV0"] {
            let why = SigningKey::read(typed, "k").err().expect("no key");
            let why = format!("{why:#}");
            assert!(
                why.contains("SALON_CLOUDFLARE_KEY") && !why.contains("ecret"),
                "{why}"
            );
        }
    }

    #[test]
    fn links_of_ours_begin_with_an_address_that_is_safe() {
        for (address, is_good) in [
            ("https://salon.example.com", true),
            ("https://example.com/salon/", true),
            ("http://127.0.0.1:9131", true),
            ("http://localhost:9131", true),
            ("http://salon.example.com", false),
            ("https://salon.example.com/?w=", false),
            ("https://salon.example.com/#", false),
            ("https://me@salon.example.com", false),
            ("salon.example.com", false),
        ] {
            assert_eq!(is_base(address), is_good, "{address}");
        }
    }

    #[test]
    fn what_is_secret_is_not_shown() {
        let keys = Keys {
            bunny: Some("secret".into()),
            ..Keys::default()
        };
        assert_eq!(format!("{keys:?}"), "Keys");
    }
}
