//! The SQL of the posts with the button 質問する.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::ChannelId;

/// The post of a channel.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(in crate::questions) struct Board {
    pub(in crate::questions) channel_id: ChannelId,
    /// Counts how often it was posted there.
    pub(in crate::questions) posting: i64,
    /// When it was noticed that somebody deleted it.
    pub(in crate::questions) lost_at: Option<DateTime<Utc>>,
}

pub(in crate::questions) async fn board(
    conn: &mut SqliteConnection,
    channel: ChannelId,
) -> sqlx::Result<Option<Board>> {
    sqlx::query_as("select channel_id, posting, lost_at from question_board where channel_id = ?1")
        .bind(channel)
        .fetch_optional(conn)
        .await
}

/// All of them, in the order of their channels.
pub(in crate::questions) async fn boards(conn: &mut SqliteConnection) -> sqlx::Result<Vec<Board>> {
    sqlx::query_as("select channel_id, posting, lost_at from question_board order by channel_id")
        .fetch_all(conn)
        .await
}

pub(in crate::questions) async fn set_board(tx: &mut Tx, board: &Board) -> sqlx::Result<()> {
    tx.later(
        "insert into question_board (channel_id, posting, lost_at) values (?, ?, ?)
         on conflict (channel_id)
             do update set posting = excluded.posting, lost_at = excluded.lost_at",
    )
    .bind(board.channel_id)
    .bind(board.posting)
    .bind(board.lost_at)
    .add()
    .await
}
