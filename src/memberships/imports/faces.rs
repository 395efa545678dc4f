//! Whom a list names by Discord accounts, as they are seen in the server.

use std::collections::{HashMap, HashSet};

use super::rules::{Line, Why};
use crate::app::App;
use crate::discord::Rest;
use crate::ids::UserId;
use crate::memberships::reconcile;

/// What is seen of the accounts of a list; nothing where it names none.
#[derive(Clone, Debug, Default)]
pub(super) struct Faces {
    /// What those in the server are called there.
    pub(super) names: HashMap<UserId, String>,
    /// Those who are not in the server.
    pub(super) away: HashSet<UserId>,
    /// Discord did not say.
    pub(super) is_unknown: bool,
}

/// Looks at whom a list names. Bots have no plan, whatever it says of them.
pub(super) async fn look(app: &App, discord: &Rest, lines: &mut [Line]) -> Faces {
    let users: HashSet<UserId> = lines.iter().filter_map(|line| line.user_id).collect();
    let Some(seen) = reconcile::faces(app, discord, &users).await else {
        return Faces {
            is_unknown: true,
            ..Faces::default()
        };
    };
    let is_bot = |line: &&mut Line| {
        let face = line.user_id.and_then(|user| seen.get(&user));
        face.is_some_and(|face| face.is_bot)
    };
    for line in lines.iter_mut().filter(is_bot) {
        (line.until, line.ends_at, line.why) = (None, None, Some(Why::Bot));
    }
    let is_away = |user: &UserId| !seen.contains_key(user);
    Faces {
        away: users.into_iter().filter(is_away).collect(),
        names: seen
            .into_iter()
            .map(|(user, face)| (user, face.name))
            .collect(),
        is_unknown: false,
    }
}
