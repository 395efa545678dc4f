//! The final confirmation screen: everything that Japanese law wants said before an order, and the
//! version by which it is known what somebody agreed to.

use sha2::{Digest as _, Sha256};

use super::rules::Buyers;
use crate::config::Config;
use crate::memberships::Offer;
use crate::memberships::cards as looks;
use crate::memberships::rules::{Interval, Plan, Source};
use crate::text::{Arg, Lang, Text};

/// The words of a screen. Only dates that differ from person to person stand outside of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) body: String,
    /// SHA-256 of the words, by which they are known.
    pub(super) hash: String,
}

impl Words {
    /// As much of the hash as a button carries.
    pub(super) fn version(&self) -> &str {
        &self.hash[..12]
    }
}

/// For how long one payment is: a transfer is for one period, and nothing renews by itself.
pub(super) fn length(interval: Interval) -> Text {
    match interval {
        Interval::Month => Text::new("joining-length-month"),
        Interval::Year => Text::new("joining-length-year"),
        Interval::Once { days } => Text::new("joining-length-days").with("days", i64::from(days)),
    }
}

/// For how long it is, that nothing renews by itself, and what follows on its end.
fn goes_on(plan: &Plan) -> Text {
    let text = Text::new("joining-length").with("length", length(plan.interval));
    match Source::Pass.grace_days(plan) {
        0 => text,
        days => Text::new("joining-length-grace")
            .with("goes", text)
            .with("days", i64::from(days)),
    }
}

/// What somebody agrees to who takes this plan; `is_tried`: its first days are free to them.
pub(super) fn words(offer: &Offer, is_tried: bool, config: &Config, lang: Lang) -> Words {
    let plan = &offer.plan;
    let join = &config.join;
    let is_free = plan.price.0 == 0;
    let days = i64::from(join.pay_within_days);
    let (payment, start) = match (is_free, offer.terms.buyers) {
        (false, Buyers::Anyone) if is_tried => (
            Text::new("joining-pay-trial").with("days", days),
            Text::new("joining-start-trial"),
        ),
        (false, Buyers::Approved) if is_tried => (
            Text::new("joining-pay-trial-admitted").with("days", days),
            Text::new("joining-start-trial-admitted"),
        ),
        (true, Buyers::Anyone) => (
            Text::new("joining-pay-nothing"),
            Text::new("joining-start-now"),
        ),
        (true, Buyers::Approved) => (
            Text::new("joining-pay-nothing"),
            Text::new("joining-start-admitted"),
        ),
        (false, Buyers::Anyone) => (
            Text::new("joining-pay-transfer").with("days", days),
            Text::new("joining-start-paid"),
        ),
        (false, Buyers::Approved) => (
            Text::new("joining-pay-admitted").with("days", days),
            Text::new("joining-start-paid"),
        ),
    };
    let price = if is_free {
        Text::new("joining-price-nothing")
    } else {
        Text::new("joining-price").with("price", plan.price.0)
    };
    let mut items = vec![
        (
            Text::new("joining-item-what"),
            Text::new("joining-what")
                .with("plan", plan.name(lang))
                .with("tracks", looks::tracks(offer, config, lang)),
        ),
        (Text::new("joining-item-price"), price),
        (Text::new("joining-item-length"), goes_on(plan)),
        (Text::new("joining-item-payment"), payment),
        (Text::new("joining-item-start"), start),
        (
            Text::new("joining-item-cancel"),
            Text::new("joining-cancel"),
        ),
    ];
    if is_tried {
        let trial = Text::new("joining-trial")
            .with("days", i64::from(plan.passage.trial_days))
            .with("price", plan.price.0);
        items.insert(2, (Text::new("joining-item-trial"), trial));
    }
    let refund = join.refund(lang);
    if !is_free {
        let refund = Text::new("joining-refund").with("refund", refund);
        items.push((Text::new("joining-item-refund"), refund));
    }
    if !join.commerce_url.is_empty() {
        let seller =
            Text::new("joining-seller").with("url", Arg::Markup(join.commerce_url.clone()));
        items.push((Text::new("joining-item-seller"), seller));
    }
    let lines = items.into_iter().map(|(item, says)| {
        let line = Text::new("joining-item").with("item", item);
        line.with("says", says).render(lang)
    });
    let body = lines.collect::<Vec<_>>().join("\n");
    let hash = format!("{:x}", Sha256::digest(body.as_bytes()));
    Words { body, hash }
}
