//! Which links to a video we take, and how one is shown to whoever may have it.

mod bunny;
mod cloudflare;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};
use url::{Host, Url};

use super::Refusal;
use crate::config::{Keys, Watch};

/// How a video is shown.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::lectures) enum Way {
    /// By its link as it is.
    Plain,
    /// By a link of ours that leads there once.
    Redirect,
    /// By this link, which whoever has the video knows to be ours.
    Signed(String),
}

/// Who has a video, and plays it only by links that are signed where they were told so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::lectures) enum Provider {
    Bunny,
    Cloudflare,
}

/// Whose key is missing, so that links to a video are not signed; what nobody signs lacks none.
pub(in crate::lectures) fn lacks(video: &str, keys: &Keys, settings: &Watch) -> Option<Provider> {
    let url = Url::parse(video).ok()?;
    if keys.bunny.is_none() && bunny::video(&url, library(settings)).is_some() {
        return Some(Provider::Bunny);
    }
    let is_bare = keys.cloudflare.is_none() && cloudflare::video(&url).is_some();
    is_bare.then_some(Provider::Cloudflare)
}

/// The library whose links are signed, where that is not every one.
fn library(settings: &Watch) -> Option<&str> {
    Some(settings.bunny_library.as_str()).filter(|library| !library.is_empty())
}

/// The best that is set up: signed by whoever has the video, else once by ours, else as it is.
pub(in crate::lectures) fn way(
    video: &str,
    keys: &Keys,
    settings: &Watch,
    until: DateTime<Utc>,
) -> anyhow::Result<Way> {
    let url = Url::parse(video)?;
    let until = until.timestamp();
    if let Some(key) = &keys.bunny
        && let Some(signed) = bunny::signed(&url, library(settings), key, until)
    {
        return Ok(Way::Signed(signed));
    }
    if let Some(key) = &keys.cloudflare
        && let Some(signed) = cloudflare::signed(&url, key, until)?
    {
        return Ok(Way::Signed(signed));
    }
    Ok(if settings.is_reachable() {
        Way::Redirect
    } else {
        Way::Plain
    })
}

/// What stands in a link of ours.
pub(in crate::lectures) fn token(random: [u8; 16]) -> String {
    URL_SAFE_NO_PAD.encode(random)
}

/// What is stored of it.
pub(in crate::lectures) fn token_hash(token: &str) -> String {
    format!("{:x}", Sha256::digest(token.as_bytes()))
}

/// The link as it is stored: https, a named host (in punycode), no login and no port.
pub(in crate::lectures) fn video_url(typed: &str) -> Result<String, Refusal> {
    let url = Url::parse(typed).map_err(|_| Refusal::LinkUnreadable)?;
    if url.scheme() != "https" {
        return Err(Refusal::LinkNotHttps);
    }
    // Whoever reads "https://youtube.com@evil.example/" sees the wrong host.
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Refusal::LinkWithLogin);
    }
    if url.port().is_some() {
        return Err(Refusal::LinkWithPort);
    }
    let is_named =
        matches!(url.host(), Some(Host::Domain(name)) if name.trim_end_matches('.').contains('.'));
    if !is_named || url.as_str().len() > super::MAX_URL {
        return Err(Refusal::LinkUnreadable);
    }
    Ok(url.into())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::config::SigningKey;
    use proptest::prelude::*;

    #[test]
    fn only_plain_https_links_to_a_named_host_are_taken() {
        for (typed, expected) in [
            ("https://youtu.be/abc", Ok("https://youtu.be/abc")),
            ("https://youtu.be:443/abc", Ok("https://youtu.be/abc")),
            (
                "https://動画.example/第1回",
                Ok("https://xn--hhr831f.example/%E7%AC%AC1%E5%9B%9E"),
            ),
            ("http://youtu.be/abc", Err(Refusal::LinkNotHttps)),
            ("javascript:alert(1)", Err(Refusal::LinkNotHttps)),
            ("https://user:pw@youtu.be/", Err(Refusal::LinkWithLogin)),
            (
                "https://youtube.com@evil.example/",
                Err(Refusal::LinkWithLogin),
            ),
            ("https://youtu.be:8443/", Err(Refusal::LinkWithPort)),
            ("https://127.0.0.1/", Err(Refusal::LinkUnreadable)),
            ("https://[::1]/", Err(Refusal::LinkUnreadable)),
            ("https://localhost/", Err(Refusal::LinkUnreadable)),
            ("youtu.be/abc", Err(Refusal::LinkUnreadable)),
            ("", Err(Refusal::LinkUnreadable)),
        ] {
            assert_eq!(video_url(typed), expected.map(str::to_owned), "{typed}");
        }
    }

    #[test]
    fn the_best_that_is_set_up_is_taken() {
        let pem = include_str!("../../../../tests/it/lectures/rfc7515.pem");
        let all = Keys {
            bunny: Some("key".into()),
            cloudflare: Some(Arc::new(SigningKey::read(pem, "k").expect("a key"))),
            ..Keys::default()
        };
        let none = Keys::default();
        let reachable = Watch {
            public_url: "https://salon.example".to_owned(),
            ..Watch::default()
        };
        let closed = Watch::default();
        let bunny = "https://iframe.mediadelivery.net/embed/1/32d140e2-e4f4-4eec-9d53-20371e9be607";
        let cloudflare =
            "https://customer-a1.cloudflarestream.com/5d5bc37ffcf54c9b82e996823bffbb81/watch";
        let other = "https://youtu.be/abc";
        let signed = |host: &str| format!("signed for {host}");
        for (video, keys, settings, expected) in [
            (other, &all, &reachable, "once".to_owned()),
            (other, &all, &closed, "plain".to_owned()),
            (bunny, &all, &reachable, signed("iframe.mediadelivery.net")),
            (bunny, &none, &reachable, "once".to_owned()),
            (bunny, &none, &closed, "plain".to_owned()),
            (
                cloudflare,
                &all,
                &closed,
                signed("customer-a1.cloudflarestream.com"),
            ),
            (cloudflare, &none, &reachable, "once".to_owned()),
        ] {
            let way = match way(video, keys, settings, DateTime::UNIX_EPOCH).expect("a way") {
                Way::Plain => "plain".to_owned(),
                Way::Redirect => "once".to_owned(),
                Way::Signed(url) => {
                    let url: Url = url.parse().expect("a link");
                    signed(url.host_str().expect("a host"))
                }
            };
            assert_eq!(way, expected, "{video}");
        }
        let other_library = Watch {
            bunny_library: "2".to_owned(),
            ..Watch::default()
        };
        for (video, keys, settings, expected) in [
            (bunny, &none, &closed, Some(Provider::Bunny)),
            (bunny, &none, &reachable, Some(Provider::Bunny)),
            (bunny, &none, &other_library, None),
            (bunny, &all, &closed, None),
            (cloudflare, &none, &closed, Some(Provider::Cloudflare)),
            (cloudflare, &all, &closed, None),
            (other, &none, &closed, None),
            ("", &none, &closed, None),
        ] {
            assert_eq!(lacks(video, keys, settings), expected, "{video}");
        }
    }

    #[test]
    fn a_token_is_22_letters_of_which_only_the_hash_is_kept() {
        let token = token([255; 16]);
        assert_eq!(token, "_____________________w");
        assert_eq!(token_hash("abc").len(), 64);
        assert!(token_hash("abc").starts_with("ba7816bf"));
    }

    #[test]
    fn a_link_that_grows_too_long_when_encoded_is_refused() {
        let typed = format!("https://v.example/{}", "血".repeat(200));
        assert_eq!(video_url(&typed), Err(Refusal::LinkUnreadable));
    }

    proptest! {
        #[test]
        fn what_is_taken_cannot_break_out_of_a_message(path in "\\PC{0,60}") {
            if let Ok(url) = video_url(&format!("https://v.example/{path}")) {
                prop_assert!(url.starts_with("https://v.example/"));
                prop_assert!(!url.contains([' ', '<', '>', '"', '\n', '`']) || url.contains('#') || url.contains('?'));
            }
        }
    }
}
