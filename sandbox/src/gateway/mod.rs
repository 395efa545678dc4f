//! The gateway: one WebSocket per connection, from HELLO to close.

pub(crate) mod payload;
pub(crate) mod session;

use std::sync::Arc;

use axum::extract::State;
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use axum::response::Response;
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use crate::sandbox::Shared;
use session::Order;

/// Takes a WebSocket connection.
pub(crate) async fn connect(
    State(shared): State<Arc<Shared>>,
    upgrade: WebSocketUpgrade,
) -> Response {
    upgrade.on_upgrade(move |socket| run(socket, shared))
}

/// One connection: its line to the session, and the session once there is one.
pub(crate) struct Connection {
    pub(crate) line: UnboundedSender<Order>,
    pub(crate) session: Option<String>,
}

async fn run(mut socket: WebSocket, shared: Arc<Shared>) {
    let (line, mut orders) = unbounded_channel();
    let mut connection = Connection {
        line,
        session: None,
    };
    let interval = shared.lock().settings.heartbeat.as_millis();
    let hello = json!({"op": 10, "d": {"heartbeat_interval": interval, "_trace": []}});
    if socket.send(text(&hello)).await.is_err() {
        return;
    }
    let mut stop = shared.stop.subscribe();
    // Whether the client may come back to its session.
    let mut for_good = false;
    loop {
        tokio::select! {
            order = orders.recv() => match order {
                Some(Order::Send(frame)) => if socket.send(Message::Text(frame)).await.is_err() { break },
                Some(Order::Close(code)) => {
                    drop(socket.send(close(code)).await);
                    break;
                }
                Some(Order::Cut) | None => break,
            },
            frame = socket.recv() => match frame {
                Some(Ok(Message::Text(frame))) => receive(&shared, &mut connection, &frame),
                Some(Ok(Message::Binary(bytes))) => receive(&shared, &mut connection, &String::from_utf8_lossy(&bytes)),
                Some(Ok(Message::Close(frame))) => {
                    for_good = frame.is_some_and(|frame| matches!(frame.code, 1000 | 1001));
                    // The answer to the close frame goes out with this last flush.
                    drop(socket.send(close(1000)).await);
                    break;
                }
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Err(_)) | None => break,
            },
            _ = stop.changed() => break,
        }
    }
    if let Some(session) = &connection.session {
        shared
            .lock()
            .sessions
            .lost(session, &connection.line, for_good);
    }
}

fn receive(shared: &Shared, connection: &mut Connection, frame: &str) {
    let mut discord = shared.lock();
    match serde_json::from_str::<Value>(frame) {
        Ok(message) => payload::receive(&mut discord, connection, &message),
        Err(error) => {
            discord
                .complaints
                .push(format!("gateway: a frame that is no JSON: {error}"));
            drop(connection.line.send(Order::Close(4002)));
        }
    }
}

fn text(value: &Value) -> Message {
    Message::Text(Utf8Bytes::from(value.to_string()))
}

fn close(code: u16) -> Message {
    Message::Close(Some(CloseFrame {
        code,
        reason: Utf8Bytes::from_static(""),
    }))
}
