//! What people type and press about questions.

mod ask;
mod mark;

use super::forms;
use super::question::Question;
use super::refusal::Refusal;
use super::rules::Event;
use super::{LINES, cards, notices, refused};
use crate::command::{Command, Context, Incoming, Press, Submission};
use crate::discord::message::Message;
use crate::error::{Error, Result};
use crate::ids::{ChannelId, QuestionId};
use crate::text::{Arg, Text};

/// The commands of this feature.
pub fn commands() -> Vec<Command> {
    vec![
        ask::ask(),
        questions(),
        mentor(),
        question(),
        mark::mark_menu(),
    ]
}

/// A button on a question's card, or under what the owner was told of it.
pub async fn press(press: &Press<'_>) -> Result<()> {
    let number = press.id.read(0)?;
    match press.action {
        "post" | "edit" | "cancel" => ask::press(press).await,
        "claim" => advance(press.incoming, number, Event::Claim).await,
        "release" => advance(press.incoming, number, Event::Release).await,
        "resolve" => advance(press.incoming, number, Event::Resolve).await,
        "reopen" => advance(press.incoming, number, Event::Reopen).await,
        "answer" => open_answer(press.incoming, number).await,
        "recreate-all" => post_all_again(press.incoming, press.id.read(0)?).await,
        "recreate" => post_again(press.incoming, number).await,
        "erase" => open_erasing(press.incoming, number).await,
        "erase-now" => erase_now(press, number).await,
        _ => Err(Error::Refused(Text::new("stale-button"))),
    }
}

/// A form of a question or of an answer. Where nothing comes of it, what was typed is given back.
pub async fn submit(submission: &Submission<'_>) -> Result<()> {
    let incoming = submission.incoming;
    let taken_in = match submission.action {
        "submit" => ask::take_in(submission).await,
        "answered" => take_in_answer(submission).await,
        _ => Err(Error::Refused(Text::new("stale-button"))),
    };
    let Err(error) = taken_in else {
        return Ok(());
    };
    let reason = incoming.account(&error, "question");
    let typed = forms::PARTS.map(|part| submission.input(part));
    let message = refused::message(&reason, &typed, incoming.lang());
    incoming.reply_with(&message).await
}

async fn take_in_answer(submission: &Submission<'_>) -> Result<()> {
    let incoming = submission.incoming;
    let number = submission.id.read(0)?;
    let typed = submission.input("answer");
    let question = super::answer(&incoming.app, &incoming.actor, number, typed).await?;
    let done = about(Text::new("question-done-answer"), &question);
    incoming.reply(&done).await
}

async fn advance(incoming: &Incoming, number: QuestionId, event: Event) -> Result<()> {
    let question = super::advance(&incoming.app, &incoming.actor, number, event).await?;
    let text = match event {
        Event::Claim => Text::new("question-done-claim"),
        Event::Release | Event::Lapse => Text::new("question-done-release"),
        Event::Answer => Text::new("question-done-answer"),
        Event::Resolve => Text::new("question-done-resolve"),
        Event::Reopen => Text::new("question-done-reopen"),
        Event::Withdraw => Text::new("question-done-withdraw"),
        Event::Erase => Text::new("question-done-erase"),
    };
    incoming.reply(&about(text, &question)).await
}

async fn open_answer(incoming: &Incoming, number: QuestionId) -> Result<()> {
    let question = super::answerable(&incoming.app, &incoming.actor, number).await?;
    incoming
        .open(&forms::answer(&question, incoming.lang()))
        .await
}

async fn post_again(incoming: &Incoming, number: QuestionId) -> Result<()> {
    let question = super::recreate(&incoming.app, &incoming.actor, number).await?;
    let done = about(Text::new("question-done-recreate"), &question);
    incoming.reply(&done).await
}

async fn post_all_again(incoming: &Incoming, channel: ChannelId) -> Result<()> {
    let count = super::recreate_all(&incoming.app, &incoming.actor, channel).await?;
    let done = Text::new("question-done-recreate-all")
        .with("count", i64::try_from(count).unwrap_or(i64::MAX));
    incoming.reply(&done).await
}

/// Asks whether they are sure.
async fn open_erasing(incoming: &Incoming, number: QuestionId) -> Result<()> {
    let question = super::erasable(&incoming.app, &incoming.actor, number).await?;
    let is_asker = question.asker == Some(incoming.actor.user);
    let sure = notices::sure_to_erase(&question, is_asker, incoming.lang());
    incoming.reply_with(&sure).await
}

/// In the place of the question whether they are sure, whose button is spent.
async fn erase_now(press: &Press<'_>, number: QuestionId) -> Result<()> {
    let Incoming { app, actor, .. } = press.incoming;
    let question = super::erase(app, actor, number).await?;
    let done = about(Text::new("question-done-erase"), &question);
    let done = Message::text(done.render(actor.lang));
    press.update(&done).await
}

fn about(text: Text, question: &Question) -> Text {
    text.with("number", Arg::Markup(question.id.to_string()))
}

/// The number that was given, or the question whose thread it was typed in.
async fn meant(incoming: &Incoming, number: Option<i64>) -> Result<QuestionId> {
    if let Some(number) = number {
        return Ok(QuestionId(number));
    }
    let found = super::in_thread(&incoming.app, incoming.channel).await?;
    Ok(found.ok_or(Refusal::WhichQuestion)?)
}

#[expect(clippy::unused_async, reason = "a parent is never called")]
#[poise::command(slash_command, guild_only, subcommand_required, subcommands("mine"))]
async fn questions(_ctx: Context<'_>) -> Result<()> {
    Ok(())
}

#[poise::command(slash_command, guild_only, category = "member")]
async fn mine(ctx: Context<'_>) -> Result<()> {
    let incoming = ctx.data();
    let mine = super::mine(&incoming.app, &incoming.actor).await?;
    if mine.is_empty() {
        return incoming.reply(&Text::new("question-list-mine-empty")).await;
    }
    let sections = [(Text::new("question-list-mine"), mine.as_slice(), LINES)];
    list(incoming, &sections).await
}

#[expect(clippy::unused_async, reason = "a parent is never called")]
#[poise::command(slash_command, guild_only, subcommand_required, subcommands("queue"))]
async fn mentor(_ctx: Context<'_>) -> Result<()> {
    Ok(())
}

#[poise::command(slash_command, guild_only, category = "mentor")]
async fn queue(ctx: Context<'_>) -> Result<()> {
    let incoming = ctx.data();
    let (open, claimed) = super::queue(&incoming.app, &incoming.actor).await?;
    if open.is_empty() && claimed.is_empty() {
        return incoming
            .reply(&Text::new("question-list-queue-empty"))
            .await;
    }
    // However many are open, a mentor's own are seen.
    let own = claimed.len().min(LINES / 2);
    let sections = [
        (
            Text::new("question-list-open"),
            open.as_slice(),
            LINES - own,
        ),
        (Text::new("question-list-claimed"), claimed.as_slice(), own),
    ];
    list(incoming, &sections).await
}

async fn list(incoming: &Incoming, sections: &[(Text, &[super::Entry], usize)]) -> Result<()> {
    let message = cards::list(sections, &incoming.app.config, incoming.lang());
    incoming.reply_with(&message).await
}

#[expect(clippy::unused_async, reason = "a parent is never called")]
#[poise::command(
    slash_command,
    guild_only,
    subcommand_required,
    subcommands(
        "claim", "release", "answer", "resolve", "reopen", "withdraw", "erase", "recreate"
    )
)]
async fn question(_ctx: Context<'_>) -> Result<()> {
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
