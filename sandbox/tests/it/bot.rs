//! A bot as small as one can be: a WebSocket, an HTTP client, and an answer for every interaction.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use reqwest::Method;
use sandbox::{Sandbox, intents};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// Its gateway connection and its REST client.
pub(crate) struct Bot {
    pub(crate) sandbox: Sandbox,
    http: reqwest::Client,
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    pub(crate) sequence: u64,
    pub(crate) ready: Value,
}

/// Guilds, members, messages and their content.
pub(crate) const ALL: u64 = intents::GUILDS
    | intents::GUILD_MEMBERS
    | intents::GUILD_MESSAGES
    | intents::DIRECT_MESSAGES
    | intents::MESSAGE_CONTENT;

impl Bot {
    /// Connects and identifies.
    pub(crate) async fn connect(sandbox: &Sandbox) -> Self {
        Self::with_intents(sandbox, ALL).await
    }

    pub(crate) async fn with_intents(sandbox: &Sandbox, intents: u64) -> Self {
        let mut bot = Self::hello(sandbox).await;
        let identify = json!({"token": format!("Bot {}", sandbox.token()), "intents": intents, "properties": {}});
        bot.send(json!({"op": 2, "d": identify})).await;
        bot.ready = bot.event("READY").await;
        bot
    }

    /// Connects and reads HELLO, no more.
    pub(crate) async fn hello(sandbox: &Sandbox) -> Self {
        let (socket, _) = connect_async(format!("{}?v=10", sandbox.gateway_url()))
            .await
            .expect("gateway");
        let http = reqwest::Client::new();
        let mut bot = Self {
            sandbox: sandbox.clone(),
            http,
            socket,
            sequence: 0,
            ready: Value::Null,
        };
        assert_eq!(bot.frame().await.expect("hello")["op"], 10);
        bot
    }

    pub(crate) async fn send(&mut self, frame: Value) {
        self.socket
            .send(Message::Text(frame.to_string()))
            .await
            .expect("send");
    }

    /// The next frame; the close code if the line was closed.
    pub(crate) async fn frame(&mut self) -> Result<Value, u16> {
        let next = tokio::time::timeout(Duration::from_secs(5), self.socket.next());
        match next.await.expect("a frame in time") {
            Some(Ok(Message::Text(text))) => {
                let frame: Value = serde_json::from_str(&text).expect("json");
                self.sequence = frame["s"].as_u64().unwrap_or(self.sequence);
                Ok(frame)
            }
            Some(Ok(Message::Close(Some(close)))) => Err(close.code.into()),
            other => {
                let _ = other;
                Err(0)
            }
        }
    }

    /// Skips to the next event of that name.
    pub(crate) async fn event(&mut self, name: &str) -> Value {
        loop {
            let frame = self
                .frame()
                .await
                .unwrap_or_else(|code| panic!("closed with {code} while waiting for {name}"));
            if frame["t"] == name {
                return frame["d"].clone();
            }
        }
    }

    /// A REST call; status and body.
    pub(crate) async fn call(&self, method: Method, path: &str, body: Value) -> (u16, Value) {
        let url = format!("{}{path}", self.sandbox.api_url());
        let mut request = self
            .http
            .request(method, url)
            .header("authorization", format!("Bot {}", self.sandbox.token()));
        if !body.is_null() {
            request = request.json(&body);
        }
        let response = request.send().await.expect("answer");
        let status = response.status().as_u16();
        (status, response.json().await.unwrap_or(Value::Null))
    }

    pub(crate) async fn get(&self, path: &str) -> (u16, Value) {
        self.call(Method::GET, path, Value::Null).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        self.call(Method::POST, path, body).await
    }

    pub(crate) async fn put(&self, path: &str) -> (u16, Value) {
        self.call(Method::PUT, path, Value::Null).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> (u16, Value) {
        self.call(Method::PATCH, path, body).await
    }

    pub(crate) async fn delete(&self, path: &str) -> (u16, Value) {
        self.call(Method::DELETE, path, Value::Null).await
    }

    /// Registers commands.
    pub(crate) async fn registers(&self, commands: Value) {
        let path = format!(
            "/applications/{}/guilds/{}/commands",
            self.sandbox.bot_id(),
            self.sandbox.guild_id()
        );
        let (status, body) = self.call(Method::PUT, &path, commands).await;
        assert_eq!(status, 200, "{body}");
    }

    /// Waits for the next interaction and answers it.
    pub(crate) async fn answers(&mut self, answer: Value) -> Value {
        let interaction = self.event("INTERACTION_CREATE").await;
        let (status, body) = self.post(&callback(&interaction), answer).await;
        assert_eq!(status, 204, "{body}");
        interaction
    }
}

/// Path of the first answer.
pub(crate) fn callback(interaction: &Value) -> String {
    format!(
        "/interactions/{}/{}/callback",
        text(&interaction["id"]),
        text(&interaction["token"])
    )
}

/// Path of `@original`.
pub(crate) fn original(interaction: &Value) -> String {
    format!(
        "/webhooks/{}/{}/messages/@original",
        text(&interaction["application_id"]),
        text(&interaction["token"])
    )
}

/// A text of the JSON.
pub(crate) fn text(value: &Value) -> &str {
    value.as_str().expect("text")
}

/// A message body that notifies nobody.
pub(crate) fn says(content: &str) -> Value {
    json!({"content": content, "allowed_mentions": {"parse": []}})
}

/// A reply for one reader.
pub(crate) fn whispers(content: &str) -> Value {
    json!({"type": 4, "data": {"content": content, "flags": 64, "allowed_mentions": {"parse": []}}})
}
