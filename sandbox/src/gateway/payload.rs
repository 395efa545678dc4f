//! What clients send over the gateway, and what they get for it.

use serde_json::{Value, json};

use super::Connection;
use super::session::Order;
use crate::discord::Discord;
use crate::intents;

/// Acts on one frame of a client.
pub(crate) fn receive(discord: &mut Discord, connection: &mut Connection, message: &Value) {
    let data = &message["d"];
    match message["op"].as_u64() {
        Some(1) if discord.faults.deaf => {}
        Some(1) => {
            if discord.sessions.heartbeat() {
                discord.changed();
            }
            tell(connection, &json!({"op": 11}));
        }
        Some(2) if connection.session.is_some() => {
            hang_up(discord, connection, 4005, "IDENTIFY twice");
        }
        Some(2) => identify(discord, connection, data),
        Some(6) => resume(discord, connection, data),
        Some(3 | 4 | 8) if connection.session.is_none() => {
            hang_up(discord, connection, 4003, "a command before IDENTIFY");
        }
        // Presence and voice state change nothing that the sandbox shows.
        Some(3 | 4) => {}
        Some(8) => super::members::members(discord, connection, data),
        _ => hang_up(discord, connection, 4001, "an unknown opcode"),
    }
}

fn identify(discord: &mut Discord, connection: &mut Connection, data: &Value) {
    let token = data["token"].as_str().unwrap_or_default();
    if token.trim_start_matches("Bot ") != discord.settings.token {
        return hang_up(discord, connection, 4004, "a wrong token in IDENTIFY");
    }
    let Some(wanted) = data["intents"]
        .as_u64()
        .filter(|wanted| wanted & !intents::KNOWN == 0)
    else {
        return hang_up(discord, connection, 4013, "invalid intents in IDENTIFY");
    };
    if !data["properties"].is_object() {
        return hang_up(discord, connection, 4002, "IDENTIFY without properties");
    }
    if wanted & intents::PRIVILEGED & !discord.settings.privileged != 0 {
        return hang_up(
            discord,
            connection,
            4014,
            "privileged intents that are not switched on",
        );
    }
    if discord.faults.unwelcome > 0 {
        discord.faults.unwelcome -= 1;
        drop(connection.line.send(Order::Cut));
        return;
    }
    let shards = data["shard"][1].as_u64().unwrap_or(1);
    if shards < discord.faults.shards {
        return hang_up(discord, connection, 4011, "too few shards in IDENTIFY");
    }
    let session = discord.sessions.open(wanted, connection.line.clone());
    connection.session = Some(session.clone());
    let ready = json!({
        "v": 10,
        "user": discord.own_user_json(),
        "guilds": [{"id": discord.state.guild.id, "unavailable": true}],
        "private_channels": [],
        "session_id": session,
        "session_type": "normal",
        "resume_gateway_url": discord.gateway_url(),
        "shard": data.get("shard").cloned().unwrap_or_else(|| json!([0, 1])),
        "application": {"id": discord.state.application, "flags": discord.application_flags()},
    });
    discord.transcript.event("READY", &ready);
    discord.sessions.dispatch_to(&session, "READY", &ready);
    if wanted & intents::GUILDS != 0 {
        let guild = discord.state.guild_create_json();
        discord.transcript.event("GUILD_CREATE", &guild);
        discord
            .sessions
            .dispatch_to(&session, "GUILD_CREATE", &guild);
    }
    discord.changed();
}

fn resume(discord: &mut Discord, connection: &mut Connection, data: &Value) {
    let token = data["token"].as_str().unwrap_or_default();
    if token.trim_start_matches("Bot ") != discord.settings.token {
        return hang_up(discord, connection, 4004, "a wrong token in RESUME");
    }
    let session = data["session_id"].as_str().unwrap_or_default().to_owned();
    let sequence = data["seq"].as_u64().unwrap_or(0);
    if discord
        .sessions
        .resume(&session, sequence, connection.line.clone())
    {
        connection.session = Some(session);
        discord.changed();
    } else {
        tell(connection, &json!({"op": 9, "d": false}));
    }
}

fn tell(connection: &Connection, message: &Value) {
    drop(
        connection
            .line
            .send(Order::Send(message.to_string().into())),
    );
}

/// Closes the connection for a fault of the client, and remembers the fault.
pub(super) fn hang_up(discord: &mut Discord, connection: &Connection, code: u16, why: &str) {
    discord
        .complaints
        .push(format!("gateway: {why}, closed with {code}"));
    drop(connection.line.send(Order::Close(Some(code))));
}

impl Discord {
    /// Where the gateway is.
    pub(crate) fn gateway_url(&self) -> String {
        format!("ws://{}/gw", self.address)
    }

    /// The application's flags: which privileged intents are switched on.
    pub(crate) fn application_flags(&self) -> u64 {
        let pairs = [
            (intents::PRESENCES, 1 << 12),
            (intents::GUILD_MEMBERS, 1 << 14),
            (intents::MESSAGE_CONTENT, 1 << 18),
        ];
        pairs
            .iter()
            .filter(|(intent, _)| self.settings.privileged & intent != 0)
            .fold(0, |flags, (_, bit)| flags | bit)
    }

    /// The bot's own account, with what only it is told.
    pub(crate) fn own_user_json(&self) -> Value {
        let mut user = self.state.user_json(self.state.bot);
        user["verified"] = json!(true);
        user["mfa_enabled"] = json!(true);
        user["email"] = Value::Null;
        user["locale"] = json!("en-US");
        user
    }
}
