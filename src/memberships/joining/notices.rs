//! What applicants are told by direct message, and the owner by the card in the log channel.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::store::{self, Application};
use super::{cards, known, settling};
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{ApplicationId, PersonId};
use crate::memberships::reconcile;
use crate::memberships::rules::{Plan, Standing};
use crate::memberships::status::standing_of;
use crate::memberships::store as plans;
use crate::outbox::{self, Effect, Priority, Queued};
use crate::people;

/// What an applicant is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// How to pay, now that their money is awaited.
    Awaited {
        /// What the money is for.
        begins: Begins,
        /// The owner let them in, and they did not know yet.
        is_admitted: bool,
    },
    /// Their money has not come, and it is soon too late.
    Unpaid,
    /// The owner said no, with these words.
    Declined(String),
    /// The owner asks this.
    Asked(String),
    /// The time to pay, or to take the seat, is over.
    Lapsed {
        /// What they tried is over by now too.
        ends_trial: bool,
    },
    /// A seat is free for them until then.
    Offered(DateTime<Utc>),
    /// The plan is sold no more, and they wait for a seat no longer.
    Closed,
}

/// When it begins what somebody is asked to pay for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Begins {
    /// With the money.
    WithMoney,
    /// After what they try meanwhile, if they go on.
    AfterTrial,
    /// After what they have.
    AfterTheirs,
    /// With the money; what they had is over. Paid by then they have it without a gap.
    InGrace(DateTime<Utc>),
}

/// When what somebody is to pay for begins, as they stand with the plan now.
pub(super) async fn begins(
    conn: &mut SqliteConnection,
    application: &Application,
    now: DateTime<Utc>,
) -> Result<Begins> {
    let periods = plans::periods_of(conn, application.person_id).await?;
    Ok(match standing_of(&periods, application.plan_id, now) {
        Some(Standing::Trial(_)) => Begins::AfterTrial,
        // Later than they are asked to pay by, there is nothing to confirm any more.
        Some(Standing::Grace(until)) => {
            Begins::InGrace(application.expires_at.map_or(until, |end| until.min(end)))
        }
        Some(Standing::Active(_) | Standing::Cancelling(_) | Standing::Upcoming(_)) => {
            Begins::AfterTheirs
        }
        Some(Standing::Ended(_) | Standing::Refunded(_)) | None => Begins::WithMoney,
    })
}

impl Told {
    const fn name(&self) -> &'static str {
        match self {
            Self::Awaited { .. } => "awaited",
            Self::Unpaid => "unpaid",
            Self::Declined(_) => "declined",
            Self::Asked(_) => "asked",
            Self::Lapsed { .. } => "lapsed",
            Self::Offered(_) => "offered",
            Self::Closed => "closed",
        }
    }
}

/// Tells an applicant in the server something. Who takes no direct messages sees it at their next
/// /membership.
pub(super) async fn tell(
    app: &App,
    tx: &mut Tx,
    application: &Application,
    plan: &Plan,
    told: &Told,
) -> Result<()> {
    let person = application.person_id;
    let known = people::known(tx.conn().await?, person).await?;
    let (Some(user), Some(true) | None) = (known.user, known.is_in_server) else {
        return Ok(());
    };
    let (id, version) = (application.id, application.version);
    // Two questions are two messages: neither overtakes the other.
    let what = format!("application:{id}:{}:{version}", told.name());
    let key = format!("{}{what}", reconcile::prefix(person));
    let message = cards::told(application, plan, told, &what, &app.config, known.lang);
    let subject = format!("person:{person}");
    let queued = Queued::once(&key, &subject, Priority::Normal);
    outbox::enqueue(tx, &queued, &Effect::Dm { user, message }, app.now()).await
}

/// No money is awaited any more: whoever was told how to pay reads in its place that they should not.
pub(super) async fn await_no_more(
    app: &App,
    tx: &mut Tx,
    application: &Application,
    plan: &Plan,
) -> Result<()> {
    let (id, person) = (application.id, application.person_id);
    let of = format!("{}application:{id}", reconcile::prefix(person));
    let lang = people::known(tx.conn().await?, person).await?.lang;
    for (what, instead) in [("awaited", "unawaited"), ("unpaid", "unasked")] {
        for (told, subject) in outbox::said(tx.conn().await?, &format!("{of}:{what}")).await? {
            let message = cards::awaited_no_more(application, plan, lang);
            let key = format!("{of}:{instead}");
            let queued = Queued::once(&key, &subject, Priority::Normal);
            outbox::amend(tx, &told, &queued, message, app.now()).await?;
        }
    }
    Ok(())
}

/// Posts the card with which the owner decides.
pub(super) async fn post_card(
    app: &App,
    tx: &mut Tx,
    application: &Application,
    plan: &Plan,
) -> Result<()> {
    let message = card(app, tx, application, plan).await?;
    let subject = format!("application:{}", application.id);
    let key = format!("{subject}:card");
    let queued = Queued::once(&key, &subject, Priority::Click);
    outbox::tell_owner(tx, app, &queued, message, app.now()).await
}

/// Shows on the card how it stands now.
pub(super) async fn show_card(
    app: &App,
    tx: &mut Tx,
    id: ApplicationId,
    plan: &Plan,
) -> Result<()> {
    let subject = format!("application:{id}");
    let of = format!("{subject}:card");
    let application = known(tx.conn().await?, id).await?;
    let message = card(app, tx, &application, plan).await?;
    let topic = format!("{subject}:face");
    let queued = Queued::once(&topic, &subject, Priority::Click).version(application.version);
    outbox::amend(tx, &of, &queued, message, app.now()).await?;
    Ok(())
}

/// Shows on the cards of what somebody is on their way into who they are now: they have moved to
/// another account.
pub(in crate::memberships) async fn show_cards_of(
    app: &App,
    tx: &mut Tx,
    person: PersonId,
) -> Result<()> {
    // What was over before this moment is left as it is.
    let open = store::latest_of(tx.conn().await?, person, app.now()).await?;
    for application in open {
        store::count_change(tx, application.id).await?;
        let plan = plans::plan(tx.conn().await?, application.plan_id).await?;
        show_card(app, tx, application.id, &plan).await?;
    }
    Ok(())
}

async fn card(
    app: &App,
    tx: &mut Tx,
    application: &Application,
    plan: &Plan,
) -> Result<crate::discord::message::Message> {
    let conn = tx.conn().await?;
    let applicant = people::user(conn, application.person_id).await?;
    let decider = match application.decided_by {
        Some(person) => people::user(conn, person).await?,
        None => None,
    };
    let notes = store::notes(conn, application.id).await?;
    let before = settling::before(conn, application).await?;
    let paid = store::paid(conn, application.id).await?;
    let who = (applicant, decider);
    Ok(cards::card(
        application,
        (plan, before),
        who,
        (&notes, paid),
        app.config.language,
    ))
}
