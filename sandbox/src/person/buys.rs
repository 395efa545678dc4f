//! What a person buys of the application in Discord's own shop.

use chrono::{DateTime, Utc};

use super::Person;
use crate::Id;

/// Discord's number for a subscription of the application.
const SUBSCRIPTION: u8 = 8;

impl Person {
    /// Subscribes to one of the application's goods; returns the entitlement.
    pub fn subscribes(&self, sku: impl Into<Id>) -> Id {
        let mut discord = self.sandbox.lock();
        let now = discord.clock.now();
        let bought = discord.entitle(self.id, sku.into(), SUBSCRIPTION, Some(now));
        let id = bought["id"].as_str().and_then(|id| id.parse().ok());
        id.unwrap_or(Id(0))
    }

    /// Her subscription ends now. Discord tells of the end only, not of a renewal or a cancellation.
    pub fn subscription_ends(&self, entitlement: impl Into<Id>) {
        let mut discord = self.sandbox.lock();
        let now = discord.clock.now();
        discord.change_entitlement(entitlement.into(), "ENTITLEMENT_UPDATE", |one| {
            one.ends = Some(now);
        });
    }

    /// Her subscription is to end then, as Discord tells.
    pub fn subscription_is_to_end(&self, entitlement: impl Into<Id>, at: DateTime<Utc>) {
        let mut discord = self.sandbox.lock();
        discord.change_entitlement(entitlement.into(), "ENTITLEMENT_UPDATE", |one| {
            one.ends = Some(at);
        });
    }

    /// Discord gives her money back: the entitlement is gone.
    pub fn is_refunded(&self, entitlement: impl Into<Id>) {
        let mut discord = self.sandbox.lock();
        discord.change_entitlement(entitlement.into(), "ENTITLEMENT_DELETE", |one| {
            one.is_deleted = true;
        });
    }
}
