//! What people type, press and fill in to join, and what the owner presses about it.

use poise::serenity_prelude as discord;

use super::agreeing::{self, Agreed};
use super::cards;
use super::decide::{self, WORDS};
use super::looking;
use super::rules;
use super::seats::{self, Queued};
use super::store::Application;
use super::withdrawing;
use crate::command::{Command, Context, Incoming, Press, Submission, suggestions};
use crate::discord::message::{Form, Input, Message};
use crate::error::{Error, Result};
use crate::ids::{ApplicationId, PlanId};
use crate::input;
use crate::memberships::reconcile::member;
use crate::memberships::rules::Shown;
use crate::text::{Arg, Lang, Text};

/// What people can type.
pub(in crate::memberships) fn command() -> Command {
    join()
}

#[poise::command(slash_command, guild_only, category = "person")]
async fn join(ctx: Context<'_>, #[autocomplete = "plans"] plan: Option<String>) -> Result<()> {
    let incoming = ctx.data();
    let Some(typed) = plan else {
        let message = offered(incoming, 0).await?;
        return incoming.reply_with(&message).await;
    };
    let plan = super::plan_called(&incoming.app, &typed).await?;
    let screen = super::screen(&incoming.app, &incoming.actor, plan).await?;
    incoming
        .reply_with(&cards::screen(&screen, false, incoming.lang()))
        .await
}

/// Offers what can be had while someone types.
async fn plans(ctx: Context<'_>, partial: &str) -> discord::CreateAutocompleteResponse {
    let incoming = ctx.data();
    let lang = incoming.lang();
    let typed = input::folded(partial);
    let offers = super::offers(&incoming.app, &incoming.actor)
        .await
        .unwrap_or_default();
    let names = offers.into_iter().map(|offer| {
        let name = offer.plan.name(lang).to_owned();
        (name, offer.plan.key)
    });
    suggestions(names.filter(|(name, key)| {
        input::folded(name).contains(&typed) || input::folded(key).contains(&typed)
    }))
}

async fn offered(incoming: &Incoming, page: usize) -> Result<Message> {
    let Incoming { app, actor, .. } = incoming;
    let offers = super::offers(app, actor).await?;
    let pending = super::pending(app, actor).await?;
    let is_pending = |plan: PlanId| pending.iter().any(|(known, _)| *known == plan);
    let is_offered = |plan: PlanId| offers.iter().any(|offer| offer.plan.id == plan);
    let first = pending.iter().find(|(plan, _)| is_offered(*plan));
    if let Some((_, already)) = first
        && offers.iter().all(|offer| is_pending(offer.plan.id))
    {
        return Err(already.clone().into());
    }
    if !offers.is_empty() {
        let full = super::full(app, &offers).await?;
        let page = (page, full.as_slice(), pending.as_slice());
        return Ok(cards::offers(&offers, page, &app.config, actor.lang));
    }
    let missing = app.config.join.missing();
    Err(Error::Refused(if actor.is_owner && !missing.is_empty() {
        let missing = missing.join(", ");
        Text::new("joining-not-set-up").with("settings", Arg::Markup(missing))
    } else {
        Text::new("joining-nothing-offered")
    }))
}

/// A pressed button of joining.
pub(in crate::memberships) async fn press(press: &Press<'_>) -> Result<()> {
    let incoming = press.incoming;
    let Incoming { app, actor, .. } = incoming;
    let lang = actor.lang;
    let application = || press.id.read::<ApplicationId>(0);
    let version = || press.id.read::<i64>(1);
    match press.action {
        "offers" => {
            let message = offered(incoming, press.id.read(0)?).await?;
            press.update(&message).await
        }
        "offer" => {
            let screen = super::screen(app, actor, press.id.read(0)?).await?;
            press.update(&cards::screen(&screen, false, lang)).await
        }
        "agree" => {
            let (plan, version) = (press.id.read::<PlanId>(0)?, press.id.read::<String>(1)?);
            let shown = incoming.member.as_ref().map(|member| {
                let roles = member.roles.iter().map(|role| (*role).into()).collect();
                Shown::new(
                    roles,
                    member.pending,
                    member.joined_at.map(|at| *at),
                    app.now(),
                )
            });
            let agreed = agreeing::agree(app, actor, (plan, &version), shown.as_ref()).await?;
            let message = match agreed {
                Agreed::Anew(screen) => cards::screen(&screen, true, lang),
                Agreed::Granted(granted) => cards::granted(&granted, lang),
                Agreed::Waits(mine) => cards::agreed(&mine, &app.config, lang),
            };
            press.update(&message).await
        }
        "queue" => {
            let message = match seats::queue(app, actor, press.id.read(0)?).await? {
                Queued::Free(screen) => cards::screen(&screen, false, lang),
                Queued::Waits(mine) => cards::agreed(&mine, &app.config, lang),
            };
            press.update(&message).await
        }
        "quit" => say(press, Text::new("joining-quit")).await,
        "withdraw" | "withdraw-now" => {
            let sure = press.id.read(1).ok();
            let withdrawal = withdrawing::withdraw(app, actor, application()?, sure).await?;
            press.update(&cards::withdrawn(&withdrawal, lang)).await
        }
        "reply" => {
            let form = words_form("reply", &application()?.to_string(), lang);
            incoming.open(&form).await
        }
        "admit" => {
            let which = (application()?, version()?);
            let shown = applicant(incoming, which.0).await?;
            let decided = decide::admit(app, actor, which, shown.as_ref()).await?;
            incoming.reply(&cards::decided(&decided, lang)).await
        }
        "paid" => {
            let looked = looking::look_at_money(app, actor, (application()?, version()?)).await?;
            incoming.reply_with(&cards::ask_paid(&looked, lang)).await
        }
        "paid-now" => {
            let shown = (application()?, version()?);
            let seen = applicant(incoming, shown.0).await?;
            let amount = press.id.read(2)?;
            let decided = decide::paid(app, actor, shown, amount, seen.as_ref()).await?;
            say(press, cards::decided(&decided, lang)).await
        }
        "paid-other" => {
            let looked = looking::look_at_money(app, actor, (application()?, version()?)).await?;
            incoming.open(&paid_form(&looked.application, lang)).await
        }
        "decline" | "ask" => {
            let looked = looking::look_now(app, actor, application()?, version()?).await?;
            let id = format!("{}:{}", looked.application.id, looked.application.version);
            incoming.open(&words_form(press.action, &id, lang)).await
        }
        "talk" => {
            let looked = looking::look(app, actor, application()?).await?;
            incoming.reply_with(&cards::talk(&looked, lang)).await
        }
        _ => Err(Error::Refused(Text::new("stale-button"))),
    }
}

/// Says something in the place of the message with the button.
async fn say(press: &Press<'_>, text: Text) -> Result<()> {
    let words = text.render(press.incoming.lang());
    press.update(&Message::text(words)).await
}

/// A submitted form of joining.
pub(in crate::memberships) async fn submit(submission: &Submission<'_>) -> Result<()> {
    let incoming = submission.incoming;
    let Incoming { app, actor, .. } = incoming;
    let id: ApplicationId = submission.id.read(0)?;
    let words = submission.input("words");
    if submission.action == "reply" {
        decide::reply(app, actor, id, words).await?;
        return incoming.reply(&Text::new("joining-replied")).await;
    }
    let shown = (id, submission.id.read::<i64>(1)?);
    let decided = match submission.action {
        "paid" => {
            let looked = looking::look_at_money(app, actor, shown).await?;
            let due = looked.application.price_jpy;
            let amount = rules::typed(submission.input("amount"), due)?;
            if amount.0 != looked.application.price_jpy {
                let sure = cards::ask_sure(&looked, amount, actor.lang);
                return incoming.reply_with(&sure).await;
            }
            let seen = applicant(incoming, id).await?;
            decide::paid(app, actor, shown, amount.0, seen.as_ref()).await?
        }
        "decline" => decide::decline(app, actor, shown, words).await?,
        "ask" => decide::ask(app, actor, shown, words).await?,
        _ => return Err(Error::Refused(Text::new("stale-button"))),
    };
    incoming.reply(&cards::decided(&decided, actor.lang)).await
}

/// How Discord shows whoever applied, so that what they have from others stays theirs.
async fn applicant(incoming: &Incoming, id: ApplicationId) -> Result<Option<Shown>> {
    let Incoming { app, actor, .. } = incoming;
    let looked = looking::look(app, actor, id).await?;
    Ok(match looked.user {
        Some(user) => member(app, &incoming.discord, user).await,
        None => None,
    })
}

fn paid_form(application: &Application, lang: Lang) -> Form {
    let Application { id, version, .. } = application;
    let number = Arg::Markup(id.to_string());
    let due = Text::new("joining-form-amount").with("due", application.price_jpy);
    let hint = Text::new("joining-form-amount-hint");
    let hint = hint.with("due", Arg::Markup(application.price_jpy.to_string()));
    Form {
        custom_id: format!("membership:paid:{id}:{version}"),
        title: Text::new("joining-form-paid")
            .with("number", number)
            .plain(lang),
        inputs: vec![Input {
            custom_id: "amount",
            label: due.plain(lang),
            placeholder: hint.plain(lang),
            value: String::new(),
            is_long: false,
            is_required: true,
            max_length: 20,
        }],
    }
}

fn words_form(action: &str, id: &str, lang: Lang) -> Form {
    let (title, hint) = match action {
        "decline" => (
            Text::new("joining-form-decline"),
            Text::new("joining-form-decline-hint"),
        ),
        "ask" => (
            Text::new("joining-form-ask"),
            Text::new("joining-form-ask-hint"),
        ),
        _ => (
            Text::new("joining-form-reply"),
            Text::new("joining-form-reply-hint"),
        ),
    };
    Form {
        custom_id: format!("membership:{action}:{id}"),
        title: title.plain(lang),
        inputs: vec![Input {
            custom_id: "words",
            label: Text::new("joining-what-words").plain(lang),
            placeholder: hint.plain(lang),
            value: String::new(),
            is_long: true,
            is_required: true,
            max_length: WORDS,
        }],
    }
}
