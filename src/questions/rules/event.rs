//! What can happen to a question.

/// What somebody wants with a question, or what happened to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Promise to answer.
    Claim,
    /// Let the promise go.
    Release,
    /// The promise has run out.
    Lapse,
    /// Whoever promised is no mentor any more, or has left.
    Depart,
    /// Pass the promise on to another mentor.
    Transfer,
    /// Ask another mentor, too.
    SecondOpinion,
    /// Ask the asker for more.
    NeedsInfo,
    /// Write what was asked for.
    Reply,
    /// Answer.
    Answer,
    /// Say that it is done.
    Resolve,
    /// Nobody said anything for long after an answer.
    AutoResolve,
    /// Say that it is not done.
    Reopen,
    /// Say that it was asked before.
    Duplicate,
    /// Take it back.
    Withdraw,
    /// Give it up.
    Expire,
    /// Hide it until somebody has looked at it.
    Hold,
    /// Show it again.
    Restore,
    /// Have everything forgotten that was written.
    Erase,
}

impl Event {
    /// Every one of them.
    #[cfg(test)]
    pub(super) const ALL: [Self; 18] = [
        Self::Claim,
        Self::Release,
        Self::Lapse,
        Self::Depart,
        Self::Transfer,
        Self::SecondOpinion,
        Self::NeedsInfo,
        Self::Reply,
        Self::Answer,
        Self::Resolve,
        Self::AutoResolve,
        Self::Reopen,
        Self::Duplicate,
        Self::Withdraw,
        Self::Expire,
        Self::Hold,
        Self::Restore,
        Self::Erase,
    ];

    /// Its name in the database.
    pub(in crate::questions) const fn name(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Release => "release",
            Self::Lapse => "lapse",
            Self::Depart => "depart",
            Self::Transfer => "transfer",
            Self::SecondOpinion => "second_opinion",
            Self::NeedsInfo => "needs_info",
            Self::Reply => "reply",
            Self::Answer => "answer",
            Self::Resolve => "resolve",
            Self::AutoResolve => "auto_resolve",
            Self::Reopen => "reopen",
            Self::Duplicate => "duplicate",
            Self::Withdraw => "withdraw",
            Self::Expire => "expire",
            Self::Hold => "hold",
            Self::Restore => "restore",
            Self::Erase => "erase",
        }
    }

    /// An asker takes it as such, whatever else they are.
    pub(in crate::questions) const fn is_askers(self) -> bool {
        matches!(
            self,
            Self::SecondOpinion
                | Self::Reply
                | Self::Resolve
                | Self::Reopen
                | Self::Withdraw
                | Self::Expire
                | Self::Erase
        )
    }

    /// Its name in the journal.
    pub(in crate::questions) const fn kind(self) -> &'static str {
        match self {
            Self::Claim => "question.claimed",
            Self::Release => "question.released",
            Self::Lapse => "question.lapsed",
            Self::Depart => "question.departed",
            Self::Transfer => "question.transferred",
            Self::SecondOpinion => "question.second_opinion",
            Self::NeedsInfo => "question.needs_info",
            Self::Reply => "question.replied",
            Self::Answer => "question.answered",
            Self::Resolve => "question.resolved",
            Self::AutoResolve => "question.auto_resolved",
            Self::Reopen => "question.reopened",
            Self::Duplicate => "question.duplicate",
            Self::Withdraw => "question.withdrawn",
            Self::Expire => "question.expired",
            Self::Hold => "question.held",
            Self::Restore => "question.restored",
            Self::Erase => "question.erased",
        }
    }
}
