//! Buttons and forms of what members do with lectures, and of what their lecturers see of it.

use super::checks::{self, CheckForm};
use super::{cards, log, mark, rating, unmark};
use crate::command::{Incoming, Press, Submission};
use crate::discord::message::Message;
use crate::error::Result;
use crate::ids::LectureId;
use crate::lectures::catalogue;
use crate::lectures::rules::Refusal;
use crate::lectures::watching::Of;
use crate::text::Text;

/// A button, each of which names a lecture unless it says otherwise. What it shows comes in the place
/// of what it stands on, where only they see that.
pub(in crate::lectures) async fn press(press: &Press<'_>) -> Result<()> {
    let incoming = press.incoming;
    let (app, actor, lang) = (&incoming.app, &incoming.actor, incoming.lang());
    let message = match press.action {
        "watched" | "watched-l" | "unwatched" => return marked(press).await,
        "log" => {
            let file = log::log(app, actor).await?;
            let words = Message::text(Text::new("log-file").render(lang));
            return incoming.reply_with_file(&words, &file).await;
        }
        "ratings" => {
            let ratings = rating::ratings(app, actor, press.id.read(0)?).await?;
            let message = cards::ratings(&ratings, lang);
            let Some(said) = cards::said(&ratings, lang) else {
                return incoming.reply_with(&message).await;
            };
            return incoming.reply_with_file(&message, &said).await;
        }
        "check-add" => {
            actor.must_be_owner()?;
            return incoming
                .open(&cards::check_form(press.id.read(0)?, lang))
                .await;
        }
        "say" => {
            let rated = rating::own(app, actor, press.id.read(0)?).await?;
            return incoming.open(&cards::say_form(&rated, lang)).await;
        }
        "check" => cards::asked(&checks::begin(app, actor, press.id.read(0)?).await?, lang),
        // `lecture:choose:TRY:QUESTION:CHOICE`
        "choose" => {
            let what = (press.id.read(0)?, press.id.read(1)?);
            let answered = checks::answer(app, actor, what, press.id.read(2)?).await?;
            cards::answered(&answered, lang)
        }
        "checks" => cards::checks(
            &checks::list(app, actor, press.id.read(0)?).await?,
            None,
            lang,
        ),
        // `lecture:check-off:QUESTION`
        "check-off" => {
            let lecture = checks::retire(app, actor, press.id.read(0)?).await?;
            let left = checks::list(app, actor, lecture).await?;
            cards::checks(&left, Some(&Text::new("check-retired")), lang)
        }
        "rating" => cards::rated(&rating::own(app, actor, press.id.read(0)?).await?, lang),
        // `lecture:rate:LECTURE:STARS`
        "rate" => {
            let (lecture, stars) = (press.id.read(0)?, press.id.read(1)?);
            cards::rated(&rating::rate(app, actor, lecture, stars).await?, lang)
        }
        _ => return Err(Refusal::Stale.into()),
    };
    press.update(&message).await
}

/// `lecture:watched:OCCURRENCE` under a post, `lecture:watched-l:LECTURE` and
/// `lecture:unwatched:LECTURE` under a lecture that is shown: shows it with what was done.
async fn marked(press: &Press<'_>) -> Result<()> {
    let incoming = press.incoming;
    let (app, actor) = (&incoming.app, &incoming.actor);
    let (lecture, done) = match press.action {
        "unwatched" => {
            let lecture = press.id.read(0)?;
            unmark(app, actor, lecture).await?;
            (lecture, Text::new("learning-unmarked"))
        }
        "watched-l" => {
            let of = Of::Lecture(press.id.read(0)?);
            (mark(app, actor, of).await?, Text::new("learning-marked"))
        }
        _ => {
            let of = Of::Date(press.id.read(0)?);
            (mark(app, actor, of).await?, Text::new("learning-marked"))
        }
    };
    let shown = catalogue::show(app, actor, lecture).await?;
    let today = catalogue::today(app);
    let lang = incoming.lang();
    let message = catalogue::cards::shown(&app.config, &shown, today, Some(&done), lang);
    press.update(&message).await
}

/// A form. Where nothing comes of it, what was typed is given back.
pub(in crate::lectures) async fn submit(submission: &Submission<'_>) -> Result<()> {
    let incoming = submission.incoming;
    let lang = incoming.lang();
    let message = match taken_in(submission).await {
        Ok(message) => message,
        Err(error) => {
            let why = incoming.account(&error, "lecture");
            let typed = ["question", "choices", "explanation", "comment"];
            let typed = typed.map(|part| submission.input(part));
            let typed: Vec<_> = typed
                .into_iter()
                .filter(|typed| !typed.is_empty())
                .collect();
            cards::given_back(&why, &typed, lang)
        }
    };
    incoming.reply_with(&message).await
}

async fn taken_in(submission: &Submission<'_>) -> Result<Message> {
    let Incoming { app, actor, .. } = submission.incoming;
    let lang = submission.incoming.lang();
    let lecture: LectureId = submission.id.read(0)?;
    match submission.action {
        "check-added" => {
            let form = CheckForm {
                question: submission.input("question"),
                choices: submission.input("choices"),
                explanation: submission.input("explanation"),
            };
            checks::add(app, actor, lecture, &form).await?;
            let all = checks::list(app, actor, lecture).await?;
            Ok(cards::checks(&all, Some(&Text::new("check-added")), lang))
        }
        "said" => {
            let typed = submission.input("comment");
            let rated = rating::comment(app, actor, lecture, typed).await?;
            Ok(cards::rated(&rated, lang))
        }
        _ => Err(Refusal::Stale.into()),
    }
}
