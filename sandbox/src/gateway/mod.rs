//! The gateway: one WebSocket per connection, from HELLO to close.

mod members;
mod outlet;
pub(crate) mod payload;
pub(crate) mod session;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Query, State};
use axum::response::Response;
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use crate::clock::monotonic_now;
use crate::sandbox::Shared;
use outlet::Outlet;
use session::Order;

/// Frames that a client may send in a minute.
const FRAMES_PER_MINUTE: u32 = 120;

/// Takes a WebSocket connection.
pub(crate) async fn connect(
    State(shared): State<Arc<Shared>>,
    Query(query): Query<HashMap<String, String>>,
    upgrade: WebSocketUpgrade,
) -> Response {
    if shared.lock().faults.silent {
        // The client has its connection and is never told that it is one to the gateway.
        std::future::pending::<()>().await;
    }
    let outlet = Outlet::new(query.get("compress").map(String::as_str));
    upgrade.on_upgrade(move |socket| run(socket, outlet, shared))
}

/// One connection: its line to the session, and the session once there is one.
pub(crate) struct Connection {
    pub(crate) line: UnboundedSender<Order>,
    pub(crate) session: Option<String>,
    /// Frames received since `minute` began.
    frames: u32,
    minute: Instant,
}

async fn run(mut socket: WebSocket, mut outlet: Outlet, shared: Arc<Shared>) {
    let (line, mut orders) = unbounded_channel();
    let mut connection = Connection {
        line,
        session: None,
        frames: 0,
        minute: monotonic_now(),
    };
    let interval = shared.lock().settings.heartbeat.as_millis();
    let hello = json!({"op": 10, "d": {"heartbeat_interval": interval, "_trace": []}});
    if !outlet.send(&mut socket, hello.to_string().into()).await {
        return;
    }
    let mut stop = shared.stop.subscribe();
    // Whether the client may come back to its session.
    let mut for_good = false;
    loop {
        tokio::select! {
            order = orders.recv() => match order {
                Some(Order::Send(frame)) => {
                    #[cfg(feature = "contract")]
                    crate::contract::frame(&shared, &frame);
                    if !outlet.send(&mut socket, frame).await {
                        break;
                    }
                }
                Some(Order::Close(code)) => {
                    Outlet::close(&mut socket, code).await;
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
                    Outlet::close(&mut socket, Some(1000)).await;
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
    if connection.minute.elapsed() >= Duration::from_mins(1) {
        connection.minute = monotonic_now();
        connection.frames = 0;
    }
    connection.frames += 1;
    if connection.frames > FRAMES_PER_MINUTE {
        payload::hang_up(
            &mut discord,
            connection,
            4008,
            "more than 120 frames in a minute",
        );
        return;
    }
    if frame.len() > 4096 {
        payload::hang_up(
            &mut discord,
            connection,
            4002,
            "a frame of more than 4096 bytes",
        );
        return;
    }
    match serde_json::from_str::<Value>(frame) {
        Ok(message) => payload::receive(&mut discord, connection, &message),
        Err(error) => {
            discord
                .complaints
                .push(format!("gateway: a frame that is no JSON: {error}"));
            drop(connection.line.send(Order::Close(Some(4002))));
        }
    }
}
