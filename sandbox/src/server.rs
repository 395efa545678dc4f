//! The listener: gateway, REST and, for the demo, a page on one port.

use std::collections::HashMap;
use std::io;
use std::net::Shutdown;
use std::sync::{Arc, Mutex};

use anyhow::Context;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::extract::connect_info::Connected;
use axum::routing::{any, get};
use axum::serve::{IncomingStream, Listener};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::discord::Discord;
use crate::faults::Faults;
use crate::gateway::session::Sessions;
use crate::options::Options;
use crate::rate::Rates;
use crate::sandbox::{Sandbox, Shared};
use crate::transcript::Transcript;
use crate::{gateway, rest, save, seed};

/// Binds, loads or makes the state, and serves until the sandbox is stopped.
pub(crate) async fn start(options: Options) -> anyhow::Result<Sandbox> {
    #[cfg(feature = "contract")]
    crate::contract::load();
    let listener = TcpListener::bind(&options.addr)
        .await
        .with_context(|| format!("cannot listen on {}", options.addr))?;
    let address = listener.local_addr()?;
    let saved = options
        .state
        .as_deref()
        .map(save::load)
        .transpose()?
        .flatten();
    let state = saved.unwrap_or_else(|| seed::fresh(&options.seed, options.clock.now()));
    let discord = Discord {
        state,
        clock: options.clock.clone(),
        address,
        sessions: Sessions::default(),
        interactions: HashMap::new(),
        transcript: Transcript::new(options.settings.transcript),
        faults: Faults::default(),
        rates: Rates::default(),
        complaints: Vec::new(),
        swept: options.clock.now(),
        revision: watch::Sender::new(0),
        settings: options.settings.clone(),
    };
    let shared = Arc::new(Shared {
        discord: Mutex::new(discord),
        address,
        token: options.settings.token,
        clock: options.clock,
        stop: watch::Sender::new(false),
    });
    let sandbox = Sandbox {
        shared: Arc::clone(&shared),
    };
    let mut app = Router::new()
        .route("/gw", get(gateway::connect))
        .route("/gw/", get(gateway::connect))
        .route(
            "/api/{version}/{*path}",
            any(rest::serve).layer(DefaultBodyLimit::max(rest::request::MAX_BODY)),
        )
        .route(
            "/attachments/{channel}/{id}/{name}",
            get(rest::files::serve),
        )
        .route(
            "/ephemeral-attachments/{channel}/{id}/{name}",
            get(rest::files::serve_signed),
        )
        .with_state(Arc::clone(&shared));
    if let Some(extra) = options.extra {
        app = app.merge(extra(sandbox.clone()));
    }
    let mut stop = shared.stop.subscribe();
    let service = app.into_make_service_with_connect_info::<Link>();
    tokio::spawn(async move {
        let served = axum::serve(Door { listener, shared }, service).into_future();
        // Dropping the server ends the listener; the connections see the same signal.
        tokio::select! {
            result = served => if let Err(error) = result { tracing::error!(%error, "the sandbox stopped listening") },
            _ = stop.changed() => {}
        }
    });
    Ok(sandbox)
}

/// The listener, which sends no packet late and lets nobody in while the sandbox plays dead.
struct Door {
    listener: TcpListener,
    shared: Arc<Shared>,
}

/// A second handle on a connection, to cut it.
#[derive(Clone, Debug)]
pub(crate) struct Link(Option<Arc<std::net::TcpStream>>);

impl Link {
    /// Ends the connection without an answer.
    pub(crate) fn cut(&self) {
        if let Some(stream) = &self.0 {
            // Already closed is as good.
            drop(stream.shutdown(Shutdown::Both));
        }
    }
}

impl Door {
    async fn let_in(&mut self) -> io::Result<(TcpStream, Link)> {
        let (stream, _) = self.listener.accept().await?;
        // Nagle's algorithm and delayed acknowledgements together cost 40 ms per answer.
        stream.set_nodelay(true)?;
        let stream = stream.into_std()?;
        let link = Link(Some(Arc::new(stream.try_clone()?)));
        Ok((TcpStream::from_std(stream)?, link))
    }
}

impl Listener for Door {
    type Io = TcpStream;
    type Addr = Link;

    async fn accept(&mut self) -> (TcpStream, Link) {
        loop {
            match self.let_in().await {
                Ok((_, link)) if self.shared.lock().faults.offline => link.cut(),
                Ok(pair) => return pair,
                Err(error) => tracing::warn!(%error, "a connection to the sandbox failed"),
            }
        }
    }

    fn local_addr(&self) -> io::Result<Link> {
        Ok(Link(None))
    }
}

impl Connected<IncomingStream<'_, Door>> for Link {
    fn connect_info(stream: IncomingStream<'_, Door>) -> Self {
        stream.remote_addr().clone()
    }
}
