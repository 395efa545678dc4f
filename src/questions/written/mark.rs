//! A message in the thread that somebody calls an answer: Discord gives us its words then, whatever
//! else we may read.

use serde::Deserialize;
use serenity::http::Route;

use super::super::question::Question;
use super::super::rules::{self, Event};
use super::super::{forms, in_thread, load, relation, telling};
use super::{MENTOR, answered};
use crate::actor::Actor;
use crate::app::App;
use crate::discord::{CallError, Rest};
use crate::error::{Error, Result};
use crate::ids::{ChannelId, MessageId, RoleId, UserId};
use crate::journal::By;
use crate::people;
use crate::questions::refusal::Refusal;
use crate::text::Text;

/// A message that is called an answer.
#[derive(Clone, Copy, Debug)]
pub struct Marked<'a> {
    /// Where it stands.
    pub channel: ChannelId,
    /// Which.
    pub message: MessageId,
    /// Who wrote it.
    pub author: UserId,
    /// Whether that is a bot.
    pub is_bot: bool,
    /// What it says.
    pub words: &'a str,
}

#[derive(Deserialize)]
struct Member {
    roles: Vec<String>,
}

/// Takes a mentor's message in a question's thread as an answer. For mentors, and for whoever asked.
pub async fn mark(
    app: &App,
    discord: &Rest,
    actor: &Actor,
    marked: Marked<'_>,
) -> Result<Question> {
    let number = in_thread(app, marked.channel).await?;
    let number = number.ok_or_else(|| Error::Refused(Text::new("question-mark-no-thread")))?;
    let question = load(&mut *app.db.read().await?, number).await?;
    let is_asker = relation(app, actor, &question).is_asker;
    if !is_asker && !actor.is_staff() {
        return Err(Error::Refused(Text::new("question-mark-not-yours")));
    }
    if marked.is_bot {
        return Err(Error::Refused(Text::new("question-mark-bot")));
    }
    // Of somebody else's words it is not said that the asker of an anonymous question wrote them.
    let is_own_word = is_asker && marked.author == actor.user;
    if question.asker == Some(marked.author) || is_own_word {
        return Err(Error::Refused(Text::new("question-mark-own")));
    }
    let is_own = marked.author == actor.user && actor.is_staff();
    if !is_own && !is_mentor(app, discord, marked.author).await? {
        return Err(Error::Refused(Text::new("question-mark-no-mentor")));
    }
    let body = forms::answer_words(marked.words)?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let before = load(tx.conn().await?, number).await?;
    let person = if question.is_anonymous && is_asker {
        question.asker_id
    } else {
        people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?
    };
    rules::decide(&before, Event::Answer, MENTOR, now)?;
    let words = (marked.message, marked.author, body.as_str());
    let after = answered(&mut tx, app, &before, words, By::Person(person)).await?;
    let after = after.ok_or(Refusal::AnsweredSo(number))?;
    if !is_asker {
        telling::answered(&mut tx, app, &after, now).await?;
    }
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(after)
}

/// Whether somebody holds the mentor's or the owner's role now; who left holds none.
pub(super) async fn is_mentor(app: &App, discord: &Rest, user: UserId) -> Result<bool> {
    let guild = app.config.discord.guild;
    let guild = guild.ok_or_else(|| anyhow::anyhow!("discord.guild is not configured"))?;
    let route = Route::GuildMember {
        guild_id: guild.into(),
        user_id: user.into(),
    };
    match discord.get::<Member>(route).await {
        Ok(member) => {
            let roles = member.roles.iter().filter_map(|role| role.parse().ok());
            let roles: Vec<RoleId> = roles.collect();
            let lang = app.config.language;
            Ok(Actor::new(user, lang, &roles, false, &app.config).is_staff())
        }
        Err(CallError::Refused { .. }) => Ok(false),
        Err(error) => Err(anyhow::Error::from(error).into()),
    }
}
