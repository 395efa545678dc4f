//! Who follows the thread of a question, and who is in a private one.

use chrono::{DateTime, Utc};

use super::posting::{once, versioned};
use super::question::{ChannelKind, Question};
use super::store;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::UserId;
use crate::outbox::Effect;

/// Makes somebody a follower of its thread, so that Discord shows them what is new there. Once:
/// who stops following is not brought back; but into a private thread, which they could not open.
pub(super) async fn add(
    tx: &mut Tx,
    question: &Question,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<()> {
    let add = Effect::AddToThread {
        thread: question.thread_key(),
        user,
    };
    let key = question.key(&format!("follows:{user}"));
    match question.channel_kind {
        ChannelKind::Forum | ChannelKind::Text => once(tx, question, &key, &add, now).await,
        ChannelKind::Private => {
            store::set_confidant(tx, question, user, now).await?;
            versioned(tx, question, &key, &add, now).await
        }
    }
}

/// The same of somebody who followed a thread that is gone. Who is a mentor no more stays out of a
/// private one.
pub(super) async fn bring_back(
    tx: &mut Tx,
    question: &Question,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<()> {
    let is_out = question.asker != Some(user)
        && question.is_confidential()
        && store::has_lost_role(tx.conn().await?, user).await?;
    if is_out {
        return Ok(());
    }
    add(tx, question, user, now).await
}

/// Takes somebody out of its thread, who may not read it any more.
pub(super) async fn take_out(
    tx: &mut Tx,
    question: &Question,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<()> {
    let remove = Effect::RemoveFromThread {
        thread: question.thread_key(),
        user,
    };
    // Each time anew: they may become a mentor again, and be brought in.
    let key = question.key(&format!("out:{user}:{}", now.timestamp_millis()));
    once(tx, question, &key, &remove, now).await
}
