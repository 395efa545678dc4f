//! What people type and press about questions.

mod anonymous;
mod ask;
mod board;
mod closing;
mod images;
mod mark;
mod steps;
mod unsealing;

use self::steps::{
    advance, erase_now, open_answer, open_erasing, open_remark, post_again, post_all_again,
    restore_now, take_in_words,
};
use super::forms;
use super::question::RemarkKind;
use super::rules::Event;
use super::{LINES, lists, refused};
use crate::command::{Command, Context, Incoming, Press, Submission};
use crate::error::{Error, Result};
use crate::people;
use crate::text::Text;
use crate::{reported, reports};

/// The commands of this feature.
pub fn commands() -> Vec<Command> {
    let mut mentor = mentor();
    // What mentors set belongs to people, their figures to reports; both are typed below the same name,
    // and so are reported messages below that of questions.
    mentor.subcommands.extend(people::mentor_commands());
    mentor.subcommands.extend(reports::mentor_commands());
    let mut question = steps::question();
    question.subcommands.extend(reported::question_commands());
    vec![
        ask::ask(),
        ask::from_message(),
        questions(),
        mentor,
        question,
        mark::mark_menu(),
    ]
}

/// A button on a question's card, or under what the owner was told of it.
pub async fn press(press: &Press<'_>) -> Result<()> {
    let number = press.id.read(0)?;
    match press.action {
        "post" | "edit" | "hide" | "cancel" => ask::press(press).await,
        "dm-draft" => anonymous::set_dm_of_draft(press).await,
        "dm" => anonymous::set_dm(press).await,
        "open" => anonymous::open(press).await,
        "unseal-agree" | "unseal-withdraw" => unsealing::press(press).await,
        "say" => anonymous::open_saying(press.incoming, number).await,
        "withdraw" => advance(press.incoming, number, Event::Withdraw).await,
        "choose-kind" | "choose-field" | "choose-age-band" | "choose-near" => {
            ask::pick(press).await
        }
        "board" => board::press(press).await,
        "claim" => advance(press.incoming, number, Event::Claim).await,
        "release" => advance(press.incoming, number, Event::Release).await,
        "resolve" => advance(press.incoming, number, Event::Resolve).await,
        "reopen" => advance(press.incoming, number, Event::Reopen).await,
        "answer" => open_answer(press.incoming, number).await,
        "needs-info" => open_remark(press.incoming, number, RemarkKind::Info).await,
        "reply" => open_remark(press.incoming, number, RemarkKind::Reply).await,
        "recreate-all" => post_all_again(press.incoming, press.id.read(0)?).await,
        "recreate" => post_again(press.incoming, number).await,
        "restore" => restore_now(press.incoming, number).await,
        "erase" => open_erasing(press.incoming, number).await,
        "erase-now" => erase_now(press, number).await,
        "images" => images::open(press.incoming, number).await,
        "images-approve" | "images-refuse" => images::decide(press, number).await,
        "feedback" => closing::open(press.incoming, number).await,
        "rate" | "consent" | "thank" => closing::press(press).await,
        _ => Err(Error::Refused(Text::new("stale-button"))),
    }
}

/// A form of a question or of an answer. Where nothing comes of it, what was typed is given back.
pub async fn submit(submission: &Submission<'_>) -> Result<()> {
    let incoming = submission.incoming;
    let taken_in = match submission.action {
        "submit" => ask::take_in(submission).await,
        "answered" | "asked-back" | "replied" | "said" => take_in_words(submission).await,
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

#[expect(clippy::unused_async, reason = "a parent is never called")]
#[poise::command(
    slash_command,
    guild_only,
    subcommand_required,
    subcommands("mine", "unanswered", "closing::show")
)]
async fn questions(_ctx: Context<'_>) -> Result<()> {
    Ok(())
}

#[poise::command(slash_command, guild_only, category = "member")]
async fn mine(ctx: Context<'_>) -> Result<()> {
    let incoming = ctx.data();
    let (app, actor) = (&incoming.app, &incoming.actor);
    let mine = super::mine(app, actor).await?;
    let hidden = super::anonymous::mine(app, actor).await?;
    let note = super::anonymous::is_key_missing(app).await?;
    let note = note.then(|| Text::new("anonymous-key-missing"));
    if mine.is_empty() && hidden.is_empty() {
        let empty = note.unwrap_or_else(|| Text::new("question-list-mine-empty"));
        return incoming.reply(&empty).await;
    }
    // However many carry their name, the others are seen.
    let under_alias = hidden.len().min(LINES / 2);
    let sections = [
        (
            Text::new("question-list-mine"),
            mine.as_slice(),
            LINES - under_alias,
        ),
        (Text::new("anonymous-list"), hidden.as_slice(), under_alias),
    ];
    let unrated = super::unrated(app, actor).await?;
    let mut message = lists::list(&sections, &app.config, actor.lang);
    let opened = super::anonymous::opened_mine(app, actor).await?;
    let notes = note.into_iter().chain(opened);
    let notes: Vec<String> = notes.map(|note| note.render(actor.lang)).collect();
    message.content = notes.join("\n");
    if !hidden.is_empty() {
        message.selects = vec![super::anonymous::chooser(&hidden, actor.lang)];
    }
    message.rows = super::closing::asks_for(&unrated, actor.lang);
    incoming.reply_with(&message).await
}

#[poise::command(slash_command, guild_only, category = "member")]
async fn unanswered(ctx: Context<'_>) -> Result<()> {
    let incoming = ctx.data();
    let board = super::unanswered(&incoming.app, &incoming.actor).await?;
    if board.late.is_empty() && board.waiting.is_empty() {
        return incoming.reply(&Text::new("unanswered-empty")).await;
    }
    let late = board.late.len().min(LINES);
    let sections = [
        (Text::new("unanswered-late"), board.late.as_slice(), late),
        (
            Text::new("unanswered-waiting"),
            board.waiting.as_slice(),
            LINES - late,
        ),
    ];
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
    let mut message = lists::list(&sections, &incoming.app.config, incoming.lang());
    // Who is not in a private thread cannot follow its link.
    if open.iter().any(|entry| entry.is_confidential) {
        message.content = Text::new("question-list-confidential").render(incoming.lang());
    }
    incoming.reply_with(&message).await
}

async fn list(incoming: &Incoming, sections: &[(Text, &[super::Entry], usize)]) -> Result<()> {
    let message = lists::list(sections, &incoming.app.config, incoming.lang());
    incoming.reply_with(&message).await
}
