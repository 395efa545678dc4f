//! Why the rules of paid roles say no, and how that is said.

use chrono::{DateTime, Utc};

use super::{PlanState, Yen};
use crate::error::Error;
use crate::ids::{ApplicationId, RoleId, UserId};
use crate::text::{Arg, Text, end};

/// Why the rules say no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not lower-case letters, digits and hyphens.
    BadKey,
    /// There is a plan with this key.
    KeyIsTaken(String),
    /// Negative, or more than a plan may cost.
    BadPrice,
    /// Missing or impossible days of a plan that is sold once.
    BadDays,
    /// No number of Discord's shop.
    BadSku,
    /// Another plan is sold under this number.
    SkuIsTaken(String),
    /// Not 0 to 90 days.
    BadGrace,
    /// Not 0 to 90 days.
    BadTrial,
    /// There is nothing to try where nothing is paid.
    TrialOfFreePlan,
    /// A role for a trial that is not offered.
    TrialRoleWithoutDays,
    /// Former members are to have a role, and none is named.
    AlumniWithoutRole,
    /// A role for former members, who are to have none.
    AlumniRoleWithoutExit,
    /// Former members would have what members have.
    AlumniRoleOfPlan(RoleId),
    /// The bot may send nobody away.
    MayNotKick,
    /// Days for a plan that renews.
    DaysWithoutOnce,
    /// The role that everyone has.
    RoleOfEveryone,
    /// The owner's or the mentors' role.
    RoleOfStaff(RoleId),
    /// The role of an integration.
    RoleIsManaged(RoleId),
    /// A role whose holders could harm the server.
    RoleIsDangerous(RoleId),
    /// It stands above the bot, which cannot give it.
    RoleIsTooHigh(RoleId),
    /// The bot may give no roles at all.
    MayNotManageRoles,
    /// No plan gives this role.
    RoleOfNoPlan(RoleId),
    /// It is managed just so.
    RoleIsSoAlready(RoleId),
    /// No such audience.
    UnknownTrack {
        /// What was typed.
        typed: String,
        /// The keys there are.
        known: String,
    },
    /// No plan has this key.
    UnknownPlan(String),
    /// No plan that can be applied for has this key.
    NoSuchOffer(String),
    /// The plan cannot be applied for.
    NotOffered(String),
    /// The plan can no longer be had.
    PlanIsArchived(String),
    /// It is as it is wanted already.
    NothingToChange,
    /// The plan of this name is sold, or sold no more, already.
    PlanIsSoAlready(String, PlanState),
    /// Somebody changed it since the button was shown.
    PlanHasChanged,
    /// What it was shown for is decided already, or changed since.
    ApplicationHasChanged,
    /// Not 0 to 100,000.
    BadSeats,
    /// They are on their way into it already, with this application.
    AlreadyApplied(ApplicationId),
    /// They wait for a seat of it already.
    AlreadyQueued,
    /// They have it, and paying again would change nothing.
    AlreadyHeld,
    /// They applied so often that somebody may only want to disturb.
    AppliedTooOften,
    /// Nobody asked them anything.
    NothingAsked,
    /// Not 1 to 24.
    BadMonths,
    /// Both a number of months and no end.
    MonthsAndEndless,
    /// Negative, or more than one payment may bring.
    BadPayment,
    /// What was typed is no amount that can have come in for an application of which so much is due.
    BadAmount(Yen),
    /// Bots hold no plans.
    IsBot,
    /// They have nothing that another account could take along.
    NothingToMove,
    /// It is theirs already.
    SameAccount,
    /// The account they move to has a history of its own.
    AccountHasHistory,
    /// The same, as the owner is told who would move somebody there.
    TargetHasHistory,
    /// They applied anew since: to that application the money belongs, once they are admitted.
    AppliedAnew(ApplicationId, bool),
    /// Owners, mentors and whoever acted as one keep their account.
    MoveOfStaff,
    /// No such code, or its time is over.
    BadMoveCode,
    /// They moved lately; the next time from then on.
    MovedLately(DateTime<Utc>),
    /// No list was ever taken in from there.
    UnknownSource,
    /// Nothing that a platform calls anybody.
    BadAccount,
    /// A platform means somebody else by this name.
    AccountOfAnother(UserId),
    /// They have it without end: nothing can be added.
    HeldWithoutEnd,
    /// They do not have it: nothing can be taken.
    NothingToRevoke,
    /// What is left of it is not any more what the button was shown for.
    RestHasChanged,
    /// Nobody waits for this answer any more.
    AnsweredAlready,
    /// They do not have it: nothing can be extended.
    NothingToExtend,
    /// What they have has no end: nothing can be extended.
    ExtendsEndless,
    /// Neither a number of days nor a day, or both.
    DaysOrUntil,
    /// Not 1 to 731 days, or a day that is none of those; and when what they have ends.
    BadExtension(Option<DateTime<Utc>>),
    /// Only of a present somebody is the giver.
    GiverWithoutGift,
    /// Nobody makes a present to themselves.
    GiverIsReceiver,
    /// What a refund had ended by mistake is back, or lies behind us.
    NothingToRestore,
    /// They have that time by what was granted since.
    RestoredOtherwise,
    /// Nothing, or less.
    BadRefund,
    /// More than came in and did not go back: that is so much.
    RefundTooLarge(Yen),
    /// Nothing would be done.
    NothingToDo,
    /// A wrong record is taken back by its number, and as a whole.
    RecordByNumber,
    /// A payment is named, and nothing is to happen to it.
    PaymentWithoutRefund,
    /// No payment of theirs for the plan has this number, or it was taken back.
    UnknownPayment(i64),
    /// Money for no period: of it only all can go back.
    RefundOfNoPeriod(i64),
    /// Of this payment something went back already.
    RefundedAlready,
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(match refusal {
            Refusal::BadKey => Text::new("membership-bad-key"),
            Refusal::KeyIsTaken(key) => {
                Text::new("membership-key-is-taken").with("key", Arg::Markup(key))
            }
            Refusal::BadPrice => Text::new("membership-bad-price"),
            Refusal::BadDays => Text::new("membership-bad-days"),
            Refusal::BadSku => Text::new("membership-bad-sku"),
            Refusal::SkuIsTaken(plan) => Text::new("membership-sku-is-taken").with("plan", plan),
            Refusal::BadGrace => Text::new("membership-bad-grace"),
            Refusal::BadTrial => Text::new("membership-bad-trial"),
            Refusal::TrialOfFreePlan => Text::new("membership-trial-of-free-plan"),
            Refusal::TrialRoleWithoutDays => Text::new("membership-trial-role-without-days"),
            Refusal::AlumniWithoutRole => Text::new("membership-alumni-without-role"),
            Refusal::AlumniRoleWithoutExit => Text::new("membership-alumni-role-without-exit"),
            Refusal::AlumniRoleOfPlan(role) => {
                Text::new("membership-alumni-role-of-plan").with("role", role)
            }
            Refusal::MayNotKick => Text::new("membership-may-not-kick"),
            Refusal::DaysWithoutOnce => Text::new("membership-days-without-once"),
            Refusal::RoleOfEveryone => Text::new("membership-role-of-everyone"),
            Refusal::RoleOfStaff(role) => Text::new("membership-role-of-staff").with("role", role),
            Refusal::RoleIsManaged(role) => of(role, Text::new("membership-role-is-managed")),
            Refusal::RoleIsDangerous(role) => of(role, Text::new("membership-role-is-dangerous")),
            Refusal::RoleIsTooHigh(role) => of(role, Text::new("membership-role-is-too-high")),
            Refusal::MayNotManageRoles => Text::new("membership-may-not-manage-roles"),
            Refusal::RoleOfNoPlan(role) => of(role, Text::new("membership-role-of-no-plan")),
            Refusal::RoleIsSoAlready(role) => of(role, Text::new("membership-role-is-so-already")),
            Refusal::UnknownTrack { typed, known } => Text::new("membership-unknown-track")
                .with("typed", typed)
                .with("known", known),
            Refusal::UnknownPlan(typed) => {
                Text::new("membership-unknown-plan").with("typed", typed)
            }
            Refusal::NoSuchOffer(typed) => Text::new("joining-no-such-offer").with("typed", typed),
            Refusal::NotOffered(plan) => Text::new("joining-not-offered").with("plan", plan),
            Refusal::PlanIsArchived(plan) => {
                Text::new("membership-plan-is-archived").with("plan", plan)
            }
            Refusal::NothingToChange => Text::new("membership-nothing-to-change"),
            Refusal::PlanIsSoAlready(plan, state) => is_so_already(plan, state),
            Refusal::PlanHasChanged => Text::new("membership-plan-has-changed"),
            Refusal::ApplicationHasChanged => Text::new("joining-has-changed"),
            Refusal::BadSeats => Text::new("joining-bad-seats"),
            Refusal::AlreadyApplied(id) => {
                numbered(Text::new("joining-already-applied"), id.to_string())
            }
            Refusal::AlreadyQueued => Text::new("joining-already-queued"),
            Refusal::AlreadyHeld => Text::new("joining-already-held"),
            Refusal::AppliedTooOften => Text::new("joining-too-often"),
            Refusal::NothingAsked => Text::new("joining-nothing-asked"),
            Refusal::BadMonths => Text::new("membership-bad-months"),
            Refusal::MonthsAndEndless => Text::new("membership-months-and-endless"),
            Refusal::BadPayment => Text::new("membership-bad-payment"),
            Refusal::BadAmount(Yen(due)) => {
                Text::new("joining-bad-amount").with("due", Arg::Markup(due.to_string()))
            }
            Refusal::IsBot => Text::new("membership-is-bot"),
            Refusal::NothingToMove => Text::new("move-nothing"),
            Refusal::SameAccount => Text::new("move-same-account"),
            Refusal::TargetHasHistory => Text::new("move-target-has-history"),
            Refusal::AppliedAnew(id, is_admitted) => applied_anew(id, is_admitted),
            Refusal::AccountHasHistory => Text::new("move-account-has-history"),
            Refusal::MoveOfStaff => Text::new("move-of-staff"),
            Refusal::BadMoveCode => Text::new("move-bad-code"),
            Refusal::MovedLately(next) => Text::new("move-lately").with("next", next),
            Refusal::UnknownSource => Text::new("account-unknown-source"),
            Refusal::BadAccount => Text::new("account-bad-name"),
            Refusal::AccountOfAnother(user) => Text::new("account-of-another").with("user", user),
            Refusal::HeldWithoutEnd => Text::new("membership-held-without-end"),
            Refusal::NothingToRevoke => Text::new("membership-nothing-to-revoke"),
            Refusal::RestHasChanged => Text::new("remaining-has-changed"),
            Refusal::AnsweredAlready => Text::new("asked-answered-already"),
            Refusal::NothingToExtend => Text::new("extend-nothing"),
            Refusal::ExtendsEndless => Text::new("extend-endless"),
            Refusal::DaysOrUntil => Text::new("extend-days-or-until"),
            Refusal::BadExtension(None) => Text::new("extend-bad"),
            Refusal::BadExtension(Some(at)) => Text::new("extend-bad-from").with("end", end(at)),
            Refusal::GiverWithoutGift => Text::new("gift-giver-without-gift"),
            Refusal::GiverIsReceiver => Text::new("gift-giver-is-receiver"),
            Refusal::NothingToRestore => Text::new("restored-nothing"),
            Refusal::RestoredOtherwise => Text::new("restored-otherwise"),
            Refusal::BadRefund => Text::new("refund-bad"),
            Refusal::RefundTooLarge(Yen(most)) => Text::new("refund-too-large").with("most", most),
            Refusal::NothingToDo => Text::new("refund-nothing-to-do"),
            Refusal::RecordByNumber => Text::new("refund-record-by-number"),
            Refusal::PaymentWithoutRefund => Text::new("refund-payment-alone"),
            Refusal::UnknownPayment(number) => {
                numbered(Text::new("refund-unknown-payment"), number.to_string())
            }
            Refusal::RefundOfNoPeriod(number) => {
                numbered(Text::new("refund-of-no-period"), number.to_string())
            }
            Refusal::RefundedAlready => Text::new("refund-refunded-already"),
        })
    }
}

fn is_so_already(plan: String, state: PlanState) -> Text {
    let text = match state {
        PlanState::Active => Text::new("membership-plan-is-sold"),
        PlanState::Archived => Text::new("membership-plan-is-sold-no-more"),
    };
    text.with("plan", plan)
}

/// To which application late money belongs, and what is to be done first.
fn applied_anew(id: ApplicationId, is_admitted: bool) -> Text {
    let text = if is_admitted {
        Text::new("joining-applied-anew")
    } else {
        Text::new("joining-applied-anew-undecided")
    };
    numbered(text, id.to_string())
}

fn of(role: RoleId, text: Text) -> Text {
    text.with("role", role)
}

fn numbered(text: Text, number: String) -> Text {
    text.with("number", Arg::Markup(number))
}
