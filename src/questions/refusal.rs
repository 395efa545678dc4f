//! Why a question does not move, or is not asked, and the sentence for each reason.

use chrono::{DateTime, Utc};

use super::rules::MAX_WAITING;
use crate::error::Error;
use crate::ids::{QuestionId, UserId};
use crate::input;
use crate::text::{Arg, Text};

/// Why a question does not move, or is not asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is none of this number.
    NoSuchQuestion(QuestionId),
    /// No number was given, and this is no question's thread.
    WhichQuestion,
    /// Only mentors do this.
    OnlyMentors,
    /// One's own question.
    Own,
    /// Another mentor was first.
    Taken(Option<UserId>),
    /// The same mentor was first.
    TakenByYou,
    /// A claim needs a question without an answer.
    AlreadyAnswered,
    /// Only the asker's words bring it further.
    WaitsForAsker,
    /// Nothing is claimed.
    NotClaimed,
    /// Somebody else's claim.
    NotYourClaim,
    /// The claim still holds.
    LeaseHolds,
    /// Only asker or owner.
    NotYoursToResolve,
    /// The claimer must wait until then.
    TooEarlyToResolve(DateTime<Utc>),
    /// Nothing is resolved without an answer.
    NoAnswerYet,
    /// The same mentor answered in the same words.
    AnsweredSo(QuestionId),
    /// It is done already.
    AlreadyResolved,
    /// Only asker, mentor or owner.
    NotYoursToReopen,
    /// It was never closed.
    StillOpen,
    /// Only the asker.
    NotYoursToWithdraw,
    /// Only asker or owner.
    NotYoursToErase,
    /// The channel that is configured is the one that is gone.
    ChannelGone,
    /// Nothing of it is known to be gone.
    NotLost(QuestionId),
    /// What was answered is resolved instead.
    HasAnswer,
    /// The asker took it back.
    Withdrawn,
    /// It was asked before, and lives on there.
    Duplicate(Option<QuestionId>),
    /// Nothing was asked of the asker.
    NothingAsked,
    /// What was answered is resolved, not given up.
    ResolveInstead,
    /// It is not hidden.
    NotHeld,
    /// Somebody else looks at it.
    OwnHeld,
    /// Nobody was silent for long enough.
    NotIdle,
    /// Only the asker.
    NotYoursToReply,
    /// Only asker or owner.
    NotYoursToExpire,
    /// Only asker, mentor or owner.
    NotYoursToAskOn,
    /// Only a mentor can be asked to answer.
    NoMentor(UserId),
    /// Nobody answers their own question.
    AskersOwn,
    /// They have it already.
    TheirsAlready(UserId),
    /// So many were asked already.
    EnoughOpinions,
    /// No question repeats itself.
    DuplicateOfItself,
    /// What is gone cannot be pointed at.
    NoOriginal(QuestionId),
    /// It was given up.
    Expired,
    /// Somebody has to look at it first.
    Held,
    /// Nothing is left of it.
    Erased,
    /// It was never sent.
    NotAsked,
    /// The draft is not one of ours, older than a day, or was given up.
    DraftGone,
    /// The draft is somebody else's.
    DraftForeign,
    /// It was posted before; where, once Discord has it.
    DraftUsed(QuestionId, Option<String>),
    /// Only a message of one's own becomes one's question.
    ForeignMessage,
    /// Only members ask.
    NotMember,
    /// Too many questions of theirs wait for an answer.
    TooManyWaiting,
    /// The salon has no place for questions.
    NoChannel,
    /// Nobody looked yet what kind of channel it is.
    UnknownChannel,
    /// There is no channel that could hold private threads.
    NowhereConfidential,
    /// Only mentors, the owner and its asker may read it.
    Confidential(QuestionId),
    /// Whoever is pointed there could not read it.
    ConfidentialOriginal(QuestionId),
    /// It never stands in the archive.
    NeverArchived,
    /// Only patients have an age band.
    AgeWithoutPatient,
    /// No configured field is called this.
    NoSuchField(String),
    /// Nothing can be sealed: anonymous questions are not offered.
    NoSeal,
    /// Whether they asked it cannot be read now.
    SealStays,
    /// It was never closed, and is anonymous.
    StillOpenUnderAlias,
    /// One's own, asked anonymously.
    OwnUnderAlias,
    /// Whoever asked anonymously does not write in the thread.
    SayUnderAlias,
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(sentence(refusal))
    }
}

fn sentence(refusal: Refusal) -> Text {
    match refusal {
        Refusal::NoSuchQuestion(id) => Text::new("question-refused-no-such").with("number", id),
        Refusal::NoSeal => Text::new("anonymous-refused-no-key"),
        Refusal::SealStays => Text::new("anonymous-refused-key-missing"),
        Refusal::StillOpenUnderAlias => Text::new("anonymous-refused-still-open"),
        Refusal::OwnUnderAlias => Text::new("anonymous-refused-own"),
        Refusal::SayUnderAlias => Text::new("anonymous-refused-say-under-alias"),
        Refusal::WhichQuestion => Text::new("question-refused-which"),
        Refusal::OnlyMentors => Text::new("only-mentors"),
        Refusal::Own => Text::new("question-refused-own"),
        Refusal::Taken(Some(claimer)) => {
            Text::new("question-refused-taken").with("claimer", claimer)
        }
        Refusal::Taken(None) => Text::new("question-refused-taken-by-someone"),
        Refusal::TakenByYou => Text::new("question-refused-taken-by-you"),
        Refusal::AlreadyAnswered => Text::new("question-refused-already-answered"),
        Refusal::WaitsForAsker => Text::new("question-refused-waits-for-asker"),
        Refusal::NotClaimed => Text::new("question-refused-not-claimed"),
        Refusal::NotYourClaim => Text::new("question-refused-not-your-claim"),
        Refusal::LeaseHolds => Text::new("question-refused-lease-holds"),
        Refusal::NotYoursToResolve => Text::new("question-refused-not-yours-to-resolve"),
        Refusal::TooEarlyToResolve(from) => {
            Text::new("question-refused-too-early-to-resolve").with("from", from)
        }
        Refusal::NoAnswerYet => Text::new("question-refused-no-answer-yet"),
        Refusal::AnsweredSo(id) => Text::new("question-refused-answered-so").with("number", id),
        Refusal::AlreadyResolved => Text::new("question-refused-already-resolved"),
        Refusal::NotYoursToReopen => Text::new("question-refused-not-yours-to-reopen"),
        Refusal::StillOpen => Text::new("question-refused-still-open"),
        Refusal::NotYoursToWithdraw => Text::new("question-refused-not-yours-to-withdraw"),
        Refusal::NotYoursToErase => Text::new("question-refused-not-yours-to-erase"),
        Refusal::NotLost(id) => Text::new("question-refused-not-lost").with("number", id),
        Refusal::ChannelGone => Text::new("question-refused-channel-gone"),
        Refusal::HasAnswer => Text::new("question-refused-has-answer"),
        Refusal::Withdrawn => Text::new("question-refused-withdrawn"),
        Refusal::Duplicate(Some(id)) => Text::new("question-refused-duplicate").with("number", id),
        Refusal::Duplicate(None) => Text::new("question-refused-duplicate-of-some"),
        Refusal::Expired => Text::new("question-refused-expired"),
        Refusal::Held => Text::new("question-refused-held"),
        Refusal::Erased => Text::new("question-refused-erased"),
        Refusal::NotAsked => Text::new("question-refused-not-asked"),
        Refusal::NothingAsked => Text::new("question-refused-nothing-asked"),
        Refusal::ResolveInstead => Text::new("question-refused-resolve-instead"),
        Refusal::NotHeld => Text::new("question-refused-not-held"),
        Refusal::OwnHeld => Text::new("question-refused-own-held"),
        Refusal::NotIdle => Text::new("question-refused-not-idle"),
        Refusal::NotYoursToReply => Text::new("question-refused-not-yours-to-reply"),
        Refusal::NotYoursToExpire => Text::new("question-refused-not-yours-to-expire"),
        Refusal::NotYoursToAskOn => Text::new("question-refused-not-yours-to-ask-on"),
        Refusal::NoMentor(user) => Text::new("question-refused-no-mentor").with("person", user),
        Refusal::AskersOwn => Text::new("question-refused-askers-own"),
        Refusal::TheirsAlready(user) => {
            Text::new("question-refused-theirs-already").with("person", user)
        }
        Refusal::EnoughOpinions => Text::new("question-refused-enough-opinions"),
        Refusal::DuplicateOfItself => Text::new("question-refused-duplicate-of-itself"),
        Refusal::NoOriginal(id) => Text::new("question-refused-no-original").with("number", id),
        Refusal::DraftGone => Text::new("question-refused-draft-gone"),
        Refusal::DraftForeign => Text::new("question-refused-draft-foreign"),
        Refusal::DraftUsed(id, None) => Text::new("question-refused-draft-used").with("number", id),
        Refusal::DraftUsed(id, Some(link)) => Text::new("question-refused-draft-used-at")
            .with("number", id)
            .with("link", Arg::Markup(link)),
        Refusal::ForeignMessage => Text::new("question-refused-foreign-message"),
        Refusal::NotMember => Text::new("only-members"),
        Refusal::TooManyWaiting => {
            Text::new("question-refused-too-many-waiting").with("max", MAX_WAITING)
        }
        Refusal::NoChannel => Text::new("question-refused-no-channel"),
        Refusal::UnknownChannel => Text::new("question-refused-unknown-channel"),
        Refusal::NowhereConfidential => Text::new("question-refused-nowhere-confidential"),
        Refusal::Confidential(id) => Text::new("question-refused-confidential").with("number", id),
        Refusal::ConfidentialOriginal(id) => {
            Text::new("question-refused-confidential-original").with("number", id)
        }
        Refusal::NeverArchived => Text::new("question-refused-never-archived"),
        Refusal::AgeWithoutPatient => Text::new("question-refused-age-without-patient"),
        Refusal::NoSuchField(typed) => {
            Text::new("question-refused-no-such-field").with("typed", input::short(&typed))
        }
    }
}
