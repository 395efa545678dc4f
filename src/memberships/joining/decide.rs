//! What the owner decides about an application, what is said back and forth, and what the clock
//! decides.

use chrono::{DateTime, Utc};

use super::agreeing::pay_until;
use super::notices::{Told, await_no_more, begins, show_card, tell};
use super::rules::{self, Stage, Step};
use super::seats::over_seats;
use super::settling::Unpaid;
use super::store::{self, Application, Note};
use super::{known, own, record, settling, trial};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{ApplicationId, EntitlementId, PersonId, UserId};
use crate::input;
use crate::journal::By;
use crate::memberships::coming::endless;
use crate::memberships::giving::{self, Granted, Money, Right};
use crate::memberships::notices;
use crate::memberships::reconcile::{Cause, Seen};
use crate::memberships::rules::{
    self as plan_rules, Method, Plan, Refusal, Shown, Source, Span, Yen,
};
use crate::memberships::store as plans;
use crate::people;
use crate::text::Text;

/// The longest words that owner and applicant write each other.
pub(super) const WORDS: u16 = 800;
const WHAT_WORDS: Text = Text::new("joining-what-words");

/// How much came, and for when, where they do not have the plan without end.
type OnlyPaid = (Yen, Option<Span>);

/// What the owner decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decided {
    pub(super) user: Option<UserId>,
    pub(super) plan: Plan,
    /// How far they are now; `None` where they were asked something and are as far as before.
    pub(super) stage: Option<Stage>,
    /// The money that was all there was to write down: they have it already.
    pub(super) only_paid: Option<OnlyPaid>,
    /// What they have by it now.
    pub(super) granted: Option<Granted>,
}

/// The owner lets somebody in: they are told how to pay, or have it where it costs nothing.
///
/// # Errors
/// Refused for everyone but the owner, and where somebody was faster.
pub(super) async fn admit(
    app: &App,
    actor: &Actor,
    (id, version): (ApplicationId, i64),
    shown: Option<&Shown>,
) -> Result<Decided> {
    let now = app.now();
    let mut deciding = Deciding::begin(app, actor, id, version, Step::Admit).await?;
    deciding.seen = Seen::of(shown);
    if deciding.stage == Stage::Approved {
        return deciding.give(app, None).await;
    }
    let person = deciding.application.person_id;
    let who = (person, deciding.seen);
    let trial = trial::begin(app, &mut deciding.tx, &deciding.plan, who).await?;
    let until = trial.map_or_else(|| pay_until(&app.config, now), |trial| trial.pay_until);
    deciding
        .advance(app, Some(until), "application.admitted")
        .await?;
    if let Some(at) = rules::remind_at(&app.config, until, now) {
        store::set_reminder(&mut deciding.tx, id, at).await?;
    }
    let told = Told::Awaited {
        begins: begins(deciding.tx.conn().await?, &deciding.application, now).await?,
        is_admitted: true,
    };
    deciding.tell(app, &told).await?;
    deciding.finish(app, None).await
}

/// The money came, so much as the owner says: they have the plan, and the ledger the payment.
///
/// # Errors
/// Refused for everyone but the owner, where the amount is none, and where somebody was faster.
pub(super) async fn paid(
    app: &App,
    actor: &Actor,
    (id, version): (ApplicationId, i64),
    amount: i64,
    shown: Option<&Shown>,
) -> Result<Decided> {
    let mut deciding = Deciding::begin(app, actor, id, version, Step::Paid).await?;
    let application = deciding.application;
    let paid = rules::received(Some(amount), application.price_jpy)?;
    settling::must_be_theirs(deciding.tx.conn().await?, &application).await?;
    deciding.seen = Seen::of(shown);
    deciding.give(app, Some(paid)).await
}

/// The owner says no, and why.
///
/// # Errors
/// Refused for everyone but the owner, where no words are left, and where somebody was faster.
pub(super) async fn decline(
    app: &App,
    actor: &Actor,
    (id, version): (ApplicationId, i64),
    words: &str,
) -> Result<Decided> {
    actor.must_be_owner()?;
    let words = input::paragraph(&WHAT_WORDS, words, WORDS.into())?;
    let mut deciding = Deciding::begin(app, actor, id, version, Step::Decline).await?;
    let (owner, now) = (deciding.owner, app.now());
    store::add_note(&mut deciding.tx, id, owner, &words, now).await?;
    deciding.advance(app, None, "application.declined").await?;
    let (application, plan) = (deciding.application, deciding.plan.clone());
    await_no_more(app, &mut deciding.tx, &application, &plan).await?;
    deciding.tell(app, &Told::Declined(words)).await?;
    deciding.finish(app, None).await
}

/// The owner asks the applicant something; nothing else changes.
///
/// # Errors
/// Refused for everyone but the owner, where no words are left, and where somebody was faster.
pub(super) async fn ask(
    app: &App,
    actor: &Actor,
    (id, version): (ApplicationId, i64),
    words: &str,
) -> Result<Decided> {
    actor.must_be_owner()?;
    let words = input::paragraph(&WHAT_WORDS, words, WORDS.into())?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let application = known(tx.conn().await?, id).await?;
    if application.version != version || !application.state.is_open() {
        return Err(Refusal::ApplicationHasChanged.into());
    }
    let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    say(
        app,
        &mut tx,
        &application,
        (owner, &words),
        "application.asked",
    )
    .await?;
    let application = known(tx.conn().await?, id).await?;
    let plan = plans::plan(tx.conn().await?, application.plan_id).await?;
    tell(app, &mut tx, &application, &plan, &Told::Asked(words)).await?;
    let user = people::user(tx.conn().await?, application.person_id).await?;
    tx.commit().await?;
    Ok(Decided {
        user,
        plan,
        stage: None,
        only_paid: None,
        granted: None,
    })
}

/// The applicant answers what they were asked.
///
/// # Errors
/// Refused for everyone else, where nobody asked, and where no words are left.
pub(super) async fn reply(app: &App, actor: &Actor, id: ApplicationId, words: &str) -> Result<()> {
    let words = input::paragraph(&WHAT_WORDS, words, WORDS.into())?;
    let mut tx = app.db.begin().await?;
    let (application, person) = own(&mut tx, actor, id).await?;
    if !application.state.is_open() {
        return Err(Refusal::ApplicationHasChanged.into());
    }
    if asked(&store::notes(tx.conn().await?, id).await?).is_empty() {
        return Err(Refusal::NothingAsked.into());
    }
    say(
        app,
        &mut tx,
        &application,
        (person, &words),
        "application.answered",
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// What the owner said since the applicant's last word.
pub(super) fn asked(notes: &[Note]) -> &[Note] {
    let answered = notes.iter().rposition(|note| note.is_applicant);
    &notes[answered.map_or(0, |place| place + 1)..]
}

/// Writes down what somebody said, and shows on the card that there is something to read.
async fn say(
    app: &App,
    tx: &mut Tx,
    application: &Application,
    (author, words): (PersonId, &str),
    kind: &'static str,
) -> Result<()> {
    let (id, now) = (application.id, app.now());
    store::add_note(tx, id, author, words, now).await?;
    store::count_change(tx, id).await?;
    let which = (id, application.plan_id, application.person_id);
    record(tx, now, By::Person(author), kind, which).await?;
    let plan = plans::plan(tx.conn().await?, application.plan_id).await?;
    show_card(app, tx, id, &plan).await
}

/// The time to pay is over. Doing it twice does nothing.
pub(in crate::memberships) async fn lapse(app: &App, id: ApplicationId) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let application = known(tx.conn().await?, id).await?;
    let is_over = application.expires_at.is_some_and(|end| end <= now);
    let plan = plans::plan(tx.conn().await?, application.plan_id).await?;
    let Ok(stage) = rules::next(application.state, Step::Lapse, plan.price) else {
        return Ok(());
    };
    if !is_over {
        return Ok(());
    }
    let told = Told::Lapsed {
        ends_trial: trial::ended_with(tx.conn().await?, &app.config, &application).await?,
    };
    store::advance(&mut tx, id, (stage, None), (None, None), now).await?;
    let which = (id, plan.id, application.person_id);
    record(&mut tx, now, By::Clock, "application.expired", which).await?;
    let application = known(tx.conn().await?, id).await?;
    await_no_more(app, &mut tx, &application, &plan).await?;
    tell(app, &mut tx, &application, &plan, &told).await?;
    show_card(app, &mut tx, id, &plan).await?;
    tx.commit().await?;
    Ok(())
}

/// An application in the hands of the one owner who decides it.
struct Deciding<'a> {
    tx: Tx,
    application: Application,
    plan: Plan,
    owner: PersonId,
    /// Where the step leads.
    stage: Stage,
    /// What they have by it already without money.
    unpaid: Option<Unpaid>,
    /// How Discord shows the applicant, where they may be given something.
    seen: Seen<'a>,
    /// What they have by it now.
    granted: Option<Granted>,
}

impl Deciding<'_> {
    async fn begin(
        app: &App,
        actor: &Actor,
        id: ApplicationId,
        version: i64,
        step: Step,
    ) -> Result<Self> {
        actor.must_be_owner()?;
        let mut tx = app.db.begin().await?;
        let application = known(tx.conn().await?, id).await?;
        if application.version != version {
            return Err(Refusal::ApplicationHasChanged.into());
        }
        let unpaid = settling::unpaid(tx.conn().await?, &application).await?;
        let stage = settling::next(&application, unpaid, step)?;
        let plan = plans::plan(tx.conn().await?, application.plan_id).await?;
        let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), app.now()).await?;
        Ok(Self {
            tx,
            application,
            plan,
            owner,
            stage,
            unpaid,
            seen: Seen::AsRecorded,
            granted: None,
        })
    }

    async fn advance(
        &mut self,
        app: &App,
        until: Option<DateTime<Utc>>,
        kind: &'static str,
    ) -> Result<()> {
        let (id, now) = (self.application.id, app.now());
        let by = (Some(self.owner), None);
        store::advance(&mut self.tx, id, (self.stage, until), by, now).await?;
        let which = (id, self.plan.id, self.application.person_id);
        record(&mut self.tx, now, By::Person(self.owner), kind, which).await?;
        self.application = known(self.tx.conn().await?, id).await?;
        Ok(())
    }

    async fn tell(&mut self, app: &App, told: &Told) -> Result<()> {
        tell(app, &mut self.tx, &self.application, &self.plan, told).await
    }

    /// They have it; where they have it without end already, the ledger has their money.
    async fn give(mut self, app: &App, paid: Option<Yen>) -> Result<Decided> {
        let (id, person) = (self.application.id, self.application.person_id);
        let paid = paid.map(|amount| Money {
            amount,
            method: Some(Method::Transfer),
            recorded_by: self.owner,
        });
        if let (
            Some(Unpaid {
                right,
                left: Some(span),
            }),
            Some(money),
        ) = (self.unpaid, paid)
        {
            let of = (person, right);
            let payment = giving::record_payment(&mut self.tx, of, money, app.now()).await?;
            self.come_to(app, right).await?;
            let of = (right, &self.plan);
            notices::tell_received(&mut self.tx, person, of, payment, app.now()).await?;
            return self.finish(app, Some((money.amount, Some(span)))).await;
        }
        let endless = endless(self.tx.conn().await?, person, self.plan.id).await?;
        if let (Some(endless), Some(money)) = (endless, paid) {
            giving::record_payment(&mut self.tx, (person, endless), money, app.now()).await?;
            self.come_to(app, endless).await?;
            return self.finish(app, Some((money.amount, None))).await;
        }
        let external = format!("application:{id}");
        let right = Right {
            plan: self.plan.clone(),
            person,
            source: Source::Pass,
            external: Some(&external),
            giver: None,
            reason: None,
            by: By::Person(self.owner),
            cause: match paid {
                Some(_) => Cause::Paid(self.owner),
                None => Cause::Granted(self.owner),
            },
            seen: self.seen,
            paid,
        };
        let length = plan_rules::length(None, false, self.plan.interval)?;
        let (right, mut granted) = giving::give(app, &mut self.tx, right, length).await?;
        self.come_to(app, right).await?;
        if !granted.is_extension {
            granted.over_seats = over_seats(&mut self.tx, self.plan.id, app.now()).await?;
        }
        self.granted = Some(granted);
        self.finish(app, None).await
    }

    async fn come_to(&mut self, app: &App, right: EntitlementId) -> Result<()> {
        let to = (&self.application, self.stage);
        settling::come_to(app, &mut self.tx, to, self.owner, right).await
    }

    async fn finish(mut self, app: &App, only_paid: Option<OnlyPaid>) -> Result<Decided> {
        show_card(app, &mut self.tx, self.application.id, &self.plan).await?;
        let user = people::user(self.tx.conn().await?, self.application.person_id).await?;
        self.tx.commit().await?;
        app.schedule_changed.notify_one();
        if matches!(self.seen, Seen::Unseen) {
            app.compare_soon.notify_one();
        }
        Ok(Decided {
            user,
            plan: self.plan,
            stage: Some(self.stage),
            only_paid,
            granted: self.granted,
        })
    }
}
