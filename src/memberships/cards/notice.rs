//! How members are told of what is theirs, by direct message.

use chrono::{DateTime, Utc};

use super::money::{mistaken, received, refunded, restored};
use super::ways::{After, days_left, way_after, way_in_time, way_on};
use super::{GREEN, GREY, framed, newest, remaining, standing_line, standing_lines, until};
use crate::discord::message::Message;
use crate::ids::{EntitlementId, PaymentId, UserId};
use crate::memberships::rules::{Gone, Plan, Source, Span, Standing, Step, Yen};
use crate::memberships::store::HeldPeriod;
use crate::text::{Arg, Lang, Text, end};

/// What of a message may be about other plans.
const OTHERS_CHARACTERS: usize = 2_000;

/// What someone is told about one of their entitlements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::memberships) enum Notice {
    /// The first they ever had begins.
    Welcome(Theirs),
    /// One more begins.
    Further(Theirs),
    /// It goes on.
    Extended(Theirs),
    /// They try it, until then.
    Trial(DateTime<Utc>),
    /// That much of it was taken; where they stand now.
    Shortened(Standing, Gone),
    /// It ends then.
    Renewal {
        /// So many days before it this was owed.
        step: u32,
        end: DateTime<Utc>,
        /// So many days of the calendar are left.
        left: i64,
        /// It is theirs until then all the same, where grace follows.
        grace: Option<DateTime<Utc>>,
        /// They can go on by themselves.
        can_join: bool,
    },
    /// What they try ends then.
    TrialEnds {
        /// So many days before it this was owed.
        step: u32,
        end: DateTime<Utc>,
        /// So many days of the calendar are left.
        left: i64,
    },
    /// What was paid for is over; it is theirs until then.
    Grace {
        /// So many days after it this was owed.
        step: u32,
        until: DateTime<Utc>,
        /// They can go on by themselves.
        can_join: bool,
    },
    /// It is over; what else they have or will have.
    Ended {
        others: Vec<(Plan, Standing)>,
        after: After,
    },
    /// The owner ended it; what else they have or will have.
    TakenBack(Vec<(Plan, Standing)>),
    /// What they tried is over.
    TrialEnded {
        /// They can go on by themselves.
        can_join: bool,
    },
    /// So much went back, first by this refund; and where they stand now.
    Refunded {
        payment: PaymentId,
        amount: Yen,
        /// That is all that they had paid for it.
        is_whole: bool,
        standing: Option<Standing>,
        /// The owner ended the plan with it.
        is_taken: bool,
        /// What went with it.
        gone: Gone,
    },
    /// A record of money of which they had read was a mistake.
    Mistaken {
        payment: PaymentId,
        amount: Yen,
        /// That it would go back, not that it came.
        is_refund: bool,
        standing: Option<Standing>,
    },
    /// Money came after all, of which they had read that its record was a mistake.
    Received {
        payment: PaymentId,
        amount: Yen,
        standing: Option<Standing>,
    },
    /// That much of it is theirs again, which had ended by mistake.
    Restored(Option<Standing>, Vec<Span>),
}

/// What somebody has from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships) struct Theirs {
    pub(in crate::memberships) from: DateTime<Utc>,
    /// Until then, or without end.
    pub(in crate::memberships) until: Option<DateTime<Utc>>,
    /// Somebody made a present of it.
    pub(in crate::memberships) is_gift: bool,
    /// Who did.
    pub(in crate::memberships) giver: Option<UserId>,
    /// What came in for it from them.
    pub(in crate::memberships) paid: Option<Yen>,
}

impl Theirs {
    pub(in crate::memberships) fn of(period: &HeldPeriod, paid: Option<Yen>) -> Self {
        let is_gift = period.source == Source::Gift.name();
        Self {
            from: period.starts_at,
            until: period.ends_at,
            is_gift,
            giver: period.giver,
            // What a present cost is not told.
            paid: paid.filter(|_| !is_gift),
        }
    }
}

impl Notice {
    /// What begins.
    const fn theirs(&self) -> Option<Theirs> {
        match self {
            Self::Welcome(theirs) | Self::Further(theirs) | Self::Extended(theirs) => Some(*theirs),
            Self::Trial(_)
            | Self::Shortened(..)
            | Self::Renewal { .. }
            | Self::TrialEnds { .. }
            | Self::Grace { .. }
            | Self::Ended { .. }
            | Self::TakenBack(_)
            | Self::TrialEnded { .. }
            | Self::Refunded { .. }
            | Self::Mistaken { .. }
            | Self::Received { .. }
            | Self::Restored(..) => None,
        }
    }

    /// The step that it is.
    pub(in crate::memberships) const fn step(&self) -> Step {
        match self {
            Self::Welcome(_) | Self::Trial(_) => Step::Welcome,
            Self::Further(_) => Step::Further,
            Self::Extended(_) => Step::Extended,
            Self::Renewal { step, .. } | Self::TrialEnds { step, .. } => Step::Renewal(*step),
            Self::Grace { step, .. } => Step::Grace(*step),
            Self::Shortened(..) => Step::Shortened,
            Self::Ended { .. } | Self::TakenBack(_) | Self::TrialEnded { .. } => Step::Ended,
            Self::Refunded { payment, .. } => Step::Refunded(*payment),
            Self::Mistaken { payment, .. } => Step::Mistaken(*payment),
            Self::Received { payment, .. } => Step::Received(*payment),
            Self::Restored(..) => Step::Restored,
        }
    }
}

/// A direct message about an entitlement.
pub(in crate::memberships) fn notice(
    id: EntitlementId,
    plan: &Plan,
    notice: &Notice,
    lang: Lang,
) -> Message {
    let (title, body, colour) = words(plan, notice, lang);
    let footer = format!("salon · {}-{id}", notice.step().key());
    framed(title.plain(lang), body, footer, colour)
}

/// What could not be delivered, in one message.
pub(in crate::memberships) fn undelivered(notices: &[(Plan, Notice)], lang: Lang) -> Message {
    let bodies = notices
        .iter()
        .map(|(plan, notice)| words(plan, notice, lang).1);
    let mut bodies: Vec<String> = bodies.collect();
    bodies.push(Text::new("membership-undelivered-advice").render(lang));
    let title = Text::new("membership-undelivered-title").plain(lang);
    framed(title, bodies.join("\n\n"), String::new(), GREY)
}

/// Title and words of a notice, and its colour.
fn words(plan: &Plan, notice: &Notice, lang: Lang) -> (Text, String, u32) {
    let stands = |standing: Option<Standing>| {
        let stands = standing.map_or_else(|| Text::new("refund-dm-nothing"), standing_line);
        stands.with("plan", plan.name(lang))
    };
    let left = |standing: Option<Standing>, gone: &Gone| {
        let stands = stands(standing).render(lang);
        Arg::Markup(remaining::with_gone(stands, &gone.taken, &gone.next, lang))
    };
    let nothing = Gone::default();
    let of = |standing: Option<Standing>, gone: &Gone| (plan.name(lang), left(standing, gone));
    let (title, body, colour) = match notice {
        Notice::Welcome(theirs) => (
            Text::new("membership-dm-welcome-title"),
            spanned(Text::new("membership-dm-welcome"), *theirs),
            GREEN,
        ),
        Notice::Further(theirs) => (
            Text::new("membership-dm-further-title"),
            spanned(Text::new("membership-dm-further"), *theirs),
            GREEN,
        ),
        Notice::Extended(theirs) => (
            Text::new("membership-dm-extended-title"),
            spanned(Text::new("membership-dm-extended"), *theirs),
            GREEN,
        ),
        Notice::Shortened(standing, gone) => (
            Text::new("refund-dm-shortened-title"),
            Text::new("refund-dm-shortened").with("stands", left(Some(*standing), gone)),
            GREEN,
        ),
        Notice::Refunded {
            amount,
            is_whole,
            standing,
            is_taken,
            gone,
            ..
        } => (
            Text::new("refund-dm-title"),
            refunded(*amount, (*is_whole, *is_taken), of(*standing, gone)),
            GREY,
        ),
        Notice::Mistaken {
            amount,
            is_refund,
            standing,
            ..
        } => mistaken(*amount, *is_refund, of(*standing, &nothing)),
        Notice::Received {
            amount, standing, ..
        } => (
            Text::new("refund-dm-received-title"),
            received(*amount, of(*standing, &nothing)),
            GREEN,
        ),
        Notice::Restored(standing, spans) => (
            Text::new("restored-dm-title"),
            restored(spans, of(*standing, &nothing), lang),
            GREEN,
        ),
        Notice::Trial(at) => (
            Text::new("membership-dm-trial-title"),
            Text::new("membership-dm-trial").with("end", end(*at)),
            GREEN,
        ),
        Notice::TrialEnds { end: at, left, .. } => trial_ends(plan, *at, *left),
        Notice::TrialEnded { can_join } => trial_ended(*can_join),
        Notice::Renewal {
            end: at,
            left,
            grace,
            can_join,
            ..
        } => {
            let text = ends(*at, *grace)
                .with("left", days_left(*left))
                .with("way", way_in_time(plan, *can_join));
            (Text::new("membership-dm-renewal-title"), text, GREEN)
        }
        Notice::Grace {
            step,
            until,
            can_join,
        } => {
            let (title, text) = in_grace(*step);
            let text = text.with("until", end(*until));
            let text = text.with("way", way_on(*can_join));
            (title, text, GREY)
        }
        Notice::TakenBack(others) => (
            Text::new("membership-dm-taken-title"),
            taken_back(others, lang),
            GREY,
        ),
        Notice::Ended { others, after } => ended(others, *after, lang),
    };
    let body = body.with("plan", plan.name(lang)).render(lang);
    (title, with_origin(body, notice.theirs(), lang), colour)
}

/// That what somebody tries ends soon.
fn trial_ends(plan: &Plan, at: DateTime<Utc>, left: i64) -> (Text, Text, u32) {
    let text = Text::new("membership-dm-trial-ends")
        .with("left", days_left(left))
        .with("end", end(at))
        .with("price", plan.price.0);
    (Text::new("membership-dm-trial-ends-title"), text, GREEN)
}

/// That what somebody tried is over.
fn trial_ended(can_join: bool) -> (Text, Text, u32) {
    let text = Text::new("membership-dm-trial-ended").with("way", way_after(can_join));
    (Text::new("membership-dm-trial-ended-title"), text, GREY)
}

/// What begins, with who gave it and what came in for it.
fn with_origin(mut body: String, theirs: Option<Theirs>, lang: Lang) -> String {
    if let Some(theirs) = theirs.filter(|theirs| theirs.is_gift) {
        let present = match theirs.giver {
            Some(giver) => Text::new("gift-dm-giver").with("giver", giver),
            None => Text::new("gift-dm-nameless"),
        };
        body = format!("{body}\n{}", present.render(lang));
    }
    if let Some(paid) = theirs.and_then(|theirs| theirs.paid) {
        let received = Text::new("membership-dm-received").with("amount", paid.0);
        body = format!("{}\n{body}", received.render(lang));
    }
    body
}

/// When a period ends, and what follows on that.
fn ends(at: DateTime<Utc>, grace: Option<DateTime<Utc>>) -> Text {
    let text = match grace {
        Some(until) => Text::new("membership-dm-renewal-grace").with("until", end(until)),
        None => Text::new("membership-dm-renewal"),
    };
    text.with("end", end(at))
}

/// From when on and until when.
fn spanned(text: Text, theirs: Theirs) -> Text {
    text.with("from", theirs.from)
        .with("until", until(theirs.until))
}

/// What is said where the owner ended it.
fn taken_back(others: &[(Plan, Standing)], lang: Lang) -> Text {
    if others.is_empty() {
        return Text::new("membership-dm-taken");
    }
    Text::new("membership-dm-one-taken").with("others", other_plans(others, lang))
}

/// What is said where its time ran out.
fn ended(others: &[(Plan, Standing)], after: After, lang: Lang) -> (Text, Text, u32) {
    if others.is_empty() {
        return (
            Text::new("membership-dm-ended-title"),
            Text::new("membership-dm-ended").with("way", after.way()),
            GREY,
        );
    }
    (
        Text::new("membership-dm-one-ended-title"),
        Text::new("membership-dm-one-ended").with("others", other_plans(others, lang)),
        GREEN,
    )
}

/// Where they stand with their other plans.
fn other_plans(others: &[(Plan, Standing)], lang: Lang) -> Arg {
    let lines = standing_lines(others, lang);
    Arg::Markup(newest(&lines, OTHERS_CHARACTERS, lang))
}

/// What is said in grace: as it begins, and later.
fn in_grace(step: u32) -> (Text, Text) {
    match step {
        0 => (
            Text::new("membership-dm-grace-first-title"),
            Text::new("membership-dm-grace-first"),
        ),
        _ => (
            Text::new("membership-dm-grace-title"),
            Text::new("membership-dm-grace"),
        ),
    }
}
