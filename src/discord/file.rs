//! Files that people attach: fetched from Discord alone, and no more of them than is wanted.

use reqwest::Url;

use super::{client, kind_of};
use crate::config::{ApiUrl, DISCORD_API};

/// Where Discord keeps what is attached.
const HOSTS: [&str; 2] = ["cdn.discordapp.com", "media.discordapp.net"];

/// A file that goes with an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name, in ASCII: Discord drops the rest.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Why a file cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Its address is not one of Discord's: only a modified client sends that.
    #[error("not an address of Discord's files")]
    Elsewhere,
    /// It is larger than is wanted.
    #[error("more than {0} bytes")]
    TooLarge(usize),
    /// It does not come.
    #[error("it does not come: {0}")]
    Unavailable(String),
}

/// Fetches a file that somebody attached, as long as it has no more than so many bytes. The address
/// comes from outside: nothing but Discord's own files is asked for, and no redirect is followed.
pub async fn download(address: &str, api_url: &ApiUrl, most: usize) -> Result<Vec<u8>, FileError> {
    let url = discords(address, api_url).ok_or(FileError::Elsewhere)?;
    let unavailable = |error: &reqwest::Error| FileError::Unavailable(kind_of(error));
    let client = client().map_err(|error| FileError::Unavailable(error.to_string()))?;
    let mut response = client
        .get(url)
        .send()
        .await
        .map_err(|error| unavailable(&error))?;
    if response.status() != reqwest::StatusCode::OK {
        let status = response.status().as_u16();
        return Err(FileError::Unavailable(format!("HTTP {status}")));
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = response
        .chunk()
        .await
        .map_err(|error| unavailable(&error))?
    {
        if bytes.len() + chunk.len() > most {
            return Err(FileError::TooLarge(most));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// The address, if it is one of Discord's files, or of what stands in for Discord.
fn discords(address: &str, api_url: &ApiUrl) -> Option<Url> {
    let url = Url::parse(address).ok()?;
    let is_plain = url.username().is_empty() && url.password().is_none();
    let is_discords = url.scheme() == "https"
        && url.port().is_none()
        && url.host_str().is_some_and(|host| HOSTS.contains(&host));
    let is_stand_in = api_url.as_str() != DISCORD_API
        && Url::parse(api_url.as_str()).is_ok_and(|api| api.origin() == url.origin());
    (is_plain && (is_discords || is_stand_in)).then_some(url)
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;

    use super::*;

    fn api(address: &str) -> ApiUrl {
        ApiUrl::try_from(address.to_owned()).expect("an address")
    }

    #[test]
    fn only_discords_own_files_are_read() {
        let discord = api(DISCORD_API);
        for address in [
            "https://cdn.discordapp.com/ephemeral-attachments/1/2/list.csv?ex=1&is=2&hm=3",
            "https://media.discordapp.net/attachments/1/2/list.csv",
            "https://cdn.discordapp.com:443/attachments/1/2/list.csv",
        ] {
            assert!(discords(address, &discord).is_some(), "{address}");
        }
        for address in [
            "",
            "list.csv",
            "//cdn.discordapp.com/list.csv",
            "http://cdn.discordapp.com/list.csv",
            "ftp://cdn.discordapp.com/list.csv",
            "file:///etc/passwd",
            "data:text/csv,a",
            "https://cdn.discordapp.com.example.com/list.csv",
            "https://example.com/cdn.discordapp.com/list.csv",
            "https://cdn.discordapp.com@example.com/list.csv",
            "https://example.com#@cdn.discordapp.com/list.csv",
            "https://example.com\\@cdn.discordapp.com/list.csv",
            "https://someone:secret@cdn.discordapp.com/list.csv",
            "https://cdn.discordapp.com:8443/list.csv",
            "https://cdn.discordapp.com./list.csv",
            "https://xcdn.discordapp.com/list.csv",
            "https://discord.com/list.csv",
            "https://127.0.0.1/list.csv",
            "https://[::1]/list.csv",
            "https://2130706433/list.csv",
            "https://169.254.169.254/latest/meta-data",
            "https://localhost/list.csv",
            "https://cdn.discordapp.com%2eexample.com/list.csv",
            "https://cdn。discordapp.com.example.com/list.csv",
        ] {
            assert!(discords(address, &discord).is_none(), "{address}");
        }
    }

    #[test]
    fn what_stands_in_for_discord_gives_its_own_files_and_no_others() {
        let local = api("http://127.0.0.1:4711/api/v10");
        for (address, is_read) in [
            ("http://127.0.0.1:4711/attachments/1/2/list.csv", true),
            ("https://cdn.discordapp.com/attachments/1/2/list.csv", true),
            ("http://127.0.0.1:4712/attachments/1/2/list.csv", false),
            ("https://127.0.0.1:4711/attachments/1/2/list.csv", false),
            ("http://localhost:4711/attachments/1/2/list.csv", false),
            ("http://me@127.0.0.1:4711/attachments/1/2/list.csv", false),
        ] {
            assert_eq!(discords(address, &local).is_some(), is_read, "{address}");
        }
    }

    /// Gives this answer to whoever asks, once.
    async fn answering(answer: &'static [u8]) -> (String, ApiUrl) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.expect("someone asks");
            let mut asked = [0; 4096];
            assert_ne!(stream.read(&mut asked).await.expect("a request"), 0);
            // Whoever has enough hangs up.
            let _ = stream.write_all(answer).await;
        });
        let api_url = api(&format!("{origin}/api/v10"));
        (format!("{origin}/attachments/1/2/list.csv"), api_url)
    }

    #[tokio::test]
    async fn no_more_is_read_than_is_wanted_and_no_redirect_is_followed() {
        let ten = b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n0123456789";
        let (address, api_url) = answering(ten).await;
        let read = download(&address, &api_url, 10).await.expect("a file");
        assert_eq!(read, b"0123456789");
        // Its length is not told beforehand.
        let (address, api_url) = answering(ten).await;
        let refused = download(&address, &api_url, 9).await;
        assert!(
            matches!(refused, Err(FileError::TooLarge(9))),
            "{refused:?}"
        );
        let elsewhere: &[u8] =
            b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n";
        let cut_off: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n0123456789";
        for answer in [elsewhere, cut_off] {
            let (address, api_url) = answering(answer).await;
            let refused = download(&address, &api_url, 100).await;
            assert!(
                matches!(refused, Err(FileError::Unavailable(_))),
                "{refused:?}"
            );
        }
    }
}
