//! Cloudflare Stream's signed URL: a token of our own signing in the place of the video's name,
//! <https://developers.cloudflare.com/stream/viewing-videos/securing-your-stream>.

use anyhow::anyhow;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use serde_json::json;
use url::Url;

use crate::config::SigningKey;

/// The link with a token, if it is one to a video of Cloudflare Stream.
pub(super) fn signed(url: &Url, key: &SigningKey, expires: i64) -> anyhow::Result<Option<String>> {
    let Some((video, rest)) = video(url) else {
        return Ok(None);
    };
    let token = token(video, key, expires)?;
    let mut signed = url.clone();
    signed.set_path(&rest.map_or_else(|| token.clone(), |rest| format!("{token}/{rest}")));
    Ok(Some(signed.into()))
}

/// The video that it leads to, and what stands behind it.
pub(super) fn video(url: &Url) -> Option<(&str, Option<&str>)> {
    let host = url.host_str()?;
    let is_stream = |of: &str| host == of || host.ends_with(&format!(".{of}"));
    if !is_stream("cloudflarestream.com") && !is_stream("videodelivery.net") {
        return None;
    }
    let mut path = url.path().trim_start_matches('/').splitn(2, '/');
    let (video, rest) = (path.next()?, path.next());
    let is_one = video.len() == 32 && video.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_one.then_some((video, rest))
}

fn token(video: &str, key: &SigningKey, expires: i64) -> anyhow::Result<String> {
    let header = json!({"alg": "RS256", "kid": key.id}).to_string();
    // In the order of the page; nothing reads it by place.
    let [sub, kid] = [json!(video), json!(key.id)];
    let claims = format!(r#"{{"sub":{sub},"kid":{kid},"exp":{expires}}}"#);
    let encode = |part: &str| URL_SAFE_NO_PAD.encode(part);
    let signed = format!("{}.{}", encode(&header), encode(&claims));
    Ok(format!("{signed}.{}", signature(&signed, &key.pair)?))
}

/// Of RS256, in base64 for links. The same words have the same one.
fn signature(words: &str, pair: &RsaKeyPair) -> anyhow::Result<String> {
    let mut out = vec![0; pair.public().modulus_len()];
    pair.sign(
        &RSA_PKCS1_SHA256,
        &SystemRandom::new(),
        words.as_bytes(),
        &mut out,
    )
    .map_err(|_| anyhow!("the key of Cloudflare Stream signs nothing"))?;
    Ok(URL_SAFE_NO_PAD.encode(out))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key of RFC 7515, A.2: published for tests, and no secret.
    const PEM: &str = include_str!("../../../../tests/it/lectures/rfc7515.pem");

    fn key(id: &str) -> SigningKey {
        SigningKey::read(PEM, id).expect("a key")
    }

    #[test]
    fn the_signature_is_that_of_rfc_7515() {
        let words = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        let expected = "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
        assert_eq!(signature(words, &key("k").pair).expect("signed"), expected);
    }

    #[test]
    fn the_header_is_that_of_the_page() {
        let token = token("v", &key("cdc935982f8075f2ef96106d85fcd838"), 1).expect("signed");
        let expected =
            "eyJhbGciOiJSUzI1NiIsImtpZCI6ImNkYzkzNTk4MmY4MDc1ZjJlZjk2MTA2ZDg1ZmNkODM4In0.";
        assert!(token.starts_with(expected), "{token}");
    }

    #[test]
    fn the_whole_is_what_openssl_makes_of_it() {
        let video = "5d5bc37ffcf54c9b82e996823bffbb81";
        let key = key("8f926b2b01f3835170025a78a4dcbf6a");
        let expected = "eyJhbGciOiJSUzI1NiIsImtpZCI6IjhmOTI2YjJiMDFmMzgzNTE3MDAyNWE3OGE0ZGNiZjZhIn0.eyJzdWIiOiI1ZDViYzM3ZmZjZjU0YzliODJlOTk2ODIzYmZmYmI4MSIsImtpZCI6IjhmOTI2YjJiMDFmMzgzNTE3MDAyNWE3OGE0ZGNiZjZhIiwiZXhwIjoxNjIzNDQwMjAyfQ.JExCSK9mPSPdKRCM-2uqeQaMdyO6rLZYxisMGENUAO9tU1uIrExeB7DR2tI9v1Z5xwIQSz_QvkjfXQOBSHCKBVXJ828rGIW78yx1PREhKn4vgsJS71CzWx8zszDxDlWABFAz_cWVtKCNszEA-25_DhtFsZw2UbTlJowBsFPHcNO9j7AecJYMHcvQ9_TczGncAa7-jep3dhFwOHfJUSzbFB4upUW9Hiba_Q4aydOBt6OOcRmajja1SuaC0e47RGV3kFoa8VxgQVA3tT2EY8p4jeTjpN6EboJ_nD-I0eNxyfSIT-B9LWh2-8GH7zPAxDDvBJ5v7OoC3MYM3m_Z3qxpig";
        let at = 1_623_440_202;
        assert_eq!(token(video, &key, at).expect("signed"), expected);
        for (link, shown) in [
            (
                format!("https://customer-a1.cloudflarestream.com/{video}/watch?muted=true"),
                format!("https://customer-a1.cloudflarestream.com/{expected}/watch?muted=true"),
            ),
            (
                format!("https://iframe.videodelivery.net/{video}"),
                format!("https://iframe.videodelivery.net/{expected}"),
            ),
        ] {
            let url = link.parse().expect("a link");
            assert_eq!(signed(&url, &key, at).expect("signed"), Some(shown));
        }
    }

    #[test]
    fn other_links_are_left_alone() {
        for link in [
            "https://customer-a1.cloudflarestream.com/watch",
            "https://cloudflarestream.com.example/5d5bc37ffcf54c9b82e996823bffbb81/watch",
            "https://customer-a1.cloudflarestream.com/a.b.c/watch",
        ] {
            let url = link.parse().expect("a link");
            assert_eq!(signed(&url, &key("k"), 1).expect("read"), None, "{link}");
        }
    }
}
