//! What the owner can type and press about the content of lectures.

use serenity::all as discord;

use super::editing::{self, Change};
use super::listing::{self, Pile};
use super::{cards, forms};
use crate::command::{Context, Press, Submission, suggestions, user_id};
use crate::discord::message::Message;
use crate::error::{Error, Result};
use crate::ids::{LectureId, SlotId};
use crate::lectures;
use crate::lectures::commands::chosen;
use crate::lectures::lecture::{Called, LectureState};
use crate::lectures::rules::{self, Changes, LectureForm, Refusal};
use crate::lectures::slots::commands::tracks;
use crate::lectures::watching::cards::warned;
use crate::text::Text;

/// What can still be changed.
const KEPT: [LectureState; 2] = [LectureState::Draft, LectureState::Ready];

/// Which of the owner's lectures, as a choice.
#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
enum Which {
    #[name = "drafts"]
    Drafts,
    #[name = "ready"]
    Ready,
    #[name = "out"]
    Out,
    #[name = "review"]
    Review,
}

impl From<Which> for Pile {
    fn from(which: Which) -> Self {
        match which {
            Which::Drafts => Self::Drafts,
            Which::Ready => Self::Ready,
            Which::Out => Self::Out,
            Which::Review => Self::ToReview,
        }
    }
}

/// Adds a lecture.
#[expect(clippy::too_many_arguments, reason = "one for each option")]
#[poise::command(slash_command, guild_only, category = "owner")]
pub(in crate::lectures) async fn add(
    ctx: Context<'_>,
    #[max_length = 80] series: String,
    #[min = 1]
    #[max = 9_999]
    number: i64,
    #[max_length = 120] title: String,
    #[max_length = 512] url: String,
    #[min = 1]
    #[max = 600]
    minutes: Option<i64>,
    #[max_length = 1_000] summary: Option<String>,
    #[max_length = 512] slides: Option<String>,
    #[autocomplete = "tracks"] track: Option<String>,
    #[rename = "review-by"] review_by: Option<String>,
    lecturer: Option<discord::User>,
) -> Result<()> {
    let incoming = ctx.data();
    let form = LectureForm {
        series: &series,
        number,
        title: &title,
        url: &url,
        minutes,
        summary: summary.as_deref().unwrap_or_default(),
        slides: slides.as_deref().unwrap_or_default(),
        track: track.as_deref().unwrap_or_default(),
        review_by: review_by.as_deref().unwrap_or_default(),
        chapters: "",
        lecturer: lecturer.as_ref().map(user_id),
    };
    let lecture = lectures::add_lecture(&incoming.app, &incoming.actor, &form).await?;
    let lang = incoming.lang();
    let message = Message::text(cards::added(&lecture).render(lang));
    let message = warned(message, &incoming.app, &lecture.video_url, lang);
    incoming.reply_with(&message).await
}

/// Shows a lecture, or changes what is named of it.
#[expect(clippy::too_many_arguments, reason = "one for each option")]
#[poise::command(slash_command, guild_only, category = "owner")]
pub(in crate::lectures) async fn edit(
    ctx: Context<'_>,
    #[autocomplete = "kept"] lecture: String,
    #[max_length = 80] series: Option<String>,
    #[min = 1]
    #[max = 9_999]
    number: Option<i64>,
    #[max_length = 120] title: Option<String>,
    #[max_length = 512] url: Option<String>,
    #[min = 1]
    #[max = 600]
    minutes: Option<i64>,
    #[max_length = 1_000] summary: Option<String>,
    #[max_length = 512] slides: Option<String>,
    #[autocomplete = "tracks"] track: Option<String>,
    #[rename = "review-by"] review_by: Option<String>,
    lecturer: Option<discord::User>,
    #[max_length = 300] note: Option<String>,
) -> Result<()> {
    let incoming = ctx.data();
    let (app, actor) = (&incoming.app, &incoming.actor);
    let id = lecture_id(&lecture)?;
    // Every option but the lecture itself and the note says what becomes different.
    let changes =
        |option: &discord::ResolvedOption<'_>| !["lecture", "note"].contains(&option.name);
    let (looked, done) = if ctx.args.iter().any(changes) {
        let change = Change {
            what: Changes {
                series: series.as_deref(),
                number,
                title: title.as_deref(),
                url: url.as_deref(),
                minutes,
                summary: summary.as_deref(),
                slides: slides.as_deref(),
                track: track.as_deref(),
                review_by: review_by.as_deref(),
                chapters: None,
            },
            lecturer: lecturer.as_ref().map(user_id),
            note: note.as_deref().unwrap_or_default(),
            version: None,
        };
        let looked = editing::edit(app, actor, id, &change).await?;
        (looked, Some(Text::new("content-edited")))
    } else {
        (editing::look(app, actor, id).await?, None)
    };
    let lang = incoming.lang();
    let message = cards::card(&app.config, &looked, done.as_ref(), lang);
    let message = warned(message, app, &looked.lecture.video_url, lang);
    incoming.reply_with(&message).await
}

/// Lists the owner's lectures.
#[poise::command(slash_command, guild_only, category = "owner")]
pub(in crate::lectures) async fn list(ctx: Context<'_>, view: Option<Which>) -> Result<()> {
    let incoming = ctx.data();
    let pile = view.map_or(Pile::Drafts, Into::into);
    let page = listing::list(&incoming.app, &incoming.actor, pile, 0).await?;
    incoming
        .reply_with(&cards::page(&page, incoming.lang()))
        .await
}

/// Marks a draft as ready to be queued, or takes that back.
#[poise::command(slash_command, guild_only, category = "owner")]
pub(in crate::lectures) async fn ready(
    ctx: Context<'_>,
    #[autocomplete = "to_be_readied"] lecture: String,
    back: Option<bool>,
) -> Result<()> {
    let incoming = ctx.data();
    let (app, actor) = (&incoming.app, &incoming.actor);
    let id = lecture_id(&lecture)?;
    let (lecture, text) = if back == Some(true) {
        let lecture = super::back_to_draft(app, actor, id).await?;
        (lecture, Text::new("content-drafted"))
    } else {
        let lecture = lectures::mark_ready(app, actor, id).await?;
        (lecture, Text::new("lecture-readied"))
    };
    let name = rules::name(&lecture.series, lecture.number);
    incoming.reply(&text.with("name", name)).await
}

/// `lecture:edit:LECTURE` opens the form, `lecture:pile:PILE:PAGE` turns the pages of a list.
pub(in crate::lectures) async fn press(press: &Press<'_>) -> Result<()> {
    let incoming = press.incoming;
    let (app, actor, lang) = (&incoming.app, &incoming.actor, incoming.lang());
    if press.action == "pile" {
        let page = listing::list(app, actor, press.id.read(0)?, press.id.read(1)?).await?;
        return press.update(&cards::page(&page, lang)).await;
    }
    let looked = editing::look(app, actor, press.id.read(0)?).await?;
    let form = forms::words(&looked.lecture, looked.is_out, lang);
    incoming.open(&form).await
}

/// The words of a lecture: `lecture:edit:LECTURE:VERSION`. What is not taken is given back.
pub(in crate::lectures) async fn submit(submission: &Submission<'_>) -> Result<()> {
    let incoming = submission.incoming;
    let (app, lang) = (&incoming.app, incoming.lang());
    let id = submission.id.read(0)?;
    let change = forms::change(submission)?;
    match editing::edit(app, &incoming.actor, id, &change).await {
        Ok(looked) => {
            let done = Text::new("content-edited");
            let message = cards::card(&app.config, &looked, Some(&done), lang);
            let message = warned(message, app, &looked.lecture.video_url, lang);
            incoming.reply_with(&message).await
        }
        Err(Error::Refused(why)) => {
            let message = cards::refused(id, &why, lang);
            let words = forms::given_back(submission, lang);
            incoming.reply_with_file(&message, &words).await
        }
        Err(broken) => Err(broken),
    }
}

pub(in crate::lectures) fn lecture_id(typed: &str) -> Result<LectureId> {
    Ok(chosen("lecture-", typed).ok_or(Refusal::UnknownLecture)?)
}

async fn kept(ctx: Context<'_>, partial: &str) -> discord::CreateAutocompleteResponse {
    lectures_in(ctx, &KEPT, partial, None).await
}

/// Drafts; what is ready where that is to be taken back.
async fn to_be_readied(ctx: Context<'_>, partial: &str) -> discord::CreateAutocompleteResponse {
    let is_back = |option: &discord::ResolvedOption<'_>| {
        option.name == "back" && matches!(option.value, discord::ResolvedValue::Boolean(true))
    };
    let state = if ctx.args.iter().any(is_back) {
        LectureState::Ready
    } else {
        LectureState::Draft
    };
    lectures_in(ctx, &[state], partial, None).await
}

pub(in crate::lectures) async fn lectures_in(
    ctx: Context<'_>,
    states: &[LectureState],
    partial: &str,
    slot: Option<SlotId>,
) -> discord::CreateAutocompleteResponse {
    let incoming = ctx.data();
    let (app, actor) = (&incoming.app, &incoming.actor);
    let found = super::find_lectures(app, actor, states, partial, slot).await;
    let label = |lecture: &Called| {
        let name = rules::name(&lecture.series, lecture.number).plain(incoming.lang());
        let value = format!("lecture-{}", lecture.id);
        (format!("{name} {}", lecture.title), value)
    };
    // While someone types there is nobody to tell of a failure: the command itself will say it.
    suggestions(found.unwrap_or_default().iter().map(label))
}
