//! Messages to whoever stands behind an alias: whom that is, is read now and said nowhere.

use super::send::dm;
use super::{Due, Outcome};
use crate::app::App;
use crate::discord::Rest;
use crate::error::Result;
use crate::ids::PersonId;
use crate::outbox::{Effect, SealedDm, Why, store};
use crate::seal::Identity;

/// Why nobody is found.
pub(super) enum Nobody {
    /// Who it was is erased.
    Erased,
    /// The key is missing, or another one.
    NoKey,
}

/// Who stands behind an alias.
pub(super) async fn addressee(
    app: &App,
    alias: PersonId,
) -> Result<std::result::Result<Identity, Nobody>> {
    let sealed = store::sealed(&mut *app.db.read().await?, alias).await?;
    let Some(sealed) = sealed else {
        return Ok(Err(Nobody::Erased));
    };
    let opened = app
        .seal()
        .and_then(|seal| seal.open_identity(alias, &sealed));
    Ok(opened.ok_or(Nobody::NoKey))
}

pub(super) async fn sealed(
    app: &App,
    discord: &Rest,
    (due, effect): (&Due, &Effect),
    SealedDm { alias, said }: &SealedDm,
) -> Result<Outcome> {
    let identity = match addressee(app, *alias).await? {
        Ok(identity) => identity,
        Err(Nobody::Erased) => return Ok(Outcome::Undeliverable("who it was for is erased")),
        Err(Nobody::NoKey) => return Ok(Outcome::Held(Why::Sealed)),
    };
    let theirs = said.iter().find(|(lang, _)| *lang == identity.lang);
    let Some((_, message)) = theirs.or(said.first()) else {
        return Ok(Outcome::Undeliverable("nothing was to be said"));
    };
    // Whatever is written down of it names the alias.
    let lane = format!("person:{alias}");
    let outcome = dm(discord, (due, effect), (identity.user, message), &lane).await;
    Ok(match outcome {
        // Where it stands would tell whom it went to.
        Outcome::Done(_) => Outcome::Done(None),
        outcome @ (Outcome::Undeliverable(_)
        | Outcome::NeverHappened
        | Outcome::Retry(..)
        | Outcome::Full(_)
        | Outcome::Unreachable
        | Outcome::Unknown(_)
        | Outcome::LookAgain(..)
        | Outcome::Paused(..)
        | Outcome::Held(_)) => outcome,
    })
}
