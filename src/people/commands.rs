//! What people type about themselves, and mentors about their work.

use poise::serenity_prelude::CreateAutocompleteResponse;

use super::changing::{Part, Said};
use super::setting::Availability;
use super::{cards, changing, setting};
use crate::command::{Command, Context, suggestions};
use crate::error::Result;
use crate::input::folded;

/// The commands of this feature.
pub fn commands() -> Vec<Command> {
    vec![profile()]
}

/// What mentors set, below `/mentor`.
pub fn mentor_commands() -> Vec<Command> {
    vec![available(), fields(), quiet()]
}

#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
enum Notifications {
    #[name = "all"]
    All,
    #[name = "needed"]
    Needed,
}

#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
enum Clear {
    #[name = "year"]
    Year,
    #[name = "field"]
    Field,
    #[name = "track"]
    Track,
    #[name = "hospital"]
    Hospital,
    #[name = "quiet"]
    Quiet,
    #[name = "everything"]
    Everything,
}

impl From<Clear> for Vec<Part> {
    fn from(clear: Clear) -> Self {
        match clear {
            Clear::Year => vec![Part::Year],
            Clear::Field => vec![Part::Field],
            Clear::Track => vec![Part::Track],
            Clear::Hospital => vec![Part::Hospital],
            Clear::Quiet => vec![Part::Quiet],
            Clear::Everything => Said::forget_all(),
        }
    }
}

#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
enum State {
    #[name = "on"]
    On,
    #[name = "off"]
    Off,
}

/// Shows and changes what somebody says of themselves.
#[expect(clippy::too_many_arguments, reason = "Discord's options are arguments")]
#[poise::command(slash_command, guild_only, category = "member")]
async fn profile(
    ctx: Context<'_>,
    year: Option<i64>,
    #[autocomplete = "known_fields"]
    #[max_length = 100]
    field: Option<String>,
    #[autocomplete = "known_tracks"]
    #[max_length = 100]
    track: Option<String>,
    #[max_length = 100] hospital: Option<String>,
    notifications: Option<Notifications>,
    #[max_length = 30] quiet: Option<String>,
    clear: Option<Clear>,
) -> Result<()> {
    let incoming = ctx.data();
    let (app, actor) = (&incoming.app, &incoming.actor);
    let said = Said {
        year,
        field,
        track,
        hospital,
        takes_messages: notifications.map(|which| matches!(which, Notifications::All)),
        quiet,
        cleared: clear.map(Into::into).unwrap_or_default(),
    };
    let profile = if said.is_empty() {
        changing::own_profile(app, actor).await?
    } else {
        changing::change_profile(app, actor, &said).await?
    };
    let card = cards::profile(&profile, &app.config, incoming.lang());
    incoming.reply_with(&card).await
}

/// Whether a mentor takes questions, and how many at once.
#[poise::command(slash_command, guild_only, category = "mentor")]
async fn available(
    ctx: Context<'_>,
    state: Option<State>,
    #[max_length = 30] until: Option<String>,
    load: Option<i64>,
) -> Result<()> {
    let incoming = ctx.data();
    let typed = Availability {
        is_on: state.map(|state| matches!(state, State::On)),
        until,
        load,
    };
    let settings = setting::set_available(&incoming.app, &incoming.actor, &typed).await?;
    let card = cards::settings(&settings, &incoming.app.config, incoming.lang());
    incoming.reply_with(&card).await
}

/// The fields in which a mentor answers.
#[poise::command(slash_command, guild_only, category = "mentor")]
async fn fields(
    ctx: Context<'_>,
    #[autocomplete = "known_fields"]
    #[max_length = 100]
    add: Option<String>,
    #[autocomplete = "known_fields"]
    #[max_length = 100]
    remove: Option<String>,
) -> Result<()> {
    let incoming = ctx.data();
    let (app, actor) = (&incoming.app, &incoming.actor);
    let settings = setting::set_fields(app, actor, add.as_deref(), remove.as_deref()).await?;
    let card = cards::settings(&settings, &app.config, incoming.lang());
    incoming.reply_with(&card).await
}

/// When a mentor is not written to unasked.
#[poise::command(slash_command, guild_only, category = "mentor")]
async fn quiet(
    ctx: Context<'_>,
    #[max_length = 30] hours: Option<String>,
    reset: Option<bool>,
) -> Result<()> {
    let incoming = ctx.data();
    let (app, actor) = (&incoming.app, &incoming.actor);
    let is_reset = reset.unwrap_or_default();
    let settings = setting::set_quiet(app, actor, hours.as_deref(), is_reset).await?;
    let card = cards::settings(&settings, &app.config, incoming.lang());
    incoming.reply_with(&card).await
}

/// The fields of which the name or key contains what was typed so far.
#[expect(clippy::unused_async, reason = "poise awaits it")]
async fn known_fields(ctx: Context<'_>, partial: &str) -> CreateAutocompleteResponse {
    let incoming = ctx.data();
    let fields = incoming.app.config.questions.fields.iter();
    let fields = fields.map(|(key, it)| (key, it.get(incoming.lang()), [&it.ja, &it.en]));
    matching(fields, partial)
}

/// The same of tracks.
#[expect(clippy::unused_async, reason = "poise awaits it")]
async fn known_tracks(ctx: Context<'_>, partial: &str) -> CreateAutocompleteResponse {
    let incoming = ctx.data();
    let tracks = incoming.app.config.tracks.iter();
    let tracks = tracks.map(|(key, it)| (key, it.get(incoming.lang()), [&it.ja, &it.en]));
    matching(tracks, partial)
}

fn matching<'a>(
    known: impl Iterator<Item = (&'a String, &'a str, [&'a String; 2])>,
    partial: &str,
) -> CreateAutocompleteResponse {
    let partial = folded(partial);
    let fits = |name: &String| folded(name).contains(&partial);
    let matching = known.filter(|(key, _, names)| fits(key) || names.iter().any(|name| fits(name)));
    suggestions(matching.map(|(key, name, _)| (name.to_owned(), key.clone())))
}
