//! What people have of the application's own goods: reading, and test ones.

use serde_json::Value;

use super::request::Request;
use super::{Reply, done, ok};
use crate::Id;
use crate::discord::Discord;
use crate::error::{ApiError, Problems};
use crate::state::Entitlement;

/// `GET /applications/{id}/entitlements`
pub(crate) fn list(d: &Discord, r: &Request) -> Reply {
    let now = d.clock.now();
    let limit = r.number("limit", 100, 1, 100)?;
    let (user, after, before) = (r.id("user_id")?, r.id("after")?, r.id("before")?);
    let flag = |name: &str, default| match r.query.get(name).map(String::as_str) {
        Some("true" | "1") => true,
        Some(_) => false,
        None => default,
    };
    let no_ended = flag("exclude_ended", false);
    let no_deleted = flag("exclude_deleted", true);
    let skus = r.query.get("sku_ids").map(String::as_str);
    let is_wanted = |one: &&Entitlement| {
        user.is_none_or(|user| one.user == user)
            && after.is_none_or(|after| one.id > after)
            && before.is_none_or(|before| one.id < before)
            && !(no_ended && one.ends.is_some_and(|ends| ends <= now))
            && !(no_deleted && one.is_deleted)
            && skus.is_none_or(|skus| skus.split(',').any(|sku| sku == one.sku.to_string()))
    };
    let found = d.state.entitlements.values().filter(is_wanted).take(limit);
    ok(found.map(|one| d.state.entitlement_json(one)).collect())
}

/// `GET /applications/{id}/entitlements/{id}`
pub(crate) fn get(d: &Discord, entitlement: Id) -> Reply {
    let found = d.state.entitlements.get(&entitlement);
    let found = found.ok_or_else(|| ApiError::code(10_029))?;
    ok(d.state.entitlement_json(found))
}

/// `POST /applications/{id}/entitlements`: a test one of a subscription.
pub(crate) fn create(d: &mut Discord, r: &Request) -> Reply {
    const PREMIUM_SUBSCRIPTION: u8 = 8;
    let read = |name: &str| r.body[name].as_str().and_then(|id| id.parse().ok());
    let (sku, user): (Option<Id>, Option<Id>) = (read("sku_id"), read("owner_id"));
    let mut problems = Problems::default();
    if sku.is_none() {
        problems.required("sku_id");
    }
    if user.is_none() {
        problems.required("owner_id");
    }
    if r.body["owner_type"] != 2 {
        problems.add("owner_type", "BASE_TYPE_CHOICES", "Must be 2 here: a user.");
    }
    problems.check()?;
    let (Some(sku), Some(user)) = (sku, user) else {
        return Err(ApiError::code(50035));
    };
    let one = d.entitle(user, sku, PREMIUM_SUBSCRIPTION, None);
    ok(one)
}

/// `DELETE /applications/{id}/entitlements/{id}`
pub(crate) fn delete(d: &mut Discord, entitlement: Id) -> Reply {
    get(d, entitlement)?;
    d.change_entitlement(entitlement, "ENTITLEMENT_DELETE", |one| {
        one.is_deleted = true;
    });
    done()
}

/// `POST /applications/{id}/entitlements/{id}/consume`
pub(crate) fn consume(d: &mut Discord, entitlement: Id) -> Reply {
    get(d, entitlement)?;
    d.change_entitlement(entitlement, "ENTITLEMENT_UPDATE", |one| {
        one.is_consumed = true;
    });
    done()
}

impl Discord {
    /// Somebody has something from now on.
    pub(crate) fn entitle(
        &mut self,
        user: Id,
        sku: Id,
        kind: u8,
        starts: Option<chrono::DateTime<chrono::Utc>>,
    ) -> Value {
        let one = Entitlement {
            id: self.state.new_id(self.clock.now()),
            user,
            sku,
            kind,
            starts,
            ends: None,
            is_deleted: false,
            is_consumed: false,
        };
        let body = self.state.entitlement_json(&one);
        self.state.entitlements.insert(one.id, one);
        self.emit("ENTITLEMENT_CREATE", 0, &body);
        body
    }

    /// Changes what somebody has, and tells the bot by that event.
    pub(crate) fn change_entitlement(
        &mut self,
        entitlement: Id,
        event: &'static str,
        change: impl FnOnce(&mut Entitlement),
    ) {
        let Some(one) = self.state.entitlements.get_mut(&entitlement) else {
            return;
        };
        change(one);
        let one = one.clone();
        let body = self.state.entitlement_json(&one);
        self.emit(event, 0, &body);
    }
}
