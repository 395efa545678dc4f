//! What a plan is after the owner has changed it, or why it stays as it was.

use super::passage::passage;
use super::sale::{grace, price, sku};
use super::{ByHand, PassageChange, Plan, Refusal, Reserved};
use crate::ids::RoleId;

/// What the owner wants different of a plan itself; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct PlanEdit {
    /// Its name in Japanese, as it is stored.
    pub name_ja: Option<String>,
    /// Its name in English, as it is stored.
    pub name_en: Option<String>,
    /// Whole yen, tax included.
    pub price_yen: Option<i64>,
    /// For how many days access outlives a payment that is due.
    pub grace_days: Option<i64>,
    /// What it is called in Discord's shop, as typed; 0: it is not sold there.
    pub sku: Option<String>,
    /// What it means that somebody gives or takes one of its roles by hand.
    pub by_hand: Option<ByHand>,
    /// The way into it and out of it.
    pub passage: PassageChange,
}

/// A plan that has these roles, after a change.
pub(in crate::memberships) fn edited(
    before: &Plan,
    change: &PlanEdit,
    roles: &[RoleId],
    reserved: Reserved,
) -> Result<Plan, Refusal> {
    let mut plan = before.clone();
    if let Some(name) = &change.name_ja {
        plan.name_ja.clone_from(name);
        // It had no name of its own in English.
        if before.name_en == before.name_ja {
            plan.name_en.clone_from(name);
        }
    }
    if let Some(name) = &change.name_en {
        plan.name_en.clone_from(name);
    }
    if let Some(yen) = change.price_yen {
        plan.price = price(yen)?;
    }
    if change.grace_days.is_some() {
        plan.grace_days = grace(change.grace_days)?;
    }
    plan.sku = match change.sku.as_deref() {
        None => before.sku,
        Some(typed) if crate::input::folded(typed) == "0" => None,
        Some(typed) => Some(sku(typed)?),
    };
    plan.by_hand = change.by_hand.unwrap_or(before.by_hand);
    plan.passage = passage(
        before.passage,
        &change.passage,
        (plan.price, roles),
        reserved,
    )?;
    Ok(plan)
}

#[cfg(test)]
mod tests {
    use super::super::{Exit, Interval, Passage, PlanState, Yen};
    use super::*;
    use crate::ids::PlanId;

    const RESERVED: Reserved = Reserved {
        guild: None,
        owner: None,
        mentor: None,
        rank: None,
    };

    fn plan() -> Plan {
        Plan {
            id: PlanId(1),
            key: "monthly".into(),
            name_ja: "月額会員".into(),
            name_en: "月額会員".into(),
            price: Yen(2_980),
            interval: Interval::Month,
            grace_days: 14,
            state: PlanState::Active,
            by_hand: ByHand::Restore,
            sku: Some(1),
            passage: Passage {
                trial_days: 14,
                trial_role: None,
                exit: Exit::Alumni(RoleId(5)),
            },
        }
    }

    fn after(change: &PlanEdit) -> Result<Plan, Refusal> {
        edited(&plan(), change, &[RoleId(9)], RESERVED)
    }

    #[test]
    fn what_is_not_said_stays() {
        assert_eq!(after(&PlanEdit::default()), Ok(plan()));
        let change = PlanEdit {
            name_ja: Some("サロン".into()),
            sku: Some("０".into()),
            by_hand: Some(ByHand::Respect),
            ..PlanEdit::default()
        };
        let found = after(&change).expect("a plan");
        assert_eq!(
            (found.name_ja.as_str(), found.name_en.as_str()),
            ("サロン", "サロン")
        );
        assert_eq!((found.sku, found.by_hand), (None, ByHand::Respect));
        let rest = Plan {
            name_ja: plan().name_ja,
            name_en: plan().name_en,
            sku: plan().sku,
            by_hand: plan().by_hand,
            ..found
        };
        assert_eq!(rest, plan());
    }

    #[test]
    fn each_no_has_its_own_reason() {
        let of = |change: PlanEdit| after(&change).map(|_| ());
        let yen = |price_yen| PlanEdit {
            price_yen: Some(price_yen),
            ..PlanEdit::default()
        };
        assert_eq!(of(yen(-1)), Err(Refusal::BadPrice));
        // It is offered on trial.
        assert_eq!(of(yen(0)), Err(Refusal::TrialOfFreePlan));
        let grace = PlanEdit {
            grace_days: Some(91),
            ..PlanEdit::default()
        };
        assert_eq!(of(grace), Err(Refusal::BadGrace));
        let sku = PlanEdit {
            sku: Some("12".into()),
            ..PlanEdit::default()
        };
        assert_eq!(of(sku), Err(Refusal::BadSku));
        let roles = edited(&plan(), &PlanEdit::default(), &[RoleId(5)], RESERVED);
        assert_eq!(roles, Err(Refusal::AlumniRoleOfPlan(RoleId(5))));
    }
}
