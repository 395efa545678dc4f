//! `/ask`: what is chosen before the form, the form, and the buttons under what it will look like.

use poise::serenity_prelude::{self as discord, CreateAutocompleteResponse};

use crate::command::{Context, Press, Submission, suggestions, user_id};
use crate::discord::message::Message;
use crate::error::Result;
use crate::questions::asking::{self, AGES, Choice, KINDS, NEAR};
use crate::questions::forms::{self, Typed};
use crate::questions::images;
use crate::questions::question::{AgeBand, DraftId, Kind, Near, Topic};
use crate::questions::refusal::Refusal;
use crate::text::Text;

#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
enum KindChoice {
    #[name = "medical"]
    Medical,
    #[name = "study"]
    Study,
    #[name = "career"]
    Career,
    #[name = "failure"]
    Failure,
}

#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
enum AgeChoice {
    #[name = "under-1"]
    Under1,
    #[name = "1-5"]
    From1,
    #[name = "6-14"]
    From6,
    #[name = "15-39"]
    From15,
    #[name = "40-64"]
    From40,
    #[name = "65-74"]
    From65,
    #[name = "75-89"]
    From75,
    #[name = "90-up"]
    From90,
}

#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
enum NearChoice {
    #[name = "ahead"]
    Ahead,
    #[name = "same"]
    Same,
    #[name = "supervisor"]
    Supervisor,
    #[name = "anyone"]
    Anyone,
}

impl From<KindChoice> for Kind {
    fn from(choice: KindChoice) -> Self {
        match choice {
            KindChoice::Medical => Self::Medical,
            KindChoice::Study => Self::Study,
            KindChoice::Career => Self::Career,
            KindChoice::Failure => Self::Failure,
        }
    }
}

impl From<AgeChoice> for AgeBand {
    fn from(choice: AgeChoice) -> Self {
        match choice {
            AgeChoice::Under1 => Self::Under1,
            AgeChoice::From1 => Self::From1,
            AgeChoice::From6 => Self::From6,
            AgeChoice::From15 => Self::From15,
            AgeChoice::From40 => Self::From40,
            AgeChoice::From65 => Self::From65,
            AgeChoice::From75 => Self::From75,
            AgeChoice::From90 => Self::From90,
        }
    }
}

impl From<NearChoice> for Near {
    fn from(choice: NearChoice) -> Self {
        match choice {
            NearChoice::Ahead => Self::Ahead,
            NearChoice::Same => Self::Same,
            NearChoice::Supervisor => Self::Supervisor,
            NearChoice::Anyone => Self::Anyone,
        }
    }
}

/// The fields whose name or key contains what was typed so far.
#[expect(clippy::unused_async, reason = "poise awaits it")]
async fn fields(ctx: Context<'_>, partial: &str) -> CreateAutocompleteResponse {
    let incoming = ctx.data();
    let lang = incoming.lang();
    let partial = partial.trim().to_lowercase();
    let fields = incoming.app.config.questions.fields.iter();
    let matching = fields.filter(|(key, names)| {
        let names = [key.as_str(), names.ja.as_str(), names.en.as_str()];
        names
            .iter()
            .any(|name| name.to_lowercase().contains(&partial))
    });
    suggestions(matching.map(|(key, names)| (names.get(lang).to_owned(), key.clone())))
}

#[expect(clippy::too_many_arguments, reason = "one for each option")]
#[poise::command(slash_command, guild_only, category = "member")]
pub(super) async fn ask(
    ctx: Context<'_>,
    kind: KindChoice,
    #[autocomplete = "fields"] field: String,
    #[rename = "age-band"] age_band: Option<AgeChoice>,
    near: Option<NearChoice>,
    anonymous: Option<bool>,
    image1: Option<discord::Attachment>,
    image2: Option<discord::Attachment>,
    image3: Option<discord::Attachment>,
) -> Result<()> {
    let incoming = ctx.data();
    let offered = super::images::offered([image1, image2, image3]);
    let kind = kind.into();
    let topic = Topic {
        kind,
        field,
        age_band: age_band.map(Into::into),
        near: near.map_or(Near::Anyone, Into::into),
    };
    let (app, actor) = (&incoming.app, &incoming.actor);
    let showing = (anonymous == Some(true), offered.as_slice());
    let draft = asking::begin_showing(app, actor, topic, showing).await?;
    incoming
        .open(&forms::ask(draft, kind, None, incoming.lang()))
        .await
}

/// A message of one's own becomes the situation. Discord gives its words with the command.
#[poise::command(
    context_menu_command = "Ask as a question",
    guild_only,
    category = "member",
    rename = "ask-as-question"
)]
pub(super) async fn from_message(ctx: Context<'_>, message: discord::Message) -> Result<()> {
    let incoming = ctx.data();
    let (app, actor) = (&incoming.app, &incoming.actor);
    if user_id(&message.author) != actor.user {
        return Err(Refusal::ForeignMessage.into());
    }
    let (draft, topic) = asking::begin_with(app, actor, &message.content).await?;
    // The message has their name.
    let shown = asking::chooser(draft, (&topic, false), &app.config, actor.lang);
    incoming.reply_with(&shown).await
}

/// `question:choose-kind:DRAFT` and its like: the menus show what is chosen now.
pub(super) async fn pick(press: &Press<'_>) -> Result<()> {
    let incoming = press.incoming;
    let (app, actor) = (&incoming.app, &incoming.actor);
    let draft = DraftId(press.id.read(0)?);
    let choice = match press.action {
        "choose-kind" => Choice::Kind(press.picked(&KINDS)?),
        "choose-age-band" => Choice::Age(press.picked(&AGES)?),
        "choose-near" => Choice::Near(press.picked(&NEAR)?),
        _ => Choice::Field(press.picked.unwrap_or_default().to_owned()),
    };
    let (topic, can_hide) = asking::choose(app, actor, draft, choice).await?;
    let shown = asking::chooser(draft, (&topic, can_hide), &app.config, actor.lang);
    press.update(&shown).await
}

/// Shows what was typed as it will be posted.
pub(super) async fn take_in(submission: &Submission<'_>) -> Result<()> {
    let incoming = submission.incoming;
    let (app, actor) = (&incoming.app, &incoming.actor);
    let typed = Typed {
        title: submission.input("title"),
        situation: submission.input("situation"),
        findings: submission.input("findings"),
        thinking: submission.input("thinking"),
        wanted: submission.input("wanted"),
    };
    let draft = DraftId(submission.id.read(0)?);
    let mut composed = asking::compose(app, actor, draft, &typed).await?;
    // Only now: nothing may take long before a form.
    let taken = images::take_in(app, draft).await?;
    composed.question.images_waiting = taken.count();
    let shown = asking::preview(&composed, &taken, &app.config, actor.lang);
    submission.update_with_files(&shown, &taken.files).await
}

/// `question:post:DRAFT`, `question:edit:DRAFT` and `question:cancel:DRAFT` under it.
pub(super) async fn press(press: &Press<'_>) -> Result<()> {
    let incoming = press.incoming;
    let (app, actor) = (&incoming.app, &incoming.actor);
    let draft = DraftId(press.id.read(0)?);
    let done = match press.action {
        "post" => {
            let question = asking::ask(app, actor, draft).await?;
            let number = question.id;
            if question.is_anonymous {
                Text::new("anonymous-done-ask").with("number", number)
            } else {
                Text::new("question-done-ask").with("number", number)
            }
        }
        "edit" => {
            let form = asking::edit(app, actor, draft).await?;
            return incoming.open(&form).await;
        }
        "hide" => {
            let (hidden, kind) = asking::hide(app, actor, draft).await?;
            return incoming
                .open(&forms::ask(hidden, kind, None, actor.lang))
                .await;
        }
        _ => {
            asking::cancel(app, actor, draft).await?;
            Text::new("question-done-cancel")
        }
    };
    // In the place of what it will look like, whose buttons are spent.
    press.update(&Message::text(done.render(actor.lang))).await
}
