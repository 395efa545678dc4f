//! The buttons of cards: `lecture:ACT:DATE:CARD`, and `lecture:approve-l:LECTURE:REVISION`; of
//! what the owner is told of a post that was deleted: `lecture:leave:LECTURE:DATE` and `withdraw`.
//! `lecture:withdraw-go:NUMBER` and `publish-go` answer what the owner was asked.

use super::card;
use super::cards::{asking, preview as cards};
use super::deciding::{self, Decision};
use super::{publish, revise, withdrawing};
use crate::command::Press;
use crate::discord::message::Message;
use crate::error::Result;
use crate::ids::OccurrenceId;
use crate::lectures::rules::{Refusal, name};
use crate::text::Text;

/// A button of a card was pressed.
pub(in crate::lectures) async fn press(press: &Press<'_>) -> Result<()> {
    let incoming = press.incoming;
    let (app, actor) = (&incoming.app, &incoming.actor);
    if press.action == "approve-l" {
        let (lecture, revision) = (press.id.read(0)?, press.id.read(1)?);
        deciding::approve_ahead(app, actor, lecture, revision).await?;
        return incoming.reply(&Text::new("release-did-approve")).await;
    }
    if press.action == "leave" {
        revise::leave(app, actor, press.id.read(0)?, press.id.read(1)?).await?;
        return incoming.reply(&Text::new("release-deleted-left")).await;
    }
    if press.action == "withdraw" {
        let asked = withdrawing::ask(app, actor, press.id.read(0)?, "").await?;
        let message = asking::withdraw(&app.config, &asked, incoming.lang());
        return incoming.reply_with(&message).await;
    }
    if matches!(press.action, "withdraw-go" | "publish-go") {
        let number = press.id.read(0)?;
        let (lecture, did) = if press.action == "withdraw-go" {
            let lecture = withdrawing::withdraw(app, actor, number).await?;
            (lecture, Text::new("release-withdrew"))
        } else {
            let lecture = publish::publish(app, actor, number).await?;
            (lecture, Text::new("outage-sent"))
        };
        let did = did.with("name", name(&lecture.series, lecture.number));
        let message = Message::text(did.render(incoming.lang()));
        return press.update(&message).await;
    }
    let of: (OccurrenceId, i64) = (press.id.read(0)?, press.id.read(1)?);
    let (decision, did) = match press.action {
        "approve" => (Decision::Approve, Text::new("release-did-approve")),
        "hold" => (Decision::Hold, Text::new("release-did-hold")),
        "go" => (Decision::LetGo, Text::new("release-did-let-go")),
        "skip" => (Decision::Skip, Text::new("release-did-skip")),
        "there" => (Decision::There, Text::new("release-did-there")),
        "absent" => (Decision::Absent, Text::new("release-did-absent")),
        "swap-to" => (
            Decision::Swap(press.id.read(2)?),
            Text::new("release-did-swap"),
        ),
        "swap" => {
            let others = deciding::others(app, actor, of).await?;
            let message = cards::others(of, &others, incoming.lang());
            return incoming.reply_with(&message).await;
        }
        _ => return Err(Refusal::Stale.into()),
    };
    deciding::decide(app, actor, of, decision).await?;
    // On the card in the log channel what became of it is shown by and by.
    let is_all_said = matches!(press.action, "hold" | "swap-to" | "there");
    if !press.is_private && is_all_said {
        return incoming.reply(&did).await;
    }
    let preview = card::preview(&mut *app.db.read().await?, app, of.0).await?;
    let preview = preview.ok_or(Refusal::Stale)?;
    if !press.is_private {
        let (did, state) = (
            did.render(incoming.lang()),
            cards::state(&app.config, &preview, incoming.lang()).render(incoming.lang()),
        );
        let message = Message::text(format!("{did}\n{state}"));
        return incoming.reply_with(&message).await;
    }
    let mut message = cards::card(&app.config, &preview, incoming.lang());
    message.content = format!("{}\n\n{}", did.render(incoming.lang()), message.content);
    press.update(&message).await
}
