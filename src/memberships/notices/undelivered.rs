//! What did not arrive by direct message: it is shown after the next command.

use super::{key, notice, store};
use crate::app::App;
use crate::discord::message::Message;
use crate::error::Result;
use crate::ids::{NoticeId, UserId};
use crate::memberships::cards;
use crate::memberships::rules::Step;
use crate::outbox::{self, Fate};
use crate::people;
use crate::text::Lang;

/// So many are shown at once.
const MOST_UNDELIVERED: i64 = 5;

/// What could not be delivered to whoever uses us now.
#[derive(Debug)]
pub struct Undelivered {
    /// It, in their language.
    pub message: Message,
    settled: Vec<NoticeId>,
}

/// What could not be delivered to someone and is still true, as far as nobody showed it to them.
pub async fn undelivered(app: &App, user: UserId, lang: Lang) -> Result<Option<Undelivered>> {
    let mut conn = app.db.read().await?;
    let Some(person) = people::find(&mut conn, user).await? else {
        return Ok(None);
    };
    let sent = store::sent(&mut conn, person, MOST_UNDELIVERED).await?;
    if sent.is_empty() {
        return Ok(None);
    }
    drop(conn);
    let mut tx = app.db.begin().await?;
    let (mut settled, mut shown) = (Vec::new(), Vec::new());
    for sent in sent {
        let Ok(step) = sent.step.parse::<Step>() else {
            continue;
        };
        let id = sent.entitlement_id;
        let fate = outbox::fate(tx.conn().await?, &key(person, step, id)).await?;
        if fate.as_ref().is_some_and(Fate::is_open) {
            continue;
        }
        if fate.is_some_and(|fate| fate.is_delivered()) {
            store::mark_shown(&mut tx, sent.id).await?;
            continue;
        }
        settled.push(sent.id);
        shown.extend(notice(app, &mut tx, person, (id, step)).await?);
    }
    if shown.is_empty() {
        for id in settled {
            store::mark_shown(&mut tx, id).await?;
        }
        tx.commit().await?;
        return Ok(None);
    }
    tx.commit().await?;
    Ok(Some(Undelivered {
        message: cards::undelivered(&shown, lang),
        settled,
    }))
}

/// Remembers that it was shown to them.
pub async fn shown(app: &App, undelivered: &Undelivered) -> Result<()> {
    let mut tx = app.db.begin().await?;
    for id in &undelivered.settled {
        store::mark_shown(&mut tx, *id).await?;
    }
    tx.commit().await?;
    Ok(())
}
