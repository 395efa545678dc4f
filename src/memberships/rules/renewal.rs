//! Whether a plan goes on after what somebody has of it, and who says so.

use chrono::{DateTime, Utc};

use super::{Source, Spell, Standing};

/// What somebody may say about going on with a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships) enum Renewal {
    /// It ends then unless they go on: they may say that they will not.
    Open(DateTime<Utc>),
    /// They said so, and may take it back until then.
    Cancelled(DateTime<Utc>),
    /// It ends then, and nobody reminds them: there is nothing to say.
    Silent(DateTime<Utc>),
    /// It has no end: the owner can end it.
    Endless,
    /// It goes on or ends where they got it.
    Elsewhere(Source),
}

/// What they may say, from where they stand; nothing where there is nothing that goes on. With each
/// spell comes whether its holder is reminded of its end.
pub(in crate::memberships) fn renewal(
    standing: Standing,
    spells: &[(Spell, Source, bool)],
) -> Option<Renewal> {
    let (end, is_cancelled) = match standing {
        Standing::Active(end) => (end, false),
        Standing::Cancelling(end) => (Some(end), true),
        Standing::Trial(_)
        | Standing::Grace(_)
        | Standing::Upcoming(_)
        | Standing::Ended(_)
        | Standing::Refunded(_) => {
            return None;
        }
    };
    let last = spells
        .iter()
        .filter(|(spell, ..)| spell.period.ends_at == end);
    let is_reminded = last.clone().any(|(.., is_reminded)| *is_reminded);
    let mut sources = last.map(|(_, source, _)| *source);
    let source = match sources.clone().find(|source| source.ends_here()) {
        Some(here) => here,
        None => sources.next()?,
    };
    Some(match end {
        _ if !source.ends_here() => Renewal::Elsewhere(source),
        None => Renewal::Endless,
        Some(end) if is_cancelled => Renewal::Cancelled(end),
        Some(end) if is_reminded => Renewal::Open(end),
        Some(end) => Renewal::Silent(end),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memberships::rules::Period;

    #[test]
    fn only_what_ends_here_is_cancelled_here() {
        let at = |day: i64| DateTime::from_timestamp(1_800_000_000 + day * 86_400, 0).unwrap();
        let spell = |source, end: Option<i64>| {
            let period = Period {
                starts_at: at(0),
                ends_at: end.map(at),
                access_until: end.map(at),
                is_trial: false,
            };
            let spell = Spell {
                period,
                is_cancelled: false,
                is_refunded: false,
            };
            (spell, source, source == Source::Pass)
        };
        let month = Standing::Active(Some(at(30)));
        let endless = Standing::Active(None);
        let (pass, shop) = (Source::Pass, Source::Discord);
        for (standing, spells, expected) in [
            (
                month,
                vec![spell(pass, Some(30))],
                Some(Renewal::Open(at(30))),
            ),
            (
                Standing::Cancelling(at(30)),
                vec![spell(pass, Some(30))],
                Some(Renewal::Cancelled(at(30))),
            ),
            (
                month,
                vec![spell(pass, Some(10)), spell(Source::Import, Some(30))],
                Some(Renewal::Elsewhere(Source::Import)),
            ),
            (
                month,
                vec![
                    spell(Source::Import, Some(30)),
                    spell(Source::Gift, Some(30)),
                ],
                Some(Renewal::Silent(at(30))),
            ),
            (
                month,
                vec![spell(Source::Manual, Some(30)), spell(pass, Some(30))],
                Some(Renewal::Open(at(30))),
            ),
            (
                month,
                vec![spell(pass, Some(10)), spell(Source::Manual, Some(30))],
                Some(Renewal::Silent(at(30))),
            ),
            // Said before it was known that nobody reminds them.
            (
                Standing::Cancelling(at(30)),
                vec![spell(Source::Manual, Some(30))],
                Some(Renewal::Cancelled(at(30))),
            ),
            (
                endless,
                vec![spell(shop, None)],
                Some(Renewal::Elsewhere(shop)),
            ),
            (
                endless,
                vec![spell(shop, None), spell(Source::Manual, None)],
                Some(Renewal::Endless),
            ),
            (Standing::Grace(at(30)), vec![spell(pass, Some(20))], None),
            (Standing::Upcoming(at(3)), vec![spell(pass, Some(20))], None),
            (Standing::Ended(at(20)), vec![spell(pass, Some(20))], None),
            (Standing::Trial(at(20)), vec![spell(pass, Some(20))], None),
            (
                Standing::Refunded(at(20)),
                vec![spell(pass, Some(20))],
                None,
            ),
        ] {
            assert_eq!(
                renewal(standing, &spells),
                expected,
                "{standing:?} {spells:?}"
            );
        }
    }
}
