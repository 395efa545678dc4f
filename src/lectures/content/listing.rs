//! What the owner has: drafts, what is ready, what is out, and what should be looked at again.

use std::str::FromStr;

use super::store;
use crate::actor::Actor;
use crate::app::App;
use crate::error::Result;
use crate::lectures::catalogue;
use crate::lectures::lecture::{Called, LectureState};

/// So many are shown at once.
const ON_A_PAGE: usize = 10;

/// Which of the owner's lectures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lectures) enum Pile {
    /// Still being written.
    Drafts,
    /// Ready and not out.
    Ready,
    /// Out.
    Out,
    /// Past the day by which somebody should have looked.
    ToReview,
}

impl Pile {
    /// Each, as the buttons stand.
    pub(super) const ALL: [Self; 4] = [Self::Drafts, Self::Ready, Self::Out, Self::ToReview];

    /// What a button calls it.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Drafts => "drafts",
            Self::Ready => "ready",
            Self::Out => "out",
            Self::ToReview => "review",
        }
    }
}

impl FromStr for Pile {
    type Err = ();

    fn from_str(key: &str) -> Result<Self, ()> {
        let mut all = Self::ALL.into_iter();
        all.find(|pile| pile.key() == key).ok_or(())
    }
}

/// One page of them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Page {
    /// Which of them.
    pub(super) pile: Pile,
    /// Which page; the first is 0.
    pub(super) number: usize,
    /// How many pages there are, at least one.
    pub(super) pages: usize,
    /// How many lectures there are on all of them.
    pub(super) of: usize,
    /// Those on this page.
    pub(super) lectures: Vec<Called>,
}

/// A page of the owner's lectures; what is past the last is the last.
pub(super) async fn list(app: &App, actor: &Actor, pile: Pile, number: usize) -> Result<Page> {
    actor.must_be_owner()?;
    let mut conn = app.db.read().await?;
    let all = match pile {
        Pile::Drafts => store::in_state(&mut conn, LectureState::Draft, false).await?,
        Pile::Ready => store::in_state(&mut conn, LectureState::Ready, false).await?,
        Pile::Out => store::in_state(&mut conn, LectureState::Ready, true).await?,
        Pile::ToReview => store::to_review(&mut conn, catalogue::today(app)).await?,
    };
    let of = all.len();
    let pages = of.div_ceil(ON_A_PAGE).max(1);
    let number = number.min(pages - 1);
    let on_it = all.into_iter().skip(number * ON_A_PAGE).take(ON_A_PAGE);
    Ok(Page {
        pile,
        number,
        pages,
        of,
        lectures: on_it.collect(),
    })
}
