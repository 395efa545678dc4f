//! What is announced beside a post, once that is there: the meeting afterwards, and an entry in the
//! channel that lists what is out. Each is an effect of its own: what fails holds up nothing else.

use chrono::{DateTime, TimeDelta, Utc};

use super::{cards, lecture_of, subject};
use crate::app::App;
use crate::db::{self, Tx};
use crate::error::Result;
use crate::ids::{ChannelId, LectureId};
use crate::lectures::lecture::{Lecture, LectureState, Meets, Occurrence};
use crate::lectures::{catalogue, slots};
use crate::outbox::{self, Effect, Meeting, Place, Priority, Queued};

/// The fact that names the catalogue's channel where that is a forum.
const FORUM: &str = "catalogue_forum";
/// Discord takes a meeting only while it is ahead.
const AHEAD: TimeDelta = TimeDelta::minutes(1);

/// Announces what belongs to a post that is there now, unless its lecture was taken back meanwhile.
pub(super) async fn announce(
    tx: &mut Tx,
    app: &App,
    posted: &Occurrence,
    now: DateTime<Utc>,
) -> Result<()> {
    let slot = slots::store::slot(tx.conn().await?, posted.slot_id).await?;
    let lecture = lecture_of(tx.conn().await?, posted).await?;
    let (Some(slot), Some(lecture)) = (slot, lecture) else {
        return Ok(());
    };
    if lecture.state == LectureState::Retired {
        return Ok(());
    }
    if let Some(meets) = slot.meeting() {
        meet(tx, app, posted, &lecture, meets, now).await?;
    }
    if let Some(channel) = app.config.channels.catalogue {
        enter(tx, app, channel, posted, &lecture, now).await?;
    }
    Ok(())
}

/// Where people meet; one that would have begun is not announced.
async fn meet(
    tx: &mut Tx,
    app: &App,
    posted: &Occurrence,
    lecture: &Lecture,
    meets: Meets,
    now: DateTime<Utc>,
) -> Result<()> {
    let starts_at = posted.due_at + TimeDelta::minutes(meets.after);
    if now > starts_at - AHEAD {
        return Ok(());
    }
    let of = subject(posted.id);
    let (topic, subject) = (format!("lecture:{of}:event"), format!("{of}:event"));
    let meeting = Meeting {
        marker: format!("salon · meeting-{}-{}", posted.id, posted.attempt),
        ..cards::meeting(lecture, meets, starts_at, app.config.language)
    };
    let queued = Queued {
        not_after: Some(starts_at - AHEAD),
        ..Queued::once(&topic, &subject, Priority::Normal)
            .version(posted.attempt)
            .owed_since(tx, posted.due_at)
            .await?
    };
    outbox::enqueue(tx, &queued, &Effect::CreateEvent(meeting), now).await
}

/// Lists a lecture once, in however many slots it is posted.
async fn enter(
    tx: &mut Tx,
    app: &App,
    channel: ChannelId,
    posted: &Occurrence,
    lecture: &Lecture,
    now: DateTime<Utc>,
) -> Result<()> {
    let topic = entry_key(lecture.id);
    if outbox::fate(tx.conn().await?, &topic).await?.is_some() {
        return Ok(());
    }
    let tracks = catalogue::tracks(tx.conn().await?, lecture.id).await?;
    let message = catalogue::cards::entry(&app.config, lecture, &tracks);
    let forum = db::fact(tx.conn().await?, FORUM).await?;
    let effect = if forum == Some(channel.to_string()) {
        Effect::PostInForum {
            forum: channel,
            name: cards::thread_name(lecture, app.config.language),
            tags: Vec::new(),
            message,
        }
    } else {
        Effect::Post {
            place: Place::Channel(channel),
            message,
            reply_to: None,
        }
    };
    let subject = format!("lecture:{}", lecture.id);
    let queued = Queued::once(&topic, &subject, Priority::Normal)
        .owed_since(tx, posted.due_at)
        .await?;
    outbox::enqueue(tx, &queued, &effect, now).await
}

/// The key of what lists a lecture.
pub(super) fn entry_key(lecture: LectureId) -> String {
    format!("lecture:{lecture}:entry")
}

/// Remembers whether the channel that lists what is out is a forum.
pub async fn set_catalogue_kind(app: &App, channel: ChannelId, is_forum: bool) -> Result<()> {
    let forum = if is_forum {
        channel.to_string()
    } else {
        String::new()
    };
    let mut tx = app.db.begin().await?;
    db::set_fact(&mut tx, FORUM, &forum).await?;
    tx.commit().await?;
    Ok(())
}
