//! What was chosen and typed, kept until it is posted, given up or a day old.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::may_ask;
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::discord::message::Form;
use crate::error::{Error, Result};
use crate::ids::{ChannelId, LectureId};
use crate::input;
use crate::people;
use crate::questions::forms::{self, Typed};
use crate::questions::images::{self, Offered};
use crate::questions::parts;
use crate::questions::question::{
    AgeBand, ChannelKind, Draft, DraftId, Kind, Near, Question, Topic, Words,
};
use crate::questions::refusal::Refusal;
use crate::questions::rules::{DRAFT_LIFE, asked, known_field, usable};
use crate::questions::store::{self, Sent};
use crate::questions::{anonymous, load, telling};
use crate::text::Text;

/// Characters of a message; Discord takes so many of who pays for it.
const MESSAGE: usize = 4_000;
/// The field of what nobody chose one for, where the settings have it.
const GENERAL: &str = "general";

/// Remembers what was chosen in `/ask` until its form is sent. `topic.field` is what was typed.
pub async fn begin(app: &App, actor: &Actor, topic: Topic) -> Result<DraftId> {
    keep(app, actor, topic, Given::default()).await
}

/// The same for a question of which nobody is told who asks it.
pub async fn begin_anonymous(app: &App, actor: &Actor, topic: Topic) -> Result<DraftId> {
    begin_showing(app, actor, topic, (true, &[])).await
}

/// The same with pictures that were attached.
pub(in crate::questions) async fn begin_showing(
    app: &App,
    actor: &Actor,
    topic: Topic,
    (is_anonymous, offered): (bool, &[Offered]),
) -> Result<DraftId> {
    let given = Given {
        is_anonymous,
        offered,
        ..Given::default()
    };
    keep(app, actor, topic, given).await
}

/// The same for a question about a lecture. Whether they may watch it, the caller has asked.
pub async fn begin_about(app: &App, actor: &Actor, lecture: LectureId) -> Result<DraftId> {
    let given = Given {
        lecture: Some(lecture),
        ..Given::default()
    };
    keep(app, actor, usual(app), given).await
}

/// The same for a message of theirs, which becomes the situation; what it is about is chosen next.
pub(in crate::questions) async fn begin_with(
    app: &App,
    actor: &Actor,
    situation: &str,
) -> Result<(DraftId, Topic)> {
    let what = parts::situation(Kind::Study).0;
    let situation = input::optional_paragraph(&what, situation, MESSAGE)?;
    let topic = usual(app);
    let given = Given {
        situation: &situation,
        ..Given::default()
    };
    let draft = keep(app, actor, topic.clone(), given).await?;
    Ok((draft, topic))
}

/// What is asked about where nobody chose.
fn usual(app: &App) -> Topic {
    let fields = &app.config.questions.fields;
    let field = Some(GENERAL).filter(|general| fields.contains_key(*general));
    let field = field.or_else(|| fields.keys().next().map(String::as_str));
    Topic {
        kind: Kind::Study,
        field: field.unwrap_or_default().to_owned(),
        age_band: None,
        near: Near::Anyone,
    }
}

/// What is there before the form.
#[derive(Clone, Copy, Debug, Default)]
struct Given<'a> {
    lecture: Option<LectureId>,
    is_anonymous: bool,
    situation: &'a str,
    offered: &'a [Offered],
}

async fn keep(app: &App, actor: &Actor, topic: Topic, given: Given<'_>) -> Result<DraftId> {
    let now = app.now();
    images::check(given.offered)?;
    if topic.age_band.is_some() && topic.kind != Kind::Medical {
        return Err(Refusal::AgeWithoutPatient.into());
    }
    let field = known_field(&app.config.questions.fields, &topic.field)?;
    let topic = Topic { field, ..topic };
    let mut tx = app.db.begin().await?;
    let mark = anonymous::mark(app, actor);
    let standing = store::standing(tx.conn().await?, (actor.user, mark), now).await?;
    may_ask(app, &standing, topic.kind)?;
    let asker = if given.is_anonymous {
        anonymous::alias(&mut tx, app, actor, now).await?
    } else {
        people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?
    };
    let draft =
        store::insert_draft(&mut tx, asker, &topic, given.lecture, now + DRAFT_LIFE).await?;
    if !given.situation.is_empty() {
        store::quote(&mut tx, draft, given.situation).await?;
    }
    images::remember(&mut tx, (asker, draft), given.offered).await?;
    tx.commit().await?;
    Ok(draft)
}

/// A draft with its words, for whoever is to look at it before it is posted.
#[derive(Clone, Debug, PartialEq)]
pub struct Composed {
    /// What its buttons name.
    pub draft: DraftId,
    /// As it would be asked now; its number is not given yet.
    pub question: Question,
    /// When it is forgotten.
    pub until: DateTime<Utc>,
    /// Whoever asks anonymously wants to be told by direct message.
    pub wants_dm: bool,
}

/// One thing that is chosen anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::questions) enum Choice {
    Kind(Kind),
    Field(String),
    Age(AgeBand),
    Near(Near),
}

/// Chooses anew, until the form has come: its parts follow the kind. Also whether it may become
/// anonymous.
pub(in crate::questions) async fn choose(
    app: &App,
    actor: &Actor,
    draft: DraftId,
    choice: Choice,
) -> Result<(Topic, bool)> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let sent = theirs(&mut tx, app, actor, draft, now).await?;
    if sent.draft.words().is_some() {
        return Err(Error::Refused(Text::new("stale-button")));
    }
    let topic = chosen(sent.draft.topic(), choice);
    // Said at once, not after the form.
    may_ask(app, &sent.standing, topic.kind)?;
    let field = known_field(&app.config.questions.fields, &topic.field)?;
    let topic = Topic { field, ..topic };
    store::choose(&mut tx, draft, &topic).await?;
    tx.commit().await?;
    Ok((topic, app.seal().is_some() && can_hide(&sent.draft)))
}

/// Only patients have an age.
fn chosen(mut topic: Topic, choice: Choice) -> Topic {
    match choice {
        Choice::Kind(kind) => topic.kind = kind,
        Choice::Field(field) => topic.field = field,
        Choice::Age(band) => topic.age_band = Some(band),
        Choice::Near(near) => topic.near = near,
    }
    topic.age_band = topic.age_band.filter(|_| topic.kind == Kind::Medical);
    topic
}

/// Takes the words of a draft's form and keeps them; those of an earlier sending are gone.
pub async fn compose(
    app: &App,
    actor: &Actor,
    draft: DraftId,
    typed: &Typed<'_>,
) -> Result<Composed> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let sent = theirs(&mut tx, app, actor, draft, now).await?;
    let words = forms::words(sent.draft.kind, typed)?;
    let place = may_ask(app, &sent.standing, sent.draft.kind)?;
    // Whatever has to be found in the words before they are kept is looked for here.
    let until = now + DRAFT_LIFE;
    store::write_draft(&mut tx, draft, &words, until).await?;
    tx.commit().await?;
    Ok(composed(&sent, actor, (words, place), (until, now)))
}

/// A draft as it would be asked now.
fn composed(
    sent: &Sent,
    actor: &Actor,
    (words, place): (Words, (ChannelId, ChannelKind)),
    (until, now): (DateTime<Utc>, DateTime<Utc>),
) -> Composed {
    let asker = sent.mark.is_none().then_some(actor.user);
    Composed {
        draft: sent.draft.id,
        question: asked(sent.next_number, &sent.draft, asker, words, place, now),
        until,
        wants_dm: sent.wants_dm,
    }
}

/// Whether the asker of an anonymous draft wants to be told by direct message.
pub(in crate::questions) async fn set_dm(
    app: &App,
    actor: &Actor,
    draft: DraftId,
    wants_dm: bool,
) -> Result<Composed> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let mut sent = theirs(&mut tx, app, actor, draft, now).await?;
    let stale = || Error::Refused(Text::new("stale-button"));
    let words = sent.draft.words().filter(|_| sent.mark.is_some());
    let words = words.ok_or_else(stale)?;
    let place = may_ask(app, &sent.standing, sent.draft.kind)?;
    store::set_wants_dm(&mut tx, sent.draft.asker_id, wants_dm).await?;
    tx.commit().await?;
    sent.wants_dm = wants_dm;
    let until = sent.draft.expires_at;
    Ok(composed(&sent, actor, (words, place), (until, now)))
}

/// The form of a draft again, with what was typed.
pub(in crate::questions) async fn edit(app: &App, actor: &Actor, draft: DraftId) -> Result<Form> {
    let now = app.now();
    let mut conn = app.db.read().await?;
    let who = (actor.user, anonymous::mark(app, actor));
    let found = store::look_at_draft(&mut conn, draft, who, now).await?;
    let sent = own(&mut conn, app, actor, found, now).await?;
    may_ask(app, &sent.standing, sent.draft.kind)?;
    let typed = sent.draft.typed();
    Ok(forms::ask(draft, sent.draft.kind, Some(&typed), actor.lang))
}

/// Another draft about the same, of which nobody is told whose it is, and its kind; the one with a name
/// is forgotten. Only while no words are there: a message of theirs has their name already.
pub(in crate::questions) async fn hide(
    app: &App,
    actor: &Actor,
    draft: DraftId,
) -> Result<(DraftId, Kind)> {
    let topic = {
        let mut conn = app.db.read().await?;
        let who = (actor.user, anonymous::mark(app, actor));
        let found = store::look_at_draft(&mut conn, draft, who, app.now()).await?;
        let sent = own(&mut conn, app, actor, found, app.now()).await?;
        if !can_hide(&sent.draft) {
            return Err(Error::Refused(Text::new("stale-button")));
        }
        sent.draft.topic()
    };
    let kind = topic.kind;
    let hidden = begin_anonymous(app, actor, topic).await?;
    cancel(app, actor, draft).await?;
    Ok((hidden, kind))
}

fn can_hide(draft: &Draft) -> bool {
    draft.words().is_none() && draft.typed().situation.is_empty() && draft.lecture_id.is_none()
}

/// Forgets a draft at once. Whoever is no member any more may do that, too.
pub async fn cancel(app: &App, actor: &Actor, draft: DraftId) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    theirs(&mut tx, app, actor, draft, now).await?;
    store::delete_draft(&mut tx, draft).await?;
    tx.erases();
    tx.commit().await?;
    Ok(())
}

/// The draft, if it is theirs and still one.
pub(super) async fn theirs(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    draft: DraftId,
    now: DateTime<Utc>,
) -> Result<Sent> {
    let who = (actor.user, anonymous::mark(app, actor));
    let found = store::draft(tx, draft, who, now).await?;
    own(tx.conn().await?, app, actor, found, now).await
}

/// The same of what was found. Of what was posted they are told where.
async fn own(
    conn: &mut SqliteConnection,
    app: &App,
    actor: &Actor,
    found: Option<Sent>,
    now: DateTime<Utc>,
) -> Result<Sent> {
    let sent = found.ok_or(Refusal::DraftGone)?;
    let sender = match &sent.mark {
        // Of an alias they are, or they are not.
        Some(mark) => {
            let seal = app.seal().ok_or(Refusal::SealStays)?;
            let is_theirs = seal.is_mark(actor.user, mark);
            is_theirs.then_some(sent.draft.asker_id)
        }
        None => sent.sender_id,
    };
    match usable(&sent.draft, sender, now) {
        Ok(()) => Ok(sent),
        Err(Refusal::DraftUsed(number, _)) => {
            let question = load(conn, number).await?;
            let link = telling::link(conn, app, &question).await?;
            Err(Refusal::DraftUsed(number, link).into())
        }
        Err(refusal) => Err(refusal.into()),
    }
}
