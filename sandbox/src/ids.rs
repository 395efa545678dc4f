//! Snowflakes: Discord's ids, which are numbers inside and strings on the wire.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Milliseconds between the Unix epoch and the first moment a snowflake can name.
const DISCORD_EPOCH: i64 = 1_420_070_400_000;

/// The id of anything: a user, a channel, a message, an interaction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub u64);

impl Id {
    /// The lowest id that a thing made at that moment can have.
    pub fn at(time: DateTime<Utc>) -> Self {
        let millis = u64::try_from(time.timestamp_millis() - DISCORD_EPOCH).unwrap_or(0);
        Self(millis << 22)
    }

    /// When the thing with this id was made.
    pub fn time(self) -> DateTime<Utc> {
        let millis = i64::try_from(self.0 >> 22).unwrap_or(0) + DISCORD_EPOCH;
        DateTime::from_timestamp_millis(millis).unwrap_or_default()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Id {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl From<u64> for Id {
    fn from(number: u64) -> Self {
        Self(number)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Id;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a snowflake, as a string or a number")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Id, E> {
                text.parse().map_err(E::custom)
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Id, E> {
                Ok(Id(number))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::Id;

    #[test]
    fn is_a_string_on_the_wire_and_takes_both() {
        assert_eq!(
            serde_json::to_string(&Id(175_928_847_299_117_063)).expect("json"),
            "\"175928847299117063\""
        );
        assert_eq!(serde_json::from_str::<Id>("5").expect("number"), Id(5));
        assert_eq!(serde_json::from_str::<Id>("\"5\"").expect("string"), Id(5));
    }

    #[test]
    fn carries_its_time() {
        let id = Id(175_928_847_299_117_063);
        assert_eq!(id.time().to_rfc3339(), "2016-04-30T11:18:25.796+00:00");
        assert_eq!(Id::at(id.time()).time(), id.time());
    }
}
