//! Writing to a client: plain text, or one compressed stream for the whole connection when it asked for that.

use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket};
use flate2::{Compress, Compression, FlushCompress};

/// The sending side of a connection.
pub(super) struct Outlet {
    stream: Option<Compress>,
}

impl Outlet {
    /// `compress` is what the client put into the address.
    pub(super) fn new(compress: Option<&str>) -> Self {
        let wanted = compress == Some("zlib-stream");
        Self {
            stream: wanted.then(|| Compress::new(Compression::fast(), true)),
        }
    }

    /// Sends a frame; `false` if the line is dead.
    pub(super) async fn send(&mut self, socket: &mut WebSocket, frame: Utf8Bytes) -> bool {
        let message = match &mut self.stream {
            None => Message::Text(frame),
            Some(stream) => Message::Binary(deflate(stream, frame.as_bytes()).into()),
        };
        socket.send(message).await.is_ok()
    }

    /// Closes the line.
    pub(super) async fn close(socket: &mut WebSocket, code: Option<u16>) {
        let frame = code.map(|code| CloseFrame {
            code,
            reason: Utf8Bytes::from_static(""),
        });
        // A client that is already gone needs no goodbye.
        drop(socket.send(Message::Close(frame)).await);
    }
}

/// The next piece of the stream, flushed so that the client can read this frame at once.
fn deflate(stream: &mut Compress, mut rest: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(rest.len() / 2 + 64);
    loop {
        let before = stream.total_in();
        out.reserve(1024);
        let done = stream.compress_vec(rest, &mut out, FlushCompress::Sync);
        let taken = usize::try_from(stream.total_in() - before).unwrap_or(rest.len());
        rest = &rest[taken..];
        // Room left over means that everything, the flush included, is out.
        if done.is_err() || (rest.is_empty() && out.len() < out.capacity()) {
            return out;
        }
    }
}

#[cfg(test)]
mod tests {
    use flate2::{Compress, Compression, Decompress, FlushDecompress};

    use super::deflate;

    #[test]
    fn every_frame_can_be_read_at_once() {
        let mut stream = Compress::new(Compression::fast(), true);
        let mut reader = Decompress::new(true);
        for length in [0, 5, 3000, 200_000] {
            let text: Vec<u8> = (0..length)
                .map(|at: usize| u8::try_from(at * at % 251).expect("small"))
                .collect();
            let piece = deflate(&mut stream, &text);
            assert!(piece.ends_with(&[0, 0, 0xff, 0xff]));
            let mut read = Vec::with_capacity(length + 64);
            reader
                .decompress_vec(&piece, &mut read, FlushDecompress::Sync)
                .expect("inflates");
            assert_eq!(read, text);
        }
    }
}
