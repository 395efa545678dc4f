//! Whom a line of a list names, where nobody is linked with its name: the owner chooses.

use super::rules::{Act, Line, Refusal};
use super::store::{self, State};
use crate::actor::Actor;
use crate::app::App;
use crate::command::Chosen;
use crate::discord::message::{Menu, Message};
use crate::error::Result;
use crate::ids::ImportId;
use crate::memberships::accounts::{self, Linked};
use crate::text::{Lang, Text};

/// The owner says whom a line of a list that they look at names. With it the next line that names
/// nobody we know.
pub(super) async fn link_line(
    app: &App,
    actor: &Actor,
    (id, position): (ImportId, i64),
    chosen: Chosen,
) -> Result<(Linked, Option<Line>)> {
    actor.must_be_owner()?;
    let mut conn = app.db.read().await?;
    let import = store::import(&mut conn, id).await?;
    let import = import.filter(|import| import.state == State::Preview);
    let import = import.ok_or(Refusal::Gone)?;
    let lines = store::lines(&mut conn, id).await?;
    drop(conn);
    let mut unlinked = lines.into_iter().filter(|line| line.act == Act::Unmatched);
    let line = unlinked.find(|line| line.position == position);
    let name = line.and_then(|line| line.name).ok_or(Refusal::Gone)?;
    let account = (import.source.as_str(), name.as_str());
    let linked = accounts::link_name(app, actor, account, chosen).await?;
    let next = unlinked.find(|line| line.name.as_ref().is_some_and(|other| *other != name));
    Ok((linked, next))
}

/// In which the owner chooses whom a line names, where nobody is linked with its name.
pub(super) fn menu(id: ImportId, line: &Line, lang: Lang) -> Option<Menu> {
    let is_unlinked = line.act == Act::Unmatched && line.name.is_some();
    let hint = Text::new("account-line-hint").with("line", line.position);
    is_unlinked.then(|| Menu {
        custom_id: format!("membership:import-link:{id}:{}", line.position),
        placeholder: hint.plain(lang),
    })
}

/// Whom a line names was said; and which is the next.
pub(super) fn linked(id: ImportId, linked: &Linked, next: Option<&Line>, lang: Lang) -> Message {
    let mut said = vec![accounts::linked(linked), Text::new("account-linked-line")];
    let name = next.and_then(|next| Some((next, next.name.as_deref()?)));
    said.extend(name.map(|(next, name)| {
        let text = Text::new("account-next-line").with("line", next.position);
        text.with("name", name)
    }));
    let said: Vec<String> = said.iter().map(|text| text.render(lang)).collect();
    Message {
        menu: next.and_then(|next| menu(id, next, lang)),
        ..Message::text(said.join("\n"))
    }
}
