//! Private threads are for mentors: whoever is one no more is taken out.

use serde_json::json;

use super::store;
use super::{following, load, record};
use crate::app::App;
use crate::error::Result;
use crate::journal::By;

/// Takes those out who lost the role since they were brought in. Whatever kept us from it before, the
/// next look finds it.
pub(super) async fn take_out_departed(app: &App) -> Result<()> {
    let departed = store::departed(&mut *app.db.read().await?).await?;
    for one in departed {
        let now = app.now();
        let mut tx = app.db.begin().await?;
        if !store::forget_confidant(&mut tx, one).await? {
            continue;
        }
        let question = load(tx.conn().await?, one.question_id).await?;
        following::take_out(&mut tx, &question, one.user, now).await?;
        let details = json!({"mentor": one.person_id});
        let step = ("question.closed_to", By::Discord, details);
        record(&mut tx, &question, step, now).await?;
        tx.commit().await?;
    }
    Ok(())
}
