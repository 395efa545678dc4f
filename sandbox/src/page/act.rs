//! Doing things as a person.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;

use super::action::{Action, Deed, Done, Effect, Values};
use super::view::{DM, place};
use super::{Fault, Page, base64, read_json};
use crate::{Id, Person, Refusal, Sandbox, Target};

/// Locales that the page may set; what else Discord knows is of no use here.
const LOCALES: [&str; 2] = ["ja", "en-US"];
/// What Discord lets people without a subscription send.
const LONGEST_TEXT: usize = 2000;

/// `POST /page/act`
pub(super) async fn serve(State(page): State<Page>, body: Bytes) -> Result<Json<Done>, Fault> {
    let deed: Deed = read_json(&body)?;
    let person = page.actor(deed.person)?;
    let done = match deed.action {
        action @ (Action::Command { .. } | Action::Autocomplete { .. } | Action::Menu { .. }) => {
            commands(&page.sandbox, &person, action).await?
        }
        action @ (Action::Click { .. } | Action::Select { .. } | Action::Submit { .. }) => {
            presses(&person, action).await?
        }
        action => by_hand(&page.sandbox, &person, action)?,
    };
    Ok(Json(done))
}

async fn commands(sandbox: &Sandbox, person: &Person, action: Action) -> Result<Done, Fault> {
    match action {
        Action::Command {
            channel,
            command,
            options,
        } => {
            let channel = here(sandbox, person, &channel)?;
            Ok(Done::Bot(
                person.runs(channel, &command, &pairs(&options)).await,
            ))
        }
        Action::Autocomplete {
            channel,
            command,
            options,
            focused,
        } => {
            let channel = here(sandbox, person, &channel)?;
            let choices = person
                .autocompletes(channel, &command, &pairs(&options), &focused)
                .await;
            Ok(Done::Page(Effect::Choices(choices)))
        }
        Action::Menu {
            channel,
            command,
            user,
            message,
        } => {
            let target = match (user, message) {
                (Some(user), None) if known(sandbox, user) => Target::User(user),
                (None, Some(message)) => Target::Message(message),
                _ => {
                    return Err(Fault::bad(
                        "a menu command is used on one known user or one message",
                    ));
                }
            };
            let channel = here(sandbox, person, &channel)?;
            Ok(Done::Bot(person.uses_menu(channel, &command, target).await))
        }
        _ => Err(Fault::bad("this is no command")),
    }
}

async fn presses(person: &Person, action: Action) -> Result<Done, Fault> {
    let outcome = match action {
        Action::Click { message, custom_id } => person.clicks(message, &custom_id).await,
        Action::Select {
            message,
            custom_id,
            values,
        } => {
            let values: Vec<&str> = values.iter().map(String::as_str).collect();
            person.selects(message, &custom_id, &values).await
        }
        Action::Submit {
            interaction,
            values,
        } => person.submits_by_id(interaction, &pairs(&values)).await,
        _ => return Err(Fault::bad("this cannot be pressed")),
    };
    Ok(Done::Bot(outcome))
}

/// What people do without the bot.
fn by_hand(sandbox: &Sandbox, person: &Person, action: Action) -> Result<Done, Fault> {
    let mut effect = Effect::Done;
    match action {
        Action::Post { channel, text } => post(sandbox, person, &channel, &text)?,
        Action::ForumPost {
            channel,
            title,
            text,
            tags,
        } => {
            fits(&text)?;
            let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
            let opened = person
                .opens_post(channel, &title, &text, &tags)
                .map_err(refused)?;
            effect = Effect::Opened(Box::new(opened));
        }
        Action::Edit { message, text } => {
            fits(&text)?;
            person.edits(message, &text).map_err(refused)?;
        }
        Action::Delete { message } => person.deletes(message).map_err(refused)?,
        Action::Dismiss { message } => person.dismisses(message),
        Action::Upload {
            filename,
            content_type,
            data,
        } => {
            let bytes =
                base64::decode(&data).ok_or_else(|| Fault::bad("the file is not base64"))?;
            effect = Effect::Uploaded(person.uploads(&filename, &content_type, bytes));
        }
        Action::Join => person.joins(),
        Action::Leave => person.leaves(),
        Action::Locale { locale } => set_locale(person, &locale)?,
        _ => return Err(Fault::bad("this is for the bot")),
    }
    Ok(Done::Page(effect))
}

fn post(sandbox: &Sandbox, person: &Person, channel: &str, text: &str) -> Result<(), Fault> {
    fits(text)?;
    if channel == DM {
        person.writes_to_bot(text).map_err(refused)?;
    } else {
        let channel = here(sandbox, person, channel)?;
        person.posts(channel, text).map_err(refused)?;
    }
    Ok(())
}

fn set_locale(person: &Person, locale: &str) -> Result<(), Fault> {
    if !LOCALES.contains(&locale) {
        return Err(Fault::bad("the page speaks ja and en-US"));
    }
    person.speaks(locale);
    Ok(())
}

/// The channel, if she can see it.
fn here(sandbox: &Sandbox, person: &Person, word: &str) -> Result<Id, Fault> {
    let nowhere = || Fault::new(StatusCode::NOT_FOUND, "there is no such channel");
    place(sandbox, person.id(), word)
        .filter(|id| person.can_see(*id))
        .ok_or_else(nowhere)
}

fn known(sandbox: &Sandbox, user: Id) -> bool {
    sandbox.lock().state.users.contains_key(&user)
}

fn fits(text: &str) -> Result<(), Fault> {
    let length = text.chars().count();
    if text.trim().is_empty() {
        return Err(Fault::bad("the message is empty"));
    }
    if length > LONGEST_TEXT {
        return Err(Fault::bad(format!(
            "the message has {length} characters; {LONGEST_TEXT} is the most"
        )));
    }
    Ok(())
}

fn pairs(values: &Values) -> Vec<(&str, &str)> {
    values
        .iter()
        .map(|(key, value)| (key.as_str(), value.as_str()))
        .collect()
}

fn refused(Refusal(why): Refusal) -> Fault {
    Fault::new(StatusCode::CONFLICT, why)
}
