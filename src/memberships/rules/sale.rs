//! What may be sold.

use super::trouble::Rank;
use super::{Interval, Refusal, Yen};
use crate::ids::{GuildId, RoleId};

/// The most that a plan may cost or one payment may bring.
const MOST_YEN: i64 = 1_000_000;
/// The longest that a plan which is sold once lasts.
const MOST_DAYS: i64 = 3_660;
/// Days of grace where the owner says nothing, and at most.
const GRACE_DAYS: i64 = 14;
const MOST_GRACE_DAYS: i64 = 90;
/// The longest key of a plan.
const KEY_LENGTH: usize = 32;

/// What no role that can be bought may be able to do: bits of Discord's permissions.
const DANGEROUS: [u64; 14] = [
    1 << 1,  // kick members
    1 << 2,  // ban members
    1 << 3,  // administrator
    1 << 4,  // manage channels
    1 << 5,  // manage server
    1 << 13, // manage messages
    1 << 17, // mention everyone
    1 << 27, // manage nicknames
    1 << 28, // manage roles
    1 << 29, // manage webhooks
    1 << 30, // manage expressions
    1 << 33, // manage events
    1 << 34, // manage threads
    1 << 40, // time out members
];

/// A role as Discord shows it, as far as it matters whether it may be sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaidRole {
    /// Which.
    pub id: RoleId,
    /// Belongs to an integration, which alone may give it.
    pub managed: bool,
    /// What its holders can do everywhere, in Discord's bits.
    pub permissions: u64,
    /// Where it stands: who stands above may give it.
    pub position: i64,
}

impl From<&serenity::all::Role> for PaidRole {
    fn from(role: &serenity::all::Role) -> Self {
        Self {
            id: role.id.into(),
            managed: role.managed,
            permissions: role.permissions.bits(),
            position: role.position.into(),
        }
    }
}

/// Whether its holders could harm the server.
pub(in crate::memberships) fn is_dangerous(role: &PaidRole) -> bool {
    DANGEROUS.iter().any(|bit| role.permissions & bit != 0)
}

/// Roles that are never sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships) struct Reserved {
    /// The server; the role of everyone has its id.
    pub(in crate::memberships) guild: Option<GuildId>,
    /// Runs the salon.
    pub(in crate::memberships) owner: Option<RoleId>,
    /// Answers questions.
    pub(in crate::memberships) mentor: Option<RoleId>,
    /// What the bot may do, where that is known.
    pub(in crate::memberships) rank: Option<Rank>,
}

/// A key as it is stored.
pub(in crate::memberships) fn key(typed: &str) -> Result<String, Refusal> {
    let key = typed.trim();
    let is_plain = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '-');
    if key.is_empty() || key.len() > KEY_LENGTH || !key.chars().all(is_plain) {
        return Err(Refusal::BadKey);
    }
    Ok(key.to_owned())
}

/// A price as it is stored.
pub(in crate::memberships) fn price(yen: i64) -> Result<Yen, Refusal> {
    match yen {
        0..=MOST_YEN => Ok(Yen(yen)),
        _ => Err(Refusal::BadPrice),
    }
}

/// Money that came in, if any.
pub(in crate::memberships) fn paid(yen: Option<i64>) -> Result<Option<Yen>, Refusal> {
    match yen {
        None | Some(0) => Ok(None),
        Some(yen @ 1..=MOST_YEN) => Ok(Some(Yen(yen))),
        Some(_) => Err(Refusal::BadPayment),
    }
}

/// How often a plan is paid, as the owner says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// Every calendar month.
    Month,
    /// Every twelve calendar months.
    Year,
    /// Once, for a number of days.
    Once,
}

/// How often a plan is paid; only what is sold once has days.
pub(in crate::memberships) fn interval(
    every: Every,
    days: Option<i64>,
) -> Result<Interval, Refusal> {
    match (every, days) {
        (Every::Month, None) => Ok(Interval::Month),
        (Every::Year, None) => Ok(Interval::Year),
        (Every::Month | Every::Year, Some(_)) => Err(Refusal::DaysWithoutOnce),
        (Every::Once, days) => {
            let days = days.filter(|days| (1..=MOST_DAYS).contains(days));
            let days = days.and_then(|days| u32::try_from(days).ok());
            days.map(|days| Interval::Once { days })
                .ok_or(Refusal::BadDays)
        }
    }
}

/// For how many days access outlives a payment that is due.
pub(in crate::memberships) fn grace(days: Option<i64>) -> Result<u32, Refusal> {
    let days = days.unwrap_or(GRACE_DAYS);
    u32::try_from(days)
        .ok()
        .filter(|_| days <= MOST_GRACE_DAYS)
        .ok_or(Refusal::BadGrace)
}

/// What a plan is called in Discord's shop: a number as long as Discord's are.
pub(in crate::memberships) fn sku(typed: &str) -> Result<i64, Refusal> {
    let typed = crate::input::folded(typed);
    let is_number = typed.len() >= 15 && typed.bytes().all(|byte| byte.is_ascii_digit());
    typed
        .parse()
        .ok()
        .filter(|_| is_number)
        .ok_or(Refusal::BadSku)
}

/// Whether every one of these roles may be sold.
pub(in crate::memberships) fn roles(
    roles: &[PaidRole],
    reserved: Reserved,
) -> Result<Vec<RoleId>, Refusal> {
    let mut out = Vec::new();
    for role in roles {
        if reserved.guild.is_some_and(|guild| guild.0 == role.id.0) {
            return Err(Refusal::RoleOfEveryone);
        }
        if reserved.owner == Some(role.id) || reserved.mentor == Some(role.id) {
            return Err(Refusal::RoleOfStaff(role.id));
        }
        if role.managed {
            return Err(Refusal::RoleIsManaged(role.id));
        }
        if is_dangerous(role) {
            return Err(Refusal::RoleIsDangerous(role.id));
        }
        if reserved.rank.is_some_and(|rank| !rank.may_manage_roles) {
            return Err(Refusal::MayNotManageRoles);
        }
        if reserved
            .rank
            .is_some_and(|rank| rank.position <= role.position)
        {
            return Err(Refusal::RoleIsTooHigh(role.id));
        }
        if !out.contains(&role.id) {
            out.push(role.id);
        }
    }
    Ok(out)
}

/// What stands between the tracks of one line.
pub(in crate::memberships) const COMMAS: [char; 3] = [',', '、', '，'];

/// The keys of the tracks named in one line, separated by commas or, as names may hold spaces of
/// their own, by spaces where each word is a track; none named means all.
///
/// # Errors
/// What is no track.
pub(in crate::memberships) fn tracks<'a>(
    typed: &str,
    find: impl Fn(&str) -> Option<&'a str>,
) -> Result<Vec<String>, String> {
    let mut out: Vec<String> = Vec::new();
    for part in typed.split(COMMAS).map(str::trim) {
        let words = match find(part) {
            Some(_) => vec![part],
            None => part.split_whitespace().collect(),
        };
        for word in words {
            let key = find(word).ok_or(word)?;
            if !out.iter().any(|known| known == key) {
                out.push(key.to_owned());
            }
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RESERVED: Reserved = Reserved {
        guild: Some(GuildId(1)),
        owner: Some(RoleId(2)),
        mentor: Some(RoleId(3)),
        rank: None,
    };

    fn role(id: i64) -> PaidRole {
        PaidRole {
            id: RoleId(id),
            managed: false,
            permissions: 0,
            position: 4,
        }
    }

    #[test]
    fn a_key_is_lower_case_ascii() {
        for typed in ["monthly", "pgy-2", " a ", "0"] {
            assert_eq!(key(typed), Ok(typed.trim().to_owned()));
        }
        let long = "a".repeat(33);
        for typed in [
            "",
            " ",
            "Monthly",
            "月額",
            "a b",
            "plan🎉",
            "\u{202e}plan",
            "'; drop table plan; --",
            "a_b",
            &long,
        ] {
            assert_eq!(key(typed), Err(Refusal::BadKey), "{typed:?}");
        }
    }

    #[test]
    fn money_is_whole_yen_within_reason() {
        assert_eq!(price(0), Ok(Yen(0)));
        assert_eq!(price(1_000_000), Ok(Yen(1_000_000)));
        for yen in [-1, 1_000_001, 1_000_000_000_000, i64::MIN, i64::MAX] {
            assert_eq!(price(yen), Err(Refusal::BadPrice));
            assert_eq!(paid(Some(yen)), Err(Refusal::BadPayment));
        }
        assert_eq!(paid(Some(2_980)), Ok(Some(Yen(2_980))));
        assert_eq!(paid(Some(0)), Ok(None));
        assert_eq!(paid(None), Ok(None));
    }

    #[test]
    fn a_sku_is_a_number_of_discords() {
        assert_eq!(sku(" 1234567890123456789 "), Ok(1_234_567_890_123_456_789));
        assert_eq!(
            sku("１２３４５６７８９０１２３４５"),
            Ok(123_456_789_012_345)
        );
        for typed in [
            "",
            "12345",
            "monthly",
            "99999999999999999999",
            "-12345678901234567",
        ] {
            assert_eq!(sku(typed), Err(Refusal::BadSku), "{typed}");
        }
    }

    #[test]
    fn grace_is_two_weeks_unless_it_is_said() {
        assert_eq!(grace(None), Ok(14));
        assert_eq!(grace(Some(0)), Ok(0));
        assert_eq!(grace(Some(90)), Ok(90));
        for days in [-1, 91, i64::MIN, i64::MAX] {
            assert_eq!(grace(Some(days)), Err(Refusal::BadGrace));
        }
    }

    #[test]
    fn only_what_is_sold_once_has_days() {
        assert_eq!(interval(Every::Month, None), Ok(Interval::Month));
        assert_eq!(interval(Every::Year, None), Ok(Interval::Year));
        let days = 30;
        assert_eq!(interval(Every::Once, Some(30)), Ok(Interval::Once { days }));
        assert_eq!(
            interval(Every::Year, Some(30)),
            Err(Refusal::DaysWithoutOnce)
        );
        for days in [None, Some(0), Some(-1), Some(3_661), Some(i64::MAX)] {
            assert_eq!(interval(Every::Once, days), Err(Refusal::BadDays));
        }
    }

    #[test]
    fn a_role_that_could_do_harm_is_not_for_sale() {
        assert_eq!(
            roles(&[role(9), role(8), role(9)], RESERVED),
            Ok(vec![RoleId(9), RoleId(8)])
        );
        let managed = PaidRole {
            managed: true,
            ..role(9)
        };
        let table = [
            (role(1), Refusal::RoleOfEveryone),
            (role(2), Refusal::RoleOfStaff(RoleId(2))),
            (role(3), Refusal::RoleOfStaff(RoleId(3))),
            (managed, Refusal::RoleIsManaged(RoleId(9))),
        ];
        for (role, refusal) in table {
            assert_eq!(roles(&[role], RESERVED), Err(refusal));
        }
        for bit in DANGEROUS {
            let role = PaidRole {
                permissions: bit | 1 << 11,
                ..role(9)
            };
            assert_eq!(
                roles(&[role], RESERVED),
                Err(Refusal::RoleIsDangerous(RoleId(9)))
            );
        }
    }

    #[test]
    fn a_role_that_the_bot_cannot_give_is_not_for_sale() {
        for (position, may_manage_roles, answer) in [
            (5, true, Ok(vec![RoleId(9)])),
            (4, true, Err(Refusal::RoleIsTooHigh(RoleId(9)))),
            (5, false, Err(Refusal::MayNotManageRoles)),
        ] {
            let rank = Some(Rank {
                position,
                may_manage_roles,
                may_kick: false,
            });
            assert_eq!(roles(&[role(9)], Reserved { rank, ..RESERVED }), answer);
        }
    }

    #[test]
    fn tracks_are_those_of_the_settings() {
        let config = crate::config::Config::default();
        let read = |typed| tracks(typed, |word| config.track(word));
        assert_eq!(read("pgy、IM, pgy"), Ok(vec!["pgy".into(), "im".into()]));
        assert_eq!(
            read("初期研修医，ＧＰ"),
            Ok(vec!["pgy".into(), "gp".into()])
        );
        assert_eq!(
            read("Junior Residents, im"),
            Ok(vec!["pgy".into(), "im".into()])
        );
        assert_eq!(read(" , "), Ok(vec![]));
        assert_eq!(read("pgy surgery"), Err("surgery".into()));
    }
    proptest! {
        #[test]
        fn yen_stay_the_yen_that_were_typed(yen in any::<i64>()) {
            let is_possible = (0..=1_000_000).contains(&yen);
            prop_assert_eq!(price(yen).ok(), is_possible.then_some(Yen(yen)));
        }

        #[test]
        fn possible_yen_stay_the_yen_that_were_typed(yen in 0_i64..=1_000_000) {
            prop_assert_eq!(price(yen), Ok(Yen(yen)));
            prop_assert_eq!(paid(Some(yen)), Ok((yen > 0).then_some(Yen(yen))));
        }
    }
}
