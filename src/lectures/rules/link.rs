//! Which links to a video we take.

use url::{Host, Url};

use super::Refusal;

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
    use super::*;
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
