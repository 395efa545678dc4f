//! What people type and press to move a question.

use poise::serenity_prelude as discord;

use super::{closing, unsealing};
use crate::actor::Actor;
use crate::command::{Context, Incoming, Press, Submission, user_id};
use crate::discord::message::Message;
use crate::error::Result;
use crate::ids::{ChannelId, QuestionId};
use crate::questions::question::{RemarkKind, State};
use crate::questions::refusal::Refusal;
use crate::questions::rules::Event;
use crate::questions::{self, Colleague, anonymous, forms, notices};
use crate::text::Text;

/// Takes a step that needs no words, and says that it was taken.
pub(super) async fn advance(incoming: &Incoming, number: QuestionId, event: Event) -> Result<()> {
    let question = questions::advance(&incoming.app, &incoming.actor, number, event).await?;
    // Whoever asked is asked at once what it was worth.
    let is_asker = anonymous::is_asker(&incoming.app, &incoming.actor, &question);
    if event == Event::Resolve && is_asker {
        return closing::open(incoming, number).await;
    }
    let text = match event {
        Event::Claim => Text::new("question-done-claim"),
        Event::Release if question.state == State::NeedsInfo => {
            Text::new("question-done-release-waiting")
        }
        Event::Release | Event::Lapse | Event::Depart => Text::new("question-done-release"),
        Event::Resolve => Text::new("question-done-resolve"),
        // Nobody sends them into the thread.
        Event::Reopen if question.is_anonymous => Text::new("anonymous-done-reopen"),
        Event::Reopen => Text::new("question-done-reopen"),
        Event::Withdraw => Text::new("question-done-withdraw"),
        Event::Expire => Text::new("question-done-expire"),
        // These have words, or somebody they concern, and say more.
        Event::Transfer
        | Event::SecondOpinion
        | Event::NeedsInfo
        | Event::Reply
        | Event::Answer
        | Event::AutoResolve
        | Event::Duplicate
        | Event::Hold
        | Event::Restore
        | Event::Erase => Text::new("question-done"),
    };
    incoming.reply(&text.with("number", question.id)).await
}

pub(super) async fn open_answer(incoming: &Incoming, number: QuestionId) -> Result<()> {
    let question = questions::could(&incoming.app, &incoming.actor, number, Event::Answer).await?;
    incoming
        .open(&forms::answer(&question, incoming.lang()))
        .await
}

/// Opens the form in which a mentor asks for more, or the asker writes it.
pub(super) async fn open_remark(
    incoming: &Incoming,
    number: QuestionId,
    kind: RemarkKind,
) -> Result<()> {
    let event = match kind {
        RemarkKind::Info => Event::NeedsInfo,
        RemarkKind::Reply => Event::Reply,
    };
    let question = questions::could(&incoming.app, &incoming.actor, number, event).await?;
    let form = forms::remark(&question, kind, incoming.lang());
    incoming.open(&form).await
}

pub(super) async fn post_again(incoming: &Incoming, number: QuestionId) -> Result<()> {
    let question = questions::recreate(&incoming.app, &incoming.actor, number).await?;
    let done = Text::new("question-done-recreate").with("number", question.id);
    incoming.reply(&done).await
}

pub(super) async fn post_all_again(incoming: &Incoming, channel: ChannelId) -> Result<()> {
    let count = questions::recreate_all(&incoming.app, &incoming.actor, channel).await?;
    let done = Text::new("question-done-recreate-all")
        .with("count", i64::try_from(count).unwrap_or(i64::MAX));
    incoming.reply(&done).await
}

pub(super) async fn restore_now(incoming: &Incoming, number: QuestionId) -> Result<()> {
    let question = questions::restore(&incoming.app, &incoming.actor, number).await?;
    let done = Text::new("held-done-restore").with("number", question.id);
    incoming.reply(&done).await
}

/// The words of an answer, or of what is asked back or replied.
pub(super) async fn take_in_words(submission: &Submission<'_>) -> Result<()> {
    let Incoming { app, actor, .. } = submission.incoming;
    let number = submission.id.read(0)?;
    let remark = submission.input("remark");
    let (question, done) = match submission.action {
        "asked-back" => {
            let question = questions::ask_back(app, actor, number, remark).await?;
            (question, Text::new("question-done-info"))
        }
        "said" => {
            let question = anonymous::say(app, actor, number, remark).await?;
            (question, Text::new("anonymous-done-say"))
        }
        "replied" => {
            let question = questions::reply(app, actor, number, remark).await?;
            (question, Text::new("question-done-reply"))
        }
        _ => {
            let typed = submission.input("answer");
            let question = questions::answer(app, actor, number, typed).await?;
            (question, Text::new("question-done-answer"))
        }
    };
    submission
        .incoming
        .reply(&done.with("number", question.id))
        .await
}

/// Asks whether they are sure.
pub(super) async fn open_erasing(incoming: &Incoming, number: QuestionId) -> Result<()> {
    let question = questions::erasable(&incoming.app, &incoming.actor, number).await?;
    let is_asker = anonymous::is_asker(&incoming.app, &incoming.actor, &question);
    let sure = notices::sure_to_erase(&question, is_asker, incoming.lang());
    incoming.reply_with(&sure).await
}

/// In the place of the question whether they are sure, whose button is spent.
pub(super) async fn erase_now(press: &Press<'_>, number: QuestionId) -> Result<()> {
    let Incoming { app, actor, .. } = press.incoming;
    let question = questions::erase(app, actor, number).await?;
    let done = Text::new("question-done-erase").with("number", question.id);
    let done = Message::text(done.render(actor.lang));
    press.update(&done).await
}

/// The number that was given, or the question whose thread it was typed in.
async fn meant(incoming: &Incoming, number: Option<i64>) -> Result<QuestionId> {
    if let Some(number) = number {
        return Ok(QuestionId(number));
    }
    let found = questions::in_thread(&incoming.app, incoming.channel).await?;
    Ok(found.ok_or(Refusal::WhichQuestion)?)
}

/// Somebody who was chosen to answer. Whoever left the server has no roles.
fn colleague(ctx: Context<'_>, user: &discord::User) -> Colleague {
    let incoming = ctx.data();
    let member = ctx.interaction.data.resolved.members.get(&user.id);
    let roles = member.map(|member| member.roles.iter().map(|role| (*role).into()).collect());
    let roles: Vec<_> = roles.unwrap_or_default();
    let config = &incoming.app.config;
    let person = Actor::new(user_id(user), incoming.lang(), &roles, false, config);
    Colleague {
        user: person.user,
        is_mentor: person.is_staff() && !user.bot,
    }
}

#[expect(clippy::unused_async, reason = "a parent is never called")]
#[poise::command(
    slash_command,
    guild_only,
    subcommand_required,
    subcommands(
        "claim",
        "release",
        "transfer",
        "opinion",
        "needs_info",
        "answer",
        "resolve",
        "reopen",
        "duplicate",
        "withdraw",
        "expire",
        "erase",
        "recreate",
        "images",
        "restore",
        "why",
        "super::board::board",
        "unsealing::unseal"
    )
)]
pub(super) async fn question(_ctx: Context<'_>) -> Result<()> {
    Ok(())
}

#[poise::command(slash_command, guild_only, category = "mentor")]
async fn claim(ctx: Context<'_>, number: Option<i64>) -> Result<()> {
    let number = meant(ctx.data(), number).await?;
    advance(ctx.data(), number, Event::Claim).await
}

#[poise::command(slash_command, guild_only, category = "mentor")]
async fn release(ctx: Context<'_>, number: Option<i64>) -> Result<()> {
    let number = meant(ctx.data(), number).await?;
    advance(ctx.data(), number, Event::Release).await
}

#[poise::command(slash_command, guild_only, category = "mentor")]
async fn transfer(ctx: Context<'_>, to: discord::User, number: Option<i64>) -> Result<()> {
    let incoming = ctx.data();
    let number = meant(incoming, number).await?;
    let (app, actor) = (&incoming.app, &incoming.actor);
    let question = questions::transfer(app, actor, number, colleague(ctx, &to)).await?;
    let done = Text::new("question-done-transfer").with("mentor", user_id(&to));
    incoming.reply(&done.with("number", question.id)).await
}

#[poise::command(slash_command, guild_only, category = "member")]
async fn opinion(ctx: Context<'_>, of: discord::User, number: Option<i64>) -> Result<()> {
    let incoming = ctx.data();
    let number = meant(incoming, number).await?;
    let (app, actor) = (&incoming.app, &incoming.actor);
    let question = questions::ask_opinion(app, actor, number, colleague(ctx, &of)).await?;
    let done = Text::new("question-done-opinion").with("mentor", user_id(&of));
    incoming.reply(&done.with("number", question.id)).await
}

#[poise::command(slash_command, guild_only, category = "mentor", rename = "needs-info")]
async fn needs_info(ctx: Context<'_>, number: Option<i64>) -> Result<()> {
    let number = meant(ctx.data(), number).await?;
    open_remark(ctx.data(), number, RemarkKind::Info).await
}

#[poise::command(slash_command, guild_only, category = "mentor")]
async fn duplicate(ctx: Context<'_>, of: i64, number: Option<i64>) -> Result<()> {
    let incoming = ctx.data();
    let number = meant(incoming, number).await?;
    let (app, actor) = (&incoming.app, &incoming.actor);
    let question = questions::duplicate(app, actor, number, QuestionId(of)).await?;
    incoming
        .reply(&Text::new("question-done-duplicate").with("number", question.id))
        .await
}

#[poise::command(slash_command, guild_only, category = "member")]
async fn expire(ctx: Context<'_>, number: Option<i64>) -> Result<()> {
    let number = meant(ctx.data(), number).await?;
    advance(ctx.data(), number, Event::Expire).await
}

#[poise::command(slash_command, guild_only, category = "mentor")]
async fn answer(ctx: Context<'_>, number: Option<i64>) -> Result<()> {
    let number = meant(ctx.data(), number).await?;
    open_answer(ctx.data(), number).await
}

#[poise::command(slash_command, guild_only, category = "member")]
async fn resolve(ctx: Context<'_>, number: Option<i64>) -> Result<()> {
    let number = meant(ctx.data(), number).await?;
    advance(ctx.data(), number, Event::Resolve).await
}

#[poise::command(slash_command, guild_only, category = "member")]
async fn reopen(ctx: Context<'_>, number: Option<i64>) -> Result<()> {
    let number = meant(ctx.data(), number).await?;
    advance(ctx.data(), number, Event::Reopen).await
}

#[poise::command(slash_command, guild_only, category = "member")]
async fn withdraw(ctx: Context<'_>, number: Option<i64>) -> Result<()> {
    let number = meant(ctx.data(), number).await?;
    advance(ctx.data(), number, Event::Withdraw).await
}

#[poise::command(slash_command, guild_only, category = "member")]
async fn erase(ctx: Context<'_>, number: Option<i64>) -> Result<()> {
    let number = meant(ctx.data(), number).await?;
    open_erasing(ctx.data(), number).await
}

#[poise::command(slash_command, guild_only, category = "owner")]
async fn recreate(ctx: Context<'_>, number: Option<i64>) -> Result<()> {
    let number = meant(ctx.data(), number).await?;
    post_again(ctx.data(), number).await
}

#[poise::command(slash_command, guild_only, category = "mentor")]
async fn restore(ctx: Context<'_>, number: Option<i64>) -> Result<()> {
    let number = meant(ctx.data(), number).await?;
    restore_now(ctx.data(), number).await
}

#[poise::command(slash_command, guild_only, category = "owner")]
async fn images(ctx: Context<'_>, number: Option<i64>) -> Result<()> {
    let number = meant(ctx.data(), number).await?;
    super::images::open(ctx.data(), number).await
}

#[poise::command(slash_command, guild_only, category = "owner")]
async fn why(ctx: Context<'_>, number: Option<i64>) -> Result<()> {
    let incoming = ctx.data();
    let number = meant(incoming, number).await?;
    let message = questions::why(&incoming.app, &incoming.actor, number).await?;
    incoming.reply_with(&message).await
}
