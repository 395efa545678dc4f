//! Doing things as a person.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;

use super::action::{Action, ByHand, Deed, Done, Effect, Values};
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
    let actor = Actor {
        person: page.actor(deed.person)?,
        sandbox: page.sandbox,
    };
    actor.act(deed.action).await.map(Json)
}

/// The person, and where she is.
struct Actor {
    person: Person,
    sandbox: Sandbox,
}

impl Actor {
    async fn act(&self, action: Action) -> Result<Done, Fault> {
        let person = &self.person;
        let outcome = match action {
            Action::Command {
                channel,
                command,
                options,
            } => {
                person
                    .runs(self.here(&channel)?, &command, &pairs(&options))
                    .await
            }
            Action::Menu {
                channel,
                command,
                user,
                message,
            } => {
                let target = self.target(user, message)?;
                person
                    .uses_menu(self.here(&channel)?, &command, target)
                    .await
            }
            Action::Click { message, custom_id } => person.clicks(message, &custom_id).await,
            Action::Select {
                message,
                custom_id,
                values,
            } => person.selects(message, &custom_id, &texts(&values)).await,
            Action::Submit {
                interaction,
                values,
            } => person.submits_by_id(interaction, &pairs(&values)).await,
            Action::Autocomplete {
                channel,
                command,
                options,
                focused,
            } => {
                let choices = person
                    .autocompletes(self.here(&channel)?, &command, &pairs(&options), &focused)
                    .await;
                return Ok(Done::Page(Effect::Choices(choices)));
            }
            Action::ByHand(deed) => return self.by_hand(deed).map(Done::Page),
        };
        Ok(Done::Bot(outcome))
    }

    /// What people do without the bot.
    fn by_hand(&self, deed: ByHand) -> Result<Effect, Fault> {
        let person = &self.person;
        match deed {
            ByHand::Post { channel, text } => self.post(&channel, &text)?,
            ByHand::ForumPost {
                channel,
                title,
                text,
                tags,
            } => {
                fits(&text)?;
                let opened = person
                    .opens_post(channel, &title, &text, &texts(&tags))
                    .map_err(refused)?;
                return Ok(Effect::Opened(Box::new(opened)));
            }
            ByHand::Edit { message, text } => {
                fits(&text)?;
                person.edits(message, &text).map_err(refused)?;
            }
            ByHand::Delete { message } => person.deletes(message).map_err(refused)?,
            ByHand::Dismiss { message } => person.dismisses(message),
            ByHand::Upload {
                filename,
                content_type,
                data,
            } => {
                let bytes =
                    base64::decode(&data).ok_or_else(|| Fault::bad("the file is not base64"))?;
                return Ok(Effect::Uploaded(person.uploads(
                    &filename,
                    &content_type,
                    bytes,
                )));
            }
            ByHand::Join => person.joins(),
            ByHand::Leave => person.leaves(),
            ByHand::Locale { locale } => set_locale(person, &locale)?,
        }
        Ok(Effect::Done)
    }

    fn post(&self, channel: &str, text: &str) -> Result<(), Fault> {
        fits(text)?;
        let posted = if channel == DM {
            self.person.writes_to_bot(text)
        } else {
            self.person.posts(self.here(channel)?, text)
        };
        posted.map(drop).map_err(refused)
    }

    /// The channel, if she can see it.
    fn here(&self, word: &str) -> Result<Id, Fault> {
        let nowhere = || Fault::new(StatusCode::NOT_FOUND, "there is no such channel");
        place(&self.sandbox, self.person.id(), word)
            .filter(|id| self.person.can_see(*id))
            .ok_or_else(nowhere)
    }

    fn target(&self, user: Option<Id>, message: Option<Id>) -> Result<Target, Fault> {
        let known = |user: &Id| self.sandbox.lock().state.users.contains_key(user);
        match (user.filter(known), message) {
            (Some(user), None) => Ok(Target::User(user)),
            (None, Some(message)) => Ok(Target::Message(message)),
            _ => Err(Fault::bad(
                "a menu command is used on one known user or one message",
            )),
        }
    }
}

fn set_locale(person: &Person, locale: &str) -> Result<(), Fault> {
    if !LOCALES.contains(&locale) {
        return Err(Fault::bad("the page speaks ja and en-US"));
    }
    person.speaks(locale);
    Ok(())
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

fn texts(values: &[String]) -> Vec<&str> {
    values.iter().map(String::as_str).collect()
}

fn refused(Refusal(why): Refusal) -> Fault {
    Fault::new(StatusCode::CONFLICT, why)
}
