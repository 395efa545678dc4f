//! `[join]`: what must be known before anybody can join by themselves.

use serde::{Deserialize, Serialize};

use super::Fault;
use crate::text::Lang;

/// The longest words that stand on a screen with others, in characters.
const WORDS: usize = 1_000;

/// `[join]`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Join {
    /// The page with the statement of the Specified Commercial Transactions Act.
    pub commerce_url: String,
    /// How to pay by bank transfer, in Japanese.
    pub transfer_ja: String,
    /// The same in English, where it differs.
    pub transfer_en: String,
    /// The refund rule, in Japanese.
    pub refund_ja: String,
    /// The same in English, where it differs.
    pub refund_en: String,
    /// Days in which a transfer must arrive.
    pub pay_within_days: u32,
    /// Hours for which a freed seat is kept.
    pub offer_hours: u32,
}

impl Default for Join {
    fn default() -> Self {
        Self {
            commerce_url: String::new(),
            transfer_ja: String::new(),
            transfer_en: String::new(),
            refund_ja: String::new(),
            refund_en: String::new(),
            pay_within_days: 7,
            offer_hours: 48,
        }
    }
}

impl Join {
    /// Whether all is said that must be said before something with a price is sold.
    pub fn is_complete(&self) -> bool {
        self.missing().is_empty()
    }

    /// The settings without which nothing with a price is sold.
    pub fn missing(&self) -> Vec<&'static str> {
        let needed = [
            ("join.commerce_url", &self.commerce_url),
            ("join.transfer_ja", &self.transfer_ja),
            ("join.refund_ja", &self.refund_ja),
        ];
        let missing = needed.iter().filter(|(_, value)| value.is_empty());
        missing.map(|(key, _)| *key).collect()
    }

    /// How to pay; `{reference}` becomes the number by which the payment is known.
    pub fn transfer(&self, lang: Lang, reference: &str) -> String {
        in_language(&self.transfer_ja, &self.transfer_en, lang).replace("{reference}", reference)
    }

    /// The refund rule.
    pub fn refund(&self, lang: Lang) -> &str {
        in_language(&self.refund_ja, &self.refund_en, lang)
    }

    /// What no type can say.
    pub(super) fn check(&self) -> Result<(), Fault> {
        let fault = |value: &str, mend: String| {
            let value = value.chars().take(20).collect();
            Err(Fault { value, mend })
        };
        if !self.commerce_url.is_empty() {
            let url = url::Url::parse(&self.commerce_url).ok();
            let is_page = url.is_some_and(|url| matches!(url.scheme(), "http" | "https"));
            if !is_page || self.commerce_url.len() > 500 {
                let mend = "join.commerce_url must be the address of a page, like https://example.com/tokusho";
                return fault(&self.commerce_url, mend.to_owned());
            }
        }
        for (key, words) in [
            ("transfer_ja", &self.transfer_ja),
            ("transfer_en", &self.transfer_en),
            ("refund_ja", &self.refund_ja),
            ("refund_en", &self.refund_en),
        ] {
            let most = if key.starts_with("transfer") {
                WORDS
            } else {
                WORDS / 2
            };
            if words.chars().count() > most {
                let mend = format!("join.{key} is longer than {most} characters: shorten it");
                return fault(words, mend);
            }
        }
        for (key, number, most) in [
            ("pay_within_days", self.pay_within_days, 60),
            ("offer_hours", self.offer_hours, 720),
        ] {
            if !(1..=most).contains(&number) {
                let mend = format!("join.{key} must be 1 to {most}");
                return fault(&format!("{key} = {number}"), mend);
            }
        }
        Ok(())
    }
}

fn in_language<'a>(ja: &'a str, en: &'a str, lang: Lang) -> &'a str {
    match lang {
        Lang::En if !en.is_empty() => en,
        Lang::Ja | Lang::En => ja,
    }
}
