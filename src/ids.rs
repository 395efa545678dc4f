//! Newtypes for every id, so that a role is never passed where a channel is meant.

/// Declares a newtype over `i64`: a row id of ours, or a Discord snowflake (which fits: its top
/// bit is unset until the year 2084).
macro_rules! id {
    ($(#[$doc:meta] $name:ident),* $(,)?) => {$(
        #[$doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord,
                 serde::Serialize, serde::Deserialize, sqlx::Type)]
        #[serde(transparent)]
        #[sqlx(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

id! {
    /// A Discord user.
    UserId,
    /// A Discord role.
    RoleId,
    /// A Discord channel or thread.
    ChannelId,
    /// A Discord message.
    MessageId,
    /// A Discord server.
    GuildId,
    /// A person as we know them; survives the erasure of their Discord id.
    PersonId,
    /// What is sold.
    PlanId,
    /// A right to a plan from one source for one period.
    EntitlementId,
    /// Somebody on their way into a plan.
    ApplicationId,
    /// That somebody agreed to the words of a screen.
    ConsentId,
    /// Money that arrived or went back.
    PaymentId,
    /// A list of another platform that is taken in.
    ImportId,
    /// A list of lectures that is taken in.
    LectureImportId,
    /// A platform whose lists are taken in.
    ImportSourceId,
    /// A question to the owner, before many lose a role.
    BreakerId,
    /// The weekly time at which lectures are posted.
    SlotId,
    /// A change of a slot that waits to be confirmed.
    SlotChangeId,
    /// Content: one video lecture.
    LectureId,
    /// A lecture that waits in a slot.
    QueueEntryId,
    /// One date of a slot.
    OccurrenceId,
    /// That somebody opened a video.
    OpeningId,
    /// A question about a lecture, for whoever watched it.
    CheckItemId,
    /// One go at those questions.
    CheckTryId,
    /// A question; also the number that people say to each other.
    QuestionId,
    /// A picture of a question.
    ImageId,
    /// Something that a person is told of one of their entitlements.
    NoticeId,
    /// A row of the outbox.
    EffectId,
}

/// Conversions between our snowflakes and serenity's, which refuse zero.
macro_rules! snowflake {
    ($($name:ident),*) => {$(
        impl From<serenity::all::$name> for $name {
            fn from(id: serenity::all::$name) -> Self {
                Self(id.get().cast_signed())
            }
        }

        impl From<$name> for serenity::all::$name {
            fn from(id: $name) -> Self {
                // Zero cannot come from Discord and the configuration refuses it; 1 names nothing.
                Self::new(id.0.cast_unsigned().max(1))
            }
        }
    )*};
}

snowflake!(UserId, RoleId, ChannelId, MessageId, GuildId);
